/*
 * The programme as data: its names, what it is freed by, and how people in it are written.
 *
 * It knows no file format and no clock. Reading times, order and defaults are in
 * programme_times.c; YAML is in store.
 */
#include <dais/core/programme.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>
#include <dais/base/utf8.h>

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
    [SLOT_BREAKOUTS] = "breakouts",
    [SLOT_REPORTING] = "reporting",
    [SLOT_POSTERS] = "posters",
    [SLOT_VISIT] = "visit",
    [SLOT_TAKEAWAY] = "takeaway",
    [SLOT_ADOPTION] = "adoption",
    [SLOT_CEREMONY] = "ceremony",
    [SLOT_CLOSING] = "closing",
    [SLOT_BREAK] = "break",
    [SLOT_LUNCH] = "lunch",
    [SLOT_SOCIAL] = "social",
    [SLOT_SIDE_MEETING] = "side-meeting",
    [SLOT_OTHER] = "other",
};
NAME_TABLE_COMPLETE(slot_kinds, SLOT_KIND_COUNT);

static const char *const attributions[] = {
    [ATTRIBUTION_NAMED] = "named",
    [ATTRIBUTION_AFFILIATION] = "affiliation",
    [ATTRIBUTION_CHATHAM_HOUSE] = "chatham-house",
};
NAME_TABLE_COMPLETE(attributions, ATTRIBUTION_COUNT);

static const char *const roles[] = {
    [ROLE_PRESIDENT] = "president",
    [ROLE_CHAIR] = "chair",
    [ROLE_SPEAKERS] = "speakers",
    [ROLE_MODERATORS] = "moderators",
    [ROLE_FACILITATORS] = "facilitators",
    [ROLE_PRESENTERS] = "presenters",
    [ROLE_CASE_PRESENTERS] = "case_presenters",
    [ROLE_RESPONDENTS] = "respondents",
    [ROLE_RAPPORTEURS] = "rapporteurs",
};
NAME_TABLE_COMPLETE(roles, ROLE_COUNT);

const char *slot_kind_name(enum slot_kind kind)
{
    return slot_kinds[kind];
}

int slot_kind_find(const char *name)
{
    return name_find(slot_kinds, SLOT_KIND_COUNT, name);
}

const char *slot_kind_nearest(const char *name)
{
    return name_nearest(slot_kinds, SLOT_KIND_COUNT, name);
}

bool slot_kind_is_break(enum slot_kind kind)
{
    return kind == SLOT_BREAK || kind == SLOT_LUNCH;
}

const char *attribution_name(enum attribution rule)
{
    return attributions[rule];
}

int attribution_find(const char *name)
{
    return name_find(attributions, ATTRIBUTION_COUNT, name);
}

const char *attribution_nearest(const char *name)
{
    return name_nearest(attributions, ATTRIBUTION_COUNT, name);
}

const char *role_name(enum role role)
{
    return roles[role];
}

const char *lingual_in(const struct lingual *lingual, const char *language)
{
    for (size_t i = 0; language != NULL && i < lingual->texts.count; i++) {
        const struct lingual_text *text = &lingual->texts.items[i];
        if (text->language != NULL && strcmp(text->language, language) == 0)
            return text->text;
    }
    return lingual->texts.count > 0 ? lingual->texts.items[0].text : NULL;
}

const char *lingual_only(const struct lingual *lingual, const char *language, const char *own)
{
    for (size_t i = 0; i < lingual->texts.count; i++) {
        const struct lingual_text *text = &lingual->texts.items[i];
        if (strcmp(text->language != NULL ? text->language : own, language) == 0)
            return text->text;
    }
    return NULL;
}

/*
 * The walk over every text of a programme, so that what frees them and what asks for their
 * languages cannot miss different ones.
 */
typedef void lingual_visit(struct lingual *lingual, void *context);
struct walk {
    lingual_visit *visit;
    void *context;
};

static void walk_linguals(const struct walk *walk, struct linguals *linguals)
{
    for (size_t i = 0; i < linguals->list.count; i++)
        walk->visit(&linguals->list.items[i], walk->context);
}

