/*
 * One call of the program. Commands stay short because what they share is here: the clock
 * that the options ask for, the open session, and the one way of a wish to the disc.
 */
#include "invocation.h"

#include <errno.h>
#include <libintl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dais/os/paths.h>
#include <dais/os/rehearsal.h>

#include "entry_options.h"
#include "say.h"
#include "unsaved.h"

/* A rehearsal begins so long before the first slot. */
#define REHEARSAL_LEAD (10 * MSEC_MINUTE)

enum {
    TEXT_MOST = 65536,         /* bytes of a text; one that is a little longer is told its size */
    READ_MOST = 2 * TEXT_MOST, /* no more is read: two bytes are one where lines end with CR LF */
};

const char *invocation_value(const struct invocation *invocation, enum option_id option)
{
    return invocation->options.values[option];
}

int invocation_init(struct invocation *ret_invocation, const struct command *command,
                    const struct options *options, const struct user_settings *user)
{
    *ret_invocation = (struct invocation){
        .command = command, .user = user, .options = *options, .speed = 1, .now = MSEC_NONE};
    clock_init_real(&ret_invocation->clock);
    const char *now = options->values[OPTION_NOW];
    if (now != NULL && !rfc3339_parse(now, &ret_invocation->now))
        return say_usage(N_("--now takes a time like 2022-05-18T09:03:00+03:00, not {1}"), now,
                         NULL);
    const char *speed = options->values[OPTION_SPEED];
    if (speed != NULL) {
        char *end = NULL;
        errno = 0;
        unsigned long value = strtoul(speed, &end, 10);
        if (errno != 0 || end == speed || *end != '\0' || value < 1 || value > CLOCK_SPEED_MAX)
            return say_usage(N_("--speed takes a whole number from 1 to 3600, not {1}"), speed,
                             NULL);
        ret_invocation->speed = (unsigned)value;
    }
    return EXIT_DONE;
}

void invocation_finish(struct invocation *invocation)
{
    session_free(invocation->foreseen);
    folder_close(invocation->folder);
    if (invocation->told.size > 0)
        rehearsal_end(buf_text(&invocation->told));
    buf_finish(&invocation->told);
    if (invocation->scratch.size > 0)
        paths_remove_tree(buf_text(&invocation->scratch));
    buf_finish(&invocation->scratch);
    buf_finish(&invocation->source);
}

/* The first start of the session, since 1970 UTC; without a date it is held today. */
static msec_t first_start(const struct folder *folder, const struct instant *now)
{
    struct forecast forecast = {0};
    forecast_make(session_timekeeper(folder_session(folder)), now, &forecast);
    msec_t first = MSEC_NONE;
    for (size_t i = 0; first == MSEC_NONE && i < forecast.slots.count; i++)
        first = forecast.slots.items[i].planned_start;
    forecast_finish(&forecast);
    return first;
}

/* The clock as --now, --rehearse and --speed ask for it. */
static void set_clock(struct invocation *invocation, bool runs)
{
    msec_t at = invocation->now;
    if (at == MSEC_NONE && invocation_value(invocation, OPTION_REHEARSE) != NULL) {
        struct instant now = clock_now(&invocation->clock);
        at = first_start(invocation->folder, &now);
        if (at != MSEC_NONE)
            at -= REHEARSAL_LEAD;
    }
    if (at != MSEC_NONE && !runs)
        clock_init_standing(&invocation->clock, at);
    else if (at != MSEC_NONE || (runs && invocation->speed > 1))
        clock_init_running(&invocation->clock, at, invocation->speed);
}

/* Opens the folder itself. EXIT_DONE, or the reason was said. */
static int open_folder(struct invocation *invocation, const char *path, const char *record)
{
    const char *name = invocation_value(invocation, OPTION_AS);
    struct folder_options options = {
        .path = path,
        .record = record,
        .name = name != NULL ? name : getenv("DAIS_NAME"),
        .boot_id = invocation->clock.boot_id,
    };
    struct diags diags = {0};
    int result = folder_open(&options, &diags, &invocation->source, &invocation->folder);
    if (result != 0) {
        say_diags(&diags, buf_text(&invocation->source), invocation->source.size);
        if (diags.list.count == 0 && result < 0)
            say_broken(path, result);
    }
    diags_finish(&diags);
    if (result == 0)
        return EXIT_DONE;
    return result > 0 || result == -ENOENT ? EXIT_REFUSED : EXIT_BROKEN;
}

/*
 * --rehearse of a command or a stage: the rehearsal of the session that runs on this machine, if
 * there is one and it is not another record that is meant.
 */
