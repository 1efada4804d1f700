#include <dais/core/session.h>

#include <string.h>

#include "laptop.h"
#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct programme *programme;
static struct laptop one;  /* writer 1, launch 1 */
static struct laptop twin; /* writer 1, launch 3: the same user's second screen */

static msec_t at(int hour, int minute)
{
    return zone_instant(programme->zone, programme->date, hour * 60 + minute);
}

/* The panel runs since 09:15; it is 10:42. */
static void setup(void)
{
    programme = programme_sou88();
    laptop_init(&one, programme, 1, 1, at(8, 50));
    laptop_init(&twin, programme, 1, 3, at(8, 50));
    laptop_at(&one, at(9, 0));
    ck_assert(laptop_do(&one, WISH_START));
    laptop_at(&one, at(9, 15));
    ck_assert(laptop_do(&one, WISH_NEXT));
    laptop_at(&one, at(10, 42) + 400);
}

static void teardown(void)
{
    laptop_finish(&one);
    laptop_finish(&twin);
    programme_free(programme);
}

static const struct event *replan(struct laptop *laptop, enum plan plan, const char *why)
{
    const struct wish wish = {.verb = WISH_REPLAN, .plan = plan, .why = why};
    return laptop_wish(laptop, &wish, NULL);
}

static void send(const struct laptop *from, struct laptop *to)
{
    for (size_t i = 0; i < from->written.count; i++)
        laptop_receive(to, from->written.items[i]);
}

START_TEST(test_the_event_says_all)
{
    const struct event *event = replan(&one, PLAN_COMPRESS, " the room\ncloses ");
    ck_assert_ptr_nonnull(event);
    ck_assert_int_eq(event->op, EVENT_PLAN_CHANGE);
    ck_assert_str_eq(event_text(event, KEY_FROM), "s2");
    ck_assert_str_eq(event_text(event, KEY_PLAN), "compress");
    ck_assert_str_eq(event_text(event, KEY_LENGTHS), "s3=1620000 s4=1620000 s5=2400000 s6=840000");
    ck_assert_str_eq(event_text(event, KEY_LATE), "0");
    ck_assert_str_eq(event_text(event, KEY_WHY), "the room closes");
    ck_assert_int_eq(event->at, at(10, 42)); /* the whole second */
    ck_assert_str_eq(laptop_say(&one, event),
                     "Replanned: what follows is compressed – the room closes");
    const struct timekeeper *timekeeper = session_timekeeper(one.session);
    ck_assert_int_eq(timekeeper->slots.items[4].allotted, 40 * MSEC_MINUTE);
    ck_assert_int_eq(timekeeper->slots.items[4].lost, 5 * MSEC_MINUTE);
}
END_TEST

START_TEST(test_sentences)
{
    static const char *const says[][3] = {
        [PLAN_SHIFT] = {"Replanned: lengths stay", "Undone: lengths stay", "Redone: lengths stay"},
        [PLAN_ABSORB] = {"Replanned: absorbed in the breaks", "Undone: absorbed in the breaks",
                         "Redone: absorbed in the breaks"},
        [PLAN_COMPRESS] = {"Replanned: what follows is compressed",
                           "Undone: what follows is compressed",
                           "Redone: what follows is compressed"},
    };
    for (unsigned plan = 0; plan < PLAN_COUNT; plan++) {
        const struct event *event = replan(&one, (enum plan)plan, NULL);
        ck_assert_str_eq(laptop_say(&one, event), says[plan][0]);
        for (size_t i = 1; i < 3; i++) {
            const struct wish wish = {.verb = i == 1 ? WISH_UNDO : WISH_REDO};
            event = laptop_wish(&one, &wish, NULL);
            ck_assert_str_eq(laptop_say(&one, event), says[plan][i]);
        }
        ck_assert(laptop_do(&one, WISH_UNDO));
    }
}
END_TEST

