#!/usr/bin/env python3
"""What becomes of the machine while a session runs on it: its clock is set, it sleeps, it sleeps
and its clock is set, it is restarted. In every state of the clock the screen says what happened, the
figures are right by the harness's own count, and the question whether the clock was put right or
the programme moves along has both its answers.
"""

import json
import re
import time

from place import Place, expect, main
from terminal import Machine, Terminal

PROGRAMME = '''title: A machine that is not left alone
date: 2022-05-18
timezone: Africa/Nairobi
hard_end: 10:00
slots:
  - {time: 09:00–09:30, title: First}
  - {time: 09:30–10:00, title: Second}
'''
MINUTE, HOUR = 60, 3600
NEAR = 2.5  # s between a screen and the harness's count, on a busy machine
LEFT = re.compile(r'^ (\+?)([\d:]+) (left|on time|warning|danger|over)', re.M)

# name: seconds asleep, seconds that the clock is set by, what is said, what is asked
HAPPENINGS = {
    'set forward by an hour': (0, HOUR, "The machine's clock was set forward by 60 min",
                               'The clock was set forward by 60 min'),
    'set back by ten minutes': (0, -10 * MINUTE, "The machine's clock was set back by 10 min",
                                'The clock was set back by 10 min'),
    'asleep for fourteen minutes': (14 * MINUTE, 0, 'The machine slept for 14 min; the clock went '
                                    'on', None),
    'asleep, and set forward': (14 * MINUTE, HOUR, 'The machine slept for 14 min; its clock was '
                                'set forward by 60 min', 'The clock was set forward by 60 min'),
}


class Session:
    """A session on a machine, late by three minutes from its start on."""

    def __init__(self, place, state, view='run'):
        place.write_programme(PROGRAMME)
        self.place, self.state = place, state
        self.machine = Machine(place, '08:50' if state == 'before' else '09:03')
        self.begun, self.paused, self.counted = None, None, 0.0
        self.screen = Terminal(place, 'run', place.session, env=self.machine.env())
        self.screen.until('Next: First')
        if state != 'before':
            self.press('Space', 'Running: First')
            self.begun = self.awake()
        if state == 'overrun':
            self.machine.suspend(40 * MINUTE)
            self.screen.until('The machine slept for 40 min')
        if state == 'paused':
            self.press('Space', 'Paused: First')
            self.paused = self.awake()
        if state == 'between':
            self.press('E', 'Next: Second')

    def awake(self):
        """Seconds since the machine started, asleep or not."""
        return time.monotonic() + self.machine.slept / 1000

    def press(self, key, until):
        self.screen.keys(key)
        self.screen.until(until)

    def status(self):
        return json.loads(self.place.done('status', self.place.session, '--json',
                                          env=self.machine.env()))

    def elapsed(self):
        return (self.paused or self.awake()) - self.begun

    def expect_figures(self):
        """On screen and in the status: what has run, by the harness's own count."""
        if self.state in ('before', 'between'):
            return
        self.screen.keys('2')
        found = self.screen.wait_for(lambda: LEFT.search(self.screen.text()), 'the time left')
        parts = [int(part) for part in found[2].split(':')]
        left = sum(part * 60 ** i for i, part in enumerate(reversed(parts)))
        left = -left if found[1] else left
        true = 30 * MINUTE - self.elapsed()
        expect(abs(left - true) <= NEAR, f'{found[0]} is shown with {true:.1f} s left')
        slot = self.status()['slot']
        true = self.elapsed()
        expect(abs(slot['elapsed_ms'] / 1000 - true) <= NEAR, f'{slot} after {true:.1f} s')
        self.screen.keys('1')
        self.screen.until('Running: First' if self.paused is None else 'Paused: First')


def late(session):
    return session.status()['forecast']['late_ms'] / 1000


