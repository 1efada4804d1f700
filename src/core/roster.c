/*
 * The roster is made in one pass over the programme and one over the floors, so that it can be
 * made for every picture, of a thousand people too. It keeps nothing that it could compute.
 */
#include <dais/core/roster.h>

#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>

static const char *const role_words[] = {
    [ROLE_PRESIDENT] = N_("president"),
    [ROLE_CHAIR] = N_("chair"),
    [ROLE_SPEAKERS] = N_("speaker"),
    [ROLE_MODERATORS] = N_("moderator"),
    [ROLE_FACILITATORS] = N_("facilitator"),
    [ROLE_PRESENTERS] = N_("presenter"),
    [ROLE_CASE_PRESENTERS] = N_("case presenter"),
    [ROLE_RESPONDENTS] = N_("respondent"),
    [ROLE_RAPPORTEURS] = N_("rapporteur"),
};
NAME_TABLE_COMPLETE(role_words, ROLE_COUNT);

static const char *const state_words[] = {
    [PERSON_CONFIRMED] = N_("confirmed"), [PERSON_TBC] = N_("to be confirmed"),
    [PERSON_PRESENT] = N_("present"),     [PERSON_ABSENT] = N_("absent"),
    [PERSON_LATE] = N_("late"),           [PERSON_REPLACED] = N_("replaced"),
};
NAME_TABLE_COMPLETE(state_words, PERSON_STATE_COUNT);

const char *roster_state(enum person_state state)
{
    return state_words[state];
}

const char *roster_role(enum role role)
{
    return role_words[role];
}

/* ---- parts ---- */

static void add_parts(struct roster *roster, const struct parts *parts, struct roster_part part)
{
    for (size_t i = 0; i < parts->list.count; i++) {
        part.person = parts->list.items[i].person;
        if (part.person != PART_NOBODY)
            array_push(&roster->parts, part);
    }
}

static void add_slot(struct roster *roster, const struct slot *slot)
{
    for (unsigned role = 0; role < ROLE_COUNT; role++)
        add_parts(roster, &slot->roles[role],
                  (struct roster_part){.role = (enum role)role, .slot = slot});
    for (size_t i = 0; i < slot->posters.count; i++)
        add_parts(roster, &slot->posters.items[i].presenters,
                  (struct roster_part){.role = ROLE_PRESENTERS, .slot = slot});
    for (size_t i = 0; i < slot->tracks.count; i++) {
        const struct track *track = &slot->tracks.items[i];
        struct roster_part part = {.slot = slot, .track = (unsigned)i + 1};
        part.role = ROLE_MODERATORS;
        add_parts(roster, &track->moderators, part);
        part.role = ROLE_RAPPORTEURS;
        add_parts(roster, &track->rapporteurs, part);
    }
}

/* By person; of one person the session as a whole, then slot by slot. */
static int compare_parts(const void *a, const void *b)
{
    const struct roster_part *one = a;
    const struct roster_part *other = b;
    if (one->person != other->person)
        return one->person < other->person ? -1 : 1;
    unsigned first = one->slot != NULL ? one->slot->number : 0;
    unsigned second = other->slot != NULL ? other->slot->number : 0;
    if (first != second)
        return first < second ? -1 : 1;
    if (one->role != other->role)
        return one->role < other->role ? -1 : 1;
    return (one->track > other->track) - (one->track < other->track);
}

static void make_parts(struct roster *roster, const struct programme *programme)
{
    roster->parts.count = 0;
    for (unsigned role = 0; role < ROLE_COUNT; role++)
        add_parts(roster, &programme->roles[role], (struct roster_part){.role = (enum role)role});
    for (size_t i = 0; i < programme->slots.count; i++)
        add_slot(roster, &programme->slots.items[i]);
    if (roster->parts.count > 0)
        qsort(roster->parts.items, roster->parts.count, sizeof *roster->parts.items, compare_parts);
    for (size_t i = 0; i < roster->parts.count; i++) {
        struct roster_person *person = &roster->people.items[roster->parts.items[i].person];
        if (person->count++ == 0)
            person->first = i;
    }
}

/* ---- who has spoken ---- */

/* Has anybody spoken in the slot, by its rule untold? */
static bool is_untold(const struct timekeeper *timekeeper, size_t index)
{
    const struct clock_slot *slot = &timekeeper->slots.items[index];
    if (timekeeper_floor_rule(timekeeper, index) == ATTRIBUTION_NAMED)
        return false;
    for (size_t i = 0; i < slot->floor.turns.count; i++) {
        if (slot->floor.turns.items[i].spells.count > 0)
            return true;
    }
    return false;
}

/* Whoever has a part where somebody spoke untold may be the one; in a slot that was inserted, or
   where nobody of the programme has a part, everybody may. */
static void mark_untold(struct roster *roster, const struct session *session)
{
    const struct timekeeper *timekeeper = session_timekeeper(session);
    bool all = false;
    bool *untold = mem_new(session_programme(session)->slots.count + 1, sizeof *untold);
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        if (!is_untold(timekeeper, i))
            continue;
        if (slot->planned != NULL)
            untold[slot->planned - session_programme(session)->slots.items] = true;
        all = all || slot->planned == NULL ||
              session_strictest_attribution(session) != ATTRIBUTION_NAMED;
    }
    for (size_t i = 0; i < roster->parts.count; i++) {
        const struct roster_part *part = &roster->parts.items[i];
        if (part->slot != NULL && untold[part->slot - session_programme(session)->slots.items])
            roster->people.items[part->person].spoke = SPOKE_UNTOLD;
    }
    for (size_t i = 0; all && i < roster->people.count; i++)
        roster->people.items[i].spoke = SPOKE_UNTOLD;
    free(untold);
}

