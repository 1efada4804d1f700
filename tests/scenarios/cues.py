#!/usr/bin/env python3
"""Cues through the real program: a hook is told each one with the status of that moment; one that
hangs, fails, is not there or leaves something behind holds nothing up and outlives nothing; the
bell rings where it is wanted; settings that are wrong are said and in nobody's way.
"""

import json
import os
import re
import select
import signal
import time
from pathlib import Path

from place import Place, at, expect, main
from podium import Podium
from terminal import LIMIT, Terminal

GONE_WITHIN = 2  # s, on a busy machine
SPEED = 100
HANG = f'tail -f --pid={os.getpid()} /dev/null'  # as long as this harness lives
OFF_AT_MOST = 2  # real s between a screen and the truth, on a busy machine
SHOWN = re.compile(r'(\d\d):(\d\d):(\d\d) EAT$', re.M)
# What ends with a bell and is none: an order to the terminal.
ORDER = re.compile(rb'\x1b\][^\x07]*\x07')


def write_hook(place, text, name='the hook'):
    """A program of the user's, in a folder with a blank in its name."""
    path = place.scratch / 'my programs' / name
    path.parent.mkdir(exist_ok=True)
    path.write_text('#!/bin/sh\n' + text, encoding='utf-8')
    path.chmod(0o755)
    return f"'{path}' --room 14"


def poll(holds, what, limit=min(20, LIMIT)):
    end = time.monotonic() + limit
    while True:
        found = holds()
        if found:
            return found
        expect(time.monotonic() < end, f'{what} did not come within {limit} s')
        select.select([], [], [], 0.01)


class Log:
    """What a hook wrote down: its arguments, and its input, a line each."""

    def __init__(self, place):
        self.path = place.scratch / 'told'
        self.hook = write_hook(place, f'line="$* $(tr -d "\\n")"\n'
                                      f'printf "%s\\n" "$line" >>"{self.path}"\n')

    def lines(self):
        return self.path.read_text(encoding='utf-8').splitlines() if self.path.exists() else []

    def expect_next(self, count, *cues):
        """That the cues were told after the first `count`; what each was given."""
        lines = poll(lambda: len(self.lines()) >= count + len(cues) and self.lines(), cues)
        given = []
        for cue, line in zip(cues, lines[count:]):
            words, _, status = line.partition('{')
            expect(words.split() == ['--room', '14', cue], f'told {words!r} instead of {cue}')
            given.append(json.loads('{' + status))
        return given


def alive(pid):
    try:
        return Path(f'/proc/{pid}/stat').read_text(encoding='ascii').rpartition(')')[2].split()[0]
    except OSError:
        return ''


def is_gone(pid):
    return alive(pid) in ('', 'Z')


def a_hook_is_told_each_cue():
    with Place() as place:
        log = Log(place)
        podium = Podium(place, '--hook', log.hook)
        podium.go_to('09:00')
        podium.screen.keys('Space')
        log.expect_next(0, 'start')
        told = 1
        for when, cue, level, left in (('09:10', 'warning', 'warning', 300),
                                       ('09:14', 'danger', 'danger', 60),
                                       ('09:15', 'zero', 'overrun', 0),
                                       ('09:20', 'over', 'overrun', -300),
                                       ('09:31', 'over', 'overrun', -960)):
            podium.go_to(when)
            status, = log.expect_next(told, cue)
            told += 1
            expect(status['at'] == at(when), f'{cue}: {status["at"]}')
            expect(status['slot']['level'] == level, f'{cue}: {status["slot"]}')
            expect(status['slot']['left_ms'] == left * 1000, f'{cue}: {status["slot"]}')
        podium.screen.keys(']')
        before, after = log.expect_next(told, 'end', 'start')
        expect(before['slot']['id'] == after['slot']['id'] == 's2', after['slot'])
        podium.screen.keys('u')
        podium.screen.until('Undone')
        podium.go_to('09:36')
        log.expect_next(told + 2, 'over')
        podium.screen.settle()
        expect(len(log.lines()) == told + 3, f'told too much: {log.lines()}')


def time_shown(screen):
    """The time of day in the corner, in seconds."""
    found = SHOWN.search(screen.text())
    expect(found, f'no time of day:\n{screen.text()}')
    return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3])


