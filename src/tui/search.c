/*
 * A folded text may be shorter or longer than what it came from, so each grapheme is folded
 * by itself and remembers where it came from. Runs of ASCII stay as long as they are and are
 * folded at once.
 */
#include "search.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/utf8.h>

static void piece_add(struct search_text *text, size_t from)
{
    struct search_piece piece = {text->folded.size, from};
    array_push(&text->pieces, piece);
}

/* Bytes of ASCII at the head that nothing behind can join. */
static size_t ascii_size(const char *text, size_t size)
{
    size_t ascii = 0;
    while (ascii < size && (unsigned char)text[ascii] < 0x80 && text[ascii] != '\r')
        ascii++;
    return ascii == size || ascii == 0 ? ascii : ascii - 1;
}

void search_fold(const char *text, size_t size, struct search_text *ret_text)
{
    buf_clear(&ret_text->folded);
    ret_text->pieces.count = 0;
    ret_text->size = size;
    for (size_t i = 0, length; i < size; i += length) {
        length = ascii_size(text + i, size - i);
        for (size_t k = 0; k < length; k++) {
            struct search_piece piece = {ret_text->folded.size + k, i + k};
            array_push(&ret_text->pieces, piece);
        }
        if (length == 0) {
            length = grapheme_next(text + i, size - i);
            piece_add(ret_text, i);
        }
        utf8_fold(text + i, length, &ret_text->folded);
    }
}

void search_finish(struct search_text *text)
{
    buf_finish(&text->folded);
    free(text->pieces.items);
    *text = (struct search_text){.size = 0};
}

/* The last piece that begins at or before a byte of the folded text; one that is folded away begins
   where the next does and comes before it. */
static size_t piece_at(const struct search_text *text, size_t at)
{
    size_t low = 0, high = text->pieces.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (text->pieces.items[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

bool search_next(const struct search_text *text, const char *sought, size_t *at, size_t *ret_start,
                 size_t *ret_size)
{
    size_t length = strlen(sought);
    const char *folded = buf_text(&text->folded);
    const char *found = length > 0 ? strstr(folded + *at, sought) : NULL;
    if (found == NULL)
        return false;
    size_t start = (size_t)(found - folded);
    size_t behind = piece_at(text, start + length - 1) + 1;
    size_t from = text->pieces.items[piece_at(text, start)].from;
    *at = start + length;
    *ret_start = from;
    *ret_size = (behind < text->pieces.count ? text->pieces.items[behind].from : text->size) - from;
    return true;
}

void search_mark(struct canvas *canvas, struct area area, int x, int y, const char *line,
                 size_t size, const char *sought)
{
    struct search_text text = {.size = 0};
    size_t at = 0, start, found;
    if (sought[0] == '\0')
        return;
    search_fold(line, size, &text);
    while (search_next(&text, sought, &at, &start, &found)) {
        struct area cells = {area.x + x + (int)text_width(line, start), area.y + y,
                             (int)text_width(line + start, found), 1};
        canvas_style_area(canvas, area_meet(area, cells), ROLE_MATCH);
    }
    search_finish(&text);
}
