/*
 * Columns by display width: a cell in Arabic or with an emoji takes the room it shows in.
 */
#include "columns.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/term_safe.h>

enum {
    COLUMNS_MOST = 12,
    BETWEEN = 2,
    LEAST_LAST = 12, /* columns for the last cell; with fewer left it is not worth a cut */
};

void columns_add(struct columns *columns, const char *text)
{
    BUF_LOCAL struct buf safe = {0};
    term_safe_line(text, strlen(text), &safe);
    array_push(&columns->cells, buf_take(&safe));
}

void columns_end_row(struct columns *columns)
{
    array_push(&columns->cells, NULL);
}

/* The widest cell of each column but the last of its row. */
static void measure(const struct columns *columns, unsigned widths[COLUMNS_MOST])
{
    size_t column = 0;
    for (size_t i = 0; i < columns->cells.count; i++) {
        const char *cell = columns->cells.items[i];
        if (cell == NULL) {
            column = 0;
            continue;
        }
        bool last = columns->cells.items[i + 1] == NULL;
        unsigned width = text_width(cell, strlen(cell));
        if (!last && column < COLUMNS_MOST && width > widths[column])
            widths[column] = width;
        column++;
    }
}

/* The last cell of a row that begins at a column: cut with … where the terminal ends before it. */
static void add_last(const struct columns *columns, const char *cell, unsigned at, struct buf *out)
{
    if (columns->width < at + LEAST_LAST)
        buf_add_text(out, cell);
    else
        text_cut(cell, columns->width - at, out);
}

void columns_write(const struct columns *columns, struct buf *out)
{
    unsigned widths[COLUMNS_MOST] = {0};
    measure(columns, widths);
    size_t column = 0;
    unsigned at = columns->indent;
    for (size_t i = 0; i < columns->cells.count; i++) {
        const char *cell = columns->cells.items[i];
        if (cell == NULL) {
            while (out->size > 0 && out->bytes[out->size - 1] == ' ')
                buf_cut(out, out->size - 1);
            buf_add_char(out, '\n');
            column = 0;
            at = columns->indent;
            continue;
        }
        if (column == 0)
            buf_add_repeat(out, " ", columns->indent);
        unsigned width = text_width(cell, strlen(cell));
        if (columns->cells.items[i + 1] != NULL)
            buf_add_text(out, cell);
        else
            add_last(columns, cell, at, out);
        at += (column < COLUMNS_MOST ? widths[column] : width) + BETWEEN;
        if (columns->cells.items[i + 1] != NULL && column < COLUMNS_MOST)
            buf_add_repeat(out, " ", widths[column] - width + BETWEEN);
        column++;
    }
}

void columns_finish(struct columns *columns)
{
    for (size_t i = 0; i < columns->cells.count; i++)
        free(columns->cells.items[i]);
    free(columns->cells.items);
    *columns = (struct columns){0};
}
