/*
 * What is asked before a text is decided: whose reservation, to whom, how many hands, why, and
 * whether all of them. The answers may come while a colleague's events do, so what is kept of a
 * text is its id.
 */
#include "view_adoption.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>

#include "completion.h"
#include "translate.h"
#include "wording.h"

/* What an answer is about. */
struct about {
    struct view_adoption_state *state; /* lives as long as the program */
    struct event_id entry;
    struct votes votes;
    char *by;           /* whose reservation; NULL: not said; owned */
    enum action action; /* that would decide otherwise */
    enum completion_kind completes;
    struct completion completion;
};

static void free_about(void *data)
{
    struct about *about = data;
    free(about->by);
    completion_finish(&about->completion);
    free(about);
}

static struct about *about_new(struct view_adoption_state *state, const struct event_id *entry)
{
    struct about *about = mem_new(1, sizeof *about);
    about->state = state;
    about->entry = *entry;
    return about;
}

static void say_nothing_done(struct program *program, struct view_adoption_state *state)
{
    state->deciding = (struct event_id){.sequence = 0};
    program_say(program, ROLE_NOTICE, N_("Nothing was changed"), NULL);
}

/* Tab takes the first that fits. */
static const char *complete(struct program *program, void *data, const char *text)
{
    struct about *about = data;
    const struct scene *scene = program_scene(program);
    const struct entry *entry = session_entry(scene->session, &about->entry);
    const char *slot = entry != NULL ? entry->slot : NULL;
    completion_offer(&about->completion, scene, about->completes, slot,
                     session_attribution(scene->session, slot), text, strlen(text));
    return about->completion.count > 0
               ? about->completion.candidates.items[about->completion.fitting[0]].text
               : NULL;
}

/* Under the Chatham House Rule nobody is offered: then Tab is not, either. */
static bool is_completed(struct program *program, struct about *about)
{
    return about->completes != COMPLETION_NONE &&
           (complete(program, about, "") != NULL || about->completion.candidates.count > 0);
}

/* `typed`: what stands in the line to begin with, where that was no answer; or NULL. */
static void ask_line(struct program *program, struct about *about, const char *id,
                     const char *number, const char *typed, line_function *function)
{
    bool completes = is_completed(program, about);
    BUF_LOCAL struct buf label = {0};
    translate_write(&label, id, number, NULL);
    program_ask_line(program, &(struct line_question){.label = buf_text(&label),
                                                      .text = typed,
                                                      .function = function,
                                                      .complete = completes ? complete : NULL,
                                                      .data = about,
                                                      .free_data = free_about});
}

/* The text that an answer is about; NULL: it is gone. */
static const struct entry *entry_of(struct program *program, const struct about *about)
{
    return session_entry(program_scene(program)->session, &about->entry);
}

/* Asks again, since what was answered is none: the line stays, so that what somebody types on is no
   key of the view. */
static void ask_again(struct program *program, const struct about *before, const char *id,
                      const char *typed, line_function *function)
{
    const struct entry *entry = entry_of(program, before);
    struct about *about = about_new(before->state, &before->entry);
    about->votes = before->votes;
    about->completes = before->completes;
    ask_line(program, about, id, entry != NULL ? entry->shown : "", typed, function);
}

static const char *or_null(const char *text)
{
    return text[strspn(text, " ")] != '\0' ? text : NULL;
}

/* Decides, and remarks where a show of hands was for something else: the house has its rules. */
static void decide_by_hands(struct program *program, const struct about *about, struct wish *wish)
{
    const struct votes votes = wish->votes;
    enum standing standing = wish->standing;
    const struct entry *entry = entry_of(program, about);
    MEM_LOCAL char *number = mem_dup(entry != NULL ? entry->shown : "");
    bool more = votes.in_favour > votes.against;
    if (!view_adoption_decide(program, &about->entry, wish) || !votes.taken)
        return;
    if (standing_is_adopted(standing) && !more)
        program_say(program, ROLE_NOTICE,
                    N_("{1} is adopted. No more hands were for it than against it"), number, NULL);
    else if (standing == STANDING_NOT_ADOPTED && more)
        program_say(program, ROLE_NOTICE,
                    N_("{1} is not adopted. More hands were for it than against it"), number, NULL);
}

