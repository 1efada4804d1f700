/*
 * What it costs that an event is on the disc before it is shown so, beside the least that can do
 * it: one write and one fdatasync of the same bytes, about 300 of them, into an open file.
 *
 *     bench_append FOLDER [TIMES]        on a real disc
 *
 *     journal   an event made into a frame and acknowledged: journal_append()
 *     capture   a wish decided, acknowledged, and folded into the session: all but the screen
 *
 * All three by turns, another one first each time, each with files of its own. The disc's own mood
 * is in every figure, so ratios of medians are held, and those of 99 of 100 with more room.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <dais/os/paths.h>
#include <dais/store/folder.h>
#include <dais/store/frame.h>

enum { TIMES = 1000, TEXT = 96, SKIPPED = 77 };
enum way { FLOOR, JOURNAL, CAPTURE, WAYS };

static const char *const names[WAYS] = {"floor", "journal", "capture"};
static const double medians_most[WAYS] = {1, 1.2, 1.4}; /* of the floor's */
static const double rest_most[WAYS] = {1, 1.6, 1.6};    /* of 99 of 100 */
#define SYNCED_LEAST 30.0 /* µs; a disc that is faster does not sync */

struct bench {
    struct buf scratch; /* path of a folder on the disc */
    int floor;          /* file */
    struct buf frame;   /* what it gets: as many bytes as the others write */
    struct journal *journal;
    struct folder *folder;
    char text[TEXT + 1];
    msec_t now;
    double *took[WAYS]; /* µs */
};

