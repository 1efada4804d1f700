#include <dais/core/phase.h>

#include <string.h>

#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define MAX_TRACKS 8

static struct lingual_text track_texts[MAX_TRACKS];
static const char *const letters[MAX_TRACKS] = {"A", "B", "C", "D", "E", "F", "G", "H"};

/* What a slot of a test has, in minutes. */
struct made {
    enum slot_kind kind;
    int talk, questions_each;
    unsigned rounds;
    unsigned tracks;
    int report_back;
    int questions;
    int changeover;
};

static struct programme *made_programme(const struct made *made, size_t count)
{
    struct given_slot given[4] = {0};
    for (size_t i = 0; i < count; i++) {
        int start = AT(9, 0) + (int)i * 60;
        given[i] = (struct given_slot){0, start, start + 60, made[i].kind, NULL, HARD_NONE};
    }
    struct programme *programme = programme_given("EAT-3", "2022-05-18", given, count);
    for (size_t i = 0; i < count; i++) {
        struct slot *slot = &programme->slots.items[i];
        slot->rounds = (struct rounds){made[i].talk * MSEC_MINUTE,
                                       made[i].questions_each * MSEC_MINUTE, made[i].rounds};
        slot->report_back = made[i].report_back * MSEC_MINUTE;
        slot->questions = made[i].questions * MSEC_MINUTE;
        slot->changeover = made[i].changeover * MSEC_MINUTE;
        for (unsigned t = 0; t < made[i].tracks; t++) {
            struct track track = {0};
            track_texts[t].text = letters[t];
            array_push(&track.title.texts, track_texts[t]);
            array_push(&slot->tracks, track);
        }
    }
    return programme;
}

/* "talk1 0-10 questions1 10-15 left-over 15-20 missing 5", in minutes and seconds. */
static void write_time(msec_t time, struct buf *out)
{
    buf_add_format(out, "%d", (int)(time / MSEC_MINUTE));
    if (time % MSEC_MINUTE != 0)
        buf_add_format(out, ":%02d", (int)(time % MSEC_MINUTE / MSEC_SECOND));
}

static void write_phases(const struct phase_list *phases, struct buf *out)
{
    for (size_t i = 0; i < phases->list.count; i++) {
        const struct phase *phase = &phases->list.items[i];
        buf_add_format(out, "%s%s", i == 0 ? "" : " ", phase_kind_name(phase->kind));
        if (phase->number > 0)
            buf_add_format(out, "%u/%u", phase->number, phase->count);
        if (phase->title != NULL)
            buf_add_text(out, lingual_in(phase->title, NULL));
        buf_add_text(out, " ");
        write_time(phase->start, out);
        buf_add_text(out, "-");
        write_time(phase->end, out);
    }
    if (phases->missing > 0) {
        buf_add_text(out, " missing ");
        write_time(phases->missing, out);
    }
}

