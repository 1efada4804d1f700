/*
 * Completion in the writing pane: what is offered, that it never takes a key that was meant for
 * something else, and that no name is offered where the rule forbids it.
 */
#include "../../src/tui/editor.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>

#include "programmes.h"
#include "suite.h"
#include "view_bench.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct programme *programme;
static struct laptop laptop;
static struct program bench;

static void begin(enum attribution rule)
{
    programme = programme_panel(rule);
    laptop_init(&laptop, programme, 1, 1, zone_instant(programme->zone, programme->date, AT(9, 0)));
    laptop_do(&laptop, WISH_START);
    laptop_do(&laptop, WISH_NEXT);
    static const struct wish wishes[] = {
        {.verb = WISH_ADD,
         .kind = ENTRY_RECOMMENDATION,
         .fields = {.text = "Fund city-to-city learning",
                    .addressee = "donors and ministries",
                    .themes = "housing,école",
                    .owner = "the secretariat",
                    .label = "Learning",
                    .priority = "urgent",
                    .language = "pt"}},
        {.verb = WISH_ADD, .kind = ENTRY_NOTE, .fields = {.text = "Ask for the slides"}},
    };
    for (size_t i = 0; i < COUNT(wishes); i++)
        ck_assert_ptr_nonnull(laptop_wish(&laptop, &wishes[i], NULL));
    bench_init(&bench, &view_session, &laptop, 60, 12);
}

static void end(void)
{
    bench_finish(&bench);
    laptop_finish(&laptop);
    programme_free(programme);
}

static struct editor *editor_in(enum attribution rule, enum editor_field field)
{
    struct editor *editor =
        editor_new(&(struct editor_place){.kind = ENTRY_NOTE, .slot = "s2", .rule = rule});
    while (!editor_has_keys(editor, field))
        editor_do(editor, ACTION_EDITOR_FIELD_NEXT);
    editor_look(editor, &bench.scene);
    return editor;
}

static void type(struct editor *editor, const char *text)
{
    for (size_t size = strlen(text), step; size > 0; text += step, size -= step) {
        struct key key = {.code = utf8_decode(text, size, &step)};
        editor_type(editor, &key);
        editor_look(editor, &bench.scene);
    }
}

static void press(struct editor *editor, enum action action)
{
    editor_do(editor, action);
    editor_look(editor, &bench.scene);
}

/* What was typed into a field, then Tab; what stands there then. */
START_TEST(test_taken)
{
    static const struct {
        enum editor_field field;
        const char *typed;
        const char *taken; /* NULL: nothing was, and Tab went on to the next field */
    } cases[] = {
        {EDITOR_TEXT, "As @pyn", "As Samuel Pyne"},
        {EDITOR_TEXT, "@KUMASI", "Samuel Pyne"},
        {EDITOR_TEXT, "(@samuel py", "(Samuel Pyne"},
        {EDITOR_TEXT, "write to x@pyne", NULL},
        {EDITOR_TEXT, "at @ five", NULL},
        {EDITOR_TEXT, "@nobody here", NULL},
        {EDITOR_TEXT, "no sign", NULL},
        {EDITOR_TEXT, "number #", "number "},
        {EDITOR_SPEAKER, "sam", "Samuel Pyne"},
        {EDITOR_SPEAKER, "", NULL},
        {EDITOR_SPEAKER, "Samuel Pyne", NULL},
        {EDITOR_ADDRESSEE, "MIN", "donors and ministries"},
        {EDITOR_ADDRESSEE, "inistries", NULL},
        {EDITOR_THEMES, "hous", "housing"},
        {EDITOR_THEMES, "mine, ECO", "mine, école"},
        {EDITOR_LABEL, "l", "Learning"},
        {EDITOR_OWNER, "secr", "the secretariat"},
        {EDITOR_PRIORITY, "urg", "urgent"},
        {EDITOR_PRIORITY, "hi", "high"},
        {EDITOR_LANGUAGE, "p", "pt"},
        {EDITOR_DEADLINE, "2", NULL},
        {EDITOR_TRANSLATION, "r", "R1"},
        {EDITOR_TRANSLATION, "slides", "N1"},
    };
    begin(ATTRIBUTION_NAMED);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct editor *editor = editor_in(ATTRIBUTION_NAMED, cases[i].field);
        type(editor, cases[i].typed);
        press(editor, ACTION_EDITOR_FIELD_NEXT);
        const char *text = editor_read(editor, cases[i].field);
        ck_assert_msg(strcmp(text, cases[i].taken != NULL ? cases[i].taken : cases[i].typed) == 0,
                      "case %zu: %s", i, text);
        ck_assert_msg(editor_has_keys(editor, cases[i].field) == (cases[i].taken != NULL),
                      "case %zu", i);
        editor_free(editor);
    }
    end();
}
END_TEST

/* A theme goes out of the text into its field, once. */
START_TEST(test_theme)
{
    begin(ATTRIBUTION_NAMED);
    struct editor *editor = editor_in(ATTRIBUTION_NAMED, EDITOR_TEXT);
    type(editor, "Build #hous");
    press(editor, ACTION_EDITOR_FIELD_NEXT);
    type(editor, "schools #éco");
    press(editor, ACTION_EDITOR_FIELD_NEXT);
    type(editor, "#housing");
    press(editor, ACTION_EDITOR_FIELD_NEXT); /* it is whole: Tab goes on */
    ck_assert_str_eq(editor_read(editor, EDITOR_TEXT), "Build schools #housing");
    ck_assert_str_eq(editor_read(editor, EDITOR_THEMES), "housing, école");
    editor_free(editor);
    end();
}
END_TEST

