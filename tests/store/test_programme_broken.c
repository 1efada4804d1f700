/*
 * Every file tests/data/broken/NAME.yaml gives exactly the findings of NAME.expected, as they
 * are printed without translation. DAIS_UPDATE=1 writes the expected files; read the diff.
 */
#include <dais/store/programme_read.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixed_zones.h"
#include "suite.h"

/* "folder/name" without the ending, each owned. */
struct names {
    ARRAY_OF(char *) list;
};

static void write_root(struct buf *path, const char *below)
{
    const char *root = getenv("DAIS_TEST_ROOT");
    ck_assert_msg(root != NULL, "DAIS_TEST_ROOT is where the sources are");
    buf_add_format(path, "%s/%s", root, below);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void list_names(const char *ending, struct names *names)
{
    BUF_LOCAL struct buf path = {0};
    write_root(&path, "tests/data/broken");
    DIR *folder = opendir(path.bytes);
    ck_assert_ptr_nonnull(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        size_t size = strlen(entry->d_name), tail = strlen(ending);
        if (size > tail && strcmp(entry->d_name + size - tail, ending) == 0)
            array_push(&names->list, mem_dup_n(entry->d_name, size - tail));
    }
    closedir(folder);
    if (names->list.count > 0)
        qsort(names->list.items, names->list.count, sizeof *names->list.items, compare_names);
}

static void names_finish(struct names *names)
{
    for (size_t i = 0; i < names->list.count; i++)
        free(names->list.items[i]);
    free(names->list.items);
}

static bool read_file(const char *name, const char *ending, struct buf *out)
{
    BUF_LOCAL struct buf path = {0};
    write_root(&path, "tests/data/broken/");
    buf_add_format(&path, "%s%s", name, ending);
    FILE *file = fopen(path.bytes, "rb");
    if (file == NULL)
        return false;
    char bytes[4096];
    for (size_t size; (size = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buf_add(out, bytes, size);
    fclose(file);
    return true;
}

static void write_file(const char *name, const struct buf *text)
{
    BUF_LOCAL struct buf path = {0};
    write_root(&path, "tests/data/broken/");
    buf_add_format(&path, "%s.expected", name);
    FILE *file = fopen(path.bytes, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(buf_text(text), 1, text->size, file), text->size);
    fclose(file);
}

/* The findings of a file as `dais check` prints them, then what came out of it. */
static void write_findings(const char *name, const struct buf *source, struct buf *out)
{
    struct programme_zones zones = fixed_zones();
    struct diags diags = {0};
    BUF_LOCAL struct buf path = {0};
    buf_add_format(&path, "%s.yaml", name);
    struct programme *programme =
        programme_read(path.bytes, buf_text(source), source->size, &zones, &diags);
    ck_assert_msg((programme == NULL) == diags_have_errors(&diags), "%s", name);
    diags_sort(&diags);
    for (size_t i = 0; i < diags.list.count; i++)
        diag_write(&diags.list.items[i], source->bytes, source->size, NULL, out);
    diags_finish(&diags);
    programme_free(programme);
}

START_TEST(test_broken)
{
    enum { LEAST = 60 };
    struct names names = {0};
    list_names(".yaml", &names);
    ck_assert_uint_ge(names.list.count, LEAST);
    bool update = getenv("DAIS_UPDATE") != NULL;
    unsigned wrong = 0;
    for (size_t i = 0; i < names.list.count; i++) {
        const char *name = names.list.items[i];
        BUF_LOCAL struct buf source = {0};
        BUF_LOCAL struct buf found = {0};
        BUF_LOCAL struct buf expected = {0};
        ck_assert(read_file(name, ".yaml", &source));
        write_findings(name, &source, &found);
        ck_assert_msg(found.size > 0, "%s: is not broken", name);
        if (update)
            write_file(name, &found);
        else if (!read_file(name, ".expected", &expected) ||
                 strcmp(buf_text(&found), buf_text(&expected)) != 0) {
            fprintf(stderr, "%s: expected\n%sfound\n%s", name, buf_text(&expected),
                    buf_text(&found));
            wrong++;
        }
    }
    names_finish(&names);
    ck_assert_uint_eq(wrong, 0);
}
END_TEST

START_TEST(test_expected_have_their_file)
{
    struct names names = {0};
    list_names(".expected", &names);
    for (size_t i = 0; i < names.list.count; i++) {
        BUF_LOCAL struct buf source = {0};
        ck_assert_msg(read_file(names.list.items[i], ".yaml", &source), "%s.expected is alone",
                      names.list.items[i]);
    }
    names_finish(&names);
}
END_TEST

SUITE("store/programme_broken", test_broken, test_expected_have_their_file)
