/*
 * The table of actions. A row is added when the program can do the thing, not before: what
 * stands here is in the help, in the menu and in `dais keys`.
 */
#include <dais/tui/action.h>

#include <string.h>

#include <dais/base/message.h>
#include <dais/base/name_table.h>

#define CLOCK(name, title, label, keys)                                                            \
    {                                                                                              \
        name, title, label, keys, CONTEXT_CLOCK, true                                              \
    }
#define CAPTURE(name, title, label, keys)                                                          \
    {                                                                                              \
        name, title, label, keys, CONTEXT_CAPTURE, true                                            \
    }
#define ENTRIES(name, title, label, keys)                                                          \
    {                                                                                              \
        name, title, label, keys, CONTEXT_ENTRIES, true                                            \
    }
#define FLOOR(name, title, label, keys)                                                            \
    {                                                                                              \
        name, title, label, keys, CONTEXT_FLOOR, true                                              \
    }
#define ADOPTION(name, title, label, keys)                                                         \
    {                                                                                              \
        name, title, label, keys, CONTEXT_ADOPTION, true                                           \
    }
#define PEOPLE(name, title, label, keys)                                                           \
    {                                                                                              \
        name, title, label, keys, CONTEXT_PEOPLE, true                                             \
    }
#define VIEW(name, title, label, keys)                                                             \
    {                                                                                              \
        name, title, label, keys, CONTEXT_EVERYWHERE, true                                         \
    }
#define MOVE(name, title, keys)                                                                    \
    {                                                                                              \
        name, title, NULL, keys, CONTEXT_EVERYWHERE, false                                         \
    }
#define EDITOR(name, title, label, keys)                                                           \
    {                                                                                              \
        name, title, label, keys, CONTEXT_EDITOR, false                                            \
    }
#define ANSWER(name, title, label, keys)                                                           \
    {                                                                                              \
        name, title, label, keys, CONTEXT_QUESTION, false                                          \
    }

