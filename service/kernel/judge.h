/* Rows held against the tables and steps of a kernel, and what is left of them listed: one call of `judge`.
 *
 * The GIL is held throughout, but Python that is called on the way may let other threads in: so whatever a call works on
 * is its own, but for what is remembered, and that is not held across calls to Python.
 */
#ifndef FIELATO_JUDGE_H
#define FIELATO_JUDGE_H

#include "values.h"

#define CHUNK 64 /* rows that are worked on together */
#define WIDE 6   /* blocks of a region from which it pays to find out first which rules may apply */

enum kind { PAIR, MEMBER, TEST, STRATUM };
enum truth { IS_FALSE, IS_TRUE, IS_UNKNOWN, ASK_PYTHON };
enum order { BELOW, EQUAL, ABOVE, UNORDERED };
#define MASKS 4 /* at most; by `truth`, or by `order` for a pair */

/* A test that several facts, or clauses before, decide. */
typedef struct {
    enum kind kind;
    Py_ssize_t left, right; /* pair, member: the columns */
    PyObject *ask;          /* from a row to the mask; none for a stratum */
    word *wanted;           /* the bits of the clauses that ask for it */
    blocks touched;
    word *masks[MASKS];
    word *possible, *certain; /* stratum: the bits of its clauses */
    blocks clauses;
} step;

typedef struct {
    PyObject_HEAD
    PyObject *specification; /* a tuple, which keeps alive whatever else is pointed to */
    PyObject *unset;
    PyObject *outcomes[3];
    size_t length; /* words of a row */
    size_t region; /* words of what may be broken, of what is, and of what may apply */
    size_t width;  /* words of the longest key */
    size_t layers; /* of the list that has most, but at least one */
    word *full, *fill, *guards;
    uint32_t *rules; /* the rule of each guard, by its bit */
    uint32_t *lanes; /* the bit at which each rule's lane begins */
    Py_ssize_t count;
    blocks live;
    Py_ssize_t columns;
    table *tables;
    size_t table_count;
    step *steps;
    size_t step_count;
} kernel;

enum outcome { SATISFIED, VIOLATED, UNDETERMINED };

/* ---- One call ---- */

typedef struct {
    PyObject *columns; /* a tuple of tuples */
    PyObject *rows, *rules, *subjects; /* lists or tuples */
    PyObject *found;
    word *words;
    uint32_t *live, *kept;
    blocks *lives, *keeps; /* of each row the blocks that live; those of what may apply while they are set aside */
    unsigned char *marks;
    word *key, *scratch;
} call;

static inline word *
words_of(const kernel *self, const call *own, Py_ssize_t row)
{
    return own->words + (size_t)row * self->length;
}

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

