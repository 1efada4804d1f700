/*
 * What is still done when the program cannot go on: there is no memory left (mem_exhausted()),
 * an assert failed, or it touched what is not its own.
 *
 * Steps are added as things are opened that must not be left as they are, and dropped before
 * these are closed. When it comes to it they are taken from the last one to the first, each once:
 * one that fails in the same way is not begun again, and the next follows. Then the program dies of
 * its signal, unless a step ended it.
 *
 * There is no variable outside functions: the steps stand on the alternate signal stack, whose
 * place the kernel tells to a signal handler. So there is one last resort in a program, for the
 * thread that made it.
 */
#ifndef DAIS_OS_LAST_RESORT_H
#define DAIS_OS_LAST_RESORT_H

struct last_resort;

/* Which end a step is for. */
enum last_resort_end {
    LAST_RESORT_MEMORY, /* memory ran out, and all else is sound: some was kept, it may allocate */
    LAST_RESORT_ANY,    /* any: it may only do what a signal handler may */
};

typedef void last_resort_function(void *data);

/* Keeps some memory back and catches the signals. 0 or -errno. */
int last_resort_new(struct last_resort **ret_resort);

/* Gives all back as it was. Takes NULL. */
void last_resort_free(struct last_resort *resort);

/*
 * Adds a step, taken before those that are there; at most eight. Dropping one drops those that came
 * after it, too, and is nothing where it is not there. Both take NULL as resort.
 */
void last_resort_add(struct last_resort *resort, enum last_resort_end end,
                     last_resort_function *function, void *data);
void last_resort_drop(struct last_resort *resort, last_resort_function *function, const void *data);

#endif
