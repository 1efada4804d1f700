/*
 * Looking at journal files, again and again, and taking each event once.
 *
 *     unchanged since the last look ──► not opened
 *     grown                         ──► read from `consumed`
 *     replaced, shorter, edited,
 *     written over                  ──► read from its beginning; the index knows the rest
 *
 * What a crash left and what a colleague is writing this moment look alike: half a frame at
 * the end. The end is therefore never consumed before it is whole, and in a running program
 * it counts as torn only when it stayed as it is for SETTLE_SPAN.
 */
#include <dais/store/recovery.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <dais/store/draft.h>

#include "journal_folder.h"
#include "recovery_state.h"

#define SETTLE_SPAN (2 * MSEC_SECOND)
#define JOURNAL_MOST ((size_t)256 << 20) /* bytes read of one file */

void blemish_finish(struct blemish *blemish)
{
    message_finish(&blemish->why);
    event_free(blemish->part);
}

void events_finish(struct events *events)
{
    for (size_t i = 0; i < events->list.count; i++)
        event_free(events->list.items[i]);
    free(events->list.items);
    *events = (struct events){0};
}

struct recovery *recovery_new(const struct files *files)
{
    struct recovery *recovery = mem_new(1, sizeof *recovery);
    recovery->files = files;
    return recovery;
}

static void cut_blemishes(struct journal_file *file, size_t count)
{
    while (file->blemishes.count > count)
        blemish_finish(&file->blemishes.items[--file->blemishes.count]);
}

static void file_free(struct journal_file *file)
{
    cut_blemishes(file, 0);
    free(file->blemishes.items);
    free(file->name);
    free(file);
}

void recovery_free(struct recovery *recovery)
{
    if (recovery == NULL)
        return;
    for (size_t i = 0; i < recovery->list.count; i++)
        file_free(recovery->list.items[i]);
    for (size_t i = 0; i < recovery->sources.count; i++)
        free(recovery->sources.items[i].path);
    free(recovery->list.items);
    free(recovery->sources.items);
    index_finish(&recovery->index);
    events_finish(&recovery->fresh);
    free(recovery);
}

size_t recovery_add_source(struct recovery *recovery, const char *path)
{
    struct source source = {.path = mem_dup(path)};
    array_push(&recovery->sources, source);
    return recovery->sources.count - 1;
}

void recovery_mark_rescue(struct recovery *recovery, size_t source)
{
    recovery->sources.items[source].rescue = true;
}

void recovery_check_chains(struct recovery *recovery)
{
    recovery->chains = true;
}

void recovery_refuse(struct recovery *recovery, size_t source, int error)
{
    recovery->generation += recovery->sources.items[source].error != error;
    recovery->sources.items[source].error = error;
}

int recovery_refusal(const struct recovery *recovery, size_t source)
{
    return recovery->sources.items[source].error;
}

static int compare_file(const struct journal_file *file, size_t source, const char *name)
{
    if (file->source != source)
        return file->source < source ? -1 : 1;
    return strcmp(file->name, name);
}

/* The file of that name, made where it is new. */
static struct journal_file *need_file(struct recovery *recovery, size_t source, const char *name)
{
    size_t low = 0;
    size_t high = recovery->list.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_file(recovery->list.items[middle], source, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < recovery->list.count && compare_file(recovery->list.items[low], source, name) == 0)
        return recovery->list.items[low];
    struct journal_file *file = mem_new(1, sizeof *file);
    file->source = source;
    file->name = mem_dup(name);
    array_push(&recovery->list, file);
    memmove(&recovery->list.items[low + 1], &recovery->list.items[low],
            (recovery->list.count - 1 - low) * sizeof(struct journal_file *));
    recovery->list.items[low] = file;
    return file;
}

