"""The kernel in C says what `Program` says; built here if this machine has a C compiler, else skipped."""

import datetime
import gc
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tracemalloc
import weakref
from pathlib import Path
from random import Random

import pytest
from msgspec import UNSET

from fielato.model.values import OpenList
from fielato.model.variables import SUBJECTS, visible
from fielato.rules import native
from fielato.rules.cases import row_of
from fielato.rules.compile import Compiler
from fielato.rules.native import NativeProgram
from fielato.rules.normal import normalise
from fielato.rules.outcome import Outcome
from fielato.rules.pack import load
from fielato.rules.program import Program
from fielato.rules.values import Type

from ..bench.facts import value_of
from ..bench.generate import Writer, manifests
from .rule_sets import our_answers, outcomes, rule_set
from .test_program import COMPILER, FLAGS, HOSTILE

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).parents[2] / "service/kernel"
POLICIES = Path(__file__).parents[2] / "policies"
FULL, BLOCKS, GUARDS, OUTCOMES, _, COLUMNS, TABLES, STEPS, LIMIT = range(9)
"""The parts of what a kernel is made from."""
LETTERS = {one: one.value[0] for one in Outcome}


def built(folder):
    """The path of the module, compiled; a reason where that cannot be done."""
    link = shlex.split(sysconfig.get_config_var("LDSHARED") or "")
    if not link or shutil.which(link[0]) is None:
        pytest.skip("no C compiler")
    headers = sysconfig.get_path("include")
    if not (Path(headers) / "Python.h").is_file():
        pytest.skip("Python's headers are not installed")
    module = folder / f"fielato_kernel{sysconfig.get_config_var('EXT_SUFFIX')}"
    flags = ["-O2", "-Wall", "-Wextra", "-fPIC", *shlex.split(os.environ.get("CFLAGS", ""))]
    done = subprocess.run(
        [*link, *flags, f"-I{headers}", str(SOURCE / "kernel.c"), "-o", str(module)], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    return module


@pytest.fixture(scope="session")
def module(tmp_path_factory):
    path = built(tmp_path_factory.mktemp("kernel"))
    spec = importlib.util.spec_from_file_location("fielato_kernel", path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def columns(program, rows):
    return [[row.get(name) for row in rows] for name in program.facts]


def judged(program, rows):
    names = [f"rule {number}" for number in range(len(program._guard))]  # noqa: SLF001 - how many rules it has
    return program.judged(columns(program, rows), rows, names, [f"row {number}" for number in range(len(rows))])


def both(form, module):
    return Program(form), NativeProgram(form, module)


def form_of(drawn):
    return normalise((when.node, require.node) for _, when, require in drawn.compiled())


def compiled(types, *texts):
    """A form of rules, each given by `when` and `require`."""
    compiler = Compiler(types)
    return normalise([tuple(compiler.compile(text).node for text in pair) for pair in texts])


@pytest.fixture
def rough(monkeypatch):
    """Even of few rules, find out first which may apply."""
    monkeypatch.setattr(native, "_MANY", 0)


@pytest.mark.parametrize("seed", range(150))
def test_drawn_rules_come_out_alike(module, seed):
    drawn = rule_set(seed, rules=8)
    pure, kernel = both(form_of(drawn), module)
    assert judged(kernel, drawn.rows) == judged(pure, drawn.rows)


@pytest.mark.usefixtures("rough")
@pytest.mark.parametrize("seed", range(150, 250))
def test_drawn_rules_come_out_alike_after_a_rough_look(module, seed):
    drawn = rule_set(seed, rules=8)
    pure, kernel = both(form_of(drawn), module)
    assert judged(kernel, drawn.rows) == judged(pure, drawn.rows)


def test_hundreds_of_rules_come_out_as_each_by_itself(module):
    drawn = rule_set(7, rules=600, rows=150)
    found = {(rule, row): outcome for rule, row, outcome in judged(NativeProgram(form_of(drawn), module), drawn.rows)}
    numbers = range(len(drawn.rows))
    assert outcomes(our_answers(drawn)) == [
        "".join(LETTERS[found.get((f"rule {rule}", f"row {row}"), Outcome.NOT_APPLICABLE)] for row in numbers)
        for rule in range(600)
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_rules_come_out_alike(module, name):
    random = Random(name)  # noqa: S311 - a name must draw the same again
    rules = [(HOSTILE[name], "f119"), ("f118", f"!({HOSTILE[name]})")]
    nodes = [[COMPILER.compile(text).node for text in pair] for pair in rules]
    rows = [
        {flag: random.randrange(2) == 1 for flag in FLAGS if random.random() < known} for known in [0.6, 0.9, 1] * 30
    ]
    rows += [
        row | {"n": 7 * number, "texts": tuple(map(str, range(499 + number % 2)))} for number, row in enumerate(rows)
    ]
    pure, kernel = both(normalise(nodes), module)
    assert judged(kernel, rows) == judged(pure, rows)


def test_rules_of_hundreds_of_clauses_come_out_alike(module):
    pairs = [f"{one} && {other}" for one in FLAGS[:20] for other in FLAGS[20:35]]
    rules = [(f"f{number} || {' || '.join(pairs)}", f"f{number + 1}") for number in range(40, 50)]
    random = Random(1)  # noqa: S311 - the same rows again
    rows = [{flag: random.random() < 0.05 for flag in FLAGS} for _ in range(20)]
    pure, kernel = both(normalise([[COMPILER.compile(text).node for text in pair] for pair in rules]), module)
    assert judged(kernel, rows) == judged(pure, rows)


@pytest.mark.parametrize("missing", [0, 0.15])
@pytest.mark.parametrize(("rules", "idle"), [(120, 0), (60, 700)])
def test_generated_packs_come_out_alike(module, rules, idle, missing):
    pack = Writer(rules).pack(rules, idle)
    pure, kernel = both(normalise((rule.when.node, rule.require.node) for rule in pack.rules), module)
    for data in manifests(rules, 12, 20, missing):
        rows = [
            {fact.qualified: value_of(fact, component[fact.name]) for fact in pack.facts if fact.name in component}
            for component in json.loads(data)["components"]
        ]
        assert judged(kernel, rows) == judged(pure, rows)


@pytest.fixture(scope="session")
def policies():
    return load({path.relative_to(POLICIES).as_posix(): path.read_bytes() for path in POLICIES.rglob("*.yaml")})


@pytest.mark.parametrize("kind", SUBJECTS)
def test_the_shipped_rules_come_out_alike_on_the_rows_of_their_cases(module, policies, kind):
    rules = {name: one for name, one in policies.rules.items() if one.rule.subject == kind}
    rows = [row_of(case, kind)[0] for name in rules for case in policies.cases[name]]
    rows += [{name: value for name, value in row.items() if hash(name) % 3} for row in rows]
    pure, kernel = both(normalise((one.when.node, one.require.node) for one in rules.values()), module)
    assert rows
    assert set().union(*rows) <= set(visible(kind))
    assert judged(kernel, rows) == judged(pure, rows)


TYPES = {
    "flag": Type.BOOL,
    "n": Type.INT,
    "m": Type.INT,
    "day": Type.DATE,
    "text": Type.STRING,
    "other": Type.STRING,
    "texts": Type.STRING_LIST,
}
RULES = (
    ("flag", "n > 3"),
    ("n < m", 'text.startsWith("a") || text.contains("b")'),
    ('day < date("2026-11-23")', '"x" in texts && !("y" in texts)'),
    ("text in texts", 'text.matches("^a+$")'),
    ('texts.exists(one, one.endsWith("x"))', 'text.endsWith("")'),
    ("size(texts) > 1", "text < other"),
    ('text > "k"', "flag"),
    ('other == "x"', 'texts.all(one, one != "z")'),
    ("true", "flag || !flag"),
)
ROW = {"flag": True, "n": 4, "m": 9, "day": datetime.date(2026, 1, 1), "text": "ab", "texts": ("x", "y"), "other": "x"}


@pytest.fixture
def programs(module):
    return both(compiled(TYPES, *RULES), module)


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 200])
def test_batches_of_any_size_come_out_alike(programs, count):
    pure, kernel = programs
    rows = [ROW | {"n": number % 9, "text": "aab"[number % 3 :]} for number in range(count)]
    assert judged(kernel, rows) == judged(pure, rows)
    assert bool(judged(kernel, rows)) is (count > 0)


def test_rules_that_read_no_fact_apply_to_every_row(module):
    for program in both(compiled(TYPES, ("true", "true"), ("true", "false"), ("false", "true")), module):
        assert program.facts == ()
        assert program.judged([], [{}, {}], "abc", "xy") == [
            (rule, row, one)
            for row in "xy"
            for rule, one in zip("ab", (Outcome.SATISFIED, Outcome.VIOLATED), strict=True)
        ]


@pytest.mark.usefixtures("rough")
def test_a_list_that_several_clauses_want_items_of_comes_out_alike_after_a_rough_look(module):
    rules = (
        ('"x" in texts && "y" in texts', "flag"),
        ('!("x" in texts) && size(texts) > 1', '"y" in texts || "z" in texts'),
    )
    pure, kernel = both(compiled(TYPES, *rules, *RULES), module)
    lists = [(), ("x",), ("x", "y"), ("z", "y"), ("z", "x", "y")]
    rows = [ROW | {"texts": one} for known in lists for one in (known, OpenList(known))] + [{}]
    assert judged(kernel, rows) == judged(pure, rows)


@pytest.mark.usefixtures("rough")
def test_rules_whose_lanes_are_longer_than_a_block_come_out_alike_after_a_rough_look(module):
    pairs = " || ".join(f"{one} && {other}" for one in FLAGS[:20] for other in FLAGS[20:50])
    rules = [(f"{pairs} || f{number}", f"f{number + 1}") for number in range(60, 64)]
    random = Random(2)  # noqa: S311 - the same rows again
    rows = [{flag: random.random() < share for flag in FLAGS} for share in (0.01, 0.04, 0.5) * 10]
    pure, kernel = both(normalise([[COMPILER.compile(text).node for text in pair] for pair in rules]), module)
    assert judged(kernel, rows) == judged(pure, rows)


def test_no_rules_and_no_rows_come_to_nothing(module):
    for program in both(compiled(TYPES), module):
        assert program.judged([], [], [], []) == program.judged([], [{}], [], ["a"]) == []


def test_unknown_facts_may_be_unset_and_columns_any_iterables(programs):
    pure, kernel = programs
    rows = [{}, {"n": 5, "texts": OpenList(("x",))}, {"texts": OpenList()}, {"texts": ()}]
    given = [tuple(row.get(name, UNSET) for row in rows) for name in pure.facts]
    for columns_of in (tuple, list, iter, lambda one: map(tuple, one)):
        found = kernel.judged(columns_of(given), tuple(rows), range(len(RULES)), "abcd")
        assert found == pure.judged(given, rows, range(len(RULES)), "abcd")
        assert found


def test_values_never_seen_before_come_out_alike_when_the_memory_is_full(module, monkeypatch):
    monkeypatch.setattr(native, "MAX_ENTRIES", 3)
    pure, kernel = both(compiled(TYPES, *RULES), module)
    texts = [f"{letter}{number}{end}" for number in range(40) for letter in "abk" for end in ("", "b", "x")]
    rows = [
        ROW
        | {"text": text, "n": number, "day": datetime.date(2026, 10, 1) + datetime.timedelta(number)}
        | {"texts": (text, "y", "xz"[number % 2]) if number % 3 else OpenList((text,)), "other": text[::-1]}
        for number, text in enumerate(texts)
    ]
    for _ in range(2):
        assert judged(kernel, rows) == judged(pure, rows)


def test_the_memory_is_bounded(module, monkeypatch):
    monkeypatch.setattr(native, "MAX_ENTRIES", 30)
    numbers = " || ".join(f"n == {number}" for number in range(0, 2000, 5))
    program = NativeProgram(
        compiled(TYPES, (numbers, 'text > "k" && text.contains("b")'), ('"0" in texts', "flag")), module
    )
    rows = [ROW | {"n": number, "text": f"{number}", "texts": (f"{number}", "0")} for number in range(2000)]
    whole, given = program._specification(), columns(program, rows)  # noqa: SLF001 - what a kernel is made from
    module.Kernel(*whole).judge(given, rows, "ab", rows)  # whatever Python's tables remember, they do now
    kernel = module.Kernel(*whole)
    tracemalloc.start()
    try:
        kernel.judge(given, rows, "ab", rows)
        assert tracemalloc.get_traced_memory()[0] < 60_000  # each of 400 masks that is kept has 96 bytes and more
    finally:
        tracemalloc.stop()
    assert max(len(part) for table in whole[TABLES] for part in table[-1] if isinstance(part, dict)) <= 30


def test_numbers_beyond_64_bits_and_values_of_derived_types_come_out_alike(programs):
    class Text(str):
        __slots__ = ()

    class Whole(int):
        pass

    pure, kernel = programs
    rows = [ROW | {"n": number, "m": -number} for number in (2**63, -(2**63) - 1, 2**100, Whole(7), True)]
    rows += [ROW | {"text": Text("ab"), "other": Text("x"), "texts": (Text("x"),)}]
    assert judged(kernel, rows) == judged(pure, rows)


WRONG = {
    "a number that is a text": {"n": "4"},
    "a day that is a number": {"day": 4},
    "a text that is a number": {"text": 4},
    "a list that is a number": {"texts": 4},
    "a list that has no hash": {"texts": ["x"]},
    "an item that has no hash": {"texts": ("x", [])},
    "an open list of a number": {"texts": OpenList(4)},
    "two facts that cannot be compared": {"n": 4, "m": "9"},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_value_of_a_wrong_type_raises_and_leaks_nothing(programs, wrong):
    pure, kernel = programs
    rows = [ROW, ROW | WRONG[wrong], ROW]
    with pytest.raises((TypeError, AttributeError)) as expected:
        judged(pure, rows)
    given, names, subjects = columns(pure, rows), [object() for _ in RULES], [object() for _ in rows]

    def attempt():
        with pytest.raises(expected.type):
            kernel.judged(given, rows, names, subjects)

    assert growth(attempt, [*names, *subjects, *rows]) < 16


def growth(action, objects):
    """The bytes that each of twenty runs of an action leaves behind, where it leaves reference counts as they are."""
    action()
    gc.collect()
    counts = [sys.getrefcount(one) for one in objects]
    tracemalloc.start()
    try:
        before = _size_after(20, action)
        after = _size_after(20, action)
    finally:
        tracemalloc.stop()
    assert [sys.getrefcount(one) for one in objects] == counts
    return (after - before) / 20


def _size_after(runs, action):
    for _ in range(runs):
        action()
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def test_judging_again_and_again_leaks_nothing(programs):
    _, kernel = programs
    rows = [ROW, {}, ROW | {"texts": OpenList(("x",))}] * 30
    given, names, subjects = columns(kernel, rows), [object() for _ in RULES], [object() for _ in rows]

    def judge():
        assert kernel.judged(given, rows, names, subjects)

    assert growth(judge, [*names, *subjects, *rows[:3], Outcome.VIOLATED]) < 16


@pytest.mark.parametrize(
    "wrong",
    [
        lambda columns, rows, names, subjects: (columns[:-1], rows, names, subjects),
        lambda columns, rows, names, subjects: (columns, rows, names[:-1], subjects),
        lambda columns, rows, names, subjects: (columns, rows, names, subjects[:-1]),
        lambda columns, rows, names, subjects: (columns, rows[:-1], names, subjects),
    ],
    ids=["columns", "names", "subjects", "rows"],
)
def test_too_few_of_anything_is_refused(programs, wrong):
    rows = [ROW, {}]
    for program in programs:
        with pytest.raises(ValueError, match=r"expected|must be|cannot have|shorter|longer"):
            program.judged(*wrong(columns(program, rows), rows, list(range(len(RULES))), ["a", "b"]))


def test_a_list_that_shrinks_on_the_way_is_noticed(module):
    _, kernel = both(compiled({"text": Type.STRING}, ('text.matches("a")', "true")), module)
    subjects = ["a", "b"]

    class Text(str):
        __slots__ = ()

        def __hash__(self):
            subjects.clear()
            return super().__hash__()

    with pytest.raises(RuntimeError, match="shorter"):
        kernel.judged([[Text("a"), "a"]], [{}, {}], ["rule"], subjects)


def test_a_kernel_that_is_no_longer_needed_leaves_nothing(module):
    rows = [ROW, {}, ROW | {"texts": OpenList(("x",))}]
    program = NativeProgram(compiled(TYPES, *RULES), module)
    whole, given = program._specification(), columns(program, rows)  # noqa: SLF001 - what a kernel is made from
    assert growth(lambda: module.Kernel(*whole).judge(given, rows, range(len(RULES)), "abc"), rows) < 16


def test_a_kernel_goes_with_its_program(module):
    program = NativeProgram(compiled(TYPES, *RULES), module)
    judged(program, [ROW])
    kernel = weakref.ref(program)
    del program
    gc.collect()
    assert kernel() is None


SENSELESS = {
    "words that are none": (FULL, "text"),
    "words that are not whole": (FULL, b"0"),
    "words that are not whole blocks": (FULL, bytes(8)),
    "a row of fewer than three regions": (FULL, bytes(64)),
    "a region that is larger than a third of a row": (BLOCKS, (0, 2)),
    "a region of fewer blocks than none": (BLOCKS, (0, -1)),
    "fewer bits for a rough look than none": (BLOCKS, (-1, 1)),
    "bits for a rough look that leave no room for the regions": (BLOCKS, (1, 1)),
    "blocks that are no numbers": (BLOCKS, (0, "1")),
    "a guard outside its region": (GUARDS, (10_000,)),
    "guards out of order": (GUARDS, (7, 5)),
    "a guard that is no number": (GUARDS, ("7",)),
    "too few outcomes": (OUTCOMES, (1, 2)),
    "fewer columns than tables": (COLUMNS, 0),
    "fewer than no columns": (COLUMNS, -1),
    "a table that is none": (TABLES, (1,)),
    "a table without details": (TABLES, ((0, 0),)),
    "a table of no shape": (TABLES, ((9, 0, None, bytes(192), ()),)),
    "a table with masks of another length": (TABLES, ((4, 0, None, bytes(9), ({},)),)),
    "a step that is none": (STEPS, (1,)),
    "a step of no kind": (STEPS, ((9, 0, 0, None, b"", (), b"", b""),)),
    "a step without its masks": (STEPS, ((0, 0, 0, None, bytes(192), (), b"", b""),)),
    "a memory of nothing": (LIMIT, 0),
}


@pytest.mark.parametrize("case", SENSELESS)
def test_a_specification_that_makes_no_sense_is_refused_and_leaks_nothing(module, case):
    place, wrong = SENSELESS[case]
    whole = NativeProgram(compiled(TYPES, *RULES), module)._specification()  # noqa: SLF001 - what a kernel is made from

    def refused():
        with pytest.raises((TypeError, ValueError)):
            module.Kernel(*whole[:place], wrong, *whole[place + 1 :])

    assert module.Kernel(*whole)
    assert growth(refused, [whole, *whole]) < 16


@pytest.mark.parametrize("number", [99, -1, -2, None])
def test_a_constant_that_has_no_such_number_is_refused_where_it_is_met(module, number):
    program = NativeProgram(compiled({"text": Type.STRING}, ('text == "a"', 'text.startsWith("a")')), module)
    whole = program._specification()  # noqa: SLF001 - what a kernel is made from
    ((*table, (numbers, *details)),) = whole[TABLES]
    wrong = (*table, (dict.fromkeys(numbers, number), *details))
    kernel = module.Kernel(*whole[:TABLES], (wrong,), *whole[TABLES + 1 :])
    with pytest.raises((TypeError, ValueError)):
        kernel.judge([["a"]], [{"text": "a"}], ["rule"], ["row"])


def test_the_kernel_is_used_where_it_is_installed_and_speaks_the_same_interface(module, monkeypatch):
    form = compiled(TYPES, *RULES)
    monkeypatch.setitem(sys.modules, "fielato_kernel", module)
    assert type(native.program(form)) is NativeProgram
    monkeypatch.setattr(native, "INTERFACE", native.INTERFACE + 1)
    assert type(native.program(form)) is Program


def test_without_the_kernel_a_program_is_a_plain_one(monkeypatch):
    monkeypatch.setitem(sys.modules, "fielato_kernel", None)
    assert type(native.program(compiled(TYPES, *RULES))) is Program
