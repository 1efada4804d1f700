#include <string.h>

#include "../../src/core/report_words.h"
#include "suite.h"

static void check_table(const char *language, const char *name, const char *const *texts,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(texts[i] != NULL && texts[i][0] != '\0', "%s: %s[%zu] is missing", language,
                      name, i);
}

START_TEST(test_complete)
{
    for (size_t i = 0; i < report_words_count(); i++) {
        const struct report_words *words = report_words_at(i);
        const char *language = words->language;
        ck_assert_ptr_eq(report_words_find(language), words);
        check_table(language, "words", words->words, WORD_COUNT);
        check_table(language, "months", words->months, MONTHS);
        check_table(language, "weekdays", words->weekdays, WEEKDAYS);
        check_table(language, "roles", words->roles, ROLE_COUNT);
        check_table(language, "rules", words->rules, ATTRIBUTION_COUNT);
        check_table(language, "entry_kinds", words->entry_kinds, ENTRY_KIND_COUNT);
        check_table(language, "entry_kinds_one", words->entry_kinds_one, ENTRY_KIND_COUNT);
        check_table(language, "standings", words->standings, STANDING_COUNT);
        check_table(language, "person_states", words->person_states, PERSON_STATE_COUNT);
        check_table(language, "slot_kinds", words->slot_kinds, SLOT_KIND_COUNT);
    }
}
END_TEST

/* A phrase takes the same arguments in every language. */
START_TEST(test_arguments)
{
    const struct report_words *first = report_words_at(0);
    for (size_t i = 1; i < report_words_count(); i++) {
        const struct report_words *words = report_words_at(i);
        for (size_t word = 0; word < WORD_COUNT; word++) {
            for (char argument = '1'; argument <= '4'; argument++) {
                const char mark[] = {'{', argument, '}', '\0'};
                bool here = strstr(words->words[word], mark) != NULL;
                bool there = strstr(first->words[word], mark) != NULL;
                ck_assert_msg(here == there, "%s: \"%s\": %s", words->language, words->words[word],
                              mark);
            }
        }
    }
}
END_TEST

START_TEST(test_languages)
{
    ck_assert_uint_eq(report_words_count(), 5);
    ck_assert_ptr_null(report_words_find("de"));
    ck_assert_ptr_null(report_words_find(""));
    const struct report_words *french = report_words_find("fr");
    ck_assert_str_eq(french->standings[STANDING_NOT_ADOPTED], "non adopté");
    ck_assert_str_eq(report_words_language(french, "ar"), "arabe");
    ck_assert_str_eq(report_words_language(french, "tlh"), "tlh");
}
END_TEST

/* Every language names all of them, in words of its own. */
START_TEST(test_names)
{
    for (size_t i = 0; i < report_words_count(); i++) {
        const struct report_words *words = report_words_at(i);
        for (size_t j = 0; j < report_words_count(); j++) {
            const char *code = report_words_at(j)->language;
            const char *name = report_words_language(words, code);
            ck_assert_str_ne(name, code);
            if (i > 0)
                ck_assert_str_ne(name, report_words_language(report_words_at(0), code));
        }
    }
}
END_TEST

/* A table that was copied and not translated; a few words are the same by right. */
START_TEST(test_translated)
{
    enum { SAME_MOST = 25 };
    const struct report_words *first = report_words_at(0);
    for (size_t i = 1; i < report_words_count(); i++) {
        const struct report_words *words = report_words_at(i);
        size_t same = 0;
        for (size_t word = 0; word < WORD_COUNT; word++)
            same += strcmp(words->words[word], first->words[word]) == 0;
        ck_assert_msg(same <= SAME_MOST, "%s: %zu words are English", words->language, same);
        for (size_t month = 0; month < MONTHS; month++)
            ck_assert_str_ne(words->months[month], first->months[month]);
        for (size_t day = 0; day < WEEKDAYS; day++)
            ck_assert_str_ne(words->weekdays[day], first->weekdays[day]);
        for (size_t standing = 0; standing < STANDING_COUNT; standing++)
            ck_assert_str_ne(words->standings[standing], first->standings[standing]);
    }
}
END_TEST

SUITE("core/report_words", test_complete, test_arguments, test_languages, test_names,
      test_translated)
