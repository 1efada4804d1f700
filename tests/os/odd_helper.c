/*
 * A helper program for the tests of os/helper: the first word of its input says what it does.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void write_much(void)
{
    static char block[1 << 16];
    for (;;)
        if (write(STDOUT_FILENO, block, sizeof block) < 0)
            _exit(4);
}

static void write_environment(void)
{
    static const char *const names[] = {"LANG", "LC_ALL", "TZ", "HOME", "DAIS_SECRET"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        printf("%s=%s;", names[i], getenv(names[i]) != NULL ? getenv(names[i]) : "-");
}

/* Its child is there still when it has ended itself. */
static void leave_child(void)
{
    printf("done");
    fflush(stdout);
    if (fork() == 0)
        for (;;)
            (void)pause();
}

int main(void)
{
    char word[16] = "";
    if (fgets(word, sizeof word, stdin) == NULL)
        return 3;
    word[strcspn(word, "\n")] = '\0';
    if (strcmp(word, "copy") == 0) {
        for (int c = getchar(); c != EOF; c = getchar())
            putchar(c);
    } else if (strcmp(word, "hang") == 0) {
        for (;;)
            (void)pause();
    } else if (strcmp(word, "crash") == 0) {
        printf("half");
        fflush(stdout);
        (void)raise(SIGABRT);
    } else if (strcmp(word, "fail") == 0) {
        printf("half");
        fprintf(stderr, "no \033[31mfont\nsecond line\n");
        return 1;
    } else if (strcmp(word, "much") == 0) {
        write_much();
    } else if (strcmp(word, "tell") == 0) {
        write_environment();
    } else if (strcmp(word, "leave") == 0) {
        leave_child();
    } else if (strcmp(word, "files") == 0) {
        for (int fd = 0; fd < 64; fd++)
            if (fcntl(fd, F_GETFD) >= 0)
                printf("%d ", fd);
    }
    return 0;
}
