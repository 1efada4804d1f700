/*
 * Which templates there are: shipped ones first; in a session's folder nothing behind a link; and
 * what comes of loading one.
 */
#include <dais/store/templates.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dais/os/paths.h>

#include "suite.h"

static const char programme_text[] = "title: A short morning\n"
                                     "date: 2022-05-18\n"
                                     "timezone: UTC\n"
                                     "slots: [{time: 09:00-09:30, title: Opening}]\n";

static struct buf scratch;

/* The path of something in the scratch folder; lent until the next call. */
static const char *in_scratch(const char *name)
{
    static char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s", buf_text(&scratch), name);
    return path;
}

static void make_folder(const char *name)
{
    ck_assert_int_eq(mkdir(in_scratch(name), 0777), 0);
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(in_scratch(name), "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

static void setup(void)
{
    scratch = (struct buf){0};
    ck_assert_int_eq(paths_make_scratch(&scratch), 0);
    make_folder("shipped");
    make_folder("sou-88");
    make_folder("sou-88/templates");
    write_file("sou-88/programme.yaml", programme_text);
    write_file("shipped/un-workshop.yaml", "sections: [{part: context}]\n");
    write_file("shipped/meson.build", "");
    write_file("sou-88/templates/house.yaml", "sections: [{part: context}]\n");
    write_file("sou-88/templates/un-workshop.yaml", "sections: [{part: people}]\n");
    write_file("sou-88/templates/broken.yaml", "sections: [{part: contxt}]\n");
    write_file("sou-88/templates/house.docx", "");
    write_file("sou-88/templates/.yaml", "");
    write_file("sou-88/templates/.hidden.yaml", "");
    make_folder("sou-88/templates/folder.yaml");
    BUF_LOCAL struct buf link = {0};
    buf_add_text(&link, in_scratch("sou-88/templates/linked.yaml"));
    ck_assert_int_eq(symlink("house.yaml", buf_text(&link)), 0);
}

static void teardown(void)
{
    ck_assert_int_eq(paths_remove_tree(buf_text(&scratch)), 0);
    buf_finish(&scratch);
}

static struct folder *open_session(const char *path, const char *record)
{
    BUF_LOCAL struct buf state = {0}, session = {0};
    buf_add_text(&state, in_scratch("state"));
    buf_add_text(&session, in_scratch(path));
    struct folder_options options = {.path = buf_text(&session),
                                     .record = record != NULL ? in_scratch(record) : NULL,
                                     .state = buf_text(&state)};
    struct diags diags = {0};
    struct folder *folder = NULL;
    ck_assert_int_eq(folder_open(&options, &diags, NULL, &folder), 0);
    diags_finish(&diags);
    return folder;
}

/* "un-workshop (shipped)\nhouse\n…" */
static void list(const struct folder *folder, const char *shipped, struct buf *out)
{
    struct templates templates;
    templates_list(folder, shipped != NULL ? in_scratch(shipped) : NULL, &templates);
    for (size_t i = 0; i < templates.list.count; i++)
        buf_add_format(out, "%s%s\n", templates.list.items[i].name,
                       templates.list.items[i].shipped ? " (shipped)" : "");
    templates_finish(&templates);
}

START_TEST(test_list)
{
    static const struct {
        const char *session, *record, *shipped, *expected;
    } cases[] = {
        {"sou-88", NULL, "shipped", "un-workshop (shipped)\nbroken\nhouse\nun-workshop\n"},
        {"sou-88/programme.yaml", NULL, "shipped",
         "un-workshop (shipped)\nbroken\nhouse\nun-workshop\n"},
        {"sou-88", "elsewhere", NULL, "broken\nhouse\nun-workshop\n"},
        {"sou-88", NULL, "nowhere", "broken\nhouse\nun-workshop\n"},
        {"bare.yaml", NULL, "shipped", "un-workshop (shipped)\nown\n"},
        {"other.yaml", NULL, NULL, ""},
    };
    write_file("bare.yaml", programme_text);
    write_file("other.yaml", programme_text);
    make_folder("bare");
    make_folder("bare/templates");
    write_file("bare/templates/own.yaml", "");
    make_folder("other"); /* whose templates are a link to another session's */
    BUF_LOCAL struct buf link = {0};
    buf_add_text(&link, in_scratch("other/templates"));
    ck_assert_int_eq(symlink("../sou-88/templates", buf_text(&link)), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct folder *folder = open_session(cases[i].session, cases[i].record);
        BUF_LOCAL struct buf out = {0};
        list(folder, cases[i].shipped, &out);
        ck_assert_str_eq(buf_text(&out), cases[i].expected);
        folder_close(folder);
    }
}
END_TEST

START_TEST(test_find)
{
    struct folder *folder = open_session("sou-88", NULL);
    struct templates templates;
    templates_list(folder, in_scratch("shipped"), &templates);
    ck_assert(templates_find(&templates, "un-workshop")->shipped);
    ck_assert_str_eq(templates_find(&templates, "house")->path,
                     in_scratch("sou-88/templates/house.yaml"));
    ck_assert_ptr_null(templates_find(&templates, "linked"));
    ck_assert_str_eq(templates_nearest(&templates, "un-workshp"), "un-workshop");
    ck_assert_ptr_null(templates_nearest(&templates, "qqqqqqqqqqqqqqq"));
    templates_finish(&templates);
    templates_finish(&templates);
    ck_assert_ptr_null(templates_nearest(&templates, "house"));
    folder_close(folder);
}
END_TEST

START_TEST(test_load)
{
    static const struct {
        const char *path;
        int result;
        size_t findings;
    } cases[] = {
        {"shipped/un-workshop.yaml", 0, 0},
        {"sou-88/templates/linked.yaml", 0, 0}, /* named by a user */
        {"sou-88/templates/broken.yaml", 1, 1},
        {"sou-88/templates/none.yaml", -ENOENT, 0},
        {"sou-88/templates/folder.yaml", -EISDIR, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct diags diags = {0};
        BUF_LOCAL struct buf source = {0};
        struct template *template = NULL;
        int result =
            templates_load(files_real(), in_scratch(cases[i].path), &diags, &source, &template);
        ck_assert_msg(result == cases[i].result, "%s: %d", cases[i].path, result);
        ck_assert_uint_eq(diags.list.count, cases[i].findings);
        ck_assert_int_eq(template != NULL, result == 0);
        ck_assert_int_eq(source.size > 0, result >= 0);
        template_free(template);
        diags_finish(&diags);
    }
}
END_TEST

SUITE_WITH("store/templates", setup, teardown, test_list, test_find, test_load)
