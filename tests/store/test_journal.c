#include <suite.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dais/os/paths.h>
#include <dais/store/frame.h>
#include <dais/store/journal.h>
#include <dais/store/recovery.h>
#include <faulty_files.h>
#include <lossy_files.h>

#include "journals.h"
#include "place.h"

START_TEST(test_first_event_makes_the_file)
{
    struct faulty_files disc;
    faulty_files_init(&disc, files_real());
    struct place place;
    struct stat stat_;
    place_init(&place, &disc.files);
    struct journal_status status;
    journal_read_status(place.journal, &status);
    ck_assert_int_eq(status.state, JOURNAL_IDLE);
    ck_assert_uint_eq(disc.calls[FILE_ANY], 0);
    ck_assert_int_eq(stat(buf_text(&place.record), &stat_), -1);

    place_append(&place);
    journal_read_status(place.journal, &status);
    ck_assert_int_eq(status.state, JOURNAL_SAVED);
    ck_assert_ptr_null(status.text.id);
    struct buf path = {0};
    buf_add_format(&path, "%s/journal/%s.yaml", buf_text(&place.record),
                   journal_launch(place.journal)->text);
    ck_assert_str_eq(status.path, buf_text(&path));
    ck_assert_int_eq(stat(status.path, &stat_), 0);
    ck_assert_uint_eq(place.promised.count, 2);
    ck_assert_int_eq(place.promised.items[0]->op, EVENT_LAUNCH);
    ck_assert_str_eq(event_text(place.promised.items[0], KEY_NAME), "Podium");
    buf_finish(&path);

    unsigned opens = disc.calls[FILE_OPENAT];
    for (unsigned i = 0; i < 5; i++) {
        unsigned writes = disc.calls[FILE_WRITE];
        unsigned syncs = disc.calls[FILE_FDATASYNC];
        place_append(&place);
        ck_assert_uint_eq(disc.calls[FILE_WRITE], writes + 1);
        ck_assert_uint_eq(disc.calls[FILE_FDATASYNC], syncs + 1);
    }
    ck_assert_uint_eq(disc.calls[FILE_OPENAT], opens);
    ck_assert(place_holds(&place));
    place_finish(&place);
}
END_TEST

/* The launch begins where and when its first event does, and each frame names the one before. */
START_TEST(test_frames_of_a_launch)
{
    enum { FRAMES = 4 };
    struct place place;
    struct buf bytes = {0};
    place_init(&place, files_real());
    for (unsigned i = 1; i < FRAMES; i++)
        place_append(&place);
    const struct event *launch = place.promised.items[0];
    const struct event *first = place.promised.items[1];
    ck_assert_int_eq(launch->at, first->at);
    ck_assert_int_eq(launch->offset, first->offset);
    ck_assert_int_eq(launch->hlc.msec, first->hlc.msec);
    ck_assert_uint_eq(launch->hlc.counter, first->hlc.counter);
    place_read_file(&place, &bytes);
    struct frame_scan scan = {.bytes = bytes.bytes, .size = bytes.size, .line = 1, .digests = true};
    uint64_t before = 0;
    for (uint64_t sequence = 1; sequence <= FRAMES; sequence++) {
        struct frame frame;
        ck_assert(frame_next(&scan, &frame));
        ck_assert_int_eq(frame.kind, FRAME_WHOLE);
        ck_assert_uint_eq(frame.sequence, sequence);
        ck_assert_uint_eq(frame.prev, before);
        before = frame.digest;
        frame_finish(&frame);
    }
    ck_assert_uint_eq(scan.offset, scan.size);
    buf_finish(&bytes);
    place_finish(&place);
}
END_TEST

