/*
 * A session: the log of all events in their one order, and the state they add up to. What lines
 * of the log do to the state stands in session_fold.c; what people may wish, in session_decide.c.
 *
 * An event that is later than all others folds at once. One that comes late folds its thing
 * again (the clock, one entry); a late first frame of a launch, or a fork, folds everything. One
 * that turns up whole after it was known edited by hand only makes the session anew.
 */
#include "session_state.h"

#include <stdlib.h>
#include <string.h>

static uint64_t id_hash(const struct event_id *id)
{
    uint64_t hash = table_hash(TABLE_SEED, id->launch.text, strlen(id->launch.text));
    return table_hash(hash, &id->sequence, sizeof id->sequence);
}

static bool node_is(const void *item, const void *key)
{
    return event_id_equal(&((const struct node *)item)->id, key);
}

const struct node *session_node_find(const struct session *session, const struct event_id *id)
{
    return table_find(&session->nodes, id_hash(id), node_is, id);
}

struct node *session_node(struct session *session, const struct event_id *id)
{
    uint64_t hash = id_hash(id);
    struct node *node = table_find(&session->nodes, hash, node_is, id);
    if (node == NULL) {
        node = mem_new(1, sizeof *node);
        node->id = *id;
        table_add(&session->nodes, hash, node);
        array_push(&session->node_list, node);
    }
    return node;
}

static void init(struct session *session, const struct programme *programme)
{
    *session = (struct session){.programme = programme};
    session->names = names_new(programme);
    rulings_init(&session->rulings, programme);
    session->rule.is_rule = true;
    timekeeper_init(&session->timekeeper, programme);
    session->timekeeper.rulings = &session->rulings;
    attendance_init(&session->attendance, programme);
    session->attendance.rulings = &session->rulings;
    session->people = mem_new(programme->people.count + 1, sizeof *session->people);
    for (size_t i = 0; i < programme->people.count; i++)
        session->people[i] = (struct thing){.is_person = true, .person = i};
}

struct session *session_new(const struct programme *programme)
{
    struct session *session = mem_new(1, sizeof *session);
    init(session, programme);
    return session;
}

static void line_free(struct line *line)
{
    event_free(line->seen);
    event_free(line->shown.event);
    free(line);
}

static void node_free(struct node *node)
{
    if (node->thing != NULL) {
        entry_free(node->thing->entry);
        free(node->thing->lines.items);
        free(node->thing);
    }
    free(node->lines.items);
    free(node->waiting.items);
    free(node);
}

