/*
 * Before each call that changes the disc, `cuts` other discs are made of it as they would be found
 * after a loss of power, and held against the promises. Some of these go on living, with trouble of
 * their own, and are cut again: a fault in recovery, in the first append after a tear, and so on.
 */
#include "lives.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <dais/store/collect.h>
#include <dais/store/exports.h>

#include "journals.h"

/* 09:03 on the day of the programme. */
#define START ((msec_t)1652864580000)

enum { DEEPEST = 3, LATER_LIFE = 4 /* things it does, at most */ };

static const char programme_text[] = "title: A short morning\n"
                                     "date: 2022-05-18\n"
                                     "timezone: UTC\n"
                                     "slots:\n"
                                     "  - {time: 09:00-09:30, title: Opening}\n"
                                     "  - {time: 09:30-10:30, title: Panel, kind: panel}\n";

static const int errors[] = {EIO, ENOSPC, EDQUOT, EROFS, EACCES, EFBIG, EMFILE, ENFILE, EINTR};

static void put_journal(struct power_disc *disc, struct promises *promises, unsigned launch)
{
    BUF_LOCAL struct buf frames = {0}, path = {0};
    uint64_t prev = 0;
    sample_frames(launch, 1, 3, &prev, &frames);
    buf_add_format(&path, "/stick/journal/%s.yaml", sample_launch(launch).text);
    power_disc_put(disc, buf_text(&path), frames.bytes, frames.size);
    for (uint64_t sequence = 1; sequence <= 3; sequence++) {
        struct event *event = sample_event(launch, sequence);
        promises_add(promises, event, false, false);
        event_free(event);
    }
}

void life_furnish(struct power_disc *disc, struct promises *promises)
{
    power_disc_put_region(disc, "/home", REGION_SESSION);
    power_disc_put_region(disc, "/state", REGION_STATE);
    power_disc_put_region(disc, "/out", REGION_OUT);
    power_disc_put(disc, promises->beside ? RECORD ".yaml" : RECORD "/programme.yaml",
                   programme_text, strlen(programme_text));
    put_journal(disc, promises, 3);
    put_journal(disc, promises, 4);
}

static void forget_sync(void *context, int file)
{
    power_disc_sync_failed(context, file);
}

/* Keeps the first problem; takes `problem` over. */
static void blame(struct life *life, char *problem)
{
    if (life->problem == NULL)
        life->problem = problem;
    else
        free(problem);
}

/* Power is back, or the next start follows a kill: what was left goes on, and is cut again. */
static void live_on(struct life *life, struct power_disc *disc, struct promises *promises)
{
    struct life later;
    life_init(&later, disc, promises, life->chance, life->met);
    later.depth = life->depth + 1;
    later.cuts = 2;
    later.serial = life->serial + 1000;
    life->met->deeper[later.depth]++;
    if (chance_percent(life->chance, 50))
        life_trouble(&later);
    life_open(&later);
    life_go_on(&later, 1 + chance_below(life->chance, LATER_LIFE));
    life_heal(&later);
    if (later.problem != NULL)
        blame(life, mem_dup(later.problem));
    life_finish(&later, promises);
}

/* Power goes in this moment. */
static void cut_power(struct life *life)
{
    struct chance *chance = life->chance;
    unsigned percent = chance_below(chance, 100);
    enum disc_cut cut = percent < 10 ? CUT_NOTHING : percent < 25 ? CUT_ALL : CUT_SOME;
    struct power_disc disc;
    struct promises promises = {.beside = false};
    bool goes_on = life->depth < DEEPEST && chance_percent(chance, cut == CUT_NOTHING ? 5 : 2);
    enum promises_then then = THEN_NOTHING;
    power_disc_cut(life->disc, cut, chance, &disc);
    life->met->cuts[cut]++;
    life->met->at_stake += cut != CUT_NOTHING && power_disc_at_stake(life->disc);
    if (goes_on)
        then = cut == CUT_NOTHING ? THEN_STARTS : THEN_POWER_BACK;
    if (goes_on)
        promises_copy(&life->promises, &promises);
    char *problem = promises_hold(goes_on ? &promises : &life->promises, &disc, then, life->met);
    if (problem != NULL)
        blame(life, problem);
    else if (goes_on)
        live_on(life, &disc, &promises);
    promises_finish(&promises);
    power_disc_finish(&disc);
}

