#include <dais/tui/text_area.h>

#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>
#include <dais/base/utf8.h>

#include "suite.h"

static void type(struct text_area *area, const char *text)
{
    for (size_t i = 0, length; text[i] != '\0'; i += length) {
        struct key key = {.code = utf8_decode(text + i, strlen(text + i), &length)};
        if (key.code == '\n')
            text_area_do(area, ACTION_EDITOR_NEWLINE);
        else
            text_area_type(area, &key);
    }
}

static void set(struct text_area *area, const char *text)
{
    text_area_set_text(area, text, strlen(text));
}

/* The text with "|" where the cursor is. */
static void assert_state(const struct text_area *area, const char *wanted)
{
    BUF_LOCAL struct buf out = {0};
    buf_add(&out, text_area_text(area), text_area_cursor(area));
    buf_add_char(&out, '|');
    buf_add_text(&out, text_area_text(area) + text_area_cursor(area));
    ck_assert_str_eq(buf_text(&out), wanted);
}

#define E_ACUTE "\xCC\x81"

/* From a text with "|" as cursor, what actions make of it. */
static const struct {
    const char *before;
    enum action actions[4];
    const char *after;
} moves[] = {
    {"ab|", {ACTION_EDITOR_LEFT}, "a|b"},
    {"|ab", {ACTION_EDITOR_LEFT}, "|ab"},
    {"a|👩‍👩‍👧b", {ACTION_EDITOR_RIGHT}, "a👩‍👩‍👧|b"},
    {"x\xCC\x81\xCC\xA7|y", {ACTION_EDITOR_LEFT}, "|x\xCC\xA7\xCC\x81y"},
    {"🇰🇪🇫🇷|", {ACTION_EDITOR_LEFT}, "🇰🇪|🇫🇷"},
    {"🇰🇪🇫🇷|", {ACTION_EDITOR_BACKSPACE}, "🇰🇪|"},
    {"one two|", {ACTION_EDITOR_WORD_LEFT}, "one |two"},
    {"one,  |two", {ACTION_EDITOR_WORD_LEFT}, "|one,  two"},
    {"|one two", {ACTION_EDITOR_WORD_RIGHT}, "one| two"},
    {"one| – Réunion!", {ACTION_EDITOR_WORD_RIGHT}, "one – Réunion|!"},
    {"المدن |الوسيطة", {ACTION_EDITOR_WORD_LEFT}, "|المدن الوسيطة"},
    {"one\ntwo|\nthree", {ACTION_EDITOR_LINE_START}, "one\n|two\nthree"},
    {"one\nt|wo\nthree", {ACTION_EDITOR_LINE_END}, "one\ntwo|\nthree"},
    {"one\nt|wo", {ACTION_EDITOR_START}, "|one\ntwo"},
    {"o|ne\ntwo", {ACTION_EDITOR_END}, "one\ntwo|"},
    {"lon|g\nab\nlong", {ACTION_EDITOR_DOWN}, "long\nab|\nlong"},
    {"lon|g\nab\nlong", {ACTION_EDITOR_DOWN, ACTION_EDITOR_DOWN}, "long\nab\nlon|g"},
    {"long\nab\nlon|g", {ACTION_EDITOR_UP, ACTION_EDITOR_UP}, "lon|g\nab\nlong"},
    {"l|ong", {ACTION_EDITOR_UP}, "|long"},
    {"l|ong", {ACTION_EDITOR_DOWN}, "long|"},
    {"a\n|b", {ACTION_EDITOR_BACKSPACE}, "a|b"},
    {"e\n|" E_ACUTE "x", {ACTION_EDITOR_BACKSPACE}, "é|x"},
    {"a|\nb", {ACTION_EDITOR_DELETE}, "a|b"},
    {"a|👩‍👩‍👧b", {ACTION_EDITOR_DELETE}, "a|b"},
    {"a|", {ACTION_EDITOR_DELETE}, "a|"},
    {"one two |three", {ACTION_EDITOR_DELETE_WORD}, "one |three"},
    {"one\nt|wo\nthree", {ACTION_EDITOR_CUT}, "one\n|three"},
    {"one\ntw|o", {ACTION_EDITOR_CUT}, "one\n|"},
    {"o|ne\ntwo", {ACTION_EDITOR_CUT, ACTION_EDITOR_PASTE}, "one\n|two"},
    {"o|ne\ntwo\nx",
     {ACTION_EDITOR_CUT, ACTION_EDITOR_CUT, ACTION_EDITOR_END, ACTION_EDITOR_PASTE},
     "xone\ntwo\n|"},
    {"o|ne\ntwo",
     {ACTION_EDITOR_CUT, ACTION_EDITOR_END, ACTION_EDITOR_CUT, ACTION_EDITOR_PASTE},
     "two|"},
    {"o|ne\ntwo", {ACTION_EDITOR_CUT, ACTION_EDITOR_UNDO}, "o|ne\ntwo"},
    {"o|ne\ntwo", {ACTION_EDITOR_CUT, ACTION_EDITOR_UNDO, ACTION_EDITOR_REDO}, "|two"},
    {"a|b", {ACTION_EDITOR_NEWLINE}, "a\n|b"},
};

