/*
 * The report: a tree of what to print, neutral to format. report_make() computes it from
 * programme and session; exporters (layer export) turn it into bytes and decide nothing about
 * content. It depends on the record alone, never on now: same record, same tree.
 *
 * A house template (core/template.h) may put the report in another order; it makes another tree from
 * this one, and exporters know nothing of it.
 *
 * Headings come from a table by language (report_words.c), since one report may speak two.
 *
 * The attribution rule is kept here: who said an entry is in the tree only where the rule of its
 * slot allows it, and under a rule other than `named` the programme's people stand in the
 * section "programme" alone. Withdrawn entries are not in the tree.
 */
#ifndef DAIS_CORE_REPORT_H
#define DAIS_CORE_REPORT_H

#include <dais/core/session.h>
#include <dais/core/template.h>

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
const char *report_what_nearest(const char *name);   /* for hints; NULL: none near */

/* The languages that headings are there in: "en", "fr", "pt", "es", "ar"; static. */
size_t report_language_count(void);
const char *report_language_at(size_t index);
/* One of them, or two different ones side by side: "en,fr". */
bool report_language_is_known(const char *language);

enum report_node_kind {
    NODE_SECTION,   /* name, heading; any children */
    NODE_PARAGRAPH, /* text; name "draft" or "final" is the mark of one */
    NODE_FACTS,     /* children NODE_FACT */
    NODE_FACT,      /* name, heading, text, value */
    NODE_LIST,      /* name, heading or NULL; children NODE_ITEM or NODE_ENTRY */
    NODE_ITEM,      /* text; children NODE_ITEM, where it has some of its own */
    NODE_TABLE,     /* name; children NODE_ROW; the first row holds the headings */
    NODE_ROW,       /* children NODE_CELL, as many as the first row */
    NODE_CELL,      /* name of its column, text, value */
    NODE_ENTRY, /* entry, heading (its number), text; children NODE_FACT (addressee, owner …) */
    REPORT_NODE_KIND_COUNT
};

/* What `value` of a fact or cell is, for data. */
enum report_value {
    VALUE_TEXT,    /* `text` itself; there is no value */
    VALUE_NAME,    /* a word that is the same in every language: "adopted" */
    VALUE_INSTANT, /* RFC 3339, the zone of the programme */
    VALUE_NUMBER,  /* a whole number; the names of spans end in "_ms" */
};

/* Does a slot take place, as far as is known? */
enum report_holding {
    HOLDING_SURE,      /* or it did */
    HOLDING_TENTATIVE, /* to be confirmed */
    HOLDING_CANCELLED, /* skipped: never merely because no time was taken of it */
};

/* A slot of the programme as data, for calendars: as planned, or as run where it ran. */
struct report_slot {
    const char *id;    /* the same in every export */
    const char *title; /* alone, without what stands beside it; never NULL */
    const char *place; /* room and venue; NULL: neither is said */
    msec_t start;      /* since 1970 UTC; MSEC_NONE: it has no time */
    msec_t end;        /* MSEC_NONE: not known; before `start` where somebody set the clock */
    enum report_holding holding;
};

/* A node. Texts live in the report's arena, or are lent from session and programme. */
struct report_node {
    enum report_node_kind kind;
    const char *name;          /* the same in every language: "recommendations"; or NULL */
    const char *heading;       /* in the report's language; or NULL */
    const char *text;          /* what is printed, may have several lines; NULL: nothing known */
    const char *language;      /* of a heading or text from data in another language; else NULL */
    bool times;                /* a text that the report wrote, of times: "09:00–12:30"; it has no
                                  way of its own and runs as the report does */
    enum report_value type;    /* of `value` */
    const char *value;         /* for data; NULL: none */
    const struct entry *entry; /* of NODE_ENTRY, lent from the session */
    const struct report_slot *slot; /* of the sections "slot" of a programme; else NULL */
    const char *label;              /* of NODE_ENTRY: its own; or NULL */
    const char *speaker;            /* of NODE_ENTRY: who said it, as the rule allows; or NULL */
    const char *lead;               /* of NODE_ENTRY: printed bold between number and text, with the
                                       sign behind it: who said it, its label, or both; or NULL */
    struct report_node *first;      /* first child */
    struct report_node *last;       /* last child */
    struct report_node *next;       /* next sibling */
};

/*
 * The journals of one writer, for the annex that says where a report comes from; made by
 * store/journal_digests.h. Whoever holds the same journals comes to the same digest.
 */
struct report_journal {
    struct token writer;          /* empty: not known */
    size_t journals;              /* files: one for each launch */
    size_t events;                /* in all of them */
    char digest[DIGEST_HEX_SIZE]; /* of their bytes, one file behind the other */
};
struct report_journals {
    ARRAY_OF(struct report_journal) list; /* in the order of their first events */
};
void report_journals_finish(struct report_journals *journals);

/* What a writer is called there: its display name, but where that holds a name that the rule of the
 * session does not allow; lent. */
const char *report_journal_writer(const struct session *session,
                                  const struct report_journal *journal);

struct report_options {
    enum report_what what;
    const char *language; /* of headings and, where there is a choice, texts: "en"; or two of them
                             side by side: "en,fr" */
    bool as_run;          /* of programme: with actual times */
    const struct template *template; /* of report: what stands in it; NULL: all, in our
                                        order. The report may outlive it */
    const struct report_journals *journals; /* lent until it is made; NULL: they are not named */
};

struct report {
    struct arena arena;            /* nodes and texts */
    const struct session *session; /* lent: what entries lead to */
    enum report_what what;
    bool as_run;
    const char *language;        /* the first of two */
    const char *second_language; /* side by side: texts in it stand below others and need no mark;
                                    or NULL */
    const char *texts_language;  /* that of the programme, where none of its texts is in the
                                    report's language: said once, marks on nodes are idle; or NULL */
    const char *title;           /* of the session */
    const char *title_language;  /* as `language` of a node */
    const char *code;            /* for file names and data */
    const char *template;        /* the name of the one it was made by; or NULL */
    const char *colon;           /* between heading and text in one line, in the language's way */
    const char *contents;        /* heading of a list of its sections */
    const char *page;            /* "Page {1} of {2}": its number, and of how many */
    msec_t as_of; /* wall time of the last event; of none: midnight of the first day, or 0 */
    bool draft;   /* the session is not closed */
    msec_t closed_at; /* since 1970 UTC; MSEC_NONE: it is not closed */
    msec_t stamp; /* of a programme, since 1970 UTC: the first planned start, as run
                     the last event where that is later; MSEC_NONE: not known */
    struct report_node *root;  /* NODE_SECTION: all that is printed, in order; its heading says
                                  what it is where no part of it does */
    struct report_node *table; /* the same as one table, for spreadsheets and data, apart from
                                  the root's nodes; NULL: there is none */
};

/* The tree, on the heap; `session` must outlive it. NULL: the language has no headings. */
struct report *report_make(const struct session *session, const struct report_options *options);
void report_free(struct report *report);

/*
 * Who said an entry, as the rule of its slot allows: name and affiliation, affiliation, or NULL.
 * Appends; false where nothing may be or is known. What `dais entries` shows as well.
 */
bool report_speaker(const struct session *session, const struct entry *entry, const char *language,
                    struct buf *out);

/* The text in force: the adopted one where it was changed since, else the current one; lent. */
const char *report_entry_text(const struct entry *entry);

#endif
