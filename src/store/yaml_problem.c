/*
 * libyaml's complaints, with the hint that a person needs who does not know YAML's grammar.
 * The complaint itself stays as it is: it can be searched for.
 */
#include "yaml_problem.h"

#include <string.h>

#include <dais/base/mem.h>

/* Hints by a part of the problem; the first that fits is taken. */
static const struct {
    const char *problem;
    const char *hint;
} hints[] = {
    {"mapping values are not allowed", N_("a text with a colon and a space in it must stand in "
                                          "quotes; keys of one map stand in one column")},
    {"could not find expected ':'", N_("a key needs a colon and a space behind it")},
    {"did not find expected key",
     N_("look at the quotes above and at where this line begins: keys of one map stand in one "
        "column")},
    {"did not find expected '-' indicator",
     N_("items of one list stand in one column, each with a hyphen and a space")},
    {"did not find expected ',' or ']'", N_("a list that begins with [ ends with ]")},
    {"did not find expected ',' or '}'", N_("a map that begins with a brace ends with one")},
    {"found unexpected end of stream", N_("a quote that is opened here is never closed")},
    {"block sequence entries are not allowed",
     N_("a list begins on a line of its own, each item with a hyphen and a space")},
    {"unknown escape character", N_("in double quotes write \\\\ for one backslash")},
    {"undefined tag handle", N_("a text that begins with ! must stand in quotes")},
    {"expected alphabetic or numeric character",
     N_("a text that begins with & or * must stand in quotes")},
};

/* The byte of the source at a character's index; NUL behind the end. */
static char byte_at(const struct yaml_source *source, size_t index)
{
    size_t at = 0;
    for (size_t i = 0; i < source->size; i++) {
        if (((unsigned char)source->bytes[i] & 0xC0) == 0x80)
            continue;
        if (at++ == index)
            return source->bytes[i];
    }
    return '\0';
}

static const char *hint_for(const yaml_parser_t *parser, const struct yaml_source *source)
{
    if (strstr(parser->problem, "cannot start any token") != NULL)
        return byte_at(source, parser->problem_mark.index) == '\t'
                   ? N_("indent with spaces, not with tabs")
                   : N_("a text that begins with such a character must stand in quotes");
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        if (strstr(parser->problem, hints[i].problem) != NULL)
            return hints[i].hint;
    return NULL;
}

void yaml_problem_report(const yaml_parser_t *parser, const struct yaml_source *source,
                         struct file_diags *findings)
{
    if (parser->error == YAML_MEMORY_ERROR)
        mem_exhausted();
    const char *problem = parser->problem != NULL ? parser->problem : "";
    const yaml_mark_t *mark = &parser->problem_mark;
    /* Where an open quote began says more than where the file ends. */
    if (strstr(problem, "found unexpected end of stream") != NULL && parser->context != NULL)
        mark = &parser->context_mark;
    struct file_place place = {.line = (unsigned)mark->line + 1,
                               .column = (unsigned)mark->column + 1};
    struct diag *diag = file_diags_add(findings, DIAG_ERROR, &place, NULL);
    message_set(&diag->text, N_("this YAML cannot be read: {1}"), problem, NULL);
    const char *hint = parser->problem != NULL ? hint_for(parser, source) : NULL;
    if (hint != NULL)
        message_set(&diag->hint, hint, NULL);
}
