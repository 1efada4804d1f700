/*
 * What happened, in order, and how the journal is: where it is written, what recovery found. The
 * list follows new events at its end until somebody scrolls away from there.
 */
#include "view.h"

#include <stdlib.h>

#include "log_rows.h"
#include "pager.h"
#include "translate.h"

struct view_journal_state {
    struct log_rows rows; /* as last made */
    struct list list;
    bool scrolled;            /* away from the end: `selected` stays */
    struct event_id selected; /* where scrolled */
    struct pager top;         /* journal status and findings */
    bool in_top;              /* keys go there */
    bool top_scrolls;         /* as last drawn: it has more than is in view */
    struct findings findings; /* as last listed */
    unsigned generation;      /* of them */
    bool listed;              /* they were */
};

static void *make(void)
{
    return mem_new(1, sizeof(struct view_journal_state));
}

static void free_state(void *data)
{
    struct view_journal_state *state = data;
    log_rows_finish(&state->rows);
    pager_finish(&state->top);
    findings_finish(&state->findings);
    free(state);
}

/* ---- how the journal is ---- */

static void list_findings(struct view_journal_state *state, const struct scene *scene)
{
    if (scene->folder == NULL)
        return;
    unsigned generation = folder_findings_generation(scene->folder);
    if (state->listed && state->generation == generation)
        return;
    findings_finish(&state->findings);
    folder_list_findings(scene->folder, &state->findings);
    state->generation = generation;
    state->listed = true;
}

static void add_counts(const struct scene *scene, struct buf *out)
{
    BUF_LOCAL struct buf events = {0};
    BUF_LOCAL struct buf files = {0};
    if (scene->folder == NULL)
        return;
    buf_add_format(&events, "%zu", folder_count_events(scene->folder));
    buf_add_format(&files, "%zu", folder_count_files(scene->folder));
    buf_add_text(out, " · ");
    translate_write(out, N_("events: {1}, files: {2}"), buf_text(&events), buf_text(&files), NULL);
}

static void add_status(struct pager *pager, const struct scene *scene)
{
    const struct journal_status *status = &scene->status;
    BUF_LOCAL struct buf text = {0};
    BUF_LOCAL struct buf unsaved = {0};
    const char *path = status->path != NULL ? status->path : "";
    unsigned style = ROLE_ERROR;
    switch (status->state) {
    case JOURNAL_IDLE:
        style = ROLE_DIM;
        buf_add_text(&text,
                     scene->read_only ? _("This screen writes nothing") : _("Nothing to save yet"));
        break;
    case JOURNAL_SAVED:
        style = ROLE_OK;
        translate_write(&text, N_("✓ saved in {1}"), path, NULL);
        break;
    case JOURNAL_RESCUED:
        translate_write(&text, N_("Saved in the rescue folder: {1}"), path, NULL);
        break;
    case JOURNAL_NOT_SAVED:
        buf_add_format(&unsaved, "%zu", status->unsaved);
        translate_write(&text, N_("NOT SAVED: {1} in memory only"), buf_text(&unsaved), NULL);
        break;
    }
    add_counts(scene, &text);
    pager_add(pager, style, 0, 2, buf_text(&text));
    if (status->text.id == NULL)
        return;
    BUF_LOCAL struct buf why = {0};
    message_write(&status->text, translate, &why);
    pager_add(pager, ROLE_NOTICE, 2, 0, buf_text(&why));
}

static bool is_confirmed(const struct scene *scene, const struct finding *finding)
{
    if (finding->kind != FINDING_CHANGED)
        return false;
    const struct logged *logged = session_log_find(scene->session, &finding->id);
    return logged != NULL && logged->confirmed;
}

/* "sou-88/journal/k7q2m9xdp4t0a.yaml:12: frame 3 is unreadable". */
static void add_finding(struct pager *pager, const struct finding *finding)
{
    BUF_LOCAL struct buf text = {0};
    bool harmless = finding->elsewhere || finding->kind == FINDING_FOREIGN ||
                    finding->kind == FINDING_MISNAMED || finding->kind == FINDING_RESCUE;
    buf_add_text(&text, finding->path != NULL ? finding->path : "");
    if (finding->line > 0)
        buf_add_format(&text, ":%u", finding->line);
    if (text.size > 0)
        buf_add_text(&text, ": ");
    message_write(&finding->text, translate, &text);
    pager_add(pager, harmless ? ROLE_NOTICE : ROLE_ERROR, 0, 2, buf_text(&text));
    if (finding->why.id == NULL)
        return;
    buf_clear(&text);
    message_write(&finding->why, translate, &text);
    pager_add(pager, ROLE_DIM, 2, 0, buf_text(&text));
}

