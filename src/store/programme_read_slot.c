/*
 * Slots and days. A slot is read by its table first; what needs the slots before it or the
 * whole of it (times, minimum, rounds) is kept as a node and read after that.
 */
#include "programme_read_slot.h"

#include <stdlib.h>
#include <string.h>

#include "programme_read_form.h"
#include "programme_read_people.h"
#include "programme_read_time.h"

struct slot_draft {
    struct slot slot;
    struct slot_times times;
    const struct yaml_node *minimum;
    const struct yaml_node *rounds;
};

static void read_poster(struct reader *reader, const struct yaml_node *node, void *target)
{
    static const struct field fields[] = {
        FIELD("title", form_lingual, struct poster, title),
        FIELD("presenters", form_parts, struct poster, presenters),
        FIELD("organisation", form_lingual, struct poster, organisation),
        FIELD("summary", form_lingual, struct poster, summary),
    };
    struct slot *slot = target;
    struct poster poster = {0};
    if (node->kind == YAML_SCALAR)
        form_lingual(reader, node, &poster.title);
    else
        reader_map(reader, node, FIELDS(fields), &poster);
    array_push(&slot->posters, poster);
}

static void form_posters(struct reader *reader, const struct yaml_node *node, void *target)
{
    reader_list(reader, node, read_poster, target);
}

static void read_track(struct reader *reader, const struct yaml_node *node, void *target)
{
    static const struct field fields[] = {
        FIELD("title", form_lingual, struct track, title),
        FIELD("room", form_lingual, struct track, room),
        FIELD("moderators", form_parts, struct track, moderators),
        FIELD("rapporteurs", form_parts, struct track, rapporteurs),
    };
    struct slot *slot = target;
    struct track track = {0};
    if (node->kind == YAML_SCALAR)
        form_lingual(reader, node, &track.title);
    else if (reader_map(reader, node, FIELDS(fields), &track) && track.title.texts.count == 0)
        message_set(&reader_missing(reader, node, "title", DIAG_ERROR)->text,
                    N_("the track has no title"), NULL);
    array_push(&slot->tracks, track);
}

static void form_tracks(struct reader *reader, const struct yaml_node *node, void *target)
{
    reader_list(reader, node, read_track, target);
}

static void form_own_attribution(struct reader *reader, const struct yaml_node *node, void *target)
{
    struct slot *slot = target;
    form_attribution(reader, node, &slot->attribution);
    slot->own_attribution = true;
}

static const struct field slot_fields[] = {
    FIELD("time", form_node, struct slot_draft, times.time),
    FIELD("start", form_node, struct slot_draft, times.start),
    FIELD("duration", form_node, struct slot_draft, times.duration),
    FIELD("when", form_node, struct slot_draft, times.when),
    FIELD("title", form_lingual, struct slot_draft, slot.title),
    FIELD("kind", form_kind, struct slot_draft, slot.kind),
    FIELD("id", form_id, struct slot_draft, slot.id),
    FIELD("status", form_status, struct slot_draft, slot.status),
    FIELD("reason", form_lingual, struct slot_draft, slot.reason),
    FIELD("minimum", form_node, struct slot_draft, minimum),
    FIELD("hard", form_hard, struct slot_draft, slot.hard),
    FIELD("cues", form_cues, struct slot_draft, slot.cues),
    FIELD("changeover", form_span, struct slot_draft, slot.changeover),
    FIELD("room", form_lingual, struct slot_draft, slot.room),
    FIELD("links", form_links, struct slot_draft, slot.links),
    FIELD("note", form_lingual, struct slot_draft, slot.note),
    FIELD("items", form_linguals, struct slot_draft, slot.items),
    FIELD("objective", form_lingual, struct slot_draft, slot.objective),
    FIELD("methodology", form_lingual, struct slot_draft, slot.methodology),
    FIELD("guiding_questions", form_linguals, struct slot_draft, slot.guiding_questions),
    FIELD("questions", form_span, struct slot_draft, slot.questions),
    FIELD("report_back", form_span, struct slot_draft, slot.report_back),
    FIELD("attribution", form_own_attribution, struct slot_draft, slot),
    FIELD("rounds", form_node, struct slot_draft, rounds),
    FIELD("posters", form_posters, struct slot_draft, slot),
    FIELD("tracks", form_tracks, struct slot_draft, slot),
    FIELD("president", form_parts, struct slot_draft, slot.roles[ROLE_PRESIDENT]),
    FIELD("chair", form_parts, struct slot_draft, slot.roles[ROLE_CHAIR]),
    FIELD("speakers", form_parts, struct slot_draft, slot.roles[ROLE_SPEAKERS]),
    FIELD("moderators", form_parts, struct slot_draft, slot.roles[ROLE_MODERATORS]),
    FIELD("facilitators", form_parts, struct slot_draft, slot.roles[ROLE_FACILITATORS]),
    FIELD("presenters", form_parts, struct slot_draft, slot.roles[ROLE_PRESENTERS]),
    FIELD("case_presenters", form_parts, struct slot_draft, slot.roles[ROLE_CASE_PRESENTERS]),
    FIELD("respondents", form_parts, struct slot_draft, slot.roles[ROLE_RESPONDENTS]),
    FIELD("rapporteurs", form_parts, struct slot_draft, slot.roles[ROLE_RAPPORTEURS]),
};

