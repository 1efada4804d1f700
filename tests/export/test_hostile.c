/*
 * Hostile texts in every field, through every exporter. Each file is compared with the one of the
 * same session that holds a harmless word instead: what is markup there is markup here and
 * nothing else is, and the text comes back.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>
#include <dais/export/export.h>
#include <dais/export/json_outputs.h>

#include "hostile.h"
#include "packed.h"
#include "suite.h"
#include "unzipped.h"

#define WORD "Qzq"

/* Check writes each assertion down as it passes; here are too many for that. */
#define MUST(condition, ...)                                                                       \
    do {                                                                                           \
        if (!(condition))                                                                          \
            ck_abort_msg(__VA_ARGS__);                                                             \
    } while (0)

/* What is written: a report of a kind, or a command's JSON. */
struct file {
    enum report_what what;
    bool as_run;
    const char *format; /* of an exporter; else "status" … */
};
static const struct file files[] = {
    {REPORT_REPORT, false, "md"},
    {REPORT_REPORT, false, "json"},
    {REPORT_REPORT, false, "csv"},
    {REPORT_RECOMMENDATIONS, false, "md"},
    {REPORT_RECOMMENDATIONS, false, "json"},
    {REPORT_RECOMMENDATIONS, false, "csv"},
    {REPORT_SUMMARY, false, "md"},
    {REPORT_SUMMARY, false, "json"},
    {REPORT_TIMING, false, "md"},
    {REPORT_TIMING, false, "json"},
    {REPORT_TIMING, false, "csv"},
    {REPORT_PROGRAMME, false, "md"},
    {REPORT_PROGRAMME, false, "json"},
    {REPORT_PROGRAMME, false, "csv"},
    {REPORT_PROGRAMME, true, "md"},
    {REPORT_PROGRAMME, true, "json"},
    {REPORT_PROGRAMME, true, "csv"},
    {REPORT_REPORT, false, "status"},
    {REPORT_REPORT, false, "entries"},
    {REPORT_REPORT, false, "show"},
};
enum { FILES = sizeof files / sizeof *files };

static void write_file(const struct packed *packed, const struct file *file, struct buf *out)
{
    const struct session *session = packed->laptop.session;
    const struct exporter *exporter = export_find(file->format);
    if (exporter != NULL) {
        struct report *report = report_make(
            session,
            &(struct report_options){.what = file->what, .language = "en", .as_run = file->as_run});
        exporter->write(report, NULL, out);
        report_free(report);
        return;
    }
    const struct record *record = session_record(session);
    if (strcmp(file->format, "status") == 0)
        json_write_status(session, &packed->laptop.actor.now, "en", out);
    else if (strcmp(file->format, "entries") == 0)
        json_write_entries(session, (const struct entry *const *)record->entries.items,
                           record->entries.count, "en", out);
    else
        json_write_programme(session, out);
}

/* `text` with every WORD replaced. */
static void replace_word(const char *text, const char *by, struct buf *out)
{
    for (const char *at; (at = strstr(text, WORD)) != NULL; text = at + strlen(WORD)) {
        buf_add(out, text, (size_t)(at - text));
        buf_add_text(out, by);
    }
    buf_add_text(out, text);
}

/* As the programme has it, and as the record cleaned it. */
struct forms {
    const char *raw;
    struct buf clean;
    struct buf line; /* of titles that were typed: in one line */
};

static bool is_replaced(const char *got, const char *neutral, const char *by)
{
    BUF_LOCAL struct buf expected = {0};
    replace_word(neutral, by, &expected);
    return strcmp(got, buf_text(&expected)) == 0;
}

/* The check sum of a text, or the start of it that is printed: another one with each text. */
static bool is_digest(const char *text)
{
    size_t size = strspn(text, "0123456789abcdef");
    return text[size] == '\0' && (size == 12 || size == 64);
}

