/*
 * A rapporteur with a real record on a real disc, for scenarios: makes so many amendments of the
 * same few entries as it is told, faster than a program can be started for each.
 *
 *     amender SESSION STATE SEED
 *
 * reads lines of a count and a time in milliseconds since 1970, looks at what came into the
 * folder meanwhile, and answers with a line for each event once it is on the disc: what was
 * done, the entry, the text; then with a dot. Ends with its input.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <chance.h>
#include <dais/store/folder.h>

enum { ENTRIES = 12, LINE_MOST = 80 };

static struct folder *open_session(const char *path, const char *state)
{
    struct folder_options options = {.path = path, .state = state, .boot_id = 1};
    struct diags diags = {0};
    struct folder *folder = NULL;
    int result = folder_open(&options, &diags, NULL, &folder);
    diags_finish(&diags);
    return result == 0 ? folder : NULL;
}

/* Decides and puts it on the disc; what was done is said only then. False: refused. */
static bool act(struct folder *folder, struct wish *wish, msec_t now, const char *what)
{
    struct actor actor = {.writer = *folder_writer(folder),
                          .launch = *folder_launch(folder),
                          .now = {.wall = now, .boot = now},
                          .any_day = true};
    struct event *event;
    struct refusal refusal = {.kind = REFUSED};
    struct commit commit;
    BUF_LOCAL struct buf id = {0};
    if (!session_decide(folder_session(folder), wish, &actor, &event, &refusal)) {
        refusal_finish(&refusal);
        return false;
    }
    if (folder_commit_take(folder, event, now, &commit) < 0 || !commit.saved)
        exit(1);
    event_id_write(&commit.id, &id);
    const char *text = wish->fields.text != NULL ? wish->fields.text : "";
    (void)printf("%s %s %s %s\n", what, buf_text(&id), wish->entry != NULL ? wish->entry : "-",
                 text);
    return true;
}

/* A text that is nowhere else: its launch, and how many that one wrote. */
static void write_text(const struct folder *folder, struct chance *chance, unsigned number,
                       struct buf *out)
{
    static const char *const words[] = {"cities", "regions", "partners", "donors", "learn",
                                        "lead",   "pay",     "meet",     "first",  "again"};
    buf_add_format(out, "%s.%u", folder_launch(folder)->text, number);
    for (unsigned i = chance_below(chance, 6); i > 0; i--) {
        buf_add_char(out, ' ');
        buf_add_text(out, words[chance_below(chance, sizeof words / sizeof *words)]);
    }
}

/* Mostly another text; now and then a field, a choice between versions, an adoption. */
static bool change(struct folder *folder, struct chance *chance, msec_t now, const char *text)
{
    const struct record *record = session_record(folder_session(folder));
    size_t count = record->entries.count;
    const struct entry *entry = record->entries.items[chance_below(chance, (unsigned)count)];
    BUF_LOCAL struct buf id = {0};
    event_id_write(&entry->id, &id);
    struct wish wish = {.entry = buf_text(&id)};
    unsigned turn = chance_below(chance, 100);
    if (turn < 4 && entry_is_unsettled(entry)) {
        wish.verb = WISH_SETTLE;
        wish.target =
            entry->versions.items[chance_below(chance, (unsigned)entry->versions.count)].event->id;
        return act(folder, &wish, now, "settle");
    }
    if (turn < 6) {
        wish.verb = WISH_STAND;
        wish.standing = chance_percent(chance, 50) ? STANDING_ADOPTED : STANDING_DEFERRED;
        return act(folder, &wish, now, "stand");
    }
    wish.verb = WISH_AMEND;
    if (turn < 10) {
        wish.fields.label = chance_percent(chance, 50) ? "Label" : "Another";
        return act(folder, &wish, now, "field");
    }
    wish.fields.text = text;
    return act(folder, &wish, now, "amend");
}

static void work(struct folder *folder, struct chance *chance, unsigned count, msec_t now,
                 unsigned *ref_number)
{
    struct refreshed refreshed = {0};
    (void)folder_refresh(folder, now, &refreshed);
    refreshed_finish(&refreshed);
    for (unsigned done = 0; done < count; now += chance_below(chance, 1500)) {
        BUF_LOCAL struct buf text = {0};
        write_text(folder, chance, ++*ref_number, &text);
        struct wish wish = {.verb = WISH_ADD,
                            .kind = ENTRY_RECOMMENDATION,
                            .no_slot = true,
                            .fields = {.text = buf_text(&text)}};
        bool few = session_record(folder_session(folder))->entries.count < ENTRIES;
        done += few ? act(folder, &wish, now, "add") : change(folder, chance, now, buf_text(&text));
    }
}

int main(int argc, char *argv[])
{
    if (argc != 4)
        return 2;
    struct folder *folder = open_session(argv[1], argv[2]);
    struct chance chance = {strtoull(argv[3], NULL, 10)};
    unsigned number = 0;
    char line[LINE_MOST];
    if (folder == NULL)
        return 1;
    while (fgets(line, sizeof line, stdin) != NULL) {
        char *end;
        unsigned long count = strtoul(line, &end, 10);
        work(folder, &chance, (unsigned)count, (msec_t)strtoll(end, NULL, 10), &number);
        (void)printf(".\n");
        (void)fflush(stdout);
    }
    folder_close(folder);
    return 0;
}
