#include <dais/core/session.h>

#include <stdlib.h>
#include <string.h>

#include "laptop.h"
#include "programmes.h"
#include "suite.h"

static struct programme *programme;
static struct laptop one;   /* writer 1, launch 1 */
static struct laptop other; /* writer 2, launch 2 */

/* A time of the session's day in Kisumu. */
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

/* Everything that `from` wrote and `to` may not have yet. */
static void send(const struct laptop *from, struct laptop *to)
{
    for (size_t i = 0; i < from->written.count; i++)
        laptop_receive(to, from->written.items[i]);
}

static const struct event *add(struct laptop *laptop, enum entry_kind kind, const char *text)
{
    struct wish wish = {.verb = WISH_ADD, .kind = kind, .fields = {.text = text}};
    return laptop_wish(laptop, &wish, NULL);
}

static const struct event *amend(struct laptop *laptop, const char *entry, const char *text)
{
    struct wish wish = {.verb = WISH_AMEND, .entry = entry, .fields = {.text = text}};
    return laptop_wish(laptop, &wish, NULL);
}

static void assert_same(const struct laptop *a, const struct laptop *b)
{
    struct buf first = {0};
    struct buf second = {0};
    session_dump(a->session, at(10, 0), true, &first);
    session_dump(b->session, at(10, 0), true, &second);
    ck_assert_str_eq(buf_text(&first), buf_text(&second));
    buf_finish(&first);
    buf_finish(&second);
}

static const struct entry *entry_at(const struct laptop *laptop, size_t index)
{
    const struct record *record = session_record(laptop->session);
    ck_assert_uint_lt(index, record->entries.count);
    return record->entries.items[index];
}

START_TEST(test_morning)
{
    setup();
    const struct timekeeper *timekeeper = session_timekeeper(one.session);
    laptop_at(&one, at(9, 3) + 640);
    ck_assert(laptop_do(&one, WISH_START));
    ck_assert_int_eq(timekeeper->state, CLOCK_RUNNING);
    ck_assert_int_eq(timekeeper->since.wall, at(9, 3)); /* the whole second */
    laptop_at(&one, at(9, 20));
    ck_assert(laptop_do(&one, WISH_NEXT));
    ck_assert_uint_eq(timekeeper->current, 1);
    const struct event *event = add(&one, ENTRY_CONCLUSION, "Cities lead.");
    ck_assert_str_eq(event_text(event, KEY_NUMBER), "C1");
    ck_assert_str_eq(event_text(event, KEY_SLOT), "s2");
    ck_assert_str_eq(laptop_say(&one, event), "Conclusion saved as C1");
    ck_assert_str_eq(entry_at(&one, 0)->text, "Cities lead.");
    ck_assert(laptop_do(&one, WISH_UNDO));
    ck_assert_int_eq(entry_at(&one, 0)->standing, STANDING_WITHDRAWN);
    ck_assert(laptop_do(&one, WISH_UNDO));
    ck_assert_uint_eq(timekeeper->current, 0);
    ck_assert(!timekeeper->slots.items[0].runs.items[0].ended);
    ck_assert(laptop_do(&one, WISH_REDO));
    ck_assert(laptop_do(&one, WISH_REDO));
    ck_assert_uint_eq(timekeeper->current, 1);
    ck_assert_int_eq(entry_at(&one, 0)->standing, STANDING_DRAFT);
    ck_assert(!laptop_do(&one, WISH_REDO));
    ck_assert_str_eq(laptop_why(&one), "There is nothing to redo");
    teardown();
}
END_TEST

START_TEST(test_copies_and_forks)
{
    setup();
    add(&one, ENTRY_NOTE, "First.");
    size_t count = session_log_count(one.session);
    ck_assert_int_eq(laptop_receive(&one, one.written.items[1]), APPLIED_KNOWN);
    ck_assert_uint_eq(session_log_count(one.session), count);

    struct event *fork = event_dup(one.written.items[1]);
    event_set(fork, KEY_TEXT, "Second.");
    struct event_id id = fork->id;
    ck_assert_int_eq(laptop_receive(&one, fork), APPLIED_FORK);
    ck_assert_uint_eq(session_log_count(one.session), count + 1);
    ck_assert(session_log_find(one.session, &id)->fork);
    const struct entry *entry = entry_at(&one, 0);
    ck_assert_uint_eq(session_record(one.session)->entries.count, 1);
    ck_assert_uint_eq(entry->versions.count, 2); /* both texts are kept, side by side */
    ck_assert(entry->versions.items[0].concurrent && entry->versions.items[1].concurrent);
    ck_assert_str_eq(entry->versions.items[0].text, "First.");
    ck_assert_str_eq(entry->text, "Second.");

    laptop_receive(&other, fork); /* the same, whichever comes first */
    send(&one, &other);
    laptop_receive(&one, other.written.items[0]);
    assert_same(&one, &other);
    event_free(fork);
    teardown();
}
END_TEST

