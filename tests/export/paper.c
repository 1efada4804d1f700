#include "paper.h"

#include <check.h>
#include <string.h>

static struct report_node *put(struct paper *paper, struct report_node *parent,
                               enum report_node_kind kind, const char *heading, const char *text,
                               const char *language)
{
    ck_assert_uint_lt(paper->count, PAPER_NODES);
    struct report_node *node = &paper->nodes[paper->count++];
    *node =
        (struct report_node){.kind = kind, .heading = heading, .text = text, .language = language};
    if (parent == NULL)
        return node;
    if (parent->last == NULL)
        parent->first = node;
    else
        parent->last->next = node;
    parent->last = node;
    return node;
}

static struct report_node *put_section(struct paper *paper, struct report_node *parent,
                                       const char *name, const char *heading)
{
    struct report_node *section = put(paper, parent, NODE_SECTION, heading, NULL, NULL);
    section->name = name;
    return section;
}

static void put_table(struct paper *paper, struct report_node *parent)
{
    static const char *const cells[][2] = {{"Head 1", "Head 2"}, {"a <b> & c", NULL}};
    struct report_node *table = put(paper, parent, NODE_TABLE, NULL, NULL, NULL);
    for (size_t i = 0; i < 2; i++) {
        struct report_node *row = put(paper, table, NODE_ROW, NULL, NULL, NULL);
        for (size_t j = 0; j < 2; j++)
            put(paper, row, NODE_CELL, NULL, cells[i][j], NULL);
    }
}

static void put_entry(struct paper *paper, struct report_node *list)
{
    struct report_node *entry =
        put(paper, list, NODE_ENTRY, "R1", "Fund \"it\".\nSecond line.", "fr");
    entry->label = "Label";
    entry->lead = "Label.";
    put(paper, entry, NODE_FACT, "Addressee", "donors", NULL);
    put(paper, entry, NODE_FACT, "Arabic (R2)", "\xd8\xa7\xd9\x84", "ar");
    put(paper, entry, NODE_FACT, "Standing", "adopted", NULL);
}

/* Times beside a text from data that looks the same. */
static void put_times(struct paper *paper, struct report_node *parent)
{
    struct report_node *facts = put(paper, parent, NODE_FACTS, NULL, NULL, NULL);
    put(paper, facts, NODE_FACT, "Time", "09:00–12:30 (Africa/Nairobi)", NULL)->times = true;
    put(paper, facts, NODE_FACT, "When", "14:00–15:30", NULL);
    struct report_node *table = put(paper, parent, NODE_TABLE, NULL, NULL, NULL);
    put(paper, put(paper, table, NODE_ROW, NULL, NULL, NULL), NODE_CELL, NULL, "Planned", NULL);
    put(paper, put(paper, table, NODE_ROW, NULL, NULL, NULL), NODE_CELL, NULL, "09:00–09:15", NULL)
        ->times = true;
}

void paper_make_empty(struct paper *paper)
{
    *paper = (struct paper){.report = {.language = "en",
                                       .title = "Title <1>",
                                       .code = "PAPER",
                                       .colon = ": ",
                                       .what = REPORT_REPORT}};
    paper->report.root = put(paper, NULL, NODE_SECTION, NULL, NULL, NULL);
}

void paper_make(struct paper *paper, const char *language)
{
    paper_make_empty(paper);
    struct report_node *root = paper->report.root;
    paper->report.language = language;
    root->heading = "Report";
    put(paper, root, NODE_PARAGRAPH, NULL, "DRAFT", NULL)->name = "draft";
    struct report_node *facts = put(paper, root, NODE_FACTS, NULL, NULL, NULL);
    put(paper, facts, NODE_FACT, "Venue", "Room  14", NULL);
    struct report_node *one = put_section(paper, root, "one", "First & foremost");
    put(paper, one, NODE_PARAGRAPH, NULL, "  two   blanks \n end ", NULL);
    struct report_node *bare = put_section(paper, one, "bare", NULL);
    put_section(paper, bare, "below", "Below none");
    put_section(paper, root, "two", "Second");
    struct report_node *list = put(paper, root->last, NODE_LIST, "Lists", NULL, NULL);
    struct report_node *item = put(paper, list, NODE_ITEM, NULL, "item", NULL);
    put(paper, item, NODE_ITEM, NULL, "under it", NULL);
    put(paper, root->last, NODE_LIST, NULL, NULL, NULL); /* empty */
    struct report_node *three = put_section(paper, root, "three", "Third");
    put_table(paper, three);
    put(paper, three, NODE_TABLE, NULL, NULL, NULL); /* empty */
    struct report_node *four = put_section(paper, root, "four", "Fourth");
    put_entry(paper, put(paper, four, NODE_LIST, NULL, NULL, NULL));
    put_times(paper, four);
}

void paper_must_hold(const struct buf *written, const char *const *texts)
{
    const char *at = buf_text(written);
    for (; *texts != NULL; texts++) {
        const char *found = strstr(at, *texts);
        ck_assert_msg(found != NULL, "there is no \"%s\" in its place in\n%s", *texts, at);
        at = found + strlen(*texts);
    }
}
