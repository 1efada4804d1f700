#include <dais/base/message.h>

#include "suite.h"
#include <string.h>

static void assert_written(const struct message *message, message_lookup *lookup,
                           const char *expected)
{
    BUF_LOCAL struct buf out = {0};
    message_write(message, lookup, &out);
    ck_assert_str_eq(buf_text(&out), expected);
}

START_TEST(test_arguments)
{
    const struct {
        const char *id, *expected;
    } cases[] = {
        {"no argument", "no argument"},
        {"", ""},
        {"{1} and {2}", "one and two"},
        {"{2}, {1}, {2}", "two, one, two"},
        {"{3} is missing, {0} {5} {} {1", "{3} is missing, {0} {5} {} {1"},
        {"{{1}}", "{one}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct message message;
        message_set(&message, cases[i].id, "one", "two", NULL);
        assert_written(&message, NULL, cases[i].expected);
        message_finish(&message);
    }
}
END_TEST

/* An argument that looks like a slot for one is data, and stays so. */
START_TEST(test_argument_is_data)
{
    struct message message;
    message_set(&message, "<{1}|{2}>", "{2}", "%s", NULL);
    assert_written(&message, NULL, "<{2}|%s>");
    message_finish(&message);
}
END_TEST

START_TEST(test_plural)
{
    const struct {
        long count;
        const char *expected;
    } cases[] = {
        {0, "0 entries of s"}, {1, "1 entry of s"}, {2, "2 entries of s"}, {-1, "-1 entries of s"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct message message;
        message_set_plural(&message, "{1} entry of {2}", "{1} entries of {2}", cases[i].count, "s",
                           NULL);
        assert_written(&message, NULL, cases[i].expected);
        message_finish(&message);
    }
}
END_TEST

static const char *in_french(const char *id, const char *many, long count)
{
    ck_assert_str_eq(id, "{1} entry of {2}");
    ck_assert_str_eq(many, "{1} entries of {2}");
    return count > 1 ? "{2} : {1} textes" : "{2} : {1} texte";
}

START_TEST(test_lookup)
{
    struct message message;
    message_set_plural(&message, "{1} entry of {2}", "{1} entries of {2}", 0, "s", NULL);
    assert_written(&message, in_french, "s : 0 texte");
    message_finish(&message);
}
END_TEST

/* An argument with a text of its own is translated with the sentence. */
START_TEST(test_message_in_message)
{
    struct message inner, outer, copy;
    struct buf out = {0};
    message_set(&inner, "Speaker {1}", "{2}", NULL);
    message_set(&outer, "{2}: {1}", "a", NULL);
    message_add_message(&outer, &inner);
    message_copy(&copy, &outer);
    message_finish(&inner);
    message_finish(&outer);
    message_write(&copy, NULL, &out);
    ck_assert_str_eq(buf_text(&out), "Speaker {2}: a");
    message_finish(&copy);
    buf_finish(&out);
}
END_TEST

START_TEST(test_copy_and_none)
{
    struct message message, copy;
    char text[] = "one";
    message_set(&message, "{1}{2}", text, "two", NULL);
    text[0] = '?';
    message_copy(&copy, &message);
    message_finish(&message);
    ck_assert_ptr_null(message.id);
    assert_written(&copy, NULL, "onetwo");
    message_finish(&copy);
    assert_written(&copy, NULL, "");
    message_finish(&copy);
}
END_TEST

SUITE("base/message", test_arguments, test_argument_is_data, test_plural, test_lookup,
      test_message_in_message, test_copy_and_none)
