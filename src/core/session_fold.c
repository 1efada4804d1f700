/*
 * Folding lines of the log into the things they are about.
 *
 * A thing (the clock, one entry, one person, what was counted in one slot, the attribution rule)
 * folds its own lines in order, and nothing else: a line that comes late folds its thing again from
 * its beginning and leaves all others alone.
 *
 * Its lines stand in the order of all events, each behind those it names (session_causes.c). What
 * entries have to do with each other comes afterwards, from all of them (session_ties.c).
 *
 * Each line is judged once, at its place: it has effect, or it is void and stays so whatever is
 * undone later. An undo masks its target and folds the thing again up to where the undo stands,
 * from the lines that had effect and are not masked. It has effect itself only if its target is
 * in effect, is of the same writer, and no event of another writer that is in effect lies
 * between. A redo takes the mask away, if nothing happened to the thing since the undo but undos
 * and redos of the same writer.
 */
#include "session_state.h"

#include <stdlib.h>
#include <string.h>

#include "entry_versions.h"

const struct event *line_seen(const struct line *line)
{
    return line->seen != NULL ? line->seen : line->shown.event;
}

/* A text put to the room: nobody's decision, so it is not taken back and is in nobody's way. */
static bool event_is_put(const struct event *event)
{
    return event->op == EVENT_ENTRY_STANDING && event_text(event, KEY_WHY) == NULL &&
           standing_find(event_text(event, KEY_STANDING)) == STANDING_PROPOSED;
}

bool event_is_undoable(const struct event *event)
{
    return event_realm(event->op) != REALM_NONE && event->op != EVENT_CLOCK_TAKE &&
           !event_is_put(event);
}

static bool line_is_action(const struct line *line)
{
    return event_realm(line->shown.event->op) != REALM_NONE;
}

bool line_stands(const struct line *line)
{
    return line_is_action(line) && !line->shown.is_void && !line->shown.undone;
}

bool line_in_effect(const struct line *line)
{
    return line_stands(line) && event_is_undoable(line->shown.event);
}

/* Lets an action have its effect on the thing. False: it cannot. */
static bool act(struct session *session, struct thing *thing, const struct line *line)
{
    const struct event *seen = line_seen(line);
    if (thing->is_person)
        return attendance_apply(&session->attendance, seen);
    if (thing->is_count) {
        attendance_apply_count(&session->attendance, seen);
        return true;
    }
    if (thing->is_rule)
        return session_rule_act(session, line);
    if (thing->entry == NULL)
        return line->shown.writer.text[0] != '\0' &&
               timekeeper_apply(&session->timekeeper, seen, &line->shown.writer);
    session->untied = true;
    session_loosen_entry(thing);
    bool had_effect =
        entry_fold(thing->entry, line->shown.event, seen, &line->shown.writer, line->shown.fork);
    if (line->shown.event->changed && !line->shown.confirmed)
        thing->entry->changed = true;
    return had_effect;
}

/* The thing as it is before its first line. */
static void reset(struct session *session, struct thing *thing)
{
    if (thing->entry != NULL) {
        session->untied = true;
        session_loosen_entry(thing);
        entry_reset(thing->entry, thing->lines.items[0]->shown.event);
        return;
    }
    if (thing->is_person) {
        attendance_reset(&session->attendance, thing->person);
        return;
    }
    if (thing->is_count) {
        attendance_reset_count(&session->attendance, thing->slot);
        return;
    }
    if (thing->is_rule) {
        rulings_clear(&session->rulings);
        return;
    }
    timekeeper_finish(&session->timekeeper);
    timekeeper_init(&session->timekeeper, session->programme);
    session->timekeeper.rulings = &session->rulings;
}

/* The thing as its first `count` lines leave it, masks included. */
static void restate(struct session *session, struct thing *thing, size_t count)
{
    reset(session, thing);
    for (size_t i = 0; i < count; i++) {
        struct line *line = thing->lines.items[i];
        if (!line->had_effect)
            continue;
        bool add = line->shown.event->op == EVENT_ENTRY_ADD;
        if (!line->shown.undone || add)
            line->shown.is_void = !act(session, thing, line);
        else if (line->shown.event->op == EVENT_ENTRY_AMEND)
            entry_versions_shelve(thing->entry, line->shown.event);
        if (line->shown.undone && add)
            entry_fold_undone(thing->entry);
    }
}

