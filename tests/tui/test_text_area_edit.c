/*
 * Properties of the text area under random use, with pieces of text that combine in every
 * awkward way: whatever is done, the text stays valid and normal, the cursor stands between
 * graphemes, rows cover the text, and undo leads back to the first byte.
 */
#include <dais/tui/text_area.h>

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/mem.h>
#include <dais/base/utf8.h>

#include "suite.h"

static const char *const pieces[] = {
    "a",
    "word",
    " ",
    "  ",
    "\n",
    "e",
    "é",
    "\xCC\x81",
    "\xCC\xA3",
    "o",
    "👩",
    "👧",
    "🇰",
    "🇪",
    "🏽",
    "\xE2\x80\x8D",
    "\xEF\xB8\x8F",
    "ᄀ",
    "ᅡ",
    "ᆨ",
    "가",
    "ع",
    "م",
    "\xD9\x8B",
    "\xD8\x80",
    "会議",
    "क",
    "\xE0\xA5\x8D",
    "ि",
    "-",
    "–",
    ",",
    "\xE2\x80\x8F",
    "\r\n",
    "\t",
    "\xff",
    "\x1b[",
    "long words of a whole sentence, ",
    "\xEF\xBF\xBD",
    "\xE2\x84\xAB",
};
enum { PIECES = sizeof pieces / sizeof pieces[0] };

static const enum action actions[] = {
    ACTION_EDITOR_LEFT,       ACTION_EDITOR_RIGHT,       ACTION_EDITOR_UP,
    ACTION_EDITOR_DOWN,       ACTION_EDITOR_WORD_LEFT,   ACTION_EDITOR_WORD_RIGHT,
    ACTION_EDITOR_LINE_START, ACTION_EDITOR_LINE_END,    ACTION_EDITOR_PAGE_UP,
    ACTION_EDITOR_PAGE_DOWN,  ACTION_EDITOR_BACKSPACE,   ACTION_EDITOR_DELETE,
    ACTION_EDITOR_CUT,        ACTION_EDITOR_PASTE,       ACTION_EDITOR_UNDO,
    ACTION_EDITOR_REDO,       ACTION_EDITOR_DELETE_WORD, ACTION_EDITOR_NEWLINE,
    ACTION_EDITOR_BACKSPACE,  ACTION_EDITOR_UNDO,
};
enum { ACTIONS = sizeof actions / sizeof actions[0], LIMIT = 600 };

static unsigned pick(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 16) % below;
}

/* What is wrong with the text or the cursor; NULL: nothing. (An assertion of Check is slow.) */
static const char *text_wrong(const struct text_area *area)
{
    const char *text = text_area_text(area);
    size_t size = text_area_size(area);
    BUF_LOCAL struct buf normal = {0};
    MEM_LOCAL char *breaks = mem_new(size + 1, 1);
    if (size > LIMIT)
        return "longer than the limit";
    if (utf8_check(text, size) != size)
        return "not UTF-8";
    utf8_normalise(text, size, &normal);
    if (normal.size != size || memcmp(buf_text(&normal), text, size) != 0)
        return "not NFC";
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)text[i] < 0x20 && text[i] != '\n')
            return "a control character";
    grapheme_breaks(text, size, breaks);
    breaks[size] = 1;
    if (text_area_cursor(area) > size || breaks[text_area_cursor(area)] != 1)
        return "the cursor is inside a grapheme";
    return NULL;
}

