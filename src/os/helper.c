/*
 * Helper programs, on top of os/process. What one writes goes to a file in memory, not through a
 * pipe: nobody has to read while it runs, and a limit of the kernel's holds its size.
 */
#include <dais/os/helper.h>

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "installed.h"
#include <dais/base/mem.h>
#include <dais/base/term_safe.h>
#include <dais/os/clock.h>

enum {
    LOOK_AGAIN = 10,  /* ms, where the kernel does not tell that a process has ended */
    SAID_MOST = 200,  /* bytes of what it said that are handed on */
    PASSED_MOST = 24, /* variables, and the end */
};

/* Where a user's files are. All else it does not get; what it prints is in no language. */
static const char *const passed[] = {
    "HOME",
    "TMPDIR",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_DIRS",
    "XDG_CONFIG_HOME",
    "XDG_DATA_DIRS",
    "XDG_DATA_HOME",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "FONTCONFIG_SYSROOT",
    "LD_LIBRARY_PATH",
    "ASAN_OPTIONS",
    "LSAN_OPTIONS",
    "UBSAN_OPTIONS",
};

/* Appends the path where a program stands there. */
static bool append_program(const char *folder, size_t size, const char *name, struct buf *out)
{
    BUF_LOCAL struct buf path = {0};
    buf_add(&path, folder, size);
    buf_add_char(&path, '/');
    buf_add_text(&path, name);
    if (access(buf_text(&path), X_OK) != 0)
        return false;
    buf_add(out, path.bytes, path.size);
    return true;
}

int helper_find(const char *name, struct buf *out)
{
    char program[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", program, sizeof program - 1);
    program[size > 0 ? size : 0] = '\0';
    const char *slash = strrchr(program, '/');
    if (slash != NULL && append_program(program, (size_t)(slash - program), name, out))
        return 0;
    return append_program(INSTALLED_HELPERS, strlen(INSTALLED_HELPERS), name, out) ? 0 : -ENOENT;
}

static void forget(struct helper *helper)
{
    if (helper->output.fd > 0)
        memory_file_close(&helper->output);
    if (helper->errors.fd > 0)
        memory_file_close(&helper->errors);
    *helper = (struct helper){.name = NULL};
}

static int start(struct helper *helper, const char *path, const struct buf *input)
{
    const char *environment[PASSED_MOST] = {"LC_ALL=C.UTF-8", "TZ=UTC0"};
    ARRAY_OF(char *) variables = {0};
    size_t count = 2;
    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++) {
        const char *value = getenv(passed[i]);
        struct buf variable = {0};
        if (value == NULL)
            continue;
        buf_add_format(&variable, "%s=%s", passed[i], value);
        array_push(&variables, buf_take(&variable));
        environment[count++] = variables.items[variables.count - 1];
    }
    const char *const words[] = {path, NULL};
    int r =
        process_start(&helper->process, &(struct process_plan){.words = words,
                                                               .input = buf_text(input),
                                                               .input_size = input->size,
                                                               .collected = true,
                                                               .output = helper->output.fd,
                                                               .errors = helper->errors.fd,
                                                               .output_most = HELPER_OUTPUT_MOST,
                                                               .environment = environment});
    for (size_t i = 0; i < variables.count; i++)
        free(variables.items[i]);
    free(variables.items);
    return r;
}

int helper_start(struct helper *helper, const char *name, const struct buf *input, msec_t limit)
{
    *helper = (struct helper){.name = name, .limit = limit};
    BUF_LOCAL struct buf path = {0};
    int r = helper_find(name, &path);
    if (r < 0)
        return r;
    r = memory_file_open(&helper->output);
    if (r == 0)
        r = memory_file_open(&helper->errors);
    if (r == 0)
        r = start(helper, buf_text(&path), input);
    if (r < 0)
        forget(helper);
    else
        helper->until = clock_hand_now() + limit;
    return r;
}

int helper_fd(const struct helper *helper)
{
    return process_fd(&helper->process);
}

msec_t helper_left(const struct helper *helper)
{
    return msec_max(0, helper->until - clock_hand_now());
}

/* What it said: its first line, fit to be shown. */
static void add_said(struct helper *helper, struct buf *out)
{
    BUF_LOCAL struct buf said = {0};
    if (memory_file_take(&helper->errors, &said) < 0)
        return;
    size_t size = strcspn(buf_text(&said), "\n");
    term_safe_line(buf_text(&said), size < SAID_MOST ? size : SAID_MOST, out);
}

static void refuse(struct helper *helper, int status, struct message *reterr_refusal)
{
    BUF_LOCAL struct buf said = {0}, number = {0};
    add_said(helper, &said);
    buf_add_format(&number, "%d", status);
    if (said.size > 0)
        message_set(reterr_refusal, N_("{1} failed: {2}"), helper->name, buf_text(&said), NULL);
    else
        message_set(reterr_refusal, N_("{1} failed (exit status {2})"), helper->name,
                    buf_text(&number), NULL);
}

static void refuse_late(const struct helper *helper, struct message *reterr_refusal)
{
    BUF_LOCAL struct buf seconds = {0};
    buf_add_format(&seconds, "%lld", (long long)((helper->limit + MSEC_SECOND - 1) / MSEC_SECOND));
    message_set(reterr_refusal, N_("{1} was not done after {2} s and was ended"), helper->name,
                buf_text(&seconds), NULL);
}

int helper_poll(struct helper *helper, struct buf *ret_output, struct message *reterr_refusal)
{
    int status = 0;
    int r = process_look(&helper->process, &status);
    if (r == 0 && helper_left(helper) > 0)
        return 0;
    /* First what it left behind goes: it might still write. */
    process_finish(&helper->process);
    if (r == 0) {
        refuse_late(helper, reterr_refusal);
        r = -ECANCELED;
    } else if (r > 0 && status != 0) {
        refuse(helper, status, reterr_refusal);
        r = -ECANCELED;
    } else if (r > 0) {
        r = memory_file_take(&helper->output, ret_output);
        r = r < 0 ? r : 1;
    }
    forget(helper);
    return r;
}

void helper_finish(struct helper *helper)
{
    process_finish(&helper->process);
    forget(helper);
}

int helper_run(const char *name, const struct buf *input, msec_t limit, struct buf *ret_output,
               struct message *reterr_refusal)
{
    struct helper helper;
    int r = helper_start(&helper, name, input, limit);
    if (r < 0)
        return r;
    while ((r = helper_poll(&helper, ret_output, reterr_refusal)) == 0) {
        struct pollfd polled = {.fd = helper_fd(&helper), .events = POLLIN};
        msec_t left = helper_left(&helper);
        (void)poll(&polled, 1, (int)(polled.fd >= 0 ? left : msec_min(left, LOOK_AGAIN)));
    }
    return r > 0 ? 0 : r;
}
