#!/usr/bin/env python3
"""A day of eight hours through the real program at sixty times the speed, with the keys of a
moderator: every figure on screen is held against the truth, which the harness computes from the
machine's clock and the events in the journal, the moment it arrives; and the memory stays flat.

DAIS_DAY_SECONDS says how long, in real seconds: 20 as a test, 485 for the whole day
(script/soak-day).
"""

import os
import re
import time
from datetime import datetime

from figures import digits, seconds, time_of_day
from place import Place, at, expect, main
from terminal import Terminal

LASTS = float(os.environ.get('DAIS_DAY_SECONDS', '20'))
SPEED = 60
BEGIN = '08:58'
NEAR = 100         # ms that a figure may be off when it arrives, and until the next one does
OLD_AT_MOST = 0.2   # of the figures may be older than that before the next one comes: a busy machine
ANSWER = 0.15      # s after a key in which the figures of before are right, too
GROWTH = 1024      # kB that the memory may grow
PROGRAMME = '''code: DAY
title: A day of eight hours
date: 2022-05-18
timezone: Africa/Nairobi
venue: Room 14
hard_end: 17:00
slots:
  - {time: 09:00–09:15, kind: opening, title: Session introduction and rules}
  - {time: 09:15–10:30, kind: panel, title: High-level expert panel}
  - {time: 10:30–11:00, kind: break, title: Coffee break, minimum: 15m}
  - {time: 11:00–11:30, kind: presentation, title: Presentation MMC}
  - {time: 11:30–12:30, kind: discussion, title: Complementarity}
  - {time: 12:30–13:30, kind: lunch, title: Lunch}
  - {time: 13:45–14:45, kind: posters, title: Posters}
  - {time: 14:45–16:00, kind: discussion, title: Sustainability}
  - {time: 16:00–16:15, kind: break, title: Tea}
  - {time: 16:15–17:00, kind: adoption, title: Adoption of the conclusions, hard: end}
'''
BREAKS = ('s3', 's6', 's9')
LENGTHS = {'s1': 15, 's2': 75, 's3': 30, 's4': 30, 's5': 60, 's6': 60, 's7': 60, 's8': 75, 's9': 15,
           's10': 45}
PLANNED = {'s3': '10:30', 's6': '12:30', 's9': '16:00'}
KEYS = [('09:02', 'Space'), ('09:05', 'Space'), ('09:07', 'Space'), ('09:10', '+'), ('09:12', 't'),
        ('09:14', 't'), ('09:20:30', ']'), ('09:40', '-'), ('10:00', 'Space'), ('10:04', 'Space'),
        ('10:31', ']'), ('10:50', 't'), ('11:01', ']'), ('11:28', ']'), ('11:40', '>'),
        ('12:28', ']'), ('13:10', 't'), ('13:35', ']'), ('14:20', '<'), ('14:44', ']'),
        ('15:30', 'Space'), ('15:31', 'Space'), ('16:03', ']'), ('16:18', ']'), ('17:02', 'E')]
RESUMES = re.compile(r'^ +in ([\d:]+)(?: ·.*)?$')
FRAME = re.compile(r'^\.\.\. # end', re.M)


def minutes(text):
    return seconds(text if text.count(':') == 2 else text + ':00')


class Truth:
    """What the figures must be: the machine's clock at the speed of the day, and the journal."""

    def __init__(self, place, spawned):
        self.place, self.origin = place, spawned
        self.events = []

    def now(self, moment):
        """The virtual time of day at a real moment, in seconds."""
        return minutes(BEGIN) + (moment - self.origin) * SPEED

    def read(self):
        text = ''.join(path.read_text() for path in self.place.session.glob('journal/*'))
        events = []
        for frame in FRAME.split(text):
            keys = dict(re.findall(r'^(op|at|slot|span_ms): "([^"]*)"$', frame, re.M))
            if keys.get('op', '').startswith('slot.'):
                moment = datetime.fromisoformat(keys['at'])
                keys['at'] = moment.hour * 3600 + moment.minute * 60 + moment.second
                events.append(keys)
        self.events = events
        return events

    def left(self, now, events):
        """Seconds left of the running or paused slot, and whether it is paused; None: none runs."""
        slot = None
        for event in events:
            op = event['op']
            if op == 'slot.start':
                slot, begun, banked = event['slot'], event['at'], 0
                allotted = LENGTHS[slot] * 60
                if slot in BREAKS:
                    allotted += max(minutes(PLANNED[slot]) - begun, 0)
                paused = None
            elif op == 'slot.stop':
                slot = None
            elif op == 'slot.pause':
                paused = event['at']
            elif op == 'slot.resume':
                banked, paused = banked + event['at'] - paused, None
            elif op == 'slot.extend':
                allotted += int(event['span_ms']) // 1000
            elif op == 'slot.shorten':
                allotted -= int(event['span_ms']) // 1000
        if slot is None:
            return None
        return allotted - ((now if paused is None else paused) - begun - banked), paused is not None


