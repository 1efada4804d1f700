#!/usr/bin/env python3
"""The real program beside the least ncurses program there can be (floor.c), in one table: how soon the
first screen stands, how soon a key is answered and what it costs in time of the processor, system
calls and bytes, what an idle second costs, memory, and how soon it is gone.

Both see the same machine, by turns, key by key and start by start. A machine has other things to do:
of times of a start and of leaving the best of many counts, as the work is always the same; of an
echo median and 99 of 100. What the changed cells need is the bytes of the text that is new on screen.
Each figure has a goal, which the design names, and a gate, over which this fails: what was reached, with
room for a machine that is busy. System calls are counted by strace, and left out where it is not
there or may not look on.
"""

import fcntl
import os
import re
import select
import shutil
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path

from place import Place, at, expect, main
from terminal import LIMIT, Terminal

STARTS = int(os.environ.get('DAIS_STARTS', '40'))
KEYS = int(os.environ.get('DAIS_KEYS', '400'))
IDLE = int(os.environ.get('DAIS_IDLE_SECONDS', '5'))
QUIET = 0.04    # s without output: all of it has come
SETTLED = 0.01  # the same behind a key
LINE = 30       # keys to a line, which no pane breaks
SENTENCE = 'Cities lead where mandates are unclear and the budget of the ward is known. '
FLOOR = os.environ['DAIS_FLOOR']
CALL = re.compile(r'^\d+ +([\d.]+) (?!clock_gettime)\w+\(', re.M)  # but for the standing clock's own
SWITCHES = re.compile(r'^voluntary_ctxt_switches:\s+(\d+)', re.M)

# name: gate, goal, unit; ratios to the floor are in times.
HELD = {
    'first screen': (3.4, 1.3, 'times'),
    'processor time of a start': (3.2, None, 'times'),
    'echo, median': (2.8, 1.15, 'times'),
    'echo, 99 of 100': (3.5, 1.3, 'times'),
    'processor time of a key': (3.4, 1.5, 'times'),
    'system calls of a key': (8, 8, ''),
    'bytes of a key over what changed': (2, 2, ''),
    'wake-ups of an idle second': (1.5, 1, ''),
    'system calls of an idle second': (7, 5, ''),
    'wake-ups without a clock': (0, 0, ''),
    'system calls without a clock': (0, 0, ''),
    'memory (PSS)': (3.8, 3, 'MB'),
    'leaving by its key': (8, 5, 'ms'),
    'leaving by SIGTERM': (8, 5, 'ms'),
}


class Table:
    def __init__(self):
        self.over = []
        print(f'{"":34}{"dais":>9}{"floor":>9}{"held":>9}{"gate":>7}{"goal":>7}')

    def add(self, name, ours, floor=None, digits=2):
        gate, goal, unit = HELD[name]
        held = ours / floor if unit == 'times' else ours
        beside = f'{floor:9.{digits}f}' if floor is not None else ' ' * 9
        sign = '' if goal is None or held <= goal else ' missed'
        goal = '' if goal is None else goal
        print(f'{name:34}{ours:9.{digits}f}{beside}{held:9.2f}{gate:7}{goal:>7} {unit}{sign}', flush=True)
        if held > gate:
            self.over.append(f'{name}: {held:.2f} {unit}, over {gate}')


def processor_time(pid):
    """Milliseconds that a process has had of the processor."""
    return time.clock_gettime((~pid << 3) | 2) * 1000


def quantile(values, part):
    return sorted(values)[min(int(len(values) * part), len(values) - 1)]


def drained(terminal, quiet):
    """Takes what comes until nothing does: when the last of it came; None: nothing did."""
    last = None
    while select.select([terminal.fd], [], [], quiet)[0]:
        came = time.perf_counter()
        if not terminal.take():
            break
        last = came
    return last


