/*
 * A room of laptops with real folders: each has a record of its own, a writer, some launches and a
 * clock that may be a day off. What they do is random and can be repeated: launches and writers
 * come from the seed as well.
 */
#ifndef DAIS_TESTS_MERGE_ROOM_H
#define DAIS_TESTS_MERGE_ROOM_H

#include <chance.h>
#include <dais/store/folder.h>

enum { SEATS_MOST = 4, LAUNCHES_MOST = 3 };

/* A laptop. */
struct seat {
    char *session;                   /* path of its session folder; owned */
    char *state;                     /* path of its user's state folder; owned */
    msec_t skew;                     /* its clock is so much ahead */
    struct folder *folder;           /* NULL: nothing runs */
    unsigned launches;               /* so far */
    ARRAY_OF(struct event_id) saved; /* events that were acknowledged */
};

/* What a launch has written, or another future of it; no laptop changes it any more. */
struct original {
    struct token launch;
    struct buf bytes;
    size_t seat; /* that has it already; SEATS_MOST: none */
};

/* What all rooms together came to. */
struct room_tally {
    size_t events, launches, clones, twins, forks;
};

struct room {
    uint64_t seed;
    struct chance chance;
    const char *scratch; /* folder that is this room's; lent */
    const char *rule;    /* the programme's line about attribution */
    struct seat seats[SEATS_MOST];
    size_t count;
    msec_t now;  /* of a clock that is right, since 1970 UTC */
    msec_t hand; /* clock_hand_now() of all */
    unsigned texts;
    ARRAY_OF(struct original) originals;
    struct room_tally tally;
};

/* Two to four laptops at nine in the morning, nothing written yet. */
void room_init(struct room *room, uint64_t seed, const char *scratch);
void room_finish(struct room *room);

/* A folder with the programme and nothing else, for a laptop that belongs to nobody. */
void seat_init(struct room *room, struct seat *seat, const char *name);
void seat_finish(struct seat *seat);

unsigned room_below(struct room *room, unsigned limit);
bool room_percent(struct room *room, unsigned part);

/* A path beneath the room's folder. The caller frees it. */
char *room_path(const struct room *room, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* An empty folder. */
void room_make_folder(const char *path);

void seat_open(struct room *room, struct seat *seat);
void seat_close(struct seat *seat);
/* The same folder opened once more, as by a command beside the program. The caller closes it. */
struct folder *seat_visit(const struct room *room, const struct seat *seat);
/* Looks at what came; what is half-written may be torn by now, for time went by. */
void seat_look(struct room *room, struct seat *seat);

/* Its people do something, on the disc. */
void seat_act(struct room *room, struct seat *seat);

/* The folder of one is copied for another, journals and all, maybe with the writer's id. */
void seat_clone(struct room *room, struct seat *from, struct seat *to);

/* All that was written, as it now is; and now and then another future of one of them. */
void room_gather(struct room *room);

#endif
