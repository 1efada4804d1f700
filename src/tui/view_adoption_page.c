/*
 * One text as the room reads it: its number large, what it is and where it comes from, how it
 * stands, its words with what was changed in them, and under it what was decided and with what
 * reservations. Everything that is told by colour is told by a word, too.
 */
#include "view_adoption.h"

#include <string.h>

#include <dais/base/name_table.h>
#include <dais/tui/digits.h>

#include "translate.h"
#include "view_entries.h"
#include "wording.h"

enum {
    ROOMY = 15,   /* rows from which the number is large */
    LARGE = 26,   /* larger */
    LARGEST = 44, /* as large as it gets */
    WIDE = 70,    /* columns from which it may be larger than that */
};

const char *view_adoption_before(const struct entry *entry)
{
    const char *before = entry->adopted_text != NULL && entry->changed_since_adoption
                             ? entry->adopted_text
                         : entry->versions.count > 0 ? entry->versions.items[0].text
                                                     : NULL;
    return before != NULL && strcmp(before, entry->text) != 0 ? before : NULL;
}

/* ---- the head ---- */

static enum theme_role standing_role(const struct entry *entry)
{
    switch (entry->standing) {
    case STANDING_PROPOSED:
        return ROLE_RUNNING;
    case STANDING_ADOPTED:
    case STANDING_ADOPTED_WITH_RESERVATION:
        return entry->changed_since_adoption ? ROLE_NOTICE : ROLE_OK;
    case STANDING_DEFERRED:
    case STANDING_REFERRED:
    case STANDING_NOT_ADOPTED:
        return ROLE_NOTICE;
    case STANDING_DRAFT:
    case STANDING_WITHDRAWN:
    case STANDING_COUNT:
        break;
    }
    return ROLE_DIM;
}

static const char *const standing_sentences[] = {
    [STANDING_DRAFT] = N_("draft: not put to the room yet"),
    [STANDING_PROPOSED] = N_("proposed: before the room"),
    [STANDING_ADOPTED] = N_("adopted"),
    [STANDING_ADOPTED_WITH_RESERVATION] = N_("adopted with a reservation"),
    [STANDING_DEFERRED] = N_("deferred"),
    [STANDING_REFERRED] = N_("referred to {1}"),
    [STANDING_NOT_ADOPTED] = N_("not adopted"),
    [STANDING_WITHDRAWN] = N_("withdrawn"),
};
NAME_TABLE_COMPLETE(standing_sentences, STANDING_COUNT);

static void write_standing(const struct scene *scene, const struct entry *entry, struct buf *out)
{
    if (entry->standing == STANDING_DRAFT && !outcomes_have_slot(scene) && !scene->read_only &&
        !entry_is_unsettled(entry)) {
        BUF_LOCAL struct buf key = {0};
        keymap_write_key(scene->keymap, ACTION_OPEN, &key);
        translate_write(out, N_("draft: {1} puts it to the room"), buf_text(&key), NULL);
    } else {
        translate_write(out, standing_sentences[entry->standing],
                        entry->referred_to != NULL ? entry->referred_to : "", NULL);
    }
    if (entry->held && !standing_is_settled(entry->standing))
        buf_add_format(out, " · %s", _("held back"));
    if (entry->changed_since_adoption)
        buf_add_format(out, " · %s", _("changed since adoption"));
}

/* "Recommendation → donors". */
static void write_kind(const struct entry *entry, struct buf *out)
{
    buf_add_text(out, wording_kind(entry->kind));
    if (entry->addressee != NULL)
        buf_add_format(out, " → %s", entry->addressee);
    if (entry->owner != NULL)
        buf_add_format(out, " → %s", entry->owner);
    if (entry->deadline != NULL)
        buf_add_format(out, " · %s", entry->deadline);
}

static void write_source(const struct scene *scene, const struct entry *entry, struct buf *out)
{
    BUF_LOCAL struct buf time = {0};
    view_entries_write_place(scene, entry->slot, entry->track, out);
    entry_write_time(scene, entry, &time);
    if (time.size > 0)
        buf_add_format(out, " · %s", buf_text(&time));
}

/* The step at which the number is drawn; 0: as text, which one of two laptops is, too. */
static int number_step(const struct entry *entry, struct area area)
{
    if (area.h < ROOMY || entry->shown[strspn(entry->shown, DIGITS_NUMBERED)] != '\0')
        return 0;
    if (area.h < LARGE || area.w < WIDE)
        return 1;
    return area.h < LARGEST ? 2 : 3;
}

