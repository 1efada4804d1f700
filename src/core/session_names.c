/*
 * Which names a programme holds, and where they stand in a text.
 *
 * People are found by full name and surname (the last word, or one in capitals), organisations
 * by name, both by initials of three letters and more as an upper-case word. Words are compared
 * without case and accents, so that "Réfugiés" is found by "refugies"; what lies between two
 * words of a name does not matter. A name of so few letters that it is a common word as well
 * ("WHO", "UN", "Do") is compared letter by letter.
 *
 * Bare places and first names are no names here, nor is anything that the programme does not
 * hold: this is a question put to whoever writes, not a guarantee.
 */
#include "session_state.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>

/* A name as words to look for. */
struct needle {
    ARRAY_OF(const char *) words; /* folded, or as written where `exact`; in the arena */
    bool exact;
};

struct names {
    struct arena arena;
    ARRAY_OF(struct needle) needles;
};

enum {
    EXACT_LETTERS = 3, /* names of one word and so many letters or fewer are compared as written */
    INITIALS_MIN = 3,
};

/* Is the code point part of a word? Everything but ASCII signs, and the blocks of signs. */
static bool is_word_code(uint32_t code)
{
    static const struct {
        uint32_t first, last;
    } signs[] = {
        {0x80, 0xa9},     {0xab, 0xb4},       {0xb6, 0xb9},     {0xbb, 0xbf},     {0xd7, 0xd7},
        {0xf7, 0xf7},     {0x60c, 0x60d},     {0x61b, 0x61f},   {0x6d4, 0x6d4},   {0x2000, 0x200b},
        {0x200e, 0x206f}, {0x20a0, 0x20cf},   {0x2190, 0x2bff}, {0x2e00, 0x2e7f}, {0x3000, 0x3004},
        {0x3008, 0x3020}, {0xfe10, 0xfe1f},   {0xfe30, 0xfe6f}, {0xff00, 0xff0f}, {0xff1a, 0xff20},
        {0xfffc, 0xffff}, {0x1f000, 0x1faff},
    };
    if (code < 0x80)
        return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') ||
               (code >= 'a' && code <= 'z');
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (code >= signs[i].first && code <= signs[i].last)
            return false;
    }
    return true;
}

/* The next word of a text from `*ref_at` on. False: there is none. */
static bool next_word(const char *text, size_t size, size_t *ref_at, struct name_place *ret_word)
{
    size_t at = *ref_at;
    size_t step;
    while (at < size && !is_word_code(utf8_decode(text + at, size - at, &step)))
        at += step;
    ret_word->start = at;
    while (at < size && is_word_code(utf8_decode(text + at, size - at, &step)))
        at += step;
    ret_word->end = at;
    *ref_at = at;
    return at > ret_word->start;
}

static const char *fold_word(struct arena *arena, const char *word, size_t size)
{
    struct buf folded = {0};
    utf8_fold(word, size, &folded);
    const char *text = arena_text_n(arena, buf_text(&folded), folded.size);
    buf_finish(&folded);
    return text;
}

/* Does a word begin with a capital? Enough of Latin, Greek and Cyrillic. */
static bool is_capitalised(const char *word, size_t size)
{
    size_t step;
    uint32_t code = size > 0 ? utf8_decode(word, size, &step) : 0;
    return (code >= 'A' && code <= 'Z') || (code >= 0xc0 && code <= 0xde) ||
           (code >= 0x100 && code <= 0x17f && code % 2 == 0) || (code >= 0x391 && code <= 0x3a9) ||
           (code >= 0x410 && code <= 0x42f);
}

static bool is_upper_ascii(const char *word, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (word[i] < 'A' || word[i] > 'Z')
            return false;
    }
    return size > 0;
}

static size_t count_letters(const char *text, size_t size)
{
    size_t letters = 0;
    for (size_t at = 0, step; at < size; at += step) {
        (void)utf8_decode(text + at, size - at, &step);
        letters++;
    }
    return letters;
}

/* The words of a name become one to look for. */
static void add_name(struct names *names, const char *name, size_t size)
{
    struct needle needle = {.exact = false};
    struct name_place word;
    size_t at = 0;
    while (next_word(name, size, &at, &word)) {
        const char *text = fold_word(&names->arena, name + word.start, word.end - word.start);
        array_push(&needle.words, text);
    }
    if (needle.words.count == 1) {
        at = 0;
        (void)next_word(name, size, &at, &word);
        const char *written = name + word.start;
        needle.exact = count_letters(written, word.end - word.start) <= EXACT_LETTERS;
        if (needle.exact)
            needle.words.items[0] = arena_text_n(&names->arena, written, word.end - word.start);
    }
    if (needle.words.count > 0)
        array_push(&names->needles, needle);
    else
        free(needle.words.items);
}

