/*
 * One entry from its events: fields, standing, versions. Which versions stand side by side says
 * entry_versions.c; what entries have to do with each other, session_ties.c.
 */
#include "entry_fold.h"

#include <stdlib.h>
#include <string.h>

#include "entry_versions.h"

struct entry *entry_new(const struct event *added)
{
    struct entry *entry = mem_new(1, sizeof *entry);
    entry->id = added->id;
    entry->added = added;
    return entry;
}

void entry_free(struct entry *entry)
{
    if (entry == NULL)
        return;
    free(entry->own_shown);
    free(entry->versions.items);
    free(entry->aliases.items);
    free(entry->reservations.items);
    free(entry->shelved.items);
    free(entry->merged.items);
    free(entry->translations.items);
    free(entry);
}

void entry_reset(struct entry *entry, const struct event *added)
{
    struct entry fresh = {.id = added->id, .added = added};
    fresh.shown = entry->shown;
    fresh.own_shown = entry->own_shown;
    fresh.versions = entry->versions;
    fresh.versions.count = 0;
    fresh.aliases = entry->aliases;
    fresh.aliases.count = 0;
    fresh.reservations = entry->reservations;
    fresh.reservations.count = 0;
    fresh.shelved = entry->shelved;
    fresh.shelved.count = 0;
    fresh.merged = entry->merged;
    fresh.original = entry->original;
    fresh.translations = entry->translations;
    fresh.place = entry->place;
    *entry = fresh;
}

/* What an event says of a field: not said leaves it, empty takes it away. */
static void fold_field(const char **field, const struct event *event, enum event_key key)
{
    const char *value = event_text(event, key);
    if (value != NULL)
        *field = value[0] != '\0' ? value : NULL;
}

static void fold_kept_names(struct entry *entry, const struct event *event)
{
    if (event_text(event, KEY_KEPT_NAMES) != NULL)
        entry->kept_names = true;
}

static void fold_fields(struct entry *entry, const struct event *event)
{
    fold_field(&entry->speaker, event, KEY_SPEAKER);
    fold_field(&entry->addressee, event, KEY_ADDRESSEE);
    fold_field(&entry->themes, event, KEY_THEMES);
    fold_field(&entry->label, event, KEY_LABEL);
    fold_field(&entry->owner, event, KEY_OWNER);
    fold_field(&entry->deadline, event, KEY_DEADLINE);
    fold_field(&entry->priority, event, KEY_PRIORITY);
    fold_field(&entry->language, event, KEY_LANGUAGE);
    fold_field(&entry->translation_of, event, KEY_TRANSLATION_OF);
    const char *text = event_text(event, KEY_TEXT);
    if (text != NULL) {
        entry->text = text;
        entry->kept_names = false;
    }
    fold_kept_names(entry, event);
}

/* A kind of another version of the program is a note that keeps its number. */
static void fold_kind(struct entry *entry, const struct event *event)
{
    const char *name = event_text(event, KEY_KIND);
    int kind = entry_kind_find(name);
    entry->kind = kind >= 0 ? (enum entry_kind)kind : ENTRY_NOTE;
    entry->number = event_text(event, KEY_NUMBER);
}

static void fold_place(struct entry *entry, const struct event *event)
{
    entry->slot = event_text(event, KEY_SLOT);
    int64_t track = event_number(event, KEY_TRACK);
    entry->track = track <= UINT16_MAX ? (unsigned)track : 0;
}

/* Of two texts under the same id both stay, side by side; where it belongs the first one says. */
static void fold_add(struct entry *entry, const struct event *event, const struct event *seen)
{
    fold_fields(entry, event);
    if (entry->versions.count > 0)
        return;
    fold_kind(entry, event);
    fold_place(entry, seen);
}

static void fold_amend(struct entry *entry, const struct event *event)
{
    fold_fields(entry, event);
    if (event_text(event, KEY_KIND) != NULL && event_text(event, KEY_NUMBER) != NULL) {
        array_push(&entry->aliases, entry->number);
        fold_kind(entry, event);
    }
}

/* What is withdrawn, merged already or adopted cannot be merged away. */
static bool fold_merge(struct entry *entry, const struct event *event)
{
    if (entry->standing == STANDING_WITHDRAWN || entry->merge != NULL ||
        standing_is_adopted(entry->standing))
        return false;
    entry->merge = event;
    fold_kept_names(entry, event);
    return true;
}

/* The text of a version in effect by its digest; NULL: there is none. */
static const char *find_text(const struct entry *entry, const char *digest)
{
    for (size_t i = entry->versions.count; i > 0; i--) {
        const char *text = entry->versions.items[i - 1].text;
        char hex[DIGEST_HEX_SIZE];
        digest_hex(text, strlen(text), hex);
        if (strcmp(hex, digest) == 0)
            return text;
    }
    return NULL;
}

