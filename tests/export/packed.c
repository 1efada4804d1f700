#include "packed.h"

#include "programmes.h"

static struct lingual one(const char *text)
{
    struct lingual lingual = {0};
    array_push(&lingual.texts, ((struct lingual_text){.text = text}));
    return lingual;
}

static void put(struct lingual *lingual, const char *text)
{
    lingual_finish(lingual);
    *lingual = one(text);
}

static void put_list(struct linguals *linguals, const char *text)
{
    array_push(&linguals->list, one(text));
    array_push(&linguals->list, one(text));
}

static void put_part(struct parts *parts, const char *text)
{
    struct part part = {.person = PART_NOBODY, .text = one(text), .share = MSEC_NONE};
    array_push(&parts->list, part);
    struct part organisation = {
        .person = PART_NOBODY, .organisation = one(text), .share = MSEC_MINUTE};
    array_push(&parts->list, organisation);
    struct part person = {.person = 0, .share = MSEC_NONE};
    array_push(&parts->list, person);
}

static void put_links(struct links *links, const char *text)
{
    struct link link = {.title = one(text), .url = text};
    array_push(&links->list, link);
}

static void pack_programme(struct programme *programme, const char *text)
{
    struct lingual *const texts[] = {&programme->title,       &programme->event, &programme->series,
                                     &programme->project,     &programme->type,  &programme->venue,
                                     &programme->participants};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        put(texts[i], text);
    struct linguals *const lists[] = {&programme->context, &programme->objectives,
                                      &programme->expected_outcomes, &programme->themes,
                                      &programme->follow_up};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        put_list(lists[i], text);
    struct organisations *const all[] = {&programme->organisers, &programme->partners,
                                         &programme->supporters};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct organisation organisation = {.name = one(text), .lead = true};
        array_push(&all[i]->list, organisation);
    }
    struct contact contact = {text, text, text, text};
    array_push(&programme->contacts, contact);
    put_links(&programme->links, text);
    struct person person = {
        .key = "somebody",
        .name = text,
        .honorific = one(text),
        .title = one(text),
        .affiliation = one(text),
        .role = one(text),
        .on_behalf_of = one(text),
        .status = TO_BE_CONFIRMED,
    };
    array_push(&programme->people, person);
    for (size_t role = 0; role < ROLE_COUNT; role++)
        put_part(&programme->roles[role], text);
    put(&programme->days.items[0].title, text);
}

static void pack_slot(struct arena *arena, struct slot *slot, const char *text)
{
    struct lingual *const texts[] = {&slot->title,     &slot->when,        &slot->reason,
                                     &slot->objective, &slot->methodology, &slot->room,
                                     &slot->note};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        put(texts[i], text);
    slot->status = TO_BE_CONFIRMED;
    put_list(&slot->guiding_questions, text);
    put_list(&slot->items, text);
    for (size_t role = 0; role < ROLE_COUNT; role++)
        put_part(&slot->roles[role], text);
    put_links(&slot->links, text);
    /* Not the label of a practice: that would stand under it, but where the record cleaned it. */
    BUF_LOCAL struct buf title = {0};
    buf_add_format(&title, "Poster %s", text);
    struct poster poster = {.title = one(arena_text(arena, buf_text(&title))),
                            .organisation = one(text),
                            .summary = one(text)};
    put_part(&poster.presenters, text);
    array_push(&slot->posters, poster);
    struct track track = {.title = one(text), .room = one(text)};
    put_part(&track.moderators, text);
    put_part(&track.rapporteurs, text);
    array_push(&slot->tracks, track);
}

