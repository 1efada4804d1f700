/*
 * The floor, by hand: a panel of 75 minutes from 9:15, seven speakers of whom the second has ten
 * minutes of his own, and 15 minutes kept for questions. That leaves 60 − 10 = 50 minutes for
 * six: 500 seconds each.
 */
#include <dais/core/session.h>

#include <string.h>

#include "laptop.h"
#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define SECONDS(count) ((count)*MSEC_SECOND)
#define MINUTES(count) ((count)*MSEC_MINUTE)

static struct programme *programme;
static struct laptop one;
static struct floor_reading shown;

/* The panel runs since 9:15. */
static void begin(enum attribution rule)
{
    programme = programme_panel(rule);
    msec_t start = zone_instant(programme->zone, programme->date, AT(9, 15));
    laptop_init(&one, programme, 1, 1, start);
    struct wish wish = {.verb = WISH_GOTO, .slot = "2"};
    ck_assert_ptr_nonnull(laptop_wish(&one, &wish, NULL));
}

static void begin_named(void)
{
    begin(ATTRIBUTION_NAMED);
}

static void end(void)
{
    floor_reading_finish(&shown);
    laptop_finish(&one);
    programme_free(programme);
}

static void pass(msec_t span)
{
    laptop_at(&one, one.actor.now.wall + span);
}

static const struct floor *panel_floor(void)
{
    const struct timekeeper *timekeeper = session_timekeeper(one.session);
    return &timekeeper->slots.items[timekeeper_find(timekeeper, "s2")].floor;
}

static const struct floor_reading *look(void)
{
    const struct timekeeper *timekeeper = session_timekeeper(one.session);
    floor_read(timekeeper, session_attendance(one.session), timekeeper_find(timekeeper, "s2"),
               &one.actor.now, &shown);
    return &shown;
}

static void wish(struct wish wish)
{
    ck_assert_msg(laptop_wish(&one, &wish, NULL) != NULL, "%s", laptop_why(&one));
}

static void refused(struct wish wish, const char *why)
{
    ck_assert_ptr_null(laptop_wish(&one, &wish, NULL));
    ck_assert_str_eq(laptop_why(&one), why);
}

/* What turn `place` is called, and its figures. */
static const struct turn_figure *figure(unsigned place)
{
    return &look()->turns.items[floor_find(panel_floor(), place)];
}

static enum turn_state state(unsigned place)
{
    return panel_floor()->turns.items[floor_find(panel_floor(), place)].state;
}

/* Shares before anybody speaks, and as time goes by with nobody speaking. */
START_TEST(test_shares)
{
    ck_assert_uint_eq(panel_floor()->turns.count, 7);
    ck_assert_int_eq(figure(1)->share, SECONDS(500));
    ck_assert_int_eq(figure(2)->share, MINUTES(10));
    ck_assert_int_eq(figure(7)->share, SECONDS(500));
    ck_assert(figure(6)->tbc && figure(7)->tbc && !figure(1)->tbc);
    ck_assert_int_eq(look()->questions, MINUTES(15));
    pass(MINUTES(6));
    ck_assert_int_eq(figure(1)->share, SECONDS(440));
    ck_assert_int_eq(figure(2)->share, MINUTES(10));
    wish((struct wish){.verb = WISH_PERSON_STATE, .person = "cochetel", .state = PERSON_ABSENT});
    ck_assert_int_eq(figure(6)->share, MSEC_NONE);
    ck_assert(figure(6)->absent);
    ck_assert_int_eq(figure(1)->share, SECONDS(528)); /* 44 minutes for five */
    pass(MINUTES(54));                                /* nothing is left but the questions */
    ck_assert_int_eq(figure(1)->share, 0);
    ck_assert_int_eq(look()->questions, MINUTES(5)); /* the second still has his ten */
    pass(MINUTES(30));
    ck_assert_int_eq(look()->questions, 0);
    ck_assert_int_eq(figure(1)->share, 0);
}
END_TEST

