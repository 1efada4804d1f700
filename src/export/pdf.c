/*
 * A report as the description that the helper program dais-pdf makes pages of: a JSON object a
 * line, the document first, then its blocks in order, then how many those were. What a reader finds
 * in it, and what is refused, is said in src/pdf/description.h; nothing here knows a page.
 *
 * A text from data cannot turn the text around it: what steers the direction of text is written as
 * U+FFFD, and what may run the other way stands between marks that isolate it. Times, which the
 * report wrote, run as it does.
 */
#include <string.h>

#include <dais/base/mem.h>
#include <dais/base/utf8.h>

#include "exporters.h"
#include "json_build.h"
#include "plain_text.h"
#include "walk.h"
#include "xml_escape.h"

#define ISOLATE "\xe2\x81\xa8"
#define END_ISOLATE "\xe2\x81\xa9"

/* What is written where. */
struct pdf {
    const struct report *report;
    struct buf *out;
    size_t blocks; /* so far */
};

static int add_piece(const char *bytes, size_t size, void *to)
{
    buf_add(to, bytes, size);
    return 0;
}

static void write_line(struct pdf *pdf, json_t *object)
{
    if (json_dump_callback(object, add_piece, pdf->out, JSON_COMPACT) != 0)
        mem_exhausted();
    buf_add_char(pdf->out, '\n');
    json_decref(object);
    pdf->blocks++;
}

/* Appends what is printed of a text. */
static void add_plain(const char *text, struct buf *out)
{
    size_t size = strlen(text);
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t code = plain_text_next(text + at, size - at, &length);
        utf8_encode(plain_text_steers(code) ? UINT32_C(0xfffd) : code, out);
    }
}

/* Could it turn the texts beside it, or they it, in a line that runs this way? */
static bool may_turn(const char *text, bool rtl)
{
    size_t size = strlen(text);
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t code = utf8_decode(text + at, size - at, &length);
        bool letter = (code | 0x20) >= 'a' && ((code | 0x20) <= 'z' || code >= 0xc0);
        if (rtl ? letter : utf8_runs_leftward(code))
            return true;
    }
    return false;
}

static json_t *make_block(const char *is)
{
    json_t *block = json_build_object();
    json_set(block, "is", json_build_text(is));
    return block;
}

static void set_way(json_t *block, const char *language)
{
    json_set(block, "way", json_build_text(xml_direction(language)));
}

/* A paragraph of this kind. The way it runs is its language's, else its text says it. */
static json_t *make_paragraph(const char *is, const char *language)
{
    json_t *paragraph = make_block(is);
    if (language != NULL)
        set_way(paragraph, language);
    json_set(paragraph, "runs", json_build_array());
    return paragraph;
}

static json_t *make_run(const struct pdf *pdf, const char *text, const char *language)
{
    BUF_LOCAL struct buf plain = {0};
    json_t *run = json_build_object();
    add_plain(text, &plain);
    json_set(run, "text", json_build_text(buf_text(&plain)));
    if (language != NULL && strcmp(language, pdf->report->language) != 0)
        json_set(run, "language", json_build_text(language));
    return run;
}

static json_t *add_run(const struct pdf *pdf, json_t *paragraph, const char *text,
                       const char *language, bool bold)
{
    json_t *run = make_run(pdf, text, language);
    if (bold)
        json_set(run, "bold", json_build_bool(true));
    json_push(json_object_get(paragraph, "runs"), run);
    return run;
}

/* A text from data among other texts: whichever way it runs, it does not turn those. */
static void add_data(const struct pdf *pdf, json_t *paragraph, const char *text,
                     const char *language, bool bold)
{
    BUF_LOCAL struct buf isolated = {0}, plain = {0};
    if (!may_turn(text, xml_is_rtl(pdf->report->language))) {
        (void)add_run(pdf, paragraph, text, language, bold);
        return;
    }
    add_plain(text, &plain);
    buf_add_format(&isolated, ISOLATE "%s" END_ISOLATE, buf_text(&plain));
    json_t *run = add_run(pdf, paragraph, "", language, bold);
    json_set(run, "text", json_build_text(buf_text(&isolated)));
}

static void write_paragraph(struct pdf *pdf, const char *is, const char *text, const char *language)
{
    json_t *paragraph = make_paragraph(is, language);
    (void)add_run(pdf, paragraph, text, language, false);
    write_line(pdf, paragraph);
}

