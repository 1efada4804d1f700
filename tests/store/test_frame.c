#include <suite.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include <dais/base/digest.h>
#include <dais/base/zone.h>
#include <dais/store/frame.h>

#include "journals.h"

/* What a scan of some bytes gave, by sequence number. */
struct tally {
    unsigned right[SAMPLE_EVENTS + 1];   /* whole and equal to the original */
    unsigned changed[SAMPLE_EVENTS + 1]; /* marked as edited by hand */
    unsigned wrong;                      /* whole and different: must never be */
    unsigned torn, unreadable;
    unsigned placed; /* of those not whole: have a line and a reason */
};

static struct tally scan(const char *bytes, size_t size)
{
    struct tally tally = {.wrong = 0};
    struct frame_scan scan = {.bytes = bytes, .size = size, .line = 1, .digests = true};
    struct frame frame;
    while (frame_next(&scan, &frame)) {
        uint64_t sequence = frame.sequence;
        ck_assert_uint_gt(frame.size, 0);
        ck_assert_uint_le(scan.offset, size);
        if (frame.kind == FRAME_WHOLE) {
            struct event *original = sample_event(0, sequence);
            if (sequence > SAMPLE_EVENTS || !event_equal(frame.event, original))
                tally.wrong++;
            else
                tally.right[sequence]++;
            event_free(original);
        } else {
            if (frame.kind == FRAME_CHANGED && sequence <= SAMPLE_EVENTS)
                tally.changed[sequence]++;
            ck_assert(frame.kind != FRAME_CHANGED || frame.event->changed);
            tally.torn += frame.kind == FRAME_TORN;
            tally.unreadable += frame.kind == FRAME_UNREADABLE;
            tally.placed += frame.line > 0 && frame.why.id != NULL;
        }
        frame_finish(&frame);
    }
    return tally;
}

static unsigned count_bad(const struct tally *tally)
{
    unsigned bad = tally->torn + tally->unreadable;
    for (unsigned i = 1; i <= SAMPLE_EVENTS; i++)
        bad += tally->changed[i];
    return bad;
}

static unsigned count_lost(const struct tally *tally, unsigned of)
{
    unsigned lost = 0;
    for (unsigned i = 1; i <= of; i++)
        lost += tally->right[i] + tally->changed[i] == 0;
    return lost;
}

static void samples(struct buf *out)
{
    uint64_t prev = 0;
    sample_frames(0, 1, SAMPLE_EVENTS, &prev, out);
}

START_TEST(test_form)
{
    struct event *event = event_new(EVENT_ENTRY_ADD);
    ck_assert(event_id_parse("k7q2m9xdp4t0a-17", &event->id));
    ck_assert(hlc_parse("0198f3c9a2b7-0003", &event->hlc));
    ck_assert(rfc3339_parse("2022-05-18T11:42:07.120+03:00", &event->at));
    event->offset = 3 * 3600;
    event_set(event, KEY_SLOT, "s5");
    event_set(event, KEY_KIND, "recommendation");
    event_set(event, KEY_NUMBER, "R4");
    event_set(event, KEY_TEXT, "Fund city-to-city learning.");
    struct buf out = {0};
    uint64_t digest;
    ck_assert_int_eq(frame_write(event, UINT64_C(0x9c1e52d0b7f44a10), &out, &digest), 0);
    static const char head[] = "\n--- # r 17 211\n"
                               "id: \"k7q2m9xdp4t0a-17\"\n"
                               "hlc: \"0198f3c9a2b7-0003\"\n"
                               "at: \"2022-05-18T11:42:07.120+03:00\"\n"
                               "prev: \"9c1e52d0b7f44a10\"\n"
                               "op: \"entry.add\"\n"
                               "slot: \"s5\"\n"
                               "kind: \"recommendation\"\n"
                               "number: \"R4\"\n"
                               "text: |-\n"
                               "  Fund city-to-city learning.\n";
    struct buf expected = {0};
    buf_add_text(&expected, head);
    buf_add_format(&expected, "... # end 17 crc32c=%08x\n", crc32c(0, head + 1, sizeof head - 2));
    ck_assert_str_eq(buf_text(&out), buf_text(&expected));
    char hex[DIGEST_SHORT_SIZE];
    digest_short(out.bytes + 1, out.size - 2, hex);
    ck_assert_uint_eq(digest, strtoull(hex, NULL, 16));
    buf_finish(&out);
    buf_finish(&expected);
    event_free(event);
}
END_TEST

