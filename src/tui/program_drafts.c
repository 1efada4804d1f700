/*
 * Drafts: what is typed is on the disc after 20 characters or a second. Under a rule that forbids
 * names they are masked there. Texts of programs that are gone are offered one after the
 * other, when nothing else is in the way.
 */
#include "program_state.h"

#include <stdlib.h>
#include <string.h>

#include "translate.h"
#include "wording.h"

static char *id_text(const struct event_id *id)
{
    if (id->sequence == 0)
        return NULL;
    struct buf out = {0};
    event_id_write(id, &out);
    return buf_take(&out);
}

_Static_assert(EDITOR_FIELD_COUNT - EDITOR_SPEAKER == DRAFT_FIELDS, "the same fields");

enum attribution program_rule_of(const struct program *program, const struct editor *editor)
{
    const struct session *session = program->scene.session;
    const struct editor_place *place = editor_place(editor);
    const struct entry *entry =
        place->entry.sequence > 0 ? session_entry(session, &place->entry) : NULL;
    return entry != NULL ? session_entry_attribution(session, entry)
                         : session_attribution(session, place->slot);
}

/* May what stands in the field of who spoke be on the disc? */
static bool may_hold_speaker(const struct program *program, enum attribution rule, const char *text)
{
    return rule == ATTRIBUTION_NAMED || (rule == ATTRIBUTION_AFFILIATION &&
                                         programme_has_affiliation(program->scene.programme, text));
}

/* The fields that were changed. Whom it is addressed to is never masked. */
static void fill_draft_fields(const struct program *program, const struct editor *editor,
                              enum attribution rule, struct draft *draft)
{
    for (enum editor_field field = EDITOR_SPEAKER; field < EDITOR_FIELD_COUNT; field++) {
        const char *text = editor_read(editor, field);
        if (strcmp(text, editor_first(editor, field)) == 0 ||
            (field == EDITOR_SPEAKER && !may_hold_speaker(program, rule, text)))
            continue;
        BUF_LOCAL struct buf masked = {0};
        if (field == EDITOR_ADDRESSEE)
            buf_add_text(&masked, text);
        else
            session_mask_names_under(program->scene.session, rule, text, &masked);
        draft->fields[field - EDITOR_SPEAKER] = mem_dup(buf_text(&masked));
    }
}

int program_draft_text(struct program *program, const struct editor *editor, unsigned number,
                       enum attribution *ret_under)
{
    const char *text;
    enum entry_kind kind = editor_kind(editor, &text);
    const struct editor_place *place = editor_place(editor);
    BUF_LOCAL struct buf masked = {0};
    enum attribution rule = program_rule_of(program, editor);
    session_mask_names_under(program->scene.session, rule, text, &masked);
    *ret_under = rule;
    struct draft draft = {.number = number,
                          .kind = mem_dup(entry_kind_name(kind)),
                          .slot = mem_dup(place->slot),
                          .track = place->track,
                          .entry = id_text(&place->entry),
                          .base = id_text(&place->base),
                          .text = buf_take(&masked)};
    fill_draft_fields(program, editor, rule, &draft);
    struct instant now = clock_now(program->options.clock);
    int error = folder_write_draft(program->options.folder, &draft, now.wall);
    draft_finish(&draft);
    return error;
}

void program_write_draft(struct program *program)
{
    struct editor *editor = program->editor;
    if (editor == NULL || program->options.read_only || editor_is_unchanged(editor))
        return;
    draft_pace_wrote(&program->pace);
    if (editor_emptied(editor, DRAFT_CHARACTERS) != NULL)
        return; /* what is held of it stays on the disc until somebody has answered for it */
    bool failed = program_draft_text(program, editor, program->draft, &program->drafted_under) < 0;
    program->dirty = program->dirty || failed != program->draft_failed;
    program->draft_failed = failed;
    editor_hold(editor, false);
}

void program_heed_rule(struct program *program)
{
    if (program->editor != NULL && editor_heed_rule(program->editor, &program->scene))
        program->taken_out = true;
    if (program->editor != NULL &&
        program_rule_of(program, program->editor) > program->drafted_under)
        program_write_draft(program);
    for (size_t i = 0; i < program->left.count && !program->options.read_only; i++) {
        struct left_text *left = &program->left.items[i];
        if (program_rule_of(program, left->editor) > left->under)
            (void)program_draft_text(program, left->editor, left->draft, &left->under);
    }
}

static void on_draft_timer(void *data)
{
    struct program *program = data;
    program->draft_timer = 0;
    if (program->editor != NULL && draft_pace_is_due(&program->pace, clock_hand_now()))
        program_write_draft(program);
    else
        program_typed(program);
}

/*
 * A draft is due: it is written once the picture stands, so that nobody waits for the disc to see a
 * letter. At once goes what must not be lost any more: a fast hand types much between two pictures,
 * and where a second is over, the timer for it has been kept waiting.
 */
static void hasten_draft(struct program *program, msec_t hand)
{
    if (program->pace.characters > DRAFT_CHARACTERS || hand >= draft_pace_next(&program->pace)) {
        program_write_draft(program);
        return;
    }
    if (program->draft_timer > 0)
        loop_remove_timer(program->loop, program->draft_timer);
    program->draft_timer = loop_add_timer(program->loop, 0, on_draft_timer, program);
}

