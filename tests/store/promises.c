/*
 * Promises are kept as the harness knows them from outside: from what calls returned. Whatever the
 * store itself believes plays no part in it.
 */
#include "promises.h"

#include <stdlib.h>
#include <string.h>

const char *promises_session(const struct promises *promises)
{
    return promises->beside ? RECORD ".yaml" : RECORD;
}

static void file_copy(const struct promised_file *file, struct promised_file *ret_file)
{
    *ret_file = *file;
    ret_file->path = mem_dup(file->path);
    ret_file->saved = mem_dup(file->saved);
    memset(&ret_file->maybe, 0, sizeof ret_file->maybe);
    for (size_t i = 0; i < file->maybe.count; i++)
        array_push(&ret_file->maybe, mem_dup(file->maybe.items[i]));
}

static void forget_maybe(struct promised_file *file)
{
    for (size_t i = 0; i < file->maybe.count; i++)
        free(file->maybe.items[i]);
    file->maybe.count = 0;
    file->maybe_gone = false;
}

static void file_finish(struct promised_file *file)
{
    forget_maybe(file);
    free(file->maybe.items);
    free(file->saved);
    free(file->path);
}

void promises_copy(const struct promises *promises, struct promises *ret_promises)
{
    *ret_promises =
        (struct promises){.beside = promises->beside, .writer_unsure = promises->writer_unsure};
    for (size_t i = 0; i < promises->events.count; i++) {
        struct promised_event event = promises->events.items[i];
        event.event = event_dup(event.event);
        array_push(&ret_promises->events, event);
    }
    struct promised_file file;
    for (size_t i = 0; i < promises->drafts.count; i++) {
        file_copy(&promises->drafts.items[i], &file);
        array_push(&ret_promises->drafts, file);
    }
    for (size_t i = 0; i < promises->exports.count; i++) {
        file_copy(&promises->exports.items[i], &file);
        array_push(&ret_promises->exports, file);
    }
    for (size_t i = 0; i < promises->flights.count; i++)
        array_push(&ret_promises->flights, event_dup(promises->flights.items[i]));
}

void promises_finish(struct promises *promises)
{
    for (size_t i = 0; i < promises->events.count; i++)
        event_free(promises->events.items[i].event);
    for (size_t i = 0; i < promises->drafts.count; i++)
        file_finish(&promises->drafts.items[i]);
    for (size_t i = 0; i < promises->exports.count; i++)
        file_finish(&promises->exports.items[i]);
    free(promises->events.items);
    free(promises->drafts.items);
    free(promises->exports.items);
    for (size_t i = 0; i < promises->flights.count; i++)
        event_free(promises->flights.items[i]);
    free(promises->flights.items);
    *promises = (struct promises){.beside = false};
}

static struct promised_event *find_event(const struct promises *promises, const struct event *event)
{
    for (size_t i = 0; i < promises->events.count; i++) {
        if (event_equal(promises->events.items[i].event, event))
            return &promises->events.items[i];
    }
    return NULL;
}

bool promises_know(const struct promises *promises, const struct event *event)
{
    return find_event(promises, event) != NULL;
}

void promises_add(struct promises *promises, const struct event *event, bool promised, bool own)
{
    struct promised_event *known = find_event(promises, event);
    if (known != NULL) {
        known->promised = known->promised || promised;
        return;
    }
    struct promised_event fresh = {event_dup(event), promised, own};
    array_push(&promises->events, fresh);
}

void promises_send(struct promises *promises, const struct event *event)
{
    array_push(&promises->flights, event_dup(event));
}

struct promised_file *promises_draft(struct promises *promises, const struct token *launch,
                                     unsigned number)
{
    for (size_t i = 0; i < promises->drafts.count; i++) {
        struct promised_file *file = &promises->drafts.items[i];
        if (token_equal(&file->launch, launch) && file->number == number)
            return file;
    }
    struct promised_file fresh = {.launch = *launch, .number = number};
    array_push(&promises->drafts, fresh);
    return &promises->drafts.items[promises->drafts.count - 1];
}

struct promised_file *promises_export(struct promises *promises, const char *path)
{
    for (size_t i = 0; i < promises->exports.count; i++) {
        if (strcmp(promises->exports.items[i].path, path) == 0)
            return &promises->exports.items[i];
    }
    struct promised_file fresh = {.path = mem_dup(path)};
    array_push(&promises->exports, fresh);
    return &promises->exports.items[promises->exports.count - 1];
}

