/*
 * The first screen, for moderator and rapporteur alike: programme, running slot, and its entries
 * or the text being written. What is selected in the programme says where entries go and which
 * slot `g` and `s` mean; it follows the running slot until somebody moves it.
 */
#include "view.h"

#include <stdlib.h>
#include <string.h>

#include "editor.h"
#include "layout_session.h"
#include "pane.h"
#include "translate.h"
#include "wording.h"

struct view_session_state {
    enum session_pane focus;
    bool zoom;
    char *slot;         /* id of the selected slot; NULL: none yet; owned */
    unsigned track;     /* selected; 0: the slot itself */
    char *followed;     /* id of the slot that ran when the selection was made; NULL: none; owned */
    bool followed_runs; /* it ran then, rather than being the next */
    struct event_id entry; /* selected; empty: the newest */
    size_t programme_offset;
    size_t entries_offset;
    struct session_layout layout; /* as last drawn */
};

static void *make(void)
{
    return mem_new(1, sizeof(struct view_session_state));
}

static void free_state(void *data)
{
    struct view_session_state *state = data;
    free(state->slot);
    free(state->followed);
    free(state);
}

static void keep(char **where, const char *text)
{
    char *copy = mem_dup(text);
    free(*where);
    *where = copy;
}

/* The slot that is shown big: the one that runs, else the next, else none. */
static const char *current_slot(const struct scene *scene)
{
    size_t slot = scene->reading.slot != SLOT_NONE ? scene->reading.slot : wording_next(scene);
    return slot != SLOT_NONE ? scene->timekeeper->slots.items[slot].id : NULL;
}

static const char *running_slot(const struct scene *scene)
{
    size_t slot = scene->reading.slot;
    return slot != SLOT_NONE ? scene->timekeeper->slots.items[slot].id : NULL;
}

/* Of a session that is over: the slot that ran last. */
static const char *last_slot(const struct scene *scene)
{
    for (size_t i = scene->timekeeper->slots.count; i > 0; i--)
        if (scene->timekeeper->slots.items[i - 1].runs.count > 0)
            return scene->timekeeper->slots.items[i - 1].id;
    return NULL;
}

/* When another slot has the clock, the selection goes there. */
static void follow(struct view_session_state *state, const struct scene *scene)
{
    const char *current = current_slot(scene);
    if (current == NULL && state->slot == NULL)
        keep(&state->slot, last_slot(scene));
    bool runs = running_slot(scene) != NULL;
    bool known = event_same_text(state->followed, current) && state->followed_runs == runs;
    if (current == NULL || (state->slot != NULL && known))
        return;
    keep(&state->followed, current);
    state->followed_runs = runs;
    keep(&state->slot, current);
    state->track = 0;
    state->entry = (struct event_id){.sequence = 0};
}

static void go_to(void *data, const struct scene *scene, const struct view_target *target)
{
    struct view_session_state *state = data;
    follow(state, scene); /* else it would leave the slot when it is drawn */
    keep(&state->slot, target->slot);
    state->track = target->track;
    state->entry = (struct event_id){.sequence = 0};
    state->focus = PANE_PROGRAMME;
}

/* Entries listed: of the selected slot; before anything was selected, of the session. */
static void list_entries(const struct view_session_state *state, const struct scene *scene,
                         struct entry_rows *ret_rows)
{
    const char *running = running_slot(scene);
    bool of_session = running == NULL && event_same_text(state->slot, current_slot(scene));
    entry_rows_make(scene, of_session ? NULL : state->slot, state->track, ret_rows);
}

static size_t find_entry(const struct view_session_state *state, const struct entry_rows *rows)
{
    for (size_t i = 0; i < rows->list.count; i++)
        if (event_id_equal(&rows->list.items[i]->id, &state->entry))
            return i;
    return rows->list.count > 0 ? rows->list.count - 1 : 0;
}

