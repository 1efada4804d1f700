/*
 * Findings that need more than one key: the parts of a slot against its length, the slots of a
 * day against each other, times against the zone. All are warnings; what the program does about
 * each is said by core/phase and base/zone.
 */
#include "programme_check.h"

#include <dais/core/phase.h>
#include <dais/core/programme_times.h>

#include "programme_read_slot.h"

/* Warns at the value of `key` of a slot; text and hint are for the caller to set. */
static struct diag *warn_at(struct reader *reader, const struct slot_id *id, const char *key)
{
    const struct yaml_node *node = yaml_node_find(id->map, key);
    reader_enter_slot(reader, id);
    if (node != NULL)
        reader_enter_key(reader, key);
    struct diag *diag = reader_warning(reader, node != NULL ? &node->place : &id->map->place);
    reader_leave_slot(reader);
    return diag;
}

/* Sets a text with a length in it. */
static void set_length(struct message *text, const char *id, msec_t length)
{
    BUF_LOCAL struct buf words = {0};
    span_write(length, &words);
    message_set(text, id, words.bytes, NULL);
}

/* What no part of the slot takes. */
static msec_t left_over(const struct phase_list *phases)
{
    msec_t left = 0;
    for (size_t i = 0; i < phases->list.count; i++) {
        const struct phase *phase = &phases->list.items[i];
        if (phase->kind == PHASE_LEFT_OVER)
            left += phase->end - phase->start;
    }
    return left;
}

static bool has_phase(const struct phase_list *phases, enum phase_kind kind)
{
    for (size_t i = 0; i < phases->list.count; i++) {
        if (phases->list.items[i].kind == kind)
            return true;
    }
    return false;
}

static void check_rounds(struct reader *reader, const struct slot_id *id,
                         const struct phase_list *phases)
{
    msec_t left = left_over(phases);
    if (phases->missing > 0)
        set_length(&warn_at(reader, id, "rounds")->text,
                   N_("the rounds take {1} more than the slot has"), phases->missing);
    else if (left > 0)
        set_length(&warn_at(reader, id, "rounds")->text,
                   N_("the rounds do not fill the slot: {1} are left over"), left);
}

/* A slot of kind reporting. */
static void check_reporting(struct reader *reader, const struct slot_id *id,
                            const struct phase_list *phases)
{
    msec_t left = left_over(phases);
    if (phases->missing > 0) {
        struct diag *diag = warn_at(reader, id, "kind");
        set_length(&diag->text, N_("the reports of the tracks take {1} more than the slot has"),
                   phases->missing);
        message_set(&diag->hint, N_("all its parts will be shorter in proportion"), NULL);
    } else if (left > 0) {
        set_length(&warn_at(reader, id, "kind")->text,
                   N_("the reports of the tracks do not fill the slot: {1} are left over"), left);
    }
}

/* Reports and questions at the end of a slot. */
static void check_end(struct reader *reader, const struct slot_id *id,
                      const struct phase_list *phases)
{
    if (has_phase(phases, PHASE_TALK) || has_phase(phases, PHASE_GROUPS))
        return;
    if (has_phase(phases, PHASE_REPORT)) {
        struct diag *diag = warn_at(reader, id, "report_back");
        if (phases->missing > 0)
            set_length(&diag->text, N_("the reports of the tracks take {1} more than the slot has"),
                       phases->missing);
        else
            message_set(&diag->text, N_("the reports of the tracks leave no time for group work"),
                        NULL);
    } else {
        message_set(&warn_at(reader, id, "questions")->text,
                    N_("the time kept for questions takes the whole slot"), NULL);
    }
}

/* A report_back that nobody will give. */
static void check_reporters(struct reader *reader, const struct slot_id *id,
                            const struct slot *slot)
{
    if (slot->report_back == 0 || (slot->kind == SLOT_BREAKOUTS && slot->tracks.count > 0))
        return;
    struct diag *diag = warn_at(reader, id, "report_back");
    if (slot->kind != SLOT_BREAKOUTS) {
        message_set(&diag->text, N_("this has no effect: only breakouts have reports"), NULL);
        message_set(&diag->hint, N_("write kind: breakouts if that is meant"), NULL);
    } else {
        message_set(&diag->text, N_("nobody reports back: the slot has no tracks"), NULL);
        message_set(&diag->hint, N_("list them, as in tracks: [Group one, Group two]"), NULL);
    }
}

static void check_parts(struct reader *reader, const struct slot_id *id, const struct slot *slot)
{
    check_reporters(reader, id, slot);
    if (!slot->timed || programme_slot_length(reader->programme, slot) == 0)
        return;
    struct phase_list phases;
    phase_list_make(reader->programme, slot, programme_slot_length(reader->programme, slot),
                    &phases);
    if (slot->rounds.talk > 0)
        check_rounds(reader, id, &phases);
    else if (slot->kind == SLOT_REPORTING && has_phase(&phases, PHASE_REPORT))
        check_reporting(reader, id, &phases);
    else if (!has_phase(&phases, PHASE_WHOLE))
        check_end(reader, id, &phases);
    phase_list_finish(&phases);
}

/* Do the clocks of the zone pass over this minute? Then `*ret_read` is what it is read as. */
static bool is_passed_over(const struct programme *programme, int64_t date, int minutes,
                           msec_t *ret_read)
{
    int64_t days;
    msec_t of_day;
    msec_t instant = zone_instant(programme->zone, date, minutes);
    zone_civil(programme->zone, instant, &days, &of_day);
    *ret_read = instant;
    return (days - date) * MSEC_DAY + of_day != minutes * MSEC_MINUTE;
}

/*
 * A slot that starts or ends in an hour that is left out when the clocks go forward. One that
 * ends where the hour begins is sound.
 */
static void check_clocks(struct reader *reader, const struct slot_id *id, const struct slot *slot)
{
    const struct programme *programme = reader->programme;
    int64_t date = programme->days.items[slot->day].date;
    if (!slot->timed || date == DAY_UNKNOWN)
        return;
    int minutes = slot->start;
    msec_t read;
    bool passed = is_passed_over(programme, date, slot->start, &read);
    if (!passed && slot->end > slot->start &&
        is_passed_over(programme, date, slot->end - 1, &read)) {
        minutes = slot->end;
        passed = is_passed_over(programme, date, slot->end, &read);
    }
    if (!passed)
        return;
    BUF_LOCAL struct buf time = {0}, day = {0}, as = {0};
    buf_add_format(&time, "%d:%02d", minutes / 60 % 24, minutes % 60);
    date_write(date + minutes / DAY_MINUTES, &day);
    zone_write_time(programme->zone, read, false, &as);
    const char *key = yaml_node_find(id->map, "time") != NULL    ? "time"
                      : yaml_node_find(id->map, "start") != NULL ? "start"
                                                                 : "duration";
    struct diag *diag = warn_at(reader, id, key);
    message_set(&diag->text, N_("there is no {1} on {2} in {3}: the clocks go forward over it"),
                time.bytes, day.bytes, zone_name(programme->zone), NULL);
    message_set(&diag->hint, N_("it is read as {1}"), as.bytes, NULL);
}

void programme_check(struct reader *reader)
{
    for (size_t i = 0; i < reader->ids.count; i++) {
        const struct slot_id *id = &reader->ids.items[i];
        const struct slot *slot = &reader->programme->slots.items[id->slot];
        check_parts(reader, id, slot);
        check_clocks(reader, id, slot);
    }
}