void program_typed(struct program *program)
{
    if (program->editor == NULL)
        return;
    msec_t hand = clock_hand_now();
    uint64_t version = editor_version(program->editor);
    if (version != program->typed) {
        unsigned changed = (unsigned)(version - program->typed);
        program->typed = version;
        if (draft_pace_type(&program->pace, changed, hand))
            hasten_draft(program, hand);
    }
    msec_t due = draft_pace_next(&program->pace);
    if (due != MSEC_NONE && program->draft_timer <= 0)
        program->draft_timer =
            loop_add_timer(program->loop, due > hand ? due - hand : 0, on_draft_timer, program);
}

void program_drop_draft(struct program *program)
{
    if (program->options.read_only)
        return;
    /* offered again at worst */
    (void)folder_remove_own_draft(program->options.folder, program->draft);
    program->draft_failed = false;
    draft_pace_wrote(&program->pace);
}

/* ---- texts of programs that are gone ---- */

void program_list_drafts(struct program *program)
{
    drafts_finish(&program->drafts);
    program->drafts = (struct drafts){0};
    if (folder_list_drafts(program->options.folder, &program->drafts) < 0)
        program->drafts = (struct drafts){0};
}

/* Takes the first draft out of the list; the caller finishes it. */
static struct draft take_first(struct program *program)
{
    struct drafts *drafts = &program->drafts;
    struct draft first = drafts->list.items[0];
    drafts->list.count--;
    memmove(drafts->list.items, drafts->list.items + 1,
            drafts->list.count * sizeof *drafts->list.items);
    return first;
}

static struct event_id id_of(const char *text)
{
    struct event_id id = {.sequence = 0};
    if (text == NULL || !event_id_parse(text, &id))
        return (struct event_id){.sequence = 0};
    return id;
}

/* An editor with the text of a draft, where it was to go. */
static struct editor *editor_of(const struct program *program, const struct draft *draft)
{
    const struct session *session = program->scene.session;
    struct event_id id = id_of(draft->entry);
    const struct entry *entry = id.sequence > 0 ? session_entry(session, &id) : NULL;
    int kind = draft->kind != NULL ? entry_kind_find(draft->kind) : -1;
    struct editor_place place = {
        .kind = entry != NULL ? entry->kind
                : kind >= 0   ? (enum entry_kind)kind
                              : ENTRY_NOTE,
        .slot = draft->slot,
        .track = draft->track,
        .rule = session_attribution(session, draft->slot),
    };
    if (entry != NULL) {
        place.entry = id;
        place.base = id_of(draft->base);
        place.number = entry->shown;
    }
    struct editor *editor = editor_new(&place);
    if (entry != NULL)
        program_fill_editor(editor, session, entry);
    editor_do(editor, ACTION_EDITOR_END);
    return editor;
}

static void go_on(struct program *program, const struct draft *draft)
{
    struct editor *editor = editor_of(program, draft);
    editor_recover(editor, EDITOR_TEXT, draft->text);
    bool masked = strstr(draft->text, "[…]") != NULL;
    for (int i = 0; i < DRAFT_FIELDS; i++) {
        if (draft->fields[i] == NULL)
            continue;
        editor_recover(editor, (enum editor_field)(EDITOR_SPEAKER + i), draft->fields[i]);
        masked = masked || strstr(draft->fields[i], "[…]") != NULL;
    }
    program_open_editor(program, editor);
    editor_hold(editor, true);
    program_write_draft(program);
    if (!program->draft_failed)
        (void)folder_remove_draft(program->options.folder, draft);
    if (draft->damaged)
        program_say(program, ROLE_NOTICE,
                    N_("This text was damaged: letters may be wrong or missing"), NULL);
    if (masked)
        program_say(program, ROLE_NOTICE,
                    N_("[…] stands for names, which a draft under this rule does not hold"), NULL);
}

static void answer_draft(struct program *program, void *data, int answer)
{
    (void)data;
    struct draft draft = take_first(program);
    if (answer == 0)
        go_on(program, &draft);
    else if (answer == 1)
        (void)folder_remove_draft(program->options.folder, &draft);
    draft_finish(&draft);
    program_offer_draft(program);
}

void program_offer_draft(struct program *program)
{
    if (program->drafts.list.count == 0 || program->editor != NULL || program->left.count > 0 ||
        program->asked.open)
        return;
    const struct draft *draft = &program->drafts.list.items[0];
    /* No letter throws it away: somebody may be typing already. */
    const struct answer answers[] = {
        {_("Go on writing it"), 'g'}, {_("Throw it away"), '\0'}, {_("Later"), 'l'}};
    BUF_LOCAL struct buf title = {0};
    BUF_LOCAL struct buf time = {0}, text = {0};
    wording_write_time(&program->scene, draft->at, &time);
    session_mask_names(program->scene.session, draft->slot, draft->text, &text);
    translate_write(&title,
                    draft->damaged ? N_("A text was being written at {1}, and damaged since")
                                   : N_("A text was being written at {1}"),
                    buf_text(&time), NULL);
    program_ask(program, &(struct question){.title = buf_text(&title),
                                            .text = buf_text(&text),
                                            .answers = answers,
                                            .count = sizeof answers / sizeof answers[0],
                                            .function = answer_draft});
}
