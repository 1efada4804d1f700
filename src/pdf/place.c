/*
 * One walk from the first strip to the last. Strips that are kept with the next one make a chain;
 * it goes where all of it fits, and where no page holds it, it is broken like anything else.
 */
#include "place.h"

/* A head as high as this part of a page leaves too little for rows. */
static const float head_most = 0.5F;

/* Where the next strip goes. */
struct place {
    float height; /* of a page */
    uint32_t page;
    float y;
    bool empty; /* nothing stands on the page yet */
};

size_t place_head_first(const struct strip *strips, size_t index)
{
    while (index > 0 && strips[index - 1].table == strips[index].table)
        index--;
    return index;
}

float place_head_height(const struct strip *strips, size_t index, float height)
{
    float sum = 0;
    if (strips[index].table == 0 || strips[index].head)
        return 0;
    size_t first = place_head_first(strips, index);
    for (size_t i = first; strips[i].table == strips[index].table && strips[i].head; i++)
        sum += strips[i].height;
    return sum <= height * head_most ? sum : 0;
}

static void begin_page(struct place *place, const struct strip *strips, size_t index)
{
    if (!place->empty)
        place->page++;
    place->y = place_head_height(strips, index, place->height);
    place->empty = true;
}

/* The last strip of the chain that begins with this one. */
static size_t chain_end(const struct strip *strips, size_t index, size_t count)
{
    while (index + 1 < count && strips[index].keep)
        index++;
    return index;
}

static float chain_height(const struct strip *strips, size_t from, size_t to)
{
    float sum = 0;
    for (size_t i = from; i <= to; i++)
        sum += strips[i].height + (i > from ? strips[i].before : 0);
    return sum;
}

static bool fits(const struct place *place, float before, float height)
{
    return place->y + (place->empty ? 0 : before) + height <= place->height;
}

static void put(struct place *place, struct strip *strip)
{
    strip->y = place->y + (place->empty ? 0 : strip->before);
    strip->page = place->page;
    place->y = strip->y + strip->height;
    place->empty = false;
}

uint32_t place_strips(struct strip *strips, size_t count, float height)
{
    struct place place = {.height = height, .empty = true};
    for (size_t i = 0, end; i < count; i = end + 1) {
        end = chain_end(strips, i, count);
        if (!fits(&place, strips[i].before, chain_height(strips, i, end)) && !place.empty)
            begin_page(&place, strips, i);
        for (size_t j = i; j <= end; j++) {
            if (!fits(&place, strips[j].before, strips[j].height) && !place.empty)
                begin_page(&place, strips, j);
            put(&place, &strips[j]);
        }
    }
    return place.page + 1;
}
