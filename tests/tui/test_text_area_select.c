/*
 * Selecting, and what selections are for: by Shift and by the mark, cut, copied, replaced, shown.
 */
#include <dais/tui/text_area.h>

#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>
#include <dais/base/utf8.h>

#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void set(struct text_area *area, const char *text)
{
    text_area_set_text(area, text, strlen(text));
}

static void type(struct text_area *area, const char *text)
{
    for (size_t i = 0, length; text[i] != '\0'; i += length) {
        struct key key = {.code = utf8_decode(text + i, strlen(text + i), &length)};
        text_area_type(area, &key);
    }
}

/* The text with "|" at the cursor and "[" "]" around what is selected. */
static void write_state(const struct text_area *area, struct buf *out)
{
    const char *text = text_area_text(area);
    size_t start = 0;
    size_t size = text_area_selection(area, &start);
    for (size_t i = 0; i <= text_area_size(area); i++) {
        if (size > 0 && i == start + size)
            buf_add_char(out, ']');
        if (i == text_area_cursor(area))
            buf_add_char(out, '|');
        if (size > 0 && i == start)
            buf_add_char(out, '[');
        if (i < text_area_size(area))
            buf_add_char(out, text[i]);
    }
}

static void assert_state(const struct text_area *area, const char *wanted)
{
    BUF_LOCAL struct buf out = {0};
    write_state(area, &out);
    ck_assert_str_eq(buf_text(&out), wanted);
}

enum { SHIFT = 0x1000 }; /* or-ed to a motion: with Shift */

