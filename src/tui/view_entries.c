/*
 * All entries: a list to filter, to search and to act on, and everything about the selected one,
 * beside the list where there is room, else in its place. What is selected is an entry and not a
 * row, so that a colleague's new entry moves nothing.
 */
#include "view_entries.h"

#include <stdlib.h>

#include <dais/base/grapheme.h>

#include "hints.h"
#include "translate.h"
#include "wording.h"

enum {
    BESIDE = 130, /* columns from which both are shown */
    HEADED = 8,   /* rows from which the columns have titles */
};

static void *make(void)
{
    struct view_entries_state *state = mem_new(1, sizeof *state);
    entry_filter_clear(&state->filter);
    return state;
}

static void free_state(void *data)
{
    struct view_entries_state *state = data;
    entry_filter_clear(&state->filter);
    entry_list_finish(&state->entries);
    pager_finish(&state->about);
    buf_finish(&state->searched);
    free(state->marked.items);
    free(state->moved.items);
    near_pairs_finish(&state->near);
    canvas_picture_finish(&state->picture.of);
    free(state);
}

void view_entries_write_place(const struct scene *scene, const char *slot, unsigned track,
                              struct buf *out)
{
    if (slot == NULL) {
        buf_add_text(out, _("The session as a whole"));
        return;
    }
    buf_add_text(out, session_slot_title(scene->session, slot, scene->language));
    if (track == 0)
        return;
    BUF_LOCAL struct buf number = {0};
    size_t at = timekeeper_find(scene->timekeeper, slot);
    const struct slot *planned =
        at != SLOT_NONE ? scene->timekeeper->slots.items[at].planned : NULL;
    buf_add_format(&number, "%u", track);
    buf_add_text(out, " · ");
    translate_write(out, N_("track {1}"), buf_text(&number), NULL);
    const char *title = planned != NULL && track <= planned->tracks.count
                            ? lingual_in(&planned->tracks.items[track - 1].title, scene->language)
                            : NULL;
    if (title != NULL)
        buf_add_format(out, ": %s", title);
}

/* ---- which one is selected ---- */

const struct entry *view_entries_selected(const struct view_entries_state *state)
{
    size_t at = state->list.selected;
    return at < state->entries.rows.count ? state->entries.rows.items[at].entry : NULL;
}

const struct entry *view_entries_settle(struct view_entries_state *state, const struct scene *scene)
{
    struct entries_drawn drawn = {state, scene};
    entry_list_make(&state->entries, scene, &state->filter);
    view_entries_find_near(state, scene);
    if (state->selected.sequence == 0 && scene->record->entries.count > 0) /* the newest */
        state->selected = scene->record->entries.items[scene->record->entries.count - 1]->id;
    const struct entry *before = view_entries_selected(state);
    if (before == NULL || !event_id_equal(&before->id, &state->selected)) {
        size_t at = entry_list_find(&state->entries, &state->selected);
        if (at < state->entries.rows.count)
            state->list.selected = at;
    }
    struct list_source source = view_entries_source(&drawn);
    if (!list_settle(&state->list, &source))
        return NULL;
    return view_entries_selected(state);
}

/* The selection moved to another row. */
static void keep_selected(struct view_entries_state *state)
{
    const struct entry *entry = view_entries_selected(state);
    if (entry != NULL)
        state->selected = entry->id;
}

/* ---- drawing ---- */

static void add_word(const char *word, struct buf *out)
{
    buf_add_format(out, "%s%s", out->size > 0 ? " · " : "", word);
}

