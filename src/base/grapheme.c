/*
 * Characters as a reader counts them, their columns, and where lines break. Breaking is
 * libunistring's (UAX #29 and #14), always from the beginning of a character on: where
 * the next one begins never depends on what stands further right, so a window is enough.
 *
 * Widths are those that terminals and curses agree on most: East Asian Width, nothing for
 * marks, two columns for emoji however many code points they are made of. A spacing mark
 * (Devanagari, Tamil …) takes a column of its own, as it does on a terminal.
 */
#include <dais/base/grapheme.h>

#include <string.h>

#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>

#include <dais/base/linebreak.h>
#include <dais/base/mem.h>
#include <dais/base/utf8.h>

/* First window in which the end of a grapheme is looked for; it doubles. */
enum { WINDOW_SIZE = 16 };

/* How much of a text behind a line must be seen to know its break opportunities, in bytes. */
enum { LOOKAHEAD_SIZE = 64 };

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

static bool is_printable_ascii(char c)
{
    return c >= 0x20 && c < 0x7F;
}

static bool is_inside(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The largest boundary between code points not after `end`. */
static size_t code_boundary(const char *text, size_t size, size_t end)
{
    if (end >= size)
        return size;
    while (end > 0 && is_inside(text[end]))
        end--;
    return end;
}

void grapheme_breaks(const char *text, size_t size, char *ret_breaks)
{
    size_t ascii = 0;
    while (ascii < size && is_ascii(text[ascii]))
        ascii++;
    if (ascii < size) {
        u8_grapheme_breaks((const uint8_t *)text, size, ret_breaks);
        return;
    }
    for (size_t i = 0; i < size; i++)
        ret_breaks[i] = !(i > 0 && text[i - 1] == '\r' && text[i] == '\n');
}

/* The end of the first grapheme, looked for in a window that grows. */
static size_t grapheme_end(const char *text, size_t size)
{
    char few[WINDOW_SIZE * 4];
    MEM_LOCAL char *many = NULL;
    size_t room = sizeof few;
    for (size_t wanted = WINDOW_SIZE;; wanted *= 2) {
        size_t window = code_boundary(text, size, wanted);
        if (window > room)
            many = mem_grow(many, &room, window, 1);
        char *breaks = many != NULL ? many : few;
        u8_grapheme_breaks((const uint8_t *)text, window, breaks);
        const char *found = window > 1 ? memchr(breaks + 1, 1, window - 1) : NULL;
        if (found != NULL)
            return (size_t)(found - breaks);
        if (window == size)
            return size;
    }
}

/*
 * Does a grapheme begin at `at` (a code point), whatever stands around? True of what neither joins
 * what stands before it nor could be joined by anything but a prefix; false: not known.
 */
static bool surely_begins(const char *text, size_t size, size_t at)
{
    size_t length;
    if (at == 0 || text[at] == '\n' || text[at - 1] == '\n')
        return at == 0 || text[at] != '\n' || text[at - 1] != '\r';
    if (is_printable_ascii(text[at]) && is_ascii(text[at - 1]))
        return true;
    uint32_t code = utf8_decode(text + at, size - at, &length);
    size_t before = code_boundary(text, size, at - 1);
    uint32_t code_before = utf8_decode(text + before, at - before, &length);
    int property = uc_graphemeclusterbreak_property(code_before);
    return uc_graphemeclusterbreak_property(code) == GBP_OTHER && property != GBP_PREPEND &&
           (property != GBP_ZWJ || !uc_is_property_extended_pictographic(code));
}

size_t grapheme_next(const char *text, size_t size)
{
    if (size <= 1)
        return size;
    if (is_ascii(text[0]) && is_ascii(text[1]))
        return text[0] == '\r' && text[1] == '\n' ? 2 : 1;
    size_t first = 1; /* most are one code point, and what follows them is too */
    while (first < size && is_inside(text[first]))
        first++;
    if (first == size || surely_begins(text, size, first))
        return first;
    return grapheme_end(text, size);
}

size_t grapheme_ascii_run(const char *text, size_t size)
{
    size_t run = 0;
    while (run < size && is_printable_ascii(text[run]))
        run++;
    return run > 0 && run < size && !is_ascii(text[run]) ? run - 1 : run; /* that may join it */
}

size_t grapheme_start(const char *text, size_t size, size_t at)
{
    if (at >= size)
        return size;
    size_t start = code_boundary(text, size, at);
    while (!surely_begins(text, size, start))
        start = code_boundary(text, size, start - 1);
    for (;;) {
        size_t length = grapheme_next(text + start, size - start);
        if (start + length > at)
            return start;
        start += length;
    }
}

/* Columns of one code point; where libunistring and the C library differ, as the latter. */
static unsigned code_width(uint32_t code)
{
    if (code < 0x0300) /* a soft hyphen in a cell is shown */
        return code < 0x20 || (code >= 0x7F && code < 0xA0) ? 0 : 1;
    if ((code >= 0x3248 && code <= 0x324F) || (code >= 0x4DC0 && code <= 0x4DFF))
        return 2; /* circled numbers on black squares, hexagrams */
    if (uc_graphemeclusterbreak_property(code) == GBP_PREPEND)
        return 1; /* Arabic number sign and its like */
    if (uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me))
        return 0;
    if (code >= 0x1F300 && uc_is_property_extended_pictographic(code) &&
        uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Cn))
        return 2; /* an emoji of a later Unicode */
    int width = uc_width(code, "UTF-8");
    return width > 0 ? (unsigned)width : 0;
}

