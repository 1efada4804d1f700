/*
 * A question in the middle of the screen: a title, some words, and answers one to a row. Arrows
 * and Enter, a letter, or the mouse take one; Esc leaves it. No other key does anything, so
 * that what was meant for the view cannot answer it.
 */
#include "program_state.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>

#include "translate.h"

enum { WIDEST = 72 };

void program_ask(struct program *program, const struct question *question)
{
    program_close_question(program);
    struct asked *asked = &program->asked;
    asked->open = true;
    asked->title = mem_dup(question->title);
    asked->text = mem_dup(question->text);
    asked->chosen = question->chosen;
    asked->offset = 0;
    for (size_t i = 0; i < question->count; i++) {
        struct answer answer = question->answers[i];
        answer.label = mem_dup(answer.label);
        array_push(&asked->answers, answer);
    }
    asked->function = question->function;
    asked->data = question->data;
    asked->free_data = question->free_data;
    program->dirty = true;
}

static void finish_asked(struct asked *asked)
{
    for (size_t i = 0; i < asked->answers.count; i++)
        mem_free_local(&asked->answers.items[i].label);
    free(asked->answers.items);
    free(asked->title);
    free(asked->text);
    if (asked->free_data != NULL)
        asked->free_data(asked->data);
}

void program_close_question(struct program *program)
{
    struct asked asked = program->asked;
    program->asked = (struct asked){.open = false};
    finish_asked(&asked);
    program->dirty = true;
}

/* The question is over before its answer is acted upon: that may ask the next one. */
static void take(struct program *program, int answer)
{
    struct asked asked = program->asked;
    program->asked = (struct asked){.open = false};
    program->dirty = true;
    buf_clear(&program->said);
    asked.function(program, asked.data, answer);
    finish_asked(&asked);
}

void program_ask_yes(struct program *program, const char *title, const char *text,
                     answer_function *function, void *data, void (*free_data)(void *data))
{
    const struct answer answers[] = {{_("Yes"), 'y'}, {_("No"), 'n'}};
    program_ask(program, &(struct question){.title = title,
                                            .text = text,
                                            .answers = answers,
                                            .count = 2,
                                            .chosen = 1,
                                            .function = function,
                                            .data = data,
                                            .free_data = free_data});
}

bool program_question_is_yes(const struct program *program)
{
    const struct asked *asked = &program->asked;
    return asked->open && asked->answers.count == 2 && asked->answers.items[0].key == 'y';
}

static void choose(struct program *program, bool forward)
{
    struct asked *asked = &program->asked;
    size_t count = asked->answers.count;
    asked->chosen = (asked->chosen + (forward ? 1 : count - 1)) % count;
}

static bool is_backward(const struct key *key)
{
    return key->sym == KEY_SYM_LEFT || key->sym == KEY_SYM_UP ||
           (key->sym == KEY_SYM_TAB && (key->modifiers & MODIFIER_SHIFT) != 0);
}

bool program_answer_key(struct program *program, const struct key *key)
{
    struct asked *asked = &program->asked;
    if (key_is_text(key)) {
        for (size_t i = 0; i < asked->answers.count; i++) {
            char letter = asked->answers.items[i].key;
            if (letter == '\0' || key->code != (unsigned char)letter)
                continue;
            take(program, (int)i);
            return true;
        }
    }
    enum action action = keymap_find(program->keymap, PLACE_QUESTION, key);
    switch ((int)action) {
    case ACTION_ANSWER_OTHER:
        choose(program, !is_backward(key));
        return true;
    case ACTION_ANSWER_TAKE:
        take(program, (int)asked->chosen);
        return true;
    case ACTION_ANSWER_NO:
        if (!key_is_text(key))
            take(program, -1);
        return true;
    }
    return false;
}

bool program_answer_click(struct program *program, const struct mouse *mouse)
{
    struct asked *asked = &program->asked;
    if (mouse->kind == MOUSE_WHEEL_UP || mouse->kind == MOUSE_WHEEL_DOWN) {
        choose(program, mouse->kind == MOUSE_WHEEL_DOWN);
        return true;
    }
    if (mouse->kind != MOUSE_PRESS || !area_holds(asked->drawn, mouse->x, mouse->y))
        return false;
    size_t at = asked->offset + (size_t)(mouse->y - asked->drawn.y);
    if (at < asked->answers.count)
        take(program, (int)at);
    return true;
}