static const struct {
    const char *what;
    struct made slots[3];
    size_t count;
    size_t slot;
    int allotted; /* minutes */
    const char *expected;
} tables[] = {
    {"a plain slot", {{.kind = SLOT_SESSION}}, 1, 0, 60, "whole 0-60"},
    {"a slot without length",
     {{.kind = SLOT_SESSION, .questions = 5}},
     1,
     0,
     0,
     "whole 0-0 missing 5"},
    {"the panel of SOU-88",
     {{.kind = SLOT_PANEL, .questions = 15}},
     1,
     0,
     75,
     "talk 0-60 questions 60-75"},
    {"made longer", {{.kind = SLOT_PANEL, .questions = 15}}, 1, 0, 80, "talk 0-65 questions 65-80"},
    {"no room to talk", {{.kind = SLOT_PANEL, .questions = 15}}, 1, 0, 15, "questions 0-15"},
    {"not even for questions",
     {{.kind = SLOT_PANEL, .questions = 15}},
     1,
     0,
     10,
     "questions 0-10 missing 5"},
    {"the breakouts of SOU-88",
     {{.kind = SLOT_BREAKOUTS, .tracks = 2, .report_back = 5}},
     1,
     0,
     45,
     "groups 0-35 report1/2A 35-40 report2/2B 40-45"},
    {"with changeovers",
     {{.kind = SLOT_BREAKOUTS, .tracks = 2, .report_back = 5, .changeover = 1}},
     1,
     0,
     45,
     "groups 0-33 changeover 33-34 report1/2A 34-39 changeover 39-40 report2/2B 40-45"},
    {"and questions at the end",
     {{.kind = SLOT_BREAKOUTS, .tracks = 2, .report_back = 5, .questions = 10}},
     1,
     0,
     45,
     "groups 0-25 report1/2A 25-30 report2/2B 30-35 questions 35-45"},
    {"too short for its reports",
     {{.kind = SLOT_BREAKOUTS, .tracks = 3, .report_back = 5, .changeover = 1}},
     1,
     0,
     10,
     "changeover 0-0:33 report1/3A 0:33-3:20 changeover 3:20-3:53 report2/3B 3:53-6:40 "
     "changeover 6:40-7:13 report3/3C 7:13-10 missing 8"},
    {"nobody reports", {{.kind = SLOT_BREAKOUTS, .tracks = 2}}, 1, 0, 45, "whole 0-45"},
    {"nobody is there to report",
     {{.kind = SLOT_BREAKOUTS, .report_back = 5}},
     1,
     0,
     45,
     "whole 0-45"},
    {"reports come later",
     {{.kind = SLOT_BREAKOUTS, .tracks = 2, .report_back = 5},
      {.kind = SLOT_BREAK},
      {.kind = SLOT_REPORTING}},
     3,
     0,
     45,
     "whole 0-45"},
    {"the reporting slot has them",
     {{.kind = SLOT_BREAKOUTS, .tracks = 2, .report_back = 5},
      {.kind = SLOT_BREAK},
      {.kind = SLOT_REPORTING}},
     3,
     2,
     10,
     "report1/2A 0-5 report2/2B 5-10"},
    {"with time left over",
     {{.kind = SLOT_BREAKOUTS, .tracks = 2, .report_back = 5},
      {.kind = SLOT_REPORTING, .changeover = 1}},
     2,
     1,
     15,
     "report1/2A 0-5 changeover 5-6 report2/2B 6-11 left-over 11-15"},
    {"with questions at its end",
     {{.kind = SLOT_BREAKOUTS, .tracks = 2, .report_back = 5},
      {.kind = SLOT_REPORTING, .questions = 3}},
     2,
     1,
     15,
     "report1/2A 0-5 report2/2B 5-10 left-over 10-12 questions 12-15"},
    {"reports and questions in proportion, none longer than planned",
     {{.kind = SLOT_BREAKOUTS, .tracks = 2, .report_back = 10, .questions = 4}},
     1,
     0,
     18,
     "report1/2A 0-7:30 report2/2B 7:30-15 questions 15-18 missing 6"},
    {"changeovers too",
     {{.kind = SLOT_BREAKOUTS, .tracks = 2, .report_back = 5},
      {.kind = SLOT_REPORTING, .changeover = 1}},
     2,
     1,
     8,
     "report1/2A 0-3:38 changeover 3:38-4:21 report2/2B 4:21-8 missing 3"},
    {"of two breakouts",
     {{.kind = SLOT_BREAKOUTS, .tracks = 1, .report_back = 5},
      {.kind = SLOT_BREAKOUTS, .tracks = 2, .report_back = 3},
      {.kind = SLOT_REPORTING}},
     3,
     2,
     11,
     "report1/3A 0-5 report2/3A 5-8 report3/3B 8-11"},
    {"a reporting slot of its own", {{.kind = SLOT_REPORTING}}, 1, 0, 30, "whole 0-30"},
    {"reported already",
     {{.kind = SLOT_BREAKOUTS, .tracks = 1, .report_back = 5},
      {.kind = SLOT_REPORTING},
      {.kind = SLOT_REPORTING}},
     3,
     2,
     30,
     "whole 0-30"},
    {"rounds that fill",
     {{.kind = SLOT_POSTERS, .talk = 10, .questions_each = 5, .rounds = 2}},
     1,
     0,
     30,
     "talk1/2 0-10 questions1/2 10-15 talk2/2 15-25 questions2/2 25-30"},
    {"rounds that do not fill",
     {{.kind = SLOT_POSTERS, .talk = 10, .rounds = 2, .changeover = 1}},
     1,
     0,
     30,
     "talk1/2 0-10 changeover 10-11 talk2/2 11-21 left-over 21-30"},
    {"rounds that do not fit",
     {{.kind = SLOT_POSTERS, .talk = 10, .questions_each = 5, .rounds = 2}},
     1,
     0,
     20,
     "talk1/2 0-6:40 questions1/2 6:40-10 talk2/2 10-16:40 questions2/2 16:40-20 missing 10"},
    {"nor the questions after them",
     {{.kind = SLOT_POSTERS, .talk = 10, .rounds = 2, .questions = 4, .changeover = 1}},
     1,
     0,
     20,
     "talk1/2 0-8 changeover 8-8:48 talk2/2 8:48-16:48 questions 16:48-20 missing 5"},
    {"rounds with questions at the end",
     {{.kind = SLOT_POSTERS, .talk = 10, .rounds = 2, .questions = 5}},
     1,
     0,
     30,
     "talk1/2 0-10 talk2/2 10-20 left-over 20-25 questions 25-30"},
};

