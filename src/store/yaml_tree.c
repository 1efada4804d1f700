/*
 * A composer on libyaml's events, with the caps that libyaml has not.
 *
 * It keeps a stack of at most YAML_DEPTH_MAX open maps and lists, so depth is counted here
 * and a file of brackets ends after a few. What can be passed over after a finding is passed
 * over, so that the findings behind it are made, too; only what libyaml itself cannot read,
 * too much depth and too many events end the reading.
 *
 *     in a map:   EXPECT_KEY ──scalar──► EXPECT_VALUE ──any node──► EXPECT_KEY
 *                     └──no key at all──► EXPECT_LOST ──any node──► EXPECT_KEY
 *
 * EXPECT_LOST: the value of what is no key is read for its findings and then dropped.
 */
#include "yaml_tree.h"

#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include <dais/base/mem.h>
#include <dais/base/utf8.h>

#include "yaml_problem.h"
#include "yaml_source.h"

enum expect { EXPECT_ITEM, EXPECT_KEY, EXPECT_VALUE, EXPECT_LOST };

struct frame {
    struct yaml_node *node; /* the open map or list */
    struct yaml_node *last; /* its last child so far */
    enum expect expect;     /* what comes next in it */
    const char *key;        /* with EXPECT_VALUE: the key; lent from the texts */
    struct file_place key_place;
};

/* The keys of maps are few and come again and again: each is kept once, unless another took its
   place here meanwhile. */
struct known_key {
    const char *text; /* in the texts; NULL: none yet */
    size_t size;
};
enum { KNOWN_KEYS = 128 };

struct composer {
    struct yaml_tree *tree;
    struct arena *texts; /* the caller's */
    struct file_diags *findings;
    const struct yaml_source *source;
    size_t next_hidden; /* index in source->hidden of the first not yet reported */
    struct frame stack[YAML_DEPTH_MAX];
    size_t depth;                        /* frames in use */
    size_t events;                       /* so far */
    unsigned documents;                  /* begun so far */
    struct buf normal;                   /* room for normalising */
    ARRAY_OF(struct yaml_node *) sorted; /* room for finding duplicates */
    struct known_key keys[KNOWN_KEYS];   /* by what known_key_of() makes of their bytes */
};

static struct file_place place_of(const yaml_mark_t *mark)
{
    return (struct file_place){.line = (unsigned)mark->line + 1,
                               .column = (unsigned)mark->column + 1};
}

static void write_step(struct buf *out, const char *key)
{
    if (out->size > 0)
        buf_add_char(out, '.');
    buf_add_text(out, key);
}

/* The way to the node that comes next: through the open ones, then into the innermost. */
static void write_way(const struct composer *composer, struct buf *out)
{
    for (size_t i = 0; i < composer->depth; i++) {
        const struct frame *frame = &composer->stack[i];
        const struct yaml_node *inner =
            i + 1 < composer->depth ? composer->stack[i + 1].node : NULL;
        const char *key = inner != NULL                   ? inner->key
                          : frame->expect == EXPECT_VALUE ? frame->key
                                                          : NULL;
        if (frame->node->kind == YAML_LIST)
            buf_add_format(out, "[%u]", frame->node->count - (inner != NULL ? 1 : 0));
        else if (key != NULL)
            write_step(out, key);
    }
}

static struct diag *add_error(struct composer *composer, const struct file_place *place,
                              const char *last_key)
{
    BUF_LOCAL struct buf way = {0};
    if (!file_diags_are_full(composer->findings))
        write_way(composer, &way);
    if (last_key != NULL)
        write_step(&way, last_key);
    return file_diags_add(composer->findings, DIAG_ERROR, place, buf_text(&way));
}

/* Reports the hidden characters before `index`: in comments, one for each line. */
static void report_hidden_before(struct composer *composer, size_t index)
{
    unsigned line = 0;
    for (; composer->next_hidden < composer->source->hidden.count; composer->next_hidden++) {
        const struct hidden *hidden = &composer->source->hidden.items[composer->next_hidden];
        if (hidden->index >= index)
            return;
        if (hidden->place.line != line)
            hidden_report(composer->findings, &hidden->place, NULL, hidden->code);
        line = hidden->place.line;
    }
}

