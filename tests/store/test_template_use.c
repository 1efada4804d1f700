/*
 * Every template tests/data/template_uses/NAME.yaml makes of one morning exactly the report that
 * NAME.expected holds, as a tree. Words in the template's first lines say under which attribution
 * rule, and in which languages: "# chatham-house", "# en,fr". DAIS_UPDATE=1 writes the expected
 * files; read the diff.
 */
#include <dais/store/template_read.h>

#include <stdlib.h>
#include <string.h>

#include <dais/core/report.h>

#include "laptop.h"
#include "programmes.h"
#include "samples.h"
#include "suite.h"

static struct lingual one(const char *text)
{
    struct lingual lingual = {0};
    array_push(&lingual.texts, ((struct lingual_text){.text = text}));
    return lingual;
}

static struct lingual two(const char *english, const char *french)
{
    struct lingual lingual = {0};
    array_push(&lingual.texts, ((struct lingual_text){"en", english}));
    array_push(&lingual.texts, ((struct lingual_text){"fr", french}));
    return lingual;
}

/* The panel of SOU-88, with all that a title block has; its opening is on the record always. */
static struct programme *make_programme(enum attribution rule)
{
    struct programme *programme = programme_panel(rule);
    programme->slots.items[0].attribution = ATTRIBUTION_NAMED;
    programme->slots.items[0].own_attribution = true;
    lingual_finish(&programme->title);
    programme->title = two("Partnerships", "Partenariats");
    programme->venue = two("Room 14", "Salle 14");
    programme->event = one("Africities");
    programme->series = one("Mornings");
    programme->project = one("Partnerships Project");
    programme->type = one("political session");
    programme->participants = one("more than seventy");
    programme->language = "en";
    array_push(&programme->organisers.list, ((struct organisation){.name = one("UCLG Africa")}));
    array_push(&programme->partners.list, ((struct organisation){.name = one("UNHCR")}));
    array_push(&programme->supporters.list, ((struct organisation){.name = one("MC2CM")}));
    array_push(&programme->themes.list, one("roads"));
    array_push(&programme->context.list, two("Cities grow.", "Les villes grandissent."));
    array_push(&programme->objectives.list, one("Agree"));
    array_push(&programme->expected_outcomes.list, one("An agreement"));
    array_push(&programme->follow_up.list, one("Meet again."));
    array_push(&programme->links.list,
               ((struct link){.title = one("UCLG"), .url = "https://www.uclga.org/"}));
    struct part president = {.person = 0, .share = MSEC_NONE};
    struct part moderator = {
        .person = PART_NOBODY, .organisation = one("Samuel Hall"), .share = MSEC_NONE};
    array_push(&programme->roles[ROLE_PRESIDENT].list, president);
    array_push(&programme->slots.items[0].roles[ROLE_PRESIDENT].list, president);
    array_push(&programme->roles[ROLE_MODERATORS].list, moderator);
    return programme;
}

static void act(struct laptop *laptop, const struct wish *wish)
{
    ck_assert_msg(laptop_wish(laptop, wish, NULL) != NULL, "%s", laptop_why(laptop));
}

static void add(struct laptop *laptop, enum entry_kind kind, struct entry_fields fields)
{
    /* Only where everything is on the record does anybody say who spoke. */
    if (session_attribution(laptop->session, "s2") != ATTRIBUTION_NAMED)
        fields.speaker = NULL;
    act(laptop, &(struct wish){.verb = WISH_ADD, .kind = kind, .fields = fields});
}

static void stand(struct laptop *laptop, const char *entry, enum standing standing)
{
    act(laptop, &(struct wish){.verb = WISH_STAND, .entry = entry, .standing = standing});
}

