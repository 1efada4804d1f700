/*
 * Laptops with real folders, and what their people do. The kernel's randomness is replaced by the
 * room's, so that a seed gives the same launches, and so the same order of events, each time.
 */
#include "room.h"

#include <check.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <dais/os/random.h>
#include <dais/store/frame.h>
#include <lossy_files.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char programme_text[] =
    "title: {en: A short morning, fr: Une courte matinée}\n"
    "code: SOU-88\n"
    "date: 2022-05-18\n"
    "timezone: UTC\n"
    "%s"
    "people:\n"
    "  one: {name: One Person, affiliation: City of One}\n"
    "  two: {name: Two Person, affiliation: City of Two}\n"
    "slots:\n"
    "  - {time: 09:00-09:15, title: Opening, kind: opening}\n"
    "  - {time: 09:15-10:00, title: Panel, kind: panel, speakers: [one, two], questions: 15m}\n"
    "  - {time: 10:00-10:15, title: Break, kind: break}\n"
    "  - {time: 10:15-11:00, title: Discussion, kind: discussion}\n"
    "  - {time: 11:00-11:30, title: Adoption, kind: adoption, hard: end}\n";

static struct chance bits; /* of launches and writers */

uint64_t random_bits(void)
{
    return chance_next(&bits);
}

unsigned room_below(struct room *room, unsigned limit)
{
    return chance_below(&room->chance, limit);
}

bool room_percent(struct room *room, unsigned part)
{
    return chance_percent(&room->chance, part);
}

char *room_path(const struct room *room, const char *format, ...)
{
    char name[300];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(name, sizeof name, format, arguments);
    va_end(arguments);
    ck_assert(size >= 0 && (size_t)size < sizeof name);
    struct buf path = {0};
    buf_add_format(&path, "%s/%s", room->scratch, name);
    return buf_take(&path);
}

void room_make_folder(const char *path)
{
    ck_assert_msg(mkdir(path, 0777) == 0, "%s", path);
}

static msec_t some_skew(struct room *room)
{
    static const msec_t skews[] = {
        0, 0, 700, 5 * MSEC_MINUTE, MSEC_DAY, MSEC_DAY + MSEC_HOUR, 3 * MSEC_DAY};
    msec_t skew = skews[room_below(room, COUNT(skews))];
    return room_percent(room, 50) ? skew : -skew;
}

void seat_init(struct room *room, struct seat *seat, const char *name)
{
    *seat = (struct seat){.session = room_path(room, "%s", name),
                          .state = room_path(room, "%s-user", name),
                          .skew = some_skew(room)};
    room_make_folder(seat->session);
    MEM_LOCAL char *path = room_path(room, "%s/programme.yaml", name);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_gt(fprintf(file, programme_text, room->rule), 0);
    ck_assert_int_eq(fclose(file), 0);
}

void seat_finish(struct seat *seat)
{
    seat_close(seat);
    free(seat->session);
    free(seat->state);
    free(seat->saved.items);
}

void room_init(struct room *room, uint64_t seed, const char *scratch)
{
    static const char *const rules[] = {"", "attribution: affiliation\n",
                                        "attribution: chatham-house\n"};
    static const char *const names[SEATS_MOST] = {"laptop1", "laptop2", "laptop3", "laptop4"};
    *room = (struct room){.seed = seed, .chance = {seed}, .scratch = scratch};
    bits = (struct chance){~seed};
    room->count = 2 + room_below(room, SEATS_MOST - 1);
    room->now = civil_days(2022, 5, 18) * MSEC_DAY + 9 * MSEC_HOUR;
    room->hand = MSEC_HOUR;
    room->rule = rules[room_below(room, COUNT(rules))];
    for (size_t i = 0; i < room->count; i++)
        seat_init(room, &room->seats[i], names[i]);
}