static void walk_parts(const struct walk *walk, struct parts *parts)
{
    for (size_t i = 0; i < parts->list.count; i++) {
        walk->visit(&parts->list.items[i].text, walk->context);
        walk->visit(&parts->list.items[i].organisation, walk->context);
    }
}

static void walk_roles(const struct walk *walk, struct parts *of_roles)
{
    for (size_t i = 0; i < ROLE_COUNT; i++)
        walk_parts(walk, &of_roles[i]);
}

static void walk_links(const struct walk *walk, struct links *links)
{
    for (size_t i = 0; i < links->list.count; i++)
        walk->visit(&links->list.items[i].title, walk->context);
}

static void walk_organisations(const struct walk *walk, struct organisations *organisations)
{
    for (size_t i = 0; i < organisations->list.count; i++)
        walk->visit(&organisations->list.items[i].name, walk->context);
}

static void walk_person(const struct walk *walk, struct person *person)
{
    walk->visit(&person->honorific, walk->context);
    walk->visit(&person->title, walk->context);
    walk->visit(&person->affiliation, walk->context);
    walk->visit(&person->role, walk->context);
    walk->visit(&person->on_behalf_of, walk->context);
}

static void walk_slot(const struct walk *walk, struct slot *slot)
{
    struct lingual *const texts[] = {&slot->title,     &slot->when,        &slot->reason,
                                     &slot->objective, &slot->methodology, &slot->room,
                                     &slot->note};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        walk->visit(texts[i], walk->context);
    walk_linguals(walk, &slot->guiding_questions);
    walk_linguals(walk, &slot->items);
    walk_roles(walk, slot->roles);
    walk_links(walk, &slot->links);
    for (size_t i = 0; i < slot->posters.count; i++) {
        struct poster *poster = &slot->posters.items[i];
        walk->visit(&poster->title, walk->context);
        walk_parts(walk, &poster->presenters);
        walk->visit(&poster->organisation, walk->context);
        walk->visit(&poster->summary, walk->context);
    }
    for (size_t i = 0; i < slot->tracks.count; i++) {
        struct track *track = &slot->tracks.items[i];
        walk->visit(&track->title, walk->context);
        walk->visit(&track->room, walk->context);
        walk_parts(walk, &track->moderators);
        walk_parts(walk, &track->rapporteurs);
    }
}

static void walk_programme(const struct walk *walk, struct programme *programme)
{
    struct lingual *const texts[] = {&programme->title,       &programme->event, &programme->series,
                                     &programme->project,     &programme->type,  &programme->venue,
                                     &programme->participants};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        walk->visit(texts[i], walk->context);
    struct linguals *const lists[] = {&programme->context, &programme->objectives,
                                      &programme->expected_outcomes, &programme->themes,
                                      &programme->follow_up};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        walk_linguals(walk, lists[i]);
    walk_organisations(walk, &programme->organisers);
    walk_organisations(walk, &programme->partners);
    walk_organisations(walk, &programme->supporters);
    walk_links(walk, &programme->links);
    walk_roles(walk, programme->roles);
    for (size_t i = 0; i < programme->people.count; i++)
        walk_person(walk, &programme->people.items[i]);
    for (size_t i = 0; i < programme->days.count; i++)
        walk->visit(&programme->days.items[i].title, walk->context);
    for (size_t i = 0; i < programme->slots.count; i++)
        walk_slot(walk, &programme->slots.items[i]);
}

void lingual_finish(struct lingual *lingual)
{
    free(lingual->texts.items);
    memset(lingual, 0, sizeof *lingual);
}

void linguals_finish(struct linguals *linguals)
{
    for (size_t i = 0; i < linguals->list.count; i++)
        lingual_finish(&linguals->list.items[i]);
    free(linguals->list.items);
    memset(linguals, 0, sizeof *linguals);
}

void languages_finish(struct languages *languages)
{
    free(languages->list.items);
    memset(languages, 0, sizeof *languages);
}

