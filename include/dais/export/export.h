/*
 * Exporters: from a report tree to the bytes of a file. Each is a pure function, one file per
 * format, listed in one table (export.c) with what it can write.
 */
#ifndef DAIS_EXPORT_EXPORT_H
#define DAIS_EXPORT_EXPORT_H

#include <dais/base/digest.h>
#include <dais/core/report.h>

/* The styles of a reference document, an organiser's own (style_sheet.h). */
struct style_sheet;

/* What an exporter may be told that is not in the tree. All zeroes: nothing. */
struct export_options {
    const struct style_sheet *styles; /* for DOCX and ODT, of the same kind; NULL: our own */
};

/*
 * Appends the file's bytes. The exporter can write `report->what`. Options NULL: nothing is asked;
 * a format leaves aside what is not for it.
 */
typedef void export_write(const struct report *report, const struct export_options *options,
                          struct buf *out);

struct exporter {
    const char *name;       /* "md", as in --format, and the ending of its files */
    const char *media_type; /* "text/markdown; charset=utf-8" */
    bool packed;            /* no text that a terminal could show */
    unsigned can;           /* bit 1 << enum report_what: what it can write */
    bool one_language;      /* data: it writes no report in two languages side by side, and none
                               by a house template */
    const char *helper;     /* program of ours (os/helper.h) that what `write` makes goes through,
                               and only then it is the file; NULL: none, it is the file */
    const char *begins, *ends; /* what such a program writes begins and ends so; NULL: no matter */
    export_write *write;
};

/* All of them; the first is the default. */
size_t export_count(void);
const struct exporter *export_at(size_t index);

/* By name in any case; NULL: none. */
const struct exporter *export_find(const char *name);

/* By the ending of a file's name ("out/SOU-88.MD"); NULL: no ending, or none of ours. */
const struct exporter *export_find_by_path(const char *path);

bool export_can(const struct exporter *exporter, enum report_what what);

/* Is what the exporter's program gave a whole file of the format, by how it begins and ends? */
bool export_is_whole(const struct exporter *exporter, const struct buf *made);

/* Appends the formats that `what` can be written as: "md, json, csv". For a refusal's message. */
void export_possible(enum report_what what, struct buf *out);

/* Appends a file name for a report: "SOU-88-recommendations.fr.md"; the language only where it
 * is not the programme's own, two of them always: "SOU-88-report.en-fr.md"; with the template it
 * was made by: "SOU-88-report-un-workshop.md". */
void export_file_name(const struct report *report, const struct exporter *exporter,
                      struct buf *out);

/*
 * The digest of what a report says, whatever the format: as long as the record says the same, it is
 * the same. For export_note (store/exports.h).
 */
void export_write_digest(const struct report *report, char ret_hex[DIGEST_HEX_SIZE]);

/* Appends what a note calls it: "report", "programme-as-run". */
void export_write_what(enum report_what what, bool as_run, struct buf *out);

/* Appends its language, or the two: "en,fr". */
void export_write_languages(const struct report *report, struct buf *out);

#endif
