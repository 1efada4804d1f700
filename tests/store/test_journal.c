#include <suite.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dais/os/paths.h>
#include <dais/store/journal.h>
#include <dais/store/recovery.h>
#include <faulty_files.h>
#include <lossy_files.h>

#include "journals.h"

/* A record folder and a rescue folder, neither of them made yet, and what was promised. */
struct place {
    struct buf scratch, record, rescue;
    struct journal *journal;
    ARRAY_OF(struct event *) promised; /* shown with a tick */
    ARRAY_OF(struct event *) pending;  /* shown as NOT SAVED */
    uint64_t appended;
};

static void place_init(struct place *place, const struct files *files)
{
    *place = (struct place){.appended = 0};
    ck_assert_int_eq(paths_make_scratch(&place->scratch), 0);
    buf_add_format(&place->record, "%s/sou-88", buf_text(&place->scratch));
    buf_add_format(&place->rescue, "%s/state/rescue", buf_text(&place->scratch));
    place->journal = journal_new(files, buf_text(&place->record), buf_text(&place->rescue));
    struct event *launch = event_new(EVENT_LAUNCH);
    event_set(launch, KEY_DAIS, "1");
    event_set(launch, KEY_WRITER, sample_launch(15).text);
    event_set(launch, KEY_NAME, "Podium");
    event_set(launch, KEY_TEXT, "s1 Opening\ns2 Panel\n");
    journal_take_template(place->journal, launch);
}

static void place_finish(struct place *place)
{
    for (size_t i = 0; i < place->promised.count; i++)
        event_free(place->promised.items[i]);
    for (size_t i = 0; i < place->pending.count; i++)
        event_free(place->pending.items[i]);
    free(place->promised.items);
    free(place->pending.items);
    journal_free(place->journal);
    ck_assert_int_eq(paths_remove_tree(buf_text(&place->scratch)), 0);
    buf_finish(&place->scratch);
    buf_finish(&place->record);
    buf_finish(&place->rescue);
}

/* What was NOT SAVED is now, if the status says so. */
static void settle(struct place *place)
{
    struct journal_status status;
    journal_read_status(place->journal, &status);
    for (size_t i = 0; status.state != JOURNAL_NOT_SAVED && i < place->pending.count; i++)
        array_push(&place->promised, place->pending.items[i]);
    if (status.state != JOURNAL_NOT_SAVED)
        place->pending.count = 0;
}

static void append(struct place *place)
{
    struct event *event = sample_event(0, 2 + place->appended % 7);
    event->hlc.msec += (int64_t)place->appended;
    uint64_t digest;
    place->appended++;
    int r = journal_append(place->journal, event, &digest);
    struct event *launch;
    while ((launch = journal_take_launch(place->journal, &digest)) != NULL) {
        ck_assert_int_eq(launch->op, EVENT_LAUNCH);
        ck_assert_uint_eq(launch->id.sequence, 1);
        array_push(&place->pending, launch);
    }
    ck_assert_int_ge(r, 0);
    array_push(&place->pending, event);
    if (r == 0)
        settle(place);
}

/* All events that a reader finds afterwards. */
static void read_back(const struct place *place, struct events *ret_events,
                      struct findings *ret_findings)
{
    struct recovery *recovery = recovery_new(files_real());
    const struct buf *bases[] = {&place->record, &place->rescue};
    for (size_t i = 0; i < 2; i++) {
        struct buf path = {0};
        buf_add_format(&path, "%s/journal", buf_text(bases[i]));
        size_t source = recovery_add_source(recovery, buf_text(&path));
        int folder = files_open_folder_path(files_real(), buf_text(&path));
        struct recovery_look look = {.live = false};
        if (folder >= 0)
            ck_assert_int_eq(recovery_read(recovery, source, folder, &look), 0);
        (void)files_close(files_real(), folder);
        buf_finish(&path);
    }
    recovery_take_events(recovery, ret_events);
    recovery_list_findings(recovery, ret_findings);
    for (size_t i = 0; i < ret_findings->list.count; i++)
        ret_findings->list.items[i].part = NULL; /* ends with recovery */
    recovery_free(recovery);
}

static size_t count_equal(const struct events *events, const struct event *event)
{
    size_t count = 0;
    for (size_t i = 0; i < events->list.count; i++)
        count += event_equal(events->list.items[i], event);
    return count;
}

