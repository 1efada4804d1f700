/*
 * A report as one HTML file: semantic, without a script, a link to elsewhere or anything to load,
 * and its policy forbids a browser all of these, too. It follows a dark ground, prints on A4, and
 * runs from right to left where its language does.
 *
 * Texts in another language than the report's bear it in `lang` and `dir`; all others from data
 * are `dir="auto"`, so that one text in Arabic does not turn its neighbours round. Times bear
 * none: they run as the page does.
 */
#include <string.h>

#include "exporters.h"
#include "walk.h"
#include "xml_escape.h"

enum { TOP_LEVEL = 2 /* of sections: the title is the first */, LEVEL_MOST = 6 };

/* What is written where. */
struct html {
    const struct report *report;
    struct buf *out;
};

static const char style[] =
    ":root{color-scheme:light dark;--quiet:#595959;--line:#8a8a8a}"
    "@media screen and (prefers-color-scheme:dark){:root{--quiet:#b4b4b4;--line:#757575}}"
    "body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:46rem;padding:2rem 1rem;"
    "overflow-wrap:break-word}"
    "h1{font-size:1.7rem;line-height:1.2;margin:0 0 .4rem}header p{margin:0;font-size:1.2rem}"
    "h2,h3,h4,h5,h6{line-height:1.25;margin-bottom:.5rem}"
    "h2{font-size:1.3rem;margin-top:2.2rem;border-bottom:1px solid var(--line)}"
    "h3{font-size:1.1rem;margin-top:1.6rem}h4,h5,h6{font-size:1rem;margin-top:1.1rem}"
    "p,ul,ol,dl{margin-block:.6rem}"
    ".draft{border:2px solid;padding:.4rem .8rem;font-weight:bold}"
    "dl.facts{display:grid;grid-template-columns:fit-content(14rem) 1fr;gap:.2rem 1rem}"
    "dl.facts dt{font-weight:bold}"
    "dl.facts dd{margin:0;min-width:0}"
    /* What stands beside or below something keeps to the page's side, and so does an item's
       mark, whichever way the text runs. */
    "html[dir=ltr] :is(h2,h3,h4,h5,h6,dd,li,th,td){text-align:left}"
    "html[dir=rtl] :is(h2,h3,h4,h5,h6,dd,li,th,td){text-align:right}"
    "html[dir=ltr] li{direction:ltr}html[dir=rtl] li{direction:rtl}"
    "li{unicode-bidi:plaintext}li ul{margin-block:.1rem}"
    ".entries p{text-align:start}"
    "ul.entries{list-style:none;padding:0}ul.entries>li{margin:.6rem 0}"
    "ul.entries p{margin:0}ul.entries p.about,ul.entries p.text{margin-top:.2rem}"
    ".about{font-size:.9rem;color:var(--quiet)}"
    "table{border-collapse:collapse;width:100%;font-size:.9rem;margin:1rem 0}"
    "th,td{border:1px solid var(--line);padding:.25rem .5rem;"
    "vertical-align:top}"
    "th.planned,th.actual{min-width:5.8rem}"
    "nav p{font-weight:bold;margin:1.4rem 0 0}nav ol{margin-top:.2rem;padding-inline-start:1.6rem}"
    "@media screen and (max-width:40rem){dl.facts{display:block}"
    "dl.facts dd{margin:0 0 .4rem}table{display:block;overflow-x:auto}td{min-width:3rem}"
    "th.item,th.with,th.slot,th.speaker,th.affiliation{min-width:8rem}}"
    "@page{size:A4;margin:20mm 18mm}"
    "@media print{body{max-width:none;padding:0;font-size:10.5pt}nav{display:none}"
    "h1,h2,h3,h4,h5,h6{break-after:avoid;break-inside:avoid}li,tr,dd{break-inside:avoid}"
    "p,li,dd{orphans:3;widows:3}thead{display:table-header-group}"
    "a{color:inherit;text-decoration:none}}";

static void add(const struct html *html, const char *markup)
{
    buf_add_text(html->out, markup);
}