START_TEST(test_late_events)
{
    setup();
    laptop_at(&one, at(9, 0));
    ck_assert(laptop_do(&one, WISH_START));
    add(&one, ENTRY_NOTE, "First.");
    amend(&one, "N1", "First, amended.");
    struct wish withdraw = {.verb = WISH_WITHDRAW, .entry = "N1", .why = "said twice"};
    ck_assert_ptr_nonnull(laptop_wish(&one, &withdraw, NULL));
    ck_assert(laptop_do(&one, WISH_UNDO));
    for (size_t i = one.written.count; i > 0; i--) {
        enum applied applied = laptop_receive(&other, one.written.items[i - 1]);
        /* without what they speak of, and without their first frame, they have no effect yet */
        ck_assert_int_eq(applied, i <= 1 || i == 3 ? APPLIED : APPLIED_VOID);
    }
    laptop_receive(&one, other.written.items[0]);
    ck_assert_str_eq(entry_at(&other, 0)->text, "First, amended.");
    ck_assert_int_eq(entry_at(&other, 0)->standing, STANDING_DRAFT);
    ck_assert_int_eq(session_timekeeper(other.session)->state, CLOCK_RUNNING);
    assert_same(&one, &other);
    teardown();
}
END_TEST

START_TEST(test_missing_first_frame)
{
    setup();
    laptop_at(&one, at(9, 0));
    ck_assert(laptop_do(&one, WISH_START));
    add(&one, ENTRY_NOTE, "Kept.");
    ck_assert_int_eq(laptop_receive(&other, one.written.items[1]), APPLIED_VOID);
    ck_assert_int_eq(laptop_receive(&other, one.written.items[2]), APPLIED);
    ck_assert_int_eq(session_timekeeper(other.session)->state, CLOCK_BEFORE);
    ck_assert_str_eq(entry_at(&other, 0)->text, "Kept.");
    const struct logged *line = session_log_find(other.session, &one.written.items[2]->id);
    ck_assert_str_eq(line->writer.text, "");
    ck_assert_int_eq(laptop_receive(&other, one.written.items[0]), APPLIED);
    ck_assert_int_eq(session_timekeeper(other.session)->state, CLOCK_RUNNING);
    ck_assert_str_eq(line->writer.text, one.actor.writer.text);
    teardown();
}
END_TEST

START_TEST(test_same_number)
{
    setup();
    add(&one, ENTRY_RECOMMENDATION, "Fund learning.");
    add(&other, ENTRY_RECOMMENDATION, "Fund travel.");
    send(&one, &other);
    send(&other, &one);
    assert_same(&one, &other);
    for (size_t i = 0; i < 2; i++) {
        const struct entry *entry = entry_at(&one, i);
        struct buf shown = {0};
        buf_add_format(&shown, "R1-%.3s", entry->id.launch.text);
        ck_assert_str_eq(entry->shown, buf_text(&shown));
        buf_finish(&shown);
    }
    struct wish wish = {.verb = WISH_WITHDRAW, .entry = "r1"};
    ck_assert_ptr_null(laptop_wish(&one, &wish, NULL));
    ck_assert_int_eq(one.refusal.kind, REFUSED_AMBIGUOUS);
    ck_assert_ptr_nonnull(strstr(laptop_why(&one), entry_at(&one, 0)->shown));
    ck_assert_ptr_nonnull(strstr(laptop_why(&one), entry_at(&one, 1)->shown));
    wish.entry = entry_at(&one, 1)->shown;
    ck_assert_ptr_nonnull(laptop_wish(&one, &wish, NULL));
    ck_assert_int_eq(entry_at(&one, 1)->standing, STANDING_WITHDRAWN);
    const struct event *next = add(&one, ENTRY_RECOMMENDATION, "Third.");
    ck_assert_str_eq(event_text(next, KEY_NUMBER), "R2"); /* the number of a withdrawn one stays */
    teardown();
}
END_TEST

