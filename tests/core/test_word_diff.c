/*
 * Cases by hand, and random texts in several scripts that are amended at random: both come back
 * from the runs, no grapheme is cut, and long texts that share nothing take no time.
 */
#include <dais/core/word_diff.h>

#include <inttypes.h>
#include <string.h>
#include <time.h>

#include <dais/base/buf.h>
#include <dais/base/grapheme.h>

#include "chance.h"
#include "suite.h"

enum { RUNS = 800, LARGEST = 65536 };

/* "[-removed-]{+added+}" as it stands without attributes. */
static void write_marked(const char *before, const char *after, struct buf *out)
{
    static const char *const marks[][2] = {{"", ""}, {"[-", "-]"}, {"{+", "+}"}};
    struct word_diff diff;
    word_diff_make(before, after, &diff);
    for (size_t i = 0; i < diff.runs.count; i++) {
        const struct word_run *run = &diff.runs.items[i];
        buf_add_text(out, marks[run->kind][0]);
        buf_add(out, (run->kind == WORDS_ADDED ? after : before) + run->start, run->size);
        buf_add_text(out, marks[run->kind][1]);
    }
    word_diff_finish(&diff);
}

static const struct {
    const char *before;
    const char *after;
    const char *marked;
} cases[] = {
    {"", "", ""},
    {"same", "same", "same"},
    {"", "new", "{+new+}"},
    {"old", "", "[-old-]"},
    {"Fund city learning", "Fund city-to-city learning", "Fund city{+-to-city+} learning"},
    {"Fund learning.", "Fund peer learning.", "Fund {+peer +}learning."},
    {"one two three", "one four five three", "one [-two-]{+four five+} three"},
    {"a b c d", "a x y d", "a [-b c-]{+x y+} d"},
    {"donors fund it", "cities pay it", "[-donors fund-]{+cities pay+} it"},
    {"a a b b a a", "a c a b b a d a", "a {+c +}a b b a{+ d+} a"},
    {"Cities lead", "cities lead", "[-Cities-]{+cities+} lead"},
    {"first\nsecond", "first\nthird\nsecond", "first\n{+third\n+}second"},
    {"caf\u00E9 ouvert", "caf\u00E9s ouvert", "[-caf\u00E9-]{+caf\u00E9s+} ouvert"},
    {"\u4E2D\u6587\u5B57", "\u4E2D\u56FD\u5B57", "\u4E2D[-\u6587-]{+\u56FD+}\u5B57"},
    {"\u0627\u0644\u0645\u062F\u0646 \u062A\u0642\u0648\u062F",
     "\u0627\u0644\u0645\u062F\u0646 \u0627\u0644\u0643\u0628\u0631\u0649 \u062A\u0642\u0648\u062F",
     "\u0627\u0644\u0645\u062F\u0646 {+\u0627\u0644\u0643\u0628\u0631\u0649 +}\u062A\u0642\u0648"
     "\u062F"},
    {"\U0001F469 works", "\U0001F469\u200D\U0001F4BB works",
     "[-\U0001F469-]{+\U0001F469\u200D\U0001F4BB+} works"},
    /* What stays between two changes joins them where it is short. */
    {"lend, for several years", "lend over many years",
     "lend[-, for several-]{+ over many+} years"},
    {"ports, roads, rails", "cities, towns, rails", "[-ports, roads-]{+cities, towns+}, rails"},
    {"roads (ports)", "towns (cities)", "[-roads (ports-]{+towns (cities+})"},
    {"roads.. ports", "towns.. cities", "[-roads-]{+towns+}.. [-ports-]{+cities+}"},
    {"roads   ports", "towns   cities", "[-roads   ports-]{+towns   cities+}"},
    {"d\u00E8s\u00A0: ici", "quand\u00A0: l\u00E0",
     "[-d\u00E8s-]{+quand+}\u00A0: [-ici-]{+l\u00E0+}"},
    {"dix\u00A0villes", "cent\u00A0ports", "[-dix\u00A0villes-]{+cent\u00A0ports+}"},
    {"roads\nports", "towns\ncities", "[-roads-]{+towns+}\n[-ports-]{+cities+}"},
    {"roads,\nports", "towns,\ncities", "[-roads-]{+towns+},\n[-ports-]{+cities+}"},
    /* A short word does where beside it only signs were changed. */
    {"Fund city-to-city learning between us", "Fund learning from city to city between us",
     "Fund {+learning from +}city[--to-city learning-]{+ to city+} between us"},
    {"Fund city-to-city learning over years", "Fund learning from city to city over time",
     "Fund {+learning from +}city[--to--]{+ to +}city [-learning -]over [-years-]{+time+}"},
    {"day-by-day", "day by day", "day[--by--]{+ by +}day"},
    {"a well-off-city", "a well off city", "a well[--off--]{+ off +}city"},
    {"step-with-step", "step with step", "step[---]{+ +}with[---]{+ +}step"},
    {"lead to win", "go to lose", "[-lead-]{+go+} to [-win-]{+lose+}"},
    {"us-\n-it", "us/\n/it", "us[---]{+/+}\n[---]{+/+}it"},
};

