/*
 * The ground the programme reader stands on. It walks the tree of yaml_tree.c and never ends
 * at a finding: what is wrong is said and passed over.
 */
#include "programme_reader.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>

void reader_enter_key(struct reader *reader, const char *key)
{
    assert(reader->depth < YAML_DEPTH_MAX);
    reader->way[reader->depth++] = (struct way_step){.key = key};
}

void reader_enter_item(struct reader *reader, size_t index)
{
    assert(reader->depth < YAML_DEPTH_MAX);
    reader->way[reader->depth++] = (struct way_step){.index = index};
}

void reader_leave(struct reader *reader)
{
    assert(reader->depth > 0);
    reader->depth--;
}

static struct diag *add(struct reader *reader, enum diag_severity severity,
                        const struct file_place *place)
{
    BUF_LOCAL struct buf way = {0};
    for (size_t i = 0; i < reader->depth && !file_diags_are_full(reader->findings); i++) {
        const struct way_step *step = &reader->way[i];
        if (step->key == NULL)
            buf_add_format(&way, "[%zu]", step->index);
        else
            buf_add_format(&way, way.size > 0 ? ".%s" : "%s", step->key);
    }
    return file_diags_add(reader->findings, severity, place, buf_text(&way));
}

struct diag *reader_error(struct reader *reader, const struct file_place *place)
{
    return add(reader, DIAG_ERROR, place);
}

struct diag *reader_warning(struct reader *reader, const struct file_place *place)
{
    return add(reader, DIAG_WARNING, place);
}

struct diag *reader_missing(struct reader *reader, const struct yaml_node *map, const char *key,
                            enum diag_severity severity)
{
    reader_enter_key(reader, key);
    struct diag *diag = add(reader, severity, &map->place);
    reader_leave(reader);
    return diag;
}

void reader_hint_nearest(struct diag *diag, const char *nearest)
{
    if (nearest != NULL)
        message_set(&diag->hint, N_("did you mean {1}?"), nearest, NULL);
}

bool reader_is_empty(const struct yaml_node *node)
{
    return node->kind == YAML_REFUSED || (node->kind == YAML_SCALAR && node->size == 0);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

const char *reader_text(struct reader *reader, const struct yaml_node *node)
{
    if (node->kind == YAML_REFUSED)
        return NULL;
    if (node->kind != YAML_SCALAR) {
        message_set(&reader_error(reader, &node->place)->text, N_("this must be a text"), NULL);
        return NULL;
    }
    const char *text = node->text;
    size_t size = node->size;
    while (size > 0 && is_space(text[size - 1]))
        size--;
    while (size > 0 && is_space(text[0])) {
        text++;
        size--;
    }
    if (size == 0)
        return NULL;
    if (text[size] == '\0')
        return text;
    return arena_text_n(reader->texts, text, size);
}

static const struct field *find_field(struct fields fields, const char *key)
{
    for (size_t i = 0; i < fields.count; i++)
        if (fields.list[i].key[0] == key[0] && strcmp(fields.list[i].key, key) == 0)
            return &fields.list[i];
    return NULL;
}

static void refuse_key(struct reader *reader, const struct yaml_node *node, struct fields fields)
{
    bool hinted = !file_diags_are_full(reader->findings);
    struct diag *diag = reader_error(reader, &node->key_place);
    message_set(&diag->text, N_("unknown key"), NULL);
    if (!hinted)
        return;
    MEM_LOCAL const char **names = mem_new(fields.count, sizeof *names);
    for (size_t i = 0; i < fields.count; i++)
        names[i] = fields.list[i].key;
    reader_hint_nearest(diag, name_nearest(names, fields.count, node->key));
}

bool reader_map(struct reader *reader, const struct yaml_node *node, struct fields fields,
                void *object)
{
    if (reader_is_empty(node))
        return true;
    if (node->kind != YAML_MAP) {
        struct diag *diag = reader_error(reader, &node->place);
        message_set(&diag->text, N_("this must be a map: keys, each with a colon and its value"),
                    NULL);
        return false;
    }
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        const struct field *field = find_field(fields, child->key);
        reader_enter_key(reader, child->key);
        if (field == NULL)
            refuse_key(reader, child, fields);
        else if (child->kind != YAML_REFUSED)
            field->read(reader, child, (char *)object + field->offset);
        reader_leave(reader);
    }
    return true;
}

bool reader_map_has(const struct yaml_node *map, struct fields fields)
{
    for (const struct yaml_node *child = map->first; child != NULL; child = child->next)
        if (find_field(fields, child->key) != NULL)
            return true;
    return false;
}

void reader_list(struct reader *reader, const struct yaml_node *node, form_read *each, void *target)
{
    if (reader_is_empty(node))
        return;
    if (node->kind != YAML_LIST) {
        each(reader, node, target);
        return;
    }
    size_t index = 0;
    for (const struct yaml_node *item = node->first; item != NULL; item = item->next) {
        reader_enter_item(reader, index++);
        if (!reader_is_empty(item))
            each(reader, item, target);
        reader_leave(reader);
    }
}
