/* Rows held against the tables and steps of a kernel, and what is left of them listed: one call of `judge`.
 *
 * The GIL is held throughout, but Python that is called on the way may let other threads in: so whatever a call works
 * on is its own, and it holds on to the masks of a row until it is done with it.
 */
#ifndef FIELATO_JUDGE_H
#define FIELATO_JUDGE_H

#include "values.h"

enum kind { PAIR, MEMBER, TEST, STRATUM };
enum truth { IS_FALSE, IS_TRUE, IS_UNKNOWN, ASK_PYTHON };
enum order { BELOW, EQUAL, ABOVE, UNORDERED };
#define MASKS 4 /* at most; by `truth`, or by `order` for a pair */

/* A test that several facts, or clauses before, decide. */
typedef struct {
    enum kind kind;
    Py_ssize_t left, right; /* pair, member: the columns */
    PyObject *ask;          /* from a row to the mask; none for a stratum */
    PyObject *wanted;       /* the bits of the clauses that ask for it */
    PyObject *masks;
    PyObject *possible, *certain; /* stratum: the bits of its clauses */
} step;

typedef struct {
    PyObject_HEAD
    PyObject *specification; /* a tuple, which keeps alive whatever else is pointed to */
    PyObject *unset;
    PyObject *outcomes[3];
    PyObject *full;
    size_t length; /* blocks of a row */
    size_t rough;  /* the first of them, with a bit for each rule that says whether it may apply; or none */
    size_t region; /* the blocks of what may be broken, then as many of what is, and of what may apply */
    word *guards;
    uint32_t *rules; /* the rule of each guard, by its bit */
    uint32_t *lanes; /* the bit at which each rule's lane begins; behind the last, where that one ends */
    Py_ssize_t count;
    Py_ssize_t columns;
    table *tables;
    size_t table_count;
    step *steps;
    size_t step_count;
} kernel;

enum outcome { SATISFIED, VIOLATED, UNDETERMINED };

/* A list of a row: its items' masks among those that are held. */
typedef struct {
    const table *facts;
    size_t first, count;
} list;

typedef struct {
    PyObject *columns; /* a tuple of tuples */
    PyObject *rows, *rules, *subjects; /* lists or tuples */
    PyObject *found;
    word *row;
    uint32_t *live; /* the blocks of the row that may have a bit */
    size_t live_count;
    size_t seen, filled; /* the blocks of a region up to which what may apply is filled, and what is broken */
    PyObject **held; /* the masks of a row's values */
    size_t count, room;
    list *lists;
    size_t list_count;
} call;

/* An item of a list or tuple, as a new reference: Python that was called since may have made it shorter. */
static PyObject *
item_of(PyObject *sequence, Py_ssize_t at)
{
    if (at >= PySequence_Fast_GET_SIZE(sequence)) {
        PyErr_SetString(PyExc_RuntimeError, "a list became shorter while its rows were judged");
        return NULL;
    }
    return Py_NewRef(PySequence_Fast_GET_ITEM(sequence, at));
}

static inline PyObject *
value_of(const call *own, Py_ssize_t column, Py_ssize_t row)
{
    return PyTuple_GET_ITEM(PyTuple_GET_ITEM(own->columns, column), row);
}

static inline int
is_unknown(const kernel *self, PyObject *value)
{
    return value == Py_None || value == self->unset;
}

/* ---- Tables ---- */

/* Take over a mask; -1 with an exception, also where there is none. */
static int
hold(call *own, PyObject *mask)
{
    if (mask == NULL) {
        return -1;
    }
    if (own->count == own->room) {
        size_t room = 2 * own->room + 32;
        PyObject **wider = PyMem_Realloc(own->held, room * sizeof(PyObject *));
        if (wider == NULL) {
            Py_DECREF(mask);
            PyErr_NoMemory();
            return -1;
        }
        own->held = wider;
        own->room = room;
    }
    own->held[own->count++] = mask;
    return 0;
}

static void
let_go(call *own)
{
    while (own->count > 0) {
        Py_DECREF(own->held[--own->count]);
    }
    own->list_count = 0;
}

static int
take_items(call *own, const table *facts, PyObject *items, int is_open)
{
    list *one = &own->lists[own->list_count++];
    one->facts = facts;
    one->first = own->count;
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(items); at++) {
        if (hold(own, mask_of_item(facts, PyTuple_GET_ITEM(items, at))) < 0) {
            return -1;
        }
    }
    if (is_open && hold(own, Py_NewRef(facts->more)) < 0) {
        return -1;
    }
    one->count = own->count - one->first;
    return 0;
}

