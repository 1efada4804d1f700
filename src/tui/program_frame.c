/*
 * The picture: head of two lines, the view, what is said, foot of two lines, and a question over
 * it all. The second line always shows the attribution rule and who holds the clock; the foot
 * how late it is, when it ends, and whether all is saved.
 */
#include "program_state.h"

#include <string.h>

#include <dais/base/grapheme.h>

#include "translate.h"
#include "wording.h"

enum {
    LEAST_WIDTH = 60,
    LEAST_HEIGHT = 18,
    EDITOR_ROWS = 10, /* beneath a view that does not host the editor */
    SAID_MOST = 6,    /* rows */
    NAMED_FROM = 76,  /* columns from which a file under way has its name in the state line */
};

/* Between two things said in one line. */
#define BETWEEN " · "

static void write_now(const struct scene *scene, struct buf *out)
{
    const char *zone;
    zone_offset(scene->programme->zone, scene->now.wall, &zone);
    if (scene->stale) {
        wording_write_as_of(scene, out);
        return;
    }
    zone_write_time(scene->programme->zone, scene->now.wall, scene->seconds, out);
    buf_add_format(out, " %s", zone);
}

/* Code, title, venue and time of day. */
static void draw_first_line(const struct scene *scene, struct canvas *canvas, struct area area)
{
    const struct programme *programme = scene->programme;
    BUF_LOCAL struct buf right = {0};
    const char *venue = lingual_in(&programme->venue, scene->language);
    canvas_fill_area(canvas, area, ROLE_TITLE, " ");
    area = area_inset(area, 1, 0);
    if (venue != NULL && (int)text_width(venue, strlen(venue)) <= area.w / 4)
        buf_add_format(&right, "%s   ", venue);
    write_now(scene, &right);
    int used = canvas_draw_right(canvas, area, 0, scene_role(scene, ROLE_TITLE), buf_text(&right));
    area.w -= used + 2;
    if (programme->code != NULL)
        area_take_left(
            &area,
            canvas_draw_text(canvas, area, 0, 0, ROLE_TITLE | STYLE_BOLD, programme->code) + 2);
    const char *title = lingual_in(&programme->title, scene->language);
    canvas_draw_text(canvas, area, 0, 0, ROLE_TITLE, title != NULL ? title : "");
}

/* Puts the tabs with a bit in `there` side by side, the key alone where that of `titled` is not
   set. Columns used. */
static int place_tabs_of(struct program *program, struct area area, int between, uint64_t titled,
                         uint64_t there)
{
    size_t count;
    const struct view *const *all = views_all(&count);
    int x = 0;
    for (size_t i = 0; i < count; i++) {
        BUF_LOCAL struct buf tab = {0};
        program->tabs[i] = (struct area){0, 0, 0, 0};
        if (!all[i]->tab || (there & UINT64_C(1) << i) == 0)
            continue;
        keymap_write_key(program->keymap, all[i]->action, &tab);
        if ((titled & UINT64_C(1) << i) != 0)
            buf_add_format(&tab, " %s", translate_id(action_info(all[i]->action)->title));
        int width = (int)text_width(tab.bytes, tab.size);
        program->tabs[i] = (struct area){area.x + x, area.y, width, 1};
        x += width + between;
    }
    return x - between;
}

static int place_tabs(struct program *program, struct area area, int between, uint64_t titled)
{
    return place_tabs_of(program, area, between, titled, UINT64_MAX);
}

/* Where not even the keys of all fit: the last ones give way, never the shown one. */
static void leave_tabs_out(struct program *program, struct area area, uint64_t shown)
{
    size_t count;
    uint64_t there = UINT64_MAX;
    (void)views_all(&count);
    for (size_t i = count; i-- > 0 && place_tabs_of(program, area, 1, shown, there) > area.w;)
        there &= ~(UINT64_C(1) << i) | shown;
}

/* The tabs; where they do not fit, the shown one has its title, and of the others as many as can.
 */