/* From a text with "|" as cursor, what actions and motions with Shift make of it. */
static const struct {
    const char *before;
    int actions[8];
    const char *after;
} cases[] = {
    {"a|bc", {SHIFT | ACTION_EDITOR_RIGHT}, "a[b]|c"},
    {"ab|c", {SHIFT | ACTION_EDITOR_LEFT, SHIFT | ACTION_EDITOR_LEFT}, "|[ab]c"},
    {"ab|c", {SHIFT | ACTION_EDITOR_LEFT, SHIFT | ACTION_EDITOR_RIGHT}, "ab|c"},
    {"|one two", {SHIFT | ACTION_EDITOR_WORD_RIGHT}, "[one]| two"},
    {"one|\ntwo", {SHIFT | ACTION_EDITOR_DOWN}, "one[\ntwo]|"},
    {"one\nt|wo", {SHIFT | ACTION_EDITOR_LINE_END}, "one\nt[wo]|"},
    {"o|ne\ntwo", {SHIFT | ACTION_EDITOR_END}, "o[ne\ntwo]|"},
    {"one\nt|wo", {SHIFT | ACTION_EDITOR_START}, "|[one\nt]wo"},
    {"a|👩‍👩‍👧b", {SHIFT | ACTION_EDITOR_RIGHT}, "a[👩‍👩‍👧]|b"},
    /* the next motion without Shift ends it: left and right at its ends */
    {"a|bc", {SHIFT | ACTION_EDITOR_RIGHT, ACTION_EDITOR_LEFT}, "a|bc"},
    {"a|bc", {SHIFT | ACTION_EDITOR_RIGHT, ACTION_EDITOR_RIGHT}, "ab|c"},
    {"a|bc", {SHIFT | ACTION_EDITOR_RIGHT, ACTION_EDITOR_END}, "abc|"},
    {"abc|", {SHIFT | ACTION_EDITOR_START, ACTION_EDITOR_RIGHT}, "abc|"},
    /* the mark stays */
    {"a|bcd", {ACTION_EDITOR_MARK, ACTION_EDITOR_RIGHT, ACTION_EDITOR_RIGHT}, "a[bc]|d"},
    {"a|bcd", {ACTION_EDITOR_MARK, ACTION_EDITOR_RIGHT, ACTION_EDITOR_MARK}, "ab|cd"},
    {"a|bcd", {ACTION_EDITOR_MARK, ACTION_EDITOR_END, SHIFT | ACTION_EDITOR_LEFT}, "a[bc]|d"},
    {"a|bcd",
     {ACTION_EDITOR_MARK, ACTION_EDITOR_RIGHT, ACTION_EDITOR_MARK, ACTION_EDITOR_RIGHT},
     "abc|d"},
    /* what is done with it */
    {"a|bc", {SHIFT | ACTION_EDITOR_RIGHT, ACTION_EDITOR_BACKSPACE}, "a|c"},
    {"a|bc", {SHIFT | ACTION_EDITOR_RIGHT, ACTION_EDITOR_DELETE}, "a|c"},
    {"a|bc", {SHIFT | ACTION_EDITOR_RIGHT, ACTION_EDITOR_DELETE_WORD}, "a|c"},
    {"a|bc", {SHIFT | ACTION_EDITOR_RIGHT, ACTION_EDITOR_NEWLINE}, "a\n|c"},
    {"a|bc", {SHIFT | ACTION_EDITOR_RIGHT, ACTION_EDITOR_CUT}, "a|c"},
    {"a|bc",
     {SHIFT | ACTION_EDITOR_RIGHT, ACTION_EDITOR_CUT, ACTION_EDITOR_END, ACTION_EDITOR_PASTE},
     "acb|"},
    {"a|bc", {SHIFT | ACTION_EDITOR_RIGHT, ACTION_EDITOR_COPY}, "ab|c"},
    {"a|bc",
     {SHIFT | ACTION_EDITOR_RIGHT, ACTION_EDITOR_COPY, ACTION_EDITOR_END, ACTION_EDITOR_PASTE},
     "abcb|"},
    {"one\nt|wo", {ACTION_EDITOR_COPY, ACTION_EDITOR_START, ACTION_EDITOR_PASTE}, "two|one\ntwo"},
    /* cuts of lines add up, one of a selection does not join them */
    {"|ab\ncd",
     {ACTION_EDITOR_CUT, SHIFT | ACTION_EDITOR_RIGHT, ACTION_EDITOR_CUT, ACTION_EDITOR_PASTE},
     "c|d"},
    {"|ab\ncd\n",
     {SHIFT | ACTION_EDITOR_RIGHT, ACTION_EDITOR_CUT, ACTION_EDITOR_CUT, ACTION_EDITOR_PASTE},
     "b\n|cd\n"},
    {"a|bc",
     {SHIFT | ACTION_EDITOR_RIGHT, ACTION_EDITOR_COPY, SHIFT | ACTION_EDITOR_RIGHT,
      ACTION_EDITOR_PASTE},
     "abb|"},
    {"a|bc", {SHIFT | ACTION_EDITOR_RIGHT, ACTION_EDITOR_CUT, ACTION_EDITOR_UNDO}, "ab|c"},
    {"a|bc", {ACTION_EDITOR_MARK, ACTION_EDITOR_RIGHT, ACTION_EDITOR_UNDO}, "a[b]|c"},
};

static struct text_area *area_from(const char *state)
{
    struct text_area *area = text_area_new(TEXT_AREA_LINES, TEXT_AREA_LIMIT);
    const char *bar = strchr(state, '|');
    BUF_LOCAL struct buf text = {0};
    buf_add(&text, state, (size_t)(bar - state));
    buf_add_text(&text, bar + 1);
    text_area_set_text(area, buf_text(&text), text.size);
    text_area_set_cursor(area, (size_t)(bar - state));
    return area;
}

START_TEST(test_cases)
{
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct text_area *area = area_from(cases[i].before);
        BUF_LOCAL struct buf out = {0};
        for (size_t k = 0; k < COUNT(cases[i].actions) && cases[i].actions[k] != 0; k++) {
            enum action action = (enum action)(cases[i].actions[k] & ~SHIFT);
            if (cases[i].actions[k] & SHIFT)
                text_area_select(area, action);
            else
                text_area_do(area, action);
        }
        write_state(area, &out);
        ck_assert_msg(strcmp(buf_text(&out), cases[i].after) == 0, "case %zu (%s): %s", i,
                      cases[i].before, buf_text(&out));
        text_area_free(area);
    }
}
END_TEST

