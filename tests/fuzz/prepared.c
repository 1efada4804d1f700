/*
 * The sessions are made once, by wishes, and kept as copies of the disc.
 */
#include "prepared.h"

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include <dais/core/session.h>

#include "machine.h"
#include "memory_disc.h"
#include "must.h"

#define WRITER "0000000000001"

static struct disc_copy *prepared[SCENARIO_COUNT];

struct folder *prepared_open(void)
{
    struct folder_options options = {
        .path = PREPARED_SESSION, .name = "Hand", .state = "/home/state", .boot_id = 7};
    struct diags diags = {0};
    struct folder *folder = NULL;
    int result = folder_open(&options, &diags, NULL, &folder);
    must(result == 0, "the session opens");
    diags_finish(&diags);
    return folder;
}

static msec_t wall_of(int hour, int minute)
{
    return civil_days(2022, 5, 18) * MSEC_DAY + (hour - 2) * MSEC_HOUR + minute * MSEC_MINUTE;
}

/* ---- what happened before ---- */

static void wish(struct folder *folder, msec_t wall, const struct wish *wish)
{
    struct actor actor = {.writer = *folder_writer(folder),
                          .launch = *folder_launch(folder),
                          .now = {.wall = wall, .boot = wall, .boot_id = 7}};
    struct event *event;
    struct refusal refusal = {0};
    struct commit commit;
    bool decided = session_decide(folder_session(folder), wish, &actor, &event, &refusal);
    must(decided, "what is prepared is allowed");
    must(folder_commit_take(folder, event, wall, &commit) == 0, "and written");
}

static void add(struct folder *folder, msec_t wall, enum entry_kind kind, const char *text)
{
    wish(folder, wall,
         &(struct wish){
             .verb = WISH_ADD, .kind = kind, .fields = {.text = text}, .keep_names = true});
}

static void run_panel(struct folder *folder)
{
    wish(folder, wall_of(9, 2), &(struct wish){.verb = WISH_START});
    add(folder, wall_of(9, 5), ENTRY_NOTE, "Welcome to all.");
    wish(folder, wall_of(9, 18), &(struct wish){.verb = WISH_NEXT});
    add(folder, wall_of(9, 20), ENTRY_RECOMMENDATION, "Fund learning, say the cities.");
    add(folder, wall_of(9, 21), ENTRY_CONCLUSION,
        "漢字とかな、نص عربي e\xcc\x81 👩‍👩‍👧.");
    wish(folder, wall_of(9, 22), &(struct wish){.verb = WISH_FLOOR_START});
    wish(folder, wall_of(9, 23),
         &(struct wish){.verb = WISH_AMEND, .entry = "R1", .fields = {.text = "Fund exchange."}});
}

static void leave_draft(struct folder *folder)
{
    struct draft draft = {.launch = {"0000000000009"},
                          .writer = *folder_writer(folder),
                          .at = wall_of(9, 24),
                          .kind = "note",
                          .slot = "panel",
                          .text = "What was being written"};
    must(draft_write(folder_files(folder), folder_record_path(folder), &draft) == 0,
         "a draft is written");
}

static void prepare_session(enum scenario scenario)
{
    struct folder *folder = prepared_open();
    if (scenario >= RUNNING)
        run_panel(folder);
    if (scenario == RUNNING)
        leave_draft(folder);
    if (scenario == RULED)
        wish(folder, wall_of(9, 24),
             &(struct wish){.verb = WISH_RULE, .rule = ATTRIBUTION_CHATHAM_HOUSE});
    if (scenario >= ADOPTING) {
        wish(folder, wall_of(10, 0), &(struct wish){.verb = WISH_GOTO, .slot = "adoption"});
        add(folder, wall_of(10, 1), ENTRY_DECISION, "Meet again.");
        add(folder, wall_of(10, 1), ENTRY_ACTION, "Write it down.");
        wish(folder, wall_of(10, 2),
             &(struct wish){.verb = WISH_STAND, .entry = "R1", .standing = STANDING_PROPOSED});
    }
    if (scenario == OVER)
        wish(folder, wall_of(10, 9), &(struct wish){.verb = WISH_END});
    folder_close(folder);
}

static void read_programme(struct buf *out)
{
    char piece[4096];
    FILE *file = fopen(DAIS_KEYS_PROGRAMME, "rb");
    must(file != NULL, "there is a programme");
    for (size_t size; (size = fread(piece, 1, sizeof piece, file)) > 0;)
        buf_add(out, piece, size);
    fclose(file);
}

static void prepare_all(void)
{
    BUF_LOCAL struct buf programme = {0};
    setlocale(LC_ALL, "C.UTF-8");
    bindtextdomain("dais", DAIS_CATALOGUES);
    bind_textdomain_codeset("dais", "UTF-8");
    textdomain("dais");
    read_programme(&programme);
    for (int i = 0; i < SCENARIO_COUNT; i++) {
        memory_disc_clear();
        machine_reset(wall_of(8, 50));
        memory_disc_put(PREPARED_SESSION "/programme.yaml", programme.bytes, programme.size);
        memory_disc_put("/home/state/writer", WRITER "\n", sizeof WRITER);
        prepare_session((enum scenario)i);
        prepared[i] = memory_disc_keep();
    }
}

void prepared_put(enum scenario scenario)
{
    if (prepared[0] == NULL)
        prepare_all();
    memory_disc_put_back(prepared[scenario]);
    machine_reset(scenario < RUNNING ? wall_of(8, 55) : wall_of(scenario < ADOPTING ? 9 : 10, 25));
}

extern int _nl_msg_cat_cntr; /* of libintl: what it knows of LANGUAGE is old */

void prepared_set_language(bool french)
{
    setenv("LANGUAGE", french ? "fr" : "en", 1);
    _nl_msg_cat_cntr++;
}