static void lay_out_tabs(struct program *program, struct area area)
{
    size_t count;
    const struct view *const *all = views_all(&count);
    if (place_tabs(program, area, 2, UINT64_MAX) <= area.w ||
        place_tabs(program, area, 1, UINT64_MAX) <= area.w)
        return;
    uint64_t titled = 0;
    for (size_t i = 0; i < count; i++)
        titled |= all[i] == program->shown ? UINT64_C(1) << i : 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t more = titled | UINT64_C(1) << i;
        if (place_tabs(program, area, 2, more) > area.w)
            break;
        titled = more;
    }
    if (place_tabs(program, area, 2, titled) > area.w)
        leave_tabs_out(program, area, titled);
}

static void draw_tabs(struct program *program, struct canvas *canvas, struct area area)
{
    size_t count;
    const struct view *const *all = views_all(&count);
    lay_out_tabs(program, area);
    for (size_t i = 0; i < count; i++) {
        BUF_LOCAL struct buf key = {0};
        if (area_is_empty(program->tabs[i]))
            continue;
        struct area tab = area_meet(area, program->tabs[i]);
        bool shown = all[i] == program->shown;
        keymap_write_key(program->keymap, all[i]->action, &key);
        int x = canvas_draw_text(canvas, tab, 0, 0, shown ? ROLE_FOCUS : ROLE_KEY, buf_text(&key));
        canvas_draw_text(canvas, tab, x + 1, 0,
                         shown ? ROLE_FOCUS | STYLE_UNDERLINE : (unsigned)ROLE_LABEL,
                         translate_id(action_info(all[i]->action)->title));
    }
}

/* "REHEARSAL ×60", where the clock is not the machine's. */
static void write_pace(const struct program *program, struct buf *out)
{
    const struct clock *clock = program->options.clock;
    bool fast = clock->kind == CLOCK_KIND_RUNNING && clock->speed > 1;
    if (program->scene.rehearsal || fast)
        buf_add_text(out, program->scene.rehearsal ? _("REHEARSAL") : _("CLOCK"));
    if (fast)
        buf_add_format(out, " ×%u", clock->speed);
}

/* The same where a view has the whole screen: nobody takes a rehearsal's clock for the room's. */
static void draw_pace(const struct program *program, struct canvas *canvas, struct area area)
{
    BUF_LOCAL struct buf pace = {0};
    write_pace(program, &pace);
    canvas_draw_right(canvas, area_inset(area, 1, 0), 0, ROLE_RULE, buf_text(&pace));
}

static void draw_second_line(struct program *program, struct canvas *canvas, struct area area)
{
    const struct scene *scene = &program->scene;
    BUF_LOCAL struct buf right = {0};
    area = area_inset(area, 1, 0);
    write_pace(program, &right);
    if (right.size > 0)
        buf_add_text(&right, " · ");
    if (scene->rolls)
        buf_add_format(&right, "%s · ", _("roll"));
    buf_add_text(&right,
                 wording_rule(timekeeper_attribution(scene->timekeeper, scene->reading.slot)));
    buf_add_text(&right, " · ");
    wording_write_holder(scene, &right);
    area.w -= canvas_draw_right(canvas, area, 0, ROLE_RULE, buf_text(&right)) + 2;
    draw_tabs(program, canvas, area);
}

/* NOT SAVED in words, or that the last events are in the rescue folder. Returns columns. */
static int draw_status(const struct program *program, struct canvas *canvas, struct area area)
{
    const struct journal_status *status = &program->scene.status;
    BUF_LOCAL struct buf text = {0};
    switch (status->state) {
    case JOURNAL_IDLE:
    case JOURNAL_SAVED:
        if (!program->draft_failed)
            return 0;
        buf_add_text(&text, _("the draft is not on the disc"));
        break;
    case JOURNAL_RESCUED:
        buf_add_text(&text, _("saved in the rescue folder"));
        break;
    case JOURNAL_NOT_SAVED: {
        BUF_LOCAL struct buf number = {0};
        buf_add_format(&number, "%zu", status->unsaved);
        translate_write(&text, N_("NOT SAVED: {1}"), buf_text(&number), NULL);
        break;
    }
    }
    return canvas_draw_right(canvas, area, 0, ROLE_ERROR, buf_text(&text)) + 2;
}

