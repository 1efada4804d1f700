/*
 * The writing pane: kinds by mark, fields as the rule allows, and what its frame says.
 */
#include "../../src/tui/editor.h"

#include <string.h>

#include "programmes.h"
#include "suite.h"
#include "view_bench.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void type(struct editor *editor, const char *text)
{
    for (; *text != '\0'; text++) {
        struct key key = {.code = (unsigned char)*text};
        if (*text == '\n')
            editor_do(editor, ACTION_EDITOR_NEWLINE);
        else
            editor_type(editor, &key);
    }
}

START_TEST(test_marks)
{
    static const struct {
        const char *typed;
        enum entry_kind kind;
        const char *text;
    } cases[] = {
        {"c: Cities lead", ENTRY_CONCLUSION, "Cities lead"},
        {"r:Fund it", ENTRY_RECOMMENDATION, "Fund it"},
        {"N:  x", ENTRY_NOTE, "x"},
        {"a: x", ENTRY_ACTION, "x"},
        {"d: x", ENTRY_DECISION, "x"},
        {"q: Who pays?", ENTRY_QUESTION, "Who pays?"},
        {"z: x", ENTRY_NOTE, "z: x"},
        {"cities: x", ENTRY_NOTE, "cities: x"},
        {" c: x", ENTRY_NOTE, " c: x"},
        {"", ENTRY_NOTE, ""},
        {"c", ENTRY_NOTE, "c"},
        {"q : qui paie ?", ENTRY_QUESTION, "qui paie ?"},
        {"quote: We need the cities", ENTRY_QUOTE, "We need the cities"},
        {"Statement: x", ENTRY_STATEMENT, "x"},
        {"LEARNING: x", ENTRY_LEARNING, "x"},
        {"challenge:x", ENTRY_CHALLENGE, "x"},
        {"practice: x", ENTRY_PRACTICE, "x"},
        {"Good practice: x", ENTRY_PRACTICE, "x"},
        {"recommendation: x", ENTRY_RECOMMENDATION, "x"},
        {"Time: x", ENTRY_NOTE, "Time: x"},
        {":", ENTRY_NOTE, ":"},
        {": x", ENTRY_NOTE, ": x"},
        {"no\nquote: x", ENTRY_NOTE, "no\nquote: x"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct editor *editor = editor_new(&(struct editor_place){.kind = ENTRY_NOTE});
        const char *text;
        type(editor, cases[i].typed);
        ck_assert_int_eq(editor_kind(editor, &text), cases[i].kind);
        ck_assert_str_eq(text, cases[i].text);
        editor_free(editor);
    }
    /* An entry that is amended keeps its kind, and its text as it stands. */
    struct editor *editor = editor_new(&(struct editor_place){.kind = ENTRY_NOTE, .number = "N1"});
    const char *text;
    editor_set(editor, EDITOR_TEXT, "c: as it was");
    ck_assert_int_eq(editor_kind(editor, &text), ENTRY_NOTE);
    ck_assert_str_eq(text, "c: as it was");
    ck_assert(editor_is_unchanged(editor));
    type(editor, "!");
    ck_assert(!editor_is_unchanged(editor));
    editor_free(editor);
}
END_TEST

/* Tab comes by every field that the rule allows, and back to the text. */
START_TEST(test_fields)
{
    static const struct {
        enum attribution rule;
        int fields;
        bool speaker;
    } cases[] = {{ATTRIBUTION_NAMED, EDITOR_FIELD_COUNT, true},
                 {ATTRIBUTION_AFFILIATION, EDITOR_FIELD_COUNT, true},
                 {ATTRIBUTION_CHATHAM_HOUSE, EDITOR_FIELD_COUNT - 1, false}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct editor *editor = editor_new(&(struct editor_place){.rule = cases[i].rule});
        for (int step = 0; step < cases[i].fields; step++) {
            uint64_t version = editor_version(editor);
            type(editor, "x");
            ck_assert_uint_gt(editor_version(editor), version); /* so that the draft follows */
            editor_do(editor, ACTION_EDITOR_FIELD_NEXT);
        }
        for (enum editor_field field = EDITOR_TEXT; field < EDITOR_FIELD_COUNT; field++) {
            bool there = field != EDITOR_SPEAKER || cases[i].speaker;
            ck_assert_str_eq(editor_read(editor, field), there ? "x" : "");
        }
        type(editor, "y");
        ck_assert_str_eq(editor_read(editor, EDITOR_TEXT), "xy");
        editor_do(editor, ACTION_EDITOR_FIELD_PREVIOUS);
        type(editor, "y");
        ck_assert_str_eq(editor_read(editor, EDITOR_TRANSLATION), "xy");
        editor_free(editor);
    }
}
END_TEST

/* The frame says kind, slot, track, rule and what Enter does; where it is tight it gives way. */
START_TEST(test_frame)
{
    static const struct {
        int w, h;
        struct editor_place place;
        const char *says[5];
        const char *hides;
    } cases[] = {
        {100,
         9,
         {.kind = ENTRY_RECOMMENDATION, .slot = "s5", .track = 2, .rule = ATTRIBUTION_NAMED},
         {"Recommendation · Two parallel breakout sessions · track 2", "named",
          "Enter saves and closes", "speaker", "language"},
         NULL},
        {100,
         9,
         {.kind = ENTRY_NOTE, .slot = "s5", .rule = ATTRIBUTION_CHATHAM_HOUSE},
         {"Note · Two parallel", "chatham-house", "Enter saves", "to", "owner"},
         "speaker"},
        {46,
         8,
         {.kind = ENTRY_RECOMMENDATION, .slot = "s2", .rule = ATTRIBUTION_NAMED},
         {"Recommendation · this slot", "named", "Tab: speaker", "", ""},
         "High-level"},
        {60,
         4,
         {.kind = ENTRY_NOTE, .rule = ATTRIBUTION_NAMED, .number = "N7"},
         {"Amend N7 · the session", "named", "Enter saves", "", ""},
         NULL},
    };
    struct programme *programme = programme_sou88();
    struct laptop laptop;
    struct program bench;
    laptop_init(&laptop, programme, 1, 1, zone_instant(programme->zone, programme->date, AT(9, 0)));
    laptop_do(&laptop, WISH_START);
    laptop_do(&laptop, WISH_NEXT);
    bench_init(&bench, &view_session, &laptop, 10, 10);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct canvas *canvas = canvas_new(cases[i].w, cases[i].h, CHARSET_FULL);
        struct editor *editor = editor_new(&cases[i].place);
        BUF_LOCAL struct buf dump = {0};
        editor_draw(editor, &bench.scene, canvas, canvas_area(canvas));
        canvas_dump(canvas, &dump);
        for (size_t w = 0; w < COUNT(cases[i].says); w++)
            ck_assert_msg(strstr(buf_text(&dump), cases[i].says[w]) != NULL, "case %zu: %s in\n%s",
                          i, cases[i].says[w], buf_text(&dump));
        if (cases[i].hides != NULL)
            ck_assert_ptr_null(strstr(buf_text(&dump), cases[i].hides));
        ck_assert_int_ge(canvas->cursor_x, 0);
        editor_free(editor);
        canvas_free(canvas);
    }
    bench_finish(&bench);
    laptop_finish(&laptop);
    programme_free(programme);
}
END_TEST

