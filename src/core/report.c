/*
 * The report as a whole: its title block, and which parts each kind of report is made of. The
 * parts are in files of their own, report_<part>.c.
 *
 * It reads the session and nothing else. Whatever depends on now (a forecast, how long something
 * has been running) has no place in it, so that the same record gives the same bytes tomorrow.
 */
#include <dais/core/report.h>

#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>

#include "report_template.h"
#include "report_tree.h"

static const char *const what_names[] = {
    [REPORT_REPORT] = "report",       [REPORT_RECOMMENDATIONS] = "recommendations",
    [REPORT_SUMMARY] = "summary",     [REPORT_TIMING] = "timing",
    [REPORT_PROGRAMME] = "programme",
};
NAME_TABLE_COMPLETE(what_names, REPORT_WHAT_COUNT);

const char *report_what_name(enum report_what what)
{
    return what_names[what];
}

int report_what_find(const char *name)
{
    return name_find(what_names, REPORT_WHAT_COUNT, name);
}

const char *report_what_nearest(const char *name)
{
    return name_nearest(what_names, REPORT_WHAT_COUNT, name);
}

size_t report_language_count(void)
{
    return report_words_count();
}

const char *report_language_at(size_t index)
{
    return report_words_at(index)->language;
}

static void add_organisations(const struct maker *maker, struct report_node *facts,
                              const char *name, enum word heading,
                              const struct organisations *organisations)
{
    BUF_LOCAL struct buf text = {0};
    for (size_t i = 0; i < organisations->list.count; i++) {
        const struct organisation *organisation = &organisations->list.items[i];
        if (i > 0)
            buf_add_text(&text, tree_word(maker, WORD_SEMICOLON));
        buf_add_text(&text, tree_name(maker, &organisation->name).text);
        if (organisation->lead && organisations->list.count > 1)
            buf_add_format(&text, " (%s)", tree_word(maker, WORD_LEAD));
    }
    tree_add_fact(maker, facts, name, tree_word(maker, heading), tree_keep(maker, &text));
}

/* The first and last day as the session was held: "… – …" where there are several. */
static const char *dates(const struct maker *maker)
{
    size_t last = maker->programme->days.count - 1;
    int64_t from = timekeeper_date(maker->timekeeper, 0);
    int64_t to = timekeeper_date(maker->timekeeper, last);
    if (from == DAY_UNKNOWN || to == DAY_UNKNOWN)
        return NULL;
    if (from == to)
        return tree_date(maker, from);
    if (maker->second != NULL)
        return tree_join(maker, dates(maker->first), dates(maker->second));
    BUF_LOCAL struct buf text = {0};
    buf_add_format(&text, "%s – %s", tree_date(maker, from), tree_date(maker, to));
    return tree_keep(maker, &text);
}

/* "09:00–12:30 (Africa/Nairobi)" of a session of one day; as planned. */
static const char *times(const struct maker *maker)
{
    const struct programme *programme = maker->programme;
    int start = programme->start, end = programme->end;
    if (programme->days.count != 1)
        return NULL;
    for (size_t i = 0; i < programme->slots.count && programme->start < 0; i++) {
        const struct slot *slot = &programme->slots.items[i];
        if (!slot->timed)
            continue;
        start = start < 0 ? slot->start : start;
        end = slot->end > end ? slot->end : end;
    }
    BUF_LOCAL struct buf text = {0};
    buf_add_text(&text, tree_minutes(maker, start, end));
    if (text.size > 0 && programme->zone_given)
        buf_add_format(&text, " (%s)", zone_name(programme->zone));
    return tree_keep(maker, &text);
}

static const char *joined(const struct maker *maker, const struct linguals *texts)
{
    BUF_LOCAL struct buf text = {0};
    for (size_t i = 0; i < texts->list.count; i++) {
        buf_add_text(&text, i > 0 ? tree_word(maker, WORD_COMMA) : "");
        buf_add_text(&text, tree_said(maker, &texts->list.items[i]).text);
    }
    return tree_keep(maker, &text);
}

