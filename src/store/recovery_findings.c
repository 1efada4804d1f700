/*
 * What is wrong with a record, in words and with places: the blemishes of its files, and what
 * only shows when all of them are seen together (gaps, whole files missing, chains that do
 * not hold, forks). Made afresh each time, since a colleague's next frame may settle it.
 */
#include <dais/store/recovery.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "recovery_state.h"

void findings_finish(struct findings *findings)
{
    for (size_t i = 0; i < findings->list.count; i++) {
        struct finding *finding = &findings->list.items[i];
        free(finding->path);
        message_finish(&finding->text);
        message_finish(&finding->why);
    }
    free(findings->list.items);
    *findings = (struct findings){0};
}

static char *path_of(const struct recovery *recovery, const struct journal_file *file)
{
    struct buf path = {0};
    buf_add_format(&path, "%s/%s", recovery->sources.items[file->source].path, file->name);
    return buf_take(&path);
}

static struct finding *add_finding(struct findings *findings, enum finding_kind kind, char *path,
                                   unsigned line, const struct event_id *id)
{
    struct finding finding = {.kind = kind, .path = path, .line = line, .id = *id, .count = 1};
    array_push(&findings->list, finding);
    return &findings->list.items[findings->list.count - 1];
}

/* Says what a blemish is; `number` is the frame's, as text. */
static void describe_blemish(struct finding *finding, const char *number)
{
    bool saved = finding->part != NULL && event_text(finding->part, KEY_TEXT) != NULL;
    switch (finding->kind) {
    case FINDING_TORN:
        message_set(&finding->text,
                    finding->elsewhere
                        ? N_("frame {1} is half-written here; another file has it whole")
                    : saved ? N_("the last frame, {1}, is half-written; its text so far is offered "
                                 "as a draft")
                            : N_("the last frame, {1}, is half-written"),
                    number, NULL);
        break;
    case FINDING_CHANGED:
        message_set(&finding->text,
                    finding->elsewhere
                        ? N_("frame {1} was changed by hand here; another file has it whole, and "
                             "that one is used")
                        : N_("frame {1} was changed by hand; it is used, and has to be confirmed"),
                    number, NULL);
        break;
    case FINDING_UNREADABLE:
        message_set(&finding->text,
                    finding->elsewhere
                        ? N_("frame {1} cannot be read here; another file has it whole")
                        : N_("frame {1} cannot be read and is passed over; what follows is intact"),
                    number, NULL);
        break;
    case FINDING_EMPTY:
        message_set(&finding->text, N_("the file is empty"), NULL);
        break;
    case FINDING_FOREIGN:
        message_set(&finding->text, N_("this is no journal file; it is passed over"), NULL);
        break;
    case FINDING_REFUSED:
        message_set(&finding->text, N_("the file cannot be read"), NULL);
        break;
    case FINDING_SPOILED:
        message_set(&finding->text, N_("no event can be read in this journal"), NULL);
        break;
    case FINDING_MISNAMED:
        message_set(&finding->text, N_("this may be a journal; for its name it is passed over"),
                    NULL);
        break;
    case FINDING_MISSING:
    case FINDING_CHAIN:
    case FINDING_FORK:
    case FINDING_RESCUE:
    case FINDING_KIND_COUNT:
        break;
    }
}

static void list_blemish(const struct recovery *recovery, const struct journal_file *file,
                         const struct blemish *blemish, struct findings *findings)
{
    struct finding *finding =
        add_finding(findings, blemish->kind, path_of(recovery, file), blemish->line, &blemish->id);
    const struct sighting *best =
        blemish->id.sequence > 0 ? index_best(&recovery->index, &blemish->id) : NULL;
    finding->elsewhere = best != NULL && best->sight == SIGHT_WHOLE;
    finding->part = blemish->part;
    message_copy(&finding->why, &blemish->why);
    struct buf number = {0};
    if (blemish->id.sequence > 0)
        buf_add_format(&number, "%" PRIu64, blemish->id.sequence);
    else
        buf_add_char(&number, '?');
    describe_blemish(finding, buf_text(&number));
    buf_finish(&number);
}

static void list_blemishes(const struct recovery *recovery, struct findings *findings)
{
    for (size_t i = 0; i < recovery->list.count; i++) {
        const struct journal_file *file = recovery->list.items[i];
        size_t count = file->waiting ? file->solid : file->blemishes.count;
        for (size_t at = 0; at < count; at++)
            list_blemish(recovery, file, &file->blemishes.items[at], findings);
    }
}

/* Sequences `from` to `to` of a launch are nowhere. `at` is the frame behind them, or NULL. */
static void list_gap(const struct recovery *recovery, const struct index_launch *launch,
                     uint64_t from, uint64_t to, const struct sighting *at,
                     struct findings *findings)
{
    struct event_id id = {launch->launch, from};
    const struct journal_file *file = at != NULL ? at->file : NULL;
    bool whole_file = launch->sightings.count == 0;
    struct buf path = {0};
    if (file == NULL && launch->sightings.count > 0)
        file = launch->sightings.items[launch->sightings.count - 1].file;
    if (file != NULL) {
        char *of_file = path_of(recovery, file);
        buf_add_text(&path, of_file);
        free(of_file);
    } else {
        size_t source = launch->mentioned_in != NULL ? launch->mentioned_in->source : 0;
        buf_add_format(&path, "%s/%s.yaml", recovery->sources.items[source].path,
                       launch->launch.text);
    }
    struct finding *finding =
        add_finding(findings, FINDING_MISSING, buf_take(&path), at != NULL ? at->line : 0, &id);
    finding->count = to - from + 1;
    struct buf first = {0};
    struct buf last = {0};
    buf_add_format(&first, "%" PRIu64, from);
    buf_add_format(&last, "%" PRIu64, to);
    if (whole_file) { /* known only because another one mentions it */
        message_set(&finding->text,
                    N_("this file is missing, with its frames 1 to {1}; {2} had seen them"),
                    buf_text(&last), launch->mentioned_in->name, NULL);
    } else {
        message_set(&finding->text,
                    from == to   ? N_("frame {1} is missing")
                    : at != NULL ? N_("frames {1} to {2} are missing before this one")
                                 : N_("frames {1} to {2} are missing at the end"),
                    buf_text(&first), buf_text(&last), NULL);
    }
    buf_finish(&first);
    buf_finish(&last);
}

