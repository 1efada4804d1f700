/*
 * The programme in a report: as a table, in full, and as a table for spreadsheets. As planned it
 * follows the file; as run it follows the clock, with what was inserted and what was skipped.
 * Names of people stand here whatever the attribution rule: the published programme is public.
 */
#include <stdlib.h>
#include <string.h>

#include "report_tree.h"

/* One line of the programme; at least one of the two is set. */
struct item {
    const struct slot *slot;        /* NULL: inserted live */
    const struct clock_slot *clock; /* NULL: without time, or as planned */
};
struct items {
    ARRAY_OF(struct item) list;
};

/* Slots without time that stand in the file from `at` on, up to the next timed one. */
static void add_untimed(const struct maker *maker, size_t at, size_t end, struct items *items)
{
    for (; at < end && !maker->programme->slots.items[at].timed; at++) {
        struct item item = {.slot = &maker->programme->slots.items[at]};
        array_push(&items->list, item);
    }
}

static void items_as_run(const struct maker *maker, size_t day, struct items *items)
{
    const struct day *of_file = &maker->programme->days.items[day];
    const struct slot *slots = maker->programme->slots.items;
    size_t end = of_file->first + of_file->count;
    add_untimed(maker, of_file->first, end, items);
    for (size_t i = 0; i < maker->timekeeper->slots.count; i++) {
        const struct clock_slot *clock = &maker->timekeeper->slots.items[i];
        if (clock->day != day)
            continue;
        struct item item = {.slot = clock->planned, .clock = clock};
        array_push(&items->list, item);
        if (clock->place != NULL)
            add_untimed(maker, (size_t)(clock->place - slots) + 1, end, items);
    }
}

static void items_of_day(const struct maker *maker, size_t day, bool as_run, struct items *items)
{
    if (as_run) {
        items_as_run(maker, day, items);
        return;
    }
    const struct day *of_file = &maker->programme->days.items[day];
    for (size_t i = of_file->first; i < of_file->first + of_file->count; i++) {
        struct item item = {.slot = &maker->programme->slots.items[i]};
        array_push(&items->list, item);
    }
}

bool report_has_run(const struct maker *maker)
{
    for (size_t i = 0; i < maker->timekeeper->slots.count; i++) {
        if (maker->timekeeper->slots.items[i].runs.count > 0)
            return true;
    }
    return false;
}

static struct said item_title(const struct maker *maker, const struct item *item)
{
    return item->slot != NULL ? tree_slot_title(maker, item->slot)
                              : tree_clock_slot_title(maker, item->clock);
}

/* "09:00–09:15", or the words that stand for a time. */
static const char *item_planned(const struct maker *maker, const struct item *item)
{
    if (item->slot == NULL)
        return tree_word(maker, WORD_UNPLANNED);
    if (item->slot->timed)
        return tree_minutes(maker, item->slot->start, item->slot->end);
    return tree_name(maker, &item->slot->when).text;
}

/* Is that the report's own text: not what the programme says instead of a time? */
static bool has_own_time(const struct item *item)
{
    return item->slot == NULL || item->slot->timed;
}

/* "09:03–09:19", or what became of it; NULL: nothing yet. */
static const char *item_actual(const struct maker *maker, const struct item *item)
{
    if (item->clock == NULL)
        return NULL;
    const char *times =
        tree_times(maker, clock_slot_actual_start(item->clock), clock_slot_actual_end(item->clock));
    if (times != NULL)
        return times;
    if (item->clock->state == SLOT_SKIPPED)
        return tree_word(maker, WORD_SKIPPED);
    bool over = maker->timekeeper->state == CLOCK_ENDED || maker->timekeeper->closed;
    return over ? tree_word(maker, WORD_NOT_RUN) : NULL;
}

/* "to be confirmed: reason"; NULL: it is confirmed. */
static const char *slot_status(const struct maker *maker, const struct slot *slot)
{
    if (slot->status == CONFIRMED)
        return NULL;
    const char *tbc = tree_word(maker, WORD_TBC);
    const char *reason = tree_said(maker, &slot->reason).text;
    return reason != NULL ? tree_with_heading(maker, tbc, reason) : tbc;
}