static void check_json(const json_t *got, const json_t *neutral, const struct forms *forms)
{
    ck_assert_int_eq(json_typeof(got), json_typeof(neutral));
    if (json_is_string(got)) {
        const char *text = json_string_value(got), *as = json_string_value(neutral);
        bool same = strcmp(text, as) == 0 && strstr(as, WORD) == NULL;
        bool digest = is_digest(as) && is_digest(text);
        MUST(same || digest || is_replaced(text, as, forms->raw) ||
                 is_replaced(text, as, buf_text(&forms->clean)) ||
                 is_replaced(text, as, buf_text(&forms->line)),
             "\"%s\" came back as \"%s\"", as, text);
    } else if (json_is_array(got)) {
        ck_assert_uint_eq(json_array_size(got), json_array_size(neutral));
        for (size_t i = 0; i < json_array_size(got); i++)
            check_json(json_array_get(got, i), json_array_get(neutral, i), forms);
    } else if (json_is_object(got)) {
        ck_assert_uint_eq(json_object_size(got), json_object_size(neutral));
        void *other = json_object_iter((json_t *)neutral);
        for (void *at = json_object_iter((json_t *)got); at != NULL;
             at = json_object_iter_next((json_t *)got, at)) {
            ck_assert_str_eq(json_object_iter_key(at), json_object_iter_key(other));
            check_json(json_object_iter_value(at), json_object_iter_value(other), forms);
            other = json_object_iter_next((json_t *)neutral, other);
        }
    } else {
        ck_assert(json_equal(got, neutral));
    }
}

static void compare_json(const struct buf *got, const struct buf *neutral,
                         const struct forms *forms)
{
    json_error_t error;
    json_t *json = json_loads(got->bytes, JSON_REJECT_DUPLICATES, &error);
    MUST(json != NULL, "%d:%d: %s", error.line, error.column, error.text);
    json_t *as = json_loads(neutral->bytes, 0, NULL);
    check_json(json, as, forms);
    json_decref(json);
    json_decref(as);
}

/* RFC 4180, every cell quoted: reads one cell at `*at` and says what ends it. */
static char read_cell(const char **at, struct buf *ret_cell)
{
    const char *c = *at;
    MUST(*c == '"', "a cell that is not quoted: %.20s", c);
    for (c++; c[0] != '"' || c[1] == '"'; c++) {
        MUST(*c != '\0', "a quote is not closed");
        if (*c == '"')
            c++;
        buf_add_char(ret_cell, *c);
    }
    c++;
    bool comma = *c == ',', end = c[0] == '\r' && c[1] == '\n';
    MUST(comma || end, "behind a cell: %.20s", c);
    *at = c + (comma ? 1 : 2);
    return comma ? ',' : '\n';
}

/* Control characters as no file has them; what the guard looks at is judged apart. */
static void make_plain(const char *text, struct buf *out)
{
    size_t size = strlen(text);
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t code = utf8_decode(text + at, size - at, &length);
        bool noncharacter = (code & 0xfffe) == 0xfffe;
        if (code == '\r' && text[at + 1] == '\n')
            continue;
        if (code == '\t')
            code = ' ';
        else if (code == '\r')
            code = '\n';
        else if ((code < 0x20 && code != '\n') || (code >= 0x7f && code < 0xa0) || noncharacter)
            code = 0xfffd;
        utf8_encode(code, out);
    }
}

static bool is_cell_of(const char *got, const char *neutral, const char *text)
{
    BUF_LOCAL struct buf plain = {0};
    make_plain(text, &plain);
    if (is_replaced(got[0] == '\'' ? got + 1 : got, neutral, buf_text(&plain)))
        return true;
    return is_replaced(got, neutral, buf_text(&plain));
}

