/*
 * UTF-8 at the border: what comes in from keys, files and the command line is made
 * valid, normalised and free of control characters here, and is trusted from then on.
 * Decoding, normal forms and properties are libunistring's; none of it asks a locale.
 */
#include <dais/base/utf8.h>

#include <stdlib.h>
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include <dais/base/mem.h>

#define REPLACEMENT 0xFFFDu

size_t utf8_ascii(const char *bytes, size_t size)
{
    size_t i = 0;
    for (uint64_t word; size - i >= sizeof word; i += sizeof word) {
        memcpy(&word, bytes + i, sizeof word);
        if ((word & 0x8080808080808080u) != 0)
            break;
    }
    while (i < size && (unsigned char)bytes[i] < 0x80)
        i++;
    return i;
}

size_t utf8_check(const char *bytes, size_t size)
{
    for (size_t at = utf8_ascii(bytes, size), end; at < size;
         at = end + utf8_ascii(bytes + end, size - end)) {
        for (end = at; end < size && (unsigned char)bytes[end] >= 0x80;)
            end++;
        const uint8_t *bad = u8_check((const uint8_t *)bytes + at, end - at);
        if (bad != NULL)
            return (size_t)(bad - (const uint8_t *)bytes);
    }
    return size;
}

uint32_t utf8_decode(const char *bytes, size_t size, size_t *ret_size)
{
    ucs4_t code = (unsigned char)bytes[0];
    int length = 1;
    if (code >= 0x80)
        length = u8_mbtoucr(&code, (const uint8_t *)bytes, size);
    if (length < 1) {
        code = REPLACEMENT;
        length = 1;
    }
    *ret_size = (size_t)length;
    return code;
}

void utf8_encode(uint32_t code, struct buf *out)
{
    uint8_t bytes[4];
    int length = u8_uctomb(bytes, code, sizeof bytes);
    if (length < 1)
        length = u8_uctomb(bytes, REPLACEMENT, sizeof bytes);
    buf_add(out, bytes, (size_t)length);
}

static void utf8_normalise_as(uninorm_t form, const char *bytes, size_t size, struct buf *out)
{
    if (utf8_ascii(bytes, size) == size) {
        buf_add(out, bytes, size);
        return;
    }
    size_t length = 0;
    uint8_t *normal = u8_normalize(form, (const uint8_t *)bytes, size, NULL, &length);
    if (normal == NULL)
        mem_exhausted(); /* the text is valid */
    buf_add(out, normal, length);
    free(normal);
}

void utf8_normalise(const char *bytes, size_t size, struct buf *out)
{
    utf8_normalise_as(UNINORM_NFC, bytes, size, out);
}

void utf8_normalise_compatible(const char *bytes, size_t size, struct buf *out)
{
    utf8_normalise_as(UNINORM_NFKC, bytes, size, out);
}

/* Appends `bytes` with every code point that may not stay replaced; returns what it did. */
static unsigned utf8_replace(const char *bytes, size_t size, struct buf *out)
{
    unsigned changed = 0;
    for (size_t i = 0, length; i < size; i += length) {
        uint32_t code = utf8_decode(bytes + i, size - i, &length);
        bool invalid = code == REPLACEMENT && length == 1;
        if (code == '\r' && i + 1 < size && bytes[i + 1] == '\n') {
            changed |= UTF8_CHANGED_NEWLINES; /* the LF comes next */
        } else if (code == '\t') {
            changed |= UTF8_CHANGED_TABS;
            buf_add_char(out, ' ');
        } else if (code == '\n') {
            buf_add_char(out, '\n');
        } else if (invalid || code < 0x20 || (code >= 0x7F && code < 0xA0) ||
                   uc_is_property_not_a_character(code)) {
            changed |= UTF8_CHANGED_CONTROLS;
            utf8_encode(REPLACEMENT, out);
        } else {
            buf_add(out, bytes + i, length);
        }
    }
    return changed;
}

/* The white space before `end`, not going below `start`: where it begins. */
static size_t utf8_trim(const char *text, size_t start, size_t end)
{
    while (end > start) {
        size_t head = end - 1;
        while (head > start && ((unsigned char)text[head] & 0xC0) == 0x80)
            head--;
        size_t length;
        uint32_t code = utf8_decode(text + head, end - head, &length);
        if (!uc_is_property_white_space(code))
            break;
        end = head;
    }
    return end;
}

