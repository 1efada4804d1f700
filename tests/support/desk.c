#include "desk.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { DESK_BOOT = 7 };

void desk_init_take(struct desk *desk, struct programme *programme)
{
    *desk = (struct desk){.programme = programme, .writer = desk_writer(1)};
    timekeeper_init(&desk->timekeeper, programme);
    int64_t date = timekeeper_date(&desk->timekeeper, 0);
    desk->first_date = date == DAY_UNKNOWN ? civil_days(2022, 5, 18) : date;
    desk->now = (struct instant){
        .wall = zone_instant(programme->zone, desk->first_date, 0),
        .boot = MSEC_HOUR,
        .boot_id = DESK_BOOT,
    };
}

void desk_finish(struct desk *desk)
{
    timekeeper_finish(&desk->timekeeper);
    programme_free(desk->programme);
}

struct token desk_writer(unsigned n)
{
    struct token token;
    token_from_bits(n, &token);
    return token;
}

msec_t desk_wall(const struct desk *desk, int day, const char *time)
{
    int hours = 0;
    int minutes = 0;
    int seconds = 0;
    int read = sscanf(time, "%d:%d:%d", &hours, &minutes, &seconds);
    assert(read >= 2);
    (void)read;
    return zone_instant(desk->programme->zone, desk->first_date + day, hours * 60 + minutes) +
           seconds * MSEC_SECOND;
}

void desk_at(struct desk *desk, int day, const char *time)
{
    desk->now = instant_add(&desk->now, desk_wall(desk, day, time) - desk->now.wall);
}

static struct event *make(struct desk *desk, enum event_op op, va_list pairs)
{
    struct event *event = event_new(op);
    event->id = (struct event_id){.launch = desk->writer, .sequence = ++desk->events};
    event->hlc.msec = (int64_t)desk->events;
    event_set_instant(event, &desk->now);
    for (int key = va_arg(pairs, int); key != NO_KEY; key = va_arg(pairs, int))
        event_set(event, (enum event_key)key, va_arg(pairs, const char *));
    struct message why = {0};
    bool good = event_check(event, &why);
    if (!good) {
        BUF_LOCAL struct buf text = {0};
        message_write(&why, NULL, &text);
        fprintf(stderr, "%s\n", buf_text(&text));
        abort();
    }
    return event;
}

struct event *desk_event(struct desk *desk, enum event_op op, ...)
{
    va_list pairs;
    va_start(pairs, op);
    struct event *event = make(desk, op, pairs);
    va_end(pairs);
    return event;
}

bool desk_do(struct desk *desk, enum event_op op, ...)
{
    va_list pairs;
    va_start(pairs, op);
    struct event *event = make(desk, op, pairs);
    va_end(pairs);
    bool effect = timekeeper_apply(&desk->timekeeper, event, &desk->writer);
    event_free(event);
    return effect;
}

bool desk_slot(struct desk *desk, enum event_op op, const char *slot, const char *last)
{
    enum event_key key = op == EVENT_SLOT_EXTEND || op == EVENT_SLOT_SHORTEN ? KEY_SPAN
                         : op == EVENT_SLOT_SWAP                             ? KEY_WITH
                                                                             : KEY_FROM;
    return last == NULL ? desk_do(desk, op, KEY_SLOT, slot, NO_KEY)
                        : desk_do(desk, op, KEY_SLOT, slot, key, last, NO_KEY);
}

bool desk_insert(struct desk *desk, const char *slot, const char *after, const char *span)
{
    return desk_do(desk, EVENT_SLOT_INSERT, KEY_SLOT, slot, KEY_AFTER, after, KEY_TITLE, "Word",
                   KEY_SPAN, span, NO_KEY);
}

void desk_write_time(const struct desk *desk, msec_t wall, struct buf *out)
{
    if (wall == MSEC_NONE)
        buf_add_text(out, "none");
    else
        zone_write_time(desk->programme->zone, wall, wall % MSEC_MINUTE != 0, out);
}
