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
#include <dais/store/recovery.h>
#include <faulty_files.h>

#include "journals.h"
#include "reader.h"

START_TEST(test_sound)
{
    put_frames("a.yaml", 0, 1, 9);
    put_frames("b.yaml", 1, 1, 5);
    ck_assert_uint_eq(look(false, 0), 14);
    ck_assert_str_eq(findings_text(), "");
    ck_assert_uint_eq(recovery_count_files(recovery), 2);
    ck_assert_uint_eq(look(false, 0), 0);
    ck_assert_uint_eq(recovery_count_events(recovery), 14);
}
END_TEST

/* One thing wrong with frames 1 to 5 of a file, what is found then, and how many events stay. */
static const struct {
    const char *was, *is; /* replaced once; `is` NULL: cut there */
    const char *findings;
    size_t events;
} damages[] = {
    {"migrants", "refugees", "changed:29:3", 5},
    {"kind: \"recommendation\"\nnumber: \"R4\"\ntext: |-\n  Réf", "kind: [\ntext: |-\n  Réf",
     "unreadable:29:3", 4},
    {"migrants", NULL, "torn:29:3", 2},
    {"... # end 5", NULL, "torn:53:5", 4},
    {"--- # r 2", "--- # x 2", "unreadable:15:2", 4},
    {"--- # r 1", NULL, "empty:0:0", 0},
    {"op: \"slot.start\"", "op: \"slot.pause\"", "unreadable:42:4", 4},
    {"number: \"R4\"", "number: \"four\"", "unreadable:15:2", 4},
    {"writer", "author", "unreadable:2:1", 4},
    {"\n--- # r 4", "\nwritten here by mistake\n--- # r 4", "unreadable:42:0", 5},
};

START_TEST(test_damages)
{
    char *name = launch_file(0);
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        struct buf bytes = {0}, file = {0};
        uint64_t prev = 0;
        sample_frames(0, 1, 5, &prev, &bytes);
        const char *found = strstr(bytes.bytes, damages[i].was);
        ck_assert_msg(found != NULL, "%s", damages[i].was);
        buf_add(&file, bytes.bytes, (size_t)(found - bytes.bytes));
        if (damages[i].is != NULL) {
            buf_add_text(&file, damages[i].is);
            buf_add_text(&file, found + strlen(damages[i].was));
        }
        put(name, file.bytes, file.size, "w");
        size_t events = look(false, 0);
        ck_assert_msg(strcmp(findings_text(), damages[i].findings) == 0, "%s: %s", damages[i].was,
                      findings_text());
        ck_assert_msg(events == damages[i].events, "%s: %zu", damages[i].was, events);
        buf_finish(&bytes);
        buf_finish(&file);
        read_anew(files_real());
    }
    free(name);
}
END_TEST

START_TEST(test_bits_flipped_on_the_disc)
{
    struct buf bytes = {0};
    uint64_t prev = 0;
    sample_frames(0, 1, 5, &prev, &bytes);
    for (size_t bit = 0; bit < bytes.size * 8; bit += 11) {
        bytes.bytes[bit / 8] ^= (char)(1 << bit % 8);
        put("a.yaml", bytes.bytes, bytes.size, "w");
        read_anew(files_real());
        ck_assert_uint_ge(look(false, 0), 4);
        ck_assert_msg(findings_text()[0] != '\0', "bit %zu", bit);
        bytes.bytes[bit / 8] ^= (char)(1 << bit % 8);
    }
    buf_finish(&bytes);
}
END_TEST

START_TEST(test_other_files)
{
    put_frames("a.yaml", 0, 1, 2);
    put("empty.yaml", "", 0, "w");
    put("blank.yaml", "\n\n", 2, "w");
    put("notes.yaml", "shopping: [milk]\n", 17, "w");
    put("readme.txt", "hello\n", 6, "w");
    put(".hidden.yaml", "x", 1, "w");
    put("a.yaml~", "x", 1, "w");
    ck_assert_uint_eq(look(false, 0), 2);
    ck_assert_str_eq(findings_text(), "empty:0:0 empty:0:0 foreign:0:0 foreign:0:0");
}
END_TEST

