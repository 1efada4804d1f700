/*
 * Any events: each paragraph of the input is the body of a frame whose check sum holds, behind an
 * id, a time and a place in the order that are sound. The first byte says which session they come
 * into.
 *
 * Applying may not fail. Whatever a colleague's program wrote, the session opens, says what each
 * event is, has a clock and a report, and comes out the same in whatever order the events arrived.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/digest.h>
#include <dais/core/report.h>
#include <dais/export/export.h>
#include <dais/store/frame.h>

#include "machine.h"
#include "memory_disc.h"
#include "must.h"
#include "prepared.h"

#define LAUNCH "0000000000007"
enum { EVENTS_MOST = 40 };

static void add_frame(unsigned number, const char *fields, size_t size, struct buf *out)
{
    BUF_LOCAL struct buf body = {0}, at = {0}, hlc = {0};
    struct zone *zone = zone_new_fixed(7200);
    msec_t wall = civil_days(2022, 5, 18) * MSEC_DAY + 7 * MSEC_HOUR + number * 3 * MSEC_MINUTE;
    zone_write(zone, wall, true, &at);
    hlc_write(&(struct hlc){.msec = wall}, &hlc);
    zone_free(zone);
    buf_add_format(&body, "id: \"" LAUNCH "-%u\"\nhlc: \"%s\"\nat: \"%s\"\nprev: \"%016x\"\n",
                   number, buf_text(&hlc), buf_text(&at), 0);
    buf_add(&body, fields, size);
    size_t from = out->size + 1;
    buf_add_format(out, "\n--- # r %u %zu\n", number, body.size);
    buf_add(out, body.bytes, body.size);
    uint32_t crc = crc32c(0, out->bytes + from, out->size - from);
    buf_add_format(out, "... # end %u crc32c=%08" PRIx32 "\n", number, crc);
}

/* Paragraphs, as the frames of one launch. */
static void write_journal(const char *text, const char *end, struct buf *out)
{
    static const char launch[] =
        "op: \"launch\"\ndais: \"1\"\nwriter: \"0000000000008\"\nname: \"Colleague\"\n";
    add_frame(1, launch, sizeof launch - 1, out);
    for (unsigned number = 2; text < end && number < EVENTS_MOST; number++) {
        const char *stop = text;
        while (stop < end && !(stop + 1 < end && stop[0] == '\n' && stop[1] == '\n'))
            stop++;
        stop += stop < end;
        add_frame(number, text, (size_t)(stop - text), out);
        text = stop + (stop < end);
    }
}

static const char *write_said(const char *id, const char *many, long count)
{
    return many != NULL && count != 1 ? many : id;
}

static void check_log(const struct session *session)
{
    for (size_t i = 0; i < session_log_count(session); i++) {
        struct message text = {0};
        BUF_LOCAL struct buf said = {0};
        session_describe(session, session_log_at(session, i)->event, NULL, &text);
        message_write(&text, write_said, &said);
        must(text.id != NULL && said.size > 0, "an event can be told");
        message_finish(&text);
    }
}

static void check_clock(const struct session *session)
{
    const struct timekeeper *timekeeper = session_timekeeper(session);
    msec_t wall = civil_days(2022, 5, 18) * MSEC_DAY + 6 * MSEC_HOUR;
    for (int hour = 0; hour < 12; hour += 2, wall += 2 * MSEC_HOUR) {
        struct instant now = {.wall = wall, .boot = wall, .boot_id = 7};
        struct reading reading;
        struct forecast forecast;
        timekeeper_read(timekeeper, &now, &reading);
        must(reading.slot == SLOT_NONE || reading.elapsed >= 0, "elapsed is never negative");
        forecast_make(timekeeper, &now, &forecast);
        forecast_finish(&forecast);
    }
}

/* What the session says, to be held against another's. */
static void write_reports(const struct session *session, struct buf *out)
{
    static const struct {
        enum report_what what;
        const char *format;
    } wanted[] = {{REPORT_REPORT, "json"}, {REPORT_REPORT, "md"}, {REPORT_TIMING, "csv"}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        struct report_options options = {.what = wanted[i].what, .language = "en"};
        struct report *report = report_make(session, &options);
        export_find(wanted[i].format)->write(report, NULL, out);
        report_free(report);
        if (i < 2) /* lines of CSV end with CR and LF */
            must_be_text(buf_text(out));
    }
}

/* The same events, the last first, one by one. */
static struct session *turn_about(const struct session *session)
{
    struct session *other = session_new(session_programme(session));
    for (size_t i = session_log_count(session); i-- > 0;)
        (void)session_apply_take(other, event_dup(session_log_at(session, i)->event));
    return other;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size == 0)
        return 0;
    BUF_LOCAL struct buf journal = {0}, here = {0}, there = {0};
    prepared_put((enum scenario)(bytes[0] % SCENARIO_COUNT));
    write_journal((const char *)bytes + 1, (const char *)bytes + size, &journal);
    memory_disc_put(PREPARED_SESSION "/journal/" LAUNCH ".yaml", journal.bytes, journal.size);
    struct folder *folder = prepared_open();
    const struct session *session = folder_session(folder);
    check_log(session);
    check_clock(session);
    write_reports(session, &here);
    struct session *other = turn_about(session);
    write_reports(other, &there);
    must(here.size == there.size && memcmp(here.bytes, there.bytes, here.size) == 0,
         "events in any order are the same session");
    session_free(other);
    struct drafts drafts = {0};
    must(folder_list_drafts(folder, &drafts) == 0, "drafts can be listed");
    drafts_finish(&drafts);
    folder_close(folder);
    must(memory_disc_count_open() == 0, "what was opened is closed");
    return 0;
}
