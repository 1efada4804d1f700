/*
 * Launches and writers: whose a journal file is, and how the programme of its day named the
 * slots.
 *
 * A launch's first frame holds the digest of its programme and the ids and titles of its slots.
 * Where the digest is not the present one's, each of those slots is matched by id, then by
 * title; events of the launch are folded with the present ids. A slot that matches nothing keeps
 * its old id, in entries too, and session_unmatched() lists it.
 */
#include "session_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>
#include <dais/core/programme_times.h>

#include "lengths.h"

enum { SLOT_LINES_MAX = 60 * 1024 }; /* bytes of the slots' list; a scalar holds 64 KiB */

static bool launch_is(const void *item, const void *key)
{
    return token_equal(&((const struct launch *)item)->token, key);
}

static bool writer_is(const void *item, const void *key)
{
    return token_equal(&((const struct writer *)item)->token, key);
}

static uint64_t token_hash(const struct token *token)
{
    return table_hash(TABLE_SEED, token->text, strlen(token->text));
}

struct launch *session_launch(struct session *session, const struct token *token)
{
    uint64_t hash = token_hash(token);
    struct launch *launch = table_find(&session->launches, hash, launch_is, token);
    if (launch == NULL) {
        launch = mem_new(1, sizeof *launch);
        launch->token = *token;
        table_add(&session->launches, hash, launch);
        array_push(&session->launch_list, launch);
    }
    return launch;
}

const struct launch *session_launch_find(const struct session *session, const struct token *token)
{
    return table_find(&session->launches, token_hash(token), launch_is, token);
}

struct writer *session_writer(struct session *session, const struct token *token)
{
    uint64_t hash = token_hash(token);
    struct writer *writer = table_find(&session->writers, hash, writer_is, token);
    if (writer == NULL) {
        writer = mem_new(1, sizeof *writer);
        writer->token = *token;
        memcpy(writer->letters, token->text, sizeof writer->letters - 1);
        writer->last = MSEC_NONE;
        table_add(&session->writers, hash, writer);
        array_push(&session->writer_list, writer);
    }
    return writer;
}

/* Do two titles say the same, case and accents apart? */
static bool same_title(const char *a, const char *b)
{
    struct buf one = {0};
    struct buf other = {0};
    utf8_fold(a, strlen(a), &one);
    utf8_fold(b, strlen(b), &other);
    bool same = strcmp(buf_text(&one), buf_text(&other)) == 0;
    buf_finish(&one);
    buf_finish(&other);
    return same;
}

static bool slot_has_title(const struct slot *slot, const char *title)
{
    for (size_t i = 0; i < slot->title.texts.count; i++) {
        if (same_title(slot->title.texts.items[i].text, title))
            return true;
    }
    return false;
}

/* The present id of a slot of another programme: by id, then by a title that only one has. */
static const char *match_slot(const struct programme *programme, const char *id, const char *title)
{
    const struct slot *found = programme_find_slot(programme, id);
    if (found != NULL)
        return found->id;
    for (size_t i = 0; i < programme->slots.count && title[0] != '\0'; i++) {
        const struct slot *slot = &programme->slots.items[i];
        if (!slot_has_title(slot, title))
            continue;
        if (found != NULL)
            return NULL;
        found = slot;
    }
    return found != NULL ? found->id : NULL;
}

/* Reads the list "id title\n…" of a first frame. */
static void read_slots(struct launch *launch, const struct programme *programme, const char *list)
{
    while (*list != '\0') {
        size_t size = strcspn(list, "\n");
        size_t id = strcspn(list, " \n");
        struct slot_twin twin = {.then = arena_text_n(&launch->arena, list, id)};
        bool titled = id < size;
        twin.title = titled ? arena_text_n(&launch->arena, list + id + 1, size - id - 1) : "";
        twin.now = match_slot(programme, twin.then, twin.title);
        array_push(&launch->slots, twin);
        list += size + (list[size] == '\n');
    }
}

static void forget_slots(struct launch *launch)
{
    arena_finish(&launch->arena);
    launch->arena = (struct arena){0};
    launch->slots.count = 0;
}

static void read_frame(struct session *session, struct launch *launch, const struct event *frame)
{
    struct token token = {{0}};
    const char *text = event_text(frame, KEY_WRITER);
    if (text != NULL && token_is_valid(text))
        memcpy(token.text, text, sizeof token.text);
    launch->frame = frame;
    launch->writer = session_writer(session, &token);
    const char *name = event_text(frame, KEY_NAME);
    const struct event *named = launch->writer->named;
    if (name != NULL && name[0] != '\0' && (named == NULL || event_compare(named, frame) < 0)) {
        launch->writer->name = name;
        launch->writer->named = frame;
    }
    const char *digest = event_text(frame, KEY_PROGRAMME);
    const char *slots = event_text(frame, KEY_TEXT);
    if (digest != NULL && slots != NULL && strcmp(digest, session->programme->digest) != 0)
        read_slots(launch, session->programme, slots);
}

