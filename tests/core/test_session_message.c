#include <dais/core/session.h>

#include <string.h>

#include "laptop.h"
#include "programmes.h"
#include "suite.h"

static struct programme *programme;
static struct laptop one;
static struct laptop other;

static msec_t at(int second)
{
    return zone_instant(programme->zone, programme->date, AT(9, 0)) + second * MSEC_SECOND;
}

/* The first slot is `named`, the others are under the rule. */
static void setup(enum attribution rule)
{
    programme = programme_sou88();
    programme->attribution = rule;
    for (size_t i = 1; i < programme->slots.count; i++)
        programme->slots.items[i].attribution = rule;
    array_push(&programme->people, ((struct person){.key = "pyne", .name = "Samuel Pyne"}));
    laptop_init(&one, programme, 1, 1, at(0));
    laptop_init(&other, programme, 2, 2, at(0));
}

static void teardown(void)
{
    laptop_finish(&one);
    laptop_finish(&other);
    programme_free(programme);
}

static const struct event *send(struct laptop *laptop, int second, const char *text, msec_t span)
{
    laptop_at(laptop, at(second));
    struct wish wish = {.verb = WISH_MESSAGE, .fields = {.text = text}, .span = span};
    return laptop_wish(laptop, &wish, NULL);
}

/* The message at a second, with its end: "Two minutes until 60"; "": none. */
static void assert_shown(const struct laptop *laptop, int second, const char *expected)
{
    struct instant now = {.wall = at(second), .boot = at(second)};
    msec_t until = MSEC_NONE;
    const char *text = session_message(laptop->session, &now, &until);
    struct buf shown = {0};
    if (text != NULL)
        buf_add_format(&shown, "%s until %lld", text, (long long)((until - at(0)) / 1000));
    else
        ck_assert_int_eq(until, MSEC_NONE);
    ck_assert_msg(strcmp(buf_text(&shown), expected) == 0, "%d s: %s", second, buf_text(&shown));
    buf_finish(&shown);
}

/* A minute by itself, as long as was said, the newest alone, and taken away. */
START_TEST(test_shown)
{
    setup(ATTRIBUTION_NAMED);
    assert_shown(&one, 0, "");
    ck_assert_ptr_nonnull(send(&one, 0, "Two minutes", 0));
    assert_shown(&one, 0, "Two minutes until 60");
    assert_shown(&one, 59, "Two minutes until 60");
    assert_shown(&one, 60, "");
    ck_assert_ptr_nonnull(send(&one, 70, "Please speak up", 5 * MSEC_MINUTE));
    assert_shown(&one, 300, "Please speak up until 370");
    ck_assert_ptr_nonnull(send(&one, 300, "Thank you", 10 * MSEC_SECOND));
    assert_shown(&one, 305, "Thank you until 310");
    assert_shown(&one, 310, "");
    ck_assert_ptr_nonnull(send(&one, 320, "One more", 0));
    ck_assert_ptr_nonnull(send(&one, 330, " \n", 0));
    assert_shown(&one, 330, "");
    ck_assert_ptr_null(send(&one, 340, "", 0));
    ck_assert_str_eq(laptop_why(&one), "No message is shown to the speaker");
    teardown();
}
END_TEST

/* One line, cleaned; a span that no message has is refused. */
START_TEST(test_decided)
{
    setup(ATTRIBUTION_NAMED);
    const struct event *event = send(&one, 0, " Two\nminutes\x1b[2J, please \n", 90 * MSEC_SECOND);
    ck_assert_str_eq(event_text(event, KEY_TEXT), "Two minutes\xEF\xBF\xBD[2J, please");
    ck_assert_int_eq(event_number(event, KEY_SPAN), 90 * MSEC_SECOND);
    ck_assert_str_eq(laptop_say(&one, event),
                     "Message to the speaker: Two minutes\xEF\xBF\xBD[2J, please");
    ck_assert_ptr_null(send(&one, 1, "Long", MSEC_DAY + 1));
    ck_assert_str_eq(laptop_why(&one), "That is more than a day");
    ck_assert_str_eq(laptop_say(&one, send(&one, 2, "", 0)),
                     "The message to the speaker is taken away");
    ck_assert(!laptop_do(&one, WISH_UNDO));
    teardown();
}
END_TEST

/* Any writer sends, whoever holds the clock; a clock that is set back hides it, a little does not.
 */
START_TEST(test_others)
{
    setup(ATTRIBUTION_NAMED);
    ck_assert(laptop_do(&one, WISH_START));
    laptop_receive(&other, one.written.items[one.written.count - 1]);
    ck_assert_ptr_nonnull(send(&other, 30, "Two minutes", 0));
    laptop_receive(&one, other.written.items[other.written.count - 1]);
    assert_shown(&one, 40, "Two minutes until 90");
    assert_shown(&one, 0, "Two minutes until 90");
    assert_shown(&one, -120, "");
    teardown();
}
END_TEST

/* The newest is the one sent last, also where an earlier one of another laptop arrives after it. */
START_TEST(test_late_arrival)
{
    setup(ATTRIBUTION_NAMED);
    ck_assert_ptr_nonnull(send(&other, 10, "Two minutes", 0));
    ck_assert_ptr_nonnull(send(&one, 20, "One minute", 0));
    laptop_receive(&one, other.written.items[other.written.count - 1]);
    assert_shown(&one, 30, "One minute until 80");
    laptop_receive(&other, one.written.items[one.written.count - 1]);
    assert_shown(&other, 30, "One minute until 80");
    teardown();
}
END_TEST

/* Under the rule names are refused, or kept deliberately; the rule is that of the running slot. */
START_TEST(test_names)
{
    setup(ATTRIBUTION_CHATHAM_HOUSE);
    ck_assert_ptr_null(send(&one, 1, "Samuel Pyne, please", 0));
    ck_assert_int_eq(one.refusal.kind, REFUSED_NAMES);
    assert_shown(&one, 1, "");
    struct wish wish = {
        .verb = WISH_MESSAGE, .fields = {.text = "Samuel Pyne, please"}, .keep_names = true};
    const struct event *event = laptop_wish(&one, &wish, NULL);
    ck_assert_str_eq(event_text(event, KEY_KEPT_NAMES), "yes");
    ck_assert(laptop_do(&one, WISH_START)); /* s1 is named */
    ck_assert_ptr_nonnull(send(&one, 2, "Samuel Pyne, please", 0));
    teardown();
}
END_TEST

SUITE("core/session_message", test_shown, test_decided, test_others, test_late_arrival, test_names)
