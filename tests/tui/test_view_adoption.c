/*
 * The Adoption view on a bench whose wishes are granted: a room is taken through its texts, with
 * every decision there is, while another laptop acts, too.
 */
#include "view_bench.h"

#include <string.h>

#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct programme *programme;
static struct laptop laptop;
static struct program bench;

static void at(int hour, int minute)
{
    laptop_at(&laptop, zone_instant(programme->zone, programme->date, hour * 60 + minute));
    bench_read(&bench, &laptop);
}

static void wish(const struct wish *wish)
{
    ck_assert_msg(laptop_wish(&laptop, wish, NULL) != NULL, "%s", laptop_why(&laptop));
    bench_read(&bench, &laptop);
}

static void add(enum entry_kind kind, const char *text)
{
    wish(&(struct wish){.verb = WISH_ADD, .kind = kind, .fields = {.text = text}});
}

/* 09:03: a conclusion, three recommendations, and a note that is none of them. */
static void begin(enum attribution rule, int width, int height)
{
    programme = programme_panel(rule);
    laptop_init(&laptop, programme, 1, 1, zone_instant(programme->zone, programme->date, AT(9, 0)));
    bench_init(&bench, &view_adoption, &laptop, width, height);
    bench.live = &laptop;
    wish(&(struct wish){.verb = WISH_START});
    at(9, 3);
    add(ENTRY_RECOMMENDATION, "Fund city learning");
    add(ENTRY_NOTE, "Ask for the slides");
    add(ENTRY_CONCLUSION, "Cities lead");
    add(ENTRY_RECOMMENDATION, "Count people");
    add(ENTRY_RECOMMENDATION, "Open the networks");
    at(9, 5);
}

static void end(void)
{
    bench_finish(&bench);
    laptop_finish(&laptop);
    programme_free(programme);
}

static void look(void)
{
    view_adoption.look(bench.state, &bench);
}

static void expect(const char *text, bool shown)
{
    BUF_LOCAL struct buf dump = {0};
    bench_dump(&bench, &dump);
    ck_assert_msg((strstr(buf_text(&dump), text) != NULL) == shown, "%s%s in\n%s",
                  shown ? "" : "no ", text, buf_text(&dump));
}

static const struct entry *entry_of(const char *number)
{
    const struct entry *found[2];
    ck_assert_uint_eq(record_find(bench.scene.record, number, found), 1);
    return found[0];
}

static void stands(const char *number, enum standing standing)
{
    ck_assert_str_eq(standing_name(entry_of(number)->standing), standing_name(standing));
}

static void press(enum action action)
{
    ck_assert(bench_do(&bench, action));
    look();
}

static const char *asked(void)
{
    return buf_text(&bench.asked);
}

/* In the order of kinds, whatever the order in which they were written. */
START_TEST(test_texts_in_order)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    expect("1 of 4", true);
    expect("Conclusion", true);
    expect("Cities lead", true);
    expect("4 texts left", true);
    press(ACTION_LEFT); /* no further */
    expect("Cities lead", true);
    press(ACTION_RIGHT);
    expect("Fund city learning", true);
    press(ACTION_LAST);
    expect("Open the networks", true);
    press(ACTION_RIGHT);
    expect("4 of 4", true);
    press(ACTION_FIRST);
    expect("1 of 4", true);
    stands("C1", STANDING_DRAFT); /* no slot of adoption runs */
    ck_assert_str_eq(asked(), "");
    end();
}
END_TEST

