/*
 * Who had a part, by role, for a house template: from the session and all of its slots, each once.
 * Under another rule than `named` nobody is named but in slots that were on the record throughout,
 * as in the ordinary report; that there are others is said.
 */
#include <stdlib.h>
#include <string.h>

#include "report_template.h"

void role_people_finish(struct role_people *people)
{
    free(people->parts.items);
    *people = (struct role_people){.withheld = false};
}

/* Whoever is asked for, and may be named or not. */
struct search {
    const struct maker *maker;
    const struct template_chosen *roles;
    bool named; /* looks for those who may be named; else for the others */
    struct role_people *people;
};

static bool is_same(const struct maker *maker, const struct part *one, const struct part *other)
{
    if (one->person != PART_NOBODY || other->person != PART_NOBODY)
        return one->person == other->person;
    return strcmp(tree_part(maker, one), tree_part(maker, other)) == 0;
}

static bool is_listed(const struct search *search, const struct part *part)
{
    for (size_t i = 0; i < search->people->parts.count; i++) {
        if (is_same(search->maker, search->people->parts.items[i], part))
            return true;
    }
    return false;
}

static void take(const struct search *search, enum role role, const struct parts *parts, bool named)
{
    if (named != search->named || !template_chosen_has(search->roles, role))
        return;
    for (size_t i = 0; i < parts->list.count; i++) {
        if (is_listed(search, &parts->list.items[i]))
            continue;
        if (named)
            array_push(&search->people->parts, &parts->list.items[i]);
        else
            search->people->withheld = true;
    }
}

static void take_of_slot(const struct search *search, const struct slot *slot)
{
    bool named = session_slot_attribution(search->maker->session, slot->id) == ATTRIBUTION_NAMED;
    for (size_t i = 0; i < search->roles->count; i++) {
        enum role role = (enum role)search->roles->items[i];
        take(search, role, &slot->roles[role], named);
    }
    for (size_t i = 0; i < slot->tracks.count; i++) {
        take(search, ROLE_MODERATORS, &slot->tracks.items[i].moderators, named);
        take(search, ROLE_RAPPORTEURS, &slot->tracks.items[i].rapporteurs, named);
    }
    for (size_t i = 0; i < slot->posters.count; i++)
        take(search, ROLE_PRESENTERS, &slot->posters.items[i].presenters, named);
}

static void take_all(const struct search *search)
{
    const struct maker *maker = search->maker;
    bool named = session_strictest_attribution(maker->session) == ATTRIBUTION_NAMED;
    for (size_t i = 0; i < search->roles->count; i++) {
        enum role role = (enum role)search->roles->items[i];
        take(search, role, &maker->programme->roles[role], named);
    }
    for (size_t i = 0; i < maker->programme->slots.count; i++)
        take_of_slot(search, &maker->programme->slots.items[i]);
}

void report_find_people(const struct maker *maker, const struct template_chosen *roles,
                        struct role_people *ret_people)
{
    *ret_people = (struct role_people){.withheld = false};
    struct search search = {.maker = maker, .roles = roles, .named = true, .people = ret_people};
    take_all(&search);
    search.named = false;
    take_all(&search);
}

/* " (to be confirmed)" and the like, behind somebody of whom it matters. */
static void add_mark(const struct maker *maker, const struct part *part, struct buf *out)
{
    if (part->person == PART_NOBODY)
        return;
    const char *stands = report_person_stands(maker, part->person);
    if (stands != NULL && stands != maker->words->person_states[PERSON_PRESENT])
        buf_add_format(out, " (%s)", stands);
}

const char *report_people_text(const struct maker *maker, const struct role_people *people)
{
    BUF_LOCAL struct buf text = {0};
    for (size_t i = 0; i < people->parts.count; i++) {
        buf_add_text(&text, i > 0 ? tree_word(maker, WORD_SEMICOLON) : "");
        buf_add_text(&text, tree_part(maker, people->parts.items[i]));
        add_mark(maker, people->parts.items[i], &text);
    }
    if (people->withheld) {
        bool alone = text.size == 0;
        buf_add_text(&text, alone ? "" : tree_word(maker, WORD_SEMICOLON));
        buf_add_text(&text, tree_word(maker, alone ? WORD_NOT_NAMED : WORD_OTHERS_NOT_NAMED));
    }
    return text.size > 0 ? tree_keep(maker, &text) : NULL;
}

/* "Mr Some Body, Vice-Mayor, City of Sfax" */
static const char *in_full(const struct maker *maker, const struct part *part)
{
    if (part->person == PART_NOBODY)
        return tree_part(maker, part);
    if (maker->second != NULL)
        return tree_join_ends(maker, in_full(maker->first, part), in_full(maker->second, part));
    BUF_LOCAL struct buf text = {0};
    person_write_full(&maker->programme->people.items[part->person], maker->language, &text);
    return tree_keep(maker, &text);
}

static void add_item(const struct maker *maker, struct report_node *list, const char *text)
{
    tree_add_item(maker, list, &(struct said){.text = text});
}

void report_add_people_list(const struct maker *maker, struct report_node *section,
                            const struct role_people *people)
{
    if (people->parts.count == 0 && !people->withheld)
        return;
    struct report_node *list = tree_add(maker, section, NODE_LIST, "people");
    for (size_t i = 0; i < people->parts.count; i++) {
        BUF_LOCAL struct buf text = {0};
        buf_add_text(&text, in_full(maker, people->parts.items[i]));
        add_mark(maker, people->parts.items[i], &text);
        add_item(maker, list, tree_keep(maker, &text));
    }
    if (people->withheld)
        add_item(
            maker, list,
            tree_word(maker, people->parts.count == 0 ? WORD_NOT_NAMED : WORD_OTHERS_NOT_NAMED));
}
