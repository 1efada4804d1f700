/*
 * Merging is set union, on real files: two to four laptops with clocks up to days apart write on
 * records of their own, in several launches each, now and then on the copy of another's folder.
 * Their journals then go round in every way that files do (courier.h), some left out and brought
 * later, now and then with another future of one of them. In the end, wherever all of them are:
 *
 *   said       state, log, entries, status and every export are the same bytes (said.h)
 *   lost       each event that was acknowledged is in the log, with the content it had
 *   twice      each is there once; of a fork each future once
 *   order      the log is by hybrid clock, launch and sequence
 *   findings   say of each forked id that it is one, and of no other; nothing is missing; what is
 *              torn, changed or unreadable in some copy is known to be whole elsewhere
 *
 * DAIS_PROPERTY_RUNS says how many cases, DAIS_PROPERTY_SEED from which on. A failure prints the
 * seed that repeats it alone.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/os/paths.h>
#include <dais/store/frame.h>

#include "courier.h"
#include "said.h"
#include "suite.h"

enum { RUNS = 250, STEPS_LEAST = 10, STEPS_MORE = 50 };

/* An event by its id, its content, and its frame. */
struct known {
    struct event_id id;
    uint64_t content; /* fingerprint of the frame it would be as a first one */
    uint64_t bytes;   /* of the frame it was read from; of a log 0 */
};
struct known_events {
    ARRAY_OF(struct known) list;
};

static void refute(const struct room *room, const char *what, const char *more)
{
    (void)paths_remove_tree(room->scratch);
    ck_abort_msg("DAIS_PROPERTY_SEED=%" PRIu64 " DAIS_PROPERTY_RUNS=1: %s %s", room->seed, what,
                 more);
}

static void hold(const struct room *room, const char *what, bool holds)
{
    if (!holds)
        refute(room, what, "");
}

/* ---- what they write, and what they hear of each other meanwhile ---- */

static bool is_own(const struct seat *seat, const char *name)
{
    for (size_t i = 0; i < seat->saved.count; i++) {
        if (strncmp(seat->saved.items[i].launch.text, name, TOKEN_SIZE - 1) == 0)
            return true;
    }
    return false;
}

/* A synchronised folder: some files of one laptop as they are now, in place of what came before. */
static void hear(struct room *room, const struct seat *from, struct seat *to)
{
    BUF_LOCAL struct buf here = {0}, there = {0};
    struct file_names names = {0};
    buf_add_format(&here, "%s/journal", from->session);
    buf_add_format(&there, "%s/journal", to->session);
    int folder = files_open_folder_path(files_real(), buf_text(&here));
    if (folder < 0 || from == to)
        goto done;
    ck_assert_int_eq(files_list(files_real(), folder, &names), 0);
    ck_assert_int_eq(files_make_folders(files_real(), buf_text(&there), 0777), 0);
    int target = files_open_folder_path(files_real(), buf_text(&there));
    for (size_t i = 0; i < names.list.count; i++) {
        BUF_LOCAL struct buf bytes = {0};
        const char *name = names.list.items[i];
        if (is_own(to, name) || room_percent(room, 40))
            continue;
        ck_assert_int_eq(files_read_whole(files_real(), folder, name, 1 << 24, &bytes), 0);
        int file = files_openat(files_real(), target, name, 01101 /* write, make, cut */, 0666);
        ck_assert_int_ge(file, 0);
        ck_assert_int_eq(files_write_all(files_real(), file, buf_text(&bytes), bytes.size), 0);
        ck_assert_int_eq(files_close(files_real(), file), 0);
    }
    (void)files_close(files_real(), target);
done:
    file_names_finish(&names);
    (void)files_close(files_real(), folder);
}

