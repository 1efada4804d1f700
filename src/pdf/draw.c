/*
 * One page after the other, each complete. Structure tags end with their page: a paragraph that
 * goes on on the next one is two in the structure, since cairo 1.16 knows no other way.
 */
#include "draw.h"

#include <cairo-pdf.h>
#include <string.h>

#include "catalog.h"

enum { OUTLINE_LEVELS = 8 };

static const float head_y = 40, foot_y = PAGE_HEIGHT - 48;
static const struct type small = {FACE_HEADING, 8, false, false};

struct drawing {
    struct pages *pages;
    cairo_surface_t *surface;
    cairo_t *cairo;
    struct buf *out;
    size_t next; /* strip to be drawn next */
};

static cairo_status_t write_bytes(void *to, const unsigned char *bytes, unsigned size)
{
    struct buf *out = to;
    if (out->size + size > DRAW_SIZE_MOST)
        return CAIRO_STATUS_WRITE_ERROR;
    buf_add(out, bytes, size);
    return CAIRO_STATUS_SUCCESS;
}

static void set_grey(const struct drawing *drawing, double level)
{
    cairo_set_source_rgb(drawing->cairo, level, level, level);
}

static void draw_rule(const struct drawing *drawing, float y, double grey)
{
    set_grey(drawing, grey);
    cairo_set_line_width(drawing->cairo, 0.5);
    cairo_move_to(drawing->cairo, (double)PAGE_SIDE, (double)y);
    cairo_line_to(drawing->cairo, (double)(PAGE_WIDTH - PAGE_SIDE), (double)y);
    cairo_stroke(drawing->cairo);
}

static void fill_band(const struct drawing *drawing, float y, float height)
{
    set_grey(drawing, 0.93);
    cairo_rectangle(drawing->cairo, (double)PAGE_SIDE, (double)y, (double)TEXT_WIDTH,
                    (double)height);
    cairo_fill(drawing->cairo);
}

/* A line of its own at the left or right margin, no part of any strip. */
static void draw_aside(const struct drawing *drawing, const char *text, float y, float width,
                       bool right)
{
    struct shaper *shaper = &drawing->pages->shaper;
    struct run run = {.text = text};
    bool rtl = drawing->pages->document->rtl;
    size_t index = shaper_add_line(shaper, &run, &small, width, rtl);
    const struct line *line = &shaper->lines.items[index];
    float x = right ? PAGE_WIDTH - PAGE_SIDE - line->width : PAGE_SIDE;
    shaper_draw(shaper, line, drawing->cairo, x, y);
}

/* "Page {1} of {2}" with its numbers. */
static void write_page(const char *form, uint32_t page, uint32_t count, struct buf *out)
{
    for (const char *at = form; *at != '\0'; at++) {
        bool is_number = at[0] == '{' && (at[1] == '1' || at[1] == '2') && at[2] == '}';
        if (is_number)
            buf_add_format(out, "%u", at[1] == '1' ? page : count);
        else
            buf_add_char(out, *at);
        at += is_number ? 2 : 0;
    }
}

static void draw_margins(const struct drawing *drawing, uint32_t page)
{
    const struct document *document = drawing->pages->document;
    bool rtl = document->rtl;
    BUF_LOCAL struct buf head = {0}, foot = {0};
    buf_add_format(&head, "%s · %s", document->code, document->title);
    write_page(document->page, page + 1, drawing->pages->count, &foot);
    set_grey(drawing, 0.35);
    draw_aside(drawing, buf_text(&head), head_y, TEXT_WIDTH, rtl);
    draw_aside(drawing, buf_text(&foot), foot_y, TEXT_WIDTH / 2, !rtl);
    if (document->draft != NULL)
        draw_aside(drawing, document->draft, foot_y, TEXT_WIDTH / 2, rtl);
    draw_rule(drawing, head_y + 15, 0.75);
}

static const struct block *block_of(const struct drawing *drawing, const struct strip *strip)
{
    return &drawing->pages->document->blocks.items[strip->block];
}

static void draw_parts(const struct drawing *drawing, const struct strip *strip, float y,
                       uint32_t column)
{
    for (uint32_t i = strip->first; i < strip->first + strip->count; i++) {
        const struct part *part = &drawing->pages->parts.items[i];
        if (part->column == column)
            shaper_draw(&drawing->pages->shaper, &drawing->pages->shaper.lines.items[part->line],
                        drawing->cairo, PAGE_SIDE + part->x, y + part->y);
    }
}

