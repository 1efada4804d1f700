/*
 * Templates are read once, all of them, when the view is opened for the first time: they are small.
 */
#include "report_templates.h"

#include <stdlib.h>
#include <string.h>

#include <dais/store/templates.h>

void report_templates_finish(struct report_templates *templates)
{
    for (size_t i = 0; i < templates->list.count; i++)
        template_free(templates->list.items[i]);
    free(templates->list.items);
    buf_finish(&templates->broken);
    *templates = (struct report_templates){.list = {0}};
}

static void read_one(const struct folder *folder, const char *path,
                     struct report_templates *templates)
{
    struct diags diags = {0};
    struct template *template = NULL;
    BUF_LOCAL struct buf source = {0};
    if (templates_load(folder_files(folder), path, &diags, &source, &template) == 0) {
        array_push(&templates->list, template);
    } else {
        buf_clear(&templates->broken);
        buf_add_text(&templates->broken, path);
    }
    diags_finish(&diags);
}

void report_templates_read(const struct folder *folder, const char *shipped,
                           struct report_templates *templates)
{
    struct templates places;
    report_templates_finish(templates);
    templates_list(folder, shipped, &places);
    for (size_t i = 0; i < places.list.count; i++)
        read_one(folder, places.list.items[i].path, templates);
    templates_finish(&places);
}

size_t report_templates_find(const struct report_templates *templates, const char *name)
{
    for (size_t i = 0; name != NULL && i < templates->list.count; i++)
        if (strcmp(templates->list.items[i]->name, name) == 0)
            return i + 1;
    return 0;
}
