/*
 * Any words as a command line: the whole program, in process, on a machine that stands still, with
 * a session on a disc in memory. A line of the input is a word; the first byte says which session.
 *
 * Whatever is asked, it ends with one of its codes, says what it refuses, prints nothing that
 * steers a terminal, and the record reads back sound, with nothing in it where the usage was wrong.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include <dais/base/utf8.h>

#include "../../src/cli/command.h"
#include "machine.h"
#include "memory_disc.h"
#include "must.h"
#include "off_screen.h"
#include "prepared.h"

enum { WORDS_MOST = 24 };

int dais_main(int argc, char **argv);

/* `dais run` is looked at for a moment, and ended. */
static void drive(void *data)
{
    (void)data;
    machine_pass(100);
    machine_signal(SIGTERM);
}

/* The words, which end at a newline or a NUL; owned by `text`. */
static int cut_words(char *text, size_t size, char **ret_words)
{
    static char name[] = "dais";
    int count = 0;
    ret_words[count++] = name;
    for (char *at = text, *end = text + size; at < end && count < WORDS_MOST; count++) {
        size_t length = strcspn(at, "\n");
        at[length] = '\0';
        ret_words[count] = at;
        at += length + 1;
    }
    ret_words[count] = NULL;
    return count;
}

static bool has_word(int count, char **words, const char *word)
{
    for (int i = 1; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

/* What went to one of the streams. */
static void check_said(const char *said, size_t size)
{
    must(strlen(said) == size, "no NUL is printed");
    must_be_text(said);
    size_t length;
    for (size_t i = 0; i < size; i += length) {
        uint32_t code = utf8_decode(said + i, size - i, &length);
        must(code < 0x7f || code > 0x9f, "no control is printed");
    }
}

static void check_json(const char *said, size_t size)
{
    json_t *read = json_loadb(said, size, JSON_REJECT_DUPLICATES, NULL);
    must(read != NULL, "JSON is JSON");
    json_decref(read);
}

static void check_record(size_t before, bool same)
{
    struct findings findings;
    memory_disc_set(DISC_WELL);
    struct folder *folder = prepared_open();
    size_t after = session_log_count(folder_session(folder));
    must(after >= before, "no event is lost");
    must(!same || after == before, "wrong usage changes nothing");
    folder_list_findings(folder, &findings);
    must(findings.list.count == 0, "the record is sound");
    findings_finish(&findings);
    folder_close(folder);
}

static size_t count_events(void)
{
    struct folder *folder = prepared_open();
    size_t count = session_log_count(folder_session(folder));
    folder_close(folder);
    return count;
}

/* Standard output and errors go into memory meanwhile. */
static int run_dais(int count, char **words, struct buf *out, struct buf *errors)
{
    FILE *const usual[] = {stdout, stderr};
    char *bytes[2];
    size_t sizes[2];
    stdout = open_memstream(&bytes[0], &sizes[0]);
    stderr = open_memstream(&bytes[1], &sizes[1]);
    int code = dais_main(count, words);
    fclose(stdout);
    fclose(stderr);
    stdout = usual[0];
    stderr = usual[1];
    buf_add(out, bytes[0], sizes[0]);
    buf_add(errors, bytes[1], sizes[1]);
    free(bytes[0]);
    free(bytes[1]);
    return code;
}

static void set_up(unsigned how)
{
    static bool begun;
    if (!begun) {
        int nothing = open("/dev/null", O_RDONLY);
        (void)dup2(nothing, STDIN_FILENO);
        (void)close(nothing);
        begun = true;
    }
    prepared_put((enum scenario)(how % SCENARIO_COUNT));
    prepared_set_language((how & 0x80) != 0);
    off_screen_set(&(struct off_screen){.width = 80, .height = 24});
    machine_drive(drive, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size == 0)
        return 0;
    char *words[WORDS_MOST + 1], *argv[WORDS_MOST + 1];
    BUF_LOCAL struct buf out = {0}, errors = {0};
    set_up(bytes[0]);
    MEM_LOCAL char *text = mem_dup_n((const char *)bytes + 1, size - 1);
    int count = cut_words(text, strlen(text), words);
    memcpy(argv, words, sizeof argv); /* which the program may turn about */
    size_t before = count_events();
    int code = run_dais(count, argv, &out, &errors);
    must(code >= EXIT_DONE && code <= EXIT_BROKEN, "it ends with one of its codes");
    must(code == EXIT_DONE || errors.size + out.size > 0, "a refusal says something");
    check_said(buf_text(&errors), errors.size);
    bool exports = has_word(count, words, "export");
    if (!exports)
        check_said(buf_text(&out), out.size);
    if (code == EXIT_DONE && !exports && has_word(count, words, "--json") && out.size > 0 &&
        out.bytes[0] == '{')
        check_json(out.bytes, out.size);
    check_record(before, code == EXIT_USAGE);
    must(memory_disc_count_open() == 0, "what was opened is closed");
    machine_reset(0);
    return 0;
}
