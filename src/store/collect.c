/*
 * Bringing in journals: files are copied whole and never replaced, see the header for why.
 */
#include <dais/store/collect.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/digest.h>
#include <dais/store/frame.h>

#include "folder_state.h"
#include "journal_folder.h"

#define JOURNAL_MOST ((size_t)256 << 20) /* bytes of one file */
enum { FOLDER_MODE = 0777, FILE_MODE = 0666, NAME_DIGITS = 12, NAME_TRIES = 9 };

void collection_finish(struct collection *collection)
{
    for (size_t i = 0; i < collection->list.count; i++) {
        free(collection->list.items[i].path);
        free(collection->list.items[i].copy);
    }
    free(collection->list.items);
    *collection = (struct collection){.events = 0};
}

/* What a file holds, as far as copying it is concerned. */
struct content {
    size_t frames;       /* readable ones */
    size_t damaged;      /* stretches that are not, and that no kill leaves of a first frame */
    size_t events;       /* of them not in the record */
    bool other;          /* of a programme that the record has never seen */
    struct token launch; /* of the first one */
};

/* Did this session's record ever know a programme of this digest? */
static bool is_known_programme(const struct folder *folder, const char *digest)
{
    if (digest == NULL || strcmp(digest, folder->programme->digest) == 0)
        return true;
    for (size_t i = 0; i < session_log_count(folder->session); i++) {
        const struct event *event = session_log_at(folder->session, i)->event;
        const char *known = event->op == EVENT_LAUNCH ? event_text(event, KEY_PROGRAMME) : NULL;
        if (known != NULL && strcmp(known, digest) == 0)
            return true;
    }
    return false;
}

static struct content look_at(const struct folder *folder, const struct buf *bytes)
{
    struct content content = {.frames = 0};
    struct frame_scan scan = {.bytes = buf_text(bytes), .size = bytes->size, .line = 1};
    struct frame frame;
    while (frame_next(&scan, &frame)) {
        bool reads = frame.kind == FRAME_WHOLE || frame.kind == FRAME_CHANGED;
        if (reads && !draft_is(frame.event)) {
            const struct event *event = frame.event;
            if (content.frames++ == 0)
                content.launch = event->id.launch;
            content.events += !recovery_has(folder->recovery, &event->id, frame.fingerprint);
            if (event->op == EVENT_LAUNCH)
                content.other |= !is_known_programme(folder, event_text(event, KEY_PROGRAMME));
        }
        content.damaged += !reads && frame.kind != FRAME_TORN;
        frame_finish(&frame);
    }
    return content;
}

/* Is there a file of that name with just these bytes? */
static bool holds_already(const struct files *files, int journal, const char *name,
                          const struct buf *bytes)
{
    struct buf there = {0};
    bool same = files_read_whole(files, journal, name, JOURNAL_MOST, &there) == 0 &&
                there.size == bytes->size &&
                memcmp(buf_text(&there), buf_text(bytes), bytes->size) == 0;
    buf_finish(&there);
    return same;
}

/* The name that a copy has at the `round`th try: its own, then one that its bytes give it, then
   that one with a number. */
static void choose_name(const char *name, const struct buf *bytes, unsigned round, struct buf *out)
{
    char hex[DIGEST_HEX_SIZE];
    buf_clear(out);
    buf_add_text(out, name);
    if (round == 0)
        return;
    digest_hex(bytes->bytes, bytes->size, hex);
    buf_cut(out, out->size - strlen(".yaml"));
    buf_add_format(out, ".%.*s", NAME_DIGITS, hex);
    if (round > 1)
        buf_add_format(out, ".%u", round);
    buf_add_text(out, ".yaml");
}

/* Under the first name that is free; where a file has just these bytes, it is there already. */
static int copy_file(const struct files *files, int journal, const char *name,
                     const struct buf *bytes, struct collected *collected)
{
    struct buf copy = {0};
    bool there = false;
    int error = -EEXIST;
    for (unsigned round = 0; error == -EEXIST && round < NAME_TRIES; round++) {
        choose_name(name, bytes, round, &copy);
        there = holds_already(files, journal, buf_text(&copy), bytes);
        error = there ? 0
                      : files_place_new(files, journal, buf_text(&copy), bytes->bytes, bytes->size,
                                        FILE_MODE);
    }
    if (error < 0) {
        collected->kind = COLLECTED_FAILED;
        collected->error = error;
    } else if (there) {
        collected->kind = COLLECTED_KNOWN;
    } else {
        collected->kind = COLLECTED_NEW;
        collected->copy = mem_dup(buf_text(&copy));
    }
    buf_finish(&copy);
    return error;
}