bool session_take_launch(struct session *session, const struct line *line)
{
    const struct event *frame = line->shown.event;
    struct launch *launch = session_launch(session, &frame->id.launch);
    if (launch->frame != NULL)
        return event_compare(frame, launch->frame) < 0;
    read_frame(session, launch, frame);
    return launch->has_lines;
}

void session_forget_launches(struct session *session)
{
    for (size_t i = 0; i < session->launch_list.count; i++) {
        struct launch *launch = session->launch_list.items[i];
        launch->writer = NULL;
        launch->frame = NULL;
        forget_slots(launch);
    }
    for (size_t i = 0; i < session->writer_list.count; i++) {
        session->writer_list.items[i]->name = NULL;
        session->writer_list.items[i]->named = NULL;
        session->writer_list.items[i]->last = MSEC_NONE;
    }
}

/*
 * The present id of what the launch called `id`, where that is another; NULL: it is the same, or
 * no slot of its own. `*ref_at`: where to look first; behind it afterwards.
 */
static const char *present_id(struct launch *launch, const char *id, size_t *ref_at)
{
    size_t count = launch->slots.count;
    for (size_t passed = 0; passed < count; passed++) {
        size_t at = (*ref_at + passed) % count;
        struct slot_twin *twin = &launch->slots.items[at];
        if (strcmp(twin->then, id) != 0)
            continue;
        twin->used = true;
        *ref_at = at + 1;
        return twin->now == NULL || strcmp(twin->now, id) == 0 ? NULL : twin->now;
    }
    return NULL;
}

static void set_seen(struct line *line, enum event_key key, const char *value)
{
    if (line->seen == NULL)
        line->seen = event_dup(line->shown.event);
    event_set(line->seen, key, value);
}

/* Puts the present id of a slot in the place of the launch's. */
static void rename_slot(struct line *line, enum event_key key)
{
    const char *id = event_text(line_seen(line), key);
    size_t at = 0;
    const char *now = id != NULL ? present_id(line->launch, id, &at) : NULL;
    if (now != NULL)
        set_seen(line, key, now);
}

/* The same for every slot that a plan gives a length. */
static void rename_lengths(struct line *line)
{
    const char *text = event_text(line_seen(line), KEY_LENGTHS);
    BUF_LOCAL struct buf id = {0}, lengths = {0};
    bool renamed = false;
    size_t at = 0;
    msec_t length;
    while (text != NULL && lengths_next(&text, &id, &length)) {
        const char *now = present_id(line->launch, buf_text(&id), &at);
        renamed = renamed || now != NULL;
        lengths_add(now != NULL ? now : buf_text(&id), length, &lengths);
    }
    if (renamed)
        set_seen(line, KEY_LENGTHS, buf_text(&lengths));
}

void session_place_line(struct session *session, struct line *line)
{
    static const enum event_key slots[] = {KEY_FROM, KEY_SLOT, KEY_WITH, KEY_AFTER, KEY_BEFORE};
    const struct event *event = line->shown.event;
    line->launch = session_launch(session, &event->id.launch);
    struct writer *writer = line->launch->writer;
    line->launch->has_lines = line->launch->has_lines || event->op != EVENT_LAUNCH;
    line->shown.writer = writer != NULL ? writer->token : (struct token){{0}};
    if (writer != NULL && event->at > writer->last)
        writer->last = event->at;
    event_free(line->seen);
    line->seen = NULL;
    bool from_slot = event->op != EVENT_CLOCK_TAKE && event->op != EVENT_SESSION_MOVE;
    if (line->launch->slots.count == 0 || !from_slot)
        return;
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
        if (slots[i] != KEY_FROM || event->op != EVENT_SESSION_RULE)
            rename_slot(line, slots[i]);
    }
    rename_lengths(line);
}

void launch_free(struct launch *launch)
{
    arena_finish(&launch->arena);
    free(launch->slots.items);
    free(launch);
}

/* "id title" a line; a title keeps to its line. */
static void write_slot(const struct slot *slot, struct buf *out)
{
    buf_add_text(out, slot->id);
    const char *title = lingual_in(&slot->title, NULL);
    if (title != NULL) {
        buf_add_char(out, ' ');
        for (; *title != '\0'; title++)
            buf_add_char(out, *title == '\n' ? ' ' : *title);
    }
    buf_add_char(out, '\n');
}