/* What a launch says about itself and cannot be written: it begins without. */
START_TEST(test_launch_that_says_too_much)
{
    enum { LONG = FRAME_SCALAR_MOST + 1 };
    static const struct {
        enum event_key key;
        bool too_long;                    /* else it is no UTF-8 */
        bool text, seen, name, programme; /* what is left */
    } cases[] = {
        {KEY_TEXT, true, false, true, true, true},
        {KEY_SEEN, true, false, false, true, true},
        {KEY_NAME, false, false, false, false, true},
        {KEY_PROGRAMME, false, false, false, false, false},
    };
    static char much[LONG + 1];
    memset(much, 'x', LONG);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct place place;
        place_init(&place, files_real());
        struct event *launch = event_new(EVENT_LAUNCH);
        event_set(launch, KEY_DAIS, "1");
        event_set(launch, KEY_WRITER, sample_launch(15).text);
        event_set(launch, KEY_TEXT, "s1 Opening\n");
        event_set(launch, KEY_SEEN, "abc-1");
        event_set(launch, KEY_NAME, "Podium");
        event_set(launch, KEY_PROGRAMME, "0123");
        event_set(launch, cases[i].key, cases[i].too_long ? much : "caf\xE9");
        journal_take_template(place.journal, launch);
        place_append(&place);
        const struct event *begun = place.promised.items[0];
        ck_assert((event_text(begun, KEY_TEXT) != NULL) == cases[i].text);
        ck_assert((event_text(begun, KEY_SEEN) != NULL) == cases[i].seen);
        ck_assert((event_text(begun, KEY_NAME) != NULL) == cases[i].name);
        ck_assert((event_text(begun, KEY_PROGRAMME) != NULL) == cases[i].programme);
        ck_assert_str_eq(event_text(begun, KEY_WRITER), sample_launch(15).text);
        place_finish(&place);
    }
}
END_TEST

/* A launch after a failed sync says what the one before it had on the disc, and all it had seen. */
START_TEST(test_launch_after_launch)
{
    struct faulty_files faulty;
    struct place place;
    struct buf seen = {0};
    faulty_files_init(&faulty, files_real());
    place_init(&place, &faulty.files);
    struct token launches[3];
    for (size_t i = 0; i < 3; i++) {
        place_append(&place);
        launches[i] = *journal_launch(place.journal);
        if (i < 2)
            faulty.fault = (struct fault){
                .kind = FILE_FDATASYNC, .at = faulty.calls[FILE_FDATASYNC] + 1, .error = EIO};
    }
    /* The first had its launch frame and one event on the disc. The second brings the event that
       failed, which stays the first's, and fails itself with the next. */
    static const size_t at[] = {0, 2, 4};
    for (size_t i = 0; i < 3; i++) {
        const struct event *launch = place.promised.items[at[i]];
        ck_assert_int_eq(launch->op, EVENT_LAUNCH);
        ck_assert(token_equal(&launch->id.launch, &launches[i]));
    }
    ck_assert_ptr_null(event_text(place.promised.items[0], KEY_SEEN));
    buf_add_format(&seen, "%s-2", launches[0].text);
    ck_assert_str_eq(event_text(place.promised.items[2], KEY_SEEN), buf_text(&seen));
    buf_clear(&seen);
    buf_add_format(&seen, "%s-1,%s-2", launches[1].text, launches[0].text);
    ck_assert_str_eq(event_text(place.promised.items[4], KEY_SEEN), buf_text(&seen));
    ck_assert(place_holds(&place));
    buf_finish(&seen);
    place_finish(&place);
}
END_TEST

