/*
 * Recovery's findings as diags, and whether they are errors: whatever is lost, or was changed
 * and not confirmed, is one; what another file makes good is not.
 */
#include <dais/store/verify.h>

#include <string.h>

static bool is_confirmed(const struct folder *folder, const struct finding *finding)
{
    const struct logged *logged = finding->kind == FINDING_CHANGED
                                      ? session_log_find(folder_session(folder), &finding->id)
                                      : NULL;
    return logged != NULL && logged->confirmed;
}

void verify_folder(const struct folder *folder, struct diags *diags, struct verified *ret_verified)
{
    struct verified verified = {
        .files = folder_count_files(folder),
        .events = folder_count_events(folder),
        .sound = true,
    };
    struct findings findings;
    folder_list_findings(folder, &findings);
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
    *ret_verified = verified;
}
