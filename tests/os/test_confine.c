#include <dais/os/confine.h>

#include "suite.h"
#include <dais/base/buf.h>
#include <dais/os/files.h>
#include <dais/os/paths.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const unsigned long MEMORY = 1UL << 46; /* so much that sanitizers do not mind */
enum { SECONDS = 7 };

/* Check forks for each test: only the child is confined. */
START_TEST(test_limits)
{
    struct rlimit limit;
    confine_process(MEMORY, SECONDS);
    ck_assert_int_eq(getrlimit(RLIMIT_AS, &limit), 0);
    ck_assert_uint_eq(limit.rlim_max, MEMORY);
    ck_assert_int_eq(getrlimit(RLIMIT_CPU, &limit), 0);
    ck_assert_uint_eq(limit.rlim_max, SECONDS);
    ck_assert_int_eq(getrlimit(RLIMIT_CORE, &limit), 0);
    ck_assert_uint_eq(limit.rlim_max, 0);
}
END_TEST

/* What is open may be written to; what is there may be read. */
START_TEST(test_files)
{
    BUF_LOCAL struct buf folder = {0}, path = {0}, text = {0};
    ck_assert_int_eq(paths_make_scratch(&folder), 0);
    buf_add_format(&path, "%s/there", buf_text(&folder));
    int open_before = open(buf_text(&path), O_RDWR | O_CREAT, 0600);
    ck_assert_int_ge(open_before, 0);
    pid_t pid = fork();
    if (pid == 0) {
        confine_process(0, SECONDS);
        bool good = write(open_before, "yes", 3) == 3;
        good = good && open(buf_text(&path), O_RDONLY) >= 0;
        _exit(good ? 0 : 1);
    }
    int status = 1;
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    ck_assert_int_eq(status, 0);
    ck_assert_int_eq(files_read_whole_path(files_real(), buf_text(&path), 64, &text), 0);
    ck_assert_str_eq(buf_text(&text), "yes");
    ck_assert_int_eq(paths_remove_tree(buf_text(&folder)), 0);
}
END_TEST

SUITE("os/confine", test_limits, test_files)