START_TEST(test_moves)
{
    for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++) {
        struct text_area *area = text_area_new(TEXT_AREA_LINES, TEXT_AREA_LIMIT);
        BUF_LOCAL struct buf out = {0};
        const char *bar = strchr(moves[i].before, '|');
        set(area, bar + 1);
        text_area_set_cursor(area, 0);
        text_area_insert(area, moves[i].before, (size_t)(bar - moves[i].before));
        for (size_t k = 0; k < 4 && moves[i].actions[k] != ACTION_NONE; k++)
            text_area_do(area, moves[i].actions[k]);
        buf_add(&out, text_area_text(area), text_area_cursor(area));
        buf_add_char(&out, '|');
        buf_add_text(&out, text_area_text(area) + text_area_cursor(area));
        ck_assert_msg(strcmp(buf_text(&out), moves[i].after) == 0, "case %zu (%s): %s", i,
                      moves[i].before, buf_text(&out));
        text_area_free(area);
    }
}
END_TEST

START_TEST(test_typing_is_cleaned)
{
    struct text_area *area = text_area_new(TEXT_AREA_LINES, TEXT_AREA_LIMIT);
    type(area, "e" E_ACUTE "t" E_ACUTE);
    assert_state(area, "ét\xCC\x81|");
    set(area, "");
    text_area_insert(area, "a\r\nb\tc\x1b[31m\xff ", 13);
    assert_state(area, "a\nb c\xEF\xBF\xBD[31m\xEF\xBF\xBD |");
    set(area, "e");
    text_area_set_cursor(area, 0);
    type(area, "\xE1\x84\x80\xE1\x85\xA1"); /* two halves of a Korean syllable */
    assert_state(area, "가|e");
    text_area_do(area, ACTION_EDITOR_UNDO);
    assert_state(area, "|e");
    text_area_free(area);
}
END_TEST

/* Words are the steps of undo; motions and deletions begin new ones. */
START_TEST(test_undo_by_word)
{
    struct text_area *area = text_area_new(TEXT_AREA_LINES, TEXT_AREA_LIMIT);
    type(area, "fund the cities");
    text_area_do(area, ACTION_EDITOR_UNDO);
    assert_state(area, "fund the |");
    text_area_do(area, ACTION_EDITOR_UNDO);
    assert_state(area, "fund |");
    text_area_do(area, ACTION_EDITOR_REDO);
    assert_state(area, "fund the |");
    type(area, "xy");
    ck_assert_int_eq(text_area_do(area, ACTION_EDITOR_REDO), TEXT_AREA_SAME);
    text_area_do(area, ACTION_EDITOR_BACKSPACE);
    text_area_do(area, ACTION_EDITOR_BACKSPACE);
    text_area_do(area, ACTION_EDITOR_UNDO);
    assert_state(area, "fund the xy|");
    for (int i = 0; i < 3; i++)
        text_area_do(area, ACTION_EDITOR_UNDO);
    assert_state(area, "|");
    ck_assert_int_eq(text_area_do(area, ACTION_EDITOR_UNDO), TEXT_AREA_SAME);
    text_area_free(area);
}
END_TEST

START_TEST(test_limit)
{
    struct text_area *area = text_area_new(TEXT_AREA_LINES, 10);
    ck_assert_int_eq(text_area_insert(area, "12345678", 8), TEXT_AREA_CHANGED);
    uint64_t version = text_area_version(area);
    ck_assert_int_eq(text_area_insert(area, "901", 3), TEXT_AREA_FULL);
    ck_assert(text_area_version(area) == version);
    assert_state(area, "12345678|");
    type(area, "90123");
    assert_state(area, "1234567890|");
    ck_assert_int_eq(text_area_do(area, ACTION_EDITOR_NEWLINE), TEXT_AREA_FULL);
    ck_assert_int_eq(text_area_replace(area, 0, 10, "é", 2), TEXT_AREA_CHANGED);
    assert_state(area, "é|");
    set(area, "12345678会9"); /* a text from outside is cut at a grapheme */
    assert_state(area, "12345678|");
    text_area_free(area);
}
END_TEST