static struct area draw_number(const struct entry *entry, struct canvas *canvas, struct area *area,
                               int step)
{
    struct digits_size size = digits_measure(entry->shown, step, canvas->charset);
    struct area head = area_take_top(area, size.h);
    digits_draw(canvas, area_take_left(&head, size.w), ROLE_HEADING | STYLE_BOLD, entry->shown,
                step);
    area_take_left(&head, 3);
    area_take_top(&head, (size.h - 3) / 2);
    return head;
}

static void draw_head(const struct scene *scene, const struct entry *entry, struct canvas *canvas,
                      struct area *area)
{
    BUF_LOCAL struct buf kind = {0};
    BUF_LOCAL struct buf source = {0};
    BUF_LOCAL struct buf standing = {0};
    int step = number_step(entry, *area);
    write_kind(entry, &kind);
    write_source(scene, entry, &source);
    write_standing(scene, entry, &standing);
    unsigned role = standing_role(entry) | STYLE_BOLD;
    struct area head;
    if (step > 0) {
        area_take_top(area, 1);
        head = draw_number(entry, canvas, area, step);
        canvas_draw_text(canvas, head, 0, 0, ROLE_HEADING, buf_text(&kind));
        canvas_draw_text(canvas, head, 0, 1, ROLE_DIM, buf_text(&source));
        canvas_draw_text(canvas, head, 0, 2, role, buf_text(&standing));
        area_take_top(area, 1);
        return;
    }
    head = area_take_top(area, 1);
    int used = canvas_draw_text(canvas, head, 0, 0, ROLE_HEADING | STYLE_BOLD, entry->shown);
    canvas_draw_text(canvas, head, used + 2, 0, ROLE_HEADING, buf_text(&kind));
    canvas_draw_text(canvas, area_take_top(area, 1), 0, 0, role, buf_text(&standing));
    if (area->h > 6)
        canvas_draw_text(canvas, area_take_top(area, 1), 0, 0, ROLE_DIM, buf_text(&source));
}

/* ---- the text and what stands under it ---- */

static void add_heading(struct room_page *page, const char *heading)
{
    room_block_add(room_page_add(page, page->blocks.count > 0 ? 1 : 0, 0, false), ROLE_FIELD,
                   heading);
}

static struct room_block *add_text_block(struct room_page *page, const struct entry *entry)
{
    struct room_block *block = room_page_add(page, 0, 0, true);
    if (entry->label != NULL) {
        room_block_add(block, ROLE_HEADING | STYLE_BOLD, entry->label);
        room_block_add(block, ROLE_HEADING, ": ");
    }
    return block;
}

static void add_words(const struct view_adoption_state *state, const struct entry *entry,
                      bool marked, struct room_page *page)
{
    unsigned style = ROLE_NORMAL | STYLE_BOLD;
    const char *before = view_adoption_before(entry);
    if (before == NULL) {
        room_block_add(add_text_block(page, entry), style, entry->text);
        return;
    }
    if (state->shows == ADOPTION_ORIGINAL) {
        room_block_add(add_text_block(page, entry), style, entry->text);
        add_heading(page, entry->changed_since_adoption
                              ? _("As it was adopted, which stays in force:")
                              : _("As it was first written:"));
        room_block_add(add_text_block(page, entry), ROLE_NORMAL, before);
        return;
    }
    room_block_add_changes(add_text_block(page, entry), style, marked, before, entry->text);
    add_heading(page, _("As amended:"));
    room_block_add(add_text_block(page, entry), style, entry->text);
}

/* One fact to a block; `first` stands apart from the text. */
static void add_fact(struct room_page *page, enum theme_role role, const char *id, const char *one,
                     const char *two, bool *first)
{
    BUF_LOCAL struct buf text = {0};
    translate_write(&text, id, one, two, NULL);
    room_block_add(room_page_add(page, *first ? 1 : 0, 0, false), role, buf_text(&text));
    *first = false;
}

