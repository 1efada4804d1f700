/*
 * Programs know built-in styles by name and let ids differ: "heading 1" is Heading1 in an English
 * document, Titre1 in a French one. So what stands for what is found by name, whatever its case.
 * Where ours is added, neither its id nor its name may be one of theirs.
 */
#include "style_map.h"

#include <stdlib.h>
#include <string.h>

#include "xml_escape.h"

void style_map_init(struct style_map *map, const struct style_sheet *sheet)
{
    *map = (struct style_map){.sheet = sheet};
}

void style_map_finish(struct style_map *map)
{
    arena_finish(&map->arena);
    free(map->styles.items);
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool same_name(const char *a, const char *b)
{
    size_t i = 0;
    while (a[i] != '\0' && lower(a[i]) == lower(b[i]))
        i++;
    return a[i] == b[i];
}

static const struct sheet_style *find_named(const struct style_sheet *sheet, const char *type,
                                            const char *name)
{
    for (size_t i = 0; i < sheet->styles.count; i++) {
        const struct sheet_style *style = &sheet->styles.items[i];
        if (strcmp(style->type, type) == 0 && same_name(style->name, name))
            return style;
    }
    return NULL;
}

static const struct sheet_style *find_theirs(const struct style_sheet *sheet, const char *type,
                                             const char *own, const char *const *names, bool by_id)
{
    for (size_t i = 0; by_id && i < sheet->styles.count; i++) {
        const struct sheet_style *style = &sheet->styles.items[i];
        if (strcmp(style->type, type) == 0 && strcmp(style->id, own) == 0)
            return style;
    }
    const struct sheet_style *style = NULL;
    for (size_t i = 0; style == NULL && names[i] != NULL; i++)
        style = find_named(sheet, type, names[i]);
    return style;
}

static bool is_taken(const struct style_sheet *sheet, const char *text, bool as_name)
{
    for (size_t i = 0; i < sheet->styles.count; i++) {
        const struct sheet_style *style = &sheet->styles.items[i];
        if (same_name(as_name ? style->name : style->id, text))
            return true;
    }
    return false;
}

/* In front of what is theirs, as often as it takes. */
static const char *free_text(struct style_map *map, const char *text, bool as_name)
{
    BUF_LOCAL struct buf found = {0};
    buf_add_text(&found, text);
    while (map->sheet != NULL && is_taken(map->sheet, buf_text(&found), as_name)) {
        char *taken = buf_take(&found);
        buf_add_format(&found, as_name ? "Dais %s" : "Dais%s", taken);
        free(taken);
    }
    return arena_text(&map->arena, buf_text(&found));
}

static const char *escaped(struct style_map *map, const char *text)
{
    BUF_LOCAL struct buf out = {0};
    xml_escape(text, " ", &out);
    return arena_text(&map->arena, buf_text(&out));
}

static void add_mapped(struct style_map *map, const char *own, const char *name,
                       const struct sheet_style *theirs)
{
    struct mapped_style mapped = {.own = own, .theirs = theirs != NULL};
    mapped.id = theirs != NULL ? escaped(map, theirs->id) : free_text(map, own, false);
    mapped.name = free_text(map, name, true);
    array_push(&map->styles, mapped);
}

void style_map_add(struct style_map *map, const char *type, const char *own,
                   const char *const *names, bool by_id)
{
    const struct sheet_style *theirs =
        map->sheet != NULL ? find_theirs(map->sheet, type, own, names, by_id) : NULL;
    add_mapped(map, own, names[0], theirs);
}

void style_map_add_usual(struct style_map *map, const char *type, const char *own,
                         const char *const *names, bool by_id)
{
    for (size_t i = 0; map->sheet != NULL && i < map->sheet->styles.count; i++) {
        const struct sheet_style *style = &map->sheet->styles.items[i];
        if (style->usual && strcmp(style->type, type) == 0) {
            add_mapped(map, own, names[0], style);
            return;
        }
    }
    style_map_add(map, type, own, names, by_id);
}

const struct mapped_style *style_map_find(const struct style_map *map, const char *own)
{
    size_t i = 0;
    while (strcmp(map->styles.items[i].own, own) != 0)
        i++;
    return &map->styles.items[i];
}

const char *style_map_id(const struct style_map *map, const char *own)
{
    return style_map_find(map, own)->id;
}
