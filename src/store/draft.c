/*
 * Drafts on the disc: one small file for each launch that is typing, in the shape of a single
 * frame of an event that no journal holds. So it has a check sum, the same reader serves, and
 * what was edited or cut is still offered.
 *
 * A torn frame's text is offered like a draft; a file `<launch>-<sequence>.settled` remembers
 * that this was answered, since journals are never changed.
 */
#include <dais/store/draft.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>
#include <dais/os/process.h>
#include <dais/store/frame.h>

static const char folder_name[] = "drafts";
static const char op_name[] = "draft";
static const char pid_key[] = "pid";
static const char birth_key[] = "birth";

enum { FILE_MODE = 0600, FOLDER_MODE = 0777 };

void draft_finish(struct draft *draft)
{
    free(draft->kind);
    free(draft->slot);
    free(draft->entry);
    free(draft->base);
    free(draft->text);
    free(draft->file);
    for (int i = 0; i < DRAFT_FIELDS; i++)
        free(draft->fields[i]);
    *draft = (struct draft){.pid = 0};
}

void drafts_finish(struct drafts *drafts)
{
    for (size_t i = 0; i < drafts->list.count; i++)
        draft_finish(&drafts->list.items[i]);
    free(drafts->list.items);
    *drafts = (struct drafts){0};
}

static void add_number(struct event *event, const char *name, uint64_t value)
{
    struct buf text = {0};
    buf_add_format(&text, "%" PRIu64, value);
    event_add_unknown(event, name, buf_text(&text));
    buf_finish(&text);
}

/* The text as far as a frame holds it; nothing longer can become an entry. */
static void set_text(struct event *event, const char *text)
{
    size_t size = strlen(text);
    if (size > FRAME_SCALAR_MOST)
        size = utf8_check(text, FRAME_SCALAR_MOST);
    MEM_LOCAL char *cut = mem_dup_n(text, size);
    event_set(event, KEY_TEXT, cut);
}

bool draft_is(const struct event *event)
{
    return event->op == EVENT_UNKNOWN && strcmp(event->op_name, op_name) == 0;
}

static unsigned number_of(const struct draft *draft)
{
    return draft->number > 0 ? draft->number : 1;
}

/* "<launch>.yaml"; of the second and further texts "<launch>-2.yaml". */
static void write_name(const struct draft *draft, struct buf *out)
{
    buf_add_text(out, draft->launch.text);
    if (number_of(draft) > 1)
        buf_add_format(out, "-%u", number_of(draft));
    buf_add_text(out, ".yaml");
}

static struct event *to_event(const struct draft *draft)
{
    struct event *event = event_new(EVENT_UNKNOWN);
    event->op_name = op_name;
    event->id = (struct event_id){draft->launch, number_of(draft)};
    event->at = draft->at;
    event->hlc.msec = draft->at > 0 ? draft->at : 0;
    event_set(event, KEY_WRITER, draft->writer.text);
    struct buf boot = {0};
    buf_add_format(&boot, "%016" PRIx64, draft->boot_id);
    event_set(event, KEY_BOOT, buf_text(&boot));
    buf_finish(&boot);
    event_set(event, KEY_ENTRY, draft->entry);
    event_set(event, KEY_BASE, draft->base);
    event_set(event, KEY_SLOT, draft->slot);
    if (draft->track > 0)
        event_set_number(event, KEY_TRACK, draft->track);
    event_set(event, KEY_KIND, draft->kind);
    for (int i = 0; i < DRAFT_FIELDS; i++)
        event_set(event, (enum event_key)(KEY_SPEAKER + i), draft->fields[i]);
    set_text(event, draft->text != NULL ? draft->text : "");
    add_number(event, pid_key, (uint64_t)draft->pid);
    add_number(event, birth_key, draft->birth);
    return event;
}

static uint64_t unknown_number(const struct event *event, const char *name)
{
    for (size_t i = 0; i < event->fields.count; i++) {
        const struct event_field *field = &event->fields.items[i];
        if (field->key < 0 && strcmp(field->name, name) == 0)
            return strtoull(field->value, NULL, 10);
    }
    return 0;
}

/* 0 for a number that none of ours could be. */
static unsigned small_number(int64_t number)
{
    return number >= 0 && number <= UINT_MAX ? (unsigned)number : 0;
}

