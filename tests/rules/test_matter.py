"""The missing facts that matter are those that trying all completions finds, and the first to ask settles most."""

import itertools
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fielato.rules.compile import Compiler
from fielato.rules.evaluate import evaluate
from fielato.rules.matter import Questions, ask_first, missing
from fielato.rules.outcome import outcome
from fielato.rules.residual import Residuals
from fielato.rules.values import OpenList, Type

pytestmark = pytest.mark.slow

MATCH = 'location.country.matches("^E")'


@pytest.mark.parametrize(
    ("when", "require", "row", "names"),
    [
        ("true", "flag", {}, ("flag",)),
        ("true", "flag", {"flag": True}, ()),
        ("flag", "data.personal", {}, ("flag", "data.personal")),
        ("flag", "data.personal", {"data.personal": False}, ("flag",)),
        ("flag", "data.personal", {"flag": False}, ()),
        ("true", "flag && !flag", {}, ()),
        ("true", "flag || !flag || data.personal", {}, ()),
        ("true", "flag ? data.personal : data.personal", {}, ("data.personal",)),
        ("true", "flag && data.personal || !flag && data.personal", {}, ("data.personal",)),
        ("true", 'location.country == "ES" || location.country != "ES"', {}, ()),
        ("true", 'location.country in ["ES", "FR"] && flag', {"location.country": "US"}, ()),
        ("true", "data.subjects < 10 || data.subjects > 5", {}, ()),
        ("true", "data.subjects < 10 || data.subjects > 9", {}, ()),
        ("true", "data.subjects < 9 || data.subjects > 9", {}, ("data.subjects",)),
        ("true", "data.subjects <= 9223372036854775807", {}, ()),
        ("true", 'contract.signed >= date("0001-01-01")', {}, ()),
        ("true", 'contract.signed > date("2024-01-01") || contract.signed < date("2024-01-02")', {}, ()),
        ("true", 'location.country >= ""', {}, ()),
        ("true", 'location.country > "a" && location.country < "a\\u0000"', {}, ()),
        ("true", 'location.country > "a" && location.country < "a\\u0000\\u0000"', {}, ("location.country",)),
        ("true", "location.country == party.country", {}, ("location.country", "party.country")),
        ("true", "location.country == party.country", {"party.country": "ES"}, ("location.country",)),
        ("true", 'location.country.startsWith("E") && !location.country.contains("E")', {}, ()),
        ("true", 'location.country.startsWith("E") && location.country.endsWith("S")', {}, ("location.country",)),
        ("true", 'location.country.matches("^E")', {}, ("location.country",)),
        ("true", 'location.country.matches("^E") && flag', {"flag": False}, ()),
        ("true", f"{MATCH} && flag || {MATCH} && !flag", {}, ("location.country",)),
        ("true", f"{MATCH} && data.personal ? flag : flag", {}, ("flag",)),
        ("true", '"a" in data.categories', {"data.categories": OpenList(("a",))}, ()),
        ("true", '"a" in data.categories', {"data.categories": OpenList(("b",))}, ("data.categories",)),
        ("true", 'data.categories.all(c, c == "a")', {"data.categories": OpenList(("b",))}, ()),
        ("true", "data.categories.all(c, c in party.countries)", {}, ("data.categories", "party.countries")),
        ("true", "data.categories.all(c, c in party.countries)", {"data.categories": ()}, ()),
        ("true", "size(data.categories) >= 0", {}, ()),
        ("true", "size(data.categories) > 3", {}, ("data.categories",)),
        ("true", "size(data.categories) > 3 && flag && !flag", {}, ()),
        ("true", "size(data.categories) > data.subjects", {}, ("data.categories", "data.subjects")),
        ("true", "size(data.categories) < 1 && 'a' in data.categories", {}, ()),
        ("true", "size(data.categories) == 1 && data.categories.all(c, c == 'a')", {}, ("data.categories",)),
        ("true", "size(data.categories) < 2", {"data.categories": OpenList(("a", "b"))}, ()),
        ("true", "ground.valid", {}, ("location.country", "flag", "data.subjects")),
        ("true", "ground.valid", {"flag": False}, ("location.country",)),
    ],
)
def test_a_fact_is_missing_if_it_can_still_change_the_outcome(condition, when, require, row, names):
    assert missing(condition(when), condition(require), row) == names


