/*
 * Options of the command line, read with getopt_long(). The table is the only list of them;
 * which command takes which is said in commands.c.
 */
#include "options.h"

#include <getopt.h>
#include <libintl.h>
#include <string.h>

#include <dais/base/message.h>
#include <dais/base/name_table.h>

#include "say.h"

static const struct option_info options[] = {
    [OPTION_HELP] = {"help", NULL, N_("what the command does, with examples"), 'h'},
    [OPTION_VERSION] = {"version", NULL, N_("the version and what is built in"), 0},
    [OPTION_RECORD] = {"record", "DIR", N_("keep the record in another folder"), 0},
    [OPTION_NOW] = {"now", "TIME", N_("take this as the present (2022-05-18T09:03:00+03:00)"), 0},
    [OPTION_TODAY] = {"today", NULL, N_("hold the session today, at the same times"), 0},
    [OPTION_REHEARSE] = {"rehearse", NULL, N_("ten minutes before the start, on a scratch record"),
                         0},
    [OPTION_SPEED] = {"speed", "N", N_("run the clock N times as fast"), 0},
    [OPTION_AS] = {"as", "NAME", N_("the name that colleagues see"), 0},
    [OPTION_TAKE] = {"take", NULL, N_("take the clock from whoever holds it"), 0},
    [OPTION_LANG] =
        {"lang", "LANGUAGE",
         N_("language of texts and headings: en, fr, pt, es, ar; of a report also en,fr"), 0},
    [OPTION_JSON] = {"json", NULL, N_("as JSON"), 0},
    [OPTION_KIND] = {"kind", "KIND", N_("note, conclusion, recommendation, decision, action …"), 0},
    [OPTION_SLOT] = {"slot", "SLOT",
                     N_("number, id, or the beginning of a title; none: the session as a whole"),
                     0},
    [OPTION_TRACK] = {"track", "N", N_("number of the parallel track"), 0},
    [OPTION_TO] = {"to", "ADDRESSEE", N_("whom a recommendation is addressed to"), 0},
    [OPTION_SPEAKER] = {"speaker", "PERSON", N_("who said it, as the attribution rule allows"), 0},
    [OPTION_COUNTED] = {"count", "N", N_("participants counted in the room"), 0},
    [OPTION_THEME] = {"theme", "THEME", N_("a theme; several with commas"), 0},
    [OPTION_LABEL] = {"label", "LABEL", N_("a short bold label before the text"), 0},
    [OPTION_OWNER] = {"owner", "OWNER", N_("who does it"), 0},
    [OPTION_DEADLINE] = {"deadline", "DATE", N_("until when: 2022-06-30"), 0},
    [OPTION_PRIORITY] = {"priority", "PRIORITY", N_("how urgent"), 0},
    [OPTION_LANGUAGE] = {"language", "LANGUAGE", N_("language of the text"), 0},
    [OPTION_TRANSLATION_OF] = {"translation-of", "ID", N_("the entry this one translates"), 0},
    [OPTION_KEEP_NAMES] = {"keep-names", NULL,
                           N_("keep names in the text though the rule forbids them"), 0},
    [OPTION_FOR] = {"for", "SPAN", N_("how long it stands: 60s where not said"), 0},
    [OPTION_VOTES_FOR] = {"for", "N", N_("hands for it"), 0},
    [OPTION_AGAINST] = {"against", "N", N_("hands against it"), 0},
    [OPTION_ABSTAINED] = {"abstained", "N", N_("hands of those who abstain"), 0},
    [OPTION_RESERVATION] = {"reservation", "TEXT", N_("what somebody does not share of it"), 0},
    [OPTION_RESERVED_BY] = {"reserved-by", "WHOM", N_("whose reservation it is"), 0},
    [OPTION_REFER_TO] = {"to", "WHOM", N_("whom it is referred to"), 0},
    [OPTION_EN_BLOC] = {"en-bloc", NULL, N_("all that nobody holds back"), 0},
    [OPTION_HOLD_BACK] = {"hold-back", NULL, N_("only hold them back from what goes en bloc"), 0},
    [OPTION_RELEASE] = {"release", NULL, N_("hold them back no longer"), 0},
    [OPTION_PROPOSE] = {"propose", NULL, N_("only put them to the room"), 0},
    [OPTION_MINUTES] = {"minutes", "N", N_("minutes that a request asks for"), 0},
    [OPTION_WHY] = {"why", "TEXT", N_("the reason, for the record"), 0},
    [OPTION_APPLY] = {"apply", NULL, N_("take the plan"), 0},
    [OPTION_STANDING] = {"standing", "STANDING", N_("draft, adopted, withdrawn …"), 0},
    [OPTION_SEARCH] = {"search", "TEXT", N_("entries that hold this, whatever case or accents"), 0},
    [OPTION_WHAT] = {"what", "WHAT", N_("report, recommendations, summary, timing or programme"),
                     0},
    [OPTION_FORMAT] = {"format", "FORMAT", N_("md, html, docx, odt, pdf, json, yaml, csv or ics"),
                       0},
    [OPTION_AS_RUN] = {"as-run", NULL, N_("the programme as it ran"), 0},
    [OPTION_TEMPLATE] = {"template", "FILE",
                         N_("an organiser's order and headings, or styles: a name, or a file"), 0},
    [OPTION_FORCE] = {"force", NULL, N_("replace a file that is no earlier export"), 0},
    [OPTION_OUTPUT] = {"output", "FILE", N_("write to a file; its ending names the format"), 'o'},
    [OPTION_THEME_NAME] = {"colours", "PALETTE", N_("dark, light, high-contrast or monochrome"), 0},
    [OPTION_HOOK] = {"hook", "PROGRAM", N_("start this program at every cue"), 0},
    [OPTION_YES] = {"yes", NULL, N_("the deliberate yes to a looser attribution rule"), 0},
    [OPTION_ROLL] = {"roll", NULL, N_("slots start and end by themselves at their planned times"),
                     0},
    [OPTION_BEHIND] = {"behind", "ID", N_("the entry behind which they stand then; first: none"),
                       0},
    [OPTION_SETTLE] = {"settle", NULL, N_("choose, where versions stand side by side"), 0},
};
NAME_TABLE_COMPLETE(options, OPTION_COUNT);

