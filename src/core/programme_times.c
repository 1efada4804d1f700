/*
 * Times as people write them, and what follows from them.
 *
 * A day has one axis of minutes that begins at the midnight of its date and does not end: a
 * slot from 23:00 to 1:00 lies on 1380–1500, and what is written after it is moved by the
 * days that the one before has crossed. How long something is on that axis, and whether one
 * slot overlaps another, is as the people in the programme's zone live through it.
 *
 *     text ──► clock_text ──► minutes of the axis ──► place after the slot before
 *      (a fault)      (12 hours, next day, zero)        (follows, gap, overlap)
 *
 * What is found is a code; who reads the file turns it into a finding with its place.
 */
#include <dais/core/programme_times.h>

#include <string.h>

#include <dais/base/utf8.h>

enum {
    HALF_DAY = 720,        /* minutes */
    SLIP_LONGEST = 4 * 60, /* minutes a slot may last where 12 hours were meant */
};

/* What people put between two times and around them, in code points. */
static bool is_blank(uint32_t code)
{
    return code == ' ' || code == '\t' || code == 0xA0 || (code >= 0x2000 && code <= 0x200A) ||
           code == 0x202F || code == 0x205F || code == 0x3000;
}

/* Unicode's dashes (category Pd), the minus sign, and the soft hyphen that pasting leaves. */
static bool is_dash(uint32_t code)
{
    static const uint32_t others[] = {'-',    0xAD,   0x58A,  0x5BE,  0x1400, 0x1806, 0x2043,
                                      0x2212, 0x2E17, 0x2E1A, 0x2E3A, 0x2E3B, 0x2E40, 0x301C,
                                      0x3030, 0x30A0, 0xFE31, 0xFE32, 0xFE58, 0xFE63, 0xFF0D};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (code == others[i])
            return true;
    return code >= 0x2010 && code <= 0x2015;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

static uint32_t next_code(const char *text, size_t *ret_size)
{
    *ret_size = 0;
    return *text == '\0' ? 0 : utf8_decode(text, strlen(text) < 4 ? strlen(text) : 4, ret_size);
}

static const char *skip_blanks(const char *text)
{
    size_t size;
    while (is_blank(next_code(text, &size)))
        text += size;
    return text;
}

static const char *skip_dashes(const char *text)
{
    size_t size;
    while (is_dash(next_code(text, &size)))
        text += size;
    return text;
}

/* Two digits below 60 and no third, else NULL. */
static const char *take_minutes(const char *text, int *ret_minutes)
{
    if (!is_digit(text[0]) || text[0] > '5' || !is_digit(text[1]) || is_digit(text[2]))
        return NULL;
    *ret_minutes = (text[0] - '0') * 10 + (text[1] - '0');
    return text + 2;
}

/* "am", "pm", "a.m." with blanks before; `*ret_letter` is 'a', 'p', or 0 where there is none. */
static const char *take_half_day(const char *text, char *ret_letter)
{
    const char *at = skip_blanks(text);
    char letter = lower(at[0]);
    *ret_letter = '\0';
    if (letter != 'a' && letter != 'p')
        return text;
    at += at[1] == '.' ? 2 : 1;
    if (lower(*at) != 'm' || is_letter(at[1]))
        return text;
    *ret_letter = letter;
    return at + (at[1] == '.' ? 2 : 1);
}

/* "h", "h30", " h 30" behind the hour; NULL where what follows is something else. */
static const char *take_hour_sign(const char *text, int *ret_minutes)
{
    const char *at = skip_blanks(text);
    if (lower(*at) != 'h' || is_letter(at[1]))
        return NULL;
    const char *minutes = skip_blanks(++at);
    *ret_minutes = 0;
    return is_digit(*minutes) ? take_minutes(minutes, ret_minutes) : at;
}

/* Does "hour:minutes", with the letter of am or pm or 0, stand on a clock? */
static bool clock_from(int hour, int minutes, char letter, struct clock_text *ret_clock)
{
    if (letter != '\0') {
        if (hour < 1 || hour > 12)
            return false;
        hour = hour % 12 + (letter == 'p' ? 12 : 0);
    } else if (hour > 24 || (hour == 24 && minutes > 0)) {
        return false;
    }
    *ret_clock = (struct clock_text){.minutes = hour * 60 + minutes, .half_day = letter != '\0'};
    return true;
}

/* A dash or a word between two times, blanks around it; NULL where there is neither. */
static const char *take_separator(const char *text)
{
    /* "à" also as a letter and a mark, as some keyboards and copies from PDF have it. */
    static const char *const words[] = {"to", "until", "à", "À", "a\xCC\x80", "A\xCC\x80"};
    const char *at = skip_blanks(text);
    const char *behind = skip_dashes(at);
    if (behind != at)
        return skip_blanks(behind);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t size = strlen(words[i]), same = 0;
        while (same < size && lower(at[same]) == lower(words[i][same]))
            same++;
        if (same == size && !is_letter(at[size]))
            return skip_blanks(at + size);
    }
    return NULL;
}

