/*
 * Which languages an entry is there in, and which it should be.
 */
#include <dais/core/entry_languages.h>

#include <stdlib.h>
#include <string.h>

const char *entry_language(const struct programme *programme, const struct entry *entry)
{
    return entry->language != NULL ? entry->language : programme->language;
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool entry_language_equal(const char *a, const char *b)
{
    size_t size = strcspn(a, "-");
    if (size != strcspn(b, "-"))
        return false;
    for (size_t i = 0; i < size; i++) {
        if (lower(a[i]) != lower(b[i]))
            return false;
    }
    return true;
}

bool entry_stands(const struct entry *entry)
{
    if (entry->standing == STANDING_WITHDRAWN)
        return false;
    return entry_original(entry) != entry || entry->original == NULL ||
           standing_is_adopted(entry->standing);
}

const struct entry *entry_original(const struct entry *entry)
{
    const struct entry *original = entry->original;
    return original != NULL && original->standing != STANDING_WITHDRAWN ? original : entry;
}

/* When somebody wrote the text in force, whatever fields were amended since. */
static msec_t written_at(const struct entry *entry)
{
    const char *text = entry->adopted_text != NULL ? entry->adopted_text : entry->text;
    size_t at = entry->versions.count;
    while (at > 0 && strcmp(entry->versions.items[at - 1].text, text) != 0)
        at--;
    while (at > 1 && strcmp(entry->versions.items[at - 2].text, text) == 0)
        at--;
    return at > 0 ? entry->versions.items[at - 1].event->at : MSEC_NONE;
}

bool entry_is_outdated(const struct entry *entry)
{
    const struct entry *original = entry_original(entry);
    msec_t changed = written_at(original);
    if (original == entry || changed == MSEC_NONE || entry->versions.count == 0)
        return false;
    return entry->versions.items[entry->versions.count - 1].event->at < changed;
}

static void want(struct languages *wanted, const char *language)
{
    for (size_t i = 0; i < wanted->list.count; i++) {
        if (entry_language_equal(wanted->list.items[i], language))
            return;
    }
    array_push(&wanted->list, language);
}

void entry_languages_wanted(const struct programme *programme, struct languages *ret_wanted)
{
    *ret_wanted = (struct languages){.list = {.count = 0}};
    want(ret_wanted, programme->language);
    for (size_t i = 0; i < programme->title.texts.count; i++) {
        const char *language = programme->title.texts.items[i].language;
        if (language != NULL)
            want(ret_wanted, language);
    }
}

static bool is_there(const struct programme *programme, const struct entry_texts *texts,
                     const char *language)
{
    for (size_t i = 0; i < texts->texts.count; i++) {
        if (entry_language_equal(entry_language(programme, texts->texts.items[i]), language))
            return true;
    }
    return false;
}

void entry_texts_make(const struct programme *programme, const struct languages *wanted,
                      const struct entry *entry, struct entry_texts *ret_texts)
{
    struct entry_texts texts = {.texts = {.count = 0}};
    const struct entry *original = entry_original(entry);
    array_push(&texts.texts, original);
    for (size_t i = 0; i < original->translations.count; i++) {
        const struct entry *translation = original->translations.items[i];
        if (translation->standing != STANDING_WITHDRAWN)
            array_push(&texts.texts, translation);
    }
    for (size_t i = 0; i < wanted->list.count; i++) {
        if (!is_there(programme, &texts, wanted->list.items[i]))
            array_push(&texts.missing, wanted->list.items[i]);
    }
    *ret_texts = texts;
}

void entry_texts_finish(struct entry_texts *texts)
{
    free(texts->texts.items);
    free(texts->missing.items);
}
