#include "../../src/store/file_diags.h"

#include <stdlib.h>

#include "suite.h"

START_TEST(test_few)
{
    struct diags diags = {0};
    struct file_diags findings;
    file_diags_begin(&findings, "f.yaml", &diags);
    struct diag *diag = file_diags_add(&findings, DIAG_WARNING,
                                       &(struct file_place){.line = 3, .column = 4}, "a.b");
    ck_assert_str_eq(diag->path, "f.yaml");
    ck_assert_str_eq(diag->way, "a.b");
    ck_assert_uint_eq(diag->line, 3);
    ck_assert_uint_eq(diag->column, 4);
    ck_assert(!findings.errors);
    diag = file_diags_add(&findings, DIAG_ERROR, NULL, NULL);
    ck_assert_uint_eq(diag->line, 0);
    ck_assert(findings.errors && !file_diags_are_full(&findings));
    ck_assert_uint_eq(diags.list.count, 2);
    file_diags_finish(&findings);
    diags_finish(&diags);
}
END_TEST

/* The thousand and first is an error even where all were warnings; no more are kept. */
START_TEST(test_too_many)
{
    struct diags diags = {0};
    struct file_diags findings;
    file_diags_begin(&findings, "f.yaml", &diags);
    for (unsigned i = 0; i < 3 * FILE_DIAGS_MAX; i++) {
        ck_assert(file_diags_are_full(&findings) == (i >= FILE_DIAGS_MAX));
        ck_assert(findings.errors == (i > FILE_DIAGS_MAX));
        struct file_place place = {.line = i + 1, .column = 1};
        struct diag *diag = file_diags_add(&findings, DIAG_WARNING, &place, "");
        message_set(&diag->text, "found", NULL);
        message_set(&diag->hint, "hint {1}", "of what is dropped", NULL);
    }
    ck_assert_uint_eq(diags.list.count, FILE_DIAGS_MAX + 1);
    const struct diag *last = &diags.list.items[FILE_DIAGS_MAX];
    ck_assert_int_eq(last->severity, DIAG_ERROR);
    ck_assert_uint_eq(last->line, 0);
    file_diags_finish(&findings);
    diags_finish(&diags);
}
END_TEST

SUITE("store/file_diags", test_few, test_too_many)
