/*
 * `dais floor`: who speaks, who waits, who asks, and for how long.
 */
#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include <dais/core/roster.h>

#include "columns.h"
#include "invocation.h"
#include "say.h"
#include "say_turn.h"
#include "words.h"

/* What may follow a word. */
enum floor_takes { TAKES_NOBODY, TAKES_SOMEBODY, TAKES_TWO };

static const struct floor_word {
    const char *name;
    enum wish_verb verb; /* WISH_COUNT: the list */
    enum floor_takes takes;
} words[] = {
    {"request", WISH_FLOOR_REQUEST, TAKES_SOMEBODY}, {"start", WISH_FLOOR_START, TAKES_SOMEBODY},
    {"pause", WISH_FLOOR_PAUSE, TAKES_NOBODY},       {"stop", WISH_FLOOR_STOP, TAKES_NOBODY},
    {"skip", WISH_FLOOR_SKIP, TAKES_SOMEBODY},       {"swap", WISH_FLOOR_SWAP, TAKES_TWO},
    {"order", WISH_FLOOR_ORDER, TAKES_SOMEBODY},     {"list", WISH_COUNT, TAKES_NOBODY},
};
enum { WORD_COUNT = sizeof words / sizeof words[0], MINUTES_MAX = 1440 };

/* Do as many words follow as may? A name may be of several. */
static bool fits(const struct floor_word *word, int count)
{
    switch (word->takes) {
    case TAKES_NOBODY:
        return count == 0;
    case TAKES_SOMEBODY:
        return true;
    case TAKES_TWO:
        return count == 2;
    }
    return false;
}

/* --minutes, of a request only. False: said why. */
static bool read_minutes(const struct invocation *invocation, const struct floor_word *word,
                         msec_t *ret_span)
{
    const char *text = invocation_value(invocation, OPTION_MINUTES);
    if (text == NULL)
        return true;
    size_t digits = strspn(text, "0123456789");
    long minutes = digits > 0 && digits <= 4 && text[digits] == '\0' ? strtol(text, NULL, 10) : 0;
    if (minutes < 1 || minutes > MINUTES_MAX) {
        say_usage(N_("{1} is no number of minutes from 1 to 1440"), text, NULL);
        return false;
    }
    if (word->verb != WISH_FLOOR_REQUEST) {
        say_usage(N_("{1} belongs to {2} only"), "--minutes", "request", NULL);
        return false;
    }
    *ret_span = minutes * MSEC_MINUTE;
    return true;
}

/* Whose turn it is called by, and "to be confirmed" or "absent" behind it. */
static void write_who(const struct session *session, const struct floor_reading *shown,
                      size_t index, const char *language, struct buf *out)
{
    const struct turn_figure *figure = &shown->turns.items[index];
    say_turn(session, shown->slot, index, language, out);
    if (figure->tbc)
        buf_add_format(out, " (%s)", gettext(roster_state(PERSON_TBC)));
    if (figure->absent)
        buf_add_format(out, " (%s)", gettext(roster_state(PERSON_ABSENT)));
}

/* Names stand last, since they may be long. */
static void add_row(const struct session *session, const struct floor_reading *shown, size_t index,
                    const char *language, struct columns *columns)
{
    const struct turn *turn =
        &session_timekeeper(session)->slots.items[shown->slot].floor.turns.items[index];
    const struct turn_figure *figure = &shown->turns.items[index];
    BUF_LOCAL struct buf place = {0}, who = {0}, spoken = {0}, share = {0}, over = {0};
    buf_add_format(&place, "%u", turn->place);
    write_who(session, shown, index, language, &who);
    if (figure->approximate)
        buf_add_text(&spoken, "≈ ");
    if (figure->spoken > 0 || turn->state != TURN_WAITING)
        span_write_clock(figure->spoken, &spoken);
    if (figure->share != MSEC_NONE)
        span_write_clock(figure->share, &share);
    if (figure->over >= MSEC_SECOND)
        span_write_clock(figure->over, &over);
    columns_add(columns, buf_text(&place));
    columns_add(columns, say_turn_state(turn->state));
    columns_add(columns, buf_text(&spoken));
    columns_add(columns, buf_text(&share));
    columns_add(columns, buf_text(&over));
    columns_add(columns, buf_text(&who));
    columns_end_row(columns);
}

