/*
 * People as others name them: by number, key, or the beginning of a name or of a word in it.
 * Whoever types a name has it; under the rule no refusal gives another one away. And how many of
 * them were counted, slot by slot.
 */
#include "session_state.h"

#include <inttypes.h>
#include <string.h>

#include <dais/base/utf8.h>

#include "event_form.h"

enum match { MATCH_NONE, MATCH_START, MATCH_WHOLE };

/* How well a name is begun by the folded text, from its start or from that of a word. */
static enum match match_name(const char *name, const char *folded)
{
    if (name == NULL)
        return MATCH_NONE;
    BUF_LOCAL struct buf text = {0};
    utf8_fold(name, strlen(name), &text);
    size_t size = strlen(folded);
    if (strcmp(buf_text(&text), folded) == 0)
        return MATCH_WHOLE;
    for (const char *word = buf_text(&text); word != NULL; word = strchr(word, ' ')) {
        word += strspn(word, " ");
        if (size > 0 && strncmp(word, folded, size) == 0)
            return MATCH_START;
    }
    return MATCH_NONE;
}

static enum match better(enum match one, enum match other)
{
    return one > other ? one : other;
}

static enum match match_lingual(const struct lingual *lingual, const char *folded)
{
    enum match best = MATCH_NONE;
    for (size_t i = 0; i < lingual->texts.count; i++)
        best = better(best, match_name(lingual->texts.items[i].text, folded));
    return best;
}

/* Themselves, not whoever came instead. */
static enum match match_own(const struct session *session, size_t index, const char *folded)
{
    const struct person *person = &session->programme->people.items[index];
    return match_name(person->name != NULL ? person->name : person_name(person, NULL), folded);
}

static enum match match_person(const struct session *session, size_t index, const char *folded)
{
    return better(match_own(session, index, folded),
                  match_name(attendance_replaced_by(&session->attendance, index), folded));
}

static enum match match_turn(const struct session *session, const struct turn *turn,
                             const char *folded)
{
    enum match best = match_name(turn->who, folded);
    if (turn->person != PART_NOBODY)
        best = better(best, match_person(session, turn->person, folded));
    if (turn->part != NULL)
        best = better(best, better(match_lingual(&turn->part->text, folded),
                                   match_lingual(&turn->part->organisation, folded)));
    if (turn->track != NULL)
        best = better(best, match_lingual(&turn->track->title, folded));
    if (turn->poster != NULL)
        best = better(best, match_lingual(&turn->poster->title, folded));
    return best;
}

/* "3" or "#3". False: it is no number. */
static bool parse_number(const char *name, int64_t *ret_number)
{
    return number_parse(name[0] == '#' ? name + 1 : name, ret_number);
}

static void refuse_several(const char *name, int64_t one, int64_t other,
                           struct refusal *ret_refusal)
{
    BUF_LOCAL struct buf first = {0}, second = {0};
    buf_add_format(&first, "%" PRId64, one);
    buf_add_format(&second, "%" PRId64, other);
    *ret_refusal = (struct refusal){.kind = REFUSED_AMBIGUOUS};
    message_set(&ret_refusal->text, N_("“{1}” may be number {2} or number {3}"), name,
                buf_text(&first), buf_text(&second), NULL);
}

static void refuse(const char *id, const char *name, struct refusal *ret_refusal)
{
    *ret_refusal = (struct refusal){.kind = REFUSED};
    message_set(&ret_refusal->text, id, name, NULL);
}

/* The best of several, as they are found. */
struct best {
    enum match match;
    size_t count; /* of those that match so well, 2 at most */
    size_t found[2];
};

static void consider(struct best *best, enum match match, size_t index)
{
    if (match > best->match)
        best->count = 0;
    best->match = better(best->match, match);
    if (match != MATCH_NONE && match == best->match && best->count < 2)
        best->found[best->count++] = index;
}

/* By number, key, or as well as `match_one` says. */
static size_t find_person(const struct session *session, const char *name,
                          enum match (*match_one)(const struct session *session, size_t index,
                                                  const char *folded),
                          struct refusal *reterr_refusal)
{
    const struct programme *programme = session->programme;
    int64_t number;
    size_t key = programme_find_person(programme, name);
    if (key != PART_NOBODY)
        return key;
    if (parse_number(name, &number) && number <= (int64_t)programme->people.count)
        return (size_t)number - 1;
    BUF_LOCAL struct buf folded = {0};
    utf8_fold(name, strlen(name), &folded);
    struct best best = {0};
    for (size_t i = 0; i < programme->people.count; i++)
        consider(&best, match_one(session, i, buf_text(&folded)), i);
    if (best.count == 1)
        return best.found[0];
    if (best.count == 2)
        refuse_several(name, (int64_t)best.found[0] + 1, (int64_t)best.found[1] + 1,
                       reterr_refusal);
    else
        refuse(N_("“{1}” is none of the people of the programme"), name, reterr_refusal);
    return PART_NOBODY;
}

size_t session_find_person(const struct session *session, const char *name,
                           struct refusal *reterr_refusal)
{
    return find_person(session, name, match_person, reterr_refusal);
}

size_t session_find_speaker(const struct session *session, const char *name,
                            struct refusal *reterr_refusal)
{
    return find_person(session, name, match_own, reterr_refusal);
}

