/*
 * A report of 10,000 entries in each format, and as a calendar a programme of 10,000 slots: beside
 * a bare loop that writes the same bytes, of which text and data may cost three times as much, and
 * beside half a second for DOCX and ODT. The best of some rounds counts, in time of the processor.
 * YAML and iCalendar have no promise to keep and are there to be seen. What the whole program
 * takes, and its memory, is in exports.py.
 */
#include <stdio.h>
#include <stdlib.h>

#include <dais/export/export.h>

#include "bare.h"
#include "laptop.h"
#include "programmes.h"

enum { MANY = 10000, ROUNDS = 7, DAY_SLOTS = 1000 };
static const double most_ratio = 3, most_ms = 500;

/* Milliseconds of a loop that writes these bytes one by one. */
static double bare_ms(const struct buf *bytes, FILE *sink)
{
    double begin = bare_cpu_ms();
    for (size_t i = 0; i < bytes->size; i++)
        (void)fputc(bytes->bytes[i], sink);
    (void)fflush(sink);
    return bare_cpu_ms() - begin;
}

static bool measure(const struct report *report, const char *format, FILE *sink)
{
    const struct exporter *exporter = export_find(format);
    double best = 1e9, bare = 1e9;
    size_t size = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        BUF_LOCAL struct buf out = {0};
        double begin = bare_cpu_ms();
        exporter->write(report, NULL, &out);
        double took = bare_cpu_ms() - begin, floor = bare_ms(&out, sink);
        best = took < best ? took : best;
        bare = floor < bare ? floor : bare;
        size = out.size;
    }
    bool good = exporter->packed ? best <= most_ms : best <= most_ratio * bare;
    printf("%-5s %9zu bytes %7.1f ms, a bare loop %6.1f ms, %5.2f times%s\n", format, size, best,
           bare, best / bare, good ? "" : ": too slow");
    return good;
}

/* Entries of one kind after the other; one in twenty is in the other language. */
static void add_entries(struct laptop *laptop, msec_t start)
{
    for (unsigned i = 0; i < MANY; i++) {
        struct wish wish = {
            .verb = WISH_ADD,
            .kind = (enum entry_kind)(i % ENTRY_KIND_COUNT),
            .fields = {
                .text = "Cities lead where mandates are unclear, and pay for what they lead: "
                        "réfugiés & villes d’accueil, budgets of the council, several years of "
                        "housing, schools, transit and data between intermediary cities and those "
                        "who fund them.",
                .addressee = "donors",
                .language = i % 20 == 0 ? "fr" : NULL}};
        laptop_at(laptop, start + (msec_t)i * MSEC_SECOND);
        if (laptop_wish(laptop, &wish, NULL) == NULL)
            abort();
    }
}

static bool measure_entries(FILE *sink)
{
    static const char *const formats[] = {"md", "html", "csv", "json", "yaml", "docx", "odt"};
    struct programme *programme = programme_sou88();
    struct laptop laptop;
    laptop_init(&laptop, programme, 1, 1, 0);
    add_entries(&laptop, zone_instant(programme->zone, programme->date, AT(9, 0)));
    const struct report_options options = {.what = REPORT_REPORT, .language = "en"};
    struct report *report = report_make(laptop.session, &options);
    bool good = true;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        good = measure(report, formats[i], sink) && good;
    report_free(report);
    laptop_finish(&laptop);
    programme_free(programme);
    return good;
}

/* A minute each, so many a day. */
static bool measure_slots(FILE *sink)
{
    struct given_slot *slots = mem_new(MANY, sizeof *slots);
    for (int i = 0; i < MANY; i++)
        slots[i] = (struct given_slot){.day = (size_t)i / DAY_SLOTS,
                                       .start = i % DAY_SLOTS,
                                       .end = i % DAY_SLOTS + 1,
                                       .kind = SLOT_PANEL};
    struct programme *programme = programme_given("EAT-3", "2022-05-18", slots, MANY);
    struct session *session = session_new(programme);
    const struct report_options options = {.what = REPORT_PROGRAMME, .language = "en"};
    struct report *report = report_make(session, &options);
    bool good = measure(report, "ics", sink);
    report_free(report);
    session_free(session);
    programme_free(programme);
    free(slots);
    return good;
}

int main(void)
{
    FILE *sink = fopen("/dev/null", "w");
    if (sink == NULL)
        return EXIT_FAILURE;
    bool good = measure_entries(sink);
    good = measure_slots(sink) && good;
    (void)fclose(sink);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
