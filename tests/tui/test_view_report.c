/*
 * The Report view on a bench, without a disc: what is chosen is what is shown, what is asked of the
 * program, and that the text follows the record and nothing else.
 */
#include "view_bench.h"

#include <stdlib.h>
#include <string.h>

#include "../../src/tui/view_report.h"
#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct programme *programme;
static struct laptop laptop;
static struct program bench;

static void begin(enum attribution rule, int width, int height)
{
    programme = programme_panel(rule);
    laptop_init(&laptop, programme, 1, 1, zone_instant(programme->zone, programme->date, AT(9, 0)));
    bench_init(&bench, &view_report, &laptop, width, height);
    bench.live = &laptop;
}

static void end(void)
{
    bench_finish(&bench);
    laptop_finish(&laptop);
    programme_free(programme);
}

static void expect(const char *text, bool shown)
{
    BUF_LOCAL struct buf dump = {0};
    bench_dump(&bench, &dump);
    ck_assert_msg((strstr(buf_text(&dump), text) != NULL) == shown, "%s%s in\n%.3000s",
                  shown ? "" : "no ", text, buf_text(&dump));
}

static const char *asked(void)
{
    return buf_text(&bench.asked);
}

static void add(const char *text)
{
    ck_assert_ptr_nonnull(laptop_wish(
        &laptop,
        &(struct wish){.verb = WISH_ADD, .kind = ENTRY_CONCLUSION, .fields = {.text = text}},
        NULL));
    bench_read(&bench, &laptop);
}

static void select_row(size_t row)
{
    ((struct view_report_state *)bench.state)->list.selected = row;
}

/* All choices are there at each size, and nothing of them is cut. */
START_TEST(test_sizes)
{
    static const int sizes[][2] = {{60, 14}, {80, 19}, {100, 25}, {200, 55}};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        begin(ATTRIBUTION_NAMED, sizes[i][0], sizes[i][1]);
        expect("What      ‹ Report ›", true);
        expect("Markdown (md)", true);
        expect("Language    English", true);
        expect("Beside it   no other", true);
        expect("draft until closed", true);
        expect("# ", true);
        expect("Write", true);
        expect("-report.md", true);
        end();
    }
}
END_TEST

START_TEST(test_chooses)
{
    begin(ATTRIBUTION_NAMED, 100, 40);
    expect("**Report**", true);
    bench_do(&bench, ACTION_RIGHT);
    expect("‹ Recommendations ›", true);
    expect("**Report**", false);
    expect("-recommendations.md", true);
    bench_do(&bench, ACTION_LEFT);
    bench_do(&bench, ACTION_LEFT);
    expect("‹ Programme as run ›", true);
    expect("programme-as-run.md", true);
    bench_do(&bench, ACTION_OPEN);
    ck_assert_str_eq(buf_text(&bench.answers),
                     "Report\nRecommendations\nSummary\nTiming\nProgramme\nProgramme as run\n");
    bench_answer(&bench, 3);
    expect("‹ Timing ›", true);
    bench_do(&bench, ACTION_OPEN);
    bench_answer(&bench, -1);
    expect("‹ Timing ›", true);
    select_row(PART_LANGUAGE);
    bench_do(&bench, ACTION_RIGHT);
    expect("‹ Français ›", true);
    expect("-timing.fr.md", true);
    select_row(PART_SECOND);
    bench_do(&bench, ACTION_RIGHT);
    expect("‹ English ›", true);
    expect("-timing.fr-en.md", true);
    end();
}
END_TEST

/* Data is shown as it is, packed formats as text. */
START_TEST(test_preview)
{
    begin(ATTRIBUTION_NAMED, 100, 40);
    select_row(PART_FORMAT);
    for (size_t i = 0; i < export_count(); i++) {
        const struct exporter *exporter = export_at(i);
        bench_do(&bench, ACTION_OPEN);
        BUF_LOCAL struct buf answers = {0};
        buf_add_text(&answers, buf_text(&bench.answers));
        bench_answer(&bench, -1);
        if (export_can(exporter, REPORT_REPORT))
            ck_assert_ptr_nonnull(strstr(buf_text(&answers), exporter->name));
        struct view_report_state *state = bench.state;
        if (!export_can(exporter, REPORT_REPORT))
            continue;
        report_choice_set(&state->choice, PART_FORMAT, i);
        expect("**Report**", !exporter->one_language);
        expect("preview, as text", exporter->packed);
    }
    end();
}
END_TEST

