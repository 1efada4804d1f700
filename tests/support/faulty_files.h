/*
 * A disc that fails on purpose: a table of file calls in front of another one.
 *
 *     struct faulty_files disc;
 *     faulty_files_init(&disc, files_real());
 *     disc.fault = (struct fault){.kind = FILE_WRITE, .at = 2, .error = ENOSPC, .for_ever = true};
 *     journal_open(&disc.files, …);
 *
 * Counts calls of each kind and of all kinds, so that a test can first run clean, read
 * `calls`, and then fail each of them in turn.
 */
#ifndef DAIS_TESTS_FAULTY_FILES_H
#define DAIS_TESTS_FAULTY_FILES_H

#include <stdbool.h>

#include <dais/os/files.h>

enum file_call {
    FILE_OPENAT,
    FILE_READ,
    FILE_PREAD,
    FILE_WRITE,
    FILE_FDATASYNC,
    FILE_FSYNC,
    FILE_CLOSE,
    FILE_RENAMEAT,
    FILE_LINKAT,
    FILE_UNLINKAT,
    FILE_MKDIRAT,
    FILE_FSTAT,
    FILE_FSTATAT,
    FILE_LIST,
    FILE_CALL_COUNT,
    FILE_ANY = FILE_CALL_COUNT, /* in a fault: calls of every kind count */
};

struct fault {
    enum file_call kind; /* which calls count */
    unsigned at;         /* which of them fails, from 1; 0: none */
    int error;           /* errno it fails with; 0: a write that is short, a call that is killed */
    size_t short_write;  /* with `error` 0: so many bytes of the write are done */
    bool for_ever;       /* all after it fail too (a short write: the next ones with ENOSPC) */
    bool kill;           /* SIGKILL to the process before the call is made */
};

struct faulty_files {
    struct files files; /* the table to hand on */
    const struct files *under;
    struct fault fault;                  /* set at any time; counts go on */
    unsigned calls[FILE_CALL_COUNT + 1]; /* made so far, by kind; the last: of all kinds */
    unsigned failed;                     /* how many were made to fail */
    /* Told of each sync made to fail; NULL: nobody is. */
    void (*sync_failed)(void *context, int file);
    void *context;
};

/* `disc` must stay where it is while the table is used. */
void faulty_files_init(struct faulty_files *disc, const struct files *under);

#endif
