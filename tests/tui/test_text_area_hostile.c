/*
 * Hostile texts, and Arabic among them, in a text area: whatever is written, selected or found,
 * each row of the canvas is as wide as the canvas, and no cell holds what may not reach a terminal.
 */
#include <dais/tui/text_area.h>

#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/term_safe.h>

#include "hostile.h"
#include "suite.h"

enum { ROUNDS = 3 };

static const char *cell_wrong(const struct cell *cell)
{
    BUF_LOCAL struct buf safe = {0};
    term_safe_line(cell->text, strlen(cell->text), &safe);
    if (strcmp(buf_text(&safe), cell->text) != 0)
        return "a cell that is not safe";
    if (text_width(cell->text, strlen(cell->text)) != cell->width)
        return "a cell that is not as wide as it says";
    return NULL;
}

static void assert_picture(const struct canvas *canvas, const char *text)
{
    for (int y = 0; y < canvas->height; y++) {
        int columns = 0;
        for (int x = 0; x < canvas->width; x++) {
            const struct cell *cell = canvas_cell(canvas, x, y);
            const char *wrong = cell_wrong(cell);
            if (wrong != NULL)
                ck_abort_msg("%s at %d,%d of %s", wrong, x, y, text);
            columns += cell->width;
        }
        ck_assert_msg(columns == canvas->width, "%d columns in row %d of %s", columns, y, text);
    }
}

static void write(struct text_area *area, int round, const char *text)
{
    static const char arabic[] = "إشراك المدن ";
    text_area_set_text(area, "", 0);
    if (round > 0)
        text_area_insert(area, arabic, strlen(arabic));
    text_area_insert(area, text, strlen(text));
    if (round > 1) {
        text_area_insert(area, arabic, strlen(arabic));
        text_area_insert(area, text, strlen(text));
        text_area_select(area, ACTION_EDITOR_UP);
        text_area_seek(area, "a");
    }
}

START_TEST(test_pictures)
{
    static const int widths[] = {1, 7, 20, 79};
    for (size_t i = 0; i < hostile_count(); i++) {
        struct text_area *area = text_area_new(TEXT_AREA_LINES, TEXT_AREA_LIMIT);
        for (int round = 0; round < ROUNDS; round++) {
            write(area, round, hostile_at(i));
            for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
                enum charset charset = (enum charset)((i + w) % 3);
                struct canvas *canvas = canvas_new(widths[w], 5, charset);
                text_area_draw(area, canvas, canvas_area(canvas), ROLE_INPUT, true);
                assert_picture(canvas, hostile_at(i));
                ck_assert_int_ge(canvas->cursor_x, 0);
                canvas_free(canvas);
            }
        }
        text_area_free(area);
    }
}
END_TEST

SUITE("tui/text_area_hostile", test_pictures)