START_TEST(test_refused)
{
    static const struct {
        int hour, minute;
        enum plan plan;
        const char *why;
    } cases[] = {
        {10, 20, PLAN_SHIFT, "Nothing to replan: the day ends in time"},
        {10, 20, PLAN_ABSORB, "Nothing to replan: the day ends in time"},
        {10, 20, PLAN_COMPRESS, "Nothing to replan: the day ends in time"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        laptop_at(&one, at(cases[i].hour, cases[i].minute));
        ck_assert_ptr_null(replan(&one, cases[i].plan, NULL));
        ck_assert_str_eq(laptop_why(&one), cases[i].why);
    }
    laptop_at(&one, at(10, 42));
    ck_assert_ptr_nonnull(replan(&one, PLAN_SHIFT, NULL));
    ck_assert_ptr_null(replan(&one, PLAN_SHIFT, NULL));
    ck_assert_str_eq(laptop_why(&one), "Nothing to replan: this end is accepted already");
    ck_assert(laptop_do(&one, WISH_NEXT)); /* the break gives of what is left of it */
    ck_assert_ptr_nonnull(replan(&one, PLAN_ABSORB, NULL));
    ck_assert(laptop_do(&one, WISH_UNDO));
    laptop_at(&one, at(11, 12));
    ck_assert(laptop_do(&one, WISH_NEXT));
    ck_assert_ptr_null(replan(&one, PLAN_ABSORB, NULL));
    ck_assert_str_eq(laptop_why(&one),
                     "Nothing to replan: no break can give a minute that would help");
    laptop_at(&one, at(12, 30));
    ck_assert_ptr_nonnull(replan(&one, PLAN_COMPRESS, NULL));
    ck_assert_ptr_null(replan(&one, PLAN_COMPRESS, NULL));
    ck_assert_str_eq(laptop_why(&one),
                     "Nothing to replan: no later slot can give a minute that would help");
    for (int i = 0; i < 2; i++)
        ck_assert(laptop_do(&one, WISH_NEXT));
    ck_assert_ptr_null(replan(&one, PLAN_SHIFT, NULL));
    ck_assert_str_eq(laptop_why(&one), "Nothing to replan: no slot is left on this day");
    ck_assert(laptop_do(&one, WISH_END));
    ck_assert_ptr_null(replan(&one, PLAN_SHIFT, NULL));
    ck_assert_str_eq(laptop_why(&one), "The session has ended; reopen it first");
    laptop_at(&one, at(9, 0) + 30 * MSEC_DAY);
    ck_assert_ptr_null(replan(&one, PLAN_SHIFT, NULL));
    ck_assert_int_eq(one.refusal.kind, REFUSED_OTHER_DAY);
}
END_TEST

START_TEST(test_names_in_the_reason)
{
    struct person person = {.key = "pyne", .name = "Samuel Pyne"};
    teardown();
    programme = programme_sou88();
    array_push(&programme->people, person);
    programme->attribution = ATTRIBUTION_CHATHAM_HOUSE;
    laptop_init(&one, programme, 1, 1, at(8, 50));
    laptop_init(&twin, programme, 1, 3, at(8, 50));
    laptop_at(&one, at(9, 20));
    ck_assert_ptr_null(replan(&one, PLAN_ABSORB, "Samuel Pyne has to leave"));
    ck_assert_int_eq(one.refusal.kind, REFUSED_NAMES);
    const struct wish kept = {.verb = WISH_REPLAN,
                              .plan = PLAN_ABSORB,
                              .why = "Samuel Pyne has to leave",
                              .keep_names = true};
    const struct event *event = laptop_wish(&one, &kept, NULL);
    ck_assert_str_eq(event_text(event, KEY_KEPT_NAMES), "yes");
}
END_TEST

/* Undone, everything is as it was; redone, as it was before that; replayed, the same. */
START_TEST(test_undo_and_replay)
{
    for (unsigned plan = 0; plan < PLAN_COUNT; plan++) {
        BUF_LOCAL struct buf before = {0}, taken = {0}, undone = {0}, redone = {0}, replayed = {0};
        msec_t now = one.actor.now.wall;
        session_dump(one.session, now, false, &before);
        ck_assert_ptr_nonnull(replan(&one, (enum plan)plan, NULL));
        session_dump(one.session, now, false, &taken);
        ck_assert_str_ne(buf_text(&taken), buf_text(&before));
        ck_assert(laptop_do(&one, WISH_UNDO));
        session_dump(one.session, now, false, &undone);
        ck_assert_str_eq(buf_text(&undone), buf_text(&before));
        ck_assert(laptop_do(&one, WISH_REDO));
        session_dump(one.session, now, false, &redone);
        ck_assert_str_eq(buf_text(&redone), buf_text(&taken));
        send(&one, &twin);
        session_dump(twin.session, now, false, &replayed);
        ck_assert_str_eq(buf_text(&replayed), buf_text(&taken));
        ck_assert(laptop_do(&one, WISH_UNDO));
    }
}
END_TEST

/* Two screens at once: the plan expects the slot that ran, and slots that wait. */
START_TEST(test_two_at_once)
{
    send(&one, &twin);
    laptop_at(&twin, one.actor.now.wall);
    ck_assert(laptop_do(&one, WISH_NEXT));
    ck_assert_ptr_nonnull(replan(&twin, PLAN_COMPRESS, NULL));
    const struct event *plan = twin.written.items[twin.written.count - 1];
    laptop_receive(&one, twin.written.items[0]);
    enum applied applied = laptop_receive(&one, plan);
    const struct event *next = one.written.items[one.written.count - 1];
    bool plan_first = event_compare(plan, next) < 0;
    ck_assert_int_eq(applied, plan_first ? APPLIED : APPLIED_VOID);
    laptop_receive(&twin, next);
    BUF_LOCAL struct buf here = {0}, there = {0};
    session_dump(one.session, at(11, 0), true, &here);
    session_dump(twin.session, at(11, 0), true, &there);
    ck_assert_str_eq(buf_text(&here), buf_text(&there));
}
END_TEST

/* Slots that have other ids now get their lengths all the same; one that is gone takes none. */
START_TEST(test_changed_programme)
{
    struct programme *now = programme_sou88();
    memset(now->digest, 'b', DIGEST_HEX_SIZE - 1);
    teardown();
    programme = programme_sou88();
    memset(programme->digest, 'a', DIGEST_HEX_SIZE - 1);
    now->slots.items[2].id = "coffee";
    now->slots.items[3].id = "s9";
    laptop_init(&one, programme, 1, 1, at(8, 50));
    laptop_init(&twin, now, 1, 3, at(8, 51));
    laptop_at(&one, at(9, 30));
    const struct event *event = replan(&one, PLAN_COMPRESS, NULL);
    ck_assert_ptr_nonnull(event);
    const char *lengths = event_text(event, KEY_LENGTHS);
    ck_assert_ptr_nonnull(strstr(lengths, "s3="));
    send(&one, &twin);
    const struct timekeeper *then = session_timekeeper(one.session);
    const struct timekeeper *after = session_timekeeper(twin.session);
    for (size_t i = 0; i < then->slots.count; i++)
        ck_assert_int_eq(after->slots.items[i].allotted, then->slots.items[i].allotted);
    ck_assert_str_eq(after->slots.items[2].id, "coffee");
    const struct logged *line = session_log_find(twin.session, &event->id);
    ck_assert(!line->is_void);
    ck_assert_str_eq(event_text(line->event, KEY_LENGTHS), lengths); /* the journal stays */
    laptop_finish(&twin);
    programme_free(now);
    laptop_init(&twin, programme, 1, 3, at(8, 50));
}
END_TEST

SUITE_WITH("core/session_plan", setup, teardown, test_the_event_says_all, test_sentences,
           test_refused, test_names_in_the_reason, test_undo_and_replay, test_two_at_once,
           test_changed_programme)
