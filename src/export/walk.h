/*
 * The way through a report's tree that every format of running text takes: an exporter says what
 * each block becomes, and nothing here knows a format.
 */
#ifndef DAIS_SRC_EXPORT_WALK_H
#define DAIS_SRC_EXPORT_WALK_H

#include <dais/base/buf.h>
#include <dais/core/report.h>

/*
 * `to` is the exporter's own. A section may have no heading; NULL where nothing closes it. Lists
 * have an item at least, tables a row of headings: others are left out.
 */
struct block_writer {
    void (*begin_section)(void *to, const struct report_node *section, unsigned level);
    void (*end_section)(void *to);
    void (*paragraph)(void *to, const struct report_node *paragraph);
    void (*facts)(void *to, const struct report_node *facts);
    void (*list)(void *to, const struct report_node *list, unsigned level); /* its heading too */
    void (*table)(void *to, const struct report_node *table);
};

/* Writes the children of `parent`; headings right below it have this level, from 1. */
void walk_blocks(const struct report_node *parent, unsigned level,
                 const struct block_writer *writer, void *to);

/* Is it the paragraph that marks a draft? */
bool walk_is_draft(const struct report_node *paragraph);

/*
 * The language of an entry's text and label, NULL: the report's. One that says none is in the
 * programme's.
 */
const char *walk_entry_language(const struct report *report, const struct report_node *entry);

/* Appends the title as it stands at the head of every page: on one line, cut where it is long. */
void walk_write_running_head(const struct report *report, struct buf *out);

/* Has an entry facts that are texts in other languages, each on a line of its own? */
bool walk_has_texts(const struct report_node *entry);

/*
 * Does the section belong into a list of contents; and are there so many of them in the report
 * that one is worth while?
 */
bool walk_is_in_contents(const struct report_node *section);
bool walk_wants_contents(const struct report *report);

#endif