unsigned grapheme_width(const char *text, size_t size)
{
    if (size == 1)
        return is_printable_ascii(text[0]) ? 1 : 0;
    unsigned width = 0;
    bool emoji = false; /* VARIATION SELECTOR-16 behind what has an emoji form */
    bool pictograph = false;
    for (size_t i = 0, length; i < size; i += length) {
        uint32_t code = utf8_decode(text + i, size - i, &length);
        if (i == 0)
            pictograph = uc_is_property_emoji(code);
        emoji = emoji || (code == 0xFE0F && pictograph);
        width += code_width(code);
        if (width > 1 || emoji)
            return 2;
    }
    return width;
}

unsigned text_width(const char *text, size_t size)
{
    unsigned width;
    text_fit(text, size, (unsigned)-1, &width);
    return width;
}

size_t text_fit(const char *text, size_t size, unsigned columns, unsigned *ret_width)
{
    unsigned width = 0;
    size_t i = 0;
    while (i < size) {
        size_t length = grapheme_ascii_run(text + i, size - i);
        if (length > columns - width)
            length = columns - width;
        unsigned wide = (unsigned)length;
        if (length == 0) {
            length = grapheme_next(text + i, size - i);
            wide = grapheme_width(text + i, length);
        }
        if (wide > columns - width)
            break;
        width += wide;
        i += length;
    }
    if (ret_width != NULL)
        *ret_width = width;
    return i;
}

void text_cut(const char *text, unsigned columns, struct buf *out)
{
    size_t size = strlen(text);
    if (columns == 0)
        return;
    size_t fit = text_fit(text, size, columns, NULL);
    if (fit == size) {
        buf_add(out, text, size);
        return;
    }
    fit = text_fit(text, fit, columns - 1, NULL);
    while (fit > 0 && text[fit - 1] == ' ')
        fit--;
    buf_add(out, text, fit);
    buf_add_text(out, "…");
}

/*
 * The last place not after `end` where a line may be broken, 0 where there is none. What
 * stands behind is looked at as well, since it may forbid a break. UAX #14 would break
 * between a space and a mark on it; they are one grapheme and stay together. Nor is a line
 * made of nothing but the spaces that a paragraph begins with.
 */
static size_t last_break(const char *text, size_t size, size_t end)
{
    size_t window = code_boundary(text, size, end + LOOKAHEAD_SIZE);
    MEM_LOCAL char *lines = mem_new(window, 1);
    MEM_LOCAL char *graphemes = mem_new(window, 1);
    linebreak_find(text, window, lines);
    grapheme_breaks(text, window, graphemes);
    size_t i = end;
    while (i > 0 && !(i < window && lines[i] && graphemes[i]))
        i--;
    size_t indent = 0;
    while (indent < i && text[indent] == ' ')
        indent++;
    return indent < i ? i : 0;
}

size_t text_wrap(const char *text, size_t size, unsigned columns, size_t *ret_skip)
{
    const char *newline = memchr(text, '\n', size);
    size_t paragraph = newline != NULL ? (size_t)(newline - text) : size;
    size_t after = newline != NULL ? 1 : 0;
    size_t fit = text_fit(text, paragraph, columns, NULL);
    if (fit == paragraph) {
        *ret_skip = after;
        return paragraph;
    }
    size_t spaces = fit; /* spaces at the end of a line hang over */
    while (spaces < paragraph && text[spaces] == ' ' &&
           grapheme_next(text + spaces, paragraph - spaces) == 1)
        spaces++;
    size_t next = spaces == paragraph ? paragraph : last_break(text, paragraph, spaces);
    size_t line = next < fit ? next : fit;
    if (next == 0) /* a word longer than the line, or a grapheme wider than it */
        next = line = fit > 0 ? fit : grapheme_next(text, paragraph);
    while (line > 0 && line <= fit && text[line - 1] == ' ')
        line--;
    *ret_skip = next - line + (next == paragraph ? after : 0);
    return line;
}
