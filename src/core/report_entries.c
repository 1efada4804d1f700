/*
 * Entries in a report: what was said, slot by slot and track by track, and the table of all. Lists
 * of outcomes and learnings are in report_outcomes.c, what stands in annexes in report_annexes.c.
 *
 * A translation does not stand beside its original but under it, and takes its place in a report
 * of its language; see report_languages.c. Withdrawn entries are left out everywhere. The
 * attribution rule is looked up anew for each entry: the strictest of those that it was captured
 * under and of the one in force.
 */
#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>
#include <dais/core/entry_languages.h>

#include "report_tree.h"

const char *report_entry_text(const struct entry *entry)
{
    bool in_force = entry->adopted_text != NULL && entry->changed_since_adoption;
    return in_force ? entry->adopted_text : entry->text;
}

bool report_speaker(const struct session *session, const struct entry *entry, const char *language,
                    struct buf *out)
{
    const struct programme *programme = session_programme(session);
    enum attribution rule = session_entry_attribution(session, entry);
    const char *speaker = session_entry_speaker(session, entry);
    size_t index = speaker == NULL ? PART_NOBODY : programme_find_person(programme, entry->speaker);
    if (index == PART_NOBODY)
        buf_add_text(out, speaker);
    else if (rule == ATTRIBUTION_NAMED)
        person_write(&programme->people.items[index], language, out);
    else
        buf_add_text(out, lingual_in(&programme->people.items[index].affiliation, language));
    return speaker != NULL;
}

static const char *speaker_of(const struct maker *maker, const struct entry *entry)
{
    if (maker->second != NULL)
        return tree_join_ends(maker, speaker_of(maker->first, entry),
                              speaker_of(maker->second, entry));
    BUF_LOCAL struct buf text = {0};
    return report_speaker(maker->session, entry, maker->language, &text) ? tree_keep(maker, &text)
                                                                         : NULL;
}

/* Is it told as what somebody said: who comes first? */
static bool is_speech(const struct entry *entry)
{
    return entry->kind == ENTRY_STATEMENT || entry->kind == ENTRY_QUOTE;
}

/* Who said it with function and all, as the rule allows; NULL: nobody is said. */
static const char *speaker_in_full(const struct maker *maker, const struct entry *entry)
{
    if (maker->second != NULL)
        return tree_join_ends(maker, speaker_in_full(maker->first, entry),
                              speaker_in_full(maker->second, entry));
    size_t person = entry->speaker == NULL
                        ? PART_NOBODY
                        : programme_find_person(maker->programme, entry->speaker);
    if (person == PART_NOBODY || session_entry_speaker(maker->session, entry) == NULL ||
        session_entry_attribution(maker->session, entry) != ATTRIBUTION_NAMED)
        return speaker_of(maker, entry);
    BUF_LOCAL struct buf text = {0};
    person_write_full(&maker->programme->people.items[person], maker->language, &text);
    return tree_keep(maker, &text);
}

/* Has a label a sign of its own at its end? */
static bool ends_with_sign(const char *text)
{
    size_t size = strlen(text);
    return size > 0 && strchr(".!?:;", text[size - 1]) != NULL;
}

const char *report_lead(const struct maker *maker, const struct entry *entry, const char *label)
{
    const char *speaker = entry != NULL && is_speech(entry) ? speaker_in_full(maker, entry) : NULL;
    BUF_LOCAL struct buf lead = {0};
    if (speaker != NULL) {
        buf_add_text(&lead, speaker);
        buf_add_text(&lead, tree_word(maker, WORD_COLON));
    }
    buf_add_text(&lead, label);
    if (label != NULL && !ends_with_sign(label))
        buf_add_char(&lead, '.');
    while (lead.size > 0 && lead.bytes[lead.size - 1] == ' ')
        buf_cut(&lead, lead.size - 1);
    return lead.size > 0 ? tree_keep(maker, &lead) : NULL;
}

const char *report_label(const struct maker *maker, const struct entry *entry)
{
    const char *own = report_text_of(maker, entry)->label;
    return report_field(own != NULL ? own : entry->label, entry_original(entry)->label);
}

const char *report_field(const char *own, const char *of_original)
{
    return own != NULL ? own : of_original;
}

struct report_node *report_add_bare_entry(const struct maker *maker, struct report_node *list,
                                          const struct entry *entry)
{
    struct said said = report_entry_said(maker, entry);
    struct report_node *node = tree_add(maker, list, NODE_ENTRY, entry_kind_name(entry->kind));
    node->entry = entry;
    node->heading = entry->shown;
    node->text = said.text;
    node->language = said.language;
    node->label = report_label(maker, entry);
    node->speaker =
        report_field(speaker_of(maker, entry), speaker_of(maker, entry_original(entry)));
    node->lead = report_lead(maker, entry, node->label);
    return node;
}

