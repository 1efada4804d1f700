/*
 * The text area beside a model of it that knows no shortcut: a text, a cursor and a mark, every
 * change made on the whole text, which is then normalised as a whole, rows laid out at once by a
 * text area that never saw an edit, matches found by folding the text up to every place. Random
 * keys, pastes, motions with and without Shift, in texts that combine in every awkward way, some
 * of them long runs of what takes no column, or more than it seems to.
 */
#include <dais/tui/text_area.h>

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/mem.h>
#include <dais/base/utf8.h>

#include "suite.h"

enum { LIMIT = 4000, STEPS = 60, RUNS = 1500 };

static const char *const pieces[] = {
    "a",    "word ",        " ",  "\n",
    "e",    "\xCC\x81",     "é",  "👩‍👩‍👧",
    "🇰",    "\xE2\x80\x8D", "ᄀ", "ᅡ",
    "عمدة", "\xD9\x8B",     "会", "क",
    "\t",   "\x1b[",        "é",  "long words of a whole sentence, and more of it. ",
};
enum { PIECES = sizeof pieces / sizeof *pieces };

/* Repeated many times. */
static const char *const runs[] = {
    "\xE2\x80\x8F",     /* a mark of direction: no column, drawn as one */
    "\xCC\x81",         /* a mark on the character before: a long grapheme */
    "👩\xE2\x80\x8D",    /* a family without end */
    "\xF3\xA0\x81\xA7", /* tags: nothing, drawn as one each */
    "\xE2\x80\x8B",     /* zero width space: nothing at all */
    "x",                /* a word without end */
    "会",               /* two columns each, a break anywhere */
    "🇰",                /* flags in pairs */
    " ",
    "\n",
};
enum { RUN_KINDS = sizeof runs / sizeof *runs };

static const enum action motions[] = {
    ACTION_EDITOR_LEFT,       ACTION_EDITOR_RIGHT,     ACTION_EDITOR_UP,
    ACTION_EDITOR_DOWN,       ACTION_EDITOR_WORD_LEFT, ACTION_EDITOR_WORD_RIGHT,
    ACTION_EDITOR_LINE_START, ACTION_EDITOR_LINE_END,  ACTION_EDITOR_PAGE_UP,
    ACTION_EDITOR_PAGE_DOWN,  ACTION_EDITOR_START,     ACTION_EDITOR_END,
};
enum { MOTIONS = sizeof motions / sizeof *motions };

/* What the text area should be. */
struct model {
    struct buf text;
    size_t cursor;  /* as the text area says: where a seam joins is its own affair */
    size_t mark;    /* SIZE_MAX: none */
    bool stays;     /* set by its key */
    struct buf cut; /* to be pasted */
    bool cut_line;  /* the last action cut a line */
};

static unsigned pick(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 16) % below;
}

static void write_piece(unsigned *seed, struct buf *out)
{
    if (pick(seed, 12) > 0) {
        buf_add_text(out, pieces[pick(seed, PIECES)]);
        return;
    }
    const char *run = runs[pick(seed, RUN_KINDS)];
    buf_add_repeat(out, run, pick(seed, 150));
}

static size_t selected(const struct model *model, size_t *ret_start)
{
    *ret_start = model->cursor;
    if (model->mark == SIZE_MAX)
        return 0;
    *ret_start = model->mark < model->cursor ? model->mark : model->cursor;
    return model->mark < model->cursor ? model->cursor - model->mark : model->mark - model->cursor;
}

/* The whole text with another piece in it, normal as a whole. False: it would be too long. */
static bool put(struct model *model, size_t at, size_t size, const char *bytes, size_t bytes_size)
{
    BUF_LOCAL struct buf clean = {0};
    BUF_LOCAL struct buf joined = {0};
    BUF_LOCAL struct buf whole = {0};
    utf8_clean_piece(bytes, bytes_size, &clean);
    buf_add(&joined, buf_text(&model->text), at);
    buf_add(&joined, buf_text(&clean), clean.size);
    buf_add_text(&joined, buf_text(&model->text) + at + size);
    utf8_normalise(buf_text(&joined), joined.size, &whole);
    if (whole.size > LIMIT && whole.size > model->text.size)
        return false;
    buf_clear(&model->text);
    buf_add(&model->text, buf_text(&whole), whole.size);
    model->mark = SIZE_MAX;
    model->stays = false;
    return true;
}

/* The grapheme that ends or begins at a byte, counted from the very beginning. */
static size_t neighbour(const struct model *model, size_t at, bool before)
{
    size_t size = model->text.size;
    MEM_LOCAL char *breaks = mem_new(size + 1, 1);
    grapheme_breaks(buf_text(&model->text), size, breaks);
    breaks[size] = 1;
    if (before && at > 0)
        for (at--; at > 0 && !breaks[at]; at--)
            ;
    else if (!before && at < size)
        for (at++; !breaks[at]; at++)
            ;
    return at;
}

static void model_type(struct model *model, const char *bytes, size_t size)
{
    size_t start, mark = model->mark;
    bool stays = model->stays;
    size_t taken = selected(model, &start);
    BUF_LOCAL struct buf before = {0};
    buf_add(&before, buf_text(&model->text), model->text.size);
    if (!put(model, start, taken, bytes, size) || taken > 0 || before.size != model->text.size ||
        memcmp(buf_text(&before), buf_text(&model->text), before.size) != 0)
        return;
    model->mark = mark; /* nothing was put in */
    model->stays = stays;
}

static void model_delete(struct model *model, bool before)
{
    size_t start;
    size_t size = selected(model, &start);
    if (size == 0) {
        size_t other = neighbour(model, model->cursor, before);
        start = before ? other : model->cursor;
        size = before ? model->cursor - other : other - model->cursor;
    }
    if (size > 0)
        put(model, start, size, "", 0);
}