/* Takes one file whose bytes were read; `path` is taken over. 0 or -errno of the record. */
static int take_bytes(struct folder *folder, char *path, const struct buf *bytes,
                      struct collection *collection)
{
    struct collected collected = {.kind = COLLECTED_KNOWN, .path = path};
    struct content content = look_at(folder, bytes);
    collected.events = content.events;
    collected.other = content.other;
    int error = 0;
    const char *slash = strrchr(path, '/');
    const char *leaf = slash != NULL ? slash + 1 : path;
    if (content.frames == 0) {
        collected.kind = COLLECTED_FOREIGN;
        collected.spoiled = content.damaged > 0 && journal_folder_names_launch(leaf);
    } else if (content.events > 0) {
        struct buf name = {0};
        if (journal_folder_holds(leaf))
            buf_add_text(&name, leaf);
        else
            buf_add_format(&name, "%s.yaml", content.launch.text);
        int journal = journal_folder_make(folder->files, folder->record, FOLDER_MODE);
        error = journal < 0 ? journal
                            : copy_file(folder->files, journal, buf_text(&name), bytes, &collected);
        (void)files_close(folder->files, journal);
        buf_finish(&name);
    }
    if (error < 0) {
        collected.kind = COLLECTED_FAILED;
        collected.error = error;
    }
    array_push(&collection->list, collected);
    if (error == 0 && content.events > 0) {
        collection->events += content.events;
        error = folder_read_all(folder); /* what the next file brings is new to this, too */
    }
    return error;
}

/* All journal files of an open folder; closes it. One that cannot be read is told. */
static int take_folder(struct folder *folder, const char *path, int descriptor,
                       struct collection *collection)
{
    struct file_names names = {0};
    int error = files_list(folder->files, descriptor, &names);
    for (size_t i = 0; error == 0 && i < names.list.count; i++) {
        const char *name = names.list.items[i];
        if (!journal_folder_holds(name) || strcmp(name, "programme.yaml") == 0)
            continue;
        struct buf bytes = {0};
        struct buf of_file = {0};
        buf_add_format(&of_file, "%s/%s", path, name);
        int unread = files_read_whole(folder->files, descriptor, name, JOURNAL_MOST, &bytes);
        if (unread < 0) {
            struct collected collected = {
                .kind = COLLECTED_FAILED, .path = buf_take(&of_file), .error = unread};
            array_push(&collection->list, collected);
        } else {
            error = take_bytes(folder, buf_take(&of_file), &bytes, collection);
        }
        buf_finish(&bytes);
    }
    file_names_finish(&names);
    (void)files_close(folder->files, descriptor);
    return error;
}

/* The journal folder in `path`, or `path` itself. Takes over `descriptor`, which is open. */
static int take_session(struct folder *folder, const char *path, int descriptor,
                        struct collection *collection)
{
    int journal = files_open_folder(folder->files, descriptor, "journal");
    if (journal < 0)
        return take_folder(folder, path, descriptor, collection);
    (void)files_close(folder->files, descriptor);
    struct buf inner = {0};
    buf_add_format(&inner, "%s/journal", path);
    int error = take_folder(folder, buf_text(&inner), journal, collection);
    buf_finish(&inner);
    return error;
}

/* A file that holds no frame may be a programme: then its record is meant. */
static int take_file(struct folder *folder, const char *path, struct collection *collection)
{
    struct buf bytes = {0};
    int error = files_read_whole_path(folder->files, path, JOURNAL_MOST, &bytes);
    if (error < 0) {
        buf_finish(&bytes);
        return error;
    }
    struct folder_place place;
    int record = -ENOENT;
    if (look_at(folder, &bytes).frames == 0 &&
        folder_find_place(folder->files, path, NULL, &place) == 0) {
        record = files_open_folder_path(folder->files, place.record);
        if (record >= 0)
            error = take_session(folder, place.record, record, collection);
        folder_place_finish(&place);
    }
    if (record < 0)
        error = take_bytes(folder, mem_dup(path), &bytes, collection);
    buf_finish(&bytes);
    return error;
}

int collect_path(struct folder *folder, const char *path, struct collection *collection)
{
    int descriptor = files_open_folder_path(folder->files, path);
    if (descriptor == -ENOTDIR)
        return take_file(folder, path, collection);
    if (descriptor < 0)
        return descriptor;
    return take_session(folder, path, descriptor, collection);
}
