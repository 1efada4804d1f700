/*
 * The editor between its opening and the disc: where a text goes, saving it, leaving it. A text
 * left with Esc is kept, in memory and as the draft on the disc, until it is taken up again or
 * dropped on purpose.
 */
#include "program_state.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>

#include "translate.h"
#include "wording.h"

void program_open_editor(struct program *program, struct editor *editor)
{
    if (!program->shown->tab) /* out of help and menu, to where the text is seen */
        program_leave(program);
    editor_free(program->editor);
    program->editor = editor;
    program->draft = program_free_number(program);
    program_offer_left(program);
    editor_set_cut(editor, buf_text(&program->cut), program->cut.size);
    editor_look(editor, &program->scene);
    program->typed = editor_version(editor);
    draft_pace_wrote(&program->pace);
    program_read_scene(program);
}

/* What was cut in this text can be pasted into the next one. */
static void keep_cut(struct program *program)
{
    size_t size;
    const char *cut = editor_cut(program->editor, &size);
    buf_clear(&program->cut);
    buf_add(&program->cut, cut, size);
}

void program_close_editor(struct program *program)
{
    if (program->editor != NULL)
        keep_cut(program);
    editor_free(program->editor);
    program->editor = NULL;
    program->draft_failed = false;
    program_read_scene(program);
}

static void open_new(struct program *program, enum entry_kind kind, const char *slot,
                     unsigned track)
{
    const struct scene *scene = &program->scene;
    if (slot == NULL && scene->reading.slot != SLOT_NONE)
        slot = scene->timekeeper->slots.items[scene->reading.slot].id;
    struct editor_place place = {.kind = kind,
                                 .slot = slot,
                                 .track = track,
                                 .rule = session_attribution(scene->session, slot)};
    program_open_editor(program, editor_new(&place));
}

/* Shows the beginning of a text in a question. */
static void write_beginning(const char *text, struct buf *out)
{
    enum { SHOWN = 240 /* bytes */ };
    size_t size = strlen(text);
    if (size > SHOWN) {
        for (size = SHOWN; size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80; size--)
            ;
    }
    buf_add_text(out, "“");
    buf_add(out, text, size);
    buf_add_text(out, text[size] != '\0' ? "…”" : "”");
}

/* One text at a time: what is being written is never replaced by another. */
static bool is_busy(struct program *program)
{
    if (program->editor == NULL)
        return false;
    program_say(program, ROLE_NOTICE,
                N_("A text is being written: Enter saves it, Esc leaves it for later"), NULL);
    return true;
}

void program_write_entry(struct program *program, enum entry_kind kind, const char *slot,
                         unsigned track)
{
    if (program->options.read_only || is_busy(program))
        return;
    open_new(program, kind, slot, track);
}

static void set_field(struct editor *editor, enum editor_field field, const char *text)
{
    if (text != NULL)
        editor_set(editor, field, text);
}

void program_fill_editor(struct editor *editor, const struct session *session,
                         const struct entry *entry)
{
    set_field(editor, EDITOR_TEXT, entry->text);
    set_field(editor, EDITOR_SPEAKER, session_entry_speaker(session, entry));
    set_field(editor, EDITOR_ADDRESSEE, entry->addressee);
    set_field(editor, EDITOR_THEMES, entry->themes);
    set_field(editor, EDITOR_LABEL, entry->label);
    set_field(editor, EDITOR_OWNER, entry->owner);
    set_field(editor, EDITOR_DEADLINE, entry->deadline);
    set_field(editor, EDITOR_PRIORITY, entry->priority);
    set_field(editor, EDITOR_LANGUAGE, entry->language);
    struct event_id id;
    const struct entry *original = NULL;
    if (entry->translation_of != NULL && event_id_parse(entry->translation_of, &id))
        original = session_entry(session, &id);
    set_field(editor, EDITOR_TRANSLATION,
              original != NULL ? original->shown : entry->translation_of);
}

/* May the entry be amended now? Else says why not. */
static const struct entry *find_to_amend(struct program *program, const struct event_id *id)
{
    const struct entry *entry = session_entry(program->scene.session, id);
    if (entry == NULL || program->options.read_only || is_busy(program))
        return NULL;
    if (entry->standing == STANDING_WITHDRAWN) {
        program_say(program, ROLE_NOTICE, N_("{1} is withdrawn"), entry->shown, NULL);
        return NULL;
    }
    return entry;
}

static struct editor *editor_for(struct program *program, const struct entry *entry, bool settles)
{
    struct editor_place place = {
        .kind = entry->kind,
        .slot = entry->slot,
        .track = entry->track,
        .rule = session_entry_attribution(program->scene.session, entry),
        .entry = entry->id,
        .settles = settles,
        .base = entry->versions.items[entry->versions.count - 1].event->id,
        .number = entry->shown,
    };
    struct editor *editor = editor_new(&place);
    program_fill_editor(editor, program->scene.session, entry);
    return editor;
}

