#include <dais/tui/input.h>

#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>

#include "suite.h"

/* Appends what came as words: names of keys, "<paste>", "press 3,4". */
static void write_events(struct input *input, msec_t now, struct buf *out)
{
    static const char *const kinds[] = {"press", "release", "drag", "up", "down"};
    struct input_event event;
    while (input_next(input, now, &event)) {
        if (out->size > 0)
            buf_add_char(out, ' ');
        switch (event.kind) {
        case INPUT_KEY:
            key_write(&event.key, out);
            break;
        case INPUT_PASTE:
            buf_add_char(out, '<');
            buf_add(out, event.paste, event.paste_size);
            buf_add_char(out, '>');
            break;
        case INPUT_MOUSE:
            buf_add_format(out, "%s%d %d,%d%s", kinds[event.mouse.kind], event.mouse.button,
                           event.mouse.x, event.mouse.y,
                           event.mouse.modifiers & MODIFIER_CTRL ? " ctrl" : "");
            break;
        }
    }
}

static const struct {
    const char *bytes;
    const char *events;
} cases[] = {
    {"abc", "a b c"},
    {"E] -=?", "E ] Space - = ?"},
    {"é会👍", "é 会 👍"},
    {"\r\n\t\x7f", "Enter Ctrl-j Tab Backspace"},
    {"\x03\x1a\x19", "Ctrl-c Ctrl-z Ctrl-y"},
    {"\x1b[A\x1b[B\x1b[C\x1b[D", "Up Down Right Left"},
    {"\x1bOA\x1bOH\x1bOF", "Up Home End"},
    {"\x1b[1;5C\x1b[1;5D", "Ctrl-Right Ctrl-Left"},
    {"\x1b[1;3C\x1b[1;3D", "Alt-Right Alt-Left"},
    {"\x1b[1;5H\x1b[1;5F", "Ctrl-Home Ctrl-End"},
    {"\x1b[H\x1b[F\x1b[1~\x1b[4~", "Home End Home End"},
    {"\x1b[2~\x1b[3~\x1b[5~\x1b[6~", "Insert Delete PageUp PageDown"},
    {"\x1b"
     "b\x1b"
     "f\x1b\r\x1b\x7f",
     "Alt-b Alt-f Alt-Enter Alt-Backspace"},
    {"\x1b[Z", "Shift-Tab"},
    {"\x1bOP\x1bOQ\x1bOR\x1bOS", "F1 F2 F3 F4"},
    {"\x1b[15~\x1b[17~\x1b[18~\x1b[19~\x1b[20~\x1b[21~\x1b[23~\x1b[24~",
     "F5 F6 F7 F8 F9 F10 F11 F12"},
    {"\x1b[99;5u", "Ctrl-c"},
    {"\x1b[I\x1b[Oa", "a"},
    {"\x1b[24;80Ra", "a"}, /* where a cursor is, not F3 */
    {"\x1b[<0;4;5M\x1b[<0;4;5m", "press1 3,4 release1 3,4"},
    {"\x1b[<64;1;1M\x1b[<65;300;80M\x1b[<16;2;2M", "up0 0,0 down0 299,79 press1 1,1 ctrl"},
    {"\x1b[200~two\nlines\x1b[201~x", "<two\nlines> x"},
    {"a\x1b[200~\x1b[201~b", "a b"},
    {"\x1b[200~q]\x03\x1b[A\x1b[200~\x1b[201~", "<q]\x03\x1b[A\x1b[200~>"},
    {"\x1b\x1b[200~p\x1b[201~", "Esc <p>"},
    {"\xff\xc3(", "\xEF\xBF\xBD \xEF\xBF\xBD ("},
};

START_TEST(test_whole)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        BUF_LOCAL struct buf out = {0};
        struct input *input = input_new("xterm-256color");
        input_feed(input, cases[i].bytes, strlen(cases[i].bytes), 1000);
        write_events(input, 1000, &out);
        ck_assert_msg(strcmp(buf_text(&out), cases[i].events) == 0, "case %zu: %s", i,
                      buf_text(&out));
        ck_assert(input_deadline(input) == MSEC_NONE);
        input_free(input);
    }
}
END_TEST

