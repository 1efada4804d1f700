/*
 * All views, in the order of the tab line.
 */
#include "view.h"

static const struct view *const all[] = {
    &view_session,
    &view_entries,
    &view_floor,
    &view_replan,
    &view_adoption,
    &view_people,
    &view_report,
    &view_journal,
    &view_review,
    &view_stage,
    &view_read_back,
    &view_help,
    &view_menu,
};

const struct view *const *views_all(size_t *ret_count)
{
    *ret_count = sizeof all / sizeof all[0];
    return all;
}

const struct view *views_find(enum action action)
{
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (all[i]->action == action)
            return all[i];
    return NULL;
}
