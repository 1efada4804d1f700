/*
 * The words of reports in English. The order is that of the enums; what is missing is found by
 * the size of the table or by its test.
 */
#include "report_words_tables.h"

#include <dais/base/name_table.h>

static const char *const words[] = {
    [WORD_DRAFT] = "Draft: the session is not closed yet.",
    [WORD_FINAL] = "Final: the session was closed on {1} at {2}.",
    [WORD_TEXTS_IN] = "The texts of the programme are in {1}.",
    [WORD_ONLY_IN] = "only in {1}",

    [WORD_REPORT] = "Report",
    [WORD_RECOMMENDATIONS] = "Recommendations",
    [WORD_SUMMARY] = "Summary",
    [WORD_TIMING] = "Planned against actual times",
    [WORD_PROGRAMME] = "Programme",
    [WORD_PROGRAMME_AS_RUN] = "Programme as run",

    [WORD_TITLE] = "Title",
    [WORD_CODE] = "Code",
    [WORD_EVENT] = "Event",
    [WORD_SERIES] = "Series",
    [WORD_PROJECT] = "Project",
    [WORD_TYPE] = "Type",
    [WORD_DATE] = "Date",
    [WORD_TIME] = "Time",
    [WORD_VENUE] = "Venue",
    [WORD_ORGANISERS] = "Organisers",
    [WORD_PARTNERS] = "Partners",
    [WORD_SUPPORTERS] = "Supported by",
    [WORD_PARTICIPANTS] = "Participants",
    [WORD_COUNTED] = "Participants counted",
    [WORD_THEMES] = "Themes",
    [WORD_ATTRIBUTION] = "Attribution",
    [WORD_CONTACTS] = "Contacts",
    [WORD_LINKS] = "Links",

    [WORD_CONTEXT] = "Context",
    [WORD_OBJECTIVES] = "Objectives",
    [WORD_EXPECTED_OUTCOMES] = "Expected outcomes",
    [WORD_DISCUSSION] = "What was said",
    [WORD_LEFT_OPEN] = "Referred, deferred or not adopted",
    [WORD_NONE_HERE] = "None but those below.",
    [WORD_WHOLE_SESSION] = "The session as a whole",
    [WORD_FOLLOW_UP] = "Next steps",
    [WORD_PEOPLE] = "People",
    [WORD_PEOPLE_IN_PROGRAMME] =
        ("Who was announced stands in the programme; nobody is named "
         "elsewhere, but where a slot was on the record."),
    [WORD_NOT_NAMED] = "not named (attribution rule)",
    [WORD_OTHERS_NOT_NAMED] = "others are not named (attribution rule)",
    [WORD_NO_ENTRIES] = "None was recorded.",
    [WORD_ANNEXES] = "Annexes",
    [WORD_IN_ANNEX] = "see the annexes",
    [WORD_POSTER] = "Poster",
    [WORD_ORGANISATION] = "Organisation",
    [WORD_JOURNALS] = "Journals",
    [WORD_JOURNALS_TEXT] =
        ("This report was made from the events in these journals alone. Whoever has them "
         "comes to the same check sums with “dais verify”."),
    [WORD_WRITER] = "Writer",
    [WORD_EVENTS] = "Events",

    [WORD_PLANNED] = "Planned",
    [WORD_ACTUAL] = "Actual",
    [WORD_ITEM] = "Item",
    [WORD_WITH] = "With",
    [WORD_ROOM] = "Room",
    [WORD_STATUS] = "Status",
    [WORD_OBJECTIVE] = "Objective",
    [WORD_METHODOLOGY] = "Methodology",
    [WORD_GUIDING_QUESTIONS] = "Guiding questions",
    [WORD_ITEMS] = "Points",
    [WORD_TRACKS] = "In parallel",
    [WORD_POSTERS] = "Posters",
    [WORD_ROUNDS] = "Rounds",
    [WORD_ROUNDS_TEXT] = "{1} × {2}",
    [WORD_NOTE] = "Note",
    [WORD_TBC] = "to be confirmed",
    [WORD_LEAD] = "lead",

    [WORD_NAME] = "Name",
    [WORD_FUNCTION] = "Function",
    [WORD_AFFILIATION] = "Affiliation",

    [WORD_NUMBER] = "Number",
    [WORD_KIND] = "Kind",
    [WORD_SLOT_NUMBER] = "No.",
    [WORD_SLOT] = "Slot",
    [WORD_TRACK] = "Track",
    [WORD_RECORDED] = "Recorded",
    [WORD_TEXT] = "Text",
    [WORD_SPEAKER] = "Speaker",
    [WORD_ADDRESSEE] = "Addressed to",
    [WORD_LABEL] = "Label",
    [WORD_OWNER] = "Owner",
    [WORD_DEADLINE] = "Deadline",
    [WORD_PRIORITY] = "Priority",
    [WORD_LANGUAGE] = "Language",
    [WORD_STANDING] = "Standing",
    [WORD_MISSING_LANGUAGES] = "Not translated into",
    [WORD_SIDE_BY_SIDE] = "Side by side with",
    [WORD_CHANGED_SINCE_ADOPTION] = "Changed since adoption, to",
    [WORD_CHECK_SUM] = "Check sum",
    [WORD_RESERVATION] = "Reservation",
    [WORD_PROPOSED_TEXT] = "As proposed",
    [WORD_FIRST_TEXT] = "As first worded",
    [WORD_VERSIONS] = "Versions",
    [WORD_REASON] = "Reason",
    [WORD_REFERRED_TO] = "Referred to",
    [WORD_SHOW_OF_HANDS] = "Show of hands",
    [WORD_HANDS] = "{1} for, {2} against, {3} abstained",
    [WORD_CURRENT_TEXT] = "Current text",
    [WORD_TRANSLATION_OF] = "Translation of",
    [WORD_TRANSLATION] = "translation",
    [WORD_TRANSLATED] = "Translation",
    [WORD_OUTDATED] = "older than the original",
    [WORD_MERGED] = "Merged into it",
    [WORD_ID] = "Id",
    [WORD_SLOT_ID] = "Slot id",

    [WORD_DAY] = "Day",
    [WORD_START] = "Start",
    [WORD_END] = "End",
    [WORD_MINUTES] = "Minutes",
    [WORD_PLANNED_START] = "Planned start",
    [WORD_PLANNED_END] = "Planned end",
    [WORD_PLANNED_MINUTES] = "Planned minutes",
    [WORD_ACTUAL_START] = "Actual start",
    [WORD_ACTUAL_END] = "Actual end",
    [WORD_ACTUAL_MINUTES] = "Actual minutes",
    [WORD_PAUSED_MINUTES] = "Minutes paused",
    [WORD_LATE_MINUTES] = "Minutes late",
    [WORD_EARLY_MINUTES] = "Minutes early",
    [WORD_LONGER_MINUTES] = "Minutes longer",
    [WORD_SHORTER_MINUTES] = "Minutes shorter",
    [WORD_REMARK] = "Remark",
    [WORD_LATE] = "{1} late",
    [WORD_EARLY] = "{1} early",
    [WORD_ON_TIME] = "on time",
    [WORD_LONGER] = "{1} longer",
    [WORD_SHORTER] = "{1} shorter",
    [WORD_AS_LONG] = "as long as planned",
    [WORD_SKIPPED] = "skipped",
    [WORD_NOT_RUN] = "not timed",
    [WORD_NOT_ENDED] = "not ended",
    [WORD_UNPLANNED] = "not planned",
    [WORD_STRETCHES] = "Slots that had the clock more than once",
    [WORD_TAKEN_BACK] = "taken back",
    [WORD_ENDED_AT] = "Planned end {1}, ended {2}",
    [WORD_SPEAKING] = "Speaking time",
    [WORD_SPEAKING_TOTALS] = "Speaking time altogether",
    [WORD_SHARE] = "Share",
    [WORD_SPOKEN] = "Spoken",
    [WORD_SPEAKER_NUMBER] = "Speaker {1}",
    [WORD_TURN_NUMBER] = "Turn {1}",
    [WORD_TRACK_NUMBER] = "Track {1}",
    [WORD_POSTER_NUMBER] = "Poster {1}",
    [WORD_REQUEST_NUMBER] = "Request {1}",
    [WORD_ORDER_NUMBER] = "Point of order {1}",
    [WORD_REPLACEMENT] = "Replacement of {1}",
    [WORD_REPLACED_BY] = "replaced by {1}",
    [WORD_FLOOR_PLACE] = "No. on the floor",
    [WORD_SHARE_SECONDS] = "Share in seconds",
    [WORD_SPOKEN_SECONDS] = "Seconds spoken",
    [WORD_OVER_SECONDS] = "Seconds over the share",

    [WORD_SPAN_MINUTES] = "{1} min",
    [WORD_SPAN_HOURS] = "{1} h",
    [WORD_SPAN_HOURS_MINUTES] = "{1} h {2}",

    [WORD_CONTENTS] = "Contents",
    [WORD_PAGE] = "Page {1} of {2}",

    [WORD_LONG_DATE] = "{1}, {2} {3} {4}",
    [WORD_FIRST_DAY] = "1",
    [WORD_COLON] = ": ",
    [WORD_COMMA] = ", ",
    [WORD_SEMICOLON] = "; ",
};
NAME_TABLE_COMPLETE(words, WORD_COUNT);

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
NAME_TABLE_COMPLETE(months, MONTHS);

