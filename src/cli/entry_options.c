/*
 * The options that fill in an entry.
 */
#include "entry_options.h"

#include <errno.h>
#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>
#include <dais/tui/kinds.h>

#include "say.h"

int entry_options_read_kind(const char *name, enum entry_kind *ret_kind)
{
    int kind = kinds_find(name, strlen(name));
    if (kind >= 0) {
        *ret_kind = (enum entry_kind)kind;
        return EXIT_DONE;
    }
    const char *names[ENTRY_KIND_COUNT];
    for (size_t i = 0; i < ENTRY_KIND_COUNT; i++)
        names[i] = entry_kind_name((enum entry_kind)i);
    say_unknown_of(N_("{1} is no kind of entry; there are {2}"), name, names, ENTRY_KIND_COUNT);
    return EXIT_USAGE;
}

static int read_track(const char *text, struct wish *ret_wish)
{
    char *end = NULL;
    errno = 0;
    unsigned long track = strtoul(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || track < 1 || track > 999)
        return say_usage(N_("--track takes the number of a track, not {1}"), text, NULL);
    ret_wish->track = (unsigned)track;
    return EXIT_DONE;
}

int entry_options_read(const struct invocation *invocation, struct wish *ret_wish)
{
    const char *const *values = invocation->options.values;
    ret_wish->fields = (struct entry_fields){
        .speaker = values[OPTION_SPEAKER],
        .addressee = values[OPTION_TO],
        .themes = values[OPTION_THEME],
        .label = values[OPTION_LABEL],
        .owner = values[OPTION_OWNER],
        .deadline = values[OPTION_DEADLINE],
        .priority = values[OPTION_PRIORITY],
        .language = values[OPTION_LANGUAGE],
        .translation_of = values[OPTION_TRANSLATION_OF],
    };
    ret_wish->keep_names = values[OPTION_KEEP_NAMES] != NULL;
    ret_wish->no_slot = values[OPTION_SLOT] != NULL && strcmp(values[OPTION_SLOT], "none") == 0;
    ret_wish->slot = ret_wish->no_slot ? NULL : values[OPTION_SLOT];
    int code = EXIT_DONE;
    if (values[OPTION_KIND] != NULL)
        code = entry_options_read_kind(values[OPTION_KIND], &ret_wish->kind);
    if (code == EXIT_DONE && values[OPTION_TRACK] != NULL)
        code = read_track(values[OPTION_TRACK], ret_wish);
    return code;
}

/* What cleaning changes in the texts that were given: bits of enum utf8_change. */
static unsigned find_changes(const struct wish *wish)
{
    const struct entry_fields *fields = &wish->fields;
    const char *const given[] = {
        fields->text,  fields->addressee, fields->themes,    fields->label,
        fields->owner, fields->priority,  wish->title,       wish->replaced_by,
        wish->why,     wish->to,          wish->reserved_by,
    };
    unsigned changes = 0;
    BUF_LOCAL struct buf clean = {0};
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        if (given[i] == NULL)
            continue;
        size_t size = strlen(given[i]);
        if (size > 0 && given[i][size - 1] == '\n')
            size--; /* every text that comes through a pipe ends so */
        changes |= utf8_clean(given[i], size, &clean);
    }
    return changes;
}

void entry_say_cleaned(const struct wish *wish)
{
    static const struct {
        unsigned change;
        const char *text;
    } changes[] = {
        {UTF8_CHANGED_CONTROLS,
         N_("Control characters and bytes that are no text were replaced by �")},
        {UTF8_CHANGED_TABS, N_("Tabs became spaces")},
        {UTF8_CHANGED_NEWLINES, N_("Line ends became those of Unix")},
        {UTF8_CHANGED_FORM, N_("Letters and their accents were put together (Unicode NFC)")},
        {UTF8_CHANGED_TRAILING, N_("White space at the ends of lines was dropped")},
    };
    unsigned changed = find_changes(wish);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        if ((changed & changes[i].change) != 0)
            say_error(changes[i].text, NULL);
    }
}

int entry_say_saved(const struct invocation *invocation, const struct event_id *id)
{
    const struct entry *entry = session_entry(folder_session(invocation->folder), id);
    BUF_LOCAL struct buf line = {0};
    buf_add_text(&line, entry->shown);
    buf_add_char(&line, ' ');
    event_id_write(id, &line);
    buf_add_char(&line, '\n');
    int code = say_result(&line);
    if (code != EXIT_DONE) /* or it would be added a second time */
        say_error(N_("{1} is saved; only its number could not be printed"), entry->shown, NULL);
    return code;
}
