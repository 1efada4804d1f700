/*
 * `dais entries`: what was captured, filtered.
 */
#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>
#include <dais/core/report.h>
#include <dais/export/json_outputs.h>

#include "columns.h"
#include "entry_options.h"
#include "invocation.h"
#include "say.h"

struct filter {
    int kind;         /* -1: any */
    int standing;     /* -1: any */
    const char *slot; /* id; NULL: any */
    bool no_slot;     /* only those of the session as a whole */
    struct buf words; /* folded; empty: any */
};

/* EXIT_DONE, or it was said that there is none of that name. */
static int read_standing(const char *name, int *ret_standing)
{
    int found = standing_find(name);
    if (found >= 0) {
        *ret_standing = found;
        return EXIT_DONE;
    }
    const char *names[STANDING_COUNT];
    for (size_t i = 0; i < STANDING_COUNT; i++)
        names[i] = standing_name((enum standing)i);
    say_unknown_of(N_("{1} is no standing; there are {2}"), name, names, STANDING_COUNT);
    return EXIT_USAGE;
}

static int read_kind(const char *name, int *ret_kind)
{
    enum entry_kind kind;
    int code = entry_options_read_kind(name, &kind);
    if (code == EXIT_DONE)
        *ret_kind = (int)kind;
    return code;
}

static int read_filter(const struct invocation *invocation, struct filter *ret_filter)
{
    const char *const *values = invocation->options.values;
    const char *kind = values[OPTION_KIND], *standing = values[OPTION_STANDING];
    int code = kind != NULL ? read_kind(kind, &ret_filter->kind) : EXIT_DONE;
    if (code == EXIT_DONE && standing != NULL)
        code = read_standing(standing, &ret_filter->standing);
    if (code != EXIT_DONE)
        return code;
    ret_filter->no_slot = values[OPTION_SLOT] != NULL && strcmp(values[OPTION_SLOT], "none") == 0;
    if (values[OPTION_SLOT] != NULL && !ret_filter->no_slot) {
        struct refusal refusal = {0};
        ret_filter->slot =
            session_find_slot_id(folder_session(invocation->folder), values[OPTION_SLOT], &refusal);
        if (ret_filter->slot == NULL) {
            say_message(&refusal.text);
            refusal_finish(&refusal);
            return EXIT_REFUSED;
        }
    }
    if (values[OPTION_SEARCH] != NULL)
        utf8_fold(values[OPTION_SEARCH], strlen(values[OPTION_SEARCH]), &ret_filter->words);
    return EXIT_DONE;
}

static bool holds_words(const char *text, const struct buf *words)
{
    if (words->size == 0)
        return true;
    BUF_LOCAL struct buf folded = {0};
    utf8_fold(text, strlen(text), &folded);
    return strstr(buf_text(&folded), buf_text(words)) != NULL;
}

static bool passes(const struct entry *entry, const struct filter *filter)
{
    if (filter->kind >= 0 && (int)entry->kind != filter->kind)
        return false;
    if (filter->standing >= 0 && (int)entry->standing != filter->standing)
        return false;
    if (filter->slot != NULL && (entry->slot == NULL || strcmp(entry->slot, filter->slot) != 0))
        return false;
    if (filter->no_slot && entry->slot != NULL)
        return false;
    return holds_words(entry->text, &filter->words) || holds_words(entry->shown, &filter->words);
}

/* "fr of R1: " in front of a translation. */
static void write_language(const struct entry *entry, struct buf *out)
{
    if (entry->original == NULL)
        return;
    if (entry->language != NULL)
        say_write(N_("{1} of {2}"), out, entry->language, entry->original->shown, NULL);
    else
        say_write(N_("translation of {1}"), out, entry->original->shown, NULL);
    buf_add_text(out, ": ");
}

