/*
 * A programme as iCalendar (RFC 5545): an event for each slot that has a time, in UTC, so that no
 * table of zones goes with it. What the tree says of a slot is its description.
 *
 * The identifier of an event is made of the session's code and the slot's id, and is the same as
 * planned and as run: a calendar that has the one takes the other for its news.
 */
#include <dais/base/utf8.h>
#include <string.h>

#include "exporters.h"
#include "plain_text.h"
#include "walk.h"

enum { LINE_MOST = 75 }; /* bytes, without CR LF */

/* A content line being written. */
struct line {
    struct buf *out;
    size_t size; /* bytes of it since it was last folded */
};

/* Bytes that stay together: a fold never parts them. */
static void add_whole(struct line *line, const char *bytes, size_t size)
{
    if (line->size + size > LINE_MOST) {
        buf_add_text(line->out, "\r\n ");
        line->size = 1;
    }
    buf_add(line->out, bytes, size);
    line->size += size;
}

static void end_line(struct line *line)
{
    buf_add_text(line->out, "\r\n");
}

/* Letters of one byte each, which may be parted anywhere. */
static void add_run(struct line *line, const char *bytes, size_t size)
{
    while (size > 0) {
        size_t room = line->size < LINE_MOST ? LINE_MOST - line->size : 1;
        size_t piece = size < room ? size : room;
        add_whole(line, bytes, piece);
        bytes += piece;
        size -= piece;
    }
}

/* A value of type TEXT. */
static void add_value(struct line *line, const char *text)
{
    BUF_LOCAL struct buf piece = {0};
    size_t size = strlen(text);
    for (size_t at = 0, length; at < size; at += length) {
        length = plain_text_run(text + at, size - at, '\\', ';', ',');
        if (length > 0) {
            add_run(line, text + at, length);
            continue;
        }
        uint32_t code = plain_text_next(text + at, size - at, &length);
        buf_clear(&piece);
        if (code == '\\' || code == ';' || code == ',')
            buf_add_char(&piece, '\\');
        if (code == '\n')
            buf_add_text(&piece, "\\n");
        else
            utf8_encode(code, &piece);
        add_whole(line, piece.bytes, piece.size);
    }
}

/* A line that is no longer than one may be and holds nothing of data. */
static void add_line(struct buf *out, const char *name, const char *value)
{
    buf_add_format(out, "%s:%s\r\n", name, value);
}

/* NULL, or nothing but blanks, adds nothing. */
static void add_text(struct buf *out, const char *name, const char *text)
{
    if (text == NULL || text[strspn(text, " \t")] == '\0')
        return;
    struct line line = {.out = out};
    add_whole(&line, name, strlen(name));
    add_whole(&line, ":", 1);
    add_value(&line, text);
    end_line(&line);
}

static void add_instant(struct buf *out, const char *name, msec_t instant)
{
    msec_t of_day = (instant % MSEC_DAY + MSEC_DAY) % MSEC_DAY;
    int year, month, day, seconds = (int)(of_day / MSEC_SECOND);
    civil_date((instant - of_day) / MSEC_DAY, &year, &month, &day);
    buf_add_format(out, "%s:%04d%02d%02dT%02d%02d%02dZ\r\n", name, year, month, day, seconds / 3600,
                   seconds / 60 % 60, seconds % 60);
}

/* The description of a slot as plain text. */
struct description {
    const struct report *report;
    struct buf text;
};

static void begin_block(struct description *description)
{
    if (description->text.size > 0)
        buf_add_char(&description->text, '\n');
}

static void add_heading(void *to, const struct report_node *section, unsigned level)
{
    struct description *description = to;
    (void)level;
    if (section->heading == NULL)
        return;
    begin_block(description);
    buf_add_format(&description->text, "%s\n", section->heading);
}

static void add_paragraph(void *to, const struct report_node *paragraph)
{
    struct description *description = to;
    begin_block(description);
    buf_add_format(&description->text, "%s\n", paragraph->text);
}