static bool find_rehearsal(const struct invocation *invocation, const char *path,
                           struct rehearsal *ret_rehearsal)
{
    const char *record = invocation_value(invocation, OPTION_RECORD);
    struct rehearsal rehearsal;
    if (invocation->starts || invocation->now != MSEC_NONE || !rehearsal_find(path, &rehearsal))
        return false;
    bool meant = record == NULL || paths_are_same(record, buf_text(&rehearsal.record));
    if (meant)
        *ret_rehearsal = rehearsal;
    else
        rehearsal_finish(&rehearsal);
    return meant;
}

/* A rehearsal joined: its record, and its clock, which runs on. */
static int join(struct invocation *invocation, const char *path, struct rehearsal *rehearsal)
{
    int code = open_folder(invocation, path, buf_text(&rehearsal->record));
    if (code == EXIT_DONE)
        invocation->clock = rehearsal->clock;
    rehearsal_finish(rehearsal);
    return code;
}

/* No rehearsal to join, and no record was named: nothing to show, or a try that leaves nothing. */
static int say_alone(const struct invocation *invocation, const char *path, bool runs)
{
    if (invocation->starts || invocation->now != MSEC_NONE ||
        invocation_value(invocation, OPTION_RECORD) != NULL)
        return EXIT_DONE;
    say_error(runs ? N_("no rehearsal of this session runs on this machine")
                   : N_("no rehearsal of this session runs; this is tried alone and not kept"),
              NULL);
    if (runs)
        say_hint(N_("dais run {1} --rehearse starts one"), path, NULL);
    return runs ? EXIT_REFUSED : EXIT_DONE;
}

int invocation_open(struct invocation *invocation, const char *path, bool runs)
{
    const char *record = invocation_value(invocation, OPTION_RECORD);
    bool rehearses = invocation_value(invocation, OPTION_REHEARSE) != NULL;
    struct rehearsal rehearsal;
    if (rehearses && find_rehearsal(invocation, path, &rehearsal))
        return join(invocation, path, &rehearsal);
    int code = rehearses ? say_alone(invocation, path, runs) : EXIT_DONE;
    if (code != EXIT_DONE)
        return code;
    if (record == NULL && rehearses) {
        int error = paths_make_scratch(&invocation->scratch);
        if (error < 0)
            return say_broken(_("a scratch folder"), error);
        record = buf_text(&invocation->scratch);
    }
    code = open_folder(invocation, path, record);
    if (code != EXIT_DONE)
        return code;
    set_clock(invocation, runs);
    if (rehearses && invocation->starts &&
        rehearsal_tell(path, folder_record_path(invocation->folder), &invocation->clock) == 0)
        buf_add_text(&invocation->told, path);
    return EXIT_DONE;
}

struct actor invocation_actor(const struct invocation *invocation)
{
    return (struct actor){
        .writer = *folder_writer(invocation->folder),
        .launch = *folder_launch(invocation->folder),
        .now = clock_now(&invocation->clock),
        .any_day =
            invocation->now != MSEC_NONE || invocation_value(invocation, OPTION_REHEARSE) != NULL,
        .rehearsal = invocation_value(invocation, OPTION_REHEARSE) != NULL,
    };
}

void invocation_say_refusal_take(struct refusal *refusal)
{
    say_message(&refusal->text);
    switch (refusal->kind) {
    case REFUSED:
    case REFUSED_AMBIGUOUS:
    case REFUSED_SO_ALREADY:
        break;
    case REFUSED_OTHER_DAY:
        say_hint(N_("--today holds it today at the same times, --rehearse rehearses it, "
                    "--now TIME says what the time is"),
                 NULL);
        break;
    case REFUSED_NOT_HOLDER:
        say_hint(N_("--take takes the clock over"), NULL);
        break;
    case REFUSED_RELAX:
        say_hint(N_("--yes says so"), NULL);
        break;
    case REFUSED_NAMES:
        say_hint(N_("--keep-names keeps them deliberately"), NULL);
        break;
    case REFUSED_NO_LANGUAGE:
        say_hint(N_("--language fr says so"), NULL);
        break;
    }
    refusal_finish(refusal);
}

/* Looks once more at what others wrote in the same moment: has the event an effect? */
static bool has_effect(const struct invocation *invocation, const struct event_id *id)
{
    struct refreshed refreshed = {.events = 0};
    (void)folder_refresh(invocation->folder, clock_hand_now(), &refreshed);
    refreshed_finish(&refreshed);
    const struct logged *logged = session_log_find(folder_session(invocation->folder), id);
    return logged == NULL || (!logged->is_void && !logged->idle);
}