/* Every decision, each followed by the next text that is left. */
START_TEST(test_decisions)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    press(ACTION_OPEN);
    stands("C1", STANDING_PROPOSED);
    expect("proposed: before the room", true);
    press(ACTION_OPEN); /* says what comes next */
    ck_assert_str_eq(asked(), "say {1} is before the room; {2} adopts it\n");
    press(ACTION_ADOPT);
    stands("C1", STANDING_ADOPTED);
    expect("Fund city learning", true);
    expect("3 texts left", true);
    expect("Adoption: 1 adopted", true);
    wish(&(struct wish){.verb = WISH_UNDO}); /* back to it */
    expect("Cities lead", true);
    stands("C1", STANDING_PROPOSED);
    press(ACTION_ADOPT);
    expect("Fund city learning", true);
    press(ACTION_REFER);
    bench_line(&bench, "the working group");
    stands("R1", STANDING_REFERRED);
    ck_assert_str_eq(entry_of("R1")->referred_to, "the working group");
    expect("Count people", true);
    press(ACTION_ADOPT_RESERVED);
    bench_line(&bench, "Kumasi");
    bench_line(&bench, "the second word");
    stands("R2", STANDING_ADOPTED_WITH_RESERVATION);
    expect("Open the networks", true);
    press(ACTION_DEFER);
    stands("R3", STANDING_DEFERRED);
    expect("no text left", true);
    expect("Open the networks", true); /* none is left: it stays */
    expect("deferred", true);
    press(ACTION_NOT_ADOPTED); /* decided otherwise: asked first */
    stands("R3", STANDING_DEFERRED);
    bench_answer(&bench, 0);
    stands("R3", STANDING_NOT_ADOPTED);
    press(ACTION_LEFT);
    expect("Reservation of Kumasi: the second word", true);
    press(ACTION_LEFT);
    expect("referred to the working group", true);
    press(ACTION_LEFT);
    expect("Adopted text: ", true);
    end();
}
END_TEST

/* A question that is left, or an empty answer, decides nothing and goes nowhere. */
START_TEST(test_answers_left)
{
    static const enum action actions[] = {ACTION_REFER, ACTION_ADOPT_RESERVED,
                                          ACTION_SHOW_OF_HANDS};
    begin(ATTRIBUTION_NAMED, 80, 19);
    for (size_t i = 0; i < COUNT(actions); i++) {
        press(actions[i]);
        bench_line(&bench, NULL);
        look();
        stands("C1", STANDING_DRAFT);
        expect("Cities lead", true);
    }
    press(ACTION_REFER);
    bench_line(&bench, "  ");
    press(ACTION_ADOPT_RESERVED);
    bench_line(&bench, "");
    bench_line(&bench, "");
    ck_assert(strstr(asked(), "line Nobody is named: what is the reservation on C1?\n") != NULL);
    bench_line(&bench, " "); /* and again */
    bench_line(&bench, NULL);
    press(ACTION_EN_BLOC);
    bench_answer(&bench, 1);
    press(ACTION_EN_BLOC);
    bench_answer(&bench, -1);
    stands("C1", STANDING_DRAFT);
    expect("4 texts left", true);
    expect("1 of 4", true);
    end();
}
END_TEST

