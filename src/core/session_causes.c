/*
 * What comes behind what among the lines of one thing.
 *
 * That is the order of all events, but for one case: a laptop whose clock stands a day ahead does
 * not put ours forward, so that an amendment of its text may bear an earlier hlc than that text.
 * Whatever names another line (its base, what it was chosen over, what it undoes) comes behind
 * it: at the anchor, the latest line that it builds on, and there in the order of depth.
 *
 * Names that lead in a circle no honest program wrote; then the order of all events alone counts.
 */
#include "session_state.h"

#include <stdlib.h>

/* Lets the line come behind another. True: that moved it. */
static bool come_behind(struct line *line, const struct line *named)
{
    int order = line_compare(named->anchor, line->anchor);
    if (named == line || order < 0)
        return false;
    unsigned depth = named->depth + 1;
    if (order == 0 && (line->anchor == line || line->depth >= depth))
        return false;
    line->anchor = named->anchor;
    line->depth = depth;
    return true;
}

static bool come_behind_id(const struct session *session, struct line *line,
                           const struct event_id *id)
{
    const struct node *node = session_node_find(session, id);
    bool moved = false;
    for (size_t i = 0; node != NULL && i < node->lines.count; i++) {
        const struct line *named = node->lines.items[i];
        if (named->thing == line->thing && named->anchor != NULL)
            moved = come_behind(line, named) || moved;
    }
    return moved;
}

/* Goes through the ids that the line names; with `mark`, notes that they were named. */
static bool follow(struct session *session, struct line *line, bool mark)
{
    static const enum event_key keys[] = {KEY_TARGET, KEY_BASE};
    bool moved = false;
    struct event_id id;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        id = event_target(line->shown.event, keys[i]);
        if (id.sequence == 0)
            continue;
        if (mark)
            session_node(session, &id)->named = true;
        moved = come_behind_id(session, line, &id) || moved;
    }
    const char *settles = event_text(line->shown.event, KEY_SETTLES);
    while (settles != NULL && settles[0] != '\0' && event_ids_next(&settles, &id)) {
        if (mark)
            session_node(session, &id)->named = true;
        moved = come_behind_id(session, line, &id) || moved;
    }
    return moved;
}

void session_anchor(struct session *session, struct line *line)
{
    line->anchor = line;
    line->depth = 0;
    (void)follow(session, line, true);
    const struct node *node = session_node_find(session, &line->shown.event->id);
    if (node->named || line->thing->tangled)
        line->thing->unsorted = true;
}

/* An entry's own entry.add comes first, whatever the clocks of its launches said. */
int session_place_compare(const struct line *a, const struct line *b)
{
    int order = (b->shown.event->op == EVENT_ENTRY_ADD) - (a->shown.event->op == EVENT_ENTRY_ADD);
    if (order == 0 && a->anchor != b->anchor)
        order = line_compare(a->anchor, b->anchor);
    else if (order == 0)
        order = (a->depth > b->depth) - (a->depth < b->depth);
    return order != 0 ? order : line_compare(a, b);
}

static int compare_places(const void *a, const void *b)
{
    const struct line *const *one = a;
    const struct line *const *other = b;
    return session_place_compare(*one, *other);
}

static void stand_alone(struct thing *thing)
{
    for (size_t i = 0; i < thing->lines.count; i++) {
        thing->lines.items[i]->anchor = thing->lines.items[i];
        thing->lines.items[i]->depth = 0;
    }
}

void session_sort_thing(struct session *session, struct thing *thing)
{
    thing->unsorted = false;
    stand_alone(thing);
    qsort(thing->lines.items, thing->lines.count, sizeof(struct line *), compare_places);
    bool moved = true;
    for (size_t pass = 0; moved && pass <= thing->lines.count; pass++) {
        moved = false;
        for (size_t i = 0; i < thing->lines.count; i++)
            moved = follow(session, thing->lines.items[i], false) || moved;
    }
    thing->tangled = moved;
    if (thing->tangled)
        stand_alone(thing);
    qsort(thing->lines.items, thing->lines.count, sizeof(struct line *), compare_places);
}
