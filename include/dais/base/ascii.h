/*
 * What stands for a character where only ASCII can be shown: a terminal or a file of a
 * locale that is not UTF-8. One character for one, so that columns stay where they are.
 */
#ifndef DAIS_BASE_ASCII_H
#define DAIS_BASE_ASCII_H

#include <stdint.h>

/*
 * The ASCII character nearest to a code point: itself, a letter without its marks, a sign
 * that looks like it; '?' where there is none.
 */
char ascii_nearest(uint32_t code);

#endif
