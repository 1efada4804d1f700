#include <dais/core/session.h>

#include <stdlib.h>
#include <string.h>

#include "laptop.h"
#include "programmes.h"
#include "suite.h"

static struct programme *programme;
static struct laptop one;   /* writer 1 */
static struct laptop other; /* writer 2 */

static msec_t at(int hour, int minute)
{
    return zone_instant(programme->zone, programme->date, hour * 60 + minute);
}

static void setup(void)
{
    programme = programme_sou88();
    laptop_init(&one, programme, 1, 1, at(8, 50));
    laptop_init(&other, programme, 2, 2, at(8, 50));
}

static void teardown(void)
{
    laptop_finish(&one);
    laptop_finish(&other);
    programme_free(programme);
}

static void tick(struct laptop *laptop)
{
    laptop_at(laptop, laptop->actor.now.wall + 1000);
}

static void send(const struct laptop *from, struct laptop *to)
{
    for (size_t i = 0; i < from->written.count; i++)
        laptop_receive(to, from->written.items[i]);
}

/* Each gets what the other wrote; then they know the same. */
static void meet(void)
{
    struct buf first = {0};
    struct buf second = {0};
    send(&one, &other);
    send(&other, &one);
    session_dump(one.session, at(10, 0), true, &first);
    session_dump(other.session, at(10, 0), true, &second);
    ck_assert_str_eq(buf_text(&first), buf_text(&second));
    buf_finish(&first);
    buf_finish(&second);
}

static const struct event *wish(struct laptop *laptop, struct wish wished)
{
    tick(laptop);
    return laptop_wish(laptop, &wished, NULL);
}

#define DO(laptop, ...)                                                                            \
    ck_assert_msg(wish(laptop, (struct wish){__VA_ARGS__}) != NULL, "%s", laptop_why(laptop))
#define REFUSED(laptop, said, ...)                                                                 \
    do {                                                                                           \
        ck_assert(wish(laptop, (struct wish){__VA_ARGS__}) == NULL);                               \
        ck_assert_str_eq(laptop_why(laptop), said);                                                \
    } while (0)

static void add(struct laptop *laptop, const char *text)
{
    DO(laptop, .verb = WISH_ADD, .kind = ENTRY_RECOMMENDATION, .fields = {.text = text});
}

static void merge(struct laptop *laptop, const char *entry, const char *into)
{
    DO(laptop, .verb = WISH_MERGE, .entry = entry, .into = into);
}

static const struct entry *find(const struct laptop *laptop, const char *name)
{
    const struct entry *found[2];
    ck_assert_uint_eq(record_find(session_record(laptop->session), name, found), 1);
    return found[0];
}

/* Where an entry went: its number, or "" where it is in force. */
static const char *went(const char *name)
{
    const struct entry *entry = find(&one, name);
    ck_assert_int_eq(entry->merged_into != NULL, entry->standing == STANDING_WITHDRAWN);
    return entry->merged_into != NULL ? entry->merged_into->shown : "";
}

/* The numbers of all entries, in the order of the record. */
static void assert_order(const char *expected)
{
    struct buf order = {0};
    const struct record *record = session_record(one.session);
    for (size_t i = 0; i < record->entries.count; i++)
        buf_add_format(&order, "%s%s", i > 0 ? " " : "", record->entries.items[i]->shown);
    ck_assert_str_eq(buf_text(&order), expected);
    buf_finish(&order);
}

static void assert_merged(const char *name, const char *expected)
{
    struct buf merged = {0};
    const struct entry *entry = find(&one, name);
    for (size_t i = 0; i < entry->merged.count; i++)
        buf_add_format(&merged, "%s%s", i > 0 ? " " : "", entry->merged.items[i]->shown);
    ck_assert_str_eq(buf_text(&merged), expected);
    buf_finish(&merged);
}

