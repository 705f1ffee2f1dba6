/* The mask of a value. Values of one kind share it, and a kind is a key of a few words:
 *
 * - cut: a whole number or a day, by the constants that it falls between or equals;
 * - text: a word or a truth value, by the constant that it equals and by its answers to tests that look into it;
 * - other: nothing is known of it but itself.
 *
 * A list has no kind, but its items have. A clause that wants an item to be found is lost unless one item saves it, and
 * one that wants it not to be found is lost with the first. Where a clause wants several to be found, each stands in a
 * layer of its own, and every layer must be saved. That more items may follow is one item more.
 *
 * A value whose type is not exactly the one that is expected has no key: Python says what it means, or what is wrong.
 */
#ifndef FIELATO_VALUES_H
#define FIELATO_VALUES_H

#include "masks.h"
#include <datetime.h>

enum shape { CUT, TEXT, LIST, OTHER };
enum found { FAILED = -1, NO_KEY = 0, KEY = 1 };

/* Everything Python that a table points to is kept alive by the kernel's specification. */
typedef struct {
    enum shape shape;
    Py_ssize_t column;
    PyObject *ask; /* from a value to its mask */
    word *unknown; /* the mask of an unknown fact */
    blocks touched;
    memory known;
    PyTypeObject *type; /* text: the exact type of a value */
    int64_t *cuts;      /* cut: the constants, in order */
    Py_ssize_t count;   /* cut: how many */
    PyObject *constants; /* text: their numbers, from 1 */
    PyObject *begins, *ends, *contains, *tests; /* text: constants, and functions of a value */
    PyTypeObject *open; /* list: the type of a list that more items may follow */
    PyObject *known_items; /* list: the name of its items there */
    PyObject *items;    /* list: a dict from an item to words: what it leaves, and what it saves in each layer */
    PyObject *ask_item; /* list: the function that gives them */
    PyObject *more;     /* list: the words of the items that may follow */
    size_t layers;      /* list: how many */
    word *base;         /* list: what is left in each layer if there are no items */
    PyObject *masks;    /* other: a dict from a value to its mask */
} table;

/* A whole number, or a day as one that is ordered as days are; 0 where it is neither, or too large. */
static inline int
number_of(PyObject *value, int64_t *number)
{
    if (PyLong_CheckExact(value)) {
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

static enum found
key_of_cut(const table *own, PyObject *value, word *key)
{
    int64_t number;
    if (Py_TYPE(value) != own->type || !number_of(value, &number)) {
        return NO_KEY;
    }
    Py_ssize_t low = 0, high = own->count; /* the constants before `low` are not above the number */
    while (low < high) {
        Py_ssize_t middle = low + (high - low) / 2;
        if (own->cuts[middle] <= number) {
            low = middle + 1;
        }
        else {
            high = middle;
        }
    }
    *key = (word)low << 1 | (low > 0 && own->cuts[low - 1] == number);
    return KEY;
}

/* Note an answer as the next bit of a key: 1 or 0, or -1 for an exception. */
static inline int
note(word *key, size_t *bit, int answer)
{
    if (answer < 0) {
        return -1;
    }
    key[*bit / 64] |= (word)(answer != 0) << *bit % 64;
    ++*bit;
    return 0;
}

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

static int
note_looks(const table *own, PyObject *value, word *key)
{
    size_t bit = 64;
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(own->begins); at++) {
        PyObject *text = PyTuple_GET_ITEM(own->begins, at);
        if (note(key, &bit, (int)PyUnicode_Tailmatch(value, text, 0, PY_SSIZE_T_MAX, -1)) < 0) {
            return -1;
        }
    }
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(own->ends); at++) {
        PyObject *text = PyTuple_GET_ITEM(own->ends, at);
        if (note(key, &bit, (int)PyUnicode_Tailmatch(value, text, 0, PY_SSIZE_T_MAX, 1)) < 0) {
            return -1;
        }
    }
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(own->contains); at++) {
        if (note(key, &bit, PyUnicode_Contains(value, PyTuple_GET_ITEM(own->contains, at))) < 0) {
            return -1;
        }
    }
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(own->tests); at++) {
        if (note(key, &bit, ask_test(PyTuple_GET_ITEM(own->tests, at), value)) < 0) {
            return -1;
        }
    }
    return 0;
}

static enum found
key_of_text(const table *own, PyObject *value, word *key)
{
    if (Py_TYPE(value) != own->type) {
        return NO_KEY;
    }
    memset(key, 0, own->known.width * sizeof(word));
    PyObject *number = PyDict_GetItemWithError(own->constants, value);
    if (number == NULL) {
        if (PyErr_Occurred()) {
            return FAILED;
        }
    }
    else {
        key[0] = (word)PyLong_AsLong(number);
    }
    return own->known.width == 1 || note_looks(own, value, key) == 0 ? KEY : FAILED;
}

/* ---- Lists ---- */

/* What an item leaves and saves (a new reference). */
static PyObject *
words_of_item(const table *own, PyObject *item)
{
    PyObject *found = PyDict_GetItemWithError(own->items, item);
    if (found != NULL) {
        return Py_NewRef(found);
    }
    if (PyErr_Occurred() || (found = PyObject_CallOneArg(own->ask_item, item)) == NULL) {
        return NULL;
    }
    if ((size_t)PyDict_GET_SIZE(own->items) >= own->known.limit) {
        PyDict_Clear(own->items);
    }
    if (words_in(found, (1 + own->layers) * own->known.length) < 0 || PyDict_SetItem(own->items, item, found) < 0) {
        Py_DECREF(found);
        return NULL;
    }
    return found;
}