/* A colleague's program writes while we look: half a frame is no damage until it stays so. */
START_TEST(test_growing_file)
{
    struct buf bytes = {0};
    uint64_t prev = 0;
    char *name = launch_file(0);
    sample_frames(0, 1, 3, &prev, &bytes);
    size_t half = bytes.size - 40;
    put(name, bytes.bytes, half, "w");
    ck_assert_uint_eq(look(true, 10000), 2);
    ck_assert_str_eq(findings_text(), "");
    ck_assert(recovery_is_waiting(recovery));
    ck_assert_uint_eq(look(true, 11999), 0);
    ck_assert_str_eq(findings_text(), "");
    unsigned generation = recovery_generation(recovery);
    ck_assert_uint_eq(look(true, 12000), 0);
    ck_assert_str_eq(findings_text(), "torn:29:3");
    ck_assert_uint_ne(recovery_generation(recovery), generation);
    put(name, bytes.bytes + half, 40, "a");
    ck_assert_uint_eq(look(true, 12001), 1);
    ck_assert_str_eq(findings_text(), "");
    ck_assert(!recovery_is_waiting(recovery));
    put_frames(name, 0, 4, 6);
    ck_assert_uint_eq(look(true, 13000), 3);
    ck_assert_str_eq(findings_text(), "");
    buf_finish(&bytes);
    free(name);
}
END_TEST

/* Byte by byte, as a slow disc of a colleague may show it. */
START_TEST(test_growing_by_bytes)
{
    struct buf bytes = {0};
    uint64_t prev = 0;
    sample_frames(0, 1, 4, &prev, &bytes);
    size_t events = 0;
    for (size_t i = 0; i < bytes.size; i++) {
        put("a.yaml", bytes.bytes + i, 1, "a");
        events += look(true, (msec_t)i);
        ck_assert_str_eq(findings_text(), "");
    }
    ck_assert_uint_eq(events, 4);
    buf_finish(&bytes);
}
END_TEST

START_TEST(test_replaced_and_deleted)
{
    put_frames("a.yaml", 0, 1, 3);
    ck_assert_uint_eq(look(true, 0), 3);
    put("a.yaml", "", 0, "w");
    put_frames("a.yaml", 0, 1, 2);
    ck_assert_uint_eq(look(true, 0), 0);
    put("new.yaml", "", 0, "w");
    put_frames("new.yaml", 0, 1, 5);
    struct buf from = {0}, to = {0};
    buf_add_format(&from, "%s/new.yaml", buf_text(&scratch));
    buf_add_format(&to, "%s/a.yaml", buf_text(&scratch));
    ck_assert_int_eq(rename(buf_text(&from), buf_text(&to)), 0);
    ck_assert_uint_eq(look(true, 0), 2);
    ck_assert_int_eq(unlink(buf_text(&to)), 0);
    ck_assert_uint_eq(look(true, 0), 0);
    ck_assert_uint_eq(recovery_count_events(recovery), 5);
    buf_finish(&from);
    buf_finish(&to);
}
END_TEST

START_TEST(test_conflict_copies)
{
    char *name = launch_file(0);
    put_frames(name, 0, 1, 4);
    put_frames("0.sync-conflict-20220518-094011-ABCDEFG.yaml", 0, 1, 6);
    ck_assert_uint_eq(look(false, 0), 6);
    ck_assert_str_eq(findings_text(), "");
    /* A torn copy, and one edited by hand, lose nothing: another file has them whole. */
    struct buf bytes = {0};
    uint64_t prev = 0;
    sample_frames(0, 1, 3, &prev, &bytes);
    memcpy(strstr(bytes.bytes, "migrants"), "refugees", 8);
    buf_cut(&bytes, bytes.size);
    put("copy.yaml", bytes.bytes, bytes.size, "w");
    put("cut.yaml", bytes.bytes, 400, "w");
    ck_assert_uint_eq(look(false, 0), 0);
    ck_assert_str_eq(findings_text(), "changed:29:3* torn:15:2*");
    buf_finish(&bytes);
    free(name);
}
END_TEST

/* The edited one comes first by name; the whole one is used. */
START_TEST(test_whole_is_preferred)
{
    struct buf bytes = {0};
    uint64_t prev = 0;
    sample_frames(0, 1, 3, &prev, &bytes);
    memcpy(strstr(bytes.bytes, "migrants"), "refugees", 8);
    put("a.yaml", bytes.bytes, bytes.size, "w");
    put_frames("b.yaml", 0, 1, 3);
    ck_assert_uint_eq(look(false, 0), 3);
    ck_assert_str_eq(findings_text(), "changed:29:3*");
    buf_finish(&bytes);
}
END_TEST