START_TEST(test_show_of_hands)
{
    static const struct {
        const char *line;
        int answer; /* to what became of it; -2: not asked */
        enum standing standing;
        unsigned counts[3];
    } cases[] = {
        {"12 3 1", 0, STANDING_ADOPTED, {12, 3, 1}},
        {" 12/3/0 ", 1, STANDING_NOT_ADOPTED, {12, 3, 0}},
        {"7, 0, 2", 2, STANDING_DEFERRED, {7, 0, 2}},
        {"twelve", -2, STANDING_DRAFT, {0, 0, 0}},
        {"12 x", -2, STANDING_DRAFT, {0, 0, 0}},
        {"5", -2, STANDING_DRAFT, {0, 0, 0}},
        {"12 3", -2, STANDING_DRAFT, {0, 0, 0}},
        {"12 3 -1", -2, STANDING_DRAFT, {0, 0, 0}},
        {"12 3 1.5", -2, STANDING_DRAFT, {0, 0, 0}},
        {"12 3 1,", -2, STANDING_DRAFT, {0, 0, 0}},
        {"1 2 3 4", -2, STANDING_DRAFT, {0, 0, 0}},
        {"1234567 1 1", -2, STANDING_DRAFT, {0, 0, 0}},
        {"", -2, STANDING_DRAFT, {0, 0, 0}},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        begin(ATTRIBUTION_NAMED, 80, 19);
        press(ACTION_SHOW_OF_HANDS);
        bench_line(&bench, cases[i].line);
        if (cases[i].answer > -2)
            bench_answer(&bench, cases[i].answer);
        else /* the line stays with what was typed */
            ck_assert_str_eq(buf_text(&bench.typed), cases[i].line);
        stands("C1", cases[i].standing);
        const struct votes *votes = &entry_of("C1")->votes;
        ck_assert_uint_eq(votes->in_favour, cases[i].counts[0]);
        ck_assert_uint_eq(votes->against, cases[i].counts[1]);
        ck_assert_uint_eq(votes->abstained, cases[i].counts[2]);
        end();
    }
    begin(ATTRIBUTION_NAMED, 80, 19);
    press(ACTION_SHOW_OF_HANDS);
    bench_line(&bench, "5 4 0");
    bench_answer(&bench, 3); /* with a reservation */
    bench_line(&bench, "");
    bench_line(&bench, "not this year");
    stands("C1", STANDING_ADOPTED_WITH_RESERVATION);
    press(ACTION_FIRST);
    expect("Show of hands: 5 for · 4 against · 0 abstained", true);
    expect("Reservation: not this year", true);
    end();
}
END_TEST

/* All that nobody holds back, named before; one undo takes all back. */
START_TEST(test_en_bloc)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    press(ACTION_RIGHT);
    press(ACTION_HOLD_BACK);
    expect("held back", true);
    ck_assert(entry_of("R1")->held);
    press(ACTION_EN_BLOC);
    ck_assert_str_eq(buf_text(&bench.answers), "Adopt\nNo\n");
    bench_answer(&bench, 0);
    stands("C1", STANDING_ADOPTED);
    stands("R1", STANDING_DRAFT);
    stands("R2", STANDING_ADOPTED);
    stands("R3", STANDING_ADOPTED);
    expect("Fund city learning", true); /* still open: it stays */
    press(ACTION_HOLD_BACK);
    ck_assert(!entry_of("R1")->held);
    press(ACTION_EN_BLOC);
    bench_answer(&bench, 0);
    stands("R1", STANDING_ADOPTED);
    buf_clear(&bench.asked);
    press(ACTION_EN_BLOC);
    ck_assert_str_eq(asked(), "say There is nothing to adopt en bloc\n");
    end();
}
END_TEST

START_TEST(test_one_kind)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    press(ACTION_ADOPTION_FILTER);
    bench_answer(&bench, 2);
    expect("1 of 3", true);
    expect("3 texts left", true);
    press(ACTION_EN_BLOC); /* of those that are shown */
    bench_answer(&bench, 0);
    stands("R3", STANDING_ADOPTED);
    stands("C1", STANDING_DRAFT);
    press(ACTION_ADOPTION_FILTER);
    bench_answer(&bench, 3);
    expect("There is no text of this kind", true);
    press(ACTION_LEAVE);
    expect("1 text left", true);
    ck_assert(!bench_do(&bench, ACTION_LEAVE));
    end();
}
END_TEST

