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

static void send(const struct laptop *from, struct laptop *to)
{
    for (size_t i = 0; i < from->written.count; i++)
        laptop_receive(to, from->written.items[i]);
}

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
    laptop_at(laptop, laptop->actor.now.wall + 1000);
    const struct event *event = laptop_wish(laptop, &wished, NULL);
    ck_assert_msg(event != NULL, "%s", laptop_why(laptop));
    return event;
}

static const struct event *amend(struct laptop *laptop, const char *text)
{
    return wish(laptop, (struct wish){.verb = WISH_AMEND, .entry = "R1", .fields = {.text = text}});
}

static const struct entry *entry_of(const struct laptop *laptop)
{
    return session_record(laptop->session)->entries.items[0];
}

/* R1 is there on both, "First."; then each goes its way. */
static void setup(void)
{
    programme = programme_sou88();
    laptop_init(&one, programme, 1, 1, at(8, 50));
    laptop_init(&other, programme, 2, 2, at(8, 50));
    wish(&one, (struct wish){
                   .verb = WISH_ADD, .kind = ENTRY_RECOMMENDATION, .fields = {.text = "First."}});
    meet();
}

static void teardown(void)
{
    laptop_finish(&one);
    laptop_finish(&other);
    programme_free(programme);
}

/* The texts of the heads, in order: "a|b". */
static void assert_heads(const char *expected)
{
    struct buf heads = {0};
    const struct entry *entry = entry_of(&one);
    size_t count = 0;
    for (size_t i = 0; i < entry->versions.count; i++) {
        const struct version *version = &entry->versions.items[i];
        if (!version->head)
            continue;
        buf_add_format(&heads, "%s%s", count > 0 ? "|" : "", version->text);
        count++;
    }
    ck_assert_str_eq(buf_text(&heads), expected);
    ck_assert_uint_eq(count, entry->heads);
    ck_assert_int_eq(entry_is_unsettled(entry), count > 1);
    const struct version *last = &entry->versions.items[entry->versions.count - 1];
    ck_assert(last->head);
    ck_assert_str_eq(last->text, entry->text);
    buf_finish(&heads);
}

START_TEST(test_one_after_the_other)
{
    setup();
    amend(&one, "By one.");
    meet();
    laptop_at(&other, at(9, 0));
    amend(&other, "By other.");
    meet();
    assert_heads("By other.");
    ck_assert(!entry_of(&one)->versions.items[1].concurrent);
    teardown();
}
END_TEST

START_TEST(test_side_by_side)
{
    setup();
    amend(&one, "By one.");
    laptop_at(&other, at(9, 0));
    amend(&other, "By other.");
    amend(&other, "By other, again.");
    meet();
    assert_heads("By one.|By other, again.");
    laptop_at(&one, at(9, 5));
    amend(&one, "Current, amended."); /* no choice */
    assert_heads("By one.|Current, amended.");
    const struct event_id first = entry_of(&one)->versions.items[1].event->id;
    wish(&one, (struct wish){.verb = WISH_SETTLE, .entry = "R1", .target = first});
    assert_heads("By one.");
    ck_assert_uint_eq(entry_of(&one)->versions.count, 6);
    meet();
    ck_assert(laptop_do(&one, WISH_UNDO));
    assert_heads("By one.|Current, amended.");
    wish(&one,
         (struct wish){.verb = WISH_SETTLE, .entry = "R1"}); /* the current one, as it stands */
    assert_heads("Current, amended.");
    meet();
    laptop_at(&one, at(9, 10));
    struct wish again = {.verb = WISH_SETTLE, .entry = "R1"};
    ck_assert(laptop_wish(&one, &again, NULL) == NULL);
    ck_assert_str_eq(laptop_why(&one), "There is nothing to choose: R1 has one version");
    teardown();
}
END_TEST

/* Both choose, each another one: that is once more two, until somebody chooses. */
START_TEST(test_two_choices)
{
    setup();
    amend(&one, "By one.");
    laptop_at(&other, at(9, 0));
    amend(&other, "By other.");
    meet();
    laptop_at(&one, at(9, 1));
    wish(&one, (struct wish){.verb = WISH_SETTLE, .entry = "R1", .fields = {.text = "Mine."}});
    wish(&other, (struct wish){.verb = WISH_SETTLE, .entry = "R1", .fields = {.text = "Ours."}});
    meet();
    assert_heads("Ours.|Mine.");
    laptop_at(&one, at(9, 5));
    wish(&one, (struct wish){.verb = WISH_SETTLE, .entry = "R1", .fields = {.text = "So be it."}});
    meet();
    assert_heads("So be it.");
    teardown();
}
END_TEST

