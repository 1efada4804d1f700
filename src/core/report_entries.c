/*
 * Entries in a report: what was said, slot by slot and track by track, and the outcomes in
 * lists of their own.
 *
 * A translation does not stand beside its original but under it, and takes its place in a report
 * of its language; see report_languages.c. Withdrawn entries are left out everywhere. The
 * attribution rule is looked up anew for each entry: the strictest of those that it was captured
 * under and of the one in force.
 */
#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>

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

static struct report_node *add_entry(const struct maker *maker, struct report_node *list,
                                     const struct entry *entry)
{
    struct said said = report_entry_said(maker, entry);
    struct report_node *node = tree_add(maker, list, NODE_ENTRY, entry_kind_name(entry->kind));
    node->entry = entry;
    node->heading = entry->shown;
    node->text = said.text;
    node->language = said.language;
    node->label = entry->label;
    node->speaker = speaker_of(maker, entry);
    return node;
}

static void add_entry_fact(const struct maker *maker, struct report_node *node, const char *name,
                           enum word heading, const char *text)
{
    tree_add_fact(maker, node, name, tree_word(maker, heading), text);
}

/* Whom it is for, who does it until when, what it is about. */
static void add_own_facts(const struct maker *maker, struct report_node *node)
{
    const struct entry *entry = node->entry;
    add_entry_fact(maker, node, "addressee", WORD_ADDRESSEE, entry->addressee);
    add_entry_fact(maker, node, "owner", WORD_OWNER, entry->owner);
    add_entry_fact(maker, node, "deadline", WORD_DEADLINE, entry->deadline);
    add_entry_fact(maker, node, "priority", WORD_PRIORITY, entry->priority);
    add_entry_fact(maker, node, "themes", WORD_THEMES, entry->themes);
}

/* The same, and how it stands. */
static void add_outcome_facts(const struct maker *maker, struct report_node *node)
{
    add_own_facts(maker, node);
    report_add_decision(maker, node);
    report_add_missing(maker, node);
    report_add_versions(maker, node);
    report_add_texts(maker, node);
}

