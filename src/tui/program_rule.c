/*
 * Another attribution rule: which one, and for what, is asked first; then, in a question of its
 * own, what will happen, so that no single key lets names out or hides them.
 */
#include "program_state.h"

#include <stdlib.h>

#include <dais/base/name_table.h>

#include "translate.h"
#include "wording.h"

/* One answer of the first question. */
struct ruling_choice {
    enum attribution rule;
    bool whole; /* of the session, not of the slot that has the clock */
};

struct choosing {
    char *slot; /* id of the one that has the clock; NULL: none; owned */
    ARRAY_OF(struct ruling_choice) choices;
    size_t taken; /* of them, once the second question is asked */
};

static void free_choosing(void *data)
{
    struct choosing *choosing = data;
    free(choosing->slot);
    free(choosing->choices.items);
    free(choosing);
}

static void say_nothing_changed(struct program *program)
{
    program_say(program, ROLE_NOTICE, N_("Nothing was changed"), NULL);
}

static void take_yes(struct program *program, void *data, int answer)
{
    const struct choosing *choosing = data;
    const struct ruling_choice *choice = &choosing->choices.items[choosing->taken];
    if (answer != 0) {
        say_nothing_changed(program);
        return;
    }
    program_wish(program, &(struct wish){.verb = WISH_RULE,
                                         .rule = choice->rule,
                                         .slot = choice->whole ? NULL : choosing->slot,
                                         .relax = true});
}

static void add_counted(const char *id, size_t count, struct buf *out)
{
    BUF_LOCAL struct buf number = {0};
    if (count == 0)
        return;
    buf_add_format(&number, "%zu", count);
    buf_add_char(out, '\n');
    translate_write(out, id, buf_text(&number), NULL);
}

/* What happens with what was captured, and with what will be. */
static void write_meaning(const struct scene *scene, const struct ruling_choice *choice,
                          const char *slot, struct buf *out)
{
    static const char *const stricter[] = {
        [ATTRIBUTION_NAMED] = "",
        [ATTRIBUTION_AFFILIATION] = N_("From here on affiliations alone are written down. Of what "
                                       "was captured before, too, names are shown nowhere."),
        [ATTRIBUTION_CHATHAM_HOUSE] =
            N_("From here on nobody is written down. Of what was captured "
               "before, too, nobody is shown anywhere."),
    };
    static const char *const looser[] = {
        [ATTRIBUTION_NAMED] =
            N_("From here on names may be written down. What was captured under the stricter rule "
               "stays without."),
        [ATTRIBUTION_AFFILIATION] = N_("From here on affiliations may be written down. What was "
                                       "captured under the stricter rule stays without."),
        [ATTRIBUTION_CHATHAM_HOUSE] = "",
    };
    NAME_TABLE_COMPLETE(stricter, ATTRIBUTION_COUNT);
    NAME_TABLE_COMPLETE(looser, ATTRIBUTION_COUNT);
    bool loosens = choice->rule < session_attribution(scene->session, slot);
    struct rule_effect effect;
    session_rule_effect(scene->session, slot, choice->rule, &effect);
    buf_add_text(out, translate_id((loosens ? looser : stricter)[choice->rule]));
    add_counted(N_("Entries whose speaker is hidden or shown as less: {1}"), effect.speakers, out);
    add_counted(N_("Texts that hold names, and stay as they are: {1}"), effect.names, out);
}

static void take_rule(struct program *program, void *data, int answer)
{
    const struct choosing *asked = data;
    if (answer < 0 || (size_t)answer >= asked->choices.count) {
        say_nothing_changed(program);
        return;
    }
    const struct ruling_choice *choice = &asked->choices.items[answer];
    struct choosing *choosing = mem_new(1, sizeof *choosing);
    choosing->slot = asked->slot != NULL ? mem_dup(asked->slot) : NULL;
    array_push(&choosing->choices, *choice);
    BUF_LOCAL struct buf meaning = {0}, title = {0};
    write_meaning(&program->scene, choice, choice->whole ? NULL : asked->slot, &meaning);
    translate_write(&title, N_("Attribution rule: {1}?"), wording_rule(choice->rule), NULL);
    program_ask_yes(program, buf_text(&title), buf_text(&meaning), take_yes, choosing,
                    free_choosing);
}

/* The rules that are not in force, for the session or for the slot. */
static void add_choices(const struct scene *scene, bool whole, struct choosing *choosing,
                        struct question *question, struct answer *answers)
{
    static const char keys[ATTRIBUTION_COUNT][2] = {{'n', 'N'}, {'a', 'A'}, {'c', 'C'}};
    const char *slot = whole ? NULL : choosing->slot;
    enum attribution now = session_attribution(scene->session, slot);
    for (unsigned rule = 0; rule < ATTRIBUTION_COUNT; rule++) {
        struct buf label = {0};
        if ((enum attribution)rule == now)
            continue;
        translate_write(&label, whole ? N_("{1}, in the session") : N_("{1}, in this slot alone"),
                        wording_rule((enum attribution)rule), NULL);
        answers[question->count++] = (struct answer){buf_take(&label), keys[rule][!whole]};
        array_push(&choosing->choices, ((struct ruling_choice){(enum attribution)rule, whole}));
    }
}

static void write_in_force(const struct scene *scene, const char *slot, struct buf *out)
{
    translate_write(out, N_("In force in the session: {1}"),
                    wording_rule(session_attribution(scene->session, NULL)), NULL);
    if (slot == NULL || !session_has_own_attribution(scene->session, slot))
        return;
    buf_add_char(out, '\n');
    translate_write(out, N_("In “{1}”, which has its own: {2}"),
                    session_slot_title(scene->session, slot, scene->language),
                    wording_rule(session_attribution(scene->session, slot)), NULL);
}

void program_ask_rule(struct program *program)
{
    const struct scene *scene = &program->scene;
    struct choosing *choosing = mem_new(1, sizeof *choosing);
    if (scene->reading.slot != SLOT_NONE)
        choosing->slot = mem_dup(scene->timekeeper->slots.items[scene->reading.slot].id);
    struct answer answers[2 * ATTRIBUTION_COUNT];
    BUF_LOCAL struct buf text = {0};
    write_in_force(scene, choosing->slot, &text);
    struct question question = {.title = _("Which attribution rule from here on?"),
                                .text = buf_text(&text),
                                .answers = answers,
                                .function = take_rule,
                                .data = choosing,
                                .free_data = free_choosing};
    add_choices(scene, true, choosing, &question, answers);
    if (choosing->slot != NULL)
        add_choices(scene, false, choosing, &question, answers);
    program_ask(program, &question);
    for (size_t i = 0; i < question.count; i++)
        mem_free_local(&answers[i].label);
}
