#include <dais/core/event.h>

#include <stdlib.h>
#include <string.h>

#include "suite.h"

#define LAUNCH "k7q2m9xdp4t0a"
#define DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

START_TEST(test_token)
{
    static const struct {
        uint64_t bits;
        const char *text;
    } cases[] = {
        {0, "0000000000000"},  {UINT64_MAX, "zzzzzzzzzzzzf"},        {1, "0000000000001"},
        {16, "0000000000010"}, {UINT64_C(1) << 63, "g000000000000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct token token;
        token_from_bits(cases[i].bits, &token);
        ck_assert_str_eq(token.text, cases[i].text);
        ck_assert(token_is_valid(token.text));
    }
    ck_assert(token_is_valid(LAUNCH));
    static const char *const wrong[] = {
        "",
        "k7q2m9xdp4t0",
        LAUNCH "a",
        "K7q2m9xdp4t0a",
        "k7q2m9xdp4t0i",
        "k7q2m9xdp4t-a",
        "é7q2m9xdp4t0",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!token_is_valid(wrong[i]), "%s", wrong[i]);
}
END_TEST

START_TEST(test_event_id)
{
    struct event_id id;
    ck_assert(event_id_parse(LAUNCH "-17", &id));
    ck_assert_str_eq(id.launch.text, LAUNCH);
    ck_assert_uint_eq(id.sequence, 17);
    struct buf text = {0};
    event_id_write(&id, &text);
    ck_assert_str_eq(buf_text(&text), LAUNCH "-17");
    buf_finish(&text);
    ck_assert(event_id_parse(LAUNCH "-9999999999999999999", &id));
    static const char *const wrong[] = {
        "",           LAUNCH,        LAUNCH "-",    LAUNCH "-0",
        LAUNCH "-01", LAUNCH "-1 ",  LAUNCH "-x",   LAUNCH "--1",
        "k7-1",       LAUNCH "a-17", LAUNCH "-1-2", LAUNCH "-99999999999999999999",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!event_id_parse(wrong[i], &id), "%s", wrong[i]);
}
END_TEST

START_TEST(test_hlc_text)
{
    struct hlc hlc;
    ck_assert(hlc_parse("0198f3c9a2b7-0003", &hlc));
    ck_assert_int_eq(hlc.msec, 0x0198f3c9a2b7);
    ck_assert_uint_eq(hlc.counter, 3);
    struct buf text = {0};
    hlc_write(&hlc, &text);
    ck_assert_str_eq(buf_text(&text), "0198f3c9a2b7-0003");
    buf_finish(&text);
    static const char *const wrong[] = {
        "",
        "0198f3c9a2b7",
        "0198f3c9a2b7-",
        "0198f3c9a2b7-003",
        "0198f3c9a2b7-00003",
        "0198F3c9a2b7-0003",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!hlc_parse(wrong[i], &hlc), "%s", wrong[i]);
}
END_TEST

START_TEST(test_hlc_next)
{
    static const struct {
        struct hlc seen;
        msec_t now;
        struct hlc next;
    } cases[] = {
        {{100, 7}, 101, {101, 0}},                /* time went on */
        {{100, 7}, 100, {100, 8}},                /* same millisecond */
        {{100, 7}, 20, {100, 8}},                 /* wall clock set back */
        {{100, UINT16_MAX}, 100, {101, 0}},       /* counter full */
        {{0, 0}, -5, {0, 1}},                     /* before 1970 */
        {{0, 0}, INT64_MAX, {0xffffffffffff, 0}}, /* what 48 bits hold */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct hlc next = hlc_next(&cases[i].seen, cases[i].now);
        ck_assert_msg(hlc_compare(&next, &cases[i].next) == 0, "case %zu", i);
        ck_assert_msg(hlc_compare(&next, &cases[i].seen) > 0, "case %zu", i);
    }
}
END_TEST

START_TEST(test_names)
{
    for (unsigned op = 0; op < EVENT_OP_COUNT; op++)
        ck_assert_uint_eq(event_op_find(event_op_name((enum event_op)op)), op);
    ck_assert_int_eq(event_op_find("slot.fly"), EVENT_UNKNOWN);
    for (int key = 0; key < EVENT_KEY_COUNT; key++)
        ck_assert_int_eq(event_key_find(event_key_name((enum event_key)key)), key);
    ck_assert_int_eq(event_key_find("span"), -1);
    for (int key = 0; key < EVENT_KEY_COUNT; key++) {
        const char *name = event_key_name((enum event_key)key);
        ck_assert_int_eq(event_key_find_after(-1, name, strlen(name)), key);
        ck_assert_int_eq(event_key_find_after(key - 1, name, strlen(name)), key);
        ck_assert_int_eq(event_key_find_after(key, name, strlen(name)), -1);
    }
    ck_assert_int_eq(event_key_find_after(-1, "entry_id", 5), KEY_ENTRY);
    ck_assert_int_eq(event_key_find_after(-1, "entry_id", 8), -1);
    ck_assert_int_eq(event_key_find_after(-1, "entr", 4), -1);
    ck_assert_int_eq(event_realm(EVENT_SLOT_START), REALM_CLOCK);
    ck_assert_int_eq(event_realm(EVENT_ENTRY_ADD), REALM_ENTRY);
    ck_assert_int_eq(event_realm(EVENT_UNKNOWN), REALM_NONE);
}
END_TEST

START_TEST(test_fields)
{
    struct event *event = event_new(EVENT_SLOT_INSERT);
    event_set(event, KEY_TITLE, "Statement of the governor");
    event_add_unknown(event, "colour", "blue");
    event_set_number(event, KEY_SPAN, 300000);
    event_set(event, KEY_SLOT, "i1");
    event_set(event, KEY_AFTER, "");
    event_set(event, KEY_SLOT, "i2");
    static const char *const order[] = {"i2", "", "300000", "Statement of the governor", "blue"};
    ck_assert_uint_eq(event->fields.count, sizeof order / sizeof *order);
    for (size_t i = 0; i < event->fields.count; i++)
        ck_assert_str_eq(event->fields.items[i].value, order[i]);
    ck_assert_str_eq(event->fields.items[4].name, "colour");
    ck_assert_int_eq(event_number(event, KEY_SPAN), 300000);
    ck_assert_str_eq(event_text(event, KEY_AFTER), "");
    ck_assert_ptr_null(event_text(event, KEY_FROM));
    ck_assert_int_eq(event_number(event, KEY_TRACK), 0);
    event_set(event, KEY_AFTER, NULL);
    event_set(event, KEY_WHY, NULL);
    ck_assert_ptr_null(event_text(event, KEY_AFTER));
    ck_assert_uint_eq(event->fields.count, 4);
    event_free(event);
    event_free(NULL);
}
END_TEST

START_TEST(test_instant)
{
    struct event *event = event_new(EVENT_SLOT_START);
    struct instant at = {
        .wall = 1652854920000, .boot = 1234567, .boot_id = UINT64_C(0xfeedbeef12345678)};
    event_set_instant(event, &at);
    ck_assert_str_eq(event_text(event, KEY_BOOT), "feedbeef12345678:1234567");
    struct instant read = event_instant(event);
    ck_assert_int_eq(read.wall, at.wall);
    ck_assert_int_eq(read.boot, at.boot);
    ck_assert_uint_eq(read.boot_id, at.boot_id);
    event_free(event);

    event = event_new(EVENT_ENTRY_ADD);
    event_set_instant(event, &at);
    ck_assert_ptr_null(event_text(event, KEY_BOOT));
    ck_assert_int_eq(event->at, at.wall);
    event_free(event);

    struct event *one = event_new(EVENT_SLOT_START);
    struct event *other = event_new(EVENT_SLOT_PAUSE);
    ck_assert(event_id_parse(LAUNCH "-1", &one->id) && event_id_parse(LAUNCH "-2", &other->id));
    one->at = 1000;
    other->at = 61000;
    struct instant from = event_instant(one);
    struct instant to = event_instant(other);
    bool approximate = false;
    ck_assert_int_eq(instant_span(&from, &to, &approximate), 60000);
    ck_assert(approximate);
    event_free(one);
    event_free(other);
}
END_TEST

/* A field of a case: key and value; key -1 ends. */
struct given {
    int key;
    const char *value;
};

static struct event *make(enum event_op op, const struct given *given)
{
    struct event *event = event_new(op);
    for (; given->value != NULL; given++)
        event_set(event, (enum event_key)given->key, given->value);
    return event;
}

static const struct {
    enum event_op op;
    struct given fields[6];
    const char *why; /* NULL: passes */
} checks[] = {
    {EVENT_LAUNCH, {{KEY_DAIS, "1"}, {KEY_WRITER, LAUNCH}, {KEY_PROGRAMME, DIGEST}}, NULL},
    {EVENT_LAUNCH, {{KEY_DAIS, "1"}}, "launch has no “writer”"},
    {EVENT_LAUNCH, {{KEY_DAIS, "1"}, {KEY_WRITER, "me"}}, "“writer” of launch cannot be “me”"},
    {EVENT_LAUNCH,
     {{KEY_DAIS, "1"}, {KEY_WRITER, LAUNCH}, {KEY_PROGRAMME, "12"}},
     "“programme” of launch cannot be “12”"},
    {EVENT_SESSION_DATE, {{KEY_DATE, "2022-05-18"}}, NULL},
    {EVENT_SESSION_DATE,
     {{KEY_DATE, "2022-02-30"}},
     "“date” of session.date cannot be “2022-02-30”"},
    {EVENT_SLOT_START, {{KEY_SLOT, "s1"}, {KEY_FROM, ""}, {KEY_BOOT, "0000000000000000:-5"}}, NULL},
    {EVENT_SLOT_START,
     {{KEY_SLOT, "s1"}, {KEY_FROM, ""}, {KEY_BOOT, "0:5"}},
     "“boot” of slot.start cannot be “0:5”"},
    {EVENT_SLOT_START, {{KEY_SLOT, "s1"}}, "slot.start has no “from”"},
    {EVENT_SLOT_START, {{KEY_SLOT, ""}, {KEY_FROM, ""}}, "“slot” of slot.start cannot be “”"},
    {EVENT_SLOT_PAUSE,
     {{KEY_SLOT, "s1"}, {KEY_SPAN, "1"}},
     "“span_ms” does not belong to slot.pause"},
    {EVENT_SLOT_EXTEND, {{KEY_SLOT, "s1"}, {KEY_SPAN, "60000"}}, NULL},
    {EVENT_SLOT_EXTEND,
     {{KEY_SLOT, "s1"}, {KEY_SPAN, "0"}},
     "“span_ms” of slot.extend cannot be “0”"},
    {EVENT_SLOT_EXTEND,
     {{KEY_SLOT, "s1"}, {KEY_SPAN, "-1"}},
     "“span_ms” of slot.extend cannot be “-1”"},
    {EVENT_SLOT_EXTEND,
     {{KEY_SLOT, "s1"}, {KEY_SPAN, "99999999999999"}},
     "“span_ms” of slot.extend cannot be “99999999999999”"},
    {EVENT_SESSION_MOVE, {{KEY_FROM, "0"}, {KEY_SHIFT, "-3600000"}}, NULL},
    {EVENT_SESSION_MOVE,
     {{KEY_FROM, "0"}, {KEY_SHIFT, "0"}},
     "“shift_ms” of session.move cannot be “0”"},
    {EVENT_SESSION_MOVE,
     {{KEY_FROM, "0"}, {KEY_SHIFT, "-99999999999999"}},
     "“shift_ms” of session.move cannot be “-99999999999999”"},
    {EVENT_PLAN_CHANGE, {{KEY_FROM, "s2"}, {KEY_PLAN, "shift"}, {KEY_LATE, "0"}}, NULL},
    {EVENT_PLAN_CHANGE,
     {{KEY_FROM, "s2"}, {KEY_PLAN, "shift"}, {KEY_LATE, "--1"}},
     "“late_ms” of plan.change cannot be “--1”"},
    {EVENT_PLAN_CHANGE,
     {{KEY_FROM, "s2"}, {KEY_PLAN, "absorb"}, {KEY_LATE, "0"}, {KEY_LENGTHS, "s3=1 s4=60000"}},
     NULL},
    {EVENT_PLAN_CHANGE,
     {{KEY_FROM, "s2"}, {KEY_PLAN, "absorb"}, {KEY_LATE, "0"}, {KEY_LENGTHS, ""}},
     "“lengths” of plan.change cannot be “”"},
    {EVENT_PLAN_CHANGE,
     {{KEY_FROM, "s2"}, {KEY_PLAN, "absorb"}, {KEY_LATE, "0"}, {KEY_LENGTHS, "s3=0"}},
     "“lengths” of plan.change cannot be “s3=0”"},
    {EVENT_PLAN_CHANGE,
     {{KEY_FROM, "s2"}, {KEY_PLAN, "absorb"}, {KEY_LATE, "0"}, {KEY_LENGTHS, "s3=5 "}},
     "“lengths” of plan.change cannot be “s3=5 ”"},
    {EVENT_PLAN_CHANGE,
     {{KEY_FROM, "s2"}, {KEY_PLAN, "absorb"}, {KEY_LATE, "0"}, {KEY_LENGTHS, "s3=5  s4=5"}},
     "“lengths” of plan.change cannot be “s3=5  s4=5”"},
    {EVENT_PLAN_CHANGE,
     {{KEY_FROM, "s2"}, {KEY_PLAN, "absorb"}, {KEY_LATE, "0"}, {KEY_LENGTHS, "=5"}},
     "“lengths” of plan.change cannot be “=5”"},
    {EVENT_PLAN_CHANGE,
     {{KEY_FROM, "s2"}, {KEY_PLAN, "absorb"}, {KEY_LATE, "0"}, {KEY_LENGTHS, "s3=99999999999999"}},
     "“lengths” of plan.change cannot be “s3=99999999999999”"},
    {EVENT_FLOOR_START, {{KEY_SLOT, "s2"}, {KEY_PLACE, "2"}, {KEY_FLOOR, ""}}, NULL},
    {EVENT_FLOOR_START, {{KEY_SLOT, "s2"}, {KEY_PLACE, "2"}, {KEY_FLOOR, "1"}}, NULL},
    {EVENT_FLOOR_START,
     {{KEY_SLOT, "s2"}, {KEY_PLACE, "2"}, {KEY_FLOOR, "0"}},
     "“floor” of floor.start cannot be “0”"},
    {EVENT_SESSION_CLOSE, {{0, NULL}}, NULL},
    {EVENT_SESSION_REOPEN, {{0, NULL}}, "session.reopen has no “why”"},
    {EVENT_ENTRY_ADD,
     {{KEY_KIND, "recommendation"}, {KEY_NUMBER, "R4"}, {KEY_TEXT, "Fund it."}, {KEY_TRACK, "1"}},
     NULL},
    {EVENT_ENTRY_ADD,
     {{KEY_KIND, "recommendation"}, {KEY_NUMBER, "R04"}, {KEY_TEXT, ""}},
     "“number” of entry.add cannot be “R04”"},
    {EVENT_ENTRY_ADD,
     {{KEY_KIND, "note"}, {KEY_NUMBER, "N1"}, {KEY_TEXT, ""}, {KEY_DEADLINE, ""}},
     "“deadline” of entry.add cannot be “”"},
    {EVENT_ENTRY_AMEND,
     {{KEY_ENTRY, LAUNCH "-3"}, {KEY_BASE, LAUNCH "-3"}, {KEY_DEADLINE, ""}},
     NULL},
    {EVENT_ENTRY_AMEND,
     {{KEY_ENTRY, LAUNCH "-3"}, {KEY_BASE, LAUNCH "-3"}, {KEY_NUMBER, ""}},
     "“number” of entry.amend cannot be “”"},
    {EVENT_ENTRY_AMEND, {{KEY_ENTRY, LAUNCH "-3"}}, "entry.amend has no “base”"},
    {EVENT_ENTRY_AMEND,
     {{KEY_ENTRY, LAUNCH "-3"}, {KEY_BASE, LAUNCH "-4"}, {KEY_SETTLES, LAUNCH "-5," LAUNCH "-6"}},
     NULL},
    {EVENT_ENTRY_AMEND,
     {{KEY_ENTRY, LAUNCH "-3"}, {KEY_BASE, LAUNCH "-4"}, {KEY_SETTLES, ""}},
     "“settles” of entry.amend cannot be “”"},
    {EVENT_ENTRY_AMEND,
     {{KEY_ENTRY, LAUNCH "-3"}, {KEY_BASE, LAUNCH "-4"}, {KEY_SETTLES, LAUNCH "-5,"}},
     "“settles” of entry.amend cannot be “" LAUNCH "-5,”"},
    {EVENT_ENTRY_AMEND,
     {{KEY_ENTRY, LAUNCH "-3"}, {KEY_BASE, LAUNCH "-4"}, {KEY_SETTLES, LAUNCH "-5,R3"}},
     "“settles” of entry.amend cannot be “" LAUNCH "-5,R3”"},
    {EVENT_ENTRY_MERGE, {{KEY_ENTRY, LAUNCH "-3"}, {KEY_INTO, LAUNCH "-4"}}, NULL},
    {EVENT_ENTRY_MERGE, {{KEY_ENTRY, LAUNCH "-3"}}, "entry.merge has no “into”"},
    {EVENT_ENTRY_ORDER, {{KEY_ENTRY, LAUNCH "-3"}, {KEY_BEHIND, LAUNCH "-4"}}, NULL},
    {EVENT_ENTRY_ORDER, {{KEY_ENTRY, LAUNCH "-3"}, {KEY_BEHIND, ""}}, NULL},
    {EVENT_ENTRY_ORDER,
     {{KEY_ENTRY, LAUNCH "-3"}, {KEY_BEHIND, "R4"}},
     "“behind” of entry.order cannot be “R4”"},
    {EVENT_UNDO, {{KEY_TARGET, LAUNCH "-3"}}, NULL},
    {EVENT_UNDO, {{KEY_TARGET, "R3"}}, "“target” of undo cannot be “R3”"},
};

START_TEST(test_check)
{
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        struct event *event = make(checks[i].op, checks[i].fields);
        struct message why = {0};
        struct buf text = {0};
        bool good = event_check(event, &why);
        message_write(&why, NULL, &text);
        ck_assert_msg(good == (checks[i].why == NULL), "case %zu: %s", i, buf_text(&text));
        if (!good)
            ck_assert_str_eq(buf_text(&text), checks[i].why);
        buf_finish(&text);
        message_finish(&why);
        event_free(event);
    }
}
END_TEST

