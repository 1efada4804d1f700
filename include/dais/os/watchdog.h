/*
 * A watchdog for the loop: where a callback hangs in the kernel (a dying disc, a dead network
 * folder), it writes one patch of bytes to the terminal, so that numbers which stand still
 * say so. The one thread of the program besides the loop's.
 *
 * It sleeps as long as the loop does. The loop wakes it (loop_guard()) before it serves what
 * it woke for, and lays it to rest before it sleeps again; only what takes longer than the
 * limit in between lets it bark, once.
 */
#ifndef DAIS_OS_WATCHDOG_H
#define DAIS_OS_WATCHDOG_H

#include <stdbool.h>
#include <stddef.h>

#include <dais/base/time.h>

struct watchdog;

/*
 * Starts it, at rest and with no patch. `fd` stays the caller's and must outlive it; `limit` in ms
 * of real time, suspend not counted. 0 or -errno; -EINVAL where writing to `fd` could block.
 */
int watchdog_new(int fd, msec_t limit, struct watchdog **ret_watchdog);

/* Ends its thread, which never hangs. Takes NULL. */
void watchdog_free(struct watchdog *watchdog);

/*
 * The bytes to write, copied; size 0: none, so that it stays silent. To be emptied while
 * somebody else writes to `fd`, or where half a sequence has been sent. Takes NULL as watchdog.
 */
void watchdog_set_patch(struct watchdog *watchdog, const void *bytes, size_t size);

/* From now on the loop is at work, and has `limit` until watchdog_rest(). */
void watchdog_watch(struct watchdog *watchdog);

/*
 * The loop is back; `shortly`: it will be at work again before the limit, and if not, the thread wakes
 * once, for nothing. True: it barked since watchdog_watch(), and the patch (or some of it) is shown.
 */
bool watchdog_rest(struct watchdog *watchdog, bool shortly);

#endif