static void fail(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static double now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static struct event *make_entry(struct bench *bench)
{
    struct event *event = event_new(EVENT_ENTRY_ADD);
    event->id.sequence = 1000;
    event->at = bench->now;
    event->hlc.msec = bench->now;
    event_set(event, KEY_SLOT, "s1");
    event_set(event, KEY_KIND, "recommendation");
    event_set(event, KEY_NUMBER, "R4");
    event_set(event, KEY_TEXT, bench->text);
    return event;
}

static void append_bare(struct bench *bench)
{
    ssize_t size = (ssize_t)bench->frame.size;
    if (write(bench->floor, bench->frame.bytes, bench->frame.size) != size ||
        fdatasync(bench->floor) != 0)
        fail("floor");
}

static void append_to_journal(struct bench *bench, struct event *event)
{
    uint64_t fingerprint;
    if (journal_append(bench->journal, event, &fingerprint) != 0)
        fail("journal");
}

static void capture(struct bench *bench)
{
    struct wish wish = {.verb = WISH_ADD,
                        .kind = ENTRY_RECOMMENDATION,
                        .slot = "s1",
                        .fields = {.text = bench->text}};
    struct actor actor = {.writer = *folder_writer(bench->folder),
                          .launch = *folder_launch(bench->folder),
                          .now = {.wall = bench->now, .boot = bench->now, .boot_id = 7},
                          .any_day = true};
    struct event *event;
    struct refusal refusal;
    struct commit commit;
    if (!session_decide(folder_session(bench->folder), &wish, &actor, &event, &refusal) ||
        folder_commit_take(bench->folder, event, bench->now, &commit) != 0 || !commit.saved)
        fail("capture");
}

/* How long it took, in µs; what is not part of it is made before. */
static double measure(struct bench *bench, enum way way)
{
    struct event *event = way == JOURNAL ? make_entry(bench) : NULL;
    double begin = now_us();
    switch (way) {
    case FLOOR:
        append_bare(bench);
        break;
    case JOURNAL:
        append_to_journal(bench, event);
        break;
    case CAPTURE:
        capture(bench);
        break;
    case WAYS:
        break;
    }
    double took = now_us() - begin;
    event_free(event);
    return took;
}

static void open_folder(struct bench *bench)
{
    static const char programme[] = "title: Many entries\ntimezone: UTC\ndate: 2022-05-18\n"
                                    "slots: [{time: 09:00-12:00, title: All of it}]\n";
    BUF_LOCAL struct buf path = {0}, state = {0};
    buf_add_format(&path, "%s/session.yaml", buf_text(&bench->scratch));
    buf_add_format(&state, "%s/state", buf_text(&bench->scratch));
    FILE *file = fopen(buf_text(&path), "w");
    if (file == NULL || fputs(programme, file) < 0 || fclose(file) != 0)
        fail("programme");
    struct folder_options options = {
        .path = buf_text(&path), .state = buf_text(&state), .boot_id = 1};
    struct diags diags = {{0}};
    if (folder_open(&options, &diags, NULL, &bench->folder) != 0)
        fail("folder");
    diags_finish(&diags);
}

static void open_all(struct bench *bench, const char *where, size_t times)
{
    BUF_LOCAL struct buf path = {0};
    buf_add_format(&bench->scratch, "%s/append-XXXXXX", where);
    if (mkdtemp(bench->scratch.bytes) == NULL)
        fail(where);
    buf_add_format(&path, "%s/floor", buf_text(&bench->scratch));
    bench->floor = open(buf_text(&path), O_WRONLY | O_APPEND | O_CREAT | O_EXCL, 0666);
    if (bench->floor < 0)
        fail("floor");
    for (unsigned i = 0; i < TEXT; i++)
        bench->text[i] = i % 8 == 7 ? ' ' : (char)('a' + i % 26);
    bench->text[TEXT - 1] = '.';
    bench->now = 1652864400000;
    uint64_t digest;
    struct event *entry = make_entry(bench), *launch = event_new(EVENT_LAUNCH);
    token_from_bits(1, &entry->id.launch);
    if (frame_write(entry, 1, &bench->frame, &digest) != 0)
        fail("frame");
    event_free(entry);
    buf_clear(&path);
    buf_add_format(&path, "%s/record", buf_text(&bench->scratch));
    bench->journal = journal_new(files_real(), buf_text(&path), NULL);
    event_set(launch, KEY_DAIS, "1");
    event_set(launch, KEY_WRITER, "0000000000001");
    event_set(launch, KEY_TEXT, "");
    journal_take_template(bench->journal, launch);
    open_folder(bench);
    for (unsigned way = 0; way < WAYS; way++)
        bench->took[way] = mem_new(times, sizeof(double));
}

static void close_all(struct bench *bench)
{
    for (unsigned way = 0; way < WAYS; way++)
        free(bench->took[way]);
    folder_close(bench->folder);
    journal_free(bench->journal);
    (void)close(bench->floor);
    (void)paths_remove_tree(buf_text(&bench->scratch));
    buf_finish(&bench->scratch);
    buf_finish(&bench->frame);
}

static int compare(const void *a, const void *b)
{
    const double *one = a, *other = b;
    return (*one > *other) - (*one < *other);
}

static bool say(const struct bench *bench, enum way way, size_t times)
{
    const double *took = bench->took[way], *floor = bench->took[FLOOR];
    double median = took[times / 2] / floor[times / 2];
    double rest = took[times * 99 / 100] / floor[times * 99 / 100];
    bool good = median <= medians_most[way] && rest <= rest_most[way];
    (void)printf(
        "%-8s median %7.1f µs, %.3f times (at most %.2f); 99 of 100 in %7.1f µs, %.2f times "
        "(%.2f)%s\n",
        names[way], took[times / 2], median, medians_most[way], took[times * 99 / 100], rest,
        rest_most[way], good ? "" : ": too much");
    return good;
}

int main(int count, char **arguments)
{
    struct bench bench = {.folder = NULL};
    size_t times = count > 2 ? strtoul(arguments[2], NULL, 10) : TIMES;
    if (count < 2 || times == 0)
        return EXIT_FAILURE;
    open_all(&bench, arguments[1], times);
    for (unsigned way = 0; way < WAYS; way++) /* makes the files */
        (void)measure(&bench, (enum way)way);
    for (size_t i = 0; i < times; i++, bench.now += MSEC_SECOND) {
        for (unsigned turn = 0; turn < WAYS; turn++) {
            enum way way = (enum way)((turn + i) % WAYS);
            bench.took[way][i] = measure(&bench, way);
        }
    }
    for (unsigned way = 0; way < WAYS; way++)
        qsort(bench.took[way], times, sizeof(double), compare);
    bool synced = bench.took[FLOOR][times / 2] >= SYNCED_LEAST;
    bool good = true;
    (void)printf("%zu records of %zu bytes by turns\n", times, bench.frame.size);
    for (unsigned way = 0; way < WAYS; way++)
        good = say(&bench, (enum way)way, times) && good;
    close_all(&bench);
    if (!synced)
        (void)printf("nothing is synced here: another folder, please\n");
    return !synced ? SKIPPED : good ? EXIT_SUCCESS : EXIT_FAILURE;
}
