#include "laptop.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <check.h>

void laptop_init(struct laptop *laptop, const struct programme *programme, unsigned writer,
                 unsigned launch, msec_t now)
{
    *laptop = (struct laptop){.session = session_new(programme)};
    token_from_bits(UINT64_C(0x9e3779b97f4a7c15) * writer, &laptop->actor.writer);
    token_from_bits(UINT64_C(0xbf58476d1ce4e5b9) * launch, &laptop->actor.launch);
    laptop_at(laptop, now);
    laptop_write_take(laptop, session_make_launch(laptop->session, &laptop->actor, NULL), NULL);
}

void laptop_finish(struct laptop *laptop)
{
    session_free(laptop->session);
    refusal_finish(&laptop->refusal);
    for (size_t i = 0; i < laptop->written.count; i++)
        event_free(laptop->written.items[i]);
    free(laptop->written.items);
    buf_finish(&laptop->said);
    *laptop = (struct laptop){0};
}

void laptop_at(struct laptop *laptop, msec_t now)
{
    laptop->actor.now = (struct instant){.wall = now, .boot = now, .boot_id = 7};
}

const struct event *laptop_write_take(struct laptop *laptop, struct event *event,
                                      enum applied *ret_applied)
{
    msec_t now = laptop->actor.now.wall;
    struct hlc seen = session_hlc(laptop->session, &laptop->actor.writer, now);
    event->id = (struct event_id){laptop->actor.launch, laptop->written.count + 1};
    event->hlc = hlc_next(&seen, now);
    struct message why = {0};
    if (!event_check(event, &why))
        ck_abort_msg("%s", why.id);
    array_push(&laptop->written, event_dup(event));
    enum applied applied = session_apply_take(laptop->session, event);
    if (ret_applied != NULL)
        *ret_applied = applied;
    return event;
}

const struct event *laptop_wish(struct laptop *laptop, const struct wish *wish,
                                enum applied *ret_applied)
{
    struct event *event = NULL;
    refusal_finish(&laptop->refusal);
    laptop->refusal = (struct refusal){0};
    if (!session_decide(laptop->session, wish, &laptop->actor, &event, &laptop->refusal))
        return NULL;
    return laptop_write_take(laptop, event, ret_applied);
}

bool laptop_do(struct laptop *laptop, enum wish_verb verb)
{
    struct wish wish = {.verb = verb};
    return laptop_wish(laptop, &wish, NULL) != NULL;
}

const char *laptop_why(struct laptop *laptop)
{
    buf_clear(&laptop->said);
    if (laptop->refusal.text.id != NULL)
        message_write(&laptop->refusal.text, NULL, &laptop->said);
    return buf_text(&laptop->said);
}

const char *laptop_say(struct laptop *laptop, const struct event *event)
{
    struct message text = {0};
    session_describe(laptop->session, event, NULL, &text);
    buf_clear(&laptop->said);
    message_write(&text, NULL, &laptop->said);
    message_finish(&text);
    return buf_text(&laptop->said);
}

enum applied laptop_receive(struct laptop *laptop, const struct event *event)
{
    return session_apply_take(laptop->session, event_dup(event));
}

static void dump_instant(const struct instant *instant, struct buf *out)
{
    buf_add_format(out, " %" PRId64 "/%" PRId64 "/%" PRIu64, instant->wall, instant->boot,
                   instant->boot_id);
}

static void dump_slot(const struct clock_slot *slot, struct buf *out)
{
    buf_add_format(out, "slot %s #%u day %zu %s", slot->id, slot->number, slot->day,
                   slot_state_name(slot->state));
    buf_add_format(out,
                   " planned %" PRId64 "-%" PRId64 " gap %" PRId64 " allotted %" PRId64
                   " lost %" PRId64 " banked %" PRId64 "%s title %s\n",
                   slot->planned_start, slot->planned_end, slot->gap, slot->allotted, slot->lost,
                   slot->banked, slot->approximate ? " approximate" : "",
                   slot->title != NULL ? slot->title : "-");
    for (size_t i = 0; i < slot->runs.count; i++) {
        const struct run *run = &slot->runs.items[i];
        buf_add_text(out, "  run");
        dump_instant(&run->start, out);
        if (run->ended)
            dump_instant(&run->end, out);
        buf_add_format(out, "%s paused %" PRId64 "\n", run->taken_back ? " back" : "", run->paused);
    }
    floor_dump(&slot->floor, out);
}