START_TEST(test_merge)
{
    setup();
    for (int i = 0; i < 4; i++)
        add(&one, "Fund it.");
    merge(&one, "R2", "R1");
    ck_assert_str_eq(went("R2"), "R1");
    assert_merged("R1", "R2");
    REFUSED(&one, "R2 was merged into R1", .verb = WISH_AMEND, .entry = "R2",
            .fields = {.text = "x"});
    REFUSED(&one, "R2 was merged into R1", .verb = WISH_MERGE, .entry = "R2", .into = "R3");
    REFUSED(&one, "R2 was merged into R1 already", .verb = WISH_MERGE, .entry = "R1",
            .into = "R2");
    merge(&one, "R1", "R3"); /* a chain */
    ck_assert_str_eq(went("R1"), "R3");
    ck_assert_str_eq(went("R2"), "R3");
    assert_merged("R3", "R2 R1");
    assert_merged("R1", "");
    merge(&one, "R4", "R2"); /* goes where R2 went */
    ck_assert_str_eq(went("R4"), "R3");
    for (const char *const *left = (const char *const[]){"R2 R1", "R2", "", NULL}; *left != NULL;
         left++) {
        ck_assert(laptop_do(&one, WISH_UNDO));
        const struct entry *end = find(&one, strcmp(*left, "R2") == 0 ? "R1" : "R3");
        assert_merged(end->shown, *left);
    }
    ck_assert_str_eq(went("R2"), "");
    ck_assert(laptop_do(&one, WISH_REDO));
    ck_assert_str_eq(went("R2"), "R1");
    DO(&one, .verb = WISH_STAND, .entry = "R2", .standing = STANDING_DRAFT, .why = "another one");
    ck_assert_str_eq(went("R2"), "");
    teardown();
}
END_TEST

START_TEST(test_merge_crosswise)
{
    setup();
    add(&one, "Fund it.");
    add(&one, "Fund this.");
    send(&one, &other);
    laptop_at(&other, at(9, 0)); /* the later event */
    laptop_at(&one, at(8, 59));
    merge(&other, "R1", "R2");
    merge(&one, "R2", "R1");
    meet();
    ck_assert_str_eq(went("R2"), "R1");
    ck_assert_str_eq(went("R1"), "");
    const struct event_id second = {.launch = other.actor.launch, .sequence = 2};
    ck_assert(session_log_find(one.session, &second)->idle);
    DO(&one, .verb = WISH_STAND, .entry = "R1", .standing = STANDING_ADOPTED);
    ck_assert_int_eq(find(&one, "R1")->standing, STANDING_ADOPTED);
    ck_assert(laptop_do(&one, WISH_UNDO));
    ck_assert(laptop_do(&one, WISH_UNDO)); /* then the other one holds */
    meet();
    ck_assert_str_eq(went("R1"), "R2");
    ck_assert_str_eq(went("R2"), "");
    laptop_at(&other, at(9, 30));
    ck_assert(laptop_do(&other, WISH_UNDO));
    meet();
    ck_assert_str_eq(went("R1"), "");
    ck_assert_str_eq(went("R2"), "");
    teardown();
}
END_TEST

/* What the room adopted stays, whichever of the two was first. */
START_TEST(test_merge_and_adoption)
{
    for (int later = 0; later < 2; later++) {
        setup();
        add(&one, "Fund it.");
        add(&one, "Fund this.");
        send(&one, &other);
        laptop_at(&one, at(9, 1));
        laptop_at(&other, at(9, later ? 2 : 0));
        DO(&one, .verb = WISH_STAND, .entry = "R2", .standing = STANDING_ADOPTED);
        merge(&other, "R2", "R1");
        meet();
        ck_assert_int_eq(find(&one, "R2")->standing, STANDING_ADOPTED);
        ck_assert_ptr_null(find(&one, "R2")->merged_into);
        laptop_at(&one, at(9, 5));
        REFUSED(&one, "R2 is adopted; reopen it before it is merged away", .verb = WISH_MERGE,
                .entry = "R2", .into = "R1");
        DO(&one, .verb = WISH_STAND, .entry = "R2", .standing = STANDING_PROPOSED,
           .why = "once more");
        ck_assert_str_eq(went("R2"), "");
        merge(&one, "R2", "R1");
        ck_assert_str_eq(went("R2"), "R1");
        teardown();
    }
}
END_TEST

/* The merge comes before the entry that stays: nothing goes away until that one is there. */
START_TEST(test_merge_waits)
{
    setup();
    add(&one, "Fund it.");
    send(&one, &other);
    laptop_at(&one, at(9, 0));
    add(&one, "Fund this.");
    laptop_at(&other, at(9, 5));
    send(&one, &other);
    merge(&other, "R1", "R2");
    struct laptop third;
    laptop_init(&third, programme, 3, 3, at(9, 10));
    laptop_receive(&third, one.written.items[0]);
    laptop_receive(&third, one.written.items[1]);
    send(&other, &third);
    ck_assert_int_eq(find(&third, "R1")->standing, STANDING_DRAFT);
    send(&one, &third);
    ck_assert_int_eq(find(&third, "R1")->standing, STANDING_WITHDRAWN);
    ck_assert_ptr_eq(find(&third, "R1")->merged_into, find(&third, "R2"));
    laptop_finish(&third);
    teardown();
}
END_TEST

