/*
 * The ways from a house template to nodes of the report, one file each.
 */
#ifndef DAIS_SRC_CORE_REPORT_TEMPLATE_H
#define DAIS_SRC_CORE_REPORT_TEMPLATE_H

#include <dais/core/template.h>

#include "report_tree.h"

/* How many of TEMPLATE_FACT_NAMES are of the title block; behind them come the roles. */
enum { TEMPLATE_TITLE_FACTS = 16 };

/* The role that an index of TEMPLATE_FACT_NAMES stands for; ROLE_COUNT: none, it is a fact. */
enum role template_fact_role(size_t fact);

/*
 * Puts what the template asks for in the place of the report's parts; the notices at its head
 * stay. The ordinary tree is made already and is where parts and facts come from.
 */
void report_use_template(const struct maker *maker, const struct template *template);

/* A text of the template; one alone stands for all languages. */
struct said report_template_said(const struct maker *maker, const struct lingual *lingual);

/*
 * Who has one of the roles in the session or in a slot, each once, as far as the attribution rules
 * of session and slot let them be named.
 */
struct role_people {
    ARRAY_OF(const struct part *) parts; /* lent from the programme */
    bool withheld;                       /* there are others, who may not be named */
};
void role_people_finish(struct role_people *people);
void report_find_people(const struct maker *maker, const struct template_chosen *roles,
                        struct role_people *ret_people);
/* In one text, joined; NULL: nobody has one of the roles. */
const char *report_people_text(const struct maker *maker, const struct role_people *people);
/* As a list, with all that is known of each; nothing where nobody has one of the roles. */
void report_add_people_list(const struct maker *maker, struct report_node *section,
                            const struct role_people *people);

/* The entries that a section picks, in the form that it asks for. */
void report_add_picked(const struct maker *maker, struct report_node *parent,
                       const struct template_section *section);

#endif
