/*
 * The attribution rule changes while a session runs: what may be written down from then on, and
 * that nothing captured before comes to light.
 */
#include <dais/core/report.h>
#include <dais/core/session.h>

#include <string.h>

#include "laptop.h"
#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct programme *programme;
static struct laptop one;   /* writer 1 */
static struct laptop other; /* writer 2 */

static void setup_under(enum attribution rule)
{
    programme = programme_panel(rule);
    msec_t now = zone_instant(programme->zone, programme->date, AT(8, 50));
    laptop_init(&one, programme, 1, 1, now);
    laptop_init(&other, programme, 2, 2, now);
}

static void teardown(void)
{
    laptop_finish(&one);
    laptop_finish(&other);
    programme_free(programme);
}

static void later(struct laptop *laptop)
{
    laptop_at(laptop, laptop->actor.now.wall + MSEC_MINUTE);
}

static const struct event *rule(struct laptop *laptop, enum attribution rule, const char *slot)
{
    later(laptop);
    struct wish wish = {.verb = WISH_RULE, .rule = rule, .slot = slot, .relax = true};
    return laptop_wish(laptop, &wish, NULL);
}

static const struct event *add(struct laptop *laptop, const char *slot, const char *speaker)
{
    later(laptop);
    struct wish wish = {
        .verb = WISH_ADD, .slot = slot, .fields = {.text = "Fund learning.", .speaker = speaker}};
    return laptop_wish(laptop, &wish, NULL);
}

/* What is shown of who said it; "" nothing. */
static const char *shown(const struct laptop *laptop, const struct event *event)
{
    static struct buf text;
    buf_clear(&text);
    (void)report_speaker(laptop->session, session_entry(laptop->session, &event->id), "en", &text);
    return buf_text(&text);
}

static void travel(const struct laptop *from, struct laptop *to)
{
    for (size_t i = 0; i < from->written.count; i++)
        laptop_receive(to, from->written.items[i]);
}

START_TEST(test_tighter_hides)
{
    setup_under(ATTRIBUTION_NAMED);
    const struct event *entry = add(&one, "2", "pyne");
    ck_assert_str_eq(shown(&one, entry), "Samuel Pyne, City of Kumasi");
    ck_assert_ptr_nonnull(rule(&one, ATTRIBUTION_AFFILIATION, NULL));
    ck_assert_str_eq(shown(&one, entry), "City of Kumasi");
    ck_assert_ptr_nonnull(rule(&one, ATTRIBUTION_CHATHAM_HOUSE, NULL));
    ck_assert_str_eq(shown(&one, entry), "");
    ck_assert_ptr_null(add(&one, "2", "pyne")); /* no speaker any more */
    teardown();
}
END_TEST

START_TEST(test_looser_shows_nothing_more)
{
    setup_under(ATTRIBUTION_CHATHAM_HOUSE);
    const struct event *before = add(&one, "2", NULL);
    ck_assert_ptr_nonnull(rule(&one, ATTRIBUTION_NAMED, NULL));
    const struct event *after = add(&one, "2", "pyne");
    ck_assert_str_eq(shown(&one, after), "Samuel Pyne, City of Kumasi");
    struct wish amend = {
        .verb = WISH_AMEND, .entry = event_text(before, KEY_NUMBER), .fields = {.speaker = "pyne"}};
    ck_assert_ptr_null(laptop_wish(&one, &amend, NULL));
    ck_assert_ptr_nonnull(strstr(laptop_why(&one), "no speaker is written down"));
    amend.fields = (struct entry_fields){.text = "Pyne pays."};
    ck_assert_ptr_null(laptop_wish(&one, &amend, NULL));
    ck_assert_int_eq(one.refusal.kind, REFUSED_NAMES);
    /* nor after it was moved to a slot that never was under the rule */
    struct wish move = {.verb = WISH_MOVE, .entry = amend.entry, .slot = "4"};
    ck_assert_ptr_nonnull(laptop_wish(&one, &move, NULL));
    amend.fields = (struct entry_fields){.speaker = "pyne"};
    ck_assert_ptr_null(laptop_wish(&one, &amend, NULL));
    teardown();
}
END_TEST

