/*
 * The YAML that the program writes. What a literal block cannot carry through a reader of
 * YAML 1.1 unchanged (U+FEFF is refused, NEL, U+2028 and U+2029 are line breaks) goes out
 * quoted instead, so that nobody's text makes a frame unreadable.
 */
#include <dais/base/yaml_write.h>

#include <stdbool.h>
#include <string.h>

#include <unictype.h>

#include <dais/base/utf8.h>

/* Stands for itself between double quotes and in a literal block. */
static bool yaml_is_plain(uint32_t code)
{
    if (code < 0x80)
        return code >= 0x20 && code != 0x7F;
    return code >= 0xA0 && code != 0x2028 && code != 0x2029 && code != 0xFEFF &&
           !uc_is_property_not_a_character(code) && !uc_is_property_bidi_control(code);
}

static void yaml_write_escape(uint32_t code, struct buf *out)
{
    if (code == '\n')
        buf_add_text(out, "\\n");
    else if (code == '\t')
        buf_add_text(out, "\\t");
    else if (code == '"' || code == '\\')
        buf_add_format(out, "\\%c", (char)code);
    else if (code < 0x100)
        buf_add_format(out, "\\x%02x", (unsigned)code);
    else if (code < 0x10000)
        buf_add_format(out, "\\u%04x", (unsigned)code);
    else
        buf_add_format(out, "\\U%08x", (unsigned)code);
}

/* How many bytes at the start are ASCII that stands for itself between quotes: most of any text. */
static size_t yaml_plain_run(const char *text, size_t size)
{
    size_t run = 0;
    while (run < size && text[run] >= ' ' && text[run] < 0x7F && text[run] != '"' &&
           text[run] != '\\')
        run++;
    return run;
}

void yaml_write_quoted(const char *text, size_t size, struct buf *out)
{
    buf_add_char(out, '"');
    for (size_t i = 0, length; i < size; i += length) {
        length = yaml_plain_run(text + i, size - i);
        if (length > 0) {
            buf_add(out, text + i, length);
            continue;
        }
        uint32_t code = utf8_decode(text + i, size - i, &length);
        if (yaml_is_plain(code) && code != '"' && code != '\\')
            utf8_encode(code, out);
        else
            yaml_write_escape(code, out);
    }
    buf_add_char(out, '"');
}

/* Whether a literal block brings the text back as it is. */
static bool yaml_fits_block(const char *text, size_t size)
{
    for (size_t i = 0, length; i < size; i += length) {
        uint32_t code = utf8_decode(text + i, size - i, &length);
        if (!yaml_is_plain(code) && code != '\n' && code != '\t')
            return false;
    }
    return true;
}

/* How many newlines the text ends with, 2 standing for more. */
static unsigned yaml_last_newlines(const char *text, size_t size)
{
    unsigned newlines = 0;
    while (newlines < 2 && newlines < size && text[size - 1 - newlines] == '\n')
        newlines++;
    return newlines;
}

void yaml_write_block(const char *text, size_t size, unsigned indent, struct buf *out)
{
    if (!yaml_fits_block(text, size)) {
        yaml_write_quoted(text, size, out);
        return;
    }
    /* A newline at the very end is the one that the caller writes behind the block. */
    unsigned newlines = yaml_last_newlines(text, size);
    bool only_newline = size == 1 && newlines == 1;
    buf_add_char(out, '|');
    if (size > 0 && (text[0] == ' ' || text[0] == '\n' || text[0] == '\t'))
        buf_add_char(out, '2');
    if (newlines == 0)
        buf_add_char(out, '-');
    else if (newlines > 1 || only_newline)
        buf_add_char(out, '+');
    size_t end = newlines > 0 ? size - 1 : size;
    for (size_t start = 0; start < size && start <= end;) {
        const char *newline = memchr(text + start, '\n', end - start);
        size_t line = newline != NULL ? (size_t)(newline - text) : end;
        buf_add_char(out, '\n');
        if (line > start)
            buf_add_repeat(out, " ", indent);
        buf_add(out, text + start, line - start);
        start = line + 1;
    }
}
