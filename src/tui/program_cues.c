/*
 * What the program does at cues: the bell, a flash of the screen, the hook. Each time the scene is
 * read anew it is compared with the one before; when it was read, and how often, does not matter.
 */
#include "program_state.h"

#include <stdlib.h>

#include <dais/export/json_outputs.h>

#include "hook.h"
#include "wording.h"

#define FLASH ((msec_t)250)       /* ms that the screen stays in other colours */
#define RING_AGAIN ((msec_t)1000) /* ms between two bells */

struct cue_watch {
    struct cue_moment moment; /* as last seen */
    struct hook *hook;
    msec_t rang;           /* hand time of the last bell; MSEC_NONE: none yet */
    struct message said;   /* by the hook, still to be shown; id NULL: nothing */
    int say_timer;         /* 0: none */
    int flash_timer;       /* 0: none */
    enum theme_role flash; /* colours of it */
};

static void on_say(void *data)
{
    struct program *program = data;
    program->cues->say_timer = 0;
    program_say_message(program, ROLE_ERROR, &program->cues->said);
    message_finish(&program->cues->said);
}

/* In a moment: what is being done now has its own word first, and this one stays. */
static void on_hook_said(void *data, const struct message *text)
{
    struct program *program = data;
    struct cue_watch *watch = program->cues;
    message_finish(&watch->said);
    message_copy(&watch->said, text);
    if (watch->say_timer <= 0)
        watch->say_timer = loop_add_timer(program->loop, 0, on_say, program);
}

static void read_moment(const struct program *program, struct cue_moment *ret_moment)
{
    cue_moment_read(program->scene.timekeeper, &program->scene.now, ret_moment);
}

void program_begin_cues(struct program *program)
{
    struct cue_watch *watch = mem_new(1, sizeof *watch);
    *watch = (struct cue_watch){.rang = MSEC_NONE};
    watch->hook = hook_new(program->loop, on_hook_said, program);
    read_moment(program, &watch->moment);
    program->cues = watch;
}

void program_finish_cues(struct program *program)
{
    if (program->cues == NULL)
        return;
    hook_free(program->cues->hook);
    message_finish(&program->cues->said);
    free(program->cues);
    program->cues = NULL;
}

/* The bell is for what comes by itself: a start or an end is a key that somebody pressed. */
static bool rings(enum cue cue)
{
    return cue != CUE_START && cue != CUE_END;
}

static void on_flash_over(void *data)
{
    struct program *program = data;
    program->cues->flash_timer = 0;
    program->dirty = true;
}

static void flash(struct program *program)
{
    struct cue_watch *watch = program->cues;
    enum level level = program->scene.reading.level;
    watch->flash = wording_level_role(level);
    if (watch->flash_timer <= 0)
        watch->flash_timer = loop_add_timer(program->loop, FLASH, on_flash_over, program);
    program->dirty = true;
}

static void ring(struct program *program)
{
    msec_t hand = clock_hand_now();
    struct cue_watch *watch = program->cues;
    if (watch->rang != MSEC_NONE && hand - watch->rang < RING_AGAIN)
        return;
    switch (program->options.bell) {
    case BELL_OFF:
    case BELL_COUNT:
        return;
    case BELL_AUDIBLE:
        screen_ring(program->screen);
        break;
    case BELL_VISUAL:
        flash(program);
        break;
    }
    watch->rang = hand;
}

static void start_hook(struct program *program, enum cue cue)
{
    const char *command = program->options.hooks[cue];
    if (command == NULL)
        return;
    BUF_LOCAL struct buf status = {0};
    json_write_status(program->scene.session, &program->scene.now, program->options.language,
                      &status);
    hook_start(program->cues->hook, command, cue_name(cue), &status);
}

void program_look_for_cues(struct program *program)
{
    if (program->cues == NULL)
        return;
    struct cue_moment now;
    struct due_cue due[CUES_DUE_MOST];
    read_moment(program, &now);
    size_t count = cue_due(&program->cues->moment, &now, due);
    program->cues->moment = now;
    for (size_t i = 0; i < count; i++) {
        if (rings(due[i].cue))
            ring(program);
        start_hook(program, due[i].cue);
    }
}

bool program_is_flashing(const struct program *program)
{
    return program->cues != NULL && program->cues->flash_timer > 0;
}

void program_draw_flash(struct program *program, struct canvas *canvas)
{
    if (program_is_flashing(program))
        canvas_style_area(canvas, canvas_area(canvas),
                          (unsigned)program->cues->flash | STYLE_REVERSE);
}