/* Of the turns of one person, the first that waits, else the first. */
static size_t turn_of_person(const struct floor *floor, size_t person)
{
    size_t found = TURN_NONE;
    for (size_t i = floor->turns.count; i-- > 0;) {
        const struct turn *turn = &floor->turns.items[i];
        bool waits = turn->state == TURN_WAITING;
        if (turn->person == person && person != PART_NOBODY &&
            (waits || found == TURN_NONE || floor->turns.items[found].state != TURN_WAITING))
            found = i;
    }
    return found;
}

/* Several turns of the same person are no ambiguity. */
static void consider_turn(struct best *best, enum match match, const struct floor *floor,
                          size_t index)
{
    size_t first = turn_of_person(floor, floor->turns.items[index].person);
    if (first == TURN_NONE || first == index)
        consider(best, match, index);
}

static size_t find_place(const struct floor *floor, int64_t place, const char *name,
                         struct refusal *reterr_refusal)
{
    size_t index = place <= UINT32_MAX ? floor_find(floor, (unsigned)place) : TURN_NONE;
    if (index == TURN_NONE)
        refuse(N_("There is no number {1} on the list of speakers"), name, reterr_refusal);
    return index;
}

size_t session_find_turn(const struct session *session, size_t slot, const char *name,
                         struct refusal *reterr_refusal)
{
    const struct floor *floor = &session->timekeeper.slots.items[slot].floor;
    int64_t number;
    if (parse_number(name, &number))
        return find_place(floor, number, name, reterr_refusal);
    size_t found = turn_of_person(floor, programme_find_person(session->programme, name));
    if (found != TURN_NONE)
        return found;
    BUF_LOCAL struct buf folded = {0};
    utf8_fold(name, strlen(name), &folded);
    struct best best = {0};
    for (size_t i = 0; i < floor->turns.count; i++)
        consider_turn(&best, match_turn(session, &floor->turns.items[i], buf_text(&folded)), floor,
                      i);
    if (best.count == 1)
        return best.found[0];
    if (best.count == 2)
        refuse_several(name, floor->turns.items[best.found[0]].place,
                       floor->turns.items[best.found[1]].place, reterr_refusal);
    else
        refuse(N_("“{1}” is not on the list of speakers; ask for the floor first"), name,
               reterr_refusal);
    return TURN_NONE;
}

bool session_turn_called(const struct session *session, size_t slot, unsigned place,
                         const char *language, struct message *ret_name)
{
    const struct timekeeper *timekeeper = &session->timekeeper;
    const struct floor *floor = slot == SLOT_NONE ? NULL : &timekeeper->slots.items[slot].floor;
    size_t index = floor == NULL ? TURN_NONE : floor_find(floor, place);
    if (index != TURN_NONE) {
        turn_name(&floor->turns.items[index], &session->attendance,
                  timekeeper_floor_rule(timekeeper, slot), language, true, ret_name);
    } else {
        BUF_LOCAL struct buf number = {0};
        buf_add_format(&number, "%u", place);
        message_set(ret_name, N_("Speaker {1}"), buf_text(&number), NULL);
    }
    return strcmp(ret_name->id, "{1}") == 0;
}

bool session_person_called(const struct session *session, size_t person, const char *language,
                           struct buf *out)
{
    bool named = session_person_is_named(session, person);
    if (named)
        buf_add_text(out, person_name(&session->programme->people.items[person], language));
    else
        buf_add_format(out, "%zu", person + 1);
    return named;
}

bool session_person_on_floor(const struct session *session, size_t slot, size_t person,
                             const char *language, struct message *ret_name)
{
    if (slot == SLOT_NONE)
        return false;
    const struct timekeeper *timekeeper = &session->timekeeper;
    const struct floor *floor = &timekeeper->slots.items[slot].floor;
    size_t index = turn_of_person(floor, person);
    if (index == TURN_NONE)
        return false;
    turn_name(&floor->turns.items[index], &session->attendance,
              timekeeper_attribution(timekeeper, slot), language, true, ret_name);
    return true;
}

/* Where a count stands among the others: slots that have a clock, the others, older ones, none. */
static size_t rank_of(const struct session *session, const struct counted *counted)
{
    const struct timekeeper *timekeeper = &session->timekeeper;
    const struct programme *programme = session->programme;
    if (counted->slot == NULL)
        return SIZE_MAX;
    size_t at = timekeeper_find(timekeeper, counted->slot);
    if (at != SLOT_NONE)
        return at;
    const struct slot *planned = programme_find_slot(programme, counted->slot);
    size_t behind =
        planned != NULL ? (size_t)(planned - programme->slots.items) : programme->slots.count;
    return timekeeper->slots.count + behind;
}

static bool comes_before(const struct session *session, const struct counted *one,
                         const struct counted *other)
{
    size_t first = rank_of(session, one);
    size_t second = rank_of(session, other);
    if (first != second || one->slot == NULL)
        return first < second;
    return strcmp(one->slot, other->slot) < 0;
}

void session_counts(const struct session *session, struct slot_counts *ret_counts)
{
    const struct attendance *attendance = &session->attendance;
    *ret_counts = (struct slot_counts){0};
    for (size_t i = 0; i < attendance->counts.count; i++) {
        const struct counted *counted = &attendance->counts.items[i];
        array_push(&ret_counts->list, counted);
        size_t at = i;
        for (; at > 0 && comes_before(session, counted, ret_counts->list.items[at - 1]); at--)
            ret_counts->list.items[at] = ret_counts->list.items[at - 1];
        ret_counts->list.items[at] = counted;
    }
}
