/*
 * Annexes of a report: the posters of the programme, good practices that have a label to be headed
 * with, and the journals that all of it was computed from. A practice that bears the title of a
 * poster is what was told of it, and stands there.
 */
#include <stdlib.h>
#include <string.h>

#include "report_tree.h"

enum { POSTER_COLUMNS = 3 };

bool report_is_annexed(const struct maker *maker, const struct entry *entry)
{
    return entry->kind == ENTRY_PRACTICE && entry->label != NULL && report_is_printed(maker, entry);
}

struct said report_annexed_title(const struct maker *maker, const struct entry *entry)
{
    BUF_LOCAL struct buf title = {0};
    buf_add_format(&title, "%s. %s", entry->shown, report_label(maker, entry));
    return (struct said){.text = tree_keep(maker, &title),
                         .language = report_entry_said(maker, entry).language};
}

/* The same words, however many blanks there are between them? */
static bool same_words(const char *a, const char *b)
{
    static const char blanks[] = " \n";
    for (;;) {
        a += strspn(a, blanks);
        b += strspn(b, blanks);
        size_t word = strcspn(a, blanks);
        if (word != strcspn(b, blanks) || strncmp(a, b, word) != 0)
            return false;
        if (word == 0)
            return true;
        a += word;
        b += word;
    }
}

/* Is the label one of the titles of the poster, in whatever language? */
static bool is_of_poster(const struct entry *entry, const struct poster *poster)
{
    for (size_t i = 0; i < poster->title.texts.count; i++) {
        if (same_words(poster->title.texts.items[i].text, entry->label))
            return true;
    }
    return false;
}

/* What may be said of a poster under the strictest rule of its slot. */
struct shown_poster {
    const struct poster *poster;
    const char *presenters;   /* NULL: nobody, or not to be said */
    struct said organisation; /* likewise */
};
struct shown_posters {
    ARRAY_OF(struct shown_poster) list;
    bool has_presenters;
    bool has_organisations;
};

static void find_posters(const struct maker *maker, struct shown_posters *posters)
{
    for (size_t i = 0; i < maker->programme->slots.count; i++) {
        const struct slot *slot = &maker->programme->slots.items[i];
        enum attribution rule = session_slot_attribution(maker->session, slot->id);
        for (size_t j = 0; j < slot->posters.count; j++) {
            const struct poster *poster = &slot->posters.items[j];
            struct shown_poster shown = {.poster = poster};
            if (rule == ATTRIBUTION_NAMED)
                shown.presenters = tree_parts(maker, &poster->presenters);
            if (rule != ATTRIBUTION_CHATHAM_HOUSE)
                shown.organisation = tree_name(maker, &poster->organisation);
            posters->has_presenters |= shown.presenters != NULL;
            posters->has_organisations |= shown.organisation.text != NULL;
            array_push(&posters->list, shown);
        }
    }
}

/* All of them: title, and what is known of anybody's at all. */
static void add_poster_table(const struct maker *maker, struct report_node *section,
                             const struct shown_posters *posters)
{
    struct column columns[POSTER_COLUMNS] = {{"poster", WORD_POSTER}};
    size_t count = 1;
    if (posters->has_presenters)
        columns[count++] = (struct column){"presenters", WORD_WITH};
    if (posters->has_organisations)
        columns[count++] = (struct column){"organisation", WORD_ORGANISATION};
    struct report_node *table = tree_add_table(maker, section, "posters", columns, count);
    for (size_t i = 0; i < posters->list.count; i++) {
        const struct shown_poster *shown = &posters->list.items[i];
        struct said title = tree_said(maker, &shown->poster->title);
        struct row row = tree_add_row(maker, table);
        row_add_said(&row, &title);
        if (posters->has_presenters)
            row_add_text(&row, shown->presenters);
        if (posters->has_organisations)
            row_add_said(&row, &shown->organisation);
    }
}

/* What is told of one: its summary, and what was captured under its title. */
static void add_poster(const struct maker *maker, struct report_node *parent,
                       const struct poster *poster)
{
    struct said title = tree_said(maker, &poster->title), sides[2];
    struct report_node *section = tree_add_said_section(maker, parent, "poster", &title);
    size_t count = poster->summary.texts.count > 0 ? tree_sides(maker, &poster->summary, sides) : 0;
    for (size_t side = 0; side < count; side++)
        tree_add_paragraph(maker, section, "summary", &sides[side]);
    struct report_node *list = tree_add(maker, section, NODE_LIST, "practice");
    for (size_t i = 0; i < maker->record->entries.count; i++) {
        const struct entry *entry = maker->record->entries.items[i];
        if (!report_is_annexed(maker, entry) || !is_of_poster(entry, poster))
            continue;
        report_add_said_entry(maker, list, entry);
        list->last->lead = NULL; /* it is the heading */
    }
    tree_drop_empty(section, list);
    tree_drop_empty(parent, section);
}

