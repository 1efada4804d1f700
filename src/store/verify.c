/*
 * Recovery's findings as diags, and whether they are errors: whatever is lost, or was changed
 * and not confirmed, is one; what another file makes good is not.
 */
#include <dais/store/verify.h>

#include <stdlib.h>
#include <string.h>

#include "folder_state.h"

static bool is_confirmed(const struct folder *folder, const struct finding *finding)
{
    const struct logged *logged = finding->kind == FINDING_CHANGED
                                      ? session_log_find(folder_session(folder), &finding->id)
                                      : NULL;
    return logged != NULL && logged->confirmed;
}

/* Looks at the disc afresh, with every chain checked. */
static struct recovery *look_again(const struct folder *folder)
{
    struct recovery *recovery = recovery_new(folder->files);
    const struct folder_source *sources[] = {&folder->home, &folder->away};
    struct recovery_look look = {.live = false};
    recovery_check_chains(recovery);
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        size_t number = recovery_add_source(recovery, sources[i]->path);
        recovery_refuse(recovery, number, recovery_refusal(folder->recovery, sources[i]->number));
        if (sources[i]->descriptor >= 0)
            (void)recovery_read(recovery, number, sources[i]->descriptor, &look);
    }
    return recovery;
}

void verify_folder(const struct folder *folder, struct diags *diags, struct verified *ret_verified)
{
    struct recovery *recovery = look_again(folder);
    struct verified verified = {
        .files = recovery_count_files(recovery),
        .events = recovery_count_events(recovery),
        .sound = true,
    };
    struct findings findings;
    recovery_list_findings(recovery, &findings);
    for (size_t i = 0; i < findings.list.count; i++) {
        const struct finding *finding = &findings.list.items[i];
        bool confirmed = is_confirmed(folder, finding);
        bool error = !finding->elsewhere && !confirmed && finding->kind != FINDING_FOREIGN;
        struct diag *diag = diags_add(diags, error ? DIAG_ERROR : DIAG_WARNING, finding->path,
                                      finding->line, finding->line > 0 ? 1 : 0, "");
        if (confirmed)
            message_set(&diag->text, N_("frame {1} was changed by hand, and confirmed since"),
                        finding->text.args[0], NULL);
        else
            message_copy(&diag->text, &finding->text);
        message_copy(&diag->hint, &finding->why);
        verified.counts[finding->kind] += error ? 1 : 0;
        verified.sound = verified.sound && !error;
    }
    findings_finish(&findings);
    recovery_free(recovery);
    *ret_verified = verified;
}

void verify_slots(const struct folder *folder, struct diags *diags)
{
    struct retitled_slots slots;
    session_retitled(folder_session(folder), NULL, &slots);
    for (size_t i = 0; i < slots.list.count; i++) {
        const struct retitled *slot = &slots.list.items[i];
        struct diag *diag = diags_add(diags, DIAG_WARNING, folder_path(folder), 0, 0, "");
        message_set(&diag->text, N_("slot {1} was “{2}” when it was used, and is “{3}” now"),
                    slot->id, slot->then, slot->now, NULL);
        message_set(&diag->hint,
                    N_("give slots an id, as in id: coffee: then they are found again"), NULL);
    }
    free(slots.list.items);
}

void verify_rule(const struct folder *folder, struct diags *diags)
{
    const struct session *session = folder_session(folder);
    for (size_t i = 0; i < session_log_count(session); i++) {
        const struct logged *logged = session_log_at(session, i);
        if (!session_oversteps(session, logged))
            continue;
        BUF_LOCAL struct buf id = {0};
        event_id_write(&logged->event->id, &id);
        struct diag *diag = diags_add(diags, DIAG_WARNING, folder_path(folder), 0, 0, "");
        message_set(&diag->text,
                    N_("event {1} says who spoke, which the attribution rule did not "
                       "allow then"),
                    buf_text(&id), NULL);
        message_set(&diag->hint,
                    N_("whoever wrote it did not know of the rule yet; it is shown nowhere, but "
                       "stands in the journal"),
                    NULL);
    }
}

void verify_drafts(const struct folder *folder, struct diags *diags)
{
    struct damaged_drafts drafts = {.list = {0}};
    (void)draft_list_damaged(folder->files, folder->record, &drafts);
    for (size_t i = 0; i < drafts.list.count; i++) {
        const struct damaged_draft *draft = &drafts.list.items[i];
        BUF_LOCAL struct buf path = {0};
        buf_add_format(&path, "%s/drafts/%s", folder->record, draft->name);
        struct diag *diag = diags_add(diags, DIAG_WARNING, buf_text(&path), draft->line,
                                      draft->line > 0 ? 1 : 0, "");
        message_set(
            &diag->text,
            draft->offered
                ? N_("this draft is not as it was written; what can be read of it is offered")
                : N_("this draft cannot be read"),
            NULL);
    }
    damaged_drafts_finish(&drafts);
}
