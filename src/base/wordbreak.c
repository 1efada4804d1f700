/*
 * Breaks are libunistring's. Two things are done to them: spaces in a row are kept together,
 * which Unicode has done since and the library does not, and no break falls into a grapheme.
 */
#include <dais/base/wordbreak.h>

#include <stdint.h>
#include <string.h>

#include <unictype.h>
#include <uniwbrk.h>

#include <dais/base/grapheme.h>
#include <dais/base/mem.h>
#include <dais/base/utf8.h>

void wordbreak_find(const char *text, size_t size, char *ret_breaks)
{
    if (size == 0)
        return;
    MEM_LOCAL char *graphemes = mem_new(size, 1);
    grapheme_breaks(text, size, graphemes);
    u8_wordbreaks((const uint8_t *)text, size, ret_breaks);
    ret_breaks[0] = 1;
    for (size_t i = 1; i < size; i++)
        if (!graphemes[i] || (text[i] == ' ' && text[i - 1] == ' '))
            ret_breaks[i] = 0;
}

static bool is_between(uint32_t code)
{
    enum { BLANK = UC_CATEGORY_MASK_Zs, PUNCTUATION = UC_CATEGORY_MASK_P };
    return code == '\t' || uc_is_general_category_withtable(code, BLANK | PUNCTUATION);
}

bool wordbreak_is_between(const char *text, size_t size)
{
    for (size_t at = 0, length; at < size; at += length)
        if (!is_between(utf8_decode(text + at, size - at, &length)))
            return false;
    return true;
}
