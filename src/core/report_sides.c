/*
 * A report in two languages side by side. Two makers speak one language each; the one that the
 * parts of the report are made with speaks both: its words are joined ("Actions / Mesures"), and
 * so are short texts. Paragraphs and items stand below each other instead. Where a text is not
 * there in one of the languages, the other stands for it and that language's words say so.
 */
#include <string.h>

#include "report_tree.h"

static const char *join(struct arena *arena, const char *first, const char *second)
{
    if (first == NULL || second == NULL)
        return first != NULL ? first : second;
    if (strcmp(first, second) == 0)
        return first;
    BUF_LOCAL struct buf text = {0};
    buf_add_format(&text, "%s / %s", first, second);
    return arena_text(arena, buf_text(&text));
}

const char *tree_join(const struct maker *maker, const char *first, const char *second)
{
    return join(&maker->report->arena, first, second);
}

const char *tree_join_ends(const struct maker *maker, const char *first, const char *second)
{
    if (first == NULL || second == NULL || strcmp(first, second) == 0)
        return tree_join(maker, first, second);
    size_t shared = 0; /* bytes up to and with the last ", " that is the same */
    for (size_t i = 0; first[i] != '\0' && first[i] == second[i]; i++) {
        if (first[i] == ' ' && i > 0 && first[i - 1] == ',')
            shared = i + 1;
    }
    bool ends = first[shared] == '\0' || second[shared] == '\0';
    return tree_join(maker, first, ends ? second : second + shared);
}

/* Phrases are joined when they are filled, signs are those of the first language. */
static bool is_joined(const char *text, size_t word)
{
    return strchr(text, '{') == NULL && word != WORD_COLON && word != WORD_COMMA &&
           word != WORD_SEMICOLON && word != WORD_FIRST_DAY;
}

static const char *const *join_words(struct arena *arena, const char *const *first,
                                     const char *const *second)
{
    const char **joined = arena_alloc(arena, WORD_COUNT * sizeof *joined);
    for (size_t i = 0; i < WORD_COUNT; i++)
        joined[i] = is_joined(first[i], i) ? join(arena, first[i], second[i]) : first[i];
    return joined;
}

static const char *const *join_table(struct arena *arena, const char *const *first,
                                     const char *const *second, size_t count)
{
    const char **joined = arena_alloc(arena, count * sizeof *joined);
    for (size_t i = 0; i < count; i++)
        joined[i] = join(arena, first[i], second[i]);
    return joined;
}

const struct report_words *sides_join_words(struct arena *arena, const struct report_words *a,
                                            const struct report_words *b)
{
    struct report_words *joined = arena_alloc(arena, sizeof *joined);
    *joined = (struct report_words){
        .language = a->language,
        .words = join_words(arena, a->words, b->words),
        .months = a->months, /* a date is joined as a whole, see tree_date() */
        .weekdays = a->weekdays,
        .roles = join_table(arena, a->roles, b->roles, ROLE_COUNT),
        .rules = join_table(arena, a->rules, b->rules, ATTRIBUTION_COUNT),
        .entry_kinds = join_table(arena, a->entry_kinds, b->entry_kinds, ENTRY_KIND_COUNT),
        .entry_kinds_one =
            join_table(arena, a->entry_kinds_one, b->entry_kinds_one, ENTRY_KIND_COUNT),
        .standings = join_table(arena, a->standings, b->standings, STANDING_COUNT),
        .slot_kinds = join_table(arena, a->slot_kinds, b->slot_kinds, SLOT_KIND_COUNT),
        .person_states = join_table(arena, a->person_states, b->person_states, PERSON_STATE_COUNT),
        .languages = a->languages, /* each is named by the words of one language */
    };
    return joined;
}

/* In the maker's one language; else NULL. */
static const char *only(const struct maker *maker, const struct lingual *lingual)
{
    return lingual_only(lingual, maker->language, maker->programme->language);
}

/* The first text written, and the language it is in. */
static struct said first_written(const struct maker *maker, const struct lingual *lingual)
{
    if (lingual->texts.count == 0)
        return (struct said){.text = NULL};
    const struct lingual_text *first = &lingual->texts.items[0];
    return (struct said){
        .text = first->text,
        .language = first->language != NULL ? first->language : maker->programme->language,
    };
}

/* "only in English", in the words of a language that a text is not there in. NULL: none is. */
static const char *only_in(const struct maker *missing, const char *language)
{
    if (!missing->has_texts)
        return NULL; /* said once, at the top */
    return tree_fill(missing, WORD_ONLY_IN, report_words_language(missing->words, language), NULL);
}

/* A text that at least one language has not: "Opening (uniquement en anglais)". */
static struct said marked(const struct maker *maker, const struct lingual *lingual, bool has_first,
                          bool has_second)
{
    struct said said = first_written(maker, lingual);
    if (has_first || has_second) {
        const struct maker *there = has_first ? maker->first : maker->second;
        said = (struct said){only(there, lingual), there->language};
    }
    if (said.text == NULL)
        return said;
    const char *mark = tree_join(maker, has_first ? NULL : only_in(maker->first, said.language),
                                 has_second ? NULL : only_in(maker->second, said.language));
    if (mark == NULL)
        return said;
    BUF_LOCAL struct buf text = {0};
    buf_add_format(&text, "%s (%s)", said.text, mark);
    said.text = tree_keep(maker, &text);
    return said;
}

size_t tree_sides(const struct maker *maker, const struct lingual *lingual, struct said sides[2])
{
    if (maker->second == NULL) {
        const char *text = only(maker, lingual);
        sides[0] = text != NULL ? (struct said){.text = text} : first_written(maker, lingual);
        return 1;
    }
    const char *first = only(maker->first, lingual);
    const char *second = only(maker->second, lingual);
    if (first == NULL || second == NULL) {
        sides[0] = marked(maker, lingual, first != NULL, second != NULL);
        if (first != NULL)
            sides[0].language = NULL; /* the report's own */
        return 1;
    }
    sides[0] = (struct said){.text = first};
    sides[1] = (struct said){.text = second, .language = maker->second->language};
    return strcmp(first, second) == 0 ? 1 : 2;
}

struct said tree_said(const struct maker *maker, const struct lingual *lingual)
{
    struct said sides[2];
    if (tree_sides(maker, lingual, sides) == 2)
        sides[0].text = tree_join(maker, sides[0].text, sides[1].text);
    return sides[0];
}

struct said tree_name(const struct maker *maker, const struct lingual *lingual)
{
    if (maker->second != NULL && lingual->texts.count == 1 &&
        lingual->texts.items[0].language == NULL)
        return (struct said){.text = lingual->texts.items[0].text};
    return tree_said(maker, lingual);
}
