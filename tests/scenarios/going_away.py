#!/usr/bin/env python3
"""The terminal goes away, or somebody asks the program to: nothing typed is lost, it is gone within
half a second, and a terminal that is still there is left clean.
"""

import os
import select
import signal
import time

from place import Fault, Place, expect, main
from terminal import Terminal

GONE_WITHIN = 0.5  # s
TYPED = 'Cities lead where mandates are unclear'


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
    slowest = 0
    for state in STATES:
        with Place() as place:
            terminal = begin(place, state)
            took = leave(terminal, ending)
            slowest = max(slowest, took)
            expect(took <= GONE_WITHIN, f'{state}: gone after {took:.2f} s')
            if ending != 'closed':
                terminal.expect_clean()
            expect_kept(place, state)
    return f'{len(STATES)} states, at most {slowest * 1000:.0f} ms'


def gone_on_SIGTERM():
    return check_ending('SIGTERM')


def gone_on_SIGHUP():
    return check_ending('SIGHUP')


def gone_with_the_terminal():
    return check_ending('closed')


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
    main(gone_on_SIGTERM, gone_on_SIGHUP, gone_with_the_terminal, quitting_asks_while_a_slot_runs,
         SIGINT_is_as_the_key, suspended_and_continued, a_thousand_resizes,
         a_terminal_that_stops_reading)
