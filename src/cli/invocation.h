/*
 * One call of the program: its options understood, its clock set, its session opened.
 */
#ifndef DAIS_CLI_INVOCATION_H
#define DAIS_CLI_INVOCATION_H

#include <dais/os/clock.h>
#include <dais/store/folder.h>

#include <dais/tui/theme.h>

#include "options.h"
#include "user_settings.h"

struct invocation {
    const struct command *command; /* lent */
    const struct user_settings *user; /* lent */
    struct last_resort *resort;    /* lent */
    struct options options;        /* texts lent from argv */
    struct clock clock;            /* real, or as --now, --rehearse and --speed say */
    struct folder *folder;         /* owned; NULL until invocation_open() */
    struct session *foreseen;      /* owned, of invocation_foresee(); NULL: none */
    struct buf source;             /* bytes of the programme, for findings */
    struct buf scratch;            /* path of a rehearsal's record, removed at the end; or empty */
    struct buf told;               /* SESSION of a rehearsal that others may join; or empty */
    bool starts;                   /* --rehearse begins a rehearsal of its own, and joins none */
    unsigned speed;                /* 1 and more */
    msec_t now;                    /* --now, since 1970 UTC; MSEC_NONE: not given */
    msec_t end_before; /* projected end of the day before the latest wish; MSEC_NONE: none */
};

/* Understands the options that stand everywhere. EXIT_DONE, or the reason was said. */
int invocation_init(struct invocation *ret_invocation, const struct command *command,
                    const struct options *options, const struct user_settings *user);
void invocation_finish(struct invocation *invocation);

/* The value of an option, "" of one that takes none, NULL where it was not given. */
const char *invocation_value(const struct invocation *invocation, enum option_id option);

/*
 * Opens SESSION, with the record that --record and --rehearse say, and sets the clock: that of
 * a command stands where --now or --rehearse put it, with `runs` it goes on from there.
 * Findings that are errors are said, warnings are not. EXIT_DONE, or the reason was said.
 */
int invocation_open(struct invocation *invocation, const char *path, bool runs);

/* Who wishes, and when, for session_decide(). */
struct actor invocation_actor(const struct invocation *invocation);

/*
 * Decides a wish and puts it on the disc; --take and --today are done first where they are
 * given. What cleaning changed in its texts is said, once for all wishes of one action. EXIT_DONE
 * with `*ret_commit`, or the reason was said.
 */
int invocation_wish(struct invocation *invocation, const struct wish *wish,
                    struct commit *ret_commit);

/*
 * Several wishes about entries as one action, which one undo takes back: all are checked before
 * the first is done. Says what each did. Returns an exit code.
 */
int invocation_wish_all(struct invocation *invocation, struct wish *wishes, size_t count);

/* The same wish about each of the entries named in the arguments from `first` on. */
int invocation_wish_each(struct invocation *invocation, const struct wish *wish, int first);

/*
 * The session as --take and --today will make it, lent; the folder's own where they change nothing.
 * Nothing is written. EXIT_DONE, or it was said why they will be refused.
 */
int invocation_foresee(struct invocation *invocation, const struct session **ret_session);

/* Says why something was refused, and what can be done about it; gives the refusal back. */
void invocation_say_refusal_take(struct refusal *refusal);

/* "Coffee break started" for an event just committed, on standard output. Returns an exit code. */
int invocation_say_done(const struct invocation *invocation, const struct event_id *id);

/* --today, where it was given: the session is held from today on. EXIT_DONE, or it was said why
 * not. */
int invocation_hold_today(struct invocation *invocation);

/* Says on the error stream where the record that is given out may not be all that was saved. */
void invocation_say_damage(const struct invocation *invocation);

/* The palette that DAIS_THEME, else the settings, ask for, as far as NO_COLOR and the terminal let. */
enum theme_palette invocation_palette(const struct invocation *invocation);

/* The language of the screen: --lang, else that of the settings; NULL: neither says. */
const char *invocation_screen_language(const struct invocation *invocation);

/* The language for headings and texts: --lang, else the programme's; lent. */
const char *invocation_language(const struct invocation *invocation);

/* The text argument, or all of standard input where it is "-"; what can be no text is not read to
 * its end. EXIT_DONE, or the reason was said.
 */
int invocation_read_text(const char *argument, struct buf *out);

#endif
