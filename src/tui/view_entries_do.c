/*
 * What is done with entries: with the marked ones all at once, as one action that one undo takes
 * back; where none is marked, with the selected one.
 */
#include "view_entries.h"

#include <stdlib.h>
#include <string.h>

#include "choices.h"
#include "pane.h"
#include "translate.h"
#include "wording.h"

enum {
    NAMED_MOST = 6,    /* entries that a question calls by their numbers */
    NEAR_SHOWN = 250,  /* entries up to which likeness is looked for unasked */
    PAIRS_MOST = 12,   /* suggestions at once */
};

/* ---- marks ---- */

static size_t find_mark(const struct view_entries_state *state, const struct event_id *id)
{
    size_t at = 0;
    while (at < state->marked.count && !event_id_equal(&state->marked.items[at], id))
        at++;
    return at;
}

bool view_entries_is_marked(const struct view_entries_state *state, const struct event_id *id)
{
    return find_mark(state, id) < state->marked.count;
}

void view_entries_mark(struct view_entries_state *state, const struct event_id *id)
{
    size_t at = find_mark(state, id);
    if (at == state->marked.count)
        array_push(&state->marked, *id);
    else
        state->marked.items[at] = state->marked.items[--state->marked.count];
}

void view_entries_unmark_gone(struct view_entries_state *state, const struct scene *scene)
{
    size_t kept = 0;
    for (size_t i = 0; i < state->marked.count; i++) {
        const struct entry *entry = session_entry(scene->session, &state->marked.items[i]);
        if (entry != NULL && entry->standing != STANDING_WITHDRAWN)
            state->marked.items[kept++] = state->marked.items[i];
    }
    state->marked.count = kept;
}

/* The entries that an action is for, in the order of the record. */
struct several {
    ARRAY_OF(const struct entry *) list; /* lent until the next event */
};

static void list_several(const struct view_entries_state *state, const struct scene *scene,
                         const struct entry *selected, struct several *ret_several)
{
    *ret_several = (struct several){{0}};
    for (size_t i = 0; i < scene->record->entries.count && state->marked.count > 0; i++) {
        const struct entry *entry = scene->record->entries.items[i];
        if (view_entries_is_marked(state, &entry->id))
            array_push(&ret_several->list, entry);
    }
    if (ret_several->list.count == 0)
        array_push(&ret_several->list, selected);
}

/* "R1, R2 and 3 more". */
static void write_several(const struct several *several, struct buf *out)
{
    size_t count = several->list.count;
    size_t named = count <= NAMED_MOST + 1 ? count : NAMED_MOST;
    for (size_t i = 0; i < named; i++)
        buf_add_format(out, "%s%s", i > 0 ? ", " : "", several->list.items[i]->shown);
    if (named == count)
        return;
    BUF_LOCAL struct buf more = {0};
    BUF_LOCAL struct buf all = {0};
    buf_add_format(&more, "%zu", count - named);
    translate_write(&all, N_("{1} and {2} more"), buf_text(out), buf_text(&more), NULL);
    buf_clear(out);
    buf_add_text(out, buf_text(&all));
}

/* ---- wishes for several ---- */

/* One wish for each entry; its id stands in `ids`, by index. */
struct wishes {
    ARRAY_OF(struct wish) list;
    ARRAY_OF(char *) ids; /* owned */
};

static char *id_text(const struct event_id *id)
{
    struct buf text = {0};
    event_id_write(id, &text);
    return buf_take(&text);
}

static void add_wish(struct wishes *wishes, const struct event_id *id, struct wish wish)
{
    char *text = id_text(id);
    wish.entry = text;
    array_push(&wishes->ids, text);
    array_push(&wishes->list, wish);
}

/* All of them as one action, or the single one, which may ask. */
static void do_all_take(struct view_entries_state *state, struct program *program,
                        struct wishes *wishes)
{
    size_t count = wishes->list.count;
    bool done = count == 1 ? program_wish(program, &wishes->list.items[0])
                           : program_wish_all(program, wishes->list.items, count) == count;
    if (done)
        state->marked.count = 0;
    view_entries_unmark_gone(state, program_scene(program));
    for (size_t i = 0; i < wishes->ids.count; i++)
        free(wishes->ids.items[i]);
    free(wishes->ids.items);
    free(wishes->list.items);
}

