#!/usr/bin/env python3
"""The terminal goes away, or somebody asks the program to: nothing typed is lost, it is gone within
half a second, and a terminal that is still there is left clean.

Besides the states of its own it goes by the scripts of tests/screens: each picture of them, of every
view, question and window, is a state. The ordinary test takes some of them, each with one ending;
DAIS_EVERY_STATE=1 all of them with all endings. DAIS_SEED repeats a choice.
"""

import os
import random
import re
import select
import signal
import sys
import time
from multiprocessing import Pool
from pathlib import Path

from frames import read_record
from place import Fault, Place, expect, main, may_trace
from report import choose, helper_of, open_view
from terminal import LIMIT, Terminal

SCREENS = Path(__file__).resolve().parent.parent / 'screens'
sys.path.insert(0, str(SCREENS))

from play import Player  # noqa: E402  the scripts are told in their own folder

GONE_WITHIN = 0.5  # s
TYPED = 'Cities lead where mandates are unclear'
EVERY = bool(os.environ.get('DAIS_EVERY_STATE'))
SEED = int(os.environ.get('DAIS_SEED') or random.SystemRandom().randrange(10 ** 6))
SOME = 8  # pictures, in the ordinary test


def begin(place, state):
    """The program on screen in a state: what a signal may hit."""
    if state in ('adopting', 'amending'):
        place.done('add', place.session, '--kind', 'recommendation', 'Fund learning.', now='09:02')
    terminal = Terminal(place, 'run', place.session, now='09:04')
    terminal.until('Session introduction')
    if state in ('running', 'writing', 'asked', 'saved'):
        terminal.keys('Space')
        terminal.until('Running:')
    if state in ('writing', 'saved'):
        terminal.keys('c')
        terminal.until('Conclusion')
        terminal.type(TYPED)
        terminal.until(TYPED)
    if state == 'saved':
        terminal.keys('Enter')
        terminal.until('C1')
    if state in ('adopting', 'amending'):
        terminal.keys('5')
        terminal.until('1 of 1')
        terminal.keys('b' if state == 'adopting' else 'e')
        terminal.until('Adopt this text?' if state == 'adopting' else 'Amend R1')
    if state == 'amending':
        terminal.type(' ' + TYPED)
        terminal.until(TYPED)
    if state == 'asked':
        terminal.keys('q')
        terminal.until('Quit?')
    if state == 'stage':
        terminal.keys('t')
        terminal.until_not('Programme')
    terminal.settle()
    return terminal


def expect_kept(place, state):
    """What had been typed or saved is there for the next launch."""
    if state == 'saved':
        expect(TYPED in place.done('entries', place.session, now='09:30'), 'the entry is lost')
    if state == 'adopting':
        expect('draft' in place.done('entries', place.session, now='09:30'),
               'what was only asked was adopted')
    if state not in ('writing', 'amending'):
        return
    again = Terminal(place, 'run', place.session, now='09:30')
    again.until('A text was being written')
    again.until(TYPED)
    again.keys('g')
    again.until_not('A text was being written')
    again.keys('Enter')
    again.until('C1' if state == 'writing' else 'R1 amended')
    again.kill()
    again.wait_end()
    expect(TYPED in place.done('entries', place.session, now='09:35'), 'the draft is lost')


STATES = ('before', 'running', 'writing', 'asked', 'saved', 'stage', 'adopting', 'amending')
# How it is asked to go, and the exit code that is due.
ENDINGS = {'SIGTERM': signal.SIGTERM, 'SIGHUP': signal.SIGHUP, 'closed': None}


def leave(terminal, ending):
    """Makes it go; how long that took, in seconds of its own life, not of ours."""
    begun = time.monotonic()
    if ending == 'closed':
        terminal.hang_up()
        terminal.wait_end_hung_up()
    else:
        terminal.kill(ENDINGS[ending])
        terminal.wait_end()
    return time.monotonic() - begun


