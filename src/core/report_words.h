/*
 * The words of reports, by language. A report may be in another language than the program and
 * may one day speak two, so these do not go through gettext.
 */
#ifndef DAIS_SRC_CORE_REPORT_WORDS_H
#define DAIS_SRC_CORE_REPORT_WORDS_H

#include <dais/core/attendance.h>
#include <dais/core/programme.h>
#include <dais/core/record.h>
#include <dais/core/timekeeper.h>

/* Single words and phrases; `{1}` … stand for what is filled in. */
enum word {
    WORD_DRAFT,
    WORD_FINAL,    /* {1}: a date, {2}: a time */
    WORD_TEXTS_IN, /* {1}: a language */
    WORD_ONLY_IN,  /* {1}: a language; behind a text that is not there in this one */

    WORD_REPORT,
    WORD_RECOMMENDATIONS,
    WORD_SUMMARY,
    WORD_TIMING,
    WORD_PROGRAMME,
    WORD_PROGRAMME_AS_RUN,

    WORD_TITLE,
    WORD_CODE,
    WORD_EVENT,
    WORD_SERIES,
    WORD_PROJECT,
    WORD_TYPE,
    WORD_DATE,
    WORD_TIME,
    WORD_VENUE,
    WORD_ORGANISERS,
    WORD_PARTNERS,
    WORD_SUPPORTERS,
    WORD_PARTICIPANTS,
    WORD_COUNTED,
    WORD_THEMES,
    WORD_ATTRIBUTION,
    WORD_CONTACTS,
    WORD_LINKS,

    WORD_CONTEXT,
    WORD_OBJECTIVES,
    WORD_EXPECTED_OUTCOMES,
    WORD_DISCUSSION,
    WORD_LEFT_OPEN,
    WORD_NONE_HERE,
    WORD_WHOLE_SESSION,
    WORD_FOLLOW_UP,
    WORD_PEOPLE,
    WORD_PEOPLE_IN_PROGRAMME,
    WORD_NOT_NAMED,        /* under the attribution rule: nobody */
    WORD_OTHERS_NOT_NAMED, /* likewise: behind those who are */
    WORD_NO_ENTRIES,
    WORD_ANNEXES,
    WORD_IN_ANNEX, /* behind what is described in an annex */
    WORD_POSTER,
    WORD_ORGANISATION,
    WORD_JOURNALS,
    WORD_JOURNALS_TEXT,
    WORD_WRITER,
    WORD_EVENTS,

    WORD_PLANNED,
    WORD_ACTUAL,
    WORD_ITEM,
    WORD_WITH,
    WORD_ROOM,
    WORD_STATUS,
    WORD_OBJECTIVE,
    WORD_METHODOLOGY,
    WORD_GUIDING_QUESTIONS,
    WORD_ITEMS,
    WORD_TRACKS,
    WORD_POSTERS,
    WORD_ROUNDS,
    WORD_ROUNDS_TEXT, /* {1} rounds of {2} */
    WORD_NOTE,
    WORD_TBC,
    WORD_LEAD,

    WORD_NAME,
    WORD_FUNCTION,
    WORD_AFFILIATION,

    WORD_NUMBER,
    WORD_KIND,
    WORD_SLOT_NUMBER,
    WORD_SLOT,
    WORD_TRACK,
    WORD_RECORDED,
    WORD_TEXT,
    WORD_SPEAKER,
    WORD_ADDRESSEE,
    WORD_LABEL,
    WORD_OWNER,
    WORD_DEADLINE,
    WORD_PRIORITY,
    WORD_LANGUAGE,
    WORD_STANDING,
    WORD_CHANGED_SINCE_ADOPTION,
    WORD_MISSING_LANGUAGES,
    WORD_SIDE_BY_SIDE,
    WORD_CHECK_SUM,
    WORD_RESERVATION,
    WORD_PROPOSED_TEXT,
    WORD_FIRST_TEXT,
    WORD_VERSIONS,
    WORD_REASON,
    WORD_REFERRED_TO,
    WORD_SHOW_OF_HANDS,
    WORD_HANDS, /* {1} for, {2} against, {3} abstained */
    WORD_CURRENT_TEXT,
    WORD_TRANSLATION_OF,
    WORD_TRANSLATION, /* behind the number of a text */
    WORD_TRANSLATED,  /* heads what is said of a text that is a translation */
    WORD_OUTDATED,    /* of a translation, behind either */
    WORD_MERGED,
    WORD_ID,
    WORD_SLOT_ID,

