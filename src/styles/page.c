/*
 * Lengths as both formats write them, whatever the locale; and sensible bounds: a page that has no
 * room for a text is no page.
 */
#include "page.h"

#include <stddef.h>
#include <string.h>

#include "readers.h"

enum {
    LENGTH_MOST = 31680, /* twips: 22 inches, the largest page there is */
    TEXT_LEAST = 2880,   /* twips: 2 inches of text each way */
};

/* Twips of a unit times 1000. 0: there is no such unit. */
static long unit_of(const char *text)
{
    static const struct {
        const char *name;
        long twips; /* thousandths */
    } units[] = {{"", 1000},    {"pt", 20000},  {"in", 1440000}, {"cm", 566929},
                 {"mm", 56693}, {"pc", 240000}, {"pi", 240000},  {"px", 15000}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(text, units[i].name) == 0)
            return units[i].twips;
    }
    return 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

long page_length(const char *text)
{
    enum { DIGITS_MOST = 6, FRACTION_MOST = 4 };
    if (text == NULL)
        return -1;
    text += *text == '-' ? 1 : 0;
    long value = 0, scale = 1; /* value / scale */
    int digits = 0, fraction = 0;
    for (; is_digit(*text); text++, digits++) {
        if (digits == DIGITS_MOST)
            return -1;
        value = value * 10 + (*text - '0');
    }
    if (*text == '.') {
        for (text++; is_digit(*text); text++) {
            if (fraction++ >= FRACTION_MOST)
                continue;
            value = value * 10 + (*text - '0');
            scale *= 10;
        }
    }
    long unit = unit_of(text);
    if (digits == 0 || unit == 0)
        return -1;
    long long twips = ((long long)value * unit / scale + 500) / 1000;
    return twips <= LENGTH_MOST ? (long)twips : -1;
}

bool page_answer(const struct page *page, json_t *answer)
{
    static const char *const names[PAGE_COUNT] = {
        [PAGE_WIDTH] = "width",   [PAGE_HEIGHT] = "height", [PAGE_TOP] = "top",
        [PAGE_RIGHT] = "right",   [PAGE_BOTTOM] = "bottom", [PAGE_LEFT] = "left",
        [PAGE_HEADER] = "header", [PAGE_FOOTER] = "footer", [PAGE_GUTTER] = "gutter",
    };
    const long *twips = page->twips;
    for (int i = 0; i < PAGE_HEADER; i++) {
        if (twips[i] < 0)
            return false;
    }
    long gutter = twips[PAGE_GUTTER] > 0 ? twips[PAGE_GUTTER] : 0;
    if (twips[PAGE_WIDTH] - twips[PAGE_LEFT] - twips[PAGE_RIGHT] - gutter < TEXT_LEAST ||
        twips[PAGE_HEIGHT] - twips[PAGE_TOP] - twips[PAGE_BOTTOM] < TEXT_LEAST)
        return false;
    json_t *object = json_object();
    for (int i = 0; i < PAGE_COUNT; i++)
        styles_set(object, names[i], json_integer(twips[i] > 0 ? twips[i] : 0));
    styles_set(answer, "page", object);
    return true;
}