struct event *session_make_launch(const struct session *session, const struct actor *actor,
                                  const char *name)
{
    const struct programme *programme = session->programme;
    struct event *event = event_new(EVENT_LAUNCH);
    event_set_instant(event, &actor->now);
    event->offset = zone_offset(programme->zone, actor->now.wall, NULL);
    event_set_number(event, KEY_DAIS, 1);
    event_set(event, KEY_WRITER, actor->writer.text);
    if (name != NULL && name[0] != '\0')
        event_set(event, KEY_NAME, name);
    if (strlen(programme->digest) == DIGEST_HEX_SIZE - 1)
        event_set(event, KEY_PROGRAMME, programme->digest);
    struct buf slots = {0};
    for (size_t i = 0; i < programme->slots.count; i++) {
        size_t before = slots.size;
        write_slot(&programme->slots.items[i], &slots);
        if (slots.size > SLOT_LINES_MAX) {
            buf_cut(&slots, before);
            break;
        }
    }
    if (slots.size > 0) {
        struct buf clean = {0};
        utf8_clean(slots.bytes, slots.size, &clean);
        event_set(event, KEY_TEXT, buf_text(&clean));
        buf_finish(&clean);
    }
    buf_finish(&slots);
    return event;
}

/* Where a walk through the slots of all launches has got to; zeroed before the first. */
struct twin_walk {
    size_t line; /* index in the log */
    size_t slot; /* index in the slots of that line's launch */
};

/* The next slot of a launch's own programme, in the order of their first frames; NULL: no more. */
static const struct slot_twin *next_twin(const struct session *session, struct twin_walk *ref_walk)
{
    for (; ref_walk->line < session->log.count; ref_walk->line++, ref_walk->slot = 0) {
        const struct line *line = session->log.items[ref_walk->line];
        if (line->shown.event == line->launch->frame && ref_walk->slot < line->launch->slots.count)
            return &line->launch->slots.items[ref_walk->slot++];
    }
    return NULL;
}

static bool is_listed(const struct unmatched_slots *slots, const struct slot_twin *twin)
{
    for (size_t i = 0; i < slots->list.count; i++) {
        if (strcmp(slots->list.items[i].id, twin->then) == 0 &&
            strcmp(slots->list.items[i].title, twin->title) == 0)
            return true;
    }
    return false;
}

void session_unmatched(const struct session *session, struct unmatched_slots *ret_slots)
{
    *ret_slots = (struct unmatched_slots){0};
    struct twin_walk walk = {0};
    const struct slot_twin *twin;
    while ((twin = next_twin(session, &walk)) != NULL) {
        struct unmatched unmatched = {.id = twin->then, .title = twin->title};
        if (twin->now == NULL && twin->used && !is_listed(ret_slots, twin))
            array_push(&ret_slots->list, unmatched);
    }
}

/* The slot of a twin that was matched by a default id and has another title; NULL: none. */
static const struct slot *find_retitled(const struct programme *programme,
                                        const struct slot_twin *twin)
{
    if (!twin->used || twin->now == NULL || strcmp(twin->then, twin->now) != 0 ||
        twin->title[0] == '\0')
        return NULL;
    const struct slot *slot = programme_find_slot(programme, twin->now);
    if (slot == NULL)
        return NULL;
    BUF_LOCAL struct buf usual = {0};
    slot_write_default_id(slot, &usual);
    bool by_default = strcmp(slot->id, buf_text(&usual)) == 0;
    return by_default && !slot_has_title(slot, twin->title) ? slot : NULL;
}

static void add_retitled(struct retitled_slots *slots, const struct retitled *retitled)
{
    for (size_t i = 0; i < slots->list.count; i++) {
        if (strcmp(slots->list.items[i].id, retitled->id) == 0 &&
            strcmp(slots->list.items[i].then, retitled->then) == 0)
            return;
    }
    array_push(&slots->list, *retitled);
}

void session_retitled(const struct session *session, const char *language,
                      struct retitled_slots *ret_slots)
{
    *ret_slots = (struct retitled_slots){0};
    struct twin_walk walk = {0};
    const struct slot_twin *twin;
    while ((twin = next_twin(session, &walk)) != NULL) {
        const struct slot *slot = find_retitled(session->programme, twin);
        if (slot != NULL)
            add_retitled(ret_slots, &(struct retitled){.id = slot->id,
                                                       .then = twin->title,
                                                       .now = lingual_in(&slot->title, language)});
    }
}

const char *session_writer_name(const struct session *session, const struct token *writer)
{
    const struct writer *known =
        table_find(&session->writers, token_hash(writer), writer_is, writer);
    if (known == NULL)
        return writer->text;
    return known->name != NULL ? known->name : known->letters;
}

msec_t session_last_own(const struct session *session, const struct token *writer)
{
    const struct writer *known =
        table_find(&session->writers, token_hash(writer), writer_is, writer);
    return known != NULL ? known->last : MSEC_NONE;
}