/* The title with what has to stand beside it in one cell: parallel tracks, "to be confirmed". */
static struct said item_in_a_cell(const struct maker *maker, const struct item *item)
{
    struct said title = item_title(maker, item);
    BUF_LOCAL struct buf text = {0};
    buf_add_text(&text, title.text);
    if (item->slot != NULL) {
        for (size_t i = 0; i < item->slot->tracks.count; i++) {
            buf_add_text(&text, tree_word(maker, i == 0 ? WORD_COLON : WORD_SEMICOLON));
            buf_add_text(&text, tree_said(maker, &item->slot->tracks.items[i].title).text);
        }
        const char *status = slot_status(maker, item->slot);
        if (status != NULL)
            buf_add_format(&text, " (%s)", status);
    }
    return (struct said){.text = tree_keep(maker, &text), .language = title.language};
}

static void add_day_table(const struct maker *maker, struct report_node *parent, size_t day,
                          bool as_run)
{
    static const struct column columns[] = {
        {"planned", WORD_PLANNED},
        {"item", WORD_ITEM},
        {"with", WORD_WITH},
    };
    static const struct column columns_as_run[] = {
        {"planned", WORD_PLANNED},
        {"actual", WORD_ACTUAL},
        {"item", WORD_ITEM},
        {"with", WORD_WITH},
    };
    struct report_node *table = as_run
                                    ? tree_add_table(maker, parent, "programme", columns_as_run, 4)
                                    : tree_add_table(maker, parent, "programme", columns, 3);
    struct items items = {0};
    items_of_day(maker, day, as_run, &items);
    for (size_t i = 0; i < items.list.count; i++) {
        const struct item *item = &items.list.items[i];
        struct row row = tree_add_row(maker, table);
        if (has_own_time(item))
            row_add_times(&row, item_planned(maker, item));
        else
            row_add_text(&row, item_planned(maker, item));
        if (as_run)
            row_add_times(&row, item_actual(maker, item));
        struct said title = item_in_a_cell(maker, item);
        row_add_said(&row, &title);
        row_add_text(&row, item->slot != NULL ? tree_roles(maker, item->slot->roles) : NULL);
    }
    free(items.list.items);
}

/* Where a day's lines go: a section of its own where there are several days. */
static struct report_node *add_day(const struct maker *maker, struct report_node *parent,
                                   size_t day)
{
    if (maker->programme->days.count <= 1)
        return parent;
    const char *date = tree_date(maker, timekeeper_date(maker->timekeeper, day));
    struct said title = tree_said(maker, &maker->programme->days.items[day].title);
    BUF_LOCAL struct buf heading = {0};
    if (date != NULL)
        buf_add_text(&heading, date);
    else
        buf_add_format(&heading, "%s %zu", tree_word(maker, WORD_DAY), day + 1);
    if (title.text != NULL)
        buf_add_format(&heading, " – %s", title.text);
    struct said said = {.text = tree_keep(maker, &heading), .language = title.language};
    return tree_add_said_section(maker, parent, "day", &said);
}

static void add_contacts(const struct maker *maker, struct report_node *parent)
{
    if (maker->programme->contacts.count == 0)
        return;
    struct report_node *list = tree_add(maker, parent, NODE_LIST, "contacts");
    list->heading = tree_word(maker, WORD_CONTACTS);
    for (size_t i = 0; i < maker->programme->contacts.count; i++) {
        const struct contact *contact = &maker->programme->contacts.items[i];
        const char *const texts[] = {contact->name, contact->email, contact->phone, contact->web};
        BUF_LOCAL struct buf text = {0};
        for (size_t j = 0; j < sizeof texts / sizeof *texts; j++) {
            if (texts[j] != NULL && text.size > 0)
                buf_add_text(&text, ", ");
            buf_add_text(&text, texts[j]);
        }
        struct said said = {.text = tree_keep(maker, &text)};
        tree_add_item(maker, list, &said);
    }
}

