/*
 * Which events there are: the table of ops (name, realm, the keys each needs and may carry)
 * and the table of keys (name and written form). event_check() holds an event to both.
 *
 * A key that an op does not know is a fault of that event; a key that no op knows, or a whole
 * unknown op, belongs to another version: it is kept and passed on.
 */
#include <dais/core/event.h>

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "event_form.h"
#include "lengths.h"

enum form {
    FORM_TEXT,     /* anything, may be empty */
    FORM_NAMED,    /* anything but nothing */
    FORM_TOKEN,    /* of a launch or writer */
    FORM_EVENT_ID, /* "k7q2m9xdp4t0a-17" */
    FORM_IDS,      /* "k7q2m9xdp4t0a-17,…": ids of events, joined by commas */
    FORM_DIGEST,   /* 64 hexadecimal digits */
    FORM_WHOLE,    /* a positive whole number */
    FORM_SIGNED,   /* a whole number that may be negative or 0, at most SPAN_MAX ms either way */
    FORM_SHIFT,    /* the same, but not 0 */
    FORM_SPAN,     /* a positive whole number of ms, at most SPAN_MAX */
    FORM_FLOOR,    /* a positive whole number, or nothing */
    FORM_LENGTHS,  /* "s3=900000 s5=1200000": slots and ms, at most SPAN_MAX each */
    FORM_DATE,     /* "2022-05-18" */
    FORM_BOOT,     /* "0123456789abcdef:123" */
    FORM_ENTRY,    /* "R4": number of an entry */
    FORM_COUNT,    /* of people or hands: a whole number, 0 as well, at most COUNTED_MAX */
    FORM_YES,      /* "yes" */
    FORM_YES_NO,   /* "yes" or "no" */
};

enum {
    BOOT_DIGITS = 16,   /* of a boot id */
    DIGEST_DIGITS = 64, /* of a full digest */
    WHOLE_DIGITS = 15,  /* of a number, at most */
    ENTRY_DIGITS = 6,   /* of an entry's number, at most */
};

/* No span in a session is longer; keeps every sum of spans far from overflow. */
#define SPAN_MAX (MSEC_DAY * 366)

