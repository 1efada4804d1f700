#include "view_bench.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/tui/report_choice.h"

void bench_read(struct program *bench, const struct laptop *laptop)
{
    bench->scene.session = laptop->session;
    bench->scene.writer = laptop->actor.writer;
    scene_read(&bench->scene, &laptop->actor.now);
}

void bench_init(struct program *bench, const struct view *view, struct laptop *laptop, int width,
                int height)
{
    *bench = (struct program){.view = view, .verb = WISH_COUNT};
    bench->canvas = canvas_new(width, height, CHARSET_FULL);
    bench->keymap = keymap_new();
    bench->scene.keymap = bench->keymap;
    bench->state = view->make();
    bench_read(bench, laptop);
}

/* What was asked is over. */
static void close_question(struct program *bench)
{
    if (bench->free_data != NULL)
        bench->free_data(bench->data);
    bench->answer = NULL;
    bench->line = bench->changed = NULL;
    bench->data = NULL;
    bench->free_data = NULL;
}

void bench_answer(struct program *bench, int answer)
{
    answer_function *function = bench->answer;
    void *data = bench->data;
    void (*free_data)(void *data) = bench->free_data;
    bench->free_data = NULL; /* the next question may be asked by the answer */
    function(bench, data, answer);
    if (free_data != NULL)
        free_data(data);
}

void bench_line(struct program *bench, const char *text)
{
    line_function *function = bench->line;
    void *data = bench->data;
    void (*free_data)(void *data) = bench->free_data;
    bench->free_data = NULL; /* the next question may be asked by the answer */
    function(bench, data, text);
    if (free_data != NULL)
        free_data(data);
}

void bench_type(struct program *bench, const char *text)
{
    bench->changed(bench, bench->data, text);
}

void bench_finish(struct program *bench)
{
    close_question(bench);
    keymap_free(bench->keymap);
    buf_finish(&bench->answers);
    buf_finish(&bench->typed);
    if (bench->state != NULL)
        bench->view->free(bench->state);
    canvas_free(bench->canvas);
    scene_finish(&bench->scene);
    buf_finish(&bench->asked);
    buf_finish(&bench->wish_slot);
}

bool bench_do(struct program *bench, enum action action)
{
    return bench->view->handle(bench->state, bench, action);
}

static void draw(struct program *bench)
{
    canvas_clear(bench->canvas);
    bench->view->draw(bench->state, &bench->scene, bench->canvas, canvas_area(bench->canvas));
}

void bench_dump(struct program *bench, struct buf *out)
{
    draw(bench);
    canvas_dump(bench->canvas, out);
}

bool bench_shows(struct program *bench, const char *text)
{
    BUF_LOCAL struct buf dump = {0};
    bench_dump(bench, &dump);
    return strstr(buf_text(&dump), text) != NULL;
}

/* ---- what views ask of the program ---- */

const struct scene *program_scene(const struct program *program)
{
    return &program->scene;
}

bool program_wish(struct program *program, const struct wish *wish)
{
    program->verb = wish->verb;
    buf_clear(&program->wish_slot);
    buf_add_text(&program->wish_slot, wish->slot);
    if (program->live == NULL)
        return true;
    bool granted = laptop_wish(program->live, wish, NULL) != NULL;
    if (!granted)
        buf_add_format(&program->asked, "refused %s\n", laptop_why(program->live));
    bench_read(program, program->live);
    return granted;
}

void program_settle_entry(struct program *program, const struct event_id *entry,
                          const struct event_id *version)
{
    (void)version;
    buf_add_format(&program->asked, "settle %s\n",
                   session_entry(program->scene.session, entry)->shown);
}

bool program_wish_quietly(struct program *program, const struct wish *wish)
{
    return program->live == NULL || program_wish(program, wish);
}

size_t program_wish_all(struct program *program, const struct wish *wishes, size_t count)
{
    struct event_id first = {.sequence = 0};
    for (size_t i = 0; program->live != NULL && i < count; i++) {
        struct wish wish = wishes[i];
        wish.together = first;
        const struct event *event = laptop_wish(program->live, &wish, NULL);
        if (event == NULL)
            return i;
        first = i == 0 ? event->id : first;
    }
    if (program->live != NULL)
        bench_read(program, program->live);
    return count;
}