/* No spreadsheet may take a cell for a formula. */
static void check_guard(const char *cell)
{
    static const char *const blanks[] = {
        " ",           "\xc2\xa0", "\xe2\x80\x8b", "\xef\xbb\xbf", "\xe3\x80\x80", "\xe2\x80\x8f",
        "\xe2\x80\xae"};
    static const char *const starts[] = {"=",
                                         "+",
                                         "-",
                                         "@",
                                         "\t",
                                         "\r",
                                         "\n",
                                         "\xef\xbc\x9d",
                                         "\xef\xbc\x8b",
                                         "\xef\xbc\x8d",
                                         "\xef\xbc\xa0"};
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
            size_t size = strlen(blanks[i]);
            if (strncmp(cell, blanks[i], size) == 0) {
                cell += size;
                more = true;
            }
        }
    }
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        MUST(strncmp(cell, starts[i], strlen(starts[i])) != 0, "a formula: %s", cell);
}

static void compare_csv(const struct buf *got, const struct buf *neutral, const struct forms *forms)
{
    const char *at = got->bytes, *other = neutral->bytes;
    while (*other != '\0') {
        BUF_LOCAL struct buf cell = {0};
        BUF_LOCAL struct buf as = {0};
        char end = read_cell(&at, &cell);
        ck_assert_int_eq(end, read_cell(&other, &as));
        const char *text = buf_text(&cell);
        check_guard(text);
        MUST((is_digest(text) && is_digest(buf_text(&as))) ||
                 is_cell_of(text, buf_text(&as), forms->raw) ||
                 is_cell_of(text, buf_text(&as), buf_text(&forms->clean)) ||
                 is_cell_of(text, buf_text(&as), buf_text(&forms->line)),
             "\"%s\" came back as \"%s\"", buf_text(&as), text);
    }
    ck_assert_str_eq(at, "");
}

/* Markdown's active characters that no backslash takes the meaning of, and what begins lines. */
struct skeleton {
    size_t marks[128];
    size_t items, quotes, numbers;
};

static size_t entity_size(const char *text)
{
    static const char *const names[] = {"&lt;", "&amp;"};
    for (size_t i = 0; i < 2; i++) {
        if (strncmp(text, names[i], strlen(names[i])) == 0)
            return strlen(names[i]);
    }
    if (strncmp(text, "&#x", 3) != 0)
        return 0;
    size_t digits = strspn(text + 3, "0123456789ABCDEF");
    return digits > 0 && text[3 + digits] == ';' ? digits + 4 : 0;
}

static bool is_punctuation(char c)
{
    return c != '\0' && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c) != NULL;
}

static void read_skeleton(const char *text, struct skeleton *ret_skeleton)
{
    *ret_skeleton = (struct skeleton){0};
    bool start = true;
    for (const char *c = text; *c != '\0'; c++) {
        if (start && *c == ' ')
            continue;
        if (start) {
            ret_skeleton->items += (*c == '-' || *c == '+') && (c[1] == ' ' || c[1] == '\n');
            ret_skeleton->quotes += *c == '>' || *c == '=';
            size_t digits = strspn(c, "0123456789");
            ret_skeleton->numbers += digits > 0 && (c[digits] == '.' || c[digits] == ')');
        }
        start = *c == '\n';
        size_t entity = *c == '&' ? entity_size(c) : 0;
        MUST(*c != '&' || entity > 0, "an & of data: %.20s", c);
        if (entity > 0)
            c += entity - 1;
        else if (*c == '\\' && is_punctuation(c[1]))
            c++;
        else if (strchr("<`*_[]|~$^{}#", *c) != NULL)
            ret_skeleton->marks[(unsigned char)*c]++;
    }
}

/* Markdown as a reader shows it, blanks and newlines as one space each. */
static void show_markdown(const char *text, struct buf *out)
{
    for (const char *c = text; *c != '\0'; c++) {
        size_t entity = *c == '&' ? entity_size(c) : 0;
        if (entity > 0) {
            if (c[1] == '#')
                utf8_encode((uint32_t)strtoul(c + 3, NULL, 16), out);
            else
                buf_add_char(out, c[1] == 'l' ? '<' : '&');
            c += entity - 1;
        } else if (*c == ' ' || *c == '\n' || (*c == '\\' && c[1] == '\n')) {
            if (out->size > 0 && out->bytes[out->size - 1] != ' ')
                buf_add_char(out, ' ');
        } else {
            c += *c == '\\' && is_punctuation(c[1]);
            buf_add_char(out, *c);
        }
    }
}

