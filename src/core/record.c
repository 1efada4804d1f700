/*
 * The tables of entries: kinds with their letters, standings; and finding an entry by what
 * people call it. How events add up to an entry stands in entry_fold.c.
 */
#include <dais/core/record.h>

#include <string.h>

#include <dais/base/name_table.h>

static const char *const kind_names[] = {
    [ENTRY_NOTE] = "note",
    [ENTRY_CONCLUSION] = "conclusion",
    [ENTRY_RECOMMENDATION] = "recommendation",
    [ENTRY_DECISION] = "decision",
    [ENTRY_ACTION] = "action",
    [ENTRY_STATEMENT] = "statement",
    [ENTRY_LEARNING] = "learning",
    [ENTRY_CHALLENGE] = "challenge",
    [ENTRY_PRACTICE] = "practice",
    [ENTRY_QUESTION] = "question",
    [ENTRY_QUOTE] = "quote",
};
NAME_TABLE_COMPLETE(kind_names, ENTRY_KIND_COUNT);

static const char *const kind_letters[] = {
    [ENTRY_NOTE] = "N",     [ENTRY_CONCLUSION] = "C", [ENTRY_RECOMMENDATION] = "R",
    [ENTRY_DECISION] = "D", [ENTRY_ACTION] = "A",     [ENTRY_STATEMENT] = "S",
    [ENTRY_LEARNING] = "L", [ENTRY_CHALLENGE] = "H",  [ENTRY_PRACTICE] = "G",
    [ENTRY_QUESTION] = "Q", [ENTRY_QUOTE] = "V",
};
NAME_TABLE_COMPLETE(kind_letters, ENTRY_KIND_COUNT);

static const char *const standing_names[] = {
    [STANDING_DRAFT] = "draft",
    [STANDING_PROPOSED] = "proposed",
    [STANDING_ADOPTED] = "adopted",
    [STANDING_ADOPTED_WITH_RESERVATION] = "adopted-with-reservation",
    [STANDING_DEFERRED] = "deferred",
    [STANDING_REFERRED] = "referred",
    [STANDING_NOT_ADOPTED] = "not-adopted",
    [STANDING_WITHDRAWN] = "withdrawn",
};
NAME_TABLE_COMPLETE(standing_names, STANDING_COUNT);

const char *entry_kind_name(enum entry_kind kind)
{
    return kind_names[kind];
}

int entry_kind_find(const char *name)
{
    return name_find(kind_names, ENTRY_KIND_COUNT, name);
}

const char *entry_kind_letter(enum entry_kind kind)
{
    return kind_letters[kind];
}

bool entry_kind_is_outcome(enum entry_kind kind)
{
    return kind == ENTRY_CONCLUSION || kind == ENTRY_RECOMMENDATION || kind == ENTRY_DECISION ||
           kind == ENTRY_ACTION;
}

const char *standing_name(enum standing standing)
{
    return standing_names[standing];
}

int standing_find(const char *name)
{
    return name_find(standing_names, STANDING_COUNT, name);
}

bool standing_is_adopted(enum standing standing)
{
    return standing == STANDING_ADOPTED || standing == STANDING_ADOPTED_WITH_RESERVATION;
}

bool standing_is_settled(enum standing standing)
{
    return standing_is_adopted(standing) || standing == STANDING_DEFERRED ||
           standing == STANDING_REFERRED || standing == STANDING_NOT_ADOPTED;
}

void entry_digest(const struct entry *entry, char ret_digest[DIGEST_HEX_SIZE])
{
    digest_hex(entry->text, strlen(entry->text), ret_digest);
}

bool entry_is_unsettled(const struct entry *entry)
{
    return entry->heads > 1;
}

unsigned record_highest(const struct record *record, enum entry_kind kind)
{
    return record->highest[kind];
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* The length of `start` if `text` begins with it in any case of ASCII letters, else 0. */
static size_t starts_with(const char *text, const char *start)
{
    size_t size = 0;
    for (; start[size] != '\0'; size++) {
        if (lower(text[size]) != lower(start[size]))
            return 0;
    }
    return size;
}

/* Is `name` this number, alone or followed by "-" and the beginning of the entry's launch? */
static bool number_matches(const struct entry *entry, const char *number, const char *name)
{
    size_t size = starts_with(name, number);
    if (size == 0)
        return false;
    const char *rest = name + size;
    if (*rest == '\0')
        return true;
    if (*rest++ != '-' || *rest == '\0')
        return false;
    return starts_with(entry->id.launch.text, rest) > 0;
}

static bool entry_matches(const struct entry *entry, const char *name)
{
    if (number_matches(entry, entry->number, name))
        return true;
    size_t shown = starts_with(name, entry->shown);
    if (shown > 0 && name[shown] == '\0')
        return true;
    for (size_t i = 0; i < entry->aliases.count; i++) {
        if (number_matches(entry, entry->aliases.items[i], name))
            return true;
    }
    return false;
}

size_t record_find(const struct record *record, const char *name, const struct entry *ret[2])
{
    struct event_id id;
    bool by_id = event_id_parse(name, &id);
    size_t found = 0;
    for (size_t i = 0; i < record->entries.count; i++) {
        const struct entry *entry = record->entries.items[i];
        bool match = by_id ? event_id_equal(&entry->id, &id) : entry_matches(entry, name);
        if (!match)
            continue;
        if (found < 2)
            ret[found] = entry;
        found++;
    }
    return found;
}

bool record_stands_behind(const struct record *record, const struct entry *entry,
                          const struct entry *behind)
{
    const struct entry *before = NULL;
    for (size_t i = 0; i < record->entries.count; i++) {
        if (record->entries.items[i] == entry)
            return before == behind;
        before = record->entries.items[i];
    }
    return false;
}
