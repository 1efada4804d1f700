/*
 * A browser's way with a table, in two numbers for each column: the characters of its longest word
 * and those of its longest line, both up to a limit, so that one long text does not starve the
 * others. It counts characters and knows no font.
 */
#include "table_columns.h"

#include <stdlib.h>
#include <string.h>

enum {
    WORD_MOST = 24,    /* characters of a word that is not to be broken */
    LINE_MOST = 70,    /* of a line: longer texts share what is there */
    ROOM = 4,          /* beside a word */
    LINE_OF_PAGE = 88, /* characters that the whole width takes */
};

/* Characters of the longest word and of the longest line seen so far. */
struct need {
    unsigned word, line;
};

static void take(struct need *need, unsigned word, unsigned line)
{
    need->word = word > need->word ? word : need->word;
    need->line = line > need->line ? line : need->line;
}

static void measure(const char *text, struct need *need)
{
    unsigned word = 0, line = 0;
    for (const char *c = text; *c != '\0' && line < LINE_MOST; c++) {
        if (((unsigned char)*c & 0xc0) == 0x80)
            continue; /* not the first byte of a character */
        line = *c == '\n' ? 0 : line + 1;
        word = *c == '\n' || *c == ' ' ? 0 : word + 1;
        take(need, word < WORD_MOST ? word : WORD_MOST, line);
    }
}

/* So many of `total` as `part` is of `whole`. */
static unsigned share(unsigned total, unsigned part, unsigned whole)
{
    return (unsigned)((unsigned long long)total * part / whole);
}

void table_columns_share(const struct report_node *table, unsigned total,
                         struct table_columns *ret_columns)
{
    ARRAY_OF(struct need) needs = {0};
    for (const struct report_node *cell = table->first->first; cell != NULL; cell = cell->next)
        array_push(&needs, ((struct need){1, 1}));
    for (const struct report_node *row = table->first; row != NULL; row = row->next) {
        size_t column = 0;
        for (const struct report_node *cell = row->first; cell != NULL; cell = cell->next)
            measure(cell->text != NULL ? cell->text : "", &needs.items[column++]);
    }
    unsigned words = 0, lines = 0;
    for (size_t i = 0; i < needs.count; i++) {
        words += needs.items[i].word += ROOM;
        lines += needs.items[i].line += ROOM;
    }
    /* Words first, where they fit; what is left goes by how long the lines are. */
    unsigned sure = words < LINE_OF_PAGE ? share(total, words, LINE_OF_PAGE) : total;
    unsigned left = total;
    *ret_columns = (struct table_columns){0};
    for (size_t i = 0; i < needs.count; i++) {
        unsigned width = share(sure, needs.items[i].word, words) +
                         share(total - sure, needs.items[i].line, lines);
        width = i + 1 == needs.count ? left : width;
        left -= width;
        array_push(&ret_columns->widths, width);
    }
    free(needs.items);
}

void table_columns_finish(struct table_columns *columns)
{
    free(columns->widths.items);
    *columns = (struct table_columns){0};
}
