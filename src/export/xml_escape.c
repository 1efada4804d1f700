/*
 * XML 1.0 has no way to write most control characters, not even as references; plain_text has
 * replaced them before they come here.
 */
#include "xml_escape.h"

#include <string.h>

#include <dais/base/utf8.h>

#include "plain_text.h"

/* Of a character that means something; NULL: it does not. */
static const char *reference(uint32_t code)
{
    switch (code) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* How many bytes at the head of `text` are letters and the like that need no thought. */
static size_t plain_size(const char *text)
{
    static const bool needs_thought[0x40] = {
        ['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true, [0x27] = true};
    size_t size = 0;
    for (unsigned char c; (c = (unsigned char)text[size]) >= ' ' && c < 0x7f; size++) {
        if (c < sizeof needs_thought && needs_thought[c])
            break;
    }
    return size;
}

void xml_escape(const char *text, const char *newline, struct buf *out)
{
    size_t size = strlen(text);
    for (size_t at = 0, length; at < size; at += length) {
        length = plain_size(text + at);
        if (length > 0) {
            buf_add(out, text + at, length);
            continue;
        }
        uint32_t code = plain_text_next(text + at, size - at, &length);
        const char *instead = code == '\n' ? newline : reference(code);
        if (instead != NULL)
            buf_add_text(out, instead);
        else
            utf8_encode(code, out);
    }
}

bool xml_is_rtl(const char *language)
{
    static const char *const leftward[] = {"ar", "arc", "ckb", "dv", "fa", "he",
                                           "ks", "ps",  "sd",  "ug", "ur", "yi"};
    size_t size = language != NULL ? strcspn(language, "-_") : 0;
    for (size_t i = 0; i < sizeof leftward / sizeof *leftward; i++) {
        if (size == strlen(leftward[i]) && strncmp(language, leftward[i], size) == 0)
            return true;
    }
    return false;
}

const char *xml_direction(const char *language)
{
    return xml_is_rtl(language) ? "rtl" : "ltr";
}
