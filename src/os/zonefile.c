/*
 * Finds the file of a zone. A name comes from a programme, so it must not lead out of the
 * folder of zones; the files themselves may be links, as packages install them.
 */
#include <dais/os/zonefile.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <dais/os/paths.h>

enum { MOST_BYTES = 256 * 1024, MOST_NAME = 64 };

static const char *zone_folder(void)
{
    const char *folder = getenv("TZDIR");
    return folder != NULL && folder[0] == '/' ? folder : "/usr/share/zoneinfo";
}

static bool is_name_char(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '+' || c == '-' || c == '/';
}

/*
 * Zone names begin with a capital; what else lies in that folder (localtime, right/, zone.tab)
 * does not. Without dots there is no way out.
 */
static bool could_be_name(const char *name)
{
    if (name[0] < 'A' || name[0] > 'Z' || strlen(name) > MOST_NAME)
        return false;
    for (const char *at = name; *at != '\0'; at++)
        if (!is_name_char(*at) || (at[0] == '/' && (at[1] == '/' || at[1] == '\0')))
            return false;
    return true;
}

bool zonefile_has_data(const struct files *files)
{
    struct file_names names = {0};
    int folder = files_open_folder_path(files, zone_folder());
    if (folder < 0)
        return false;
    bool has = false;
    if (files_list(files, folder, &names) == 0)
        for (size_t i = 0; i < names.list.count && !has; i++)
            has = could_be_name(names.list.items[i]);
    file_names_finish(&names);
    (void)files_close(files, folder);
    return has;
}

/* Reads a zone from a file and gives it `name`. */
static int read_file(const struct files *files, const char *path, const char *name,
                     struct zone **ret_zone)
{
    BUF_LOCAL struct buf bytes = {0};
    int r = files_read_whole_path(files, path, MOST_BYTES, &bytes);
    if (r < 0)
        return r;
    struct zone *zone = zone_new(name, buf_text(&bytes), bytes.size);
    if (zone == NULL)
        return -EBADMSG;
    *ret_zone = zone;
    return 0;
}

int zonefile_read(const struct files *files, const char *name, struct zone **ret_zone)
{
    if (!could_be_name(name))
        return -EINVAL;
    BUF_LOCAL struct buf path = {0};
    buf_add_format(&path, "%s/%s", zone_folder(), name);
    int r = read_file(files, buf_text(&path), name, ret_zone);
    if (r == 0)
        return 0;
    if (strcmp(name, "UTC") == 0) {
        *ret_zone = zone_new_fixed(0);
        return 0;
    }
    if (r == -EISDIR || r == -EINVAL || r == -ENOTDIR || r == -ENOENT)
        return zonefile_has_data(files) ? -ENOENT : -ENODATA;
    return r == -EFBIG ? -EBADMSG : r;
}

struct zone *zonefile_read_machine(const struct files *files, enum machine_zone *ret_how,
                                   struct buf *missing)
{
    BUF_LOCAL struct buf name = {0};
    struct zone *zone = NULL;
    paths_machine_zone(&name);
    *ret_how = MACHINE_ZONE_KNOWN;
    if (name.size > 0 && zonefile_read(files, name.bytes, &zone) == 0)
        return zone;
    if (name.size > 0 && (zone = zone_new_rule(name.bytes)) != NULL)
        return zone;
    if (name.size > 0)
        *ret_how = MACHINE_ZONE_MISSING;
    buf_add_text(missing, buf_text(&name));
    if (read_file(files, "/etc/localtime", "localtime", &zone) == 0)
        return zone;
    if (name.size == 0)
        *ret_how = MACHINE_ZONE_UNTOLD;
    return zone_new_fixed(0);
}

/* A line of zone.tab: country, coordinates, name, and maybe a remark, between tabs. */
static void add_zone_of_line(const char *line, size_t size, struct file_names *names)
{
    enum { COLUMNS_BEFORE = 2 };
    const char *end = line + size;
    if (size == 0 || *line == '#')
        return;
    for (int column = 0; column < COLUMNS_BEFORE; column++) {
        line = memchr(line, '\t', (size_t)(end - line));
        if (line == NULL)
            return;
        line++;
    }
    const char *tab = memchr(line, '\t', (size_t)(end - line));
    array_push(&names->list, mem_dup_n(line, (size_t)((tab != NULL ? tab : end) - line)));
}

int zonefile_list(const struct files *files, struct file_names *names)
{
    BUF_LOCAL struct buf path = {0};
    BUF_LOCAL struct buf text = {0};
    buf_add_format(&path, "%s/zone.tab", zone_folder());
    int r = files_read_whole_path(files, buf_text(&path), MOST_BYTES, &text);
    if (r < 0)
        return r;
    const char *at = buf_text(&text);
    while (*at != '\0') {
        size_t size = strcspn(at, "\n");
        add_zone_of_line(at, size, names);
        at += size + (at[size] == '\n' ? 1 : 0);
    }
    array_push(&names->list, mem_dup("UTC"));
    file_names_sort(names);
    return 0;
}