/* Whoever speaks keeps the share; those to come share what is left. */
START_TEST(test_overrun)
{
    wish((struct wish){.verb = WISH_FLOOR_START});
    ck_assert_uint_eq(panel_floor()->speaker, 1);
    pass(SECONDS(400));
    ck_assert_int_eq(figure(1)->share, SECONDS(500));
    ck_assert_int_eq(figure(3)->share, SECONDS(500));
    ck_assert_int_eq(figure(1)->spoken, SECONDS(400));
    pass(SECONDS(200));
    ck_assert_int_eq(figure(1)->over, SECONDS(100));
    ck_assert_int_eq(figure(1)->share, SECONDS(500));
    ck_assert_int_eq(figure(3)->share, SECONDS(480)); /* a hundred seconds off five */
    ck_assert_uint_eq(look()->next[0], 1);
    ck_assert_uint_eq(look()->next[1], 2);
    ck_assert_uint_eq(look()->to_come, 6);
    wish((struct wish){.verb = WISH_FLOOR_STOP});
    ck_assert_uint_eq(look()->speaker, TURN_NONE);
    ck_assert_uint_eq(look()->last, 0); /* his final time stays */
    pass(SECONDS(50));
    ck_assert_int_eq(figure(1)->spoken, SECONDS(600));
    ck_assert_int_eq(figure(3)->share, SECONDS(470));
    wish((struct wish){.verb = WISH_FLOOR_START, .person = "hakiza"});
    ck_assert_uint_eq(look()->last, TURN_NONE);
    ck_assert_uint_eq(look()->speaker, 2);
    ck_assert_int_eq(figure(3)->share, SECONDS(470));
    pass(SECONDS(170));
    wish((struct wish){.verb = WISH_FLOOR_START}); /* the second, who waits first */
    ck_assert_uint_eq(panel_floor()->speaker, 2);
    ck_assert_int_eq(state(3), TURN_DONE);
    ck_assert_int_eq(figure(2)->share, MINUTES(10));
    ck_assert_int_eq(figure(4)->share, SECONDS(545)); /* he left 300 s for four */
}
END_TEST

/* More time for the slot is for those to come, not for the one who speaks. */
START_TEST(test_extended)
{
    wish((struct wish){.verb = WISH_FLOOR_START});
    wish((struct wish){.verb = WISH_EXTEND, .span = MINUTES(5)});
    ck_assert_int_eq(figure(1)->share, SECONDS(500));
    ck_assert_int_eq(figure(3)->share, SECONDS(560));
}
END_TEST

START_TEST(test_pauses)
{
    wish((struct wish){.verb = WISH_FLOOR_START});
    pass(SECONDS(60));
    wish((struct wish){.verb = WISH_FLOOR_PAUSE});
    refused((struct wish){.verb = WISH_FLOOR_PAUSE}, "Mohamed Wajdi Aydi is paused already");
    pass(SECONDS(30));
    ck_assert_int_eq(figure(1)->spoken, SECONDS(60));
    ck_assert_int_eq(figure(3)->share, SECONDS(494)); /* the slot's clock goes on */
    wish((struct wish){.verb = WISH_FLOOR_START});    /* goes on */
    ck_assert_int_eq(state(1), TURN_SPEAKING);
    refused((struct wish){.verb = WISH_FLOOR_RESUME}, "Mohamed Wajdi Aydi has the floor already");
    refused((struct wish){.verb = WISH_FLOOR_START, .person = "1"},
            "Mohamed Wajdi Aydi has the floor already");
    pass(SECONDS(10));
    wish((struct wish){.verb = WISH_PAUSE}); /* the slot, and with it the speaker */
    pass(MINUTES(20));
    ck_assert_int_eq(figure(1)->spoken, SECONDS(70));
    ck_assert_int_eq(figure(3)->share, SECONDS(494));
    refused((struct wish){.verb = WISH_FLOOR_START, .person = "2"},
            "“High-level expert panel” is paused; resume it");
    wish((struct wish){.verb = WISH_RESUME});
    pass(SECONDS(5));
    ck_assert_int_eq(figure(1)->spoken, SECONDS(75));
}
END_TEST

START_TEST(test_order)
{
    wish((struct wish){.verb = WISH_FLOOR_START});
    pass(SECONDS(60));
    wish((struct wish){.verb = WISH_FLOOR_ORDER});
    ck_assert_uint_eq(panel_floor()->speaker, 8);
    ck_assert_uint_eq(look()->interrupted, 0);
    ck_assert_int_eq(state(1), TURN_INTERRUPTED);
    refused((struct wish){.verb = WISH_FLOOR_ORDER}, "A point of order has the floor already");
    pass(SECONDS(40));
    ck_assert_int_eq(figure(8)->share, MSEC_NONE);
    ck_assert_int_eq(figure(8)->spoken, SECONDS(40));
    ck_assert_int_eq(figure(1)->spoken, SECONDS(60));
    ck_assert_int_eq(figure(3)->share, SECONDS(492)); /* it costs those to come */
    wish((struct wish){.verb = WISH_FLOOR_STOP});
    ck_assert_uint_eq(panel_floor()->speaker, 1); /* by himself */
    pass(SECONDS(1));
    ck_assert_int_eq(figure(1)->spoken, SECONDS(61));
    wish((struct wish){.verb = WISH_FLOOR_PAUSE});
    wish((struct wish){.verb = WISH_FLOOR_ORDER, .person = "skim"});
    wish((struct wish){.verb = WISH_FLOOR_STOP});
    ck_assert_int_eq(state(1), TURN_PAUSED); /* as he was */
    wish((struct wish){.verb = WISH_FLOOR_ORDER});
    wish((struct wish){.verb = WISH_FLOOR_START, .person = "4"}); /* the chair decides otherwise */
    ck_assert_int_eq(state(1), TURN_DONE);
    ck_assert_uint_eq(panel_floor()->interrupted, 0);
}
END_TEST