static void write_table(const struct session *session, const struct floor_reading *shown,
                        const char *language, struct buf *out)
{
    struct columns columns = {0};
    columns_add(&columns, _("no."));
    columns_add(&columns, _("stands"));
    columns_add(&columns, _("spoken"));
    columns_add(&columns, _("share"));
    columns_add(&columns, _("over"));
    columns_add(&columns, _("who"));
    columns_end_row(&columns);
    for (size_t i = 0; i < shown->turns.count; i++)
        add_row(session, shown, i, language, &columns);
    columns_write(&columns, out);
    columns_finish(&columns);
    if (shown->questions > 0) {
        BUF_LOCAL struct buf questions = {0};
        span_write_clock(shown->questions, &questions);
        say_write(N_("{1} left for questions\n"), out, buf_text(&questions), NULL);
    }
}

/* The list of the running slot, else of the next one. */
static int list(struct invocation *invocation)
{
    const struct session *session = folder_session(invocation->folder);
    const struct timekeeper *timekeeper = session_timekeeper(session);
    const char *language = invocation_language(invocation);
    struct instant now = clock_now(&invocation->clock);
    size_t slot = timekeeper->current;
    if (slot == SLOT_NONE && timekeeper->state != CLOCK_ENDED)
        slot = timekeeper_next(timekeeper, SLOT_NONE, timekeeper_day(timekeeper, &now));
    if (slot == SLOT_NONE) {
        say_error(N_("No slot is running"), NULL);
        return EXIT_REFUSED;
    }
    struct floor_reading shown = {0};
    floor_read(timekeeper, session_attendance(session), slot, &now, &shown);
    BUF_LOCAL struct buf text = {0};
    buf_add_format(&text, "%s\n", clock_slot_title(&timekeeper->slots.items[slot], language));
    if (shown.turns.count == 0)
        buf_add_format(&text, "%s\n", _("Nobody is on the list of speakers"));
    else
        write_table(session, &shown, language, &text);
    floor_reading_finish(&shown);
    return say_result(&text);
}

static int commit_wish(struct invocation *invocation, const struct wish *wish)
{
    struct commit commit;
    int code = invocation_wish(invocation, wish, &commit);
    return code == EXIT_DONE ? invocation_say_done(invocation, &commit.id) : code;
}

int command_floor(struct invocation *invocation)
{
    char **args = invocation->options.args;
    int people = invocation->options.count - 2;
    const struct floor_word *word =
        words_find(words, WORD_COUNT, sizeof *words, args[1], N_("the floor knows no {1}"));
    if (word == NULL)
        return EXIT_USAGE;
    if (!fits(word, people))
        return say_usage(N_("dais {1} takes: {2}"), "floor", invocation->command->synopsis, NULL);
    struct wish wish = {.verb = word->verb};
    if (!read_minutes(invocation, word, &wish.span))
        return EXIT_USAGE;
    BUF_LOCAL struct buf name = {0};
    for (int i = 0; i < people && word->takes == TAKES_SOMEBODY; i++) {
        buf_add_text(&name, i > 0 ? " " : "");
        buf_add_text(&name, args[2 + i]);
    }
    if (people > 0)
        wish.person = word->takes == TAKES_TWO ? args[2] : buf_text(&name);
    if (word->takes == TAKES_TWO)
        wish.with = args[3];
    int code = invocation_open(invocation, args[0], false);
    if (code != EXIT_DONE)
        return code;
    return word->verb == WISH_COUNT ? list(invocation) : commit_wish(invocation, &wish);
}
