/*
 * `dais people`: who is there, and who has spoken how long.
 */
#include <assert.h>
#include <libintl.h>
#include <string.h>

#include <dais/export/json_outputs.h>

#include "columns.h"
#include "invocation.h"
#include "say.h"
#include "say_turn.h"
#include "words.h"

static const struct people_word {
    const char *name;
    enum person_state state;
} words[] = {
    {"confirmed", PERSON_CONFIRMED}, {"tbc", PERSON_TBC},   {"present", PERSON_PRESENT},
    {"absent", PERSON_ABSENT},       {"late", PERSON_LATE}, {"replaced-by", PERSON_REPLACED},
};
enum { WORD_COUNT = sizeof words / sizeof words[0] };
static_assert((int)WORD_COUNT == (int)PERSON_STATE_COUNT, "each state has a word");

/* What somebody has spoken; nothing where that is nothing. */
static void add_spoken(msec_t spoken, struct columns *columns)
{
    BUF_LOCAL struct buf text = {0};
    if (spoken > 0)
        span_write_clock(spoken, &text);
    columns_add(columns, buf_text(&text));
}

static void add_person(const struct session *session, size_t person,
                       const struct speaking_totals *totals, const char *language,
                       struct columns *columns)
{
    const struct attending *attending = &session_attendance(session)->people.items[person];
    BUF_LOCAL struct buf number = {0}, who = {0}, state = {0};
    buf_add_format(&number, "%zu", person + 1);
    say_person(session, person, language, &who);
    if (attending->replaced_by != NULL)
        say_write(N_("replaced by {1}"), &state, attending->replaced_by, NULL);
    else
        buf_add_text(&state, say_person_state(attending->state));
    const struct speaking_total *total = speaking_totals_find(totals, person);
    columns_add(columns, buf_text(&number));
    columns_add(columns, buf_text(&state));
    add_spoken(total == NULL ? 0 : total->spoken, columns);
    columns_add(columns, buf_text(&who));
    columns_end_row(columns);
}

/* Somebody who is none of the programme's people, or a place on the list of a slot. */
static void add_other(const struct session *session, const struct speaking_total *total,
                      const char *language, struct columns *columns)
{
    BUF_LOCAL struct buf who = {0};
    const struct timekeeper *timekeeper = session_timekeeper(session);
    if (total->name != NULL) {
        buf_add_text(&who, total->name);
    } else {
        const struct clock_slot *slot = &timekeeper->slots.items[total->slot];
        say_turn(session, total->slot, floor_find(&slot->floor, total->place), language, &who);
        buf_add_format(&who, ", %s", clock_slot_title(slot, language));
    }
    columns_add(columns, "");
    columns_add(columns, "");
    add_spoken(total->spoken, columns);
    columns_add(columns, buf_text(&who));
    columns_end_row(columns);
}

static void write_affiliations(const struct speaking_totals *totals, struct buf *out)
{
    if (totals->affiliations.count == 0)
        return;
    struct columns columns = {0};
    buf_add_format(out, "\n%s\n", _("Speaking time by affiliation"));
    for (size_t i = 0; i < totals->affiliations.count; i++) {
        add_spoken(totals->affiliations.items[i].spoken, &columns);
        columns_add(&columns, totals->affiliations.items[i].name);
        columns_end_row(&columns);
    }
    columns_write(&columns, out);
    columns_finish(&columns);
}

static void write_table(const struct session *session, const struct instant *now,
                        const char *language, struct buf *out)
{
    struct speaking_totals totals;
    struct columns columns = {0};
    floor_totals(session_timekeeper(session), now, language, &totals);
    columns_add(&columns, _("no."));
    columns_add(&columns, _("stands"));
    columns_add(&columns, _("spoken"));
    columns_add(&columns, _("who"));
    columns_end_row(&columns);
    for (size_t i = 0; i < session_programme(session)->people.count; i++)
        add_person(session, i, &totals, language, &columns);
    for (size_t i = 0; i < totals.people.count; i++) {
        if (totals.people.items[i].person == PART_NOBODY)
            add_other(session, &totals.people.items[i], language, &columns);
    }
    columns_write(&columns, out);
    columns_finish(&columns);
    write_affiliations(&totals, out);
    speaking_totals_finish(&totals);
}

static int list(struct invocation *invocation)
{
    const struct session *session = folder_session(invocation->folder);
    const char *language = invocation_language(invocation);
    struct instant now = clock_now(&invocation->clock);
    BUF_LOCAL struct buf text = {0};
    if (invocation_value(invocation, OPTION_JSON) != NULL) {
        json_write_people(session, &now, language, &text);
        return say_bytes(&text);
    }
    write_table(session, &now, language, &text);
    return say_result(&text);
}

/* PERSON and what is noted, with the name of who came instead. EXIT_DONE, or it was said why not.
 */
static int read_wish(const struct invocation *invocation, struct wish *ret_wish,
                     struct buf *ret_replacement)
{
    char **args = invocation->options.args;
    int count = invocation->options.count;
    const struct people_word *word = count < 3
                                         ? NULL
                                         : words_find(words, WORD_COUNT, sizeof *words, args[2],
                                                      N_("nobody can be noted as {1}"));
    bool replaced = word != NULL && word->state == PERSON_REPLACED;
    if (count >= 3 && word == NULL)
        return EXIT_USAGE;
    if (count < 3 || replaced != (count > 3))
        return say_usage(N_("dais {1} takes: {2}"), "people", invocation->command->synopsis, NULL);
    for (int i = 3; i < count; i++) {
        buf_add_text(ret_replacement, i > 3 ? " " : "");
        buf_add_text(ret_replacement, args[i]);
    }
    *ret_wish = (struct wish){
        .verb = WISH_PERSON_STATE,
        .person = args[1],
        .state = word->state,
        .replaced_by = replaced ? buf_text(ret_replacement) : NULL,
        .keep_names = invocation_value(invocation, OPTION_KEEP_NAMES) != NULL,
    };
    return EXIT_DONE;
}

int command_people(struct invocation *invocation)
{
    BUF_LOCAL struct buf replacement = {0};
    struct wish wish;
    bool lists = invocation->options.count == 1;
    int code = lists ? EXIT_DONE : read_wish(invocation, &wish, &replacement);
    if (code == EXIT_DONE)
        code = invocation_open(invocation, invocation->options.args[0], false);
    if (code != EXIT_DONE)
        return code;
    if (lists)
        return list(invocation);
    struct commit commit;
    code = invocation_wish(invocation, &wish, &commit);
    return code == EXIT_DONE ? invocation_say_done(invocation, &commit.id) : code;
}
