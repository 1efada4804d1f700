/*
 * What a writer's undo and redo take. Undo: its latest action that is in effect. Redo: what its
 * latest undo took, as long as it did nothing new since. Neither is allowed once another writer
 * acted on the same thing; session_fold.c judges by the same rule when it folds.
 */
#include "decide.h"

#include <stdlib.h>

static const struct logged *refuse(struct refusal *ret_refusal, const char *id)
{
    *ret_refusal = (struct refusal){.kind = REFUSED};
    message_set(&ret_refusal->text, id, NULL);
    return NULL;
}

/* Refuses because another writer acted since, after `line`, on the same thing. */
static const struct logged *refuse_other(const struct session *session, const struct line *line,
                                         struct refusal *ret_refusal)
{
    const struct thing *thing = line->thing;
    for (size_t i = thing->lines.count; i > 0; i--) {
        const struct logged *last = &thing->lines.items[i - 1]->shown;
        if (last->is_void || token_equal(&last->writer, &line->shown.writer))
            continue;
        *ret_refusal = (struct refusal){.kind = REFUSED};
        message_set(&ret_refusal->text, N_("{1} has acted on the same since"),
                    session_writer_name(session, &last->writer), NULL);
        return NULL;
    }
    return refuse(ret_refusal, N_("Something has happened to the same since"));
}

const struct logged *session_undo_target(const struct session *session, const struct token *writer,
                                         struct refusal *reterr_refusal)
{
    for (size_t i = session->log.count; i > 0; i--) {
        const struct line *line = session->log.items[i - 1];
        if (!token_equal(&line->shown.writer, writer) || !line_in_effect(line))
            continue;
        if (session_may_undo(line->thing, line->thing->lines.count, &line->shown.event->id,
                             writer) == line)
            return &line->shown;
        return refuse_other(session, line, reterr_refusal);
    }
    return refuse(reterr_refusal, N_("There is nothing to undo"));
}

/* The index behind this writer's latest action that ever had effect. */
static size_t after_last_action(const struct session *session, const struct token *writer)
{
    for (size_t i = session->log.count; i > 0; i--) {
        const struct line *line = session->log.items[i - 1];
        if (line->had_effect && event_is_undoable(line->shown.event) &&
            token_equal(&line->shown.writer, writer))
            return i;
    }
    return 0;
}

/* The first of the events that one action made: itself where it was alone. */
static struct event_id first_of(const struct event *event)
{
    bool alone = event_text(event, KEY_TOGETHER) == NULL;
    return alone ? event->id : event_target(event, KEY_TOGETHER);
}

bool session_events_are_together(const struct event *a, const struct event *b)
{
    struct event_id one = first_of(a);
    struct event_id other = first_of(b);
    return event_id_equal(&one, &other);
}

static const struct line *find_line(const struct session *session, const struct event_id *id)
{
    const struct node *node = session_node_find(session, id);
    return node != NULL && node->lines.count > 0 ? node->lines.items[0] : NULL;
}

const struct logged *session_redo_target(const struct session *session, const struct token *writer,
                                         struct refusal *reterr_refusal)
{
    ARRAY_OF(struct event_id) undone = {0}; /* the last one is what a redo takes */
    for (size_t i = after_last_action(session, writer); i < session->log.count; i++) {
        const struct logged *line = &session->log.items[i]->shown;
        if (line->is_void || !token_equal(&line->writer, writer))
            continue;
        struct event_id id = event_target(line->event, KEY_TARGET);
        if (line->event->op == EVENT_UNDO)
            array_push(&undone, id);
        else if (line->event->op == EVENT_REDO && undone.count > 0)
            undone.count--;
    }
    const struct line *line = NULL;
    if (undone.count > 0)
        line = find_line(session, &undone.items[undone.count - 1]);
    free(undone.items);
    if (line == NULL || line->thing == NULL)
        return refuse(reterr_refusal, N_("There is nothing to redo"));
    if (session_may_redo(line->thing, line->thing->lines.count, &line->shown.event->id, writer) ==
        line)
        return &line->shown;
    return refuse_other(session, line, reterr_refusal);
}

typedef const struct logged *target_function(const struct session *session,
                                             const struct token *writer,
                                             struct refusal *reterr_refusal);

static struct event *decide_target(const struct deciding *deciding, target_function *find,
                                   enum event_op op)
{
    const struct logged *target =
        find(deciding->session, &deciding->actor->writer, deciding->refusal);
    if (target == NULL || !decide_rule_again(deciding, target, op == EVENT_REDO))
        return NULL;
    struct event *event = decide_event(deciding, op);
    event_set_id(event, KEY_TARGET, &target->event->id);
    return event;
}

struct event *decide_undo(const struct deciding *deciding)
{
    return decide_target(deciding, session_undo_target, EVENT_UNDO);
}

struct event *decide_redo(const struct deciding *deciding)
{
    return decide_target(deciding, session_redo_target, EVENT_REDO);
}
