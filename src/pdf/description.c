/*
 * A description is written by our own exporter, yet read as if by a stranger: every member has its
 * type and bounds, nothing is guessed, and one wrong line ends it.
 */
#include "description.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>

enum { VERSION = 1, LEVEL_MOST = 16 };

static const char *const kind_names[] = {
    [BLOCK_TITLE] = "title",       [BLOCK_SUBTITLE] = "subtitle", [BLOCK_DRAFT] = "draft",
    [BLOCK_CONTENTS] = "contents", [BLOCK_HEADING] = "heading",   [BLOCK_TEXT] = "text",
    [BLOCK_FACT] = "fact",         [BLOCK_ENTRY] = "entry",       [BLOCK_ABOUT] = "about",
    [BLOCK_ITEM] = "item",         [BLOCK_UNDER] = "under",       [BLOCK_TABLE] = "table",
    [BLOCK_ROW] = "row",
};
NAME_TABLE_COMPLETE(kind_names, BLOCK_KIND_COUNT);

/* NULL where there is none, or it is no text. */
static const char *take_text(struct document *document, const json_t *object, const char *key)
{
    return arena_text(&document->arena, json_string_value(json_object_get(object, key)));
}

static bool read_way(const json_t *object, enum way *ret_way)
{
    const json_t *value = json_object_get(object, "way");
    const char *name = json_string_value(value);
    *ret_way = WAY_OF_TEXT;
    if (value == NULL)
        return true;
    if (name == NULL || (strcmp(name, "ltr") != 0 && strcmp(name, "rtl") != 0))
        return false;
    *ret_way = name[0] == 'r' ? WAY_RTL : WAY_LTR;
    return true;
}

/* An address that may stand in a PDF without being anything but an address. */
static bool is_address(const char *uri)
{
    if (strncmp(uri, "https://", 8) != 0 && strncmp(uri, "http://", 7) != 0)
        return false;
    for (const char *c = uri; *c != '\0'; c++)
        if (*c <= ' ' || *c >= 0x7f || strchr("'\"\\<>", *c) != NULL)
            return false;
    return true;
}

static const char *read_run(struct document *document, const json_t *object, struct run *ret_run)
{
    struct run run = {
        .text = take_text(document, object, "text"),
        .language = take_text(document, object, "language"),
        .uri = take_text(document, object, "uri"),
        .bold = json_is_true(json_object_get(object, "bold")),
    };
    if (run.text == NULL)
        return "a run without a text";
    if (!read_way(object, &run.way))
        return "a way that is none";
    if (run.uri != NULL && !is_address(run.uri))
        return "an address that is none";
    *ret_run = run;
    return NULL;
}

static const char *read_runs(struct document *document, const json_t *object, const char *key,
                             size_t most, struct block *ref_block)
{
    const json_t *list = json_object_get(object, key);
    size_t count = json_array_size(list);
    if (count == 0 || count > most)
        return "none or too many runs or cells";
    struct run *runs = arena_alloc(&document->arena, count * sizeof *runs);
    for (size_t i = 0; i < count; i++) {
        const char *why = read_run(document, json_array_get(list, i), &runs[i]);
        if (why != NULL)
            return why;
    }
    runs[0].tied = ref_block->kind == BLOCK_ENTRY && count > 1;
    ref_block->runs = runs;
    ref_block->count = count;
    return NULL;
}

/* A row stands below a table's headings or another row, and is as wide. */
static bool is_in_table(const struct document *document, const struct block *row)
{
    size_t count = document->blocks.count;
    const struct block *before = count > 0 ? &document->blocks.items[count - 1] : NULL;
    return before != NULL && (before->kind == BLOCK_TABLE || before->kind == BLOCK_ROW) &&
           before->count == row->count;
}

