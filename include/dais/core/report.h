/*
 * The report: a tree of what to print, neutral to format. report_make() computes it from
 * programme and session; exporters (layer export) turn it into bytes and decide nothing about
 * content. It depends on the record alone, never on now: same record, same tree.
 *
 * Headings come from a table by language (report_words.c), since one report may speak two.
 */
#ifndef DAIS_CORE_REPORT_H
#define DAIS_CORE_REPORT_H

#include <dais/core/session.h>

enum report_what {
    REPORT_REPORT,
    REPORT_RECOMMENDATIONS,
    REPORT_SUMMARY,
    REPORT_TIMING,
    REPORT_PROGRAMME,
    REPORT_WHAT_COUNT
};
const char *report_what_name(enum report_what what); /* "report" */
int report_what_find(const char *name);              /* -1: none */

enum report_node_kind {
    NODE_SECTION,   /* name, heading; children */
    NODE_PARAGRAPH, /* text */
    NODE_FACTS,     /* children NODE_FACT */
    NODE_FACT,      /* name, heading, text */
    NODE_LIST,      /* children NODE_ITEM */
    NODE_ITEM,      /* text */
    NODE_TABLE,     /* children NODE_ROW; the first row holds the headings */
    NODE_ROW,       /* children NODE_CELL */
    NODE_CELL,      /* name of its column, text, and its value for data */
    NODE_ENTRY,     /* entry; text; children NODE_FACT (addressee, owner, standing …) */
};

/* A node. Texts live in the report's arena. */
struct report_node {
    enum report_node_kind kind;
    const char *name;           /* stable, the same in every language: "recommendations"; or NULL */
    const char *heading;        /* in the report's language; or NULL */
    const char *text;           /* what is printed; or NULL */
    const char *language;       /* of a text that is not in the report's; else NULL */
    const char *value;          /* for data: RFC 3339, or ms as a number; NULL: the text itself */
    const struct entry *entry;  /* of NODE_ENTRY, lent from the session */
    struct report_node *first;  /* first child */
    struct report_node *next;   /* next sibling */
};

struct report_options {
    enum report_what what;
    const char *language;       /* of headings and, where there is a choice, texts: "en" */
    bool as_run;                /* of programme: actual times */
};

struct report {
    struct arena arena;         /* nodes and texts */
    enum report_what what;
    const char *language;
    const char *title;          /* of the session */
    const char *code;           /* for file names and data */
    bool draft;                 /* the session is not closed */
    struct report_node *root;   /* NODE_SECTION without heading */
};

/* The tree, on the heap; `session` must outlive it. NULL: the language has no headings. */
struct report *report_make(const struct session *session, const struct report_options *options);
void report_free(struct report *report);

#endif