/* Launches whose tokens begin with the same letters show more of them. */
START_TEST(test_same_number_same_letters)
{
    setup();
    struct event *event = event_dup(add(&one, ENTRY_NOTE, "First."));
    event->id.launch.text[TOKEN_SIZE - 2] =
        event->id.launch.text[TOKEN_SIZE - 2] == '3' ? '4' : '3';
    laptop_receive(&one, event);
    event_free(event);
    for (size_t i = 0; i < 2; i++) {
        const struct entry *entry = entry_at(&one, i);
        struct buf shown = {0};
        buf_add_format(&shown, "N1-%s", entry->id.launch.text);
        ck_assert_str_eq(entry->shown, buf_text(&shown));
        buf_finish(&shown);
    }
    teardown();
}
END_TEST

START_TEST(test_concurrent_versions)
{
    setup();
    add(&one, ENTRY_NOTE, "First.");
    send(&one, &other);
    laptop_at(&one, at(9, 0));
    laptop_at(&other, at(9, 1));
    amend(&one, "N1", "By one.");
    amend(&other, "N1", "By other.");
    send(&one, &other);
    send(&other, &one);
    assert_same(&one, &other);
    const struct entry *entry = entry_at(&one, 0);
    ck_assert_uint_eq(entry->versions.count, 3);
    ck_assert(!entry->versions.items[0].concurrent);
    ck_assert(entry->versions.items[1].concurrent);
    ck_assert(entry->versions.items[2].concurrent);
    ck_assert(entry_is_unsettled(entry));
    ck_assert_str_eq(entry->text, "By other.");
    laptop_at(&one, at(9, 2));
    amend(&one, "N1", "By one, again."); /* goes on with one of them: no choice */
    ck_assert(entry_is_unsettled(entry));
    struct wish choice = {.verb = WISH_SETTLE, .entry = "N1", .fields = {.text = "By both."}};
    ck_assert_msg(laptop_wish(&one, &choice, NULL) != NULL, "%s", laptop_why(&one));
    ck_assert(!entry_is_unsettled(entry));
    ck_assert_uint_eq(entry->versions.count, 5);
    ck_assert_str_eq(entry->text, "By both.");
    teardown();
}
END_TEST

START_TEST(test_undo_across_writers)
{
    setup();
    laptop_at(&one, at(9, 0));
    ck_assert(laptop_do(&one, WISH_START));
    add(&one, ENTRY_NOTE, "First.");
    send(&one, &other);
    laptop_at(&other, at(9, 1));
    amend(&other, "N1", "By other.");
    send(&other, &one);
    laptop_at(&one, at(9, 2));
    ck_assert(!laptop_do(&one, WISH_UNDO)); /* the note: the other amended it */
    ck_assert_ptr_nonnull(strstr(laptop_why(&one), "has acted on the same since"));
    ck_assert(laptop_do(&other, WISH_UNDO));
    send(&other, &one);
    ck_assert(laptop_do(&one, WISH_UNDO)); /* and took that back */
    ck_assert_int_eq(entry_at(&one, 0)->standing, STANDING_WITHDRAWN);
    ck_assert_str_eq(entry_at(&one, 0)->why, "undone");
    send(&one, &other);
    ck_assert(!laptop_do(&other, WISH_REDO));
    laptop_at(&other, at(9, 3));
    ck_assert(laptop_do(&other, WISH_TAKE));
    send(&other, &one);
    ck_assert(!laptop_do(&one, WISH_UNDO)); /* the start: the other took the clock */
    ck_assert(!laptop_do(&other, WISH_UNDO));
    ck_assert_str_eq(laptop_why(&other), "There is nothing to undo"); /* nor is a taking undone */
    assert_same(&one, &other);
    teardown();
}
END_TEST