static void add_text(const struct html *html, const char *text)
{
    xml_escape(text, "<br>\n", html->out);
}

/* An attribute from data, with the blank before it. */
static void add_attribute(const struct html *html, const char *name, const char *value)
{
    add(html, " ");
    add(html, name);
    add(html, "=\"");
    xml_escape(value, " ", html->out);
    add(html, "\"");
}

/* The language of a text, or that its own characters say how it runs. */
static void add_language(const struct html *html, const char *language)
{
    if (language == NULL || strcmp(language, html->report->language) == 0) {
        add(html, " dir=\"auto\"");
        return;
    }
    add_attribute(html, "lang", language);
    add_attribute(html, "dir", xml_direction(language));
}

/* <tag lang dir>text</tag> */
static void add_element(const struct html *html, const char *tag, const char *language,
                        const char *text)
{
    add(html, "<");
    add(html, tag);
    add_language(html, language);
    add(html, ">");
    add_text(html, text);
    add(html, "</");
    add(html, tag);
    add(html, ">");
}

/* A word of the report's own. */
static void add_word(const struct html *html, const char *tag, const char *word)
{
    add(html, "<");
    add(html, tag);
    add(html, ">");
    add_text(html, word);
    add(html, "</");
    add(html, tag);
    add(html, ">");
}

static void add_facts(void *to, const struct report_node *facts)
{
    const struct html *html = to;
    add(html, "<dl class=\"facts\">\n");
    for (const struct report_node *fact = facts->first; fact != NULL; fact = fact->next) {
        add_word(html, "dt", fact->heading);
        if (fact->times)
            add_word(html, "dd", fact->text);
        else
            add_element(html, "dd", fact->language, fact->text);
        add(html, "\n");
    }
    add(html, "</dl>\n");
}

/* "Addressed to: donors": the text apart, so that its direction does not turn the others. */
static void add_fact(const struct html *html, const struct report_node *fact)
{
    add_text(html, fact->heading);
    add_text(html, html->report->colon);
    add_element(html, "bdi", fact->language, fact->text);
}

/* "Addressed to: donors · Standing: adopted" below an entry's text; then its other texts. */
static void add_entry_facts(const struct html *html, const struct report_node *entry)
{
    bool first = true;
    for (const struct report_node *fact = entry->first; fact != NULL; fact = fact->next) {
        if (fact->language != NULL)
            continue;
        add(html, first ? "\n<p class=\"about\">" : " · ");
        add_fact(html, fact);
        first = false;
    }
    add(html, first ? "" : "</p>");
    for (const struct report_node *fact = entry->first; fact != NULL; fact = fact->next) {
        if (fact->language == NULL)
            continue;
        add(html, "\n<p class=\"text\">");
        add_fact(html, fact);
        add(html, "</p>");
    }
}

static void add_entry(const struct html *html, const struct report_node *entry)
{
    add(html, "<li>\n<p");
    add_language(html, walk_entry_language(html->report, entry));
    add(html, "><strong>");
    add_text(html, entry->heading);
    add(html, ".</strong> ");
    if (entry->lead != NULL) {
        add(html, "<strong><bdi>");
        add_text(html, entry->lead);
        add(html, "</bdi></strong> ");
    }
    add_text(html, entry->text);
    add(html, "</p>");
    add_entry_facts(html, entry);
    add(html, "\n</li>\n");
}

static void add_items(const struct html *html, const struct report_node *first)
{
    add(html, "<ul>\n");
    for (const struct report_node *item = first; item != NULL; item = item->next) {
        add(html, "<li");
        add_language(html, item->language);
        add(html, ">");
        add_text(html, item->text);
        if (item->first != NULL)
            add_items(html, item->first);
        add(html, "</li>\n");
    }
    add(html, "</ul>\n");
}

static void add_list(void *to, const struct report_node *list, unsigned level)
{
    const struct html *html = to;
    if (list->heading != NULL) {
        char tag[] = {'h', (char)('0' + (level < LEVEL_MOST ? level : LEVEL_MOST)), '\0'};
        add_word(html, tag, list->heading);
        add(html, "\n");
    }
    if (list->first->kind != NODE_ENTRY) {
        add_items(html, list->first);
        return;
    }
    add(html, "<ul class=\"entries\">\n");
    for (const struct report_node *entry = list->first; entry != NULL; entry = entry->next)
        add_entry(html, entry);
    add(html, "</ul>\n");
}

