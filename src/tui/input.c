/*
 * From bytes to events. Everything read waits in a queue in front of libtermkey, where the
 * marks of a bracketed paste are looked for:
 *
 *               ESC[200~                     ESC[201~, or a lone Esc or Ctrl-C
 *     typing ───────────────► pasting ──┐    after a silence
 *        ▲                              │
 *        └──────────────────────────────┘
 *
 * typing: what cannot be (the beginning of) a mark goes on to libtermkey, a whole unit at a
 * time (sequence.c says why).
 * pasting: nothing goes on to libtermkey; it all becomes one event at the end, or the part
 * so far after a silence, since a terminal may lose the end mark and text must show.
 */
#include <dais/tui/input.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <termkey.h>

#include <dais/base/buf.h>
#include <dais/base/mem.h>

#include "sequence.h"

enum {
    READ_SIZE = 64 * 1024,
    MARK_SIZE = 6,
    ESCAPE_WAIT = 50,     /* ms after which a lone Esc is one */
    PASTE_SILENCE = 1000, /* ms after which the part of a paste is handed out */
    MODIFIERS_MOST = 15,  /* Shift, Alt, Ctrl and Meta together */
};

static const char paste_start[] = "\x1b[200~";
static const char paste_end[] = "\x1b[201~";

struct input {
    TermKey *termkey;   /* decodes keys; no descriptor of its own */
    char *block;        /* READ_SIZE bytes to read into */
    struct buf waiting; /* read, not yet gone on */
    size_t taken;       /* bytes of `waiting` that have gone on */
    struct buf paste;   /* the paste so far, or the one lent */
    msec_t last;        /* when the last bytes came */
    bool pasting;       /* between the marks */
    bool lent;          /* `paste` is with the caller */
};

static const struct {
    TermKeySym from;
    enum key_sym to;
} syms[] = {
    {TERMKEY_SYM_BACKSPACE, KEY_SYM_BACKSPACE},
    {TERMKEY_SYM_DEL, KEY_SYM_BACKSPACE},
    {TERMKEY_SYM_TAB, KEY_SYM_TAB},
    {TERMKEY_SYM_ENTER, KEY_SYM_ENTER},
    {TERMKEY_SYM_KPENTER, KEY_SYM_ENTER},
    {TERMKEY_SYM_ESCAPE, KEY_SYM_ESC},
    {TERMKEY_SYM_UP, KEY_SYM_UP},
    {TERMKEY_SYM_DOWN, KEY_SYM_DOWN},
    {TERMKEY_SYM_LEFT, KEY_SYM_LEFT},
    {TERMKEY_SYM_RIGHT, KEY_SYM_RIGHT},
    {TERMKEY_SYM_INSERT, KEY_SYM_INSERT},
    {TERMKEY_SYM_DELETE, KEY_SYM_DELETE},
    {TERMKEY_SYM_PAGEUP, KEY_SYM_PAGE_UP},
    {TERMKEY_SYM_PAGEDOWN, KEY_SYM_PAGE_DOWN},
    {TERMKEY_SYM_HOME, KEY_SYM_HOME},
    {TERMKEY_SYM_FIND, KEY_SYM_HOME},
    {TERMKEY_SYM_END, KEY_SYM_END},
    {TERMKEY_SYM_SELECT, KEY_SYM_END},
};

/*
 * terminfo names "ESC[<" as the head of a mouse report on terminals of today, and libtermkey
 * reads three bytes of the oldest kind behind it; without that entry its own decoder of SGR
 * reports gets them.
 */
static const char *terminfo_entry(const char *name, const char *value, void *data)
{
    (void)data;
    return strcmp(name, "key_mouse") == 0 ? NULL : value;
}

static TermKey *termkey_open(const char *terminal)
{
    int flags =
        TERMKEY_FLAG_UTF8 | TERMKEY_FLAG_NOTERMIOS | TERMKEY_FLAG_CONVERTKP | TERMKEY_FLAG_NOSTART;
    TermKey *termkey = termkey_new_abstract(terminal, flags);
    if (termkey == NULL)
        return NULL;
    termkey_hook_terminfo_getstr(termkey, terminfo_entry, NULL);
    termkey_set_canonflags(termkey, TERMKEY_CANON_DELBS);
    if (!termkey_start(termkey)) {
        termkey_destroy(termkey);
        return NULL;
    }
    return termkey;
}

struct input *input_new(const char *terminal)
{
    struct input *input = mem_new(1, sizeof *input);
    if (terminal != NULL && terminal[0] != '\0')
        input->termkey = termkey_open(terminal);
    if (input->termkey == NULL)
        input->termkey = termkey_open("xterm");
    if (input->termkey == NULL)
        mem_exhausted();
    input->block = mem_new(READ_SIZE, 1);
    return input;
}