class Watch:
    """Takes what the program draws, and when it came."""

    def __init__(self, place, screen, truth):
        self.place, self.screen, self.truth = place, screen, truth
        self.arrivals, self.offs, self.ages, self.memory = [], [], [], []
        self.keyed, self.before = 0.0, []
        self.shown = None  # virtual time of day of the latest figures

    def expect_left(self, rows, moment, shown):
        """The large digits, against the time of day beside them or, on the stage, the truth."""
        text = digits(rows)
        for row in rows:
            if RESUMES.search(row):  # of a break the stage shows when it is over, and in how long
                text = RESUMES.search(row)[1]
        now = shown if shown is not None else self.truth.now(moment)
        offs = []
        for events in (self.truth.events, self.before):
            left = self.truth.left(now, events)
            if left is not None and text is not None:
                offs.append(abs(seconds(text) - left[0]) / SPEED * 1000)
            if left is None and text is None:
                offs.append(0)
            if moment - self.keyed > ANSWER:
                break
        return min(offs, default=None)

    def frame(self, moment):
        rows = self.screen.rows_text()
        shown = time_of_day(rows)
        if not self.truth.events:
            return self.note(moment, shown)
        off = self.expect_left(rows, moment, shown)
        if off is None and moment - self.keyed <= ANSWER:
            return None
        expect(off is not None, 'no figure, or one of what does not run:\n' + self.screen.text())
        expect(off <= NEAR, f'{off:.0f} ms off at {self.truth.now(moment):.1f} s of the day:\n'
               + self.screen.text())
        if shown is None:
            self.offs.append(off)
        return self.note(moment, shown)

    def note(self, moment, shown):
        """Of the time of day: how late it came, and how old it was when the next one came."""
        if self.shown is not None and moment - self.keyed > ANSWER:
            self.ages.append((self.truth.now(moment) - self.shown) / SPEED * 1000)
        self.shown = shown
        if shown is not None:
            off = (self.truth.now(moment) - shown) / SPEED * 1000
            self.offs.append(off)
            expect(abs(off) <= NEAR, f'{shown} s of the day is shown {off:.0f} ms after it')

    def pump(self, until):
        """Until a real moment; a frame is what comes within 2 ms of its first byte."""
        while time.monotonic() < until:
            if not self.screen.pump(until - time.monotonic()):
                expect(not self.screen.is_gone(), 'the program has ended')
                continue
            moment = time.monotonic()
            while self.screen.pump(0.002):
                pass
            self.arrivals.append(moment)
            self.frame(moment)

    def press(self, key):
        """A key, and what it did: all of them but that of the stage are events."""
        self.before = list(self.truth.events)
        self.screen.keys(key)
        if key == 't':
            self.screen.settle()
        else:
            self.screen.wait_for(lambda: len(self.truth.read()) > len(self.before), f'{key}')
        while self.screen.pump(0.03):
            pass
        self.keyed = time.monotonic()
        self.shown = None

    def weigh(self):
        with open(f'/proc/{self.screen.pid}/smaps_rollup', encoding='ascii') as file:
            found = dict(re.findall(r'^(Pss|Rss): +(\d+) kB', file.read(), re.M))
        self.memory.append((int(found['Pss']), int(found['Rss'])))


def quantile(values, part):
    return sorted(values)[min(int(len(values) * part), len(values) - 1)]


def calibrate(watch, spawned):
    """When the program took its start, which no one outside can see: it was after it was spawned
    and before its first picture, and no figure comes before its time."""
    truth = watch.truth
    earliest, latest = spawned, None
    while len(watch.arrivals) < 20:
        if not watch.screen.pump(1):
            continue
        moment = time.monotonic()
        while watch.screen.pump(0.002):
            pass
        shown = time_of_day(watch.screen.rows_text())
        if shown is None:
            continue
        watch.arrivals.append(moment)
        origin = moment - (shown - minutes(BEGIN)) / SPEED
        latest = origin if latest is None else min(latest, origin)
    expect(earliest <= latest, 'a figure came before its time')
    truth.origin = latest
    return (latest - earliest) * 1000


def the_day():
    with Place(session=None) as place:
        place.write_programme(PROGRAMME)
        spawned = time.monotonic()
        screen = Terminal(place, 'run', place.session, '--now', at(BEGIN), '--speed', str(SPEED))
        truth = Truth(place, spawned)
        watch = Watch(place, screen, truth)
        started = calibrate(watch, spawned)
        end = spawned + LASTS
        weighed = 0
        for when, key in KEYS:
            moment = truth.origin + (minutes(when) - minutes(BEGIN)) / SPEED
            while time.monotonic() < min(moment, end):
                watch.pump(min(moment, end, time.monotonic() + max(LASTS / 60, 1)))
                watch.weigh()
                weighed += 1
            if time.monotonic() >= end:
                break
            watch.press(key)
        while time.monotonic() < end:
            watch.pump(min(end, time.monotonic() + 1))
        result = place.done('status', place.session, '--now', at('23:00'))
        screen.kill()
    return report(watch, started, result)


def report(watch, started, result):
    first, last = watch.memory[len(watch.memory) // 4], watch.memory[-1]
    old = sum(age > NEAR for age in watch.ages) / len(watch.ages)
    words = (f'{len(watch.offs)} figures in {LASTS:.0f} s; shown median {quantile(watch.offs, .5):.1f}, '
             f'99 % {quantile(watch.offs, .99):.1f}, at most {max(watch.offs):.1f} ms after their time; '
             f'when the next one comes they are median {quantile(watch.ages, .5):.0f}, '
             f'99 % {quantile(watch.ages, .99):.0f}, at most {max(watch.ages):.0f} ms old, '
             f'{old:.2%} over {NEAR} ms; the program began within {started:.0f} ms of its call; '
             f'PSS {first[0]} to {last[0]} kB, RSS {first[1]} to {last[1]} kB')
    expect(len(watch.offs) >= 5 * LASTS, f'too few figures: {words}')
    expect(old <= OLD_AT_MOST, f'old figures: {words}')
    expect(last[0] - first[0] <= GROWTH and last[1] - first[1] <= GROWTH, f'memory: {words}')
    expect(LASTS < 480 or 'ended' in result, f'the day is not over: {result}')
    return words


if __name__ == '__main__':
    main(the_day)
