/*
 * Couriers. A file that a program of ours writes to is never touched; everything else may be.
 */
#include "courier.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dais/os/paths.h>
#include <dais/store/collect.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

const char *way_name(enum way way)
{
    static const char *const names[WAY_COUNT] = {
        [WAY_NAMED] = "named",   [WAY_CONFLICT] = "conflict copies",
        [WAY_TWICE] = "twice",   [WAY_STICK] = "collected",
        [WAY_JOINED] = "joined", [WAY_OVER] = "written over another",
        [WAY_HIDDEN] = "hidden", [WAY_GROWING] = "growing",
        [WAY_TORN] = "torn",     [WAY_PARTS] = "in parts",
        [WAY_EDITED] = "edited", [WAY_ZEROED] = "zeroed",
        [WAY_MARKED] = "marked",
    };
    return names[way];
}

bool way_brings_all(enum way way)
{
    return way < WAY_GROWING;
}

void courier_init(struct courier *courier, struct room *room)
{
    *courier = (struct courier){.room = room};
    ck_assert_uint_le(room->originals.count, COUNT(courier->whole[0]));
    for (size_t i = 0; i < room->originals.count; i++) {
        if (room->originals.items[i].seat < SEATS_MOST)
            courier->whole[room->originals.items[i].seat][i] = true;
    }
}

/* A file is gone; what was collected may have been known from it, and so not copied. */
static void lose(struct courier *courier, size_t seat)
{
    for (size_t i = 0; i < courier->room->originals.count; i++)
        courier->whole[seat][i] = courier->room->originals.items[i].seat == seat;
}

void courier_finish(struct courier *courier)
{
    for (size_t i = 0; i < courier->list.count; i++)
        free(courier->list.items[i].path);
    free(courier->list.items);
}

static void put(const char *path, const char *bytes, size_t size, const char *mode)
{
    FILE *file = fopen(path, mode);
    ck_assert_msg(file != NULL, "%s", path);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
}

/* As sync tools, file managers and people call the copy of a file. */
static void write_conflict_name(struct courier *courier, const char *launch, struct buf *out)
{
    static const struct {
        const char *before, *behind;
    } names[] = {
        {"", " (Somebody's conflicted copy 2022-05-18)"},   /* Dropbox */
        {"", ".sync-conflict-20220518-093000-K7Q2M9X"},     /* Syncthing */
        {"", " (conflicted copy 2022-05-18 093000)"},       /* Nextcloud */
        {"", "_conflict-20220518-093000"},                  /* ownCloud */
        {"", "-LAPTOP-7"},                                  /* OneDrive */
        {"", " 2"},                                         /* iCloud */
        {"", " (1)"},                                       /* Google Drive */
        {"", " (SFConflict somebody 2022-05-18-09-30-00)"}, /* Seafile */
        {"", " (conflict on 2022-05-18)"},                  /* Unison */
        {"", ".Conflict"},                                  /* Resilio */
        {"", " - Copy"},                                    /* Windows */
        {"Copy of ", ""},                                   /* people */
        {"", " (copie)"},
        {"stick ", ""},
        {"", ".0123456789ab"}, /* as collect would */
    };
    size_t which = room_below(courier->room, COUNT(names));
    buf_add_format(out, "%s%s%s", names[which].before, launch, names[which].behind);
}

/* The path of a name that is free in the journal folder of a laptop. The caller frees it. */
static char *free_path(struct courier *courier, size_t seat, size_t original, bool conflict)
{
    const char *session = courier->room->seats[seat].session;
    const char *launch = courier->room->originals.items[original].launch.text;
    struct buf path = {0};
    buf_add_format(&path, "%s/journal", session);
    if (access(buf_text(&path), F_OK) != 0)
        room_make_folder(buf_text(&path));
    buf_add_char(&path, '/');
    size_t folder = path.size;
    if (conflict)
        write_conflict_name(courier, launch, &path);
    else
        buf_add_text(&path, launch);
    buf_add_text(&path, ".yaml");
    while (access(buf_text(&path), F_OK) == 0) {
        buf_cut(&path, folder);
        write_conflict_name(courier, launch, &path);
        buf_add_format(&path, " %u.yaml", ++courier->names);
    }
    return buf_take(&path);
}

static struct brought *note(struct courier *courier, size_t seat, size_t original, char *path)
{
    struct brought brought = {.seat = seat, .original = original, .path = path};
    array_push(&courier->list, brought);
    return &courier->list.items[courier->list.count - 1];
}

/* A file of these bytes beside what is there. */
static struct brought *put_beside(struct courier *courier, size_t seat, size_t original,
                                  bool conflict, const char *bytes, size_t size)
{
    char *path = free_path(courier, seat, original, conflict);
    put(path, bytes, size, "w");
    return note(courier, seat, original, path);
}

