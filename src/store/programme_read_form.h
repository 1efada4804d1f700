/*
 * The forms that values of a programme have, each read into one member: what stands in the
 * tables of fields. A value of another form is a finding and leaves the member alone.
 */
#ifndef DAIS_STORE_PROGRAMME_READ_FORM_H
#define DAIS_STORE_PROGRAMME_READ_FORM_H

#include "programme_reader.h"

void form_name(struct reader *reader, const struct yaml_node *node, void *target);
void form_lingual(struct reader *reader, const struct yaml_node *node, void *target);
void form_linguals(struct reader *reader, const struct yaml_node *node, void *target);
/* As linguals, and one text is cut at its empty lines. */
void form_paragraphs(struct reader *reader, const struct yaml_node *node, void *target);
void form_language(struct reader *reader, const struct yaml_node *node, void *target);
void form_code(struct reader *reader, const struct yaml_node *node, void *target);
void form_id(struct reader *reader, const struct yaml_node *node, void *target);
void form_version(struct reader *reader, const struct yaml_node *node, void *target);
void form_date(struct reader *reader, const struct yaml_node *node, void *target);    /* int64_t */
void form_span(struct reader *reader, const struct yaml_node *node, void *target);    /* msec_t */
void form_count(struct reader *reader, const struct yaml_node *node, void *target);   /* unsigned */
void form_minutes(struct reader *reader, const struct yaml_node *node, void *target); /* msec_t */
void form_yes(struct reader *reader, const struct yaml_node *node, void *target);     /* bool */
void form_kind(struct reader *reader, const struct yaml_node *node, void *target);
void form_attribution(struct reader *reader, const struct yaml_node *node, void *target);
void form_hard(struct reader *reader, const struct yaml_node *node, void *target);
void form_status(struct reader *reader, const struct yaml_node *node, void *target);
void form_cues(struct reader *reader, const struct yaml_node *node, void *target);

/* Keeps the node (const struct yaml_node *) for what needs more than the node to be read. */
void form_node(struct reader *reader, const struct yaml_node *node, void *target);

#endif
