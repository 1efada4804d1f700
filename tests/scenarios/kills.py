#!/usr/bin/env python3
"""kill -9 at any moment: nothing that was acknowledged is lost, nothing shows that was never
written, and of a text being typed at most 20 characters or one second are gone.

DAIS_KILLS says how many kills of commands (40), DAIS_TYPING_KILLS how many while typing (20);
DAIS_SEED repeats a run. script/kills runs many.
"""

import json
import os
import random
import re
import select
import statistics
import time

from place import Place, expect, main
from terminal import Clock, Terminal

KILLS = int(os.environ.get('DAIS_KILLS', '40'))
SEED = int(os.environ.get('DAIS_SEED') or random.SystemRandom().randrange(10 ** 6))
TYPING_KILLS = int(os.environ.get('DAIS_TYPING_KILLS', '20'))
IN_ONE_RECORD = 40  # starts while typing
COMMANDS_IN_ONE_RECORD = 250  # each leaves a journal, and all are read at each start
LOST_AT_MOST = 20  # characters
TEN = 10  # characters that the slow hand types in a second
IN_A_SECOND = TEN + 1  # with the one that is on its way
WIDE = (180, 30)  # so that what is typed stays on one line
SENTENCE = 'The city pays a part, the region a part, and the partners the first two years. '
ACKNOWLEDGED = re.compile(r'^N\d+(?:-\w+)? [0-9a-z]{13}-\d+$', re.M)


def record(place):
    """The texts of the record."""
    entries = json.loads(place.done('entries', place.session, '--json', now='12:00'))['entries']
    return [entry['text'] for entry in entries]


def compare(place, acknowledged, attempted):
    texts = record(place)
    missing = [text for text in acknowledged if text not in texts]
    expect(not missing, f'seed {SEED}: acknowledged and lost: {missing}')
    wrong = [text for text in texts if text not in attempted]
    expect(not wrong, f'seed {SEED}: never written, but in the record: {wrong}')
    expect(len(texts) == len(set(texts)), f'seed {SEED}: an entry is there twice')


def kill_while_adding(place, chance, number, longest):
    """One `dais add -`, killed at a random moment; its text, and whether it was acknowledged."""
    text = f'Note {number}: {SENTENCE * chance.randrange(1, 30)}'.strip()
    begun = time.monotonic()
    process = place.start('add', place.session, '--kind', 'note', '-', now='10:00', stdin=-1)
    process.stdin.write(text.encode())
    process.stdin.close()
    select.select([process.stdout], [], [], chance.uniform(0, longest))
    process.kill()
    out, err = process.stdout.read().decode(), process.stderr.read().decode()
    process.wait()
    expect(process.returncode in (0, -9), f'dais add ended with {process.returncode}: {err}')
    process.stdout.close()
    process.stderr.close()
    return text, bool(ACKNOWLEDGED.search(out)), time.monotonic() - begun


def kill_in_one_record(chance, numbers, longest):
    """Kills one command after the other; how many were acknowledged, torn frames, and how long the
    next one may take."""
    acknowledged, attempted = [], set()
    with Place() as place:
        for number in numbers:
            text, done, took = kill_while_adding(place, chance, number, longest)
            attempted.add(text)
            if done:
                acknowledged.append(text)
                # The next ones come within about the time that one took.
                longest = 0.8 * longest + 0.2 * 1.1 * took
            else:
                longest *= 1.02
            if number % 100 == 99:
                compare(place, acknowledged, attempted)
        compare(place, acknowledged, attempted)
        torn = place.dais('verify', place.session, now='12:00').err.count('half-written')
    return len(acknowledged), torn, longest


def killed_while_adding():
    chance = random.Random(SEED)
    acknowledged, torn, longest = 0, 0, 1.0
    for first in range(0, KILLS, COMMANDS_IN_ONE_RECORD):
        numbers = range(first, min(first + COMMANDS_IN_ONE_RECORD, KILLS))
        kept, cut, longest = kill_in_one_record(chance, numbers, longest)
        acknowledged, torn = acknowledged + kept, torn + cut
    return f'{KILLS} kills, seed {SEED}, {acknowledged} acknowledged and there, {torn} torn'


