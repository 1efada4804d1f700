/*
 * Of an ODT: the styles of paragraphs and characters, the fonts they name, and the page of its
 * first kind of pages. Lists and the numbers of headings stay those of the report, and so do
 * language and direction; hidden text, pictures and links are in no list of names here, and so
 * are not copied.
 */
#include <stdlib.h>
#include <string.h>

#include "page.h"
#include "readers.h"
#include "xml_tree.h"

static const char *const style_elements[] = {
    "style:paragraph-properties", "style:style", "style:tab-stop", "style:tab-stops",
    "style:text-properties",
};

static const char *const layout_elements[] = {
    "style:footer-style",
    "style:header-footer-properties",
    "style:header-style",
};

static const char *const font_elements[] = {
    "style:font-face",
};

/* Of all three. */
static const char *const attributes[] = {
    "fo:background-color",
    "fo:border",
    "fo:border-bottom",
    "fo:border-left",
    "fo:border-right",
    "fo:border-top",
    "fo:break-after",
    "fo:break-before",
    "fo:color",
    "fo:font-family",
    "fo:font-size",
    "fo:font-style",
    "fo:font-variant",
    "fo:font-weight",
    "fo:hyphenate",
    "fo:hyphenation-ladder-count",
    "fo:hyphenation-push-char-count",
    "fo:hyphenation-remain-char-count",
    "fo:keep-together",
    "fo:keep-with-next",
    "fo:letter-spacing",
    "fo:line-height",
    "fo:margin",
    "fo:margin-bottom",
    "fo:margin-left",
    "fo:margin-right",
    "fo:margin-top",
    "fo:min-height",
    "fo:orphans",
    "fo:padding",
    "fo:padding-bottom",
    "fo:padding-left",
    "fo:padding-right",
    "fo:padding-top",
    "fo:page-height",
    "fo:page-width",
    "fo:text-align",
    "fo:text-align-last",
    "fo:text-indent",
    "fo:text-shadow",
    "fo:text-transform",
    "fo:widows",
    "style:auto-text-indent",
    "style:border-line-width",
    "style:border-line-width-bottom",
    "style:border-line-width-left",
    "style:border-line-width-right",
    "style:border-line-width-top",
    "style:char",
    "style:class",
    "style:contextual-spacing",
    "style:default-outline-level",
    "style:display-name",
    "style:dynamic-spacing",
    "style:family",
    "style:font-adornments",
    "style:font-charset",
    "style:font-family-asian",
    "style:font-family-complex",
    "style:font-family-generic",
    "style:font-family-generic-asian",
    "style:font-family-generic-complex",
    "style:font-independent-line-spacing",
    "style:font-name",
    "style:font-name-asian",
    "style:font-name-complex",
    "style:font-pitch",
    "style:font-pitch-asian",
    "style:font-pitch-complex",
    "style:font-relief",
    "style:font-size-asian",
    "style:font-size-complex",
    "style:font-style-asian",
    "style:font-style-complex",
    "style:font-style-name",
    "style:font-style-name-asian",
    "style:font-style-name-complex",
    "style:font-weight-asian",
    "style:font-weight-complex",
    "style:join-border",
    "style:justify-single-word",
    "style:leader-color",
    "style:leader-style",
    "style:leader-text",
    "style:leader-type",
    "style:leader-width",
    "style:letter-kerning",
    "style:line-break",
    "style:line-height-at-least",
    "style:line-spacing",
    "style:name",
    "style:next-style-name",
    "style:parent-style-name",
    "style:position",
    "style:print-orientation",
    "style:punctuation-wrap",
    "style:shadow",
    "style:snap-to-layout-grid",
    "style:tab-stop-distance",
    "style:text-autospace",
    "style:text-emphasize",
    "style:text-line-through-color",
    "style:text-line-through-style",
    "style:text-line-through-type",
    "style:text-line-through-width",
    "style:text-outline",
    "style:text-overline-color",
    "style:text-overline-style",
    "style:text-overline-type",
    "style:text-overline-width",
    "style:text-position",
    "style:text-scale",
    "style:text-underline-color",
    "style:text-underline-mode",
    "style:text-underline-style",
    "style:text-underline-type",
    "style:text-underline-width",
    "style:type",
    "style:use-window-font-color",
    "style:vertical-align",
    "svg:font-family",
    "svg:height",
};

#define RULES(elements)                                                                            \
    {                                                                                              \
        elements, sizeof(elements) / sizeof *(elements), attributes,                               \
            sizeof attributes / sizeof *attributes                                                 \
    }

static const struct xml_rules style_rules = RULES(style_elements);
static const struct xml_rules layout_rules = RULES(layout_elements);
static const struct xml_rules font_rules = RULES(font_elements);

/* A style while its relations are looked at. */
struct style {
    struct xml_node *node;
    const char *name, *family;
    const struct style *parent; /* NULL: none */
};

struct styles {
    struct style items[ANSWER_STYLES_MOST];
    size_t count;
};

