#include <dais/core/session.h>

#include <string.h>

#include "laptop.h"
#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct programme *programme;
static struct laptop one;

static struct lingual one_text(const char *text)
{
    struct lingual lingual = {0};
    array_push(&lingual.texts, ((struct lingual_text){.text = text}));
    return lingual;
}

static void add_person(const char *key, const char *name, const char *affiliation)
{
    struct person person = {.key = key, .name = name};
    if (affiliation != NULL)
        person.affiliation = one_text(affiliation);
    array_push(&programme->people, person);
}

/* SOU-88 with some of its people. Slot 1 is named, slot 2 says affiliations, the rest no names. */
static void setup(void)
{
    programme = programme_sou88();
    add_person("aydi", "Mohamed Wajdi Aydi", "City of Sfax");
    add_person("cochetel", "Vincent Cochetel", "UNHCR");
    add_person("riallant",
               "C\xc3\xa9"
               "cile Riallant",
               "International Organization for Migration (IOM)");
    add_person("unhabitat", NULL, "UN-Habitat");
    add_person("who", NULL, "WHO");
    add_person("pyne", "Samuel Pyne", NULL);
    struct organisation lead = {.name = one_text("Samuel Hall"), .lead = true};
    array_push(&programme->organisers.list, lead);
    struct part part = {.person = PART_NOBODY, .text = one_text("Mr Akil Mensah, Port Authority")};
    array_push(&programme->slots.items[3].roles[ROLE_MODERATORS].list, part);
    programme->attribution = ATTRIBUTION_CHATHAM_HOUSE;
    for (size_t i = 0; i < programme->slots.count; i++)
        programme->slots.items[i].attribution = ATTRIBUTION_CHATHAM_HOUSE;
    programme->slots.items[0].attribution = ATTRIBUTION_NAMED;
    programme->slots.items[1].attribution = ATTRIBUTION_AFFILIATION;
    laptop_init(&one, programme, 1, 1, zone_instant(programme->zone, programme->date, 500));
}

static void teardown(void)
{
    laptop_finish(&one);
    programme_free(programme);
}

START_TEST(test_found)
{
    static const struct {
        const char *text;
        const char *found; /* "" : none */
        const char *masked;
    } cases[] = {
        {"Nobody is named.", "", "Nobody is named."},
        {"As Aydi said", "Aydi", "As [\xe2\x80\xa6] said"},
        {"as AYDI said", "AYDI", "as [\xe2\x80\xa6] said"},
        {"Mohamed Wajdi Aydi, and aydi.", "Mohamed Wajdi Aydi, aydi",
         "[\xe2\x80\xa6], and [\xe2\x80\xa6]."},
        {"Mohamed\nWajdi  Aydi", "Mohamed\nWajdi  Aydi", "[\xe2\x80\xa6]"},
        {"Cecile RIALLANT", "Cecile RIALLANT", "[\xe2\x80\xa6]"},
        {"C\xc3\xa9"
         "cile agreed",
         "",
         "C\xc3\xa9"
         "cile agreed"}, /* a first name alone */
        {"d\xe2\x80\x99"
         "Aydi",
         "Aydi", "d\xe2\x80\x99[\xe2\x80\xa6]"},
        {"\xc2\xab"
         "Aydi\xc2\xbb",
         "Aydi", "\xc2\xab[\xe2\x80\xa6]\xc2\xbb"},
        {"Aydi's", "Aydi", "[\xe2\x80\xa6]'s"},
        {"haydi aydin", "", "haydi aydin"}, /* within words */
        {"MWA", "MWA", "[\xe2\x80\xa6]"},
        {"mwa", "", "mwa"},
        {"the City of Sfax leads", "City of Sfax", "the [\xe2\x80\xa6] leads"},
        {"Sfax leads", "", "Sfax leads"}, /* a place alone */
        {"unhcr and UNHCR", "unhcr, UNHCR", "[\xe2\x80\xa6] and [\xe2\x80\xa6]"},
        {"UN Habitat", "UN Habitat", "[\xe2\x80\xa6]"},
        {"IOM", "IOM", "[\xe2\x80\xa6]"},
        {"international organization for migration", "international organization for migration",
         "[\xe2\x80\xa6]"},
        {"those who pay", "", "those who pay"}, /* not WHO */
        {"WHO pays", "WHO", "[\xe2\x80\xa6] pays"},
        {"Samuel Hall", "Samuel Hall", "[\xe2\x80\xa6]"},
        {"Hall", "", "Hall"}, /* an organisation has no surname */
        {"Mensah of the Port Authority", "Mensah, Port Authority",
         "[\xe2\x80\xa6] of the [\xe2\x80\xa6]"},
        {"", "", ""},
    };
    setup();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf found = {0};
        struct buf masked = {0};
        bool has = session_text_has_names(one.session, "s3", cases[i].text, &found);
        session_mask_names(one.session, "s3", cases[i].text, &masked);
        ck_assert_str_eq(buf_text(&found), cases[i].found);
        ck_assert(has == (cases[i].found[0] != '\0'));
        ck_assert_str_eq(buf_text(&masked), cases[i].masked);
        buf_clear(&masked);
        session_mask_names(one.session, "s1", cases[i].text, &masked);
        ck_assert_str_eq(buf_text(&masked), cases[i].text); /* names may stand here */
        ck_assert(!session_text_has_names(one.session, "s2", cases[i].text, NULL));
        ck_assert(session_text_has_names(one.session, NULL, cases[i].text, NULL) == has);
        buf_finish(&found);
        buf_finish(&masked);
    }
    teardown();
}
END_TEST