/* It is made when the record says more, and not otherwise; what was read stays in view. */
START_TEST(test_follows)
{
    begin(ATTRIBUTION_NAMED, 100, 20);
    struct view_report_state *state = bench.state;
    bench_do(&bench, ACTION_PANE_NEXT);
    expect("**Report**", true);
    bench_do(&bench, ACTION_LAST);
    expect("**Report**", false);
    BUF_LOCAL struct buf before = {0}, after = {0};
    bench_dump(&bench, &before);
    const char *bytes = state->preview.text.bytes;
    laptop_at(&laptop, laptop.actor.now.wall + MSEC_MINUTE);
    bench_read(&bench, &laptop);
    bench_dump(&bench, &after);
    ck_assert_str_eq(buf_text(&before), buf_text(&after));
    ck_assert_ptr_eq(state->preview.text.bytes, bytes);
    bench_do(&bench, ACTION_FIRST);
    for (int i = 0; i < 12; i++)
        bench_do(&bench, ACTION_DOWN);
    bench_dump(&bench, &before);
    size_t top = state->preview.top;
    add("Cities lead.");
    bench_dump(&bench, &after);
    ck_assert_uint_ge(state->preview.top, top);
    ck_assert_ptr_nonnull(strstr(buf_text(&state->preview.text), "Cities lead."));
    end();
}
END_TEST

START_TEST(test_keys)
{
    begin(ATTRIBUTION_NAMED, 100, 40);
    bench_do(&bench, ACTION_EXPORT);
    select_row(REPORT_ROW_WRITE);
    bench_do(&bench, ACTION_OPEN);
    select_row(REPORT_ROW_MARK);
    bench_do(&bench, ACTION_OPEN);
    bench_do(&bench, ACTION_REPORT_OPEN);
    ck_assert_str_eq(asked(), "export md 0\ndo export\ndo close-session\n"
                              "say {1} was not exported yet\n");
    buf_clear(&bench.asked);
    ck_assert(!bench_do(&bench, ACTION_LEAVE));
    bench.scene.exporting = "A.pdf";
    bench.scene.exporting_seconds = 12;
    expect("● Writing …", true);
    expect("12 s", true);
    expect("A.pdf", true);
    expect("Esc gives it up", true);
    ck_assert(bench_do(&bench, ACTION_LEAVE));
    ck_assert_str_eq(asked(), "stop export\n");
    bench.scene.exporting = NULL;
    bench.scene.read_only = true;
    ck_assert(!bench_do(&bench, ACTION_EXPORT)); /* the program says why */
    end();
}
END_TEST

/* A format whose program is not there says so, and is neither turned to nor taken. */
START_TEST(test_missing)
{
    begin(ATTRIBUTION_NAMED, 100, 40);
    struct view_report_state *state = bench.state;
    size_t pdf = 0;
    while (strcmp(export_at(pdf)->name, "pdf") != 0)
        pdf++;
    state->missing = 1U << pdf;
    select_row(PART_FORMAT);
    for (size_t i = 0; i < export_count(); i++) {
        bench_do(&bench, ACTION_RIGHT);
        ck_assert_uint_ne(state->choice.values[PART_FORMAT], pdf);
    }
    size_t before = state->choice.values[PART_FORMAT];
    bench_do(&bench, ACTION_OPEN);
    ck_assert_ptr_nonnull(
        strstr(buf_text(&bench.answers), "PDF (pdf): its program is missing\n"));
    int row = 0;
    for (const char *at = buf_text(&bench.answers); strncmp(at, "PDF", 3) != 0; row++)
        at = strchr(at, '\n') + 1;
    buf_clear(&bench.asked);
    bench_answer(&bench, row);
    ck_assert_ptr_nonnull(strstr(asked(), "say "));
    ck_assert_uint_eq(state->choice.values[PART_FORMAT], before);
    end();
}
END_TEST

/* A pane with all the room, and back again by the same way. */
START_TEST(test_zooms)
{
    begin(ATTRIBUTION_NAMED, 100, 20);
    bench_do(&bench, ACTION_ZOOM);
    expect("**Report**", false);
    expect("Write", true);
    bench_do(&bench, ACTION_PANE_NEXT);
    expect("**Report**", true);
    expect("Beside it", false);
    ck_assert(bench_do(&bench, ACTION_LEAVE));
    expect("Beside it", true);
    expect("**Report**", true);
    ck_assert(bench_do(&bench, ACTION_LEAVE));
    ck_assert(!bench_do(&bench, ACTION_LEAVE));
    end();
}
END_TEST

