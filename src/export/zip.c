/*
 * minizip does the format; here stand the calls by which it writes into memory instead of a file.
 * They cannot fail but for memory, and that aborts as in base/mem.h, so nothing here can fail.
 */
#include "zip.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <minizip/zip.h>

#include <dais/base/mem.h>

enum { PIECE = 1 << 20 }; /* bytes handed over at once */

struct zip_maker {
    struct buf *out; /* lent */
    size_t at;       /* where the next bytes go */
    zipFile file;
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
    const struct zip_maker *zip = opaque;
    size_t left = zip->out->size - zip->at;
    size_t taken = size < left ? size : left;
    memcpy(bytes, buf_text(zip->out) + zip->at, taken);
    return taken;
}

static uLong write_memory(voidpf opaque, voidpf stream, const void *bytes, uLong size)
{
    (void)stream;
    struct zip_maker *zip = opaque;
    size_t inside = zip->out->size - zip->at;
    size_t over = size < inside ? size : inside;
    if (over > 0)
        memcpy(zip->out->bytes + zip->at, bytes, over);
    buf_add(zip->out, (const char *)bytes + over, size - over);
    zip->at += size;
    return size;
}

static ZPOS64_T tell_memory(voidpf opaque, voidpf stream)
{
    (void)stream;
    const struct zip_maker *zip = opaque;
    return zip->at;
}

static long seek_memory(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
    (void)stream;
    struct zip_maker *zip = opaque;
    size_t from = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                  : origin == ZLIB_FILEFUNC_SEEK_CUR ? zip->at
                                                     : zip->out->size;
    if (offset > zip->out->size - from)
        return -1;
    zip->at = from + offset;
    return 0;
}

static int close_memory(voidpf opaque, voidpf stream)
{
    (void)opaque;
    (void)stream;
    return 0;
}

/* minizip and zlib allocate on their own, and say no more than that they failed. */
static void must(bool done)
{
    if (!done)
        mem_exhausted();
}

struct zip_maker *zip_new(struct buf *out)
{
    assert(out->size == 0);
    struct zip_maker *zip = mem_new(1, sizeof *zip);
    zip->out = out;
    zlib_filefunc64_def calls = {
        .zopen64_file = open_memory,
        .zread_file = read_memory,
        .zwrite_file = write_memory,
        .ztell64_file = tell_memory,
        .zseek64_file = seek_memory,
        .zclose_file = close_memory,
        .zerror_file = close_memory,
        .opaque = zip,
    };
    zip->file = zipOpen2_64("", APPEND_STATUS_CREATE, NULL, &calls);
    must(zip->file != NULL);
    return zip;
}

void zip_add(struct zip_maker *zip, const char *name, const char *bytes, size_t size, bool packed)
{
    static const zip_fileinfo first_day = {.tmz_date = {.tm_mday = 1, .tm_year = 1980}};
    int level = packed ? Z_DEFAULT_COMPRESSION : 0;
    must(zipOpenNewFileInZip(zip->file, name, &first_day, NULL, 0, NULL, 0, NULL,
                             packed ? Z_DEFLATED : 0, level) == ZIP_OK);
    for (size_t at = 0, piece; at < size; at += piece) {
        piece = size - at < PIECE ? size - at : PIECE;
        must(zipWriteInFileInZip(zip->file, bytes + at, (unsigned)piece) == ZIP_OK);
    }
    must(zipCloseFileInZip(zip->file) == ZIP_OK);
}

void zip_finish(struct zip_maker *zip)
{
    must(zipClose(zip->file, NULL) == ZIP_OK);
    free(zip);
}
