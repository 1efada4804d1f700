#include "../../src/styles/xml_tree.h"

#include "suite.h"

#define W "xmlns:x=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

static enum refusal read(const char *text, const char *only, struct xml_tree *ret)
{
    BUF_LOCAL struct buf part = {0};
    buf_add_text(&part, text);
    return xml_tree_read(&part, only, ret);
}

/* Prefixes become ours, what we do not know goes with all that is in it, values are escaped. */
START_TEST(test_copy)
{
    static const char *const elements[] = {"w:a", "w:b"};
    static const char *const attributes[] = {"bare", "w:val"};
    static const struct xml_rules rules = {elements, 2, attributes, 2};
    struct xml_tree tree;
    ck_assert_int_eq(read("<x:a " W
                          " xmlns:o=\"urn:o\" x:val=\"&lt;&quot;&#39;&#10;é&amp;\" o:val=\"1\" "
                          "bare=\"2\" x:other=\"3\">text<!-- no --><?no no?>"
                          "<x:b/><o:x><x:b x:val=\"hidden\"/></o:x><x:c><x:b/></x:c><b/></x:a>",
                          NULL, &tree),
                     REFUSAL_NONE);
    BUF_LOCAL struct buf out = {0};
    xml_copy(&rules, tree.root, &out);
    ck_assert_str_eq(buf_text(&out), "<w:a w:val=\"&#60;&#34;&#39;&#10;é&#38;\" bare=\"2\">"
                                     "<w:b/></w:a>");
    xml_tree_finish(&tree);
}
END_TEST

START_TEST(test_only)
{
    struct xml_tree tree;
    ck_assert_int_eq(read("<x:a " W "><x:p><x:b x:val=\"1\"><x:b x:val=\"in it\"/></x:b></x:p>"
                          "<x:b x:val=\"2\"/></x:a>",
                          "w:b", &tree),
                     REFUSAL_NONE);
    const struct xml_node *first = xml_child(tree.root, "w:b");
    ck_assert_str_eq(xml_value(first, "w:val"), "1");
    ck_assert_str_eq(xml_value(xml_child(first, "w:b"), "w:val"), "in it");
    const struct xml_node *second = xml_again(first);
    ck_assert_str_eq(xml_value(second, "w:val"), "2");
    ck_assert_ptr_null(xml_again(second));
    ck_assert_ptr_null(xml_child(tree.root, "w:p"));
    ck_assert_ptr_null(xml_value(second, "w:other"));
    ck_assert_ptr_null(xml_child(NULL, "w:b"));
    xml_tree_finish(&tree);
}
END_TEST

START_TEST(test_refused)
{
    static const struct {
        const char *text;
        enum refusal refusal;
    } cases[] = {
        {"", REFUSAL_DAMAGED},
        {"<x:a/>", REFUSAL_DAMAGED},
        {"<a><b></a>", REFUSAL_DAMAGED},
        {"<a>&x;</a>", REFUSAL_DAMAGED},
        {"<a>\xff</a>", REFUSAL_DAMAGED},
        {"<a/><a/>", REFUSAL_DAMAGED},
        {"<!DOCTYPE a><a/>", REFUSAL_ENTITIES},
        {"<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", REFUSAL_ENTITIES},
        {"<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", REFUSAL_ENTITIES},
        {"<a/>", REFUSAL_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct xml_tree tree;
        ck_assert_int_eq(read(cases[i].text, NULL, &tree), cases[i].refusal);
        xml_tree_finish(&tree);
    }
}
END_TEST

/* `depth` elements within each other. */
static enum refusal read_nested(size_t depth)
{
    BUF_LOCAL struct buf text = {0};
    buf_add_repeat(&text, "<a>", depth);
    buf_add_repeat(&text, "</a>", depth);
    struct xml_tree tree;
    enum refusal refusal = read(buf_text(&text), NULL, &tree);
    xml_tree_finish(&tree);
    return refusal;
}

static enum refusal read_crowd(size_t count)
{
    BUF_LOCAL struct buf text = {0};
    buf_add_text(&text, "<x:a " W ">");
    buf_add_repeat(&text, "<x:b/>", count - 1);
    buf_add_text(&text, "</x:a>");
    struct xml_tree tree;
    enum refusal refusal = read(buf_text(&text), NULL, &tree);
    xml_tree_finish(&tree);
    return refusal;
}

START_TEST(test_limits)
{
    ck_assert_int_eq(read_nested(XML_DEPTH_MOST), REFUSAL_NONE);
    ck_assert_int_eq(read_nested(XML_DEPTH_MOST + 1), REFUSAL_TOO_LARGE);
    ck_assert_int_eq(read_crowd(XML_NODES_MOST), REFUSAL_NONE);
    ck_assert_int_eq(read_crowd(XML_NODES_MOST + 2), REFUSAL_TOO_LARGE);
    BUF_LOCAL struct buf text = {0};
    buf_add_text(&text, "<x:a " W " x:val=\"");
    buf_add_repeat(&text, "v", XML_VALUE_MOST + 1);
    buf_add_text(&text, "\" x:w=\"1\"/>");
    struct xml_tree tree;
    ck_assert_int_eq(read(buf_text(&text), NULL, &tree), REFUSAL_NONE);
    ck_assert_ptr_null(xml_value(tree.root, "w:val"));
    ck_assert_str_eq(xml_value(tree.root, "w:w"), "1");
    xml_tree_finish(&tree);
}
END_TEST

SUITE("styles/xml_tree", test_copy, test_only, test_refused, test_limits)