/* "Entries: Recommendation · draft · “fund”". */
static void write_title(const struct view_entries_state *state, const struct scene *scene,
                        struct buf *out)
{
    const struct entry_filter *filter = &state->filter;
    BUF_LOCAL struct buf words = {0};
    BUF_LOCAL struct buf place = {0};
    if (!entry_filter_is_on(filter)) {
        buf_add_text(out, _("Entries"));
        return;
    }
    if (filter->kind != FILTER_ALL)
        add_word(wording_kind((enum entry_kind)filter->kind), &words);
    if (filter->standing != FILTER_ALL)
        add_word(wording_standing((enum standing)filter->standing), &words);
    if (filter->by_slot) {
        view_entries_write_place(scene, filter->slot, filter->track, &place);
        add_word(buf_text(&place), &words);
    }
    if (filter->theme != NULL)
        add_word(filter->theme, &words);
    if (filter->writer.text[0] != '\0') {
        buf_clear(&place);
        translate_write(&place, N_("by {1}"), session_writer_name(scene->session, &filter->writer),
                        NULL);
        add_word(buf_text(&place), &words);
    }
    if (filter->words.size > 0) {
        buf_clear(&place);
        buf_add_format(&place, "“%s”", buf_text(&filter->words));
        add_word(buf_text(&place), &words);
    }
    translate_write(out, N_("Entries: {1}"), buf_text(&words), NULL);
}

/* "12 of 40", "2 marked · 40". */
static void write_count(const struct view_entries_state *state, const struct scene *scene,
                        struct buf *out)
{
    BUF_LOCAL struct buf shown = {0};
    BUF_LOCAL struct buf all = {0};
    if (state->marked.count > 0) {
        buf_add_format(&shown, "%zu", state->marked.count);
        translate_write(out, N_("{1} marked"), buf_text(&shown), NULL);
        buf_add_text(out, " · ");
        buf_clear(&shown);
    }
    buf_add_format(&shown, "%zu", state->entries.count);
    buf_add_format(&all, "%zu", scene->record->entries.count);
    if (entry_filter_is_on(&state->filter))
        translate_write(out, N_("{1} of {2}"), buf_text(&shown), buf_text(&all), NULL);
    else
        buf_add_text(out, buf_text(&all));
}

static void write_key(const struct scene *scene, enum action action, struct buf *out)
{
    wording_write_key(scene->keymap, action, out);
}

/* What to do where nothing is listed. */
static void draw_empty(const struct view_entries_state *state, const struct scene *scene,
                       struct canvas *canvas, struct area area)
{
    BUF_LOCAL struct buf text = {0};
    BUF_LOCAL struct buf one = {0};
    BUF_LOCAL struct buf two = {0};
    BUF_LOCAL struct buf three = {0};
    BUF_LOCAL struct buf four = {0};
    if (entry_filter_is_on(&state->filter)) {
        write_key(scene, ACTION_SHOW_ALL, &one);
        write_key(scene, ACTION_SEARCH, &two);
        write_key(scene, ACTION_FILTER, &three);
        translate_write(&text,
                        N_("No entry is like that. {1} shows all again, {2} searches for "
                           "something else, {3} chooses by kind, slot, theme and more."),
                        buf_text(&one), buf_text(&two), buf_text(&three), NULL);
    } else {
        write_key(scene, ACTION_CONCLUSION, &one);
        write_key(scene, ACTION_RECOMMENDATION, &two);
        write_key(scene, ACTION_NOTE, &three);
        write_key(scene, ACTION_OTHER_KIND, &four);
        translate_write(&text,
                        N_("Nothing is written yet. {1} writes a conclusion, {2} a "
                           "recommendation, {3} a note, {4} shows the other kinds."),
                        buf_text(&one), buf_text(&two), buf_text(&three), buf_text(&four), NULL);
    }
    canvas_draw_wrapped(canvas, area, 0, ROLE_DIM, buf_text(&text));
}