/* The same events come out however the bytes were cut on the way. */
START_TEST(test_byte_by_byte)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        BUF_LOCAL struct buf out = {0};
        struct input *input = input_new("xterm-256color");
        for (const char *byte = cases[i].bytes; *byte != '\0'; byte++) {
            input_feed(input, byte, 1, 1000);
            write_events(input, 1000, &out);
        }
        ck_assert_msg(strcmp(buf_text(&out), cases[i].events) == 0, "case %zu: %s", i,
                      buf_text(&out));
        input_free(input);
    }
}
END_TEST

START_TEST(test_lone_escape)
{
    static const struct {
        const char *bytes, *events;
    } late[] = {
        {"\x1b", "Esc"}, {"\x1b\x1b", "Alt-Esc"}, {"\x1b[", "Alt-["}, {"a\x1bO", "a Alt-O"}};
    for (size_t i = 0; i < sizeof late / sizeof late[0]; i++) {
        BUF_LOCAL struct buf out = {0};
        struct input *input = input_new("xterm");
        input_feed(input, late[i].bytes, strlen(late[i].bytes), 1000);
        write_events(input, 1000, &out);
        msec_t deadline = input_deadline(input);
        ck_assert(deadline > 1000 && deadline <= 1100);
        write_events(input, deadline, &out);
        ck_assert_str_eq(buf_text(&out), late[i].events);
        ck_assert(input_deadline(input) == MSEC_NONE);
        input_free(input);
    }
}
END_TEST

/* A million bytes come as one event, in time. */
START_TEST(test_large_paste)
{
    enum { SIZE = 1024 * 1024, STEP = 65536 };
    MEM_LOCAL char *text = mem_new(SIZE, 1);
    memset(text, 'x', SIZE);
    for (size_t i = 0; i < SIZE; i += 64)
        text[i] = '\x1b';
    struct input *input = input_new("xterm");
    struct input_event event;
    input_feed(input, "\x1b[200~", 6, 1);
    for (size_t i = 0; i < SIZE; i += STEP) {
        input_feed(input, text + i, STEP, 1);
        ck_assert(!input_next(input, 1, &event));
    }
    input_feed(input, "\x1b[201~u", 7, 1);
    ck_assert(input_next(input, 1, &event));
    ck_assert_int_eq(event.kind, INPUT_PASTE);
    ck_assert_uint_eq(event.paste_size, SIZE);
    ck_assert_mem_eq(event.paste, text, SIZE);
    ck_assert(input_next(input, 1, &event));
    ck_assert_int_eq(event.key.code, 'u');
    input_free(input);
}
END_TEST

/* The end mark got lost: the text shows after a silence, and a lone Esc ends it. */
START_TEST(test_paste_without_end)
{
    BUF_LOCAL struct buf out = {0};
    struct input *input = input_new("xterm");
    input_feed(input, "\x1b[200~lost", 10, 1000);
    write_events(input, 1000, &out);
    ck_assert_str_eq(buf_text(&out), "");
    msec_t deadline = input_deadline(input);
    ck_assert(deadline == 2000);
    write_events(input, deadline, &out);
    ck_assert_str_eq(buf_text(&out), "<lost>");
    ck_assert(input_deadline(input) == MSEC_NONE);
    input_feed(input, "]", 1, 4000);
    write_events(input, 4000, &out);
    write_events(input, 5000, &out);
    ck_assert_str_eq(buf_text(&out), "<lost> <]>");
    input_feed(input, "\x03", 1, 9000);
    input_feed(input, "]", 1, 9001);
    write_events(input, 9001, &out);
    ck_assert_str_eq(buf_text(&out), "<lost> <]> Ctrl-c ]");
    input_free(input);
}
END_TEST

