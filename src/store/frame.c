/*
 * Writing frames, and walking over the bytes of a journal.
 *
 * The walk trusts nothing but check sums. A header must stand at the beginning of a line,
 * which no text can do, since blocks are indented and other values stand on one line; so a
 * damaged stretch ends where the next header begins and never takes an intact frame with it.
 * That each frame begins with a newline keeps it so after a frame that was cut anywhere.
 *
 *     header found ─► check sum holds, strict form ─────────────► whole
 *           │ no             │ no
 *           │                ▼
 *           │         ends in a "..." line, libyaml reads it ───► changed
 *           ▼                │ no
 *     up to the next header or the end of the file: unreadable, or, at the very end and
 *     without its "..." line, torn
 */
#include <dais/store/frame.h>

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/digest.h>
#include <dais/base/utf8.h>
#include <dais/base/yaml_write.h>

#include "frame_body.h"

static const char header_mark[] = "--- # r ";
static const char footer_mark[] = "... # end ";
static const char crc_mark[] = " crc32c=";

enum {
    HEADER_MARK_SIZE = sizeof header_mark - 1,
    FOOTER_MARK_SIZE = sizeof footer_mark - 1,
    CRC_MARK_SIZE = sizeof crc_mark - 1,
    CRC_DIGITS = 8,
    BODY_INDENT = 2,
    NUMBER_DIGITS = 19, /* of a sequence or length, at most */
    FRAME_USUAL = 512,  /* bytes that most bodies are within */
};

static uint64_t digest_of(const char *bytes, size_t size)
{
    char hex[DIGEST_SHORT_SIZE];
    digest_short(bytes, size, hex);
    return strtoull(hex, NULL, 16);
}

/* A check sum over all of a frame and its length: so it costs nothing beyond the footer. */
static uint64_t fingerprint_of(uint32_t crc, size_t size)
{
    return (uint64_t)size << 32 | crc;
}

uint64_t frame_fingerprint(const char *frame, size_t size)
{
    return fingerprint_of(crc32c(0, frame + 1, size - 2), size - 2);
}

/* -EILSEQ or -E2BIG where a text cannot go into a frame. */
static int check_text(const char *text)
{
    size_t size = strlen(text);
    if (size > FRAME_SCALAR_MOST)
        return -E2BIG;
    return utf8_check(text, size) == size ? 0 : -EILSEQ;
}

static int check_fields(const struct event *event)
{
    for (size_t i = 0; i < event->fields.count; i++) {
        const struct event_field *field = &event->fields.items[i];
        int error = check_text(field->value);
        if (error == 0 && field->key < 0)
            error = check_text(field->name);
        if (error != 0)
            return error;
    }
    return event->op == EVENT_UNKNOWN ? check_text(event->op_name) : 0;
}

static void write_quoted_line(const char *name, const char *value, struct buf *out)
{
    buf_add_text(out, name);
    buf_add_text(out, ": ");
    yaml_write_quoted(value, strlen(value), out);
    buf_add_char(out, '\n');
}

static void write_body(const struct event *event, uint64_t prev, struct buf *out)
{
    struct buf value = {0};
    for (unsigned head = 0; head < HEAD_COUNT; head++) {
        buf_clear(&value);
        frame_head_write(event, prev, (enum frame_head)head, &value);
        write_quoted_line(frame_head_name((enum frame_head)head), buf_text(&value), out);
    }
    buf_finish(&value);
    const char *text = NULL;
    for (size_t i = 0; i < event->fields.count; i++) {
        const struct event_field *field = &event->fields.items[i];
        if (field->key == KEY_TEXT)
            text = field->value;
        else
            write_quoted_line(field->key < 0 ? field->name
                                             : event_key_name((enum event_key)field->key),
                              field->value, out);
    }
    if (text == NULL)
        return;
    buf_add_text(out, "text: ");
    yaml_write_block(text, strlen(text), BODY_INDENT, out);
    buf_add_char(out, '\n');
}