/* Requests share the time for questions, and take nothing from the speakers. */
START_TEST(test_requests)
{
    wish((struct wish){.verb = WISH_FLOOR_REQUEST});
    wish((struct wish){.verb = WISH_FLOOR_REQUEST, .person = "Ahmed"});
    wish((struct wish){.verb = WISH_FLOOR_REQUEST, .person = "Somebody", .span = MINUTES(3)});
    ck_assert_uint_eq(panel_floor()->turns.count, 10);
    ck_assert_int_eq(figure(1)->share, SECONDS(500));
    ck_assert_int_eq(figure(8)->share, MINUTES(6)); /* (15 − 3) / 2 */
    ck_assert_int_eq(figure(9)->share, MINUTES(6));
    ck_assert_int_eq(figure(10)->share, MINUTES(3));
    ck_assert_uint_eq(panel_floor()->turns.items[8].person, 4);
    ck_assert_str_eq(panel_floor()->turns.items[9].who, "Somebody");
    pass(SECONDS(4)); /* what does not divide by six is nobody's */
    ck_assert_int_eq(figure(1)->share, SECONDS(499));
    ck_assert_int_eq(figure(8)->share, MINUTES(6));
    ck_assert_int_eq(look()->questions, MINUTES(15));
    pass(SECONDS(2));
    wish((struct wish){.verb = WISH_FLOOR_START, .person = "somebody"});
    pass(MINUTES(4));
    ck_assert_int_eq(figure(1)->share, SECONDS(499));
    ck_assert_int_eq(figure(8)->share, SECONDS(330)); /* (15 − 4) / 2 */
    wish((struct wish){.verb = WISH_FLOOR_STOP});
    for (unsigned i = 0; i < 7; i++)
        wish((struct wish){.verb = WISH_FLOOR_SKIP});
    refused((struct wish){.verb = WISH_FLOOR_SKIP, .person = "1"},
            "Mohamed Wajdi Aydi does not wait for the floor");
    ck_assert_int_eq(figure(8)->share, SECONDS((71 * 60 - 6) / 2)); /* all that is left */
    wish((struct wish){.verb = WISH_FLOOR_SKIP});
    wish((struct wish){.verb = WISH_FLOOR_SKIP});
    refused((struct wish){.verb = WISH_FLOOR_START}, "Nobody is left on the list of speakers");
    wish((struct wish){.verb = WISH_FLOOR_START, .person = "pyne"}); /* after all */
    ck_assert_int_eq(state(2), TURN_SPEAKING);
}
END_TEST

START_TEST(test_swap)
{
    wish((struct wish){.verb = WISH_FLOOR_SWAP, .person = "aydi", .with = "unhabitat"});
    ck_assert_uint_eq(look()->next[0], 0);
    ck_assert_uint_eq(panel_floor()->turns.items[0].place, 7);
    ck_assert_uint_eq(panel_floor()->turns.items[6].place, 1);
    wish((struct wish){.verb = WISH_FLOOR_START});
    ck_assert_uint_eq(panel_floor()->speaker, 7);
    refused((struct wish){.verb = WISH_FLOOR_SWAP, .person = "2", .with = "7"},
            "UN-Habitat does not wait for the floor");
    refused((struct wish){.verb = WISH_FLOOR_SWAP, .place = 2, .with_place = 2},
            "Nobody changes places with himself or herself");
    refused((struct wish){.verb = WISH_FLOOR_SWAP, .place = 2}, "Say which two change places");
}
END_TEST