static void list_gaps(const struct recovery *recovery, const struct index_launch *launch,
                      struct findings *findings)
{
    uint64_t next = 1;
    for (size_t i = 0; i < launch->sightings.count; i++) {
        const struct sighting *sighting = &launch->sightings.items[i];
        if (sighting->sequence > next)
            list_gap(recovery, launch, next, sighting->sequence - 1, sighting, findings);
        next = sighting->sequence + 1;
    }
    if (launch->mentioned >= next)
        list_gap(recovery, launch, next, launch->mentioned, NULL, findings);
}

/* Does a whole frame follow one that stands there, or is none of them whole? */
static bool chain_holds(const struct index_launch *launch, const struct sighting *sighting)
{
    if (sighting->sequence == 1)
        return true;
    bool whole = false;
    /* It stands behind them itself, so that there is an end. */
    for (size_t i = index_place(launch, sighting->sequence - 1);
         launch->sightings.items[i].sequence < sighting->sequence; i++) {
        const struct sighting *before = &launch->sightings.items[i];
        if (before->sight != SIGHT_WHOLE || before->digest == sighting->prev)
            return true;
        whole = true;
    }
    return !whole;
}

static void list_chain(const struct recovery *recovery, const struct index_launch *launch,
                       struct findings *findings)
{
    for (size_t i = 0; i < launch->sightings.count; i++) {
        const struct sighting *sighting = &launch->sightings.items[i];
        if (sighting->sight != SIGHT_WHOLE || sighting->file == NULL)
            continue;
        struct event_id id = {launch->launch, sighting->sequence};
        struct buf number = {0};
        buf_add_format(&number, "%" PRIu64, sighting->sequence);
        if (recovery->chains && !chain_holds(launch, sighting)) {
            struct finding *finding = add_finding(
                findings, FINDING_CHAIN, path_of(recovery, sighting->file), sighting->line, &id);
            message_set(&finding->text,
                        N_("frame {1} was written after another frame than the one that now "
                           "stands before it"),
                        buf_text(&number), NULL);
        }
        const struct sighting *before = i > 0 ? sighting - 1 : NULL;
        if (before != NULL && before->sequence == sighting->sequence &&
            before->sight == SIGHT_WHOLE) {
            struct finding *finding = add_finding(
                findings, FINDING_FORK, path_of(recovery, sighting->file), sighting->line, &id);
            message_set(&finding->text,
                        N_("frame {1} stands in {2} as well, with another content; both are kept"),
                        buf_text(&number),
                        before->file != NULL ? before->file->name : launch->launch.text, NULL);
        }
        buf_finish(&number);
    }
}

static int compare_findings(const void *a, const void *b)
{
    const struct finding *one = a;
    const struct finding *other = b;
    int order = strcmp(one->path, other->path);
    if (order == 0 && one->line != other->line)
        order = one->line < other->line ? -1 : 1;
    if (order == 0)
        order = (int)one->kind - (int)other->kind;
    return order;
}

static void list_refused_sources(const struct recovery *recovery, struct findings *findings)
{
    struct event_id none = {.sequence = 0};
    for (size_t i = 0; i < recovery->sources.count; i++) {
        const struct source *source = &recovery->sources.items[i];
        if (source->error == 0)
            continue;
        struct finding *finding =
            add_finding(findings, source->rescue ? FINDING_RESCUE : FINDING_REFUSED,
                        mem_dup(source->path), 0, &none);
        message_set(&finding->text,
                    source->rescue ? N_("the rescue folder cannot be read")
                                   : N_("the folder cannot be read"),
                    NULL);
        message_set(&finding->why, N_("the disc says: {1}"), strerror(-source->error), NULL);
    }
}

void recovery_list_findings(const struct recovery *recovery, struct findings *ret_findings)
{
    struct findings findings = {0};
    list_refused_sources(recovery, &findings);
    list_blemishes(recovery, &findings);
    for (size_t i = 0; i < recovery->index.launches.count; i++) {
        const struct index_launch *launch = recovery->index.launches.items[i];
        list_gaps(recovery, launch, &findings);
        list_chain(recovery, launch, &findings);
    }
    if (findings.list.count > 1)
        qsort(findings.list.items, findings.list.count, sizeof *findings.list.items,
              compare_findings);
    *ret_findings = findings;
}

enum { SEEN_MOST = 1000 /* launches in a launch frame */ };

void recovery_write_seen(const struct recovery *recovery, struct buf *out)
{
    size_t written = 0;
    for (size_t i = 0; i < recovery->index.launches.count && written < SEEN_MOST; i++) {
        const struct index_launch *launch = recovery->index.launches.items[i];
        size_t last = launch->sightings.count;
        while (last > 0 && launch->sightings.items[last - 1].sight != SIGHT_WHOLE)
            last--;
        if (last == 0 || launch->sightings.items[last - 1].sequence <= launch->mentioned)
            continue;
        struct event_id id = {launch->launch, launch->sightings.items[last - 1].sequence};
        if (written++ > 0)
            buf_add_char(out, ',');
        event_id_write(&id, out);
    }
}
