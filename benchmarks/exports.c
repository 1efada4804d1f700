/*
 * A report of 10,000 entries in each format of running text: beside a bare loop that writes the
 * same bytes, of which Markdown and HTML may cost three times as much, and beside half a second for
 * DOCX and ODT. The best of some rounds counts, in time of the processor.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <dais/export/export.h>

enum { ENTRIES = 10000, NODES = 2 * ENTRIES, ROUNDS = 7 };
static const double most_ratio = 3, most_ms = 500;

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

static void put(struct report_node *parent, struct report_node *node)
{
    if (parent->last == NULL)
        parent->first = node;
    else
        parent->last->next = node;
    parent->last = node;
}

/* Milliseconds of a loop that writes these bytes one by one. */
static double bare_ms(const struct buf *bytes, FILE *sink)
{
    double begin = now_ms();
    for (size_t i = 0; i < bytes->size; i++)
        (void)fputc(bytes->bytes[i], sink);
    (void)fflush(sink);
    return now_ms() - begin;
}

static bool measure(const struct report *report, const char *format, FILE *sink)
{
    const struct exporter *exporter = export_find(format);
    double best = 1e9, bare = 1e9;
    size_t size = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        BUF_LOCAL struct buf out = {0};
        double begin = now_ms();
        exporter->write(report, NULL, &out);
        double took = now_ms() - begin, floor = bare_ms(&out, sink);
        best = took < best ? took : best;
        bare = floor < bare ? floor : bare;
        size = out.size;
    }
    bool good = exporter->packed ? best <= most_ms : best <= most_ratio * bare;
    printf("%-5s %8zu bytes %7.1f ms, a bare loop %6.1f ms%s\n", format, size, best, bare,
           good ? "" : ": too slow");
    return good;
}

int main(void)
{
    static struct report_node nodes[NODES], list = {.kind = NODE_LIST, .name = "recommendations"};
    static struct report_node root = {.kind = NODE_SECTION};
    struct report report = {
        .language = "en", .title = "Many", .code = "MANY", .colon = ": ", .root = &root};
    for (size_t i = 0; i < NODES; i += 2) {
        nodes[i] = (struct report_node){
            .kind = NODE_ENTRY,
            .heading = "R1",
            .text =
                "Cities lead where mandates are unclear, and pay for what they lead: réfugiés & "
                "villes d’accueil, budgets of the council, several years of housing, schools, "
                "transit and data between intermediary cities and those who fund them.",
            .language = i % 20 == 0 ? "fr" : NULL};
        nodes[i + 1] = (struct report_node){
            .kind = NODE_FACT, .name = "addressee", .heading = "Addressed to", .text = "donors"};
        put(&nodes[i], &nodes[i + 1]);
        put(&list, &nodes[i]);
    }
    put(&root, &list);
    FILE *sink = fopen("/dev/null", "w");
    if (sink == NULL)
        return EXIT_FAILURE;
    bool good = true;
    static const char *const formats[] = {"md", "html", "docx", "odt"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        good = measure(&report, formats[i], sink) && good;
    (void)fclose(sink);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
