#!/usr/bin/env python3
"""Two pairs of programs on one session, all acting: the podium's screen with commands beside it,
and the rapporteurs' screen with commands beside it. Afterwards all show the same record, nothing is
lost, no slot was skipped or came twice, and each saw the other's events within a second.

DAIS_PAIR_SECONDS says how long they act (8); DAIS_SEED repeats a run.
"""

import json
import os
import random
import re
import time
from datetime import datetime, timedelta, timezone

from place import Place, expect, main
from terminal import LIMIT, Terminal

SECONDS = float(os.environ.get('DAIS_PAIR_SECONDS', '8'))
SEED = int(os.environ.get('DAIS_SEED') or random.SystemRandom().randrange(10 ** 6))
SEEN_WITHIN = 1.0  # s; once in ten a busy machine may take longer
WIDE = (180, 50)
PRESSES = 40  # of both at once, at most
SLOTS = 99  # more than can be ended by them


def write_programme(place):
    """By the machine's own clock: nobody needs --now."""
    place.write_programme_now(*(('5m', f'Slot {number}') for number in range(1, SLOTS + 1)),
                              head='title: Two pairs\ncode: PAIRS\n')


class Pair:
    """A writer with a screen and commands beside it."""

    def __init__(self, place, writer):
        self.place, self.writer = place, writer
        self.screen = Terminal(place, 'run', place.session, writer=writer, size=WIDE)
        self.running = {}  # commands under way, and what they are to do

    def command(self, *arguments):
        process = self.place.start(*arguments, writer=self.writer)
        self.running[process] = arguments

    def reap(self, wait=False):
        """The commands that are done: (arguments, exit code, output)."""
        done = []
        for process in list(self.running):
            if wait or process.poll() is not None:
                out, err = process.communicate(timeout=LIMIT)
                done.append((self.running.pop(process), process.returncode, out.decode(),
                             err.decode()))
        return done


class Room:
    """Both pairs, what was promised to them, and how long the other took to see it."""

    def __init__(self, place):
        self.place, self.chance = place, random.Random(SEED)
        self.pairs = [Pair(place, 'chair'), Pair(place, 'table')]
        self.acknowledged, self.refused, self.took, self.count = [], 0, [], 0
        self.moves = self.changes = 0

    def pump(self, seconds=0.0):
        for pair in self.pairs:
            pair.screen.pump(seconds / 2)

    def until(self, holds, what, limit=LIMIT):
        """Waits with both screens served; how long it took."""
        begun = time.monotonic()
        while not holds():
            took = time.monotonic() - begun
            expect(took < limit, f'seed {SEED}: {what} did not come within {limit} s:\n'
                   + '\n'.join(pair.screen.text() for pair in self.pairs))
            self.pump(0.02)
        return time.monotonic() - begun

    def text(self):
        self.count += 1
        return f'Text {self.count}'

    def other(self, pair):
        return self.pairs[1 - self.pairs.index(pair)]

    def write_on_screen(self, pair):
        """Types a note; it is saved here, and shown there within a second."""
        text = self.text()
        pair.screen.keys('n')
        self.until(lambda: re.search(r'Note ·', pair.screen.text()), 'the editor')
        pair.screen.type(text)
        self.until(lambda: text in pair.screen.text(), text)
        pair.screen.keys('Enter')
        # Not the ✓ at the foot: what the others do at that moment may be said there at once.
        saved = re.compile(rf'saved as N\S* · {text}(?!\d)')
        self.until(lambda: saved.search(pair.screen.text()), f'{text}, saved')
        self.acknowledged.append(text)
        self.seen(self.other(pair), text)

    def seen(self, pair, text):
        shown = re.compile(re.escape(text) + r'(?!\d)')
        self.took.append(self.until(lambda: shown.search(pair.screen.text()),
                                    f'{text} on the other screen', limit=5 * SEEN_WITHIN))

    def wait_start(self):
        """The podium starts the first slot; from then on both look at the journal."""
        podium, back = self.pairs
        for pair in self.pairs:
            self.until(lambda pair=pair: 'Slot 1' in pair.screen.text(), 'the programme')
        podium.screen.keys('Space')
        self.seen(back, 'Running: Slot 1')
        for pair in self.pairs:
            pair.screen.keys('8')
            self.until(lambda pair=pair: 'Slot 1 started' in pair.screen.text(), 'the journal')

    def capture(self, pair):
        pair.command('add', self.place.session, '--kind', self.chance.choice(
            ['conclusion', 'recommendation', 'action']), self.text())

    def press_next_together(self):
        """Both press at once: one slot ends, not two. The other has taken the clock or may not."""
        for pair in self.pairs:
            pair.command('timer', self.place.session, 'next', '--take')

    def change_plan(self, pair):
        """Something else that moves the clock's matters on, while slots end: nothing of it may cost
        a slot. Only the last slots change places, which nobody gets to."""
        one, other = self.chance.sample(range(PRESSES + 20, SLOTS), 2)
        pair.command(*self.chance.choice((
            ('timer', self.place.session, 'swap', str(one), str(other)),
            ('timer', self.place.session, 'extend', '1m'),
            ('replan', self.place.session, 'compress', '--apply'),
            ('replan', self.place.session, 'shift', '--apply', '--why', 'because'),
            ('floor', self.place.session, 'request'),
            ('floor', self.place.session, 'start'),
            ('floor', self.place.session, 'stop'),
        )), '--take')

    def take_results(self, wait=False):
        for pair in self.pairs:
            for arguments, code, out, err in pair.reap(wait):
                if arguments[0] == 'add':
                    expect(code == 0, f'seed {SEED}: dais add: exit code {code}: {err}')
                    self.acknowledged.append(arguments[-1])
                else:
                    expect(code in (0, 1), f'seed {SEED}: dais {arguments[0]}: exit code {code}: '
                           f'{err}')
                    self.refused += code == 1
                    self.moves += code == 0 and arguments[2] == 'next'
                    self.changes += code == 0 and arguments[2] != 'next'

    def act(self):
        begun, pressed = time.monotonic(), 0
        while time.monotonic() < begun + SECONDS:
            pair = self.chance.choice(self.pairs)
            what = self.chance.randrange(10)
            if what == 0 and time.monotonic() > begun + pressed * SECONDS / PRESSES:
                pressed += 1
                self.press_next_together()
            elif what < 3:
                self.write_on_screen(pair)
            elif sum(len(pair.running) for pair in self.pairs) < 4:
                (self.capture if what < 7 else self.change_plan)(pair)
            self.take_results()
            self.pump(0.05)
        self.take_results(wait=True)


