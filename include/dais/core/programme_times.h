/*
 * Times as people write them in a programme, and what follows from them: which day's clock a
 * time is on, gaps and overlaps, and the defaults of a slot. Used by whatever makes a
 * programme: the YAML reader, an importer, `dais new`.
 */
#ifndef DAIS_CORE_PROGRAMME_TIMES_H
#define DAIS_CORE_PROGRAMME_TIMES_H

#include <stdbool.h>

#include <dais/core/programme.h>

enum { DAY_MINUTES = 1440 };

/* A time of day as written: 9:30 09:30 9.30 9h30 9h 9am "9:30 pm"; 24:00 is the day's end. */
struct clock_text {
    int minutes;   /* since midnight, 0 to 1440 */
    bool half_day; /* am or pm was written, so that no 12 hours can be missing */
};

enum clock_fault {
    CLOCK_READ,        /* none: it was read */
    CLOCK_NOT_A_TIME,  /* no time at all, or one that no clock shows */
    CLOCK_BARE_NUMBER, /* "9": an integer alone, which may mean anything */
    CLOCK_ONE_TIME,    /* of a range: there is only one time in it */
};

/* Reads a text that is one time and nothing more. */
enum clock_fault clock_text_read(const char *text, struct clock_text *ret_clock);

/* Reads a text that is two times, with any dash, "à", "to" or "until" between them. */
enum clock_fault clock_range_read(const char *text, struct clock_text *ret_start,
                                  struct clock_text *ret_end);

/* The same at the head of a text; `*ret_rest` is what stands behind, blanks skipped. */
enum clock_fault clock_range_read_head(const char *text, struct clock_text *ret_start,
                                       struct clock_text *ret_end, const char **ret_rest);

/* How an end was read that does not lie after its start. */
enum end_reading {
    END_AS_WRITTEN,
    END_ZERO_LENGTH,        /* equal to the start */
    END_TWELVE_HOURS_LATER, /* 11:40–1:10 read as 13:10 */
    END_NEXT_DAY,           /* it crosses midnight */
    END_BEFORE_START,       /* none of these: an error, and `*ret_end` is left alone */
};

/* `start` in minutes of one day, 0 to 1439; `*ret_end` in minutes since the same midnight. */
enum end_reading clock_end_read(int start, const struct clock_text *end, int *ret_end);

/* Where a day has got to while its slots are put one after the other; zeroed before the first. */
struct day_times {
    bool begun;   /* a timed slot was there */
    bool untimed; /* a slot without time came after it: no gap can be known */
    int end;      /* minutes since the day's midnight, of the last timed slot */
};

/* A clock time as minutes of the day's axis: past midnight once the day has crossed it. */
int day_times_minutes(const struct day_times *times, int minutes);

enum slot_place { SLOT_PLACE_FOLLOWS, SLOT_PLACE_GAP, SLOT_PLACE_OVERLAP };

/*
 * How the next slot of a day on `date` (or DAY_UNKNOWN) lies to the timed one before it; `*ret_span`
 * is the length of the gap or overlap in ms, as it will be lived through. The day then ends where
 * this slot does, or where the longer one before did, by the clock's face at that instant.
 */
enum slot_place day_times_place(struct day_times *times, const struct programme *programme,
                                int64_t date, int start, int end, msec_t *ret_span);
void day_times_place_untimed(struct day_times *times);

/*
 * Ms from one minute of a day's axis to another, never negative: as people in the programme's zone
 * live through them on `date`, or, where that is DAY_UNKNOWN, as the clock's face shows them.
 */
msec_t programme_span(const struct programme *programme, int64_t date, int from, int to);

/* The length of a timed slot, in ms, as programme_span() has it on the date that its day says. */
msec_t programme_slot_length(const struct programme *programme, const struct slot *slot);

/*
 * Where a slot from `start` ends that lasts so many `minutes`: past an hour that is left out when
 * the clocks go forward, but not in it. By the clock's face where no minute of it says so.
 */
int programme_end(const struct programme *programme, int64_t date, int start, int minutes);

/* The shortest a slot may be made where it does not say so itself. */
msec_t slot_default_minimum(enum slot_kind kind, msec_t length);

/* Appends the id of a slot that is given none: "s3", by its number. */
void slot_write_default_id(const struct slot *slot, struct buf *out);

/* The cues of a slot that says `own`: where MSEC_NONE the programme's, else the usual ones. */
struct cues programme_cues(const struct programme *programme, const struct cues *own);

/*
 * Gives slot `index` what its programme decides: number, id, title (its kind, where it has
 * none), minimum (where MSEC_NONE), cues
 * (each where MSEC_NONE) and attribution (where it has none of its own).
 */
void programme_complete_slot(struct programme *programme, size_t index);

#endif