static void live(struct room *room)
{
    unsigned steps = STEPS_LEAST + room_below(room, STEPS_MORE);
    for (unsigned i = 0; i < steps; i++) {
        struct seat *seat = &room->seats[room_below(room, (unsigned)room->count)];
        struct seat *other = &room->seats[room_below(room, (unsigned)room->count)];
        unsigned what = room_below(room, 100);
        if (what < 78)
            seat_act(room, seat);
        else if (what < 84)
            seat_close(seat);
        else if (what < 94)
            hear(room, other, seat);
        else if (seat != other && seat->launches == 0)
            seat_clone(room, other, seat);
        if (room_percent(room, 20))
            seat_look(room, seat);
    }
}

/* ---- how it goes round ---- */

/* Every file to every laptop, in any order; some are left out for now. */
static void spread(struct room *room, struct courier *courier)
{
    ARRAY_OF(unsigned) errands = {0};
    unsigned originals = (unsigned)room->originals.count;
    for (unsigned i = 0; i < originals * room->count; i++)
        array_push(&errands, i);
    for (size_t i = errands.count; i > 0; i--) {
        size_t which = room_below(room, (unsigned)i);
        unsigned errand = errands.items[which];
        errands.items[which] = errands.items[i - 1];
        size_t seat = errand / originals;
        bool own = room->originals.items[errand % originals].seat == seat;
        if (room_percent(room, own ? 70 : 20))
            continue;
        enum way way = courier_choose(courier, seat, errand % originals);
        courier_bring(courier, seat, errand % originals, way);
        if (room_percent(room, 20))
            courier_go_on(courier, seat, false);
        if (room_percent(room, 5))
            courier_take_away(courier, seat);
        if (room_percent(room, 8))
            seat_close(&room->seats[seat]);
        if (room_percent(room, 10))
            seat_open(room, &room->seats[seat]);
        if (room_percent(room, 40))
            seat_look(room, &room->seats[seat]);
    }
    free(errands.items);
}

/* What is still not everywhere. */
static void complete(struct room *room, struct courier *courier)
{
    static const enum way ways[] = {WAY_NAMED, WAY_CONFLICT, WAY_TWICE,
                                    WAY_STICK, WAY_JOINED,   WAY_HIDDEN};
    for (size_t seat = 0; seat < room->count; seat++) {
        courier_go_on(courier, seat, true);
        for (size_t i = 0; i < room->originals.count; i++) {
            if (!courier->whole[seat][i])
                courier_bring(courier, seat, i, ways[room_below(room, 6)]);
        }
        if (room_percent(room, 50))
            seat_close(&room->seats[seat]);
        seat_open(room, &room->seats[seat]);
        room->hand += MSEC_MINUTE;
        seat_look(room, &room->seats[seat]);
        room->hand += MSEC_MINUTE;
        seat_look(room, &room->seats[seat]);
    }
}

/* ---- what must have come of it ---- */

static int compare_known(const void *a, const void *b)
{
    const struct known *one = a, *other = b;
    int order = strcmp(one->id.launch.text, other->id.launch.text);
    if (order == 0)
        order = (one->id.sequence > other->id.sequence) - (one->id.sequence < other->id.sequence);
    if (order == 0)
        order = (one->content > other->content) - (one->content < other->content);
    return order != 0 ? order : (one->bytes > other->bytes) - (one->bytes < other->bytes);
}

static uint64_t content_of(const struct event *event)
{
    BUF_LOCAL struct buf frame = {0};
    uint64_t digest;
    ck_assert_int_eq(frame_write(event, 0, &frame, &digest), 0);
    return frame_fingerprint(frame.bytes, frame.size);
}

static bool same_id(const struct known *a, const struct known *b)
{
    return event_id_equal(&a->id, &b->id);
}

/* Every frame of every original, by id and content, each once. */
static void know_originals(const struct room *room, struct known_events *known)
{
    for (size_t i = 0; i < room->originals.count; i++) {
        const struct buf *bytes = &room->originals.items[i].bytes;
        struct frame_scan scan = {.bytes = buf_text(bytes), .size = bytes->size, .line = 1};
        struct frame frame;
        while (frame_next(&scan, &frame)) {
            ck_assert_int_eq(frame.kind, FRAME_WHOLE);
            struct known one = {frame.event->id, content_of(frame.event), frame.fingerprint};
            array_push(&known->list, one);
            frame_finish(&frame);
        }
    }
    if (known->list.count > 1)
        qsort(known->list.items, known->list.count, sizeof(struct known), compare_known);
    size_t kept = 0;
    for (size_t i = 0; i < known->list.count; i++) {
        if (i == 0 || compare_known(&known->list.items[kept - 1], &known->list.items[i]) != 0)
            known->list.items[kept++] = known->list.items[i];
    }
    known->list.count = kept;
}

