/*
 * What is still missing. Each check is a function that looks at one thing, a slot, a person, an
 * entry or a line of the log, and adds what it finds.
 *
 * What belongs to an outcome is asked of the original only: a translation has the addressee, the
 * owner and the standing of what it translates.
 */
#include <dais/core/review.h>

#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>
#include <dais/core/entry_languages.h>
#include <dais/core/near.h>

#include "session_state.h"

static const char *const titles[] = {
    [REVIEW_NO_CONCLUSION] = N_("Slots without a conclusion"),
    [REVIEW_NO_REPORT] = N_("Tracks without a report"),
    [REVIEW_TBC] = N_("People to be confirmed"),
    [REVIEW_UNSETTLED] = N_("Versions side by side"),
    [REVIEW_CHANGED] = N_("Edited by hand"),
    [REVIEW_LOST] = N_("Merged into what was withdrawn"),
    [REVIEW_NO_ADDRESSEE] = N_("Recommendations to nobody"),
    [REVIEW_NO_OWNER] = N_("Actions of nobody"),
    [REVIEW_UNTRANSLATED] = N_("Untranslated recommendations"),
    [REVIEW_OUTDATED] = N_("Outdated translations"),
    [REVIEW_UNDECIDED] = N_("Not decided"),
    [REVIEW_KEPT_NAMES] = N_("Names that were kept"),
    [REVIEW_OVERSTEPS] = N_("Written down against the attribution rule"),
    [REVIEW_NEAR] = N_("Nearly the same"),
};
NAME_TABLE_COMPLETE(titles, REVIEW_KIND_COUNT);

struct reviewing {
    const struct session *session;
    const char *language;
    struct languages wanted; /* of outcomes */
    bool adopted;            /* an adoption slot is over */
    struct review *review;
};

const char *review_kind_title(enum review_kind kind)
{
    return titles[kind];
}

bool review_kind_is_advice(enum review_kind kind)
{
    return kind == REVIEW_NEAR;
}

/* A finding about nothing yet, and no sentence. */
static struct review_finding *add(const struct reviewing *reviewing, enum review_kind kind)
{
    struct review *review = reviewing->review;
    struct review_finding finding = {.kind = kind, .person = PART_NOBODY};
    array_push(&review->list, finding);
    review->count += !review_kind_is_advice(kind);
    return &review->list.items[review->list.count - 1];
}

static void add_entry(const struct reviewing *reviewing, enum review_kind kind,
                      const struct entry *entry, const char *id)
{
    struct review_finding *finding = add(reviewing, kind);
    finding->entry = entry;
    message_set(&finding->text, id, entry->shown, NULL);
}

static bool is_in_force(const struct entry *entry)
{
    return entry->standing != STANDING_WITHDRAWN;
}

/* What is to come out of a slot of that kind is a conclusion; of adoption it is the standings. */
static bool wants_conclusion(enum slot_kind kind)
{
    return !slot_kind_is_break(kind) && kind != SLOT_ARRIVAL && kind != SLOT_REGISTRATION &&
           kind != SLOT_SOCIAL && kind != SLOT_CEREMONY && kind != SLOT_ADOPTION;
}

/* An outcome in force of the slot; or, of one of its tracks, anything. */
static bool has_entry(const struct session *session, const char *slot, unsigned track)
{
    const struct record *record = &session->record;
    for (size_t i = 0; i < record->entries.count; i++) {
        const struct entry *entry = record->entries.items[i];
        bool here = entry->slot != NULL && strcmp(entry->slot, slot) == 0;
        if (here && is_in_force(entry) &&
            (track > 0 ? entry->track == track : entry_kind_is_outcome(entry->kind)))
            return true;
    }
    return false;
}

static struct review_finding *add_slot(const struct reviewing *reviewing, enum review_kind kind,
                                       const struct clock_slot *slot)
{
    struct review_finding *finding = add(reviewing, kind);
    finding->slot = slot->id;
    return finding;
}

