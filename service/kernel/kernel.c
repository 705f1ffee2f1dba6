/* Many rows against many rules at once: `Program.judged` of `fielato/rules/program.py`, whose meaning this follows.
 *
 * A kernel is made from a specification, a few tuples that `fielato/rules/native.py` builds: which bit of a mask is which
 * rule, one table for each fact, and steps for the clauses that tables cannot finish. All masks come from Python, once
 * for each kind of value (`values.h`), and are remembered (`masks.h`); the rest is conjunction and listing. Whatever is
 * not of the expected type goes to Python, value by value. `judge.h` is one call; this file is the rest of the module.
 */
#define PY_SSIZE_T_CLEAN
#include "judge.h"

#define INTERFACE 1 /* what `fielato/rules/native.py` expects */

/* ---- From the specification ---- */

static int
read_blocks(const kernel *self, PyObject *bytes, word **words, blocks *found)
{
    *words = new_words(bytes, self->length);
    return *words == NULL ? -1 : blocks_of(*words, *words, self->length, found);
}

static int
read_cuts(table *own, PyObject *details)
{
    PyObject *cuts;
    if (!PyArg_ParseTuple(details, "O!O!", &PyType_Type, &own->type, &PyTuple_Type, &cuts)) {
        return -1;
    }
    own->known.width = 1;
    own->count = PyTuple_GET_SIZE(cuts);
    own->cuts = PyMem_Calloc((size_t)own->count + 1, sizeof(int64_t));
    if (own->cuts == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t at = 0; at < own->count; at++) {
        if (!number_of(PyTuple_GET_ITEM(cuts, at), &own->cuts[at])) {
            PyErr_SetString(PyExc_ValueError, "a constant is neither a day nor a whole number of 64 bits");
            return -1;
        }
    }
    return 0;
}

static int
read_text(table *own, PyObject *details)
{
    if (!PyArg_ParseTuple(details, "O!O!O!O!O!O!", &PyType_Type, &own->type, &PyDict_Type, &own->constants,
                          &PyTuple_Type, &own->begins, &PyTuple_Type, &own->ends, &PyTuple_Type, &own->contains,
                          &PyTuple_Type, &own->tests)) {
        return -1;
    }
    Py_ssize_t looks = PyTuple_GET_SIZE(own->begins) + PyTuple_GET_SIZE(own->ends) + PyTuple_GET_SIZE(own->contains);
    if (looks > 0 && own->type != &PyUnicode_Type) {
        PyErr_SetString(PyExc_ValueError, "only a text begins, ends or contains");
        return -1;
    }
    looks += PyTuple_GET_SIZE(own->tests);
    own->known.width = 1 + ((size_t)looks + 63) / 64;
    return 0;
}

static int
read_list(table *own, PyObject *details)
{
    Py_ssize_t layers;
    PyObject *base;
    if (!PyArg_ParseTuple(details, "O!UnO!O!OO!", &PyType_Type, &own->open, &own->known_items, &layers, &PyBytes_Type,
                          &base, &PyDict_Type, &own->items, &own->ask_item, &PyBytes_Type, &own->more)) {
        return -1;
    }
    if (layers < 0 || layers > 1 << 16) {
        PyErr_SetString(PyExc_ValueError, "there cannot be so many layers");
        return -1;
    }
    own->layers = (size_t)layers;
    if (words_in(own->more, (1 + own->layers) * own->known.length) < 0) {
        return -1;
    }
    own->base = new_words(base, own->layers * own->known.length);
    return own->base == NULL ? -1 : 0;
}

static int
read_table(kernel *self, PyObject *given, table *own, size_t limit)
{
    int shape;
    PyObject *unknown, *touched, *details;
    if (!PyTuple_Check(given)) {
        PyErr_SetString(PyExc_TypeError, "a table must be a tuple");
        return -1;
    }
    if (!PyArg_ParseTuple(given, "inOO!O!O!", &shape, &own->column, &own->ask, &PyBytes_Type, &unknown, &PyBytes_Type,
                          &touched, &PyTuple_Type, &details)) {
        return -1;
    }
    if (own->column < 0 || own->column >= self->columns || shape < CUT || shape > OTHER) {
        PyErr_SetString(PyExc_ValueError, "no such column, or no such shape");
        return -1;
    }
    own->shape = (enum shape)shape;
    own->known.width = 1;
    own->known.length = self->length;
    own->known.limit = limit;
    word *bits = NULL;
    int failed = read_blocks(self, touched, &bits, &own->touched);
    PyMem_Free(bits);
    if (failed || (own->unknown = new_words(unknown, self->length)) == NULL) {
        return -1;
    }
    switch (own->shape) {
    case CUT:
        return read_cuts(own, details);
    case TEXT:
        return read_text(own, details);
    case LIST:
        return read_list(own, details);
    case OTHER:
        return PyArg_ParseTuple(details, "O!", &PyDict_Type, &own->masks) ? 0 : -1;
    }
    return 0;
}

