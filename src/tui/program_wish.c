/*
 * The one way of a wish from a key to the disc: decide, commit, say. A refusal that somebody can
 * answer becomes a question, and the answer the wish once more.
 *
 *     wish ─► decide ─► commit ─► said with ✓, or NOT SAVED
 *               │ refused
 *               ├─ other day ──► program_day.c ─┐
 *               ├─ not holder ─► take the clock? ├─► the wish again
 *               ├─ names ──────► keep them? ─────┘
 *               └─ else: said
 */
#include "program_state.h"

#include <stdlib.h>
#include <string.h>

#include "translate.h"
#include "wording.h"

static void keep_text(struct arena *arena, const char **text)
{
    if (*text != NULL)
        *text = arena_text(arena, *text);
}

const char *program_running(const struct program *program)
{
    const struct timekeeper *timekeeper = session_timekeeper(program->scene.session);
    return timekeeper->current != SLOT_NONE ? timekeeper->slots.items[timekeeper->current].id : "";
}

bool program_has_moved(struct program *program, const char *ran)
{
    if (strcmp(program_running(program), ran) == 0)
        return false;
    program_say(program, ROLE_NOTICE, N_("The clock has moved on meanwhile; nothing was changed"),
                NULL);
    return true;
}

static struct kept_wish *keep_wish(const struct program *program, const struct wish *wish,
                                   void (*done)(struct program *, const struct commit *))
{
    struct kept_wish *kept = mem_new(1, sizeof *kept);
    kept->wish = *wish;
    kept->ran = arena_text(&kept->arena, program_running(program));
    kept->done = done;
    struct entry_fields *fields = &kept->wish.fields;
    const char **texts[] = {&kept->wish.slot,   &kept->wish.with,        &kept->wish.title,
                            &kept->wish.entry,  &kept->wish.why,         &fields->text,
                            &fields->speaker,   &fields->addressee,      &fields->themes,
                            &fields->label,     &fields->owner,          &fields->deadline,
                            &fields->priority,  &fields->language,       &fields->translation_of,
                            &kept->wish.person, &kept->wish.replaced_by, &kept->wish.reserved_by,
                            &kept->wish.to,
                            &kept->wish.into,   &kept->wish.behind};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        keep_text(&kept->arena, texts[i]);
    return kept;
}

static void free_wish(void *data)
{
    struct kept_wish *kept = data;
    arena_finish(&kept->arena);
    free(kept);
}

/* " · ends 12:20, 10 min earlier" after a change of time. */
static void write_end(const struct program *program, msec_t before, struct buf *out)
{
    const struct scene *scene = &program->scene;
    struct message end;
    if (scene->other_day)
        return;
    forecast_describe_end(scene->timekeeper, &scene->forecast, before, &end);
    if (end.id != NULL)
        buf_add_text(out, " · ");
    message_write(&end, translate, out);
    message_finish(&end);
}

/* Says what an event that is in the state now did; the day was to end at `before`, and `ended` had
   the clock. */
static void say_done(struct program *program, const struct commit *commit, msec_t before,
                     const char *ended)
{
    const struct logged *logged =
        session_log_find(folder_session(program->options.folder), &commit->id);
    struct message did = {0};
    BUF_LOCAL struct buf words = {0};
    if (logged == NULL)
        return;
    session_describe_on(folder_session(program->options.folder), logged->event,
                        program->scene.floor.slot, program->options.language, &did);
    message_write(&did, translate, &words);
    message_finish(&did);
    if (!commit->saved)
        program_say(program, ROLE_ERROR,
                    N_("NOT SAVED: it is in memory only, and tried again every second"), NULL);
    else if (logged->is_void || logged->idle)
        program_say(program, ROLE_ERROR, N_("Somebody else was faster; without effect: {1}"),
                    buf_text(&words), NULL);
    else {
        if (forecast_is_moved_by(session_subject(program->scene.session, logged->event)->op))
            write_end(program, before, &words);
        if (logged->event->op == EVENT_SESSION_CLOSE && ended[0] != '\0') {
            buf_add_text(&words, " · ");
            translate_write(&words, N_("“{1}” ended, the clock stopped"), ended, NULL);
        }
        program_say(program, ROLE_OK, N_("✓ {1}"), buf_text(&words), NULL);
    }
}

