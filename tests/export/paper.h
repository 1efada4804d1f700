/*
 * A report tree built by hand, with a node of each kind and what is hard about each: for the
 * formats of running text, which must agree on it.
 */
#ifndef DAIS_TESTS_PAPER_H
#define DAIS_TESTS_PAPER_H

#include <dais/core/report.h>

enum { PAPER_NODES = 80 };

struct paper {
    struct report report;
    struct report_node nodes[PAPER_NODES];
    size_t count;
};

/* In English, French or Arabic; `language` is that of headings and of what says no other. */
void paper_make(struct paper *paper, const char *language);

/* The same with nothing but a title. */
void paper_make_empty(struct paper *paper);

/* Fails the test where one of the texts, up to NULL, does not stand behind those before it. */
void paper_must_hold(const struct buf *written, const char *const *texts);

#endif
