#include <dais/core/session.h>

#include <string.h>

#include "laptop.h"
#include "programmes.h"
#include "suite.h"

static struct programme *programme;
static struct laptop one;   /* writer 1, launch 1 */
static struct laptop other; /* writer 2, launch 2 */

#define COUNT(array) (sizeof(array) / sizeof *(array))

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

/* The states of a clock that a wish may meet; in all but the first, s1 and s2 had the clock. */
enum situation { BEFORE, RUNNING, PAUSED, BETWEEN, ENDED, CLOSED, SITUATIONS };

static void bring_about(enum situation situation)
{
    laptop_at(&one, at(9, 0));
    if (situation == BEFORE)
        return;
    ck_assert(laptop_do(&one, WISH_START));
    laptop_at(&one, at(9, 15));
    ck_assert(laptop_do(&one, WISH_NEXT));
    laptop_at(&one, at(9, 20));
    if (situation == PAUSED)
        ck_assert(laptop_do(&one, WISH_PAUSE));
    if (situation == BETWEEN)
        ck_assert(laptop_do(&one, WISH_STOP));
    if (situation == ENDED || situation == CLOSED)
        ck_assert(laptop_do(&one, WISH_END));
    if (situation == CLOSED)
        ck_assert(laptop_do(&one, WISH_CLOSE));
    laptop_at(&one, at(9, 30));
}

#define NEW_TITLE "Word of the governor"

/* What each wish becomes in each situation: "op" or "op slot"; NULL: refused. */
static const struct {
    struct wish wish;
    const char *becomes[SITUATIONS];
} live[] = {
    {{.verb = WISH_START}, {"slot.start s1", NULL, NULL, "slot.start s3", NULL, NULL}},
    {{.verb = WISH_NEXT}, {NULL, "slot.start s3", "slot.start s3", NULL, NULL, NULL}},
    {{.verb = WISH_STOP}, {NULL, "slot.stop s2", "slot.stop s2", NULL, NULL, NULL}},
    {{.verb = WISH_PAUSE}, {NULL, "slot.pause s2", NULL, NULL, NULL, NULL}},
    {{.verb = WISH_RESUME}, {NULL, NULL, "slot.resume s2", NULL, NULL, NULL}},
    {{.verb = WISH_BACK},
     {NULL, "slot.back s1", "slot.back s1", "slot.back s2", "slot.back s2", NULL}},
    {{.verb = WISH_GOTO, .slot = "4"},
     {"slot.start s4", "slot.start s4", "slot.start s4", "slot.start s4", NULL, NULL}},
    {{.verb = WISH_GOTO, .slot = "1"},
     {"slot.start s1", "slot.back s1", "slot.back s1", "slot.back s1", "slot.back s1", NULL}},
    {{.verb = WISH_GOTO, .slot = "2"},
     {"slot.start s2", NULL, NULL, "slot.back s2", "slot.back s2", NULL}},
    {{.verb = WISH_EXTEND, .span = MSEC_MINUTE},
     {NULL, "slot.extend s2", "slot.extend s2", NULL, NULL, NULL}},
    {{.verb = WISH_SHORTEN, .span = 74 * MSEC_MINUTE},
     {NULL, "slot.shorten s2", "slot.shorten s2", NULL, NULL, NULL}},
    {{.verb = WISH_SHORTEN, .span = 74 * MSEC_MINUTE + 1}, {NULL, NULL, NULL, NULL, NULL, NULL}},
    {{.verb = WISH_SKIP, .slot = "4"},
     {"slot.skip s4", "slot.skip s4", "slot.skip s4", "slot.skip s4", NULL, NULL}},
    {{.verb = WISH_SKIP, .slot = "2"},
     {"slot.skip s2", "slot.start s3", "slot.start s3", NULL, NULL, NULL}},
    {{.verb = WISH_SKIP}, {NULL, "slot.start s3", "slot.start s3", NULL, NULL, NULL}},
    {{.verb = WISH_INSERT, .title = NEW_TITLE, .span = MSEC_MINUTE},
     {"slot.insert", "slot.insert", "slot.insert", "slot.insert", NULL, NULL}},
    {{.verb = WISH_INSERT, .title = " \t\n ", .span = MSEC_MINUTE},
     {NULL, NULL, NULL, NULL, NULL, NULL}},
    {{.verb = WISH_SWAP, .slot = "4", .with = "5"},
     {"slot.swap s4", "slot.swap s4", "slot.swap s4", "slot.swap s4", NULL, NULL}},
    {{.verb = WISH_SWAP, .slot = "4", .with = "4"}, {NULL, NULL, NULL, NULL, NULL, NULL}},
    {{.verb = WISH_SWAP, .slot = "2", .with = "4"}, {"slot.swap s2", NULL, NULL, NULL, NULL, NULL}},
    {{.verb = WISH_END}, {"session.end", "session.end", "session.end", "session.end", NULL, NULL}},
    {{.verb = WISH_CLOSE},
     {"session.close", "session.close", "session.close", "session.close", "session.close", NULL}},
    {{.verb = WISH_REOPEN, .why = "one more text"},
     {NULL, NULL, NULL, NULL, "session.reopen", "session.reopen"}},
    {{.verb = WISH_REOPEN}, {NULL, NULL, NULL, NULL, NULL, NULL}},
    {{.verb = WISH_TAKE}, {"clock.take", NULL, NULL, NULL, NULL, NULL}},
    {{.verb = WISH_HOLD_ON, .date = 20000}, {"session.date", NULL, NULL, NULL, NULL, NULL}},
    {{.verb = WISH_MOVE_PROGRAMME, .span = -MSEC_HOUR},
     {"session.move", "session.move", "session.move", "session.move", "session.move", NULL}},
    {{.verb = WISH_MOVE_PROGRAMME}, {NULL, NULL, NULL, NULL, NULL, NULL}},
    {{.verb = WISH_ADD, .kind = ENTRY_NOTE, .fields = {.text = "A note."}},
     {"entry.add", "entry.add s2", "entry.add s2", "entry.add", "entry.add", "entry.add"}},
    {{.verb = WISH_MESSAGE, .fields = {.text = "Two minutes"}},
     {"message", "message", "message", "message", "message", "message"}},
    {{.verb = WISH_MESSAGE, .fields = {.text = ""}}, {NULL, NULL, NULL, NULL, NULL, NULL}},
    {{.verb = WISH_PEOPLE_COUNT, .count = 54},
     {"people.count", "people.count s2", "people.count s2", "people.count", "people.count",
      "people.count"}},
    {{.verb = WISH_PEOPLE_COUNT, .count = 0, .no_slot = true},
     {"people.count", "people.count", "people.count", "people.count", "people.count",
      "people.count"}},
    {{.verb = WISH_PEOPLE_COUNT, .count = COUNTED_MAX, .slot = "4"},
     {"people.count s4", "people.count s4", "people.count s4", "people.count s4", "people.count s4",
      "people.count s4"}},
    {{.verb = WISH_PEOPLE_COUNT, .count = COUNTED_MAX + INT64_C(1)},
     {NULL, NULL, NULL, NULL, NULL, NULL}},
    {{.verb = WISH_PEOPLE_COUNT, .count = -1}, {NULL, NULL, NULL, NULL, NULL, NULL}},
    {{.verb = WISH_PEOPLE_COUNT, .count = 1, .slot = "none"}, {NULL, NULL, NULL, NULL, NULL, NULL}},
    {{.verb = WISH_UNDO}, {NULL, "undo", "undo", "undo", "undo", "undo"}},
    {{.verb = WISH_REDO}, {NULL, NULL, NULL, NULL, NULL, NULL}},
};