/* When the day ends as it stands; MSEC_NONE: not known, or today is none of the session's days. */
static msec_t projected_end(const struct invocation *invocation, const struct instant *now)
{
    const struct timekeeper *timekeeper = session_timekeeper(folder_session(invocation->folder));
    if (timekeeper_is_other_day(timekeeper, now))
        return MSEC_NONE;
    struct forecast forecast;
    forecast_make(timekeeper, now, &forecast);
    msec_t end = forecast.projected_end;
    forecast_finish(&forecast);
    return end;
}

/* One wish: decided, on the disc, folded in. */
static int commit_wish(struct invocation *invocation, const struct wish *wish,
                       struct commit *ret_commit)
{
    struct actor actor = invocation_actor(invocation);
    struct event *event;
    struct refusal refusal = {0};
    invocation->end_before = projected_end(invocation, &actor.now);
    if (!session_decide(folder_session(invocation->folder), wish, &actor, &event, &refusal)) {
        invocation_say_refusal_take(&refusal);
        return EXIT_REFUSED;
    }
    struct commit commit;
    int error = folder_commit_take(invocation->folder, event, actor.now.wall, &commit);
    if (error < 0)
        return say_broken(_("the journal"), error);
    struct journal_status status = {0};
    folder_read_status(invocation->folder, &status);
    if (!commit.saved)
        return unsaved_say_event(invocation, &commit.id, &status);
    if (status.text.id != NULL) /* it had to go elsewhere: say where it is */
        say_message(&status.text);
    if (!has_effect(invocation, &commit.id)) {
        say_error(N_("somebody else was faster: this had no effect"), NULL);
        return EXIT_REFUSED;
    }
    *ret_commit = commit;
    return EXIT_DONE;
}

/* Is the clock to be taken by --take from somebody else? */
static bool takes_clock(const struct invocation *invocation)
{
    if (invocation_value(invocation, OPTION_TAKE) == NULL)
        return false;
    const struct token *holder = &session_timekeeper(folder_session(invocation->folder))->holder;
    return holder->text[0] != '\0' && !token_equal(holder, folder_writer(invocation->folder));
}

/* Is the session to be held on another day by --today? Then `*ret_wish` says on which. */
static bool holds_today(const struct invocation *invocation, struct wish *ret_wish)
{
    if (invocation_value(invocation, OPTION_TODAY) == NULL)
        return false;
    struct instant now = clock_now(&invocation->clock);
    const struct session *session = folder_session(invocation->folder);
    if (!timekeeper_is_other_day(session_timekeeper(session), &now))
        return false;
    int64_t today;
    msec_t of_day;
    zone_civil(session_programme(session)->zone, now.wall, &today, &of_day);
    *ret_wish = (struct wish){.verb = WISH_HOLD_ON, .date = today};
    return true;
}

static int take_clock(struct invocation *invocation)
{
    struct commit commit;
    int code = commit_wish(invocation, &(struct wish){.verb = WISH_TAKE}, &commit);
    return code == EXIT_DONE ? invocation_say_done(invocation, &commit.id) : code;
}

int invocation_hold_today(struct invocation *invocation)
{
    struct wish wish;
    struct commit commit;
    return holds_today(invocation, &wish) ? commit_wish(invocation, &wish, &commit) : EXIT_DONE;
}

/* One more wish that comes true in what is foreseen. False: it would be refused. */
static bool foresee(struct invocation *invocation, const struct wish *wish,
                    struct refusal *reterr_refusal)
{
    const struct session *session =
        invocation->foreseen != NULL ? invocation->foreseen : folder_session(invocation->folder);
    struct actor actor = invocation_actor(invocation);
    struct event *event;
    if (!session_decide(session, wish, &actor, &event, reterr_refusal))
        return false;
    if (invocation->foreseen != NULL)
        session_foresee_more_take(invocation->foreseen, &actor, event);
    else
        invocation->foreseen = session_foresee_take(session, &actor, event);
    return true;
}

/* The same; EXIT_DONE, or it was said why not. */
static int foresee_or_say(struct invocation *invocation, const struct wish *wish)
{
    struct refusal refusal = {0};
    if (foresee(invocation, wish, &refusal))
        return EXIT_DONE;
    invocation_say_refusal_take(&refusal);
    return EXIT_REFUSED;
}

