/*
 * The names that house templates use, in lists that the reader checks against and the report's
 * maker looks up by, and the life of a template. How one becomes a report is in
 * report_template.c.
 */
#include <dais/core/template.h>

#include <stdlib.h>

#include <dais/base/name_table.h>

#include "report_template.h"

static const char *const part_names[] = {
    "context",         "objectives", "expected_outcomes", "programme", "discussion", "conclusions",
    "recommendations", "decisions",  "actions",           "follow_up", "people",     "timing",
    "links",           "left_open",  "learnings",         "annexes",   "posters",    "practices",
    "journals",
};

static const char *const fact_names[] = {
    "title",        "code",    "event",  "series",      "project",  "type",
    "date",         "time",    "venue",  "organisers",  "partners", "supporters",
    "participants", "counted", "themes", "attribution",
};
NAME_TABLE_COMPLETE(fact_names, TEMPLATE_TITLE_FACTS);

static const char *const field_names[] = {
    [FIELD_NUMBER] = "number",
    [FIELD_LABEL] = "label",
    [FIELD_SPEAKER] = "speaker",
    [FIELD_ADDRESSEE] = "addressee",
    [FIELD_OWNER] = "owner",
    [FIELD_DEADLINE] = "deadline",
    [FIELD_PRIORITY] = "priority",
    [FIELD_THEMES] = "themes",
    [FIELD_STANDING] = "standing",
    [FIELD_RESERVATION] = "reservation",
    [FIELD_CHECK_SUM] = "adopted_digest",
    [FIELD_REFERRED_TO] = "referred_to",
    [FIELD_VOTES] = "votes",
    [FIELD_REASON] = "reason",
    [FIELD_PROPOSED_TEXT] = "proposed_text",
    [FIELD_FIRST_TEXT] = "first_text",
    [FIELD_VERSIONS] = "versions",
    [FIELD_CHANGED] = "changed_since_adoption",
    [FIELD_MISSING_LANGUAGES] = "missing_languages",
    [FIELD_VERSION] = "version",
    [FIELD_TRANSLATION] = "translation",
};
NAME_TABLE_COMPLETE(field_names, TEMPLATE_FIELD_COUNT);

static const char *const form_names[] = {
    [TEMPLATE_LIST] = "list",
    [TEMPLATE_PARAGRAPHS] = "paragraphs",
    [TEMPLATE_ONE_SENTENCE] = "one_sentence",
};
NAME_TABLE_COMPLETE(form_names, TEMPLATE_FORM_COUNT);

static const char *const group_names[] = {
    [TEMPLATE_TOGETHER] = "none",
    [TEMPLATE_BY_SLOT] = "slot",
    [TEMPLATE_BY_KIND] = "kind",
};
NAME_TABLE_COMPLETE(group_names, TEMPLATE_GROUP_COUNT);

static const char *const decided_names[] = {
    [TEMPLATE_ANYHOW] = "anyhow",
    [TEMPLATE_BY_CONSENSUS] = "consensus",
    [TEMPLATE_BY_HANDS] = "hands",
};
NAME_TABLE_COMPLETE(decided_names, TEMPLATE_DECIDED_COUNT);

static_assert((int)SLOT_KIND_COUNT <= (int)TEMPLATE_CHOSEN_MAX &&
                  (int)TEMPLATE_TITLE_FACTS + (int)ROLE_COUNT <= (int)TEMPLATE_CHOSEN_MAX &&
                  (int)TEMPLATE_FIELD_COUNT <= (int)TEMPLATE_CHOSEN_MAX,
              "each list of names can be chosen whole");

size_t template_name_count(enum template_names names)
{
    static const size_t counts[] = {
        [TEMPLATE_PARTS] = sizeof part_names / sizeof *part_names,
        [TEMPLATE_FACT_NAMES] = TEMPLATE_TITLE_FACTS + ROLE_COUNT,
        [TEMPLATE_ROLES] = ROLE_COUNT,
        [TEMPLATE_FIELDS] = TEMPLATE_FIELD_COUNT,
        [TEMPLATE_FORMS] = TEMPLATE_FORM_COUNT,
        [TEMPLATE_GROUPS] = TEMPLATE_GROUP_COUNT,
        [TEMPLATE_DECISIONS] = TEMPLATE_DECIDED_COUNT,
        [TEMPLATE_KINDS] = ENTRY_KIND_COUNT,
        [TEMPLATE_STANDINGS] = STANDING_WITHDRAWN, /* the last; it is in no report */
        [TEMPLATE_SLOTS] = SLOT_KIND_COUNT,
    };
    static_assert(STANDING_WITHDRAWN == STANDING_COUNT - 1, "withdrawn is the last standing");
    NAME_TABLE_COMPLETE(counts, TEMPLATE_NAMES_COUNT);
    return counts[names];
}

const char *template_name(enum template_names names, size_t index)
{
    switch (names) {
    case TEMPLATE_PARTS:
        return part_names[index];
    case TEMPLATE_FACT_NAMES:
        return index < TEMPLATE_TITLE_FACTS ? fact_names[index]
                                            : role_name((enum role)(index - TEMPLATE_TITLE_FACTS));
    case TEMPLATE_ROLES:
        return role_name((enum role)index);
    case TEMPLATE_FIELDS:
        return field_names[index];
    case TEMPLATE_FORMS:
        return form_names[index];
    case TEMPLATE_GROUPS:
        return group_names[index];
    case TEMPLATE_DECISIONS:
        return decided_names[index];
    case TEMPLATE_KINDS:
        return entry_kind_name((enum entry_kind)index);
    case TEMPLATE_STANDINGS:
        return standing_name((enum standing)index);
    case TEMPLATE_SLOTS:
        return slot_kind_name((enum slot_kind)index);
    case TEMPLATE_NAMES_COUNT:
        break;
    }
    return NULL;
}

enum role template_fact_role(size_t fact)
{
    return fact < TEMPLATE_TITLE_FACTS ? ROLE_COUNT : (enum role)(fact - TEMPLATE_TITLE_FACTS);
}

bool template_chosen_has(const struct template_chosen *chosen, size_t index)
{
    for (size_t i = 0; i < chosen->count; i++) {
        if (chosen->items[i] == index)
            return true;
    }
    return false;
}

struct template *template_new(const char *name)
{
    struct template *template = mem_new(1, sizeof *template);
    template->name = arena_text(&template->arena, name);
    return template;
}

static void finish_section(struct template_section *section)
{
    lingual_finish(&section->heading);
    linguals_finish(&section->text);
    for (size_t i = 0; i < section->facts.count; i++) {
        lingual_finish(&section->facts.items[i].heading);
        lingual_finish(&section->facts.items[i].empty);
    }
    free(section->facts.items);
    linguals_finish(&section->themes);
    lingual_finish(&section->empty);
    for (size_t i = 0; i < section->sections.count; i++)
        finish_section(&section->sections.items[i]);
    free(section->sections.items);
}

void template_free(struct template *template)
{
    if (template == NULL)
        return;
    lingual_finish(&template->title);
    lingual_finish(&template->heading);
    for (size_t i = 0; i < template->sections.count; i++)
        finish_section(&template->sections.items[i]);
    free(template->sections.items);
    arena_finish(&template->arena);
    free(template);
}
