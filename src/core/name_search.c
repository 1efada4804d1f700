/*
 * A text is cut into words, and their letters, folded, stand one after the other without what was
 * between them. So the letters of some words in a row are one piece, whose hash is looked up among
 * the names. Where a word ends, the names say whether one of them goes on from there, so that
 * hardly any piece is longer than a word.
 *
 * What stands between two words is a soft break (an apostrophe, a hyphen, also at the end of a
 * line, a full stop between initials) or a hard one. A name may have a soft break where the text
 * has none, and the text one where the name has none: "O'Brien", "OBrien", "O Brien". At a hard
 * break both must have one.
 */
#include "name_search.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/fold.h>
#include <dais/base/utf8.h>

#include "table.h"

/* Where a word of a name ends, in front of the next. */
struct name_break {
    size_t at; /* bytes of letters before it */
    bool hard;
};

struct name {
    const char *letters; /* folded, in the arena */
    size_t size;
    enum name_case demand;
    ARRAY_OF(struct name_break) breaks;
    struct name *next; /* of the same letters */
};

struct name_search {
    struct arena arena;
    ARRAY_OF(struct name *) names; /* owned */
    struct table by_letters;       /* the first name of these letters */
    struct table beginnings;       /* a name that has a break behind these letters */
    size_t longest;                /* bytes of letters */
    struct folding *folding;
};

/* ---- what is a letter ---- */

enum sign {
    SIGN_LETTER,
    SIGN_IDEOGRAPH, /* a word by itself, with nothing between */
    SIGN_NOTHING,   /* is not seen: a soft hyphen, a mark of direction, a stretched line */
    SIGN_JOINER,    /* an apostrophe or a hyphen */
    SIGN_OTHER,
};

struct code_range {
    uint32_t first, last;
};

static bool is_in(const struct code_range *ranges, size_t count, uint32_t code)
{
    for (size_t i = 0; i < count; i++) {
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    }
    return false;
}

#define IS_IN(ranges, code) is_in(ranges, sizeof(ranges) / sizeof *(ranges), code)

/* Of what is not ASCII; everything else is part of a word. */
static enum sign sign_of(uint32_t code)
{
    static const struct code_range nothing[] = {
        {0xad, 0xad},     {0x61c, 0x61c},   {0x640, 0x640},   {0x200b, 0x200f},
        {0x202a, 0x202e}, {0x2060, 0x206f}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff},
    };
    static const struct code_range joiners[] = {
        {0xb4, 0xb4},     {0x2b9, 0x2bf},   {0x2c8, 0x2c8},   {0x58a, 0x58a},
        {0x5be, 0x5be},   {0x5f3, 0x5f3},   {0x2010, 0x2011}, {0x2018, 0x201b},
        {0x2032, 0x2032}, {0xfe63, 0xfe63}, {0xff07, 0xff07}, {0xff0d, 0xff0d},
    };
    static const struct code_range signs[] = {
        {0x80, 0xa9},     {0xab, 0xb4},     {0xb6, 0xb9},       {0xbb, 0xbf},     {0xd7, 0xd7},
        {0xf7, 0xf7},     {0x60c, 0x60d},   {0x61b, 0x61f},     {0x66a, 0x66d},   {0x6d4, 0x6d4},
        {0x2000, 0x200a}, {0x2012, 0x206f}, {0x20a0, 0x20cf},   {0x2190, 0x24b5}, {0x24ea, 0x2bff},
        {0x2e00, 0x2e7f}, {0x3000, 0x3004}, {0x3008, 0x3020},   {0xfe10, 0xfe1f}, {0xfe30, 0xfe6f},
        {0xff00, 0xff0f}, {0xff1a, 0xff20}, {0xff3b, 0xff40},   {0xff5b, 0xff65}, {0xfffc, 0xffff},
        {0x1680, 0x1680}, {0x30fb, 0x30fb}, {0x1f000, 0x1faff},
    };
    static const struct code_range ideographs[] = {
        {0x3041, 0x30fa}, {0x30fc, 0x30ff}, {0x3400, 0x9fff}, {0xf900, 0xfaff}, {0x20000, 0x3ffff},
    };
    if (IS_IN(nothing, code))
        return SIGN_NOTHING;
    if (IS_IN(joiners, code))
        return SIGN_JOINER;
    if (IS_IN(ideographs, code))
        return SIGN_IDEOGRAPH;
    return IS_IN(signs, code) ? SIGN_OTHER : SIGN_LETTER;
}