void promised_file_try(struct promised_file *file, const char *text)
{
    if (text != NULL)
        array_push(&file->maybe, mem_dup(text));
    else
        file->maybe_gone = true;
}

void promised_file_settle(struct promised_file *file, const char *text)
{
    char *saved = mem_dup(text);
    forget_maybe(file);
    free(file->saved);
    file->saved = saved;
}

/* May the file hold this? */
static bool may_hold(const struct promised_file *file, const char *text)
{
    if (file->saved != NULL && strcmp(file->saved, text) == 0)
        return true;
    for (size_t i = 0; i < file->maybe.count; i++) {
        if (strcmp(file->maybe.items[i], text) == 0)
            return true;
    }
    return false;
}

/* ---- events ---- */

/* Is it one that was written, or is being? */
static bool is_written(const struct promises *promises, const struct event *event)
{
    if (find_event(promises, event) != NULL)
        return true;
    if (event->op == EVENT_LAUNCH)
        return event->id.sequence == 1 && event_text(event, KEY_WRITER) != NULL;
    for (size_t i = promises->flights.count; i-- > 0;) {
        struct event *flight = promises->flights.items[i];
        flight->id = event->id;
        flight->hlc = event->hlc;
        if (event_equal(flight, event))
            return true;
    }
    return false;
}

/* Does the session show it as it was written? */
static bool shows(const struct session *session, const struct event *event)
{
    const struct logged *logged = session_log_find(session, &event->id);
    if (logged == NULL)
        return false;
    if (!logged->event->changed && event_equal(logged->event, event))
        return true;
    for (size_t i = 0; i < session_log_count(session); i++) {
        const struct event *other = session_log_at(session, i)->event;
        if (!other->changed && event_equal(other, event))
            return true;
    }
    return false;
}

size_t promises_count_missing(const struct promises *promises, const struct folder *folder)
{
    size_t missing = 0;
    for (size_t i = 0; i < promises->events.count; i++)
        missing += promises->events.items[i].promised &&
                   !shows(folder_session(folder), promises->events.items[i].event);
    return missing;
}

static bool is_told(const struct findings *findings, const struct event *event)
{
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        if (finding->kind == FINDING_CHANGED && event_id_equal(&finding->id, &event->id))
            return true;
    }
    return false;
}

static char *wrong(const char *what, const char *which)
{
    struct buf text = {0};
    buf_add_format(&text, "%s: %.100s", what, which != NULL ? which : "");
    return buf_take(&text);
}

static void count_findings(const struct findings *findings, struct met *met)
{
    for (size_t i = 0; i < findings->list.count; i++) {
        enum finding_kind kind = findings->list.items[i].kind;
        met->torn += kind == FINDING_TORN;
        met->unreadable += kind == FINDING_UNREADABLE;
        met->empty += kind == FINDING_EMPTY;
    }
}

static char *check_events(struct promises *promises, const struct folder *folder, struct met *met)
{
    const struct session *session = folder_session(folder);
    struct findings findings = {0};
    char *problem = NULL;
    folder_list_findings(folder, &findings);
    count_findings(&findings, met);
    for (size_t i = 0; problem == NULL && i < session_log_count(session); i++) {
        const struct event *event = session_log_at(session, i)->event;
        met->changed += event->changed;
        if (event->changed && !is_told(&findings, event))
            problem = wrong("changed and not said so", event_text(event, KEY_TEXT));
        else if (!event->changed && !is_written(promises, event))
            problem =
                wrong("shown and never written",
                      event->op == EVENT_UNKNOWN ? event->op_name : event_text(event, KEY_TEXT));
    }
    for (size_t i = 0; problem == NULL && i < promises->events.count; i++) {
        const struct promised_event *event = &promises->events.items[i];
        if (event->promised && !shows(session, event->event))
            problem = wrong("lost", event_text(event->event, KEY_TEXT));
    }
    findings_finish(&findings);
    return problem;
}

/* ---- drafts and exports ---- */

static bool is_captured(const struct promised_file *file, const struct session *session)
{
    for (size_t i = 0; i < session_log_count(session); i++) {
        const struct event *event = session_log_at(session, i)->event;
        const char *text = event->op == EVENT_ENTRY_ADD ? event_text(event, KEY_TEXT) : NULL;
        if (text != NULL && may_hold(file, text))
            return true;
    }
    return false;
}