void floor_dump(const struct floor *floor, struct buf *out)
{
    if (floor->turns.count > 0)
        buf_add_format(out, "  floor %u interrupted %u last %u\n", floor->speaker,
                       floor->interrupted, floor->last);
    for (size_t i = 0; i < floor->turns.count; i++) {
        const struct turn *turn = &floor->turns.items[i];
        buf_add_format(out,
                       "  turn %u kind %d %s on %d person %zd %s given %" PRId64 " share %" PRId64
                       " spoken %" PRId64 "%s\n",
                       turn->place, turn->kind, turn_state_name(turn->state), turn->goes_on,
                       (ssize_t)turn->person, turn->who == NULL ? "" : turn->who, turn->given,
                       turn->share, turn->spoken, turn->approximate ? " about" : "");
        for (size_t j = 0; j < turn->spells.count; j++) {
            const struct spell *spell = &turn->spells.items[j];
            buf_add_text(out, "    spell");
            dump_instant(&spell->start, out);
            if (spell->ended)
                dump_instant(&spell->end, out);
            buf_add_format(out, " %" PRId64 "%s\n", spell->spoken,
                           spell->taken_back ? " back" : "");
        }
    }
}

static void dump_attendance(const struct session *session, struct buf *out)
{
    const struct attendance *attendance = session_attendance(session);
    struct slot_counts counts;
    session_counts(session, &counts);
    for (size_t i = 0; i < counts.list.count; i++) {
        const struct counted *counted = counts.list.items[i];
        buf_add_format(out, "counted %s %" PRId64 " at %" PRId64 "\n",
                       counted->slot == NULL ? "" : counted->slot, counted->people, counted->at);
    }
    free(counts.list.items);
    for (size_t i = 0; i < attendance->people.count; i++) {
        const struct attending *attending = &attendance->people.items[i];
        buf_add_format(out, "person %zu %s %s\n", i, person_state_name(attending->state),
                       attending->replaced_by == NULL ? "" : attending->replaced_by);
    }
}

static void dump_clock(const struct timekeeper *timekeeper, msec_t wall, struct buf *out)
{
    struct instant now = {.wall = wall, .boot = wall, .boot_id = 7};
    buf_add_format(
        out, "clock %s current %zd holder %s shift %" PRId64 " moved %" PRId64 " inserted %u%s",
        clock_state_name(timekeeper->state), (ssize_t)timekeeper->current, timekeeper->holder.text,
        timekeeper->shift, timekeeper->moved, timekeeper->inserted,
        timekeeper->closed ? " closed" : "");
    dump_instant(&timekeeper->last, out);
    buf_add_char(out, '\n');
    for (size_t i = 0; i < timekeeper->slots.count; i++)
        dump_slot(&timekeeper->slots.items[i], out);
    for (size_t day = 0; day < timekeeper->accepted.count; day++) {
        if (timekeeper->accepted.items[day] != MSEC_NONE)
            buf_add_format(out, "day %zu accepted %" PRId64 "\n", day,
                           timekeeper->accepted.items[day]);
    }
    struct reading reading;
    timekeeper_read(timekeeper, &now, &reading);
    buf_add_format(out, "reading %zd elapsed %" PRId64 " left %" PRId64 " %s\n",
                   (ssize_t)reading.slot, reading.elapsed, reading.left, level_name(reading.level));
    struct forecast forecast;
    forecast_make(timekeeper, &now, &forecast);
    buf_add_format(out, "forecast end %" PRId64 " late %" PRId64 "\n", forecast.projected_end,
                   forecast.late);
    for (size_t i = 0; i < forecast.slots.count; i++)
        buf_add_format(out, "  %" PRId64 "-%" PRId64 "\n", forecast.slots.items[i].start,
                       forecast.slots.items[i].end);
    forecast_finish(&forecast);
}

static void dump_text(const char *name, const char *text, struct buf *out)
{
    if (text != NULL)
        buf_add_format(out, " %s=%s", name, text);
}

