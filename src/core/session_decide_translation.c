/*
 * What an entry must be to translate another one. Asked only of what an event says, so that an
 * older record in which it does not hold can still be amended.
 */
#include "decide.h"

/* Does the other entry translate the entry, at any remove, or is it the entry itself? */
static bool leads_to(const struct record *record, const struct entry *other,
                     const struct entry *entry)
{
    for (size_t steps = 0; other != NULL && steps <= record->entries.count; steps++) {
        if (other == entry)
            return true;
        const struct entry *found[2];
        if (other->translation_of == NULL || record_find(record, other->translation_of, found) != 1)
            return false;
        other = found[0];
    }
    return false;
}

/* What holds of the entry when the event is in effect; NULL: nothing. */
static const char *then_text(const struct event *event, enum event_key key, const char *present)
{
    const char *text = event_text(event, key);
    if (text == NULL)
        text = present;
    return text != NULL && text[0] != '\0' ? text : NULL;
}

bool decide_translation(const struct deciding *deciding, const struct event *event,
                        const struct entry *entry)
{
    const struct record *record = &deciding->session->record;
    const char *of =
        then_text(event, KEY_TRANSLATION_OF, entry != NULL ? entry->translation_of : NULL);
    const struct entry *found[2];
    if (of == NULL || record_find(record, of, found) != 1)
        return true;
    const struct entry *original = found[0];
    bool is_new = event_text(event, KEY_TRANSLATION_OF) != NULL;
    const char *kind = event_text(event, KEY_KIND);
    if (kind == NULL && is_new && entry != NULL)
        kind = entry_kind_name(entry->kind);
    const char *language = then_text(event, KEY_LANGUAGE, entry != NULL ? entry->language : NULL);
    bool asks_language = is_new || event_text(event, KEY_LANGUAGE) != NULL;
    if (is_new && entry != NULL && leads_to(record, original, entry))
        message_set(decide_refused(deciding, REFUSED),
                    original == entry ? N_("{1} cannot translate itself")
                                      : N_("{2} is a translation of {1} already"),
                    entry->shown, original->shown, NULL);
    else if (kind != NULL && entry_kind_find(kind) != (int)original->kind)
        decide_refuse_text(deciding,
                           N_("{1} is of another kind; a translation has that of its original"),
                           original->shown);
    else if (asks_language && language == NULL)
        message_set(decide_refused(deciding, REFUSED_NO_LANGUAGE),
                    N_("A translation of {1} must say its language"), original->shown, NULL);
    else
        return true;
    return false;
}