class Bare:
    """A program in a terminal that nobody looks at, begun as cheaply as can be."""

    def __init__(self, place, *command, quiet=QUIET):
        self.fd, line = os.openpty()
        fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))
        os.set_inheritable(self.fd, False)
        env = place.environment()
        begin = time.perf_counter()
        self.pid = os.posix_spawn(command[0], command, env, setsid=True, file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.ttyname(line), os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)])
        self.pidfd, self.line, self.raw = os.pidfd_open(self.pid), line, b''
        expect(select.select([self.fd], [], [], LIMIT)[0], 'no first screen')
        self.shown = (drained(self, quiet) - begin) * 1000  # ms

    def take(self):
        got = os.read(self.fd, 65536)
        self.raw += got
        return bool(got)

    def gone(self, leave):
        """Milliseconds until it has ended."""
        begin = time.perf_counter()
        leave()
        while True:
            ready = select.select([self.pidfd, self.fd], [], [], LIMIT)[0]
            took = (time.perf_counter() - begin) * 1000
            expect(ready, 'the program does not leave')
            if self.pidfd in ready:
                break
            self.take()
        _, status = os.waitpid(self.pid, 0)
        for fd in self.fd, self.line, self.pidfd:
            os.close(fd)
        expect(status == 0, f'the program ended with {status}')
        return took


def starts(place, table):
    """Starts by turns, each until the first screen stands; each left by its key or by a signal."""
    ours = place.program, 'run', str(place.session), '--now', at('09:40')
    floor, times, costs, keys, signals = (FLOOR,), ([], []), ([], []), [], []
    for turn in range(STARTS):
        for index, command in enumerate((floor, ours)):
            bare = Bare(place, *command)
            cost = processor_time(bare.pid)
            expect((b'Multi-stakeholder', b'The least')[not index] in bare.raw, 'no first screen')
            if index == 0:
                bare.gone(lambda: os.write(bare.fd, b'\x04'))
            elif turn % 2:
                keys.append(bare.gone(lambda: os.write(bare.fd, b'q')))
            else:
                signals.append(bare.gone(lambda: os.kill(bare.pid, signal.SIGTERM)))
            if turn > 0:  # the first brings all into memory
                times[index].append(bare.shown)
                costs[index].append(cost)
    table.add('first screen', min(times[1]), min(times[0]))
    table.add('processor time of a start', quantile(costs[1], .25), quantile(costs[0], .25))
    return keys, signals


def echo(terminal, letter):
    """Milliseconds to the first of the answer, and bytes of it beyond the text that is new."""
    before, size = terminal.rows_text(), len(terminal.raw)
    begin = time.perf_counter()
    terminal.type(letter)
    expect(select.select([terminal.fd], [], [], LIMIT)[0], f'{letter!r} without an answer')
    took = (time.perf_counter() - begin) * 1000
    drained(terminal, SETTLED)
    new = sum(len(b.encode()) for row, now in zip(before, terminal.rows_text())
              for a, b in zip(row, now) if a != b)
    return took, len(terminal.raw) - size - new