START_TEST(test_tables)
{
    for (size_t i = 0; i < COUNT(tables); i++) {
        struct programme *programme = made_programme(tables[i].slots, tables[i].count);
        struct phase_list phases;
        phase_list_make(programme, &programme->slots.items[tables[i].slot],
                        tables[i].allotted * MSEC_MINUTE, &phases);
        struct buf got = {0};
        write_phases(&phases, &got);
        ck_assert_msg(strcmp(buf_text(&got), tables[i].expected) == 0, "%s: %s", tables[i].what,
                      buf_text(&got));
        buf_finish(&got);
        phase_list_finish(&phases);
        programme_free(programme);
    }
}
END_TEST

START_TEST(test_inserted)
{
    struct programme *programme = programme_sou88();
    struct phase_list phases;
    phase_list_make(programme, NULL, MSEC_MINUTE, &phases);
    ck_assert_uint_eq(phases.list.count, 1);
    ck_assert_int_eq(phases.list.items[0].kind, PHASE_WHOLE);
    ck_assert_int_eq(phases.list.items[0].end, MSEC_MINUTE);
    phase_list_finish(&phases);
    programme_free(programme);
}
END_TEST

/* A walk through the breakouts of SOU-88, to the second. */
START_TEST(test_read)
{
    static const struct made breakouts = {.kind = SLOT_BREAKOUTS, .tracks = 2, .report_back = 5};
    static const struct {
        msec_t elapsed; /* s */
        const char *name;
        msec_t in, left; /* s */
        const char *next;
    } cases[] = {
        {0, "Group work", 0, 2100, "Report 1 of 2: A"},
        {2099, "Group work", 2099, 1, "Report 1 of 2: A"},
        {2100, "Report 1 of 2: A", 0, 300, "Report 2 of 2: B"},
        {2399, "Report 1 of 2: A", 299, 1, "Report 2 of 2: B"},
        {2400, "Report 2 of 2: B", 0, 300, ""},
        {2700, "Report 2 of 2: B", 300, 0, ""},
        {2760, "Report 2 of 2: B", 360, -60, ""},
    };
    struct programme *programme = made_programme(&breakouts, 1);
    struct timekeeper timekeeper;
    timekeeper_init(&timekeeper, programme);
    timekeeper.slots.items[0].allotted = 45 * MSEC_MINUTE;
    struct phase_reading read;
    struct reading reading = {.slot = SLOT_NONE};
    ck_assert(!phase_read(&timekeeper, &reading, &read));
    for (size_t i = 0; i < COUNT(cases); i++) {
        reading = (struct reading){
            .slot = 0, .elapsed = cases[i].elapsed * 1000, .allotted = 45 * MSEC_MINUTE};
        ck_assert(phase_read(&timekeeper, &reading, &read));
        struct message name;
        struct buf text = {0};
        phase_describe(&read.phase, NULL, &name);
        message_write(&name, NULL, &text);
        ck_assert_msg(strcmp(buf_text(&text), cases[i].name) == 0, "case %zu: %s", i,
                      buf_text(&text));
        message_finish(&name);
        buf_clear(&text);
        ck_assert_int_eq(read.elapsed, cases[i].in * 1000);
        ck_assert_int_eq(read.left, cases[i].left * 1000);
        ck_assert_int_eq(read.has_next, cases[i].next[0] != '\0');
        if (read.has_next) {
            phase_describe(&read.next, NULL, &name);
            message_write(&name, NULL, &text);
            ck_assert_str_eq(buf_text(&text), cases[i].next);
            message_finish(&name);
        }
        buf_finish(&text);
    }
    timekeeper_finish(&timekeeper);
    programme_free(programme);
}
END_TEST

