#include <dais/core/attendance.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "laptop.h"
#include "programmes.h"
#include "suite.h"

static struct programme *programme;
static struct laptop one;   /* writer 1 */
static struct laptop other; /* writer 2 */

static void setup(void)
{
    programme = programme_panel(ATTRIBUTION_NAMED);
    msec_t start = zone_instant(programme->zone, programme->date, AT(9, 0));
    laptop_init(&one, programme, 1, 1, start);
    laptop_init(&other, programme, 2, 2, start);
    laptop_receive(&other, one.written.items[0]); /* the launches: who is who */
    laptop_receive(&one, other.written.items[0]);
}

static void teardown(void)
{
    laptop_finish(&one);
    laptop_finish(&other);
    programme_free(programme);
}

/* Done here, and told to the colleague. */
static const struct event *wish(struct laptop *laptop, const struct wish *wish)
{
    const struct event *event = laptop_wish(laptop, wish, NULL);
    ck_assert_msg(event != NULL, "%s", laptop_why(laptop));
    struct laptop *peer = laptop == &one ? &other : &one;
    ck_assert_int_eq(laptop_receive(peer, event), APPLIED);
    return event;
}

static const struct event *count(struct laptop *laptop, const char *slot, int64_t people)
{
    return wish(laptop, &(struct wish){.verb = WISH_PEOPLE_COUNT, .slot = slot, .count = people});
}

/* "s1=54 -=12 most 54", the same on both laptops. */
static const char *counts(void)
{
    static struct buf texts[2];
    const struct laptop *laptops[] = {&one, &other};
    for (size_t i = 0; i < 2; i++) {
        struct slot_counts counts;
        buf_clear(&texts[i]);
        session_counts(laptops[i]->session, &counts);
        for (size_t j = 0; j < counts.list.count; j++)
            buf_add_format(&texts[i], "%s=%" PRId64 " ",
                           counts.list.items[j]->slot != NULL ? counts.list.items[j]->slot : "-",
                           counts.list.items[j]->people);
        buf_add_format(&texts[i], "most %" PRId64,
                       attendance_most(session_attendance(laptops[i]->session)));
        free(counts.list.items);
    }
    ck_assert_str_eq(buf_text(&texts[0]), buf_text(&texts[1]));
    return buf_text(&texts[0]);
}

START_TEST(test_counts)
{
    ck_assert_str_eq(counts(), "most -1");
    ck_assert_str_eq(laptop_say(&one, count(&one, NULL, 12)), "Participants counted: 12");
    wish(&one, &(struct wish){.verb = WISH_START});
    ck_assert_str_eq(laptop_say(&one, count(&one, NULL, 0)),
                     "Participants counted: 0, Session introduction and rules");
    count(&one, "s3", 54);
    count(&other, "s2", 50);
    count(&other, "s2", 48);
    ck_assert_str_eq(counts(), "s1=0 s2=48 s3=54 -=12 most 54");
    ck_assert_ptr_null(laptop_wish(
        &one, &(struct wish){.verb = WISH_PEOPLE_COUNT, .slot = "s2", .count = 48}, NULL));
    ck_assert_str_eq(laptop_why(&one), "Nothing changes: it is noted so already");
}
END_TEST

/* Each slot has its own: who counts in another one stands in nobody's way. */
START_TEST(test_undo)
{
    count(&one, "s2", 40);
    count(&one, "s2", 44);
    count(&other, "s3", 54);
    const struct event *undo = wish(&one, &(struct wish){.verb = WISH_UNDO});
    ck_assert_str_eq(laptop_say(&one, undo), "Undone: participants counted: 44");
    ck_assert_str_eq(counts(), "s2=40 s3=54 most 54");
    wish(&one, &(struct wish){.verb = WISH_UNDO});
    ck_assert_str_eq(counts(), "s3=54 most 54");
    const struct event *redo = wish(&one, &(struct wish){.verb = WISH_REDO});
    ck_assert_str_eq(laptop_say(&one, redo), "Redone: participants counted: 40");
    count(&other, "s2", 41);
    ck_assert_ptr_null(laptop_wish(&one, &(struct wish){.verb = WISH_UNDO}, NULL));
    ck_assert_str_eq(counts(), "s2=41 s3=54 most 54");
}
END_TEST

START_TEST(test_totals)
{
    static const struct {
        const char *person;
        enum person_state state;
    } noted[] = {{"1", PERSON_PRESENT},
                 {"2", PERSON_PRESENT},
                 {"3", PERSON_ABSENT},
                 {"4", PERSON_LATE},
                 {"2", PERSON_REPLACED}};
    for (size_t i = 0; i < sizeof noted / sizeof *noted; i++)
        wish(&one, &(struct wish){.verb = WISH_PERSON_STATE,
                                  .person = noted[i].person,
                                  .state = noted[i].state});
    size_t totals[PERSON_STATE_COUNT];
    attendance_totals(session_attendance(one.session), totals);
    ck_assert_uint_eq(totals[PERSON_PRESENT], 1);
    ck_assert_uint_eq(totals[PERSON_ABSENT], 1);
    ck_assert_uint_eq(totals[PERSON_LATE], 1);
    ck_assert_uint_eq(totals[PERSON_REPLACED], 1);
    ck_assert_uint_eq(totals[PERSON_CONFIRMED] + totals[PERSON_TBC] + 4, programme->people.count);
}
END_TEST

/* What is no number of people does not get into a journal. */
START_TEST(test_form)
{
    static const struct {
        const char *count;
        bool fits;
    } forms[] = {{"0", true},   {"1", true}, {"999999", true}, {"1000000", false}, {"-1", false},
                 {"01", false}, {"", false}, {"many", false},  {"1.5", false}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct event *event = event_new(EVENT_PEOPLE_COUNT);
        struct message why = {0};
        event_set(event, KEY_COUNT, forms[i].count);
        ck_assert_msg(event_check(event, &why) == forms[i].fits, "%s", forms[i].count);
        message_finish(&why);
        event_free(event);
    }
}
END_TEST

SUITE_WITH("core/attendance", setup, teardown, test_counts, test_undo, test_totals, test_form)