static void from_event(const struct event *event, struct draft *draft)
{
    const char *writer = event_text(event, KEY_WRITER);
    const char *boot = event_text(event, KEY_BOOT);
    *draft = (struct draft){
        .launch = event->id.launch,
        .number = event->id.sequence <= UINT_MAX ? (unsigned)event->id.sequence : 0,
        .at = event->at,
        .track = small_number(event_number(event, KEY_TRACK)),
        .pid = (int64_t)unknown_number(event, pid_key),
        .birth = unknown_number(event, birth_key),
        .boot_id = boot != NULL ? strtoull(boot, NULL, 16) : 0,
        .kind = mem_dup(event_text(event, KEY_KIND)),
        .slot = mem_dup(event_text(event, KEY_SLOT)),
        .entry = mem_dup(event_text(event, KEY_ENTRY)),
        .base = mem_dup(event_text(event, KEY_BASE)),
        .text = mem_dup(event_text(event, KEY_TEXT)),
    };
    for (int i = 0; i < DRAFT_FIELDS; i++)
        draft->fields[i] = mem_dup(event_text(event, (enum event_key)(KEY_SPEAKER + i)));
    if (writer != NULL && token_is_valid(writer))
        memcpy(draft->writer.text, writer, TOKEN_SIZE);
}

/* The drafts folder of a record. A descriptor, or -errno. */
static int open_drafts(const struct files *files, const char *record)
{
    int folder = files_open_folder_path(files, record);
    if (folder < 0)
        return folder;
    int drafts = files_open_folder(files, folder, folder_name);
    (void)files_close(files, folder);
    return drafts;
}

/* What is in that folder, which is opened; no folder (-1) has nothing in it. 0 or -errno. */
static int list_files(const struct files *files, const char *record, int *ret_folder,
                      struct file_names *names)
{
    *ret_folder = open_drafts(files, record);
    if (*ret_folder < 0)
        return *ret_folder == -ENOENT ? 0 : *ret_folder;
    return files_list(files, *ret_folder, names);
}

int draft_make_folder(const struct files *files, const char *record)
{
    BUF_LOCAL struct buf path = {0};
    buf_add_format(&path, "%s/%s", record, folder_name);
    int error = files_make_folders(files, record, FOLDER_MODE);
    return error < 0 ? error : files_make_folders(files, buf_text(&path), FOLDER_MODE);
}

static int make_drafts(const struct files *files, const char *record)
{
    int error = draft_make_folder(files, record);
    return error < 0 ? error : open_drafts(files, record);
}

int draft_write(const struct files *files, const char *record, const struct draft *draft)
{
    struct event *event = to_event(draft);
    struct buf frame = {0};
    struct buf name = {0};
    uint64_t digest;
    int error = frame_write(event, 0, &frame, &digest);
    write_name(draft, &name);
    int folder = error < 0 ? error : open_drafts(files, record);
    if (folder == -ENOENT)
        folder = make_drafts(files, record);
    error = folder;
    if (folder >= 0) {
        error = files_replace(files, folder, buf_text(&name), frame.bytes, frame.size, FILE_MODE);
        (void)files_close(files, folder);
    }
    buf_finish(&name);
    buf_finish(&frame);
    event_free(event);
    return error;
}

static void write_settled_name(const struct event_id *torn, struct buf *out)
{
    event_id_write(torn, out);
    buf_add_text(out, ".settled");
}

static int settle(const struct files *files, const char *record, const struct event_id *torn)
{
    struct buf name = {0};
    write_settled_name(torn, &name);
    int folder = make_drafts(files, record);
    int error = folder;
    if (folder >= 0) {
        error = files_replace(files, folder, buf_text(&name), "", 0, FILE_MODE);
        (void)files_close(files, folder);
    }
    buf_finish(&name);
    return error;
}

int draft_remove(const struct files *files, const char *record, const struct draft *draft)
{
    if (draft->torn.sequence > 0)
        return settle(files, record, &draft->torn);
    struct buf name = {0};
    if (draft->file != NULL) /* which a sync tool's copy of one is called otherwise */
        buf_add_text(&name, draft->file);
    else
        write_name(draft, &name);
    int folder = open_drafts(files, record);
    int error = folder;
    if (folder >= 0) {
        error = files_unlink(files, folder, buf_text(&name));
        if (error == 0)
            error = files_sync_folder(files, folder);
        (void)files_close(files, folder);
    }
    buf_finish(&name);
    return error == -ENOENT ? 0 : error;
}

bool draft_is_settled(const struct files *files, const char *record, const struct event_id *torn)
{
    int folder = open_drafts(files, record);
    if (folder < 0)
        return false;
    struct buf name = {0};
    struct stat stat;
    write_settled_name(torn, &name);
    bool settled = files_stat(files, folder, buf_text(&name), &stat) == 0;
    buf_finish(&name);
    (void)files_close(files, folder);
    return settled;
}

/* Is the program that typed it still there? Other boots and other machines' programs are not. */
static bool is_live(const struct draft *draft, uint64_t boot_id)
{
    if (draft->boot_id == 0 || draft->boot_id != boot_id || draft->birth == 0)
        return false;
    return process_birth((pid_t)draft->pid) == draft->birth;
}

