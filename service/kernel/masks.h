/* Masks as Python has them: bytes, the least word first, in whole blocks of words that are worked on together. */
#ifndef FIELATO_MASKS_H
#define FIELATO_MASKS_H

#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if PY_BIG_ENDIAN
#error "The kernel takes words as they stand in memory, the least byte first: do without it on this machine."
#endif

typedef uint64_t word;

#if defined(__GNUC__)
typedef word part __attribute__((vector_size(16))); /* no wider than a register is on any machine */
#else
typedef word part;
#endif

#define PARTS 4

typedef struct {
    part at[PARTS];
} block;

#define BLOCK (sizeof(block) / sizeof(word)) /* words in a block */
#define BITS (64 * BLOCK) /* of a block */

static inline block
both(block one, block other)
{
    for (size_t at = 0; at < PARTS; at++) {
        one.at[at] &= other.at[at];
    }
    return one;
}

static inline block
without(block one, block other)
{
    for (size_t at = 0; at < PARTS; at++) {
        one.at[at] &= ~other.at[at];
    }
    return one;
}

/* A block of memory that need not be aligned; part by part, so that each part stays in a register. */
static inline block
load(const void *from, size_t at)
{
    block found;
    for (size_t each = 0; each < PARTS; each++) {
        memcpy(&found.at[each], (const char *)from + at * sizeof(block) + each * sizeof(part), sizeof(part));
    }
    return found;
}

static inline void
store(void *into, size_t at, block given)
{
    for (size_t each = 0; each < PARTS; each++) {
        memcpy((char *)into + at * sizeof(block) + each * sizeof(part), &given.at[each], sizeof(part));
    }
}

/* A block of a mask. */
static inline block
of_mask(PyObject *mask, size_t at)
{
    return load(PyBytes_AS_STRING(mask), at);
}

static inline int
is_any(block given)
{
    word words[BLOCK / PARTS], any = 0;
    for (size_t at = 1; at < PARTS; at++) {
        given.at[0] |= given.at[at];
    }
    memcpy(words, &given.at[0], sizeof(part));
    for (size_t at = 0; at < BLOCK / PARTS; at++) {
        any |= words[at];
    }
    return any != 0;
}

/* Whether an object is bytes of exactly so many blocks; -1 with an exception if not. */
static int
check_mask(PyObject *mask, size_t count)
{
    if (PyBytes_CheckExact(mask) && (size_t)PyBytes_GET_SIZE(mask) == count * sizeof(block)) {
        return 0;
    }
    PyErr_Format(PyExc_ValueError, "expected %zu blocks in bytes, not %.200R", count, mask);
    return -1;
}

/* A mask that Python works out (a new reference); NULL with an exception. */
static PyObject *
ask_mask(PyObject *ask, PyObject *value, size_t count)
{
    PyObject *mask = PyObject_CallOneArg(ask, value);
    if (mask != NULL && check_mask(mask, count) < 0) {
        Py_CLEAR(mask);
    }
    return mask;
}

/* The same, remembered in a dict; a full one starts afresh. */
static PyObject *
recall(PyObject *known, PyObject *key, PyObject *ask, PyObject *value, size_t count, Py_ssize_t limit)
{
    PyObject *mask = PyDict_GetItemWithError(known, key);
    if (mask != NULL) {
        return Py_NewRef(mask);
    }
    if (PyErr_Occurred() || (mask = ask_mask(ask, value, count)) == NULL) {
        return NULL;
    }
    if (PyDict_GET_SIZE(known) >= limit) {
        PyDict_Clear(known);
    }
    if (PyDict_SetItem(known, key, mask) < 0) {
        Py_CLEAR(mask);
    }
    return mask;
}

#endif
