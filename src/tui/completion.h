/*
 * What could be meant by what somebody has begun to type: people, themes, what a field held
 * before. It knows neither keys nor cells: the editor shows it and takes of it.
 *
 * Under the Chatham House Rule there are no people; under `affiliation` there are affiliations.
 * Nothing that holds a name where the rule forbids it is ever offered, from whichever entry it is.
 */
#ifndef DAIS_TUI_COMPLETION_H
#define DAIS_TUI_COMPLETION_H

#include "view.h"

enum completion_kind {
    COMPLETION_NONE,
    COMPLETION_PEOPLE,   /* as they are called in a text */
    COMPLETION_SPEAKERS, /* as the speaker of an entry is written */
    COMPLETION_THEMES,
    COMPLETION_ADDRESSEES,
    COMPLETION_LABELS,
    COMPLETION_OWNERS,
    COMPLETION_PRIORITIES,
    COMPLETION_LANGUAGES,
    COMPLETION_ENTRIES, /* to translate */
};

struct candidate {
    char *text;   /* what is taken; owned */
    char *beside; /* what tells more about it; NULL: nothing; owned */
    char *folded; /* both; owned */
};

enum { COMPLETION_MOST = 6 }; /* that are offered at once */
#define COMPLETION_UNCHOSEN ((size_t)-1)

/* A zeroed one offers nothing. */
struct completion {
    enum completion_kind kind; /* of the candidates */
    char *slot;                /* that they are for; NULL: the session; owned */
    enum attribution rule;     /* likewise */
    size_t events;             /* in the log when they were gathered */
    ARRAY_OF(struct candidate) candidates;
    size_t fitting[COMPLETION_MOST]; /* indexes; the best first */
    size_t count;                    /* of them; 0: nothing is offered */
    size_t chosen;                   /* of those; COMPLETION_UNCHOSEN */
};
void completion_finish(struct completion *completion);

/*
 * Offers what fits `typed`: where a word of it begins like that, in any case and without accents.
 * What is typed in full already is not offered. `slot`: id where the text is to go, or NULL; `rule`
 * is in force for it.
 */
void completion_offer(struct completion *completion, const struct scene *scene,
                      enum completion_kind kind, const char *slot, enum attribution rule,
                      const char *typed, size_t size);

/* Offers nothing. */
void completion_close(struct completion *completion);

/* The one that was chosen; NULL: none. */
const struct candidate *completion_chosen(const struct completion *completion);

/* Chooses the next one or the one before. False: nothing is offered. */
bool completion_move(struct completion *completion, int step);

#endif