static void add_title_block(const struct maker *maker, struct report_node *root)
{
    const struct programme *programme = maker->programme;
    const struct report *report = maker->report;
    struct report_node *facts = tree_add(maker, root, NODE_FACTS, "session");
    tree_add_fact(maker, facts, "code", tree_word(maker, WORD_CODE), programme->code);
    tree_add_said_fact(maker, facts, "event", WORD_EVENT, &programme->event);
    tree_add_said_fact(maker, facts, "series", WORD_SERIES, &programme->series);
    tree_add_said_fact(maker, facts, "project", WORD_PROJECT, &programme->project);
    tree_add_said_fact(maker, facts, "type", WORD_TYPE, &programme->type);
    tree_add_fact(maker, facts, "date", tree_word(maker, WORD_DATE), dates(maker));
    tree_add_times_fact(maker, facts, "time", WORD_TIME, times(maker));
    tree_add_said_fact(maker, facts, "venue", WORD_VENUE, &programme->venue);
    add_organisations(maker, facts, "organisers", WORD_ORGANISERS, &programme->organisers);
    add_organisations(maker, facts, "partners", WORD_PARTNERS, &programme->partners);
    add_organisations(maker, facts, "supporters", WORD_SUPPORTERS, &programme->supporters);
    tree_add_said_fact(maker, facts, "participants", WORD_PARTICIPANTS, &programme->participants);
    if (report->what == REPORT_REPORT || report->what == REPORT_SUMMARY)
        report_add_counted(maker, facts);
    tree_add_fact(maker, facts, "themes", tree_word(maker, WORD_THEMES),
                  joined(maker, &programme->themes));
    if (report->what == REPORT_REPORT || report->what == REPORT_SUMMARY)
        tree_add_fact(maker, facts, "attribution", tree_word(maker, WORD_ATTRIBUTION),
                      maker->words->rules[session_attribution(maker->session, NULL)]);
    tree_drop_empty(root, facts);
}

/* In which language the texts are, to whom there are none in theirs; `other` may be NULL. */
static void add_texts_notice(const struct maker *maker, const struct maker *other,
                             struct report_node *root)
{
    if (maker->has_texts)
        return;
    bool in_other = other != NULL && other->has_texts;
    const char *language = in_other ? other->language : maker->programme->language;
    bool is_first = strcmp(maker->language, maker->report->language) == 0;
    struct said said = {
        .text =
            tree_fill(maker, WORD_TEXTS_IN, report_words_language(maker->words, language), NULL),
        .language = is_first ? NULL : maker->language,
    };
    tree_add_paragraph(maker, root, "language", &said);
}

/* When the session was closed; MSEC_NONE: it is not. */
static msec_t closed_at(const struct session *session)
{
    if (!session_timekeeper(session)->closed)
        return MSEC_NONE;
    for (size_t i = session_log_count(session); i > 0; i--) {
        const struct logged *logged = session_log_at(session, i - 1);
        if (logged->event->op == EVENT_SESSION_CLOSE && !logged->is_void && !logged->undone)
            return logged->event->at;
    }
    return MSEC_NONE;
}

/* "Final: the session was closed on Wednesday, 18 May 2022 at 12:36." */
static void add_final(const struct maker *maker, struct report_node *root)
{
    int64_t days;
    msec_t of_day;
    zone_civil(maker->programme->zone, maker->report->closed_at, &days, &of_day);
    BUF_LOCAL struct buf time = {0};
    zone_write_time(maker->programme->zone, maker->report->closed_at, false, &time);
    bool is_first = strcmp(maker->language, maker->report->language) == 0;
    struct said said = {
        .text = tree_fill(maker, WORD_FINAL, tree_date(maker, days), buf_text(&time), NULL),
        .language = is_first ? NULL : maker->language,
    };
    tree_add_paragraph(maker, root, "final", &said);
}

static void add_notices(const struct maker *maker, struct report_node *root)
{
    if (maker->report->draft) {
        tree_add_sentence(maker, root, "draft", WORD_DRAFT);
    } else if (maker->report->closed_at != MSEC_NONE) {
        add_final(maker->second != NULL ? maker->first : maker, root);
        if (maker->second != NULL)
            add_final(maker->second, root);
    }
    if (maker->second == NULL) {
        add_texts_notice(maker, NULL, root);
    } else {
        add_texts_notice(maker->first, maker->second, root);
        add_texts_notice(maker->second, maker->first, root);
    }
}

static void add_text_section(const struct maker *maker, struct report_node *root, const char *name,
                             enum word heading, const struct linguals *paragraphs)
{
    struct report_node *section = tree_add_section(maker, root, name, heading);
    tree_add_paragraphs(maker, section, paragraphs);
    tree_drop_empty(root, section);
}

