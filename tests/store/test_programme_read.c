#include <dais/core/phase.h>
#include <dais/store/programme_read.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixed_zones.h"
#include "suite.h"

static struct programme *read_text(const char *text, struct diags *diags)
{
    struct programme_zones zones = fixed_zones();
    return programme_read("p.yaml", text, strlen(text), &zones, diags);
}

/* Reads a text that has no findings. */
static struct programme *read_good(const char *text)
{
    struct diags diags = {0};
    struct programme *programme = read_text(text, &diags);
    BUF_LOCAL struct buf out = {0};
    for (size_t i = 0; i < diags.list.count; i++)
        diag_write(&diags.list.items[i], text, strlen(text), NULL, &out);
    ck_assert_msg(diags.list.count == 0, "%s", buf_text(&out));
    ck_assert_ptr_nonnull(programme);
    diags_finish(&diags);
    return programme;
}

/* A sample, with its warnings as "way, way". */
static struct programme *read_sample(const char *name, struct buf *warnings)
{
    BUF_LOCAL struct buf path = {0};
    BUF_LOCAL struct buf source = {0};
    buf_add_format(&path, "%s/sessions/%s/programme.yaml", getenv("DAIS_TEST_ROOT"), name);
    FILE *file = fopen(path.bytes, "rb");
    ck_assert_msg(file != NULL, "%s", path.bytes);
    char bytes[4096];
    for (size_t size; (size = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buf_add(&source, bytes, size);
    fclose(file);
    struct programme_zones zones = fixed_zones();
    struct diags diags = {0};
    struct programme *programme =
        programme_read(path.bytes, source.bytes, source.size, &zones, &diags);
    ck_assert_ptr_nonnull(programme);
    diags_sort(&diags);
    for (size_t i = 0; i < diags.list.count; i++)
        buf_add_format(warnings, i > 0 ? ", %s" : "%s", diags.list.items[i].way);
    diags_finish(&diags);
    return programme;
}

/* "start-end kind hard" of the slots, days apart by a bar. */
static void write_slots(const struct programme *programme, struct buf *out)
{
    for (size_t i = 0; i < programme->slots.count; i++) {
        const struct slot *slot = &programme->slots.items[i];
        const struct day *day = &programme->days.items[slot->day];
        ck_assert_uint_eq(slot->number, i + 1);
        ck_assert(i >= day->first && i < day->first + day->count);
        if (i > 0)
            buf_add_text(out, i == day->first ? " | " : " ");
        if (slot->timed)
            buf_add_format(out, "%d-%d", slot->start, slot->end);
        else
            buf_add_text(out, lingual_in(&slot->when, "en"));
        buf_add_format(out, " %s", slot_kind_name(slot->kind));
    }
}

START_TEST(test_sou_88)
{
    BUF_LOCAL struct buf warnings = {0};
    BUF_LOCAL struct buf slots = {0};
    struct programme *programme = read_sample("sou-88", &warnings);
    ck_assert_str_eq(buf_text(&warnings), "people.unhabitat.status, people.cochetel.status");
    write_slots(programme, &slots);
    ck_assert_str_eq(buf_text(&slots), "540-555 opening 555-630 panel 630-660 break "
                                       "660-690 presentation 690-735 breakouts 735-750 adoption");
    const struct slot *panel = &programme->slots.items[1];
    ck_assert_uint_eq(panel->roles[ROLE_SPEAKERS].list.count, 7);
    ck_assert_int_eq(panel->questions, 15 * MSEC_MINUTE);
    ck_assert_uint_eq(programme->slots.items[4].tracks.count, 2);
    ck_assert_int_eq(programme->slots.items[5].hard, HARD_END);
    ck_assert_int_eq(programme->slots.items[2].minimum, 15 * MSEC_MINUTE);
    ck_assert_int_eq(programme->hard_end, 750);
    ck_assert_str_eq(lingual_only(&panel->title, "fr", "en"), "Panel d'experts de haut niveau");
    ck_assert(programme->zone_given);
    programme_free(programme);
}
END_TEST

START_TEST(test_mc2cm)
{
    BUF_LOCAL struct buf warnings = {0};
    BUF_LOCAL struct buf slots = {0};
    struct programme *programme = read_sample("mc2cm-sfax-2019", &warnings);
    ck_assert_str_eq(buf_text(&warnings), "days[0].slots[1].status, days[1].slots[7].time");
    write_slots(programme, &slots);
    ck_assert_str_eq(
        buf_text(&slots),
        "Afternoon arrival 1170-1290 social | 510-540 registration 540-570 opening "
        "570-580 introduction 580-630 session 630-675 session 675-690 break 690-810 posters "
        "825-870 lunch 870-1020 visit 1020-1080 side-meeting | 540-585 session 585-660 discussion "
        "660-675 break 675-810 discussion 810-870 lunch 870-930 takeaway 930-960 closing");
    const struct slot *posters = &programme->slots.items[8];
    ck_assert_uint_eq(posters->rounds.count, 8);
    ck_assert_uint_eq(posters->posters.count, 8);
    ck_assert_int_eq(programme->attribution, ATTRIBUTION_CHATHAM_HOUSE);
    ck_assert_int_eq(programme->slots.items[3].attribution, ATTRIBUTION_NAMED);
    ck_assert_int_eq(programme->slots.items[5].attribution, ATTRIBUTION_CHATHAM_HOUSE);
    ck_assert_str_eq(programme->slots.items[5].id, "framework");
    ck_assert_int_eq(programme->slots.items[1].status, TO_BE_CONFIRMED);
    programme_free(programme);
}
END_TEST

START_TEST(test_short_meeting)
{
    BUF_LOCAL struct buf warnings = {0};
    BUF_LOCAL struct buf slots = {0};
    struct programme *programme = read_sample("short-meeting", &warnings);
    ck_assert_str_eq(buf_text(&warnings), "");
    write_slots(programme, &slots);
    ck_assert_str_eq(buf_text(&slots),
                     "600-605 opening 605-630 discussion 630-650 discussion 650-660 adoption");
    programme_free(programme);
}
END_TEST

/* Parts of every sort, and none that does not fit. */
START_TEST(test_working_groups)
{
    BUF_LOCAL struct buf warnings = {0};
    BUF_LOCAL struct buf slots = {0};
    struct programme *programme = read_sample("working-groups", &warnings);
    ck_assert_str_eq(buf_text(&warnings), "");
    write_slots(programme, &slots);
    ck_assert_str_eq(buf_text(&slots), "540-555 opening 555-600 panel 600-615 break 615-660 "
                                       "breakouts 660-680 reporting 680-715 posters 715-735 "
                                       "adoption");
    const struct slot *groups = &programme->slots.items[3];
    ck_assert(!phase_reports_from(programme, groups, groups));
    ck_assert(phase_reports_from(programme, &programme->slots.items[4], groups));
    programme_free(programme);
}
END_TEST

/* Every key of the session, each with something in it that can be seen again. */
static const char whole_session[] = "dais: 1\n"
                                    "code: A-1\n"
                                    "title: {en: Title, fr: Titre}\n"
                                    "event: Event\nseries: Series\nproject: Project\ntype: Type\n"
                                    "date: 2022-05-18\n"
                                    "time: 9h à 12h30\n"
                                    "timezone: Africa/Nairobi\n"
                                    "venue: Venue\nlanguage: fr\nattribution: affiliation\n"
                                    "context: \"One\\ntwo\\n\\nthree\"\n"
                                    "objectives: [{en: o, fr: p}, q]\n"
                                    "expected_outcomes: {en: [a, b], fr: [c, d]}\n"
                                    "themes: [x, y]\n"
                                    "follow_up: {en: \"e\\n\\nf\", fr: g}\n"
                                    "organisers: [{name: O, lead: true}, P]\n"
                                    "partners: [{en: Q, fr: R}]\n"
                                    "supporters: S\n"
                                    "contacts: [{name: N, email: E, phone: F, web: W}]\n"
                                    "links: [{title: L, url: U}, V]\n"
                                    "participants: seventy\n"
                                    "people:\n"
                                    "  b: {name: Bea, honorific: {en: Ms, fr: Mme}, title: T,\n"
                                    "      affiliation: A, role: R, on_behalf_of: B}\n"
                                    "  a: {}\n"
                                    "president: a\n"
                                    "chair: The chair\n"
                                    "moderators: [b, {organisation: Org}, {en: All, fr: Tous}]\n"
                                    "rapporteurs: []\n"
                                    "cues: {warning: 10m}\n"
                                    "hard_end: 12:30\n";

START_TEST(test_session_keys)
{
    struct programme *programme = read_good(whole_session);
    ck_assert_str_eq(programme->code, "A-1");
    ck_assert_str_eq(lingual_only(&programme->title, "fr", "fr"), "Titre");
    ck_assert_str_eq(lingual_in(&programme->event, NULL), "Event");
    ck_assert_str_eq(lingual_in(&programme->series, NULL), "Series");
    ck_assert_str_eq(lingual_in(&programme->project, NULL), "Project");
    ck_assert_str_eq(lingual_in(&programme->type, NULL), "Type");
    ck_assert_int_eq(programme->date, civil_days(2022, 5, 18));
    ck_assert_int_eq(programme->start, 540);
    ck_assert_int_eq(programme->end, 750);
    ck_assert_str_eq(lingual_in(&programme->venue, NULL), "Venue");
    ck_assert_str_eq(programme->language, "fr");
    ck_assert_int_eq(programme->attribution, ATTRIBUTION_AFFILIATION);
    ck_assert_str_eq(lingual_in(&programme->participants, NULL), "seventy");
    ck_assert_int_eq(programme->cues.warning, 10 * MSEC_MINUTE);
    ck_assert_int_eq(programme->cues.danger, MSEC_NONE);
    ck_assert_int_eq(programme->hard_end, 750);
    ck_assert_uint_eq(strlen(programme->digest), 64);
    /* with a time alone there is one slot: the session */
    ck_assert_uint_eq(programme->slots.count, 1);
    ck_assert_str_eq(lingual_in(&programme->slots.items[0].title, "fr"), "Titre");
    ck_assert_int_eq(programme->slots.items[0].end, 750);
    ck_assert_int_eq(programme->slots.items[0].attribution, ATTRIBUTION_AFFILIATION);
    ck_assert_int_eq(programme->slots.items[0].cues.danger, MSEC_MINUTE);
    programme_free(programme);
}
END_TEST

static void check_linguals(const struct linguals *linguals, const char *language,
                           const char *const *expected)
{
    size_t count = 0;
    for (; expected[count] != NULL; count++) {
        ck_assert_uint_lt(count, linguals->list.count);
        ck_assert_str_eq(lingual_in(&linguals->list.items[count], language), expected[count]);
    }
    ck_assert_uint_eq(linguals->list.count, count);
}

START_TEST(test_session_lists)
{
    struct programme *programme = read_good(whole_session);
    check_linguals(&programme->context, "en", (const char *const[]){"One\ntwo", "three", NULL});
    check_linguals(&programme->objectives, "fr", (const char *const[]){"p", "q", NULL});
    check_linguals(&programme->expected_outcomes, "fr", (const char *const[]){"c", "d", NULL});
    check_linguals(&programme->expected_outcomes, "en", (const char *const[]){"a", "b", NULL});
    check_linguals(&programme->themes, "en", (const char *const[]){"x", "y", NULL});
    check_linguals(&programme->follow_up, "en", (const char *const[]){"e", "f", NULL});
    check_linguals(&programme->follow_up, "fr", (const char *const[]){"g", "f", NULL});
    ck_assert_uint_eq(programme->organisers.list.count, 2);
    ck_assert(programme->organisers.list.items[0].lead);
    ck_assert(!programme->organisers.list.items[1].lead);
    ck_assert_str_eq(lingual_in(&programme->partners.list.items[0].name, "fr"), "R");
    ck_assert_str_eq(lingual_in(&programme->supporters.list.items[0].name, "fr"), "S");
    ck_assert_uint_eq(programme->contacts.count, 1);
    ck_assert_str_eq(programme->contacts.items[0].name, "N");
    ck_assert_str_eq(programme->contacts.items[0].email, "E");
    ck_assert_str_eq(programme->contacts.items[0].phone, "F");
    ck_assert_str_eq(programme->contacts.items[0].web, "W");
    ck_assert_str_eq(lingual_in(&programme->links.list.items[0].title, NULL), "L");
    ck_assert_str_eq(programme->links.list.items[0].url, "U");
    ck_assert_str_eq(programme->links.list.items[1].url, "V");
    programme_free(programme);
}
END_TEST

START_TEST(test_people)
{
    struct programme *programme = read_good(whole_session);
    ck_assert_uint_eq(programme->people.count, 2);
    BUF_LOCAL struct buf full = {0};
    person_write_full(&programme->people.items[0], "fr", &full);
    ck_assert_str_eq(buf_text(&full), "Mme Bea, T, R, A");
    ck_assert_str_eq(lingual_in(&programme->people.items[0].on_behalf_of, NULL), "B");
    ck_assert_str_eq(programme->people.items[1].key, "a");
    ck_assert_uint_eq(programme->roles[ROLE_PRESIDENT].list.items[0].person, 1);
    static const char *const moderators[] = {"Bea, A", "Org", "Tous"};
    ck_assert_uint_eq(programme->roles[ROLE_MODERATORS].list.count, 3);
    for (size_t i = 0; i < 3; i++) {
        BUF_LOCAL struct buf out = {0};
        part_write(programme, &programme->roles[ROLE_MODERATORS].list.items[i], "fr", &out);
        ck_assert_str_eq(buf_text(&out), moderators[i]);
    }
    ck_assert_uint_eq(programme->roles[ROLE_CHAIR].list.items[0].person, PART_NOBODY);
    ck_assert_uint_eq(programme->roles[ROLE_RAPPORTEURS].list.count, 0);
    programme_free(programme);
}
END_TEST

START_TEST(test_slot_keys)
{
    struct programme *programme = read_good(
        "title: T\ntimezone: UTC\nattribution: chatham-house\npeople: {a: {name: A}}\n"
        "slots:\n"
        "  - time: 9:00–10:00\n    id: first\n    title: {en: One, fr: Un}\n    kind: breakouts\n"
        "    reason: why\n    minimum: 20m\n    hard: both\n    cues: {danger: 2m}\n"
        "    changeover: 4m\n    room: R\n    links: [{title: L, url: U}]\n    note: N\n"
        "    items: [i, {en: j, fr: k}]\n    objective: O\n    methodology: M\n"
        "    guiding_questions: [q]\n    questions: 2m\n    report_back: 3m\n"
        "    attribution: named\n    rounds: {talk: 10m, questions: 2m, count: 3}\n"
        "    posters: [{title: P, presenters: [a], organisation: Q, summary: S}, plain]\n"
        "    tracks: [{title: X, room: Y, moderators: [a], rapporteurs: [Zoe]}, plain]\n"
        "    president: a\n    chair: a\n    speakers: [a, {who: a, minutes: 10}]\n"
        "    moderators: a\n    facilitators: a\n    presenters: a\n    case_presenters: a\n"
        "    respondents: a\n    rapporteurs: a\n");
    const struct slot *slot = &programme->slots.items[0];
    ck_assert_str_eq(slot->id, "first");
    ck_assert_str_eq(lingual_in(&slot->title, "fr"), "Un");
    ck_assert_int_eq(slot->kind, SLOT_BREAKOUTS);
    ck_assert_str_eq(lingual_in(&slot->reason, NULL), "why");
    ck_assert_int_eq(slot->minimum, 20 * MSEC_MINUTE);
    ck_assert_int_eq(slot->hard, HARD_BOTH);
    ck_assert_int_eq(slot->cues.warning, 5 * MSEC_MINUTE);
    ck_assert_int_eq(slot->cues.danger, 2 * MSEC_MINUTE);
    ck_assert_int_eq(slot->changeover, 4 * MSEC_MINUTE);
    ck_assert_str_eq(lingual_in(&slot->room, NULL), "R");
    ck_assert_str_eq(slot->links.list.items[0].url, "U");
    ck_assert_str_eq(lingual_in(&slot->note, NULL), "N");
    check_linguals(&slot->items, "fr", (const char *const[]){"i", "k", NULL});
    ck_assert_str_eq(lingual_in(&slot->objective, NULL), "O");
    ck_assert_str_eq(lingual_in(&slot->methodology, NULL), "M");
    check_linguals(&slot->guiding_questions, "en", (const char *const[]){"q", NULL});
    ck_assert_int_eq(slot->questions, 2 * MSEC_MINUTE);
    ck_assert_int_eq(slot->report_back, 3 * MSEC_MINUTE);
    ck_assert(slot->own_attribution && slot->attribution == ATTRIBUTION_NAMED);
    ck_assert_int_eq(slot->rounds.talk, 10 * MSEC_MINUTE);
    ck_assert_int_eq(slot->rounds.questions, 2 * MSEC_MINUTE);
    ck_assert_uint_eq(slot->rounds.count, 3);
    ck_assert_uint_eq(slot->posters.count, 2);
    ck_assert_str_eq(lingual_in(&slot->posters.items[0].summary, NULL), "S");
    ck_assert_str_eq(lingual_in(&slot->posters.items[0].organisation, NULL), "Q");
    ck_assert_uint_eq(slot->posters.items[0].presenters.list.items[0].person, 0);
    ck_assert_uint_eq(slot->tracks.count, 2);
    ck_assert_str_eq(lingual_in(&slot->tracks.items[0].room, NULL), "Y");
    ck_assert_uint_eq(slot->tracks.items[0].rapporteurs.list.count, 1);
    for (int role = 0; role < ROLE_COUNT; role++)
        ck_assert_uint_eq(slot->roles[role].list.items[0].person, 0);
    ck_assert_int_eq(slot->roles[ROLE_SPEAKERS].list.items[0].share, MSEC_NONE);
    ck_assert_int_eq(slot->roles[ROLE_SPEAKERS].list.items[1].share, 10 * MSEC_MINUTE);
    programme_free(programme);
}
END_TEST

START_TEST(test_times)
{
    static const struct {
        const char *rest, *slots;
    } cases[] = {
        {"slots: [{time: 9:00–9:30}, {start: 9h30, duration: 30m}, {duration: 1h}]",
         "540-570 session 570-600 session 600-660 session"},
        {"time: 9:00–12:00\nslots: [{duration: 30m}, {duration: 15m, kind: break}]",
         "540-570 session 570-585 break"},
        {"slots: [{time: 22:00–1:00}, {time: 1:00–1:30}, {duration: 30m}]",
         "1320-1500 session 1500-1530 session 1530-1560 session"},
        {"slots: [{time: 9:00–10:00}, {when: Noon}, {time: 14:00–15:00}, {duration: 30m}]",
         "540-600 session Noon session 840-900 session 900-930 session"},
        {"days: [{slots: [{time: 9:00–10:00}]}, {slots: [{time: 8:00–9:00}, {duration: 5m}]}]",
         "540-600 session | 480-540 session 540-545 session"},
        {"days: [{slots: [{time: 22:00–2:00}]}, {slots: [{time: 9:00–10:00}]}]",
         "1320-1560 session | 540-600 session"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf text = {0};
        BUF_LOCAL struct buf slots = {0};
        buf_add_format(&text, "title: T\ntimezone: UTC\n%s\n", cases[i].rest);
        struct programme *programme = read_good(text.bytes);
        write_slots(programme, &slots);
        ck_assert_str_eq(buf_text(&slots), cases[i].slots);
        programme_free(programme);
    }
}
END_TEST

START_TEST(test_dates)
{
    struct programme *programme =
        read_good("title: T\ntimezone: UTC\ndate: 2022-05-18\n"
                  "days: [{slots: [{time: 9:00–10:00}]}, {slots: [{time: 9:00–10:00}]},\n"
                  "       {date: 2022-06-01, title: Last, slots: [{time: 9:00–10:00}]}]\n");
    const struct day *days = programme->days.items;
    ck_assert_int_eq(days[0].date, civil_days(2022, 5, 18));
    ck_assert_int_eq(days[1].date, civil_days(2022, 5, 19));
    ck_assert_int_eq(days[2].date, civil_days(2022, 6, 1));
    ck_assert_str_eq(lingual_in(&days[2].title, NULL), "Last");
    programme_free(programme);
    programme = read_good("title: T\ntimezone: UTC\ntime: 9:00–10:00\n");
    ck_assert(programme->date == DAY_UNKNOWN && programme->days.items[0].date == DAY_UNKNOWN);
    programme_free(programme);
}
END_TEST

START_TEST(test_hard_end_after_midnight)
{
    struct programme *programme =
        read_good("title: T\ntimezone: UTC\nhard_end: 1:00\nslots: [{time: 20:00–1:00}]\n");
    ck_assert_int_eq(programme->hard_end, 1500);
    programme_free(programme);
}
END_TEST

START_TEST(test_zone_of_the_machine)
{
    static const char text[] = "title: T\ntime: 9:00–10:00\n";
    struct programme_zones zones = fixed_zones();
    struct zone *machine = zone_new_fixed(7200);
    zones.machine = machine;
    struct diags diags = {0};
    struct programme *programme = programme_read("p", text, sizeof text - 1, &zones, &diags);
    ck_assert_uint_eq(diags.list.count, 1);
    ck_assert_int_eq(diags.list.items[0].severity, DIAG_WARNING);
    ck_assert(!programme->zone_given);
    ck_assert_str_eq(zone_name(programme->zone), zone_name(machine));
    programme_free(programme);
    zone_free(machine);
    diags_finish(&diags);
}
END_TEST

static bool no_data(void *context)
{
    (void)context;
    return false;
}

/* What the machine does not know about its own zone, and a machine without zone data. */
START_TEST(test_zones_that_are_missing)
{
    static const struct {
        const char *zone, *missing;
        bool untold;
        const char *says;
    } cases[] = {
        {"", NULL, false, "there is no time zone: the machine's is taken, {1}"},
        {"", NULL, true, "there is no time zone, and the machine names none: {1} is taken"},
        {"", "Nowhere/Land", false,
         "there is no time zone, and the machine has not its own, {1}: {2} is taken"},
        {"timezone: Mars/Base\n", NULL, false,
         "the machine has no time zone data, so not {1} either"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf text = {0};
        struct diags diags = {0};
        struct programme_zones zones = fixed_zones();
        buf_add_format(&text, "title: T\n%stime: 9:00–10:00\n", cases[i].zone);
        zones.has_data = no_data;
        zones.missing = cases[i].missing;
        zones.untold = cases[i].untold;
        struct programme *programme =
            programme_read("p", buf_text(&text), text.size, &zones, &diags);
        ck_assert_uint_eq(diags.list.count, 1);
        ck_assert_str_eq(diags.list.items[0].text.id, cases[i].says);
        ck_assert_ptr_nonnull(diags.list.items[0].hint.id);
        ck_assert((programme != NULL) == (cases[i].zone[0] == '\0'));
        programme_free(programme);
        diags_finish(&diags);
    }
}
END_TEST

START_TEST(test_too_large)
{
    struct programme_zones zones = fixed_zones();
    struct diags diags = {0};
    ck_assert_ptr_null(programme_read("p", NULL, PROGRAMME_SIZE_MAX + (size_t)1, &zones, &diags));
    ck_assert_uint_eq(diags.list.count, 1);
    ck_assert_uint_eq(diags.list.items[0].line, 0);
    diags_finish(&diags);
}
END_TEST

/* Findings of an earlier file are no errors of this one. */
START_TEST(test_findings_are_added)
{
    struct diags diags = {0};
    ck_assert_ptr_null(read_text("titel: T\n", &diags));
    size_t before = diags.list.count;
    struct programme *programme = read_text("title: T\ntimezone: UTC\ntime: 9h-10h\n", &diags);
    ck_assert_ptr_nonnull(programme);
    ck_assert_uint_eq(diags.list.count, before);
    programme_free(programme);
    diags_finish(&diags);
}
END_TEST

SUITE("store/programme_read", test_sou_88, test_mc2cm, test_short_meeting, test_working_groups,
      test_session_keys, test_session_lists, test_people, test_slot_keys, test_times, test_dates,
      test_hard_end_after_midnight, test_zone_of_the_machine, test_zones_that_are_missing,
      test_too_large, test_findings_are_added)
