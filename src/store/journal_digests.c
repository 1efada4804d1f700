/*
 * Digests of journals, from the events and not from files: frames are made of them anew, so that a
 * torn end, a copy of a file or a frame that was saved to another one changes nothing.
 */
#include <dais/store/journal_digests.h>

#include <stdlib.h>
#include <string.h>

#include <dais/store/frame.h>

/* An event and its place in the log. */
struct placed {
    const struct logged *logged;
    size_t place;
};
struct placed_events {
    ARRAY_OF(struct placed) list;
};

/* By writer, launch and sequence; two with one id as in the log. */
static int compare(const void *a, const void *b)
{
    const struct placed *one = a, *other = b;
    const struct event_id *id = &one->logged->event->id;
    const struct event_id *other_id = &other->logged->event->id;
    int order = strcmp(one->logged->writer.text, other->logged->writer.text);
    if (order == 0)
        order = strcmp(id->launch.text, other_id->launch.text);
    if (order == 0)
        order = (id->sequence > other_id->sequence) - (id->sequence < other_id->sequence);
    return order != 0 ? order : (one->place > other->place) - (one->place < other->place);
}

/* What is known of a writer, and where its first event stands. */
struct summed {
    struct report_journal journal;
    size_t place;
};
struct sums {
    ARRAY_OF(struct summed) list;
};

/* The events from `from` on that are of one writer; where the next one's begin. */
static size_t sum_writer(const struct placed_events *events, size_t from, struct sums *sums)
{
    const struct placed *first = &events->list.items[from];
    struct summed summed = {.journal = {.writer = first->logged->writer}, .place = first->place};
    BUF_LOCAL struct buf frames = {0};
    const struct token *launch = NULL;
    uint64_t digest = 0;
    size_t i = from;
    for (; i < events->list.count; i++) {
        const struct placed *placed = &events->list.items[i];
        const struct event *event = placed->logged->event;
        if (!token_equal(&placed->logged->writer, &summed.journal.writer))
            break;
        if (launch == NULL || !token_equal(launch, &event->id.launch)) {
            launch = &event->id.launch;
            summed.journal.journals++;
            digest = 0;
        }
        summed.journal.events++;
        summed.place = placed->place < summed.place ? placed->place : summed.place;
        (void)frame_write(event, digest, &frames, &digest); /* it was read from one */
    }
    digest_hex(buf_text(&frames), frames.size, summed.journal.digest);
    array_push(&sums->list, summed);
    return i;
}

static int compare_places(const void *a, const void *b)
{
    const struct summed *one = a, *other = b;
    return (one->place > other->place) - (one->place < other->place);
}

void journal_digests_make(const struct session *session, struct report_journals *ret_journals)
{
    struct placed_events events = {.list = {.count = 0}};
    struct sums sums = {.list = {.count = 0}};
    for (size_t i = 0; i < session_log_count(session); i++) {
        struct placed placed = {session_log_at(session, i), i};
        array_push(&events.list, placed);
    }
    if (events.list.count > 1)
        qsort(events.list.items, events.list.count, sizeof *events.list.items, compare);
    for (size_t i = 0; i < events.list.count;)
        i = sum_writer(&events, i, &sums);
    if (sums.list.count > 1)
        qsort(sums.list.items, sums.list.count, sizeof *sums.list.items, compare_places);
    *ret_journals = (struct report_journals){.list = {.count = 0}};
    for (size_t i = 0; i < sums.list.count; i++)
        array_push(&ret_journals->list, sums.list.items[i].journal);
    free(sums.list.items);
    free(events.list.items);
}

struct report *journal_digests_make_report(const struct session *session,
                                           const struct report_options *options)
{
    struct report_journals journals = {.list = {.count = 0}};
    struct report_options with_journals = *options;
    if (options->what == REPORT_REPORT)
        journal_digests_make(session, &journals);
    with_journals.journals = &journals;
    struct report *report = report_make(session, &with_journals);
    report_journals_finish(&journals);
    return report;
}
