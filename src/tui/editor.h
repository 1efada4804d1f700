/*
 * The writing pane: one text with its kind, where it belongs, and its fields. It knows keys and
 * cells; saving it, its drafts and $EDITOR are the program's (program_writing.c).
 */
#ifndef DAIS_TUI_EDITOR_H
#define DAIS_TUI_EDITOR_H

#include <dais/tui/text_area.h>

#include "view.h"

enum editor_field {
    EDITOR_TEXT,
    EDITOR_SPEAKER,
    EDITOR_ADDRESSEE,
    EDITOR_THEMES,
    EDITOR_LABEL,
    EDITOR_OWNER,
    EDITOR_DEADLINE,
    EDITOR_PRIORITY,
    EDITOR_LANGUAGE,
    EDITOR_TRANSLATION, /* number or id of the entry it translates */
    EDITOR_FIELD_COUNT,
};

/* Where a text is to go. */
struct editor_place {
    enum entry_kind kind;
    const char *slot;      /* id; NULL: the session; copied */
    unsigned track;        /* from 1; 0: none */
    enum attribution rule; /* in force there */
    struct event_id entry; /* being amended; empty: a new one */
    struct event_id base;  /* its version when the editor was opened */
    bool settles;          /* amending: it is chosen of versions that stand side by side */
    const char *number;    /* "R4" of the entry being amended; NULL: a new one; copied */
};

struct editor;
struct editor *editor_new(const struct editor_place *place);
void editor_free(struct editor *editor); /* NULL is fine */

const struct editor_place *editor_place(const struct editor *editor);

/* Fills a field before writing begins. */
void editor_set(struct editor *editor, enum editor_field field, const char *text);

/* Replaces what stands in a field as one step that can be undone: what $EDITOR made. */
void editor_replace(struct editor *editor, enum editor_field field, const char *text);

/* What a draft has of a field, over what stood there at first: undo goes back to here and no
   further. */
void editor_recover(struct editor *editor, enum editor_field field, const char *text);

/*
 * Its text was drafted: the longest of those is held, so that emptying the pane throws nothing
 * away unasked. `kept`: it is one that somebody came back to, or will.
 */
void editor_hold(struct editor *editor, bool kept);
/* What is held of a text that was emptied, or of an amendment that was taken back; lent. NULL:
   nothing to ask about; less than `least` characters that were never kept are nothing. */
const char *editor_emptied(const struct editor *editor, size_t least);

/* The beginning of a text that was left, which a key takes up, on its frame; NULL: none. */
void editor_offer(struct editor *editor, const char *text);

/* What stands in a field, as it was at first and as it is; lent until the next change. */
const char *editor_first(const struct editor *editor, enum editor_field field);
const char *editor_read(const struct editor *editor, enum editor_field field);

/*
 * The kind: a leading "r:", or the name of any kind and a colon, in a new text sets it; `*ret_text`
 * (may be NULL) is what follows.
 */
enum entry_kind editor_kind(const struct editor *editor, const char **ret_text);

/* Does what is typed go into this field? */
bool editor_has_keys(const struct editor *editor, enum editor_field field);

/* Message id of a field's name. */
const char *editor_field_name(enum editor_field field);

/* Is there nothing in it that was not there at first? */
bool editor_is_unchanged(const struct editor *editor);

/* Counts up with every change of the text or a field. */
uint64_t editor_version(const struct editor *editor);

enum text_area_result editor_type(struct editor *editor, const struct key *key);
enum text_area_result editor_paste(struct editor *editor, const char *bytes, size_t size);
/* Fields, motions and changes; saving, leaving and $EDITOR are not ours. */
enum text_area_result editor_do(struct editor *editor, enum action action);
/* The next track of its slot, or none, for a new text. How many there are; 0: it cannot. */
unsigned editor_turn_track(struct editor *editor);

/*
 * Looks at what could be completed where the cursor stands, and at the slot's tracks: after each
 * key, since the editor itself knows no scene. Behind `@` in the text these are people, behind `#`
 * themes, in a field what it may hold. Tab takes the one that is chosen, arrows choose, Esc
 * (editor_shut_list) and whatever does not fit close the list; Enter is never its own.
 */
void editor_look(struct editor *editor, const struct scene *scene);
/*
 * The rule may have changed since writing began: its pane is as the one in force asks. True: who
 * spoke stood there and may not any more, and was taken out.
 */
bool editor_heed_rule(struct editor *editor, const struct scene *scene);
/* False: no list is open. */
bool editor_shut_list(struct editor *editor);
/* A motion done with Shift. */
enum text_area_result editor_select(struct editor *editor, enum action motion);
enum text_area_result editor_click(struct editor *editor, const struct mouse *mouse);

/* Puts the cursor into a field, behind what stands there. */
void editor_focus(struct editor *editor, enum editor_field field);
/* The text or field that has the cursor; lent. */
struct text_area *editor_focused(const struct editor *editor);

/* What was cut or copied in any of its fields, lent; and what is to be pasted into all of them. */
const char *editor_cut(const struct editor *editor, size_t *ret_size);
void editor_set_cut(struct editor *editor, const char *bytes, size_t size);

/* The first row of its text, as last drawn; -1: none. */
int editor_text_row(const struct editor *editor);

/* Draws it with its frame, and places the cursor. */
void editor_draw(struct editor *editor, const struct scene *scene, struct canvas *canvas,
                 struct area area);

/* The same where it was drawn last, over that; false: it was nowhere. */
bool editor_draw_again(struct editor *editor, const struct scene *scene, struct canvas *canvas);

/* It is drawn nowhere until it is again. */
void editor_hide(struct editor *editor);

#endif