/* The room is the event's own place. */
static void add_facts(void *to, const struct report_node *facts)
{
    struct description *description = to;
    for (const struct report_node *fact = facts->first; fact != NULL; fact = fact->next) {
        if (fact->name != NULL && strcmp(fact->name, "room") == 0)
            continue;
        buf_add_format(&description->text, "%s%s%s\n", fact->heading, description->report->colon,
                       fact->text);
    }
}

static void add_items(struct buf *text, const struct report_node *parent, size_t depth)
{
    for (const struct report_node *item = parent->first; item != NULL; item = item->next) {
        buf_add_repeat(text, "  ", depth);
        buf_add_format(text, "- %s\n", item->text);
        add_items(text, item, depth + 1);
    }
}

static void add_list(void *to, const struct report_node *list, unsigned level)
{
    struct description *description = to;
    add_heading(description, list, level);
    add_items(&description->text, list, 0);
}

static void add_table(void *to, const struct report_node *table)
{
    struct description *description = to;
    begin_block(description);
    for (const struct report_node *row = table->first; row != NULL; row = row->next) {
        for (const struct report_node *cell = row->first; cell != NULL; cell = cell->next)
            buf_add_format(&description->text, "%s%s", cell == row->first ? "" : "; ",
                           cell->text != NULL ? cell->text : "");
        buf_add_char(&description->text, '\n');
    }
}

static void add_description(const struct report *report, const struct report_node *section,
                            struct buf *out)
{
    static const struct block_writer writer = {
        .begin_section = add_heading,
        .paragraph = add_paragraph,
        .facts = add_facts,
        .list = add_list,
        .table = add_table,
    };
    struct description description = {.report = report};
    walk_blocks(section, 1, &writer, &description);
    if (description.text.size > 0)
        buf_cut(&description.text, description.text.size - 1);
    add_text(out, "DESCRIPTION", buf_text(&description.text));
    buf_finish(&description.text);
}

static const char *status_of(enum report_holding holding)
{
    switch (holding) {
    case HOLDING_SURE:
        return "CONFIRMED";
    case HOLDING_TENTATIVE:
        return "TENTATIVE";
    case HOLDING_CANCELLED:
        break;
    }
    return "CANCELLED";
}

static void add_event(const struct report *report, const struct report_node *section,
                      struct buf *out)
{
    const struct report_slot *slot = section->slot;
    if (slot->start == MSEC_NONE)
        return;
    BUF_LOCAL struct buf identifier = {0};
    buf_add_format(&identifier, "%s-%s@dais", report->code, slot->id);
    add_line(out, "BEGIN", "VEVENT");
    add_text(out, "UID", buf_text(&identifier));
    add_instant(out, "DTSTAMP", report->stamp != MSEC_NONE ? report->stamp : slot->start);
    add_instant(out, "DTSTART", slot->start);
    /* An event without an end takes no time; one that ends as it starts may not say so. */
    if (slot->end != MSEC_NONE && slot->end / MSEC_SECOND > slot->start / MSEC_SECOND)
        add_instant(out, "DTEND", slot->end);
    add_text(out, "SUMMARY", slot->title);
    add_text(out, "LOCATION", slot->place);
    add_description(report, section, out);
    add_line(out, "STATUS", status_of(slot->holding));
    add_line(out, "END", "VEVENT");
}

static void add_events(const struct report *report, const struct report_node *parent,
                       struct buf *out)
{
    for (const struct report_node *node = parent->first; node != NULL; node = node->next) {
        if (node->slot != NULL)
            add_event(report, node, out);
        else if (node->kind == NODE_SECTION)
            add_events(report, node, out);
    }
}

void ics_write(const struct report *report, const struct export_options *options, struct buf *out)
{
    (void)options;
    add_line(out, "BEGIN", "VCALENDAR");
    add_line(out, "VERSION", "2.0");
    add_line(out, "PRODID", "-//Dais//Dais//EN");
    add_line(out, "CALSCALE", "GREGORIAN");
    add_text(out, "NAME", report->title);
    add_text(out, "X-WR-CALNAME", report->title);
    add_events(report, report->root, out);
    add_line(out, "END", "VCALENDAR");
}