/* Reads a time at the head of `*text` and moves it behind. */
static enum clock_fault take_clock(const char **text, struct clock_text *ret_clock)
{
    enum { BARE_LONGEST = 4 }; /* "930" and "1030" are meant as times; a year's date is not */
    const char *at = *text;
    size_t digits = strspn(at, "0123456789");
    if (digits == 0 || digits > BARE_LONGEST)
        return CLOCK_NOT_A_TIME;
    int hour = at[0] - '0';
    if (digits == 2)
        hour = hour * 10 + (at[1] - '0');
    at += digits;

    int minutes = 0;
    char letter;
    const char *behind = NULL;
    bool parted = *at == ':' || *at == '.';
    if (parted)
        behind = take_minutes(at + 1, &minutes);
    else
        behind = take_hour_sign(at, &minutes);
    bool marked = behind != NULL;
    behind = take_half_day(marked ? behind : at, &letter);
    if (!marked && letter == '\0') {
        bool bare = !parted && (take_separator(at) != NULL || !is_letter(*skip_blanks(at)));
        return bare ? CLOCK_BARE_NUMBER : CLOCK_NOT_A_TIME;
    }
    if (digits > 2 || (parted && !marked) || !clock_from(hour, minutes, letter, ret_clock))
        return CLOCK_NOT_A_TIME;
    *text = behind;
    return CLOCK_READ;
}

enum clock_fault clock_text_read(const char *text, struct clock_text *ret_clock)
{
    struct clock_text clock;
    const char *at = skip_blanks(text);
    enum clock_fault fault = take_clock(&at, &clock);
    if (fault != CLOCK_READ)
        return fault;
    if (*skip_blanks(at) != '\0')
        return CLOCK_NOT_A_TIME;
    *ret_clock = clock;
    return CLOCK_READ;
}

enum clock_fault clock_range_read_head(const char *text, struct clock_text *ret_start,
                                       struct clock_text *ret_end, const char **ret_rest)
{
    struct clock_text start, end;
    const char *at = skip_blanks(text);
    enum clock_fault fault = take_clock(&at, &start);
    if (fault != CLOCK_READ)
        return fault;
    if (start.minutes == DAY_MINUTES)
        return CLOCK_NOT_A_TIME;
    if (*skip_blanks(at) == '\0')
        return CLOCK_ONE_TIME;
    at = take_separator(at);
    if (at == NULL)
        return CLOCK_NOT_A_TIME;
    fault = take_clock(&at, &end);
    if (fault != CLOCK_READ)
        return fault;
    size_t size;
    if (*at != '\0' && !is_blank(next_code(at, &size)))
        return CLOCK_NOT_A_TIME;
    *ret_start = start;
    *ret_end = end;
    *ret_rest = skip_blanks(at);
    return CLOCK_READ;
}

enum clock_fault clock_range_read(const char *text, struct clock_text *ret_start,
                                  struct clock_text *ret_end)
{
    struct clock_text start, end;
    const char *rest;
    enum clock_fault fault = clock_range_read_head(text, &start, &end, &rest);
    if (fault != CLOCK_READ)
        return fault;
    if (*rest != '\0')
        return CLOCK_NOT_A_TIME;
    *ret_start = start;
    *ret_end = end;
    return CLOCK_READ;
}

enum end_reading clock_end_read(int start, const struct clock_text *end, int *ret_end)
{
    int written = end->minutes;
    int slip = written + HALF_DAY - start;
    if (written >= start) {
        *ret_end = written;
        return written == start ? END_ZERO_LENGTH : END_AS_WRITTEN;
    }
    if (!end->half_day && slip > 0 && slip <= SLIP_LONGEST) {
        *ret_end = written + HALF_DAY;
        return END_TWELVE_HOURS_LATER;
    }
    if (written + DAY_MINUTES - start <= HALF_DAY) {
        *ret_end = written + DAY_MINUTES;
        return END_NEXT_DAY;
    }
    return END_BEFORE_START;
}

int day_times_minutes(const struct day_times *times, int minutes)
{
    return minutes + (times->begun ? times->end / DAY_MINUTES * DAY_MINUTES : 0);
}