/* clang-format off */
static const struct action_info actions[] = {
    [ACTION_NONE] = {"none", "", NULL, "", CONTEXT_EVERYWHERE, false},

    [ACTION_START_PAUSE] = CLOCK("start-pause", N_("Start, pause, resume"), N_("start, pause"),
                                 "Space p"),
    [ACTION_NEXT] = CLOCK("next", N_("End this slot, start the next"), N_("next"),
                          "] Ctrl-Right"),
    [ACTION_BACK] = CLOCK("back", N_("Back to the previous slot"), N_("back"), "[ Ctrl-Left"),
    [ACTION_STOP] = CLOCK("stop", N_("End this slot, start none"), NULL, "E"),
    [ACTION_GO_TO] = CLOCK("go-to", N_("Go to the selected slot"), NULL, "g"),
    [ACTION_MORE] = CLOCK("more", N_("One minute more"), "", "+ ="),
    [ACTION_LESS] = CLOCK("less", N_("One minute less"), N_("time"), "-"),
    [ACTION_MORE_FIVE] = CLOCK("more-five", N_("Five minutes more"), NULL, ">"),
    [ACTION_LESS_FIVE] = CLOCK("less-five", N_("Five minutes less"), NULL, "<"),
    [ACTION_SKIP] = CLOCK("skip", N_("Skip the selected slot"), NULL, "s"),
    [ACTION_INSERT] = CLOCK("insert", N_("Insert a slot"), NULL, "i"),
    [ACTION_SWAP] = CLOCK("swap", N_("Swap the selected slot with another"), NULL, ""),
    [ACTION_FLOOR] = CLOCK("floor", N_("Floor: start, stop the next"), N_("floor"), "f"),
    [ACTION_REQUEST] = CLOCK("request", N_("A request from the floor"), NULL, "o"),
    [ACTION_MESSAGE] = CLOCK("message", N_("Message to the speaker"), NULL, "m"),
    [ACTION_TAKE_CLOCK] = CLOCK("take-clock", N_("Take the clock"), NULL, ""),
    [ACTION_END_SESSION] = CLOCK("end-session", N_("End the session's clock"), NULL, ""),

    [ACTION_CONCLUSION] = CAPTURE("conclusion", N_("Write a conclusion"), N_("conclusion"), "c"),
    [ACTION_RECOMMENDATION] = CAPTURE("recommendation", N_("Write a recommendation"),
                                      N_("recommendation"), "r"),
    [ACTION_NOTE] = CAPTURE("note", N_("Write a note"), N_("note"), "n"),
    [ACTION_ACTION] = CAPTURE("action", N_("Write an action"), NULL, "a"),
    [ACTION_DECISION] = CAPTURE("decision", N_("Write a decision"), NULL, "d"),
    [ACTION_OTHER_KIND] = CAPTURE("other-kind", N_("Write another kind of entry"), NULL, "k"),
    [ACTION_EDIT] = CAPTURE("edit", N_("Edit the selected entry"), NULL, "e"),
    [ACTION_WITHDRAW] = CAPTURE("withdraw", N_("Withdraw the selected entry"), NULL, "w"),
    [ACTION_READ_BACK] = CAPTURE("read-back", N_("Read back what was captured"), NULL, "R"),
    [ACTION_EXPORT] = CAPTURE("export", N_("Export a report"), NULL, "x"),
    [ACTION_RULE] = CAPTURE("attribution-rule", N_("Another attribution rule"), NULL, ""),

    [ACTION_FILTER] = ENTRIES("filter", N_("Show only some of the entries"), N_("filter"), "F"),
    [ACTION_VERSIONS] = ENTRIES("versions", N_("Versions of the selected entry"), N_("versions"),
                                "v"),
    [ACTION_MOVE_ENTRY] = ENTRIES("move-entry", N_("Move the entry to another slot"), NULL, "M"),
    [ACTION_MARK_ENTRY] = ENTRIES("mark-entry", N_("Mark the entry"), NULL,
                                  "* Insert"),
    [ACTION_MERGE_ENTRIES] = ENTRIES("merge-entries", N_("Merge the marked entries"), NULL, "G"),
    [ACTION_ENTRY_EARLIER] = ENTRIES("entry-earlier", N_("The entry goes up"),
                                     NULL, "K"),
    [ACTION_ENTRY_LATER] = ENTRIES("entry-later", N_("The entry goes down"), NULL,
                                   "J"),
    [ACTION_SETTLE] = ENTRIES("settle", N_("Choose among its versions"), NULL, "V"),
    [ACTION_SHOW_ALL] = ENTRIES("show-all", N_("Show all entries again"), NULL, "A"),

    [ACTION_FLOOR_NEXT] = FLOOR("floor-next", N_("The next speaker starts at once"),
                                N_("next speaker"), "N"),
    [ACTION_FLOOR_PAUSE] = FLOOR("floor-pause", N_("Pause the speaker, or go on"), N_("pause"),
                                 "P"),
    [ACTION_FLOOR_ORDER] = FLOOR("floor-order", N_("A point of order"), N_("point of order"), "O"),
    [ACTION_FLOOR_SKIP] = FLOOR("floor-skip", N_("Skip the selected speaker"), N_("skip"), "S"),
    [ACTION_FLOOR_EARLIER] = FLOOR("floor-earlier", N_("The selected one speaks earlier"), "",
                                   "K"),
    [ACTION_FLOOR_LATER] = FLOOR("floor-later", N_("The selected one speaks later"), N_("order"),
                                 "J"),
    [ACTION_FLOOR_ABSENT] = FLOOR("floor-absent", N_("The selected one is absent"),
                                  N_("absent"), "A"),
    [ACTION_FLOOR_REPLACED] = FLOOR("floor-replaced", N_("Somebody else came instead"), N_("replaced"), "B"),
    [ACTION_FLOOR_TOTALS] = FLOOR("floor-totals", N_("Speaking time of the session"),
                                  N_("totals"), "T"),

    [ACTION_REPLAN_WHY] = {"replan-why", N_("Take the plan, with a reason"), N_("with a reason"),
                           "W", CONTEXT_REPLAN, true},

    [ACTION_ADOPT] = ADOPTION("adopt", N_("Adopt the text"), N_("adopt"), "y"),
    [ACTION_ADOPT_RESERVED] = ADOPTION("adopt-reserved", N_("Adopt it with a reservation"),
                                       N_("reservation"), "v"),
    [ACTION_SHOW_OF_HANDS] = ADOPTION("show-of-hands", N_("Count a show of hands"), N_("hands"),
                                      "V"),
    [ACTION_REFER] = ADOPTION("refer", N_("Refer the text to somebody"), N_("refer"), "j"),
    [ACTION_DEFER] = ADOPTION("defer", N_("Defer the text"), N_("defer"), "l"),
    [ACTION_NOT_ADOPTED] = ADOPTION("not-adopted", N_("The text is not adopted"),
                                    N_("not adopted"), "N"),
    [ACTION_HOLD_BACK] = ADOPTION("hold-back", N_("Hold the text back, or no more"),
                                  N_("hold back"), "h"),
    [ACTION_EN_BLOC] = ADOPTION("en-bloc", N_("Adopt en bloc what is left"),
                                N_("en bloc"), "b"),
    [ACTION_REOPEN_TEXT] = ADOPTION("reopen-text", N_("Reopen a text that was decided"), NULL,
                                    "O"),
    [ACTION_ADOPTION_CHANGES] = ADOPTION("adoption-changes",
                                         N_("What was changed, or the text"), NULL, "D"),
    [ACTION_ADOPTION_FILTER] = ADOPTION("adoption-filter", N_("Show only some of the texts"),
                                        NULL, "F"),

    [ACTION_PEOPLE_PRESENT] = PEOPLE("people-present", N_("The selected one is present"),
                                     N_("present"), "P"),
    [ACTION_PEOPLE_ABSENT] = PEOPLE("people-absent", N_("The selected one is absent"),
                                    N_("absent"), "A"),
    [ACTION_PEOPLE_LATE] = PEOPLE("people-late", N_("The selected one is late"), N_("late"), "L"),
    [ACTION_PEOPLE_TBC] = PEOPLE("people-tbc", N_("The selected one is to be confirmed"), NULL,
                                 "T"),
    [ACTION_PEOPLE_CONFIRMED] = PEOPLE("people-confirmed", N_("The selected one is confirmed"),
                                       NULL, "C"),
    [ACTION_PEOPLE_REPLACED] = PEOPLE("people-replaced", N_("Somebody else came instead"),
                                      N_("replaced"), "B"),
    [ACTION_PEOPLE_COUNT] = PEOPLE("people-count", N_("Count the participants"), N_("count"),
                                   "H"),
    [ACTION_PEOPLE_FILTER] = PEOPLE("people-filter", N_("Show only some of the people"),
                                    N_("filter"), "F"),

    [ACTION_REPORT_OPEN] = {"report-open", N_("Open the exported file"), N_("open"), "O",
                            CONTEXT_REPORT, true},

    [ACTION_CLOSE_SESSION] = {"close-session", N_("Close the session"), N_("close"), "C",
                              CONTEXT_REPORT, true},

    [ACTION_VIEW_SESSION] = VIEW("view-session", N_("Session"), NULL, "1"),
    [ACTION_VIEW_ENTRIES] = VIEW("view-entries", N_("Entries"), NULL, "2"),
    [ACTION_VIEW_FLOOR] = VIEW("view-floor", N_("Floor"), NULL, "3"),
    [ACTION_VIEW_REPLAN] = VIEW("view-replan", N_("Replan"), NULL, "4"),
    [ACTION_VIEW_ADOPTION] = VIEW("view-adoption", N_("Adoption"), NULL, "5"),
    [ACTION_VIEW_PEOPLE] = VIEW("view-people", N_("People"), NULL, "6"),
    [ACTION_VIEW_REPORT] = VIEW("view-report", N_("Report"), NULL, "7"),
    [ACTION_VIEW_JOURNAL] = VIEW("view-journal", N_("Journal"), NULL, "8"),
    [ACTION_VIEW_REVIEW] = VIEW("view-review", N_("Review: what is missing"), NULL, "!"),
    [ACTION_VIEW_STAGE] = VIEW("view-stage", N_("Stage"), NULL, "t"),
    [ACTION_VIEW_NEXT] = MOVE("view-next", N_("Next view"), "Alt-Right"),
    [ACTION_VIEW_PREVIOUS] = MOVE("view-previous", N_("Previous view"), "Alt-Left"),
    [ACTION_PANE_NEXT] = MOVE("pane-next", N_("Next pane"), "Tab"),
    [ACTION_PANE_PREVIOUS] = MOVE("pane-previous", N_("Previous pane"), "Shift-Tab"),
    [ACTION_ZOOM] = VIEW("zoom", N_("Blow up the pane"), NULL, "z"),
    [ACTION_UP] = MOVE("up", N_("Up"), "Up"),
    [ACTION_DOWN] = MOVE("down", N_("Down"), "Down"),
    [ACTION_LEFT] = MOVE("left", N_("Left"), "Left"),
    [ACTION_RIGHT] = MOVE("right", N_("Right"), "Right"),
    [ACTION_PAGE_UP] = MOVE("page-up", N_("Page up"), "PageUp"),
    [ACTION_PAGE_DOWN] = MOVE("page-down", N_("Page down"), "PageDown"),
    [ACTION_FIRST] = MOVE("first", N_("To the beginning"), "Home"),
    [ACTION_LAST] = MOVE("last", N_("To the end"), "End"),
    [ACTION_OPEN] = MOVE("open", N_("Open"), "Enter"),
    [ACTION_LEAVE] = MOVE("leave", N_("Leave"), "Esc"),
    [ACTION_SEARCH] = VIEW("search", N_("Search"), NULL, "/"),
    [ACTION_UNDO] = VIEW("undo", N_("Undo"), N_("undo"), "u Ctrl-z"),
    [ACTION_REDO] = VIEW("redo", N_("Redo"), NULL, "U Ctrl-y"),
    [ACTION_MENU] = {"menu", N_("Menu"), N_("menu"), "F2", CONTEXT_EVERYWHERE, false},
    [ACTION_HELP] = VIEW("help", N_("Help"), N_("help"), "? F1"),
    [ACTION_SUSPEND] = VIEW("suspend", N_("Suspend the program"), NULL, ""),
    [ACTION_QUIT] = VIEW("quit", N_("Quit"), NULL, "q Ctrl-c"),

    [ACTION_PAGER_DOWN] = {"pager-down", N_("Page down"), N_("page"), "Space", CONTEXT_PAGER,
                           false},

    [ACTION_EDITOR_SAVE] = EDITOR("editor-save", N_("Save and close"), N_("save"), "Enter"),
    [ACTION_EDITOR_NEWLINE] = EDITOR("editor-newline", N_("New line"), N_("new line"),
                                     "Ctrl-j Alt-Enter"),
    [ACTION_EDITOR_LEAVE] = EDITOR("editor-leave", N_("Leave; the draft is kept"), N_("leave"),
                                   "Esc"),
    [ACTION_EDITOR_FIELD_NEXT] = EDITOR("editor-field-next", N_("Next field"), N_("fields"),
                                        "Tab"),
    [ACTION_EDITOR_FIELD_PREVIOUS] = EDITOR("editor-field-previous", N_("Previous field"), NULL,
                                            "Shift-Tab"),
    [ACTION_EDITOR_TRACK] = EDITOR("editor-track", N_("The next track of the slot, or none"), NULL,
                                   "Ctrl-t"),
    [ACTION_EDITOR_PROGRAM] = EDITOR("editor-program", N_("Write in $EDITOR"), N_("$EDITOR"),
                                     "Ctrl-x"),
    [ACTION_EDITOR_TAKE_UP] = EDITOR("editor-take-up", N_("Take up the text that was left"), NULL,
                                     "Ctrl-o"),
    [ACTION_EDITOR_LEFT] = EDITOR("editor-left", N_("Left"), NULL, "Left"),
    [ACTION_EDITOR_RIGHT] = EDITOR("editor-right", N_("Right"), NULL, "Right"),
    [ACTION_EDITOR_UP] = EDITOR("editor-up", N_("Up"), NULL, "Up"),
    [ACTION_EDITOR_DOWN] = EDITOR("editor-down", N_("Down"), NULL, "Down"),
    [ACTION_EDITOR_WORD_LEFT] = EDITOR("editor-word-left", N_("A word to the left"), NULL,
                                       "Ctrl-Left Alt-b"),
    [ACTION_EDITOR_WORD_RIGHT] = EDITOR("editor-word-right", N_("A word to the right"), NULL,
                                        "Ctrl-Right Alt-f"),
    [ACTION_EDITOR_LINE_START] = EDITOR("editor-line-start", N_("To the start of the line"), NULL,
                                        "Home Ctrl-a"),
    [ACTION_EDITOR_LINE_END] = EDITOR("editor-line-end", N_("To the end of the line"), NULL,
                                      "End Ctrl-e"),
    [ACTION_EDITOR_PAGE_UP] = EDITOR("editor-page-up", N_("Page up"), NULL, "PageUp"),
    [ACTION_EDITOR_PAGE_DOWN] = EDITOR("editor-page-down", N_("Page down"), NULL, "PageDown"),
    [ACTION_EDITOR_START] = EDITOR("editor-start", N_("To the start of the text"), NULL,
                                   "Ctrl-Home"),
    [ACTION_EDITOR_END] = EDITOR("editor-end", N_("To the end of the text"), NULL, "Ctrl-End"),
    [ACTION_EDITOR_MARK] = EDITOR("editor-mark", N_("Select from here (or Shift)"), NULL, "Ctrl-Space Ctrl-b"),
    [ACTION_EDITOR_BACKSPACE] = EDITOR("editor-backspace", N_("Delete to the left"), NULL,
                                       "Backspace Ctrl-h"),
    [ACTION_EDITOR_DELETE] = EDITOR("editor-delete", N_("Delete to the right"), NULL,
                                    "Delete Ctrl-d"),
    [ACTION_EDITOR_DELETE_WORD] = EDITOR("editor-delete-word",
                                         N_("Delete the word to the left"), NULL,
                                         "Ctrl-w Alt-Backspace"),
    [ACTION_EDITOR_CUT] = EDITOR("editor-cut", N_("Cut the selection or line"), NULL, "Ctrl-k"),
    [ACTION_EDITOR_COPY] = EDITOR("editor-copy", N_("Copy the selection or line"), NULL, "Alt-c"),
    [ACTION_EDITOR_PASTE] = EDITOR("editor-paste", N_("Paste what was cut or copied"), NULL,
                                   "Ctrl-u"),
    [ACTION_EDITOR_UNDO] = EDITOR("editor-undo", N_("Undo in the text"), N_("undo"), "Ctrl-z"),
    [ACTION_EDITOR_REDO] = EDITOR("editor-redo", N_("Redo in the text"), NULL, "Ctrl-y"),
    [ACTION_EDITOR_FIND] = EDITOR("editor-find", N_("Find in the text"), N_("find"), "Ctrl-f"),
    [ACTION_EDITOR_FIND_NEXT] = EDITOR("editor-find-next", N_("Find the next place"), NULL,
                                       "Ctrl-g"),
    [ACTION_EDITOR_FIND_PREVIOUS] = EDITOR("editor-find-previous", N_("Find the place before"),
                                           NULL, "Alt-g"),

    [ACTION_ANSWER_YES] = ANSWER("answer-yes", N_("Yes"), N_("yes"), "y"),
    [ACTION_ANSWER_NO] = ANSWER("answer-no", N_("No"), N_("no"), "n Esc q Ctrl-c"),
    [ACTION_ANSWER_OTHER] = ANSWER("answer-other", N_("The other answer"), N_("choose"),
                                   "Down Up Right Left Tab Shift-Tab"),
    [ACTION_ANSWER_TAKE] = ANSWER("answer-take", N_("Take this answer"), N_("take"), "Enter"),
};
/* clang-format on */
static_assert(sizeof actions / sizeof actions[0] == ACTION_COUNT, "every action has its row");

