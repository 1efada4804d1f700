/*
 * From what a user named to the files of a session, and the programme read from there, with
 * the machine's zones.
 */
#include "folder_state.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/digest.h>
#include <dais/base/name_table.h>
#include <dais/os/paths.h>
#include <dais/os/zonefile.h>
#include <dais/store/programme_read.h>

static const char programme_name[] = "programme.yaml";

/* A copy without slashes at the end, but for the root's. */
static char *trim_slashes(const char *path)
{
    size_t size = strlen(path);
    while (size > 1 && path[size - 1] == '/')
        size--;
    return mem_dup_n(path, size);
}

static char *join(const char *folder, const char *name)
{
    struct buf path = {0};
    buf_add_text(&path, folder);
    if (path.size == 0 || path.bytes[path.size - 1] != '/')
        buf_add_char(&path, '/');
    buf_add_text(&path, name);
    return buf_take(&path);
}

static bool ends_with(const char *text, const char *ending)
{
    size_t size = strlen(text);
    size_t need = strlen(ending);
    return size > need && strcmp(text + size - need, ending) == 0;
}

/* The record of a programme's file: its own folder, or one of its name beside it. */
static char *record_beside(const char *file)
{
    const char *slash = strrchr(file, '/');
    const char *leaf = slash != NULL ? slash + 1 : file;
    if (strcmp(leaf, programme_name) == 0)
        return slash == NULL ? mem_dup(".")
                             : mem_dup_n(file, slash > file ? (size_t)(leaf - file) - 1 : 1);
    if (ends_with(leaf, ".yaml"))
        return mem_dup_n(file, strlen(file) - strlen(".yaml"));
    if (ends_with(leaf, ".yml"))
        return mem_dup_n(file, strlen(file) - strlen(".yml"));
    struct buf path = {0};
    buf_add_format(&path, "%s.record", file);
    return buf_take(&path);
}

void folder_write_home(const char *programme, struct buf *out)
{
    MEM_LOCAL char *home = record_beside(programme);
    buf_add_text(out, home);
}

int folder_find_place(const struct files *files, const char *path, const char *record,
                      struct folder_place *ret_place)
{
    int folder = files_open_folder_path(files, path);
    if (folder < 0 && folder != -ENOTDIR)
        return folder;
    (void)files_close(files, folder);
    struct folder_place place = {.folder = NULL};
    char *named = trim_slashes(path);
    if (folder >= 0) {
        place.programme = join(named, programme_name);
        place.folder = mem_dup(named);
        place.record = record != NULL ? trim_slashes(record) : mem_dup(named);
    } else {
        place.programme = mem_dup(named);
        place.record = record != NULL ? trim_slashes(record) : record_beside(named);
    }
    free(named);
    *ret_place = place;
    return 0;
}

void folder_place_finish(struct folder_place *place)
{
    free(place->programme);
    free(place->folder);
    free(place->record);
    *place = (struct folder_place){.programme = NULL};
}

int folder_write_rescue(const char *state, const char *record, struct buf *out)
{
    struct buf absolute = {0};
    int error = paths_absolute(record, &absolute);
    if (error == 0) {
        char hex[DIGEST_SHORT_SIZE];
        digest_short(buf_text(&absolute), absolute.size, hex);
        buf_add_format(out, "%s/rescue/%s", state, hex);
    }
    buf_finish(&absolute);
    return error;
}

/* The machine's zones as the reader asks for them. */
struct machine_zones {
    const struct files *files;
    struct file_names names; /* of all zones, listed when first needed */
};

static struct zone *find_zone(void *context, const char *name)
{
    struct machine_zones *zones = context;
    struct zone *zone = NULL;
    return zonefile_read(zones->files, name, &zone) == 0 ? zone : NULL;
}

static const char *nearest_zone(void *context, const char *name)
{
    struct machine_zones *zones = context;
    if (zones->names.list.count == 0 && zonefile_list(zones->files, &zones->names) < 0)
        return NULL;
    return name_nearest((const char *const *)zones->names.list.items, zones->names.list.count,
                        name);
}

static bool has_zone_data(void *context)
{
    const struct machine_zones *zones = context;
    return zonefile_has_data(zones->files);
}

static int read_source(const struct files *files, const struct folder_place *place, struct buf *out)
{
    if (place->folder == NULL)
        return files_read_whole_path(files, place->programme, PROGRAMME_SIZE_MAX, out);
    int folder = files_open_folder_path(files, place->folder);
    if (folder < 0)
        return folder;
    int error = files_read_whole(files, folder, programme_name, PROGRAMME_SIZE_MAX, out);
    (void)files_close(files, folder);
    return error;
}

/* Says why there is no source. 1 where it is for the user to put right, else the error. */
static int say_no_source(struct diags *diags, const char *path, int error)
{
    struct diag *diag = diags_add(diags, DIAG_ERROR, path, 0, 0, "");
    if (error == -ENOENT)
        message_set(&diag->text, N_("there is no programme here"), NULL);
    else if (error == -ELOOP)
        message_set(&diag->text, N_("this is a link; none is followed in a session folder"), NULL);
    else if (error == -EINVAL || error == -EISDIR)
        message_set(&diag->text, N_("this is no file with a text in it"), NULL);
    else
        message_set(&diag->text, N_("cannot be read: {1}"), strerror(-error), NULL);
    return error == -ELOOP || error == -EINVAL || error == -EISDIR ? 1 : error;
}

int folder_read_programme(const struct files *files, const struct folder_place *place,
                          struct diags *diags, struct buf *ret_source,
                          struct programme **ret_programme)
{
    const char *path = place->programme;
    struct buf source = {0};
    int error = read_source(files, place, &source);
    if (error < 0 && error != -EFBIG) {
        buf_finish(&source);
        return say_no_source(diags, path, error);
    }
    BUF_LOCAL struct buf missing = {0};
    enum machine_zone how;
    struct zone *machine = zonefile_read_machine(files_real(), &how, &missing);
    struct machine_zones context = {.files = files_real()};
    struct programme_zones zones = {.context = &context,
                                    .find = find_zone,
                                    .nearest = nearest_zone,
                                    .has_data = has_zone_data,
                                    .machine = machine,
                                    .missing = missing.size > 0 ? missing.bytes : NULL,
                                    .untold = how == MACHINE_ZONE_UNTOLD};
    size_t size = error == -EFBIG ? (size_t)PROGRAMME_SIZE_MAX + 1 : source.size;
    struct programme *programme =
        programme_read(path, error == -EFBIG ? NULL : buf_text(&source), size, &zones, diags);
    zone_free(machine);
    file_names_finish(&context.names);
    if (ret_source != NULL) {
        *ret_source = source;
        source = (struct buf){0};
    }
    buf_finish(&source);
    if (programme == NULL)
        return 1;
    *ret_programme = programme;
    return 0;
}
