/*
 * The bytes of a YAML file before libyaml sees them: are they text, and which characters in
 * them are never seen on a screen?
 */
#ifndef DAIS_STORE_YAML_SOURCE_H
#define DAIS_STORE_YAML_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dais/base/buf.h>
#include <dais/base/mem.h>

#include "file_diags.h"

/* A control or bidirectional control character in the file. */
struct hidden {
    uint32_t code;
    size_t index;            /* in characters from the head of the file, as libyaml counts */
    struct file_place place; /* of it */
};

struct yaml_source {
    const char *bytes; /* what to parse, without a byte order mark; lent or in `copy` */
    size_t size;
    struct buf copy; /* with U+FFFD for what libyaml refuses; empty where there is none */
    ARRAY_OF(struct hidden) hidden; /* in their order, the first thousand */
};

/* False where the bytes are too many or no UTF-8, which is a finding then. */
bool yaml_source_open(struct yaml_source *ret_source, const void *bytes, size_t size,
                      struct file_diags *findings);
void yaml_source_finish(struct yaml_source *source);

/*
 * The offset of the first hidden character at or after `from`, or `size`. A carriage return
 * is one within a text, and half a line break in a file.
 */
size_t hidden_find(const char *text, size_t size, size_t from, bool in_file, uint32_t *ret_code);

/*
 * Appends the text with U+FFFD for each control character but newline and tab; in a file,
 * what breaks a line stays.
 */
void hidden_replace(const char *text, size_t size, bool in_file, struct buf *out);

/* The finding for one. */
void hidden_report(struct file_diags *findings, const struct file_place *place, const char *way,
                   uint32_t code);

#endif