/* Beside what was done: the rule left nobody's name in the text that is being written. */
static void say_taken_out(struct program *program)
{
    if (!program->taken_out)
        return;
    BUF_LOCAL struct buf said = {0};
    buf_add(&said, buf_text(&program->said), program->said.size);
    program_say(program, program->said_role,
                N_("{1} · the speaker was taken out of the text being written"), buf_text(&said),
                NULL);
}

/* ● while it is on its way: the disc may take its time. */
static void show_pending(struct program *program)
{
    program_say(program, ROLE_PENDING, N_("● on its way to the disc"), NULL);
    (void)program_show_picture(program);
}

/* Of the slot that has the clock; "" where none has. */
static char *dup_running_title(const struct program *program)
{
    size_t current = program->scene.timekeeper->current;
    return mem_dup(current != SLOT_NONE ? wording_slot_title(&program->scene, current) : "");
}

static bool commit(struct program *program, struct event *event,
                   void (*done)(struct program *, const struct commit *))
{
    struct commit commit;
    program->taken_out = false;
    msec_t before = program->scene.other_day ? MSEC_NONE : program->scene.forecast.projected_end;
    MEM_LOCAL char *running = dup_running_title(program);
    int result =
        folder_commit_take(program->options.folder, event, program->scene.now.wall, &commit);
    buf_clear(&program->said);
    if (result < 0) {
        program_say(program, ROLE_ERROR,
                    N_("This text cannot be written: it is too long, or no "
                       "text at all"),
                    NULL);
        return false;
    }
    if (!commit.saved)
        array_push(&program->unsaved, commit.id);
    program_refresh(program);
    program_read_scene(program);
    program_heed_rule(program);
    say_done(program, &commit, before, running);
    say_taken_out(program);
    if (done != NULL)
        done(program, &commit);
    return true;
}

static bool try_wish(struct program *program, const struct kept_wish *kept);

/* Once more, when a question was answered: somebody else may have moved the clock meanwhile, and
   what was meant for one slot must not fall on the next. */
static void try_again(struct program *program, const struct kept_wish *kept)
{
    bool clock = kept->wish.verb <= WISH_END;
    if (!clock || !program_has_moved(program, kept->ran))
        try_wish(program, kept);
}

static void take_clock(struct program *program, void *data, int answer)
{
    struct kept_wish *kept = data;
    if (answer != 0) {
        program_say(program, ROLE_NOTICE, N_("Nothing was changed"), NULL);
        return;
    }
    if (program_wish(program, &(struct wish){.verb = WISH_TAKE}))
        try_again(program, kept);
}

static void keep_names(struct program *program, void *data, int answer)
{
    struct kept_wish *kept = data;
    if (answer != 0) {
        program_say(program, ROLE_NOTICE, N_("Not saved; take the names out, or keep them"), NULL);
        return;
    }
    kept->wish.keep_names = true;
    try_wish(program, kept);
}

static void relax(struct program *program, void *data, int answer)
{
    struct kept_wish *kept = data;
    if (answer != 0) {
        program_say(program, ROLE_NOTICE, N_("Nothing was changed"), NULL);
        return;
    }
    kept->wish.relax = true;
    try_wish(program, kept);
}

/* "speaker: …", and the cursor goes there: of a text that is being written. */
static void point_at_field(struct program *program, const struct kept_wish *kept,
                           const struct refusal *refusal, struct buf *why)
{
    if (program->editor == NULL || kept->done == NULL || !refusal->in_field)
        return;
    BUF_LOCAL struct buf words = {0};
    enum editor_field field = (enum editor_field)(EDITOR_SPEAKER + (refusal->field - KEY_SPEAKER));
    buf_add_format(&words, "%s: %s", translate_id(editor_field_name(field)), buf_text(why));
    buf_clear(why);
    buf_add(why, words.bytes, words.size);
    editor_focus(program->editor, field);
}

