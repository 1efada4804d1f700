/*
 * Templates are read whenever somebody may look for one: they are small. What was read before stays
 * while their files are the same, so that who has one of them keeps it.
 */
#include "report_templates.h"

#include <stdlib.h>
#include <string.h>

#include <dais/store/templates.h>

#include "translate.h"

void report_templates_finish(struct report_templates *templates)
{
    for (size_t i = 0; i < templates->list.count; i++) {
        struct report_template *template = &templates->list.items[i];
        template_free(template->template);
        free(template->name);
        free(template->label);
        free(template->error);
    }
    free(templates->list.items);
    *templates = (struct report_templates){.list = {0}};
}

/* The first of what is wrong; `error` where the file could not even be read. */
static void take_finding(struct report_template *template, struct diags *diags, int error)
{
    BUF_LOCAL struct buf label = {0}, text = {0};
    translate_write(&label, N_("{1} (has errors)"), template->name, NULL);
    diags_sort(diags);
    for (size_t i = 0; i < diags->list.count && template->line == 0 && text.size == 0; i++) {
        const struct diag *diag = &diags->list.items[i];
        if (diag->severity != DIAG_ERROR)
            continue;
        message_write(&diag->text, translate, &text);
        template->line = diag->line;
    }
    if (text.size == 0)
        buf_add_text(&text, strerror(-error));
    template->label = buf_take(&label);
    template->error = buf_take(&text);
}

static void read_one(const struct folder *folder, const struct template_place *place,
                     struct report_templates *templates, struct buf *bytes)
{
    struct diags diags = {0};
    struct report_template template = {.name = mem_dup(place->name)};
    BUF_LOCAL struct buf source = {0};
    int result =
        templates_load(folder_files(folder), place->path, &diags, &source, &template.template);
    if (result != 0)
        take_finding(&template, &diags, result);
    buf_add_format(bytes, "%s %d %zu ", place->path, result, source.size);
    buf_add(bytes, source.bytes, source.size);
    array_push(&templates->list, template);
    diags_finish(&diags);
}

bool report_templates_read(const struct folder *folder, const char *shipped,
                           struct report_templates *templates)
{
    struct report_templates read = {.list = {0}};
    struct templates places;
    BUF_LOCAL struct buf bytes = {0};
    templates_list(folder, shipped, &places);
    for (size_t i = 0; i < places.list.count; i++)
        read_one(folder, &places.list.items[i], &read, &bytes);
    templates_finish(&places);
    digest_hex(buf_text(&bytes), bytes.size, read.digest);
    bool changed = strcmp(read.digest, templates->digest) != 0;
    struct report_templates before = changed ? *templates : read;
    if (changed)
        *templates = read;
    report_templates_finish(&before);
    return changed;
}

size_t report_templates_find(const struct report_templates *templates, const char *name)
{
    for (size_t i = 0; name != NULL && i < templates->list.count; i++)
        if (templates->list.items[i].template != NULL &&
            strcmp(templates->list.items[i].name, name) == 0)
            return i + 1;
    return 0;
}
