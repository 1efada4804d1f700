/*
 * The POSIX TZ rule: what a zone does after the last line of its table.
 */
#ifndef DAIS_SRC_BASE_ZONE_RULE_H
#define DAIS_SRC_BASE_ZONE_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ZONE_RULE_NAME_SIZE = 16 };

enum zone_rule_form {
    ZONE_RULE_MONTH,    /* M: the week's day of a month */
    ZONE_RULE_JULIAN,   /* J: 1 … 365, 29 February never counted */
    ZONE_RULE_ZERO_DAY, /* 0 … 365, 29 February counted */
};

struct zone_rule_day {
    enum zone_rule_form form;
    int month; /* 1 … 12, with M */
    int week;  /* 1 … 5, 5 is the last, with M */
    int day;   /* 0 Sunday … 6 with M; else the day of the year */
    int time;  /* seconds after local midnight, -167 … 167 hours */
};

struct zone_rule {
    char name[ZONE_RULE_NAME_SIZE];        /* abbreviation of standard time */
    char summer_name[ZONE_RULE_NAME_SIZE]; /* of summer time */
    int offset;                            /* seconds east */
    int summer_offset;                     /* seconds east */
    bool has_summer;                       /* else `offset` for ever */
    struct zone_rule_day start;            /* of summer time, in standard time */
    struct zone_rule_day end;              /* of summer time, in summer time */
};

/* A time during which the offset does not change. */
struct zone_span {
    int64_t from;             /* seconds UTC, INT64_MIN: ever */
    int64_t until;            /* first second after it, INT64_MAX: for ever */
    int offset;               /* seconds east */
    const char *abbreviation; /* lent */
};

bool zone_rule_parse(const char *text, size_t size, struct zone_rule *ret_rule);

struct zone_span zone_rule_span(const struct zone_rule *rule, int64_t utc);

#endif
