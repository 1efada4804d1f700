/*
 * The rows at the left of the Report view: a line for each choice, one that writes it and says as
 * what, and the files there are with what became of them.
 */
#include "view_report.h"

#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/name_table.h>

#include "translate.h"
#include "wording.h"

enum { INDENT = 2 /* columns of what stands below a name */ };

/* Signs never stand without their words. */
static const struct {
    const char *sign;
    const char *words;
    enum theme_role role;
} states[] = {
    [FILE_SAME] = {"✓", N_("up to date"), ROLE_OK},
    [FILE_OLDER] = {"–", N_("older than the record"), ROLE_NOTICE},
    [FILE_EDITED] = {"*", N_("edited: it stays"), ROLE_NOTICE},
    [FILE_UNKNOWN] = {" ", N_("exported earlier"), ROLE_DIM},
    [FILE_UNLOOKED] = {" ", "…", ROLE_DIM},
};
static_assert(sizeof states / sizeof states[0] == FILE_UNLOOKED + 1, "every state has its words");

static int width_of(const char *text)
{
    return (int)text_width(text, strlen(text));
}

static const char *mark_title(void)
{
    return _("Mark");
}

/* Columns of the titles of all choices, which stand below each other. */
static int title_columns(void)
{
    int columns = width_of(mark_title());
    for (enum report_part part = PART_WHAT; part < REPORT_PART_COUNT; part++) {
        int width = width_of(report_choice_title(part));
        columns = width > columns ? width : columns;
    }
    return columns;
}