/* What is cut in one field can be pasted into every other, and into another text. */
START_TEST(test_cut)
{
    struct editor *editor = editor_new(&(struct editor_place){.rule = ATTRIBUTION_NAMED});
    size_t size;
    type(editor, "cities and towns");
    editor_select(editor, ACTION_EDITOR_WORD_LEFT);
    editor_do(editor, ACTION_EDITOR_CUT);
    ck_assert_str_eq(editor_read(editor, EDITOR_TEXT), "cities and ");
    editor_do(editor, ACTION_EDITOR_FIELD_NEXT);
    editor_do(editor, ACTION_EDITOR_FIELD_NEXT);
    editor_do(editor, ACTION_EDITOR_PASTE);
    ck_assert_str_eq(editor_read(editor, EDITOR_ADDRESSEE), "towns");
    const char *cut = editor_cut(editor, &size);
    struct editor *next = editor_new(&(struct editor_place){.rule = ATTRIBUTION_NAMED});
    editor_set_cut(next, cut, size);
    editor_do(next, ACTION_EDITOR_PASTE);
    ck_assert_str_eq(editor_read(next, EDITOR_TEXT), "towns");
    editor_free(next);
    editor_free(editor);
}
END_TEST

/* The mouse puts the cursor where it points, wherever the pane is. */
START_TEST(test_click)
{
    struct programme *programme = programme_sou88();
    struct laptop laptop;
    struct program bench;
    laptop_init(&laptop, programme, 1, 1, zone_instant(programme->zone, programme->date, AT(9, 0)));
    bench_init(&bench, &view_session, &laptop, 10, 10);
    struct canvas *canvas = canvas_new(100, 30, CHARSET_FULL);
    struct editor *editor = editor_new(&(struct editor_place){.rule = ATTRIBUTION_NAMED});
    type(editor, "cities pay");
    editor_draw(editor, &bench.scene, canvas, (struct area){40, 10, 58, 16});
    struct mouse mouse = {.kind = MOUSE_PRESS, .x = 42 + 6, .y = 11};
    ck_assert_int_eq(editor_click(editor, &mouse), TEXT_AREA_MOVED);
    type(editor, "!");
    ck_assert_str_eq(editor_read(editor, EDITOR_TEXT), "cities! pay");
    mouse.x = 2;
    ck_assert_int_eq(editor_click(editor, &mouse), TEXT_AREA_NOT_OURS);
    editor_free(editor);
    canvas_free(canvas);
    bench_finish(&bench);
    laptop_finish(&laptop);
    programme_free(programme);
}
END_TEST