static void setup_bare(void)
{
    programme = programme_sou88();
    programme->attribution = ATTRIBUTION_CHATHAM_HOUSE;
    for (size_t i = 0; i < programme->slots.count; i++)
        programme->slots.items[i].attribution = ATTRIBUTION_CHATHAM_HOUSE;
}

/* Names as programmes have them, and as people write them. */
struct writing {
    const char *name;  /* of somebody, or "" */
    const char *other; /* an affiliation, or "" */
    const char *text;
    const char *found;
};

static void expect_found(const struct writing *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        setup_bare();
        add_person("one", cases[i].name[0] != '\0' ? cases[i].name : NULL,
                   cases[i].other[0] != '\0' ? cases[i].other : NULL);
        struct session *session = session_new(programme);
        BUF_LOCAL struct buf found = {0};
        (void)session_text_has_names(session, "s3", cases[i].text, &found);
        ck_assert_msg(strcmp(buf_text(&found), cases[i].found) == 0, "“%s” in “%s”: “%s”, not “%s”",
                      cases[i].name[0] != '\0' ? cases[i].name : cases[i].other, cases[i].text,
                      buf_text(&found), cases[i].found);
        session_free(session);
        programme_free(programme);
    }
}

START_TEST(test_written_otherwise)
{
    static const struct writing cases[] = {
        /* accents, case, letters that look alike */
        {"José Álvarez Núñez", "", "jose alvarez nunez", "jose alvarez nunez"},
        {"Jose Nunez", "", "José NÚÑEZ", "José NÚÑEZ"},
        {"Łukasz Søndergård", "", "Lukasz Sondergard", "Lukasz Sondergard"},
        {"Ahmet Işık", "", "AHMET ISIK", "AHMET ISIK"},
        {"Renée Œuvrard", "", "Oeuvrard", "Oeuvrard"},
        {"Zoë Groß", "", "GROSS", "GROSS"},
        /* what stands between the words */
        {"Jean-Pierre Dupont", "", "Jean Pierre\nDupont", "Jean Pierre\nDupont"},
        {"Jean Pierre Dupont", "", "Jean-Pierre Dupont", "Jean-Pierre Dupont"},
        {"Samuel Pyne", "", "Samuel\u00a0Pyne", "Samuel\u00a0Pyne"},
        {"Samuel Pyne", "", "Samuel  \n  Pyne", "Samuel  \n  Pyne"},
        {"Samuel Pyne", "", "Samuel Py\u00adne", "Samuel Py\u00adne"},
        {"Samuel Pyne", "", "Samuel Py-\nne", "Samuel Py-\nne"},
        {"Samuel Pyne", "", "Samuel\u200b Pyne", "Samuel\u200b Pyne"},
        {"Siobhan O'Brien", "", "O’Brien", "O’Brien"},
        {"Siobhan O’Brien", "", "o'brien", "o'brien"},
        {"Siobhan O'Brien", "", "OʼBrien and OBrien", "OʼBrien, OBrien"},
        {"Fatou N'Diaye", "", "NDIAYE", "NDIAYE"},
        /* surnames */
        {"Aydi SALEM Mohamed", "", "Salem", "Salem"},
        {"PYNE, Samuel", "", "pyne", "pyne"},
        {"PYNE, Samuel", "", "Samuel Pyne", "Samuel Pyne"},
        {"Dr. Samuel Pyne", "", "Samuel Pyne", "Samuel Pyne"},
        {"Martin King Jr.", "", "King", "King"},
        {"Samuel Pyne (tbc)", "", "Pyne", "Pyne"},
        {"Jet Li", "", "LI spoke, and li", "LI"},
        {"Jet Li", "", "Li spoke", "Li"},
        {"Ann An", "", "an apple", ""},
        /* initials */
        {"Samuel Kofi Pyne", "", "SKP said, not skp", "SKP"},
        {"Samuel Kofi Pyne", "", "S.K.P. said", "S.K.P"},
        {"Samuel Pyne", "", "SP", ""}, /* two letters */
        {"", "Organisation internationale pour les migrations", "OIM", "OIM"},
        {"", "Organisation internationale pour les migrations", "oim", ""},
        {"", "Mixed Migration Centre, Geneva", "the Mixed Migration Centre",
         "Mixed Migration Centre"},
        {"", "Mixed Migration Centre, Geneva", "MMC", "MMC"},
        {"", "Économie et Travail Unis", "ETU", "ETU"},
        /* not within other words */
        {"Samuel Pyne", "", "pynes Pyner pyne2 xpyne", ""},
        {"Samuel Pyne", "", "pyne_samuel", "pyne"},
        {"Samuel Pyne", "", "mail pyne@example.org", "pyne"},
        /* other scripts */
        {"محمد العيدي", "", "قال العَيدي", "العَيدي"},
        {"محمد العيدي", "", "محمـــد العيدي", "محمـــد العيدي"},
        {"أحمد سكيم", "", "احمد سكيم", "احمد سكيم"},
        {"منى علي", "", "مني علي", "مني علي"},
        {"محمد سكيم", "", "وسكيم", "سكيم"},
        {"محمد سكيم", "", "سكيمة", ""},
        {"", "مدينة صفاقس", "في مدينه صفاقس", "مدينه صفاقس"},
        {"Ольга Иванова", "", "ИВАНОВА", "ИВАНОВА"},
        {"Γιώργος Παπάς", "", "παπας", "παπας"},
        {"山田太郎", "", "昨日山田太郎さんが", "山田太郎"},
    };
    expect_found(cases, COUNT(cases));
}
END_TEST

