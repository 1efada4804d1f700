/*
 * A helper program at work while the screen goes on: started, watched by the loop, and told of when
 * it is done.
 */
#ifndef DAIS_SRC_TUI_HELPER_JOB_H
#define DAIS_SRC_TUI_HELPER_JOB_H

#include <dais/base/buf.h>
#include <dais/base/message.h>
#include <dais/os/loop.h>

struct helper_job;

/*
 * Called once, from the loop: with what it wrote and `refusal` NULL, or with NULL and why there is
 * nothing. Both are lent. The job is over, and is freed after the call: nobody frees it in it.
 */
typedef void helper_job_function(void *data, const struct buf *output,
                                 const struct message *refusal);

/*
 * Starts the helper of this name (lent, static: an exporter's) on `input` (may be freed after) for
 * at most `limit` milliseconds. NULL and `reterr_refusal`: it is not there, or cannot be started.
 */
struct helper_job *helper_job_new(struct loop *loop, const char *name, const struct buf *input,
                                  msec_t limit, helper_job_function *done, void *data,
                                  struct message *reterr_refusal);

/* Ends one that is not done; `done` is not called. Takes NULL. */
void helper_job_free(struct helper_job *job);

#endif
