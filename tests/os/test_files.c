#include <dais/os/files.h>

#include "faulty_files.h"
#include "suite.h"
#include <dais/os/paths.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* An empty folder, open, and its path. */
struct place {
    struct buf path;
    int folder;
};

static void place_init(struct place *place)
{
    *place = (struct place){0};
    ck_assert_int_eq(paths_make_scratch(&place->path), 0);
    place->folder = files_open_folder_path(files_real(), buf_text(&place->path));
    ck_assert_int_ge(place->folder, 0);
}

static void place_finish(struct place *place)
{
    close(place->folder);
    ck_assert_int_eq(paths_remove_tree(buf_text(&place->path)), 0);
    buf_finish(&place->path);
}

static void put(int folder, const char *name, const char *text)
{
    ck_assert_int_eq(files_replace(files_real(), folder, name, text, strlen(text), 0600), 0);
}

static void assert_holds(int folder, const char *name, const char *text)
{
    BUF_LOCAL struct buf read = {0};
    ck_assert_int_eq(files_read_whole(files_real(), folder, name, 1 << 20, &read), 0);
    ck_assert_str_eq(buf_text(&read), text);
}

static size_t count_names(int folder)
{
    struct file_names names = {0};
    ck_assert_int_eq(files_list(files_real(), folder, &names), 0);
    size_t count = names.list.count;
    file_names_finish(&names);
    return count;
}

START_TEST(test_whole)
{
    struct place place;
    place_init(&place);
    BUF_LOCAL struct buf text = {0};
    put(place.folder, "a.yaml", "one");
    put(place.folder, "a.yaml", "two two");
    put(place.folder, "empty", "");
    assert_holds(place.folder, "a.yaml", "two two");
    assert_holds(place.folder, "empty", "");
    ck_assert_uint_eq(count_names(place.folder), 2);
    /* Appended behind what is there; refused whole, not cut, where it is too long. */
    buf_add_text(&text, "before ");
    ck_assert_int_eq(files_read_whole(files_real(), place.folder, "a.yaml", 7, &text), 0);
    ck_assert_str_eq(buf_text(&text), "before two two");
    ck_assert_int_eq(files_read_whole(files_real(), place.folder, "a.yaml", 6, &text), -EFBIG);
    ck_assert_str_eq(buf_text(&text), "before two two");
    buf_add_format(&place.path, "/a.yaml");
    buf_clear(&text);
    ck_assert_int_eq(files_read_whole_path(files_real(), buf_text(&place.path), 99, &text), 0);
    ck_assert_str_eq(buf_text(&text), "two two");
    buf_cut(&place.path, place.path.size - strlen("/a.yaml"));
    place_finish(&place);
}
END_TEST

START_TEST(test_from_offset)
{
    struct place place;
    place_init(&place);
    put(place.folder, "grows", "0123456789");
    int file = files_open_regular(files_real(), place.folder, "grows");
    static const struct {
        off_t offset;
        size_t most;
        const char *text;
    } cases[] = {{0, 99, "0123456789"}, {3, 4, "3456"}, {8, 99, "89"}, {10, 99, ""}, {99, 9, ""}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        BUF_LOCAL struct buf text = {0};
        ck_assert_int_eq(files_read_from(files_real(), file, cases[i].offset, cases[i].most, &text),
                         0);
        ck_assert_str_eq(buf_text(&text), cases[i].text);
    }
    close(file);
    place_finish(&place);
}
END_TEST

