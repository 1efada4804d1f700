/*
 * One line of text in a file that is named for the session: process, boot, clock, record. The
 * process tells whether it still runs and the boot whether that number means the same process;
 * a line that was left behind by a kill is passed over and later replaced.
 */
#include <dais/os/rehearsal.h>

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dais/base/digest.h>
#include <dais/os/files.h>
#include <dais/os/paths.h>

enum { LINE_MOST = 8192 /* bytes */, FOLDER_MODE = 0700, FILE_MODE = 0600 };

#define TIME_MOST (INT64_C(100000) * 366 * MSEC_DAY)

static const char word[] = "rehearsal 1 ";

/* The folder of such files. 0 or -errno. */
static int find_folder(struct buf *out)
{
    int error = paths_state_folder(out);
    if (error == 0)
        buf_add_text(out, "/rehearsals");
    return error;
}

/* The file of a session: the same whether its folder or its programme was named. 0 or -errno. */
static int name_file(const char *path, char ret_name[DIGEST_SHORT_SIZE])
{
    BUF_LOCAL struct buf whole = {0};
    struct stat stat_of_path;
    int error = paths_absolute(path, &whole);
    if (error < 0)
        return error;
    if (stat(buf_text(&whole), &stat_of_path) == 0 && S_ISDIR(stat_of_path.st_mode))
        buf_add_text(&whole, "/programme.yaml");
    digest_short(buf_text(&whole), whole.size, ret_name);
    return 0;
}

/* The line of a session. 0 or -errno. */
static int read_line(const char *path, struct buf *out)
{
    BUF_LOCAL struct buf file = {0};
    char name[DIGEST_SHORT_SIZE];
    int error = name_file(path, name);
    if (error == 0)
        error = find_folder(&file);
    if (error < 0)
        return error;
    buf_add_format(&file, "/%s", name);
    return files_read_whole_path(files_real(), buf_text(&file), LINE_MOST, out);
}

struct line {
    int64_t process;
    int64_t boot_id;
    int64_t start;
    int64_t origin;
    int64_t speed;
    const char *record;
};

/* No clock is so far off; what is makes none that can be read. */
static bool is_time(int64_t msec)
{
    return msec > -TIME_MOST && msec < TIME_MOST;
}

static bool parse_line(const struct buf *text, struct line *ret_line)
{
    struct line line;
    int64_t *const numbers[] = {&line.process, &line.boot_id, &line.start, &line.origin,
                                &line.speed};
    const char *at = buf_text(text);
    if (strncmp(at, word, sizeof word - 1) != 0 || strlen(at) != text->size)
        return false;
    at += sizeof word - 1;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char *end = NULL;
        errno = 0;
        *numbers[i] = strtoll(at, &end, 10);
        if (errno != 0 || end == at || *end != ' ')
            return false;
        at = end + 1;
    }
    line.record = at;
    *ret_line = line;
    return at[0] == '/' && line.process > 0 && line.speed >= 1 && line.speed <= CLOCK_SPEED_MAX &&
           is_time(line.start) && is_time(line.origin);
}

/* Which start of the machine this is, as a number that strtoll() reads back. */
static int64_t boot_number(void)
{
    struct clock real;
    clock_init_real(&real);
    return (int64_t)(real.boot_id >> 1);
}

int rehearsal_tell(const char *path, const char *record, const struct clock *clock)
{
    BUF_LOCAL struct buf folder = {0}, whole = {0}, line = {0};
    char name[DIGEST_SHORT_SIZE];
    if (clock->kind != CLOCK_KIND_RUNNING)
        return -EINVAL;
    int error = name_file(path, name);
    if (error == 0)
        error = find_folder(&folder);
    if (error == 0)
        error = paths_absolute(record, &whole);
    if (error == 0)
        error = files_make_folders(files_real(), buf_text(&folder), FOLDER_MODE);
    int opened = error < 0 ? error : files_open_folder_path(files_real(), buf_text(&folder));
    if (opened < 0)
        return opened;
    buf_add_format(&line, "%s%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %u %s", word,
                   (int64_t)getpid(), boot_number(), clock->start, clock->origin, clock->speed,
                   buf_text(&whole));
    error = files_replace(files_real(), opened, name, line.bytes, line.size, FILE_MODE);
    (void)files_close(files_real(), opened);
    return error;
}

void rehearsal_end(const char *path)
{
    BUF_LOCAL struct buf text = {0}, folder = {0};
    char name[DIGEST_SHORT_SIZE];
    struct line line;
    if (read_line(path, &text) < 0 || !parse_line(&text, &line) || line.process != getpid() ||
        name_file(path, name) < 0 || find_folder(&folder) < 0)
        return;
    int opened = files_open_folder_path(files_real(), buf_text(&folder));
    if (opened < 0)
        return;
    (void)files_unlink(files_real(), opened, name);
    (void)files_close(files_real(), opened);
}

bool rehearsal_find(const char *path, struct rehearsal *ret_rehearsal)
{
    BUF_LOCAL struct buf text = {0};
    struct line line;
    struct stat stat_of_record;
    if (read_line(path, &text) < 0 || !parse_line(&text, &line) || line.boot_id != boot_number() ||
        (kill((pid_t)line.process, 0) != 0 && errno != EPERM) ||
        stat(line.record, &stat_of_record) != 0 || !S_ISDIR(stat_of_record.st_mode))
        return false;
    *ret_rehearsal = (struct rehearsal){
        .clock = {.kind = CLOCK_KIND_RUNNING,
                  .start = line.start,
                  .origin = line.origin,
                  .speed = (unsigned)line.speed},
    };
    buf_add_text(&ret_rehearsal->record, line.record);
    return true;
}

void rehearsal_finish(struct rehearsal *rehearsal)
{
    buf_finish(&rehearsal->record);
}
