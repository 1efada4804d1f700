/*
 * Adoption: one text at a time, as the room reads it, with how many are left and how long there is
 * for each; beside it, where there is room, all of them. What is shown is an entry and not a place
 * in a list: a colleague's decision changes what is said about a text, and moves nothing. Only a
 * decision that was made here brings the next open text.
 */
#include "view_adoption.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>

#include "hints.h"
#include "translate.h"
#include "wording.h"

enum {
    BESIDE = 100,    /* columns from which all texts are listed */
    LIST_LEAST = 34, /* columns of the list */
    LIST_MOST = 64,
    MARK = 2,
    FRAME = 10, /* columns of a frame and of the spaces beside its title and its place */
};

static void *make(void)
{
    struct view_adoption_state *state = mem_new(1, sizeof *state);
    state->kind = OUTCOMES_ALL;
    return state;
}

static void free_state(void *data)
{
    struct view_adoption_state *state = data;
    adoption_finish(&state->adoption);
    room_page_finish(&state->page);
    free(state);
}

/* ---- which one is shown ---- */

static void show(struct view_adoption_state *state, size_t at)
{
    state->list.selected = at;
    state->selected = state->adoption.texts.items[at]->id;
    state->deciding = (struct event_id){.sequence = 0};
    state->decided = (struct event_id){.sequence = 0};
}

static struct event_id stood_by(const struct entry *entry)
{
    return entry->stood != NULL ? entry->stood->id : (struct event_id){.sequence = 0};
}

void view_adoption_await(struct view_adoption_state *state, const struct entry *entry)
{
    state->deciding = entry->id;
    state->stood = stood_by(entry);
}

static bool is_decided(const struct view_adoption_state *state, const struct entry *entry)
{
    struct event_id now = stood_by(entry);
    return standing_is_settled(entry->standing) && !event_id_equal(&now, &state->stood);
}

/* The one that was decided on here is: the next one comes. */
static void go_on(struct view_adoption_state *state, size_t at)
{
    size_t all = state->adoption.texts.count;
    if (at < all && !is_decided(state, state->adoption.texts.items[at]))
        return;
    size_t from = state->list.selected;
    size_t next = outcomes_next(&state->adoption, at < all ? from : (from + all - 1) % all);
    struct event_id decided = state->deciding;
    show(state, next < all ? next : from);
    state->decided = decided;
}

/* What was decided here was undone: it is shown again. */
static void go_back(struct view_adoption_state *state, size_t at)
{
    if (at == state->adoption.texts.count)
        return;
    const struct entry *entry = state->adoption.texts.items[at];
    struct event_id now = stood_by(entry);
    if (!standing_is_settled(entry->standing) && event_id_equal(&now, &state->stood))
        show(state, at);
}

const struct entry *view_adoption_settle(struct view_adoption_state *state,
                                         const struct scene *scene)
{
    struct adoption *adoption = &state->adoption;
    outcomes_read(adoption, scene, state->kind);
    size_t all = adoption->texts.count;
    if (all == 0)
        return NULL;
    size_t at = outcomes_find(adoption, &state->selected);
    if (state->selected.sequence == 0) { /* the first that is open */
        size_t open = outcomes_next(adoption, all - 1);
        show(state, open < all ? open : 0);
    } else if (at < all) {
        state->list.selected = at;
    } else { /* it is none any more: what stands in its place */
        state->list.selected = state->list.selected < all ? state->list.selected : all - 1;
        state->selected = adoption->texts.items[state->list.selected]->id;
    }
    if (state->deciding.sequence > 0)
        go_on(state, outcomes_find(adoption, &state->deciding));
    else if (state->decided.sequence > 0)
        go_back(state, outcomes_find(adoption, &state->decided));
    const struct entry *shown = adoption->texts.items[state->list.selected];
    if (!event_id_equal(&state->of, &shown->id)) { /* another one is read from its beginning */
        state->page.offset = 0;
        state->shows = ADOPTION_CHANGES;
    }
    state->of = shown->id;
    return shown;
}

/* The text that is shown goes before the room by itself while the room is at it. */
static void look(void *data, struct program *program)
{
    struct view_adoption_state *state = data;
    const struct scene *scene = program_scene(program);
    const struct entry *entry = view_adoption_settle(state, scene);
    BUF_LOCAL struct buf id = {0};
    if (entry == NULL || scene->read_only || entry->standing != STANDING_DRAFT ||
        !outcomes_have_slot(scene) || !token_equal(&scene->timekeeper->holder, &scene->writer))
        return;
    event_id_write(&entry->id, &id);
    program_wish_quietly(
        program,
        &(struct wish){.verb = WISH_STAND, .entry = buf_text(&id), .standing = STANDING_PROPOSED});
}

