/*
 * The inside of a session, shared by the session_*.c files.
 *
 *   log      every event, in the order of event_compare()
 *   node     everything known by an event id: the lines that claim it, who waits for it
 *   thing    what events are about, the clock, one entry, one person, what was counted in one slot or
 *            the attribution rule, with its lines in order
 *   launch   one journal file's first frame: whose it is, how its programme named the slots
 *   writer   one user on one machine
 */
#ifndef DAIS_CORE_SESSION_STATE_H
#define DAIS_CORE_SESSION_STATE_H

#include <dais/core/session.h>

#include "entry_fold.h"
#include "session_names.h"
#include "table.h"

/* An event in the log. `shown` comes first: what session_log_at() lends is the line itself. */
struct line {
    struct logged shown;
    struct event
        *seen; /* the event with slots as the present programme names them; NULL: the same */
    struct launch *launch;
    struct thing *thing; /* what it is about; NULL: nothing that folds, or not known yet */
    const struct line *anchor; /* the latest line of its thing that it builds on; itself: none later */
    unsigned depth;      /* steps from there */
    bool had_effect;     /* in effect where it stands, before any later undo */
};

/*
 * The clock, an entry (of which some line is the entry.add), one of the programme's people, or the
 * participants counted in one slot, or the attribution rule.
 */
struct thing {
    struct entry *entry;           /* owned; NULL: none */
    bool is_person;
    bool is_count;
    size_t person;                 /* index in people, where it is one */
    char *slot;                    /* id, where it is a count, owned; NULL: none had the clock */
    bool is_rule;
    ARRAY_OF(struct line *) lines; /* those about it, in order */
    bool unsorted;                 /* a line came that others had named before: sort before folding */
    bool tangled;                  /* its lines name each other in a circle */
    bool away;                     /* the entry is withdrawn by its merge alone, and then … */
    enum standing standing;        /* … these stand below */
    const char *why;
    bool translates;               /* some line says so: it is in session.translators */
    const char *number;            /* the group of numbers that the entry is in, lent; NULL: none */
};

struct node {
    struct event_id id;
    ARRAY_OF(struct line *) lines;   /* with this id; more than one: a fork */
    ARRAY_OF(struct line *) waiting; /* that speak of this id and came before it */
    struct thing *thing;             /* of an entry.add, owned; else NULL */
    bool named;                      /* some line says that it builds on it */
    bool confirmed;                  /* some frame.confirm names it */
};

/* How a slot of a launch's programme is named now. */
struct slot_twin {
    const char *then; /* id */
    const char *title;
    const char *now; /* id; NULL: no slot matches */
    bool used;       /* an event of the launch speaks of it */
};

struct launch {
    struct token token;
    struct writer *writer;            /* NULL: its first frame is missing */
    const struct event *frame;        /* its first frame */
    bool has_lines;                   /* lines other than the first frame were seen */
    struct arena arena;               /* texts of `slots` */
    ARRAY_OF(struct slot_twin) slots; /* empty where the programme is the present one */
};

struct writer {
    struct token token;
    const char *name;          /* as it last called itself, lent; NULL: never */
    const struct event *named; /* the frame that says so; NULL: none */
    char letters[4];           /* the first of its token */
    msec_t last;               /* wall time of its latest event; MSEC_NONE: none */
};

/* An entry that bears a number, and others that do: hardly ever are there any. */
struct number_group {
    const char *number;        /* lent */
    struct entry *entry;       /* NULL: it bears another one now */
    struct number_group *more; /* NULL: that is all */
};

struct session {
    const struct programme *programme; /* lent */
    ARRAY_OF(struct line *) log;
    struct table nodes;                /* struct node, by id */
    ARRAY_OF(struct node *) node_list; /* the same, owned */
    struct table launches;             /* struct launch, by token */
    ARRAY_OF(struct launch *) launch_list;
    struct table writers; /* struct writer, by token */
    ARRAY_OF(struct writer *) writer_list;
    struct table numbers; /* struct number_group, by number */
    struct arena number_groups; /* the same */
    struct thing clock;
    struct timekeeper timekeeper;
    struct thing *people; /* one for each of the programme's people */
    ARRAY_OF(struct thing *) counted; /* one for each slot in which somebody counted, owned */
    struct attendance attendance;
    struct thing rule;
    struct rulings rulings;
    struct record record;
    struct names *names; /* of the programme */
    ARRAY_OF(const struct event *) inserts; /* every slot.insert, lent: no id comes twice */
    ARRAY_OF(struct line *) messages;       /* to the speaker, lent, in the order they arrived */
    ARRAY_OF(struct entry *) added;         /* in the order of their entry.add, lent */
    ARRAY_OF(struct line *) merges;         /* every entry.merge that was folded, lent */
    ARRAY_OF(struct line *) orders;         /* every entry.order, likewise */
    ARRAY_OF(struct thing *) translators;   /* entries that were ever a translation, lent */
    ARRAY_OF(struct entry *) tied;          /* those that others went into, or translate, lent */
    bool unlisted;                          /* entries came, or stand otherwise among those added */
    bool untied;                            /* entries changed: session_tie_entries() is due */
    size_t generation;                      /* session_generation() */
    bool superseded;                        /* some events edited by hand turned up whole */
    struct session *former;                 /* as it was with those, for what was lent; owned; NULL */
    bool late;                              /* things collect lines and are folded afterwards */
};