static void read_minimum(struct reader *reader, const struct yaml_node *node, struct slot *slot)
{
    msec_t minimum = MSEC_NONE;
    reader_enter_key(reader, "minimum");
    form_span(reader, node, &minimum);
    if (minimum != MSEC_NONE && slot->timed &&
        minimum > programme_slot_length(reader->programme, slot))
        message_set(&reader_error(reader, &node->place)->text,
                    N_("the minimum is longer than the slot itself"), NULL);
    else
        slot->minimum = minimum;
    reader_leave(reader);
}

static void read_rounds(struct reader *reader, const struct yaml_node *node, struct slot *slot)
{
    static const struct field fields[] = {
        FIELD("talk", form_span, struct rounds, talk),
        FIELD("questions", form_span, struct rounds, questions),
        FIELD("count", form_count, struct rounds, count),
    };
    struct rounds rounds = {.count = (unsigned)slot->posters.count};
    reader_enter_key(reader, "rounds");
    if (reader_map(reader, node, FIELDS(fields), &rounds)) {
        if (yaml_node_find(node, "talk") == NULL)
            message_set(&reader_missing(reader, node, "talk", DIAG_ERROR)->text,
                        N_("it is not said how long a talk is"), NULL);
        if (rounds.count == 0 && yaml_node_find(node, "count") == NULL)
            message_set(&reader_missing(reader, node, "count", DIAG_ERROR)->text,
                        N_("it is not said how many rounds there are"), NULL);
        if (rounds.talk > 0 && rounds.count > 0)
            slot->rounds = rounds;
    }
    reader_leave(reader);
}

/* What the slot is called in a finding. */
static const char *slot_name(const struct reader *reader, const struct slot *slot)
{
    const char *title = lingual_in(&slot->title, reader->programme->language);
    return title != NULL ? title : slot_kind_name(slot->kind);
}

static void read_slot(struct reader *reader, const struct yaml_node *node, struct day_state *day)
{
    struct programme *programme = reader->programme;
    struct slot_draft draft = {
        .slot = {.day = programme->days.count - 1,
                 .minimum = MSEC_NONE,
                 .cues = {.warning = MSEC_NONE, .danger = MSEC_NONE}},
    };
    struct slot *slot = &draft.slot;
    if (reader_map(reader, node, FIELDS(slot_fields), &draft)) {
        slot_times_read(reader, node, &draft.times, day, slot);
        if (draft.minimum != NULL)
            read_minimum(reader, draft.minimum, slot);
        if (draft.rounds != NULL)
            read_rounds(reader, draft.rounds, slot);
        if (slot->status == TO_BE_CONFIRMED)
            reader_warn_tbc(reader, node, slot_name(reader, slot));
    }
    array_push(&programme->slots, *slot);
    programme->days.items[slot->day].count++;
    size_t index = programme->slots.count - 1;
    programme_complete_slot(programme, index);
    struct slot_id id = {.id = programme->slots.items[index].id,
                         .map = node,
                         .node = slot->id != NULL ? yaml_node_find(node, "id") : NULL,
                         .slot = index,
                         .item = reader->way[reader->depth - 1].index};
    array_push(&reader->ids, id);
}

