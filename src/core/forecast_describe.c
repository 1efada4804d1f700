/*
 * The end of the day in a sentence: what follows the echo of every change of time, on screen and
 * on the command line.
 */
#include <dais/core/forecast.h>

/* Two ends so far apart are not of the same day. */
#define OTHER_DAY (12 * MSEC_HOUR)

bool forecast_is_moved_by(enum event_op op)
{
    static const enum event_op moves[] = {
        EVENT_SLOT_START,  EVENT_SLOT_STOP,      EVENT_SLOT_PAUSE,   EVENT_SLOT_RESUME,
        EVENT_SLOT_BACK,   EVENT_SLOT_EXTEND,    EVENT_SLOT_SHORTEN, EVENT_SLOT_SKIP,
        EVENT_SLOT_INSERT, EVENT_SLOT_SWAP,      EVENT_PLAN_CHANGE,  EVENT_SESSION_MOVE,
        EVENT_SESSION_END, EVENT_SESSION_REOPEN,
    };
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        if (moves[i] == op)
            return true;
    }
    return false;
}

void forecast_describe_end(const struct timekeeper *timekeeper, const struct forecast *forecast,
                           msec_t before, struct message *ret_text)
{
    *ret_text = (struct message){0};
    msec_t end = forecast->projected_end;
    if (end == MSEC_NONE)
        return;
    msec_t moved = before == MSEC_NONE ? 0 : end - before;
    if (moved >= OTHER_DAY || moved <= -OTHER_DAY)
        moved = 0;
    const char *id = timekeeper->state == CLOCK_ENDED ? N_("ended {1}")
                     : moved >= MSEC_MINUTE           ? N_("ends {1}, {2} later")
                     : moved <= -MSEC_MINUTE          ? N_("ends {1}, {2} earlier")
                                                      : N_("ends {1}");
    struct buf time = {0};
    struct buf span = {0};
    zone_write_time(timekeeper->programme->zone, end, false, &time);
    span_write(moved / MSEC_MINUTE * MSEC_MINUTE, &span);
    message_set(ret_text, id, buf_text(&time), buf_text(&span), NULL);
    buf_finish(&time);
    buf_finish(&span);
}