START_TEST(test_there_and_back)
{
    struct buf out = {0};
    samples(&out);
    struct tally tally = scan(out.bytes, out.size);
    for (unsigned i = 1; i <= SAMPLE_EVENTS; i++)
        ck_assert_uint_eq(tally.right[i], 1);
    ck_assert_uint_eq(tally.wrong + count_bad(&tally), 0);
    buf_finish(&out);
}
END_TEST

/* The text that libyaml, which knows nothing of us, reads from a document's map. */
static char *foreign_text(const char *bytes, size_t size)
{
    yaml_parser_t parser;
    yaml_event_t event;
    char *text = NULL;
    bool next = false;
    ck_assert(yaml_parser_initialize(&parser));
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, size);
    for (bool more = true; more;) {
        ck_assert_msg(yaml_parser_parse(&parser, &event), "%s", parser.problem);
        more = event.type != YAML_STREAM_END_EVENT;
        if (event.type == YAML_SCALAR_EVENT) {
            const char *value = (const char *)event.data.scalar.value;
            if (next)
                text = mem_dup_n(value, event.data.scalar.length);
            next = !next && strcmp(value, "text") == 0;
        }
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return text;
}

START_TEST(test_is_yaml)
{
    for (uint64_t sequence = 1; sequence <= SAMPLE_EVENTS; sequence++) {
        struct buf out = {0};
        uint64_t prev = 0;
        sample_frames(0, sequence, sequence, &prev, &out);
        struct event *event = sample_event(0, sequence);
        const char *text = event_text(event, KEY_TEXT);
        char *seen = foreign_text(out.bytes, out.size);
        if (text == NULL)
            ck_assert_ptr_null(seen);
        else
            ck_assert_str_eq(seen, text);
        free(seen);
        event_free(event);
        buf_finish(&out);
    }
}
END_TEST

START_TEST(test_every_cut)
{
    struct buf out = {0};
    samples(&out);
    size_t ends[SAMPLE_EVENTS + 1] = {0};
    struct frame_scan walk = {.bytes = out.bytes, .size = out.size, .line = 1};
    struct frame frame;
    for (unsigned i = 1; frame_next(&walk, &frame); i++) {
        ends[i] = frame.start + frame.size;
        frame_finish(&frame);
    }
    for (size_t cut = 0; cut <= out.size; cut++) {
        char *bytes = mem_dup_n(out.bytes, cut);
        struct tally tally = scan(bytes, cut);
        unsigned before = 0;
        while (before < SAMPLE_EVENTS && ends[before + 1] <= cut)
            before++;
        ck_assert_uint_eq(tally.wrong, 0);
        ck_assert_uint_eq(count_lost(&tally, before), 0);
        bool between = cut - ends[before] <= 1;
        bool newline_only = before < SAMPLE_EVENTS && cut + 1 == ends[before + 1];
        ck_assert_uint_eq(count_bad(&tally), between || newline_only ? 0 : 1);
        ck_assert_uint_eq(tally.torn, count_bad(&tally));
        free(bytes);
    }
    buf_finish(&out);
}
END_TEST

START_TEST(test_every_flip)
{
    struct buf out = {0};
    samples(&out);
    for (size_t bit = 0; bit < out.size * 8; bit++) {
        out.bytes[bit / 8] ^= (char)(1 << bit % 8);
        struct tally tally = scan(out.bytes, out.size);
        unsigned bad = count_bad(&tally);
        ck_assert_msg(tally.wrong == 0, "bit %zu gives a wrong text", bit);
        ck_assert_msg(count_lost(&tally, SAMPLE_EVENTS) <= 1, "bit %zu loses several", bit);
        ck_assert_msg(bad >= 1, "bit %zu is not reported", bit);
        ck_assert_uint_eq(tally.placed, bad);
        out.bytes[bit / 8] ^= (char)(1 << bit % 8);
    }
    buf_finish(&out);
}
END_TEST

