#include <suite.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <dais/os/paths.h>
#include <dais/os/process.h>
#include <dais/store/draft.h>
#include <faulty_files.h>

#include "journals.h"

enum { THIS_BOOT = 77 };

static struct buf record;

static void setup(void)
{
    ck_assert_int_eq(paths_make_scratch(&record), 0);
    buf_add_text(&record, "/sou-88");
}

static void teardown(void)
{
    buf_cut(&record, record.size - strlen("/sou-88"));
    ck_assert_int_eq(paths_remove_tree(buf_text(&record)), 0);
    buf_finish(&record);
}

/* A draft of a launch whose program has gone. */
static struct draft draft_of(unsigned launch, const char *text)
{
    return (struct draft){
        .launch = sample_launch(launch),
        .writer = sample_launch(15),
        .boot_id = THIS_BOOT - 1,
        .pid = 4711,
        .birth = 12,
        .at = 1652863327120 + launch,
        .kind = mem_dup("recommendation"),
        .slot = mem_dup("s5"),
        .track = 2,
        .text = mem_dup(text),
    };
}

static void write_draft(struct draft *draft)
{
    ck_assert_int_eq(draft_write(files_real(), buf_text(&record), draft), 0);
    draft_finish(draft);
}

static struct drafts list(void)
{
    struct drafts drafts = {0};
    struct token writer = sample_launch(15);
    ck_assert_int_eq(draft_list(files_real(), buf_text(&record), &writer, THIS_BOOT, &drafts), 0);
    return drafts;
}

START_TEST(test_there_and_back)
{
    static const char text[] = "Two lines:\n  — “Réfugiés” \\ and \"more\"\t ";
    struct drafts drafts = list();
    ck_assert_uint_eq(drafts.list.count, 0); /* and no folder was needed for that */
    struct draft draft = draft_of(3, text);
    draft.entry = mem_dup("k7q2m9xdp4t0a-17");
    draft.base = mem_dup("k7q2m9xdp4t0a-19");
    draft.fields[KEY_ADDRESSEE - KEY_SPEAKER] = mem_dup("donors");
    draft.fields[KEY_LABEL - KEY_SPEAKER] = mem_dup("");
    write_draft(&draft);
    drafts = list();
    ck_assert_uint_eq(drafts.list.count, 1);
    const struct draft *back = &drafts.list.items[0];
    struct token launch = sample_launch(3);
    ck_assert(token_equal(&back->launch, &launch));
    ck_assert_str_eq(back->text, text);
    ck_assert_str_eq(back->kind, "recommendation");
    ck_assert_str_eq(back->slot, "s5");
    ck_assert_str_eq(back->entry, "k7q2m9xdp4t0a-17");
    ck_assert_str_eq(back->base, "k7q2m9xdp4t0a-19");
    ck_assert_str_eq(back->fields[KEY_ADDRESSEE - KEY_SPEAKER], "donors");
    ck_assert_str_eq(back->fields[KEY_LABEL - KEY_SPEAKER], "");
    ck_assert_ptr_null(back->fields[KEY_LANGUAGE - KEY_SPEAKER]);
    ck_assert_uint_eq(back->track, 2);
    ck_assert_int_eq(back->at, 1652863327123);
    ck_assert_int_eq(draft_remove(files_real(), buf_text(&record), back), 0);
    ck_assert_int_eq(draft_remove(files_real(), buf_text(&record), back), 0);
    drafts_finish(&drafts);
    drafts = list();
    ck_assert_uint_eq(drafts.list.count, 0);
}
END_TEST

START_TEST(test_newest_first_and_replaced)
{
    struct draft draft = draft_of(1, "one");
    write_draft(&draft);
    draft = draft_of(4, "fou");
    write_draft(&draft);
    draft = draft_of(4, "four");
    write_draft(&draft);
    struct drafts drafts = list();
    ck_assert_uint_eq(drafts.list.count, 2);
    ck_assert_str_eq(drafts.list.items[0].text, "four");
    ck_assert_str_eq(drafts.list.items[1].text, "one");
    drafts_finish(&drafts);
}
END_TEST

/* Two texts of one launch stand beside each other, and each is taken away for itself. */
START_TEST(test_several_of_a_launch)
{
    struct draft draft = draft_of(4, "left");
    write_draft(&draft);
    draft = draft_of(4, "being typed");
    draft.number = 2;
    draft.at++;
    write_draft(&draft);
    struct drafts drafts = list();
    ck_assert_uint_eq(drafts.list.count, 2);
    ck_assert_str_eq(drafts.list.items[0].text, "being typed");
    ck_assert_uint_eq(drafts.list.items[0].number, 2);
    ck_assert_str_eq(drafts.list.items[1].text, "left");
    ck_assert_uint_eq(drafts.list.items[1].number, 1);
    const struct token launch = sample_launch(4), other = sample_launch(5);
    ck_assert_uint_eq(draft_count(files_real(), buf_text(&record), &launch), 2);
    ck_assert_uint_eq(draft_count(files_real(), buf_text(&record), &other), 0);
    ck_assert_int_eq(draft_remove(files_real(), buf_text(&record), &drafts.list.items[0]), 0);
    ck_assert_uint_eq(draft_count(files_real(), buf_text(&record), &launch), 1);
    drafts_finish(&drafts);
    drafts = list();
    ck_assert_uint_eq(drafts.list.count, 1);
    ck_assert_str_eq(drafts.list.items[0].text, "left");
    drafts_finish(&drafts);
}
END_TEST