/* What is amended shows what changed; D shows it alone, and as it was. */
START_TEST(test_amended)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    bench.scene.plain = true;
    press(ACTION_ADOPTION_CHANGES);
    ck_assert_str_eq(asked(), "say Nothing was changed in this text\n");
    buf_clear(&bench.asked);
    press(ACTION_EDIT);
    ck_assert_str_eq(asked(), "amend C1\n");
    wish(
        &(struct wish){.verb = WISH_AMEND, .entry = "C1", .fields = {.text = "Small cities lead"}});
    expect("[-Cities-]{+Small cities+} lead", true);
    expect("As amended:", true);
    expect("D text and original", true);
    press(ACTION_ADOPTION_CHANGES);
    expect("{+", false);
    expect("Small cities lead", true); /* what would be adopted is there at all times */
    expect("As it was first written:", true);
    expect("Cities lead", true);
    expect("D what changed", true);
    press(ACTION_RIGHT); /* the next text begins with what changed in it */
    press(ACTION_LEFT);
    expect("[-Cities-]{+Small cities+} lead", true);
    press(ACTION_ADOPTION_CHANGES);
    press(ACTION_ADOPT);
    press(ACTION_FIRST);
    expect("Small cities lead", true);
    expect("As amended:", true);
    wish(&(struct wish){
        .verb = WISH_AMEND, .entry = "C1", .fields = {.text = "Small cities lead the way"}});
    press(ACTION_FIRST);
    expect("adopted · changed since adoption", true);
    expect("Small cities lead{+ the way+}", true);
    expect("In force stays what was adopted: “Small", true);
    press(ACTION_ADOPT); /* once more, as it is now */
    press(ACTION_FIRST);
    expect("changed since adoption", false);
    end();
}
END_TEST

/* What was decided is decided otherwise after a question alone, whose No changes nothing. */
START_TEST(test_decided_otherwise)
{
    static const struct {
        enum action action;
        const char *line; /* asked for after Yes; NULL: none */
        enum standing standing;
    } cases[] = {
        {ACTION_DEFER, NULL, STANDING_DEFERRED},
        {ACTION_NOT_ADOPTED, NULL, STANDING_NOT_ADOPTED},
        {ACTION_REFER, "the bureau", STANDING_REFERRED},
        {ACTION_ADOPT_RESERVED, "Kumasi", STANDING_ADOPTED_WITH_RESERVATION},
        {ACTION_SHOW_OF_HANDS, NULL, STANDING_ADOPTED},
        {ACTION_WITHDRAW, NULL, STANDING_ADOPTED},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        begin(ATTRIBUTION_NAMED, 80, 19);
        press(ACTION_ADOPT);
        press(ACTION_FIRST);
        buf_clear(&bench.asked);
        press(cases[i].action);
        ck_assert_str_eq(asked(), "ask C1 was adopted\n");
        ck_assert_str_eq(buf_text(&bench.answers), "Yes\nNo\n");
        stands("C1", STANDING_ADOPTED);
        bench_answer(&bench, 1);
        stands("C1", STANDING_ADOPTED);
        press(cases[i].action);
        bench_answer(&bench, 0);
        if (cases[i].line != NULL)
            bench_line(&bench, cases[i].line);
        if (cases[i].action == ACTION_ADOPT_RESERVED)
            bench_line(&bench, "");
        stands("C1", cases[i].standing);
        end();
    }
    begin(ATTRIBUTION_NAMED, 80, 19);
    press(ACTION_ADOPT);
    press(ACTION_FIRST);
    buf_clear(&bench.asked);
    press(ACTION_HOLD_BACK);
    press(ACTION_OPEN);
    ck_assert_str_eq(asked(),
                     "say {1} was decided; {2} reopens it\nsay {1} was decided; {2} reopens it\n");
    end();
}
END_TEST

