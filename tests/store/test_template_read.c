/*
 * Every file tests/data/templates/NAME.yaml gives exactly what NAME.expected holds: the findings
 * as they are printed without translation, then the template that came of it, if one did.
 * DAIS_UPDATE=1 writes the expected files; read the diff.
 */
#include <dais/store/template_read.h>

#include "samples.h"
#include "suite.h"

static void write_lingual(const char *what, const struct lingual *lingual, unsigned depth,
                          struct buf *out)
{
    for (size_t i = 0; i < lingual->texts.count; i++) {
        const struct lingual_text *text = &lingual->texts.items[i];
        buf_add_repeat(out, "  ", depth);
        buf_add_format(out, "%s", what);
        if (text->language != NULL)
            buf_add_format(out, " (%s)", text->language);
        buf_add_format(out, ": %s\n", text->text);
    }
}

static void write_chosen(const char *what, enum template_names names,
                         const struct template_chosen *chosen, unsigned depth, struct buf *out)
{
    if (chosen->count == 0)
        return;
    buf_add_repeat(out, "  ", depth);
    buf_add_format(out, "%s:", what);
    for (size_t i = 0; i < chosen->count; i++)
        buf_add_format(out, " %s", template_name(names, chosen->items[i]));
    buf_add_char(out, '\n');
}

static void write_entries(const struct template_section *section, unsigned depth, struct buf *out)
{
    write_chosen("kinds", TEMPLATE_KINDS, &section->kinds, depth, out);
    write_chosen("standings", TEMPLATE_STANDINGS, &section->standings, depth, out);
    write_chosen("slots", TEMPLATE_SLOTS, &section->slots, depth, out);
    for (size_t i = 0; i < section->themes.list.count; i++)
        write_lingual("theme", &section->themes.list.items[i], depth, out);
    buf_add_repeat(out, "  ", depth);
    buf_add_format(out, "%s, decided %s, by %s, fields %s\n",
                   template_name(TEMPLATE_FORMS, section->form),
                   template_name(TEMPLATE_DECISIONS, section->decided),
                   template_name(TEMPLATE_GROUPS, section->group),
                   section->fields_said ? "said" : "of the form");
    write_chosen("fields", TEMPLATE_FIELDS, &section->fields, depth, out);
}

static void write_section(const struct template_section *section, unsigned depth, struct buf *out)
{
    buf_add_repeat(out, "  ", depth);
    buf_add_text(out, "section\n");
    write_lingual("heading", &section->heading, depth + 1, out);
    for (size_t i = 0; i < section->text.list.count; i++)
        write_lingual("text", &section->text.list.items[i], depth + 1, out);
    if (section->content == TEMPLATE_PART) {
        buf_add_repeat(out, "  ", depth + 1);
        buf_add_format(out, "part: %s\n", template_name(TEMPLATE_PARTS, section->part));
    }
    for (size_t i = 0; i < section->facts.count; i++) {
        write_chosen("fact", TEMPLATE_FACT_NAMES, &section->facts.items[i].names, depth + 1, out);
        write_lingual("heading", &section->facts.items[i].heading, depth + 2, out);
        write_lingual("empty", &section->facts.items[i].empty, depth + 2, out);
    }
    write_chosen("people", TEMPLATE_ROLES, &section->roles, depth + 1, out);
    if (section->content == TEMPLATE_ENTRIES)
        write_entries(section, depth + 1, out);
    write_lingual("empty", &section->empty, depth + 1, out);
    for (size_t i = 0; i < section->sections.count; i++)
        write_section(&section->sections.items[i], depth + 1, out);
}

static void write_findings(const char *name, const struct buf *source, struct buf *out)
{
    struct diags diags = {0};
    BUF_LOCAL struct buf path = {0};
    buf_add_format(&path, "%s.yaml", name);
    struct template *template = template_read(path.bytes, buf_text(source), source->size, &diags);
    ck_assert_msg((template == NULL) == diags_have_errors(&diags), "%s", name);
    diags_sort(&diags);
    diags_write(&diags, buf_text(source), source->size, NULL, out);
    diags_finish(&diags);
    if (template == NULL)
        return;
    buf_add_format(out, "-- %s\n", template->name);
    write_lingual("title", &template->title, 0, out);
    write_lingual("heading", &template->heading, 0, out);
    for (size_t i = 0; i < template->sections.count; i++)
        write_section(&template->sections.items[i], 0, out);
    template_free(template);
}

START_TEST(test_samples)
{
    enum { LEAST = 25 };
    samples_check("templates", LEAST, write_findings);
    samples_check_expected("templates");
}
END_TEST

START_TEST(test_too_large)
{
    struct diags diags = {0};
    ck_assert_ptr_null(template_read("a/large.yaml", NULL, TEMPLATE_SIZE_MAX + 1, &diags));
    BUF_LOCAL struct buf out = {0};
    diags_write(&diags, NULL, 0, NULL, &out);
    ck_assert_str_eq(buf_text(&out),
                     "a/large.yaml: error: this template holds more than a mebibyte\n");
    diags_finish(&diags);
}
END_TEST

START_TEST(test_name)
{
    static const char *const paths[][2] = {
        {"un-workshop.yaml", "un-workshop"},
        {"a/b.c/house.v2.yaml", "house.v2"},
        {"./minutes", "minutes"},
        {".yaml", ".yaml"},
    };
    static const char source[] = "sections: [{part: context}]";
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct diags diags = {0};
        struct template *template = template_read(paths[i][0], source, sizeof source - 1, &diags);
        ck_assert_str_eq(template->name, paths[i][1]);
        template_free(template);
        diags_finish(&diags);
    }
}
END_TEST

SUITE("store/template_read", test_samples, test_too_large, test_name)