/* ---- reservation ---- */

static void take_reservation(struct program *program, void *data, const char *text)
{
    struct about *about = data;
    if (text == NULL) {
        say_nothing_done(program, about->state);
        return;
    }
    if (or_null(text) == NULL && about->by == NULL) {
        ask_again(program, about, N_("Nobody is named: what is the reservation on {1}?"), NULL,
                  take_reservation);
        return;
    }
    decide_by_hands(program, about,
                    &(struct wish){.verb = WISH_STAND,
                                   .standing = STANDING_ADOPTED_WITH_RESERVATION,
                                   .reserved_by = about->by,
                                   .fields = {.text = or_null(text)},
                                   .votes = about->votes});
}

static void take_reserved_by(struct program *program, void *data, const char *text)
{
    const struct about *before = data;
    const struct entry *entry = entry_of(program, before);
    if (text == NULL || entry == NULL) {
        say_nothing_done(program, before->state);
        return;
    }
    struct about *about = about_new(before->state, &before->entry);
    about->votes = before->votes;
    about->by = mem_dup(or_null(text));
    ask_line(program, about, N_("What is the reservation on {1}?"), entry->shown, NULL,
             take_reservation);
}

void view_adoption_ask_reservation(struct view_adoption_state *state, struct program *program,
                                   const struct entry *entry, const struct votes *votes)
{
    struct about *about = about_new(state, &entry->id);
    about->votes = *votes;
    about->completes = COMPLETION_PEOPLE;
    view_adoption_await(state, entry);
    ask_line(program, about, N_("Whose reservation on {1} (may stay empty)?"), entry->shown, NULL,
             take_reserved_by);
}

/* ---- show of hands ---- */

enum { HANDS_DIGITS = 6, HANDS_COUNTS = 3 };

/* "12 3 1", with blanks, commas or slashes between: for, against, abstained, and nothing else. */
static bool read_hands(const char *text, struct votes *ret_votes)
{
    static const char between[] = " ,/";
    unsigned counts[HANDS_COUNTS] = {0};
    int count = 0;
    text += strspn(text, " ");
    for (; *text != '\0'; count++) {
        size_t digits = strspn(text, "0123456789");
        if (digits == 0 || digits > HANDS_DIGITS || count == HANDS_COUNTS)
            return false;
        counts[count] = (unsigned)strtoul(text, NULL, 10);
        text += digits;
        if (*text != '\0' && strchr(between, *text) == NULL)
            return false;
        text += strspn(text, count + 1 < HANDS_COUNTS ? between : " ");
    }
    *ret_votes = (struct votes){true, counts[0], counts[1], counts[2]};
    return count == HANDS_COUNTS;
}

static void take_outcome(struct program *program, void *data, int answer)
{
    static const enum standing standings[] = {STANDING_ADOPTED, STANDING_NOT_ADOPTED,
                                              STANDING_DEFERRED};
    const struct about *about = data;
    const struct entry *entry = entry_of(program, about);
    if (answer < 0 || entry == NULL) {
        say_nothing_done(program, about->state);
        return;
    }
    if (answer == (int)(sizeof standings / sizeof standings[0])) {
        view_adoption_ask_reservation(about->state, program, entry, &about->votes);
        return;
    }
    decide_by_hands(
        program, about,
        &(struct wish){.verb = WISH_STAND, .standing = standings[answer], .votes = about->votes});
}