struct programme *programme_new(const char *path)
{
    struct programme *programme = mem_new(1, sizeof *programme);
    programme->path = arena_text(&programme->arena, path);
    programme->date = DAY_UNKNOWN;
    programme->start = programme->end = -1;
    programme->zone = zone_new_fixed(0);
    programme->language = "en";
    programme->attribution = ATTRIBUTION_NAMED;
    programme->cues = (struct cues){.warning = MSEC_NONE, .danger = MSEC_NONE};
    programme->hard_end = -1;
    return programme;
}

static void visit_to_free(struct lingual *lingual, void *context)
{
    (void)context;
    free(lingual->texts.items);
}

static void free_roles(struct parts *of_roles)
{
    for (size_t i = 0; i < ROLE_COUNT; i++)
        free(of_roles[i].list.items);
}

static void free_slot(struct slot *slot)
{
    free(slot->guiding_questions.list.items);
    free(slot->items.list.items);
    free_roles(slot->roles);
    free(slot->links.list.items);
    for (size_t i = 0; i < slot->posters.count; i++)
        free(slot->posters.items[i].presenters.list.items);
    free(slot->posters.items);
    for (size_t i = 0; i < slot->tracks.count; i++) {
        free(slot->tracks.items[i].moderators.list.items);
        free(slot->tracks.items[i].rapporteurs.list.items);
    }
    free(slot->tracks.items);
}

void programme_free(struct programme *programme)
{
    if (programme == NULL)
        return;
    walk_programme(&(struct walk){.visit = visit_to_free}, programme);
    for (size_t i = 0; i < programme->slots.count; i++)
        free_slot(&programme->slots.items[i]);
    free_roles(programme->roles);
    void *const lists[] = {
        programme->context.list.items,   programme->objectives.list.items,
        programme->themes.list.items,    programme->expected_outcomes.list.items,
        programme->follow_up.list.items, programme->organisers.list.items,
        programme->partners.list.items,  programme->supporters.list.items,
        programme->contacts.items,       programme->links.list.items,
        programme->people.items,         programme->days.items,
        programme->slots.items,
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        free(lists[i]);
    zone_free(programme->zone);
    arena_finish(&programme->arena);
    free(programme);
}

static void visit_for_languages(struct lingual *lingual, void *context)
{
    struct languages *languages = context;
    for (size_t i = 0; i < lingual->texts.count; i++) {
        const char *language = lingual->texts.items[i].language;
        size_t at = 0;
        while (language != NULL && at < languages->list.count &&
               strcmp(languages->list.items[at], language) != 0)
            at++;
        if (language != NULL && at == languages->list.count)
            array_push(&languages->list, language);
    }
}

void programme_languages(const struct programme *programme, struct languages *ret_languages)
{
    memset(ret_languages, 0, sizeof *ret_languages);
    array_push(&ret_languages->list, programme->language);
    /* The walk hands out what may be changed; this visit does not. */
    walk_programme(&(struct walk){.visit = visit_for_languages, .context = ret_languages},
                   (struct programme *)(uintptr_t)programme);
}

void programme_write_code(const struct programme *programme, struct buf *out)
{
    enum { CODE_MAX = 32 };
    if (programme->code != NULL) {
        buf_add_text(out, programme->code);
        return;
    }
    const char *title = lingual_in(&programme->title, programme->language);
    BUF_LOCAL struct buf folded = {0};
    if (title != NULL)
        utf8_fold(title, strlen(title), &folded);
    size_t first = out->size;
    bool parted = false; /* a hyphen is due before the next letter */
    for (const char *c = buf_text(&folded); *c != '\0' && out->size - first < CODE_MAX; c++) {
        if ((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9')) {
            if (parted && out->size > first)
                buf_add_char(out, '-');
            parted = false;
            if (out->size - first < CODE_MAX)
                buf_add_char(out, *c);
        } else {
            parted = true;
        }
    }
    if (out->size > first && out->bytes[out->size - 1] == '-')
        buf_cut(out, out->size - 1);
    if (out->size == first) /* a title in other letters */
        buf_add_text(out, "session");
}

size_t programme_find_person(const struct programme *programme, const char *key)
{
    for (size_t i = 0; i < programme->people.count; i++)
        if (strcmp(programme->people.items[i].key, key) == 0)
            return i;
    return PART_NOBODY;
}

const struct slot *programme_find_slot(const struct programme *programme, const char *id)
{
    for (size_t i = 0; i < programme->slots.count; i++)
        if (strcmp(programme->slots.items[i].id, id) == 0)
            return &programme->slots.items[i];
    return NULL;
}

static bool holds_person(const struct parts *parts, size_t person)
{
    for (size_t i = 0; i < parts->list.count; i++) {
        if (parts->list.items[i].person == person)
            return true;
    }
    return false;
}

bool slot_has_part(const struct slot *slot, size_t person)
{
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        if (holds_person(&slot->roles[i], person))
            return true;
    }
    for (size_t i = 0; i < slot->posters.count; i++) {
        if (holds_person(&slot->posters.items[i].presenters, person))
            return true;
    }
    for (size_t i = 0; i < slot->tracks.count; i++) {
        if (holds_person(&slot->tracks.items[i].moderators, person) ||
            holds_person(&slot->tracks.items[i].rapporteurs, person))
            return true;
    }
    return false;
}

static bool lingual_says(const struct lingual *lingual, const char *text)
{
    for (size_t i = 0; i < lingual->texts.count; i++) {
        if (strcmp(lingual->texts.items[i].text, text) == 0)
            return true;
    }
    return false;
}

bool programme_has_affiliation(const struct programme *programme, const char *text)
{
    for (size_t i = 0; i < programme->people.count; i++) {
        if (lingual_says(&programme->people.items[i].affiliation, text))
            return true;
    }
    return false;
}

/* The first of the texts that is there, and which it was. */
static const char *first_text(const struct person *person, const char *language,
                              const struct lingual **ret_source)
{
    const struct lingual *const texts[] = {&person->role, &person->affiliation,
                                           &person->on_behalf_of};
    *ret_source = NULL;
    if (person->name != NULL)
        return person->name;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i]->texts.count > 0) {
            *ret_source = texts[i];
            return lingual_in(texts[i], language);
        }
    }
    return person->key;
}

