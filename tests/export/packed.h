/*
 * A session with one text in every place that takes a text, programme and record alike.
 */
#ifndef DAIS_TESTS_PACKED_H
#define DAIS_TESTS_PACKED_H

#include "laptop.h"

struct packed {
    struct programme *programme;
    struct laptop laptop;
    bool complete; /* every text could be recorded: none was nothing but blanks */
};

/*
 * `rule` is the session's; its last slot is `named` whatever it is. `text` is copied. `themes`:
 * entries have it as their theme too, where no comma parts it.
 */
void packed_init(struct packed *packed, const char *text, enum attribution rule, bool themes);
void packed_finish(struct packed *packed);

#endif