/* Every promise is kept, once; and nothing is there that was never written. */
static bool promises_hold(const struct place *place)
{
    struct events events = {0};
    struct findings findings = {0};
    read_back(place, &events, &findings);
    bool hold = true;
    size_t known = 0;
    for (size_t i = 0; i < place->promised.count; i++)
        hold = hold && count_equal(&events, place->promised.items[i]) == 1;
    for (size_t i = 0; i < place->pending.count; i++)
        known += count_equal(&events, place->pending.items[i]);
    hold = hold && events.list.count == place->promised.count + known;
    events_finish(&events);
    findings_finish(&findings);
    return hold;
}

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

    append(&place);
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
        append(&place);
        ck_assert_uint_eq(disc.calls[FILE_WRITE], writes + 1);
        ck_assert_uint_eq(disc.calls[FILE_FDATASYNC], syncs + 1);
    }
    ck_assert_uint_eq(disc.calls[FILE_OPENAT], opens);
    ck_assert(promises_hold(&place));
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
    append(&place);
    ck_assert(promises_hold(&place));
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
        append(&place);
    *ret_failed = faulty.failed;
    bool hold = promises_hold(&place) && disc.misused == 0;

    faulty.fault.at = 0;
    (void)journal_retry(place.journal, 100000);
    struct journal_status status;
    journal_read_status(place.journal, &status);
    settle(&place);
    append(&place);
    hold = hold && status.state == JOURNAL_SAVED && place.pending.count == 0 &&
           promises_hold(&place) && disc.misused == 0;
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
    append(&place);
    struct token first = *journal_launch(place.journal);
    faulty.fault = (struct fault){
        .kind = FILE_FDATASYNC, .at = faulty.calls[FILE_FDATASYNC] + 1, .error = EIO};
    append(&place);
    ck_assert(!token_equal(&first, journal_launch(place.journal)));
    append(&place);
    struct journal_status status;
    journal_read_status(place.journal, &status);
    ck_assert_int_eq(status.state, JOURNAL_SAVED);
    ck_assert_ptr_nonnull(status.text.id);
    ck_assert(promises_hold(&place));
    struct events events;
    struct findings findings;
    read_back(&place, &events, &findings);
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
    append(&place);
    /* The session folder is gone, and a link that leads nowhere is in its way. */
    struct buf away = {0};
    buf_add_format(&away, "%s.away", buf_text(&place.record));
    ck_assert_int_eq(rename(buf_text(&place.record), buf_text(&away)), 0);
    ck_assert_int_eq(symlink("nowhere", buf_text(&place.record)), 0);
    faulty.fault =
        (struct fault){.kind = FILE_WRITE, .at = faulty.calls[FILE_WRITE] + 1, .error = EIO};
    append(&place);
    append(&place);
    struct journal_status status;
    journal_read_status(place.journal, &status);
    ck_assert_int_eq(status.state, JOURNAL_RESCUED);
    ck_assert_ptr_nonnull(strstr(status.path, "/state/rescue/journal/"));
    ck_assert_ptr_nonnull(status.text.id);
    ck_assert(journal_retry(place.journal, 1000) == false);
    ck_assert_int_eq(unlink(buf_text(&place.record)), 0);
    ck_assert_int_eq(rename(buf_text(&away), buf_text(&place.record)), 0);
    ck_assert(journal_retry(place.journal, 2000) == false); /* not yet */
    ck_assert(journal_retry(place.journal, 11000));
    journal_read_status(place.journal, &status);
    ck_assert_int_eq(status.state, JOURNAL_SAVED);
    append(&place);
    ck_assert(promises_hold(&place));
    ck_assert_int_eq(paths_remove_tree(buf_text(&place.rescue)), 0);
    ck_assert(promises_hold(&place)); /* all is at home */
    buf_finish(&away);
    place_finish(&place);
}
END_TEST

START_TEST(test_not_saved_says_so)
{
    struct faulty_files faulty;
    struct place place;
    faulty_files_init(&faulty, files_real());
    place_init(&place, &faulty.files);
    append(&place);
    faulty.fault = (struct fault){.kind = FILE_ANY, .at = 1, .error = ENOSPC, .for_ever = true};
    append(&place);
    append(&place);
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
    settle(&place);
    ck_assert_uint_eq(place.promised.count, 5);
    ck_assert(promises_hold(&place));
    place_finish(&place);
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
            append(&place);
        lossy_files_cut(&disc, seed);
        ck_assert_msg(promises_hold(&place), "power went, seed %u", (unsigned)seed);
        place_finish(&place);
        lossy_files_finish(&disc);
    }
}
END_TEST

SUITE("store/journal", test_first_event_makes_the_file, test_refused_event_changes_nothing,
      test_every_error, test_short_writes, test_sync_fails_once, test_rescue_and_home_again,
      test_not_saved_says_so, test_power_loss)
