"""The real program in a terminal: keys in, screen text out. Waits for what appears, with an upper
bound, never for a while.
"""

import ctypes
import fcntl
import os
import platform
import re
import select
import signal
import struct
import termios
import time
from datetime import datetime

from place import Fault, at, expect, loaded_first

# s: for what comes at once on a machine that is not overloaded; a broken program is not waited for
LIMIT = float(os.environ.get('DAIS_LIMIT', '30'))

KEYS = {'Enter': b'\r', 'Tab': b'\t', 'Esc': b'\x1b', 'Backspace': b'\x7f', 'Space': b' ',
        'Shift-Tab': b'\x1b[Z', 'Delete': b'\x1b[3~', 'Insert': b'\x1b[2~',
        'PageUp': b'\x1b[5~', 'PageDown': b'\x1b[6~',
        'F1': b'\x1bOP', 'F2': b'\x1bOQ', 'F3': b'\x1bOR', 'F4': b'\x1bOS', 'F5': b'\x1b[15~'}
ARROWS = {'Up': 'A', 'Down': 'B', 'Right': 'C', 'Left': 'D', 'Home': 'H', 'End': 'F'}
MODIFIERS = {'Shift': 1, 'Alt': 2, 'Ctrl': 4}
# What the kernel calls waiting for descriptors, by machine.
WAITS = {'x86_64': {'7', '23', '232', '270', '271', '281'}, 'aarch64': {'22', '72', '73'}}

PRIVATE_MODE = re.compile(rb'\x1b\[\?([\d;]+)([hl])')


class Cell(ctypes.Structure):
    _fields_ = [('text', ctypes.c_char * 40)] + [(name, ctypes.c_int) for name in (
        'width', 'bold', 'underline', 'reverse', 'foreground', 'background')]


class Modes(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int)
                for name in ('alternate', 'cursor', 'mouse', 'settings', 'row', 'column')]


def load():
    library = ctypes.CDLL(os.environ['DAIS_TERMINAL'], use_errno=True)
    library.terminal_take.restype = ctypes.c_ssize_t
    library.terminal_type.restype = ctypes.c_ssize_t
    return library


def key_bytes(name, application):
    """The bytes that xterm sends for a key, by the names of the keymap."""
    if name in KEYS:
        return KEYS[name]
    *modifiers, key = name.split('-') if len(name) > 1 and not name.endswith('-') else [name]
    if key in ARROWS:
        if modifiers:
            number = 1 + sum(MODIFIERS[modifier] for modifier in modifiers)
            return f'\x1b[1;{number}{ARROWS[key]}'.encode()
        return f'\x1b{"O" if application else "["}{ARROWS[key]}'.encode()
    code = KEYS[key] if key in KEYS else key.encode()
    if 'Ctrl' in modifiers:
        code = bytes([code[0] & 0x1F])
    return (b'\x1b' if 'Alt' in modifiers else b'') + code


class Clock:
    """A clock that stands until somebody moves it on. A program that was started with --now and
    this clock shows the time of that start and what it was moved since."""

    def __init__(self, place):
        self.path = place.scratch / 'clock-moved'
        self.turn_to(0)

    def turn_to(self, span):
        self.span = span
        following = self.path.with_suffix('.new')
        following.write_bytes(struct.pack('q', span))
        following.rename(self.path)

    def move(self, milliseconds):
        self.turn_to(self.span + milliseconds)


class Machine:
    """A machine whose clock can be set, that can be suspended and restarted. Its wall clock is at
    a time of the morning of SOU-88 at first, and goes on, or stands."""

    def __init__(self, place, now, stands=False):
        self.path = place.scratch / 'machine'
        self.slept, self.boot = 0, 0
        begin = int(datetime.fromisoformat(at(now)).timestamp() * 1000)
        self.stands = begin if stands else 0
        self.ahead = 0 if stands else begin - int(time.time() * 1000)
        self.write()

    def write(self):
        following = self.path.with_suffix('.new')
        following.write_bytes(struct.pack('qqqq', self.ahead, self.slept, self.boot,
                                            self.stands))
        following.rename(self.path)

    def step(self, seconds):
        """Somebody sets the wall clock."""
        self.ahead += int(seconds * 1000)
        self.write()

    def suspend(self, seconds, step=0):
        """The lid is closed and opened again; meanwhile the clock may be set."""
        self.slept += int(seconds * 1000)
        self.step(step)

    def restart(self, seconds=0):
        """Another start of the machine, `seconds` later by the wall clock; the programs are gone."""
        self.boot += 1
        self.step(seconds)

    def now(self):
        """The wall clock, in seconds."""
        return time.time() + (self.ahead + self.slept) / 1000

    def env(self):
        return {'DAIS_MACHINE': str(self.path), 'LD_PRELOAD': os.environ['DAIS_STEPPING_CLOCK']}