/* Nothing but a regular file beneath the folder is opened, and none of it blocks. */
START_TEST(test_refusals)
{
    struct place place;
    place_init(&place);
    put(place.folder, "file", "text");
    ck_assert_int_eq(files_mkdir(files_real(), place.folder, "folder", 0700), 0);
    ck_assert_int_eq(symlinkat("file", place.folder, "link"), 0);
    ck_assert_int_eq(symlinkat("folder", place.folder, "folder-link"), 0);
    ck_assert_int_eq(mkfifoat(place.folder, "pipe", 0600), 0);
    static const struct {
        const char *name;
        int as_file, as_folder;
    } cases[] = {
        {"file", 0, -ENOTDIR},           {"folder", -EISDIR, 0},
        {"link", -ELOOP, -ENOTDIR},      {"folder-link", -ELOOP, -ENOTDIR},
        {"pipe", -EINVAL, -ENOTDIR},     {"none", -ENOENT, -ENOENT},
        {"", -EINVAL, -EINVAL},          {".", -EINVAL, -EINVAL},
        {"..", -EINVAL, -EINVAL},        {"folder/x", -EINVAL, -EINVAL},
        {"/dev/null", -EINVAL, -EINVAL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int file = files_open_regular(files_real(), place.folder, cases[i].name);
        ck_assert_msg(file < 0 ? file == cases[i].as_file : cases[i].as_file == 0, "%s: %d",
                      cases[i].name, file);
        int folder = files_open_folder(files_real(), place.folder, cases[i].name);
        ck_assert_msg(folder < 0 ? folder == cases[i].as_folder : cases[i].as_folder == 0, "%s: %d",
                      cases[i].name, folder);
        (void)files_close(files_real(), file);
        (void)files_close(files_real(), folder);
    }
    /* What a user names may be a link, but still a file. */
    BUF_LOCAL struct buf path = {0};
    buf_add_format(&path, "%s/link", buf_text(&place.path));
    int file = files_open_regular_path(files_real(), buf_text(&path));
    ck_assert_int_ge(file, 0);
    close(file);
    ck_assert_int_eq(files_open_regular_path(files_real(), "/dev/null"), -EINVAL);
    place_finish(&place);
}
END_TEST

START_TEST(test_make_folders)
{
    struct place place;
    place_init(&place);
    BUF_LOCAL struct buf path = {0};
    buf_add_format(&path, "%s/a/b//c/", buf_text(&place.path));
    ck_assert_int_eq(files_make_folders(files_real(), buf_text(&path), 0700), 0);
    ck_assert_int_eq(files_make_folders(files_real(), buf_text(&path), 0700), 0);
    int folder = files_open_folder_path(files_real(), buf_text(&path));
    ck_assert_int_ge(folder, 0);
    put(folder, "file", "");
    close(folder);
    buf_add_text(&path, "file");
    ck_assert_int_eq(files_make_folders(files_real(), buf_text(&path), 0700), -ENOTDIR);
    buf_add_text(&path, "/d");
    ck_assert_int_eq(files_make_folders(files_real(), buf_text(&path), 0700), -ENOTDIR);
    ck_assert_int_eq(files_make_folders(files_real(), buf_text(&place.path), 0700), 0);
    ck_assert_int_eq(files_make_folders(files_real(), "/", 0700), 0);
    ck_assert_int_eq(files_make_folders(files_real(), ".", 0700), 0);
    ck_assert_int_eq(chdir(buf_text(&place.path)), 0);
    ck_assert_int_eq(files_make_folders(files_real(), "here/and/there", 0700), 0);
    ck_assert_int_eq(access("here/and/there", X_OK), 0);
    ck_assert_int_eq(chdir("/"), 0);
    place_finish(&place);
}
END_TEST

/* Also a folder that is there is synced into the one above it: who made it may have been stopped.
 */
START_TEST(test_made_before)
{
    struct place place;
    struct faulty_files disc;
    place_init(&place);
    BUF_LOCAL struct buf path = {0};
    buf_add_format(&path, "%s/a", buf_text(&place.path));
    for (unsigned i = 0; i < 2; i++) {
        faulty_files_init(&disc, files_real());
        ck_assert_int_eq(files_make_folders(&disc.files, buf_text(&path), 0700), 0);
        ck_assert_uint_eq(disc.calls[FILE_FSYNC], i == 0 ? 2 : 1); /* also the one to make it in */
    }
    disc.fault = (struct fault){.kind = FILE_FSYNC, .at = 2, .error = EIO};
    ck_assert_int_eq(files_make_folders(&disc.files, buf_text(&path), 0700), -EIO);
    /* Nor is anything made in one that may not be on the disc. */
    buf_add_text(&path, "/b/c");
    faulty_files_init(&disc, files_real());
    disc.fault = (struct fault){.kind = FILE_FSYNC, .at = 2, .error = EIO};
    ck_assert_int_eq(files_make_folders(&disc.files, buf_text(&path), 0700), -EIO);
    unsigned before = disc.calls[FILE_FSYNC];
    ck_assert_int_eq(files_make_folders(&disc.files, buf_text(&path), 0700), 0);
    ck_assert_uint_eq(disc.calls[FILE_FSYNC], before + 2);
    place_finish(&place);
}
END_TEST

START_TEST(test_list)
{
    enum { MANY = 5000 };
    struct place place;
    place_init(&place);
    for (int i = 0; i < MANY; i++) {
        BUF_LOCAL struct buf name = {0};
        buf_add_format(&name, "%04d.yaml", (i * 7919) % MANY);
        int file = files_openat(files_real(), place.folder, buf_text(&name),
                                O_WRONLY | O_CREAT | O_EXCL, 0600);
        ck_assert_int_ge(file, 0);
        close(file);
    }
    for (int again = 0; again < 2; again++) {
        struct file_names names = {0};
        ck_assert_int_eq(files_list(files_real(), place.folder, &names), 0);
        ck_assert_uint_eq(names.list.count, MANY);
        for (int i = 0; i < MANY; i++)
            ck_assert_int_eq(strtol(names.list.items[i], NULL, 10), i);
        file_names_finish(&names);
    }
    place_finish(&place);
}
END_TEST

START_TEST(test_sort_names)
{
    struct file_names names = {0};
    static const char *const given[] = {"b", "a", "b", "c", "a", "a"};
    file_names_sort(&names);
    for (size_t i = 0; i < COUNT(given); i++)
        array_push(&names.list, mem_dup(given[i]));
    file_names_sort(&names);
    ck_assert_uint_eq(names.list.count, 3);
    ck_assert_str_eq(names.list.items[0], "a");
    ck_assert_str_eq(names.list.items[1], "b");
    ck_assert_str_eq(names.list.items[2], "c");
    file_names_finish(&names);
    file_names_finish(&names);
}
END_TEST

static int replace_with(struct faulty_files *disc, int folder)
{
    return files_replace(&disc->files, folder, "kept", "new content", 11, 0600);
}

/* Every call of a replacement fails in turn: the old or the new content, never a mixture. */
START_TEST(test_replace_fails)
{
    static const int errors[] = {EIO, ENOSPC, EDQUOT, EROFS, EACCES, EFBIG, EMFILE};
    struct place place;
    place_init(&place);
    struct faulty_files disc;
    faulty_files_init(&disc, files_real());
    put(place.folder, "kept", "old content");
    ck_assert_int_eq(replace_with(&disc, place.folder), 0);
    unsigned calls = disc.calls[FILE_ANY];
    ck_assert_uint_ge(calls, 6); /* open, write, fdatasync, close, rename, fsync */
    for (unsigned at = 1; at <= calls; at++) {
        for (size_t i = 0; i < COUNT(errors); i++) {
            put(place.folder, "kept", "old content");
            faulty_files_init(&disc, files_real());
            disc.fault = (struct fault){.kind = FILE_ANY, .at = at, .error = errors[i]};
            ck_assert_int_eq(replace_with(&disc, place.folder), -errors[i]);
            ck_assert_uint_eq(disc.failed, 1);
            assert_holds(place.folder, "kept", at == calls ? "new content" : "old content");
            ck_assert_uint_eq(count_names(place.folder), 1);
        }
    }
    place_finish(&place);
}
END_TEST

START_TEST(test_interrupted_goes_on)
{
    struct place place;
    place_init(&place);
    for (unsigned at = 1; at <= 6; at++) {
        put(place.folder, "kept", "old content");
        struct faulty_files disc;
        faulty_files_init(&disc, files_real());
        disc.fault = (struct fault){.kind = FILE_ANY, .at = at, .error = EINTR};
        ck_assert_int_eq(replace_with(&disc, place.folder), 0);
        ck_assert_uint_eq(disc.failed, 1);
        assert_holds(place.folder, "kept", "new content");
    }
    place_finish(&place);
}
END_TEST

START_TEST(test_short_write)
{
    struct place place;
    place_init(&place);
    put(place.folder, "kept", "old content");
    struct faulty_files disc;
    faulty_files_init(&disc, files_real());
    disc.fault = (struct fault){.kind = FILE_WRITE, .at = 1, .short_write = 4};
    ck_assert_int_eq(replace_with(&disc, place.folder), 0); /* it goes on */
    ck_assert_uint_eq(disc.calls[FILE_WRITE], 2);
    assert_holds(place.folder, "kept", "new content");
    put(place.folder, "kept", "old content");
    faulty_files_init(&disc, files_real());
    disc.fault = (struct fault){.kind = FILE_WRITE, .at = 1, .short_write = 4, .for_ever = true};
    ck_assert_int_eq(replace_with(&disc, place.folder), -ENOSPC);
    assert_holds(place.folder, "kept", "old content");
    faulty_files_init(&disc, files_real());
    disc.fault = (struct fault){.kind = FILE_WRITE, .at = 1, .short_write = 0};
    ck_assert_int_eq(replace_with(&disc, place.folder), -EIO);
    assert_holds(place.folder, "kept", "old content");
    ck_assert_uint_eq(count_names(place.folder), 1);
    place_finish(&place);
}
END_TEST

/* Both syncs are there, and in their places: without them the rest would pass all the same. */
START_TEST(test_replace_syncs)
{
    struct place place;
    place_init(&place);
    struct faulty_files disc;
    faulty_files_init(&disc, files_real());
    ck_assert_int_eq(replace_with(&disc, place.folder), 0);
    ck_assert_uint_eq(disc.calls[FILE_FDATASYNC], 1);
    ck_assert_uint_eq(disc.calls[FILE_FSYNC], 1);
    faulty_files_init(&disc, files_real());
    disc.fault = (struct fault){.kind = FILE_FDATASYNC, .at = 1, .error = EIO};
    ck_assert_int_eq(replace_with(&disc, place.folder), -EIO);
    ck_assert_uint_eq(disc.calls[FILE_RENAMEAT], 0);
    /* A file system that cannot sync folders has nothing to sync. */
    faulty_files_init(&disc, files_real());
    disc.fault = (struct fault){.kind = FILE_FSYNC, .at = 1, .error = EINVAL};
    ck_assert_int_eq(replace_with(&disc, place.folder), 0);
    disc.fault = (struct fault){.kind = FILE_FSYNC, .at = 2, .error = EIO};
    ck_assert_int_eq(replace_with(&disc, place.folder), -EIO);
    place_finish(&place);
}
END_TEST

/* A program that is killed at that call of `function`. */
static void kill_at(unsigned at, int (*function)(struct faulty_files *, int), int folder)
{
    pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        struct faulty_files disc;
        faulty_files_init(&disc, files_real());
        disc.fault = (struct fault){.kind = FILE_ANY, .at = at, .kill = true};
        (void)function(&disc, folder);
        _exit(0);
    }
    int status;
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

/* Killed at each call: what is in place is whole. */
START_TEST(test_replace_killed)
{
    struct place place;
    place_init(&place);
    for (unsigned at = 1; at <= 6; at++) {
        put(place.folder, "kept", "old content");
        kill_at(at, replace_with, place.folder);
        assert_holds(place.folder, "kept", at == 6 ? "new content" : "old content");
    }
    place_finish(&place);
}
END_TEST

static int place_with(struct faulty_files *disc, int folder)
{
    return files_place_new(&disc->files, folder, "new", "content", strlen("content"), 0600);
}

/* A name that is taken stays with what has it; upon an error nothing is left, but where links fail.
 */
START_TEST(test_place_new)
{
    static const int errors[] = {EIO, ENOSPC, EPERM};
    struct place place;
    place_init(&place);
    struct faulty_files disc;
    faulty_files_init(&disc, files_real());
    ck_assert_int_eq(place_with(&disc, place.folder), 0);
    ck_assert_int_eq(place_with(&disc, place.folder), -EEXIST);
    ck_assert_uint_eq(count_names(place.folder), 1);
    for (size_t i = 0; i < COUNT(errors); i++) {
        for (unsigned at = 1; at <= 7; at++) {
            (void)files_unlink(files_real(), place.folder, "new");
            faulty_files_init(&disc, files_real());
            disc.fault = (struct fault){.kind = FILE_ANY, .at = at, .error = errors[i]};
            int r = place_with(&disc, place.folder);
            bool links = !(errors[i] == EPERM && disc.calls[FILE_LINKAT] == 1 && at == 5);
            ck_assert_int_eq(r, at == 6 || !links ? 0 : -errors[i]); /* 6: the name that went */
            ck_assert_uint_eq(count_names(place.folder), at == 6 ? 2 : !links);
            if (r == 0)
                assert_holds(place.folder, "new", "content");
            if (at == 6) {
                place_finish(&place);
                place_init(&place);
            }
        }
    }
    place_finish(&place);
}
END_TEST

/* Killed at each call: the whole of it under its name, or nothing. */
START_TEST(test_place_new_killed)
{
    unsigned there = 0;
    for (unsigned at = 1; at <= 7; at++) {
        struct place place;
        struct stat stat;
        place_init(&place);
        kill_at(at, place_with, place.folder);
        if (files_stat(files_real(), place.folder, "new", &stat) == 0) {
            assert_holds(place.folder, "new", "content");
            there++;
        }
        place_finish(&place);
    }
    ck_assert_uint_eq(there, 2);
}
END_TEST

START_TEST(test_read_fails)
{
    struct place place;
    place_init(&place);
    put(place.folder, "file", "some text");
    static const struct {
        enum file_call kind;
        int error;
    } cases[] = {{FILE_OPENAT, EMFILE}, {FILE_FSTAT, EIO}, {FILE_PREAD, EIO}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct faulty_files disc;
        faulty_files_init(&disc, files_real());
        disc.fault = (struct fault){.kind = cases[i].kind, .at = 1, .error = cases[i].error};
        BUF_LOCAL struct buf text = {0};
        ck_assert_int_eq(files_read_whole(&disc.files, place.folder, "file", 99, &text),
                         -cases[i].error);
        ck_assert_str_eq(buf_text(&text), "");
        ck_assert_uint_eq(disc.calls[FILE_CLOSE], cases[i].kind == FILE_OPENAT ? 0 : 1);
    }
    struct faulty_files disc;
    faulty_files_init(&disc, files_real());
    disc.fault = (struct fault){.kind = FILE_LIST, .at = 1, .error = EIO};
    struct file_names names = {0};
    ck_assert_int_eq(files_list(&disc.files, place.folder, &names), -EIO);
    ck_assert_uint_eq(names.list.count, 0);
    place_finish(&place);
}
END_TEST

SUITE("os/files", test_whole, test_from_offset, test_refusals, test_make_folders, test_made_before,
      test_list, test_sort_names, test_replace_fails, test_interrupted_goes_on, test_short_write,
      test_replace_syncs, test_replace_killed, test_place_new, test_place_new_killed,
      test_read_fails)
