/* The mask of a value. Values of one kind share it:
 *
 * - cut: a whole number, a day or a truth value, by the constants that it falls between or equals;
 * - word: a text, by the constant that it equals;
 * - text: the same, and by its answers to tests that look into it;
 * - other: nothing is known of it but itself.
 *
 * Cuts and words have numbered kinds. A value whose type is not exactly the one that is expected has no kind: Python
 * says what it means, or what is wrong.
 *
 * A list has no kind, but its items have. A clause that wants an item to be found is lost unless one item saves it, and
 * one that wants it not to be found is lost with the first. Where a clause wants several to be found, each stands in a
 * layer of its own, and every layer must be saved. That more items may follow is one item more.
 */
#ifndef FIELATO_VALUES_H
#define FIELATO_VALUES_H

#include "masks.h"
#include <datetime.h>

enum shape { CUT, WORD, TEXT, LIST, OTHER };
enum { FAILED = -1, NO_KIND = -2 };

/* Everything Python that a table points to is kept alive by the kernel's specification, but for `masks`. */
typedef struct {
    enum shape shape;
    Py_ssize_t column;
    size_t length;       /* blocks of a mask */
    Py_ssize_t limit;    /* masks that are remembered */
    PyObject *ask;       /* from a value, or from an item of a list, to its mask */
    PyObject *unknown;   /* the mask of an unknown fact */
    PyTypeObject *type;  /* cut: the exact type of a value */
    int64_t *cuts;       /* cut: the constants, in order */
    Py_ssize_t count;    /* cut: how many */
    PyObject *constants; /* word, text: their numbers, from 1 */
    Py_ssize_t kinds;    /* cut, word, text: how many */
    PyObject **masks;    /* cut, word: by kind; NULL where not known */
    Py_ssize_t known;    /* cut, word: how many are */
    PyObject *memory;    /* text, list, other: a dict to masks, of a list's items with the layers after each */
    PyObject *begins, *ends, *contains, *tests; /* text: constants, and functions of a value */
    PyTypeObject *open;  /* list: the type of a list that more items may follow */
    PyObject *inside;    /* list: the name of its items there */
    PyObject *ask_item;  /* list: the function that gives what an item leaves, and what it saves in each layer */
    PyObject *more;      /* list: the same of the items that may follow */
    PyObject *wants;     /* list: what an item must save, in each layer */
    size_t layers;       /* list: how many */
} table;

/* ---- Numbered kinds ---- */

/* A whole number, or a day as one that is ordered as days are; 0 where it is neither, or too large. */
static inline int
number_of(PyObject *value, int64_t *number)
{
    if (PyLong_CheckExact(value) || PyBool_Check(value)) {
        int overflow;
        *number = PyLong_AsLongLongAndOverflow(value, &overflow);
        return !overflow;
    }
    if (PyDate_CheckExact(value)) {
        *number = PyDateTime_GET_YEAR(value) * 512 + PyDateTime_GET_MONTH(value) * 32 + PyDateTime_GET_DAY(value);
        return 1;
    }
    return 0;
}

static Py_ssize_t
kind_of_cut(const table *own, PyObject *value)
{
    int64_t number;
    if (Py_TYPE(value) != own->type || !number_of(value, &number)) {
        return NO_KIND;
    }
    Py_ssize_t low = 0; /* the constants before `low` are not above the number */
    for (Py_ssize_t rest = own->count; rest > 0; rest /= 2) { /* of the next `rest`, some may not be either */
        Py_ssize_t half = (rest + 1) / 2;
        low += own->cuts[low + half - 1] <= number ? half : 0;
    }
    return 2 * low + (low > 0 && own->cuts[low - 1] == number);
}

/* The number of the constant that a text equals, 0 if none. */
static Py_ssize_t
kind_of_word(const table *own, PyObject *value)
{
    if (!PyUnicode_CheckExact(value)) {
        return NO_KIND;
    }
    PyObject *number = PyDict_GetItemWithError(own->constants, value);
    if (number == NULL) {
        return PyErr_Occurred() ? FAILED : 0;
    }
    Py_ssize_t kind = PyLong_AsSsize_t(number);
    if (kind < 0 || kind >= own->kinds) {
        PyErr_SetString(PyExc_ValueError, "a constant has a number that no kind has");
        return FAILED;
    }
    return kind;
}

