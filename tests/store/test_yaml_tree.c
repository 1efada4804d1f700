#include "../../src/store/yaml_tree.h"

#include <stdlib.h>
#include <string.h>

#include "suite.h"

struct reading {
    struct arena texts;
    struct yaml_tree tree;
    struct diags diags;
};

static void read_bytes(struct reading *reading, const char *bytes, size_t size)
{
    *reading = (struct reading){0};
    struct file_diags findings;
    file_diags_begin(&findings, "f", &reading->diags);
    yaml_tree_read(&reading->tree, bytes, size, &reading->texts, &findings);
    file_diags_finish(&findings);
    diags_sort(&reading->diags);
}

static void read_text(struct reading *reading, const char *text)
{
    read_bytes(reading, text, strlen(text));
}

static void reading_finish(struct reading *reading)
{
    yaml_tree_finish(&reading->tree);
    diags_finish(&reading->diags);
    arena_finish(&reading->texts);
}

/* The tree on one line: {key: value, …}, [item, …], "text", each with the place of its value. */
static void write_node(const struct yaml_node *node, struct buf *out)
{
    if (node == NULL)
        return;
    buf_add_format(out, "%u:%u ", node->place.line, node->place.column);
    switch (node->kind) {
    case YAML_SCALAR:
        buf_add_format(out, "\"%s\"", node->text);
        ck_assert_uint_eq(strlen(node->text), node->size);
        return;
    case YAML_REFUSED:
        buf_add_text(out, "!");
        return;
    case YAML_LIST:
    case YAML_MAP:
        break;
    }
    buf_add_char(out, node->kind == YAML_MAP ? '{' : '[');
    size_t count = 0;
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        if (count++ > 0)
            buf_add_text(out, ", ");
        if (node->kind == YAML_MAP)
            buf_add_format(out, "%u:%u %s: ", child->key_place.line, child->key_place.column,
                           child->key);
        write_node(child, out);
    }
    ck_assert_uint_eq(count, node->count);
    buf_add_char(out, node->kind == YAML_MAP ? '}' : ']');
}

