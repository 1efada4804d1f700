/*
 * The five keys every frame begins with (id, hlc, at, prev, op), in both directions. They
 * name and place the event; the rest of a body is its fields.
 */
#include "frame_body.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>

static const char *const head_names[] = {
    [HEAD_ID] = "id", [HEAD_HLC] = "hlc", [HEAD_AT] = "at", [HEAD_PREV] = "prev", [HEAD_OP] = "op",
};
NAME_TABLE_COMPLETE(head_names, HEAD_COUNT);

const char *frame_head_name(enum frame_head head)
{
    return head_names[head];
}

/*
 * "2022-05-18T11:42:07.120+03:00", in this one form. Digits stand where the pattern has a 0;
 * the sign is looked at by itself.
 */
static bool at_has_form(const char *text)
{
    static const char pattern[] = "0000-00-00T00:00:00.000+00:00";
    for (size_t i = 0; i < sizeof pattern; i++) {
        bool fits = pattern[i] == '0'   ? text[i] >= '0' && text[i] <= '9'
                    : pattern[i] == '+' ? text[i] == '+' || text[i] == '-'
                                        : text[i] == pattern[i];
        if (!fits)
            return false;
    }
    return true;
}

static int two_digits(const char *text)
{
    return (text[0] - '0') * 10 + (text[1] - '0');
}

static bool at_parse(const char *text, struct event *event)
{
    if (!at_has_form(text))
        return false;
    int year = two_digits(text) * 100 + two_digits(text + 2);
    int month = two_digits(text + 5);
    int day = two_digits(text + 8);
    int hour = two_digits(text + 11);
    int minute = two_digits(text + 14);
    int second = two_digits(text + 17);
    int msec = two_digits(text + 20) * 10 + (text[22] - '0');
    int east_hours = two_digits(text + 24);
    int east_minutes = two_digits(text + 27);
    if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59 || east_hours > 23 ||
        east_minutes > 59)
        return false;
    int64_t days = civil_days(year, month, day);
    int there_year;
    int there_month;
    int there_day;
    civil_date(days, &there_year, &there_month, &there_day);
    if (there_month != month || there_day != day)
        return false;
    int east = east_hours * 3600 + east_minutes * 60;
    event->offset = text[23] == '-' ? -east : east;
    event->at = days * MSEC_DAY + hour * MSEC_HOUR + minute * MSEC_MINUTE + second * MSEC_SECOND +
                msec - event->offset * MSEC_SECOND;
    return true;
}

static void at_write(const struct event *event, struct buf *out)
{
    msec_t local = event->at + event->offset * MSEC_SECOND;
    int64_t days = local / MSEC_DAY - (local % MSEC_DAY < 0 ? 1 : 0);
    msec_t rest = local - days * MSEC_DAY;
    int year;
    int month;
    int day;
    civil_date(days, &year, &month, &day);
    int east = abs(event->offset) / 60;
    const struct {
        int number;
        unsigned digits;
        char behind;
    } parts[] = {
        {year, 4, '-'},
        {month, 2, '-'},
        {day, 2, 'T'},
        {(int)(rest / MSEC_HOUR), 2, ':'},
        {(int)(rest / MSEC_MINUTE % 60), 2, ':'},
        {(int)(rest / MSEC_SECOND % 60), 2, '.'},
        {(int)(rest % MSEC_SECOND), 3, event->offset < 0 ? '-' : '+'},
        {east / 60, 2, ':'},
        {east % 60, 2, '\0'},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        buf_add_padded(out, (unsigned)parts[i].number, parts[i].digits);
        if (parts[i].behind != '\0')
            buf_add_char(out, parts[i].behind);
    }
}

static bool prev_parse(const char *text, uint64_t *ret_prev)
{
    uint64_t prev = 0;
    for (unsigned i = 0; i < 16; i++) {
        char c = text[i];
        if (c >= '0' && c <= '9')
            prev = prev << 4 | (uint64_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            prev = prev << 4 | (uint64_t)(c - 'a' + 10);
        else
            return false;
    }
    *ret_prev = prev;
    return text[16] == '\0';
}

static bool op_take(struct event *event, const char *value)
{
    if (value[0] == '\0')
        return false;
    event->op = event_op_find(value);
    event->op_name = event->op == EVENT_UNKNOWN ? arena_text(&event->arena, value) : NULL;
    return true;
}

bool frame_head_take(struct frame_body *body, enum frame_head head, const char *value)
{
    bool taken = false;
    switch (head) {
    case HEAD_ID:
        taken = event_id_parse(value, &body->event->id);
        break;
    case HEAD_HLC:
        taken = hlc_parse(value, &body->event->hlc);
        break;
    case HEAD_AT:
        taken = at_parse(value, body->event);
        break;
    case HEAD_PREV:
        taken = prev_parse(value, &body->prev);
        break;
    case HEAD_OP:
        taken = op_take(body->event, value);
        break;
    case HEAD_COUNT:
        break;
    }
    if (taken)
        body->heads |= 1U << head;
    return taken;
}

void frame_head_write(const struct event *event, uint64_t prev, enum frame_head head,
                      struct buf *out)
{
    switch (head) {
    case HEAD_ID:
        event_id_write(&event->id, out);
        break;
    case HEAD_HLC:
        hlc_write(&event->hlc, out);
        break;
    case HEAD_AT:
        at_write(event, out);
        break;
    case HEAD_PREV:
        buf_add_hex(out, prev, 16);
        break;
    case HEAD_OP:
        buf_add_text(out, event->op == EVENT_UNKNOWN ? event->op_name : event_op_name(event->op));
        break;
    case HEAD_COUNT:
        break;
    }
}

void frame_field_add(struct event *event, int key, const char *name, const char *value)
{
    array_reserve(&event->fields, 1);
    struct event_field *fields = event->fields.items;
    size_t at = event->fields.count;
    while (key >= 0 && at > 0 && (fields[at - 1].key < 0 || fields[at - 1].key > key))
        at--;
    memmove(&fields[at + 1], &fields[at], (event->fields.count - at) * sizeof *fields);
    fields[at] = (struct event_field){.key = key, .name = name, .value = value};
    event->fields.count++;
}
