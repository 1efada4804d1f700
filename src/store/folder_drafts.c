/*
 * Drafts of an open session: of launches that are gone, and the beginnings of torn frames.
 * What became an entry before the crash is not offered again.
 */
#include <dais/store/folder.h>

#include <stdlib.h>
#include <string.h>

#include <dais/os/process.h>

#include "folder_state.h"

/* Did a text that begins so (or is so) become a version of an entry of this writer? */
static bool is_captured(const struct folder *folder, const char *text, bool beginning)
{
    const struct record *record = session_record(folder->session);
    size_t size = strlen(text);
    for (size_t i = 0; i < record->entries.count; i++) {
        const struct entry *entry = record->entries.items[i];
        for (size_t at = 0; at < entry->versions.count; at++) {
            const struct version *version = &entry->versions.items[at];
            if (token_equal(&version->writer, &folder->writer) &&
                strncmp(version->text, text, size) == 0 &&
                (beginning || version->text[size] == '\0'))
                return true;
        }
    }
    return false;
}

/* Is it begun so in one of the drafts already? */
static bool is_drafted(const struct drafts *drafts, const char *text)
{
    for (size_t i = 0; i < drafts->list.count; i++) {
        if (strncmp(drafts->list.items[i].text, text, strlen(text)) == 0)
            return true;
    }
    return false;
}

/* Is the launch this writer's, as far as its first frame tells? */
static bool is_own_launch(const struct folder *folder, const struct token *launch)
{
    struct event_id first = {*launch, 1};
    const struct logged *logged = session_log_find(folder->session, &first);
    return logged == NULL || token_equal(&logged->writer, &folder->writer);
}

static void add_torn(const struct folder *folder, const struct finding *finding,
                     struct drafts *drafts)
{
    const struct event *part = finding->part;
    const char *text = part != NULL ? event_text(part, KEY_TEXT) : NULL;
    if (text == NULL || text[0] == '\0' || finding->elsewhere || finding->id.sequence == 0 ||
        event_realm(part->op) != REALM_ENTRY || !is_own_launch(folder, &finding->id.launch) ||
        is_captured(folder, text, true) || is_drafted(drafts, text) ||
        draft_is_settled(folder->files, folder->record, &finding->id))
        return;
    struct draft draft = {
        .launch = finding->id.launch,
        .writer = folder->writer,
        .at = part->at,
        .kind = mem_dup(event_text(part, KEY_KIND)),
        .slot = mem_dup(event_text(part, KEY_SLOT)),
        .track = (unsigned)event_number(part, KEY_TRACK),
        .entry = mem_dup(event_text(part, KEY_ENTRY)),
        .base = mem_dup(event_text(part, KEY_BASE)),
        .text = mem_dup(text),
        .torn = finding->id,
    };
    array_push(&drafts->list, draft);
}

/* Takes those out that were saved and then not taken away, because of the crash. */
static void drop_captured(const struct folder *folder, struct drafts *drafts)
{
    size_t kept = 0;
    for (size_t i = 0; i < drafts->list.count; i++) {
        struct draft *draft = &drafts->list.items[i];
        if (draft->text[0] == '\0' || is_captured(folder, draft->text, false))
            draft_finish(draft);
        else
            drafts->list.items[kept++] = *draft;
    }
    drafts->list.count = kept;
}

int folder_list_drafts(const struct folder *folder, struct drafts *ret_drafts)
{
    struct drafts drafts = {0};
    int error =
        draft_list(folder->files, folder->record, &folder->writer, folder->boot_id, &drafts);
    if (error < 0) {
        drafts_finish(&drafts);
        return error;
    }
    drop_captured(folder, &drafts);
    struct findings findings;
    recovery_list_findings(folder->recovery, &findings);
    for (size_t i = 0; i < findings.list.count; i++)
        add_torn(folder, &findings.list.items[i], &drafts);
    findings_finish(&findings);
    *ret_drafts = drafts;
    return 0;
}

int folder_write_draft(struct folder *folder, const struct draft *draft, msec_t now)
{
    struct draft own = *draft;
    folder_keep_writer(folder); /* or nobody would know whose draft it is */
    own.launch = folder->first_launch;
    own.writer = folder->writer;
    own.boot_id = folder->boot_id;
    own.pid = process_self();
    own.birth = process_birth(process_self());
    own.at = now;
    own.torn = (struct event_id){.sequence = 0};
    if (!folder->drafts_made) {
        int error = draft_make_folder(folder->files, folder->record);
        if (error < 0)
            return error;
        folder->drafts_made = true;
    }
    return draft_write(folder->files, folder->record, &own);
}

size_t folder_count_own_drafts(const struct folder *folder)
{
    return draft_count(folder->files, folder->record, &folder->first_launch);
}

int folder_remove_own_draft(struct folder *folder, unsigned number)
{
    struct draft own = {.launch = folder->first_launch, .number = number};
    return draft_remove(folder->files, folder->record, &own);
}

int folder_remove_draft(struct folder *folder, const struct draft *draft)
{
    return draft_remove(folder->files, folder->record, draft);
}