START_TEST(test_gaps)
{
    put_frames("a.yaml", 0, 1, 2);
    put_frames("a.yaml", 0, 5, 6);
    put_frames("b.yaml", 1, 3, 3);
    ck_assert_uint_eq(look(false, 0), 5);
    ck_assert_str_eq(findings_text(), "missing:29:3 missing:2:1");
    struct findings findings;
    recovery_list_findings(recovery, &findings);
    ck_assert_uint_eq(findings.list.items[0].count, 2);
    findings_finish(&findings);
    put_frames("c.yaml", 0, 3, 4);
    ck_assert_uint_eq(look(false, 0), 2);
    ck_assert_str_eq(findings_text(), "missing:2:1");
}
END_TEST

/* Frame 2 says something else, with a check sum of its own: the chain tells. */
START_TEST(test_forged_frame)
{
    struct buf bytes = {0};
    uint64_t prev = 0, first = 0, rest;
    sample_frames(0, 1, 1, &prev, &bytes);
    first = prev;
    struct event *event = sample_event(0, 2);
    event_set(event, KEY_TEXT, "never said");
    ck_assert_int_eq(frame_write(event, first, &bytes, &rest), 0);
    event_free(event);
    put("a.yaml", bytes.bytes, bytes.size, "w");
    put_frames("a.yaml", 0, 3, 4);
    ck_assert_uint_eq(look(false, 0), 4);
    ck_assert(strncmp(findings_text(), "chain:", 6) == 0);
    /* With the true one beside it, both are kept: a fork. */
    put_frames("b.yaml", 0, 1, 2);
    ck_assert_uint_eq(look(false, 0), 1);
    ck_assert(strncmp(findings_text(), "fork:", 5) == 0);
    buf_finish(&bytes);
}
END_TEST

/* A file that begins a new launch and brings frames of the one before, as journals do. */
START_TEST(test_frames_written_again)
{
    put_frames("a.yaml", 0, 1, 4);
    put_frames("b.yaml", 1, 1, 1);
    put_frames("b.yaml", 0, 4, 5);
    put_frames("b.yaml", 1, 2, 3);
    ck_assert_uint_eq(look(false, 0), 8);
    ck_assert_str_eq(findings_text(), "");
}
END_TEST

START_TEST(test_seen_shows_what_is_missing)
{
    struct buf seen = {0};
    put_frames("a.yaml", 0, 1, 4);
    put_frames("b.yaml", 1, 1, 2);
    ck_assert_uint_eq(look(false, 0), 6);
    recovery_write_seen(recovery, &seen);
    struct buf expected = {0};
    bool order = strcmp(sample_launch(0).text, sample_launch(1).text) < 0;
    buf_add_format(&expected, "%s-%u,%s-%u", sample_launch(order ? 0 : 1).text, order ? 4 : 2,
                   sample_launch(order ? 1 : 0).text, order ? 2 : 4);
    ck_assert_str_eq(buf_text(&seen), buf_text(&expected));
    /* A third launch writes it down; what it mentions need not be said again. */
    struct buf bytes = {0};
    uint64_t digest;
    struct event *event = sample_event(2, 1);
    event_set(event, KEY_SEEN, buf_text(&seen));
    ck_assert_int_eq(frame_write(event, 0, &bytes, &digest), 0);
    put("c.yaml", bytes.bytes, bytes.size, "w");
    ck_assert_uint_eq(look(false, 0), 1);
    buf_clear(&seen);
    recovery_write_seen(recovery, &seen);
    buf_clear(&expected);
    buf_add_format(&expected, "%s-1", sample_launch(2).text);
    ck_assert_str_eq(buf_text(&seen), buf_text(&expected));
    event_free(event);
    buf_finish(&bytes);
    buf_finish(&seen);
    buf_finish(&expected);

    read_anew(files_real());
    put("a.yaml", "", 0, "w");
    put_frames("a.yaml", 0, 1, 3);
    struct buf path = {0};
    buf_add_format(&path, "%s/b.yaml", buf_text(&scratch));
    ck_assert_int_eq(unlink(buf_text(&path)), 0);
    buf_finish(&path);
    (void)look(false, 0);
    ck_assert_str_eq(findings_text(), "missing:0:1 missing:0:4");
}
END_TEST

/* Numbers that look random and are the same each time. */
static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

