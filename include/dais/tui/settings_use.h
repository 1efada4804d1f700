/*
 * What the user's settings ask of the screen, checked against what there is: themes, actions and
 * keys. The other half of store/settings.h.
 */
#ifndef DAIS_TUI_SETTINGS_USE_H
#define DAIS_TUI_SETTINGS_USE_H

#include <dais/store/settings.h>
#include <dais/tui/keymap.h>

/*
 * Binds the keys of the settings in `keymap`, which has the defaults. Findings about theme,
 * actions and keys are appended to `diags` under `path`: unknown names, a key with two meanings
 * in one place, a letter that could not be typed any more, an action that needs a key. What is
 * wrong keeps its default; a theme that there is not becomes NULL.
 */
void settings_use(struct settings *settings, const char *path, struct keymap *keymap,
                  struct diags *diags);

#endif
