/*
 * A programme of 4 MB read whole, findings and all, beside the bare parse of its bytes into events
 * by libyaml, in the same run and by turns; and the memory of it, in multiples of the file, as a
 * child that does nothing else needs it beside the file. Three shapes: one like a real session in
 * two languages, one of short texts only, one of long ones. The best of some rounds counts, in time
 * of the processor.
 */
#define _GNU_SOURCE /* wait4 */
#include <malloc.h> /* malloc_trim */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <dais/base/buf.h>
#include <dais/store/programme_read.h>

#include "bare.h"

enum { SIZE = PROGRAMME_SIZE_MAX - 4096, ROUNDS = 7, PEOPLE = 400 };

/* ---- the programmes ---- */

static void write_people(struct buf *out)
{
    buf_add_text(out, "people:\n");
    for (unsigned i = 0; i < PEOPLE; i++)
        buf_add_format(out,
                       "  person%u: {name: Person %u, honorific: {en: Mr, fr: M.}, title: Mayor, "
                       "affiliation: City %u}\n",
                       i, i, i);
}

static void write_lifelike(struct buf *out, unsigned i)
{
    buf_add_format(
        out,
        "      - time: %02u:00–%02u:00\n"
        "        title:\n"
        "          en: High-level panel %u on what cities need\n"
        "          fr: Panel de haut niveau %u, ce qu'il faut aux villes\n"
        "        kind: panel\n"
        "        speakers: [person%u, {who: person%u, minutes: 10}, person%u]\n"
        "        moderators: [{organisation: Samuel Hall}]\n"
        "        objective: {en: See who can do what, fr: Voir qui peut faire quoi}\n"
        "        guiding_questions:\n"
        "          - en: Who pays for what cities do without a mandate?\n"
        "            fr: Qui paie ce que les villes font sans mandat ?\n"
        "          - en: >-\n"
        "              What has been tried in cities of middle size, and what became\n"
        "              of it once the project had ended?\n"
        "            fr: >-\n"
        "              Qu'a-t-on essayé dans les villes moyennes, et qu'en est-il resté\n"
        "              une fois le projet terminé ?\n",
        8 + i % 10, 9 + i % 10, i, i, i % PEOPLE, (i + 1) % PEOPLE, (i + 2) % PEOPLE);
}

static void write_short(struct buf *out, unsigned i)
{
    buf_add_format(out,
                   "      - {time: %u:%02u–%u:%02u, title: Talk %u, kind: panel, room: %u, "
                   "speakers: [person%u, person%u], items: [a, b, c]}\n",
                   8 + i % 32 / 4, i % 4 * 15, 8 + (i % 32 + 1) / 4, (i + 1) % 4 * 15, i, i % 9,
                   i % PEOPLE, (i + 1) % PEOPLE);
}

static void write_long(struct buf *out, unsigned i)
{
    buf_add_format(out, "      - time: %02u:00–%02u:00\n        title: Talk %u\n        note: >-\n",
                   8 + i % 10, 9 + i % 10, i);
    for (unsigned line = 0; line < 40; line++)
        buf_add_text(out, "          Cities lead where mandates are unclear: réfugiés et villes "
                          "d’accueil, several years of it.\n");
}

static const struct shape {
    const char *name;
    void (*write_slot)(struct buf *out, unsigned i);
    unsigned a_day; /* slots */
    double time;    /* of libyaml's, at most */
    double memory;  /* of the file's size, at most, beside the file itself */
} shapes[] = {
    {"lifelike", write_lifelike, 10, 1.75, 4},
    {"short", write_short, 32, 2.1, 15},
    {"long", write_long, 10, 1.95, 4},
};
enum { SHAPES = sizeof shapes / sizeof *shapes };

static void write_programme(const struct shape *shape, size_t least, struct buf *out)
{
    buf_add_text(out, "title: {en: Many, fr: Beaucoup}\ntimezone: UTC\ndate: 2022-05-18\n");
    write_people(out);
    buf_add_text(out, "days:\n");
    for (unsigned i = 0; out->size < least; i++) {
        if (i % shape->a_day == 0)
            buf_add_format(out, "  - title: Day %u\n    slots:\n", i / shape->a_day + 1);
        shape->write_slot(out, i);
    }
}

/* ---- the two ways of reading them ---- */

static struct zone *find_zone(void *context, const char *name)
{
    (void)context;
    return strcmp(name, "UTC") == 0 ? zone_new_fixed(0) : NULL;
}

/* How many slots it has; errors end the program, for a refused file is none that was read. */
static size_t read_whole(const struct buf *bytes)
{
    struct programme_zones zones = {.find = find_zone};
    struct diags diags = {{0}};
    struct programme *programme =
        programme_read("many.yaml", bytes->bytes, bytes->size, &zones, &diags);
    if (programme == NULL) {
        BUF_LOCAL struct buf said = {0};
        diags_write(&diags, bytes->bytes, bytes->size, NULL, &said);
        (void)fprintf(stderr, "%.2000s", buf_text(&said));
        exit(EXIT_FAILURE);
    }
    size_t slots = programme->slots.count;
    programme_free(programme);
    diags_finish(&diags);
    return slots;
}

/* The most memory, in bytes, of a child that reads it, or does nothing. */
static double peak(const struct buf *bytes, bool reads)
{
    struct rusage usage;
    int status;
    malloc_trim(0); /* what was free would not count */
    pid_t child = fork();
    if (child == 0)
        _exit(reads && read_whole(bytes) == 0);
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0)
        exit(EXIT_FAILURE);
    return (double)usage.ru_maxrss * 1024;
}

/* First, while nothing was given back yet that would not count. */
static double measure_memory(const struct shape *shape)
{
    BUF_LOCAL struct buf bytes = {0};
    write_programme(shape, SIZE, &bytes);
    return (peak(&bytes, true) - peak(&bytes, false)) / (double)bytes.size;
}

static bool measure(const struct shape *shape, double memory)
{
    BUF_LOCAL struct buf bytes = {0};
    double best = 1e9, floor = 1e9;
    size_t slots = 0, events = 0;
    write_programme(shape, SIZE, &bytes);
    for (unsigned round = 0; round < ROUNDS; round++) {
        double begin = bare_cpu_ms();
        events = bare_parse(&bytes);
        double parsed = bare_cpu_ms();
        slots = read_whole(&bytes);
        double took = bare_cpu_ms() - parsed;
        floor = parsed - begin < floor ? parsed - begin : floor;
        best = took < best ? took : best;
    }
    bool good = best <= shape->time * floor && memory <= shape->memory;
    printf(
        "%-9s %zu bytes, %6zu slots, %6zu events: %6.1f ms, libyaml %6.1f ms: %.2f times; memory "
        "%.2f times its size%s\n",
        shape->name, bytes.size, slots, events, best, floor, best / floor, memory,
        good ? "" : ": too much");
    return good;
}

int main(void)
{
    double memory[SHAPES];
    bool good = true;
    BUF_LOCAL struct buf small = {0};
    write_programme(&shapes[0], SIZE / 64, &small);
    read_whole(&small); /* libraries come into memory */
    for (size_t i = 0; i < SHAPES; i++)
        memory[i] = measure_memory(&shapes[i]);
    for (size_t i = 0; i < SHAPES; i++)
        good = measure(&shapes[i], memory[i]) && good;
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
