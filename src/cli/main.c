/*
 * Where the program starts: the language, the command, its options, and off.
 */
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "beside.h"
#include "command.h"
#include "config.h"
#include "help.h"
#include "invocation.h"
#include "options.h"
#include "say.h"

static void choose_language(void)
{
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    BUF_LOCAL struct buf catalogues = {0};
    if (beside_find("locale", DAIS_LOCALE_DIR, &catalogues))
        bindtextdomain("dais", buf_text(&catalogues));
    bind_textdomain_codeset("dais", "UTF-8");
    textdomain("dais");
}

/* The user named a language: messages are in it whatever the locale, if it has a catalogue. */
static void choose_messages(const char *language)
{
    const char *locale = setlocale(LC_MESSAGES, NULL);
    if (locale == NULL || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        setlocale(LC_MESSAGES, "C.UTF-8"); /* gettext never translates in C */
    setenv("LANGUAGE", language, 1);
}

static int say_help(const struct command *command)
{
    BUF_LOCAL struct buf text = {0};
    if (command != NULL)
        help_write_command(command, &text);
    else
        help_write_all(&text);
    return say_result(&text);
}

static int say_version(void)
{
    BUF_LOCAL struct buf text = {0};
    help_write_version(&text);
    return say_result(&text);
}

/* Reads the options of a command, checks the number of its arguments, runs it. */
static int run_command(const struct command *command, int argc, char **argv)
{
    struct options options;
    if (!options_parse(&options, command->options, argc, argv))
        return EXIT_USAGE;
    if (options.values[OPTION_LANG] != NULL)
        choose_messages(options.values[OPTION_LANG]);
    if (options.values[OPTION_HELP] != NULL)
        return say_help(command);
    if (options.values[OPTION_VERSION] != NULL)
        return say_version();
    if (options.count < command->least || (command->most >= 0 && options.count > command->most))
        return say_usage(N_("dais {1} takes: {2}"), command->name, command->synopsis, NULL);

    struct invocation invocation;
    int code = invocation_init(&invocation, command, &options);
    if (code == EXIT_DONE)
        code = command->run(&invocation);
    invocation_finish(&invocation);
    return code;
}

int main(int argc, char **argv)
{
    choose_language();
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0) {
        const struct command *about = argc > 2 ? command_find(argv[2]) : NULL;
        int code = say_help(about);
        return argc < 2 ? EXIT_USAGE : code;
    }
    if (strcmp(argv[1], "--version") == 0)
        return say_version();

    const struct command *command = command_find(argv[1]);
    if (command != NULL)
        return run_command(command, argc - 1, argv + 1);
    /* `dais SESSION`: a word that is no command but something on the disc, or an option of run. */
    command = command_find("run");
    if (command != NULL && (argv[1][0] == '-' || access(argv[1], F_OK) == 0))
        return run_command(command, argc, argv);
    const char *near = command_nearest(argv[1]);
    if (near == NULL)
        return say_usage(N_("{1} is neither a command nor a session"), argv[1], NULL);
    say_error(N_("{1} is neither a command nor a session"), argv[1], NULL);
    say_hint(N_("did you mean dais {1}?"), near, NULL);
    return EXIT_USAGE;
}