/* An undo that meets somebody else's action on its way has no effect. */
START_TEST(test_undo_meets_an_amendment)
{
    setup();
    add(&one, ENTRY_NOTE, "First.");
    send(&one, &other);
    laptop_at(&other, at(9, 1));
    amend(&other, "N1", "By other.");
    laptop_at(&one, at(9, 2));
    ck_assert(laptop_do(&one, WISH_UNDO));
    ck_assert_int_eq(entry_at(&one, 0)->standing, STANDING_WITHDRAWN);
    send(&other, &one);
    send(&one, &other);
    assert_same(&one, &other);
    ck_assert_int_eq(entry_at(&one, 0)->standing, STANDING_DRAFT);
    ck_assert_str_eq(entry_at(&one, 0)->text, "By other.");
    const struct logged *undo = session_log_find(one.session, &one.written.items[2]->id);
    ck_assert(undo->is_void);
    teardown();
}
END_TEST

START_TEST(test_edited_by_hand)
{
    setup();
    struct event *event = event_dup(add(&other, ENTRY_NOTE, "First."));
    event->changed = true;
    laptop_receive(&one, event);
    laptop_receive(&one, other.written.items[0]);
    ck_assert(entry_at(&one, 0)->changed);
    struct wish wish = {.verb = WISH_CONFIRM, .target = event->id};
    ck_assert_ptr_nonnull(laptop_wish(&one, &wish, NULL));
    ck_assert(!entry_at(&one, 0)->changed);
    ck_assert(session_log_find(one.session, &event->id)->confirmed);
    ck_assert_ptr_null(laptop_wish(&one, &wish, NULL)); /* nothing left to confirm */
    /* an intact copy of the same frame needs no confirmation */
    event_free(event);
    event = event_dup(add(&other, ENTRY_NOTE, "Second."));
    event->changed = true;
    laptop_receive(&one, event);
    ck_assert(entry_at(&one, 1)->changed);
    event->changed = false;
    ck_assert_int_eq(laptop_receive(&one, event), APPLIED_KNOWN);
    ck_assert(!entry_at(&one, 1)->changed);
    event_free(event);
    teardown();
}
END_TEST

START_TEST(test_clocks_of_others)
{
    setup();
    struct token writer = one.actor.writer;
    msec_t now = at(9, 0);
    struct hlc own = session_hlc(one.session, &writer, now);
    laptop_at(&other, now + MSEC_HOUR);
    add(&other, ENTRY_NOTE, "An hour ahead.");
    send(&other, &one);
    ck_assert_int_eq(session_hlc(one.session, &writer, now).msec, now + MSEC_HOUR);
    laptop_at(&other, now + 2 * MSEC_DAY);
    add(&other, ENTRY_NOTE, "Two days ahead.");
    send(&other, &one);
    ck_assert_int_eq(session_hlc(one.session, &writer, now).msec, now + MSEC_HOUR);
    ck_assert_int_eq(session_hlc(one.session, &other.actor.writer, now).msec, now + 2 * MSEC_DAY);
    ck_assert_int_eq(session_last_own(one.session, &writer), at(8, 50));
    ck_assert_int_eq(session_last_own(one.session, &other.actor.writer), now + 2 * MSEC_DAY);
    ck_assert(hlc_compare(&own, &(struct hlc){at(8, 50), 0}) == 0);
    struct token nobody = {{0}};
    ck_assert(session_last_own(one.session, &nobody) == MSEC_NONE);
    teardown();
}
END_TEST

START_TEST(test_unknown_op)
{
    setup();
    struct event *event = event_new(EVENT_UNKNOWN);
    event->op_name = arena_text(&event->arena, "room.light");
    event->at = at(9, 0);
    enum applied applied;
    const struct event *kept = laptop_write_take(&one, event, &applied);
    ck_assert_int_eq(applied, APPLIED);
    ck_assert_str_eq(laptop_say(&one, kept), "“room.light”, of another version of the program");
    ck_assert(!laptop_do(&one, WISH_UNDO));
    teardown();
}
END_TEST

