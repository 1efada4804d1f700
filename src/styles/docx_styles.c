/*
 * Of a DOCX: the styles of paragraphs, characters and tables, colours and fonts of the theme, what
 * is known of the fonts, and the page. Numbering and bullets stay those of the report, and so do
 * language and direction; hidden text, frames, changes with their authors and all that leads to
 * another part are in no list of names here, and so are not copied.
 */
#include <stdlib.h>
#include <string.h>

#include "page.h"
#include "readers.h"
#include "xml_tree.h"

#define RELATIONS "_rels/"

static const char *const style_elements[] = {
    "w:adjustRightInd",
    "w:aliases",
    "w:altName",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:b",
    "w:bCs",
    "w:bar",
    "w:basedOn",
    "w:bdr",
    "w:between",
    "w:bottom",
    "w:cantSplit",
    "w:caps",
    "w:charset",
    "w:color",
    "w:contextualSpacing",
    "w:dstrike",
    "w:em",
    "w:emboss",
    "w:end",
    "w:family",
    "w:font",
    "w:highlight",
    "w:i",
    "w:iCs",
    "w:imprint",
    "w:ind",
    "w:insideH",
    "w:insideV",
    "w:jc",
    "w:keepLines",
    "w:keepNext",
    "w:kern",
    "w:kinsoku",
    "w:left",
    "w:link",
    "w:mirrorIndents",
    "w:name",
    "w:next",
    "w:noProof",
    "w:noWrap",
    "w:notTrueType",
    "w:outline",
    "w:outlineLvl",
    "w:overflowPunct",
    "w:pBdr",
    "w:pPr",
    "w:pageBreakBefore",
    "w:panose1",
    "w:pitch",
    "w:position",
    "w:qFormat",
    "w:rFonts",
    "w:rPr",
    "w:right",
    "w:semiHidden",
    "w:shadow",
    "w:shd",
    "w:sig",
    "w:smallCaps",
    "w:snapToGrid",
    "w:spacing",
    "w:start",
    "w:strike",
    "w:style",
    "w:suppressAutoHyphens",
    "w:suppressLineNumbers",
    "w:sz",
    "w:szCs",
    "w:tab",
    "w:tabs",
    "w:tblBorders",
    "w:tblCellMar",
    "w:tblCellSpacing",
    "w:tblHeader",
    "w:tblInd",
    "w:tblPr",
    "w:tblStyleColBandSize",
    "w:tblStylePr",
    "w:tblStyleRowBandSize",
    "w:tcBorders",
    "w:tcMar",
    "w:tcPr",
    "w:textAlignment",
    "w:tl2br",
    "w:top",
    "w:topLinePunct",
    "w:tr2bl",
    "w:trPr",
    "w:u",
    "w:uiPriority",
    "w:unhideWhenUsed",
    "w:vAlign",
    "w:vertAlign",
    "w:w",
    "w:widowControl",
    "w:wordWrap",
};

static const char *const style_attributes[] = {
    "w:after",
    "w:afterAutospacing",
    "w:afterLines",
    "w:ascii",
    "w:asciiTheme",
    "w:before",
    "w:beforeAutospacing",
    "w:beforeLines",
    "w:characterSet",
    "w:color",
    "w:cs",
    "w:csb0",
    "w:csb1",
    "w:cstheme",
    "w:customStyle",
    "w:default",
    "w:eastAsia",
    "w:eastAsiaTheme",
    "w:end",
    "w:endChars",
    "w:fill",
    "w:firstLine",
    "w:firstLineChars",
    "w:frame",
    "w:hAnsi",
    "w:hAnsiTheme",
    "w:hanging",
    "w:hangingChars",
    "w:hint",
    "w:leader",
    "w:left",
    "w:leftChars",
    "w:line",
    "w:lineRule",
    "w:name",
    "w:pos",
    "w:right",
    "w:rightChars",
    "w:shadow",
    "w:space",
    "w:start",
    "w:startChars",
    "w:styleId",
    "w:sz",
    "w:themeColor",
    "w:themeFill",
    "w:themeFillShade",
    "w:themeFillTint",
    "w:themeShade",
    "w:themeTint",
    "w:type",
    "w:usb0",
    "w:usb1",
    "w:usb2",
    "w:usb3",
    "w:val",
    "w:w",
};