static enum sign sign_of_ascii(char c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
        return SIGN_LETTER;
    return c == '\'' || c == '-' || c == '`' ? SIGN_JOINER : SIGN_OTHER;
}

static enum sign sign_at(const char *text, size_t size, size_t at, size_t *ret_step)
{
    if ((text[at] & 0x80) == 0) {
        *ret_step = 1;
        return sign_of_ascii(text[at]);
    }
    return sign_of(utf8_decode(text + at, size - at, ret_step));
}

bool name_next_word(const char *text, size_t size, size_t *ref_at, struct name_place *ret_word)
{
    size_t at = *ref_at;
    size_t step = 0;
    enum sign sign = SIGN_OTHER;
    while (at < size && (sign = sign_at(text, size, at, &step)) >= SIGN_NOTHING)
        at += step;
    if (at >= size)
        return false;
    ret_word->start = at;
    at += step;
    ret_word->end = at;
    while (sign == SIGN_LETTER && at < size) {
        enum sign next = sign_at(text, size, at, &step);
        if (next != SIGN_LETTER && next != SIGN_NOTHING)
            break;
        at += step;
        if (next == SIGN_LETTER)
            ret_word->end = at;
    }
    *ref_at = ret_word->end;
    return true;
}

/* ---- a text as words and letters ---- */

struct word {
    struct name_place place;
    size_t letters; /* where its letters begin */
    bool hard;      /* the break in front of it */
    bool glued;     /* nothing is between: one of them is an ideograph */
    bool capital;   /* begins with a capital, or its script has none */
    bool proper;    /* the same, where a capital says something: not at the head of a sentence */
    bool upper;     /* all capitals; false where the script has none */
    bool joined;    /* a capital behind a small letter */
};

struct words {
    struct buf letters;
    ARRAY_OF(struct word) list; /* and one behind the last, with the end of the letters */
};

/* Is what lies between two words a soft break: nothing, one joiner, also in front of a newline? */
static bool is_soft(const char *text, size_t from, size_t to, bool initial)
{
    size_t joiners = 0;
    for (size_t at = from, step; at < to; at += step) {
        enum sign sign = sign_at(text, to, at, &step);
        bool stop = text[at] == '.' && initial && at == from;
        if (sign == SIGN_JOINER || stop)
            joiners++;
        else if (sign != SIGN_NOTHING && !(text[at] == '\n' && joiners > 0))
            return false;
    }
    return joiners <= 1;
}

/* Letters that folding leaves, and for which people write others; all of two bytes. */
static const char *plain_letter(const char *letter)
{
    static const char *const letters[][2] = {
        {"æ", "ae"}, {"œ", "oe"}, {"ø", "o"}, {"ł", "l"}, {"đ", "d"}, {"ð", "d"}, {"þ", "th"},
        {"ħ", "h"},  {"ı", "i"},  {"ى", "ي"}, {"ی", "ي"}, {"ک", "ك"}, {"ة", "ه"}, {"ٱ", "ا"},
    };
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (memcmp(letter, letters[i][0], 2) == 0)
            return letters[i][1];
    }
    return NULL;
}

/* Can it be written with plainer letters? Of what is a letter, and no ideograph. */
static bool has_plainer(uint32_t code)
{
    static const struct code_range plainer[] = {
        {0xaa, 0xba},     {0x132, 0x17f},   {0x1c4, 0x1f3},     {0x2b0, 0x2e4},
        {0x3d0, 0x3f9},   {0x1d2c, 0x1dbf}, {0x2070, 0x24e9},   {0x2c7c, 0x2c7d},
        {0xfb00, 0xfefc}, {0xff10, 0xffdc}, {0x1d400, 0x1d7ff},
    };
    return code > 0x7f && IS_IN(plainer, code);
}

