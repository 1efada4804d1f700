/*
 * `dais entries --json`: entries with their versions, for the people who capture. A speaker
 * stands here only as the attribution rule of the entry's slot allows.
 */
#include <string.h>

#include <dais/core/entry_languages.h>
#include <dais/core/report.h>
#include <dais/export/json_outputs.h>

#include "json_session.h"

static void set_text(json_t *object, const char *key, const char *text)
{
    json_set(object, key, json_build_text(text));
}

static json_t *speaker_json(const struct session *session, const struct entry *entry,
                            const char *language)
{
    BUF_LOCAL struct buf speaker = {0};
    if (!report_speaker(session, entry, language, &speaker))
        return json_build_null();
    return json_build_text(buf_text(&speaker));
}

/* "a, b" as a list; blanks around each are not its own. */
static json_t *themes_json(const char *themes)
{
    json_t *list = json_build_array();
    for (const char *at = themes; at != NULL;) {
        const char *comma = strchr(at, ',');
        size_t size = comma != NULL ? (size_t)(comma - at) : strlen(at);
        while (size > 0 && *at == ' ')
            at++, size--;
        while (size > 0 && at[size - 1] == ' ')
            size--;
        BUF_LOCAL struct buf theme = {0};
        buf_add(&theme, at, size);
        if (size > 0)
            json_push(list, json_build_text(buf_text(&theme)));
        at = comma != NULL ? comma + 1 : NULL;
    }
    return list;
}

static json_t *id_json(const struct event_id *id)
{
    BUF_LOCAL struct buf text = {0};
    event_id_write(id, &text);
    return json_build_text(buf_text(&text));
}

static json_t *versions_json(const struct session *session, const struct entry *entry)
{
    const struct zone *zone = session_programme(session)->zone;
    json_t *list = json_build_array();
    for (size_t i = 0; i < entry->versions.count; i++) {
        const struct version *version = &entry->versions.items[i];
        json_t *object = json_build_object();
        json_set(object, "id", id_json(&version->event->id));
        json_set(object, "at", json_build_instant(zone, version->event->at));
        set_text(object, "by", session_writer_name(session, &version->writer));
        set_text(object, "text", version->text);
        json_set(object, "head", json_build_bool(version->head));
        json_push(list, object);
    }
    return list;
}

static json_t *ids_json(const struct entry *const *entries, size_t count)
{
    json_t *list = json_build_array();
    for (size_t i = 0; i < count; i++)
        json_push(list, id_json(&entries[i]->id));
    return list;
}

/* What it has to do with others. */
static void set_ties(json_t *object, const struct session *session, const struct entry *entry,
                     const struct languages *wanted)
{
    struct entry_texts texts;
    const struct entry *into = entry->merged_into;
    json_set(object, "merged_into", into != NULL ? id_json(&into->id) : json_build_null());
    json_set(object, "merged", ids_json(entry->merged.items, entry->merged.count));
    json_set(object, "translations",
             ids_json(entry->translations.items, entry->translations.count));
    entry_texts_make(session_programme(session), wanted, entry, &texts);
    json_t *missing = json_build_array();
    for (size_t i = 0; entry->original == NULL && i < texts.missing.count; i++)
        json_push(missing, json_build_text(texts.missing.items[i]));
    json_set(object, "missing_languages", missing);
    entry_texts_finish(&texts);
}

/* Null without a show of hands. */
static json_t *votes_json(const struct votes *votes)
{
    if (!votes->taken)
        return json_build_null();
    json_t *object = json_build_object();
    json_set(object, "for", json_build_number(votes->in_favour));
    json_set(object, "against", json_build_number(votes->against));
    json_set(object, "abstained", json_build_number(votes->abstained));
    return object;
}

static json_t *reservations_json(const struct session *session, const struct entry *entry)
{
    json_t *list = json_build_array();
    for (size_t i = 0; i < entry->reservations.count; i++) {
        json_t *object = json_build_object();
        set_text(object, "by", session_reserved_by(session, entry, &entry->reservations.items[i]));
        set_text(object, "text", entry->reservations.items[i].text);
        json_push(list, object);
    }
    return list;
}

/* How the room left it, beside the standing itself. */
static void set_adoption(json_t *object, const struct session *session, const struct entry *entry)
{
    set_text(object, "adopted_digest", entry->adopted_digest);
    json_set(object, "reservations", reservations_json(session, entry));
    set_text(object, "referred_to", entry->referred_to);
    json_set(object, "votes", votes_json(&entry->votes));
    json_set(object, "held", json_build_bool(entry->held));
    set_text(object, "why", entry->why);
}

static json_t *entry_json(const struct session *session, const struct entry *entry,
                          const struct languages *wanted, const char *language)
{
    json_t *object = json_build_object();
    json_set(object, "id", id_json(&entry->id));
    set_text(object, "number", entry->shown);
    set_text(object, "kind", entry_kind_name(entry->kind));
    json_set(object, "slot", json_build_slot_number(session, entry->slot));
    set_text(object, "slot_id", entry->slot);
    json_set(object, "track",
             entry->track > 0 ? json_build_number(entry->track) : json_build_null());
    json_set(object, "at", json_build_instant(session_programme(session)->zone, entry->added->at));
    set_text(object, "text", entry->text);
    json_set(object, "speaker", speaker_json(session, entry, language));
    set_text(object, "addressee", entry->addressee);
    json_set(object, "themes", themes_json(entry->themes));
    set_text(object, "language", entry->language);
    set_text(object, "standing", standing_name(entry->standing));
    char digest[DIGEST_HEX_SIZE];
    entry_digest(entry, digest);
    set_text(object, "digest", digest);
    set_text(object, "integrity", entry->changed ? "changed" : "whole");
    json_set(object, "changed_since_adoption", json_build_bool(entry->changed_since_adoption));
    set_text(object, "adopted_text", entry->adopted_text);
    set_adoption(object, session, entry);
    set_text(object, "label", entry->label);
    set_text(object, "owner", entry->owner);
    set_text(object, "deadline", entry->deadline);
    set_text(object, "priority", entry->priority);
    set_text(object, "translation_of", entry->translation_of);
    set_ties(object, session, entry, wanted);
    json_set(object, "unsettled", json_build_bool(entry_is_unsettled(entry)));
    json_set(object, "versions", versions_json(session, entry));
    return object;
}

void json_write_entries(const struct session *session, const struct entry *const *entries,
                        size_t count, const char *language, struct buf *out)
{
    struct languages wanted;
    json_t *list = json_build_array();
    entry_languages_wanted(session_programme(session), &wanted);
    for (size_t i = 0; i < count; i++)
        json_push(list, entry_json(session, entries[i], &wanted, language));
    languages_finish(&wanted);
    json_t *object = json_build_object();
    json_set_head(object, session_programme(session));
    json_set(object, "entries", list);
    json_finish(object, out);
}