/* Reports the first hidden character of a scalar, written as such or as an escape. */
static void report_hidden_in(struct composer *composer, const yaml_event_t *event)
{
    bool escapes = event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    if (!escapes && composer->next_hidden == composer->source->hidden.count)
        return;
    report_hidden_before(composer, event->start_mark.index);
    struct file_place place = place_of(&event->start_mark);
    bool found = false;
    uint32_t code = 0;
    for (; composer->next_hidden < composer->source->hidden.count; composer->next_hidden++) {
        const struct hidden *hidden = &composer->source->hidden.items[composer->next_hidden];
        if (hidden->index >= event->end_mark.index)
            break;
        if (!found) {
            place = hidden->place;
            code = hidden->code;
        }
        found = true;
    }
    if (!found && escapes) {
        const char *text = (const char *)event->data.scalar.value;
        size_t size = event->data.scalar.length;
        found = hidden_find(text, size, 0, false, &code) < size;
    }
    if (!found)
        return;
    BUF_LOCAL struct buf way = {0};
    write_way(composer, &way);
    hidden_report(composer->findings, &place, buf_text(&way), code);
}

/*
 * Could normalising change the text? Nothing below U+0300 changes, nor what European texts
 * are set with from U+2010 to U+203F.
 */
static bool may_change(const char *text, size_t size)
{
    for (size_t i = utf8_ascii(text, size); i < size;
         i += 1 + utf8_ascii(text + i + 1, size - i - 1)) {
        unsigned char c = (unsigned char)text[i];
        bool set_with = c == 0xE2 && i + 2 < size && (unsigned char)text[i + 1] == 0x80 &&
                        (unsigned char)text[i + 2] >= 0x90;
        if (c >= 0xCC && !set_with)
            return true;
    }
    return false;
}

/* Keeps a scalar's text: NFC, controls replaced. */
static const char *keep_text(struct composer *composer, const yaml_event_t *event, size_t *ret_size)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t size = event->data.scalar.length;
    uint32_t code;
    BUF_LOCAL struct buf clean = {0};
    if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE &&
        hidden_find(text, size, 0, false, &code) < size) {
        hidden_replace(text, size, false, &clean);
        text = clean.bytes;
        size = clean.size;
    }
    if (may_change(text, size)) {
        buf_clear(&composer->normal);
        utf8_normalise(text, size, &composer->normal);
        text = buf_text(&composer->normal);
        size = composer->normal.size;
    }
    *ret_size = size;
    return arena_text_n(composer->texts, text, size);
}

static struct known_key *known_key_of(struct composer *composer, const char *text, size_t size)
{
    size_t hash = size * 5;
    if (size > 0)
        hash += (unsigned char)text[0] * 3u + (unsigned char)text[size - 1] * 7u;
    return &composer->keys[hash % KNOWN_KEYS];
}

static const char *keep_key(struct composer *composer, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t size = event->data.scalar.length;
    struct known_key *known = known_key_of(composer, text, size);
    if (known->text != NULL && known->size == size && memcmp(known->text, text, size) == 0)
        return known->text; /* what was kept stays the same when it is cleaned once more */
    known->text = keep_text(composer, event, &known->size);
    return known->text;
}

static struct yaml_node *new_node(struct composer *composer, enum yaml_kind kind,
                                  const yaml_event_t *event)
{
    struct yaml_node *node = arena_alloc(&composer->tree->nodes, sizeof *node);
    node->kind = kind;
    node->place = place_of(&event->start_mark);
    return node;
}

/* Puts a finished or just opened node where the innermost frame expects it. */
static void attach(struct composer *composer, struct yaml_node *node)
{
    if (composer->depth == 0) {
        if (composer->documents == 1)
            composer->tree->root = node;
        return;
    }
    struct frame *frame = &composer->stack[composer->depth - 1];
    switch (frame->expect) {
    case EXPECT_KEY: /* no scalar: its value is lost */
        frame->expect = EXPECT_LOST;
        return;
    case EXPECT_LOST:
        frame->expect = EXPECT_KEY;
        return;
    case EXPECT_VALUE:
        node->key = frame->key;
        node->key_place = frame->key_place;
        frame->expect = EXPECT_KEY;
        break;
    case EXPECT_ITEM:
        break;
    }
    if (frame->last != NULL)
        frame->last->next = node;
    else
        frame->node->first = node;
    frame->last = node;
    frame->node->count++;
}

static bool expects_key(const struct composer *composer)
{
    return composer->depth > 0 && composer->stack[composer->depth - 1].expect == EXPECT_KEY;
}

/* Anchors and tags, of any node. */
static void refuse_properties(struct composer *composer, const yaml_event_t *event,
                              const yaml_char_t *anchor, const yaml_char_t *tag, bool bare_tag)
{
    struct file_place place = place_of(&event->start_mark);
    if (anchor != NULL) {
        struct diag *diag = add_error(composer, &place, NULL);
        message_set(&diag->text, N_("anchors are not allowed (&{1})"), (const char *)anchor, NULL);
        message_set(&diag->hint, N_("write the text out wherever it is needed"), NULL);
    }
    if (tag != NULL || bare_tag) {
        struct diag *diag = add_error(composer, &place, NULL);
        message_set(&diag->text, N_("tags are not allowed ({1})"),
                    tag != NULL ? (const char *)tag : "!", NULL);
        message_set(&diag->hint, N_("a text that begins with ! must stand in quotes"), NULL);
    }
}

