/*
 * The table of exporters. A new format is a file and a line here; nothing else lists them.
 */
#include <dais/export/export.h>

#include <string.h>

#include "exporters.h"

#define CAN(what) (1u << (what))

static const struct exporter exporters[] = {
    {
        .name = "md",
        .media_type = "text/markdown; charset=utf-8",
        .can = CAN(REPORT_REPORT) | CAN(REPORT_RECOMMENDATIONS) | CAN(REPORT_SUMMARY) |
               CAN(REPORT_TIMING) | CAN(REPORT_PROGRAMME),
        .write = markdown_write,
    },
    {
        .name = "html",
        .media_type = "text/html; charset=utf-8",
        .can = CAN(REPORT_REPORT) | CAN(REPORT_RECOMMENDATIONS) | CAN(REPORT_SUMMARY) |
               CAN(REPORT_TIMING) | CAN(REPORT_PROGRAMME),
        .write = html_write,
    },
    {
        .name = "docx",
        .media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        .packed = true,
        .can = CAN(REPORT_REPORT) | CAN(REPORT_RECOMMENDATIONS) | CAN(REPORT_SUMMARY) |
               CAN(REPORT_TIMING) | CAN(REPORT_PROGRAMME),
        .write = docx_write,
    },
    {
        .name = "odt",
        .media_type = "application/vnd.oasis.opendocument.text",
        .packed = true,
        .can = CAN(REPORT_REPORT) | CAN(REPORT_RECOMMENDATIONS) | CAN(REPORT_SUMMARY) |
               CAN(REPORT_TIMING) | CAN(REPORT_PROGRAMME),
        .write = odt_write,
    },
    {
        .name = "pdf",
        .media_type = "application/pdf",
        .packed = true,
        .can = CAN(REPORT_REPORT) | CAN(REPORT_RECOMMENDATIONS) | CAN(REPORT_SUMMARY) |
               CAN(REPORT_TIMING) | CAN(REPORT_PROGRAMME),
        .helper = "dais-pdf",
        .begins = "%PDF-",
        .ends = "%%EOF\n",
        .write = pdf_write,
    },
    {
        .name = "json",
        .media_type = "application/json",
        .can = CAN(REPORT_REPORT) | CAN(REPORT_RECOMMENDATIONS) | CAN(REPORT_SUMMARY) |
               CAN(REPORT_TIMING) | CAN(REPORT_PROGRAMME),
        .one_language = true,
        .write = json_write,
    },
    {
        .name = "yaml",
        .media_type = "application/yaml",
        .can = CAN(REPORT_REPORT) | CAN(REPORT_RECOMMENDATIONS) | CAN(REPORT_SUMMARY) |
               CAN(REPORT_TIMING) | CAN(REPORT_PROGRAMME),
        .one_language = true,
        .write = yaml_write,
    },
    {
        .name = "csv",
        .media_type = "text/csv; charset=utf-8",
        .can = CAN(REPORT_REPORT) | CAN(REPORT_RECOMMENDATIONS) | CAN(REPORT_TIMING) |
               CAN(REPORT_PROGRAMME),
        .one_language = true,
        .write = csv_write,
    },
    {
        .name = "ics",
        .media_type = "text/calendar; charset=utf-8",
        .can = CAN(REPORT_PROGRAMME),
        .one_language = true,
        .write = ics_write,
    },
};

size_t export_count(void)
{
    return sizeof exporters / sizeof *exporters;
}

const struct exporter *export_at(size_t index)
{
    return &exporters[index];
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool same_name(const char *a, const char *b)
{
    size_t i = 0;
    while (a[i] != '\0' && lower(a[i]) == lower(b[i]))
        i++;
    return a[i] == '\0' && b[i] == '\0';
}

const struct exporter *export_find(const char *name)
{
    for (size_t i = 0; i < export_count(); i++) {
        if (same_name(exporters[i].name, name))
            return &exporters[i];
    }
    return NULL;
}

const struct exporter *export_find_by_path(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *file = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(file, '.');
    return dot == NULL || dot == file ? NULL : export_find(dot + 1);
}

bool export_can(const struct exporter *exporter, enum report_what what)
{
    return (exporter->can & CAN(what)) != 0;
}

bool export_is_whole(const struct exporter *exporter, const struct buf *made)
{
    const char *begins = exporter->begins != NULL ? exporter->begins : "";
    const char *ends = exporter->ends != NULL ? exporter->ends : "";
    size_t first = strlen(begins), last = strlen(ends);
    return made->size > 0 && made->size >= first + last &&
           memcmp(made->bytes, begins, first) == 0 &&
           memcmp(made->bytes + made->size - last, ends, last) == 0;
}

void export_possible(enum report_what what, struct buf *out)
{
    size_t before = out->size;
    for (size_t i = 0; i < export_count(); i++) {
        if (!export_can(&exporters[i], what))
            continue;
        if (out->size > before)
            buf_add_text(out, ", ");
        buf_add_text(out, exporters[i].name);
    }
}

void export_write_what(enum report_what what, bool as_run, struct buf *out)
{
    buf_add_format(out, "%s%s", report_what_name(what), as_run ? "-as-run" : "");
}

void export_write_languages(const struct report *report, struct buf *out)
{
    buf_add_text(out, report->language);
    if (report->second_language != NULL)
        buf_add_format(out, ",%s", report->second_language);
}

void export_write_digest(const struct report *report, char ret_hex[DIGEST_HEX_SIZE])
{
    BUF_LOCAL struct buf text = {0};
    markdown_write(report, NULL, &text);
    digest_hex(buf_text(&text), text.size, ret_hex);
}

/* "-un-workshop": of a template's name what is at home in the name of any file. */
static void write_template(const char *name, struct buf *out)
{
    buf_add_char(out, '-');
    for (const char *c = name; *c != '\0'; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
                     (*c >= '0' && *c <= '9') || *c == '_';
        if (plain)
            buf_add_char(out, *c);
        else if (out->bytes[out->size - 1] != '-')
            buf_add_char(out, '-');
    }
}

void export_file_name(const struct report *report, const struct exporter *exporter, struct buf *out)
{
    buf_add_format(out, "%s-", report->code);
    export_write_what(report->what, report->as_run, out);
    if (report->template != NULL)
        write_template(report->template, out);
    const char *own = session_programme(report->session)->language;
    if (report->second_language != NULL)
        buf_add_format(out, ".%s-%s", report->language, report->second_language);
    else if (strcmp(report->language, own) != 0)
        buf_add_format(out, ".%s", report->language);
    buf_add_format(out, ".%s", exporter->name);
}
