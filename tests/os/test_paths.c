#include <dais/os/paths.h>

#include "suite.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void set(const char *variable, const char *value)
{
    if (value != NULL)
        ck_assert_int_eq(setenv(variable, value, 1), 0);
    else
        ck_assert_int_eq(unsetenv(variable), 0);
}

START_TEST(test_user_folders)
{
    static const struct {
        const char *state, *config, *home, *state_folder, *config_folder;
    } cases[] = {
        {"/s", "/c", "/h", "/s/dais", "/c/dais"},
        {NULL, NULL, "/h", "/h/.local/state/dais", "/h/.config/dais"},
        {"", "relative", "/h", "/h/.local/state/dais", "/h/.config/dais"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        BUF_LOCAL struct buf state = {0};
        BUF_LOCAL struct buf config = {0};
        set("XDG_STATE_HOME", cases[i].state);
        set("XDG_CONFIG_HOME", cases[i].config);
        set("HOME", cases[i].home);
        ck_assert_int_eq(paths_state_folder(&state), 0);
        ck_assert_int_eq(paths_config_folder(&config), 0);
        ck_assert_str_eq(buf_text(&state), cases[i].state_folder);
        ck_assert_str_eq(buf_text(&config), cases[i].config_folder);
    }
    BUF_LOCAL struct buf state = {0};
    set("HOME", NULL); /* the user's entry says, if there is one */
    set("XDG_STATE_HOME", NULL);
    int r = paths_state_folder(&state);
    ck_assert(r == 0 || r == -ENOENT);
    if (r == 0)
        ck_assert_ptr_nonnull(strstr(buf_text(&state), "/.local/state/dais"));
    else
        ck_assert_uint_eq(state.size, 0);
}
END_TEST

START_TEST(test_scratch)
{
    BUF_LOCAL struct buf outer = {0};
    BUF_LOCAL struct buf inner = {0};
    BUF_LOCAL struct buf other = {0};
    ck_assert_int_eq(paths_make_scratch(&outer), 0);
    set("XDG_RUNTIME_DIR", "/nowhere/at/all");
    set("TMPDIR", buf_text(&outer));
    ck_assert_int_eq(paths_make_scratch(&inner), 0);
    ck_assert_int_eq(paths_make_scratch(&other), 0);
    ck_assert_int_eq(strncmp(buf_text(&inner), buf_text(&outer), outer.size), 0);
    ck_assert_str_ne(buf_text(&inner), buf_text(&other));
    struct stat stat_of;
    ck_assert_int_eq(stat(buf_text(&inner), &stat_of), 0);
    ck_assert_uint_eq(stat_of.st_mode & 0777, 0700);
    /* A tree with a link out of it: the link goes, what it points to stays. */
    int folder = open(buf_text(&inner), O_RDONLY | O_DIRECTORY);
    ck_assert_int_ge(folder, 0);
    ck_assert_int_eq(mkdirat(folder, "sub", 0700), 0);
    ck_assert_int_eq(mkdirat(folder, "sub/deeper", 0700), 0);
    close(openat(folder, "sub/deeper/file", O_WRONLY | O_CREAT, 0600));
    ck_assert_int_eq(symlinkat(buf_text(&other), folder, "sub/out"), 0);
    close(folder);
    ck_assert_int_eq(paths_remove_tree(buf_text(&inner)), 0);
    ck_assert_int_eq(access(buf_text(&inner), F_OK), -1);
    ck_assert_int_eq(access(buf_text(&other), F_OK), 0);
    ck_assert_int_eq(paths_remove_tree(buf_text(&outer)), 0);
    ck_assert_int_eq(access(buf_text(&other), F_OK), -1);
    ck_assert_int_eq(paths_remove_tree(buf_text(&outer)), -ENOENT);
}
END_TEST

START_TEST(test_machine_zone)
{
    static const struct {
        const char *variable, *zone;
    } cases[] = {
        {"Africa/Nairobi", "Africa/Nairobi"},
        {":Europe/Berlin", "Europe/Berlin"},
        {"/usr/share/zoneinfo/Asia/Kathmandu", "Asia/Kathmandu"},
        {":/usr/share/zoneinfo/Asia/Kathmandu", "Asia/Kathmandu"},
        {"EAT-3", "EAT-3"},
        {"", "UTC"},
        {":", "UTC"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        BUF_LOCAL struct buf zone = {0};
        set("TZ", cases[i].variable);
        paths_machine_zone(&zone);
        ck_assert_str_eq(buf_text(&zone), cases[i].zone);
    }
    BUF_LOCAL struct buf zone = {0};
    set("TZ", NULL); /* whatever this machine says, it is one name */
    paths_machine_zone(&zone);
    ck_assert_ptr_null(strpbrk(buf_text(&zone), " \n\t"));
    ck_assert(buf_text(&zone)[0] != '/');
}
END_TEST

START_TEST(test_absolute)
{
    struct buf folder = {0};
    ck_assert_int_eq(paths_make_scratch(&folder), 0);
    struct buf real = {0};
    ck_assert_int_eq(paths_absolute(buf_text(&folder), &real), 0);
    ck_assert_int_eq(chdir(buf_text(&folder)), 0);
    static const struct {
        const char *path, *ending;
        int error;
    } cases[] = {
        {".", "", 0},         {"new", "/new", 0},          {"new/", "/new", 0},
        {"./new", "/new", 0}, {"none/new", NULL, -ENOENT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf path = {0};
        ck_assert_int_eq(paths_absolute(cases[i].path, &path), cases[i].error);
        struct buf expected = {0};
        if (cases[i].ending != NULL)
            buf_add_format(&expected, "%s%s", buf_text(&real), cases[i].ending);
        ck_assert_str_eq(buf_text(&path), buf_text(&expected));
        buf_finish(&path);
        buf_finish(&expected);
    }
    ck_assert_int_eq(chdir("/"), 0);
    ck_assert_int_eq(paths_remove_tree(buf_text(&folder)), 0);
    buf_finish(&folder);
    buf_finish(&real);
}
END_TEST

SUITE("os/paths", test_absolute, test_user_folders, test_scratch, test_machine_zone)