class Trace:
    """strace beside a program; `count` is None where it cannot look on."""

    def __init__(self, place, terminal):
        self.path = place.scratch / 'calls'
        self.terminal, self.count, self.process = terminal, None, None

    def __enter__(self):
        if shutil.which('strace'):
            self.process = subprocess.Popen(
                ['strace', '-f', '-qq', '-ttt', '-o', self.path, '-p', str(self.terminal.pid)],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            drained(self.terminal, 0.5)  # until it looks on
        self.begin = time.time()
        return self

    def __exit__(self, *_):
        end = time.time()
        if self.process is None:
            return
        looked = self.process.poll() is None
        self.process.send_signal(signal.SIGINT)
        self.process.wait()
        if looked:
            times = map(float, CALL.findall(self.path.read_text(errors='replace')))
            self.count = sum(self.begin <= at < end for at in times)
        self.path.unlink(missing_ok=True)


def keys(place, table):
    ours = Terminal(place, 'run', place.session, now='09:40', standing=True)
    ours.until('High-level')
    ours.keys('n')
    ours.until('Enter saves')
    floor = Terminal(place, program=FLOOR)
    floor.until('The least')
    both = floor, ours
    for terminal in both:
        terminal.type('To begin with. ')
        terminal.until('To begin with.')
        drained(terminal, QUIET)
    times, costs, over = ([], []), ([], []), []
    for turn in range(KEYS):
        if turn % LINE == 0:  # an empty line again
            floor.send(b'\x1b[201~')
            ours.keys('Ctrl-a', 'Ctrl-k')
            for terminal in both:
                drained(terminal, QUIET)
        for index, terminal in enumerate(both):
            before = processor_time(terminal.pid)
            took, more = echo(terminal, SENTENCE[turn % len(SENTENCE)])
            times[index].append(took)
            costs[index].append(processor_time(terminal.pid) - before)
            if index:
                over.append(more)
    for name, part in ('echo, median', .5), ('echo, 99 of 100', .99):
        table.add(name, quantile(times[1], part), quantile(times[0], part), 3)
    table.add('processor time of a key', quantile(costs[1], .5), quantile(costs[0], .5), 3)
    table.add('bytes of a key over what changed', sum(over) / len(over))
    ours.keys('Ctrl-a', 'Ctrl-k')
    with Trace(place, ours) as trace:
        for turn in range(LINE):
            echo(ours, SENTENCE[turn])
    if trace.count is not None:
        table.add('system calls of a key', trace.count / LINE)


def wake_ups(screen):
    return sum(int(SWITCHES.search(path.read_text())[1])
               for path in Path(f'/proc/{screen.pid}/task').glob('*/status'))


def idle_seconds(place, terminal, table, what):
    """What it does while nobody touches it: wake-ups, then system calls."""
    drained(terminal, 0.1)
    end = time.perf_counter() + 1.2  # what is put off until nothing comes, is done
    while time.perf_counter() < end:
        terminal.pump(end - time.perf_counter())
    before, begin = wake_ups(terminal), time.perf_counter()
    while time.perf_counter() < begin + IDLE:
        terminal.pump(begin + IDLE - time.perf_counter())
    table.add(f'wake-ups {what}', (wake_ups(terminal) - before) / IDLE)
    with Trace(place, terminal) as trace:
        begin = time.perf_counter()
        while time.perf_counter() < begin + IDLE:
            terminal.pump(begin + IDLE - time.perf_counter())
    if trace.count is not None:
        table.add(f'system calls {what}', trace.count / IDLE)


def memory(pid):
    """MB: what is its own, and its share of the rest."""
    text = Path(f'/proc/{pid}/smaps_rollup').read_text()
    return int(re.search(r'^Pss:\s+(\d+)', text, re.M)[1]) / 1024


def idle(table, folder):
    with Place(session=None, folder=folder) as place:
        place.write_programme_now(('90m', 'One'))
        place.done('timer', place.session, 'start')
        terminal = Terminal(place, 'run', place.session)
        terminal.until('Running: One')
        idle_seconds(place, terminal, table, 'of an idle second')
        table.add('memory (PSS)', memory(terminal.pid))
    with Place(folder=folder) as place:
        place.done('timer', place.session, 'start', now='09:03')
        place.done('timer', place.session, 'end', now='11:00')
        terminal = Terminal(place, 'run', place.session, now='12:00:02')
        terminal.until('High-level')
        idle_seconds(place, terminal, table, 'without a clock')


def screen_beside_the_floor():
    folder = '/dev/shm' if os.access('/dev/shm', os.W_OK) else None
    table = Table()
    with Place(folder=folder) as place:
        by_key, by_signal = starts(place, table)
        keys(place, table)
    idle(table, folder)
    table.add('leaving by its key', min(by_key))
    table.add('leaving by SIGTERM', min(by_signal))
    expect(not table.over, '; '.join(table.over))


if __name__ == '__main__':
    main(screen_beside_the_floor)