static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
NAME_TABLE_COMPLETE(weekdays, WEEKDAYS);

static const char *const roles[] = {
    [ROLE_PRESIDENT] = "President",
    [ROLE_CHAIR] = "Chair",
    [ROLE_SPEAKERS] = "Speakers",
    [ROLE_MODERATORS] = "Moderation",
    [ROLE_FACILITATORS] = "Facilitation",
    [ROLE_PRESENTERS] = "Presenters",
    [ROLE_CASE_PRESENTERS] = "Case presentation",
    [ROLE_RESPONDENTS] = "Respondents",
    [ROLE_RAPPORTEURS] = "Rapporteurs",
};
NAME_TABLE_COMPLETE(roles, ROLE_COUNT);

static const char *const rules[] = {
    [ATTRIBUTION_NAMED] = "by name and affiliation",
    [ATTRIBUTION_AFFILIATION] = "by affiliation only",
    [ATTRIBUTION_CHATHAM_HOUSE] = "none (Chatham House Rule)",
};
NAME_TABLE_COMPLETE(rules, ATTRIBUTION_COUNT);

static const char *const entry_kinds[] = {
    [ENTRY_NOTE] = "Key points",
    [ENTRY_CONCLUSION] = "Conclusions",
    [ENTRY_RECOMMENDATION] = "Recommendations",
    [ENTRY_DECISION] = "Decisions",
    [ENTRY_ACTION] = "Actions",
    [ENTRY_STATEMENT] = "Statements",
    [ENTRY_LEARNING] = "Key learnings",
    [ENTRY_CHALLENGE] = "Challenges",
    [ENTRY_PRACTICE] = "Good practices",
    [ENTRY_QUESTION] = "Questions",
    [ENTRY_QUOTE] = "Quotes",
};
NAME_TABLE_COMPLETE(entry_kinds, ENTRY_KIND_COUNT);