/* A result against the count is taken, and remarked. */
START_TEST(test_against_the_count)
{
    static const struct {
        const char *hands;
        int answer;
        const char *remark;
    } cases[] = {
        {"3 3 0", 0, "say {1} is adopted. No more hands were for it than against it\n"},
        {"4 3 0", 0, ""},
        {"4 3 0", 1, "say {1} is not adopted. More hands were for it than against it\n"},
        {"3 4 0", 1, ""},
        {"3 4 0", 2, ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        begin(ATTRIBUTION_NAMED, 80, 19);
        press(ACTION_SHOW_OF_HANDS);
        bench_line(&bench, cases[i].hands);
        buf_clear(&bench.asked);
        bench_answer(&bench, cases[i].answer);
        ck_assert_str_eq(asked(), cases[i].remark);
        end();
    }
}
END_TEST

/* What the foot offers: nothing of an empty view, and of what was decided what can be done. */
START_TEST(test_offered)
{
    const char *label = NULL;
    begin(ATTRIBUTION_NAMED, 80, 19);
    ck_assert(!view_adoption.offers(bench.state, &bench.scene, ACTION_REOPEN_TEXT, &label));
    label = "adopt";
    ck_assert(view_adoption.offers(bench.state, &bench.scene, ACTION_ADOPT, &label));
    press(ACTION_ADOPT);
    press(ACTION_FIRST);
    ck_assert(!view_adoption.offers(bench.state, &bench.scene, ACTION_ADOPT, &label));
    ck_assert(!view_adoption.offers(bench.state, &bench.scene, ACTION_HOLD_BACK, &label));
    ck_assert(view_adoption.offers(bench.state, &bench.scene, ACTION_REOPEN_TEXT, &label));
    ck_assert_str_eq(label, "reopen");
    ck_assert(!view_adoption.offers(bench.state, &bench.scene, ACTION_WITHDRAW, &label));
    expect("w withdraw", true);
    press(ACTION_PAGE_DOWN); /* all of it is in view: the next text */
    expect("2 of 4", true);
    press(ACTION_DOWN);
    expect("2 of 4", true);
    expect("draft: Enter puts it to the room", true);
    end();
}
END_TEST

START_TEST(test_reopened)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    press(ACTION_REOPEN_TEXT);
    ck_assert_str_eq(asked(), "say {1} is open: nothing is to be reopened\n");
    press(ACTION_ADOPT);
    press(ACTION_FIRST);
    press(ACTION_OPEN); /* Enter decides nothing */
    stands("C1", STANDING_ADOPTED);
    press(ACTION_REOPEN_TEXT);
    bench_line(&bench, "");
    stands("C1", STANDING_ADOPTED);
    press(ACTION_REOPEN_TEXT);
    bench_line(&bench, "A line was missing");
    stands("C1", STANDING_PROPOSED);
    expect("Reopened because: A line was missing", true);
    expect("Cities lead", true);
    end();
}
END_TEST

/* Another one decides, amends, writes and withdraws: what is shown stays in view. */
START_TEST(test_meanwhile)
{
    begin(ATTRIBUTION_NAMED, 120, 25);
    press(ACTION_RIGHT);
    expect("1 of 4", false);
    wish(&(struct wish){.verb = WISH_STAND, .entry = "R1", .standing = STANDING_ADOPTED});
    look();
    expect("2 of 4", true);
    expect("Adopted text: ", true);
    add(ENTRY_CONCLUSION, "One more");
    look();
    expect("3 of 5", true);
    expect("Adopted text: ", true);
    wish(&(struct wish){.verb = WISH_WITHDRAW, .entry = "R1"});
    look();
    expect("Count people", true); /* what stands in its place */
    expect("3 of 4", true);
    end();
}
END_TEST

/* While the room is at it, what is shown goes before the room by itself; else nothing does. */
START_TEST(test_put_by_itself)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    look();
    stands("C1", STANDING_DRAFT);
    at(12, 16);
    wish(&(struct wish){.verb = WISH_GOTO, .slot = "Adoption"});
    look();
    stands("C1", STANDING_PROPOSED);
    stands("R1", STANDING_DRAFT);
    expect("4 texts left · 15 min left · 3:45 a text", true);
    wish(&(struct wish){.verb = WISH_HOLD, .entry = "R1", .held = true});
    press(ACTION_RIGHT);
    ck_assert(entry_of("R1")->held); /* by that it is not let go */
    stands("R1", STANDING_PROPOSED);
    bench.scene.read_only = true;
    bench_do(&bench, ACTION_RIGHT);
    look();
    stands("R2", STANDING_DRAFT);
    ck_assert(!bench_do(&bench, ACTION_ADOPT)); /* the program says why */
    bench.scene.read_only = false;
    at(12, 25);
    expect("6:00 left · 1:30 a text", true);
    at(12, 32);
    expect("4 texts left · 1:00 over", true);
    end();
}
END_TEST