START_TEST(test_cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf marked = {0};
        write_marked(cases[i].before, cases[i].after, &marked);
        ck_assert_str_eq(buf_text(&marked), cases[i].marked);
    }
}
END_TEST

static const char *const pieces[] = {
    "city",
    "learning",
    "fund",
    "the",
    " ",
    " ",
    " ",
    "  ",
    ", ",
    ".",
    "\n",
    "e\u0301",
    "\u4E2D",
    "\u6587",
    "\u0645\u062F\u064A\u0646\u0629",
    "\u0301",
    "\U0001F469\u200D\U0001F4BB",
    "\u0E01\u0E33",
    "don’t",
    "3.5",
    "-",
};
enum { PIECES = sizeof pieces / sizeof *pieces };

static void write_random(struct chance *chance, struct buf *out, unsigned most)
{
    for (unsigned i = chance_below(chance, most); i > 0; i--)
        buf_add_text(out, pieces[chance_below(chance, PIECES)]);
}

/* Some of it taken out, some put in. */
static void write_amended(struct chance *chance, const struct buf *text, struct buf *out)
{
    unsigned percent = chance_below(chance, 40);
    for (size_t at = 0, size; at < text->size; at += size) {
        size = grapheme_next(text->bytes + at, text->size - at);
        if (chance_percent(chance, percent))
            write_random(chance, out, 3);
        else
            buf_add(out, text->bytes + at, size);
    }
}

static void check_starts(const char *text, size_t size, const struct word_diff *diff, bool added)
{
    char breaks[8192];
    ck_assert_uint_lt(size, sizeof breaks);
    grapheme_breaks(text, size, breaks);
    for (size_t i = 0; i < diff->runs.count; i++) {
        const struct word_run *run = &diff->runs.items[i];
        if ((run->kind == WORDS_ADDED) == added)
            ck_assert(breaks[run->start]);
    }
}

/* Both texts come back, runs alternate, none is empty, and none begins inside a grapheme. */
static void check(const struct buf *before, const struct buf *after)
{
    BUF_LOCAL struct buf old = {0};
    BUF_LOCAL struct buf new = {0};
    struct word_diff diff;
    word_diff_make(buf_text(before), buf_text(after), &diff);
    for (size_t i = 0; i < diff.runs.count; i++) {
        const struct word_run *run = &diff.runs.items[i];
        const char *from = buf_text(run->kind == WORDS_ADDED ? after : before) + run->start;
        ck_assert_uint_gt(run->size, 0);
        ck_assert(i == 0 || diff.runs.items[i - 1].kind != run->kind);
        ck_assert(i == 0 || run->kind != WORDS_REMOVED ||
                  diff.runs.items[i - 1].kind == WORDS_KEPT);
        if (run->kind != WORDS_ADDED)
            buf_add(&old, from, run->size);
        if (run->kind != WORDS_REMOVED)
            buf_add(&new, from, run->size);
    }
    ck_assert_str_eq(buf_text(&old), buf_text(before));
    ck_assert_str_eq(buf_text(&new), buf_text(after));
    if (before->size < 8192 && after->size < 8192) {
        check_starts(buf_text(before), before->size, &diff, false);
        check_starts(buf_text(after), after->size, &diff, true);
    }
    if (strcmp(buf_text(before), buf_text(after)) == 0)
        ck_assert_uint_le(diff.runs.count, 1);
    word_diff_finish(&diff);
}