/* Folds the letters of a piece; where full-width ones and their like are among them, as plain. */
static void fold_piece(struct folding *folding, const char *text, size_t size, struct buf *letters)
{
    bool plainer = false;
    for (size_t at = 0, step; at < size && !plainer; at += step)
        plainer = has_plainer(utf8_decode(text + at, size - at, &step));
    if (!plainer) {
        folding_fold(folding, text, size, letters);
        return;
    }
    BUF_LOCAL struct buf plain = {0};
    utf8_normalise_compatible(text, size, &plain);
    folding_fold(folding, buf_text(&plain), plain.size, letters);
}

/* Folds the letters of a word; what is not seen is left out. */
static void add_letters(struct folding *folding, const char *text, const struct name_place *place,
                        struct buf *letters)
{
    size_t before = letters->size;
    size_t from = place->start;
    for (size_t at = place->start, step; at < place->end; at += step) {
        if (sign_at(text, place->end, at, &step) != SIGN_NOTHING)
            continue;
        fold_piece(folding, text + from, at - from, letters);
        from = at + step;
    }
    fold_piece(folding, text + from, place->end - from, letters);
    for (size_t at = before; at + 1 < letters->size;) {
        const char *plain =
            (letters->bytes[at] & 0x80) != 0 ? plain_letter(letters->bytes + at) : NULL;
        if (plain != NULL)
            memcpy(letters->bytes + at, plain, strlen(plain));
        if (plain != NULL && strlen(plain) == 1) {
            memmove(letters->bytes + at + 1, letters->bytes + at + 2, letters->size - at - 2);
            buf_cut(letters, letters->size - 1);
        }
        at++;
    }
}

/* Does a sentence go on in front of `at`: nothing but blanks and commas behind another word? */
static bool goes_on(const char *text, size_t from, size_t at)
{
    return from > 0 && strspn(text + from, " ,") >= at - from;
}

static void see_case(const char *text, size_t before, struct word *word)
{
    bool cased = false;
    bool small = false;
    word->capital = true;
    word->upper = true;
    word->joined = false;
    for (size_t at = word->place.start, step; at < word->place.end; at += step) {
        enum utf8_case is = utf8_case(utf8_decode(text + at, word->place.end - at, &step));
        cased = cased || is != UTF8_CASELESS;
        word->joined = word->joined || (small && is == UTF8_CAPITAL);
        small = is == UTF8_SMALL;
        if (at == word->place.start)
            word->capital = is != UTF8_SMALL;
        word->upper = word->upper && is != UTF8_SMALL;
    }
    word->upper = word->upper && cased;
    word->proper =
        word->upper || !cased || (word->capital && goes_on(text, before, word->place.start));
}

static void cut_words(struct folding *folding, const char *text, size_t size, struct words *words)
{
    struct word word = {.hard = true};
    size_t before = 0;
    bool initial = false;
    for (size_t at = 0; name_next_word(text, size, &at, &word.place);) {
        word.letters = words->letters.size;
        word.glued = before == word.place.start;
        word.hard = before == 0 || !is_soft(text, before, word.place.start, initial);
        add_letters(folding, text, &word.place, &words->letters);
        see_case(text, before, &word);
        array_push(&words->list, word);
        before = word.place.end;
        initial = words->letters.size - word.letters == 1;
    }
    word = (struct word){.letters = words->letters.size, .hard = true};
    array_push(&words->list, word);
}

static void finish_words(struct words *words)
{
    buf_finish(&words->letters);
    free(words->list.items);
}

/* ---- the names ---- */

struct name_search *name_search_new(void)
{
    struct name_search *search = mem_new(1, sizeof *search);
    search->folding = folding_new();
    return search;
}

void name_search_free(struct name_search *search)
{
    if (search == NULL)
        return;
    for (size_t i = 0; i < search->names.count; i++) {
        free(search->names.items[i]->breaks.items);
        free(search->names.items[i]);
    }
    free(search->names.items);
    table_finish(&search->by_letters);
    table_finish(&search->beginnings);
    folding_free(search->folding);
    arena_finish(&search->arena);
    free(search);
}

struct letters {
    const char *bytes;
    size_t size;
};