class Typist:
    """A rapporteur whose program is killed again and again. Each start is offered what the one
    before was writing. The slow hand types ten characters a second of a clock that is moved, the
    fast one as fast as the program takes them."""

    def __init__(self, place, chance):
        self.place, self.chance, self.clock = place, chance, Clock(place)
        self.starts, self.texts = 0, 0
        self.acknowledged, self.attempted = [], set()
        self.typed, self.slow, self.entered = '', False, False
        self.lost = []  # characters, a kill each
        self.screen = None

    def start(self):
        self.clock.turn_to(0)
        self.starts += 1
        now = f'10:{self.starts * 20 // 60:02}:{self.starts * 20 % 60:02}'
        self.screen = Terminal(self.place, 'run', self.place.session, now=now, size=WIDE,
                               clock=self.clock)
        self.screen.until('Programme')
        self.screen.settle()
        if 'A text was being written' in self.screen.text():
            self.take_up()
        else:
            self.note_loss(0)

    def note_loss(self, kept):
        """So many characters of the text are still there; of what was entered the record tells."""
        lost, most = len(self.typed) - kept, IN_A_SECOND if self.slow else LOST_AT_MOST
        if not self.typed or self.entered:
            return
        expect(lost <= most, f'seed {SEED}: {lost} characters of “{self.typed}” are lost, {most} '
               f'may be:\n{self.screen.text()}')
        self.lost.append(lost)

    def take_up(self):
        """What is there of the text; it is finished, or thrown away."""
        shown, typed = self.screen.words(), self.typed
        kept = next(size for size in range(len(typed), -1, -1) if typed[:size] in shown)
        self.note_loss(kept)
        if self.entered or self.chance.random() < 0.5:
            self.screen.keys('Down', 'Enter')
            self.screen.until_not('A text was being written')
            return
        self.screen.keys('g')
        self.screen.until_not('A text was being written')
        end = '/taken-up'
        self.screen.type(end)
        self.screen.until(end)
        self.save(typed[:kept] + end)

    def save(self, text):
        self.attempted.add(text)
        self.screen.keys('Enter')
        self.screen.until('saved as N')
        self.acknowledged.append(text)

    def begin(self):
        """A text of its own, known by its number."""
        self.texts += 1
        self.screen.keys('n')
        self.screen.until('Note')
        words = f'Text {self.texts} {SENTENCE}'[:self.chance.randrange(12, 62)]
        return words.replace(' ', '-')  # a blank at the end is not seen

    def type(self, text):
        """The slow hand: all but the last letter is seen by the program before the next is typed."""
        self.typed, self.slow = '', self.chance.random() < 0.5
        self.screen.settle()
        begun = self.cursor()
        for number, letter in enumerate(text):
            if self.slow or number % 6 == 0:
                self.until_typed(begun)
            if self.slow:
                self.clock.move(1000 // TEN)
            self.typed += letter
            self.screen.type(letter)
        if not self.slow:
            self.until_typed(begun)

    def cursor(self):
        modes = self.screen.modes()
        return modes.row, modes.column

    def until_typed(self, begun):
        """Until the cursor stands behind all that was typed."""
        row, column = begun
        self.screen.wait_for(lambda: self.cursor() == (row, column + len(self.typed)), self.typed)

    def write_until_killed(self):
        self.start()
        self.typed = ''
        for _ in range(self.chance.randrange(0, 2)):
            text = self.begin()
            self.screen.type(text)
            self.screen.until(text)
            self.save(text)
        self.entered = False
        self.type(self.begin())
        self.attempted.add(self.typed)
        if self.chance.random() < 0.2:
            self.screen.keys('Enter')
            self.entered = True
        moment = time.monotonic() + self.chance.uniform(0, 0.004)
        while time.monotonic() < moment:  # too short to sleep
            pass
        self.screen.kill()
        self.screen.wait_end()

    def finish(self):
        self.start()
        self.screen.kill()
        self.screen.wait_end()
        compare(self.place, self.acknowledged, self.attempted)


def killed_while_typing():
    chance, lost, kept = random.Random(SEED), [], 0
    for first in range(0, TYPING_KILLS, IN_ONE_RECORD):
        with Place() as place:
            typist = Typist(place, chance)
            for _ in range(min(IN_ONE_RECORD, TYPING_KILLS - first)):
                typist.write_until_killed()
            typist.finish()
            lost += typist.lost
            kept += len(typist.acknowledged)
    expect(any(lost) or not TYPING_KILLS, f'seed {SEED}: nothing was lost in {len(lost)} kills: were they kills?')
    return (f'{TYPING_KILLS} kills, seed {SEED}, {kept} acknowledged and there, characters lost: '
            f'{statistics.median(lost or [0]):.0f} in the median, {max(lost, default=0)} at most')


def killed_at_ten_characters_a_second():
    """The slow hand: what is lost is at most what one second typed."""
    with Place() as place:
        screen = Terminal(place, 'run', place.session, now='10:00', size=WIDE)
        screen.until('Programme')
        screen.keys('n')
        screen.until('Note')
        begun = time.monotonic()
        typed = []  # when which letter was typed
        for number, letter in enumerate('ten characters to the second'):
            while time.monotonic() < begun + number / 10:
                screen.pump(begun + number / 10 - time.monotonic())
            screen.type(letter)
            typed.append((time.monotonic(), letter))
        killed = time.monotonic()
        screen.kill()
        screen.wait_end()
        again = Terminal(place, 'run', place.session, now='10:01', size=WIDE)
        again.until('A text was being written')
        kept = ''.join(letter for when, letter in typed if when < killed - 1.5).strip()
        expect(kept in again.words(), f'“{kept}” was typed more than a second before the kill, and '
               f'is lost:\n{again.text()}')


if __name__ == '__main__':
    main(killed_while_adding, killed_while_typing, killed_at_ten_characters_a_second)