static const char *read_block(struct document *document, const json_t *object)
{
    struct block block = {.kind = BLOCK_TEXT};
    const char *name = json_string_value(json_object_get(object, "is"));
    int kind = name != NULL ? name_find(kind_names, BLOCK_KIND_COUNT, name) : -1;
    if (kind < 0)
        return "a block of no kind";
    block.kind = (enum block_kind)kind;
    if (!read_way(object, &block.way))
        return "a way that is none";
    bool wide = block.kind == BLOCK_TABLE || block.kind == BLOCK_ROW;
    const char *why = read_runs(document, object, wide ? "cells" : "runs",
                                wide ? DESCRIPTION_COLUMNS_MOST : DESCRIPTION_RUNS_MOST, &block);
    if (why != NULL)
        return why;
    if (block.kind == BLOCK_HEADING) {
        json_int_t level = json_integer_value(json_object_get(object, "level"));
        if (level < 1 || level > LEVEL_MOST)
            return "a heading of no level";
        block.level = (unsigned)level;
        block.listed = json_is_true(json_object_get(object, "listed"));
    }
    if (block.kind == BLOCK_ROW && !is_in_table(document, &block))
        return "a row that is in no table";
    if (document->blocks.count == DESCRIPTION_BLOCKS_MOST)
        return "too many blocks";
    array_push(&document->blocks, block);
    return NULL;
}

static const char *read_document(struct document *document, const json_t *object)
{
    enum way way;
    document->title = take_text(document, object, "title");
    document->code = take_text(document, object, "code");
    document->page = take_text(document, object, "page");
    document->language = take_text(document, object, "language");
    document->at = take_text(document, object, "at");
    document->draft = take_text(document, object, "draft");
    if (json_integer_value(json_object_get(object, "dais-pdf")) != VERSION)
        return "no description of this version";
    if (document->title == NULL || document->code == NULL || document->language == NULL ||
        document->at == NULL || strlen(document->at) != strlen("2022-05-18T10:34:00Z"))
        return "something of the document is missing";
    if (!read_way(object, &way))
        return "a way that is none";
    document->rtl = way == WAY_RTL;
    if (document->page == NULL)
        document->page = "{1}";
    return NULL;
}

/* Where a description is being read. */
struct reader {
    struct document *document;
    size_t line; /* from 1 */
    bool ended;
};

static const char *read_line(struct reader *reader, const char *line, size_t size)
{
    if (size > DESCRIPTION_LINE_MOST)
        return "a line that is too long";
    if (reader->ended)
        return "something behind the end";
    json_t *object = json_loadb(line, size, JSON_REJECT_DUPLICATES, NULL);
    const char *is = json_string_value(json_object_get(object, "is"));
    const char *why = NULL;
    if (!json_is_object(object)) {
        why = "no object";
    } else if (reader->line == 1) {
        why = read_document(reader->document, object);
    } else if (is != NULL && strcmp(is, "end") == 0) {
        json_int_t blocks = json_integer_value(json_object_get(object, "blocks"));
        reader->ended = true;
        why = blocks == (json_int_t)reader->line - 1 ? NULL : "other blocks than there were";
    } else {
        why = read_block(reader->document, object);
    }
    json_decref(object);
    return why;
}

bool description_read(struct document *document, const char *bytes, size_t size,
                      struct buf *reterr_why)
{
    *document = (struct document){.title = NULL};
    struct reader reader = {.document = document};
    const char *why = size > DESCRIPTION_SIZE_MOST ? "it is too large" : NULL;
    for (size_t at = 0; why == NULL && at < size;) {
        const char *end = memchr(bytes + at, '\n', size - at);
        size_t length = end != NULL ? (size_t)(end - bytes) - at : size - at;
        reader.line++;
        why = end == NULL ? "it is cut off" : read_line(&reader, bytes + at, length);
        at += length + 1;
    }
    if (why == NULL && !reader.ended)
        why = "it is cut off";
    if (why != NULL)
        buf_add_format(reterr_why, "line %zu of the description: %s", reader.line, why);
    return why == NULL;
}

void document_finish(struct document *document)
{
    arena_finish(&document->arena);
    free(document->blocks.items);
    *document = (struct document){.title = NULL};
}