static void review_track(const struct reviewing *reviewing, const struct clock_slot *slot,
                         unsigned track)
{
    if (has_entry(reviewing->session, slot->id, track))
        return;
    const char *title =
        lingual_in(&slot->planned->tracks.items[track - 1].title, reviewing->language);
    struct review_finding *finding = add_slot(reviewing, REVIEW_NO_REPORT, slot);
    struct buf number = {0};
    struct buf of = {0};
    finding->track = track;
    buf_add_format(&number, "%u", slot->number);
    buf_add_format(&of, "%u", track);
    message_set(&finding->text,
                title != NULL ? N_("Slot {1}: nothing was captured of track {2}, {3}")
                              : N_("Slot {1}: nothing was captured of track {2}"),
                buf_text(&number), buf_text(&of), title, NULL);
    buf_finish(&number);
    buf_finish(&of);
}

static void review_slot(const struct reviewing *reviewing, const struct clock_slot *slot)
{
    const struct timekeeper *timekeeper = &reviewing->session->timekeeper;
    bool over = timekeeper->state == CLOCK_ENDED || timekeeper->closed;
    bool had = slot->state == SLOT_DONE || slot->state == SLOT_RUNNING;
    if (!had && (!over || slot->state == SLOT_SKIPPED))
        return;
    if (wants_conclusion(clock_slot_kind(slot)) && !has_entry(reviewing->session, slot->id, 0)) {
        struct buf number = {0};
        struct review_finding *finding = add_slot(reviewing, REVIEW_NO_CONCLUSION, slot);
        buf_add_format(&number, "%u", slot->number);
        message_set(&finding->text, N_("Slot {1}, {2}, has no conclusion"), buf_text(&number),
                    clock_slot_title(slot, reviewing->language), NULL);
        buf_finish(&number);
    }
    for (size_t i = 0; slot->planned != NULL && i < slot->planned->tracks.count; i++)
        review_track(reviewing, slot, (unsigned)i + 1);
}

static bool is_among(const struct parts *parts, size_t person)
{
    for (size_t i = 0; i < parts->list.count; i++) {
        if (parts->list.items[i].person == person)
            return true;
    }
    return false;
}

static bool has_role(const struct parts roles[ROLE_COUNT], size_t person)
{
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        if (is_among(&roles[i], person))
            return true;
    }
    return false;
}

/* Has the person a part in the session, a slot, one of its tracks or posters? */
static bool has_part(const struct programme *programme, size_t person)
{
    bool has = has_role(programme->roles, person);
    for (size_t i = 0; !has && i < programme->slots.count; i++) {
        const struct slot *slot = &programme->slots.items[i];
        has = has_role(slot->roles, person);
        for (size_t k = 0; !has && k < slot->tracks.count; k++)
            has = is_among(&slot->tracks.items[k].moderators, person) ||
                  is_among(&slot->tracks.items[k].rapporteurs, person);
        for (size_t k = 0; !has && k < slot->posters.count; k++)
            has = is_among(&slot->posters.items[k].presenters, person);
    }
    return has;
}

static void review_person(const struct reviewing *reviewing, size_t person)
{
    const struct session *session = reviewing->session;
    if (session->attendance.people.items[person].state != PERSON_TBC ||
        !has_part(session->programme, person))
        return;
    struct buf called = {0};
    struct review_finding *finding = add(reviewing, REVIEW_TBC);
    bool named = session_person_called(session, person, reviewing->language, &called);
    finding->person = person;
    message_set(&finding->text,
                named ? N_("{1} is still to be confirmed")
                      : N_("Person {1} is still to be confirmed"),
                buf_text(&called), NULL);
    buf_finish(&called);
}

