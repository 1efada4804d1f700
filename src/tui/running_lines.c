/*
 * The lines are made in the order in which they matter, and drawn in it: who has few rows sees
 * the first ones. Figures stand at the right edge, so that a long name is cut and never they.
 */
#include "running_lines.h"

#include <string.h>

#include <dais/base/grapheme.h>

#include "floor_words.h"
#include "outcomes.h"
#include "translate.h"

enum { LISTED_LAST = 1 /* of the roles shown: those up to here are on the floor's list */ };

static struct running_line *add_line(struct running_lines *lines, const char *label)
{
    struct running_line *line = &lines->items[lines->count++];
    *line = (struct running_line){.label = label, .style = ROLE_NORMAL};
    return line;
}

/* "Floor ● Samuel Pyne, Kumasi", and beneath it who comes next. */
static void add_floor(const struct scene *scene, struct running_lines *lines)
{
    size_t turn = floor_words_shown(scene);
    BUF_LOCAL struct buf next = {0};
    const char *label = _("Floor");
    struct running_line *line = add_line(lines, label);
    if (scene->floor.speaker != TURN_NONE)
        line->style = scene_role(scene, wording_level_role(floor_words_level(scene, turn)));
    buf_add_format(&line->text, "%s ", floor_words_mark(scene, turn));
    floor_words_name(scene, turn, false, &line->text);
    floor_words_time(scene, turn, &line->right);
    floor_words_next(scene, 2, &next);
    if (next.size == 0)
        return;
    line = add_line(lines, _("next"));
    line->indent = (int)text_width(label, strlen(label)) + 1;
    buf_add_text(&line->text, buf_text(&next));
}

/* Nobody has had the floor yet: who comes, with what share. */
static void add_floor_to_come(const struct scene *scene, struct running_lines *lines)
{
    BUF_LOCAL struct buf next = {0};
    floor_words_next(scene, 2, &next);
    if (next.size == 0)
        return;
    struct running_line *line = add_line(lines, _("Floor next"));
    buf_add_text(&line->text, buf_text(&next));
    floor_words_share(scene, scene->floor.next[0], &line->right);
}

/* "Talk 3 of 8: …, then Questions" and what is left of it. */
static void add_phase(const struct scene *scene, struct running_lines *lines)
{
    const struct phase_reading *phase = &scene->phase;
    if (phase->phase.kind == PHASE_WHOLE)
        return;
    struct running_line *line = add_line(lines, _("Part"));
    wording_write_phase(scene, true, &line->text);
    wording_write_phase_left(scene, &line->right);
    line->style = scene_role(scene, wording_level_role(wording_phase_level(scene)));
}

static void add_message(const struct scene *scene, struct running_lines *lines)
{
    if (scene->message == NULL)
        return;
    struct running_line *line = add_line(lines, _("Stage"));
    BUF_LOCAL struct buf time = {0};
    line->style = ROLE_NOTICE;
    buf_add_format(&line->text, "“%s”", scene->message);
    zone_write_time(scene->programme->zone, scene->message_until, true, &time);
    translate_write(&line->right, N_("until {1}"), buf_text(&time), NULL);
}

/* The room is at its texts: how many are left, and the view that takes it through them. */
static void add_adoption(const struct scene *scene, struct running_lines *lines)
{
    struct adoption adoption = {.left = 0};
    if (!outcomes_have_slot(scene))
        return;
    struct running_line *line = add_line(lines, _("Texts"));
    outcomes_read(&adoption, scene, OUTCOMES_ALL);
    line->style = outcomes_write_brief(&adoption, scene, &line->text);
    keymap_write_key(scene->keymap, ACTION_VIEW_ADOPTION, &line->right);
    buf_add_format(&line->right, " %s", _("adopts them"));
    adoption_finish(&adoption);
}

/* Everybody who has a role in the slot, but for those whom the floor lists. */
static void add_people(const struct scene *scene, const struct slot *slot,
                       struct running_lines *lines)
{
    static const enum role shown[] = {ROLE_SPEAKERS,    ROLE_PRESENTERS, ROLE_CASE_PRESENTERS,
                                      ROLE_PRESIDENT,   ROLE_CHAIR,      ROLE_MODERATORS,
                                      ROLE_FACILITATORS};
    struct running_line *line = add_line(lines, _("With"));
    bool listed = scene->reading.slot != SLOT_NONE && floor_words_any(scene);
    for (size_t r = 0; r < sizeof shown / sizeof shown[0]; r++) {
        const struct parts *parts = &slot->roles[shown[r]];
        if (listed && r <= LISTED_LAST)
            continue;
        for (size_t i = 0; i < parts->list.count; i++) {
            buf_add_text(&line->text, line->text.size > 0 ? " · " : "");
            part_write(scene->programme, &parts->list.items[i], scene->language, &line->text);
            if (part_is_tbc(scene->programme, &parts->list.items[i]))
                buf_add_text(&line->text, _(" (tbc)"));
        }
    }
    if (line->text.size == 0)
        lines->count--;
}

