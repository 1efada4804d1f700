/*
 * Sentences are made for the rows in view only; the list itself is made from the log each time,
 * since an event of another laptop may come in between.
 */
#include "log_rows.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>

#include "translate.h"
#include "wording.h"

enum {
    WRITTEN = 400, /* bytes of a text behind its sentence */
    TIME = 9,      /* columns of "09:03:00 " */
    WRITER = 16,   /* columns of a name, at most; */
    NARROW = 8,    /* and where there is little room */
    WIDE = 76,     /* columns from which there is more */
    LOOKED = 200,  /* of the last lines: whose names make the column as wide as it is */
};

void log_rows_finish(struct log_rows *rows)
{
    free(rows->list.items);
    *rows = (struct log_rows){.count = 0};
}

struct writers {
    ARRAY_OF(struct token) list;
};

/* Is this a launch of somebody who has been there before? It says nothing new. */
static bool is_repeated(const struct logged *logged, struct writers *writers)
{
    if (logged->event->op != EVENT_LAUNCH)
        return false;
    for (size_t i = 0; i < writers->list.count; i++)
        if (token_equal(&writers->list.items[i], &logged->writer))
            return true;
    array_push(&writers->list, logged->writer);
    return false;
}

static int64_t day_of(const struct scene *scene, size_t index)
{
    int64_t days;
    msec_t of_day;
    zone_civil(scene->programme->zone, session_log_at(scene->session, index)->event->at, &days,
               &of_day);
    return days;
}

void log_rows_make(struct log_rows *rows, const struct scene *scene)
{
    struct writers writers = {{0}};
    size_t count = session_log_count(scene->session);
    rows->list.count = 0;
    rows->count = count;
    bool headed = count > 0 && day_of(scene, 0) != day_of(scene, count - 1);
    int64_t before = INT64_MIN;
    for (size_t i = 0; i < count; i++) {
        if (is_repeated(session_log_at(scene->session, i), &writers))
            continue;
        if (headed && day_of(scene, i) != before) {
            before = day_of(scene, i);
            array_push(&rows->list, ((struct log_row){true, i}));
        }
        array_push(&rows->list, ((struct log_row){false, i}));
    }
    free(writers.list.items);
}

size_t log_rows_find(const struct log_rows *rows, const struct scene *scene,
                     const struct event_id *id)
{
    for (size_t i = rows->list.count; i > 0; i--) {
        const struct log_row *row = &rows->list.items[i - 1];
        if (!row->heading &&
            event_id_equal(&session_log_at(scene->session, row->index)->event->id, id))
            return i - 1;
    }
    return rows->list.count;
}

/* ---- drawing ---- */

/* What became of an event where it is not simply in effect; NULL: it is. */
static const char *mark_of(const struct scene *scene, const struct logged *logged,
                           unsigned *ret_style)
{
    *ret_style = ROLE_ERROR;
    if (scene_is_unsaved(scene, &logged->event->id))
        return _("NOT SAVED");
    if (logged->fork)
        return _("two of this id");
    if (logged->event->changed && !logged->confirmed)
        return _("edited by hand");
    *ret_style = ROLE_NOTICE;
    if (logged->is_void || logged->idle)
        return _("no effect");
    if (logged->undone)
        return _("undone");
    if (logged->event->changed)
        return _("edited, confirmed");
    return NULL;
}

/* What happened; behind it the text that was written then, on one line. */
static void write_sentence(const struct scene *scene, const struct logged *logged, struct buf *out)
{
    struct message text = {0};
    session_describe(scene->session, logged->event, scene->language, &text);
    message_write(&text, translate, out);
    message_finish(&text);
    if (logged->event->op != EVENT_ENTRY_ADD && logged->event->op != EVENT_ENTRY_AMEND)
        return;
    const char *written = event_text(logged->event, KEY_TEXT);
    size_t size = written != NULL ? strlen(written) : 0;
    if (size > WRITTEN)
        for (size = WRITTEN; ((unsigned char)written[size] & 0xC0) == 0x80; size--)
            ;
    if (size == 0)
        return;
    buf_add_text(out, " · ");
    size_t start = out->size;
    buf_add(out, written, size);
    for (size_t i = start; i < out->size; i++)
        if (out->bytes[i] == '\n')
            out->bytes[i] = ' ';
    if (written[size] != '\0')
        buf_add_text(out, "…");
}

