/*
 * Its end comes by its descriptor in the loop, or where the kernel has none by looking again and
 * again; a timer ends it when its time is over.
 */
#include "helper_job.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>
#include <dais/os/helper.h>

enum { LOOK_AGAIN = 100 /* ms */ };

struct helper_job {
    struct loop *loop;
    struct helper helper;
    helper_job_function *done;
    void *data;
    int fd;    /* in the loop; -1: none */
    int timer; /* 0: none */
};

void helper_job_free(struct helper_job *job)
{
    if (job == NULL)
        return;
    if (job->fd >= 0)
        loop_remove_fd(job->loop, job->fd);
    if (job->timer > 0)
        loop_remove_timer(job->loop, job->timer);
    helper_finish(&job->helper);
    free(job);
}

static void refuse_error(const char *name, int error, struct message *reterr_refusal)
{
    if (error == -ENOENT)
        message_set(reterr_refusal, N_("{1} is missing: this build cannot make that"), name, NULL);
    else
        message_set(reterr_refusal, N_("{1} cannot be started: {2}"), name, strerror(-error), NULL);
}

static void on_fd(void *data, short revents);
static void on_timer(void *data);

/* Armed for the end of its time, or for the next look. */
static void arm(struct helper_job *job)
{
    msec_t left = helper_left(&job->helper);
    job->timer =
        loop_add_timer(job->loop, job->fd >= 0 ? left : msec_min(left, LOOK_AGAIN), on_timer, job);
}

/* Is it done? Then it is told, and freed behind that, so that there the next one may be started. */
static bool look(struct helper_job *job)
{
    BUF_LOCAL struct buf output = {0};
    struct message refusal = {.id = NULL};
    const char *name = job->helper.name;
    if (job->fd >= 0)
        loop_remove_fd(job->loop, job->fd); /* its end closes it */
    int r = helper_poll(&job->helper, &output, &refusal);
    if (r == 0 && job->fd >= 0)
        loop_add_fd(job->loop, job->fd, POLLIN, on_fd, job);
    if (r == 0)
        return false;
    job->fd = -1;
    if (r < 0 && r != -ECANCELED)
        refuse_error(name, r, &refusal);
    job->done(job->data, r > 0 ? &output : NULL, r > 0 ? NULL : &refusal);
    message_finish(&refusal);
    helper_job_free(job);
    return true;
}

static void on_fd(void *data, short revents)
{
    (void)revents;
    (void)look(data);
}

static void on_timer(void *data)
{
    struct helper_job *job = data;
    job->timer = 0;
    if (!look(job))
        arm(job);
}

struct helper_job *helper_job_new(struct loop *loop, const char *name, const struct buf *input,
                                  msec_t limit, helper_job_function *done, void *data,
                                  struct message *reterr_refusal)
{
    struct helper helper;
    int r = helper_start(&helper, name, input, limit);
    if (r < 0) {
        refuse_error(name, r, reterr_refusal);
        return NULL;
    }
    struct helper_job *job = mem_new(1, sizeof *job);
    *job = (struct helper_job){
        .loop = loop, .helper = helper, .done = done, .data = data, .fd = helper_fd(&helper)};
    if (job->fd >= 0)
        loop_add_fd(loop, job->fd, POLLIN, on_fd, job);
    arm(job);
    return job;
}
