/*
 * Where the cursor can go: graphemes, words, lines. Nothing here changes the text or knows
 * how wide the area is.
 */
#include "text_area_inner.h"

#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/utf8.h>

static const char *bytes_of(const struct text_area *area)
{
    return buf_text(&area->text);
}

size_t text_area_line_start(const struct text_area *area, size_t at)
{
    const char *text = bytes_of(area);
    while (at > 0 && text[at - 1] != '\n')
        at--;
    return at;
}

size_t text_area_line_end(const struct text_area *area, size_t at)
{
    const char *newline = memchr(bytes_of(area) + at, '\n', area->text.size - at);
    return newline != NULL ? (size_t)(newline - bytes_of(area)) : area->text.size;
}

size_t text_area_snap(const struct text_area *area, size_t at)
{
    return grapheme_start(bytes_of(area), area->text.size, at);
}

size_t text_area_before(const struct text_area *area, size_t at)
{
    return at == 0 ? 0 : text_area_snap(area, at - 1);
}

size_t text_area_after(const struct text_area *area, size_t at)
{
    return at + grapheme_next(bytes_of(area) + at, area->text.size - at);
}

/* Letters and digits: beyond ASCII everything but spaces and punctuation. */
static bool is_word_at(const struct text_area *area, size_t at)
{
    size_t length;
    uint32_t code = utf8_decode(bytes_of(area) + at, area->text.size - at, &length);
    if (code < 0x80)
        return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
               (code >= 'A' && code <= 'Z') || code == '_';
    return !(code < 0xC0 || code == 0xD7 || code == 0xF7 || (code >= 0x2000 && code < 0x2070) ||
             (code >= 0x3000 && code < 0x3004) || code == 0x060C || code == 0x061B ||
             code == 0x061F);
}

size_t text_area_word_left(const struct text_area *area, size_t at)
{
    size_t before = text_area_before(area, at);
    while (at > 0 && !is_word_at(area, before)) {
        at = before;
        before = text_area_before(area, at);
    }
    while (at > 0 && is_word_at(area, before)) {
        at = before;
        before = text_area_before(area, at);
    }
    return at;
}

size_t text_area_word_right(const struct text_area *area, size_t at)
{
    while (at < area->text.size && !is_word_at(area, at))
        at = text_area_after(area, at);
    while (at < area->text.size && is_word_at(area, at))
        at = text_area_after(area, at);
    return at;
}
