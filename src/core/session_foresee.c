/*
 * What a session would be after an event that is not written yet: a second session of the same
 * log with that event behind it. For questions that hang on it only; nothing of it is kept.
 */
#include "session_state.h"

#include <stdlib.h>

/* The last number of a launch's events; 0: it has none yet. */
static uint64_t last_of(const struct session *session, const struct token *launch)
{
    uint64_t last = 0;
    for (size_t i = 0; i < session->log.count; i++) {
        const struct event_id *id = &session->log.items[i]->shown.event->id;
        if (token_equal(&id->launch, launch) && id->sequence > last)
            last = id->sequence;
    }
    return last;
}

/* As the actor's next event. */
static void append_take(struct session *session, const struct actor *actor, struct event *event)
{
    struct hlc seen = session_hlc(session, &actor->writer, actor->now.wall);
    event->hlc = hlc_next(&seen, actor->now.wall);
    event->id = (struct event_id){actor->launch, last_of(session, &actor->launch) + 1};
    (void)session_apply_take(session, event);
}

struct session *session_foresee_take(const struct session *session, const struct actor *actor,
                                     struct event *event)
{
    struct session *foreseen = session_new(session->programme);
    size_t count = session->log.count;
    struct event **copies = mem_new(count + 1, sizeof(struct event *));
    for (size_t i = 0; i < count; i++)
        copies[i] = event_dup(session->log.items[i]->shown.event);
    session_apply_many_take(foreseen, copies, count);
    free(copies);
    if (last_of(foreseen, &actor->launch) == 0)
        append_take(foreseen, actor, session_make_launch(foreseen, actor, NULL));
    append_take(foreseen, actor, event);
    return foreseen;
}

void session_foresee_more_take(struct session *foreseen, const struct actor *actor,
                               struct event *event)
{
    append_take(foreseen, actor, event);
}
