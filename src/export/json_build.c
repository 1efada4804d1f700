/*
 * Put together with jansson, written by the form that every JSON of ours is in (json.c).
 */
#include "json_build.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>

#include "data.h"

static json_t *there(json_t *value)
{
    if (value == NULL)
        mem_exhausted();
    return value;
}

json_t *json_build_object(void)
{
    return there(json_object());
}

json_t *json_build_array(void)
{
    return there(json_array());
}

json_t *json_build_text(const char *text)
{
    if (text == NULL)
        return json_null();
    return there(json_stringn_nocheck(text, strlen(text)));
}

json_t *json_build_instant(const struct zone *zone, msec_t instant)
{
    if (instant == MSEC_NONE)
        return json_null();
    BUF_LOCAL struct buf text = {0};
    zone_write(zone, instant, false, &text);
    return json_build_text(buf_text(&text));
}

json_t *json_build_span(msec_t span)
{
    return span == MSEC_NONE ? json_null() : json_build_number(span);
}

json_t *json_build_number(int64_t number)
{
    return there(json_integer(number));
}

json_t *json_build_bool(bool value)
{
    return json_boolean(value);
}

json_t *json_build_null(void)
{
    return json_null();
}

void json_set(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        mem_exhausted();
}

void json_push(json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        mem_exhausted();
}

void json_set_text(json_t *object, const char *key, const char *text)
{
    if (text != NULL)
        json_set(object, key, json_build_text(text));
}

static void add_value(struct data *data, json_t *value);

static void add_members(struct data *data, json_t *object)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value) {
        data_key(data, key);
        add_value(data, value);
    }
}

static void add_value(struct data *data, json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        data_open_map(data);
        add_members(data, value);
        data_close(data);
        break;
    case JSON_ARRAY:
        data_open_list(data);
        for (size_t i = 0; i < json_array_size(value); i++)
            add_value(data, json_array_get(value, i));
        data_close(data);
        break;
    case JSON_STRING:
        data_text(data, json_string_value(value));
        break;
    case JSON_INTEGER:
        data_number(data, json_integer_value(value));
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        data_bool(data, json_is_true(value));
        break;
    case JSON_NULL:
        data_null(data);
        break;
    case JSON_REAL: /* nothing here makes one */
        abort();
    }
}

void json_finish(json_t *object, struct buf *out)
{
    struct data data;
    data_init(&data, &json_form, out);
    add_members(&data, object);
    data_finish(&data);
    json_decref(object);
}