/* Slots end their speakers; back finds the floor as it was; a slot taken back has none done. */
START_TEST(test_slots)
{
    wish((struct wish){.verb = WISH_FLOOR_START});
    pass(MINUTES(5));
    wish((struct wish){.verb = WISH_FLOOR_ORDER});
    pass(MINUTES(1));
    wish((struct wish){.verb = WISH_NEXT});
    ck_assert_int_eq(state(1), TURN_DONE);
    ck_assert_int_eq(state(8), TURN_DONE);
    ck_assert_uint_eq(panel_floor()->speaker, 0);
    pass(MINUTES(5));
    ck_assert_int_eq(figure(1)->spoken, MINUTES(5));
    refused((struct wish){.verb = WISH_FLOOR_STOP}, "Nobody has the floor");
    refused((struct wish){.verb = WISH_FLOOR_START}, "Nobody is on the list of speakers");
    wish((struct wish){.verb = WISH_BACK});
    ck_assert_uint_eq(panel_floor()->speaker, 0);
    ck_assert_int_eq(figure(1)->spoken, MINUTES(5));
    wish((struct wish){.verb = WISH_FLOOR_START});
    ck_assert_uint_eq(panel_floor()->speaker, 2);
    pass(MINUTES(2));
    wish((struct wish){.verb = WISH_GOTO, .slot = "1"}); /* the panel waits again */
    ck_assert_int_eq(state(1), TURN_WAITING);
    ck_assert_int_eq(state(2), TURN_WAITING);
    ck_assert_int_eq(state(8), TURN_SKIPPED);
    ck_assert_int_eq(figure(1)->spoken, 0);
    ck_assert_int_eq(figure(1)->share, SECONDS(500));
}
END_TEST

/* The slot returns to waiting: nobody has spoken, requests and order stay. */
START_TEST(test_taken_back)
{
    wish((struct wish){.verb = WISH_GOTO, .slot = "4"});
    wish((struct wish){.verb = WISH_BACK});
    wish((struct wish){.verb = WISH_NEXT});
    wish((struct wish){.verb = WISH_FLOOR_REQUEST, .person = "aydi"});
    wish((struct wish){.verb = WISH_FLOOR_START});
    pass(MINUTES(3));
    wish((struct wish){.verb = WISH_BACK});
    const struct timekeeper *timekeeper = session_timekeeper(one.session);
    const struct turn *turn = &timekeeper->slots.items[3].floor.turns.items[0];
    ck_assert_int_eq(turn->state, TURN_WAITING);
    ck_assert_int_eq(turn->spoken, 0);
    ck_assert_uint_eq(turn->spells.count, 1);
    ck_assert(turn->spells.items[0].taken_back);
    ck_assert_int_eq(turn->spells.items[0].spoken, MINUTES(3));
}
END_TEST

START_TEST(test_no_slot)
{
    static const enum wish_verb verbs[] = {
        WISH_FLOOR_REQUEST, WISH_FLOOR_START, WISH_FLOOR_STOP, WISH_FLOOR_PAUSE,
        WISH_FLOOR_RESUME,  WISH_FLOOR_SKIP,  WISH_FLOOR_SWAP, WISH_FLOOR_ORDER,
    };
    wish((struct wish){.verb = WISH_STOP});
    for (size_t i = 0; i < COUNT(verbs); i++)
        refused((struct wish){.verb = verbs[i]}, "No slot is running");
    refused((struct wish){.verb = WISH_FLOOR_SKIP, .slot = "2"},
            "“High-level expert panel” is over");
    wish((struct wish){.verb = WISH_FLOOR_REQUEST, .slot = "4", .person = "aydi"});
    wish((struct wish){.verb = WISH_END});
    for (size_t i = 0; i < COUNT(verbs); i++)
        refused((struct wish){.verb = verbs[i]}, "The session has ended; reopen it first");
}
END_TEST

/* PERSON: place, key, name, a start of it or of a word in it. */
START_TEST(test_names)
{
    static const struct {
        const char *name;
        unsigned place; /* 0: refused */
        const char *why;
    } table[] = {
        {"3", 3, NULL},
        {"#3", 3, NULL},
        {"pyne", 2, NULL},
        {"Samuel Pyne", 2, NULL},
        {"SAM", 2, NULL},
        {"Pyn", 2, NULL},
        {"cécile", 4, NULL},
        {"cecile", 4, NULL},
        {"stranger", 0, "“stranger” is not on the list of speakers; ask for the floor first"},
        {"UN-H", 7, NULL},
        {"s", 0, "“s” may be number 2 or number 5"},
        {"11", 0, "There is no number 11 on the list of speakers"},
        {"0", 0, "“0” is not on the list of speakers; ask for the floor first"},
        {"", 0, "“” is not on the list of speakers; ask for the floor first"},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        size_t slot = session_timekeeper(one.session)->current;
        struct refusal refusal = {0};
        size_t index = session_find_turn(one.session, slot, table[i].name, &refusal);
        struct buf why = {0};
        message_write(&refusal.text, NULL, &why);
        if (table[i].place > 0)
            ck_assert_msg(index == table[i].place - 1, "%s: %s", table[i].name, buf_text(&why));
        else
            ck_assert_str_eq(buf_text(&why), table[i].why);
        buf_finish(&why);
        refusal_finish(&refusal);
    }
}
END_TEST