static void take_alias(struct composer *composer, const yaml_event_t *event)
{
    struct file_place place = place_of(&event->start_mark);
    struct diag *diag = add_error(composer, &place, NULL);
    message_set(&diag->text, N_("aliases are not allowed (*{1})"),
                (const char *)event->data.alias.anchor, NULL);
    message_set(&diag->hint,
                N_("write the text out; one that begins with a * must stand in quotes"), NULL);
    attach(composer, new_node(composer, YAML_REFUSED, event));
}

/* A scalar where a key is expected. */
static void take_key(struct composer *composer, const yaml_event_t *event)
{
    struct frame *frame = &composer->stack[composer->depth - 1];
    struct file_place place = place_of(&event->start_mark);
    const char *key = keep_key(composer, event);
    if (strcmp(key, "<<") == 0 && event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE) {
        struct diag *diag = add_error(composer, &place, key);
        message_set(&diag->text, N_("merge keys are not allowed"), NULL);
        message_set(&diag->hint, N_("write the text out wherever it is needed"), NULL);
        frame->expect = EXPECT_LOST;
        return;
    }
    frame->key = key;
    frame->key_place = place;
    frame->expect = EXPECT_VALUE;
}

static void take_scalar(struct composer *composer, const yaml_event_t *event)
{
    bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    refuse_properties(composer, event, event->data.scalar.anchor, event->data.scalar.tag,
                      plain && event->data.scalar.tag == NULL &&
                          !event->data.scalar.plain_implicit);
    report_hidden_in(composer, event);
    if (event->data.scalar.length > YAML_SCALAR_MAX) {
        struct file_place place = place_of(&event->start_mark);
        struct diag *diag = add_error(composer, &place, NULL);
        message_set(&diag->text, N_("this text is longer than 64 KiB"), NULL);
        attach(composer, new_node(composer, YAML_REFUSED, event));
        return;
    }
    if (expects_key(composer)) {
        take_key(composer, event);
        return;
    }
    struct yaml_node *node = new_node(composer, YAML_SCALAR, event);
    size_t size;
    node->text = keep_text(composer, event, &size);
    node->size = (unsigned)size;
    attach(composer, node);
}

/* False where it would be too deep. */
static bool open_collection(struct composer *composer, const yaml_event_t *event,
                            enum yaml_kind kind)
{
    struct file_place place = place_of(&event->start_mark);
    report_hidden_before(composer, event->start_mark.index);
    if (composer->depth == YAML_DEPTH_MAX) {
        struct diag *diag = add_error(composer, &place, NULL);
        message_set(&diag->text, N_("lists and maps are nested more than 16 deep"), NULL);
        return false;
    }
    if (expects_key(composer)) {
        struct diag *diag = add_error(composer, &place, NULL);
        message_set(&diag->text, N_("a list or a map cannot be a key"), NULL);
        message_set(&diag->hint, N_("a text that begins with [ or {1} must stand in quotes"), "{",
                    NULL);
    }
    struct yaml_node *node = new_node(composer, kind, event);
    attach(composer, node);
    composer->stack[composer->depth++] =
        (struct frame){.node = node, .expect = kind == YAML_MAP ? EXPECT_KEY : EXPECT_ITEM};
    return true;
}

/* By key, then in the order written. */
static int compare_keys(const void *a, const void *b)
{
    const struct yaml_node *left = *(const struct yaml_node *const *)a;
    const struct yaml_node *right = *(const struct yaml_node *const *)b;
    int order = strcmp(left->key, right->key);
    if (order != 0)
        return order;
    const struct file_place *first = &left->key_place, *second = &right->key_place;
    if (first->line != second->line)
        return first->line < second->line ? -1 : 1;
    return first->column < second->column ? -1 : first->column > second->column;
}

static void refuse_duplicate(struct composer *composer, const struct yaml_node *first,
                             struct yaml_node *second)
{
    struct diag *diag = add_error(composer, &second->key_place, second->key);
    BUF_LOCAL struct buf line = {0};
    buf_add_format(&line, "%u", first->key_place.line);
    message_set(&diag->text, N_("the key {1} is there already, in line {2}"), second->key,
                line.bytes, NULL);
    second->kind = YAML_REFUSED;
    second->first = NULL;
    second->count = 0;
}

