/*
 * Recovery's findings as diags, and whether they are errors: whatever is lost, or was changed
 * and not confirmed, is one; what another file makes good is not.
 */
#include <dais/store/verify.h>

#include <stdlib.h>
#include <string.h>

#include <dais/os/paths.h>

#include "folder_state.h"
#include "journal_folder.h"

/* The journals of a record, and what is known of them. */
struct place {
    const struct files *files;
    const struct session *session;          /* NULL: the programme cannot be read */
    const struct folder_source *sources[2]; /* the record's, the rescue folder */
    int errors[2];                          /* why they could not be opened; 0: they could */
};

static bool is_confirmed(const struct place *place, const struct finding *finding)
{
    const struct logged *logged = finding->kind == FINDING_CHANGED && place->session != NULL
                                      ? session_log_find(place->session, &finding->id)
                                      : NULL;
    return logged != NULL && logged->confirmed;
}

/* Looks at the disc afresh, with every chain checked. */
static struct recovery *look_again(const struct place *place)
{
    struct recovery *recovery = recovery_new(place->files);
    struct recovery_look look = {.live = false};
    recovery_check_chains(recovery);
    for (size_t i = 0; i < sizeof place->sources / sizeof *place->sources; i++) {
        size_t number = recovery_add_source(recovery, place->sources[i]->path);
        if (i > 0)
            recovery_mark_rescue(recovery, number);
        recovery_refuse(recovery, number, place->errors[i]);
        if (place->sources[i]->descriptor >= 0)
            (void)recovery_read(recovery, number, place->sources[i]->descriptor, &look);
    }
    return recovery;
}

/* Another file has it, it was confirmed, or it says nothing of what was written. */
static bool is_harmless(const struct finding *finding)
{
    return finding->elsewhere || finding->kind == FINDING_FOREIGN ||
           finding->kind == FINDING_MISNAMED || finding->kind == FINDING_RESCUE;
}

static void add_findings(const struct place *place, const struct findings *findings,
                         struct diags *diags, struct verified *verified)
{
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        bool confirmed = is_confirmed(place, finding);
        bool error = !confirmed && !is_harmless(finding);
        struct diag *diag = diags_add(diags, error ? DIAG_ERROR : DIAG_WARNING, finding->path,
                                      finding->line, finding->line > 0 ? 1 : 0, "");
        if (confirmed)
            message_set(&diag->text, N_("frame {1} was changed by hand, and confirmed since"),
                        finding->text.args[0], NULL);
        else
            message_copy(&diag->text, &finding->text);
        message_copy(&diag->hint, &finding->why);
        verified->counts[finding->kind] += error ? 1 : 0;
        verified->sound = verified->sound && !error;
    }
}

static void add_passed_over(const char *folder, const char *name, struct diags *diags)
{
    static const char stand_in[] = ".icloud";
    size_t size = strlen(name), need = sizeof stand_in - 1;
    bool away = size > need && strcmp(name + size - need, stand_in) == 0;
    BUF_LOCAL struct buf path = {0};
    buf_add_format(&path, "%s/%s", folder, name);
    struct diag *diag = diags_add(diags, DIAG_WARNING, buf_text(&path), 0, 0, "");
    message_set(&diag->text,
                away ? N_("this journal is not downloaded yet; only what iCloud keeps in its place "
                          "is here")
                     : N_("this may be a journal; for its name it is passed over"),
                NULL);
    message_set(
        &diag->hint,
        away ? N_("open the folder in the Finder and let it be downloaded")
             : N_("hidden and unfinished files are not read: if a sync tool is at work, wait "
                  "for it; else bring it in with dais collect"),
        NULL);
}

/* What editors and sync tools leave about is not looked at; it may be all there is of a journal. */
static void add_all_passed_over(const struct place *place, struct diags *diags)
{
    for (size_t at = 0; at < sizeof place->sources / sizeof *place->sources; at++) {
        const struct folder_source *source = place->sources[at];
        struct file_names names = {0};
        if (source->descriptor >= 0)
            (void)files_list(place->files, source->descriptor, &names);
        for (size_t i = 0; i < names.list.count; i++) {
            const char *name = names.list.items[i];
            if (journal_folder_passes_over(name) && journal_folder_names_launch(name) &&
                !journal_folder_is_own_temporary(name))
                add_passed_over(source->path, name, diags);
        }
        file_names_finish(&names);
    }
}

static void verify_place(const struct place *place, struct diags *diags,
                         struct verified *ret_verified)
{
    struct recovery *recovery = look_again(place);
    struct verified verified = {
        .files = recovery_count_files(recovery),
        .events = recovery_count_events(recovery),
        .sound = true,
    };
    struct findings findings;
    recovery_list_findings(recovery, &findings);
    add_findings(place, &findings, diags, &verified);
    add_all_passed_over(place, diags);
    findings_finish(&findings);
    recovery_free(recovery);
    *ret_verified = verified;
}

void verify_folder(const struct folder *folder, struct diags *diags, struct verified *ret_verified)
{
    const struct place place = {
        .files = folder->files,
        .session = folder->session,
        .sources = {&folder->home, &folder->away},
        .errors = {recovery_refusal(folder->recovery, folder->home.number),
                   recovery_refusal(folder->recovery, folder->away.number)},
    };
    verify_place(&place, diags, ret_verified);
}

/* The journal folder in `base`, opened if it can be. 0 or -errno. */
static int open_source(const struct files *files, const char *base,
                       struct folder_source *ret_source)
{
    struct buf path = {0};
    buf_add_format(&path, "%s/journal", base);
    *ret_source = (struct folder_source){.path = buf_take(&path), .descriptor = -1};
    return folder_source_open(files, ret_source, base);
}

int verify_record(const struct folder_options *options, struct diags *diags,
                  struct verified *ret_verified)
{
    const struct files *files = options->files != NULL ? options->files : files_real();
    struct folder_place named;
    int error = folder_find_place(files, options->path, options->record, &named);
    if (error < 0)
        return error;
    BUF_LOCAL struct buf state = {0}, rescue = {0};
    if (options->state != NULL)
        buf_add_text(&state, options->state);
    bool kept = (options->state != NULL || paths_state_folder(&state) == 0) &&
                folder_write_rescue(buf_text(&state), named.record, &rescue) == 0;
    struct folder_source home, away = {.descriptor = -1};
    struct place place = {.files = files, .sources = {&home, &away}};
    place.errors[0] = open_source(files, named.record, &home);
    if (kept)
        place.errors[1] = open_source(files, buf_text(&rescue), &away);
    else
        away.path = mem_dup(home.path);
    verify_place(&place, diags, ret_verified);
    (void)files_close(files, home.descriptor);
    (void)files_close(files, away.descriptor);
    free(home.path);
    free(away.path);
    folder_place_finish(&named);
    return 0;
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