/* Numbers that look random and are the same each time. */
static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

/* Torn anywhere, then written on by somebody who did not notice: no intact frame is lost. */
START_TEST(test_append_after_tear)
{
    struct buf out = {0};
    samples(&out);
    struct buf tail = {0};
    uint64_t prev = 7;
    sample_frames(0, 6, SAMPLE_EVENTS, &prev, &tail);
    for (size_t cut = 0; cut < out.size; cut++) {
        struct buf file = {0};
        buf_add(&file, out.bytes, cut);
        buf_add(&file, tail.bytes, tail.size);
        struct tally tally = scan(file.bytes, file.size);
        ck_assert_uint_eq(tally.wrong, 0);
        for (unsigned i = 6; i <= SAMPLE_EVENTS; i++)
            ck_assert_uint_ge(tally.right[i], 1);
        buf_finish(&file);
    }
    buf_finish(&out);
    buf_finish(&tail);
}
END_TEST

START_TEST(test_random_appends)
{
    struct buf frames = {0};
    samples(&frames);
    uint32_t random = 5;
    for (unsigned round = 0; round < 300; round++) {
        struct buf file = {0};
        buf_add(&file, frames.bytes, frames.size);
        for (uint32_t i = next_random(&random) % 400; i > 0; i--) {
            uint32_t pick = next_random(&random);
            buf_add_char(&file, pick % 5 == 0 ? frames.bytes[pick % frames.size] : (char)pick);
        }
        buf_add(&file, frames.bytes, frames.size);
        struct tally tally = scan(file.bytes, file.size);
        ck_assert_uint_eq(tally.wrong, 0);
        for (unsigned i = 1; i <= SAMPLE_EVENTS; i++)
            ck_assert_uint_eq(tally.right[i], 2);
        buf_finish(&file);
    }
    buf_finish(&frames);
}
END_TEST

/* Frame 3 as hands may leave it, and what it is then. */
static const struct {
    const char *was;
    const char *is;
    enum frame_kind kind;
    const char *text; /* of event 3 then; NULL: not looked at */
} edits[] = {
    {"Réfugiés", "Migrants", FRAME_CHANGED,
     "Migrants et migrants : accès à l’eau — العربية 👩‍👩‍👧"},
    {"kind: \"recommendation\"", "kind: conclusion", FRAME_CHANGED, NULL},
    {"kind: \"recommendation\"\n", "# said twice\nkind: recommendation\nlater: 'x'\n",
     FRAME_CHANGED, NULL},
    {"prev:", "before:", FRAME_CHANGED, NULL},
    {"op: \"entry.add\"\n", "", FRAME_UNREADABLE, NULL},
    {"kind: \"recommendation\"", "kind: &a \"recommendation\"", FRAME_UNREADABLE, NULL},
    {"kind: \"recommendation\"", "kind: !!str \"recommendation\"", FRAME_UNREADABLE, NULL},
    {"kind: \"recommendation\"", "kind: [a, b]", FRAME_UNREADABLE, NULL},
    {"number: \"R4\"", "kind: \"note\"", FRAME_UNREADABLE, NULL},
    {"number: \"R4\"", "id: \"0000000000000-3\"", FRAME_UNREADABLE, NULL},
    {"number: \"R4\"", "number: \"R\\0\"", FRAME_UNREADABLE, NULL},
    {"number: \"R4\"", "number: \"R\xFF\"", FRAME_UNREADABLE, NULL},
    {"-3\"\nhlc", "-8\"\nhlc", FRAME_UNREADABLE, NULL},
    {"--- # r 3", "--- # r 8", FRAME_CHANGED, NULL},
    {"... # end 3", "...", FRAME_CHANGED, NULL},
    {"... # end 3", "  ... end 3", FRAME_UNREADABLE, NULL},
};