/* Appends `text` without the white space before each newline and before the end. */
static unsigned utf8_drop_trailing(const char *text, size_t size, struct buf *out)
{
    size_t whole = utf8_trim(text, 0, size);
    unsigned changed = whole < size ? UTF8_CHANGED_TRAILING : 0;
    for (size_t start = 0; start < whole;) {
        const char *newline = memchr(text + start, '\n', whole - start);
        size_t end = newline != NULL ? (size_t)(newline - text) : whole;
        size_t kept = utf8_trim(text, start, end);
        if (kept < end)
            changed |= UTF8_CHANGED_TRAILING;
        buf_add(out, text + start, kept - start);
        if (newline != NULL)
            buf_add_char(out, '\n');
        start = end + 1;
    }
    return changed;
}

unsigned utf8_clean_piece(const char *bytes, size_t size, struct buf *out)
{
    BUF_LOCAL struct buf replaced = {0};
    size_t start = out->size;
    unsigned changed = utf8_replace(bytes, size, &replaced);
    utf8_normalise(buf_text(&replaced), replaced.size, out);
    if (out->size - start != replaced.size ||
        memcmp(buf_text(out) + start, buf_text(&replaced), replaced.size) != 0)
        changed |= UTF8_CHANGED_FORM;
    return changed;
}

unsigned utf8_clean(const char *bytes, size_t size, struct buf *out)
{
    BUF_LOCAL struct buf piece = {0};
    unsigned changed = utf8_clean_piece(bytes, size, &piece);
    return changed | utf8_drop_trailing(buf_text(&piece), piece.size, out);
}

/* Marks that a searcher does not type: accents, vowel points, enclosures, variation selectors. */
static bool utf8_is_accent(uint32_t code)
{
    return uc_combining_class(code) != 0 || uc_is_property_variation_selector(code) ||
           uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Me);
}

/* What the keyboard has for what typography puts there; the code itself otherwise. */
static uint32_t utf8_plain(uint32_t code)
{
    switch (code) {
    case 0x2018:
    case 0x2019:
        return '\'';
    case 0x00A0:
    case 0x202F:
        return ' ';
    default:
        return code;
    }
}

void utf8_fold(const char *bytes, size_t size, struct buf *out)
{
    if (utf8_ascii(bytes, size) == size) {
        for (size_t i = 0; i < size; i++) {
            char c = bytes[i];
            buf_add_char(out, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
        }
        return;
    }
    size_t length = 0;
    uint8_t *folded = u8_casefold((const uint8_t *)bytes, size, NULL, UNINORM_NFD, NULL, &length);
    if (folded == NULL)
        mem_exhausted(); /* the text is valid */
    for (size_t i = 0, step; i < length; i += step) {
        uint32_t code = utf8_decode((const char *)folded + i, length - i, &step);
        if (!utf8_is_accent(code))
            utf8_encode(utf8_plain(code), out);
    }
    free(folded);
}

enum utf8_case utf8_case(uint32_t code)
{
    if (code < 0x80) {
        bool small = code >= 'a' && code <= 'z';
        return small ? UTF8_SMALL : code >= 'A' && code <= 'Z' ? UTF8_CAPITAL : UTF8_CASELESS;
    }
    if (uc_is_property_lowercase(code))
        return UTF8_SMALL;
    return uc_is_property_uppercase(code) || uc_is_property_titlecase(code) ? UTF8_CAPITAL
                                                                            : UTF8_CASELESS;
}

bool utf8_runs_leftward(uint32_t code)
{
    return (code >= 0x590 && code <= 0x8ff) || (code >= 0xfb1d && code <= 0xfdff) ||
           (code >= 0xfe70 && code <= 0xfeff) || (code >= 0x10800 && code <= 0x10fff) ||
           (code >= 0x1e800 && code <= 0x1efff);
}

bool utf8_is_lower_word(const char *text, size_t size)
{
    bool lower = false;
    for (size_t i = 0, step; i < size; i += step) {
        ucs4_t code = utf8_decode(text + i, size - i, &step);
        if (uc_is_property_white_space(code) || uc_is_property_uppercase(code))
            return false;
        lower = lower || uc_is_property_lowercase(code);
    }
    return lower;
}
