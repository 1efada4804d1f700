/*
 * The strict reader of bodies: lines `key: "value"` in journal order, a literal block for
 * `text` at the end, and nothing else. It is what replay spends its time in, so it makes one
 * piece of memory per event and looks at each byte about twice.
 *
 * It is no YAML reader. What it accepts is YAML, and libyaml reads the same from it.
 */
#include "frame_body.h"

#include <string.h>

#include <dais/base/utf8.h>
#include <dais/store/frame.h>

struct cursor {
    const char *at;  /* next byte */
    const char *end; /* behind the last */
    char *store;     /* where the next value goes; in the event's arena */
    unsigned lines;  /* newlines passed */
};

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The code point of `count` hexadecimal digits; 0 where there is none (nor may be). */
static uint32_t take_code(struct cursor *cursor, unsigned count)
{
    uint32_t code = 0;
    if ((size_t)(cursor->end - cursor->at) < count)
        return 0;
    for (unsigned i = 0; i < count; i++) {
        int digit = hex_digit(*cursor->at++);
        if (digit < 0)
            return 0;
        code = code << 4 | (uint32_t)digit;
    }
    return code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF) ? 0 : code;
}

/* UTF-8 of a code point; no longer than the escape it came from. */
static char *put_code(char *to, uint32_t code)
{
    if (code < 0x80) {
        *to++ = (char)code;
    } else if (code < 0x800) {
        *to++ = (char)(0xC0 | code >> 6);
        *to++ = (char)(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        *to++ = (char)(0xE0 | code >> 12);
        *to++ = (char)(0x80 | (code >> 6 & 0x3F));
        *to++ = (char)(0x80 | (code & 0x3F));
    } else {
        *to++ = (char)(0xF0 | code >> 18);
        *to++ = (char)(0x80 | (code >> 12 & 0x3F));
        *to++ = (char)(0x80 | (code >> 6 & 0x3F));
        *to++ = (char)(0x80 | (code & 0x3F));
    }
    return to;
}

/* What follows a backslash. */
static bool take_escape(struct cursor *cursor)
{
    if (cursor->at == cursor->end)
        return false;
    uint32_t code = 0;
    switch (*cursor->at++) {
    case 'n':
        code = '\n';
        break;
    case 't':
        code = '\t';
        break;
    case '"':
        code = '"';
        break;
    case '\\':
        code = '\\';
        break;
    case 'x':
        code = take_code(cursor, 2);
        break;
    case 'u':
        code = take_code(cursor, 4);
        break;
    case 'U':
        code = take_code(cursor, 8);
        break;
    default: /* any other byte */
        break;
    }
    if (code == 0)
        return false;
    cursor->store = put_code(cursor->store, code);
    return true;
}

/* Ends the value that began at `value`; false where it is too long. */
static bool end_value(struct cursor *cursor, const char *value)
{
    bool fits = cursor->store - value <= FRAME_SCALAR_MOST;
    *cursor->store++ = '\0';
    return fits;
}

/* A value behind its opening quote, up to and with the newline. */
static bool take_quoted(struct cursor *cursor)
{
    const char *value = cursor->store;
    while (cursor->at < cursor->end) {
        unsigned char c = (unsigned char)*cursor->at++;
        if (c == '"') {
            if (cursor->at == cursor->end || *cursor->at++ != '\n')
                break;
            cursor->lines++;
            return end_value(cursor, value);
        }
        if (c < 0x20 || c == 0x7F)
            break;
        if (c != '\\')
            *cursor->store++ = (char)c;
        else if (!take_escape(cursor))
            break;
    }
    (void)end_value(cursor, value);
    return false;
}

/* One line of a block, indentation off, newline kept; false where a control is in it. */
static bool take_block_line(struct cursor *cursor)
{
    while (cursor->at < cursor->end) {
        unsigned char c = (unsigned char)*cursor->at++;
        if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F)
            return false;
        *cursor->store++ = (char)c;
        if (c == '\n') {
            cursor->lines++;
            return true;
        }
    }
    return false;
}

static bool take_byte(struct cursor *cursor, char byte)
{
    if (cursor->at == cursor->end || *cursor->at != byte)
        return false;
    cursor->at++;
    return true;
}

/* A literal block behind its bar, up to the end of the body. */
static bool take_block(struct cursor *cursor)
{
    bool indicated = take_byte(cursor, '2');
    bool strip = take_byte(cursor, '-');
    bool keep = !strip && take_byte(cursor, '+');
    char *value = cursor->store;
    if (!take_byte(cursor, '\n')) {
        (void)end_value(cursor, value);
        return false;
    }
    cursor->lines++;
    bool good = true;
    while (good && cursor->at < cursor->end) {
        if (*cursor->at != '\n')
            good = take_byte(cursor, ' ') && take_byte(cursor, ' ');
        good = good && take_block_line(cursor);
    }
    if (!indicated && cursor->store > value && (*value == ' ' || *value == '\n' || *value == '\t'))
        good = false;
    char *end = cursor->store;
    while (good && end > value && end[-1] == '\n')
        end--;
    if (strip)
        cursor->store = end;
    else if (!keep && end > value && end < cursor->store)
        cursor->store = end + 1;
    return end_value(cursor, value) && good;
}