def a_hook_that_hangs_holds_nothing_up():
    """Ten real seconds, in which the clock runs a hundred times as fast."""
    with Place() as place:
        pids, log = place.scratch / 'pids', Log(place)
        hook = write_hook(place, f'echo "$$ $3" >>"{pids}"\ntrap "" TERM INT HUP\n'
                                 f'{HANG}\n', 'hanging')
        place.settings(f'hooks:\n  every: "{log.hook}"\n  start: "{hook}"\n')
        screen = Terminal(place, 'run', place.session, '--speed', SPEED, now='09:00',
                          size=(100, 30))
        screen.until('EAT')
        screen.keys('Space')
        begun, first = time.monotonic(), time_shown(screen)
        pid = poll(lambda: pids.exists() and pids.read_text().split()[:1], 'the hook')[0]
        stat = Path(f'/proc/{pid}/stat').read_text(encoding='ascii')
        expect(stat.rpartition(')')[2].split()[3] == pid, 'Ctrl-C in the terminal reaches the hook')
        shown = 0
        while 'took over ten seconds at “start”' not in screen.words():
            before = time_shown(screen)
            screen.wait_for(lambda: time_shown(screen) != before, 'the next time')
            took, shown = time.monotonic() - begun, shown + 1
            off = time_shown(screen) - first - took * SPEED
            expect(abs(off) < OFF_AT_MOST * SPEED, f'{off:.0f} s off after {took:.1f} s')
            expect(took < 20, 'the hook was not ended')
            expect(took > 9.5 or not log.lines(), f'two hooks at a time: {log.lines()}')
        expect(shown > 10, f'only {shown} times were shown')
        expect_end([pid], 'the end of the hook')
        # Of warning, danger and zero, which waited, the latest is told.
        status, = log.expect_next(0, 'zero')
        expect(status['slot']['level'] == 'overrun', status['slot'])


def expect_end(pids, what):
    """That they end; where they do not, they do not outlive the test either."""
    try:
        for pid in pids:
            poll(lambda: is_gone(pid), what)
    finally:
        for pid in pids:
            if not is_gone(pid):
                os.kill(int(pid), signal.SIGKILL)


def what_hooks_leave_goes_with_the_program():
    for end in ('quit', 'term', 'hang up'):
        with Place() as place:
            pids = place.scratch / 'pids'
            hook = write_hook(place, f'{HANG} &\necho $! >>"{pids}"\n'
                                     f'test "$3" = start || exec {HANG}\n')
            podium = Podium(place, '--hook', hook)
            podium.go_to('09:00')
            podium.screen.keys('Space')
            poll(lambda: pids.exists() and len(pids.read_text().split()) == 1, 'the first child')
            podium.go_to('09:10')
            children = poll(lambda: len(pids.read_text().split()) == 2 and pids.read_text().split(),
                            'the second child')
            expect(not is_gone(children[0]), 'what a hook leaves running is left for ten seconds')
            if end == 'quit':
                podium.screen.keys('q', 'y')
            elif end == 'term':
                podium.screen.kill(signal.SIGTERM)
            else:
                podium.screen.hang_up()
            begun = time.monotonic()
            if end == 'hang up':
                podium.screen.wait_end_hung_up()
            else:
                podium.screen.wait_end()
            expect(time.monotonic() - begun < GONE_WITHIN, f'{end}: the program waited for its hook')
            expect_end(children, f'{end}: the end of what the hook left')


def a_hook_that_fails_is_said():
    with Place() as place:
        place.settings('hooks:\n  start: dais-no-such-program\n'
                              f'  warning: "{write_hook(place, "exit 3", "failing")}"\n'
                              f'  danger: "{write_hook(place, "kill -KILL $$", "killed")}"\n'
                              f'  zero: "{place.session}"\n')
        podium = Podium(place)
        podium.go_to('09:00')
        podium.screen.keys('Space')
        podium.screen.until('The hook dais-no-such-program cannot be started: No such file')
        podium.go_to('09:10')
        podium.screen.until('failed at “warning”: exit status 3')
        podium.go_to('09:14')
        podium.screen.until('failed at “danger”: exit status 137')
        podium.go_to('09:15')
        podium.screen.until('cannot be started: Permission denied')
        podium.go_to('09:16')
        podium.screen.until('Running')


