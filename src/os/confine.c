/*
 * Each is one call and none is needed for the work: a fault in a library that a text from strangers
 * reaches finds little to do. Reading stays allowed, since a font library says itself where it
 * looks.
 */
#define _GNU_SOURCE
#include <dais/os/confine.h>

#include <linux/landlock.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static void set_limit(int what, rlim_t most)
{
    struct rlimit limit = {.rlim_cur = most, .rlim_max = most};
    (void)setrlimit((unsigned)what, &limit);
}

/* From now on nothing in the file system is written, made or removed. */
static void write_no_files(void)
{
    struct landlock_ruleset_attr rules = {
        .handled_access_fs = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_EXECUTE |
                             LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                             LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |
                             LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
                             LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
                             LANDLOCK_ACCESS_FS_MAKE_SYM};
    int fd = (int)syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
    if (fd < 0)
        return;
    (void)syscall(SYS_landlock_restrict_self, fd, 0);
    (void)close(fd);
}

void confine_process(size_t memory, unsigned seconds)
{
    if (memory > 0)
        set_limit(RLIMIT_AS, memory);
    set_limit(RLIMIT_CPU, seconds);
    set_limit(RLIMIT_CORE, 0);
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    (void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    (void)unshare(CLONE_NEWUSER | CLONE_NEWNET);
    write_no_files();
}
