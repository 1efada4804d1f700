/*
 * Which names a programme holds, and what a text is told about them.
 *
 * People are looked for by full name, also written together, and surname (the last word, one in
 * capitals, what stands before a comma, each half of a double one, with an s behind it),
 * organisations by name and abbreviation, both by initials of three letters and more as an
 * upper-case word. A surname of so few letters that it may be a common word as well must begin
 * with a capital ("Do"), and so must an abbreviation that is one ("WHO", "UN"), for which the
 * capital at the head of a sentence does not do.
 *
 * Bare places and first names are no names here, nor is anything that the programme does not
 * hold: this is a question put to whoever writes, not a guarantee.
 */
#include "session_state.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>

enum {
    SHORT_LETTERS = 3, /* names of one word and so many letters or fewer may be common words */
    INITIALS_MIN = 3,
    HALF_MIN = 4,    /* letters of half a surname that is found by itself */
    PLURAL_MIN = 5,  /* letters of a surname that is found with an s behind it */
    JOINED_MIN = 8,  /* letters of a name that is found written together */
    LISTED_MOST = 6, /* bytes of a word in the lists below */
};

/* ---- words of a name ---- */

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

static size_t count_letters(const char *text, size_t size)
{
    size_t letters = 0;
    for (size_t at = 0, step; at < size; at += step) {
        (void)utf8_decode(text + at, size - at, &step);
        letters++;
    }
    return letters;
}

static bool is_capitalised(const char *word, size_t size)
{
    size_t step;
    return size > 0 && utf8_case(utf8_decode(word, size, &step)) == UTF8_CAPITAL;
}

/* Capitals, and nothing small. */
static bool is_upper(const char *word, size_t size)
{
    bool capital = false;
    for (size_t at = 0, step; at < size; at += step) {
        enum utf8_case is = utf8_case(utf8_decode(word + at, size - at, &step));
        if (is == UTF8_SMALL)
            return false;
        capital = capital || is == UTF8_CAPITAL;
    }
    return capital;
}

/* Does it begin as a name does? In a script without capitals every word may. */
static bool begins_as_name(const char *word, size_t size)
{
    size_t step;
    return is_capitalised(word, size) ||
           (size > 0 && (word[0] & 0x80) != 0 &&
            utf8_case(utf8_decode(word, size, &step)) == UTF8_CASELESS);
}

static size_t count_capitalised(const char *text, size_t size)
{
    struct name_place piece;
    size_t at = 0;
    size_t count = 0;
    while (next_piece(text, size, &at, &piece))
        count += begins_as_name(text + piece.start, piece.end - piece.start);
    return count;
}

/* Is the piece, without a full stop behind it, one of these words, folded? */
static bool is_one_of(const char *piece, size_t size, const char *const *words)
{
    BUF_LOCAL struct buf folded = {0};
    while (size > 0 && piece[size - 1] == '.')
        size--;
    if (size > LISTED_MOST)
        return false;
    utf8_fold(piece, size, &folded);
    while (*words != NULL && strcmp(*words, buf_text(&folded)) != 0)
        words++;
    return *words != NULL;
}

static const char *const before_names[] = {"mr",  "mrs", "ms",   "mx",  "dr",  "prof",
                                           "m",   "mme", "mlle", "h.e", "s.e", "hon",
                                           "sir", "sr",  "sra",  "dra", "ing", NULL};
static const char *const behind_names[] = {"jr",  "sr",   "ii", "iii", "iv",
                                           "phd", "ph.d", "md", "esq", NULL};
static const char *const small_words[] = {
    "of",  "for", "the", "and", "in",   "on", "at",  "to",  "de",  "du",  "des", "la", "le",
    "les", "l",   "d",   "et",  "pour", "en", "au",  "aux", "sur", "y",   "e",   "do", "da",
    "dos", "das", "del", "los", "las",  "el", "von", "und", "der", "die", "fur", "a",  NULL};

/*
 * Abbreviations of organisations that are words in small letters, English or French: whoever
 * writes these means the words. Those of two letters nearly all are, in some language.
 */
