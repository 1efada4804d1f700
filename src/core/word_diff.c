/*
 * The words and spaces of both texts become numbers, and their difference is looked for by Myers'
 * greedy search for the shortest script ("An O(ND) Difference Algorithm", 1986), which is quick
 * where little was changed. Where much was, it gives up after `MOST_CHANGES`; then words that
 * both texts hold exactly once, in the order they share, cut the texts into windows that are
 * searched likewise. A window without such a word is changed as a whole. All searches together
 * have a budget of steps, so that no pair of texts is slow.
 *
 * At last what stays between two changes and only breaks them up joins them, for people read
 * phrases: blanks, a sign or two, and a short word beside which only signs were changed, as "to"
 * where "city-to-city" became "city to city". A line break never does.
 */
#include <dais/core/word_diff.h>

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/wordbreak.h>

enum {
    MOST_CHANGES = 600, /* words that a search may take out or put in */
    BUDGET = 12000000,  /* steps of all searches, some 50 ms */
    DEEPEST = 12,       /* windows within windows */
    SHORT_SIGNS = 2,    /* graphemes that join two changes */
    SHORT_WORD = 3,     /* graphemes of a word that may */
};

struct word {
    const char *text; /* lent from one of the texts */
    size_t size;      /* bytes */
    size_t place;     /* in `words`, as read */
    uint32_t number;  /* equal for equal words */
};

/* One of the texts; `words` are numbers. */
struct side {
    uint32_t *words; /* owned, `count` of them */
    size_t *starts;  /* byte at which each begins, and the end of the text; owned */
    bool *stays;     /* of each word: it is in both texts; owned */
    size_t count;
    uint32_t *seen;  /* how often each number is in the window; owned */
    size_t *seen_at; /* where it was last; owned */
};

struct differ {
    struct side before;
    struct side after;
    size_t numbers;      /* different words */
    int64_t budget;      /* steps left */
    ARRAY_OF(int) trace; /* of a search: for each count of changes how far each diagonal got */
};

/* Words from `from` to `to` of both texts. */
struct window {
    size_t from, to;             /* of the old one */
    size_t after_from, after_to; /* of the new one */
};

/* ---- words become numbers ---- */

struct words {
    ARRAY_OF(struct word) list;
};

static size_t add_words(struct words *words, const char *text, size_t size)
{
    MEM_LOCAL char *breaks = mem_new(size + 1, 1);
    size_t before = words->list.count;
    wordbreak_find(text, size, breaks);
    for (size_t start = 0, end; start < size; start = end) {
        for (end = start + 1; end < size && !breaks[end];)
            end++;
        struct word word = {text + start, end - start, words->list.count, 0};
        array_push(&words->list, word);
    }
    return words->list.count - before;
}

static bool word_is_same(const struct word *a, const struct word *b)
{
    return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}

static int compare_words(const void *a, const void *b)
{
    const struct word *one = a;
    const struct word *other = b;
    if (one->size != other->size)
        return one->size < other->size ? -1 : 1;
    int order = memcmp(one->text, other->text, one->size);
    return order != 0 ? order : (one->place > other->place) - (one->place < other->place);
}

static int compare_places(const void *a, const void *b)
{
    const struct word *one = a;
    const struct word *other = b;
    return (one->place > other->place) - (one->place < other->place);
}

static size_t number_words(struct words *words)
{
    size_t numbers = 0;
    if (words->list.count == 0)
        return 0;
    qsort(words->list.items, words->list.count, sizeof *words->list.items, compare_words);
    for (size_t i = 0; i < words->list.count; i++) {
        if (i > 0 && !word_is_same(&words->list.items[i - 1], &words->list.items[i]))
            numbers++;
        words->list.items[i].number = (uint32_t)numbers;
    }
    qsort(words->list.items, words->list.count, sizeof *words->list.items, compare_places);
    return numbers + 1;
}

