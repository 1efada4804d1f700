/*
 * What a key costs in a text, by the size of the text: typed, broken into rows, drawn on a canvas
 * of 80 × 24, at the beginning, in the middle and at the end, in scripts of every width, as one
 * paragraph or many. A key in 100 kB may cost 1.25 of what it costs in a text that just fills the
 * view, and 25 µs more, which nobody can see; where it costs more, the benchmark fails. A word of
 * 100 kB is another matter: each of its rows changes with each key. That may take a frame.
 *
 * Both texts are typed into by turns, so that what else the machine does meets both. Each figure is
 * the median of many keys.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <dais/tui/text_area.h>

enum { SMALL = 4000, LARGE = 100000, KEYS = 401, COLUMNS = 80, ROWS = 24 };
static const double most = 1.25;

static const struct {
    const char *name;
    const char *piece; /* the text is made of it */
    double slack;      /* µs that a key in the large one may cost more */
} texts[] = {
    {"paragraphs",
     "Cities lead where mandates are unclear, and pay for what they lead.\n"
     "Réfugiés et villes d’accueil: who speaks for whom?\n",
     25},
    {"one paragraph", "Cities lead where mandates are unclear, and pay for what they lead. ", 25},
    {"Arabic", "نحتاج إلى إشراك المدن الوسيطة في القرار، وإلى تمويلها. ", 25},
    {"Chinese", "中等城市是移民治理的行动者和伙伴，", 25},
    {"one word", "abcdefghijklmnopqrstuvwxyz", 16000},
    {"short lines", "a\nbb\n\n", 25},
};
enum { TEXTS = sizeof texts / sizeof *texts };

static int64_t nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static struct text_area *area_of(const char *piece, size_t size)
{
    struct text_area *area = text_area_new(TEXT_AREA_LINES, LARGE + 2000);
    BUF_LOCAL struct buf text = {0};
    while (text.size + strlen(piece) <= size)
        buf_add_text(&text, piece);
    text_area_set_text(area, buf_text(&text), text.size);
    return area;
}

/* Nanoseconds of one key and its picture. */
static int64_t press(struct text_area *area, struct canvas *canvas, char c)
{
    struct key key = {.code = (uint32_t)(unsigned char)c};
    int64_t begin = nanoseconds();
    enum text_area_result result = text_area_type(area, &key);
    text_area_draw(area, canvas, canvas_area(canvas), ROLE_INPUT, true);
    int64_t took = nanoseconds() - begin;
    if (result != TEXT_AREA_CHANGED)
        abort();
    return took;
}

static int by_size(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static double median(int64_t *times)
{
    qsort(times, KEYS, sizeof *times, by_size);
    return (double)times[KEYS / 2] / 1000;
}

/* Both texts, the cursor at so many parts of four. True: the large one is as quick. */
static bool measure(struct text_area *areas[2], struct canvas *canvas, int quarters, double more)
{
    static int64_t times[2][KEYS];
    for (int i = 0; i < 2; i++) {
        text_area_set_cursor(areas[i], text_area_size(areas[i]) * (size_t)quarters / 4);
        press(areas[i], canvas, 'x');
    }
    for (int key = 0; key < KEYS; key++)
        for (int i = 0; i < 2; i++)
            times[(key + i) % 2][key] = press(areas[(key + i) % 2], canvas, "words "[key % 6]);
    double small = median(times[0]), large = median(times[1]);
    bool good = large <= most * small + more;
    printf("%10.1f %8.1f %6.2f%s", small, large, large / small, good ? " " : "!");
    return good;
}

int main(void)
{
    bool good = true;
    struct canvas *canvas = canvas_new(COLUMNS, ROWS, CHARSET_FULL);
    printf("µs a key in %d bytes, in %d, ratio; at the beginning, in the middle, at the end\n",
           SMALL, LARGE);
    for (size_t i = 0; i < TEXTS; i++) {
        struct text_area *areas[] = {area_of(texts[i].piece, SMALL),
                                     area_of(texts[i].piece, LARGE)};
        printf("%-14s", texts[i].name);
        for (int quarters = 0; quarters <= 4; quarters += 2)
            good = measure(areas, canvas, quarters, texts[i].slack) && good;
        printf("\n");
        text_area_free(areas[0]);
        text_area_free(areas[1]);
    }
    canvas_free(canvas);
    return good ? 0 : 1;
}