static const struct xml_rules style_rules = {
    style_elements,
    sizeof style_elements / sizeof *style_elements,
    style_attributes,
    sizeof style_attributes / sizeof *style_attributes,
};

static const char *const theme_elements[] = {
    "a:accent1",   "a:accent2",    "a:accent3", "a:accent4", "a:accent5", "a:accent6",
    "a:clrScheme", "a:cs",         "a:dk1",     "a:dk2",     "a:ea",      "a:folHlink",
    "a:font",      "a:fontScheme", "a:hlink",   "a:latin",   "a:lt1",     "a:lt2",
    "a:majorFont", "a:minorFont",  "a:srgbClr", "a:sysClr",
};

static const char *const theme_attributes[] = {
    "charset", "lastClr", "name", "panose", "pitchFamily", "script", "typeface", "val",
};

static const struct xml_rules theme_rules = {
    theme_elements,
    sizeof theme_elements / sizeof *theme_elements,
    theme_attributes,
    sizeof theme_attributes / sizeof *theme_attributes,
};

/* Appends the path of a relation's target, as seen from `folder` ("word/"); false: it is outside.
 */
static bool add_target(const char *folder, const char *target, struct buf *out)
{
    if (strstr(target, "..") != NULL || strchr(target, ':') != NULL || *target == '\0')
        return false;
    if (*target != '/')
        buf_add_text(out, folder);
    buf_add_text(out, target + (*target == '/' ? 1 : 0));
    return true;
}

static bool ends_with(const char *text, const char *end)
{
    size_t size = strlen(text), wanted = strlen(end);
    return size >= wanted && strcmp(text + size - wanted, end) == 0;
}

/*
 * Appends where the first relation of a kind ("/styles") leads. `part` is whose relations they
 * are, "" of the package. Nothing is appended where there is none.
 */
static enum refusal find_part(struct package *package, const char *part, const char *kind,
                              struct buf *out)
{
    const char *slash = strrchr(part, '/');
    int folder_size = slash != NULL ? (int)(slash + 1 - part) : 0;
    BUF_LOCAL struct buf folder = {0}, name = {0}, bytes = {0};
    buf_add(&folder, part, (size_t)folder_size);
    buf_add_format(&name, "%s" RELATIONS "%s.rels", buf_text(&folder), part + folder_size);
    enum refusal refusal = package_read(package, buf_text(&name), &bytes);
    if (refusal != REFUSAL_NONE)
        return refusal == REFUSAL_NO_STYLES ? REFUSAL_NONE : refusal;
    struct xml_tree tree;
    refusal = xml_tree_read(&bytes, NULL, &tree);
    const struct xml_node *relation =
        refusal == REFUSAL_NONE ? xml_child(tree.root, "rel:Relationship") : NULL;
    for (; relation != NULL; relation = xml_again(relation)) {
        const char *type = xml_value(relation, "Type"), *target = xml_value(relation, "Target");
        if (type != NULL && target != NULL && ends_with(type, kind) &&
            xml_value(relation, "TargetMode") == NULL && add_target(buf_text(&folder), target, out))
            break;
    }
    xml_tree_finish(&tree);
    return refusal;
}

/* Reads the part of a kind that the document names; an empty tree where it names none. */
static enum refusal read_part(struct package *package, const char *document, const char *kind,
                              struct xml_tree *ret)
{
    *ret = (struct xml_tree){.root = NULL};
    BUF_LOCAL struct buf path = {0}, bytes = {0};
    enum refusal refusal = find_part(package, document, kind, &path);
    if (refusal != REFUSAL_NONE || path.size == 0)
        return refusal;
    refusal = package_read(package, buf_text(&path), &bytes);
    if (refusal != REFUSAL_NONE)
        return refusal == REFUSAL_NO_STYLES ? REFUSAL_NONE : refusal;
    return xml_tree_read(&bytes, NULL, ret);
}

/* A style while its relations are looked at. */
struct style {
    struct xml_node *node;
    const char *id, *name, *type;
    struct xml_node *based_on; /* NULL: on none */
    const struct style *base;
};

struct styles {
    struct style items[ANSWER_STYLES_MOST];
    size_t count;
};

static const struct style *find_style(const struct styles *styles, const char *id)
{
    for (size_t i = 0; i < styles->count; i++) {
        if (id != NULL && strcmp(styles->items[i].id, id) == 0)
            return &styles->items[i];
    }
    return NULL;
}

