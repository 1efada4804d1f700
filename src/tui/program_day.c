/*
 * The question of the day: today is none of the session's days. To rehearse, to run it today at
 * the same times, or to look and write only. Asked at the start and before the first slot is
 * started; never while one runs, which the timekeeper sees to.
 */
#include "program_state.h"

#include "translate.h"
#include "wording.h"

enum { REHEARSE, RUN_TODAY, LOOK_ONLY };

static void free_kept(void *data)
{
    program_free_kept(data);
}

static void answer_day(struct program *program, void *data, int answer)
{
    const struct kept_wish *then = data;
    if (answer == REHEARSE) {
        program_stop(program, PROGRAM_REHEARSE);
        return;
    }
    if (answer != RUN_TODAY) {
        program_say(program, ROLE_NOTICE,
                    N_("The clock stands still; texts can be written and amended"), NULL);
        program_offer_draft(program);
        return;
    }
    int64_t today;
    msec_t of_day;
    program_read_scene(program);
    zone_civil(program->scene.programme->zone, program->scene.now.wall, &today, &of_day);
    if (program_wish(program, &(struct wish){.verb = WISH_HOLD_ON, .date = today}) && then != NULL)
        program_try_kept(program, then);
    program_offer_draft(program);
}

/* "Planned for Wednesday 18 May 2022; today is …". */
static void write_days(const struct scene *scene, struct buf *out)
{
    BUF_LOCAL struct buf planned = {0};
    BUF_LOCAL struct buf today_text = {0};
    int64_t date = timekeeper_date(scene->timekeeper, 0);
    int64_t today;
    msec_t of_day;
    zone_civil(scene->programme->zone, scene->now.wall, &today, &of_day);
    wording_write_date(today, &today_text);
    if (date == DAY_UNKNOWN)
        return;
    wording_write_date(date, &planned);
    translate_write(out, N_("The session is planned for {1}; today is {2}."), buf_text(&planned),
                    buf_text(&today_text), NULL);
}

void program_ask_day(struct program *program, struct kept_wish *then)
{
    const struct answer answers[] = {
        [REHEARSE] = {_("Rehearse: the clock ten minutes before the start, nothing kept"), 'r'},
        [RUN_TODAY] = {_("Run it today, at the same times"), 't'},
        [LOOK_ONLY] = {_("Look and write only"), 'l'},
    };
    BUF_LOCAL struct buf text = {0};
    write_days(&program->scene, &text);
    program_ask(program, &(struct question){.title = _("Another day"),
                                            .text = buf_text(&text),
                                            .answers = answers,
                                            .count = sizeof answers / sizeof answers[0],
                                            .chosen = LOOK_ONLY,
                                            .function = answer_day,
                                            .data = then,
                                            .free_data = free_kept});
}
