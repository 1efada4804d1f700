/*
 * How long the next unit from a keyboard is, and whether libtermkey may see it.
 */
#ifndef DAIS_TUI_SEQUENCE_H
#define DAIS_TUI_SEQUENCE_H

#include <stddef.h>

enum sequence {
    SEQUENCE_WHOLE,  /* a character, a key, a mouse report: for libtermkey */
    SEQUENCE_HALF,   /* more may belong to it */
    SEQUENCE_FOREIGN /* no key of ours: to be dropped */
};

/*
 * Measures the unit at the head of `bytes` (size over 0). `*ret_size` is its length; of a half
 * one, how much stands for itself when nothing more comes. It is never 0 nor over SEQUENCE_MOST.
 */
enum sequence sequence_measure(const char *bytes, size_t size, size_t *ret_size);

enum { SEQUENCE_MOST = 128 }; /* bytes of the longest unit; libtermkey has room for 256 */

#endif