static void draw_list(struct view_entries_state *state, const struct scene *scene,
                      struct canvas *canvas, struct area area)
{
    BUF_LOCAL struct buf title = {0};
    BUF_LOCAL struct buf count = {0};
    struct entries_drawn drawn = {state, scene};
    bool focused = !(state->reading && state->beside) && scene->editor == NULL;
    unsigned border = focused ? ROLE_FOCUS : ROLE_BORDER;
    write_title(state, scene, &title);
    write_count(state, scene, &count);
    struct area inner = canvas_draw_box(canvas, area, border, focused ? ROLE_FOCUS : ROLE_TITLE,
                                        buf_text(&title), buf_text(&count));
    static const struct hint hints[] = {
        {ACTION_EDIT, N_("edit")},          {ACTION_OPEN, N_("all about it")},
        {ACTION_SEARCH, N_("search")},      {ACTION_WITHDRAW, N_("withdraw")},
        {ACTION_MARK_ENTRY, N_("mark")},    {ACTION_MOVE_ENTRY, N_("other slot")},
        {ACTION_ENTRY_EARLIER, N_("up")},   {ACTION_ENTRY_LATER, N_("down")},
        {ACTION_MERGE_ENTRIES, N_("merge")}};
    static const struct hint marked[] = {{ACTION_MERGE_ENTRIES, N_("merge")},
                                         {ACTION_WITHDRAW, N_("withdraw")},
                                         {ACTION_MOVE_ENTRY, N_("other slot")},
                                         {ACTION_LEAVE, N_("unmark")}};
    static const struct hint unsettled[] = {
        {ACTION_SETTLE, N_("choose a version")}, {ACTION_OPEN, N_("all about it")},
        {ACTION_SEARCH, N_("search")},           {ACTION_WITHDRAW, N_("withdraw")},
        {ACTION_MARK_ENTRY, N_("mark")},         {ACTION_MOVE_ENTRY, N_("other slot")}};
    const struct entry *selected = view_entries_selected(state);
    bool sides = selected != NULL && entry_is_unsettled(selected);
    if (focused && state->marked.count == 0 && sides)
        hints_draw(scene, canvas, area, border, unsettled, sizeof unsettled / sizeof unsettled[0]);
    else if (focused && state->marked.count > 0)
        hints_draw(scene, canvas, area, border, marked, sizeof marked / sizeof marked[0]);
    else if (focused && state->entries.count > 0)
        hints_draw(scene, canvas, area, border, hints, sizeof hints / sizeof hints[0]);
    area_take_left(&inner, 1);
    view_entries_choose_columns(state, inner.w - 1);
    if (state->entries.count == 0) {
        draw_empty(state, scene, canvas, inner);
        return;
    }
    if (inner.h >= HEADED)
        view_entries_draw_header(state, canvas, area_take_top(&inner, 1));
    struct list_source source = view_entries_source(&drawn);
    list_draw(&state->list, &source, canvas, inner, focused);
}

static void draw_about(struct view_entries_state *state, const struct scene *scene,
                       const struct entry *entry, struct canvas *canvas, struct area area)
{
    BUF_LOCAL struct buf title = {0};
    bool focused = state->reading && scene->editor == NULL;
    unsigned border = focused ? ROLE_FOCUS : ROLE_BORDER;
    buf_add_format(&title, "%s · %s", entry->shown, wording_kind(entry->kind));
    struct area inner = canvas_draw_box(canvas, area, border, focused ? ROLE_FOCUS : ROLE_TITLE,
                                        buf_text(&title), wording_entry_standing(entry));
    static const struct hint hints[] = {{ACTION_LEAVE, N_("back")},
                                        {ACTION_RIGHT, N_("next entry")},
                                        {ACTION_EDIT, N_("edit")},
                                        {ACTION_WITHDRAW, N_("withdraw")}};
    static const struct hint choice[] = {{ACTION_SETTLE, N_("choose")},
                                         {ACTION_LEAVE, N_("back")},
                                         {ACTION_RIGHT, N_("next entry")}};
    if (focused && entry_is_unsettled(entry))
        hints_draw(scene, canvas, area, border, choice, sizeof choice / sizeof choice[0]);
    else if (focused)
        hints_draw(scene, canvas, area, border, hints, sizeof hints / sizeof hints[0]);
    area_take_left(&inner, 1);
    view_entries_fill_about(state, scene, entry, inner.w);
    pager_draw(&state->about, canvas, inner);
}