/* The rows cover the text, fit, and are those of a text area that never saw an edit. */
static const char *layout_wrong(struct text_area *area, struct text_area *fresh, int columns)
{
    const char *text = text_area_text(area);
    size_t at = 0;
    if (text_area_rows(fresh) != text_area_rows(area))
        return "not as many rows as laid out at once";
    for (size_t i = 0; i < text_area_rows(area); i++) {
        struct text_area_row row = text_area_row(area, i);
        struct text_area_row other = text_area_row(fresh, i);
        if (row.start != at)
            return "a gap between rows";
        if (row.start != other.start || row.size != other.size || row.skip != other.skip)
            return "not as laid out at once";
        if (columns > 3 && text_width(text + row.start, row.size) >= (unsigned)columns)
            return "a row that does not fit";
        for (size_t k = row.start + row.size; k < row.start + row.size + row.skip; k++)
            if (text[k] != ' ' && text[k] != '\n')
                return "text that is not shown";
        at += row.size + row.skip;
    }
    return at == text_area_size(area) ? NULL : "rows that end too early";
}

static void assert_text(const struct text_area *area)
{
    const char *wrong = text_wrong(area);
    if (wrong != NULL)
        ck_abort_msg("%s: %s", wrong, text_area_text(area));
}

static void assert_layout(struct text_area *area, enum text_area_mode mode, int columns)
{
    struct text_area *fresh = text_area_new(mode, LIMIT);
    text_area_set_text(fresh, text_area_text(area), text_area_size(area));
    text_area_set_shape(fresh, columns, 5);
    const char *wrong = layout_wrong(area, fresh, mode == TEXT_AREA_LINES ? columns : 0);
    if (wrong != NULL)
        ck_abort_msg("%s: %s", wrong, text_area_text(area));
    text_area_free(fresh);
}

static void act(struct text_area *area, unsigned *seed)
{
    unsigned what = pick(seed, 10);
    const char *piece = pieces[pick(seed, PIECES)];
    if (what < 4) {
        size_t length;
        struct key key = {.code = utf8_decode(piece, strlen(piece), &length)};
        text_area_type(area, &key);
    } else if (what < 6) {
        text_area_insert(area, piece, strlen(piece));
    } else if (what == 6 && text_area_size(area) > 0) {
        size_t at = pick(seed, (unsigned)text_area_size(area));
        text_area_replace(area, at, pick(seed, 8), piece, strlen(piece));
    } else if (what == 7) {
        text_area_set_cursor(area, pick(seed, 700));
    } else {
        text_area_do(area, actions[pick(seed, ACTIONS)]);
    }
}

static void play(enum text_area_mode mode, unsigned seed)
{
    struct text_area *area = text_area_new(mode, LIMIT);
    BUF_LOCAL struct buf start = {0};
    BUF_LOCAL struct buf end = {0};
    int columns = 1 + (int)pick(&seed, 30);
    for (unsigned i = pick(&seed, 12); i > 0; i--)
        buf_add_text(&start, pieces[pick(&seed, PIECES)]);
    text_area_set_text(area, buf_text(&start), start.size);
    buf_clear(&start);
    buf_add(&start, text_area_text(area), text_area_size(area));
    text_area_set_shape(area, columns, 5);
    for (int i = 0; i < 150; i++) {
        uint64_t version = text_area_version(area);
        buf_clear(&end);
        buf_add(&end, text_area_text(area), text_area_size(area));
        act(area, &seed);
        assert_text(area);
        bool same = end.size == text_area_size(area) &&
                    memcmp(buf_text(&end), text_area_text(area), end.size) == 0;
        if (!same && text_area_version(area) == version)
            ck_abort_msg("the version did not count a change");
        if (i % 10 == 0)
            assert_layout(area, mode, columns);
    }
    while (text_area_do(area, ACTION_EDITOR_REDO) == TEXT_AREA_CHANGED)
        continue;
    buf_clear(&end);
    buf_add(&end, text_area_text(area), text_area_size(area));
    while (text_area_do(area, ACTION_EDITOR_UNDO) == TEXT_AREA_CHANGED)
        assert_text(area);
    ck_assert_uint_eq(text_area_size(area), start.size);
    ck_assert_int_eq(memcmp(text_area_text(area), buf_text(&start), start.size), 0);
    while (text_area_do(area, ACTION_EDITOR_REDO) == TEXT_AREA_CHANGED)
        assert_text(area);
    ck_assert_uint_eq(text_area_size(area), end.size);
    ck_assert_int_eq(memcmp(text_area_text(area), buf_text(&end), end.size), 0);
    text_area_free(area);
}