static void review_languages(const struct reviewing *reviewing, const struct entry *entry)
{
    struct entry_texts texts;
    entry_texts_make(reviewing->session->programme, &reviewing->wanted, entry, &texts);
    if (texts.missing.count > 0) {
        struct buf missing = {0};
        for (size_t i = 0; i < texts.missing.count; i++)
            buf_add_format(&missing, "%s%s", i > 0 ? ", " : "", texts.missing.items[i]);
        struct review_finding *finding = add(reviewing, REVIEW_UNTRANSLATED);
        finding->entry = entry;
        message_set(&finding->text, N_("{1} is not translated into: {2}"), entry->shown,
                    buf_text(&missing), NULL);
        buf_finish(&missing);
    }
    entry_texts_finish(&texts);
}

static void review_outdated(const struct reviewing *reviewing, const struct entry *entry)
{
    if (!entry_is_outdated(entry))
        return;
    struct review_finding *finding = add(reviewing, REVIEW_OUTDATED);
    finding->entry = entry;
    finding->other = entry->original;
    message_set(&finding->text, N_("{1} is older than {2}, which it translates"), entry->shown,
                entry->original->shown, NULL);
}

/* What an outcome needs; a translation has it from what it translates. */
static void review_outcome(const struct reviewing *reviewing, const struct entry *entry)
{
    if (entry_original(entry) != entry || !entry_stands(entry))
        return;
    if (entry->kind == ENTRY_RECOMMENDATION && entry->addressee == NULL)
        add_entry(reviewing, REVIEW_NO_ADDRESSEE, entry, N_("{1} is addressed to nobody"));
    if (entry->kind == ENTRY_ACTION && entry->owner == NULL)
        add_entry(reviewing, REVIEW_NO_OWNER, entry, N_("{1} has no owner"));
    if (entry->kind == ENTRY_RECOMMENDATION)
        review_languages(reviewing, entry);
    if (reviewing->adopted && entry_kind_is_outcome(entry->kind) &&
        !standing_is_settled(entry->standing))
        add_entry(reviewing, REVIEW_UNDECIDED, entry,
                  entry->standing == STANDING_PROPOSED
                      ? N_("{1} was put to the room and not decided")
                      : N_("{1} was never put to the room"));
}

static void add_unsettled(const struct reviewing *reviewing, const struct entry *entry)
{
    struct buf heads = {0};
    struct review_finding *finding = add(reviewing, REVIEW_UNSETTLED);
    finding->entry = entry;
    buf_add_format(&heads, "%zu", entry->heads);
    message_set(&finding->text, N_("{1} has {2} versions side by side"), entry->shown,
                buf_text(&heads), NULL);
    buf_finish(&heads);
}

/* Names written before the rule, or by a laptop that did not know of it. */
static bool holds_names(const struct session *session, const struct entry *entry)
{
    enum attribution rule = session_entry_attribution(session, entry);
    return session_text_has_names_under(session, rule, entry->text, NULL) ||
           (entry->label != NULL &&
            session_text_has_names_under(session, rule, entry->label, NULL)) ||
           (entry->owner != NULL &&
            session_text_has_names_under(session, rule, entry->owner, NULL));
}

bool review_keeps_names(const struct session *session, const struct entry *entry)
{
    return is_in_force(entry) && (entry->kept_names || holds_names(session, entry));
}

static void review_entry(const struct reviewing *reviewing, const struct entry *entry)
{
    const struct entry *into = entry->merged_into;
    if (into != NULL && !is_in_force(into)) {
        struct review_finding *finding = add(reviewing, REVIEW_LOST);
        finding->entry = entry;
        finding->other = into;
        message_set(&finding->text, N_("{1} was merged into {2}, which was withdrawn"),
                    entry->shown, into->shown, NULL);
    }
    if (!is_in_force(entry))
        return;
    if (entry_is_unsettled(entry))
        add_unsettled(reviewing, entry);
    if (entry->changed)
        add_entry(reviewing, REVIEW_CHANGED, entry, N_("{1} was edited by hand and not confirmed"));
    review_outcome(reviewing, entry);
    review_outdated(reviewing, entry);
    if (entry->kept_names)
        add_entry(reviewing, REVIEW_KEPT_NAMES, entry,
                  N_("{1} holds names that were kept deliberately"));
    else if (review_keeps_names(reviewing->session, entry))
        add_entry(reviewing, REVIEW_KEPT_NAMES, entry,
                  N_("{1} holds names, which the attribution rule does not allow any more"));
}

