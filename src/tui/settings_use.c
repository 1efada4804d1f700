/*
 * Keys are bound all at once and looked at together afterwards, so that two actions may change
 * places. Of two that clash the one written later is wrong; what is wrong goes back to its
 * default keys, as far as nobody else has them by then.
 */
#include <dais/tui/settings_use.h>

#include <stdlib.h>

#include <dais/base/name_table.h>
#include <dais/tui/theme.h>

/* The settings on their way into the keymap. */
struct using
{
    struct settings *settings;
    const char *path; /* for the findings */
    struct keymap *keymap;
    struct diags *diags;
    enum action bound[ACTION_COUNT]; /* by the settings, in their order */
    size_t lines[ACTION_COUNT];      /* of settings->keys, that bound them */
    size_t count;                    /* of both */
};

/* Without a key for these nobody gets out again, or an answer in. */
static const enum action needed[] = {
    ACTION_QUIT,        ACTION_MENU,         ACTION_OPEN,      ACTION_LEAVE,
    ACTION_EDITOR_SAVE, ACTION_EDITOR_LEAVE, ACTION_ANSWER_NO, ACTION_ANSWER_TAKE,
};

static struct diag *add(struct using *using, enum diag_severity severity,
                        const struct setting_place *place, const char *key, const char *below)
{
    BUF_LOCAL struct buf way = {0};
    buf_add_text(&way, key);
    if (below != NULL)
        buf_add_format(&way, ".%s", below);
    return diags_add(using->diags, severity, using->path, place->line, place->column,
                     buf_text(&way));
}

static void hint_nearest(struct diag *diag, const char *nearest)
{
    if (nearest != NULL)
        message_set(&diag->hint, N_("did you mean {1}?"), nearest, NULL);
}

static void use_theme(struct using *using)
{
    const char *names[PALETTE_COUNT];
    struct settings *settings = using->settings;
    if (settings->theme == NULL)
        return;
    for (int palette = 0; palette < PALETTE_COUNT; palette++)
        names[palette] = theme_palette_name((enum theme_palette)palette);
    if (name_find(names, PALETTE_COUNT, settings->theme) >= 0)
        return;
    struct diag *diag = add(using, DIAG_ERROR, &settings->theme_place, "theme", NULL);
    message_set(&diag->text, N_("there is no theme {1}"), settings->theme, NULL);
    message_set(&diag->hint, N_("dais themes lists them"), NULL);
    const char *nearest = name_nearest(names, PALETTE_COUNT, settings->theme);
    if (nearest != NULL)
        message_finish(&diag->hint);
    hint_nearest(diag, nearest);
    settings->theme = NULL;
}

static void refuse_action(struct using *using, const struct setting_keys *line)
{
    const char *names[ACTION_COUNT];
    size_t count = 0;
    for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
        names[count++] = action_info((enum action)action)->name;
    struct diag *diag = add(using, DIAG_ERROR, &line->action_place, "keys", line->action);
    message_set(&diag->text, N_("there is no such action"), NULL);
    const char *nearest = name_nearest(names, count, line->action);
    if (nearest != NULL)
        hint_nearest(diag, nearest);
    else
        message_set(&diag->hint, N_("dais keys lists the actions with their names"), NULL);
}

static bool is_needed(enum action action)
{
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (needed[i] == action)
            return true;
    return false;
}

/* What most terminals send for a key with Ctrl that they do not know; NULL: nothing else. */
static const char *sent_instead(const struct key *key)
{
    if (key->sym != KEY_SYM_NONE || key->modifiers != MODIFIER_CTRL)
        return NULL;
    switch (key->code) {
    case 'i':
        return "Tab";
    case 'm':
        return "Enter";
    case '[':
        return "Esc";
    }
    return NULL;
}

/* Looks at each of the keys just bound. False: one of them will not do there. */
static bool check_keys(struct using *using, const struct setting_keys *line, enum action action)
{
    size_t count;
    const struct key *keys = keymap_keys(using->keymap, action, &count);
    for (size_t i = 0; i < count; i++) {
        BUF_LOCAL struct buf name = {0};
        key_write(&keys[i], &name);
        const char *instead = sent_instead(&keys[i]);
        if (instead != NULL) {
            struct diag *diag = add(using, DIAG_WARNING, &line->keys_place, "keys", line->action);
            message_set(&diag->text, N_("most terminals send {1} as {2}"), buf_text(&name), instead,
                        NULL);
        }
        if (action_info(action)->context == CONTEXT_EDITOR && key_is_text(&keys[i])) {
            struct diag *diag = add(using, DIAG_ERROR, &line->keys_place, "keys", line->action);
            message_set(&diag->text, N_("while a text is written {1} is a letter of it"),
                        buf_text(&name), NULL);
            message_set(&diag->hint, N_("take a key with Ctrl or Alt"), NULL);
            return false;
        }
    }
    if (count > 0 || !is_needed(action))
        return true;
    struct diag *diag = add(using, DIAG_ERROR, &line->keys_place, "keys", line->action);
    message_set(&diag->text, N_("this needs a key: without it nobody gets on"), NULL);
    return false;
}

static void bind(struct using *using, size_t index)
{
    const struct setting_keys *line = &using->settings->keys.items[index];
    enum action action = action_find(line->action);
    if (action == ACTION_NONE) {
        refuse_action(using, line);
        return;
    }
    char *wrong = NULL;
    if (!keymap_bind(using->keymap, action, line->keys, &wrong)) {
        struct diag *diag = add(using, DIAG_ERROR, &line->keys_place, "keys", line->action);
        message_set(&diag->text, N_("there is no key {1}"), wrong, NULL);
        message_set(&diag->hint, N_("keys are written ], Space, F8, Ctrl-Right, Alt-b"), NULL);
        free(wrong);
        return;
    }
    if (!check_keys(using, line, action)) {
        keymap_reset(using->keymap, action);
        return;
    }
    using->bound[using->count] = action;
    using->lines[using->count++] = index;
}

/* Those bound later are not looked at: it is theirs to fit in. */
static void check_clashes(struct using *using)
{
    bool later[ACTION_COUNT] = {false};
    for (size_t i = 0; i < using->count; i++)
        later[using->bound[i]] = true;
    for (size_t i = 0; i < using->count; i++) {
        const struct setting_keys *line = &using->settings->keys.items[using->lines[i]];
        struct key key;
        later[using->bound[i]] = false;
        enum action other = keymap_clash(using->keymap, using->bound[i], later, &key);
        if (other == ACTION_NONE)
            continue;
        BUF_LOCAL struct buf name = {0};
        key_write(&key, &name);
        struct diag *diag = add(using, DIAG_ERROR, &line->keys_place, "keys", line->action);
        message_set(&diag->text, N_("the key {1} already means {2}"), buf_text(&name),
                    action_info(other)->name, NULL);
        message_set(&diag->hint, N_("give {1} other keys, too"), action_info(other)->name, NULL);
        keymap_reset(using->keymap, using->bound[i]);
    }
}

void settings_use(struct settings *settings, const char *path, struct keymap *keymap,
                  struct diags *diags)
{
    struct using using = {.settings = settings, .path = path, .keymap = keymap, .diags = diags};
    use_theme(&using);
    for (size_t i = 0; i < settings->keys.count; i++)
        bind(&using, i);
    check_clashes(&using);
}
