/*
 * What is chosen of a report on screen: what it is of, the format, its language and a second one
 * beside it, the template. Only what goes together can be chosen.
 */
#ifndef DAIS_TUI_REPORT_CHOICE_H
#define DAIS_TUI_REPORT_CHOICE_H

#include <dais/core/report.h>
#include <dais/export/export.h>

#include "report_templates.h"

enum report_part {
    PART_WHAT,     /* report, recommendations … programme as run */
    PART_FORMAT,   /* export_at() */
    PART_LANGUAGE, /* report_language_at() */
    PART_SECOND,   /* 0: none; else that one of the languages, from 1 */
    PART_TEMPLATE, /* 0: none; else that one of the templates, from 1 */
    REPORT_PART_COUNT
};

struct report_choice {
    size_t values[REPORT_PART_COUNT];
    size_t wished[REPORT_PART_COUNT];         /* by hand; a value is another one where that does not
                                                 go with the rest, and it again where it does */
    const struct report_templates *templates; /* lent; NULL: there are none */
    unsigned missing; /* bit 1 << of each format whose helper program is not there */
};

/* The report in the default format. Without templates. `language` is the screen's, "fr" or "en,fr",
   where there are headings in it, else the programme's; NULL: that. */
void report_choice_init(struct report_choice *ret_choice, const struct programme *programme,
                        const char *language);

/* How many values a part has, and does this one go with what else is chosen? */
size_t report_choice_count(const struct report_choice *choice, enum report_part part);
bool report_choice_allows(const struct report_choice *choice, enum report_part part, size_t value);

/* Is it a format that cannot be made here? It is shown, and not allowed. */
bool report_choice_is_missing(const struct report_choice *choice, enum report_part part,
                              size_t value);

/* Is it to be seen among the values? Beside those that can be chosen, a template with errors is. */
bool report_choice_lists(const struct report_choice *choice, enum report_part part, size_t value);

/* Chooses it. What does not go with it any more gives way until it does: the format, the second
   language, the template. */
void report_choice_set(struct report_choice *choice, enum report_part part, size_t value);

/* The next or previous one that goes with the rest, around the ends. */
void report_choice_step(struct report_choice *choice, enum report_part part, bool forward);

/* What was wished of a part and gave way: "csv", "Français"; lent. NULL: nothing did. */
const char *report_choice_given_way(const struct report_choice *choice, enum report_part part);

/* "Language", "Word (docx)": translated, lent; names of languages are their own. */
const char *report_choice_title(enum report_part part);
const char *report_choice_label(const struct report_choice *choice, enum report_part part,
                                size_t value);

/* The template that a value of PART_TEMPLATE is and that has errors; NULL: it has none. Lent. */
const struct report_template *report_choice_broken(const struct report_choice *choice,
                                                   size_t value);

/* The template; NULL: none. Lent. */
const struct template *report_choice_template(const struct report_choice *choice);

const struct exporter *report_choice_exporter(const struct report_choice *choice);

/* Another one is another text. The format alone makes no difference to most of them. */
bool report_choice_is_same(const struct report_choice *a, const struct report_choice *b);

/* The report as it is chosen; free it. */
struct report *report_choice_make(const struct report_choice *choice,
                                  const struct session *session);

/* The choice that a file was noted with (store/exports.h; `template` NULL: none), in the format of
   `choice`. False: it is none that is known here. */
bool report_choice_find(const struct report_choice *choice, const char *what, const char *languages,
                        const char *template, struct report_choice *ret_choice);

#endif