static void assert_becomes(size_t row, enum situation situation)
{
    const char *expected = live[row].becomes[situation];
    enum applied applied = APPLIED_VOID;
    struct buf became = {0};
    const struct event *event = laptop_wish(&one, &live[row].wish, &applied);
    if (event != NULL)
        buf_add_text(&became, event_op_name(event->op));
    if (event != NULL && event->op != EVENT_SLOT_INSERT && event_text(event, KEY_SLOT) != NULL)
        buf_add_format(&became, " %s", event_text(event, KEY_SLOT));
    ck_assert_msg(strcmp(buf_text(&became), expected != NULL ? expected : "") == 0,
                  "row %zu, situation %d: %s", row, (int)situation, buf_text(&became));
    if (event != NULL)
        ck_assert_msg(applied == APPLIED, "row %zu, situation %d: void", row, (int)situation);
    else
        ck_assert_msg(laptop_why(&one)[0] != '\0', "row %zu, situation %d", row, (int)situation);
    buf_finish(&became);
}

/* What is decided has effect; what would have none is refused with a reason. */
START_TEST(test_verbs_by_situation)
{
    for (size_t row = 0; row < COUNT(live); row++) {
        for (unsigned situation = 0; situation < SITUATIONS; situation++) {
            setup();
            bring_about((enum situation)situation);
            assert_becomes(row, (enum situation)situation);
            teardown();
        }
    }
}
END_TEST

