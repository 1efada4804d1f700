/*
 * Randomness of the kernel. It cannot fail on a kernel that Dais runs on; where it did, going
 * on with a guessable or repeated id could overwrite somebody's journal, so the program ends
 * as it does without memory.
 */
#include <dais/os/random.h>

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

uint64_t random_bits(void)
{
    uint64_t bits;
    for (;;) {
        ssize_t size = getrandom(&bits, sizeof bits, 0);
        if (size == (ssize_t)sizeof bits)
            return bits;
        if (size >= 0 || errno != EINTR)
            abort();
    }
}
