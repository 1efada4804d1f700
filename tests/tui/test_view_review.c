/*
 * The Review view on a bench: its findings are those of core, by kind, and Enter goes to what each
 * is about.
 */
#include "view_bench.h"

#include <string.h>

#include <dais/core/review.h>

#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct programme *programme;
static struct laptop laptop;
static struct program bench;

static void begin(enum attribution rule, int width, int height)
{
    programme = programme_panel(rule);
    laptop_init(&laptop, programme, 1, 1, zone_instant(programme->zone, programme->date, AT(9, 0)));
    bench_init(&bench, &view_review, &laptop, width, height);
    bench.live = &laptop;
}

static void end(void)
{
    bench_finish(&bench);
    laptop_finish(&laptop);
    programme_free(programme);
}

static void wish(struct wish wish)
{
    ck_assert_msg(laptop_wish(&laptop, &wish, NULL) != NULL, "%s", laptop_why(&laptop));
    bench_read(&bench, &laptop);
}

static void expect(const char *text, bool shown)
{
    BUF_LOCAL struct buf dump = {0};
    bench_dump(&bench, &dump);
    ck_assert_msg((strstr(buf_text(&dump), text) != NULL) == shown, "%s%s in\n%s",
                  shown ? "" : "no ", text, buf_text(&dump));
}

/* Enter on the selected finding. */
static const char *gone(void)
{
    buf_clear(&bench.asked);
    bench_do(&bench, ACTION_OPEN);
    return buf_text(&bench.asked);
}

static void write_down(enum entry_kind kind, const char *text)
{
    wish((struct wish){.verb = WISH_ADD, .kind = kind, .fields = {.text = text}});
}

/* One of each thing that a finding may be about, in the order of the list. */
START_TEST(test_goes)
{
    begin(ATTRIBUTION_NAMED, 80, 24);
    wish((struct wish){.verb = WISH_GOTO, .slot = "5"});
    write_down(ENTRY_RECOMMENDATION, "Fund city-to-city learning between the two shores.");
    write_down(ENTRY_RECOMMENDATION, "Fund city-to-city learning between both the shores.");
    expect("Tracks without a report (2)", true);
    expect("People to be confirmed (2)", true);
    expect("R1 is addressed to nobody", true);
    expect("advice: R2 says nearly the same as R1", true);
    expect("6 missing", true);
    static const char *const ways[] = {"go view-session s5.1\n", "go view-session s5.2\n",
                                       "go view-people #6\n",    "go view-people #7\n",
                                       "go view-entries R1\n",   "go view-entries R2\n",
                                       "go view-entries R2\n"};
    for (size_t i = 0; i < COUNT(ways); i++) {
        const char *way = gone();
        BUF_LOCAL struct buf squeezed = {0};
        for (; *way != '\0'; way++) {
            if (*way != ' ' || way[1] != ' ')
                buf_add_char(&squeezed, *way);
        }
        ck_assert_str_eq(buf_text(&squeezed), ways[i]);
        bench_do(&bench, ACTION_DOWN);
    }
    end();
}
END_TEST

/* Every sentence of core stands there, whatever the size. */
START_TEST(test_sentences)
{
    static const int sizes[][2] = {{60, 60}, {80, 60}, {200, 60}};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        begin(ATTRIBUTION_CHATHAM_HOUSE, sizes[i][0], sizes[i][1]);
        wish((struct wish){.verb = WISH_START});
        wish((struct wish){.verb = WISH_END});
        struct review review;
        review_make(laptop.session, bench.scene.language, &review);
        ck_assert_uint_gt(review.count, 4);
        for (size_t j = 0; j < review.list.count; j++) {
            BUF_LOCAL struct buf text = {0};
            message_write(&review.list.items[j].text, NULL, &text);
            text.bytes[text.size < 30 ? text.size : 30] = '\0'; /* before it may be wrapped */
            expect(text.bytes, true);
        }
        expect("Person 6 is still to be confirmed", true);
        review_finish(&review);
        end();
    }
}
END_TEST

/* It is made anew when something happened, and says so when nothing is missing. */
START_TEST(test_empty)
{
    begin(ATTRIBUTION_NAMED, 60, 14);
    expect("People to be confirmed (2)", true);
    expect("Nothing is missing", false);
    wish((struct wish){.verb = WISH_PERSON_STATE, .person = "6", .state = PERSON_PRESENT});
    expect("People to be confirmed (1)", true);
    wish((struct wish){.verb = WISH_PERSON_STATE, .person = "7", .state = PERSON_PRESENT});
    expect("Nothing is missing", true);
    ck_assert_str_eq(gone(), "say Nothing is missing\n");
    for (int action = ACTION_UP; action <= ACTION_LAST; action++)
        bench_do(&bench, (enum action)action);
    expect("Nothing is missing", true);
    buf_clear(&bench.asked);
    bench_do(&bench, ACTION_LEAVE);
    ck_assert_str_eq(buf_text(&bench.asked), "leave\n");
    end();
}
END_TEST

/* The heading is no finding; a second press on one goes there. */
START_TEST(test_mouse)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    expect("People to be confirmed (2)", true);
    struct mouse press = {.kind = MOUSE_PRESS, .x = 10, .y = 1};
    ck_assert(!view_review.click(bench.state, &bench, &press));
    press.y = 3;
    ck_assert(view_review.click(bench.state, &bench, &press));
    ck_assert_str_eq(buf_text(&bench.asked), "");
    ck_assert(view_review.click(bench.state, &bench, &press));
    ck_assert_str_eq(buf_text(&bench.asked), "go view-people #7\n");
    end();
}
END_TEST

SUITE("tui/view_review", test_goes, test_sentences, test_empty, test_mouse)