static void fold_votes(struct entry *entry, const struct event *event)
{
    entry->votes = (struct votes){
        .taken = event_text(event, KEY_VOTES_FOR) != NULL,
        .in_favour = (unsigned)event_number(event, KEY_VOTES_FOR),
        .against = (unsigned)event_number(event, KEY_VOTES_AGAINST),
        .abstained = (unsigned)event_number(event, KEY_VOTES_ABSTAINED),
    };
}

/* A further reservation on the same adopted text stands beside those before. */
static void fold_reservation(struct entry *entry, const struct event *event, bool further)
{
    if (!further)
        entry->reservations.count = 0;
    struct reservation reservation = {event_text(event, KEY_RESERVED_BY),
                                      event_text(event, KEY_TEXT),
                                      event_text(event, KEY_KEPT_NAMES) != NULL};
    array_push(&entry->reservations, reservation);
}

/* Which texts the room takes up and lays aside: everything but adoption leaves none in force. */
static bool fold_standing(struct entry *entry, const struct event *event)
{
    int standing = standing_find(event_text(event, KEY_STANDING));
    bool reopens = event_text(event, KEY_WHY) != NULL;
    const char *text = find_text(entry, event_text(event, KEY_DIGEST));
    if (standing < 0 || text == NULL || entry->undone)
        return false;
    bool withdrawn = entry->standing == STANDING_WITHDRAWN;
    bool gone = withdrawn || entry->merge != NULL;
    if (standing == STANDING_DRAFT ? !gone : withdrawn)
        return false;
    if (standing == STANDING_PROPOSED && !reopens && entry->standing != STANDING_DRAFT)
        return false;
    bool adopted = standing_is_adopted((enum standing)standing);
    if (adopted || standing == STANDING_DRAFT)
        entry->merge =
            NULL; /* what the room adopted stays, wherever somebody merges it meanwhile */
    bool same = adopted && entry->adopted_text != NULL && strcmp(text, entry->adopted_text) == 0;
    bool further = same && entry->standing == STANDING_ADOPTED_WITH_RESERVATION;
    entry->reservations.count = further ? entry->reservations.count : 0;
    if (standing == STANDING_ADOPTED_WITH_RESERVATION)
        fold_reservation(entry, event, further);
    entry->standing = (enum standing)standing;
    entry->stood = event;
    entry->why = event_text(event, KEY_WHY);
    entry->held = entry->held && !standing_is_settled(entry->standing);
    entry->referred_to = event_text(event, KEY_TO);
    entry->adopted_text = adopted ? text : NULL;
    entry->adopted_digest = adopted ? event_text(event, KEY_DIGEST) : NULL;
    fold_votes(entry, event);
    fold_kept_names(entry, event);
    return true;
}

static bool fold_hold(struct entry *entry, const struct event *event)
{
    bool held = strcmp(event_text(event, KEY_HELD), "yes") == 0;
    bool changes = held != entry->held && !standing_is_settled(entry->standing);
    if (changes)
        entry->held = held;
    return changes;
}

/* A flat choice: what one event does. */
static bool fold(struct entry *entry, const struct event *event, const struct event *seen)
{
    if (event->op == EVENT_ENTRY_STANDING)
        return fold_standing(entry, event);
    if (event->op == EVENT_ENTRY_HOLD)
        return fold_hold(entry, event);
    if (event->op == EVENT_ENTRY_MERGE)
        return fold_merge(entry, event);
    if (event->op == EVENT_ENTRY_ADD) {
        fold_add(entry, event, seen);
    } else if (event->op == EVENT_ENTRY_AMEND) {
        fold_amend(entry, event);
    } else if (event->op == EVENT_ENTRY_MOVE) {
        fold_place(entry, seen);
        fold_kept_names(entry, event);
    } else if (event->op == EVENT_ENTRY_WITHDRAW && !entry->undone) {
        entry->standing = STANDING_WITHDRAWN;
        entry->adopted_text = entry->adopted_digest = NULL;
        entry->stood = event;
        entry->why = event_text(event, KEY_WHY);
        fold_kept_names(entry, event);
    }
    return true;
}

bool entry_fold(struct entry *entry, const struct event *event, const struct event *seen,
                const struct token *writer, bool twin)
{
    bool had_effect = fold(entry, event, seen);
    if (event->op == EVENT_ENTRY_ADD || event->op == EVENT_ENTRY_AMEND)
        entry_versions_push(entry, event, writer, twin);
    entry->changed_since_adoption =
        entry->adopted_text != NULL && strcmp(entry->text, entry->adopted_text) != 0;
    return had_effect;
}

void entry_fold_undone(struct entry *entry)
{
    entry->undone = true;
    entry->standing = STANDING_WITHDRAWN;
    entry->why = "undone";
}