static void add_blemish(struct journal_file *file, enum finding_kind kind, unsigned line,
                        const struct event_id *id, struct message *why)
{
    struct blemish blemish = {.kind = kind, .line = line};
    if (id != NULL)
        blemish.id = *id;
    if (why != NULL) {
        blemish.why = *why;
        *why = (struct message){0};
    }
    array_push(&file->blemishes, blemish);
}

/* A frame that cannot be used; what could be read of it is kept for people. */
static void take_damaged(struct recovery *recovery, struct journal_file *file, struct frame *frame)
{
    struct event_id id = {.launch = file->launch, .sequence = frame->sequence};
    bool torn = frame->kind == FRAME_TORN;
    if (id.launch.text[0] == '\0' || id.sequence == 0)
        id = (struct event_id){.sequence = 0};
    else if (!torn) {
        struct sighting sighting = {
            .sequence = id.sequence, .sight = SIGHT_DAMAGED, .line = frame->line, .file = file};
        (void)index_add(&recovery->index, &id.launch, &sighting);
    }
    add_blemish(file, torn ? FINDING_TORN : FINDING_UNREADABLE, frame->line, &id, &frame->why);
    file->blemishes.items[file->blemishes.count - 1].part = frame->event;
    frame->event = NULL;
    file->frames += frame->sequence != 0 || torn;
}

/* The edited form of an event that turned up whole is not used after all. */
static void drop_edited(struct recovery *recovery, const struct event_id *id)
{
    size_t kept = 0;
    struct event **events = recovery->fresh.list.items;
    for (size_t i = 0; i < recovery->fresh.list.count; i++) {
        if (events[i]->changed && event_id_equal(&events[i]->id, id))
            event_free(events[i]);
        else
            events[kept++] = events[i];
    }
    recovery->fresh.list.count = kept;
}

/* A frame that reads: into the index, and out to the session where it is new. */
static void take_event(struct recovery *recovery, struct journal_file *file, struct frame *frame)
{
    struct event *event = frame->event;
    bool changed = frame->kind == FRAME_CHANGED;
    struct sighting sighting = {
        .sequence = event->id.sequence,
        .fingerprint = frame->fingerprint,
        .digest = frame->digest,
        .prev = frame->prev,
        .sight = changed ? SIGHT_CHANGED : SIGHT_WHOLE,
        .line = frame->line,
        .file = file,
    };
    file->frames++;
    file->launch = event->id.launch;
    if (event->op == EVENT_LAUNCH)
        index_add_mentions(&recovery->index, event_text(event, KEY_SEEN), file);
    if (changed)
        add_blemish(file, FINDING_CHANGED, frame->line, &event->id, &frame->why);
    enum index_added added = index_add(&recovery->index, &event->id.launch, &sighting);
    if (added == INDEX_KNOWN)
        return;
    if (added == INDEX_SUPERSEDES)
        drop_edited(recovery, &event->id);
    array_push(&recovery->fresh.list, event);
    frame->event = NULL;
}

/* An edited frame must belong to a launch we know of, or its id was edited as well. */
static bool is_of_a_launch(const struct recovery *recovery, const struct journal_file *file,
                           const struct event *event)
{
    return file->launch.text[0] == '\0' || token_equal(&file->launch, &event->id.launch) ||
           index_find_launch(&recovery->index, &event->id.launch) != NULL;
}

static void take_frame(struct recovery *recovery, struct journal_file *file, struct frame *frame)
{
    bool usable = frame->kind == FRAME_WHOLE || frame->kind == FRAME_CHANGED;
    if (usable && frame->kind == FRAME_CHANGED && !is_of_a_launch(recovery, file, frame->event)) {
        message_finish(&frame->why);
        message_set(&frame->why, N_("its id names a launch that is not here"), NULL);
        usable = false;
    }
    if (usable && draft_is(frame->event)) { /* a sector of a file that was given up before */
        message_finish(&frame->why);
        message_set(&frame->why, N_("it is a draft, and none is part of a journal"), NULL);
        usable = false;
    }
    struct message why = {0};
    if (usable && !event_check(frame->event, &why)) {
        message_finish(&frame->why);
        frame->why = why;
        usable = false;
    }
    if (usable)
        take_event(recovery, file, frame);
    else
        take_damaged(recovery, file, frame);
}

