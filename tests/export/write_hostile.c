/*
 * Writes a session that holds one text everywhere, in the formats named (none: those of running
 * text), for the readers in read_hostile.py and read_data.py. Reads the texts in hexadecimal, one a
 * line, and answers each with its files:
 *
 *     FORMAT WHAT COMPLETE SIZE
 *     the bytes
 *
 * and a line "." behind the last.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>
#include <dais/export/export.h>
#include <dais/export/json_outputs.h>

#include "packed.h"

enum { LINE_MOST = 1 << 16 };

static const struct {
    const char *name;
    enum report_what what;
    bool as_run;
    bool template; /* by one that holds the text, too */
} whats[] = {
    {"report", REPORT_REPORT, false, false},
    {"recommendations", REPORT_RECOMMENDATIONS, false, false},
    {"summary", REPORT_SUMMARY, false, false},
    {"timing", REPORT_TIMING, false, false},
    {"programme", REPORT_PROGRAMME, false, false},
    {"as-run", REPORT_PROGRAMME, true, false},
    {"template", REPORT_REPORT, false, true},
};

static struct lingual one(const char *text)
{
    struct lingual lingual = {0};
    array_push(&lingual.texts, ((struct lingual_text){.text = text}));
    return lingual;
}

/* Texts without fields: those are cleaned otherwise than the text that they would stand beside. */
static struct template_section picked(enum template_form form, enum template_group group)
{
    return (struct template_section){
        .content = TEMPLATE_ENTRIES, .form = form, .group = group, .fields_said = true};
}

/* Asks for facts, people and entries as items and paragraphs, under headings of this text. */
static struct template *make_template(const char *text)
{
    struct template *template = template_new("house");
    template->heading = one(text);
    struct template_section facts = {.content = TEMPLATE_FACTS, .heading = one(text)};
    for (size_t i = 0; i < template_name_count(TEMPLATE_FACT_NAMES); i++) {
        struct template_fact fact = {.heading = one(text), .empty = one(text)};
        fact.names.items[fact.names.count++] = (unsigned char)i;
        array_push(&facts.facts, fact);
    }
    struct template_section people = {.content = TEMPLATE_PEOPLE,
                                      .roles = {.items = {ROLE_SPEAKERS}, .count = 1}};
    array_push(&people.text.list, one(text));
    struct template_section around = {.heading = one(text)};
    array_push(&around.sections, picked(TEMPLATE_LIST, TEMPLATE_TOGETHER));
    array_push(&around.sections, picked(TEMPLATE_PARAGRAPHS, TEMPLATE_BY_SLOT));
    struct template_section nothing = {.content = TEMPLATE_PART, .empty = one(text)};
    array_push(&around.sections, nothing);
    array_push(&template->sections, facts);
    array_push(&template->sections, people);
    array_push(&template->sections, around);
    return template;
}

/* What `dais show --json` and `dais entries --json` say, as format and what of that name. */
static void write_command(const struct session *session, const char *name, bool complete)
{
    BUF_LOCAL struct buf out = {0};
    const struct record *record = session_record(session);
    if (strcmp(name, "show") == 0)
        json_write_programme(session, &out);
    else if (strcmp(name, "entries") == 0)
        json_write_entries(session, (const struct entry *const *)record->entries.items,
                           record->entries.count, "en", &out);
    else
        return;
    (void)printf("%s %s %d %zu\n", name, name, complete, out.size);
    (void)fwrite(out.bytes, 1, out.size, stdout);
}

/* `formats` ends with NULL. */
static void write_files(const char *text, const char *const *formats)
{
    struct packed packed;
    packed_init(&packed, text, ATTRIBUTION_NAMED, strchr(text, ',') == NULL);
    bool complete = packed.complete;
    for (size_t i = 0; i < sizeof whats / sizeof *whats; i++) {
        struct template *template = whats[i].template ? make_template(text) : NULL;
        const struct report_options options = {.what = whats[i].what,
                                               .language = "en",
                                               .as_run = whats[i].as_run,
                                               .template = template};
        struct report *report = report_make(packed.laptop.session, &options);
        for (size_t j = 0; formats[j] != NULL; j++) {
            const struct exporter *exporter = export_find(formats[j]);
            if (exporter == NULL || !export_can(exporter, whats[i].what))
                continue;
            BUF_LOCAL struct buf out = {0};
            exporter->write(report, NULL, &out);
            (void)printf("%s %s %d %zu\n", formats[j], whats[i].name, complete, out.size);
            (void)fwrite(out.bytes, 1, out.size, stdout);
        }
        report_free(report);
        template_free(template);
    }
    for (size_t j = 0; formats[j] != NULL; j++)
        write_command(packed.laptop.session, formats[j], complete);
    (void)printf(".\n");
    (void)fflush(stdout);
    packed_finish(&packed);
}

int main(int argc, char **argv)
{
    static const char *const running[] = {"html", "docx", "odt", NULL};
    const char *const *formats = argc > 1 ? (const char *const *)argv + 1 : running;
    MEM_LOCAL char *line = mem_new(LINE_MOST, 1);
    while (fgets(line, LINE_MOST, stdin) != NULL) {
        BUF_LOCAL struct buf text = {0};
        for (const char *c = line; c[0] > ' ' && c[1] > ' '; c += 2) {
            const char digits[] = {c[0], c[1], '\0'};
            buf_add_char(&text, (char)strtoul(digits, NULL, 16));
        }
        write_files(buf_text(&text), formats);
    }
    return 0;
}
