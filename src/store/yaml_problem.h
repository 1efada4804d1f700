/*
 * What libyaml could not read, as a finding with a hint that helps.
 */
#ifndef DAIS_STORE_YAML_PROBLEM_H
#define DAIS_STORE_YAML_PROBLEM_H

#include <yaml.h>

#include "yaml_source.h"

/* Reports why the parser stopped. */
void yaml_problem_report(const yaml_parser_t *parser, const struct yaml_source *source,
                         struct file_diags *findings);

#endif
