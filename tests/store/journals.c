#include "journals.h"

#include <check.h>

#include <dais/store/frame.h>

struct token sample_launch(unsigned which)
{
    struct token launch;
    token_from_bits(UINT64_C(0x9e3779b97f4a7c15) * (which + 1), &launch);
    return launch;
}

/* Texts that are awkward for a file of lines, YAML or UTF-8. */
static const char *const texts[] = {
    "Fund city-to-city learning.",
    "Two lines\n\nand a gap, with --- # r 5 100\n... # end 5 crc32c=00000000\nin them",
    "  begins with blanks, ends “so” \\ \"there\"",
    "Réfugiés et migrants : accès à l’eau — العربية 👩‍👩‍👧",
    "a separator\xE2\x80\xA8 that YAML 1.1 takes for a line end",
    "",
};

static void fill_entry(struct event *event, uint64_t sequence)
{
    event_set(event, KEY_KIND, "recommendation");
    event_set(event, KEY_NUMBER, "R4");
    event_set(event, KEY_SLOT, "s5");
    if (sequence % 2 == 0)
        event_set(event, KEY_ADDRESSEE, "donors: \"all\" of them");
    event_set(event, KEY_TEXT, texts[sequence % (sizeof texts / sizeof texts[0])]);
}

struct event *sample_event(unsigned launch, uint64_t sequence)
{
    enum event_op op = sequence == 1       ? EVENT_LAUNCH
                       : sequence == 4     ? EVENT_SLOT_START
                       : sequence % 7 == 0 ? EVENT_UNKNOWN
                                           : EVENT_ENTRY_ADD;
    struct event *event = event_new(op);
    event->id = (struct event_id){sample_launch(launch), sequence};
    event->hlc = (struct hlc){1652863327120 + (int64_t)sequence * 1000, (uint16_t)launch};
    event->offset = 3 * 3600;
    event->at = 1652863327120 + (msec_t)sequence * 1000;
    if (op == EVENT_LAUNCH) {
        event_set(event, KEY_DAIS, "1");
        event_set(event, KEY_WRITER, sample_launch(15).text);
        event_set(event, KEY_TEXT, "s1 Opening\ns2 Panel\n");
    } else if (op == EVENT_SLOT_START) {
        event_set(event, KEY_BOOT, "00000000000000ab:77");
        event_set(event, KEY_FROM, "");
        event_set(event, KEY_SLOT, "s1");
    } else if (op == EVENT_UNKNOWN) {
        event->op_name = arena_text(&event->arena, "room.light");
        event_add_unknown(event, "ordinal", "3");
        event_set(event, KEY_TEXT, "known key of an unknown op");
    } else {
        fill_entry(event, sequence);
    }
    return event;
}

void sample_frames(unsigned launch, uint64_t first, uint64_t last, uint64_t *prev, struct buf *out)
{
    for (uint64_t sequence = first; sequence <= last; sequence++) {
        struct event *event = sample_event(launch, sequence);
        ck_assert_int_eq(frame_write(event, *prev, out, prev), 0);
        event_free(event);
    }
}