static const struct buf *bytes_of(const struct courier *courier, size_t original)
{
    return &courier->room->originals.items[original].bytes;
}

/*
 * Some bytes of it: often up to the middle of a frame, now and then none. Never right before what a
 * text has in common with a header: as the beginning of a file nobody could tell it from one.
 */
static size_t some_size(struct courier *courier, size_t original)
{
    const struct buf *bytes = bytes_of(courier, original);
    size_t size = room_below(courier->room, (unsigned)bytes->size);
    return strncmp(bytes->bytes + size, "--- # r 5 100\n", 14) == 0 ? size + 1 : size;
}

/* Onto a stick, and from there by collect, as a file or as all that is on it. */
static void bring_by_stick(struct courier *courier, size_t seat, size_t original)
{
    struct room *room = courier->room;
    const struct buf *bytes = bytes_of(courier, original);
    BUF_LOCAL struct buf path = {0};
    MEM_LOCAL char *stick = room_path(room, "stick%u", ++courier->names);
    room_make_folder(stick);
    buf_add_format(&path, "%s/", stick);
    if (room_percent(room, 50))
        buf_add_text(&path, room->originals.items[original].launch.text);
    else
        write_conflict_name(courier, room->originals.items[original].launch.text, &path);
    buf_add_text(&path, ".yaml");
    put(buf_text(&path), bytes->bytes, bytes->size, "w");
    if (room_percent(room, 30)) { /* and an older copy of it */
        BUF_LOCAL struct buf older = {0};
        buf_add_format(&older, "%s/older.yaml", stick);
        put(buf_text(&older), bytes->bytes, some_size(courier, original), "w");
    }
    struct folder *folder = seat_visit(room, &room->seats[seat]);
    struct collection collection = {.events = 0};
    if (room_percent(room, 50))
        ck_assert_int_eq(collect_path(folder, buf_text(&path), &collection), 0);
    ck_assert_int_eq(collect_path(folder, stick, &collection), 0);
    collection_finish(&collection);
    folder_close(folder);
}

static void bring_joined(struct courier *courier, size_t seat, size_t original)
{
    size_t other = room_below(courier->room, (unsigned)courier->room->originals.count);
    const struct buf *first = bytes_of(courier, original), *second = bytes_of(courier, other);
    BUF_LOCAL struct buf both = {0};
    buf_add(&both, first->bytes, first->size);
    buf_add(&both, second->bytes, second->size);
    struct brought *brought = put_beside(courier, seat, original, true, both.bytes, both.size);
    brought->sent = first->size;
}

/* What came to a laptop of the same launch; rather of another future of it. NULL: nothing. */
static struct brought *find_akin(const struct courier *courier, size_t seat, size_t original)
{
    const struct original *originals = courier->room->originals.items;
    struct brought *akin = NULL;
    for (size_t i = 0; i < courier->list.count; i++) {
        struct brought *brought = &courier->list.items[i];
        bool same = token_equal(&originals[brought->original].launch, &originals[original].launch);
        if (brought->seat == seat && same && (akin == NULL || brought->original != original))
            akin = brought;
    }
    return akin;
}

enum way courier_choose(struct courier *courier, size_t seat, size_t original)
{
    const struct brought *akin = find_akin(courier, seat, original);
    if (akin != NULL && akin->original != original && room_percent(courier->room, 50))
        return WAY_OVER;
    return (enum way)room_below(courier->room, WAY_COUNT);
}

/* In place of what came before of the same launch, where that was seen already. */
static void bring_over(struct courier *courier, size_t seat, size_t original)
{
    struct room *room = courier->room;
    const struct buf *bytes = bytes_of(courier, original);
    struct brought *over = find_akin(courier, seat, original);
    if (over == NULL) {
        (void)put_beside(courier, seat, original, false, bytes->bytes, bytes->size);
        return;
    }
    seat_open(room, &room->seats[seat]);
    seat_look(room, &room->seats[seat]);
    lose(courier, seat);
    over->original = original;
    over->goes_on = false;
    if (room_percent(room, 30)) { /* beside it, then in its place */
        MEM_LOCAL char *beside = free_path(courier, seat, original, true);
        put(beside, bytes->bytes, bytes->size, "w");
        ck_assert_int_eq(rename(beside, over->path), 0);
    } else {
        put(over->path, bytes->bytes, bytes->size, "w");
    }
}

static void bring_hidden(struct courier *courier, size_t seat, size_t original)
{
    const struct buf *bytes = bytes_of(courier, original);
    char *path = free_path(courier, seat, original, room_percent(courier->room, 30));
    BUF_LOCAL struct buf hidden = {0};
    const char *slash = strrchr(path, '/');
    buf_add(&hidden, path, (size_t)(slash - path));
    buf_add_format(&hidden, "/.syncthing.%s.tmp", slash + 1);
    put(buf_text(&hidden), bytes->bytes, room_below(courier->room, (unsigned)bytes->size), "w");
    seat_look(courier->room, &courier->room->seats[seat]);
    put(buf_text(&hidden), bytes->bytes, bytes->size, "w");
    ck_assert_int_eq(rename(buf_text(&hidden), path), 0);
    (void)note(courier, seat, original, path);
}