/* ---- withdraw ---- */

static void withdraw(struct program *program, void *data, const char *text)
{
    struct view_entries_state *state = data;
    struct wishes wishes = {{0}, {0}};
    if (text == NULL) {
        program_say(program, ROLE_NOTICE, N_("Nothing was changed"), NULL);
        return;
    }
    for (size_t i = 0; i < state->marked.count; i++)
        add_wish(&wishes, &state->marked.items[i],
                 (struct wish){.verb = WISH_WITHDRAW, .why = text[0] != '\0' ? text : NULL});
    do_all_take(state, program, &wishes);
}

void view_entries_withdraw(struct view_entries_state *state, struct program *program,
                           const struct entry *selected)
{
    struct several several;
    BUF_LOCAL struct buf names = {0};
    BUF_LOCAL struct buf label = {0};
    view_entries_unmark_gone(state, program_scene(program));
    if (state->marked.count < 2) {
        struct event_id id = state->marked.count == 1 ? state->marked.items[0] : selected->id;
        program_withdraw_entry(program, &id);
        return;
    }
    list_several(state, program_scene(program), selected, &several);
    write_several(&several, &names);
    free(several.list.items);
    translate_write(&label, N_("Withdraw {1}. Why (may stay empty)?"), buf_text(&names), NULL);
    program_ask_line(program, &(struct line_question){
                                  .label = buf_text(&label), .function = withdraw, .data = state});
}

/* ---- move to a slot ---- */

static void take_place(struct program *program, void *data, int answer)
{
    const struct choices *choices = data;
    struct view_entries_state *state = choices->owner;
    struct wishes wishes = {{0}, {0}};
    if (answer < 0)
        return;
    const struct choice *choice = &choices->list.items[answer];
    for (size_t i = 0; i < state->moved.count; i++) {
        const struct entry *entry =
            session_entry(program_scene(program)->session, &state->moved.items[i]);
        bool there = entry == NULL ||
                     (event_same_text(entry->slot, choice->text) && entry->track == choice->track);
        if (!there || state->moved.count == 1)
            add_wish(&wishes, &state->moved.items[i],
                     (struct wish){.verb = WISH_MOVE,
                                   .slot = choice->text,
                                   .no_slot = choice->text == NULL,
                                   .track = choice->track});
    }
    if (wishes.list.count == 0)
        program_say(program, ROLE_NOTICE, N_("They are there already"), NULL);
    else
        do_all_take(state, program, &wishes);
}

void view_entries_move(struct view_entries_state *state, struct program *program,
                       const struct entry *selected)
{
    const struct scene *scene = program_scene(program);
    struct choices *choices = choices_new(state);
    struct programme_rows rows;
    struct several several;
    BUF_LOCAL struct buf names = {0};
    BUF_LOCAL struct buf title = {0};
    list_several(state, scene, selected, &several);
    write_several(&several, &names);
    const struct entry *first = several.list.items[0];
    state->moved.count = 0;
    for (size_t i = 0; i < several.list.count; i++)
        array_push(&state->moved, several.list.items[i]->id);
    choices_add(choices, (struct choice){.text = NULL}, _("The session as a whole"), -1,
                first->slot == NULL);
    programme_rows_make(scene, &rows);
    for (size_t i = 0; i < rows.list.count; i++) {
        const struct programme_row *row = &rows.list.items[i];
        BUF_LOCAL struct buf place = {0};
        MEM_LOCAL char *id = mem_dup(row->id);
        if (row->id == NULL)
            continue;
        view_entries_write_place(scene, row->id, row->track, &place);
        choices_add(choices, (struct choice){.text = id, .track = row->track}, buf_text(&place), -1,
                    event_same_text(row->id, first->slot) && row->track == first->track);
    }
    free(rows.list.items);
    const char *id =
        several.list.count == 1 ? N_("Where does {1} belong?") : N_("Where do {1} belong?");
    translate_write(&title, id, buf_text(&names), NULL);
    free(several.list.items);
    choices_ask_take(choices, program, buf_text(&title), take_place);
}