static int width_of(const char *text)
{
    return (int)text_width(text, strlen(text));
}

/* Columns inside the frame: the widest row, as far as the canvas allows. */
static int inner_width(const struct asked *asked, int most)
{
    int width = width_of(asked->title) + 4;
    for (size_t i = 0; i < asked->answers.count; i++) {
        int row = width_of(asked->answers.items[i].label) + 6;
        width = row > width ? row : width;
    }
    if (asked->text != NULL && width_of(asked->text) > width)
        width = width_of(asked->text);
    return width < most ? width : most;
}

static void draw_answers(struct asked *asked, struct canvas *canvas, struct area area)
{
    size_t count = asked->answers.count, height = (size_t)(area.h > 0 ? area.h : 1);
    if (asked->offset + height > count) /* there may be more room than there was */
        asked->offset = count > height ? count - height : 0;
    if (asked->chosen < asked->offset)
        asked->offset = asked->chosen;
    if (asked->chosen >= asked->offset + height)
        asked->offset = asked->chosen + 1 - height;
    asked->drawn = area;
    for (size_t i = asked->offset; i < asked->answers.count && i < asked->offset + height; i++) {
        int y = (int)(i - asked->offset);
        bool chosen = i == asked->chosen;
        char key[] = {asked->answers.items[i].key, '\0'};
        struct area row = {area.x, area.y + y, area.w, 1};
        if (chosen)
            canvas_fill_area(canvas, row, ROLE_SELECTED, " ");
        canvas_draw_text(canvas, row, 0, 0, chosen ? ROLE_SELECTED : ROLE_DIALOG,
                         chosen ? "▸" : " ");
        canvas_draw_text(canvas, row, 2, 0,
                         chosen ? (unsigned)ROLE_SELECTED : ROLE_DIALOG | STYLE_BOLD, key);
        canvas_draw_text(canvas, row, 4, 0, chosen ? ROLE_SELECTED : ROLE_DIALOG,
                         asked->answers.items[i].label);
    }
    canvas_draw_scroll(canvas, area, ROLE_DIALOG, (int)asked->offset, (int)asked->answers.count);
}

/* Rows of the words: a long text is cut, so that all answers are seen and half of what is below. */
static int words_rows(const struct asked *asked, int width, int height)
{
    if (asked->text == NULL || asked->text[0] == '\0')
        return 0;
    int rows = canvas_measure_wrapped(asked->text, width);
    int room = height - (int)asked->answers.count - 3;
    room = room < height / 2 ? room : height / 2;
    return rows < room ? rows : room > 0 ? room : 0;
}

void program_draw_question(struct program *program, struct canvas *canvas)
{
    struct asked *asked = &program->asked;
    struct area whole = canvas_area(canvas);
    int most = whole.w - 6 < WIDEST ? whole.w - 6 : WIDEST;
    int width = inner_width(asked, most);
    int rows = words_rows(asked, width, whole.h);
    int height = rows + (rows > 0) + (int)asked->answers.count + 2;
    struct area box = area_centre(whole, width + 4, height < whole.h ? height : whole.h);
    int text = program->editor != NULL ? editor_text_row(program->editor) : -1;
    if (text >= box.h && box.y <= text && box.y + box.h > text)
        box.y = text - box.h; /* it may be about the text, whose beginning stays in view */
    canvas_fill_area(canvas, box, ROLE_DIALOG, " ");
    canvas_place_cursor(canvas, box, -1, -1);
    struct area inner =
        canvas_draw_box(canvas, box, ROLE_DIALOG, ROLE_DIALOG | STYLE_BOLD, asked->title, NULL);
    inner = area_inset(inner, 1, 0);
    struct area words = area_take_top(&inner, rows);
    if (rows > 0) {
        canvas_draw_wrapped(canvas, words, 0, ROLE_DIALOG, asked->text);
        area_take_top(&inner, 1);
    }
    draw_answers(asked, canvas, inner);
}
