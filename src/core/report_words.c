/*
 * The languages that reports speak. Another one is a file of tables like report_words_fr.c and
 * a line here.
 */
#include "report_words_tables.h"

#include <string.h>

static const struct report_words *const all[] = {
    &report_words_en, &report_words_fr, &report_words_pt, &report_words_es, &report_words_ar,
};

size_t report_words_count(void)
{
    return sizeof all / sizeof *all;
}

const struct report_words *report_words_at(size_t index)
{
    return all[index];
}

const struct report_words *report_words_find(const char *language)
{
    for (size_t i = 0; i < report_words_count(); i++) {
        if (strcmp(all[i]->language, language) == 0)
            return all[i];
    }
    return NULL;
}

const char *report_words_language(const struct report_words *words, const char *code)
{
    for (const struct language_name *name = words->languages; name->code != NULL; name++) {
        if (strcmp(name->code, code) == 0)
            return name->name;
    }
    return code;
}