/*
 * The second opinion: a walk through the slot in steps of a second with a list of what people
 * still have to do, each with the seconds it lasts. It knows no end to count from: what is at the
 * slot's end waits until no more is left than it needs.
 */
struct walk {
    enum phase_kind kind;
    unsigned number;
    msec_t seconds;
};

static void expect_second(const struct phase_list *phases, msec_t second, const struct walk *due,
                          uint64_t seed)
{
    const struct phase *phase = &phases->list.items[phase_list_at(phases, second * 1000)];
    ck_assert_msg(phase->kind == due->kind && phase->number == due->number,
                  "seed %llu, second %lld: %s %u, expected %s %u", (unsigned long long)seed,
                  (long long)second, phase_kind_name(phase->kind), phase->number,
                  phase_kind_name(due->kind), due->number);
}

static uint64_t below(uint64_t *state, uint64_t limit)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (*state >> 33) % limit;
}

static size_t plan_walk(const struct made *made, struct walk *head, size_t *ret_head,
                        struct walk *tail)
{
    size_t heads = 0, tails = 0;
    for (unsigned i = 0; i < made->rounds; i++) {
        if (i > 0 && made->changeover > 0)
            head[heads++] = (struct walk){PHASE_CHANGEOVER, 0, made->changeover * 60};
        head[heads++] = (struct walk){PHASE_TALK, i + 1, made->talk * 60};
        if (made->questions_each > 0)
            head[heads++] = (struct walk){PHASE_QUESTIONS, i + 1, made->questions_each * 60};
    }
    for (unsigned i = 0; i < made->tracks && made->report_back > 0; i++) {
        if (made->changeover > 0)
            tail[tails++] = (struct walk){PHASE_CHANGEOVER, 0, made->changeover * 60};
        tail[tails++] = (struct walk){PHASE_REPORT, i + 1, made->report_back * 60};
    }
    if (made->questions > 0)
        tail[tails++] = (struct walk){PHASE_QUESTIONS, 0, made->questions * 60};
    *ret_head = heads;
    return tails;
}

static msec_t sum(const struct walk *walk, size_t count)
{
    msec_t seconds = 0;
    for (size_t i = 0; i < count; i++)
        seconds += walk[i].seconds;
    return seconds;
}

static void walk_through(const struct made *made, const struct phase_list *phases, msec_t allotted,
                         uint64_t seed)
{
    struct walk head[64], tail[64];
    size_t heads, at = 0, back = 0;
    size_t tails = plan_walk(made, head, &heads, tail);
    bool reports = made->tracks > 0 && made->report_back > 0;
    enum phase_kind filler = heads > 0 ? PHASE_LEFT_OVER : reports ? PHASE_GROUPS : PHASE_TALK;
    for (msec_t second = 0; second < allotted + 600; second++) {
        struct walk due = {filler, 0, 0};
        if (at < heads) {
            due = head[at];
            at += --head[at].seconds == 0;
        } else if (back < tails && (back > 0 || allotted - second <= sum(tail, tails))) {
            due = tail[back];
            back += --tail[back].seconds == 0;
        } else if (back == tails && tails > 0) {
            due = tail[tails - 1];
        } else if (tails == 0 && sum(head, heads) == 0 && second >= allotted &&
                   phases->list.items[phases->list.count - 1].kind != PHASE_LEFT_OVER) {
            due = head[heads - 1];
        }
        expect_second(phases, second, &due, seed);
    }
}