static void write_heading(struct pdf *pdf, unsigned level, const char *text, const char *language,
                          bool listed)
{
    json_t *heading = make_paragraph("heading", language);
    json_set(heading, "level", json_build_number(level));
    if (listed)
        json_set(heading, "listed", json_build_bool(true));
    (void)add_run(pdf, heading, text, language, false);
    write_line(pdf, heading);
}

static void begin_section(void *to, const struct report_node *section, unsigned level)
{
    if (section->heading != NULL)
        write_heading(to, level, section->heading, section->language,
                      level == 1 && walk_is_in_contents(section));
}

static void add_paragraph(void *to, const struct report_node *node)
{
    write_paragraph(to, walk_is_draft(node) ? "draft" : "text", node->text, node->language);
}

/* "Addressed to: donors" */
static void add_fact(const struct pdf *pdf, json_t *paragraph, const struct report_node *fact,
                     bool bold)
{
    BUF_LOCAL struct buf heading = {0};
    buf_add_format(&heading, "%s%s", fact->heading, pdf->report->colon);
    (void)add_run(pdf, paragraph, buf_text(&heading), NULL, bold);
    if (fact->times)
        (void)add_run(pdf, paragraph, fact->text, NULL, false);
    else
        add_data(pdf, paragraph, fact->text, fact->language, false);
}

static void add_facts(void *to, const struct report_node *facts)
{
    struct pdf *pdf = to;
    for (const struct report_node *fact = facts->first; fact != NULL; fact = fact->next) {
        json_t *paragraph = make_paragraph("fact", pdf->report->language);
        add_fact(pdf, paragraph, fact, true);
        write_line(pdf, paragraph);
    }
}

/* "Addressed to: donors · Standing: adopted"; then its other texts, which run as they do. */
static void write_entry_facts(struct pdf *pdf, const struct report_node *entry)
{
    json_t *about = NULL;
    for (const struct report_node *fact = entry->first; fact != NULL; fact = fact->next) {
        if (fact->language != NULL)
            continue;
        if (about == NULL)
            about = make_paragraph("about", pdf->report->language);
        else
            (void)add_run(pdf, about, " · ", NULL, false);
        add_fact(pdf, about, fact, false);
    }
    if (about != NULL)
        write_line(pdf, about);
    for (const struct report_node *fact = entry->first; fact != NULL; fact = fact->next) {
        if (fact->language == NULL)
            continue;
        json_t *text = make_paragraph("about", fact->language);
        add_fact(pdf, text, fact, false);
        write_line(pdf, text);
    }
}

static void write_entry(struct pdf *pdf, const struct report_node *entry)
{
    const char *language = walk_entry_language(pdf->report, entry);
    BUF_LOCAL struct buf number = {0};
    json_t *paragraph = make_paragraph("entry", language);
    buf_add_format(&number, "%s. ", entry->heading);
    (void)add_run(pdf, paragraph, buf_text(&number), NULL, true);
    if (entry->lead != NULL) {
        add_data(pdf, paragraph, entry->lead, language, true);
        (void)add_run(pdf, paragraph, " ", NULL, true);
    }
    (void)add_run(pdf, paragraph, entry->text, language, false);
    write_line(pdf, paragraph);
    write_entry_facts(pdf, entry);
}

/*
 * Where the address begins in "Concept note: https://…", as the programme's links are written; NULL
 * where what is there is not plainly an address.
 */
static const char *find_address(const char *text)
{
    static const char *const schemes[] = {"https://", "http://"};
    const char *blank = strrchr(text, ' ');
    const char *word = blank != NULL ? blank + 1 : text;
    for (const char *c = word; *c != '\0'; c++)
        if (*c <= ' ' || *c >= 0x7f || strchr("'\"\\<>", *c) != NULL)
            return NULL;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (strncmp(word, schemes[i], strlen(schemes[i])) == 0 && word[strlen(schemes[i])] != '\0')
            return word;
    return NULL;
}

static void write_link(struct pdf *pdf, const struct report_node *item, const char *address)
{
    json_t *paragraph = make_paragraph("item", item->language);
    BUF_LOCAL struct buf title = {0};
    buf_add(&title, item->text, (size_t)(address - item->text));
    if (title.size > 0)
        (void)add_run(pdf, paragraph, buf_text(&title), item->language, false);
    json_t *run = add_run(pdf, paragraph, address, NULL, false);
    json_set(run, "uri", json_build_text(address));
    write_line(pdf, paragraph);
}