static void dump_entry(const struct entry *entry, struct buf *out)
{
    buf_add_text(out, "entry ");
    event_id_write(&entry->id, out);
    buf_add_format(out, " %s %s %s %s track %u%s%s%s", entry->number, entry->shown,
                   entry_kind_name(entry->kind), standing_name(entry->standing), entry->track,
                   entry->kept_names ? " kept-names" : "", entry->undone ? " undone" : "",
                   entry->changed ? " changed" : "");
    dump_text("slot", entry->slot, out);
    dump_text("speaker", entry->speaker, out);
    dump_text("addressee", entry->addressee, out);
    dump_text("themes", entry->themes, out);
    dump_text("label", entry->label, out);
    dump_text("owner", entry->owner, out);
    dump_text("deadline", entry->deadline, out);
    dump_text("priority", entry->priority, out);
    dump_text("language", entry->language, out);
    dump_text("translation_of", entry->translation_of, out);
    dump_text("why", entry->why, out);
    dump_text("merged into", entry->merged_into != NULL ? entry->merged_into->shown : NULL, out);
    dump_text("translates", entry->original != NULL ? entry->original->shown : NULL, out);
    dump_text("text", entry->text, out);
    char digest[DIGEST_HEX_SIZE];
    entry_digest(entry, digest);
    dump_text("digest", digest, out);
    dump_text("adopted", entry->adopted_text, out);
    dump_text("referred to", entry->referred_to, out);
    for (size_t i = 0; i < entry->reservations.count; i++) {
        dump_text("reserved by", entry->reservations.items[i].by, out);
        dump_text("reservation", entry->reservations.items[i].text, out);
    }
    if (entry->votes.taken)
        buf_add_format(out, " votes %u %u %u", entry->votes.in_favour, entry->votes.against,
                       entry->votes.abstained);
    buf_add_format(out, "%s%s", entry->held ? " held" : "",
                   entry->changed_since_adoption ? " changed since adoption" : "");
    for (size_t i = 0; i < entry->aliases.count; i++)
        dump_text("alias", entry->aliases.items[i], out);
    for (size_t i = 0; i < entry->merged.count; i++)
        dump_text("merged", entry->merged.items[i]->shown, out);
    for (size_t i = 0; i < entry->translations.count; i++)
        dump_text("translation", entry->translations.items[i]->shown, out);
    buf_add_char(out, '\n');
    for (size_t i = 0; i < entry->versions.count; i++) {
        const struct version *version = &entry->versions.items[i];
        buf_add_text(out, "  version ");
        event_id_write(&version->event->id, out);
        buf_add_format(out, " by %s%s%s: %s\n", version->writer.text,
                       version->concurrent ? " concurrent" : "", version->head ? " head" : "",
                       version->text);
    }
}

static void dump_line(const struct logged *line, struct buf *out)
{
    buf_add_text(out, "line ");
    event_id_write(&line->event->id, out);
    buf_add_format(out, " %s writer %s%s%s%s%s%s\n",
                   line->event->op == EVENT_UNKNOWN ? line->event->op_name
                                                    : event_op_name(line->event->op),
                   line->writer.text,
                   line->is_void ? " void"
                   : line->idle  ? " idle"
                                 : "",
                   line->undone ? " undone" : "", line->fork ? " fork" : "",
                   line->confirmed ? " confirmed" : "", line->event->changed ? " changed" : "");
}

void session_dump(const struct session *session, msec_t now, bool log, struct buf *out)
{
    dump_clock(session_timekeeper(session), now, out);
    dump_attendance(session, out);
    const struct record *record = session_record(session);
    for (size_t i = 0; i < record->entries.count; i++) {
        if (log || !record->entries.items[i]->undone)
            dump_entry(record->entries.items[i], out);
    }
    if (!log)
        return;
    for (unsigned kind = 0; kind < ENTRY_KIND_COUNT; kind++)
        buf_add_format(out, "highest %s %u\n", entry_kind_name((enum entry_kind)kind),
                       record_highest(record, (enum entry_kind)kind));
    for (size_t i = 0; i < session_log_count(session); i++)
        dump_line(session_log_at(session, i), out);
}
