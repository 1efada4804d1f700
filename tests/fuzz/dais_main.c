/*
 * The program's beginning, under another name.
 */
#define main dais_main
int dais_main(int argc, char **argv);

#include "../../src/cli/main.c"
