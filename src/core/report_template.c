/*
 * A report in an organiser's order. The ordinary tree is made first; sections of it are taken over
 * as they are, facts line by line, and what is picked anew (people, entries) comes from the same
 * makers. So there is nothing in such a report that the ordinary one could not hold, and nothing
 * that the attribution rule keeps out of it.
 */
#include "report_template.h"

#include <string.h>

#include <dais/base/name_table.h>

/* In the report's own memory: it may outlive the template. */
static struct said keep(const struct maker *maker, struct said said)
{
    said.text = arena_text(&maker->report->arena, said.text);
    said.language = arena_text(&maker->report->arena, said.language);
    return said;
}

struct said report_template_said(const struct maker *maker, const struct lingual *lingual)
{
    if (lingual->texts.count == 1 && lingual->texts.items[0].language == NULL)
        return keep(maker, (struct said){.text = lingual->texts.items[0].text});
    return keep(maker, tree_said(maker, lingual));
}

/* A paragraph of the template; side by side one below the other. */
static void add_own_paragraph(const struct maker *maker, struct report_node *parent,
                              const struct lingual *lingual)
{
    struct said sides[2] = {report_template_said(maker, lingual)};
    size_t count = 1;
    if (lingual->texts.count > 1)
        count = tree_sides(maker, lingual, sides);
    for (size_t i = 0; i < count; i++) {
        sides[i] = keep(maker, sides[i]);
        tree_add_paragraph(maker, parent, NULL, &sides[i]);
    }
}

static bool is_called(const struct report_node *node, const char *name)
{
    return node->name != NULL && strcmp(node->name, name) == 0;
}

/* The section of that name, at any depth; NULL: none. */
static const struct report_node *find_part(const struct report_node *parent, const char *name)
{
    const struct report_node *found = NULL;
    for (const struct report_node *node = parent->first; node != NULL && found == NULL;
         node = node->next) {
        if (node->kind == NODE_SECTION)
            found = is_called(node, name) ? node : find_part(node, name);
    }
    return found;
}

/* The fact of that name in the title block; NULL: none. */
static const struct report_node *find_fact(const struct report_node *ordinary, const char *name)
{
    for (const struct report_node *block = ordinary->first; block != NULL; block = block->next) {
        if (block->kind != NODE_FACTS)
            continue;
        for (const struct report_node *fact = block->first; fact != NULL; fact = fact->next) {
            if (is_called(fact, name))
                return fact;
        }
    }
    return NULL;
}

/* Does it say something, and not only that there is nothing to say? */
static bool says_something(const struct report_node *section)
{
    const struct report_node *only = section->first;
    bool none = only != NULL && only->next == NULL && only->kind == NODE_PARAGRAPH &&
                is_called(only, "none");
    return only != NULL && !none;
}

/* What stands in a section of the ordinary tree; below its first level it is shared. */
static void add_part(const struct maker *maker, struct report_node *content,
                     const struct report_node *part)
{
    for (const struct report_node *node = part->first; node != NULL; node = node->next) {
        struct report_node *copy = tree_add(maker, content, node->kind, node->name);
        *copy = *node;
        copy->next = NULL;
    }
}

/* Appends to a line of facts. */
static void join(const struct maker *maker, struct buf *line, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    buf_add_text(line, line->size > 0 ? tree_word(maker, WORD_SEMICOLON) : "");
    buf_add_text(line, text);
}

/* A line being filled. */
struct line {
    struct buf text;
    const char *language; /* of the only text; NULL: the report's */
    bool times;           /* its only text is one */
};

static void add_to_line(const struct maker *maker, struct line *line, const char *text,
                        const char *language)
{
    line->language = line->text.size == 0 ? language : NULL;
    join(maker, &line->text, text);
}

/* All roles of a line are looked through at once, so that nobody stands there twice. */
static void add_roles_to_line(const struct maker *maker, struct line *line,
                              const struct template_fact *fact)
{
    struct template_chosen roles = {.count = 0};
    for (size_t i = 0; i < fact->names.count; i++) {
        enum role role = template_fact_role(fact->names.items[i]);
        if (role != ROLE_COUNT)
            roles.items[roles.count++] = (unsigned char)role;
    }
    struct role_people people;
    report_find_people(maker, &roles, &people);
    const char *text = report_people_text(maker, &people);
    if (text != NULL)
        add_to_line(maker, line, text, NULL);
    role_people_finish(&people);
}

/* What a line is called that does not say: as the first of its names. */
static const char *fact_heading(const struct maker *maker, size_t fact)
{
    static const enum word words[] = {
        WORD_TITLE,        WORD_CODE,       WORD_EVENT,    WORD_SERIES,
        WORD_PROJECT,      WORD_TYPE,       WORD_DATE,     WORD_TIME,
        WORD_VENUE,        WORD_ORGANISERS, WORD_PARTNERS, WORD_SUPPORTERS,
        WORD_PARTICIPANTS, WORD_COUNTED,    WORD_THEMES,   WORD_ATTRIBUTION,
    };
    NAME_TABLE_COMPLETE(words, TEMPLATE_TITLE_FACTS);
    enum role role = template_fact_role(fact);
    return role == ROLE_COUNT ? tree_word(maker, words[fact]) : maker->words->roles[role];
}