static const struct style *find_style(const struct styles *styles, const char *name,
                                      const char *family)
{
    for (size_t i = 0; i < styles->count; i++) {
        if (name != NULL && strcmp(styles->items[i].name, name) == 0 &&
            strcmp(styles->items[i].family, family) == 0)
            return &styles->items[i];
    }
    return NULL;
}

static void add_style(struct styles *styles, struct xml_node *node)
{
    const char *name = xml_value(node, "style:name"), *family = xml_value(node, "style:family");
    if (name == NULL || *name == '\0' || family == NULL ||
        (strcmp(family, "paragraph") != 0 && strcmp(family, "text") != 0) ||
        find_style(styles, name, family) != NULL)
        return;
    styles->items[styles->count++] = (struct style){.node = node, .name = name, .family = family};
}

static void drop_attribute(struct xml_node *node, const char *name)
{
    for (struct xml_attribute *a = node->attributes; a != NULL; a = a->next) {
        if (strcmp(a->name, name) == 0)
            a->name = "";
    }
}

/* Drops what refers to a style that is not there; one that is its own parent in the end has none.
 */
static void check_parents(struct styles *styles)
{
    for (size_t i = 0; i < styles->count; i++) {
        struct style *style = &styles->items[i];
        style->parent =
            find_style(styles, xml_value(style->node, "style:parent-style-name"), style->family);
        if (find_style(styles, xml_value(style->node, "style:next-style-name"), style->family) ==
            NULL)
            drop_attribute(style->node, "style:next-style-name");
    }
    for (size_t i = 0; i < styles->count; i++) {
        const struct style *parent = styles->items[i].parent;
        size_t steps = 0;
        while (parent != NULL && steps++ < styles->count)
            parent = parent->parent;
        if (parent != NULL || styles->items[i].parent == NULL)
            drop_attribute(styles->items[i].node, "style:parent-style-name");
    }
}

/* "Heading_20_1" is shown as "Heading 1" where it says no other. */
static void set_name(const struct style *style, json_t *object)
{
    const char *shown = xml_value(style->node, "style:display-name");
    if (shown != NULL) {
        styles_set_text(object, "name", shown);
        return;
    }
    BUF_LOCAL struct buf name = {0};
    for (const char *c = style->name; *c != '\0'; c++) {
        bool blank = strncmp(c, "_20_", 4) == 0;
        buf_add_char(&name, blank ? ' ' : *c);
        c += blank ? 3 : 0;
    }
    styles_set_text(object, "name", buf_text(&name));
}

static json_t *make_style(const struct style *style)
{
    json_t *object = json_object();
    styles_set_text(object, "type", style->family);
    styles_set_text(object, "id", style->name);
    set_name(style, object);
    BUF_LOCAL struct buf xml = {0};
    xml_copy(&style_rules, style->node, &xml);
    styles_set_text(object, "xml", buf_text(&xml));
    return object;
}

static void set_attributes(json_t *answer, const char *key, const struct xml_node *node)
{
    BUF_LOCAL struct buf xml = {0};
    if (node != NULL)
        xml_copy_attributes(&style_rules, node, &xml);
    styles_set_text(answer, key, buf_text(&xml));
}

static void answer_defaults(const struct xml_node *styles, json_t *answer)
{
    const struct xml_node *node = xml_child(styles, "style:default-style");
    while (node != NULL) {
        const char *family = xml_value(node, "style:family");
        if (family != NULL && strcmp(family, "paragraph") == 0)
            break;
        node = xml_again(node);
    }
    set_attributes(answer, "paragraphs", xml_child(node, "style:paragraph-properties"));
    set_attributes(answer, "characters", xml_child(node, "style:text-properties"));
}

/* Paper that is not said is A4. */
static void complete_page(struct xml_tree *tree, struct xml_node *node)
{
    if (xml_value(node, "fo:page-width") != NULL || xml_value(node, "fo:page-height") != NULL)
        return;
    const char *way = xml_value(node, "style:print-orientation");
    bool landscape = way != NULL && strcmp(way, "landscape") == 0;
    xml_set(tree, node, "fo:page-width", landscape ? "297mm" : "210mm");
    xml_set(tree, node, "fo:page-height", landscape ? "210mm" : "297mm");
}

/* Scripts that join letters look as the others do, where nothing is said of them. */
static void complete(struct xml_tree *tree, struct xml_node *node)
{
    static const char *const pairs[][2] = {{"fo:font-size", "style:font-size-complex"},
                                           {"fo:font-weight", "style:font-weight-complex"},
                                           {"fo:font-style", "style:font-style-complex"}};
    if (strcmp(node->name, "style:page-layout-properties") == 0)
        complete_page(tree, node);
    if (strcmp(node->name, "style:text-properties") != 0)
        return;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const char *said = xml_value(node, pairs[i][0]);
        if (said != NULL && xml_value(node, pairs[i][1]) == NULL)
            xml_set(tree, node, pairs[i][1], said);
    }
}