START_TEST(test_other_terminals)
{
    static const struct {
        const char *terminal, *bytes, *events;
    } others[] = {
        {"linux", "\x1b[[A\x1b[[B\x1b[A", "F1 F2 Up"},
        {"linux", "\x7f\x1b[1~", "Backspace Home"},
        {"vt100", "\x1bOA\x1bOP", "Up F1"},
        {"no-such-terminal", "a\x1b[A", "a Up"},
        {NULL, "a", "a"},
    };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        BUF_LOCAL struct buf out = {0};
        struct input *input = input_new(others[i].terminal);
        input_feed(input, others[i].bytes, strlen(others[i].bytes), 1);
        write_events(input, 1, &out);
        ck_assert_msg(strcmp(buf_text(&out), others[i].events) == 0, "case %zu: %s", i,
                      buf_text(&out));
        input_free(input);
    }
}
END_TEST

/* Any bytes: it never hangs, and what is text in a paste never comes as a key. */
START_TEST(test_any_bytes)
{
    unsigned seed = 7;
    struct input *input = input_new("xterm");
    for (msec_t now = 0; now < 20000; now += 10) {
        static const char likely[] = "\x1b\x1b[[<;200201~Mm159AO";
        char bytes[40];
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1103515245u + 12345u;
            unsigned pick = seed >> 16;
            bytes[i] = pick % 3 ? likely[pick % (sizeof likely - 1)] : (char)(pick & 0xFF);
        }
        struct input_event event;
        input_feed(input, bytes, sizeof bytes, now);
        for (int i = 0; input_next(input, now, &event); i++)
            ck_assert_int_lt(i, 1000);
    }
    input_reset(input);
    ck_assert(input_deadline(input) == MSEC_NONE);
    input_feed(input, "a", 1, 30000);
    struct input_event event;
    ck_assert(input_next(input, 30000, &event) && event.key.code == 'a');
    input_free(input);
}
END_TEST

/* What libtermkey must never be given whole, byte by byte or with a key behind. */
START_TEST(test_deadly_sequences)
{
    static const char *const deadly[] = {
        "\x1b[ A",
        "\x1b[1$A",
        "\x1b[ Z",
        "\x1b[!R",
        "\x9b A",
        "\x1b[?1;2A",
        "\x1b[1<\x1b[ A",
        "\x1b\x1b\x1b\x1b[ A",
        "\x1bP1\x1b[ A\x1b\\",
        "\xe2\x9b A",
        "\x1bO\x9b A",
    };
    for (size_t i = 0; i < 2 * sizeof deadly / sizeof deadly[0]; i++) {
        struct input *input = input_new("xterm");
        struct input_event event;
        const char *bytes = deadly[i / 2];
        size_t step = i % 2 ? 1 : strlen(bytes);
        msec_t now = 0;
        for (size_t at = 0; at < strlen(bytes); at += step) {
            input_feed(input, bytes + at, step, now += 100);
            while (input_next(input, now, &event))
                continue;
        }
        while (input_next(input, now + 100, &event))
            continue;
        input_feed(input, "a", 1, now + 200);
        ck_assert(input_next(input, now + 200, &event) && event.key.code == 'a');
        input_free(input);
    }
}
END_TEST

/* A control string that never ends is longer than libtermkey has room for. */
START_TEST(test_endless_sequence)
{
    struct input *input = input_new("xterm");
    struct input_event event;
    input_feed(input, "\x1bP", 2, 0);
    for (int i = 0; i < 600; i++)
        input_feed(input, "x", 1, 0);
    int count = 0;
    while (input_next(input, 10000, &event))
        ck_assert_int_lt(count++, 1000);
    ck_assert_int_gt(count, 0);
    input_feed(input, "a", 1, 20000);
    ck_assert(input_next(input, 20000, &event) && event.key.code == 'a');
    input_free(input);
}
END_TEST

SUITE("tui/input", test_whole, test_byte_by_byte, test_lone_escape, test_large_paste,
      test_paste_without_end, test_other_terminals, test_any_bytes, test_deadly_sequences,
      test_endless_sequence)
