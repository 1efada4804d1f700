/*
 * Runs a fuzz target without a fuzzer: over each seed as it is, cut at places all over it, and
 * with bits flipped. What is cut and flipped is the same in every run.
 *
 * DAIS_ROUNDS asks for so many mixtures of the seeds after that, and DAIS_SEED (1) for other ones:
 * far more a minute than a fuzzer that looks where it gets. What ends it is kept in a file,
 * "finding".
 *
 * usage: fuzz_… [--] FILE-OR-FOLDER…
 */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dais/base/buf.h>
#include <dais/base/mem.h>

#include "must.h"

enum { CUTS = 32, FLIPS = 64, BITS = 8 };
#ifdef DAIS_SEEDS_ALONE /* of a target that takes long */
static const bool varied = false;
#else
static const bool varied = true;
#endif

static ARRAY_OF(struct buf) all; /* seeds, for mixtures */
static const char *running;      /* the piece that runs */
static size_t running_size;

/* A piece of its own, so that a read behind its end is one behind the memory, too. */
static void run_piece(const char *bytes, size_t size)
{
    uint8_t *copy = malloc(size > 0 ? size : 1);
    if (copy == NULL)
        abort();
    memcpy(copy, bytes, size);
    running = bytes;
    running_size = size;
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void run_bytes(struct buf *seed)
{
    buf_add(seed, "", 0);
    const char *bytes = buf_text(seed);
    run_piece(bytes, seed->size);
    for (size_t i = 0; varied && i < CUTS && i < seed->size; i++)
        run_piece(bytes, seed->size * i / CUTS);
    for (size_t i = 0; varied && i < FLIPS && i < seed->size; i++) {
        size_t at = seed->size * i / FLIPS;
        seed->bytes[at] = (char)(seed->bytes[at] ^ (1 << i % BITS));
        run_piece(seed->bytes, seed->size);
        seed->bytes[at] = (char)(seed->bytes[at] ^ (1 << i % BITS));
    }
}

static size_t run_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(EXIT_FAILURE);
    }
    struct buf seed = {0};
    char bytes[4096];
    for (size_t size; (size = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buf_add(&seed, bytes, size);
    fclose(file);
    run_bytes(&seed);
    array_push(&all, seed);
    return 1;
}

static size_t run_folder(const char *path, DIR *folder)
{
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        BUF_LOCAL struct buf name = {0};
        struct stat status;
        buf_add_format(&name, "%s/%s", path, entry->d_name);
        if (stat(name.bytes, &status) == 0 && S_ISREG(status.st_mode))
            count += run_file(name.bytes);
    }
    closedir(folder);
    return count;
}

/* Keeps what was running when it ended; calls nothing that a signal could not. */
static void keep_finding(int number)
{
    int file = open("finding", O_WRONLY | O_CREAT | O_TRUNC, 0666);
    ssize_t size = write(file, running, running_size);
    (void)size;
    (void)signal(number, SIG_DFL);
    (void)raise(number);
}

static uint64_t draw(uint64_t *chance, uint64_t below)
{
    *chance = *chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (*chance >> 33) % below;
}

/* A piece of some seed. */
static void add_piece(uint64_t *chance, size_t most, struct buf *out)
{
    const struct buf *seed = &all.items[draw(chance, all.count)];
    if (seed->size == 0)
        return;
    size_t from = draw(chance, seed->size);
    size_t size = 1 + draw(chance, most);
    buf_add(out, seed->bytes + from, size < seed->size - from ? size : seed->size - from);
}

/* The head of one seed, pieces of others, here and there a byte that is in none. */
static void mix(uint64_t *chance, struct buf *out)
{
    enum { PIECES = 12, PIECE = 24, HEAD = 8 };
    const struct buf *first = &all.items[draw(chance, all.count)];
    buf_add(out, buf_text(first), first->size < HEAD ? first->size : HEAD);
    for (uint64_t pieces = 1 + draw(chance, PIECES); pieces > 0; pieces--)
        add_piece(chance, PIECE, out);
    for (uint64_t flips = draw(chance, 4); flips > 0 && out->size > 0; flips--)
        out->bytes[draw(chance, out->size)] = (char)draw(chance, 256);
}

static void run_mixtures(void)
{
    const char *asked = getenv("DAIS_ROUNDS"), *seed = getenv("DAIS_SEED");
    uint64_t rounds = asked != NULL ? strtoull(asked, NULL, 10) : 0;
    uint64_t chance = seed != NULL ? strtoull(seed, NULL, 10) : 1;
    (void)signal(SIGABRT, keep_finding);
    (void)signal(SIGSEGV, keep_finding);
    for (uint64_t i = 0; i < rounds && all.count > 0; i++) {
        BUF_LOCAL struct buf mixture = {0};
        mix(&chance, &mixture);
        run_piece(mixture.bytes, mixture.size);
    }
    if (rounds > 0)
        printf("%llu mixtures\n", (unsigned long long)rounds);
    for (size_t i = 0; i < all.count; i++)
        buf_finish(&all.items[i]);
    free(all.items);
}

int main(int argc, char **argv)
{
    size_t count = 0;
    for (int i = argc > 1 && strcmp(argv[1], "--") == 0 ? 2 : 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        size_t here = folder != NULL ? run_folder(argv[i], folder) : run_file(argv[i]);
        if (here == 0) {
            fprintf(stderr, "%s has no seeds\n", argv[i]);
            return EXIT_FAILURE;
        }
        count += here;
    }
    printf("%zu seeds\n", count);
    fflush(stdout);
    run_mixtures();
    return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