/* Asks what can be asked, else says why not. Returns whether the wish was kept for an answer. */
static void answer_refusal(struct program *program, const struct kept_wish *kept,
                           const struct refusal *refusal)
{
    BUF_LOCAL struct buf why = {0};
    message_write(&refusal->text, translate, &why);
    point_at_field(program, kept, refusal, &why);
    switch (refusal->kind) {
    case REFUSED:
    case REFUSED_NO_LANGUAGE:
    case REFUSED_AMBIGUOUS:
    case REFUSED_SO_ALREADY:
        program_say(program, ROLE_NOTICE, N_("{1}"), buf_text(&why), NULL);
        return;
    case REFUSED_OTHER_DAY:
        program_ask_day(program, keep_wish(program, &kept->wish, kept->done));
        return;
    case REFUSED_NOT_HOLDER:
        program_ask_yes(program, _("Take the clock?"), buf_text(&why), take_clock,
                        keep_wish(program, &kept->wish, kept->done), free_wish);
        return;
    case REFUSED_RELAX:
        program_ask_yes(program, _("A looser attribution rule?"), buf_text(&why), relax,
                        keep_wish(program, &kept->wish, kept->done), free_wish);
        return;
    case REFUSED_NAMES:
        buf_add_char(&why, '\n');
        buf_add_text(&why, _("Yes keeps them: the entry is marked and listed in the review."));
        program_ask_yes(program, _("Keep the names?"), buf_text(&why), keep_names,
                        keep_wish(program, &kept->wish, kept->done), free_wish);
        return;
    }
}

void program_say_read_only(struct program *program)
{
    program_say(program, ROLE_NOTICE, N_("This screen only shows; `dais run` moves the clock"),
                NULL);
}

/* Who wishes, now. */
static struct actor read_actor(const struct program *program)
{
    return (struct actor){
        .writer = *folder_writer(program->options.folder),
        .launch = *folder_launch(program->options.folder),
        .now = clock_now(program->options.clock),
        .any_day = program->options.any_day,
        .rehearsal = program->options.rehearsal,
    };
}

static bool try_wish(struct program *program, const struct kept_wish *kept)
{
    if (program->options.read_only) {
        program_say_read_only(program);
        return false;
    }
    program_read_scene(program);
    struct actor actor = read_actor(program);
    struct event *event;
    struct refusal refusal = {0};
    if (session_decide(program->scene.session, &kept->wish, &actor, &event, &refusal)) {
        show_pending(program);
        return commit(program, event, kept->done);
    }
    answer_refusal(program, kept, &refusal);
    refusal_finish(&refusal);
    return false;
}

void program_wish_then(struct program *program, const struct wish *wish,
                       void (*done)(struct program *program, const struct commit *commit))
{
    struct kept_wish *kept = keep_wish(program, wish, done);
    try_wish(program, kept);
    free_wish(kept);
}

bool program_wish(struct program *program, const struct wish *wish)
{
    struct kept_wish *kept = keep_wish(program, wish, NULL);
    bool is_done = try_wish(program, kept);
    free_wish(kept);
    return is_done;
}

/* Decides a wish without doing it. False: refused, and said or asked. */
static bool check_wish(struct program *program, const struct wish *wish)
{
    struct actor actor = read_actor(program);
    struct event *event = NULL;
    struct refusal refusal = {0};
    bool fine = session_decide(program->scene.session, wish, &actor, &event, &refusal);
    if (!fine)
        program_say_message(program, ROLE_NOTICE, &refusal.text);
    event_free(event);
    refusal_finish(&refusal);
    return fine;
}

static void note_first(struct program *program, const struct commit *commit)
{
    if (program->together.sequence == 0)
        program->together = commit->id;
}

size_t program_wish_all(struct program *program, const struct wish *wishes, size_t count)
{
    program_read_scene(program);
    for (size_t i = 0; i < count; i++) {
        if (!check_wish(program, &wishes[i]))
            return 0;
    }
    program->together = (struct event_id){.sequence = 0};
    size_t done = 0;
    for (bool fine = true; fine && done < count; done += fine) {
        struct wish wish = wishes[done];
        wish.together = program->together;
        struct kept_wish *kept = keep_wish(program, &wish, note_first);
        fine = try_wish(program, kept);
        free_wish(kept);
    }
    return done;
}

bool program_wish_quietly(struct program *program, const struct wish *wish)
{
    struct actor actor = read_actor(program);
    struct event *event = NULL;
    struct refusal refusal = {0};
    BUF_LOCAL struct buf said = {0};
    enum theme_role role = program->said_role;
    if (program->options.read_only ||
        !session_decide(program->scene.session, wish, &actor, &event, &refusal)) {
        refusal_finish(&refusal);
        return false;
    }
    buf_add(&said, buf_text(&program->said), program->said.size);
    if (!commit(program, event, NULL) || program->said_role == ROLE_ERROR)
        return false; /* that is to be read */
    buf_clear(&program->said);
    buf_add(&program->said, buf_text(&said), said.size);
    program->said_role = role;
    return true;
}