START_TEST(test_check_lets_strangers_pass)
{
    struct message why = {0};
    struct event *event = event_new(EVENT_UNKNOWN);
    event->op_name = arena_text(&event->arena, "slot.fly");
    event_set(event, KEY_SPAN, "soon");
    ck_assert(event_check(event, &why));
    struct event *twin = event_dup(event);
    ck_assert(event_equal(event, twin));
    ck_assert_ptr_ne(event->op_name, twin->op_name);
    event_free(event);
    event_free(twin);

    event = event_new(EVENT_SLOT_PAUSE);
    event_set(event, KEY_SLOT, "s1");
    event_add_unknown(event, "colour", "blue");
    ck_assert(event_check(event, &why));
    event_free(event);
}
END_TEST

START_TEST(test_order)
{
    static const struct {
        struct hlc hlc;
        const char *id;
    } in_order[] = {
        {{5, 0}, "zzzzzzzzzzzzf-9"}, {{6, 0}, LAUNCH "-3"},  {{6, 1}, "0000000000000-1"},
        {{6, 1}, LAUNCH "-2"},       {{6, 1}, LAUNCH "-10"},
    };
    enum { COUNT = sizeof in_order / sizeof *in_order };
    struct event *events[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        events[i] = event_new(EVENT_UNDO);
        events[i]->hlc = in_order[i].hlc;
        ck_assert(event_id_parse(in_order[i].id, &events[i]->id));
    }
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t k = 0; k < COUNT; k++) {
            int order = event_compare(events[i], events[k]);
            ck_assert_int_eq((order > 0) - (order < 0), (i > k) - (i < k));
        }
    }
    for (size_t i = 0; i < COUNT; i++)
        event_free(events[i]);
}
END_TEST

