/*
 * One key press, and its name: "Ctrl-Right", "Alt-b", "F2", "]", "Space".
 */
#ifndef DAIS_TUI_KEY_H
#define DAIS_TUI_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include <dais/base/buf.h>

enum key_sym {
    KEY_SYM_NONE, /* the key is a character */
    KEY_SYM_ENTER,
    KEY_SYM_TAB,
    KEY_SYM_ESC,
    KEY_SYM_BACKSPACE,
    KEY_SYM_DELETE,
    KEY_SYM_INSERT,
    KEY_SYM_UP,
    KEY_SYM_DOWN,
    KEY_SYM_LEFT,
    KEY_SYM_RIGHT,
    KEY_SYM_HOME,
    KEY_SYM_END,
    KEY_SYM_PAGE_UP,
    KEY_SYM_PAGE_DOWN,
    KEY_SYM_F1, /* F1 … F12 follow each other */
    KEY_SYM_F2,
    KEY_SYM_F3,
    KEY_SYM_F4,
    KEY_SYM_F5,
    KEY_SYM_F6,
    KEY_SYM_F7,
    KEY_SYM_F8,
    KEY_SYM_F9,
    KEY_SYM_F10,
    KEY_SYM_F11,
    KEY_SYM_F12,
    KEY_SYM_COUNT,
};

enum key_modifier {
    MODIFIER_SHIFT = 1 << 0, /* never on a character: it is in the character */
    MODIFIER_ALT = 1 << 1,
    MODIFIER_CTRL = 1 << 2,
};

struct key {
    enum key_sym sym;   /* KEY_SYM_NONE: see code */
    uint32_t code;      /* the character, its lower case with Ctrl; 0 with a sym */
    unsigned modifiers; /* bits of enum key_modifier */
};

bool key_equal(const struct key *a, const struct key *b);

/* True where the key types a character: no sym, no Ctrl or Alt. */
bool key_is_text(const struct key *key);

/* Appends the name: modifiers in the order Ctrl, Alt, Shift, then "Enter", "Space", "F2", "]". */
void key_write(const struct key *key, struct buf *out);

/* The name back; names of syms and modifiers in any case, "Esc"/"Escape", "PgUp" too. */
bool key_parse(const char *name, struct key *ret_key);

#endif