/* The number of the page that a line of the contents leads to, at its other end. */
static void draw_number(const struct drawing *drawing, const struct strip *strip, float y)
{
    struct pages *pages = drawing->pages;
    BUF_LOCAL struct buf text = {0};
    const struct part part = pages->parts.items[strip->first];
    const struct type type = {FACE_TEXT, 10, false, false};
    uint32_t first = pages->first_strips[strip->target];
    buf_add_format(&text, "%u", pages->strips.items[first].page + 1);
    struct run run = {.text = buf_text(&text)};
    size_t index = shaper_add_line(&pages->shaper, &run, &type, CONTENTS_NUMBER, false);
    const struct line *line = &pages->shaper.lines.items[index];
    float ascent = pages->shaper.lines.items[part.line].ascent;
    float x = pages->document->rtl ? PAGE_SIDE : PAGE_WIDTH - PAGE_SIDE - line->width;
    shaper_draw(&pages->shaper, line, drawing->cairo, x, y + part.y + ascent - line->ascent);
}

/* Lines of a paragraph that stand on this page, tagged as what they are. */
static void draw_paragraph(const struct drawing *drawing, size_t from, size_t to)
{
    const struct strip *strips = drawing->pages->strips.items;
    const struct block *block = block_of(drawing, &strips[from]);
    bool leads = strips[from].target != strips[from].block;
    BUF_LOCAL struct buf attributes = {0};
    if (block->kind == BLOCK_DRAFT)
        for (size_t i = from; i < to; i++)
            fill_band(drawing, PAGE_TOP + strips[i].y, strips[i].height);
    cairo_tag_begin(drawing->cairo, pages_look(block)->tag, NULL);
    if (leads)
        buf_add_format(&attributes, "dest='h%u'", strips[from].target);
    else if (block->listed && drawing->pages->first_strips[strips[from].block] == from)
        buf_add_format(&attributes, "name='h%u'", strips[from].block);
    const char *tag = leads ? CAIRO_TAG_LINK : CAIRO_TAG_DEST;
    if (attributes.size > 0)
        cairo_tag_begin(drawing->cairo, tag, buf_text(&attributes));
    set_grey(drawing, block->kind == BLOCK_ABOUT ? 0.3 : 0);
    for (size_t i = from; i < to; i++) {
        float y = PAGE_TOP + strips[i].y;
        draw_parts(drawing, &strips[i], y, 0);
        if (leads && strips[i].ends)
            draw_number(drawing, &strips[i], y);
    }
    if (attributes.size > 0)
        cairo_tag_end(drawing->cairo, tag);
    cairo_tag_end(drawing->cairo, pages_look(block)->tag);
}

/* A row, or what of it stands on this page, `shift` points from where it was placed. */
static void draw_row(const struct drawing *drawing, size_t from, size_t to, float shift)
{
    const struct strip *strips = drawing->pages->strips.items;
    const struct block *block = block_of(drawing, &strips[from]);
    const char *tag = pages_look(block)->tag;
    for (size_t i = from; strips[from].head && i < to; i++)
        fill_band(drawing, PAGE_TOP + strips[i].y + shift, strips[i].height);
    if (strips[from].ruled)
        draw_rule(drawing, PAGE_TOP + strips[from].y + shift, 0.6);
    cairo_tag_begin(drawing->cairo, "TR", NULL);
    set_grey(drawing, 0);
    for (uint32_t column = 0; column < block->count; column++) {
        cairo_tag_begin(drawing->cairo, tag, NULL);
        for (size_t i = from; i < to; i++)
            draw_parts(drawing, &strips[i], PAGE_TOP + strips[i].y + shift, column);
        cairo_tag_end(drawing->cairo, tag);
    }
    cairo_tag_end(drawing->cairo, "TR");
}

/* The end of the strips from `from` on that are of the same line of the contents, or block. */
static size_t same_end(const struct drawing *drawing, size_t from, size_t end)
{
    const struct strip *strips = drawing->pages->strips.items;
    size_t to = from + 1;
    while (to < end && strips[to].block == strips[from].block &&
           strips[to].target == strips[from].target)
        to++;
    return to;
}

/* The head of a table once more, above where the table goes on. */
static void repeat_head(const struct drawing *drawing, size_t at)
{
    const struct strip *strips = drawing->pages->strips.items;
    if (place_head_height(strips, at, TEXT_HEIGHT) <= 0)
        return;
    size_t first = place_head_first(strips, at), end = first;
    while (strips[end].head)
        end++;
    float y = 0;
    for (size_t i = first; i < end; i++)
        y += strips[i].height;
    for (size_t i = first; i < end; i++)
        draw_row(drawing, i, same_end(drawing, i, end), -strips[i].y);
    draw_rule(drawing, PAGE_TOP + y, 0.6);
}