/* "International Organization for Migration" is also found as "IOM". */
static void add_initials(struct names *names, const char *name, size_t size)
{
    struct buf initials = {0};
    struct name_place word;
    size_t at = 0;
    while (next_word(name, size, &at, &word)) {
        const char *text = name + word.start;
        size_t step;
        if (!is_capitalised(text, word.end - word.start))
            continue;
        (void)utf8_decode(text, word.end - word.start, &step);
        struct buf folded = {0};
        utf8_fold(text, step, &folded);
        bool plain = folded.size == 1 && folded.bytes[0] >= 'a' && folded.bytes[0] <= 'z';
        if (plain)
            buf_add_char(&initials, (char)(folded.bytes[0] - 'a' + 'A'));
        buf_finish(&folded);
    }
    if (initials.size >= INITIALS_MIN) {
        struct needle needle = {.exact = true};
        array_push(&needle.words, arena_text(&names->arena, buf_text(&initials)));
        array_push(&names->needles, needle);
    }
    buf_finish(&initials);
}

/* A piece of `text` between spaces; `*ref_at` moves behind it. */
static bool next_piece(const char *text, size_t size, size_t *ref_at, struct name_place *ret_piece)
{
    size_t at = *ref_at;
    while (at < size && text[at] == ' ')
        at++;
    ret_piece->start = at;
    while (at < size && text[at] != ' ')
        at++;
    ret_piece->end = at;
    *ref_at = at;
    return at > ret_piece->start;
}

static void add_person(struct names *names, const char *name, size_t size)
{
    struct name_place piece;
    struct name_place last = {0, 0};
    size_t at = 0;
    while (next_piece(name, size, &at, &piece)) {
        if (is_upper_ascii(name + piece.start, piece.end - piece.start) &&
            piece.end - piece.start >= INITIALS_MIN)
            add_name(names, name + piece.start, piece.end - piece.start);
        last = piece;
    }
    add_name(names, name, size);
    add_name(names, name + last.start, last.end - last.start);
    add_initials(names, name, size);
}

/* An organisation; "Centre for Things (CFT)" is three names. */
static void add_organisation(struct names *names, const char *name)
{
    size_t size = strlen(name);
    add_name(names, name, size);
    const char *open = strchr(name, '(');
    const char *close = open != NULL ? strchr(open, ')') : NULL;
    if (close == NULL) {
        add_initials(names, name, size);
        return;
    }
    add_name(names, name, (size_t)(open - name));
    add_initials(names, name, (size_t)(open - name));
    add_name(names, open + 1, (size_t)(close - open - 1));
}

static void add_organisations_in(struct names *names, const struct lingual *lingual)
{
    for (size_t i = 0; i < lingual->texts.count; i++)
        add_organisation(names, lingual->texts.items[i].text);
}

static size_t count_capitalised(const char *text, size_t size)
{
    struct name_place piece;
    size_t at = 0;
    size_t count = 0;
    while (next_piece(text, size, &at, &piece))
        count += is_capitalised(text + piece.start, piece.end - piece.start);
    return count;
}

/* A free text in a role, "Jane Doe, UN-Habitat": a name where it looks like one. */
static void add_free_text(struct names *names, const char *text)
{
    bool first = true;
    while (*text != '\0') {
        size_t size = strcspn(text, ",;()");
        size_t capitals = count_capitalised(text, size);
        if (first && capitals >= 2)
            add_person(names, text, size);
        else if (capitals >= 2 || (!first && capitals == 1))
            add_name(names, text, size);
        first = false;
        text += size + (text[size] != '\0');
    }
}

static void add_parts(struct names *names, const struct parts *parts)
{
    for (size_t i = 0; i < parts->list.count; i++) {
        const struct part *part = &parts->list.items[i];
        add_organisations_in(names, &part->organisation);
        for (size_t j = 0; j < part->text.texts.count; j++)
            add_free_text(names, part->text.texts.items[j].text);
    }
}

static void add_slot(struct names *names, const struct slot *slot)
{
    for (unsigned role = 0; role < ROLE_COUNT; role++)
        add_parts(names, &slot->roles[role]);
    for (size_t i = 0; i < slot->tracks.count; i++) {
        add_parts(names, &slot->tracks.items[i].moderators);
        add_parts(names, &slot->tracks.items[i].rapporteurs);
    }
    for (size_t i = 0; i < slot->posters.count; i++) {
        add_parts(names, &slot->posters.items[i].presenters);
        add_organisations_in(names, &slot->posters.items[i].organisation);
    }
}

static void add_list(struct names *names, const struct organisations *organisations)
{
    for (size_t i = 0; i < organisations->list.count; i++)
        add_organisations_in(names, &organisations->list.items[i].name);
}

