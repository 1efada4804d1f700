/*
 * `dais keys`: the keymap in force, from the same table as footer, help and menu, with the names
 * that the settings call actions by.
 */
#include <libintl.h>

#include <dais/tui/keymap.h>

#include "columns.h"
#include "invocation.h"
#include "say.h"

int command_keys(struct invocation *invocation)
{
    const struct keymap *keymap = invocation->user->keymap;
    user_settings_say(invocation->user);
    BUF_LOCAL struct buf text = {0};
    for (int context = 0; context < CONTEXT_COUNT; context++) {
        if (context > 0)
            buf_add_char(&text, '\n');
        buf_add_format(&text, "%s\n", gettext(action_context_title((enum action_context)context)));
        struct columns columns = {.indent = 2};
        for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
            const struct action_info *info = action_info((enum action)action);
            if (info->context != (enum action_context)context)
                continue;
            BUF_LOCAL struct buf keys = {0};
            keymap_write_keys(keymap, (enum action)action, "  ", &keys);
            columns_add(&columns, keys.size > 0 ? buf_text(&keys) : _("(menu)"));
            columns_add(&columns, info->name);
            columns_add(&columns, gettext(info->title));
            columns_end_row(&columns);
        }
        columns_write(&columns, &text);
        columns_finish(&columns);
    }
    return say_result(&text);
}
