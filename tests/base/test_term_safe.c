#include <dais/base/term_safe.h>

#include "suite.h"
#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>

#define MARKS_4 "\u0301\u0301\u0301\u0301"
#define R "\uFFFD"

#define SAFE(bytes, expected)                                                                      \
    {                                                                                              \
        bytes, sizeof(bytes) - 1, expected                                                         \
    }

static const struct {
    const char *bytes;
    size_t size;
    const char *expected;
} safe_cases[] = {
    SAFE("", ""),
    SAFE("Plain text ~ 100 %", "Plain text ~ 100 %"),
    SAFE("Réfugiés, مدينة, 中文, 👍🏾", "Réfugiés, مدينة, 中文, 👍🏾"),
    SAFE("\x1B[31mred\x1B[0m", "^[[31mred^[[0m"),
    SAFE("\x1B]0;title\x07", "^[]0;title^G"),
    SAFE("\x1B]52;c;eA==\x1B\\", "^[]52;c;eA==^[\\"),
    SAFE("\x1B]8;;http://x\x1B\\", "^[]8;;http://x^[\\"),
    SAFE("a\0b\tc\x7F\r", "a^@b^Ic^?^M"),
    SAFE("a\nb", "a⏎b"),
    SAFE("\xC2\x9B"
         "31m\xC2\x85",
         R "31m" R),
    SAFE("\x9B"
         "31m",
         R "31m"),
    SAFE("\xE2\x80", R R),
    SAFE("a\u202Eb\u2066c\u200Fd\u061Ce", "a" R "b" R "c" R "d" R "e"),
    SAFE("a\u2028b\u2029", "a" R "b" R),
    SAFE("\U000E0001\U000E0041\U000E007F", R R R),
    SAFE("\uFFFE\U0010FFFF\uFDD0", R R R),
    SAFE("a" MARKS_4 "b", "a" MARKS_4 "b"),
    SAFE("a" MARKS_4 "\u0302\u0303z", "a" MARKS_4 "z"),
    SAFE("a" MARKS_4 "\u200B\u200D\uFEFFz", "a" MARKS_4 "z"),
    SAFE("\u0301a", "◌\u0301a"),
    SAFE("\u4E2D" MARKS_4 "\u20DD", "\u4E2D" MARKS_4),
    SAFE("\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466",
         "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466"),
    SAFE("\u2764\u200D\u2764\u200D\u2764\u200D\u2764\u200D\u2764\u200D\u2764",
         "\u2764\u200D\u2764\u200D\u2764\u200D\u2764\u200D\u2764\u2764"),
    SAFE("नमस्ते தமிழ் ไทยกำ", "नमस्ते தமிழ் ไทยกำ"),
};

START_TEST(test_line)
{
    for (size_t i = 0; i < sizeof safe_cases / sizeof safe_cases[0]; i++) {
        BUF_LOCAL struct buf out = {0};
        term_safe_line(safe_cases[i].bytes, safe_cases[i].size, &out);
        ck_assert_str_eq(buf_text(&out), safe_cases[i].expected);
    }
}
END_TEST

START_TEST(test_text)
{
    BUF_LOCAL struct buf out = {0};
    const char text[] = "one\n\u0301two\r\n\x1B";
    term_safe_text(text, sizeof text - 1, &out);
    ck_assert_str_eq(buf_text(&out), "one\n◌\u0301two^M\n^[");
}
END_TEST

/* Whatever the bytes: nothing that a terminal obeys comes out, and it is stable. */
START_TEST(test_any_bytes)
{
    srand(4);
    for (int round = 0; round < 3000; round++) {
        BUF_LOCAL struct buf in = {0};
        for (int i = rand() % 40; i >= 0; i--) {
            if (rand() % 2 == 0)
                buf_add_char(&in, (char)(rand() & 0xFF));
            else
                utf8_encode((uint32_t)rand() % (rand() % 2 ? 0x3000 : 0x110000), &in);
        }
        BUF_LOCAL struct buf out = {0};
        BUF_LOCAL struct buf again = {0};
        term_safe_line(in.bytes, in.size, &out);
        ck_assert_uint_eq(utf8_check(out.bytes, out.size), out.size);
        for (size_t i = 0, length; i < out.size; i += length) {
            uint32_t code = utf8_decode(out.bytes + i, out.size - i, &length);
            ck_assert(code >= 0x20 && (code < 0x7F || code >= 0xA0));
            ck_assert(code < 0x202A || code > 0x202E);
            ck_assert(code < 0x2066 || code > 0x206F);
            ck_assert(code != 0x2028 && code != 0x2029 && code != 0x200E && code != 0x200F);
            ck_assert((code >> 7) != (0xE0000 >> 7));
        }
        term_safe_line(out.bytes, out.size, &again);
        ck_assert_str_eq(buf_text(&again), buf_text(&out));
    }
}
END_TEST

SUITE("base/term_safe", test_line, test_text, test_any_bytes)
