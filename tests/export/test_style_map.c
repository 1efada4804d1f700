#include "../../src/export/style_map.h"

#include <stdlib.h>

#include "suite.h"

/* What ours are found as beside these. */
static void fill(struct style_sheet *sheet)
{
    static const struct sheet_style styles[] = {
        {"paragraph", "Texte", "Body", "<x/>", true},
        {"paragraph", "Titre1", "Heading 1", "<x/>", false},
        {"character", "TitleChar", "Title", "<x/>", false},
        {"paragraph", "Entry", "Something else", "<x/>", false},
        {"paragraph", "a\"<&", "toc 1", "<x/>", false},
        {"character", "DaisTOC2", "x", "<x/>", false},
        {"character", "TOC2", "toc 2", "<x/>", false},
        {"character", "y", "Dais toc 2", "<x/>", false},
    };
    *sheet = (struct style_sheet){.kind = "docx"};
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        array_push(&sheet->styles, styles[i]);
}

#define NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

START_TEST(test_map)
{
    static const struct {
        const char *own, *first, *second; /* our id; our name, and another */
        bool by_id;
        const char *id; /* in the document */
        bool theirs;
        const char *name; /* where it is not theirs */
    } cases[] = {
        {"Heading1", "heading 1", NULL, false, "Titre1", true, NULL},
        {"Title", "Title", NULL, false, "Title", false, "Dais Title"},
        {"Entry", "Entry", NULL, false, "DaisEntry", false, "Entry"},
        {"TOC1", "toc 1", NULL, false, "a&quot;&lt;&amp;", true, NULL},
        {"TOC2", "toc 2", NULL, false, "DaisDaisTOC2", false, "Dais Dais toc 2"},
        {"Draft", "Draft", NULL, false, "Draft", false, "Draft"},
        {"Bullet", "List Bullet", "BODY", false, "Texte", true, NULL},
        {"Entry", "Entry", NULL, true, "Entry", true, NULL},
    };
    struct style_sheet sheet;
    fill(&sheet);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct style_map map;
        style_map_init(&map, &sheet);
        style_map_add(&map, "paragraph", cases[i].own, NAMES(cases[i].first, cases[i].second),
                      cases[i].by_id);
        const struct mapped_style *mapped = style_map_find(&map, cases[i].own);
        ck_assert_str_eq(mapped->id, cases[i].id);
        ck_assert(mapped->theirs == cases[i].theirs);
        if (!mapped->theirs)
            ck_assert_str_eq(mapped->name, cases[i].name);
        style_map_finish(&map);
    }
    free(sheet.styles.items);
}
END_TEST

START_TEST(test_usual)
{
    struct style_sheet sheet;
    fill(&sheet);
    struct style_map map;
    style_map_init(&map, &sheet);
    style_map_add_usual(&map, "paragraph", "Normal", NAMES("Normal"), false);
    ck_assert_str_eq(style_map_id(&map, "Normal"), "Texte");
    style_map_add_usual(&map, "table", "Grid", NAMES("Table Grid"), false);
    ck_assert_str_eq(style_map_id(&map, "Grid"), "Grid");
    ck_assert(!style_map_find(&map, "Grid")->theirs);
    style_map_finish(&map);
    free(sheet.styles.items);
}
END_TEST

START_TEST(test_ours_alone)
{
    struct style_map map;
    style_map_init(&map, NULL);
    style_map_add_usual(&map, "paragraph", "Normal", NAMES("Normal"), false);
    style_map_add(&map, "paragraph", "Title", NAMES("Title"), true);
    ck_assert_str_eq(style_map_id(&map, "Title"), "Title");
    ck_assert_str_eq(style_map_find(&map, "Normal")->name, "Normal");
    ck_assert(!style_map_find(&map, "Normal")->theirs);
    style_map_finish(&map);
}
END_TEST

SUITE("export/style_map", test_map, test_usual, test_ours_alone)
