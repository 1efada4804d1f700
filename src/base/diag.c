/*
 * Findings about a user's file: collected in any order, shown by place, as compilers do.
 * What is not here: how a finding is found, and how many are too many.
 */
#include <dais/base/diag.h>

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/term_safe.h>
#include <dais/base/utf8.h>

enum {
    SOURCE_COLUMNS = 76, /* of a source line that are shown */
    SOURCE_BEFORE = 48,  /* of these at most before the caret, where there is more behind */
    SOURCE_REACH = 1024, /* bytes looked at on either side of the caret */
};

static const char *const diag_severity_words[] = {
    [DIAG_ERROR] = "error",
    [DIAG_WARNING] = "warning",
};

struct diag *diags_add(struct diags *diags, enum diag_severity severity, const char *path,
                       unsigned line, unsigned column, const char *way)
{
    struct diag diag = {
        .severity = severity,
        .path = mem_dup(path),
        .line = line,
        .column = column,
        .way = mem_dup(way != NULL ? way : ""),
    };
    array_push(&diags->list, diag);
    return &diags->list.items[diags->list.count - 1];
}

static bool diag_is_later(const struct diag *a, const struct diag *b)
{
    return a->line != b->line ? a->line > b->line : a->column > b->column;
}

/* Merges the two sorted runs [start, middle) and [middle, end) of `from` into `to`. */
static void diags_merge(const struct diag *from, struct diag *to, size_t start, size_t middle,
                        size_t end)
{
    size_t left = start, right = middle;
    for (size_t i = start; i < end; i++) {
        bool take_right =
            left == middle || (right < end && diag_is_later(&from[left], &from[right]));
        to[i] = take_right ? from[right++] : from[left++];
    }
}

/* A merge sort, since qsort() may swap equals. */
void diags_sort(struct diags *diags)
{
    size_t count = diags->list.count;
    if (count < 2)
        return;
    struct diag *items = diags->list.items;
    MEM_LOCAL struct diag *sorted = mem_new(count, sizeof *sorted);
    for (size_t run = 1; run < count; run *= 2) {
        for (size_t start = 0; start < count; start += 2 * run) {
            size_t middle = start + run < count ? start + run : count;
            size_t end = middle + run < count ? middle + run : count;
            diags_merge(items, sorted, start, middle, end);
        }
        memcpy(items, sorted, count * sizeof *items);
    }
}

bool diags_have_errors(const struct diags *diags)
{
    for (size_t i = 0; i < diags->list.count; i++) {
        if (diags->list.items[i].severity == DIAG_ERROR)
            return true;
    }
    return false;
}

/* Length of the line break at the head of `text`, 0 where none is: those of YAML 1.1. */
static size_t line_break(const char *text, size_t size)
{
    switch ((unsigned char)text[0]) {
    case '\n':
        return 1;
    case '\r':
        return size > 1 && text[1] == '\n' ? 2 : 1;
    case 0xC2: /* NEL */
        return size > 1 && (unsigned char)text[1] == 0x85 ? 2 : 0;
    case 0xE2: /* U+2028, U+2029 */
        return size > 2 && (unsigned char)text[1] == 0x80 && ((unsigned char)text[2] & 0xFE) == 0xA8
                   ? 3
                   : 0;
    default:
        return 0;
    }
}

/* A source text and the last line found in it, so that sorted findings read it once. */
struct source {
    const char *bytes; /* lent; NULL where it could not be read */
    size_t size;       /* bytes of it */
    size_t start;      /* byte at which `line` begins */
    unsigned line;     /* from 1; 0 before the first search */
};

/* The end of the line that begins at `start`; `*ret_next` is where the next one begins. */
static size_t line_end(const struct source *source, size_t start, size_t *ret_next)
{
    for (size_t i = start; i < source->size; i++) {
        size_t length = line_break(source->bytes + i, source->size - i);
        if (length > 0) {
            *ret_next = i + length;
            return i;
        }
    }
    *ret_next = source->size;
    return source->size;
}

/* Finds a line (from 1); false where there is none of that number. */
static bool source_find_line(struct source *source, unsigned line, size_t *ret_end)
{
    if (source->line == 0 || line < source->line) {
        bool mark = source->size >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0;
        source->start = mark ? 3 : 0;
        source->line = 1;
    }
    for (;;) {
        size_t next;
        size_t end = line_end(source, source->start, &next);
        if (source->start == source->size)
            return false;
        if (source->line == line) {
            *ret_end = end;
            return true;
        }
        source->start = next;
        source->line++;
    }
}

/* Appends `text` as one line safe for a terminal, tabs as a space each. */
static void write_source_part(const char *text, size_t size, struct buf *out)
{
    while (size > 0) {
        const char *tab = memchr(text, '\t', size);
        size_t part = tab != NULL ? (size_t)(tab - text) : size;
        term_safe_line(text, part, out);
        if (tab == NULL)
            return;
        buf_add_char(out, ' ');
        text += part + 1;
        size -= part + 1;
    }
}