START_TEST(test_order)
{
    setup();
    for (int i = 0; i < 4; i++)
        add(&one, "Fund it.");
    assert_order("R1 R2 R3 R4");
    DO(&one, .verb = WISH_ORDER, .entry = "R4", .behind = "R1");
    assert_order("R1 R4 R2 R3");
    DO(&one, .verb = WISH_ORDER, .entry = "R3", .behind = "");
    assert_order("R3 R1 R4 R2");
    DO(&one, .verb = WISH_ORDER, .entry = "R3", .behind = "R2");
    assert_order("R1 R4 R2 R3");
    REFUSED(&one, "R3 stands there already", .verb = WISH_ORDER, .entry = "R3", .behind = "R2");
    REFUSED(&one, "R1 stands there already", .verb = WISH_ORDER, .entry = "R1");
    REFUSED(&one, "R1 cannot stand behind itself", .verb = WISH_ORDER, .entry = "R1",
            .behind = "R1");
    add(&one, "The last one.");
    assert_order("R1 R4 R2 R3 R5");
    ck_assert(laptop_do(&one, WISH_UNDO)); /* of the addition */
    ck_assert(laptop_do(&one, WISH_UNDO));
    assert_order("R3 R1 R4 R2 R5");
    ck_assert(laptop_do(&one, WISH_UNDO));
    ck_assert(laptop_do(&one, WISH_UNDO));
    assert_order("R1 R2 R3 R4 R5");
    ck_assert_str_eq(find(&one, "R4")->number, "R4");
    teardown();
}
END_TEST

START_TEST(test_order_of_two_laptops)
{
    setup();
    for (int i = 0; i < 4; i++)
        add(&one, "Fund it.");
    send(&one, &other);
    laptop_at(&one, at(9, 0));
    laptop_at(&other, at(9, 1));
    DO(&other, .verb = WISH_ORDER, .entry = "R1", .behind = "R4");
    DO(&one, .verb = WISH_ORDER, .entry = "R4", .behind = "R1");
    meet();
    assert_order("R4 R1 R2 R3"); /* R1 R4 R2 R3, then R1 behind R4 */
    teardown();
}
END_TEST

static void translate(const char *of, const char *language)
{
    DO(&one, .verb = WISH_ADD, .kind = ENTRY_RECOMMENDATION,
       .fields = {.text = "Financer cela.", .language = language, .translation_of = of});
}

START_TEST(test_translations)
{
    setup();
    add(&one, "Fund it.");
    add(&one, "Fund this.");
    translate("R1", "fr");
    translate("R3", "pt"); /* of the translation */
    ck_assert_ptr_eq(find(&one, "R3")->original, find(&one, "R1"));
    ck_assert_ptr_eq(find(&one, "R4")->original, find(&one, "R1"));
    ck_assert_uint_eq(find(&one, "R1")->translations.count, 2);
    ck_assert_str_eq(find(&one, "R1")->translations.items[1]->shown, "R4");
    merge(&one, "R1", "R2"); /* which says something else */
    ck_assert_ptr_eq(find(&one, "R3")->original, find(&one, "R1"));
    ck_assert_uint_eq(find(&one, "R2")->translations.count, 0);
    ck_assert(laptop_do(&one, WISH_UNDO));
    merge(&one, "R1", "R3"); /* its own translation */
    ck_assert_ptr_null(find(&one, "R3")->original);
    ck_assert_ptr_eq(find(&one, "R4")->original, find(&one, "R3"));
    ck_assert(laptop_do(&one, WISH_UNDO));
    merge(&one, "R1", "R4"); /* one at two removes */
    ck_assert_ptr_null(find(&one, "R4")->original);
    ck_assert_ptr_eq(find(&one, "R3")->original, find(&one, "R4"));
    ck_assert(laptop_do(&one, WISH_UNDO));
    DO(&one, .verb = WISH_AMEND, .entry = "R4", .fields = {.translation_of = "R1"});
    send(&one, &other);
    laptop_at(&other, one.actor.now.wall);
    DO(&one, .verb = WISH_AMEND, .entry = "R3", .fields = {.translation_of = "R4"});
    DO(&other, .verb = WISH_AMEND, .entry = "R4", .fields = {.translation_of = "R3"});
    meet(); /* a ring that neither saw */
    ck_assert_ptr_null(find(&one, "R3")->original);
    ck_assert_ptr_null(find(&one, "R4")->original);
    ck_assert_uint_eq(find(&one, "R1")->translations.count, 0);
    teardown();
}
END_TEST

SUITE("core/session_ties", test_merge, test_merge_crosswise, test_merge_and_adoption,
      test_merge_waits, test_order, test_order_of_two_laptops, test_translations)
