#include <suite.h>

#include <stdlib.h>
#include <string.h>

#include <dais/store/frame.h>
#include <dais/store/journal_digests.h>
#include <programmes.h>

#include "journals.h"

static struct programme *programme;
static struct session *session;

static void setup(void)
{
    programme = programme_sou88();
    session = session_new(programme);
}

static void teardown(void)
{
    session_free(session);
    programme_free(programme);
}

/* Events of sample launches; those of odd numbers are another writer's. */
static void take(unsigned launch, uint64_t first, uint64_t last)
{
    for (uint64_t sequence = first; sequence <= last; sequence++) {
        struct event *event = sample_event(launch, sequence);
        if (event->op == EVENT_LAUNCH && launch % 2 == 1)
            event_set(event, KEY_WRITER, sample_launch(14).text);
        (void)session_apply_take(session, event);
    }
}

/* The digest of the bytes of whole files, one behind the other, by name. */
static void digest_files(const unsigned *launches, size_t count, uint64_t last,
                         char ret_digest[DIGEST_HEX_SIZE])
{
    BUF_LOCAL struct buf bytes = {0};
    unsigned sorted[2] = {launches[0], launches[count - 1]};
    if (strcmp(sample_launch(sorted[0]).text, sample_launch(sorted[1]).text) > 0) {
        sorted[0] = launches[1];
        sorted[1] = launches[0];
    }
    for (size_t i = 0; i < count; i++) {
        uint64_t prev = 0;
        sample_frames(sorted[i], 1, last, &prev, &bytes);
    }
    digest_hex(buf_text(&bytes), bytes.size, ret_digest);
}

static const struct report_journal *find(const struct report_journals *journals, unsigned writer)
{
    for (size_t i = 0; i < journals->list.count; i++) {
        if (strcmp(journals->list.items[i].writer.text, sample_launch(writer).text) == 0)
            return &journals->list.items[i];
    }
    ck_abort_msg("no journals of writer %u", writer);
    return NULL;
}

START_TEST(test_nothing)
{
    struct report_journals journals;
    journal_digests_make(session, &journals);
    ck_assert_uint_eq(journals.list.count, 0);
    report_journals_finish(&journals);
}
END_TEST

/* Whoever has the file and b2sum comes to the same. */
START_TEST(test_is_that_of_the_file)
{
    struct report_journals journals;
    char digest[DIGEST_HEX_SIZE];
    take(0, 1, SAMPLE_EVENTS);
    journal_digests_make(session, &journals);
    const struct report_journal *journal = find(&journals, 15);
    digest_files((unsigned[]){0}, 1, SAMPLE_EVENTS, digest);
    ck_assert_str_eq(journal->digest, digest);
    ck_assert_uint_eq(journal->journals, 1);
    ck_assert_uint_eq(journal->events, SAMPLE_EVENTS);
    report_journals_finish(&journals);
}
END_TEST

/* In whatever order they come, and however often; one event more or other makes another digest. */
START_TEST(test_same_events)
{
    struct report_journals one, other, more;
    take(0, 1, 4);
    take(1, 1, 3);
    journal_digests_make(session, &one);
    teardown();
    setup();
    take(1, 2, 3);
    take(0, 3, 4);
    take(1, 1, 3);
    take(0, 1, 3);
    journal_digests_make(session, &other);
    ck_assert_uint_eq(one.list.count, other.list.count);
    for (size_t i = 0; i < one.list.count; i++) {
        ck_assert_str_eq(one.list.items[i].writer.text, other.list.items[i].writer.text);
        ck_assert_str_eq(one.list.items[i].digest, other.list.items[i].digest);
        ck_assert_uint_eq(one.list.items[i].events, other.list.items[i].events);
    }
    take(1, 4, 4);
    journal_digests_make(session, &more);
    ck_assert_str_ne(find(&more, 14)->digest, find(&one, 14)->digest);
    report_journals_finish(&one);
    report_journals_finish(&other);
    report_journals_finish(&more);
}
END_TEST

/* Launches of one writer are one row, by the names of their files. */
START_TEST(test_launches_of_a_writer)
{
    struct report_journals journals;
    char digest[DIGEST_HEX_SIZE];
    take(2, 1, 2);
    take(0, 1, 2);
    journal_digests_make(session, &journals);
    ck_assert_uint_eq(journals.list.count, 1);
    digest_files((unsigned[]){0, 2}, 2, 2, digest);
    ck_assert_str_eq(journals.list.items[0].digest, digest);
    ck_assert_uint_eq(journals.list.items[0].journals, 2);
    ck_assert_uint_eq(journals.list.items[0].events, 4);
    report_journals_finish(&journals);
}
END_TEST

/* Two events with one number, from a folder that was cloned: both count, as the log has them. */
START_TEST(test_fork)
{
    struct report_journals journals[2];
    for (unsigned later_first = 0; later_first < 2; later_first++) {
        teardown();
        setup();
        take(0, 1, 2);
        for (unsigned i = 0; i < 2; i++) {
            bool later = i != later_first;
            struct event *event = sample_event(0, 3);
            event->hlc.msec += later ? 500 : 0;
            event_set(event, KEY_TEXT, later ? "Said in the copy" : "Said in the folder");
            (void)session_apply_take(session, event);
        }
        journal_digests_make(session, &journals[later_first]);
        ck_assert_uint_eq(journals[later_first].list.count, 1);
        ck_assert_uint_eq(journals[later_first].list.items[0].events, 4);
        ck_assert_uint_eq(journals[later_first].list.items[0].journals, 1);
    }
    ck_assert_str_eq(journals[0].list.items[0].digest, journals[1].list.items[0].digest);
    report_journals_finish(&journals[0]);
    report_journals_finish(&journals[1]);
}
END_TEST

SUITE_WITH("store/journal_digests", setup, teardown, test_nothing, test_is_that_of_the_file,
           test_same_events, test_launches_of_a_writer, test_fork)