/* The launch a file is named after, until a frame says better. */
static void guess_launch(struct journal_file *file)
{
    char text[TOKEN_SIZE] = "";
    if (strlen(file->name) >= TOKEN_SIZE - 1)
        memcpy(text, file->name, TOKEN_SIZE - 1);
    if (token_is_valid(text))
        memcpy(file->launch.text, text, TOKEN_SIZE);
}

/* What stands before `consumed`, for the next look. `bytes` begin at `start`. */
static void keep_before(struct journal_file *file, const struct buf *bytes, off_t start)
{
    size_t end = (size_t)(file->consumed - start);
    file->before_size = end < FILE_BEFORE ? end : FILE_BEFORE;
    memcpy(file->before, buf_text(bytes) + end - file->before_size, file->before_size);
}

/* Something without a frame: under the name of a journal it was one, or was to be one. */
static void add_spoiled(struct journal_file *file)
{
    struct message why = {0};
    bool spoiled = journal_folder_names_launch(file->name);
    if (spoiled)
        message_set(&why,
                    N_("its frames are gone: another laptop or a backup may have this file whole"),
                    NULL);
    add_blemish(file, spoiled ? FINDING_SPOILED : FINDING_FOREIGN, 0, NULL, &why);
}

/* All frames in `bytes`, which begin with what stands before `consumed`. */
static void scan(struct recovery *recovery, struct journal_file *file, const struct buf *bytes)
{
    struct frame_scan scan = {.bytes = buf_text(bytes) + file->before_size,
                              .size = bytes->size - file->before_size,
                              .line = file->line,
                              .digests = recovery->chains};
    off_t start = file->consumed;
    struct frame frame;
    cut_blemishes(file, file->solid);
    while (frame_next(&scan, &frame)) {
        bool at_end = scan.offset >= scan.size;
        bool open_end = at_end && (frame.kind == FRAME_TORN || frame.kind == FRAME_UNREADABLE);
        take_frame(recovery, file, &frame);
        frame_finish(&frame);
        if (open_end)
            break;
        file->consumed = start + (off_t)scan.offset;
        file->line = scan.line;
        file->solid = file->blemishes.count;
    }
    if (file->frames == 0 && file->blemishes.count > 0) {
        cut_blemishes(file, 0);
        file->consumed = 0;
        file->line = 1;
        file->solid = 0;
        add_spoiled(file);
    } else if (file->frames == 0) {
        add_blemish(file, FINDING_EMPTY, 0, NULL, NULL);
    }
    keep_before(file, bytes, start - (off_t)file->before_size);
}