/* Take from a row what an item leaves of it, and add to the layers what it saves. */
static void
take_item(const table *own, PyObject *item, word *row, word *layers, const blocks *seen)
{
    const char *words = PyBytes_AS_STRING(item);
    size_t length = own->known.length;
    for (size_t layer = 0; layer <= own->layers; layer++) {
        for (size_t at = 0; at < seen->count; at++) {
            size_t first = (size_t)seen->at[at] * BLOCK;
            word block[BLOCK];
            memcpy(block, words + (layer * length + first) * sizeof(word), sizeof(block));
            if (layer == 0) {
                and_block(row + first, block);
            }
            else {
                or_block(layers + (layer - 1) * length + first, block);
            }
        }
    }
}

/* The row's words become what a list leaves of them; `layers` are words of the caller's. */
static int
take_list(const table *own, PyObject *items, int open, word *row, blocks *live, word *layers)
{
    const blocks *seen = fewer(live, &own->touched);
    size_t length = own->known.length;
    for (size_t layer = 0; layer < own->layers; layer++) {
        for (size_t at = 0; at < seen->count; at++) {
            size_t first = layer * length + (size_t)seen->at[at] * BLOCK;
            memcpy(layers + first, own->base + first, BLOCK * sizeof(word));
        }
    }
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(items); at++) {
        PyObject *item = words_of_item(own, PyTuple_GET_ITEM(items, at));
        if (item == NULL) {
            return -1;
        }
        take_item(own, item, row, layers, seen);
        Py_DECREF(item);
    }
    if (open) {
        take_item(own, own->more, row, layers, seen);
    }
    for (size_t layer = 0; layer < own->layers; layer++) {
        and_mask(row, live, layers + layer * length, &own->touched);
    }
    return 0;
}

/* ---- Other values ---- */

/* A mask that Python works out, in the caller's words. */
static const word *
mask_from(PyObject *ask, PyObject *value, word *into, size_t length)
{
    PyObject *bytes = PyObject_CallOneArg(ask, value);
    if (bytes == NULL) {
        return NULL;
    }
    int failed = read_words(bytes, into, length);
    Py_DECREF(bytes);
    return failed ? NULL : into;
}

static const word *
mask_of_other(const table *own, PyObject *value, word *into)
{
    PyObject *bytes = PyDict_GetItemWithError(own->masks, value);
    if (bytes != NULL) {
        return read_words(bytes, into, own->known.length) < 0 ? NULL : into;
    }
    if (PyErr_Occurred() || (bytes = PyObject_CallOneArg(own->ask, value)) == NULL) {
        return NULL;
    }
    if ((size_t)PyDict_GET_SIZE(own->masks) >= own->known.limit) {
        PyDict_Clear(own->masks);
    }
    int failed = PyDict_SetItem(own->masks, value, bytes) < 0 || read_words(bytes, into, own->known.length) < 0;
    Py_DECREF(bytes);
    return failed ? NULL : into;
}

/* The mask of a value, or NULL with an exception. It is to be used before anything of Python's is called again.
 * `key` and `scratch` are words of the caller's: other threads may come here while Python works. */
static const word *
mask_of(table *own, PyObject *value, word *key, word *scratch)
{
    enum found answer = NO_KEY;
    switch (own->shape) {
    case CUT:
        answer = key_of_cut(own, value, key);
        break;
    case TEXT:
        answer = key_of_text(own, value, key);
        break;
    case LIST: /* it is no list: Python says what is wrong */
        break;
    case OTHER:
        return mask_of_other(own, value, scratch);
    }
    if (answer == FAILED) {
        return NULL;
    }
    if (answer == NO_KEY) {
        return mask_from(own->ask, value, scratch, own->known.length);
    }
    const word *mask = recall(&own->known, key);
    if (mask == NULL) {
        PyObject *bytes = PyObject_CallOneArg(own->ask, value);
        if (bytes == NULL) {
            return NULL;
        }
        mask = remember(&own->known, key, bytes);
        Py_DECREF(bytes);
    }
    return mask;
}

/* The row's words become what a value leaves of them; -1 with an exception. */
static int
take_value(table *own, PyObject *value, word *row, blocks *live, word *key, word *scratch)
{
    if (own->shape == LIST && PyTuple_CheckExact(value)) {
        return take_list(own, value, 0, row, live, scratch);
    }
    if (own->shape == LIST && Py_TYPE(value) == own->open) {
        PyObject *items = PyObject_GetAttr(value, own->known_items);
        if (items != NULL && PyTuple_CheckExact(items)) {
            int failed = take_list(own, items, 1, row, live, scratch);
            Py_DECREF(items);
            return failed;
        }
        Py_XDECREF(items);
        if (items == NULL) {
            return -1;
        }
    }
    const word *mask = mask_of(own, value, key, scratch);
    if (mask == NULL) {
        return -1;
    }
    and_mask(row, live, mask, &own->touched);
    return 0;
}

#endif
