/*
 * A machine that stands still, in place of the real one: time passes, keys come and signals are
 * sent where a fuzz target says so, the disc is in memory and no program starts. Its objects take
 * the place of those of os.
 */
#ifndef DAIS_TESTS_FUZZ_MACHINE_H
#define DAIS_TESTS_FUZZ_MACHINE_H

#include <stdbool.h>

#include <stddef.h>

#include <dais/base/time.h>

/* Puts it back as it was: an empty loop, the wall clock at `wall`, chance from the beginning. */
void machine_reset(msec_t wall);

/* What loop_run() does instead of sleeping, until the loop has stopped. */
typedef void machine_function(void *data);
void machine_drive(machine_function *drive, void *data);

/* From now on there is a watchdog, for which each picture is drawn twice. */
void machine_watch(void);

/* Did somebody ask the loop to stop? */
bool machine_is_stopped(void);

/* What was handed to loop_before_sleep(). */
void *machine_owner(void);

/* Time passes: whatever falls due is called, and the screen drawn between. Nothing once stopped. */
void machine_pass(msec_t span);

/* So much passes at once, as if the machine had been busy; while it slept; the wall clock is set.
 */
void machine_hang(msec_t span);
void machine_sleep(msec_t span);
void machine_set_clock(msec_t by);

/* Bytes come from the keyboard at once, where somebody listens; a signal comes. */
void machine_type(const void *bytes, size_t size);
void machine_signal(int signal);

#endif
