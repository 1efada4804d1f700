/*
 * Any bytes as a house template: what comes of them can be used, and is said.
 */
#include <dais/store/template_read.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>

#include "must.h"

static void check_lingual(const struct lingual *lingual)
{
    for (size_t i = 0; i < lingual->texts.count; i++)
        must_be_text(lingual->texts.items[i].text);
}

static void check_chosen(enum template_names names, const struct template_chosen *chosen)
{
    must(chosen->count <= template_name_count(names), "each name stands there once");
    for (size_t i = 0; i < chosen->count; i++)
        must_be_text(template_name(names, chosen->items[i]));
}

static void check_section(const struct template_section *section, unsigned depth)
{
    must(depth < 2, "sections nest one level");
    check_lingual(&section->heading);
    check_lingual(&section->empty);
    for (size_t i = 0; i < section->text.list.count; i++)
        check_lingual(&section->text.list.items[i]);
    must(section->part < template_name_count(TEMPLATE_PARTS), "a part is one of the parts");
    must((section->facts.count > 0) == (section->content == TEMPLATE_FACTS), "facts are some");
    must((section->roles.count > 0) == (section->content == TEMPLATE_PEOPLE), "people are some");
    for (size_t i = 0; i < section->facts.count; i++) {
        must(section->facts.items[i].names.count > 0, "a fact has a name");
        check_chosen(TEMPLATE_FACT_NAMES, &section->facts.items[i].names);
        check_lingual(&section->facts.items[i].heading);
        check_lingual(&section->facts.items[i].empty);
    }
    check_chosen(TEMPLATE_ROLES, &section->roles);
    check_chosen(TEMPLATE_KINDS, &section->kinds);
    check_chosen(TEMPLATE_STANDINGS, &section->standings);
    check_chosen(TEMPLATE_SLOTS, &section->slots);
    check_chosen(TEMPLATE_FIELDS, &section->fields);
    for (size_t i = 0; i < section->sections.count; i++)
        check_section(&section->sections.items[i], depth + 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct diags diags = {0};
    struct template *template = template_read("fuzz.yaml", bytes, size, &diags);
    must((template == NULL) == diags_have_errors(&diags), "errors, and nothing else, give none");
    if (template != NULL) {
        check_lingual(&template->title);
        check_lingual(&template->heading);
        for (size_t i = 0; i < template->sections.count; i++)
            check_section(&template->sections.items[i], 0);
    }
    template_free(template);
    diags_sort(&diags);
    for (size_t i = 0; i < diags.list.count && i < 100; i++) {
        BUF_LOCAL struct buf out = {0};
        must(diags.list.items[i].text.id != NULL, "findings say something");
        diag_write(&diags.list.items[i], (const char *)bytes, size, NULL, &out);
        must_be_text(buf_text(&out));
    }
    diags_finish(&diags);
    return 0;
}
