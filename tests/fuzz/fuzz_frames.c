/*
 * Any bytes as a journal file, and any bytes as the body of a frame whose check sum holds
 * (which no mutation would find). Beyond not crashing: the walk goes forward and stays within
 * its bytes, what counts as whole can be written again and reads the same, and what was
 * edited says so.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/digest.h>
#include <dais/base/utf8.h>
#include <dais/store/frame.h>

#include "must.h"

#define HOLDS(condition) must(condition, #condition)

/* Writes a whole frame's event again; it must read the same. */
static void check_whole(const struct frame *frame)
{
    struct buf again = {0};
    uint64_t digest;
    HOLDS(frame_write(frame->event, frame->prev, &again, &digest) == 0);
    struct frame_scan scan = {.bytes = again.bytes, .size = again.size, .line = 1, .digests = true};
    struct frame read;
    HOLDS(frame_next(&scan, &read));
    HOLDS(frame_fingerprint(again.bytes, again.size) == read.fingerprint);
    HOLDS(read.kind == FRAME_WHOLE && read.digest == digest && read.prev == frame->prev);
    HOLDS(event_equal(read.event, frame->event));
    frame_finish(&read);
    buf_finish(&again);
}

/* What was saved of it is shown to people, and offered as a draft. */
static void check_saved(const struct event *event)
{
    for (size_t i = 0; event != NULL && i < event->fields.count; i++) {
        const struct event_field *field = &event->fields.items[i];
        HOLDS(utf8_check(field->value, strlen(field->value)) == strlen(field->value));
        HOLDS(field->key >= 0 ||
              utf8_check(field->name, strlen(field->name)) == strlen(field->name));
    }
    HOLDS(event == NULL || event->op != EVENT_UNKNOWN ||
          utf8_check(event->op_name, strlen(event->op_name)) == strlen(event->op_name));
}

static void walk(const char *bytes, size_t size)
{
    struct frame_scan scan = {.bytes = bytes, .size = size, .line = 1};
    struct frame frame;
    size_t before = 0;
    unsigned line = 1;
    while (frame_next(&scan, &frame)) {
        HOLDS(frame.start >= before && frame.size > 0 && frame.start + frame.size <= size);
        HOLDS(scan.offset == frame.start + frame.size && scan.line >= line);
        HOLDS(frame.kind == FRAME_WHOLE || frame.why.id != NULL);
        struct message why = {0};
        switch (frame.kind) {
        case FRAME_WHOLE:
            HOLDS(!frame.event->changed && frame.event->id.sequence == frame.sequence);
            check_whole(&frame);
            (void)event_check(frame.event, &why);
            break;
        case FRAME_CHANGED:
            HOLDS(frame.event->changed && frame.event->id.sequence > 0);
            (void)event_check(frame.event, &why);
            break;
        case FRAME_TORN:
            HOLDS(scan.offset == size);
            check_saved(frame.event);
            break;
        case FRAME_UNREADABLE:
            check_saved(frame.event);
            break;
        }
        message_finish(&why);
        before = scan.offset;
        line = scan.line;
        frame_finish(&frame);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char *copy = mem_dup_n((const char *)bytes, size);
    walk(copy, size);

    struct buf sealed = {0};
    buf_add_format(&sealed, "--- # r 7 %zu\n", size);
    buf_add(&sealed, copy, size);
    uint32_t crc = crc32c(0, sealed.bytes, sealed.size);
    buf_add_format(&sealed, "... # end 7 crc32c=%08" PRIx32 "\n", crc);
    walk(sealed.bytes, sealed.size);
    buf_finish(&sealed);
    free(copy);
    return 0;
}