/* Ms from one minute of a day's axis to another, negative where that is the earlier one. */
static msec_t distance(const struct programme *programme, int64_t date, int from, int to)
{
    return date == DAY_UNKNOWN ? (to - from) * MSEC_MINUTE
                               : zone_instant(programme->zone, date, to) -
                                     zone_instant(programme->zone, date, from);
}

/* The minute of a day's axis that the clock's face shows `minutes` after another. */
static int face_after(const struct programme *programme, int64_t date, int from, int minutes)
{
    int64_t days;
    msec_t of_day;
    if (date == DAY_UNKNOWN)
        return from + minutes;
    zone_civil(programme->zone, zone_instant(programme->zone, date, from) + minutes * MSEC_MINUTE,
               &days, &of_day);
    return (int)(days - date) * DAY_MINUTES + (int)(of_day / MSEC_MINUTE);
}

int programme_end(const struct programme *programme, int64_t date, int start, int minutes)
{
    int end = face_after(programme, date, start, minutes);
    bool lived = distance(programme, date, start, end) == minutes * MSEC_MINUTE;
    return lived ? end : start + minutes;
}

enum slot_place day_times_place(struct day_times *times, const struct programme *programme,
                                int64_t date, int start, int end, msec_t *ret_span)
{
    enum slot_place place = SLOT_PLACE_FOLLOWS;
    msec_t after = times->begun ? distance(programme, date, times->end, start) : 0;
    *ret_span = 0;
    if (after < 0) {
        place = SLOT_PLACE_OVERLAP;
        *ret_span = -after;
    } else if (after > 0 && !times->untimed) {
        place = SLOT_PLACE_GAP;
        *ret_span = after;
    }
    if (!times->begun || distance(programme, date, times->end, end) > 0)
        times->end = face_after(programme, date, end, 0);
    times->begun = true;
    times->untimed = false;
    return place;
}

void day_times_place_untimed(struct day_times *times)
{
    times->untimed = true;
}

msec_t programme_span(const struct programme *programme, int64_t date, int from, int to)
{
    msec_t span = distance(programme, date, from, to);
    return span > 0 ? span : 0;
}

msec_t programme_slot_length(const struct programme *programme, const struct slot *slot)
{
    return programme_span(programme, programme->days.items[slot->day].date, slot->start, slot->end);
}

msec_t slot_default_minimum(enum slot_kind kind, msec_t length)
{
    const msec_t break_least = 10 * MSEC_MINUTE;
    if (slot_kind_is_break(kind) && length > break_least)
        return break_least;
    return (length + 2 * MSEC_MINUTE - 1) / (2 * MSEC_MINUTE) * MSEC_MINUTE;
}

void slot_write_default_id(const struct slot *slot, struct buf *out)
{
    buf_add_format(out, "s%u", slot->number);
}

static msec_t cue_in_force(msec_t own, msec_t of_programme, msec_t otherwise)
{
    return own != MSEC_NONE ? own : of_programme != MSEC_NONE ? of_programme : otherwise;
}

struct cues programme_cues(const struct programme *programme, const struct cues *own)
{
    return (struct cues){
        .warning = cue_in_force(own->warning, programme->cues.warning, 5 * MSEC_MINUTE),
        .danger = cue_in_force(own->danger, programme->cues.danger, MSEC_MINUTE),
    };
}

/* "Side meeting": what a slot is called that has no title. */
static void title_from_kind(struct programme *programme, struct slot *slot)
{
    char *title = arena_text(&programme->arena, slot_kind_name(slot->kind));
    title[0] = (char)(title[0] - 'a' + 'A');
    for (char *c = title; *c != '\0'; c++)
        if (*c == '-')
            *c = ' ';
    struct lingual_text text = {.text = title};
    array_push(&slot->title.texts, text);
}

void programme_complete_slot(struct programme *programme, size_t index)
{
    struct slot *slot = &programme->slots.items[index];
    slot->number = (unsigned)index + 1;
    if (slot->id == NULL) {
        BUF_LOCAL struct buf id = {0};
        slot_write_default_id(slot, &id);
        slot->id = arena_text_n(&programme->arena, id.bytes, id.size);
    }
    if (slot->title.texts.count == 0)
        title_from_kind(programme, slot);
    slot->own_minimum = slot->minimum != MSEC_NONE;
    if (!slot->own_minimum)
        slot->minimum =
            slot->timed ? slot_default_minimum(slot->kind, programme_slot_length(programme, slot))
                        : 0;
    slot->cues = programme_cues(programme, &slot->cues);
    if (!slot->own_attribution)
        slot->attribution = programme->attribution;
}