class Terminal:
    """dais in a terminal of its own."""

    def __init__(self, place, *arguments, now=None, writer='chair', size=(80, 24), env=None,
                 standing=False, clock=None, program=None):
        command = [program or place.program, *map(str, arguments)]
        if now is not None:
            command += ['--now', at(now)]
        env = place.environment(writer, **(env or {}))
        if clock is not None:
            env['DAIS_CLOCK_MOVED'] = str(clock.path)
        if standing or clock is not None:
            env['LD_PRELOAD'] = ' '.join([os.environ['DAIS_STANDING_CLOCK'],
                                          env.get('LD_PRELOAD', '')]).strip()
            env.update(loaded_first(env))
        self.library, self.handle = load(), ctypes.c_void_p()
        self.columns, self.rows = size[0] or 80, size[1] or 24  # as terminal.c
        self.raw, self.code = bytearray(), None
        self.buffer = ctypes.create_string_buffer(65536)
        argv = (ctypes.c_char_p * (len(command) + 1))(*map(os.fsencode, command), None)
        variables = [os.fsencode(f'{name}={value}') for name, value in env.items()]
        envp = (ctypes.c_char_p * (len(variables) + 1))(*variables, None)
        error = self.library.terminal_open(argv, envp, str(place.scratch).encode(), size[1],
                                           size[0], ctypes.byref(self.handle))
        expect(error == 0, f'no terminal: {os.strerror(-error)}')
        self.pid = self.library.terminal_pid(self.handle)
        self.fd = self.library.terminal_fd(self.handle)
        self.line = self.library.terminal_line(self.handle)
        self.leader = self.library.terminal_leader(self.handle)
        self.pidfd = os.pidfd_open(self.leader)
        place.started.append(self)

    # ---- what is on screen

    def rows_text(self):
        text = ctypes.create_string_buffer(8 * self.columns + 64)
        rows = []
        for row in range(self.rows):
            self.library.terminal_read_row(self.handle, row, text, len(text))
            rows.append(text.value.decode())
        return rows

    def text(self):
        return '\n'.join(self.rows_text())

    def words(self):
        """The text with its white space and frames made single blanks."""
        return re.sub(r'[\s│┌┐└┘─|]+', ' ', self.text())

    def cell(self, row, column):
        cell = Cell()
        self.library.terminal_read_cell(self.handle, row, column, ctypes.byref(cell))
        return cell

    def difference(self, other):
        """Row and column of the first cell that another terminal of this size shows otherwise; None
        where there is none."""
        row, column = ctypes.c_int(), ctypes.c_int()
        differ = self.library.terminal_differ(self.handle, other.handle, ctypes.byref(row), ctypes.byref(column))
        return (row.value, column.value) if differ else None

    def modes(self):
        modes = Modes()
        self.library.terminal_read_modes(self.handle, ctypes.byref(modes))
        return modes

    # ---- waiting

    def take(self):
        """Takes what the program has written; whether there was anything."""
        got = self.library.terminal_take(self.handle, self.buffer, len(self.buffer))
        if got > 0:
            self.raw += self.buffer.raw[:got]
        return got > 0

    def show(self, data):
        """Shows bytes that no program of this terminal has written."""
        self.library.terminal_show(self.handle, data, ctypes.c_size_t(len(data)))

    def pump(self, seconds):
        """Waits for output or the end of the program, and takes it; whether there was output."""
        select.select([self.fd, self.pidfd] if self.code is None else [self.fd], [], [],
                      max(seconds, 0))
        return self.take()

    def wait_for(self, holds, what, limit=LIMIT):
        """Until `holds()`; what it gave."""
        end = time.monotonic() + limit
        while True:
            found = holds()
            if found:
                return found
            left = end - time.monotonic()
            if left <= 0 or (self.is_gone() and not self.take()):
                raise Fault(f'{what} did not come within {limit} s'
                            f'{" (the program has ended)" if self.is_gone() else ""}; on screen:\n'
                            + self.text())
            self.pump(min(left, 0.25))

    def until(self, text, limit=LIMIT):
        """Until a text is on screen; line breaks and frames in it count as blanks."""
        return self.wait_for(lambda: text in self.text() or text in self.words(), repr(text), limit)

    def until_not(self, text, limit=LIMIT):
        return self.wait_for(lambda: text not in self.words(), f'a screen without {text!r}', limit)

    def is_waiting(self):
        """Has the program read all that was typed, and does it wait for more?"""
        unread = struct.unpack('i', fcntl.ioctl(self.line, termios.FIONREAD, b'\0\0\0\0'))[0]
        if unread:
            return False
        calls = WAITS.get(platform.machine())
        try:
            with open(f'/proc/{self.pid}/syscall', encoding='ascii') as file:
                if calls:
                    return file.read().split()[0] in calls
        except OSError:
            pass  # not allowed here: then it must do that it sleeps
        return self.state() == 'S'

    def state(self):
        """Running, sleeping, stopped … in the kernel's letter; nothing when it is gone."""
        try:
            with open(f'/proc/{self.pid}/stat', encoding='ascii') as file:
                return file.read().rpartition(')')[2].split()[0]
        except OSError:
            return ''

    def settle(self, limit=LIMIT):
        """Until the program waits for input with everything shown."""
        end, calm = time.monotonic() + limit, 0
        while calm < 3 and time.monotonic() < end:
            if self.pump(0.005) or self.is_gone():
                calm = 0
                if self.is_gone():
                    return
            else:
                calm = calm + 1 if self.is_waiting() else 0
        expect(calm >= 3, f'the program was not quiet within {limit} s; on screen:\n' + self.text())

    # ---- what the user does

    def send(self, data, limit=LIMIT):
        """Types bytes as fast as the program takes them."""
        end = time.monotonic() + limit
        while data:
            sent = self.library.terminal_type(self.handle, data, len(data))
            if sent < 0:
                raise Fault(f'typing: {os.strerror(-sent)}')
            data = data[sent:]
            if data:
                expect(time.monotonic() < end, 'the program reads no keys')
                self.pump(0.005)

    def keys(self, *names):
        for name in names:
            self.send(key_bytes(name, b'\x1b[?1h' in self.raw))
            if name == 'Esc':  # alone: what follows at once would belong to it
                self.settle()
                self.pump(0.1)
                self.settle()

    def type(self, text):
        self.send(text.encode())

    def paste(self, text):
        self.send(b'\x1b[200~' + text.encode() + b'\x1b[201~')

    def resize(self, columns, rows):
        if columns > 0 and rows > 0:  # of a terminal that tells none the size stays
            self.columns, self.rows = columns, rows
        error = self.library.terminal_resize(self.handle, rows, columns)
        expect(error == 0, f'resizing: {os.strerror(-error)}')

    # ---- its end

    def is_gone(self):
        if self.code is None:
            pid, status = os.waitpid(self.leader, os.WNOHANG)
            if pid:
                self.note_end(status)
        return self.code is not None

    def note_end(self, status):
        code = os.waitstatus_to_exitcode(status)
        self.code = 128 - code if code > 128 else code

    def kill(self, number=signal.SIGKILL):
        if not self.is_gone():
            os.kill(self.pid, number)

    def wait_end(self, limit=LIMIT):
        """Until the program has ended; its exit code, negative for a signal."""
        end = time.monotonic() + limit
        while not self.is_gone():
            expect(time.monotonic() < end, f'the program did not end within {limit} s; on screen:\n'
                   + self.text())
            self.pump(0.25)
        while self.take():
            pass
        return self.code

    def hang_up(self):
        """The terminal goes away: the window is closed, the network is down."""
        if self.handle:
            self.library.terminal_free(self.handle)
            self.handle = None

    def wait_end_hung_up(self, limit=LIMIT):
        """The same as wait_end() where there is no terminal any more."""
        select.select([self.pidfd], [], [], limit)
        expect(self.is_gone(), f'the program did not end within {limit} s')
        return self.code

    def destroy(self):
        self.kill()
        if self.code is None:
            self.note_end(os.waitpid(self.leader, 0)[1])
        self.hang_up()
        os.close(self.pidfd)

    def uncleanness(self):
        """What the program left behind in its terminal: a list of words, empty when it is clean."""
        found, modes = [], self.modes()
        if modes.alternate:
            found.append('the alternate screen is still shown')
        if modes.mouse:
            found.append('the mouse is reported')
        state = {}
        for numbers, letter in PRIVATE_MODE.findall(bytes(self.raw)):
            for number in numbers.split(b';'):
                state[int(number)] = letter == b'h'
        # Not the cursor that libvterm shows: to it the end of the other screen brings back how the
        # cursor was when its place was last kept, which terminals do not do.
        begin = {7: True, 12: state.get(12), 25: True}
        found += [f'private mode {number} is {"on" if on else "off"}'
                  for number, on in sorted(state.items()) if on != begin.get(number, False)]
        if modes.settings:
            found.append('the settings of the line are changed')
        return found

    def expect_clean(self):
        found = self.uncleanness()
        expect(not found, 'the terminal was not left clean: ' + '; '.join(found))
