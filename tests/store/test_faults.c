/*
 * One life with a fault in it: each error at each of its calls, once and for ever, and each write
 * cut short after each byte. And lives after a loss of power, with faults in their recovery and in
 * their first append. All that was accepted must be in memory, counted as such, or on the disc.
 *
 * The ordinary tests take each error at every seventh call, each at others, and some lengths of a
 * short write; DAIS_PROPERTY_RUNS over 1 takes all of them, and so many discs to recover from.
 */
#include <suite.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lives.h"

static const int errors[] = {EIO, ENOSPC, EDQUOT, EROFS, EACCES, EFBIG, EMFILE, ENFILE, EINTR};

enum { ERRORS = sizeof errors / sizeof *errors };

/* A life on a fresh disc. */
struct trial {
    struct power_disc disc;
    struct promises promises;
    struct chance chance;
    struct met met;
    struct life life;
};

static void trial_init(struct trial *trial, bool beside)
{
    *trial = (struct trial){.promises = {.beside = beside}, .chance = {7}};
    power_disc_init(&trial->disc);
    life_furnish(&trial->disc, &trial->promises);
    life_init(&trial->life, &trial->disc, &trial->promises, &trial->chance, &trial->met);
}

static void trial_finish(struct trial *trial)
{
    life_finish(&trial->life, &trial->promises);
    promises_finish(&trial->promises);
    power_disc_finish(&trial->disc);
}

static bool is_open(struct life *life)
{
    if (life->folder == NULL)
        life_open(life);
    return life->folder != NULL;
}

enum { ACTS = 12 };

/* Everything a writer does, in one order. */
static void act(struct life *life, unsigned which)
{
    if (!is_open(life))
        return;
    switch (which) {
    case 0:
    case 9:
        life_draft(life, 1, 200);
        break;
    case 1:
    case 10:
        life_add(life, 60);
        break;
    case 2:
        life_drop_draft(life, 1);
        break;
    case 3:
        life_draft(life, 2, 700);
        break;
    case 4:
        life_export(life, RECORD "/exports/report.md", 900);
        break;
    case 5:
        life_collect(life);
        break;
    case 6:
        life_add(life, 1500);
        break;
    case 7:
        life_close(life);
        break;
    case 8:
        life_take_drafts(life);
        break;
    default:
        life_refresh(life, 20 * MSEC_SECOND);
        break;
    }
}

/* All trouble is over: what people were told is kept, and what they do now is. */
static void make_good(struct trial *trial, const char *what, unsigned at)
{
    struct life *life = &trial->life;
    struct power_disc left;
    life_heal(life);
    ck_assert_msg(life->problem == NULL, "%s, call %u: %s", what, at, life->problem);
    for (size_t i = 0; i < life->promises.events.count; i++)
        ck_assert(!life->promises.events.items[i].own || life->promises.events.items[i].promised);
    life_add(life, 30);
    life_draft(life, 1, 30);
    life_export(life, "/out/report.md", 30);
    struct promised_file *draft = promises_draft(&life->promises, &life->first_launch, 1);
    ck_assert_msg(draft->saved != NULL && draft->maybe.count == 0, "%s, call %u: no draft", what,
                  at);
    power_disc_cut(&trial->disc, CUT_ALL, &trial->chance, &left);
    MEM_LOCAL char *problem = promises_hold(&life->promises, &left, THEN_NOTHING, &trial->met);
    ck_assert_msg(problem == NULL, "%s, call %u: %s", what, at, problem);
    power_disc_finish(&left);
}

/* True where the fault was met. */
static bool run(const struct fault *fault, const char *what, bool beside)
{
    struct trial trial;
    trial_init(&trial, beside);
    trial.life.faulty.fault = *fault;
    trial.life.troubled = true;
    for (unsigned i = 0; i < ACTS; i++) {
        act(&trial.life, i);
        ck_assert_msg(trial.life.problem == NULL, "%s, call %u: %s", what, fault->at,
                      trial.life.problem);
    }
    bool met = trial.life.faulty.calls[fault->kind] >= fault->at;
    make_good(&trial, what, fault->at);
    trial_finish(&trial);
    return met;
}

START_TEST(test_every_error)
{
    unsigned step = chance_runs(1) > 1 ? 1 : 7;
    uint64_t faults = 0;
    for (unsigned i = 0; i < ERRORS * 2; i++) {
        struct fault fault = {
            .kind = FILE_ANY, .error = errors[i / 2], .for_ever = i % 2 == 1, .at = 1 + i % step};
        if (fault.error == EINTR && fault.for_ever)
            continue; /* hangs, by its nature */
        for (; run(&fault, strerror(fault.error), i % 4 < 2); fault.at += step)
            faults++;
    }
    chance_tally("errors met, each at each call, once and for ever", faults);
}
END_TEST

