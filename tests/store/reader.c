#include "reader.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dais/os/paths.h>

#include "journals.h"

struct buf scratch;
struct recovery *recovery;
size_t source;

void reader_setup(void)
{
    scratch = (struct buf){0};
    ck_assert_int_eq(paths_make_scratch(&scratch), 0);
    recovery = NULL;
    read_anew(files_real());
    recovery_check_chains(recovery);
}

void read_anew(const struct files *files)
{
    recovery_free(recovery);
    recovery = recovery_new(files);
    source = recovery_add_source(recovery, "sou-88/journal");
}

void reader_teardown(void)
{
    recovery_free(recovery);
    ck_assert_int_eq(paths_remove_tree(buf_text(&scratch)), 0);
    buf_finish(&scratch);
}

void put(const char *name, const char *bytes, size_t size, const char *mode)
{
    struct buf path = {0};
    buf_add_format(&path, "%s/%s", buf_text(&scratch), name);
    FILE *file = fopen(buf_text(&path), mode);
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
    buf_finish(&path);
}

void put_frames(const char *name, unsigned launch, uint64_t first, uint64_t last)
{
    struct buf all = {0}, some = {0};
    uint64_t prev = 0;
    if (first > 1)
        sample_frames(launch, 1, first - 1, &prev, &all);
    sample_frames(launch, first, last, &prev, &some);
    put(name, some.bytes, some.size, "a");
    buf_finish(&all);
    buf_finish(&some);
}

/* Looks at the folder; returns how many events are new. */
size_t look(bool live, msec_t now)
{
    int folder = files_open_folder_path(files_real(), buf_text(&scratch));
    struct recovery_look how = {.live = live, .now = now};
    ck_assert_int_eq(recovery_read(recovery, source, folder, &how), 0);
    (void)files_close(files_real(), folder);
    struct events events;
    recovery_take_events(recovery, &events);
    size_t count = events.list.count;
    events_finish(&events);
    return count;
}

/* "kind:line:sequence,…" of all findings, short and comparable. */
const char *findings_text(void)
{
    static const char *const names[] = {"torn", "changed", "unreadable", "missing", "chain",
                                        "fork", "empty",   "foreign",    "refused",
                                        "spoiled", "misnamed", "rescue"};
    static char text[1024];
    struct buf out = {0};
    struct findings findings;
    recovery_list_findings(recovery, &findings);
    for (size_t i = 0; i < findings.list.count; i++) {
        const struct finding *finding = &findings.list.items[i];
        ck_assert(finding->text.id != NULL);
        ck_assert(strncmp(finding->path, "sou-88/journal", 14) == 0);
        buf_add_format(&out, "%s%s:%u:%u%s", i > 0 ? " " : "", names[finding->kind], finding->line,
                       (unsigned)finding->id.sequence, finding->elsewhere ? "*" : "");
    }
    findings_finish(&findings);
    snprintf(text, sizeof text, "%s", buf_text(&out));
    buf_finish(&out);
    return text;
}

char *launch_file(unsigned launch)
{
    struct buf name = {0};
    buf_add_format(&name, "%s.yaml", sample_launch(launch).text);
    return buf_take(&name);
}

/* Adds frames of a launch in which one word was changed by hand. */
void put_edited(const char *name, unsigned launch, uint64_t first, uint64_t last, const char *was,
                const char *is)
{
    struct buf all = {0}, some = {0};
    uint64_t prev = 0;
    if (first > 1)
        sample_frames(launch, 1, first - 1, &prev, &all);
    sample_frames(launch, first, last, &prev, &some);
    char *found = strstr(some.bytes, was);
    ck_assert_msg(found != NULL && strlen(was) == strlen(is), "%s", was);
    memcpy(found, is, strlen(is));
    put(name, some.bytes, some.size, "a");
    buf_finish(&all);
    buf_finish(&some);
}

void path_of(const char *name, struct buf *out)
{
    buf_add_format(out, "%s/%s", buf_text(&scratch), name);
}

void take_away(const char *name)
{
    BUF_LOCAL struct buf path = {0};
    path_of(name, &path);
    ck_assert_int_eq(unlink(buf_text(&path)), 0);
}

/* Looks only at what has changed, as a watched folder says. */
size_t look_at_changes(const struct watch_changes *changes, bool live, msec_t now)
{
    int folder = files_open_folder_path(files_real(), buf_text(&scratch));
    struct recovery_look how = {.changes = changes, .live = live, .now = now};
    ck_assert_int_eq(recovery_read(recovery, source, folder, &how), 0);
    (void)files_close(files_real(), folder);
    struct events events;
    recovery_take_events(recovery, &events);
    size_t count = events.list.count;
    events_finish(&events);
    ck_assert_uint_eq(events.list.count, 0);
    ck_assert_ptr_null(events.list.items);
    return count;
}

size_t look_at(char *name)
{
    struct watch_changes changes = {.names = {.list = {.items = &name, .count = 1}}};
    return look_at_changes(&changes, false, 0);
}
