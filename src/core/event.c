/*
 * An event in memory: its fields as texts in journal order, and the typed look at them.
 *
 * It is not a frame (store/frame writes and reads those) and knows no effect of an op
 * (timekeeper and record do). Which op carries which fields stands in event_form.c.
 */
#include <dais/core/event.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "event_form.h"

struct event *event_new(enum event_op op)
{
    struct event *event = mem_new(1, sizeof *event);
    event->op = op;
    return event;
}

struct event *event_dup(const struct event *event)
{
    struct event *copy = event_new(event->op);
    copy->id = event->id;
    copy->hlc = event->hlc;
    copy->at = event->at;
    copy->offset = event->offset;
    copy->op_name = arena_text(&copy->arena, event->op_name);
    copy->changed = event->changed;
    array_reserve(&copy->fields, event->fields.count);
    for (size_t i = 0; i < event->fields.count; i++) {
        const struct event_field *field = &event->fields.items[i];
        struct event_field twin = {
            .key = field->key,
            .name = arena_text(&copy->arena, field->name),
            .value = arena_text(&copy->arena, field->value),
        };
        array_push(&copy->fields, twin);
    }
    return copy;
}

void event_free(struct event *event)
{
    if (event == NULL)
        return;
    free(event->fields.items);
    arena_finish(&event->arena);
    free(event);
}

/* Index of the first field that does not come before `key`: its own, or where it belongs. */
static size_t field_place(const struct event *event, enum event_key key)
{
    size_t at = 0;
    while (at < event->fields.count && event->fields.items[at].key >= 0 &&
           event->fields.items[at].key < (int)key)
        at++;
    return at;
}

static bool field_is(const struct event *event, size_t at, enum event_key key)
{
    return at < event->fields.count && event->fields.items[at].key == (int)key;
}

void event_set(struct event *event, enum event_key key, const char *value)
{
    size_t at = field_place(event, key);
    bool here = field_is(event, at, key);
    if (value == NULL) {
        if (here) {
            event->fields.count--;
            memmove(&event->fields.items[at], &event->fields.items[at + 1],
                    (event->fields.count - at) * sizeof *event->fields.items);
        }
        return;
    }
    value = arena_text(&event->arena, value);
    if (!here) {
        array_reserve(&event->fields, 1);
        memmove(&event->fields.items[at + 1], &event->fields.items[at],
                (event->fields.count - at) * sizeof *event->fields.items);
        event->fields.count++;
    }
    event->fields.items[at] = (struct event_field){.key = (int)key, .value = value};
}

void event_set_number(struct event *event, enum event_key key, int64_t value)
{
    struct buf text = {0};
    buf_add_format(&text, "%" PRId64, value);
    event_set(event, key, buf_text(&text));
    buf_finish(&text);
}

void event_set_id(struct event *event, enum event_key key, const struct event_id *id)
{
    struct buf text = {0};
    event_id_write(id, &text);
    event_set(event, key, buf_text(&text));
    buf_finish(&text);
}

void event_set_instant(struct event *event, const struct instant *instant)
{
    event->at = instant->wall;
    if (event_realm(event->op) != REALM_CLOCK)
        return;
    struct buf text = {0};
    boot_write(instant, &text);
    event_set(event, KEY_BOOT, buf_text(&text));
    buf_finish(&text);
}

void event_add_unknown(struct event *event, const char *name, const char *value)
{
    struct event_field field = {
        .key = -1,
        .name = arena_text(&event->arena, name),
        .value = arena_text(&event->arena, value),
    };
    array_push(&event->fields, field);
}

const char *event_text(const struct event *event, enum event_key key)
{
    size_t at = field_place(event, key);
    return field_is(event, at, key) ? event->fields.items[at].value : NULL;
}

int64_t event_number(const struct event *event, enum event_key key)
{
    const char *text = event_text(event, key);
    int64_t number;
    return text != NULL && signed_parse(text, &number) ? number : 0;
}

struct event_id event_target(const struct event *event, enum event_key key)
{
    const char *text = event_text(event, key);
    struct event_id id = {.sequence = 0};
    if (text != NULL)
        (void)event_id_parse(text, &id);
    return id;
}

/*
 * A boot that no other event shares (FNV-1a of the id), so that every span to or from an
 * event that does not tell its boot is marked as told by the wall clock.
 */
static uint64_t unknown_boot(const struct event_id *id)
{
    uint64_t hash = UINT64_C(14695981039346656037) ^ id->sequence;
    for (const char *c = id->launch.text; *c != '\0'; c++)
        hash = (hash ^ (unsigned char)*c) * UINT64_C(1099511628211);
    return hash | 1;
}

struct instant event_instant(const struct event *event)
{
    struct instant instant = {.wall = event->at};
    const char *boot = event_text(event, KEY_BOOT);
    if (boot == NULL || !boot_parse(boot, &instant)) {
        instant.boot = event->at;
        instant.boot_id = unknown_boot(&event->id);
    }
    return instant;
}

static int compare_places(const struct hlc *a, const struct event_id *a_id, const struct hlc *b,
                          const struct event_id *b_id)
{
    int order = hlc_compare(a, b);
    if (order == 0)
        order = strcmp(a_id->launch.text, b_id->launch.text);
    if (order == 0 && a_id->sequence != b_id->sequence)
        order = a_id->sequence < b_id->sequence ? -1 : 1;
    return order;
}

int event_compare(const struct event *a, const struct event *b)
{
    return compare_places(&a->hlc, &a->id, &b->hlc, &b->id);
}

struct event_place event_place(const struct event *event)
{
    return (struct event_place){event->hlc, event->id};
}

int event_place_compare(const struct event_place *a, const struct event_place *b)
{
    return compare_places(&a->hlc, &a->id, &b->hlc, &b->id);
}

bool event_same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

bool event_equal(const struct event *a, const struct event *b)
{
    if (!event_id_equal(&a->id, &b->id) || hlc_compare(&a->hlc, &b->hlc) != 0 || a->at != b->at ||
        a->offset != b->offset || a->op != b->op || !event_same_text(a->op_name, b->op_name) ||
        a->fields.count != b->fields.count)
        return false;
    for (size_t i = 0; i < a->fields.count; i++) {
        const struct event_field *one = &a->fields.items[i];
        const struct event_field *other = &b->fields.items[i];
        if (one->key != other->key || !event_same_text(one->name, other->name) ||
            strcmp(one->value, other->value) != 0)
            return false;
    }
    return true;
}
