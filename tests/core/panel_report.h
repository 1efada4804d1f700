/*
 * Reports of the SOU-88 panel, for tests: entries are added on a laptop, and the tree comes back as
 * lines of text.
 */
#ifndef DAIS_TESTS_CORE_PANEL_REPORT_H
#define DAIS_TESTS_CORE_PANEL_REPORT_H

#include <dais/core/report.h>

#include "laptop.h"

/* A text that says no language. */
struct lingual one(const char *text);

/* A time of the programme's day. */
msec_t at(const struct programme *programme, int hour, int minute);

/*
 * SOU-88 with one person, "somebody", running its panel since 09:19; the rule is that of the
 * session and of every slot. Ended by finish().
 */
struct programme *panel(enum attribution rule, struct laptop *ret_laptop);
void finish(struct laptop *laptop, struct programme *programme);

/* An entry in the running slot; it must not be refused. */
void add(struct laptop *laptop, enum entry_kind kind, struct entry_fields fields);

/* Appends the tree as lines: depth, what it is, name, heading, what leads, text, language. */
void dump_report(const struct laptop *laptop, enum report_what what, const char *language,
                 struct buf *out);
void dump_report_with(const struct laptop *laptop, const struct report_options *options,
                      struct buf *out);
/* The same of the report's table. */
void dump_table(const struct laptop *laptop, const char *language, struct buf *out);
bool has(const struct buf *text, const char *what);

#define ASSERT_HAS(text, what)                                                                     \
    ck_assert_msg(has(&(text), what), "no \"%s\" in\n%.1500s", what, buf_text(&(text)))
#define ASSERT_LACKS(text, what)                                                                   \
    ck_assert_msg(!has(&(text), what), "\"%s\" in\n%s", what, buf_text(&(text)))

#endif