struct names *names_new(const struct programme *programme)
{
    struct names *names = mem_new(1, sizeof *names);
    for (size_t i = 0; i < programme->people.count; i++) {
        const struct person *person = &programme->people.items[i];
        if (person->name != NULL)
            add_person(names, person->name, strlen(person->name));
        add_organisations_in(names, &person->affiliation);
        add_organisations_in(names, &person->on_behalf_of);
    }
    for (size_t i = 0; i < programme->contacts.count; i++) {
        const char *name = programme->contacts.items[i].name;
        if (name != NULL)
            add_person(names, name, strlen(name));
    }
    add_list(names, &programme->organisers);
    add_list(names, &programme->partners);
    add_list(names, &programme->supporters);
    for (unsigned role = 0; role < ROLE_COUNT; role++)
        add_parts(names, &programme->roles[role]);
    for (size_t i = 0; i < programme->slots.count; i++)
        add_slot(names, &programme->slots.items[i]);
    return names;
}

void names_free(struct names *names)
{
    if (names == NULL)
        return;
    for (size_t i = 0; i < names->needles.count; i++)
        free(names->needles.items[i].words.items);
    free(names->needles.items);
    arena_finish(&names->arena);
    free(names);
}

/* The words of a text, with their places. */
struct word {
    struct name_place place;
    const char *folded;
};
struct words {
    struct arena arena;
    const char *text; /* lent */
    ARRAY_OF(struct word) list;
};

static bool word_matches(const struct words *words, size_t at, const struct needle *needle,
                         size_t index)
{
    const struct word *word = &words->list.items[at];
    const char *wanted = needle->words.items[index];
    if (!needle->exact)
        return strcmp(word->folded, wanted) == 0;
    size_t size = word->place.end - word->place.start;
    return strlen(wanted) == size && memcmp(words->text + word->place.start, wanted, size) == 0;
}

/* How many words from `at` on are a name, the longest there is; 0: none. */
static size_t match_at(const struct names *names, const struct words *words, size_t at)
{
    size_t longest = 0;
    for (size_t i = 0; i < names->needles.count; i++) {
        const struct needle *needle = &names->needles.items[i];
        size_t count = needle->words.count;
        if (count <= longest || count > words->list.count - at)
            continue;
        size_t same = 0;
        while (same < count && word_matches(words, at + same, needle, same))
            same++;
        if (same == count)
            longest = count;
    }
    return longest;
}

void names_find(const struct names *names, const char *text, struct name_places *ret_places)
{
    *ret_places = (struct name_places){0};
    struct words words = {.text = text};
    struct word word;
    size_t size = strlen(text);
    for (size_t at = 0; next_word(text, size, &at, &word.place);) {
        word.folded =
            fold_word(&words.arena, text + word.place.start, word.place.end - word.place.start);
        array_push(&words.list, word);
    }
    for (size_t at = 0; at < words.list.count;) {
        size_t count = match_at(names, &words, at);
        if (count > 0) {
            struct name_place place = {words.list.items[at].place.start,
                                       words.list.items[at + count - 1].place.end};
            array_push(&ret_places->list, place);
        }
        at += count > 0 ? count : 1;
    }
    free(words.list.items);
    arena_finish(&words.arena);
}

/* The names in a text, where the rule forbids them; else none. */
static void find_forbidden(const struct session *session, enum attribution rule, const char *text,
                           struct name_places *ret_places)
{
    *ret_places = (struct name_places){0};
    if (rule == ATTRIBUTION_CHATHAM_HOUSE)
        names_find(session->names, text, ret_places);
}

bool session_text_has_names(const struct session *session, const char *slot, const char *text,
                            struct buf *ret_found)
{
    return session_text_has_names_under(session, session_attribution(session, slot), text,
                                        ret_found);
}

bool session_text_has_names_under(const struct session *session, enum attribution rule,
                                  const char *text, struct buf *ret_found)
{
    struct name_places places;
    find_forbidden(session, rule, text, &places);
    size_t count = places.list.count;
    for (size_t i = 0; i < count && ret_found != NULL; i++) {
        const struct name_place *place = &places.list.items[i];
        buf_add_text(ret_found, i > 0 ? ", " : "");
        buf_add(ret_found, text + place->start, place->end - place->start);
    }
    free(places.list.items);
    return count > 0;
}

void session_mask_names(const struct session *session, const char *slot, const char *text,
                        struct buf *out)
{
    session_mask_names_under(session, session_attribution(session, slot), text, out);
}

void session_mask_names_under(const struct session *session, enum attribution rule,
                              const char *text, struct buf *out)
{
    struct name_places places;
    find_forbidden(session, rule, text, &places);
    size_t at = 0;
    for (size_t i = 0; i < places.list.count; i++) {
        const struct name_place *place = &places.list.items[i];
        buf_add(out, text + at, place->start - at);
        buf_add_text(out, "[…]");
        at = place->end;
    }
    buf_add_text(out, text + at);
    free(places.list.items);
}
