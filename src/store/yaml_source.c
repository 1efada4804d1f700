/*
 * The bytes of a YAML file before libyaml sees them.
 *
 * libyaml says where bad UTF-8 is only as an offset, and ends at the first control character;
 * here the first gets its line and column, and the second becomes a warning and U+FFFD, so
 * that everything else in the file is still read. Lines break where YAML 1.1 breaks them.
 */
#include "yaml_source.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>

#include "yaml_tree.h"

#define REPLACEMENT "\xEF\xBF\xBD"

enum { HIDDEN_MOST = 1000 };

/* Head bytes of characters that may be hidden ones; the rest is passed over at speed. */
static bool may_be_hidden(unsigned char head)
{
    switch (head) {
    case '\t':
    case '\n':
        return false;
    case 0x7F: /* DEL */
    case 0xC2: /* U+0080 … */
    case 0xD8: /* U+061C */
    case 0xE2: /* U+200E …, U+2028 …, U+202A …, U+2066 … */
    case 0xEF: /* U+FEFF, noncharacters */
    case 0xF3: /* tags */
        return true;
    default:
        return head < 0x20;
    }
}

/* Eight bytes at once: is each a blank, letter or sign of ASCII? */
static bool is_plain_word(const char *text)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t word;
    memcpy(&word, text, sizeof word);
    uint64_t low = word - ones * 0x20; /* high bits: below a blank, or borrowed from there */
    uint64_t high = word + ones;       /* DEL and more */
    return ((word | low | high) & ones * 0x80) == 0;
}

/* How much of the head is surely seen. */
static size_t pass_plain(const char *text, size_t size)
{
    size_t i = 0;
    for (; size - i >= sizeof(uint64_t); i += sizeof(uint64_t)) {
        if (is_plain_word(text + i))
            continue;
        for (size_t end = i + sizeof(uint64_t), k = i; k < end; k++)
            if (may_be_hidden((unsigned char)text[k]))
                return k;
    }
    while (i < size && !may_be_hidden((unsigned char)text[i]))
        i++;
    return i;
}

/* What is replaced; in a file these are the ones that libyaml ends at. */
static bool is_control(uint32_t code, bool in_file)
{
    if (code == '\r' || code == 0x85)
        return !in_file;
    return (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7F && code < 0xA0) ||
           code == 0xFEFF || code == 0xFFFE || code == 0xFFFF;
}

