/*
 * One entry to a line, in columns; the selected one with its whole text and what else is known.
 * What is not as it should be stands before the text, where it is not cut off.
 */
#include "view_entries.h"

#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/core/entry_languages.h>

#include "search.h"
#include "translate.h"
#include "wording.h"

enum {
    MARK = 2,    /* columns of ✓ and the space behind it */
    TIME = 6,    /* likewise; more where the heading is longer */
    WIDE = 96,   /* columns from which kind and addressee have their own */
    WIDER = 150, /* columns from which the addressee has more */
    LINE = 4096, /* bytes of a text that one line can show for certain */
};

static int time_columns(void)
{
    const char *head = _("Time");
    int width = (int)text_width(head, strlen(head)) + 1;
    return width > TIME ? width : TIME;
}

/* A row as one text, and how far its parts reach. */
struct row_text {
    struct buf text;
    int error;  /* columns of what is wrong */
    int notice; /* up to here: what is to be known */
    int bold;   /* up to here: the label */
};

static int width_of(const struct buf *buf)
{
    return (int)text_width(buf_text(buf), buf->size);
}

static void add_flag(const char *text, struct buf *out)
{
    buf_add_format(out, "%s · ", text);
}

/* `whole`: with all its lines; else the first bytes of it on one line. */
static void add_text(const char *text, bool whole, struct buf *out)
{
    size_t size = text != NULL ? strlen(text) : 0;
    if (!whole && size > LINE)
        for (size = LINE; ((unsigned char)text[size] & 0xC0) == 0x80; size--)
            ;
    size_t start = out->size;
    buf_add(out, text != NULL ? text : "", size);
    for (size_t i = start; !whole && i < out->size; i++)
        if (out->bytes[i] == '\n')
            out->bytes[i] = ' ';
}

/* "↳ fr · ", before a translation. */
static void add_language(const struct entries_drawn *drawn, const struct entry *entry,
                         struct buf *out)
{
    if (entry->original != NULL && entry->original != entry)
        buf_add_format(out, "↳ %s · ", entry_language(drawn->scene->programme, entry));
}

static void write_row(const struct entries_drawn *drawn, const struct entry *entry, bool whole,
                      struct row_text *row)
{
    struct buf *out = &row->text;
    if (scene_is_entry_unsaved(drawn->scene, entry))
        add_flag(_("NOT SAVED"), out);
    if (entry->changed)
        add_flag(_("edited by hand"), out);
    row->error = width_of(out);
    if (entry_is_unsettled(entry))
        add_flag(_("two versions"), out);
    if (entry->changed_since_adoption)
        add_flag(_("changed since adoption"), out);
    if (entry->kept_names)
        buf_add_text(out, "@ ");
    row->notice = width_of(out);
    add_language(drawn, entry, out);
    if (entry->label != NULL)
        buf_add_format(out, "%s: ", entry->label);
    row->bold = width_of(out);
    add_text(entry->text, whole, out);
    if (drawn->state->columns.to == 0 && entry->addressee != NULL)
        buf_add_format(out, "  →\u00a0%s", entry->addressee);
}

/* ---- what stands under the text of the selected one ---- */

static void add_fact(const char *fact, struct buf *out)
{
    if (fact == NULL || fact[0] == '\0')
        return;
    if (out->size > 0)
        buf_add_text(out, " · ");
    buf_add_text(out, fact);
}

static void add_said(const char *id, const char *value, struct buf *out)
{
    BUF_LOCAL struct buf text = {0};
    if (value == NULL)
        return;
    translate_write(&text, id, value, NULL);
    add_fact(buf_text(&text), out);
}

/* Languages that an outcome, or what has some translation, is still to be there in. */
static void add_missing(const struct entries_drawn *drawn, const struct entry *entry,
                        struct buf *out)
{
    struct languages wanted;
    struct entry_texts texts;
    BUF_LOCAL struct buf missing = {0};
    if (entry->translations.count == 0 && !entry_kind_is_outcome(entry->kind))
        return;
    if (entry->original != NULL && entry->original != entry)
        return; /* said of that */
    entry_languages_wanted(drawn->scene->programme, &wanted);
    entry_texts_make(drawn->scene->programme, &wanted, entry, &texts);
    for (size_t i = 0; i < texts.missing.count; i++)
        buf_add_format(&missing, "%s%s", i > 0 ? ", " : "", texts.missing.items[i]);
    if (missing.size > 0)
        add_said(N_("missing in {1}"), buf_text(&missing), out);
    entry_texts_finish(&texts);
    languages_finish(&wanted);
}