int invocation_foresee(struct invocation *invocation, const struct session **ret_session)
{
    session_free(invocation->foreseen);
    invocation->foreseen = NULL;
    struct wish today;
    int code = EXIT_DONE;
    if (takes_clock(invocation))
        code = foresee_or_say(invocation, &(struct wish){.verb = WISH_TAKE});
    if (code == EXIT_DONE && holds_today(invocation, &today))
        code = foresee_or_say(invocation, &today);
    if (code == EXIT_DONE)
        *ret_session = invocation->foreseen != NULL ? invocation->foreseen
                                                    : folder_session(invocation->folder);
    return code;
}

/* Would the wish be refused in a session? Then it was said why. */
static int check_wish(const struct invocation *invocation, const struct session *session,
                      const struct wish *wish)
{
    struct actor actor = invocation_actor(invocation);
    struct event *event = NULL;
    struct refusal refusal = {0};
    if (!session_decide(session, wish, &actor, &event, &refusal)) {
        invocation_say_refusal_take(&refusal);
        return EXIT_REFUSED;
    }
    event_free(event);
    return EXIT_DONE;
}

/*
 * --take and --today are events before the one that is wished for. Where that one will be
 * refused all the same, they are not written.
 */
static int ask_first(struct invocation *invocation, const struct wish *wish)
{
    const struct session *session;
    int code = invocation_foresee(invocation, &session);
    return code == EXIT_DONE ? check_wish(invocation, session, wish) : code;
}

int invocation_wish(struct invocation *invocation, const struct wish *wish,
                    struct commit *ret_commit)
{
    bool takes = takes_clock(invocation);
    struct wish today;
    int code = EXIT_DONE;
    if (takes || holds_today(invocation, &today))
        code = ask_first(invocation, wish);
    if (code == EXIT_DONE && takes)
        code = take_clock(invocation);
    if (code == EXIT_DONE)
        code = invocation_hold_today(invocation);
    if (code == EXIT_DONE)
        code = commit_wish(invocation, wish, ret_commit);
    if (code == EXIT_DONE && wish->together.sequence == 0)
        entry_say_cleaned(wish);
    return code;
}

/*
 * Would each wish be granted after those before it? What is so already needs none, as long as
 * something is to be done: such wishes are taken out. Else it was said why not.
 */
static int check_all(struct invocation *invocation, struct wish *wishes, size_t *ref_count)
{
    const struct session *session;
    struct refusal refusal = {0};
    int code = invocation_foresee(invocation, &session);
    size_t kept = 0;
    for (size_t i = 0; code == EXIT_DONE && i < *ref_count; i++) {
        refusal_finish(&refusal);
        refusal = (struct refusal){.kind = REFUSED};
        if (foresee(invocation, &wishes[i], &refusal))
            wishes[kept++] = wishes[i];
        else if (refusal.kind != REFUSED_SO_ALREADY || kept + (*ref_count - i - 1) == 0)
            code = EXIT_REFUSED;
    }
    if (code == EXIT_REFUSED && refusal.text.id != NULL)
        invocation_say_refusal_take(&refusal);
    else
        refusal_finish(&refusal);
    *ref_count = kept;
    session_free(invocation->foreseen);
    invocation->foreseen = NULL;
    return code;
}

int invocation_wish_all(struct invocation *invocation, struct wish *wishes, size_t count)
{
    int code = count > 1 ? check_all(invocation, wishes, &count) : EXIT_DONE;
    struct event_id first = {.sequence = 0};
    for (size_t i = 0; code == EXIT_DONE && i < count; i++) {
        struct commit commit;
        wishes[i].together = first;
        code = invocation_wish(invocation, &wishes[i], &commit);
        if (code == EXIT_DONE && i == 0)
            first = commit.id;
        if (code == EXIT_DONE)
            code = invocation_say_done(invocation, &commit.id);
    }
    return code;
}

int invocation_wish_each(struct invocation *invocation, const struct wish *wish, int first)
{
    const struct options *options = &invocation->options;
    ARRAY_OF(struct wish) wishes = {0};
    for (int i = first; i < options->count; i++) {
        struct wish one = *wish;
        one.entry = options->args[i];
        array_push(&wishes, one);
    }
    int code = invocation_wish_all(invocation, wishes.items, wishes.count);
    free(wishes.items);
    return code;
}

/* " · ends 12:20, 10 min earlier" after a change of time. */
static void write_end(const struct invocation *invocation, struct buf *out)
{
    const struct timekeeper *timekeeper = session_timekeeper(folder_session(invocation->folder));
    struct instant now = clock_now(&invocation->clock);
    if (timekeeper_is_other_day(timekeeper, &now))
        return;
    struct forecast forecast;
    struct message end;
    forecast_make(timekeeper, &now, &forecast);
    forecast_describe_end(timekeeper, &forecast, invocation->end_before, &end);
    if (end.id != NULL)
        buf_add_text(out, " · ");
    message_write(&end, say_lookup, out);
    message_finish(&end);
    forecast_finish(&forecast);
}

