/*
 * Every byte from the keyboard in every view: the program on screen as it is, on a machine that
 * stands still, with a disc in memory and a screen that nobody sees.
 *
 * The first four bytes say where and how: session, view, size, and the kind of terminal. Then come
 * keys; what can stand in no UTF-8 is a marker, with a byte behind it:
 *
 *     F5 n  the last n bytes once more, up to three times      F6 n  the desk of a colleague: undo
 *     F7 n  a paste of the next n bytes, between its marks     F8 n  another size, or another
 * terminal F9 n  time passes; from 80 on, all at once               FA n  the disc is full, or well
 * again FB n  the clock is set, or the machine sleeps            FC n  a signal FF n  the byte n
 * itself
 *
 * Whatever comes, no picture has what may not reach a terminal, a paste does nothing but insert,
 * what is not saved says so and is there, the program can be left, and what it knew is on the disc
 * then: the record reads back sound and the same, the text being written is a draft.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>
#include <dais/os/clock.h>

#include "../../src/tui/program_state.h"
#include "machine.h"
#include "memory_disc.h"
#include "must.h"
#include "off_screen.h"
#include "prepared.h"

static const struct size {
    int width, height;
} sizes[] = {{80, 24}, {60, 18}, {100, 30}, {200, 60}, {61, 40}, {30, 8}, {1, 1}, {132, 20}};

/* The input, and how far it was taken. */
struct play {
    const uint8_t *at, *end, *begin;
    struct folder *folder;
    struct program *program; /* while it runs */
    struct off_screen screen;
    enum disc_health disc;
    bool by_hand;            /* left by keys, not by a signal */
    bool french;             /* what it says is not looked for */
    size_t events;           /* in the log at the last look */
    char *text;              /* being written at the end; owned; NULL: none */
    enum program_end end_by; /* what it should say */
};

/* ---- what always holds ---- */

static void look(struct play *play)
{
    const struct program *program = play->program;
    const struct session *session = folder_session(play->folder);
    size_t events = session_log_count(session);
    must(events >= play->events, "no event is lost");
    play->events = events;
    if (machine_is_stopped())
        return;
    for (size_t i = 0; i < program->unsaved.count; i++)
        must(session_log_find(session, &program->unsaved.items[i]) != NULL,
             "what is not saved is there all the same");
    struct journal_status status;
    folder_read_status(play->folder, &status);
    bool wide = program->canvas->width >= 60 && program->canvas->height >= 18;
    if (status.state == JOURNAL_NOT_SAVED && wide && !play->screen.frozen && !play->french &&
        !program->options.read_only)
        must(off_screen_shows("NOT SAVED"), "what is not saved says so");
}

/* ---- what comes ---- */

static unsigned take(struct play *play)
{
    return play->at < play->end ? *play->at++ : 0;
}

/* Has half a sequence or half a paste come? */
static bool is_waiting(const struct play *play)
{
    return play->program->input == NULL || input_deadline(play->program->input) != MSEC_NONE;
}

/* What is pasted inserts, and does nothing else. */
static void paste(struct play *play, size_t size)
{
    BUF_LOCAL struct buf bytes = {0};
    size_t left = (size_t)(play->end - play->at);
    size = size < left ? size : left;
    buf_add_text(&bytes, "\x1b[200~");
    buf_add(&bytes, play->at, size);
    bool plain = memchr(play->at, '\x1b', size) == NULL && !is_waiting(play);
    play->at += size;
    buf_add_text(&bytes, "\x1b[201~");
    const struct view *shown = play->program->shown;
    size_t events = session_log_count(folder_session(play->folder));
    machine_type(bytes.bytes, bytes.size);
    if (plain && !machine_is_stopped())
        must(play->program->shown == shown &&
                 session_log_count(folder_session(play->folder)) == events,
             "a paste presses no key");
    must(!plain || !machine_is_stopped(), "a paste ends nothing");
}

static void turn_screen(struct play *play, unsigned how)
{
    size_t count = sizeof sizes / sizeof *sizes;
    if (how < 0xf0) {
        play->screen.width = how % 16 == 0 ? sizes[how / 16 % count].width : 1 + (int)how;
        play->screen.height =
            how % 16 == 0 ? sizes[how / 16 % count].height : 1 + (int)how * 7 % 71;
    }
    play->screen.frozen = how == 0xff;
    off_screen_set(&play->screen);
    machine_signal(SIGWINCH);
}

static void pass(unsigned how)
{
    if (how < 0x80)
        machine_pass((msec_t)how * 16);
    else
        machine_hang((msec_t)(how - 0x7f) * 15 * MSEC_SECOND);
}

static void set_disc(struct play *play, unsigned how)
{
    play->disc = (enum disc_health)(how % DISC_HEALTH_COUNT);
    memory_disc_set(play->disc);
}