/* What is typed stands in its place, and one undo brings it back with all that was typed. */
START_TEST(test_typed_over)
{
    struct text_area *area = area_from("one |two three");
    text_area_select(area, ACTION_EDITOR_WORD_RIGHT);
    type(area, "2 and");
    assert_state(area, "one 2 and| three");
    text_area_do(area, ACTION_EDITOR_UNDO);
    assert_state(area, "one 2 | three");
    text_area_do(area, ACTION_EDITOR_UNDO);
    assert_state(area, "one two| three");
    text_area_do(area, ACTION_EDITOR_REDO);
    assert_state(area, "one 2 | three");
    set(area, "aaa");
    text_area_select(area, ACTION_EDITOR_START);
    type(area, " ");
    assert_state(area, " |");
    text_area_do(area, ACTION_EDITOR_UNDO);
    assert_state(area, "|aaa");
    text_area_select(area, ACTION_EDITOR_END); /* the same again is the text, not selected */
    ck_assert_int_eq(text_area_insert(area, "aaa", 3), TEXT_AREA_MOVED);
    assert_state(area, "aaa|");
    text_area_free(area);
}
END_TEST

/* What fits in place of the selection fits; what does not leaves it as it is. */
START_TEST(test_limit)
{
    struct text_area *area = text_area_new(TEXT_AREA_LINES, 10);
    set(area, "1234567890");
    text_area_select(area, ACTION_EDITOR_WORD_LEFT);
    ck_assert_uint_eq(text_area_room(area), 10);
    ck_assert_int_eq(text_area_insert(area, "abcdefghijk", 11), TEXT_AREA_FULL);
    assert_state(area, "|[1234567890]");
    ck_assert_int_eq(text_area_insert(area, "abcdefghij", 10), TEXT_AREA_CHANGED);
    assert_state(area, "abcdefghij|");
    ck_assert_uint_eq(text_area_room(area), 0);
    text_area_free(area);
}
END_TEST

START_TEST(test_not_ours)
{
    struct text_area *area = text_area_new(TEXT_AREA_LINE, 100);
    set(area, "one two");
    ck_assert_int_eq(text_area_select(area, ACTION_EDITOR_BACKSPACE), TEXT_AREA_NOT_OURS);
    ck_assert_int_eq(text_area_select(area, ACTION_EDITOR_SAVE), TEXT_AREA_NOT_OURS);
    ck_assert_int_eq(text_area_select(area, ACTION_NONE), TEXT_AREA_NOT_OURS);
    ck_assert_int_eq(text_area_select(area, ACTION_EDITOR_UP), TEXT_AREA_NOT_OURS);
    assert_state(area, "one two|");
    ck_assert_int_eq(text_area_select(area, ACTION_EDITOR_LINE_START), TEXT_AREA_MOVED);
    assert_state(area, "|[one two]");
    text_area_set_cursor(area, 3);
    assert_state(area, "one| two");
    text_area_free(area);
}
END_TEST

/* Rows of the canvas with "." where nothing, "s" where selected, "m" matched, "M" the one meant. */
static void write_roles(const struct canvas *canvas, struct buf *out)
{
    for (int y = 0; y < canvas->height; y++) {
        for (int x = 0; x < canvas->width; x++) {
            const struct cell *cell = canvas_cell(canvas, x, y);
            bool meant = cell->role == ROLE_SELECTED && (cell->attributes & ATTRIBUTE_UNDERLINE);
            buf_add_char(out, meant                         ? 'M'
                              : cell->role == ROLE_SELECTED ? 's'
                              : cell->role == ROLE_MATCH    ? 'm'
                                                            : '.');
        }
        buf_add_char(out, '\n');
    }
}

static void assert_roles(struct text_area *area, int w, int h, const char *wanted)
{
    struct canvas *canvas = canvas_new(w, h, CHARSET_FULL);
    BUF_LOCAL struct buf out = {0};
    text_area_draw(area, canvas, canvas_area(canvas), ROLE_INPUT, true);
    write_roles(canvas, &out);
    ck_assert_str_eq(buf_text(&out), wanted);
    canvas_free(canvas);
}

/* The newline and an empty line can be seen to be selected; wide and hidden ones have their
 * columns. */
