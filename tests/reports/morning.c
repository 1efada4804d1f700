#include "morning.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/os/zonefile.h>
#include <dais/store/programme_read.h>

/* What somebody does, and when. */
struct step {
    int day;          /* from 0, after the programme's first */
    const char *time; /* "09:03" or "09:03:20" */
    struct wish wish;
};

#define CLOCK(verb_)                                                                               \
    {                                                                                              \
        .verb = WISH_##verb_                                                                       \
    }
#define ADD(kind_, ...)                                                                            \
    {                                                                                              \
        .verb = WISH_ADD, .kind = ENTRY_##kind_, .fields = { __VA_ARGS__ }                         \
    }

/* The morning of the design: three minutes late, an overrun, a `]` too early and undone. */
static const struct step sou88[] = {
    {0, "09:03", CLOCK(START)},
    {0, "09:10", ADD(NOTE, .text = "Rules of the session explained.")},
    {0, "09:19", CLOCK(NEXT)},
    {0, "09:21", CLOCK(FLOOR_START)},
    {0, "09:32", CLOCK(FLOOR_START)},
    {0, "09:35", CLOCK(FLOOR_ORDER)},
    {0, "09:36", CLOCK(FLOOR_STOP)},
    {0, "09:40", {.verb = WISH_PERSON_STATE, .person = "cochetel", .state = PERSON_ABSENT}},
    {0, "09:42", CLOCK(FLOOR_STOP)},
    {0, "09:43", {.verb = WISH_FLOOR_SWAP, .person = "skim", .with = "riallant"}},
    {0, "09:43", {.verb = WISH_FLOOR_REQUEST, .person = "yotedje", .span = 3 * MSEC_MINUTE}},
    {0, "09:44", CLOCK(FLOOR_START)},
    {0, "09:52",
     ADD(CONCLUSION, .text = "Cities lead where mandates are unclear.", .language = "en")},
    {0, "09:53", CLOCK(FLOOR_STOP)},
    {0, "09:58", ADD(CHALLENGE, .text = "Mandates are unclear.\nMoney does not follow tasks.")},
    {0, "10:07",
     ADD(RECOMMENDATION, .text = "Fund city-to-city learning.", .addressee = "donors",
         .language = "en", .themes = "complementarity")},
    {0, "10:09",
     ADD(RECOMMENDATION, .text = "Financer l’apprentissage entre villes.", .language = "fr",
         .translation_of = "R1")},
    {0, "10:34", CLOCK(NEXT)},
    {0, "10:40", CLOCK(NEXT)}, /* too early */
    {0, "10:40:02", CLOCK(UNDO)},
    {0, "11:04", CLOCK(NEXT)},
    {0, "11:20",
     ADD(PRACTICE, .text = "Mapping of initiatives | city by city", .label = "Mapping")},
    {0, "11:36", CLOCK(NEXT)},
    {0,
     "11:50",
     {.verb = WISH_ADD,
      .kind = ENTRY_LEARNING,
      .track = 1,
      .fields = {.text = "Each level does what it can do best."}}},
    {0,
     "11:55",
     {.verb = WISH_ADD,
      .kind = ENTRY_QUESTION,
      .track = 2,
      .fields = {.text = "Who pays after the project?"}}},
    {0, "12:05",
     ADD(ACTION, .text = "Send the conclusions to all participants.", .owner = "rapporteurs",
         .deadline = "2022-06-01", .priority = "high")},
    {0, "12:20", CLOCK(NEXT)},
    {0, "12:22", ADD(CONCLUSION, .text = "Partnerships need local and national actors.")},
    {0, "12:23", ADD(RECOMMENDATION, .text = "A duplicate.")},
    {0, "12:24", {.verb = WISH_WITHDRAW, .entry = "R3", .why = "twice"}},
    {0,
     "12:25",
     {.verb = WISH_AMEND,
      .entry = "C2",
      .fields = {.text = "Partnerships need local, national and international "
                         "actors."}}},
    {0, "12:26", ADD(DECISION, .text = "The session’s conclusions go to the plenary.")},
    {0, "12:30", {.verb = WISH_PEOPLE_COUNT, .count = 54, .slot = "2"}},
    {0, "12:31", {.verb = WISH_PEOPLE_COUNT, .count = 48}},
    {0, "12:31", {.verb = WISH_STAND, .entry = "C1", .standing = STANDING_ADOPTED}},
    {0, "12:31", {.verb = WISH_STAND, .entry = "C2", .standing = STANDING_ADOPTED}},
    {0, "12:32", {.verb = WISH_STAND, .entry = "R1", .standing = STANDING_PROPOSED}},
    {0,
     "12:32",
     {.verb = WISH_AMEND,
      .entry = "R1",
      .fields = {.text = "Fund city-to-city learning for long."}}},
    {0,
     "12:32",
     {.verb = WISH_STAND,
      .entry = "R1",
      .standing = STANDING_ADOPTED_WITH_RESERVATION,
      .fields = {.text = "The length is left open."},
      .votes = {true, 31, 4, 2}}},
    {0, "12:32", ADD(RECOMMENDATION, .text = "Name a focal point in each city.")},
    {0, "12:33", ADD(RECOMMENDATION, .text = "Meet twice a year.")},
    {0,
     "12:33",
     {.verb = WISH_STAND, .entry = "R4", .standing = STANDING_REFERRED, .to = "the organisers"}},
    {0, "12:33", {.verb = WISH_STAND, .entry = "R5", .standing = STANDING_DEFERRED}},
    {0, "12:34", CLOCK(END)},
    {0, "12:36", CLOCK(CLOSE)},
};

