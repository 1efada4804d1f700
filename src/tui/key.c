/*
 * Keys by name, both ways. One spelling is written (the table's first); a few others that
 * people know from elsewhere are read.
 */
#include <dais/tui/key.h>

#include <string.h>
#include <strings.h>

#include <dais/base/name_table.h>
#include <dais/base/utf8.h>

static const char *const sym_names[] = {
    [KEY_SYM_NONE] = "",
    [KEY_SYM_ENTER] = "Enter",
    [KEY_SYM_TAB] = "Tab",
    [KEY_SYM_ESC] = "Esc",
    [KEY_SYM_BACKSPACE] = "Backspace",
    [KEY_SYM_DELETE] = "Delete",
    [KEY_SYM_INSERT] = "Insert",
    [KEY_SYM_UP] = "Up",
    [KEY_SYM_DOWN] = "Down",
    [KEY_SYM_LEFT] = "Left",
    [KEY_SYM_RIGHT] = "Right",
    [KEY_SYM_HOME] = "Home",
    [KEY_SYM_END] = "End",
    [KEY_SYM_PAGE_UP] = "PageUp",
    [KEY_SYM_PAGE_DOWN] = "PageDown",
    [KEY_SYM_F1] = "F1",
    [KEY_SYM_F2] = "F2",
    [KEY_SYM_F3] = "F3",
    [KEY_SYM_F4] = "F4",
    [KEY_SYM_F5] = "F5",
    [KEY_SYM_F6] = "F6",
    [KEY_SYM_F7] = "F7",
    [KEY_SYM_F8] = "F8",
    [KEY_SYM_F9] = "F9",
    [KEY_SYM_F10] = "F10",
    [KEY_SYM_F11] = "F11",
    [KEY_SYM_F12] = "F12",
};
NAME_TABLE_COMPLETE(sym_names, KEY_SYM_COUNT);

static const struct {
    const char *name;
    enum key_sym sym;
} other_names[] = {
    {"Return", KEY_SYM_ENTER},     {"Escape", KEY_SYM_ESC},      {"Del", KEY_SYM_DELETE},
    {"Ins", KEY_SYM_INSERT},       {"PgUp", KEY_SYM_PAGE_UP},    {"PgDn", KEY_SYM_PAGE_DOWN},
    {"PgDown", KEY_SYM_PAGE_DOWN}, {"Page-Up", KEY_SYM_PAGE_UP}, {"Page-Down", KEY_SYM_PAGE_DOWN},
};

static const struct {
    const char *prefix;
    enum key_modifier modifier;
} modifier_names[] = {
    {"Ctrl-", MODIFIER_CTRL},
    {"Alt-", MODIFIER_ALT},
    {"Shift-", MODIFIER_SHIFT},
};

bool key_equal(const struct key *a, const struct key *b)
{
    return a->sym == b->sym && a->code == b->code && a->modifiers == b->modifiers;
}

bool key_is_text(const struct key *key)
{
    return key->sym == KEY_SYM_NONE && key->code >= 0x20 && key->code != 0x7F &&
           (key->modifiers & (MODIFIER_CTRL | MODIFIER_ALT)) == 0;
}

void key_write(const struct key *key, struct buf *out)
{
    for (size_t i = 0; i < sizeof modifier_names / sizeof modifier_names[0]; i++)
        if (key->modifiers & modifier_names[i].modifier)
            buf_add_text(out, modifier_names[i].prefix);
    if (key->sym != KEY_SYM_NONE)
        buf_add_text(out, sym_names[key->sym]);
    else if (key->code == ' ')
        buf_add_text(out, "Space");
    else
        utf8_encode(key->code, out);
}

static bool sym_parse(const char *name, struct key *key)
{
    if (name[0] != '\0' && name[1] == '\0')
        return false; /* a letter: most keys are, and the start of the program reads them all */
    for (int sym = KEY_SYM_NONE + 1; sym < KEY_SYM_COUNT; sym++) {
        if (strcasecmp(name, sym_names[sym]) == 0) {
            key->sym = (enum key_sym)sym;
            return true;
        }
    }
    for (size_t i = 0; i < sizeof other_names / sizeof other_names[0]; i++) {
        if (strcasecmp(name, other_names[i].name) == 0) {
            key->sym = other_names[i].sym;
            return true;
        }
    }
    return false;
}

/* One code point, or "Space". */
static bool code_parse(const char *name, struct key *key)
{
    if (strcasecmp(name, "Space") == 0) {
        key->code = ' ';
        return true;
    }
    size_t length = strlen(name);
    if (length == 0 || utf8_check(name, length) != length)
        return false;
    size_t used;
    uint32_t code = utf8_decode(name, length, &used);
    if (used != length || code <= 0x20 || code == 0x7F)
        return false;
    if ((key->modifiers & MODIFIER_CTRL) && code >= 'A' && code <= 'Z')
        code += 'a' - 'A';
    key->code = code;
    return true;
}

bool key_parse(const char *name, struct key *ret_key)
{
    struct key key = {0};
    for (size_t i = 0; i < sizeof modifier_names / sizeof modifier_names[0];) {
        size_t length = strlen(modifier_names[i].prefix);
        bool is_prefix = strncasecmp(name, modifier_names[i].prefix, length) == 0;
        if (is_prefix && name[length] != '\0' && !(key.modifiers & modifier_names[i].modifier)) {
            key.modifiers |= modifier_names[i].modifier;
            name += length;
            i = 0;
            continue;
        }
        i++;
    }
    if (!sym_parse(name, &key)) {
        if (!code_parse(name, &key) || (key.modifiers & MODIFIER_SHIFT))
            return false;
    }
    *ret_key = key;
    return true;
}
