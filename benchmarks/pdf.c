/*
 * A report of 10,000 entries as PDF, through the helper program given: within three seconds and
 * 100 MB, and of twice as many within some twice the time. The best of some rounds counts,
 * in time of the processor.
 *
 *     pdf DAIS-PDF
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <dais/export/export.h>
#include <dais/os/memory_file.h>
#include <dais/os/process.h>

enum { ENTRIES = 20000, NODES = 2 * ENTRIES, ROUNDS = 3 };
static const double most_ms = 3000, most_mb = 100, most_ratio = 2.6;

/* Of the processor: ours and that of programs that have ended. */
static double now_ms(void)
{
    double sum = 0;
    static const int whose[] = {RUSAGE_SELF, RUSAGE_CHILDREN};
    for (size_t i = 0; i < 2; i++) {
        struct rusage usage;
        (void)getrusage(whose[i], &usage);
        sum += (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
               (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
    }
    return sum;
}

static void put(struct report_node *parent, struct report_node *node)
{
    if (parent->last == NULL)
        parent->first = node;
    else
        parent->last->next = node;
    parent->last = node;
    node->next = NULL;
}

/* Milliseconds from the tree to the finished file; below 0: it failed. */
static double make_ms(const char *program, const struct report *report, size_t *ret_size)
{
    const char *const words[] = {program, NULL};
    BUF_LOCAL struct buf bytes = {0}, made = {0};
    double begin = now_ms();
    export_find("pdf")->write(report, NULL, &bytes);
    struct memory_file output;
    int status = 1;
    if (memory_file_open(&output) < 0)
        return -1;
    struct process process;
    struct process_plan plan = {.words = words,
                                .input = bytes.bytes,
                                .input_size = bytes.size,
                                .collected = true,
                                .output = output.fd,
                                .errors = STDERR_FILENO};
    if (process_start(&process, &plan) < 0 || process_wait(&process, &status) < 0)
        return -1;
    double took = now_ms() - begin;
    int result = memory_file_take(&output, &made);
    memory_file_close(&output);
    *ret_size = made.size;
    return status == 0 && result == 0 && made.size > 0 ? took : -1;
}

static double best_ms(const char *program, struct report_node *nodes, size_t entries)
{
    struct report_node root = {.kind = NODE_SECTION};
    struct report_node list = {.kind = NODE_LIST, .name = "recommendations"};
    struct report report = {.language = "en",
                            .title = "Many",
                            .code = "MANY",
                            .colon = ": ",
                            .page = "Page {1} of {2}",
                            .root = &root};
    for (size_t i = 0; i < 2 * entries; i += 2) {
        nodes[i].first = nodes[i].last = NULL;
        put(&nodes[i], &nodes[i + 1]);
        put(&list, &nodes[i]);
    }
    put(&root, &list);
    double best = 1e9;
    size_t size = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        double took = make_ms(program, &report, &size);
        if (took < 0)
            exit(EXIT_FAILURE);
        best = took < best ? took : best;
    }
    struct rusage usage;
    (void)getrusage(RUSAGE_CHILDREN, &usage);
    printf("%6zu entries %9zu bytes %7.0f ms, at most %5.1f MB\n", entries, size, best,
           (double)usage.ru_maxrss / 1024);
    return best;
}

int main(int argc, char **argv)
{
    static struct report_node nodes[NODES];
    if (argc != 2)
        return EXIT_FAILURE;
    for (size_t i = 0; i < NODES; i += 2) {
        nodes[i] = (struct report_node){
            .kind = NODE_ENTRY,
            .heading = "R1",
            .text =
                "Cities lead where mandates are unclear, and pay for what they lead: réfugiés & "
                "villes d’accueil, budgets of the council, several years of housing, schools, "
                "transit and data between intermediary cities and those who fund them."};
        nodes[i + 1] = (struct report_node){
            .kind = NODE_FACT, .name = "addressee", .heading = "Addressed to", .text = "donors"};
    }
    double half = best_ms(argv[1], nodes, ENTRIES / 2);
    struct rusage usage;
    (void)getrusage(RUSAGE_CHILDREN, &usage);
    double mb = (double)usage.ru_maxrss / 1024;
    double whole = best_ms(argv[1], nodes, ENTRIES);
    bool good = half <= most_ms && mb <= most_mb && whole <= most_ratio * half;
    printf("%s\n", good ? "good" : "too slow or too large");
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
