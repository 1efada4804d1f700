#include <dais/os/watch.h>

#include "suite.h"
#include <dais/os/paths.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { LONGEST_WAIT = 5000 };

struct place {
    struct buf path;
    int folder;
    struct watch watch;
};

static void place_init(struct place *place)
{
    *place = (struct place){0};
    ck_assert_int_eq(paths_make_scratch(&place->path), 0);
    place->folder = files_open_folder_path(files_real(), buf_text(&place->path));
    ck_assert_int_eq(watch_init(&place->watch, place->folder), 0);
}

static void place_finish(struct place *place)
{
    watch_finish(&place->watch);
    close(place->folder);
    (void)paths_remove_tree(buf_text(&place->path));
    buf_finish(&place->path);
}

static void append(int folder, const char *name, const char *text)
{
    int file = openat(folder, name, O_WRONLY | O_CREAT | O_APPEND, 0600);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
}

/* Takes what is waiting and holds its names against a text of them with blanks between. */
static void assert_changed(struct place *place, const char *expected)
{
    struct pollfd polled = {.fd = place->watch.fd, .events = POLLIN};
    ck_assert_int_eq(poll(&polled, 1, LONGEST_WAIT), 1);
    struct watch_changes changes = {0};
    ck_assert_int_eq(watch_take(&place->watch, &changes), 0);
    BUF_LOCAL struct buf names = {0};
    for (size_t i = 0; i < changes.names.list.count; i++)
        buf_add_format(&names, "%s%s", i > 0 ? " " : "", changes.names.list.items[i]);
    ck_assert_str_eq(buf_text(&names), expected);
    ck_assert(!changes.all && !changes.gone);
    watch_changes_finish(&changes);
    ck_assert_int_eq(poll(&polled, 1, 0), 0);
}

START_TEST(test_changes)
{
    struct place place;
    place_init(&place);
    append(place.folder, "b", "1");
    assert_changed(&place, "b");
    append(place.folder, "b", "2"); /* growth of a file that was there */
    append(place.folder, "b", "3");
    append(place.folder, "a", "");
    assert_changed(&place, "a b");
    ck_assert_int_eq(files_replace(files_real(), place.folder, "c", "x", 1, 0600), 0);
    struct watch_changes changes = {0};
    ck_assert_int_eq(watch_take(&place.watch, &changes), 0);
    ck_assert_uint_eq(changes.names.list.count, 2); /* the temporary one, too */
    ck_assert_str_eq(changes.names.list.items[1], "c");
    watch_changes_finish(&changes);
    ck_assert_int_eq(files_unlink(files_real(), place.folder, "a"), 0);
    assert_changed(&place, "a");
    ck_assert_int_eq(files_rename(files_real(), place.folder, "b", "d"), 0);
    assert_changed(&place, "b d");
    place_finish(&place);
}
END_TEST

START_TEST(test_nothing)
{
    struct place place;
    place_init(&place);
    struct watch_changes changes = {0};
    append(place.folder, "a", "1");
    assert_changed(&place, "a");
    BUF_LOCAL struct buf text = {0}; /* reading is no change */
    ck_assert_int_eq(files_read_whole(files_real(), place.folder, "a", 9, &text), 0);
    ck_assert_int_eq(watch_take(&place.watch, &changes), 0);
    ck_assert_uint_eq(changes.names.list.count, 0);
    ck_assert(!changes.all && !changes.gone);
    place_finish(&place);
}
END_TEST

START_TEST(test_gone)
{
    struct place place;
    place_init(&place);
    close(place.folder);
    place.folder = -1;
    ck_assert_int_eq(rmdir(buf_text(&place.path)), 0);
    struct pollfd polled = {.fd = place.watch.fd, .events = POLLIN};
    ck_assert_int_eq(poll(&polled, 1, LONGEST_WAIT), 1);
    struct watch_changes changes = {0};
    ck_assert_int_eq(watch_take(&place.watch, &changes), 0);
    ck_assert(changes.gone);
    watch_changes_finish(&changes);
    place_finish(&place);
}
END_TEST

START_TEST(test_not_to_be_had)
{
    struct place place;
    place_init(&place);
    struct watch watch = {.fd = 7};
    struct rlimit usual;
    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &usual), 0);
    struct rlimit few = {.rlim_cur = 0, .rlim_max = usual.rlim_max};
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &few), 0);
    ck_assert_int_eq(watch_init(&watch, place.folder), -EMFILE);
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &usual), 0);
    ck_assert_int_eq(watch.fd, -1);
    watch_finish(&watch);
    place_finish(&place);
}
END_TEST

SUITE("os/watch", test_changes, test_nothing, test_gone, test_not_to_be_had)
