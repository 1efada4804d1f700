/*
 * The entries that a section of a house template picks. Each is first made as the ordinary report
 * makes it, under its attribution rule; then it loses the fields that were not asked for, is cut
 * to its first sentence, or becomes plain text: an entry in a list carries its number, so one
 * without is an item or a paragraph.
 */
#include <stdlib.h>
#include <string.h>

#include <dais/base/sentence.h>
#include <dais/base/utf8.h>
#include <dais/core/entry_languages.h>

#include "report_template.h"

/* A section's entries being written. */
struct picking {
    const struct maker *maker;
    const struct template_section *section;
    struct template_chosen fields; /* in force */
    bool all_texts;                /* in whatever language; else side by side the other one alone */
};

/* Which of the picked ones; NULL and ENTRY_KIND_COUNT: whichever. */
struct only {
    bool by_slot;
    const char *slot; /* NULL with by_slot: none */
    enum entry_kind kind;
};

static void choose(struct template_chosen *chosen, enum template_field field)
{
    if (!template_chosen_has(chosen, field))
        chosen->items[chosen->count++] = (unsigned char)field;
}

static bool wants(const struct picking *picking, enum template_field field)
{
    return template_chosen_has(&picking->fields, field);
}

/* The fields asked for, else those of the form; side by side both texts, or that one is missing. */
static void choose_fields(struct picking *picking)
{
    struct template_chosen *fields = &picking->fields;
    if (picking->section->fields_said) {
        *fields = picking->section->fields;
    } else if (picking->section->form == TEMPLATE_LIST) {
        for (size_t i = 0; i < TEMPLATE_FIELD_COUNT; i++)
            choose(fields, (enum template_field)i);
    } else {
        choose(fields, FIELD_LABEL);
        choose(fields, FIELD_SPEAKER);
    }
    picking->all_texts = wants(picking, FIELD_TRANSLATION);
    if (picking->maker->second != NULL) {
        choose(fields, FIELD_TRANSLATION);
        choose(fields, FIELD_MISSING_LANGUAGES);
    }
}

static bool is_chosen(const struct template_chosen *chosen, size_t index)
{
    return chosen->count == 0 || template_chosen_has(chosen, index);
}

static bool is_of_slots(const struct picking *picking, const struct entry *entry)
{
    if (picking->section->slots.count == 0)
        return true;
    const struct maker *maker = picking->maker;
    if (entry->slot == NULL)
        return false;
    const struct slot *slot = programme_find_slot(maker->programme, entry->slot);
    size_t index = timekeeper_find(maker->timekeeper, entry->slot);
    if (slot == NULL && index == SLOT_NONE)
        return false;
    enum slot_kind kind =
        slot != NULL ? slot->kind : clock_slot_kind(&maker->timekeeper->slots.items[index]);
    return template_chosen_has(&picking->section->slots, kind);
}

/* Is the theme, in any of its languages, one of those joined by commas? */
static bool has_theme(const char *themes, const struct lingual *theme)
{
    BUF_LOCAL struct buf all = {0};
    utf8_fold(themes, strlen(themes), &all);
    for (size_t i = 0; i < theme->texts.count; i++) {
        BUF_LOCAL struct buf wanted = {0};
        utf8_fold(theme->texts.items[i].text, strlen(theme->texts.items[i].text), &wanted);
        for (const char *at = buf_text(&all); *at != '\0';) {
            at += strspn(at, " ,");
            size_t size = strcspn(at, ",");
            if (size == wanted.size && memcmp(at, buf_text(&wanted), size) == 0)
                return true;
            at += size;
        }
    }
    return false;
}

static bool is_about(const struct picking *picking, const struct entry *entry)
{
    const struct linguals *themes = &picking->section->themes;
    const char *own = report_field(entry->themes, entry_original(entry)->themes);
    bool found = themes->list.count == 0;
    for (size_t i = 0; i < themes->list.count && own != NULL; i++)
        found = found || has_theme(own, &themes->list.items[i]);
    return found;
}

/* Only outcomes have a standing to be picked by. */
static bool is_decided(const struct picking *picking, const struct entry *entry)
{
    const struct template_section *section = picking->section;
    if (section->standings.count == 0 && section->decided == TEMPLATE_ANYHOW)
        return true;
    if (!entry_kind_is_outcome(entry->kind) || !is_chosen(&section->standings, entry->standing))
        return false;
    return section->decided == TEMPLATE_ANYHOW ||
           (standing_is_settled(entry->standing) &&
            entry->votes.taken == (section->decided == TEMPLATE_BY_HANDS));
}

