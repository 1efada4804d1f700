/*
 * Finds a kind of entry by its name in the journal, else by its word on the screen.
 */
#include <dais/tui/kinds.h>

#include <string.h>

#include <dais/base/utf8.h>

#include "wording.h"

int kinds_find(const char *name, size_t size)
{
    BUF_LOCAL struct buf folded = {0};
    utf8_fold(name, size, &folded);
    int kind = entry_kind_find(buf_text(&folded));
    for (int i = 0; i < ENTRY_KIND_COUNT && kind < 0; i++) {
        const char *word = wording_kind((enum entry_kind)i);
        BUF_LOCAL struct buf other = {0};
        utf8_fold(word, strlen(word), &other);
        if (strcmp(buf_text(&folded), buf_text(&other)) == 0)
            kind = i;
    }
    return kind;
}
