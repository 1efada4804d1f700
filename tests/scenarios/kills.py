#!/usr/bin/env python3
"""kill -9 at any moment: nothing that was acknowledged is lost, nothing shows that was never
written, and of a text being typed at most 20 characters or one second are gone.

DAIS_KILLS says how many kills (50); DAIS_SEED repeats a run.
"""

import json
import os
import random
import re
import select
import time

from place import Place, expect, main
from terminal import Terminal

KILLS = int(os.environ.get('DAIS_KILLS', '50'))
SEED = int(os.environ.get('DAIS_SEED') or random.SystemRandom().randrange(10 ** 6))
LOST_AT_MOST = 20  # characters
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


def killed_while_adding():
    kills = max(1, KILLS * 4 // 5)
    chance = random.Random(SEED)
    acknowledged, attempted, longest = [], set(), 1.0
    with Place() as place:
        for number in range(kills):
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
        broken = place.dais('verify', place.session, now='12:00').out
    return (f'{kills} kills, seed {SEED}, {len(acknowledged)} acknowledged and there, '
            f'{broken.count("torn")} torn')


def type_and_be_killed(place, chance, number, acknowledged, attempted):
    """A rapporteur types notes until the program is killed; then what is left of the last one."""
    screen = Terminal(place, 'run', place.session, now='10:00', size=WIDE)
    screen.until('Programme')
    for _ in range(chance.randrange(0, 3)):
        text = f'{number}.{len(attempted)}: {SENTENCE[:chance.randrange(10, 50)]}'.strip()
        screen.keys('n')
        screen.until('Note')
        screen.type(text)
        screen.until(text)
        attempted.add(text)
        screen.keys('Enter')
        if chance.random() < 0.2:
            screen.kill()
            screen.wait_end()
            return
        screen.until('saved as N')
        acknowledged.append(text)
    screen.keys('n')
    screen.until('Note')
    typed = ''
    for letter in f'Draft {number} {SENTENCE}'[:chance.randrange(22, 60)]:
        typed += letter
        screen.type(letter)
        screen.until(typed.strip())
    screen.kill()
    screen.wait_end()
    attempted.add(typed.strip())
    again = Terminal(place, 'run', place.session, now='10:01', size=WIDE)
    again.until('A text was being written')
    kept = typed[:-LOST_AT_MOST].strip()
    expect(kept in again.words(), f'seed {SEED}: more than {LOST_AT_MOST} characters of “{typed}” '
           f'are lost:\n{again.text()}')
    again.kill()
    again.wait_end()


def killed_while_typing():
    kills = max(1, KILLS // 10)
    chance = random.Random(SEED)
    for number in range(kills):
        acknowledged, attempted = [], set()
        with Place() as place:
            type_and_be_killed(place, chance, number, acknowledged, attempted)
            compare(place, acknowledged, attempted)
    return f'{kills} kills, seed {SEED}'


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