static void add_fact(const struct maker *maker, struct report_node *facts,
                     const struct report_node *ordinary, const struct template_fact *fact)
{
    struct line line = {.language = NULL};
    for (size_t i = 0; i < fact->names.count; i++) {
        const char *name = template_name(TEMPLATE_FACT_NAMES, fact->names.items[i]);
        if (template_fact_role(fact->names.items[i]) != ROLE_COUNT)
            continue;
        const struct report_node *node = find_fact(ordinary, name);
        if (strcmp(name, "title") == 0)
            add_to_line(maker, &line, maker->report->title, maker->report->title_language);
        else if (node != NULL)
            add_to_line(maker, &line, node->text, node->language);
        if (node != NULL)
            line.times = node->times && fact->names.count == 1;
    }
    add_roles_to_line(maker, &line, fact);
    struct said heading = report_template_said(maker, &fact->heading);
    struct said empty = report_template_said(maker, &fact->empty);
    bool known = line.text.size > 0;
    if (heading.text == NULL)
        heading.text = fact_heading(maker, fact->names.items[0]);
    struct report_node *node = tree_add_fact(maker, facts, "fact", heading.text,
                                             known ? tree_keep(maker, &line.text) : empty.text);
    if (node != NULL) {
        node->language = known ? line.language : empty.language;
        node->times = known && line.times;
    }
    buf_finish(&line.text);
}

/* A section being filled. */
struct filling {
    const struct report_node *ordinary; /* what the report would be without the template */
    const struct report_node *part;     /* of it, where one is asked for and there; or NULL */
    struct said heading;                /* what the section is called where it does not say */
};

static void add_facts(const struct maker *maker, struct report_node *content,
                      const struct report_node *ordinary, const struct template_section *section)
{
    struct report_node *facts = tree_add(maker, content, NODE_FACTS, NULL);
    for (size_t i = 0; i < section->facts.count; i++)
        add_fact(maker, facts, ordinary, &section->facts.items[i]);
    tree_drop_empty(content, facts);
}

static void add_people(const struct maker *maker, struct report_node *content,
                       const struct template_section *section)
{
    struct role_people people;
    report_find_people(maker, &section->roles, &people);
    report_add_people_list(maker, content, &people);
    role_people_finish(&people);
}

static void fill_content(const struct maker *maker, struct report_node *content,
                         const struct template_section *section, struct filling *filling)
{
    switch (section->content) {
    case TEMPLATE_PART:
        filling->part = find_part(filling->ordinary, template_name(TEMPLATE_PARTS, section->part));
        if (filling->part == NULL)
            break;
        filling->heading = (struct said){filling->part->heading, filling->part->language};
        if (says_something(filling->part))
            add_part(maker, content, filling->part);
        break;
    case TEMPLATE_FACTS:
        add_facts(maker, content, filling->ordinary, section);
        break;
    case TEMPLATE_PEOPLE:
        filling->heading.text = maker->words->roles[section->roles.items[0]];
        add_people(maker, content, section);
        break;
    case TEMPLATE_ENTRIES:
        if (section->kinds.count == 1)
            filling->heading.text = maker->words->entry_kinds[section->kinds.items[0]];
        report_add_picked(maker, content, section);
        break;
    case TEMPLATE_NOTHING:
    case TEMPLATE_CONTENT_COUNT:
        break;
    }
}

/* Puts the children of a node behind those of another. */
static void move_children(struct report_node *to, const struct report_node *from)
{
    if (from->first == NULL)
        return;
    if (to->last == NULL)
        to->first = from->first;
    else
        to->last->next = from->first;
    to->last = from->last;
}

static const char *section_name(const struct maker *maker, const struct report_node *parent,
                                size_t number)
{
    BUF_LOCAL struct buf name = {0};
    buf_add_format(&name, "%s-%zu", parent == maker->report->root ? "section" : parent->name,
                   number + 1);
    return tree_keep(maker, &name);
}

/* `number` counts the sections of the parent, so that names and links stay apart. */
static void add_section(const struct maker *maker, struct report_node *parent, size_t number,
                        const struct report_node *ordinary, const struct template_section *section)
{
    struct report_node *node =
        tree_add(maker, parent, NODE_SECTION, section_name(maker, parent, number));
    struct report_node content = {.name = node->name};
    struct filling filling = {.ordinary = ordinary};
    fill_content(maker, &content, section, &filling);
    for (size_t i = 0; i < section->sections.count; i++)
        add_section(maker, &content, i, ordinary, &section->sections.items[i]);
    if (section->heading.texts.count > 0)
        filling.heading = report_template_said(maker, &section->heading);
    node->heading = filling.heading.text;
    node->language = filling.heading.language;
    bool own_alone = section->content == TEMPLATE_NOTHING && section->sections.count == 0;
    bool stands = own_alone || content.first != NULL || section->empty.texts.count > 0;
    for (size_t i = 0; stands && i < section->text.list.count; i++)
        add_own_paragraph(maker, node, &section->text.list.items[i]);
    if (content.first == NULL && !own_alone)
        add_own_paragraph(maker, node, &section->empty);
    move_children(node, &content);
    tree_drop_empty(parent, node);
}

/* What is said at the head of every report, that it is a draft for one. */
static struct report_node *last_notice(const struct report_node *root)
{
    struct report_node *last = NULL;
    for (struct report_node *node = root->first; node != NULL && node->kind == NODE_PARAGRAPH;
         node = node->next)
        last = node;
    return last;
}

void report_use_template(const struct maker *maker, const struct template *template)
{
    struct report_node *root = maker->report->root;
    struct report_node *notice = last_notice(root);
    const struct report_node ordinary = {.first = notice != NULL ? notice->next : root->first};
    root->last = notice;
    if (notice != NULL)
        notice->next = NULL;
    else
        root->first = NULL;
    if (template->heading.texts.count > 0) {
        struct said heading = report_template_said(maker, &template->heading);
        root->heading = heading.text;
        root->language = heading.language;
    }
    maker->report->template = arena_text(&maker->report->arena, template->name);
    for (size_t i = 0; i < template->sections.count; i++)
        add_section(maker, root, i, &ordinary, &template->sections.items[i]);
}