static bool has_letters(const void *item, const void *key)
{
    const struct name *name = item;
    const struct letters *letters = key;
    return name->size == letters->size && memcmp(name->letters, letters->bytes, name->size) == 0;
}

static bool begins_with(const void *item, const void *key)
{
    const struct name *name = item;
    const struct letters *letters = key;
    return name->size > letters->size && memcmp(name->letters, letters->bytes, letters->size) == 0;
}

/* The name goes on behind each of its breaks. */
static void note_beginnings(struct name_search *search, struct name *name)
{
    uint64_t hash = TABLE_SEED;
    size_t at = 0;
    for (size_t i = 0; i < name->breaks.count; i++) {
        struct letters letters = {name->letters, name->breaks.items[i].at};
        hash = table_hash(hash, name->letters + at, letters.size - at);
        at = letters.size;
        if (table_find(&search->beginnings, hash, begins_with, &letters) == NULL)
            table_add(&search->beginnings, hash, name);
    }
}

static bool same_breaks(const struct name *one, const struct name *other)
{
    if (one->breaks.count != other->breaks.count)
        return false;
    for (size_t i = 0; i < one->breaks.count; i++) {
        if (one->breaks.items[i].at != other->breaks.items[i].at ||
            one->breaks.items[i].hard != other->breaks.items[i].hard)
            return false;
    }
    return true;
}

/* Puts a name into the tables. False: it is there already. */
static bool file_name(struct name_search *search, struct name *name)
{
    struct letters letters = {name->letters, name->size};
    uint64_t hash = table_hash(TABLE_SEED, name->letters, name->size);
    struct name *first = table_find(&search->by_letters, hash, has_letters, &letters);
    for (struct name *same = first; same != NULL; same = same->next) {
        if (same->demand <= name->demand && same_breaks(same, name))
            return false;
    }
    if (first == NULL) {
        table_add(&search->by_letters, hash, name);
    } else {
        name->next = first->next;
        first->next = name;
    }
    note_beginnings(search, name);
    return true;
}

static void add_spelling(struct name_search *search, const char *name, size_t size,
                         enum name_case demand)
{
    struct words words = {0};
    struct name *added = mem_new(1, sizeof *added);
    cut_words(search->folding, name, size, &words);
    for (size_t i = 1; i + 1 < words.list.count; i++) {
        const struct word *word = &words.list.items[i];
        array_push(&added->breaks, ((struct name_break){word->letters, word->hard}));
    }
    added->demand = demand;
    added->size = words.letters.size;
    added->letters = arena_text_n(&search->arena, buf_text(&words.letters), added->size);
    finish_words(&words);
    if (added->size == 0 || !file_name(search, added)) {
        free(added->breaks.items);
        free(added);
        return;
    }
    array_push(&search->names, added);
    search->longest = added->size > search->longest ? added->size : search->longest;
}

/* The name as it is written where there are no such letters. False: it has none of them. */
static bool spell_out(const char *name, size_t size, struct buf *out)
{
    static const char *const letters[][2] = {
        {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"ø", "oe"}, {"å", "aa"},
        {"Ä", "Ae"}, {"Ö", "Oe"}, {"Ü", "Ue"}, {"Ø", "Oe"}, {"Å", "Aa"},
    };
    BUF_LOCAL struct buf normal = {0};
    bool spelled = false;
    utf8_normalise(name, size, &normal);
    for (size_t at = 0, step; at < normal.size; at += step) {
        const char *letter = buf_text(&normal) + at;
        (void)utf8_decode(letter, normal.size - at, &step);
        const char *with = NULL;
        for (size_t i = 0; step == 2 && i < sizeof letters / sizeof *letters; i++)
            with = memcmp(letter, letters[i][0], 2) == 0 ? letters[i][1] : with;
        buf_add(out, with != NULL ? with : letter, step);
        spelled = spelled || with != NULL;
    }
    return spelled;
}

void name_search_add(struct name_search *search, const char *name, size_t size,
                     enum name_case demand)
{
    BUF_LOCAL struct buf spelled = {0};
    add_spelling(search, name, size, demand);
    if (spell_out(name, size, &spelled))
        add_spelling(search, buf_text(&spelled), spelled.size, demand);
}