static bool is_picked(const struct picking *picking, const struct entry *entry)
{
    return report_is_printed(picking->maker, entry) &&
           is_chosen(&picking->section->kinds, entry->kind) && is_decided(picking, entry) &&
           is_of_slots(picking, entry) && is_about(picking, entry);
}

static bool is_one(const struct only *only, const struct entry *entry)
{
    if (only->kind != ENTRY_KIND_COUNT && entry->kind != only->kind)
        return false;
    if (!only->by_slot)
        return true;
    return entry->slot == NULL || only->slot == NULL ? entry->slot == only->slot
                                                     : strcmp(entry->slot, only->slot) == 0;
}

static const char *first_sentence(const struct maker *maker, const char *text)
{
    size_t end = sentence_find_end(text, strlen(text));
    return arena_text_n(&maker->report->arena, text, end);
}

static bool is_translation(const struct report_node *fact)
{
    return strcmp(fact->name, template_name(TEMPLATE_FIELDS, FIELD_TRANSLATION)) == 0;
}

/* Also the text in the report's language where that could not stand in place of an adopted one, and
 * that a translation is older than its original. */
static bool wants_fact(const struct picking *picking, const struct report_node *node,
                       const struct report_node *fact)
{
    const struct maker *maker = picking->maker;
    const struct entry *shown = report_text_of(maker, node->entry);
    bool wanted = false;
    if (strcmp(fact->name, "outdated") == 0 ||
        (is_translation(fact) && entry_language_equal(fact->language, maker->language) &&
         !entry_language_equal(entry_language(maker->programme, shown), maker->language)))
        return true;
    for (size_t i = 0; i < TEMPLATE_FIELD_COUNT && !wanted; i++)
        wanted = wants(picking, (enum template_field)i) &&
                 strcmp(template_name(TEMPLATE_FIELDS, i), fact->name) == 0;
    if (!wanted || !is_translation(fact) || picking->all_texts)
        return wanted;
    return entry_language_equal(fact->language, maker->second->language);
}

/* Takes away what was not asked for. */
static void trim(const struct picking *picking, struct report_node *node)
{
    bool cut = picking->section->form == TEMPLATE_ONE_SENTENCE;
    struct report_node *next, *first = node->first;
    node->first = node->last = NULL;
    for (struct report_node *fact = first; fact != NULL; fact = next) {
        next = fact->next;
        fact->next = NULL;
        if (!wants_fact(picking, node, fact))
            continue;
        if (cut && is_translation(fact))
            fact->text = first_sentence(picking->maker, fact->text);
        if (node->last == NULL)
            node->first = fact;
        else
            node->last->next = fact;
        node->last = fact;
    }
    if (!wants(picking, FIELD_LABEL))
        node->label = node->lead = NULL;
    if (cut && node->text != NULL)
        node->text = first_sentence(picking->maker, node->text);
}

/* The text of an entry with its fields, in one: "N1. Label: text (speaker; Owner: …)". */
static struct said plain(const struct picking *picking, const struct report_node *node)
{
    const struct maker *maker = picking->maker;
    BUF_LOCAL struct buf text = {0};
    if (wants(picking, FIELD_NUMBER))
        buf_add_format(&text, "%s. ", node->heading);
    if (node->label != NULL)
        buf_add_format(&text, "%s%s", node->label, tree_word(maker, WORD_COLON));
    buf_add_text(&text, node->text);
    bool open = false;
    for (const struct report_node *fact = node->first; fact != NULL; fact = fact->next) {
        if (is_translation(fact))
            continue;
        buf_add_text(&text, open ? tree_word(maker, WORD_SEMICOLON) : " (");
        open = true;
        if (strcmp(fact->name, "speaker") == 0)
            buf_add_text(&text, fact->text);
        else
            buf_add_text(&text, tree_with_heading(maker, fact->heading, fact->text));
    }
    buf_add_text(&text, open ? ")" : "");
    bool untold = node->language == NULL && report_text_of(maker, node->entry)->language == NULL;
    return (struct said){.text = tree_keep(maker, &text),
                         .language = untold ? maker->report->texts_language : node->language};
}

/* A text in another language, below: side by side without a word, else with its language's name; so
 * where it must not be taken for what was adopted, or is outdated. */
static struct said plain_translation(const struct picking *picking, const struct report_node *node,
                                     const struct report_node *fact)
{
    const struct maker *maker = picking->maker;
    bool beside = maker->second != NULL && fact->value == NULL &&
                  node->entry->adopted_text == NULL &&
                  entry_language_equal(fact->language, maker->second->language);
    return (struct said){
        .text = beside ? fact->text : tree_with_heading(maker, fact->heading, fact->text),
        .language = beside ? maker->second->language : fact->language,
    };
}

