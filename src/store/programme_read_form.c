/*
 * The forms of values. Every scalar comes as text and is read by the rule of its key alone, so
 * that 9:30 is never a number and `no` never a truth unless the key asks for one.
 */
#include "programme_read_form.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>

void form_node(struct reader *reader, const struct yaml_node *node, void *target)
{
    (void)reader;
    const struct yaml_node **kept = target;
    if (!reader_is_empty(node))
        *kept = node;
}

void form_name(struct reader *reader, const struct yaml_node *node, void *target)
{
    const char **name = target;
    const char *text = reader_text(reader, node);
    if (text != NULL)
        *name = text;
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter_or_digit(char c)
{
    return is_lower(c) || (c >= 'A' && c <= 'Z') || is_digit(c);
}

/* "en", "fra", "pt-BR", "zh-Hant-TW" */
static bool is_language(const char *text)
{
    size_t size = 0;
    while (is_lower(text[size]))
        size++;
    if (size < 2 || size > 3)
        return false;
    for (text += size; *text == '-'; text += size + 1) {
        size = 0;
        while (is_letter_or_digit(text[size + 1]))
            size++;
        if (size < 1 || size > 8)
            return false;
    }
    return *text == '\0';
}

static void refuse_language(struct reader *reader, const struct file_place *place, const char *text)
{
    struct diag *diag = reader_error(reader, place);
    message_set(&diag->text, N_("{1} is no language"), text, NULL);
    message_set(&diag->hint, N_("a language is written en, fr, pt, es, ar …"), NULL);
}

void form_language(struct reader *reader, const struct yaml_node *node, void *target)
{
    const char **language = target;
    const char *text = reader_text(reader, node);
    if (text == NULL)
        return;
    if (is_language(text))
        *language = text;
    else
        refuse_language(reader, &node->place, text);
}

/* The language that a child of a map of languages is for, or NULL and a finding. */
static const char *language_of(struct reader *reader, const struct yaml_node *child)
{
    if (is_language(child->key))
        return child->key;
    refuse_language(reader, &child->key_place, child->key);
    return NULL;
}

static void add_text(struct lingual *lingual, const char *language, const char *text)
{
    if (text != NULL)
        array_push(&lingual->texts, ((struct lingual_text){.language = language, .text = text}));
}

void form_lingual(struct reader *reader, const struct yaml_node *node, void *target)
{
    struct lingual *lingual = target;
    if (node->kind == YAML_SCALAR) {
        add_text(lingual, NULL, reader_text(reader, node));
        return;
    }
    if (node->kind != YAML_MAP) {
        struct diag *diag = reader_error(reader, &node->place);
        message_set(&diag->text, N_("this must be a text, or one for each language"), NULL);
        return;
    }
    if (node->count > 0)
        array_reserve(&lingual->texts, node->count);
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        reader_enter_key(reader, child->key);
        const char *language = language_of(reader, child);
        if (language != NULL)
            add_text(lingual, language, reader_text(reader, child));
        reader_leave(reader);
    }
}

static void add_lingual(struct reader *reader, const struct yaml_node *node, void *target)
{
    struct linguals *linguals = target;
    struct lingual lingual = {0};
    form_lingual(reader, node, &lingual);
    if (lingual.texts.count > 0)
        array_push(&linguals->list, lingual);
    else
        lingual_finish(&lingual);
}

/* Adds to item `index`, which may be one more than there are. */
static void add_text_at(struct linguals *linguals, size_t index, const char *language,
                        const char *text)
{
    if (index == linguals->list.count)
        array_push(&linguals->list, (struct lingual){0});
    add_text(&linguals->list.items[index], language, text);
}

/* The length of the empty lines at `text`, which begins with a newline; 0 where there are none. */
static size_t empty_lines(const char *text)
{
    size_t size = 0, lines = 0;
    for (; text[size] == '\n' || text[size] == ' ' || text[size] == '\t'; size++)
        if (text[size] == '\n')
            lines++;
    return lines > 1 ? size : 0;
}

static void add_paragraphs(struct reader *reader, const struct yaml_node *node,
                           const char *language, struct linguals *linguals)
{
    const char *text = reader_text(reader, node);
    size_t index = 0;
    while (text != NULL && *text != '\0') {
        const char *end = text, *next;
        while (*end != '\0' && (*end != '\n' || empty_lines(end) == 0))
            end++;
        next = *end == '\0' ? end : end + empty_lines(end);
        const char *paragraph =
            *next == '\0' ? text
                          : arena_text_n(reader->texts, text, (size_t)(end - text));
        add_text_at(linguals, index++, language, paragraph);
        text = next;
    }
}