/* The hands say what is proposed; somebody decides, by the rules of the house. */
static void ask_outcome(struct program *program, const struct about *before,
                        const struct entry *entry, const struct votes *votes)
{
    struct about *about = about_new(before->state, &before->entry);
    BUF_LOCAL struct buf title = {0};
    BUF_LOCAL struct buf text = {0};
    struct buf counts[HANDS_COUNTS] = {{0}};
    const unsigned numbers[HANDS_COUNTS] = {votes->in_favour, votes->against, votes->abstained};
    const struct answer answers[] = {{_("Adopted"), 'y'},
                                     {_("Not adopted"), 'N'},
                                     {_("Deferred"), 'l'},
                                     {_("Adopted with a reservation"), 'v'}};
    about->votes = *votes;
    for (size_t i = 0; i < HANDS_COUNTS; i++)
        buf_add_format(&counts[i], "%u", numbers[i]);
    translate_write(&title, N_("What became of {1}?"), entry->shown, NULL);
    translate_write(&text, N_("Show of hands: {1} for · {2} against · {3} abstained"),
                    buf_text(&counts[0]), buf_text(&counts[1]), buf_text(&counts[2]), NULL);
    program_ask(program, &(struct question){.title = buf_text(&title),
                                            .text = buf_text(&text),
                                            .answers = answers,
                                            .count = sizeof answers / sizeof answers[0],
                                            .chosen = votes->in_favour > votes->against ? 0 : 1,
                                            .function = take_outcome,
                                            .data = about,
                                            .free_data = free_about});
    for (size_t i = 0; i < HANDS_COUNTS; i++)
        buf_finish(&counts[i]);
}

static void take_hands(struct program *program, void *data, const char *text)
{
    const struct about *about = data;
    const struct entry *entry = entry_of(program, about);
    struct votes votes;
    if (text == NULL || entry == NULL)
        say_nothing_done(program, about->state);
    else if (!read_hands(text, &votes))
        ask_again(program, about, N_("{1}: three whole numbers are wanted, such as 12 3 1:"), text,
                  take_hands);
    else
        ask_outcome(program, about, entry, &votes);
}

void view_adoption_ask_hands(struct view_adoption_state *state, struct program *program,
                             const struct entry *entry)
{
    view_adoption_await(state, entry);
    ask_line(program, about_new(state, &entry->id),
             N_("Hands on {1} – for, against, abstained (12 3 1):"), entry->shown, NULL,
             take_hands);
}

/* ---- referral, reopening ---- */

static void take_referral(struct program *program, void *data, const char *text)
{
    const struct about *about = data;
    if (text == NULL)
        say_nothing_done(program, about->state);
    else if (or_null(text) == NULL)
        ask_again(program, about, N_("Say to whom {1} is referred:"), NULL, take_referral);
    else
        view_adoption_decide(
            program, &about->entry,
            &(struct wish){.verb = WISH_STAND, .standing = STANDING_REFERRED, .to = text});
}

void view_adoption_ask_referral(struct view_adoption_state *state, struct program *program,
                                const struct entry *entry)
{
    struct about *about = about_new(state, &entry->id);
    about->completes = COMPLETION_ADDRESSEES;
    view_adoption_await(state, entry);
    ask_line(program, about, N_("To whom is {1} referred?"), entry->shown, NULL, take_referral);
}

static void take_why(struct program *program, void *data, const char *text)
{
    const struct about *about = data;
    BUF_LOCAL struct buf id = {0};
    if (text == NULL) {
        say_nothing_done(program, about->state);
        return;
    }
    if (or_null(text) == NULL) {
        ask_again(program, about, N_("A reason is wanted. Why is {1} reopened?"), NULL, take_why);
        return;
    }
    event_id_write(&about->entry, &id);
    program_wish(program, &(struct wish){.verb = WISH_STAND,
                                         .entry = buf_text(&id),
                                         .standing = STANDING_PROPOSED,
                                         .why = text});
}

void view_adoption_ask_why(struct view_adoption_state *state, struct program *program,
                           const struct entry *entry)
{
    if (!standing_is_settled(entry->standing)) {
        program_say(program, ROLE_NOTICE, N_("{1} is open: nothing is to be reopened"),
                    entry->shown, NULL);
        return;
    }
    ask_line(program, about_new(state, &entry->id), N_("Why is {1} reopened?"), entry->shown, NULL,
             take_why);
}