/* "● SOU-88-report.pdf 12 s": also in the Report view, whose own line may be further down. Returns
   columns. */
static int draw_exporting(const struct program *program, struct canvas *canvas, struct area area)
{
    BUF_LOCAL struct buf text = {0};
    if (program->scene.exporting == NULL)
        return 0;
    const char *name = program->scene.exporting;
    const char *ending = area.w < NAMED_FROM ? strrchr(name, '.') : NULL; /* the end time stays */
    buf_add_format(&text, "● %s %u s", ending != NULL ? ending + 1 : name,
                   program->scene.exporting_seconds);
    return canvas_draw_right(canvas, area, 0, ROLE_PENDING, buf_text(&text)) + 2;
}

/* What runs, where the view itself does not show it. */
static void write_running(const struct program *program, struct buf *out)
{
    const struct scene *scene = &program->scene;
    if (program->shown == &view_session || scene->reading.slot == SLOT_NONE)
        return;
    struct figure figure;
    figure_make(scene, &figure);
    bool plain = scene->reading.level == LEVEL_ON_TIME && !scene->reading.approximate &&
                 scene->timekeeper->state == CLOCK_RUNNING;
    if (plain) /* "on time" is for the session here, which may well be late */
        translate_write(out, N_("{1} left"), figure.text, NULL);
    else
        buf_add_format(out, "%s %s", figure.text, buf_text(&figure.word));
    buf_add_text(out, BETWEEN);
    figure_finish(&figure);
}

/* The level of what runs, in its colour as it is in its word; behind it stands how late the session
   is, which has a colour of its own. */
static void style_level(const struct program *program, struct canvas *canvas, struct area area,
                        const struct buf *running)
{
    int width = (int)text_width(running->bytes, running->size - strlen(BETWEEN));
    canvas_style_area(canvas, area_take_left(&area, width),
                      wording_level_role(program->scene.reading.level));
}

/* Another plan is offered where a hard end is passed, but for where it is chosen. */
static bool offers_replan(const struct program *program)
{
    return program->scene.offers_replan && program->shown != &view_replan;
}

/* " · 4 replan": one quiet line. Columns, 0 where nothing is offered. */
static int offer_columns(const struct program *program)
{
    BUF_LOCAL struct buf key = {0};
    const char *label = _("replan");
    if (!offers_replan(program))
        return 0;
    keymap_write_key(program->keymap, ACTION_VIEW_REPLAN, &key);
    return (int)(text_width(buf_text(&key), key.size) + text_width(label, strlen(label))) + 4;
}

static void draw_offer(const struct program *program, struct canvas *canvas, struct area area)
{
    BUF_LOCAL struct buf key = {0};
    keymap_write_key(program->keymap, ACTION_VIEW_REPLAN, &key);
    int x = canvas_draw_text(canvas, area, 0, 0, ROLE_DIM, " · ");
    x += canvas_draw_text(canvas, area, x, 0, ROLE_KEY, buf_text(&key)) + 1;
    canvas_draw_text(canvas, area, x, 0, ROLE_LABEL, _("replan"));
}

/* How late, and when it ends: it stands at the foot of every view. */
static void draw_state_line(const struct program *program, struct canvas *canvas, struct area area)
{
    BUF_LOCAL struct buf running = {0};
    BUF_LOCAL struct buf text = {0};
    area = area_inset(area, 1, 0);
    area.w -= draw_status(program, canvas, area);
    area.w -= draw_exporting(program, canvas, area);
    write_running(program, &running);
    int offer = offer_columns(program);
    area.w -= offer;
    unsigned style = wording_write_outlook(&program->scene, buf_text(&running), area.w, &text);
    int used = canvas_draw_text(canvas, area, 0, 0, style, buf_text(&text));
    if (running.size > 0 && strncmp(buf_text(&text), buf_text(&running), running.size) == 0)
        style_level(program, canvas, area, &running);
    area.w += offer;
    area_take_left(&area, used);
    if (offer > 0)
        draw_offer(program, canvas, area);
}

