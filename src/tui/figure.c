/*
 * The figure of the moment: what is counted, up or down, and what it is called.
 *
 *     before, between     down to the planned start of the next slot, then up, "late"
 *     running             down to the end of the slot, then up, "over"
 *     paused              the same, standing still
 *     ended, other day    nothing is counted
 */
#include "wording.h"

#include <string.h>

#include "translate.h"

enum {
    SHIFT_MOST = 1440, /* minutes */
    MINUTES_MOST = 90, /* from here on in hours and minutes */
};

/*
 * Writes a number as digits, with a sign in front where it counts up. The widest has room for the
 * sign from the start, so that the size changes only where an hour is passed.
 */
static void set_digits(struct figure *figure, msec_t span, bool up)
{
    static const char least[] = "+00:00";
    BUF_LOCAL struct buf text = {0};
    if (up)
        buf_add_char(&text, '+');
    span_write_clock(span, &text);
    if (text.size >= sizeof figure->text)
        return;
    memcpy(figure->text, buf_text(&text), text.size + 1);
    const char *wide = text.size > strlen(least) ? figure->text : least;
    memcpy(figure->widest, wide, strlen(wide) + 1);
}

static void write_heading(const struct scene *scene, struct figure *figure, const char *id,
                          size_t slot)
{
    figure->slot = slot;
    buf_add_text(&figure->title, wording_slot_title(scene, slot));
    translate_write(&figure->heading, id, buf_text(&figure->title), NULL);
}

/* "ends 10:34 (+4)": when, and by how many minutes that is another time than planned. */
static void write_slot_end(const struct scene *scene, size_t slot, struct buf *out)
{
    const struct forecast_slot *times = &scene->forecast.slots.items[slot];
    if (times->end == MSEC_NONE)
        return;
    BUF_LOCAL struct buf time = {0};
    wording_write_time(scene, times->end, &time);
    translate_write(out, N_("ends {1}"), buf_text(&time), NULL);
    if (times->planned_end == MSEC_NONE)
        return;
    long long minutes = (times->end - times->planned_end) / MSEC_MINUTE;
    if (minutes >= SHIFT_MOST || minutes <= -SHIFT_MOST)
        return; /* another day: the number would say nothing */
    BUF_LOCAL struct buf shift = {0};
    if (minutes <= -MINUTES_MOST || minutes >= MINUTES_MOST)
        wording_write_minutes((minutes < 0 ? -minutes : minutes) * MSEC_MINUTE, &shift);
    else
        buf_add_format(&shift, "%lld", minutes < 0 ? -minutes : minutes);
    if (minutes != 0)
        buf_add_format(out, " (%s%s)", minutes > 0 ? "+" : "−", buf_text(&shift));
}

static void make_running(const struct scene *scene, struct figure *figure)
{
    const struct reading *reading = &scene->reading;
    bool paused = scene->timekeeper->state == CLOCK_PAUSED;
    bool over = reading->level == LEVEL_OVERRUN;
    figure->role = wording_level_role(reading->level);
    figure->part = reading->elapsed;
    figure->whole = reading->allotted;
    write_heading(scene, figure, paused ? N_("Paused: {1}") : N_("Running: {1}"), reading->slot);
    set_digits(figure, reading->left, reading->left < 0);
    if (reading->approximate)
        buf_add_text(&figure->word, "≈ ");
    buf_add_text(&figure->word, wording_level(reading->level));
    if (paused) {
        BUF_LOCAL struct buf span = {0};
        span_write_clock(reading->paused_for, &span);
        buf_add_text(&figure->word, " · ");
        translate_write(&figure->word, N_("paused for {1}"), buf_text(&span), NULL);
    }
    BUF_LOCAL struct buf allotted = {0};
    span_write(reading->allotted, &allotted);
    translate_write(&figure->of, over ? N_("beyond its {1}") : N_("left of {1}"),
                    buf_text(&allotted), NULL);
    write_slot_end(scene, reading->slot, &figure->end);
}

