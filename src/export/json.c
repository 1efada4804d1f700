/*
 * Data as JSON: two spaces of indentation, a value a line. What a terminal could take for an order
 * stands there as \u…: control characters, and what cannot be seen or steers the direction of
 * text.
 */
#include <string.h>

#include <dais/base/utf8.h>

#include "exporters.h"
#include "plain_text.h"
#include "report_data.h"

static const struct data_level *innermost(const struct data *data)
{
    return &data->levels.items[data->levels.count - 1];
}

static void begin_line(struct data *data, size_t depth)
{
    buf_add_char(data->out, '\n');
    buf_add_repeat(data->out, "  ", depth);
}

static void open_level(struct data *data, bool list)
{
    buf_add_char(data->out, list ? '[' : '{');
}

static void add_item(struct data *data)
{
    if (innermost(data)->count > 0)
        buf_add_char(data->out, ',');
    begin_line(data, data->levels.count);
}

/* Not to be seen, or nothing for a terminal. */
static bool is_hidden(uint32_t code)
{
    return (code >= 0x7f && code <= 0x9f) || plain_text_steers(code) || code == 0x061c ||
           code == 0x200e || code == 0x200f || (code >= 0xe0000 && code <= 0xe007f);
}

static void add_escaped(uint32_t code, struct buf *out)
{
    if (code > 0xffff) {
        buf_add_format(out, "\\u%04x", (unsigned)(0xd7c0 + (code >> 10)));
        code = 0xdc00 | (code & 0x3ff);
    }
    buf_add_format(out, "\\u%04x", (unsigned)code);
}

/* `code` is below 0x80 and does not stand for itself. */
static void add_ascii(uint32_t code, struct buf *out)
{
    switch (code) {
    case '"':
    case '\\':
        buf_add_char(out, '\\');
        buf_add_char(out, (char)code);
        break;
    case '\n':
        buf_add_text(out, "\\n");
        break;
    case '\r':
        buf_add_text(out, "\\r");
        break;
    case '\t':
        buf_add_text(out, "\\t");
        break;
    case '\b':
        buf_add_text(out, "\\b");
        break;
    case '\f':
        buf_add_text(out, "\\f");
        break;
    default:
        add_escaped(code, out);
        break;
    }
}

static void add_text(struct data *data, const char *text, size_t size)
{
    struct buf *out = data->out;
    buf_add_char(out, '"');
    for (size_t at = 0, length; at < size; at += length) {
        length = plain_text_run(text + at, size - at, '"', '\\', '\\');
        if (length > 0) {
            buf_add(out, text + at, length);
            continue;
        }
        uint32_t code = utf8_decode(text + at, size - at, &length);
        if (code < 0x7f)
            add_ascii(code, out);
        else if (is_hidden(code))
            add_escaped(code, out);
        else
            buf_add(out, text + at, length);
    }
    buf_add_char(out, '"');
}

static void add_key(struct data *data, const char *key)
{
    add_item(data);
    add_text(data, key, strlen(key));
    buf_add_text(data->out, ": ");
}

static void add_word(struct data *data, const char *word)
{
    buf_add_text(data->out, word);
}

static void close_level(struct data *data, bool list, bool empty)
{
    if (!empty)
        begin_line(data, data->levels.count - 1);
    buf_add_char(data->out, list ? ']' : '}');
}

static void end(struct data *data)
{
    buf_add_char(data->out, '\n');
}

const struct data_form json_form = {
    .open = open_level,
    .member = add_key,
    .item = add_item,
    .text = add_text,
    .word = add_word,
    .close = close_level,
    .end = end,
};

void json_write(const struct report *report, const struct export_options *options, struct buf *out)
{
    (void)options;
    report_data_write(report, &json_form, out);
}