/* What was said, and what became of it. */
static void play(struct laptop *laptop)
{
    add(laptop, ENTRY_NOTE, (struct entry_fields){.text = "Welcome was said."});
    ck_assert(laptop_do(laptop, WISH_NEXT));
    add(laptop, ENTRY_NOTE,
        (struct entry_fields){.text = "Tasks differ. Money does, too.", .speaker = "pyne"});
    add(laptop, ENTRY_CHALLENGE,
        (struct entry_fields){.text = "Mandates are unclear, e.g. on roads. Nobody decides.",
                              .label = "Mandates",
                              .themes = "Roads, water"});
    add(laptop, ENTRY_QUESTION,
        (struct entry_fields){.text = "Who pays?\nAnd when?", .speaker = "hakiza"});
    static const char *const conclusions[] = {"Cities lead.", "States follow.", "Nobody pays."};
    for (size_t i = 0; i < sizeof conclusions / sizeof *conclusions; i++)
        add(laptop, ENTRY_CONCLUSION, (struct entry_fields){.text = conclusions[i]});
    add(laptop, ENTRY_CONCLUSION,
        (struct entry_fields){
            .text = "Les villes mènent.", .language = "fr", .translation_of = "C1"});
    static const char *const advice[] = {"Fund it.", "Study it.", "Share it.", "Try it.", "Go."};
    for (size_t i = 0; i < sizeof advice / sizeof *advice; i++)
        add(laptop, ENTRY_RECOMMENDATION,
            (struct entry_fields){.text = advice[i], .addressee = i == 0 ? "donors" : NULL});
    add(laptop, ENTRY_ACTION,
        (struct entry_fields){.text = "Send it round.", .owner = "UCLG", .deadline = "2022-06-01"});
    stand(laptop, "C1", STANDING_ADOPTED);
    act(laptop, &(struct wish){.verb = WISH_STAND,
                               .entry = "C2",
                               .standing = STANDING_ADOPTED,
                               .votes = {true, 31, 4, 2}});
    stand(laptop, "C3", STANDING_NOT_ADOPTED);
    stand(laptop, "R1", STANDING_DEFERRED);
    act(laptop,
        &(struct wish){
            .verb = WISH_STAND, .entry = "R2", .standing = STANDING_REFERRED, .to = "the board"});
    act(laptop, &(struct wish){.verb = WISH_STAND,
                               .entry = "R3",
                               .standing = STANDING_ADOPTED_WITH_RESERVATION,
                               .reserved_by = "the donors",
                               .fields = {.text = "Not with all."}});
    act(laptop, &(struct wish){.verb = WISH_WITHDRAW, .entry = "R5"});
    act(laptop,
        &(struct wish){.verb = WISH_PERSON_STATE, .person = "cochetel", .state = PERSON_ABSENT});
    act(laptop, &(struct wish){.verb = WISH_PEOPLE_COUNT, .count = 54});
    ck_assert(laptop_do(laptop, WISH_NEXT));
    add(laptop, ENTRY_QUOTE, (struct entry_fields){.text = "Coffee is short."});
}

static void dump(const struct report_node *node, unsigned depth, struct buf *out)
{
    static const char *const kinds[] = {"section", "paragraph", "facts", "fact", "list",
                                        "item",    "table",     "row",   "cell", "entry"};
    for (; node != NULL; node = node->next) {
        buf_add_repeat(out, "  ", depth);
        buf_add_text(out, kinds[node->kind]);
        if (node->kind == NODE_SECTION && node->name != NULL)
            buf_add_format(out, " %s", node->name);
        const char *const texts[] = {node->heading, node->label, node->text};
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
            if (texts[i] != NULL)
                buf_add_format(out, " [%s]", texts[i]);
        }
        if (node->language != NULL)
            buf_add_format(out, " in %s", node->language);
        buf_add_char(out, '\n');
        dump(node->first, depth + 1, out);
    }
}

/* A report of the morning by a template. */
static void write_report(const struct buf *source, enum attribution rule, const char *language,
                         struct buf *out)
{
    struct diags diags = {0};
    struct template *template = template_read("use.yaml", source->bytes, source->size, &diags);
    ck_assert_msg(template != NULL && diags.list.count == 0, "%s", buf_text(source));
    struct programme *programme = make_programme(rule);
    struct laptop laptop;
    laptop_init(&laptop, programme, 1, 1,
                zone_instant(programme->zone, programme->days.items[0].date, 9 * 60 + 3));
    ck_assert(laptop_do(&laptop, WISH_START));
    play(&laptop);
    struct report_options options = {
        .what = REPORT_REPORT, .language = language, .template = template};
    struct report *report = report_make(laptop.session, &options);
    ck_assert_ptr_nonnull(report);
    template_free(template); /* the report stands without it */
    diags_finish(&diags);
    dump(report->root, 0, out);
    report_free(report);
    laptop_finish(&laptop);
    programme_free(programme);
}

static void write_use(const char *name, const struct buf *source, struct buf *out)
{
    (void)name;
    static const char *const languages[] = {"# fr\n", "# en,fr\n", "# pt\n"};
    static const char *const names[] = {"fr", "en,fr", "pt"};
    const char *language = "en";
    enum attribution rule = ATTRIBUTION_NAMED;
    if (strstr(buf_text(source), "# chatham-house\n") != NULL)
        rule = ATTRIBUTION_CHATHAM_HOUSE;
    else if (strstr(buf_text(source), "# affiliation\n") != NULL)
        rule = ATTRIBUTION_AFFILIATION;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        language = strstr(buf_text(source), languages[i]) != NULL ? names[i] : language;
    write_report(source, rule, language, out);
}