/* Nothing runs, and `slot` comes next. */
static void make_waiting(const struct scene *scene, struct figure *figure, size_t slot)
{
    msec_t start = scene->forecast.slots.items[slot].planned_start;
    if (start == MSEC_NONE)
        start = scene->forecast.slots.items[slot].start;
    write_heading(scene, figure, N_("Next: {1}"), slot);
    if (start == MSEC_NONE) {
        buf_add_text(&figure->word, _("not started yet"));
        return;
    }
    BUF_LOCAL struct buf time = {0};
    wording_write_time(scene, start, &time);
    msec_t wait = start - scene->now.wall;
    if (wait > SCENE_COUNTED_FROM) {
        BUF_LOCAL struct buf date = {0};
        int64_t days;
        msec_t of_day;
        zone_civil(scene->programme->zone, start, &days, &of_day);
        wording_write_date(days, &date);
        translate_write(&figure->word, N_("starts {1}, {2}"), buf_text(&date), buf_text(&time),
                        NULL);
        return;
    }
    if (wait >= 0) {
        figure->role = ROLE_NORMAL;
        set_digits(figure, wait, false);
        BUF_LOCAL struct buf left = {0};
        span_write_clock(wait, &left);
        /* The slot before ended early: the forecast has this one start as soon as it can. */
        bool early = scene->timekeeper->state == CLOCK_BETWEEN &&
                     scene->forecast.slots.items[slot].start < start;
        translate_write(&figure->word, early ? N_("planned in {1}") : N_("starts in {1}"),
                        buf_text(&left), NULL);
        translate_write(&figure->of, early ? N_("at {1}, or now") : N_("planned {1}"),
                        buf_text(&time), NULL);
    } else {
        figure->role = ROLE_WARNING;
        set_digits(figure, wait, true);
        buf_add_text(&figure->word, _("late: not started yet"));
        translate_write(&figure->of, N_("after {1}"), buf_text(&time), NULL);
    }
}

static void make_over(const struct scene *scene, struct figure *figure)
{
    bool ended = scene->timekeeper->state == CLOCK_ENDED;
    buf_add_text(&figure->heading, ended ? _("The session is over") : _("Nothing runs"));
    buf_add_text(&figure->title, buf_text(&figure->heading));
    if (scene->timekeeper->closed)
        buf_add_text(&figure->word, _("closed: its reports are final"));
    else if (!ended)
        buf_add_text(&figure->word, _("no slot is left today"));
    if (ended)
        wording_write_end(scene, &figure->of);
}

/* On a day that is none of the session's: which one it was planned for, and what can be done. */
static void make_other_day(const struct scene *scene, struct figure *figure)
{
    BUF_LOCAL struct buf date = {0};
    BUF_LOCAL struct buf key = {0};
    int64_t days = timekeeper_date(scene->timekeeper, 0);
    buf_add_text(&figure->heading, _("Not today"));
    if (days != DAY_UNKNOWN) {
        wording_write_date(days, &date);
        translate_write(&figure->word, N_("Planned for {1}"), buf_text(&date), NULL);
    }
    if (scene->keymap != NULL && !scene->read_only)
        keymap_write_key(scene->keymap, ACTION_START_PAUSE, &key);
    if (key.size > 0)
        translate_write(&figure->of, N_("{1}: rehearse it, or run it today"), buf_text(&key), NULL);
}

/* The loop hangs: what counts is grey, and says since when. */
static void make_stale(const struct scene *scene, struct figure *figure)
{
    if (figure->text[0] == '\0')
        return;
    figure->role = ROLE_STALE;
    buf_clear(&figure->word);
    wording_write_as_of(scene, &figure->word);
}

void figure_make(const struct scene *scene, struct figure *ret_figure)
{
    *ret_figure = (struct figure){.role = ROLE_NORMAL, .slot = SLOT_NONE};
    size_t next = wording_next(scene);
    if (scene->reading.slot != SLOT_NONE)
        make_running(scene, ret_figure);
    else if (scene->other_day)
        make_other_day(scene, ret_figure);
    else if (scene->timekeeper->state != CLOCK_ENDED && next != SLOT_NONE)
        make_waiting(scene, ret_figure, next);
    else
        make_over(scene, ret_figure);
    if (scene->stale)
        make_stale(scene, ret_figure);
}

void figure_finish(struct figure *figure)
{
    buf_finish(&figure->heading);
    buf_finish(&figure->title);
    buf_finish(&figure->word);
    buf_finish(&figure->of);
    buf_finish(&figure->end);
}
