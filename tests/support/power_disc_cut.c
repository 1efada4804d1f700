/*
 * What is found on a disc in memory once power is back: a copy in which each sector, length and
 * name that was not synced has met its fate.
 */
#include "power_disc_node.h"

#include <string.h>

enum { SECTOR = 512 /* bytes */ };

enum fate { FATE_KEPT, FATE_ZERO, FATE_STALE, FATE_GARBAGE, FATE_TORN, FATE_COUNT };

/* What became of a file's sectors; and what lay there before. */
struct ruin {
    const struct power_disc *disc;
    struct disc_node *copy;
    const struct buf *stale; /* one file for all of it; NULL: each sector is of any */
    struct chance *chance;
};

static const struct buf *some_old(const struct ruin *ruin)
{
    unsigned count = (unsigned)ruin->disc->nodes.count;
    return &ruin->disc->nodes.items[chance_below(ruin->chance, count)]->bytes;
}

/* What lies in bytes that never came: `from` … `to`, but for those that were synced. */
static void spoil(const struct ruin *ruin, size_t from, size_t to, enum fate fate)
{
    struct disc_node *copy = ruin->copy;
    const struct buf *old = ruin->stale != NULL ? ruin->stale : some_old(ruin);
    size_t sectors = old->size / SECTOR + 1;
    size_t stale = from / SECTOR * SECTOR;
    if (ruin->stale == NULL)
        stale = chance_below(ruin->chance, (unsigned)sectors) * SECTOR;
    for (size_t i = from; i < to; i++) {
        if (copy->state.bytes[i] == SYNCED)
            continue;
        char byte = '\0';
        if (fate == FATE_STALE && stale + i % SECTOR < old->size)
            byte = old->bytes[stale + i % SECTOR];
        if (fate == FATE_GARBAGE)
            byte = (char)(chance_next(ruin->chance) >> 32);
        copy->bytes.bytes[i] = byte;
    }
}

static bool is_whole(const struct disc_node *copy, size_t from, size_t to)
{
    return memchr(copy->state.bytes + from, DIRTY, to - from) == NULL &&
           memchr(copy->state.bytes + from, LOST, to - from) == NULL;
}

bool power_disc_at_stake(const struct power_disc *disc)
{
    for (size_t i = 0; i < disc->nodes.count; i++) {
        const struct disc_node *node = disc->nodes.items[i];
        if (node->bytes.size > 0 && !is_whole(node, 0, node->bytes.size))
            return true;
        for (size_t at = 0; at < node->names.count; at++) {
            if (node->names.items[at].was.count > 1)
                return true;
        }
    }
    return false;
}

static void spoil_sectors(const struct ruin *ruin, bool alike)
{
    struct chance *chance = ruin->chance;
    size_t length = ruin->copy->bytes.size;
    enum fate same = (enum fate)chance_below(chance, FATE_COUNT);
    for (size_t sector = 0; sector < length; sector += SECTOR) {
        size_t from = sector;
        size_t end = sector + SECTOR < length ? sector + SECTOR : length;
        enum fate fate = alike ? same : (enum fate)chance_below(chance, FATE_COUNT);
        if (fate == FATE_TORN) {
            from += chance_below(chance, (unsigned)(end - sector));
            fate = FATE_ZERO + chance_below(chance, FATE_TORN - FATE_ZERO);
        }
        if (fate != FATE_KEPT && !is_whole(ruin->copy, from, end))
            spoil(ruin, from, end, fate);
    }
}

static void spoil_file(const struct power_disc *disc, struct disc_node *copy, enum disc_cut cut,
                       struct chance *chance)
{
    size_t length = copy->bytes.size;
    struct ruin ruin = {.disc = disc, .copy = copy, .chance = chance};
    if (length == 0 || is_whole(copy, 0, length))
        return;
    if (cut == CUT_ALL)
        length = copy->length;
    else if (length > copy->length && chance_percent(chance, 40))
        length -= chance_below(chance, (unsigned)(length - copy->length) + 1);
    buf_cut(&copy->bytes, length);
    if (cut == CUT_ALL && length > 0)
        spoil(&ruin, 0, length, FATE_ZERO);
    if (cut == CUT_ALL)
        return;
    if (chance_percent(chance, 50))
        ruin.stale = some_old(&ruin);
    spoil_sectors(&ruin, chance_percent(chance, 30));
}

static struct disc_node *copy_node(const struct power_disc *disc, struct disc_node *node,
                                   enum disc_cut cut, struct chance *chance, struct power_disc *to);

/* Into a folder: after a kill with all that the name was, else with one of it. */
static void copy_name(const struct power_disc *disc, const struct disc_name *name,
                      enum disc_cut cut, struct chance *chance, struct power_disc *to,
                      struct disc_node *folder)
{
    size_t first = 0, last = name->was.count - 1;
    if (cut == CUT_ALL)
        last = 0;
    else if (cut == CUT_SOME)
        first = last = chance_below(chance, (unsigned)name->was.count);
    if (first == last && name->was.items[first] == NULL)
        return;
    struct disc_name fresh = {.name = mem_dup(name->name)};
    for (size_t i = first; i <= last; i++) {
        struct disc_node *was = name->was.items[i];
        array_push(&fresh.was, was != NULL ? copy_node(disc, was, cut, chance, to) : NULL);
    }
    array_push(&folder->names, fresh);
}

static struct disc_node *copy_node(const struct power_disc *disc, struct disc_node *node,
                                   enum disc_cut cut, struct chance *chance, struct power_disc *to)
{
    if (node->copy != NULL)
        return node->copy;
    struct disc_node *copy = disc_node_add(to, node->folder, node->mode, node->region);
    node->copy = copy;
    copy->changed = node->changed;
    buf_add(&copy->bytes, node->bytes.bytes, node->bytes.size);
    buf_add(&copy->state, node->state.bytes, node->state.size);
    copy->length = node->length;
    if (cut != CUT_NOTHING)
        spoil_file(disc, copy, cut, chance);
    if (cut != CUT_NOTHING)
        disc_node_settle(copy);
    for (size_t i = 0; i < node->names.count; i++)
        copy_name(disc, &node->names.items[i], cut, chance, to, copy);
    return copy;
}

void power_disc_cut(const struct power_disc *disc, enum disc_cut cut, struct chance *chance,
                    struct power_disc *ret_disc)
{
    power_disc_init(ret_disc);
    disc_node_free(ret_disc->root);
    ret_disc->nodes.count = 0;
    ret_disc->ticks = disc->ticks;
    ret_disc->root = copy_node(disc, disc->root, cut, chance, ret_disc);
    for (size_t i = 0; i < disc->nodes.count; i++)
        disc->nodes.items[i]->copy = NULL;
}
