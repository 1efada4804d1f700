/*
 * How the parts of a report put their nodes into the tree: a maker that knows session, words and
 * language, and one call for each thing that stands in a report. Nothing is added for a text
 * that is not there.
 */
#ifndef DAIS_SRC_CORE_REPORT_TREE_H
#define DAIS_SRC_CORE_REPORT_TREE_H

#include <dais/core/report.h>

#include "report_words.h"

/* What is at hand while a report is made; all lent. */
struct maker {
    struct report *report;
    const struct session *session;
    const struct programme *programme;
    const struct timekeeper *timekeeper;
    const struct record *record;
    const struct report_words *words;    /* joined where there are two languages */
    const char *language;                /* the first */
    bool has_texts;                      /* in that language: any of the programme's */
    const struct event *const *proposed; /* by place of an entry: what first put it to the room */
    const struct maker *first;           /* side by side: what speaks one language alone; or NULL */
    const struct maker *second;          /* with `first` */
};

/* A text and the language that it is to be marked with; text NULL: there is none. */
struct said {
    const char *text;
    const char *language; /* NULL: the report's own, or not known */
};

/*
 * The text of a programme in the report's language, else the first written. Side by side both are
 * joined, "Opening / Ouverture", and one that is missing is marked. tree_sides() gives one or two
 * to stand below each other. A name is one text for all languages where none is written with it,
 * so nothing is missing.
 */
struct said tree_said(const struct maker *maker, const struct lingual *lingual);
struct said tree_name(const struct maker *maker, const struct lingual *lingual);
size_t tree_sides(const struct maker *maker, const struct lingual *lingual, struct said sides[2]);

/* "Actions / Mesures"; only one of them, or two that are the same, stands alone. */
const char *tree_join(const struct maker *maker, const char *first, const char *second);
/* The same of people: "Some Body, City of Sfax / Ville de Sfax". */
const char *tree_join_ends(const struct maker *maker, const char *first, const char *second);
const struct report_words *sides_join_words(struct arena *arena, const struct report_words *a,
                                            const struct report_words *b);

/* Words; filled ones live in the report's arena. Up to four texts, NULL ends. */
const char *tree_word(const struct maker *maker, enum word word);
const char *tree_fill(const struct maker *maker, enum word word, ...) __attribute__((sentinel));
/* "Room: 14" */
const char *tree_with_heading(const struct maker *maker, const char *heading, const char *text);
const char *tree_keep(const struct maker *maker, const struct buf *text);

/* Adds a child at the end; `name` is static. */
struct report_node *tree_add(const struct maker *maker, struct report_node *parent,
                             enum report_node_kind kind, const char *name);
struct report_node *tree_add_section(const struct maker *maker, struct report_node *parent,
                                     const char *name, enum word heading);
struct report_node *tree_add_said_section(const struct maker *maker, struct report_node *parent,
                                          const char *name, const struct said *heading);
void tree_add_paragraph(const struct maker *maker, struct report_node *parent, const char *name,
                        const struct said *text);
/* A sentence of the report's own; side by side a paragraph in each language. */
void tree_add_sentence(const struct maker *maker, struct report_node *parent, const char *name,
                       enum word sentence);
void tree_add_paragraphs(const struct maker *maker, struct report_node *parent,
                         const struct linguals *paragraphs);
struct report_node *tree_add_item(const struct maker *maker, struct report_node *list,
                                  const struct said *text);
/* A list under a heading word (WORD_COUNT: none). */
struct report_node *tree_add_list(const struct maker *maker, struct report_node *parent,
                                  const char *name, enum word heading,
                                  const struct linguals *items);

/* NULL or "" adds nothing and gives NULL. */
struct report_node *tree_add_fact(const struct maker *maker, struct report_node *facts,
                                  const char *name, const char *heading, const char *text);
/* One of times, which runs as the report does. */
void tree_add_times_fact(const struct maker *maker, struct report_node *facts, const char *name,
                         enum word heading, const char *times);
void tree_add_said_fact(const struct maker *maker, struct report_node *facts, const char *name,
                        enum word heading, const struct lingual *lingual);

/* Takes a section, list or facts away again where nothing was added to it; it must be the last. */
void tree_drop_empty(struct report_node *parent, struct report_node *child);

