/*
 * The slots of a programme as data, which calendars are made of: when and where each takes place,
 * as planned or as it ran. Everything is known from programme and record; nothing is projected.
 */
#include "report_tree.h"

/* "Room B, Town Hall": the slot's own room before the venue of all. */
static const char *slot_place(const struct maker *maker, const struct slot *slot)
{
    const char *room = slot != NULL ? tree_name(maker, &slot->room).text : NULL;
    const char *venue = tree_name(maker, &maker->programme->venue).text;
    if (room == NULL || venue == NULL)
        return room != NULL ? room : venue;
    BUF_LOCAL struct buf text = {0};
    buf_add_format(&text, "%s, %s", room, venue);
    return tree_keep(maker, &text);
}

static void set_planned(const struct maker *maker, const struct slot *slot,
                        struct report_slot *data)
{
    if (!slot->timed)
        return;
    data->start = tree_planned_instant(maker, slot->day, slot->start);
    data->end = tree_planned_instant(maker, slot->day, slot->end);
}

/* What still runs ends as planned, where that is not over already. */
static void set_actual(const struct clock_slot *clock, struct report_slot *data)
{
    msec_t start = clock_slot_actual_start(clock), end = clock_slot_actual_end(clock);
    if (start != MSEC_NONE) {
        if (end == MSEC_NONE && data->end > start)
            end = data->end;
        data->start = start;
        data->end = end;
        data->holding = HOLDING_SURE;
    } else if (clock->state == SLOT_SKIPPED) {
        data->holding = HOLDING_CANCELLED;
    }
}

const struct report_slot *report_slot_data(const struct maker *maker, const struct slot *slot,
                                           const struct clock_slot *clock)
{
    struct report_slot *data = arena_alloc(&maker->report->arena, sizeof *data);
    bool tentative = slot != NULL && slot->status != CONFIRMED;
    *data = (struct report_slot){
        .id = slot != NULL ? slot->id : clock->id,
        .title = slot != NULL ? tree_slot_title(maker, slot).text
                              : tree_clock_slot_title(maker, clock).text,
        .place = slot_place(maker, slot),
        .start = MSEC_NONE,
        .end = MSEC_NONE,
        .holding = tentative ? HOLDING_TENTATIVE : HOLDING_SURE,
    };
    if (slot != NULL)
        set_planned(maker, slot, data);
    if (clock != NULL)
        set_actual(clock, data);
    return data;
}

void report_set_stamp(const struct maker *maker)
{
    msec_t stamp = MSEC_NONE;
    for (size_t i = 0; i < maker->programme->slots.count; i++) {
        const struct slot *slot = &maker->programme->slots.items[i];
        msec_t start =
            slot->timed ? tree_planned_instant(maker, slot->day, slot->start) : MSEC_NONE;
        if (stamp == MSEC_NONE || (start != MSEC_NONE && start < stamp))
            stamp = start;
    }
    for (size_t i = 0; maker->report->as_run && i < session_log_count(maker->session); i++)
        stamp = msec_max(stamp, session_log_at(maker->session, i)->event->at);
    maker->report->stamp = stamp;
}
