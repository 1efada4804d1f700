/*
 * Options of the command line: one table for parsing, help and manual.
 */
#ifndef DAIS_CLI_OPTIONS_H
#define DAIS_CLI_OPTIONS_H

#include <stdbool.h>

#include <dais/base/buf.h>

#include "command.h"

struct options {
    const char
        *values[OPTION_COUNT]; /* NULL: not given; "" for one without a value; lent from argv */
    const char *again[OPTION_COUNT]; /* the second value, of --template alone; NULL: none */
    char **args;               /* what is no option, in order; lent from argv */
    int count;                 /* of args */
};

struct option_info {
    const char *name;     /* "slot" */
    const char *argument; /* "SLOT"; NULL: takes none */
    const char *summary;  /* message id */
    char letter;          /* short form; 0: none */
};
const struct option_info *option_info(enum option_id option);

/*
 * Reads `argv[1]` and on (argv[0] is the command's name) by the options that the bits allow
 * beside those that stand everywhere. False: wrong usage, said on the error stream.
 */
bool options_parse(struct options *ret_options, uint64_t allowed, int argc, char **argv);

/*
 * The index in `argv` of the first word that is neither an option nor the value of one, from 1;
 * `argc` where there is none.
 */
int options_find_word(int argc, char **argv);

/* Appends the help lines of the options that the bits name. */
void options_write_help(uint64_t shown, struct buf *out);

#endif
