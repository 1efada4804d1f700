/*
 * UTF-8: is it valid, cleaning what comes in, normal form, and folding for search.
 * Text inside the program is valid UTF-8 in NFC; it becomes so here, at the border.
 */
#ifndef DAIS_BASE_UTF8_H
#define DAIS_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dais/base/buf.h>

/* Index of the first byte that is not valid UTF-8, or `size`. */
size_t utf8_check(const char *bytes, size_t size);

/* Length of the ASCII at the head of `bytes`, found eight bytes at a time. */
size_t utf8_ascii(const char *bytes, size_t size);

/*
 * The code point at the head of `bytes`; `*ret_size` is its length. An invalid byte
 * gives U+FFFD and length 1. `size` must be at least 1.
 */
uint32_t utf8_decode(const char *bytes, size_t size, size_t *ret_size);

/* Appends a code point. */
void utf8_encode(uint32_t code, struct buf *out);

/* What utf8_clean() changed; bits. */
enum utf8_change {
    UTF8_CHANGED_NEWLINES = 1 << 0, /* CRLF became LF */
    UTF8_CHANGED_TABS = 1 << 1,     /* TAB became a space */
    UTF8_CHANGED_CONTROLS = 1 << 2, /* control, noncharacter or invalid byte became U+FFFD */
    UTF8_CHANGED_FORM = 1 << 3,     /* was not NFC */
    UTF8_CHANGED_TRAILING = 1 << 4, /* trailing white space dropped */
};

/*
 * Cleans a captured text (design, "Entries"): CRLF becomes LF, TAB a space, other
 * control characters (a CR alone too), noncharacters and invalid bytes U+FFFD each; NFC;
 * trailing white space dropped, of each line and of the whole. Appends to `out`; returns
 * the bits of what was changed. Cleaning a clean text changes nothing.
 * A terminal sends a paste's newlines as CR: who reads one turns them into LF before.
 */
unsigned utf8_clean(const char *bytes, size_t size, struct buf *out);

/* The same for a piece of a text that is still being written: trailing white space stays. */
unsigned utf8_clean_piece(const char *bytes, size_t size, struct buf *out);

/* The same text in NFC. Valid UTF-8 in, appended to `out`. */
void utf8_normalise(const char *bytes, size_t size, struct buf *out);

/* The same in NFKC: full-width and other letters of compatibility as the plain ones. */
void utf8_normalise_compatible(const char *bytes, size_t size, struct buf *out);

/*
 * Case folded, without accents and other marks, curly apostrophes straight and no-break
 * spaces plain, so that "Réfugiés" is found by "refugies". Valid UTF-8 in, appended to `out`.
 */
void utf8_fold(const char *bytes, size_t size, struct buf *out);

/* Is it a small letter, a capital, or something that is neither? */
enum utf8_case { UTF8_CASELESS, UTF8_SMALL, UTF8_CAPITAL };
enum utf8_case utf8_case(uint32_t code);

/* Is it of a script that runs from right to left: Arabic, Hebrew and their like? */
bool utf8_runs_leftward(uint32_t code);

/* Is it a word in small letters: no white space, some letters, none of them a capital? */
bool utf8_is_lower_word(const char *text, size_t size);

#endif
