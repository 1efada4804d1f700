/*
 * A table: columns as wide as their texts want, as far as the page allows; a row is as many strips
 * as its longest cell has lines, kept together, so that it is broken only where no page holds it.
 */
#include <dais/base/mem.h>

#include "pages.h"

enum { MEASURED_MOST = 200 /* rows that say how wide columns are */ };

static const float pad_x = 4, pad_y = 2.5F, short_most = 62;

struct columns {
    float natural[DESCRIPTION_COLUMNS_MOST]; /* width of the widest cell */
    float least[DESCRIPTION_COLUMNS_MOST];   /* of the widest word */
    float width[DESCRIPTION_COLUMNS_MOST];
    float x[DESCRIPTION_COLUMNS_MOST];
    size_t count;
    bool rtl;
    struct type type; /* of its rows */
};

static void measure(struct pages *pages, size_t first, size_t end, struct columns *columns)
{
    float scale = columns->type.size;
    for (size_t i = first; i < end && i < first + MEASURED_MOST; i++) {
        const struct block *row = &pages->document->blocks.items[i];
        struct type type = pages_look(row)->type;
        type.size = scale;
        for (size_t c = 0; c < row->count; c++) {
            float natural, least;
            shaper_measure(&pages->shaper, &row->runs[c], &type, &natural, &least);
            if (natural > columns->natural[c])
                columns->natural[c] = natural;
            if (least > columns->least[c])
                columns->least[c] = least;
        }
    }
    for (size_t c = 0; c < columns->count; c++) {
        columns->natural[c] += 2 * pad_x + 0.5F;
        columns->least[c] += 2 * pad_x + 0.5F;
        if (columns->natural[c] <= short_most) /* times and figures are in one piece */
            columns->least[c] = columns->natural[c];
    }
}

static float sum(const float *values, size_t count)
{
    float total = 0;
    for (size_t i = 0; i < count; i++)
        total += values[i];
    return total;
}

/* What wants no more than its part of what is left has what it wants; the others share the rest. */
static void share_fairly(struct columns *columns)
{
    float left = TEXT_WIDTH, least_left = sum(columns->least, columns->count);
    size_t count = columns->count;
    bool done[DESCRIPTION_COLUMNS_MOST] = {false};
    for (bool again = true; again;) {
        again = false;
        for (size_t c = 0; c < columns->count; c++) {
            float others = least_left - columns->least[c];
            if (done[c] || columns->natural[c] > left / (float)count ||
                columns->natural[c] > left - others)
                continue;
            columns->width[c] = columns->natural[c];
            left -= columns->natural[c];
            least_left = others;
            count--;
            done[c] = again = true;
        }
    }
    float wanted = 0;
    for (size_t c = 0; c < columns->count; c++)
        wanted += done[c] ? 0 : columns->natural[c] - columns->least[c];
    for (size_t c = 0; c < columns->count; c++)
        if (!done[c])
            columns->width[c] = columns->least[c] + (left - least_left) *
                                                        (columns->natural[c] - columns->least[c]) /
                                                        (wanted > 0 ? wanted : 1);
}

/* Every word fits where it can. */
static void share_width(struct columns *columns)
{
    float least = sum(columns->least, columns->count);
    float natural = sum(columns->natural, columns->count);
    for (size_t c = 0; c < columns->count; c++)
        columns->width[c] = least >= TEXT_WIDTH ? columns->least[c] * TEXT_WIDTH / least
                                                : columns->natural[c] * TEXT_WIDTH / natural;
    if (least < TEXT_WIDTH && natural > TEXT_WIDTH)
        share_fairly(columns);
    float x = 0;
    for (size_t c = 0; c < columns->count; c++) {
        columns->x[c] = columns->rtl ? TEXT_WIDTH - x - columns->width[c] : x;
        x += columns->width[c];
    }
}

/* Smaller where even single words would be cut. */
static void choose_columns(struct pages *pages, size_t first, size_t end, struct columns *columns)
{
    static const float smaller[] = {1, 0.9F, 0.8F};
    const struct block *head = &pages->document->blocks.items[first];
    struct type type = pages_look(head)->type;
    for (size_t i = 0; i < sizeof smaller / sizeof *smaller; i++) {
        *columns = (struct columns){.count = head->count,
                                    .rtl = head->way == WAY_RTL,
                                    .type = {.size = type.size * smaller[i]}};
        measure(pages, first, end, columns);
        if (sum(columns->least, columns->count) <= TEXT_WIDTH)
            break;
    }
    share_width(columns);
}

/* The lines of each cell of a row: where they begin, and how many. */
struct cells {
    size_t first[DESCRIPTION_COLUMNS_MOST], count[DESCRIPTION_COLUMNS_MOST];
    size_t most; /* lines of the longest one */
};

static struct cells set_cells(struct pages *pages, const struct block *row,
                              const struct columns *columns)
{
    struct cells cells = {.most = 0};
    struct type type = pages_look(row)->type;
    type.size = columns->type.size;
    for (size_t c = 0; c < columns->count; c++) {
        cells.first[c] = pages->shaper.lines.count;
        (void)shaper_add(&pages->shaper, &row->runs[c], 1, row->runs[c].way, columns->rtl, &type,
                         columns->width[c] - 2 * pad_x);
        cells.count[c] = pages->shaper.lines.count - cells.first[c];
        if (cells.count[c] > cells.most)
            cells.most = cells.count[c];
    }
    return cells;
}

static float slice_height(const struct pages *pages, const struct cells *cells, size_t columns,
                          size_t slice)
{
    float most = 0;
    for (size_t c = 0; c < columns; c++)
        if (slice < cells->count[c] &&
            pages->shaper.lines.items[cells->first[c] + slice].height > most)
            most = pages->shaper.lines.items[cells->first[c] + slice].height;
    return most;
}

static void add_row(struct pages *pages, size_t index, const struct columns *columns,
                    uint32_t number, float before)
{
    const struct block *row = &pages->document->blocks.items[index];
    const struct cells cells = set_cells(pages, row, columns);
    for (size_t i = 0; i < cells.most; i++) {
        bool ends = i + 1 == cells.most;
        float above = i == 0 ? pad_y : 0;
        struct strip *strip = pages_add_strip(pages, index, i == 0 ? before : 0,
                                              slice_height(pages, &cells, columns->count, i) +
                                                  above + (ends ? pad_y : 0));
        strip->table = number;
        strip->head = row->kind == BLOCK_TABLE;
        strip->keep = !ends;
        strip->ruled = i == 0;
        strip->ends = ends;
        for (size_t c = 0; c < columns->count; c++) {
            size_t line = cells.first[c] + i;
            if (i < cells.count[c])
                pages_add_part(pages, &(struct part){.line = (uint32_t)line,
                                                     .column = (uint32_t)c,
                                                     .x = columns->x[c] + pad_x +
                                                          pages->shaper.lines.items[line].x,
                                                     .y = above});
        }
    }
}

size_t pages_add_table(struct pages *pages, size_t first, uint32_t number)
{
    const struct document *document = pages->document;
    size_t end = first + 1;
    while (end < document->blocks.count && document->blocks.items[end].kind == BLOCK_ROW)
        end++;
    struct columns columns;
    choose_columns(pages, first, end, &columns);
    for (size_t i = first; i < end; i++) {
        add_row(pages, i, &columns, number, i == first ? 6 : 0);
        /* The first two rows stay together, and the last two. */
        bool keeps = i + 1 < end && (i <= first + 1 || i + 2 == end);
        pages->strips.items[pages->strips.count - 1].keep = keeps;
    }
    return end;
}