static void before_change(void *context)
{
    struct life *life = context;
    for (unsigned i = 0; life->problem == NULL && i < life->cuts; i++)
        cut_power(life);
}

void life_init(struct life *life, struct power_disc *disc, struct promises *promises,
               struct chance *chance, struct met *met)
{
    *life = (struct life){.disc = disc, .promises = *promises, .chance = chance, .met = met};
    *promises = (struct promises){.beside = false};
    faulty_files_init(&life->faulty, &disc->files);
    life->faulty.sync_failed = forget_sync;
    life->faulty.context = disc;
    for (size_t i = 0; i < life->promises.events.count; i++)
        life->promises.events.items[i].own = false;
    disc->before = before_change;
    disc->context = life;
    met->lives++;
}

void life_finish(struct life *life, struct promises *ret_promises)
{
    life_close(life);
    life->disc->before = NULL;
    *ret_promises = life->promises;
    free(life->problem);
}

static msec_t now(const struct life *life)
{
    return START + (msec_t)life->serial * MSEC_SECOND;
}

/* ---- trouble ---- */

void life_heal(struct life *life)
{
    life->faulty.fault.at = 0;
    memset(life->disc->trouble, 0, sizeof life->disc->trouble);
    life->disc->room = -1;
    life->troubled = false;
    if (life->folder == NULL)
        life_open(life);
    if (life->folder == NULL) {
        blame(life, mem_dup("the session does not open without trouble"));
        return;
    }
    life_refresh(life, 20 * MSEC_SECOND);
    struct journal_status status;
    folder_read_status(life->folder, &status);
    if (status.state != JOURNAL_SAVED && status.state != JOURNAL_IDLE)
        blame(life, mem_dup("not saved though the disc takes it"));
    if (promises_count_missing(&life->promises, life->folder) > 0)
        blame(life, mem_dup("what is on the disc is not shown"));
    if (life->disc->misused > 0)
        blame(life, mem_dup("a descriptor was used after a sync of it failed"));
}

void life_trouble(struct life *life)
{
    struct chance *chance = life->chance;
    int error = errors[chance_below(chance, sizeof errors / sizeof *errors)];
    struct disc_trouble *trouble =
        &life->disc->trouble[1 + chance_below(chance, chance_percent(chance, 50) ? 1 : REGION_OUT)];
    struct fault *fault = &life->faulty.fault;
    *fault = (struct fault){.kind = FILE_ANY, .error = error};
    life->troubled = true;
    switch (chance_below(chance, 7)) {
    case 0:
        trouble->unwritable = error == EINTR ? EROFS : error;
        break;
    case 1:
        trouble->gone = error == EINTR ? EIO : error;
        break;
    case 2:
        life->disc->room = chance_below(chance, 2000);
        break;
    case 3:
        fault->kind = chance_percent(chance, 70) ? FILE_FDATASYNC : FILE_FSYNC;
        break;
    case 4:
        fault->kind = FILE_WRITE;
        fault->error = 0;
        fault->short_write = chance_below(chance, 700);
        break;
    default:
        break;
    }
    fault->for_ever = error != EINTR && chance_percent(chance, 30);
    fault->at = life->faulty.calls[fault->kind] + 1 + chance_below(chance, 30);
    if (trouble->unwritable != 0 || trouble->gone != 0 || life->disc->room >= 0)
        fault->at = 0;
}

/* ---- what it does ---- */

/* A text like no other, of words and lines, some of which look like a journal's own. */
static char *make_text(struct life *life, size_t size)
{
    static const char *const words[] = {"cities", "migrants", "accès à l’eau",    "—", "\"donors\"",
                                        "a: b",   "\n",       "\n--- # r 5 100\n"};
    struct buf text = {0};
    buf_add_format(&text, "%u-%u %08x", life->depth, ++life->serial,
                   chance_below(life->chance, UINT32_MAX));
    while (text.size < size) {
        buf_add_char(&text, ' ');
        buf_add_text(&text, words[chance_below(life->chance, sizeof words / sizeof *words)]);
    }
    buf_add_char(&text, '.');
    return buf_take(&text);
}