static const struct {
    const char *name;
    enum form form;
} keys[] = {
    [KEY_DAIS] = {"dais", FORM_WHOLE},
    [KEY_WRITER] = {"writer", FORM_TOKEN},
    [KEY_NAME] = {"name", FORM_TEXT},
    [KEY_PROGRAMME] = {"programme", FORM_DIGEST},
    [KEY_SEEN] = {"seen", FORM_TEXT},
    [KEY_BOOT] = {"boot", FORM_BOOT},
    [KEY_TARGET] = {"target", FORM_EVENT_ID},
    [KEY_ENTRY] = {"entry", FORM_EVENT_ID},
    [KEY_TOGETHER] = {"together", FORM_EVENT_ID},
    [KEY_BASE] = {"base", FORM_EVENT_ID},
    [KEY_SETTLES] = {"settles", FORM_IDS},
    [KEY_INTO] = {"into", FORM_EVENT_ID},
    [KEY_BEHIND] = {"behind", FORM_EVENT_ID},
    [KEY_FROM] = {"from", FORM_TEXT},
    [KEY_SLOT] = {"slot", FORM_NAMED},
    [KEY_RULE] = {"rule", FORM_NAMED},
    [KEY_WITH] = {"with", FORM_NAMED},
    [KEY_AFTER] = {"after", FORM_TEXT},
    [KEY_BEFORE] = {"before", FORM_NAMED},
    [KEY_PLACE] = {"place", FORM_WHOLE},
    [KEY_WITH_PLACE] = {"with_place", FORM_WHOLE},
    [KEY_FLOOR] = {"floor", FORM_FLOOR},
    [KEY_PLAN] = {"plan", FORM_NAMED},
    [KEY_LENGTHS] = {"lengths", FORM_LENGTHS},
    [KEY_LATE] = {"late_ms", FORM_SIGNED},
    [KEY_SHIFT] = {"shift_ms", FORM_SHIFT},
    [KEY_TRACK] = {"track", FORM_WHOLE},
    [KEY_DATE] = {"date", FORM_DATE},
    [KEY_SPAN] = {"span_ms", FORM_SPAN},
    [KEY_WHO] = {"who", FORM_NAMED},
    [KEY_PERSON] = {"person", FORM_NAMED},
    [KEY_STATE] = {"state", FORM_NAMED},
    [KEY_REPLACED_BY] = {"replaced_by", FORM_NAMED},
    [KEY_COUNT] = {"count", FORM_COUNT},
    [KEY_TITLE] = {"title", FORM_NAMED},
    [KEY_KIND] = {"kind", FORM_NAMED},
    [KEY_NUMBER] = {"number", FORM_ENTRY},
    [KEY_STANDING] = {"standing", FORM_NAMED},
    [KEY_DIGEST] = {"digest", FORM_DIGEST},
    [KEY_RESERVED_BY] = {"reserved_by", FORM_NAMED},
    [KEY_TO] = {"to", FORM_NAMED},
    [KEY_VOTES_FOR] = {"for", FORM_COUNT},
    [KEY_VOTES_AGAINST] = {"against", FORM_COUNT},
    [KEY_VOTES_ABSTAINED] = {"abstained", FORM_COUNT},
    [KEY_HELD] = {"held", FORM_YES_NO},
    [KEY_SPEAKER] = {"speaker", FORM_TEXT},
    [KEY_ADDRESSEE] = {"addressee", FORM_TEXT},
    [KEY_THEMES] = {"themes", FORM_TEXT},
    [KEY_LABEL] = {"label", FORM_TEXT},
    [KEY_OWNER] = {"owner", FORM_TEXT},
    [KEY_DEADLINE] = {"deadline", FORM_DATE},
    [KEY_PRIORITY] = {"priority", FORM_TEXT},
    [KEY_LANGUAGE] = {"language", FORM_TEXT},
    [KEY_TRANSLATION_OF] = {"translation_of", FORM_EVENT_ID},
    [KEY_KEPT_NAMES] = {"kept_names", FORM_YES},
    [KEY_WHY] = {"why", FORM_TEXT},
    [KEY_TEXT] = {"text", FORM_TEXT},
};
static_assert(sizeof keys / sizeof keys[0] == EVENT_KEY_COUNT, "keys is complete");
static_assert(EVENT_KEY_COUNT <= 64, "a set of keys fits 64 bits");

/* A set of keys is 64 bits. */
#define K(key) (UINT64_C(1) << KEY_##key)
#define ENTRY_FIELDS                                                                               \
    (K(SPEAKER) | K(ADDRESSEE) | K(THEMES) | K(LABEL) | K(OWNER) | K(DEADLINE) | K(PRIORITY) |     \
     K(LANGUAGE) | K(TRANSLATION_OF) | K(KEPT_NAMES))