/* "{en: [a, b], fr: [c, d]}" is two items in two languages. */
static void add_by_language(struct reader *reader, const struct yaml_node *node,
                            const char *language, struct linguals *linguals)
{
    size_t index = 0;
    for (const struct yaml_node *item = node->first; item != NULL; item = item->next) {
        reader_enter_item(reader, index);
        const char *text = reader_text(reader, item);
        if (text != NULL)
            add_text_at(linguals, index++, language, text);
        reader_leave(reader);
    }
}

static void read_linguals(struct reader *reader, const struct yaml_node *node,
                          struct linguals *linguals)
{
    if (node->kind == YAML_LIST) {
        if (node->count > 0)
            array_reserve(&linguals->list, node->count);
        reader_list(reader, node, add_lingual, linguals);
        return;
    }
    if (node->kind == YAML_SCALAR) {
        add_paragraphs(reader, node, NULL, linguals);
        return;
    }
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        reader_enter_key(reader, child->key);
        const char *language = language_of(reader, child);
        if (language != NULL && child->kind == YAML_LIST)
            add_by_language(reader, child, language, linguals);
        else if (language != NULL)
            add_paragraphs(reader, child, language, linguals);
        reader_leave(reader);
    }
}

void form_linguals(struct reader *reader, const struct yaml_node *node, void *target)
{
    struct linguals *linguals = target;
    if (node->kind == YAML_SCALAR)
        add_lingual(reader, node, linguals);
    else
        read_linguals(reader, node, linguals);
}

void form_paragraphs(struct reader *reader, const struct yaml_node *node, void *target)
{
    read_linguals(reader, node, target);
}

void form_code(struct reader *reader, const struct yaml_node *node, void *target)
{
    enum { CODE_MAX = 32 };
    const char **code = target;
    const char *text = reader_text(reader, node);
    if (text == NULL)
        return;
    size_t size = 0;
    while (is_letter_or_digit(text[size]) || text[size] == '-')
        size++;
    if (text[size] != '\0' || size > CODE_MAX) {
        struct diag *diag = reader_error(reader, &node->place);
        message_set(&diag->text,
                    N_("{1} is no code: it has 1 to 32 letters A to Z, digits and hyphens"), text,
                    NULL);
        return;
    }
    *code = text;
}

void form_id(struct reader *reader, const struct yaml_node *node, void *target)
{
    enum { ID_MAX = 64 };
    const char **id = target;
    const char *text = reader_text(reader, node);
    if (text == NULL)
        return;
    size_t size = 0, digits = 0;
    for (; is_letter_or_digit(text[size]) || text[size] == '-' || text[size] == '_'; size++)
        digits += is_digit(text[size]);
    if (text[size] != '\0' || size > ID_MAX || digits == size) {
        struct diag *diag = reader_error(reader, &node->place);
        message_set(&diag->text,
                    N_("{1} is no id: it has letters A to Z, digits, hyphens and underscores, and "
                       "not only digits"),
                    text, NULL);
        return;
    }
    *id = text;
}

void form_version(struct reader *reader, const struct yaml_node *node, void *target)
{
    (void)target;
    const char *text = reader_text(reader, node);
    if (text == NULL || strcmp(text, "1") == 0)
        return;
    struct diag *diag = reader_error(reader, &node->place);
    message_set(&diag->text, N_("this is version {1} of the format; only version 1 can be read"),
                text, NULL);
}

void form_date(struct reader *reader, const struct yaml_node *node, void *target)
{
    int64_t *date = target;
    const char *text = reader_text(reader, node);
    if (text == NULL || date_parse(text, date))
        return;
    struct diag *diag = reader_error(reader, &node->place);
    message_set(&diag->text, N_("{1} is no date"), text, NULL);
    message_set(&diag->hint, N_("a date is written 2022-05-18: year, month, day"), NULL);
}

void form_span(struct reader *reader, const struct yaml_node *node, void *target)
{
    msec_t *span = target;
    const char *text = reader_text(reader, node);
    if (text == NULL || span_parse(text, span))
        return;
    struct diag *diag = reader_error(reader, &node->place);
    message_set(&diag->text, N_("{1} is no length of time"), text, NULL);
    if (text[strspn(text, "0123456789")] == '\0')
        message_set(&diag->hint, N_("say of what: {1}m for minutes, {1}h for hours"), text, NULL);
    else
        message_set(&diag->hint, N_("a length is written 15m, 1h30 or 90s"), NULL);
}