int invocation_say_done(const struct invocation *invocation, const struct event_id *id)
{
    const struct session *session = folder_session(invocation->folder);
    const struct event *event = session_log_find(session, id)->event;
    struct message text = {0};
    BUF_LOCAL struct buf line = {0};
    session_describe(session, event, invocation_language(invocation), &text);
    message_write(&text, say_lookup, &line);
    message_finish(&text);
    if (forecast_is_moved_by(session_subject(session, event)->op))
        write_end(invocation, &line);
    MEM_LOCAL char *done = mem_dup(buf_text(&line));
    buf_add_char(&line, '\n');
    int code = say_result(&line);
    if (code != EXIT_DONE) /* or it would be done a second time */
        say_error(N_("it is done and saved; only that could not be printed: {1}"), done, NULL);
    return code;
}

/* Lost, changed and not confirmed, or claimed twice; what a crash cut short was never saved. */
static bool is_damage(const struct session *session, const struct finding *finding)
{
    const struct logged *logged;
    switch (finding->kind) {
    case FINDING_CHANGED:
        logged = session_log_find(session, &finding->id);
        return logged == NULL || !logged->confirmed;
    case FINDING_UNREADABLE:
    case FINDING_MISSING:
    case FINDING_FORK:
    case FINDING_REFUSED:
    case FINDING_SPOILED:
        return !finding->elsewhere;
    case FINDING_TORN:
    case FINDING_CHAIN:
    case FINDING_EMPTY:
    case FINDING_FOREIGN:
    case FINDING_MISNAMED:
    case FINDING_RESCUE:
    case FINDING_KIND_COUNT:
        break;
    }
    return false;
}

/* Of the record itself it says nothing; what had to be saved there is not read. */
static void say_rescue(const struct findings *findings)
{
    for (size_t i = 0; i < findings->list.count; i++) {
        const struct finding *finding = &findings->list.items[i];
        if (finding->kind == FINDING_RESCUE)
            say_error(N_("The rescue folder {1} cannot be read: {2}"), finding->path,
                      finding->why.args[0], NULL);
    }
}

void invocation_say_damage(const struct invocation *invocation)
{
    struct findings findings = {0};
    folder_list_findings(invocation->folder, &findings);
    bool damaged = false;
    say_rescue(&findings);
    for (size_t i = 0; !damaged && i < findings.list.count; i++)
        damaged = is_damage(folder_session(invocation->folder), &findings.list.items[i]);
    findings_finish(&findings);
    if (!damaged)
        return;
    say_error(N_("The journal is not sound: something in it is missing, or was changed by hand"),
              NULL);
    say_hint(N_("dais verify says what and where"), NULL);
}

enum theme_palette invocation_palette(const struct invocation *invocation)
{
    const char *asked = getenv("DAIS_THEME");
    if (asked == NULL || asked[0] == '\0')
        asked = invocation->user->settings.theme;
    return theme_choose(asked, getenv("NO_COLOR"), getenv("COLORFGBG"));
}

const char *invocation_screen_language(const struct invocation *invocation)
{
    const char *language = invocation_value(invocation, OPTION_LANG);
    return language != NULL ? language : invocation->user->settings.language;
}

const char *invocation_language(const struct invocation *invocation)
{
    const char *language = invocation_value(invocation, OPTION_LANG);
    return language != NULL ? language : folder_programme(invocation->folder)->language;
}

int invocation_read_text(const char *argument, struct buf *out)
{
    if (strcmp(argument, "-") != 0) {
        buf_add_text(out, argument);
        return EXIT_DONE;
    }
    char bytes[TEXT_MOST];
    for (ssize_t got; (got = read(STDIN_FILENO, bytes, sizeof bytes)) != 0;) {
        if (got < 0 && errno != EINTR)
            return say_broken(_("standard input"), -errno);
        for (ssize_t i = 0; i < got; i++) /* a text goes on behind a NUL; cleaning replaces it */
            buf_add_char(out, bytes[i] != '\0' ? bytes[i] : '\x01');
        if (out->size > READ_MOST) {
            say_error(N_("standard input: the text is too long, more than {1} bytes"), "65536",
                      NULL);
            return EXIT_REFUSED;
        }
    }
    return EXIT_DONE;
}