static bool same_time(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static bool is_unchanged(const struct journal_file *file, const struct stat *stat)
{
    return file->read && file->device == stat->st_dev && file->inode == stat->st_ino &&
           file->size == stat->st_size && same_time(&file->changed, &stat->st_mtim);
}

/* Not simply longer than before, or not whole so far: everything in it is looked at again. */
static bool begins_anew(const struct journal_file *file, const struct stat *stat)
{
    return !file->read || file->device != stat->st_dev || file->inode != stat->st_ino ||
           stat->st_size <= file->size || file->solid > 0;
}

static void start_over(struct journal_file *file)
{
    cut_blemishes(file, 0);
    file->solid = 0;
    file->consumed = 0;
    file->before_size = 0;
    file->line = 1;
    file->frames = 0;
    file->launch = (struct token){.text = ""};
    guess_launch(file);
}

/* True where that is new. */
static bool refuse(struct journal_file *file, int error)
{
    struct message why = {0};
    bool known = !file->read && file->blemishes.count > 0;
    start_over(file);
    file->read = false;
    file->waiting = false;
    message_set(&why, error == -ELOOP ? N_("it is a link") : N_("the disc says: {1}"),
                error == -ELOOP ? NULL : strerror(-error), NULL);
    bool foreign = error == -EISDIR || error == -EINVAL;
    add_blemish(file, foreign ? FINDING_FOREIGN : FINDING_REFUSED, 0, NULL, &why);
    return !known;
}

/* The file from what stands before `consumed` on. 0 or -errno. */
static int read_on(const struct recovery *recovery, const struct journal_file *file, int descriptor,
                   struct buf *out)
{
    return files_read_from(recovery->files, descriptor, file->consumed - (off_t)file->before_size,
                           JOURNAL_MOST, out);
}

/* Reads what is new in an open file. 0 or -errno. */
static int read_open(struct recovery *recovery, struct journal_file *file, int descriptor,
                     msec_t now)
{
    struct stat stat;
    int error = files_fstat(recovery->files, descriptor, &stat);
    if (error < 0)
        return error;
    if (begins_anew(file, &stat))
        start_over(file);
    struct buf bytes = {0};
    error = read_on(recovery, file, descriptor, &bytes);
    if (error == 0 && (bytes.size < file->before_size ||
                       memcmp(buf_text(&bytes), file->before, file->before_size) != 0)) {
        start_over(file); /* longer than before, but not the same and more */
        buf_clear(&bytes);
        error = read_on(recovery, file, descriptor, &bytes);
    }
    if (error == 0) {
        file->read = true;
        file->device = stat.st_dev;
        file->inode = stat.st_ino;
        file->size = stat.st_size;
        file->changed = stat.st_mtim;
        file->since = now;
        scan(recovery, file, &bytes);
    }
    buf_finish(&bytes);
    return error;
}

static bool has_open_end(const struct journal_file *file)
{
    return file->blemishes.count > file->solid;
}

/* Looks at one file. True where its blemishes may have changed; one that is gone comes later. */
static bool look_at(struct recovery *recovery, struct journal_file *file, int folder,
                    const struct recovery_look *look)
{
    struct stat stat;
    int error = files_stat(recovery->files, folder, file->name, &stat);
    file->present = error != -ENOENT;
    if (!file->present)
        return false;
    bool was_waiting = file->waiting;
    bool same = error == 0 && is_unchanged(file, &stat);
    if (!same && error == 0) {
        int descriptor = files_open_regular(recovery->files, folder, file->name);
        error = descriptor < 0 ? descriptor : read_open(recovery, file, descriptor, look->now);
        (void)files_close(recovery->files, descriptor);
    }
    if (error < 0)
        return refuse(file, error);
    file->waiting = look->live && has_open_end(file) && look->now - file->since < SETTLE_SPAN;
    return !same || file->waiting != was_waiting;
}

/* Looks at a name. */
static bool look_at_name(struct recovery *recovery, size_t source, int folder, const char *name,
                         const struct recovery_look *look)
{
    if (journal_folder_passes_over(name))
        return false;
    struct journal_file *file = need_file(recovery, source, name);
    if (journal_folder_holds(name))
        return look_at(recovery, file, folder, look);
    struct stat stat;
    file->present = files_stat(recovery->files, folder, name, &stat) == 0;
    if (!file->present || file->blemishes.count > 0)
        return false;
    struct message why = {0};
    bool misnamed = journal_folder_names_launch(name);
    if (misnamed)
        message_set(&why,
                    N_("the name of a journal ends in .yaml: unpack or rename it, or bring it in "
                       "with dais collect"),
                    NULL);
    add_blemish(file, misnamed ? FINDING_MISNAMED : FINDING_FOREIGN, 0, NULL, &why);
    return true;
}

/* Files that are gone take their blemishes with them; their events stay. True: there are some. */
static bool drop_absent(struct recovery *recovery, size_t source)
{
    bool news = false;
    for (size_t i = 0; i < recovery->list.count; i++) {
        struct journal_file *file = recovery->list.items[i];
        if (file->source != source || file->present)
            continue;
        news = news || file->read || file->blemishes.count > 0;
        cut_blemishes(file, 0);
        file->read = false; /* should it come back, it starts over */
        file->waiting = false;
    }
    return news;
}

static bool look_at_all(struct recovery *recovery, size_t source, int folder,
                        const struct file_names *names, const struct recovery_look *look)
{
    bool news = false;
    for (size_t i = 0; i < names->list.count; i++)
        news |= look_at_name(recovery, source, folder, names->list.items[i], look);
    return news;
}

static bool was_refused(const struct journal_file *file)
{
    return file->present && !file->read && file->blemishes.count > 0 &&
           file->blemishes.items[0].kind == FINDING_REFUSED;
}

/* Those whose end was open at the last look, or (`refused`) that could not be read then. Files are
 * not added meanwhile. */
static bool look_again(struct recovery *recovery, size_t source, int folder,
                       const struct recovery_look *look, bool refused)
{
    bool news = false;
    for (size_t i = 0; i < recovery->list.count; i++) {
        struct journal_file *file = recovery->list.items[i];
        bool again = refused ? was_refused(file) : file->read && has_open_end(file);
        if (file->source == source && again)
            news |= look_at(recovery, file, folder, look);
    }
    return news;
}

int recovery_read(struct recovery *recovery, size_t source, int folder,
                  const struct recovery_look *look)
{
    bool news = false;
    if (look->changes != NULL && !look->changes->all && !look->changes->gone) {
        news = look_again(recovery, source, folder, look, true);
        news |= look_at_all(recovery, source, folder, &look->changes->names, look);
    } else {
        struct file_names names = {0};
        int error = files_list(recovery->files, folder, &names);
        recovery_refuse(recovery, source, error);
        if (error < 0)
            return error;
        for (size_t i = 0; i < recovery->list.count; i++) {
            if (recovery->list.items[i]->source == source)
                recovery->list.items[i]->present = false;
        }
        news = look_at_all(recovery, source, folder, &names, look);
        file_names_finish(&names);
    }
    news |= look_again(recovery, source, folder, look, false);
    news |= drop_absent(recovery, source);
    if (news)
        recovery->generation++;
    return 0;
}

void recovery_know(struct recovery *recovery, const struct event_id *id, uint64_t fingerprint)
{
    struct sighting sighting = {
        .sequence = id->sequence, .fingerprint = fingerprint, .sight = SIGHT_WHOLE};
    (void)index_add(&recovery->index, &id->launch, &sighting);
}

bool recovery_has(const struct recovery *recovery, const struct event_id *id, uint64_t fingerprint)
{
    const struct index_launch *launch = index_find_launch(&recovery->index, &id->launch);
    if (launch == NULL)
        return false;
    for (size_t i = index_place(launch, id->sequence); i < launch->sightings.count; i++) {
        const struct sighting *sighting = &launch->sightings.items[i];
        if (sighting->sequence != id->sequence)
            break;
        if (sighting->sight != SIGHT_DAMAGED &&
            (fingerprint == 0 || sighting->fingerprint == fingerprint))
            return true;
    }
    return false;
}

void recovery_take_events(struct recovery *recovery, struct events *ret_events)
{
    *ret_events = recovery->fresh;
    recovery->fresh = (struct events){0};
}

bool recovery_is_waiting(const struct recovery *recovery)
{
    for (size_t i = 0; i < recovery->list.count; i++) {
        if (recovery->list.items[i]->waiting)
            return true;
    }
    return false;
}

unsigned recovery_generation(const struct recovery *recovery)
{
    return recovery->generation;
}

size_t recovery_count_events(const struct recovery *recovery)
{
    return recovery->index.events;
}

size_t recovery_count_files(const struct recovery *recovery)
{
    size_t count = 0;
    for (size_t i = 0; i < recovery->list.count; i++)
        count += recovery->list.items[i]->read;
    return count;
}
