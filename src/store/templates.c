/*
 * Where house templates lie. In a session's folder nothing is followed that is a link, as with
 * everything in there; what comes with the program is trusted, and so is a file that a user names.
 */
#include <dais/store/templates.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>
#include <dais/store/template_read.h>

#include "folder_state.h"

#define FOLDER_NAME "templates"
static const char ending[] = ".yaml";

/* Adds NAME.yaml of an open folder. */
static void add_all(const struct files *files, int folder, const char *path, bool shipped,
                    struct templates *templates)
{
    struct file_names names = {.list = {.count = 0}};
    if (folder < 0 || files_list(files, folder, &names) < 0)
        names.list.count = 0;
    for (size_t i = 0; i < names.list.count; i++) {
        const char *name = names.list.items[i];
        size_t size = strlen(name), rest = sizeof ending - 1;
        struct stat stat;
        if (name[0] == '.' || size <= rest || strcmp(name + size - rest, ending) != 0 ||
            files_stat(files, folder, name, &stat) < 0 || !S_ISREG(stat.st_mode))
            continue;
        struct buf whole = {0};
        buf_add_format(&whole, "%s/%s", path, name);
        struct template_place place = {mem_dup_n(name, size - rest), buf_take(&whole), shipped};
        array_push(&templates->list, place);
    }
    file_names_finish(&names);
}

/* Of the session's own, without a link on the way from its folder. */
static void add_own(const struct folder *folder, struct templates *templates)
{
    const struct files *files = folder_files(folder);
    BUF_LOCAL struct buf home = {0}, path = {0};
    folder_write_home(folder_path(folder), &home);
    buf_add_format(&path, "%s/" FOLDER_NAME, buf_text(&home));
    int place = files_open_folder_path(files, buf_text(&home));
    int own = place < 0 ? place : files_open_folder(files, place, FOLDER_NAME);
    add_all(files, own, buf_text(&path), false, templates);
    files_close(files, own);
    files_close(files, place);
}

void templates_list(const struct folder *folder, const char *shipped,
                    struct templates *ret_templates)
{
    const struct files *files = folder_files(folder);
    *ret_templates = (struct templates){.list = {.count = 0}};
    int place = shipped == NULL ? -ENOENT : files_open_folder_path(files, shipped);
    add_all(files, place, shipped, true, ret_templates);
    files_close(files, place);
    add_own(folder, ret_templates);
}

void templates_finish(struct templates *templates)
{
    for (size_t i = 0; i < templates->list.count; i++) {
        free(templates->list.items[i].name);
        free(templates->list.items[i].path);
    }
    free(templates->list.items);
    *templates = (struct templates){.list = {.count = 0}};
}

const struct template_place *templates_find(const struct templates *templates, const char *name)
{
    for (size_t i = 0; i < templates->list.count; i++) {
        if (strcmp(templates->list.items[i].name, name) == 0)
            return &templates->list.items[i];
    }
    return NULL;
}

const char *templates_nearest(const struct templates *templates, const char *name)
{
    if (templates->list.count == 0)
        return NULL;
    MEM_LOCAL const char **names = mem_new(templates->list.count, sizeof *names);
    for (size_t i = 0; i < templates->list.count; i++)
        names[i] = templates->list.items[i].name;
    return name_nearest(names, templates->list.count, name);
}

int templates_load(const struct files *files, const char *path, struct diags *diags,
                   struct buf *ret_source, struct template **ret_template)
{
    int error = files_read_whole_path(files, path, TEMPLATE_SIZE_MAX, ret_source);
    if (error < 0 && error != -EFBIG)
        return error;
    size_t size = error == -EFBIG ? (size_t)TEMPLATE_SIZE_MAX + 1 : ret_source->size;
    struct template *template = template_read(path, buf_text(ret_source), size, diags);
    if (template == NULL)
        return 1;
    *ret_template = template;
    return 0;
}
