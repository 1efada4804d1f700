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

static void add_reservation(const struct maker *maker, struct report_node *node,
                            const struct reservation *reservation)
{
    const char *by = session_reserved_by(maker->session, node->entry, reservation);
    const char *text = reservation->text;
    if (by != NULL && text != NULL)
        text = tree_with_heading(maker, by, text);
    else if (text == NULL)
        text = by;
    tree_add_fact(maker, node, "reservation", tree_word(maker, WORD_RESERVATION), text);
}

void report_add_decision(const struct maker *maker, struct report_node *node)
{
    const struct entry *entry = node->entry;
    report_add_standing(maker, node);
    for (size_t i = 0; i < entry->reservations.count; i++)
        add_reservation(maker, node, &entry->reservations.items[i]);
    if (entry->adopted_text != NULL) {
        BUF_LOCAL struct buf digest = {0};
        buf_add(&digest, entry->adopted_digest, DIGEST_SHOWN);
        tree_add_fact(maker, node, "adopted_digest", tree_word(maker, WORD_CHECK_SUM),
                      tree_keep(maker, &digest));
    }
    tree_add_fact(maker, node, "referred_to", tree_word(maker, WORD_REFERRED_TO),
                  entry->referred_to);
    if (entry->votes.taken)
        tree_add_fact(maker, node, "votes", tree_word(maker, WORD_SHOW_OF_HANDS),
                      tree_fill(maker, WORD_HANDS, tree_number(maker, entry->votes.in_favour),
                                tree_number(maker, entry->votes.against),
                                tree_number(maker, entry->votes.abstained), NULL));
    if (entry->changed_since_adoption)
        tree_add_fact(maker, node, "changed_since_adoption",
                      tree_word(maker, WORD_CHANGED_SINCE_ADOPTION), entry->text);
}