/* Whose draft is offered: of this writer, of a program that is gone. */
START_TEST(test_whose)
{
    static const struct {
        unsigned writer;
        uint64_t boot_id;
        bool running; /* the process is there */
        bool reborn;  /* but it is another one of the same number */
        bool offered;
    } cases[] = {
        {15, THIS_BOOT, true, false, false},      /* typing this moment */
        {15, THIS_BOOT, false, false, true},      /* killed */
        {15, THIS_BOOT, true, true, true},        /* killed, its number given away */
        {15, THIS_BOOT - 1, true, false, true},   /* before the machine was restarted */
        {14, THIS_BOOT - 1, false, false, false}, /* a colleague's */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct draft draft = draft_of(2, "text");
        draft.writer = sample_launch(cases[i].writer);
        draft.boot_id = cases[i].boot_id;
        draft.pid = cases[i].running ? process_self() : 0;
        draft.birth = process_birth(process_self()) + (cases[i].reborn ? 1 : 0);
        write_draft(&draft);
        struct drafts drafts = list();
        ck_assert_msg(drafts.list.count == (cases[i].offered ? 1 : 0), "case %zu", i);
        drafts_finish(&drafts);
    }
}
END_TEST

/* A copy that a sync tool made is offered, and once thrown away it is gone. */
START_TEST(test_copy_of_a_sync_tool)
{
    static const char copy[] = "draft (conflicted copy).yaml";
    struct draft draft = draft_of(2, "text");
    BUF_LOCAL struct buf name = {0}, folder = {0};
    buf_add_format(&name, "%s.yaml", draft.launch.text);
    write_draft(&draft);
    buf_add_format(&folder, "%s/drafts", buf_text(&record));
    int opened = files_open_folder_path(files_real(), buf_text(&folder));
    ck_assert_int_eq(files_rename(files_real(), opened, buf_text(&name), copy), 0);
    (void)files_close(files_real(), opened);
    struct drafts drafts = list();
    ck_assert_uint_eq(drafts.list.count, 1);
    ck_assert_int_eq(draft_remove(files_real(), buf_text(&record), &drafts.list.items[0]), 0);
    drafts_finish(&drafts);
    drafts = list();
    ck_assert_uint_eq(drafts.list.count, 0);
}
END_TEST

/* A flipped bit costs a character of the text, not what stands behind it, and it can be kept. */
START_TEST(test_flipped_bit)
{
    struct draft draft = draft_of(2, "Fund this now");
    BUF_LOCAL struct buf name = {0}, folder = {0}, bytes = {0};
    buf_add_format(&name, "%s.yaml", draft.launch.text);
    write_draft(&draft);
    buf_add_format(&folder, "%s/drafts", buf_text(&record));
    int opened = files_open_folder_path(files_real(), buf_text(&folder));
    ck_assert_int_eq(files_read_whole(files_real(), opened, buf_text(&name), 4096, &bytes), 0);
    char *letter = strstr(bytes.bytes, "this now");
    ck_assert_ptr_nonnull(letter);
    *letter = (char)(*letter | 0x80);
    ck_assert_int_eq(
        files_replace(files_real(), opened, buf_text(&name), bytes.bytes, bytes.size, 0600), 0);
    (void)files_close(files_real(), opened);
    struct drafts drafts = list();
    ck_assert_uint_eq(drafts.list.count, 1);
    ck_assert_str_eq(drafts.list.items[0].text, "Fund \xef\xbf\xbdhis now");
    ck_assert_int_eq(draft_write(files_real(), buf_text(&record), &drafts.list.items[0]), 0);
    drafts_finish(&drafts);
}
END_TEST

/* What `bytes` as a draft's file are: 0 the draft as it was, 1 offered and said to be damaged, 2
   not offered and told with its place. */
static unsigned offered_as(const char *file, const char *bytes, size_t size,
                           const struct draft *original)
{
    FILE *out = fopen(file, "w");
    ck_assert_ptr_nonnull(out);
    ck_assert_uint_eq(fwrite(bytes, 1, size, out), size);
    ck_assert_int_eq(fclose(out), 0);
    struct drafts drafts = list();
    struct damaged_drafts damaged = {.list = {0}};
    ck_assert_int_eq(draft_list_damaged(files_real(), buf_text(&record), &damaged), 0);
    unsigned result = 2;
    for (size_t i = 0; i < drafts.list.count; i++) {
        const struct draft *draft = &drafts.list.items[i];
        result = draft->damaged ? 1 : 0;
        if (draft->damaged)
            continue;
        ck_assert_str_eq(draft->text, original->text);
        ck_assert_str_eq(draft->slot, original->slot);
        ck_assert_str_eq(draft->kind, original->kind);
        ck_assert_int_eq(draft->at, original->at);
    }
    ck_assert_uint_eq(damaged.list.count, result > 0 ? 1 : 0);
    ck_assert(result == 0 || (damaged.list.items[0].line >= 1 &&
                              strstr(file, damaged.list.items[0].name) != NULL));
    drafts_finish(&drafts);
    damaged_drafts_finish(&damaged);
    return result;
}