static int compare_ids(const void *a, const void *b)
{
    const struct slot_id *left = a, *right = b;
    int order = strcmp(left->id, right->id);
    return order != 0 ? order : left->slot < right->slot ? -1 : left->slot > right->slot;
}

void reader_enter_slot(struct reader *reader, const struct slot_id *id)
{
    if (reader->in_days) {
        reader_enter_key(reader, "days");
        reader_enter_item(reader, reader->programme->slots.items[id->slot].day);
    }
    reader_enter_key(reader, "slots");
    reader_enter_item(reader, id->item);
}

void reader_leave_slot(struct reader *reader)
{
    reader->depth = 0;
}

static void refuse_id(struct reader *reader, const struct slot_id *id, const struct slot_id *other)
{
    BUF_LOCAL struct buf number = {0};
    buf_add_format(&number, "%zu", other->slot + 1);
    reader_enter_slot(reader, id);
    reader_enter_key(reader, "id");
    message_set(&reader_error(reader, &id->node->place)->text,
                N_("slot {2} has the id {1} already"), id->id, number.bytes, NULL);
    reader_leave_slot(reader);
}

void ids_check(struct reader *reader)
{
    if (reader->ids.count < 2)
        return;
    struct slot_id *ids = reader->ids.items;
    qsort(ids, reader->ids.count, sizeof *ids, compare_ids);
    for (size_t i = 1; i < reader->ids.count; i++) {
        if (strcmp(ids[i - 1].id, ids[i].id) != 0)
            continue;
        /* One of the two was given: defaults differ. */
        if (ids[i].node != NULL)
            refuse_id(reader, &ids[i], &ids[i - 1]);
        else
            refuse_id(reader, &ids[i - 1], &ids[i]);
    }
}

/* The slots of the day that was opened last. */
static void read_slot_list(struct reader *reader, const struct yaml_node *node,
                           struct day_state *day)
{
    if (reader_is_empty(node))
        return;
    if (node->kind != YAML_LIST) {
        struct diag *diag = reader_error(reader, &node->place);
        message_set(&diag->text, N_("this must be a list: each slot begins with a hyphen"), NULL);
        return;
    }
    size_t index = 0;
    array_reserve(&reader->programme->slots, node->count);
    for (const struct yaml_node *item = node->first; item != NULL; item = item->next) {
        reader_enter_item(reader, index++);
        if (item->kind != YAML_REFUSED)
            read_slot(reader, item, day);
        reader_leave(reader);
    }
}

static void open_day(struct reader *reader, int64_t date)
{
    struct day day = {.date = date, .first = reader->programme->slots.count};
    array_push(&reader->programme->days, day);
}

void slots_read(struct reader *reader, const struct yaml_node *node)
{
    struct day_state state = {.first = reader->programme->start};
    open_day(reader, reader->programme->date);
    reader_enter_key(reader, "slots");
    read_slot_list(reader, node, &state);
    reader_leave(reader);
}

struct day_draft {
    int64_t date;
    struct lingual title;
    const struct yaml_node *slots;
};

/* The date of a day that does not say it: the programme's, or the one after the day before. */
static int64_t usual_date(const struct programme *programme)
{
    size_t count = programme->days.count;
    if (count == 0)
        return programme->date;
    int64_t before = programme->days.items[count - 1].date;
    return before == DAY_UNKNOWN ? DAY_UNKNOWN : before + 1;
}

/* Days come in their order. */
static void check_date(struct reader *reader, const struct yaml_node *node, int64_t date)
{
    const struct programme *programme = reader->programme;
    size_t count = programme->days.count;
    const struct yaml_node *written = yaml_node_find(node, "date");
    if (count == 0 || written == NULL || date == DAY_UNKNOWN ||
        programme->days.items[count - 1].date == DAY_UNKNOWN ||
        date > programme->days.items[count - 1].date)
        return;
    reader_enter_key(reader, "date");
    message_set(&reader_error(reader, &written->place)->text,
                N_("this day does not come after the one before it"), NULL);
    reader_leave(reader);
}