/* A frame edited by hand counts until it turns up whole, then as if it had never been there. */
START_TEST(test_edited_then_whole)
{
    setup();
    const struct event *whole = add(&other, ENTRY_NOTE, "First.");
    struct event *edited = event_dup(whole);
    edited->changed = true;
    event_set(edited, KEY_NUMBER, "N7");
    event_set(edited, KEY_TEXT, "Thirst.");
    struct event *again = event_dup(edited);
    event_set(again, KEY_TEXT, "Fist.");
    laptop_receive(&one, other.written.items[0]);
    laptop_receive(&one, edited);
    laptop_receive(&one, again);
    const struct entry *before = entry_at(&one, 0);
    size_t count = session_log_count(one.session), generation = session_generation(one.session);
    ck_assert_uint_eq(before->versions.count, 2); /* of two edited copies nobody knows which */
    ck_assert_int_eq(laptop_receive(&one, whole), APPLIED);
    ck_assert_uint_eq(session_log_count(one.session), count - 1);
    ck_assert_uint_gt(session_generation(one.session), generation);
    ck_assert(!session_log_find(one.session, &whole->id)->fork);
    ck_assert_uint_eq(session_record(one.session)->entries.count, 1);
    ck_assert_uint_eq(entry_at(&one, 0)->versions.count, 1);
    ck_assert_str_eq(entry_at(&one, 0)->text, "First.");
    ck_assert(!entry_at(&one, 0)->changed);
    ck_assert_str_eq(before->shown, "N7"); /* what was lent stays where it is */
    ck_assert_uint_eq(record_highest(session_record(one.session), ENTRY_NOTE), 1);
    generation = session_generation(one.session);
    ck_assert_int_eq(laptop_receive(&one, again), APPLIED_KNOWN);
    ck_assert_uint_eq(session_generation(one.session), generation);
    send(&one, &other);
    assert_same(&one, &other);
    /* the same where many come at once, edited ones first, last and alone */
    struct event *many[] = {event_dup(again), event_dup(other.written.items[0]), event_dup(whole),
                            event_dup(edited), event_dup(one.written.items[0])};
    struct session *session = session_new(session_programme(one.session));
    session_apply_many_take(session, many, sizeof many / sizeof *many);
    ck_assert_uint_eq(session_log_count(session), 3);
    ck_assert_str_eq(session_record(session)->entries.items[0]->text, "First.");
    session_free(session);
    event_free(edited);
    event_free(again);
    teardown();
}
END_TEST

/* The programme changed since: slots are found by id, then by title; what is left is kept. */
START_TEST(test_changed_programme)
{
    static const struct given_slot then[] = {
        {0, AT(9, 0), AT(9, 15), SLOT_OPENING, "Welcome", HARD_NONE},
        {0, AT(9, 15), AT(9, 30), SLOT_PANEL, "Panel", HARD_NONE},
        {0, AT(9, 30), AT(9, 45), SLOT_VISIT, "Visit of the port", HARD_NONE},
    };
    static const struct given_slot now[] = {
        {0, AT(9, 0), AT(9, 15), SLOT_OPENING, "Opening", HARD_NONE},
        {0, AT(9, 15), AT(9, 30), SLOT_PANEL, "PANEL", HARD_NONE},
    };
    struct programme *before = programme_given("EAT-3", "2022-05-18", then, 3);
    struct programme *after = programme_given("EAT-3", "2022-05-18", now, 2);
    memset(before->digest, 'a', DIGEST_HEX_SIZE - 1);
    memset(after->digest, 'b', DIGEST_HEX_SIZE - 1);
    after->slots.items[1].id = "p"; /* the panel has another id now, and another case */
    programme = after;
    laptop_init(&one, before, 1, 1, at(8, 50));
    laptop_init(&other, after, 2, 2, at(8, 51));
    laptop_at(&one, at(9, 0));
    ck_assert(laptop_do(&one, WISH_START));
    laptop_at(&one, at(9, 15));
    ck_assert(laptop_do(&one, WISH_NEXT));
    add(&one, ENTRY_NOTE, "In the panel.");
    struct wish visit = {
        .verb = WISH_ADD, .slot = "visit", .kind = ENTRY_NOTE, .fields = {.text = "At the port."}};
    ck_assert_ptr_nonnull(laptop_wish(&one, &visit, NULL));
    send(&one, &other);
    const struct timekeeper *timekeeper = session_timekeeper(other.session);
    ck_assert_uint_eq(timekeeper->current, 1);
    ck_assert_int_eq(timekeeper->slots.items[0].state, SLOT_DONE);
    ck_assert_str_eq(entry_at(&other, 0)->slot, "p");
    ck_assert_str_eq(entry_at(&other, 1)->slot, "s3");
    const struct logged *line = session_log_find(other.session, &entry_at(&other, 0)->id);
    ck_assert_str_eq(event_text(line->event, KEY_SLOT), "s2"); /* the journal stays as it is */
    struct unmatched_slots unmatched;
    session_unmatched(other.session, &unmatched);
    ck_assert_uint_eq(unmatched.list.count, 1);
    ck_assert_str_eq(unmatched.list.items[0].id, "s3");
    ck_assert_str_eq(unmatched.list.items[0].title, "Visit of the port");
    free(unmatched.list.items);
    /* a fork folds everything again: all stays as it was */
    struct event *fork = event_dup(one.written.items[1]);
    fork->at += 1;
    ck_assert_int_eq(laptop_receive(&other, fork), APPLIED_FORK);
    event_free(fork);
    ck_assert_str_eq(entry_at(&other, 0)->slot, "p");
    ck_assert_str_eq(entry_at(&other, 0)->shown, "N1");
    ck_assert_str_eq(event_text(add(&other, ENTRY_NOTE, "Next."), KEY_NUMBER), "N3");
    teardown();
    programme_free(before); /* after the session that was made from it */
}
END_TEST

