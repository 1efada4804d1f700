/*
 * Texts were cleaned when they were captured; those of the programme are as somebody wrote them.
 * Here neither is trusted.
 */
#include "plain_text.h"

#include <dais/base/utf8.h>

enum { REPLACEMENT = 0xfffd };

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code <= 0x9f);
}

static bool is_noncharacter(uint32_t code)
{
    return (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) == 0xfffe;
}

uint32_t plain_text_next(const char *bytes, size_t size, size_t *ret_size)
{
    uint32_t code = utf8_decode(bytes, size, ret_size);
    switch (code) {
    case '\n':
        return code;
    case '\t':
        return ' ';
    case '\r':
        if (size > 1 && bytes[1] == '\n')
            *ret_size = 2;
        return '\n';
    default:
        return is_control(code) || is_noncharacter(code) ? REPLACEMENT : code;
    }
}

bool plain_text_steers(uint32_t code)
{
    return code == 0x2028 || code == 0x2029 || (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069);
}
