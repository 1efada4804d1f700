/*
 * minizip reads the format; here stand the calls by which it reads from memory, and the limits: on
 * the number of parts, and on what comes out of one, whatever its head says of its size.
 */
#include "package.h"

#include <stdlib.h>
#include <string.h>

#include <minizip/unzip.h>

#include <dais/base/mem.h>

enum { PIECE = 1 << 16, ANY_CASE = 2 };

struct package {
    const char *bytes; /* lent */
    size_t size;
    size_t at; /* where minizip reads next */
    unzFile file;
    struct buf part; /* its name */
};

static voidpf open_memory(voidpf opaque, const void *name, int mode)
{
    (void)name;
    (void)mode;
    return opaque;
}

static uLong read_memory(voidpf opaque, voidpf stream, void *bytes, uLong size)
{
    (void)stream;
    struct package *package = opaque;
    size_t left = package->size - package->at;
    size_t taken = size < left ? size : left;
    memcpy(bytes, package->bytes + package->at, taken);
    package->at += taken;
    return taken;
}

static uLong write_memory(voidpf opaque, voidpf stream, const void *bytes, uLong size)
{
    (void)opaque;
    (void)stream;
    (void)bytes;
    (void)size;
    return 0;
}

static ZPOS64_T tell_memory(voidpf opaque, voidpf stream)
{
    (void)stream;
    const struct package *package = opaque;
    return package->at;
}

static long seek_memory(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
    (void)stream;
    struct package *package = opaque;
    size_t from = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                  : origin == ZLIB_FILEFUNC_SEEK_CUR ? package->at
                                                     : package->size;
    if (offset > package->size - from)
        return -1;
    package->at = from + offset;
    return 0;
}

static int close_memory(voidpf opaque, voidpf stream)
{
    (void)opaque;
    (void)stream;
    return 0;
}

/* An encrypted DOCX is no zip but a compound file, as its format's forerunner was. */
static bool is_compound(const char *bytes, size_t size)
{
    static const unsigned char magic[] = {0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1};
    return size >= sizeof magic && memcmp(bytes, magic, sizeof magic) == 0;
}

enum refusal package_open(const char *bytes, size_t size, struct package **ret)
{
    if (is_compound(bytes, size))
        return REFUSAL_ENCRYPTED;
    static const char magic[] = {'P', 'K', 3, 4};
    if (size < sizeof magic || memcmp(bytes, magic, sizeof magic) != 0)
        return REFUSAL_NO_DOCUMENT;
    struct package *package = mem_new(1, sizeof *package);
    *package = (struct package){.bytes = bytes, .size = size};
    zlib_filefunc64_def calls = {
        .zopen64_file = open_memory,
        .zread_file = read_memory,
        .zwrite_file = write_memory,
        .ztell64_file = tell_memory,
        .zseek64_file = seek_memory,
        .zclose_file = close_memory,
        .zerror_file = close_memory,
        .opaque = package,
    };
    package->file = unzOpen2_64("", &calls);
    unz_global_info64 about;
    enum refusal refusal = REFUSAL_NONE;
    if (package->file == NULL || unzGetGlobalInfo64(package->file, &about) != UNZ_OK)
        refusal = REFUSAL_DAMAGED;
    else if (about.number_entry > PACKAGE_PARTS_MOST)
        refusal = REFUSAL_TOO_LARGE;
    if (refusal == REFUSAL_NONE)
        *ret = package;
    else
        package_free(package);
    return refusal;
}

void package_free(struct package *package)
{
    if (package == NULL)
        return;
    if (package->file != NULL)
        unzClose(package->file);
    buf_finish(&package->part);
    free(package);
}

/* Of the part that is open. */
static enum refusal unpack(struct package *package, struct buf *out)
{
    char piece[PIECE];
    size_t total = 0;
    for (;;) {
        int size = unzReadCurrentFile(package->file, piece, sizeof piece);
        if (size < 0)
            return REFUSAL_DAMAGED;
        if (size == 0)
            return REFUSAL_NONE;
        total += (size_t)size;
        if (total > PACKAGE_PART_MOST)
            return REFUSAL_TOO_LARGE;
        buf_add(out, piece, (size_t)size);
    }
}

enum refusal package_read(struct package *package, const char *name, struct buf *out)
{
    enum { ENCRYPTED = 1 };
    buf_clear(&package->part);
    buf_add_text(&package->part, name);
    int found = unzLocateFile(package->file, name, ANY_CASE);
    if (found == UNZ_END_OF_LIST_OF_FILE || found == UNZ_PARAMERROR)
        return REFUSAL_NO_STYLES;
    unz_file_info64 about;
    if (found != UNZ_OK ||
        unzGetCurrentFileInfo64(package->file, &about, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK)
        return REFUSAL_DAMAGED;
    if ((about.flag & ENCRYPTED) != 0)
        return REFUSAL_ENCRYPTED;
    if (unzOpenCurrentFile(package->file) != UNZ_OK)
        return REFUSAL_DAMAGED;
    enum refusal refusal = unpack(package, out);
    bool whole = unzCloseCurrentFile(package->file) == UNZ_OK; /* its check sum */
    return refusal != REFUSAL_NONE ? refusal : whole ? REFUSAL_NONE : REFUSAL_DAMAGED;
}

const char *package_part(const struct package *package)
{
    return buf_text(&package->part);
}
