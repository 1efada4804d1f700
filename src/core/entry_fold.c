/*
 * One entry from its events: fields, standing, versions, and which versions were made without
 * knowing of each other.
 *
 * An amendment says on which version (`base`) it was made. Versions of other launches that lie
 * between that base and the amendment were not known to whoever made it: they and the amendment
 * are concurrent. Both stay; the later in the order of all events is current.
 */
#include "entry_fold.h"

#include <stdlib.h>
#include <string.h>

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
    free(entry->versions.items);
    free(entry->aliases.items);
    free(entry->reservations.items);
    free(entry);
}

void entry_reset(struct entry *entry, const struct event *added)
{
    struct entry fresh = {.id = added->id, .added = added};
    memcpy(fresh.shown, entry->shown, sizeof fresh.shown);
    fresh.versions = entry->versions;
    fresh.versions.count = 0;
    fresh.aliases = entry->aliases;
    fresh.aliases.count = 0;
    fresh.reservations = entry->reservations;
    fresh.reservations.count = 0;
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
        digest_hex(text, strlen(text), entry->digest);
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

/* Is the version the last one that `base` could know: itself, or an earlier one of its launch? */
static bool version_is_known(const struct version *version, const struct event_id *base)
{
    const struct event_id *id = &version->event->id;
    return token_equal(&id->launch, &base->launch) && id->sequence <= base->sequence;
}

static void push_version(struct entry *entry, const struct event *event,
                         const struct event_id *base, const struct token *writer)
{
    struct version made = {.event = event, .writer = *writer, .text = entry->text};
    for (size_t i = entry->versions.count; i > 0; i--) {
        struct version *before = &entry->versions.items[i - 1];
        if (version_is_known(before, base))
            break;
        if (before->event == entry->added ||
            token_equal(&before->event->id.launch, &event->id.launch))
            continue;
        before->concurrent = true;
        made.concurrent = true;
    }
    array_push(&entry->versions, made);
}

static void fold_add(struct entry *entry, const struct event *event, const struct event *seen,
                     const struct token *writer)
{
    bool twin = entry->versions.count > 0;
    fold_fields(entry, event);
    if (twin) {
        /* Another text under the same id: both stay, side by side. */
        entry->versions.items[0].concurrent = true;
        struct version made = {
            .event = event, .writer = *writer, .text = entry->text, .concurrent = true};
        array_push(&entry->versions, made);
        return;
    }
    fold_kind(entry, event);
    fold_place(entry, seen);
    push_version(entry, event, &event->id, writer);
}

static void fold_amend(struct entry *entry, const struct event *event, const struct token *writer)
{
    fold_fields(entry, event);
    if (event_text(event, KEY_KIND) != NULL && event_text(event, KEY_NUMBER) != NULL) {
        array_push(&entry->aliases, entry->number);
        fold_kind(entry, event);
    }
    struct event_id base = event_target(event, KEY_BASE);
    push_version(entry, event, &base, writer);
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
                                      event_text(event, KEY_TEXT)};
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
    if ((entry->standing == STANDING_WITHDRAWN) != (standing == STANDING_DRAFT))
        return false;
    if (standing == STANDING_PROPOSED && !reopens && entry->standing != STANDING_DRAFT)
        return false;
    bool adopted = standing_is_adopted((enum standing)standing);
    bool same = adopted && entry->adopted_text != NULL && strcmp(text, entry->adopted_text) == 0;
    bool further = same && entry->standing == STANDING_ADOPTED_WITH_RESERVATION;
    entry->reservations.count = further ? entry->reservations.count : 0;
    if (standing == STANDING_ADOPTED_WITH_RESERVATION)
        fold_reservation(entry, event, further);
    entry->standing = (enum standing)standing;
    entry->stood = event;
    entry->why = event_text(event, KEY_WHY);
    entry->held = false;
    entry->referred_to = event_text(event, KEY_TO);
    entry->adopted_text = adopted ? text : NULL;
    if (adopted)
        digest_hex(text, strlen(text), entry->adopted_digest);
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
static bool fold(struct entry *entry, const struct event *event, const struct event *seen,
                 const struct token *writer)
{
    if (event->op == EVENT_ENTRY_STANDING)
        return fold_standing(entry, event);
    if (event->op == EVENT_ENTRY_HOLD)
        return fold_hold(entry, event);
    if (event->op == EVENT_ENTRY_ADD) {
        fold_add(entry, event, seen, writer);
    } else if (event->op == EVENT_ENTRY_AMEND) {
        fold_amend(entry, event, writer);
    } else if (event->op == EVENT_ENTRY_MOVE) {
        fold_place(entry, seen);
        fold_kept_names(entry, event);
    } else if (event->op == EVENT_ENTRY_WITHDRAW && !entry->undone) {
        entry->standing = STANDING_WITHDRAWN;
        entry->adopted_text = NULL;
        entry->stood = event;
        entry->why = event_text(event, KEY_WHY);
        fold_kept_names(entry, event);
    }
    return true;
}

bool entry_fold(struct entry *entry, const struct event *event, const struct event *seen,
                const struct token *writer)
{
    bool had_effect = fold(entry, event, seen, writer);
    entry->changed_since_adoption =
        entry->adopted_text != NULL && strcmp(entry->digest, entry->adopted_digest) != 0;
    return had_effect;
}

void entry_fold_undone(struct entry *entry)
{
    entry->undone = true;
    entry->standing = STANDING_WITHDRAWN;
    entry->why = "undone";
}