    WORD_DAY,
    WORD_START,
    WORD_END,
    WORD_MINUTES,
    WORD_PLANNED_START,
    WORD_PLANNED_END,
    WORD_PLANNED_MINUTES,
    WORD_ACTUAL_START,
    WORD_ACTUAL_END,
    WORD_ACTUAL_MINUTES,
    WORD_PAUSED_MINUTES,
    WORD_LATE_MINUTES,
    WORD_EARLY_MINUTES,
    WORD_LONGER_MINUTES,
    WORD_SHORTER_MINUTES,
    WORD_REMARK,
    WORD_LATE,  /* {1} */
    WORD_EARLY, /* {1} */
    WORD_ON_TIME,
    WORD_LONGER,  /* {1} */
    WORD_SHORTER, /* {1} */
    WORD_AS_LONG,
    WORD_SKIPPED,
    WORD_NOT_RUN,
    WORD_NOT_ENDED,
    WORD_UNPLANNED,
    WORD_STRETCHES,
    WORD_TAKEN_BACK,
    WORD_ENDED_AT, /* {1} planned, {2} actual */
    WORD_SPEAKING,
    WORD_SPEAKING_TOTALS,
    WORD_SHARE,
    WORD_SPOKEN,
    WORD_SPEAKER_NUMBER, /* {1}, as all below */
    WORD_TURN_NUMBER, /* in the order of speaking, of who is not named */
    WORD_TRACK_NUMBER,
    WORD_POSTER_NUMBER,
    WORD_REQUEST_NUMBER,
    WORD_ORDER_NUMBER,
    WORD_REPLACEMENT,
    WORD_REPLACED_BY,
    WORD_FLOOR_PLACE,
    WORD_SHARE_SECONDS,
    WORD_SPOKEN_SECONDS,
    WORD_OVER_SECONDS,

    WORD_SPAN_MINUTES,       /* {1} */
    WORD_SPAN_HOURS,         /* {1} */
    WORD_SPAN_HOURS_MINUTES, /* {1}, {2} */

    WORD_CONTENTS,
    WORD_PAGE, /* {1} its number, {2} of how many */

    WORD_LONG_DATE, /* {1} weekday, {2} day, {3} month, {4} year */
    WORD_FIRST_DAY, /* of a month */
    WORD_COLON,     /* between heading and text in one line */
    WORD_COMMA,     /* between words and phrases in one line */
    WORD_SEMICOLON, /* between people in one line */
    WORD_COUNT
};

enum { MONTHS = 12, WEEKDAYS = 7 };

/* Everything in one language; each table is complete. */
struct report_words {
    const char *language;               /* "en" */
    const char *const *words;           /* WORD_COUNT of them */
    const char *const *months;          /* from January */
    const char *const *weekdays;        /* from Monday */
    const char *const *roles;           /* ROLE_COUNT: headings */
    const char *const *rules;           /* ATTRIBUTION_COUNT: sentences */
    const char *const *entry_kinds;     /* ENTRY_KIND_COUNT: headings, plural */
    const char *const *entry_kinds_one; /* the same, of one */
    const char *const *standings;       /* STANDING_COUNT */
    const char *const *slot_kinds;      /* SLOT_KIND_COUNT */
    const char *const *person_states;   /* PERSON_STATE_COUNT */
    const struct language_name {
        const char *code; /* "fr"; NULL ends */
        const char *name; /* in this language */
    } * languages;
};

/* NULL: none of that language. */
const struct report_words *report_words_find(const char *language);
size_t report_words_count(void);
const struct report_words *report_words_at(size_t index);

/* The name of a language in the words' own, else its code. */
const char *report_words_language(const struct report_words *words, const char *code);

#endif
