/*
 * Nodes of the report tree. Everything is in the report's arena, so that nothing is freed one by
 * one.
 */
#include "report_tree.h"

#include <inttypes.h>

const char *tree_keep(const struct maker *maker, const struct buf *text)
{
    return arena_text(&maker->report->arena, buf_text(text));
}

const char *tree_word(const struct maker *maker, enum word word)
{
    return maker->words->words[word];
}

static const char *fill(const struct maker *maker, enum word word,
                        const char *const texts[MESSAGE_ARGS])
{
    if (maker->second != NULL)
        return tree_join(maker, fill(maker->first, word, texts), fill(maker->second, word, texts));
    struct message message = {0};
    message_set(&message, tree_word(maker, word), texts[0], texts[1], texts[2], texts[3],
                (const char *)NULL);
    BUF_LOCAL struct buf text = {0};
    message_write(&message, NULL, &text);
    message_finish(&message);
    return tree_keep(maker, &text);
}

const char *tree_fill(const struct maker *maker, enum word word, ...)
{
    const char *texts[MESSAGE_ARGS] = {NULL};
    va_list list;
    va_start(list, word);
    for (size_t i = 0; i < MESSAGE_ARGS; i++) {
        texts[i] = va_arg(list, const char *);
        if (texts[i] == NULL)
            break;
    }
    va_end(list);
    return fill(maker, word, texts);
}

const char *tree_with_heading(const struct maker *maker, const char *heading, const char *text)
{
    BUF_LOCAL struct buf line = {0};
    buf_add_format(&line, "%s%s%s", heading, tree_word(maker, WORD_COLON), text);
    return tree_keep(maker, &line);
}

struct report_node *tree_add(const struct maker *maker, struct report_node *parent,
                             enum report_node_kind kind, const char *name)
{
    struct report_node *node = arena_alloc(&maker->report->arena, sizeof *node);
    node->kind = kind;
    node->name = name;
    if (parent == NULL)
        return node;
    if (parent->last == NULL)
        parent->first = node;
    else
        parent->last->next = node;
    parent->last = node;
    return node;
}

struct report_node *tree_add_section(const struct maker *maker, struct report_node *parent,
                                     const char *name, enum word heading)
{
    struct report_node *section = tree_add(maker, parent, NODE_SECTION, name);
    section->heading = tree_word(maker, heading);
    return section;
}

struct report_node *tree_add_said_section(const struct maker *maker, struct report_node *parent,
                                          const char *name, const struct said *heading)
{
    struct report_node *section = tree_add(maker, parent, NODE_SECTION, name);
    section->heading = heading->text;
    section->language = heading->language;
    return section;
}

void tree_add_paragraph(const struct maker *maker, struct report_node *parent, const char *name,
                        const struct said *text)
{
    if (text->text == NULL || text->text[0] == '\0')
        return;
    struct report_node *paragraph = tree_add(maker, parent, NODE_PARAGRAPH, name);
    paragraph->text = text->text;
    paragraph->language = text->language;
}

void tree_add_sentence(const struct maker *maker, struct report_node *parent, const char *name,
                       enum word sentence)
{
    if (maker->second == NULL) {
        struct said said = {.text = tree_word(maker, sentence)};
        tree_add_paragraph(maker, parent, name, &said);
        return;
    }
    struct said first = {.text = tree_word(maker->first, sentence)};
    struct said second = {tree_word(maker->second, sentence), maker->second->language};
    tree_add_paragraph(maker, parent, name, &first);
    tree_add_paragraph(maker, parent, name, &second);
}

void tree_add_paragraphs(const struct maker *maker, struct report_node *parent,
                         const struct linguals *paragraphs)
{
    for (size_t i = 0; i < paragraphs->list.count; i++) {
        struct said sides[2];
        size_t count = tree_sides(maker, &paragraphs->list.items[i], sides);
        for (size_t side = 0; side < count; side++)
            tree_add_paragraph(maker, parent, NULL, &sides[side]);
    }
}

struct report_node *tree_add_item(const struct maker *maker, struct report_node *list,
                                  const struct said *text)
{
    struct report_node *item = tree_add(maker, list, NODE_ITEM, NULL);
    item->text = text->text;
    item->language = text->language;
    return item;
}

struct report_node *tree_add_list(const struct maker *maker, struct report_node *parent,
                                  const char *name, enum word heading, const struct linguals *items)
{
    if (items->list.count == 0)
        return NULL;
    struct report_node *list = tree_add(maker, parent, NODE_LIST, name);
    if (heading != WORD_COUNT)
        list->heading = tree_word(maker, heading);
    for (size_t i = 0; i < items->list.count; i++) {
        struct said sides[2];
        size_t count = tree_sides(maker, &items->list.items[i], sides);
        struct report_node *item = tree_add_item(maker, list, &sides[0]);
        if (count == 2)
            tree_add_item(maker, item, &sides[1]);
    }
    return list;
}

