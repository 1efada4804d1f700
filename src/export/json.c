/*
 * A report as JSON: what is printed, node for node with its headings, and beside it the table for
 * data, a member named as the table is, where instants and spans are values and not words. The
 * schema is docs/schemas/report.schema.json.
 */
#include <dais/base/name_table.h>
#include <stdlib.h>

#include "exporters.h"
#include "json_build.h"

static json_t *node_json(const struct report_node *node);

static json_t *children_json(const struct report_node *node)
{
    json_t *array = json_build_array();
    for (const struct report_node *child = node->first; child != NULL; child = child->next)
        json_push(array, node_json(child));
    return array;
}

/* What a fact or cell says: its value, else its text. */
static json_t *value_json(const struct report_node *node)
{
    switch (node->type) {
    case VALUE_TEXT:
        return json_build_text(node->text);
    case VALUE_NAME:
    case VALUE_INSTANT:
        return json_build_text(node->value);
    case VALUE_NUMBER:
        break;
    }
    return node->value != NULL ? json_build_number(strtoll(node->value, NULL, 10))
                               : json_build_null();
}

static json_t *row_json(const struct report_node *row)
{
    json_t *object = json_build_object();
    for (const struct report_node *cell = row->first; cell != NULL; cell = cell->next)
        json_set(object, cell->name, value_json(cell));
    return object;
}

static json_t *rows_json(const struct report_node *table)
{
    json_t *rows = json_build_array();
    for (const struct report_node *row = table->first->next; row != NULL; row = row->next)
        json_push(rows, row_json(row));
    return rows;
}

static json_t *columns_json(const struct report_node *table)
{
    json_t *columns = json_build_array();
    for (const struct report_node *cell = table->first->first; cell != NULL; cell = cell->next) {
        json_t *column = json_build_object();
        json_set_text(column, "name", cell->name);
        json_set_text(column, "heading", cell->text);
        json_push(columns, column);
    }
    return columns;
}

static void set_entry(json_t *object, const struct report_node *node)
{
    BUF_LOCAL struct buf id = {0};
    event_id_write(&node->entry->id, &id);
    json_set_text(object, "id", buf_text(&id));
    json_set_text(object, "number", node->heading);
    json_set_text(object, "label", node->label);
    json_set_text(object, "text", node->text);
    json_set_text(object, "language", node->language);
}

static const char *type_name(enum report_node_kind kind)
{
    static const char *const names[] = {
        [NODE_SECTION] = "section", [NODE_PARAGRAPH] = "paragraph",
        [NODE_FACTS] = "facts",     [NODE_FACT] = "fact",
        [NODE_LIST] = "list",       [NODE_ITEM] = "item",
        [NODE_TABLE] = "table",     [NODE_ROW] = "row",
        [NODE_CELL] = "cell",       [NODE_ENTRY] = "entry",
    };
    NAME_TABLE_COMPLETE(names, REPORT_NODE_KIND_COUNT);
    return names[kind];
}

static json_t *node_json(const struct report_node *node)
{
    json_t *object = json_build_object();
    json_set_text(object, "type", type_name(node->kind));
    json_set_text(object, "name", node->name);
    switch (node->kind) {
    case NODE_TABLE:
        json_set(object, "columns", columns_json(node));
        json_set(object, "rows", rows_json(node));
        break;
    case NODE_ENTRY:
        set_entry(object, node);
        json_set(object, "facts", children_json(node));
        break;
    case NODE_FACT:
        json_set_text(object, "heading", node->heading);
        json_set_text(object, "text", node->text);
        json_set_text(object, "language", node->language);
        if (node->type != VALUE_TEXT)
            json_set(object, "value", value_json(node));
        break;
    case NODE_SECTION:
    case NODE_PARAGRAPH:
    case NODE_FACTS:
    case NODE_LIST:
    case NODE_ITEM:
    case NODE_ROW:
    case NODE_CELL:
    case REPORT_NODE_KIND_COUNT:
        json_set_text(object, "heading", node->heading);
        json_set_text(object, "text", node->text);
        json_set_text(object, "language", node->language);
        if (node->kind != NODE_PARAGRAPH && (node->kind != NODE_ITEM || node->first != NULL))
            json_set(object, "content", children_json(node));
        break;
    }
    return object;
}

void json_write(const struct report *report, const struct export_options *options, struct buf *out)
{
    (void)options;
    json_t *object = json_build_object();
    json_set(object, "dais", json_build_number(1));
    json_set_text(object, "session", report->code);
    json_set_text(object, "what", report_what_name(report->what));
    json_set(object, "as_run", json_build_bool(report->as_run));
    json_set_text(object, "language", report->language);
    json_set(object, "texts_language", json_build_text(report->texts_language));
    json_set(object, "draft", json_build_bool(report->draft));
    json_set_text(object, "title", report->title);
    json_set_text(object, "heading", report->root->heading);
    json_set(object, "content", children_json(report->root));
    if (report->table != NULL)
        json_set(object, report->table->name, rows_json(report->table));
    json_finish(object, out);
}
