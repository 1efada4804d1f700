/*
 * What stands in for crc32c() in the build broken on purpose: every check sum is the same.
 */
#include <dais/base/digest.h>

uint32_t crc32c(uint32_t crc, const void *bytes, size_t size)
{
    (void)crc;
    (void)bytes;
    (void)size;
    return 0;
}
