/*
 * Reads a house template with the tree and the tables of the programme reader: everything that is
 * wrong is said at once, and nothing is guessed. Names are checked against those of
 * core/template.h, which the report's maker looks up by.
 */
#include <dais/store/template_read.h>

#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>

#include "programme_read_form.h"
#include "programme_reader.h"

enum { SECTIONS_MAX = 200 };

/* What is said of a name that is none. */
static const char *const refusals[] = {
    [TEMPLATE_PARTS] = N_("{1} is no part of a report"),
    [TEMPLATE_FACT_NAMES] = N_("{1} is no fact of a session, and no role"),
    [TEMPLATE_ROLES] = N_("{1} is no role"),
    [TEMPLATE_FIELDS] = N_("{1} is no field of an entry"),
    [TEMPLATE_FORMS] = N_("{1} is no way to write entries"),
    [TEMPLATE_GROUPS] = N_("entries cannot be put together by {1}"),
    [TEMPLATE_DECISIONS] = N_("{1} is no way to decide"),
    [TEMPLATE_KINDS] = N_("{1} is no kind of entry"),
    [TEMPLATE_STANDINGS] = N_("{1} is no standing"),
    [TEMPLATE_SLOTS] = N_("{1} is no kind of slot"),
};
NAME_TABLE_COMPLETE(refusals, TEMPLATE_NAMES_COUNT);

/* The nearest of the names, else some of them to see what is meant. */
static void hint(struct diag *diag, enum template_names names, const char *text)
{
    size_t count = template_name_count(names);
    MEM_LOCAL const char **list = mem_new(count, sizeof *list);
    BUF_LOCAL struct buf all = {0};
    for (size_t i = 0; i < count; i++) {
        list[i] = template_name(names, i);
        buf_add_format(&all, "%s%s", i > 0 ? " " : "", list[i]);
    }
    const char *nearest = name_nearest(list, count, text);
    if (nearest != NULL)
        reader_hint_nearest(diag, nearest);
    else
        message_set(&diag->hint, N_("there are {1}"), buf_text(&all), NULL);
}

/* One name of a list. False: there is none, which is a finding, or none is written. */
static bool read_name(struct reader *reader, const struct yaml_node *node,
                      enum template_names names, size_t *ret_index)
{
    const char *text = reader_text(reader, node);
    if (text == NULL)
        return false;
    for (size_t i = 0; i < template_name_count(names); i++) {
        if (strcmp(template_name(names, i), text) == 0) {
            *ret_index = i;
            return true;
        }
    }
    bool hinted = !file_diags_are_full(reader->findings);
    struct diag *diag = reader_error(reader, &node->place);
    message_set(&diag->text, refusals[names], text, NULL);
    if (hinted)
        hint(diag, names, text);
    return false;
}

static void add_chosen(struct reader *reader, const struct yaml_node *node,
                       enum template_names names, struct template_chosen *chosen)
{
    size_t index;
    if (!read_name(reader, node, names, &index))
        return;
    if (template_chosen_has(chosen, index))
        message_set(&reader_warning(reader, &node->place)->text, N_("{1} stands there already"),
                    template_name(names, index), NULL);
    else
        chosen->items[chosen->count++] = (unsigned char)index;
}

