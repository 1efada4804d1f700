/*
 * Pango's layouts hold some ten times the text they came from. Here a line is packed as soon as it
 * is broken: its glyphs in one long array, sixteen bytes each. To draw it, a glyph item is put
 * together again for pango, which hands text and clusters on to the PDF, so that it can be searched
 * and copied.
 */
#include "shape.h"

#include <stdlib.h>
#include <string.h>

enum {
    RESOLUTION = 72, /* a point is a unit */
    TIED_MOST = 4,   /* letters looked at behind a number, which may be marks of direction */
};

/* Generic families alone: fontconfig knows what this machine has for which language. */
static const char *const families[] = {[FACE_TEXT] = "serif", [FACE_HEADING] = "sans-serif"};

/* The least height of a line for its size: fonts differ in the room that they leave. */
static const float least_pitch = 1.32F;

static float points(int units)
{
    return (float)units / PANGO_SCALE;
}

bool shaper_init(struct shaper *shaper, const char *language)
{
    *shaper = (struct shaper){.language = language};
    PangoFontMap *map = pango_cairo_font_map_get_default();
    PangoFontFamily **found;
    int count = 0;
    pango_font_map_list_families(map, &found, &count);
    g_free(found);
    if (count == 0)
        return false;
    shaper->context = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(shaper->context, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(shaper->context, RESOLUTION);
    pango_context_set_round_glyph_positions(shaper->context, FALSE);
    pango_context_set_language(shaper->context, pango_language_from_string(language));
    shaper->layout = pango_layout_new(shaper->context);
    pango_layout_set_auto_dir(shaper->layout, FALSE);
    pango_layout_set_wrap(shaper->layout, PANGO_WRAP_WORD_CHAR);
    return true;
}

void shaper_finish(struct shaper *shaper)
{
    for (size_t i = 0; i < shaper->fonts.count; i++)
        g_object_unref(shaper->fonts.items[i]);
    free(shaper->fonts.items);
    free(shaper->glyphs.items);
    free(shaper->spans.items);
    free(shaper->lines.items);
    arena_finish(&shaper->texts);
    if (shaper->layout != NULL)
        g_object_unref(shaper->layout);
    if (shaper->context != NULL)
        g_object_unref(shaper->context);
    *shaper = (struct shaper){.context = NULL};
}

/* Kept once; the fonts of a document are few, and those of a line mostly the one before. */
static PangoFont *keep_font(struct shaper *shaper, PangoFont *font)
{
    for (size_t i = shaper->fonts.count; i > 0; i--)
        if (shaper->fonts.items[i - 1] == font)
            return font;
    array_push(&shaper->fonts, g_object_ref(font));
    return font;
}

/* Of Hebrew, Arabic and their like. */
static bool is_leftward(gunichar c)
{
    return (c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfdff) ||
           (c >= 0xfe70 && c <= 0xfeff) || (c >= 0x10800 && c <= 0x10fff) ||
           (c >= 0x1e800 && c <= 0x1efff);
}

/* The first letter of the last text, which is what it is about, says which way it runs. */
static bool runs_leftward(const struct run *runs, size_t count, enum way way, bool document_rtl)
{
    if (way != WAY_OF_TEXT)
        return way == WAY_RTL;
    for (const char *at = runs[count - 1].text; *at != '\0'; at = g_utf8_next_char(at))
        if (g_unichar_isalpha(g_utf8_get_char(at)))
            return is_leftward(g_utf8_get_char(at));
    return document_rtl;
}

static void add_attribute(PangoAttrList *list, PangoAttribute *attribute, size_t from, size_t to)
{
    attribute->start_index = (guint)from;
    attribute->end_index = (guint)to;
    pango_attr_list_insert(list, attribute);
}

static void set_type(struct shaper *shaper, const struct type *type, bool rtl)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, families[type->face]);
    pango_font_description_set_absolute_size(font, (double)type->size * PANGO_SCALE);
    pango_font_description_set_weight(font, type->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font, type->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_layout_set_font_description(shaper->layout, font);
    pango_font_description_free(font);
    pango_context_set_base_dir(shaper->context, rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    pango_layout_context_changed(shaper->layout);
    pango_layout_set_alignment(shaper->layout, rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
}

/*
 * A word that is broken for want of room gets no hyphen, which its author did not write. What is
 * tied, a number, stays on the line of what follows, up to its first letter.
 */
static void set_breaks(PangoAttrList *list, const char *text, size_t size, size_t tied)
{
    add_attribute(list, pango_attr_insert_hyphens_new(FALSE), 0, size);
    for (int i = 0; tied > 0 && tied < size && i < TIED_MOST; i++) {
        gunichar c = g_utf8_get_char(text + tied);
        tied = (size_t)(g_utf8_next_char(text + tied) - text);
        if (g_unichar_type(c) != G_UNICODE_FORMAT)
            break;
    }
    if (tied > 0)
        add_attribute(list, pango_attr_allow_breaks_new(FALSE), 0, tied);
}

/* The text of all runs, set on the layout with what differs in them; kept. */
static const char *set_text(struct shaper *shaper, const struct run *runs, size_t count)
{
    BUF_LOCAL struct buf text = {0};
    PangoAttrList *list = pango_attr_list_new();
    for (size_t i = 0; i < count; i++) {
        size_t from = text.size;
        buf_add_text(&text, runs[i].text);
        if (runs[i].bold)
            add_attribute(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, text.size);
        if (runs[i].language != NULL)
            add_attribute(list,
                          pango_attr_language_new(pango_language_from_string(runs[i].language)),
                          from, text.size);
        if (runs[i].uri != NULL) /* a run of its own */
            add_attribute(list, pango_attr_foreground_new(0, 0, 0), from, text.size);
    }
    set_breaks(list, buf_text(&text), text.size, runs[0].tied ? strlen(runs[0].text) : 0);
    const char *kept = arena_text_n(&shaper->texts, buf_text(&text), text.size);
    pango_layout_set_text(shaper->layout, kept, (int)text.size);
    pango_layout_set_attributes(shaper->layout, list);
    pango_attr_list_unref(list);
    return kept;
}

/* Where the text at this offset leads. */
static const char *uri_at(const struct run *runs, size_t count, size_t offset)
{
    size_t end = 0;
    for (size_t i = 0; i < count; i++) {
        end += strlen(runs[i].text);
        if (offset < end)
            return runs[i].uri;
    }
    return NULL;
}

static void pack_glyphs(struct shaper *shaper, const PangoGlyphString *glyphs)
{
    array_reserve(&shaper->glyphs, (size_t)glyphs->num_glyphs);
    for (int i = 0; i < glyphs->num_glyphs; i++) {
        const PangoGlyphInfo *info = &glyphs->glyphs[i];
        struct glyph glyph = {.id = info->glyph,
                              .width = info->geometry.width,
                              .x = (int16_t)CLAMP(info->geometry.x_offset, INT16_MIN, INT16_MAX),
                              .y = (int16_t)CLAMP(info->geometry.y_offset, INT16_MIN, INT16_MAX),
                              .offset = glyphs->log_clusters[i]};
        array_push(&shaper->glyphs, glyph);
    }
}

static void pack_line(struct shaper *shaper, PangoLayoutIter *iter, const char *text,
                      const struct run *runs, size_t count, const struct type *type)
{
    PangoRectangle extents;
    pango_layout_iter_get_line_extents(iter, NULL, &extents);
    float natural = points(extents.height), least = type->size * least_pitch;
    float more = natural < least ? least - natural : 0;
    struct line line = {
        .x = points(extents.x),
        .width = points(extents.width),
        .height = natural + more,
        .ascent = points(pango_layout_iter_get_baseline(iter) - extents.y) + more / 2,
        .first = (uint32_t)shaper->spans.count,
    };
    float x = 0;
    const PangoLayoutLine *laid = pango_layout_iter_get_line_readonly(iter);
    for (const GSList *each = laid->runs; each != NULL; each = each->next) {
        const PangoGlyphItem *item = each->data;
        struct span span = {
            .font = keep_font(shaper, item->item->analysis.font),
            .text = text,
            .uri = uri_at(runs, count, (size_t)item->item->offset),
            .offset = item->item->offset,
            .size = item->item->length,
            .characters = item->item->num_chars,
            .first = (uint32_t)shaper->glyphs.count,
            .count = (uint32_t)item->glyphs->num_glyphs,
            .x = x,
            .level = item->item->analysis.level,
        };
        pack_glyphs(shaper, item->glyphs);
        x += points(pango_glyph_string_get_width(item->glyphs));
        array_push(&shaper->spans, span);
        line.count++;
    }
    array_push(&shaper->lines, line);
}

bool shaper_add(struct shaper *shaper, const struct run *runs, size_t count, enum way way,
                bool document_rtl, const struct type *type, float width)
{
    bool rtl = runs_leftward(runs, count, way, document_rtl);
    set_type(shaper, type, rtl);
    const char *text = set_text(shaper, runs, count);
    pango_layout_set_ellipsize(shaper->layout, PANGO_ELLIPSIZE_NONE);
    pango_layout_set_width(shaper->layout, (int)(width * PANGO_SCALE));
    PangoLayoutIter *iter = pango_layout_get_iter(shaper->layout);
    do
        pack_line(shaper, iter, text, runs, count, type);
    while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
    return rtl;
}

size_t shaper_add_line(struct shaper *shaper, const struct run *run, const struct type *type,
                       float width, bool rtl)
{
    set_type(shaper, type, rtl);
    const char *text = set_text(shaper, run, 1);
    pango_layout_set_ellipsize(shaper->layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_width(shaper->layout, (int)(width * PANGO_SCALE));
    PangoLayoutIter *iter = pango_layout_get_iter(shaper->layout);
    pack_line(shaper, iter, text, run, 1, type);
    pango_layout_iter_free(iter);
    return shaper->lines.count - 1;
}

static float measured(struct shaper *shaper, int width)
{
    PangoRectangle extents;
    pango_layout_set_width(shaper->layout, width);
    pango_layout_get_extents(shaper->layout, NULL, &extents);
    return points(extents.width);
}

void shaper_measure(struct shaper *shaper, const struct run *run, const struct type *type,
                    float *ret_natural, float *ret_least)
{
    set_type(shaper, type, false);
    pango_layout_set_text(shaper->layout, run->text, -1);
    pango_layout_set_attributes(shaper->layout, NULL);
    pango_layout_set_ellipsize(shaper->layout, PANGO_ELLIPSIZE_NONE);
    *ret_natural = measured(shaper, -1);
    pango_layout_set_wrap(shaper->layout, PANGO_WRAP_WORD);
    *ret_least = measured(shaper, 0);
    pango_layout_set_wrap(shaper->layout, PANGO_WRAP_WORD_CHAR);
}

/* Pango's own way of holding what a span holds. */
static void draw_span(const struct shaper *shaper, const struct span *span, cairo_t *cairo)
{
    PangoItem item = {.offset = span->offset,
                      .length = span->size,
                      .num_chars = span->characters,
                      .analysis = {.font = span->font, .level = span->level}};
    PangoGlyphString *glyphs = pango_glyph_string_new();
    pango_glyph_string_set_size(glyphs, (int)span->count);
    for (uint32_t i = 0; i < span->count; i++) {
        const struct glyph *glyph = &shaper->glyphs.items[span->first + i];
        glyphs->glyphs[i] = (PangoGlyphInfo){.glyph = glyph->id,
                                             .geometry = {glyph->width, glyph->x, glyph->y},
                                             .attr = {.is_cluster_start = 1}};
        glyphs->log_clusters[i] = glyph->offset;
    }
    PangoGlyphItem both = {.item = &item, .glyphs = glyphs};
    pango_cairo_show_glyph_item(cairo, span->text, &both);
    pango_glyph_string_free(glyphs);
}

void shaper_draw(const struct shaper *shaper, const struct line *line, cairo_t *cairo, float x,
                 float y)
{
    for (uint32_t i = line->first; i < line->first + line->count; i++) {
        const struct span *span = &shaper->spans.items[i];
        if (span->uri != NULL) {
            BUF_LOCAL struct buf attributes = {0};
            buf_add_format(&attributes, "uri='%s'", span->uri);
            cairo_tag_begin(cairo, CAIRO_TAG_LINK, buf_text(&attributes));
            cairo_save(cairo);
            cairo_set_source_rgb(cairo, 0.05, 0.25, 0.55);
        }
        cairo_move_to(cairo, (double)(x + span->x), (double)(y + line->ascent));
        draw_span(shaper, span, cairo);
        if (span->uri != NULL) {
            cairo_restore(cairo);
            cairo_tag_end(cairo, CAIRO_TAG_LINK);
        }
    }
}