static int
take_value(call *own, table *facts, PyObject *value)
{
    if (facts->shape == LIST && PyTuple_CheckExact(value)) {
        return take_items(own, facts, value, 0);
    }
    if (facts->shape == LIST && Py_TYPE(value) == facts->open) {
        PyObject *items = PyObject_GetAttr(value, facts->inside);
        if (items == NULL) {
            return -1;
        }
        if (PyTuple_CheckExact(items)) {
            int failed = take_items(own, facts, items, 1);
            Py_DECREF(items);
            return failed;
        }
        Py_DECREF(items);
    }
    return hold(own, mask_of(facts, value));
}

static int
take_values(kernel *self, call *own, Py_ssize_t row)
{
    for (size_t at = 0; at < self->table_count; at++) {
        table *facts = &self->tables[at];
        PyObject *value = value_of(own, facts->column, row);
        int failed = is_unknown(self, value) ? hold(own, Py_NewRef(facts->unknown)) : take_value(own, facts, value);
        if (failed) {
            return -1;
        }
    }
    return 0;
}

/* What the values of a row leave of a block. */
static inline block
left_of(const kernel *self, const call *own, size_t at)
{
    block left = of_mask(self->full, at);
    for (size_t mask = 0; mask < own->count; mask++) {
        left = both(left, of_mask(own->held[mask], at));
    }
    for (const list *one = own->lists; one < own->lists + own->list_count; one++) {
        const table *facts = one->facts;
        for (size_t layer = 0; layer < facts->layers; layer++) {
            block lost = both(left, of_mask(facts->wants, layer * self->length + at));
            if (!is_any(lost)) {
                break; /* what a layer wants, those before it want too */
            }
            for (size_t item = one->first; item < one->first + one->count; item++) {
                lost = without(lost, of_mask(own->held[item], (1 + layer) * self->length + at));
            }
            left = without(left, lost);
        }
    }
    return left;
}

/* ---- Lanes ---- */

/* Add all ones but the guards to the lanes of a word: a guard is set exactly if a bit of its lane is. */
static inline word
guards_of(word lanes, word guards, word *carry)
{
    word sum = lanes + ~guards;
    word over = sum < lanes;
    sum += *carry;
    *carry = over | (sum < *carry);
    return sum & guards;
}

static inline unsigned
lowest(word bits)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(bits);
#else
    unsigned place = 0;
    while (!(bits >> place & 1)) {
        place++;
    }
    return place;
#endif
}

static void
fill(const kernel *self, call *own, size_t at)
{
    store(own->row, at, left_of(self, own, at));
    own->live[own->live_count++] = (uint32_t)at;
}

/* Fill what is not filled yet of some blocks: what may apply, and, if anything may, what is broken. */
static void
fill_lanes(const kernel *self, call *own, size_t first, size_t end)
{
    size_t possible = self->rough, certain = possible + self->region, applies = certain + self->region;
    int any = 0;
    for (size_t at = first; at < end; at++) {
        if (at >= own->seen) {
            fill(self, own, applies + at);
            own->seen = at + 1;
        }
        any |= is_any(load(own->row, applies + at));
    }
    for (size_t at = first > own->filled ? first : own->filled; any && at < end; at++) {
        fill(self, own, possible + at);
        fill(self, own, certain + at);
        own->filled = at + 1;
    }
}

/* A row's words: the strata, and the lanes of the rules that may apply; if there are many, by a rough look first. */
static void
fill_row(const kernel *self, call *own)
{
    memset(own->row, 0, self->length * sizeof(block));
    own->live_count = own->seen = own->filled = 0;
    for (size_t at = self->rough + 3 * self->region; at < self->length; at++) {
        fill(self, own, at);
    }
    if (self->rough == 0) {
        fill_lanes(self, own, 0, self->region);
    }
    for (size_t at = 0; at < self->rough; at++) {
        word rough[BLOCK];
        store(rough, 0, left_of(self, own, at));
        for (size_t place = 0; place < BLOCK; place++) {
            for (word rest = rough[place]; rest; rest &= rest - 1) {
                const uint32_t *lane = self->lanes + (at * BLOCK + place) * 64 + lowest(rest);
                fill_lanes(self, own, lane[0] / BITS, (lane[1] + BITS - 1) / BITS);
            }
        }
    }
}

/* ---- Steps ---- */

/* Whether a row has a bit of a mask. */
static int
meets(const call *own, PyObject *mask)
{
    for (size_t at = 0; at < own->live_count; at++) {
        if (is_any(both(load(own->row, own->live[at]), of_mask(mask, own->live[at])))) {
            return 1;
        }
    }
    return 0;
}

