/*
 * Writes what the product exports or prints as JSON from a session played in memory, for the
 * harness in check_reports.py:
 *
 *     write_report FOLDER SCRIPT report|recommendations|summary|timing|programme|as-run FORMAT
 * LANGUAGE write_report FOLDER SCRIPT un-workshop FORMAT LANGUAGE      the report by that template
 *     write_report FOLDER SCRIPT status|entries|show|people|replan json LANGUAGE
 *
 * A sixth argument is a file that dais-styles wrote, for DOCX and ODT.
 * As FORMAT "tree" it is the tree itself, past all exporters: what readers must find in a file.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/export/export.h>
#include <dais/export/json_outputs.h>
#include <dais/export/style_sheet.h>
#include <dais/os/helper.h>
#include <dais/store/journal_digests.h>
#include <dais/store/templates.h>

#include "morning.h"

/* Forty minutes into the first day nobody has started yet: there is something to replan. */
static void write_plans(const struct laptop *laptop, struct buf *out)
{
    struct session *session = session_new(session_programme(laptop->session));
    const struct timekeeper *timekeeper = session_timekeeper(session);
    struct instant now = laptop->actor.now;
    now.wall = timekeeper->slots.items[0].planned_start + 40 * MSEC_MINUTE;
    struct plan_change plans[PLAN_COUNT];
    for (unsigned plan = 0; plan < PLAN_COUNT; plan++)
        plan_change_make(timekeeper, &now, (enum plan)plan, &plans[plan]);
    json_write_replan(session, plans, PLAN_COUNT, out);
    for (unsigned plan = 0; plan < PLAN_COUNT; plan++)
        plan_change_finish(&plans[plan]);
    session_free(session);
}

static bool write_command(const struct laptop *laptop, const char *what, const char *language,
                          struct buf *out)
{
    const struct record *record = session_record(laptop->session);
    if (strcmp(what, "status") == 0)
        json_write_status(laptop->session, &laptop->actor.now, language, out);
    else if (strcmp(what, "entries") == 0)
        json_write_entries(laptop->session, (const struct entry *const *)record->entries.items,
                           record->entries.count, language, out);
    else if (strcmp(what, "show") == 0)
        json_write_programme(laptop->session, out);
    else if (strcmp(what, "people") == 0)
        json_write_people(laptop->session, &laptop->actor.now, language, out);
    else if (strcmp(what, "replan") == 0)
        write_plans(laptop, out);
    return out->size > 0;
}

static void set_text(json_t *object, const char *name, const char *text)
{
    if (text != NULL)
        json_object_set_new(object, name, json_string(text));
}

/* A node as it is printed, its children in "in". */
static json_t *tree_json(const struct report_node *node)
{
    static const char *const kinds[REPORT_NODE_KIND_COUNT] = {
        [NODE_SECTION] = "section", [NODE_PARAGRAPH] = "paragraph",
        [NODE_FACTS] = "facts",     [NODE_FACT] = "fact",
        [NODE_LIST] = "list",       [NODE_ITEM] = "item",
        [NODE_TABLE] = "table",     [NODE_ROW] = "row",
        [NODE_CELL] = "cell",       [NODE_ENTRY] = "entry"};
    json_t *object = json_object(), *in = json_array();
    set_text(object, "kind", kinds[node->kind]);
    set_text(object, "name", node->name);
    set_text(object, "heading", node->heading);
    set_text(object, "lead", node->lead);
    set_text(object, "text", node->text);
    set_text(object, "language", node->language);
    for (const struct report_node *child = node->first; child != NULL; child = child->next)
        json_array_append_new(in, tree_json(child));
    json_object_set_new(object, "in", in);
    return object;
}

static void write_tree(const struct report *report, struct buf *out)
{
    json_t *object = tree_json(report->root);
    set_text(object, "title", report->title);
    set_text(object, "title_language", report->title_language);
    set_text(object, "report_language", report->language);
    json_object_set_new(object, "draft", json_boolean(report->draft));
    char *text = json_dumps(object, JSON_INDENT(1));
    buf_add_text(out, text);
    free(text);
    json_decref(object);
}

/* A template that comes with the program; NULL: none of that name. */
static struct template *read_template(const char *sessions, const char *name)
{
    BUF_LOCAL struct buf path = {0}, source = {0};
    buf_add_format(&path, "%s/../../templates/%s.yaml", sessions, name);
    struct diags diags = {0};
    struct template *template = NULL;
    (void)templates_load(files_real(), buf_text(&path), &diags, &source, &template);
    diags_finish(&diags);
    return template;
}

/* NULL where the helper refused, or the file cannot be read. */
static struct style_sheet *read_answer(const char *path)
{
    BUF_LOCAL struct buf answer = {0};
    struct message refusal = {.id = NULL};
    if (files_read_whole_path(files_real(), path, HELPER_OUTPUT_MOST, &answer) != 0)
        return NULL;
    struct style_sheet *sheet = style_sheet_read(buf_text(&answer), answer.size, path, &refusal);
    message_finish(&refusal);
    return sheet;
}

static bool write_report(const struct laptop *laptop, const char *folder, const char *what,
                         const char *format, const char *language, const struct style_sheet *styles,
                         struct buf *out)
{
    bool as_run = strcmp(what, "as-run") == 0;
    int index = report_what_find(as_run ? "programme" : what);
    struct template *template = index < 0 ? read_template(folder, what) : NULL;
    if (template != NULL)
        index = REPORT_REPORT;
    const struct exporter *exporter = export_find(format);
    bool tree = strcmp(format, "tree") == 0;
    if (index < 0 ||
        (!tree && (exporter == NULL || !export_can(exporter, (enum report_what)index))))
        return false;
    const struct report_options options = {.what = (enum report_what)index,
                                           .language = language,
                                           .as_run = as_run,
                                           .template = template};
    struct report *report = journal_digests_make_report(laptop->session, &options);
    if (report != NULL && tree)
        write_tree(report, out);
    else if (report != NULL)
        exporter->write(report, &(struct export_options){.styles = styles}, out);
    report_free(report);
    template_free(template);
    return out->size > 0;
}

int main(int argc, char **argv)
{
    if (argc != 6 && argc != 7)
        return 2;
    struct style_sheet *styles = argc == 7 ? read_answer(argv[6]) : NULL;
    if (argc == 7 && styles == NULL)
        return 1;
    struct programme *programme;
    struct laptop laptop;
    if (!morning_play(argv[1], argv[2], &programme, &laptop))
        return 1;
    BUF_LOCAL struct buf out = {0};
    bool written = write_command(&laptop, argv[3], argv[5], &out) ||
                   write_report(&laptop, argv[1], argv[3], argv[4], argv[5], styles, &out);
    style_sheet_free(styles);
    (void)fwrite(buf_text(&out), 1, out.size, stdout);
    laptop_finish(&laptop);
    programme_free(programme);
    return written ? 0 : 2;
}
