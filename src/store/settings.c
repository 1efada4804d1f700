/*
 * The user's settings. Read with the tables and forms of the programme reader, over the same
 * tree, so that what is no good YAML is refused in the same words; there is only no programme.
 */
#include <dais/store/settings.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>
#include <dais/os/files.h>
#include <dais/os/paths.h>
#include <dais/os/process.h>

#include "programme_read_form.h"
#include "programme_reader.h"

static const char *const bell_names[] = {
    [BELL_OFF] = "off",
    [BELL_AUDIBLE] = "audible",
    [BELL_VISUAL] = "visual",
};
NAME_TABLE_COMPLETE(bell_names, BELL_COUNT);

void settings_init(struct settings *settings)
{
    *settings = (struct settings){.bell = BELL_OFF};
}

void settings_finish(struct settings *settings)
{
    free(settings->keys.items);
    arena_finish(&settings->arena);
    settings_init(settings);
}

const char *settings_hook(const struct settings *settings, enum cue cue)
{
    return settings->hooks[cue] != NULL ? settings->hooks[cue] : settings->every_hook;
}

static struct setting_place place_of(const struct file_place *place)
{
    return (struct setting_place){.line = place->line, .column = place->column};
}

static void form_theme(struct reader *reader, const struct yaml_node *node, void *target)
{
    struct settings *settings = target;
    settings->theme = reader_text(reader, node);
    settings->theme_place = place_of(&node->place);
}

static void form_bell(struct reader *reader, const struct yaml_node *node, void *target)
{
    enum bell *bell = target;
    const char *text = reader_text(reader, node);
    int found = text != NULL ? name_find(bell_names, BELL_COUNT, text) : -1;
    if (text == NULL)
        return;
    if (found >= 0) {
        *bell = (enum bell)found;
        return;
    }
    struct diag *diag = reader_error(reader, &node->place);
    message_set(&diag->text, N_("a bell is off, audible or visual, not {1}"), text, NULL);
    reader_hint_nearest(diag, name_nearest(bell_names, BELL_COUNT, text));
}

/* A program and its arguments: nobody but process_words() cuts it, and no shell. */
static void form_command(struct reader *reader, const struct yaml_node *node, void *target)
{
    const char **command = target;
    const char *text = reader_text(reader, node);
    if (text == NULL)
        return;
    char **words = process_words(text, NULL);
    if (words != NULL) {
        free(words);
        *command = text;
        return;
    }
    struct diag *diag = reader_error(reader, &node->place);
    message_set(&diag->text, N_("a quote is open in {1}"), text, NULL);
}

static const struct field hook_fields[] = {
    FIELD("every", form_command, struct settings, every_hook),
    FIELD("start", form_command, struct settings, hooks[CUE_START]),
    FIELD("warning", form_command, struct settings, hooks[CUE_WARNING]),
    FIELD("danger", form_command, struct settings, hooks[CUE_DANGER]),
    FIELD("zero", form_command, struct settings, hooks[CUE_ZERO]),
    FIELD("over", form_command, struct settings, hooks[CUE_OVER]),
    FIELD("change", form_command, struct settings, hooks[CUE_CHANGE]),
    FIELD("end", form_command, struct settings, hooks[CUE_END]),
};
NAME_TABLE_COMPLETE(hook_fields, CUE_COUNT + 1);

/* One command for every cue, or a map from cues. */
static void form_hooks(struct reader *reader, const struct yaml_node *node, void *target)
{
    struct settings *settings = target;
    if (node->kind == YAML_SCALAR)
        form_command(reader, node, &settings->every_hook);
    else
        reader_map(reader, node, FIELDS(hook_fields), settings);
}

/* A text of key names, or a list of them. NULL: neither, which is a finding. */
static const char *read_keys(struct reader *reader, const struct yaml_node *node)
{
    if (reader_is_empty(node))
        return "";
    if (node->kind != YAML_LIST)
        return reader_text(reader, node);
    BUF_LOCAL struct buf keys = {0};
    size_t index = 0;
    bool good = true;
    for (const struct yaml_node *item = node->first; item != NULL; item = item->next) {
        reader_enter_item(reader, index++);
        const char *text = reader_text(reader, item);
        good = good && text != NULL;
        buf_add_text(&keys, keys.size > 0 ? " " : "");
        buf_add_text(&keys, text);
        reader_leave(reader);
    }
    return good ? arena_text(reader->texts, buf_text(&keys)) : NULL;
}

static void form_keys(struct reader *reader, const struct yaml_node *node, void *target)
{
    struct settings *settings = target;
    if (reader_is_empty(node))
        return;
    if (node->kind != YAML_MAP) {
        struct diag *diag = reader_error(reader, &node->place);
        message_set(&diag->text, N_("this must be a map from actions to their keys"), NULL);
        message_set(&diag->hint, N_("as in next: \"] Ctrl-Right\"; dais keys lists them"), NULL);
        return;
    }
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        if (child->kind == YAML_REFUSED)
            continue;
        reader_enter_key(reader, child->key);
        struct setting_keys keys = {
            .action = child->key,
            .keys = read_keys(reader, child),
            .action_place = place_of(&child->key_place),
            .keys_place = place_of(&child->place),
        };
        reader_leave(reader);
        if (keys.keys != NULL)
            array_push(&settings->keys, keys);
    }
}

/* What asks for the whole of the settings, not for one member. */
#define WHOLE(key, form)                                                                           \
    {                                                                                              \
        key, form, 0                                                                               \
    }

static const struct field settings_fields[] = {
    WHOLE("dais", form_version),
    WHOLE("theme", form_theme),
    FIELD("language", form_language, struct settings, language),
    FIELD("bell", form_bell, struct settings, bell),
    WHOLE("hooks", form_hooks),
    WHOLE("keys", form_keys),
};

void settings_read(const char *path, const void *bytes, size_t size, struct diags *diags,
                   struct settings *ret_settings)
{
    struct settings settings;
    struct file_diags findings;
    settings_init(&settings);
    file_diags_begin(&findings, path, diags);
    struct reader reader = {.texts = &settings.arena, .findings = &findings};
    if (size > SETTINGS_SIZE_MAX) {
        message_set(&file_diags_add(&findings, DIAG_ERROR, NULL, "")->text,
                    N_("these settings hold more than a mebibyte"), NULL);
    } else {
        struct yaml_tree tree;
        yaml_tree_read(&tree, bytes, size, &settings.arena, &findings);
        if (tree.root != NULL)
            reader_map(&reader, tree.root, FIELDS(settings_fields), &settings);
        yaml_tree_finish(&tree);
    }
    file_diags_finish(&findings);
    *ret_settings = settings;
}

int settings_path(struct buf *out)
{
    int result = paths_config_folder(out);
    if (result == 0)
        buf_add_text(out, "/config.yaml");
    return result;
}

void settings_load(struct buf *path, struct buf *source, struct diags *diags,
                   struct settings *ret_settings)
{
    settings_init(ret_settings);
    if (settings_path(path) < 0)
        return;
    int result = files_read_whole_path(files_real(), buf_text(path), SETTINGS_SIZE_MAX, source);
    if (result == -ENOENT || result == -ENOTDIR)
        return;
    if (result == 0 || result == -EFBIG) {
        settings_read(buf_text(path), buf_text(source),
                      result == 0 ? source->size : SETTINGS_SIZE_MAX + 1, diags, ret_settings);
        return;
    }
    struct diag *diag = diags_add(diags, DIAG_ERROR, buf_text(path), 0, 0, "");
    message_set(&diag->text, N_("it cannot be read: {1}"), strerror(-result), NULL);
}