/* Three launches' frames, split over files in any order and more than once: one union. */
START_TEST(test_union)
{
    enum { LAUNCHES = 3, EVENTS = 6, FILES = 5 };
    uint32_t random = 3;
    for (unsigned round = 0; round < 60; round++) {
        read_anew(files_real());
        for (unsigned file = 0; file < FILES; file++) {
            char name[] = "0.yaml";
            name[0] = (char)('0' + file);
            put(name, "", 0, "w");
        }
        for (unsigned copy = 0; copy < 2; copy++) {
            for (unsigned i = 0; i < LAUNCHES * EVENTS; i++) {
                char name[] = "0.yaml";
                name[0] = (char)('0' + next_random(&random) % FILES);
                put_frames(name, i % LAUNCHES, 1 + i / LAUNCHES, 1 + i / LAUNCHES);
            }
        }
        size_t events = look(false, 0);
        ck_assert_uint_eq(events, LAUNCHES * EVENTS);
        ck_assert(strstr(findings_text(), "missing") == NULL);
        ck_assert(strstr(findings_text(), "fork") == NULL);
    }
}
END_TEST

START_TEST(test_looks_at_what_changed)
{
    put_frames("a.yaml", 0, 1, 2);
    put_frames("b.yaml", 1, 1, 3);
    ck_assert_uint_eq(look_at("a.yaml"), 2);
    ck_assert_uint_eq(recovery_count_files(recovery), 1);
    ck_assert_uint_eq(look_at("a.yaml~"), 0);
    struct watch_changes all = {.all = true}, gone = {.gone = true}, none = {.all = false};
    ck_assert_uint_eq(look_at_changes(&none, false, 0), 0);
    ck_assert_uint_eq(look_at_changes(&all, false, 0), 3);
    put_frames("c.yaml", 2, 1, 1);
    ck_assert_uint_eq(look_at_changes(&gone, false, 0), 1);
    /* An end that was open is looked at without a word. */
    struct buf bytes = {0};
    uint64_t prev = 0;
    sample_frames(3, 1, 2, &prev, &bytes);
    put("d.yaml", bytes.bytes, bytes.size - 5, "w");
    ck_assert_uint_eq(look_at_changes(&all, true, 0), 1);
    put("d.yaml", bytes.bytes + bytes.size - 5, 5, "a");
    ck_assert_uint_eq(look_at_changes(&none, true, 1), 1);
    /* What is gone has nothing wrong with it any more. */
    put("d.yaml", bytes.bytes, bytes.size - 5, "w");
    ck_assert_uint_eq(look_at("d.yaml"), 0);
    ck_assert(strncmp(findings_text(), "torn:", 5) == 0);
    take_away("d.yaml");
    unsigned generation = recovery_generation(recovery);
    ck_assert_uint_eq(look_at("d.yaml"), 0);
    ck_assert_str_eq(findings_text(), "");
    ck_assert_uint_gt(recovery_generation(recovery), generation);
    buf_finish(&bytes);
}
END_TEST

/* A file that could not be read is looked at again, whatever else has changed. */
START_TEST(test_refused_is_looked_at_again)
{
    struct faulty_files disc;
    struct watch_changes none = {.all = false};
    faulty_files_init(&disc, files_real());
    read_anew(&disc.files);
    put_frames("a.yaml", 0, 1, 2);
    disc.fault = (struct fault){.kind = FILE_PREAD, .at = 1, .error = EMFILE, .for_ever = true};
    ck_assert_uint_eq(look(false, 0), 0);
    ck_assert_uint_eq(look_at_changes(&none, false, 0), 0);
    ck_assert_str_eq(findings_text(), "refused:0:0");
    disc.fault.at = 0;
    ck_assert_uint_eq(look_at_changes(&none, false, 0), 2);
    ck_assert_str_eq(findings_text(), "");
}
END_TEST

/* A folder that cannot be listed is a finding, until it can be. */
START_TEST(test_refused_folder)
{
    struct faulty_files disc;
    struct findings findings;
    faulty_files_init(&disc, files_real());
    read_anew(&disc.files);
    put_frames("a.yaml", 0, 1, 2);
    struct recovery_look look_ = {.live = false};
    int folder = files_open_folder_path(files_real(), buf_text(&scratch));
    disc.fault = (struct fault){.kind = FILE_LIST, .at = 1, .error = EIO};
    ck_assert_int_eq(recovery_read(recovery, source, folder, &look_), -EIO);
    ck_assert_int_eq(recovery_refusal(recovery, source), -EIO);
    ck_assert_str_eq(findings_text(), "refused:0:0");
    recovery_list_findings(recovery, &findings);
    ck_assert_str_eq(findings.list.items[0].text.id, "the folder cannot be read");
    ck_assert_str_eq(findings.list.items[0].path, "sou-88/journal");
    findings_finish(&findings);
    unsigned generation = recovery_generation(recovery);
    ck_assert_int_eq(recovery_read(recovery, source, folder, &look_), 0);
    ck_assert_uint_gt(recovery_generation(recovery), generation);
    ck_assert_str_eq(findings_text(), "");
    (void)files_close(files_real(), folder);
}
END_TEST