/* ---- decided, and now otherwise ---- */

static const char *const decided_titles[] = {
    [STANDING_DRAFT] = N_("{1} is open"),
    [STANDING_PROPOSED] = N_("{1} is before the room"),
    [STANDING_ADOPTED] = N_("{1} was adopted"),
    [STANDING_ADOPTED_WITH_RESERVATION] = N_("{1} was adopted with a reservation"),
    [STANDING_DEFERRED] = N_("{1} was deferred"),
    [STANDING_REFERRED] = N_("{1} was referred to {2}"),
    [STANDING_NOT_ADOPTED] = N_("{1} was not adopted"),
    [STANDING_WITHDRAWN] = N_("{1} was withdrawn"),
};
NAME_TABLE_COMPLETE(decided_titles, STANDING_COUNT);

static const char *otherwise_question(enum action action)
{
    switch ((int)action) {
    case ACTION_ADOPT:
        return _("Adopt it all the same?");
    case ACTION_ADOPT_RESERVED:
        return _("Adopt it with a reservation all the same?");
    case ACTION_DEFER:
        return _("Defer it all the same?");
    case ACTION_REFER:
        return _("Refer it all the same?");
    case ACTION_NOT_ADOPTED:
        return _("Is it not adopted all the same?");
    case ACTION_SHOW_OF_HANDS:
        return _("Count a show of hands all the same?");
    }
    return _("Withdraw it all the same?");
}

static void take_otherwise(struct program *program, void *data, int answer)
{
    const struct about *about = data;
    const struct entry *entry = entry_of(program, about);
    if (answer == 0 && entry != NULL)
        view_adoption_do_so(about->state, program, entry, about->action);
    else
        say_nothing_done(program, about->state);
}

void view_adoption_ask_otherwise(struct view_adoption_state *state, struct program *program,
                                 const struct entry *entry, enum action action)
{
    const struct answer answers[] = {{_("Yes"), 'y'}, {_("No"), 'n'}};
    struct about *about = about_new(state, &entry->id);
    BUF_LOCAL struct buf title = {0};
    about->action = action;
    translate_write(&title, decided_titles[entry->standing], entry->shown,
                    entry->referred_to != NULL ? entry->referred_to : "", NULL);
    program_ask(program, &(struct question){.title = buf_text(&title),
                                            .text = otherwise_question(action),
                                            .answers = answers,
                                            .count = 2,
                                            .chosen = 1,
                                            .function = take_otherwise,
                                            .data = about,
                                            .free_data = free_about});
}

/* ---- en bloc ---- */

/* Those that the question named. */
struct bloc {
    struct view_adoption_state *state;
    ARRAY_OF(struct event_id) entries;
};

static void free_bloc(void *data)
{
    struct bloc *bloc = data;
    free(bloc->entries.items);
    free(bloc);
}

static void take_bloc(struct program *program, void *data, int answer)
{
    const struct bloc *bloc = data;
    struct arena arena = {0};
    ARRAY_OF(struct wish) wishes = {0};
    if (answer != 0) {
        say_nothing_done(program, bloc->state);
        return;
    }
    for (size_t i = 0; i < bloc->entries.count; i++) {
        BUF_LOCAL struct buf id = {0};
        event_id_write(&bloc->entries.items[i], &id);
        struct wish wish = {.verb = WISH_STAND,
                            .entry = arena_text(&arena, buf_text(&id)),
                            .standing = STANDING_ADOPTED};
        array_push(&wishes, wish);
    }
    size_t done = program_wish_all(program, wishes.items, wishes.count);
    BUF_LOCAL struct buf count = {0};
    buf_add_format(&count, "%zu", done);
    if (done > 1 && done == wishes.count)
        program_say(program, ROLE_OK, N_("✓ {1} texts adopted en bloc"), buf_text(&count), NULL);
    free(wishes.items);
    arena_finish(&arena);
}