static const struct {
    const char *name;
    enum event_realm realm;
    uint64_t needs; /* keys */
    uint64_t may;   /* carry as well */
    uint64_t empty; /* may stand there empty, whatever its form: the field is taken away */
} ops[] = {
    [EVENT_LAUNCH] = {"launch", REALM_NONE, K(DAIS) | K(WRITER),
                      K(NAME) | K(PROGRAMME) | K(SEEN) | K(TEXT), 0},
    [EVENT_SESSION_DATE] = {"session.date", REALM_CLOCK, K(DATE), K(BOOT), 0},
    [EVENT_CLOCK_TAKE] = {"clock.take", REALM_CLOCK, K(FROM), K(BOOT), 0},
    [EVENT_SLOT_START] = {"slot.start", REALM_CLOCK, K(SLOT) | K(FROM), K(BOOT), 0},
    [EVENT_SLOT_STOP] = {"slot.stop", REALM_CLOCK, K(SLOT), K(BOOT), 0},
    [EVENT_SLOT_PAUSE] = {"slot.pause", REALM_CLOCK, K(SLOT), K(BOOT), 0},
    [EVENT_SLOT_RESUME] = {"slot.resume", REALM_CLOCK, K(SLOT), K(BOOT), 0},
    [EVENT_SLOT_BACK] = {"slot.back", REALM_CLOCK, K(SLOT) | K(FROM), K(BOOT), 0},
    [EVENT_SLOT_EXTEND] = {"slot.extend", REALM_CLOCK, K(SLOT) | K(SPAN), K(BOOT), 0},
    [EVENT_SLOT_SHORTEN] = {"slot.shorten", REALM_CLOCK, K(SLOT) | K(SPAN), K(BOOT), 0},
    [EVENT_SLOT_SKIP] = {"slot.skip", REALM_CLOCK, K(SLOT), K(BOOT), 0},
    [EVENT_SLOT_INSERT] = {"slot.insert", REALM_CLOCK, K(SLOT) | K(AFTER) | K(TITLE) | K(SPAN),
                           K(BEFORE) | K(BOOT) | K(KEPT_NAMES), 0},
    [EVENT_SLOT_SWAP] = {"slot.swap", REALM_CLOCK, K(SLOT) | K(WITH), K(BOOT), 0},
    [EVENT_PLAN_CHANGE] = {"plan.change", REALM_CLOCK, K(FROM) | K(PLAN) | K(LATE),
                           K(LENGTHS) | K(BOOT) | K(WHY) | K(KEPT_NAMES), 0},
    [EVENT_FLOOR_REQUEST] = {"floor.request", REALM_CLOCK, K(SLOT) | K(PLACE),
                             K(WHO) | K(SPAN) | K(BOOT) | K(KEPT_NAMES), 0},
    [EVENT_FLOOR_START] = {"floor.start", REALM_CLOCK, K(SLOT) | K(PLACE) | K(FLOOR),
                           K(SPAN) | K(BOOT), 0},
    [EVENT_FLOOR_STOP] = {"floor.stop", REALM_CLOCK, K(SLOT) | K(PLACE), K(BOOT), 0},
    [EVENT_FLOOR_PAUSE] = {"floor.pause", REALM_CLOCK, K(SLOT) | K(PLACE), K(BOOT), 0},
    [EVENT_FLOOR_RESUME] = {"floor.resume", REALM_CLOCK, K(SLOT) | K(PLACE), K(BOOT), 0},
    [EVENT_FLOOR_SKIP] = {"floor.skip", REALM_CLOCK, K(SLOT) | K(PLACE), K(BOOT), 0},
    [EVENT_FLOOR_SWAP] = {"floor.swap", REALM_CLOCK, K(SLOT) | K(PLACE) | K(WITH_PLACE), K(BOOT),
                          0},
    [EVENT_FLOOR_ORDER] = {"floor.order", REALM_CLOCK, K(SLOT) | K(PLACE) | K(FLOOR),
                           K(WHO) | K(BOOT) | K(KEPT_NAMES), 0},
    [EVENT_SESSION_MOVE] = {"session.move", REALM_CLOCK, K(FROM) | K(SHIFT), K(BOOT), 0},
    [EVENT_SESSION_END] = {"session.end", REALM_CLOCK, K(FROM), K(BOOT), 0},
    [EVENT_SESSION_CLOSE] = {"session.close", REALM_CLOCK, 0, K(BOOT) | K(WHY), 0},
    [EVENT_SESSION_REOPEN] = {"session.reopen", REALM_CLOCK, K(WHY), K(BOOT) | K(KEPT_NAMES), 0},
    [EVENT_ENTRY_ADD] = {"entry.add", REALM_ENTRY, K(KIND) | K(NUMBER) | K(TEXT),
                         K(SLOT) | K(TRACK) | ENTRY_FIELDS, 0},
    [EVENT_ENTRY_AMEND] = {"entry.amend", REALM_ENTRY, K(ENTRY) | K(BASE),
                           K(KIND) | K(NUMBER) | K(TEXT) | K(SETTLES) | ENTRY_FIELDS, ENTRY_FIELDS},
    [EVENT_ENTRY_WITHDRAW] = {"entry.withdraw", REALM_ENTRY, K(ENTRY),
                              K(TOGETHER) | K(WHY) | K(KEPT_NAMES), 0},
    [EVENT_ENTRY_MOVE] = {"entry.move", REALM_ENTRY, K(ENTRY),
                          K(TOGETHER) | K(SLOT) | K(TRACK) | K(KEPT_NAMES), 0},
    [EVENT_ENTRY_MERGE] = {"entry.merge", REALM_ENTRY, K(ENTRY) | K(INTO),
                           K(TOGETHER) | K(WHY) | K(KEPT_NAMES), 0},
    [EVENT_ENTRY_ORDER] = {"entry.order", REALM_ENTRY, K(ENTRY) | K(BEHIND), K(TOGETHER),
                           K(BEHIND)},
    [EVENT_ENTRY_STANDING] = {"entry.standing", REALM_ENTRY, K(ENTRY) | K(STANDING) | K(DIGEST),
                              K(TOGETHER) | K(RESERVED_BY) | K(TO) | K(VOTES_FOR) |
                                  K(VOTES_AGAINST) | K(VOTES_ABSTAINED) | K(KEPT_NAMES) | K(WHY) |
                                  K(TEXT),
                              0},
    [EVENT_ENTRY_HOLD] = {"entry.hold", REALM_ENTRY, K(ENTRY) | K(HELD), K(TOGETHER), 0},
    [EVENT_PERSON_STATE] = {"person.state", REALM_PEOPLE, K(PERSON) | K(STATE),
                            K(REPLACED_BY) | K(KEPT_NAMES), 0},
    [EVENT_PEOPLE_COUNT] = {"people.count", REALM_PEOPLE, K(COUNT), K(SLOT), 0},
    [EVENT_SESSION_RULE] = {"session.rule", REALM_RULE, K(RULE) | K(FROM),
                            K(SLOT) | K(WHY) | K(KEPT_NAMES), 0},
    [EVENT_MESSAGE] = {"message", REALM_NONE, K(TEXT), K(SPAN) | K(KEPT_NAMES), 0},
    [EVENT_FRAME_CONFIRM] = {"frame.confirm", REALM_NONE, K(TARGET), K(WHY), 0},
    [EVENT_UNDO] = {"undo", REALM_NONE, K(TARGET), K(WHY), 0},
    [EVENT_REDO] = {"redo", REALM_NONE, K(TARGET), K(WHY), 0},
};
static_assert(sizeof ops / sizeof ops[0] == EVENT_OP_COUNT, "ops is complete");

