/*
 * Reads a programme: the keys of the session itself, then its people, days and slots.
 *
 * The tree is read in an order that is not the file's (people before roles, the session
 * before its slots), since every key may stand anywhere; findings are sorted by place later.
 */
#include <dais/store/programme_read.h>

#include <stdlib.h>

#include "programme_check.h"
#include "programme_read_form.h"
#include "programme_read_people.h"
#include "programme_read_slot.h"
#include "programme_read_time.h"
#include "programme_reader.h"
#include "yaml_tree.h"

/* Keys that wait for others, or go before them. */
static void form_elsewhere(struct reader *reader, const struct yaml_node *node, void *target)
{
    (void)reader;
    (void)node;
    (void)target;
}

static const struct field programme_fields[] = {
    FIELD("dais", form_version, struct programme, code),
    FIELD("code", form_code, struct programme, code),
    FIELD("title", form_lingual, struct programme, title),
    FIELD("event", form_lingual, struct programme, event),
    FIELD("series", form_lingual, struct programme, series),
    FIELD("project", form_lingual, struct programme, project),
    FIELD("type", form_lingual, struct programme, type),
    FIELD("date", form_date, struct programme, date),
    FIELD("venue", form_lingual, struct programme, venue),
    FIELD("language", form_language, struct programme, language),
    FIELD("attribution", form_attribution, struct programme, attribution),
    FIELD("context", form_paragraphs, struct programme, context),
    FIELD("objectives", form_linguals, struct programme, objectives),
    FIELD("expected_outcomes", form_linguals, struct programme, expected_outcomes),
    FIELD("themes", form_linguals, struct programme, themes),
    FIELD("follow_up", form_paragraphs, struct programme, follow_up),
    FIELD("organisers", form_organisations, struct programme, organisers),
    FIELD("partners", form_organisations, struct programme, partners),
    FIELD("supporters", form_organisations, struct programme, supporters),
    FIELD("contacts", form_contacts, struct programme, contacts),
    FIELD("links", form_links, struct programme, links),
    FIELD("participants", form_lingual, struct programme, participants),
    FIELD("president", form_parts, struct programme, roles[ROLE_PRESIDENT]),
    FIELD("chair", form_parts, struct programme, roles[ROLE_CHAIR]),
    FIELD("speakers", form_parts, struct programme, roles[ROLE_SPEAKERS]),
    FIELD("moderators", form_parts, struct programme, roles[ROLE_MODERATORS]),
    FIELD("facilitators", form_parts, struct programme, roles[ROLE_FACILITATORS]),
    FIELD("presenters", form_parts, struct programme, roles[ROLE_PRESENTERS]),
    FIELD("case_presenters", form_parts, struct programme, roles[ROLE_CASE_PRESENTERS]),
    FIELD("respondents", form_parts, struct programme, roles[ROLE_RESPONDENTS]),
    FIELD("rapporteurs", form_parts, struct programme, roles[ROLE_RAPPORTEURS]),
    FIELD("cues", form_cues, struct programme, cues),
    FIELD("people", form_elsewhere, struct programme, people),
    FIELD("time", form_elsewhere, struct programme, start),
    FIELD("timezone", form_elsewhere, struct programme, zone),
    FIELD("hard_end", form_elsewhere, struct programme, hard_end),
    FIELD("slots", form_elsewhere, struct programme, slots),
    FIELD("days", form_elsewhere, struct programme, days),
};

/* The value of a key of the session; NULL where there is none or nothing is behind it. */
static const struct yaml_node *value_of(const struct yaml_node *root, const char *key)
{
    const struct yaml_node *node = yaml_node_find(root, key);
    return node == NULL || reader_is_empty(node) ? NULL : node;
}

static void take_zone(struct reader *reader, struct zone *zone, bool given)
{
    zone_free(reader->programme->zone);
    reader->programme->zone = zone;
    reader->programme->zone_given = given;
}

/* Which zone it is that is taken, and how far the machine knows. */
static void warn_of_no_zone(struct reader *reader, const struct yaml_node *root)
{
    const struct programme_zones *zones = reader->zones;
    const char *taken = zone_name(reader->programme->zone);
    struct diag *diag = reader_missing(reader, root, "timezone", DIAG_WARNING);
    if (zones->missing != NULL)
        message_set(&diag->text,
                    N_("there is no time zone, and the machine has not its own, {1}: {2} is taken"),
                    zones->missing, taken, NULL);
    else
        message_set(&diag->text,
                    zones->untold
                        ? N_("there is no time zone, and the machine names none: {1} is taken")
                        : N_("there is no time zone: the machine's is taken, {1}"),
                    taken, NULL);
    message_set(&diag->hint, N_("add one, as in timezone: Africa/Nairobi"), NULL);
}