static void bring_beginning(struct courier *courier, size_t seat, size_t original, bool goes_on)
{
    size_t size = some_size(courier, original);
    bool conflict = !goes_on || room_percent(courier->room, 30);
    struct brought *brought =
        put_beside(courier, seat, original, conflict, bytes_of(courier, original)->bytes, size);
    brought->sent = size;
    brought->goes_on = goes_on;
}

static void bring_parts(struct courier *courier, size_t seat, size_t original)
{
    const struct buf *bytes = bytes_of(courier, original);
    size_t size = some_size(courier, original);
    (void)put_beside(courier, seat, original, true, bytes->bytes + size, bytes->size - size);
    (void)put_beside(courier, seat, original, true, bytes->bytes, size);
}

/* A copy in which something is not as it was. */
static void bring_spoilt(struct courier *courier, size_t seat, size_t original, enum way way)
{
    const struct buf *bytes = bytes_of(courier, original);
    BUF_LOCAL struct buf copy = {0};
    size_t at = some_size(courier, original);
    buf_add(&copy, bytes->bytes, bytes->size);
    if (way == WAY_EDITED) {
        char *text = strstr(copy.bytes + at, "Text ");
        text = text != NULL ? text : strstr(copy.bytes, "Text ");
        if (text != NULL)
            memcpy(text, "Test", 4);
    } else if (way == WAY_ZEROED) {
        size_t size = room_below(courier->room, (unsigned)(bytes->size - at) + 1);
        memset(copy.bytes + at, 0, size);
    } else {
        const char *frame = strstr(bytes->bytes + at, "\n--- # r ");
        size_t before = frame != NULL ? (size_t)(frame - bytes->bytes) + 1 : bytes->size;
        buf_cut(&copy, before);
        buf_add_text(&copy, "<<<<<<< mine\n");
        buf_add(&copy, bytes->bytes + before, bytes->size - before);
    }
    (void)put_beside(courier, seat, original, true, copy.bytes, copy.size);
}

void courier_bring(struct courier *courier, size_t seat, size_t original, enum way way)
{
    const struct buf *bytes = bytes_of(courier, original);
    courier->ways[way]++;
    switch (way) {
    case WAY_NAMED:
    case WAY_CONFLICT:
    case WAY_TWICE:
        (void)put_beside(courier, seat, original, way != WAY_NAMED, bytes->bytes, bytes->size);
        if (way == WAY_TWICE)
            (void)put_beside(courier, seat, original, true, bytes->bytes, bytes->size);
        break;
    case WAY_STICK:
        bring_by_stick(courier, seat, original);
        break;
    case WAY_JOINED:
        bring_joined(courier, seat, original);
        break;
    case WAY_OVER:
        bring_over(courier, seat, original);
        break;
    case WAY_HIDDEN:
        bring_hidden(courier, seat, original);
        break;
    case WAY_GROWING:
    case WAY_TORN:
        bring_beginning(courier, seat, original, way == WAY_GROWING);
        break;
    case WAY_PARTS:
        bring_parts(courier, seat, original);
        break;
    case WAY_EDITED:
    case WAY_ZEROED:
    case WAY_MARKED:
        bring_spoilt(courier, seat, original, way);
        break;
    case WAY_COUNT:
        break;
    }
    if (way_brings_all(way))
        courier->whole[seat][original] = true;
}

void courier_go_on(struct courier *courier, size_t seat, bool all)
{
    for (size_t i = 0; i < courier->list.count; i++) {
        struct brought *brought = &courier->list.items[i];
        if (brought->seat != seat || !brought->goes_on || (!all && room_percent(courier->room, 60)))
            continue;
        const struct buf *bytes = bytes_of(courier, brought->original);
        size_t left = bytes->size - brought->sent;
        size_t size = all ? left : room_below(courier->room, (unsigned)left + 1);
        put(brought->path, bytes->bytes + brought->sent, size, "a");
        brought->sent += size;
        brought->goes_on = brought->sent < bytes->size;
        courier->whole[seat][brought->original] |= !brought->goes_on;
    }
}

void courier_take_away(struct courier *courier, size_t seat)
{
    for (size_t i = 0; i < courier->list.count; i++) {
        struct brought *brought = &courier->list.items[i];
        if (brought->seat != seat || !room_percent(courier->room, 50))
            continue;
        ck_assert_int_eq(unlink(brought->path), 0);
        lose(courier, seat);
        free(brought->path);
        *brought = courier->list.items[--courier->list.count];
        return;
    }
}