static int
order_of(PyObject *left, PyObject *right)
{
    int64_t one, other;
    if (Py_TYPE(left) != Py_TYPE(right)) {
        return -1;
    }
    if (PyUnicode_CheckExact(left)) {
        return PyUnicode_Compare(left, right) + EQUAL;
    }
    if (!number_of(left, &one) || !number_of(right, &other)) {
        return -1;
    }
    return one < other ? BELOW : one > other ? ABOVE : EQUAL;
}

/* Which of a step's masks the facts of a row choose: -1 for an exception, `MASKS` to ask Python. */
static int
choice_of(const kernel *self, const call *own, const step *one, Py_ssize_t at)
{
    if (one->kind == TEST) {
        return MASKS;
    }
    if (one->kind == STRATUM) {
        return meets(own, one->certain) ? IS_TRUE : meets(own, one->possible) ? IS_UNKNOWN : IS_FALSE;
    }
    PyObject *left = value_of(own, one->left, at), *right = value_of(own, one->right, at);
    int unknown = is_unknown(self, left) || is_unknown(self, right);
    if (one->kind == PAIR) {
        int order = unknown ? UNORDERED : order_of(left, right);
        return order < 0 ? MASKS : order;
    }
    if (unknown || !PyTuple_CheckExact(right)) {
        return unknown ? IS_UNKNOWN : MASKS;
    }
    return PySequence_Contains(right, left);
}

/* The mask that a step makes of a row (a new reference), or NULL with an exception. */
static PyObject *
mask_of_step(const kernel *self, const call *own, const step *one, Py_ssize_t at)
{
    int choice = choice_of(self, own, one, at);
    if (choice < 0) {
        return NULL;
    }
    if (choice < MASKS) {
        return Py_NewRef(PyTuple_GET_ITEM(one->masks, choice));
    }
    PyObject *facts = item_of(own->rows, at);
    PyObject *mask = facts == NULL ? NULL : ask_mask(one->ask, facts, self->length);
    Py_XDECREF(facts);
    return mask;
}

static int
take_steps(const kernel *self, call *own, Py_ssize_t at)
{
    for (const step *one = self->steps; one < self->steps + self->step_count; one++) {
        if (!meets(own, one->wanted)) {
            continue;
        }
        PyObject *mask = mask_of_step(self, own, one, at);
        if (mask == NULL) {
            return -1;
        }
        for (size_t live = 0; live < own->live_count; live++) {
            size_t where = own->live[live];
            store(own->row, where, both(load(own->row, where), of_mask(mask, where)));
        }
        Py_DECREF(mask);
    }
    return 0;
}

/* ---- Listing ---- */

static int
append(call *own, PyObject *subject, uint32_t rule, PyObject *outcome)
{
    PyObject *triple = PyTuple_New(3);
    if (triple == NULL) {
        return -1;
    }
    PyTuple_SET_ITEM(triple, 1, Py_NewRef(subject));
    PyTuple_SET_ITEM(triple, 2, Py_NewRef(outcome));
    PyObject *name = item_of(own->rules, rule);
    if (name == NULL) {
        Py_DECREF(triple);
        return -1;
    }
    PyTuple_SET_ITEM(triple, 0, name);
    if (PyUnicode_CheckExact(name) && PyUnicode_CheckExact(subject)) {
        PyObject_GC_UnTrack(triple); /* two texts and a member of an enumeration are in no cycle */
    }
    int failed = PyList_Append(own->found, triple);
    Py_DECREF(triple);
    return failed;
}

static int
list_row(const kernel *self, call *own, PyObject *subject)
{
    size_t region = self->region * BLOCK;
    const word *possible = own->row + self->rough * BLOCK, *certain = possible + region, *applies = certain + region;
    word carries[3] = {0, 0, 0};
    for (size_t at = 0; at < own->filled * BLOCK; at++) {
        if (!(possible[at] | certain[at] | applies[at] | carries[0] | carries[1] | carries[2])) {
            continue; /* nothing reaches a guard, and nothing is carried on */
        }
        word guards = self->guards[at];
        word open = guards_of(possible[at], guards, &carries[0]);
        word broken = guards_of(certain[at], guards, &carries[1]);
        word rest = guards_of(applies[at], guards, &carries[2]) | open;
        for (; rest; rest &= rest - 1) {
            word bit = rest & -rest;
            enum outcome outcome = broken & bit ? VIOLATED : open & bit ? UNDETERMINED : SATISFIED;
            if (append(own, subject, self->rules[at * 64 + lowest(rest)], self->outcomes[outcome]) < 0) {
                return -1;
            }
        }
    }
    return 0;
}