static const struct log_row *row_at(const struct log_drawn *drawn, size_t at)
{
    return &drawn->rows->list.items[at];
}

static const struct logged *logged_at(const struct log_drawn *drawn, size_t at)
{
    return session_log_at(drawn->scene->session, row_at(drawn, at)->index);
}

static bool can_select(void *data, size_t at)
{
    return !row_at(data, at)->heading;
}

/* Columns of a sentence beside time, writer and mark. */
static int text_columns(const struct log_drawn *drawn, const char *mark, int columns)
{
    int rest = columns - TIME - drawn->writer - 1;
    if (mark != NULL)
        rest -= (int)text_width(mark, strlen(mark)) + 1;
    return rest > 1 ? rest : 1;
}

static int height(void *data, size_t at, int columns, bool selected)
{
    const struct log_drawn *drawn = data;
    if (!selected || row_at(drawn, at)->heading)
        return 1;
    unsigned style;
    BUF_LOCAL struct buf text = {0};
    const struct logged *logged = logged_at(drawn, at);
    write_sentence(drawn->scene, logged, &text);
    const char *mark = mark_of(drawn->scene, logged, &style);
    return canvas_measure_wrapped(buf_text(&text), text_columns(drawn, mark, columns));
}

static void draw_event(const struct log_drawn *drawn, const struct logged *logged,
                       struct canvas *canvas, struct area area, unsigned style)
{
    BUF_LOCAL struct buf time = {0};
    BUF_LOCAL struct buf text = {0};
    bool plain = style == ROLE_NORMAL;
    unsigned mark_style;
    const char *mark = mark_of(drawn->scene, logged, &mark_style);
    bool gone = logged->is_void || logged->idle || logged->undone;
    unsigned beside = plain ? (unsigned)ROLE_DIM : style;
    int columns = text_columns(drawn, mark, area.w);
    zone_write_time(drawn->scene->programme->zone, logged->event->at, true, &time);
    write_sentence(drawn->scene, logged, &text);
    if (mark != NULL)
        canvas_draw_right(canvas, area, 0, plain ? mark_style : style, mark);
    canvas_draw_text(canvas, area_take_left(&area, TIME), 0, 0, beside, buf_text(&time));
    canvas_draw_text(canvas, area_take_left(&area, drawn->writer), 0, 0, beside,
                     session_writer_name(drawn->scene->session, &logged->writer));
    area_take_left(&area, 1);
    area.w = columns < area.w ? columns : area.w;
    unsigned words = plain && gone ? (unsigned)ROLE_DIM : style;
    if (area.h > 1)
        canvas_draw_wrapped(canvas, area, 0, words, buf_text(&text));
    else
        canvas_draw_text(canvas, area, 0, 0, words, buf_text(&text));
}

static void draw(void *data, size_t at, struct canvas *canvas, struct area area, unsigned style)
{
    const struct log_drawn *drawn = data;
    if (!row_at(drawn, at)->heading) {
        draw_event(drawn, logged_at(drawn, at), canvas, area, style);
        return;
    }
    BUF_LOCAL struct buf date = {0};
    wording_write_date(day_of(drawn->scene, row_at(drawn, at)->index), &date);
    canvas_draw_text(canvas, area, 0, 0, ROLE_HEADING, buf_text(&date));
}

void log_drawn_init(struct log_drawn *drawn, const struct log_rows *rows, const struct scene *scene,
                    int columns)
{
    int most = columns >= WIDE ? WRITER : NARROW;
    size_t count = session_log_count(scene->session);
    *drawn = (struct log_drawn){.rows = rows, .scene = scene, .writer = 4};
    for (size_t i = count > LOOKED ? count - LOOKED : 0; i < count; i++) {
        const char *name =
            session_writer_name(scene->session, &session_log_at(scene->session, i)->writer);
        int width = (int)text_width(name, strlen(name));
        drawn->writer = width > drawn->writer ? width : drawn->writer;
    }
    if (drawn->writer > most)
        drawn->writer = most;
}

struct list_source log_source(struct log_drawn *drawn)
{
    return (struct list_source){.count = drawn->rows->list.count,
                                .data = drawn,
                                .height = height,
                                .can_select = can_select,
                                .draw = draw};
}
