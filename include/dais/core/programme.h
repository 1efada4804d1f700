/*
 * The programme: the plan as people wrote it. It never changes after loading; what
 * happens is in the events. Every text in it lives in its arena; lists are on the heap.
 *
 * A programme is filled by store/programme_read (YAML) or by an importer. Both leave it
 * complete: every timed slot has its start and end, id, minimum, rule and cues.
 */
#ifndef DAIS_CORE_PROGRAMME_H
#define DAIS_CORE_PROGRAMME_H

#include <stdbool.h>
#include <stddef.h>

#include <dais/base/digest.h>
#include <dais/base/mem.h>
#include <dais/base/time.h>
#include <dais/base/zone.h>

/* A text for people: one text, or one per language. Empty: count 0. */
struct lingual_text {
    const char *language; /* "en"; NULL: the programme's own language */
    const char *text;     /* never NULL */
};
struct lingual {
    ARRAY_OF(struct lingual_text) texts; /* in the order written */
};
struct linguals {
    ARRAY_OF(struct lingual) list; /* paragraphs, items, questions */
};

/*
 * The text in `language`, else the first one; NULL where there is none at all.
 * `language` NULL: the first one.
 */
const char *lingual_in(const struct lingual *lingual, const char *language);

/* The text that is exactly in `language`, else NULL; an unmarked text is in `own`. */
const char *lingual_only(const struct lingual *lingual, const char *language, const char *own);

enum slot_kind {
    SLOT_SESSION, /* the default */
    SLOT_REGISTRATION,
    SLOT_ARRIVAL,
    SLOT_OPENING,
    SLOT_INTRODUCTION,
    SLOT_PANEL,
    SLOT_PRESENTATION,
    SLOT_KEYNOTE,
    SLOT_DISCUSSION,
    SLOT_BREAKOUTS,
    SLOT_REPORTING,
    SLOT_POSTERS,
    SLOT_VISIT,
    SLOT_TAKEAWAY,
    SLOT_ADOPTION,
    SLOT_CEREMONY,
    SLOT_CLOSING,
    SLOT_BREAK,
    SLOT_LUNCH,
    SLOT_SOCIAL,
    SLOT_SIDE_MEETING,
    SLOT_OTHER,
    SLOT_KIND_COUNT
};
const char *slot_kind_name(enum slot_kind kind); /* "side-meeting" */
int slot_kind_find(const char *name);            /* -1: none */
const char *slot_kind_nearest(const char *name); /* for hints; NULL: none near */
bool slot_kind_is_break(enum slot_kind kind);    /* break and lunch */

/* What an entry may say about who said it. */
enum attribution {
    ATTRIBUTION_NAMED,
    ATTRIBUTION_AFFILIATION,
    ATTRIBUTION_CHATHAM_HOUSE,
    ATTRIBUTION_COUNT
};
const char *attribution_name(enum attribution rule); /* "chatham-house" */
int attribution_find(const char *name);              /* -1: none */
const char *attribution_nearest(const char *name);   /* for hints; NULL: none near */

enum confirmation { CONFIRMED, TO_BE_CONFIRMED };

/* Which ends of a slot are fixed; bits. */
enum hard { HARD_NONE = 0, HARD_START = 1, HARD_END = 2, HARD_BOTH = 3 };

struct person {
    const char *key;              /* "aydi" */
    const char *name;             /* NULL: missing */
    struct lingual honorific;     /* "Mr"; {en: Mr, fr: M.} */
    struct lingual title;         /* "Vice-Mayor" */
    struct lingual affiliation;
    struct lingual role;          /* "Representative of the City of Sfax" */
    struct lingual on_behalf_of;
    enum confirmation status;
};

/* Somebody in a role: one of `people`, a free text, or an organisation; exactly one is set. */
struct part {
    size_t person;                /* index in people, or PART_NOBODY */
    struct lingual text;          /* free text */
    struct lingual organisation;
    msec_t share;                 /* ms, a speaker's own; MSEC_NONE: not given */
};
#define PART_NOBODY ((size_t)-1)
struct parts {
    ARRAY_OF(struct part) list;
};

enum role {
    ROLE_PRESIDENT,
    ROLE_CHAIR,
    ROLE_SPEAKERS,
    ROLE_MODERATORS,
    ROLE_FACILITATORS,
    ROLE_PRESENTERS,
    ROLE_CASE_PRESENTERS,
    ROLE_RESPONDENTS,
    ROLE_RAPPORTEURS,
    ROLE_COUNT
};
const char *role_name(enum role role); /* the key in the file: "case_presenters" */

struct link {
    struct lingual title;
    const char *url;
};
struct links {
    ARRAY_OF(struct link) list;
};

struct organisation {
    struct lingual name;
    bool lead;                    /* the leading one */
};
struct organisations {
    ARRAY_OF(struct organisation) list;
};

struct contact {
    const char *name;             /* NULL where missing, as all below */
    const char *email;
    const char *phone;
    const char *web;
};

struct track {
    struct lingual title;
    struct lingual room;
    struct parts moderators;
    struct parts rapporteurs;
};

struct poster {
    struct lingual title;
    struct parts presenters;
    struct lingual organisation;
    struct lingual summary;
};

struct rounds {
    msec_t talk;                  /* ms; 0: the slot has no rounds */
    msec_t questions;             /* ms, may be 0 */
    unsigned count;               /* 1 and more */
};