static int
read_step(kernel *self, PyObject *given, step *own)
{
    int kind;
    PyObject *wanted, *masks, *possible, *certain;
    if (!PyTuple_Check(given)) {
        PyErr_SetString(PyExc_TypeError, "a step must be a tuple");
        return -1;
    }
    if (!PyArg_ParseTuple(given, "innOO!O!O!O!", &kind, &own->left, &own->right, &own->ask, &PyBytes_Type, &wanted,
                          &PyTuple_Type, &masks, &PyBytes_Type, &possible, &PyBytes_Type, &certain)) {
        return -1;
    }
    static const Py_ssize_t expected[] = {[PAIR] = 4, [MEMBER] = 3, [TEST] = 0, [STRATUM] = 3};
    if (kind < PAIR || kind > STRATUM || PyTuple_GET_SIZE(masks) != expected[kind]
        || own->left < 0 || own->right < 0
        || (kind <= MEMBER && (own->left >= self->columns || own->right >= self->columns))) {
        PyErr_SetString(PyExc_ValueError, "no such column, no such step, or not its masks");
        return -1;
    }
    own->kind = (enum kind)kind;
    if (read_blocks(self, wanted, &own->wanted, &own->touched) < 0) {
        return -1;
    }
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(masks); at++) {
        if ((own->masks[at] = new_words(PyTuple_GET_ITEM(masks, at), self->length)) == NULL) {
            return -1;
        }
    }
    if (own->kind != STRATUM) {
        return 0;
    }
    if ((own->possible = new_words(possible, self->length)) == NULL
        || (own->certain = new_words(certain, self->length)) == NULL) {
        return -1;
    }
    return blocks_of(own->possible, own->certain, self->length, &own->clauses);
}

