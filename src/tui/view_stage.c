/*
 * The stage: the whole terminal is the clock, for a projector or a second terminal. Slot, state in
 * words, digits as large as fit, and what comes next; of a break, when it goes on.
 */
#include "view.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/tui/digits.h>

#include "translate.h"
#include "wording.h"

enum {
    ROOMY = 24,      /* rows from which blank rows set the parts apart */
    TITLE_LINES = 3, /* at most */
};

static void *make(void)
{
    return NULL;
}

static void free_state(void *state)
{
    (void)state;
}

/* "We resume at 11:04 with Presentation"; of any other slot "Next: Coffee break, 10:34". */
static void write_next(const struct scene *scene, const struct figure *figure, struct buf *out)
{
    size_t next = wording_next(scene);
    if (next == SLOT_NONE || next == figure->slot)
        return;
    BUF_LOCAL struct buf time = {0};
    wording_write_time(scene, scene->forecast.slots.items[next].start, &time);
    const struct clock_slot *slot =
        figure->slot != SLOT_NONE ? &scene->timekeeper->slots.items[figure->slot] : NULL;
    const char *id = slot != NULL && slot_kind_is_break(clock_slot_kind(slot))
                         ? N_("We resume at {2} with {1}")
                         : N_("Next: {1}, {2}");
    translate_write(out, id, wording_slot_title(scene, next), buf_text(&time), NULL);
}

/* "4 min late · ends 12:34". */
static void write_last(const struct scene *scene, struct buf *out)
{
    BUF_LOCAL struct buf end = {0};
    wording_write_late(scene, out);
    wording_write_end(scene, false, &end);
    if (out->size > 0 && end.size > 0)
        buf_add_text(out, " · ");
    buf_add_text(out, buf_text(&end));
}

/* A text in the middle, over at most `most` rows from the top of the area. Returns the rows used.
 */
static int draw_centred_lines(struct canvas *canvas, struct area area, int most, unsigned style,
                              const char *text)
{
    int y = 0;
    size_t size = strlen(text);
    while (size > 0 && y < most && y < area.h) {
        size_t skip;
        size_t line = y + 1 == most ? size : text_wrap(text, size, (unsigned)area.w, &skip);
        BUF_LOCAL struct buf piece = {0};
        buf_add(&piece, text, line);
        canvas_draw_centred(canvas, area, y++, style, buf_text(&piece));
        if (line == size)
            break;
        text += line + skip;
        size -= line + skip;
    }
    return y;
}

static void draw_digits(struct canvas *canvas, struct area area, const struct figure *figure)
{
    int step = digits_fit(figure->widest, area.w, area.h, canvas->charset);
    struct digits_size size = digits_measure(figure->text, step, canvas->charset);
    digits_draw(canvas, area_centre(area, size.w, size.h), figure->role | STYLE_BOLD, figure->text,
                step);
}

static void draw_state(struct canvas *canvas, struct area area, const struct figure *figure)
{
    BUF_LOCAL struct buf text = {0};
    const struct buf *parts[] = {&figure->word, &figure->of, &figure->end};
    for (size_t i = 0; i < 3; i++) {
        if (parts[i]->size == 0)
            continue;
        buf_add_text(&text, text.size > 0 ? " · " : "");
        buf_add_text(&text, buf_text(parts[i]));
    }
    draw_centred_lines(canvas, area, area.h, figure->role | STYLE_BOLD, buf_text(&text));
}

static void draw(void *state, const struct scene *scene, struct canvas *canvas, struct area area)
{
    (void)state;
    struct figure figure;
    BUF_LOCAL struct buf next = {0};
    BUF_LOCAL struct buf last = {0};
    figure_make(scene, &figure);
    write_next(scene, &figure, &next);
    write_last(scene, &last);
    bool running = scene->reading.slot != SLOT_NONE;
    int air = area.h >= ROOMY ? 1 : 0;
    area = area_inset(area, area.w >= 70 ? 2 : 0, air);

    int lines = draw_centred_lines(canvas, area, TITLE_LINES, ROLE_TITLE | STYLE_BOLD,
                                   buf_text(running ? &figure.title : &figure.heading));
    area_take_top(&area, lines + air);
    canvas_draw_centred(canvas, area_take_bottom(&area, 1), 0, ROLE_DIM, buf_text(&last));
    int rows = canvas_measure_wrapped(buf_text(&next), area.w);
    if (next.size > 0)
        draw_centred_lines(canvas, area_take_bottom(&area, rows < 2 ? 1 : 2), 2, ROLE_NORMAL,
                           buf_text(&next));
    area_take_bottom(&area, air);
    if (figure.whole > 0 && area.h > 8) {
        struct area bar = area_take_bottom(&area, area.h > 30 ? 2 : 1);
        for (int y = 0; y < bar.h; y++)
            canvas_draw_bar(canvas, (struct area){bar.x, bar.y + y, bar.w, 1}, figure.role,
                            ROLE_BAR_REST, figure.part, figure.whole);
        area_take_bottom(&area, air);
    }
    if (figure.text[0] != '\0') {
        draw_state(canvas, area_take_bottom(&area, area.w >= 60 ? 1 : 2), &figure);
        area_take_bottom(&area, air);
        draw_digits(canvas, area, &figure);
    } else {
        draw_state(canvas, area_centre(area, area.w, 2), &figure);
    }
    figure_finish(&figure);
}

static bool handle(void *state, struct program *program, enum action action)
{
    (void)state;
    if (action != ACTION_LEAVE)
        return false;
    program_leave(program);
    return true;
}

static bool ticks(void *state, const struct scene *scene)
{
    (void)state;
    return scene_is_moving(scene);
}

const struct view view_stage = {
    .action = ACTION_VIEW_STAGE,
    .place = PLACE_STAGE,
    .tab = true,
    .whole = true,
    .make = make,
    .free = free_state,
    .draw = draw,
    .handle = handle,
    .ticks = ticks,
};