START_TEST(test_parts_and_spellings)
{
    static const struct writing cases[] = {
        /* both halves of a double surname */
        {"Janina Stürner-Siovitz", "", "Stürner said", "Stürner"},
        {"Janina Stürner-Siovitz", "", "siovitz, STURNER and Stuerner",
         "siovitz, STURNER, Stuerner"},
        {"Janina Stürner-Siovitz", "", "Stuerner-Siovitz", "Stuerner-Siovitz"},
        {"Janina Stu\u0308rner", "", "stuerner", "stuerner"},
        {"Janina Stürner\u2010Siovitz", "", "Stürner", "Stürner"},
        {"STÜRNER-SIOVITZ, Janina", "", "stuerner", "stuerner"},
        {"Omar El-Hassan", "", "Hassan, not el", "Hassan"}, /* three letters are too few */
        {"Ann Do-Thi", "", "do thi", "do thi"},
        {"Marie-Claire Dupont", "", "Marie and Claire", ""}, /* first names */
        {"Jörg Müller", "", "joerg MUELLER", "joerg MUELLER"},
        {"Søren Åberg", "", "Soeren Aaberg", "Soeren Aaberg"},
        /* abbreviations, in any case unless they are words */
        {"", "IOM", "the iom view", "iom"},
        {"", "International Organization for Migration (IOM)", "the iom, Iom", "iom, Iom"},
        {"", "UNHCR", "unhcr's", "unhcr"},
        {"", "WHO", "people who move, and who pays? Who pays?", ""},
        {"", "WHO", "as the Who said, and WHO", "Who, WHO"},
        {"", "UN", "un espace. Un maire", ""},
        {"", "UN", "the Un system, UN", "Un, UN"},
        {"", "CARE", "Care for them: care", ""},
        {"", "CARE", "with Care and CARE", "Care, CARE"},
        {"", "UN-Habitat", "un habitat digne. Un habitat digne", ""},
        {"", "UN-Habitat", "un-habitat, UN Habitat, UNHabitat",
         "un-habitat, UN Habitat, UNHabitat"},
        {"", "联合", "联合", "联合"},
        /* letters of compatibility */
        {"Robert Hakiza", "", "Ｈａｋｉｚａ ｈａｋｉｚａ", "Ｈａｋｉｚａ, ｈａｋｉｚａ"},
        {"Robert Hakiza", "", "𝐇𝐚𝐤𝐢𝐳𝐚", "𝐇𝐚𝐤𝐢𝐳𝐚"},
        {"Robert Hakiza", "", "ⓗⓐⓚⓘⓩⓐ", "ⓗⓐⓚⓘⓩⓐ"},
        {"Janina Stürner", "", "Ｓｔ\uff55\u0308ｒｎｅｒ", "Ｓｔ\uff55\u0308ｒｎｅｒ"},
        {"Ada Griffin", "", "Gri\ufb03n", "Gri\ufb03n"},
        {"", "IOM", "ＩＯＭ", "ＩＯＭ"},
        /* with an s */
        {"Robert Hakiza", "", "Hakiza's, Hakiza’s, the Hakizas", "Hakiza's, Hakiza’s, Hakizas"},
        {"Robert Hakiza", "", "robert hakizas", "robert hakizas"},
        {"Samuel Pyne", "", "the Pynes", ""}, /* four letters */
        /* written together */
        {"Robert Hakiza", "", "RobertHakiza robert_hakiza", "RobertHakiza, robert_hakiza"},
        {"Robert Hakiza", "", "@RobertHakiza #roberthakiza", "RobertHakiza, roberthakiza"},
        {"Robert Hakiza", "", "HakizaRobert", "HakizaRobert"},
        {"Robert Kofi Hakiza", "", "RobertHakiza RobertKofiHakiza",
         "RobertHakiza, RobertKofiHakiza"},
        {"HAKIZA, Robert", "", "@roberthakiza", "roberthakiza"},
        {"Janina Stürner-Siovitz", "", "@janinasturner, SiovitzJanina",
         "janinasturner, SiovitzJanina"},
        {"Robert Hakiza", "", "robertshakiza", ""},
        {"", "Health Care", "HealthCare, not healthcare", "HealthCare"},
    };
    expect_found(cases, COUNT(cases));
}
END_TEST