START_TEST(test_equal)
{
    struct event *event = event_new(EVENT_SLOT_START);
    ck_assert(event_id_parse(LAUNCH "-4", &event->id));
    event->at = 1652854920000;
    event->offset = 10800;
    event_set(event, KEY_SLOT, "s2");
    event_set(event, KEY_FROM, "s1");
    event_add_unknown(event, "colour", "blue");
    for (int change = 0; change < 8; change++) {
        struct event *twin = event_dup(event);
        ck_assert(event_equal(event, twin));
        switch (change) {
        case 0:
            twin->id.sequence++;
            break;
        case 1:
            twin->hlc.counter++;
            break;
        case 2:
            twin->at++;
            break;
        case 3:
            twin->offset = 0;
            break;
        case 4:
            twin->op = EVENT_SLOT_BACK;
            break;
        case 5:
            event_set(twin, KEY_FROM, "");
            break;
        case 6:
            event_set(twin, KEY_FROM, NULL);
            break;
        case 7:
            event_add_unknown(twin, "colour", "red");
            break;
        }
        ck_assert_msg(!event_equal(event, twin), "change %d", change);
        event_free(twin);
    }
    struct event *twin = event_dup(event);
    twin->changed = true;
    ck_assert(event_equal(event, twin));
    event_free(twin);
    event_free(event);
}
END_TEST

START_TEST(test_same_text)
{
    char copy[] = "Panel";
    ck_assert(event_same_text("Panel", copy));
    ck_assert(event_same_text(NULL, NULL));
    ck_assert(!event_same_text("Panel", "panel"));
    ck_assert(!event_same_text("", NULL));
    ck_assert(!event_same_text(NULL, ""));
}
END_TEST

SUITE("core/event", test_token, test_event_id, test_hlc_text, test_hlc_next, test_names,
      test_fields, test_instant, test_check, test_check_lets_strangers_pass, test_order, test_equal,
      test_same_text)