void program_amend_entry(struct program *program, const struct event_id *id)
{
    const struct entry *entry = find_to_amend(program, id);
    if (entry == NULL || program_take_up_amendment(program, id))
        return;
    if (entry_is_unsettled(entry)) {
        BUF_LOCAL struct buf entries = {0};
        BUF_LOCAL struct buf key = {0};
        wording_write_key(program->keymap, ACTION_VIEW_ENTRIES, &entries);
        wording_write_key(program->keymap, ACTION_SETTLE, &key);
        program_say(program, ROLE_NOTICE,
                    N_("{1} has versions side by side; {2} among the entries ({3}) chooses"),
                    entry->shown, buf_text(&key), buf_text(&entries), NULL);
        const struct view *list = views_find(ACTION_VIEW_ENTRIES); /* which then shows this one */
        const struct view_target target = {.entry = id};
        if (list != NULL && list != program->shown)
            list->go_to(program_view_state(program, list), &program->scene, &target);
        return;
    }
    program_open_editor(program, editor_for(program, entry, false));
}

void program_settle_entry(struct program *program, const struct event_id *id,
                          const struct event_id *version)
{
    const struct entry *entry = find_to_amend(program, id);
    if (entry == NULL || program_take_up_amendment(program, id))
        return;
    struct editor *editor = editor_for(program, entry, true);
    for (size_t i = 0; i < entry->versions.count; i++)
        if (event_id_equal(&entry->versions.items[i].event->id, version))
            set_field(editor, EDITOR_TEXT, entry->versions.items[i].text);
    program_open_editor(program, editor);
}

/* ---- saving ---- */

/* It is an entry: the draft goes, and so does the editor. */
static void saved(struct program *program, const struct commit *commit)
{
    if (commit->saved)
        program_drop_draft(program);
    else
        array_push(&program->drafts_unsaved, program->draft);
    program_close_editor(program);
    program_offer_draft(program);
}

/* NULL where a field stands as it did: an amendment then leaves it alone. */
static const char *changed(const struct editor *editor, enum editor_field field)
{
    const char *text = editor_read(editor, field);
    return strcmp(text, editor_first(editor, field)) != 0 ? text : NULL;
}

static void fill_fields(const struct editor *editor, struct entry_fields *ret_fields)
{
    bool under_rule = editor_place(editor)->rule == ATTRIBUTION_CHATHAM_HOUSE;
    *ret_fields = (struct entry_fields){
        .text = changed(editor, EDITOR_TEXT),
        .speaker = under_rule ? NULL : changed(editor, EDITOR_SPEAKER),
        .addressee = changed(editor, EDITOR_ADDRESSEE),
        .themes = changed(editor, EDITOR_THEMES),
        .label = changed(editor, EDITOR_LABEL),
        .owner = changed(editor, EDITOR_OWNER),
        .deadline = changed(editor, EDITOR_DEADLINE),
        .priority = changed(editor, EDITOR_PRIORITY),
        .language = changed(editor, EDITOR_LANGUAGE),
        .translation_of = changed(editor, EDITOR_TRANSLATION),
    };
}

static void save_new(struct program *program)
{
    const struct editor *editor = program->editor;
    const struct editor_place *place = editor_place(editor);
    struct wish wish = {.verb = WISH_ADD,
                        .slot = place->slot,
                        .no_slot = place->slot == NULL,
                        .track = place->track};
    fill_fields(editor, &wish.fields);
    wish.kind = editor_kind(editor, &wish.fields.text);
    program_wish_then(program, &wish, saved);
}

static void save_amended(struct program *program)
{
    bool settles = editor_place(program->editor)->settles;
    struct wish wish = {.verb = settles ? WISH_SETTLE : WISH_AMEND};
    BUF_LOCAL struct buf id = {0};
    event_id_write(&editor_place(program->editor)->entry, &id);
    wish.entry = buf_text(&id);
    fill_fields(program->editor, &wish.fields);
    if (settles) /* also where it is one of them as it stands */
        wish.fields.text = editor_read(program->editor, EDITOR_TEXT);
    program_wish_then(program, &wish, saved);
}

static void answer_overtaken(struct program *program, void *data, int answer)
{
    (void)data;
    if (answer == 0 && program->editor != NULL)
        save_amended(program);
}

/* Somebody amended the entry while this was written: said before it is replaced. */
static bool is_overtaken(struct program *program)
{
    const struct editor_place *place = editor_place(program->editor);
    const struct entry *entry = session_entry(program->scene.session, &place->entry);
    if (entry == NULL)
        return false;
    const struct version *current = &entry->versions.items[entry->versions.count - 1];
    if (event_id_equal(&current->event->id, &place->base))
        return false;
    BUF_LOCAL struct buf words = {0};
    write_beginning(entry->text, &words);
    program_ask_yes(program, _("Amended meanwhile. Save yours as the current text?"),
                    buf_text(&words), answer_overtaken, NULL, NULL);
    return true;
}