void room_finish(struct room *room)
{
    for (size_t i = 0; i < room->count; i++)
        seat_finish(&room->seats[i]);
    for (size_t i = 0; i < room->originals.count; i++)
        buf_finish(&room->originals.items[i].bytes);
    free(room->originals.items);
}

struct folder *seat_visit(const struct room *room, const struct seat *seat)
{
    struct folder_options options = {.files = lossy_files_unsynced(),
                                     .path = seat->session,
                                     .state = seat->state,
                                     .name = seat->skew > 0 ? "Ahead" : "Behind",
                                     .boot_id = 1};
    struct diags diags = {0};
    struct folder *folder = NULL;
    int result = folder_open(&options, &diags, NULL, &folder);
    diags_finish(&diags);
    ck_assert_msg(result == 0, "seed %" PRIu64 ": %s does not open", room->seed, seat->session);
    return folder;
}

void seat_open(struct room *room, struct seat *seat)
{
    if (seat->folder == NULL)
        seat->folder = seat_visit(room, seat);
}

void seat_close(struct seat *seat)
{
    folder_close(seat->folder);
    seat->folder = NULL;
}

void seat_look(struct room *room, struct seat *seat)
{
    struct refreshed refreshed = {0};
    if (seat->folder == NULL)
        return;
    room->hand += room_percent(room, 50) ? 300 : 3 * MSEC_SECOND;
    ck_assert_int_eq(folder_refresh(seat->folder, room->hand, &refreshed), 0);
    refreshed_finish(&refreshed);
}

static enum wish_verb some_verb(struct room *room)
{
    static const enum wish_verb often[] = {
        WISH_ADD,        WISH_ADD,      WISH_ADD,    WISH_AMEND,         WISH_AMEND,
        WISH_AMEND,      WISH_SETTLE,   WISH_STAND,  WISH_STAND,         WISH_MERGE,
        WISH_ORDER,      WISH_WITHDRAW, WISH_MOVE,   WISH_HOLD,          WISH_UNDO,
        WISH_UNDO,       WISH_REDO,     WISH_START,  WISH_START,         WISH_NEXT,
        WISH_NEXT,       WISH_PAUSE,    WISH_RESUME, WISH_EXTEND,        WISH_STOP,
        WISH_REPLAN,     WISH_INSERT,   WISH_SKIP,   WISH_FLOOR_REQUEST, WISH_FLOOR_START,
        WISH_MESSAGE,    WISH_TAKE,     WISH_RULE,   WISH_PERSON_STATE,  WISH_PEOPLE_COUNT,
        WISH_FLOOR_STOP, WISH_BACK,     WISH_SWAP,   WISH_END,           WISH_CLOSE,
        WISH_REOPEN,
    };
    return often[room_below(room, COUNT(often))];
}

static const char *some_entry(struct room *room, const struct session *session)
{
    const struct record *record = session_record(session);
    size_t count = record->entries.count;
    return count == 0 ? "R1" : record->entries.items[room_below(room, (unsigned)count)]->shown;
}

static struct wish some_wish(struct room *room, const struct session *session, const char *text)
{
    static const char *const slots[] = {"s1", "s2", "s3", "s4", "s5", NULL};
    const char *entry = some_entry(room, session);
    struct wish wish = {
        .verb = some_verb(room),
        .entry = entry,
        .into = some_entry(room, session),
        .behind = room_percent(room, 20) ? "" : some_entry(room, session),
        .slot = slots[room_below(room, COUNT(slots))],
        .with = slots[room_below(room, COUNT(slots) - 1)],
        .kind = (enum entry_kind)room_below(room, ENTRY_KIND_COUNT),
        .standing = room_percent(room, 60) ? STANDING_ADOPTED : STANDING_DEFERRED,
        .state = (enum person_state)room_below(room, PERSON_STATE_COUNT),
        .rule = (enum attribution)room_below(room, ATTRIBUTION_COUNT),
        .plan = (enum plan)room_below(room, PLAN_COUNT),
        .span = MSEC_MINUTE * (1 + (msec_t)room_below(room, 9)),
        .count = room_below(room, 200),
        .title = "Word of the governor",
        .relax = true,
        .held = room_percent(room, 50),
        .fields = {.text = text},
    };
    wish.no_slot = wish.slot == NULL && room_percent(room, 50);
    if (wish.verb == WISH_PERSON_STATE || wish.verb == WISH_FLOOR_REQUEST)
        wish.person = room_percent(room, 50) ? "one" : "two";
    if (wish.verb == WISH_STAND)
        wish.fields.text = NULL;
    if (wish.verb == WISH_AMEND && room_percent(room, 20))
        wish.fields = (struct entry_fields){.label = text, .speaker = "one"};
    if (wish.verb == WISH_ADD && room_percent(room, 30))
        wish.fields.speaker = room_percent(room, 50) ? "one" : "two";
    return wish;
}

