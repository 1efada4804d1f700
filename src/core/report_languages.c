/*
 * The texts of one entry in a report: that in its language, where there is one, stands for the
 * entry; the others stand under it with the numbers they have. A text that is not there in the
 * report's language says so; which others are missing is the review's business.
 * So do versions that wait for a choice.
 */
#include <string.h>

#include <dais/core/entry_languages.h>

#include "report_tree.h"

bool report_is_printed(const struct entry *entry)
{
    bool below = entry->original != NULL && entry->original->standing != STANDING_WITHDRAWN;
    return entry->standing != STANDING_WITHDRAWN && !below;
}

const struct entry *report_text_of(const struct maker *maker, const struct entry *entry)
{
    const struct entry *found = entry;
    if (entry_language_equal(entry_language(maker->programme, entry), maker->language))
        return entry;
    for (size_t i = 0; found == entry && i < entry->translations.count; i++) {
        const struct entry *other = entry->translations.items[i];
        if (other->standing != STANDING_WITHDRAWN &&
            entry_language_equal(entry_language(maker->programme, other), maker->language))
            found = other;
    }
    return found;
}

struct said report_entry_said(const struct maker *maker, const struct entry *entry)
{
    const struct entry *of = report_text_of(maker, entry);
    bool own = of->language == NULL || entry_language_equal(of->language, maker->language);
    return (struct said){.text = report_entry_text(of), .language = own ? NULL : of->language};
}

/* In the report's words; side by side in those of both. */
static const char *language_name(const struct maker *maker, const char *code)
{
    if (maker->second != NULL)
        return tree_join(maker, language_name(maker->first, code),
                         language_name(maker->second, code));
    return report_words_language(maker->words, code);
}

/* What a text is headed with: side by side the language's name in itself. */
static const char *own_name(const struct maker *maker, const char *code)
{
    if (maker->second != NULL && entry_language_equal(code, maker->first->language))
        return language_name(maker->first, code);
    if (maker->second != NULL && entry_language_equal(code, maker->second->language))
        return language_name(maker->second, code);
    return language_name(maker, code);
}

static void add_text(const struct maker *maker, struct report_node *node, const struct entry *entry)
{
    const char *language = entry_language(maker->programme, entry);
    BUF_LOCAL struct buf heading = {0};
    buf_add_format(&heading, "%s (%s)", own_name(maker, language), entry->shown);
    struct report_node *fact = tree_add_fact(maker, node, "translation", tree_keep(maker, &heading),
                                             report_entry_text(entry));
    fact->language = language;
}

void report_add_texts(const struct maker *maker, struct report_node *node)
{
    const struct entry *shown = report_text_of(maker, node->entry);
    struct languages none = {.list = {.count = 0}};
    struct entry_texts texts;
    entry_texts_make(maker->programme, &none, node->entry, &texts);
    for (size_t i = 0; i < texts.texts.count; i++) {
        if (texts.texts.items[i] != shown)
            add_text(maker, node, texts.texts.items[i]);
    }
    entry_texts_finish(&texts);
}

void report_add_missing(const struct maker *maker, struct report_node *node)
{
    struct languages wanted;
    struct entry_texts texts;
    BUF_LOCAL struct buf missing = {0};
    if (maker->second == NULL) {
        entry_languages_wanted(maker->programme, &wanted);
    } else {
        wanted = (struct languages){.list = {.count = 0}};
        array_push(&wanted.list, maker->first->language);
        array_push(&wanted.list, maker->second->language);
    }
    entry_texts_make(maker->programme, &wanted, node->entry, &texts);
    for (size_t i = 0; i < texts.missing.count; i++) {
        const char *language = texts.missing.items[i];
        if (maker->second == NULL && !entry_language_equal(language, maker->language))
            continue;
        buf_add_format(&missing, "%s%s", missing.size > 0 ? tree_word(maker, WORD_COMMA) : "",
                       language_name(maker, language));
    }
    tree_add_fact(maker, node, "missing_languages", tree_word(maker, WORD_MISSING_LANGUAGES),
                  missing.size > 0 ? tree_keep(maker, &missing) : NULL);
    entry_texts_finish(&texts);
    languages_finish(&wanted);
}

void report_add_versions(const struct maker *maker, struct report_node *node)
{
    const struct entry *entry = node->entry;
    for (size_t i = 0; entry_is_unsettled(entry) && i + 1 < entry->versions.count; i++) {
        if (entry->versions.items[i].head)
            tree_add_fact(maker, node, "version", tree_word(maker, WORD_SIDE_BY_SIDE),
                          entry->versions.items[i].text);
    }
}