static void write_facts(const struct entries_drawn *drawn, const struct entry *entry,
                        struct buf *out)
{
    BUF_LOCAL struct buf place = {0};
    BUF_LOCAL struct buf speaker = {0};
    BUF_LOCAL struct buf versions = {0};
    if (drawn->state->entries.count == drawn->state->entries.rows.count) { /* no headings */
        view_entries_write_place(drawn->scene, entry->slot, entry->track, &place);
        add_fact(buf_text(&place), out);
    }
    entry_write_speaker(drawn->scene, entry, &speaker);
    add_fact(buf_text(&speaker), out);
    int to = drawn->state->columns.to;
    if (to > 0 && entry->addressee != NULL &&
        (int)text_width(entry->addressee, strlen(entry->addressee)) > to - 1)
        add_said(N_("to {1}"), entry->addressee, out);
    add_said(N_("owner {1}"), entry->owner, out);
    add_said(N_("by {1}"), entry->deadline, out);
    add_said(N_("themes {1}"), entry->themes, out);
    add_said(N_("priority {1}"), entry->priority, out);
    add_missing(drawn, entry, out);
    const struct entry *near = view_entries_near(drawn->state, entry);
    if (near != NULL)
        add_said(N_("nearly the same as {1}"), near->shown, out);
    if (entry->original != NULL && entry->original != entry)
        add_said(N_("translation of {1}"), entry->original->shown, out);
    if (entry->merged_into != NULL)
        add_said(N_("merged into {1}"), entry->merged_into->shown, out);
    if (entry->versions.count > 1) {
        buf_add_format(&versions, "%zu", entry->versions.count);
        add_said(N_("{1} versions"), buf_text(&versions), out);
    }
    if (entry->standing == STANDING_WITHDRAWN && !entry->undone)
        add_said(N_("withdrawn because: {1}"), entry->why, out);
}

/* ---- the source ---- */

static const struct entry_row *row_at(const struct entries_drawn *drawn, size_t row)
{
    return &drawn->state->entries.rows.items[row];
}

static bool can_select(void *data, size_t row)
{
    return row_at(data, row)->entry != NULL;
}

static int measure(const struct entries_drawn *drawn, const struct entry *entry, int width)
{
    struct row_text row = {.error = 0};
    BUF_LOCAL struct buf facts = {0};
    write_row(drawn, entry, true, &row);
    write_facts(drawn, entry, &facts);
    int lines = canvas_measure_wrapped(buf_text(&row.text), width);
    if (facts.size > 0)
        lines += canvas_measure_wrapped(buf_text(&facts), width);
    buf_finish(&row.text);
    return lines;
}

/* The selected one is asked for several times in a picture, and may be long. */
static int height(void *data, size_t at, int columns, bool selected)
{
    const struct entries_drawn *drawn = data;
    const struct entry *entry = row_at(drawn, at)->entry;
    struct view_entries_state *state = drawn->state;
    (void)columns;
    if (!selected || entry == NULL)
        return 1;
    size_t events = session_generation(drawn->scene->session);
    int width = state->columns.text;
    if (drawn->scene->unsaved_count == 0 && event_id_equal(&state->measured.id, &entry->id) &&
        state->measured.events == events && state->measured.filter == state->filter.changes &&
        state->measured.columns == width)
        return state->measured.lines;
    state->measured.id = entry->id;
    state->measured.events = events;
    state->measured.filter = state->filter.changes;
    state->measured.columns = width;
    state->measured.lines = measure(drawn, entry, width);
    return state->measured.lines;
}

/* Styles the parts of the first line, and marks what was searched in one of its lines. */
static void style_line(const struct entries_drawn *drawn, struct canvas *canvas, struct area area,
                       int y, const struct row_text *row, unsigned style, const char *line,
                       size_t size)
{
    struct area first = area_meet(area, (struct area){area.x, area.y, area.w, 1});
    if (y == 0) {
        bool plain = style == ROLE_NORMAL || style == ROLE_DIM;
        struct area label = first;
        area_take_left(&label, row->notice);
        canvas_style_area(canvas, area_take_left(&label, row->bold - row->notice),
                          style | STYLE_BOLD);
        struct area error = area_take_left(&first, row->error);
        if (plain) {
            canvas_style_area(canvas, error, ROLE_ERROR);
            canvas_style_area(canvas, area_take_left(&first, row->notice - row->error),
                              ROLE_NOTICE);
        }
    }
    search_mark(canvas, area, 0, y, line, size, buf_text(&drawn->state->filter.search));
}