static size_t open_descriptors(void)
{
    size_t count = 0;
    for (int fd = 0; fd < 256; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

/* Whatever the disc refuses, the journal keeps one descriptor open at most. */
START_TEST(test_descriptors)
{
    struct faulty_files faulty;
    struct place place;
    size_t before = open_descriptors();
    faulty_files_init(&faulty, files_real());
    place_init(&place, &faulty.files);
    for (unsigned i = 0; i < 40; i++) {
        place_append(&place);
        ck_assert_uint_le(open_descriptors(), before + 1);
        faulty.fault = (struct fault){
            .kind = FILE_ANY, .at = faulty.calls[FILE_ANY] + 1 + i / 2, .error = EIO};
        faulty.fault.for_ever = i % 2 == 0;
    }
    faulty.fault.at = 0;
    place_finish(&place);
    ck_assert_uint_eq(open_descriptors(), before);
}
END_TEST

/* Launches come in their order; those that nobody took are given back with the journal. */
START_TEST(test_launches_left)
{
    struct faulty_files faulty;
    struct place place;
    faulty_files_init(&faulty, files_real());
    place_init(&place, &faulty.files);
    for (uint64_t i = 0; i < 4; i++) {
        struct event *event = sample_event(0, 2 + i);
        uint64_t digest;
        ck_assert_int_eq(journal_append(place.journal, event, &digest), 0);
        event_free(event);
        faulty.fault = (struct fault){
            .kind = FILE_FDATASYNC, .at = faulty.calls[FILE_FDATASYNC] + 1, .error = EIO};
    }
    struct token last = *journal_launch(place.journal);
    struct event *launch;
    for (unsigned i = 0; i < 2; i++) {
        uint64_t fingerprint;
        launch = journal_take_launch(place.journal, &fingerprint);
        ck_assert_int_eq(launch->op, EVENT_LAUNCH);
        ck_assert(!token_equal(&launch->id.launch, &last));
        BUF_LOCAL struct buf bytes = {0};
        uint64_t digest;
        ck_assert_int_eq(frame_write(launch, 0, &bytes, &digest), 0);
        ck_assert_uint_eq(fingerprint, frame_fingerprint(bytes.bytes, bytes.size));
        event_free(launch);
    }
    place_finish(&place);
}
END_TEST

START_TEST(test_refused_event_changes_nothing)
{
    struct place place;
    place_init(&place, files_real());
    struct event *event = sample_event(0, 3);
    uint64_t digest;
    event_set(event, KEY_TEXT, "caf\xE9");
    ck_assert_int_eq(journal_append(place.journal, event, &digest), -EILSEQ);
    ck_assert_ptr_null(journal_take_launch(place.journal, &digest));
    struct stat stat_;
    ck_assert_int_eq(stat(buf_text(&place.record), &stat_), -1);
    event_free(event);
    place_append(&place);
    ck_assert(place_holds(&place));
    place_finish(&place);
}
END_TEST

enum { FAULT_EVENTS = 4 };

/* One run in which a call fails; true where the promises hold, then and once it is mended. */
static bool run_fault(const struct fault *fault, unsigned *ret_failed)
{
    struct faulty_files faulty;
    struct lossy_files disc;
    struct place place;
    faulty_files_init(&faulty, lossy_files_unsynced());
    lossy_files_init(&disc, &faulty.files);
    place_init(&place, &disc.files);
    faulty.fault = *fault;
    for (unsigned i = 0; i < FAULT_EVENTS; i++)
        place_append(&place);
    *ret_failed = faulty.failed;
    bool hold = place_holds(&place) && disc.misused == 0;

    faulty.fault.at = 0;
    (void)journal_retry(place.journal, 100000);
    struct journal_status status;
    journal_read_status(place.journal, &status);
    place_settle(&place);
    place_append(&place);
    hold = hold && status.state == JOURNAL_SAVED && place.pending.count == 0 &&
           place_holds(&place) && disc.misused == 0;
    place_finish(&place);
    lossy_files_finish(&disc);
    return hold;
}

START_TEST(test_every_error)
{
    static const int errors[] = {EIO, ENOSPC, EDQUOT, EROFS, EACCES, EFBIG, EMFILE, EINTR};
    for (size_t e = 0; e < sizeof errors / sizeof errors[0]; e++) {
        for (unsigned lasting = 0; lasting < 2; lasting++) {
            unsigned failed = 1;
            for (unsigned at = 1; failed > 0; at++) {
                struct fault fault = {
                    .kind = FILE_ANY, .at = at, .error = errors[e], .for_ever = lasting == 1};
                if (errors[e] == EINTR && fault.for_ever)
                    break; /* a call that is interrupted for ever hangs, by its nature */
                ck_assert_msg(run_fault(&fault, &failed), "%s at call %u%s", strerror(errors[e]),
                              at, lasting ? " and after" : "");
            }
        }
    }
}
END_TEST

START_TEST(test_short_writes)
{
    for (size_t size = 0; size < 900; size += size < 8 ? 1 : 61) {
        for (unsigned lasting = 0; lasting < 2; lasting++) {
            unsigned failed = 1;
            for (unsigned at = 1; failed > 0; at++) {
                struct fault fault = {
                    .kind = FILE_WRITE, .at = at, .short_write = size, .for_ever = lasting == 1};
                ck_assert_msg(run_fault(&fault, &failed), "%zu bytes of write %u", size, at);
            }
        }
    }
}
END_TEST

/* One sync fails on a file that stays readable: each event is there once all the same. */
START_TEST(test_sync_fails_once)
{
    struct faulty_files faulty;
    struct place place;
    faulty_files_init(&faulty, files_real());
    place_init(&place, &faulty.files);
    place_append(&place);
    struct token first = *journal_launch(place.journal);
    faulty.fault = (struct fault){
        .kind = FILE_FDATASYNC, .at = faulty.calls[FILE_FDATASYNC] + 1, .error = EIO};
    place_append(&place);
    ck_assert(!token_equal(&first, journal_launch(place.journal)));
    place_append(&place);
    struct journal_status status;
    journal_read_status(place.journal, &status);
    ck_assert_int_eq(status.state, JOURNAL_SAVED);
    ck_assert_ptr_nonnull(status.text.id);
    ck_assert(place_holds(&place));
    struct events events;
    struct findings findings;
    place_read_back(&place, &events, &findings);
    ck_assert_uint_eq(events.list.count, 5); /* two launches, three events */
    ck_assert_uint_eq(findings.list.count, 0);
    events_finish(&events);
    findings_finish(&findings);
    place_finish(&place);
}
END_TEST

START_TEST(test_rescue_and_home_again)
{
    struct faulty_files faulty;
    struct place place;
    faulty_files_init(&faulty, files_real());
    place_init(&place, &faulty.files);
    place_append(&place);
    /* The session folder is gone, and a link that leads nowhere is in its way. */
    struct buf away = {0};
    buf_add_format(&away, "%s.away", buf_text(&place.record));
    ck_assert_int_eq(rename(buf_text(&place.record), buf_text(&away)), 0);
    ck_assert_int_eq(symlink("nowhere", buf_text(&place.record)), 0);
    faulty.fault =
        (struct fault){.kind = FILE_WRITE, .at = faulty.calls[FILE_WRITE] + 1, .error = EIO};
    place_append(&place);
    place_append(&place);
    struct journal_status status;
    journal_read_status(place.journal, &status);
    ck_assert_int_eq(status.state, JOURNAL_RESCUED);
    ck_assert_ptr_nonnull(strstr(status.path, "/state/rescue/journal/"));
    ck_assert_ptr_nonnull(status.text.id);
    /* The launch, what went away with the folder and the next two stand there, once each. */
    struct buf rescued = {0};
    size_t frames = 0;
    place_read_file(&place, &rescued);
    for (const char *at = buf_text(&rescued); (at = strstr(at, "--- # r ")) != NULL; at++)
        frames++;
    ck_assert_uint_eq(frames, 4);
    buf_finish(&rescued);
    ck_assert(journal_retry(place.journal, 1000) == false);
    ck_assert_int_eq(unlink(buf_text(&place.record)), 0);
    ck_assert_int_eq(rename(buf_text(&away), buf_text(&place.record)), 0);
    ck_assert(journal_retry(place.journal, 2000) == false); /* not yet */
    ck_assert(journal_retry(place.journal, 11000));
    journal_read_status(place.journal, &status);
    ck_assert_int_eq(status.state, JOURNAL_SAVED);
    unsigned writes = faulty.calls[FILE_WRITE];
    place_append(&place);
    ck_assert_uint_eq(faulty.calls[FILE_WRITE], writes + 1);
    ck_assert(place_holds(&place));
    ck_assert_int_eq(paths_remove_tree(buf_text(&place.rescue)), 0);
    ck_assert(place_holds(&place)); /* all is at home */
    /* What once was in a rescue file is none of what is told of the next trouble. */
    faulty.fault = (struct fault){
        .kind = FILE_ANY, .at = faulty.calls[FILE_ANY] + 1, .error = EIO, .for_ever = true};
    place_append(&place);
    journal_read_status(place.journal, &status);
    ck_assert_int_eq(status.state, JOURNAL_NOT_SAVED);
    ck_assert_uint_eq(status.unsaved, 2); /* the new launch and the event */
    buf_finish(&away);
    place_finish(&place);
}
END_TEST

/* What others make of the file while it is open, as sync tools, editors and people do. */
static void replace_by_copy(const struct place *place, const char *path)
{
    struct buf bytes = {0}, copy = {0};
    place_read_file(place, &bytes);
    buf_add_format(&copy, "%s.copy", path);
    FILE *file = fopen(buf_text(&copy), "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes.bytes, 1, bytes.size, file), bytes.size);
    ck_assert_int_eq(fclose(file), 0);
    ck_assert_int_eq(rename(buf_text(&copy), path), 0);
    buf_finish(&bytes);
    buf_finish(&copy);
}

static void cut_in_place(const struct place *place, const char *path)
{
    (void)place;
    ck_assert_int_eq(truncate(path, 100), 0);
}

static void remove_file(const struct place *place, const char *path)
{
    (void)place;
    ck_assert_int_eq(unlink(path), 0);
}

static void remove_session(const struct place *place, const char *path)
{
    (void)path;
    ck_assert_int_eq(paths_remove_tree(buf_text(&place->record)), 0);
}

static void move_session(const struct place *place, const char *path)
{
    (void)path;
    struct buf moved = {0};
    buf_add_format(&moved, "%s.moved", buf_text(&place->record));
    ck_assert_int_eq(rename(buf_text(&place->record), buf_text(&moved)), 0);
    buf_finish(&moved);
}

/* All of the launch is there again, found out by the next event or by a look. */
START_TEST(test_file_is_lost)
{
    static void (*const ways[])(const struct place *, const char *) = {
        replace_by_copy, cut_in_place, remove_file, remove_session, move_session};
    for (size_t i = 0; i < 2 * sizeof ways / sizeof *ways; i++) {
        bool looks = i % 2 == 1;
        struct place place;
        struct journal_status status;
        place_init(&place, files_real());
        place_append(&place);
        place_append(&place);
        ck_assert(!journal_retry(place.journal, 1000));
        journal_read_status(place.journal, &status);
        ck_assert_ptr_null(status.text.id);
        char *path = mem_dup(status.path);
        ways[i / 2](&place, path);
        if (looks)
            ck_assert(journal_retry(place.journal, 1100));
        else
            place_append(&place);
        journal_read_status(place.journal, &status);
        ck_assert_int_eq(status.state, JOURNAL_SAVED);
        ck_assert_uint_eq(status.unsaved, 0);
        ck_assert_ptr_nonnull(status.text.id);
        ck_assert_msg(place_holds(&place), "way %zu", i);
        ck_assert(!journal_retry(place.journal, 20000));
        place_append(&place);
        ck_assert_msg(place_holds(&place), "way %zu, and on", i);
        free(path);
        place_finish(&place);
    }
}
END_TEST

START_TEST(test_not_saved_says_so)
{
    struct faulty_files faulty;
    struct place place;
    faulty_files_init(&faulty, files_real());
    place_init(&place, &faulty.files);
    place_append(&place);
    faulty.fault = (struct fault){.kind = FILE_ANY, .at = 1, .error = ENOSPC, .for_ever = true};
    place_append(&place);
    place_append(&place);
    struct journal_status status;
    journal_read_status(place.journal, &status);
    ck_assert_int_eq(status.state, JOURNAL_NOT_SAVED);
    ck_assert_uint_eq(status.unsaved, 3); /* the new launch and two events */
    struct buf text = {0};
    message_write(&status.text, NULL, &text);
    ck_assert_ptr_nonnull(strstr(buf_text(&text), "NOT SAVED"));
    buf_finish(&text);
    unsigned calls = faulty.calls[FILE_ANY];
    ck_assert(!journal_retry(place.journal, 5000));
    ck_assert_uint_gt(faulty.calls[FILE_ANY], calls);
    calls = faulty.calls[FILE_ANY];
    ck_assert(!journal_retry(place.journal, 5900));
    ck_assert_uint_eq(faulty.calls[FILE_ANY], calls);
    faulty.fault.at = 0;
    ck_assert(journal_retry(place.journal, 6000));
    place_settle(&place);
    ck_assert_uint_eq(place.promised.count, 5);
    ck_assert(place_holds(&place));
    place_finish(&place);
}
END_TEST

/* In the rescue folder, and then that refuses, too: what is there stays, what is not is counted. */
START_TEST(test_rescue_refuses)
{
    struct faulty_files faulty;
    struct place place;
    struct journal_status status;
    faulty_files_init(&faulty, files_real());
    place_init(&place, &faulty.files);
    place_append(&place);
    ck_assert_int_eq(paths_remove_tree(buf_text(&place.record)), 0);
    ck_assert_int_eq(symlink("nowhere", buf_text(&place.record)), 0);
    place_append(&place);
    journal_read_status(place.journal, &status);
    ck_assert_int_eq(status.state, JOURNAL_RESCUED);
    ck_assert_uint_eq(status.unsaved, 0);
    struct token launch = *journal_launch(place.journal);
    faulty.fault = (struct fault){
        .kind = FILE_ANY, .at = faulty.calls[FILE_ANY] + 1, .error = ENOSPC, .for_ever = true};
    place_append(&place);
    place_append(&place);
    journal_read_status(place.journal, &status);
    ck_assert_int_eq(status.state, JOURNAL_NOT_SAVED);
    ck_assert_uint_eq(status.unsaved, 2);
    ck_assert(
        token_equal(&launch, journal_launch(place.journal))); /* its frames lie nowhere else */
    /* Home comes back before the rescue folder does, the clock was set back meanwhile. */
    faulty.fault.at = 0;
    ck_assert_int_eq(unlink(buf_text(&place.record)), 0);
    (void)journal_retry(place.journal, 1000000);
    journal_read_status(place.journal, &status);
    ck_assert_int_eq(status.state, JOURNAL_SAVED);
    place_settle(&place);
    ck_assert_uint_eq(place.pending.count, 0);
    struct events events;
    struct findings findings;
    place_read_back(&place, &events, &findings);
    for (size_t i = 0; i < place.promised.count; i++)
        ck_assert_uint_eq(place_count_equal(&events, place.promised.items[i]), 1);
    events_finish(&events);
    findings_finish(&findings);
    place_finish(&place);
}
END_TEST

/* When the next try is due: a second after one that left nothing saved, ten where all is rescued.
 */
START_TEST(test_retry)
{
    static const struct {
        msec_t now;
        bool tries;
    } cases[] = {
        {5000, true},  {5999, false}, {6000, true},
        {6500, false}, {400, true}, /* the hand of the clock went back */
        {1399, false}, {1400, true},
    };
    struct faulty_files faulty;
    struct place place;
    faulty_files_init(&faulty, files_real());
    place_init(&place, &faulty.files);
    ck_assert(!journal_retry(place.journal, 1));
    faulty.fault = (struct fault){.kind = FILE_ANY, .at = 1, .error = EIO, .for_ever = true};
    place_append(&place);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned calls = faulty.calls[FILE_ANY];
        ck_assert(!journal_retry(place.journal, cases[i].now));
        ck_assert_msg((faulty.calls[FILE_ANY] > calls) == cases[i].tries, "at %d",
                      (int)cases[i].now);
    }
    place_finish(&place);
}
END_TEST

/* A program without a place for rescue files keeps in memory what the folder refuses. */
START_TEST(test_no_rescue_folder)
{
    struct faulty_files faulty;
    struct place place;
    faulty_files_init(&faulty, files_real());
    place_init(&place, &faulty.files);
    struct journal *journal = journal_new(&faulty.files, buf_text(&place.record), NULL);
    struct event *launch = event_new(EVENT_LAUNCH);
    event_set(launch, KEY_DAIS, "1");
    event_set(launch, KEY_WRITER, sample_launch(15).text);
    journal_take_template(journal, launch);
    journal_free(place.journal);
    place.journal = journal;
    faulty.fault = (struct fault){.kind = FILE_ANY, .at = 1, .error = EROFS, .for_ever = true};
    place_append(&place);
    struct journal_status status;
    journal_read_status(place.journal, &status);
    ck_assert_int_eq(status.state, JOURNAL_NOT_SAVED);
    ck_assert_uint_eq(status.unsaved, 2);
    faulty.fault.at = 0;
    ck_assert(journal_retry(place.journal, 1));
    place_settle(&place);
    ck_assert(place_holds(&place));
    place_finish(&place);
    journal_free(NULL);
}
END_TEST

/* Files that somebody made under the launch's name: another name is taken, as long as one is free.
 */
START_TEST(test_names_that_are_taken)
{
    enum { TRIES = 50 };
    for (unsigned taken = TRIES - 1; taken <= TRIES; taken++) {
        struct place place;
        struct journal_status status;
        place_init(&place, files_real());
        BUF_LOCAL struct buf path = {0};
        ck_assert_int_eq(mkdir(buf_text(&place.record), 0700), 0);
        buf_add_format(&path, "%s/journal", buf_text(&place.record));
        ck_assert_int_eq(mkdir(buf_text(&path), 0700), 0);
        for (unsigned i = 1; i <= taken; i++) {
            buf_clear(&path);
            buf_add_format(&path, "%s/journal/%s", buf_text(&place.record),
                           journal_launch(place.journal)->text);
            if (i > 1)
                buf_add_format(&path, ".%u", i);
            buf_add_text(&path, ".yaml");
            FILE *file = fopen(buf_text(&path), "wx");
            ck_assert_ptr_nonnull(file);
            ck_assert_int_eq(fclose(file), 0);
        }
        place_append(&place);
        journal_read_status(place.journal, &status);
        ck_assert_int_eq(status.state, taken < TRIES ? JOURNAL_SAVED : JOURNAL_RESCUED);
        ck_assert((strstr(status.path, ".50.yaml") != NULL) == (taken < TRIES));
        ck_assert(place_holds(&place));
        place_finish(&place);
    }
}
END_TEST

/* A file system whose folders cannot be synced, and need not: that is no error. Others are. */
START_TEST(test_folder_that_cannot_sync)
{
    static const struct {
        int error;
        enum journal_state state;
    } cases[] = {{EINVAL, JOURNAL_SAVED},
                 {ENOSYS, JOURNAL_SAVED},
                 {EOPNOTSUPP, JOURNAL_SAVED},
                 {EIO, JOURNAL_NOT_SAVED}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct faulty_files faulty;
        struct place place;
        struct journal_status status;
        faulty_files_init(&faulty, files_real());
        place_init(&place, &faulty.files);
        faulty.fault =
            (struct fault){.kind = FILE_FSYNC, .at = 1, .error = cases[i].error, .for_ever = true};
        place_append(&place);
        journal_read_status(place.journal, &status);
        ck_assert_int_eq(status.state, cases[i].state);
        faulty.fault.at = 0;
        place_finish(&place);
    }
}
END_TEST

/* Power goes after each append, with a failing call before it or without: ✓ means on the disc. */
START_TEST(test_power_loss)
{
    for (uint32_t seed = 0; seed < 1000; seed++) {
        struct faulty_files faulty;
        struct lossy_files disc;
        struct place place;
        faulty_files_init(&faulty, lossy_files_unsynced());
        lossy_files_init(&disc, &faulty.files);
        place_init(&place, &disc.files);
        if (seed % 3 == 0)
            faulty.fault = (struct fault){
                .kind = FILE_ANY, .at = 8 + seed / 3 % 30, .error = EIO, .for_ever = seed % 2 == 0};
        for (unsigned i = 0; i <= seed % 5; i++)
            place_append(&place);
        lossy_files_cut(&disc, seed);
        ck_assert_msg(place_holds(&place), "power went, seed %u", (unsigned)seed);
        place_finish(&place);
        lossy_files_finish(&disc);
    }
}
END_TEST

SUITE("store/journal", test_first_event_makes_the_file, test_frames_of_a_launch,
      test_launch_that_says_too_much, test_launch_after_launch, test_launches_left,
      test_descriptors, test_refused_event_changes_nothing, test_every_error, test_short_writes,
      test_sync_fails_once, test_rescue_and_home_again, test_file_is_lost, test_not_saved_says_so,
      test_rescue_refuses, test_retry, test_no_rescue_folder, test_names_that_are_taken,
      test_folder_that_cannot_sync, test_power_loss)
