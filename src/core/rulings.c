/*
 * Rulings, as a list in the order of the log: what holds is the last word about the slot, else
 * what the programme says of that slot, else the last word about the session. Sessions have a
 * handful of rulings, so the list is walked.
 */
#include <dais/core/rulings.h>

#include <stdlib.h>
#include <string.h>

void rulings_init(struct rulings *rulings, const struct programme *programme)
{
    *rulings = (struct rulings){.programme = programme};
}

void rulings_finish(struct rulings *rulings)
{
    free(rulings->list.items);
    *rulings = (struct rulings){0};
}

void rulings_clear(struct rulings *rulings)
{
    rulings->list.count = 0;
}

void rulings_add(struct rulings *rulings, const struct ruling *ruling)
{
    struct ruling added = *ruling;
    size_t count = rulings->list.count;
    if (count > 0 && event_place_compare(&added.from, &rulings->list.items[count - 1].from) < 0)
        added.from = rulings->list.items[count - 1].from; /* by a clock that stands behind */
    array_push(&rulings->list, added);
}

enum attribution attribution_stricter(enum attribution one, enum attribution other)
{
    return one > other ? one : other;
}

/* How many rulings stand before a place; NULL: all. */
static size_t count_before(const struct rulings *rulings, const struct event_place *place)
{
    size_t count = rulings->list.count;
    while (place != NULL && count > 0 &&
           event_place_compare(&rulings->list.items[count - 1].from, place) >= 0)
        count--;
    return count;
}

/* The last of the first `count` rulings about it that does not give it back; NULL: none. */
static const struct ruling *last_about(const struct rulings *rulings, size_t count,
                                       const char *slot)
{
    for (size_t i = count; i-- > 0;) {
        const struct ruling *ruling = &rulings->list.items[i];
        if (event_same_text(ruling->slot, slot))
            return ruling->as_planned ? NULL : ruling;
    }
    return NULL;
}

/* What holds after the first `count` rulings. */
static enum attribution rule_after(const struct rulings *rulings, size_t count, const char *slot)
{
    const struct programme *programme = rulings->programme;
    const struct ruling *own = slot == NULL ? NULL : last_about(rulings, count, slot);
    if (own != NULL)
        return own->rule;
    const struct slot *planned = slot == NULL ? NULL : programme_find_slot(programme, slot);
    const struct ruling *whole = last_about(rulings, count, NULL);
    if (planned != NULL && (planned->own_attribution || whole == NULL))
        return planned->attribution;
    return whole != NULL ? whole->rule : programme->attribution;
}

enum attribution rulings_at(const struct rulings *rulings, const char *slot,
                            const struct event_place *place)
{
    return rule_after(rulings, count_before(rulings, place), slot);
}

bool rulings_has_own(const struct rulings *rulings, const char *slot)
{
    if (slot == NULL || last_about(rulings, rulings->list.count, slot) != NULL)
        return true;
    const struct slot *planned = programme_find_slot(rulings->programme, slot);
    return planned != NULL && planned->own_attribution;
}

enum attribution rulings_over(const struct rulings *rulings, const char *slot,
                              const struct event_place *first, const struct event_place *last)
{
    size_t count = count_before(rulings, first);
    size_t end = count_before(rulings, last);
    enum attribution strictest = rule_after(rulings, count, slot);
    while (count < end)
        strictest = attribution_stricter(strictest, rule_after(rulings, ++count, slot));
    return strictest;
}

enum attribution rulings_person(const struct rulings *rulings, size_t person,
                                const struct event_place *place)
{
    const struct programme *programme = rulings->programme;
    enum attribution strictest = rulings_at(rulings, NULL, place);
    for (size_t i = 0; i < programme->slots.count; i++) {
        const struct slot *slot = &programme->slots.items[i];
        enum attribution rule = rulings_at(rulings, slot->id, place);
        if (rule > strictest && slot_has_part(slot, person))
            strictest = rule;
    }
    return strictest;
}