static void squeeze(const char *text, struct buf *out)
{
    for (; *text != '\0'; text++) {
        bool blank = *text == ' ' || *text == '\n';
        if (!blank)
            buf_add_char(out, *text);
        else if (out->size > 0 && out->bytes[out->size - 1] != ' ')
            buf_add_char(out, ' ');
    }
    if (out->size > 0 && out->bytes[out->size - 1] == ' ')
        buf_cut(out, out->size - 1);
}

static size_t count_text(const char *whole, const char *text)
{
    size_t count = 0;
    for (const char *at = whole; *text != '\0' && (at = strstr(at, text)) != NULL; at++)
        count++;
    return count;
}

static void compare_markdown(const struct buf *got, const struct buf *neutral,
                             const struct forms *forms)
{
    struct skeleton here, there;
    read_skeleton(got->bytes, &here);
    read_skeleton(neutral->bytes, &there);
    ck_assert_uint_eq(here.marks['<'], 0);
    for (int c = 0; c < 128; c++)
        MUST(here.marks[c] == there.marks[c], "%zu of %c, not %zu", here.marks[c], c,
             there.marks[c]);
    ck_assert_uint_eq(here.items, there.items);
    ck_assert_uint_eq(here.quotes, there.quotes);
    ck_assert_uint_eq(here.numbers, there.numbers);
    BUF_LOCAL struct buf shown = {0};
    BUF_LOCAL struct buf as = {0};
    show_markdown(got->bytes, &shown);
    show_markdown(neutral->bytes, &as);
    BUF_LOCAL struct buf plain = {0};
    BUF_LOCAL struct buf raw = {0};
    BUF_LOCAL struct buf clean = {0};
    make_plain(forms->raw, &plain);
    squeeze(buf_text(&plain), &raw);
    squeeze(buf_text(&forms->clean), &clean);
    if (raw.size == 0)
        return;
    size_t found = count_text(buf_text(&shown), buf_text(&raw));
    if (strcmp(buf_text(&raw), buf_text(&clean)) != 0)
        found += count_text(buf_text(&shown), buf_text(&clean));
    size_t wanted = count_text(buf_text(&as), WORD);
    MUST(found >= wanted, "\"%s\" came back %zu times of %zu", buf_text(&raw), found, wanted);
}

/* Valid UTF-8, and no control character but the ends of lines. */
static void check_bytes(const struct buf *bytes)
{
    for (size_t at = 0, length; at < bytes->size; at += length) {
        uint32_t code = utf8_decode(bytes->bytes + at, bytes->size - at, &length);
        MUST(length > 1 || code < 0x80, "invalid UTF-8");
        bool end = code == '\n' || (code == '\r' && bytes->bytes[at + 1] == '\n');
        MUST(end || (code >= 0x20 && (code < 0x7f || code > 0x9f)), "a control character: %x",
             (unsigned)code);
    }
}

/* The files of a session that holds `text`, compared with those of one that holds WORD. */
static void compare_files(const char *text, const struct buf neutral[FILES], bool themes)
{
    struct forms forms = {.raw = text};
    (void)utf8_clean(text, strlen(text), &forms.clean);
    for (const char *c = buf_text(&forms.clean); *c != '\0'; c++)
        if (forms.line.size > 0 || (*c != ' ' && *c != '\n'))
            buf_add_char(&forms.line, *c == '\n' ? ' ' : *c);
    struct packed packed;
    packed_init(&packed, text, ATTRIBUTION_NAMED, themes);
    /* What is all blank makes no entry and no slot; then there is nothing to compare with. */
    bool complete = packed.complete;
    for (size_t i = 0; i < FILES; i++) {
        BUF_LOCAL struct buf out = {0};
        write_file(&packed, &files[i], &out);
        check_bytes(&out);
        bool planned = files[i].what == REPORT_PROGRAMME && !files[i].as_run;
        if (!complete && !planned && strcmp(files[i].format, "show") != 0)
            continue;
        if (strcmp(files[i].format, "md") == 0)
            compare_markdown(&out, &neutral[i], &forms);
        else if (strcmp(files[i].format, "csv") == 0)
            compare_csv(&out, &neutral[i], &forms);
        else
            compare_json(&out, &neutral[i], &forms);
    }
    packed_finish(&packed);
    buf_finish(&forms.clean);
    buf_finish(&forms.line);
}