/* Slots of an older programme: what was written there is kept, and listed under their titles. */
static void add_unmatched(struct pager *pager, const struct scene *scene)
{
    struct unmatched_slots slots;
    session_unmatched(scene->session, &slots);
    for (size_t i = 0; i < slots.list.count; i++) {
        BUF_LOCAL struct buf text = {0};
        translate_write(&text,
                        N_("The programme was changed and has no slot “{1}” any more; what belongs "
                           "to it is kept"),
                        slots.list.items[i].title, NULL);
        pager_add(pager, ROLE_NOTICE, 0, 2, buf_text(&text));
    }
    free(slots.list.items);
}

/* Slots that are called as before and are other ones, it seems. */
static void add_retitled(struct pager *pager, const struct scene *scene)
{
    struct retitled_slots slots;
    session_retitled(scene->session, scene->language, &slots);
    for (size_t i = 0; i < slots.list.count; i++) {
        const struct retitled *slot = &slots.list.items[i];
        BUF_LOCAL struct buf text = {0};
        translate_write(&text, N_("slot {1} was “{2}” when it was used, and is “{3}” now"),
                        slot->id, slot->then, slot->now, NULL);
        pager_add(pager, ROLE_NOTICE, 0, 2, buf_text(&text));
    }
    free(slots.list.items);
}

static void fill_top(struct view_journal_state *state, const struct scene *scene, int columns)
{
    list_findings(state, scene);
    pager_begin(&state->top, columns);
    add_status(&state->top, scene);
    for (size_t i = 0; i < state->findings.list.count; i++)
        if (!is_confirmed(scene, &state->findings.list.items[i]))
            add_finding(&state->top, &state->findings.list.items[i]);
    add_unmatched(&state->top, scene);
    add_retitled(&state->top, scene);
}

/* ---- which row is selected ---- */

static void settle(struct view_journal_state *state, const struct scene *scene)
{
    log_rows_make(&state->rows, scene);
    size_t count = state->rows.list.count;
    size_t at = state->scrolled ? log_rows_find(&state->rows, scene, &state->selected) : count;
    if (at == count)
        at = count > 0 ? count - 1 : 0;
    state->list.selected = at;
}

static void keep_selected(struct view_journal_state *state, const struct scene *scene)
{
    size_t at = state->list.selected;
    size_t count = state->rows.list.count;
    state->scrolled = at + 1 < count;
    if (state->scrolled)
        state->selected =
            session_log_at(scene->session, state->rows.list.items[at].index)->event->id;
}

static const struct logged *selected(const struct view_journal_state *state,
                                     const struct scene *scene)
{
    if (state->list.selected >= state->rows.list.count)
        return NULL;
    return session_log_at(scene->session, state->rows.list.items[state->list.selected].index);
}

/* ---- drawing ---- */

static void draw_top(struct view_journal_state *state, const struct scene *scene,
                     struct canvas *canvas, struct area *area)
{
    if (!scene->stale)
        fill_top(state, scene, area->w);
    int lines = (int)state->top.lines.count;
    int most = area->h / 3 > 1 ? area->h / 3 : 1;
    state->top_scrolls = lines > most;
    if (!state->top_scrolls)
        state->in_top = false;
    pager_draw(&state->top, canvas, area_take_top(area, lines < most ? lines : most));
    struct area rule = area_take_top(area, 1);
    rule.x--; /* from frame to frame */
    rule.w++;
    unsigned style = state->in_top ? ROLE_FOCUS : ROLE_BORDER;
    canvas_draw_rule(canvas, rule, 0, style);
    if (!state->top_scrolls)
        return;
    BUF_LOCAL struct buf text = {0};
    BUF_LOCAL struct buf key = {0};
    keymap_write_key(scene->keymap, ACTION_PANE_NEXT, &key);
    buf_add_char(&text, ' ');
    translate_write(&text, state->in_top ? N_("{1}: back to what happened") : N_("{1}: read more"),
                    buf_text(&key), NULL);
    buf_add_char(&text, ' ');
    canvas_draw_text(canvas, rule, 2, 0, style, buf_text(&text));
}

/* Waits this line of the log for somebody's word? */
static bool waits(const struct scene *scene, const struct logged *logged)
{
    return logged != NULL && logged->event->changed && !logged->confirmed && !scene->read_only;
}

/* What Enter does to the selected line, on the lower side of the frame. */
static void draw_hint(const struct view_journal_state *state, const struct scene *scene,
                      struct canvas *canvas, struct area box, unsigned style)
{
    BUF_LOCAL struct buf text = {0};
    BUF_LOCAL struct buf key = {0};
    if (state->in_top || !waits(scene, selected(state, scene)))
        return;
    keymap_write_key(scene->keymap, ACTION_OPEN, &key);
    buf_add_char(&text, ' ');
    translate_write(&text, N_("{1}: accept what was edited by hand"), buf_text(&key), NULL);
    buf_add_char(&text, ' ');
    canvas_draw_text(canvas, area_inset(box, 2, 0), 0, box.h - 1, style, buf_text(&text));
}