/* A whole number from 1 to `most`; 0 where it is none, which is a finding. */
static unsigned read_number(struct reader *reader, const struct yaml_node *node, unsigned most)
{
    enum { DIGITS_MAX = 6 };
    const char *text = reader_text(reader, node);
    if (text == NULL)
        return 0;
    unsigned number = 0;
    size_t size = 0;
    for (; is_digit(text[size]) && size < DIGITS_MAX; size++)
        number = number * 10 + (unsigned)(text[size] - '0');
    if (text[size] == '\0' && number >= 1 && number <= most)
        return number;
    BUF_LOCAL struct buf limit = {0};
    buf_add_format(&limit, "%u", most);
    struct diag *diag = reader_error(reader, &node->place);
    message_set(&diag->text, N_("{1} is no whole number from 1 to {2}"), text, limit.bytes, NULL);
    return 0;
}

void form_count(struct reader *reader, const struct yaml_node *node, void *target)
{
    enum { COUNT_MAX = 1000 };
    unsigned *count = target;
    unsigned number = read_number(reader, node, COUNT_MAX);
    if (number > 0)
        *count = number;
}

void form_minutes(struct reader *reader, const struct yaml_node *node, void *target)
{
    enum { MINUTES_MAX = 1440 };
    msec_t *span = target;
    unsigned number = read_number(reader, node, MINUTES_MAX);
    if (number > 0)
        *span = number * MSEC_MINUTE;
}

/* The index of the text in a table of words, or -1 and a finding that lists them. */
static int read_choice(struct reader *reader, const struct yaml_node *node,
                       const char *const *names, size_t count)
{
    const char *text = reader_text(reader, node);
    if (text == NULL)
        return -1;
    int index = name_find(names, count, text);
    if (index >= 0)
        return index;
    BUF_LOCAL struct buf all = {0};
    for (size_t i = 0; i < count; i++) {
        buf_add_text(&all, i > 0 ? ", " : "");
        buf_add_text(&all, names[i]);
    }
    struct diag *diag = reader_error(reader, &node->place);
    message_set(&diag->text, N_("{1} is none of these: {2}"), text, all.bytes, NULL);
    reader_hint_nearest(diag, name_nearest(names, count, text));
    return -1;
}

void form_yes(struct reader *reader, const struct yaml_node *node, void *target)
{
    static const char *const names[] = {"false", "true", "no", "yes"};
    bool *yes = target;
    int index = read_choice(reader, node, names, sizeof names / sizeof *names);
    if (index >= 0)
        *yes = index % 2 == 1;
}

void form_kind(struct reader *reader, const struct yaml_node *node, void *target)
{
    enum slot_kind *kind = target;
    const char *text = reader_text(reader, node);
    if (text == NULL)
        return;
    int found = slot_kind_find(text);
    if (found >= 0) {
        *kind = (enum slot_kind)found;
        return;
    }
    struct diag *diag = reader_error(reader, &node->place);
    message_set(&diag->text, N_("unknown kind {1}"), text, NULL);
    const char *nearest = slot_kind_nearest(text);
    reader_hint_nearest(diag, nearest);
    if (nearest == NULL)
        message_set(&diag->hint,
                    N_("leave the kind out for a session, or take other where none fits"), NULL);
}

void form_attribution(struct reader *reader, const struct yaml_node *node, void *target)
{
    const char *names[ATTRIBUTION_COUNT];
    for (size_t i = 0; i < ATTRIBUTION_COUNT; i++)
        names[i] = attribution_name((enum attribution)i);
    enum attribution *rule = target;
    int index = read_choice(reader, node, names, ATTRIBUTION_COUNT);
    if (index >= 0)
        *rule = (enum attribution)index;
}

void form_hard(struct reader *reader, const struct yaml_node *node, void *target)
{
    static const char *const names[] = {"start", "end", "both"};
    static const enum hard values[] = {HARD_START, HARD_END, HARD_BOTH};
    enum hard *hard = target;
    int index = read_choice(reader, node, names, sizeof names / sizeof *names);
    if (index >= 0)
        *hard = values[index];
}

void form_status(struct reader *reader, const struct yaml_node *node, void *target)
{
    static const char *const names[] = {[CONFIRMED] = "confirmed", [TO_BE_CONFIRMED] = "tbc"};
    enum confirmation *status = target;
    int index = read_choice(reader, node, names, sizeof names / sizeof *names);
    if (index >= 0)
        *status = (enum confirmation)index;
}

void form_cues(struct reader *reader, const struct yaml_node *node, void *target)
{
    static const struct field fields[] = {
        FIELD("warning", form_span, struct cues, warning),
        FIELD("danger", form_span, struct cues, danger),
    };
    reader_map(reader, node, FIELDS(fields), target);
}
