/*
 * Which view is shown, and going from one to the next.
 */
#include "program_state.h"
#include "view_read_back.h"

#include <assert.h>

/* The place of a view in the table. */
static size_t index_of(const struct view *view)
{
    size_t count;
    const struct view *const *all = views_all(&count);
    assert(count <= VIEWS_MOST);
    for (size_t i = 0; i < count; i++)
        if (all[i] == view)
            return i;
    assert(false && "a view of the table");
    return 0;
}

void *program_view_state(struct program *program, const struct view *view)
{
    size_t at = index_of(view);
    if (program->states[at] == NULL)
        program->states[at] = view->make();
    return program->states[at];
}

const struct scene *program_scene(const struct program *program)
{
    return &program->scene;
}

static void show(struct program *program, const struct view *view)
{
    if (view == NULL || view == program->shown)
        return;
    if (program->shown != NULL && program->shown->tab) /* help and menu lie over a view */
        program->before = program->shown;
    program->shown = view;
    if (view->enter != NULL)
        view->enter(program_view_state(program, view), program);
    program->dirty = true;
}

void program_show(struct program *program, enum action view)
{
    show(program, views_find(view));
}

void program_go_to(struct program *program, enum action action, const struct view_target *target)
{
    const struct view *view = views_find(action);
    assert(view != NULL && view->go_to != NULL);
    view->go_to(program_view_state(program, view), &program->scene, target);
    show(program, view);
}

void program_leave(struct program *program)
{
    bool back = program->before != NULL && program->before != program->shown;
    show(program, back ? program->before : views_find(ACTION_VIEW_SESSION));
}

/* The next or previous view of the tab line. */
static void turn(struct program *program, bool forward)
{
    size_t count;
    const struct view *const *all = views_all(&count);
    size_t at = index_of(program->shown);
    for (size_t i = 0; i < count; i++) {
        at = (at + (forward ? 1 : count - 1)) % count;
        if (all[at]->tab)
            break;
    }
    show(program, all[at]);
}

bool program_turn(struct program *program, enum action action)
{
    if (action == ACTION_VIEW_NEXT || action == ACTION_VIEW_PREVIOUS) {
        turn(program, action == ACTION_VIEW_NEXT);
        return true;
    }
    const struct view *view = views_find(action);
    if (view == NULL)
        return false;
    if (view == program->shown && (!view->tab || view->whole))
        program_leave(program);
    else
        show(program, view);
    return true;
}

void program_read_back(struct program *program, const char *slot, unsigned track,
                       const struct event_id *entry)
{
    view_read_back_set(program_view_state(program, &view_read_back), slot, track, entry);
    show(program, &view_read_back);
}

bool program_turn_read_back(struct program *program)
{
    if (program->shown == &view_read_back)
        program_leave(program);
    else if (program->scene.reading.slot != SLOT_NONE)
        program_read_back(program, program_running(program), 0, NULL);
    else
        program_read_back(program, NULL, 0, NULL);
    return true;
}

bool program_click_tabs(struct program *program, const struct mouse *mouse)
{
    size_t count;
    const struct view *const *all = views_all(&count);
    for (size_t i = 0; i < count; i++) {
        if (!area_holds(program->tabs[i], mouse->x, mouse->y))
            continue;
        show(program, all[i]);
        return true;
    }
    return false;
}