void report_add_said_entry(const struct maker *maker, struct report_node *list,
                           const struct entry *entry)
{
    struct report_node *node = report_add_bare_entry(maker, list, entry);
    if (!is_speech(entry))
        tree_add_fact(maker, node, "speaker", tree_word(maker, WORD_SPEAKER), node->speaker);
    bool is_outcome = entry_kind_is_outcome(entry->kind);
    if (is_outcome && report_is_left(entry))
        report_add_standing(maker, node); /* nobody takes it for what the room agreed on */
    if (is_outcome && maker->second == NULL) {
        report_add_outdated(maker, node);
        return; /* all else about it stands among the outcomes */
    }
    if (maker->second != NULL)
        report_add_missing(maker, node);
    if (!is_outcome)
        report_add_versions(maker, node);
    report_add_texts(maker, node);
}

/* Which entries belong together. */
struct place {
    const char *slot; /* NULL: the session as a whole */
    unsigned track;
};

static bool is_at(const struct entry *entry, const struct place *place)
{
    if (entry->track != place->track)
        return false;
    if (entry->slot == NULL || place->slot == NULL)
        return entry->slot == place->slot;
    return strcmp(entry->slot, place->slot) == 0;
}

/* Labels of practices that an annex describes: "G1. Mapping". */
static void add_annexed(const struct maker *maker, struct report_node *section,
                        const struct place *place)
{
    struct report_node *list = tree_add(maker, section, NODE_LIST, "annexed_practices");
    BUF_LOCAL struct buf heading = {0};
    buf_add_format(&heading, "%s (%s)", maker->words->entry_kinds[ENTRY_PRACTICE],
                   tree_word(maker, WORD_IN_ANNEX));
    list->heading = tree_keep(maker, &heading);
    for (size_t i = 0; i < maker->record->entries.count; i++) {
        const struct entry *entry = maker->record->entries.items[i];
        if (!report_is_annexed(maker, entry) || !is_at(entry, place))
            continue;
        struct said said = report_annexed_title(maker, entry);
        tree_add_item(maker, list, &said);
    }
    tree_drop_empty(section, list);
}

/*
 * What was said there, a list for each kind, in the order in which a summary tells it. Learnings
 * are of the session and have a section of their own.
 */
static void add_said_there(const struct maker *maker, struct report_node *section,
                           const struct place *place)
{
    static const enum entry_kind order[] = {
        ENTRY_STATEMENT, ENTRY_NOTE,       ENTRY_PRACTICE,       ENTRY_CHALLENGE, ENTRY_QUESTION,
        ENTRY_QUOTE,     ENTRY_CONCLUSION, ENTRY_RECOMMENDATION, ENTRY_DECISION,  ENTRY_ACTION,
    };
    static_assert(sizeof order / sizeof *order == ENTRY_KIND_COUNT - 1, "every kind but learnings");
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        struct report_node *list = tree_add(maker, section, NODE_LIST, entry_kind_name(order[k]));
        list->heading = maker->words->entry_kinds[order[k]];
        for (size_t i = 0; i < maker->record->entries.count; i++) {
            const struct entry *entry = maker->record->entries.items[i];
            if (entry->kind == order[k] && is_at(entry, place) && report_is_printed(maker, entry) &&
                !report_is_annexed(maker, entry))
                report_add_said_entry(maker, list, entry);
        }
        tree_drop_empty(section, list);
        if (order[k] == ENTRY_PRACTICE)
            add_annexed(maker, section, place);
    }
}

/* The highest track that an entry of the slot was put to. */
static unsigned highest_track(const struct maker *maker, const char *slot)
{
    unsigned highest = 0;
    for (size_t i = 0; i < maker->record->entries.count; i++) {
        const struct entry *entry = maker->record->entries.items[i];
        struct place place = {.slot = slot, .track = entry->track};
        if (is_at(entry, &place) && entry->track > highest)
            highest = entry->track;
    }
    return highest;
}

struct said report_track_title(const struct maker *maker, const struct slot *slot, unsigned track)
{
    struct said title = {NULL, NULL};
    if (slot != NULL && track <= slot->tracks.count)
        title = tree_said(maker, &slot->tracks.items[track - 1].title);
    if (title.text == NULL)
        title.text =
            tree_with_heading(maker, tree_word(maker, WORD_TRACK), tree_number(maker, track));
    return title;
}