static const char *const context_titles[] = {
    [CONTEXT_CLOCK] = N_("Clock"),
    [CONTEXT_CAPTURE] = N_("Capture"),
    [CONTEXT_ENTRIES] = N_("Entries"),
    [CONTEXT_FLOOR] = N_("Floor"),
    [CONTEXT_REPLAN] = N_("Replan"),
    [CONTEXT_ADOPTION] = N_("Adoption"),
    [CONTEXT_PEOPLE] = N_("People"),
    [CONTEXT_REPORT] = N_("Report"),
    [CONTEXT_EVERYWHERE] = N_("Everywhere"),
    [CONTEXT_PAGER] = N_("Help, journal, report"),
    [CONTEXT_EDITOR] = N_("While writing"),
    [CONTEXT_QUESTION] = N_("Questions"),
};
NAME_TABLE_COMPLETE(context_titles, CONTEXT_COUNT);

static const struct {
    size_t count;
    enum action_context contexts[5];
} places[] = {
    [PLACE_SESSION] = {3, {CONTEXT_CLOCK, CONTEXT_CAPTURE, CONTEXT_EVERYWHERE}},
    [PLACE_ENTRIES] = {4, {CONTEXT_ENTRIES, CONTEXT_CLOCK, CONTEXT_CAPTURE, CONTEXT_EVERYWHERE}},
    [PLACE_FLOOR] = {4, {CONTEXT_FLOOR, CONTEXT_CLOCK, CONTEXT_CAPTURE, CONTEXT_EVERYWHERE}},
    [PLACE_REPLAN] = {4, {CONTEXT_REPLAN, CONTEXT_CLOCK, CONTEXT_CAPTURE, CONTEXT_EVERYWHERE}},
    [PLACE_ADOPTION] = {4,
                        {CONTEXT_ADOPTION, CONTEXT_CLOCK, CONTEXT_CAPTURE, CONTEXT_EVERYWHERE}},
    [PLACE_READ_BACK] = {4, {CONTEXT_PAGER, CONTEXT_CLOCK, CONTEXT_CAPTURE, CONTEXT_EVERYWHERE}},
    [PLACE_PEOPLE] = {4, {CONTEXT_PEOPLE, CONTEXT_CLOCK, CONTEXT_CAPTURE, CONTEXT_EVERYWHERE}},
    [PLACE_REPORT] = {5,
                      {CONTEXT_REPORT, CONTEXT_PAGER, CONTEXT_CLOCK, CONTEXT_CAPTURE,
                       CONTEXT_EVERYWHERE}},
    [PLACE_REVIEW] = {3, {CONTEXT_CLOCK, CONTEXT_CAPTURE, CONTEXT_EVERYWHERE}},
    [PLACE_STAGE] = {2, {CONTEXT_CLOCK, CONTEXT_EVERYWHERE}},
    [PLACE_JOURNAL] = {4, {CONTEXT_PAGER, CONTEXT_CLOCK, CONTEXT_CAPTURE, CONTEXT_EVERYWHERE}},
    [PLACE_HELP] = {4, {CONTEXT_PAGER, CONTEXT_CLOCK, CONTEXT_CAPTURE, CONTEXT_EVERYWHERE}},
    [PLACE_MENU] = {1, {CONTEXT_EVERYWHERE}},
    [PLACE_EDITOR] = {2, {CONTEXT_EDITOR, CONTEXT_EVERYWHERE}},
    [PLACE_QUESTION] = {1, {CONTEXT_QUESTION}},
};
NAME_TABLE_COMPLETE(places, PLACE_COUNT);

const struct action_info *action_info(enum action action)
{
    assert(action > ACTION_NONE && action < ACTION_COUNT);
    return &actions[action];
}

enum action action_find(const char *name)
{
    for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
        if (strcmp(actions[action].name, name) == 0)
            return (enum action)action;
    return ACTION_NONE;
}

const char *action_context_title(enum action_context context)
{
    return context_titles[context];
}

const enum action_context *action_contexts(enum action_place place, size_t *ret_count)
{
    *ret_count = places[place].count;
    return places[place].contexts;
}
