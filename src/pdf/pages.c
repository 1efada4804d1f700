/*
 * A strip for each line. What is kept together follows from the kinds: a heading with two lines of
 * what follows, the first two and the last two lines of a paragraph, an entry with its facts.
 */
#include "pages.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>

#define BULLET_STEP 10.0F /* points from a bullet to its text */

static const struct look looks[] = {
    [BLOCK_TITLE] = {{FACE_HEADING, 19, true, false}, 0, 4, 0, NULL, "P", true},
    [BLOCK_SUBTITLE] = {{FACE_HEADING, 12.5F, false, false}, 2, 8, 0, NULL, "P", true},
    [BLOCK_DRAFT] = {{FACE_HEADING, 10, true, false}, 10, 10, 6, NULL, "P", false},
    [BLOCK_CONTENTS] = {{FACE_HEADING, 11, true, false}, 14, 3, 0, NULL, "P", true},
    [BLOCK_HEADING] = {{FACE_HEADING, 10, true, false}, 9, 3, 0, NULL, "H4", true},
    [BLOCK_TEXT] = {{FACE_TEXT, 10, false, false}, 3, 5, 0, NULL, "P", false},
    [BLOCK_FACT] = {{FACE_TEXT, 10, false, false}, 1.5F, 1.5F, 0, NULL, "P", false},
    [BLOCK_ENTRY] = {{FACE_TEXT, 10, false, false}, 7, 2, 0, NULL, "P", false},
    [BLOCK_ABOUT] = {{FACE_TEXT, 8.5F, false, false}, 1, 1, 14, NULL, "P", false},
    [BLOCK_ITEM] = {{FACE_TEXT, 10, false, false}, 1.5F, 1.5F, 14, "•", "P", false},
    [BLOCK_UNDER] = {{FACE_TEXT, 10, false, false}, 1, 1, 28, "–", "P", false},
    [BLOCK_TABLE] = {{FACE_HEADING, 8, true, false}, 6, 0, 0, NULL, "TH", true},
    [BLOCK_ROW] = {{FACE_HEADING, 8, false, false}, 0, 0, 0, NULL, "TD", false},
};
NAME_TABLE_COMPLETE(looks, BLOCK_KIND_COUNT);

static const struct look headings[] = {
    {{FACE_HEADING, 14.5F, true, false}, 20, 6, 0, NULL, "H1", true},
    {{FACE_HEADING, 12, true, false}, 15, 4, 0, NULL, "H2", true},
    {{FACE_HEADING, 10.5F, true, false}, 11, 3, 0, NULL, "H3", true},
};

const struct look *pages_look(const struct block *block)
{
    if (block->kind == BLOCK_HEADING && block->level <= sizeof headings / sizeof *headings)
        return &headings[block->level - 1];
    return &looks[block->kind];
}

struct strip *pages_add_strip(struct pages *pages, size_t block, float before, float height)
{
    struct strip strip = {.before = before,
                          .height = height,
                          .block = (uint32_t)block,
                          .target = (uint32_t)block,
                          .first = (uint32_t)pages->parts.count};
    if (pages->first_strips[block] == UINT32_MAX)
        pages->first_strips[block] = (uint32_t)pages->strips.count;
    array_push(&pages->strips, strip);
    return &pages->strips.items[pages->strips.count - 1];
}

void pages_add_part(struct pages *pages, const struct part *part)
{
    array_push(&pages->parts, *part);
    pages->strips.items[pages->strips.count - 1].count++;
}

/* Space between this block and the one before: the larger of what both want. */
static float space_before(const struct pages *pages, const struct look *look)
{
    if (pages->strips.count == 0)
        return 0;
    const struct strip *last = &pages->strips.items[pages->strips.count - 1];
    const struct block *block = &pages->document->blocks.items[last->block];
    bool apart = block->kind == BLOCK_ROW || block->kind == BLOCK_CONTENTS;
    float after = apart ? 10 : pages_look(block)->after;
    return after > look->before ? after : look->before;
}

static void add_bullet(struct pages *pages, const struct look *look, const struct line *line,
                       bool rtl)
{
    struct run bullet = {.text = look->bullet};
    size_t index = shaper_add_line(&pages->shaper, &bullet, &look->type, look->indent, rtl);
    const struct line *mark = &pages->shaper.lines.items[index];
    pages_add_part(pages, &(struct part){.line = (uint32_t)index,
                                         .x = rtl ? TEXT_WIDTH - look->indent + BULLET_STEP -
                                                        mark->width - mark->x
                                                  : look->indent - BULLET_STEP - mark->x,
                                         .y = line->ascent - mark->ascent});
}