static void draw_wrapped(const struct entries_drawn *drawn, struct canvas *canvas, struct area area,
                         const struct entry *entry, unsigned style)
{
    struct row_text row = {.error = 0};
    BUF_LOCAL struct buf facts = {0};
    write_row(drawn, entry, true, &row);
    write_facts(drawn, entry, &facts);
    int under = facts.size > 0 ? canvas_measure_wrapped(buf_text(&facts), area.w) : 0;
    struct area last = {area.x, area.y, area.w, 0};
    if (under > 0 && area.h > 1)
        last = area_take_bottom(&area, under < area.h ? under : area.h - 1);
    canvas_draw_wrapped(canvas, area, 0, style, buf_text(&row.text));
    const char *text = buf_text(&row.text);
    size_t size = row.text.size;
    bool sought = drawn->state->filter.search.size > 0;
    for (int y = 0; y < area.h && size > 0 && (y == 0 || sought); y++) {
        size_t skip;
        size_t taken = text_wrap(text, size, area.w > 0 ? (unsigned)area.w : 1, &skip);
        style_line(drawn, canvas, area, y, &row, style, text, taken);
        text += taken + skip;
        size -= taken + skip;
    }
    canvas_draw_wrapped(canvas, last, 0, style, buf_text(&facts));
    buf_finish(&row.text);
}

static void draw_heading(const struct entries_drawn *drawn, const struct entry_row *row,
                         struct canvas *canvas, struct area area)
{
    BUF_LOCAL struct buf text = {0};
    BUF_LOCAL struct buf count = {0};
    view_entries_write_place(drawn->scene, row->slot, row->track, &text);
    buf_add_format(&count, "%zu", row->count);
    area.w -= canvas_draw_right(canvas, area, 0, ROLE_DIM, buf_text(&count)) + 1;
    canvas_draw_text(canvas, area, 0, 0, ROLE_HEADING, buf_text(&text));
}

/* "draft"; of one that went into another "→ R2". */
static void write_standing(const struct entry *entry, struct buf *out)
{
    if (entry->merged_into != NULL && entry->standing == STANDING_WITHDRAWN && !entry->undone)
        buf_add_format(out, "→ %s", entry->merged_into->shown);
    else
        buf_add_text(out, wording_entry_standing(entry));
}

/* All columns but the text, whose area is returned. */
static struct area draw_columns(const struct entries_drawn *drawn, const struct entry *entry,
                                struct canvas *canvas, struct area area, unsigned words,
                                unsigned style)
{
    const struct entry_columns *columns = &drawn->state->columns;
    bool plain = style == ROLE_NORMAL;
    bool unsaved = scene_is_entry_unsaved(drawn->scene, entry);
    unsigned mark = !plain ? style : unsaved ? (unsigned)ROLE_ERROR : (unsigned)ROLE_OK;
    unsigned beside = plain ? (unsigned)ROLE_DIM : style;
    BUF_LOCAL struct buf time = {0};
    entry_write_time(drawn->scene, entry, &time);
    if (view_entries_is_marked(drawn->state, &entry->id))
        canvas_draw_text(canvas, area_take_left(&area, MARK), 0, 0,
                         plain ? (unsigned)ROLE_NOTICE | STYLE_BOLD : style, "*");
    else
        canvas_draw_text(canvas, area_take_left(&area, MARK), 0, 0, mark, unsaved ? "!" : "✓");
    struct area number = area_take_left(&area, columns->number);
    canvas_draw_text(canvas, number, 0, 0, words | (plain ? STYLE_BOLD : 0), entry->shown);
    canvas_draw_text(canvas, area_take_left(&area, time_columns()), 0, 0, beside, buf_text(&time));
    if (columns->kind > 0)
        canvas_draw_text(canvas, area_take_left(&area, columns->kind), 0, 0, beside,
                         wording_kind(entry->kind));
    BUF_LOCAL struct buf standing = {0};
    write_standing(entry, &standing);
    if (columns->standing > 0)
        canvas_draw_text(canvas, area_inset(area_take_right(&area, columns->standing), 1, 0), 0, 0,
                         plain ? (unsigned)wording_standing_role(entry) : style,
                         buf_text(&standing));
    struct area to = area_take_right(&area, columns->to);
    area_take_left(&to, 1);
    if (entry->addressee != NULL)
        canvas_draw_text(canvas, to, 0, 0, words, entry->addressee);
    return area;
}

