/*
 * `dais log`: what happened, in order.
 */
#include <libintl.h>

#include "columns.h"
#include "invocation.h"
#include "say.h"

/* What became of an event, where that is not simply that it is in effect. */
static const char *mark(const struct logged *logged)
{
    if (logged->fork)
        return _("fork");
    if (logged->is_void || logged->idle)
        return _("no effect");
    if (logged->undone)
        return _("undone");
    if (logged->event->changed)
        return logged->confirmed ? _("confirmed") : _("changed by hand");
    return "";
}

/* Is this the first launch of its writer? Later ones say nothing new. */
static bool is_first_launch(const struct session *session, size_t index)
{
    const struct logged *logged = session_log_at(session, index);
    for (size_t i = 0; i < index; i++) {
        if (token_equal(&session_log_at(session, i)->writer, &logged->writer))
            return false;
    }
    return true;
}

int command_log(struct invocation *invocation)
{
    int code = invocation_open(invocation, invocation->options.args[0], false);
    if (code != EXIT_DONE)
        return code;
    invocation_say_damage(invocation);
    const struct session *session = folder_session(invocation->folder);
    const struct zone *zone = session_programme(session)->zone;
    struct columns columns = {0};
    for (size_t i = 0; i < session_log_count(session); i++) {
        const struct logged *logged = session_log_at(session, i);
        if (logged->event->op == EVENT_LAUNCH && !is_first_launch(session, i))
            continue;
        BUF_LOCAL struct buf when = {0}, what = {0};
        int64_t days;
        msec_t of_day;
        zone_civil(zone, logged->event->at, &days, &of_day);
        date_write(days, &when);
        buf_add_char(&when, ' ');
        zone_write_time(zone, logged->event->at, true, &when);
        struct message text = {0};
        session_describe(session, logged->event, invocation_language(invocation), &text);
        message_write(&text, say_lookup, &what);
        message_finish(&text);
        columns_add(&columns, buf_text(&when));
        columns_add(&columns, session_writer_name(session, &logged->writer));
        columns_add(&columns, mark(logged));
        columns_add(&columns, buf_text(&what));
        columns_end_row(&columns);
    }
    BUF_LOCAL struct buf text = {0};
    columns_write(&columns, &text);
    columns_finish(&columns);
    return say_result(&text);
}