static void capture(struct packed *packed, const char *text, bool themes, const char *speaker)
{
    for (size_t kind = 0; kind < ENTRY_KIND_COUNT; kind++) {
        struct wish wish = {
            .verb = WISH_ADD,
            .kind = (enum entry_kind)kind,
            .track = kind % 2,
            .keep_names = true,
            .fields =
                {
                    .text = text,
                    .addressee = text,
                    .themes = themes ? text : NULL,
                    .label = text,
                    .owner = text,
                    .priority = text,
                    .deadline = "2022-06-01",
                    .speaker = speaker,
                },
        };
        /* What is nothing but blanks is no text, and refused. */
        packed->complete &= laptop_wish(&packed->laptop, &wish, NULL) != NULL;
    }
    struct wish insert = {.verb = WISH_INSERT, .title = text, .span = 5 * MSEC_MINUTE};
    (void)laptop_wish(&packed->laptop, &insert, NULL);
}

/* What the room did: adopted with a reservation, referred, adopted and changed since. */
static void decide(struct packed *packed, const char *text)
{
    BUF_LOCAL struct buf other = {0};
    buf_add_format(&other, "1%s", text); /* composes with no mark */
    const struct wish wishes[] = {
        {.verb = WISH_STAND,
         .entry = "R1",
         .standing = STANDING_ADOPTED_WITH_RESERVATION,
         .reserved_by = "the chair",
         .fields.text = text,
         .why = text},
        {.verb = WISH_STAND,
         .entry = "A1",
         .standing = STANDING_ADOPTED_WITH_RESERVATION,
         .reserved_by = text,
         .fields.text = "a word"},
        {.verb = WISH_STAND, .entry = "C1", .standing = STANDING_REFERRED, .to = text, .why = text},
        {.verb = WISH_STAND, .entry = "D1", .standing = STANDING_ADOPTED},
        {.verb = WISH_AMEND, .entry = "D1", .fields.text = buf_text(&other)},
    };
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++) {
        struct wish wish = wishes[i];
        wish.keep_names = true;
        packed->complete &= laptop_wish(&packed->laptop, &wish, NULL) != NULL;
    }
}

void packed_init(struct packed *packed, const char *text, enum attribution rule, bool themes)
{
    static const struct given_slot slots[] = {
        {0, AT(9, 0), AT(9, 30), SLOT_BREAKOUTS, NULL, HARD_NONE},
        {0, -1, -1, SLOT_OTHER, NULL, HARD_NONE},
        {0, AT(9, 30), AT(10, 0), SLOT_PANEL, NULL, HARD_END},
        {1, AT(9, 0), AT(9, 30), SLOT_CLOSING, NULL, HARD_NONE},
    };
    packed->programme = programme_given("EAT-3", "2022-05-18", slots, 4);
    struct programme *programme = packed->programme;
    programme->code = "PACKED";
    programme->attribution = rule;
    text = arena_text(&programme->arena, text);
    pack_programme(programme, text);
    for (size_t i = 0; i < programme->slots.count; i++) {
        pack_slot(&programme->arena, &programme->slots.items[i], text);
        programme->slots.items[i].attribution = i == 3 ? ATTRIBUTION_NAMED : rule;
        programme->slots.items[i].own_attribution = i == 3;
    }
    msec_t start = zone_instant(programme->zone, programme->days.items[0].date, AT(9, 2));
    laptop_init(&packed->laptop, programme, 1, 1, start);
    (void)laptop_do(&packed->laptop, WISH_START);
    laptop_at(&packed->laptop, start + 10 * MSEC_MINUTE);
    packed->complete = true;
    capture(packed, text, themes, rule == ATTRIBUTION_NAMED ? "somebody" : NULL);
    decide(packed, text);
    laptop_at(&packed->laptop, start + 33 * MSEC_MINUTE);
    (void)laptop_do(&packed->laptop, WISH_NEXT);
    laptop_at(&packed->laptop, start + 34 * MSEC_MINUTE);
    (void)laptop_do(&packed->laptop, WISH_BACK);
    laptop_at(&packed->laptop, start + 35 * MSEC_MINUTE);
    (void)laptop_do(&packed->laptop, WISH_STOP);
}

void packed_finish(struct packed *packed)
{
    laptop_finish(&packed->laptop);
    programme_free(packed->programme);
    *packed = (struct packed){0};
}
