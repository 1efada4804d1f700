/*
 * A terminal has one size of letters, which is set there; what makes a text large here is that
 * nothing else stands beside it: bold, a line of so many columns as the eye can follow, a blank
 * row between lines. Where the rows do not suffice for that, air goes first.
 *
 * Struck words bear a stroke on each character, so that they are struck in colour and without,
 * and in what is copied; what was added is underlined.
 */
#include "room_page.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/term_safe.h>
#include <dais/core/word_diff.h>

#define STROKE "\u0336"

enum {
    MARGIN = 4, /* columns at each side, where there is room */
    ROOMY = 60, /* columns from which there is */
    ABOVE = 4,  /* of the rows that are left one in so many stands above */
    WHEEL = 3,  /* rows */
};

static void clear(struct room_page *page)
{
    for (size_t i = 0; i < page->blocks.count; i++) {
        buf_finish(&page->blocks.items[i].text);
        free(page->blocks.items[i].runs.items);
    }
    page->blocks.count = 0;
}

void room_page_finish(struct room_page *page)
{
    clear(page);
    free(page->blocks.items);
    *page = (struct room_page){.offset = 0};
}

void room_page_begin(struct room_page *page)
{
    clear(page);
}

struct room_block *room_page_add(struct room_page *page, int above, int indent, bool spaced)
{
    struct room_block block = {.above = above, .indent = indent, .spaced = spaced};
    array_push(&page->blocks, block);
    return &page->blocks.items[page->blocks.count - 1];
}

/* ---- what stands in a block ---- */

static void end_run(struct room_block *block, unsigned style)
{
    struct room_run run = {block->text.size, style};
    array_push(&block->runs, run);
}

static void add_safe(struct room_block *block, unsigned style, const char *text, size_t size)
{
    term_safe_text(text, size, &block->text);
    end_run(block, style);
}

void room_block_add(struct room_block *block, unsigned style, const char *text)
{
    add_safe(block, style, text, strlen(text));
}

static void add_struck(struct room_block *block, const char *text, size_t size)
{
    BUF_LOCAL struct buf safe = {0};
    term_safe_text(text, size, &safe);
    for (size_t at = 0, length; at < safe.size; at += length) {
        length = grapheme_next(safe.bytes + at, safe.size - at);
        buf_add(&block->text, safe.bytes + at, length);
        if (strchr(" \n", safe.bytes[at]) == NULL) /* lines break there */
            buf_add_text(&block->text, STROKE);
    }
    end_run(block, ROLE_REMOVED);
}

static void add_marked(struct room_block *block, unsigned style, const char *const marks[2],
                       const char *text, size_t size)
{
    room_block_add(block, style, marks[0]);
    add_safe(block, style, text, size);
    room_block_add(block, style, marks[1]);
}

void room_block_add_changes(struct room_block *block, unsigned style, bool marked,
                            const char *before, const char *after)
{
    static const char *const removed[] = {"[-", "-]"};
    static const char *const added[] = {"{+", "+}"};
    struct word_diff diff;
    word_diff_make(before, after, &diff);
    for (size_t i = 0; i < diff.runs.count; i++) {
        const struct word_run *run = &diff.runs.items[i];
        const char *text = (run->kind == WORDS_ADDED ? after : before) + run->start;
        if (run->kind == WORDS_KEPT)
            add_safe(block, style, text, run->size);
        else if (marked)
            add_marked(block, run->kind == WORDS_ADDED ? ROLE_ADDED : ROLE_REMOVED,
                       run->kind == WORDS_ADDED ? added : removed, text, run->size);
        else if (run->kind == WORDS_REMOVED)
            add_struck(block, text, run->size);
        else
            add_safe(block, ROLE_ADDED, text, run->size);
    }
    word_diff_finish(&diff);
}

/* ---- lines ---- */

/* Where a walk along the lines of a block stands. */
struct line {
    const struct room_block *block;
    size_t start; /* byte */
    size_t size;  /* bytes of the line */
    size_t next;  /* byte at which the next one begins */
};

/* False: there is no further line. */
static bool next_line(struct line *line, int columns)
{
    const struct buf *text = &line->block->text;
    size_t skip;
    if (line->next >= text->size)
        return false;
    columns -= line->block->indent;
    line->start = line->next;
    line->size = text_wrap(text->bytes + line->start, text->size - line->start,
                           columns > 0 ? (unsigned)columns : 1, &skip);
    line->next = line->start + line->size + skip;
    return true;
}