static void add_style(struct styles *styles, struct xml_node *node)
{
    const char *id = xml_value(node, "w:styleId"), *type = xml_value(node, "w:type");
    const char *name = xml_value(xml_child(node, "w:name"), "w:val");
    if (type == NULL)
        type = "paragraph";
    bool ours = strcmp(type, "paragraph") == 0 || strcmp(type, "character") == 0 ||
                strcmp(type, "table") == 0;
    if (!ours || id == NULL || *id == '\0' || name == NULL || find_style(styles, id) != NULL)
        return;
    styles->items[styles->count++] = (struct style){.node = node,
                                                    .id = id,
                                                    .name = name,
                                                    .type = type,
                                                    .based_on = xml_child(node, "w:basedOn")};
}

/* An element of no name is copied by nobody. */
static void drop(struct xml_node *node)
{
    if (node != NULL)
        node->name = "";
}

/* Drops what refers to a style that is not there, or of another type where it must be the same. */
static void check_reference(const struct styles *styles, const struct style *style,
                            const char *name, bool same_type)
{
    struct xml_node *node = xml_child(style->node, name);
    const struct style *other = find_style(styles, xml_value(node, "w:val"));
    if (other == NULL || (strcmp(other->type, style->type) == 0) != same_type)
        drop(node);
}

/* A style that is based on itself in the end is based on nothing. */
static void check_bases(struct styles *styles)
{
    for (size_t i = 0; i < styles->count; i++) {
        struct style *style = &styles->items[i];
        const struct style *base = find_style(styles, xml_value(style->based_on, "w:val"));
        style->base = base != NULL && strcmp(base->type, style->type) == 0 ? base : NULL;
    }
    for (size_t i = 0; i < styles->count; i++) {
        const struct style *base = styles->items[i].base;
        size_t steps = 0;
        while (base != NULL && steps++ < styles->count)
            base = base->base;
        if (base != NULL || styles->items[i].base == NULL)
            drop(styles->items[i].based_on);
    }
}

static bool is_true(const char *value)
{
    return value != NULL &&
           (strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0);
}

static json_t *make_style(const struct style *style)
{
    json_t *object = json_object();
    styles_set_text(object, "type", style->type);
    styles_set_text(object, "id", style->id);
    styles_set_text(object, "name", style->name);
    if (is_true(xml_value(style->node, "w:default")))
        styles_set(object, "default", json_true());
    BUF_LOCAL struct buf xml = {0};
    xml_copy(&style_rules, style->node, &xml);
    styles_set_text(object, "xml", buf_text(&xml));
    return object;
}

static void set_children(json_t *answer, const char *key, const struct xml_rules *rules,
                         const struct xml_node *node)
{
    BUF_LOCAL struct buf xml = {0};
    if (node != NULL)
        xml_copy_children(rules, node, &xml);
    styles_set_text(answer, key, buf_text(&xml));
}

