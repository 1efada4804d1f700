#include <dais/core/session.h>

#include <string.h>

#include "laptop.h"
#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct step {
    struct wish wish;
    const char *says;
};

/* Wish by wish, a minute apart, on SOU-88 from nine o'clock on. */
static void say_steps(const struct step *steps, size_t count)
{
    struct programme *programme = programme_sou88();
    struct laptop one;
    laptop_init(&one, programme, 1, 1, zone_instant(programme->zone, programme->date, 540));
    for (size_t i = 0; i < count; i++) {
        laptop_at(&one, one.actor.now.wall + MSEC_MINUTE);
        const struct event *event = laptop_wish(&one, &steps[i].wish, NULL);
        ck_assert_msg(event != NULL, "step %zu: %s", i, laptop_why(&one));
        ck_assert_str_eq(laptop_say(&one, event), steps[i].says);
    }
    laptop_finish(&one);
    programme_free(programme);
}

/* A whole session, wish by wish, in the words that echo and log show. */
START_TEST(test_sentences)
{
    static const struct step steps[] = {
        {{.verb = WISH_HOLD_ON, .date = 19131}, "The session is held on 2022-05-19"},
        {{.verb = WISH_UNDO}, "Undone: the session is held on 2022-05-19"},
        {{.verb = WISH_MOVE_PROGRAMME, .span = MSEC_HOUR},
         "The programme moved along: every planned time is 60 min later"},
        {{.verb = WISH_UNDO}, "Undone: the programme moved by 60 min"},
        {{.verb = WISH_MOVE_PROGRAMME, .span = -10 * MSEC_MINUTE},
         "The programme moved along: every planned time is 10 min earlier"},
        {{.verb = WISH_UNDO}, "Undone: the programme moved by 10 min"},
        {{.verb = WISH_START}, "Session introduction and rules started"},
        {{.verb = WISH_NEXT}, "High-level expert panel started"},
        {{.verb = WISH_BACK}, "Back to Session introduction and rules"},
        {{.verb = WISH_UNDO}, "Undone: back to Session introduction and rules"},
        {{.verb = WISH_REDO}, "Redone: back to Session introduction and rules"},
        {{.verb = WISH_UNDO}, "Undone: back to Session introduction and rules"},
        {{.verb = WISH_PAUSE}, "High-level expert panel paused"},
        {{.verb = WISH_RESUME}, "High-level expert panel goes on"},
        {{.verb = WISH_EXTEND, .span = 300000}, "High-level expert panel: 5 min more"},
        {{.verb = WISH_SHORTEN, .span = 60000}, "High-level expert panel: 1 min less"},
        {{.verb = WISH_SKIP, .slot = "coffee"}, "Coffee break skipped"},
        {{.verb = WISH_INSERT, .title = "Word of the governor", .span = 600000},
         "Word of the governor inserted, 10 min"},
        {{.verb = WISH_SWAP, .slot = "4", .with = "5"},
         "Presentation MMC and Two parallel breakout sessions swapped"},
        {{.verb = WISH_ADD, .fields = {.text = "x"}}, "Note saved as N1"},
        {{.verb = WISH_ADD, .kind = ENTRY_PRACTICE, .fields = {.text = "x"}},
         "Good practice saved as G1"},
        {{.verb = WISH_UNDO}, "Undone: G1 is withdrawn"},
        {{.verb = WISH_REDO}, "Redone: G1 is back"},
        {{.verb = WISH_AMEND, .entry = "G1", .fields = {.text = "y"}}, "G1 amended"},
        {{.verb = WISH_MOVE, .entry = "G1", .slot = "1"},
         "G1 moved to Session introduction and rules"},
        {{.verb = WISH_UNDO}, "Undone: G1 moved to Session introduction and rules"},
        {{.verb = WISH_REDO}, "Redone: G1 moved to Session introduction and rules"},
        {{.verb = WISH_MOVE, .entry = "G1", .no_slot = true}, "G1 moved to the session as a whole"},
        {{.verb = WISH_UNDO}, "Undone: G1 moved to the session as a whole"},
        {{.verb = WISH_WITHDRAW, .entry = "G1"}, "G1 withdrawn"},
        {{.verb = WISH_STOP}, "High-level expert panel ended"},
        {{.verb = WISH_END}, "The session ended"},
        {{.verb = WISH_CLOSE}, "The session was closed"},
        {{.verb = WISH_REOPEN, .why = "one more text"}, "The session was reopened: one more text"},
    };
    say_steps(steps, COUNT(steps));
}
END_TEST

/* Who joins is called as it calls itself. */
START_TEST(test_joined)
{
    struct programme *programme = programme_sou88();
    struct laptop one;
    laptop_init(&one, programme, 1, 1, zone_instant(programme->zone, programme->date, 540));
    ck_assert_ptr_nonnull(laptop_wish(&one, &(struct wish){.verb = WISH_START}, NULL));
    const struct logged *launch = session_log_at(one.session, 0);
    struct buf joined = {0};
    buf_add_format(&joined, "%.3s joined", one.actor.writer.text);
    ck_assert_str_eq(laptop_say(&one, launch->event), buf_text(&joined));
    buf_finish(&joined);
    laptop_finish(&one);
    programme_free(programme);
}
END_TEST

