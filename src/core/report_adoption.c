/*
 * What the room made of an outcome, in a report: its standing, and beside it the reservations,
 * the show of hands, whom it was referred to and why, how it was worded before it was adopted, and
 * what was amended since.
 */
#include <string.h>

#include <dais/core/entry_languages.h>

#include "report_tree.h"

void report_add_standing(const struct maker *maker, struct report_node *node)
{
    enum standing standing = node->entry->standing;
    struct report_node *fact =
        tree_add_fact(maker, node, "standing", tree_word(maker, WORD_STANDING),
                      maker->words->standings[standing]);
    fact->type = VALUE_NAME;
    fact->value = standing_name(standing);
}

/* Whose, as far as it may be said: what. NULL: neither. */
static const char *reservation_text(const struct maker *maker, const struct entry *entry,
                                    const struct reservation *reservation)
{
    const char *by = session_reserved_by(maker->session, entry, reservation);
    if (by != NULL && reservation->text != NULL)
        return tree_with_heading(maker, by, reservation->text);
    return reservation->text != NULL ? reservation->text : by;
}

static void add_reservations_on(const struct maker *maker, struct report_node *node,
                                const struct entry *entry, const char *heading)
{
    for (size_t i = 0; i < entry->reservations.count; i++)
        tree_add_fact(maker, node, "reservation", heading,
                      reservation_text(maker, entry, &entry->reservations.items[i]));
}

/* On the text that stands, and on others in other languages that were adopted as well. */
static void add_reservations(const struct maker *maker, struct report_node *node)
{
    const char *heading = tree_word(maker, WORD_RESERVATION);
    struct languages none = {.list = {.count = 0}};
    struct entry_texts texts;
    add_reservations_on(maker, node, node->entry, heading);
    entry_texts_make(maker->programme, &none, node->entry, &texts);
    for (size_t i = 0; i < texts.texts.count; i++) {
        const struct entry *other = texts.texts.items[i];
        BUF_LOCAL struct buf of = {0};
        if (other == node->entry || other->standing != STANDING_ADOPTED_WITH_RESERVATION)
            continue;
        buf_add_format(&of, "%s (%s)", heading, other->shown);
        add_reservations_on(maker, node, other, tree_keep(maker, &of));
    }
    entry_texts_finish(&texts);
}

/* Of the adopted text, as much as is shown to people; NULL: none is adopted. */
static const char *check_sum(const struct maker *maker, const struct entry *entry)
{
    if (entry->adopted_text == NULL)
        return NULL;
    BUF_LOCAL struct buf digest = {0};
    buf_add(&digest, entry->adopted_digest, DIGEST_SHOWN);
    return tree_keep(maker, &digest);
}

/* "31 for, 4 against, 2 abstained"; NULL: by consensus. */
static const char *show_of_hands(const struct maker *maker, const struct votes *votes)
{
    if (!votes->taken)
        return NULL;
    return tree_fill(maker, WORD_HANDS, tree_number(maker, votes->in_favour),
                     tree_number(maker, votes->against), tree_number(maker, votes->abstained),
                     NULL);
}

const struct event *const *report_find_proposed(struct report *report,
                                                const struct session *session)
{
    const struct event **proposed =
        arena_alloc(&report->arena,
                    (session_record(session)->entries.count + 1) * sizeof(const struct event *));
    for (size_t i = 0; i < session_log_count(session); i++) {
        const struct logged *logged = session_log_at(session, i);
        const struct event *event = logged->event;
        if (event->op != EVENT_ENTRY_STANDING || logged->is_void || logged->undone)
            continue;
        struct event_id id = event_target(event, KEY_ENTRY);
        const struct entry *entry = session_entry(session, &id);
        if (entry != NULL && proposed[entry->place] == NULL &&
            standing_find(event_text(event, KEY_STANDING)) == STANDING_PROPOSED)
            proposed[entry->place] = event;
    }
    return proposed;
}

