/*
 * The times of slots. Each is read by itself first and then put after the one before it, so
 * that one unreadable time is one finding and not a row of gaps and overlaps.
 */
#include "programme_read_time.h"

#include <stdlib.h>

#include "programme_read_form.h"

/* Minutes after the slot before within which "1:00" is taken for a slip of 13:00. */
enum { AFTERNOON_LATEST = 4 * 60 };

static void report_fault(struct reader *reader, const struct file_place *place, const char *text,
                         enum clock_fault fault, bool range)
{
    struct diag *diag = reader_error(reader, place);
    switch (fault) {
    case CLOCK_READ:
        return;
    case CLOCK_NOT_A_TIME:
        message_set(&diag->text,
                    range ? N_("{1} is no time from a start to an end") : N_("{1} is no time"),
                    text, NULL);
        if (range)
            message_set(&diag->hint,
                        N_("a time is written 9:00–12:30, 9h00 à 12h30 or 9 am to "
                           "12:30 pm"),
                        NULL);
        else
            message_set(&diag->hint, N_("a time is written 9:30, 9h30 or 9:30 pm"), NULL);
        return;
    case CLOCK_BARE_NUMBER:
        message_set(&diag->text, N_("a number alone is no time: {1}"), text, NULL);
        message_set(&diag->hint, N_("write 9:00, 9h or 9 am for nine o'clock"), NULL);
        return;
    case CLOCK_ONE_TIME:
        message_set(&diag->text, N_("there is only one time in {1}"), text, NULL);
        message_set(&diag->hint,
                    N_("write both, as in 9:00–9:30, or take start and duration instead"), NULL);
        return;
    }
}

static void write_clock(int minutes, struct buf *out)
{
    buf_add_format(out, "%d:%02d", minutes / 60 % 24, minutes % 60);
}

/* Reads an end by the rules and says what it was taken for. False: an error was found. */
static bool read_end(struct reader *reader, const struct file_place *place, const char *text,
                     int start, const struct clock_text *end, int *ret_end)
{
    enum end_reading reading = clock_end_read(start, end, ret_end);
    if (reading == END_AS_WRITTEN || reading == END_NEXT_DAY)
        return true;
    if (reading == END_BEFORE_START) {
        message_set(&reader_error(reader, place)->text, N_("the end lies before the start: {1}"),
                    text, NULL);
        return false;
    }
    struct diag *diag = reader_warning(reader, place);
    if (reading == END_ZERO_LENGTH) {
        message_set(&diag->text, N_("this takes no time: it ends when it starts"), NULL);
        return true;
    }
    BUF_LOCAL struct buf read = {0};
    write_clock(*ret_end, &read);
    message_set(&diag->text, N_("{1} is read as ending at {2}"), text, read.bytes, NULL);
    message_set(&diag->hint, N_("write {1} if that is meant"), read.bytes, NULL);
    return true;
}

bool time_range_read(struct reader *reader, const struct yaml_node *node, int *ret_start,
                     int *ret_end)
{
    const char *text = reader_text(reader, node);
    struct clock_text start, end;
    if (text == NULL)
        return false;
    enum clock_fault fault = clock_range_read(text, &start, &end);
    if (fault != CLOCK_READ) {
        report_fault(reader, &node->place, text, fault, true);
        return false;
    }
    int minutes;
    if (!read_end(reader, &node->place, text, start.minutes, &end, &minutes))
        return false;
    *ret_start = start.minutes;
    *ret_end = minutes;
    return true;
}

/* A time of day, 0:00 to 23:59. */
static bool read_clock(struct reader *reader, const struct yaml_node *node, int *ret_minutes)
{
    const char *text = reader_text(reader, node);
    struct clock_text clock;
    if (text == NULL)
        return false;
    enum clock_fault fault = clock_text_read(text, &clock);
    if (fault == CLOCK_READ && clock.minutes == DAY_MINUTES)
        fault = CLOCK_NOT_A_TIME;
    if (fault != CLOCK_READ) {
        report_fault(reader, &node->place, text, fault, false);
        return false;
    }
    *ret_minutes = clock.minutes;
    return true;
}

