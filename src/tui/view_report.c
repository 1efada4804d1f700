/*
 * The report before it leaves the room: what of it, in which format and languages, as it would be
 * read, and where it went. The text is made anew when the record or the choice is another one, and
 * not before it is looked at; of a large record not while somebody presses keys. So is what tells a
 * file that the record has moved on, one of them at a time.
 */
#include "view_report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>
#include <dais/core/review.h>
#include <dais/os/helper.h>

#include "hints.h"
#include "translate.h"

enum {
    BESIDE_FROM = 76, /* columns from which the text stands beside the choices */
    CHOICES_LEAST = 30,
    LARGE = 1000, /* entries from which a text is made while no key is pressed */
    REST = 150,   /* ms without a key */
    TEXT_LEAST = 40,
    ROOMY = 13, /* rows of the choices from which there are blank ones */
};

static void *make(void)
{
    return mem_new(1, sizeof(struct view_report_state));
}

static void free_state(void *data)
{
    struct view_report_state *state = data;
    preview_finish(&state->preview);
    exported_files_finish(&state->files);
    report_templates_finish(&state->templates);
    buf_finish(&state->name);
    buf_finish(&state->file);
    free(state->saids.items);
    free(state);
}

/* ---- what it would say ---- */

/* The text of the file where that is one to be read as it is, else that of its Markdown. */
static void write_text(const struct view_report_state *state, const struct report *report,
                       struct buf *out)
{
    const struct exporter *exporter = report_choice_exporter(&state->choice);
    if (!exporter->one_language)
        exporter = export_find("md");
    exporter->write(report, NULL, out);
}

static bool is_marked(const struct view_report_state *state)
{
    return !report_choice_exporter(&state->choice)->one_language;
}

static void choose_name(struct view_report_state *state, const struct scene *scene)
{
    buf_clear(&state->file);
    state->number = 1;
    if (scene->folder != NULL)
        state->number = exports_choose_name(scene->folder, buf_text(&state->name), &state->file);
    else
        buf_add_text(&state->file, buf_text(&state->name));
}

/* Texts of the report with names that the rule does not allow. */
static long count_names(const struct scene *scene, const struct report *report)
{
    long count = 0;
    bool all = report->what == REPORT_REPORT || report->what == REPORT_SUMMARY;
    for (size_t i = 0; i < scene->record->entries.count; i++) {
        const struct entry *entry = scene->record->entries.items[i];
        if (all || (report->what == REPORT_RECOMMENDATIONS && entry->kind == ENTRY_RECOMMENDATION))
            count += review_keeps_names(scene->session, entry);
    }
    return count;
}

static bool runs_leftward(const struct buf *text)
{
    for (size_t at = 0, length; at < text->size; at += length) {
        if (utf8_runs_leftward(utf8_decode(text->bytes + at, text->size - at, &length)))
            return true;
    }
    return false;
}

static void make_preview(struct view_report_state *state, const struct scene *scene)
{
    BUF_LOCAL struct buf text = {0};
    struct report_choice before = state->shown;
    before.values[PART_FORMAT] = state->choice.values[PART_FORMAT];
    bool same = state->events > 0 && report_choice_is_same(&state->choice, &before);
    struct report *report = report_choice_make(&state->choice, scene->session);
    write_text(state, report, &text);
    buf_clear(&state->name);
    export_file_name(report, report_choice_exporter(&state->choice), &state->name);
    state->draft = report->draft;
    state->names = count_names(scene, report);
    report_free(report);
    state->leftward = runs_leftward(&text);
    preview_take_text(&state->preview, &text, is_marked(state), same);
    state->shown = state->choice;
    state->events = session_generation(scene->session) + 1;
    choose_name(state, scene);
}

static bool is_old(const struct view_report_state *state, const struct scene *scene)
{
    return state->events != session_generation(scene->session) + 1 ||
           !report_choice_is_same(&state->choice, &state->shown);
}

static bool is_large(const struct scene *scene)
{
    return scene->record->entries.count > LARGE;
}

