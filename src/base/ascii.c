/*
 * Nearest ASCII. Signs the program draws with and typographic ones stand in a table, sorted
 * by code point; letters lose their marks by canonical decomposition. It is for looking at:
 * nothing is stored this way.
 */
#include <dais/base/ascii.h>

#include <uninorm.h>

#include <dais/base/grapheme.h>
#include <dais/base/utf8.h>

struct range {
    uint32_t first; /* code points first … last */
    uint32_t last;
    char ascii; /* what stands for all of them */
};

static const struct range ranges[] = {
    {0x00A0, 0x00A0, ' '}, {0x00A1, 0x00A1, '!'},  {0x00A6, 0x00A6, '|'},  {0x00AB, 0x00AB, '"'},
    {0x00AD, 0x00AD, '-'}, {0x00B0, 0x00B0, 'o'},  {0x00B1, 0x00B1, '+'},  {0x00B4, 0x00B4, '\''},
    {0x00B7, 0x00B7, '.'}, {0x00BB, 0x00BB, '"'},  {0x00BF, 0x00BF, '?'},  {0x00C6, 0x00C6, 'A'},
    {0x00D0, 0x00D0, 'D'}, {0x00D7, 0x00D7, 'x'},  {0x00D8, 0x00D8, 'O'},  {0x00DF, 0x00DF, 's'},
    {0x00E6, 0x00E6, 'a'}, {0x00F0, 0x00F0, 'd'},  {0x00F7, 0x00F7, '/'},  {0x00F8, 0x00F8, 'o'},
    {0x0110, 0x0110, 'D'}, {0x0111, 0x0111, 'd'},  {0x0131, 0x0131, 'i'},  {0x0141, 0x0141, 'L'},
    {0x0142, 0x0142, 'l'}, {0x0152, 0x0152, 'O'},  {0x0153, 0x0153, 'o'},  {0x2000, 0x200A, ' '},
    {0x2010, 0x2015, '-'}, {0x2018, 0x201B, '\''}, {0x201C, 0x201F, '"'},  {0x2022, 0x2022, '*'},
    {0x2026, 0x2026, '~'}, {0x202F, 0x202F, ' '},  {0x2032, 0x2032, '\''}, {0x2033, 0x2033, '"'},
    {0x2039, 0x2039, '<'}, {0x203A, 0x203A, '>'},  {0x2044, 0x2044, '/'},  {0x2190, 0x2190, '<'},
    {0x2191, 0x2191, '^'}, {0x2192, 0x2192, '>'},  {0x2193, 0x2193, 'v'},  {0x21B5, 0x21B5, '/'},
    {0x2212, 0x2212, '-'}, {0x221A, 0x221A, 'v'},  {0x2248, 0x2248, '~'},  {0x23CE, 0x23CE, '/'},
    {0x2500, 0x2501, '-'}, {0x2502, 0x2503, '|'},  {0x2504, 0x2505, '-'},  {0x2506, 0x2507, '|'},
    {0x2508, 0x2509, '-'}, {0x250A, 0x250B, '|'},  {0x250C, 0x254B, '+'},  {0x254C, 0x254D, '-'},
    {0x254E, 0x254F, '|'}, {0x2550, 0x2550, '='},  {0x2551, 0x2551, '|'},  {0x2552, 0x2570, '+'},
    {0x2571, 0x2571, '/'}, {0x2572, 0x2572, '\\'}, {0x2573, 0x2573, 'X'},  {0x2580, 0x2580, '"'},
    {0x2581, 0x2584, '_'}, {0x2585, 0x258C, '#'},  {0x258D, 0x258F, '|'},  {0x2590, 0x2590, '#'},
    {0x2591, 0x2591, '.'}, {0x2592, 0x2593, '#'},  {0x2594, 0x2594, '"'},  {0x2595, 0x2595, '|'},
    {0x2596, 0x259F, '#'}, {0x25A0, 0x25A1, '#'},  {0x25AA, 0x25AB, '*'},  {0x25B2, 0x25B3, '^'},
    {0x25B6, 0x25B7, '>'}, {0x25BA, 0x25BB, '>'},  {0x25BC, 0x25BD, 'v'},  {0x25C0, 0x25C1, '<'},
    {0x25C4, 0x25C5, '<'}, {0x25C6, 0x25C7, '*'},  {0x25CB, 0x25CB, 'o'},  {0x25CF, 0x25CF, '*'},
    {0x2713, 0x2714, 'v'}, {0x2715, 0x2718, 'x'},  {0x3000, 0x3000, ' '},  {0xFF01, 0xFF5E, 0},
};

static const struct range *range_find(uint32_t code)
{
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return &ranges[i];
    return NULL;
}

/* The letter under the marks, or 0. */
static char letter_under(uint32_t code)
{
    for (int depth = 0; depth < 4 && code >= 0x80; depth++) {
        ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
        if (uc_canonical_decomposition(code, parts) < 1)
            return 0;
        code = parts[0];
    }
    return code < 0x7F ? (char)code : 0;
}

char ascii_nearest(uint32_t code)
{
    if (code >= 0x20 && code < 0x7F)
        return (char)code;
    const struct range *range = range_find(code);
    if (range != NULL) /* full-width forms follow ASCII */
        return range->ascii != 0 ? range->ascii : (char)(code - 0xFF01 + '!');
    char letter = letter_under(code);
    return letter >= 0x20 ? letter : '?';
}

void ascii_add_text(const char *text, size_t size, struct buf *out)
{
    for (size_t i = 0, length; i < size; i += length) {
        size_t first;
        uint32_t code = utf8_decode(text + i, size - i, &first);
        length = code < 0x80 ? first : grapheme_next(text + i, size - i);
        unsigned width = code < 0x80 ? 1 : grapheme_width(text + i, length);
        if (width > 0)
            buf_add_char(out, code < 0x80 ? (char)code : ascii_nearest(code));
        if (width > 1)
            buf_add_char(out, ' ');
    }
}