int frame_write(const struct event *event, uint64_t prev, struct buf *out, uint64_t *ret_digest)
{
    int error = check_fields(event);
    if (error != 0)
        return error;
    BUF_LOCAL struct buf body = {0};
    size_t start = out->size;
    buf_reserve(&body, FRAME_USUAL);
    write_body(event, prev, &body);
    buf_reserve(out, body.size + HEADER_MARK_SIZE + FOOTER_MARK_SIZE + CRC_MARK_SIZE +
                         3 * NUMBER_DIGITS + CRC_DIGITS);
    buf_add_format(out, "\n%s%" PRIu64 " %zu\n", header_mark, event->id.sequence, body.size);
    buf_add(out, body.bytes, body.size);
    uint32_t crc = crc32c(0, out->bytes + start + 1, out->size - start - 1);
    buf_add_format(out, "%s%" PRIu64 "%s%08" PRIx32 "\n", footer_mark, event->id.sequence, crc_mark,
                   crc);
    if (out->size - start > FRAME_MOST) {
        buf_cut(out, start);
        return -E2BIG;
    }
    *ret_digest = digest_of(out->bytes + start + 1, out->size - start - 2);
    return 0;
}

void frame_finish(struct frame *frame)
{
    event_free(frame->event);
    message_finish(&frame->why);
    *frame = (struct frame){0};
}

/* A number without leading zeros; false where there is none. */
static bool take_number(const char **at, const char *end, uint64_t *ret_number)
{
    uint64_t number = 0;
    const char *digit = *at;
    while (digit < end && *digit >= '0' && *digit <= '9' && digit - *at < NUMBER_DIGITS)
        number = number * 10 + (uint64_t)(*digit++ - '0');
    if (digit == *at || **at == '0')
        return false;
    *at = digit;
    *ret_number = number;
    return true;
}

struct header {
    uint64_t sequence;
    uint64_t length; /* of the body */
    size_t size;     /* of the header with its newline */
};

/* A header at `at`, also one whose line ends as Windows does. */
static bool header_read(const char *at, const char *end, struct header *ret_header)
{
    struct header header = {.size = 0};
    const char *start = at;
    if (end - at < HEADER_MARK_SIZE || memcmp(at, header_mark, HEADER_MARK_SIZE) != 0)
        return false;
    at += HEADER_MARK_SIZE;
    if (!take_number(&at, end, &header.sequence) || at == end || *at++ != ' ' ||
        !take_number(&at, end, &header.length))
        return false;
    if (at < end && *at == '\r')
        at++;
    if (at == end || *at++ != '\n')
        return false;
    header.size = (size_t)(at - start);
    *ret_header = header;
    return true;
}

/* Could what stands from `at` to the end of the file become a header? */
static bool header_may_come(const char *at, const char *end)
{
    size_t size = (size_t)(end - at);
    if (size <= HEADER_MARK_SIZE)
        return memcmp(at, header_mark, size) == 0;
    return memcmp(at, header_mark, HEADER_MARK_SIZE) == 0 && memchr(at, '\n', size) == NULL;
}

/* The beginning of the next line; `end` where there is none. */
static const char *next_line(const char *at, const char *end)
{
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    return newline != NULL ? newline + 1 : end;
}

/* The first line after the one at `at` that begins with `mark`; `end` where none does. */
static const char *find_line(const char *at, const char *end, const char *mark, size_t size)
{
    do
        at = next_line(at, end);
    while (at < end && ((size_t)(end - at) < size || memcmp(at, mark, size) != 0));
    return at;
}

static const char *find_header(const char *at, const char *end)
{
    struct header header;
    do
        at = find_line(at, end, header_mark, HEADER_MARK_SIZE);
    while (at < end && !header_read(at, end, &header));
    return at;
}

/*
 * The exact footer of `sequence` at `at`: the check sum, and where its last digit ends. The
 * newline behind it may be missing at the end of the file only.
 */
static bool footer_read(const char *at, const char *end, uint64_t sequence, uint32_t *ret_crc,
                        const char **ret_end)
{
    uint64_t number;
    if (end - at < FOOTER_MARK_SIZE || memcmp(at, footer_mark, FOOTER_MARK_SIZE) != 0)
        return false;
    at += FOOTER_MARK_SIZE;
    if (!take_number(&at, end, &number) || number != sequence ||
        end - at < CRC_MARK_SIZE + CRC_DIGITS || memcmp(at, crc_mark, CRC_MARK_SIZE) != 0)
        return false;
    at += CRC_MARK_SIZE;
    uint32_t crc = 0;
    for (unsigned i = 0; i < CRC_DIGITS; i++, at++) {
        static const char digits[] = "0123456789abcdef";
        const char *digit = memchr(digits, *at, 16);
        if (digit == NULL)
            return false;
        crc = crc << 4 | (uint32_t)(digit - digits);
    }
    if (at < end && *at != '\n')
        return false;
    *ret_crc = crc;
    *ret_end = at;
    return true;
}