/* What is said at a conference on migration, and holds no name of anybody there. */
START_TEST(test_ordinary_sentences)
{
    static const char *const names[] = {
        "Janina Stürner-Siovitz", "Robert Hakiza", "Mohamed Wajdi Aydi", "Jet Li", "Samuel Pyne",
    };
    static const char *const others[] = {
        "IOM",
        "UNHCR",
        "WHO",
        "UN",
        "EU",
        "AU",
        "US",
        "IT",
        "CARE",
        "AID",
        "ACT",
        "REACH",
        "PLAN",
        "ONE",
        "SAVE",
        "UN-Habitat",
        "Mixed Migration Centre",
        "Samuel Hall",
    };
    static const char *const sentences[] = {
        "Who pays for those who move, and who decides?",
        "It is up to us to act: cities need aid, care and a plan they can reach.",
        "Act now. Care for newcomers. Plan with them. Reach out. Save one life. One city did it.",
        "Mayors who act on migration ask donors for aid in one place; it saves time.",
        "Refugees turn to us for health care, un-mandated and under-funded as it is.",
        "\"Who knows?\" – \"It does.\" (Us too.)",
        "Un maire a eu recours au plan d'un partenaire; il s'agit d'un habitat digne.",
        "Au niveau local, un acte de solidarité: Un toit, une aide, un accueil.",
        "Les villes ont eu à agir là où le mandat n'est pas clair. Au travail !",
        "Il en va du mixed migration policy and of halls in the centre.",
        "Migrants' hakim and sturdy nursery stories; the joiner and the siblings.",
    };
    setup_bare();
    for (size_t i = 0; i < COUNT(names); i++)
        add_person("one", names[i], NULL);
    for (size_t i = 0; i < COUNT(others); i++)
        add_person("one", NULL, others[i]);
    struct session *session = session_new(programme);
    for (size_t i = 0; i < COUNT(sentences); i++) {
        BUF_LOCAL struct buf found = {0};
        (void)session_text_has_names(session, "s3", sentences[i], &found);
        ck_assert_msg(found.size == 0, "“%s” in “%s”", buf_text(&found), sentences[i]);
    }
    session_free(session);
    programme_free(programme);
}
END_TEST

