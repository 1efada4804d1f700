/*
 * How a session and its slots are named in JSON.
 */
#include "json_session.h"

void json_set_head(json_t *object, const struct programme *programme)
{
    BUF_LOCAL struct buf code = {0};
    programme_write_code(programme, &code);
    json_set(object, "dais", json_build_number(1));
    json_set(object, "session", json_build_text(buf_text(&code)));
}

json_t *json_build_slot_number(const struct session *session, const char *id)
{
    if (id == NULL)
        return json_build_null();
    const struct timekeeper *timekeeper = session_timekeeper(session);
    size_t index = timekeeper_find(timekeeper, id);
    if (index != SLOT_NONE)
        return json_build_number(timekeeper->slots.items[index].number);
    const struct slot *slot = programme_find_slot(session_programme(session), id);
    return slot != NULL ? json_build_number(slot->number) : json_build_null();
}
