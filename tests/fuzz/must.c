#include "must.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>

void must(bool holds, const char *what)
{
    if (holds)
        return;
    (void)dprintf(2, "does not hold: %s\n", what); /* whatever a target made of stderr */
    abort();
}

void must_be_text(const char *text)
{
    size_t size = strlen(text);
    must(utf8_check(text, size) == size, "texts are UTF-8");
    for (const char *c = text; *c != '\0'; c++)
        must((unsigned char)*c >= 0x20 || *c == '\n' || *c == '\t', "texts have no controls");
}
