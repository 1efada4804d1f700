/*
 * Bytes from the terminal → keys, pastes, mouse. libtermkey decodes; the bytes are
 * read by us, 64 KiB at a time, and a bracketed paste never reaches it: whatever is
 * pasted comes as one event and cannot press a key. The keyboard speaks UTF-8.
 *
 * A lone Esc can be the first byte of a longer sequence. Nothing here asks the clock:
 * the caller says `now` (any clock that only goes forward), and wakes up at input_deadline().
 */
#ifndef DAIS_TUI_INPUT_H
#define DAIS_TUI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include <dais/base/time.h>
#include <dais/tui/key.h>

enum input_kind { INPUT_KEY, INPUT_PASTE, INPUT_MOUSE };

enum mouse_kind { MOUSE_PRESS, MOUSE_RELEASE, MOUSE_DRAG, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct mouse {
    enum mouse_kind kind;
    int button;         /* 1 left, 2 middle, 3 right; 0 for the wheel or where unknown */
    int x;              /* column, from 0 */
    int y;              /* row, from 0 */
    unsigned modifiers; /* bits of enum key_modifier */
};

struct input_event {
    enum input_kind kind;
    struct key key;     /* of INPUT_KEY */
    struct mouse mouse; /* of INPUT_MOUSE */
    const char *paste;  /* of INPUT_PASTE: bytes as they came; lent until the next call */
    size_t paste_size;  /* bytes of it */
};

struct input;

/* `terminal` is the value of TERM; where it is unknown the common sequences still work. */
struct input *input_new(const char *terminal);
void input_free(struct input *input);

/*
 * One read of at most 64 KiB from `fd`. Bytes read; 0 at the end of input; negative errno
 * (-EAGAIN and -EINTR mean that nothing was there; -EIO that the terminal is gone).
 */
int input_read(struct input *input, int fd, msec_t now);

/* The same from memory. */
void input_feed(struct input *input, const char *bytes, size_t size, msec_t now);

/* Takes the next event; false where there is none (yet). Call until false after each read. */
bool input_next(struct input *input, msec_t now, struct input_event *ret_event);

/* When to call input_next() again though nothing was read; MSEC_NONE: no need. */
msec_t input_deadline(const struct input *input);

/* Forgets what is half read: after a suspension. */
void input_reset(struct input *input);

#endif