/* The parallel tracks, which the programme pane may have no room for. */
static void add_tracks(const struct scene *scene, const struct slot *slot,
                       struct running_lines *lines)
{
    if (slot->tracks.count == 0)
        return;
    struct running_line *line = add_line(lines, _("Tracks"));
    for (size_t i = 0; i < slot->tracks.count; i++) {
        const char *title = lingual_in(&slot->tracks.items[i].title, scene->language);
        const char *room = lingual_in(&slot->tracks.items[i].room, scene->language);
        buf_add_text(&line->text, i > 0 ? " · " : "");
        buf_add_text(&line->text, title);
        if (room != NULL)
            buf_add_format(&line->text, " (%s)", room);
    }
}

static void add_next(const struct scene *scene, size_t slot, struct running_lines *lines)
{
    size_t next = wording_next(scene);
    if (next == slot || next == SLOT_NONE || scene->other_day)
        return;
    struct running_line *line = add_line(lines, _("Next"));
    buf_add_text(&line->text, wording_slot_title(scene, next));
    wording_write_time(scene, scene->forecast.slots.items[next].start, &line->right);
}

void running_lines_make(const struct scene *scene, size_t slot, struct running_lines *ret_lines)
{
    struct running_lines lines = {.count = 0};
    const struct slot *planned =
        slot != SLOT_NONE ? scene->timekeeper->slots.items[slot].planned : NULL;
    bool floor = scene->reading.slot != SLOT_NONE && floor_words_any(scene);
    bool begun = floor && floor_words_shown(scene) != TURN_NONE;
    if (begun)
        add_floor(scene, &lines);
    if (wording_phase_counts(scene))
        add_phase(scene, &lines);
    add_adoption(scene, &lines);
    add_message(scene, &lines);
    lines.live = lines.count;
    if (floor && !begun && floor_words_counts(scene))
        add_floor_to_come(scene, &lines);
    add_next(scene, slot, &lines);
    if (!wording_phase_counts(scene))
        add_phase(scene, &lines);
    if (planned != NULL) {
        add_tracks(scene, planned, &lines);
        add_people(scene, planned, &lines);
    }
    *ret_lines = lines;
}

void running_lines_finish(struct running_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        buf_finish(&lines->items[i].text);
        buf_finish(&lines->items[i].right);
    }
    lines->count = 0;
}

static int width_of(const struct buf *text)
{
    return (int)text_width(buf_text(text), text->size);
}

static int label_columns(const struct running_line *line)
{
    return line->indent + (int)text_width(line->label, strlen(line->label)) + 1;
}

/* Columns of the text: what label and right leave of all up to `edge`. */
static int text_columns(const struct running_line *line, int columns, int edge)
{
    int rest = columns - label_columns(line);
    if (line->right.size > 0)
        rest = edge - label_columns(line) - width_of(&line->right) - 1;
    return rest > 1 ? rest : 1;
}

/* Where the figures at the right end: not further from the texts than the longest needs. */
static int edge_of(const struct running_lines *lines, size_t shown, int columns)
{
    int edge = 0;
    for (size_t i = 0; i < shown; i++) {
        const struct running_line *line = &lines->items[i];
        int wanted = label_columns(line) + width_of(&line->text) + 3 + width_of(&line->right);
        if (line->right.size > 0 && wanted > edge)
            edge = wanted;
    }
    return edge < columns ? edge : columns;
}

static void draw_line(const struct running_line *line, struct canvas *canvas, struct area area,
                      int edge)
{
    int label = label_columns(line);
    canvas_draw_text(canvas, area, line->indent, 0, ROLE_FIELD, line->label);
    struct area right = {area.x, area.y, edge, 1};
    if (line->right.size > 0)
        canvas_draw_right(canvas, right, 0, line->style, buf_text(&line->right));
    struct area text = {area.x + label, area.y, text_columns(line, area.w, edge), area.h};
    if (area.h == 1)
        canvas_draw_text(canvas, text, 0, 0, line->style, buf_text(&line->text));
    else
        canvas_draw_wrapped(canvas, text, 0, line->style, buf_text(&line->text));
}

void running_lines_draw(const struct running_lines *lines, struct canvas *canvas, struct area area)
{
    size_t shown = lines->count < (size_t)area.h ? lines->count : (size_t)area.h;
    int spare = area.h - (int)shown;
    int edge = edge_of(lines, shown, area.w);
    for (size_t i = 0; i < shown; i++) {
        const struct running_line *line = &lines->items[i];
        int rows = canvas_measure_wrapped(buf_text(&line->text), text_columns(line, area.w, edge));
        rows = rows - 1 < spare ? rows : spare + 1;
        spare -= rows - 1;
        draw_line(line, canvas, area_take_top(&area, rows), edge);
    }
}