/* Each byte cut off, each bit flipped: the draft as it was, or it is said that it is not. */
START_TEST(test_every_cut_and_flip)
{
    struct draft draft = draft_of(2, "Fund city-to-city learning,\nand now: « à l’eau »");
    BUF_LOCAL struct buf path = {0}, bytes = {0};
    unsigned cuts[3] = {0}, flips[3] = {0};
    ck_assert_int_eq(draft_write(files_real(), buf_text(&record), &draft), 0);
    buf_add_format(&path, "%s/drafts/%s.yaml", buf_text(&record), draft.launch.text);
    ck_assert_int_eq(files_read_whole_path(files_real(), buf_text(&path), 4096, &bytes), 0);
    for (size_t size = 0; size <= bytes.size; size++)
        cuts[offered_as(buf_text(&path), bytes.bytes, size, &draft)]++;
    for (size_t bit = 0; bit < bytes.size * 8; bit++) {
        bytes.bytes[bit / 8] ^= (char)(1 << bit % 8);
        flips[offered_as(buf_text(&path), bytes.bytes, bytes.size, &draft)]++;
        bytes.bytes[bit / 8] ^= (char)(1 << bit % 8);
    }
    ck_assert_uint_le(cuts[0], 2); /* the whole file, and the one without its last line end */
    ck_assert_uint_gt(cuts[1], 0);
    ck_assert_uint_eq(flips[0], 0);
    ck_assert_uint_gt(flips[1], flips[2]);
    draft_finish(&draft);
}
END_TEST

START_TEST(test_torn_frame_is_settled)
{
    struct draft draft = draft_of(6, "half a sen");
    draft.torn = (struct event_id){sample_launch(6), 9};
    ck_assert(!draft_is_settled(files_real(), buf_text(&record), &draft.torn));
    ck_assert_int_eq(draft_remove(files_real(), buf_text(&record), &draft), 0);
    ck_assert(draft_is_settled(files_real(), buf_text(&record), &draft.torn));
    struct event_id other = {sample_launch(6), 8};
    ck_assert(!draft_is_settled(files_real(), buf_text(&record), &other));
    struct drafts drafts = list();
    ck_assert_uint_eq(drafts.list.count, 0);
    draft_finish(&draft);
}
END_TEST

/* Whatever call fails: the old text stands, or the new one. */
START_TEST(test_every_error)
{
    struct faulty_files disc;
    unsigned failed = 1;
    for (unsigned at = 1; failed > 0; at++) {
        struct draft draft = draft_of(1, "old");
        write_draft(&draft);
        faulty_files_init(&disc, files_real());
        disc.fault = (struct fault){.kind = FILE_ANY, .at = at, .error = 5 /* EIO */};
        draft = draft_of(1, "new");
        int error = draft_write(&disc.files, buf_text(&record), &draft);
        draft_finish(&draft);
        failed = disc.failed;
        struct drafts drafts = list();
        ck_assert_uint_eq(drafts.list.count, 1);
        bool is_new = strcmp(drafts.list.items[0].text, "new") == 0;
        ck_assert(is_new || (error < 0 && strcmp(drafts.list.items[0].text, "old") == 0));
        drafts_finish(&drafts);
    }
}
END_TEST

START_TEST(test_pace)
{
    struct draft_pace pace = {0};
    ck_assert_int_eq(draft_pace_next(&pace), MSEC_NONE);
    ck_assert(!draft_pace_is_due(&pace, 5000));
    ck_assert(!draft_pace_type(&pace, 1, 5000));
    ck_assert_int_eq(draft_pace_next(&pace), 6000);
    ck_assert(!draft_pace_type(&pace, 18, 5500));
    ck_assert(!draft_pace_is_due(&pace, 5999));
    ck_assert(draft_pace_is_due(&pace, 6000));
    ck_assert(draft_pace_type(&pace, 1, 5600)); /* the twentieth */
    draft_pace_wrote(&pace);
    ck_assert(!draft_pace_is_due(&pace, 99000));
    ck_assert(draft_pace_type(&pace, 300, 99000)); /* a paste */
}
END_TEST

SUITE_WITH("store/draft", setup, teardown, test_there_and_back, test_newest_first_and_replaced,
           test_several_of_a_launch, test_copy_of_a_sync_tool, test_flipped_bit,
           test_every_cut_and_flip, test_whose, test_torn_frame_is_settled, test_every_error,
           test_pace)