/* Is there a style at all? */
static bool answer_styles(const struct xml_node *parent, json_t *answer)
{
    struct styles *styles = mem_new(1, sizeof *styles);
    for (struct xml_node *node = xml_child(parent, "style:style");
         node != NULL && styles->count < ANSWER_STYLES_MOST; node = xml_again(node))
        add_style(styles, node);
    check_parents(styles);
    json_t *list = json_array();
    for (size_t i = 0; i < styles->count; i++)
        styles_add(list, make_style(&styles->items[i]));
    styles_set(answer, "styles", list);
    bool any = styles->count > 0;
    free(styles);
    return any;
}

/* The child of that name whose style:name is `wanted`; NULL: there is none. */
static const struct xml_node *find_named(const struct xml_node *parent, const char *name,
                                         const char *wanted)
{
    const struct xml_node *node = xml_child(parent, name);
    while (node != NULL) {
        const char *own = xml_value(node, "style:name");
        if (own != NULL && wanted != NULL && strcmp(own, wanted) == 0)
            return node;
        node = xml_again(node);
    }
    return NULL;
}

/* A margin of its own, else the one for all sides; where there is neither it is none. */
static long margin(const struct xml_node *properties, const char *name)
{
    const char *own = xml_value(properties, name), *all = xml_value(properties, "fo:margin");
    return own != NULL || all != NULL ? page_length(own != NULL ? own : all) : 0;
}

/* What a header or footer keeps from the text; nothing where the document has none. */
static void add_area(const struct xml_node *layout, const char *name, struct buf *out)
{
    const struct xml_node *area = xml_child(layout, name);
    if (xml_child(area, "style:header-footer-properties") != NULL)
        xml_copy(&layout_rules, area, out);
}

/* The layout of the pages called Standard, else of the first there are. */
static void answer_page(const struct xml_node *root, json_t *answer)
{
    const struct xml_node *masters = xml_child(root, "office:master-styles");
    const struct xml_node *master = find_named(masters, "style:master-page", "Standard");
    if (master == NULL)
        master = xml_child(masters, "style:master-page");
    const struct xml_node *layout =
        find_named(xml_child(root, "office:automatic-styles"), "style:page-layout",
                   xml_value(master, "style:page-layout-name"));
    const struct xml_node *properties = xml_child(layout, "style:page-layout-properties");
    if (properties == NULL)
        return;
    struct page page = {.twips = {
                            [PAGE_WIDTH] = page_length(xml_value(properties, "fo:page-width")),
                            [PAGE_HEIGHT] = page_length(xml_value(properties, "fo:page-height")),
                            [PAGE_TOP] = margin(properties, "fo:margin-top"),
                            [PAGE_RIGHT] = margin(properties, "fo:margin-right"),
                            [PAGE_BOTTOM] = margin(properties, "fo:margin-bottom"),
                            [PAGE_LEFT] = margin(properties, "fo:margin-left"),
                        }};
    if (!page_answer(&page, answer))
        return;
    BUF_LOCAL struct buf own = {0}, areas = {0};
    xml_copy_attributes(&layout_rules, properties, &own);
    add_area(layout, "style:header-style", &areas);
    add_area(layout, "style:footer-style", &areas);
    styles_set_text(answer, "layout", buf_text(&own));
    styles_set_text(answer, "areas", buf_text(&areas));
}

/*
 * An encrypted document says so in its list of parts; the rest then looks like damage. The list is
 * searched, not parsed: old ones have a document type, which no part that we parse may have.
 */
static enum refusal check_manifest(struct package *package)
{
    BUF_LOCAL struct buf bytes = {0};
    enum refusal refusal = package_read(package, "META-INF/manifest.xml", &bytes);
    if (refusal != REFUSAL_NONE)
        return refusal == REFUSAL_NO_STYLES ? REFUSAL_NONE : refusal;
    return strstr(buf_text(&bytes), ":encryption-data") != NULL ? REFUSAL_ENCRYPTED : REFUSAL_NONE;
}

enum refusal odt_read_styles(struct package *package, json_t *answer)
{
    enum refusal refusal = check_manifest(package);
    if (refusal != REFUSAL_NONE)
        return refusal;
    BUF_LOCAL struct buf bytes = {0};
    refusal = package_read(package, "styles.xml", &bytes);
    if (refusal != REFUSAL_NONE)
        return refusal;
    struct xml_tree tree;
    refusal = xml_tree_read(&bytes, NULL, &tree);
    if (refusal == REFUSAL_NONE && tree.root != NULL)
        xml_walk(&tree, tree.root, complete);
    if (refusal == REFUSAL_NONE) {
        const struct xml_node *styles = xml_child(tree.root, "office:styles");
        BUF_LOCAL struct buf fonts = {0};
        const struct xml_node *faces = xml_child(tree.root, "office:font-face-decls");
        if (faces != NULL)
            xml_copy_children(&font_rules, faces, &fonts);
        styles_set_text(answer, "fonts", buf_text(&fonts));
        answer_defaults(styles, answer);
        answer_page(tree.root, answer);
        refusal = answer_styles(styles, answer) ? REFUSAL_NONE : REFUSAL_NO_STYLES;
    }
    xml_tree_finish(&tree);
    return refusal;
}
