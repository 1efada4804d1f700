/*
 * The small files that the program keeps for itself: who the writer is, a rehearsal that runs, the
 * list of exports. Somebody may have edited them, or a sync tool: they are used or passed over. The
 * first byte says which it is.
 */
#include <stdlib.h>
#include <string.h>

#include <dais/base/digest.h>
#include <dais/os/rehearsal.h>
#include <dais/store/exports.h>
#include <dais/store/writer.h>

#include "machine.h"
#include "memory_disc.h"
#include "must.h"
#include "prepared.h"

static void read_writer(const void *bytes, size_t size)
{
    struct token writer = {"none"}, kept, again;
    static const struct token candidate = {"0000000000005"};
    memory_disc_put("/home/state/writer", bytes, size);
    bool found = writer_read(files_real(), "/home/state", &writer);
    must(found ? token_is_valid(writer.text) : strcmp(writer.text, "none") == 0, "a writer is one");
    must(writer_keep(files_real(), "/home/state", &candidate, &kept) == 0, "a writer can be kept");
    must(token_equal(&kept, found ? &writer : &candidate), "the one there is, else the new one");
    must(writer_read(files_real(), "/home/state", &again) && token_equal(&again, &kept),
         "and is there from then on");
}

static void read_rehearsal(const void *bytes, size_t size)
{
    BUF_LOCAL struct buf path = {0};
    char name[DIGEST_SHORT_SIZE];
    struct rehearsal rehearsal = {.record = {0}};
    digest_short(PREPARED_SESSION, strlen(PREPARED_SESSION), name);
    buf_add_format(&path, "/home/state/rehearsals/%s", name);
    memory_disc_put(buf_text(&path), bytes, size);
    if (!rehearsal_find(PREPARED_SESSION, &rehearsal))
        return;
    struct instant now = clock_now(&rehearsal.clock);
    must(rehearsal.clock.speed >= 1 && rehearsal.clock.speed <= CLOCK_SPEED_MAX, "a speed is one");
    must(now.wall == now.boot, "its clock can be read");
    must(buf_text(&rehearsal.record)[0] == '/', "its record is somewhere");
    rehearsal_finish(&rehearsal);
}

static void check_exports(const struct folder *folder, size_t most)
{
    struct exported_files files = {{0}};
    exports_list(folder, &files);
    must(files.list.count <= most, "a file is listed once");
    for (size_t i = 0; i < files.list.count; i++) {
        const struct exported *file = &files.list.items[i];
        must(file->name != NULL && file->name[0] != '\0', "an export has a name");
        must(file->what == NULL || file->languages != NULL, "a note is whole");
    }
    exported_files_finish(&files);
}

static void read_exports(const void *bytes, size_t size)
{
    static const char report[] = "# A report\n";
    BUF_LOCAL struct buf text = {0};
    struct export_note note = {.what = "report", .languages = "en", .said = NULL, .at = 0};
    char digest[DIGEST_HEX_SIZE];
    memory_disc_put(PREPARED_SESSION "/exports/written", bytes, size);
    memory_disc_put(PREPARED_SESSION "/exports/a.md", report, sizeof report - 1);
    struct folder *folder = prepared_open();
    check_exports(folder, 1);
    buf_add_text(&text, "another");
    digest_hex("x", 1, digest);
    note.said = digest;
    must(exports_write(folder, PREPARED_SESSION "/exports/b.md", &text, &note, false) == 0,
         "a new file can be written");
    const struct buf *written = memory_disc_get(PREPARED_SESSION "/exports/b.md");
    must(written != NULL && strcmp(buf_text(written), "another") == 0, "and is");
    must(exports_write(folder, PREPARED_SESSION "/exports/b.md", &text, &note, false) == 0,
         "and again, since it is ours");
    check_exports(folder, 2);
    folder_close(folder);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size == 0)
        return 0;
    prepared_put(BEFORE);
    if (bytes[0] % 3 == 0)
        read_writer(bytes + 1, size - 1);
    else if (bytes[0] % 3 == 1)
        read_rehearsal(bytes + 1, size - 1);
    else
        read_exports(bytes + 1, size - 1);
    must(memory_disc_count_open() == 0, "what was opened is closed");
    return 0;
}
