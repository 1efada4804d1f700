/*
 * Cuts what comes from a keyboard into units. It knows the shapes of sequences and no keys:
 *
 *     char       UTF-8, or a byte that is none
 *     Esc unit   Alt with a unit
 *     Esc O F    F in @ … ~
 *     Esc [ P F  P of digits and ; : (or < and these before M, m), F in @ … ~
 *     Esc [ [ F  F in A … E: a function key of the Linux console
 *     Esc [ M    and three bytes: the oldest mouse report
 *     Esc P, Esc ], Esc _, Esc ^, Esc X  …  up to Esc \ or BEL: an answer of the terminal
 *
 * libtermkey 0.22 must be given whole units of these shapes only: it reads far beyond a table
 * when a final byte follows one of SP … / (ESC [ SP A ends the program), and when its buffer
 * is full it takes -1 bytes. Bytes of C1, which it takes for heads of sequences, are no UTF-8
 * and are dropped.
 */
#include "sequence.h"

#include <stdbool.h>
#include <string.h>

enum { ESC = 0x1b, BEL = 0x07, MOUSE_BYTES = 3 };

static unsigned char byte_at(const char *bytes, size_t i)
{
    return (unsigned char)bytes[i];
}

static bool is_final(unsigned char byte)
{
    return byte >= 0x40 && byte < 0x7f;
}

/* A character, as long as libtermkey takes it to be. */
static enum sequence measure_char(const char *bytes, size_t size, size_t *ret_size)
{
    unsigned char head = byte_at(bytes, 0);
    size_t more = head < 0xc0   ? 0
                  : head < 0xe0 ? 1
                  : head < 0xf0 ? 2
                  : head < 0xf8 ? 3
                  : head < 0xfc ? 4
                  : head < 0xfe ? 5
                                : 0;
    size_t seen = 1;
    while (seen <= more && seen < size && (byte_at(bytes, seen) & 0xc0) == 0x80)
        seen++;
    *ret_size = seen;
    if (head >= 0x80 && head < 0xa0)
        return SEQUENCE_FOREIGN;
    return seen <= more && seen == size ? SEQUENCE_HALF : SEQUENCE_WHOLE;
}

/* The oldest mouse report: button, column and row as a byte each, whatever they are. */
static enum sequence measure_old_mouse(const char *bytes, size_t size, size_t head,
                                       size_t *ret_size)
{
    for (size_t i = head; i < head + MOUSE_BYTES; i++) {
        if (i >= size)
            return SEQUENCE_HALF;
        if (byte_at(bytes, i) < 0x20) {
            *ret_size = i;
            return SEQUENCE_FOREIGN;
        }
    }
    *ret_size = head + MOUSE_BYTES;
    return SEQUENCE_WHOLE;
}

static enum sequence measure_console(const char *bytes, size_t size, size_t *ret_size)
{
    if (size == 3)
        return SEQUENCE_HALF;
    bool known = bytes[3] >= 'A' && bytes[3] <= 'E';
    *ret_size = known ? 4 : 3;
    return known ? SEQUENCE_WHOLE : SEQUENCE_FOREIGN;
}

/* What follows Esc [, which stands at the head. */
static enum sequence measure_control(const char *bytes, size_t size, size_t *ret_size)
{
    bool known = true;
    bool report = size > 2 && bytes[2] == '<';
    for (size_t i = 2; i < size; i++) {
        unsigned char byte = byte_at(bytes, i);
        if (byte == 'M' && i == 2)
            return measure_old_mouse(bytes, size, i + 1, ret_size);
        if (byte == '[' && i == 2)
            return measure_console(bytes, size, ret_size);
        if (is_final(byte)) {
            bool mouse = byte == 'M' || byte == 'm';
            *ret_size = i + 1;
            return known && mouse == report ? SEQUENCE_WHOLE : SEQUENCE_FOREIGN;
        }
        if (byte < 0x20 || byte >= 0x7f || i == SEQUENCE_MOST / 2) {
            *ret_size = i; /* broken off; what breaks it off stands for itself */
            return SEQUENCE_FOREIGN;
        }
        if (byte < '0' || byte > ';')
            known = known && report && i == 2;
    }
    return SEQUENCE_HALF;
}

/* An answer of the terminal, up to its end or as much of it as is there. */
static enum sequence measure_answer(const char *bytes, size_t size, size_t *ret_size)
{
    for (size_t i = 2; i < size; i++) {
        bool end = bytes[i] == BEL || (bytes[i] == '\\' && byte_at(bytes, i - 1) == ESC && i > 2);
        if (end || i + 1 == SEQUENCE_MOST) {
            *ret_size = i + 1;
            return SEQUENCE_FOREIGN;
        }
    }
    return SEQUENCE_HALF;
}

/* What stands at the head where no Esc stands before it, or one that changes its meaning. */
static enum sequence measure_one(const char *bytes, size_t size, size_t *ret_size)
{
    if (byte_at(bytes, 0) != ESC)
        return measure_char(bytes, size, ret_size);
    *ret_size = size > 1 ? 2 : 1; /* a half one is Esc, or Alt with the letter */
    if (size == 1)
        return SEQUENCE_HALF;
    switch (bytes[1]) {
    case '[':
        return measure_control(bytes, size, ret_size);
    case 'O':
        if (size == 2)
            return SEQUENCE_HALF;
        *ret_size = is_final(byte_at(bytes, 2)) ? 3 : 2;
        return SEQUENCE_WHOLE;
    case 'P':
    case ']':
    case '_':
    case '^':
    case 'X':
        return measure_answer(bytes, size, ret_size);
    default: {
        enum sequence sequence = measure_char(bytes + 1, size - 1, ret_size);
        *ret_size += 1;
        return sequence;
    }
    }
}

enum sequence sequence_measure(const char *bytes, size_t size, size_t *ret_size)
{
    /* Each Esc before another is Alt; nobody holds it down more often than twice. */
    size_t alt = 0;
    while (alt + 1 < size && alt < 2 && byte_at(bytes, alt) == ESC &&
           byte_at(bytes, alt + 1) == ESC)
        alt++;
    enum sequence sequence = measure_one(bytes + alt, size - alt, ret_size);
    *ret_size += alt;
    return sequence;
}