/* What the journal says of the events that it wrote. */
static void settle(struct life *life)
{
    struct journal_status status;
    const struct session *session = folder_session(life->folder);
    size_t unsaved = 0;
    folder_read_status(life->folder, &status);
    bool saved = status.state == JOURNAL_SAVED || status.state == JOURNAL_RESCUED;
    for (size_t i = 0; i < session_log_count(session); i++)
        promises_add(&life->promises, session_log_at(session, i)->event, false, true);
    for (size_t i = 0; i < life->promises.events.count; i++) {
        struct promised_event *event = &life->promises.events.items[i];
        event->promised = event->promised || (event->own && saved);
        unsaved += event->own && !event->promised;
    }
    if (status.unsaved != unsaved)
        blame(life, mem_dup("the number of events that are only in memory is wrong"));
    life->met->rescued += status.state == JOURNAL_RESCUED;
    life->met->unsaved += status.state == JOURNAL_NOT_SAVED;
    life->met->faults += life->faulty.failed;
    life->faulty.failed = 0;
}

/* A finding says that something could not be read. */
static bool says_refused(const struct folder *folder)
{
    struct findings findings;
    bool says = false;
    folder_list_findings(folder, &findings);
    for (size_t i = 0; i < findings.list.count; i++)
        says = says || findings.list.items[i].kind == FINDING_REFUSED ||
               findings.list.items[i].kind == FINDING_RESCUE;
    findings_finish(&findings);
    return says;
}

void life_open(struct life *life)
{
    struct folder_options options = {.files = &life->faulty.files,
                                     .path = promises_session(&life->promises),
                                     .state = "/state",
                                     .boot_id = ++life->serial};
    struct diags diags = {0};
    if (folder_open(&options, &diags, NULL, &life->folder) != 0)
        life->folder = NULL;
    diags_finish(&diags);
    if (life->folder == NULL)
        return;
    life->first_launch = *folder_launch(life->folder);
    /* Read, though not synced: shown, but not promised by this start. */
    const struct session *session = folder_session(life->folder);
    for (size_t i = 0; i < session_log_count(session); i++)
        promises_add(&life->promises, session_log_at(session, i)->event, false, false);
    if (promises_count_missing(&life->promises, life->folder) > 0) {
        life->met->refused++;
        if (!life->troubled || !says_refused(life->folder))
            blame(life, mem_dup("what could not be read is not told"));
    }
}

void life_close(struct life *life)
{
    folder_close(life->folder);
    life->folder = NULL;
    for (size_t i = 0; i < life->promises.events.count; i++)
        life->promises.events.items[i].own = false;
}

/* Drafts are offered by the writer's id; where that could not be kept, they may be nobody's. */
static void look_at_writer(struct life *life)
{
    life->promises.writer_unsure = life->promises.writer_unsure || life->troubled;
}

static bool commit_text(struct life *life, const char *text)
{
    struct actor actor = {.writer = *folder_writer(life->folder),
                          .launch = *folder_launch(life->folder),
                          .now = {.wall = now(life), .boot = now(life)}};
    struct wish wish = {.verb = WISH_ADD, .kind = ENTRY_NOTE, .fields = {.text = text}};
    struct event *event;
    struct refusal refusal;
    struct commit commit;
    if (!session_decide(folder_session(life->folder), &wish, &actor, &event, &refusal)) {
        refusal_finish(&refusal);
        blame(life, mem_dup("a text was refused"));
        return false;
    }
    look_at_writer(life);
    promises_send(&life->promises, event);
    if (folder_commit_take(life->folder, event, now(life), &commit) < 0)
        return false;
    settle(life);
    return commit.saved;
}

void life_add(struct life *life, size_t size)
{
    MEM_LOCAL char *text = make_text(life, size);
    (void)commit_text(life, text);
}

void life_draft(struct life *life, unsigned number, size_t size)
{
    MEM_LOCAL char *text = make_text(life, size);
    struct draft draft = {.number = number, .kind = mem_dup("note"), .text = mem_dup(text)};
    look_at_writer(life);
    promised_file_try(promises_draft(&life->promises, &life->first_launch, number), text);
    if (folder_write_draft(life->folder, &draft, now(life)) == 0)
        promised_file_settle(promises_draft(&life->promises, &life->first_launch, number), text);
    draft_finish(&draft);
}