const char *event_op_name(enum event_op op)
{
    assert(op < EVENT_OP_COUNT);
    return ops[op].name;
}

enum event_op event_op_find(const char *name)
{
    unsigned op = 0;
    while (op < EVENT_OP_COUNT && (ops[op].name[0] != name[0] || strcmp(ops[op].name, name) != 0))
        op++;
    return (enum event_op)op;
}

enum event_realm event_realm(enum event_op op)
{
    return op < EVENT_OP_COUNT ? ops[op].realm : REALM_NONE;
}

const char *event_key_name(enum event_key key)
{
    assert(key < EVENT_KEY_COUNT);
    return keys[key].name;
}

int event_key_find(const char *name)
{
    for (int key = 0; key < EVENT_KEY_COUNT; key++) {
        if (strcmp(keys[key].name, name) == 0)
            return key;
    }
    return -1;
}

int event_key_find_after(int last, const char *name, size_t size)
{
    for (int key = last + 1; key < EVENT_KEY_COUNT; key++) {
        const char *known = keys[key].name;
        if (known[0] == name[0] && strncmp(known, name, size) == 0 && known[size] == '\0')
            return key;
    }
    return -1;
}

bool number_parse(const char *text, int64_t *ret_number)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > WHOLE_DIGITS || text[digits] != '\0' || text[0] == '0')
        return false;
    int64_t number = 0;
    for (; *text != '\0'; text++)
        number = number * 10 + (*text - '0');
    *ret_number = number;
    return true;
}

bool signed_parse(const char *text, int64_t *ret_number)
{
    bool negative = text[0] == '-';
    int64_t number = 0;
    if (strcmp(text, "0") != 0 && !number_parse(text + (negative ? 1 : 0), &number))
        return false;
    *ret_number = negative ? -number : number;
    return true;
}

bool boot_parse(const char *text, struct instant *ret_instant)
{
    static const char hex[] = "0123456789abcdef";
    if (strspn(text, hex) != BOOT_DIGITS || text[BOOT_DIGITS] != ':')
        return false;
    uint64_t boot_id = 0;
    for (size_t i = 0; i < BOOT_DIGITS; i++)
        boot_id = boot_id * 16 + (uint64_t)(strchr(hex, text[i]) - hex);
    int64_t boot;
    if (!signed_parse(text + BOOT_DIGITS + 1, &boot))
        return false;
    ret_instant->boot_id = boot_id;
    ret_instant->boot = boot;
    return true;
}

