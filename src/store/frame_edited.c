/*
 * The reader of bodies that somebody edited: libyaml's events, one map of texts, and no more
 * of YAML than that. Whoever opens a journal in an editor may change quotes, order and
 * layout; anchors, tags, nesting and doubled keys are refused.
 */
#include "frame_body.h"

#include <string.h>

#include <yaml.h>

#include <dais/base/mem.h>
#include <dais/base/utf8.h>
#include <dais/store/frame.h>

struct edited {
    yaml_parser_t parser;
    struct frame_body *body;
    struct message *why; /* set once, on failure */
};

static bool refuse(struct edited *edited, const char *id, const char *argument)
{
    message_set(edited->why, id, argument, NULL);
    return false;
}

/* The next event of libyaml. The caller deletes it. */
static bool parse(struct edited *edited, yaml_event_t *ret_event)
{
    if (yaml_parser_parse(&edited->parser, ret_event))
        return true;
    if (edited->parser.error == YAML_MEMORY_ERROR)
        mem_exhausted(); /* the frame may be as good as any */
    return refuse(edited, N_("it cannot be read: {1}"),
                  edited->parser.problem != NULL ? edited->parser.problem : "YAML");
}

/* The next event, which must be of `type`. */
static bool take_event(struct edited *edited, yaml_event_type_t type, yaml_event_t *ret_event)
{
    yaml_event_t event;
    if (!parse(edited, &event))
        return false;
    if (event.type != type) {
        yaml_event_delete(&event);
        return refuse(edited, N_("it is not a plain list of keys and texts"), NULL);
    }
    *ret_event = event;
    return true;
}

static bool skip_event(struct edited *edited, yaml_event_type_t type)
{
    yaml_event_t event;
    if (!take_event(edited, type, &event))
        return false;
    bool plain = type != YAML_MAPPING_START_EVENT ||
                 (event.data.mapping_start.anchor == NULL && event.data.mapping_start.tag == NULL);
    yaml_event_delete(&event);
    return plain || refuse(edited, N_("it holds an anchor or a tag"), NULL);
}

/* Keeps a scalar's text in the event's arena; a literal text is cleaned as any input is. */
static bool keep_scalar(struct edited *edited, const yaml_event_t *event, bool clean,
                        const char **ret_text)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t size = event->data.scalar.length;
    if (event->data.scalar.anchor != NULL || event->data.scalar.tag != NULL)
        return refuse(edited, N_("it holds an anchor or a tag"), NULL);
    if (size > FRAME_SCALAR_MOST)
        return refuse(edited, N_("a text in it is too long"), NULL);
    if (memchr(text, '\0', size) != NULL)
        return refuse(edited, N_("a text in it holds a zero byte"), NULL);
    struct buf cleaned = {0};
    if (clean) {
        (void)utf8_clean(text, size, &cleaned);
        text = buf_text(&cleaned);
        size = cleaned.size;
    }
    *ret_text = arena_text_n(&edited->body->event->arena, text, size);
    buf_finish(&cleaned);
    return true;
}

static bool has_field(const struct event *event, int key, const char *name)
{
    for (size_t i = 0; i < event->fields.count; i++) {
        const struct event_field *field = &event->fields.items[i];
        if (key >= 0 ? field->key == key : field->key < 0 && strcmp(field->name, name) == 0)
            return true;
    }
    return false;
}

static bool take_pair(struct edited *edited, const char *name, const char *value)
{
    for (unsigned head = 0; head < HEAD_COUNT; head++) {
        if (strcmp(frame_head_name((enum frame_head)head), name) != 0)
            continue;
        if ((edited->body->heads & (1U << head)) != 0)
            return refuse(edited, N_("“{1}” stands in it twice"), name);
        return frame_head_take(edited->body, (enum frame_head)head, value) ||
               refuse(edited, N_("“{1}” is not as it must be"), name);
    }
    struct event *event = edited->body->event;
    int key = event_key_find(name);
    if (has_field(event, key, name))
        return refuse(edited, N_("“{1}” stands in it twice"), name);
    frame_field_add(event, key, key < 0 ? name : NULL, value);
    return true;
}

/* The value that belongs to a key. */
static bool take_value_of(struct edited *edited, const char *name)
{
    yaml_event_t event;
    if (!take_event(edited, YAML_SCALAR_EVENT, &event))
        return false;
    const char *value;
    bool good = keep_scalar(edited, &event, event_key_find(name) == KEY_TEXT, &value) &&
                take_pair(edited, name, value);
    yaml_event_delete(&event);
    return good;
}

/* Keys and values up to the end of the map. */
static bool take_pairs(struct edited *edited)
{
    for (;;) {
        yaml_event_t event;
        if (!parse(edited, &event))
            return false;
        if (event.type == YAML_MAPPING_END_EVENT) {
            yaml_event_delete(&event);
            return true;
        }
        bool is_key = event.type == YAML_SCALAR_EVENT;
        const char *name = NULL;
        bool good = is_key ? keep_scalar(edited, &event, false, &name)
                           : refuse(edited, N_("it is not a plain list of keys and texts"), NULL);
        yaml_event_delete(&event);
        if (!good || !take_value_of(edited, name))
            return false;
    }
}

static bool has_heads(struct edited *edited)
{
    unsigned missing = HEADS_ALL & ~edited->body->heads & ~(1U << HEAD_PREV);
    for (unsigned head = 0; head < HEAD_COUNT; head++) {
        if ((missing & (1U << head)) != 0)
            return refuse(edited, N_("“{1}” is missing in it"),
                          frame_head_name((enum frame_head)head));
    }
    return true;
}

bool frame_body_read_edited(const char *bytes, size_t size, struct frame_body *body,
                            struct message *reterr_why)
{
    *body = (struct frame_body){.event = event_new(EVENT_UNKNOWN)};
    body->event->op_name = "";
    struct edited edited = {.body = body, .why = reterr_why};
    if (utf8_check(bytes, size) != size)
        return refuse(&edited, N_("it holds bytes that are no text"), NULL);
    if (!yaml_parser_initialize(&edited.parser))
        mem_exhausted();
    yaml_parser_set_encoding(&edited.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&edited.parser, (const unsigned char *)bytes, size);
    bool good = skip_event(&edited, YAML_STREAM_START_EVENT) &&
                skip_event(&edited, YAML_DOCUMENT_START_EVENT) &&
                skip_event(&edited, YAML_MAPPING_START_EVENT) && take_pairs(&edited) &&
                skip_event(&edited, YAML_DOCUMENT_END_EVENT) &&
                skip_event(&edited, YAML_STREAM_END_EVENT) && has_heads(&edited);
    yaml_parser_delete(&edited.parser);
    return good;
}
