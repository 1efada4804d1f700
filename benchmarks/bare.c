/*
 * The least that reading YAML can cost with libyaml below.
 */
#include "bare.h"

#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#include <yaml.h>

double bare_cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

size_t bare_parse(const struct buf *bytes)
{
    yaml_parser_t parser;
    yaml_event_t event;
    size_t events = 0;
    if (!yaml_parser_initialize(&parser))
        abort();
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes->bytes, bytes->size);
    for (bool more = true; more; events++) {
        if (!yaml_parser_parse(&parser, &event))
            abort();
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return events;
}
