/*
 * The helper's answer is JSON of a fixed shape. It comes from a process that read a stranger's
 * file: what has another shape is no answer, and nothing is made of half of one.
 */
#include <dais/export/style_sheet.h>

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <dais/base/mem.h>

#include "style_map.h"

enum { ANSWER_VERSION = 1, LENGTH_MOST = 200000 /* twips */ };

/* "" where there is none. */
static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : "";
}

static const char *keep(struct style_sheet *sheet, const json_t *object, const char *key)
{
    return arena_text(&sheet->arena, text_of(object, key));
}

static void set_refusal(struct message *ret, const char *id, const char *file)
{
    message_set(ret, id, file, NULL);
}

/* Why the helper found none; {2} is the part of the file that is to blame. */
static void say_refused(const json_t *answer, const char *file, struct message *ret)
{
    static const struct {
        const char *why;
        const char *id;
    } refusals[] = {
        {"no-document", N_("{1} is no DOCX or ODT document")},
        {"encrypted", N_("{1} is encrypted, or in a format older than DOCX")},
        {"no-styles", N_("{1} holds no styles")},
        {"too-large", N_("{1} is too large to take styles from: {2}")},
        {"damaged", N_("{1} is damaged: {2} cannot be read")},
        {"entities", N_("{1} declares entities in {2}, which no word processor does")},
    };
    const char *part = text_of(answer, "part"), *why = text_of(answer, "refused");
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        if (strcmp(refusals[i].why, why) == 0) {
            message_set(ret, refusals[i].id, file, *part != '\0' ? part : file, NULL);
            return;
        }
    }
    set_refusal(ret, N_("nothing could be made of {1}"), file);
}

/* 0 for what no sheet of paper has. */
static long length_of(const json_t *page, const char *key)
{
    json_int_t length = json_integer_value(json_object_get(page, key));
    return length >= 0 && length <= LENGTH_MOST ? (long)length : 0;
}

static void read_page(const json_t *page, struct sheet_page *ret)
{
    *ret = (struct sheet_page){
        .width = length_of(page, "width"),
        .height = length_of(page, "height"),
        .top = length_of(page, "top"),
        .right = length_of(page, "right"),
        .bottom = length_of(page, "bottom"),
        .left = length_of(page, "left"),
        .header = length_of(page, "header"),
        .footer = length_of(page, "footer"),
        .gutter = length_of(page, "gutter"),
    };
}

static void read_styles(struct style_sheet *sheet, const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *style = json_array_get(list, i);
        struct sheet_style read = {
            .type = keep(sheet, style, "type"),
            .id = keep(sheet, style, "id"),
            .name = keep(sheet, style, "name"),
            .xml = keep(sheet, style, "xml"),
            .usual = json_is_true(json_object_get(style, "default")),
        };
        if (*read.id != '\0' && *read.xml != '\0')
            array_push(&sheet->styles, read);
    }
}

static struct style_sheet *make_sheet(const json_t *answer)
{
    struct style_sheet *sheet = mem_new(1, sizeof *sheet);
    sheet->kind = keep(sheet, answer, "kind");
    sheet->fonts = keep(sheet, answer, "fonts");
    sheet->theme = keep(sheet, answer, "theme");
    sheet->characters = keep(sheet, answer, "characters");
    sheet->paragraphs = keep(sheet, answer, "paragraphs");
    sheet->layout = keep(sheet, answer, "layout");
    sheet->areas = keep(sheet, answer, "areas");
    read_page(json_object_get(answer, "page"), &sheet->page);
    read_styles(sheet, json_object_get(answer, "styles"));
    return sheet;
}

struct style_sheet *style_sheet_read(const char *bytes, size_t size, const char *file,
                                     struct message *reterr_refusal)
{
    json_error_t error;
    json_t *answer = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &error);
    if (answer == NULL && json_error_code(&error) == json_error_out_of_memory)
        mem_exhausted();
    bool ours = json_integer_value(json_object_get(answer, "dais-styles")) == ANSWER_VERSION;
    const char *kind = text_of(answer, "kind");
    struct style_sheet *sheet = NULL;
    if (!ours)
        set_refusal(reterr_refusal, N_("nothing could be made of {1}"), file);
    else if (strcmp(kind, "docx") != 0 && strcmp(kind, "odt") != 0)
        say_refused(answer, file, reterr_refusal);
    else
        sheet = make_sheet(answer);
    json_decref(answer);
    return sheet;
}

void style_sheet_free(struct style_sheet *sheet)
{
    if (sheet == NULL)
        return;
    arena_finish(&sheet->arena);
    free(sheet->styles.items);
    free(sheet);
}

const char *style_sheet_kind(const struct style_sheet *sheet)
{
    return sheet->kind;
}
