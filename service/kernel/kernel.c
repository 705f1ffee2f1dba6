/* Many rows against many rules at once: `Program.judged` of `fielato/rules/program.py`, whose meaning this follows.
 *
 * A kernel is made from a specification, a few tuples that `fielato/rules/native.py` builds: which bit of a mask is
 * which rule, one table for each fact, and steps for the clauses that tables cannot finish. All masks (`masks.h`) come
 * from Python, once for each kind of value (`values.h`), and are remembered; the rest is conjunction and listing.
 * Whatever is not of the expected type goes to Python, value by value. `judge.h` is one call; this file is the rest of
 * the module.
 */
#define PY_SSIZE_T_CLEAN
#include "judge.h"

#define INTERFACE 2 /* what `fielato/rules/native.py` expects */

/* ---- From the specification ---- */

static int
read_kinds(table *own, Py_ssize_t kinds)
{
    own->kinds = kinds;
    own->masks = PyMem_Calloc((size_t)kinds, sizeof(PyObject *));
    if (own->masks == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    return 0;
}

static int
read_cuts(table *own, PyObject *details)
{
    PyObject *cuts;
    if (!PyArg_ParseTuple(details, "O!O!", &PyType_Type, &own->type, &PyTuple_Type, &cuts)) {
        return -1;
    }
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
    return read_kinds(own, 2 * own->count + 2);
}

static int
read_word(table *own, PyObject *details)
{
    if (!PyArg_ParseTuple(details, "O!", &PyDict_Type, &own->constants)) {
        return -1;
    }
    return read_kinds(own, PyDict_GET_SIZE(own->constants) + 1);
}

static int
read_text(table *own, PyObject *details)
{
    if (!PyArg_ParseTuple(details, "O!O!O!O!O!O!", &PyDict_Type, &own->constants, &PyTuple_Type, &own->begins,
                          &PyTuple_Type, &own->ends, &PyTuple_Type, &own->contains, &PyTuple_Type, &own->tests,
                          &PyDict_Type, &own->memory)) {
        return -1;
    }
    own->kinds = PyDict_GET_SIZE(own->constants) + 1;
    return 0;
}

static int
read_list(table *own, PyObject *details)
{
    Py_ssize_t layers;
    if (!PyArg_ParseTuple(details, "O!UnOO!OO", &PyType_Type, &own->open, &own->inside, &layers, &own->wants,
                          &PyDict_Type, &own->memory, &own->ask_item, &own->more)) {
        return -1;
    }
    if (layers < 0 || layers > 1 << 16) {
        PyErr_SetString(PyExc_ValueError, "there cannot be so many layers");
        return -1;
    }
    own->layers = (size_t)layers;
    if (check_mask(own->wants, own->layers * own->length) < 0
        || check_mask(own->more, (1 + own->layers) * own->length) < 0) {
        return -1;
    }
    return 0;
}

static int
read_table(kernel *self, PyObject *given, table *own, Py_ssize_t limit)
{
    int shape;
    PyObject *details;
    if (!PyTuple_Check(given)) {
        PyErr_SetString(PyExc_TypeError, "a table must be a tuple");
        return -1;
    }
    if (!PyArg_ParseTuple(given, "inOOO!", &shape, &own->column, &own->ask, &own->unknown, &PyTuple_Type, &details)) {
        return -1;
    }
    if (own->column < 0 || own->column >= self->columns) {
        PyErr_SetString(PyExc_ValueError, "no such column");
        return -1;
    }
    own->length = self->length;
    own->limit = limit;
    if (check_mask(own->unknown, self->length) < 0) {
        return -1;
    }
    own->shape = (enum shape)shape;
    switch (own->shape) {
    case CUT:
        return read_cuts(own, details);
    case WORD:
        return read_word(own, details);
    case TEXT:
        return read_text(own, details);
    case LIST:
        return read_list(own, details);
    case OTHER:
        return PyArg_ParseTuple(details, "O!", &PyDict_Type, &own->memory) ? 0 : -1;
    }
    PyErr_SetString(PyExc_ValueError, "no such shape");
    return -1;
}

static int
read_step(kernel *self, PyObject *given, step *own)
{
    int kind;
    if (!PyTuple_Check(given)) {
        PyErr_SetString(PyExc_TypeError, "a step must be a tuple");
        return -1;
    }
    if (!PyArg_ParseTuple(given, "innOOO!OO", &kind, &own->left, &own->right, &own->ask, &own->wanted, &PyTuple_Type,
                          &own->masks, &own->possible, &own->certain)) {
        return -1;
    }
    static const Py_ssize_t expected[] = {[PAIR] = 4, [MEMBER] = 3, [TEST] = 0, [STRATUM] = 3};
    if (kind < PAIR || kind > STRATUM || PyTuple_GET_SIZE(own->masks) != expected[kind]
        || own->left < 0 || own->right < 0
        || (kind <= MEMBER && (own->left >= self->columns || own->right >= self->columns))) {
        PyErr_SetString(PyExc_ValueError, "no such column, no such step, or not its masks");
        return -1;
    }
    own->kind = (enum kind)kind;
    for (Py_ssize_t at = 0; at < expected[kind]; at++) {
        if (check_mask(PyTuple_GET_ITEM(own->masks, at), self->length) < 0) {
            return -1;
        }
    }
    if (check_mask(own->wanted, self->length) < 0) {
        return -1;
    }
    if (own->kind != STRATUM) {
        return 0;
    }
    return check_mask(own->possible, self->length) < 0 || check_mask(own->certain, self->length) < 0 ? -1 : 0;
}

static int
read_layout(kernel *self, Py_ssize_t rough, Py_ssize_t region, PyObject *guards)
{
    Py_ssize_t length = PyBytes_GET_SIZE(self->full) / (Py_ssize_t)sizeof(block);
    self->count = PyTuple_GET_SIZE(guards);
    self->rough = (size_t)rough;
    self->region = (size_t)region;
    self->length = (size_t)length;
    if (region < 0 || region > 1 << 20 || rough < 0 || rough > 1 << 20 || check_mask(self->full, self->length) < 0
        || self->length < self->rough + 3 * self->region || (rough > 0 && (size_t)self->count > self->rough * BITS)) {
        PyErr_SetString(PyExc_ValueError, "a row must be three regions and more, after a bit for each rule or none");
        return -1;
    }
    size_t next = 0, bits = self->region * BITS;
    self->guards = PyMem_Calloc(bits / 64 + 1, sizeof(word));
    self->rules = PyMem_Calloc(bits + 1, sizeof(uint32_t));
    self->lanes = PyMem_Calloc((size_t)self->count + self->rough * BITS + 1, sizeof(uint32_t));
    if (self->guards == NULL || self->rules == NULL || self->lanes == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t rule = 0; rule < self->count; rule++) {
        size_t bit = PyLong_AsSize_t(PyTuple_GET_ITEM(guards, rule));
        if (bit < next || bit >= bits) {
            if (!PyErr_Occurred()) {
                PyErr_SetString(PyExc_ValueError, "a guard stands outside its region, or not after the one before");
            }
            return -1;
        }
        next = bit + 1;
        self->lanes[rule + 1] = (uint32_t)next;
        self->guards[bit / 64] |= (word)1 << bit % 64;
        self->rules[bit] = (uint32_t)rule;
    }
    for (size_t bit = (size_t)self->count; bit < self->rough * BITS; bit++) {
        self->lanes[bit + 1] = (uint32_t)next; /* bits of no rule have an empty lane */
    }
    return 0;
}

static int
read_specification(kernel *self, PyObject *specification)
{
    PyObject *guards, *tables, *steps;
    Py_ssize_t rough, region, limit;
    if (!PyArg_ParseTuple(specification, "O!(nn)O!(OOO)OnO!O!n", &PyBytes_Type, &self->full, &rough, &region,
                          &PyTuple_Type, &guards, &self->outcomes[SATISFIED], &self->outcomes[VIOLATED],
                          &self->outcomes[UNDETERMINED], &self->unset, &self->columns, &PyTuple_Type, &tables,
                          &PyTuple_Type, &steps, &limit)) {
        return -1;
    }
    if (self->columns < 0 || limit < 1) {
        PyErr_SetString(PyExc_ValueError, "there cannot be fewer than no columns, or than one mask");
        return -1;
    }
    if (read_layout(self, rough, region, guards) < 0) {
        return -1;
    }
    size_t table_count = (size_t)PyTuple_GET_SIZE(tables), step_count = (size_t)PyTuple_GET_SIZE(steps);
    self->tables = PyMem_Calloc(table_count + 1, sizeof(table));
    self->steps = PyMem_Calloc(step_count + 1, sizeof(step));
    if (self->tables == NULL || self->steps == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    while (self->table_count < table_count) {
        PyObject *given = PyTuple_GET_ITEM(tables, self->table_count);
        table *one = &self->tables[self->table_count++]; /* counted first: what there is of it is freed with the rest */
        if (read_table(self, given, one, limit) < 0) {
            return -1;
        }
    }
    while (self->step_count < step_count) {
        PyObject *given = PyTuple_GET_ITEM(steps, self->step_count);
        if (read_step(self, given, &self->steps[self->step_count++]) < 0) {
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
        for (Py_ssize_t kind = 0; one->masks != NULL && kind < one->kinds; kind++) {
            Py_XDECREF(one->masks[kind]);
        }
        PyMem_Free(one->masks);
        PyMem_Free(one->cuts);
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
    PyMem_Free(self->guards);
    PyMem_Free(self->rules);
    PyMem_Free(self->lanes);
    Py_CLEAR(self->specification);
    type->tp_free(object);
    Py_DECREF(type);
}

static PyMethodDef methods[] = {
    {"judge", (PyCFunction)(void (*)(void))judge, METH_FASTCALL, judge_doc},
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(kernel_doc,
"Kernel(full, blocks, guards, outcomes, unset, columns, tables, steps, limit)\n--\n\n"
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