/* What every turn is called under each rule; the third is replaced, an eighth asked. */
START_TEST(test_called)
{
    static const struct {
        enum attribution rule;
        const char *asks;
        const char *names[10];
    } table[] = {
        {ATTRIBUTION_NAMED,
         "skim",
         {"Mohamed Wajdi Aydi, City of Sfax", "Samuel Pyne, City of Kumasi", "Janina Stürner",
          "Cécile Riallant, IOM", "Ahmed Skim, Ministry of Foreign Affairs",
          "Vincent Cochetel, UNHCR", "UN-Habitat", "Ahmed Skim, Ministry of Foreign Affairs",
          "Request 9", "Point of order 10"}},
        {ATTRIBUTION_AFFILIATION,
         "skim",
         {"City of Sfax", "City of Kumasi", "YARID", "IOM", "Ministry of Foreign Affairs", "UNHCR",
          "UN-Habitat", "Ministry of Foreign Affairs", "Request 9", "Point of order 10"}},
        {ATTRIBUTION_CHATHAM_HOUSE,
         NULL,
         {"Speaker 1", "Speaker 2", "Speaker 3", "Speaker 4", "Speaker 5", "Speaker 6", "Speaker 7",
          "Request 8", "Request 9", "Point of order 10"}},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        end();
        begin(table[i].rule);
        wish((struct wish){.verb = WISH_PERSON_STATE,
                           .person = "hakiza",
                           .state = PERSON_REPLACED,
                           .replaced_by = "Janina Stürner"});
        wish((struct wish){.verb = WISH_FLOOR_REQUEST, .person = table[i].asks});
        wish((struct wish){.verb = WISH_FLOOR_REQUEST});
        wish((struct wish){.verb = WISH_FLOOR_ORDER});
        for (size_t j = 0; j < COUNT(table[i].names); j++) {
            struct message message;
            struct buf name = {0};
            turn_name(&panel_floor()->turns.items[j], session_attendance(one.session),
                      table[i].rule, NULL, false, &message);
            message_write(&message, NULL, &name);
            ck_assert_str_eq(buf_text(&name), table[i].names[j]);
            buf_finish(&name);
            message_finish(&message);
        }
    }
}
END_TEST

/* Tracks report for five minutes each; a slot inserted live has nobody planned. */
START_TEST(test_lists)
{
    const struct timekeeper *timekeeper = session_timekeeper(one.session);
    const struct floor *floor = &timekeeper->slots.items[4].floor;
    ck_assert_uint_eq(floor->turns.count, 2);
    ck_assert_int_eq(floor->turns.items[1].given, MINUTES(5));
    struct message message;
    turn_name(&floor->turns.items[1], session_attendance(one.session), ATTRIBUTION_CHATHAM_HOUSE,
              NULL, false, &message);
    ck_assert_str_eq(message.args[0], "Sustainability");
    message_finish(&message);
    wish((struct wish){.verb = WISH_INSERT, .title = "Word of the governor", .span = 60000});
    wish((struct wish){.verb = WISH_NEXT});
    refused((struct wish){.verb = WISH_FLOOR_START}, "Nobody is on the list of speakers");
    wish((struct wish){.verb = WISH_FLOOR_REQUEST, .person = "pyne"});
    wish((struct wish){.verb = WISH_FLOOR_START});
    pass(SECONDS(30));
    floor_read(session_timekeeper(one.session), session_attendance(one.session), SLOT_NONE,
               &one.actor.now, &shown);
    ck_assert_int_eq(shown.turns.items[0].share, MINUTES(1));
    ck_assert_int_eq(shown.turns.items[0].spoken, SECONDS(30));
}
END_TEST

/* Two reports of five minutes and questions of five, in a slot that a plan left 30 or nine of. */
START_TEST(test_shortened)
{
    static const struct {
        const char *lengths;
        msec_t report, questions;
    } table[] = {
        {"s5=1800000", MINUTES(5), MINUTES(5)},
        {"s5=540000", MINUTES(3), MINUTES(3)},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        end();
        begin(ATTRIBUTION_NAMED);
        struct slot *slot = &programme->slots.items[4];
        ck_assert_int_eq(slot->kind, SLOT_BREAKOUTS);
        slot->questions = MINUTES(5);
        slot->roles[ROLE_SPEAKERS].list.count = 0;
        struct event *event = event_new(EVENT_PLAN_CHANGE);
        event_set_instant(event, &one.actor.now);
        event_set(event, KEY_FROM, "s2");
        event_set(event, KEY_PLAN, "compress");
        event_set(event, KEY_LENGTHS, table[i].lengths);
        event_set_number(event, KEY_LATE, 0);
        enum applied applied;
        ck_assert_ptr_nonnull(laptop_write_take(&one, event, &applied));
        ck_assert_int_eq(applied, APPLIED);
        const struct timekeeper *timekeeper = session_timekeeper(one.session);
        size_t index = timekeeper_find(timekeeper, "s5");
        floor_read(timekeeper, session_attendance(one.session), index, &one.actor.now, &shown);
        ck_assert_uint_eq(shown.turns.count, 2);
        ck_assert_int_eq(shown.turns.items[0].share, table[i].report);
        ck_assert_int_eq(shown.turns.items[1].share, table[i].report);
        ck_assert_int_ge(shown.questions, table[i].questions);
        ck_assert_int_eq(
            floor_share(timekeeper, session_attendance(one.session), index, 1, &one.actor.now),
            table[i].report);
    }
}
END_TEST

