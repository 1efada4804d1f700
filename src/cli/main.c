/*
 * Where the program starts: the language, the command, its options, and off.
 */
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <dais/os/last_resort.h>
#include <dais/os/process.h>

#include "beside.h"
#include "command.h"
#include "config.h"
#include "help.h"
#include "invocation.h"
#include "options.h"
#include "say.h"
#include "user_settings.h"

/* The locale that the environment asks for in one thing, "fr_FR.UTF-8"; NULL: none. */
static const char *asked_locale(const char *thing)
{
    const char *const names[] = {"LC_ALL", thing, "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0')
            return value;
    }
    return NULL;
}

/* Does a locale name letters other than UTF-8, "fr_FR.ISO-8859-1"? */
static bool names_other_letters(const char *locale)
{
    const char *letters = locale != NULL ? strchr(locale, '.') : NULL;
    return letters != NULL && strncasecmp(letters, ".utf8", 5) != 0 &&
           strncasecmp(letters, ".utf-8", 6) != 0;
}

/* A locale that this machine has not: its language all the same, and UTF-8 or ASCII. */
static void choose_missing_locale(void)
{
    BUF_LOCAL struct buf language = {0};
    const char *locale = asked_locale("LC_MESSAGES");
    setlocale(LC_CTYPE, "C.UTF-8");
    setlocale(LC_MESSAGES, "C.UTF-8");
    if (names_other_letters(asked_locale("LC_CTYPE")))
        setlocale(LC_CTYPE, "C");
    if (getenv("LANGUAGE") == NULL && locale != NULL) {
        buf_add(&language, locale, strcspn(locale, ".@"));
        setenv("LANGUAGE", buf_text(&language), 1);
    }
}

/* Letters and messages are the locale's. Times, numbers and order are not: they are the same for all,
   and each would be a file to open at the start. */
static void choose_language(void)
{
    if (setlocale(LC_CTYPE, "") == NULL || setlocale(LC_MESSAGES, "") == NULL)
        choose_missing_locale();
    BUF_LOCAL struct buf catalogues = {0};
    if (beside_find("locale", DAIS_LOCALE_DIR, &catalogues))
        bindtextdomain("dais", buf_text(&catalogues));
    bind_textdomain_codeset("dais", "UTF-8");
    textdomain("dais");
}

/*
 * The user named a language: messages are in it whatever the locale, if it has a catalogue. Of
 * two that a report is to stand in it is the first.
 */
static void choose_messages(const char *language)
{
    const char *locale = setlocale(LC_MESSAGES, NULL);
    if (locale == NULL || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        setlocale(LC_MESSAGES, "C.UTF-8"); /* gettext never translates in C */
    BUF_LOCAL struct buf first = {0};
    buf_add(&first, language, strcspn(language, ","));
    setenv("LANGUAGE", buf_text(&first), 1);
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

/* Those that write or preview reports, in which two languages may stand side by side. */
static bool takes_two_languages(const struct command *command)
{
    return command->run == command_export || command->run == command_run ||
           command->run == command_demo;
}

/* Reads the options of a command, checks the number of its arguments, runs it. */
static int run_command(const struct command *command, int argc, char **argv,
                       const struct user_settings *user, struct last_resort *resort)
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
    const char *language = options.values[OPTION_LANG];
    if (language != NULL && strchr(language, ',') != NULL && !takes_two_languages(command))
        return say_usage(N_("{1} is in one language, not in {2}"), command->name, language, NULL);

    struct invocation invocation;
    int code = invocation_init(&invocation, command, &options, user);
    invocation.resort = resort;
    if (code == EXIT_DONE)
        code = command->run(&invocation);
    invocation_finish(&invocation);
    return code;
}

/* Options without a command or a session: only the help and the version need neither. */
static int run_options(int argc, char **argv)
{
    struct options options;
    if (!options_parse(&options, 0, argc, argv))
        return EXIT_USAGE;
    if (options.values[OPTION_LANG] != NULL)
        choose_messages(options.values[OPTION_LANG]);
    if (options.values[OPTION_VERSION] != NULL)
        return say_version();
    int code = say_help(NULL);
    return options.values[OPTION_HELP] != NULL ? code : EXIT_USAGE;
}

/* `dais --lang fr status SESSION`: the command goes before the options that stand before it. */
static void put_command_first(int argc, char **argv)
{
    int word = options_find_word(argc, argv);
    if (word <= 1 || word >= argc || command_find(argv[word]) == NULL)
        return;
    char *command = argv[word];
    memmove(argv + 2, argv + 1, (size_t)(word - 1) * sizeof *argv);
    argv[1] = command;
}

/* The command, or what stands in its place. */
static int run(int argc, char **argv, const struct user_settings *user,
               struct last_resort *resort)
{
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0) {
        const struct command *about = argc > 2 ? command_find(argv[2]) : NULL;
        int code = say_help(about);
        return argc < 2 ? EXIT_USAGE : code;
    }
    if (strcmp(argv[1], "--version") == 0)
        return say_version();

    put_command_first(argc, argv);
    if (options_find_word(argc, argv) == argc)
        return run_options(argc, argv);
    const struct command *command = command_find(argv[1]);
    if (command != NULL)
        return run_command(command, argc - 1, argv + 1, user, resort);
    /* `dais SESSION`: a word that is no command but something on the disc, or an option of run. */
    command = command_find("run");
    if (command != NULL && (argv[1][0] == '-' || access(argv[1], F_OK) == 0))
        return run_command(command, argc, argv, user, resort);
    const char *near = command_nearest(argv[1]);
    if (near == NULL)
        return say_usage(N_("{1} is neither a command nor a session"), argv[1], NULL);
    say_error(N_("{1} is neither a command nor a session"), argv[1], NULL);
    say_hint(N_("did you mean dais {1}?"), near, NULL);
    return EXIT_USAGE;
}

/*
 * The last step of all. It ends the program at once: what stands in a stream half made is not
 * written, and what was said before is on the disc.
 */
static void leave_without_memory(void *data)
{
    static const char words[] = "dais: no memory is left; what was saved is on the disc\n";
    (void)data;
    ssize_t written = write(STDERR_FILENO, words, sizeof words - 1);
    (void)written; /* there is nobody else to tell, and no memory for a translation */
    _exit(EXIT_BROKEN);
}

int main(int argc, char **argv)
{
    struct last_resort *resort;
    struct user_settings user;
    if (process_hold_streams() < 0)
        return EXIT_BROKEN; /* there is nobody to tell */
    (void)process_ignore_size_limit(); /* without it only such a limit ends the program */
    int result = last_resort_new(&resort);
    if (result < 0)
        return say_broken("dais", result);
    last_resort_add(resort, LAST_RESORT_MEMORY, leave_without_memory, NULL);
    choose_language();
    user_settings_load(&user);
    if (user.settings.language != NULL)
        choose_messages(user.settings.language);
    int code = run(argc, argv, &user, resort);
    user_settings_finish(&user);
    last_resort_free(resort);
    return code;
}