static void draw(void *data, const struct scene *scene, struct canvas *canvas, struct area area)
{
    struct view_journal_state *state = data;
    bool focused = scene->editor == NULL;
    BUF_LOCAL struct buf right = {0};
    if (!scene->stale)
        settle(state, scene);
    if (state->scrolled) {
        BUF_LOCAL struct buf key = {0};
        keymap_write_key(scene->keymap, ACTION_LAST, &key);
        translate_write(&right, N_("{1}: to the end"), buf_text(&key), NULL);
    } else {
        buf_add_text(&right, _("follows"));
    }
    unsigned border = focused ? ROLE_FOCUS : ROLE_BORDER;
    struct area inner = canvas_draw_box(canvas, area, border, focused ? ROLE_FOCUS : ROLE_TITLE,
                                        _("Journal"), buf_text(&right));
    draw_hint(state, scene, canvas, area, border);
    area_take_left(&inner, 1);
    draw_top(state, scene, canvas, &inner);
    if (state->rows.list.count == 0) {
        canvas_draw_wrapped(canvas, inner, 0, ROLE_DIM,
                            _("Nothing has happened yet. What is started and written stands here, "
                              "with who did it and when."));
        return;
    }
    struct log_drawn drawn;
    log_drawn_init(&drawn, &state->rows, scene, inner.w - 1);
    struct list_source source = log_source(&drawn);
    list_draw(&state->list, &source, canvas, inner, focused && !state->in_top);
}

/* ---- keys and mouse ---- */

static void accept_edit(struct program *program, void *data, int answer)
{
    if (answer == 0)
        program_wish(program, &(struct wish){.verb = WISH_CONFIRM,
                                             .target = *(const struct event_id *)data});
}

/* A frame that was edited by hand is accepted as it stands, once somebody has said so. */
static bool open_selected(struct view_journal_state *state, struct program *program)
{
    const struct scene *scene = program_scene(program);
    const struct logged *logged = selected(state, scene);
    if (!waits(scene, logged))
        return false;
    struct event_id *id = mem_new(1, sizeof *id);
    *id = logged->event->id;
    const struct answer answers[] = {{_("Accept it as it stands now"), 'y'}, {_("Not now"), 'n'}};
    const char *text = event_text(logged->event, KEY_TEXT);
    program_ask(program, &(struct question){.title = _("Edited by hand. Accept it?"),
                                            .text = text,
                                            .answers = answers,
                                            .count = 2,
                                            .chosen = 1,
                                            .function = accept_edit,
                                            .data = id,
                                            .free_data = free});
    return true;
}

static bool handle(void *data, struct program *program, enum action action)
{
    struct view_journal_state *state = data;
    const struct scene *scene = program_scene(program);
    struct log_drawn drawn;
    settle(state, scene);
    if (action == ACTION_PAGER_DOWN)
        action = ACTION_PAGE_DOWN;
    if (action == ACTION_PANE_NEXT || action == ACTION_PANE_PREVIOUS) {
        state->in_top = state->top_scrolls && !state->in_top;
        return true;
    }
    if (action == ACTION_OPEN)
        return open_selected(state, program);
    if (action == ACTION_LEAVE && (state->in_top || state->scrolled)) {
        state->scrolled = state->scrolled && state->in_top;
        state->in_top = false;
        return true;
    }
    if (state->in_top)
        return pager_do(&state->top, action);
    log_drawn_init(&drawn, &state->rows, scene, state->list.area.w);
    struct list_source source = log_source(&drawn);
    if (!list_do(&state->list, &source, action))
        return false;
    keep_selected(state, scene);
    return true;
}

static bool click(void *data, struct program *program, const struct mouse *mouse)
{
    struct view_journal_state *state = data;
    const struct scene *scene = program_scene(program);
    struct log_drawn drawn;
    if (pager_wheel(&state->top, mouse))
        return true;
    if (mouse->kind == MOUSE_PRESS && area_holds(state->top.area, mouse->x, mouse->y)) {
        state->in_top = state->top_scrolls;
        return true;
    }
    settle(state, scene);
    log_drawn_init(&drawn, &state->rows, scene, state->list.area.w);
    struct list_source source = log_source(&drawn);
    enum list_click clicked = list_click(&state->list, &source, mouse);
    if (clicked == LIST_MISSED)
        return false;
    state->in_top = false;
    keep_selected(state, scene);
    if (clicked == LIST_OPENED)
        open_selected(state, program);
    return true;
}

const struct view view_journal = {
    .action = ACTION_VIEW_JOURNAL,
    .place = PLACE_JOURNAL,
    .tab = true,
    .make = make,
    .free = free_state,
    .draw = draw,
    .handle = handle,
    .click = click,
};