static bool is_offered(const struct promised_file *file, const struct drafts *drafts)
{
    for (size_t i = 0; i < drafts->list.count; i++) {
        const struct draft *draft = &drafts->list.items[i];
        if (draft->torn.sequence == 0 && token_equal(&draft->launch, &file->launch) &&
            draft->number == file->number)
            return true;
    }
    return false;
}

static char *check_drafts(struct promises *promises, const struct folder *folder,
                          const struct drafts *drafts, struct met *met)
{
    for (size_t i = 0; i < drafts->list.count; i++) {
        const struct draft *draft = &drafts->list.items[i];
        if (draft->torn.sequence > 0)
            continue;
        met->drafts++;
        if (!may_hold(promises_draft(promises, &draft->launch, draft->number), draft->text))
            return wrong("a draft that was never written, or was taken away", draft->text);
    }
    for (size_t i = 0; !promises->writer_unsure && i < promises->drafts.count; i++) {
        const struct promised_file *file = &promises->drafts.items[i];
        if (file->saved != NULL && !file->maybe_gone && !is_offered(file, drafts) &&
            !is_captured(file, folder_session(folder)))
            return wrong("a draft is lost", file->saved);
    }
    return NULL;
}

static char *check_exports(struct promises *promises, struct power_disc *disc)
{
    for (size_t i = 0; i < promises->exports.count; i++) {
        const struct promised_file *file = &promises->exports.items[i];
        const struct buf *there = power_disc_find(disc, file->path);
        if (there == NULL && file->saved != NULL)
            return wrong("an export is gone", file->saved);
        if (there != NULL &&
            (strlen(buf_text(there)) != there->size || !may_hold(file, buf_text(there))))
            return wrong("an export is neither the old one nor the new one", buf_text(there));
    }
    return NULL;
}

/* ---- the whole ---- */

static void adopt_files(struct promises *promises, const struct drafts *drafts,
                        struct power_disc *disc)
{
    for (size_t i = 0; i < promises->drafts.count; i++) {
        struct promised_file *file = &promises->drafts.items[i];
        const char *text = NULL;
        for (size_t at = 0; at < drafts->list.count; at++) {
            const struct draft *draft = &drafts->list.items[at];
            if (draft->torn.sequence == 0 && token_equal(&draft->launch, &file->launch) &&
                draft->number == file->number)
                text = draft->text;
        }
        promised_file_settle(file, text);
    }
    for (size_t i = 0; i < promises->exports.count; i++) {
        const struct buf *there = power_disc_find(disc, promises->exports.items[i].path);
        promised_file_settle(&promises->exports.items[i], there != NULL ? buf_text(there) : NULL);
    }
}

static void adopt_events(struct promises *promises, const struct session *session, bool promised)
{
    for (size_t i = 0; i < promises->events.count; i++)
        promises->events.items[i].own = false;
    for (size_t i = 0; i < session_log_count(session); i++) {
        const struct event *event = session_log_at(session, i)->event;
        promises_add(promises, event, promised && !event->changed, false);
    }
}

char *promises_hold(struct promises *promises, struct power_disc *disc, enum promises_then then,
                    struct met *met)
{
    struct folder_options options = {.files = &disc->files,
                                     .path = promises_session(promises),
                                     .state = "/state",
                                     .boot_id = UINT64_MAX};
    struct diags diags = {0};
    struct folder *folder = NULL;
    struct drafts drafts = {0};
    met->states++;
    if (folder_open(&options, &diags, NULL, &folder) != 0) {
        diags_finish(&diags);
        return wrong("the session does not open", "");
    }
    diags_finish(&diags);
    char *problem = check_events(promises, folder, met);
    if (problem == NULL && folder_list_drafts(folder, &drafts) < 0)
        problem = wrong("drafts cannot be listed", "");
    if (problem == NULL)
        problem = check_drafts(promises, folder, &drafts, met);
    if (problem == NULL)
        problem = check_exports(promises, disc);
    if (problem == NULL && disc->changes > 0)
        problem = wrong("reading changed the disc", "");
    if (problem == NULL && then != THEN_NOTHING)
        adopt_events(promises, folder_session(folder), then == THEN_POWER_BACK);
    if (problem == NULL && then == THEN_POWER_BACK)
        adopt_files(promises, &drafts, disc);
    drafts_finish(&drafts);
    folder_close(folder);
    return problem;
}
