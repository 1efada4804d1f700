/*
 * Breaks are libunistring's, put where Unicode's own test looks for them: behind a newline, not
 * at it. Two things are mended:
 *
 * It allows no break behind spaces at the start of a paragraph (LB18). Such a paragraph is looked
 * at once more behind a letter, which changes nothing else, since nothing looks back across
 * spaces but at brackets and quotes.
 *
 * It breaks between a full stop or comma and a letter (LB29), which would take "e.g." apart.
 *
 * What still differs from Unicode's test file (its rules for numbers are tailored) is counted in
 * docs/testing.md; tests/base/test_unicode.c prints it.
 */
#include <dais/base/linebreak.h>

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <unictype.h>
#include <unilbrk.h>
#include <uniwidth.h>

#include <dais/base/buf.h>
#include <dais/base/mem.h>
#include <dais/base/utf8.h>

static bool is_inside(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* What libunistring finds; newlines are marked themselves, as UC_BREAK_MANDATORY. */
static void find_raw(const char *text, size_t size, char *ret_breaks)
{
    u8_possible_linebreaks((const uint8_t *)text, size, "UTF-8", ret_breaks);
}

/* The same of a paragraph that begins with a space. */
static void find_indented(const char *text, size_t size, char *ret_breaks)
{
    BUF_LOCAL struct buf behind = {0};
    MEM_LOCAL char *breaks = mem_new(size + 1, 1);
    buf_add_char(&behind, 'a');
    buf_add(&behind, text, size);
    find_raw(buf_text(&behind), behind.size, breaks);
    memcpy(ret_breaks + 1, breaks + 2, size - 1);
}

/* Class IS: full stop, comma, colon … of several scripts. */
static bool is_infix(uint32_t code)
{
    static const uint32_t infixes[] = {',',    '.',    ':',    ';',    0x037E, 0x0589, 0x060C,
                                       0x060D, 0x07F8, 0x2044, 0xFE10, 0xFE13, 0xFE14};
    for (size_t i = 0; i < sizeof infixes / sizeof *infixes; i++)
        if (infixes[i] == code)
            return true;
    return false;
}

/* Class AL or HL, as far as it follows an infix in a text: letters that are not East Asian. */
static bool is_alphabetic(uint32_t code)
{
    if (code < 0x80)
        return strchr("#&*<=>@^_`~", (int)code) != NULL || uc_is_property_alphabetic(code);
    return code < 0xFF00 && uc_width(code, "UTF-8") == 1 &&
           uc_is_general_category_withtable(code, UC_CATEGORY_MASK_L);
}

/* Is `at` between an infix, marks on it passed over, and a letter? */
static bool is_behind_infix(const char *text, size_t size, size_t at)
{
    size_t length;
    size_t before = at;
    uint32_t code;
    do {
        do
            before--;
        while (before > 0 && is_inside(text[before]));
        code = utf8_decode(text + before, at - before, &length);
    } while (before > 0 && uc_is_general_category_withtable(code, UC_CATEGORY_MASK_M));
    return is_infix(code) && is_alphabetic(utf8_decode(text + at, size - at, &length));
}

void linebreak_find(const char *text, size_t size, char *ret_breaks)
{
    bool must = false; /* behind a newline */
    bool first = true; /* at the start of a paragraph */
    find_raw(text, size, ret_breaks);
    for (size_t i = 0; i < size; i++) {
        if (must && !is_inside(text[i])) {
            must = false;
            first = true;
        }
        if (first && text[i] == ' ')
            find_indented(text + i, size - i, ret_breaks + i);
        must = ret_breaks[i] == UC_BREAK_MANDATORY || must;
        bool possible = ret_breaks[i] == UC_BREAK_POSSIBLE && i > 0 &&
                        !(text[i - 1] != ' ' && is_behind_infix(text, size, i));
        ret_breaks[i] = (first && i > 0) || possible;
        first = false;
    }
}
