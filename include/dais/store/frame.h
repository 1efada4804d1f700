/*
 * Frames: events as bytes of a journal file, and back.
 *
 * A frame is a blank line, a header with sequence and body length, the event as YAML, and a
 * footer with a CRC-32C over header and body. Writing makes one exact form. Reading has two
 * ways: a strict scanner for frames whose check sum holds, and libyaml for those somebody
 * edited by hand. Pure: bytes in, bytes out; files are journal's and recovery's business.
 */
#ifndef DAIS_STORE_FRAME_H
#define DAIS_STORE_FRAME_H

#include <dais/base/buf.h>
#include <dais/base/message.h>
#include <dais/core/event.h>

enum {
    FRAME_MOST = 256 * 1024,       /* bytes of a frame */
    FRAME_SCALAR_MOST = 64 * 1024, /* bytes of one text */
};

/*
 * Appends the frame of a complete event. `prev` is the digest of the frame before it in the
 * same launch, 0 for the first. `*ret_digest` is this one's: 64 bits of BLAKE2b from the
 * header to the last digit of the check sum. 0, or with nothing appended -E2BIG (a text or
 * the frame is too long) or -EILSEQ (a text is not UTF-8).
 */
int frame_write(const struct event *event, uint64_t prev, struct buf *out, uint64_t *ret_digest);

/* The fingerprint of the frame of `size` bytes that frame_write() appended. */
uint64_t frame_fingerprint(const char *frame, size_t size);

/* What a stretch of a journal file turned out to be. */
enum frame_kind {
    FRAME_WHOLE,      /* check sum holds */
    FRAME_CHANGED,    /* it does not, but it reads: edited by hand; event->changed is set */
    FRAME_UNREADABLE, /* neither; skipped to the next header */
    FRAME_TORN,       /* the last one, without its end: cut by a crash, or still being written */
};

struct frame {
    enum frame_kind kind;
    size_t start;         /* of its header, or of the unreadable bytes, in the bytes scanned */
    size_t size;          /* bytes from there to its end */
    unsigned line;        /* of `start`, counted on from the scan's */
    uint64_t sequence;    /* as header, else footer, say; 0: neither does */
    uint64_t prev;        /* digest of the frame before; 0: first, or not read */
    uint64_t fingerprint; /* of its bytes, to tell frames apart; no proof against forgery */
    uint64_t digest;      /* its own, where the scan asks for it and it is whole; else 0 */
    struct event *event;  /* owned. Whole, changed: complete, not yet checked. Else what could
                             be saved of it, fields and text up to where it breaks; or NULL */
    struct message why;   /* of a changed or unreadable one: what does not hold; owned */
};
void frame_finish(struct frame *frame);

/* A walk over the bytes of a journal file, or of its end. */
struct frame_scan {
    const char *bytes; /* lent */
    size_t size;
    size_t offset; /* where to go on; set by frame_next() */
    unsigned line; /* of `offset`, from 1; set at the start, then by frame_next() */
    bool digests;  /* work out digests as well: takes as long again as all the rest */
};

/*
 * The next stretch that is not blank; false at the end. Never reads beyond `size`, never
 * fails on any bytes. A torn or unreadable stretch that reaches the end may be the beginning
 * of a frame: whoever waits for more scans again from its `start`.
 */
bool frame_next(struct frame_scan *scan, struct frame *ret_frame);

#endif
