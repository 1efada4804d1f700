/*
 * Data as YAML: block style, a member a line, texts between double quotes or, where they have
 * several lines, as literal blocks (base/yaml_write.h). No plain text is ever written, so that no
 * reader takes one for a time, a truth value or nothing; numbers, true, false and null are those
 * of YAML 1.1 and of 1.2 alike.
 */
#include <string.h>

#include <dais/base/yaml_write.h>

#include "exporters.h"
#include "report_data.h"

/* The column of what stands in the innermost map or list. */
static size_t column(const struct data *data)
{
    return 2 * (data->levels.count - 1);
}

/* The first value of a map or list in a list stands behind the dash of that. */
static void begin_line(struct data *data)
{
    const struct data_level *level = &data->levels.items[data->levels.count - 1];
    bool behind_dash = level->count == 0 && data->levels.count > 1 && (level - 1)->list;
    if (behind_dash) {
        buf_add_char(data->out, ' ');
        return;
    }
    if (data->levels.count > 1 || level->count > 0)
        buf_add_char(data->out, '\n');
    buf_add_repeat(data->out, " ", column(data));
}

/* What begins shows in its first value. */
static void open_level(struct data *data, bool list)
{
    (void)data;
    (void)list;
}

/* Is it a word that stands for itself, whatever the version of YAML? */
static bool is_plain_key(const char *key)
{
    static const char *const values[] = {"y",   "n",    "yes",   "no",  "on",
                                         "off", "true", "false", "null"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (strcmp(key, values[i]) == 0)
            return false;
    }
    return *key != '\0' && key[strspn(key, "abcdefghijklmnopqrstuvwxyz_")] == '\0';
}

static void add_key(struct data *data, const char *key)
{
    begin_line(data);
    if (is_plain_key(key))
        buf_add_text(data->out, key);
    else
        yaml_write_quoted(key, strlen(key), data->out);
    buf_add_char(data->out, ':');
}

static void add_item(struct data *data)
{
    begin_line(data);
    buf_add_char(data->out, '-');
}

static void add_text(struct data *data, const char *text, size_t size)
{
    buf_add_char(data->out, ' ');
    if (memchr(text, '\n', size) != NULL)
        yaml_write_block(text, size, (unsigned)column(data) + 2, data->out);
    else
        yaml_write_quoted(text, size, data->out);
}

static void add_word(struct data *data, const char *word)
{
    buf_add_char(data->out, ' ');
    buf_add_text(data->out, word);
}

static void close_level(struct data *data, bool list, bool empty)
{
    if (empty)
        buf_add_text(data->out, list ? " []" : " {}");
}

static void end(struct data *data)
{
    buf_add_char(data->out, '\n');
}

const struct data_form yaml_form = {
    .open = open_level,
    .member = add_key,
    .item = add_item,
    .text = add_text,
    .word = add_word,
    .close = close_level,
    .end = end,
};

void yaml_write(const struct report *report, const struct export_options *options, struct buf *out)
{
    (void)options;
    report_data_write(report, &yaml_form, out);
}