/* Frames edited by hand that are no part of an entry in force; those were said with it. */
static void review_line(const struct reviewing *reviewing, const struct line *line)
{
    const struct event *event = line->shown.event;
    const struct entry *entry = line->thing != NULL ? line->thing->entry : NULL;
    bool said = entry != NULL && is_in_force(entry) && entry->changed;
    if (!event->changed || line->shown.confirmed || said)
        return;
    struct buf id = {0};
    struct review_finding *finding = add(reviewing, REVIEW_CHANGED);
    finding->event = event->id;
    event_id_write(&event->id, &id);
    message_set(&finding->text, N_("{1} was edited by hand and not confirmed"), buf_text(&id),
                NULL);
    buf_finish(&id);
}

/* What a laptop wrote that did not know of the rule; who it was is said nowhere. */
static void review_rule(const struct reviewing *reviewing, const struct line *line)
{
    if (!session_oversteps(reviewing->session, &line->shown))
        return;
    const struct entry *entry = line->thing != NULL ? line->thing->entry : NULL;
    struct buf id = {0};
    struct review_finding *finding = add(reviewing, REVIEW_OVERSTEPS);
    finding->event = line->shown.event->id;
    event_id_write(&line->shown.event->id, &id);
    message_set(&finding->text,
                N_("{1} says who spoke, which the attribution rule did not allow then; it is shown "
                   "nowhere, but stands in the journal"),
                entry != NULL ? entry->shown : buf_text(&id), NULL);
    buf_finish(&id);
}

/* Suggestions for a merge, where one is still possible. */
static void review_near(const struct reviewing *reviewing)
{
    struct near_pairs pairs;
    near_find(&reviewing->session->record, &pairs);
    for (size_t i = 0; i < pairs.list.count; i++) {
        const struct near_pair *pair = &pairs.list.items[i];
        if (standing_is_adopted(pair->entry->standing) && standing_is_adopted(pair->twin->standing))
            continue;
        struct review_finding *finding = add(reviewing, REVIEW_NEAR);
        finding->entry = pair->entry;
        finding->other = pair->twin;
        message_set(&finding->text, N_("{1} says nearly the same as {2}"), pair->entry->shown,
                    pair->twin->shown, NULL);
    }
    near_pairs_finish(&pairs);
}

static bool adoption_is_over(const struct timekeeper *timekeeper)
{
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        if (slot->state == SLOT_DONE && clock_slot_kind(slot) == SLOT_ADOPTION)
            return true;
    }
    return false;
}

void review_make(const struct session *session, const char *language, struct review *ret_review)
{
    struct reviewing reviewing = {
        .session = session,
        .language = language,
        .adopted = adoption_is_over(&session->timekeeper),
        .review = ret_review,
    };
    *ret_review = (struct review){.count = 0};
    entry_languages_wanted(session->programme, &reviewing.wanted);
    for (size_t i = 0; i < session->timekeeper.slots.count; i++)
        review_slot(&reviewing, &session->timekeeper.slots.items[i]);
    for (size_t i = 0; i < session->programme->people.count; i++)
        review_person(&reviewing, i);
    for (size_t i = 0; i < session->record.entries.count; i++)
        review_entry(&reviewing, session->record.entries.items[i]);
    for (size_t i = 0; i < session->log.count; i++)
        review_line(&reviewing, session->log.items[i]);
    for (size_t i = 0; i < session->log.count; i++)
        review_rule(&reviewing, session->log.items[i]);
    review_near(&reviewing);
    languages_finish(&reviewing.wanted);
}

void review_finish(struct review *review)
{
    for (size_t i = 0; i < review->list.count; i++)
        message_finish(&review->list.items[i].text);
    free(review->list.items);
}
