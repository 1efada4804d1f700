/*
 * An open session: the way of an event from decide to the disc and into the state, and of
 * other people's events from the disc into the state.
 *
 *     folder_commit_take:  id, hlc, offset ─► journal_append ─► session_apply_take
 *     folder_refresh:      recovery_read ─► session_apply_many_take
 *
 * Both ends meet in the recovery's index: what this launch wrote is known there at once, so
 * reading its own file back brings nothing.
 */
#include <dais/store/folder.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>
#include <dais/os/paths.h>
#include <dais/os/random.h>
#include <dais/store/writer.h>

#include "folder_state.h"

enum { NAME_MOST = 200 /* bytes of a display name */ };

static void source_init(struct folder *folder, struct folder_source *source, const char *base)
{
    struct buf path = {0};
    buf_add_format(&path, "%s/journal", base);
    source->path = buf_take(&path);
    source->number = recovery_add_source(folder->recovery, source->path);
    source->descriptor = -1;
}

static void source_finish(struct folder *folder, struct folder_source *source)
{
    (void)files_close(folder->files, source->descriptor);
    free(source->path);
}

int folder_source_open(const struct files *files, struct folder_source *source, const char *base)
{
    if (source->descriptor >= 0)
        return 0;
    int above = files_open_folder_path(files, base);
    if (above < 0)
        return above == -ENOENT ? 0 : above;
    int descriptor = files_open_folder(files, above, "journal");
    (void)files_close(files, above);
    if (descriptor < 0)
        return descriptor == -ENOENT ? 0 : descriptor;
    source->descriptor = descriptor;
    return 0;
}

static int source_read(struct folder *folder, struct folder_source *source,
                       const struct recovery_look *look)
{
    if (source->descriptor < 0)
        return 0;
    return recovery_read(folder->recovery, source->number, source->descriptor, look);
}

/* The rescue folder is in nobody's way; that it cannot be read is a finding. */
static void look_away(struct folder *folder, const struct recovery_look *look)
{
    int error = folder->rescue != NULL
                    ? folder_source_open(folder->files, &folder->away, folder->rescue)
                    : 0;
    if (error < 0)
        recovery_refuse(folder->recovery, folder->away.number, error);
    else if (folder->rescue != NULL)
        (void)source_read(folder, &folder->away, look);
}

int folder_read_all(struct folder *folder)
{
    struct recovery_look look = {.live = false};
    int error = folder_source_open(folder->files, &folder->home, folder->record);
    if (error == 0)
        error = source_read(folder, &folder->home, &look);
    if (error < 0)
        return error;
    look_away(folder, &look);
    struct events events = {0};
    recovery_take_events(folder->recovery, &events);
    session_apply_many_take(folder->session, events.list.items, events.list.count);
    free(events.list.items);
    return 0;
}

/* The name as one clean line of bearable length; NULL where nothing is left of it. */
static char *clean_name(const char *name)
{
    if (name == NULL)
        return NULL;
    struct buf clean = {0};
    (void)utf8_clean(name, strlen(name), &clean);
    buf_cut(&clean, strcspn(buf_text(&clean), "\n"));
    if (clean.size > NAME_MOST)
        buf_cut(&clean, utf8_check(clean.bytes, NAME_MOST));
    if (clean.size > 0)
        return buf_take(&clean);
    buf_finish(&clean);
    return NULL;
}

/* Where the user's own things are: the writer's id and what had to be rescued. */
static void find_state(struct folder *folder, const char *state)
{
    struct buf path = {0};
    struct buf rescue = {0};
    if (state != NULL)
        buf_add_text(&path, state);
    if (state != NULL || paths_state_folder(&path) == 0) {
        folder->state = mem_dup(buf_text(&path));
        if (folder_write_rescue(folder->state, folder->record, &rescue) == 0)
            folder->rescue = mem_dup(buf_text(&rescue));
    }
    buf_finish(&path);
    buf_finish(&rescue);
    token_from_bits(random_bits(), &folder->writer);
    if (folder->state != NULL)
        folder->writer_kept = writer_read(folder->files, folder->state, &folder->writer);
}

/* Everything but what is read from the disc. */
static struct folder *folder_new(const struct folder_options *options,
                                 const struct folder_place *place, struct programme *programme)
{
    struct folder *folder = mem_new(1, sizeof *folder);
    folder->files = options->files != NULL ? options->files : files_real();
    folder->path = mem_dup(place->programme);
    folder->record = mem_dup(place->record);
    folder->name = clean_name(options->name);
    folder->boot_id = options->boot_id;
    folder->programme = programme;
    folder->session = session_new(programme);
    folder->recovery = recovery_new(folder->files);
    folder->watch.fd = -1;
    find_state(folder, options->state);
    folder->journal = journal_new(folder->files, folder->record, folder->rescue);
    folder->first_launch = *journal_launch(folder->journal);
    source_init(folder, &folder->home, folder->record);
    source_init(folder, &folder->away, folder->rescue != NULL ? folder->rescue : folder->record);
    recovery_mark_rescue(folder->recovery, folder->away.number);
    return folder;
}