/* Where it went; how many versions stand side by side. */
static void write_ties(const struct entry *entry, struct buf *out)
{
    if (entry->merged_into != NULL) {
        buf_add_text(out, "  ");
        say_write(N_("(merged into {1})"), out, entry->merged_into->shown, NULL);
    }
    if (entry->merged.count > 0) {
        BUF_LOCAL struct buf merged = {0};
        for (size_t i = 0; i < entry->merged.count; i++)
            buf_add_format(&merged, "%s%s", i > 0 ? ", " : "", entry->merged.items[i]->shown);
        buf_add_text(out, "  ");
        say_write(N_("(with {1})"), out, buf_text(&merged), NULL);
    }
    if (entry->changed_since_adoption) {
        buf_add_text(out, "  ");
        say_write(N_("(changed since adoption)"), out, NULL);
    }
    if (entry->changed) {
        buf_add_text(out, "  ");
        say_write(N_("(edited by hand)"), out, NULL);
    }
    if (entry_is_unsettled(entry)) {
        BUF_LOCAL struct buf heads = {0};
        buf_add_format(&heads, "%zu", entry->heads);
        buf_add_text(out, "  ");
        say_write(N_("({1} versions side by side)"), out, buf_text(&heads), NULL);
    }
}

/* Columns that only stand there where an entry of the list has something in them. */
struct shown {
    bool speakers;
    bool themes;
};

static void add_row(const struct session *session, const struct entry *entry, const char *language,
                    const struct shown *shown, struct columns *columns)
{
    BUF_LOCAL struct buf when = {0}, text = {0};
    zone_write_time(session_programme(session)->zone, entry->added->at, false, &when);
    write_language(entry, &text);
    if (entry->label != NULL)
        buf_add_format(&text, "%s: ", entry->label);
    buf_add_text(&text, entry->text);
    if (entry->addressee != NULL)
        buf_add_format(&text, "  → %s", entry->addressee);
    write_ties(entry, &text);
    columns_add(columns, entry->shown);
    columns_add(columns, buf_text(&when));
    columns_add(columns, standing_name(entry->standing));
    columns_add(columns, entry->slot != NULL ? session_slot_title(session, entry->slot, language)
                                             : _("session"));
    if (shown->speakers) {
        BUF_LOCAL struct buf speaker = {0};
        (void)report_speaker(session, entry, language, &speaker);
        columns_add(columns, buf_text(&speaker));
    }
    if (shown->themes)
        columns_add(columns, entry->themes != NULL ? entry->themes : "");
    columns_add(columns, buf_text(&text));
    columns_end_row(columns);
}

static void write_rows(const struct session *session, const struct entry *const *entries,
                       size_t count, const char *language, struct buf *out)
{
    struct shown shown = {.speakers = false};
    for (size_t i = 0; i < count; i++) {
        shown.speakers = shown.speakers || session_entry_speaker(session, entries[i]) != NULL;
        shown.themes = shown.themes || entries[i]->themes != NULL;
    }
    struct columns columns = {.width = say_width()};
    for (size_t i = 0; i < count; i++)
        add_row(session, entries[i], language, &shown, &columns);
    columns_write(&columns, out);
    columns_finish(&columns);
}

int command_entries(struct invocation *invocation)
{
    int code = invocation_open(invocation, invocation->options.args[0], false);
    struct filter filter = {.kind = -1, .standing = -1};
    if (code == EXIT_DONE)
        code = read_filter(invocation, &filter);
    if (code != EXIT_DONE)
        return code;
    invocation_say_damage(invocation);
    const struct session *session = folder_session(invocation->folder);
    const struct record *record = session_record(session);
    ARRAY_OF(const struct entry *) chosen = {0};
    for (size_t i = 0; i < record->entries.count; i++) {
        if (passes(record->entries.items[i], &filter))
            array_push(&chosen, record->entries.items[i]);
    }
    BUF_LOCAL struct buf text = {0};
    bool json = invocation_value(invocation, OPTION_JSON) != NULL;
    if (json) {
        json_write_entries(session, chosen.items, chosen.count, invocation_language(invocation),
                           &text);
    } else {
        write_rows(session, chosen.items, chosen.count, invocation_language(invocation), &text);
    }
    free(chosen.items);
    buf_finish(&filter.words);
    return json ? say_bytes(&text) : say_result(&text);
}