static void draw(void *data, size_t at, struct canvas *canvas, struct area area, unsigned style)
{
    const struct entries_drawn *drawn = data;
    const struct entry_row *row = row_at(drawn, at);
    const struct entry *entry = row->entry;
    if (entry == NULL) {
        draw_heading(drawn, row, canvas, area);
        return;
    }
    bool gone = style == ROLE_NORMAL && entry->standing == STANDING_WITHDRAWN;
    unsigned words = gone ? ROLE_DIM : style;
    struct area rest = draw_columns(drawn, entry, canvas, area, words, style);
    if (style == ROLE_SELECTED || style == ROLE_MARKED) {
        draw_wrapped(drawn, canvas, rest, entry, style);
        return;
    }
    struct row_text text = {.error = 0};
    write_row(drawn, entry, false, &text);
    canvas_draw_text(canvas, rest, 0, 0, words, buf_text(&text.text));
    style_line(drawn, canvas, rest, 0, &text, words, buf_text(&text.text), text.text.size);
    buf_finish(&text.text);
}

struct list_source view_entries_source(struct entries_drawn *drawn)
{
    return (struct list_source){.count = drawn->state->entries.rows.count,
                                .data = drawn,
                                .plain = true,
                                .height = height,
                                .can_select = can_select,
                                .draw = draw};
}

/* ---- columns ---- */

static int widest_kind(void)
{
    int widest = 0;
    for (int kind = 0; kind < ENTRY_KIND_COUNT; kind++) {
        const char *word = wording_kind((enum entry_kind)kind);
        int width = (int)text_width(word, strlen(word));
        widest = width > widest ? width : widest;
    }
    return widest;
}

void view_entries_choose_columns(struct view_entries_state *state, int w)
{
    struct entry_columns columns = {.number = 3};
    bool wide = w >= WIDE;
    int number = state->entries.number_columns + 1;
    columns.number = number > columns.number ? number : columns.number;
    for (int i = 0; i < STANDING_COUNT; i++) {
        bool shown = (state->entries.standings >> i & 1) != 0 && (wide || i != STANDING_DRAFT);
        const char *word = wording_standing((enum standing)i);
        int width = shown ? (int)text_width(word, strlen(word)) + 2 : 0;
        columns.standing = width > columns.standing ? width : columns.standing;
    }
    const char *head = _("Standing");
    int least = (int)text_width(head, strlen(head)) + 2;
    if (columns.standing > 0 && columns.standing < least)
        columns.standing = least;
    columns.kind = wide ? widest_kind() + 1 : 0;
    columns.to = w >= WIDER ? 30 : wide ? 18 : 0;
    columns.text =
        w - MARK - time_columns() - columns.number - columns.kind - columns.to - columns.standing;
    state->columns = columns;
}

void view_entries_draw_header(const struct view_entries_state *state, struct canvas *canvas,
                              struct area area)
{
    const struct entry_columns *columns = &state->columns;
    area_take_right(&area, 1); /* the scroll mark's */
    area_take_left(&area, MARK);
    canvas_draw_text(canvas, area_take_left(&area, columns->number), 0, 0, ROLE_DIM, "#");
    canvas_draw_text(canvas, area_take_left(&area, time_columns()), 0, 0, ROLE_DIM, _("Time"));
    if (columns->kind > 0)
        canvas_draw_text(canvas, area_take_left(&area, columns->kind), 0, 0, ROLE_DIM, _("Kind"));
    if (columns->standing > 0)
        canvas_draw_text(canvas, area_inset(area_take_right(&area, columns->standing), 1, 0), 0, 0,
                         ROLE_DIM, _("Standing"));
    if (columns->to > 0) {
        struct area to = area_take_right(&area, columns->to);
        canvas_draw_text(canvas, area_inset(to, 1, 0), 0, 0, ROLE_DIM, _("To"));
    }
    canvas_draw_text(canvas, area, 0, 0, ROLE_DIM, _("Text"));
}