def reading(place, writer, now, command, *more):
    return place.done(command, place.session, *more, '--now', now, writer=writer)


def expect_in_turn(place, now):
    """Each slot ran once, from the first on, none was jumped over; as many as were promised."""
    slots = json.loads(reading(place, 'chair', now, 'status', '--json'))['slots']
    states = [slot['state'] for slot in slots]
    ran = states.count('done') + states.count('running')
    expect(states[:ran] == ['done'] * (ran - 1) + ['running'] and
           set(states[ran:]) <= {'waiting'}, f'seed {SEED}: slots out of turn: {states}')
    starts = [slot['actual_start'] for slot in slots[:ran]]
    expect(starts == sorted(starts), f'seed {SEED}: {starts}')
    log = reading(place, 'chair', now, 'log')
    for number in range(1, SLOTS + 1):
        took = [line for line in log.splitlines()
                if line.endswith(f'Slot {number} started') and 'no effect' not in line]
        expect(len(took) == (number <= ran), f'seed {SEED}: Slot {number} started {len(took)} times'
               f':\n{log}')
    return ran


def two_presses_end_one_slot():
    """Who answers a question about a slot that has ended meanwhile ends no other."""
    with Place(session=None) as place:
        write_programme(place)
        past = datetime.now(timezone.utc) - timedelta(seconds=30)
        place.done('timer', place.session, 'start', '--now', past.isoformat(timespec='seconds'))
        room = Room(place)
        podium, back = (pair.screen for pair in room.pairs)
        for screen in (podium, back):
            screen.until('Running: Slot 1')
        back.keys(']')
        back.until('Take the clock?')
        podium.keys(']')
        podium.until('Running: Slot 2')
        back.until('Running: Slot 2')
        back.keys('y')
        back.until('clock: here')
        back.settle()
        podium.settle()
        expect('Running: Slot 2' in back.text(), f'it ended a second slot:\n{back.text()}')
        expect('nothing was changed' in back.words(), f'it does not say so:\n{back.text()}')

        back.keys(']')
        back.until('End this slot already?')
        place.done('timer', place.session, 'next', writer='table')
        back.until('Running: Slot 3')
        back.keys('y')
        back.until_not('End this slot already?')
        back.settle()
        expect('Running: Slot 3' in back.text(), f'it ended a third slot:\n{back.text()}')
        expect('nothing was changed' in back.words(), f'it does not say so:\n{back.text()}')


def two_pairs_on_one_session():
    with Place(session=None) as place:
        write_programme(place)
        room = Room(place)
        room.wait_start()
        room.act()
        now = datetime.now(timezone.utc).isoformat(timespec='seconds')

        texts = [entry['text'] for entry in
                 json.loads(reading(place, 'chair', now, 'entries', '--json'))['entries']]
        expect(sorted(texts) == sorted(room.acknowledged),
               f'seed {SEED}: promised and not there: {set(room.acknowledged) - set(texts)}; there '
               f'and not promised: {set(texts) - set(room.acknowledged)}')
        ran = expect_in_turn(place, now)
        expect(room.changes > 0, f'seed {SEED}: nothing but slots moved on')
        # Nobody ended a slot but who was told so. (Told so in vain is who was first to look and
        # second to have pressed: the record then says that it had no effect.)
        expect(ran <= 1 + room.moves,
               f'seed {SEED}: {room.moves} times a slot was ended, but {ran - 1} are')
        for command, more in (('status', ['--json']), ('entries', ['--json']), ('log', []),
                              ('floor', ['list']),
                              ('export', ['--format', 'json'])):
            same = {reading(place, writer, now, command, *more) for writer in ('chair', 'table')}
            expect(len(same) == 1, f'seed {SEED}: {command} differs between the two')
        # Both screens end on the same picture, but for whose clock it is.
        for pair in room.pairs:
            pair.screen.keys('1')
            room.until(lambda pair=pair: f'Running: Slot {ran}' in pair.screen.text(),
                       f'slot {ran} on both screens')
            pair.screen.kill()
            pair.screen.wait_end()
        expect(place.dais('verify', place.session).code == 0, 'verify finds something')
        late = sum(took > SEEN_WITHIN for took in room.took)
        expect(late <= len(room.took) // 10, f'the other saw {late} of {len(room.took)} late')
    return (f'seed {SEED}, {len(texts)} texts, {ran} slots, {room.changes} other changes, '
            f'{room.refused} refused, seen within '
            f'{max(room.took) * 1000:.0f} ms')


if __name__ == '__main__':
    main(two_presses_end_one_slot, two_pairs_on_one_session)