static void write_entries_title(const struct view_session_state *state, const struct scene *scene,
                                struct buf *out)
{
    const char *running = running_slot(scene);
    BUF_LOCAL struct buf where = {0};
    if (running == NULL && event_same_text(state->slot, current_slot(scene))) {
        buf_add_text(out, _("Entries of the session"));
        return;
    }
    if (state->slot == NULL || (event_same_text(running, state->slot) && state->track == 0)) {
        buf_add_text(out, _("Entries in this slot"));
        return;
    }
    buf_add_text(&where, session_slot_title(scene->session, state->slot, scene->language));
    if (state->track > 0) {
        BUF_LOCAL struct buf number = {0};
        buf_add_format(&number, "%u", state->track);
        buf_add_text(&where, ", ");
        translate_write(&where, N_("track {1}"), buf_text(&number), NULL);
    }
    translate_write(out, N_("Entries: {1}"), buf_text(&where), NULL);
}

static void draw_entries(struct view_session_state *state, const struct scene *scene,
                         struct canvas *canvas, struct area area)
{
    if (scene->editor != NULL) {
        editor_draw(scene->editor, scene, canvas, area);
        return;
    }
    struct entry_rows rows;
    BUF_LOCAL struct buf title = {0};
    list_entries(state, scene, &rows);
    write_entries_title(state, scene, &title);
    pane_entries_draw(scene, canvas, area, buf_text(&title), &rows, find_entry(state, &rows),
                      state->focus == PANE_ENTRIES, &state->entries_offset);
    free(rows.list.items);
}

static void draw(void *data, const struct scene *scene, struct canvas *canvas, struct area area)
{
    struct view_session_state *state = data;
    struct programme_rows rows;
    follow(state, scene);
    programme_rows_make(scene, &rows);
    struct session_wants wants = {.rows = (int)rows.list.count,
                                  .focus = state->focus,
                                  .zoom = state->zoom,
                                  .writing = scene->editor != NULL};
    layout_session(area, &wants, &state->layout);
    const struct area *panes = state->layout.panes;
    bool writing = scene->editor != NULL;
    if (!area_is_empty(panes[PANE_PROGRAMME]))
        pane_programme_draw(scene, canvas, panes[PANE_PROGRAMME], &rows,
                            programme_rows_find(&rows, state->slot, state->track),
                            state->focus == PANE_PROGRAMME && !writing, &state->programme_offset);
    if (!area_is_empty(panes[PANE_RUNNING]))
        pane_running_draw(scene, canvas, panes[PANE_RUNNING],
                          state->focus == PANE_RUNNING && !writing);
    if (!area_is_empty(panes[PANE_ENTRIES]))
        draw_entries(state, scene, canvas, panes[PANE_ENTRIES]);
    free(rows.list.items);
}

static void select_row(struct view_session_state *state, const struct programme_row *row)
{
    keep(&state->slot, row->id);
    state->track = row->track;
    state->entry = (struct event_id){.sequence = 0};
    state->entries_offset = 0;
}

/* Moves the selection by rows that can be selected; `steps` may be large. */
static void move_slot(struct view_session_state *state, const struct scene *scene, long steps)
{
    struct programme_rows rows;
    programme_rows_make(scene, &rows);
    size_t at = programme_rows_find(&rows, state->slot, state->track);
    size_t best = at;
    long left = steps < 0 ? -steps : steps;
    for (size_t i = at; left > 0;) {
        if (steps < 0 ? i == 0 : i + 1 >= rows.list.count)
            break;
        i = steps < 0 ? i - 1 : i + 1;
        if (i < rows.list.count && programme_row_is_slot(&rows.list.items[i])) {
            best = i;
            left--;
        }
    }
    if (best < rows.list.count)
        select_row(state, &rows.list.items[best]);
    free(rows.list.items);
}

static void move_entry(struct view_session_state *state, const struct scene *scene, long steps)
{
    struct entry_rows rows;
    list_entries(state, scene, &rows);
    long at = (long)find_entry(state, &rows) + steps;
    at = at < 0 ? 0 : at;
    at = at < (long)rows.list.count ? at : (long)rows.list.count - 1;
    if (at >= 0)
        state->entry = rows.list.items[at]->id;
    free(rows.list.items);
}

