/*
 * Columns by display width: a cell in Arabic or with an emoji takes the room it shows in.
 */
#include "columns.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/term_safe.h>

enum { COLUMNS_MOST = 12, BETWEEN = 2 };

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

void columns_write(const struct columns *columns, struct buf *out)
{
    unsigned widths[COLUMNS_MOST] = {0};
    measure(columns, widths);
    size_t column = 0;
    for (size_t i = 0; i < columns->cells.count; i++) {
        const char *cell = columns->cells.items[i];
        if (cell == NULL) {
            while (out->size > 0 && out->bytes[out->size - 1] == ' ')
                buf_cut(out, out->size - 1);
            buf_add_char(out, '\n');
            column = 0;
            continue;
        }
        if (column == 0)
            buf_add_repeat(out, " ", columns->indent);
        buf_add_text(out, cell);
        unsigned width = text_width(cell, strlen(cell));
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