int view_report_columns(const struct view_report_state *state)
{
    const struct report_choice *choice = &state->choice;
    int widest = 0;
    for (enum report_part part = PART_WHAT; part < REPORT_PART_COUNT; part++) {
        for (size_t i = 0; i < report_choice_count(choice, part); i++) {
            int width = part == PART_TEMPLATE ? 0 : width_of(report_choice_label(choice, part, i));
            widest = width > widest ? width : widest;
        }
    }
    widest += title_columns() + 4; /* and the signs at both ends */
    for (size_t i = 0; i < state->files.list.count; i++) {
        int width = width_of(state->files.list.items[i].name) + INDENT;
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* ---- what stands below the line that writes it ---- */

static bool replaces(const struct view_report_state *state)
{
    for (size_t i = 0; i < state->files.list.count; i++)
        if (strcmp(state->files.list.items[i].name, buf_text(&state->file)) == 0)
            return true;
    return false;
}

/* Why it is called that. */
static void write_why(const struct view_report_state *state, const struct scene *scene,
                      struct buf *out)
{
    BUF_LOCAL struct buf key = {0};
    if (scene->exporting != NULL) {
        wording_write_key(scene->keymap, ACTION_LEAVE, &key);
        translate_write(out, N_("{1} gives it up"), buf_text(&key), NULL);
    } else if (state->number > 1) {
        translate_write(out, N_("{1} was edited and stays"), buf_text(&state->name), NULL);
    } else if (replaces(state)) {
        buf_add_text(out, _("replaces the earlier one"));
    }
}

/* What somebody has to look at before it goes out. */
static void write_names(const struct view_report_state *state, const struct scene *scene,
                        struct buf *out)
{
    if (state->names == 0)
        return;
    BUF_LOCAL struct buf key = {0};
    struct message text = {.id = NULL};
    wording_write_key(scene->keymap, ACTION_VIEW_REVIEW, &key);
    message_set_plural(&text, "{1} text keeps names: {2} Review",
                       "{1} texts keep names: {2} Review", state->names, buf_text(&key), NULL);
    message_write(&text, translate, out);
    message_finish(&text);
}

/* ---- rows ---- */

static const struct exported *file_of(const struct report_drawn *drawn, size_t row)
{
    return &drawn->state->files.list.items[row - REPORT_ROW_FILES];
}

/* What is being written, or would be. */
static const char *name_of(const struct report_drawn *drawn)
{
    return drawn->scene->exporting != NULL ? drawn->scene->exporting
                                           : buf_text(&drawn->state->file);
}

/* The name where its title does not fit. */
static const char *value_label(const struct report_choice *choice, enum report_part part,
                               int columns)
{
    const char *label = report_choice_label(choice, part, choice->values[part]);
    const struct template *template = report_choice_template(choice);
    bool fits = width_of(label) <= columns - title_columns() - 5;
    return part == PART_TEMPLATE && template != NULL && !fits ? template->name : label;
}

/* What was wished instead. False: just that. */
static bool write_given_way(const struct report_choice *choice, enum report_part part,
                            struct buf *out)
{
    const char *wished = report_choice_given_way(choice, part);
    if (wished != NULL)
        translate_write(out, N_("not here: {1}"), wished, NULL);
    return wished != NULL;
}

/* Does it stand beside the value? */
static bool fits_beside(const char *value, const char *note, int columns)
{
    return title_columns() + width_of(value) + width_of(note) + 7 <= columns;
}

static int choice_rows(const struct report_choice *choice, enum report_part part, int columns)
{
    BUF_LOCAL struct buf note = {0};
    return 1 + (write_given_way(choice, part, &note) &&
                !fits_beside(value_label(choice, part, columns), buf_text(&note), columns));
}

static int text_rows(const struct buf *text, int columns)
{
    return text->size > 0 ? canvas_measure_wrapped(buf_text(text), columns - INDENT) : 0;
}

static int name_rows(const char *name, int columns)
{
    return canvas_measure_wrapped(name, columns - INDENT);
}

static int height(void *data, size_t row, int columns, bool selected)
{
    const struct report_drawn *drawn = data;
    BUF_LOCAL struct buf why = {0}, names = {0};
    (void)selected;
    if (row >= REPORT_ROW_FILES)
        return 1 + name_rows(file_of(drawn, row)->name, columns);
    if (row == REPORT_ROW_HEADING)
        return 2; /* a blank line above */
    if (row == REPORT_ROW_MARK)
        return 1;
    if (row != REPORT_ROW_WRITE)
        return choice_rows(&drawn->state->choice, (enum report_part)row, columns);
    write_why(drawn->state, drawn->scene, &why);
    write_names(drawn->state, drawn->scene, &names);
    return (drawn->state->compact ? 1 : 2 + name_rows(name_of(drawn), columns)) +
           text_rows(&names, columns) + text_rows(&why, columns);
}

static bool can_select(void *data, size_t row)
{
    (void)data;
    return row != REPORT_ROW_HEADING;
}

/* "Language  ‹ Français ›": the signs where Left and Right do something. */
static void draw_choice(struct canvas *canvas, struct area area, unsigned style, const char *title,
                        const char *value, bool turns)
{
    unsigned field = style == ROLE_NORMAL ? (unsigned)ROLE_FIELD : style;
    canvas_draw_text(canvas, area, 0, 0, field, title);
    area_take_left(&area, title_columns() + 1);
    if (style != ROLE_SELECTED || !turns) {
        canvas_draw_text(canvas, area, 2, 0, style, value);
        return;
    }
    canvas_draw_text(canvas, area, 0, 0, style, "‹");
    int room = area.w - 4;
    int width = width_of(value) < room ? width_of(value) : room;
    canvas_draw_text(canvas, (struct area){area.x + 2, area.y, width, 1}, 0, 0, style, value);
    canvas_draw_text(canvas, area, width + 3, 0, style, "›");
}

static bool can_turn(const struct report_choice *choice, enum report_part part)
{
    size_t allowed = 0;
    for (size_t i = 0; i < report_choice_count(choice, part); i++)
        allowed += report_choice_allows(choice, part, i);
    return allowed > 1;
}

/* Beside the value that was chosen instead, or below it. */
static void draw_given_way(const struct report_choice *choice, enum report_part part,
                           struct canvas *canvas, struct area area, unsigned style)
{
    BUF_LOCAL struct buf note = {0};
    if (!write_given_way(choice, part, &note))
        return;
    const char *value = value_label(choice, part, area.w);
    bool beside = fits_beside(value, buf_text(&note), area.w);
    area_take_left(&area, title_columns() + 3 + (beside ? width_of(value) + 4 : 0));
    area_take_top(&area, beside ? 0 : 1);
    canvas_draw_text(canvas, area, 0, 0, style == ROLE_NORMAL ? (unsigned)ROLE_NOTICE : style,
                     buf_text(&note));
}

/* "Write it", and as what, what to look at before, and why so. */
static void draw_write(const struct report_drawn *drawn, struct canvas *canvas, struct area area,
                       unsigned style)
{
    BUF_LOCAL struct buf key = {0}, why = {0}, names = {0};
    const struct scene *scene = drawn->scene;
    bool writing = scene->exporting != NULL;
    unsigned plain = style == ROLE_NORMAL ? (unsigned)ROLE_DIM : style;
    bool compact = drawn->state->compact;
    area_take_top(&area, compact ? 0 : 1);
    int x = canvas_draw_text(canvas, area, 0, 0, style | STYLE_BOLD,
                             writing ? _("● Writing …") : _("Write"));
    if (writing) {
        BUF_LOCAL struct buf seconds = {0};
        buf_add_format(&seconds, "%u s", scene->exporting_seconds);
        canvas_draw_right(canvas, area, 0, style, buf_text(&seconds));
    } else {
        wording_write_key(scene->keymap, ACTION_EXPORT, &key);
        canvas_draw_right(canvas, area, 0, style == ROLE_NORMAL ? (unsigned)ROLE_KEY : style,
                          buf_text(&key));
    }
    if (compact) {
        int column = title_columns() + 3;
        struct area name = {area.x, area.y, area.w - width_of(buf_text(&key)) - 1, 1};
        canvas_draw_text(canvas, name, x >= column ? x + 1 : column, 0, style, name_of(drawn));
    }
    area_take_top(&area, 1);
    area_take_left(&area, INDENT);
    if (!compact)
        area_take_top(&area, canvas_draw_wrapped(canvas, area, 0, style, name_of(drawn)));
    write_names(drawn->state, scene, &names);
    if (names.size > 0)
        area_take_top(&area,
                      canvas_draw_wrapped(canvas, area, 0,
                                          style == ROLE_NORMAL ? (unsigned)ROLE_NOTICE : style,
                                          buf_text(&names)));
    write_why(drawn->state, scene, &why);
    if (why.size > 0)
        canvas_draw_wrapped(canvas, area, 0, plain, buf_text(&why));
}

/* "10:21", and the day where it was another one. */
static void write_when(const struct scene *scene, msec_t at, struct buf *out)
{
    int64_t today, then;
    msec_t of_day;
    zone_civil(scene->programme->zone, scene->now.wall, &today, &of_day);
    zone_civil(scene->programme->zone, at, &then, &of_day);
    if (then != today) {
        BUF_LOCAL struct buf whole = {0};
        zone_write(scene->programme->zone, at, false, &whole);
        buf_cut(&whole, strlen("2022-05-18"));
        buf_add_format(out, "%s ", buf_text(&whole));
    }
    zone_write_time(scene->programme->zone, at, false, out);
}

static void draw_file(const struct report_drawn *drawn, const struct exported *file,
                      struct canvas *canvas, struct area area, unsigned style)
{
    enum file_state state = view_report_file_state(drawn->state, drawn->scene, file);
    bool plain = style != ROLE_NORMAL;
    BUF_LOCAL struct buf text = {0};
    canvas_draw_text(canvas, area, 0, 0, plain ? style : (unsigned)states[state].role,
                     states[state].sign);
    area_take_left(&area, INDENT);
    area_take_top(&area, canvas_draw_wrapped(canvas, area, 0, style, file->name));
    write_when(drawn->scene, file->at, &text);
    buf_add_text(&text, " · ");
    int x =
        canvas_draw_text(canvas, area, 0, 0, plain ? style : (unsigned)ROLE_DIM, buf_text(&text));
    canvas_draw_text(canvas, area, x, 0, plain ? style : (unsigned)states[state].role,
                     translate_id(states[state].words));
}

static void draw_row(void *data, size_t row, struct canvas *canvas, struct area area,
                     unsigned style)
{
    const struct report_drawn *drawn = data;
    const struct report_choice *choice = &drawn->state->choice;
    if (row >= REPORT_ROW_FILES) {
        draw_file(drawn, file_of(drawn, row), canvas, area, style);
    } else if (row == REPORT_ROW_HEADING) {
        canvas_draw_text(canvas, area, 0, 1, ROLE_HEADING, _("Exported"));
    } else if (row == REPORT_ROW_WRITE) {
        draw_write(drawn, canvas, area, style);
    } else if (row == REPORT_ROW_MARK) {
        draw_choice(canvas, area, style, mark_title(),
                    drawn->state->draft ? _("draft until closed") : _("final: closed"), false);
    } else {
        enum report_part part = (enum report_part)row;
        draw_choice(canvas, area, style, report_choice_title(part),
                    value_label(choice, part, area.w), can_turn(choice, part));
        draw_given_way(choice, part, canvas, area, style);
    }
}

struct list_source view_report_source(struct report_drawn *drawn)
{
    size_t files = drawn->state->files.list.count;
    return (struct list_source){.count = files > 0 ? REPORT_ROW_FILES + files : REPORT_ROW_HEADING,
                                .data = drawn,
                                .height = height,
                                .can_select = can_select,
                                .draw = draw_row};
}
