/*
 * What libical makes of calendars, for read_data.py. Each comes as a line with its size and then
 * its bytes; the answer is a line of JSON:
 *
 *     {"errors": 0, "components": ["VEVENT", …], "head": {…},
 *      "events": [{"names": ["UID", …], "UID": "…", "DTSTART": 1652853600, …}]}
 *
 * Times are seconds since 1970; the name of a property with parameters ends in a semicolon.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>
#include <libical/ical.h>

static json_t *time_json(struct icaltimetype time)
{
    if (icaltime_is_null_time(time) || !icaltime_is_utc(time))
        return json_string("not in UTC");
    return json_integer(
        (json_int_t)icaltime_as_timet_with_zone(time, icaltimezone_get_utc_timezone()));
}

static json_t *value_json(icalproperty *property)
{
    icalvalue *value = icalproperty_get_value(property);
    icalvalue_kind kind = icalvalue_isa(value);
    if (kind == ICAL_DATETIME_VALUE)
        return time_json(icalvalue_get_datetime(value));
    if (kind == ICAL_TEXT_VALUE)
        return json_string(icalvalue_get_text(value));
    if (kind == ICAL_X_VALUE)
        return json_string(icalvalue_get_x(value));
    return json_string(icalvalue_as_ical_string(value));
}

static json_t *event_json(icalcomponent *event)
{
    json_t *object = json_object(), *names = json_array();
    json_object_set_new(object, "names", names);
    for (icalproperty *property = icalcomponent_get_first_property(event, ICAL_ANY_PROPERTY);
         property != NULL; property = icalcomponent_get_next_property(event, ICAL_ANY_PROPERTY)) {
        const char *name = icalproperty_get_property_name(property);
        bool bare = icalproperty_get_first_parameter(property, ICAL_ANY_PARAMETER) == NULL;
        json_array_append_new(names, json_sprintf("%s%s", name, bare ? "" : ";"));
        json_object_set_new(object, name, value_json(property));
    }
    return object;
}

static json_t *calendar_json(icalcomponent *calendar)
{
    json_t *components = json_array(), *events = json_array();
    for (icalcomponent *inner = icalcomponent_get_first_component(calendar, ICAL_ANY_COMPONENT);
         inner != NULL; inner = icalcomponent_get_next_component(calendar, ICAL_ANY_COMPONENT)) {
        const char *kind = icalcomponent_kind_to_string(icalcomponent_isa(inner));
        json_array_append_new(components, json_string(kind));
        json_array_append_new(events, event_json(inner));
    }
    (void)icalrestriction_check(calendar); /* leaves what is wrong in it */
    return json_pack("{s:i, s:o, s:o, s:o}", "errors", icalcomponent_count_errors(calendar),
                     "components", components, "head", event_json(calendar), "events", events);
}

int main(void)
{
    char line[32];
    icalerror_set_errors_are_fatal(0);
    while (fgets(line, sizeof line, stdin) != NULL) {
        size_t size = (size_t)strtoul(line, NULL, 10);
        char *bytes = calloc(size + 1, 1);
        if (bytes == NULL || fread(bytes, 1, size, stdin) != size)
            return 1;
        icalcomponent *calendar = icalparser_parse_string(bytes);
        json_t *answer = calendar != NULL ? calendar_json(calendar) : json_null();
        char *text = json_dumps(answer, JSON_ENCODE_ANY);
        (void)printf("%s\n", text);
        (void)fflush(stdout);
        free(text);
        json_decref(answer);
        if (calendar != NULL)
            icalcomponent_free(calendar);
        free(bytes);
    }
    return 0;
}