/* A table, column by column, then row by row from left to right. */
struct column {
    const char *name;
    enum word heading;
};
struct report_node *tree_add_table(const struct maker *maker, struct report_node *parent,
                                   const char *name, const struct column *columns, size_t count);
/* A row being filled. */
struct row {
    const struct maker *maker;
    struct report_node *node;
    const struct report_node *column; /* heading of the next cell */
};
struct row tree_add_row(const struct maker *maker, struct report_node *table);
void row_add_text(struct row *row, const char *text); /* NULL: empty */
void row_add_times(struct row *row, const char *times); /* NULL: empty */
void row_add_said(struct row *row, const struct said *said);
void row_add_name(struct row *row, const char *value, const char *text);
void row_add_number(struct row *row, int64_t number);
void row_add_value(struct row *row, enum report_value type, const char *value, const char *text);
/* "09:03" with its instant; MSEC_NONE: empty. */
void row_add_clock(struct row *row, msec_t instant);
/* Whole minutes with their milliseconds; MSEC_NONE: empty. */
void row_add_minutes(struct row *row, msec_t span);
/* A time of a programme's day: with its instant where the date is known. */
void row_add_planned_clock(struct row *row, size_t day, int minutes);

/* Dates and times as texts, in the arena; NULL where not known. */
const char *tree_date(const struct maker *maker, int64_t days); /* "Wednesday, 18 May 2022" */
const char *tree_minutes(const struct maker *maker, int start, int end); /* "09:00–12:30" */
const char *tree_times(const struct maker *maker, msec_t start,
                       msec_t end);                            /* end may be MSEC_NONE */
const char *tree_span(const struct maker *maker, msec_t span); /* "75 min" */
const char *tree_number(const struct maker *maker, int64_t number);
const char *tree_instant(const struct maker *maker, msec_t instant); /* RFC 3339 */

/* A span in whole minutes, rounded. */
int64_t tree_round_minutes(msec_t span);

/* The instant of a programme's time of day; MSEC_NONE while the date is not known. */
msec_t tree_planned_instant(const struct maker *maker, size_t day, int minutes);

/* Ms that a slot is planned to last, as people live through them on the date of its day. */
msec_t tree_planned_length(const struct maker *maker, size_t day, const struct slot *slot);

/* One of them, by name and affiliation: "Some Body, City of Sfax". */
const char *tree_part(const struct maker *maker, const struct part *part);
/* The people in a role, joined by ", ", "(to be confirmed)" behind who is; NULL: nobody. */
const char *tree_parts(const struct maker *maker, const struct parts *parts);
/* A fact for each role that somebody has. */
void tree_add_roles(const struct maker *maker, struct report_node *facts,
                    const struct parts roles[ROLE_COUNT]);
/* The same in one text: "President: …; Speakers: …". NULL: nobody. */
const char *tree_roles(const struct maker *maker, const struct parts roles[ROLE_COUNT]);

/* Title of a slot of the programme, or one inserted live. */
struct said tree_slot_title(const struct maker *maker, const struct slot *slot);
struct said tree_clock_slot_title(const struct maker *maker, const struct clock_slot *slot);

/* Has any slot had the clock? */
bool report_has_run(const struct maker *maker);

/* The parts of a report, one file each. */
void report_add_programme(const struct maker *maker, struct report_node *root);      /* a table */
void report_add_programme_full(const struct maker *maker, struct report_node *root); /* all of it */
/* A list under a heading word (WORD_COUNT: none). */
void report_add_links(const struct maker *maker, struct report_node *parent, enum word heading,
                      const struct links *links);
void report_add_people(const struct maker *maker, struct report_node *root);
/* How one of the people stands, by state; as the programme has it where no more may be told. NULL:
 * confirmed. */
const char *report_person_stands(const struct maker *maker, size_t person);
/* A fact: the most participants that were counted in a slot. */
void report_add_counted(const struct maker *maker, struct report_node *facts);
void report_make_programme_table(const struct maker *maker);
/* A slot as data; `slot` NULL: inserted live; `clock` NULL: as planned, or without time. */
const struct report_slot *report_slot_data(const struct maker *maker, const struct slot *slot,
                                           const struct clock_slot *clock);
