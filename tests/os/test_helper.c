#include <dais/os/helper.h>

#include "suite.h"
#include <dais/base/mem.h>
#include <dais/os/clock.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define ODD "odd_helper"

enum { LIMIT = 60000, SHORT = 200, BIG = 3 << 20 };

static int run(const char *word, msec_t limit, struct buf *output, struct buf *said)
{
    BUF_LOCAL struct buf input = {0};
    struct message refusal = {.id = NULL};
    buf_add_format(&input, "%s\n", word);
    int r = helper_run(ODD, &input, limit, output, &refusal);
    message_write(&refusal, NULL, said);
    message_finish(&refusal);
    return r;
}

START_TEST(test_outcomes)
{
    static const struct {
        const char *word;
        msec_t limit;
        int result;
        const char *output, *said;
    } cases[] = {
        {"", LIMIT, 0, "", ""},
        {"crash", LIMIT, -ECANCELED, "", ODD " failed (exit status 134)"},
        {"fail", LIMIT, -ECANCELED, "", ODD " failed: no ^[[31mfont"},
        {"hang", SHORT, -ECANCELED, "", ODD " was not done after 1 s and was ended"},
        {"leave", LIMIT, 0, "done", ""},
        {"files", LIMIT, 0, "0 1 2 ", ""},
        {"much", LIMIT, -ECANCELED, "", ODD " failed (exit status 153)"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        BUF_LOCAL struct buf output = {0}, said = {0};
        int r = run(cases[i].word, cases[i].limit, &output, &said);
        ck_assert_msg(r == cases[i].result, "%s: %d %s", cases[i].word, r, buf_text(&said));
        ck_assert_str_eq(buf_text(&output), cases[i].output);
        ck_assert_str_eq(buf_text(&said), cases[i].said);
    }
}
END_TEST

/* More than a pipe holds comes back whole, and goes to one that does not read it. */
START_TEST(test_much_input)
{
    static const char *const words[] = {"copy\n", "\n"};
    for (size_t i = 0; i < COUNT(words); i++) {
        BUF_LOCAL struct buf input = {0}, output = {0};
        struct message refusal = {.id = NULL};
        buf_add_text(&input, words[i]);
        buf_add_repeat(&input, "0123456789abcde\n", BIG / 16);
        buf_add_text(&output, "before ");
        ck_assert_int_eq(helper_run(ODD, &input, LIMIT, &output, &refusal), 0);
        ck_assert_uint_eq(output.size, 7 + (i == 0 ? BIG : 0));
        ck_assert_mem_eq(output.bytes + 7, input.bytes + 5, output.size - 7);
    }
}
END_TEST

START_TEST(test_missing)
{
    static const char *const names[] = {"dais-no-such-helper", "sh", "cat"};
    for (size_t i = 0; i < COUNT(names); i++) {
        BUF_LOCAL struct buf input = {0}, output = {0};
        struct message refusal = {.id = NULL};
        ck_assert_int_eq(helper_run(names[i], &input, LIMIT, &output, &refusal), -ENOENT);
        ck_assert_int_eq(helper_find(names[i], &output), -ENOENT);
        ck_assert_uint_eq(output.size, 0);
        ck_assert_ptr_null(refusal.id);
    }
}
END_TEST

START_TEST(test_environment)
{
    BUF_LOCAL struct buf output = {0}, said = {0};
    ck_assert_int_eq(setenv("LANG", "fr_FR.UTF-8", 1), 0);
    ck_assert_int_eq(setenv("TZ", "Asia/Tokyo", 1), 0);
    ck_assert_int_eq(setenv("HOME", "/home/somebody", 1), 0);
    ck_assert_int_eq(setenv("DAIS_SECRET", "told", 1), 0);
    ck_assert_int_eq(run("tell", LIMIT, &output, &said), 0);
    ck_assert_str_eq(buf_text(&output),
                     "LANG=-;LC_ALL=C.UTF-8;TZ=UTC0;HOME=/home/somebody;DAIS_SECRET=-;");
}
END_TEST

/* As the loop does: what it wrote is there once its descriptor says so; nobody waits. */
START_TEST(test_poll)
{
    BUF_LOCAL struct buf input = {0}, output = {0};
    struct message refusal = {.id = NULL};
    struct helper helper;
    buf_add_text(&input, "copy\ntext");
    ck_assert_int_eq(helper_start(&helper, ODD, &input, LIMIT), 0);
    buf_clear(&input);
    int r;
    while ((r = helper_poll(&helper, &output, &refusal)) == 0) {
        struct pollfd polled = {.fd = helper_fd(&helper), .events = POLLIN};
        ck_assert_int_gt(helper_left(&helper), 0);
        (void)poll(&polled, 1, polled.fd >= 0 ? LIMIT : 1);
    }
    ck_assert_int_eq(r, 1);
    ck_assert_str_eq(buf_text(&output), "text");
    ck_assert_int_eq(helper.process.pid, 0);
    helper_finish(&helper);
}
END_TEST

START_TEST(test_finish)
{
    BUF_LOCAL struct buf input = {0};
    struct helper helper = {.name = NULL};
    helper_finish(&helper);
    buf_add_text(&input, "hang\n");
    ck_assert_int_eq(helper_start(&helper, ODD, &input, LIMIT), 0);
    pid_t pid = helper.process.pid;
    helper_finish(&helper);
    ck_assert_uint_eq(process_birth(pid), 0);
    helper_finish(&helper);
}
END_TEST

SUITE("os/helper", test_outcomes, test_much_input, test_missing, test_environment, test_poll,
      test_finish)
