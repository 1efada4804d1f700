/*
 * The upper pane of the Floor view. Its digits are those of the stage; the words stand beside them
 * where the pane is low, else beneath.
 */
#include "view_floor.h"

#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/tui/digits.h>

#include "translate.h"
#include "wording.h"

enum {
    LINES = 4,
    GAP = 3, /* columns between digits and words */
};

/* What stands beside the digits. */
struct now {
    struct big_clock clock;
    struct buf next;
    struct buf rest; /* "6 to speak · 63:40 left · 15 min for questions" */
};

static void add_part(struct buf *out, const char *id, const char *text)
{
    buf_add_text(out, out->size > 0 ? " · " : "");
    translate_write(out, id, text, NULL);
}

/* What is left for all. */
static void write_rest(const struct scene *scene, struct buf *out)
{
    BUF_LOCAL struct buf count = {0};
    BUF_LOCAL struct buf span = {0};
    if (!floor_words_any(scene))
        return;
    buf_add_format(&count, "%zu", scene->floor.to_come);
    add_part(out, N_("{1} to speak"), buf_text(&count));
    if (scene->reading.slot != SLOT_NONE && scene->reading.left > 0) {
        span_write_clock(scene->reading.left, &span);
        add_part(out, N_("{1} left"), buf_text(&span));
    }
    if (scene->floor.questions < MSEC_SECOND)
        return;
    buf_clear(&span);
    wording_write_minutes(scene->floor.questions, &span);
    add_part(out, N_("{1} for questions"), buf_text(&span));
}

/* Nobody has had it yet: what can be done. */
static void write_nobody(const struct scene *scene, struct big_clock *clock)
{
    BUF_LOCAL struct buf key = {0};
    bool runs = scene->reading.slot != SLOT_NONE;
    keymap_write_key(scene->keymap, floor_words_any(scene) ? ACTION_FLOOR : ACTION_REQUEST, &key);
    buf_add_text(&clock->lead, _("Nobody has the floor"));
    if (scene->floor.slot == SLOT_NONE)
        buf_add_text(&clock->under, _("No slot runs, and none is left today"));
    else if (floor_words_any(scene) && runs)
        translate_write(&clock->under, N_("{1} starts the next speaker"), buf_text(&key), NULL);
    else if (floor_words_any(scene))
        buf_add_text(&clock->under, _("The slot has not started yet"));
    else
        translate_write(&clock->under, N_("The programme lists no speakers; {1} notes a request"),
                        buf_text(&key), NULL);
}

static void make_now(const struct scene *scene, struct now *ret_now)
{
    struct now now = {.clock = {.role = ROLE_NORMAL}};
    size_t turn = floor_words_shown(scene);
    if (turn != TURN_NONE)
        floor_words_clock(scene, turn, &now.clock);
    else
        write_nobody(scene, &now.clock);
    floor_words_next(scene, 2, &now.next);
    write_rest(scene, &now.rest);
    *ret_now = now;
}

/* "next …" from row `y` on; returns the rows used. */
static int draw_next(const struct now *now, struct canvas *canvas, struct area area, int y)
{
    if (now->next.size == 0 || y >= area.h)
        return 0;
    int label = canvas_draw_text(canvas, area, 0, y, ROLE_FIELD, _("next")) + 1;
    struct area text = {area.x + label, area.y + y, area.w - label, 1};
    canvas_draw_text(canvas, text, 0, 0, ROLE_NORMAL, buf_text(&now->next));
    return 1;
}

/* Digits at the left, words at the right of them, in the middle of the rows. */
static void draw_low(const struct now *now, struct canvas *canvas, struct area area)
{
    int step = digits_fit(now->clock.widest, area.w / 2, area.h, canvas->charset);
    struct digits_size size = digits_measure(now->clock.widest, step, canvas->charset);
    struct digits_size own = digits_measure(now->clock.text, step, canvas->charset);
    if (now->clock.text[0] != '\0') {
        struct area digits = area_take_left(&area, size.w + GAP);
        digits.w = size.w;
        area_take_left(&digits, size.w - own.w);
        digits_draw(canvas, area_centre(digits, own.w, own.h), now->clock.role | STYLE_BOLD,
                    now->clock.text, step);
    }
    int lines = area.h < LINES ? area.h : LINES;
    struct area words = area_centre(area, area.w, lines);
    unsigned style = now->clock.role | STYLE_BOLD;
    int y = 0;
    canvas_draw_text(canvas, words, 0, y++, style, buf_text(&now->clock.lead));
    canvas_draw_text(canvas, words, 0, y++, now->clock.role, buf_text(&now->clock.under));
    y += draw_next(now, canvas, words, y);
    if (y < words.h)
        canvas_draw_text(canvas, words, 0, y, ROLE_DIM, buf_text(&now->rest));
}

/* One block in the middle, what comes next beneath. */
static void draw_high(const struct now *now, struct canvas *canvas, struct area area)
{
    struct area rest = area_take_bottom(&area, 1);
    canvas_draw_text(canvas, rest, 0, 0, ROLE_DIM, buf_text(&now->rest));
    draw_next(now, canvas, area_take_bottom(&area, 1), 0);
    big_clock_draw(canvas, area, &now->clock, big_clock_fit(&now->clock, area, canvas->charset));
}

void view_floor_draw_now(const struct scene *scene, struct canvas *canvas, struct area area,
                         bool beside)
{
    struct now now;
    BUF_LOCAL struct buf title = {0};
    make_now(scene, &now);
    if (scene->floor.slot == SLOT_NONE)
        buf_add_text(&title, _("Floor"));
    else
        translate_write(&title, N_("Floor: {1}"), wording_slot_title(scene, scene->floor.slot),
                        NULL);
    struct area inner =
        canvas_draw_box(canvas, area, ROLE_BORDER, ROLE_TITLE, buf_text(&title), NULL);
    inner = area_inset(inner, 1, 0);
    if (beside)
        draw_high(&now, canvas, inner);
    else
        draw_low(&now, canvas, inner);
    big_clock_finish(&now.clock);
    buf_finish(&now.next);
    buf_finish(&now.rest);
}