static void side_init(struct side *side, const struct word *words, size_t count, const char *text,
                      size_t size, size_t numbers)
{
    *side = (struct side){.count = count};
    side->words = mem_new(count + 1, sizeof *side->words);
    side->starts = mem_new(count + 1, sizeof *side->starts);
    side->stays = mem_new(count + 1, sizeof *side->stays);
    side->seen = mem_new(numbers + 1, sizeof *side->seen);
    side->seen_at = mem_new(numbers + 1, sizeof *side->seen_at);
    for (size_t i = 0; i < count; i++) {
        side->words[i] = words[i].number;
        side->starts[i] = (size_t)(words[i].text - text);
    }
    side->starts[count] = size;
}

static void side_finish(struct side *side)
{
    free(side->words);
    free(side->starts);
    free(side->stays);
    free(side->seen);
    free(side->seen_at);
}

/* ---- the shortest script ---- */

static bool is_pair(const struct differ *differ, size_t before, size_t after)
{
    return differ->before.words[before] == differ->after.words[after];
}

static void keep_pair(struct differ *differ, size_t before, size_t after)
{
    differ->before.stays[before] = true;
    differ->after.stays[after] = true;
}

/* How far the diagonal was got to with so many changes. */
static int *far(struct differ *differ, int changes, int diagonal)
{
    return &differ->trace.items[(size_t)changes * (size_t)changes + (size_t)(diagonal + changes)];
}

/* Does the way to a diagonal come from the one above, by a word put in? */
static bool comes_down(struct differ *differ, int changes, int diagonal)
{
    return diagonal == -changes ||
           (diagonal != changes &&
            *far(differ, changes - 1, diagonal - 1) < *far(differ, changes - 1, diagonal + 1));
}

static int begin(struct differ *differ, int changes, int diagonal)
{
    if (changes == 0)
        return 0;
    return comes_down(differ, changes, diagonal) ? *far(differ, changes - 1, diagonal + 1)
                                                 : *far(differ, changes - 1, diagonal - 1) + 1;
}

/* One more change on each diagonal; true: the ends of the window are reached. */
static bool search_on(struct differ *differ, const struct window *window, int changes)
{
    int n = (int)(window->to - window->from);
    int m = (int)(window->after_to - window->after_from);
    array_reserve(&differ->trace, (size_t)(2 * changes + 1));
    differ->trace.count += (size_t)(2 * changes + 1);
    for (int diagonal = -changes; diagonal <= changes; diagonal += 2) {
        int x = begin(differ, changes, diagonal);
        int start = x;
        while (
            x < n && x - diagonal < m && x - diagonal >= 0 &&
            is_pair(differ, window->from + (size_t)x, window->after_from + (size_t)(x - diagonal)))
            x++;
        *far(differ, changes, diagonal) = x;
        differ->budget -= x - start + 1;
        if (x >= n && x - diagonal >= m)
            return true;
    }
    return false;
}

/* The way back through the search: what was passed on it stays. */
static void walk_back(struct differ *differ, const struct window *window, int changes)
{
    int diagonal = (int)(window->to - window->from) - (int)(window->after_to - window->after_from);
    for (; changes >= 0; changes--) {
        int start = begin(differ, changes, diagonal);
        for (int x = *far(differ, changes, diagonal); x > start; x--)
            keep_pair(differ, window->from + (size_t)x - 1,
                      window->after_from + (size_t)(x - diagonal) - 1);
        if (changes > 0)
            diagonal += comes_down(differ, changes, diagonal) ? 1 : -1;
    }
}

/* False: too much was changed, or the budget is spent. */
static bool search(struct differ *differ, const struct window *window)
{
    differ->trace.count = 0;
    for (int changes = 0; changes <= MOST_CHANGES && differ->budget > 0; changes++) {
        if (!search_on(differ, window, changes))
            continue;
        walk_back(differ, window, changes);
        return true;
    }
    return false;
}

/* ---- words that both hold once ---- */

struct anchor {
    size_t before; /* place in the old text */
    size_t after;  /* in the new one */
    size_t link;   /* place in `all` of the one before it in its row, or SIZE_MAX */
};

struct anchors {
    ARRAY_OF(struct anchor) all;
    ARRAY_OF(size_t) tails; /* of the rows of each length, the one that ends first: in `all` */
};

