/*
 * The table of commands: what the help lists, what the manual is made from, what runs.
 */
#include "command.h"

#include <string.h>

#include <dais/base/message.h>
#include <dais/base/name_table.h>

#include "entry_options.h"

static const struct command commands[] = {
    {"run", "SESSION [--hook PROGRAM] [--roll]", N_("opens the session on screen"),
     "  dais run sou-88\n  dais run sou-88 --rehearse --speed 60\n"
     "  dais run sou-88 --roll --hook room-lights\n",
     OPTION_BIT(OPTION_HOOK) | OPTION_BIT(OPTION_ROLL), 1, 1, command_run},
    {"demo", "[--speed N]", N_("rehearses the SOU-88 session on a scratch record"),
     "  dais demo\n  dais demo --speed 60\n", 0, 0, 0, command_demo},
    {"stage", "SESSION [--hook PROGRAM]",
     N_("the clock for the room, in another terminal; only reads"), "  dais stage sou-88\n",
     OPTION_BIT(OPTION_HOOK), 1, 1, command_stage},
    {"check", "SESSION...", N_("all findings about a programme, or about your settings"),
     "  dais check sou-88\n  dais check my-session.yaml\n", 0, 1, -1, command_check},
    {"show", "SESSION [--json]", N_("the programme as a table, as it runs"),
     "  dais show sou-88\n  dais show sou-88 --lang fr\n", OPTION_BIT(OPTION_JSON), 1, 1,
     command_show},
    {"timer",
     "SESSION start|pause|resume|next|stop|back|goto SLOT|extend SPAN|shorten SPAN|skip "
     "SLOT|insert TITLE SPAN|swap SLOT SLOT|end",
     N_("moves the clock, for scripts, pedals and buttons"),
     "  dais timer sou-88 start\n  dais timer sou-88 extend 5m\n"
     "  dais timer sou-88 goto \"Coffee\"\n",
     0, 2, 4, command_timer},
    {"replan", "SESSION [shift|absorb|compress] [--apply] [--why TEXT] [--json]",
     N_("what ends the day in time, and what it costs each slot; --apply takes it"),
     "  dais replan sou-88\n  dais replan sou-88 absorb --apply\n"
     "  dais replan sou-88 compress --apply --why \"the room closes at 12:30\"\n",
     OPTION_BIT(OPTION_APPLY) | OPTION_BIT(OPTION_WHY) | OPTION_BIT(OPTION_KEEP_NAMES) |
         OPTION_BIT(OPTION_JSON),
     1, 2, command_replan},
    {"floor", "SESSION request|start|pause|stop|skip|swap|order|list [PERSON...] [--minutes N]",
     N_("speakers and requests; order is a point of order"),
     "  dais floor sou-88 start\n  dais floor sou-88 request \"Robert Hakiza\" --minutes 3\n"
     "  dais floor sou-88 swap pyne riallant\n  dais floor sou-88 list\n",
     OPTION_BIT(OPTION_MINUTES), 2, -1, command_floor},
    {"people",
     "SESSION [PERSON confirmed|tbc|present|absent|late|replaced-by NAME] [--count N] [--json]",
     N_("who is there, how many were counted, and who has spoken how long"),
     "  dais people sou-88\n  dais people sou-88 cochetel absent\n"
     "  dais people sou-88 \"Samuel Pyne\" replaced-by \"Robert Hakiza\"\n"
     "  dais people sou-88 --count 54\n  dais people sou-88 --count 48 --slot 3\n",
     OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_KEEP_NAMES) | OPTION_BIT(OPTION_COUNTED) |
         OPTION_BIT(OPTION_SLOT),
     1, -1, command_people},
    {"message", "SESSION TEXT [--for SPAN]",
     N_("a line to the speaker on the stage screens; an empty one takes it away"),
     "  dais message sou-88 \"Two minutes, please\"\n"
     "  dais message sou-88 \"Please speak up\" --for 2m\n  dais message sou-88 \"\"\n",
     OPTION_BIT(OPTION_FOR) | OPTION_BIT(OPTION_KEEP_NAMES), 2, 2, command_message},
    {"rule", "SESSION [named|affiliation|chatham-house] [--slot SLOT] [--why TEXT] [--yes]",
     N_("which attribution rule is in force, or another one from now on"),
     "  dais rule sou-88\n  dais rule sou-88 chatham-house\n"
     "  dais rule sou-88 named --slot 2 --why \"official statements\" --yes\n",
     OPTION_BIT(OPTION_SLOT) | OPTION_BIT(OPTION_WHY) | OPTION_BIT(OPTION_YES) |
         OPTION_BIT(OPTION_KEEP_NAMES),
     1, 2, command_rule},
    {"status", "SESSION [--json]", N_("one reading: running slot, elapsed, left, forecast"),
     "  dais status sou-88\n  dais status sou-88 --json\n", OPTION_BIT(OPTION_JSON), 1, 1,
     command_status},
    {"add",
     "SESSION --kind KIND TEXT (- for standard input, -- before a text that begins with a dash)",
     N_("captures an entry; prints its number and id once it is on the disc"),
     "  dais add sou-88 --kind recommendation --to donors \"Fund city-to-city learning\"\n"
     "  dais add sou-88 --kind note - <notes.txt\n",
     ENTRY_FIELD_OPTIONS | OPTION_BIT(OPTION_SLOT) | OPTION_BIT(OPTION_TRACK), 2, 2, command_add},
    {"amend",
     "SESSION ID [TEXT] [--settle] (- for standard input, -- before a text that begins with a "
     "dash)",
     N_("makes a new version of an entry; the old ones stay"),
     "  dais amend sou-88 R1 \"Fund learning between cities\"\n"
     "  dais amend sou-88 R1 --to \"donors and states\"\n"
     "  dais amend sou-88 R1 \"Fund learning between cities\" --settle\n",
     ENTRY_FIELD_OPTIONS | OPTION_BIT(OPTION_SETTLE), 2, 3, command_amend},
    {"withdraw", "SESSION ID... [--why TEXT]", N_("takes entries out of the report"),
     "  dais withdraw sou-88 R2 --why \"said twice\"\n",
     OPTION_BIT(OPTION_WHY) | OPTION_BIT(OPTION_KEEP_NAMES), 2, -1, command_withdraw},
    {"merge", "SESSION ID ID... [--why TEXT]", N_("the first entry stays, the others go into it"),
     "  dais merge sou-88 R1 R4 R7 --why \"said three times\"\n",
     OPTION_BIT(OPTION_WHY) | OPTION_BIT(OPTION_KEEP_NAMES), 3, -1, command_merge},
    {"move", "SESSION ID... [--slot SLOT [--track N]] [--behind ID]",
     N_("binds entries to another slot, or puts them elsewhere in the order"),
     "  dais move sou-88 C1 C2 --slot 5 --track 1\n  dais move sou-88 R7 --behind R2\n"
     "  dais move sou-88 R7 --behind first\n",
     OPTION_BIT(OPTION_SLOT) | OPTION_BIT(OPTION_TRACK) | OPTION_BIT(OPTION_BEHIND) |
         OPTION_BIT(OPTION_KEEP_NAMES),
     2, -1, command_move},
    {"adopt",
     "SESSION ID...|--en-bloc [--reservation TEXT] [--reserved-by WHOM] [--for N --against N "
     "--abstained N]",
     N_("the room adopts texts as they stand; with --propose, --hold-back or --release not yet"),
     "  dais adopt sou-88 R1 R2\n  dais adopt sou-88 R3 --reservation \"not before 2024\"\n"
     "  dais adopt sou-88 R4 --for 31 --against 4 --abstained 2\n"
     "  dais adopt sou-88 R5 --hold-back\n  dais adopt sou-88 --en-bloc\n",
     OPTION_BIT(OPTION_VOTES_FOR) | OPTION_BIT(OPTION_AGAINST) | OPTION_BIT(OPTION_ABSTAINED) |
         OPTION_BIT(OPTION_RESERVATION) | OPTION_BIT(OPTION_RESERVED_BY) |
         OPTION_BIT(OPTION_EN_BLOC) | OPTION_BIT(OPTION_HOLD_BACK) | OPTION_BIT(OPTION_RELEASE) |
         OPTION_BIT(OPTION_PROPOSE) | OPTION_BIT(OPTION_KEEP_NAMES),
     1, -1, command_adopt},
    {"defer", "SESSION ID...", N_("the room puts texts off"), "  dais defer sou-88 R6\n", 0, 2, -1,
     command_defer},
    {"refer", "SESSION ID... --to WHOM", N_("the room leaves texts to somebody else"),
     "  dais refer sou-88 R7 --to \"the drafting committee\"\n", OPTION_BIT(OPTION_REFER_TO), 2, -1,
     command_refer},
    {"reject", "SESSION ID... [--for N --against N --abstained N]",
     N_("the room does not adopt texts"),
     "  dais reject sou-88 R8\n  dais reject sou-88 R8 --for 4 --against 31 --abstained 2\n",
     OPTION_BIT(OPTION_VOTES_FOR) | OPTION_BIT(OPTION_AGAINST) | OPTION_BIT(OPTION_ABSTAINED), 2,
     -1, command_reject},
    {"undo", "SESSION [--yes]", N_("takes back this writer's last live action"),
     "  dais undo sou-88\n", OPTION_BIT(OPTION_YES), 1, 1, command_undo},
    {"redo", "SESSION [--yes]", N_("does again what was undone"), "  dais redo sou-88\n",
     OPTION_BIT(OPTION_YES), 1, 1, command_redo},
    {"entries",
     "SESSION [--kind KIND] [--slot SLOT] [--standing STANDING] [--search TEXT] [--json]",
     N_("what was captured"),
     "  dais entries sou-88 --kind recommendation\n  dais entries sou-88 --search refugies\n",
     OPTION_BIT(OPTION_KIND) | OPTION_BIT(OPTION_SLOT) | OPTION_BIT(OPTION_STANDING) |
         OPTION_BIT(OPTION_SEARCH) | OPTION_BIT(OPTION_JSON),
     1, 1, command_entries},
    {"review", "SESSION", N_("what is still missing before the end; exits with 1 if anything is"),
     "  dais review sou-88\n", 0, 1, 1, command_review},
    {"log", "SESSION", N_("what happened, in order"), "  dais log sou-88\n", 0, 1, 1, command_log},
    {"export", "SESSION [--what WHAT] [--format FORMAT] [--as-run] [--template FILE] [--force] [-o FILE]",
     N_("writes a report"),
     "  dais export sou-88 -o report.md\n"
     "  dais export sou-88 --what recommendations --lang fr\n"
     "  dais export sou-88 --what timing --format csv\n"
     "  dais export sou-88 --template un-workshop -o form.html\n",
     OPTION_BIT(OPTION_WHAT) | OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_AS_RUN) |
         OPTION_BIT(OPTION_TEMPLATE) | OPTION_BIT(OPTION_FORCE) | OPTION_BIT(OPTION_OUTPUT),
     1, 1, command_export},
    {"close", "SESSION", N_("the session is over; reports are final"), "  dais close sou-88\n", 0,
     1, 1, command_close},
    {"reopen", "SESSION [ID...] --why TEXT",
     N_("takes back what the room made of texts, or the end and closing of the session"),
     "  dais reopen sou-88 R3 --why \"a word was missing\"\n"
     "  dais reopen sou-88 --why \"a recommendation was missing\"\n",
     OPTION_BIT(OPTION_WHY) | OPTION_BIT(OPTION_KEEP_NAMES), 1, -1, command_reopen},
    {"collect", "SESSION FOLDER_OR_FILE...", N_("brings in the journals of other laptops"),
     "  dais collect sou-88 /media/stick/sou-88\n", 0, 2, -1, command_collect},
    {"verify", "SESSION", N_("is every frame of the journals whole? changes nothing"),
     "  dais verify sou-88\n", 0, 1, 1, command_verify},
    {"confirm", "SESSION ID...", N_("accepts frames that were edited by hand"),
     "  dais confirm sou-88 R3\n", 0, 2, -1, command_confirm},
    {"keys", "", N_("the keys in force, and the names of the actions"), "  dais keys\n", 0, 0, 0,
     command_keys},
    {"themes", "", N_("the themes"), "  dais themes\n", 0, 0, 0, command_themes},
};
enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

const struct command *command_at(size_t index)
{
    return index < COMMAND_COUNT ? &commands[index] : NULL;
}

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    }
    return NULL;
}

const char *command_nearest(const char *name)
{
    const char *names[COMMAND_COUNT];
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[i] = commands[i].name;
    return name_nearest(names, COMMAND_COUNT, name);
}