/* What was written while the rule was there for a moment stays as it was written. */
START_TEST(test_undo_leaves_no_window)
{
    setup_under(ATTRIBUTION_NAMED);
    const struct event *before = add(&one, "2", "pyne");
    ck_assert_ptr_nonnull(rule(&one, ATTRIBUTION_CHATHAM_HOUSE, NULL));
    ck_assert_str_eq(shown(&one, before), "");
    later(&one);
    struct wish undo = {.verb = WISH_UNDO};
    ck_assert_ptr_null(laptop_wish(&one, &undo, NULL)); /* it would be looser */
    ck_assert_int_eq(one.refusal.kind, REFUSED_RELAX);
    undo.relax = true;
    ck_assert_ptr_nonnull(laptop_wish(&one, &undo, NULL));
    ck_assert_int_eq(session_attribution(one.session, NULL), ATTRIBUTION_NAMED);
    ck_assert_str_eq(shown(&one, before), "Samuel Pyne, City of Kumasi");
    later(&one);
    ck_assert(laptop_do(&one, WISH_REDO)); /* stricter: nobody is asked */
    const struct event *under = add(&one, "2", NULL);
    ck_assert_ptr_nonnull(rule(&one, ATTRIBUTION_NAMED, NULL));
    const struct entry *entry = session_entry(one.session, &under->id);
    ck_assert_int_eq(session_entry_attribution(one.session, entry), ATTRIBUTION_CHATHAM_HOUSE);
    teardown();
}
END_TEST

/* A laptop that did not know of it wrote speakers after the change. */
START_TEST(test_merge_with_who_did_not_know)
{
    setup_under(ATTRIBUTION_NAMED);
    ck_assert_ptr_nonnull(rule(&one, ATTRIBUTION_CHATHAM_HOUSE, NULL));
    later(&other);
    const struct event *written = add(&other, "2", "pyne");
    ck_assert_str_eq(shown(&other, written), "Samuel Pyne, City of Kumasi");
    travel(&other, &one);
    travel(&one, &other);
    struct laptop *const both[] = {&one, &other};
    for (size_t i = 0; i < 2; i++) {
        ck_assert_str_eq(shown(both[i], written), "");
        const struct logged *logged = session_log_find(both[i]->session, &written->id);
        ck_assert(session_oversteps(both[i]->session, logged));
    }
    /* and it stays so, even where names may be written down again */
    ck_assert_ptr_nonnull(rule(&one, ATTRIBUTION_NAMED, NULL));
    ck_assert_str_eq(shown(&one, written), "");
    teardown();
}
END_TEST

/* Two writers at once: nobody loosens what the other has just made stricter. */
START_TEST(test_stricter_wins)
{
    setup_under(ATTRIBUTION_AFFILIATION);
    ck_assert_ptr_nonnull(rule(&one, ATTRIBUTION_CHATHAM_HOUSE, NULL));
    later(&other);
    const struct event *looser = rule(&other, ATTRIBUTION_NAMED, NULL);
    ck_assert_ptr_nonnull(looser);
    travel(&other, &one);
    travel(&one, &other);
    ck_assert_int_eq(session_attribution(one.session, NULL), ATTRIBUTION_CHATHAM_HOUSE);
    ck_assert_int_eq(session_attribution(other.session, NULL), ATTRIBUTION_CHATHAM_HOUSE);
    ck_assert(session_log_find(one.session, &looser->id)->is_void);
    teardown();
}
END_TEST