struct report_node *report_add_entry(const struct maker *maker, struct report_node *list,
                                     const struct entry *entry)
{
    struct report_node *node = add_entry(maker, list, entry);
    add_entry_fact(maker, node, "speaker", WORD_SPEAKER, node->speaker);
    if (entry_kind_is_outcome(entry->kind)) {
        add_outcome_facts(maker, node);
        return node;
    }
    add_own_facts(maker, node);
    if (maker->second != NULL)
        report_add_missing(maker, node);
    report_add_versions(maker, node);
    report_add_texts(maker, node);
    return node;
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

/* What was said there, a list for each kind, in the order in which a summary tells it. */
static void add_said_there(const struct maker *maker, struct report_node *section,
                           const struct place *place)
{
    static const enum entry_kind order[] = {
        ENTRY_STATEMENT,      ENTRY_NOTE,     ENTRY_LEARNING, ENTRY_PRACTICE,
        ENTRY_CHALLENGE,      ENTRY_QUESTION, ENTRY_QUOTE,    ENTRY_CONCLUSION,
        ENTRY_RECOMMENDATION, ENTRY_DECISION, ENTRY_ACTION,
    };
    static_assert(sizeof order / sizeof *order == ENTRY_KIND_COUNT, "every kind has its place");
    for (size_t k = 0; k < ENTRY_KIND_COUNT; k++) {
        struct report_node *list = tree_add(maker, section, NODE_LIST, entry_kind_name(order[k]));
        list->heading = maker->words->entry_kinds[order[k]];
        for (size_t i = 0; i < maker->record->entries.count; i++) {
            const struct entry *entry = maker->record->entries.items[i];
            if (entry->kind != order[k] || !is_at(entry, place) || !report_is_printed(entry))
                continue;
            struct report_node *node = add_entry(maker, list, entry);
            add_entry_fact(maker, node, "speaker", WORD_SPEAKER, node->speaker);
            if (entry_kind_is_outcome(entry->kind))
                continue; /* all about it stands among the outcomes */
            if (maker->second != NULL)
                report_add_missing(maker, node);
            report_add_versions(maker, node);
            report_add_texts(maker, node);
        }
        tree_drop_empty(section, list);
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

static void add_slot(const struct maker *maker, struct report_node *parent, const char *id,
                     const struct said *title, const struct slot *slot,
                     const struct clock_slot *clock)
{
    struct report_node *section = tree_add_said_section(maker, parent, "slot", title);
    struct place place = {.slot = id};
    add_said_there(maker, section, &place);
    for (unsigned track = 1; track <= highest_track(maker, id); track++) {
        struct said heading = {NULL, NULL};
        if (slot != NULL && track <= slot->tracks.count)
            heading = tree_said(maker, &slot->tracks.items[track - 1].title);
        if (heading.text == NULL)
            heading.text =
                tree_with_heading(maker, tree_word(maker, WORD_TRACK), tree_number(maker, track));
        struct report_node *of_track = tree_add_said_section(maker, section, "track", &heading);
        place.track = track;
        add_said_there(maker, of_track, &place);
        tree_drop_empty(section, of_track);
    }
    if (section->first == NULL) {
        tree_drop_empty(parent, section);
        return;
    }
    /* The head goes in front of what was found. */
    struct report_node *facts = tree_add(maker, NULL, NODE_FACTS, NULL);
    if (clock != NULL)
        tree_add_fact(
            maker, facts, "time", tree_word(maker, WORD_TIME),
            tree_times(maker, clock_slot_actual_start(clock), clock_slot_actual_end(clock)));
    enum attribution rule = session_attribution(maker->session, id);
    if (slot != NULL && session_slot_attribution(maker->session, id) == ATTRIBUTION_NAMED)
        tree_add_roles(maker, facts, slot->roles);
    if (rule != session_attribution(maker->session, NULL))
        tree_add_fact(maker, facts, "attribution", tree_word(maker, WORD_ATTRIBUTION),
                      maker->words->rules[rule]);
    if (facts->first != NULL) {
        facts->next = section->first;
        section->first = facts;
    }
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

/* "recommendations": what the section of a kind is called in data. */
static const char *section_name(enum entry_kind kind)
{
    static const char *const names[] = {
        [ENTRY_NOTE] = "notes",
        [ENTRY_CONCLUSION] = "conclusions",
        [ENTRY_RECOMMENDATION] = "recommendations",
        [ENTRY_DECISION] = "decisions",
        [ENTRY_ACTION] = "actions",
        [ENTRY_STATEMENT] = "statements",
        [ENTRY_LEARNING] = "learnings",
        [ENTRY_CHALLENGE] = "challenges",
        [ENTRY_PRACTICE] = "practices",
        [ENTRY_QUESTION] = "questions",
        [ENTRY_QUOTE] = "quotes",
    };
    NAME_TABLE_COMPLETE(names, ENTRY_KIND_COUNT);
    return names[kind];
}

static struct report_node *add_kind_section(const struct maker *maker, struct report_node *root,
                                            enum entry_kind kind)
{
    struct report_node *section = tree_add(maker, root, NODE_SECTION, section_name(kind));
    section->heading = maker->words->entry_kinds[kind];
    return section;
}

void report_add_outcomes(const struct maker *maker, struct report_node *root, enum entry_kind kind,
                         bool say_none)
{
    struct report_node *section = add_kind_section(maker, root, kind);
    struct report_node *list = tree_add(maker, section, NODE_LIST, section_name(kind));
    for (size_t i = 0; i < maker->record->entries.count; i++) {
        const struct entry *entry = maker->record->entries.items[i];
        if (entry->kind == kind && report_is_printed(entry))
            add_outcome_facts(maker, add_entry(maker, list, entry));
    }
    tree_drop_empty(section, list);
    if (section->first == NULL && say_none) {
        tree_add_sentence(maker, section, "none", WORD_NO_ENTRIES);
    }
    tree_drop_empty(root, section);
}

static bool is_open(enum standing standing)
{
    return standing == STANDING_DRAFT || standing == STANDING_PROPOSED;
}

static bool something_standing_is_adopted(const struct maker *maker)
{
    for (size_t i = 0; i < maker->record->entries.count; i++) {
        if (standing_is_adopted(maker->record->entries.items[i]->standing))
            return true;
    }
    return false;
}

static const char *masked(const struct maker *maker, const struct entry *entry, const char *text)
{
    if (text == NULL)
        return NULL;
    BUF_LOCAL struct buf out = {0};
    session_mask_names(maker->session, entry->slot, text, &out);
    return tree_keep(maker, &out);
}

/* Of the texts in other languages. */
static void mask_texts(const struct maker *maker, struct report_node *node)
{
    for (struct report_node *fact = node->first; fact != NULL; fact = fact->next) {
        if (strcmp(fact->name, "translation") == 0)
            fact->text = masked(maker, node->entry, fact->text);
    }
}

/*
 * For the public: what was adopted; while nothing is, what may yet be, said so. Names that the
 * rule forbids are masked even where somebody kept them deliberately.
 */
void report_add_public_outcomes(const struct maker *maker, struct report_node *root)
{
    static const enum entry_kind kinds[] = {ENTRY_CONCLUSION, ENTRY_RECOMMENDATION, ENTRY_DECISION};
    bool only_adopted = something_standing_is_adopted(maker);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct report_node *section = add_kind_section(maker, root, kinds[k]);
        struct report_node *list = tree_add(maker, section, NODE_LIST, section_name(kinds[k]));
        for (size_t i = 0; i < maker->record->entries.count; i++) {
            const struct entry *entry = maker->record->entries.items[i];
            bool wanted =
                standing_is_adopted(entry->standing) || (!only_adopted && is_open(entry->standing));
            if (entry->kind != kinds[k] || !wanted || !report_is_printed(entry))
                continue;
            struct report_node *node = add_entry(maker, list, entry);
            node->text = masked(maker, entry, node->text);
            node->label = masked(maker, entry, node->label);
            node->speaker = NULL;
            add_entry_fact(maker, node, "addressee", WORD_ADDRESSEE, entry->addressee);
            if (!only_adopted || entry->standing == STANDING_ADOPTED_WITH_RESERVATION)
                report_add_standing(maker, node);
            if (maker->second != NULL)
                report_add_missing(maker, node);
            report_add_texts(maker, node);
            mask_texts(maker, node);
        }
        tree_drop_empty(section, list);
        tree_drop_empty(root, section);
    }
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
    };
    struct report_node *table =
        tree_add_table(maker, NULL, only_recommendations ? "recommendations" : "entries", columns,
                       sizeof columns / sizeof *columns);
    maker->report->table = table;
    for (size_t i = 0; i < maker->record->entries.count; i++) {
        const struct entry *entry = maker->record->entries.items[i];
        if (entry->standing == STANDING_WITHDRAWN ||
            (only_recommendations && entry->kind != ENTRY_RECOMMENDATION))
            continue;
        add_entry_row(maker, table, entry);
    }
}