@pytest.mark.parametrize(
    ("when", "require", "first"),
    [
        ("true", "flag && data.personal", "flag"),
        ("flag", "data.personal || data.special", "flag"),
        ("true", "flag && (data.personal || data.special)", "flag"),
        ("true", "(data.personal || data.special) && flag", "flag"),
        ("true", 'flag && location.country == "ES"', "flag"),
        ("true", 'flag && location.country in ["ES", "FR", "PT"]', "flag"),
        ("true", 'flag || !(location.country in ["ES", "FR", "PT"])', "flag"),
        ("true", 'flag || location.country in ["ES", "FR", "PT"]', "location.country"),
        ("true", "flag && !flag", None),
    ],
)
def test_the_first_to_ask_is_the_fact_of_which_most_values_settle_the_outcome(condition, when, require, first):
    rule = condition(when), condition(require)
    assert ask_first(*rule, {}) == first


@pytest.mark.parametrize(("pairs", "kept"), [(3, False), (16, True)])
def test_a_rule_whose_diagram_is_too_large_keeps_every_fact(pairs, kept):
    left, right = ([f"{side}{n}" for n in range(pairs)] for side in "xy")
    compiler = Compiler(dict.fromkeys([*left, *right, "z"], Type.BOOL))
    apart = f"({' || '.join(left)}) || true"
    rule = compiler.compile(f"({apart}) && ({' || '.join(map(' && '.join, zip(left, right, strict=True)))} || z && !z)")
    assert ("z" in missing(compiler.compile("true"), rule, {})) is kept


def test_what_is_kept_of_earlier_rows_is_bounded_and_makes_no_difference(condition, monkeypatch):
    monkeypatch.setattr("fielato.rules.residual.MAX_SIZE", 60)
    rule = condition("location.country == party.country || data.subjects > 5 || data.personal && data.special")
    always = condition("true")
    residuals, questions = Residuals(always.node, rule.node), Questions(always, rule)
    for row in ({"party.country": f"{n}", "data.personal": bool(n % 3)} for n in range(200)):
        residuals.on(row)
        assert questions.about(row) == Questions(always, rule).about(row)
        assert len(residuals.diagrams) <= 60
        assert len(residuals.levels) <= 70


def test_threads_can_share_the_questions_of_a_rule(condition, monkeypatch):
    monkeypatch.setattr("fielato.rules.residual.MAX_SIZE", 60)
    rule = condition("location.country == party.country || data.subjects > 5 || data.personal && data.special")
    always = condition("true")
    rows = [{"party.country": f"{n}", "data.personal": bool(n % 3)} for n in range(200)]
    questions = Questions(always, rule)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(questions.about, rows))
    finally:
        sys.setswitchinterval(interval)
    assert found == [Questions(always, rule).about(row) for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        " || ".join(f"location.country.contains('{n}')" for n in range(200)),
        " || ".join(f"x{n} == x{n + 1}" for n in range(60)),
        " && ".join(f"l{n}.all(t, t in l{n + 1})" for n in range(60)),
        " && ".join(f"l{n}.all(t, l{n + 1}.exists(u, t < u))" for n in range(30)),
        "size(l0) > 1000000000",
    ],
)
def test_hostile_rules_are_searched_within_a_bound(text):
    names = {f"x{n}": Type.STRING for n in range(61)} | {f"l{n}": Type.STRING_LIST for n in range(61)}
    compiler = Compiler(names | {"location.country": Type.STRING})
    rule = compiler.compile(text)
    assert missing(compiler.compile("true"), rule, {}) == rule.variables


def test_thousands_of_literals_are_no_obstacle(condition):
    codes = ", ".join(f'"{n:x}"' for n in range(1_200))
    rule = condition(f"location.country in [{codes}] && flag")
    names = missing(condition("true"), rule, {})
    assert names == ("location.country", "flag")
    assert ask_first(condition("true"), rule, {}) == "location.country"


SMALL = {
    **dict.fromkeys(("x0", "x1", "x2", "x3"), Type.BOOL),
    "flag": Type.BOOL,
    "other": Type.BOOL,
    "text": Type.STRING,
    "word": Type.STRING,
    "number": Type.INT,
    "texts": Type.STRING_LIST,
}
STRINGS = ["", "a", "aa", "aac", "ab", "abb", "abc", "abbc", "ac", "b", "bb", "c", "ca", "cb", "cc", "d"]
UNIVERSE = {
    **{name: [False, True] for name in ("x0", "x1", "x2", "x3")},
    "flag": [False, True],
    "other": [False, True],
    "text": STRINGS,
    "word": STRINGS,
    "number": list(range(-2, 5)),
    "texts": [
        *(chosen for n in range(5) for chosen in itertools.combinations("abcd", n)),
        *map(tuple, ("aa", "bb", "cc")),
    ],
}
# Known texts are such as lists of the universe can hold.
KNOWN = UNIVERSE | {"text": ["a", "b", "c"], "word": ["a", "b", "c"]}
ATOMS = [
    "flag",
    "other",
    "flag == other",
    'text == "a"',
    'text != "b"',
    "text == word",
    'text < "b"',
    "word in texts",
    '"a" in texts',
    'texts.exists(t, t == "b")',
    'texts.all(t, t != "a")',
    "texts.exists(t, t == word || flag)",
    "number < 2",
    "number >= 0",
    "number == 2",
    '(flag ? text : "a") == "a"',
    'text.startsWith("a")',
    'text.contains("b")',
    'text.matches("^a.*b$")',
    "size(texts) > 1",
    "size(texts) == 1",
]
COMPILER = Compiler(SMALL)