/* ---- drawing ---- */

static enum theme_role role_of(const struct entry *entry)
{
    switch (entry->standing) {
    case STANDING_DRAFT:
        return ROLE_DIM;
    case STANDING_PROPOSED:
        return ROLE_RUNNING;
    case STANDING_ADOPTED:
    case STANDING_ADOPTED_WITH_RESERVATION:
        return entry->changed_since_adoption ? ROLE_NOTICE : ROLE_OK;
    case STANDING_DEFERRED:
    case STANDING_REFERRED:
        return ROLE_NOTICE;
    case STANDING_NOT_ADOPTED:
    case STANDING_WITHDRAWN:
    case STANDING_COUNT:
        break;
    }
    return ROLE_DONE;
}

/* ✓ adopted, ▶ before the room, = held back, ! not clear: beside the word, not instead of it. */
static const char *mark_of(const struct entry *entry)
{
    if (!outcome_is_clear(entry))
        return "!";
    if (standing_is_adopted(entry->standing))
        return "✓";
    if (entry->standing == STANDING_PROPOSED)
        return "▶";
    return !standing_is_settled(entry->standing) ? " " : "–";
}

/* In one word or two: the list is narrow. */
static const char *row_standing(const struct entry *entry)
{
    if (entry->changed_since_adoption)
        return _("changed");
    if (!standing_is_settled(entry->standing) && entry->held)
        return _("held back");
    if (entry->standing == STANDING_ADOPTED_WITH_RESERVATION)
        return _("reservation");
    return wording_entry_standing(entry);
}

struct drawn {
    struct view_adoption_state *state;
    const struct scene *scene;
    int standing; /* columns of a row's standing, with the space before it */
};

static void draw_row(void *data, size_t row, struct canvas *canvas, struct area area,
                     unsigned style)
{
    const struct drawn *drawn = data;
    const struct entry *entry = drawn->state->adoption.texts.items[row];
    bool plain = style == ROLE_NORMAL;
    unsigned standing = plain ? (unsigned)role_of(entry) : style;
    BUF_LOCAL struct buf line = {0};
    canvas_draw_text(canvas, area_take_left(&area, MARK), 0, 0, standing, mark_of(entry));
    struct area number = area;
    int used = canvas_draw_text(canvas, number, 0, 0, style | STYLE_BOLD, entry->shown);
    area_take_left(&area, used > 3 ? used + 1 : 4);
    canvas_draw_right(canvas, area_take_right(&area, drawn->standing), 0, standing,
                      row_standing(entry));
    size_t size;
    for (size = 0; entry->text[size] != '\0' && entry->text[size] != '\n' && size < 512;)
        size += grapheme_next(entry->text + size, strlen(entry->text + size));
    buf_add(&line, entry->text, size);
    canvas_draw_text(canvas, area, 0, 0,
                     plain && standing_is_settled(entry->standing) ? ROLE_DIM : style,
                     buf_text(&line));
}

/* The longest standing there is, and a space; the rest is for the text. */
static int measure_standing(const struct adoption *adoption)
{
    int longest = 0;
    for (size_t i = 0; i < adoption->texts.count; i++) {
        const char *standing = row_standing(adoption->texts.items[i]);
        int width = (int)text_width(standing, strlen(standing));
        longest = width > longest ? width : longest;
    }
    return longest + 1;
}

static struct list_source source_of(struct drawn *drawn)
{
    return (struct list_source){
        .count = drawn->state->adoption.texts.count, .data = drawn, .draw = draw_row};
}

static void draw_list(struct view_adoption_state *state, const struct scene *scene,
                      struct canvas *canvas, struct area area)
{
    struct drawn drawn = {state, scene, measure_standing(&state->adoption)};
    BUF_LOCAL struct buf count = {0};
    buf_add_format(&count, "%zu", state->adoption.texts.count);
    struct area inner = canvas_draw_box(
        canvas, area, ROLE_BORDER, ROLE_TITLE,
        state->kind == OUTCOMES_ALL ? _("Texts") : wording_kind((enum entry_kind)state->kind),
        buf_text(&count));
    area_take_left(&inner, 1);
    struct list_source source = source_of(&drawn);
    list_draw(&state->list, &source, canvas, inner, false);
}

/* "5 texts left · 12 min left · 2:24 a text". */
static void draw_state(const struct view_adoption_state *state, const struct scene *scene,
                       struct canvas *canvas, struct area area)
{
    BUF_LOCAL struct buf left = {0};
    unsigned role = outcomes_write_left(&state->adoption, scene, &left);
    canvas_draw_text(canvas, area_inset(area, 1, 0), 0, 0, role | STYLE_BOLD, buf_text(&left));
}

