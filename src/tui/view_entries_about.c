/*
 * Everything about one entry: its text, what is known of it, and every version with writer and
 * time. Versions that were made without knowing of each other are marked, so that somebody can
 * read both and amend.
 */
#include "view_entries.h"

#include <string.h>

#include "translate.h"
#include "wording.h"

enum { INDENT = 2 };

static void add_field(struct pager *pager, const char *name, const char *value)
{
    if (value == NULL || value[0] == '\0')
        return;
    BUF_LOCAL struct buf line = {0};
    buf_add_format(&line, "%s: %s", name, value);
    pager_add(pager, ROLE_NORMAL, 0, INDENT, buf_text(&line));
}

static void add_translation(struct pager *pager, const struct scene *scene,
                            const struct entry *entry)
{
    struct event_id id;
    if (entry->translation_of == NULL || !event_id_parse(entry->translation_of, &id))
        return;
    const struct entry *of = session_entry(scene->session, &id);
    add_field(pager, _("Translation of"), of != NULL ? of->shown : entry->translation_of);
}

static void add_fields(struct pager *pager, const struct scene *scene, const struct entry *entry)
{
    BUF_LOCAL struct buf place = {0};
    BUF_LOCAL struct buf speaker = {0};
    BUF_LOCAL struct buf aliases = {0};
    view_entries_write_place(scene, entry->slot, entry->track, &place);
    entry_write_speaker(scene, entry, &speaker);
    for (size_t i = 0; i < entry->aliases.count; i++)
        buf_add_format(&aliases, "%s%s", i > 0 ? ", " : "", entry->aliases.items[i]);
    add_field(pager, _("In"), buf_text(&place));
    add_field(pager, _("Said by"), buf_text(&speaker));
    add_field(pager, _("Addressed to"), entry->addressee);
    add_field(pager, _("Themes"), entry->themes);
    add_field(pager, _("Owner"), entry->owner);
    add_field(pager, _("Deadline"), entry->deadline);
    add_field(pager, _("Priority"), entry->priority);
    add_field(pager, _("Language"), entry->language);
    add_translation(pager, scene, entry);
    add_field(pager, _("Number before"), buf_text(&aliases));
    if (entry->standing == STANDING_WITHDRAWN && !entry->undone)
        add_field(pager, _("Withdrawn because"), entry->why);
}

static void add_state(struct pager *pager, const struct scene *scene, const struct entry *entry)
{
    if (scene_is_entry_unsaved(scene, entry))
        pager_add(pager, ROLE_ERROR, 0, 0, _("NOT SAVED: it is in memory only"));
    if (entry->changed)
        pager_add(pager, ROLE_ERROR, 0, 0,
                  _("Edited by hand in its file; the journal view accepts that, or an amendment "
                    "replaces it"));
    if (entry->kept_names)
        pager_add(pager, ROLE_NOTICE, 0, 0, _("Names were kept deliberately"));
    if (entry_is_unsettled(entry))
        pager_add(pager, ROLE_NOTICE, 0, 0,
                  _("Two versions were written at once. The later one counts; amend it to make "
                    "one of both"));
    if (!entry->changed_since_adoption)
        return;
    pager_add(pager, ROLE_NOTICE, 0, 0, _("Changed since adoption; adopted was:"));
    pager_add(pager, ROLE_NORMAL, INDENT, 0, entry->adopted_text);
}

/* "2 · 10:07 · Chair · current". */
static void write_version(const struct scene *scene, const struct entry *entry, size_t index,
                          struct buf *out)
{
    const struct version *version = &entry->versions.items[index];
    buf_add_format(out, "%zu · ", index + 1);
    zone_write_time(scene->programme->zone, version->event->at, true, out);
    buf_add_format(out, " · %s", session_writer_name(scene->session, &version->writer));
    if (index + 1 == entry->versions.count)
        buf_add_format(out, " · %s", _("current"));
    if (version->concurrent)
        buf_add_format(out, " · %s", _("written at once with another"));
    if (version->event->changed)
        buf_add_format(out, " · %s", _("edited by hand"));
    if (scene_is_unsaved(scene, &version->event->id))
        buf_add_format(out, " · %s", _("NOT SAVED"));
}

static void add_versions(struct pager *pager, const struct scene *scene, const struct entry *entry)
{
    BUF_LOCAL struct buf heading = {0};
    BUF_LOCAL struct buf count = {0};
    buf_add_format(&count, "%zu", entry->versions.count);
    translate_write(&heading, N_("Versions: {1}"), buf_text(&count), NULL);
    pager_add(pager, ROLE_NORMAL, 0, 0, "");
    pager_add(pager, ROLE_HEADING, 0, 0, buf_text(&heading));
    const char *before = NULL;
    for (size_t i = 0; i < entry->versions.count; i++) {
        const struct version *version = &entry->versions.items[i];
        const char *text = version->text != NULL ? version->text : "";
        BUF_LOCAL struct buf line = {0};
        write_version(scene, entry, i, &line);
        pager_add(pager, version->concurrent ? ROLE_NOTICE : ROLE_DIM, 0, INDENT, buf_text(&line));
        if (before != NULL && strcmp(before, text) == 0)
            pager_add(pager, ROLE_DIM, INDENT, 0, _("the same text; other fields changed"));
        else
            pager_add(pager, ROLE_NORMAL, INDENT, 0, text);
        before = text;
    }
}

void view_entries_fill_about(struct view_entries_state *state, const struct scene *scene,
                             const struct entry *entry, int columns)
{
    struct pager *pager = &state->about;
    if (!event_id_equal(&state->of, &entry->id))
        pager->offset = 0;
    state->of = entry->id;
    pager_begin(pager, columns);
    if (entry->label != NULL)
        pager_add(pager, ROLE_NORMAL | STYLE_BOLD, 0, 0, entry->label);
    pager_add(pager, ROLE_NORMAL, 0, 0, entry->text != NULL ? entry->text : "");
    pager_add(pager, ROLE_NORMAL, 0, 0, "");
    add_state(pager, scene, entry);
    add_fields(pager, scene, entry);
    add_versions(pager, scene, entry);
}
