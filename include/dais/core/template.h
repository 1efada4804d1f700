/*
 * A house template: which sections a report has, in which order, under which headings, and what
 * stands in each. An organiser writes it as YAML (store/template_read.h; docs/formats.md), without
 * programming; report_make() makes the tree by it, so that every format of running text prints it.
 *
 * It chooses among what the report says anyway. Texts, names and marks come from the makers of the
 * ordinary tree, so the attribution rule holds whatever a template asks for.
 */
#ifndef DAIS_CORE_TEMPLATE_H
#define DAIS_CORE_TEMPLATE_H

#include <dais/core/programme.h>
#include <dais/core/record.h>

/* What can stand in a section beside its own text and sections: one of these. */
enum template_content {
    TEMPLATE_NOTHING,
    TEMPLATE_PART,    /* a section of the ordinary tree */
    TEMPLATE_FACTS,   /* of the title block, and who has a role */
    TEMPLATE_PEOPLE,  /* a list of those who have a role anywhere */
    TEMPLATE_ENTRIES, /* those that are picked */
    TEMPLATE_CONTENT_COUNT
};

/* How entries are written. */
enum template_form {
    TEMPLATE_LIST,
    TEMPLATE_PARAGRAPHS,
    TEMPLATE_ONE_SENTENCE, /* a list of their first sentences */
    TEMPLATE_FORM_COUNT
};

/* Under which headings of their own. */
enum template_group { TEMPLATE_TOGETHER, TEMPLATE_BY_SLOT, TEMPLATE_BY_KIND, TEMPLATE_GROUP_COUNT };

/* How the room decided. */
enum template_decided {
    TEMPLATE_ANYHOW,
    TEMPLATE_BY_CONSENSUS,
    TEMPLATE_BY_HANDS, /* by a show of hands */
    TEMPLATE_DECIDED_COUNT
};

/* The names that a template may use. */
enum template_names {
    TEMPLATE_PARTS,      /* sections of the ordinary tree: "context" */
    TEMPLATE_FACT_NAMES, /* "date"; then the roles: "moderators" */
    TEMPLATE_ROLES,
    TEMPLATE_FIELDS,    /* of entries: "addressee" */
    TEMPLATE_FORMS,     /* "one_sentence" */
    TEMPLATE_GROUPS,    /* "slot" */
    TEMPLATE_DECISIONS, /* "consensus" */
    TEMPLATE_KINDS,     /* of entries: "recommendation" */
    TEMPLATE_STANDINGS, /* "not-adopted" */
    TEMPLATE_SLOTS,     /* kinds of slots: "panel" */
    TEMPLATE_NAMES_COUNT
};
size_t template_name_count(enum template_names names);
const char *template_name(enum template_names names, size_t index); /* static */

/* Fields of entries; `fields` of a section has a bit for each. */
enum template_field {
    FIELD_NUMBER,
    FIELD_LABEL,
    FIELD_SPEAKER,
    FIELD_ADDRESSEE,
    FIELD_OWNER,
    FIELD_DEADLINE,
    FIELD_PRIORITY,
    FIELD_THEMES,
    FIELD_STANDING,
    FIELD_RESERVATION,
    FIELD_CHECK_SUM,
    FIELD_REFERRED_TO,
    FIELD_VOTES,
    FIELD_REASON,
    FIELD_PROPOSED_TEXT,
    FIELD_FIRST_TEXT,
    FIELD_VERSIONS,
    FIELD_CHANGED,
    FIELD_MISSING_LANGUAGES,
    FIELD_VERSION,
    FIELD_TRANSLATION,
    TEMPLATE_FIELD_COUNT
};

/* Some of a list of names, in the order written, each once. */
enum { TEMPLATE_CHOSEN_MAX = 32 };
struct template_chosen {
    unsigned char items[TEMPLATE_CHOSEN_MAX]; /* indices in the list of names */
    size_t count;                             /* 0: not said */
};
bool template_chosen_has(const struct template_chosen *chosen, size_t index);

/* One line of facts. Several names are joined in it: "president, chair, moderators". */
struct template_fact {
    struct template_chosen names; /* of TEMPLATE_FACT_NAMES; one at least */
    struct lingual heading;       /* empty: that of the first one found */
    struct lingual empty;         /* what stands there where nothing is known; empty: no line */
};

struct template_section {
    struct lingual heading; /* empty: the tree's own, where it has one */
    struct linguals text;   /* the organiser's own paragraphs, before the content */
    enum template_content content;
    size_t part; /* of TEMPLATE_PART: index in TEMPLATE_PARTS */
    ARRAY_OF(struct template_fact) facts;
    struct template_chosen roles;     /* of TEMPLATE_PEOPLE */
    struct template_chosen kinds;     /* of entries, as all below; not said: all */
    struct template_chosen standings; /* not said: all */
    struct template_chosen slots;     /* kinds of slots; not said: all */
    struct linguals themes;           /* one of them at least; empty: whatever theme */
    enum template_decided decided;
    enum template_form form;
    enum template_group group;
    struct template_chosen fields;
    bool fields_said;     /* else those of the form */
    struct lingual empty; /* what is said where there is nothing; empty: the section is left out */
    ARRAY_OF(struct template_section) sections; /* one level; they follow the content */
};

struct template
{
    struct arena arena;     /* texts */
    const char *name;       /* for file names and lists: "un-workshop" */
    struct lingual title;   /* for people who choose one; empty: its name */
    struct lingual heading; /* what the document calls itself; empty: "Report" */
    ARRAY_OF(struct template_section) sections;
};

/* An empty one on the heap; the name is copied. */
struct template *template_new(const char *name);
void template_free(struct template *template); /* NULL is fine */

#endif