static int
look_up(kernel *self, call *own, table *facts, Py_ssize_t first, Py_ssize_t count)
{
    for (Py_ssize_t row = 0; row < count; row++) {
        PyObject *value = value_of(own, facts->column, first + row);
        word *words = words_of(self, own, row);
        if (is_unknown(self, value)) {
            and_mask(words, &own->lives[row], facts->unknown, &facts->touched);
        }
        else if (take_value(facts, value, words, &own->lives[row], own->key, own->scratch) < 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- Steps ---- */

static int
is_wanted(const step *one, const word *row)
{
    for (size_t at = 0; at < one->touched.count; at++) {
        size_t first = (size_t)one->touched.at[at] * BLOCK;
        for (size_t place = first; place < first + BLOCK; place++) {
            if (row[place] & one->wanted[place]) {
                return 1;
            }
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

static enum truth
stratum_of(const step *one, const word *row)
{
    enum truth truth = IS_FALSE;
    for (size_t at = 0; at < one->clauses.count; at++) {
        size_t first = (size_t)one->clauses.at[at] * BLOCK;
        for (size_t place = first; place < first + BLOCK; place++) {
            if (row[place] & one->certain[place]) {
                return IS_TRUE;
            }
            if (row[place] & one->possible[place]) {
                truth = IS_UNKNOWN;
            }
        }
    }
    return truth;
}

/* Which of a step's masks the facts of a row choose: -1 for an exception, `MASKS` to ask Python. */
static int
choice_of(const kernel *self, const call *own, const step *one, Py_ssize_t at)
{
    if (one->kind == TEST) {
        return MASKS;
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

static int
take_step(kernel *self, call *own, const step *one, Py_ssize_t first, Py_ssize_t count)
{
    for (Py_ssize_t row = 0; row < count; row++) {
        word *words = words_of(self, own, row);
        if (!is_wanted(one, words)) {
            continue;
        }
        const word *mask;
        int choice = one->kind == STRATUM ? (int)stratum_of(one, words) : choice_of(self, own, one, first + row);
        if (choice < 0) {
            return -1;
        }
        if (choice < MASKS) {
            mask = one->masks[choice];
        }
        else {
            PyObject *facts = item_of(own->rows, first + row);
            if (facts == NULL) {
                return -1;
            }
            mask = mask_from(one->ask, facts, own->scratch, self->length);
            Py_DECREF(facts);
            if (mask == NULL) {
                return -1;
            }
        }
        and_mask(words, &own->lives[row], mask, &one->touched);
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

/* Add all ones but the guard to the lanes of a word: a guard is set exactly if a bit of its lane is. */
static inline word
add(word lanes, word fill, word *carry)
{
    word sum = lanes + fill;
    word over = sum < lanes;
    sum += *carry;
    *carry = over | (sum < *carry);
    return sum;
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

static int
list_row(kernel *self, call *own, const word *row, PyObject *subject)
{
    const word *possible = row, *certain = row + self->region, *applies = row + 2 * self->region;
    word carries[3] = {0, 0, 0};
    for (size_t at = 0; at < self->region; at++) {
        word any = possible[at] | certain[at] | applies[at] | carries[0] | carries[1] | carries[2];
        if (!any) {
            continue; /* nothing reaches a guard, and nothing is carried on */
        }
        word open = add(possible[at], self->fill[at], &carries[0]) & self->guards[at];
        word broken = add(certain[at], self->fill[at], &carries[1]) & self->guards[at];
        word rest = (add(applies[at], self->fill[at], &carries[2]) & self->guards[at]) | open;
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

/* ---- Rows ---- */

/* A row begins with all clauses, and with those blocks to look at of which `only` is the first. */
static void
begin(kernel *self, call *own, Py_ssize_t row, uint32_t only)
{
    size_t most = self->length / BLOCK;
    blocks *live = &own->lives[row];
    memcpy(words_of(self, own, row), self->full, self->length * sizeof(word));
    live->at = own->live + (size_t)row * most;
    own->keeps[row].at = own->kept + (size_t)row * most;
    live->count = own->keeps[row].count = 0;
    for (size_t at = 0; at < self->live.count; at++) {
        if (self->live.at[at] >= only) {
            live->at[live->count++] = self->live.at[at];
        }
    }
}

/* Once the clauses of what may apply are known: go on with the lanes of these rules, and leave the others out. */
static void
narrow(kernel *self, call *own, Py_ssize_t row)
{
    word *words = words_of(self, own, row), carry = 0;
    size_t region = self->region / BLOCK, most = self->length / BLOCK;
    blocks *live = &own->lives[row], *keep = &own->keeps[row];
    memset(own->marks, 0, region);
    for (size_t at = 0; at < self->region; at++) {
        word rest = add(words[2 * self->region + at], self->fill[at], &carry) & self->guards[at];
        for (; rest; rest &= rest - 1) {
            size_t guard = at * 64 + lowest(rest);
            for (size_t block = self->lanes[self->rules[guard]] / (64 * BLOCK); block <= guard / (64 * BLOCK); block++) {
                own->marks[block] = 1;
            }
        }
    }
    for (size_t at = 0; at < live->count; at++) {
        if (live->at[at] < 3 * region) {
            keep->at[keep->count++] = live->at[at];
        }
    }
    live->count = 0;
    for (size_t at = 0; at < 2 * region; at++) {
        if (own->marks[at % region]) {
            live->at[live->count++] = (uint32_t)at;
        }
        else {
            memset(words + at * BLOCK, 0, BLOCK * sizeof(word));
        }
    }
    for (size_t at = 3 * region; at < most; at++) {
        live->at[live->count++] = (uint32_t)at;
    }
}

static void
put_back(call *own, Py_ssize_t row)
{
    blocks *live = &own->lives[row], *keep = &own->keeps[row];
    memcpy(live->at + live->count, keep->at, keep->count * sizeof(uint32_t));
    live->count += keep->count;
}

static int
look_up_all(kernel *self, call *own, Py_ssize_t first, Py_ssize_t count)
{
    for (size_t at = 0; at < self->table_count; at++) {
        if (look_up(self, own, &self->tables[at], first, count) < 0) {
            return -1;
        }
    }
    return 0;
}

static int
judge_chunk(kernel *self, call *own, Py_ssize_t first, Py_ssize_t count)
{
    size_t region = self->region / BLOCK;
    int wide = region >= WIDE;
    for (Py_ssize_t row = 0; row < count; row++) {
        begin(self, own, row, wide ? (uint32_t)(2 * region) : 0);
    }
    if (wide) {
        if (look_up_all(self, own, first, count) < 0) {
            return -1;
        }
        for (Py_ssize_t row = 0; row < count; row++) {
            narrow(self, own, row);
        }
    }
    if (look_up_all(self, own, first, count) < 0) {
        return -1;
    }
    for (Py_ssize_t row = 0; row < count; row++) {
        put_back(own, row);
    }
    for (size_t at = 0; at < self->step_count; at++) {
        if (take_step(self, own, &self->steps[at], first, count) < 0) {
            return -1;
        }
    }
    for (Py_ssize_t row = 0; row < count; row++) {
        PyObject *subject = item_of(own->subjects, first + row);
        if (subject == NULL) {
            return -1;
        }
        int failed = list_row(self, own, words_of(self, own, row), subject);
        Py_DECREF(subject);
        if (failed) {
            return -1;
        }
    }
    return 0;
}

static int
judge_rows(kernel *self, call *own)
{
    Py_ssize_t rows = PySequence_Fast_GET_SIZE(own->rows), chunk = rows < CHUNK ? rows : CHUNK;
    size_t most = (size_t)chunk;
    own->words = PyMem_Calloc(most, self->length * sizeof(word));
    own->live = PyMem_Calloc(most, self->length / BLOCK * sizeof(uint32_t));
    own->kept = PyMem_Calloc(most, self->length / BLOCK * sizeof(uint32_t));
    own->lives = PyMem_Calloc(most, sizeof(blocks));
    own->keeps = PyMem_Calloc(most, sizeof(blocks));
    own->marks = PyMem_Calloc(self->region / BLOCK + 1, 1);
    own->key = PyMem_Calloc(self->width, sizeof(word));
    own->scratch = PyMem_Calloc(self->layers, self->length * sizeof(word));
    if (!own->words || !own->live || !own->kept || !own->lives || !own->keeps || !own->marks || !own->key
        || !own->scratch) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t first = 0; first < rows; first += chunk) {
        if (judge_chunk(self, own, first, rows - first < chunk ? rows - first : chunk) < 0) {
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
    PyMem_Free(own.words);
    PyMem_Free(own.live);
    PyMem_Free(own.kept);
    PyMem_Free(own.lives);
    PyMem_Free(own.keeps);
    PyMem_Free(own.marks);
    PyMem_Free(own.key);
    PyMem_Free(own.scratch);
    Py_XDECREF(own.columns);
    Py_XDECREF(own.rows);
    Py_XDECREF(own.rules);
    Py_XDECREF(own.subjects);
    return own.found;
}

#endif