static bool is_settling(struct view_entries_state *state, const struct entry *entry)
{
    if (entry == NULL || !entry_is_unsettled(entry))
        state->settling = false;
    return state->settling;
}

static void draw_all(struct view_entries_state *state, const struct scene *scene,
                     struct canvas *canvas, struct area area)
{
    const struct entry *entry = view_entries_settle(state, scene);
    state->beside = area.w >= BESIDE && entry != NULL;
    if (entry == NULL)
        state->reading = false;
    if (is_settling(state, entry)) {
        view_entries_draw_settling(state, scene, entry, canvas, area);
        return;
    }
    if (state->beside) {
        struct area about = area_take_right(&area, area.w * 2 / 5);
        draw_list(state, scene, canvas, area);
        draw_about(state, scene, entry, canvas, about);
    } else if (state->reading) {
        draw_about(state, scene, entry, canvas, area);
    } else {
        draw_list(state, scene, canvas, area);
    }
}

/* Each key of a text below draws the list again, which has not changed. */
static void draw(void *data, const struct scene *scene, struct canvas *canvas, struct area area)
{
    struct view_entries_state *state = data;
    size_t events = session_generation(scene->session);
    bool still = scene->editor != NULL && !scene->stale && state->picture.events == events &&
                 state->picture.unsaved == scene->unsaved_count;
    if (still && canvas_show_picture(canvas, area, &state->picture.of))
        return;
    draw_all(state, scene, canvas, area);
    canvas_picture_finish(&state->picture.of);
    if (scene->editor == NULL || scene->stale)
        return;
    canvas_take_picture(canvas, area, &state->picture.of);
    state->picture.events = events;
    state->picture.unsaved = scene->unsaved_count;
}

/* ---- keys and mouse ---- */

/* The entry before or behind, while one is read. */
static void read_other(struct view_entries_state *state, const struct scene *scene,
                       enum action action)
{
    struct entries_drawn drawn = {state, scene};
    struct list_source source = view_entries_source(&drawn);
    list_do(&state->list, &source, action);
    keep_selected(state);
}

static bool move(struct view_entries_state *state, const struct scene *scene, enum action action)
{
    if (state->reading && (action == ACTION_LEFT || action == ACTION_RIGHT)) {
        read_other(state, scene, action == ACTION_LEFT ? ACTION_UP : ACTION_DOWN);
        return true;
    }
    if (state->reading)
        return pager_do(&state->about, action);
    struct entries_drawn drawn = {state, scene};
    struct list_source source = view_entries_source(&drawn);
    if (!list_do(&state->list, &source, action))
        return false;
    keep_selected(state);
    return true;
}

/* Back one step: from reading to the list, nothing marked, from some of the entries to all. */
static bool leave(struct view_entries_state *state)
{
    if (state->reading)
        state->reading = false;
    else if (state->marked.count > 0)
        state->marked.count = 0;
    else if (entry_filter_is_on(&state->filter))
        entry_filter_clear(&state->filter);
    else
        return false;
    return true;
}

