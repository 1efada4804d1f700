/*
 * dais-pdf: a description of pages on standard input, a PDF on standard output, all of it or
 * nothing. It reads no file but the fonts, writes none, and where the kernel allows it reaches no
 * network. What the environment says of languages is left aside: the same description is the same
 * PDF.
 */
#include <stdlib.h>
#include <unistd.h>

#include <dais/os/confine.h>

#include "draw.h"

enum {
#ifdef DAIS_SANITIZED /* its shadow is larger than any limit */
    MEMORY_MOST = 0,
#else
    MEMORY_MOST = 1 << 30, /* bytes of addresses; fonts are mapped */
#endif
    SECONDS_MOST = 120, /* of the processor */
};

#ifdef DAIS_SANITIZED /* font libraries keep what they have until the end */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
    return 1;
}
#endif

static void leave_languages(void)
{
    static const char *const names[] = {"LANG",       "LANGUAGE", "LC_ALL",         "LC_CTYPE",
                                        "LC_NUMERIC", "FC_LANG",  "PANGO_LANGUAGE", "TZ"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        (void)unsetenv(names[i]);
}

/* All there is, but no more than shows that it is too much. False: it could not be read. */
static bool read_input(struct buf *input)
{
    char piece[1 << 16];
    ssize_t size = 0;
    while (input->size <= DESCRIPTION_SIZE_MOST &&
           (size = read(STDIN_FILENO, piece, sizeof piece)) > 0)
        buf_add(input, piece, (size_t)size);
    return size >= 0;
}

static bool write_to(int fd, const struct buf *output)
{
    for (size_t at = 0; at < output->size;) {
        ssize_t size = write(fd, output->bytes + at, output->size - at);
        if (size <= 0)
            return false;
        at += (size_t)size;
    }
    return true;
}

static void say_nothing(const char *domain, GLogLevelFlags level, const char *text, void *data)
{
    (void)domain;
    (void)level;
    (void)text;
    (void)data;
}

static bool make_pdf(struct buf *output, struct buf *reterr_why)
{
    struct document document;
    struct pages pages;
    BUF_LOCAL struct buf input = {0};
    if (!read_input(&input)) {
        buf_add_text(reterr_why, "its input cannot be read");
        return false;
    }
    bool done = description_read(&document, buf_text(&input), input.size, reterr_why);
    buf_finish(&input);
    if (done) {
        done = pages_make(&pages, &document);
        if (!done)
            buf_add_text(reterr_why, "this machine has no fonts");
        done = done && draw_pages(&pages, output, reterr_why);
        pages_finish(&pages);
    }
    document_finish(&document);
    return done;
}

int main(void)
{
    BUF_LOCAL struct buf output = {0}, why = {0};
    leave_languages();
    confine_process(MEMORY_MOST, SECONDS_MOST);
    (void)g_log_set_default_handler(say_nothing, NULL);
    bool done = make_pdf(&output, &why);
    if (done && !write_to(STDOUT_FILENO, &output))
        buf_add_text(&why, "its output cannot be written");
    if (why.size == 0)
        return EXIT_SUCCESS;
    buf_add_char(&why, '\n');
    (void)write_to(STDERR_FILENO, &why);
    return EXIT_FAILURE;
}