static const char *const common_words[] = {
    "access", "act",   "acte",   "acted", "action", "age",    "agir",  "aid",   "aide",  "aids",
    "aim",    "air",   "all",    "ami",   "amis",   "and",    "any",   "appui", "are",   "arm",
    "art",    "ask",   "aura",   "aux",   "avec",   "bad",    "base",  "beam",  "big",   "bon",
    "bridge", "but",   "call",   "camp",  "can",    "cap",    "car",   "care",  "cas",   "case",
    "cash",   "ces",   "cet",    "cible", "city",   "clear",  "core",  "dans",  "day",   "des",
    "did",    "dire",  "dit",    "donc",  "dont",   "east",   "eau",   "elan",  "elle",  "elles",
    "encore", "end",   "equal",  "est",   "etat",   "eux",    "ever",  "face",  "fact",  "fair",
    "faire",  "far",   "few",    "fin",   "find",   "fit",    "foi",   "fois",  "for",   "form",
    "forum",  "free",  "fund",   "gens",  "get",    "give",   "goal",  "got",   "had",   "has",
    "help",   "her",   "him",    "his",   "home",   "hope",   "hors",  "host",  "how",   "hub",
    "ice",    "ici",   "idea",   "ill",   "ils",    "impact", "its",   "job",   "jour",  "just",
    "key",    "law",   "lead",   "learn", "les",    "less",   "let",   "lien",  "life",  "link",
    "live",   "loan",  "local",  "lors",  "love",   "low",    "lui",   "mais",  "mal",   "man",
    "many",   "map",   "may",    "men",   "mer",    "mercy",  "mes",   "mieux", "mis",   "mix",
    "moi",    "mois",  "mon",    "more",  "move",   "nation", "need",  "net",   "new",   "nos",
    "not",    "nous",  "now",    "nul",   "off",    "old",    "one",   "ont",   "open",  "oui",
    "our",    "out",   "own",    "pace",  "pact",   "paix",   "par",   "part",  "pas",   "path",
    "pay",    "pays",  "peace",  "peu",   "plan",   "plus",   "pont",  "port",  "pour",  "pris",
    "put",    "que",   "qui",    "quoi",  "raise",  "ran",    "reach", "red",   "rien",  "rights",
    "rise",   "road",  "roots",  "rule",  "run",    "safe",   "same",  "sans",  "save",  "say",
    "see",    "seed",  "sens",   "ses",   "set",    "share",  "she",   "sida",  "sien",  "sit",
    "soi",    "soin",  "soit",   "some",  "son",    "sont",   "spark", "star",  "start", "step",
    "stop",   "sun",   "sur",    "team",  "tel",    "tes",    "than",  "the",   "them",  "this",
    "time",   "toi",   "toit",   "ton",   "too",    "top",    "tous",  "tout",  "trust", "two",
    "une",    "unite", "united", "unity", "use",    "vers",   "via",   "vie",   "ville", "voice",
    "voie",   "voir",  "voix",   "vos",   "vous",   "vue",    "war",   "was",   "wave",  "way",
    "west",   "who",   "will",   "win",   "wing",   "women",  "world", "yes",   "yet",   "you",
    "youth",  NULL};

/* ---- names ---- */

/* A surname or a full name; what is short must not be taken for a common word. */
static void add_name(struct name_search *search, const char *name, size_t size)
{
    struct name_place word;
    struct name_place rest;
    size_t at = 0;
    if (!name_next_word(name, size, &at, &word))
        return;
    bool one_word = !name_next_word(name, size, &at, &rest);
    size_t letters = count_letters(name + word.start, word.end - word.start);
    enum name_case demand = NAME_ANY_CASE;
    if (one_word && letters <= SHORT_LETTERS && letters > 1)
        demand = is_upper(name + word.start, word.end - word.start) ? NAME_UPPER : NAME_CAPITAL;
    if (!one_word || letters > 1)
        name_search_add(search, name, size, demand);
}

/* An abbreviation or another word that begins a name, which small letters make a common word. */
static bool is_common(const char *word, size_t size)
{
    return count_letters(word, size) <= 2 || is_one_of(word, size, common_words);
}

/* Puts the words of a name together; returns how many. */
static size_t join_words(const char *name, size_t size, struct buf *out)
{
    struct name_place word;
    size_t count = 0;
    for (size_t at = 0; name_next_word(name, size, &at, &word); count++)
        buf_add(out, name + word.start, word.end - word.start);
    return count;
}