/* A sector that once was a draft, which a loss of power left where a frame was to come. */
START_TEST(test_draft_in_a_journal)
{
    struct buf bytes = {0};
    uint64_t prev = 0;
    struct event *event = event_new(EVENT_UNKNOWN);
    event->op_name = "draft";
    event->id = (struct event_id){sample_launch(5), 1};
    event->at = 1652863327120;
    event_set(event, KEY_WRITER, sample_launch(15).text);
    event_set(event, KEY_TEXT, "being typed");
    sample_frames(0, 1, 2, &prev, &bytes);
    ck_assert_int_eq(frame_write(event, 0, &bytes, &prev), 0);
    put("a.yaml", bytes.bytes, bytes.size, "w");
    ck_assert_uint_eq(look(false, 0), 2);
    struct findings findings;
    recovery_list_findings(recovery, &findings);
    ck_assert_uint_eq(findings.list.count, 1);
    ck_assert_int_eq(findings.list.items[0].kind, FINDING_UNREADABLE);
    ck_assert_str_eq(findings.list.items[0].why.id, "it is a draft, and none is part of a journal");
    findings_finish(&findings);
    event_free(event);
    buf_finish(&bytes);
}
END_TEST

/* However often one looks, a file that is no journal is one finding, and no news. */
START_TEST(test_looks_again_at_other_files)
{
    put("readme.txt", "hello\n", 6, "w");
    put("notes.yaml", "shopping: [milk]\n", 17, "w");
    ck_assert_uint_eq(look(false, 0), 0);
    ck_assert_str_eq(findings_text(), "foreign:0:0 foreign:0:0");
    unsigned generation = recovery_generation(recovery);
    for (unsigned i = 0; i < 3; i++) {
        ck_assert_uint_eq(look(false, 0), 0);
        ck_assert_uint_eq(look_at("readme.txt"), 0);
        ck_assert_str_eq(findings_text(), "foreign:0:0 foreign:0:0");
        ck_assert_uint_eq(recovery_generation(recovery), generation);
    }
    take_away("readme.txt");
    ck_assert_uint_eq(look_at("readme.txt"), 0);
    ck_assert_str_eq(findings_text(), "foreign:0:0");
    ck_assert_uint_eq(recovery_generation(recovery), generation + 1);
    put("readme.txt", "hello\n", 6, "w");
    ck_assert_uint_eq(look_at("readme.txt"), 0);
    ck_assert_str_eq(findings_text(), "foreign:0:0 foreign:0:0");
    ck_assert_uint_eq(recovery_generation(recovery), generation + 2);
    take_away("readme.txt");
    take_away("notes.yaml");
    ck_assert_uint_eq(look(false, 0), 0);
    ck_assert_str_eq(findings_text(), "");
    ck_assert_uint_eq(recovery_generation(recovery), generation + 3);
    put("readme.txt", "hello\n", 6, "w");
    ck_assert_uint_eq(look(false, 0), 0);
    take_away("readme.txt");
    ck_assert_uint_eq(look(false, 0), 0);
    ck_assert_str_eq(findings_text(), "");
    ck_assert_uint_eq(recovery_generation(recovery), generation + 5);
    /* And nothing more is told of what was gone before. */
    ck_assert_uint_eq(look(false, 0), 0);
    ck_assert_uint_eq(recovery_generation(recovery), generation + 5);
}
END_TEST

/* Half a frame instead of a file with much amiss: somebody may be writing it, and has time to. */
START_TEST(test_half_a_frame_instead)
{
    struct buf bytes = {0};
    uint64_t prev = 0;
    put_edited("a.yaml", 0, 1, 3, "migrants", "refugees");
    put_edited("a.yaml", 0, 6, 6, "Fund", "Fend");
    put_edited("a.yaml", 0, 8, 8, "blanks", "spaces");
    put_frames("0.yaml", 1, 1, 1);
    ck_assert_uint_eq(look(true, 0), 6);
    sample_frames(0, 1, 1, &prev, &bytes);
    put("a.yaml", bytes.bytes, bytes.size - 3, "w");
    ck_assert_uint_eq(look(true, 10), 0);
    ck_assert(recovery_is_waiting(recovery));
    ck_assert_str_eq(findings_text(), "missing:42:4 missing:56:7");
    put("a.yaml", bytes.bytes + bytes.size - 3, 3, "a");
    ck_assert_uint_eq(look(true, 20), 0);
    ck_assert(!recovery_is_waiting(recovery));
    buf_finish(&bytes);
}
END_TEST