static bool is_draft_name(const char *name)
{
    size_t size = strlen(name);
    return name[0] != '.' && size > 5 && strcmp(name + size - 5, ".yaml") == 0;
}

size_t draft_count(const struct files *files, const char *record, const struct token *launch)
{
    struct file_names names = {0};
    size_t count = 0, size = strlen(launch->text);
    int folder;
    (void)list_files(files, record, &folder, &names);
    for (size_t i = 0; i < names.list.count; i++) {
        const char *name = names.list.items[i];
        count += is_draft_name(name) && strncmp(name, launch->text, size) == 0 &&
                 (name[size] == '.' || name[size] == '-');
    }
    file_names_finish(&names);
    (void)files_close(files, folder);
    return count;
}

/* The first frame of a draft's file. False: the name is none, or it cannot be read. */
static bool read_frame(const struct files *files, int folder, const char *name,
                       struct frame *ret_frame)
{
    BUF_LOCAL struct buf bytes = {0};
    if (!is_draft_name(name) || files_read_whole(files, folder, name, FRAME_MOST, &bytes) < 0)
        return false;
    struct frame_scan scan = {.bytes = buf_text(&bytes), .size = bytes.size, .line = 1};
    *ret_frame = (struct frame){.kind = FRAME_UNREADABLE, .line = 1};
    (void)frame_next(&scan, ret_frame);
    return true;
}

/* Is there a text to offer? */
static bool has_text(const struct frame *frame)
{
    return frame->event != NULL && draft_is(frame->event) &&
           event_text(frame->event, KEY_TEXT) != NULL;
}

/* Reads one file; false where it is no draft with a text. */
static bool read_draft(const struct files *files, int folder, const char *name,
                       struct draft *ret_draft)
{
    struct frame frame;
    if (!read_frame(files, folder, name, &frame))
        return false;
    bool found = has_text(&frame);
    if (found) {
        from_event(frame.event, ret_draft);
        ret_draft->file = mem_dup(name);
        ret_draft->damaged = frame.kind != FRAME_WHOLE;
    }
    frame_finish(&frame);
    return found;
}

void damaged_drafts_finish(struct damaged_drafts *drafts)
{
    for (size_t i = 0; i < drafts->list.count; i++)
        free(drafts->list.items[i].name);
    free(drafts->list.items);
    *drafts = (struct damaged_drafts){0};
}

int draft_list_damaged(const struct files *files, const char *record,
                       struct damaged_drafts *ret_drafts)
{
    struct file_names names = {0};
    int folder, error = list_files(files, record, &folder, &names);
    for (size_t i = 0; i < names.list.count; i++) {
        struct frame frame;
        if (!read_frame(files, folder, names.list.items[i], &frame))
            continue;
        bool offered = has_text(&frame);
        if (frame.kind != FRAME_WHOLE || !offered) {
            struct damaged_draft damaged = {mem_dup(names.list.items[i]), frame.line, offered};
            array_push(&ret_drafts->list, damaged);
        }
        frame_finish(&frame);
    }
    file_names_finish(&names);
    (void)files_close(files, folder);
    return error;
}

static int compare_drafts(const void *a, const void *b)
{
    const struct draft *one = a;
    const struct draft *other = b;
    return (one->at < other->at) - (one->at > other->at);
}

int draft_list(const struct files *files, const char *record, const struct token *writer,
               uint64_t boot_id, struct drafts *ret_drafts)
{
    struct file_names names = {0};
    int folder, error = list_files(files, record, &folder, &names);
    for (size_t i = 0; i < names.list.count; i++) {
        struct draft draft;
        if (!read_draft(files, folder, names.list.items[i], &draft))
            continue;
        if (token_equal(&draft.writer, writer) && !is_live(&draft, boot_id))
            array_push(&ret_drafts->list, draft);
        else
            draft_finish(&draft);
    }
    file_names_finish(&names);
    (void)files_close(files, folder);
    if (ret_drafts->list.count > 1)
        qsort(ret_drafts->list.items, ret_drafts->list.count, sizeof *ret_drafts->list.items,
              compare_drafts);
    return error;
}

bool draft_pace_type(struct draft_pace *pace, unsigned characters, msec_t now)
{
    if (pace->characters == 0)
        pace->since = now;
    pace->characters += characters;
    return draft_pace_is_due(pace, now);
}

bool draft_pace_is_due(const struct draft_pace *pace, msec_t now)
{
    return pace->characters >= DRAFT_CHARACTERS ||
           (pace->characters > 0 && now >= draft_pace_next(pace));
}

msec_t draft_pace_next(const struct draft_pace *pace)
{
    return pace->characters > 0 ? pace->since + DRAFT_SPAN : MSEC_NONE;
}

void draft_pace_wrote(struct draft_pace *pace)
{
    pace->characters = 0;
}