static void add_joined(struct name_search *search, const struct buf *name, enum name_case demand)
{
    if (count_letters(name->bytes, name->size) >= JOINED_MIN)
        name_search_add(search, name->bytes, name->size, demand);
}

/* An organisation's name: in any case, unless it is a common word, or begins with an article. */
static void add_body(struct name_search *search, const char *name, size_t size)
{
    BUF_LOCAL struct buf joined = {0};
    struct name_place word;
    size_t at = 0;
    size_t words = join_words(name, size, &joined);
    if (joined.size == 0 || !name_next_word(name, size, &at, &word))
        return;
    const char *first = name + word.start;
    size_t letters = word.end - word.start;
    bool common = words == 1 ? is_common(first, letters)
                             : count_letters(first, letters) == 2 && is_upper(first, letters);
    if (words > 1 || count_letters(first, letters) > 1)
        name_search_add(search, name, size, common ? NAME_PROPER : NAME_ANY_CASE);
    if (words == 1)
        return;
    add_joined(search, &joined, NAME_JOINED);
    if (common) /* "un-habitat", not "un habitat" */
        add_joined(search, &joined, NAME_ANY_CASE);
}

/* Which words of a name give their first letter. */
enum initials { OF_CAPITALS, OF_LONG_WORDS, OF_ALL_WORDS, INITIALS_COUNT };

static bool gives_initial(const char *word, size_t size, enum initials initials)
{
    switch (initials) {
    case OF_CAPITALS:
        return is_capitalised(word, size);
    case OF_LONG_WORDS:
        return !is_one_of(word, size, small_words);
    case OF_ALL_WORDS:
    case INITIALS_COUNT:
        break;
    }
    return true;
}

/* "International Organization for Migration" is also found as "IOM". */
static void add_initials(struct name_search *search, const char *name, size_t size)
{
    for (enum initials initials = 0; initials < INITIALS_COUNT; initials++) {
        BUF_LOCAL struct buf letters = {0};
        struct name_place word;
        size_t count = 0;
        for (size_t at = 0, step; name_next_word(name, size, &at, &word);) {
            const char *text = name + word.start;
            if (!gives_initial(text, word.end - word.start, initials))
                continue;
            bool cased = utf8_case(utf8_decode(text, word.end - word.start, &step));
            buf_add(&letters, text, cased ? step : 0);
            count += cased;
        }
        if (count >= INITIALS_MIN)
            name_search_add(search, buf_text(&letters), letters.size, NAME_UPPER);
    }
}

/* Without a title before it, and with nothing behind it that is no name. */
static void trim(const char **ref_name, size_t *ref_size)
{
    struct name_place piece;
    size_t at = 0;
    size_t end = 0;
    while (next_piece(*ref_name, *ref_size, &at, &piece) &&
           is_one_of(*ref_name + piece.start, piece.end - piece.start, before_names)) {
        *ref_name += at;
        *ref_size -= at;
        at = 0;
    }
    for (at = 0; next_piece(*ref_name, *ref_size, &at, &piece);) {
        if (end == 0 || !is_one_of(*ref_name + piece.start, piece.end - piece.start, behind_names))
            end = piece.end;
    }
    *ref_size = end;
}

/* A piece with an s behind it; its last letter is no full stop. */
static void add_plural(struct name_search *search, const char *name, size_t size)
{
    BUF_LOCAL struct buf plural = {0};
    struct name_place word;
    struct name_place last = {0, 0};
    for (size_t at = 0; name_next_word(name, size, &at, &word);)
        last = word;
    if (count_letters(name + last.start, last.end - last.start) < PLURAL_MIN)
        return;
    buf_add(&plural, name, last.end);
    buf_add_char(&plural, 's');
    name_search_add(search, plural.bytes, plural.size, NAME_ANY_CASE);
}

/* Bytes of the hyphen here; 0: there is none. */
static size_t hyphen_size(const char *text, size_t size)
{
    static const char *const hyphens[] = {"-", "\u2010", "\u2011"};
    for (size_t i = 0; i < sizeof hyphens / sizeof *hyphens; i++) {
        size_t length = strlen(hyphens[i]);
        if (size >= length && memcmp(text, hyphens[i], length) == 0)
            return length;
    }
    return 0;
}

