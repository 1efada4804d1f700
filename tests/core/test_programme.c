#include <dais/core/programme.h>

#include <stdlib.h>
#include <string.h>

#include "suite.h"

static struct lingual lingual_of(const char *language, const char *text, const char *language_2,
                                 const char *text_2)
{
    struct lingual lingual = {0};
    if (text != NULL)
        array_push(&lingual.texts, ((struct lingual_text){.language = language, .text = text}));
    if (text_2 != NULL)
        array_push(&lingual.texts, ((struct lingual_text){.language = language_2, .text = text_2}));
    return lingual;
}

START_TEST(test_names)
{
    for (int kind = 0; kind < SLOT_KIND_COUNT; kind++)
        ck_assert_int_eq(slot_kind_find(slot_kind_name((enum slot_kind)kind)), kind);
    for (int rule = 0; rule < ATTRIBUTION_COUNT; rule++)
        ck_assert_int_eq(attribution_find(attribution_name((enum attribution)rule)), rule);
    ck_assert_int_eq(slot_kind_find("workshop"), -1);
    ck_assert_int_eq(attribution_find("anonymous"), -1);
    ck_assert_str_eq(slot_kind_nearest("pannel"), "panel");
    ck_assert_str_eq(attribution_nearest("chatam-house"), "chatham-house");
    ck_assert_ptr_null(slot_kind_nearest("workshop"));
    ck_assert_str_eq(role_name(ROLE_CASE_PRESENTERS), "case_presenters");
    ck_assert(slot_kind_is_break(SLOT_LUNCH) && slot_kind_is_break(SLOT_BREAK));
    ck_assert(!slot_kind_is_break(SLOT_SOCIAL));
}
END_TEST

START_TEST(test_lingual)
{
    struct lingual none = {0};
    struct lingual plain = lingual_of(NULL, "Coffee", NULL, NULL);
    struct lingual both = lingual_of("en", "Coffee", "fr", "Café");
    static const struct {
        int which; /* 0 none, 1 plain, 2 both */
        const char *language, *in, *only;
    } cases[] = {
        {0, "en", NULL, NULL},     {1, "en", "Coffee", "Coffee"}, {1, "fr", "Coffee", NULL},
        {2, "fr", "Café", "Café"}, {2, "en", "Coffee", "Coffee"}, {2, "pt", "Coffee", NULL},
    };
    const struct lingual *const linguals[] = {&none, &plain, &both};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct lingual *lingual = linguals[cases[i].which];
        ck_assert_pstr_eq(lingual_in(lingual, cases[i].language), cases[i].in);
        ck_assert_pstr_eq(lingual_only(lingual, cases[i].language, "en"), cases[i].only);
    }
    ck_assert_pstr_eq(lingual_in(&both, NULL), "Coffee");
    ck_assert_pstr_eq(lingual_in(&none, NULL), NULL);
    lingual_finish(&plain);
    lingual_finish(&both);
    lingual_finish(&none);
}
END_TEST

START_TEST(test_new)
{
    struct programme *programme = programme_new("a/programme.yaml");
    ck_assert_str_eq(programme->path, "a/programme.yaml");
    ck_assert_ptr_nonnull(programme->zone);
    ck_assert_str_eq(programme->language, "en");
    ck_assert(programme->date == DAY_UNKNOWN && programme->start == -1 && programme->end == -1);
    ck_assert(programme->hard_end == -1 && programme->cues.warning == MSEC_NONE);
    programme_free(programme);
    programme_free(NULL);
}
END_TEST

START_TEST(test_languages)
{
    struct programme *programme = programme_new("p");
    programme->language = "fr";
    programme->title = lingual_of("en", "T", "fr", "T");
    struct slot slot = {.title = lingual_of("pt", "S", "en", "S")};
    struct part part = {.person = PART_NOBODY, .text = lingual_of("ar", "م", NULL, NULL)};
    array_push(&slot.roles[ROLE_SPEAKERS].list, part);
    array_push(&programme->slots, slot);
    struct languages languages;
    programme_languages(programme, &languages);
    static const char *const expected[] = {"fr", "en", "pt", "ar"};
    ck_assert_uint_eq(languages.list.count, 4);
    for (size_t i = 0; i < 4; i++)
        ck_assert_str_eq(languages.list.items[i], expected[i]);
    languages_finish(&languages);
    programme_free(programme);
}
END_TEST