/* What counts as a journal by its name, and what is passed over without a word. */
START_TEST(test_names)
{
    static const struct {
        const char *name;
        const char *findings;
        size_t events;
    } cases[] = {
        {"a.yaml", "", 1},           {".yaml", "", 0},
        {"a.yaml~", "", 0},          {"a.yaml.tmp", "", 0},
        {"a.yaml.part", "", 0},      {"a.yaml.swp", "", 0},
        {".a.yaml.swp", "", 0},      {"yaml", "foreign:0:0", 0},
        {"a.yml", "foreign:0:0", 0}, {"a.yaml.bak", "foreign:0:0", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put_frames(cases[i].name, 0, 1, 1);
        size_t events = look(false, 0);
        ck_assert_msg(events == cases[i].events, "%s: %zu", cases[i].name, events);
        ck_assert_msg(strcmp(findings_text(), cases[i].findings) == 0, "%s: %s", cases[i].name,
                      findings_text());
        take_away(cases[i].name);
        read_anew(files_real());
    }
    recovery_free(NULL);
}
END_TEST

/* What bears the id of a launch was a journal, whatever stands in it or behind the id now. */
START_TEST(test_names_of_launches)
{
    static const char zeros[512];
    static const struct {
        const char *name; /* with %s for the id */
        const char *bytes;
        size_t size;
        const char *findings;
    } cases[] = {
        {"%s.yaml", zeros, sizeof zeros, "spoiled:0:0"},
        {"%s.yaml", "\xff\xfe\n\0-\0-\0-\0", 10, "spoiled:0:0"},
        {"%s.yaml", "hello\n", 6, "spoiled:0:0"},
        {"%s.2.yaml", zeros, sizeof zeros, "spoiled:0:0"},
        {"%s.sync-conflict-20220518-094700-ABCDEFG.yaml", zeros, 9, "spoiled:0:0"},
        {"%s (1).yaml", zeros, 9, "spoiled:0:0"},
        {"Copy of %s.yaml", zeros, 9, "spoiled:0:0"},
        {"%s.yaml", "", 0, "empty:0:0"}, /* a kill leaves these */
        {"%s.yaml", "\n", 1, "empty:0:0"},
        {"%s.yaml", "\n--", 3, "torn:2:0"},
        {"%s0.yaml", zeros, 9, "foreign:0:0"},
        {"a%s.yaml", zeros, 9, "foreign:0:0"},
        {"%s", "hello\n", 6, "misnamed:0:0"},
        {"%s.yml", "", 0, "misnamed:0:0"},
        {"%s.YAML", "hello\n", 6, "misnamed:0:0"},
        {"%s.yaml.gz", "hello\n", 6, "misnamed:0:0"},
        {".%s.yaml.icloud", "hello\n", 6, ""}, /* verify's */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf name = {0};
        const char *place = strstr(cases[i].name, "%s");
        buf_add_format(&name, "%.*s%s%s", (int)(place - cases[i].name), cases[i].name,
                       sample_launch(0).text, place + 2);
        put(buf_text(&name), cases[i].bytes, cases[i].size, "w");
        ck_assert_uint_eq(look(false, 0), 0);
        ck_assert_msg(strcmp(findings_text(), cases[i].findings) == 0, "%s: %s", buf_text(&name),
                      findings_text());
        take_away(buf_text(&name));
        read_anew(files_real());
    }
}
END_TEST

/* Links, folders, and what the disc does not give out: said once, and gone when it is. */
START_TEST(test_refused_files)
{
    struct faulty_files disc;
    faulty_files_init(&disc, files_real());
    read_anew(&disc.files);
    put_frames("a.yaml", 0, 1, 2);
    put_frames("far.txt", 1, 1, 2);
    BUF_LOCAL struct buf link = {0}, folder = {0}, pipe = {0};
    path_of("pipe.yaml", &pipe);
    path_of("link.yaml", &link);
    path_of("folder.yaml", &folder);
    ck_assert_int_eq(symlink("far.txt", buf_text(&link)), 0);
    ck_assert_int_eq(mkdir(buf_text(&folder), 0700), 0);
    ck_assert_int_eq(mkfifo(buf_text(&pipe), 0600), 0);
    take_away("far.txt");
    disc.fault = (struct fault){.kind = FILE_FSTAT, .at = 1, .error = EIO};
    ck_assert_uint_eq(look(false, 0), 0);
    ck_assert_str_eq(findings_text(), "refused:0:0 foreign:0:0 refused:0:0 foreign:0:0");
    struct findings findings;
    recovery_list_findings(recovery, &findings);
    ck_assert_str_eq(findings.list.items[0].why.id, "the disc says: {1}");
    ck_assert_str_eq(findings.list.items[2].why.id, "it is a link");
    struct buf why = {0};
    message_write(&findings.list.items[0].why, NULL, &why);
    buf_add_char(&why, '\n');
    message_write(&findings.list.items[2].why, NULL, &why);
    ck_assert_str_eq(buf_text(&why), "the disc says: Input/output error\nit is a link");
    buf_finish(&why);
    findings_finish(&findings);
    unsigned generation = recovery_generation(recovery);
    disc.fault.at = disc.calls[FILE_FSTAT] + 1;
    ck_assert_uint_eq(look(false, 0), 0);
    ck_assert_uint_eq(recovery_generation(recovery), generation);
    disc.fault.at = 0;
    ck_assert_uint_eq(look(false, 0), 2);
    ck_assert_str_eq(findings_text(), "foreign:0:0 refused:0:0 foreign:0:0");
    ck_assert_uint_gt(recovery_generation(recovery), generation);
    /* A file that was read and cannot be any more; its events stay. */
    put_frames("a.yaml", 0, 3, 3);
    disc.fault = (struct fault){.kind = FILE_PREAD, .at = disc.calls[FILE_PREAD] + 1, .error = EIO};
    generation = recovery_generation(recovery);
    ck_assert_uint_eq(look(false, 0), 0);
    ck_assert_str_eq(findings_text(), "refused:0:0 foreign:0:0 refused:0:0 foreign:0:0");
    ck_assert_uint_gt(recovery_generation(recovery), generation);
    ck_assert_uint_eq(recovery_count_events(recovery), 2);
    ck_assert_uint_eq(recovery_count_files(recovery), 0);
    ck_assert_uint_eq(look(false, 0), 1);
    ck_assert_uint_eq(recovery_count_files(recovery), 1);
}
END_TEST

/* A file of the same size is read again if it is another one, or of another time. */
START_TEST(test_edited_in_place)
{
    static const struct {
        time_t seconds;
        long nanoseconds;
        bool replaced;
        bool noticed;
    } cases[] = {
        {0, 0, false, false},
        {0, 1, false, true},
        {1, 0, false, true},
        {0, 0, true, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct timespec times[2] = {{.tv_sec = 1652863327, .tv_nsec = 5},
                                    {.tv_sec = 1652863327, .tv_nsec = 5}};
        BUF_LOCAL struct buf path = {0}, from = {0};
        path_of("a.yaml", &path);
        path_of("new.tmp", &from);
        put("a.yaml", "", 0, "w");
        put_frames("a.yaml", 0, 1, 3);
        ck_assert_int_eq(utimensat(AT_FDCWD, buf_text(&path), times, 0), 0);
        ck_assert_uint_eq(look(false, 0), 3);
        if (!cases[i].replaced)
            put("a.yaml", "", 0, "w");
        put_edited(cases[i].replaced ? "new.tmp" : "a.yaml", 0, 1, 3, "migrants", "refugees");
        if (cases[i].replaced)
            ck_assert_int_eq(rename(buf_text(&from), buf_text(&path)), 0);
        times[1].tv_sec += cases[i].seconds;
        times[1].tv_nsec += cases[i].nanoseconds;
        ck_assert_int_eq(utimensat(AT_FDCWD, buf_text(&path), times, 0), 0);
        ck_assert_uint_eq(look(false, 0), 0);
        ck_assert_msg((findings_text()[0] != '\0') == cases[i].noticed, "case %zu: %s", i,
                      findings_text());
        read_anew(files_real());
    }
}
END_TEST

/* Another future of the same launch is written over a file in place, and is longer. */
START_TEST(test_written_over)
{
    struct buf branch = {0};
    uint64_t prev = 0;
    char *name = launch_file(0);
    sample_frames(0, 1, 2, &prev, &branch);
    struct event *other = sample_event(0, 3);
    event_set(other, KEY_TEXT, "Said otherwise.");
    ck_assert_int_eq(frame_write(other, prev, &branch, &prev), 0);
    put(name, branch.bytes, branch.size, "w");
    ck_assert_uint_eq(look(true, 10000), 3);
    put(name, "", 0, "w");
    put_frames(name, 0, 1, 5);
    ck_assert_uint_eq(look(true, 10001), 3); /* its own third, and those after it */
    ck_assert_str_eq(findings_text(), "fork:29:3");
    put_frames(name, 0, 6, 6);
    ck_assert_uint_eq(look(true, 10002), 1);
    event_free(other);
    buf_finish(&branch);
    free(name);
}
END_TEST

/* A copy with a hole in it is written over in place by all of it, and more. */
START_TEST(test_filled_in)
{
    struct buf copy = {0};
    uint64_t prev = 0;
    char *name = launch_file(0);
    sample_frames(0, 1, 4, &prev, &copy);
    memset(strstr(copy.bytes, "--- # r 2 "), 0, 60);
    put(name, copy.bytes, copy.size, "w");
    ck_assert_uint_eq(look(true, 10000), 3);
    put(name, "", 0, "w");
    put_frames(name, 0, 1, 5);
    ck_assert_uint_eq(look(true, 10001), 2);
    ck_assert_str_eq(findings_text(), "");
    buf_finish(&copy);
    free(name);
}
END_TEST

/* Two folders: files of each in their order, and what is gone from one is not from the other. */
START_TEST(test_two_sources)
{
    size_t first = source;
    put_frames("b.yaml", 0, 1, 2);
    ck_assert_uint_eq(look(false, 0), 2);
    source = recovery_add_source(recovery, "sou-88/journal/rescue");
    put("b.yaml", "", 0, "w");
    put_edited("b.yaml", 0, 1, 3, "migrants", "refugees");
    ck_assert_uint_eq(look(false, 0), 1);
    ck_assert_str_eq(findings_text(), "changed:29:3");
    source = first;
    ck_assert_uint_eq(look(false, 0), 0);
    put_frames("a.yaml", 0, 3, 4);
    ck_assert_uint_eq(look(false, 0), 2);
    ck_assert_str_eq(findings_text(), "changed:29:3* changed:29:3*");
    take_away("b.yaml");
    ck_assert_uint_eq(look(false, 0), 0);
    ck_assert_str_eq(findings_text(), "changed:29:3*"); /* as it stood in the other one */
    ck_assert_uint_eq(recovery_count_files(recovery), 2);
}
END_TEST

/* A file that grew is read from where the last look stopped, another one from its beginning. */
START_TEST(test_what_is_read)
{
    struct faulty_files disc;
    faulty_files_init(&disc, files_real());
    read_anew(&disc.files);
    put_frames("a.yaml", 0, 1, 150); /* some 40 KiB, in pieces of 16 */
    ck_assert_uint_eq(look(false, 0), 150);
    ck_assert_uint_ge(disc.calls[FILE_PREAD], 3);
    unsigned calls = disc.calls[FILE_PREAD];
    put_frames("a.yaml", 0, 151, 151);
    ck_assert_uint_eq(look(false, 0), 1);
    ck_assert_uint_eq(disc.calls[FILE_PREAD], calls + 2); /* the frame, and the end */
    ck_assert_uint_eq(look(false, 0), 0);
    ck_assert_uint_eq(disc.calls[FILE_PREAD], calls + 2);
    put_frames("new.tmp", 1, 1, 160);
    BUF_LOCAL struct buf from = {0}, to = {0};
    path_of("new.tmp", &from);
    path_of("a.yaml", &to);
    ck_assert_int_eq(rename(buf_text(&from), buf_text(&to)), 0);
    ck_assert_uint_eq(look(false, 0), 160);
    ck_assert_str_eq(findings_text(), "");
    /* What was no journal and becomes one has its lines counted from its head. */
    put("b.yaml", "shopping: [milk]\n", 17, "w");
    ck_assert_uint_eq(look(false, 0), 0);
    ck_assert_str_eq(findings_text(), "foreign:0:0");
    put_edited("b.yaml", 2, 1, 3, "migrants", "refugees");
    ck_assert_uint_eq(look(false, 0), 3);
    ck_assert_str_eq(findings_text(), "unreadable:1:0 changed:30:3");
}
END_TEST

SUITE_WITH("store/recovery", reader_setup, reader_teardown, test_sound, test_damages,
           test_bits_flipped_on_the_disc, test_other_files, test_refused_is_looked_at_again,
           test_refused_folder, test_draft_in_a_journal, test_growing_file, test_growing_by_bytes,
           test_replaced_and_deleted, test_conflict_copies, test_whole_is_preferred, test_gaps,
           test_forged_frame, test_frames_written_again, test_seen_shows_what_is_missing,
           test_union, test_looks_at_what_changed, test_looks_again_at_other_files, test_names,
           test_names_of_launches,
           test_refused_files, test_edited_in_place, test_written_over, test_filled_in,
           test_two_sources, test_what_is_read, test_half_a_frame_instead)