static struct report_node *add_head(const struct maker *maker, struct report_node *root,
                                    bool as_run)
{
    struct report_node *section =
        tree_add_section(maker, root, "programme", as_run ? WORD_PROGRAMME_AS_RUN : WORD_PROGRAMME);
    struct report_node *facts = tree_add(maker, section, NODE_FACTS, NULL);
    tree_add_roles(maker, facts, maker->programme->roles);
    tree_drop_empty(section, facts);
    return section;
}

void report_add_programme(const struct maker *maker, struct report_node *root)
{
    bool as_run = report_has_run(maker);
    struct report_node *section = add_head(maker, root, as_run);
    for (size_t day = 0; day < maker->programme->days.count; day++)
        add_day_table(maker, add_day(maker, section, day), day, as_run);
    add_contacts(maker, section);
}

static void add_tracks(const struct maker *maker, struct report_node *section,
                       const struct slot *slot)
{
    if (slot->tracks.count == 0)
        return;
    struct report_node *list = tree_add(maker, section, NODE_LIST, "tracks");
    list->heading = tree_word(maker, WORD_TRACKS);
    for (size_t i = 0; i < slot->tracks.count; i++) {
        const struct track *track = &slot->tracks.items[i];
        struct said title = tree_said(maker, &track->title);
        BUF_LOCAL struct buf text = {0};
        buf_add_text(&text, title.text);
        const char *const details[][2] = {
            {tree_word(maker, WORD_ROOM), tree_name(maker, &track->room).text},
            {maker->words->roles[ROLE_MODERATORS], tree_parts(maker, &track->moderators)},
            {maker->words->roles[ROLE_RAPPORTEURS], tree_parts(maker, &track->rapporteurs)},
        };
        for (size_t j = 0; j < sizeof details / sizeof *details; j++) {
            if (details[j][1] != NULL)
                buf_add_format(&text, ". %s",
                               tree_with_heading(maker, details[j][0], details[j][1]));
        }
        title.text = tree_keep(maker, &text);
        tree_add_item(maker, list, &title);
    }
}

static void add_posters(const struct maker *maker, struct report_node *section,
                        const struct slot *slot)
{
    if (slot->posters.count == 0)
        return;
    struct report_node *list = tree_add(maker, section, NODE_LIST, "posters");
    list->heading = tree_word(maker, WORD_POSTERS);
    for (size_t i = 0; i < slot->posters.count; i++) {
        const struct poster *poster = &slot->posters.items[i];
        struct said title = tree_said(maker, &poster->title);
        BUF_LOCAL struct buf text = {0};
        buf_add_text(&text, title.text);
        const char *const details[] = {tree_parts(maker, &poster->presenters),
                                       tree_name(maker, &poster->organisation).text,
                                       tree_said(maker, &poster->summary).text};
        for (size_t j = 0; j < sizeof details / sizeof *details; j++) {
            if (details[j] != NULL && text.size > 0)
                buf_add_text(&text, ". ");
            buf_add_text(&text, details[j]);
        }
        title.text = tree_keep(maker, &text);
        tree_add_item(maker, list, &title);
    }
}

void report_add_links(const struct maker *maker, struct report_node *parent, enum word heading,
                      const struct links *links)
{
    if (links->list.count == 0)
        return;
    struct report_node *list = tree_add(maker, parent, NODE_LIST, "links");
    if (heading != WORD_COUNT)
        list->heading = tree_word(maker, heading);
    for (size_t i = 0; i < links->list.count; i++) {
        const struct link *link = &links->list.items[i];
        struct said title = tree_said(maker, &link->title);
        BUF_LOCAL struct buf text = {0};
        buf_add_text(&text, title.text);
        if (link->url != NULL && title.text != NULL)
            buf_add_text(&text, tree_word(maker, WORD_COLON));
        buf_add_text(&text, link->url);
        title.text = tree_keep(maker, &text);
        tree_add_item(maker, list, &title);
    }
}

