/*
 * Attendance folds what is said of people: the last word about somebody holds. Whether it may
 * be said, and in which words, is decided elsewhere.
 */
#include <dais/core/attendance.h>

#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>

#include "event_form.h"

static const char *const state_names[] = {
    [PERSON_CONFIRMED] = "confirmed", [PERSON_TBC] = "tbc",   [PERSON_PRESENT] = "present",
    [PERSON_ABSENT] = "absent",       [PERSON_LATE] = "late", [PERSON_REPLACED] = "replaced",
};
NAME_TABLE_COMPLETE(state_names, PERSON_STATE_COUNT);

const char *person_state_name(enum person_state state)
{
    return state_names[state];
}

int person_state_find(const char *name)
{
    return name_find(state_names, PERSON_STATE_COUNT, name);
}

void attendance_init(struct attendance *attendance, const struct programme *programme)
{
    *attendance = (struct attendance){.programme = programme};
    for (size_t i = 0; i < programme->people.count; i++) {
        array_push(&attendance->people, (struct attending){.state = PERSON_CONFIRMED});
        attendance_reset(attendance, i);
    }
}

void attendance_finish(struct attendance *attendance)
{
    free(attendance->people.items);
    free(attendance->counts.items);
    *attendance = (struct attendance){0};
}

void attendance_reset(struct attendance *attendance, size_t person)
{
    bool tbc = attendance->programme->people.items[person].status == TO_BE_CONFIRMED;
    attendance->people.items[person] =
        (struct attending){.state = tbc ? PERSON_TBC : PERSON_CONFIRMED};
}

size_t attendance_person(const struct programme *programme, const struct event *event)
{
    const char *name = event_text(event, KEY_PERSON);
    int64_t number;
    if (name == NULL)
        return PART_NOBODY;
    if (name[0] != '#')
        return programme_find_person(programme, name);
    if (!number_parse(name + 1, &number) || number > (int64_t)programme->people.count)
        return PART_NOBODY;
    return (size_t)number - 1;
}

bool attendance_apply(struct attendance *attendance, const struct event *event)
{
    size_t person = attendance_person(attendance->programme, event);
    int state = person_state_find(event_text(event, KEY_STATE));
    if (person == PART_NOBODY || state < 0)
        return false;
    attendance->people.items[person] = (struct attending){
        .state = (enum person_state)state,
        .replaced_by = state == PERSON_REPLACED ? event_text(event, KEY_REPLACED_BY) : NULL,
        .kept = event_text(event, KEY_KEPT_NAMES) != NULL,
        .said = event_place(event),
    };
    return true;
}

static size_t find_count(const struct attendance *attendance, const char *slot)
{
    size_t i = 0;
    while (i < attendance->counts.count && !event_same_text(attendance->counts.items[i].slot, slot))
        i++;
    return i;
}

void attendance_apply_count(struct attendance *attendance, const struct event *event)
{
    struct counted counted = {
        .slot = event_text(event, KEY_SLOT),
        .people = event_number(event, KEY_COUNT),
        .at = event->at,
    };
    size_t at = find_count(attendance, counted.slot);
    if (at == attendance->counts.count)
        array_push(&attendance->counts, counted);
    else
        attendance->counts.items[at] = counted;
}

void attendance_reset_count(struct attendance *attendance, const char *slot)
{
    size_t at = find_count(attendance, slot);
    if (at < attendance->counts.count)
        attendance->counts.items[at] = attendance->counts.items[--attendance->counts.count];
}

const struct counted *attendance_counted(const struct attendance *attendance, const char *slot)
{
    size_t at = find_count(attendance, slot);
    return at < attendance->counts.count ? &attendance->counts.items[at] : NULL;
}

int64_t attendance_most(const struct attendance *attendance)
{
    int64_t most = -1;
    for (size_t i = 0; i < attendance->counts.count; i++) {
        if (attendance->counts.items[i].people > most)
            most = attendance->counts.items[i].people;
    }
    return most;
}

void attendance_totals(const struct attendance *attendance, size_t ret_totals[PERSON_STATE_COUNT])
{
    memset(ret_totals, 0, PERSON_STATE_COUNT * sizeof *ret_totals);
    for (size_t i = 0; i < attendance->people.count; i++)
        ret_totals[attendance->people.items[i].state]++;
}

enum attribution attendance_rule(const struct attendance *attendance, size_t person)
{
    const struct rulings planned = {.programme = attendance->programme};
    const struct rulings *rulings = attendance->rulings != NULL ? attendance->rulings : &planned;
    const struct event_place *said = &attendance->people.items[person].said;
    enum attribution now = rulings_person(rulings, person, NULL);
    return said->id.sequence == 0
               ? now
               : attribution_stricter(now, rulings_person(rulings, person, said));
}

const char *attendance_replaced_by(const struct attendance *attendance, size_t person)
{
    const struct attending *attending = &attendance->people.items[person];
    if (attending->replaced_by == NULL || attending->kept || attendance->rulings == NULL)
        return attending->replaced_by;
    return attendance_rule(attendance, person) == ATTRIBUTION_NAMED ? attending->replaced_by : NULL;
}

bool attendance_is_absent(const struct attendance *attendance, size_t person)
{
    return person != PART_NOBODY && attendance->people.items[person].state == PERSON_ABSENT;
}

bool attendance_is_tbc(const struct attendance *attendance, size_t person)
{
    return person != PART_NOBODY && attendance->people.items[person].state == PERSON_TBC;
}

void attendance_name(const struct attendance *attendance, size_t person, const char *language,
                     bool brief, struct message *ret_name)
{
    const struct attending *attending = &attendance->people.items[person];
    const struct person *planned = &attendance->programme->people.items[person];
    const char *came = attendance_replaced_by(attendance, person);
    BUF_LOCAL struct buf name = {0};
    if (brief)
        buf_add_text(&name, person_name(planned, language));
    else
        person_write(planned, language, &name);
    if (attending->state != PERSON_REPLACED)
        message_set(ret_name, N_("{1}"), buf_text(&name), NULL);
    else if (came != NULL)
        message_set(ret_name, N_("{1}"), came, NULL);
    else
        message_set(ret_name, N_("Replacement of {1}"), buf_text(&name), NULL);
}