static void add_row(const struct html *html, const struct report_node *row, bool heads)
{
    add(html, "<tr>");
    for (const struct report_node *cell = row->first; cell != NULL; cell = cell->next) {
        add(html, heads ? "<th scope=\"col\"" : "<td");
        if (heads && cell->name != NULL)
            add_attribute(html, "class", cell->name);
        if (cell->text != NULL && !cell->times)
            add_language(html, cell->language);
        add(html, ">");
        if (cell->text != NULL)
            add_text(html, cell->text);
        add(html, heads ? "</th>" : "</td>");
    }
    add(html, "</tr>\n");
}

static void add_table(void *to, const struct report_node *table)
{
    const struct html *html = to;
    add(html, "<table>\n<thead>\n");
    add_row(html, table->first, true);
    add(html, "</thead>\n<tbody>\n");
    for (const struct report_node *row = table->first->next; row != NULL; row = row->next)
        add_row(html, row, false);
    add(html, "</tbody>\n</table>\n");
}

static void add_paragraph(void *to, const struct report_node *node)
{
    const struct html *html = to;
    add(html, walk_is_draft(node) ? "<p class=\"draft\"" : "<p");
    add_language(html, node->language);
    add(html, ">");
    add_text(html, node->text);
    add(html, "</p>\n");
}

static void begin_section(void *to, const struct report_node *section, unsigned level)
{
    const struct html *html = to;
    add(html, "<section");
    if (walk_is_in_contents(section) && level == TOP_LEVEL)
        add_attribute(html, "id", section->name);
    add(html, ">\n");
    if (section->heading == NULL)
        return;
    char tag[] = {'h', (char)('0' + (level < LEVEL_MOST ? level : LEVEL_MOST)), '\0'};
    add_element(html, tag, section->language, section->heading);
    add(html, "\n");
}

static void end_section(void *to)
{
    add(to, "</section>\n");
}

static const struct block_writer writer = {
    .begin_section = begin_section,
    .end_section = end_section,
    .paragraph = add_paragraph,
    .facts = add_facts,
    .list = add_list,
    .table = add_table,
};

/* Links to the sections, where there are enough of them. */
static void add_contents(const struct html *html)
{
    const struct report_node *root = html->report->root;
    if (!walk_wants_contents(html->report))
        return;
    add(html, "<nav>\n");
    if (html->report->contents != NULL)
        add_word(html, "p", html->report->contents);
    add(html, "<ol>\n");
    for (const struct report_node *node = root->first; node != NULL; node = node->next) {
        if (!walk_is_in_contents(node))
            continue;
        buf_add_format(html->out, "<li><a href=\"#%s\">", node->name);
        add_text(html, node->heading);
        add(html, "</a></li>\n");
    }
    add(html, "</ol>\n</nav>\n");
}

void html_write(const struct report *report, const struct export_options *options, struct buf *out)
{
    (void)options;
    struct html html = {.report = report, .out = out};
    add(&html, "<!DOCTYPE html>\n<html");
    add_attribute(&html, "lang", report->language);
    add_attribute(&html, "dir", xml_direction(report->language));
    add(&html, ">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" "
               "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
               "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    xml_escape(report->title, " ", out);
    add(&html, "</title>\n<style>");
    add(&html, style);
    add(&html, "</style>\n</head>\n<body>\n<main>\n<header>\n");
    add_element(&html, "h1", report->title_language, report->title);
    add(&html, "\n");
    if (report->root->heading != NULL) {
        add(&html, "<p>");
        add_text(&html, report->root->heading);
        add(&html, "</p>\n");
    }
    add(&html, "</header>\n");
    add_contents(&html);
    walk_blocks(report->root, TOP_LEVEL, &writer, &html);
    add(&html, "</main>\n</body>\n</html>\n");
}