static void move_selection(struct view_session_state *state, const struct scene *scene,
                           enum action action)
{
    struct area pane = state->layout.panes[state->focus];
    long page = pane.h > 4 ? pane.h - 3 : 1;
    long far = 1L << 20;
    long steps = action == ACTION_UP          ? -1
                 : action == ACTION_DOWN      ? 1
                 : action == ACTION_PAGE_UP   ? -page
                 : action == ACTION_PAGE_DOWN ? page
                 : action == ACTION_FIRST     ? -far
                                              : far;
    if (state->focus == PANE_ENTRIES)
        move_entry(state, scene, steps);
    else
        move_slot(state, scene, steps);
}

static void move_focus(struct view_session_state *state, int step)
{
    state->focus = (enum session_pane)(((int)state->focus + step + PANE_COUNT) % PANE_COUNT);
}

/* A new entry goes to the selected track, else where the program puts it: the running slot. */
static void write_entry(const struct view_session_state *state, struct program *program,
                        enum entry_kind kind)
{
    bool track = state->track > 0;
    program_write_entry(program, kind, track ? state->slot : NULL, track ? state->track : 0);
}

static bool with_entry(struct view_session_state *state, struct program *program,
                       enum action action)
{
    struct entry_rows rows;
    list_entries(state, program_scene(program), &rows);
    size_t at = find_entry(state, &rows);
    if (rows.list.count == 0)
        program_say(program, ROLE_NOTICE, N_("There is no entry here yet"), NULL);
    else if (action == ACTION_EDIT)
        program_amend_entry(program, &rows.list.items[at]->id);
    else
        program_withdraw_entry(program, &rows.list.items[at]->id);
    free(rows.list.items);
    return true;
}

/* Of the selected slot, or from the selected entry on. */
static void read_back(struct view_session_state *state, struct program *program)
{
    const struct scene *scene = program_scene(program);
    struct entry_rows rows;
    follow(state, scene);
    list_entries(state, scene, &rows);
    size_t at = find_entry(state, &rows);
    bool from = state->focus == PANE_ENTRIES && rows.list.count > 0;
    bool of_session =
        running_slot(scene) == NULL && event_same_text(state->slot, current_slot(scene));
    struct event_id entry = from ? rows.list.items[at]->id : (struct event_id){.sequence = 0};
    program_read_back(program, of_session ? NULL : state->slot, of_session ? 0 : state->track,
                      from ? &entry : NULL);
    free(rows.list.items);
}

/* `g` and `s` on the selected slot. To skip the running one is the same as the next, and asks
   where that would. */
static bool with_slot(struct view_session_state *state, struct program *program,
                      enum wish_verb verb)
{
    follow(state, program_scene(program));
    if (state->slot == NULL)
        program_say(program, ROLE_NOTICE, N_("Select a slot first"), NULL);
    else if (verb == WISH_SKIP &&
             event_same_text(state->slot, running_slot(program_scene(program))))
        program_do(program, ACTION_NEXT);
    else
        program_wish(program, &(struct wish){.verb = verb, .slot = state->slot});
    return true;
}

/* The keys of new entries, so that they go to the selected track. */
static bool handle_kind(struct view_session_state *state, struct program *program,
                        enum action action)
{
    static const struct {
        enum action action;
        enum entry_kind kind;
    } kinds[] = {{ACTION_CONCLUSION, ENTRY_CONCLUSION},
                 {ACTION_RECOMMENDATION, ENTRY_RECOMMENDATION},
                 {ACTION_NOTE, ENTRY_NOTE},
                 {ACTION_ACTION, ENTRY_ACTION},
                 {ACTION_DECISION, ENTRY_DECISION}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (kinds[i].action != action)
            continue;
        write_entry(state, program, kinds[i].kind);
        return true;
    }
    return false;
}