/* Texts with a comma are two themes, so those sessions go without. */
static void compare_all(bool themes)
{
    struct packed packed;
    packed_init(&packed, WORD, ATTRIBUTION_NAMED, themes);
    struct buf neutral[FILES] = {0};
    for (size_t i = 0; i < FILES; i++)
        write_file(&packed, &files[i], &neutral[i]);
    for (size_t i = 0; i < hostile_count(); i++) {
        if (themes == (strchr(hostile_at(i), ',') == NULL))
            compare_files(hostile_at(i), neutral, themes);
    }
    for (size_t i = 0; i < FILES; i++)
        buf_finish(&neutral[i]);
    packed_finish(&packed);
}

START_TEST(test_hostile)
{
    compare_all(true);
    compare_all(false);
}
END_TEST

/* There are enough of them, and each is one. */
START_TEST(test_texts)
{
    ck_assert_uint_ge(hostile_count(), 100);
    for (size_t i = 0; i < hostile_count(); i++) {
        const char *text = hostile_at(i);
        ck_assert_uint_gt(strlen(text), 0);
        ck_assert_uint_eq(utf8_check(text, strlen(text)), strlen(text));
    }
}
END_TEST

/*
 * Under the Chatham House Rule a name stands in the section of the programme and in slots that
 * are on the record, and nowhere else; with the rule off the same session shows it elsewhere.
 */
static void drop_programme(struct report_node *parent)
{
    for (struct report_node *node = parent->first; node != NULL; node = node->next) {
        if (node->name != NULL && strcmp(node->name, "programme") == 0)
            node->first = node->last = NULL;
    }
}

static size_t count_names(enum attribution rule, enum report_what what, const char *format)
{
    struct packed packed;
    packed_init(&packed, "a word", rule, true);
    struct person *person = &packed.programme->people.items[0];
    person->name = "Canary Nameson";
    person->affiliation.texts.items[0].text = "Canary Office";
    /* Who presents the posters of a slot on the record may be told: here none is. */
    packed.programme->slots.items[3].attribution = rule;
    struct report *report = report_make(packed.laptop.session,
                                        &(struct report_options){.what = what, .language = "en"});
    drop_programme(report->root);
    BUF_LOCAL struct buf file = {0}, out = {0};
    const struct exporter *exporter = export_find(format);
    exporter->write(report, NULL, &file);
    if (exporter->packed)
        unzipped_all(&file, &out);
    else
        buf_add(&out, file.bytes, file.size);
    size_t count = count_text(buf_text(&out), "Canary") + count_text(buf_text(&out), "somebody");
    report_free(report);
    packed_finish(&packed);
    return count;
}

START_TEST(test_names)
{
    static const enum report_what whats[] = {REPORT_REPORT, REPORT_RECOMMENDATIONS, REPORT_SUMMARY,
                                             REPORT_TIMING};
    static const char *const formats[] = {"md", "html", "docx", "odt", "json", "csv"};
    for (size_t i = 0; i < sizeof whats / sizeof *whats; i++) {
        for (size_t j = 0; j < sizeof formats / sizeof *formats; j++) {
            if (export_can(export_find(formats[j]), whats[i]))
                ck_assert_uint_eq(count_names(ATTRIBUTION_CHATHAM_HOUSE, whats[i], formats[j]), 0);
        }
    }
    for (size_t j = 0; j < 5; j++)
        ck_assert_uint_gt(count_names(ATTRIBUTION_NAMED, REPORT_REPORT, formats[j]), 0);
}
END_TEST

SUITE("export/hostile", test_hostile, test_texts, test_names)
