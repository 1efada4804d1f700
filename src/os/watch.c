/*
 * inotify on one folder. Events are only a hint to look again: names are collected, sorted
 * and handed on once each, and when the kernel's queue ran over everything is to be looked at.
 */
#define _GNU_SOURCE
#include <dais/os/watch.h>

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

enum {
    WATCHED = IN_CREATE | IN_MODIFY | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_DELETE_SELF |
              IN_MOVE_SELF | IN_ONLYDIR,
    ENDED = IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT,
};

int watch_init(struct watch *watch, int folder)
{
    char path[64];
    *watch = (struct watch){.fd = -1};
    int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd < 0)
        return -errno;
    /* By its descriptor: the folder that was opened, whatever its name means by now. */
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", folder);
    if (inotify_add_watch(fd, path, WATCHED) < 0) {
        int r = -errno;
        (void)close(fd);
        return r;
    }
    watch->fd = fd;
    return 0;
}

void watch_finish(struct watch *watch)
{
    if (watch->fd >= 0)
        (void)close(watch->fd);
    watch->fd = -1;
}

static void note(struct watch_changes *changes, const struct inotify_event *event, const char *name)
{
    if ((event->mask & IN_Q_OVERFLOW) != 0)
        changes->all = true;
    if ((event->mask & ENDED) != 0)
        changes->gone = true;
    if (event->len > 0)
        array_push(&changes->names.list, mem_dup(name));
}

int watch_take(struct watch *watch, struct watch_changes *changes)
{
    char bytes[16 * (sizeof(struct inotify_event) + NAME_MAX + 1)];
    for (;;) {
        ssize_t size = read(watch->fd, bytes, sizeof bytes);
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0) {
            file_names_sort(&changes->names);
            return size == 0 || errno == EAGAIN ? 0 : -errno;
        }
        for (size_t at = 0; at < (size_t)size;) {
            struct inotify_event event;
            memcpy(&event, bytes + at, sizeof event);
            note(changes, &event, bytes + at + sizeof event);
            at += sizeof event + event.len;
        }
    }
}

void watch_changes_finish(struct watch_changes *changes)
{
    file_names_finish(&changes->names);
    *changes = (struct watch_changes){0};
}
