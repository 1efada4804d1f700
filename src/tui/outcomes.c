/*
 * How many texts are left and how long the room has for each: the minutes of the slot that runs,
 * shared among them. Which texts those are, core knows.
 */
#include "outcomes.h"

#include <dais/base/grapheme.h>

#include "translate.h"
#include "wording.h"

/* Minutes under which what is left is told with its seconds. */
#define WITH_SECONDS ((msec_t)10 * MSEC_MINUTE)

bool outcome_is_clear(const struct entry *entry)
{
    return !entry->changed && !entry_is_unsettled(entry);
}

void outcomes_read(struct adoption *adoption, const struct scene *scene, int kind)
{
    struct adoption all;
    adoption_finish(adoption);
    adoption_read(scene->record, &all);
    if (kind == OUTCOMES_ALL) {
        *adoption = all;
        return;
    }
    for (size_t i = 0; i < all.texts.count; i++) {
        const struct entry *entry = all.texts.items[i];
        bool left = !standing_is_settled(entry->standing);
        if (kind != (int)entry->kind)
            continue;
        array_push(&adoption->texts, entry);
        adoption->counts[entry->standing]++;
        adoption->left += left;
        adoption->held += left && entry->held;
    }
    adoption_finish(&all);
}

size_t outcomes_find(const struct adoption *adoption, const struct event_id *id)
{
    for (size_t i = 0; i < adoption->texts.count; i++)
        if (event_id_equal(&adoption->texts.items[i]->id, id))
            return i;
    return adoption->texts.count;
}

size_t outcomes_next(const struct adoption *adoption, size_t from)
{
    size_t all = adoption->texts.count;
    for (size_t step = 1; step <= all; step++) {
        size_t at = (from + step) % all;
        if (!standing_is_settled(adoption->texts.items[at]->standing))
            return at;
    }
    return all;
}

bool outcomes_have_slot(const struct scene *scene)
{
    if (scene->reading.slot == SLOT_NONE)
        return false;
    const struct slot *planned = scene->timekeeper->slots.items[scene->reading.slot].planned;
    return planned != NULL && planned->kind == SLOT_ADOPTION;
}

/* ---- in words ---- */

static void add(struct buf *out, const char *text)
{
    buf_add_format(out, "%s%s", out->size > 0 ? " · " : "", text);
}

static void add_left(const struct scene *scene, struct buf *out)
{
    BUF_LOCAL struct buf span = {0};
    BUF_LOCAL struct buf words = {0};
    msec_t left = scene->reading.left;
    if (left >= WITH_SECONDS)
        wording_write_minutes(left, &span);
    else
        span_write_clock(left < 0 ? -left : left, &span);
    translate_write(&words, left < 0 ? N_("{1} over") : N_("{1} left"), buf_text(&span), NULL);
    add(out, buf_text(&words));
}

/* Each text's share of the time; nothing where there is none to share. */
static void add_share(const struct adoption *adoption, const struct scene *scene, struct buf *out)
{
    BUF_LOCAL struct buf span = {0};
    BUF_LOCAL struct buf words = {0};
    msec_t each = adoption_time_each(adoption, scene->reading.left);
    if (each == 0)
        return;
    span_write_clock(each, &span);
    translate_write(&words, N_("{1} a text"), buf_text(&span), NULL);
    add(out, buf_text(&words));
}

enum theme_role outcomes_write_left(const struct adoption *adoption, const struct scene *scene,
                                    struct buf *out)
{
    BUF_LOCAL struct buf number = {0};
    buf_add_format(&number, "%zu", adoption->left);
    if (adoption->left == 0)
        buf_add_text(out, _("no text left"));
    else if (adoption->left == 1)
        buf_add_text(out, _("1 text left"));
    else
        translate_write(out, N_("{1} texts left"), buf_text(&number), NULL);
    if (scene->reading.slot == SLOT_NONE)
        return ROLE_NORMAL;
    add_left(scene, out);
    add_share(adoption, scene, out);
    return scene_role(scene, wording_level_role(scene->reading.level));
}

enum theme_role outcomes_write_brief(const struct adoption *adoption, const struct scene *scene,
                                     struct buf *out)
{
    BUF_LOCAL struct buf number = {0};
    buf_add_format(&number, "%zu", adoption->left);
    translate_write(out, N_("{1} left"), buf_text(&number), NULL);
    add_share(adoption, scene, out);
    return scene_role(scene, wording_level_role(scene->reading.level));
}

/* False: it does not fit. */
static bool add_total(size_t count, const char *what, int columns, struct buf *out)
{
    BUF_LOCAL struct buf total = {0};
    if (count == 0)
        return true;
    buf_add_format(&total, "%s%zu %s", out->size > 0 ? " · " : "", count, what);
    if ((int)(text_width(buf_text(out), out->size) + text_width(total.bytes, total.size)) > columns)
        return false;
    buf_add_text(out, buf_text(&total));
    return true;
}

void outcomes_write_totals(const struct adoption *adoption, int columns, struct buf *out)
{
    bool fits = true;
    for (int standing = STANDING_ADOPTED; fits && standing < STANDING_COUNT; standing++)
        fits = add_total(adoption->counts[standing], wording_standing((enum standing)standing),
                         columns, out);
    if (fits)
        add_total(adoption->held, _("held back"), columns, out);
}