static int
read_layout(kernel *self, PyObject *full, PyObject *fill, PyObject *guards)
{
    Py_ssize_t length = PyBytes_GET_SIZE(full) / (Py_ssize_t)sizeof(word);
    Py_ssize_t region = PyBytes_GET_SIZE(fill) / (Py_ssize_t)sizeof(word);
    if (length % BLOCK || region % BLOCK || length / 3 < region || region > 1 << 24) {
        PyErr_SetString(PyExc_ValueError, "a row must be three regions and more of whole blocks");
        return -1;
    }
    self->length = (size_t)length;
    self->region = (size_t)region;
    self->count = PyTuple_GET_SIZE(guards);
    if (read_blocks(self, full, &self->full, &self->live) < 0
        || (self->fill = new_words(fill, self->region)) == NULL) {
        return -1;
    }
    self->guards = PyMem_Calloc(self->region + 1, sizeof(word));
    self->rules = PyMem_Calloc(self->region * 64 + 1, sizeof(uint32_t));
    self->lanes = PyMem_Calloc((size_t)self->count + 1, sizeof(uint32_t));
    if (self->guards == NULL || self->rules == NULL || self->lanes == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    size_t next = 0;
    for (Py_ssize_t rule = 0; rule < self->count; rule++) {
        size_t bit = PyLong_AsSize_t(PyTuple_GET_ITEM(guards, rule));
        if (bit < next || bit >= self->region * 64) {
            if (!PyErr_Occurred()) {
                PyErr_SetString(PyExc_ValueError, "a guard stands outside its region, or not after the one before");
            }
            return -1;
        }
        self->lanes[rule] = (uint32_t)next;
        next = bit + 1;
        self->guards[bit / 64] |= (word)1 << bit % 64;
        self->rules[bit] = (uint32_t)rule;
    }
    return 0;
}

static int
read_specification(kernel *self, PyObject *specification)
{
    PyObject *full, *fill, *guards, *tables, *steps;
    Py_ssize_t limit;
    if (!PyArg_ParseTuple(specification, "O!O!O!(OOO)OnO!O!n", &PyBytes_Type, &full, &PyBytes_Type, &fill,
                          &PyTuple_Type, &guards, &self->outcomes[SATISFIED], &self->outcomes[VIOLATED],
                          &self->outcomes[UNDETERMINED], &self->unset, &self->columns, &PyTuple_Type, &tables,
                          &PyTuple_Type, &steps, &limit)) {
        return -1;
    }
    if (self->columns < 0 || limit < 1) {
        PyErr_SetString(PyExc_ValueError, "there cannot be fewer than no columns, or than one mask");
        return -1;
    }
    if (read_layout(self, full, fill, guards) < 0) {
        return -1;
    }
    size_t table_count = (size_t)PyTuple_GET_SIZE(tables), step_count = (size_t)PyTuple_GET_SIZE(steps);
    self->tables = PyMem_Calloc(table_count + 1, sizeof(table));
    self->steps = PyMem_Calloc(step_count + 1, sizeof(step));
    if (self->tables == NULL || self->steps == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    self->width = self->layers = 1;
    for (; self->table_count < table_count; self->table_count++) {
        table *one = &self->tables[self->table_count];
        if (read_table(self, PyTuple_GET_ITEM(tables, self->table_count), one, (size_t)limit) < 0) {
            self->table_count++; /* what there is of it is freed with the rest */
            return -1;
        }
        self->width = one->known.width > self->width ? one->known.width : self->width;
        self->layers = one->layers > self->layers ? one->layers : self->layers;
    }
    for (; self->step_count < step_count; self->step_count++) {
        if (read_step(self, PyTuple_GET_ITEM(steps, self->step_count), &self->steps[self->step_count]) < 0) {
            self->step_count++;
            return -1;
        }
    }
    return 0;
}

static void
free_tables(kernel *self)
{
    for (size_t at = 0; at < self->table_count; at++) {
        table *one = &self->tables[at];
        forget(&one->known);
        PyMem_Free(one->unknown);
        PyMem_Free(one->touched.at);
        PyMem_Free(one->cuts);
        PyMem_Free(one->base);
    }
    for (size_t at = 0; at < self->step_count; at++) {
        step *one = &self->steps[at];
        for (size_t place = 0; place < MASKS; place++) {
            PyMem_Free(one->masks[place]);
        }
        PyMem_Free(one->wanted);
        PyMem_Free(one->touched.at);
        PyMem_Free(one->possible);
        PyMem_Free(one->certain);
        PyMem_Free(one->clauses.at);
    }
    PyMem_Free(self->tables);
    PyMem_Free(self->steps);
}

/* ---- The type and the module ---- */

static PyObject *
new_kernel(PyTypeObject *type, PyObject *arguments, PyObject *keywords)
{
    if (keywords != NULL && PyDict_GET_SIZE(keywords) > 0) {
        PyErr_SetString(PyExc_TypeError, "Kernel takes no keyword arguments");
        return NULL;
    }
    kernel *self = (kernel *)type->tp_alloc(type, 0);
    if (self == NULL) {
        return NULL;
    }
    self->specification = Py_NewRef(arguments);
    if (read_specification(self, arguments) < 0) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static int
traverse(PyObject *object, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(((kernel *)object)->specification);
    return 0;
}

static int
clear(PyObject *object)
{
    Py_CLEAR(((kernel *)object)->specification);
    return 0;
}

static void
dealloc(PyObject *object)
{
    kernel *self = (kernel *)object;
    PyTypeObject *type = Py_TYPE(object);
    PyObject_GC_UnTrack(object);
    free_tables(self);
    PyMem_Free(self->full);
    PyMem_Free(self->fill);
    PyMem_Free(self->guards);
    PyMem_Free(self->rules);
    PyMem_Free(self->lanes);
    PyMem_Free(self->live.at);
    Py_CLEAR(self->specification);
    type->tp_free(object);
    Py_DECREF(type);
}

static PyMethodDef methods[] = {
    {"judge", (PyCFunction)(void (*)(void))judge, METH_FASTCALL, judge_doc},
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(kernel_doc,
"Kernel(full, fill, guards, outcomes, unset, columns, tables, steps, limit)\n--\n\n"
"Rules, ready to be held against many rows at once; fielato.rules.native makes the arguments.");

static PyType_Slot slots[] = {
    {Py_tp_doc, (void *)kernel_doc}, {Py_tp_new, new_kernel}, {Py_tp_dealloc, dealloc}, {Py_tp_traverse, traverse},
    {Py_tp_clear, clear},            {Py_tp_methods, methods}, {0, NULL},
};

static PyType_Spec kernel_type = {
    .name = "fielato_kernel.Kernel",
    .basicsize = sizeof(kernel),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .slots = slots,
};

static int
execute(PyObject *module)
{
    PyDateTime_IMPORT;
    if (PyDateTimeAPI == NULL) {
        return -1;
    }
    PyObject *type = PyType_FromModuleAndSpec(module, &kernel_type, NULL);
    if (type == NULL) {
        return -1;
    }
    int failed = PyModule_AddType(module, (PyTypeObject *)type);
    Py_DECREF(type);
    return failed || PyModule_AddIntConstant(module, "INTERFACE", INTERFACE)
                   || PyModule_AddIntConstant(module, "BLOCK", BLOCK)
               ? -1
               : 0;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, execute}, {0, NULL}};

PyDoc_STRVAR(module_doc,
"Fielato's mask evaluator for many rows at once, in C.\n\n"
"Install it beside Fielato with `pip install ./service/kernel`: it needs a C compiler and Python's headers, and nothing\n"
"else. Fielato looks for it and says the same without it, only more slowly. It keeps the GIL.");

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "fielato_kernel",
    .m_doc = module_doc,
    .m_size = 0,
    .m_slots = module_slots,
};

PyMODINIT_FUNC
PyInit_fielato_kernel(void)
{
    return PyModuleDef_Init(&module);
}