/* ---- merge ---- */

static void take_into(struct program *program, void *data, int answer)
{
    const struct choices *choices = data;
    struct view_entries_state *state = choices->owner;
    struct wishes wishes = {{0}, {0}};
    if (answer < 0)
        return;
    MEM_LOCAL char *into = mem_dup(choices->list.items[answer].text);
    for (size_t i = 0; i < state->moved.count; i++) {
        MEM_LOCAL char *id = id_text(&state->moved.items[i]);
        if (strcmp(id, into) != 0)
            add_wish(&wishes, &state->moved.items[i],
                     (struct wish){.verb = WISH_MERGE, .into = into});
    }
    do_all_take(state, program, &wishes);
}

/* "R2  Fund city-to-city learning". */
static void write_entry(const struct entry *entry, struct buf *out)
{
    enum { SHOWN = 48 /* bytes */ };
    const char *text = entry->text != NULL ? entry->text : "";
    size_t size = strcspn(text, "\n");
    bool whole = size <= SHOWN;
    for (size = whole ? size : SHOWN; size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80;
         size--)
        ;
    buf_add_format(out, "%s  ", entry->shown);
    buf_add(out, text, size);
    buf_add_text(out, whole ? "" : "…");
}

static void add_into(struct choices *choices, const struct entry *entry, bool chosen)
{
    BUF_LOCAL struct buf label = {0};
    MEM_LOCAL char *id = id_text(&entry->id);
    write_entry(entry, &label);
    choices_add(choices, (struct choice){.text = id}, buf_text(&label), -1, chosen);
}

/* ---- texts that are nearly the same ---- */

void view_entries_find_near(struct view_entries_state *state, const struct scene *scene)
{
    size_t events = session_generation(scene->session);
    if (state->near_events == events || scene->record->entries.count > NEAR_SHOWN)
        return;
    near_pairs_finish(&state->near);
    near_find(scene->record, &state->near);
    state->near_events = events;
}

const struct entry *view_entries_near(const struct view_entries_state *state,
                                      const struct entry *entry)
{
    const struct entry *nearest = NULL;
    unsigned percent = 0;
    for (size_t i = 0; i < state->near.list.count; i++) {
        const struct near_pair *pair = &state->near.list.items[i];
        if ((pair->entry != entry && pair->twin != entry) || pair->percent <= percent)
            continue;
        nearest = pair->entry == entry ? pair->twin : pair->entry;
        percent = pair->percent;
    }
    return nearest;
}

/* Both of the pair are marked, so that it is seen what will be merged. */
static void take_pair(struct program *program, void *data, int answer)
{
    const struct choices *choices = data;
    struct view_entries_state *state = choices->owner;
    struct event_id ids[2];
    if (answer < 0)
        return;
    const char *both = choices->list.items[answer].text;
    size_t size = strcspn(both, " ");
    MEM_LOCAL char *first = mem_dup_n(both, size);
    if (!event_id_parse(first, &ids[0]) || !event_id_parse(both + size + 1, &ids[1]))
        return;
    state->marked.count = 0;
    for (int i = 0; i < 2; i++)
        view_entries_mark(state, &ids[i]);
    state->selected = ids[0];
    const struct entry *entry = session_entry(program_scene(program)->session, &ids[0]);
    if (entry != NULL)
        view_entries_merge(state, program, entry);
}

