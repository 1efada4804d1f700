/*
 * What the keys of the Adoption view do to the text that is shown. Each becomes a wish; what cannot
 * be done core refuses, and says why. Once a text is decided the next one comes.
 */
#include "view_adoption.h"

#include "translate.h"

bool view_adoption_decide(struct program *program, const struct event_id *entry, struct wish *wish)
{
    BUF_LOCAL struct buf id = {0};
    event_id_write(entry, &id);
    wish->entry = buf_text(&id);
    return program_wish(program, wish);
}

static void stand(struct view_adoption_state *state, struct program *program,
                  const struct entry *entry, enum standing standing)
{
    struct event_id id = entry->id;
    view_adoption_await(state, entry);
    view_adoption_decide(program, &id, &(struct wish){.verb = WISH_STAND, .standing = standing});
}

/* What was decided stays so, but for a deliberate act. */
static void say_decided(struct program *program, const struct entry *entry)
{
    BUF_LOCAL struct buf key = {0};
    keymap_write_key(program_scene(program)->keymap, ACTION_REOPEN_TEXT, &key);
    program_say(program, ROLE_NOTICE, N_("{1} was decided; {2} reopens it"), entry->shown,
                buf_text(&key), NULL);
}

/* Enter: of versions side by side one is chosen, a draft goes before the room; what stands
 * otherwise says what comes next. */
static void put(struct program *program, const struct entry *entry)
{
    BUF_LOCAL struct buf id = {0};
    BUF_LOCAL struct buf key = {0};
    event_id_write(&entry->id, &id);
    if (entry->standing == STANDING_DRAFT) {
        program_wish(program, &(struct wish){.verb = WISH_STAND,
                                             .entry = buf_text(&id),
                                             .standing = STANDING_PROPOSED});
        return;
    }
    if (standing_is_settled(entry->standing)) {
        say_decided(program, entry);
        return;
    }
    keymap_write_key(program_scene(program)->keymap, ACTION_ADOPT, &key);
    program_say(program, ROLE_NOTICE, N_("{1} is before the room; {2} adopts it"), entry->shown,
                buf_text(&key), NULL);
}

static void choose(struct program *program, const struct event_id *id)
{
    struct view_target target = {.entry = id, .settles = true, .person = PART_NOBODY};
    program_go_to(program, ACTION_VIEW_ENTRIES, &target);
}

static void hold(struct program *program, const struct entry *entry)
{
    BUF_LOCAL struct buf id = {0};
    if (standing_is_settled(entry->standing)) {
        say_decided(program, entry);
        return;
    }
    event_id_write(&entry->id, &id);
    program_wish(program,
                 &(struct wish){.verb = WISH_HOLD, .entry = buf_text(&id), .held = !entry->held});
}

/* Those that ask for words first. */
static bool ask(struct view_adoption_state *state, struct program *program,
                const struct entry *entry, enum action action)
{
    static const struct votes none = {.taken = false};
    switch ((int)action) {
    case ACTION_ADOPT_RESERVED:
        view_adoption_ask_reservation(state, program, entry, &none);
        return true;
    case ACTION_SHOW_OF_HANDS:
        view_adoption_ask_hands(state, program, entry);
        return true;
    case ACTION_REFER:
        view_adoption_ask_referral(state, program, entry);
        return true;
    case ACTION_REOPEN_TEXT:
        view_adoption_ask_why(state, program, entry);
        return true;
    }
    return false;
}

static bool with_entry(struct view_adoption_state *state, struct program *program,
                       const struct entry *entry, enum action action)
{
    struct event_id id = entry->id;
    switch ((int)action) {
    case ACTION_ADOPT:
        stand(state, program, entry, STANDING_ADOPTED);
        return true;
    case ACTION_DEFER:
        stand(state, program, entry, STANDING_DEFERRED);
        return true;
    case ACTION_NOT_ADOPTED:
        stand(state, program, entry, STANDING_NOT_ADOPTED);
        return true;
    case ACTION_HOLD_BACK:
        hold(program, entry);
        return true;
    case ACTION_OPEN:
        if (entry_is_unsettled(entry))
            choose(program, &id);
        else
            put(program, entry);
        return true;
    case ACTION_EDIT:
        state->shows = ADOPTION_CHANGES; /* what becomes of it is to be seen */
        if (entry_is_unsettled(entry))
            choose(program, &id);
        else
            program_amend_entry(program, &id);
        return true;
    case ACTION_WITHDRAW:
        view_adoption_await(state, entry);
        program_withdraw_entry(program, &id);
        return true;
    case ACTION_READ_BACK:
        program_read_back(program, entry->slot, entry->track, &id);
        return true;
    }
    return ask(state, program, entry, action);
}

void view_adoption_do_so(struct view_adoption_state *state, struct program *program,
                         const struct entry *entry, enum action action)
{
    with_entry(state, program, entry, action);
}

/* Would it take back what was decided for something else? The same once more, on a text that was
   amended since, is no other decision; nor is a further reservation. */
static bool decides_otherwise(const struct entry *entry, enum action action)
{
    enum standing standing = entry->standing;
    if (!standing_is_settled(standing))
        return false;
    switch ((int)action) {
    case ACTION_ADOPT:
        return !standing_is_adopted(standing);
    case ACTION_ADOPT_RESERVED:
        return standing != STANDING_ADOPTED_WITH_RESERVATION;
    case ACTION_DEFER:
        return standing != STANDING_DEFERRED;
    case ACTION_NOT_ADOPTED:
        return standing != STANDING_NOT_ADOPTED;
    case ACTION_REFER:
    case ACTION_SHOW_OF_HANDS:
    case ACTION_WITHDRAW:
        return true;
    }
    return false;
}

static bool is_ours(enum action action)
{
    return action_info(action)->context == CONTEXT_ADOPTION || action == ACTION_EDIT ||
           action == ACTION_WITHDRAW || action == ACTION_OPEN || action == ACTION_READ_BACK;
}

bool view_adoption_do(struct view_adoption_state *state, struct program *program,
                      enum action action)
{
    const struct scene *scene = program_scene(program);
    const struct entry *entry = view_adoption_settle(state, scene);
    if (!is_ours(action) || (scene->read_only && action != ACTION_READ_BACK))
        return false; /* the program says why */
    state->deciding = (struct event_id){.sequence = 0};
    if (entry == NULL) {
        if (action == ACTION_READ_BACK)
            return false;
        program_say(program, ROLE_NOTICE, N_("There is nothing to adopt yet"), NULL);
        return true;
    }
    if (action == ACTION_EN_BLOC)
        view_adoption_ask_en_bloc(state, program);
    else if (decides_otherwise(entry, action))
        view_adoption_ask_otherwise(state, program, entry, action);
    else
        with_entry(state, program, entry, action);
    return true;
}
