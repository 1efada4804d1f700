/*
 * Folding many texts gives what folding one gives, at first and when it is known.
 */
#include <dais/base/fold.h>

#include <string.h>

#include <dais/base/utf8.h>

#include "suite.h"

static const char *const texts[] = {
    "",
    "Plain ASCII, Z to A [@`{",
    "Réfugiés et migrants : l’accès à l’École d’été — N°\u00a02",
    "Straße, ŒUVRE, ﬃ, İstanbul, ΣΊΣΥΦΟΣ ς",
    "نُحْتَاجُ إلى إشراك المدن في القرار",
    "漢字かな交じり문장 — 한국어",
    "e\u0301\u0323 in two orders, e\u0323\u0301",
    "👩‍👩‍👧 𐐀𐐨 family and Deseret",
    "नमस्ते Việt Nam Đặng",
};

START_TEST(test_same)
{
    struct folding *folding = folding_new();
    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
            BUF_LOCAL struct buf one = {0};
            BUF_LOCAL struct buf other = {0};
            utf8_fold(texts[i], strlen(texts[i]), &one);
            folding_fold(folding, texts[i], strlen(texts[i]), &other);
            ck_assert_str_eq(buf_text(&other), buf_text(&one));
        }
    }
    folding_free(folding);
}
END_TEST

/* Every character between two letters. */
START_TEST(test_every_character)
{
    struct folding *folding = folding_new();
    for (uint32_t code = 1; code < 0x20000; code++) {
        if (code >= 0xD800 && code < 0xE000)
            continue;
        BUF_LOCAL struct buf text = {0};
        BUF_LOCAL struct buf one = {0};
        BUF_LOCAL struct buf other = {0};
        buf_add_text(&text, "e");
        utf8_encode(code, &text);
        buf_add_text(&text, "o");
        utf8_fold(text.bytes, text.size, &one);
        folding_fold(folding, text.bytes, text.size, &other);
        ck_assert_msg(strcmp(buf_text(&one), buf_text(&other)) == 0, "U+%04X", code);
    }
    folding_free(folding);
}
END_TEST

SUITE("base/fold", test_same, test_every_character)