/* Is there nothing left of a text once it is cleaned? */
static bool is_blank(const char *text)
{
    BUF_LOCAL struct buf clean = {0};
    (void)utf8_clean(text, strlen(text), &clean);
    return clean.size == 0;
}

static void say_left(struct program *program)
{
    BUF_LOCAL struct buf key = {0};
    wording_write_key(program->keymap, ACTION_EDITOR_TAKE_UP, &key);
    program_say(program, ROLE_NOTICE,
                N_("Left; the draft is kept. While you write, {1} takes it up again"),
                buf_text(&key), NULL);
}

/* Its draft is kept, on the disc and here. */
static void keep_for_later(struct program *program)
{
    program_write_draft(program);
    keep_cut(program);
    program_leave_text(program, false);
    program_read_scene(program);
    if (!program->draft_failed)
        say_left(program);
}

static void answer_emptied(struct program *program, void *data, int answer)
{
    (void)data;
    if (program->editor == NULL || answer < 0)
        return;
    if (answer == 0) {
        MEM_LOCAL char *held = mem_dup(editor_emptied(program->editor, 0));
        if (held != NULL)
            editor_recover(program->editor, EDITOR_TEXT, held);
        keep_for_later(program);
        return;
    }
    program_drop_draft(program);
    program_close_editor(program);
    program_say(program, ROLE_NOTICE, N_("The draft was thrown away"), NULL);
    program_offer_draft(program);
}

/* What a draft held is thrown away by no key but an answer. False: there is nothing to ask. */
static bool ask_emptied(struct program *program)
{
    const char *held = editor_emptied(program->editor, DRAFT_CHARACTERS);
    if (held == NULL)
        return false;
    BUF_LOCAL struct buf words = {0};
    write_beginning(held, &words);
    const struct answer answers[] = {{_("Keep it for later"), 'l'}, {_("Throw it away"), '\0'}};
    program_ask(program, &(struct question){.title = _("What is to become of this text?"),
                                            .text = buf_text(&words),
                                            .answers = answers,
                                            .count = 2,
                                            .function = answer_emptied});
    return true;
}

static void save(struct program *program)
{
    struct editor *editor = program->editor;
    const char *text;
    bool amends = editor_place(editor)->number != NULL;
    editor_kind(editor, &text);
    bool settles = editor_place(editor)->settles;
    if (amends ? !settles && editor_is_unchanged(editor) : is_blank(text)) {
        if (ask_emptied(program))
            return;
        program_drop_draft(program);
        program_close_editor(program);
        program_say(program, ROLE_NOTICE,
                    amends ? N_("Nothing was changed") : N_("Nothing was written"), NULL);
        program_offer_draft(program);
        return;
    }
    if (!amends)
        save_new(program);
    else if (!is_overtaken(program))
        save_amended(program);
}

static void leave(struct program *program)
{
    if (ask_emptied(program))
        return;
    if (editor_is_unchanged(program->editor)) {
        program_drop_draft(program);
        program_close_editor(program);
        program_offer_draft(program);
        return;
    }
    keep_for_later(program);
}

/* A new text goes to the next track of its slot; one that is there is moved in its view. */
static void turn_track(struct program *program)
{
    editor_look(program->editor, &program->scene);
    if (editor_turn_track(program->editor) > 0)
        program_write_draft(program);
    else if (editor_place(program->editor)->number != NULL)
        program_say(program, ROLE_NOTICE, N_("An entry is moved to another track in the entries"),
                    NULL);
    else
        program_say(program, ROLE_NOTICE, N_("This slot has no tracks"), NULL);
}

/* What can be done with a selection, once it is begun by its key. */
static void say_marking(struct program *program)
{
    static const enum action actions[] = {ACTION_EDITOR_CUT, ACTION_EDITOR_COPY,
                                          ACTION_EDITOR_MARK};
    struct buf keys[] = {{0}, {0}, {0}};
    if (!text_area_is_marking(editor_focused(program->editor)))
        return;
    for (size_t i = 0; i < 3; i++)
        wording_write_key(program->keymap, actions[i], &keys[i]);
    program_say(program, ROLE_NOTICE,
                N_("Motions select now: {1} cuts, {2} copies, {3} takes the mark away"),
                buf_text(&keys[0]), buf_text(&keys[1]), buf_text(&keys[2]), NULL);
    for (size_t i = 0; i < 3; i++)
        buf_finish(&keys[i]);
}

