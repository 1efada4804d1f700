/*
 * The one walk through a report for all forms of data. It writes as it goes: nothing of what was
 * written is kept, since a report of many entries is large.
 */
#include "report_data.h"

#include <stdlib.h>

#include <dais/base/name_table.h>

static void add_node(struct data *data, const struct report_node *node);

static void add_text(struct data *data, const char *key, const char *text)
{
    if (text == NULL)
        return;
    data_key(data, key);
    data_text(data, text);
}

static void add_children(struct data *data, const char *key, const struct report_node *node)
{
    data_key(data, key);
    data_open_list(data);
    for (const struct report_node *child = node->first; child != NULL; child = child->next)
        add_node(data, child);
    data_close(data);
}

/* What a fact or cell says: its value, else its text. */
static void add_value(struct data *data, const char *key, const struct report_node *node)
{
    data_key(data, key);
    switch (node->type) {
    case VALUE_TEXT:
        data_text(data, node->text);
        break;
    case VALUE_NAME:
    case VALUE_INSTANT:
        data_text(data, node->value);
        break;
    case VALUE_NUMBER:
        if (node->value != NULL)
            data_number(data, strtoll(node->value, NULL, 10));
        else
            data_null(data);
        break;
    }
}

static void add_rows(struct data *data, const char *key, const struct report_node *table)
{
    data_key(data, key);
    data_open_list(data);
    for (const struct report_node *row = table->first->next; row != NULL; row = row->next) {
        data_open_map(data);
        for (const struct report_node *cell = row->first; cell != NULL; cell = cell->next)
            add_value(data, cell->name, cell);
        data_close(data);
    }
    data_close(data);
}

static void add_columns(struct data *data, const struct report_node *table)
{
    data_key(data, "columns");
    data_open_list(data);
    for (const struct report_node *cell = table->first->first; cell != NULL; cell = cell->next) {
        data_open_map(data);
        add_text(data, "name", cell->name);
        add_text(data, "heading", cell->text);
        data_close(data);
    }
    data_close(data);
}

static void add_entry(struct data *data, const struct report_node *node)
{
    BUF_LOCAL struct buf id = {0};
    event_id_write(&node->entry->id, &id);
    add_text(data, "id", buf_text(&id));
    add_text(data, "number", node->heading);
    add_text(data, "speaker", node->speaker);
    add_text(data, "label", node->label);
    add_text(data, "text", node->text);
    add_text(data, "language", node->language);
    add_children(data, "facts", node);
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

static void add_node(struct data *data, const struct report_node *node)
{
    data_open_map(data);
    add_text(data, "type", type_name(node->kind));
    add_text(data, "name", node->name);
    switch (node->kind) {
    case NODE_TABLE:
        add_columns(data, node);
        add_rows(data, "rows", node);
        break;
    case NODE_ENTRY:
        add_entry(data, node);
        break;
    case NODE_FACT:
        add_text(data, "heading", node->heading);
        add_text(data, "text", node->text);
        add_text(data, "language", node->language);
        if (node->type != VALUE_TEXT)
            add_value(data, "value", node);
        break;
    case NODE_SECTION:
    case NODE_PARAGRAPH:
    case NODE_FACTS:
    case NODE_LIST:
    case NODE_ITEM:
    case NODE_ROW:
    case NODE_CELL:
    case REPORT_NODE_KIND_COUNT:
        add_text(data, "heading", node->heading);
        add_text(data, "text", node->text);
        add_text(data, "language", node->language);
        if (node->kind != NODE_PARAGRAPH && (node->kind != NODE_ITEM || node->first != NULL))
            add_children(data, "content", node);
        break;
    }
    data_close(data);
}

/* When the session was closed; null: it is not. */
static void add_closed_at(struct data *data, const struct report *report)
{
    BUF_LOCAL struct buf text = {0};
    if (report->closed_at != MSEC_NONE)
        zone_write(session_programme(report->session)->zone, report->closed_at, false, &text);
    data_key(data, "closed_at");
    data_text(data, text.size > 0 ? buf_text(&text) : NULL);
}

void report_data_write(const struct report *report, const struct data_form *form, struct buf *out)
{
    struct data data;
    data_init(&data, form, out);
    data_key(&data, "dais");
    data_number(&data, 1);
    add_text(&data, "session", report->code);
    add_text(&data, "what", report_what_name(report->what));
    data_key(&data, "as_run");
    data_bool(&data, report->as_run);
    add_text(&data, "language", report->language);
    data_key(&data, "texts_language");
    data_text(&data, report->texts_language);
    data_key(&data, "draft");
    data_bool(&data, report->draft);
    add_closed_at(&data, report);
    add_text(&data, "title", report->title);
    add_text(&data, "heading", report->root->heading);
    add_children(&data, "content", report->root);
    if (report->table != NULL)
        add_rows(&data, report->table->name, report->table);
    data_finish(&data);
}
