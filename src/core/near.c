/*
 * Near texts.
 *
 * A text is the set of its words, folded, and each word the set of its trigrams, with blanks at
 * its ends. Two texts are as near as the trigrams they share are many among those they have
 * (Dice). Pairs to compare come from lists of entries by word; a word that more than COMMON
 * entries have leads to none. Texts of the same words find each other whatever these are.
 */
#include <dais/core/near.h>

#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>

#include "table.h"

enum { COMMON = 64 }; /* entries that a word leads to, at most */

struct hashes {
    ARRAY_OF(uint64_t) list; /* ascending, each once */
};

/* A word, or a set of them, of one kind of entry. */
struct word {
    uint64_t hash;
    size_t entries;            /* how many have it */
    ARRAY_OF(uint32_t) having; /* in order; COMMON at most */
};

/* An entry being compared. */
struct item {
    const struct entry *entry;
    struct hashes words;
    struct hashes trigrams; /* empty until asked for */
};

struct finder {
    ARRAY_OF(struct item) items;
    struct table words;
    ARRAY_OF(struct word *) word_list; /* the same, owned */
    uint32_t *seen;                    /* by item: the one it was last compared with; 0: none yet */
};

static int compare_hashes(const void *a, const void *b)
{
    uint64_t one = *(const uint64_t *)a;
    uint64_t other = *(const uint64_t *)b;
    return (one > other) - (one < other);
}

static void hashes_sort(struct hashes *hashes)
{
    if (hashes->list.count == 0)
        return;
    qsort(hashes->list.items, hashes->list.count, sizeof *hashes->list.items, compare_hashes);
    size_t kept = 1;
    for (size_t i = 1; i < hashes->list.count; i++) {
        if (hashes->list.items[i] != hashes->list.items[kept - 1])
            hashes->list.items[kept++] = hashes->list.items[i];
    }
    hashes->list.count = kept;
}

static size_t hashes_shared(const struct hashes *a, const struct hashes *b)
{
    size_t shared = 0;
    for (size_t i = 0, k = 0; i < a->list.count && k < b->list.count;) {
        uint64_t one = a->list.items[i];
        uint64_t other = b->list.items[k];
        shared += one == other;
        i += one <= other;
        k += other <= one;
    }
    return shared;
}

struct range {
    uint32_t first;
    uint32_t last;
};

static bool is_among(uint32_t code, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    }
    return false;
}

/* Does it belong to a word? Outside ASCII all does but the usual punctuation. */
static bool is_letter(uint32_t code)
{
    static const struct range others[] = {
        {0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB9},     {0xBB, 0xBF},     {0x60C, 0x60D},
        {0x61B, 0x61F},   {0x66A, 0x66D},   {0x964, 0x965},   {0x2000, 0x206F}, {0x2190, 0x2BFF},
        {0x3000, 0x3020}, {0xFE30, 0xFE6B}, {0xFF01, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFFFD, 0xFFFD},
    };
    if (code < 0x80)
        return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
               (code >= 'A' && code <= 'Z');
    return !is_among(code, others, sizeof others / sizeof *others);
}

/* Of scripts that put no blanks between words, each letter counts as one. */
static bool is_alone(uint32_t code)
{
    static const struct range scripts[] = {
        {0xE00, 0xEFF},   {0x1000, 0x109F}, {0x1780, 0x17FF},   {0x3040, 0x30FF},
        {0x3400, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF},
    };
    return code >= 0xE00 && is_among(code, scripts, sizeof scripts / sizeof *scripts);
}

/* The next word of a folded text; false: there is none. */
static bool next_word(const char *text, size_t size, size_t *ref_at, size_t *ret_start)
{
    size_t at = *ref_at;
    size_t length = 0;
    while (at < size && !is_letter(utf8_decode(text + at, size - at, &length)))
        at += length;
    *ret_start = at;
    bool alone = false;
    while (at < size && !alone) {
        uint32_t code = utf8_decode(text + at, size - at, &length);
        alone = is_alone(code);
        if (!is_letter(code) || (alone && at > *ret_start))
            break;
        at += length;
    }
    *ref_at = at;
    return at > *ret_start;
}

/* The trigrams of one word, of code points, with two blanks before it and one behind. */
static void add_trigrams(const char *word, size_t size, struct hashes *trigrams)
{
    uint32_t window[3] = {' ', ' ', ' '};
    for (size_t at = 0; at <= size;) {
        size_t length = 1;
        window[0] = window[1];
        window[1] = window[2];
        window[2] = at < size ? utf8_decode(word + at, size - at, &length) : ' ';
        at += length;
        array_push(&trigrams->list, table_hash(TABLE_SEED, window, sizeof window));
    }
}

/* One of both may be NULL. `seed`: what else tells words apart. */
static void read_text(const char *text, uint64_t seed, struct hashes *words,
                      struct hashes *trigrams)
{
    struct buf folded = {0};
    utf8_fold(text, strlen(text), &folded);
    size_t start;
    for (size_t at = 0; next_word(buf_text(&folded), folded.size, &at, &start);) {
        const char *word = buf_text(&folded) + start;
        if (words != NULL)
            array_push(&words->list, table_hash(seed, word, at - start));
        if (trigrams != NULL)
            add_trigrams(word, at - start, trigrams);
    }
    if (words != NULL)
        hashes_sort(words);
    if (trigrams != NULL)
        hashes_sort(trigrams);
    buf_finish(&folded);
}