/* ---- One call ---- */

static int
judge_row(kernel *self, call *own, Py_ssize_t at)
{
    int failed = take_values(self, own, at);
    if (!failed) {
        fill_row(self, own);
    }
    let_go(own);
    if (failed || take_steps(self, own, at) < 0) {
        return -1;
    }
    PyObject *subject = item_of(own->subjects, at);
    failed = subject == NULL || list_row(self, own, subject) < 0;
    Py_XDECREF(subject);
    return failed ? -1 : 0;
}

static int
judge_rows(kernel *self, call *own)
{
    Py_ssize_t rows = PySequence_Fast_GET_SIZE(own->rows);
    own->row = PyMem_Calloc(self->length + 1, sizeof(block));
    own->live = PyMem_Calloc(self->length + 1, sizeof(uint32_t));
    own->lists = PyMem_Calloc(self->table_count + 1, sizeof(list));
    if (own->row == NULL || own->live == NULL || own->lists == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t at = 0; at < rows; at++) {
        if (judge_row(self, own, at) < 0) {
            return -1;
        }
    }
    return 0;
}

/* The columns as a tuple of tuples, each with a value for every row. */
static PyObject *
read_columns(const kernel *self, PyObject *given, Py_ssize_t rows)
{
    PyObject *sequence = PySequence_Tuple(given);
    if (sequence == NULL) {
        return NULL;
    }
    Py_ssize_t count = PyTuple_GET_SIZE(sequence);
    if (rows > 0 && count != self->columns) {
        PyErr_Format(PyExc_ValueError, "expected %zd columns, not %zd", self->columns, count);
        Py_DECREF(sequence);
        return NULL;
    }
    PyObject *columns = PyTuple_New(count);
    for (Py_ssize_t at = 0; columns != NULL && at < count; at++) {
        PyObject *column = PySequence_Tuple(PyTuple_GET_ITEM(sequence, at));
        if (column != NULL && PyTuple_GET_SIZE(column) != rows) {
            PyErr_Format(PyExc_ValueError, "expected %zd values, not %zd", rows, PyTuple_GET_SIZE(column));
            Py_CLEAR(column);
        }
        if (column == NULL) {
            Py_CLEAR(columns);
            break;
        }
        PyTuple_SET_ITEM(columns, at, column);
    }
    Py_DECREF(sequence);
    return columns;
}

static int
read_call(const kernel *self, PyObject *const *given, Py_ssize_t count, call *own)
{
    if (count != 4) {
        PyErr_Format(PyExc_TypeError, "judge takes columns, rows, rules and subjects, not %zd arguments", count);
        return -1;
    }
    if (self->specification == NULL) {
        PyErr_SetString(PyExc_RuntimeError, "the kernel is being taken apart");
        return -1;
    }
    if ((own->rows = PySequence_Fast(given[1], "rows must be a sequence")) == NULL
        || (own->rules = PySequence_Fast(given[2], "rules must be a sequence")) == NULL
        || (own->subjects = PySequence_Fast(given[3], "subjects must be a sequence")) == NULL
        || (own->columns = read_columns(self, given[0], PySequence_Fast_GET_SIZE(own->rows))) == NULL) {
        return -1;
    }
    if (PySequence_Fast_GET_SIZE(own->rules) != self->count
        || PySequence_Fast_GET_SIZE(own->subjects) != PySequence_Fast_GET_SIZE(own->rows)) {
        PyErr_SetString(PyExc_ValueError, "there must be one name for each rule and one subject for each row");
        return -1;
    }
    own->found = PyList_New(0);
    return own->found == NULL ? -1 : 0;
}

PyDoc_STRVAR(judge_doc,
"judge(columns, rows, rules, subjects)\n--\n\n"
"Every outcome but not applicable, as a list of (rule, subject, outcome); see Program.judged.");

static PyObject *
judge(PyObject *object, PyObject *const *given, Py_ssize_t count)
{
    kernel *self = (kernel *)object;
    call own;
    memset(&own, 0, sizeof(own));
    if (read_call(self, given, count, &own) < 0 || judge_rows(self, &own) < 0) {
        Py_CLEAR(own.found);
    }
    PyMem_Free(own.row);
    PyMem_Free(own.live);
    PyMem_Free(own.held);
    PyMem_Free(own.lists);
    Py_XDECREF(own.columns);
    Py_XDECREF(own.rows);
    Py_XDECREF(own.rules);
    Py_XDECREF(own.subjects);
    return own.found;
}

#endif
