/*
 * Who is in the programme. A role names a person by key, or says in free words who it is: a
 * lower-case word without a space is a key and must exist, so that a slip in a key is found.
 */
#include "programme_read_people.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>
#include <dais/base/utf8.h>

#include "programme_read_form.h"

/* Near names are looked for among so many people at most; a longer list costs too much. */
enum { PEOPLE_FOR_HINTS = 500 };

void reader_warn_tbc(struct reader *reader, const struct yaml_node *map, const char *what)
{
    const struct yaml_node *status = yaml_node_find(map, "status");
    reader_enter_key(reader, "status");
    struct diag *diag = reader_warning(reader, status != NULL ? &status->place : &map->place);
    message_set(&diag->text, N_("{1} is still to be confirmed"), what, NULL);
    reader_leave(reader);
}

static void read_person(struct reader *reader, const struct yaml_node *node)
{
    static const struct field fields[] = {
        FIELD("name", form_name, struct person, name),
        FIELD("honorific", form_lingual, struct person, honorific),
        FIELD("title", form_lingual, struct person, title),
        FIELD("affiliation", form_lingual, struct person, affiliation),
        FIELD("role", form_lingual, struct person, role),
        FIELD("on_behalf_of", form_lingual, struct person, on_behalf_of),
        FIELD("status", form_status, struct person, status),
    };
    struct programme *programme = reader->programme;
    struct person person = {.key = node->key};
    if (reader_map(reader, node, FIELDS(fields), &person) && person.status == TO_BE_CONFIRMED)
        reader_warn_tbc(reader, node, person_name(&person, programme->language));
    array_push(&reader->by_key, ((struct person_key){person.key, programme->people.count}));
    array_push(&programme->people, person);
}

static int compare_keys(const void *a, const void *b)
{
    const struct person_key *one = a, *other = b;
    return strcmp(one->key, other->key);
}

void people_read(struct reader *reader, const struct yaml_node *node)
{
    if (reader_is_empty(node))
        return;
    reader_enter_key(reader, "people");
    if (node->kind != YAML_MAP) {
        struct diag *diag = reader_error(reader, &node->place);
        message_set(&diag->text,
                    N_("this must be a map: for each person a key, a colon and what is known"),
                    NULL);
    }
    for (const struct yaml_node *child = node->kind == YAML_MAP ? node->first : NULL; child != NULL;
         child = child->next) {
        reader_enter_key(reader, child->key);
        if (child->kind != YAML_REFUSED)
            read_person(reader, child);
        reader_leave(reader);
    }
    if (reader->by_key.count > 0)
        qsort(reader->by_key.items, reader->by_key.count, sizeof *reader->by_key.items,
              compare_keys);
    reader_leave(reader);
}

static size_t find_person(const struct reader *reader, const char *key)
{
    size_t low = 0, high = reader->by_key.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct person_key *person = &reader->by_key.items[middle];
        int order = strcmp(person->key, key);
        if (order == 0)
            return person->person;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return PART_NOBODY;
}

static const char *nearest_person(const struct reader *reader, const char *key)
{
    size_t count = reader->by_key.count;
    if (count == 0 || count > PEOPLE_FOR_HINTS || file_diags_are_full(reader->findings))
        return NULL;
    MEM_LOCAL const char **keys = mem_new(count, sizeof *keys);
    for (size_t i = 0; i < count; i++)
        keys[i] = reader->by_key.items[i].key;
    return name_nearest(keys, count, key);
}

static void refuse_person(struct reader *reader, const struct file_place *place, const char *key)
{
    const char *nearest = nearest_person(reader, key);
    struct diag *diag = reader_error(reader, place);
    message_set(&diag->text, N_("unknown person {1}"), key, NULL);
    reader_hint_nearest(diag, nearest);
    if (nearest == NULL)
        message_set(&diag->hint,
                    N_("a lower-case word is a key of people: add it there, or write the name out"),
                    NULL);
}

/* A key of people, or a free text, one or one for each language. False: a finding. */
static bool read_who(struct reader *reader, const struct yaml_node *node, struct part *part)
{
    if (node->kind == YAML_SCALAR) {
        const char *text = reader_text(reader, node);
        if (text == NULL)
            return false;
        part->person = find_person(reader, text);
        if (part->person != PART_NOBODY)
            return true;
        if (utf8_is_lower_word(text, strlen(text))) {
            refuse_person(reader, &node->place, text);
            return false;
        }
    }
    form_lingual(reader, node, &part->text);
    return part->text.texts.count > 0;
}

struct part_draft {
    const struct yaml_node *who;
    struct lingual organisation;
    msec_t share;
};

