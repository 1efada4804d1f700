/*
 * `dais rule`: which attribution rule is in force where; with a rule, another one from now on, of
 * the session or of one slot. A looser one wants --yes.
 */
#include "columns.h"
#include "invocation.h"
#include "say.h"

#include <inttypes.h>
#include <libintl.h>
#include <string.h>

/* The session's rule, or that of a slot with a number of its own. */
static void add_row(const struct session *session, const char *slot, unsigned number,
                    const char *title, struct columns *columns)
{
    BUF_LOCAL struct buf text = {0};
    if (number > 0)
        buf_add_format(&text, "%u", number);
    columns_add(columns, buf_text(&text));
    columns_add(columns, attribution_name(session_attribution(session, slot)));
    columns_add(columns, title);
    columns_end_row(columns);
}

/* The session's, and the slots that have their own; or of one slot alone. */
static int say_in_force(struct invocation *invocation, const char *only)
{
    const struct session *session = folder_session(invocation->folder);
    const struct programme *programme = session_programme(session);
    const char *language = invocation_value(invocation, OPTION_LANG);
    struct columns columns = {0};
    if (only == NULL)
        add_row(session, NULL, 0, _("the session"), &columns);
    for (size_t i = 0; i < programme->slots.count; i++) {
        const struct slot *slot = &programme->slots.items[i];
        if (only != NULL ? strcmp(only, slot->id) == 0
                         : session_has_own_attribution(session, slot->id))
            add_row(session, slot->id, slot->number,
                    session_slot_title(session, slot->id, language), &columns);
    }
    const struct timekeeper *timekeeper = session_timekeeper(session);
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        if (slot->planned == NULL &&
            (only != NULL ? strcmp(only, slot->id) == 0
                          : session_has_own_attribution(session, slot->id)))
            add_row(session, slot->id, slot->number, slot->title, &columns);
    }
    BUF_LOCAL struct buf text = {0};
    columns_write(&columns, &text);
    columns_finish(&columns);
    return say_result(&text);
}

/* What it did to what was captured before. */
static int say_effect(const struct rule_effect *effect)
{
    BUF_LOCAL struct buf text = {0}, speakers = {0}, names = {0};
    buf_add_format(&speakers, "%zu", effect->speakers);
    buf_add_format(&names, "%zu", effect->names);
    if (effect->speakers > 0)
        say_write(N_("Entries whose speaker is hidden or shown as less: {1}\n"), &text,
                  buf_text(&speakers), NULL);
    if (effect->names > 0)
        say_write(N_("Texts that hold names, and stay as they are: {1}\n"), &text, buf_text(&names),
                  NULL);
    return say_result(&text);
}

static int change(struct invocation *invocation, struct wish *wish, const char *slot)
{
    struct commit commit;
    struct rule_effect effect;
    session_rule_effect(folder_session(invocation->folder), slot, wish->rule, &effect);
    int code = invocation_wish(invocation, wish, &commit);
    if (code == EXIT_DONE)
        code = invocation_say_done(invocation, &commit.id);
    return code == EXIT_DONE ? say_effect(&effect) : code;
}

int command_rule(struct invocation *invocation)
{
    const char *name = invocation->options.count > 1 ? invocation->options.args[1] : NULL;
    int rule = name == NULL ? -1 : attribution_find(name);
    if (name != NULL && rule < 0) {
        const char *names[ATTRIBUTION_COUNT];
        for (size_t i = 0; i < ATTRIBUTION_COUNT; i++)
            names[i] = attribution_name((enum attribution)i);
        say_unknown_of(N_("there is no attribution rule “{1}”, only {2}"), name, names,
                       ATTRIBUTION_COUNT);
        return EXIT_USAGE;
    }
    int code = invocation_open(invocation, invocation->options.args[0], false);
    if (code != EXIT_DONE)
        return code;
    struct wish wish = {.verb = WISH_RULE,
                        .slot = invocation_value(invocation, OPTION_SLOT),
                        .why = invocation_value(invocation, OPTION_WHY),
                        .relax = invocation_value(invocation, OPTION_YES) != NULL,
                        .keep_names = invocation_value(invocation, OPTION_KEEP_NAMES) != NULL};
    if (wish.slot != NULL && strcmp(wish.slot, "none") == 0)
        wish.slot = NULL;
    const char *slot = NULL;
    struct refusal refusal = {0};
    if (wish.slot != NULL)
        slot = session_find_slot_id(folder_session(invocation->folder), wish.slot, &refusal);
    if (wish.slot != NULL && slot == NULL) {
        invocation_say_refusal_take(&refusal);
        return EXIT_REFUSED;
    }
    if (rule < 0)
        return say_in_force(invocation, slot);
    wish.rule = (enum attribution)rule;
    return change(invocation, &wish, slot);
}