/* Is the line at `at` an undo of `target` that has effect? */
static bool is_undo_of(const struct line *line, const struct event_id *target)
{
    if (line->shown.event->op != EVENT_UNDO || line->shown.is_void)
        return false;
    struct event_id id = event_target(line->shown.event, KEY_TARGET);
    return event_id_equal(&id, target);
}

static bool is_by(const struct line *line, const struct token *writer)
{
    return writer->text[0] != '\0' && token_equal(&line->shown.writer, writer);
}

struct line *session_may_undo(const struct thing *thing, size_t at, const struct event_id *target,
                              const struct token *writer)
{
    for (size_t i = at; i > 0; i--) {
        struct line *line = thing->lines.items[i - 1];
        if (event_id_equal(&line->shown.event->id, target))
            return line_in_effect(line) && is_by(line, writer) ? line : NULL;
        if (line_stands(line) && !is_by(line, writer) && !event_is_put(line->shown.event))
            return NULL;
    }
    return NULL;
}

struct line *session_may_redo(const struct thing *thing, size_t at, const struct event_id *target,
                              const struct token *writer)
{
    size_t i = at;
    while (i > 0 && !is_undo_of(thing->lines.items[i - 1], target)) {
        const struct line *between = thing->lines.items[--i];
        bool idle =
            between->shown.is_void || between->shown.undone || event_is_put(between->shown.event);
        if (!idle && (line_is_action(between) || !is_by(between, writer)))
            return NULL;
    }
    for (; i > 0; i--) {
        struct line *line = thing->lines.items[i - 1];
        if (event_id_equal(&line->shown.event->id, target))
            return line->shown.undone && is_by(line, writer) ? line : NULL;
    }
    return NULL;
}

/* Judges and folds the line at `at`; those before it are folded. */
static void fold_at(struct session *session, struct thing *thing, size_t at)
{
    struct line *line = thing->lines.items[at];
    if (line_is_action(line)) {
        line->had_effect = act(session, thing, line);
        line->shown.is_void = !line->had_effect;
        return;
    }
    bool undo = line->shown.event->op == EVENT_UNDO;
    struct event_id id = event_target(line->shown.event, KEY_TARGET);
    const struct token *writer = &line->shown.writer;
    struct line *target =
        undo ? session_may_undo(thing, at, &id, writer) : session_may_redo(thing, at, &id, writer);
    line->shown.is_void = target == NULL;
    if (target == NULL)
        return;
    target->shown.undone = undo;
    if (thing->is_rule)
        session_rule_again(session, line, target);
    else
        restate(session, thing, at);
}

void session_fold_thing(struct session *session, struct thing *thing)
{
    if (thing->unsorted)
        session_sort_thing(session, thing);
    if (thing->entry == NULL || thing->lines.count > 0)
        reset(session, thing);
    for (size_t i = 0; i < thing->lines.count; i++) {
        struct line *line = thing->lines.items[i];
        line->had_effect = false;
        line->shown.undone = false;
        line->shown.is_void = true;
    }
    for (size_t i = 0; i < thing->lines.count; i++)
        fold_at(session, thing, i);
    if (thing->entry != NULL)
        session_group_number(session, thing);
}

