#include <dais/core/review.h>

#include <stdlib.h>
#include <string.h>

#include "laptop.h"
#include "programmes.h"
#include "suite.h"

static struct programme *programme;
static struct laptop one;
static struct laptop other;
static struct lingual_text titles[2];

static msec_t at(int hour, int minute)
{
    return zone_instant(programme->zone, programme->date, AT(hour, minute));
}

static void setup(enum attribution rule, bool two_languages)
{
    programme = programme_panel(rule);
    if (two_languages) {
        titles[0] = (struct lingual_text){"en", "Learning"};
        titles[1] = (struct lingual_text){"fr", "Apprendre"};
        lingual_finish(&programme->title);
        memset(&programme->title, 0, sizeof programme->title);
        array_push(&programme->title.texts, titles[0]);
        array_push(&programme->title.texts, titles[1]);
    }
    laptop_init(&one, programme, 1, 1, at(8, 50));
    laptop_init(&other, programme, 2, 2, at(8, 50));
}

static void teardown(void)
{
    laptop_finish(&one);
    laptop_finish(&other);
    programme_free(programme);
}

static void wish(struct laptop *laptop, struct wish wished)
{
    laptop_at(laptop, laptop->actor.now.wall + 1000);
    ck_assert_msg(laptop_wish(laptop, &wished, NULL) != NULL, "%s", laptop_why(laptop));
}
#define DO(...) wish(&one, (struct wish){__VA_ARGS__})

static void send(const struct laptop *from, struct laptop *to)
{
    for (size_t i = 0; i < from->written.count; i++)
        laptop_receive(to, from->written.items[i]);
}

/* The sentences of some kinds (bits), a line each, advice with a mark. */
static void assert_review(unsigned kinds, const char *expected)
{
    struct review review;
    struct buf said = {0};
    size_t count = 0;
    review_make(one.session, "en", &review);
    for (size_t i = 0; i < review.list.count; i++) {
        const struct review_finding *finding = &review.list.items[i];
        count += !review_kind_is_advice(finding->kind);
        ck_assert_ptr_nonnull(review_kind_title(finding->kind));
        if ((kinds & 1U << finding->kind) == 0)
            continue;
        buf_add_text(&said, review_kind_is_advice(finding->kind) ? "? " : "");
        message_write(&finding->text, NULL, &said);
        buf_add_char(&said, '\n');
    }
    ck_assert_str_eq(buf_text(&said), expected);
    ck_assert_uint_eq(count, review.count);
    buf_finish(&said);
    review_finish(&review);
}

enum {
    SLOTS = 1 << REVIEW_NO_CONCLUSION | 1 << REVIEW_NO_REPORT,
    PEOPLE = 1 << REVIEW_TBC,
    ALL = (1 << REVIEW_KIND_COUNT) - 1,
    ENTRIES = ALL & ~SLOTS & ~PEOPLE,
};

START_TEST(test_slots)
{
    setup(ATTRIBUTION_NAMED, false);
    assert_review(SLOTS, ""); /* nothing has run */
    DO(.verb = WISH_START);
    DO(.verb = WISH_NEXT);
    assert_review(SLOTS, "Slot 1, Session introduction and rules, has no conclusion\n"
                         "Slot 2, High-level expert panel, has no conclusion\n");
    DO(.verb = WISH_ADD, .kind = ENTRY_CONCLUSION, .slot = "1", .fields = {.text = "x"});
    DO(.verb = WISH_ADD, .kind = ENTRY_NOTE, .slot = "2", .fields = {.text = "x"});
    assert_review(SLOTS, "Slot 2, High-level expert panel, has no conclusion\n");
    DO(.verb = WISH_ADD, .kind = ENTRY_RECOMMENDATION, .slot = "2", .fields = {.text = "x"});
    DO(.verb = WISH_NEXT); /* the coffee break needs none */
    DO(.verb = WISH_SKIP, .slot = "4");
    assert_review(SLOTS, "");
    DO(.verb = WISH_WITHDRAW, .entry = "C1");
    assert_review(SLOTS, "Slot 1, Session introduction and rules, has no conclusion\n");
    DO(.verb = WISH_ADD, .kind = ENTRY_NOTE, .slot = "5", .track = 2, .fields = {.text = "x"});
    DO(.verb = WISH_END); /* now all that were not skipped */
    assert_review(SLOTS, "Slot 1, Session introduction and rules, has no conclusion\n"
                         "Slot 5, Two parallel breakout sessions, has no conclusion\n"
                         "Slot 5: nothing was captured of track 1, Complementarity\n");
    teardown();
}
END_TEST

