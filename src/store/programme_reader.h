/*
 * What the parts of the programme reader share: the way to where it is, findings there, and
 * maps read by tables.
 */
#ifndef DAIS_STORE_PROGRAMME_READER_H
#define DAIS_STORE_PROGRAMME_READER_H

#include <stdbool.h>
#include <stddef.h>

#include <dais/core/programme.h>
#include <dais/store/programme_read.h>

#include "yaml_tree.h"

struct way_step {
    const char *key; /* NULL: a list's item */
    size_t index;    /* of that item, from 0 */
};

struct slot_id {
    const char *id;               /* given or its default */
    const struct yaml_node *node; /* where it is given; NULL: nowhere */
    const struct yaml_node *map;  /* the slot */
    size_t slot;                  /* index of the slot */
    size_t item;                  /* its index among the slots of its day */
};

struct person_key {
    const char *key;
    size_t person; /* index in the programme's people */
};

struct reader {
    struct programme *programme; /* being filled; NULL where no programme is read */
    struct arena *texts;         /* where texts that must be copied go */
    struct file_diags *findings;
    const struct programme_zones *zones;
    struct way_step way[YAML_DEPTH_MAX]; /* to where the reader is */
    size_t depth;                        /* steps of it */
    bool in_days;                        /* the slots lie in days */
    ARRAY_OF(struct person_key) by_key;  /* people, sorted by their keys */
    ARRAY_OF(struct slot_id) ids;        /* of the slots, in their order */
};

/* One step down and up again. */
void reader_enter_key(struct reader *reader, const char *key);
void reader_enter_item(struct reader *reader, size_t index);
void reader_leave(struct reader *reader);

/* Findings at the way where the reader is; text and hint are for the caller to set. */
struct diag *reader_error(struct reader *reader, const struct file_place *place);
struct diag *reader_warning(struct reader *reader, const struct file_place *place);

/* The same for `key` of the map where the reader is, which is not there. */
struct diag *reader_missing(struct reader *reader, const struct yaml_node *map, const char *key,
                            enum diag_severity severity);

/* "did you mean {1}?", where `nearest` is not NULL. */
void reader_hint_nearest(struct diag *diag, const char *nearest);

/* "slots:" with nothing behind it: as if it were not there, or empty. */
bool reader_is_empty(const struct yaml_node *node);

/*
 * The scalar's text without white space around it, in `texts`; NULL where it is
 * empty, or no scalar, which is a finding.
 */
const char *reader_text(struct reader *reader, const struct yaml_node *node);

/* How the value of a key is read into the member that the table says. */
typedef void form_read(struct reader *reader, const struct yaml_node *node, void *target);

struct field {
    const char *key;
    form_read *read;
    size_t offset; /* of the member in the object; of nothing where the form needs none */
};
#define FIELD(key, form, type, member)                                                             \
    {                                                                                              \
        key, form, offsetof(type, member)                                                          \
    }

struct fields {
    const struct field *list;
    size_t count;
};
#define FIELDS(table)                                                                              \
    (struct fields)                                                                                \
    {                                                                                              \
        .list = (table), .count = sizeof(table) / sizeof *(table)                                  \
    }

/* Reads the keys of a map into `object`. False where it is no map, which is a finding. */
bool reader_map(struct reader *reader, const struct yaml_node *node, struct fields fields,
                void *object);

/* Is one of the keys of a map in the table? */
bool reader_map_has(const struct yaml_node *map, struct fields fields);

/* Calls `each` for every item of a list; a value that is none is taken as its only item. */
void reader_list(struct reader *reader, const struct yaml_node *node, form_read *each,
                 void *target);

#endif