static void add_posters(const struct maker *maker, struct report_node *parent)
{
    struct shown_posters posters = {.list = {.count = 0}};
    find_posters(maker, &posters);
    if (posters.list.count > 0) {
        struct report_node *section = tree_add_section(maker, parent, "posters", WORD_POSTERS);
        add_poster_table(maker, section, &posters);
        for (size_t i = 0; i < posters.list.count; i++)
            add_poster(maker, section, posters.list.items[i].poster);
    }
    free(posters.list.items);
}

static bool has_poster(const struct maker *maker, const struct entry *entry)
{
    for (size_t i = 0; i < maker->programme->slots.count; i++) {
        const struct slot *slot = &maker->programme->slots.items[i];
        for (size_t j = 0; j < slot->posters.count; j++) {
            if (is_of_poster(entry, &slot->posters.items[j]))
                return true;
        }
    }
    return false;
}

static void add_practices(const struct maker *maker, struct report_node *parent)
{
    struct report_node *section = tree_add(maker, parent, NODE_SECTION, "practices");
    section->heading = maker->words->entry_kinds[ENTRY_PRACTICE];
    for (size_t i = 0; i < maker->record->entries.count; i++) {
        const struct entry *entry = maker->record->entries.items[i];
        if (!report_is_annexed(maker, entry) || has_poster(maker, entry))
            continue;
        struct said title = {report_label(maker, entry), report_entry_said(maker, entry).language};
        struct report_node *one = tree_add_said_section(maker, section, "practice", &title);
        struct report_node *list = tree_add(maker, one, NODE_LIST, "practice");
        report_add_said_entry(maker, list, entry);
        list->last->lead = NULL; /* it is the heading */
    }
    tree_drop_empty(parent, section);
}

const char *report_journal_writer(const struct session *session,
                                  const struct report_journal *journal)
{
    const char *name = session_writer_name(session, &journal->writer);
    bool hidden = session_strictest_attribution(session) != ATTRIBUTION_NAMED &&
                  session_text_has_names_under(session, ATTRIBUTION_CHATHAM_HOUSE, name, NULL);
    return hidden ? journal->writer.text : name;
}

static void add_journals(const struct maker *maker, struct report_node *parent,
                         const struct report_journals *journals)
{
    static const struct column columns[] = {
        {"writer", WORD_WRITER},
        {"journals", WORD_JOURNALS},
        {"events", WORD_EVENTS},
        {"frames_digest", WORD_CHECK_SUM},
    };
    struct report_node *section = tree_add_section(maker, parent, "journals", WORD_JOURNALS);
    tree_add_sentence(maker, section, NULL, WORD_JOURNALS_TEXT);
    struct report_node *table = tree_add_table(maker, section, "journals", columns, 4);
    for (size_t i = 0; i < journals->list.count; i++) {
        const struct report_journal *journal = &journals->list.items[i];
        struct row row = tree_add_row(maker, table);
        BUF_LOCAL struct buf shown = {0}, writer = {0};
        buf_add(&shown, journal->digest, DIGEST_SHOWN);
        buf_add_text(&writer, report_journal_writer(maker->session, journal));
        row_add_text(&row, tree_keep(maker, &writer));
        row_add_number(&row, (int64_t)journal->journals);
        row_add_number(&row, (int64_t)journal->events);
        row_add_name(&row, arena_text(&maker->report->arena, journal->digest),
                     tree_keep(maker, &shown));
    }
}

void report_add_annexes(const struct maker *maker, struct report_node *root,
                        const struct report_journals *journals)
{
    struct report_node *section = tree_add_section(maker, root, "annexes", WORD_ANNEXES);
    add_posters(maker, section);
    add_practices(maker, section);
    if (journals != NULL && journals->list.count > 0)
        add_journals(maker, section, journals);
    tree_drop_empty(root, section);
}

void report_journals_finish(struct report_journals *journals)
{
    free(journals->list.items);
    *journals = (struct report_journals){.list = {.count = 0}};
}