/* A strip for each of the lines from `first` on. */
static void add_strips(struct pages *pages, size_t block, const struct look *look, size_t first,
                       bool rtl, float before)
{
    size_t end = pages->shaper.lines.count, strips = pages->strips.count;
    bool tinted = pages->document->blocks.items[block].kind == BLOCK_DRAFT;
    float inset = tinted ? 6 : 0;
    for (size_t i = first; i < end; i++) {
        const struct line line = pages->shaper.lines.items[i];
        float above = i == first ? inset : 0, below = i + 1 == end ? inset : 0;
        struct strip *strip =
            pages_add_strip(pages, block, i == first ? before : 0, line.height + above + below);
        strip->ends = i + 1 == end;
        strip->keep = look->with_next || tinted;
        if (i == first && look->bullet != NULL)
            add_bullet(pages, look, &line, rtl);
        float indent = rtl ? 0 : look->indent;
        pages_add_part(pages,
                       &(struct part){.line = (uint32_t)i, .x = indent + line.x, .y = above});
    }
    size_t count = pages->strips.count - strips;
    if (count >= 2) {
        pages->strips.items[strips].keep = true;
        pages->strips.items[strips + count - 2].keep = true;
    }
    if (tinted)
        pages->strips.items[strips + count - 1].keep = false;
}

static void add_paragraph(struct pages *pages, size_t index)
{
    const struct block *block = &pages->document->blocks.items[index];
    const struct look *look = pages_look(block);
    float before = space_before(pages, look);
    size_t first = pages->shaper.lines.count, strips = pages->strips.count;
    if (block->kind == BLOCK_ABOUT && strips > 0)
        pages->strips.items[strips - 1].keep = true;
    bool rtl = shaper_add(&pages->shaper, block->runs, block->count, block->way,
                          pages->document->rtl, &look->type, TEXT_WIDTH - look->indent);
    add_strips(pages, index, look, first, rtl, before);
}

/* A line for each listed heading; the number of its page is not known yet. */
static void add_contents(struct pages *pages, size_t index)
{
    static const struct look entry = {{FACE_TEXT, 10, false, false}, 1, 1, 0, NULL, "P", false};
    const struct document *document = pages->document;
    add_paragraph(pages, index);
    for (size_t i = 0; i < document->blocks.count; i++) {
        const struct block *block = &document->blocks.items[i];
        if (block->kind != BLOCK_HEADING || !block->listed)
            continue;
        size_t first = pages->shaper.lines.count, strips = pages->strips.count;
        bool rtl =
            shaper_add(&pages->shaper, block->runs, block->count, document->rtl ? WAY_RTL : WAY_LTR,
                       document->rtl, &entry.type, TEXT_WIDTH - CONTENTS_NUMBER);
        add_strips(pages, index, &entry, first, false, entry.before);
        for (size_t j = strips; j < pages->strips.count; j++) {
            struct strip *strip = &pages->strips.items[j];
            strip->target = (uint32_t)i;
            if (rtl)
                pages->parts.items[strip->first].x += CONTENTS_NUMBER;
        }
    }
}

static bool is_heading(const struct pages *pages, size_t strip)
{
    const struct block *block = &pages->document->blocks.items[pages->strips.items[strip].block];
    return block->kind != BLOCK_TABLE && pages_look(block)->with_next;
}

/* Below a heading two lines stand, where there are two. */
static void keep_two_below_headings(struct pages *pages)
{
    for (size_t i = 0; i + 2 < pages->strips.count; i++)
        if (is_heading(pages, i) && !is_heading(pages, i + 1) && !is_heading(pages, i + 2))
            pages->strips.items[i + 1].keep = true;
}

static void add_blocks(struct pages *pages, bool with_contents)
{
    uint32_t tables = 0;
    for (size_t i = 0; i < pages->document->blocks.count; i++) {
        enum block_kind kind = pages->document->blocks.items[i].kind;
        if (kind == BLOCK_TABLE)
            i = pages_add_table(pages, i, ++tables) - 1;
        else if (kind != BLOCK_CONTENTS)
            add_paragraph(pages, i);
        else if (with_contents)
            add_contents(pages, i);
    }
}

static bool make(struct pages *pages, const struct document *document, bool with_contents)
{
    *pages = (struct pages){.document = document};
    if (!shaper_init(&pages->shaper, document->language))
        return false;
    size_t count = document->blocks.count;
    pages->first_strips = mem_new(count + 1, sizeof *pages->first_strips);
    memset(pages->first_strips, 0xff, (count + 1) * sizeof *pages->first_strips);
    add_blocks(pages, with_contents);
    keep_two_below_headings(pages);
    pages->count = place_strips(pages->strips.items, pages->strips.count, TEXT_HEIGHT);
    return true;
}

bool pages_make(struct pages *pages, const struct document *document)
{
    enum { SHORT = 2 /* pages: so few want no contents */ };
    bool made = make(pages, document, true);
    if (!made || pages->count > SHORT)
        return made;
    pages_finish(pages);
    return make(pages, document, false);
}

void pages_finish(struct pages *pages)
{
    shaper_finish(&pages->shaper);
    free(pages->strips.items);
    free(pages->parts.items);
    free(pages->first_strips);
    *pages = (struct pages){.document = NULL};
}