START_TEST(test_slots)
{
    setup_under(ATTRIBUTION_NAMED);
    programme->slots.items[0].own_attribution = true;
    ck_assert_ptr_nonnull(rule(&one, ATTRIBUTION_CHATHAM_HOUSE, "2"));
    ck_assert_int_eq(session_attribution(one.session, NULL), ATTRIBUTION_NAMED);
    ck_assert_int_eq(session_attribution(one.session, "s2"), ATTRIBUTION_CHATHAM_HOUSE);
    ck_assert_int_eq(session_attribution(one.session, "s3"), ATTRIBUTION_NAMED);
    ck_assert_ptr_nonnull(rule(&one, ATTRIBUTION_AFFILIATION, NULL));
    ck_assert_int_eq(session_attribution(one.session, "s1"), ATTRIBUTION_NAMED); /* its own */
    ck_assert_int_eq(session_attribution(one.session, "s2"), ATTRIBUTION_CHATHAM_HOUSE);
    ck_assert_int_eq(session_attribution(one.session, "s3"), ATTRIBUTION_AFFILIATION);
    ck_assert_ptr_null(rule(&one, ATTRIBUTION_AFFILIATION, NULL)); /* changes nothing */
    ck_assert_ptr_null(rule(&one, ATTRIBUTION_CHATHAM_HOUSE, "2"));
    later(&one);
    struct wish undo = {.verb = WISH_UNDO, .relax = true};
    ck_assert_ptr_nonnull(laptop_wish(&one, &undo, NULL));
    ck_assert_int_eq(session_attribution(one.session, "s3"), ATTRIBUTION_NAMED);
    ck_assert_int_eq(session_attribution(one.session, "s2"), ATTRIBUTION_CHATHAM_HOUSE);
    ck_assert_ptr_nonnull(laptop_wish(&one, &undo, NULL));
    ck_assert_int_eq(session_attribution(one.session, "s2"), ATTRIBUTION_NAMED);
    teardown();
}
END_TEST

/* Somebody speaks while the rule comes and goes: the slot's turns are numbers from then on. */
START_TEST(test_floor)
{
    setup_under(ATTRIBUTION_NAMED);
    laptop_at(&one, zone_instant(programme->zone, programme->date, AT(9, 0)));
    ck_assert(laptop_do(&one, WISH_START));
    struct wish go = {.verb = WISH_GOTO, .slot = "2"};
    ck_assert_ptr_nonnull(laptop_wish(&one, &go, NULL));
    later(&one);
    const struct event *start = laptop_wish(&one, &(struct wish){.verb = WISH_FLOOR_START}, NULL);
    ck_assert_ptr_nonnull(start);
    const struct timekeeper *timekeeper = session_timekeeper(one.session);
    ck_assert_int_eq(timekeeper_floor_rule(timekeeper, 1), ATTRIBUTION_NAMED);
    ck_assert_ptr_null(strstr(laptop_say(&one, start), "Speaker"));
    ck_assert_ptr_nonnull(rule(&one, ATTRIBUTION_CHATHAM_HOUSE, NULL));
    ck_assert_str_eq(laptop_say(&one, start), "Speaker 1 has the floor");
    ck_assert_ptr_nonnull(rule(&one, ATTRIBUTION_NAMED, NULL));
    ck_assert_int_eq(timekeeper_floor_rule(timekeeper, 1), ATTRIBUTION_CHATHAM_HOUSE);
    ck_assert_str_eq(laptop_say(&one, start), "Speaker 1 has the floor");
    later(&one);
    ck_assert(laptop_do(&one, WISH_NEXT));
    struct speaking_totals totals;
    floor_totals(timekeeper, &one.actor.now, "en", &totals);
    ck_assert_uint_eq(totals.affiliations.count, 0);
    ck_assert_uint_eq(totals.people.count, 1);
    ck_assert(totals.people.items[0].person == PART_NOBODY);
    speaking_totals_finish(&totals);
    /* nobody spoke in a later slot while it was in force */
    ck_assert_int_eq(timekeeper_floor_rule(timekeeper, 3), ATTRIBUTION_NAMED);
    teardown();
}
END_TEST

START_TEST(test_people)
{
    setup_under(ATTRIBUTION_NAMED);
    struct wish wish = {.verb = WISH_PERSON_STATE,
                        .person = "pyne",
                        .state = PERSON_REPLACED,
                        .replaced_by = "Ama Boateng"};
    const struct event *event = laptop_wish(&one, &wish, NULL);
    ck_assert_ptr_nonnull(event);
    size_t pyne = programme_find_person(programme, "pyne");
    const struct attendance *attendance = session_attendance(one.session);
    ck_assert_str_eq(attendance_replaced_by(attendance, pyne), "Ama Boateng");
    ck_assert_str_eq(laptop_say(&one, event), "Samuel Pyne is replaced by Ama Boateng");
    ck_assert_ptr_nonnull(rule(&one, ATTRIBUTION_CHATHAM_HOUSE, NULL));
    ck_assert_ptr_null(attendance_replaced_by(attendance, pyne));
    ck_assert(!session_person_is_named(one.session, pyne));
    ck_assert_ptr_null(strstr(laptop_say(&one, event), "Pyne"));
    ck_assert_ptr_null(strstr(laptop_say(&one, event), "Boateng"));
    /* what is noted under the rule stays a number */
    wish = (struct wish){.verb = WISH_PERSON_STATE, .person = "aydi", .state = PERSON_ABSENT};
    ck_assert_ptr_nonnull(laptop_wish(&one, &wish, NULL));
    ck_assert_ptr_nonnull(rule(&one, ATTRIBUTION_NAMED, NULL));
    ck_assert_str_eq(attendance_replaced_by(attendance, pyne), "Ama Boateng");
    ck_assert(!session_person_is_named(one.session, programme_find_person(programme, "aydi")));
    teardown();
}
END_TEST