START_TEST(test_uses)
{
    enum { LEAST = 12 };
    samples_check("template_uses", LEAST, write_use);
    samples_check_expected("template_uses");
}
END_TEST

/* A template that asks for everything in every way, the programme alone left out. */
static void write_everything(struct buf *out)
{
    buf_add_text(out, "sections:\n");
    for (size_t i = 0; i < template_name_count(TEMPLATE_PARTS); i++) {
        const char *part = template_name(TEMPLATE_PARTS, i);
        if (strcmp(part, "programme") != 0)
            buf_add_format(out, "  - {part: %s, empty: none}\n", part);
    }
    for (size_t i = 0; i < template_name_count(TEMPLATE_FACT_NAMES); i++)
        buf_add_format(out, "  - {facts: [%s]}\n", template_name(TEMPLATE_FACT_NAMES, i));
    for (size_t i = 0; i < template_name_count(TEMPLATE_ROLES); i++)
        buf_add_format(out, "  - {people: [%s]}\n", template_name(TEMPLATE_ROLES, i));
    for (size_t form = 0; form < TEMPLATE_FORM_COUNT; form++) {
        for (size_t group = 0; group < TEMPLATE_GROUP_COUNT; group++) {
            buf_add_format(out, "  - {entries: {}, as: %s, by: %s, fields: [",
                           template_name(TEMPLATE_FORMS, form),
                           template_name(TEMPLATE_GROUPS, group));
            for (size_t i = form == TEMPLATE_LIST; i < TEMPLATE_FIELD_COUNT; i++)
                buf_add_format(out, "%s, ", template_name(TEMPLATE_FIELDS, i));
            buf_add_text(out, "]}\n");
        }
    }
}

/* Nobody but the president of the opening, who spoke on the record, is named; without the rule all
 * are. */
START_TEST(test_no_name_under_the_rule)
{
    static const char *const canaries[] = {"Pyne",       "Kumasi",      "Hakiza",
                                           "YARID",      "Skim",        "Cochetel",
                                           "UN-Habitat", "Samuel Hall", "Riallant"};
    BUF_LOCAL struct buf source = {0};
    write_everything(&source);
    static const char *const languages[] = {"en", "en,fr"};
    for (int rule = 0; rule < ATTRIBUTION_COUNT; rule++) {
        for (size_t i = 0; i < 2; i++) {
            BUF_LOCAL struct buf out = {0};
            write_report(&source, (enum attribution)rule, languages[i], &out);
            for (size_t j = 0; j < sizeof canaries / sizeof *canaries; j++) {
                bool found = strstr(buf_text(&out), canaries[j]) != NULL;
                ck_assert_msg(found == (rule == ATTRIBUTION_NAMED), "%s under %s", canaries[j],
                              attribution_name((enum attribution)rule));
            }
            ck_assert_ptr_nonnull(strstr(buf_text(&out), "Mohamed Wajdi Aydi"));
        }
    }
}
END_TEST

static bool is_named(enum template_names names, const char *name)
{
    for (size_t i = 0; i < template_name_count(names); i++) {
        if (strcmp(template_name(names, i), name) == 0)
            return true;
    }
    return false;
}

/* Whatever the ordinary report has, a template can ask for. */
START_TEST(test_names_are_all)
{
    struct programme *programme = make_programme(ATTRIBUTION_NAMED);
    struct laptop laptop;
    laptop_init(&laptop, programme, 1, 1,
                zone_instant(programme->zone, programme->days.items[0].date, 9 * 60 + 3));
    ck_assert(laptop_do(&laptop, WISH_START));
    play(&laptop);
    struct report *report = report_make(
        laptop.session, &(struct report_options){.what = REPORT_REPORT, .language = "en"});
    size_t parts = 0, facts = 0;
    for (const struct report_node *node = report->root->first; node != NULL; node = node->next) {
        if (node->kind == NODE_SECTION) {
            ck_assert_msg(is_named(TEMPLATE_PARTS, node->name), "%s", node->name);
            parts++;
        }
        for (const struct report_node *fact = node->first; node->kind == NODE_FACTS && fact != NULL;
             fact = fact->next) {
            ck_assert_msg(is_named(TEMPLATE_FACT_NAMES, fact->name), "%s", fact->name);
            facts++;
        }
    }
    ck_assert_uint_ge(parts, 10);
    ck_assert_uint_ge(facts, 14);
    report_free(report);
    laptop_finish(&laptop);
    programme_free(programme);
}
END_TEST

SUITE("store/template_use", test_uses, test_no_name_under_the_rule, test_names_are_all)