static void add_list_section(const struct maker *maker, struct report_node *root, const char *name,
                             enum word heading, const struct linguals *items)
{
    struct report_node *section = tree_add_section(maker, root, name, heading);
    tree_add_list(maker, section, name, WORD_COUNT, items);
    tree_drop_empty(root, section);
}

static void add_links_section(const struct maker *maker, struct report_node *root)
{
    struct report_node *section = tree_add_section(maker, root, "links", WORD_LINKS);
    report_add_links(maker, section, WORD_COUNT, &maker->programme->links);
    tree_drop_empty(root, section);
}

static void make_report(const struct maker *maker, struct report_node *root,
                        const struct report_journals *journals)
{
    const struct programme *programme = maker->programme;
    add_text_section(maker, root, "context", WORD_CONTEXT, &programme->context);
    add_list_section(maker, root, "objectives", WORD_OBJECTIVES, &programme->objectives);
    add_list_section(maker, root, "expected_outcomes", WORD_EXPECTED_OUTCOMES,
                     &programme->expected_outcomes);
    report_add_programme(maker, root);
    report_add_discussion(maker, root);
    report_add_outcomes(maker, root, ENTRY_CONCLUSION, OUTCOMES_KEPT);
    report_add_outcomes(maker, root, ENTRY_RECOMMENDATION, OUTCOMES_KEPT);
    report_add_outcomes(maker, root, ENTRY_DECISION, OUTCOMES_KEPT_IF_ANY);
    report_add_outcomes(maker, root, ENTRY_ACTION, OUTCOMES_KEPT_IF_ANY);
    report_add_left(maker, root);
    report_add_learnings(maker, root);
    add_text_section(maker, root, "follow_up", WORD_FOLLOW_UP, &programme->follow_up);
    report_add_people(maker, root);
    if (report_has_run(maker))
        report_add_timing(maker, root);
    add_links_section(maker, root);
    report_add_annexes(maker, root, journals);
    report_make_entry_table(maker, false);
}

static void make_summary(const struct maker *maker, struct report_node *root)
{
    const struct programme *programme = maker->programme;
    if (programme->context.list.count > 0) {
        struct said sides[2];
        size_t count = tree_sides(maker, &programme->context.list.items[0], sides);
        for (size_t side = 0; side < count; side++)
            tree_add_paragraph(maker, root, "context", &sides[side]);
    }
    add_list_section(maker, root, "objectives", WORD_OBJECTIVES, &programme->objectives);
    report_add_public_outcomes(maker, root);
    add_text_section(maker, root, "follow_up", WORD_FOLLOW_UP, &programme->follow_up);
    add_links_section(maker, root);
}

static void make_parts(const struct maker *maker, struct report_node *root,
                       const struct report_journals *journals)
{
    switch (maker->report->what) {
    case REPORT_REPORT:
        make_report(maker, root, journals);
        break;
    case REPORT_RECOMMENDATIONS:
        report_add_outcomes(maker, root, ENTRY_RECOMMENDATION, OUTCOMES_ALL);
        report_make_entry_table(maker, true);
        break;
    case REPORT_SUMMARY:
        make_summary(maker, root);
        break;
    case REPORT_TIMING:
        report_add_timing(maker, root);
        report_make_timing_table(maker);
        break;
    case REPORT_PROGRAMME:
        report_add_programme_full(maker, root);
        report_make_programme_table(maker);
        break;
    case REPORT_WHAT_COUNT:
        break;
    }
}

/* What the document calls itself; one that is a single part leaves it to that part's heading. */
static const char *what_heading(const struct maker *maker)
{
    switch (maker->report->what) {
    case REPORT_REPORT:
        return tree_word(maker, WORD_REPORT);
    case REPORT_SUMMARY:
        return tree_word(maker, WORD_SUMMARY);
    case REPORT_RECOMMENDATIONS:
    case REPORT_TIMING:
    case REPORT_PROGRAMME:
    case REPORT_WHAT_COUNT:
        break;
    }
    return NULL;
}

/* Is one of the programme's texts in it? */
static bool has_texts_in(const struct programme *programme, const char *language)
{
    struct languages languages;
    programme_languages(programme, &languages);
    bool there = false;
    for (size_t i = 0; i < languages.list.count; i++)
        there = there || strcmp(languages.list.items[i], language) == 0;
    languages_finish(&languages);
    return there;
}

