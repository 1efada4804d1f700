/*
 * What all forms of data share: the way down from the top, and texts that are valid.
 */
#include "data.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/buf.h>
#include <dais/base/utf8.h>

static struct data_level *innermost(struct data *data)
{
    assert(data->levels.count > 0);
    return &data->levels.items[data->levels.count - 1];
}

/* A value of a list is announced by itself, one of a map by its key. */
static void begin_value(struct data *data)
{
    struct data_level *level = innermost(data);
    if (!level->list)
        return;
    data->form->item(data);
    level->count++;
}

static void open_level(struct data *data, bool list)
{
    struct data_level level = {.list = list};
    array_push(&data->levels, level);
    data->form->open(data, list);
}

void data_init(struct data *data, const struct data_form *form, struct buf *out)
{
    *data = (struct data){.form = form, .out = out};
    open_level(data, false);
}

void data_finish(struct data *data)
{
    assert(data->levels.count == 1);
    data_close(data);
    data->form->end(data);
    free(data->levels.items);
}

void data_key(struct data *data, const char *key)
{
    assert(!innermost(data)->list);
    data->form->member(data, key);
    innermost(data)->count++;
}

void data_open_map(struct data *data)
{
    begin_value(data);
    open_level(data, false);
}

void data_open_list(struct data *data)
{
    begin_value(data);
    open_level(data, true);
}

void data_close(struct data *data)
{
    const struct data_level *level = innermost(data);
    data->form->close(data, level->list, level->count == 0);
    data->levels.count--;
}

void data_text(struct data *data, const char *text)
{
    if (text == NULL) {
        data_null(data);
        return;
    }
    begin_value(data);
    size_t size = strlen(text);
    if (utf8_check(text, size) == size) {
        data->form->text(data, text, size);
        return;
    }
    BUF_LOCAL struct buf valid = {0};
    for (size_t at = 0, length; at < size; at += length)
        utf8_encode(utf8_decode(text + at, size - at, &length), &valid);
    data->form->text(data, valid.bytes, valid.size);
}

static void add_word(struct data *data, const char *word)
{
    begin_value(data);
    data->form->word(data, word);
}

void data_number(struct data *data, int64_t number)
{
    BUF_LOCAL struct buf digits = {0};
    buf_add_format(&digits, "%" PRId64, number);
    add_word(data, digits.bytes);
}

void data_bool(struct data *data, bool value)
{
    add_word(data, value ? "true" : "false");
}

void data_null(struct data *data)
{
    add_word(data, "null");
}