/* The next half of a double surname that is found by itself; false: there is none. */
static bool next_half(const char *name, size_t size, size_t *ref_at, struct name_place *ret_half)
{
    while (*ref_at < size) {
        size_t hyphen = 0;
        size_t end = *ref_at;
        while (end < size && (hyphen = hyphen_size(name + end, size - end)) == 0)
            end++;
        *ret_half = (struct name_place){*ref_at, end};
        *ref_at = end + hyphen;
        bool whole = ret_half->start == 0 && end == size;
        if (!whole && count_letters(name + ret_half->start, end - ret_half->start) >= HALF_MIN)
            return true;
    }
    return false;
}

/* "Baden-Powell" is three names. */
static void add_surname(struct name_search *search, const char *name, size_t size)
{
    struct name_place half;
    add_name(search, name, size);
    add_plural(search, name, size);
    for (size_t at = 0; next_half(name, size, &at, &half);) {
        add_name(search, name + half.start, half.end - half.start);
        add_plural(search, name + half.start, half.end - half.start);
    }
}

static void add_two(struct name_search *search, const char *name, const struct name_place *one,
                    const struct name_place *other)
{
    BUF_LOCAL struct buf joined = {0};
    (void)join_words(name + one->start, one->end - one->start, &joined);
    (void)join_words(name + other->start, other->end - other->start, &joined);
    add_joined(search, &joined, NAME_ANY_CASE);
}

/* "SamuelPyne", "samuelpyne", "PyneSamuel"; of several first names also the first alone. */
static void add_together(struct name_search *search, const char *name, size_t size,
                         const struct name_place *last)
{
    BUF_LOCAL struct buf all = {0};
    struct name_place first;
    struct name_place half;
    size_t at = 0;
    if (!next_piece(name, size, &at, &first) || first.start == last->start)
        return;
    (void)join_words(name, size, &all);
    add_joined(search, &all, NAME_ANY_CASE);
    add_two(search, name, &first, last);
    add_two(search, name, last, &first);
    for (at = 0; next_half(name + last->start, last->end - last->start, &at, &half);) {
        half = (struct name_place){half.start + last->start, half.end + last->start};
        add_two(search, name, &first, &half);
        add_two(search, name, &half, &first);
    }
}

static void add_full_name(struct name_search *search, const char *name, size_t size)
{
    struct name_place piece;
    struct name_place last = {0, 0};
    size_t at = 0;
    trim(&name, &size);
    while (next_piece(name, size, &at, &piece)) {
        if (is_upper(name + piece.start, piece.end - piece.start) &&
            count_letters(name + piece.start, piece.end - piece.start) >= INITIALS_MIN)
            add_surname(search, name + piece.start, piece.end - piece.start);
        last = piece;
    }
    add_name(search, name, size);
    add_plural(search, name, size);
    add_surname(search, name + last.start, last.end - last.start);
    add_together(search, name, size, &last);
    add_initials(search, name, size);
}

/* "Samuel Pyne", and "PYNE, Samuel (tbc)". */
static void add_person(struct name_search *search, const char *name, size_t size)
{
    const char *open = memchr(name, '(', size);
    size = open != NULL ? (size_t)(open - name) : size;
    const char *comma = memchr(name, ',', size);
    if (comma == NULL) {
        add_full_name(search, name, size);
        return;
    }
    size_t surname = (size_t)(comma - name);
    add_surname(search, name, surname);
    add_name(search, name, size);
    BUF_LOCAL struct buf turned = {0};
    buf_add(&turned, comma + 1, size - surname - 1);
    buf_add_char(&turned, ' ');
    buf_add(&turned, name, surname);
    add_full_name(search, buf_text(&turned), turned.size);
}

/* "Port Authority, Accra": what stands first, and further pieces that look like a name. */
static void add_pieces(struct name_search *search, const char *name, size_t size)
{
    size_t first = size;
    for (size_t at = 0; at < size;) {
        size_t piece = 0;
        while (at + piece < size && strchr(",;/:", name[at + piece]) == NULL)
            piece++;
        if (at == 0)
            first = piece;
        else if (count_capitalised(name + at, piece) >= 2)
            add_body(search, name + at, piece);
        at += piece + 1;
    }
    if (first < size)
        add_body(search, name, first);
    add_initials(search, name, first);
}

