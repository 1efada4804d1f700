#include "../../src/pdf/place.h"

#include "suite.h"
#include <string.h>

enum { MOST = 16 };

/*
 * A letter a strip, each ten points high on pages of fifty: "k" stays with the next one, "." does
 * not, "h" is the head of a table, "r" a row of it, "R" one that stays with the next.
 */
static size_t make(const char *form, struct strip strips[MOST])
{
    size_t count = strlen(form);
    for (size_t i = 0; i < count; i++)
        strips[i] = (struct strip){.height = 10,
                                   .keep = strchr("khR", form[i]) != NULL,
                                   .head = form[i] == 'h',
                                   .table = strchr("hrR", form[i]) != NULL};
    return count;
}

START_TEST(test_pages)
{
    static const struct {
        const char *form, *pages; /* a digit a strip */
    } cases[] = {
        {"", ""},
        {".....", "00000"},
        {"......", "000001"},
        {"....k.", "000011"},       /* a heading goes with what follows */
        {"...kk.", "000111"},       /* and two of them */
        {"kkkkkk.", "0000011"},     /* what no page holds is broken */
        {"..kkkkkk.", "001111122"}, /* on a page of its own */
        {"....k", "00000"},         /* nothing follows the last one */
        {"hrrrrrrr", "00000111"},   /* its head takes a place on each page */
        {"hrrrrrrrrrr", "00000111122"},
        {"...hrrr", "0000011"},
        {"....hrrr", "00001111"}, /* the head goes with a row */
        {"hrrrRr..", "00001111"}, /* rows that stay together */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct strip strips[MOST];
        char pages[MOST + 1] = "";
        size_t count = make(cases[i].form, strips);
        uint32_t most = place_strips(strips, count, 50);
        for (size_t j = 0; j < count; j++)
            pages[j] = (char)('0' + strips[j].page);
        ck_assert_msg(strcmp(pages, cases[i].pages) == 0, "%s: %s", cases[i].form, pages);
        ck_assert_uint_eq(most, count > 0 ? strips[count - 1].page + 1U : 1U);
    }
}
END_TEST

/* Space above counts between strips, not at the head of a page; a head takes its own height. */
START_TEST(test_places)
{
    struct strip strips[MOST];
    size_t count = make("..hrrr", strips);
    for (size_t i = 0; i < count; i++)
        strips[i].before = 5;
    ck_assert_uint_eq(place_strips(strips, count, 60), 2);
    static const float places[] = {0, 15, 30, 45, 10, 25};
    static const uint32_t pages[] = {0, 0, 0, 0, 1, 1};
    for (size_t i = 0; i < count; i++) {
        ck_assert_uint_eq(strips[i].page, pages[i]);
        ck_assert_float_eq(strips[i].y, places[i]);
    }
    ck_assert_float_eq(place_head_height(strips, 4, 60), 10);
    ck_assert_float_eq(place_head_height(strips, 4, 15), 0); /* it would leave too little */
    ck_assert_float_eq(place_head_height(strips, 2, 60), 0);
    ck_assert_float_eq(place_head_height(strips, 1, 60), 0);
    ck_assert_uint_eq(place_head_first(strips, 5), 2);
}
END_TEST

/* A strip higher than a page stands alone on one, and the rest goes on behind it. */
START_TEST(test_too_high)
{
    struct strip strips[MOST];
    size_t count = make("...", strips);
    strips[1].height = 500;
    ck_assert_uint_eq(place_strips(strips, count, 50), 3);
    for (uint32_t i = 0; i < 3; i++) {
        ck_assert_uint_eq(strips[i].page, i);
        ck_assert_float_eq(strips[i].y, 0);
    }
}
END_TEST

SUITE("pdf/place", test_pages, test_places, test_too_high)
