/*
 * The inside of the Adoption view, for the files view_adoption*.c alone.
 */
#ifndef DAIS_TUI_VIEW_ADOPTION_H
#define DAIS_TUI_VIEW_ADOPTION_H

#include "list.h"
#include "outcomes.h"
#include "room_page.h"

/* What is shown of a text that was amended: as it reads now it is there at all times, since that
   is what the room decides on. */
enum adoption_shows {
    ADOPTION_CHANGES,  /* what was struck and added, and as it reads now */
    ADOPTION_ORIGINAL, /* as it reads now, and as it was before */
};

struct view_adoption_state {
    int kind;                 /* enum entry_kind that is shown, or OUTCOMES_ALL */
    struct adoption adoption; /* as last read */
    struct list list;         /* of all of them; its selection is the text that is shown */
    struct event_id selected; /* entry; empty: none yet */
    struct event_id deciding; /* the one that a key decides on here; empty: none. Once it is decided
                                 the next comes */
    struct event_id decided;  /* the one decided here that the shown one came after; empty: none */
    struct event_id stood;    /* the event by which either stood so before; empty: none */
    enum adoption_shows shows; /* of the text that is shown; the next one begins with the first */
    struct room_page page; /* the text that is shown */
    struct event_id of;    /* whose `page` and `shows` it is */
};

/* view_adoption.c */
/* Lists the texts as they are now and finds the one that is shown; NULL: there is none. */
const struct entry *view_adoption_settle(struct view_adoption_state *state,
                                         const struct scene *scene);

/* view_adoption_page.c: one text as the room reads it. */
void view_adoption_draw_text(struct view_adoption_state *state, const struct scene *scene,
                             const struct entry *entry, struct canvas *canvas, struct area area);
/* What a text that was amended is compared with; NULL: it was not. Lent. */
const char *view_adoption_before(const struct entry *entry);

/* view_adoption_do.c: what the keys do to the text that is shown. False: nothing. */
bool view_adoption_do(struct view_adoption_state *state, struct program *program,
                      enum action action);
/* The same for one text, whatever was decided about it before. */
void view_adoption_do_so(struct view_adoption_state *state, struct program *program,
                         const struct entry *entry, enum action action);
/* Once this one is decided, by whatever is done or answered next, the next is shown. */
void view_adoption_await(struct view_adoption_state *state, const struct entry *entry);
/* Wishes that `entry` comes to stand as `wish` says. True: it is done already. */
bool view_adoption_decide(struct program *program, const struct event_id *entry, struct wish *wish);

/* view_adoption_ask.c: what is asked of the user first. */
void view_adoption_ask_reservation(struct view_adoption_state *state, struct program *program,
                                   const struct entry *entry, const struct votes *votes);
void view_adoption_ask_hands(struct view_adoption_state *state, struct program *program,
                             const struct entry *entry);
void view_adoption_ask_referral(struct view_adoption_state *state, struct program *program,
                                const struct entry *entry);
void view_adoption_ask_why(struct view_adoption_state *state, struct program *program,
                           const struct entry *entry);
/* Asks whether what was decided is to be decided otherwise, and then does it. */
void view_adoption_ask_otherwise(struct view_adoption_state *state, struct program *program,
                                 const struct entry *entry, enum action action);
void view_adoption_ask_en_bloc(struct view_adoption_state *state, struct program *program);
void view_adoption_ask_filter(struct view_adoption_state *state, struct program *program);

#endif