void boot_write(const struct instant *instant, struct buf *out)
{
    buf_add_format(out, "%016" PRIx64 ":%" PRId64, instant->boot_id, instant->boot);
}

/* A capital letter and a number: "R4". */
static bool is_entry_number(const char *text)
{
    int64_t number;
    return text[0] >= 'A' && text[0] <= 'Z' && number_parse(text + 1, &number) &&
           strlen(text + 1) <= ENTRY_DIGITS;
}

/* Is it a span in ms that a session may have, one way or the other? */
static bool is_span(int64_t number)
{
    return number >= -SPAN_MAX && number <= SPAN_MAX;
}

static bool are_lengths(const char *text)
{
    BUF_LOCAL struct buf id = {0};
    msec_t length;
    bool fits = text[0] != '\0';
    while (fits && lengths_next(&text, &id, &length))
        fits = length <= SPAN_MAX;
    return fits && text[0] == '\0';
}

static bool are_ids(const char *text)
{
    struct event_id id;
    do {
        if (!event_ids_next(&text, &id))
            return false;
    } while (text[0] != '\0');
    return true;
}

static bool has_form(enum form form, const char *text)
{
    int64_t number;
    struct event_id id;
    struct instant instant;
    switch (form) {
    case FORM_TEXT:
        return true;
    case FORM_NAMED:
        return text[0] != '\0';
    case FORM_TOKEN:
        return token_is_valid(text);
    case FORM_EVENT_ID:
        return event_id_parse(text, &id);
    case FORM_IDS:
        return are_ids(text);
    case FORM_DIGEST:
        return strlen(text) == DIGEST_DIGITS && strspn(text, "0123456789abcdef") == DIGEST_DIGITS;
    case FORM_WHOLE:
        return number_parse(text, &number);
    case FORM_SIGNED:
        return signed_parse(text, &number) && is_span(number);
    case FORM_SHIFT:
        return signed_parse(text, &number) && is_span(number) && number != 0;
    case FORM_FLOOR:
        return text[0] == '\0' || number_parse(text, &number);
    case FORM_SPAN:
        return number_parse(text, &number) && number <= SPAN_MAX;
    case FORM_LENGTHS:
        return are_lengths(text);
    case FORM_DATE:
        return date_parse(text, &number);
    case FORM_BOOT:
        return boot_parse(text, &instant);
    case FORM_ENTRY:
        return is_entry_number(text);
    case FORM_COUNT:
        return strcmp(text, "0") == 0 || (number_parse(text, &number) && number <= COUNTED_MAX);
    case FORM_YES:
        return strcmp(text, "yes") == 0;
    case FORM_YES_NO:
        return strcmp(text, "yes") == 0 || strcmp(text, "no") == 0;
    }
    return false;
}

/* The keys of an event, each of them known to its op and in its form? */
static bool check_fields(const struct event *event, uint64_t *ret_set, struct message *reterr_why)
{
    const char *op = ops[event->op].name;
    uint64_t set = 0;
    for (size_t i = 0; i < event->fields.count; i++) {
        const struct event_field *field = &event->fields.items[i];
        if (field->key < 0)
            continue;
        uint64_t bit = UINT64_C(1) << field->key;
        if (((ops[event->op].needs | ops[event->op].may) & bit) == 0) {
            message_set(reterr_why, N_("“{1}” does not belong to {2}"), keys[field->key].name, op,
                        NULL);
            return false;
        }
        bool emptied = field->value[0] == '\0' && (ops[event->op].empty & bit) != 0;
        if (!emptied && !has_form(keys[field->key].form, field->value)) {
            message_set(reterr_why, N_("“{1}” of {2} cannot be “{3}”"), keys[field->key].name, op,
                        field->value, NULL);
            return false;
        }
        set |= bit;
    }
    *ret_set = set;
    return true;
}

bool event_check(const struct event *event, struct message *reterr_why)
{
    if (event->op == EVENT_UNKNOWN)
        return true;
    uint64_t set = 0;
    if (!check_fields(event, &set, reterr_why))
        return false;
    uint64_t missing = ops[event->op].needs & ~set;
    if (missing == 0)
        return true;
    int key = 0;
    while ((missing & (UINT64_C(1) << key)) == 0)
        key++;
    message_set(reterr_why, N_("{1} has no “{2}”"), ops[event->op].name, keys[key].name, NULL);
    return false;
}