/* Puts the line in its place among the thing's. True: at the end, and no other one moves. */
static bool join(struct session *session, struct thing *thing, struct line *line)
{
    line->thing = thing;
    session_anchor(session, line);
    size_t low = 0;
    size_t high = thing->lines.count;
    if (high > 0 && session_place_compare(thing->lines.items[high - 1], line) < 0)
        low = high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (session_place_compare(thing->lines.items[middle], line) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    array_reserve(&thing->lines, 1);
    memmove(&thing->lines.items[low + 1], &thing->lines.items[low],
            (thing->lines.count - low) * sizeof *thing->lines.items);
    thing->lines.items[low] = line;
    thing->lines.count++;
    session_note_tie(session, line);
    return low + 1 == thing->lines.count && !thing->unsorted;
}

/* By the order of their entry.add; nearly always at the end, as where all is sorted afterwards. */
static void list_entry(struct session *session, struct entry *entry)
{
    array_push(&session->added, entry);
    size_t at = session->added.count - 1;
    while (!session->late && at > 0 &&
           event_compare(session->added.items[at - 1]->added, entry->added) > 0) {
        session->added.items[at] = session->added.items[at - 1];
        at--;
    }
    session->added.items[at] = entry;
    session->unlisted = true;
    session->untied = true;
}

static int compare_entries(const void *a, const void *b)
{
    const struct entry *const *one = a;
    const struct entry *const *other = b;
    return event_compare((*one)->added, (*other)->added);
}

static int compare_lines(const void *a, const void *b)
{
    const struct line *const *one = a;
    const struct line *const *other = b;
    return line_compare(*one, *other);
}

static struct thing *entry_thing(struct session *session, struct node *node,
                                 const struct event *added)
{
    if (node->thing == NULL) {
        node->thing = mem_new(1, sizeof *node->thing);
        node->thing->entry = entry_new(added);
        list_entry(session, node->thing->entry);
    }
    return node->thing;
}

static struct thing *count_thing(struct session *session, const char *slot)
{
    for (size_t i = 0; i < session->counted.count; i++) {
        if (event_same_text(session->counted.items[i]->slot, slot))
            return session->counted.items[i];
    }
    struct thing *thing = mem_new(1, sizeof *thing);
    thing->is_count = true;
    thing->slot = slot != NULL ? mem_dup(slot) : NULL;
    array_push(&session->counted, thing);
    return thing;
}

/* A frame edited by hand is accepted; so is every other frame under the same id. */
static void confirm(struct session *session, struct node *node)
{
    node->confirmed = true;
    for (size_t i = 0; i < node->lines.count; i++) {
        struct line *line = node->lines.items[i];
        line->shown.confirmed = line->shown.event->changed;
        if (line->thing != NULL && line->shown.confirmed && !session->late)
            session_fold_thing(session, line->thing);
    }
}

/*
 * What a line is about. NULL: nothing that folds, or not known yet, and then `*ret_awaited` is
 * the node whose lines it waits for.
 */
static struct thing *find_thing(struct session *session, const struct line *line,
                                struct node **ret_awaited)
{
    const struct event *event = line->shown.event;
    *ret_awaited = NULL;
    enum event_realm realm = event_realm(event->op);
    if (realm == REALM_CLOCK)
        return &session->clock;
    if (event->op == EVENT_PEOPLE_COUNT)
        return count_thing(session, event_text(line_seen(line), KEY_SLOT));
    if (realm == REALM_RULE)
        return &session->rule;
    if (realm == REALM_PEOPLE) {
        size_t person = attendance_person(session->programme, event);
        return person == PART_NOBODY ? NULL : &session->people[person];
    }
    if (event->op == EVENT_ENTRY_ADD)
        return entry_thing(session, session_node(session, &event->id), event);
    bool retraction = event->op == EVENT_UNDO || event->op == EVENT_REDO;
    if (realm == REALM_NONE && !retraction && event->op != EVENT_FRAME_CONFIRM)
        return NULL;
    struct event_id id = event_target(event, realm == REALM_ENTRY ? KEY_ENTRY : KEY_TARGET);
    struct node *node = session_node(session, &id);
    if (realm == REALM_ENTRY) {
        *ret_awaited = node->thing == NULL ? node : NULL;
        return node->thing;
    }
    struct line *target = node->lines.count > 0 ? node->lines.items[0] : NULL;
    bool unknown = target == NULL;
    if (retraction && !unknown && line_is_action(target))
        unknown = target->thing == NULL;
    *ret_awaited = unknown ? node : NULL;
    return retraction && !unknown && line_is_action(target) ? target->thing : NULL;
}

/* Folds what a line that joined the thing changed: itself alone, if it is the last one. */
static void fold_joined(struct session *session, struct thing *thing, bool last)
{
    if (!last) {
        session_fold_thing(session, thing);
        return;
    }
    fold_at(session, thing, thing->lines.count - 1);
    if (thing->entry != NULL)
        session_group_number(session, thing);
}

/* Those that waited for this line, or for the entry it makes. */
static void wake(struct session *session, struct node *node)
{
    size_t count = node->waiting.count;
    if (count == 0)
        return;
    struct line **waiting = node->waiting.items;
    memset(&node->waiting, 0, sizeof node->waiting);
    for (size_t i = 0; i < count; i++)
        session_fold_line(session, waiting[i]);
    free(waiting);
}

void session_fold_line(struct session *session, struct line *line)
{
    struct node *awaited;
    struct thing *thing = find_thing(session, line, &awaited);
    line->shown.is_void = awaited != NULL;
    if (awaited != NULL) {
        array_push(&awaited->waiting, line);
        return;
    }
    if (line->shown.event->op == EVENT_FRAME_CONFIRM) {
        struct event_id id = event_target(line->shown.event, KEY_TARGET);
        confirm(session, session_node(session, &id));
    } else if (thing != NULL) {
        bool last = join(session, thing, line);
        if (!session->late)
            fold_joined(session, thing, last && line->shown.event->op != EVENT_ENTRY_ADD);
    } else if (line_is_action(line) || line->shown.event->op == EVENT_UNDO ||
               line->shown.event->op == EVENT_REDO) {
        line->shown.is_void = true; /* of what cannot be undone; of a person nobody knows */
    }
    wake(session, session_node(session, &line->shown.event->id));
}

/* Every line forgets what became of it. */
static void forget(struct session *session)
{
    session_forget_launches(session);
    session_forget_ties(session);
    session->clock.lines.count = 0;
    session->rule.lines.count = 0;
    for (size_t i = 0; i < session->programme->people.count; i++)
        session->people[i].lines.count = 0;
    for (size_t i = 0; i < session->counted.count; i++)
        session->counted.items[i]->lines.count = 0;
    session->attendance.counts.count = 0; /* their slots may get other names */
    for (size_t i = 0; i < session->node_list.count; i++) {
        struct node *node = session->node_list.items[i];
        node->waiting.count = 0;
        node->confirmed = false;
        if (node->thing != NULL)
            node->thing->lines.count = 0;
    }
    for (size_t i = 0; i < session->log.count; i++) {
        struct line *line = session->log.items[i];
        line->thing = NULL;
        line->had_effect = false;
        line->shown.undone = false;
        line->shown.confirmed = false;
    }
}

void session_fold_all(struct session *session)
{
    forget(session);
    qsort(session->log.items, session->log.count, sizeof(struct line *), compare_lines);
    for (size_t i = 0; i < session->log.count; i++) {
        if (session->log.items[i]->shown.event->op == EVENT_LAUNCH)
            (void)session_take_launch(session, session->log.items[i]);
    }
    session->late = true;
    for (size_t i = 0; i < session->log.count; i++) {
        session_place_line(session, session->log.items[i]);
        session_fold_line(session, session->log.items[i]);
    }
    session->late = false;
    session_fold_thing(session, &session->rule);
    session_fold_thing(session, &session->clock);
    for (size_t i = 0; i < session->programme->people.count; i++)
        session_fold_thing(session, &session->people[i]);
    for (size_t i = 0; i < session->counted.count; i++)
        session_fold_thing(session, session->counted.items[i]);
    for (size_t i = 0; i < session->node_list.count; i++) {
        if (session->node_list.items[i]->thing != NULL)
            session_fold_thing(session, session->node_list.items[i]->thing);
    }
    if (session->added.count > 0)
        qsort(session->added.items, session->added.count, sizeof(struct entry *), compare_entries);
    session->unlisted = true;
    session->untied = true;
}
