/*
 * jansson escapes C0 controls only. DEL, C1 and what steers the direction of text can stand
 * nowhere but inside strings, so they are escaped in the finished bytes, as these come.
 */
#include "json_build.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>

#include "plain_text.h"

static json_t *there(json_t *value)
{
    if (value == NULL)
        abort();
    return value;
}

json_t *json_build_object(void)
{
    return there(json_object());
}

json_t *json_build_array(void)
{
    return there(json_array());
}

json_t *json_build_text(const char *text)
{
    if (text == NULL)
        return json_null();
    size_t size = strlen(text);
    if (utf8_check(text, size) == size)
        return there(json_stringn_nocheck(text, size));
    BUF_LOCAL struct buf valid = {0};
    for (size_t at = 0, length; at < size; at += length)
        utf8_encode(utf8_decode(text + at, size - at, &length), &valid);
    return there(json_stringn_nocheck(valid.bytes, valid.size));
}

json_t *json_build_instant(const struct zone *zone, msec_t instant)
{
    if (instant == MSEC_NONE)
        return json_null();
    BUF_LOCAL struct buf text = {0};
    zone_write(zone, instant, false, &text);
    return json_build_text(buf_text(&text));
}

json_t *json_build_span(msec_t span)
{
    return span == MSEC_NONE ? json_null() : json_build_number(span);
}

json_t *json_build_number(int64_t number)
{
    return there(json_integer(number));
}

json_t *json_build_bool(bool value)
{
    return json_boolean(value);
}

json_t *json_build_null(void)
{
    return json_null();
}

void json_set(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        abort();
}

void json_push(json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        abort();
}

void json_set_text(json_t *object, const char *key, const char *text)
{
    if (text != NULL)
        json_set(object, key, json_build_text(text));
}

/* Marks of direction and tag characters: not to be seen, and nothing for a terminal. */
static bool is_unseen(uint32_t code)
{
    return code == 0x061c || code == 0x200e || code == 0x200f ||
           (code >= 0xe0000 && code <= 0xe007f);
}

static void add_escaped(uint32_t code, struct buf *out)
{
    if (code > 0xffff) {
        buf_add_format(out, "\\u%04x", (unsigned)(0xd7c0 + (code >> 10)));
        code = 0xdc00 | (code & 0x3ff);
    }
    buf_add_format(out, "\\u%04x", (unsigned)code);
}

/* Bytes at the start that are ASCII and not DEL. */
static size_t plain_run(const char *bytes, size_t size)
{
    size_t length = 0;
    while (length < size && bytes[length] > '\0' && bytes[length] < 0x7f)
        length++;
    return length;
}

/* Of the finished bytes; no piece ends within a character. */
static int add_piece(const char *bytes, size_t size, void *to)
{
    struct buf *out = to;
    for (size_t at = 0, length; at < size; at += length) {
        length = plain_run(bytes + at, size - at);
        if (length > 0) {
            buf_add(out, bytes + at, length);
            continue;
        }
        uint32_t code = utf8_decode(bytes + at, size - at, &length);
        if ((code >= 0x7f && code <= 0x9f) || plain_text_steers(code) || is_unseen(code))
            add_escaped(code, out);
        else
            buf_add(out, bytes + at, length);
    }
    return 0;
}

void json_finish(json_t *value, struct buf *out)
{
    if (json_dump_callback(value, add_piece, out, JSON_INDENT(2)) != 0)
        abort();
    buf_add_char(out, '\n');
    json_decref(value);
}