void input_free(struct input *input)
{
    if (input == NULL)
        return;
    termkey_destroy(input->termkey);
    free(input->block);
    buf_finish(&input->waiting);
    buf_finish(&input->paste);
    free(input);
}

static size_t waiting_size(const struct input *input)
{
    return input->waiting.size - input->taken;
}

static const char *waiting_bytes(const struct input *input)
{
    return buf_text(&input->waiting) + input->taken;
}

static void waiting_take(struct input *input, size_t size)
{
    input->taken += size;
    if (input->taken == input->waiting.size) {
        buf_clear(&input->waiting);
        input->taken = 0;
    }
}

/*
 * How many bytes stand before `mark`. `*ret_found`: it is there; else what could be its
 * beginning is not counted.
 */
static size_t before_mark(const char *bytes, size_t size, const char *mark, bool *ret_found)
{
    *ret_found = false;
    for (size_t i = 0; i < size; i++) {
        const char *escape = memchr(bytes + i, mark[0], size - i);
        if (escape == NULL)
            return size;
        i = (size_t)(escape - bytes);
        size_t seen = size - i < MARK_SIZE ? size - i : MARK_SIZE;
        if (memcmp(escape, mark, seen) != 0)
            continue;
        *ret_found = seen == MARK_SIZE;
        return i;
    }
    return size;
}

void input_feed(struct input *input, const char *bytes, size_t size, msec_t now)
{
    bool silence = now - input->last >= PASTE_SILENCE;
    if (size == 0)
        return;
    if (input->pasting && silence && size == 1 && (bytes[0] == '\x1b' || bytes[0] == '\x03'))
        input->pasting = false; /* somebody is stuck in a paste without an end */
    buf_add(&input->waiting, bytes, size);
    input->last = now;
}

int input_read(struct input *input, int fd, msec_t now)
{
    ssize_t size = read(fd, input->block, READ_SIZE);
    if (size < 0)
        return -errno;
    input_feed(input, input->block, (size_t)size, now);
    return (int)size;
}

static bool key_from_code(const TermKeyKey *from, struct key *key)
{
    if (from->code.codepoint <= 0)
        return false;
    key->code = (uint32_t)from->code.codepoint;
    key->modifiers &= ~(unsigned)MODIFIER_SHIFT;
    if ((key->modifiers & MODIFIER_CTRL) && key->code >= 'A' && key->code <= 'Z')
        key->code += 'a' - 'A';
    return true;
}

static bool key_from_sym(const TermKeyKey *from, struct key *key)
{
    for (size_t i = 0; i < sizeof syms / sizeof syms[0]; i++) {
        if (syms[i].from == from->code.sym) {
            key->sym = syms[i].to;
            return true;
        }
    }
    if (from->code.sym != TERMKEY_SYM_SPACE)
        return false;
    key->code = ' ';
    return true;
}

static bool mouse_from(TermKey *termkey, const TermKeyKey *from, struct mouse *mouse)
{
    TermKeyMouseEvent event;
    int button, line, column;
    if (termkey_interpret_mouse(termkey, from, &event, &button, &line, &column) != TERMKEY_RES_KEY)
        return false;
    mouse->x = column > 0 ? column - 1 : 0;
    mouse->y = line > 0 ? line - 1 : 0;
    mouse->button = button >= 1 && button <= 3 ? button : 0;
    if (event == TERMKEY_MOUSE_PRESS && (button == 4 || button == 5))
        mouse->kind = button == 4 ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN;
    else if (event == TERMKEY_MOUSE_PRESS && button <= 3)
        mouse->kind = MOUSE_PRESS;
    else if (event == TERMKEY_MOUSE_RELEASE)
        mouse->kind = MOUSE_RELEASE;
    else if (event == TERMKEY_MOUSE_DRAG)
        mouse->kind = MOUSE_DRAG;
    else
        return false;
    return true;
}

static unsigned modifiers_from(int modifiers)
{
    return (modifiers & TERMKEY_KEYMOD_SHIFT ? (unsigned)MODIFIER_SHIFT : 0) |
           (modifiers & TERMKEY_KEYMOD_ALT ? (unsigned)MODIFIER_ALT : 0) |
           (modifiers & TERMKEY_KEYMOD_CTRL ? (unsigned)MODIFIER_CTRL : 0);
}