START_TEST(test_writer_name)
{
    setup();
    struct buf letters = {0};
    buf_add(&letters, one.actor.writer.text, 3);
    ck_assert_str_eq(session_writer_name(one.session, &one.actor.writer), buf_text(&letters));
    buf_finish(&letters);
    struct event *event = session_make_launch(other.session, &other.actor, "Podium");
    token_from_bits(99, &other.actor.launch);
    laptop_write_take(&other, event, NULL);
    ck_assert_str_eq(session_writer_name(other.session, &other.actor.writer), "Podium");
    teardown();
}
END_TEST

START_TEST(test_find_slot)
{
    setup();
    static const struct {
        const char *name;
        size_t index; /* SLOT_NONE: refused */
        enum refusal_kind kind;
    } cases[] = {
        {"1", 0, REFUSED},
        {"6", 5, REFUSED},
        {"s2", 1, REFUSED},
        {"coffee", 2, REFUSED},
        {"Pres", 3, REFUSED},
        {"HIGH", 1, REFUSED},
        {"two parallel breakout sessions", 4, REFUSED},
        {"7", SLOT_NONE, REFUSED},
        {"", SLOT_NONE, REFUSED},
        {"lunch", SLOT_NONE, REFUSED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct refusal refusal = {.kind = REFUSED_NAMES};
        size_t index = session_find_slot(one.session, cases[i].name, &refusal);
        ck_assert_msg(index == cases[i].index, "%s", cases[i].name);
        if (index == SLOT_NONE)
            ck_assert_int_eq(refusal.kind, cases[i].kind);
        if (index == SLOT_NONE)
            refusal_finish(&refusal);
    }
    teardown();
}
END_TEST

START_TEST(test_find_slot_untimed)
{
    static const struct given_slot slots[] = {
        {0, AT(9, 0), AT(9, 15), SLOT_PANEL, "Panel on data", HARD_NONE},
        {0, AT(9, 15), AT(9, 30), SLOT_PANEL, "Panel on cities", HARD_NONE},
        {0, -1, -1, SLOT_VISIT, "Visit of the port", HARD_NONE},
        {0, AT(9, 30), AT(9, 45), SLOT_PANEL, "Panel", HARD_NONE},
    };
    programme = programme_given("EAT-3", "2022-05-18", slots, 4);
    laptop_init(&one, programme, 1, 1, at(8, 50));
    laptop_init(&other, programme, 2, 2, at(8, 50));
    struct refusal refusal;
    ck_assert_uint_eq(session_find_slot(one.session, "panel", &refusal), 2); /* a whole title */
    ck_assert_uint_eq(session_find_slot(one.session, "panel on", &refusal), SLOT_NONE);
    ck_assert_int_eq(refusal.kind, REFUSED_AMBIGUOUS);
    refusal_finish(&refusal);
    ck_assert_uint_eq(session_find_slot(one.session, "3", &refusal), SLOT_NONE); /* no clock */
    refusal_finish(&refusal);
    ck_assert_str_eq(session_find_slot_id(one.session, "visit", &refusal), "s3");
    ck_assert_str_eq(session_slot_title(one.session, "s3", NULL), "Visit of the port");
    ck_assert_str_eq(session_slot_title(one.session, "gone", NULL), "gone");
    teardown();
}
END_TEST

/* Many at once, in any order, are the same as one by one. */
START_TEST(test_apply_many)
{
    setup();
    laptop_at(&one, at(9, 0));
    ck_assert(laptop_do(&one, WISH_START));
    for (int i = 0; i < 40; i++) {
        laptop_at(&one, at(9, 1) + i * MSEC_SECOND);
        add(&one, ENTRY_NOTE, "First.");
        if (i % 5 == 0)
            ck_assert(laptop_do(&one, WISH_UNDO));
    }
    laptop_at(&other, at(9, 2));
    add(&other, ENTRY_NOTE, "Between.");
    send(&other, &one);
    size_t count = one.written.count;
    struct event **events = mem_new(count, sizeof(struct event *));
    for (size_t i = 0; i < count; i++)
        events[i] = event_dup(one.written.items[(i * 7 + 3) % count]);
    ck_assert_uint_ne(count % 7, 0);
    session_apply_many_take(other.session, events, count);
    free(events);
    assert_same(&one, &other);
    teardown();
}
END_TEST

/* A slot put in without ids moves what was said in the later ones; given ids do not. */
START_TEST(test_retitled)
{
    static const struct given_slot then[] = {
        {0, AT(9, 0), AT(9, 30), SLOT_OPENING, "Opening", HARD_NONE},
        {0, AT(9, 30), AT(10, 0), SLOT_BREAK, "Coffee break", HARD_NONE},
        {0, AT(10, 0), AT(11, 0), SLOT_SESSION, "Talk", HARD_NONE},
    };
    static const struct given_slot now[] = {
        {0, AT(9, 0), AT(9, 30), SLOT_OPENING, "OPENING", HARD_NONE},
        {0, AT(9, 30), AT(9, 40), SLOT_SESSION, "Panel", HARD_NONE},
        {0, AT(9, 40), AT(10, 0), SLOT_BREAK, "Coffee break", HARD_NONE},
        {0, AT(10, 0), AT(11, 0), SLOT_SESSION, "Talk", HARD_NONE},
    };
    for (int given = 0; given < 2; given++) {
        struct programme *before = programme_given("EAT-3", "2022-05-18", then, 3);
        struct programme *after = programme_given("EAT-3", "2022-05-18", now, 4);
        memset(before->digest, 'a', DIGEST_HEX_SIZE - 1);
        memset(after->digest, 'b', DIGEST_HEX_SIZE - 1);
        if (given == 1) {
            before->slots.items[1].id = "coffee";
            after->slots.items[1].id = "coffee";
        }
        programme = after;
        laptop_init(&one, before, 1, 1, at(8, 50));
        laptop_init(&other, after, 2, 2, at(8, 51));
        laptop_at(&one, at(9, 0));
        ck_assert(laptop_do(&one, WISH_START) && laptop_do(&one, WISH_NEXT));
        send(&one, &other);
        struct retitled_slots slots;
        session_retitled(other.session, NULL, &slots);
        ck_assert_uint_eq(slots.list.count, given == 1 ? 0 : 1);
        if (given == 0) {
            ck_assert_str_eq(slots.list.items[0].id, "s2");
            ck_assert_str_eq(slots.list.items[0].then, "Coffee break");
            ck_assert_str_eq(slots.list.items[0].now, "Panel");
        }
        free(slots.list.items);
        laptop_finish(&one);
        laptop_finish(&other);
        programme_free(before);
        programme_free(after);
    }
}
END_TEST

SUITE("core/session", test_morning, test_copies_and_forks, test_late_events,
      test_missing_first_frame, test_same_number, test_same_number_same_letters,
      test_concurrent_versions, test_undo_across_writers, test_undo_meets_an_amendment,
      test_edited_by_hand, test_edited_then_whole, test_clocks_of_others, test_unknown_op,
      test_changed_programme, test_writer_name, test_find_slot, test_find_slot_untimed,
      test_apply_many, test_retitled)
