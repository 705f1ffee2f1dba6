/* Masks as blocks of 64-bit words, and a memory of masks by key.
 *
 * A mask comes from Python as bytes, the least word first. Where it stands in a row's words, whole blocks die: no clause
 * of theirs is left. A row keeps a list of the blocks that live, and the others are not looked at again.
 */
#ifndef FIELATO_MASKS_H
#define FIELATO_MASKS_H

#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if PY_BIG_ENDIAN
#error "The kernel takes words as they stand in memory, the least byte first: do without it on this machine."
#endif

#define BLOCK 4 /* words in a block */

typedef uint64_t word;

/* Whether a bytes object has exactly `count` words; -1 with an exception if not. */
static int
words_in(PyObject *bytes, size_t count)
{
    if (PyBytes_CheckExact(bytes) && (size_t)PyBytes_GET_SIZE(bytes) == count * sizeof(word)) {
        return 0;
    }
    PyErr_Format(PyExc_ValueError, "expected %zu words in bytes, not %.200R", count, bytes);
    return -1;
}

/* Copy exactly `count` words; -1 with an exception where there are more or fewer. */
static int
read_words(PyObject *bytes, word *into, size_t count)
{
    if (words_in(bytes, count) < 0) {
        return -1;
    }
    memcpy(into, PyBytes_AS_STRING(bytes), count * sizeof(word));
    return 0;
}

/* The same into new memory; NULL with an exception where that fails. */
static word *
new_words(PyObject *bytes, size_t count)
{
    word *words = PyMem_Malloc((count ? count : 1) * sizeof(word));
    if (words == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    if (read_words(bytes, words, count) < 0) {
        PyMem_Free(words);
        return NULL;
    }
    return words;
}

/* A list of blocks. */
typedef struct {
    size_t count;
    uint32_t *at;
} blocks;

/* The blocks in which a word of one or the other is not zero. */
static int
blocks_of(const word *one, const word *other, size_t count, blocks *found)
{
    found->count = 0;
    found->at = PyMem_Malloc((count / BLOCK + 1) * sizeof(uint32_t));
    if (found->at == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t first = 0; first < count; first += BLOCK) {
        word any = 0;
        for (size_t at = first; at < first + BLOCK; at++) {
            any |= one[at] | other[at];
        }
        if (any) {
            found->at[found->count++] = (uint32_t)(first / BLOCK);
        }
    }
    return 0;
}

static inline word
and_block(word *row, const word *mask)
{
    row[0] &= mask[0];
    row[1] &= mask[1];
    row[2] &= mask[2];
    row[3] &= mask[3];
    return row[0] | row[1] | row[2] | row[3];
}

static inline void
or_block(word *row, const word *mask)
{
    row[0] |= mask[0];
    row[1] |= mask[1];
    row[2] |= mask[2];
    row[3] |= mask[3];
}

/* The blocks that must be looked at: those in which a mask may clear a bit, or those that live, whichever are fewer. */
static inline const blocks *
fewer(const blocks *live, const blocks *touched)
{
    return touched->count < live->count ? touched : live;
}

/* A row's words become those that the mask leaves of them; `touched` are the blocks in which it may clear a bit. */
static inline void
and_mask(word *row, blocks *live, const word *mask, const blocks *touched)
{
    if (touched->count < live->count) {
        for (size_t at = 0; at < touched->count; at++) {
            size_t first = (size_t)touched->at[at] * BLOCK;
            and_block(row + first, mask + first);
        }
        return;
    }
    size_t kept = 0;
    for (size_t at = 0; at < live->count; at++) {
        uint32_t one = live->at[at];
        size_t first = (size_t)one * BLOCK;
        live->at[kept] = one;
        kept += and_block(row + first, mask + first) != 0;
    }
    live->count = kept;
}

/* Masks by key: open addressing; a full memory starts afresh. */
typedef struct {
    size_t width;    /* words of a key */
    size_t length;   /* words of a mask */
    size_t limit;    /* masks that are kept */
    size_t count;
    size_t capacity; /* a power of two, or 0 */
    word *keys;
    word **masks;    /* NULL where a place is free */
} memory;

static inline int
is_equal(const word *one, const word *other, size_t width)
{
    return one[0] == other[0] && (width == 1 || memcmp(one + 1, other + 1, (width - 1) * sizeof(word)) == 0);
}

static inline size_t
place_of(const memory *known, const word *key)
{
    word hash = 0;
    for (size_t at = 0; at < known->width; at++) {
        hash = (hash ^ key[at]) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 29;
    }
    size_t place = (size_t)hash & (known->capacity - 1);
    while (known->masks[place] != NULL && !is_equal(known->keys + place * known->width, key, known->width)) {
        place = (place + 1) & (known->capacity - 1);
    }
    return place;
}

/* The mask of a key, or NULL. It stays where it is until something is remembered. */
static inline const word *
recall(const memory *known, const word *key)
{
    return known->capacity ? known->masks[place_of(known, key)] : NULL;
}

static void
forget(memory *known)
{
    for (size_t at = 0; at < known->capacity; at++) {
        PyMem_Free(known->masks[at]);
    }
    PyMem_Free(known->keys);
    PyMem_Free(known->masks);
    known->keys = NULL;
    known->masks = NULL;
    known->count = known->capacity = 0;
}

static int
grow(memory *known)
{
    memory wider = *known;
    wider.capacity = known->capacity ? 2 * known->capacity : 16;
    wider.keys = PyMem_Calloc(wider.capacity, wider.width * sizeof(word));
    wider.masks = PyMem_Calloc(wider.capacity, sizeof(word *));
    if (wider.keys == NULL || wider.masks == NULL) {
        PyMem_Free(wider.keys);
        PyMem_Free(wider.masks);
        PyErr_NoMemory();
        return -1;
    }
    for (size_t at = 0; at < known->capacity; at++) {
        if (known->masks[at] != NULL) {
            const word *key = known->keys + at * known->width;
            size_t place = place_of(&wider, key);
            memcpy(wider.keys + place * wider.width, key, wider.width * sizeof(word));
            wider.masks[place] = known->masks[at];
        }
    }
    PyMem_Free(known->keys);
    PyMem_Free(known->masks);
    *known = wider;
    return 0;
}

/* Remember the mask of a key; NULL with an exception where there is no memory or the mask has another length. */
static const word *
remember(memory *known, const word *key, PyObject *bytes)
{
    word *mask = new_words(bytes, known->length);
    if (mask == NULL) {
        return NULL;
    }
    if (known->count >= known->limit) {
        forget(known);
    }
    if (2 * (known->count + 1) > known->capacity && grow(known) < 0) {
        PyMem_Free(mask);
        return NULL;
    }
    size_t place = place_of(known, key);
    if (known->masks[place] == NULL) {
        memcpy(known->keys + place * known->width, key, known->width * sizeof(word));
        known->count++;
    }
    PyMem_Free(known->masks[place]); /* another thread may have been first while Python worked it out */
    known->masks[place] = mask;
    return mask;
}

#endif