enum { EVERYWHERE_BITS = (1 << OPTION_EVERYWHERE_COUNT) - 1 };

const struct option_info *option_info(enum option_id option)
{
    return &options[option];
}

/* Complains about what getopt_long() just refused. */
static void say_refused(int result, char **argv)
{
    const char letter[] = {'-', (char)optopt, '\0'};
    bool is_letter = optopt > 0 && optopt < 0x80; /* optind may still stand at its word */
    const char *word = is_letter ? letter : argv[optind - 1];
    if (result == ':')
        say_usage(N_("{1} needs a value"), word, NULL);
    else
        say_usage(N_("no option {1} here"), word, NULL);
    if (argv[optind - 1][1] != '-' || strchr(argv[optind - 1], ' ') != NULL)
        say_hint(N_("-- goes before a text that begins with a dash, or - reads it from standard "
                    "input"),
                 NULL);
}

/* Complains about a value that is given again, where the first would go unheeded. */
static void say_twice(enum option_id option)
{
    say_usage(option == OPTION_THEME
                  ? N_("--{1} is given twice; several themes are joined by commas")
                  : N_("--{1} is given twice"),
              options[option].name, NULL);
}

bool options_parse(struct options *ret_options, uint64_t allowed, int argc, char **argv)
{
    struct option table[OPTION_COUNT + 1] = {{0}};
    char letters[2 * OPTION_COUNT + 2] = ":";
    size_t count = 0, length = 1;
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (((allowed | EVERYWHERE_BITS) & OPTION_BIT(i)) == 0)
            continue;
        int has_value = options[i].argument != NULL ? required_argument : no_argument;
        table[count++] = (struct option){options[i].name, has_value, NULL, 0x100 + i};
        if (options[i].letter == 0)
            continue;
        letters[length++] = options[i].letter;
        if (has_value == required_argument)
            letters[length++] = ':';
    }

    struct options parsed = {.args = NULL};
    opterr = 0;
    optind = 0;
    for (int result; (result = getopt_long(argc, argv, letters, table, NULL)) != -1;) {
        if (result == '?' || result == ':') {
            say_refused(result, argv);
            return false;
        }
        int option = result - 0x100;
        for (int i = 0; result < 0x100 && i < OPTION_COUNT; i++) {
            if (options[i].letter == result)
                option = i;
        }
        bool again = parsed.values[option] != NULL && optarg != NULL;
        if (again && (option != OPTION_TEMPLATE || parsed.again[option] != NULL)) {
            say_twice((enum option_id)option);
            return false;
        }
        if (again)
            parsed.again[option] = optarg;
        else
            parsed.values[option] = optarg != NULL ? optarg : "";
    }
    parsed.args = argv + optind;
    parsed.count = argc - optind;
    *ret_options = parsed;
    return true;
}

/* Takes the word behind it as its value: --now TIME, but neither --now=TIME nor --today. */
static bool is_before_value(const char *word)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (options[i].argument == NULL)
            continue;
        bool is_letter = options[i].letter != 0 && word[0] == '-' && word[1] == options[i].letter &&
                         word[2] == '\0';
        if (is_letter || (strncmp(word, "--", 2) == 0 && strcmp(word + 2, options[i].name) == 0))
            return true;
    }
    return false;
}

int options_find_word(int argc, char **argv)
{
    int i = 1;
    while (i < argc && argv[i][0] == '-' && strcmp(argv[i], "--") != 0)
        i += is_before_value(argv[i]) ? 2 : 1;
    return i < argc ? i : argc;
}

void options_write_help(uint64_t shown, struct buf *out)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        if ((shown & OPTION_BIT(i)) == 0)
            continue;
        BUF_LOCAL struct buf name = {0};
        if (options[i].letter != 0)
            buf_add_format(&name, "-%c, ", options[i].letter);
        buf_add_format(&name, "--%s", options[i].name);
        if (options[i].argument != NULL)
            buf_add_format(&name, " %s", options[i].argument);
        buf_add_format(out, "  %-24s  %s\n", buf_text(&name), gettext(options[i].summary));
    }
}
