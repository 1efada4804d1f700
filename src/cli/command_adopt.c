/*
 * `dais adopt`, `defer`, `refer`, `reject` and, with an ID, `reopen`: what the room makes of its
 * outcomes. Several texts in one call are one action: all are checked first, one undo takes all.
 */
#include <stdlib.h>
#include <string.h>

#include <dais/core/adoption.h>

#include "invocation.h"
#include "say.h"

enum { HANDS_MAX = 999999, HANDS_DIGITS = 6 };

/* One count of hands; without the option 0. EXIT_DONE, or the reason was said. */
static int read_hands(const struct invocation *invocation, enum option_id option,
                      struct votes *votes, unsigned *ret_count)
{
    const char *text = invocation_value(invocation, option);
    if (text == NULL)
        return EXIT_DONE;
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > HANDS_DIGITS || text[digits] != '\0')
        return say_usage(N_("{1} is no number of hands from 0 to 999999"), text, NULL);
    votes->taken = true;
    *ret_count = (unsigned)strtoul(text, NULL, 10);
    return EXIT_DONE;
}

static int read_votes(const struct invocation *invocation, struct votes *ret_votes)
{
    int code = read_hands(invocation, OPTION_VOTES_FOR, ret_votes, &ret_votes->in_favour);
    if (code == EXIT_DONE)
        code = read_hands(invocation, OPTION_AGAINST, ret_votes, &ret_votes->against);
    if (code == EXIT_DONE)
        code = read_hands(invocation, OPTION_ABSTAINED, ret_votes, &ret_votes->abstained);
    bool whole = invocation_value(invocation, OPTION_VOTES_FOR) != NULL &&
                 invocation_value(invocation, OPTION_AGAINST) != NULL;
    if (code == EXIT_DONE && ret_votes->taken && !whole)
        return say_usage(N_("a show of hands has both --for N and --against N"), NULL);
    return code;
}

/* What --propose, --hold-back and --release make of the wish; at most one of them. */
static int read_verb(const struct invocation *invocation, struct wish *wish)
{
    bool proposes = invocation_value(invocation, OPTION_PROPOSE) != NULL;
    bool holds = invocation_value(invocation, OPTION_HOLD_BACK) != NULL;
    bool releases = invocation_value(invocation, OPTION_RELEASE) != NULL;
    bool decides = wish->votes.taken || wish->standing == STANDING_ADOPTED_WITH_RESERVATION;
    if (proposes + holds + releases > 1 || (proposes + holds + releases == 1 && decides))
        return say_usage(
            N_("--propose, --hold-back and --release each stand alone: nothing is adopted yet"),
            NULL);
    if (proposes)
        wish->standing = STANDING_PROPOSED;
    if (holds || releases)
        wish->verb = WISH_HOLD;
    wish->held = holds;
    return EXIT_DONE;
}

/* All that nobody holds back. */
static int adopt_en_bloc(struct invocation *invocation, const struct wish *wish)
{
    struct adoption adoption;
    adoption_read(session_record(folder_session(invocation->folder)), &adoption);
    ARRAY_OF(struct wish) wishes = {0};
    struct arena arena = {0};
    for (size_t i = 0; i < adoption.texts.count; i++) {
        if (!adoption_is_in_bloc(adoption.texts.items[i]))
            continue;
        BUF_LOCAL struct buf id = {0};
        struct wish one = *wish;
        event_id_write(&adoption.texts.items[i]->id, &id);
        one.entry = arena_text(&arena, buf_text(&id));
        array_push(&wishes, one);
    }
    int code = EXIT_REFUSED;
    if (wishes.count == 0)
        say_error(N_("There is nothing to adopt en bloc"), NULL);
    else
        code = invocation_wish_all(invocation, wishes.items, wishes.count);
    free(wishes.items);
    arena_finish(&arena);
    adoption_finish(&adoption);
    return code;
}

static int decide_each(struct invocation *invocation, const struct wish *wish)
{
    int code = invocation_open(invocation, invocation->options.args[0], false);
    return code == EXIT_DONE ? invocation_wish_each(invocation, wish, 1) : code;
}

