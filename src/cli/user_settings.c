/*
 * Settings are there for the user's ease and are in nobody's way: a file that is wrong is said in
 * one line, and everything goes on with the defaults. `dais check` of the file says all of it.
 */
#include "user_settings.h"

#include <stdlib.h>
#include <string.h>

#include <dais/os/paths.h>
#include <dais/tui/settings_use.h>

#include "say.h"

void user_settings_load(struct user_settings *ret_user)
{
    struct user_settings user = {.keymap = keymap_new()};
    settings_load(&user.path, &user.source, &user.diags, &user.settings);
    settings_use(&user.settings, buf_text(&user.path), user.keymap, &user.diags);
    diags_sort(&user.diags);
    *ret_user = user;
}

void user_settings_finish(struct user_settings *user)
{
    settings_finish(&user->settings);
    keymap_free(user->keymap);
    buf_finish(&user->path);
    buf_finish(&user->source);
    diags_finish(&user->diags);
}

bool user_settings_are(const struct user_settings *user, const char *path)
{
    return user->path.size > 0 && paths_are_same(buf_text(&user->path), path);
}

/* The path as people type it. */
static void write_path(const struct user_settings *user, struct buf *out)
{
    const char *path = buf_text(&user->path);
    const char *home = getenv("HOME");
    size_t size = home != NULL ? strlen(home) : 0;
    bool within = size > 1 && strncmp(path, home, size) == 0 && path[size] == '/';
    buf_add_format(out, "%s%s", within ? "~" : "", within ? path + size : path);
}

bool user_settings_notice(const struct user_settings *user, struct message *ret_text)
{
    if (!diags_have_errors(&user->diags))
        return false;
    BUF_LOCAL struct buf path = {0};
    write_path(user, &path);
    message_set(ret_text,
                N_("There are errors in your settings, which keep to the defaults there: dais "
                   "check {1} says which"),
                buf_text(&path), NULL);
    return true;
}

void user_settings_say(const struct user_settings *user)
{
    struct message text = {0};
    if (!user_settings_notice(user, &text))
        return;
    say_message(&text);
    message_finish(&text);
}
