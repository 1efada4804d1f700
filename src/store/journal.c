/*
 * This launch's journal file: which frames are where, and what to do when the disc refuses.
 *
 * `frames` is what the present file holds, or is to hold; the first `held` of them are in it, the
 * rest only here. So there is one way to try again, and it writes all of them into a new file:
 * whoever reads old and new finds each frame once. They begin with a launch frame whenever
 * they go into a new file. It is also what makes good a file that somebody else replaced, cut
 * or removed: sync tools and editors do that, and a descriptor does not notice.
 */
#include <dais/store/journal.h>

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include <dais/os/random.h>
#include <dais/store/frame.h>

#include "journal_folder.h"

enum {
    NAME_TRIES = 50, /* file names for one launch */
    FOLDER_MODE = 0777,
    FILE_MODE = 0666,
    RESCUE_FOLDER_MODE = 0700,
    RESCUE_FILE_MODE = 0600,
};
#define RETRY_UNSAVED MSEC_SECOND
#define RETRY_RESCUED (10 * MSEC_SECOND)

/* A launch frame whose event the caller has not yet taken. */
struct begun {
    struct event *event;
    uint64_t fingerprint; /* of its frame */
};

struct journal {
    const struct files *files;
    char *record; /* paths; the rescue folder may be NULL */
    char *rescue;
    struct event *template; /* what launch frames say */
    struct token launch;
    uint64_t sequence;     /* of the launch's last frame; 0: it has none yet */
    uint64_t digest;       /* of that frame */
    int file;              /* open for appending; -1: none */
    bool rescued;          /* `file` is, or the last one was, in the rescue folder */
    bool lost;             /* a file was replaced, cut or removed by others */
    char *path;            /* of `file`, or of the last one; NULL: none yet */
    struct buf frames;     /* of the file, in it or not yet */
    ARRAY_OF(size_t) ends; /* of each of them in `frames` */
    size_t held;           /* so many of them are in the file */
    ARRAY_OF(struct begun) begun;
    int error;           /* why the session folder was refused last; 0: it never was */
    bool tried;          /* `tried_at` is set */
    msec_t tried_at;     /* hand time of the last try to get home */
    struct message text; /* of the status */
};

struct journal *journal_new(const struct files *files, const char *record, const char *rescue)
{
    struct journal *journal = mem_new(1, sizeof *journal);
    journal->files = files;
    journal->record = mem_dup(record);
    journal->rescue = mem_dup(rescue);
    journal->file = -1;
    token_from_bits(random_bits(), &journal->launch);
    return journal;
}

void journal_free(struct journal *journal)
{
    if (journal == NULL)
        return;
    (void)files_close(journal->files, journal->file);
    for (size_t i = 0; i < journal->begun.count; i++)
        event_free(journal->begun.items[i].event);
    free(journal->begun.items);
    free(journal->ends.items);
    buf_finish(&journal->frames);
    message_finish(&journal->text);
    free(journal->record);
    free(journal->rescue);
    event_free(journal->template);
    free(journal->path);
    free(journal);
}

const struct token *journal_launch(const struct journal *journal)
{
    return &journal->launch;
}

void journal_take_template(struct journal *journal, struct event *launch)
{
    event_free(journal->template);
    journal->template = launch;
}

/*
 * Begins the launch with a frame at the head of `frames`. What people named it after and
 * what it has seen is left out where it is too much for a frame: the launch must begin.
 */
static void begin_launch(struct journal *journal, const struct event *first)
{
    struct event *event = event_dup(journal->template);
    event->id = (struct event_id){journal->launch, 1};
    event->hlc = first->hlc;
    event->at = first->at;
    event->offset = first->offset;

    static const enum event_key optional[] = {KEY_TEXT, KEY_SEEN, KEY_NAME, KEY_PROGRAMME};
    struct buf frame = {0};
    uint64_t digest = 0;
    for (size_t i = 0; frame_write(event, 0, &frame, &digest) < 0; i++)
        event_set(event, optional[i], NULL);

    size_t pending = journal->frames.size;
    buf_add(&frame, journal->frames.bytes, pending);
    size_t size = frame.size - pending;
    buf_finish(&journal->frames);
    journal->frames = frame;
    array_push(&journal->ends, 0);
    for (size_t i = journal->ends.count - 1; i > 0; i--)
        journal->ends.items[i] = journal->ends.items[i - 1] + size;
    journal->ends.items[0] = size;

    struct begun begun = {event, frame_fingerprint(frame.bytes, size)};
    array_push(&journal->begun, begun);
    journal->sequence = 1;
    journal->digest = digest;
}