START_TEST(test_tree)
{
    static const struct {
        const char *text, *tree;
    } cases[] = {
        {"", ""},
        {"# a remark\n", ""},
        {"---\n", "2:1 \"\""},
        {"a: b", "1:1 {1:1 a: 1:4 \"b\"}"},
        {"# head\n\na:\n  - b\n  - {c: 9:30}\n",
         "3:1 {3:1 a: 4:3 [4:5 \"b\", 5:5 {5:6 c: 5:9 \"9:30\"}]}"},
        {"a: |-\n  one\n  two\nb: 'it''s'\n", "1:1 {1:1 a: 1:4 \"one\ntwo\", 4:1 b: 4:4 \"it's\"}"},
        {"é: ü x\n\"e\": [ï, a]\n", "1:1 {1:1 é: 1:4 \"ü x\", 2:1 e: 2:6 [2:7 \"ï\", 2:10 \"a\"]}"},
        {"\xEF\xBB\xBF"
         "a: b",
         "1:1 {1:1 a: 1:4 \"b\"}"},
        {"a: b\r\nc: d\r\n", "1:1 {1:1 a: 1:4 \"b\", 2:1 c: 2:4 \"d\"}"},
        {"e\xCC\x81: cafe\xCC\x81", "1:1 {1:1 é: 1:5 \"café\"}"}, /* NFC */
        {"<<a: 1", "1:1 {1:1 <<a: 1:6 \"1\"}"},
        {"a:\nb: ~\n", "1:1 {1:1 a: 1:3 \"\", 2:1 b: 2:4 \"~\"}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading reading;
        BUF_LOCAL struct buf out = {0};
        read_text(&reading, cases[i].text);
        ck_assert(reading.tree.whole);
        ck_assert_uint_eq(reading.diags.list.count, 0);
        write_node(reading.tree.root, &out);
        ck_assert_str_eq(buf_text(&out), cases[i].tree);
        reading_finish(&reading);
    }
}
END_TEST

START_TEST(test_findings)
{
    static const struct {
        const char *text;
        unsigned line, column;
        const char *way;
        bool whole;
        const char *tree; /* NULL: not looked at */
    } cases[] = {
        {"a: &x b", 1, 4, "a", true, "1:1 {1:1 a: 1:4 \"b\"}"},
        {"a: *x", 1, 4, "a", true, "1:1 {1:1 a: 1:4 !}"},
        {"a: [b, {c: *x}]", 1, 12, "a[1].c", true, NULL},
        {"- a\n- !t b", 2, 3, "[1]", true, "1:1 [1:3 \"a\", 2:3 \"b\"]"},
        {"a: {<<: {b: c}, d: e}", 1, 5, "a.<<", true, "1:1 {1:1 a: 1:4 {1:17 d: 1:20 \"e\"}}"},
        {"*x : b\nc: d", 1, 1, "", true, "1:1 {2:1 c: 2:4 \"d\"}"},
        {"? {a: b}\n: {c: d}\ne: f", 1, 3, "", true, "1:1 {3:1 e: 3:4 \"f\"}"},
        {"a: b\na: {c: d}", 2, 1, "a", true, "1:1 {1:1 a: 1:4 \"b\", 2:1 a: 2:4 !}"},
        {"- {x: 1}\n- {a: 1, a: 2}", 2, 10, "[1].a", true, NULL},
        {"a: b\n--- \nc: d", 2, 1, "", true, "1:1 {1:1 a: 1:4 \"b\"}"},
        {"a: b\nc\xFF", 2, 2, "", false, ""},
        {"a: b\n c: d", 2, 3, "", false, NULL},
        {"a: \"\x01\"", 1, 5, "a", true, "1:1 {1:1 a: 1:4 \"\xEF\xBF\xBD\"}"},
        {"a: \"\\0x\\n\"", 1, 4, "a", true, "1:1 {1:1 a: 1:4 \"\xEF\xBF\xBDx\n\"}"},
        {"a: b # \x07\n", 1, 8, "", true, "1:1 {1:1 a: 1:4 \"b\"}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading reading;
        BUF_LOCAL struct buf out = {0};
        read_text(&reading, cases[i].text);
        ck_assert_msg(reading.diags.list.count == 1, "case %zu: %zu findings", i,
                      reading.diags.list.count);
        const struct diag *diag = &reading.diags.list.items[0];
        ck_assert_msg(diag->line == cases[i].line && diag->column == cases[i].column,
                      "case %zu: %u:%u", i, diag->line, diag->column);
        ck_assert_str_eq(diag->way, cases[i].way);
        ck_assert_str_eq(diag->path, "f");
        ck_assert_msg(reading.tree.whole == cases[i].whole, "case %zu", i);
        write_node(reading.tree.root, &out);
        if (cases[i].tree != NULL)
            ck_assert_str_eq(buf_text(&out), cases[i].tree);
        reading_finish(&reading);
    }
}
END_TEST

/* How many findings a text has; 0 and a whole tree, or at least one. */
static size_t count_findings(const struct buf *text, bool *ret_whole)
{
    struct reading reading;
    read_bytes(&reading, buf_text(text), text->size);
    size_t count = reading.diags.list.count;
    *ret_whole = reading.tree.whole;
    reading_finish(&reading);
    return count;
}

START_TEST(test_caps)
{
    static const struct {
        const char *head, *unit;
        size_t times;
        const char *tail;
        size_t findings;
        bool whole;
    } cases[] = {
        {"", "[", 16, "]]]]]]]]]]]]]]]]", 0, true},
        {"", "[", 17, "]]]]]]]]]]]]]]]]]", 1, false},
        {"", "[", 200000, "", 1, false},
        {"", "{a: ", 200000, "", 1, false},
        {"", "- ", 2000000, "", 1, false},
        {"a: ", "x", 65536, "", 0, true},
        {"a: ", "x", 65537, "", 1, true},
        {"", "x", 65537, ": a", 2, false}, /* and libyaml's own: a key of 1,024 at most */
        {"# ", "x", (4 << 20) - 2, "", 0, true},
        {"# ", "x", (4 << 20) - 1, "", 1, false},
        {"[", "a,", 999994, "]", 0, true}, /* 1,000,000 events with those around it */
        {"[", "a,", 999996, "]", 1, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf text = {0};
        buf_add_text(&text, cases[i].head);
        buf_add_repeat(&text, cases[i].unit, cases[i].times);
        buf_add_text(&text, cases[i].tail);
        bool whole;
        size_t count = count_findings(&text, &whole);
        ck_assert_msg(count == cases[i].findings, "case %zu: %zu findings", i, count);
        ck_assert_msg(whole == cases[i].whole, "case %zu", i);
    }
}
END_TEST

/* Keys in the thousands, all of them twice: found soon, and as many as are ever shown. */
START_TEST(test_many_keys)
{
    enum { KEYS = 20000 };
    BUF_LOCAL struct buf text = {0};
    for (unsigned i = 0; i < 2 * KEYS; i++)
        buf_add_format(&text, "k%u: v\n", i % KEYS);
    bool whole;
    ck_assert_uint_eq(count_findings(&text, &whole), FILE_DIAGS_MAX + 1);
    ck_assert(whole);
}
END_TEST

/* What is hidden is found wherever it stands among words of eight bytes, and replaced if need be.
 */
START_TEST(test_hidden_anywhere)
{
    static const struct {
        const char *bytes;
        bool replaced;
    } hidden[] = {{"\x7F", true},         {"\x01", true},
                  {"\x1F", true},         {"\xC2\x9F", true},
                  {"\xD8\x9C", false},    {"\xE2\x80\xAE", false},
                  {"\xEF\xBB\xBF", true}, {"\xF3\xA0\x80\x81", false}};
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        for (size_t before = 1; before < 40; before++) {
            struct reading reading;
            BUF_LOCAL struct buf text = {0};
            for (size_t k = 0; k < before; k++)
                buf_add_text(&text, k % 11 == 9 ? "é" : "x~");
            size_t characters = 2 * before - (before + 1) / 11;
            buf_add_text(&text, hidden[i].bytes);
            buf_add_text(&text, "and what follows, until the end");
            read_bytes(&reading, buf_text(&text), text.size);
            ck_assert_uint_eq(reading.diags.list.count, 1);
            ck_assert_uint_eq(reading.diags.list.items[0].column, characters + 1);
            ck_assert((strstr(reading.tree.root->text, "\uFFFD") != NULL) == hidden[i].replaced);
            reading_finish(&reading);
        }
}
END_TEST

/* Keys that come again are kept once, and are what they were wherever they stand. */
START_TEST(test_keys_again)
{
    struct reading reading;
    BUF_LOCAL struct buf text = {0};
    BUF_LOCAL struct buf key = {0};
    for (unsigned i = 0; i < 2000; i++)
        buf_add_format(&text, "- {k%u: a, \"k\\x2D%u\": b, ke\u0301: c, title: d}\n", i % 300,
                       i % 7);
    read_bytes(&reading, buf_text(&text), text.size);
    ck_assert_uint_eq(reading.diags.list.count, 0);
    unsigned i = 0;
    const char *title = NULL;
    for (const struct yaml_node *map = reading.tree.root->first; map != NULL;
         map = map->next, i++) {
        buf_clear(&key);
        buf_add_format(&key, "k%u", i % 300);
        ck_assert_str_eq(yaml_node_find(map, buf_text(&key))->text, "a");
        buf_clear(&key);
        buf_add_format(&key, "k-%u", i % 7);
        ck_assert_str_eq(yaml_node_find(map, buf_text(&key))->text, "b");
        ck_assert_str_eq(yaml_node_find(map, "k\u00E9")->text, "c");
        const char *again = yaml_node_find(map, "title")->key;
        ck_assert(title == NULL || again == title);
        title = again;
    }
    ck_assert_uint_eq(i, 2000);
    reading_finish(&reading);
}
END_TEST

START_TEST(test_find)
{
    struct reading reading;
    read_text(&reading, "a: 1\nb: [2]\n");
    const struct yaml_node *root = reading.tree.root;
    ck_assert_str_eq(yaml_node_find(root, "a")->text, "1");
    ck_assert_uint_eq(yaml_node_find(root, "b")->count, 1);
    ck_assert_ptr_null(yaml_node_find(root, "c"));
    ck_assert_ptr_null(yaml_node_find(yaml_node_find(root, "a"), "a"));
    ck_assert_ptr_null(yaml_node_find(NULL, "a"));
    reading_finish(&reading);
}
END_TEST

SUITE("store/yaml_tree", test_tree, test_findings, test_caps, test_many_keys, test_hidden_anywhere,
      test_keys_again, test_find)