/* Two days under the Chatham House Rule; the session is left open. */
static const struct step sfax[] = {
    {1, "08:35", CLOCK(START)},
    {1, "09:02", CLOCK(NEXT)},
    {1, "09:10", ADD(STATEMENT, .text = "Participants were welcomed.")},
    {1, "09:31", CLOCK(NEXT)},
    {1, "09:40", CLOCK(NEXT)},
    {1, "09:50", CLOCK(FLOOR_REQUEST)},
    {1, "09:51", CLOCK(FLOOR_START)},
    {1, "09:55", ADD(NOTE, .text = "Roles in local coordination differ between cities.")},
    {1, "09:58", CLOCK(FLOOR_STOP)},
    {1, "10:00", ADD(LEARNING, .text = "Information sharing comes first.", .label = "Data")},
    {1, "10:32", CLOCK(NEXT)},
    {1, "11:16", CLOCK(NEXT)},
    {1, "11:30", CLOCK(NEXT)},
    {1, "11:32", CLOCK(FLOOR_START)},
    {1, "11:43", CLOCK(FLOOR_START)},
    {1, "11:53:30", CLOCK(FLOOR_STOP)},
    {1, "12:10", ADD(PRACTICE, .text = "Regular coordination meetings.")},
    {1, "12:15",
     ADD(PRACTICE, .text = "Tasks were shared between the city, organisations and donors.",
         .label = "Initiative of Brital to Assist Syrian Refugees")},
    {1, "12:40", CLOCK(PAUSE)},
    {1, "12:45", CLOCK(RESUME)},
    {1, "13:40", CLOCK(NEXT)},
    {1, "14:30", CLOCK(NEXT)},
    {1, "16:50", CLOCK(STOP)},
    {2, "09:00", CLOCK(START)},
    {2, "09:40", CLOCK(NEXT)},
    {2, "10:00", {.verb = WISH_PERSON_STATE, .person = "#1", .state = PERSON_PRESENT}},
    {2, "10:15", ADD(CHALLENGE, .text = "Lack of data on numbers and profiles.")},
    {2, "11:00", CLOCK(NEXT)},
    {2, "11:15", CLOCK(NEXT)},
    {2, "12:00",
     ADD(RECOMMENDATION, .text = "Hold regular coordination meetings.",
         .addressee = "municipalities", .themes = "coordination")},
    {2, "12:05",
     ADD(RECOMMENDATION, .text = "Build the capacity of local agents.",
         .addressee = "national level")},
    {2, "13:30", CLOCK(NEXT)},
    {2, "13:35", {.verb = WISH_PEOPLE_COUNT, .count = 38}},
};

struct script {
    const char *name;
    const struct step *steps;
    size_t count;
};
static const struct script scripts[] = {
    {"sou-88", sou88, sizeof sou88 / sizeof *sou88},
    {"mc2cm-sfax-2019", sfax, sizeof sfax / sizeof *sfax},
};

static struct zone *find_zone(void *context, const char *name)
{
    (void)context;
    struct zone *zone = NULL;
    return zonefile_read(files_real(), name, &zone) == 0 ? zone : NULL;
}

static struct programme *read_programme(const char *folder)
{
    static const struct programme_zones zones = {.find = find_zone};
    BUF_LOCAL struct buf path = {0};
    buf_add_format(&path, "%s/programme.yaml", folder);
    FILE *file = fopen(buf_text(&path), "rb");
    if (file == NULL)
        return NULL;
    BUF_LOCAL struct buf bytes = {0};
    char some[4096];
    for (size_t size; (size = fread(some, 1, sizeof some, file)) > 0;)
        buf_add(&bytes, some, size);
    (void)fclose(file);
    struct diags diags = {0};
    struct programme *programme =
        programme_read("programme.yaml", bytes.bytes, bytes.size, &zones, &diags);
    if (programme == NULL) {
        BUF_LOCAL struct buf findings = {0};
        diags_write(&diags, bytes.bytes, bytes.size, NULL, &findings);
        (void)fputs(buf_text(&findings), stderr);
    }
    diags_finish(&diags);
    return programme;
}

/* The instant of a step, in the programme's zone. */
static msec_t step_at(const struct programme *programme, const struct step *step)
{
    int hour = (step->time[0] - '0') * 10 + step->time[1] - '0';
    int minute = (step->time[3] - '0') * 10 + step->time[4] - '0';
    int second = step->time[5] == ':' ? (step->time[6] - '0') * 10 + step->time[7] - '0' : 0;
    return zone_instant(programme->zone, programme->days.items[0].date + step->day,
                        hour * 60 + minute) +
           second * MSEC_SECOND;
}

bool morning_play(const char *folder, const char *script, struct programme **ret_programme,
                  struct laptop *ret_laptop)
{
    struct programme *programme = read_programme(folder);
    if (programme == NULL)
        return false;
    const struct script *played = NULL;
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        if (strcmp(scripts[i].name, script) == 0)
            played = &scripts[i];
    }
    const struct step first = {.time = "08:00"};
    laptop_init(ret_laptop, programme, 1, 1, played == NULL ? 0 : step_at(programme, &first));
    for (size_t i = 0; played != NULL && i < played->count; i++) {
        const struct step *step = &played->steps[i];
        laptop_at(ret_laptop, step_at(programme, step));
        if (laptop_wish(ret_laptop, &step->wish, NULL) == NULL) {
            (void)fprintf(stderr, "%s %s: %s\n", script, step->time, laptop_why(ret_laptop));
            laptop_finish(ret_laptop);
            programme_free(programme);
            return false;
        }
    }
    *ret_programme = programme;
    return true;
}
