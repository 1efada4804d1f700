/*
 * `dais timer`: the live actions, for scripts, pedals and buttons.
 */
#include <libintl.h>
#include <string.h>

#include "invocation.h"
#include "say.h"
#include "words.h"

/* What a word after the session needs. */
enum timer_needs { NEEDS_NOTHING, NEEDS_SLOT, NEEDS_SPAN, NEEDS_TITLE_SPAN, NEEDS_TWO_SLOTS };

static const struct timer_word {
    const char *name;
    enum wish_verb verb;
    enum timer_needs needs;
} words[] = {
    {"start", WISH_START, NEEDS_NOTHING},      {"pause", WISH_PAUSE, NEEDS_NOTHING},
    {"resume", WISH_RESUME, NEEDS_NOTHING},    {"next", WISH_NEXT, NEEDS_NOTHING},
    {"stop", WISH_STOP, NEEDS_NOTHING},        {"back", WISH_BACK, NEEDS_NOTHING},
    {"goto", WISH_GOTO, NEEDS_SLOT},           {"extend", WISH_EXTEND, NEEDS_SPAN},
    {"shorten", WISH_SHORTEN, NEEDS_SPAN},     {"skip", WISH_SKIP, NEEDS_SLOT},
    {"insert", WISH_INSERT, NEEDS_TITLE_SPAN}, {"swap", WISH_SWAP, NEEDS_TWO_SLOTS},
    {"end", WISH_END, NEEDS_NOTHING},
};
enum { WORD_COUNT = sizeof words / sizeof words[0] };

static int needed_count(enum timer_needs needs)
{
    switch (needs) {
    case NEEDS_NOTHING:
        return 0;
    case NEEDS_SLOT:
    case NEEDS_SPAN:
        return 1;
    case NEEDS_TITLE_SPAN:
    case NEEDS_TWO_SLOTS:
        return 2;
    }
    return 0;
}

/* Fills the wish from the arguments behind the word. False: said why. */
static bool fill_wish(const struct timer_word *word, char **args, struct wish *ret_wish)
{
    const char *span = NULL;
    switch (word->needs) {
    case NEEDS_NOTHING:
        break;
    case NEEDS_SLOT:
        ret_wish->slot = args[0];
        break;
    case NEEDS_SPAN:
        span = args[0];
        break;
    case NEEDS_TITLE_SPAN:
        ret_wish->title = args[0];
        span = args[1];
        break;
    case NEEDS_TWO_SLOTS:
        ret_wish->slot = args[0];
        ret_wish->with = args[1];
        break;
    }
    if (span != NULL && !span_parse(span, &ret_wish->span)) {
        say_usage(N_("{1} is no span: write 5m, 1h30, 90s or 1:30"), span, NULL);
        return false;
    }
    return true;
}

int command_timer(struct invocation *invocation)
{
    char **args = invocation->options.args;
    const struct timer_word *word =
        words_find(words, WORD_COUNT, sizeof *words, args[1], N_("the clock knows no {1}"));
    if (word == NULL)
        return EXIT_USAGE;
    if (invocation->options.count - 2 != needed_count(word->needs))
        return say_usage(N_("dais {1} takes: {2}"), "timer", invocation->command->synopsis, NULL);
    struct wish wish = {.verb = word->verb};
    if (!fill_wish(word, args + 2, &wish))
        return EXIT_USAGE;
    int code = invocation_open(invocation, args[0], false);
    struct commit commit;
    if (code == EXIT_DONE)
        code = invocation_wish(invocation, &wish, &commit);
    return code == EXIT_DONE ? invocation_say_done(invocation, &commit.id) : code;
}
