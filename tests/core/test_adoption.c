#include <dais/core/adoption.h>

#include <string.h>

#include <dais/core/session.h>

#include "laptop.h"
#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct programme *programme;
static struct laptop one; /* writer 1 */
static struct laptop two; /* writer 2 */

static void setup(void)
{
    programme = programme_sou88();
    laptop_init(&one, programme, 1, 1, zone_instant(programme->zone, programme->date, 735));
    laptop_init(&two, programme, 2, 2, zone_instant(programme->zone, programme->date, 735));
}

static void teardown(void)
{
    laptop_finish(&one);
    laptop_finish(&two);
    programme_free(programme);
}

static const struct event *wish(struct laptop *laptop, const struct wish *wished)
{
    laptop_at(laptop, laptop->actor.now.wall + 1000);
    return laptop_wish(laptop, wished, NULL);
}

static void add(struct laptop *laptop, enum entry_kind kind, const char *text)
{
    ck_assert_ptr_nonnull(
        wish(laptop, &(struct wish){.verb = WISH_ADD, .kind = kind, .fields = {.text = text}}));
}

static bool stand(struct laptop *laptop, const char *entry, enum standing standing, const char *why)
{
    return wish(laptop, &(struct wish){.verb = WISH_STAND,
                                       .entry = entry,
                                       .standing = standing,
                                       .to = "the bureau",
                                       .reserved_by = "a delegation",
                                       .why = why}) != NULL;
}

static const struct entry *entry(const struct laptop *laptop, const char *number)
{
    const struct entry *found[2];
    ck_assert_uint_eq(record_find(session_record(laptop->session), number, found), 1);
    return found[0];
}

static void exchange(void)
{
    for (size_t i = 0; i < one.written.count; i++)
        laptop_receive(&two, one.written.items[i]);
    for (size_t i = 0; i < two.written.count; i++)
        laptop_receive(&one, two.written.items[i]);
}

/* From each standing (row) to each (column) without and with a reason: may it, and what is said. */
START_TEST(test_every_way)
{
    static const char *const may[STANDING_COUNT][2] = {
        /* draft, proposed, adopted, with reservation, deferred, referred, not adopted */
        [STANDING_DRAFT] = {".++++++", "..+++++"},
        [STANDING_PROPOSED] = {"..+++++", "..+++++"},
        [STANDING_ADOPTED] = {"...++++", ".+.++++"},
        [STANDING_ADOPTED_WITH_RESERVATION] = {"...++++", ".+.++++"},
        [STANDING_DEFERRED] = {"..++.++", ".+++.++"},
        [STANDING_REFERRED] = {"..+++.+", ".++++.+"},
        [STANDING_NOT_ADOPTED] = {"..++++.", ".+++++."},
        [STANDING_WITHDRAWN] = {".......", "+......"},
    };
    for (unsigned from = 0; from < STANDING_COUNT; from++) {
        for (unsigned to = 0; to < 2 * STANDING_WITHDRAWN; to++) {
            enum standing standing = (enum standing)(to % STANDING_WITHDRAWN);
            const char *why = to < STANDING_WITHDRAWN ? NULL : "a reason";
            bool due = may[from][why != NULL][standing] == '+';
            setup();
            add(&one, ENTRY_RECOMMENDATION, "Fund learning.");
            if (from == STANDING_WITHDRAWN)
                ck_assert_ptr_nonnull(
                    wish(&one, &(struct wish){.verb = WISH_WITHDRAW, .entry = "R1"}));
            else if (from != STANDING_DRAFT)
                ck_assert(stand(&one, "R1", (enum standing)from, NULL));
            ck_assert_msg(stand(&one, "R1", standing, why) == due, "%s to %s%s: %s",
                          standing_name((enum standing)from), standing_name(standing),
                          why != NULL ? " with a reason" : "", laptop_why(&one));
            ck_assert_uint_eq(entry(&one, "R1")->standing, due ? standing : from);
            teardown();
        }
    }
}
END_TEST

START_TEST(test_only_outcomes)
{
    setup();
    for (unsigned kind = 0; kind < ENTRY_KIND_COUNT; kind++) {
        add(&one, (enum entry_kind)kind, "x");
        struct buf number = {0};
        buf_add_format(&number, "%s1", entry_kind_letter((enum entry_kind)kind));
        bool outcome = entry_kind_is_outcome((enum entry_kind)kind);
        ck_assert(stand(&one, buf_text(&number), STANDING_ADOPTED, NULL) == outcome);
        if (!outcome)
            ck_assert_ptr_nonnull(strstr(laptop_why(&one), "only conclusions"));
        buf_finish(&number);
    }
    teardown();
}
END_TEST