static const char *const entry_kinds_one[] = {
    [ENTRY_NOTE] = "note",
    [ENTRY_CONCLUSION] = "conclusion",
    [ENTRY_RECOMMENDATION] = "recommendation",
    [ENTRY_DECISION] = "decision",
    [ENTRY_ACTION] = "action",
    [ENTRY_STATEMENT] = "statement",
    [ENTRY_LEARNING] = "key learning",
    [ENTRY_CHALLENGE] = "challenge",
    [ENTRY_PRACTICE] = "good practice",
    [ENTRY_QUESTION] = "question",
    [ENTRY_QUOTE] = "quote",
};
NAME_TABLE_COMPLETE(entry_kinds_one, ENTRY_KIND_COUNT);

static const char *const standings[] = {
    [STANDING_DRAFT] = "draft",
    [STANDING_PROPOSED] = "proposed",
    [STANDING_ADOPTED] = "adopted",
    [STANDING_ADOPTED_WITH_RESERVATION] = "adopted with reservation",
    [STANDING_DEFERRED] = "deferred",
    [STANDING_REFERRED] = "referred",
    [STANDING_NOT_ADOPTED] = "not adopted",
    [STANDING_WITHDRAWN] = "withdrawn",
};
NAME_TABLE_COMPLETE(standings, STANDING_COUNT);

static const char *const person_states[] = {
    [PERSON_CONFIRMED] = "confirmed", [PERSON_TBC] = "to be confirmed",
    [PERSON_PRESENT] = "present",     [PERSON_ABSENT] = "absent",
    [PERSON_LATE] = "late",           [PERSON_REPLACED] = "replaced",
};
NAME_TABLE_COMPLETE(person_states, PERSON_STATE_COUNT);

static const char *const slot_kinds[] = {
    [SLOT_SESSION] = "session",
    [SLOT_REGISTRATION] = "registration",
    [SLOT_ARRIVAL] = "arrival",
    [SLOT_OPENING] = "opening",
    [SLOT_INTRODUCTION] = "introduction",
    [SLOT_PANEL] = "panel",
    [SLOT_PRESENTATION] = "presentation",
    [SLOT_KEYNOTE] = "keynote",
    [SLOT_DISCUSSION] = "discussion",
    [SLOT_BREAKOUTS] = "parallel groups",
    [SLOT_REPORTING] = "reports of the groups",
    [SLOT_POSTERS] = "posters",
    [SLOT_VISIT] = "visit",
    [SLOT_TAKEAWAY] = "takeaway",
    [SLOT_ADOPTION] = "adoption",
    [SLOT_CEREMONY] = "ceremony",
    [SLOT_CLOSING] = "closing",
    [SLOT_BREAK] = "break",
    [SLOT_LUNCH] = "lunch",
    [SLOT_SOCIAL] = "social event",
    [SLOT_SIDE_MEETING] = "side meeting",
    [SLOT_OTHER] = "other",
};
NAME_TABLE_COMPLETE(slot_kinds, SLOT_KIND_COUNT);

static const struct language_name languages[] = {
    {"en", "English"}, {"fr", "French"}, {"pt", "Portuguese"},
    {"es", "Spanish"}, {"ar", "Arabic"}, {NULL, NULL},
};

const struct report_words report_words_en = {
    .language = "en",
    .words = words,
    .months = months,
    .weekdays = weekdays,
    .roles = roles,
    .rules = rules,
    .entry_kinds = entry_kinds,
    .entry_kinds_one = entry_kinds_one,
    .standings = standings,
    .slot_kinds = slot_kinds,
    .person_states = person_states,
    .languages = languages,
};
