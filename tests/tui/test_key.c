#include <dais/tui/key.h>

#include "suite.h"

static const struct {
    const char *name;
    struct key key;
} names[] = {
    {"Ctrl-Right", {KEY_SYM_RIGHT, 0, MODIFIER_CTRL}},
    {"Alt-b", {KEY_SYM_NONE, 'b', MODIFIER_ALT}},
    {"F2", {KEY_SYM_F2, 0, 0}},
    {"F12", {KEY_SYM_F12, 0, 0}},
    {"]", {KEY_SYM_NONE, ']', 0}},
    {"-", {KEY_SYM_NONE, '-', 0}},
    {"Ctrl--", {KEY_SYM_NONE, '-', MODIFIER_CTRL}},
    {"Space", {KEY_SYM_NONE, ' ', 0}},
    {"E", {KEY_SYM_NONE, 'E', 0}},
    {"é", {KEY_SYM_NONE, 0xE9, 0}},
    {"Shift-Tab", {KEY_SYM_TAB, 0, MODIFIER_SHIFT}},
    {"Ctrl-Alt-Delete", {KEY_SYM_DELETE, 0, MODIFIER_CTRL | MODIFIER_ALT}},
    {"Alt-Enter", {KEY_SYM_ENTER, 0, MODIFIER_ALT}},
    {"PageDown", {KEY_SYM_PAGE_DOWN, 0, 0}},
};

START_TEST(test_both_ways)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        BUF_LOCAL struct buf out = {0};
        struct key key;
        ck_assert_msg(key_parse(names[i].name, &key), "%s", names[i].name);
        ck_assert_msg(key_equal(&key, &names[i].key), "%s", names[i].name);
        key_write(&names[i].key, &out);
        ck_assert_str_eq(buf_text(&out), names[i].name);
    }
}
END_TEST

START_TEST(test_other_spellings)
{
    struct key key;
    ck_assert(key_parse("ctrl-alt-pgup", &key));
    ck_assert(key.sym == KEY_SYM_PAGE_UP && key.modifiers == (MODIFIER_CTRL | MODIFIER_ALT));
    ck_assert(key_parse("Ctrl-Z", &key));
    ck_assert(key.code == 'z' && key.modifiers == MODIFIER_CTRL);
    ck_assert(key_parse("Escape", &key) && key.sym == KEY_SYM_ESC);
    static const char *const none[] = {"", "Ctrl-", "Foo", "ab", "Shift-a", "F13", "\x01", "\xff"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        ck_assert_msg(!key_parse(none[i], &key), "%s", none[i]);
}
END_TEST

START_TEST(test_is_text)
{
    ck_assert(key_is_text(&(struct key){.code = 'a'}));
    ck_assert(key_is_text(&(struct key){.code = ' '}));
    ck_assert(key_is_text(&(struct key){.code = 0x644}));
    ck_assert(!key_is_text(&(struct key){.code = 'a', .modifiers = MODIFIER_ALT}));
    ck_assert(!key_is_text(&(struct key){.code = 'a', .modifiers = MODIFIER_CTRL}));
    ck_assert(!key_is_text(&(struct key){.sym = KEY_SYM_ENTER}));
}
END_TEST

SUITE("tui/key", test_both_ways, test_other_spellings, test_is_text)