/* Whole minutes, at most a day. */
static bool read_length(struct reader *reader, const struct yaml_node *node, int *ret_minutes)
{
    msec_t span = MSEC_NONE;
    form_span(reader, node, &span);
    if (span == MSEC_NONE)
        return false;
    if (span % MSEC_MINUTE != 0 || span > MSEC_DAY) {
        struct diag *diag = reader_error(reader, &node->place);
        message_set(&diag->text,
                    span > MSEC_DAY ? N_("a slot lasts a day at most")
                                    : N_("the length of a slot is in whole minutes"),
                    NULL);
        return false;
    }
    *ret_minutes = (int)(span / MSEC_MINUTE);
    return true;
}

/* The date of the day that is read; DAY_UNKNOWN: it says none. */
static int64_t date_of_day(const struct reader *reader)
{
    return reader->programme->days.items[reader->programme->days.count - 1].date;
}

/* Puts a slot that has its times after the one before; the finding is at `place`. */
static void place_slot(struct reader *reader, const struct file_place *place, const char *key,
                       struct day_state *day, struct slot *slot)
{
    int before = day->times.end;
    msec_t span;
    enum slot_place found = day_times_place(&day->times, reader->programme, date_of_day(reader),
                                            slot->start, slot->end, &span);
    if (found == SLOT_PLACE_FOLLOWS)
        return;
    BUF_LOCAL struct buf length = {0};
    BUF_LOCAL struct buf end = {0};
    span_write(span, &length);
    write_clock(before, &end);
    reader_enter_key(reader, key);
    if (found == SLOT_PLACE_GAP) {
        struct diag *diag = reader_warning(reader, place);
        message_set(&diag->text, N_("there is a gap of {1} before this slot, from {2} on"),
                    length.bytes, end.bytes, NULL);
    } else {
        struct diag *diag = reader_error(reader, place);
        message_set(&diag->text, N_("this overlaps what comes before it, which ends at {1}"),
                    end.bytes, NULL);
        int later = slot->start + DAY_MINUTES / 2;
        if (later >= before && later - before <= AFTERNOON_LATEST) {
            BUF_LOCAL struct buf afternoon = {0};
            write_clock(later, &afternoon);
            message_set(&diag->hint, N_("write {1} if the afternoon is meant"), afternoon.bytes,
                        NULL);
        }
    }
    reader_leave(reader);
}

/* "time: 9:00–9:30" */
static bool read_time(struct reader *reader, const struct yaml_node *node, struct day_state *day,
                      struct slot *slot)
{
    int start, end;
    reader_enter_key(reader, "time");
    bool read = time_range_read(reader, node, &start, &end);
    reader_leave(reader);
    if (!read)
        return false;
    slot->start = day_times_minutes(&day->times, start);
    slot->end = slot->start + end - start;
    return true;
}

/* The start of a slot that has none: where the one before it in its day ends. */
static bool follow(struct reader *reader, const struct yaml_node *duration, struct day_state *day,
                   int *ret_start)
{
    if (day->lost)
        return false;
    if (day->times.begun && day->begun) {
        *ret_start = day->times.end;
        return true;
    }
    if (day->first >= 0) {
        *ret_start = day->first;
        return true;
    }
    struct diag *diag = reader_error(reader, &duration->place);
    message_set(&diag->text,
                N_("there is no slot with a time before this one that it could follow"), NULL);
    message_set(&diag->hint, N_("give it a start, or the session a time"), NULL);
    return false;
}

/* "start: 9:00" with "duration: 30m", or the duration alone. */
static bool read_duration(struct reader *reader, const struct slot_times *written,
                          struct day_state *day, struct slot *slot)
{
    int start = 0, length = 0;
    bool read = true;
    if (written->start != NULL) {
        reader_enter_key(reader, "start");
        read = read_clock(reader, written->start, &start);
        reader_leave(reader);
        start = day_times_minutes(&day->times, start);
    }
    reader_enter_key(reader, "duration");
    read = read_length(reader, written->duration, &length) && read;
    if (read && written->start == NULL)
        read = follow(reader, written->duration, day, &start);
    reader_leave(reader);
    if (!read)
        return false;
    slot->start = start;
    slot->end = programme_end(reader->programme, date_of_day(reader), start, length);
    return true;
}

