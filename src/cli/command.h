/*
 * A command of the command line: one row of the table in commands.c, one file each.
 */
#ifndef DAIS_CLI_COMMAND_H
#define DAIS_CLI_COMMAND_H

#include <stddef.h>
#include <stdint.h>

/* Exit codes of the program, the same for every command. */
enum exit_code {
    EXIT_DONE = 0,
    EXIT_REFUSED = 1, /* refused, or findings that are errors; the reason was said */
    EXIT_USAGE = 2,   /* wrong usage */
    EXIT_BROKEN = 3,  /* the disc or another resource failed */
};

/* Every option there is; the table in options.c says what each means. */
enum option_id {
    /* everywhere */
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_RECORD,
    OPTION_NOW,
    OPTION_TODAY,
    OPTION_REHEARSE,
    OPTION_SPEED,
    OPTION_AS,
    OPTION_TAKE,
    OPTION_LANG,
    OPTION_EVERYWHERE_COUNT,
    /* of single commands */
    OPTION_JSON = OPTION_EVERYWHERE_COUNT,
    OPTION_KIND,
    OPTION_SLOT,
    OPTION_TRACK,
    OPTION_TO,
    OPTION_SPEAKER,
    OPTION_COUNTED,
    OPTION_THEME,
    OPTION_LABEL,
    OPTION_OWNER,
    OPTION_DEADLINE,
    OPTION_PRIORITY,
    OPTION_LANGUAGE,
    OPTION_TRANSLATION_OF,
    OPTION_KEEP_NAMES,
    OPTION_FOR,
    OPTION_VOTES_FOR,
    OPTION_AGAINST,
    OPTION_ABSTAINED,
    OPTION_RESERVATION,
    OPTION_RESERVED_BY,
    OPTION_REFER_TO,
    OPTION_EN_BLOC,
    OPTION_HOLD_BACK,
    OPTION_RELEASE,
    OPTION_PROPOSE,
    OPTION_MINUTES,
    OPTION_WHY,
    OPTION_APPLY,
    OPTION_STANDING,
    OPTION_SEARCH,
    OPTION_WHAT,
    OPTION_FORMAT,
    OPTION_AS_RUN,
    OPTION_TEMPLATE,
    OPTION_FORCE,
    OPTION_OUTPUT,
    OPTION_THEME_NAME,
    OPTION_HOOK,
    OPTION_ROLL,
    OPTION_YES,
    OPTION_BEHIND,
    OPTION_SETTLE,
    OPTION_COUNT
};
#define OPTION_BIT(option) (UINT64_C(1) << (option))

struct invocation;
typedef int command_function(struct invocation *invocation); /* returns an exit code */

struct command {
    const char *name;
    const char *synopsis; /* what follows the name, as in the manual: "SESSION [--json]" */
    const char *summary;  /* message id: one line, no full stop */
    const char *examples; /* lines of what people type, a newline after each */
    uint64_t options;     /* OPTION_BITs beside those that stand everywhere */
    int least;            /* arguments it needs */
    int most;             /* arguments it takes; -1: any number */
    command_function *run;
};

/* By name; NULL: none. The nearest name, for hints; NULL: none near. */
const struct command *command_find(const char *name);
const char *command_nearest(const char *name);

/* The table, in the order of the help; NULL behind the last. */
const struct command *command_at(size_t index);

/* One function a command, in command_<name>.c. */
command_function command_add, command_adopt, command_amend, command_check, command_close, command_collect,
    command_confirm, command_defer, command_demo, command_entries, command_export, command_floor, command_keys,
    command_log, command_merge, command_message, command_move, command_people, command_redo, command_refer, command_reject, command_reopen, command_replan, command_review,
    command_rule, command_run, command_show, command_stage, command_status, command_themes, command_timer, command_undo,
    command_verify, command_withdraw;

#endif