START_TEST(test_both_texts_come_back)
{
    uint64_t seed = chance_seed(1);
    for (uint64_t run = 0; run < chance_runs(RUNS); run++) {
        struct chance chance = {seed + run};
        BUF_LOCAL struct buf before = {0};
        BUF_LOCAL struct buf after = {0};
        write_random(&chance, &before, chance_percent(&chance, 10) ? 600 : 40);
        if (chance_percent(&chance, 20))
            write_random(&chance, &after, 60);
        else
            write_amended(&chance, &before, &after);
        check(&before, &after);
    }
}
END_TEST

/* The largest texts there are, of many kinds that a search may lose itself in. */
enum large {
    NOTHING_SHARED,
    FEW_WORDS,
    REVERSED,
    ONE_LETTER,
    IDEOGRAPHS,
    LITTLE_CHANGED,
    LARGE_KINDS
};

static void write_large(enum large kind, struct chance *chance, bool after, struct buf *out)
{
    for (unsigned i = 0; out->size < LARGEST - 16; i++) {
        unsigned at = after ? 20000 - i : i;
        switch (kind) {
        case NOTHING_SHARED:
            buf_add_format(out, "%c%u ", after ? 'a' : 'b', i);
            break;
        case FEW_WORDS:
            buf_add_text(out, pieces[chance_below(chance, 5)]);
            break;
        case REVERSED:
            buf_add_format(out, "w%u ", at);
            break;
        case ONE_LETTER:
            buf_add_text(out, chance_percent(chance, 50) ? "a " : "b,");
            break;
        case IDEOGRAPHS:
            buf_add_format(out, "%s", pieces[12 + chance_below(chance, 2)]);
            break;
        case LITTLE_CHANGED:
        case LARGE_KINDS:
            buf_add_format(out, "w%u ", after && i % 500 == 0 ? 99999 : i);
            break;
        }
    }
}

START_TEST(test_large_texts_take_no_time)
{
    for (enum large kind = 0; kind < LARGE_KINDS; kind++) {
        struct chance chance = {7};
        BUF_LOCAL struct buf before = {0};
        BUF_LOCAL struct buf after = {0};
        write_large(kind, &chance, false, &before);
        write_large(kind, &chance, true, &after);
        clock_t start = clock();
        check(&before, &after);
        ck_assert_msg(clock() - start < 2 * CLOCKS_PER_SEC, "kind %d takes %ld ms", (int)kind,
                      (long)((clock() - start) * 1000 / CLOCKS_PER_SEC));
    }
}
END_TEST

/* Little is said to be changed where little was, in a long text, too. */
START_TEST(test_little_is_little)
{
    BUF_LOCAL struct buf before = {0};
    BUF_LOCAL struct buf after = {0};
    struct word_diff diff;
    struct chance chance = {7};
    write_large(LITTLE_CHANGED, &chance, false, &before);
    write_large(LITTLE_CHANGED, &chance, true, &after);
    word_diff_make(buf_text(&before), buf_text(&after), &diff);
    size_t removed = 0;
    for (size_t i = 0; i < diff.runs.count; i++)
        removed += diff.runs.items[i].kind == WORDS_REMOVED ? diff.runs.items[i].size : 0;
    ck_assert_uint_lt(removed, 2000);
    word_diff_finish(&diff);
}
END_TEST

SUITE("core/word_diff", test_cases, test_both_texts_come_back, test_large_texts_take_no_time,
      test_little_is_little)