static void say_unreadable(struct diags *diags, const char *path, int error)
{
    struct diag *diag = diags_add(diags, DIAG_ERROR, path, 0, 0, "");
    message_set(&diag->text, N_("cannot be read: {1}"), strerror(-error), NULL);
}

int folder_open(const struct folder_options *options, struct diags *diags, struct buf *ret_source,
                struct folder **ret_folder)
{
    const struct files *files = options->files != NULL ? options->files : files_real();
    struct folder_place place;
    int result = folder_find_place(files, options->path, options->record, &place);
    if (result < 0) {
        say_unreadable(diags, options->path, result);
        return result;
    }
    struct programme *programme = NULL;
    result = folder_read_programme(files, &place, diags, ret_source, &programme);
    if (result == 0) {
        struct folder *folder = folder_new(options, &place, programme);
        result = folder_read_all(folder);
        if (result < 0) {
            say_unreadable(diags, folder->home.path, result);
            folder_close(folder);
        } else {
            *ret_folder = folder;
        }
    }
    folder_place_finish(&place);
    return result;
}

void folder_close(struct folder *folder)
{
    if (folder == NULL)
        return;
    if (folder->watching)
        watch_finish(&folder->watch);
    source_finish(folder, &folder->home);
    source_finish(folder, &folder->away);
    journal_free(folder->journal);
    recovery_free(folder->recovery);
    session_free(folder->session);
    programme_free(folder->programme);
    free(folder->path);
    free(folder->record);
    free(folder->rescue);
    free(folder->state);
    free(folder->name);
    free(folder);
}

const struct programme *folder_programme(const struct folder *folder)
{
    return folder->programme;
}

const char *folder_path(const struct folder *folder)
{
    return folder->path;
}

const char *folder_record_path(const struct folder *folder)
{
    return folder->record;
}

const struct files *folder_files(const struct folder *folder)
{
    return folder->files;
}

const struct session *folder_session(const struct folder *folder)
{
    return folder->session;
}

const struct token *folder_writer(const struct folder *folder)
{
    return &folder->writer;
}

const struct token *folder_launch(const struct folder *folder)
{
    return journal_launch(folder->journal);
}

void folder_keep_writer(struct folder *folder)
{
    if (folder->writer_sure)
        return;
    folder->writer_sure = true;
    folder->writer_kept = true;
    if (folder->state != NULL)
        (void)writer_keep(folder->files, folder->state, &folder->writer, &folder->writer);
}

/* Before the first event: the writer's id is kept, and launch frames know what to say. */
static void begin(struct folder *folder, msec_t now)
{
    if (folder->begun)
        return;
    folder->begun = true;
    folder_keep_writer(folder);
    struct actor actor = {.writer = folder->writer, .now = {.wall = now, .boot = now}};
    struct event *launch = session_make_launch(folder->session, &actor, folder->name);
    struct buf seen = {0};
    recovery_write_seen(folder->recovery, &seen);
    if (seen.size > 0)
        event_set(launch, KEY_SEEN, buf_text(&seen));
    buf_finish(&seen);
    journal_take_template(folder->journal, launch);
}

/* Launch frames that the journal wrote belong into the session before the event. */
static void apply_launches(struct folder *folder)
{
    uint64_t fingerprint;
    for (struct event *launch;
         (launch = journal_take_launch(folder->journal, &fingerprint)) != NULL;) {
        recovery_know(folder->recovery, &launch->id, fingerprint);
        (void)session_apply_take(folder->session, launch);
    }
}

int folder_commit_take(struct folder *folder, struct event *event, msec_t now,
                       struct commit *ret_commit)
{
    begin(folder, now);
    struct hlc seen = session_hlc(folder->session, &folder->writer, now);
    event->hlc = hlc_next(&seen, now);
    event->offset = zone_offset(folder->programme->zone, event->at, NULL);
    uint64_t fingerprint;
    int result = journal_append(folder->journal, event, &fingerprint);
    if (result < 0) {
        event_free(event);
        return result;
    }
    struct commit commit = {.id = event->id, .saved = result == 0};
    apply_launches(folder);
    recovery_know(folder->recovery, &event->id, fingerprint);
    bool moves_clock = event_realm(event->op) == REALM_CLOCK;
    commit.applied = session_apply_take(folder->session, event);
    if (moves_clock) {
        folder->clock_event = commit.id;
        folder->clock_event_void = commit.applied == APPLIED_VOID;
    }
    *ret_commit = commit;
    return 0;
}

void refreshed_finish(struct refreshed *refreshed)
{
    free(refreshed->voids.items);
    *refreshed = (struct refreshed){.events = 0};
}