/* A frame at `at` whose check sum holds; its body may still not be of our form. */
struct sealed {
    const char *body;
    size_t body_size;
    uint32_t crc;           /* of header and body */
    const char *digits_end; /* behind the check sum */
};

static bool sealed_read(const char *at, const char *end, const struct header *header,
                        struct sealed *ret_sealed)
{
    uint32_t crc;
    const char *digits_end;
    if (header->length > FRAME_MOST || (uint64_t)(end - at) < header->size + header->length)
        return false;
    size_t covered = header->size + (size_t)header->length;
    if (!footer_read(at + covered, end, header->sequence, &crc, &digits_end) ||
        crc32c(0, at, covered) != crc)
        return false;
    *ret_sealed = (struct sealed){at + header->size, (size_t)header->length, crc, digits_end};
    return true;
}

static void keep_body(struct frame *frame, const struct frame_body *body)
{
    frame->event = body->event;
    frame->prev = body->prev;
}

/* The whole frame at `at`, in the exact form. `*ret_lines` are the newlines in it. */
static bool whole_read(const char *at, const char *end, const struct header *header, bool digests,
                       struct frame *frame, unsigned *ret_lines)
{
    struct sealed sealed;
    struct frame_body body;
    if (!sealed_read(at, end, header, &sealed))
        return false;
    if (!frame_body_read_strict(sealed.body, sealed.body_size, &body) ||
        body.event->id.sequence != header->sequence) {
        event_free(body.event);
        return false;
    }
    keep_body(frame, &body);
    bool newline = sealed.digits_end < end;
    frame->kind = FRAME_WHOLE;
    frame->size = (size_t)(sealed.digits_end - at) + (newline ? 1 : 0);
    const char *footer = sealed.body + sealed.body_size;
    uint32_t crc = crc32c(sealed.crc, footer, (size_t)(sealed.digits_end - footer));
    frame->fingerprint = fingerprint_of(crc, (size_t)(sealed.digits_end - at));
    if (digests)
        frame->digest = digest_of(at, (size_t)(sealed.digits_end - at));
    *ret_lines = body.lines + (newline ? 2 : 1);
    return true;
}

/*
 * The same for a stretch whose line ends became those of Windows on the way (git, an editor):
 * the check sum proves that nothing else did.
 */
static bool whole_read_crlf(const char *at, size_t size, bool digests, struct frame *frame)
{
    if (memchr(at, '\r', size) == NULL)
        return false;
    struct buf unix_lines = {0};
    for (size_t i = 0; i < size; i++) {
        if (at[i] != '\r' || i + 1 == size || at[i + 1] != '\n')
            buf_add_char(&unix_lines, at[i]);
    }
    struct header header;
    unsigned lines;
    const char *bytes = buf_text(&unix_lines);
    const char *end = bytes + unix_lines.size;
    bool whole =
        header_read(bytes, end, &header) && whole_read(bytes, end, &header, digests, frame, &lines);
    if (whole)
        frame->size = size;
    buf_finish(&unix_lines);
    return whole;
}

/* The sequence a footer line claims; 0 where it claims none. */
static uint64_t footer_sequence(const char *at, const char *end)
{
    uint64_t sequence;
    if (end - at < FOOTER_MARK_SIZE || memcmp(at, footer_mark, FOOTER_MARK_SIZE) != 0)
        return 0;
    at += FOOTER_MARK_SIZE;
    return take_number(&at, end, &sequence) ? sequence : 0;
}

/* A stretch with a header and an end that does not hold: edited, or past reading. */
static void damaged_read(const char *at, const char *footer, const char *end,
                         const struct header *header, struct frame *frame)
{
    struct frame_body body;
    const char *start = at + header->size;
    uint64_t claimed = footer_sequence(footer, end);
    bool good = frame_body_read_edited(start, (size_t)(footer - start), &body, &frame->why);
    keep_body(frame, &body);
    frame->fingerprint = fingerprint_of(crc32c(0, at, frame->size), frame->size);
    uint64_t sequence = body.event->id.sequence;
    if (good && (sequence == header->sequence || sequence == claimed)) {
        frame->kind = FRAME_CHANGED;
        frame->sequence = sequence;
        body.event->changed = true;
        struct sealed sealed;
        bool holds = sealed_read(at, end, header, &sealed);
        message_set(&frame->why,
                    holds ? N_("its check sum holds, but the program does not write it so")
                          : N_("its check sum does not hold"),
                    NULL);
    } else if (good) {
        message_set(&frame->why, N_("its number and its id do not belong together"), NULL);
    }
}

