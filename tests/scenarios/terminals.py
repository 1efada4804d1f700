#!/usr/bin/env python3
"""Terminals as nobody would wish for: of another type, without UTF-8, of any size, none at all, some
streams closed, that go away in mid-picture, take nothing, answer what nobody asked, give back all
they get. There is one clear message and exit code 3, or a picture that can be worked with; no crash,
no hang, no busy loop, nothing lost.

DAIS_CUTS says at how many bytes of the first picture the terminal goes away (16; "all" for each).
"""

import contextlib
import fcntl
import os
import pty
import random
import re
import select
import shutil
import signal
import struct
import subprocess
import tempfile
import termios
import time

from place import Fault, Place, at, expect, main
from terminal import LIMIT, Terminal

CUTS = os.environ.get('DAIS_CUTS', '16')
GONE_WITHIN = 0.5  # s
WATCHED = 0.3  # s that processors are watched
BUSY = 0.1  # of one processor, and more is not idle
TEXT = 'Cities lead where mandates are unclear'
TICK = os.sysconf('SC_CLK_TCK')
SHOWN, BROKEN = 0, 3
NO_TYPE, UNKNOWN, CANNOT = 'type of the terminal is not known', 'is not known here', 'cannot move'
NO_TERMINAL = 'no terminal here'

# TERM, and what comes of it: None for a picture.
TYPES = {
    'xterm-256color': None, 'xterm-mono': None, 'linux': None, 'vt100': None, 'vt220': None,
    'vt52': None, 'ansi': None, 'screen': None, 'sun': None, 'dumb': CANNOT, 'no-such-type': UNKNOWN, '': NO_TYPE,
    None: NO_TYPE, '../../etc/passwd': UNKNOWN, '/etc/passwd': UNKNOWN, '%s%n': UNKNOWN,
    'xterm\nmore': UNKNOWN, 'x\x1b]0;t\x07': UNKNOWN, 'x' * 5000: UNKNOWN,
}
# Locales: what is asked for, and whether it is UTF-8. Those with a source are made, where that can be.
UTF8, ASCII = True, False
LETTERS = {
    'C': ASCII, 'POSIX': ASCII, '': ASCII, None: ASCII, 'C.UTF-8': UTF8, 'xx_XX.utf8': UTF8, 'xx_XX': UTF8,
    'fr_FR.ISO-8859-1': ASCII, 'ru_RU.KOI8-R': ASCII, 'xx_XX.ISO-8859-15': ASCII, 'xx_XX.%n': ASCII,
}
MADE = {'fr_FR.ISO-8859-1': ('ISO-8859-1', 'fr_FR'), 'ru_RU.KOI8-R': ('KOI8-R', 'ru_RU')}
SIZES = ((0, 0), (80, 0), (0, 24), (1, 1), (2, 1), (1, 500), (2, 500), (500, 2), (1000, 3), (59, 18), (60, 17),
         (60, 18), (500, 200))
BEYOND = ((1, 65535), (65535, 65535))  # more than a picture may have
# LINES and COLUMNS, with what a terminal that tells no size has then.
LIES = {('1', '1'): (1, 1), ('18', '60'): (60, 18), ('0', '0'): (80, 24), ('-1', '-9'): (80, 24),
        ('many', '9x'): (80, 24), ('', ''): (80, 24), ('99999999999999999999', '30'): None}
SMALL = re.compile(r'60\s*[×x]\s*18')