/* Nothing lost, nothing twice, in its order. */
static void check_log(const struct room *room, const struct session *session,
                      const struct known_events *known)
{
    struct known_events logged = {.list = {.count = 0}};
    for (size_t i = 0; i < session_log_count(session); i++) {
        const struct event *event = session_log_at(session, i)->event;
        struct known one = {event->id, content_of(event), 0};
        array_push(&logged.list, one);
        hold(room, "another order in the log",
             i == 0 || event_compare(session_log_at(session, i - 1)->event, event) <= 0);
    }
    if (logged.list.count > 1)
        qsort(logged.list.items, logged.list.count, sizeof(struct known), compare_known);
    size_t at = 0;
    for (size_t i = 0; i < known->list.count; i++) {
        const struct known *one = &known->list.items[i];
        if (i > 0 && same_id(one, one - 1) && one->content == one[-1].content)
            continue; /* the same behind another frame */
        hold(room, "an event is lost, or changed",
             at < logged.list.count && same_id(&logged.list.items[at], one) &&
                 logged.list.items[at].content == one->content);
        at++;
    }
    hold(room, "an event is there twice", at == logged.list.count);
    free(logged.list.items);
    for (size_t i = 0; i < room->count; i++) {
        for (size_t k = 0; k < room->seats[i].saved.count; k++)
            hold(room, "an acknowledged event is lost",
                 session_log_find(session, &room->seats[i].saved.items[k]) != NULL);
    }
}

static bool is_forked(const struct known_events *known, const struct event_id *id)
{
    size_t forms = 0;
    for (size_t i = 0; i < known->list.count; i++)
        forms += event_id_equal(&known->list.items[i].id, id);
    return forms > 1;
}

static void check_findings(const struct room *room, const struct folder *folder,
                           const struct known_events *known)
{
    struct findings findings;
    size_t forks = 0, found = 0;
    folder_list_findings(folder, &findings);
    for (size_t i = 0; i < findings.list.count; i++) {
        const struct finding *finding = &findings.list.items[i];
        BUF_LOCAL struct buf text = {0};
        message_write(&finding->text, NULL, &text);
        bool fork = finding->kind == FINDING_FORK;
        if (fork ? !is_forked(known, &finding->id)
                 : finding->kind == FINDING_MISSING || finding->kind == FINDING_REFUSED ||
                       finding->kind == FINDING_RESCUE ||
                       (finding->id.sequence > 0 && !finding->elsewhere))
            refute(room, finding->path, buf_text(&text));
        found += fork;
    }
    for (size_t i = 1; i < known->list.count; i++)
        forks += same_id(&known->list.items[i], &known->list.items[i - 1]);
    hold(room, "a fork is not told", found == forks);
    findings_finish(&findings);
}

static void check_said(const struct room *room, const struct buf *is, const struct buf *must_be)
{
    size_t at = 0;
    if (is->size == must_be->size && memcmp(is->bytes, must_be->bytes, is->size) == 0)
        return;
    while (at < is->size && at < must_be->size && is->bytes[at] == must_be->bytes[at])
        at++;
    size_t from = at > 200 ? at - 200 : 0;
    BUF_LOCAL struct buf both = {0};
    buf_add_format(&both, "\n%.500s\n----\n%.500s", is->bytes + from, must_be->bytes + from);
    refute(room, "others say something else:", buf_text(&both));
}