/* Cuts `text` at its head to at most `columns` columns, with "…" where it was longer. */
static void cut_head(const struct buf *text, unsigned columns, struct buf *out)
{
    unsigned width = text_width(buf_text(text), text->size);
    size_t i = 0;
    if (width > columns)
        buf_add_text(out, "…");
    for (unsigned most = width > columns ? columns - 1 : columns; width > most;) {
        size_t length = grapheme_next(buf_text(text) + i, text->size - i);
        width -= grapheme_width(buf_text(text) + i, length);
        i += length;
    }
    buf_add(out, buf_text(text) + i, text->size - i);
}

/* The beginning of the piece before `offset` that is looked at, between code points. */
static size_t reach_before(const char *line, size_t offset)
{
    size_t first = offset > SOURCE_REACH ? offset - SOURCE_REACH : 0;
    while (first < offset && ((unsigned char)line[first] & 0xC0) == 0x80)
        first++;
    return first;
}

/* The byte of character `column` (from 1) of a line, at the beginning of its grapheme. */
static size_t column_offset(const char *line, size_t size, unsigned column)
{
    size_t offset = 0;
    for (size_t at = 1, length; at < column && offset < size; at++, offset += length)
        utf8_decode(line + offset, size - offset, &length);
    size_t i = reach_before(line, offset);
    for (size_t length; i < offset; i += length) {
        length = grapheme_next(line + i, size - i);
        if (i + length > offset)
            break;
    }
    return i;
}

/* The source line, cut around the column where it is long, and the caret under it. */
static void write_source(const char *line, size_t size, unsigned column, struct buf *out)
{
    size_t offset = column_offset(line, size, column);
    size_t first = reach_before(line, offset);
    size_t last = size - offset > SOURCE_REACH ? offset + SOURCE_REACH : size;
    BUF_LOCAL struct buf before = {0};
    BUF_LOCAL struct buf behind = {0};
    write_source_part(line + first, offset - first, &before);
    write_source_part(line + offset, last - offset, &behind);

    unsigned before_width = text_width(buf_text(&before), before.size);
    unsigned behind_width = text_width(buf_text(&behind), behind.size);
    unsigned most = SOURCE_COLUMNS;
    if (before_width + behind_width > SOURCE_COLUMNS)
        most = behind_width < SOURCE_COLUMNS - SOURCE_BEFORE ? SOURCE_COLUMNS - behind_width
                                                             : SOURCE_BEFORE;
    size_t start = out->size;
    cut_head(&before, most, out);
    unsigned caret = text_width(out->bytes + start, out->size - start);
    text_cut(buf_text(&behind), SOURCE_COLUMNS - caret, out);
    buf_add_char(out, '\n');
    buf_add_repeat(out, " ", caret);
    buf_add_text(out, "^\n");
}

static void write_safely(const char *text, struct buf *out)
{
    term_safe_line(text, strlen(text), out);
}

static void write_message(const struct message *message, message_lookup *lookup, struct buf *out)
{
    BUF_LOCAL struct buf text = {0};
    message_write(message, lookup, &text);
    term_safe_line(buf_text(&text), text.size, out);
}

static void write_finding(const struct diag *diag, struct source *source, message_lookup *lookup,
                          struct buf *out)
{
    write_safely(diag->path != NULL ? diag->path : "", out);
    if (diag->line > 0)
        buf_add_format(out, ":%u:%u", diag->line, diag->column);
    buf_add_format(out, ": %s: ", diag_severity_words[diag->severity]);
    if (diag->way[0] != '\0') {
        write_safely(diag->way, out);
        buf_add_text(out, ": ");
    }
    write_message(&diag->text, lookup, out);
    buf_add_char(out, '\n');

    size_t end;
    if (source->bytes != NULL && diag->line > 0 && source_find_line(source, diag->line, &end))
        write_source(source->bytes + source->start, end - source->start, diag->column, out);
    if (diag->hint.id != NULL) {
        struct message hint = {.id = N_("hint: {1}")};
        BUF_LOCAL struct buf text = {0};
        message_write(&diag->hint, lookup, &text);
        hint.args[0] = text.bytes;
        write_message(&hint, lookup, out);
        buf_add_char(out, '\n');
    }
}

void diag_write(const struct diag *diag, const char *source, size_t size, message_lookup *lookup,
                struct buf *out)
{
    struct source lines = {.bytes = source, .size = size};
    write_finding(diag, &lines, lookup, out);
}

void diags_write(const struct diags *diags, const char *source, size_t size, message_lookup *lookup,
                 struct buf *out)
{
    struct source lines = {.bytes = source, .size = size};
    for (size_t i = 0; i < diags->list.count; i++)
        write_finding(&diags->list.items[i], &lines, lookup, out);
}

void diags_finish(struct diags *diags)
{
    for (size_t i = 0; i < diags->list.count; i++) {
        struct diag *diag = &diags->list.items[i];
        free(diag->path);
        free(diag->way);
        message_finish(&diag->text);
        message_finish(&diag->hint);
    }
    free(diags->list.items);
    *diags = (struct diags){0};
}
