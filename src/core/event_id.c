/*
 * What names and orders events: tokens (64 random bits in base 32), event ids and the hybrid
 * logical clock, each with its one written form. Nothing here draws random bits or asks the
 * clock; both are handed in.
 *
 * Base 32 is Crockford's alphabet in lower case: no i, l, o or u, so that a name read aloud
 * or copied by hand stays the same name.
 */
#include <dais/core/event.h>

#include <inttypes.h>
#include <string.h>

static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

enum {
    TOKEN_LETTERS = TOKEN_SIZE - 1, /* 12 of 5 bits and a last one of 4 */
    LETTER_BITS = 5,
    LAST_BITS = 64 - (TOKEN_LETTERS - 1) * LETTER_BITS,
    SEQUENCE_DIGITS = 19, /* always fits 64 bits */
    HLC_MSEC_DIGITS = 12, /* 48 bits */
    HLC_COUNTER_DIGITS = 4,
};

#define HLC_MSEC_MAX ((INT64_C(1) << 48) - 1)

void token_from_bits(uint64_t bits, struct token *ret_token)
{
    for (unsigned i = 0; i < TOKEN_LETTERS - 1; i++) {
        unsigned shift = 64 - (i + 1) * LETTER_BITS;
        ret_token->text[i] = alphabet[(bits >> shift) & 31];
    }
    ret_token->text[TOKEN_LETTERS - 1] = alphabet[bits & ((1U << LAST_BITS) - 1)];
    ret_token->text[TOKEN_LETTERS] = '\0';
}

/* A letter of the alphabet; by comparing, since replay looks at millions of them. */
static bool is_letter(char c)
{
    return (c >= '0' && c <= '9') ||
           (c >= 'a' && c <= 'z' && c != 'i' && c != 'l' && c != 'o' && c != 'u');
}

/* Does `text` begin with the letters of a token? Reads no further than its first other byte. */
static bool begins_with_token(const char *text)
{
    for (size_t i = 0; i < TOKEN_LETTERS; i++) {
        if (!is_letter(text[i]))
            return false;
    }
    return true;
}

bool token_is_valid(const char *text)
{
    return begins_with_token(text) && text[TOKEN_LETTERS] == '\0';
}

bool token_equal(const struct token *a, const struct token *b)
{
    return strcmp(a->text, b->text) == 0;
}

bool event_id_parse(const char *text, struct event_id *ret_id)
{
    if (!begins_with_token(text) || text[TOKEN_LETTERS] != '-')
        return false;
    const char *digits = text + TOKEN_LETTERS + 1;
    size_t count = strspn(digits, "0123456789");
    if (count == 0 || count > SEQUENCE_DIGITS || digits[count] != '\0' || digits[0] == '0')
        return false;
    struct event_id id = {.sequence = 0};
    memcpy(id.launch.text, text, TOKEN_LETTERS);
    for (size_t i = 0; i < count; i++)
        id.sequence = id.sequence * 10 + (uint64_t)(digits[i] - '0');
    *ret_id = id;
    return true;
}

void event_id_write(const struct event_id *id, struct buf *out)
{
    buf_add_format(out, "%s-%" PRIu64, id->launch.text, id->sequence);
}

bool event_ids_next(const char **ref_text, struct event_id *ret_id)
{
    enum { ID_MAX = TOKEN_LETTERS + 1 + SEQUENCE_DIGITS };
    const char *text = *ref_text;
    size_t size = strcspn(text, ",");
    char id[ID_MAX + 1] = "";
    if (size > ID_MAX || (text[size] == ',' && text[size + 1] == '\0'))
        return false;
    memcpy(id, text, size);
    if (!event_id_parse(id, ret_id))
        return false;
    *ref_text = text + size + (text[size] == ',');
    return true;
}

bool event_id_equal(const struct event_id *a, const struct event_id *b)
{
    return a->sequence == b->sequence && token_equal(&a->launch, &b->launch);
}

/* Exactly `count` lower-case hexadecimal digits. */
static bool take_hex(const char *text, size_t count, uint64_t *ret_value)
{
    uint64_t value = 0;
    for (size_t i = 0; i < count; i++) {
        char c = text[i];
        if (c >= '0' && c <= '9')
            value = value * 16 + (uint64_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            value = value * 16 + (uint64_t)(c - 'a' + 10);
        else
            return false;
    }
    *ret_value = value;
    return true;
}

bool hlc_parse(const char *text, struct hlc *ret_hlc)
{
    uint64_t msec;
    uint64_t counter;
    if (!take_hex(text, HLC_MSEC_DIGITS, &msec) || text[HLC_MSEC_DIGITS] != '-')
        return false;
    text += HLC_MSEC_DIGITS + 1;
    if (!take_hex(text, HLC_COUNTER_DIGITS, &counter) || text[HLC_COUNTER_DIGITS] != '\0')
        return false;
    *ret_hlc = (struct hlc){.msec = (int64_t)msec, .counter = (uint16_t)counter};
    return true;
}

void hlc_write(const struct hlc *hlc, struct buf *out)
{
    enum { MSEC_DIGITS = 12, COUNTER_DIGITS = 4 };
    buf_add_hex(out, (uint64_t)hlc->msec, MSEC_DIGITS);
    buf_add_char(out, '-');
    buf_add_hex(out, hlc->counter, COUNTER_DIGITS);
}

int hlc_compare(const struct hlc *a, const struct hlc *b)
{
    if (a->msec != b->msec)
        return a->msec < b->msec ? -1 : 1;
    if (a->counter != b->counter)
        return a->counter < b->counter ? -1 : 1;
    return 0;
}

struct hlc hlc_next(const struct hlc *seen, msec_t now)
{
    if (now > HLC_MSEC_MAX)
        now = HLC_MSEC_MAX;
    if (now > seen->msec)
        return (struct hlc){.msec = now};
    if (seen->counter < UINT16_MAX)
        return (struct hlc){.msec = seen->msec, .counter = (uint16_t)(seen->counter + 1)};
    return (struct hlc){.msec = seen->msec + 1};
}