static void count_words(struct side *side, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        side->seen[side->words[i]] = 0;
    for (size_t i = from; i < to; i++) {
        side->seen[side->words[i]]++;
        side->seen_at[side->words[i]] = i;
    }
}

static void forget_words(struct side *side, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        side->seen[side->words[i]] = 0;
}

/* The longest row of anchors that rises in both texts, found by patience. */
static void add_anchor(struct anchors *anchors, struct anchor anchor)
{
    size_t low = 0;
    size_t high = anchors->tails.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (anchors->all.items[anchors->tails.items[middle]].after < anchor.after)
            low = middle + 1;
        else
            high = middle;
    }
    anchor.link = low > 0 ? anchors->tails.items[low - 1] : SIZE_MAX;
    array_push(&anchors->all, anchor);
    if (low == anchors->tails.count)
        array_push(&anchors->tails, 0);
    anchors->tails.items[low] = anchors->all.count - 1;
}

static void find_anchors(struct differ *differ, const struct window *window,
                         struct anchors *ret_anchors)
{
    struct side *before = &differ->before;
    struct side *after = &differ->after;
    count_words(before, window->from, window->to);
    count_words(after, window->after_from, window->after_to);
    for (size_t i = window->from; i < window->to; i++) {
        uint32_t number = before->words[i];
        if (before->seen[number] == 1 && after->seen[number] == 1)
            add_anchor(ret_anchors, (struct anchor){i, after->seen_at[number], SIZE_MAX});
    }
    forget_words(before, window->from, window->to);
    forget_words(after, window->after_from, window->after_to);
    differ->budget -= (int64_t)(window->to - window->from + window->after_to - window->after_from);
}

/* ---- windows ---- */

static void strip(struct differ *differ, struct window *window)
{
    while (window->from < window->to && window->after_from < window->after_to &&
           is_pair(differ, window->from, window->after_from))
        keep_pair(differ, window->from++, window->after_from++);
    while (window->from < window->to && window->after_from < window->after_to &&
           is_pair(differ, window->to - 1, window->after_to - 1))
        keep_pair(differ, --window->to, --window->after_to);
}

static void compare(struct differ *differ, struct window window, int depth)
{
    struct anchors anchors = {0};
    strip(differ, &window);
    bool same = window.from == window.to || window.after_from == window.after_to;
    if (same || search(differ, &window) || depth == DEEPEST || differ->budget <= 0)
        return;
    find_anchors(differ, &window, &anchors);
    size_t at = anchors.tails.count > 0 ? anchors.tails.items[anchors.tails.count - 1] : SIZE_MAX;
    while (at != SIZE_MAX) { /* from the last to the first */
        const struct anchor *anchor = &anchors.all.items[at];
        struct window behind = {anchor->before + 1, window.to, anchor->after + 1, window.after_to};
        keep_pair(differ, anchor->before, anchor->after);
        window.to = anchor->before;
        window.after_to = anchor->after;
        compare(differ, behind, depth + 1);
        at = anchor->link;
    }
    if (anchors.tails.count > 0)
        compare(differ, window, depth + 1);
    free(anchors.all.items);
    free(anchors.tails.items);
}

/* ---- what is read ---- */

/* The change that begins at these words, of one text or of both; it may be empty. */
static struct window change_at(const struct differ *differ, size_t before, size_t after)
{
    struct window change = {before, before, after, after};
    while (change.to < differ->before.count && !differ->before.stays[change.to])
        change.to++;
    while (change.after_to < differ->after.count && !differ->after.stays[change.after_to])
        change.after_to++;
    return change;
}

static bool is_change(const struct window *window)
{
    return window->from < window->to || window->after_from < window->after_to;
}

static bool is_between_words(const struct side *side, const char *text, size_t from, size_t to)
{
    size_t start = side->starts[from];
    return wordbreak_is_between(text + start, side->starts[to] - start);
}

/* Were only punctuation and blanks taken out and put in? */
static bool is_light(const struct differ *differ, const char *before, const char *after,
                     const struct window *change)
{
    return is_between_words(&differ->before, before, change->from, change->to) &&
           is_between_words(&differ->after, after, change->after_from, change->after_to);
}