/* What was taken of a list is whole: Tab goes on, and a letter does not run into it. */
START_TEST(test_taken)
{
    static const struct {
        enum editor_field field;
        const char *typed, *then, *stands;
    } cases[] = {
        {EDITOR_SPEAKER, "samuel", "x", "x"},
        {EDITOR_SPEAKER, "samuel", ",", "Samuel Pyne,"},
        {EDITOR_PRIORITY, "hi", "low", "low"},
        {EDITOR_OWNER, "samuel", "jr", "Samuel Pyne jr"},
    };
    struct programme *programme = programme_panel(ATTRIBUTION_NAMED);
    struct laptop laptop;
    struct program bench;
    laptop_init(&laptop, programme, 1, 1, zone_instant(programme->zone, programme->date, AT(9, 0)));
    bench_init(&bench, &view_session, &laptop, 10, 10);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct editor *editor = editor_new(&(struct editor_place){.rule = ATTRIBUTION_NAMED});
        editor_focus(editor, cases[i].field);
        type(editor, cases[i].typed);
        editor_look(editor, &bench.scene);
        ck_assert_msg(editor_do(editor, ACTION_EDITOR_FIELD_NEXT) == TEXT_AREA_CHANGED, "case %zu",
                      i);
        editor_look(editor, &bench.scene);
        ck_assert(editor_has_keys(editor, cases[i].field));
        type(editor, cases[i].then);
        ck_assert_str_eq(editor_read(editor, cases[i].field), cases[i].stands);
        editor_free(editor);
    }
    struct editor *editor = editor_new(&(struct editor_place){.rule = ATTRIBUTION_NAMED});
    editor_focus(editor, EDITOR_SPEAKER);
    type(editor, "samuel");
    editor_look(editor, &bench.scene);
    editor_do(editor, ACTION_EDITOR_FIELD_NEXT);
    editor_look(editor, &bench.scene);
    ck_assert_int_eq(editor_do(editor, ACTION_EDITOR_FIELD_NEXT), TEXT_AREA_MOVED);
    ck_assert(editor_has_keys(editor, EDITOR_ADDRESSEE));
    editor_free(editor);
    bench_finish(&bench);
    laptop_finish(&laptop);
    programme_free(programme);
}
END_TEST

/* Under a stricter rule who spoke leaves the pane at once, whatever has the keys. */
START_TEST(test_rule_meanwhile)
{
    struct programme *programme = programme_sou88();
    struct laptop laptop;
    struct program bench;
    laptop_init(&laptop, programme, 1, 1, zone_instant(programme->zone, programme->date, AT(9, 0)));
    bench_init(&bench, &view_session, &laptop, 10, 10);
    struct editor *editor = editor_new(&(struct editor_place){.rule = ATTRIBUTION_NAMED});
    editor_focus(editor, EDITOR_SPEAKER);
    type(editor, "Samuel Pyne");
    ck_assert(!editor_heed_rule(editor, &bench.scene));
    laptop_wish(&laptop,
                &(struct wish){.verb = WISH_RULE, .rule = ATTRIBUTION_CHATHAM_HOUSE}, NULL);
    bench_read(&bench, &laptop);
    ck_assert(editor_heed_rule(editor, &bench.scene));
    ck_assert_str_eq(editor_read(editor, EDITOR_SPEAKER), "");
    ck_assert(editor_has_keys(editor, EDITOR_TEXT));
    ck_assert_int_eq(editor_place(editor)->rule, ATTRIBUTION_CHATHAM_HOUSE);
    editor_free(editor);
    bench_finish(&bench);
    laptop_finish(&laptop);
    programme_free(programme);
}
END_TEST

/* A draft that was taken up is where undo ends; what was emptied is held, short texts are not. */
START_TEST(test_held)
{
    struct editor *editor = editor_new(&(struct editor_place){.kind = ENTRY_NOTE});
    type(editor, "short");
    editor_hold(editor, false);
    editor_replace(editor, EDITOR_TEXT, " ");
    ck_assert_ptr_null(editor_emptied(editor, 20));
    editor_recover(editor, EDITOR_TEXT, "Fund it");
    editor_hold(editor, true);
    ck_assert_int_ne(editor_do(editor, ACTION_EDITOR_UNDO), TEXT_AREA_CHANGED);
    ck_assert_str_eq(editor_read(editor, EDITOR_TEXT), "Fund it");
    ck_assert_ptr_null(editor_emptied(editor, 20));
    editor_replace(editor, EDITOR_TEXT, "");
    ck_assert_str_eq(editor_emptied(editor, 20), "Fund it");
    editor_free(editor);
}
END_TEST

SUITE("tui/editor", test_marks, test_fields, test_frame, test_cut, test_click, test_taken,
      test_rule_meanwhile, test_held)