/* Scripts that join letters look as the others do, where nothing is said of them. */
static void complete(struct xml_tree *tree, struct xml_node *node)
{
    static const char *const pairs[][2] = {{"w:b", "w:bCs"}, {"w:i", "w:iCs"}, {"w:sz", "w:szCs"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs && strcmp(node->name, "w:rPr") == 0; i++) {
        struct xml_node *said = xml_child(node, pairs[i][0]);
        if (said != NULL && xml_child(node, pairs[i][1]) == NULL)
            xml_repeat_as(tree, said, pairs[i][1]);
    }
}

/* Is there a style at all? */
static bool answer_styles(const struct xml_node *root, json_t *answer)
{
    const struct xml_node *defaults = xml_child(root, "w:docDefaults");
    set_children(answer, "characters", &style_rules,
                 xml_child(xml_child(defaults, "w:rPrDefault"), "w:rPr"));
    set_children(answer, "paragraphs", &style_rules,
                 xml_child(xml_child(defaults, "w:pPrDefault"), "w:pPr"));
    struct styles *styles = mem_new(1, sizeof *styles);
    for (struct xml_node *node = xml_child(root, "w:style");
         node != NULL && styles->count < ANSWER_STYLES_MOST; node = xml_again(node))
        add_style(styles, node);
    check_bases(styles);
    json_t *list = json_array();
    for (size_t i = 0; i < styles->count; i++) {
        check_reference(styles, &styles->items[i], "w:next", true);
        check_reference(styles, &styles->items[i], "w:link", false);
        styles_add(list, make_style(&styles->items[i]));
    }
    styles_set(answer, "styles", list);
    bool any = styles->count > 0;
    free(styles);
    return any;
}

static void answer_theme(const struct xml_node *root, json_t *answer)
{
    const struct xml_node *elements = xml_child(root, "a:themeElements");
    const struct xml_node *colours = xml_child(elements, "a:clrScheme");
    const struct xml_node *fonts = xml_child(elements, "a:fontScheme");
    if (colours == NULL || fonts == NULL)
        return;
    BUF_LOCAL struct buf xml = {0};
    xml_copy(&theme_rules, colours, &xml);
    xml_copy(&theme_rules, fonts, &xml);
    styles_set_text(answer, "theme", buf_text(&xml));
}

/* The page of the last section: that is the one of the document itself. */
static void answer_page(const struct xml_node *root, json_t *answer)
{
    const struct xml_node *section = xml_child(root, "w:sectPr");
    for (const struct xml_node *next = section; next != NULL; next = xml_again(next))
        section = next;
    const struct xml_node *size = xml_child(section, "w:pgSz");
    const struct xml_node *margins = xml_child(section, "w:pgMar");
    if (size == NULL || margins == NULL)
        return;
    static const char *const names[PAGE_COUNT] = {
        [PAGE_WIDTH] = "w:w",       [PAGE_HEIGHT] = "w:h",      [PAGE_TOP] = "w:top",
        [PAGE_RIGHT] = "w:right",   [PAGE_BOTTOM] = "w:bottom", [PAGE_LEFT] = "w:left",
        [PAGE_HEADER] = "w:header", [PAGE_FOOTER] = "w:footer", [PAGE_GUTTER] = "w:gutter",
    };
    struct page page;
    for (int i = 0; i < PAGE_COUNT; i++)
        page.twips[i] = page_length(xml_value(i <= PAGE_HEIGHT ? size : margins, names[i]));
    page_answer(&page, answer);
}

static enum refusal read_document(struct package *package, const char *path, json_t *answer)
{
    BUF_LOCAL struct buf bytes = {0};
    enum refusal refusal = package_read(package, path, &bytes);
    if (refusal != REFUSAL_NONE)
        return refusal == REFUSAL_NO_STYLES ? REFUSAL_NO_DOCUMENT : refusal;
    struct xml_tree tree;
    refusal = xml_tree_read(&bytes, "w:sectPr", &tree);
    if (refusal == REFUSAL_NONE &&
        (tree.root == NULL || strcmp(tree.root->name, "w:document") != 0))
        refusal = REFUSAL_NO_DOCUMENT;
    if (refusal == REFUSAL_NONE)
        answer_page(tree.root, answer);
    xml_tree_finish(&tree);
    return refusal;
}

enum refusal docx_read_styles(struct package *package, json_t *answer)
{
    BUF_LOCAL struct buf document = {0};
    enum refusal refusal = find_part(package, "", "/officeDocument", &document);
    if (refusal == REFUSAL_NONE && document.size == 0)
        refusal = REFUSAL_NO_DOCUMENT;
    if (refusal == REFUSAL_NONE)
        refusal = read_document(package, buf_text(&document), answer);
    struct xml_tree styles = {.root = NULL}, theme = {.root = NULL}, fonts = {.root = NULL};
    if (refusal == REFUSAL_NONE)
        refusal = read_part(package, buf_text(&document), "/theme", &theme);
    if (refusal == REFUSAL_NONE)
        refusal = read_part(package, buf_text(&document), "/fontTable", &fonts);
    if (refusal == REFUSAL_NONE)
        refusal = read_part(package, buf_text(&document), "/styles", &styles);
    if (refusal == REFUSAL_NONE) {
        answer_theme(theme.root, answer);
        set_children(answer, "fonts", &style_rules, fonts.root);
        if (styles.root != NULL)
            xml_walk(&styles, styles.root, complete);
        refusal = answer_styles(styles.root, answer) ? REFUSAL_NONE : REFUSAL_NO_STYLES;
    }
    xml_tree_finish(&styles);
    xml_tree_finish(&theme);
    xml_tree_finish(&fonts);
    return refusal;
}
