/*
 * The texts of one entry in a report: what the room adopted stands for the entry, in its own
 * words, which its check sum is of; else the text in the report's language, where there is one.
 * The others stand under it with the numbers they have. A text that is not there in the
 * report's language says so; which others are missing is the review's business.
 * So do versions that wait for a choice, and translations of what was changed since.
 */
#include <string.h>

#include <dais/core/entry_languages.h>

#include "report_tree.h"

static bool is_in_language(const struct maker *maker, const struct entry *entry)
{
    return entry_language_equal(entry_language(maker->programme, entry), maker->language);
}

/* Of an original and its translations the adopted one, in the report's language if there are
 * several; else the original. */
static const struct entry *find_head(const struct maker *maker, const struct entry *original)
{
    const struct entry *found = standing_is_adopted(original->standing) ? original : NULL;
    for (size_t i = 0; i < original->translations.count; i++) {
        const struct entry *other = original->translations.items[i];
        if (standing_is_adopted(other->standing) &&
            (found == NULL || (is_in_language(maker, other) && !is_in_language(maker, found))))
            found = other;
    }
    return found != NULL ? found : original;
}

bool report_is_printed(const struct maker *maker, const struct entry *entry)
{
    return entry_stands(entry) && find_head(maker, entry_original(entry)) == entry;
}

const struct entry *report_text_of(const struct maker *maker, const struct entry *entry)
{
    const struct entry *found = entry;
    if (entry->adopted_text != NULL || is_in_language(maker, entry))
        return entry;
    for (size_t i = 0; found == entry && i < entry->translations.count; i++) {
        const struct entry *other = entry->translations.items[i];
        if (other->standing != STANDING_WITHDRAWN && is_in_language(maker, other))
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

/* "French (R2, translation, older than the original)" */
static const char *text_heading(const struct maker *maker, const struct entry *of,
                                const struct entry *text)
{
    BUF_LOCAL struct buf heading = {0};
    buf_add_format(&heading, "%s (%s", language_name(maker, entry_language(maker->programme, text)),
                   text->shown);
    const char *remarks[] = {
        standing_is_adopted(text->standing) ? maker->words->standings[text->standing] : NULL,
        of->adopted_text != NULL && text->original != NULL ? tree_word(maker, WORD_TRANSLATION)
                                                           : NULL,
        entry_is_outdated(text) ? tree_word(maker, WORD_OUTDATED) : NULL,
    };
    for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++) {
        if (remarks[i] != NULL)
            buf_add_format(&heading, "%s%s", tree_word(maker, WORD_COMMA), remarks[i]);
    }
    buf_add_char(&heading, ')');
    return tree_keep(maker, &heading);
}

static void mark_outdated(struct report_node *fact)
{
    fact->type = VALUE_NAME;
    fact->value = "outdated";
}

/* Masked, since names that were kept were kept in the other text. */
static void add_text(const struct maker *maker, struct report_node *node, const struct entry *text)
{
    BUF_LOCAL struct buf masked = {0};
    session_mask_names_under(maker->session, session_entry_attribution(maker->session, text),
                             report_entry_text(text), &masked);
    struct report_node *fact =
        tree_add_fact(maker, node, "translation", text_heading(maker, node->entry, text),
                      tree_keep(maker, &masked));
    if (fact == NULL)
        return;
    fact->language = entry_language(maker->programme, text);
    if (entry_is_outdated(text))
        mark_outdated(fact);
}

void report_add_outdated(const struct maker *maker, struct report_node *node)
{
    if (entry_is_outdated(report_text_of(maker, node->entry)))
        mark_outdated(tree_add_fact(maker, node, "outdated", tree_word(maker, WORD_TRANSLATED),
                                    tree_word(maker, WORD_OUTDATED)));
}

void report_add_texts(const struct maker *maker, struct report_node *node)
{
    const struct entry *shown = report_text_of(maker, node->entry);
    struct languages none = {.list = {.count = 0}};
    struct entry_texts texts;
    report_add_outdated(maker, node);
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
