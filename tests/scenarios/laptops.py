#!/usr/bin/env python3
"""Two laptops without a network amend the same entries, each on a record of its own, and exchange
journals by `dais collect`: in any order, some files only, some again, some while they are being
written. In the end both have the same record to the byte, and every version is in it.

DAIS_AMENDS says how many amendments (600); DAIS_SEED repeats a run.
"""

import json
import os
import random
import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

from place import Place, at, expect, main

AMENDS = int(os.environ.get('DAIS_AMENDS') or 600)
SEED = int(os.environ.get('DAIS_SEED') or random.SystemRandom().randrange(10 ** 6))
MOST = 40  # amendments at a time
SKEW = 20 * 60  # s; the clock of the second laptop is ahead by at most so much, or behind
LATE = '2022-05-20T12:00:00+03:00'  # after all of it, for reading


class Laptop:
    """A record, a writer, and now and then another launch."""

    def __init__(self, place, name, chance):
        self.place, self.name, self.chance = place, name, chance
        self.session = place.scratch / name
        self.session.mkdir()
        shutil.copyfile(place.session / 'programme.yaml', self.session / 'programme.yaml')
        self.skew = timedelta(seconds=chance.randrange(-SKEW, SKEW))
        self.process, self.launches, self.collected = None, 0, 0
        self.texts, self.done = {}, {}  # of each entry, and how many events of each kind

    def open(self):
        """Another launch."""
        self.launches += 1
        self.process = subprocess.Popen(
            [os.environ['DAIS_AMENDER'], self.session, self.place.scratch / f'{self.name}-state',
             str(self.chance.randrange(1, 2 ** 32))], env=self.place.environment(self.name),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def close(self):
        if self.process is not None:
            self.process.stdin.close()
            expect(self.process.wait(60) == 0, f'seed {SEED}: the amender of {self.name} failed')
            self.process.stdout.close()
            self.process = None

    def amend(self, count, now):
        if self.process is None:
            self.open()
        moment = int((now + self.skew).timestamp() * 1000)
        self.process.stdin.write(f'{count} {moment}\n')
        self.process.stdin.flush()
        while (line := self.process.stdout.readline()) != '.\n':
            expect(line, f'seed {SEED}: the amender of {self.name} failed')
            what, event, entry, *text = line.rstrip('\n').split(' ', 3)
            self.done[what] = self.done.get(what, 0) + 1
            if text and text[0]:
                self.texts.setdefault(event if what == 'add' else entry, set()).add(text[0])

    def collect(self, other, parts):
        """All of the other's journals, or some of its files; before they are read they may have
        been copied to a stick, and lie there for a while."""
        journal = other.session / 'journal'
        files = sorted(journal.glob('*.yaml')) if journal.is_dir() else []
        if not files:
            return
        stick = self.place.scratch / f'stick-{self.name}'
        if parts and self.chance.random() < 0.5:
            stick.mkdir(exist_ok=True)
            for path in self.chance.sample(files, self.chance.randrange(1, len(files) + 1)):
                shutil.copyfile(path, stick / path.name)
            sources = [stick]
        elif parts and self.chance.random() < 0.5:
            sources = self.chance.choices(files, k=self.chance.randrange(1, len(files) + 2))
        else:
            sources = [other.session]
        self.collected += 1
        self.place.done('collect', self.session, *sources, writer=self.name, now=LATE)

    def reading(self, *words):
        command, *more = words
        return self.place.done(command, self.session, *more, writer=self.name, now=LATE)


READINGS = (('entries', '--json'), ('entries',), ('export',), ('export', '--format', 'json'),
            ('export', '--format', 'csv'), ('export', '--what', 'recommendations'), ('log',),
            ('status', '--json'))


def expect_same(one, other):
    for words in READINGS:
        here, there = one.reading(*words), other.reading(*words)
        expect(here == there, f'seed {SEED}: dais {" ".join(words)} differs:\n' + '\n'.join(
            f'{left}\n{right}' for left, right in zip(here.splitlines(), there.splitlines())
            if left != right)[:2000])


def expect_all(laptops):
    """Every text that was acknowledged is a version of its entry, and no other is."""
    wanted = {}
    for laptop in laptops:
        for entry, texts in laptop.texts.items():
            wanted.setdefault(entry, set()).update(texts)
    entries = json.loads(laptops[0].reading('entries', '--json'))['entries']
    found = {entry['id']: {version['text'] for version in entry['versions']} for entry in entries}
    expect(found.keys() == wanted.keys(), f'seed {SEED}: entries {sorted(found)}, not '
           f'{sorted(wanted)}')
    for entry, texts in wanted.items():
        expect(found[entry] == texts, f'seed {SEED}: of {entry} versions are lost: '
               f'{sorted(texts - found[entry])}; or were never written: '
               f'{sorted(found[entry] - texts)}')
    return sum(map(len, wanted.values()))


def exchange(laptops, chance):
    one, other = chance.sample(laptops, 2)
    one.collect(other, parts=True)


def two_laptops_amend_the_same_entries():
    chance = random.Random(SEED)
    with Place() as place:
        laptops = [Laptop(place, name, chance) for name in ('east', 'west')]
        now = datetime.fromisoformat(at('08:00'))
        laptops[0].amend(12, now)  # the entries that both will amend
        for laptop in laptops[1:]:
            laptop.collect(laptops[0], parts=False)
        left = AMENDS
        while left > 0:
            for laptop in laptops:
                now += timedelta(seconds=chance.randrange(1, 30))
                count = min(left, chance.randrange(1, MOST))
                laptop.amend(count, now)
                now += timedelta(seconds=count)
                left -= count
                if chance.random() < 0.3:
                    laptop.close()
            if chance.random() < 0.5:
                exchange(laptops, chance)
        for laptop in laptops:
            laptop.close()
        for _ in range(2):
            for one, other in (laptops, laptops[::-1]):
                one.collect(other, parts=chance.random() < 0.5)
        for one, other in (laptops, laptops[::-1]):
            one.collect(other, parts=False)
        expect_same(*laptops)
        versions = expect_all(laptops)
        for laptop in laptops:
            expect('sound' in laptop.reading('verify'), 'verify finds something')
        done = {what: sum(laptop.done.get(what, 0) for laptop in laptops)
                for what in ('add', 'amend', 'field', 'settle', 'stand')}
        files = len(list(Path(laptops[0].session, 'journal').iterdir()))
    return (f'seed {SEED}, {done}, {versions} versions, {laptops[0].launches} and '
            f'{laptops[1].launches} launches, {laptops[0].collected + laptops[1].collected} '
            f'collects, {files} files')


if __name__ == '__main__':
    main(two_laptops_amend_the_same_entries)