/* Puts facts in front of what a section has already; none where there is nothing in them. */
static void put_first(struct report_node *section, struct report_node *facts)
{
    if (facts->first == NULL)
        return;
    facts->next = section->first;
    section->first = facts;
}

static void add_track(const struct maker *maker, struct report_node *section,
                      const struct slot *slot, const struct place *place)
{
    struct said heading = report_track_title(maker, slot, place->track);
    struct report_node *of_track = tree_add_said_section(maker, section, "track", &heading);
    add_said_there(maker, of_track, place);
    if (of_track->first == NULL) {
        tree_drop_empty(section, of_track);
        return;
    }
    struct report_node *facts = tree_add(maker, NULL, NODE_FACTS, NULL);
    if (slot != NULL && place->track <= slot->tracks.count &&
        session_slot_attribution(maker->session, slot->id) == ATTRIBUTION_NAMED) {
        const struct track *track = &slot->tracks.items[place->track - 1];
        tree_add_fact(maker, facts, role_name(ROLE_MODERATORS),
                      maker->words->roles[ROLE_MODERATORS], tree_parts(maker, &track->moderators));
        tree_add_fact(maker, facts, role_name(ROLE_RAPPORTEURS),
                      maker->words->roles[ROLE_RAPPORTEURS],
                      tree_parts(maker, &track->rapporteurs));
    }
    put_first(of_track, facts);
}

/* When a slot was, who led it where that may be said, what it was for, and its own rule. */
static void add_slot_head(const struct maker *maker, struct report_node *section, const char *id,
                          const struct slot *slot, const struct clock_slot *clock)
{
    struct report_node *facts = tree_add(maker, NULL, NODE_FACTS, NULL);
    if (clock != NULL)
        tree_add_times_fact(
            maker, facts, "time", WORD_TIME,
            tree_times(maker, clock_slot_actual_start(clock), clock_slot_actual_end(clock)));
    enum attribution rule = session_attribution(maker->session, id);
    if (slot != NULL && session_slot_attribution(maker->session, id) == ATTRIBUTION_NAMED)
        tree_add_roles(maker, facts, slot->roles);
    if (slot != NULL)
        tree_add_said_fact(maker, facts, "objective", WORD_OBJECTIVE, &slot->objective);
    if (rule != session_attribution(maker->session, NULL))
        tree_add_fact(maker, facts, "attribution", tree_word(maker, WORD_ATTRIBUTION),
                      maker->words->rules[rule]);
    put_first(section, facts);
}

static void add_slot(const struct maker *maker, struct report_node *parent, const char *id,
                     const struct said *title, const struct slot *slot,
                     const struct clock_slot *clock)
{
    struct report_node *section = tree_add_said_section(maker, parent, "slot", title);
    struct place place = {.slot = id};
    add_said_there(maker, section, &place);
    unsigned highest = highest_track(maker, id);
    for (place.track = 1; place.track <= highest; place.track++)
        add_track(maker, section, slot, &place);
    if (section->first == NULL)
        tree_drop_empty(parent, section);
    else
        add_slot_head(maker, section, id, slot, clock);
}

/* Entries of slots that neither programme nor clock know any more: each id once. */
static void add_unmatched(const struct maker *maker, struct report_node *parent)
{
    struct unmatched_slots gone = {0};
    session_unmatched(maker->session, &gone);
    for (size_t i = 0; i < gone.list.count; i++) {
        const struct unmatched *slot = &gone.list.items[i];
        struct said title = {.text = slot->title != NULL ? slot->title : slot->id};
        add_slot(maker, parent, slot->id, &title, NULL, NULL);
    }
    free(gone.list.items);
}

void report_add_discussion(const struct maker *maker, struct report_node *root)
{
    struct report_node *section = tree_add_section(maker, root, "discussion", WORD_DISCUSSION);
    for (size_t i = 0; i < maker->programme->slots.count; i++) {
        const struct slot *slot = &maker->programme->slots.items[i];
        size_t index = timekeeper_find(maker->timekeeper, slot->id);
        struct said title = tree_slot_title(maker, slot);
        add_slot(maker, section, slot->id, &title, slot,
                 index == SLOT_NONE ? NULL : &maker->timekeeper->slots.items[index]);
    }
    for (size_t i = 0; i < maker->timekeeper->slots.count; i++) {
        const struct clock_slot *clock = &maker->timekeeper->slots.items[i];
        struct said title = tree_clock_slot_title(maker, clock);
        if (clock->planned == NULL)
            add_slot(maker, section, clock->id, &title, NULL, clock);
    }
    add_unmatched(maker, section);
    struct said whole = {.text = tree_word(maker, WORD_WHOLE_SESSION)};
    add_slot(maker, section, NULL, &whole, NULL, NULL);
    tree_drop_empty(root, section);
}