static void add_plain(const struct picking *picking, struct report_node *parent,
                      const struct report_node *node)
{
    const struct maker *maker = picking->maker;
    bool paragraphs = picking->section->form == TEMPLATE_PARAGRAPHS;
    struct said said = plain(picking, node);
    struct report_node *item = NULL;
    if (paragraphs)
        tree_add_paragraph(maker, parent, NULL, &said);
    else
        item = tree_add_item(maker, parent, &said);
    for (const struct report_node *fact = node->first; fact != NULL; fact = fact->next) {
        if (!is_translation(fact))
            continue;
        said = plain_translation(picking, node, fact);
        if (paragraphs)
            tree_add_paragraph(maker, parent, NULL, &said);
        else
            tree_add_item(maker, item, &said);
    }
}

static void add_some(const struct picking *picking, struct report_node *parent,
                     const struct only *only)
{
    const struct maker *maker = picking->maker;
    bool paragraphs = picking->section->form == TEMPLATE_PARAGRAPHS;
    bool whole = !paragraphs && wants(picking, FIELD_NUMBER);
    struct report_node *list = paragraphs ? parent : tree_add(maker, parent, NODE_LIST, "entries");
    for (size_t i = 0; i < maker->record->entries.count; i++) {
        const struct entry *entry = maker->record->entries.items[i];
        if (!is_one(only, entry) || !is_picked(picking, entry))
            continue;
        struct report_node aside = {.name = NULL};
        struct report_node *node = report_add_entry(maker, whole ? list : &aside, entry);
        trim(picking, node);
        if (!whole)
            add_plain(picking, list, node);
    }
    if (!paragraphs)
        tree_drop_empty(parent, list);
}

static void add_under(const struct picking *picking, struct report_node *parent,
                      const struct said *heading, const struct only *only)
{
    struct report_node *section =
        tree_add_said_section(picking->maker, parent, only->by_slot ? "slot" : "kind", heading);
    add_some(picking, section, only);
    tree_drop_empty(parent, section);
}

static void add_by_kind(const struct picking *picking, struct report_node *parent)
{
    const struct template_chosen *kinds = &picking->section->kinds;
    size_t count = kinds->count > 0 ? kinds->count : ENTRY_KIND_COUNT;
    for (size_t i = 0; i < count; i++) {
        struct only only = {.kind = (enum entry_kind)(kinds->count > 0 ? kinds->items[i] : i)};
        struct said heading = {.text = picking->maker->words->entry_kinds[only.kind]};
        add_under(picking, parent, &heading, &only);
    }
}

/* In the order of the ordinary report: as planned, then what was inserted, what nobody knows any
 * more, and what belongs to no slot. */
static void add_by_slot(const struct picking *picking, struct report_node *parent)
{
    const struct maker *maker = picking->maker;
    struct only only = {.by_slot = true, .kind = ENTRY_KIND_COUNT};
    for (size_t i = 0; i < maker->programme->slots.count; i++) {
        const struct slot *slot = &maker->programme->slots.items[i];
        struct said title = tree_slot_title(maker, slot);
        only.slot = slot->id;
        add_under(picking, parent, &title, &only);
    }
    for (size_t i = 0; i < maker->timekeeper->slots.count; i++) {
        const struct clock_slot *clock = &maker->timekeeper->slots.items[i];
        struct said title = tree_clock_slot_title(maker, clock);
        only.slot = clock->id;
        if (clock->planned == NULL)
            add_under(picking, parent, &title, &only);
    }
    struct unmatched_slots gone = {0};
    session_unmatched(maker->session, &gone);
    for (size_t i = 0; i < gone.list.count; i++) {
        const struct unmatched *slot = &gone.list.items[i];
        struct said title = {.text = slot->title != NULL ? slot->title : slot->id};
        only.slot = slot->id;
        add_under(picking, parent, &title, &only);
    }
    free(gone.list.items);
    struct said whole = {.text = tree_word(maker, WORD_WHOLE_SESSION)};
    only.slot = NULL;
    add_under(picking, parent, &whole, &only);
}

void report_add_picked(const struct maker *maker, struct report_node *parent,
                       const struct template_section *section)
{
    struct picking picking = {.maker = maker, .section = section};
    struct only all = {.kind = ENTRY_KIND_COUNT};
    choose_fields(&picking);
    switch (section->group) {
    case TEMPLATE_TOGETHER:
        add_some(&picking, parent, &all);
        break;
    case TEMPLATE_BY_SLOT:
        add_by_slot(&picking, parent);
        break;
    case TEMPLATE_BY_KIND:
        add_by_kind(&picking, parent);
        break;
    case TEMPLATE_GROUP_COUNT:
        break;
    }
}