static void forget_watch(struct folder *folder)
{
    if (folder->watching)
        watch_finish(&folder->watch);
    folder->watching = false;
    folder->watch.fd = -1;
}

/* Watches the journal folder, if that is wanted and can be. */
static void try_watch(struct folder *folder)
{
    if (folder->wants_watch && !folder->watching && folder->home.descriptor >= 0)
        folder->watching = watch_init(&folder->watch, folder->home.descriptor) == 0;
    if (!folder->watching)
        folder->watch.fd = -1;
}

/* What the watch tells; without one, or when it gives up, all files are looked at. */
static int read_home(struct folder *folder, msec_t hand)
{
    struct watch_changes changes = {0};
    struct recovery_look look = {.now = hand, .live = true};
    bool was_watching = folder->watching;
    if (was_watching && watch_take(&folder->watch, &changes) == 0)
        look.changes = &changes;
    if (was_watching && (look.changes == NULL || changes.gone)) {
        forget_watch(folder);
        (void)files_close(folder->files, folder->home.descriptor);
        folder->home.descriptor = -1;
        look.changes = NULL;
    }
    int error = folder_source_open(folder->files, &folder->home, folder->record);
    try_watch(folder);
    if (folder->watching && !was_watching)
        look.changes = NULL; /* what came before the watch stood */
    if (error == 0)
        error = source_read(folder, &folder->home, &look);
    watch_changes_finish(&changes);
    return error;
}

/* Another launch of this user may have had to go to the rescue folder as well. */
static void read_away(struct folder *folder, msec_t hand)
{
    struct recovery_look look = {.now = hand, .live = true};
    look_away(folder, &look);
}

/* Two pressed at once, and the other's came before ours: ours has no effect any more. */
static void look_at_own(struct folder *folder, struct refreshed *refreshed)
{
    const struct logged *logged = session_log_find(folder->session, &folder->clock_event);
    if (logged == NULL)
        return;
    if (logged->is_void && !folder->clock_event_void)
        array_push(&refreshed->voids, folder->clock_event);
    folder->clock_event_void = logged->is_void;
}

static void apply_news(struct folder *folder, struct refreshed *refreshed)
{
    struct events events = {0};
    recovery_take_events(folder->recovery, &events);
    ARRAY_OF(struct event_id) ids = {0};
    for (size_t i = 0; i < events.list.count; i++)
        array_push(&ids, events.list.items[i]->id);
    session_apply_many_take(folder->session, events.list.items, events.list.count);
    free(events.list.items);
    refreshed->events = ids.count;
    for (size_t i = 0; i < ids.count; i++) {
        const struct logged *logged = session_log_find(folder->session, &ids.items[i]);
        if (logged != NULL && logged->is_void)
            array_push(&refreshed->voids, ids.items[i]);
    }
    free(ids.items);
    if (refreshed->events > 0)
        look_at_own(folder, refreshed);
}

/* Another launch of this user may have been the first to write, and has made the writer's id. */
static void learn_writer(struct folder *folder)
{
    if (!folder->writer_kept && folder->state != NULL)
        folder->writer_kept = writer_read(folder->files, folder->state, &folder->writer);
}

int folder_refresh(struct folder *folder, msec_t hand, struct refreshed *ret_refreshed)
{
    struct refreshed refreshed = {.events = 0};
    learn_writer(folder);
    unsigned generation = recovery_generation(folder->recovery);
    int error = read_home(folder, hand);
    struct journal_status status;
    journal_read_status(folder->journal, &status);
    if (folder->away.descriptor >= 0 || status.state == JOURNAL_RESCUED || error < 0 ||
        recovery_refusal(folder->recovery, folder->away.number) < 0)
        read_away(folder, hand);
    apply_news(folder, &refreshed);
    refreshed.status = journal_retry(folder->journal, hand);
    refreshed.findings = recovery_generation(folder->recovery) != generation;
    if (error < 0) {
        refreshed_finish(&refreshed);
        return error;
    }
    *ret_refreshed = refreshed;
    return 0;
}

int folder_watch_fd(struct folder *folder)
{
    folder->wants_watch = true;
    try_watch(folder);
    return folder->watch.fd;
}

bool folder_is_waiting(const struct folder *folder)
{
    return recovery_is_waiting(folder->recovery);
}

void folder_read_status(const struct folder *folder, struct journal_status *ret_status)
{
    journal_read_status(folder->journal, ret_status);
}

void folder_list_findings(const struct folder *folder, struct findings *ret_findings)
{
    recovery_list_findings(folder->recovery, ret_findings);
}

unsigned folder_findings_generation(const struct folder *folder)
{
    return recovery_generation(folder->recovery);
}

size_t folder_count_events(const struct folder *folder)
{
    return recovery_count_events(folder->recovery);
}

size_t folder_count_files(const struct folder *folder)
{
    return recovery_count_files(folder->recovery);
}