/* Ten thousand names in the longest text there is, in time linear in the text. */
START_TEST(test_many)
{
    enum { PEOPLE = 10000, TEXT = 64 * 1024 };
    setup_bare();
    for (unsigned i = 0; i < PEOPLE; i++) {
        BUF_LOCAL struct buf name = {0};
        buf_add_format(&name, "Ama%u Boateng%u", i, i * 7);
        add_person(arena_text(&programme->arena, buf_text(&name)),
                   arena_text(&programme->arena, buf_text(&name)), "The Office of Many Names");
    }
    struct session *session = session_new(programme);
    BUF_LOCAL struct buf text = {0};
    while (text.size < TEXT - 64)
        buf_add_text(&text, "Cities lead where mandates are unclear; donors follow, étonnés. ");
    buf_add_text(&text, "boateng69993");
    BUF_LOCAL struct buf found = {0};
    ck_assert(session_text_has_names(session, "s3", buf_text(&text), &found));
    ck_assert_str_eq(buf_text(&found), "boateng69993");
    session_free(session);
    programme_free(programme);
}
END_TEST

/* A wish to add, in a slot. */
static struct wish adding(const char *slot, const char *text)
{
    return (struct wish){.verb = WISH_ADD, .slot = slot, .fields = {.text = text}};
}

START_TEST(test_kept_deliberately)
{
    setup();
    struct wish wish = adding("3", "Aydi pays.");
    ck_assert_ptr_null(laptop_wish(&one, &wish, NULL));
    ck_assert_int_eq(one.refusal.kind, REFUSED_NAMES);
    ck_assert_ptr_nonnull(strstr(laptop_why(&one), "Aydi"));
    wish.keep_names = true;
    const struct event *event = laptop_wish(&one, &wish, NULL);
    ck_assert_str_eq(event_text(event, KEY_KEPT_NAMES), "yes");
    const struct entry *entry = session_entry(one.session, &event->id);
    ck_assert(entry->kept_names);
    struct wish amend = {.verb = WISH_AMEND, .entry = "N1", .fields = {.text = "Cities pay."}};
    ck_assert_ptr_nonnull(laptop_wish(&one, &amend, NULL));
    ck_assert(!entry->kept_names); /* the text in force holds none */
    wish = adding("3", "Cities pay.");
    wish.keep_names = true;
    event = laptop_wish(&one, &wish, NULL);
    ck_assert_ptr_null(event_text(event, KEY_KEPT_NAMES)); /* there was nothing to keep */
    teardown();
}
END_TEST