static PyObject *
mask_of_kind(table *own, Py_ssize_t kind, PyObject *value)
{
    if (own->masks[kind] != NULL) {
        return Py_NewRef(own->masks[kind]);
    }
    PyObject *mask = ask_mask(own->ask, value, own->length);
    if (mask == NULL) {
        return NULL;
    }
    if (own->known >= own->limit) {
        for (Py_ssize_t at = 0; at < own->kinds; at++) {
            Py_CLEAR(own->masks[at]);
        }
        own->known = 0;
    }
    own->known += own->masks[kind] == NULL; /* another thread may have been first while Python worked it out */
    Py_XSETREF(own->masks[kind], Py_NewRef(mask));
    return mask;
}

/* ---- Texts ---- */

static int
ask_test(PyObject *test, PyObject *value)
{
    PyObject *answer = PyObject_CallOneArg(test, value);
    if (answer == NULL) {
        return -1;
    }
    int truth = PyObject_IsTrue(answer);
    Py_DECREF(answer);
    return truth;
}

/* Note the answers to the tests that look into a text, each in a byte; -1 with an exception. */
static int
note_looks(const table *own, PyObject *value, char *answers)
{
    int answer = 0;
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(own->begins) && answer >= 0; at++) {
        PyObject *text = PyTuple_GET_ITEM(own->begins, at);
        *answers++ = answer = (int)PyUnicode_Tailmatch(value, text, 0, PY_SSIZE_T_MAX, -1);
    }
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(own->ends) && answer >= 0; at++) {
        PyObject *text = PyTuple_GET_ITEM(own->ends, at);
        *answers++ = answer = (int)PyUnicode_Tailmatch(value, text, 0, PY_SSIZE_T_MAX, 1);
    }
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(own->contains) && answer >= 0; at++) {
        *answers++ = answer = PyUnicode_Contains(value, PyTuple_GET_ITEM(own->contains, at));
    }
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(own->tests) && answer >= 0; at++) {
        *answers++ = answer = ask_test(PyTuple_GET_ITEM(own->tests, at), value);
    }
    return answer < 0 ? -1 : 0;
}

static PyObject *
mask_of_text(table *own, Py_ssize_t number, PyObject *value)
{
    Py_ssize_t looks = PyTuple_GET_SIZE(own->begins) + PyTuple_GET_SIZE(own->ends) + PyTuple_GET_SIZE(own->contains)
                       + PyTuple_GET_SIZE(own->tests);
    PyObject *mask = NULL, *key = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)sizeof(number) + looks);
    if (key == NULL) {
        return NULL;
    }
    memcpy(PyBytes_AS_STRING(key), &number, sizeof(number));
    if (note_looks(own, value, PyBytes_AS_STRING(key) + sizeof(number)) == 0) {
        mask = recall(own->memory, key, own->ask, value, own->length, own->limit);
    }
    Py_DECREF(key);
    return mask;
}

/* ---- Any value ---- */

/* The mask of a value that is no list (a new reference), or NULL with an exception. */
static PyObject *
mask_of(table *own, PyObject *value)
{
    Py_ssize_t kind = NO_KIND;
    switch (own->shape) {
    case CUT:
        kind = kind_of_cut(own, value);
        break;
    case WORD:
    case TEXT:
        kind = kind_of_word(own, value);
        break;
    case LIST: /* it is no list: Python says what is wrong */
        break;
    case OTHER:
        return recall(own->memory, value, own->ask, value, own->length, own->limit);
    }
    if (kind < 0) {
        return kind == NO_KIND ? ask_mask(own->ask, value, own->length) : NULL;
    }
    return own->shape == TEXT ? mask_of_text(own, kind, value) : mask_of_kind(own, kind, value);
}

/* What an item of a list leaves, and what it saves in each layer (a new reference), or NULL with an exception. */
static PyObject *
mask_of_item(const table *own, PyObject *item)
{
    return recall(own->memory, item, own->ask_item, item, (1 + own->layers) * own->length, own->limit);
}

#endif