/* The version that this event put to the room; NULL: none of those in effect. */
static const struct version *version_of(const struct entry *entry, const struct event *proposed)
{
    for (size_t i = 0; i < entry->versions.count; i++) {
        char digest[DIGEST_HEX_SIZE];
        const char *text = entry->versions.items[i].text;
        digest_hex(text, strlen(text), digest);
        if (event_same_text(digest, event_text(proposed, KEY_DIGEST)))
            return &entry->versions.items[i];
    }
    return NULL;
}

/*
 * How an adopted text was amended: as it was put to the room, else as it was first written, and how
 * many versions there are. What was worded away may have been a name, so these are masked.
 */
static void add_amended(const struct maker *maker, struct report_node *node)
{
    const struct entry *entry = node->entry;
    if (entry->adopted_text == NULL || entry->versions.count < 2)
        return;
    const struct event *event = maker->proposed[entry->place];
    const struct version *proposed = event != NULL ? version_of(entry, event) : NULL;
    const char *before = proposed != NULL ? proposed->text : entry->versions.items[0].text;
    if (strcmp(before, entry->adopted_text) == 0)
        return;
    BUF_LOCAL struct buf masked = {0};
    session_mask_names_under(maker->session, session_entry_attribution(maker->session, entry),
                             before, &masked);
    struct report_node *fact =
        tree_add_fact(maker, node, proposed != NULL ? "proposed_text" : "first_text",
                      tree_word(maker, proposed != NULL ? WORD_PROPOSED_TEXT : WORD_FIRST_TEXT),
                      tree_keep(maker, &masked));
    if (fact != NULL)
        fact->language = entry_language(maker->programme, entry);
    fact = tree_add_fact(maker, node, "versions", tree_word(maker, WORD_VERSIONS),
                         tree_number(maker, (int64_t)entry->versions.count));
    fact->type = VALUE_NUMBER;
    fact->value = fact->text;
}

/* Why the room left it, where somebody said so. */
static const char *reason(const struct maker *maker, const struct entry *entry)
{
    const char *why = entry->stood != NULL && entry->stood->op == EVENT_ENTRY_STANDING
                          ? event_text(entry->stood, KEY_WHY)
                          : NULL;
    if (why == NULL)
        return NULL;
    BUF_LOCAL struct buf masked = {0};
    session_mask_names_under(maker->session, session_entry_attribution(maker->session, entry), why,
                             &masked);
    return tree_keep(maker, &masked);
}

void report_add_decision(const struct maker *maker, struct report_node *node)
{
    const struct entry *entry = node->entry;
    report_add_standing(maker, node);
    add_reservations(maker, node);
    tree_add_fact(maker, node, "adopted_digest", tree_word(maker, WORD_CHECK_SUM),
                  check_sum(maker, entry));
    tree_add_fact(maker, node, "referred_to", tree_word(maker, WORD_REFERRED_TO),
                  entry->referred_to);
    tree_add_fact(maker, node, "votes", tree_word(maker, WORD_SHOW_OF_HANDS),
                  show_of_hands(maker, &entry->votes));
    tree_add_fact(maker, node, "reason", tree_word(maker, WORD_REASON), reason(maker, entry));
    add_amended(maker, node);
    if (entry->changed_since_adoption)
        tree_add_fact(maker, node, "changed_since_adoption",
                      tree_word(maker, WORD_CHANGED_SINCE_ADOPTION), entry->text);
}

void report_add_decision_cells(const struct maker *maker, struct row *row,
                               const struct entry *entry)
{
    BUF_LOCAL struct buf reservations = {0};
    for (size_t i = 0; i < entry->reservations.count; i++) {
        const char *text = reservation_text(maker, entry, &entry->reservations.items[i]);
        if (text != NULL)
            buf_add_format(&reservations, "%s%s", reservations.size > 0 ? "; " : "", text);
    }
    row_add_text(row, reservations.size > 0 ? tree_keep(maker, &reservations) : NULL);
    row_add_text(row, entry->referred_to);
    row_add_text(row, show_of_hands(maker, &entry->votes));
    row_add_text(row, check_sum(maker, entry));
    row_add_text(row, entry->changed_since_adoption ? entry->text : NULL);
}