START_TEST(test_walk)
{
    for (uint64_t seed = 1; seed <= 500; seed++) {
        uint64_t state = seed;
        struct made made = {.kind = SLOT_BREAKOUTS, .changeover = (int)below(&state, 3)};
        if (below(&state, 2) == 0) {
            made.rounds = 1 + (unsigned)below(&state, 6);
            made.talk = 1 + (int)below(&state, 9);
            made.questions_each = (int)below(&state, 4);
        } else {
            made.tracks = 1 + (unsigned)below(&state, 5);
            made.report_back = 1 + (int)below(&state, 6);
        }
        made.questions = (int)below(&state, 3) * 5;
        struct walk head[64], tail[64];
        size_t heads;
        size_t tails = plan_walk(&made, head, &heads, tail);
        msec_t needed = sum(head, heads) + sum(tail, tails);
        msec_t allotted = needed + 60 * (msec_t)below(&state, 30);
        struct programme *programme = made_programme(&made, 1);
        struct phase_list phases;
        phase_list_make(programme, &programme->slots.items[0], allotted * 1000, &phases);
        ck_assert_int_eq(phases.missing, 0);
        walk_through(&made, &phases, allotted, seed);
        phase_list_finish(&phases);
        programme_free(programme);
    }
}
END_TEST

/* Whatever a slot is given: phases lie end to end from 0, none is empty, and they reach its end. */
START_TEST(test_end_to_end)
{
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        uint64_t state = seed;
        struct made slots[3];
        for (size_t i = 0; i < COUNT(slots); i++) {
            static const enum slot_kind kinds[] = {SLOT_BREAKOUTS, SLOT_REPORTING, SLOT_POSTERS};
            slots[i] = (struct made){
                .kind = kinds[below(&state, COUNT(kinds))],
                .talk = (int)below(&state, 5),
                .questions_each = (int)below(&state, 3),
                .rounds = (unsigned)below(&state, 4),
                .tracks = (unsigned)below(&state, MAX_TRACKS),
                .report_back = (int)below(&state, 6),
                .questions = (int)below(&state, 10),
                .changeover = (int)below(&state, 3),
            };
        }
        struct programme *programme = made_programme(slots, COUNT(slots));
        for (size_t i = 0; i < COUNT(slots); i++) {
            msec_t allotted = MSEC_SECOND * (1 + (msec_t)below(&state, 5000));
            const struct slot *slot = &programme->slots.items[i];
            struct phase_list phases;
            phase_list_make(programme, slot, allotted, &phases);
            msec_t end = 0;
            for (size_t k = 0; k < phases.list.count; k++) {
                ck_assert_int_eq(phases.list.items[k].start, end);
                ck_assert_int_gt(phases.list.items[k].end, end);
                end = phases.list.items[k].end;
                ck_assert_uint_eq(phase_list_at(&phases, end - 1), k);
            }
            ck_assert_int_eq(end, allotted);
            phase_list_finish(&phases);
        }
        programme_free(programme);
    }
}
END_TEST

static msec_t length(const struct phase *phase)
{
    return phase->end - phase->start;
}

/*
 * A slot that a plan made shorter, by minute after minute: each part in proportion to the second,
 * none longer than planned, as long as there is a second for each minute.
 */
