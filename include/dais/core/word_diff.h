/*
 * What was changed between two texts, word by word, as it is struck and underlined for a room.
 */
#ifndef DAIS_CORE_WORD_DIFF_H
#define DAIS_CORE_WORD_DIFF_H

#include <stddef.h>

#include <dais/base/mem.h>

enum word_run_kind {
    WORDS_KEPT,
    WORDS_REMOVED, /* stands before what was added in its place */
    WORDS_ADDED,
};

struct word_run {
    enum word_run_kind kind;
    size_t start; /* byte: of the old text, but where it was added of the new one */
    size_t size;  /* bytes, 1 and more */
};

/* A zeroed one is empty. */
struct word_diff {
    ARRAY_OF(struct word_run) runs; /* no two of a kind in a row */
};

/*
 * Kept and removed runs in a row are the old text, kept and added ones the new one. Valid UTF-8
 * in; no grapheme is cut. Time is bounded: texts of 64 KiB without a word in common take no
 * longer than a key may.
 */
void word_diff_make(const char *before, const char *after, struct word_diff *ret_diff);
void word_diff_finish(struct word_diff *diff);

#endif