START_TEST(test_shown)
{
    struct text_area *area = area_from("o|ne\n\n会議 x");
    text_area_select(area, ACTION_EDITOR_RIGHT);
    assert_roles(area, 8, 3, ".s......\n........\n........\n");
    text_area_do(area, ACTION_EDITOR_LEFT);
    text_area_do(area, ACTION_EDITOR_MARK);
    text_area_do(area, ACTION_EDITOR_END);
    text_area_do(area, ACTION_EDITOR_LEFT);
    text_area_do(area, ACTION_EDITOR_LEFT);
    text_area_do(area, ACTION_EDITOR_LEFT);
    assert_roles(area, 8, 3, ".sss....\ns.......\nss......\n");
    text_area_free(area);

    area = area_from("a\xE2\x80\x8F|bc\xE2\x80\x8F def"); /* marks of direction are seen */
    text_area_select(area, ACTION_EDITOR_END);
    assert_roles(area, 8, 2, "..ssss..\nsss.....\n");
    text_area_free(area);

    area = text_area_new(TEXT_AREA_LINE, 100); /* scrolled sideways */
    set(area, "0123456789");
    assert_roles(area, 6, 1, "......\n");
    text_area_select(area, ACTION_EDITOR_LEFT);
    text_area_select(area, ACTION_EDITOR_LEFT);
    assert_roles(area, 6, 1, "...ss.\n");
    text_area_select(area, ACTION_EDITOR_LINE_START);
    assert_roles(area, 6, 1, "ssssss\n");
    text_area_free(area);
}
END_TEST

START_TEST(test_found)
{
    struct text_area *area = area_from("|Réfugiés, refugies\nand RÉFUGIÉS a\xCC\x81");
    ck_assert_uint_eq(text_area_seek(area, "REFUGIES"), 3);
    ck_assert_uint_eq(text_area_find(area, 0, false), 1);
    assert_state(area, "|Réfugiés, refugies\nand RÉFUGIÉS á");
    assert_roles(area, 12, 4, "MMMMMMMM....\nmmmmmmmm....\n............\nmmmmmmmm....\n");
    ck_assert_uint_eq(text_area_find(area, text_area_cursor(area) + 1, false), 2);
    assert_state(area, "Réfugiés, |refugies\nand RÉFUGIÉS á");
    ck_assert_uint_eq(text_area_find(area, text_area_cursor(area) + 1, false), 3);
    ck_assert_uint_eq(text_area_find(area, text_area_cursor(area) + 1, false), 1);
    ck_assert_uint_eq(text_area_find(area, text_area_cursor(area), true), 3);
    ck_assert_uint_eq(text_area_find(area, text_area_cursor(area), true), 2);
    ck_assert_uint_eq(text_area_seek(area, "a"), 2);
    ck_assert_uint_eq(text_area_seek(area, "nowhere"), 0);
    ck_assert_uint_eq(text_area_find(area, 0, false), 0);
    assert_state(area, "Réfugiés, |refugies\nand RÉFUGIÉS á");
    ck_assert_uint_eq(text_area_seek(area, "RE"), 3);
    type(area, "re "); /* it is found in what was typed since */
    ck_assert_uint_eq(text_area_find(area, text_area_cursor(area), false), 3);
    assert_state(area, "Réfugiés, re |refugies\nand RÉFUGIÉS á");
    ck_assert_uint_eq(text_area_seek(area, ""), 0);
    assert_roles(area, 12, 4, "............\n............\n............\n............\n");
    text_area_free(area);
}
END_TEST

/* With the mark set, finding selects. */
START_TEST(test_found_and_marked)
{
    struct text_area *area = area_from("|one two three two");
    text_area_do(area, ACTION_EDITOR_MARK);
    text_area_seek(area, "two");
    text_area_find(area, 1, false);
    assert_state(area, "[one ]|two three two");
    text_area_do(area, ACTION_EDITOR_CUT);
    assert_state(area, "|two three two");
    text_area_free(area);
}
END_TEST

SUITE("tui/text_area_select", test_cases, test_typed_over, test_limit, test_not_ours, test_shown,
      test_found, test_found_and_marked)
