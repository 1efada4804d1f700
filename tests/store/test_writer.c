#include <suite.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <dais/os/paths.h>
#include <dais/store/writer.h>
#include <faulty_files.h>

#include "journals.h"

static struct buf scratch, state;

static void setup(void)
{
    scratch = state = (struct buf){0};
    ck_assert_int_eq(paths_make_scratch(&scratch), 0);
    buf_add_format(&state, "%s/state/dais", buf_text(&scratch));
}

static void teardown(void)
{
    ck_assert_int_eq(paths_remove_tree(buf_text(&scratch)), 0);
    buf_finish(&scratch);
    buf_finish(&state);
}

START_TEST(test_first_is_kept)
{
    struct token writer, first = sample_launch(1), second = sample_launch(2);
    struct stat stat_;
    ck_assert(!writer_read(files_real(), buf_text(&state), &writer));
    ck_assert_int_eq(stat(buf_text(&state), &stat_), -1);
    ck_assert_int_eq(writer_keep(files_real(), buf_text(&state), &first, &writer), 0);
    ck_assert(token_equal(&writer, &first));
    ck_assert_int_eq(writer_keep(files_real(), buf_text(&state), &second, &writer), 0);
    ck_assert(token_equal(&writer, &first));
    ck_assert(writer_read(files_real(), buf_text(&state), &writer));
    ck_assert(token_equal(&writer, &first));
}
END_TEST

/* A maker that was killed between two calls left an empty file; a hand left something else. */
START_TEST(test_useless_file_is_replaced)
{
    static const char *const contents[] = {"", "k7q2", "UPPERCASE0000\n", "k7q2m9xdp4t0a-and-more"};
    struct token writer, mine = sample_launch(1);
    struct buf path = {0};
    buf_add_format(&path, "%s/writer", buf_text(&state));
    ck_assert_int_eq(files_make_folders(files_real(), buf_text(&state), 0700), 0);
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        int file = open(buf_text(&path), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        ck_assert_int_eq(write(file, contents[i], strlen(contents[i])),
                         (ssize_t)strlen(contents[i]));
        close(file);
        ck_assert(!writer_read(files_real(), buf_text(&state), &writer));
        ck_assert_int_eq(writer_keep(files_real(), buf_text(&state), &mine, &writer), 0);
        ck_assert(token_equal(&writer, &mine));
    }
    buf_finish(&path);
}
END_TEST

START_TEST(test_nowhere_to_keep_it)
{
    struct faulty_files disc;
    struct token writer, mine = sample_launch(1);
    faulty_files_init(&disc, files_real());
    disc.fault = (struct fault){.kind = FILE_ANY, .at = 1, .error = EROFS, .for_ever = true};
    ck_assert_int_eq(writer_keep(&disc.files, buf_text(&state), &mine, &writer), -EROFS);
    ck_assert(token_equal(&writer, &mine));
}
END_TEST

/* Eight programs start at the same moment, and all of them are one writer. */
START_TEST(test_started_together)
{
    enum { PROGRAMS = 8, ROUNDS = 10 };
    for (unsigned round = 0; round < ROUNDS; round++) {
        int ends[2], gate[2];
        ck_assert_int_eq(pipe(ends), 0);
        ck_assert_int_eq(pipe(gate), 0);
        for (unsigned i = 0; i < PROGRAMS; i++) {
            if (fork() != 0)
                continue;
            struct token writer, mine = sample_launch(i);
            char byte;
            close(gate[1]);
            ssize_t got = read(gate[0], &byte, 1); /* until the gate opens */
            got += writer_keep(files_real(), buf_text(&state), &mine, &writer);
            _exit(got == 0 && write(ends[1], &writer, sizeof writer) > 0 ? 0 : 1);
        }
        close(gate[1]);
        struct token first, next;
        ck_assert_int_eq(read(ends[0], &first, sizeof first), (ssize_t)sizeof first);
        for (unsigned i = 1; i < PROGRAMS; i++) {
            ck_assert_int_eq(read(ends[0], &next, sizeof next), (ssize_t)sizeof next);
            ck_assert(token_equal(&first, &next));
        }
        while (wait(NULL) > 0)
            continue;
        close(gate[0]);
        close(ends[0]);
        close(ends[1]);
        ck_assert_int_eq(paths_remove_tree(buf_text(&state)), 0);
    }
}
END_TEST

SUITE_WITH("store/writer", setup, teardown, test_first_is_kept, test_useless_file_is_replaced,
           test_nowhere_to_keep_it, test_started_together)
