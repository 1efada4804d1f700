/*
 * `dais people`: who is there, who has spoken how long, and how many were counted.
 */
#include <assert.h>
#include <inttypes.h>
#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include <dais/core/roster.h>
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

static void add_spoken(msec_t spoken, struct columns *columns)
{
    BUF_LOCAL struct buf text = {0};
    span_write_clock(spoken, &text);
    columns_add(columns, buf_text(&text));
}

static void add_person(const struct session *session, size_t person, const struct roster *roster,
                       const char *language, struct columns *columns)
{
    BUF_LOCAL struct buf number = {0}, who = {0}, state = {0}, spoken = {0}, parts = {0};
    buf_add_format(&number, "%zu", person + 1);
    say_person(session, person, language, &who);
    roster_write_state(session, person, say_lookup, &state);
    roster_write_spoken(&roster->people.items[person], say_lookup, &spoken);
    roster_write_parts(roster, person, say_lookup, &parts);
    columns_add(columns, buf_text(&number));
    columns_add(columns, buf_text(&state));
    columns_add(columns, buf_text(&spoken));
    columns_add(columns, buf_text(&parts));
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
        if (total->number > 0) {
            BUF_LOCAL struct buf number = {0};
            buf_add_format(&number, "%u", total->number);
            say_write(N_("Turn {1}"), &who, buf_text(&number), NULL);
        } else {
            say_turn(session, total->slot, floor_find(&slot->floor, total->place), language, &who);
        }
        buf_add_format(&who, ", %s", clock_slot_title(slot, language));
    }
    columns_add(columns, "");
    columns_add(columns, "");
    add_spoken(total->spoken, columns);
    columns_add(columns, "");
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

/* How many stand how, and what was counted where. */
static void write_counts(const struct session *session, const char *language, struct buf *out)
{
    struct message totals = {0};
    struct slot_counts counts;
    struct columns columns = {0};
    if (session_programme(session)->people.count > 0) {
        roster_totals(session, &totals);
        buf_add_char(out, '\n');
        message_write(&totals, say_lookup, out);
        buf_add_char(out, '\n');
        message_finish(&totals);
    }
    session_counts(session, &counts);
    if (counts.list.count > 0)
        buf_add_format(out, "\n%s\n", _("Participants counted"));
    for (size_t i = 0; i < counts.list.count; i++) {
        const struct counted *counted = counts.list.items[i];
        BUF_LOCAL struct buf number = {0};
        buf_add_format(&number, "%" PRId64, counted->people);
        columns_add(&columns, buf_text(&number));
        columns_add(&columns, counted->slot == NULL
                                  ? _("while no slot ran")
                                  : session_slot_title(session, counted->slot, language));
        columns_end_row(&columns);
    }
    free(counts.list.items);
    columns_write(&columns, out);
    columns_finish(&columns);
}

static void write_table(const struct session *session, const struct instant *now,
                        const char *language, struct buf *out)
{
    struct speaking_totals totals;
    struct roster roster = {0};
    struct columns columns = {0};
    floor_totals(session_timekeeper(session), now, language, &totals);
    roster_make(&roster, session, now, language);
    columns_add(&columns, _("no."));
    columns_add(&columns, _("stands"));
    columns_add(&columns, _("spoken"));
    columns_add(&columns, _("part"));
    columns_add(&columns, _("who"));
    columns_end_row(&columns);
    for (size_t i = 0; i < roster.people.count; i++)
        add_person(session, i, &roster, language, &columns);
    for (size_t i = 0; i < roster.others.count; i++)
        add_other(session, &roster.others.items[i], language, &columns);
    columns_write(&columns, out);
    columns_finish(&columns);
    write_counts(session, language, out);
    write_affiliations(&totals, out);
    roster_finish(&roster);
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

/* --count N, and the slot it was counted in. */
static int read_count(const struct invocation *invocation, struct wish *ret_wish)
{
    const char *text = invocation_value(invocation, OPTION_COUNTED);
    const char *slot = invocation_value(invocation, OPTION_SLOT);
    size_t digits = strspn(text, "0123456789");
    if (invocation->options.count > 1)
        return say_usage(N_("dais {1} takes: {2}"), "people", invocation->command->synopsis, NULL);
    if (digits == 0 || digits > 9 || text[digits] != '\0')
        return say_usage(N_("--count takes a number of people, not {1}"), text, NULL);
    bool none = slot != NULL && strcmp(slot, "none") == 0;
    *ret_wish = (struct wish){
        .verb = WISH_PEOPLE_COUNT,
        .count = strtol(text, NULL, 10),
        .slot = none ? NULL : slot,
        .no_slot = none,
    };
    return EXIT_DONE;
}

int command_people(struct invocation *invocation)
{
    BUF_LOCAL struct buf replacement = {0};
    struct wish wish;
    bool counts = invocation_value(invocation, OPTION_COUNTED) != NULL;
    bool lists = invocation->options.count == 1 && !counts;
    int code = EXIT_DONE;
    if (!counts && invocation_value(invocation, OPTION_SLOT) != NULL)
        code = say_usage(N_("--slot says where --count was counted"), NULL);
    else if (counts)
        code = read_count(invocation, &wish);
    else if (!lists)
        code = read_wish(invocation, &wish, &replacement);
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
