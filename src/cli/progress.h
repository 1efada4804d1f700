/*
 * A helper program that takes long is waited for with a word about it.
 */
#ifndef DAIS_CLI_PROGRESS_H
#define DAIS_CLI_PROGRESS_H

#include <dais/os/helper.h>

/*
 * As helper_run(). Where standard error is a terminal and it lasts over half a second, a line there
 * says so and counts seconds; it is blank again at the end.
 */
int progress_run_helper(const char *name, const struct buf *input, msec_t limit,
                        struct buf *ret_output, struct message *reterr_refusal);

#endif