/* session.c: nodes. The node of an id, made where there is none; or NULL. */
struct node *session_node(struct session *session, const struct event_id *id);
const struct node *session_node_find(const struct session *session, const struct event_id *id);
int line_compare(const struct line *a, const struct line *b);

/* session_launch.c: the launch of a line, made where there is none; what a first frame says. */
struct launch *session_launch(struct session *session, const struct token *token);
const struct launch *session_launch_find(const struct session *session, const struct token *token);
struct writer *session_writer(struct session *session, const struct token *token);
/* Takes a first frame in. True: lines of its launch were folded without it. */
bool session_take_launch(struct session *session, const struct line *line);
void session_forget_launches(struct session *session);
/* Fills in the line's writer, launch and `seen`. */
void session_place_line(struct session *session, struct line *line);
void launch_free(struct launch *launch);

/* session_fold.c: folds a line that stands in the log, and what waited for it. */
void session_fold_line(struct session *session, struct line *line);
/* Folds everything again, from the log. */
void session_fold_all(struct session *session);
void session_fold_thing(struct session *session, struct thing *thing);
/*
 * session_causes.c: where the line, of which the thing is known, stands among its lines: set before
 * the first is compared. Sorts them all again where one came behind those that name it.
 */
void session_anchor(struct session *session, struct line *line);
int session_place_compare(const struct line *a, const struct line *b);
void session_sort_thing(struct session *session, struct thing *thing);

/*
 * session_ties.c: what entries have to do with each other, after any of them changed: order,
 * merges, translations. Before an entry with a merge is folded, its tie is loosened.
 */
void session_tie_entries(struct session *session);
void session_loosen_entry(struct thing *thing);
/* A line about an entry that may tie it to others is among those folded. */
void session_note_tie(struct session *session, struct line *line);
void session_forget_ties(struct session *session);

/* Has the event an undo (all but clock.take that is about something)? */
bool event_is_undoable(const struct event *event);
/*
 * What an undo, or redo, of `target` by `writer` would take if it stood at `at` among the
 * thing's lines; NULL: it would be void.
 */
struct line *session_may_undo(const struct thing *thing, size_t at, const struct event_id *target,
                              const struct token *writer);
struct line *session_may_redo(const struct thing *thing, size_t at, const struct event_id *target,
                              const struct token *writer);
/* An action whose effect still stands. */
bool line_stands(const struct line *line);
/* The event as the present programme names its slots. */
const struct event *line_seen(const struct line *line);
/* Is the line an undoable event that has effect now? */
bool line_in_effect(const struct line *line);

/* session_rule.c: may who came instead be told, of this person.state? */
bool session_may_tell_replacement(const struct session *session, const struct event *event);
/* Folds a session.rule. False: it loosens a rule that its writer did not know. */
bool session_rule_act(struct session *session, const struct line *line);
/* Folds an undo or redo, `line`, of the session.rule `target`, whose mask is set or taken away. */
void session_rule_again(struct session *session, const struct line *line,
                        const struct line *target);
/* The rule that would hold where `target` speaks of it, if that stood, or did not. */
enum attribution session_rule_with(const struct session *session, const struct line *target,
                                   bool stands);

/*
 * session_people.c: what a turn is called in a sentence, as turn_name() has it; one that is not
 * on the list is "Speaker 9". False: by its number.
 */
bool session_turn_called(const struct session *session, size_t slot, unsigned place,
                         const char *language, struct message *ret_name);
/*
 * What one of the people is called in a sentence: appends the name, or, where the rule of the
 * session forbids it, the number; then false.
 */
bool session_person_called(const struct session *session, size_t person, const char *language,
                           struct buf *out);

/* What one of the people is called on the floor of a slot. False: the list has no such person. */
bool session_person_on_floor(const struct session *session, size_t slot, size_t person,
                             const char *language, struct message *ret_name);

/* session_numbers.c: the entry bears its number; `thing->number` is the group it was in. */
void session_group_number(struct session *session, struct thing *thing);

/*
 * session_reservations.c: how many reservations fell away as an entry.standing adopted another
 * text than the one they were on; 0: none, or it adopts nothing.
 */
unsigned session_reservations_dropped(const struct session *session, const struct event *event);

#endif
