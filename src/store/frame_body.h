/*
 * The body of a frame, between header and footer: what both ways of reading it give.
 */
#ifndef DAIS_STORE_FRAME_BODY_H
#define DAIS_STORE_FRAME_BODY_H

#include <dais/core/event.h>

/* The keys before the event's own, in their fixed order. */
enum frame_head { HEAD_ID, HEAD_HLC, HEAD_AT, HEAD_PREV, HEAD_OP, HEAD_COUNT };
const char *frame_head_name(enum frame_head head);

struct frame_body {
    struct event *event; /* owned by whoever reads; holds what was read before a failure too */
    uint64_t prev;       /* digest of the frame before */
    unsigned heads;      /* bits: which heads were read */
    unsigned lines;      /* of the body; set by the strict reader where it succeeds */
};
enum { HEADS_ALL = (1 << HEAD_COUNT) - 1 };

/* Takes the value of a head; false where it is not of its form. `value` may be lent. */
bool frame_head_take(struct frame_body *body, enum frame_head head, const char *value);

/* Appends the value of a head, unquoted. */
void frame_head_write(const struct event *event, uint64_t prev, enum frame_head head,
                      struct buf *out);

/* Adds a field after those of lower keys; `name` and `value` are already in the event's arena. */
void frame_field_add(struct event *event, int key, const char *name, const char *value);

/*
 * Reads a body in exactly the form frame_write() makes. False at the first byte that is not;
 * `body` then holds what came before it, the beginning of the text included.
 */
bool frame_body_read_strict(const char *bytes, size_t size, struct frame_body *body);

/* Reads a body that somebody edited: any YAML map of texts to texts with the five heads in it. */
bool frame_body_read_edited(const char *bytes, size_t size, struct frame_body *body,
                            struct message *reterr_why);

#endif