/* One form for each list of names that several may be chosen of. */
#define CHOSEN_FORM(function, names)                                                               \
    static void add_##function(struct reader *reader, const struct yaml_node *node, void *target)  \
    {                                                                                              \
        add_chosen(reader, node, names, target);                                                   \
    }                                                                                              \
    static void form_##function(struct reader *reader, const struct yaml_node *node, void *target) \
    {                                                                                              \
        reader_list(reader, node, add_##function, target);                                         \
    }
CHOSEN_FORM(fact_names, TEMPLATE_FACT_NAMES)
CHOSEN_FORM(roles, TEMPLATE_ROLES)
CHOSEN_FORM(field_names, TEMPLATE_FIELDS)
CHOSEN_FORM(kinds, TEMPLATE_KINDS)
CHOSEN_FORM(standings, TEMPLATE_STANDINGS)
CHOSEN_FORM(slot_kinds, TEMPLATE_SLOTS)

static void form_decided(struct reader *reader, const struct yaml_node *node, void *target)
{
    enum template_decided *decided = target;
    size_t index;
    if (read_name(reader, node, TEMPLATE_DECISIONS, &index))
        *decided = (enum template_decided)index;
}

static void form_entry_form(struct reader *reader, const struct yaml_node *node, void *target)
{
    enum template_form *form = target;
    size_t index;
    if (read_name(reader, node, TEMPLATE_FORMS, &index))
        *form = (enum template_form)index;
}

static void form_group(struct reader *reader, const struct yaml_node *node, void *target)
{
    enum template_group *group = target;
    size_t index;
    if (read_name(reader, node, TEMPLATE_GROUPS, &index))
        *group = (enum template_group)index;
}

static void form_fields(struct reader *reader, const struct yaml_node *node, void *target)
{
    struct template_section *section = target;
    section->fields_said = true;
    form_field_names(reader, node, &section->fields);
}

static const struct field fact_fields[] = {
    FIELD("fact", form_fact_names, struct template_fact, names),
    FIELD("heading", form_lingual, struct template_fact, heading),
    FIELD("empty", form_lingual, struct template_fact, empty),
};

/* Where nothing was chosen, and nothing else found wrong with it since. */
static void check_chosen(struct reader *reader, const struct yaml_node *node, size_t count,
                         size_t findings, const char *missing)
{
    if (count == 0 && reader->findings->count == findings)
        message_set(&reader_error(reader, &node->place)->text, missing, NULL);
}

/* "date", or {fact: …, heading: …, empty: …} */
static void add_fact(struct reader *reader, const struct yaml_node *node, void *target)
{
    struct template_section *section = target;
    struct template_fact fact = {.names = {.count = 0}};
    size_t before = reader->findings->count;
    if (node->kind == YAML_SCALAR)
        form_fact_names(reader, node, &fact.names);
    else
        reader_map(reader, node, FIELDS(fact_fields), &fact);
    check_chosen(reader, node, fact.names.count, before, N_("there is no fact"));
    array_push(&section->facts, fact);
}

/* A key that says what stands in the section: one does. */
static bool take_content(struct reader *reader, const struct yaml_node *node,
                         struct template_section *section, enum template_content content)
{
    static const char *const keys[] = {
        [TEMPLATE_NOTHING] = "",      [TEMPLATE_PART] = "part",       [TEMPLATE_FACTS] = "facts",
        [TEMPLATE_PEOPLE] = "people", [TEMPLATE_ENTRIES] = "entries",
    };
    NAME_TABLE_COMPLETE(keys, TEMPLATE_CONTENT_COUNT);
    if (reader_is_empty(node))
        return false;
    if (section->content != TEMPLATE_NOTHING) {
        struct diag *diag = reader_error(reader, &node->key_place);
        message_set(&diag->text, N_("{1} and {2} do not go together in one section"),
                    keys[section->content], keys[content], NULL);
        message_set(&diag->hint, N_("give each a section of its own, under sections"), NULL);
        return false;
    }
    section->content = content;
    return true;
}

static void form_part(struct reader *reader, const struct yaml_node *node, void *target)
{
    struct template_section *section = target;
    if (take_content(reader, node, section, TEMPLATE_PART))
        read_name(reader, node, TEMPLATE_PARTS, &section->part);
}

static void form_facts(struct reader *reader, const struct yaml_node *node, void *target)
{
    struct template_section *section = target;
    size_t before = reader->findings->count;
    if (!take_content(reader, node, section, TEMPLATE_FACTS))
        return;
    reader_list(reader, node, add_fact, section);
    check_chosen(reader, node, section->facts.count, before, N_("there is no fact"));
}

static void form_people(struct reader *reader, const struct yaml_node *node, void *target)
{
    struct template_section *section = target;
    size_t before = reader->findings->count;
    if (!take_content(reader, node, section, TEMPLATE_PEOPLE))
        return;
    form_roles(reader, node, &section->roles);
    check_chosen(reader, node, section->roles.count, before, N_("there is no role"));
}

static const struct field entries_fields[] = {
    FIELD("kinds", form_kinds, struct template_section, kinds),
    FIELD("standings", form_standings, struct template_section, standings),
    FIELD("themes", form_linguals, struct template_section, themes),
    FIELD("slots", form_slot_kinds, struct template_section, slots),
    FIELD("decided", form_decided, struct template_section, decided),
};

static void form_entries(struct reader *reader, const struct yaml_node *node, void *target)
{
    if (take_content(reader, node, target, TEMPLATE_ENTRIES))
        reader_map(reader, node, FIELDS(entries_fields), target);
}

/* What asks for the whole of an object, not for one member. */
#define WHOLE(key, form)                                                                           \
    {                                                                                              \
        key, form, 0                                                                               \
    }

static void form_nested(struct reader *reader, const struct yaml_node *node, void *target);

static const struct field section_fields[] = {
    FIELD("heading", form_lingual, struct template_section, heading),
    FIELD("text", form_paragraphs, struct template_section, text),
    WHOLE("part", form_part),
    WHOLE("facts", form_facts),
    WHOLE("people", form_people),
    WHOLE("entries", form_entries),
    FIELD("as", form_entry_form, struct template_section, form),
    FIELD("by", form_group, struct template_section, group),
    WHOLE("fields", form_fields),
    FIELD("empty", form_lingual, struct template_section, empty),
    WHOLE("sections", form_nested),
};

/* Keys that say how entries are written, where there are none. */
static void check_ways(struct reader *reader, const struct yaml_node *map,
                       const struct template_section *section)
{
    static const char *const ways[] = {"as", "by", "fields"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const struct yaml_node *node = yaml_node_find(map, ways[i]);
        if (node == NULL || section->content == TEMPLATE_ENTRIES)
            continue;
        reader_enter_key(reader, ways[i]);
        message_set(&reader_error(reader, &node->key_place)->text,
                    N_("{1} goes with entries and nothing else"), ways[i], NULL);
        reader_leave(reader);
    }
}

static bool has_content(const struct yaml_node *map)
{
    static const char *const keys[] = {"text", "part", "facts", "people", "entries", "sections"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct yaml_node *node = yaml_node_find(map, keys[i]);
        if (node != NULL && !reader_is_empty(node))
            return true;
    }
    return false;
}

static struct template_section read_section(struct reader *reader, const struct yaml_node *node)
{
    struct template_section section = {.content = TEMPLATE_NOTHING};
    if (!reader_map(reader, node, FIELDS(section_fields), &section))
        return section;
    check_ways(reader, node, &section);
    if (!has_content(node)) {
        struct diag *diag = reader_error(reader, &node->place);
        message_set(&diag->text, N_("there is nothing in this section"), NULL);
        message_set(&diag->hint,
                    N_("it needs text, part, facts, people, entries or sections of its own"), NULL);
    }
    return section;
}

static void add_nested(struct reader *reader, const struct yaml_node *node, void *target)
{
    struct template_section *section = target;
    array_push(&section->sections, read_section(reader, node));
}

/* Under "sections[2].sections"; what lies deeper is too deep. */
static void form_nested(struct reader *reader, const struct yaml_node *node, void *target)
{
    enum { STEPS = 3 };
    if (reader->depth <= STEPS)
        reader_list(reader, node, add_nested, target);
    else
        message_set(&reader_error(reader, &node->key_place)->text,
                    N_("a section within a section holds no sections"), NULL);
}

static void add_section(struct reader *reader, const struct yaml_node *node, void *target)
{
    struct template *template = target;
    array_push(&template->sections, read_section(reader, node));
}

static void form_sections(struct reader *reader, const struct yaml_node *node, void *target)
{
    reader_list(reader, node, add_section, target);
}

static const struct field template_fields[] = {
    WHOLE("dais", form_version),
    FIELD("title", form_lingual, struct template, title),
    FIELD("heading", form_lingual, struct template, heading),
    WHOLE("sections", form_sections),
};

/* A report by a template grows with what is asked for again and again. */
static void check_count(struct reader *reader, const struct yaml_node *root,
                        const struct template *template)
{
    const struct yaml_node *node = yaml_node_find(root, "sections");
    size_t count = template->sections.count;
    for (size_t i = 0; i < template->sections.count; i++)
        count += template->sections.items[i].sections.count;
    if (count == 0 && (node == NULL || reader_is_empty(node) || node->kind == YAML_LIST)) {
        message_set(&reader_missing(reader, root, "sections", DIAG_ERROR)->text,
                    N_("there are no sections"), NULL);
    } else if (count > SECTIONS_MAX) {
        BUF_LOCAL struct buf most = {0};
        buf_add_format(&most, "%d", SECTIONS_MAX);
        reader_enter_key(reader, "sections");
        message_set(&reader_error(reader, &node->place)->text,
                    N_("there are more than {1} sections"), buf_text(&most), NULL);
        reader_leave(reader);
    }
}

/* "un-workshop" of "templates/un-workshop.yaml" */
static char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *leaf = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(leaf, '.');
    return mem_dup_n(leaf, dot != NULL && dot != leaf ? (size_t)(dot - leaf) : strlen(leaf));
}