static bool is_bidirectional(uint32_t code)
{
    return code == 0x61C || code == 0x200E || code == 0x200F ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

static bool is_hidden(uint32_t code, bool in_file)
{
    return is_control(code, in_file) || is_bidirectional(code) || code == 0x85 || code == 0x2028 ||
           code == 0x2029 || (code >= 0xE0000 && code <= 0xE007F);
}

size_t hidden_find(const char *text, size_t size, size_t from, bool in_file, uint32_t *ret_code)
{
    size_t length;
    for (size_t i = from + pass_plain(text + from, size - from); i < size;
         i += length + pass_plain(text + i + length, size - i - length)) {
        uint32_t code = utf8_decode(text + i, size - i, &length);
        if (is_hidden(code, in_file)) {
            *ret_code = code;
            return i;
        }
    }
    return size;
}

void hidden_replace(const char *text, size_t size, bool in_file, struct buf *out)
{
    size_t done = 0, length;
    uint32_t code;
    for (size_t i = hidden_find(text, size, 0, in_file, &code); i < size;
         i = hidden_find(text, size, i + length, in_file, &code)) {
        utf8_decode(text + i, size - i, &length);
        if (!is_control(code, in_file))
            continue;
        buf_add(out, text + done, i - done);
        buf_add_text(out, REPLACEMENT);
        done = i + length;
    }
    buf_add(out, text + done, size - done);
}

void hidden_report(struct file_diags *findings, const struct file_place *place, const char *way,
                   uint32_t code)
{
    BUF_LOCAL struct buf name = {0};
    buf_add_format(&name, "U+%04X", (unsigned)code);
    struct diag *diag = file_diags_add(findings, DIAG_WARNING, place, way);
    message_set(&diag->text,
                is_bidirectional(code)
                    ? N_("there is a bidirectional control character ({1}), which can make the "
                         "text look other than it is")
                    : N_("there is a control character ({1})"),
                buf_text(&name), NULL);
}

/* A walker over the characters of the file, which counts as libyaml does. */
struct walker {
    const char *bytes;
    size_t size;
    size_t offset; /* in bytes */
    size_t index;  /* in characters */
    struct file_place place;
};

static void walk_one(struct walker *walker)
{
    const char *at = walker->bytes + walker->offset;
    size_t left = walker->size - walker->offset, length;
    uint32_t code = utf8_decode(at, left, &length);
    bool breaks = code == '\n' || code == 0x85 || code == 0x2028 || code == 0x2029 ||
                  (code == '\r' && !(left > 1 && at[1] == '\n'));
    walker->offset += length;
    walker->index++;
    walker->place.column++;
    if (breaks) {
        walker->place.line++;
        walker->place.column = 1;
    }
}

static void walk_to(struct walker *walker, size_t offset)
{
    while (walker->offset < offset)
        walk_one(walker);
}

static struct walker walker_at_head(const char *bytes, size_t size)
{
    return (struct walker){.bytes = bytes, .size = size, .place = {.line = 1, .column = 1}};
}

static void report_too_large(struct file_diags *findings)
{
    struct diag *diag = file_diags_add(findings, DIAG_ERROR, NULL, NULL);
    message_set(&diag->text, N_("the file is larger than 4 MiB"), NULL);
}

static void report_not_utf8(const char *bytes, size_t size, size_t at, struct file_diags *findings)
{
    struct walker walker = walker_at_head(bytes, size);
    walk_to(&walker, at);
    BUF_LOCAL struct buf byte = {0};
    buf_add_format(&byte, "0x%02X", (unsigned)(unsigned char)bytes[at]);
    struct diag *diag = file_diags_add(findings, DIAG_ERROR, &walker.place, NULL);
    message_set(&diag->text, N_("the file is not UTF-8 (byte {1})"), byte.bytes, NULL);
    message_set(&diag->hint, N_("save it again with the encoding UTF-8"), NULL);
}

/* Notes the hidden characters and, where libyaml would refuse one, makes the copy. */
static void find_hidden(struct yaml_source *source)
{
    struct walker walker = walker_at_head(source->bytes, source->size);
    bool refused = false;
    uint32_t code;
    for (size_t i = hidden_find(source->bytes, source->size, 0, true, &code); i < source->size;
         i = hidden_find(source->bytes, source->size, walker.offset, true, &code)) {
        walk_to(&walker, i);
        struct hidden hidden = {.code = code, .index = walker.index, .place = walker.place};
        if (source->hidden.count < HIDDEN_MOST)
            array_push(&source->hidden, hidden);
        refused = refused || is_control(code, true);
        walk_one(&walker);
    }
    if (!refused)
        return;
    hidden_replace(source->bytes, source->size, true, &source->copy);
    source->bytes = source->copy.bytes;
    source->size = source->copy.size;
}

bool yaml_source_open(struct yaml_source *ret_source, const void *bytes, size_t size,
                      struct file_diags *findings)
{
    static const char mark[] = "\xEF\xBB\xBF";
    if (size > YAML_SIZE_MAX) {
        report_too_large(findings);
        return false;
    }
    const char *text = bytes != NULL ? bytes : "";
    if (size >= sizeof mark - 1 && memcmp(text, mark, sizeof mark - 1) == 0) {
        text += sizeof mark - 1;
        size -= sizeof mark - 1;
    }
    size_t bad = utf8_check(text, size);
    if (bad < size) {
        report_not_utf8(text, size, bad, findings);
        return false;
    }
    *ret_source = (struct yaml_source){.bytes = text, .size = size};
    find_hidden(ret_source);
    return true;
}

void yaml_source_finish(struct yaml_source *source)
{
    buf_finish(&source->copy);
    free(source->hidden.items);
    *source = (struct yaml_source){0};
}