/* ---- finding them ---- */

/* Some words in a row, from some letter of the first on. */
struct run {
    const struct words *words;
    size_t first; /* word */
    size_t end;   /* the word behind */
    size_t from;  /* its letters begin there */
};

static bool breaks_allow(const struct run *run, const struct name *name)
{
    const struct word *words = run->words->list.items;
    size_t in_name = 0;
    size_t at = run->first + 1;
    while (at < run->end || in_name < name->breaks.count) {
        size_t text = at < run->end ? words[at].letters - run->from : SIZE_MAX;
        const struct name_break *other =
            in_name < name->breaks.count ? &name->breaks.items[in_name] : NULL;
        if (other == NULL || text < other->at) {
            if (words[at++].hard)
                return false;
        } else if (text > other->at) {
            if (other->hard)
                return false;
            in_name++;
        } else {
            at++;
            in_name++;
        }
    }
    return true;
}

static bool case_allows(const struct run *run, enum name_case demand)
{
    const struct word *words = run->words->list.items;
    switch (demand) {
    case NAME_ANY_CASE:
        return true;
    case NAME_CAPITAL:
        return words[run->first].capital;
    case NAME_PROPER:
        return words[run->first].proper;
    case NAME_JOINED:
        return words[run->first].joined;
    case NAME_UPPER:
        break;
    }
    for (size_t i = run->first; i < run->end; i++) {
        if (!words[i].upper)
            return false;
    }
    return true;
}

static bool is_name(const struct name_search *search, const struct run *run, uint64_t hash,
                    const struct letters *letters)
{
    const struct name *name = table_find(&search->by_letters, hash, has_letters, letters);
    for (; name != NULL; name = name->next) {
        if (case_allows(run, name->demand) && breaks_allow(run, name))
            return true;
    }
    return false;
}

/*
 * How many words from `first` on are a name, the longest there is; 0: none. `skip`: of the first
 * word, so many bytes of letters.
 */
static size_t match_at(const struct name_search *search, const struct words *words, size_t first,
                       size_t skip)
{
    const struct word *list = words->list.items;
    struct run run = {words, first, first + 1, list[first].letters + skip};
    uint64_t hash = TABLE_SEED;
    size_t longest = 0;
    size_t hashed = run.from;
    for (; run.end < words->list.count; run.end++) {
        size_t end = list[run.end].letters;
        struct letters letters = {words->letters.bytes + run.from, end - run.from};
        if (letters.size > search->longest)
            break;
        hash = table_hash(hash, words->letters.bytes + hashed, end - hashed);
        hashed = end;
        if (is_name(search, &run, hash, &letters))
            longest = run.end - first;
        if ((list[run.end].hard || list[run.end].glued) &&
            table_find(&search->beginnings, hash, begins_with, &letters) == NULL)
            break;
    }
    return longest;
}

/* In Arabic "and", "to", "in" are one letter in front of the word. Its bytes; 0: none. */
static size_t clitic_size(const struct words *words, size_t at)
{
    static const char *const clitics[] = {"و", "ف", "ب", "ل", "ك"};
    const struct word *word = &words->list.items[at];
    size_t size = words->list.items[at + 1].letters - word->letters;
    for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++) {
        if (size > 2 && memcmp(words->letters.bytes + word->letters, clitics[i], 2) == 0)
            return 2;
    }
    return 0;
}

void name_search_find(const struct name_search *search, const char *text,
                      struct name_places *ret_places)
{
    struct words words = {0};
    *ret_places = (struct name_places){0};
    if (search->names.count == 0)
        return;
    cut_words(search->folding, text, strlen(text), &words);
    for (size_t at = 0; at + 1 < words.list.count;) {
        size_t count = match_at(search, &words, at, 0);
        size_t start = words.list.items[at].place.start;
        size_t clitic = count > 0 ? 0 : clitic_size(&words, at);
        if (clitic > 0) {
            count = match_at(search, &words, at, clitic);
            start += clitic;
        }
        if (count > 0)
            array_push(&ret_places->list,
                       ((struct name_place){start, words.list.items[at + count - 1].place.end}));
        at += count > 0 ? count : 1;
    }
    finish_words(&words);
}