/* Sentences by name, and by number under the rule. */
START_TEST(test_sentences)
{
    static const struct {
        struct wish wish;
        const char *named;
        const char *ruled;
    } table[] = {
        {{.verb = WISH_FLOOR_START}, "Mohamed Wajdi Aydi has the floor", "Speaker 1 has the floor"},
        {{.verb = WISH_FLOOR_PAUSE}, "Mohamed Wajdi Aydi paused", "Speaker 1 paused"},
        {{.verb = WISH_FLOOR_RESUME}, "Mohamed Wajdi Aydi goes on", "Speaker 1 goes on"},
        {{.verb = WISH_FLOOR_REQUEST}, "Request 8 for the floor", "Request 8 for the floor"},
        {{.verb = WISH_FLOOR_ORDER}, "Point of order 9", "Point of order 9"},
        {{.verb = WISH_FLOOR_STOP}, "Point of order 9 has spoken", "Point of order 9 has spoken"},
        {{.verb = WISH_FLOOR_STOP}, "Mohamed Wajdi Aydi has spoken", "Speaker 1 has spoken"},
        {{.verb = WISH_FLOOR_SKIP, .person = "pyne"},
         "Samuel Pyne passed over",
         "Speaker 2 passed over"},
        {{.verb = WISH_UNDO}, "Undone: Samuel Pyne passed over", "Undone: Speaker 2 passed over"},
        {{.verb = WISH_FLOOR_SWAP, .person = "skim", .with = "pyne"},
         "Ahmed Skim and Samuel Pyne swapped",
         "Speaker 5 and Speaker 2 swapped"},
        {{.verb = WISH_PERSON_STATE, .person = "skim", .state = PERSON_ABSENT},
         "Ahmed Skim is absent",
         "Person 5 is absent"},
        {{.verb = WISH_PERSON_STATE, .person = "skim", .state = PERSON_LATE},
         "Ahmed Skim is late",
         "Person 5 is late"},
        {{.verb = WISH_UNDO},
         "Undone: what was noted of Ahmed Skim",
         "Undone: what was noted of person 5"},
        {{.verb = WISH_PERSON_STATE,
          .person = "unhabitat",
          .state = PERSON_REPLACED,
          .replaced_by = "Somebody else"},
         "UN-Habitat is replaced by Somebody else",
         "Person 7 is replaced; by whom is not written down"},
        {{.verb = WISH_PERSON_STATE,
          .person = "unhabitat",
          .state = PERSON_REPLACED,
          .replaced_by = "Another one",
          .keep_names = true},
         "UN-Habitat is replaced by Another one",
         "Person 7 is replaced by Another one"},
    };
    for (unsigned rule = ATTRIBUTION_NAMED; rule < ATTRIBUTION_COUNT; rule += 2) {
        end();
        begin((enum attribution)rule);
        for (size_t i = 0; i < COUNT(table); i++) {
            pass(SECONDS(10));
            const struct event *event = laptop_wish(&one, &table[i].wish, NULL);
            ck_assert_msg(event != NULL, "step %zu: %s", i, laptop_why(&one));
            ck_assert_str_eq(laptop_say(&one, event),
                             rule == ATTRIBUTION_NAMED ? table[i].named : table[i].ruled);
        }
    }
}
END_TEST