static void check_edit(const char *was, const char *is, enum frame_kind kind, const char *text)
{
    struct buf out = {0};
    uint64_t prev = 0;
    sample_frames(0, 3, 4, &prev, &out);
    const char *found = strstr(out.bytes, was);
    ck_assert_ptr_nonnull(found);
    struct buf file = {0};
    buf_add(&file, out.bytes, (size_t)(found - out.bytes));
    buf_add_text(&file, is);
    buf_add_text(&file, found + strlen(was));

    struct frame_scan scan = {.bytes = file.bytes, .size = file.size, .line = 1};
    struct frame frame;
    ck_assert(frame_next(&scan, &frame));
    ck_assert_msg(frame.kind == kind, "%s: %s", is, frame.why.id);
    ck_assert_uint_eq(frame.line, 2);
    if (kind == FRAME_CHANGED)
        ck_assert_uint_eq(frame.event->id.sequence, 3);
    if (text != NULL)
        ck_assert_str_eq(event_text(frame.event, KEY_TEXT), text);
    frame_finish(&frame);
    ck_assert(frame_next(&scan, &frame));
    ck_assert_int_eq(frame.kind, FRAME_WHOLE);
    ck_assert_uint_eq(frame.sequence, 4);
    frame_finish(&frame);
    ck_assert(!frame_next(&scan, &frame));
    buf_finish(&out);
    buf_finish(&file);
}

START_TEST(test_edits)
{
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++)
        check_edit(edits[i].was, edits[i].is, edits[i].kind, edits[i].text);
}
END_TEST

START_TEST(test_line_ends_of_windows)
{
    struct buf out = {0};
    samples(&out);
    struct buf file = {0};
    buf_add_text(&file, "\xEF\xBB\xBF");
    for (size_t i = 0; i < out.size; i++) {
        if (out.bytes[i] == '\n')
            buf_add_char(&file, '\r');
        buf_add_char(&file, out.bytes[i]);
    }
    struct tally tally = scan(file.bytes, file.size);
    ck_assert_uint_eq(tally.wrong + count_bad(&tally), 0);
    ck_assert_uint_eq(count_lost(&tally, SAMPLE_EVENTS), 0);
    buf_finish(&out);
    buf_finish(&file);
}
END_TEST

START_TEST(test_torn_text_is_saved)
{
    struct buf out = {0};
    uint64_t prev = 0;
    sample_frames(0, 3, 3, &prev, &out);
    size_t cut = (size_t)(strstr(out.bytes, "fugi") - out.bytes) + 5; /* within the second é */
    struct frame_scan scan = {.bytes = out.bytes, .size = cut, .line = 1};
    struct frame frame;
    ck_assert(frame_next(&scan, &frame));
    ck_assert_int_eq(frame.kind, FRAME_TORN);
    ck_assert_str_eq(event_text(frame.event, KEY_TEXT), "Réfugi");
    ck_assert_str_eq(event_text(frame.event, KEY_KIND), "recommendation");
    frame_finish(&frame);
    buf_finish(&out);
}
END_TEST

START_TEST(test_limits)
{
    struct event *event = sample_event(0, 3);
    struct buf out = {0};
    uint64_t digest;
    char *text = mem_new(FRAME_SCALAR_MOST + 2, 1);
    memset(text, 'a', FRAME_SCALAR_MOST);
    event_set(event, KEY_TEXT, text);
    ck_assert_int_eq(frame_write(event, 0, &out, &digest), 0);
    struct frame_scan scan = {.bytes = out.bytes, .size = out.size, .line = 1};
    struct frame frame;
    ck_assert(frame_next(&scan, &frame));
    ck_assert_int_eq(frame.kind, FRAME_WHOLE);
    ck_assert(event_equal(frame.event, event));
    frame_finish(&frame);
    size_t before = out.size;
    event_set(event, KEY_WHY, text);
    event_set(event, KEY_LABEL, text);
    event_set(event, KEY_OWNER, text);
    ck_assert_int_eq(frame_write(event, 0, &out, &digest), -E2BIG);
    text[FRAME_SCALAR_MOST] = 'a';
    event_set(event, KEY_TEXT, text);
    ck_assert_int_eq(frame_write(event, 0, &out, &digest), -E2BIG);
    event_set(event, KEY_TEXT, "caf\xE9");
    ck_assert_int_eq(frame_write(event, 0, &out, &digest), -EILSEQ);
    ck_assert_uint_eq(out.size, before);
    free(text);
    buf_finish(&out);
    event_free(event);
}
END_TEST

