/*
 * The stage: the whole terminal is the clock, for a projector or a second terminal. It is read
 * from four metres: the digits take all the room that the words leave, and never less than five
 * rows where there are 60 × 18. A second clock stands beneath or beside, as it is larger.
 */
#include "view.h"

#include <dais/tui/digits.h>

#include "stage.h"
#include <dais/base/grapheme.h>

enum {
    ROOMY = 24,       /* rows from which blank rows set the parts apart */
    WIDE = 70,        /* columns from which there is a margin at the sides */
    LARGE = 30,       /* rows from which bar and message are higher */
    TITLE_LINES = 3,  /* at most */
    DIGITS_LEAST = 2, /* step of five rows */
};

static void *make(void)
{
    return NULL;
}

static void free_state(void *state)
{
    (void)state;
}

/* Two clocks in one area. */
struct pair {
    struct area slot;
    struct area turn;
    int step;      /* of the slot's digits */
    int turn_step; /* of the other's, never larger */
};

static int rows_at(const struct big_clock *clock, int columns, int step, enum charset charset)
{
    return digits_measure(clock->text, step, charset).h + big_clock_words(clock, columns);
}

/* One above the other: the digits get equal rows at first, and what is left over sets them apart.
 */
static struct pair pair_stacked(const struct stage *stage, struct area area, enum charset charset)
{
    struct pair pair = {.slot = area};
    int words = big_clock_words(&stage->turn, area.w);
    int rest = area.h - words - big_clock_words(&stage->slot, area.w);
    pair.turn = area_take_bottom(&pair.slot, rest / 2 + words);
    pair.step = big_clock_fit(&stage->slot, pair.slot, charset);
    pair.turn_step = big_clock_fit(&stage->turn, pair.turn, charset);
    pair.turn_step = pair.turn_step < pair.step ? pair.turn_step : pair.step;
    int slot = rows_at(&stage->slot, area.w, pair.step, charset);
    int spare = area.h - slot - rows_at(&stage->turn, area.w, pair.turn_step, charset);
    pair.turn = area;
    pair.slot = area_take_top(&pair.turn, slot + (spare + 1) / 2);
    return pair;
}

static struct pair pair_beside(const struct stage *stage, struct area area, enum charset charset)
{
    struct pair pair = {.slot = area};
    pair.turn = area_take_right(&pair.slot, area.w / 2);
    area_take_right(&pair.slot, 2);
    area_take_left(&pair.turn, 2);
    pair.step = big_clock_fit(&stage->slot, pair.slot, charset);
    pair.turn_step = big_clock_fit(&stage->turn, pair.turn, charset);
    pair.turn_step = pair.turn_step < pair.step ? pair.turn_step : pair.step;
    return pair;
}

static void draw_clocks(struct canvas *canvas, struct area area, const struct stage *stage)
{
    if (stage->turn.text[0] == '\0') {
        big_clock_draw(canvas, area, &stage->slot,
                       big_clock_fit(&stage->slot, area, canvas->charset));
        return;
    }
    struct pair pair = pair_stacked(stage, area, canvas->charset);
    struct pair beside = pair_beside(stage, area, canvas->charset);
    if (beside.turn_step > pair.turn_step && beside.turn_step >= DIGITS_LEAST)
        pair = beside;
    big_clock_draw(canvas, pair.slot, &stage->slot, pair.step);
    big_clock_draw(canvas, pair.turn, &stage->turn, pair.turn_step);
}

/* What stands beneath the clocks, from the bottom: how late, what next, the bar. */
static void draw_foot(const struct scene *scene, struct canvas *canvas, struct area *area,
                      const struct stage *stage, int air)
{
    BUF_LOCAL struct buf outlook = {0};
    (void)wording_write_outlook(scene, "", area->w, &outlook);
    if (outlook.size > 0)
        canvas_draw_centred(canvas, area_take_bottom(area, 1), 0, ROLE_DIM, buf_text(&outlook));
    int rows = big_clock_rows(buf_text(&stage->next), area->w, 2);
    big_clock_lines(canvas, area_take_bottom(area, rows), rows, ROLE_NORMAL,
                    buf_text(&stage->next));
    area_take_bottom(area, air);
    if (stage->whole == 0 || area->h <= 8)
        return;
    struct area bar = area_take_bottom(area, area->h > LARGE ? 2 : 1);
    for (int y = 0; y < bar.h; y++)
        canvas_draw_bar(canvas, (struct area){bar.x, bar.y + y, bar.w, 1}, stage->slot.role,
                        ROLE_BAR_REST, stage->part, stage->whole);
    area_take_bottom(area, air);
}

/* A message to the speaker lies over the whole width: nobody overlooks it. */
static void draw_message(struct canvas *canvas, struct area *area, const struct stage *stage)
{
    if (stage->message.size == 0)
        return;
    bool single = stage->turn.text[0] == '\0';
    int margin = canvas->height >= (single ? ROOMY : LARGE) ? 1 : 0;
    int rows = big_clock_rows(buf_text(&stage->message), area->w - 4, 2);
    struct area bar = area_take_top(area, rows + 2 * margin);
    canvas_fill_area(canvas, bar, ROLE_SELECTED, " ");
    big_clock_lines(canvas, area_inset(bar, 2, margin), rows, ROLE_SELECTED,
                    buf_text(&stage->message));
}

static void draw(void *state, const struct scene *scene, struct canvas *canvas, struct area area)
{
    (void)state;
    struct stage stage;
    stage_make(scene, &stage);
    int air = area.h >= ROOMY ? 1 : 0;
    area = area_inset(area, area.w >= WIDE ? 2 : 0, air);
    draw_message(canvas, &area, &stage);
    int lines =
        big_clock_lines(canvas, area, TITLE_LINES, ROLE_TITLE | STYLE_BOLD, buf_text(&stage.title));
    area_take_top(&area, lines);
    area_take_top(&area, big_clock_lines(canvas, area, 1, ROLE_HEADING, buf_text(&stage.phase)));
    area_take_top(&area, air);
    draw_foot(scene, canvas, &area, &stage, air);
    draw_clocks(canvas, area, &stage);
    stage_finish(&stage);
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
