/*
 * A screen that nobody sees, in place of tui/screen: its keyboard is a pipe, and every picture is
 * held to what may reach a terminal.
 */
#ifndef DAIS_TESTS_FUZZ_OFF_SCREEN_H
#define DAIS_TESTS_FUZZ_OFF_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include <dais/tui/canvas.h>

/* As it is from the next opening or resize on. */
struct off_screen {
    int width, height;
    enum charset charset;
    bool plain;
    bool frozen; /* takes nothing */
    bool gone;   /* it hung up */
};
void off_screen_set(const struct off_screen *screen);

/* Bytes for the keyboard, which is emptied before. False: the pipe takes them not. */
bool off_screen_put(const void *bytes, size_t size);

/* Does the picture shown last hold this text, in one row? False where there is none. */
bool off_screen_shows(const char *text);

#endif