def hooks_never_come_from_a_programme():
    for key in ('hooks', 'hook', 'bell'):
        with Place() as place:
            with open(place.session / 'programme.yaml', 'a', encoding='utf-8') as file:
                file.write(f'\n{key}: touch\n')
            result = place.dais('check', place.session)
            expect(result.code == 1 and f'{key}: unknown key' in result.err, result)


def a_stage_starts_what_it_is_told_to():
    with Place() as place:
        log = Log(place)
        place.settings(f'hooks: "{log.hook}"\n')
        stage = Podium(place, command='stage')
        place.done('timer', place.session, 'start', now='09:00')
        stage.screen.kill(signal.SIGCONT)
        stage.screen.until('ends 09:1')
        stage.screen.settle()
        expect(not log.lines(), f'the hooks of the settings are those of the clock: {log.lines()}')
        stage.screen.keys('q')
        stage.screen.wait_end()
        place.done('undo', place.session, now='09:00:30')
        stage = Podium(place, '--hook', log.hook, command='stage')
        place.done('timer', place.session, 'start', now='09:01')
        stage.screen.kill(signal.SIGCONT)
        log.expect_next(0, 'start')


def bells(screen):
    return ORDER.sub(b'', bytes(screen.raw)).count(b'\x07')


def count_bells(settings):
    with Place() as place:
        place.settings(settings)
        podium = Podium(place)
        podium.go_to('09:00')
        podium.screen.keys('Space')
        podium.screen.until('Running')
        podium.screen.settle()
        expect(bells(podium.screen) == 0, 'a start rings')
        flashed = False
        for when in ('09:09', '09:10', '09:14', '09:15', '09:16'):
            podium.go_to(when)
            flashed = flashed or podium.screen.cell(2, 50).reverse != 0
            podium.screen.wait_for(lambda: not podium.screen.cell(2, 50).reverse, 'the end of a flash')
            podium.screen.settle()
        return bells(podium.screen), flashed


def the_bell_rings_where_it_is_wanted():
    expect(count_bells('') == (0, False), 'there is a bell without anybody wanting it')
    expect(count_bells('bell: off\n') == (0, False), 'off is not off')
    expect(count_bells('bell: audible\n') == (3, False), 'it rings at warning, danger and zero')
    expect(count_bells('bell: visual\n') == (0, True), 'it flashes')


def broken_settings_are_said_and_in_nobodys_way():
    with Place() as place:
        path = place.settings('theme: drak\nlanguage: fr\nkeys:\n  next: n\n  note: F3\n'
                                     '  help: xx\nbell: [loud]\n')
        podium = Podium(place)
        podium.screen.until('dais check')
        podium.go_to('09:00')
        podium.screen.keys('Space')
        podium.screen.until('En cours : Introduction')
        podium.go_to('09:14')
        podium.screen.keys('n')
        podium.screen.wait_for(lambda: json.loads(
            place.done('status', place.session, '--json', now='09:14:30'))['slot']['id'] == 's2',
                               'the key of the settings')
        result = place.dais('check', path, env={'LANGUAGE': None})
        expect(result.code == 1, result)
        for place_in_file in (':1:8: ', ':6:9: ', ':7:7: '):
            expect(f'{path}{place_in_file}' in result.err, result)
        expect(result.err.count(f'{path}:') == 3, result)
        keys = place.done('keys')
        expect('n  ' in keys and 'F3' in keys, keys)
        place.settings('theme: high-contrast\n')
        expect('* high-contrast' in place.done('themes'), place.done('themes'))
        expect('* monochrome' in place.done('themes', env={'NO_COLOR': '1'}), 'NO_COLOR wins')


if __name__ == '__main__':
    main(a_hook_is_told_each_cue, a_hook_that_hangs_holds_nothing_up,
         what_hooks_leave_goes_with_the_program, a_hook_that_fails_is_said,
         hooks_never_come_from_a_programme, a_stage_starts_what_it_is_told_to,
         the_bell_rings_where_it_is_wanted, broken_settings_are_said_and_in_nobodys_way)