/* Offers the pairs that there are, nearest first. False: there are none. */
static bool suggest(struct view_entries_state *state, struct program *program)
{
    struct near_pairs pairs;
    near_find(program_scene(program)->record, &pairs);
    struct choices *choices = choices_new(state);
    for (unsigned percent = 100; percent >= NEAR_LEAST; percent--)
        for (size_t i = 0; i < pairs.list.count && choices->list.count < PAIRS_MOST; i++) {
            const struct near_pair *pair = &pairs.list.items[i];
            BUF_LOCAL struct buf label = {0};
            BUF_LOCAL struct buf ids = {0};
            if (pair->percent != percent)
                continue;
            write_entry(pair->entry, &label);
            buf_add_format(&label, "  = %s  %u %%", pair->twin->shown, percent);
            event_id_write(&pair->twin->id, &ids);
            buf_add_char(&ids, ' ');
            event_id_write(&pair->entry->id, &ids);
            choices_add(choices, (struct choice){.text = ids.bytes}, buf_text(&label), -1, false);
        }
    near_pairs_finish(&pairs);
    bool some = choices->list.count > 0;
    if (some)
        choices_ask_take(choices, program, _("These say nearly the same. Merge which?"), take_pair);
    else
        choices_free(choices);
    return some;
}

void view_entries_merge(struct view_entries_state *state, struct program *program,
                        const struct entry *selected)
{
    const struct scene *scene = program_scene(program);
    struct several several;
    BUF_LOCAL struct buf key = {0};
    view_entries_unmark_gone(state, scene);
    if (state->marked.count == 1 && !view_entries_is_marked(state, &selected->id))
        array_push(&state->marked, selected->id);
    if (state->marked.count < 2 && suggest(state, program))
        return;
    if (state->marked.count < 2) {
        wording_write_key(scene->keymap, ACTION_MARK_ENTRY, &key);
        program_say(program, ROLE_NOTICE,
                    N_("Mark the entries that say the same with {1}, then merge them"),
                    buf_text(&key), NULL);
        return;
    }
    list_several(state, scene, selected, &several);
    struct choices *choices = choices_new(state);
    state->moved.count = 0;
    for (size_t i = 0; i < several.list.count; i++) {
        array_push(&state->moved, several.list.items[i]->id);
        add_into(choices, several.list.items[i], several.list.items[i] == selected);
    }
    free(several.list.items);
    choices_ask_take(choices, program, _("Which one stays? The others go into it"), take_into);
}

/* ---- order ---- */

/* The entry before or behind under the same heading, translations passed over; NULL: none. */
static const struct entry *neighbour(const struct view_entries_state *state, bool earlier)
{
    const struct entry_row *rows = state->entries.rows.items;
    for (size_t at = state->list.selected;;) {
        if (earlier ? at == 0 : at + 1 >= state->entries.rows.count)
            return NULL;
        at = earlier ? at - 1 : at + 1;
        if (!rows[at].under)
            return rows[at].entry;
    }
}

/* The entry that stands before another in the record; NULL: it is the first. */
static const struct entry *before(const struct scene *scene, const struct entry *entry)
{
    const struct record *record = scene->record;
    for (size_t i = 1; i < record->entries.count; i++)
        if (record->entries.items[i] == entry)
            return record->entries.items[i - 1];
    return NULL;
}

void view_entries_reorder(struct view_entries_state *state, struct program *program,
                          const struct entry *selected, bool earlier)
{
    const struct entry *other = neighbour(state, earlier);
    if (state->entries.rows.items[state->list.selected].under) {
        program_say(program, ROLE_NOTICE, N_("A translation stands below its original, {1}"),
                    selected->original->shown, NULL);
        return;
    }
    if (other == NULL) {
        program_say(program, ROLE_NOTICE,
                    earlier ? N_("{1} is the first here; M moves it to another slot")
                            : N_("{1} is the last here; M moves it to another slot"),
                    selected->shown, NULL);
        return;
    }
    const struct scene *scene = program_scene(program);
    const struct entry *behind = earlier ? before(scene, other) : other;
    if (behind == selected)
        behind = before(scene, selected);
    MEM_LOCAL char *id = id_text(&selected->id);
    MEM_LOCAL char *stands = behind != NULL ? id_text(&behind->id) : mem_dup("");
    program_wish(program, &(struct wish){.verb = WISH_ORDER, .entry = id, .behind = stands});
}