/* Beside the list of a slot a person by number is who stands there; elsewhere the number stays. */
START_TEST(test_sentences_beside_the_floor)
{
    static const struct {
        struct wish wish;
        const char *beside;
        const char *elsewhere;
    } table[] = {
        {{.verb = WISH_PERSON_STATE, .person = "pyne", .state = PERSON_ABSENT},
         "Speaker 2 is absent",
         "Person 2 is absent"},
        {{.verb = WISH_UNDO},
         "Undone: what was noted of Speaker 2",
         "Undone: what was noted of person 2"},
        {{.verb = WISH_PERSON_STATE,
          .person = "unhabitat",
          .state = PERSON_REPLACED,
          .replaced_by = "Another one",
          .keep_names = true},
         "Speaker 7 is replaced by Another one",
         "Person 7 is replaced by Another one"},
    };
    end();
    begin(ATTRIBUTION_CHATHAM_HOUSE);
    for (size_t i = 0; i < COUNT(table); i++) {
        pass(SECONDS(10));
        const struct event *event = laptop_wish(&one, &table[i].wish, NULL);
        ck_assert_msg(event != NULL, "step %zu: %s", i, laptop_why(&one));
        for (size_t slot = 1; slot <= 2; slot++) {
            struct message text;
            BUF_LOCAL struct buf said = {0};
            session_describe_on(one.session, event, slot, NULL, &text);
            message_write(&text, NULL, &said);
            message_finish(&text);
            ck_assert_str_eq(buf_text(&said), slot == 1 ? table[i].beside : table[i].elsewhere);
        }
    }
}
END_TEST

/*
 * The rule of one slot holds for whom it lets speak, wherever they are noted, and for all while
 * it has the clock: a number, and no name of who came instead.
 */
START_TEST(test_rule_of_a_slot)
{
    static const struct {
        enum attribution rule;
        bool slot_runs, speaks;
        const char *person, *by, *said;
    } table[] = {
        {ATTRIBUTION_CHATHAM_HOUSE, true, true, "#7", NULL,
         "Person 7 is replaced; by whom is not written down"},
        {ATTRIBUTION_CHATHAM_HOUSE, false, true, "#7", NULL,
         "Person 7 is replaced; by whom is not written down"},
        {ATTRIBUTION_CHATHAM_HOUSE, true, false, "#7", NULL,
         "Person 7 is replaced; by whom is not written down"},
        {ATTRIBUTION_AFFILIATION, true, true, "#7", NULL,
         "Person 7 is replaced; by whom is not written down"},
        {ATTRIBUTION_CHATHAM_HOUSE, false, false, "unhabitat", "Zed Newman",
         "UN-Habitat is replaced by Zed Newman"},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        end();
        begin(ATTRIBUTION_NAMED);
        struct slot *slot = &programme->slots.items[1];
        slot->attribution = table[i].rule;
        if (!table[i].speaks)
            slot->roles[ROLE_SPEAKERS].list.count--;
        if (!table[i].slot_runs)
            wish((struct wish){.verb = WISH_NEXT});
        struct wish replaced = {.verb = WISH_PERSON_STATE,
                                .person = "unhabitat",
                                .state = PERSON_REPLACED,
                                .replaced_by = "Zed Newman"};
        const struct event *event = laptop_wish(&one, &replaced, NULL);
        ck_assert_msg(event != NULL, "case %zu: %s", i, laptop_why(&one));
        ck_assert_str_eq(event_text(event, KEY_PERSON), table[i].person);
        ck_assert_pstr_eq(event_text(event, KEY_REPLACED_BY), table[i].by);
        ck_assert_str_eq(laptop_say(&one, event), table[i].said);
    }
}
END_TEST

/* Who has the floor, or had it, is there, whatever was noted before. */
START_TEST(test_who_speaks_is_there)
{
    wish((struct wish){.verb = WISH_PERSON_STATE, .person = "skim", .state = PERSON_ABSENT});
    ck_assert(figure(5)->absent);
    wish((struct wish){.verb = WISH_FLOOR_START, .person = "cochetel"});
    ck_assert(!figure(6)->tbc && figure(7)->tbc);
    pass(SECONDS(10));
    wish((struct wish){.verb = WISH_FLOOR_START, .person = "skim"});
    ck_assert(!figure(5)->absent && !figure(6)->tbc);
    pass(SECONDS(10));
    wish((struct wish){.verb = WISH_FLOOR_STOP});
    ck_assert(!figure(5)->absent);
}
END_TEST