class Line:
    """A pseudo-terminal with nothing behind it but who looks at its bytes. `how` may change what the
    program finds, in its own process, once the line is its terminal."""

    def __init__(self, place, *arguments, now='10:00', size=(80, 24), env=None, how=None, leads=True):
        self.master, self.line = pty.openpty()
        fcntl.ioctl(self.line, termios.TIOCSWINSZ, struct.pack('HHHH', size[1], size[0], 0, 0))
        os.set_blocking(self.master, False)
        self.place, self.got = place, b''
        line, master = self.line, self.master

        def begin():
            os.setsid()
            for fd in range(3):
                os.dup2(line, fd)
            if leads:
                fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            if how:
                how(os.ttyname(line))
            os.closerange(3, master + line + 2)
        self.process = subprocess.Popen(
            [place.program, *map(str, arguments), '--now', at(now)], cwd=place.scratch,
            env=place.environment(**(env or {})), preexec_fn=begin, close_fds=False)
        self.pid = self.process.pid
        place.started.append(self)

    def read(self, most=65536, seconds=0.0):
        """What is there, or comes within that time; nothing at its end."""
        try:
            if not select.select([self.master], [], [], seconds)[0]:
                return b''
            got = os.read(self.master, most)
        except OSError:
            return b''
        self.got += got
        return got

    def read_until(self, wanted, limit=LIMIT):
        end = time.monotonic() + limit
        while wanted not in self.got:
            expect(time.monotonic() < end and (self.process.poll() is None or self.read()),
                   f'{wanted!r} does not come; the last of it: {self.got[-400:]!r}')
            self.read(seconds=0.05)

    def send(self, data):
        while data:
            with contextlib.suppress(BlockingIOError):
                data = data[os.write(self.master, data):]
            self.read()

    def close(self):
        os.close(self.line)
        os.close(self.master)
        self.master = None

    def wait_gone(self, limit=LIMIT):
        """How long that took, and the exit code."""
        begun = time.monotonic()
        fd = os.pidfd_open(self.pid)
        while self.process.poll() is None and time.monotonic() - begun < limit:
            watched = [fd] if self.master is None else [fd, self.master]
            select.select(watched, [], [], limit)
            if self.master is not None:
                self.read()
        os.close(fd)
        expect(self.process.poll() is not None, f'it is still there after {limit} s')
        return time.monotonic() - begun, self.process.returncode

    def destroy(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.master is not None:
            self.close()


def used(pid):
    """Processor time of a process, in seconds."""
    with open(f'/proc/{pid}/stat', encoding='ascii') as file:
        words = file.read().rpartition(')')[2].split()
    return (int(words[11]) + int(words[12])) / TICK


def expect_idle(what, programs):
    """Programs with nothing to do: none of them keeps a processor busy."""
    before = {program.pid: used(program.pid) for program in programs}
    end = time.monotonic() + WATCHED
    while (left := end - time.monotonic()) > 0:
        for program in programs:
            if isinstance(program, Terminal):
                program.take()
        select.select([], [], [], left)
    for program in programs:
        spent = used(program.pid) - before[program.pid]
        expect(spent <= BUSY * WATCHED + 2 / TICK, f'{what}: busy for {spent:.2f} of {WATCHED} s')


def journal(place):
    folder = place.session / 'journal'
    return ''.join(path.read_text() for path in folder.iterdir()) if folder.is_dir() else ''


def wait_saved(place, text, pump, what):
    end = time.monotonic() + LIMIT
    while text not in journal(place):
        expect(time.monotonic() < end, f'{what}: {text!r} is not saved')
        pump()


def expect_sound(place, what):
    result = place.dais('verify', place.session, now='12:00')
    expect(result.code == 0, f'{what}: {result}')


def expect_message(raw, words, what):
    """One line that says it, and no order to a terminal."""
    text = bytes(raw).decode()
    expect(re.fullmatch(r'dais: [^\x00-\x1f\x7f]*\r?\n', text) and words in text,
           f'{what}: {words!r} was due, and in one line: {text[:600]!r}')


def leave(screen, what):
    begun = time.monotonic()
    screen.kill(signal.SIGTERM)
    code = screen.wait_end()
    took = time.monotonic() - begun
    expect(code == 0 and took < GONE_WITHIN, f'{what}: ended with {code} after {took:.2f} s')


def work_with(place, screen, what):
    """A text is written and saved, whatever is seen."""
    screen.send(b'n' + TEXT.encode() + b'\r')
    wait_saved(place, TEXT, lambda: screen.pump(0.02), what)
    screen.settle()
    expect(screen.state() in 'SR' and not screen.is_gone(), f'{what}: it is gone')


# ---- types and letters


def make_locales(folder):
    """Those with a source, where the machine can make them; how many."""
    if shutil.which('localedef') is None:
        return 0
    return sum(subprocess.run(['localedef', '-c', '-f', letters, '-i', source, f'{folder}/{name}'],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
               for name, (letters, source) in MADE.items())


def check_types(rows, folder):
    """(what, TERM, LANG, words of the refusal or None, is it UTF-8), all of them at once."""
    with contextlib.ExitStack() as stack:
        running = []
        for what, kind, letters, refusal, utf8 in rows:
            place = stack.enter_context(Place())
            env = {'TERM': kind, 'LANG': letters, 'LOCPATH': folder}
            screen = Terminal(place, 'run', place.session, now='10:00', env=env, standing=True)
            running.append((what, refusal, utf8, place, screen))
        for what, refusal, utf8, place, screen in running:
            if refusal is not None:
                expect(screen.wait_end() == BROKEN, f'{what}: ended with {screen.code}')
                expect_message(screen.raw, refusal, what)
                continue
            screen.wait_for(lambda raw=screen.raw: b'Session introduction' in raw, f'{what}: a picture')
            screen.settle()
        shown = [each for each in running if each[1] is None]
        expect_idle('with a picture', [screen for *_, screen in shown])
        for what, _, utf8, place, screen in shown:
            work_with(place, screen, what)
            leave(screen, what)
            if not utf8:
                eight = [byte for byte in screen.raw if byte >= 0x80]
                expect(not eight, f'{what}: bytes that are no ASCII: {bytes(eight[:20])!r}')
            elif what == 'LANG=C.UTF-8':
                expect('┌'.encode() in screen.raw, f'{what}: no frames')
            expect(screen.modes().settings == 0, f'{what}: the settings of the line are changed')


def types_of_terminal():
    check_types([(f'TERM={ascii(kind)[:40]}', kind, 'C.UTF-8', refusal, True)
                 for kind, refusal in TYPES.items()], '')
    return f'{len(TYPES)} types, {sum(words is None for words in TYPES.values())} with a picture'


def letters_of_terminal():
    with tempfile.TemporaryDirectory(prefix='dais-test-') as folder:
        made = make_locales(folder)
        check_types([(f'LANG={letters}', 'xterm-256color', letters, None, utf8)
                     for letters, utf8 in LETTERS.items()], folder)
        in_eight_bits(folder)
    return f'{len(LETTERS)} locales, {made} of them made'


def in_eight_bits(folder):
    """What commands say to a terminal without UTF-8: U+00DB ends in the byte that begins an order."""
    text = 'Û31m café … 漢字'
    with Place() as place:
        place.done('add', place.session, '--kind', 'note', text, now='10:00')
        for command in (['entries'], ['entries', '--json'], ['export'], ['amend', text, text]):
            env = {'LANG': 'fr_FR.ISO-8859-1', 'LOCPATH': folder}
            terminal = Terminal(place, command[0], place.session, *command[1:], now='12:00', env=env)
            expect(terminal.wait_end() in (0, 1, 2), f'{command} ended with {terminal.code}')
            expect(max(terminal.raw) < 0x80 and b'U31m cafe ~ ? ?' in terminal.raw,
                   f'{command}: {bytes(terminal.raw)!r}')
        piped = place.dais('entries', place.session, now='12:00', env={'LANG': 'C'})
        expect(text in piped.out, f'into a pipe: {piped}')


# ---- sizes


def usable(size):
    """As the program has it, of a terminal that tells that size."""
    size = size if size[0] > 0 and size[1] > 0 else (80, 24)
    return size[0] >= 60 and size[1] >= 18


def sizes_of_terminal():
    """Started so, and made so: the same picture, to the cell; one that can be worked with."""
    with contextlib.ExitStack() as stack:
        running = []
        for size in SIZES:
            place = stack.enter_context(Place())
            running.append((f'{size[0]}×{size[1]}', size, place, *(
                Terminal(place, 'run', place.session, now='10:00', size=begun, standing=True,
                         writer='chair') for begun in (size, (80, 24)))))
        for what, size, place, screen, other in running:
            other.until('Programme')
            other.resize(*size)
            for _ in range(20):  # a large one may have to be sent on
                screen.settle()
                other.settle()
                if screen.text() == other.text():
                    break
                screen.pump(0.2)
            expect(screen.text() == other.text(), f'{what}: started so it is\n{screen.text()}\nmade so '
                   f'it is\n{other.text()}')
            whole = 'Programme' in screen.text() and 'help' in screen.text()
            expect(whole == usable(size), f'{what}: shows\n{screen.text()}')
            expect(whole or min(size) < 8 or SMALL.search(screen.text()),
                   f'{what}: what it needs is not said:\n{screen.text()}')
        expect_idle('with a size', [screen for row in running for screen in row[3:]])
        for what, _, place, screen, other in running:
            work_with(place, screen, what)
            leave(screen, what)
            other.resize(80, 24)
            other.until('Programme')
            leave(other, what)
    return f'{len(SIZES)} sizes'


def sizes_beyond():
    """Larger than any: the upper left of it is used, within some memory."""
    for size in BEYOND:
        with Place() as place:
            line = Line(place, 'run', place.session, size=size)
            line.read_until(b'\x1b[')
            line.send(b'n' + TEXT.encode() + b'\r')
            wait_saved(place, TEXT, lambda line=line: line.read(seconds=0.02), f'{size}')
            with open(f'/proc/{line.pid}/status', encoding='ascii') as file:
                memory = int(re.search(r'VmHWM:\s+(\d+)', file.read())[1])
            expect(memory < 200_000 or 'DAIS_SANITIZED' in os.environ, f'{size}: {memory} kB')
            line.process.terminate()
            took, code = line.wait_gone()
            expect(code == 0 and took < 2 * GONE_WITHIN, f'{size}: {code} after {took:.2f} s')
    return f'{len(BEYOND)} sizes'


def sizes_in_the_environment():
    """LINES and COLUMNS count where the terminal tells no size, and only there."""
    with contextlib.ExitStack() as stack:
        running, pictures = [], {}
        for (rows, columns), size in LIES.items():
            for told in ((80, 24), (0, 0)):
                place = stack.enter_context(Place())
                env = {'LINES': rows, 'COLUMNS': columns}
                screen = Terminal(place, 'run', place.session, now='10:00', size=told, env=env, standing=True)
                running.append((f'LINES={rows} COLUMNS={columns}, told {told}',
                                told if told[0] else size, screen))
        place = stack.enter_context(Place())
        for size in {size for _, size, _ in running if size}:
            screen = Terminal(place, 'run', place.session, now='10:00', size=size, standing=True)
            screen.settle()
            pictures[size] = screen.rows_text()
        for what, size, screen in running:
            screen.settle()
            expect(not screen.is_gone(), f'{what}: it is gone')
            if size is None:
                continue
            rows = screen.rows_text()
            due = pictures[size] + [''] * (len(rows) - len(pictures[size]))
            expect([row.rstrip() for row in rows] == due, f'{what}:\n' + '\n'.join(rows))
    return f'{len(running)} starts'


# ---- streams


def shell(place, words, command, *arguments):
    """A command line of sh about the program, without a terminal."""
    return subprocess.run(['sh', '-c', f'exec "$0" "$@" {words}', place.program, command,
                           str(place.session), *arguments, '--now', at('10:00')],
                          env=place.environment(), cwd=place.scratch, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
                          timeout=LIMIT, check=False)


CLOSED = ('<&-', '>&-', '2>&-', '<&- >&-', '>&- 2>&-', '<&- 2>&-', '<&- >&- 2>&-')


def streams_that_are_closed():
    """No file takes the number of a stream: nothing that is said goes into a journal."""
    with Place() as place:
        for number, words in enumerate(CLOSED):
            what = f'add {words}'
            result = shell(place, words, 'add', '--kind', 'note', f'{TEXT} {number}')
            expect(result.returncode == (BROKEN if '>&- ' in words + ' ' and
                                         words != '2>&-' and words != '<&- 2>&-' else 0),
                   f'{what}: {result}')
            wait_saved(place, f'{TEXT} {number}\n', lambda: None, what)
            result = shell(place, words, 'amend', 'N99', TEXT)
            expect(result.returncode == 1, f'amend {words}: {result}')
            result = shell(place, words, 'export', '-o', 'report.md')
            expect(result.returncode in (0, BROKEN), f'export {words}: {result}')
            report = (place.scratch / 'report.md').read_bytes()
            expect(report.startswith(b'# ') and b'dais:' not in report, f'export {words}: {report[:200]!r}')
            result = shell(place, words, 'run')
            expect(result.returncode == BROKEN, f'run {words}: {result}')
            expect_sound(place, what)
        result = shell(place, '<&-', 'add', '--kind', 'note', '-')
        expect(result.returncode == BROKEN and b'standard input' in result.stderr, f'add -: {result}')
        expect(journal(place).count(TEXT) == len(CLOSED), 'some text is there twice, or not')
    return f'{len(CLOSED)} ways'


def run_by_shell(place, words):
    return Terminal(place, '-c', f'exec "{place.program}" run "{place.session}" --now {at("10:00")} {words}',
                    program='/bin/sh', standing=True)


# What becomes of the streams of a program that has a terminal.
BENT = (*CLOSED, '</dev/null', '>/dev/null', '>/dev/full 2>/dev/full', '</dev/null >/dev/null 2>/dev/null',
        '</dev/zero', '0<. ')


def streams_that_are_bent():
    """With a terminal of its own that is what it is shown on, whatever the streams are."""
    for words in BENT:
        with Place() as place:
            screen = run_by_shell(place, words)
            screen.until('Programme')
            work_with(place, screen, words)
            leave(screen, words)
            screen.expect_clean()
            expect_sound(place, words)
    with Place() as place:
        result = shell(place, '', 'run')
        expect(result.returncode == BROKEN, f'without a terminal: {result}')
        expect_message(result.stderr, NO_TERMINAL, 'without a terminal')
    return f'{len(BENT)} ways'


def read_only(name):
    """Its streams are the terminal, but to be read only."""
    for fd in range(3):
        os.close(fd)
        os.set_inheritable(os.open(name, os.O_RDONLY | os.O_NOCTTY), True)


def terminals_to_be_read_only():
    for leads in (True, False):
        what = f'read only, {"its" if leads else "not its"} own'
        with Place() as place:
            line = Line(place, 'run', place.session, how=read_only, leads=leads)
            line.read_until(b'Session introduction')
            line.send(b'n' + TEXT.encode() + b'\r')
            wait_saved(place, TEXT, lambda line=line: line.read(seconds=0.02), what)
            line.process.terminate()
            took, code = line.wait_gone()
            expect(code == 0 and took < GONE_WITHIN, f'{what}: {code} after {took:.2f} s')


# ---- that go away


def first_picture():
    """How many bytes that is."""
    with Place() as place:
        line = Line(place, 'run', place.session)
        line.read_until(b'help')
        while line.read(seconds=0.1):
            pass
        return len(line.got)


def gone_in_mid_picture():
    """After each so many bytes of the first picture; and of a picture beside a text that is written."""
    size = first_picture()
    places = range(size + 1) if CUTS == 'all' else sorted(
        {0, 1, size, *(size * number // int(CUTS) for number in range(int(CUTS)))})
    slowest = 0
    for cut in places:
        with Place() as place:
            line = Line(place, 'run', place.session)
            while len(line.got) < cut:
                line.read(min(cut - len(line.got), 65536), seconds=1)
            line.close()
            took, code = line.wait_gone()
            slowest = max(slowest, took)
            expect(code in (0, BROKEN, -signal.SIGHUP) and took < GONE_WITHIN,
                   f'after {cut} bytes: {code} after {took:.2f} s')
            expect_sound(place, f'after {cut} bytes')
    gone_while_writing()
    return f'after {len(places)} of {size} bytes, at most {slowest * 1000:.0f} ms'


def gone_while_writing():
    for cut in (1, 700, 2500):
        with Place() as place:
            line = Line(place, 'run', place.session)
            line.read_until(b'help')
            line.send(b'n' + TEXT.encode())
            line.read_until(TEXT[-1].encode())
            while line.read(seconds=0.1):
                pass
            fcntl.ioctl(line.master, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 120, 0, 0))
            line.read(cut, seconds=1)
            line.close()
            line.wait_gone(GONE_WITHIN)
            again = Terminal(place, 'run', place.session, now='10:01', standing=True)
            again.until('A text was being written')
            again.until(TEXT)


def takes_nothing():
    """Its flow is stopped before the first byte: keys work, and it goes when it is asked to."""
    with Place() as place:
        line = Line(place, 'run', place.session, how=lambda _: termios.tcflow(1, termios.TCOOFF))
        end = time.monotonic() + LIMIT
        while termios.tcgetattr(line.line)[3] & termios.ICANON and time.monotonic() < end:
            line.read(seconds=0.02)
        line.send(b'n' + TEXT.encode() + b'\r')
        wait_saved(place, TEXT, lambda: line.read(seconds=0.02), 'a stopped terminal')
        for number in range(50):
            fcntl.ioctl(line.master, termios.TIOCSWINSZ, struct.pack('HHHH', 24 + number % 9, 80, 0, 0))
        expect_idle('a stopped terminal', [line])
        expect(not line.got, f'it was not stopped: {line.got[:100]!r}')
        line.process.terminate()
        took, code = line.wait_gone()
        expect(code == 0 and took < 2 * GONE_WITHIN, f'{code} after {took:.2f} s')
        expect_sound(place, 'a stopped terminal')
    return f'gone after {took * 1000:.0f} ms'


# ---- that say what nobody asked


# Answers that terminals give to questions of others, and what is like them.
ANSWERS = (b'\x1b[?62;1;6;22c', b'\x1b[>41;370;0c', b'\x1b[24;80R', b'\x1b[?24;80;1R', b'\x1b[0n',
           b'\x1b]11;rgb:ffff/ffff/ffff\x1b\\', b'\x1b]10;rgb:0000/0000/0000\x07', b'\x1b]4;1;rgb:a/b/c\x1b\\',
           b'\x1b]52;c;Y3JudSBx\x07', b'\x1bP>|XTerm(370)\x1b\\', b'\x1bP1+r544e=78\x1b\\', b'\x1bP1$r0m\x1b\\',
           b'\x1b_Gi=31;OK\x1b\\', b'\x1b^nrc\x1b\\', b'\x1bXnrc\x1b\\', b'\x1b[?2026;2$y', b'\x1b[8;24;80t', b'\x1b[I',
           b'\x1b[O', b'\x1b]lcrn\x1b\\', b'\x1b]Lcrn\x1b\\', b'\x1b[?1u', b'\x1b[?0;0;0S')


def answers_that_nobody_asked_for():
    """None is a key that does something, or a letter of a text; what is typed next is."""
    with Place() as place:
        screen = Terminal(place, 'run', place.session, now='10:00', standing=True)
        screen.until('Programme')
        screen.settle()
        before, picture = journal(place), screen.text()
        for answer in ANSWERS:
            screen.send(answer)
            screen.settle()
            expect(screen.text() == picture and journal(place) == before,
                   f'{answer!r} does something:\n{screen.text()}')
        screen.send(b'n')
        for answer in ANSWERS:
            screen.send(answer)
            screen.settle()
        work_with(place, screen, 'after answers')
        expect(f'\n  n{TEXT}\n' in journal(place), 'letters of answers are in the text:\n'
               + journal(place)[-300:])
        leave(screen, 'after answers')
    return f'{len(ANSWERS)} answers'


def gives_back_all_it_gets():
    """Its own pictures are typed into it: it may leave, and does nothing else that ends it."""
    chance = random.Random(6)
    with Place() as place:
        line, echoed = Line(place, 'run', place.session), 0
        end = time.monotonic() + 0.7
        while time.monotonic() < end and line.process.poll() is None:
            got = line.read(chance.randrange(1, 4096), seconds=0.05)
            with contextlib.suppress(OSError):
                echoed += os.write(line.master, got)
        if line.process.poll() is None:
            line.process.send_signal(signal.SIGCONT)
            line.process.terminate()
        took, code = line.wait_gone()
        expect(code == 0 and took < 2 * GONE_WITHIN, f'{code} after {took:.2f} s')
        expect(echoed > 1000, f'only {echoed} bytes')
        expect_sound(place, 'after its own pictures')
    return f'{echoed} bytes'


if __name__ == '__main__':
    try:
        main(streams_that_are_closed, streams_that_are_bent, terminals_to_be_read_only, takes_nothing,
             gone_in_mid_picture, answers_that_nobody_asked_for, gives_back_all_it_gets,
             types_of_terminal, letters_of_terminal, sizes_of_terminal, sizes_beyond,
             sizes_in_the_environment)
    except Fault as fault:
        raise SystemExit(f'FAULT: {fault}') from fault