/* Most maps are small and are compared as they stand; large ones are sorted first. */
static void refuse_duplicates(struct composer *composer, struct yaml_node *map)
{
    enum { SMALL = 12 };
    if (map->count <= SMALL) {
        for (struct yaml_node *node = map->first; node != NULL; node = node->next) {
            const struct yaml_node *before = map->first;
            while (before != node &&
                   (before->key[0] != node->key[0] || strcmp(before->key, node->key) != 0))
                before = before->next;
            if (before != node)
                refuse_duplicate(composer, before, node);
        }
        return;
    }
    composer->sorted.count = 0;
    for (struct yaml_node *node = map->first; node != NULL; node = node->next)
        array_push(&composer->sorted, node);
    struct yaml_node **sorted = composer->sorted.items;
    qsort(sorted, map->count, sizeof *sorted, compare_keys);
    const struct yaml_node *first = sorted[0];
    for (size_t i = 1; i < map->count; i++) {
        if (strcmp(first->key, sorted[i]->key) == 0)
            refuse_duplicate(composer, first, sorted[i]);
        else
            first = sorted[i];
    }
}

static void close_collection(struct composer *composer)
{
    struct yaml_node *node = composer->stack[composer->depth - 1].node;
    if (node->kind == YAML_MAP)
        refuse_duplicates(composer, node);
    composer->depth--;
}

/* False where the reading ends here: a second document. */
static bool begin_document(struct composer *composer, const yaml_event_t *event)
{
    if (++composer->documents == 1)
        return true;
    struct file_place place = place_of(&event->start_mark);
    struct diag *diag = add_error(composer, &place, NULL);
    message_set(&diag->text, N_("there is more than one YAML document in the file"), NULL);
    message_set(&diag->hint, N_("remove this line of three hyphens, or what follows it"), NULL);
    return false;
}

/* Takes an event; false where it is the last one to be looked at. */
static bool take_event(struct composer *composer, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
        return true;
    case YAML_DOCUMENT_START_EVENT:
        return begin_document(composer, event);
    case YAML_DOCUMENT_END_EVENT:
        composer->tree->whole = true;
        return true;
    case YAML_STREAM_END_EVENT:
        composer->tree->whole = true;
        return false;
    case YAML_ALIAS_EVENT:
        take_alias(composer, event);
        return true;
    case YAML_SCALAR_EVENT:
        take_scalar(composer, event);
        return true;
    case YAML_SEQUENCE_START_EVENT:
        refuse_properties(composer, event, event->data.sequence_start.anchor,
                          event->data.sequence_start.tag, false);
        return open_collection(composer, event, YAML_LIST);
    case YAML_MAPPING_START_EVENT:
        refuse_properties(composer, event, event->data.mapping_start.anchor,
                          event->data.mapping_start.tag, false);
        return open_collection(composer, event, YAML_MAP);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(composer);
        return true;
    }
    return false;
}

static bool within_events(struct composer *composer, const yaml_event_t *event)
{
    if (++composer->events <= YAML_EVENTS_MAX)
        return true;
    struct file_place place = place_of(&event->start_mark);
    struct diag *diag = add_error(composer, &place, NULL);
    message_set(&diag->text, N_("there is more in the file than any programme needs"), NULL);
    return false;
}

static void compose(struct composer *composer)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        mem_exhausted();
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)composer->source->bytes,
                                 composer->source->size);
    for (bool more = true; more;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            yaml_problem_report(&parser, composer->source, composer->findings);
            break;
        }
        more = within_events(composer, &event) && take_event(composer, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

void yaml_tree_read(struct yaml_tree *ret_tree, const void *bytes, size_t size, struct arena *texts,
                    struct file_diags *findings)
{
    *ret_tree = (struct yaml_tree){0};
    struct yaml_source source;
    if (!yaml_source_open(&source, bytes, size, findings))
        return;
    struct composer composer = {
        .tree = ret_tree, .texts = texts, .findings = findings, .source = &source};
    compose(&composer);
    report_hidden_before(&composer, SIZE_MAX);
    buf_finish(&composer.normal);
    free(composer.sorted.items);
    yaml_source_finish(&source);
}

void yaml_tree_finish(struct yaml_tree *tree)
{
    arena_finish(&tree->nodes);
    *tree = (struct yaml_tree){0};
}

const struct yaml_node *yaml_node_find(const struct yaml_node *map, const char *key)
{
    if (map == NULL || map->kind != YAML_MAP)
        return NULL;
    for (const struct yaml_node *node = map->first; node != NULL; node = node->next)
        if (strcmp(node->key, key) == 0)
            return node;
    return NULL;
}
