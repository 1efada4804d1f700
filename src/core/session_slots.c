/*
 * Slots as people name them: by number, id, or the beginning of a title; and their titles.
 * Slots without time have no clock but bear entries.
 */
#include "session_state.h"

#include <inttypes.h>
#include <string.h>

#include <dais/base/utf8.h>

#include "event_form.h"

/* A slot of the timekeeper, or an untimed one of the programme. */
struct place {
    const char *id;
    unsigned number;
    const struct slot *planned; /* NULL: inserted live */
    const char *title;          /* of an inserted one */
    size_t index;               /* in the timekeeper, or SLOT_NONE */
};

static size_t count_places(const struct session *session)
{
    return session->timekeeper.slots.count + session->programme->slots.count;
}

/* Those of the timekeeper first, then the untimed ones. False: nothing at this place. */
static bool place_at(const struct session *session, size_t at, struct place *ret_place)
{
    const struct timekeeper *timekeeper = &session->timekeeper;
    if (at < timekeeper->slots.count) {
        const struct clock_slot *slot = &timekeeper->slots.items[at];
        *ret_place = (struct place){slot->id, slot->number, slot->planned, slot->title, at};
        return true;
    }
    const struct slot *slot = &session->programme->slots.items[at - timekeeper->slots.count];
    *ret_place = (struct place){slot->id, slot->number, slot, NULL, SLOT_NONE};
    return !slot->timed;
}

static bool find_id(const struct session *session, const char *id, struct place *ret_place)
{
    for (size_t i = 0; i < count_places(session); i++) {
        struct place place;
        if (place_at(session, i, &place) && strcmp(place.id, id) == 0) {
            *ret_place = place;
            return true;
        }
    }
    return false;
}

static bool find_number(const struct session *session, const char *name, struct place *ret_place)
{
    for (size_t i = 0; i < count_places(session); i++) {
        struct place place;
        struct buf number = {0};
        bool here = place_at(session, i, &place);
        if (here)
            buf_add_format(&number, "%u", place.number);
        bool match = here && strcmp(buf_text(&number), name) == 0;
        buf_finish(&number);
        if (match) {
            *ret_place = place;
            return true;
        }
    }
    return false;
}

enum match { MATCH_NONE, MATCH_START, MATCH_WHOLE };

static enum match match_text(const char *title, const char *folded)
{
    struct buf text = {0};
    utf8_fold(title, strlen(title), &text);
    size_t size = strlen(folded);
    enum match match = MATCH_NONE;
    if (strncmp(buf_text(&text), folded, size) == 0)
        match = text.size == size ? MATCH_WHOLE : MATCH_START;
    buf_finish(&text);
    return match;
}

/* How well a title of the slot, in any language, begins with the folded text. */
static enum match match_title(const struct place *place, const char *folded)
{
    if (place->planned == NULL)
        return match_text(place->title, folded);
    enum match best = MATCH_NONE;
    for (size_t i = 0; i < place->planned->title.texts.count; i++) {
        enum match match = match_text(place->planned->title.texts.items[i].text, folded);
        best = match > best ? match : best;
    }
    return best;
}

static void refuse_several(const char *name, const struct place *one, const struct place *other,
                           struct refusal *ret_refusal)
{
    struct buf first = {0};
    struct buf second = {0};
    buf_add_format(&first, "%u", one->number);
    buf_add_format(&second, "%u", other->number);
    ret_refusal->kind = REFUSED_AMBIGUOUS;
    message_set(&ret_refusal->text, N_("“{1}” begins the titles of several slots: {2} and {3}"),
                name, buf_text(&first), buf_text(&second), NULL);
    buf_finish(&first);
    buf_finish(&second);
}

/* A number beyond them all, or a title: how many there are helps with the one. */
static void refuse_unknown(const struct session *session, const char *name,
                           struct refusal *ret_refusal)
{
    int64_t number;
    unsigned highest = 0;
    for (size_t i = 0; i < count_places(session); i++) {
        struct place place;
        if (place_at(session, i, &place) && place.number > highest)
            highest = place.number;
    }
    struct buf count = {0};
    buf_add_format(&count, "%u", highest);
    if (number_parse(name, &number) && highest > 0)
        message_set(&ret_refusal->text, N_("There is no slot “{1}”; they go from 1 to {2}"), name,
                    buf_text(&count), NULL);
    else
        message_set(&ret_refusal->text, N_("There is no slot “{1}”"), name, NULL);
    buf_finish(&count);
}

/* By title: a whole one before one that only begins so. */
static bool find_title(const struct session *session, const char *name, struct place *ret_place,
                       struct refusal *reterr_refusal)
{
    struct buf folded = {0};
    utf8_fold(name, strlen(name), &folded);
    struct place found[2];
    enum match best = MATCH_NONE;
    size_t count = 0;
    for (size_t i = 0; i < count_places(session); i++) {
        struct place place;
        enum match match = MATCH_NONE;
        if (place_at(session, i, &place))
            match = match_title(&place, buf_text(&folded));
        if (match > best)
            count = 0;
        best = match > best ? match : best;
        if (match == best && match != MATCH_NONE && count < 2)
            found[count++] = place;
    }
    buf_finish(&folded);
    if (count == 1)
        *ret_place = found[0];
    else if (count == 2)
        refuse_several(name, &found[0], &found[1], reterr_refusal);
    else
        refuse_unknown(session, name, reterr_refusal);
    return count == 1;
}

static bool find_place(const struct session *session, const char *name, struct place *ret_place,
                       struct refusal *reterr_refusal)
{
    if (find_number(session, name, ret_place) || find_id(session, name, ret_place))
        return true;
    struct refusal refusal = {.kind = REFUSED};
    if (name[0] != '\0' && find_title(session, name, ret_place, &refusal))
        return true;
    if (name[0] == '\0')
        message_set(&refusal.text, N_("No slot is named"), NULL);
    *reterr_refusal = refusal;
    return false;
}

size_t session_find_slot(const struct session *session, const char *name,
                         struct refusal *reterr_refusal)
{
    struct place place;
    if (!find_place(session, name, &place, reterr_refusal))
        return SLOT_NONE;
    if (place.index == SLOT_NONE) {
        *reterr_refusal = (struct refusal){.kind = REFUSED};
        message_set(&reterr_refusal->text, N_("“{1}” has no time, so no clock runs for it"),
                    session_slot_title(session, place.id, NULL), NULL);
    }
    return place.index;
}

const char *session_find_slot_id(const struct session *session, const char *name,
                                 struct refusal *reterr_refusal)
{
    struct place place;
    return find_place(session, name, &place, reterr_refusal) ? place.id : NULL;
}

/* An inserted slot whose insertion was undone is still spoken of. */
static const char *inserted_title(const struct session *session, const char *id)
{
    for (size_t i = session->inserts.count; i > 0; i--) {
        const struct event *event = session->inserts.items[i - 1];
        if (strcmp(event_text(event, KEY_SLOT), id) == 0)
            return event_text(event, KEY_TITLE);
    }
    return id;
}

const char *session_slot_title(const struct session *session, const char *id, const char *language)
{
    struct place place;
    if (!find_id(session, id, &place))
        return inserted_title(session, id);
    if (place.planned == NULL)
        return place.title;
    const char *title = lingual_in(&place.planned->title, language);
    return title != NULL ? title : id;
}
