/*
 * Data in each form: the bytes of a little of everything; and what libyaml reads from the YAML is
 * what jansson reads from the JSON, whatever the texts.
 */
#include "../../src/export/data.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include <dais/base/buf.h>
#include <dais/base/utf8.h>

#include "chance.h"
#include "hostile.h"
#include "suite.h"

static void write_some(const struct data_form *form, struct buf *out)
{
    struct data data;
    data_init(&data, form, out);
    data_key(&data, "dais");
    data_number(&data, 1);
    data_key(&data, "empty");
    data_open_map(&data);
    data_close(&data);
    data_key(&data, "list");
    data_open_list(&data);
    data_text(&data, "one \"line\"");
    data_text(&data, "two\nlines");
    data_text(&data, NULL);
    data_open_list(&data);
    data_bool(&data, true);
    data_number(&data, -5);
    data_close(&data);
    data_open_map(&data);
    data_key(&data, "a");
    data_open_list(&data);
    data_close(&data);
    data_key(&data, "no");
    data_text(&data, "\x1b\xff");
    data_close(&data);
    data_close(&data);
    data_finish(&data);
}

START_TEST(test_bytes)
{
    static const struct {
        const struct data_form *form;
        const char *written;
    } cases[] = {
        {&json_form, "{\n"
                     "  \"dais\": 1,\n"
                     "  \"empty\": {},\n"
                     "  \"list\": [\n"
                     "    \"one \\\"line\\\"\",\n"
                     "    \"two\\nlines\",\n"
                     "    null,\n"
                     "    [\n"
                     "      true,\n"
                     "      -5\n"
                     "    ],\n"
                     "    {\n"
                     "      \"a\": [],\n"
                     "      \"no\": \"\\u001b\xef\xbf\xbd\"\n"
                     "    }\n"
                     "  ]\n"
                     "}\n"},
        {&yaml_form, "dais: 1\n"
                     "empty: {}\n"
                     "list:\n"
                     "  - \"one \\\"line\\\"\"\n"
                     "  - |-\n"
                     "    two\n"
                     "    lines\n"
                     "  - null\n"
                     "  - - true\n"
                     "    - -5\n"
                     "  - a: []\n"
                     "    \"no\": \"\\x1b\xef\xbf\xbd\"\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf out = {0};
        write_some(cases[i].form, &out);
        ck_assert_str_eq(buf_text(&out), cases[i].written);
    }
}
END_TEST

/* What a reader of YAML makes of a scalar without quotes; the program writes few of them. */
static json_t *plain_value(const char *text)
{
    if (strcmp(text, "null") == 0)
        return json_null();
    if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0)
        return json_boolean(*text == 't');
    char *end = NULL;
    json_t *number = json_integer(strtoll(text, &end, 10));
    ck_assert_msg(*text != '\0' && *end == '\0', "a plain text: %s", text);
    return number;
}

static json_t *value_of(yaml_document_t *document, int index)
{
    const yaml_node_t *node = yaml_document_get_node(document, index);
    if (node->type == YAML_SCALAR_NODE) {
        const char *text = (const char *)node->data.scalar.value;
        if (node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
            return plain_value(text);
        return json_stringn_nocheck(text, node->data.scalar.length);
    }
    if (node->type == YAML_SEQUENCE_NODE) {
        json_t *array = json_array();
        for (const int *item = node->data.sequence.items.start;
             item < node->data.sequence.items.top; item++)
            json_array_append_new(array, value_of(document, *item));
        return array;
    }
    json_t *object = json_object();
    for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
         pair < node->data.mapping.pairs.top; pair++) {
        const yaml_node_t *key = yaml_document_get_node(document, pair->key);
        const char *name = (const char *)key->data.scalar.value;
        ck_assert_ptr_null(json_object_get(object, name));
        json_object_set_new_nocheck(object, name, value_of(document, pair->value));
    }
    return object;
}

static json_t *read_yaml(const struct buf *bytes)
{
    yaml_parser_t parser;
    yaml_document_t document;
    ck_assert(yaml_parser_initialize(&parser));
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes->bytes, bytes->size);
    ck_assert_msg(yaml_parser_load(&parser, &document), "line %zu: %s in\n%s",
                  parser.problem_mark.line + 1, parser.problem, bytes->bytes);
    json_t *value = value_of(&document, 1);
    yaml_document_delete(&document);
    yaml_parser_delete(&parser);
    return value;
}