START_TEST(test_reasons)
{
    static const struct {
        enum situation situation;
        struct wish wish;
        const char *why;
    } cases[] = {
        {RUNNING, {.verb = WISH_START}, "“High-level expert panel” is running already"},
        {PAUSED, {.verb = WISH_START}, "“High-level expert panel” is paused; resume it"},
        {ENDED, {.verb = WISH_START}, "The session has ended; reopen it first"},
        {CLOSED, {.verb = WISH_BACK}, "The session is closed; reopen it first"},
        {BEFORE, {.verb = WISH_NEXT}, "No slot is running"},
        {PAUSED, {.verb = WISH_PAUSE}, "“High-level expert panel” is paused already"},
        {BEFORE, {.verb = WISH_BACK}, "There is no slot to go back to"},
        {RUNNING,
         {.verb = WISH_GOTO, .slot = "2"},
         "“High-level expert panel” has the clock already"},
        {RUNNING, {.verb = WISH_GOTO, .slot = "lunch"}, "There is no slot “lunch”"},
        {RUNNING,
         {.verb = WISH_SHORTEN, .span = 75 * MSEC_MINUTE},
         "“High-level expert panel” has 75 min; a slot keeps one minute at least"},
        {RUNNING, {.verb = WISH_EXTEND, .span = 25 * MSEC_HOUR}, "That is more than a day"},
        {RUNNING, {.verb = WISH_SKIP, .slot = "1"}, "“Session introduction and rules” is done"},
        {RUNNING, {.verb = WISH_INSERT, .span = 1000}, "The slot needs a title"},
        {RUNNING,
         {.verb = WISH_SWAP, .slot = "2", .with = "3"},
         "“High-level expert panel” does not wait any more"},
        {ENDED, {.verb = WISH_END}, "The session has ended already"},
        {CLOSED, {.verb = WISH_CLOSE}, "The session is closed already"},
        {RUNNING, {.verb = WISH_REOPEN, .why = "x"}, "The session is open"},
        {ENDED, {.verb = WISH_REOPEN, .why = " "}, "Say why the session is reopened"},
        {RUNNING, {.verb = WISH_TAKE}, "You hold the clock already"},
        {RUNNING,
         {.verb = WISH_HOLD_ON, .date = 20000},
         "The session has started; its date stands"},
        {BEFORE,
         {.verb = WISH_HOLD_ON, .date = 19130},
         "The session is held on 2022-05-18 already"},
        {RUNNING,
         {.verb = WISH_MOVE_PROGRAMME, .span = 367 * MSEC_DAY},
         "A programme moves by a year at most, and not by nothing"},
        {BEFORE, {.verb = WISH_UNDO}, "There is nothing to undo"},
        {RUNNING, {.verb = WISH_REDO}, "There is nothing to redo"},
        {RUNNING, {.verb = WISH_ADD}, "There is no text"},
        {RUNNING, {.verb = WISH_ADD, .fields = {.text = " \n\r\n"}}, "There is no text"},
        {RUNNING,
         {.verb = WISH_ADD, .slot = "9", .fields = {.text = "x"}},
         "There is no slot “9”; they go from 1 to 6"},
        {RUNNING,
         {.verb = WISH_ADD, .track = 1, .fields = {.text = "x"}},
         "There is no track 1 in that slot"},
        {RUNNING,
         {.verb = WISH_ADD, .fields = {.text = "x", .deadline = "1 June"}},
         "“1 June” is no date; write it like 2022-06-01"},
        {RUNNING,
         {.verb = WISH_ADD, .fields = {.text = "x", .language = "English"}},
         "“English” is no language; write it like en or fr"},
        {RUNNING,
         {.verb = WISH_ADD, .fields = {.text = "x", .speaker = "nobody"}},
         "“nobody” is none of the people of the programme"},
        {RUNNING,
         {.verb = WISH_ADD, .fields = {.text = "x", .translation_of = "R9"}},
         "There is no entry “R9”"},
        {RUNNING, {.verb = WISH_AMEND, .entry = "R9"}, "There is no entry “R9”"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        setup();
        bring_about(cases[i].situation);
        ck_assert_msg(laptop_wish(&one, &cases[i].wish, NULL) == NULL, "case %zu", i);
        ck_assert_str_eq(laptop_why(&one), cases[i].why);
        ck_assert_int_eq(one.refusal.kind, REFUSED);
        teardown();
    }
}
END_TEST

START_TEST(test_last_slot)
{
    setup();
    bring_about(RUNNING);
    struct wish wish = {.verb = WISH_GOTO, .slot = "6"};
    const struct event *event = laptop_wish(&one, &wish, NULL);
    ck_assert_str_eq(event_text(event, KEY_FROM), "s2");
    const struct timekeeper *timekeeper = session_timekeeper(one.session);
    ck_assert_int_eq(timekeeper->slots.items[3].state, SLOT_SKIPPED);
    wish.verb = WISH_NEXT;
    event = laptop_wish(&one, &wish, NULL);
    ck_assert_int_eq(event->op, EVENT_SLOT_STOP);
    ck_assert_int_eq(timekeeper->state, CLOCK_ENDED);
    teardown();
}
END_TEST

START_TEST(test_two_days)
{
    static const struct given_slot slots[] = {
        {0, AT(9, 0), AT(10, 0), SLOT_PANEL, NULL, HARD_NONE},
        {0, AT(10, 0), AT(11, 0), SLOT_PANEL, NULL, HARD_NONE},
        {1, AT(9, 0), AT(10, 0), SLOT_PANEL, NULL, HARD_NONE},
        {1, AT(10, 0), AT(11, 0), SLOT_PANEL, NULL, HARD_NONE},
    };
    programme = programme_given("EAT-3", "2022-05-18", slots, COUNT(slots));
    laptop_init(&one, programme, 1, 1, at(8, 50));
    laptop_init(&other, programme, 2, 2, at(8, 50));
    laptop_at(&one, at(9, 0));
    ck_assert(laptop_do(&one, WISH_START));
    ck_assert(laptop_do(&one, WISH_NEXT));
    struct wish next = {.verb = WISH_NEXT};
    ck_assert_int_eq(laptop_wish(&one, &next, NULL)->op, EVENT_SLOT_STOP);
    ck_assert_int_eq(session_timekeeper(one.session)->state, CLOCK_BETWEEN);
    ck_assert(!laptop_do(&one, WISH_START));
    ck_assert_str_eq(laptop_why(&one), "No slot is left to start on this day");
    laptop_at(&one, at(9, 0) + MSEC_DAY);
    struct wish swap = {.verb = WISH_SWAP, .slot = "3", .with = "4"};
    ck_assert_ptr_nonnull(laptop_wish(&one, &swap, NULL));
    struct wish start = {.verb = WISH_START};
    ck_assert_str_eq(event_text(laptop_wish(&one, &start, NULL), KEY_SLOT), "s4");
    ck_assert(!laptop_do(&one, WISH_BACK)); /* never into another day */
    teardown();
}
END_TEST

START_TEST(test_inserted)
{
    setup();
    bring_about(RUNNING);
    struct wish wish = {
        .verb = WISH_INSERT, .title = " Word\nof the governor ", .span = MSEC_MINUTE};
    const struct event *event = laptop_wish(&one, &wish, NULL);
    ck_assert_str_eq(event_text(event, KEY_TITLE), NEW_TITLE);
    ck_assert_str_eq(event_text(event, KEY_AFTER), "s2");
    ck_assert_str_eq(laptop_say(&one, event), NEW_TITLE " inserted, 1 min");
    struct buf id = {0};
    buf_add_text(&id, event_text(event, KEY_SLOT));
    ck_assert(laptop_do(&one, WISH_UNDO));
    ck_assert_str_eq(session_slot_title(one.session, buf_text(&id), NULL), NEW_TITLE);
    event = laptop_wish(&one, &wish, NULL);
    ck_assert_str_ne(event_text(event, KEY_SLOT), buf_text(&id)); /* an id never comes twice */
    ck_assert(laptop_do(&one, WISH_NEXT));
    struct refusal refusal;
    ck_assert_uint_eq(session_find_slot(one.session, "word of", &refusal), 2);
    ck_assert_uint_eq(session_find_slot(one.session, "7", &refusal), 2);
    buf_finish(&id);
    teardown();
}
END_TEST

/* On a later day, before anything ran there: in front of all of it, and of that day. */
START_TEST(test_inserted_on_a_later_day)
{
    static const struct given_slot slots[] = {
        {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
        {1, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
        {1, AT(10, 0), AT(11, 0), SLOT_SESSION, NULL, HARD_NONE},
    };
    struct wish wish = {.verb = WISH_INSERT, .title = NEW_TITLE, .span = 5 * MSEC_MINUTE};
    for (int ran = 0; ran < 2; ran++) {
        programme = programme_given("EAT-3", "2022-05-18", slots, COUNT(slots));
        laptop_init(&one, programme, 1, 1, at(8, 0));
        laptop_at(&one, at(9, 0));
        if (ran > 0)
            ck_assert(laptop_do(&one, WISH_START) && laptop_do(&one, WISH_STOP));
        laptop_at(&one, at(8, 50) + MSEC_DAY);
        const struct event *event = laptop_wish(&one, &wish, NULL);
        ck_assert_ptr_nonnull(event);
        ck_assert_str_eq(event_text(event, KEY_BEFORE), "s2");
        const struct clock_slot *slot = &session_timekeeper(one.session)->slots.items[1];
        ck_assert_str_eq(clock_slot_title(slot, NULL), NEW_TITLE);
        ck_assert_uint_eq(slot->day, 1);
        struct forecast forecast;
        forecast_make(session_timekeeper(one.session), &one.actor.now, &forecast);
        ck_assert_int_eq(forecast.slots.items[1].start, at(9, 0) + MSEC_DAY);
        ck_assert_int_eq(forecast.slots.items[2].start, at(9, 5) + MSEC_DAY);
        ck_assert_int_eq(forecast.late, 5 * MSEC_MINUTE);
        forecast_finish(&forecast);
        ck_assert(laptop_do(&one, WISH_START)); /* the new one is next */
        ck_assert_uint_eq(session_timekeeper(one.session)->current, 1);
        ck_assert(laptop_do(&one, WISH_UNDO) && laptop_do(&one, WISH_UNDO));
        ck_assert_uint_eq(session_timekeeper(one.session)->slots.count, COUNT(slots));
        laptop_finish(&one);
        programme_free(programme);
    }
}
END_TEST

START_TEST(test_other_day)
{
    setup();
    laptop_at(&one, at(9, 0) + 3 * MSEC_DAY);
    ck_assert(!laptop_do(&one, WISH_START));
    ck_assert_int_eq(one.refusal.kind, REFUSED_OTHER_DAY);
    struct wish note = {.verb = WISH_ADD, .fields = {.text = "Any day."}};
    ck_assert_ptr_nonnull(laptop_wish(&one, &note, NULL));
    ck_assert(laptop_do(&one, WISH_CLOSE));
    ck_assert(laptop_do(&one, WISH_UNDO));
    struct wish today = {.verb = WISH_HOLD_ON, .date = programme->date + 3};
    ck_assert_ptr_nonnull(laptop_wish(&one, &today, NULL));
    ck_assert(laptop_do(&one, WISH_START));

    laptop_at(&other, at(9, 0) + 5 * MSEC_DAY);
    other.actor.any_day = true;
    ck_assert(laptop_do(&other, WISH_START));
    teardown();
}
END_TEST

START_TEST(test_holder)
{
    setup();
    bring_about(RUNNING);
    for (size_t i = 0; i < one.written.count; i++)
        laptop_receive(&other, one.written.items[i]);
    laptop_at(&other, at(9, 31));
    ck_assert(!laptop_do(&other, WISH_NEXT));
    ck_assert_int_eq(other.refusal.kind, REFUSED_NOT_HOLDER);
    ck_assert_ptr_nonnull(strstr(laptop_why(&other), "holds the clock"));
    ck_assert(!laptop_do(&other, WISH_CLOSE)); /* a slot runs */
    struct wish note = {.verb = WISH_ADD, .fields = {.text = "Anyone captures."}};
    ck_assert_ptr_nonnull(laptop_wish(&other, &note, NULL));
    struct wish take = {.verb = WISH_TAKE};
    const struct event *event = laptop_wish(&other, &take, NULL);
    ck_assert_str_eq(event_text(event, KEY_FROM), one.actor.writer.text);
    ck_assert_ptr_nonnull(strstr(laptop_say(&other, event), "took the clock from"));
    ck_assert(laptop_do(&other, WISH_NEXT));
    teardown();
}
END_TEST

START_TEST(test_time_goes_back)
{
    setup();
    bring_about(RUNNING);
    one.actor.now.wall = at(8, 0); /* the machine's clock was set back: that stops nobody */
    one.actor.now.boot = at(9, 31);
    ck_assert(laptop_do(&one, WISH_PAUSE));
    struct instant early = {at(8, 30), at(8, 30), 0}; /* --now */
    one.actor.now = early;
    ck_assert(!laptop_do(&one, WISH_RESUME));
    ck_assert_ptr_nonnull(strstr(laptop_why(&one), "2022-05-18T09:15:00"));
    struct wish note = {.verb = WISH_ADD, .fields = {.text = "Too early."}};
    ck_assert_ptr_null(laptop_wish(&one, &note, NULL));
    one.actor.rehearsal = true;
    ck_assert_ptr_nonnull(laptop_wish(&one, &note, NULL));
    teardown();
}
END_TEST

START_TEST(test_cleaning)
{
    static const struct {
        const char *text, *kept;
    } cases[] = {
        {"One line", "One line"},
        {"Two\r\nlines  \n\n", "Two\nlines"},
        {"A\tcolumn", "A column"},
        {"e\xcc\x81t\xc3\xa9", "\xc3\xa9t\xc3\xa9"},
        {"bad \xff byte", "bad \xef\xbf\xbd byte"},
        {"\x1b[31mred", "\xef\xbf\xbd[31mred"},
    };
    setup();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct wish wish = {.verb = WISH_ADD, .fields = {.text = cases[i].text}};
        ck_assert_str_eq(event_text(laptop_wish(&one, &wish, NULL), KEY_TEXT), cases[i].kept);
    }
    struct buf longest = {0};
    buf_add_repeat(&longest, "x", 65536);
    struct wish wish = {.verb = WISH_ADD, .fields = {.text = buf_text(&longest)}};
    ck_assert_ptr_nonnull(laptop_wish(&one, &wish, NULL));
    buf_add_char(&longest, 'x');
    wish.fields.text = buf_text(&longest);
    ck_assert_ptr_null(laptop_wish(&one, &wish, NULL));
    ck_assert_ptr_nonnull(strstr(laptop_why(&one), "65537"));
    buf_finish(&longest);
    teardown();
}
END_TEST

START_TEST(test_fields)
{
    setup();
    bring_about(RUNNING);
    struct wish wish = {.verb = WISH_ADD,
                        .kind = ENTRY_ACTION,
                        .fields = {.text = "Write the guide.",
                                   .addressee = " donors\nand cities ",
                                   .themes = "complementarity , ,sustainability,",
                                   .label = "Guide",
                                   .owner = "the network",
                                   .deadline = "2022-06-01",
                                   .priority = "high",
                                   .language = "en"}};
    const struct event *event = laptop_wish(&one, &wish, NULL);
    const struct entry *entry = session_entry(one.session, &event->id);
    ck_assert_str_eq(entry->number, "A1");
    ck_assert_str_eq(entry->addressee, "donors and cities");
    ck_assert_str_eq(entry->themes, "complementarity,sustainability");
    ck_assert_str_eq(entry->label, "Guide");
    ck_assert_str_eq(entry->owner, "the network");
    ck_assert_str_eq(entry->deadline, "2022-06-01");
    ck_assert_str_eq(entry->priority, "high");
    ck_assert_str_eq(entry->language, "en");
    ck_assert_ptr_null(entry->speaker);
    char digest[DIGEST_HEX_SIZE];
    entry_digest(entry, digest);
    ck_assert_uint_eq(strlen(digest), DIGEST_HEX_SIZE - 1);

    struct wish change = {.verb = WISH_AMEND,
                          .entry = "a1",
                          .fields = {.addressee = "", .deadline = "2022-07-01", .label = "Guide"}};
    event = laptop_wish(&one, &change, NULL);
    ck_assert_ptr_null(event_text(event, KEY_LABEL)); /* as it was */
    ck_assert_ptr_null(event_text(event, KEY_TEXT));
    ck_assert_ptr_null(entry->addressee);
    ck_assert_str_eq(entry->deadline, "2022-07-01");
    ck_assert_str_eq(entry->text, "Write the guide.");
    ck_assert_ptr_null(laptop_wish(&one, &change, NULL));
    ck_assert_str_eq(laptop_why(&one), "That would change nothing of A1");
    struct wish french = {
        .verb = WISH_ADD,
        .kind = ENTRY_ACTION,
        .fields = {.text = "Le guide.", .language = "fr", .translation_of = "A1"}};
    event = laptop_wish(&one, &french, NULL);
    struct event_id of = event_target(event, KEY_TRANSLATION_OF);
    ck_assert(event_id_equal(&of, &entry->id));
    teardown();
}
END_TEST

/* A translation says its language, is of its original's kind, and never translates itself. */
START_TEST(test_translation)
{
    static const struct {
        struct wish wish;
        const char *why; /* NULL: granted */
    } cases[] = {
        {{.verb = WISH_ADD, .kind = ENTRY_CONCLUSION, .fields = {.text = "One."}}, NULL},
        {{.verb = WISH_ADD,
          .kind = ENTRY_CONCLUSION,
          .fields = {.text = "Un.", .translation_of = "C1"}},
         "A translation of C1 must say its language"},
        {{.verb = WISH_ADD,
          .kind = ENTRY_NOTE,
          .fields = {.text = "Un.", .language = "fr", .translation_of = "C1"}},
         "C1 is of another kind; a translation has that of its original"},
        {{.verb = WISH_ADD,
          .kind = ENTRY_CONCLUSION,
          .fields = {.text = "Un.", .language = "fr", .translation_of = "C1"}},
         NULL},
        {{.verb = WISH_AMEND, .entry = "C2", .fields = {.language = ""}},
         "A translation of C1 must say its language"},
        {{.verb = WISH_AMEND, .entry = "C2", .kind = ENTRY_NOTE, .new_kind = true},
         "C1 is of another kind; a translation has that of its original"},
        {{.verb = WISH_AMEND, .entry = "C1", .fields = {.language = "en", .translation_of = "C1"}},
         "C1 cannot translate itself"},
        {{.verb = WISH_AMEND, .entry = "C1", .fields = {.language = "en", .translation_of = "C2"}},
         "C2 is a translation of C1 already"},
        {{.verb = WISH_AMEND, .entry = "C1", .kind = ENTRY_DECISION, .new_kind = true}, NULL},
        {{.verb = WISH_AMEND, .entry = "C2", .fields = {.text = "L’un."}}, NULL},
        {{.verb = WISH_AMEND, .entry = "C2", .kind = ENTRY_DECISION, .new_kind = true}, NULL},
        {{.verb = WISH_AMEND, .entry = "D2", .fields = {.language = "", .translation_of = ""}},
         NULL},
    };
    setup();
    bring_about(RUNNING);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct event *event = laptop_wish(&one, &cases[i].wish, NULL);
        ck_assert_msg((event != NULL) == (cases[i].why == NULL), "case %zu: %s", i,
                      event == NULL ? laptop_why(&one) : "granted");
        if (cases[i].why != NULL)
            ck_assert_str_eq(laptop_why(&one), cases[i].why);
    }
    teardown();
}
END_TEST

START_TEST(test_amend_withdraw_move)
{
    setup();
    bring_about(RUNNING);
    struct wish add = {.verb = WISH_ADD, .kind = ENTRY_NOTE, .fields = {.text = "First."}};
    const struct event *first = laptop_wish(&one, &add, NULL);
    const struct entry *entry = session_entry(one.session, &first->id);
    struct wish amend = {.verb = WISH_AMEND, .entry = "N1", .fields = {.text = "Second."}};
    const struct event *second = laptop_wish(&one, &amend, NULL);
    struct event_id base = event_target(second, KEY_BASE);
    ck_assert(event_id_equal(&base, &first->id));
    amend.fields.text = "Third.";
    base = event_target(laptop_wish(&one, &amend, NULL), KEY_BASE);
    ck_assert(event_id_equal(&base, &second->id));
    ck_assert_ptr_null(laptop_wish(&one, &amend, NULL)); /* the same text again */

    struct wish kind = {
        .verb = WISH_AMEND, .entry = "N1", .new_kind = true, .kind = ENTRY_CONCLUSION};
    ck_assert_ptr_nonnull(laptop_wish(&one, &kind, NULL));
    ck_assert_str_eq(entry->number, "C1");
    ck_assert_str_eq(entry->shown, "C1");
    ck_assert_int_eq(entry->kind, ENTRY_CONCLUSION);
    const struct entry *found[2];
    ck_assert_uint_eq(record_find(session_record(one.session), "N1", found), 1);
    ck_assert_ptr_eq(found[0], entry);

    struct wish move = {.verb = WISH_MOVE, .entry = "C1", .slot = "coffee"};
    ck_assert_ptr_nonnull(laptop_wish(&one, &move, NULL));
    ck_assert_str_eq(entry->slot, "s3");
    ck_assert_ptr_null(laptop_wish(&one, &move, NULL));
    ck_assert_str_eq(laptop_why(&one), "C1 is there already");
    move = (struct wish){.verb = WISH_MOVE, .entry = "C1", .no_slot = true};
    const struct event *moved = laptop_wish(&one, &move, NULL);
    ck_assert_ptr_null(entry->slot);
    ck_assert_str_eq(laptop_say(&one, moved), "C1 moved to the session as a whole");
    ck_assert(laptop_do(&one, WISH_UNDO));
    ck_assert_str_eq(entry->slot, "s3");

    struct wish withdraw = {.verb = WISH_WITHDRAW, .entry = "C1", .why = "said\ntwice"};
    ck_assert_ptr_nonnull(laptop_wish(&one, &withdraw, NULL));
    ck_assert_str_eq(entry->why, "said twice");
    ck_assert_ptr_null(laptop_wish(&one, &withdraw, NULL));
    ck_assert_str_eq(laptop_why(&one), "C1 was withdrawn");
    amend.entry = "C1";
    ck_assert_ptr_null(laptop_wish(&one, &amend, NULL));
    ck_assert(laptop_do(&one, WISH_UNDO));
    ck_assert_int_eq(entry->standing, STANDING_DRAFT);
    ck_assert_ptr_null(entry->why);
    teardown();
}
END_TEST

/* Undo stops where a writer's own actions end, and a new action forgets what could be redone. */
START_TEST(test_undo_stack)
{
    setup();
    laptop_at(&one, at(9, 0));
    ck_assert(laptop_do(&one, WISH_START));
    struct wish more = {.verb = WISH_EXTEND, .span = MSEC_MINUTE};
    ck_assert_ptr_nonnull(laptop_wish(&one, &more, NULL));
    struct wish undo = {.verb = WISH_UNDO};
    const struct event *event = laptop_wish(&one, &undo, NULL);
    ck_assert_str_eq(laptop_say(&one, event), "Undone: Session introduction and rules: 1 min more");
    struct refusal refusal;
    const struct logged *target = session_redo_target(one.session, &one.actor.writer, &refusal);
    ck_assert_int_eq(target->event->op, EVENT_SLOT_EXTEND);
    ck_assert(target->undone);
    more.span = 5 * MSEC_MINUTE;
    ck_assert_ptr_nonnull(laptop_wish(&one, &more, NULL));
    ck_assert(!laptop_do(&one, WISH_REDO));
    ck_assert(laptop_do(&one, WISH_UNDO));
    ck_assert(laptop_do(&one, WISH_UNDO));
    ck_assert(!laptop_do(&one, WISH_UNDO));
    ck_assert_str_eq(laptop_why(&one), "There is nothing to undo");
    ck_assert_int_eq(session_timekeeper(one.session)->state, CLOCK_BEFORE);
    ck_assert_str_eq(session_timekeeper(one.session)->holder.text, "");
    ck_assert(laptop_do(&one, WISH_REDO));
    ck_assert(laptop_do(&one, WISH_REDO));
    ck_assert(!laptop_do(&one, WISH_REDO));
    ck_assert_int_eq(session_timekeeper(one.session)->slots.items[0].allotted, 20 * MSEC_MINUTE);
    teardown();
}
END_TEST

/* What is foreseen after an event is what there is once it was written, of a new launch, too. */
START_TEST(test_foresee)
{
    static const struct {
        const char *what;
        bool by_other;
        struct wish wish;
    } cases[] = {
        {"the clock taken over", true, {.verb = WISH_TAKE}},
        {"the slot after", false, {.verb = WISH_NEXT}},
        {"another day", false, {.verb = WISH_HOLD_ON, .date = 20000}},
        {"a replan", false, {.verb = WISH_REPLAN, .plan = PLAN_COMPRESS}},
        {"undo", false, {.verb = WISH_UNDO}},
        {"a note", true, {.verb = WISH_ADD, .fields = {.text = "A word"}}},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        setup();
        bring_about(cases[i].wish.verb == WISH_HOLD_ON ? BEFORE : RUNNING);
        for (size_t k = 0; k < one.written.count; k++)
            laptop_receive(&other, one.written.items[k]);
        struct laptop *who = cases[i].by_other ? &other : &one;
        laptop_at(who, at(11, 0));
        struct event *event;
        struct refusal refusal = {0};
        BUF_LOCAL struct buf before = {0}, after = {0}, foreseen = {0}, there = {0};
        session_dump(who->session, at(11, 0), true, &before);
        ck_assert_msg(session_decide(who->session, &cases[i].wish, &who->actor, &event, &refusal),
                      "%s", cases[i].what);
        struct session *session = session_foresee_take(who->session, &who->actor, event);
        session_dump(session, at(11, 0), false, &foreseen);
        session_free(session);
        session_dump(who->session, at(11, 0), true, &after);
        ck_assert_str_eq(buf_text(&before), buf_text(&after));
        ck_assert_ptr_nonnull(laptop_wish(who, &cases[i].wish, NULL));
        session_dump(who->session, at(11, 0), false, &there);
        ck_assert_msg(strcmp(buf_text(&foreseen), buf_text(&there)) == 0,
                      "%s:\n%s\nis foreseen as\n%s", cases[i].what, buf_text(&there),
                      buf_text(&foreseen));
        teardown();
    }
}
END_TEST

SUITE("core/session_decide", test_verbs_by_situation, test_reasons, test_last_slot, test_two_days,
      test_inserted, test_inserted_on_a_later_day, test_other_day, test_holder, test_time_goes_back,
      test_cleaning, test_fields, test_translation, test_amend_withdraw_move, test_undo_stack,
      test_foresee)