/* Milliseconds until work that takes longer than a key may be done; 0: now. */
static msec_t rest_left(const struct view_report_state *state, const struct scene *scene)
{
    msec_t rested = clock_hand_now() - state->touched;
    return !is_large(scene) || rested >= REST ? 0 : REST - rested;
}

void view_report_settle(struct view_report_state *state, const struct scene *scene)
{
    if (!state->begun)
        report_choice_init(&state->choice, scene->programme, scene->language);
    state->choice.templates = &state->templates;
    state->choice.missing = state->missing;
    state->begun = true;
    if (!is_large(scene) && is_old(state, scene))
        make_preview(state, scene);
}

/* ---- what was exported ---- */

static const char *find_said(const struct view_report_state *state, size_t events,
                             const struct report_choice *choice)
{
    for (size_t i = 0; i < state->saids.count; i++)
        if (state->saids.items[i].events == events &&
            report_choice_is_same(&state->saids.items[i].choice, choice))
            return state->saids.items[i].said;
    return NULL;
}

bool view_report_find_choice(const struct view_report_state *state, const struct exported *file,
                             struct report_choice *ret_choice)
{
    const struct report_choice first = {.templates = &state->templates};
    return file->what != NULL &&
           report_choice_find(&first, file->what, file->languages, file->template, ret_choice);
}

enum file_state view_report_file_state(const struct view_report_state *state,
                                       const struct scene *scene, const struct exported *file)
{
    struct report_choice choice;
    if (file->edited)
        return FILE_EDITED;
    if (!view_report_find_choice(state, file, &choice))
        return FILE_UNKNOWN;
    const char *said = find_said(state, session_generation(scene->session), &choice);
    if (said == NULL)
        return FILE_UNLOOKED;
    return strcmp(said, file->said) == 0 ? FILE_SAME : FILE_OLDER;
}

static void look_at(struct view_report_state *state, const struct scene *scene,
                    const struct report_choice *choice)
{
    struct said_digest said = {.choice = *choice, .events = session_generation(scene->session)};
    struct report *report = report_choice_make(choice, scene->session);
    export_write_digest(report, said.said);
    report_free(report);
    if (state->saids.count > 0 && state->saids.items[0].events != said.events)
        state->saids.count = 0;
    array_push(&state->saids, said);
}

/* Looks at one that was not looked at. False: there is none. */
static bool look_at_next(struct view_report_state *state, const struct scene *scene)
{
    for (size_t i = 0; i < state->files.list.count; i++) {
        const struct exported *file = &state->files.list.items[i];
        struct report_choice choice;
        if (view_report_file_state(state, scene, file) != FILE_UNLOOKED ||
            !view_report_find_choice(state, file, &choice))
            continue;
        look_at(state, scene, &choice);
        return true;
    }
    return false;
}

/* Anew with each key, each export, and each second that the screen is drawn in: other programs edit
   and remove them, and nobody tells. */
static void list_files(struct view_report_state *state, const struct scene *scene)
{
    if (scene->folder == NULL ||
        (!state->files_old && state->exports == scene->exports && state->listed == scene->now.wall))
        return;
    exports_list(scene->folder, &state->files);
    state->listed = scene->now.wall;
    state->exports = scene->exports;
    state->files_old = false;
    if (state->events > 0)
        choose_name(state, scene);
}

static void look(void *data, struct program *program)
{
    struct view_report_state *state = data;
    const struct scene *scene = program_scene(program);
    msec_t rest = rest_left(state, scene);
    view_report_settle(state, scene);
    list_files(state, scene);
    if (rest > 0) {
        program_redraw_soon(program, rest);
        return;
    }
    if (is_old(state, scene))
        make_preview(state, scene);
    else if (!look_at_next(state, scene))
        return;
    program_redraw_soon(program, 0);
}

/* What a helper makes that is not there is not offered. */
static void find_missing(struct view_report_state *state)
{
    for (size_t i = 0; i < export_count(); i++) {
        BUF_LOCAL struct buf path = {0};
        const char *helper = export_at(i)->helper;
        if (helper != NULL && helper_find(helper, &path) == -ENOENT)
            state->missing |= 1U << i;
    }
}