static const struct field part_fields[] = {
    FIELD("who", form_node, struct part_draft, who),
    FIELD("organisation", form_lingual, struct part_draft, organisation),
    FIELD("minutes", form_minutes, struct part_draft, share),
};

/* "{who: pyne, minutes: 10}" or "{organisation: Samuel Hall}". */
static bool read_part_map(struct reader *reader, const struct yaml_node *node, struct part *part)
{
    struct part_draft draft = {.share = MSEC_NONE};
    reader_map(reader, node, FIELDS(part_fields), &draft);
    part->organisation = draft.organisation;
    part->share = draft.share;
    bool has_organisation = draft.organisation.texts.count > 0;
    if ((draft.who != NULL) == has_organisation) {
        struct diag *diag = reader_error(reader, &node->place);
        message_set(&diag->text,
                    has_organisation ? N_("who and organisation stand for two: keep one of them")
                                     : N_("nobody is named here: give who or organisation"),
                    NULL);
        return false;
    }
    if (draft.who == NULL)
        return true;
    reader_enter_key(reader, "who");
    bool read = read_who(reader, draft.who, part);
    reader_leave(reader);
    return read;
}

static void read_part(struct reader *reader, const struct yaml_node *node, void *target)
{
    struct parts *parts = target;
    struct part part = {.person = PART_NOBODY, .share = MSEC_NONE};
    /* Keys that are no languages are those of a part, known or not. */
    bool is_part = node->kind == YAML_MAP && (reader_map_has(node, FIELDS(part_fields)) ||
                                              node->first == NULL || strlen(node->first->key) > 3);
    if (is_part ? read_part_map(reader, node, &part) : read_who(reader, node, &part)) {
        array_push(&parts->list, part);
    } else {
        lingual_finish(&part.text);
        lingual_finish(&part.organisation);
    }
}

void form_parts(struct reader *reader, const struct yaml_node *node, void *target)
{
    struct parts *parts = target;
    if (node->kind == YAML_LIST && node->count > 0)
        array_reserve(&parts->list, node->count);
    reader_list(reader, node, read_part, target);
}

static void read_organisation(struct reader *reader, const struct yaml_node *node, void *target)
{
    static const struct field fields[] = {
        FIELD("name", form_lingual, struct organisation, name),
        FIELD("lead", form_yes, struct organisation, lead),
    };
    struct organisations *organisations = target;
    struct organisation organisation = {0};
    bool has_keys = node->kind == YAML_MAP && (reader_map_has(node, FIELDS(fields)) ||
                                               node->first == NULL || strlen(node->first->key) > 3);
    if (!has_keys)
        form_lingual(reader, node, &organisation.name);
    else if (reader_map(reader, node, FIELDS(fields), &organisation) &&
             organisation.name.texts.count == 0)
        message_set(&reader_missing(reader, node, "name", DIAG_ERROR)->text,
                    N_("the organisation has no name"), NULL);
    if (organisation.name.texts.count > 0)
        array_push(&organisations->list, organisation);
    else
        lingual_finish(&organisation.name);
}

void form_organisations(struct reader *reader, const struct yaml_node *node, void *target)
{
    reader_list(reader, node, read_organisation, target);
}

static void read_contact(struct reader *reader, const struct yaml_node *node, void *target)
{
    static const struct field fields[] = {
        FIELD("name", form_name, struct contact, name),
        FIELD("email", form_name, struct contact, email),
        FIELD("phone", form_name, struct contact, phone),
        FIELD("web", form_name, struct contact, web),
    };
    struct programme *programme = reader->programme;
    struct contact contact = {0};
    (void)target;
    if (node->kind == YAML_SCALAR)
        contact.name = reader_text(reader, node);
    else
        reader_map(reader, node, FIELDS(fields), &contact);
    array_push(&programme->contacts, contact);
}

void form_contacts(struct reader *reader, const struct yaml_node *node, void *target)
{
    reader_list(reader, node, read_contact, target);
}

static void read_link(struct reader *reader, const struct yaml_node *node, void *target)
{
    static const struct field fields[] = {
        FIELD("title", form_lingual, struct link, title),
        FIELD("url", form_name, struct link, url),
    };
    struct links *links = target;
    struct link link = {0};
    if (node->kind == YAML_SCALAR)
        link.url = reader_text(reader, node);
    else if (reader_map(reader, node, FIELDS(fields), &link) && link.url == NULL)
        message_set(&reader_missing(reader, node, "url", DIAG_ERROR)->text,
                    N_("the link has no url"), NULL);
    if (link.url != NULL)
        array_push(&links->list, link);
    else
        lingual_finish(&link.title);
}

void form_links(struct reader *reader, const struct yaml_node *node, void *target)
{
    reader_list(reader, node, read_link, target);
}
