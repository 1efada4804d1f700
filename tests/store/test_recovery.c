#include <suite.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dais/os/paths.h>
#include <dais/store/frame.h>
#include <dais/store/recovery.h>

#include "journals.h"

static struct buf scratch;
static struct recovery *recovery;
static size_t source;

static void setup(void)
{
    scratch = (struct buf){0};
    ck_assert_int_eq(paths_make_scratch(&scratch), 0);
    recovery = recovery_new(files_real());
    recovery_check_chains(recovery);
    source = recovery_add_source(recovery, "sou-88/journal");
}

static void teardown(void)
{
    recovery_free(recovery);
    ck_assert_int_eq(paths_remove_tree(buf_text(&scratch)), 0);
    buf_finish(&scratch);
}

static void put(const char *name, const char *bytes, size_t size, const char *mode)
{
    struct buf path = {0};
    buf_add_format(&path, "%s/%s", buf_text(&scratch), name);
    FILE *file = fopen(buf_text(&path), mode);
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
    buf_finish(&path);
}

static void put_frames(const char *name, unsigned launch, uint64_t first, uint64_t last)
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
static size_t look(bool live, msec_t now)
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
static const char *findings_text(void)
{
    static const char *const names[] = {"torn", "changed", "unreadable", "missing", "chain",
                                        "fork", "empty",   "foreign",    "refused"};
    static char text[1024];
    struct buf out = {0};
    struct findings findings;
    recovery_list_findings(recovery, &findings);
    for (size_t i = 0; i < findings.list.count; i++) {
        const struct finding *finding = &findings.list.items[i];
        ck_assert(finding->text.id != NULL);
        ck_assert(strncmp(finding->path, "sou-88/journal/", 15) == 0);
        buf_add_format(&out, "%s%s:%u:%u%s", i > 0 ? " " : "", names[finding->kind], finding->line,
                       (unsigned)finding->id.sequence, finding->elsewhere ? "*" : "");
    }
    findings_finish(&findings);
    snprintf(text, sizeof text, "%s", buf_text(&out));
    buf_finish(&out);
    return text;
}

static char *launch_file(unsigned launch)
{
    struct buf name = {0};
    buf_add_format(&name, "%s.yaml", sample_launch(launch).text);
    return buf_take(&name);
}

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
        recovery_free(recovery);
        recovery = recovery_new(files_real());
        source = recovery_add_source(recovery, "sou-88/journal");
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
        recovery_free(recovery);
        recovery = recovery_new(files_real());
        source = recovery_add_source(recovery, "sou-88/journal");
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

    recovery_free(recovery);
    recovery = recovery_new(files_real());
    source = recovery_add_source(recovery, "sou-88/journal");
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
        recovery_free(recovery);
        recovery = recovery_new(files_real());
        source = recovery_add_source(recovery, "sou-88/journal");
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

SUITE_WITH("store/recovery", setup, teardown, test_sound, test_damages,
           test_bits_flipped_on_the_disc, test_other_files, test_growing_file,
           test_growing_by_bytes, test_replaced_and_deleted, test_conflict_copies,
           test_whole_is_preferred, test_gaps, test_forged_frame, test_frames_written_again,
           test_seen_shows_what_is_missing, test_union)