/* What the night has taken of the new day: the day before may have gone on past its midnight. */
static void carry_over_night(const struct programme *programme, struct day_state *state)
{
    size_t count = programme->days.count;
    if (count < 2 || !state->times.begun) {
        *state = (struct day_state){.first = -1};
        return;
    }
    int64_t date = programme->days.items[count - 1].date;
    int64_t before = programme->days.items[count - 2].date;
    int64_t between = date == DAY_UNKNOWN || before == DAY_UNKNOWN ? 1 : date - before;
    int64_t end = between < 1 ? 0 : state->times.end - between * DAY_MINUTES;
    *state = (struct day_state){.first = -1};
    if (end > 0)
        state->times = (struct day_times){.begun = true, .untimed = true, .end = (int)end};
}

static void read_day(struct reader *reader, const struct yaml_node *node, struct day_state *state)
{
    static const struct field fields[] = {
        FIELD("date", form_date, struct day_draft, date),
        FIELD("title", form_lingual, struct day_draft, title),
        FIELD("slots", form_node, struct day_draft, slots),
    };
    struct programme *programme = reader->programme;
    struct day_draft draft = {.date = usual_date(programme)};
    if (!reader_map(reader, node, FIELDS(fields), &draft))
        return;
    check_date(reader, node, draft.date);
    open_day(reader, draft.date);
    programme->days.items[programme->days.count - 1].title = draft.title;
    if (programme->days.count > 1)
        carry_over_night(programme, state);
    if (draft.slots == NULL || (draft.slots->kind == YAML_LIST && draft.slots->count == 0)) {
        message_set(&reader_missing(reader, node, "slots", DIAG_ERROR)->text,
                    N_("the day has no slots"), NULL);
        return;
    }
    reader_enter_key(reader, "slots");
    read_slot_list(reader, draft.slots, state);
    reader_leave(reader);
}

/* Slots are large: room for those of all days at once saves moving them. */
static void reserve_slots(struct reader *reader, const struct yaml_node *days)
{
    size_t count = 0;
    for (const struct yaml_node *day = days->first; day != NULL; day = day->next) {
        const struct yaml_node *slots = yaml_node_find(day, "slots");
        count += slots != NULL && slots->kind == YAML_LIST ? slots->count : 0;
    }
    if (count > 0)
        array_reserve(&reader->programme->slots, count);
}

void days_read(struct reader *reader, const struct yaml_node *node)
{
    struct programme *programme = reader->programme;
    struct day_state state = {.first = programme->start};
    reader->in_days = true;
    reader_enter_key(reader, "days");
    if (node->kind != YAML_LIST) {
        struct diag *diag = reader_error(reader, &node->place);
        message_set(&diag->text, N_("this must be a list: each day begins with a hyphen"), NULL);
    } else {
        reserve_slots(reader, node);
    }
    size_t index = 0;
    for (const struct yaml_node *item = node->kind == YAML_LIST ? node->first : NULL; item != NULL;
         item = item->next) {
        reader_enter_item(reader, index++);
        if (item->kind != YAML_REFUSED)
            read_day(reader, item, &state);
        reader_leave(reader);
    }
    reader_leave(reader);
    if (programme->days.count > 0)
        programme->date = programme->days.items[0].date;
}

void slots_from_time(struct reader *reader)
{
    struct programme *programme = reader->programme;
    struct slot slot = {.timed = true,
                        .start = programme->start,
                        .end = programme->end,
                        .minimum = MSEC_NONE,
                        .cues = {.warning = MSEC_NONE, .danger = MSEC_NONE}};
    for (size_t i = 0; i < programme->title.texts.count; i++)
        array_push(&slot.title.texts, programme->title.texts.items[i]);
    open_day(reader, programme->date);
    array_push(&programme->slots, slot);
    programme->days.items[0].count = 1;
    programme_complete_slot(programme, 0);
}