static void set_clock(unsigned how)
{
    if (how < 0xc0)
        machine_set_clock(((msec_t)how - 0x60) * 7 * MSEC_SECOND);
    else
        machine_sleep((msec_t)(how - 0xbf) * MSEC_MINUTE);
}

static void send_signal(unsigned how)
{
    static const int signals[] = {SIGTSTP, SIGCONT, SIGINT, SIGWINCH};
    machine_signal(signals[how % (sizeof signals / sizeof *signals)]);
}

/* What another program of the same user does meanwhile: it adds, or undoes. */
static void work_elsewhere(unsigned how)
{
    static const enum wish_verb verbs[] = {WISH_ADD, WISH_TAKE, WISH_NEXT, WISH_PAUSE};
    struct clock clock;
    struct event *event;
    struct refusal refusal = {0};
    struct commit commit;
    struct folder *folder = prepared_open();
    clock_init_real(&clock);
    struct instant now = clock_now(&clock);
    struct actor actor = {
        .writer = *folder_writer(folder), .launch = *folder_launch(folder), .now = now};
    struct wish wish = {.verb = verbs[how % (sizeof verbs / sizeof *verbs)],
                        .kind = ENTRY_NOTE,
                        .fields = {.text = "From the other laptop"}};
    if (session_decide(folder_session(folder), &wish, &actor, &event, &refusal))
        (void)folder_commit_take(folder, event, now.wall, &commit);
    refusal_finish(&refusal);
    folder_close(folder);
}

static void repeat(struct play *play, unsigned how)
{
    size_t size = how % 32, before = (size_t)(play->at - play->begin);
    if (before < size + 2)
        return;
    for (unsigned i = 0; i < 1 + how / 96; i++)
        machine_type(play->at - 2 - size, size);
}

static void mark(struct play *play, unsigned marker)
{
    unsigned how = take(play);
    switch (marker) {
    case 0xf5:
        repeat(play, how);
        break;
    case 0xf6:
        work_elsewhere(how);
        break;
    case 0xf7:
        paste(play, how);
        break;
    case 0xf8:
        turn_screen(play, how);
        break;
    case 0xf9:
        pass(how);
        break;
    case 0xfa:
        set_disc(play, how);
        break;
    case 0xfb:
        set_clock(how);
        break;
    case 0xfc:
        send_signal(how);
        break;
    default:
        machine_type(&(uint8_t){(uint8_t)how}, 1);
        break;
    }
}

static void step(struct play *play)
{
    enum { PIECE_MOST = 256 };
    if (*play->at >= 0xf5) {
        unsigned marker = take(play);
        mark(play, marker);
        return;
    }
    const uint8_t *from = play->at;
    while (play->at < play->end && *play->at < 0xf5 && play->at - from < PIECE_MOST)
        play->at++;
    machine_type(from, (size_t)(play->at - from));
}

/* ---- the end ---- */

static void type_text(const char *text)
{
    machine_type(text, strlen(text));
}

/* Whatever is open: out of it by Esc, then the key to quit, and yes where it asks. */
static void leave_by_hand(struct play *play)
{
    enum { ESCAPES = 24 };
    machine_pass(1100); /* somebody stuck in half a paste waits, too */
    for (int i = 0; i < ESCAPES && !machine_is_stopped(); i++) {
        type_text("\x1b");
        machine_pass(60);
    }
    must(!play->program->asked.open && !play->program->asked_line.open, "Esc leaves what asks");
    must(play->program->editor == NULL, "Esc leaves the text");
    type_text("q");
    if (!machine_is_stopped())
        type_text("y");
    must(machine_is_stopped(), "it can be left by hand");
}

static void keep_text(struct play *play)
{
    const struct editor *editor = play->program->editor;
    if (editor == NULL || editor_is_unchanged(editor) ||
        program_rule_of(play->program, editor) != ATTRIBUTION_NAMED)
        return;
    BUF_LOCAL struct buf clean = {0};
    const char *text = editor_read(editor, EDITOR_TEXT);
    (void)utf8_clean(text, strlen(text), &clean);
    if (clean.size > 0)
        play->text = mem_dup(text);
}

static void leave(struct play *play)
{
    struct journal_status status;
    memory_disc_set(play->disc = DISC_WELL);
    play->screen.frozen = false;
    off_screen_set(&play->screen);
    machine_pass(12 * MSEC_SECOND); /* it tries each second, from the rescue folder each ten */
    if (machine_is_stopped())
        return; /* half a sequence was one that quits */
    look(play);
    folder_read_status(play->folder, &status);
    must(status.state == JOURNAL_SAVED || status.state == JOURNAL_IDLE,
         "all is saved once the disc is well");
    play->end_by = play->by_hand ? PROGRAM_QUIT : PROGRAM_TERMINATED;
    if (play->by_hand) {
        leave_by_hand(play);
        return;
    }
    keep_text(play);
    machine_signal(SIGTERM);
    must(machine_is_stopped(), "it ends when it is told to");
}