static int said_rows(const struct program *program, int columns)
{
    int rows = canvas_measure_wrapped(buf_text(&program->said), columns - 2);
    return rows < SAID_MOST ? rows : SAID_MOST;
}

/* What is said, over as many rows as it needs, upwards from the bottom of `area`. */
static void draw_said(const struct program *program, struct canvas *canvas, struct area area)
{
    struct area lines = area_take_bottom(&area, said_rows(program, area.w));
    canvas_fill_area(canvas, lines, program->said_role, " ");
    canvas_draw_wrapped(canvas, area_inset(lines, 1, 0), 0, program->said_role,
                        buf_text(&program->said));
}

/* The view, and beneath it the editor where the view does not host it; over both the menu. */
static void draw_view(struct program *program, struct canvas *canvas, struct area area)
{
    const struct view *view = program->shown;
    const struct view *ground = view->over && program->before != NULL ? program->before : view;
    struct area upper = area;
    program->editor_area = (struct area){0, 0, 0, 0};
    if (program->editor != NULL && ground->tab && !ground->hosts_editor)
        program->editor_area =
            area_take_bottom(&upper, area.h / 2 < EDITOR_ROWS ? area.h / 2 : EDITOR_ROWS);
    program->view_area = view == ground ? upper : area;
    ground->draw(program_view_state(program, ground), &program->scene, canvas, upper);
    if (!area_is_empty(program->editor_area))
        editor_draw(program->editor, &program->scene, canvas, program->editor_area);
    if (view != ground)
        view->draw(program_view_state(program, view), &program->scene, canvas, area);
}

/*
 * From the bottom: keys, more keys, state. What is said or asked takes the place of more keys where
 * it is one row, else lies over the foot of the view: the state stays to be read.
 */
static void draw_framed(struct program *program, struct canvas *canvas, struct area area)
{
    draw_first_line(&program->scene, canvas, area_take_top(&area, 1));
    draw_second_line(program, canvas, area_take_top(&area, 1));
    struct area keys = area_take_bottom(&area, 1);
    struct area more = area_take_bottom(&area, canvas->height >= PROGRAM_ROOMY ? 1 : 0);
    struct area state = area_take_bottom(&area, 1);
    draw_view(program, canvas, area);
    draw_state_line(program, canvas, state);
    bool asks = program->asked_line.open;
    bool says = !asks && program->said.size > 0;
    bool beneath = !area_is_empty(more) && (asks || (says && said_rows(program, area.w) == 1));
    program_draw_footer(program, canvas, keys, beneath ? (struct area){0, 0, 0, 0} : more);
    struct area words = beneath ? more : area;
    if (asks)
        program_draw_line(program, canvas, area_take_bottom(&words, 1));
    else if (says)
        draw_said(program, canvas, words);
}

/* Smaller than it can be used: says so, and still shows the clock. */
static void draw_small(const struct program *program, struct canvas *canvas, struct area area)
{
    struct figure figure;
    figure_make(&program->scene, &figure);
    int y = 0;
    if (figure.text[0] != '\0')
        canvas_draw_text(canvas, area, 0, y++, figure.role | STYLE_BOLD, figure.text);
    y += canvas_draw_wrapped(canvas, area, y, figure.role, buf_text(&figure.word));
    y += canvas_draw_wrapped(canvas, area, y, ROLE_NORMAL, buf_text(&figure.title));
    BUF_LOCAL struct buf outlook = {0};
    unsigned style = wording_write_outlook(&program->scene, "", canvas->width, &outlook);
    if (outlook.size > 0)
        y += canvas_draw_wrapped(canvas, area, y, style, buf_text(&outlook));
    BUF_LOCAL struct buf text = {0};
    BUF_LOCAL struct buf size = {0};
    buf_add_format(&size, "%d × %d", canvas->width, canvas->height);
    translate_write(&text, N_("This terminal is {1}; 60 × 18 are needed for more than the clock."),
                    buf_text(&size), NULL);
    canvas_draw_wrapped(canvas, area, y, ROLE_NOTICE, buf_text(&text));
    figure_finish(&figure);
}