START_TEST(test_every_short_write)
{
    enum { LONGEST = 2200 };
    bool all = chance_runs(1) > 1;
    uint64_t faults = 0;
    for (size_t size = 0; size < LONGEST; size += all || size < 2 ? 1 : 541) {
        for (unsigned lasting = 0; lasting < 2; lasting++) {
            struct fault fault = {
                .kind = FILE_WRITE, .short_write = size, .for_ever = lasting == 1, .at = 1};
            for (; run(&fault, "short write", size % 2 == 1); fault.at++)
                faults++;
        }
    }
    chance_tally("short writes met", faults);
}
END_TEST

/* Copies of a disc, taken before each of its changes. */
struct album {
    struct trial *trial;
    enum disc_cut cut;
    unsigned count, at;       /* changes so far; the one to be taken, from 0 */
    struct power_disc disc;   /* the copy */
    struct promises promises; /* as they were then */
    bool taken;
};

static void take_copy(void *context)
{
    struct album *album = context;
    struct trial *trial = album->trial;
    if (album->count++ != album->at)
        return;
    enum promises_then then = album->cut == CUT_NOTHING ? THEN_STARTS : THEN_POWER_BACK;
    power_disc_cut(&trial->disc, album->cut, &trial->chance, &album->disc);
    promises_copy(&trial->life.promises, &album->promises);
    MEM_LOCAL char *problem = promises_hold(&album->promises, &album->disc, then, &trial->met);
    ck_assert_msg(problem == NULL, "cut before change %u: %s", album->at, problem);
    album->taken = true;
}

/* The disc as it stands before change `at` of a life; false: it has no so many. */
static bool album_take(struct album *album, enum disc_cut cut, unsigned at, bool beside,
                       uint64_t seed)
{
    struct trial trial;
    trial_init(&trial, beside);
    *album = (struct album){.trial = &trial, .cut = cut, .at = at};
    trial.chance.state = seed;
    trial.disc.before = take_copy;
    trial.disc.context = album;
    for (unsigned i = 0; i < ACTS; i++)
        act(&trial.life, i);
    trial_finish(&trial);
    return album->taken;
}

/*
 * Killed before each change, started again; then all goes well, and power goes. So nobody takes it
 * for granted that what another one made is on the disc.
 */
START_TEST(test_killed_and_then_power)
{
    struct album album;
    uint64_t kills = 0;
    for (unsigned at = 0; album_take(&album, CUT_NOTHING, at / 2, at % 2 == 1, 1); at++) {
        struct trial trial = {.chance = {at}};
        struct power_disc left;
        life_init(&trial.life, &album.disc, &album.promises, &trial.chance, &trial.met);
        life_open(&trial.life);
        life_draft(&trial.life, 1, 100);
        life_add(&trial.life, 100);
        life_export(&trial.life, RECORD "/exports/report.md", 300);
        power_disc_cut(&album.disc, CUT_ALL, &trial.chance, &left);
        MEM_LOCAL char *problem =
            promises_hold(&trial.life.promises, &left, THEN_NOTHING, &trial.met);
        ck_assert_msg(problem == NULL, "killed before change %u: %s", at, problem);
        power_disc_finish(&left);
        life_finish(&trial.life, &album.promises);
        promises_finish(&album.promises);
        power_disc_finish(&album.disc);
        kills++;
    }
    chance_tally("kills followed by a loss of power", kills);
}
END_TEST

/* A later life on a copy of that disc, with a fault as it opens and another one as it appends. */
static bool recover(struct album *album, unsigned at, uint64_t seed)
{
    struct trial trial = {.chance = {seed}};
    power_disc_cut(&album->disc, CUT_NOTHING, &trial.chance, &trial.disc);
    promises_copy(&album->promises, &trial.promises);
    struct life *life = &trial.life;
    life_init(life, &trial.disc, &trial.promises, &trial.chance, &trial.met);
    life->serial = 5000;
    life->cuts = 1;
    life->depth = 3;
    struct fault fault = {.kind = FILE_ANY, .at = at, .error = errors[seed % (ERRORS - 1)]};
    fault.for_ever = chance_percent(&trial.chance, 30);
    life->faulty.fault = fault;
    life->troubled = true;
    life_open(life);
    bool met = life->faulty.calls[FILE_ANY] >= at;
    life->faulty.fault.at = 0;
    life->faulty.fault.for_ever = false;
    if (is_open(life)) {
        life->faulty.fault.at = life->faulty.calls[FILE_ANY] + 1 + chance_below(&trial.chance, 40);
        life_add(life, 300);
        life_take_drafts(life);
        life_add(life, 20);
    }
    make_good(&trial, "in recovery", at);
    trial_finish(&trial);
    return met;
}

START_TEST(test_faults_in_recovery)
{
    enum { DISCS = 5 };
    uint64_t discs = chance_runs(DISCS), seed = chance_seed(1), faults = 0;
    for (uint64_t i = 0; i < discs; i++) {
        struct album album;
        struct chance chance = {seed + i};
        if (!album_take(&album, i % 5 == 0 ? CUT_ALL : CUT_SOME, chance_below(&chance, 60),
                        i % 3 == 0, seed + i))
            continue;
        for (unsigned at = 1; recover(&album, at, chance_next(&chance)); at++)
            faults++;
        promises_finish(&album.promises);
        power_disc_finish(&album.disc);
    }
    chance_tally("faults in recovery, each followed by one in the first append", faults);
}
END_TEST