static void draw_empty(const struct view_adoption_state *state, const struct scene *scene,
                       struct canvas *canvas, struct area area)
{
    static const enum action actions[] = {ACTION_CONCLUSION, ACTION_RECOMMENDATION, ACTION_DECISION,
                                          ACTION_ACTION};
    struct buf keys[4] = {{0}};
    BUF_LOCAL struct buf text = {0};
    for (size_t i = 0; i < 4; i++)
        wording_write_key(scene->keymap, actions[i], &keys[i]);
    if (state->kind != OUTCOMES_ALL)
        translate_write(&text, N_("There is no text of this kind. Esc shows all of them."), NULL);
    else
        translate_write(&text,
                        N_("There is nothing to adopt yet. {1} writes a conclusion, {2} a "
                           "recommendation, {3} a decision, {4} an action; each is put to the "
                           "room here."),
                        buf_text(&keys[0]), buf_text(&keys[1]), buf_text(&keys[2]),
                        buf_text(&keys[3]), NULL);
    struct area inner = canvas_draw_box(canvas, area, ROLE_FOCUS, ROLE_FOCUS, _("Adoption"), NULL);
    canvas_draw_wrapped(canvas, area_inset(inner, 1, 0), 0, ROLE_DIM, buf_text(&text));
    for (size_t i = 0; i < 4; i++)
        buf_finish(&keys[i]);
}

/* "Adoption: 7 adopted · 1 deferred", as far as it fits beside the place. */
static void write_title(const struct view_adoption_state *state, int columns, struct buf *out)
{
    BUF_LOCAL struct buf totals = {0};
    BUF_LOCAL struct buf without = {0};
    translate_write(&without, N_("Adoption: {1}"), "", NULL);
    outcomes_write_totals(&state->adoption, columns - (int)text_width(without.bytes, without.size),
                          &totals);
    if (totals.size > 0)
        translate_write(out, N_("Adoption: {1}"), buf_text(&totals), NULL);
    else
        buf_add_text(out, _("Adoption"));
}

static const char *changes_id(const struct view_adoption_state *state)
{
    return state->shows == ADOPTION_CHANGES ? N_("text and original") : N_("what changed");
}

/* On the frame stands what is likeliest of all that the foot has not; the arrows come last, for
   they are tried without being told. */
static void draw_hints(const struct view_adoption_state *state, const struct scene *scene,
                       const struct entry *entry, struct canvas *canvas, struct area area,
                       unsigned style)
{
    struct hint hints[8];
    size_t count = 0;
    bool settled = standing_is_settled(entry->standing);
    if (entry_is_unsettled(entry))
        hints[count++] = (struct hint){ACTION_OPEN, N_("choose")};
    else if (entry->standing == STANDING_DRAFT)
        hints[count++] = (struct hint){ACTION_OPEN, N_("to the room")};
    if (view_adoption_before(entry) != NULL && !settled)
        hints[count++] = (struct hint){ACTION_ADOPTION_CHANGES, changes_id(state)};
    if (!entry_is_unsettled(entry))
        hints[count++] = (struct hint){ACTION_EDIT, N_("amend")};
    if (entry->standing != STANDING_WITHDRAWN)
        hints[count++] = (struct hint){ACTION_WITHDRAW, N_("withdraw")};
    hints[count++] = (struct hint){ACTION_LEFT, N_("back")};
    hints[count++] = (struct hint){ACTION_RIGHT, N_("next text")};
    hints_draw(scene, canvas, area, style, hints, count);
}

static void draw(void *data, const struct scene *scene, struct canvas *canvas, struct area area)
{
    struct view_adoption_state *state = data;
    const struct entry *entry = view_adoption_settle(state, scene);
    BUF_LOCAL struct buf title = {0};
    BUF_LOCAL struct buf place = {0};
    BUF_LOCAL struct buf number = {0};
    BUF_LOCAL struct buf count = {0};
    if (entry == NULL) {
        draw_empty(state, scene, canvas, area);
        return;
    }
    draw_state(state, scene, canvas, area_take_top(&area, 1));
    if (area.w >= BESIDE) {
        int columns = area.w / 3;
        columns = columns < LIST_LEAST ? LIST_LEAST : columns > LIST_MOST ? LIST_MOST : columns;
        draw_list(state, scene, canvas, area_take_right(&area, columns));
    } else {
        state->list.area = (struct area){0, 0, 0, 0}; /* nothing to click on */
    }
    buf_add_format(&number, "%zu", state->list.selected + 1);
    buf_add_format(&count, "%zu", state->adoption.texts.count);
    translate_write(&place, N_("{1} of {2}"), buf_text(&number), buf_text(&count), NULL);
    write_title(state, area.w - FRAME - (int)text_width(place.bytes, place.size), &title);
    unsigned border = scene->editor == NULL ? ROLE_FOCUS : ROLE_BORDER;
    struct area inner =
        canvas_draw_box(canvas, area, border, border, buf_text(&title), buf_text(&place));
    draw_hints(state, scene, entry, canvas, area, border);
    view_adoption_draw_text(state, scene, entry, canvas, inner);
}