struct cues {
    msec_t warning;               /* ms left; MSEC_NONE: not said (never so in a completed slot) */
    msec_t danger;                /* ms left; likewise */
};

struct slot {
    const char *id;               /* given, or "s" and its number */
    unsigned number;              /* from 1, counted across days */
    size_t day;                   /* index in days */
    struct lingual title;
    enum slot_kind kind;
    bool timed;                   /* has start and end; else `when` says it in words */
    int start;                    /* minutes since the midnight of its day's date; may pass 1440 */
    int end;                      /* likewise; not before start */
    struct lingual when;          /* "Afternoon": listed in its place, no clock */
    msec_t minimum;               /* ms; where not its own, half its length on the clock's face */
    bool own_minimum;             /* the slot itself says so; else the date has a word in it */
    enum hard hard;
    enum confirmation status;
    struct lingual reason;        /* of the status */
    struct lingual objective;
    struct lingual methodology;
    struct linguals guiding_questions;
    struct linguals items;
    struct parts roles[ROLE_COUNT];
    msec_t questions;             /* ms kept at the end; 0: none */
    msec_t report_back;           /* ms a track; 0: none */
    msec_t changeover;            /* ms between parts; 0: none */
    enum attribution attribution; /* in force in this slot */
    bool own_attribution;         /* the slot itself says so */
    struct cues cues;             /* in force in this slot */
    struct rounds rounds;
    ARRAY_OF(struct poster) posters;
    ARRAY_OF(struct track) tracks;
    struct lingual room;
    struct links links;
    struct lingual note;
};

struct day {
    int64_t date;                 /* days since 1970-01-01, or DAY_UNKNOWN */
    struct lingual title;
    size_t first;                 /* index of its first slot */
    size_t count;                 /* slots of this day */
};
#define DAY_UNKNOWN INT64_MIN

struct programme {
    struct arena arena;           /* every text below lives here */
    const char *path;             /* the file as the user named it */
    char digest[DIGEST_HEX_SIZE]; /* of the file's bytes */
    const char *code;             /* NULL: none */
    struct lingual title, event, series, project, type;
    int64_t date;                 /* of the first day; DAY_UNKNOWN: not said */
    int start, end;               /* of the whole session, minutes since midnight; -1: not said */
    struct zone *zone;            /* owned; never NULL */
    bool zone_given;              /* false: it is the machine's */
    struct lingual venue;
    const char *language;         /* "en" where not said */
    enum attribution attribution;
    struct linguals context;      /* paragraphs */
    struct linguals objectives, expected_outcomes;
    struct linguals themes;
    struct linguals follow_up;    /* paragraphs */
    struct organisations organisers, partners, supporters;
    ARRAY_OF(struct contact) contacts;
    struct links links;
    struct lingual participants;
    ARRAY_OF(struct person) people;
    struct parts roles[ROLE_COUNT]; /* of the whole session: president, chair, moderators, rapporteurs … */
    struct cues cues;             /* as written; MSEC_NONE where not */
    int hard_end;                 /* minutes since the midnight of the last day; -1: none */
    ARRAY_OF(struct day) days;    /* at least one */
    ARRAY_OF(struct slot) slots;  /* in the order written, across days; with `time` alone: one, the session */
};

/* An empty programme on the heap, with the defaults of the format; `path` is copied. */
struct programme *programme_new(const char *path);
void programme_free(struct programme *programme);

/* The languages that texts of the programme are written in, its own first; names are lent. */
struct languages {
    ARRAY_OF(const char *) list;
};
void programme_languages(const struct programme *programme, struct languages *ret_languages);

/* What names a session in files and JSON: its code, else the title in letters for file names. */
void programme_write_code(const struct programme *programme, struct buf *out);

/* Index of the person with this key, or PART_NOBODY. */
size_t programme_find_person(const struct programme *programme, const char *key);

/* The slot with this id, or NULL. */
const struct slot *programme_find_slot(const struct programme *programme, const char *id);

/* Is it, letter by letter, the affiliation of one of the people in one of the languages? */
bool programme_has_affiliation(const struct programme *programme, const char *text);

/* Has one of the people a part in the slot itself, in a track or with a poster of it? */
bool slot_has_part(const struct slot *slot, size_t person);

/*
 * Who somebody is: the name, else the role, else the affiliation, else whom he or she stands
 * for, else the key. Never NULL. `language` NULL: the first one written, as everywhere below.
 */
const char *person_name(const struct person *person, const char *language);

/* The name, or what stands for it, and the affiliation: "Mohamed Wajdi Aydi, City of Sfax". */
void person_write(const struct person *person, const char *language, struct buf *out);

/* All that is known: "Mr Mohamed Wajdi Aydi, Vice-Mayor, City of Sfax". */
void person_write_full(const struct person *person, const char *language, struct buf *out);

/*
 * How somebody in a role is written: "Mohamed Wajdi Aydi, City of Sfax"; "Samuel Hall". That
 * somebody is still to be confirmed is for the caller to add, in its own language.
 */
void part_write(const struct programme *programme, const struct part *part, const char *language,
                struct buf *out);

/* Is it one of `people` who is still to be confirmed? */
bool part_is_tbc(const struct programme *programme, const struct part *part);

/* Frees the list, not the texts in it. */
void lingual_finish(struct lingual *lingual);
void linguals_finish(struct linguals *linguals);
void languages_finish(struct languages *languages);

#endif