START_TEST(test_single_line)
{
    struct text_area *area = text_area_new(TEXT_AREA_LINE, 100);
    struct canvas *canvas = canvas_new(6, 1, CHARSET_FULL);
    BUF_LOCAL struct buf out = {0};
    text_area_insert(area, "one\ntwo\nthree", 13);
    assert_state(area, "one two three|");
    ck_assert_int_eq(text_area_do(area, ACTION_EDITOR_NEWLINE), TEXT_AREA_NOT_OURS);
    ck_assert_int_eq(text_area_do(area, ACTION_EDITOR_UP), TEXT_AREA_NOT_OURS);
    text_area_draw(area, canvas, canvas_area(canvas), ROLE_INPUT, true);
    canvas_dump(canvas, &out);
    ck_assert_str_eq(buf_text(&out), "three\n");
    ck_assert_int_eq(canvas->cursor_x, 5);
    text_area_do(area, ACTION_EDITOR_LINE_START);
    text_area_draw(area, canvas, canvas_area(canvas), ROLE_INPUT, true);
    buf_clear(&out);
    canvas_dump(canvas, &out);
    ck_assert_str_eq(buf_text(&out), "one tw\n");
    ck_assert_int_eq(canvas->cursor_x, 0);
    canvas_free(canvas);
    text_area_free(area);
}
END_TEST

static void assert_drawn(struct text_area *area, int w, int h, const char *wanted, int x, int y)
{
    struct canvas *canvas = canvas_new(w, h, CHARSET_FULL);
    BUF_LOCAL struct buf out = {0};
    text_area_draw(area, canvas, canvas_area(canvas), ROLE_INPUT, true);
    canvas_dump(canvas, &out);
    ck_assert_str_eq(buf_text(&out), wanted);
    ck_assert_int_eq(canvas->cursor_x, x);
    ck_assert_int_eq(canvas->cursor_y, y);
    canvas_free(canvas);
}

START_TEST(test_drawn)
{
    struct text_area *area = text_area_new(TEXT_AREA_LINES, TEXT_AREA_LIMIT);
    assert_drawn(area, 10, 2, "\n\n", 0, 0);
    set(area, "fund city-to-city learning");
    assert_drawn(area, 12, 4, "fund city-\nto-city\nlearning\n\n", 8, 2);
    type(area, " ");
    assert_drawn(area, 12, 4, "fund city-\nto-city\nlearning\n\n", 9, 2);
    type(area, "\n\nx");
    assert_drawn(area, 12, 4, "to-city    │\nlearning   █\n           █\nx          █\n", 1, 3);
    text_area_do(area, ACTION_EDITOR_PAGE_UP);
    assert_drawn(area, 12, 4, "to-city    │\nlearning   █\n           █\nx          █\n", 1, 0);
    text_area_do(area, ACTION_EDITOR_START);
    assert_drawn(area, 12, 2, "fund city- █\nto-city    │\n", 0, 0);
    ck_assert_int_eq(text_area_scroll(area, 2), TEXT_AREA_MOVED);
    assert_drawn(area, 12, 2, "learning   │\n           █\n", 0, 0);
    text_area_free(area);
}
END_TEST

START_TEST(test_click)
{
    struct text_area *area = text_area_new(TEXT_AREA_LINES, TEXT_AREA_LIMIT);
    struct canvas *canvas = canvas_new(20, 10, CHARSET_FULL);
    set(area, "会議 one\ntwo");
    text_area_draw(area, canvas, (struct area){4, 3, 10, 4}, ROLE_INPUT, true);
    ck_assert_int_eq(text_area_click(area, 6, 3), TEXT_AREA_MOVED);
    assert_state(area, "会|議 one\ntwo");
    text_area_click(area, 7, 3); /* the right half of it */
    assert_state(area, "会|議 one\ntwo");
    text_area_click(area, 13, 4);
    assert_state(area, "会議 one\ntwo|");
    text_area_click(area, 4, 3);
    text_area_click(area, 9, 6);
    assert_state(area, "会議 one\ntwo|");
    ck_assert_int_eq(text_area_click(area, 0, 0), TEXT_AREA_NOT_OURS);
    canvas_free(canvas);
    text_area_free(area);
}
END_TEST

/* Marks of direction take a column when drawn; nothing is lost at the end of the row. */
START_TEST(test_marks_of_direction)
{
    struct text_area *area = text_area_new(TEXT_AREA_LINES, TEXT_AREA_LIMIT);
    set(area, "\xE2\x80\x8F"
              "abc\xE2\x80\x8F def");
    assert_drawn(area, 8, 2,
                 "\xEF\xBF\xBD"
                 "abc\xEF\xBF\xBD\ndef\n",
                 3, 1);
    text_area_free(area);
}
END_TEST

SUITE("tui/text_area", test_moves, test_typing_is_cleaned, test_undo_by_word, test_limit,
      test_single_line, test_drawn, test_click, test_marks_of_direction)
