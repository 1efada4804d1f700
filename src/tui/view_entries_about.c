/*
 * Everything about one entry: its text, what is known of it, and every version with writer and
 * time. Versions that were made without knowing of each other are marked; a version shows what was
 * changed in the one that it was made on.
 */
#include "view_entries.h"

#include <string.h>

#include <dais/core/entry_languages.h>

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

static void add_notice(struct pager *pager, const char *id, const char *text)
{
    BUF_LOCAL struct buf line = {0};
    translate_write(&line, id, text, NULL);
    pager_add(pager, ROLE_NOTICE, 0, INDENT, buf_text(&line));
}

/* What became one with it, or with what it became one. */
static void add_merged(struct pager *pager, const struct entry *entry)
{
    BUF_LOCAL struct buf merged = {0};
    for (size_t i = 0; i < entry->merged.count; i++)
        buf_add_format(&merged, "%s%s", i > 0 ? ", " : "", entry->merged.items[i]->shown);
    if (merged.size > 0)
        add_notice(pager, N_("{1} went into it"), buf_text(&merged));
    if (entry->merged_into != NULL)
        add_notice(pager, N_("merged into {1}"), entry->merged_into->shown);
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
                  _("Versions were written at once and stand side by side until somebody "
                    "chooses"));
    add_merged(pager, entry);
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

/* The version that another one was made on; NULL: none, it is the first. */
static const struct version *made_on(const struct entry *entry, size_t at)
{
    struct event_id base = event_target(entry->versions.items[at].event, KEY_BASE);
    for (size_t i = 0; i < entry->versions.count; i++)
        if (i != at && event_id_equal(&entry->versions.items[i].event->id, &base))
            return &entry->versions.items[i];
    return at > 0 ? &entry->versions.items[at - 1] : NULL;
}

void view_entries_add_changes(struct pager *pager, const struct scene *scene,
                              const struct entry *entry, size_t at, unsigned style)
{
    const struct version *version = &entry->versions.items[at];
    const struct version *before = made_on(entry, at);
    const char *text = version->text != NULL ? version->text : "";
    if (before == NULL || before->text == NULL) {
        pager_add(pager, style, INDENT, 0, text);
    } else if (strcmp(before->text, text) == 0) {
        pager_add(pager, ROLE_DIM, INDENT, 0, _("the same text; other fields changed"));
    } else {
        struct room_page page = {.offset = 0};
        struct room_block *block = room_page_add(&page, 0, 0, false);
        room_block_add_changes(block, style, scene->plain, before->text, text);
        pager_add_block(pager, INDENT, block);
        room_page_finish(&page);
    }
}

static void add_versions(struct pager *pager, const struct scene *scene, const struct entry *entry)
{
    BUF_LOCAL struct buf heading = {0};
    BUF_LOCAL struct buf count = {0};
    buf_add_format(&count, "%zu", entry->versions.count);
    translate_write(&heading, N_("Versions: {1}"), buf_text(&count), NULL);
    pager_add(pager, ROLE_NORMAL, 0, 0, "");
    pager_add(pager, ROLE_HEADING, 0, 0, buf_text(&heading));
    for (size_t i = 0; i < entry->versions.count; i++) {
        BUF_LOCAL struct buf line = {0};
        write_version(scene, entry, i, &line);
        pager_add(pager, entry->versions.items[i].concurrent ? ROLE_NOTICE : ROLE_DIM, 0, INDENT,
                  buf_text(&line));
        view_entries_add_changes(pager, scene, entry, i, ROLE_NORMAL);
    }
}

/* Its texts in other languages, and which are missing. */
static void add_languages(struct pager *pager, const struct scene *scene, const struct entry *entry)
{
    struct languages wanted;
    struct entry_texts texts;
    BUF_LOCAL struct buf missing = {0};
    entry_languages_wanted(scene->programme, &wanted);
    entry_texts_make(scene->programme, &wanted, entry, &texts);
    bool several = texts.texts.count > 1;
    if (several || (wanted.list.count > 1 && entry_kind_is_outcome(entry->kind))) {
        pager_add(pager, ROLE_NORMAL, 0, 0, "");
        pager_add(pager, ROLE_HEADING, 0, 0, _("Languages"));
        for (size_t i = 0; i < texts.texts.count; i++) {
            const struct entry *text = texts.texts.items[i];
            BUF_LOCAL struct buf line = {0};
            buf_add_format(&line, "%s · %s%s%s", entry_language(scene->programme, text),
                           text->shown, text != entry ? " · " : "",
                           text != entry ? text->text : "");
            pager_add(pager, text == entry ? ROLE_DIM : ROLE_NORMAL, 0, INDENT, buf_text(&line));
        }
        for (size_t i = 0; i < texts.missing.count; i++)
            buf_add_format(&missing, "%s%s", i > 0 ? ", " : "", texts.missing.items[i]);
        if (missing.size > 0)
            add_notice(pager, N_("missing: {1}"), buf_text(&missing));
    }
    entry_texts_finish(&texts);
    languages_finish(&wanted);
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
    add_languages(pager, scene, entry);
    add_versions(pager, scene, entry);
}