/* Nothing to adopt: nothing of it is offered. What was decided is only reopened here; to withdraw
   it stands on the frame. */
static bool offers(void *data, const struct scene *scene, enum action action,
                   const char **ret_label)
{
    struct view_adoption_state *state = data;
    const struct entry *entry = view_adoption_settle(state, scene);
    bool settled = entry != NULL && standing_is_settled(entry->standing);
    bool adopts =
        action == ACTION_ADOPT || action == ACTION_ADOPT_RESERVED || action == ACTION_SHOW_OF_HANDS;
    if (adopts && entry != NULL && !outcome_is_clear(entry))
        return false; /* which text it is must be clear first */
    if (action == ACTION_REOPEN_TEXT)
        *ret_label = settled ? _("reopen") : NULL;
    else if (action == ACTION_ADOPTION_CHANGES)
        *ret_label =
            settled && view_adoption_before(entry) != NULL ? translate_id(changes_id(state)) : NULL;
    else if (action == ACTION_WITHDRAW)
        *ret_label = NULL;
    else if (action == ACTION_ADOPT && settled && entry->changed_since_adoption)
        return true; /* as it is now */
    else if (action_info(action)->context == CONTEXT_ADOPTION)
        return entry != NULL && !settled;
    return *ret_label != NULL;
}

/* ---- keys and mouse ---- */

static bool move(struct view_adoption_state *state, enum action action)
{
    size_t all = state->adoption.texts.count;
    size_t at = state->list.selected;
    if (all == 0)
        return false;
    if (action == ACTION_LEFT)
        at = at > 0 ? at - 1 : 0;
    else if (action == ACTION_RIGHT)
        at = at + 1 < all ? at + 1 : at;
    else
        at = action == ACTION_FIRST ? 0 : all - 1;
    show(state, at);
    return true;
}

/* All of the text is in view: pages are then texts, and nothing is to be scrolled. */
static bool turn(struct view_adoption_state *state, enum action action)
{
    if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN)
        return move(state, action == ACTION_PAGE_UP ? ACTION_LEFT : ACTION_RIGHT);
    return (action == ACTION_UP || action == ACTION_DOWN) && state->adoption.texts.count > 0;
}

static bool handle(void *data, struct program *program, enum action action)
{
    struct view_adoption_state *state = data;
    const struct scene *scene = program_scene(program);
    const struct entry *entry = view_adoption_settle(state, scene);
    switch ((int)action) {
    case ACTION_LEFT:
    case ACTION_RIGHT:
    case ACTION_FIRST:
    case ACTION_LAST:
        return move(state, action);
    case ACTION_ADOPTION_CHANGES:
        state->shows = state->shows == ADOPTION_CHANGES ? ADOPTION_ORIGINAL : ADOPTION_CHANGES;
        if (entry == NULL || view_adoption_before(entry) == NULL)
            program_say(program, ROLE_NOTICE, N_("Nothing was changed in this text"), NULL);
        return true;
    case ACTION_ADOPTION_FILTER:
        view_adoption_ask_filter(state, program);
        return true;
    case ACTION_LEAVE:
        if (state->kind == OUTCOMES_ALL)
            return false;
        state->kind = OUTCOMES_ALL;
        return true;
    }
    return room_page_do(&state->page, action) || turn(state, action) ||
           view_adoption_do(state, program, action);
}

static bool click(void *data, struct program *program, const struct mouse *mouse)
{
    struct view_adoption_state *state = data;
    struct drawn drawn = {state, program_scene(program), 0};
    if (view_adoption_settle(state, drawn.scene) == NULL)
        return false;
    if (room_page_wheel(&state->page, mouse))
        return true;
    struct list_source source = source_of(&drawn);
    if (list_click(&state->list, &source, mouse) == LIST_MISSED)
        return false;
    show(state, state->list.selected);
    return true;
}

static bool ticks(void *data, const struct scene *scene)
{
    (void)data;
    return scene_is_moving(scene);
}

const struct view view_adoption = {
    .action = ACTION_VIEW_ADOPTION,
    .place = PLACE_ADOPTION,
    .tab = true,
    .make = make,
    .free = free_state,
    .look = look,
    .draw = draw,
    .handle = handle,
    .offers = offers,
    .click = click,
    .ticks = ticks,
};
