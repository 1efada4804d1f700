#include "panel_report.h"

#include <string.h>

#include "programmes.h"
#include "suite.h"

struct lingual one(const char *text)
{
    struct lingual lingual = {0};
    array_push(&lingual.texts, ((struct lingual_text){.text = text}));
    return lingual;
}

msec_t at(const struct programme *programme, int hour, int minute)
{
    return zone_instant(programme->zone, programme->days.items[0].date, hour * 60 + minute);
}

/* SOU-88 with one person, running its panel since 09:19. */
struct programme *panel(enum attribution rule, struct laptop *ret_laptop)
{
    struct programme *programme = programme_sou88();
    struct person person = {.key = "somebody",
                            .name = "Some Body",
                            .honorific = one("Ms"),
                            .title = one("Mayor"),
                            .affiliation = one("City")};
    array_push(&programme->people, person);
    programme->attribution = rule;
    for (size_t i = 0; i < programme->slots.count; i++)
        programme->slots.items[i].attribution = rule;
    laptop_init(ret_laptop, programme, 1, 1, at(programme, 9, 3));
    ck_assert(laptop_do(ret_laptop, WISH_START));
    laptop_at(ret_laptop, at(programme, 9, 19));
    ck_assert(laptop_do(ret_laptop, WISH_NEXT));
    return programme;
}

void finish(struct laptop *laptop, struct programme *programme)
{
    laptop_finish(laptop);
    programme_free(programme);
}

void add(struct laptop *laptop, enum entry_kind kind, struct entry_fields fields)
{
    struct wish wish = {.verb = WISH_ADD, .kind = kind, .fields = fields};
    ck_assert_msg(laptop_wish(laptop, &wish, NULL) != NULL, "%s", laptop_why(laptop));
}

/* The tree as lines: depth, what it is, and its texts. */
static void dump(const struct report_node *node, unsigned depth, struct buf *out)
{
    static const char *const kinds[] = {"section", "paragraph", "facts", "fact", "list",
                                        "item",    "table",     "row",   "cell", "entry"};
    for (; node != NULL; node = node->next) {
        buf_add_repeat(out, " ", depth);
        buf_add_text(out, kinds[node->kind]);
        const char *const texts[] = {node->name,
                                     node->heading,
                                     node->lead,
                                     node->text,
                                     node->language != NULL ? "in" : NULL,
                                     node->language};
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
            if (texts[i] != NULL)
                buf_add_format(out, " %s", texts[i]);
        }
        buf_add_char(out, '\n');
        dump(node->first, depth + 1, out);
    }
}

void dump_report(const struct laptop *laptop, enum report_what what, const char *language,
                 struct buf *out)
{
    dump_report_with(laptop, &(struct report_options){.what = what, .language = language}, out);
}

void dump_report_with(const struct laptop *laptop, const struct report_options *options,
                      struct buf *out)
{
    struct report *report = report_make(laptop->session, options);
    ck_assert_ptr_nonnull(report);
    dump(report->root, 0, out);
    report_free(report);
}

void dump_table(const struct laptop *laptop, const char *language, struct buf *out)
{
    struct report *report = report_make(
        laptop->session, &(struct report_options){.what = REPORT_REPORT, .language = language});
    ck_assert_ptr_nonnull(report);
    dump(report->table, 0, out);
    report_free(report);
}

bool has(const struct buf *text, const char *what)
{
    return strstr(buf_text(text), what) != NULL;
}