/* Made on an amendment that is undone: made on what that was made on. */
START_TEST(test_undone_base)
{
    setup();
    amend(&one, "By one.");
    meet();
    laptop_at(&other, at(9, 0));
    amend(&other, "By other.");
    laptop_at(&one, at(8, 55));
    ck_assert(laptop_do(&one, WISH_UNDO)); /* before that came */
    assert_heads("First.");
    meet();
    assert_heads("By other.");
    ck_assert_uint_eq(entry_of(&one)->versions.count, 2);
    teardown();
}
END_TEST

/* A laptop two days ahead, whose text is amended by one that is not: the amendment is current. */
START_TEST(test_clock_ahead)
{
    setup();
    laptop_at(&other, at(9, 0) + 2 * MSEC_DAY);
    amend(&other, "Two days ahead.");
    send(&other, &one);
    assert_heads("Two days ahead.");
    laptop_at(&one, at(9, 1));
    const struct event *event = amend(&one, "Today.");
    ck_assert_int_lt(event->hlc.msec, other.written.items[1]->hlc.msec);
    assert_heads("Today.");
    meet();
    struct laptop third;
    laptop_init(&third, programme, 3, 3, at(9, 10));
    for (size_t i = one.written.count; i > 0; i--)
        laptop_receive(&third, one.written.items[i - 1]);
    send(&other, &third);
    ck_assert_str_eq(entry_of(&third)->text, "Today.");
    ck_assert_uint_eq(entry_of(&third)->heads, 1);
    laptop_finish(&third);
    ck_assert(laptop_do(&one, WISH_UNDO));
    assert_heads("Two days ahead.");
    meet();
    teardown();
}
END_TEST

/* Two texts under the same id: which one an amendment was made on nobody can tell. */
START_TEST(test_twins)
{
    setup();
    struct event *fork = event_dup(one.written.items[1]);
    event_set(fork, KEY_TEXT, "Second.");
    amend(&other, "By other.");
    send(&other, &one);
    ck_assert_int_eq(laptop_receive(&one, fork), APPLIED_FORK);
    laptop_receive(&other, fork);
    event_free(fork);
    assert_heads("First.|Second.|By other.");
    laptop_at(&one, at(9, 5));
    wish(&one, (struct wish){.verb = WISH_SETTLE, .entry = "R1", .fields = {.text = "Third."}});
    assert_heads("Third.");
    meet();
    ck_assert(laptop_do(&one, WISH_UNDO));
    assert_heads("First.|Second.|By other.");
    teardown();
}
END_TEST

/* Names that lead in a circle no program wrote; both know the same all the same. */
START_TEST(test_circle)
{
    static const struct {
        const char *text;
        int base;
        int settles;
    } made[] = {{"One.", 4, 0}, {"Two.", 3, 5}, {"Three.", 2, 0}};
    setup();
    for (size_t i = 0; i < 3; i++) {
        struct event *event = event_new(EVENT_ENTRY_AMEND);
        struct event_id id = {.launch = one.actor.launch, .sequence = (uint64_t)made[i].base};
        laptop_at(&one, one.actor.now.wall + 1000);
        event_set_instant(event, &one.actor.now);
        event_set_id(event, KEY_ENTRY, &one.written.items[1]->id);
        event_set_id(event, KEY_BASE, &id);
        id.sequence = (uint64_t)made[i].settles;
        if (made[i].settles > 0)
            event_set_id(event, KEY_SETTLES, &id);
        event_set(event, KEY_TEXT, made[i].text);
        laptop_write_take(&one, event, NULL);
    }
    ck_assert_uint_eq(entry_of(&one)->versions.count, 4);
    for (size_t i = one.written.count; i > 0; i--)
        laptop_receive(&other, one.written.items[i - 1]);
    meet();
    teardown();
}
END_TEST

SUITE("core/entry_versions", test_one_after_the_other, test_side_by_side, test_two_choices,
      test_undone_base, test_clock_ahead, test_twins, test_circle)