/* How a file stands to the record is told without the disc being asked. */
START_TEST(test_files)
{
    static const struct {
        const char *what;
        bool edited;
        bool said;
        enum file_state state;
    } cases[] = {
        {"report", true, true, FILE_EDITED},          {"report", false, true, FILE_SAME},
        {"report", false, false, FILE_OLDER},         {NULL, false, true, FILE_UNKNOWN},
        {"nothing known", false, true, FILE_UNKNOWN},
    };
    begin(ATTRIBUTION_NAMED, 100, 40);
    struct view_report_state *state = bench.state;
    expect("Exported", false);
    struct report *report = report_choice_make(&state->choice, laptop.session);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct exported file = {.name = mem_dup("A.md"),
                                .edited = cases[i].edited,
                                .what = mem_dup(cases[i].what),
                                .languages = mem_dup("en"),
                                .at = laptop.actor.now.wall};
        if (cases[i].said)
            export_write_digest(report, file.said);
        array_push(&state->files.list, file);
    }
    report_free(report);
    ck_assert_int_eq(view_report_file_state(state, &bench.scene, &state->files.list.items[1]),
                     FILE_UNLOOKED);
    view_report.look(state, &bench);
    ck_assert_str_eq(asked(), "redraw soon\n");
    buf_clear(&bench.asked);
    view_report.look(state, &bench); /* both are of the same */
    ck_assert_str_eq(asked(), "");
    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_int_eq(view_report_file_state(state, &bench.scene, &state->files.list.items[i]),
                         cases[i].state);
    expect("09:00 · up to date", true);
    expect("older than the record", true);
    expect("edited: it stays", true);
    add("More is said.");
    view_report.look(state, &bench);
    ck_assert_int_eq(view_report_file_state(state, &bench.scene, &state->files.list.items[1]),
                     FILE_OLDER);
    select_row(REPORT_ROW_FILES + 2);
    buf_clear(&bench.asked);
    bench_do(&bench, ACTION_OPEN);
    ck_assert_str_eq(asked(), "open A.md\n");
    end();
}
END_TEST

static void list_file(const char *name, const char *what)
{
    struct exported file = {
        .name = mem_dup(name), .what = mem_dup(what), .languages = mem_dup("en"), .at = 0};
    array_push(&((struct view_report_state *)bench.state)->files.list, file);
}

static bool offers_open(void)
{
    const char *label = "open";
    return view_report.offers(bench.state, &bench.scene, ACTION_REPORT_OPEN, &label);
}

/* What is opened is what is selected, else what is chosen, whatever was written last. */
START_TEST(test_opens)
{
    begin(ATTRIBUTION_NAMED, 100, 40);
    struct view_report_state *state = bench.state;
    ck_assert(!offers_open());
    expect("O open", false);
    list_file("A-timing.md", "timing");
    list_file("A.html", "report");
    ck_assert(!offers_open());
    list_file("A-2.md", "report");
    list_file("A.md", "report");
    ck_assert(offers_open());
    bench_do(&bench, ACTION_REPORT_OPEN);
    ck_assert_str_eq(asked(), "open A-2.md\n");
    buf_clear(&bench.asked);
    select_row(REPORT_ROW_FILES);
    bench_do(&bench, ACTION_REPORT_OPEN);
    ck_assert_str_eq(asked(), "open A-timing.md\n");
    /* the text is called as what would be written */
    buf_clear(&state->file);
    buf_add_text(&state->file, "A-3.md");
    expect("┌ A-3.md", true);
    end();
}
END_TEST

/* What was wished and does not go is said, beside or below what stands instead. */
START_TEST(test_gives_way)
{
    static const int widths[] = {60, 80, 200};
    for (size_t i = 0; i < COUNT(widths); i++) {
        begin(ATTRIBUTION_NAMED, widths[i], 30);
        struct view_report_state *state = bench.state;
        size_t csv = 0;
        expect("Write", true);
        while (strcmp(export_at(csv)->name, "csv") != 0)
            csv++;
        report_choice_set(&state->choice, PART_FORMAT, csv);
        expect("not here", false);
        report_choice_set(&state->choice, PART_WHAT, 2);
        expect("Markdown (md)", true);
        expect("not here: csv", true);
        expect("Write", true);
        end();
    }
}
END_TEST

/* Names that were kept are said before they go out. */
START_TEST(test_names)
{
    begin(ATTRIBUTION_CHATHAM_HOUSE, 100, 40);
    expect("keeps names", false);
    ck_assert_ptr_nonnull(laptop_wish(&laptop,
                                      &(struct wish){.verb = WISH_ADD,
                                                     .kind = ENTRY_CONCLUSION,
                                                     .keep_names = true,
                                                     .fields = {.text = "Samuel Pyne agrees."}},
                                      NULL));
    bench_read(&bench, &laptop);
    expect("1 text keeps names: ! Review", true);
    bench_do(&bench, ACTION_RIGHT); /* recommendations alone: none of them does */
    expect("keeps names", false);
    end();
}
END_TEST

/* The screen is no way around the rule. */
START_TEST(test_rule)
{
    for (enum attribution rule = ATTRIBUTION_NAMED; rule <= ATTRIBUTION_CHATHAM_HOUSE; rule++) {
        begin(rule, 100, 400);
        select_row(PART_WHAT);
        expect("Samuel Pyne", true); /* of the programme */
        bench_do(&bench, ACTION_RIGHT);
        bench_do(&bench, ACTION_RIGHT);
        if (rule == ATTRIBUTION_CHATHAM_HOUSE)
            expect("Samuel Pyne", false);
        end();
    }
}
END_TEST

SUITE("tui/view_report", test_sizes, test_chooses, test_preview, test_follows, test_keys,
      test_missing, test_zooms, test_files, test_opens, test_gives_way, test_names, test_rule)
