"""The missing facts that matter are those that trying all completions finds, and the first to ask settles most."""

import itertools
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fielato.rules.compile import Compiler
from fielato.rules.evaluate import evaluate
from fielato.rules.matter import MAX_STEPS, ask_first, missing
from fielato.rules.outcome import outcome
from fielato.rules.relations import Relations
from fielato.rules.values import OpenList, Type


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


def test_a_search_that_takes_too_long_keeps_the_fact():
    facts = {f"x{n}": Type.BOOL for n in range(24)}
    compiler = Compiler(facts)
    parity = "x0"
    for n in range(1, 12):
        parity = f"({parity}) != x{n}"
    hopeless = compiler.compile(f"({parity}) == ({parity}) || x12")
    names = missing(compiler.compile("true"), hopeless, {})
    assert MAX_STEPS < 2**11
    assert "x0" in names


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
    "flag": Type.BOOL,
    "other": Type.BOOL,
    "text": Type.STRING,
    "word": Type.STRING,
    "number": Type.INT,
    "texts": Type.STRING_LIST,
}
STRINGS = ["", "a", "aa", "aac", "ab", "abb", "abc", "abbc", "ac", "b", "bb", "c", "ca", "cb", "cc", "d"]
UNIVERSE = {
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
_conditions = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"({two[0]} && {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} || {two[1]})"),
        inner.map("!({})".format),
    ),
    max_leaves=4,
).map(COMPILER.compile)


def tried(when, require, row, names):
    """The facts that matter, by trying all completions over the small universe."""

    def completions(name):
        held = row.get(name)
        known = set(held.known) if isinstance(held, OpenList) else set()
        return [value for value in UNIVERSE[name] if not known or known <= set(value)]

    matter = []
    for name in names:
        others = [other for other in names if other != name]
        for values in itertools.product(*map(completions, others)):
            rest = {**row, **dict(zip(others, values, strict=True))}
            rows = [{**rest, name: value} for value in completions(name)]
            if len({outcome(evaluate(when, full), evaluate(require, full)) for full in rows}) > 1:
                matter.append(name)
                break
    return tuple(matter)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(when=_conditions, require=_conditions, data=st.data())
def test_what_is_missing_is_what_trying_all_completions_finds(when, require, data):
    names = tuple(dict.fromkeys((*when.variables, *require.variables)))
    row = {name: data.draw(st.sampled_from(KNOWN[name])) for name in names if data.draw(st.integers(0, 3)) == 0}
    if "texts" in row and data.draw(st.booleans()):
        row["texts"] = OpenList(tuple(dict.fromkeys(row["texts"][:2])))
    unknown = [name for name in names if name not in row or isinstance(row[name], OpenList)]
    found = missing(when, require, row)
    by_trying = tried(when, require, row, unknown)
    assert set(by_trying) <= set(found)
    domains = Relations((when.node, require.node)).domains(unknown, row)
    tries = math.prod(len(domain.values) for domain in domains.values())
    if tries < MAX_STEPS / 2 and all(domain.exact for domain in domains.values()):
        assert found == by_trying