struct report_node *tree_add_fact(const struct maker *maker, struct report_node *facts,
                                  const char *name, const char *heading, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return NULL;
    struct report_node *fact = tree_add(maker, facts, NODE_FACT, name);
    fact->heading = heading;
    fact->text = text;
    return fact;
}

void tree_add_times_fact(const struct maker *maker, struct report_node *facts, const char *name,
                         enum word heading, const char *times)
{
    struct report_node *fact = tree_add_fact(maker, facts, name, tree_word(maker, heading), times);
    if (fact != NULL)
        fact->times = true;
}

void tree_add_said_fact(const struct maker *maker, struct report_node *facts, const char *name,
                        enum word heading, const struct lingual *lingual)
{
    struct said said = tree_name(maker, lingual);
    struct report_node *fact =
        tree_add_fact(maker, facts, name, tree_word(maker, heading), said.text);
    if (fact != NULL)
        fact->language = said.language;
}

void tree_drop_empty(struct report_node *parent, struct report_node *child)
{
    if (child->first != NULL || parent->last != child)
        return;
    struct report_node *before = NULL;
    for (struct report_node *node = parent->first; node != child; node = node->next)
        before = node;
    if (before == NULL)
        parent->first = NULL;
    else
        before->next = NULL;
    parent->last = before;
}

struct report_node *tree_add_table(const struct maker *maker, struct report_node *parent,
                                   const char *name, const struct column *columns, size_t count)
{
    struct report_node *table = tree_add(maker, parent, NODE_TABLE, name);
    struct report_node *headings = tree_add(maker, table, NODE_ROW, NULL);
    for (size_t i = 0; i < count; i++) {
        struct report_node *cell = tree_add(maker, headings, NODE_CELL, columns[i].name);
        cell->text = tree_word(maker, columns[i].heading);
    }
    return table;
}

struct row tree_add_row(const struct maker *maker, struct report_node *table)
{
    return (struct row){
        .maker = maker,
        .node = tree_add(maker, table, NODE_ROW, NULL),
        .column = table->first->first,
    };
}

static struct report_node *row_add(struct row *row, const char *text)
{
    struct report_node *cell = tree_add(row->maker, row->node, NODE_CELL, row->column->name);
    cell->text = text;
    row->column = row->column->next;
    return cell;
}

void row_add_value(struct row *row, enum report_value type, const char *value, const char *text)
{
    struct report_node *cell = row_add(row, text);
    cell->type = type;
    cell->value = value;
}

void row_add_text(struct row *row, const char *text)
{
    (void)row_add(row, text);
}

void row_add_times(struct row *row, const char *times)
{
    row_add(row, times)->times = times != NULL;
}

void row_add_said(struct row *row, const struct said *said)
{
    row_add(row, said->text)->language = said->language;
}

void row_add_name(struct row *row, const char *value, const char *text)
{
    row_add_value(row, VALUE_NAME, value, text);
}

void row_add_number(struct row *row, int64_t number)
{
    const char *text = tree_number(row->maker, number);
    row_add_value(row, VALUE_NUMBER, text, text);
}

void row_add_clock(struct row *row, msec_t instant)
{
    if (instant == MSEC_NONE) {
        row_add_value(row, VALUE_INSTANT, NULL, NULL);
        return;
    }
    BUF_LOCAL struct buf text = {0};
    zone_write_time(row->maker->programme->zone, instant, false, &text);
    row_add_value(row, VALUE_INSTANT, tree_instant(row->maker, instant),
                  tree_keep(row->maker, &text));
}

void row_add_minutes(struct row *row, msec_t span)
{
    if (span == MSEC_NONE) {
        row_add_value(row, VALUE_NUMBER, NULL, NULL);
        return;
    }
    row_add_value(row, VALUE_NUMBER, tree_number(row->maker, span),
                  tree_number(row->maker, tree_round_minutes(span)));
}

void row_add_planned_clock(struct row *row, size_t day, int minutes)
{
    msec_t instant = tree_planned_instant(row->maker, day, minutes);
    if (instant != MSEC_NONE)
        row_add_clock(row, instant);
    else
        row_add_value(row, VALUE_INSTANT, NULL, tree_minutes(row->maker, minutes, -1));
}

const char *tree_number(const struct maker *maker, int64_t number)
{
    BUF_LOCAL struct buf text = {0};
    buf_add_format(&text, "%" PRId64, number);
    return tree_keep(maker, &text);
}
