/*
 * The strict reader of bodies: lines `key: "value"` in journal order, a literal block for
 * `text` at the end, and nothing else. It is what replay spends its time in, so it makes one
 * piece of memory per event and looks at each byte about twice.
 *
 * It is no YAML reader. What it accepts is YAML, and libyaml reads the same from it.
 */
#include "frame_body.h"

#include <stdint.h>
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

static uint64_t each_byte(unsigned char byte)
{
    return UINT64_C(0x0101010101010101) * byte;
}

/* Is some byte of the word the one that `bytes` repeats? */
static bool word_has(uint64_t word, uint64_t bytes)
{
    uint64_t other = word ^ bytes;
    return ((other - each_byte(1)) & ~other & each_byte(0x80)) != 0;
}

/* A control character, or DEL; a tab and a newline are. */
static bool is_control(unsigned char c)
{
    return c < 0x20 || c == 0x7F;
}

/* The same of eight bytes at once. */
static bool word_has_control(uint64_t word)
{
    return ((word - each_byte(0x20)) & ~word & each_byte(0x80)) != 0 ||
           word_has(word, each_byte(0x7F));
}

/* Takes over what stands as it is: up to a control character, or, in quotes, one of theirs. */
static void take_plain(struct cursor *cursor, bool quoted)
{
    const char *at = cursor->at;
    for (uint64_t word; (size_t)(cursor->end - at) >= sizeof word; at += sizeof word) {
        memcpy(&word, at, sizeof word);
        if (word_has_control(word) ||
            (quoted && (word_has(word, each_byte('"')) || word_has(word, each_byte('\\')))))
            break;
    }
    while (at < cursor->end && !is_control((unsigned char)*at) &&
           !(quoted && (*at == '"' || *at == '\\')))
        at++;
    size_t size = (size_t)(at - cursor->at);
    memcpy(cursor->store, cursor->at, size);
    cursor->store += size;
    cursor->at = at;
}

/* A value behind its opening quote, up to and with the newline. */
static bool take_quoted(struct cursor *cursor)
{
    const char *value = cursor->store;
    for (;;) {
        take_plain(cursor, true);
        if (cursor->at == cursor->end)
            break;
        char c = *cursor->at++;
        if (c == '"') {
            if (cursor->at == cursor->end || *cursor->at++ != '\n')
                break;
            cursor->lines++;
            return end_value(cursor, value);
        }
        if (c != '\\' || !take_escape(cursor))
            break;
    }
    (void)end_value(cursor, value);
    return false;
}

/* One line of a block, indentation off, newline kept; false where a control is in it. */
static bool take_block_line(struct cursor *cursor)
{
    for (;;) {
        take_plain(cursor, false);
        if (cursor->at == cursor->end)
            return false;
        char c = *cursor->at++;
        if (c != '\n' && c != '\t')
            return false;
        *cursor->store++ = c;
        if (c == '\n') {
            cursor->lines++;
            return true;
        }
    }
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

/* Fields that were read, in their order, until they are counted: most events have few. */
enum { FIELDS_FEW = 16 };
struct few_fields {
    struct event_field items[FIELDS_FEW];
    size_t count;
};

/* Gives the event the fields there are; before those of unknown keys, where it has some. */
static void give_fields(struct few_fields *few, struct event *event)
{
    size_t count = few->count;
    few->count = 0;
    if (count > 0 && event->fields.count == 0) {
        array_reserve(&event->fields, count);
        memcpy(event->fields.items, few->items, count * sizeof *few->items);
        event->fields.count = count;
        return;
    }
    for (size_t i = 0; i < count; i++)
        frame_field_add(event, few->items[i].key, NULL, few->items[i].value);
}

/* One field. `*last` is the highest known key so far. */
static bool take_field(struct cursor *cursor, struct event *event, struct few_fields *few,
                       int *last)
{
    const char *key;
    size_t size;
    if (!take_key(cursor, &key, &size))
        return false;
    int known = event_key_find_after(*last, key, size);
    const char *name = NULL;
    if (known < 0 || few->count == FIELDS_FEW)
        give_fields(few, event);
    if (known < 0) {
        name = arena_text_n(&event->arena, key, size);
        if (is_taken(event, name))
            return false;
    } else {
        *last = known;
    }
    const char *value;
    bool whole = take_value(cursor, known == KEY_TEXT, &value);
    if (value != NULL && known < 0)
        frame_field_add(event, known, name, value);
    else if (value != NULL)
        few->items[few->count++] = (struct event_field){.key = known, .value = value};
    return whole;
}

/*
 * What was saved of a broken body is text all the same: where the last value broke off in the
 * middle of a character that is cut off, and other bytes that are none are shown as such.
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

enum { STORE_USUAL = 1024 }; /* bytes of the values of a body that need no memory of their own */

bool frame_body_read_strict(const char *bytes, size_t size, struct frame_body *body)
{
    *body = (struct frame_body){.event = event_new(EVENT_UNKNOWN)};
    body->event->op_name = "";
    struct cursor cursor = {.at = bytes, .end = bytes + size};
    /* A value with its NUL is never longer than its key, quotes and newline make it. */
    char usual[STORE_USUAL];
    MEM_LOCAL char *large = size < sizeof usual ? NULL : mem_new(size + 1, 1);
    cursor.store = large != NULL ? large : usual;
    struct few_fields few;
    few.count = 0;
    bool whole = take_heads(&cursor, body);
    char *values = cursor.store;
    int last = -1;
    while (whole && cursor.at < cursor.end)
        whole = take_field(&cursor, body->event, &few, &last);
    give_fields(&few, body->event);
    if (whole)
        whole = utf8_check(bytes, size) == size;
    keep_values(body->event, values, (size_t)(cursor.store - values));
    array_trim(&body->event->fields);
    if (!whole)
        mend_values(body->event);
    body->lines = cursor.lines;
    return whole;
}