/* False: refused. */
static bool try_wish(struct room *room, struct seat *seat, const struct wish *wish)
{
    msec_t now = room->now + seat->skew;
    struct actor actor = {.writer = *folder_writer(seat->folder),
                          .launch = *folder_launch(seat->folder),
                          .now = {.wall = now, .boot = now, .boot_id = 7},
                          .any_day = true};
    struct refusal refusal = {.kind = REFUSED};
    struct event *event;
    struct commit commit;
    if (!session_decide(folder_session(seat->folder), wish, &actor, &event, &refusal)) {
        refusal_finish(&refusal);
        return false;
    }
    ck_assert_int_eq(folder_commit_take(seat->folder, event, now, &commit), 0);
    ck_assert_msg(commit.saved, "seed %" PRIu64 ": not saved", room->seed);
    array_push(&seat->saved, commit.id);
    room->tally.events++;
    return true;
}

void seat_act(struct room *room, struct seat *seat)
{
    enum { TRIES = 6 };
    static const char *const tails[] = {"", "\nA second line.", " — العربية", " --- # r 5 100",
                                        "\n... # end 5 crc32c=00000000"};
    bool done = false;
    bool closed = seat->folder == NULL;
    if (closed && seat->launches == LAUNCHES_MOST)
        return;
    seat_open(room, seat);
    seat->launches += closed;
    room->tally.launches += closed;
    room->now += room_below(room, 3) == 0 ? room_below(room, 3) : room_below(room, 90000);
    for (unsigned i = 0; i < TRIES && !done; i++) {
        BUF_LOCAL struct buf text = {0};
        buf_add_format(&text, "Text %u%s", room->texts++, tails[room_below(room, COUNT(tails))]);
        struct wish wish = some_wish(room, folder_session(seat->folder), buf_text(&text));
        done = try_wish(room, seat, &wish);
    }
}

/* Copies the files of one folder that is there into another. */
static void copy_folder(const char *from, const char *to)
{
    int folder = files_open_folder_path(files_real(), from);
    struct file_names names = {0};
    if (folder < 0)
        return;
    (void)mkdir(to, 0777);
    ck_assert_int_eq(files_list(files_real(), folder, &names), 0);
    for (size_t i = 0; i < names.list.count; i++) {
        BUF_LOCAL struct buf bytes = {0}, path = {0};
        ck_assert_int_eq(
            files_read_whole(files_real(), folder, names.list.items[i], 1 << 24, &bytes), 0);
        buf_add_format(&path, "%s/%s", to, names.list.items[i]);
        FILE *file = fopen(buf_text(&path), "w");
        ck_assert_ptr_nonnull(file);
        ck_assert_uint_eq(fwrite(buf_text(&bytes), 1, bytes.size, file), bytes.size);
        ck_assert_int_eq(fclose(file), 0);
    }
    file_names_finish(&names);
    (void)files_close(files_real(), folder);
}

