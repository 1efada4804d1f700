/*
 * usage: test_unicode grapheme|line FOLDER
 *
 * Unicode's own test files against our breaks. A case is a line of code points with "÷" where a
 * break is and "×" where none may be. Every difference is printed with its comment, which names
 * the rules. All graphemes must be right, and of the lines as many as ever were.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/buf.h>
#include <dais/base/grapheme.h>
#include <dais/base/linebreak.h>
#include <dais/base/mem.h>
#include <dais/base/utf8.h>

enum { SKIPPED = 77, FEWEST_CASES = 500 };

struct kind {
    const char *name;
    const char *file;
    void (*find)(const char *text, size_t size, char *ret_breaks);
    double least; /* per cent that must be right */
};
static const struct kind kinds[] = {
    {"grapheme", "GraphemeBreakTest.txt", grapheme_breaks, 100.0},
    {"line", "LineBreakTest.txt", linebreak_find, 99.0},
};

/* One case: its text and, for each byte, whether a break is before it. False: it holds none. */
static bool read_case(const char *line, struct buf *text, struct buf *breaks)
{
    bool breaks_here = false;
    while (*line != '\0' && *line != '#' && *line != '\n') {
        size_t length = strcspn(line, " \t\n#");
        if (length == 2 && memcmp(line, "\xC3\xB7", 2) == 0) {
            breaks_here = true;
        } else if (length == 2 && memcmp(line, "\xC3\x97", 2) == 0) {
            breaks_here = false;
        } else if (length > 0) {
            utf8_encode((uint32_t)strtoul(line, NULL, 16), text);
            buf_add_char(breaks, breaks_here);
            while (breaks->size < text->size)
                buf_add_char(breaks, false);
        }
        line += length > 0 ? length : 1;
    }
    return text->size > 0;
}

/* The head of the text is no break of ours to find. */
static bool is_right(const struct kind *kind, const struct buf *text, const struct buf *breaks)
{
    MEM_LOCAL char *found = mem_new(text->size, 1);
    kind->find(text->bytes, text->size, found);
    for (size_t i = 1; i < text->size; i++)
        if ((found[i] != 0) != (breaks->bytes[i] != 0))
            return false;
    return true;
}

static int compare(const struct kind *kind, FILE *file)
{
    char line[8192];
    int cases = 0, right = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        BUF_LOCAL struct buf text = {0};
        BUF_LOCAL struct buf breaks = {0};
        if (!read_case(line, &text, &breaks))
            continue;
        cases++;
        if (is_right(kind, &text, &breaks))
            right++;
        else
            fputs(line, stdout);
    }
    double part = cases > 0 ? 100.0 * right / cases : 0;
    printf("%d of %d cases are right, %.2f %%\n", right, cases, part);
    return cases >= FEWEST_CASES && part >= kind->least ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    const struct kind *kind = kinds;
    if (argc != 3)
        return EXIT_FAILURE;
    while (kind < kinds + 2 && strcmp(kind->name, argv[1]) != 0)
        kind++;
    if (kind == kinds + 2)
        return EXIT_FAILURE;
    BUF_LOCAL struct buf path = {0};
    buf_add_format(&path, "%s/%s", argv[2], kind->file);
    FILE *file = fopen(buf_text(&path), "r");
    if (file == NULL) {
        printf("SKIPPED: no %s; script/setup installs it\n", buf_text(&path));
        return SKIPPED;
    }
    int result = compare(kind, file);
    fclose(file);
    return result;
}
