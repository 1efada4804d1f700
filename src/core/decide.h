/*
 * What the session_decide*.c files share: the wish being decided, and how it is refused. A
 * decision returns the event, or NULL after filling in the refusal.
 */
#ifndef DAIS_CORE_DECIDE_H
#define DAIS_CORE_DECIDE_H

#include "session_state.h"

struct deciding {
    const struct session *session;
    const struct wish *wish;
    const struct actor *actor;
    struct refusal *refusal;
};

typedef struct event *decide_function(const struct deciding *deciding);

/* Sets the kind of the refusal and lends its message to be set. */
struct message *decide_refused(const struct deciding *deciding, enum refusal_kind kind);

/* Refuses with a sentence that has no arguments; always NULL. */
struct event *decide_refuse(const struct deciding *deciding, const char *id);

/* An event of the actor, now: clock events and their undo at the whole second. */
struct event *decide_event(const struct deciding *deciding, enum event_op op);

/* The id of the slot that has the clock; "": none has. */
const char *decide_current_id(const struct deciding *deciding);

/* Refuses because the session has ended, or is closed. */
struct event *decide_refuse_ended(const struct deciding *deciding);

/* The message argument that a slot is called by. */
const char *decide_title(const struct deciding *deciding, size_t slot);

enum { DECIDE_TEXT_MAX = 64 * 1024 }; /* bytes of a text */

/*
 * Appends `text` cleaned; of one line: newlines are spaces, none stand at its ends. False:
 * refused, it is too long.
 */
bool decide_clean(const struct deciding *deciding, const char *text, bool one_line,
                  struct buf *out);

/* Sets a field of one line from a text, if it says anything. False: refused. */
bool decide_line(const struct deciding *deciding, struct event *event, enum event_key key,
                 const char *text);

/*
 * Does `text` hold names that the rule of `slot` forbids? Marks the event where they are kept
 * deliberately. False: refused.
 */
bool decide_names(const struct deciding *deciding, struct event *event, const char *slot,
                  const char *text);
/* The same under a rule that is known. */
bool decide_names_under(const struct deciding *deciding, struct event *event, enum attribution rule,
                        const char *text);
/* The rule for a line that stands in the log of everything: of the session or the running slot. */
enum attribution decide_rule_here(const struct deciding *deciding);

/* Frees the event of a decision that was refused after all; always NULL. */
struct event *decide_drop(struct event *event);

/* Refuses because no slot is running, or the session is over; always NULL. */
struct event *decide_refuse_idle(const struct deciding *deciding);

/* The entry of the wish, where it may still change. NULL: refused. */
const struct entry *decide_find_open_entry(const struct deciding *deciding);
/* The same, withdrawn ones too. */
const struct entry *decide_find_entry(const struct deciding *deciding, const char *name);
/* An event about an entry, together with the one that the wish names. */
struct event *decide_entry_event(const struct deciding *deciding, enum event_op op,
                                 const struct entry *entry);
/* Refuses with a sentence about one text; always NULL. */
struct event *decide_refuse_text(const struct deciding *deciding, const char *id, const char *text);

/* session_decide_clock.c */
decide_function decide_start, decide_next, decide_stop, decide_pause, decide_resume, decide_back,
    decide_goto, decide_extend, decide_shorten, decide_skip, decide_insert, decide_swap, decide_end,
    decide_close, decide_reopen, decide_take, decide_hold_on, decide_move_programme;
/* session_decide_plan.c */
decide_function decide_replan;
/* session_decide_entry.c */
decide_function decide_add, decide_amend, decide_settle, decide_withdraw, decide_move,
    decide_confirm;
/*
 * Is the entry (NULL: a new one), as the event leaves it, fit to translate what it says it does?
 * It says its language, is of the same kind, and nothing translates itself. False: refused.
 */
bool decide_translation(const struct deciding *deciding, const struct event *event,
                        const struct entry *entry);

/* session_decide_several.c */
decide_function decide_merge, decide_order;
/* session_decide_standing.c */
decide_function decide_stand, decide_hold;
/* session_decide_message.c */
decide_function decide_message;
/* session_decide_floor.c */
decide_function decide_floor_request, decide_floor_start, decide_floor_stop, decide_floor_pause,
    decide_floor_resume, decide_floor_skip, decide_floor_swap, decide_floor_order;
/* session_decide_people.c */
decide_function decide_person_state, decide_people_count;
/* session_decide_rule.c */
decide_function decide_rule;
/* Is it said yes to the looser rule that an undo, or redo, of `target` leads to? False: refused. */
bool decide_rule_again(const struct deciding *deciding, const struct logged *target, bool stands);
/* session_decide_undo.c */
decide_function decide_undo, decide_redo;

#endif
