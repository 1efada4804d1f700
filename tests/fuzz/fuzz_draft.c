/*
 * Any bytes as the draft of a text, and any bytes as the body of one whose check sum holds. What is
 * offered can be shown and kept: written and read again it is the same, and then so are its bytes.
 */
#include <dais/store/draft.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/digest.h>
#include <dais/base/utf8.h>
#include <dais/store/frame.h>

#include "memory_disc.h"
#include "must.h"

#define RECORD "/session"
#define FOLDER RECORD "/drafts/"
static const struct token writer = {"0000000000001"};
enum { BOOT = 7 };

static bool is_same(const char *one, const char *other)
{
    return one == NULL || other == NULL ? one == other : strcmp(one, other) == 0;
}

static void check_same(const struct draft *one, const struct draft *other)
{
    must(token_equal(&one->launch, &other->launch) && one->number == other->number &&
             token_equal(&one->writer, &other->writer),
         "a draft keeps its name");
    must(one->boot_id == other->boot_id && one->pid == other->pid && one->birth == other->birth &&
             one->at == other->at && one->track == other->track,
         "a draft keeps its numbers");
    must(is_same(one->kind, other->kind) && is_same(one->slot, other->slot) &&
             is_same(one->entry, other->entry) && is_same(one->base, other->base),
         "a draft keeps where it belongs");
    for (size_t i = 0; i < DRAFT_FIELDS; i++)
        must(is_same(one->fields[i], other->fields[i]), "a draft keeps its fields");
    must(is_same(one->text, other->text), "a draft keeps its text");
}

/* The one draft there is; false: none is offered. */
static bool read_one(struct drafts *drafts)
{
    *drafts = (struct drafts){0};
    must(draft_list(files_real(), RECORD, &writer, BOOT, drafts) == 0, "a folder can be listed");
    must(drafts->list.count <= 1, "one file is one draft");
    return drafts->list.count == 1;
}

static void write_name(const struct draft *draft, struct buf *out)
{
    buf_add_format(out, FOLDER "%s", draft->launch.text);
    if (draft->number > 1)
        buf_add_format(out, "-%u", draft->number);
    buf_add_text(out, ".yaml");
}

/* Written in place of all that is there; what is on the disc then. */
static void write_alone(const struct draft *draft, struct buf *out)
{
    BUF_LOCAL struct buf name = {0};
    write_name(draft, &name);
    memory_disc_clear();
    memory_disc_put(RECORD "/programme.yaml", "", 0);
    must(draft_write(files_real(), RECORD, draft) == 0, "what was read can be written");
    const struct buf *file = memory_disc_get(buf_text(&name));
    must(file != NULL, "a draft is found by its name");
    buf_add(out, buf_text(file), file->size);
}

/* Taken up by another launch, as the program does. */
static void check_kept(const struct draft *read)
{
    BUF_LOCAL struct buf once = {0}, twice = {0};
    struct drafts again;
    struct draft mine = *read, *const draft = &mine;
    mine.launch = (struct token){"0000000000004"};
    mine.number = read->number > 0 ? read->number : 1;
    mine.file = NULL;
    write_alone(draft, &once);
    must(read_one(&again), "what was written is offered");
    check_same(draft, &again.list.items[0]);
    write_alone(&again.list.items[0], &twice);
    must(once.size == twice.size && memcmp(once.bytes, twice.bytes, once.size) == 0,
         "the same draft is the same bytes");
    must(draft_remove(files_real(), RECORD, draft) == 0, "a draft can be removed");
    drafts_finish(&again);
    must(!read_one(&again), "what was removed is gone");
    drafts_finish(&again);
    must(memory_disc_count_open() == 0, "what was opened is closed");
}

static void check_draft(const struct draft *draft)
{
    struct drafts again;
    must(draft->text != NULL, "a draft has a text");
    must(utf8_check(draft->text, strlen(draft->text)) == strlen(draft->text), "it is UTF-8");
    must(draft_remove(files_real(), RECORD, draft) == 0, "what was offered can be removed");
    must(!read_one(&again), "then it is not offered again");
    drafts_finish(&again);
    check_kept(draft);
}

static void check_file(const void *bytes, size_t size)
{
    struct drafts drafts;
    memory_disc_clear();
    memory_disc_put(FOLDER "0000000000002.yaml", bytes, size);
    if (read_one(&drafts))
        check_draft(&drafts.list.items[0]);
    drafts_finish(&drafts);
    memory_disc_clear();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    BUF_LOCAL struct buf sealed = {0};
    check_file(bytes, size);
    buf_add_format(&sealed, "--- # r 7 %zu\n", size);
    buf_add(&sealed, bytes, size);
    uint32_t crc = crc32c(0, sealed.bytes, sealed.size);
    buf_add_format(&sealed, "... # end 7 crc32c=%08" PRIx32 "\n", crc);
    check_file(sealed.bytes, sealed.size);
    return 0;
}
