/*
 * The languages there are, a file each; report_words.c lists them.
 */
#ifndef DAIS_SRC_CORE_REPORT_WORDS_TABLES_H
#define DAIS_SRC_CORE_REPORT_WORDS_TABLES_H

#include "report_words.h"

extern const struct report_words report_words_en;
extern const struct report_words report_words_fr;
extern const struct report_words report_words_pt;
extern const struct report_words report_words_es;
extern const struct report_words report_words_ar;

#endif
