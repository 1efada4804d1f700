/*
 * Samples: files tests/data/FOLDER/NAME.yaml, each with the text that must come of it in
 * NAME.expected. DAIS_UPDATE=1 writes the expected files; read the diff.
 */
#ifndef DAIS_TESTS_SAMPLES_H
#define DAIS_TESTS_SAMPLES_H

#include <dais/base/buf.h>

/* Appends what comes of a sample to `out`. */
typedef void sample_function(const char *name, const struct buf *source, struct buf *out);

/* Asserts that each sample of the folder, `least` or more of them, gives what is expected. */
void samples_check(const char *folder, size_t least, sample_function *function);

/* Asserts that no expected file is without its sample. */
void samples_check_expected(const char *folder);

#endif
