/*
 * Each call counts itself and asks whether it is the one to fail; if not, it goes on to the
 * table behind.
 */
#include "faulty_files.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>

enum verdict { GO_ON, FAIL, SHORT };

/* Counts a call and judges it; with FAIL `*ret_error` is what it fails with. */
static enum verdict judge(struct faulty_files *disc, enum file_call kind, int *ret_error)
{
    disc->calls[kind]++;
    disc->calls[FILE_ANY]++;
    const struct fault *fault = &disc->fault;
    if (fault->at == 0 || (fault->kind != FILE_ANY && fault->kind != kind))
        return GO_ON;
    unsigned call = disc->calls[fault->kind];
    if (call < fault->at || (call > fault->at && !fault->for_ever))
        return GO_ON;
    if (fault->kill)
        (void)raise(SIGKILL);
    if (fault->error == 0 && kind != FILE_WRITE)
        return GO_ON;
    disc->failed++;
    if (fault->error == 0 && call == fault->at)
        return SHORT;
    *ret_error = fault->error != 0 ? fault->error : ENOSPC;
    return FAIL;
}

#define UNLESS_FAULTY(kind, call)                                                                  \
    struct faulty_files *disc = state;                                                             \
    const struct files *under = disc->under;                                                       \
    int error = 0;                                                                                 \
    return judge(disc, kind, &error) == FAIL ? -error : under->call

static int faulty_openat(void *state, int folder, const char *name, int flags, mode_t mode)
{
    UNLESS_FAULTY(FILE_OPENAT, openat(under->state, folder, name, flags, mode));
}

static ssize_t faulty_read(void *state, int file, void *bytes, size_t size)
{
    UNLESS_FAULTY(FILE_READ, read(under->state, file, bytes, size));
}

static ssize_t faulty_pread(void *state, int file, void *bytes, size_t size, off_t offset)
{
    UNLESS_FAULTY(FILE_PREAD, pread(under->state, file, bytes, size, offset));
}

static ssize_t faulty_write(void *state, int file, const void *bytes, size_t size)
{
    struct faulty_files *disc = state;
    int error = 0;
    switch (judge(disc, FILE_WRITE, &error)) {
    case GO_ON:
        break;
    case FAIL:
        return -error;
    case SHORT:
        if (size > disc->fault.short_write)
            size = disc->fault.short_write;
        if (size == 0)
            return 0;
        break;
    }
    return disc->under->write(disc->under->state, file, bytes, size);
}

static int sync_with(struct faulty_files *disc, enum file_call kind, int (*sync)(void *, int),
                     int file)
{
    int error = 0;
    if (judge(disc, kind, &error) != FAIL)
        return sync(disc->under->state, file);
    if (disc->sync_failed != NULL && error != EINTR)
        disc->sync_failed(disc->context, file);
    return -error;
}

static int faulty_fdatasync(void *state, int file)
{
    struct faulty_files *disc = state;
    return sync_with(disc, FILE_FDATASYNC, disc->under->fdatasync, file);
}

static int faulty_fsync(void *state, int file)
{
    struct faulty_files *disc = state;
    return sync_with(disc, FILE_FSYNC, disc->under->fsync, file);
}

/* A close that fails has closed all the same, as on Linux. */
static int faulty_close(void *state, int file)
{
    struct faulty_files *disc = state;
    int error = 0;
    bool failed = judge(disc, FILE_CLOSE, &error) == FAIL;
    int r = disc->under->close(disc->under->state, file);
    return failed ? -error : r;
}

static int faulty_renameat(void *state, int folder, const char *name, int new_folder,
                           const char *new_name)
{
    UNLESS_FAULTY(FILE_RENAMEAT, renameat(under->state, folder, name, new_folder, new_name));
}

static int faulty_linkat(void *state, int folder, const char *name, const char *new_name)
{
    UNLESS_FAULTY(FILE_LINKAT, linkat(under->state, folder, name, new_name));
}

static int faulty_unlinkat(void *state, int folder, const char *name, int flags)
{
    UNLESS_FAULTY(FILE_UNLINKAT, unlinkat(under->state, folder, name, flags));
}

static int faulty_mkdirat(void *state, int folder, const char *name, mode_t mode)
{
    UNLESS_FAULTY(FILE_MKDIRAT, mkdirat(under->state, folder, name, mode));
}

static int faulty_fstat(void *state, int file, struct stat *ret_stat)
{
    UNLESS_FAULTY(FILE_FSTAT, fstat(under->state, file, ret_stat));
}

static int faulty_fstatat(void *state, int folder, const char *name, struct stat *ret_stat)
{
    UNLESS_FAULTY(FILE_FSTATAT, fstatat(under->state, folder, name, ret_stat));
}

static int faulty_list(void *state, int folder, struct file_names *names)
{
    UNLESS_FAULTY(FILE_LIST, list(under->state, folder, names));
}

void faulty_files_init(struct faulty_files *disc, const struct files *under)
{
    *disc = (struct faulty_files){
        .files =
            {
                .state = disc,
                .openat = faulty_openat,
                .read = faulty_read,
                .pread = faulty_pread,
                .write = faulty_write,
                .fdatasync = faulty_fdatasync,
                .fsync = faulty_fsync,
                .close = faulty_close,
                .renameat = faulty_renameat,
                .linkat = faulty_linkat,
                .unlinkat = faulty_unlinkat,
                .mkdirat = faulty_mkdirat,
                .fstat = faulty_fstat,
                .fstatat = faulty_fstatat,
                .list = faulty_list,
            },
        .under = under,
    };
}