/* Arrows choose; Esc shuts the list and it stays shut for that word; undo takes back. */
START_TEST(test_keys)
{
    begin(ATTRIBUTION_NAMED);
    struct editor *editor = editor_in(ATTRIBUTION_NAMED, EDITOR_TEXT);
    ck_assert(!editor_shut_list(editor));
    type(editor, "@c");
    ck_assert(editor_shut_list(editor));
    ck_assert(!editor_shut_list(editor));
    type(editor, "ity");
    ck_assert(!editor_shut_list(editor));
    type(editor, " @sam");
    press(editor, ACTION_EDITOR_FIELD_NEXT);
    ck_assert_str_eq(editor_read(editor, EDITOR_TEXT), "@city Samuel Pyne");
    press(editor, ACTION_EDITOR_UNDO);
    ck_assert_str_eq(editor_read(editor, EDITOR_TEXT), "@city @sam");
    editor_free(editor);

    editor = editor_in(ATTRIBUTION_NAMED, EDITOR_PRIORITY);
    press(editor, ACTION_EDITOR_DOWN); /* an empty field shows what it has when it is asked */
    press(editor, ACTION_EDITOR_DOWN);
    press(editor, ACTION_EDITOR_FIELD_NEXT);
    ck_assert_str_eq(editor_read(editor, EDITOR_PRIORITY), "high");
    editor_free(editor);
    end();
}
END_TEST

/* Nobody is offered where nobody may be named; affiliations alone where they alone may be. */
START_TEST(test_rule)
{
    static const struct {
        enum attribution rule;
        enum editor_field field;
        const char *typed;
        const char *text;
    } cases[] = {
        {ATTRIBUTION_CHATHAM_HOUSE, EDITOR_TEXT, "@sam", "@sam"},
        {ATTRIBUTION_CHATHAM_HOUSE, EDITOR_TEXT, "@kum", "@kum"},
        {ATTRIBUTION_CHATHAM_HOUSE, EDITOR_OWNER, "pyn", "pyn"},
        {ATTRIBUTION_CHATHAM_HOUSE, EDITOR_OWNER, "kum", "kum"},
        {ATTRIBUTION_CHATHAM_HOUSE, EDITOR_ADDRESSEE, "pyn", "pyn"},
        {ATTRIBUTION_CHATHAM_HOUSE, EDITOR_ADDRESSEE, "min", "donors and ministries"},
        {ATTRIBUTION_CHATHAM_HOUSE, EDITOR_TEXT, "#hou", ""},
        {ATTRIBUTION_AFFILIATION, EDITOR_SPEAKER, "pyn", "pyn"},
        {ATTRIBUTION_AFFILIATION, EDITOR_SPEAKER, "kum", "City of Kumasi"},
        {ATTRIBUTION_AFFILIATION, EDITOR_TEXT, "@kum", "City of Kumasi"},
        {ATTRIBUTION_AFFILIATION, EDITOR_TEXT, "@sam", "@sam"},
    };
    static const char *const named[] = {"Samuel Pyne", "City of Kumasi"};
    for (size_t i = 0; i < COUNT(cases); i++) {
        begin(cases[i].rule);
        for (size_t n = 0; n < COUNT(named); n++) { /* kept on purpose, yet never offered */
            struct wish wish = {.verb = WISH_ADD,
                                .kind = ENTRY_ACTION,
                                .fields = {.text = "Ask", .owner = named[n], .addressee = named[n]},
                                .keep_names = true};
            ck_assert_msg(laptop_wish(&laptop, &wish, NULL) != NULL, "%s", laptop_why(&laptop));
        }
        bench_read(&bench, &laptop);
        struct editor *editor = editor_in(cases[i].rule, cases[i].field);
        type(editor, cases[i].typed);
        press(editor, ACTION_EDITOR_FIELD_NEXT);
        ck_assert_msg(strcmp(editor_read(editor, cases[i].field), cases[i].text) == 0,
                      "case %zu: %s", i, editor_read(editor, cases[i].field));
        editor_free(editor);
        end();
    }
}
END_TEST

/* The list stands under what was typed, within the frame, and the mouse takes of it. */
START_TEST(test_drawn)
{
    begin(ATTRIBUTION_NAMED);
    struct editor *editor = editor_in(ATTRIBUTION_NAMED, EDITOR_TEXT);
    struct canvas *canvas = canvas_new(60, 9, CHARSET_FULL);
    type(editor, "As @sam");
    BUF_LOCAL struct buf dump = {0};
    editor_draw(editor, &bench.scene, canvas, canvas_area(canvas));
    canvas_dump(canvas, &dump);
    ck_assert_msg(strstr(buf_text(&dump), "Samuel Pyne  City of Kumasi") != NULL, "%s",
                  buf_text(&dump));
    ck_assert_ptr_nonnull(strstr(buf_text(&dump), "takes it"));
    struct mouse mouse = {.kind = MOUSE_PRESS, .x = 10, .y = 2};
    editor_click(editor, &mouse);
    ck_assert_str_eq(editor_read(editor, EDITOR_TEXT), "As Samuel Pyne");
    canvas_free(canvas);
    editor_free(editor);
    end();
}
END_TEST

SUITE("tui/completion", test_taken, test_theme, test_keys, test_rule, test_drawn)
