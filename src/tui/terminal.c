/*
 * A terminal that stops reading (a frozen window, a dead connection) must not stop us, so the
 * device is opened anew without blocking: a description of our own, since the one that the
 * shell gave us is shared with the shell, and would stay non-blocking for it too. Where that
 * is not allowed the shared one has to do, and poll() alone keeps us from waiting.
 */
#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int device_open(const char *path)
{
    return open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
}

int terminal_open(struct terminal *ret_terminal)
{
    bool standard = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    bool controlling = !standard || tcgetsid(STDOUT_FILENO) == getsid(0);
    int fd = controlling ? device_open("/dev/tty") : -1;
    if (fd < 0 && !standard)
        return 1;
    if (fd < 0) {
        char name[128];
        fd = ttyname_r(STDOUT_FILENO, name, sizeof name) == 0 ? device_open(name) : -1;
    }
    bool shared = fd < 0;
    if (shared)
        fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
    if (fd < 0)
        return -errno;
    *ret_terminal = (struct terminal){.fd = fd, .shared = shared};
    tcgetattr(fd, &ret_terminal->before);
    return 0;
}

void terminal_finish(struct terminal *terminal)
{
    close(terminal->fd);
    buf_finish(&terminal->waiting);
}

void terminal_set_raw(struct terminal *terminal)
{
    struct termios raw = terminal->before;
    raw.c_iflag &=
        ~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON | IXOFF);
    raw.c_oflag &= ~(tcflag_t)OPOST;
    raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    raw.c_cflag &= ~(tcflag_t)(CSIZE | PARENB);
    raw.c_cflag |= CS8;
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(terminal->fd, TCSANOW, &raw);
}

void terminal_set_back(struct terminal *terminal)
{
    tcsetattr(terminal->fd, TCSANOW, &terminal->before);
}

bool terminal_size(const struct terminal *terminal, int *ret_width, int *ret_height)
{
    struct winsize size = {0};
    if (ioctl(terminal->fd, TIOCGWINSZ, &size) < 0 || size.ws_col == 0 || size.ws_row == 0)
        return false;
    *ret_width = size.ws_col;
    *ret_height = size.ws_row;
    return true;
}

void terminal_add(struct terminal *terminal, const char *bytes, size_t size)
{
    buf_add(&terminal->waiting, bytes, size);
}

static void waiting_clear(struct terminal *terminal)
{
    buf_clear(&terminal->waiting);
    terminal->sent = 0;
}

/* Waits until the terminal takes bytes, at most `patience` ms; false where it does not. */
static bool terminal_takes(const struct terminal *terminal, int patience)
{
    struct pollfd device = {.fd = terminal->fd, .events = POLLOUT};
    return poll(&device, 1, patience) == 1 && (device.revents & POLLOUT);
}

/* A device of our own is asked by the write itself; it is waited for only where it took nothing. */
int terminal_flush(struct terminal *terminal, int patience)
{
    if (terminal_is_through(terminal))
        return terminal_is_gone(terminal) ? -EIO : 0;
    bool ask = terminal->shared;
    while (terminal->sent < terminal->waiting.size) {
        if (ask && !terminal_takes(terminal, patience)) {
            if (!terminal_is_gone(terminal))
                return -EAGAIN;
            waiting_clear(terminal);
            return -EIO;
        }
        ssize_t size = write(terminal->fd, terminal->waiting.bytes + terminal->sent,
                             terminal->waiting.size - terminal->sent);
        if (size < 0 && errno != EINTR && errno != EAGAIN) {
            waiting_clear(terminal);
            return -EIO;
        }
        terminal->sent += size > 0 ? (size_t)size : 0;
        ask = terminal->shared || (size < 0 && errno == EAGAIN);
    }
    waiting_clear(terminal);
    return 0;
}

bool terminal_is_through(const struct terminal *terminal)
{
    return terminal->sent == terminal->waiting.size;
}

void terminal_drop(struct terminal *terminal)
{
    waiting_clear(terminal);
    tcflush(terminal->fd, TCOFLUSH);
}

bool terminal_is_gone(const struct terminal *terminal)
{
    struct pollfd device = {.fd = terminal->fd, .events = POLLOUT};
    return poll(&device, 1, 0) == 1 && (device.revents & (POLLHUP | POLLERR | POLLNVAL));
}
