/*
 * Everything that can be asked of a record, one behind the other.
 */
#include "said.h"

#include <check.h>
#include <string.h>

#include <dais/export/export.h>
#include <dais/export/json_outputs.h>
#include <dais/store/journal_digests.h>
#include <laptop.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const languages[] = {"en", "fr", "en,fr"};

static void write_report(const struct session *session, const struct exporter *exporter,
                         const struct report_options *options, struct buf *out)
{
    struct report *report = journal_digests_make_report(session, options);
    buf_add_format(out, "\n== %s %s %s\n", exporter->name, report_what_name(options->what),
                   options->language);
    exporter->write(report, NULL, out);
    report_free(report);
}

/* Of all combinations there are, possible or not. */
static size_t combinations(void)
{
    return export_count() * REPORT_WHAT_COUNT * COUNT(languages);
}

size_t said_turns(void)
{
    return combinations() + 2;
}

/* One combination; an impossible one is nothing. */
static void write_turn(const struct session *session, msec_t now, size_t turn, struct buf *out)
{
    if (turn == combinations()) {
        json_write_people(session, &(struct instant){.wall = now}, "en", out);
    } else if (turn > combinations()) {
        json_write_programme(session, out);
    } else {
        const struct exporter *exporter = export_at(turn % export_count());
        turn /= export_count();
        struct report_options options = {.what = (enum report_what)(turn % REPORT_WHAT_COUNT),
                                         .language = languages[turn / REPORT_WHAT_COUNT],
                                         .as_run = true};
        bool two = strchr(options.language, ',') != NULL;
        if (export_can(exporter, options.what) && !(two && exporter->one_language))
            write_report(session, exporter, &options, out);
    }
}

static void write_log(const struct session *session, struct buf *out)
{
    for (size_t i = 0; i < session_log_count(session); i++) {
        const struct logged *logged = session_log_at(session, i);
        struct message text = {0};
        session_describe(session, logged->event, "en", &text);
        buf_add_format(out, "%s%s: ", session_writer_name(session, &logged->writer),
                       logged->fork ? " (fork)" : "");
        message_write(&text, NULL, out);
        buf_add_char(out, '\n');
        message_finish(&text);
    }
}

void said_write(const struct session *session, msec_t now, size_t turn, struct buf *out)
{
    static const char *const always[] = {"md", "json", "csv"};
    const struct record *record = session_record(session);
    const struct instant instant = {.wall = now, .boot = now, .boot_id = 7};
    const struct report_options options = {.what = REPORT_REPORT, .language = "en"};
    session_dump(session, now, true, out);
    write_log(session, out);
    json_write_entries(session, (const struct entry *const *)record->entries.items,
                       record->entries.count, "en", out);
    json_write_status(session, &instant, "en", out);
    for (size_t i = 0; i < COUNT(always); i++)
        write_report(session, export_find(always[i]), &options, out);
    write_turn(session, now, turn, out);
}
