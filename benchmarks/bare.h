/*
 * What the benchmarks hold theirs against: time of the processor, and libyaml's bare parse.
 */
#ifndef DAIS_BENCHMARKS_BARE_H
#define DAIS_BENCHMARKS_BARE_H

#include <dais/base/buf.h>

/* Time that this process had of the processor, in ms. */
double bare_cpu_ms(void);

/* Parses into events and looks at none of them; how many there are. */
size_t bare_parse(const struct buf *bytes);

#endif