/* What could be read before the break, for a person to look at. */
static void salvage(const char *at, const char *end, struct frame *frame)
{
    struct frame_body body;
    event_free(frame->event);
    (void)frame_body_read_strict(at, (size_t)(end - at), &body);
    keep_body(frame, &body);
    if (body.heads == 0 && body.event->fields.count == 0) {
        event_free(body.event);
        frame->event = NULL;
    }
}

/* A stretch that begins with a header and is not whole; `end` is the end of the file. */
static void broken_read(const char *at, const char *end, const struct header *header, bool digests,
                        struct frame *frame)
{
    const char *stop = find_header(at, end);
    const char *footer = find_line(at, stop, "...", 3);
    frame->kind = FRAME_UNREADABLE;
    if (footer == stop) {
        frame->size = (size_t)(stop - at);
        frame->kind = stop == end ? FRAME_TORN : FRAME_UNREADABLE;
        message_set(&frame->why, N_("it has no end"), NULL);
        salvage(at + header->size, stop, frame);
        return;
    }
    const char *after = next_line(footer, stop);
    frame->size = (size_t)(after - at);
    if (whole_read_crlf(at, frame->size, digests, frame))
        return;
    if (after == end && end[-1] != '\n') {
        frame->kind = FRAME_TORN;
        message_set(&frame->why, N_("it has no end"), NULL);
        salvage(at + header->size, footer, frame);
        return;
    }
    damaged_read(at, footer, after, header, frame);
    if (frame->kind == FRAME_UNREADABLE)
        salvage(at + header->size, footer, frame);
}

/* Bytes where a header should be. */
static void junk_read(const char *at, const char *end, struct frame *frame)
{
    const char *stop = find_header(at, end);
    bool cut = stop == end && header_may_come(at, end);
    frame->kind = cut ? FRAME_TORN : FRAME_UNREADABLE;
    frame->size = (size_t)(stop - at);
    message_set(&frame->why, cut ? N_("it has no end") : N_("no frame begins here"), NULL);
    const char *footer = find_line(at, stop, footer_mark, FOOTER_MARK_SIZE);
    frame->sequence = footer < stop ? footer_sequence(footer, stop) : 0;
}

/* Passes over blank lines, and the mark some editors put at the head of a file. */
static void skip_blank(struct frame_scan *scan)
{
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    if (scan->offset == 0 && scan->size >= 3 && memcmp(scan->bytes, byte_order_mark, 3) == 0)
        scan->offset = 3;
    for (; scan->offset < scan->size; scan->offset++) {
        char c = scan->bytes[scan->offset];
        if (c == '\n')
            scan->line++;
        else if (c != '\r' && c != ' ' && c != '\t')
            break;
    }
}

static unsigned count_lines(const char *at, size_t size)
{
    unsigned lines = 0;
    for (size_t i = 0; i < size; i++)
        lines += at[i] == '\n';
    return lines;
}

/* Does `offset` stand at the beginning of a line? */
static bool at_line_start(const struct frame_scan *scan)
{
    return scan->offset == 0 || scan->bytes[scan->offset - 1] == '\n' ||
           (scan->offset == 3 && scan->bytes[2] == '\xBF');
}

bool frame_next(struct frame_scan *scan, struct frame *ret_frame)
{
    skip_blank(scan);
    if (scan->offset >= scan->size)
        return false;
    struct frame frame = {.start = scan->offset, .line = scan->line};
    const char *at = scan->bytes + scan->offset;
    const char *end = scan->bytes + scan->size;
    struct header header;
    unsigned lines = 0;
    if (at_line_start(scan) && header_read(at, end, &header)) {
        frame.sequence = header.sequence;
        if (!whole_read(at, end, &header, scan->digests, &frame, &lines)) {
            broken_read(at, end, &header, scan->digests, &frame);
            lines = count_lines(at, frame.size);
        }
    } else {
        junk_read(at, end, &frame);
        lines = count_lines(at, frame.size);
    }
    scan->offset = frame.start + frame.size;
    scan->line = frame.line + lines;
    *ret_frame = frame;
    return true;
}