static void add_reservations(struct room_page *page, const struct session *session,
                             const struct entry *entry, bool *first)
{
    for (size_t i = 0; i < entry->reservations.count; i++) {
        const struct reservation *one = &entry->reservations.items[i];
        const char *by = session_reserved_by(session, entry, one);
        if (by == NULL)
            add_fact(page, ROLE_NOTICE, N_("Reservation: {1}"), one->text, "", first);
        else if (one->text == NULL)
            add_fact(page, ROLE_NOTICE, N_("Reservation of {1}"), by, "", first);
        else
            add_fact(page, ROLE_NOTICE, N_("Reservation of {1}: {2}"), by, one->text, first);
    }
}

static void add_votes(struct room_page *page, const struct votes *votes, bool *first)
{
    BUF_LOCAL struct buf text = {0};
    struct buf counts[3] = {{0}};
    const unsigned numbers[] = {votes->in_favour, votes->against, votes->abstained};
    if (!votes->taken)
        return;
    for (size_t i = 0; i < 3; i++)
        buf_add_format(&counts[i], "%u", numbers[i]);
    translate_write(&text, N_("Show of hands: {1} for · {2} against · {3} abstained"),
                    buf_text(&counts[0]), buf_text(&counts[1]), buf_text(&counts[2]), NULL);
    add_fact(page, ROLE_NORMAL, N_("{1}"), buf_text(&text), "", first);
    for (size_t i = 0; i < 3; i++)
        buf_finish(&counts[i]);
}

static void add_translations(struct room_page *page, const struct entry *entry)
{
    for (size_t i = 0; i < entry->translations.count; i++) {
        const struct entry *other = entry->translations.items[i];
        BUF_LOCAL struct buf heading = {0};
        if (other->standing == STANDING_WITHDRAWN)
            continue;
        buf_add_format(&heading, "%s · %s", other->shown,
                       other->language != NULL ? other->language : _("translation"));
        add_heading(page, buf_text(&heading));
        room_block_add(room_page_add(page, 0, 0, false), ROLE_NORMAL, other->text);
    }
}

static void add_facts(struct room_page *page, const struct session *session,
                      const struct entry *entry, enum adoption_shows shows)
{
    bool first = true;
    add_reservations(page, session, entry, &first);
    add_votes(page, &entry->votes, &first);
    if (entry->why != NULL)
        add_fact(page, ROLE_DIM,
                 entry->standing == STANDING_WITHDRAWN ? N_("Withdrawn because: {1}")
                                                       : N_("Reopened because: {1}"),
                 entry->why, "", &first);
    if (entry->adopted_text == NULL)
        return;
    BUF_LOCAL struct buf digest = {0};
    buf_add(&digest, entry->adopted_digest, DIGEST_SHOWN);
    add_fact(page, ROLE_DIM, N_("Adopted text: {1}"), buf_text(&digest), "", &first);
    if (!entry->changed_since_adoption || shows == ADOPTION_ORIGINAL) /* there it stands above */
        return;
    add_fact(page, ROLE_NOTICE,
             N_("The text was changed since. In force stays what was adopted: “{1}”"),
             entry->adopted_text, "", &first);
}

/* Why the room cannot decide on it. */
static void add_unclear(struct room_page *page, const struct scene *scene,
                        const struct entry *entry)
{
    BUF_LOCAL struct buf key = {0};
    bool first = true;
    wording_write_key(scene->keymap, entry->changed ? ACTION_VIEW_JOURNAL : ACTION_OPEN, &key);
    if (entry->changed)
        add_fact(page, ROLE_ERROR,
                 N_("It was edited outside the program and cannot be adopted before it is "
                    "confirmed: {1} shows the journal."),
                 buf_text(&key), "", &first);
    else if (entry_is_unsettled(entry))
        add_fact(page, ROLE_ERROR,
                 N_("Two versions of it stand side by side, and it cannot be adopted before one "
                    "is chosen: {1} shows both for a choice."),
                 buf_text(&key), "", &first);
}

void view_adoption_draw_text(struct view_adoption_state *state, const struct scene *scene,
                             const struct entry *entry, struct canvas *canvas, struct area area)
{
    area = area_inset(area, 1, 0);
    draw_head(scene, entry, canvas, &area);
    room_page_begin(&state->page);
    add_unclear(&state->page, scene, entry);
    if (!outcome_is_clear(entry))
        room_block_add(room_page_add(&state->page, 0, 0, false), ROLE_NORMAL, " ");
    add_words(state, entry, scene->plain || canvas->charset != CHARSET_FULL, &state->page);
    add_facts(&state->page, scene->session, entry, state->shows);
    add_translations(&state->page, entry);
    room_page_draw(&state->page, canvas, area);
}
