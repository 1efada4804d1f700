/*
 * --help and --version. Everything listed comes from the tables, so that nothing can be
 * missing or stand here that does not exist.
 */
#include "help.h"

#include <libintl.h>

#include <dais/export/export.h>
#include <dais/os/helper.h>

#include "config.h"
#include "options.h"
#include "reference.h"
#include "say.h"

void help_write_all(struct buf *out)
{
    buf_add_text(out, _("Dais keeps a session on time and lets it leave the room with its "
                        "conclusions written.\n\n"));
    buf_add_text(out, _("Usage: dais COMMAND SESSION …, or dais SESSION to open it on screen.\n"
                        "SESSION is a session folder or a programme file.\n\n"));
    const struct command *command;
    for (size_t i = 0; (command = command_at(i)) != NULL; i++)
        buf_add_format(out, "  %-10s %s\n", command->name, gettext(command->summary));
    buf_add_text(out, _("\nOptions of every command:\n"));
    options_write_help(OPTION_BIT(OPTION_EVERYWHERE_COUNT) - 1, out);
    buf_add_text(out,
                 _("\nExit codes: 0 done, 1 refused or findings that are errors, 2 wrong usage, "
                   "3 the disc or another resource failed.\n"));
}

void help_write_command(const struct command *command, struct buf *out)
{
    say_write(N_("Usage: dais {1} {2}\n\ndais {1} {3}.\n"), out, command->name, command->synopsis,
              gettext(command->summary), NULL);
    if (command->options != 0) {
        buf_add_text(out, _("\nOptions:\n"));
        options_write_help(command->options, out);
    }
    buf_add_text(out, _("\nOptions of every command:\n"));
    options_write_help(OPTION_BIT(OPTION_EVERYWHERE_COUNT) - 1, out);
    buf_add_text(out, _("\nExamples:\n"));
    buf_add_text(out, command->examples);
}

/* "md", and of one that a helper program writes whether that is there: "+pdf" or "-pdf". */
static void add_format(const struct exporter *exporter, struct buf *out)
{
    BUF_LOCAL struct buf path = {0};
    const char *mark = "";
    if (exporter->helper != NULL)
        mark = helper_find(exporter->helper, &path) == 0 ? "+" : "-";
    buf_add_format(out, "%s%s%s", out->size > 0 ? ", " : "", mark, exporter->name);
}

void help_write_version(struct buf *out)
{
    buf_add_text(out, "dais " DAIS_VERSION "\n");
    BUF_LOCAL struct buf formats = {0};
    for (size_t i = 0; i < export_count(); i++)
        add_format(export_at(i), &formats);
    say_write(N_("built in: reports as {1}\n"), out, buf_text(&formats), NULL);
    if (reference_is_possible())
        buf_add_text(out, _("built in: styles of reference documents\n"));
}