/* Rows from `from` on that stand on this page; returns their end. */
static size_t draw_table(const struct drawing *drawing, size_t from, size_t end, bool first)
{
    const struct strip *strips = drawing->pages->strips.items;
    uint32_t table = strips[from].table;
    cairo_tag_begin(drawing->cairo, "Table", NULL);
    if (first)
        repeat_head(drawing, from);
    size_t at = from;
    while (at < end && strips[at].table == table) {
        size_t to = same_end(drawing, at, end);
        draw_row(drawing, at, to, 0);
        at = to;
    }
    cairo_tag_end(drawing->cairo, "Table");
    draw_rule(drawing, PAGE_TOP + strips[at - 1].y + strips[at - 1].height, 0.6);
    return at;
}

static void draw_page(struct drawing *drawing, uint32_t page)
{
    const struct strip *strips = drawing->pages->strips.items;
    size_t end = drawing->next, first = drawing->next;
    while (end < drawing->pages->strips.count && strips[end].page == page)
        end++;
    while (drawing->next < end) {
        size_t at = drawing->next;
        if (strips[at].table != 0) {
            drawing->next = draw_table(drawing, at, end, at == first);
            continue;
        }
        drawing->next = same_end(drawing, at, end);
        draw_paragraph(drawing, at, drawing->next);
    }
    draw_margins(drawing, page);
    cairo_show_page(drawing->cairo);
}

static void add_outline(const struct drawing *drawing)
{
    const struct pages *pages = drawing->pages;
    int above[OUTLINE_LEVELS + 1] = {CAIRO_PDF_OUTLINE_ROOT};
    for (size_t i = 0; i < pages->document->blocks.count; i++) {
        const struct block *block = &pages->document->blocks.items[i];
        if (block->kind != BLOCK_HEADING)
            continue;
        const struct strip *strip = &pages->strips.items[pages->first_strips[i]];
        BUF_LOCAL struct buf text = {0}, place = {0};
        for (size_t j = 0; j < block->count; j++)
            buf_add_text(&text, block->runs[j].text);
        buf_add_format(&place, "page=%u pos=[%u %u]", strip->page + 1, (unsigned)PAGE_SIDE,
                       (unsigned)(PAGE_TOP + strip->y));
        unsigned level = block->level < OUTLINE_LEVELS ? block->level : OUTLINE_LEVELS;
        int number = cairo_pdf_surface_add_outline(drawing->surface, above[level - 1],
                                                   buf_text(&text), buf_text(&place), 0);
        for (unsigned j = level; j <= OUTLINE_LEVELS; j++)
            above[j] = number;
    }
}

static void set_metadata(const struct drawing *drawing)
{
    const struct document *document = drawing->pages->document;
    cairo_pdf_surface_set_metadata(drawing->surface, CAIRO_PDF_METADATA_TITLE, document->title);
    cairo_pdf_surface_set_metadata(drawing->surface, CAIRO_PDF_METADATA_SUBJECT, document->code);
    cairo_pdf_surface_set_metadata(drawing->surface, CAIRO_PDF_METADATA_CREATE_DATE, document->at);
}

bool draw_pages(struct pages *pages, struct buf *out, struct buf *reterr_why)
{
    struct drawing drawing = {.pages = pages, .out = out};
    drawing.surface = cairo_pdf_surface_create_for_stream(write_bytes, out, (double)PAGE_WIDTH,
                                                          (double)PAGE_HEIGHT);
    drawing.cairo = cairo_create(drawing.surface);
    set_metadata(&drawing);
    cairo_tag_begin(drawing.cairo, "Document", NULL);
    for (uint32_t page = 0; page < pages->count; page++)
        draw_page(&drawing, page);
    cairo_tag_end(drawing.cairo, "Document");
    add_outline(&drawing);
    cairo_status_t status = cairo_status(drawing.cairo);
    cairo_destroy(drawing.cairo);
    cairo_surface_finish(drawing.surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(drawing.surface);
    cairo_surface_destroy(drawing.surface);
    if (status != CAIRO_STATUS_SUCCESS)
        buf_add_text(reterr_why, cairo_status_to_string(status));
    else if (!catalog_add_language(out, pages->document->language, pages->document->rtl))
        buf_add_text(reterr_why, "the file has no catalog");
    return reterr_why->size == 0;
}
