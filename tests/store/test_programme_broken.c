/*
 * Every file tests/data/broken/NAME.yaml gives exactly the findings of NAME.expected, as they
 * are printed without translation. DAIS_UPDATE=1 writes the expected files; read the diff.
 */
#include <dais/store/programme_read.h>

#include "fixed_zones.h"
#include "samples.h"
#include "suite.h"

/* The findings of a file as `dais check` prints them, then what came out of it. */
static void write_findings(const char *name, const struct buf *source, struct buf *out)
{
    struct programme_zones zones = fixed_zones();
    struct diags diags = {0};
    BUF_LOCAL struct buf path = {0};
    buf_add_format(&path, "%s.yaml", name);
    struct programme *programme =
        programme_read(path.bytes, buf_text(source), source->size, &zones, &diags);
    ck_assert_msg((programme == NULL) == diags_have_errors(&diags), "%s", name);
    diags_sort(&diags);
    for (size_t i = 0; i < diags.list.count; i++)
        diag_write(&diags.list.items[i], source->bytes, source->size, NULL, out);
    diags_finish(&diags);
    programme_free(programme);
}

START_TEST(test_broken)
{
    enum { LEAST = 60 };
    samples_check("broken", LEAST, write_findings);
}
END_TEST

START_TEST(test_expected_have_their_file)
{
    samples_check_expected("broken");
}
END_TEST

SUITE("store/programme_broken", test_broken, test_expected_have_their_file)
