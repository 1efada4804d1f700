/*
 * Runs a fuzz target without a fuzzer: over each seed as it is, cut at places all over it, and
 * with bits flipped. What is cut and flipped is the same in every run.
 *
 * usage: fuzz_… [--] FILE-OR-FOLDER…
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <dais/base/buf.h>
#include <dais/base/mem.h>

#include "must.h"

enum { CUTS = 32, FLIPS = 64, BITS = 8 };
#ifdef DAIS_SEEDS_ALONE /* of a target that takes long */
static const bool varied = false;
#else
static const bool varied = true;
#endif

/* A piece of its own, so that a read behind its end is one behind the memory, too. */
static void run_piece(const char *bytes, size_t size)
{
    uint8_t *copy = malloc(size > 0 ? size : 1);
    if (copy == NULL)
        abort();
    memcpy(copy, bytes, size);
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
    BUF_LOCAL struct buf seed = {0};
    char bytes[4096];
    for (size_t size; (size = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buf_add(&seed, bytes, size);
    fclose(file);
    run_bytes(&seed);
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
    return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