/* What the room makes of an outcome, and what is undone of it. */
START_TEST(test_standings)
{
    static const struct step steps[] = {
        {{.verb = WISH_ADD, .kind = ENTRY_PRACTICE, .fields = {.text = "x"}},
         "Good practice saved as G1"},
        {{.verb = WISH_WITHDRAW, .entry = "G1"}, "G1 withdrawn"},
        {{.verb = WISH_STAND, .entry = "G1", .standing = STANDING_DRAFT, .why = "needed"},
         "G1 is no longer withdrawn: needed"},
        {{.verb = WISH_ADD, .kind = ENTRY_RECOMMENDATION, .fields = {.text = "x"}},
         "Recommendation saved as R1"},
        {{.verb = WISH_STAND, .entry = "R1", .standing = STANDING_PROPOSED}, "R1 put to the room"},
        {{.verb = WISH_HOLD, .entry = "R1", .held = true}, "R1 held back"},
        {{.verb = WISH_UNDO}, "Undone: R1 held back"},
        {{.verb = WISH_REDO}, "Redone: R1 held back"},
        {{.verb = WISH_HOLD, .entry = "R1"}, "R1 no longer held back"},
        {{.verb = WISH_UNDO}, "Undone: R1 no longer held back"},
        {{.verb = WISH_STAND, .entry = "R1", .standing = STANDING_ADOPTED}, "R1 adopted"},
        {{.verb = WISH_UNDO}, "Undone: R1 adopted"},
        {{.verb = WISH_REDO}, "Redone: R1 adopted"},
        {{.verb = WISH_STAND,
          .entry = "R1",
          .standing = STANDING_ADOPTED_WITH_RESERVATION,
          .fields = {.text = "not before 2024"}},
         "R1 adopted with a reservation"},
        {{.verb = WISH_STAND,
          .entry = "R1",
          .standing = STANDING_ADOPTED_WITH_RESERVATION,
          .reserved_by = "one group"},
         "R1 adopted with a reservation of one group"},
        {{.verb = WISH_UNDO}, "Undone: R1 adopted with a reservation of one group"},
        {{.verb = WISH_REDO}, "Redone: R1 adopted with a reservation of one group"},
        {{.verb = WISH_AMEND, .entry = "R1", .fields = {.text = "y"}}, "R1 amended"},
        {{.verb = WISH_STAND, .entry = "R1", .standing = STANDING_ADOPTED},
         "R1 adopted; its 2 reservations were on the text before"},
        {{.verb = WISH_UNDO}, "Undone: R1 adopted"},
        {{.verb = WISH_STAND,
          .entry = "R1",
          .standing = STANDING_ADOPTED_WITH_RESERVATION,
          .reserved_by = "one group"},
         "R1 adopted with a reservation; the 2 before were on the text before"},
        {{.verb = WISH_AMEND, .entry = "R1", .fields = {.text = "z"}}, "R1 amended"},
        {{.verb = WISH_STAND, .entry = "R1", .standing = STANDING_ADOPTED},
         "R1 adopted; its reservation was on the text before"},
        {{.verb = WISH_STAND, .entry = "R1", .standing = STANDING_PROPOSED, .why = "a slip"},
         "R1 reopened: a slip"},
        {{.verb = WISH_UNDO}, "Undone: R1 reopened"},
        {{.verb = WISH_STAND, .entry = "R1", .standing = STANDING_DEFERRED}, "R1 deferred"},
        {{.verb = WISH_STAND, .entry = "R1", .standing = STANDING_REFERRED, .to = "the bureau"},
         "R1 referred to the bureau"},
        {{.verb = WISH_UNDO}, "Undone: R1 referred to the bureau"},
        {{.verb = WISH_STAND, .entry = "R1", .standing = STANDING_NOT_ADOPTED}, "R1 not adopted"},
    };
    say_steps(steps, COUNT(steps));
}
END_TEST

/* Each kind has its own sentence. */
START_TEST(test_kinds)
{
    struct programme *programme = programme_sou88();
    struct laptop one;
    laptop_init(&one, programme, 1, 1, zone_instant(programme->zone, programme->date, 540));
    for (unsigned kind = 0; kind < ENTRY_KIND_COUNT; kind++) {
        struct wish wish = {
            .verb = WISH_ADD, .kind = (enum entry_kind)kind, .fields = {.text = "x"}};
        const char *says = laptop_say(&one, laptop_wish(&one, &wish, NULL));
        const char *letter = entry_kind_letter((enum entry_kind)kind);
        ck_assert_ptr_nonnull(strstr(says, " saved as "));
        ck_assert_int_eq(strstr(says, " saved as ")[10], letter[0]);
    }
    laptop_finish(&one);
    programme_free(programme);
}
END_TEST

SUITE("core/session_describe", test_sentences, test_joined, test_standings, test_kinds)