static size_t count_graphemes(const char *text, size_t size, size_t most)
{
    size_t count = 0;
    for (size_t at = 0; at < size && count <= most; count++)
        at += grapheme_next(text + at, size - at);
    return count;
}

/* Would what stays between two changes only break up what is read? */
static bool joins(const struct differ *differ, const char *before, const char *after,
                  const struct window *left, const struct window *right)
{
    const struct side *old = &differ->before;
    const char *kept = before + old->starts[left->to];
    size_t size = old->starts[right->from] - old->starts[left->to];
    bool one = right->from - left->to == 1;
    if (is_between_words(old, before, left->to, right->from))
        return (one && kept[0] == ' ') || count_graphemes(kept, size, SHORT_SIGNS) <= SHORT_SIGNS;
    return one && memchr(kept, '\n', size) == NULL &&
           count_graphemes(kept, size, SHORT_WORD) <= SHORT_WORD &&
           (is_light(differ, before, after, left) || is_light(differ, before, after, right));
}

static void join_changes(struct differ *differ, const char *before, const char *after)
{
    struct window left = change_at(differ, 0, 0);
    while (left.to < differ->before.count && left.after_to < differ->after.count) {
        size_t kept = 0;
        while (left.to + kept < differ->before.count && differ->before.stays[left.to + kept] &&
               left.after_to + kept < differ->after.count &&
               differ->after.stays[left.after_to + kept])
            kept++;
        assert(kept > 0); /* what stays, stays in both */
        struct window right = change_at(differ, left.to + kept, left.after_to + kept);
        bool between = is_change(&left) && is_change(&right);
        if (between && joins(differ, before, after, &left, &right)) {
            memset(differ->before.stays + left.to, false, kept);
            memset(differ->after.stays + left.after_to, false, kept);
        }
        left = right;
    }
}

static void add_run(struct word_diff *diff, enum word_run_kind kind, const struct side *side,
                    size_t from, size_t to)
{
    size_t start = side->starts[from];
    size_t size = side->starts[to] - start;
    if (size == 0)
        return;
    array_push(&diff->runs, ((struct word_run){kind, start, size}));
}

static void write_runs(const struct differ *differ, struct word_diff *diff)
{
    const struct side *old = &differ->before;
    const struct side *new = &differ->after;
    size_t i = 0;
    size_t j = 0;
    while (i < old->count || j < new->count) {
        size_t from = i;
        while (i < old->count && !old->stays[i])
            i++;
        add_run(diff, WORDS_REMOVED, old, from, i);
        from = j;
        while (j < new->count && !new->stays[j])
            j++;
        add_run(diff, WORDS_ADDED, new, from, j);
        from = i;
        while (i < old->count && j < new->count && old->stays[i] && new->stays[j]) {
            i++;
            j++;
        }
        add_run(diff, WORDS_KEPT, old, from, i);
        assert(i > from || i == old->count || !old->stays[i]); /* what stays, stays in both */
    }
}

void word_diff_make(const char *before, const char *after, struct word_diff *ret_diff)
{
    struct words words = {0};
    struct differ differ = {.budget = BUDGET};
    size_t size = strlen(before);
    size_t after_size = strlen(after);
    size_t count = add_words(&words, before, size);
    size_t after_count = add_words(&words, after, after_size);
    differ.numbers = number_words(&words);
    side_init(&differ.before, words.list.items, count, before, size, differ.numbers);
    side_init(&differ.after, words.list.items + count, after_count, after, after_size,
              differ.numbers);
    compare(&differ, (struct window){0, count, 0, after_count}, 0);
    join_changes(&differ, before, after);
    *ret_diff = (struct word_diff){0};
    write_runs(&differ, ret_diff);
    side_finish(&differ.before);
    side_finish(&differ.after);
    free(differ.trace.items);
    free(words.list.items);
}

void word_diff_finish(struct word_diff *diff)
{
    free(diff->runs.items);
    *diff = (struct word_diff){0};
}