def check_ending(ending):
    """In all states by SIGTERM; by the others where most is at stake."""
    slowest = 0
    states = STATES if ending == 'SIGTERM' else ('writing', 'asked', 'saved')
    for state in states:
        with Place() as place:
            terminal = begin(place, state)
            took = leave(terminal, ending)
            slowest = max(slowest, took)
            expect(took <= GONE_WITHIN, f'{state}: gone after {took:.2f} s')
            if ending != 'closed':
                terminal.expect_clean()
            expect_kept(place, state)
    return f'{len(states)} states, at most {slowest * 1000:.0f} ms'


def gone_on_SIGTERM():
    return check_ending('SIGTERM')


def gone_on_SIGHUP():
    return check_ending('SIGHUP')


def gone_with_the_terminal():
    return check_ending('closed')


class Leaver(Player):
    """Plays a script to one of its pictures, and makes the program go there."""

    class There(Exception):
        """The picture was reached."""

    def __init__(self, path, wanted, ending):
        super().__init__(path)
        self.wanted, self.ending, self.met = wanted, ending, 0
        self.typed, self.took, self.name = '', 0, ''

    def step(self, terminal, size, word, rest):
        if word in ('type', 'keys', 'paste', 'again'):  # Tab may complete it
            self.typed = rest if word == 'type' else ''
        super().step(terminal, size, word, rest)

    def compare(self, terminal, size, name, coloured):
        self.met += 1
        terminal.settle()  # what is typed ahead is shown by the line itself
        if self.met <= self.wanted:
            return
        self.name = name
        writing = terminal.rows_text()[-1].strip().startswith('Enter save')
        words, before = terminal.words(), journals(self.place)
        self.took = leave(terminal, self.ending)
        if self.ending != 'closed':
            terminal.expect_clean()
        expect(self.took <= GONE_WITHIN, f'gone after {self.took:.2f} s')
        expect(journals(self.place) == before, 'the record is another one')
        events, loose = read_record(self.place.session)
        expect(events or not before, f'no event is left of {before}')
        if writing and len(self.typed) > 1 and self.typed.split()[-1] in words:
            drafts = ' '.join(path.read_text(encoding='utf-8')
                              for path in (self.place.session / 'drafts').glob('*.yaml'))
            expect(self.typed.split()[-1] in drafts, f'“{self.typed}” is in no draft: {drafts}')
        raise self.There

    def play(self, place, size):
        self.place = place
        try:
            super().play(place, size)
        except self.There:
            return
        raise Fault(f'{self.path.name} has no picture {self.wanted + 1}')


def journals(place):
    return {path.name: path.read_bytes() for path in sorted((place.session / 'journal').glob('*'))
            if not path.name.startswith('.')}


def pictures():
    """All of them: script, which of its pictures, at which size. Not where the disc hangs, which
    nobody goes from, nor behind an end, nor where samples must be installed."""
    for path in sorted(SCREENS.glob('*.screen')):
        text = path.read_text(encoding='utf-8')
        if re.search(r'^(disc|ends) |^run demo', text, re.M):
            continue
        sizes = re.search(r'^sizes (.*)$', text, re.M)
        sizes = sizes[1].split() if sizes else ['80x24', '100x30', '60x18', '200x60']
        for number in range(len(re.findall(r'^(?:screen|colours)', text, re.M))):
            yield path, number, sizes[number % len(sizes)]


def leave_picture(work):
    path, number, size, ending = work
    leaver = Leaver(path, number, ending)
    leaver.head['sizes'] = size
    try:
        leaver.run()
    except Fault as fault:
        return 0, f'{path.name}, picture {number + 1} “{leaver.name}”, {size}, {ending}: {fault}'
    return leaver.took, None


def gone_from_every_view_and_question():
    """The pictures of tests/screens, each a state."""
    chance, works = random.Random(SEED), list(pictures())
    if EVERY:
        works = [(*work, ending) for work in works for ending in ENDINGS]
    else:
        works = [(*work, chance.choice(list(ENDINGS))) for work in chance.sample(works, SOME)]
    with Pool(os.cpu_count() if EVERY else 4) as pool:
        found = pool.map(leave_picture, works, chunksize=1)
    faults = [fault for _, fault in found if fault]
    expect(not faults, f'seed {SEED}: ' + '\n'.join(faults))
    took = sorted(seconds for seconds, _ in found)
    return (f'{len(works)} states, seed {SEED}, {took[len(took) // 2] * 1000:.0f} ms in the median, '
            f'{took[-1] * 1000:.0f} at most')