static void read_tree(struct reader *reader, const void *bytes, size_t size,
                      struct template *template)
{
    static const struct yaml_node nothing = {.kind = YAML_SCALAR, .place = {1, 1}, .text = ""};
    struct yaml_tree tree;
    yaml_tree_read(&tree, bytes, size, &template->arena, reader->findings);
    const struct yaml_node *root = tree.root != NULL ? tree.root : &nothing;
    if (tree.whole && reader_map(reader, root, FIELDS(template_fields), template))
        check_count(reader, root, template);
    yaml_tree_finish(&tree);
}

struct template *template_read(const char *path, const void *bytes, size_t size,
                               struct diags *diags)
{
    struct file_diags findings;
    file_diags_begin(&findings, path, diags);
    MEM_LOCAL char *name = name_of(path);
    struct template *template = template_new(name);
    struct reader reader = {.texts = &template->arena, .findings = &findings};
    if (size > TEMPLATE_SIZE_MAX)
        message_set(&file_diags_add(&findings, DIAG_ERROR, NULL, "")->text,
                    N_("this template holds more than a mebibyte"), NULL);
    else
        read_tree(&reader, bytes, size, template);
    file_diags_finish(&findings);
    if (!findings.errors)
        return template;
    template_free(template);
    return NULL;
}
