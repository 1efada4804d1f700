/*
 * The state of a session in words and figures: what session, stage and foot say alike.
 * Everything is appended translated.
 */
#ifndef DAIS_TUI_WORDING_H
#define DAIS_TUI_WORDING_H

#include "view.h"

/* "on time", "warning", "danger", "over"; and the role it is shown in. */
const char *wording_level(enum level level);
enum theme_role wording_level_role(enum level level);

/* "Conclusion", "Good practice": a kind of entry; translated, lent. */
const char *wording_kind(enum entry_kind kind);

/* "draft", "not adopted"; of an entry "undone" where its undo withdrew it; translated, lent. */
const char *wording_standing(enum standing standing);
/* The colour of a standing, which never stands without its word. */
enum theme_role wording_standing_role(const struct entry *entry);
const char *wording_entry_standing(const struct entry *entry);

/* "named", "affiliation", "chatham-house" as people read it; translated, lent. */
const char *wording_rule(enum attribution rule);

/* "Wednesday 18 May 2022". */
void wording_write_date(int64_t days, struct buf *out);

/* "10:34" in the programme's zone; "–" for MSEC_NONE. */
void wording_write_time(const struct scene *scene, msec_t wall, struct buf *out);

/* "as of 10:21:40". */
void wording_write_as_of(const struct scene *scene, struct buf *out);

/* A span in whole minutes, towards zero: "4 min". */
void wording_write_minutes(msec_t span, struct buf *out);

/* "4 min late", "on time", "3 min early"; nothing where nothing can be late. */
void wording_write_late(const struct scene *scene, struct buf *out);

/* "ends 12:34"; may be nothing. */
void wording_write_end(const struct scene *scene, struct buf *out);

/*
 * How late the session is and when it ends, as it stands on every screen, the longest of its forms
 * that fits into `columns`: "11 min late · session ends 12:41, 11 min past its hard end", without
 * the first of both where the last says it too, "ends 12:41, 11 min past its hard end", and "11 min
 * late · ends 12:41". A slot's hard end is named: "23 min past the hard end 11:00 of “Minister”".
 * `before` stands in front (what runs; "": nothing). The role it is shown in.
 */
enum theme_role wording_write_outlook(const struct scene *scene, const char *before, int columns,
                                      struct buf *out);

/*
 * The part of the slot that is on: "Talk 3 of 8: …"; `then`: and ", then Questions 3 of 8". The one
 * after it (replaces what `out` holds; may be nothing); what is left of it, "4:10 left"; its level.
 */
void wording_write_phase(const struct scene *scene, bool then, struct buf *out);
void wording_write_phase_next(const struct scene *scene, struct buf *out);
void wording_write_phase_left(const struct scene *scene, struct buf *out);
enum level wording_phase_level(const struct scene *scene);

/* Is its end one to heed beside the slot's? Not that of the last part, which is the slot's own, nor
   of the talk before the questions. */
bool wording_phase_counts(const struct scene *scene);

/* "4 min late", "on time", "3 min early": a lateness that is given. */
void wording_write_shift(msec_t late, struct buf *out);

/* By how much an end is missed: in whole minutes like all lateness, under a minute in seconds. */
void wording_write_missed(msec_t span, struct buf *out);

/* Who holds the clock: "clock: here", "clock: Chair", "clock: free". */
void wording_write_holder(const struct scene *scene, struct buf *out);

/* The slot that comes next on the day shown, or SLOT_NONE. */
size_t wording_next(const struct scene *scene);

/* The title of a slot of the clock in the scene's language; lent. */
const char *wording_slot_title(const struct scene *scene, size_t slot);

/* What the big digits show and what stands beside them. */
struct figure {
    char text[24];        /* "12:20", "+1:05"; "": nothing to count */
    char widest[24];      /* the longest it may soon be: sizes are chosen by it */
    enum theme_role role; /* of digits, word and bar */
    struct buf heading;   /* "Running: High-level panel", "Starts next: …" */
    struct buf title;     /* of that slot alone */
    struct buf word;      /* state: "on time", "over", "paused for 2:10" */
    struct buf of;        /* "left of 75 min", "until it starts"; may be empty */
    struct buf end;       /* "ends 10:34 (+4)"; may be empty */
    msec_t part;          /* ms done, for the bar */
    msec_t whole;         /* ms in all; 0: no bar */
    size_t slot;          /* that it is about, or SLOT_NONE */
};
void figure_make(const struct scene *scene, struct figure *ret_figure);
void figure_finish(struct figure *figure);

/* Appends the first key of an action; where somebody took its keys away, that of the menu. */
void wording_write_key(const struct keymap *keymap, enum action action, struct buf *out);

#endif
