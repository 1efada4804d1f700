#include "samples.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>

#include "suite.h"

/* Names without the ending, each owned. */
struct names {
    ARRAY_OF(char *) list;
};

static void write_path(struct buf *path, const char *folder)
{
    const char *root = getenv("DAIS_TEST_ROOT");
    ck_assert_msg(root != NULL, "DAIS_TEST_ROOT is where the sources are");
    buf_add_format(path, "%s/tests/data/%s", root, folder);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void list_names(const char *folder, const char *ending, struct names *names)
{
    BUF_LOCAL struct buf path = {0};
    write_path(&path, folder);
    DIR *opened = opendir(path.bytes);
    ck_assert_ptr_nonnull(opened);
    for (struct dirent *entry; (entry = readdir(opened)) != NULL;) {
        size_t size = strlen(entry->d_name), tail = strlen(ending);
        if (size > tail && strcmp(entry->d_name + size - tail, ending) == 0)
            array_push(&names->list, mem_dup_n(entry->d_name, size - tail));
    }
    closedir(opened);
    if (names->list.count > 0)
        qsort(names->list.items, names->list.count, sizeof *names->list.items, compare_names);
}

static void names_finish(struct names *names)
{
    for (size_t i = 0; i < names->list.count; i++)
        free(names->list.items[i]);
    free(names->list.items);
}

static bool read_file(const char *folder, const char *name, const char *ending, struct buf *out)
{
    BUF_LOCAL struct buf path = {0};
    write_path(&path, folder);
    buf_add_format(&path, "/%s%s", name, ending);
    FILE *file = fopen(path.bytes, "rb");
    if (file == NULL)
        return false;
    char bytes[4096];
    for (size_t size; (size = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buf_add(out, bytes, size);
    fclose(file);
    return true;
}

static void write_file(const char *folder, const char *name, const struct buf *text)
{
    BUF_LOCAL struct buf path = {0};
    write_path(&path, folder);
    buf_add_format(&path, "/%s.expected", name);
    FILE *file = fopen(path.bytes, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(buf_text(text), 1, text->size, file), text->size);
    fclose(file);
}

void samples_check(const char *folder, size_t least, sample_function *function)
{
    struct names names = {0};
    list_names(folder, ".yaml", &names);
    ck_assert_uint_ge(names.list.count, least);
    bool update = getenv("DAIS_UPDATE") != NULL;
    unsigned wrong = 0;
    for (size_t i = 0; i < names.list.count; i++) {
        const char *name = names.list.items[i];
        BUF_LOCAL struct buf source = {0};
        BUF_LOCAL struct buf found = {0};
        BUF_LOCAL struct buf expected = {0};
        ck_assert(read_file(folder, name, ".yaml", &source));
        function(name, &source, &found);
        ck_assert_msg(found.size > 0, "%s: nothing comes of it", name);
        if (update)
            write_file(folder, name, &found);
        else if (!read_file(folder, name, ".expected", &expected) ||
                 strcmp(buf_text(&found), buf_text(&expected)) != 0) {
            fprintf(stderr, "%s: expected\n%sfound\n%s", name, buf_text(&expected),
                    buf_text(&found));
            wrong++;
        }
    }
    names_finish(&names);
    ck_assert_uint_eq(wrong, 0);
}

void samples_check_expected(const char *folder)
{
    struct names names = {0};
    list_names(folder, ".expected", &names);
    for (size_t i = 0; i < names.list.count; i++) {
        BUF_LOCAL struct buf source = {0};
        ck_assert_msg(read_file(folder, names.list.items[i], ".yaml", &source),
                      "%s.expected is alone", names.list.items[i]);
    }
    names_finish(&names);
}