/* Every field but the addressee is held to the rule, and so is a reason. */
START_TEST(test_fields)
{
    setup();
    struct entry_fields fields[] = {
        {.text = "x", .label = "UNHCR"},
        {.text = "x", .owner = "Vincent Cochetel"},
        {.text = "x", .themes = "cities,Aydi"},
        {.text = "x", .priority = "Aydi first"},
    };
    for (size_t i = 0; i < COUNT(fields); i++) {
        struct wish wish = {.verb = WISH_ADD, .slot = "3", .fields = fields[i]};
        ck_assert_msg(laptop_wish(&one, &wish, NULL) == NULL, "case %zu", i);
        ck_assert_int_eq(one.refusal.kind, REFUSED_NAMES);
    }
    struct wish wish = adding("3", "Fund learning.");
    wish.fields.addressee = "UNHCR";
    const struct event *event = laptop_wish(&one, &wish, NULL);
    ck_assert_str_eq(event_text(event, KEY_ADDRESSEE), "UNHCR");
    ck_assert_ptr_null(event_text(event, KEY_KEPT_NAMES));
    struct wish withdraw = {.verb = WISH_WITHDRAW, .entry = "N1", .why = "Aydi objects"};
    ck_assert_ptr_null(laptop_wish(&one, &withdraw, NULL));
    ck_assert_int_eq(one.refusal.kind, REFUSED_NAMES);
    teardown();
}
END_TEST

START_TEST(test_speaker)
{
    static const struct {
        const char *slot, *speaker;
        const char *stored; /* NULL: refused */
    } cases[] = {
        {"1", "aydi", "aydi"},
        {"1", "mohamed wajdi AYDI", "aydi"},
        {"1", "Cecile Riallant", "riallant"},
        {"1", "UNHCR", NULL}, /* an affiliation is nobody */
        {"1", "Somebody Else", NULL},
        {"2", "aydi", "City of Sfax"},
        {"2", "unhcr", "UNHCR"},
        {"2", "Vincent Cochetel", "UNHCR"},
        {"2", "pyne", NULL}, /* has none */
        {"3", "aydi", NULL},
        {"3", "Somebody Else", NULL},
    };
    setup();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct wish wish = adding(cases[i].slot, "Cities pay.");
        wish.fields.speaker = cases[i].speaker;
        const struct event *event = laptop_wish(&one, &wish, NULL);
        ck_assert_msg((event != NULL) == (cases[i].stored != NULL), "case %zu", i);
        if (event != NULL)
            ck_assert_str_eq(event_text(event, KEY_SPEAKER), cases[i].stored);
        else
            ck_assert_ptr_nonnull(one.refusal.text.id);
    }
    teardown();
}
END_TEST

/* An entry that moves is held to the rule of the slot it moves to. */
START_TEST(test_move)
{
    setup();
    struct wish wish = adding("1", "Cities pay.");
    wish.fields.speaker = "aydi";
    ck_assert_ptr_nonnull(laptop_wish(&one, &wish, NULL)); /* N1 */
    wish = adding("1", "UNHCR pays.");
    ck_assert_ptr_nonnull(laptop_wish(&one, &wish, NULL)); /* N2 */
    struct wish move = {.verb = WISH_MOVE, .entry = "N1", .slot = "3", .keep_names = true};
    ck_assert_ptr_null(laptop_wish(&one, &move, NULL));
    ck_assert_ptr_nonnull(strstr(laptop_why(&one), "N1 says who spoke"));
    move.slot = "2";
    ck_assert_ptr_null(laptop_wish(&one, &move, NULL));
    struct wish amend = {.verb = WISH_AMEND, .entry = "N1", .fields = {.speaker = ""}};
    ck_assert_ptr_nonnull(laptop_wish(&one, &amend, NULL));
    move.slot = "3";
    ck_assert_ptr_nonnull(laptop_wish(&one, &move, NULL));
    move = (struct wish){.verb = WISH_MOVE, .entry = "N2", .slot = "3"};
    ck_assert_ptr_null(laptop_wish(&one, &move, NULL));
    ck_assert_int_eq(one.refusal.kind, REFUSED_NAMES);
    move.keep_names = true;
    ck_assert_ptr_nonnull(laptop_wish(&one, &move, NULL));
    const struct entry *found[2];
    ck_assert_uint_eq(record_find(session_record(one.session), "N2", found), 1);
    ck_assert(found[0]->kept_names);
    teardown();
}
END_TEST

SUITE("core/session_names", test_found, test_written_otherwise, test_parts_and_spellings,
      test_ordinary_sentences, test_many, test_kept_deliberately, test_fields, test_speaker,
      test_move)