/*
 * The programme's own language where none of its texts is in that of the report; side by side,
 * where none is in the one that is not its own, or in both. Else NULL.
 */
static const char *foreign_language(const struct maker *maker)
{
    const char *own = maker->programme->language;
    if (maker->second == NULL)
        return maker->has_texts ? NULL : own;
    const struct maker *const both[] = {maker->first, maker->second};
    for (size_t i = 0; i < 2; i++) {
        if (strcmp(both[i]->language, own) != 0 && both[i]->has_texts)
            return NULL;
    }
    return own;
}

/* "en", or two different ones: "en,fr". */
static bool find_words(const char *languages, const struct report_words *ret_words[2])
{
    const char *comma = strchr(languages, ',');
    if (comma == NULL) {
        ret_words[0] = report_words_find(languages);
        ret_words[1] = NULL;
        return ret_words[0] != NULL;
    }
    BUF_LOCAL struct buf first = {0};
    buf_add(&first, languages, (size_t)(comma - languages));
    ret_words[0] = report_words_find(buf_text(&first));
    ret_words[1] = report_words_find(comma + 1);
    return ret_words[0] != NULL && ret_words[1] != NULL && ret_words[0] != ret_words[1];
}

bool report_language_is_known(const char *language)
{
    const struct report_words *words[2];
    return find_words(language, words);
}

static struct maker make_maker(struct report *report, const struct session *session,
                               const struct report_words *words)
{
    return (struct maker){
        .report = report,
        .session = session,
        .programme = session_programme(session),
        .timekeeper = session_timekeeper(session),
        .record = session_record(session),
        .words = words,
        .language = words->language,
        .has_texts = has_texts_in(session_programme(session), words->language),
    };
}

/* The same for all who have the same journals, in whatever order these came. */
static msec_t as_of(const struct maker *maker)
{
    size_t count = session_log_count(maker->session);
    int64_t date = maker->programme->days.items[0].date;
    msec_t last = count > 0 || date == DAY_UNKNOWN ? 0 : date * MSEC_DAY;
    for (size_t i = 0; i < count; i++)
        last = msec_max(last, session_log_at(maker->session, i)->event->at);
    return last;
}

static void make_tree(const struct maker *maker, const struct report_journals *journals)
{
    struct report *report = maker->report;
    struct said title = tree_said(maker, &maker->programme->title);
    report->title = title.text != NULL ? title.text : "";
    report->title_language = title.language;
    BUF_LOCAL struct buf code = {0};
    programme_write_code(maker->programme, &code);
    report->code = tree_keep(maker, &code);
    report->colon = tree_word(maker, WORD_COLON);
    report->contents = tree_word(maker, WORD_CONTENTS);
    report->page = tree_fill(maker, WORD_PAGE, "{1}", "{2}", NULL);
    report->as_of = as_of(maker);
    report->root = tree_add(maker, NULL, NODE_SECTION, report_what_name(report->what));
    report->root->heading = what_heading(maker);
    add_notices(maker, report->root);
    add_title_block(maker, report->root);
    make_parts(maker, report->root, journals);
}

struct report *report_make(const struct session *session, const struct report_options *options)
{
    const struct report_words *words[2];
    if (!find_words(options->language, words))
        return NULL;
    struct report *report = mem_new(1, sizeof *report);
    struct maker first = make_maker(report, session, words[0]);
    first.proposed = report_find_proposed(report, session);
    struct maker maker = first, second = first;
    if (words[1] != NULL) {
        second = make_maker(report, session, words[1]);
        second.proposed = first.proposed;
        maker.words = sides_join_words(&report->arena, words[0], words[1]);
        maker.first = &first;
        maker.second = &second;
        report->second_language = words[1]->language;
    }
    report->session = session;
    report->what = options->what;
    report->as_run = options->what == REPORT_PROGRAMME && options->as_run;
    report->language = words[0]->language;
    report->texts_language = foreign_language(&maker);
    /* A programme as planned is what was published; the record does not make it a draft. */
    report->draft =
        !maker.timekeeper->closed && (options->what != REPORT_PROGRAMME || report->as_run);
    report->closed_at = closed_at(session);
    make_tree(&maker, options->journals);
    if (options->what == REPORT_REPORT && options->template != NULL)
        report_use_template(&maker, options->template);
    return report;
}

void report_free(struct report *report)
{
    if (report == NULL)
        return;
    arena_finish(&report->arena);
    free(report);
}