/* Another launch, since the file of this one must not be written any more. */
static void begin_another_launch(struct journal *journal, const struct event *event)
{
    struct buf seen = {0};
    struct event_id last = {journal->launch, event->id.sequence - 1};
    const char *before = event_text(journal->template, KEY_SEEN);
    event_id_write(&last, &seen);
    if (before != NULL)
        buf_add_format(&seen, ",%s", before);
    event_set(journal->template, KEY_SEEN, buf_text(&seen));
    buf_finish(&seen);
    token_from_bits(random_bits(), &journal->launch);
    begin_launch(journal, event);
}

/* All of it in one write, on the disc. A disc that is full shows first as a short write. */
static int write_and_sync(struct journal *journal, int file, size_t from)
{
    size_t size = journal->frames.size - from;
    ssize_t done = files_write(journal->files, file, journal->frames.bytes + from, size);
    if (done < 0)
        return (int)done;
    if ((size_t)done < size)
        return -ENOSPC;
    return files_fdatasync(journal->files, file);
}

/* A new file of this launch, under the first name that is free. */
static int create_file(struct journal *journal, int folder, mode_t mode, struct buf *ret_name)
{
    int file = -EEXIST;
    for (unsigned i = 1; file == -EEXIST && i <= NAME_TRIES; i++) {
        buf_clear(ret_name);
        buf_add_text(ret_name, journal->launch.text);
        if (i > 1)
            buf_add_format(ret_name, ".%u", i);
        buf_add_text(ret_name, ".yaml");
        file = files_openat(journal->files, folder, buf_text(ret_name),
                            O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW, mode);
    }
    return file;
}

/* Puts all frames into a new file in `base` and goes on there. 0 or -errno. */
static int move_to(struct journal *journal, const char *base, bool rescued)
{
    int folder =
        journal_folder_make(journal->files, base, rescued ? RESCUE_FOLDER_MODE : FOLDER_MODE);
    if (folder < 0)
        return folder;
    struct buf name = {0};
    int file = create_file(journal, folder, rescued ? RESCUE_FILE_MODE : FILE_MODE, &name);
    int error = file < 0 ? file : write_and_sync(journal, file, 0);
    if (error == 0)
        error = files_sync_folder(journal->files, folder);
    if (error < 0) {
        if (file >= 0) {
            (void)files_close(journal->files, file);
            (void)files_unlink(journal->files, folder, buf_text(&name));
        }
    } else {
        (void)files_close(journal->files, journal->file);
        journal->file = file;
        journal->rescued = rescued;
        struct buf path = {0};
        buf_add_format(&path, "%s/journal/%s", base, buf_text(&name));
        free(journal->path);
        journal->path = buf_take(&path);
    }
    (void)files_close(journal->files, folder);
    buf_finish(&name);
    return error;
}

/* How much of `frames` is in the file. */
static size_t held_size(const struct journal *journal)
{
    return journal->held > 0 ? journal->ends.items[journal->held - 1] : 0;
}

/* What a file at home holds is no matter of the next one. */
static void forget_held(struct journal *journal)
{
    size_t size = held_size(journal), count = journal->ends.count - journal->held;
    struct buf rest = {0};
    buf_add(&rest, journal->frames.bytes + size, journal->frames.size - size);
    buf_finish(&journal->frames);
    journal->frames = rest;
    for (size_t i = 0; i < count; i++)
        journal->ends.items[i] = journal->ends.items[journal->held + i] - size;
    journal->ends.count = count;
    journal->held = 0;
}

/* Is what was written no longer what stands under the file's name? */
static bool is_lost(const struct journal *journal)
{
    struct stat own, named;
    if (files_fstat(journal->files, journal->file, &own) < 0)
        return false; /* the next write says more */
    if ((size_t)own.st_size != held_size(journal))
        return true;
    int error = files_stat(journal->files, AT_FDCWD, journal->path, &named);
    if (error < 0)
        return error == -ENOENT || error == -ENOTDIR;
    return named.st_dev != own.st_dev || named.st_ino != own.st_ino;
}

/* Lets go of a file that is lost: all of it is to be written anew. */
static bool leave_lost(struct journal *journal)
{
    if (journal->file < 0 || !is_lost(journal))
        return false;
    (void)files_close(journal->files, journal->file);
    journal->file = -1;
    journal->held = 0;
    journal->lost = true;
    return true;
}

static enum journal_state state_of(const struct journal *journal)
{
    if (journal->ends.count > journal->held)
        return JOURNAL_NOT_SAVED;
    if (journal->ends.count > 0 && journal->rescued)
        return JOURNAL_RESCUED;
    return journal->file >= 0 ? JOURNAL_SAVED : JOURNAL_IDLE;
}

