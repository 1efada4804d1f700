/*
 * What the room made of an outcome, in a report: its standing, and beside it the reservations,
 * the show of hands, whom it was referred to, and what was amended since.
 */
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

void report_add_decision(const struct maker *maker, struct report_node *node)
{
    const struct entry *entry = node->entry;
    report_add_standing(maker, node);
    for (size_t i = 0; i < entry->reservations.count; i++)
        tree_add_fact(maker, node, "reservation", tree_word(maker, WORD_RESERVATION),
                      reservation_text(maker, entry, &entry->reservations.items[i]));
    tree_add_fact(maker, node, "adopted_digest", tree_word(maker, WORD_CHECK_SUM),
                  check_sum(maker, entry));
    tree_add_fact(maker, node, "referred_to", tree_word(maker, WORD_REFERRED_TO),
                  entry->referred_to);
    tree_add_fact(maker, node, "votes", tree_word(maker, WORD_SHOW_OF_HANDS),
                  show_of_hands(maker, &entry->votes));
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