START_TEST(test_what_must_be_said)
{
    setup();
    add(&one, ENTRY_RECOMMENDATION, "Fund learning.");
    const struct {
        struct wish wish;
        const char *why;
    } cases[] = {
        {{.standing = STANDING_REFERRED}, "Say whom it is referred to"},
        {{.standing = STANDING_ADOPTED_WITH_RESERVATION},
         "Say whose reservation it is, or what it says"},
        {{.standing = STANDING_PROPOSED, .why = "why"}, "R1 is open already"},
        {{.standing = STANDING_DRAFT, .why = "why"}, "R1 was not withdrawn"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct wish asked = cases[i].wish;
        asked.verb = WISH_STAND;
        asked.entry = "R1";
        ck_assert_ptr_null(wish(&one, &asked));
        ck_assert_str_eq(laptop_why(&one), cases[i].why);
    }
    ck_assert(laptop_do(&one, WISH_CLOSE));
    ck_assert(!stand(&one, "R1", STANDING_ADOPTED, NULL));
    ck_assert_str_eq(laptop_why(&one), "The session is closed; reopen it first");
    teardown();
}
END_TEST

START_TEST(test_adopted_text_stays_in_force)
{
    setup();
    add(&one, ENTRY_RECOMMENDATION, "Fund learning.");
    ck_assert(stand(&one, "R1", STANDING_ADOPTED, NULL));
    const struct entry *text = entry(&one, "R1");
    ck_assert_str_eq(text->adopted_text, "Fund learning.");
    char digest[DIGEST_HEX_SIZE];
    entry_digest(text, digest);
    ck_assert_str_eq(text->adopted_digest, digest);
    ck_assert(!text->changed_since_adoption);
    const struct wish amend = {
        .verb = WISH_AMEND, .entry = "R1", .fields = {.text = "Fund city learning."}};
    ck_assert_ptr_nonnull(wish(&one, &amend));
    ck_assert_str_eq(text->adopted_text, "Fund learning.");
    ck_assert(text->changed_since_adoption && text->standing == STANDING_ADOPTED);
    ck_assert(stand(&one, "R1", STANDING_ADOPTED, NULL));
    ck_assert_str_eq(text->adopted_text, "Fund city learning.");
    ck_assert(!text->changed_since_adoption);
    const struct wish other_kind = {
        .verb = WISH_AMEND, .entry = "R1", .new_kind = true, .kind = ENTRY_ACTION};
    ck_assert_ptr_null(wish(&one, &other_kind));
    ck_assert_str_eq(laptop_why(&one), "R1 is adopted and its number stays; reopen it first");
    ck_assert(stand(&one, "R1", STANDING_PROPOSED, "a slip"));
    ck_assert_ptr_null(text->adopted_text);
    ck_assert_str_eq(text->why, "a slip");
    teardown();
}
END_TEST

START_TEST(test_reservations_add_up)
{
    setup();
    add(&one, ENTRY_RECOMMENDATION, "Fund learning.");
    struct wish reserve = {.verb = WISH_STAND,
                           .entry = "R1",
                           .standing = STANDING_ADOPTED_WITH_RESERVATION,
                           .fields = {.text = "not before 2024"},
                           .votes = {.taken = true, .in_favour = 31, .against = 4}};
    ck_assert_ptr_nonnull(wish(&one, &reserve));
    reserve.fields.text = NULL;
    reserve.reserved_by = "a delegation";
    ck_assert_ptr_nonnull(wish(&one, &reserve));
    const struct entry *text = entry(&one, "R1");
    ck_assert_uint_eq(text->reservations.count, 2);
    ck_assert_str_eq(text->reservations.items[0].text, "not before 2024");
    ck_assert_ptr_null(text->reservations.items[0].by);
    ck_assert_str_eq(text->reservations.items[1].by, "a delegation");
    ck_assert(text->votes.taken && text->votes.in_favour == 31 && text->votes.against == 4 &&
              text->votes.abstained == 0);
    ck_assert(laptop_do(&one, WISH_UNDO));
    ck_assert_uint_eq(text->reservations.count, 1);
    ck_assert(stand(&one, "R1", STANDING_DEFERRED, NULL));
    ck_assert_uint_eq(text->reservations.count, 0);
    teardown();
}
END_TEST

/* The room adopts a text on one laptop while another amends it: what it saw is adopted. */
START_TEST(test_what_the_room_saw_is_adopted)
{
    setup();
    add(&one, ENTRY_RECOMMENDATION, "Fund learning.");
    exchange();
    const struct wish amend = {.verb = WISH_AMEND, .entry = "R1", .fields = {.text = "Other."}};
    ck_assert_ptr_nonnull(wish(&two, &amend));
    laptop_at(&one, one.actor.now.wall + MSEC_MINUTE);
    ck_assert(stand(&one, "R1", STANDING_ADOPTED, NULL));
    exchange();
    for (unsigned i = 0; i < 2; i++) {
        const struct entry *text = entry(i == 0 ? &one : &two, "R1");
        ck_assert_str_eq(text->adopted_text, "Fund learning.");
        ck_assert_str_eq(text->text, "Other.");
        ck_assert(text->changed_since_adoption);
    }
    teardown();
}
END_TEST

/* A text that the entry never had cannot be adopted, whatever a file says. */
START_TEST(test_unknown_digest_is_void)
{
    static const char digest[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    setup();
    add(&one, ENTRY_RECOMMENDATION, "Fund learning.");
    struct event *event = event_new(EVENT_ENTRY_STANDING);
    event_set_instant(event, &one.actor.now);
    event_set_id(event, KEY_ENTRY, &entry(&one, "R1")->id);
    event_set(event, KEY_STANDING, "adopted");
    event_set(event, KEY_DIGEST, digest);
    enum applied applied;
    ck_assert_ptr_nonnull(laptop_write_take(&one, event, &applied));
    ck_assert_int_eq(applied, APPLIED_VOID);
    ck_assert_uint_eq(entry(&one, "R1")->standing, STANDING_DRAFT);
    teardown();
}
END_TEST

/* Putting a text to the room is nobody's decision: it is not undone, and stops no undo. */
START_TEST(test_put_is_in_nobodys_way)
{
    setup();
    add(&one, ENTRY_RECOMMENDATION, "Fund learning.");
    exchange();
    ck_assert(stand(&two, "R1", STANDING_PROPOSED, NULL));
    exchange();
    ck_assert(!laptop_do(&two, WISH_UNDO));
    ck_assert(laptop_do(&one, WISH_UNDO));
    ck_assert_uint_eq(entry(&one, "R1")->standing, STANDING_WITHDRAWN);
    ck_assert(laptop_do(&one, WISH_REDO));
    ck_assert_uint_eq(entry(&one, "R1")->standing, STANDING_PROPOSED);
    teardown();
}
END_TEST

START_TEST(test_list)
{
    static const char *const order[] = {"C1", "C2", "R1", "R2", "D1", "A1"};
    setup();
    add(&one, ENTRY_ACTION, "a");
    add(&one, ENTRY_RECOMMENDATION, "b");
    add(&one, ENTRY_NOTE, "c");
    add(&one, ENTRY_CONCLUSION, "d");
    add(&one, ENTRY_DECISION, "e");
    add(&one, ENTRY_RECOMMENDATION, "f");
    add(&one, ENTRY_CONCLUSION, "g");
    add(&one, ENTRY_RECOMMENDATION, "h");
    ck_assert_ptr_nonnull(wish(&one, &(struct wish){.verb = WISH_WITHDRAW, .entry = "R3"}));
    ck_assert(stand(&one, "C1", STANDING_ADOPTED, NULL));
    ck_assert_ptr_nonnull(
        wish(&one, &(struct wish){.verb = WISH_HOLD, .entry = "R2", .held = true}));
    struct adoption adoption;
    adoption_read(session_record(one.session), &adoption);
    ck_assert_uint_eq(adoption.texts.count, COUNT(order));
    for (size_t i = 0; i < COUNT(order); i++) {
        const struct entry *text = adoption.texts.items[i];
        ck_assert_str_eq(text->shown, order[i]);
        bool in_bloc = strcmp(text->shown, "C1") != 0 && strcmp(text->shown, "R2") != 0;
        ck_assert(adoption_is_in_bloc(text) == in_bloc);
    }
    ck_assert_uint_eq(adoption.left, 5);
    ck_assert_uint_eq(adoption.held, 1);
    ck_assert_uint_eq(adoption.counts[STANDING_ADOPTED], 1);
    ck_assert_int_eq(adoption_time_each(&adoption, 12 * MSEC_MINUTE), 144000);
    ck_assert_int_eq(adoption_time_each(&adoption, -1), 0);
    adoption_finish(&adoption);
    teardown();
}
END_TEST

/* Events of one action: undo takes them all, one after the other, and no more. */
START_TEST(test_together)
{
    setup();
    for (unsigned i = 0; i < 4; i++)
        add(&one, ENTRY_RECOMMENDATION, "x");
    ck_assert(stand(&one, "R1", STANDING_ADOPTED, NULL));
    const struct event *alone =
        wish(&one, &(struct wish){.verb = WISH_STAND, .entry = "R2", .standing = STANDING_ADOPTED});
    const struct event *with = NULL;
    for (unsigned i = 0; i < 2; i++) {
        struct wish adopt = {.verb = WISH_STAND,
                             .entry = i == 0 ? "R3" : "R4",
                             .standing = STANDING_ADOPTED,
                             .together = alone->id};
        with = wish(&one, &adopt);
        ck_assert(session_events_are_together(with, alone));
    }
    const struct logged *target = session_undo_target(one.session, &one.actor.writer, &one.refusal);
    ck_assert_ptr_eq(target->event, with);
    for (unsigned i = 0; i < 3; i++) {
        target = session_undo_target(one.session, &one.actor.writer, &one.refusal);
        ck_assert(session_events_are_together(target->event, alone));
        ck_assert(laptop_do(&one, WISH_UNDO));
    }
    target = session_undo_target(one.session, &one.actor.writer, &one.refusal);
    ck_assert(!session_events_are_together(target->event, alone));
    teardown();
}
END_TEST

SUITE("core/adoption", test_every_way, test_only_outcomes, test_what_must_be_said,
      test_adopted_text_stays_in_force, test_reservations_add_up, test_what_the_room_saw_is_adopted,
      test_unknown_digest_is_void, test_put_is_in_nobodys_way, test_list, test_together)
