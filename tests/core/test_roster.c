#include <dais/core/roster.h>

#include "laptop.h"
#include "programmes.h"
#include "suite.h"

static struct programme *programme;
static struct laptop one;
static struct roster roster;

static void begin(enum attribution rule)
{
    programme = programme_panel(rule);
    laptop_init(&one, programme, 1, 1, zone_instant(programme->zone, programme->date, AT(9, 15)));
    roster = (struct roster){0};
}

static void setup(void)
{
    begin(ATTRIBUTION_NAMED);
}

static void teardown(void)
{
    roster_finish(&roster);
    laptop_finish(&one);
    programme_free(programme);
}

static void wish(struct wish wish)
{
    ck_assert_msg(laptop_wish(&one, &wish, NULL) != NULL, "%s", laptop_why(&one));
}

static void pass(int minutes)
{
    laptop_at(&one, one.actor.now.wall + minutes * MSEC_MINUTE);
}

static void make(void)
{
    roster_make(&roster, one.session, &one.actor.now, "en");
}

static const char *parts(size_t person)
{
    static struct buf out;
    buf_clear(&out);
    roster_write_parts(&roster, person, NULL, &out);
    return buf_text(&out);
}

static size_t passing(enum roster_filter filter)
{
    size_t count = 0;
    for (size_t i = 0; i < programme->people.count; i++)
        count += roster_passes(&roster, one.session, i, filter);
    return count;
}

/* The president of the session also has the last slot, and speaks in the panel. */
START_TEST(test_parts)
{
    struct part president = {.person = 0, .share = MSEC_NONE};
    array_push(&programme->roles[ROLE_PRESIDENT].list, president);
    array_push(&programme->slots.items[0].roles[ROLE_PRESIDENT].list, president);
    array_push(&programme->slots.items[5].roles[ROLE_PRESIDENT].list, president);
    array_push(&programme->slots.items[4].tracks.items[1].rapporteurs.list, president);
    array_push(&programme->slots.items[4].tracks.items[0].rapporteurs.list, president);
    make();
    ck_assert_str_eq(parts(0), "president 1, 6 · speaker 2 · rapporteur 5");
    ck_assert_str_eq(parts(1), "speaker 2");
    const struct roster_person *first = &roster.people.items[0];
    ck_assert_uint_eq(first->count, 6);
    ck_assert_ptr_null(roster.parts.items[first->first].slot);
    ck_assert_uint_eq(roster.parts.items[first->first + 3].track, 1);
    ck_assert_uint_eq(roster.parts.items[first->first + 4].track, 2);
}
END_TEST

START_TEST(test_filters)
{
    size_t all = programme->people.count;
    make();
    ck_assert_uint_eq(passing(ROSTER_ALL), all);
    ck_assert_uint_eq(passing(ROSTER_RUNNING), 0);
    ck_assert_uint_eq(passing(ROSTER_NOT_SPOKEN), all);
    ck_assert_uint_eq(passing(ROSTER_TBC), 2);
    wish((struct wish){.verb = WISH_GOTO, .slot = "2"});
    wish((struct wish){.verb = WISH_FLOOR_START});
    wish((struct wish){.verb = WISH_PERSON_STATE, .person = "3", .state = PERSON_ABSENT});
    wish((struct wish){.verb = WISH_PERSON_STATE, .person = "6", .state = PERSON_PRESENT});
    pass(2);
    make();
    ck_assert_uint_eq(passing(ROSTER_RUNNING), 7);
    ck_assert_uint_eq(passing(ROSTER_NOT_SPOKEN), all - 2);
    ck_assert_uint_eq(passing(ROSTER_TBC), 1);
    ck_assert_int_eq(roster.people.items[0].spoke, SPOKE_TOLD);
    ck_assert_int_eq(roster.people.items[0].spoken, 2 * MSEC_MINUTE);
    ck_assert_int_eq(roster.people.items[1].spoke, SPOKE_NOT_YET);
    wish((struct wish){.verb = WISH_FLOOR_REQUEST, .person = "Somebody"});
    wish((struct wish){.verb = WISH_FLOOR_START, .person = "Somebody"});
    pass(1);
    make();
    ck_assert_uint_eq(roster.others.count, 1);
    ck_assert_str_eq(roster.others.items[0].name, "Somebody");
}
END_TEST

/* Where the rule does not tell who spoke, nobody is said to have spoken, or not to have. */
START_TEST(test_untold)
{
    for (unsigned rule = ATTRIBUTION_AFFILIATION; rule < ATTRIBUTION_COUNT; rule++) {
        teardown();
        begin((enum attribution)rule);
        make();
        ck_assert_int_eq(roster.people.items[0].spoke, SPOKE_NOT_YET);
        wish((struct wish){.verb = WISH_GOTO, .slot = "2"});
        wish((struct wish){.verb = WISH_FLOOR_START});
        pass(2);
        make();
        for (size_t i = 0; i < programme->people.count; i++) {
            ck_assert_int_eq(roster.people.items[i].spoke, SPOKE_UNTOLD);
            ck_assert_int_eq(roster.people.items[i].spoken, 0);
        }
        ck_assert_uint_eq(passing(ROSTER_NOT_SPOKEN), 0);
        ck_assert_uint_eq(passing(ROSTER_TBC), 2);
    }
}
END_TEST

/* Of one slot alone under the rule: untold of those who have a part in it. */
START_TEST(test_untold_slot)
{
    struct part second = {.person = 1, .share = MSEC_NONE};
    programme->slots.items[3].attribution = ATTRIBUTION_CHATHAM_HOUSE;
    array_push(&programme->slots.items[3].roles[ROLE_SPEAKERS].list, second);
    wish((struct wish){.verb = WISH_GOTO, .slot = "4"});
    wish((struct wish){.verb = WISH_FLOOR_REQUEST});
    wish((struct wish){.verb = WISH_FLOOR_START});
    pass(1);
    make();
    ck_assert_int_eq(roster.people.items[0].spoke, SPOKE_NOT_YET);
    ck_assert_int_eq(roster.people.items[1].spoke, SPOKE_UNTOLD);
    ck_assert_uint_eq(roster.others.count, 1);
    ck_assert_ptr_null(roster.others.items[0].name);
}
END_TEST

START_TEST(test_totals)
{
    struct message totals = {0};
    BUF_LOCAL struct buf text = {0};
    wish((struct wish){.verb = WISH_PERSON_STATE, .person = "1", .state = PERSON_PRESENT});
    wish((struct wish){.verb = WISH_PERSON_STATE, .person = "2", .state = PERSON_LATE});
    roster_totals(one.session, &totals);
    message_write(&totals, NULL, &text);
    message_finish(&totals);
    ck_assert_str_eq(buf_text(&text), "1 present · 1 late · 0 absent · 2 tbc");
}
END_TEST

SUITE_WITH("core/roster", setup, teardown, test_parts, test_filters, test_untold, test_untold_slot,
           test_totals)