/* Adopted it is, but nobody should overlook the count. Hands `code` on. */
static int say_votes(const struct votes *votes, int code)
{
    if (code == EXIT_DONE && votes->taken && votes->against >= votes->in_favour)
        say_error(N_("No more hands were for it than against it"), NULL);
    return code;
}

int command_adopt(struct invocation *invocation)
{
    const char *reservation = invocation_value(invocation, OPTION_RESERVATION);
    const char *reserved_by = invocation_value(invocation, OPTION_RESERVED_BY);
    bool en_bloc = invocation_value(invocation, OPTION_EN_BLOC) != NULL;
    struct wish wish = {.verb = WISH_STAND,
                        .standing = STANDING_ADOPTED,
                        .fields = {.text = reservation},
                        .reserved_by = reserved_by,
                        .keep_names = invocation_value(invocation, OPTION_KEEP_NAMES) != NULL};
    if (reservation != NULL || reserved_by != NULL)
        wish.standing = STANDING_ADOPTED_WITH_RESERVATION;
    int code = read_votes(invocation, &wish.votes);
    if (code == EXIT_DONE)
        code = read_verb(invocation, &wish);
    if (code != EXIT_DONE)
        return code;
    if (en_bloc == (invocation->options.count > 1) ||
        (en_bloc && (wish.verb != WISH_STAND || wish.standing != STANDING_ADOPTED)))
        return say_usage(N_("which texts? ID..., or --en-bloc for all that nobody holds back"),
                         NULL);
    if (!en_bloc)
        return say_votes(&wish.votes, decide_each(invocation, &wish));
    code = invocation_open(invocation, invocation->options.args[0], false);
    return code == EXIT_DONE ? adopt_en_bloc(invocation, &wish) : code;
}

int command_defer(struct invocation *invocation)
{
    return decide_each(invocation,
                       &(struct wish){.verb = WISH_STAND, .standing = STANDING_DEFERRED});
}

int command_refer(struct invocation *invocation)
{
    struct wish wish = {.verb = WISH_STAND,
                        .standing = STANDING_REFERRED,
                        .to = invocation_value(invocation, OPTION_REFER_TO)};
    if (wish.to == NULL)
        return say_usage(N_("say whom it is referred to: --to WHOM"), NULL);
    return decide_each(invocation, &wish);
}

int command_reject(struct invocation *invocation)
{
    struct wish wish = {.verb = WISH_STAND, .standing = STANDING_NOT_ADOPTED};
    int code = read_votes(invocation, &wish.votes);
    return code == EXIT_DONE ? decide_each(invocation, &wish) : code;
}

/* The texts named: what was withdrawn is a draft again, the rest is before the room again. */
static int reopen_texts(struct invocation *invocation, const char *why)
{
    const struct record *record = session_record(folder_session(invocation->folder));
    ARRAY_OF(struct wish) wishes = {0};
    for (int i = 1; i < invocation->options.count; i++) {
        const struct entry *found[2];
        const char *name = invocation->options.args[i];
        bool one = record_find(record, name, found) == 1;
        bool withdrawn = one && found[0]->standing == STANDING_WITHDRAWN;
        struct wish wish = {.verb = WISH_STAND,
                            .entry = name,
                            .standing = withdrawn ? STANDING_DRAFT : STANDING_PROPOSED,
                            .why = why,
                            .keep_names = invocation_value(invocation, OPTION_KEEP_NAMES) != NULL};
        array_push(&wishes, wish);
    }
    int code = invocation_wish_all(invocation, wishes.items, wishes.count);
    free(wishes.items);
    return code;
}

int command_reopen(struct invocation *invocation)
{
    const char *why = invocation_value(invocation, OPTION_WHY);
    if (why == NULL)
        return say_usage(N_("say why: --why TEXT"), NULL);
    int code = invocation_open(invocation, invocation->options.args[0], false);
    if (code != EXIT_DONE)
        return code;
    if (invocation->options.count > 1)
        return reopen_texts(invocation, why);
    struct wish wish = {.verb = WISH_REOPEN,
                        .why = why,
                        .keep_names = invocation_value(invocation, OPTION_KEEP_NAMES) != NULL};
    struct commit commit;
    code = invocation_wish(invocation, &wish, &commit);
    return code == EXIT_DONE ? invocation_say_done(invocation, &commit.id) : code;
}
