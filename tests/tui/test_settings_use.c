/*
 * Every file tests/data/settings/NAME.yaml gives exactly what NAME.expected holds: the findings
 * as they are printed without translation, then what is in force all the same.
 */
#include <dais/tui/settings_use.h>

#include <stdlib.h>
#include <string.h>

#include "chance.h"
#include "samples.h"
#include "suite.h"

/* The actions whose keys are not the default ones. */
static void write_keys(const struct keymap *keymap, struct buf *out)
{
    struct keymap *usual = keymap_new();
    for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        BUF_LOCAL struct buf keys = {0};
        BUF_LOCAL struct buf before = {0};
        keymap_write_keys(keymap, (enum action)action, " ", &keys);
        keymap_write_keys(usual, (enum action)action, " ", &before);
        if (strcmp(buf_text(&keys), buf_text(&before)) != 0)
            buf_add_format(out, "%s: %s\n", action_info((enum action)action)->name,
                           buf_text(&keys));
    }
    keymap_free(usual);
}

static const char *const bells[] = {
    [BELL_OFF] = "off", [BELL_VISUAL] = "visual", [BELL_AUDIBLE] = "audible"};

static void write_settings(const struct settings *settings, struct buf *out)
{
    if (settings->theme != NULL)
        buf_add_format(out, "theme %s\n", settings->theme);
    if (settings->language != NULL)
        buf_add_format(out, "language %s\n", settings->language);
    buf_add_format(out, "bell %s\n", bells[settings->bell]);
    for (int cue = 0; cue < CUE_COUNT; cue++) {
        const char *hook = settings_hook(settings, (enum cue)cue);
        if (hook != NULL)
            buf_add_format(out, "hook %s: %s\n", cue_name((enum cue)cue), hook);
    }
}

static void write_findings(const char *name, const struct buf *source, struct buf *out)
{
    struct diags diags = {0};
    struct settings settings;
    struct keymap *keymap = keymap_new();
    BUF_LOCAL struct buf path = {0};
    buf_add_format(&path, "%s.yaml", name);
    settings_read(buf_text(&path), buf_text(source), source->size, &diags, &settings);
    settings_use(&settings, buf_text(&path), keymap, &diags);
    diags_sort(&diags);
    diags_write(&diags, buf_text(source), source->size, NULL, out);
    buf_add_text(out, "--\n");
    write_settings(&settings, out);
    write_keys(keymap, out);
    diags_finish(&diags);
    settings_finish(&settings);
    keymap_free(keymap);
}

START_TEST(test_samples)
{
    enum { LEAST = 15 };
    samples_check("settings", LEAST, write_findings);
    samples_check_expected("settings");
}
END_TEST

/* However the keys end up, no key means two things in one place, and nobody is locked in. */
START_TEST(test_any_keys)
{
    enum { KEYS = 10 };
    static const char *const keys[KEYS] = {"q", "Ctrl-c", "F2", "Enter", "Esc",
                                           "[", "u",      "c",  "",      "Tab"};
    struct chance chance = {20220518};
    for (unsigned run = 0; run < 3000; run++) {
        BUF_LOCAL struct buf source = {0};
        buf_add_text(&source, "keys:\n");
        bool used[ACTION_COUNT] = {false};
        for (unsigned i = 0; i < 6; i++) {
            unsigned action = 1 + chance_below(&chance, ACTION_COUNT - 1);
            const char *one = keys[chance_below(&chance, KEYS)];
            const char *two = keys[chance_below(&chance, KEYS)];
            if (!used[action])
                buf_add_format(&source, "  %s: \"%s %s\"\n", action_info((enum action)action)->name,
                               one, two);
            used[action] = true;
        }
        struct diags diags = {0};
        struct settings settings;
        struct keymap *keymap = keymap_new();
        settings_read("any.yaml", buf_text(&source), source.size, &diags, &settings);
        settings_use(&settings, "any.yaml", keymap, &diags);
        for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
            struct key key;
            ck_assert_msg(keymap_clash(keymap, (enum action)action, NULL, &key) == ACTION_NONE,
                          "%s", buf_text(&source));
        }
        diags_finish(&diags);
        settings_finish(&settings);
        keymap_free(keymap);
    }
}
END_TEST

SUITE("tui/settings_use", test_samples, test_any_keys)
