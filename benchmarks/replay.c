/*
 * A journal of many events read again, beside libyaml's bare parse of the same bytes into events,
 * in the same run and by turns:
 *
 *     bench_replay JOURNAL
 *
 *     frames    every frame found, its check sum worked out, its body read into an event
 *     folder    the same from a file in a folder, each event kept, checked and in the union
 *     session   the same, and all of them folded into a session
 *
 * The best of some rounds counts, in time of the processor.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <dais/core/session.h>
#include <dais/os/paths.h>
#include <dais/store/frame.h>
#include <dais/store/recovery.h>

#include "bare.h"
#include "programmes.h"

enum { ROUNDS = 7 };
#define FRAMES_MOST 0.3 /* of libyaml's time */
#define FOLDER_MOST 0.5
#define SESSION_MOST 0.9

/* How many are whole; another one ends the program. Each is given back before the next is read. */
static size_t read_frames(const struct buf *bytes)
{
    struct frame_scan scan = {.bytes = buf_text(bytes), .size = bytes->size, .line = 1};
    struct frame frame;
    size_t whole = 0;
    while (frame_next(&scan, &frame)) {
        if (frame.kind != FRAME_WHOLE)
            abort();
        whole++;
        frame_finish(&frame);
    }
    return whole;
}

/* Time until the folder's journals were read, and until a session stands that knows all of them. */
struct replayed {
    double read, whole; /* ms */
    size_t events;      /* in its log */
};

static struct replayed replay(int folder, const struct programme *programme)
{
    struct replayed replayed;
    double begin = bare_cpu_ms();
    struct recovery *recovery = recovery_new(files_real());
    size_t source = recovery_add_source(recovery, "journal");
    struct recovery_look look = {.live = false};
    struct events events = {.list = {.count = 0}};
    if (recovery_read(recovery, source, folder, &look) != 0)
        abort();
    recovery_take_events(recovery, &events);
    replayed.read = bare_cpu_ms() - begin;
    struct session *session = session_new(programme);
    session_apply_many_take(session, events.list.items, events.list.count);
    replayed.whole = bare_cpu_ms() - begin;
    replayed.events = session_log_count(session);
    free(events.list.items);
    session_free(session);
    recovery_free(recovery);
    return replayed;
}

/* A folder with the journal in it, open. */
static int put_journal(const struct buf *bytes, struct buf *scratch)
{
    BUF_LOCAL struct buf path = {0};
    if (paths_make_scratch(scratch) != 0)
        abort();
    buf_add_format(&path, "%s/many.yaml", buf_text(scratch));
    FILE *file = fopen(buf_text(&path), "w");
    if (file == NULL || fwrite(bytes->bytes, 1, bytes->size, file) != bytes->size ||
        fclose(file) != 0)
        abort();
    return files_open_folder_path(files_real(), buf_text(scratch));
}

static bool say(const char *name, double took, double floor, double most)
{
    bool good = took <= most * floor;
    (void)printf("%-7s %7.1f ms, libyaml %7.1f ms: %.2f times, at most %.2f%s\n", name, took, floor,
                 took / floor, most, good ? "" : ": too much");
    return good;
}

static double least(double a, double b)
{
    return a < b ? a : b;
}

int main(int count, char **arguments)
{
    BUF_LOCAL struct buf bytes = {0}, scratch = {0};
    enum { JOURNAL_MOST = 1 << 28 };
    if (count != 2 || files_read_whole_path(files_real(), arguments[1], JOURNAL_MOST, &bytes) != 0)
        return EXIT_FAILURE;
    struct programme *programme = programme_sou88();
    int folder = put_journal(&bytes, &scratch);
    double floor = 1e9, frames = 1e9, read = 1e9, whole = 1e9;
    size_t parsed = 0, events = 0, logged = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        double begin = bare_cpu_ms();
        parsed = bare_parse(&bytes);
        double then = bare_cpu_ms();
        floor = least(floor, then - begin);
        events = read_frames(&bytes);
        frames = least(frames, bare_cpu_ms() - then);
        struct replayed replayed = replay(folder, programme);
        read = least(read, replayed.read);
        whole = least(whole, replayed.whole);
        logged = replayed.events;
    }
    (void)files_close(files_real(), folder);
    (void)paths_remove_tree(buf_text(&scratch));
    programme_free(programme);
    (void)printf("%zu bytes, %zu frames, %zu events of libyaml\n", bytes.size, events, parsed);
    bool good = say("frames", frames, floor, FRAMES_MOST);
    good = say("folder", read, floor, FOLDER_MOST) && good;
    good = say("session", whole, floor, SESSION_MOST) && good;
    return good && logged == events ? EXIT_SUCCESS : EXIT_FAILURE;
}
