/*
 * Lists of a report that gather entries from the whole session: outcomes with all that the room
 * decided about them, those that it left to others or did not adopt, key learnings; and the same
 * for the public.
 */
#include <string.h>

#include <dais/base/name_table.h>
#include <dais/core/entry_languages.h>

#include "report_tree.h"

static void add_entry_fact(const struct maker *maker, struct report_node *node, const char *name,
                           enum word heading, const char *text)
{
    tree_add_fact(maker, node, name, tree_word(maker, heading), text);
}

/* As a date of the report's language, and for data as it was written. */
static void add_deadline(const struct maker *maker, struct report_node *node)
{
    const struct entry *entry = node->entry;
    const char *deadline = report_field(entry->deadline, entry_original(entry)->deadline);
    int64_t days;
    bool is_date = deadline != NULL && date_parse(deadline, &days);
    struct report_node *fact =
        tree_add_fact(maker, node, "deadline", tree_word(maker, WORD_DEADLINE),
                      is_date ? tree_date(maker, days) : deadline);
    if (!is_date)
        return;
    fact->type = VALUE_NAME;
    fact->value = deadline;
}

/* Whom it is for, who does it until when, what it is about. */
static void add_own_facts(const struct maker *maker, struct report_node *node)
{
    const struct entry *entry = node->entry;
    const struct entry *original = entry_original(entry);
    add_entry_fact(maker, node, "addressee", WORD_ADDRESSEE,
                   report_field(entry->addressee, original->addressee));
    add_entry_fact(maker, node, "owner", WORD_OWNER, report_field(entry->owner, original->owner));
    add_deadline(maker, node);
    add_entry_fact(maker, node, "priority", WORD_PRIORITY,
                   report_field(entry->priority, original->priority));
    add_entry_fact(maker, node, "themes", WORD_THEMES,
                   report_field(entry->themes, original->themes));
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
    struct report_node *node = report_add_bare_entry(maker, list, entry);
    node->lead = report_lead(maker, NULL, node->label); /* who said it is a fact here */
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

bool report_is_left(const struct entry *entry)
{
    return entry->standing == STANDING_DEFERRED || entry->standing == STANDING_REFERRED ||
           entry->standing == STANDING_NOT_ADOPTED;
}

void report_add_outcomes(const struct maker *maker, struct report_node *root, enum entry_kind kind,
                         enum outcomes which)
{
    struct report_node *section = add_kind_section(maker, root, kind);
    struct report_node *list = tree_add(maker, section, NODE_LIST, section_name(kind));
    bool others = false;
    for (size_t i = 0; i < maker->record->entries.count; i++) {
        const struct entry *entry = maker->record->entries.items[i];
        if (entry->kind != kind || !report_is_printed(maker, entry))
            continue;
        if (which != OUTCOMES_ALL && report_is_left(entry))
            others = true;
        else
            add_outcome_facts(maker, report_add_bare_entry(maker, list, entry));
    }
    tree_drop_empty(section, list);
    if (section->first == NULL && which != OUTCOMES_KEPT_IF_ANY)
        tree_add_sentence(maker, section, "none", others ? WORD_NONE_HERE : WORD_NO_ENTRIES);
    tree_drop_empty(root, section);
}

void report_add_left(const struct maker *maker, struct report_node *root)
{
    static const enum standing order[] = {STANDING_REFERRED, STANDING_DEFERRED,
                                          STANDING_NOT_ADOPTED};
    struct report_node *section = tree_add_section(maker, root, "left_open", WORD_LEFT_OPEN);
    struct report_node *list = tree_add(maker, section, NODE_LIST, "left_open");
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        for (size_t i = 0; i < maker->record->entries.count; i++) {
            const struct entry *entry = maker->record->entries.items[i];
            if (entry->standing == order[k] && report_is_printed(maker, entry))
                add_outcome_facts(maker, report_add_bare_entry(maker, list, entry));
        }
    }
    tree_drop_empty(section, list);
    tree_drop_empty(root, section);
}

/* Where a learning comes from, where that is one of several parallel groups. */
static void add_track_fact(const struct maker *maker, struct report_node *node)
{
    const struct entry *entry = node->entry;
    if (entry->track == 0)
        return;
    const struct slot *slot =
        entry->slot != NULL ? programme_find_slot(maker->programme, entry->slot) : NULL;
    tree_add_fact(maker, node, "track", tree_word(maker, WORD_TRACK),
                  report_track_title(maker, slot, entry->track).text);
}

void report_add_learnings(const struct maker *maker, struct report_node *root)
{
    struct report_node *section = add_kind_section(maker, root, ENTRY_LEARNING);
    struct report_node *list = tree_add(maker, section, NODE_LIST, section_name(ENTRY_LEARNING));
    for (size_t i = 0; i < maker->record->entries.count; i++) {
        const struct entry *entry = maker->record->entries.items[i];
        if (entry->kind != ENTRY_LEARNING || !report_is_printed(maker, entry))
            continue;
        report_add_said_entry(maker, list, entry);
        add_track_fact(maker, list->last);
    }
    tree_drop_empty(section, list);
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

/* Without what the rule forbids to say, even where somebody kept it deliberately. */
static struct report_node *add_public(const struct maker *maker, struct report_node *list,
                                      const struct entry *entry)
{
    struct report_node *node = report_add_bare_entry(maker, list, entry);
    node->text = masked(maker, entry, node->text);
    node->label = masked(maker, entry, node->label);
    node->speaker = NULL;
    node->lead = report_lead(maker, NULL, node->label);
    return node;
}

static void add_public_outcome(const struct maker *maker, struct report_node *list,
                               const struct entry *entry, bool only_adopted)
{
    struct report_node *node = add_public(maker, list, entry);
    add_entry_fact(maker, node, "addressee", WORD_ADDRESSEE,
                   report_field(entry->addressee, entry_original(entry)->addressee));
    if (!only_adopted || entry->standing == STANDING_ADOPTED_WITH_RESERVATION)
        report_add_standing(maker, node);
    if (maker->second != NULL)
        report_add_missing(maker, node);
    report_add_texts(maker, node);
}

static void add_public_learnings(const struct maker *maker, struct report_node *root)
{
    struct report_node *section = add_kind_section(maker, root, ENTRY_LEARNING);
    struct report_node *list = tree_add(maker, section, NODE_LIST, section_name(ENTRY_LEARNING));
    for (size_t i = 0; i < maker->record->entries.count; i++) {
        const struct entry *entry = maker->record->entries.items[i];
        if (entry->kind != ENTRY_LEARNING || !report_is_printed(maker, entry))
            continue;
        struct report_node *node = add_public(maker, list, entry);
        report_add_texts(maker, node);
    }
    tree_drop_empty(section, list);
    tree_drop_empty(root, section);
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
            if (entry->kind == kinds[k] && wanted && report_is_printed(maker, entry))
                add_public_outcome(maker, list, entry, only_adopted);
        }
        tree_drop_empty(section, list);
        tree_drop_empty(root, section);
    }
    add_public_learnings(maker, root);
}