bool program_wish_at(struct program *program, const struct wish *wish, const struct instant *at,
                     bool shown)
{
    struct actor actor = {
        .writer = *folder_writer(program->options.folder),
        .launch = *folder_launch(program->options.folder),
        .now = *at,
        .any_day = true,
        .rehearsal = true, /* `at` may be earlier than what was written since */
    };
    struct event *event;
    struct refusal refusal = {0};
    if (!session_decide(program->scene.session, wish, &actor, &event, &refusal)) {
        refusal_finish(&refusal);
        return false;
    }
    if (shown)
        show_pending(program);
    return commit(program, event, NULL) && program->said_role == ROLE_OK;
}

void program_try_kept(struct program *program, const struct kept_wish *kept)
{
    try_again(program, kept);
}

void program_free_kept(struct kept_wish *kept)
{
    if (kept != NULL)
        free_wish(kept);
}

static const struct logged *undo_target(const struct program *program, enum wish_verb verb,
                                        struct refusal *reterr_refusal)
{
    const struct session *session = program->scene.session;
    const struct token *writer = folder_writer(program->options.folder);
    return verb == WISH_REDO ? session_redo_target(session, writer, reterr_refusal)
                             : session_undo_target(session, writer, reterr_refusal);
}

/* Undo or redo, and all that one action made together with what it takes. */
static void undo_together(struct program *program, enum wish_verb verb)
{
    struct refusal refusal = {0};
    size_t taken = 0;
    const struct event *last = NULL;
    const struct logged *target = undo_target(program, verb, &refusal);
    while (target != NULL && (last == NULL || session_events_are_together(target->event, last))) {
        last = target->event;
        if (!program_wish(program, &(struct wish){.verb = verb}))
            break;
        taken++;
        target = undo_target(program, verb, &refusal);
    }
    refusal_finish(&refusal);
    if (taken < 2)
        return;
    BUF_LOCAL struct buf said = {0}, more = {0};
    buf_add(&said, buf_text(&program->said), program->said.size);
    buf_add_format(&more, "%zu", taken - 1);
    program_say(program, ROLE_OK, N_("{1} · and {2} more with it"), buf_text(&said),
                buf_text(&more), NULL);
}

static void undo_answered(struct program *program, void *data, int answer)
{
    if (answer == 0)
        undo_together(program, *(enum wish_verb *)data);
    else
        program_say(program, ROLE_NOTICE, N_("Nothing was changed"), NULL);
}

/* Undo says what it took; where another launch of this writer did it, it asks first. */
void program_undo(struct program *program, bool redo)
{
    struct refusal refusal = {0};
    const struct session *session = program->scene.session;
    enum wish_verb verb = redo ? WISH_REDO : WISH_UNDO;
    const struct logged *target = undo_target(program, verb, &refusal);
    if (target == NULL) {
        program_say_message(program, ROLE_NOTICE, &refusal.text);
        refusal_finish(&refusal);
        return;
    }
    if (token_equal(&target->event->id.launch, folder_launch(program->options.folder))) {
        undo_together(program, verb);
        return;
    }
    struct message what = {0};
    BUF_LOCAL struct buf text = {0};
    session_describe_on(session, target->event, program->scene.floor.slot,
                        program->options.language, &what);
    message_write(&what, translate, &text);
    message_finish(&what);
    buf_add_char(&text, '\n');
    buf_add_text(&text, _("Another launch of yours did it."));
    enum wish_verb *kept = mem_new(1, sizeof *kept);
    *kept = verb;
    program_ask_yes(program, redo ? _("Redo this?") : _("Undo this?"), buf_text(&text),
                    undo_answered, kept, free);
}

void program_note_saved(struct program *program)
{
    if (program->unsaved.count == 0)
        return;
    folder_read_status(program->options.folder, &program->scene.status);
    if (program->scene.status.state == JOURNAL_NOT_SAVED)
        return;
    program->unsaved.count = 0;
    for (size_t i = 0; i < program->drafts_unsaved.count; i++) /* entries on the disc now */
        (void)folder_remove_own_draft(program->options.folder, program->drafts_unsaved.items[i]);
    program->drafts_unsaved.count = 0;
    program_read_scene(program);
    program_say(program, ROLE_OK, N_("✓ All is on the disc again"), NULL);
}