START_TEST(test_empty)
{
    static const enum action actions[] = {ACTION_ADOPT, ACTION_REFER,       ACTION_EN_BLOC,
                                          ACTION_EDIT,  ACTION_WITHDRAW,    ACTION_HOLD_BACK,
                                          ACTION_OPEN,  ACTION_REOPEN_TEXT, ACTION_DEFER};
    programme = programme_sou88();
    laptop_init(&laptop, programme, 1, 1, zone_instant(programme->zone, programme->date, AT(9, 0)));
    bench_init(&bench, &view_adoption, &laptop, 80, 19);
    bench.live = &laptop;
    expect("There is nothing to adopt yet", true);
    for (size_t i = 0; i < COUNT(actions); i++) {
        buf_clear(&bench.asked);
        ck_assert(bench_do(&bench, actions[i]));
        ck_assert_str_eq(asked(), "say There is nothing to adopt yet\n");
    }
    ck_assert(!bench_do(&bench, ACTION_NEXT));
    ck_assert(!bench_do(&bench, ACTION_RIGHT));
    end();
}
END_TEST

/* A translation stands under its text and is none of its own; what is unclear says why. */
START_TEST(test_translated_and_unclear)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    wish(&(struct wish){
        .verb = WISH_ADD,
        .kind = ENTRY_CONCLUSION,
        .fields = {.text = "Les villes agissent", .language = "fr", .translation_of = "C1"}});
    expect("1 of 4", true);
    expect("C2 · fr", true);
    expect("Les villes agissent", true);
    end();
}
END_TEST

/* Of two versions one is chosen where they stand side by side, which Enter and e show. */
START_TEST(test_unsettled)
{
    static const enum action actions[] = {ACTION_OPEN, ACTION_EDIT};
    struct laptop other;
    struct wish amend = {.verb = WISH_AMEND, .entry = "C1", .fields = {.text = "Their words"}};
    begin(ATTRIBUTION_NAMED, 80, 19);
    laptop_init(&other, programme, 2, 2, laptop.actor.now.wall);
    for (size_t i = 0; i < laptop.written.count; i++)
        laptop_receive(&other, laptop.written.items[i]);
    const struct event *theirs = laptop_wish(&other, &amend, NULL);
    amend.fields.text = "Our words";
    wish(&amend);
    laptop_receive(&laptop, other.written.items[0]); /* who it is */
    laptop_receive(&laptop, theirs);
    bench_read(&bench, &laptop);
    expect("Enter shows both for a choice", true);
    expect("Enter choose", true);
    for (size_t i = 0; i < COUNT(actions); i++) {
        buf_clear(&bench.asked);
        press(actions[i]);
        ck_assert_str_eq(asked(), "go view-entries C1\n");
    }
    stands("C1", STANDING_DRAFT);
    laptop_finish(&other);
    end();
}
END_TEST

START_TEST(test_every_size)
{
    static const int sizes[][2] = {{20, 3},   {40, 8},   {60, 14},  {80, 19},
                                   {100, 25}, {120, 40}, {200, 55}, {300, 90}};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        begin(ATTRIBUTION_CHATHAM_HOUSE, sizes[i][0], sizes[i][1]);
        wish(&(struct wish){
            .verb = WISH_AMEND, .entry = "C1", .fields = {.text = "Small cities lead"}});
        if (sizes[i][0] >= 60)
            expect("lead", true);
        press(ACTION_RIGHT);
        end();
    }
}
END_TEST

SUITE("tui/view_adoption", test_texts_in_order, test_decisions, test_answers_left,
      test_show_of_hands, test_en_bloc, test_one_kind, test_amended, test_decided_otherwise,
      test_against_the_count, test_offered, test_reopened, test_meanwhile, test_put_by_itself,
      test_empty, test_translated_and_unclear, test_unsettled, test_every_size)