/* The key that says the same as another one does, or NULL. */
static const struct yaml_node *one_too_many(const struct slot_times *written)
{
    const struct yaml_node *rivals[] = {written->start, written->duration, written->when};
    const struct yaml_node *rival = NULL;
    for (size_t i = 0; i < sizeof rivals / sizeof *rivals && rival == NULL; i++)
        rival = rivals[i];
    if (written->time != NULL)
        return rival;
    bool clock = written->start != NULL || written->duration != NULL;
    return clock ? written->when : NULL;
}

/* Are the keys ones that go together? */
static bool check_keys(struct reader *reader, const struct yaml_node *map,
                       const struct slot_times *written)
{
    const struct yaml_node *rival = one_too_many(written);
    if (rival != NULL) {
        reader_enter_key(reader, rival->key);
        struct diag *diag = reader_error(reader, &rival->key_place);
        message_set(&diag->text, N_("the slot's time is said twice: {1} does not go with {2}"),
                    rival->key,
                    written->time != NULL    ? "time"
                    : written->start != NULL ? "start"
                                             : "duration",
                    NULL);
        reader_leave(reader);
        return false;
    }
    if (written->start != NULL && written->duration == NULL) {
        struct diag *diag = reader_missing(reader, map, "duration", DIAG_ERROR);
        message_set(&diag->text, N_("the slot has a start, but no duration"), NULL);
        return false;
    }
    if (written->time == NULL && written->duration == NULL && written->when == NULL) {
        struct diag *diag = reader_missing(reader, map, "time", DIAG_ERROR);
        message_set(&diag->text, N_("the slot has no time"), NULL);
        message_set(&diag->hint,
                    N_("give it one of these: time: 9:00–9:30, duration: 30m, when: Afternoon"),
                    NULL);
        return false;
    }
    return true;
}

void slot_times_read(struct reader *reader, const struct yaml_node *map,
                     const struct slot_times *written, struct day_state *day, struct slot *slot)
{
    if (!check_keys(reader, map, written)) {
        day->lost = true;
    } else if (written->when != NULL) {
        reader_enter_key(reader, "when");
        form_lingual(reader, written->when, &slot->when);
        reader_leave(reader);
        day_times_place_untimed(&day->times);
    } else {
        slot->timed = written->time != NULL ? read_time(reader, written->time, day, slot)
                                            : read_duration(reader, written, day, slot);
        if (day->lost) /* what came before is not known: no gap can be */
            day_times_place_untimed(&day->times);
        day->lost = !slot->timed;
        const struct yaml_node *at = written->time != NULL    ? written->time
                                     : written->start != NULL ? written->start
                                                              : written->duration;
        if (slot->timed)
            place_slot(reader, &at->place, at->key, day, slot);
    }
    day->begun = true;
}

/* The first and last timed slots of the last day that has any; NULL where there are none. */
static const struct slot *last_day_slots(const struct programme *programme,
                                         const struct slot **ret_last)
{
    const struct slot *first = NULL;
    *ret_last = NULL;
    for (size_t i = programme->slots.count; i-- > 0;) {
        const struct slot *slot = &programme->slots.items[i];
        if (*ret_last != NULL && slot->day != (*ret_last)->day)
            break;
        if (!slot->timed)
            continue;
        if (*ret_last == NULL || slot->end > (*ret_last)->end)
            *ret_last = slot;
        first = slot;
    }
    return first;
}

void hard_end_read(struct reader *reader, const struct yaml_node *node)
{
    struct programme *programme = reader->programme;
    const char *text = reader_text(reader, node);
    struct clock_text clock;
    if (text == NULL)
        return;
    enum clock_fault fault = clock_text_read(text, &clock);
    if (fault != CLOCK_READ) {
        report_fault(reader, &node->place, text, fault, false);
        return;
    }
    const struct slot *last;
    const struct slot *first = last_day_slots(programme, &last);
    programme->hard_end = clock.minutes;
    if (first == NULL)
        return;
    int start = first->start % DAY_MINUTES;
    if (clock.minutes <= start &&
        !read_end(reader, &node->place, text, start, &clock, &programme->hard_end))
        return;
    msec_t late = programme_span(programme, programme->days.items[last->day].date,
                                 programme->hard_end, last->end);
    if (late == 0)
        return;
    BUF_LOCAL struct buf over = {0};
    span_write(late, &over);
    struct diag *diag = reader_warning(reader, &node->place);
    message_set(&diag->text, N_("the slots go on for {1} after the hard end"), over.bytes, NULL);
}