static bool with_entry(struct view_entries_state *state, struct program *program,
                       const struct entry *entry, enum action action)
{
    if (program_scene(program)->read_only && action != ACTION_VERSIONS && action != ACTION_OPEN)
        return false;
    if (entry == NULL) {
        program_say(program, ROLE_NOTICE, N_("There is no entry here yet"), NULL);
        return true;
    }
    struct event_id id = entry->id;
    switch ((int)action) {
    case ACTION_EDIT:
        state->goes_back = false;
        if (entry_is_unsettled(entry))
            state->settling = true;
        else
            program_amend_entry(program, &id);
        break;
    case ACTION_SETTLE:
        state->goes_back = false;
        state->settling = entry_is_unsettled(entry);
        if (!state->settling)
            program_say(program, ROLE_NOTICE, N_("{1} has no versions to choose from"),
                        entry->shown, NULL);
        break;
    case ACTION_MARK_ENTRY:
        view_entries_mark(state, &id);
        move(state, program_scene(program), ACTION_DOWN);
        break;
    case ACTION_WITHDRAW:
        view_entries_withdraw(state, program, entry);
        break;
    case ACTION_MOVE_ENTRY:
        view_entries_move(state, program, entry);
        break;
    case ACTION_MERGE_ENTRIES:
        view_entries_merge(state, program, entry);
        break;
    case ACTION_ENTRY_EARLIER:
    case ACTION_ENTRY_LATER:
        view_entries_reorder(state, program, entry, action == ACTION_ENTRY_EARLIER);
        break;
    case ACTION_OPEN:
    case ACTION_VERSIONS:
        state->reading = !state->reading;
        break;
    }
    return true;
}

static bool handle(void *data, struct program *program, enum action action)
{
    struct view_entries_state *state = data;
    const struct scene *scene = program_scene(program);
    const struct entry *entry = view_entries_settle(state, scene);
    if (is_settling(state, entry) && view_entries_settle_do(state, program, entry, action))
        return true;
    switch ((int)action) {
    case ACTION_LEAVE:
        return leave(state);
    case ACTION_SHOW_ALL:
        entry_filter_clear(&state->filter);
        return true;
    case ACTION_PANE_NEXT:
    case ACTION_PANE_PREVIOUS:
        if (!state->beside)
            return false;
        state->reading = !state->reading;
        return true;
    case ACTION_FILTER:
        view_entries_ask_filter(state, program);
        return true;
    case ACTION_READ_BACK:
        if (entry == NULL)
            return false;
        program_read_back(program, entry->slot, entry->track, &entry->id);
        return true;
    case ACTION_SEARCH:
        view_entries_ask_search(state, program);
        return true;
    case ACTION_EDIT:
    case ACTION_WITHDRAW:
    case ACTION_MOVE_ENTRY:
    case ACTION_MARK_ENTRY:
    case ACTION_MERGE_ENTRIES:
    case ACTION_ENTRY_EARLIER:
    case ACTION_ENTRY_LATER:
    case ACTION_SETTLE:
    case ACTION_VERSIONS:
    case ACTION_OPEN:
        return with_entry(state, program, entry, action);
    }
    return move(state, scene, action);
}

static bool click(void *data, struct program *program, const struct mouse *mouse)
{
    struct view_entries_state *state = data;
    const struct scene *scene = program_scene(program);
    struct entries_drawn drawn = {state, scene};
    bool about = state->reading || state->beside;
    if (about && area_holds(state->about.area, mouse->x, mouse->y)) {
        if (mouse->kind == MOUSE_PRESS)
            state->reading = true;
        return mouse->kind == MOUSE_PRESS || pager_wheel(&state->about, mouse);
    }
    if (state->reading && !state->beside)
        return false;
    view_entries_settle(state, scene);
    struct list_source source = view_entries_source(&drawn);
    enum list_click clicked = list_click(&state->list, &source, mouse);
    if (clicked == LIST_MISSED)
        return false;
    state->reading = clicked == LIST_OPENED;
    keep_selected(state);
    return true;
}

static void go_to(void *data, const struct scene *scene, const struct view_target *target)
{
    struct view_entries_state *state = data;
    (void)scene;
    entry_filter_clear(&state->filter);
    state->reading = false;
    state->settling = target->settles;
    state->goes_back = target->settles;
    state->selected = *target->entry;
}

const struct view view_entries = {
    .action = ACTION_VIEW_ENTRIES,
    .place = PLACE_ENTRIES,
    .tab = true,
    .make = make,
    .free = free_state,
    .draw = draw,
    .handle = handle,
    .click = click,
    .go_to = go_to,
};