/* A frame around a body that no version of this program would write in this order. */
static void seal(const char *body, struct buf *out)
{
    size_t start = out->size;
    buf_add_format(out, "--- # r 2 %zu\n%s", strlen(body), body);
    buf_add_format(out, "... # end 2 crc32c=%08x\n",
                   crc32c(0, out->bytes + start, out->size - start));
}

/* Known keys in their order and unknown ones between them, few and many: unknown ones come last. */
START_TEST(test_unknown_between)
{
    static const char heads[] = "id: \"0123456789abc-2\"\nhlc: \"0180d3143a80-0000\"\n"
                                "at: \"2022-05-18T09:00:00.000+00:00\"\n"
                                "prev: \"0000000000000000\"\nop: \"room.light\"\n";
    for (unsigned extra = 0; extra < 40; extra++) {
        BUF_LOCAL struct buf body = {0}, bytes = {0};
        size_t known = 0, unknown = 0;
        buf_add_text(&body, heads);
        for (int key = KEY_DAIS; key < KEY_TEXT; key++) {
            buf_add_format(&body, "%s: \"v%d\"\n", event_key_name((enum event_key)key), key);
            known++;
            if (key % 3 == 0 && unknown < extra)
                buf_add_format(&body, "extra_%c: \"x%zu\"\n", (char)('a' + unknown), unknown),
                    unknown++;
        }
        seal(buf_text(&body), &bytes);
        struct frame_scan scan = {.bytes = buf_text(&bytes), .size = bytes.size, .line = 1};
        struct frame frame;
        ck_assert(frame_next(&scan, &frame));
        ck_assert_int_eq(frame.kind, FRAME_WHOLE);
        ck_assert_uint_eq(frame.event->fields.count, known + unknown);
        for (size_t i = 0; i < known + unknown; i++) {
            const struct event_field *field = &frame.event->fields.items[i];
            BUF_LOCAL struct buf value = {0};
            buf_add_format(&value, i < known ? "v%zu" : "x%zu", i < known ? i : i - known);
            ck_assert_int_eq(field->key, i < known ? (int)i : -1);
            ck_assert_str_eq(field->value, buf_text(&value));
        }
        frame_finish(&frame);
    }
}
END_TEST

/* Texts around the sizes at which reading goes another way, with what may not stand as it is at
   each place in a word of eight. */
START_TEST(test_sizes)
{
    static const char *const signs[] = {"\"", "\\", "\n", "\t", "é", "a"};
    for (size_t size = 0; size < 1400; size += size < 20 || size > 700 ? 1 : 40) {
        BUF_LOCAL struct buf text = {0}, bytes = {0};
        buf_add_repeat(&text, "b", size);
        buf_add_text(&text, signs[size % 6]);
        buf_add_repeat(&text, "c", size % 11);
        struct event *event = sample_event(0, 3);
        event_set(event, KEY_TEXT, buf_text(&text));
        event_set(event, KEY_ADDRESSEE, buf_text(&text));
        uint64_t digest;
        ck_assert_int_eq(frame_write(event, 0, &bytes, &digest), 0);
        struct frame_scan scan = {.bytes = buf_text(&bytes), .size = bytes.size, .line = 1};
        struct frame frame;
        ck_assert(frame_next(&scan, &frame));
        ck_assert_msg(frame.kind == FRAME_WHOLE && event_equal(frame.event, event), "size %zu",
                      size);
        frame_finish(&frame);
        event_free(event);
    }
}
END_TEST

SUITE("store/frame", test_form, test_unknown_between, test_sizes, test_there_and_back, test_is_yaml,
      test_every_cut, test_every_flip, test_append_after_tear, test_random_appends, test_edits,
      test_line_ends_of_windows, test_torn_text_is_saved, test_limits)