void session_free(struct session *session)
{
    if (session == NULL)
        return;
    timekeeper_finish(&session->timekeeper);
    attendance_finish(&session->attendance);
    rulings_finish(&session->rulings);
    for (size_t i = 0; i < session->programme->people.count; i++)
        free(session->people[i].lines.items);
    free(session->people);
    for (size_t i = 0; i < session->counted.count; i++) {
        free(session->counted.items[i]->lines.items);
        free(session->counted.items[i]->slot);
        free(session->counted.items[i]);
    }
    free(session->counted.items);
    for (size_t i = 0; i < session->node_list.count; i++)
        node_free(session->node_list.items[i]);
    for (size_t i = 0; i < session->log.count; i++)
        line_free(session->log.items[i]);
    for (size_t i = 0; i < session->launch_list.count; i++)
        launch_free(session->launch_list.items[i]);
    for (size_t i = 0; i < session->writer_list.count; i++)
        free(session->writer_list.items[i]);
    free(session->node_list.items);
    free(session->log.items);
    free(session->launch_list.items);
    free(session->writer_list.items);
    arena_finish(&session->number_groups);
    free(session->inserts.items);
    free(session->messages.items);
    free(session->clock.lines.items);
    free(session->rule.lines.items);
    free(session->record.entries.items);
    free(session->added.items);
    free(session->merges.items);
    free(session->orders.items);
    free(session->translators.items);
    free(session->tied.items);
    table_finish(&session->nodes);
    table_finish(&session->launches);
    table_finish(&session->writers);
    table_finish(&session->numbers);
    names_free(session->names);
    session_free(session->former);
    free(session);
}

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Texts, NULL first. */
static int compare_texts(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

/* A forked id in two files: some order that is the same whichever came first. */
static int compare_content(const struct event *a, const struct event *b)
{
    int order = compare_numbers(a->at, b->at);
    if (order == 0)
        order = compare_numbers(a->offset, b->offset);
    if (order == 0)
        order = compare_numbers(a->op, b->op);
    if (order == 0)
        order = compare_texts(a->op_name, b->op_name);
    for (size_t i = 0; order == 0 && i < a->fields.count && i < b->fields.count; i++) {
        const struct event_field *one = &a->fields.items[i];
        const struct event_field *other = &b->fields.items[i];
        order = compare_numbers(one->key, other->key);
        if (order == 0)
            order = compare_texts(one->name, other->name);
        if (order == 0)
            order = strcmp(one->value, other->value);
    }
    if (order == 0)
        order = (a->fields.count > b->fields.count) - (a->fields.count < b->fields.count);
    return order;
}

int line_compare(const struct line *a, const struct line *b)
{
    int order = event_compare(a->shown.event, b->shown.event);
    return order != 0 ? order : compare_content(a->shown.event, b->shown.event);
}

/* Puts a line in its place in the log, or at its end where all is sorted afterwards. */
static void log_insert(struct session *session, struct line *line)
{
    if (session->late) {
        array_push(&session->log, line);
        return;
    }
    size_t low = 0;
    size_t high = session->log.count;
    if (high > 0 && line_compare(session->log.items[high - 1], line) < 0)
        low = high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (line_compare(session->log.items[middle], line) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    array_reserve(&session->log, 1);
    memmove(&session->log.items[low + 1], &session->log.items[low],
            (session->log.count - low) * sizeof(struct line *));
    session->log.items[low] = line;
    session->log.count++;
}

/* Numbers once given are never given again, whatever becomes of their event. */
static void count_numbers(struct session *session, const struct event *event)
{
    if (event->op == EVENT_SLOT_INSERT)
        array_push(&session->inserts, event);
    const char *number = event_text(event, KEY_NUMBER);
    if (event_realm(event->op) != REALM_ENTRY || number == NULL)
        return;
    for (unsigned kind = 0; kind < ENTRY_KIND_COUNT; kind++) {
        const char *letter = entry_kind_letter((enum entry_kind)kind);
        if (number[0] != letter[0])
            continue;
        unsigned long given = strtoul(number + 1, NULL, 10);
        if (given > session->record.highest[kind] && given <= UINT32_MAX)
            session->record.highest[kind] = (unsigned)given;
    }
}

/* The line of the same event; `*ret_fork`: others claim its id. An intact copy heals a changed one.
 */
static struct line *find_same(struct node *node, const struct event *event, bool *ret_fork)
{
    *ret_fork = node->lines.count > 0;
    for (size_t i = 0; i < node->lines.count; i++) {
        if (event_equal(node->lines.items[i]->shown.event, event))
            return node->lines.items[i];
    }
    return NULL;
}

/* Does the id have a line that was edited by hand, or one that was not? */
static bool has_line(const struct node *node, bool changed)
{
    for (size_t i = 0; i < node->lines.count; i++) {
        if (node->lines.items[i]->shown.event->changed == changed)
            return true;
    }
    return false;
}

/* The same event again, from another copy of its file. */
static void take_copy(struct session *session, struct line *line, struct event *copy)
{
    if (line->shown.event->changed && !copy->changed) {
        session->generation++;
        line->shown.event->changed = false;
        line->shown.confirmed = false;
        if (line->thing != NULL && !session->late)
            session_fold_thing(session, line->thing);
    }
    event_free(copy);
}

static void sort_node(struct node *node)
{
    size_t at = node->lines.count - 1;
    while (at > 0 && line_compare(node->lines.items[at - 1], node->lines.items[at]) > 0) {
        struct line *line = node->lines.items[at];
        node->lines.items[at] = node->lines.items[at - 1];
        node->lines.items[--at] = line;
    }
    for (size_t i = 0; i < node->lines.count; i++)
        node->lines.items[i]->shown.fork = node->lines.count > 1;
}

/* Takes an event into the log. Folds it, unless everything is to be folded anyway. */
static enum applied take(struct session *session, struct event *event, bool *ref_fold_all)
{
    struct node *node = session_node(session, &event->id);
    bool fork;
    struct line *line = find_same(node, event, &fork);
    if (line != NULL) {
        *ref_fold_all =
            *ref_fold_all || (line->shown.event->changed && !event->changed && line->thing == NULL);
        take_copy(session, line, event);
        session->superseded |= has_line(node, false) && has_line(node, true);
        return APPLIED_KNOWN;
    }
    if (event->changed && has_line(node, false)) {
        event_free(event);
        return APPLIED_KNOWN;
    }
    session->superseded |= !event->changed && has_line(node, true);
    session->generation++;
    line = mem_new(1, sizeof *line);
    line->shown.event = event;
    array_push(&node->lines, line);
    sort_node(node);
    log_insert(session, line);
    if (event->op == EVENT_MESSAGE)
        array_push(&session->messages, line);
    count_numbers(session, event);
    bool relaunched = event->op == EVENT_LAUNCH && session_take_launch(session, line);
    *ref_fold_all = *ref_fold_all || fork || relaunched;
    if (!*ref_fold_all) {
        session_place_line(session, line);
        session_fold_line(session, line);
    }
    if (fork && !session->superseded)
        return APPLIED_FORK;
    return line->shown.is_void ? APPLIED_VOID : APPLIED;
}

/*
 * What was edited by hand counts only until it turns up whole, as if it had never been here: takes
 * all other events once more. What was lent of the state before stays where it is.
 */
static void take_anew(struct session *session)
{
    struct session *former = mem_new(1, sizeof *former);
    *former = *session;
    init(session, former->programme);
    session->former = former;
    session->generation = former->generation;
    ARRAY_OF(struct event *) events = {0};
    for (size_t i = 0; i < former->log.count; i++) {
        const struct event *event = former->log.items[i]->shown.event;
        if (!event->changed || !has_line(session_node_find(former, &event->id), false))
            array_push(&events, event_dup(event));
    }
    session_apply_many_take(session, events.items, events.count);
    free(events.items);
}

/* After events were taken in. */
static void settle(struct session *session, bool fold_all)
{
    if (session->superseded) {
        take_anew(session);
        return;
    }
    if (fold_all)
        session_fold_all(session);
    session_tie_entries(session);
}

enum applied session_apply_take(struct session *session, struct event *event)
{
    bool fold_all = false;
    enum applied applied = take(session, event, &fold_all);
    settle(session, fold_all);
    return applied;
}

static int compare_events(const void *a, const void *b)
{
    const struct event *const *one = a;
    const struct event *const *other = b;
    return event_compare(*one, *other);
}

void session_apply_many_take(struct session *session, struct event *const *events, size_t count)
{
    enum { FEW = 16 }; /* folding that many late ones one by one costs less than everything */
    if (count == 0)
        return;
    struct event **sorted = mem_new(count, sizeof(struct event *));
    memcpy(sorted, events, count * sizeof(struct event *));
    qsort(sorted, count, sizeof(struct event *), compare_events);
    size_t known = session->log.count;
    bool fold_all = known > 0 && count > FEW &&
                    event_compare(session->log.items[known - 1]->shown.event, sorted[0]) > 0;
    session->late = fold_all;
    for (size_t i = 0; i < count; i++)
        (void)take(session, sorted[i], &fold_all);
    free(sorted);
    settle(session, fold_all);
}

const struct programme *session_programme(const struct session *session)
{
    return session->programme;
}

const struct timekeeper *session_timekeeper(const struct session *session)
{
    return &session->timekeeper;
}

const struct attendance *session_attendance(const struct session *session)
{
    return &session->attendance;
}

const struct record *session_record(const struct session *session)
{
    return &session->record;
}

struct hlc session_hlc(const struct session *session, const struct token *writer, msec_t now)
{
    for (size_t i = session->log.count; i > 0; i--) {
        const struct logged *line = &session->log.items[i - 1]->shown;
        if (token_equal(&line->writer, writer) || line->event->hlc.msec <= now + MSEC_DAY)
            return line->event->hlc;
    }
    return (struct hlc){0};
}

size_t session_generation(const struct session *session)
{
    return session->generation;
}

size_t session_log_count(const struct session *session)
{
    return session->log.count;
}

const struct logged *session_log_at(const struct session *session, size_t index)
{
    return &session->log.items[index]->shown;
}

const struct logged *session_log_find(const struct session *session, const struct event_id *id)
{
    const struct node *node = session_node_find(session, id);
    return node != NULL && node->lines.count > 0 ? &node->lines.items[0]->shown : NULL;
}

const struct entry *session_entry(const struct session *session, const struct event_id *id)
{
    const struct node *node = session_node_find(session, id);
    return node != NULL && node->thing != NULL ? node->thing->entry : NULL;
}