/* Whose reservation it is: a name from before the rule is shown no more, a delegation is. */
START_TEST(test_reservations)
{
    static const struct {
        const char *by;
        const char *under; /* the rule that comes later; NULL: nobody */
    } cases[] = {{"Samuel Pyne", NULL}, {"UNHCR", NULL}, {"the delegation", "the delegation"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        setup_under(ATTRIBUTION_NAMED);
        struct wish wish = {
            .verb = WISH_ADD, .kind = ENTRY_RECOMMENDATION, .fields = {.text = "Fund it."}};
        const struct event *event = laptop_wish(&one, &wish, NULL);
        wish = (struct wish){.verb = WISH_STAND,
                             .entry = "R1",
                             .standing = STANDING_ADOPTED_WITH_RESERVATION,
                             .reserved_by = cases[i].by};
        const struct event *stood = laptop_wish(&one, &wish, NULL);
        ck_assert_msg(stood != NULL, "%s", laptop_why(&one));
        ck_assert_ptr_nonnull(strstr(laptop_say(&one, stood), cases[i].by));
        const struct entry *entry = session_entry(one.session, &event->id);
        ck_assert_str_eq(session_reserved_by(one.session, entry, &entry->reservations.items[0]),
                         cases[i].by);
        ck_assert_ptr_nonnull(rule(&one, ATTRIBUTION_CHATHAM_HOUSE, NULL));
        const char *by = session_reserved_by(one.session, entry, &entry->reservations.items[0]);
        ck_assert_pstr_eq(by, cases[i].under);
        ck_assert_int_eq(strstr(laptop_say(&one, stood), cases[i].by) != NULL, by != NULL);
        teardown();
    }
}
END_TEST

START_TEST(test_asked)
{
    setup_under(ATTRIBUTION_CHATHAM_HOUSE);
    struct wish wish = {.verb = WISH_RULE, .rule = ATTRIBUTION_AFFILIATION};
    ck_assert_ptr_null(laptop_wish(&one, &wish, NULL));
    ck_assert_int_eq(one.refusal.kind, REFUSED_RELAX);
    ck_assert_ptr_nonnull(strstr(laptop_why(&one), "stays without"));
    wish = (struct wish){
        .verb = WISH_RULE, .rule = ATTRIBUTION_NAMED, .relax = true, .why = "Pyne asks for it"};
    ck_assert_ptr_null(laptop_wish(&one, &wish, NULL)); /* written under the stricter of both */
    ck_assert_int_eq(one.refusal.kind, REFUSED_NAMES);
    wish.why = "official statements follow";
    const struct event *event = laptop_wish(&one, &wish, NULL);
    ck_assert_str_eq(laptop_say(&one, event),
                     "From here on names are written down – official statements follow");
    wish = (struct wish){.verb = WISH_RULE, .rule = ATTRIBUTION_CHATHAM_HOUSE, .slot = "2"};
    event = laptop_wish(&one, &wish, NULL);
    ck_assert_str_eq(laptop_say(&one, event),
                     "High-level expert panel: the Chatham House Rule is in force");
    teardown();
}
END_TEST

SUITE("core/session_rule", test_tighter_hides, test_looser_shows_nothing_more,
      test_undo_leaves_no_window, test_merge_with_who_did_not_know, test_stricter_wins, test_slots,
      test_floor, test_people, test_reservations, test_asked)