static unsigned percent_of(const struct hashes *one, const struct hashes *other)
{
    size_t all = one->list.count + other->list.count;
    return all == 0 ? 0 : (unsigned)(200 * hashes_shared(one, other) / all);
}

unsigned near_percent(const char *one, const char *other)
{
    struct hashes first = {0};
    struct hashes second = {0};
    read_text(one, 0, NULL, &first);
    read_text(other, 0, NULL, &second);
    unsigned percent = percent_of(&first, &second);
    free(first.list.items);
    free(second.list.items);
    return percent;
}

static bool word_is(const void *item, const void *key)
{
    return ((const struct word *)item)->hash == *(const uint64_t *)key;
}

static struct word *find_word(struct finder *finder, uint64_t hash)
{
    struct word *word = table_find(&finder->words, hash, word_is, &hash);
    if (word == NULL) {
        word = mem_new(1, sizeof *word);
        word->hash = hash;
        table_add(&finder->words, hash, word);
        array_push(&finder->word_list, word);
    }
    return word;
}

/* The words all together, as one more. */
static uint64_t hash_of_all(const struct item *item)
{
    return table_hash(TABLE_SEED, item->words.list.items,
                      item->words.list.count * sizeof *item->words.list.items);
}

static void note_word(struct finder *finder, uint64_t hash, size_t index)
{
    struct word *word = find_word(finder, hash);
    if (word->entries++ < COMMON)
        array_push(&word->having, (uint32_t)index);
}

static void take_entries(struct finder *finder, const struct record *record)
{
    for (size_t i = 0; i < record->entries.count; i++) {
        struct item item = {.entry = record->entries.items[i]};
        if (item.entry->standing == STANDING_WITHDRAWN)
            continue;
        unsigned kind = (unsigned)item.entry->kind;
        read_text(item.entry->text, table_hash(TABLE_SEED, &kind, sizeof kind), &item.words, NULL);
        size_t index = finder->items.count;
        array_push(&finder->items, item);
        for (size_t k = 0; k < item.words.list.count; k++)
            note_word(finder, item.words.list.items[k], index);
        if (item.words.list.count > 0)
            note_word(finder, hash_of_all(&item), index);
    }
    finder->seen = mem_new(finder->items.count + 1, sizeof *finder->seen);
}

/* Is one the other in another language? */
static bool are_translations(const struct entry *a, const struct entry *b)
{
    const struct entry *one = a->original != NULL ? a->original : a;
    const struct entry *other = b->original != NULL ? b->original : b;
    return one == other;
}

static const struct hashes *trigrams_of(struct item *item)
{
    if (item->trigrams.list.count == 0)
        read_text(item->entry->text, 0, NULL, &item->trigrams);
    return &item->trigrams;
}

/* How near two items are; 0: they share too few words to be worth a closer look. */
static unsigned compare(struct item *one, struct item *other)
{
    size_t fewer = one->words.list.count < other->words.list.count ? one->words.list.count
                                                                   : other->words.list.count;
    if (are_translations(one->entry, other->entry) ||
        2 * hashes_shared(&one->words, &other->words) < fewer)
        return 0;
    return percent_of(trigrams_of(one), trigrams_of(other));
}

/* Looks at each item before `index` that a word leads to, once. */
static void look(struct finder *finder, size_t index, struct near_pair *ref_best)
{
    struct item *item = &finder->items.items[index];
    size_t count = item->words.list.count;
    for (size_t k = 0; k <= count && ref_best->percent < 100; k++) {
        /* the same words first: nothing can be nearer */
        uint64_t hash = k == 0 ? hash_of_all(item) : item->words.list.items[k - 1];
        const struct word *word = find_word(finder, hash);
        if (k > 0 && word->entries > COMMON)
            continue;
        for (size_t i = 0; i < word->having.count && word->having.items[i] < index; i++) {
            uint32_t before = word->having.items[i];
            if (finder->seen[before] == index)
                continue;
            finder->seen[before] = (uint32_t)index;
            unsigned percent = compare(item, &finder->items.items[before]);
            if (percent <= ref_best->percent)
                continue;
            ref_best->percent = percent;
            ref_best->twin = finder->items.items[before].entry;
        }
    }
}

static void finder_finish(struct finder *finder)
{
    for (size_t i = 0; i < finder->items.count; i++) {
        free(finder->items.items[i].words.list.items);
        free(finder->items.items[i].trigrams.list.items);
    }
    for (size_t i = 0; i < finder->word_list.count; i++) {
        free(finder->word_list.items[i]->having.items);
        free(finder->word_list.items[i]);
    }
    free(finder->items.items);
    free(finder->word_list.items);
    free(finder->seen);
    table_finish(&finder->words);
}

void near_find(const struct record *record, struct near_pairs *ret_pairs)
{
    struct finder finder = {.seen = NULL};
    *ret_pairs = (struct near_pairs){.list = {.count = 0}};
    take_entries(&finder, record);
    for (size_t i = 1; i < finder.items.count; i++) {
        struct near_pair best = {.entry = finder.items.items[i].entry};
        if (finder.items.items[i].words.list.count > 0)
            look(&finder, i, &best);
        if (best.percent >= NEAR_LEAST)
            array_push(&ret_pairs->list, best);
    }
    finder_finish(&finder);
}

void near_pairs_finish(struct near_pairs *pairs)
{
    free(pairs->list.items);
}