static bool handle(void *data, struct program *program, enum action action)
{
    struct view_session_state *state = data;
    switch ((int)action) {
    case ACTION_UP:
    case ACTION_DOWN:
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
    case ACTION_FIRST:
    case ACTION_LAST:
        move_selection(state, program_scene(program), action);
        return true;
    case ACTION_PANE_NEXT:
    case ACTION_PANE_PREVIOUS:
        move_focus(state, action == ACTION_PANE_NEXT ? 1 : -1);
        return true;
    case ACTION_ZOOM:
        state->zoom = !state->zoom;
        return true;
    case ACTION_LEAVE:
        if (!state->zoom)
            return false;
        state->zoom = false;
        return true;
    case ACTION_OPEN: /* of a slot its entries, of an entry its text */
        if (state->focus == PANE_ENTRIES)
            return with_entry(state, program, ACTION_EDIT);
        state->focus = PANE_ENTRIES;
        return true;
    case ACTION_EDIT:
    case ACTION_WITHDRAW:
        return with_entry(state, program, action);
    case ACTION_READ_BACK:
        read_back(state, program);
        return true;
    case ACTION_GO_TO:
        return with_slot(state, program, WISH_GOTO);
    case ACTION_SKIP:
        return with_slot(state, program, WISH_SKIP);
    case ACTION_SWAP:
        follow(state, program_scene(program));
        program_ask_swap(program, state->slot);
        return true;
    }
    return handle_kind(state, program, action);
}

static void click_programme(struct view_session_state *state, const struct scene *scene, int y)
{
    struct programme_rows rows;
    programme_rows_make(scene, &rows);
    size_t at = pane_programme_row_at(scene, state->layout.panes[PANE_PROGRAMME], &rows,
                                      programme_rows_find(&rows, state->slot, state->track),
                                      state->programme_offset, y);
    if (at < rows.list.count && programme_row_is_slot(&rows.list.items[at]))
        select_row(state, &rows.list.items[at]);
    free(rows.list.items);
}

static void click_entries(struct view_session_state *state, const struct scene *scene, int y)
{
    struct entry_rows rows;
    list_entries(state, scene, &rows);
    size_t at = pane_entries_row_at(scene, state->layout.panes[PANE_ENTRIES], &rows,
                                    find_entry(state, &rows), state->entries_offset, y);
    if (at < rows.list.count)
        state->entry = rows.list.items[at]->id;
    free(rows.list.items);
}

static bool click(void *data, struct program *program, const struct mouse *mouse)
{
    struct view_session_state *state = data;
    for (enum session_pane pane = PANE_PROGRAMME; pane < PANE_COUNT; pane++) {
        if (!area_holds(state->layout.panes[pane], mouse->x, mouse->y))
            continue;
        if (mouse->kind == MOUSE_RELEASE || mouse->kind == MOUSE_DRAG)
            return false;
        state->focus = pane;
        if (mouse->kind == MOUSE_WHEEL_UP || mouse->kind == MOUSE_WHEEL_DOWN)
            return handle(state, program, mouse->kind == MOUSE_WHEEL_UP ? ACTION_UP : ACTION_DOWN);
        if (pane == PANE_PROGRAMME)
            click_programme(state, program_scene(program), mouse->y);
        else if (pane == PANE_ENTRIES)
            click_entries(state, program_scene(program), mouse->y);
        return true;
    }
    return false;
}

/* While a slot runs, is paused, or is waited for today. */
static bool ticks(void *data, const struct scene *scene)
{
    (void)data;
    return scene_is_moving(scene);
}

const struct view view_session = {
    .action = ACTION_VIEW_SESSION,
    .place = PLACE_SESSION,
    .tab = true,
    .hosts_editor = true,
    .make = make,
    .free = free_state,
    .draw = draw,
    .handle = handle,
    .click = click,
    .go_to = go_to,
    .ticks = ticks,
};