/* What a session shows of a disc on which a journal was damaged. */
struct shown {
    size_t missing, wrong, findings;
};

static struct shown look(const struct trial *trial, const char *journal)
{
    struct folder_options options = {
        .files = &trial->disc.files, .path = RECORD, .state = "/state", .boot_id = 1};
    struct shown shown = {0};
    struct diags diags = {0};
    struct findings findings;
    struct folder *folder = NULL;
    ck_assert_int_eq(folder_open(&options, &diags, NULL, &folder), 0);
    const struct session *session = folder_session(folder);
    shown.missing = promises_count_missing(&trial->life.promises, folder);
    for (size_t i = 0; i < session_log_count(session); i++) {
        const struct event *event = session_log_at(session, i)->event;
        shown.wrong += !event->changed && !promises_know(&trial->life.promises, event);
    }
    folder_list_findings(folder, &findings);
    for (size_t i = 0; i < findings.list.count; i++) {
        const struct finding *finding = &findings.list.items[i];
        bool placed = finding->line > 0 || finding->kind == FINDING_EMPTY ||
                      finding->kind == FINDING_FOREIGN || finding->kind == FINDING_MISSING ||
                      finding->kind == FINDING_SPOILED;
        ck_assert(placed && strncmp(finding->path, RECORD, strlen(RECORD)) == 0);
        shown.findings += strcmp(finding->path, journal) == 0;
    }
    findings_finish(&findings);
    diags_finish(&diags);
    folder_close(folder);
    return shown;
}

/*
 * Each byte cut off a journal, each bit of it flipped: nothing is shown that was never written, a
 * flip costs one event at most, a cut those behind it, and each is told with file and place.
 */
START_TEST(test_every_cut_and_flip)
{
    unsigned step = chance_runs(1) > 1 ? 1 : 23;
    struct trial trial;
    struct journal_status status;
    trial_init(&trial, false);
    struct life *life = &trial.life;
    life_open(life);
    for (unsigned i = 0; i < 5; i++)
        life_add(life, 20 + i * 60);
    folder_read_status(life->folder, &status);
    MEM_LOCAL char *path = mem_dup(status.path);
    life_close(life);
    struct buf *bytes = power_disc_find(&trial.disc, path);
    BUF_LOCAL struct buf whole = {0};
    buf_add(&whole, bytes->bytes, bytes->size);
    uint64_t flips = 0, cuts = 0;
    for (size_t bit = 0; bit < whole.size * 8; bit += step) {
        bytes->bytes[bit / 8] ^= (char)(1 << bit % 8);
        struct shown shown = look(&trial, path);
        bytes->bytes[bit / 8] ^= (char)(1 << bit % 8);
        ck_assert_msg(shown.wrong == 0, "bit %zu is silently wrong", bit);
        ck_assert_msg(shown.missing <= 1, "bit %zu costs several events", bit);
        ck_assert_msg(shown.findings > 0, "bit %zu is not told", bit);
        flips++;
    }
    size_t before = life->promises.events.count + 1;
    for (size_t size = 0; size < whole.size; size += step) {
        buf_cut(bytes, size);
        struct shown shown = look(&trial, path);
        ck_assert_msg(shown.wrong == 0, "cut to %zu it is silently wrong", size);
        ck_assert_msg(shown.missing <= before, "cut to %zu it shows less than shorter", size);
        before = shown.missing;
        buf_add(bytes, whole.bytes + size, whole.size - size);
        cuts++;
    }
    chance_tally("bits of a journal flipped", flips);
    chance_tally("bytes cut off a journal", cuts);
    trial_finish(&trial);
}
END_TEST

/* What was saved in the rescue folder only, and that cannot be read: it is said, and read later. */
START_TEST(test_rescue_that_cannot_be_read)
{
    struct trial trial;
    trial_init(&trial, false);
    struct life *life = &trial.life;
    life_open(life);
    trial.disc.trouble[REGION_SESSION].unwritable = ENOSPC;
    life->troubled = true;
    life_add(life, 60);
    ck_assert_uint_eq(trial.met.rescued, 1);
    life_close(life);
    trial.disc.trouble[REGION_STATE].gone = EACCES;
    life_open(life);
    ck_assert_ptr_null(life->problem);
    ck_assert_uint_gt(promises_count_missing(&life->promises, life->folder), 0);
    ck_assert_uint_eq(trial.met.refused, 1);
    life_refresh(life, 1);
    ck_assert_uint_gt(promises_count_missing(&life->promises, life->folder), 0);
    trial.disc.trouble[REGION_STATE].gone = 0;
    unsigned generation = folder_findings_generation(life->folder);
    life_refresh(life, 1);
    ck_assert_uint_eq(promises_count_missing(&life->promises, life->folder), 0);
    ck_assert_uint_gt(folder_findings_generation(life->folder), generation);
    trial_finish(&trial);
}
END_TEST

SUITE("store/faults", test_every_error, test_every_short_write, test_killed_and_then_power,
      test_faults_in_recovery, test_every_cut_and_flip, test_rescue_that_cannot_be_read)