/* An organisation; "Centre for Things (CFT)" is three names. */
static void add_organisation(struct name_search *search, const char *name)
{
    size_t size = strlen(name);
    const char *open = strchr(name, '(');
    const char *close = open != NULL ? strchr(open, ')') : NULL;
    add_body(search, name, size);
    if (close == NULL) {
        add_pieces(search, name, size);
        return;
    }
    add_body(search, name, (size_t)(open - name));
    add_pieces(search, name, (size_t)(open - name));
    add_body(search, open + 1, (size_t)(close - open - 1));
}

/* ---- what the programme holds ---- */

static void add_organisations_in(struct name_search *search, const struct lingual *lingual)
{
    for (size_t i = 0; i < lingual->texts.count; i++)
        add_organisation(search, lingual->texts.items[i].text);
}

/* A free text in a role, "Jane Doe, UN-Habitat": a name where it looks like one. */
static void add_free_text(struct name_search *search, const char *text)
{
    bool first = true;
    while (*text != '\0') {
        size_t size = strcspn(text, ",;()");
        size_t capitals = count_capitalised(text, size);
        if (first && capitals >= 2)
            add_person(search, text, size);
        else if (capitals >= 2 || (!first && capitals == 1))
            add_body(search, text, size);
        if (capitals >= 2)
            add_initials(search, text, size);
        first = false;
        text += size + (text[size] != '\0');
    }
}

static void add_parts(struct name_search *search, const struct parts *parts)
{
    for (size_t i = 0; i < parts->list.count; i++) {
        const struct part *part = &parts->list.items[i];
        add_organisations_in(search, &part->organisation);
        for (size_t j = 0; j < part->text.texts.count; j++)
            add_free_text(search, part->text.texts.items[j].text);
    }
}

static void add_slot(struct name_search *search, const struct slot *slot)
{
    for (unsigned role = 0; role < ROLE_COUNT; role++)
        add_parts(search, &slot->roles[role]);
    for (size_t i = 0; i < slot->tracks.count; i++) {
        add_parts(search, &slot->tracks.items[i].moderators);
        add_parts(search, &slot->tracks.items[i].rapporteurs);
    }
    for (size_t i = 0; i < slot->posters.count; i++) {
        add_parts(search, &slot->posters.items[i].presenters);
        add_organisations_in(search, &slot->posters.items[i].organisation);
    }
}

static void add_list(struct name_search *search, const struct organisations *organisations)
{
    for (size_t i = 0; i < organisations->list.count; i++)
        add_organisations_in(search, &organisations->list.items[i].name);
}

static struct name_search *gather(const struct programme *programme)
{
    struct name_search *search = name_search_new();
    for (size_t i = 0; i < programme->people.count; i++) {
        const struct person *person = &programme->people.items[i];
        if (person->name != NULL)
            add_person(search, person->name, strlen(person->name));
        add_organisations_in(search, &person->affiliation);
        add_organisations_in(search, &person->on_behalf_of);
    }
    for (size_t i = 0; i < programme->contacts.count; i++) {
        const char *name = programme->contacts.items[i].name;
        if (name != NULL)
            add_person(search, name, strlen(name));
    }
    add_list(search, &programme->organisers);
    add_list(search, &programme->partners);
    add_list(search, &programme->supporters);
    for (unsigned role = 0; role < ROLE_COUNT; role++)
        add_parts(search, &programme->roles[role]);
    for (size_t i = 0; i < programme->slots.count; i++)
        add_slot(search, &programme->slots.items[i]);
    return search;
}

struct names {
    const struct programme *programme;
    struct name_search *search; /* NULL: no text was looked through yet */
};

struct names *names_new(const struct programme *programme)
{
    struct names *names = mem_new(1, sizeof *names);
    *names = (struct names){.programme = programme};
    return names;
}

void names_free(struct names *names)
{
    if (names == NULL)
        return;
    name_search_free(names->search);
    free(names);
}

/* The names in a text, where the rule forbids them; else none. */
static void find_forbidden(const struct session *session, enum attribution rule, const char *text,
                           struct name_places *ret_places)
{
    *ret_places = (struct name_places){0};
    if (rule != ATTRIBUTION_CHATHAM_HOUSE)
        return;
    if (session->names->search == NULL)
        session->names->search = gather(session->names->programme);
    name_search_find(session->names->search, text, ret_places);
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