static void refuse_zone(struct reader *reader, const struct yaml_node *node, const char *name)
{
    const struct programme_zones *zones = reader->zones;
    struct diag *diag = reader_error(reader, &node->place);
    if (zones->has_data != NULL && !zones->has_data(zones->context)) {
        message_set(&diag->text, N_("the machine has no time zone data, so not {1} either"), name,
                    NULL);
        message_set(&diag->hint, N_("install it (the package tzdata), or say in TZDIR where it is"),
                    NULL);
        return;
    }
    message_set(&diag->text, N_("unknown time zone {1}"), name, NULL);
    const char *nearest = zones->nearest != NULL ? zones->nearest(zones->context, name) : NULL;
    if (nearest != NULL)
        reader_hint_nearest(diag, nearest);
    else
        message_set(&diag->hint, N_("a time zone is written Africa/Nairobi or Europe/Paris"), NULL);
}

static void read_zone(struct reader *reader, const struct yaml_node *root)
{
    const struct programme_zones *zones = reader->zones;
    const struct yaml_node *node = value_of(root, "timezone");
    if (node == NULL) {
        if (zones->machine != NULL)
            take_zone(reader, zone_dup(zones->machine), false);
        warn_of_no_zone(reader, root);
        return;
    }
    reader_enter_key(reader, "timezone");
    const char *name = reader_text(reader, node);
    struct zone *zone = name != NULL ? zones->find(zones->context, name) : NULL;
    if (zone != NULL) {
        take_zone(reader, zone, true);
    } else if (name != NULL) {
        refuse_zone(reader, node, name);
    }
    reader_leave(reader);
}

/* The session's own time; true where it was written, well or not. */
static bool read_time(struct reader *reader, const struct yaml_node *root)
{
    const struct yaml_node *node = value_of(root, "time");
    if (node == NULL)
        return false;
    reader_enter_key(reader, "time");
    time_range_read(reader, node, &reader->programme->start, &reader->programme->end);
    reader_leave(reader);
    return true;
}

static bool has_items(const struct yaml_node *node)
{
    return node != NULL && !(node->kind == YAML_LIST && node->count == 0);
}

/* Slots, else days, else the time alone. */
static void read_slots(struct reader *reader, const struct yaml_node *root)
{
    const struct yaml_node *slots = value_of(root, "slots");
    const struct yaml_node *days = value_of(root, "days");
    bool timed = read_time(reader, root);
    if (slots != NULL && days != NULL) {
        const struct yaml_node *second =
            slots->key_place.line < days->key_place.line ? days : slots;
        reader_enter_key(reader, second->key);
        message_set(&reader_error(reader, &second->key_place)->text,
                    N_("slots and days do not go together: put the slots into their days"), NULL);
        reader_leave(reader);
    } else if (has_items(slots)) {
        slots_read(reader, slots);
    } else if (has_items(days)) {
        days_read(reader, days);
    } else if (timed) {
        if (reader->programme->start >= 0)
            slots_from_time(reader);
    } else {
        struct diag *diag = reader_missing(reader, root, "slots", DIAG_ERROR);
        message_set(&diag->text, N_("there are no slots, days or time"), NULL);
    }
}

static void read_session(struct reader *reader, const struct yaml_node *root)
{
    struct programme *programme = reader->programme;
    const struct yaml_node *people = value_of(root, "people");
    if (people != NULL)
        people_read(reader, people);
    if (!reader_map(reader, root, FIELDS(programme_fields), programme))
        return;
    const struct yaml_node *title = yaml_node_find(root, "title");
    if (programme->title.texts.count == 0 && (title == NULL || reader_is_empty(title)))
        message_set(&reader_missing(reader, root, "title", DIAG_ERROR)->text,
                    N_("there is no title"), NULL);
    read_zone(reader, root);
    read_slots(reader, root);
    const struct yaml_node *hard_end = value_of(root, "hard_end");
    if (hard_end != NULL) {
        reader_enter_key(reader, "hard_end");
        hard_end_read(reader, hard_end);
        reader_leave(reader);
    }
    programme_check(reader);
    ids_check(reader);
}

struct programme *programme_read(const char *path, const void *bytes, size_t size,
                                 const struct programme_zones *zones, struct diags *diags)
{
    static const struct yaml_node nothing = {.kind = YAML_SCALAR, .place = {1, 1}, .text = ""};
    struct file_diags findings;
    file_diags_begin(&findings, path, diags);
    struct reader reader = {
        .programme = programme_new(path), .findings = &findings, .zones = zones};
    reader.texts = &reader.programme->arena;
    struct yaml_tree tree;
    yaml_tree_read(&tree, bytes, size, &reader.programme->arena, &findings);
    if (tree.whole)
        read_session(&reader, tree.root != NULL ? tree.root : &nothing);
    yaml_tree_finish(&tree);
    free(reader.by_key.items);
    free(reader.ids.items);
    file_diags_finish(&findings);
    if (findings.errors) {
        programme_free(reader.programme);
        return NULL;
    }
    digest_hex(bytes != NULL ? bytes : "", size, reader.programme->digest);
    return reader.programme;
}