static void draw_all(struct program *program, struct canvas *canvas)
{
    struct area area = canvas_area(canvas);
    canvas_clear(canvas);
    canvas_fill_area(canvas, area, ROLE_NORMAL, " ");
    program->scene.editor = program->editor;
    if (program->editor != NULL)
        editor_hide(program->editor);
    program->scene.plain =
        screen_is_plain(program->screen) || canvas->charset != CHARSET_FULL; /* no strokes */
    memset(program->tabs, 0, sizeof program->tabs);
    bool whole = program->shown->whole && !program_is_writing(program);
    if (canvas->width < LEAST_WIDTH || canvas->height < LEAST_HEIGHT)
        draw_small(program, canvas, area);
    else if (whole)
        draw_view(program, canvas, area);
    else
        draw_framed(program, canvas, area);
    if (whole)
        draw_pace(program, canvas, (struct area){area.x, area.y, area.w, 1});
    if (whole && !program->options.read_only) /* whose own texts are in danger reads it here too */
        draw_status(program, canvas, area_inset(area_take_top(&area, 1), 1, 0));
    if (whole && program->said.size > 0)
        draw_said(program, canvas, area);
    if (whole && program->asked_line.open)
        program_draw_line(program, canvas, area_take_bottom(&area, 1));
    if (program->asked.open)
        program_draw_question(program, canvas);
    program_draw_flash(program, canvas);
}

static void note_patched(struct program *program)
{
    struct patched *patched = &program->patched;
    const struct canvas *shown = program->canvas;
    patched->view = program->shown;
    patched->editor = program->editor;
    patched->second = program->scene.now.wall;
    patched->width = shown->width;
    patched->height = shown->height;
    patched->cells.count = 0;
    for (int y = 0; y < shown->height; y++) {
        for (int x = 0; x < shown->width; x++) {
            const struct cell *cell = canvas_cell(shown, x, y);
            if (!cell_equal(cell, canvas_cell(program->stale, x, y))) {
                struct patched_cell was = {.x = x, .y = y, .cell = *cell};
                array_push(&patched->cells, was);
            }
        }
    }
}

void program_drop_patch(struct program *program)
{
    watchdog_set_patch(program->watchdog, NULL, 0);
    program->patched.editor = NULL;
}

void program_prepare_patch(struct program *program)
{
    const struct canvas *shown = program->canvas;
    BUF_LOCAL struct buf patch = {0};
    if (program->watchdog == NULL)
        return;
    canvas_resize(program->stale, shown->width, shown->height);
    program->scene.stale = true;
    draw_all(program, program->stale);
    program->scene.stale = false;
    screen_write_patch(program->screen, program->stale, &patch);
    watchdog_set_patch(program->watchdog, patch.bytes, patch.size);
    note_patched(program);
}

/* Did somebody only type since the patch was made? Then the clock stands where it stood. */
static bool patch_fits(const struct program *program)
{
    const struct patched *patched = &program->patched;
    const struct canvas *shown = program->canvas;
    bool fits = patched->editor != NULL && patched->editor == program->editor &&
                patched->view == program->shown && !program->asked.open &&
                patched->second == program->scene.now.wall && patched->width == shown->width &&
                patched->height == shown->height;
    for (size_t i = 0; i < patched->cells.count && fits; i++) {
        const struct patched_cell *was = &patched->cells.items[i];
        fits = cell_equal(&was->cell, canvas_cell(shown, was->x, was->y));
    }
    return fits;
}

int program_show_picture(struct program *program)
{
    bool whole = program->dirty || program->editor == NULL || program_is_flashing(program);
    program->dirty = false;
    program->typed_in = false;
    if (whole || !editor_draw_again(program->editor, &program->scene, program->canvas))
        draw_all(program, program->canvas);
    bool fits = patch_fits(program);
    if (!fits)
        program_drop_patch(program);
    int result = screen_show(program->screen, program->canvas);
    if (result == 0 && !fits)
        program_prepare_patch(program);
    return result;
}