/* The same written twice: both readers must agree. Appends nothing where they do not. */
static void check_same(const struct buf *json, const struct buf *yaml)
{
    json_error_t error;
    json_t *wanted = json_loadb(json->bytes, json->size, JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(wanted != NULL, "%d: %s in\n%s", error.line, error.text, json->bytes);
    json_t *got = read_yaml(yaml);
    ck_assert_msg(json_equal(got, wanted), "%s\nis not\n%s", yaml->bytes, json->bytes);
    json_decref(got);
    json_decref(wanted);
}

/* Keys are ours or names: valid, and no longer than YAML takes. */
static const char *key_of(const char *text)
{
    size_t size = strlen(text);
    return size <= 128 && utf8_check(text, size) == size ? text : "key";
}

static void write_text(const struct data_form *form, const char *text, struct buf *out)
{
    struct data data;
    data_init(&data, form, out);
    data_key(&data, "before");
    data_text(&data, text);
    data_key(&data, key_of(text));
    data_open_list(&data);
    data_text(&data, text);
    data_open_map(&data);
    data_key(&data, key_of(text));
    data_text(&data, text);
    data_close(&data);
    data_open_list(&data);
    data_text(&data, text);
    data_open_list(&data);
    data_text(&data, text);
    data_close(&data);
    data_close(&data);
    data_close(&data);
    data_key(&data, "behind");
    data_text(&data, text);
    data_finish(&data);
}

static void check_text(const char *text)
{
    BUF_LOCAL struct buf json = {0};
    BUF_LOCAL struct buf yaml = {0};
    write_text(&json_form, text, &json);
    write_text(&yaml_form, text, &yaml);
    check_same(&json, &yaml);
    ck_assert_ptr_nonnull(strstr(yaml.bytes, "\nbehind: "));
}

/* What YAML 1.1 takes for something else, or for the end of a text. */
static const char *const traps[] = {
    "",
    " ",
    "  two",
    "no",
    "No",
    "NO",
    "yes",
    "on",
    "off",
    "y",
    "n",
    "~",
    "null",
    "Null",
    "true",
    "1",
    "-1",
    "+1",
    "010",
    "0x1F",
    "0b1",
    "0o7",
    "1_000",
    "1.5",
    "1e3",
    ".inf",
    ".nan",
    "1:30",
    "12:30:45",
    "2022-05-18",
    "2022-05-18T09:00:00Z",
    "=",
    "<<",
    "<<: *a",
    "*a",
    "&a",
    "!a b",
    "!!binary aGk=",
    "%YAML 1.1",
    "---",
    "...",
    "--- a",
    "a: b",
    "- a",
    "? a",
    "# a",
    "a # b",
    "a #b",
    "[a]",
    "{a: b}",
    "|",
    ">",
    "|-\n  a",
    "'a'",
    "\"a\"",
    "\\n",
    "a\\",
    "@a",
    "`a",
    "a:",
    ":a",
    "-",
    "?",
    "a\n",
    "a\n\n",
    "\n",
    "\n\n",
    "\na",
    "\n\na",
    " a\nb",
    "  \n a",
    "\ta\nb",
    "a\n\tb\n",
    "a \nb ",
    "a\n---\nb",
    "a\n...\nb",
    "...\na",
    "---\na",
    "a\n  b\n c",
    "a\n\n\n  b",
    " \n",
    "\n ",
    "a\n ",
    "\xc2\x85",
    "a\xc2\x85"
    "b\nc",
    "\xe2\x80\xa8",
    "a\xe2\x80\xa9"
    "b\nc",
    "\xef\xbb\xbf",
    "\xef\xbb\xbf\na",
    "\xf0\x9f\x98\x80",
    "a\xf0\x9f\x98\x80\n",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
    "\xe2\x80\xae"
    "a\nb",
    "\x1b[31m",
    "\x7f\n",
    "\xef\xbf\xbe\n",
    "a\r\nb",
    "a\rb",
    "\xff\xfe\n",
    "\xed\xa0\x80",
    "\xf3\xa0\x81\x81\n",
};

START_TEST(test_traps)
{
    for (size_t i = 0; i < sizeof traps / sizeof *traps; i++)
        check_text(traps[i]);
    for (size_t i = 0; i < hostile_count(); i++)
        check_text(hostile_at(i));
}
END_TEST

/* A text of pieces that mean something to a reader of YAML. */
static void any_text(struct chance *chance, struct buf *out)
{
    static const char *const pieces[] = {"a",  " ", "\n", "\t", ":", "#", "-",        "\"",
                                         "\\", "'", "?",  "|",  "}", "]", "\xc3\xa9", "\xc2\xa0"};
    for (unsigned length = chance_below(chance, 12); length > 0; length--)
        buf_add_text(out, pieces[chance_below(chance, sizeof pieces / sizeof *pieces)]);
}

/* The same in both forms, since they take the same way through the chances. */
static void write_any(struct chance *chance, struct data *data, unsigned depth)
{
    bool list = data->levels.items[data->levels.count - 1].list;
    for (unsigned count = chance_below(chance, 5); count > 0; count--) {
        BUF_LOCAL struct buf text = {0};
        any_text(chance, &text);
        if (!list) {
            BUF_LOCAL struct buf key = {0};
            buf_add_format(&key, "%s%u", buf_text(&text), count);
            data_key(data, buf_text(&key));
        }
        unsigned what = chance_below(chance, depth > 0 ? 4 : 2);
        if (what == 0) {
            data_number(data, count);
        } else if (what == 1) {
            data_text(data, buf_text(&text));
        } else {
            if (what == 2)
                data_open_map(data);
            else
                data_open_list(data);
            write_any(chance, data, depth - 1);
            data_close(data);
        }
    }
}

START_TEST(test_any)
{
    static const struct data_form *const forms[] = {&json_form, &yaml_form};
    for (unsigned run = 0; run < 2000; run++) {
        struct buf out[2] = {0};
        for (size_t i = 0; i < 2; i++) {
            struct chance chance = {run};
            struct data data;
            data_init(&data, forms[i], &out[i]);
            write_any(&chance, &data, 5);
            data_key(&data, "end");
            data_null(&data);
            data_finish(&data);
        }
        check_same(&out[0], &out[1]);
        buf_finish(&out[0]);
        buf_finish(&out[1]);
    }
}
END_TEST

SUITE("export/data", test_bytes, test_traps, test_any)