static void add_number(const struct entry *entry, struct buf *out)
{
    buf_add_format(out, "%s%s", out->size > 0 ? ", " : "", entry->shown);
}

/* Which ones, and which not. */
static void write_bloc(const struct view_adoption_state *state, struct bloc *bloc, struct buf *out)
{
    BUF_LOCAL struct buf numbers = {0};
    BUF_LOCAL struct buf held = {0};
    BUF_LOCAL struct buf unclear = {0};
    for (size_t i = 0; i < state->adoption.texts.count; i++) {
        const struct entry *entry = state->adoption.texts.items[i];
        if (adoption_is_in_bloc(entry)) {
            array_push(&bloc->entries, entry->id);
            add_number(entry, &numbers);
        } else if (!standing_is_settled(entry->standing)) {
            add_number(entry, entry->held ? &held : &unclear);
        }
    }
    buf_add_text(out, buf_text(&numbers));
    if (held.size > 0) {
        buf_add_text(out, "\n");
        translate_write(out, N_("Held back: {1}"), buf_text(&held), NULL);
    }
    if (unclear.size > 0) {
        buf_add_text(out, "\n");
        translate_write(out, N_("Not clear which text it is: {1}"), buf_text(&unclear), NULL);
    }
}

void view_adoption_ask_en_bloc(struct view_adoption_state *state, struct program *program)
{
    struct bloc *bloc = mem_new(1, sizeof *bloc);
    BUF_LOCAL struct buf text = {0};
    BUF_LOCAL struct buf count = {0};
    BUF_LOCAL struct buf title = {0};
    bloc->state = state;
    write_bloc(state, bloc, &text);
    if (bloc->entries.count == 0) {
        free_bloc(bloc);
        program_say(program, ROLE_NOTICE, N_("There is nothing to adopt en bloc"), NULL);
        return;
    }
    buf_add_format(&count, "%zu", bloc->entries.count);
    if (bloc->entries.count == 1)
        buf_add_text(&title, _("Adopt this text?"));
    else
        translate_write(&title, N_("Adopt {1} texts en bloc?"), buf_text(&count), NULL);
    const struct answer answers[] = {{_("Adopt"), 'y'}, {_("No"), 'n'}};
    view_adoption_await(state, state->adoption.texts.items[state->list.selected]);
    program_ask(program, &(struct question){.title = buf_text(&title),
                                            .text = buf_text(&text),
                                            .answers = answers,
                                            .count = 2,
                                            .chosen = 1,
                                            .function = take_bloc,
                                            .data = bloc,
                                            .free_data = free_bloc});
}

/* ---- filter ---- */

static const int filters[] = {OUTCOMES_ALL, ENTRY_CONCLUSION, ENTRY_RECOMMENDATION, ENTRY_DECISION,
                              ENTRY_ACTION};
enum { FILTERS = sizeof filters / sizeof filters[0] };

static void take_filter(struct program *program, void *data, int answer)
{
    struct view_adoption_state *state = data;
    if (answer < 0)
        return;
    state->kind = filters[answer];
    program_redraw(program);
}

void view_adoption_ask_filter(struct view_adoption_state *state, struct program *program)
{
    static const char keys[FILTERS] = {'0', 'c', 'r', 'd', 'a'};
    struct answer answers[FILTERS];
    size_t chosen = 0;
    for (size_t i = 0; i < FILTERS; i++) {
        answers[i] = (struct answer){
            i == 0 ? _("All texts") : wording_kind((enum entry_kind)filters[i]), keys[i]};
        chosen = filters[i] == state->kind ? i : chosen;
    }
    program_ask(program, &(struct question){.title = _("Which texts?"),
                                            .answers = answers,
                                            .count = FILTERS,
                                            .chosen = chosen,
                                            .function = take_filter,
                                            .data = state});
}