static void describe(struct journal *journal)
{
    message_finish(&journal->text);
    journal->text = (struct message){0};
    if (journal->lost && state_of(journal) == JOURNAL_SAVED)
        message_set(&journal->text,
                    N_("The journal was replaced or removed by others; all is saved, in {1}"),
                    journal->path, NULL);
    if (journal->error == 0 || journal->text.id != NULL)
        return;
    const char *why = strerror(-journal->error);
    switch (state_of(journal)) {
    case JOURNAL_IDLE:
        break;
    case JOURNAL_SAVED:
        message_set(&journal->text, N_("The disc refused once ({1}); all is saved, in {2}"), why,
                    journal->path, NULL);
        break;
    case JOURNAL_RESCUED:
        message_set(&journal->text,
                    N_("The session folder cannot be written ({1}); saved in {2} instead"), why,
                    journal->path, NULL);
        break;
    case JOURNAL_NOT_SAVED:
        message_set_plural(&journal->text,
                           "NOT SAVED: {1} event is only in memory, the disc refuses ({2})",
                           "NOT SAVED: {1} events are only in memory, the disc refuses ({2})",
                           (long)(journal->ends.count - journal->held), why, NULL);
        break;
    }
}

/* The session folder first, then the rescue folder; else the frames stay in memory. */
static void find_place(struct journal *journal)
{
    int error = move_to(journal, journal->record, false);
    if (error < 0) {
        journal->error = error;
        if (journal->held == journal->ends.count || journal->rescue == NULL)
            return;
        error = move_to(journal, journal->rescue, true);
    }
    if (error == 0)
        journal->held = journal->ends.count;
}

/* Puts the frames that are only in memory on the disc, wherever that goes. */
static void save(struct journal *journal, const struct event *event)
{
    if (journal->file >= 0 && !leave_lost(journal)) {
        int error = write_and_sync(journal, journal->file, held_size(journal));
        if (error == 0) {
            journal->held = journal->ends.count;
            return;
        }
        journal->error = error;
        (void)files_close(journal->files, journal->file);
        journal->file = -1;
        if (!journal->rescued) {
            forget_held(journal);
            begin_another_launch(journal, event);
        }
    }
    find_place(journal);
}

int journal_append(struct journal *journal, struct event *event, uint64_t *ret_fingerprint)
{
    struct buf frame = {0};
    uint64_t digest;
    uint64_t sequence = (journal->sequence > 0 ? journal->sequence : 1) + 1;
    assert(journal->template != NULL);
    event->id = (struct event_id){journal->launch, sequence};
    int error = frame_write(event, journal->digest, &frame, &digest);
    if (error < 0)
        return error; /* with nothing in `frame` */
    if (journal->sequence == 0) {
        begin_launch(journal, event);
        buf_clear(&frame);
        (void)frame_write(event, journal->digest, &frame, &digest); /* behind that */
    }
    *ret_fingerprint = frame_fingerprint(frame.bytes, frame.size);
    buf_add(&journal->frames, frame.bytes, frame.size);
    array_push(&journal->ends, journal->frames.size);
    buf_finish(&frame);
    journal->sequence = sequence;
    journal->digest = digest;

    save(journal, event);
    describe(journal);
    return state_of(journal) == JOURNAL_NOT_SAVED ? 1 : 0;
}

struct event *journal_take_launch(struct journal *journal, uint64_t *ret_fingerprint)
{
    if (journal->begun.count == 0)
        return NULL;
    struct begun first = journal->begun.items[0];
    journal->begun.count--;
    memmove(journal->begun.items, journal->begun.items + 1,
            journal->begun.count * sizeof *journal->begun.items);
    *ret_fingerprint = first.fingerprint;
    return first.event;
}

bool journal_retry(struct journal *journal, msec_t now)
{
    enum journal_state before = state_of(journal);
    if (leave_lost(journal)) {
        find_place(journal);
        describe(journal);
        return true;
    }
    if (before == JOURNAL_IDLE || before == JOURNAL_SAVED)
        return false;
    msec_t wait = before == JOURNAL_NOT_SAVED ? RETRY_UNSAVED : RETRY_RESCUED;
    if (journal->tried && now >= journal->tried_at && now - journal->tried_at < wait)
        return false;
    journal->tried = true;
    journal->tried_at = now;
    find_place(journal);
    describe(journal);
    return state_of(journal) != before;
}

void journal_read_status(const struct journal *journal, struct journal_status *ret_status)
{
    *ret_status = (struct journal_status){
        .state = state_of(journal),
        .path = journal->path,
        .unsaved = journal->ends.count - journal->held,
        .error = journal->error,
    };
    ret_status->text = journal->text;
}
