/*
 * Data on its way out: maps, lists and scalars in their order, in one of the forms (json.c,
 * yaml.c). Nothing is kept but the way down from the top, so that what is written may be of any
 * size. Who writes says each thing once and the form makes bytes of it.
 */
#ifndef DAIS_SRC_EXPORT_DATA_H
#define DAIS_SRC_EXPORT_DATA_H

#include <stdbool.h>
#include <stdint.h>

#include <dais/base/mem.h>

struct data;

/* How a form writes; texts and keys are valid UTF-8. All of them are set. */
struct data_form {
    void (*open)(struct data *data, bool list);         /* a map or list begins */
    void (*member)(struct data *data, const char *key); /* before a value of a map */
    void (*item)(struct data *data);                    /* before a value of a list */
    void (*text)(struct data *data, const char *text, size_t size);
    void (*word)(struct data *data, const char *word);       /* a number, true, false, null */
    void (*close)(struct data *data, bool list, bool empty); /* the innermost, still counted */
    void (*end)(struct data *data);                          /* behind the outermost */
};
extern const struct data_form json_form, yaml_form;

/* A map or list that is open. */
struct data_level {
    bool list;
    size_t count; /* values begun in it */
};

struct data {
    const struct data_form *form;
    struct buf *out;                    /* lent */
    ARRAY_OF(struct data_level) levels; /* from the outermost in; count is the depth */
};

/* Begins with the outermost map; data_finish() ends it and frees what was needed. */
void data_init(struct data *data, const struct data_form *form, struct buf *out);
void data_finish(struct data *data);

/* The next value of the innermost map is under this key. */
void data_key(struct data *data, const char *key);

void data_open_map(struct data *data);
void data_open_list(struct data *data);
void data_close(struct data *data);

void data_text(struct data *data, const char *text); /* NULL: null; invalid bytes as U+FFFD */
void data_number(struct data *data, int64_t number);
void data_bool(struct data *data, bool value);
void data_null(struct data *data);

#endif