/* One more laptop, to which all of it came at once. */
static void check_all(struct room *room)
{
    struct seat all;
    struct known_events known = {.list = {.count = 0}};
    BUF_LOCAL struct buf must_be = {0};
    msec_t now = room->now + 30 * MSEC_MINUTE;
    size_t turn = (size_t)(room->seed % said_turns());
    know_originals(room, &known);
    seat_init(room, &all, "all");
    MEM_LOCAL char *journal = room_path(room, "all/journal");
    room_make_folder(journal);
    for (size_t i = 0; i < room->originals.count; i++) {
        MEM_LOCAL char *path = room_path(room, "all/journal/%zu.yaml", i);
        const struct buf *bytes = &room->originals.items[i].bytes;
        FILE *file = fopen(path, "w");
        ck_assert_ptr_nonnull(file);
        ck_assert_uint_eq(fwrite(buf_text(bytes), 1, bytes->size, file), bytes->size);
        ck_assert_int_eq(fclose(file), 0);
    }
    seat_open(room, &all);
    check_log(room, folder_session(all.folder), &known);
    check_findings(room, all.folder, &known);
    said_write(folder_session(all.folder), now, turn, &must_be);
    for (size_t i = 0; i < room->count; i++) {
        BUF_LOCAL struct buf is = {0};
        said_write(folder_session(room->seats[i].folder), now, turn, &is);
        check_said(room, &is, &must_be);
        check_findings(room, room->seats[i].folder, &known);
    }
    seat_finish(&all);
    free(known.list.items);
}

/* What all cases together met: a property that never met its case proves nothing. */
struct tally {
    struct room_tally rooms;
    size_t ways[WAY_COUNT];
    size_t laptops, files;
};

static void check_room(uint64_t seed, const char *scratch, struct tally *tally)
{
    struct room room;
    struct courier courier;
    ck_assert_int_eq(files_make_folders(files_real(), scratch, 0777), 0);
    room_init(&room, seed, scratch);
    live(&room);
    room_gather(&room);
    courier_init(&courier, &room);
    spread(&room, &courier);
    complete(&room, &courier);
    check_all(&room);
    tally->rooms.events += room.tally.events;
    tally->rooms.launches += room.tally.launches;
    tally->rooms.clones += room.tally.clones;
    tally->rooms.twins += room.tally.twins;
    tally->rooms.forks += room.tally.forks;
    tally->laptops += room.count;
    tally->files += courier.list.count;
    for (unsigned way = 0; way < WAY_COUNT; way++)
        tally->ways[way] += courier.ways[way];
    courier_finish(&courier);
    room_finish(&room);
    ck_assert_int_eq(paths_remove_tree(scratch), 0);
}

static void say_tally(const struct tally *tally)
{
    chance_tally("laptops", tally->laptops);
    chance_tally("launches", tally->rooms.launches);
    chance_tally("events acknowledged", tally->rooms.events);
    chance_tally("folders cloned", tally->rooms.clones);
    chance_tally("with the writer's id", tally->rooms.twins);
    chance_tally("real forks", tally->rooms.forks);
    chance_tally("files brought", tally->files);
    for (unsigned way = 0; way < WAY_COUNT; way++) {
        BUF_LOCAL struct buf what = {0};
        buf_add_format(&what, "brought: %s", way_name((enum way)way));
        chance_tally(buf_text(&what), tally->ways[way]);
    }
}

START_TEST(test_merge)
{
    BUF_LOCAL struct buf scratch = {0};
    struct tally tally = {.files = 0};
    uint64_t seed = chance_seed(1), runs = chance_runs(RUNS);
    ck_assert_int_eq(paths_make_scratch(&scratch), 0);
    for (uint64_t i = 0; i < runs; i++)
        check_room(seed + i, buf_text(&scratch), &tally);
    say_tally(&tally);
    for (unsigned way = 0; way < WAY_COUNT && runs >= RUNS; way++)
        ck_assert_msg(tally.ways[way] > 0, "nothing was brought %s", way_name((enum way)way));
    ck_assert(runs < RUNS ||
              (tally.rooms.clones > 0 && tally.rooms.twins > 0 && tally.rooms.forks > 0));
}
END_TEST

SUITE("merge", test_merge)
