/*
 * One file in, one answer out: which kind of document it is, and what its reader found.
 */
#include <dais/styles/answer.h>

#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>

#include "readers.h"

enum { ANSWER_VERSION = 1 };

static const char *const refusal_names[REFUSAL_COUNT] = {
    [REFUSAL_NONE] = "",
    [REFUSAL_NO_DOCUMENT] = "no-document",
    [REFUSAL_ENCRYPTED] = "encrypted",
    [REFUSAL_NO_STYLES] = "no-styles",
    [REFUSAL_TOO_LARGE] = "too-large",
    [REFUSAL_DAMAGED] = "damaged",
    [REFUSAL_ENTITIES] = "entities",
};

void styles_set_text(json_t *object, const char *key, const char *text)
{
    if (text != NULL && *text != '\0')
        styles_set(object, key, json_string(text));
}

void styles_set(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        mem_exhausted();
}

void styles_add(json_t *list, json_t *value)
{
    if (json_array_append_new(list, value) != 0)
        mem_exhausted();
}

/* Is the "mimetype" of the package that of a text, or of a template of one? */
static bool is_odt(const struct buf *type)
{
    static const char text[] = "application/vnd.oasis.opendocument.text";
    const char *bytes = buf_text(type);
    return strcmp(bytes, text) == 0 || (strncmp(bytes, text, sizeof text - 1) == 0 &&
                                        strcmp(bytes + sizeof text - 1, "-template") == 0);
}

static enum refusal read_package(struct package *package, json_t *answer)
{
    BUF_LOCAL struct buf type = {0};
    enum refusal refusal = package_read(package, "mimetype", &type);
    if (refusal == REFUSAL_NO_STYLES) {
        styles_set_text(answer, "kind", "docx");
        return docx_read_styles(package, answer);
    }
    if (refusal != REFUSAL_NONE)
        return refusal;
    if (!is_odt(&type))
        return REFUSAL_NO_DOCUMENT;
    styles_set_text(answer, "kind", "odt");
    return odt_read_styles(package, answer);
}

static void write_answer(json_t *answer, struct buf *out)
{
    char *text = json_dumps(answer, JSON_COMPACT);
    if (text == NULL)
        mem_exhausted();
    buf_add_text(out, text);
    buf_add_char(out, '\n');
    free(text);
}

void answer_write(const char *bytes, size_t size, struct buf *out)
{
    json_t *answer = json_object();
    styles_set(answer, "dais-styles", json_integer(ANSWER_VERSION));
    struct package *package = NULL;
    enum refusal refusal =
        size > ANSWER_FILE_MOST ? REFUSAL_TOO_LARGE : package_open(bytes, size, &package);
    if (refusal == REFUSAL_NONE)
        refusal = read_package(package, answer);
    if (refusal != REFUSAL_NONE) {
        json_object_clear(answer);
        styles_set(answer, "dais-styles", json_integer(ANSWER_VERSION));
        styles_set_text(answer, "refused", refusal_names[refusal]);
        if (package != NULL)
            styles_set_text(answer, "part", package_part(package));
    }
    package_free(package);
    write_answer(answer, out);
    json_decref(answer);
}
