/*
 * The life of a writer on a disc in memory: opens a session, captures, types, exports, brings
 * journals in, is refused this and that, starts again. What it promises is written down.
 */
#ifndef DAIS_TESTS_STORE_LIVES_H
#define DAIS_TESTS_STORE_LIVES_H

#include <faulty_files.h>

#include "promises.h"

enum { REGION_SESSION = 1, REGION_STATE, REGION_OUT };

struct life {
    struct power_disc *disc;
    struct faulty_files faulty; /* in front of it */
    struct folder *folder;      /* NULL: it could not be opened */
    struct token first_launch;  /* names its drafts */
    struct promises promises;
    struct chance *chance;
    struct met *met;
    msec_t hand;     /* of the clock, ms */
    unsigned serial; /* of texts and starts, so that each is its own */
    unsigned depth;  /* losses of power before it */
    unsigned cuts;   /* discs looked at before each change; 0: none */
    bool troubled;   /* something refuses */
    char *problem;   /* the first that was found; owned; NULL: none */
};

/* Makes what a writer finds: a programme, and another laptop's journals on a stick. */
void life_furnish(struct power_disc *disc, struct promises *promises);

/* A life on a disc; it begins with life_open(). Promises are taken over. */
void life_init(struct life *life, struct power_disc *disc, struct promises *promises,
               struct chance *chance, struct met *met);
/* What it promised is handed back. */
void life_finish(struct life *life, struct promises *ret_promises);

/* Each may meet trouble, and writes down what came of it. */
void life_open(struct life *life);
void life_close(struct life *life);
void life_add(struct life *life, size_t size);
void life_draft(struct life *life, unsigned number, size_t size);
void life_drop_draft(struct life *life, unsigned number);
void life_take_drafts(struct life *life); /* those of launches that are gone */
void life_export(struct life *life, const char *path, size_t size);
void life_collect(struct life *life);
void life_refresh(struct life *life, msec_t later);

/* All refusals end. Then everything must be seen, and be on the disc. */
void life_heal(struct life *life);

/* Some trouble; some of all the above, so many times. */
void life_trouble(struct life *life);
void life_go_on(struct life *life, unsigned times);

#endif
