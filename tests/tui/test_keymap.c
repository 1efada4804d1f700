#include <dais/tui/keymap.h>

#include <stdlib.h>
#include <string.h>

#include "suite.h"

static const struct {
    enum action_place place;
    const char *key;
    enum action action;
} cases[] = {
    {PLACE_SESSION, "Space", ACTION_START_PAUSE},
    {PLACE_SESSION, "p", ACTION_START_PAUSE},
    {PLACE_SESSION, "]", ACTION_NEXT},
    {PLACE_SESSION, "Ctrl-Right", ACTION_NEXT},
    {PLACE_SESSION, "=", ACTION_MORE},
    {PLACE_SESSION, "c", ACTION_CONCLUSION},
    {PLACE_SESSION, "?", ACTION_HELP},
    {PLACE_SESSION, "F1", ACTION_HELP},
    {PLACE_SESSION, "Ctrl-z", ACTION_UNDO},
    {PLACE_SESSION, "U", ACTION_REDO},
    {PLACE_SESSION, "8", ACTION_VIEW_JOURNAL},
    {PLACE_SESSION, "F", ACTION_NONE},
    {PLACE_SESSION, "Y", ACTION_NONE},
    {PLACE_ENTRIES, "F", ACTION_FILTER},
    {PLACE_ENTRIES, "]", ACTION_NEXT},
    {PLACE_HELP, "Space", ACTION_PAGER_DOWN},
    {PLACE_JOURNAL, "Space", ACTION_PAGER_DOWN},
    {PLACE_JOURNAL, "]", ACTION_NEXT},
    {PLACE_STAGE, "Space", ACTION_START_PAUSE},
    {PLACE_STAGE, "c", ACTION_NONE},
    {PLACE_MENU, "Down", ACTION_DOWN},
    {PLACE_EDITOR, "c", ACTION_NONE},
    {PLACE_EDITOR, "q", ACTION_NONE},
    {PLACE_EDITOR, "Space", ACTION_NONE},
    {PLACE_EDITOR, "]", ACTION_NONE},
    {PLACE_EDITOR, "?", ACTION_NONE},
    {PLACE_EDITOR, "Enter", ACTION_EDITOR_SAVE},
    {PLACE_EDITOR, "Alt-Enter", ACTION_EDITOR_NEWLINE},
    {PLACE_EDITOR, "Ctrl-Right", ACTION_EDITOR_WORD_RIGHT},
    {PLACE_EDITOR, "Ctrl-z", ACTION_EDITOR_UNDO},
    {PLACE_EDITOR, "Tab", ACTION_EDITOR_FIELD_NEXT},
    {PLACE_EDITOR, "F1", ACTION_HELP},
    {PLACE_EDITOR, "Ctrl-c", ACTION_QUIT},
    {PLACE_QUESTION, "y", ACTION_ANSWER_YES},
    {PLACE_QUESTION, "Ctrl-c", ACTION_ANSWER_NO},
    {PLACE_QUESTION, "]", ACTION_NONE},
};

START_TEST(test_find)
{
    struct keymap *keymap = keymap_new();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct key key;
        ck_assert(key_parse(cases[i].key, &key));
        ck_assert_msg(keymap_find(keymap, cases[i].place, &key) == cases[i].action,
                      "%s in place %d", cases[i].key, (int)cases[i].place);
    }
    keymap_free(keymap);
}
END_TEST

/* Of the default table no key clashes with another. */
START_TEST(test_defaults_do_not_clash)
{
    struct keymap *keymap = keymap_new();
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        struct key key;
        enum action other = keymap_clash(keymap, (enum action)i, NULL, &key);
        ck_assert_msg(other == ACTION_NONE, "%s and %s", action_info((enum action)i)->name,
                      action_info(other)->name);
    }
    keymap_free(keymap);
}
END_TEST

/* No editor key is a character: that would keep it from being written. */
START_TEST(test_editor_leaves_letters)
{
    struct keymap *keymap = keymap_new();
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        size_t count;
        const struct key *keys = keymap_keys(keymap, (enum action)i, &count);
        for (size_t k = 0; k < count; k++)
            ck_assert(action_info((enum action)i)->context != CONTEXT_EDITOR ||
                      !key_is_text(&keys[k]));
    }
    keymap_free(keymap);
}
END_TEST