EDITOR = '''#!/bin/sh
printf 'Saved in an editor' >"$1"
: >"$READY"
exec cat
'''


def gone_while_an_editor_has_the_terminal():
    """What was saved in it is the draft."""
    slowest = 0
    for ending in ENDINGS:
        with Place() as place:
            editor, ready = place.scratch / 'editor', place.scratch / 'ready'
            editor.write_text(EDITOR, encoding='utf-8')
            editor.chmod(0o755)
            terminal = Terminal(place, 'run', place.session, now='09:04',
                                env={'EDITOR': str(editor), 'READY': str(ready)})
            terminal.until('Session introduction')
            terminal.keys('c')
            terminal.until('Conclusion')
            terminal.type(TYPED)
            terminal.until(TYPED)
            terminal.keys('Ctrl-x')
            terminal.wait_for(ready.exists, 'the editor')
            took = leave(terminal, ending)
            slowest = max(slowest, took)
            expect(took <= GONE_WITHIN, f'{ending}: gone after {took:.2f} s')
            if ending != 'closed':
                terminal.expect_clean()
            again = Terminal(place, 'run', place.session, now='09:30')
            again.until('A text was being written')
            again.until('Saved in an editor')
            expect(not list((place.scratch / 'tmp').iterdir()), 'its file was left')
    return f'at most {slowest * 1000:.0f} ms'


def gone_while_a_report_is_written():
    """Its helper goes, too, and nothing of the file is there."""
    with Place() as place:
        if '+pdf' not in place.done('--version'):
            return 'this build has no PDF'
        slowest = 0
        for number in range(12):  # pages enough that its helper is seen at work
            place.done('add', place.session, '--kind', 'conclusion', f'Said {number}. ' * 600, now='09:20')
        for ending in ENDINGS:
            terminal = open_view(place, size=(100, 30))
            choose(terminal, 1, 'pdf')
            terminal.keys('x')
            end = time.monotonic() + LIMIT
            while (helper := helper_of(terminal)) is None:
                expect(time.monotonic() < end, 'no helper was seen')
            helper_end = os.pidfd_open(helper)
            os.kill(helper, signal.SIGSTOP)
            took = leave(terminal, ending)
            slowest = max(slowest, took)
            expect(took <= GONE_WITHIN, f'{ending}: gone after {took:.2f} s')
            if ending != 'closed':
                terminal.expect_clean()
            expect(select.select([helper_end], [], [], LIMIT)[0], 'its helper lives on')
            os.close(helper_end)
            exports = place.session / 'exports'
            expect(not exports.exists() or not list(exports.iterdir()), 'there is a file')
    return f'at most {slowest * 1000:.0f} ms'


def gone_from_the_start():
    """Told before a system call of its start; not where it is watched for leaks, which traces, too."""
    if 'DAIS_KILLED_AT' not in os.environ or not may_trace():
        return 'SKIPPED: nothing may be traced here'
    chance, slowest = random.Random(SEED), 0
    with Place() as place:
        notes = place.scratch / 'notes'

        def start(number):
            return Terminal(place, 'asked', number, notes, place.program, 'run', place.session,
                            now='09:04', program=os.environ['DAIS_KILLED_AT'])
        terminal = start(0)
        terminal.until('clock:')
        terminal.settle()
        calls = range(1, len(notes.read_text().splitlines()) - 2)  # these are there in each start
        terminal.destroy()
        place.started.clear()
        for number in calls if EVERY else sorted(chance.sample(calls, 6)):
            terminal = start(number)
            try:
                terminal.wait_end()
            except Fault as fault:
                raise Fault(f'seed {SEED}, told before call {number}: {fault}') from fault
            took = time.time() - notes.stat().st_mtime
            slowest = max(slowest, took)
            expect(took <= GONE_WITHIN, f'seed {SEED}, call {number}: gone after {took:.2f} s')
            terminal.expect_clean()
            expect(not (place.session / 'journal').exists(), 'something was written')
    return f'of {len(calls)} calls, seed {SEED}, at most {slowest * 1000:.0f} ms'


