/*
 * `--template` names one of several kinds of files, told apart by its ending in the table below;
 * a kind is two functions. It may stand twice: what stands in a report, and what it looks like.
 * Whatever is none of the others is a house template: a file, where the name has a slash or ends in
 * .yaml, else the name of one that comes with the program or lies in the session's folder.
 */
#include "export_template.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include <dais/store/templates.h>

#include "beside.h"
#include "config.h"
#include "reference.h"
#include "say.h"

enum { MOST = 2 /* a house template and a reference document */ };

static const char yaml[] = ".yaml";

static bool ends_with(const char *text, const char *ending)
{
    size_t size = strlen(text), need = strlen(ending);
    return size > need && strcasecmp(text + size - need, ending) == 0;
}

/* House templates order what is read by people. */
static int check_house(const struct exporter *exporter, enum report_what what)
{
    if (what != REPORT_REPORT)
        return say_usage(N_("a template is for the report, not for {1}"), report_what_name(what),
                         NULL);
    if (!exporter->one_language)
        return EXIT_DONE;
    BUF_LOCAL struct buf names = {0};
    for (size_t i = 0; i < export_count(); i++) {
        if (!export_at(i)->one_language && export_can(export_at(i), what))
            buf_add_format(&names, "%s%s", names.size > 0 ? ", " : "", export_at(i)->name);
    }
    return say_usage(N_("{1} is data, which no template puts in order: there are {2}"),
                     exporter->name, buf_text(&names), NULL);
}

/* The path of a template by its name. EXIT_DONE, or that there is none of it. */
static int find_house(const struct invocation *invocation, const char *name, struct buf *out)
{
    BUF_LOCAL struct buf shipped = {0}, all = {0};
    bool ships = beside_find("templates", DAIS_TEMPLATES_DIR, &shipped);
    struct templates templates;
    templates_list(invocation->folder, ships ? buf_text(&shipped) : NULL, &templates);
    const struct template_place *place = templates_find(&templates, name);
    if (place != NULL) {
        buf_add_text(out, place->path);
        templates_finish(&templates);
        return EXIT_DONE;
    }
    for (size_t i = 0; i < templates.list.count; i++)
        buf_add_format(&all, "%s%s", i > 0 ? ", " : "", templates.list.items[i].name);
    const char *near = templates_nearest(&templates, name);
    say_error(N_("there is no template {1}"), name, NULL);
    if (near != NULL)
        say_hint(N_("did you mean {1}?"), near, NULL);
    else if (all.size > 0)
        say_hint(N_("there are {1}; a file ends in .yaml or has a slash in its name"),
                 buf_text(&all), NULL);
    templates_finish(&templates);
    return EXIT_REFUSED;
}

static int read_house(const struct invocation *invocation, const char *file,
                      struct export_template *template)
{
    BUF_LOCAL struct buf path = {0}, source = {0};
    bool is_file = strchr(file, '/') != NULL || ends_with(file, yaml);
    int code = EXIT_DONE;
    if (is_file)
        buf_add_text(&path, file);
    else
        code = find_house(invocation, file, &path);
    if (code != EXIT_DONE)
        return code;
    struct diags diags = {0};
    int result = templates_load(folder_files(invocation->folder), buf_text(&path), &diags, &source,
                                &template->house);
    say_diags(&diags, buf_text(&source), source.size);
    diags_finish(&diags);
    if (result == -ENOENT || result == -ENOTDIR) {
        say_error(N_("there is no template {1}"), file, NULL);
        return EXIT_REFUSED;
    }
    if (result < 0)
        return say_broken(buf_text(&path), result);
    return result == 0 ? EXIT_DONE : EXIT_REFUSED;
}

static int check_docx(const struct exporter *exporter, enum report_what what)
{
    (void)what;
    return reference_check("docx", exporter);
}

static int check_odt(const struct exporter *exporter, enum report_what what)
{
    (void)what;
    return reference_check("odt", exporter);
}

static int read_docx(const struct invocation *invocation, const char *file,
                     struct export_template *template)
{
    return reference_read(invocation, file, "docx", &template->styles);
}

static int read_odt(const struct invocation *invocation, const char *file,
                    struct export_template *template)
{
    return reference_read(invocation, file, "odt", &template->styles);
}

/* A kind of template. */
struct kind {
    const char *ending; /* of the file, in any case; "": whichever, so it is the last */
    int (*check)(const struct exporter *exporter, enum report_what what);
    int (*read)(const struct invocation *invocation, const char *file,
                struct export_template *template);
};
static const struct kind kinds[] = {
    {".docx", check_docx, read_docx}, {".dotx", check_docx, read_docx},
    {".docm", check_docx, read_docx}, {".dotm", check_docx, read_docx},
    {".odt", check_odt, read_odt},    {".ott", check_odt, read_odt},
    {"", check_house, read_house},
};

static const struct kind *kind_of(const char *file)
{
    const struct kind *kind = kinds;
    while (kind->ending[0] != '\0' && !ends_with(file, kind->ending))
        kind++;
    return kind;
}

void export_template_finish(struct export_template *template)
{
    template_free(template->house);
    style_sheet_free(template->styles);
    *template = (struct export_template){.house = NULL};
}

/* What is named, in the order of the command line. */
static void list_files(const struct invocation *invocation, const char *ret_files[MOST + 1])
{
    size_t count = 0;
    const char *const given[MOST] = {invocation->options.values[OPTION_TEMPLATE],
                                     invocation->options.again[OPTION_TEMPLATE]};
    for (size_t i = 0; i < MOST; i++) {
        if (given[i] != NULL)
            ret_files[count++] = given[i];
    }
    ret_files[count] = NULL;
}

static bool is_house(const char *file)
{
    return kind_of(file)->ending[0] == '\0';
}

int export_template_check(const struct invocation *invocation, const struct exporter *exporter,
                          enum report_what what)
{
    const char *files[MOST + 1];
    list_files(invocation, files);
    int code = EXIT_DONE;
    for (size_t i = 0; files[i] != NULL && code == EXIT_DONE; i++)
        code = kind_of(files[i])->check(exporter, what);
    if (code == EXIT_DONE && files[0] != NULL && files[1] != NULL &&
        is_house(files[0]) == is_house(files[1]))
        return say_usage(N_("{1} and {2} are of one kind: a report takes one house template and "
                            "one reference document"),
                         files[0], files[1], NULL);
    return code;
}

int export_template_read(const struct invocation *invocation, struct export_template *ret_template)
{
    const char *files[MOST + 1];
    list_files(invocation, files);
    int code = EXIT_DONE;
    for (size_t i = 0; files[i] != NULL && code == EXIT_DONE; i++)
        code = kind_of(files[i])->read(invocation, files[i], ret_template);
    if (code != EXIT_DONE)
        export_template_finish(ret_template);
    return code;
}