START_TEST(test_people)
{
    setup(ATTRIBUTION_NAMED, false);
    struct buf named = {0};
    size_t last = programme->people.count - 1;
    for (size_t i = last - 1; i <= last; i++)
        buf_add_format(&named, "%s is still to be confirmed\n",
                       person_name(&programme->people.items[i], "en"));
    assert_review(PEOPLE, buf_text(&named));
    buf_finish(&named);
    struct buf number = {0};
    buf_add_format(&number, "%zu", last + 1);
    DO(.verb = WISH_PERSON_STATE, .person = buf_text(&number), .state = PERSON_PRESENT);
    buf_finish(&number);
    struct review review;
    review_make(one.session, "en", &review);
    ck_assert_uint_eq(review.count, 1);
    ck_assert_uint_eq(review.list.items[0].person, last - 1);
    review_finish(&review);
    teardown();
    setup(ATTRIBUTION_CHATHAM_HOUSE, false);
    struct buf numbers = {0};
    for (size_t i = last - 1; i <= last; i++)
        buf_add_format(&numbers, "Person %zu is still to be confirmed\n", i + 1);
    assert_review(PEOPLE, buf_text(&numbers));
    buf_finish(&numbers);
    teardown();
}
END_TEST

START_TEST(test_outcomes)
{
    setup(ATTRIBUTION_NAMED, true);
    DO(.verb = WISH_ADD, .kind = ENTRY_RECOMMENDATION, .fields = {.text = "Fund it."});
    DO(.verb = WISH_ADD, .kind = ENTRY_ACTION, .fields = {.text = "Call them."});
    assert_review(ENTRIES, "R1 is addressed to nobody\n"
                           "R1 is not translated into: fr\n"
                           "A1 has no owner\n");
    DO(.verb = WISH_AMEND, .entry = "R1", .fields = {.addressee = "donors"});
    DO(.verb = WISH_AMEND, .entry = "A1", .fields = {.owner = "the chair"});
    DO(.verb = WISH_ADD, .kind = ENTRY_RECOMMENDATION,
       .fields = {.text = "Financez-le.", .language = "fr", .translation_of = "R1"});
    assert_review(ENTRIES, "");
    DO(.verb = WISH_STAND, .entry = "R1", .standing = STANDING_PROPOSED);
    DO(.verb = WISH_GOTO, .slot = "6");
    assert_review(ENTRIES, ""); /* the adoption runs */
    DO(.verb = WISH_STOP);
    assert_review(ENTRIES, "R1 was put to the room and not decided\n"
                           "A1 was never put to the room\n");
    DO(.verb = WISH_STAND, .entry = "R1", .standing = STANDING_ADOPTED);
    DO(.verb = WISH_STAND, .entry = "A1", .standing = STANDING_REFERRED, .to = "the council");
    assert_review(ENTRIES, "");
    laptop_at(&one, one.actor.now.wall + MSEC_MINUTE);
    DO(.verb = WISH_AMEND, .entry = "R1", .fields = {.text = "Fund it well."});
    assert_review(ENTRIES, ""); /* the adopted text is the one before */
    DO(.verb = WISH_STAND, .entry = "R1", .standing = STANDING_ADOPTED);
    assert_review(ENTRIES, "R2 is older than R1, which it translates\n");
    DO(.verb = WISH_WITHDRAW, .entry = "R2");
    assert_review(ENTRIES, "R1 is not translated into: fr\n");
    teardown();
}
END_TEST

START_TEST(test_texts)
{
    setup(ATTRIBUTION_CHATHAM_HOUSE, false);
    DO(.verb = WISH_ADD, .kind = ENTRY_NOTE, .fields = {.text = "Fund city-to-city learning"});
    DO(.verb = WISH_ADD, .kind = ENTRY_NOTE, .fields = {.text = "Fund city to city learning."});
    assert_review(ENTRIES, "? N2 says nearly the same as N1\n");
    send(&one, &other);
    DO(.verb = WISH_AMEND, .entry = "N1", .fields = {.text = "One text."});
    laptop_at(&other, at(9, 0));
    wish(&other, (struct wish){.verb = WISH_AMEND, .entry = "N1", .fields = {.text = "Another."}});
    send(&other, &one);
    assert_review(ENTRIES, "N1 has 2 versions side by side\n");
    laptop_at(&one, at(9, 1));
    DO(.verb = WISH_MERGE, .entry = "N1", .into = "N2");
    assert_review(ENTRIES, "");
    DO(.verb = WISH_WITHDRAW, .entry = "N2");
    assert_review(ENTRIES, "N1 was merged into N2, which was withdrawn\n");
    const char *name = programme->people.items[0].name;
    DO(.verb = WISH_ADD, .kind = ENTRY_NOTE, .keep_names = true, .fields = {.text = name});
    struct event *edited = event_dup(one.written.items[one.written.count - 1]);
    edited->id.sequence = 99; /* as if of the same file */
    edited->changed = true;
    laptop_receive(&one, edited);
    event_free(edited);
    struct review review;
    review_make(one.session, "en", &review);
    unsigned kinds = 0;
    for (size_t i = 0; i < review.list.count; i++)
        kinds |= 1U << review.list.items[i].kind;
    ck_assert_uint_ne(kinds & 1 << REVIEW_KEPT_NAMES, 0);
    ck_assert_uint_ne(kinds & 1 << REVIEW_CHANGED, 0);
    review_finish(&review);
    teardown();
}
END_TEST

SUITE("core/review", test_slots, test_people, test_outcomes, test_texts)
