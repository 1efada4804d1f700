/*
 * Names of an enum's values, found exactly or nearly. Near is counted in edits
 * (a letter more, less, other, or two neighbours swapped), blind to the case of ASCII.
 */
#include <dais/base/name_table.h>

#include <stdbool.h>
#include <string.h>

/* Longer words are nobody's slip of the finger. */
enum { NAME_LONGEST = 40 };

int name_find(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; name != NULL && i < count; i++) {
        if (names[i] != NULL && strcmp(names[i], name) == 0)
            return (int)i;
    }
    return -1;
}

static char name_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Edits between two words of at most NAME_LONGEST bytes: optimal string alignment. */
static unsigned name_distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
    unsigned rows[3][NAME_LONGEST + 1]; /* the row before last, the last, this one */
    unsigned *older = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_size; j++)
        last[j] = (unsigned)j;
    for (size_t i = 1; i <= a_size; i++) {
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b_size; j++) {
            bool same = name_lower(a[i - 1]) == name_lower(b[j - 1]);
            unsigned edits = least(last[j] + 1, row[j - 1] + 1);
            edits = least(edits, last[j - 1] + (same ? 0 : 1));
            if (i > 1 && j > 1 && name_lower(a[i - 1]) == name_lower(b[j - 2]) &&
                name_lower(a[i - 2]) == name_lower(b[j - 1]))
                edits = least(edits, older[j - 2] + 1);
            row[j] = edits;
        }
        unsigned *free_row = older;
        older = last;
        last = row;
        row = free_row;
    }
    return last[b_size];
}

const char *name_nearest(const char *const *names, size_t count, const char *name)
{
    const char *nearest = NULL;
    unsigned best = 0;
    size_t size = name != NULL ? strlen(name) : 0;
    if (size == 0 || size > NAME_LONGEST)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t other = names[i] != NULL ? strlen(names[i]) : 0;
        if (other == 0 || other > NAME_LONGEST)
            continue;
        unsigned edits = name_distance(name, size, names[i], other);
        /* Two in three letters must be right, or all but one in a short word. */
        size_t longer = size > other ? size : other;
        unsigned most = longer < 3 ? 0 : longer < 6 ? 1 : (unsigned)(longer / 3);
        if (edits <= most && (nearest == NULL || edits < best)) {
            nearest = names[i];
            best = edits;
        }
    }
    return nearest;
}
