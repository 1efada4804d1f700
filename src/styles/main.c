/*
 * dais-styles: a reference document on standard input, its styles on standard output. It opens no
 * file and starts nothing. What it takes at most is set before the first byte is read, so that a
 * document made to burst it bursts it alone.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include <dais/styles/answer.h>

enum {
    MEMORY_MOST = 512 << 20, /* bytes */
    SECONDS_MOST = 20,       /* of the processor */
};

static void set_limit(int what, rlim_t most)
{
    struct rlimit limit = {.rlim_cur = most, .rlim_max = most};
    (void)setrlimit(what, &limit);
}

static void set_limits(void)
{
#ifndef DAIS_SANITIZED /* its shadow is larger than any limit */
    set_limit(RLIMIT_AS, MEMORY_MOST);
#endif
    set_limit(RLIMIT_CPU, SECONDS_MOST);
    set_limit(RLIMIT_CORE, 0);
}

/* All there is, but no more than shows that it is too much. False: it could not be read. */
static bool read_input(struct buf *input)
{
    char piece[1 << 16];
    ssize_t size = 0;
    while (input->size <= ANSWER_FILE_MOST && (size = read(0, piece, sizeof piece)) > 0)
        buf_add(input, piece, (size_t)size);
    return size >= 0;
}

static bool write_output(const struct buf *output)
{
    size_t at = 0;
    while (at < output->size) {
        ssize_t size = write(1, output->bytes + at, output->size - at);
        if (size <= 0)
            return false;
        at += (size_t)size;
    }
    return true;
}

int main(void)
{
    set_limits();
    BUF_LOCAL struct buf input = {0}, output = {0};
    if (!read_input(&input))
        return EXIT_FAILURE;
    answer_write(buf_text(&input), input.size, &output);
    return write_output(&output) ? EXIT_SUCCESS : EXIT_FAILURE;
}