void view_report_read_templates(struct view_report_state *state, const struct scene *scene)
{
    if (scene->folder == NULL || scene->exporting != NULL)
        return;
    find_missing(state);
    size_t wished = state->choice.wished[PART_TEMPLATE];
    MEM_LOCAL char *name =
        wished > 0 ? mem_dup(state->templates.list.items[wished - 1].name) : NULL;
    if (!report_templates_read(scene->folder, scene->templates, &state->templates))
        return;
    state->choice.templates = &state->templates;
    report_choice_set(&state->choice, PART_TEMPLATE,
                      report_templates_find(&state->templates, name));
    state->saids.count = 0; /* those of templates that are others now */
    state->events = 0;
}

static void enter(void *data, struct program *program)
{
    struct view_report_state *state = data;
    view_report_read_templates(state, program_scene(program));
    state->files_old = true;
    state->touched = clock_hand_now();
}

/* ---- drawing ---- */

static void draw_choices(struct view_report_state *state, const struct scene *scene,
                         struct canvas *canvas, struct area area)
{
    static const struct hint hints[] = {{ACTION_EXPORT, N_("write")},
                                        {ACTION_OPEN, N_("choose")},
                                        {ACTION_REPORT_OPEN, N_("open")}};
    struct report_drawn drawn = {state, scene};
    bool focused = scene->editor == NULL && !state->in_preview;
    unsigned border = focused ? ROLE_FOCUS : ROLE_BORDER;
    struct area inner =
        canvas_draw_box(canvas, area, border, focused ? ROLE_FOCUS : ROLE_TITLE, _("Report"), NULL);
    if (focused)
        hints_draw(scene, canvas, area, border, hints,
                   sizeof hints / sizeof hints[0] - (view_report_to_open(state) == NULL));
    area_take_left(&inner, 1);
    struct list_source source = view_report_source(&drawn);
    list_draw(&state->list, &source, canvas, inner, focused);
}

/* Most terminals set letters one after the other from the left, and none says whether it does. */
static void draw_leftward(struct canvas *canvas, struct area *area)
{
    enum { TEXT_ROWS = 4 /* that are left for the text itself */ };
    const char *line = _("Your terminal may show right-to-left letters in reverse; the file has "
                         "them as they are read.");
    int rows = canvas_measure_wrapped(line, area->w);
    if (area->h < rows + TEXT_ROWS)
        return;
    canvas_draw_wrapped(canvas, area_take_top(area, rows), 0, ROLE_NOTICE, line);
}

static void draw_preview(struct view_report_state *state, const struct scene *scene,
                         struct canvas *canvas, struct area area)
{
    static const struct hint hints[] = {{ACTION_PAGER_DOWN, N_("page")},
                                        {ACTION_ZOOM, N_("all the room")},
                                        {ACTION_PANE_NEXT, N_("choices")}};
    static const struct hint others[] = {{ACTION_PAGER_DOWN, N_("page")},
                                         {ACTION_PANE_NEXT, N_("read")}};
    bool focused = scene->editor == NULL && state->in_preview;
    bool is_text = !report_choice_exporter(&state->choice)->packed;
    unsigned border = focused ? ROLE_FOCUS : ROLE_BORDER;
    struct area inner = canvas_draw_box(canvas, area, border, focused ? ROLE_FOCUS : ROLE_TITLE,
                                        is_old(state, scene) ? "…" : buf_text(&state->file),
                                        is_text ? _("preview") : _("preview, as text"));
    if (focused)
        hints_draw(scene, canvas, area, border, hints, sizeof hints / sizeof hints[0]);
    else if (scene->editor == NULL)
        hints_draw(scene, canvas, area, border, others, sizeof others / sizeof others[0]);
    area_take_left(&inner, 1);
    if (state->leftward)
        draw_leftward(canvas, &inner);
    preview_draw(&state->preview, canvas, inner);
}

static int clamp(int value, int least, int most)
{
    return value > most ? most : value < least ? least : value;
}

