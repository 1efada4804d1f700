/*
 * People: who stands in the programme and who came, where names may be told, and how many
 * participants were counted, slot by slot. Under another rule than `named` the people stand in
 * the programme's own section alone.
 */
#include <stdlib.h>

#include "report_tree.h"

const char *report_person_stands(const struct maker *maker, size_t person)
{
    const struct attending *attending = &session_attendance(maker->session)->people.items[person];
    enum person_state state = attending->state;
    const char *came = attendance_replaced_by(session_attendance(maker->session), person);
    if (timekeeper_person_rule(maker->timekeeper, person) != ATTRIBUTION_NAMED ||
        attendance_rule(session_attendance(maker->session), person) != ATTRIBUTION_NAMED)
        state = maker->programme->people.items[person].status == TO_BE_CONFIRMED ? PERSON_TBC
                                                                                 : PERSON_CONFIRMED;
    if (state == PERSON_CONFIRMED)
        return NULL;
    if (state == PERSON_REPLACED && came != NULL)
        return tree_fill(maker, WORD_REPLACED_BY, came, NULL);
    return maker->words->person_states[state];
}

static void add_person(const struct maker *maker, struct report_node *table, size_t index)
{
    const struct person *person = &maker->programme->people.items[index];
    struct row row = tree_add_row(maker, table);
    BUF_LOCAL struct buf name = {0};
    const char *honorific = tree_name(maker, &person->honorific).text;
    if (honorific != NULL && person->name != NULL)
        buf_add_format(&name, "%s ", honorific);
    buf_add_text(&name, person_name(person, maker->language));
    row_add_text(&row, tree_keep(maker, &name));
    struct said function = tree_name(maker, &person->title);
    if (function.text == NULL)
        function = tree_name(maker, &person->role);
    row_add_said(&row, &function);
    struct said affiliation = tree_name(maker, &person->affiliation);
    if (affiliation.text == NULL)
        affiliation = tree_name(maker, &person->on_behalf_of);
    row_add_said(&row, &affiliation);
    row_add_text(&row, report_person_stands(maker, index));
}

static void add_listed(const struct maker *maker, struct report_node *section)
{
    static const struct column columns[] = {
        {"name", WORD_NAME},
        {"function", WORD_FUNCTION},
        {"affiliation", WORD_AFFILIATION},
        {"status", WORD_STATUS},
    };
    const struct programme *programme = maker->programme;
    if (programme->people.count == 0)
        return;
    if (session_strictest_attribution(maker->session) != ATTRIBUTION_NAMED) {
        tree_add_sentence(maker, section, NULL, WORD_PEOPLE_IN_PROGRAMME);
        return;
    }
    struct report_node *table = tree_add_table(maker, section, "people", columns, 4);
    for (size_t i = 0; i < programme->people.count; i++)
        add_person(maker, table, i);
}

/* Where it was counted; the slot of an older programme by its id. */
static struct said counted_in(const struct maker *maker, const struct counted *counted)
{
    if (counted->slot == NULL)
        return (struct said){.text = tree_word(maker, WORD_WHOLE_SESSION)};
    size_t at = timekeeper_find(maker->timekeeper, counted->slot);
    if (at != SLOT_NONE)
        return tree_clock_slot_title(maker, &maker->timekeeper->slots.items[at]);
    const struct slot *planned = programme_find_slot(maker->programme, counted->slot);
    return planned != NULL ? tree_slot_title(maker, planned) : (struct said){.text = counted->slot};
}

static void add_counts(const struct maker *maker, struct report_node *section)
{
    static const struct column columns[] = {
        {"slot", WORD_SLOT},
        {"counted", WORD_COUNTED},
    };
    struct slot_counts counts;
    session_counts(maker->session, &counts);
    struct report_node *table =
        counts.list.count > 0 ? tree_add_table(maker, section, "counts", columns, 2) : NULL;
    for (size_t i = 0; i < counts.list.count; i++) {
        struct said place = counted_in(maker, counts.list.items[i]);
        struct row row = tree_add_row(maker, table);
        row_add_said(&row, &place);
        row_add_number(&row, counts.list.items[i]->people);
    }
    free(counts.list.items);
}

void report_add_people(const struct maker *maker, struct report_node *root)
{
    struct report_node *section = tree_add_section(maker, root, "people", WORD_PEOPLE);
    add_listed(maker, section);
    add_counts(maker, section);
    tree_drop_empty(root, section);
}

void report_add_counted(const struct maker *maker, struct report_node *facts)
{
    int64_t most = attendance_most(session_attendance(maker->session));
    if (most < 0)
        return;
    const char *number = tree_number(maker, most);
    struct report_node *fact =
        tree_add_fact(maker, facts, "counted", tree_word(maker, WORD_COUNTED), number);
    fact->type = VALUE_NUMBER;
    fact->value = number;
}