void seat_clone(struct room *room, struct seat *from, struct seat *to)
{
    BUF_LOCAL struct buf here = {0}, there = {0};
    seat_close(to);
    buf_add_format(&here, "%s/journal", from->session);
    buf_add_format(&there, "%s/journal", to->session);
    copy_folder(buf_text(&here), buf_text(&there));
    room->tally.clones++;
    if (to->launches == 0 && room_percent(room, 50)) {
        copy_folder(from->state, to->state); /* the machine as a whole: one writer on two */
        room->tally.twins++;
    }
}

/* Is it a launch that somebody was given something by already? */
static struct original *find_original(struct room *room, const struct token *launch)
{
    for (size_t i = 0; i < room->originals.count; i++) {
        if (token_equal(&room->originals.items[i].launch, launch))
            return &room->originals.items[i];
    }
    return NULL;
}

static void gather_from(struct room *room, size_t seat)
{
    const struct seat *of = &room->seats[seat];
    for (size_t i = 0; i < of->saved.count; i++) {
        const struct token *launch = &of->saved.items[i].launch;
        if (find_original(room, launch) != NULL)
            continue;
        struct original original = {.launch = *launch, .seat = seat};
        BUF_LOCAL struct buf path = {0};
        buf_add_format(&path, "%s/journal/%s.yaml", of->session, launch->text);
        ck_assert_int_eq(
            files_read_whole_path(files_real(), buf_text(&path), 1 << 24, &original.bytes), 0);
        array_push(&room->originals, original);
    }
}

/* Another event under the same id: other words, at another time, or what came later. */
static struct event *twist(struct room *room, const struct event *event, const struct event *later)
{
    struct event *other = event_dup(event);
    if (event_text(event, KEY_TEXT) != NULL && room_percent(room, 50)) {
        event_set(other, KEY_TEXT, "Said otherwise.");
    } else if (room_percent(room, 50)) {
        other->hlc.msec += 1 + room_below(room, 100000);
        other->at += 1000;
    } else {
        event_free(other);
        other = event_dup(later);
        other->id = event->id;
    }
    struct message why = {0};
    ck_assert_msg(event_check(other, &why), "seed %" PRIu64 ": %s", room->seed, why.id);
    return other;
}

/* The frames of an original, its events in a list. */
static void read_frames(const struct original *original, struct events *ret_events)
{
    struct frame_scan scan = {
        .bytes = buf_text(&original->bytes), .size = original->bytes.size, .line = 1};
    struct frame frame;
    while (frame_next(&scan, &frame)) {
        ck_assert_int_eq(frame.kind, FRAME_WHOLE);
        array_push(&ret_events->list, frame.event);
        frame.event = NULL;
        frame_finish(&frame);
    }
}

/* As where a machine was copied while the program ran: from some frame on both wrote something
 * else. */
static void fork_launch(struct room *room, size_t which)
{
    const struct original trunk = room->originals.items[which];
    struct events events = {.list = {.count = 0}};
    struct original branch = {.launch = trunk.launch, .seat = SEATS_MOST};
    uint64_t prev = 0;
    read_frames(&trunk, &events);
    size_t count = events.list.count;
    size_t common = 1 + room_below(room, (unsigned)count);
    size_t least = common < count ? common + 1 : count;
    size_t length = least + room_below(room, (unsigned)(count - least) + 1);
    for (size_t i = 0; i < length; i++) {
        struct event *event = i >= common && room_percent(room, 70)
                                  ? twist(room, events.list.items[i], events.list.items[count - 1])
                                  : event_dup(events.list.items[i]);
        ck_assert_int_eq(frame_write(event, prev, &branch.bytes, &prev), 0);
        event_free(event);
    }
    events_finish(&events);
    array_push(&room->originals, branch);
    room->tally.forks += common < length;
}

void room_gather(struct room *room)
{
    for (size_t i = 0; i < room->count; i++)
        gather_from(room, i);
    size_t count = room->originals.count;
    for (unsigned i = 0; count > 0 && i < 2; i++) {
        if (room_percent(room, 30))
            fork_launch(room, room_below(room, (unsigned)count));
    }
}
