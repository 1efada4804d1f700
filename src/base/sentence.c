/*
 * The first sentence of a text, by a rule of our own: libunistring has none, and Unicode's
 * (UAX #29) cuts behind "Mr." and "e.g.", which in a report is worse than a sentence too long.
 */
#include <dais/base/sentence.h>

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <dais/base/utf8.h>

/* In small letters; a full stop behind one of them ends nothing. */
static const char *const abbreviations[] = {
    "mr",   "mrs", "ms",  "dr",   "prof", "st",   "mt",   "gen", "hon", "no",  "nos",    "nr",
    "art",  "cf",  "vs",  "etc",  "fig",  "vol",  "pp",   "ed",  "eds", "al",  "approx", "mme",
    "mlle", "sr",  "sra", "srta", "dra",  "exmo", "exma", "av",  "núm", "pág", "págs",   "ex",
};
enum { ABBREVIATION_MAX = 8, LOOK_BACK_MAX = 1000 }; /* bytes */

/* A text being read. */
struct text {
    const char *bytes;
    size_t size;
};

static uint32_t code_at(const struct text *text, size_t at, size_t *ret_length)
{
    return utf8_decode(text->bytes + at, text->size - at, ret_length);
}

static bool is_blank(uint32_t code)
{
    return code == ' ' || code == '\t' || code == '\n' || code == '\r' || code == 0x2028 ||
           code == 0x2029;
}

static bool is_narrow_blank(uint32_t code) /* French puts them before its marks */
{
    return code == 0xa0 || code == 0x202f;
}

static bool is_mark(uint32_t code)
{
    switch (code) {
    case '.':
    case '!':
    case '?':
    case 0x2026: /* … */
    case 0x203d: /* ‽ */
    case 0x0589: /* Armenian */
    case 0x061f: /* Arabic question mark */
    case 0x06d4: /* Urdu */
    case 0x0964: /* danda */
    case 0x0965:
    case 0x1362: /* Ethiopic */
        return true;
    default:
        return false;
    }
}

/* Of scripts that go on without a space. */
static bool is_wide_mark(uint32_t code)
{
    return code == 0x3002 || code == 0xff01 || code == 0xff0e || code == 0xff1f || code == 0xff61;
}

static bool is_closing(uint32_t code)
{
    switch (code) {
    case ')':
    case ']':
    case '"':
    case '\'':
    case 0xbb:   /* » */
    case 0x2019: /* ’ */
    case 0x201d: /* ” */
    case 0x201c: /* “ closes in German */
    case 0x203a: /* › */
    case 0x300d: /* 」 */
    case 0x300f: /* 』 */
    case 0xff09: /* ） */
        return true;
    default:
        return false;
    }
}

/* Is a « still open before `at`, as far as one looks back? */
static bool is_quoted(const struct text *text, size_t at)
{
    for (size_t back = 2; back <= at && back < LOOK_BACK_MAX; back++) {
        const char *place = text->bytes + at - back;
        if (memcmp(place, "»", 2) == 0)
            return false;
        if (memcmp(place, "«", 2) == 0)
            return true;
    }
    return false;
}

/* Does something that closes or marks stand behind a blank at `at`, as in "Who pays ? »"? */
static bool closes_behind_blank(const struct text *text, size_t at, uint32_t blank)
{
    size_t length;
    uint32_t code = at < text->size ? code_at(text, at, &length) : 0;
    if (is_narrow_blank(blank))
        return is_closing(code) || is_mark(code);
    return blank == ' ' && code == 0xbb && is_quoted(text, at);
}

/* Behind marks and what closes with them. */
static size_t pass_closing(const struct text *text, size_t at)
{
    while (at < text->size) {
        size_t length;
        uint32_t code = code_at(text, at, &length);
        if (!is_mark(code) && !is_wide_mark(code) && !is_closing(code) &&
            !closes_behind_blank(text, at + length, code))
            break;
        at += length;
    }
    return at;
}

/* Does what follows, blanks and opening quotes passed over, begin with a small letter? */
static bool goes_on_small(const struct text *text, size_t at)
{
    while (at < text->size) {
        size_t length;
        uint32_t code = code_at(text, at, &length);
        if (code == '\n')
            return false;
        if (!is_blank(code) && !is_narrow_blank(code))
            return utf8_case(code) == UTF8_SMALL;
        at += length;
    }
    return false;
}

static bool is_abbreviation(const char *word, size_t size)
{
    char small[ABBREVIATION_MAX + 1];
    if (size > ABBREVIATION_MAX)
        return false;
    for (size_t i = 0; i < size; i++)
        small[i] = (char)(word[i] >= 'A' && word[i] <= 'Z' ? word[i] - 'A' + 'a' : word[i]);
    small[size] = '\0';
    for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++) {
        if (strcmp(abbreviations[i], small) == 0)
            return true;
    }
    return false;
}

/* Where the word that ends at `end` begins. */
static size_t word_start(const struct text *text, size_t end)
{
    size_t start = end;
    while (start > 0) {
        char before = text->bytes[start - 1];
        bool apart = is_blank((unsigned char)before) || before == '(' || before == '[' ||
                     before == '"' || before == '\'' || before == '-' || before == '/';
        if (apart)
            break;
        start--;
    }
    return start;
}

/* Does the full stop at `at` belong to the word before it? */
static bool is_of_a_word(const struct text *text, size_t at)
{
    size_t start = word_start(text, at);
    const char *word = text->bytes + start;
    size_t size = at - start, length;
    if (size == 0)
        return false;
    (void)code_at(text, start, &length);
    bool is_letter = length == size && (word[0] < '0' || word[0] > '9');
    if (is_letter || memchr(word, '.', size) != NULL || is_abbreviation(word, size))
        return true;
    size_t digits = 0;
    while (digits < size && word[digits] >= '0' && word[digits] <= '9')
        digits++;
    return start == 0 && digits == size;
}

size_t sentence_find_end(const char *bytes, size_t size)
{
    const struct text text = {bytes, size};
    size_t end = 0; /* behind the last that is no blank */
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t code = code_at(&text, at, &length);
        if (is_blank(code)) {
            if (code == '\n' && end > 0)
                return end;
            continue;
        }
        end = at + length;
        if (!is_mark(code) && !is_wide_mark(code))
            continue;
        bool own_word = code == '.' && is_of_a_word(&text, at);
        end = pass_closing(&text, at);
        length = end - at;
        size_t next_length;
        bool apart = end == size || is_blank(code_at(&text, end, &next_length));
        if (is_wide_mark(code) || (apart && !own_word && !goes_on_small(&text, end)))
            return end;
    }
    return end;
}
