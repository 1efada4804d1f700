/*
 * Writes to a record as the program does, notes what it was told, and reads the files as another
 * program would.
 */
#include "place.h"

#include <suite.h>

#include <stdio.h>
#include <stdlib.h>

#include <dais/os/paths.h>

#include "journals.h"

void place_init(struct place *place, const struct files *files)
{
    *place = (struct place){.appended = 0};
    ck_assert_int_eq(paths_make_scratch(&place->scratch), 0);
    buf_add_format(&place->record, "%s/sou-88", buf_text(&place->scratch));
    buf_add_format(&place->rescue, "%s/state/rescue", buf_text(&place->scratch));
    place->journal = journal_new(files, buf_text(&place->record), buf_text(&place->rescue));
    struct event *launch = event_new(EVENT_LAUNCH);
    event_set(launch, KEY_DAIS, "1");
    event_set(launch, KEY_WRITER, sample_launch(15).text);
    event_set(launch, KEY_NAME, "Podium");
    event_set(launch, KEY_TEXT, "s1 Opening\ns2 Panel\n");
    journal_take_template(place->journal, launch);
}

void place_finish(struct place *place)
{
    for (size_t i = 0; i < place->promised.count; i++)
        event_free(place->promised.items[i]);
    for (size_t i = 0; i < place->pending.count; i++)
        event_free(place->pending.items[i]);
    free(place->promised.items);
    free(place->pending.items);
    journal_free(place->journal);
    ck_assert_int_eq(paths_remove_tree(buf_text(&place->scratch)), 0);
    buf_finish(&place->scratch);
    buf_finish(&place->record);
    buf_finish(&place->rescue);
}

void place_settle(struct place *place)
{
    struct journal_status status;
    journal_read_status(place->journal, &status);
    for (size_t i = 0; status.state != JOURNAL_NOT_SAVED && i < place->pending.count; i++)
        array_push(&place->promised, place->pending.items[i]);
    if (status.state != JOURNAL_NOT_SAVED)
        place->pending.count = 0;
}

void place_append(struct place *place)
{
    struct event *event = sample_event(0, 2 + place->appended % 7);
    event->hlc.msec += (int64_t)place->appended;
    uint64_t digest;
    place->appended++;
    int r = journal_append(place->journal, event, &digest);
    struct event *launch;
    while ((launch = journal_take_launch(place->journal, &digest)) != NULL) {
        ck_assert_int_eq(launch->op, EVENT_LAUNCH);
        ck_assert_uint_eq(launch->id.sequence, 1);
        array_push(&place->pending, launch);
    }
    ck_assert(r == 0 || r == 1);
    array_push(&place->pending, event);
    if (r == 0)
        place_settle(place);
}

void place_read_back(const struct place *place, struct events *ret_events,
                     struct findings *ret_findings)
{
    struct recovery *recovery = recovery_new(files_real());
    const struct buf *bases[] = {&place->record, &place->rescue};
    for (size_t i = 0; i < 2; i++) {
        struct buf path = {0};
        buf_add_format(&path, "%s/journal", buf_text(bases[i]));
        size_t source = recovery_add_source(recovery, buf_text(&path));
        int folder = files_open_folder_path(files_real(), buf_text(&path));
        struct recovery_look look = {.live = false};
        if (folder >= 0)
            ck_assert_int_eq(recovery_read(recovery, source, folder, &look), 0);
        (void)files_close(files_real(), folder);
        buf_finish(&path);
    }
    recovery_take_events(recovery, ret_events);
    recovery_list_findings(recovery, ret_findings);
    for (size_t i = 0; i < ret_findings->list.count; i++)
        ret_findings->list.items[i].part = NULL; /* ends with recovery */
    recovery_free(recovery);
}

size_t place_count_equal(const struct events *events, const struct event *event)
{
    size_t count = 0;
    for (size_t i = 0; i < events->list.count; i++)
        count += event_equal(events->list.items[i], event);
    return count;
}

bool place_holds(const struct place *place)
{
    struct events events = {0};
    struct findings findings = {0};
    place_read_back(place, &events, &findings);
    bool hold = true;
    size_t known = 0;
    for (size_t i = 0; i < place->promised.count; i++)
        hold = hold && place_count_equal(&events, place->promised.items[i]) == 1;
    for (size_t i = 0; i < place->pending.count; i++)
        known += place_count_equal(&events, place->pending.items[i]);
    hold = hold && events.list.count == place->promised.count + known;
    events_finish(&events);
    findings_finish(&findings);
    return hold;
}

/* The bytes of the file that the journal is at. */
void place_read_file(const struct place *place, struct buf *out)
{
    struct journal_status status;
    journal_read_status(place->journal, &status);
    FILE *file = fopen(status.path, "r");
    ck_assert_ptr_nonnull(file);
    for (int c = fgetc(file); c != EOF; c = fgetc(file))
        buf_add_char(out, (char)c);
    ck_assert_int_eq(fclose(file), 0);
}