const char *person_name(const struct person *person, const char *language)
{
    const struct lingual *source;
    return first_text(person, language, &source);
}

/* ", text", unless that text stands for the name already. */
static void write_after_name(const struct lingual *text, const char *language,
                             const struct lingual *source, struct buf *out)
{
    const char *words = lingual_in(text, language);
    if (words == NULL || text == source)
        return;
    buf_add_text(out, ", ");
    buf_add_text(out, words);
}

void person_write(const struct person *person, const char *language, struct buf *out)
{
    const struct lingual *source;
    buf_add_text(out, first_text(person, language, &source));
    write_after_name(&person->affiliation, language, source, out);
}

void person_write_full(const struct person *person, const char *language, struct buf *out)
{
    const struct lingual *source;
    const char *name = first_text(person, language, &source);
    const char *honorific = lingual_in(&person->honorific, language);
    if (honorific != NULL && source == NULL) {
        buf_add_text(out, honorific);
        buf_add_char(out, ' ');
    }
    buf_add_text(out, name);
    write_after_name(&person->title, language, source, out);
    write_after_name(&person->role, language, source, out);
    write_after_name(&person->affiliation, language, source, out);
}

void part_write(const struct programme *programme, const struct part *part, const char *language,
                struct buf *out)
{
    if (part->person != PART_NOBODY) {
        person_write(&programme->people.items[part->person], language, out);
        return;
    }
    const char *text = lingual_in(&part->text, language);
    buf_add_text(out, text != NULL ? text : lingual_in(&part->organisation, language));
}

bool part_is_tbc(const struct programme *programme, const struct part *part)
{
    return part->person != PART_NOBODY &&
           programme->people.items[part->person].status == TO_BE_CONFIRMED;
}