static void add_totals(struct roster *roster, const struct session *session,
                       const struct instant *now, const char *language)
{
    struct speaking_totals totals;
    floor_totals(session_timekeeper(session), now, language, &totals);
    roster->others.count = 0;
    for (size_t i = 0; i < totals.people.count; i++) {
        const struct speaking_total *total = &totals.people.items[i];
        if (total->person == PART_NOBODY) {
            array_push(&roster->others, *total);
            continue;
        }
        struct roster_person *person = &roster->people.items[total->person];
        person->spoke = SPOKE_TOLD;
        person->spoken = total->spoken;
        person->share = total->share;
    }
    speaking_totals_finish(&totals);
}

static void mark_running(struct roster *roster, const struct timekeeper *timekeeper)
{
    if (timekeeper->current == SLOT_NONE)
        return;
    const struct clock_slot *slot = &timekeeper->slots.items[timekeeper->current];
    for (size_t i = 0; slot->planned != NULL && i < roster->parts.count; i++) {
        if (roster->parts.items[i].slot == slot->planned)
            roster->people.items[roster->parts.items[i].person].running = true;
    }
    for (size_t i = 0; i < slot->floor.turns.count; i++) {
        size_t person = slot->floor.turns.items[i].person;
        if (person != PART_NOBODY)
            roster->people.items[person].running = true;
    }
}

void roster_make(struct roster *roster, const struct session *session, const struct instant *now,
                 const char *language)
{
    const struct programme *programme = session_programme(session);
    roster->people.count = 0;
    for (size_t i = 0; i < programme->people.count; i++)
        array_push(&roster->people, (struct roster_person){.share = MSEC_NONE});
    make_parts(roster, programme);
    mark_untold(roster, session);
    add_totals(roster, session, now, language);
    mark_running(roster, session_timekeeper(session));
}

void roster_finish(struct roster *roster)
{
    free(roster->parts.items);
    free(roster->people.items);
    free(roster->others.items);
    *roster = (struct roster){0};
}

bool roster_passes(const struct roster *roster, const struct session *session, size_t person,
                   enum roster_filter filter)
{
    const struct attendance *attendance = session_attendance(session);
    switch (filter) {
    case ROSTER_RUNNING:
        return roster->people.items[person].running;
    case ROSTER_NOT_SPOKEN:
        return roster->people.items[person].spoke == SPOKE_NOT_YET &&
               !attendance_is_absent(attendance, person);
    case ROSTER_TBC:
        return attendance_is_tbc(attendance, person);
    case ROSTER_ALL:
    case ROSTER_FILTER_COUNT:
        break;
    }
    return true;
}

/* ---- in words ---- */

/* " 1, 6" behind the role: the numbers of its slots, each once. */
static void write_slots(const struct roster *roster, const struct roster_person *person,
                        enum role role, struct buf *out)
{
    unsigned last = 0;
    for (size_t i = person->first; i < person->first + person->count; i++) {
        const struct roster_part *part = &roster->parts.items[i];
        if (part->role != role || part->slot == NULL || part->slot->number == last)
            continue;
        buf_add_format(out, "%s %u", last > 0 ? "," : "", part->slot->number);
        last = part->slot->number;
    }
}

void roster_write_parts(const struct roster *roster, size_t person, message_lookup *lookup,
                        struct buf *out)
{
    const struct roster_person *who = &roster->people.items[person];
    size_t before = out->size;
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        size_t i = 0;
        while (i < who->count && roster->parts.items[who->first + i].role != (enum role)role)
            i++;
        if (i == who->count)
            continue;
        buf_add_text(out, out->size > before ? " · " : "");
        buf_add_text(out, lookup != NULL ? lookup(role_words[role], NULL, 0) : role_words[role]);
        write_slots(roster, who, (enum role)role, out);
    }
}

void roster_write_state(const struct session *session, size_t person, message_lookup *lookup,
                        struct buf *out)
{
    const struct attendance *attendance = session_attendance(session);
    const char *came = attendance_replaced_by(attendance, person);
    struct message state = {0};
    if (came != NULL)
        message_set(&state, N_("replaced by {1}"), came, NULL);
    else
        message_set(&state, state_words[attendance->people.items[person].state], NULL);
    message_write(&state, lookup, out);
    message_finish(&state);
}

void roster_write_spoken(const struct roster_person *person, message_lookup *lookup,
                         struct buf *out)
{
    struct message word = {0};
    if (person->spoke == SPOKE_TOLD) {
        span_write_clock(person->spoken, out);
        return;
    }
    message_set(&word, person->spoke == SPOKE_NOT_YET ? N_("not yet") : N_("not told"), NULL);
    message_write(&word, lookup, out);
    message_finish(&word);
}

void roster_totals(const struct session *session, struct message *ret_totals)
{
    static const enum person_state states[] = {PERSON_PRESENT, PERSON_LATE, PERSON_ABSENT,
                                               PERSON_TBC};
    size_t totals[PERSON_STATE_COUNT];
    struct buf texts[4] = {{0}};
    attendance_totals(session_attendance(session), totals);
    for (size_t i = 0; i < 4; i++)
        buf_add_format(&texts[i], "%zu", totals[states[i]]);
    message_set(ret_totals, N_("{1} present · {2} late · {3} absent · {4} tbc"),
                buf_text(&texts[0]), buf_text(&texts[1]), buf_text(&texts[2]), buf_text(&texts[3]),
                NULL);
    for (size_t i = 0; i < 4; i++)
        buf_finish(&texts[i]);
}
