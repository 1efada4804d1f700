/*
 * What was promised to people, and whether a disc keeps it: events that got their tick, drafts,
 * exports, journals that were brought in.
 */
#ifndef DAIS_TESTS_STORE_PROMISES_H
#define DAIS_TESTS_STORE_PROMISES_H

#include <dais/store/folder.h>
#include <power_disc.h>

/* An event that was written, or may have been. */
struct promised_event {
    struct event *event; /* owned */
    bool promised;       /* its tick was shown, or it was read from a disc after a loss of power */
    bool own;            /* of the journal that is being written */
};

/* A file that is replaced whole: a draft, an export. */
struct promised_file {
    char *path;             /* of an export; owned */
    struct token launch;    /* of a draft */
    unsigned number;        /* likewise */
    char *saved;            /* what it holds for sure; NULL: nothing; owned */
    ARRAY_OF(char *) maybe; /* or any of these; owned */
    bool maybe_gone;        /* or it was taken away */
};

struct promises {
    bool beside; /* the programme is a file, and its record a folder beside it that nobody made */
    ARRAY_OF(struct promised_event) events;
    ARRAY_OF(struct promised_file) drafts;
    ARRAY_OF(struct promised_file) exports;
    /* Sent on their way to the disc, with ids that only the store knows; owned. After a kill one
       that it took away again may still turn up, since taking away can be lost as well. */
    ARRAY_OF(struct event *) flights;
    bool writer_unsure; /* the writer's id may not be kept, so drafts may be nobody's */
};

/* What was met, for the tally. */
struct met {
    uint64_t states, at_stake, lives, cuts[3], deeper[4];
    uint64_t torn, unreadable, changed, empty, drafts, rescued, unsaved, refused, faults;
};

/* What the session is opened by. Its record is RECORD either way. */
const char *promises_session(const struct promises *promises);
#define RECORD "/home/sou-88"

void promises_copy(const struct promises *promises, struct promises *ret_promises);
void promises_finish(struct promises *promises);

/* An event that may be on the disc, copied; one that is known already stays as it is. */
void promises_add(struct promises *promises, const struct event *event, bool promised, bool own);

/* Is it one of those? */
bool promises_know(const struct promises *promises, const struct event *event);

/* An event is sent on its way; copied. */
void promises_send(struct promises *promises, const struct event *event);

/* The draft of a launch and number, or an export; made where it is new. Valid until the next one.
 */
struct promised_file *promises_draft(struct promises *promises, const struct token *launch,
                                     unsigned number);
struct promised_file *promises_export(struct promises *promises, const char *path);

/* The file is about to hold `text` (NULL: to be taken away); it does. */
void promised_file_try(struct promised_file *file, const char *text);
void promised_file_settle(struct promised_file *file, const char *text);

/* Events that an open session does not show though they were promised. */
size_t promises_count_missing(const struct promises *promises, const struct folder *folder);

/* What is to come after a look at a disc. */
enum promises_then {
    THEN_NOTHING,
    THEN_STARTS,     /* the program was killed and is started again: what was found was written */
    THEN_POWER_BACK, /* what was found is on the disc, and promised from now on */
};

/*
 * Opens the session on a disc as it was found and compares. NULL: all is kept, and nothing shown
 * that was never written; else what is wrong, owned by the caller.
 */
char *promises_hold(struct promises *promises, struct power_disc *disc, enum promises_then then,
                    struct met *met);

#endif
