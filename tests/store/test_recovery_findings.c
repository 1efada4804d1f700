/*
 * What is wrong with a record when all of its files are seen together: edited frames and whole
 * ones, gaps, forks, one's own events; in words where those differ.
 */
#include <suite.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/store/frame.h>
#include <dais/store/recovery.h>

#include "journals.h"
#include "reader.h"

START_TEST(test_has)
{
    struct buf bytes = {0};
    uint64_t prev = 0, digest;
    put_edited("a.yaml", 0, 1, 4, "--- # r 2", "--- # x 2");
    ck_assert_uint_eq(look(false, 0), 3);
    struct event *event = sample_event(0, 1);
    ck_assert_int_eq(frame_write(event, prev, &bytes, &digest), 0);
    uint64_t fingerprint = frame_fingerprint(bytes.bytes, bytes.size);
    event_free(event);
    buf_finish(&bytes);
    const struct {
        struct event_id id;
        uint64_t fingerprint;
        bool has;
    } cases[] = {
        {{sample_launch(0), 1}, 0, true},
        {{sample_launch(0), 1}, fingerprint, true},
        {{sample_launch(0), 1}, fingerprint + 1, false},
        {{sample_launch(0), 2}, 0, false},
        {{sample_launch(0), 3}, 0, true},
        {{sample_launch(0), 3}, fingerprint, false},
        {{sample_launch(0), 5}, 0, false},
        {{sample_launch(1), 1}, 0, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(recovery_has(recovery, &cases[i].id, cases[i].fingerprint) == cases[i].has,
                      "case %zu", i);
}
END_TEST

/* One's own frames, known before their file is read, are not handed out; a gap in them shows. */
START_TEST(test_own_events)
{
    read_anew(files_real());
    for (uint64_t sequence = 1; sequence <= 3; sequence += 2) {
        struct buf bytes = {0};
        uint64_t prev = 0;
        if (sequence > 1)
            sample_frames(0, 1, sequence - 1, &prev, &bytes);
        size_t before = bytes.size;
        sample_frames(0, sequence, sequence, &prev, &bytes);
        struct event_id id = {sample_launch(0), sequence};
        recovery_know(recovery, &id, frame_fingerprint(bytes.bytes + before, bytes.size - before));
        buf_finish(&bytes);
    }
    BUF_LOCAL struct buf path = {0};
    struct findings findings;
    recovery_list_findings(recovery, &findings);
    ck_assert_uint_eq(findings.list.count, 1);
    buf_add_format(&path, "sou-88/journal/%s.yaml", sample_launch(0).text);
    ck_assert_str_eq(findings.list.items[0].path, buf_text(&path));
    ck_assert_str_eq(findings.list.items[0].text.id, "frame {1} is missing");
    findings_finish(&findings);
    put_frames("a.yaml", 0, 1, 3);
    ck_assert_uint_eq(look(false, 0), 1);
    ck_assert_uint_eq(recovery_count_events(recovery), 3);
    /* Somebody else has another frame with the number of one's own. */
    struct event_id id = {sample_launch(2), 1};
    recovery_know(recovery, &id, 77);
    put_frames("c.yaml", 2, 1, 1);
    ck_assert_uint_eq(look(false, 0), 1);
    ck_assert_str_eq(findings_text(), "fork:2:1");
    recovery_list_findings(recovery, &findings);
    struct buf text = {0};
    message_write(&findings.list.items[0].text, NULL, &text);
    ck_assert_ptr_nonnull(strstr(buf_text(&text), sample_launch(2).text));
    buf_finish(&text);
    findings_finish(&findings);
}
END_TEST

/* Edited frames are used until the whole one turns up, and only those of its number are dropped. */
START_TEST(test_edited_and_whole)
{
    put_edited("a.yaml", 0, 1, 3, "migrants", "refugees");
    put_edited("b.yaml", 0, 3, 3, "migrants", "newcomer");
    put_edited("c.yaml", 0, 6, 6, "Fund", "Fend");
    put_frames("d.yaml", 0, 3, 3);
    ck_assert_uint_eq(look(false, 0), 4); /* 1, 2, 6 as it was edited, 3 */
    ck_assert_uint_eq(recovery_count_events(recovery), 4);
    ck_assert_str_eq(findings_text(), "changed:29:3* changed:2:3* changed:2:6 missing:2:4");
    put_frames("e.yaml", 0, 6, 6);
    ck_assert_uint_eq(look(false, 0), 1);
    ck_assert_uint_eq(recovery_count_events(recovery), 4);
    /* Another whole one beside it is a fork, and what was edited is still settled. */
    struct buf bytes = {0};
    uint64_t rest;
    struct event *event = sample_event(0, 3);
    event_set(event, KEY_TEXT, "never said");
    ck_assert_int_eq(frame_write(event, 0, &bytes, &rest), 0);
    put("f.yaml", bytes.bytes, bytes.size, "w");
    event_free(event);
    buf_finish(&bytes);
    ck_assert_uint_eq(look(false, 0), 1);
    ck_assert_ptr_nonnull(strstr(findings_text(), "changed:29:3* changed:2:3*"));
    ck_assert_ptr_nonnull(strstr(findings_text(), "fork:"));
}
END_TEST

/* An edited frame of a launch that nobody knows is not used: its id may have been edited, too. */
START_TEST(test_edited_of_another_launch)
{
    put_frames("a.yaml", 0, 1, 2);
    put_frames("b.yaml", 1, 1, 2);
    put_edited("b.yaml", 0, 3, 3, "migrants", "refugees");
    put_edited("b.yaml", 5, 3, 3, "migrants", "refugees");
    ck_assert_uint_eq(look(false, 0), 5);
    ck_assert_ptr_nonnull(strstr(findings_text(), "changed:"));
    ck_assert_ptr_nonnull(strstr(findings_text(), "unreadable:"));
    struct findings findings;
    recovery_list_findings(recovery, &findings);
    ck_assert_str_eq(findings.list.items[1].why.id, "its id names a launch that is not here");
    findings_finish(&findings);
}
END_TEST

/* By path, line and kind, in whatever order it was found. */
START_TEST(test_order)
{
    put_frames("a.yaml", 0, 1, 1);
    put_frames("a.yaml", 0, 3, 3);
    put_edited("a.yaml", 0, 6, 6, "Fund", "Fend");
    put_edited("0.yaml", 1, 1, 3, "migrants", "refugees");
    ck_assert_uint_eq(look(false, 0), 6);
    ck_assert_str_eq(findings_text(), "changed:29:3 missing:15:2 changed:28:6 missing:28:4");
}
END_TEST

/* A frame that cannot be read in one file and stands whole in another is no loss. */
START_TEST(test_unreadable_and_whole)
{
    struct findings findings;
    put_edited("a.yaml", 0, 1, 3, "--- # r 2", "--- # x 2");
    ck_assert_uint_eq(look(false, 0), 2);
    ck_assert_str_eq(findings_text(), "unreadable:15:2");
    ck_assert_uint_eq(recovery_count_events(recovery), 2);
    put_frames("b.yaml", 0, 2, 2);
    ck_assert_uint_eq(look(false, 0), 1);
    ck_assert_str_eq(findings_text(), "unreadable:15:2*");
    ck_assert_uint_eq(recovery_count_events(recovery), 3);
    recovery_list_findings(recovery, &findings);
    ck_assert_str_eq(findings.list.items[0].text.id,
                     "frame {1} cannot be read here; another file has it whole");
    findings_finish(&findings);
}
END_TEST

static void put_launch(const char *name, unsigned launch, const char *seen)
{
    struct buf bytes = {0};
    uint64_t digest;
    struct event *event = sample_event(launch, 1);
    event_set(event, KEY_SEEN, seen);
    ck_assert_int_eq(frame_write(event, 0, &bytes, &digest), 0);
    put(name, bytes.bytes, bytes.size, "w");
    event_free(event);
    buf_finish(&bytes);
}

/* What is missing, in words; what a launch says it has seen counts, as far as it can be read. */
START_TEST(test_missing_in_words)
{
    struct buf seen = {0}, text = {0};
    put_frames("a.yaml", 0, 1, 3);
    put_frames("b.yaml", 1, 4, 4);
    put_frames("b.yaml", 1, 6, 6);
    buf_add_format(&seen, "%s-6,nobody,%s-00000000000000000000000000000000000000005,%s-2,",
                   sample_launch(0).text, sample_launch(0).text, sample_launch(3).text);
    put_launch("c.yaml", 2, buf_text(&seen));
    ck_assert_uint_eq(look(false, 0), 6);
    struct findings findings;
    recovery_list_findings(recovery, &findings);
    for (size_t i = 0; i < findings.list.count; i++) {
        const struct finding *finding = &findings.list.items[i];
        buf_add_format(&text, "%s:%u ", finding->path + strlen("sou-88/journal/"), finding->line);
        message_write(&finding->text, NULL, &text);
        buf_add_format(&text, " (%u)\n", (unsigned)finding->count);
    }
    findings_finish(&findings);
    ck_assert(findings.list.items == NULL && findings.list.count == 0);
    buf_clear(&seen);
    buf_add_format(&seen,
                   "%s.yaml:0 this file is missing, with its frames 1 to 2; c.yaml had seen them "
                   "(2)\n",
                   sample_launch(3).text);
    bool in_front = strcmp(sample_launch(3).text, "a.yaml") < 0;
    BUF_LOCAL struct buf expected = {0};
    buf_add_text(&expected, in_front ? buf_text(&seen) : "");
    buf_add_text(&expected, "a.yaml:0 frames 4 to 6 are missing at the end (3)\n"
                            "b.yaml:2 frames 1 to 3 are missing before this one (3)\n"
                            "b.yaml:13 frame 5 is missing (1)\n");
    buf_add_text(&expected, in_front ? "" : buf_text(&seen));
    ck_assert_str_eq(buf_text(&text), buf_text(&expected));
    buf_finish(&seen);
    buf_finish(&text);
}
END_TEST

/* A launch is written down as far as it was read whole, a thousand of them at most. */
START_TEST(test_seen_is_what_is_whole)
{
    enum { LAUNCHES = 1200, MOST = 1000 };
    struct buf seen = {0}, expected = {0};
    put_edited("a.yaml", 0, 1, 3, "migrants", "refugees");
    put_edited("b.yaml", 1, 3, 3, "migrants", "refugees");
    ck_assert_uint_eq(look(false, 0), 4);
    recovery_write_seen(recovery, &seen);
    buf_add_format(&expected, "%s-2", sample_launch(0).text);
    ck_assert_str_eq(buf_text(&seen), buf_text(&expected));
    buf_finish(&expected);
    for (uint64_t i = 0; i < LAUNCHES; i++) {
        struct event_id id = {.sequence = 1};
        token_from_bits(UINT64_C(0x2545f4914f6cdd1d) * (i + 1), &id.launch);
        recovery_know(recovery, &id, i);
    }
    buf_clear(&seen);
    recovery_write_seen(recovery, &seen);
    size_t written = 1;
    for (const char *at = buf_text(&seen); (at = strchr(at, ',')) != NULL; at++)
        written++;
    ck_assert_uint_eq(written, MOST);
    buf_finish(&seen);
}
END_TEST

/* Half of the first frame there ever was, in a file named after its launch. */
START_TEST(test_torn_at_once)
{
    char *name = launch_file(0);
    struct buf bytes = {0};
    uint64_t prev = 0;
    sample_frames(0, 1, 1, &prev, &bytes);
    put(name, bytes.bytes, bytes.size - 3, "w");
    ck_assert_uint_eq(look(false, 0), 0);
    ck_assert_str_eq(findings_text(), "torn:2:1");
    struct findings findings;
    struct buf text = {0};
    recovery_list_findings(recovery, &findings);
    message_write(&findings.list.items[0].text, NULL, &text);
    ck_assert_str_eq(buf_text(&text), "the last frame, 1, is half-written; its text so far is "
                                      "offered as a draft");
    buf_finish(&text);
    findings_finish(&findings);
    /* The same end without a word of its number, elsewhere whole. */
    put_frames("z.yaml", 0, 1, 1);
    ck_assert_uint_eq(look(false, 0), 1);
    ck_assert_str_eq(findings_text(), "torn:2:1*");
    buf_finish(&bytes);
    free(name);
}
END_TEST

SUITE_WITH("store/recovery_findings", reader_setup, reader_teardown, test_has, test_own_events,
           test_edited_and_whole, test_edited_of_another_launch, test_missing_in_words,
           test_seen_is_what_is_whole, test_torn_at_once, test_order, test_unreadable_and_whole)
