/*
 * Any bytes as settings: what comes of them can be used, and is said.
 */
#include <dais/tui/settings_use.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>
#include <dais/os/process.h>
#include <dais/tui/theme.h>

#include "must.h"

static void check_settings(const struct settings *settings)
{
    enum theme_palette palette;
    must(settings->theme == NULL || theme_palette_parse(settings->theme, &palette),
         "a theme is one of the themes");
    must(settings->bell >= BELL_OFF && settings->bell < BELL_COUNT, "a bell is one of three");
    for (int cue = 0; cue < CUE_COUNT; cue++) {
        const char *hook = settings_hook(settings, (enum cue)cue);
        if (hook == NULL)
            continue;
        must_be_text(hook);
        char **words = process_words(hook, cue_name((enum cue)cue));
        must(words != NULL, "a hook can be cut into words");
        free(words);
    }
    for (size_t i = 0; i < settings->keys.count; i++) {
        must_be_text(settings->keys.items[i].action);
        must_be_text(settings->keys.items[i].keys);
    }
}

static void check_keymap(const struct keymap *keymap)
{
    for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        struct key key;
        must(keymap_clash(keymap, (enum action)action, NULL, &key) == ACTION_NONE,
             "a key means one thing");
        BUF_LOCAL struct buf out = {0};
        keymap_write_keys(keymap, (enum action)action, " ", &out);
        must_be_text(buf_text(&out));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct diags diags = {0};
    struct settings settings;
    struct keymap *keymap = keymap_new();
    settings_read("fuzz.yaml", bytes, size, &diags, &settings);
    settings_use(&settings, "fuzz.yaml", keymap, &diags);
    check_settings(&settings);
    check_keymap(keymap);
    diags_sort(&diags);
    for (size_t i = 0; i < diags.list.count && i < 100; i++) {
        BUF_LOCAL struct buf out = {0};
        must(diags.list.items[i].text.id != NULL, "findings say something");
        diag_write(&diags.list.items[i], (const char *)bytes, size, NULL, &out);
        must_be_text(buf_text(&out));
    }
    diags_finish(&diags);
    settings_finish(&settings);
    keymap_free(keymap);
    return 0;
}
