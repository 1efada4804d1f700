#include <dais/core/entry_languages.h>

#include <stdlib.h>
#include <string.h>

#include "programmes.h"
#include "suite.h"

START_TEST(test_wanted)
{
    static const struct lingual_text titles[] = {
        {"fr", "Apprendre"}, {"en", "Learning"}, {"fr-CA", "Apprendre"}, {NULL, "Learning"}};
    struct programme *programme = programme_sou88();
    struct languages wanted;
    lingual_finish(&programme->title);
    memset(&programme->title, 0, sizeof programme->title);
    entry_languages_wanted(programme, &wanted);
    ck_assert_uint_eq(wanted.list.count, 1);
    ck_assert_str_eq(wanted.list.items[0], "en");
    languages_finish(&wanted);
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        array_push(&programme->title.texts, titles[i]);
    entry_languages_wanted(programme, &wanted);
    ck_assert_uint_eq(wanted.list.count, 2);
    ck_assert_str_eq(wanted.list.items[1], "fr");
    languages_finish(&wanted);
    programme_free(programme);
}
END_TEST

START_TEST(test_equal)
{
    ck_assert(entry_language_equal("pt", "pt-BR") && entry_language_equal("EN", "en"));
    ck_assert(!entry_language_equal("en", "fr") && !entry_language_equal("e", "en"));
}
END_TEST

START_TEST(test_texts)
{
    const char *const list[] = {"en", "fr", "pt"};
    struct programme *programme = programme_sou88();
    struct languages wanted = {.list = {.count = 0}};
    for (size_t i = 0; i < 3; i++)
        array_push(&wanted.list, list[i]);
    struct entry original = {.text = "Fund it."};
    struct entry french = {.language = "fr", .original = &original};
    struct entry gone = {.language = "pt", .original = &original, .standing = STANDING_WITHDRAWN};
    array_push(&original.translations, &gone);
    array_push(&original.translations, &french);
    struct entry_texts texts;
    entry_texts_make(programme, &wanted, &french, &texts); /* of either, all of them */
    ck_assert_uint_eq(texts.texts.count, 2);
    ck_assert_ptr_eq(texts.texts.items[0], &original);
    ck_assert_ptr_eq(texts.texts.items[1], &french);
    ck_assert_uint_eq(texts.missing.count, 1);
    ck_assert_str_eq(texts.missing.items[0], "pt");
    entry_texts_finish(&texts);
    free(original.translations.items);
    languages_finish(&wanted);
    programme_free(programme);
}
END_TEST

SUITE("core/entry_languages", test_wanted, test_equal, test_texts)
