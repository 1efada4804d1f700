/*
 * The values of a part are their numbers; what they are called stands in tables here, formats and
 * languages in those of export and core.
 */
#include "report_choice.h"

#include <assert.h>
#include <string.h>

#include <dais/base/name_table.h>
#include <dais/store/journal_digests.h>

#include "translate.h"

/* What there is; the programme is there twice. */
static const struct {
    enum report_what what;
    bool as_run;
    const char *title;
} whats[] = {
    {REPORT_REPORT, false, N_("Report")},
    {REPORT_RECOMMENDATIONS, false, N_("Recommendations")},
    {REPORT_SUMMARY, false, N_("Summary")},
    {REPORT_TIMING, false, N_("Timing")},
    {REPORT_PROGRAMME, false, N_("Programme")},
    {REPORT_PROGRAMME, true, N_("Programme as run")},
};
enum { WHAT_COUNT = sizeof whats / sizeof whats[0] };

static const char *const titles[] = {
    [PART_WHAT] = N_("What"),         [PART_FORMAT] = N_("Format"),
    [PART_LANGUAGE] = N_("Language"), [PART_SECOND] = N_("Beside it"),
    [PART_TEMPLATE] = N_("Template"),
};
NAME_TABLE_COMPLETE(titles, REPORT_PART_COUNT);

/* What the formats are to people; one that is not here is called by its ending. */
static const struct {
    const char *name;
    const char *title;
} formats[] = {
    {"md", N_("Markdown (md)")},   {"html", N_("Web page (html)")},
    {"docx", N_("Word (docx)")},   {"odt", N_("OpenDocument (odt)")},
    {"pdf", N_("PDF (pdf)")},      {"json", N_("Data (json)")},
    {"yaml", N_("Data (yaml)")},   {"csv", N_("Table (csv)")},
    {"ics", N_("Calendar (ics)")},
};

/* A language is called as those call it who look for it. */
static const struct {
    const char *code;
    const char *name;
} languages[] = {
    {"en", "English"}, {"fr", "Français"}, {"pt", "Português"},
    {"es", "Español"}, {"ar", "العربية"},
};

static size_t find_language(const char *code, size_t size)
{
    for (size_t i = 0; i < report_language_count(); i++)
        if (strlen(report_language_at(i)) == size && memcmp(report_language_at(i), code, size) == 0)
            return i;
    return report_language_count();
}

/* "fr" or "en,fr". False: there are no headings in it. */
static bool set_languages(struct report_choice *choice, const char *codes)
{
    if (codes == NULL || !report_language_is_known(codes))
        return false;
    const char *comma = strchr(codes, ',');
    size_t size = comma != NULL ? (size_t)(comma - codes) : strlen(codes);
    choice->values[PART_LANGUAGE] = find_language(codes, size);
    choice->values[PART_SECOND] =
        comma != NULL ? find_language(comma + 1, strlen(comma + 1)) + 1 : 0;
    memcpy(choice->wished, choice->values, sizeof choice->wished);
    return true;
}

void report_choice_init(struct report_choice *ret_choice, const struct programme *programme,
                        const char *language)
{
    *ret_choice = (struct report_choice){.values = {0}};
    if (!set_languages(ret_choice, language))
        (void)set_languages(ret_choice, programme->language);
}

size_t report_choice_count(const struct report_choice *choice, enum report_part part)
{
    switch (part) {
    case PART_WHAT:
        return WHAT_COUNT;
    case PART_FORMAT:
        return export_count();
    case PART_LANGUAGE:
        return report_language_count();
    case PART_SECOND:
        return report_language_count() + 1;
    case PART_TEMPLATE:
        return choice->templates != NULL ? choice->templates->list.count + 1 : 1;
    case REPORT_PART_COUNT:
        break;
    }
    return 0;
}

const struct exporter *report_choice_exporter(const struct report_choice *choice)
{
    return export_at(choice->values[PART_FORMAT]);
}

bool report_choice_is_missing(const struct report_choice *choice, enum report_part part,
                              size_t value)
{
    return part == PART_FORMAT && (choice->missing & 1U << value) != 0;
}

const struct report_template *report_choice_broken(const struct report_choice *choice, size_t value)
{
    const struct report_template *template =
        value > 0 ? &choice->templates->list.items[value - 1] : NULL;
    return template != NULL && template->template == NULL ? template : NULL;
}

bool report_choice_allows(const struct report_choice *choice, enum report_part part, size_t value)
{
    return report_choice_lists(choice, part, value) &&
           (part != PART_TEMPLATE || report_choice_broken(choice, value) == NULL);
}

bool report_choice_lists(const struct report_choice *choice, enum report_part part, size_t value)
{
    switch (part) {
    case PART_FORMAT:
        return !report_choice_is_missing(choice, part, value) &&
               export_can(export_at(value), whats[choice->values[PART_WHAT]].what);
    case PART_SECOND:
        return value == 0 || (value - 1 != choice->values[PART_LANGUAGE] &&
                              !report_choice_exporter(choice)->one_language);
    case PART_TEMPLATE:
        return value == 0 || (whats[choice->values[PART_WHAT]].what == REPORT_REPORT &&
                              !report_choice_exporter(choice)->one_language);
    case PART_WHAT:
    case PART_LANGUAGE:
    case REPORT_PART_COUNT:
        break;
    }
    return true;
}