void report_set_stamp(const struct maker *maker);
void report_add_discussion(const struct maker *maker, struct report_node *root);

/* report_entries.c: one entry as a node; and with all that is said of one below its slot. */
struct report_node *report_add_bare_entry(const struct maker *maker, struct report_node *list,
                                          const struct entry *entry);
void report_add_said_entry(const struct maker *maker, struct report_node *list,
                           const struct entry *entry);
/* A translation that the room adopted has what it does not say from what it translates. */
const char *report_field(const char *own, const char *of_original);
/* Its label in the report's language, else its own; NULL: it has none. */
const char *report_label(const struct maker *maker, const struct entry *entry);
/* What stands bold before the text: "Mr Some Body, City of Sfax:", "Data."; entry NULL: its label.
 */
const char *report_lead(const struct maker *maker, const struct entry *entry, const char *label);
struct said report_track_title(const struct maker *maker, const struct slot *slot, unsigned track);

/* report_outcomes.c: an entry with all that is known about it, as far as its rule allows. */
struct report_node *report_add_entry(const struct maker *maker, struct report_node *list,
                                     const struct entry *entry);
enum outcomes {
    OUTCOMES_ALL,  /* of the kind, whatever the room made of them; says where there are none */
    OUTCOMES_KEPT, /* but those of report_add_left(); likewise */
    OUTCOMES_KEPT_IF_ANY, /* the same; no section where there are none */
};
void report_add_outcomes(const struct maker *maker, struct report_node *root, enum entry_kind kind,
                         enum outcomes which);
/* Outcomes of all kinds that the room referred, deferred or did not adopt; is it one? */
bool report_is_left(const struct entry *entry);
void report_add_left(const struct maker *maker, struct report_node *root);
void report_add_learnings(const struct maker *maker, struct report_node *root);

/*
 * report_annexes.c: posters, the practices that are described there, and the journals that the
 * report comes from. A practice is where it has a label to be headed with.
 */
bool report_is_annexed(const struct maker *maker, const struct entry *entry);
struct said report_annexed_title(const struct maker *maker, const struct entry *entry);
void report_add_annexes(const struct maker *maker, struct report_node *root,
                        const struct report_journals *journals);
/* report_adoption.c: the standing of the node's entry; and all that the room decided about it. */
void report_add_standing(const struct maker *maker, struct report_node *node);
/* Does it stand, and no other for it: an original, or an adopted translation of one that is not? */
bool report_is_printed(const struct maker *maker, const struct entry *entry);
/* The entry where it is adopted; else of it and its translations the one in the report's language,
 * else the entry. */
const struct entry *report_text_of(const struct maker *maker, const struct entry *entry);
struct said report_entry_said(const struct maker *maker, const struct entry *entry);
/* Facts of an entry: its texts in other languages; that the one that stands for it is a translation
 * of what was changed since, which is among them; languages missing; versions side by side. */
void report_add_texts(const struct maker *maker, struct report_node *node);
void report_add_outdated(const struct maker *maker, struct report_node *node);
void report_add_missing(const struct maker *maker, struct report_node *node);
void report_add_versions(const struct maker *maker, struct report_node *node);
void report_add_decision(const struct maker *maker, struct report_node *node);
/* What first put each entry to the room, by place; in the report's arena. */
const struct event *const *report_find_proposed(struct report *report,
                                                const struct session *session);
/* The same as cells: reservations, referred to, hands, check sum, the text that is another since.
 */
void report_add_decision_cells(const struct maker *maker, struct row *row,
                               const struct entry *entry);
void report_add_public_outcomes(const struct maker *maker, struct report_node *root);
void report_make_entry_table(const struct maker *maker, bool only_recommendations);
void report_add_timing(const struct maker *maker, struct report_node *root);
void report_add_speaking(const struct maker *maker, struct report_node *root);
/* What a turn is called in the report's language, as the rule allows; its time against its share.
 */
const char *report_turn_name(const struct maker *maker, size_t slot, const struct told_turn *told);
const char *report_turn_remark(const struct maker *maker, msec_t share, msec_t spoken);
void report_make_timing_table(const struct maker *maker);

#endif
