/*
 * Versions that were written at once, side by side, for a choice: one of them, or a third text.
 * None is lost: what is not chosen stays among the versions.
 *
 *   ┌ R4 has two versions: which one? ───────────────────────────────┐
 *   │ ▸ 10:07 Chair                   │   10:07 Ann                  │
 *   │   Fund city-to-city learning    │   Fund learning for cities   │
 *   └─ Enter takes it · Right the other · e a third text ────────────┘
 */
#include "view_entries.h"

#include <stdlib.h>

#include "hints.h"
#include "translate.h"
#include "wording.h"

enum {
    LEAST = 24, /* columns of a version */
    PAGE = 10,  /* lines */
};

/* The versions that stand side by side, oldest first: their indexes. */
struct heads {
    ARRAY_OF(size_t) list;
};

static void list_heads(const struct entry *entry, struct heads *ret_heads)
{
    *ret_heads = (struct heads){{0}};
    for (size_t i = 0; i < entry->versions.count; i++)
        if (entry->versions.items[i].head)
            array_push(&ret_heads->list, i);
}

static size_t chosen_head(struct view_entries_state *state, const struct entry *entry)
{
    struct heads heads;
    list_heads(entry, &heads);
    size_t count = heads.list.count;
    state->head = state->head < count ? state->head : count - 1;
    size_t chosen = heads.list.items[state->head];
    free(heads.list.items);
    return chosen;
}

static void write_head(const struct scene *scene, const struct version *version, bool chosen,
                       struct buf *out)
{
    buf_add_text(out, chosen ? "▸ " : "  ");
    zone_write_time(scene->programme->zone, version->event->at, true, out);
    buf_add_format(out, " · %s", session_writer_name(scene->session, &version->writer));
}

/* One of them, with what was changed; `*offset` stays where there is text. */
static void draw_head(const struct scene *scene, const struct entry *entry, size_t at, bool chosen,
                      struct canvas *canvas, struct area area, int *offset)
{
    BUF_LOCAL struct buf head = {0};
    struct area top = area_take_top(&area, 1);
    unsigned style = chosen ? ROLE_SELECTED : ROLE_HEADING;
    struct pager pager = {.offset = *offset};
    write_head(scene, &entry->versions.items[at], chosen, &head);
    canvas_fill_area(canvas, top, style, " ");
    canvas_draw_text(canvas, top, 0, 0, style, buf_text(&head));
    pager_begin(&pager, area.w);
    view_entries_add_changes(&pager, scene, entry, at, chosen ? ROLE_NORMAL : ROLE_DIM);
    pager_draw(&pager, canvas, area);
    if (chosen)
        *offset = pager.offset;
    pager_finish(&pager);
}

void view_entries_draw_settling(struct view_entries_state *state, const struct scene *scene,
                                const struct entry *entry, struct canvas *canvas, struct area area)
{
    BUF_LOCAL struct buf title = {0};
    BUF_LOCAL struct buf count = {0};
    struct heads heads;
    static const struct hint hints[] = {{ACTION_OPEN, N_("takes it")},
                                        {ACTION_RIGHT, N_("the other")},
                                        {ACTION_EDIT, N_("a third text")},
                                        {ACTION_LEAVE, N_("later")}};
    size_t chosen = chosen_head(state, entry);
    list_heads(entry, &heads);
    buf_add_format(&count, "%zu", heads.list.count);
    translate_write(&title, N_("{1}: {2} versions side by side. Which one?"), entry->shown,
                    buf_text(&count), NULL);
    unsigned border = scene->editor == NULL ? ROLE_FOCUS : ROLE_BORDER;
    struct area inner = canvas_draw_box(canvas, area, border, border, buf_text(&title), NULL);
    if (scene->editor == NULL)
        hints_draw(scene, canvas, area, border, hints, sizeof hints / sizeof hints[0]);
    int shown = inner.w / LEAST;
    shown = shown < 1 ? 1 : shown > (int)heads.list.count ? (int)heads.list.count : shown;
    int offset = state->head_offset;
    size_t first = state->head >= (size_t)shown ? state->head + 1 - (size_t)shown : 0;
    for (int i = 0; i < shown; i++) {
        size_t at = heads.list.items[first + (size_t)i];
        struct area place = area_take_left(&inner, inner.w / (shown - i));
        if (i + 1 < shown)
            canvas_fill_area(canvas, area_take_right(&place, 1), ROLE_BORDER, "│");
        area_take_right(&place, 1);
        draw_head(scene, entry, at, at == chosen, canvas, place,
                  at == chosen ? &state->head_offset : &offset);
    }
    free(heads.list.items);
}

/* Who came for the choice alone goes back. */
static void end_settling(struct view_entries_state *state, struct program *program)
{
    state->settling = false;
    if (state->goes_back)
        program_leave(program);
    state->goes_back = false;
}

static void take(struct view_entries_state *state, struct program *program,
                 const struct entry *entry)
{
    BUF_LOCAL struct buf id = {0};
    const struct version *chosen = &entry->versions.items[chosen_head(state, entry)];
    event_id_write(&entry->id, &id);
    struct wish wish = {.verb = WISH_SETTLE, .entry = buf_text(&id)};
    if (chosen->twin) /* its id is another's, too */
        wish.fields.text = chosen->text;
    else
        wish.target = chosen->event->id;
    if (program_wish(program, &wish))
        end_settling(state, program);
}

bool view_entries_settle_do(struct view_entries_state *state, struct program *program,
                            const struct entry *entry, enum action action)
{
    switch ((int)action) {
    case ACTION_LEFT:
    case ACTION_PANE_PREVIOUS:
        state->head = state->head > 0 ? state->head - 1 : entry->heads - 1;
        return true;
    case ACTION_RIGHT:
    case ACTION_PANE_NEXT:
        state->head = (state->head + 1) % entry->heads;
        return true;
    case ACTION_UP:
    case ACTION_PAGE_UP:
        state->head_offset -= action == ACTION_UP ? 1 : PAGE;
        state->head_offset = state->head_offset > 0 ? state->head_offset : 0;
        return true;
    case ACTION_DOWN:
    case ACTION_PAGE_DOWN: /* drawing stops it at the end */
        state->head_offset += action == ACTION_DOWN ? 1 : PAGE;
        return true;
    case ACTION_OPEN:
        take(state, program, entry);
        return true;
    case ACTION_EDIT: {
        struct event_id id = entry->id;
        struct event_id version = entry->versions.items[chosen_head(state, entry)].event->id;
        program_settle_entry(program, &id, &version);
        return true;
    }
    case ACTION_LEAVE:
        end_settling(state, program);
        return true;
    }
    return false;
}