static void write_items(struct pdf *pdf, const struct report_node *first, bool links, bool under)
{
    for (const struct report_node *item = first; item != NULL; item = item->next) {
        const char *address = links ? find_address(item->text) : NULL;
        if (address != NULL)
            write_link(pdf, item, address);
        else
            write_paragraph(pdf, under ? "under" : "item", item->text, item->language);
        write_items(pdf, item->first, false, true);
    }
}

static void add_list(void *to, const struct report_node *list, unsigned level)
{
    struct pdf *pdf = to;
    if (list->heading != NULL)
        write_heading(pdf, level, list->heading, NULL, false);
    if (list->first->kind != NODE_ENTRY) {
        bool links = list->name != NULL && strcmp(list->name, "links") == 0;
        write_items(pdf, list->first, links, false);
        return;
    }
    for (const struct report_node *entry = list->first; entry != NULL; entry = entry->next)
        write_entry(pdf, entry);
}

/* The first row holds the headings. A row is as wide as that one. */
static void add_table(void *to, const struct report_node *table)
{
    struct pdf *pdf = to;
    for (const struct report_node *row = table->first; row != NULL; row = row->next) {
        json_t *block = make_block(row == table->first ? "table" : "row");
        json_t *cells = json_build_array();
        if (row == table->first)
            set_way(block, pdf->report->language);
        for (const struct report_node *cell = row->first; cell != NULL; cell = cell->next) {
            json_t *run = make_run(pdf, cell->text != NULL ? cell->text : "", cell->language);
            if (cell->language != NULL || cell->times)
                set_way(run, cell->times ? pdf->report->language : cell->language);
            json_push(cells, run);
        }
        json_set(block, "cells", cells);
        write_line(pdf, block);
    }
}

static const struct block_writer writer = {
    .begin_section = begin_section,
    .paragraph = add_paragraph,
    .facts = add_facts,
    .list = add_list,
    .table = add_table,
};

static const char *draft_text(const struct report *report)
{
    const struct report_node *node = report->root->first;
    for (; node != NULL; node = node->next)
        if (node->kind == NODE_PARAGRAPH && walk_is_draft(node))
            return node->text;
    return NULL;
}

/* "2022-05-18T10:34:00Z": when what is in it was last changed. */
static json_t *make_time(msec_t at)
{
    BUF_LOCAL struct buf text = {0};
    int64_t days = at / MSEC_DAY - (at % MSEC_DAY < 0);
    unsigned seconds = (unsigned)((at - days * MSEC_DAY) / MSEC_SECOND);
    date_write(days, &text);
    buf_add_format(&text, "T%02u:%02u:%02uZ", seconds / 3600, seconds / 60 % 60, seconds % 60);
    return json_build_text(buf_text(&text));
}

static void set_plain(json_t *object, const char *key, const char *text)
{
    BUF_LOCAL struct buf plain = {0};
    if (text == NULL)
        return;
    add_plain(text, &plain);
    json_set(object, key, json_build_text(buf_text(&plain)));
}

static void write_document(struct pdf *pdf)
{
    const struct report *report = pdf->report;
    json_t *document = json_build_object();
    json_set(document, "dais-pdf", json_build_number(1));
    set_plain(document, "title", report->title);
    set_plain(document, "code", report->code);
    set_plain(document, "draft", draft_text(report));
    set_plain(document, "page", report->page);
    json_set(document, "language", json_build_text(report->language));
    set_way(document, report->language);
    json_set(document, "at", make_time(report->as_of));
    write_line(pdf, document);
}

void pdf_write(const struct report *report, const struct export_options *options, struct buf *out)
{
    (void)options;
    struct pdf pdf = {.report = report, .out = out};
    write_document(&pdf);
    write_paragraph(&pdf, "title", report->title, report->title_language);
    if (report->root->heading != NULL)
        write_paragraph(&pdf, "subtitle", report->root->heading, NULL);
    if (walk_wants_contents(report)) {
        json_t *contents = make_paragraph("contents", report->language);
        (void)add_run(&pdf, contents, report->contents != NULL ? report->contents : "", NULL,
                      false);
        write_line(&pdf, contents);
    }
    walk_blocks(report->root, 1, &writer, &pdf);
    json_t *end = make_block("end");
    json_set(end, "blocks", json_build_number((int64_t)pdf.blocks));
    write_line(&pdf, end);
}