void life_drop_draft(struct life *life, unsigned number)
{
    struct promised_file *file = promises_draft(&life->promises, &life->first_launch, number);
    promised_file_try(file, NULL);
    if (folder_remove_own_draft(life->folder, number) == 0)
        promised_file_settle(file, NULL);
}

void life_take_drafts(struct life *life)
{
    struct drafts drafts = {0};
    if (folder_list_drafts(life->folder, &drafts) < 0)
        return;
    for (size_t i = 0; i < drafts.list.count; i++) {
        struct draft *draft = &drafts.list.items[i];
        if (!commit_text(life, draft->text))
            continue;
        bool torn = draft->torn.sequence > 0;
        if (!torn)
            promised_file_try(promises_draft(&life->promises, &draft->launch, draft->number), NULL);
        if (folder_remove_draft(life->folder, draft) == 0 && !torn)
            promised_file_settle(promises_draft(&life->promises, &draft->launch, draft->number),
                                 NULL);
    }
    drafts_finish(&drafts);
}

void life_export(struct life *life, const char *path, size_t size)
{
    MEM_LOCAL char *text = make_text(life, size);
    BUF_LOCAL struct buf bytes = {0};
    buf_add_text(&bytes, text);
    promised_file_try(promises_export(&life->promises, path), text);
    if (exports_make_folder(life->folder) < 0)
        return;
    int result = exports_write(life->folder, path, &bytes, NULL, true);
    if (result == 0)
        promised_file_settle(promises_export(&life->promises, path), text);
    else if (result > 0)
        blame(life, mem_dup("an export was taken for the session's own"));
}

/* Events that were copied are promised as if this program had written them. */
void life_collect(struct life *life)
{
    struct collection collection = {.events = 0};
    int result = collect_path(life->folder, "/stick", &collection);
    bool copied = result == 0 && collection.list.count > 0;
    for (size_t i = 0; i < collection.list.count; i++)
        copied = copied && collection.list.items[i].kind == COLLECTED_NEW;
    for (size_t i = 0; copied && i < life->promises.events.count; i++) {
        struct promised_event *event = &life->promises.events.items[i];
        struct token three = sample_launch(3), four = sample_launch(4);
        event->promised = event->promised || token_equal(&event->event->id.launch, &three) ||
                          token_equal(&event->event->id.launch, &four);
    }
    collection_finish(&collection);
}

void life_refresh(struct life *life, msec_t later)
{
    struct refreshed refreshed;
    life->hand += later;
    if (folder_refresh(life->folder, life->hand, &refreshed) == 0)
        refreshed_finish(&refreshed);
    settle(life);
}

/* Of texts: a line, a page, several sectors. */
static size_t some_size(struct chance *chance)
{
    unsigned percent = chance_below(chance, 100);
    return percent < 60 ? chance_below(chance, 120)
                        : chance_below(chance, percent < 95 ? 900 : 5000);
}

static void do_something(struct life *life)
{
    struct chance *chance = life->chance;
    unsigned percent = chance_below(chance, 100);
    if (percent < 34)
        life_add(life, some_size(chance));
    else if (percent < 52)
        life_draft(life, 1 + chance_below(chance, 2), some_size(chance));
    else if (percent < 58)
        life_drop_draft(life, 1 + chance_below(chance, 2));
    else if (percent < 64)
        life_take_drafts(life);
    else if (percent < 70)
        life_export(life,
                    chance_percent(chance, 50) ? RECORD "/exports/report.md" : "/out/report.md",
                    some_size(chance));
    else if (percent < 74)
        life_collect(life);
    else if (percent < 81)
        life_refresh(life, chance_below(chance, 12000));
    else if (percent < 85)
        life_close(life);
    else
        life_trouble(life);
}

void life_go_on(struct life *life, unsigned times)
{
    for (unsigned i = 0; life->problem == NULL && i < times; i++) {
        if (life->troubled && chance_percent(life->chance, 20))
            life_heal(life);
        if (life->folder == NULL)
            life_open(life);
        if (life->folder != NULL)
            do_something(life);
    }
    if (life->problem == NULL)
        before_change(life);
}