START_TEST(test_in_proportion)
{
    for (uint64_t seed = 1; seed <= 300; seed++) {
        uint64_t state = seed;
        struct made made = {
            .kind = below(&state, 2) == 0 ? SLOT_POSTERS : SLOT_BREAKOUTS,
            .talk = 1 + (int)below(&state, 9),
            .questions_each = (int)below(&state, 4),
            .tracks = 1 + (unsigned)below(&state, 5),
            .report_back = 1 + (int)below(&state, 9),
            .questions = (int)below(&state, 10),
            .changeover = (int)below(&state, 3),
        };
        made.rounds = made.kind == SLOT_POSTERS ? 1 + (unsigned)below(&state, 5) : 0;
        struct walk head[64], tail[64];
        size_t heads;
        made.tracks = made.kind == SLOT_POSTERS ? 0 : made.tracks;
        size_t tails = plan_walk(&made, head, &heads, tail);
        msec_t needed = (sum(head, heads) + sum(tail, tails)) * MSEC_SECOND;
        struct programme *programme = made_programme(&made, 1);
        const struct slot *slot = &programme->slots.items[0];
        struct phase_list planned;
        phase_list_make(programme, slot, needed, &planned);
        for (msec_t allotted = needed - MSEC_MINUTE; allotted * 60 >= needed;
             allotted -= MSEC_MINUTE) {
            struct phase_list phases;
            phase_list_make(programme, slot, allotted, &phases);
            ck_assert_int_eq(phases.missing, needed - allotted);
            ck_assert_uint_eq(phases.list.count, planned.list.count);
            for (size_t i = 0; i < phases.list.count; i++) {
                const struct phase *now = &phases.list.items[i];
                const struct phase *then = &planned.list.items[i];
                msec_t off = length(now) * needed - length(then) * allotted;
                ck_assert_int_eq(now->kind, then->kind);
                ck_assert_uint_eq(now->number, then->number);
                ck_assert_int_le(length(now), length(then));
                ck_assert_msg((off < 0 ? -off : off) < MSEC_SECOND * needed, "seed %llu, part %zu",
                              (unsigned long long)seed, i);
            }
            phase_list_finish(&phases);
        }
        phase_list_finish(&planned);
        programme_free(programme);
    }
}
END_TEST

/* The slot of a clock that runs since `start`, with the phases it has after changes. */
static void write_live(const struct made *made, int allotted, const struct slot_change *changes,
                       size_t count, struct buf *out)
{
    struct programme *programme = made_programme(made, 1);
    struct timekeeper timekeeper;
    timekeeper_init(&timekeeper, programme);
    struct clock_slot *slot = &timekeeper.slots.items[0];
    slot->allotted = allotted * MSEC_MINUTE;
    for (size_t i = 0; i < count; i++) {
        struct slot_change change = {changes[i].at * MSEC_MINUTE, changes[i].span * MSEC_MINUTE};
        array_push(&slot->changes, change);
        slot->allotted += change.span;
    }
    struct phase_list phases;
    phase_list_make_live(&timekeeper, 0, &phases);
    write_phases(&phases, out);
    phase_list_finish(&phases);
    timekeeper_finish(&timekeeper);
    programme_free(programme);
}