void report_choice_set(struct report_choice *choice, enum report_part part, size_t value)
{
    assert(value < report_choice_count(choice, part));
    choice->wished[part] = value;
    memcpy(choice->values, choice->wished, sizeof choice->values);
    while (!report_choice_allows(choice, PART_FORMAT, choice->values[PART_FORMAT]))
        choice->values[PART_FORMAT] = (choice->values[PART_FORMAT] + 1) % export_count();
    if (!report_choice_allows(choice, PART_SECOND, choice->values[PART_SECOND]))
        choice->values[PART_SECOND] = 0;
    if (!report_choice_allows(choice, PART_TEMPLATE, choice->values[PART_TEMPLATE]))
        choice->values[PART_TEMPLATE] = 0;
}

void report_choice_step(struct report_choice *choice, enum report_part part, bool forward)
{
    size_t count = report_choice_count(choice, part);
    size_t value = choice->values[part];
    do {
        value = (value + (forward ? 1 : count - 1)) % count;
    } while (!report_choice_allows(choice, part, value));
    report_choice_set(choice, part, value);
}

const char *report_choice_given_way(const struct report_choice *choice, enum report_part part)
{
    size_t wished = choice->wished[part];
    if (wished == choice->values[part] || wished >= report_choice_count(choice, part))
        return NULL;
    return part == PART_FORMAT ? export_at(wished)->name
                               : report_choice_label(choice, part, wished);
}

const char *report_choice_title(enum report_part part)
{
    return translate_id(titles[part]);
}

static const char *format_label(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (strcmp(formats[i].name, name) == 0)
            return translate_id(formats[i].title);
    return name;
}

static const char *language_label(const char *code)
{
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++)
        if (strcmp(languages[i].code, code) == 0)
            return languages[i].name;
    return code;
}

const struct template *report_choice_template(const struct report_choice *choice)
{
    size_t value = choice->values[PART_TEMPLATE];
    return value > 0 ? choice->templates->list.items[value - 1].template : NULL;
}

/* Its title in the language of the report, where it has one. */
static const char *template_label(const struct report_choice *choice,
                                  const struct report_template *template)
{
    if (template->template == NULL)
        return template->label;
    const char *title =
        lingual_in(&template->template->title, report_language_at(choice->values[PART_LANGUAGE]));
    return title != NULL ? title : template->name;
}

const char *report_choice_label(const struct report_choice *choice, enum report_part part,
                                size_t value)
{
    switch (part) {
    case PART_WHAT:
        return translate_id(whats[value].title);
    case PART_FORMAT:
        return report_choice_is_missing(choice, part, value)
                   ? _("PDF (pdf): its program is missing")
                   : format_label(export_at(value)->name);
    case PART_LANGUAGE:
        return language_label(report_language_at(value));
    case PART_SECOND:
        return value == 0 ? _("no other") : language_label(report_language_at(value - 1));
    case PART_TEMPLATE:
        return value == 0 ? _("none")
                          : template_label(choice, &choice->templates->list.items[value - 1]);
    case REPORT_PART_COUNT:
        break;
    }
    return "";
}

bool report_choice_is_same(const struct report_choice *a, const struct report_choice *b)
{
    return memcmp(a->values, b->values, sizeof a->values) == 0;
}

struct report *report_choice_make(const struct report_choice *choice, const struct session *session)
{
    BUF_LOCAL struct buf codes = {0};
    size_t second = choice->values[PART_SECOND];
    buf_add_text(&codes, report_language_at(choice->values[PART_LANGUAGE]));
    if (second > 0)
        buf_add_format(&codes, ",%s", report_language_at(second - 1));
    struct report_options options = {.what = whats[choice->values[PART_WHAT]].what,
                                     .as_run = whats[choice->values[PART_WHAT]].as_run,
                                     .language = buf_text(&codes),
                                     .template = report_choice_template(choice)};
    return journal_digests_make_report(session, &options);
}

bool report_choice_find(const struct report_choice *choice, const char *what, const char *codes,
                        const char *template, struct report_choice *ret_choice)
{
    struct report_choice found = *choice;
    for (size_t i = 0; i < WHAT_COUNT; i++) {
        BUF_LOCAL struct buf name = {0};
        export_write_what(whats[i].what, whats[i].as_run, &name);
        if (strcmp(buf_text(&name), what) != 0)
            continue;
        if (!set_languages(&found, codes))
            return false;
        found.values[PART_WHAT] = i;
        found.values[PART_TEMPLATE] =
            found.templates != NULL ? report_templates_find(found.templates, template) : 0;
        if (template != NULL && found.values[PART_TEMPLATE] == 0)
            return false;
        *ret_choice = found;
        return true;
    }
    return false;
}
