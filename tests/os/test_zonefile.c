#include <dais/os/zonefile.h>

#include "faulty_files.h"
#include "suite.h"
#include <dais/os/paths.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

START_TEST(test_read)
{
    static const struct {
        const char *name;
        int result;
        int offset; /* on 18 May 2022 */
    } cases[] = {
        {"Africa/Nairobi", 0, 3 * 3600},
        {"Africa/Tunis", 0, 3600},
        {"Europe/Berlin", 0, 2 * 3600},
        {"Asia/Kathmandu", 0, 20700},
        {"UTC", 0, 0},
        {"Africa/Nairobbery", -ENOENT, 0},
        {"Africa", -ENOENT, 0},
        {"Africa/Nairobi/East", -ENOENT, 0},
        {"", -EINVAL, 0},
        {"/etc/passwd", -EINVAL, 0},
        {"../zoneinfo/UTC", -EINVAL, 0},
        {"Africa/../UTC", -EINVAL, 0},
        {"zone.tab", -EINVAL, 0},
        {"localtime", -EINVAL, 0},
        {"Africa//Nairobi", -EINVAL, 0},
        {"Africa/", -EINVAL, 0},
        {"Africa/Nairobi\n", -EINVAL, 0},
        {"africa/nairobi", -EINVAL, 0},
        {"EAT", -ENOENT, 0},
        {"Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", -EINVAL,
         0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct zone *zone = NULL;
        ck_assert_msg(zonefile_read(files_real(), cases[i].name, &zone) == cases[i].result, "%s",
                      cases[i].name);
        ck_assert((zone != NULL) == (cases[i].result == 0));
        if (zone != NULL) {
            ck_assert_int_eq(zone_offset(zone, 1652853600000, NULL), cases[i].offset);
            ck_assert_str_eq(zone_name(zone), cases[i].name);
        }
        zone_free(zone);
    }
}
END_TEST

/* Zone data missing, broken, or behind a link. */
START_TEST(test_other_folder)
{
    BUF_LOCAL struct buf path = {0};
    ck_assert_int_eq(paths_make_scratch(&path), 0);
    int folder = files_open_folder_path(files_real(), buf_text(&path));
    struct zone *zone = NULL;
    ck_assert_int_eq(setenv("TZDIR", buf_text(&path), 1), 0);
    ck_assert_int_eq(files_replace(files_real(), folder, "Broken", "TZif2", 5, 0600), 0);
    ck_assert_int_eq(symlinkat("/usr/share/zoneinfo/Africa/Tunis", folder, "Linked"), 0);
    ck_assert_int_eq(mkfifoat(folder, "Pipe", 0600), 0);
    ck_assert(zonefile_has_data(files_real()));
    ck_assert_int_eq(zonefile_read(files_real(), "Broken", &zone), -EBADMSG);
    ck_assert_int_eq(zonefile_read(files_real(), "Pipe", &zone), -ENOENT);
    ck_assert_int_eq(zonefile_read(files_real(), "Africa/Tunis", &zone), -ENOENT);
    ck_assert_int_eq(zonefile_read(files_real(), "Linked", &zone), 0);
    zone_free(zone);
    ck_assert_int_eq(zonefile_read(files_real(), "UTC", &zone), 0);
    ck_assert_int_eq(zone_offset(zone, 0, NULL), 0);
    zone_free(zone);
    struct faulty_files disc;
    faulty_files_init(&disc, files_real());
    disc.fault = (struct fault){.kind = FILE_PREAD, .at = 1, .error = EIO};
    zone = NULL;
    ck_assert_int_eq(zonefile_read(&disc.files, "Linked", &zone), -EIO);
    ck_assert_ptr_null(zone);
    close(folder);
    ck_assert_int_eq(paths_remove_tree(buf_text(&path)), 0);
    ck_assert_int_eq(zonefile_read(files_real(), "Linked", &zone), -ENODATA);
    ck_assert(!zonefile_has_data(files_real()));
    struct file_names names = {0};
    ck_assert_int_eq(zonefile_list(files_real(), &names), -ENOENT);
}
END_TEST

START_TEST(test_machine)
{
    static const struct {
        const char *variable, *name;
        int offset; /* on 18 May 2022 */
    } cases[] = {
        {"Africa/Nairobi", "Africa/Nairobi", 3 * 3600},
        {":Africa/Nairobi", "Africa/Nairobi", 3 * 3600},
        {"EAT-3", "EAT-3", 3 * 3600},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "CET-1CEST,M3.5.0,M10.5.0/3", 2 * 3600},
        {"", "UTC", 0},
    };
    enum machine_zone how;
    BUF_LOCAL struct buf missing = {0};
    for (size_t i = 0; i < COUNT(cases); i++) {
        ck_assert_int_eq(setenv("TZ", cases[i].variable, 1), 0);
        struct zone *zone = zonefile_read_machine(files_real(), &how, &missing);
        ck_assert_int_eq(how, MACHINE_ZONE_KNOWN);
        ck_assert_uint_eq(missing.size, 0);
        ck_assert_str_eq(zone_name(zone), cases[i].name);
        ck_assert_int_eq(zone_offset(zone, 1652853600000, NULL), cases[i].offset);
        zone_free(zone);
    }
    static const char *const others[] = {NULL, "Nonsense/Zone", "../../etc/passwd", "/etc/passwd"};
    for (size_t i = 0; i < COUNT(others); i++) {
        if (others[i] != NULL)
            ck_assert_int_eq(setenv("TZ", others[i], 1), 0);
        else
            ck_assert_int_eq(unsetenv("TZ"), 0);
        struct zone *zone = zonefile_read_machine(files_real(), &how, &missing);
        ck_assert_ptr_nonnull(zone);
        if (others[i] != NULL && others[i][0] == 'N') {
            ck_assert_int_eq(how, MACHINE_ZONE_MISSING);
            ck_assert_str_eq(buf_text(&missing), others[i]);
        }
        zone_free(zone);
    }
}
END_TEST

/* Every zone that is offered can be read. */
START_TEST(test_list)
{
    struct file_names names = {0};
    ck_assert_int_eq(zonefile_list(files_real(), &names), 0);
    ck_assert_uint_gt(names.list.count, 300);
    bool nairobi = false;
    for (size_t i = 0; i < names.list.count; i++) {
        struct zone *zone = NULL;
        ck_assert_msg(zonefile_read(files_real(), names.list.items[i], &zone) == 0, "%s",
                      names.list.items[i]);
        nairobi = nairobi || strcmp(names.list.items[i], "Africa/Nairobi") == 0;
        zone_free(zone);
    }
    ck_assert(nairobi);
    file_names_finish(&names);
}
END_TEST

SUITE("os/zonefile", test_read, test_other_folder, test_machine, test_list)