/* Breakouts of 45 minutes with two reports of five: more and less time, in minutes. */
START_TEST(test_changes)
{
    static const struct made breakouts = {.kind = SLOT_BREAKOUTS, .tracks = 2, .report_back = 5};
    static const struct {
        const char *what;
        struct slot_change changes[2];
        size_t count;
        const char *expected;
    } cases[] = {
        {"none", {{0, 0}}, 0, "groups 0-35 report1/2A 35-40 report2/2B 40-45"},
        {"for the groups", {{20, 5}}, 1, "groups 0-40 report1/2A 40-45 report2/2B 45-50"},
        {"for a report", {{42, 5}}, 1, "groups 0-35 report1/2A 35-40 report2/2B 40-50"},
        {"for both", {{20, 5}, {41, 2}}, 2, "groups 0-40 report1/2A 40-47 report2/2B 47-52"},
        {"less for the groups", {{20, -10}}, 1, "groups 0-25 report1/2A 25-30 report2/2B 30-35"},
        {"less for a report", {{36, -3}}, 1, "groups 0-35 report1/2A 35-37 report2/2B 37-42"},
        {"and the next", {{38, -4}}, 1, "groups 0-35 report1/2A 35-38 report2/2B 38-41"},
        {"more in overtime", {{48, 5}}, 1, "groups 0-35 report1/2A 35-40 report2/2B 40-50"},
        {"less in overtime", {{48, -2}}, 1, "groups 0-35 report1/2A 35-40 report2/2B 40-43"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf got = {0};
        write_live(&breakouts, 45, cases[i].changes, cases[i].count, &got);
        ck_assert_msg(strcmp(buf_text(&got), cases[i].expected) == 0, "%s: %s", cases[i].what,
                      buf_text(&got));
        buf_finish(&got);
    }
}
END_TEST

/* Rounds keep the length they began with; what is taken from them while they run, they overrun. */
START_TEST(test_rounds_that_run)
{
    static const struct made posters = {.kind = SLOT_POSTERS, .talk = 10, .rounds = 3};
    static const struct {
        const char *what;
        int allotted;
        struct slot_change change;
        const char *expected;
    } cases[] = {
        {"less", 30, {12, -5}, "talk1/3 0-10 talk2/3 10-20 talk3/3 20-30 missing 5"},
        {"more", 30, {12, 5}, "talk1/3 0-10 talk2/3 10-20 talk3/3 20-30 left-over 30-35"},
        {"more for those made shorter",
         24,
         {12, 5},
         "talk1/3 0-8 talk2/3 8-21 talk3/3 21-29 missing 6"},
        {"less for those made shorter",
         24,
         {12, -3},
         "talk1/3 0-8 talk2/3 8-13 talk3/3 13-21 missing 6"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf got = {0};
        write_live(&posters, cases[i].allotted, &cases[i].change, 1, &got);
        ck_assert_msg(strcmp(buf_text(&got), cases[i].expected) == 0, "%s: %s", cases[i].what,
                      buf_text(&got));
        buf_finish(&got);
    }
}
END_TEST

/* Where a phase stands in every slot that has it; 0: a changeover, which may stand anywhere. */
static unsigned rank(const struct phase *phase)
{
    switch (phase->kind) {
    case PHASE_CHANGEOVER:
        return 0;
    case PHASE_WHOLE:
        return 1;
    case PHASE_TALK:
        return phase->number > 0 ? 10 * phase->number : 1000;
    case PHASE_QUESTIONS:
        return phase->number > 0 ? 10 * phase->number + 1 : 3000;
    case PHASE_GROUPS:
    case PHASE_LEFT_OVER:
        return 1000;
    case PHASE_REPORT:
        return 2000 + phase->number;
    case PHASE_KIND_COUNT:
        break;
    }
    return 0;
}

/* Whatever time is given and taken while a slot runs, nobody is sent back to an earlier part. */
START_TEST(test_never_back)
{
    for (uint64_t seed = 1; seed <= 500; seed++) {
        uint64_t state = seed;
        struct made made = {
            .kind = below(&state, 3) == 0 ? SLOT_POSTERS : SLOT_BREAKOUTS,
            .talk = (int)below(&state, 5),
            .questions_each = (int)below(&state, 3),
            .rounds = (unsigned)below(&state, 3),
            .tracks = (unsigned)below(&state, 4),
            .report_back = (int)below(&state, 6),
            .questions = (int)below(&state, 10),
            .changeover = (int)below(&state, 3),
        };
        struct programme *programme = made_programme(&made, 1);
        struct timekeeper timekeeper;
        timekeeper_init(&timekeeper, programme);
        struct clock_slot *slot = &timekeeper.slots.items[0];
        slot->allotted = MSEC_MINUTE * (2 + (msec_t)below(&state, 60));
        unsigned before = 0;
        for (msec_t elapsed = 0; elapsed < 100 * MSEC_MINUTE; elapsed += 20 * MSEC_SECOND) {
            msec_t span = MSEC_MINUTE * ((msec_t)below(&state, 11) - 5);
            if (below(&state, 20) == 0 && span != 0 && slot->allotted + span >= MSEC_MINUTE) {
                array_push(&slot->changes, ((struct slot_change){elapsed, span}));
                slot->allotted += span;
            }
            struct phase_list phases;
            phase_list_make_live(&timekeeper, 0, &phases);
            const struct phase *phase = &phases.list.items[phase_list_at(&phases, elapsed)];
            unsigned now = rank(phase) > 0 ? rank(phase) : before;
            ck_assert_msg(now >= before, "seed %llu, %lld s: %u after %u", (unsigned long long)seed,
                          (long long)(elapsed / 1000), now, before);
            before = now;
            phase_list_finish(&phases);
        }
        timekeeper_finish(&timekeeper);
        programme_free(programme);
    }
}
END_TEST

SUITE("core/phase", test_tables, test_inserted, test_read, test_walk, test_end_to_end,
      test_in_proportion, test_changes, test_rounds_that_run, test_never_back)