static void model_cut(struct model *model, bool copy, bool went_on)
{
    size_t start;
    size_t size = selected(model, &start);
    bool line = size == 0;
    const char *text = buf_text(&model->text);
    if (line) {
        while (start > 0 && text[start - 1] != '\n')
            start--;
        size = strcspn(text + start, "\n");
        size += text[start + size] == '\n' ? 1 : 0;
    }
    if (size == 0)
        return;
    if (copy || !line || !went_on)
        buf_clear(&model->cut);
    buf_add(&model->cut, text + start, size);
    model->cut_line = line && !copy;
    model->mark = SIZE_MAX;
    model->stays = false;
    if (!copy)
        put(model, start, size, "", 0);
}

/* One random act on both. */
static void act(struct text_area *area, struct model *model, unsigned *seed)
{
    unsigned what = pick(seed, 12);
    bool went_on = model->cut_line;
    BUF_LOCAL struct buf piece = {0};
    enum action motion = motions[pick(seed, MOTIONS)];
    model->cut_line = false;
    if (what < 4) {
        write_piece(seed, &piece);
        model_type(model, buf_text(&piece), piece.size);
        text_area_insert(area, buf_text(&piece), piece.size);
    } else if (what < 6) {
        bool had = model->mark != SIZE_MAX;
        if (pick(seed, 2) == 0) {
            if (!had)
                model->mark = model->cursor;
            text_area_select(area, motion);
        } else {
            if (!model->stays)
                model->mark = SIZE_MAX;
            text_area_do(area, motion);
        }
    } else if (what == 6) {
        model->mark = model->mark == SIZE_MAX ? model->cursor : SIZE_MAX;
        model->stays = model->mark != SIZE_MAX;
        text_area_do(area, ACTION_EDITOR_MARK);
    } else if (what < 9) {
        model_delete(model, what == 7);
        text_area_do(area, what == 7 ? ACTION_EDITOR_BACKSPACE : ACTION_EDITOR_DELETE);
    } else if (what < 11) {
        model_cut(model, what == 9, went_on);
        text_area_do(area, what == 9 ? ACTION_EDITOR_COPY : ACTION_EDITOR_CUT);
    } else {
        model_type(model, buf_text(&model->cut), model->cut.size);
        text_area_do(area, ACTION_EDITOR_PASTE);
    }
    model->cursor = text_area_cursor(area);
}

static const char *text_wrong(const struct text_area *area, const struct model *model)
{
    size_t size = text_area_size(area), start = 0, wanted;
    MEM_LOCAL char *breaks = mem_new(size + 1, 1);
    if (size != model->text.size || memcmp(text_area_text(area), buf_text(&model->text), size) != 0)
        return "another text";
    grapheme_breaks(text_area_text(area), size, breaks);
    breaks[size] = 1;
    if (model->cursor > size || !breaks[model->cursor])
        return "the cursor is inside a grapheme";
    size_t found = text_area_selection(area, &start);
    if (found != selected(model, &wanted) || (found > 0 && start != wanted))
        return "another selection";
    return NULL;
}

static const char *rows_wrong(struct text_area *area, int columns)
{
    const char *wrong = NULL;
    struct text_area *fresh = text_area_new(TEXT_AREA_LINES, LIMIT);
    text_area_set_text(fresh, text_area_text(area), text_area_size(area));
    text_area_set_shape(fresh, columns, 5);
    if (text_area_rows(fresh) != text_area_rows(area))
        wrong = "not as many rows as laid out at once";
    for (size_t i = 0; wrong == NULL && i < text_area_rows(area); i++) {
        struct text_area_row row = text_area_row(area, i), other = text_area_row(fresh, i);
        if (row.start != other.start || row.size != other.size || row.skip != other.skip)
            wrong = "rows not as laid out at once";
    }
    text_area_free(fresh);
    return wrong;
}

/* Does the folded text hold what is sought as often as the text area says? */
static const char *matches_wrong(struct text_area *area, const char *sought)
{
    BUF_LOCAL struct buf folded = {0};
    size_t count = 0;
    utf8_fold(text_area_text(area), text_area_size(area), &folded);
    for (const char *at = buf_text(&folded); (at = strstr(at, sought)) != NULL; count++)
        at += strlen(sought);
    return text_area_seek(area, sought) == count ? NULL : "other places found";
}

static void play(unsigned seed)
{
    static const char *const sought[] = {"e", "word", "عمدة", "sentence, and", "zz"};
    struct text_area *area = text_area_new(TEXT_AREA_LINES, LIMIT);
    struct model model = {.mark = SIZE_MAX};
    int columns = 1 + (int)pick(&seed, 40);
    text_area_set_shape(area, columns, 5);
    for (int step = 0; step < STEPS; step++) {
        act(area, &model, &seed);
        const char *wrong = text_wrong(area, &model);
        if (wrong == NULL && step % 2 == 0)
            wrong = rows_wrong(area, columns);
        if (wrong == NULL && step % 10 == 9)
            wrong = matches_wrong(area, sought[pick(&seed, 5)]);
        if (wrong != NULL)
            ck_abort_msg("step %d at %d columns: %s", step, columns, wrong);
    }
    text_area_free(area);
    buf_finish(&model.text);
    buf_finish(&model.cut);
}

START_TEST(test_as_the_model)
{
    for (unsigned seed = 1; seed <= RUNS; seed++)
        play(seed * 7919);
}
END_TEST

SUITE("tui/text_area_model", test_as_the_model)