def happen(state, name):
    asleep, step, said, asked = HAPPENINGS[name]
    for answer in (None,) if asked is None else ('r', 'm'):
        with Place(session=None) as place:
            session = Session(place, state)
            before = late(session)
            at = session.awake()
            session.machine.suspend(asleep, step)
            session.screen.until(said)
            if asked is not None:
                session.screen.until(asked)
                session.screen.keys(answer)
                session.screen.until('stays at its times' if answer == 'r' else 'every planned time '
                                     f'is {"60 min later" if step > 0 else "10 min earlier"}')
                session.screen.until_not(asked)
            session.expect_figures()
            # What runs has its end already; the end of what is paused or over goes on with time.
            gone = session.awake() - at if state in ('paused', 'overrun') else 0
            expected = before + gone + (step if answer == 'r' else 0)
            now = (session.machine.now() + 3 * HOUR) % (24 * HOUR)
            moved = step if answer == 'm' else 0
            if state == 'before':
                expected = max(now - 9 * HOUR - moved, 0)
            if state == 'between':
                expected = now - 9.5 * HOUR - moved
            found = late(session)
            expect(abs(found - expected) <= NEAR,
                   f'{state}, {name}, {answer}: {found} s late, and {expected:.1f} by the count')
            log = place.done('log', place.session)
            expect(('moved along' in log) == (answer == 'm'), log)


def each_happening_in(state):
    def check():
        for name in HAPPENINGS:
            happen(state, name)
    check.__name__ = f'what_happens_{state}'
    return check


def both_at_once_move_it_once():
    """Two screens of one writer see the clock set, and both say that the programme moves along."""
    with Place(session=None) as place:
        session = Session(place, 'running')
        other = Terminal(place, 'run', place.session, env=session.machine.env())
        other.until('Running: First')
        session.machine.step(HOUR)
        for screen in (session.screen, other):
            screen.until('The clock was set forward by 60 min')
        session.screen.keys('m')
        session.screen.until('every planned time is 60 min later')
        other.until_not('The clock was set forward by 60 min')
        expect(place.done('log', place.session).count('moved along') == 1, 'it moved twice')
        session.screen.keys('u')
        session.screen.until('Undone: the programme moved by 60 min')
        expect(abs(late(session) - HOUR - 3 * MINUTE) <= NEAR, f'{late(session)} s late')


def who_does_not_hold_the_clock_is_told():
    with Place(session=None) as place:
        session = Session(place, 'running')
        other = Terminal(place, 'run', place.session, writer='scribe', env=session.machine.env())
        other.until('Running: First')
        session.machine.step(HOUR)
        session.screen.until('The clock was set forward by 60 min')
        other.until("The machine's clock was set forward by 60 min")
        other.settle()
        expect('moves along' not in other.words(), other.text())


def while_somebody_writes_it_waits():
    """Letters go into the text; steps that cancel each other out ask nothing."""
    with Place(session=None) as place:
        session = Session(place, 'running')
        screen = session.screen
        session.press('n', 'Note')
        session.machine.step(HOUR)
        screen.until("The machine's clock was set forward by 60 min")
        screen.type('remark')
        screen.until('remark')
        expect('moves along' not in screen.words(), screen.text())
        screen.keys('Enter')
        screen.until('moves along')
        screen.until('The clock was set forward by 60 min')
        session.machine.step(-HOUR)
        screen.until("The machine's clock was set back by 60 min")
        screen.until_not('moves along')


def after_a_restart():
    """The program is gone with the machine; then only the wall clock can tell, and that is said."""
    with Place(session=None) as place:
        session = Session(place, 'running')
        session.screen.kill()
        session.screen.wait_end()
        session.machine.restart(7 * MINUTE)
        session.begun -= 7 * MINUTE
        session.screen = Terminal(place, 'run', place.session, env=session.machine.env())
        session.screen.until('Running: First')
        session.screen.until('≈ on time')
        session.screen.keys('t')
        session.screen.until('≈ on time')
        session.screen.keys('Esc')
        session.screen.until('Running: First')
        words = place.done('status', place.session, env=session.machine.env())
        expect('≈' in words, words)
        slot = session.status()['slot']
        expect(abs(slot['elapsed_ms'] / 1000 - session.elapsed()) <= NEAR, slot)


def set_while_no_program_ran():
    """The same boot, another clock: the screen says so as it opens, and asks."""
    with Place(session=None) as place:
        session = Session(place, 'running')
        session.screen.kill()
        session.screen.wait_end()
        session.machine.suspend(14 * MINUTE, HOUR)
        session.screen = Terminal(place, 'run', place.session, env=session.machine.env())
        session.screen.until("The machine's clock was set forward by 60 min")
        session.screen.until('moves along')
        session.screen.keys('m')
        session.screen.until('every planned time is 60 min later')
        session.expect_figures()


if __name__ == '__main__':
    main(*map(each_happening_in, ('before', 'running', 'paused', 'overrun', 'between')),
         both_at_once_move_it_once, who_does_not_hold_the_clock_is_told,
         while_somebody_writes_it_waits, after_a_restart, set_while_no_program_ran)