START_TEST(test_bind)
{
    struct keymap *keymap = keymap_new();
    char *wrong = NULL;
    struct key key;
    BUF_LOCAL struct buf out = {0};
    ck_assert(keymap_bind(keymap, ACTION_NEXT, "F8 Ctrl-n", &wrong));
    ck_assert(key_parse("F8", &key));
    ck_assert_int_eq(keymap_find(keymap, PLACE_SESSION, &key), ACTION_NEXT);
    ck_assert(key_parse("]", &key));
    ck_assert_int_eq(keymap_find(keymap, PLACE_SESSION, &key), ACTION_NONE);
    keymap_write_keys(keymap, ACTION_NEXT, ", ", &out);
    ck_assert_str_eq(buf_text(&out), "F8, Ctrl-n");

    ck_assert(!keymap_bind(keymap, ACTION_BACK, "b Hyper-x", &wrong));
    ck_assert_str_eq(wrong, "Hyper-x");
    free(wrong);
    buf_clear(&out);
    keymap_write_key(keymap, ACTION_BACK, &out);
    ck_assert_str_eq(buf_text(&out), "[");
    ck_assert(keymap_bind(keymap, ACTION_BACK, "", &wrong));
    keymap_write_key(keymap, ACTION_BACK, &out);
    ck_assert_str_eq(buf_text(&out), "[");
    keymap_free(keymap);
}
END_TEST

START_TEST(test_clash)
{
    struct keymap *keymap = keymap_new();
    char *wrong = NULL;
    struct key key;
    BUF_LOCAL struct buf out = {0};
    ck_assert(keymap_bind(keymap, ACTION_BACK, "; c", &wrong));
    ck_assert_int_eq(keymap_clash(keymap, ACTION_BACK, NULL, &key), ACTION_CONCLUSION);
    ck_assert_uint_eq(key.code, 'c');
    bool skip[ACTION_COUNT] = {[ACTION_CONCLUSION] = true};
    ck_assert_int_eq(keymap_clash(keymap, ACTION_BACK, skip, &key), ACTION_NONE);

    /* what another one has by now stays with it */
    ck_assert(keymap_bind(keymap, ACTION_BACK, ";", &wrong));
    ck_assert(keymap_bind(keymap, ACTION_NOTE, "[", &wrong));
    keymap_reset(keymap, ACTION_BACK);
    keymap_write_keys(keymap, ACTION_BACK, " ", &out);
    ck_assert_str_eq(buf_text(&out), "Ctrl-Left");
    keymap_free(keymap);
}
END_TEST

START_TEST(test_table)
{
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_info *info = action_info((enum action)i);
        ck_assert(info->title[0] != '\0');
        ck_assert_int_eq((int)action_find(info->name), i);
        bool reachable = info->keys[0] != '\0' || info->in_menu;
        ck_assert_msg(reachable, "%s can be reached", info->name);
    }
    ck_assert_int_eq((int)action_find("none"), ACTION_NONE);
    ck_assert_int_eq((int)action_find("x"), ACTION_NONE);
}
END_TEST

/* With Shift a motion selects; what means something itself, or has no Shift, is not looked at. */
START_TEST(test_find_unshifted)
{
    static const struct {
        const char *key;
        enum action action;
    } keys[] = {
        {"Shift-Left", ACTION_EDITOR_LEFT},
        {"Ctrl-Shift-Right", ACTION_EDITOR_WORD_RIGHT},
        {"Shift-End", ACTION_EDITOR_LINE_END},
        {"Left", ACTION_NONE},
        {"Shift-Tab", ACTION_NONE},
        {"Shift-F5", ACTION_NONE},
        {"a", ACTION_NONE},
    };
    struct keymap *keymap = keymap_new();
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        struct key key;
        ck_assert(key_parse(keys[i].key, &key));
        ck_assert_msg(keymap_find_unshifted(keymap, &key) == keys[i].action, "%s", keys[i].key);
    }
    keymap_free(keymap);
}
END_TEST

SUITE("tui/keymap", test_find, test_defaults_do_not_clash, test_editor_leaves_letters, test_bind,
      test_find_unshifted, test_clash, test_table)