/* "3 × 10 min + 5 min" */
static const char *rounds_text(const struct maker *maker, const struct rounds *rounds)
{
    if (maker->second != NULL)
        return tree_join(maker, rounds_text(maker->first, rounds),
                         rounds_text(maker->second, rounds));
    BUF_LOCAL struct buf each = {0};
    buf_add_text(&each, tree_span(maker, rounds->talk));
    if (rounds->questions > 0)
        buf_add_format(&each, " + %s", tree_span(maker, rounds->questions));
    return tree_fill(maker, WORD_ROUNDS_TEXT, tree_number(maker, rounds->count), buf_text(&each),
                     NULL);
}

static void add_slot_details(const struct maker *maker, struct report_node *section,
                             const struct slot *slot)
{
    struct report_node *facts = section->last;
    tree_add_fact(maker, facts, "status", tree_word(maker, WORD_STATUS), slot_status(maker, slot));
    tree_add_said_fact(maker, facts, "room", WORD_ROOM, &slot->room);
    tree_add_roles(maker, facts, slot->roles);
    if (slot->rounds.talk > 0)
        tree_add_fact(maker, facts, "rounds", tree_word(maker, WORD_ROUNDS),
                      rounds_text(maker, &slot->rounds));
    tree_add_said_fact(maker, facts, "objective", WORD_OBJECTIVE, &slot->objective);
    tree_add_said_fact(maker, facts, "methodology", WORD_METHODOLOGY, &slot->methodology);
    if (slot->own_attribution)
        tree_add_fact(maker, facts, "attribution", tree_word(maker, WORD_ATTRIBUTION),
                      maker->words->rules[slot->attribution]);
    tree_add_said_fact(maker, facts, "note", WORD_NOTE, &slot->note);
    tree_drop_empty(section, facts);
    tree_add_list(maker, section, "items", WORD_ITEMS, &slot->items);
    tree_add_list(maker, section, "guiding_questions", WORD_GUIDING_QUESTIONS,
                  &slot->guiding_questions);
    add_tracks(maker, section, slot);
    add_posters(maker, section, slot);
    report_add_links(maker, section, WORD_LINKS, &slot->links);
}

/* A line in full: its times and title as heading, and whatever the programme says. */
static void add_item(const struct maker *maker, struct report_node *parent, const struct item *item,
                     bool as_run)
{
    const char *planned = item_planned(maker, item);
    const char *actual = as_run ? item_actual(maker, item) : NULL;
    const char *time = actual != NULL ? actual : planned;
    struct said title = item_title(maker, item);
    BUF_LOCAL struct buf heading = {0};
    if (time != NULL)
        buf_add_format(&heading, "%s ", time);
    buf_add_text(&heading, title.text);
    title.text = tree_keep(maker, &heading);
    struct report_node *section = tree_add_said_section(maker, parent, "slot", &title);
    section->slot = report_slot_data(maker, item->slot, item->clock);
    struct report_node *facts = tree_add(maker, section, NODE_FACTS, NULL);
    if (actual != NULL && has_own_time(item))
        tree_add_times_fact(maker, facts, "planned", WORD_PLANNED, planned);
    else if (actual != NULL)
        tree_add_fact(maker, facts, "planned", tree_word(maker, WORD_PLANNED), planned);
    if (item->slot != NULL)
        add_slot_details(maker, section, item->slot);
    else
        tree_drop_empty(section, facts);
}

void report_add_programme_full(const struct maker *maker, struct report_node *root)
{
    bool as_run = maker->report->as_run;
    report_set_stamp(maker);
    struct report_node *section = add_head(maker, root, as_run);
    for (size_t day = 0; day < maker->programme->days.count; day++) {
        struct report_node *parent = add_day(maker, section, day);
        struct items items = {0};
        items_of_day(maker, day, as_run, &items);
        for (size_t i = 0; i < items.list.count; i++)
            add_item(maker, parent, &items.list.items[i], as_run);
        free(items.list.items);
    }
    add_contacts(maker, section);
    report_add_links(maker, section, WORD_LINKS, &maker->programme->links);
}