/* Refused whole, with its length; nothing of what stood there is lost. */
static void say_too_long(struct program *program, size_t size)
{
    BUF_LOCAL struct buf bytes = {0};
    BUF_LOCAL struct buf room = {0};
    buf_add_format(&bytes, "%zu", size);
    buf_add_format(&room, "%zu", text_area_room(editor_focused(program->editor)));
    program_say(program, ROLE_ERROR,
                N_("Too long to paste: it has {1} bytes, and {2} still fit here"), buf_text(&bytes),
                buf_text(&room), NULL);
}

bool program_editor_key(struct program *program, const struct key *key)
{
    enum action action = keymap_find(program->keymap, PLACE_EDITOR, key);
    enum text_area_result result = TEXT_AREA_NOT_OURS;
    bool letter = action == ACTION_NONE && key_is_text(key);
    program->dirty = program->dirty || !letter;
    program->typed_in = program->typed_in || letter;
    if (action == ACTION_EDITOR_SAVE) {
        save(program);
        return true;
    }
    if (action == ACTION_EDITOR_LEAVE) {
        if (!editor_shut_list(program->editor))
            leave(program);
        return true;
    }
    if (action == ACTION_EDITOR_TRACK) {
        turn_track(program);
        return true;
    }
    if (action == ACTION_EDITOR_TAKE_UP) {
        program_take_up(program);
        return true;
    }
    if (action == ACTION_EDITOR_PROGRAM) {
        program_run_editor(program);
        return true;
    }
    text_area_seek(editor_focused(program->editor), "");
    if (program_find(program, action))
        return true;
    if (action != ACTION_NONE)
        result = editor_do(program->editor, action);
    else if (key_is_text(key))
        result = editor_type(program->editor, key);
    else
        result = editor_select(program->editor, keymap_find_unshifted(program->keymap, key));
    if (action == ACTION_EDITOR_MARK)
        say_marking(program);
    if (result == TEXT_AREA_FULL)
        program_say(program, ROLE_ERROR, N_("The text is full: 64 KiB"), NULL);
    if (result == TEXT_AREA_NOT_OURS && action != ACTION_NONE)
        program_do(program, action);
    else
        editor_look(program->editor, &program->scene);
    program_typed(program);
    return true;
}

void program_editor_paste(struct program *program, const char *bytes, size_t size)
{
    if (editor_paste(program->editor, bytes, size) == TEXT_AREA_FULL)
        say_too_long(program, size);
    editor_look(program->editor, &program->scene);
    program_typed(program);
    if (size >= DRAFT_CHARACTERS)
        program_write_draft(program); /* it counts as one change, and may be a page */
}

/* ---- kinds without a key, withdrawing ---- */

static const struct {
    enum entry_kind kind;
    char key;
} other_kinds[] = {{ENTRY_STATEMENT, 's'}, {ENTRY_LEARNING, 'l'}, {ENTRY_CHALLENGE, 'h'},
                   {ENTRY_PRACTICE, 'g'},  {ENTRY_QUESTION, 'q'}, {ENTRY_QUOTE, 'v'}};
enum { OTHER_KINDS = sizeof other_kinds / sizeof other_kinds[0] };

static void answer_kind(struct program *program, void *data, int answer)
{
    (void)data;
    if (answer >= 0)
        program_write_entry(program, other_kinds[answer].kind, NULL, 0);
}

void program_choose_kind(struct program *program)
{
    struct answer answers[OTHER_KINDS];
    for (size_t i = 0; i < OTHER_KINDS; i++)
        answers[i] = (struct answer){wording_kind(other_kinds[i].kind), other_kinds[i].key};
    program_ask(program, &(struct question){.title = _("What is it?"),
                                            .answers = answers,
                                            .count = OTHER_KINDS,
                                            .function = answer_kind});
}

static void withdraw(struct program *program, void *data, const char *text)
{
    BUF_LOCAL struct buf id = {0};
    if (text == NULL) {
        program_say(program, ROLE_NOTICE, N_("Nothing was changed"), NULL);
        return;
    }
    event_id_write(data, &id);
    program_wish(program, &(struct wish){.verb = WISH_WITHDRAW,
                                         .entry = buf_text(&id),
                                         .why = text[0] != '\0' ? text : NULL});
}

void program_withdraw_entry(struct program *program, const struct event_id *id)
{
    const struct entry *entry = session_entry(program->scene.session, id);
    if (entry == NULL || program->options.read_only)
        return;
    struct event_id *kept = mem_new(1, sizeof *kept);
    *kept = *id;
    BUF_LOCAL struct buf label = {0};
    translate_write(&label, N_("Withdraw {1}. Why (may stay empty)?"), entry->shown, NULL);
    program_ask_line(program, &(struct line_question){.label = buf_text(&label),
                                                      .function = withdraw,
                                                      .data = kept,
                                                      .free_data = free});
}
