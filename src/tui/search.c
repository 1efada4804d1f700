/*
 * A folded text may be shorter or longer than what it came from, so each grapheme is folded
 * by itself and remembers where it came from.
 */
#include "search.h"

#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/mem.h>
#include <dais/base/utf8.h>

/* Where a grapheme stands in the folded line and on the screen. */
struct mark {
    size_t at;   /* its first byte in the folded line */
    int column;  /* its first column */
    int columns; /* that it is wide */
};
struct marks {
    ARRAY_OF(struct mark) list;
};

static void fold(const char *line, size_t size, struct buf *out, struct marks *marks)
{
    int column = 0;
    while (size > 0) {
        size_t next = grapheme_next(line, size);
        struct mark mark = {out->size, column, (int)grapheme_width(line, next)};
        array_push(&marks->list, mark);
        utf8_fold(line, next, out);
        column += mark.columns;
        line += next;
        size -= next;
    }
}

void search_mark(struct canvas *canvas, struct area area, int x, int y, const char *line,
                 size_t size, const char *sought)
{
    BUF_LOCAL struct buf folded = {0};
    struct marks marks = {{0}};
    size_t length = strlen(sought);
    if (length == 0)
        return;
    fold(line, size, &folded, &marks);
    const char *at = buf_text(&folded);
    size_t i = 0;
    while ((at = strstr(at, sought)) != NULL) {
        size_t start = (size_t)(at - buf_text(&folded));
        for (; i < marks.list.count && marks.list.items[i].at < start + length; i++) {
            const struct mark *mark = &marks.list.items[i];
            if (mark->at < start &&
                (i + 1 < marks.list.count ? marks.list.items[i + 1].at : folded.size) <= start)
                continue;
            struct area cell = {area.x + x + mark->column, area.y + y, mark->columns, 1};
            canvas_style_area(canvas, area_meet(area, cell), ROLE_MATCH);
        }
        at += length;
    }
    mem_free_local(&marks.list.items);
}