static void add_programme_row(const struct maker *maker, struct report_node *table, size_t day,
                              const struct item *item, bool as_run)
{
    const struct slot *slot = item->slot;
    const struct clock_slot *clock = item->clock;
    struct row row = tree_add_row(maker, table);
    BUF_LOCAL struct buf date = {0};
    if (timekeeper_date(maker->timekeeper, day) != DAY_UNKNOWN)
        date_write(timekeeper_date(maker->timekeeper, day), &date);
    row_add_text(&row, date.size > 0 ? tree_keep(maker, &date) : NULL);
    row_add_number(&row, slot != NULL ? slot->number : clock->number);
    row_add_text(&row, slot != NULL ? slot->id : clock->id);
    if (slot != NULL && slot->timed) {
        row_add_planned_clock(&row, day, slot->start);
        row_add_planned_clock(&row, day, slot->end);
        row_add_minutes(&row, tree_planned_length(maker, day, slot));
    } else {
        row_add_text(&row, slot != NULL ? tree_name(maker, &slot->when).text : NULL);
        row_add_clock(&row, MSEC_NONE);
        row_add_minutes(&row, MSEC_NONE);
    }
    if (as_run) {
        row_add_clock(&row, clock != NULL ? clock_slot_actual_start(clock) : MSEC_NONE);
        row_add_clock(&row, clock != NULL ? clock_slot_actual_end(clock) : MSEC_NONE);
    }
    enum slot_kind kind = slot != NULL ? slot->kind : clock_slot_kind(clock);
    row_add_name(&row, slot_kind_name(kind), maker->words->slot_kinds[kind]);
    struct said title = item_in_a_cell(maker, item);
    row_add_said(&row, &title);
    row_add_text(&row, slot != NULL ? tree_name(maker, &slot->room).text : NULL);
    row_add_text(&row, slot != NULL ? tree_roles(maker, slot->roles) : NULL);
    row_add_text(&row, slot != NULL ? slot_status(maker, slot) : NULL);
}

void report_make_programme_table(const struct maker *maker)
{
    static const struct column columns[] = {
        {"date", WORD_DATE},     {"number", WORD_SLOT_NUMBER},
        {"id", WORD_SLOT_ID},    {"start", WORD_START},
        {"end", WORD_END},       {"duration_ms", WORD_MINUTES},
        {"kind", WORD_KIND},     {"title", WORD_ITEM},
        {"room", WORD_ROOM},     {"with", WORD_WITH},
        {"status", WORD_STATUS},
    };
    static const struct column columns_as_run[] = {
        {"date", WORD_DATE},
        {"number", WORD_SLOT_NUMBER},
        {"id", WORD_SLOT_ID},
        {"start", WORD_PLANNED_START},
        {"end", WORD_PLANNED_END},
        {"duration_ms", WORD_PLANNED_MINUTES},
        {"actual_start", WORD_ACTUAL_START},
        {"actual_end", WORD_ACTUAL_END},
        {"kind", WORD_KIND},
        {"title", WORD_ITEM},
        {"room", WORD_ROOM},
        {"with", WORD_WITH},
        {"status", WORD_STATUS},
    };
    bool as_run = maker->report->as_run;
    struct report_node *table = as_run
                                    ? tree_add_table(maker, NULL, "programme", columns_as_run, 13)
                                    : tree_add_table(maker, NULL, "programme", columns, 11);
    maker->report->table = table;
    for (size_t day = 0; day < maker->programme->days.count; day++) {
        struct items items = {0};
        items_of_day(maker, day, as_run, &items);
        for (size_t i = 0; i < items.list.count; i++)
            add_programme_row(maker, table, day, &items.list.items[i], as_run);
        free(items.list.items);
    }
}
