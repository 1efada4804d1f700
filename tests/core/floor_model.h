/*
 * A second floor, to hold the first one against: who is on the list, how each turn stands, and how
 * long each has spoken, counted as time passes. It keeps no instants and no spells.
 */
#ifndef DAIS_TESTS_FLOOR_MODEL_H
#define DAIS_TESTS_FLOOR_MODEL_H

#include <dais/core/floor.h>

enum { MODEL_TURNS = 16 };

/* Somebody's place on a floor. */
struct model_turn {
    unsigned place;
    bool order; /* a point of order */
    enum turn_state state;
    enum turn_state before; /* of an interrupted one: what it goes on as */
    msec_t spoken;          /* ms */
};

struct model_floor {
    struct model_turn turns[MODEL_TURNS];
    size_t count;
};

/* A new turn at the end of the list; NULL: the model has no more room. */
struct model_turn *model_floor_join(struct model_floor *floor);

/* An event of an open floor. False: it must have no effect. */
bool model_floor_apply(struct model_floor *floor, const struct event *event);

/* `span` ms pass while the slot runs. */
void model_floor_tick(struct model_floor *floor, msec_t span);

/* Nobody has the floor any more, and nobody waits to go on. */
void model_floor_empty(struct model_floor *floor);

/* As if nobody had spoken. A point of order is not made again by itself. */
void model_floor_forget(struct model_floor *floor);

#endif