def conditions(atoms):
    return st.recursive(
        st.sampled_from(atoms),
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(lambda two: f"({two[0]} && {two[1]})"),
            st.tuples(inner, inner).map(lambda two: f"({two[0]} || {two[1]})"),
            inner.map("!({})".format),
        ),
        max_leaves=4,
    ).map(COMPILER.compile)


def completions(row, name):
    """The values of the small universe that a missing fact can turn out to have."""
    held = row.get(name)
    known = set(held.known) if isinstance(held, OpenList) else set()
    return [value for value in UNIVERSE[name] if not known or known <= set(value)]


def tried(when, require, row, names):
    """The facts that matter, by trying all completions over the small universe."""
    matter = []
    for name in names:
        others = [other for other in names if other != name]
        for values in itertools.product(*(completions(row, other) for other in others)):
            rest = {**row, **dict(zip(others, values, strict=True))}
            rows = [{**rest, name: value} for value in completions(row, name)]
            if len({outcome(evaluate(when, full), evaluate(require, full)) for full in rows}) > 1:
                matter.append(name)
                break
    return tuple(matter)


def exact(when, require, row):
    """Whether no proposition is free in what is left of the rule."""
    residuals = Residuals(when.node, require.node)
    levels = residuals.diagrams.settling(residuals.on(row))
    return not any(residuals.levels[level].free for level in levels)


@st.composite
def cases(draw, atoms=ATOMS):
    """A small rule, a row that knows some of its facts, and those that it does not."""
    when, require = draw(conditions(atoms)), draw(conditions(atoms))
    names = tuple(dict.fromkeys((*when.variables, *require.variables)))
    row = {name: draw(st.sampled_from(KNOWN[name])) for name in names if draw(st.integers(0, 3)) == 0}
    if "texts" in row and draw(st.booleans()):
        row["texts"] = OpenList(tuple(dict.fromkeys(row["texts"][:2])))
    return when, require, row, [name for name in names if name not in row or isinstance(row[name], OpenList)]


SLOW = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(case=cases())
def test_what_is_missing_is_what_trying_all_completions_finds(case):
    when, require, row, unknown = case
    found, by_trying = missing(when, require, row), tried(when, require, row, unknown)
    assert set(by_trying) <= set(found)
    if exact(when, require, row):
        assert found == by_trying


@SLOW
@given(case=cases(), drawn=st.randoms())
def test_once_all_that_is_missing_is_answered_the_outcome_is_decided(case, drawn):
    when, require, row, unknown = case
    answered = {**row, **{name: drawn.choice(completions(row, name)) for name in missing(when, require, row)}}
    open_ = [name for name in unknown if answered.get(name) is row.get(name)]
    full = [{**answered, **{name: drawn.choice(completions(row, name)) for name in open_}} for _ in range(30)]
    assert len({outcome(evaluate(when, one), evaluate(require, one)) for one in full}) == 1


@SLOW
@given(case=cases(atoms=[atom for atom in ATOMS if "matches" not in atom and "With" not in atom]), data=st.data())
def test_an_answer_takes_its_fact_off_the_list_and_adds_none(case, data):
    when, require, row, unknown = case
    before = missing(when, require, row)
    for name in unknown:
        after = {**row, name: data.draw(st.sampled_from(completions(row, name)))}
        if exact(when, require, row) and exact(when, require, after):
            assert set(missing(when, require, after)) <= set(before) - {name}


@SLOW
@given(case=cases(atoms=["x0", "x1", "x2", "x3", "x0 == x1", "(x2 ? x1 : x3)"]))
def test_what_to_ask_first_settles_the_outcome_with_most_of_its_values(case):
    when, require, row, unknown = case

    def settles(name, value):
        others = [other for other in unknown if other != name]
        rows = (
            {**row, name: value, **dict(zip(others, values, strict=True))}
            for values in itertools.product([False, True], repeat=len(others))
        )
        return len({outcome(evaluate(when, full), evaluate(require, full)) for full in rows}) == 1

    found = missing(when, require, row)
    best = max(found, key=lambda name: settles(name, False) + settles(name, True), default=None)
    assert ask_first(when, require, row) == best