/* Cuts the choices off; `*area` keeps what the text has. */
static struct area lay_out(struct view_report_state *state, struct area *area)
{
    if (state->zoomed)
        return area_take_top(area, state->in_preview ? 0 : area->h);
    if (area->w >= BESIDE_FROM)
        return area_take_left(area,
                              clamp(view_report_columns(state) + 4, CHOICES_LEAST,
                                    clamp(area->w * 9 / 20, CHOICES_LEAST, area->w - TEXT_LEAST)));
    int rows = REPORT_ROW_WRITE + 1 + (state->names > 0) + 2; /* that one is in view, too */
    return area_take_top(area, clamp(area->h / 2 + 1, rows, area->h));
}

static void draw(void *data, const struct scene *scene, struct canvas *canvas, struct area area)
{
    struct view_report_state *state = data;
    if (!scene->stale)
        view_report_settle(state, scene);
    struct area choices = lay_out(state, &area);
    state->compact = choices.h < ROOMY;
    if (!area_is_empty(choices))
        draw_choices(state, scene, canvas, choices);
    if (!area_is_empty(area))
        draw_preview(state, scene, canvas, area);
}

/* ---- keys and mouse ---- */

static bool leave(struct view_report_state *state, struct program *program)
{
    if (program_scene(program)->exporting != NULL) {
        program_stop_export(program);
        return true;
    }
    if (!state->zoomed && !state->in_preview)
        return false;
    if (!state->zoomed)
        state->in_preview = false;
    state->zoomed = false;
    return true;
}

static bool handle_pane(struct view_report_state *state, struct program *program,
                        enum action action)
{
    switch ((int)action) {
    case ACTION_PANE_NEXT:
    case ACTION_PANE_PREVIOUS:
        state->in_preview = !state->in_preview;
        return true;
    case ACTION_ZOOM:
        state->zoomed = !state->zoomed;
        return true;
    case ACTION_LEAVE:
        return leave(state, program);
    case ACTION_PAGER_DOWN:
        return preview_do(&state->preview, ACTION_PAGE_DOWN);
    }
    return false;
}

static bool handle(void *data, struct program *program, enum action action)
{
    struct view_report_state *state = data;
    const struct scene *scene = program_scene(program);
    view_report_settle(state, scene);
    state->touched = clock_hand_now();
    state->files_old = true; /* looked at with each key: nobody tells of them */
    if (handle_pane(state, program, action))
        return true;
    if (state->in_preview && preview_do(&state->preview, action))
        return true;
    struct report_drawn drawn = {state, scene};
    struct list_source source = view_report_source(&drawn);
    if (!state->in_preview && list_do(&state->list, &source, action))
        return true;
    return view_report_do(state, program, action);
}

static bool offers(void *data, const struct scene *scene, enum action action,
                   const char **ret_label)
{
    if (action == ACTION_CLOSE_SESSION && scene->timekeeper->closed)
        *ret_label = _("reopen");
    return action != ACTION_REPORT_OPEN || view_report_to_open(data) != NULL;
}

static bool click(void *data, struct program *program, const struct mouse *mouse)
{
    struct view_report_state *state = data;
    const struct scene *scene = program_scene(program);
    struct report_drawn drawn = {state, scene};
    view_report_settle(state, scene);
    if (preview_wheel(&state->preview, mouse))
        return true;
    if (mouse->kind == MOUSE_PRESS && area_holds(state->preview.area, mouse->x, mouse->y)) {
        state->in_preview = true;
        return true;
    }
    struct list_source source = view_report_source(&drawn);
    enum list_click clicked = list_click(&state->list, &source, mouse);
    if (clicked == LIST_MISSED)
        return false;
    state->in_preview = false;
    return clicked == LIST_SELECTED || view_report_do(state, program, ACTION_OPEN);
}

const struct view view_report = {
    .action = ACTION_VIEW_REPORT,
    .place = PLACE_REPORT,
    .tab = true,
    .make = make,
    .free = free_state,
    .enter = enter,
    .look = look,
    .draw = draw,
    .handle = handle,
    .offers = offers,
    .click = click,
};
