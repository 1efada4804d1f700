/*
 * Finding in the text that is being written. All places are known while something is sought: they
 * are shown, and counted. They are found anew when the text was changed.
 */
#include "text_area_inner.h"

#include <stdint.h>
#include <string.h>

#include <dais/base/utf8.h>

void text_area_match(struct text_area *area)
{
    size_t at = 0;
    struct text_area_span span;
    if (area->sought.size == 0 || area->matched == area->version)
        return;
    if (area->folded_of != area->version)
        search_fold(buf_text(&area->text), area->text.size, &area->folded);
    area->folded_of = area->version;
    area->matched = area->version;
    area->matches.count = 0;
    area->match = SIZE_MAX;
    size_t behind = 0; /* half of a letter that folds to two is that letter once */
    while (search_next(&area->folded, buf_text(&area->sought), &at, &span.start, &span.size)) {
        if (span.start + span.size > behind)
            array_push(&area->matches, span);
        behind = span.start + span.size;
    }
}

size_t text_area_seek(struct text_area *area, const char *sought)
{
    buf_clear(&area->sought);
    utf8_fold(sought, strlen(sought), &area->sought);
    area->matched = UINT64_MAX;
    area->matches.count = 0;
    area->match = SIZE_MAX;
    text_area_match(area);
    if (area->sought.size == 0) {
        search_finish(&area->folded);
        area->folded_of = UINT64_MAX;
    }
    return area->matches.count;
}

/* How many places begin before a byte. */
static size_t matches_before(const struct text_area *area, size_t at)
{
    size_t low = 0, high = area->matches.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (area->matches.items[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t text_area_match_from(const struct text_area *area, size_t at)
{
    size_t before = matches_before(area, at);
    bool reaches =
        before > 0 &&
        area->matches.items[before - 1].start + area->matches.items[before - 1].size > at;
    return reaches ? before - 1 : before;
}

size_t text_area_find(struct text_area *area, size_t from, bool back)
{
    text_area_match(area);
    size_t count = area->matches.count;
    if (count == 0)
        return 0;
    size_t before = matches_before(area, from);
    if (back)
        area->match = before > 0 ? before - 1 : count - 1;
    else
        area->match = before < count ? before : 0;
    if (!area->mark_stays)
        text_area_unmark(area);
    area->cut_goes_on = false;
    text_area_go(area, text_area_snap(area, area->matches.items[area->match].start));
    return area->match + 1;
}
