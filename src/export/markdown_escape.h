/*
 * The one way from data into Markdown: text that stays text, whatever is in it.
 */
#ifndef DAIS_SRC_EXPORT_MARKDOWN_ESCAPE_H
#define DAIS_SRC_EXPORT_MARKDOWN_ESCAPE_H

#include <stdbool.h>

#include <dais/base/buf.h>

/* Where the text goes. */
struct markdown_place {
    const char *indent; /* what its further lines begin with: NULL: it has to stay in one line */
    bool breaks;        /* a newline of the text is meant, and no line wrapped by its author */
    bool at_line_start; /* nothing stands before it in its line that makes a block of it */
};

/*
 * Appends `text`. Empty lines are new paragraphs, newlines hard or soft breaks; in one line,
 * spaces.
 * Blanks at the ends of lines are dropped, since Markdown drops them or makes blocks of them.
 */
void markdown_escape(const char *text, const struct markdown_place *place, struct buf *out);

#endif
