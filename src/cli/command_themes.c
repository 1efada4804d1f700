/*
 * `dais themes`: the themes, each with a sample in its colours where the output is a terminal.
 */
#include <libintl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dais/base/grapheme.h>
#include <dais/tui/theme.h>

#include "invocation.h"
#include "say.h"

/* What stands in the sample: the levels, as the big digits show them. */
static const struct {
    enum theme_role role;
    const char *text;
} samples[] = {
    {ROLE_ON_TIME, " 12:20 "}, {ROLE_WARNING, " 4:59 "},   {ROLE_DANGER, " 0:59 "},
    {ROLE_OVERRUN, " +0:30 "}, {ROLE_SELECTED, " 10:15 "},
};

static const char *description(enum theme_palette palette)
{
    switch (palette) {
    case PALETTE_AUTO:
        return _("the terminal's own ground, dark or light as far as it tells");
    case PALETTE_DARK:
        return _("light on a dark ground");
    case PALETTE_LIGHT:
        return _("dark on a light ground, for bright rooms and projectors");
    case PALETTE_HIGH_CONTRAST:
        return _("strong colours on black");
    case PALETTE_MONOCHROME:
        return _("no colours; also where NO_COLOR is set");
    case PALETTE_COUNT:
        break;
    }
    return "";
}

/* How many colours standard output shows; 0: it is no terminal, or none are wanted. */
static int count_colours(void)
{
    const char *no_color = getenv("NO_COLOR");
    const char *type = getenv("TERM");
    const char *depth = getenv("COLORTERM");
    if (!isatty(STDOUT_FILENO) || type == NULL || strcmp(type, "dumb") == 0 ||
        (no_color != NULL && no_color[0] != '\0'))
        return 0;
    return strstr(type, "256color") != NULL || (depth != NULL && depth[0] != '\0') ? 256 : 8;
}

static void write_colour(short colour, int base, int colours, struct buf *out)
{
    if (colour == COLOUR_DEFAULT)
        return;
    if (colours >= 256)
        buf_add_format(out, ";%d;5;%d", base + 8, colour);
    else
        buf_add_format(out, ";%d", base + colour);
}

static void write_sample(enum theme_palette palette, int colours, struct buf *out)
{
    static const struct {
        enum theme_attribute attribute;
        const char *code;
    } attributes[] = {{ATTRIBUTE_BOLD, ";1"},
                      {ATTRIBUTE_DIM, ";2"},
                      {ATTRIBUTE_UNDERLINE, ";4"},
                      {ATTRIBUTE_REVERSE, ";7"}};
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct theme_style style = theme_style(palette, samples[i].role, colours);
        buf_add_text(out, "\x1b[0");
        for (size_t j = 0; j < sizeof attributes / sizeof *attributes; j++)
            if (style.attributes & attributes[j].attribute)
                buf_add_text(out, attributes[j].code);
        write_colour(style.foreground, 30, colours, out);
        write_colour(style.background, 40, colours, out);
        buf_add_format(out, "m%s\x1b[0m", samples[i].text);
    }
}

int command_themes(struct invocation *invocation)
{
    enum { NAME_WIDTH = 15 };
    int colours = count_colours();
    enum theme_palette chosen = invocation_palette(invocation);
    BUF_LOCAL struct buf text = {0};
    user_settings_say(invocation->user);
    for (int palette = 0; palette < PALETTE_COUNT; palette++) {
        const char *name = theme_palette_name((enum theme_palette)palette);
        bool is_chosen = palette == (int)chosen;
        buf_add_format(&text, "%c %-*s%s\n", is_chosen ? '*' : ' ', NAME_WIDTH, name,
                       description((enum theme_palette)palette));
        if (colours == 0)
            continue;
        buf_add_repeat(&text, " ", NAME_WIDTH + 2);
        write_sample((enum theme_palette)palette, colours, &text);
        buf_add_char(&text, '\n');
    }
    buf_add_format(&text, "%s\n", _("* is in force; theme: in the settings chooses another"));
    return say_bytes(&text);
}
