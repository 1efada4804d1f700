/*
 * Escaping for CommonMark and the tables of GitHub, so that it still reads well as plain text:
 * what can be markup anywhere is escaped everywhere, what can only begin a block is escaped
 * where a line begins. `<` and `&` are entities, for whoever reads Markdown with a reader of
 * HTML. What would change the direction of the text around it is an entity too, and seen.
 */
#include "markdown_escape.h"

#include <string.h>

#include "plain_text.h"

#include <dais/base/utf8.h>

/* Emphasis, code, links, tables, strike-through, formulas, superscript, attributes, headings. */
#define ACTIVE "\\`*_[]|~$^{}#"
/* Quotes, lists, underlines of headings, definitions. */
#define ACTIVE_AT_START ">-+=:"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* How many bytes of a line's head are the number of a list item ("12" of "12."), else 0. */
static size_t list_number(const char *line, size_t size)
{
    size_t digits = 0;
    while (digits < size && is_digit(line[digits]))
        digits++;
    bool marked = digits > 0 && digits < size && (line[digits] == '.' || line[digits] == ')');
    return marked ? digits : 0;
}

/* Blanks beside a mark of emphasis would take its meaning away. */
static bool is_wide_blank(uint32_t code)
{
    return code == 0xa0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200a) || code == 0x202f ||
           code == 0x205f || code == 0x3000;
}

static void escape_code(uint32_t code, bool at_start, bool at_edge, struct buf *out)
{
    if (at_edge && is_wide_blank(code)) {
        buf_add_format(out, "&#x%X;", (unsigned)code);
    } else if (code == '<') {
        buf_add_text(out, "&lt;");
    } else if (code == '&') {
        buf_add_text(out, "&amp;");
    } else if (plain_text_steers(code)) {
        buf_add_format(out, "&#x%X;", (unsigned)code);
    } else {
        bool escaped = code < 0x80 && (strchr(ACTIVE, (int)code) != NULL ||
                                       (at_start && strchr(ACTIVE_AT_START, (int)code) != NULL));
        if (escaped)
            buf_add_char(out, '\\');
        utf8_encode(code, out);
    }
}

/* How many bytes at the head are letters and digits of ASCII and blanks, which mean nothing. */
static size_t words_size(const char *bytes, size_t size)
{
    size_t words = 0;
    for (; words < size; words++) {
        char c = bytes[words], small = (char)(c | 0x20);
        if (c != ' ' && !is_digit(c) && (small < 'a' || small > 'z'))
            break;
    }
    return words;
}

static void escape_line(const char *line, size_t size, bool at_start, struct buf *out)
{
    size_t number = at_start ? list_number(line, size) : 0;
    for (size_t at = 0, length; at < size; at += length) {
        if (number > 0 && at == number)
            buf_add_char(out, '\\');
        length = at >= number ? words_size(line + at, size - at) : 0;
        if (length > 0) {
            buf_add(out, line + at, length);
            continue;
        }
        uint32_t code = plain_text_next(line + at, size - at, &length);
        escape_code(code, at_start && at == 0, at == 0 || at + length == size, out);
    }
}

/* The text with control characters gone, so that lines can be told by newlines alone. */
static void make_plain(const char *text, struct buf *out)
{
    size_t size = strlen(text);
    for (size_t at = 0, length; at < size; at += length) {
        length = words_size(text + at, size - at);
        if (length > 0)
            buf_add(out, text + at, length);
        else
            utf8_encode(plain_text_next(text + at, size - at, &length), out);
    }
}

void markdown_escape(const char *text, const struct markdown_place *place, struct buf *out)
{
    BUF_LOCAL struct buf plain = {0};
    make_plain(text, &plain);
    bool first = true;      /* no line was written yet */
    bool paragraph = false; /* an empty line was passed since the last */
    for (const char *line = buf_text(&plain), *next; line != NULL; line = next) {
        const char *end = strchr(line, '\n');
        next = end != NULL ? end + 1 : NULL;
        size_t size = end != NULL ? (size_t)(end - line) : strlen(line);
        while (size > 0 && *line == ' ')
            line++, size--;
        while (size > 0 && line[size - 1] == ' ')
            size--;
        if (size == 0) {
            paragraph = true;
            continue;
        }
        if (!first && place->indent == NULL) {
            buf_add_char(out, ' ');
        } else if (!first) {
            buf_add_text(out, paragraph ? "\n\n" : place->breaks ? "\\\n" : "\n");
            buf_add_text(out, place->indent);
        }
        escape_line(line, size, first ? place->at_line_start : place->indent != NULL, out);
        first = paragraph = false;
    }
}