def quitting_asks_while_a_slot_runs():
    with Place() as place:
        terminal = begin(place, 'running')
        for key in ('q', 'Ctrl-c'):
            terminal.keys(key)
            terminal.until('The clock goes on')
            terminal.keys('n')
            terminal.until_not('Quit?')
        terminal.keys('q')
        terminal.until('Quit?')
        terminal.keys('y')
        expect(terminal.wait_end() == 0, f'it ended with {terminal.code}')
        terminal.expect_clean()


def SIGINT_is_as_the_key():
    with Place() as place:
        terminal = begin(place, 'running')
        terminal.kill(signal.SIGINT)
        terminal.until('Quit?')
        terminal.keys('y')
        expect(terminal.wait_end() == 0, f'it ended with {terminal.code}')
        terminal.expect_clean()


def wait_stopped(terminal):
    """Until the program is stopped."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        terminal.pump(0.01)
        if terminal.state() == 'T':
            terminal.take()
            return
    raise Fault('the program does not stop')


def suspended_and_continued():
    with Place() as place:
        for state in ('running', 'writing'):
            terminal = begin(place, state)
            before = terminal.text() if state == 'writing' else None
            terminal.kill(signal.SIGTSTP)
            wait_stopped(terminal)
            terminal.expect_clean()
            terminal.kill(signal.SIGCONT)
            terminal.until('Session introduction')
            terminal.settle()
            expect(terminal.modes().alternate, 'it did not take the screen again')
            if before is not None:
                terminal.until(TYPED)
                terminal.type('!')
                terminal.until(TYPED + '!')
            terminal.kill(signal.SIGTERM)
            terminal.wait_end()
            terminal.expect_clean()


def a_thousand_resizes():
    with Place() as place:
        terminal = begin(place, 'writing')
        begun = time.monotonic()
        for number in range(1000):
            terminal.resize(20 + number * 37 % 200, 5 + number * 13 % 70)
            terminal.take()
        terminal.resize(80, 24)
        terminal.until(TYPED)
        took = time.monotonic() - begun
        terminal.keys('Enter')
        terminal.until('C1')
        terminal.kill(signal.SIGTERM)
        terminal.wait_end()
        terminal.expect_clean()
        expect_kept(place, 'saved')
        return f'in {took:.1f} s'


def a_terminal_that_stops_reading():
    """Nobody reads what it shows: it still takes keys, saves, and goes when it is asked to."""
    with Place() as place:
        terminal = begin(place, 'writing')
        # Blown full without being read: the line holds some kilobytes.
        for number in range(200):
            terminal.library.terminal_resize(terminal.handle, 24 + number % 2, 80)
        terminal.type('!')
        terminal.keys('Enter')
        journal = place.session / 'journal'

        def is_saved():
            return any(TYPED + '!' in path.read_text() for path in journal.iterdir())
        end = time.monotonic() + 10
        while not is_saved():
            expect(time.monotonic() < end, 'a full line keeps it from saving')
            select.select([terminal.pidfd], [], [], 0.02)
        begun = time.monotonic()
        os.kill(terminal.pid, signal.SIGTERM)
        select.select([terminal.pidfd], [], [], 10)
        took = time.monotonic() - begun
        expect(terminal.is_gone(), 'it does not go')
        expect(took <= GONE_WITHIN, f'gone after {took:.2f} s')
        return f'{took * 1000:.0f} ms'


if __name__ == '__main__':
    main(gone_on_SIGTERM, gone_on_SIGHUP, gone_with_the_terminal,
         gone_from_every_view_and_question, gone_while_an_editor_has_the_terminal,
         gone_while_a_report_is_written, gone_from_the_start, quitting_asks_while_a_slot_runs,
         SIGINT_is_as_the_key, suspended_and_continued, a_thousand_resizes,
         a_terminal_that_stops_reading)