START_TEST(test_lines)
{
    for (unsigned seed = 1; seed <= 150; seed++)
        play(TEXT_AREA_LINES, seed * 7919);
}
END_TEST

START_TEST(test_line)
{
    for (unsigned seed = 1; seed <= 50; seed++)
        play(TEXT_AREA_LINE, seed * 104729);
}
END_TEST

/*
 * Drawing any text in any small area stays inside it, with the cursor in view.
 */
START_TEST(test_any_shape)
{
    unsigned seed = 3;
    struct text_area *area = text_area_new(TEXT_AREA_LINES, LIMIT);
    for (int i = 0; i < 1500; i++) {
        struct canvas *canvas =
            canvas_new(1 + (int)pick(&seed, 25), 1 + (int)pick(&seed, 6), CHARSET_FULL);
        act(area, &seed);
        if (i % 7 == 0)
            text_area_scroll(area, (int)pick(&seed, 9) - 4);
        if (i % 11 == 0)
            text_area_click(area, (int)pick(&seed, 25), (int)pick(&seed, 6));
        text_area_draw(area, canvas, canvas_area(canvas), ROLE_INPUT, true);
        if (canvas->cursor_x < 0 || canvas->cursor_y < 0)
            ck_abort_msg("the cursor is out of view");
        assert_text(area);
        canvas_free(canvas);
    }
    text_area_free(area);
}
END_TEST

/* Much more than fits is refused whole, and neither that nor a full text takes long. */
START_TEST(test_large)
{
    enum { MUCH = 1024 * 1024 };
    MEM_LOCAL char *much = mem_new(MUCH, 1);
    for (size_t i = 0; i + 6 <= MUCH; i += 6)
        memcpy(much + i, i % 60 == 0 ? "aaaa \n" : "\xC3\xA9\xD8\xB9x ", 6);
    struct text_area *area = text_area_new(TEXT_AREA_LINES, TEXT_AREA_LIMIT);
    ck_assert_int_eq(text_area_insert(area, much, MUCH - 4), TEXT_AREA_FULL);
    ck_assert_uint_eq(text_area_size(area), 0);
    ck_assert_int_eq(text_area_insert(area, much, TEXT_AREA_LIMIT - 100), TEXT_AREA_CHANGED);
    struct key key = {.code = 'x'};
    for (int i = 0; i < 90; i++) {
        text_area_do(area, ACTION_EDITOR_UP);
        ck_assert_int_eq(text_area_type(area, &key), TEXT_AREA_CHANGED);
        text_area_rows(area);
    }
    text_area_free(area);
}
END_TEST

/* Old steps are forgotten, whole, before history grows without end. */
START_TEST(test_history_ends)
{
    MEM_LOCAL char *page = mem_new(TEXT_AREA_LIMIT, 1);
    memset(page, 'x', TEXT_AREA_LIMIT);
    struct text_area *area = text_area_new(TEXT_AREA_LINES, TEXT_AREA_LIMIT);
    for (int i = 0; i < 100; i++) {
        text_area_insert(area, page, TEXT_AREA_LIMIT);
        text_area_replace(area, 0, TEXT_AREA_LIMIT, "", 0);
    }
    int steps = 0;
    while (text_area_do(area, ACTION_EDITOR_UNDO) == TEXT_AREA_CHANGED)
        steps++;
    ck_assert_int_gt(steps, 20);
    ck_assert_int_lt(steps, 100);
    ck_assert(text_area_size(area) == 0 || text_area_size(area) == TEXT_AREA_LIMIT);
    text_area_free(area);
}
END_TEST

SUITE("tui/text_area_edit", test_lines, test_line, test_any_shape, test_large, test_history_ends)