static void drive(void *data)
{
    struct play *play = data;
    if (play->program == NULL) {
        play->program = machine_owner();
        size_t count;
        const struct view *const *all = views_all(&count);
        if (!play->program->options.read_only)
            program_show(play->program, all[play->begin[1] % count]->action);
        machine_pass(0);
    } else if (play->at < play->end) {
        step(play);
    } else {
        leave(play);
        return;
    }
    look(play);
}

static bool is_captured(const struct session *session, const char *text)
{
    const struct record *record = session_record(session);
    for (size_t i = 0; i < record->entries.count; i++)
        if (strstr(record->entries.items[i]->text, text) != NULL)
            return true;
    return false;
}

static void check_draft(const struct play *play, const struct folder *folder)
{
    struct drafts drafts = {0};
    must(folder_list_drafts(folder, &drafts) == 0, "drafts can be listed");
    bool found = play->text == NULL || is_captured(folder_session(folder), play->text);
    for (size_t i = 0; i < drafts.list.count && !found; i++)
        found = strcmp(drafts.list.items[i].text, play->text) == 0;
    must(found, "the text being written is a draft");
    drafts_finish(&drafts);
}

static void check_findings(const struct folder *folder)
{
    struct findings findings;
    folder_list_findings(folder, &findings);
    for (size_t i = 0; i < findings.list.count; i++)
        must(findings.list.items[i].elsewhere || findings.list.items[i].kind == FINDING_EMPTY,
             "the record is sound");
    findings_finish(&findings);
}

/* What the program knew is what the next one reads. */
static void check_record(const struct play *play)
{
    struct journal_status status;
    struct folder *again = prepared_open();
    const struct session *before = folder_session(play->folder), *after = folder_session(again);
    folder_read_status(play->folder, &status);
    must(session_log_count(after) + status.unsaved >= session_log_count(before),
         "what was saved is read again");
    for (size_t i = 0; i < session_log_count(after); i++) {
        const struct logged *logged = session_log_at(after, i);
        const struct logged *known = session_log_find(before, &logged->event->id);
        must(known == NULL || event_equal(known->event, logged->event), "and it is the same");
    }
    if (status.unsaved == 0)
        for (size_t i = 0; i < session_log_count(before); i++)
            must(session_log_find(after, &session_log_at(before, i)->event->id) != NULL,
                 "all that was known is on the disc");
    check_findings(again);
    check_draft(play, again);
    folder_close(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    enum { HEAD = 4, SIZE_MOST = 512 };
    if (size < HEAD || size > SIZE_MOST)
        return 0;
    struct play play = {.begin = bytes, .at = bytes + HEAD, .end = bytes + size};
    unsigned how = bytes[3];
    enum scenario scenario = (enum scenario)(bytes[0] % SCENARIO_COUNT);
    const struct size *start = &sizes[bytes[2] % (sizeof sizes / sizeof *sizes)];
    play.by_hand = (bytes[0] & 0x80) != 0;
    play.french = (how & 0x08) != 0;
    play.screen = (struct off_screen){.width = start->width,
                                      .height = start->height,
                                      .charset = (enum charset)((how & 0x03) % 3),
                                      .plain = (how & 0x04) != 0};
    prepared_put(scenario);
    prepared_set_language(play.french);
    if ((how & 0x80) != 0)
        machine_watch();
    off_screen_set(&play.screen);
    play.folder = prepared_open();
    struct clock clock;
    clock_init_real(&clock);
    struct keymap *keymap = keymap_new();
    struct program_options options = {
        .folder = play.folder,
        .clock = &clock,
        .language = play.french ? "fr" : NULL,
        .palette = (enum theme_palette)((bytes[2] >> 4) % PALETTE_COUNT),
        .view = (how & 0x10) != 0 ? ACTION_VIEW_STAGE : ACTION_VIEW_SESSION,
        .read_only = (how & 0x10) != 0,
        .roll = (how & 0x20) != 0,
        .take = (how & 0x40) != 0,
        .keymap = keymap,
        .bell = BELL_OFF,
    };
    struct message refusal = {0};
    machine_drive(drive, &play);
    enum program_end end = PROGRAM_LOST_TERMINAL;
    struct program_rest rest;
    must(program_run(&options, &end, &rest, &refusal) == 0, "the program runs");
    must(end != PROGRAM_LOST_TERMINAL, "the terminal was there");
    memory_disc_set(DISC_WELL);
    check_record(&play);
    folder_close(play.folder);
    keymap_free(keymap);
    free(play.text);
    machine_reset(0);
    must(memory_disc_count_open() == 0, "what was opened is closed");
    return 0;
}