START_TEST(test_write_code)
{
    static const struct {
        const char *code, *title, *written;
    } cases[] = {
        {"SOU-88", "Anything", "SOU-88"},
        {NULL, "A short meeting", "a-short-meeting"},
        {NULL, "  Réunion: l'été — 2022! ", "reunion-l-ete-2022"},
        {NULL, "../../etc", "etc"},
        {NULL, "اجتماع", "session"},
        {NULL, NULL, "session"},
        {NULL, "abcdefghij abcdefghij abcdefghij z", "abcdefghij-abcdefghij-abcdefghij"},
        {NULL, "abcdefghij abcdefghij abcdefghi z", "abcdefghij-abcdefghij-abcdefghi"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct programme *programme = programme_new("p");
        programme->code = cases[i].code;
        programme->title = lingual_of(NULL, cases[i].title, NULL, NULL);
        BUF_LOCAL struct buf out = {0};
        programme_write_code(programme, &out);
        ck_assert_str_eq(buf_text(&out), cases[i].written);
        programme_free(programme);
    }
}
END_TEST

START_TEST(test_people)
{
    static const struct {
        const char *key, *name, *honorific, *title, *role, *affiliation, *on_behalf_of;
        const char *short_name, *line, *full;
    } cases[] = {
        {"aydi", "Mohamed Wajdi Aydi", "Mr", "Vice-Mayor", NULL, "City of Sfax", NULL,
         "Mohamed Wajdi Aydi", "Mohamed Wajdi Aydi, City of Sfax",
         "Mr Mohamed Wajdi Aydi, Vice-Mayor, City of Sfax"},
        {"unhabitat", NULL, "Ms", NULL, NULL, "UN-Habitat", NULL, "UN-Habitat", "UN-Habitat",
         "UN-Habitat"},
        {"sfax", NULL, NULL, NULL, "Representative", "City of Sfax", NULL, "Representative",
         "Representative, City of Sfax", "Representative, City of Sfax"},
        {"x", NULL, NULL, NULL, NULL, NULL, "City of Sfax", "City of Sfax", "City of Sfax",
         "City of Sfax"},
        {"nobody", NULL, NULL, NULL, NULL, NULL, NULL, "nobody", "nobody", "nobody"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct programme *programme = programme_new("p");
        struct person person = {
            .key = cases[i].key,
            .name = cases[i].name,
            .honorific = lingual_of(NULL, cases[i].honorific, NULL, NULL),
            .title = lingual_of(NULL, cases[i].title, NULL, NULL),
            .role = lingual_of(NULL, cases[i].role, NULL, NULL),
            .affiliation = lingual_of(NULL, cases[i].affiliation, NULL, NULL),
            .on_behalf_of = lingual_of(NULL, cases[i].on_behalf_of, NULL, NULL),
            .status = i == 1 ? TO_BE_CONFIRMED : CONFIRMED,
        };
        array_push(&programme->people, person);
        struct part part = {.person = programme_find_person(programme, cases[i].key)};
        ck_assert_uint_eq(part.person, 0);
        BUF_LOCAL struct buf line = {0};
        BUF_LOCAL struct buf full = {0};
        part_write(programme, &part, "en", &line);
        person_write_full(&programme->people.items[0], "en", &full);
        ck_assert_str_eq(person_name(&programme->people.items[0], "en"), cases[i].short_name);
        ck_assert_str_eq(buf_text(&line), cases[i].line);
        ck_assert_str_eq(buf_text(&full), cases[i].full);
        ck_assert(part_is_tbc(programme, &part) == (i == 1));
        ck_assert(programme_find_person(programme, "other") == PART_NOBODY);
        programme_free(programme);
    }
}
END_TEST

START_TEST(test_find_slot)
{
    static const char *const ids[] = {"s1", "panel", "s10", "s3"};
    struct programme *programme = programme_new("p");
    ck_assert_ptr_null(programme_find_slot(programme, "s1"));
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        array_push(&programme->slots, ((struct slot){.id = ids[i]}));
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        ck_assert_ptr_eq(programme_find_slot(programme, ids[i]), &programme->slots.items[i]);
    ck_assert_ptr_null(programme_find_slot(programme, "s2"));
    ck_assert_ptr_null(programme_find_slot(programme, ""));
    programme_free(programme);
}
END_TEST

START_TEST(test_parts)
{
    struct programme *programme = programme_new("p");
    struct part text = {.person = PART_NOBODY,
                        .text = lingual_of("en", "All participants", "fr", "Tout le monde")};
    struct part organisation = {.person = PART_NOBODY,
                                .organisation = lingual_of(NULL, "Samuel Hall", NULL, NULL)};
    BUF_LOCAL struct buf out = {0};
    part_write(programme, &text, "fr", &out);
    buf_add_char(&out, ';');
    part_write(programme, &organisation, "fr", &out);
    ck_assert_str_eq(buf_text(&out), "Tout le monde;Samuel Hall");
    ck_assert(!part_is_tbc(programme, &text));
    lingual_finish(&text.text);
    lingual_finish(&organisation.organisation);
    programme_free(programme);
}
END_TEST

SUITE("core/programme", test_names, test_lingual, test_new, test_languages, test_write_code,
      test_people, test_find_slot, test_parts)
