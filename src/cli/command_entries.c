/*
 * `dais entries`: what was captured, filtered.
 */
#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>
#include <dais/export/json_outputs.h>

#include "columns.h"
#include "invocation.h"
#include "say.h"

struct filter {
    int kind;         /* -1: any */
    int standing;     /* -1: any */
    const char *slot; /* id; NULL: any */
    struct buf words; /* folded; empty: any */
};

/* Reads one name of a table; EXIT_DONE, or it was said that there is none of that name. */
static int read_name(const char *name, int found, const char *what, int *ret)
{
    if (name == NULL)
        return EXIT_DONE;
    if (found < 0)
        return say_usage(N_("{1} is no {2}"), name, what, NULL);
    *ret = found;
    return EXIT_DONE;
}

static int read_filter(const struct invocation *invocation, struct filter *ret_filter)
{
    const char *const *values = invocation->options.values;
    const char *kind = values[OPTION_KIND], *standing = values[OPTION_STANDING];
    int code = read_name(kind, kind != NULL ? entry_kind_find(kind) : -1, _("kind of entry"),
                         &ret_filter->kind);
    if (code == EXIT_DONE)
        code = read_name(standing, standing != NULL ? standing_find(standing) : -1, _("standing"),
                         &ret_filter->standing);
    if (code != EXIT_DONE)
        return code;
    if (values[OPTION_SLOT] != NULL) {
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

static void add_row(const struct session *session, const struct entry *entry, const char *language,
                    struct columns *columns)
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
    columns_add(columns, buf_text(&text));
    columns_end_row(columns);
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
        struct columns columns = {0};
        for (size_t i = 0; i < chosen.count; i++)
            add_row(session, chosen.items[i], invocation_language(invocation), &columns);
        columns_write(&columns, &text);
        columns_finish(&columns);
    }
    free(chosen.items);
    buf_finish(&filter.words);
    return json ? say_bytes(&text) : say_result(&text);
}