/* The letters of a key and the colon and space behind it. */
static bool take_key(struct cursor *cursor, const char **ret_key, size_t *ret_size)
{
    const char *key = cursor->at;
    while (cursor->at < cursor->end &&
           ((*cursor->at >= 'a' && *cursor->at <= 'z') || *cursor->at == '_'))
        cursor->at++;
    *ret_key = key;
    *ret_size = (size_t)(cursor->at - key);
    return *ret_size > 0 && take_byte(cursor, ':') && take_byte(cursor, ' ');
}

/* A value in either form; it stands at `*ret_value` also where it broke off. */
static bool take_value(struct cursor *cursor, bool may_be_block, const char **ret_value)
{
    *ret_value = cursor->store;
    if (take_byte(cursor, '"'))
        return take_quoted(cursor);
    if (may_be_block && take_byte(cursor, '|'))
        return take_block(cursor);
    *ret_value = NULL;
    return false;
}

static bool is_name(const char *name, const char *key, size_t size)
{
    return strlen(name) == size && memcmp(name, key, size) == 0;
}

static bool take_heads(struct cursor *cursor, struct frame_body *body)
{
    for (unsigned head = 0; head < HEAD_COUNT; head++) {
        const char *key;
        size_t size;
        const char *value;
        const char *name = frame_head_name((enum frame_head)head);
        if (!take_key(cursor, &key, &size) || !is_name(name, key, size) ||
            !take_value(cursor, false, &value) ||
            !frame_head_take(body, (enum frame_head)head, value))
            return false;
    }
    return true;
}

/* The known key of this name that comes after `last`; -1: none of them. */
static int find_key_after(int last, const char *key, size_t size)
{
    for (int i = last + 1; i < EVENT_KEY_COUNT; i++) {
        const char *name = event_key_name((enum event_key)i);
        if (name[0] == key[0] && is_name(name, key, size))
            return i;
    }
    return -1;
}

/* Has the event a field of this name already, or is it one of a head? */
static bool is_taken(const struct event *event, const char *name)
{
    for (unsigned head = 0; head < HEAD_COUNT; head++) {
        if (strcmp(frame_head_name((enum frame_head)head), name) == 0)
            return true;
    }
    for (size_t i = 0; i < event->fields.count; i++) {
        if (event->fields.items[i].key < 0 && strcmp(event->fields.items[i].name, name) == 0)
            return true;
    }
    return event_key_find(name) >= 0;
}

/* One field. `*last` is the highest known key so far. */
static bool take_field(struct cursor *cursor, struct event *event, int *last)
{
    const char *key;
    size_t size;
    if (!take_key(cursor, &key, &size))
        return false;
    int known = find_key_after(*last, key, size);
    const char *name = NULL;
    if (known < 0) {
        name = arena_text_n(&event->arena, key, size);
        if (is_taken(event, name))
            return false;
    } else {
        *last = known;
    }
    const char *value;
    bool whole = take_value(cursor, known == KEY_TEXT, &value);
    if (value != NULL)
        frame_field_add(event, known, name, value);
    return whole;
}

/*
 * What was saved of a broken body is text all the same: where the last value broke off in the middle
 * of a character that is cut off, and other bytes that are none are shown as such.
 */
static void mend_values(struct event *event)
{
    enum { CHARACTER_MOST = 4 };
    for (size_t i = 0; i < event->fields.count; i++) {
        struct event_field *field = &event->fields.items[i];
        size_t size = strlen(field->value);
        size_t good = utf8_check(field->value, size);
        if (good == size)
            continue;
        BUF_LOCAL struct buf clean = {0};
        if (i + 1 == event->fields.count && size - good < CHARACTER_MOST)
            size = good;
        (void)utf8_clean_piece(field->value, size, &clean);
        field->value = arena_text(&event->arena, buf_text(&clean));
    }
    if (event->op == EVENT_UNKNOWN &&
        utf8_check(event->op_name, strlen(event->op_name)) != strlen(event->op_name))
        event->op_name = "";
}

/* Moves the values of the fields, which lie in `size` bytes from `store` on, into the event. */
static void keep_values(struct event *event, const char *store, size_t size)
{
    if (size == 0)
        return;
    char *kept = arena_alloc(&event->arena, size);
    memcpy(kept, store, size);
    for (size_t i = 0; i < event->fields.count; i++)
        event->fields.items[i].value = kept + (event->fields.items[i].value - store);
}

bool frame_body_read_strict(const char *bytes, size_t size, struct frame_body *body)
{
    *body = (struct frame_body){.event = event_new(EVENT_UNKNOWN)};
    body->event->op_name = "";
    struct cursor cursor = {.at = bytes, .end = bytes + size};
    /* A value with its NUL is never longer than its key, quotes and newline make it. */
    MEM_LOCAL char *store = mem_new(size + 1, 1);
    cursor.store = store;
    bool whole = take_heads(&cursor, body);
    char *values = cursor.store;
    int last = -1;
    while (whole && cursor.at < cursor.end)
        whole = take_field(&cursor, body->event, &last);
    if (whole)
        whole = utf8_check(bytes, size) == size;
    keep_values(body->event, values, (size_t)(cursor.store - values));
    array_trim(&body->event->fields);
    if (!whole)
        mend_values(body->event);
    body->lines = cursor.lines;
    return whole;
}