static int block_rows(const struct room_block *block, int columns, bool spaced)
{
    struct line line = {.block = block};
    int rows = 0;
    while (next_line(&line, columns))
        rows++;
    return spaced && block->spaced && rows > 1 ? 2 * rows - 1 : rows;
}

/* How much air there is. */
struct air {
    bool between; /* the blocks */
    bool spaced;  /* their lines */
};

static int page_rows(const struct room_page *page, int columns, const struct air *air)
{
    int rows = 0;
    for (size_t i = 0; i < page->blocks.count; i++) {
        const struct room_block *block = &page->blocks.items[i];
        rows += block_rows(block, columns, air->spaced);
        rows += i > 0 && air->between ? block->above : 0;
    }
    return rows;
}

static void draw_line(const struct line *line, struct canvas *canvas, struct area area, int y)
{
    const struct room_block *block = line->block;
    size_t end = line->start + line->size;
    size_t at = line->start;
    int x = block->indent;
    for (size_t i = 0; i < block->runs.count && at < end; i++) {
        const struct room_run *run = &block->runs.items[i];
        size_t stop = run->end < end ? run->end : end;
        if (stop <= at)
            continue;
        x += canvas_draw_piece(canvas, area, x, y, run->style, block->text.bytes + at, stop - at);
        at = stop;
    }
}

static void draw_blocks(const struct room_page *page, struct canvas *canvas, struct area area,
                        const struct air *air)
{
    int y = -page->offset;
    for (size_t i = 0; i < page->blocks.count && y < area.h; i++) {
        const struct room_block *block = &page->blocks.items[i];
        struct line line = {.block = block};
        int step = air->spaced && block->spaced ? 2 : 1;
        y += i > 0 && air->between ? block->above : 0;
        for (int row = 0; next_line(&line, area.w) && y < area.h; row++) {
            y += row > 0 ? step - 1 : 0;
            if (y >= 0)
                draw_line(&line, canvas, area, y);
            y++;
        }
    }
}

/* The first row that may be the last one scrolled to. */
static int furthest(const struct room_page *page)
{
    return page->rows > page->area.h ? page->rows - page->area.h : 0;
}

static void move(struct room_page *page, int rows)
{
    int most = furthest(page);
    int offset = page->offset + rows;
    page->offset = offset < 0 ? 0 : offset < most ? offset : most;
}

void room_page_draw(struct room_page *page, struct canvas *canvas, struct area area)
{
    static const struct air airs[] = {{true, true}, {true, false}, {false, false}};
    struct area text = area_inset(area, area.w >= ROOMY ? MARGIN : 1, 0);
    struct air air = {false, false};
    int measure = text.w < ROOM_MEASURE ? text.w : ROOM_MEASURE;
    text = area_centre(text, measure, text.h);
    for (size_t i = 0; i < sizeof airs / sizeof airs[0]; i++) {
        air = airs[i];
        page->rows = page_rows(page, text.w, &air);
        if (page->rows <= area.h)
            break;
    }
    if (page->rows > area.h) { /* it is scrolled anyway: then it can as well be read */
        air = airs[1];
        page->rows = page_rows(page, text.w, &air);
    }
    page->area = area;
    move(page, 0);
    if (page->rows < text.h) /* somewhat above the middle, where the eye is */
        area_take_top(&text, (text.h - page->rows) / ABOVE);
    draw_blocks(page, canvas, text, &air);
    canvas_draw_scroll(canvas, area, ROLE_BORDER, page->offset, page->rows);
}

bool room_page_do(struct room_page *page, enum action action)
{
    int screenful = page->area.h > 1 ? page->area.h - 1 : 1;
    if (furthest(page) == 0)
        return false;
    switch ((int)action) {
    case ACTION_UP:
    case ACTION_DOWN:
        move(page, action == ACTION_UP ? -1 : 1);
        return true;
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
        move(page, action == ACTION_PAGE_UP ? -screenful : screenful);
        return true;
    }
    return false;
}

bool room_page_wheel(struct room_page *page, const struct mouse *mouse)
{
    bool up = mouse->kind == MOUSE_WHEEL_UP;
    if ((!up && mouse->kind != MOUSE_WHEEL_DOWN) || !area_holds(page->area, mouse->x, mouse->y))
        return false;
    move(page, up ? -WHEEL : WHEEL);
    return true;
}
