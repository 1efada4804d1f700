/*
 * Any bytes as a programme: it is read or refused, and what was read holds what every part of
 * the program takes for granted.
 */
#include <dais/store/programme_read.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>
#include <dais/core/programme_times.h>

#include "fixed_zones.h"
#include "must.h"

static void check_lingual(const struct lingual *lingual)
{
    for (size_t i = 0; i < lingual->texts.count; i++) {
        must(lingual->texts.items[i].text[0] != '\0', "texts are not empty");
        must_be_text(lingual->texts.items[i].text);
    }
}

static void check_parts(const struct programme *programme, const struct parts *parts)
{
    for (size_t i = 0; i < parts->list.count; i++) {
        const struct part *part = &parts->list.items[i];
        bool known = part->person != PART_NOBODY;
        must(!known || part->person < programme->people.count, "a person is one of people");
        must(known + (part->text.texts.count > 0) + (part->organisation.texts.count > 0) == 1,
             "a part is one of three");
        BUF_LOCAL struct buf out = {0};
        part_write(programme, part, programme->language, &out);
        must(out.size > 0, "a part can be written");
        must_be_text(buf_text(&out));
    }
}

static void check_slot(const struct programme *programme, size_t index)
{
    const struct slot *slot = &programme->slots.items[index];
    const struct day *day = &programme->days.items[slot->day];
    msec_t length = (slot->end - slot->start) * MSEC_MINUTE;
    must(slot->number == index + 1, "slots are counted");
    must(index >= day->first && index < day->first + day->count, "a slot lies in its day");
    must(slot->title.texts.count > 0, "a slot has a title");
    must(slot->id != NULL && slot->id[0] != '\0', "a slot has an id");
    must(slot->timed || slot->when.texts.count > 0, "a slot has a time or says when");
    must(!slot->timed || (slot->start >= 0 && slot->end >= slot->start), "time goes forward");
    must(!slot->timed || (slot->minimum >= 0 && slot->minimum <= length + MSEC_MINUTE),
         "the minimum is within the slot");
    must(slot->cues.warning > 0 && slot->cues.danger > 0, "cues are set");
    must((slot->rounds.talk > 0) == (slot->rounds.count > 0), "rounds are whole");
    check_lingual(&slot->title);
    check_lingual(&slot->when);
    check_lingual(&slot->note);
    for (size_t i = 0; i < ROLE_COUNT; i++)
        check_parts(programme, &slot->roles[i]);
}

static void check_programme(const struct programme *programme)
{
    must(programme->title.texts.count > 0, "there is a title");
    must(programme->zone != NULL, "there is a zone");
    must(programme->days.count > 0 && programme->slots.count > 0, "there are days and slots");
    size_t slots = 0;
    for (size_t i = 0; i < programme->days.count; i++) {
        must(programme->days.items[i].first == slots, "days follow each other");
        slots += programme->days.items[i].count;
    }
    must(slots == programme->slots.count, "every slot has a day");
    for (size_t i = 0; i < programme->slots.count; i++)
        check_slot(programme, i);
    check_lingual(&programme->title);
    BUF_LOCAL struct buf code = {0};
    programme_write_code(programme, &code);
    must(code.size >= 1 && code.size <= 32, "there is a code");
    struct languages languages;
    programme_languages(programme, &languages);
    must(languages.list.count > 0, "there is a language");
    languages_finish(&languages);
}

static void check_findings(struct diags *diags, const char *bytes, size_t size)
{
    diags_sort(diags);
    for (size_t i = 0; i < diags->list.count && i < 100; i++) {
        BUF_LOCAL struct buf out = {0};
        const struct diag *diag = &diags->list.items[i];
        diag_write(diag, bytes, size, NULL, &out);
        bool many = diags->list.count > 1000; /* which is a finding about the file as a whole */
        must(diag->text.id != NULL, "findings say something");
        must((diag->line > 0 && diag->column > 0) || many, "findings have a place");
        must_be_text(buf_text(&out));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct programme_zones zones = fixed_zones();
    struct diags diags = {0};
    struct programme *programme = programme_read("fuzz.yaml", bytes, size, &zones, &diags);
    must((programme == NULL) == diags_have_errors(&diags), "errors and nothing else refuse");
    if (programme != NULL)
        check_programme(programme);
    check_findings(&diags, (const char *)bytes, size);
    programme_free(programme);
    diags_finish(&diags);
    return 0;
}