/* People have states of their own: two laptops may speak of two people, undo is by person. */
START_TEST(test_people)
{
    struct laptop other;
    laptop_init(&other, programme, 2, 2, one.actor.now.wall);
    struct wish absent = {.verb = WISH_PERSON_STATE, .person = "Pyne", .state = PERSON_ABSENT};
    const struct event *event = laptop_wish(&other, &absent, NULL);
    ck_assert_ptr_nonnull(event);
    ck_assert_int_eq(laptop_receive(&one, event), APPLIED);
    refused(absent, "Nothing changes: it is noted so already");
    wish((struct wish){.verb = WISH_PERSON_STATE, .person = "1", .state = PERSON_PRESENT});
    wish((struct wish){.verb = WISH_UNDO});
    const struct attendance *attendance = session_attendance(one.session);
    ck_assert_int_eq(attendance->people.items[0].state, PERSON_CONFIRMED);
    ck_assert_int_eq(attendance->people.items[1].state, PERSON_ABSENT);
    ck_assert_int_eq(attendance->people.items[5].state, PERSON_TBC);
    wish((struct wish){.verb = WISH_REDO});
    ck_assert_int_eq(attendance->people.items[0].state, PERSON_PRESENT);
    refused((struct wish){.verb = WISH_PERSON_STATE, .person = "Nobody"},
            "“Nobody” is none of the people of the programme");
    struct event *stranger = event_new(EVENT_PERSON_STATE);
    event_set(stranger, KEY_PERSON, "stranger");
    event_set(stranger, KEY_STATE, "absent");
    event_set_instant(stranger, &one.actor.now);
    enum applied applied;
    laptop_write_take(&one, stranger, &applied);
    ck_assert_int_eq(applied, APPLIED_VOID);
    laptop_finish(&other);
}
END_TEST

START_TEST(test_totals)
{
    wish((struct wish){.verb = WISH_FLOOR_START});
    pass(MINUTES(5));
    wish((struct wish){.verb = WISH_FLOOR_REQUEST, .person = "Somebody"});
    wish((struct wish){.verb = WISH_FLOOR_START, .person = "Somebody"});
    pass(MINUTES(1));
    wish((struct wish){.verb = WISH_FLOOR_REQUEST, .person = "aydi"});
    wish((struct wish){.verb = WISH_FLOOR_START, .person = "aydi"});
    pass(MINUTES(2));
    struct speaking_totals totals;
    floor_totals(session_timekeeper(one.session), &one.actor.now, NULL, &totals);
    ck_assert_uint_eq(totals.people.count, 2);
    ck_assert_uint_eq(totals.people.items[0].person, 0);
    ck_assert_int_eq(totals.people.items[0].spoken, MINUTES(7));
    ck_assert_str_eq(totals.people.items[1].name, "Somebody");
    ck_assert_int_eq(totals.people.items[1].spoken, MINUTES(1));
    ck_assert_uint_eq(totals.affiliations.count, 1);
    ck_assert_str_eq(totals.affiliations.items[0].name, "City of Sfax");
    ck_assert_int_eq(totals.affiliations.items[0].spoken, MINUTES(7));
    speaking_totals_finish(&totals);
}
END_TEST

/* Nothing in an event says who: looked for in every field of every event. */
START_TEST(test_silent)
{
    static const char *const words[] = {"pyne",  "Samuel", "Kumasi", "Aydi", "aydi", "skim",
                                        "Ahmed", "YARID",  "IOM",    "Sfax", "UNHCR"};
    for (unsigned rule = ATTRIBUTION_NAMED; rule < ATTRIBUTION_COUNT; rule += 2) {
        bool ruled = rule == ATTRIBUTION_CHATHAM_HOUSE;
        end();
        begin((enum attribution)rule);
        wish((struct wish){.verb = WISH_FLOOR_START, .person = "pyne"});
        struct wish asks = {.verb = WISH_FLOOR_REQUEST, .person = "skim"};
        if (ruled)
            refused(asks, "Under the Chatham House Rule nobody is written down; ask for the floor "
                          "without a name");
        else
            wish(asks);
        wish((struct wish){.verb = WISH_PERSON_STATE, .person = "Ahmed", .state = PERSON_PRESENT});
        wish((struct wish){.verb = WISH_PERSON_STATE,
                           .person = "aydi",
                           .state = PERSON_REPLACED,
                           .replaced_by = "Samuel Pyne"});
        size_t found = 0;
        for (size_t i = 0; i < session_log_count(one.session); i++) {
            const struct event *event = session_log_at(one.session, i)->event;
            for (size_t j = 0; j < event->fields.count; j++) {
                for (size_t k = 0; k < COUNT(words); k++)
                    found += strstr(event->fields.items[j].value, words[k]) != NULL;
            }
            for (size_t k = 0; k < COUNT(words); k++)
                found += strstr(laptop_say(&one, event), words[k]) != NULL;
        }
        ck_assert_msg(ruled ? found == 0 : found > 3, "%zu", found);
    }
}
END_TEST

SUITE_WITH("core/floor", begin_named, end, test_shares, test_overrun, test_extended, test_pauses,
           test_order, test_requests, test_swap, test_slots, test_taken_back, test_no_slot,
           test_names, test_called, test_lists, test_sentences, test_sentences_beside_the_floor,
           test_shortened, test_rule_of_a_slot, test_who_speaks_is_there, test_people, test_totals,
           test_silent)
