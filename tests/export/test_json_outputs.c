/*
 * The JSON of commands, by what its members say; its form is held by the schemas (tests/reports).
 */
#include <dais/export/json_outputs.h>

#include <jansson.h>
#include <string.h>

#include "laptop.h"
#include "programmes.h"
#include "suite.h"

static struct programme *programme;
static struct laptop laptop;

static void setup(void)
{
    programme = programme_sou88();
    laptop_init(&laptop, programme, 1, 1, 0);
}

static void teardown(void)
{
    laptop_finish(&laptop);
    programme_free(programme);
}

static void at(int hour, int minute)
{
    laptop_at(&laptop,
              zone_instant(programme->zone, programme->days.items[0].date, hour * 60 + minute));
}

static json_t *parse(const struct buf *text)
{
    json_error_t error;
    json_t *json = json_loads(text->bytes, JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(json != NULL, "%d: %s", error.line, error.text);
    return json;
}

static json_t *status(void)
{
    BUF_LOCAL struct buf text = {0};
    json_write_status(laptop.session, &laptop.actor.now, "en", &text);
    return parse(&text);
}

static json_t *entries(void)
{
    const struct record *record = session_record(laptop.session);
    BUF_LOCAL struct buf text = {0};
    json_write_entries(laptop.session, (const struct entry *const *)record->entries.items,
                       record->entries.count, "en", &text);
    return parse(&text);
}

/* The member at "slots.1.title", as text: a number in digits, "null", "true". */
static const char *member(const json_t *json, const char *way)
{
    static char text[64];
    char step[32];
    while (*way != '\0') {
        size_t size = strcspn(way, ".");
        ck_assert_uint_lt(size, sizeof step);
        memcpy(step, way, size);
        step[size] = '\0';
        json = json_is_array(json) ? json_array_get(json, (size_t)strtoul(step, NULL, 10))
                                   : json_object_get(json, step);
        ck_assert_msg(json != NULL, "there is no %s", way);
        way += size + (way[size] == '.');
    }
    if (json_is_string(json))
        return json_string_value(json);
    if (json_is_integer(json))
        (void)snprintf(text, sizeof text, "%lld", (long long)json_integer_value(json));
    else
        (void)snprintf(text, sizeof text, "%s",
                       json_is_null(json)    ? "null"
                       : json_is_true(json)  ? "true"
                       : json_is_false(json) ? "false"
                                             : "?");
    return text;
}

struct says {
    const char *way, *value;
};

static void check(json_t *json, const struct says *says, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(strcmp(member(json, says[i].way), says[i].value) == 0, "%s is %s, not %s",
                      says[i].way, member(json, says[i].way), says[i].value);
    json_decref(json);
}

#define CHECK(json, ...)                                                                           \
    do {                                                                                           \
        static const struct says says[] = {__VA_ARGS__};                                           \
        check(json, says, sizeof says / sizeof *says);                                             \
    } while (0)

START_TEST(test_before)
{
    at(8, 50);
    CHECK(status(), {"dais", "1"}, {"session", "SOU-88"}, {"at", "2022-05-18T08:50:00+03:00"},
          {"state", "before"}, {"slot", "null"}, {"speaker", "null"}, {"next.number", "1"},
          {"next.projected_start", "2022-05-18T09:00:00+03:00"}, {"forecast.late_ms", "0"},
          {"slots.5.kind", "adoption"}, {"slots.0.state", "waiting"},
          {"slots.0.actual_start", "null"});
}
END_TEST

START_TEST(test_running)
{
    at(9, 4);
    ck_assert(laptop_do(&laptop, WISH_START));
    at(9, 21);
    CHECK(status(), {"state", "running"}, {"slot.id", "s1"}, {"slot.level", "overrun"},
          {"slot.left_ms", "-120000"}, {"slot.elapsed_ms", "1020000"},
          {"slot.allotted_ms", "900000"}, {"slot.actual_start", "2022-05-18T09:04:00+03:00"},
          {"slot.planned_end", "2022-05-18T09:15:00+03:00"},
          {"slot.projected_end", "2022-05-18T09:21:00+03:00"}, {"next.id", "s2"},
          {"forecast.late_ms", "360000"}, {"forecast.projected_end", "2022-05-18T12:36:00+03:00"},
          {"slots.0.actual_end", "null"});
    ck_assert(laptop_do(&laptop, WISH_PAUSE));
    at(9, 30);
    CHECK(status(), {"state", "paused"}, {"slot.left_ms", "-120000"});
}
END_TEST

START_TEST(test_over)
{
    at(9, 0);
    ck_assert(laptop_do(&laptop, WISH_START));
    at(9, 10);
    ck_assert(laptop_do(&laptop, WISH_STOP));
    CHECK(status(), {"state", "between"}, {"slot", "null"}, {"next.id", "s2"},
          {"slots.0.state", "done"}, {"slots.0.actual_end", "2022-05-18T09:10:00+03:00"});
    ck_assert(laptop_do(&laptop, WISH_END));
    CHECK(status(), {"state", "ended"}, {"slot", "null"}, {"next", "null"});
}
END_TEST

/* After an undo the status is what it was before. */
START_TEST(test_undo)
{
    at(9, 0);
    ck_assert(laptop_do(&laptop, WISH_START));
    at(9, 10);
    json_t *before = status();
    ck_assert(laptop_do(&laptop, WISH_NEXT));
    ck_assert(laptop_do(&laptop, WISH_UNDO));
    json_t *after = status();
    ck_assert(json_equal(before, after));
    json_decref(before);
    json_decref(after);
}
END_TEST

START_TEST(test_entries)
{
    at(9, 0);
    ck_assert(laptop_do(&laptop, WISH_START));
    struct wish add = {.verb = WISH_ADD,
                       .kind = ENTRY_RECOMMENDATION,
                       .fields = {.text = "Fund learning.", .themes = "a, b,,c "}};
    at(9, 5);
    ck_assert_ptr_nonnull(laptop_wish(&laptop, &add, NULL));
    struct wish amend = {
        .verb = WISH_AMEND, .entry = "R1", .fields = {.text = "Fund city-to-city learning."}};
    at(9, 6);
    ck_assert_ptr_nonnull(laptop_wish(&laptop, &amend, NULL));
    struct wish free_one = {.verb = WISH_ADD,
                            .kind = ENTRY_NOTE,
                            .no_slot = true,
                            .fields = {.text = "For all.", .language = "en"}};
    ck_assert_ptr_nonnull(laptop_wish(&laptop, &free_one, NULL));
    CHECK(entries(), {"session", "SOU-88"}, {"entries.0.number", "R1"},
          {"entries.0.kind", "recommendation"}, {"entries.0.slot", "1"},
          {"entries.0.slot_id", "s1"}, {"entries.0.track", "null"},
          {"entries.0.at", "2022-05-18T09:05:00+03:00"},
          {"entries.0.text", "Fund city-to-city learning."}, {"entries.0.themes.0", "a"},
          {"entries.0.themes.2", "c"}, {"entries.0.standing", "draft"},
          {"entries.0.integrity", "whole"}, {"entries.0.adopted_text", "null"},
          {"entries.0.versions.0.text", "Fund learning."},
          {"entries.0.versions.1.at", "2022-05-18T09:06:00+03:00"}, {"entries.1.slot", "null"},
          {"entries.1.slot_id", "null"}, {"entries.1.track", "null"}, {"entries.1.language", "en"},
          {"entries.1.speaker", "null"});
}
END_TEST

START_TEST(test_unseen_characters)
{
    /* An override, a mark of direction, a tag: escaped, and the same when read again. */
    static const char text[] = "a\xe2\x80\xae"
                               "b\xe2\x80\x8f"
                               "c\xf3\xa0\x81\x81"
                               "d";
    at(9, 0);
    struct wish add = {
        .verb = WISH_ADD, .kind = ENTRY_NOTE, .no_slot = true, .fields = {.text = text}};
    ck_assert_ptr_nonnull(laptop_wish(&laptop, &add, NULL));
    const struct record *record = session_record(laptop.session);
    BUF_LOCAL struct buf out = {0};
    json_write_entries(laptop.session, (const struct entry *const *)record->entries.items,
                       record->entries.count, "en", &out);
    ck_assert_ptr_nonnull(strstr(out.bytes, "\"a\\u202eb\\u200fc\\udb40\\udc41d\""));
    CHECK(parse(&out), {"entries.0.text", text});
}
END_TEST

START_TEST(test_programme)
{
    at(9, 3);
    ck_assert(laptop_do(&laptop, WISH_START));
    BUF_LOCAL struct buf text = {0};
    json_write_programme(laptop.session, &text);
    json_t *json = parse(&text);
    json_t *slot = json_array_get(json_object_get(json, "slots"), 0);
    ck_assert_ptr_null(json_object_get(slot, "actual_end"));
    ck_assert_ptr_null(json_object_get(slot, "note"));
    CHECK(json, {"code", "SOU-88"}, {"date", "2022-05-18"}, {"attribution", "named"},
          {"days.0.day", "1"}, {"slots.0.day", "1"}, {"slots.0.start", "2022-05-18T09:00:00+03:00"},
          {"slots.0.time", "09:00–09:15"}, {"slots.0.duration_ms", "900000"},
          {"slots.0.actual_start", "2022-05-18T09:03:00+03:00"}, {"slots.2.kind", "break"},
          {"slots.5.hard", "end"}, {"slots.0.cues.warning_ms", "300000"});
}
END_TEST

SUITE_WITH("export/json_outputs", setup, teardown, test_before, test_running, test_over, test_undo,
           test_entries, test_unseen_characters, test_programme)