void program_read_back(struct program *program, const char *slot, unsigned track,
                       const struct event_id *entry)
{
    (void)entry;
    buf_add_format(&program->asked, "read %s %u\n", slot != NULL ? slot : "-", track);
}

void program_say(struct program *program, enum theme_role role, const char *id, ...)
{
    (void)role;
    buf_add_format(&program->asked, "say %s\n", id);
}

void program_write_entry(struct program *program, enum entry_kind kind, const char *slot,
                         unsigned track)
{
    buf_add_format(&program->asked, "write %s %s %u\n", entry_kind_name(kind),
                   slot != NULL ? slot : "-", track);
}

static void note_entry(struct program *program, const char *what, const struct event_id *id)
{
    const struct entry *entry = session_entry(program->scene.session, id);
    buf_add_format(&program->asked, "%s %s\n", what, entry != NULL ? entry->shown : "none");
}

void program_amend_entry(struct program *program, const struct event_id *entry)
{
    note_entry(program, "amend", entry);
}

void program_withdraw_entry(struct program *program, const struct event_id *entry)
{
    note_entry(program, "withdraw", entry);
}

void program_ask_swap(struct program *program, const char *slot)
{
    buf_add_format(&program->asked, "swap %s\n", slot != NULL ? slot : "-");
}

void program_ask_person(struct program *program, enum wish_verb verb, const char *slot)
{
    buf_add_format(&program->asked, "person %s %s\n",
                   verb == WISH_FLOOR_ORDER ? "order" : "request", slot != NULL ? slot : "-");
}

void program_leave(struct program *program)
{
    buf_add_text(&program->asked, "leave\n");
}

void program_show(struct program *program, enum action view)
{
    buf_add_format(&program->asked, "show %s\n", action_info(view)->name);
}

void program_go_to(struct program *program, enum action view, const struct view_target *target)
{
    buf_add_format(&program->asked, "go %s", action_info(view)->name);
    if (target->slot != NULL)
        buf_add_format(&program->asked, " %s.%u", target->slot, target->track);
    if (target->person != PART_NOBODY)
        buf_add_format(&program->asked, " #%zu", target->person + 1);
    if (target->entry == NULL)
        buf_add_char(&program->asked, '\n');
    else
        note_entry(program, "", target->entry);
}

void program_do(struct program *program, enum action action)
{
    buf_add_format(&program->asked, "do %s\n", action_info(action)->name);
}

void program_export(struct program *program, const struct report_choice *choice)
{
    buf_add_format(&program->asked, "export %s %zu\n", report_choice_exporter(choice)->name,
                   choice->values[PART_WHAT]);
}

void program_stop_export(struct program *program)
{
    buf_add_text(&program->asked, "stop export\n");
}

void program_open_export(struct program *program, const char *name)
{
    buf_add_format(&program->asked, "open %s\n", name);
}

void program_redraw_soon(struct program *program, msec_t after)
{
    buf_add_text(&program->asked, after > 0 ? "redraw later\n" : "redraw soon\n");
}

void program_redraw(struct program *program)
{
    (void)program;
}

void program_ask(struct program *program, const struct question *question)
{
    buf_add_format(&program->asked, "ask %s\n", question->title);
    close_question(program);
    buf_clear(&program->answers);
    for (size_t i = 0; i < question->count; i++)
        buf_add_format(&program->answers, "%s\n", question->answers[i].label);
    program->answer = question->function;
    program->data = question->data;
    program->free_data = question->free_data;
}

void program_ask_line(struct program *program, const struct line_question *question)
{
    buf_add_format(&program->asked, "line %s\n", question->label);
    buf_clear(&program->typed);
    buf_add_text(&program->typed, question->text);
    close_question(program);
    program->line = question->function;
    program->changed = question->changed;
    program->data = question->data;
    program->free_data = question->free_data;
}
