/*
 * People, parts, organisations, contacts and links of a programme.
 */
#ifndef DAIS_STORE_PROGRAMME_READ_PEOPLE_H
#define DAIS_STORE_PROGRAMME_READ_PEOPLE_H

#include "programme_reader.h"

/* `people:` itself; it must have been read before any part is. */
void people_read(struct reader *reader, const struct yaml_node *node);

void form_parts(struct reader *reader, const struct yaml_node *node, void *target);
void form_organisations(struct reader *reader, const struct yaml_node *node, void *target);
void form_contacts(struct reader *reader, const struct yaml_node *node, void *target);
void form_links(struct reader *reader, const struct yaml_node *node, void *target);

/* The warning for whoever and whatever is not sure yet, at the key `status` of a map. */
void reader_warn_tbc(struct reader *reader, const struct yaml_node *map, const char *what);

#endif