/* What libtermkey decoded as an event; false where it means nothing to us. */
static bool event_from(struct input *input, const TermKeyKey *from, struct input_event *event)
{
    *event = (struct input_event){.kind = INPUT_KEY};
    if (from->modifiers > MODIFIERS_MOST) /* the place of a cursor looks like F3 */
        return false;
    event->key.modifiers = modifiers_from(from->modifiers);
    switch (from->type) {
    case TERMKEY_TYPE_UNICODE:
        return key_from_code(from, &event->key);
    case TERMKEY_TYPE_KEYSYM:
        return key_from_sym(from, &event->key);
    case TERMKEY_TYPE_FUNCTION:
        if (from->code.number < 1 || from->code.number > 12)
            return false;
        event->key.sym = (enum key_sym)(KEY_SYM_F1 + from->code.number - 1);
        return true;
    case TERMKEY_TYPE_MOUSE:
        event->kind = INPUT_MOUSE;
        event->mouse.modifiers = event->key.modifiers;
        return mouse_from(input->termkey, from, &event->mouse);
    case TERMKEY_TYPE_POSITION:
    case TERMKEY_TYPE_MODEREPORT:
    case TERMKEY_TYPE_DCS:
    case TERMKEY_TYPE_OSC:
    case TERMKEY_TYPE_UNKNOWN_CSI:
        return false;
    }
    return false;
}

/* The next key that libtermkey can make of what it has; half a sequence is a key. */
static bool key_next(struct input *input, struct input_event *ret_event)
{
    TermKeyKey key;
    while (termkey_getkey_force(input->termkey, &key) == TERMKEY_RES_KEY)
        if (event_from(input, &key, ret_event))
            return true;
    return false;
}

/* Hands the paste out, if there is any. */
static bool paste_hand_out(struct input *input, struct input_event *ret_event)
{
    if (input->paste.size == 0)
        return false;
    *ret_event = (struct input_event){.kind = INPUT_PASTE};
    ret_event->paste = buf_text(&input->paste);
    ret_event->paste_size = input->paste.size;
    input->lent = true;
    return true;
}

/* While pasting: collects; true with an event at the end mark or after a silence. */
static bool paste_next(struct input *input, msec_t now, struct input_event *ret_event)
{
    bool found;
    size_t size = before_mark(waiting_bytes(input), waiting_size(input), paste_end, &found);
    bool silence = now - input->last >= PASTE_SILENCE;
    if (!found && silence)
        size = waiting_size(input);
    buf_add(&input->paste, waiting_bytes(input), size);
    waiting_take(input, size + (found ? MARK_SIZE : 0));
    input->pasting = !found;
    return (found || silence) && paste_hand_out(input, ret_event);
}

/*
 * While typing: gives libtermkey the next unit, or begins a paste. Returns whether anything
 * moved on.
 */
static bool typing_advance(struct input *input, bool late)
{
    bool found;
    const char *bytes = waiting_bytes(input);
    size_t size = before_mark(bytes, waiting_size(input), paste_start, &found);
    if (size == 0 && found) {
        waiting_take(input, MARK_SIZE);
        input->pasting = true;
        return true;
    }
    if (late && !found)
        size = waiting_size(input);
    if (size == 0)
        return false;
    size_t length;
    enum sequence sequence = sequence_measure(bytes, size, &length);
    if (sequence == SEQUENCE_HALF && !late && !found)
        return false;
    if (sequence != SEQUENCE_FOREIGN)
        termkey_push_bytes(input->termkey, bytes, length);
    waiting_take(input, length);
    return true;
}

/* While typing: the next key. What libtermkey was given is whole, so it is made to decide. */
static bool typing_next(struct input *input, bool late, struct input_event *ret_event)
{
    do {
        if (key_next(input, ret_event))
            return true;
    } while (typing_advance(input, late) && !input->pasting);
    return false;
}

bool input_next(struct input *input, msec_t now, struct input_event *ret_event)
{
    if (input->lent) {
        buf_finish(&input->paste); /* may be large */
        input->lent = false;
    }
    bool late = now - input->last >= ESCAPE_WAIT;
    if (!input->pasting && paste_hand_out(input, ret_event))
        return true; /* what stood in a paste without an end */
    for (;;) {
        if (!input->pasting && typing_next(input, late, ret_event))
            return true;
        if (!input->pasting)
            return false;
        if (paste_next(input, now, ret_event))
            return true;
        if (input->pasting)
            return false;
    }
}

msec_t input_deadline(const struct input *input)
{
    if (input->pasting)
        return input->paste.size > 0 && !input->lent ? input->last + PASTE_SILENCE : MSEC_NONE;
    return waiting_size(input) > 0 ? input->last + ESCAPE_WAIT : MSEC_NONE;
}

void input_reset(struct input *input)
{
    struct input_event event;
    while (key_next(input, &event))
        continue;
    buf_clear(&input->waiting);
    buf_clear(&input->paste);
    input->taken = 0;
    input->pasting = false;
    input->lent = false;
}