static void add_entry_row(const struct maker *maker, struct report_node *table,
                          const struct entry *entry)
{
    const char *shared[] = {entry->addressee, entry->themes,   entry->label,
                            entry->owner,     entry->deadline, entry->priority};
    struct row row = tree_add_row(maker, table);
    row_add_text(&row, entry->shown);
    row_add_name(&row, entry_kind_name(entry->kind), maker->words->entry_kinds_one[entry->kind]);
    row_add_text(&row, entry->slot);
    row_add_text(&row, entry->slot == NULL
                           ? NULL
                           : session_slot_title(maker->session, entry->slot, maker->language));
    if (entry->track > 0)
        row_add_number(&row, entry->track);
    else
        row_add_text(&row, NULL);
    int64_t days;
    msec_t of_day;
    zone_civil(maker->programme->zone, entry->added->at, &days, &of_day);
    BUF_LOCAL struct buf at = {0};
    date_write(days, &at);
    buf_add_char(&at, ' ');
    zone_write_time(maker->programme->zone, entry->added->at, false, &at);
    row_add_value(&row, VALUE_INSTANT, tree_instant(maker, entry->added->at),
                  tree_keep(maker, &at));
    struct said said = {.text = report_entry_text(entry), .language = entry->language};
    row_add_said(&row, &said);
    row_add_text(&row, speaker_of(maker, entry));
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        row_add_text(&row, shared[i]);
    row_add_text(&row, entry->language);
    row_add_name(&row, standing_name(entry->standing), maker->words->standings[entry->standing]);
    BUF_LOCAL struct buf id = {0};
    event_id_write(&entry->id, &id);
    row_add_text(&row, tree_keep(maker, &id));
    report_add_decision_cells(maker, &row, entry);
    row_add_text(&row, entry->original != NULL ? entry->original->shown : NULL);
    BUF_LOCAL struct buf merged = {0};
    for (size_t i = 0; i < entry->merged.count; i++)
        buf_add_format(&merged, "%s%s", i > 0 ? ", " : "", entry->merged.items[i]->shown);
    row_add_text(&row, merged.size > 0 ? tree_keep(maker, &merged) : NULL);
    bool outdated = entry_is_outdated(entry);
    row_add_name(&row, outdated ? "outdated" : NULL,
                 outdated ? tree_word(maker, WORD_OUTDATED) : NULL);
}

/* Every entry as it was written, translations too: a spreadsheet is for going through them. */
void report_make_entry_table(const struct maker *maker, bool only_recommendations)
{
    static const struct column columns[] = {
        {"number", WORD_NUMBER},
        {"kind", WORD_KIND},
        {"slot_id", WORD_SLOT_ID},
        {"slot", WORD_SLOT},
        {"track", WORD_TRACK},
        {"at", WORD_RECORDED},
        {"text", WORD_TEXT},
        {"speaker", WORD_SPEAKER},
        {"addressee", WORD_ADDRESSEE},
        {"themes", WORD_THEMES},
        {"label", WORD_LABEL},
        {"owner", WORD_OWNER},
        {"deadline", WORD_DEADLINE},
        {"priority", WORD_PRIORITY},
        {"language", WORD_LANGUAGE},
        {"standing", WORD_STANDING},
        {"id", WORD_ID},
        {"reservations", WORD_RESERVATION},
        {"referred_to", WORD_REFERRED_TO},
        {"votes", WORD_SHOW_OF_HANDS},
        {"adopted_digest", WORD_CHECK_SUM},
        {"changed_since_adoption", WORD_CURRENT_TEXT},
        {"translation_of", WORD_TRANSLATION_OF},
        {"merged", WORD_MERGED},
        {"outdated", WORD_TRANSLATED},
    };
    struct report_node *table =
        tree_add_table(maker, NULL, only_recommendations ? "recommendations" : "entries", columns,
                       sizeof columns / sizeof *columns);
    maker->report->table = table;
    for (size_t i = 0; i < maker->record->entries.count; i++) {
        const struct entry *entry = maker->record->entries.items[i];
        if (!entry_stands(entry) || (only_recommendations && entry->kind != ENTRY_RECOMMENDATION))
            continue;
        add_entry_row(maker, table, entry);
    }
}
