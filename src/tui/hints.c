/*
 * The keys that matter in a pane stand on its frame, where the eye is; the footer has those of the
 * whole view.
 */
#include "hints.h"

#include <dais/base/grapheme.h>

#include "translate.h"

int hints_draw(const struct scene *scene, struct canvas *canvas, struct area box, unsigned style,
                const struct hint *hints, size_t count)
{
    BUF_LOCAL struct buf text = {0};
    for (size_t i = 0; i < count; i++) {
        BUF_LOCAL struct buf hint = {0};
        keymap_write_key(scene->keymap, hints[i].action, &hint);
        if (hint.size == 0)
            continue;
        buf_add_format(&hint, " %s", translate_id(hints[i].id));
        if ((int)text_width(text.bytes, text.size) + (int)text_width(hint.bytes, hint.size) + 8 >
            box.w)
            break;
        buf_add_format(&text, "%s%s", text.size > 0 ? " · " : " ", buf_text(&hint));
    }
    if (text.size == 0)
        return 0;
    buf_add_char(&text, ' ');
    return canvas_draw_text(canvas, area_inset(box, 2, 0), 0, box.h - 1, style, buf_text(&text));
}
