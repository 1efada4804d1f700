#!/usr/bin/env python3
"""Any bytes to the keyboard, with resizes between: the program may leave when it is told to, and does
nothing else that ends it; the record stays sound, and the terminal clean.

DAIS_ROUNDS says how many rounds (12); DAIS_SEED repeats a run; DAIS_RESIZES says how many resizes (600).
"""

import contextlib
import os
import random
import re
import select
import signal
import time

from place import Fault, Place, expect, main
from terminal import LIMIT, PRIVATE_MODE, Terminal

ROUNDS = int(os.environ.get('DAIS_ROUNDS', '12'))
SEED = int(os.environ.get('DAIS_SEED') or random.SystemRandom().randrange(10 ** 6))
BYTES = 1500  # a round
PIECES = (b'\x1b[', b'\x1bO', b'\x1b', b'\x1b[200~', b'\x1b[201~', b'\x1b[<0;3;4M', b'\x1b[<64;9;9M',
          b'\x1b[M   ', b'\x1b[1;5C', b'\x1b[999999999999;1m', b'\r', b'\n', b'\t', b'\x7f', b'\x00',
          b'\xff', b'\xc3', b'\xe2\x80\xae', '👩‍👩‍👧'.encode(), 'نص'.encode(), b'\x1bOP', b'\x1bOQ',
          b'c', b'r', b'k', b'2', b'3', b'4', b'8', b'f', b'o', b'm', b'N', b'O', b'P', b'S', b'K', b'J',
          b'5', b'6', b'7', b'y', b'e', b'v', b'V', b'j', b'l', b'h', b'b', b'R',
          b'A', b'B', b'T', b'W', b't', b'?', b'i', b'x', b'z', b' ', b']', b'[', b'u', b'/')


# With the line given back these are the kernel's again, which throws away what is not yet shown.
KERNELS = re.compile(b'[\x03\x1a\x1c]')


def random_bytes(chance):
    out = b''
    while len(out) < BYTES:
        out += chance.choice(PIECES) if chance.random() < 0.7 else chance.randbytes(
            chance.randrange(1, 6))
    return KERNELS.sub(b'', out)


def play_round(screen, chance):
    """Types, resizes and reads; False when the program has left."""
    typed = random_bytes(chance)
    while typed and not screen.is_gone():
        size = chance.randrange(1, 60)
        try:
            screen.send(typed[:size])
        except Fault:
            expect(screen.state() in ('T', ''), f'seed {SEED}: it reads no keys')
        typed = typed[size:]
        if chance.random() < 0.05:
            screen.resize(chance.randrange(1, 160), chance.randrange(1, 50))
        screen.take()
        if screen.state() == 'T':  # it was suspended, which is in the menu
            screen.kill(signal.SIGCONT)
    return not screen.is_gone()


def any_bytes_on_the_keyboard():
    chance, left = random.Random(SEED), 0
    with Place() as place:
        screen = None
        for _ in range(ROUNDS):
            if screen is None:
                screen = Terminal(place, 'run', place.session, now='10:00')
                screen.until('clock:')
            if not play_round(screen, chance):
                left += 1
                screen.wait_end()
                expect(screen.code == 0, f'seed {SEED}: it ended with {screen.code}:\n'
                       + bytes(screen.raw[-2000:]).decode(errors='replace'))
                found = screen.uncleanness()
                expect(not found, f'seed {SEED}: ended with {screen.code}, its terminal not clean: '
                       f'{found}; the last of it: {bytes(screen.raw[-600:])!r}')
                screen = None
        if screen is not None:
            screen.kill(signal.SIGTERM)
            screen.wait_end()
            screen.expect_clean()
        result = place.dais('verify', place.session, now='12:00')
        expect(result.code == 0, f'seed {SEED}: {result}')
    return f'seed {SEED}, {ROUNDS * BYTES} bytes, left {left} times'


def prepare(place):
    """A session with something in every view: speakers, texts before the room, versions."""
    place.done('timer', place.session, 'start', now='2022-05-18T09:03:00+03:00')
    place.done('timer', place.session, 'next', now='2022-05-18T09:40:00+03:00')
    for text in ('Fund learning.', 'Name a contact.', 'Share figures.'):
        place.done('add', place.session, '--kind', 'recommendation', text, now='09:50')
    place.done('amend', place.session, 'R1', 'Fund exchange and learning.', now='09:51')
    place.done('adopt', place.session, 'R3', now='09:52')


RESIZES = int(os.environ.get('DAIS_RESIZES', '600'))  # over all views
# The keys that lead to a view, and what is shown there. The journal first: it tells of every launch.
RESIZED = {'8': 'Journal', '1': 'Programme', '2': 'Entries', '3': 'Floor: ', '4': 'Replan: ', '5': ' of 3',
           '6': 'People', '7': 'preview', 't': 'High-level', '?': 'Help'}
# And what asks or is written there, or stands over it.
OPENED = {'q': 'Quit?', 'i': 'Title of the slot', 'm': 'Message to', '2F': 'Show',
          '2/': 'Search', '5b': 'Adopt', '5v': 'eservation', '2\r': 'Languages', '\x1bOQ': 'Menu', '2R': 'left',
          'nwords that were typed': 'were typed'}  # the last: its draft is kept
ENDING = ((80, 24), (132, 43), (60, 18), (200, 60), (97, 31))  # the sizes at which pictures are compared
TINY = ((80, 3), (80, 1), (1, 1), (0, 0), (80, 2), (2, 80), (80, 5))  # now and then
A_THOUSAND_WITHIN = 6  # s
DRAWN_WITHIN = 0.006  # s that a picture is waited for before the next size, as a minute has for each
SETTLED_WITHIN = 1  # s
GROWTH_MOST = 2000  # kB: two pictures of the largest size


def resize_often(screen, count, seed):
    """Some sizes after one another, each of them told while the last is drawn."""
    for number in range(seed, seed + count):
        size = (1 + number * 29 % 220, 1 + number * 17 % 80)
        if number % 5 == 0:
            size = TINY[number // 5 % len(TINY)]
        screen.resize(*size)
        screen.pump(DRAWN_WITHIN)
        if len(screen.raw) > 1 << 20:  # what its modes are is asked at the end
            screen.pictures += screen.raw.count(b'\x1b[2J')
            screen.raw[:] = b''.join(match[0] for match in PRIVATE_MODE.finditer(bytes(screen.raw)))


def expect_as_fresh(screen, twin, way, shown, size):
    """The picture is that of a program started at this size, to the cell; how long it took to be."""
    begun = time.monotonic()
    screen.resize(*size)
    screen.settle()
    took = time.monotonic() - begun
    fresh = Terminal(twin, 'run', twin.session, now='10:00', size=size, standing=True)
    fresh.until('clock:')
    fresh.send(way.encode())
    fresh.until(shown)
    fresh.settle()
    end = time.monotonic() + min(LIMIT, A_THOUSAND_WITHIN)
    while (place := screen.difference(fresh)) and time.monotonic() < end:
        screen.pump(0.02)
        fresh.take()
    expect(took <= SETTLED_WITHIN, f'after {way!r} at {size}: drawn after {took:.2f} s')
    expect(place is None, f'after {way!r} at {size}, row and column {place} from 0: it shows\n'
           f'{screen.text()}\nand a program started so\n{fresh.text()}')
    fresh.kill()
    fresh.wait_end()
    return took


def private_memory(screen):
    """In kB."""
    with open(f'/proc/{screen.pid}/smaps_rollup', encoding='ascii') as file:
        return sum(int(line.split()[1]) for line in file if line.startswith('Private_'))


def begin_resizing(place):
    screen = Terminal(place, 'run', place.session, now='10:00', standing=True)
    screen.pictures = 0
    screen.until('Programme')
    return screen


def ten_thousand_resizes_a_minute():
    """As many as a hand that drags a window makes, and more, in each view of one program; then it is
    as one that has just been started, and has grown by nothing."""
    took = slowest = 0
    with Place() as place, Place() as twin:
        prepare(place)
        prepare(twin)
        screen = begin_resizing(place)
        screen.resize(220, 80)  # all it ever needs for a picture
        for view, shown in RESIZED.items():
            screen.keys(view)
            screen.until(shown)
        screen.settle()
        before = private_memory(screen)
        for number, (view, shown) in enumerate(RESIZED.items()):
            screen.keys(view)
            screen.until(shown)
            begun = time.monotonic()
            resize_often(screen, RESIZES // len(RESIZED), number * 1000)
            took += time.monotonic() - begun
            slowest = max(slowest, expect_as_fresh(screen, twin, view, shown, ENDING[number % len(ENDING)]))
        screen.resize(220, 80)
        screen.settle()
        grown = private_memory(screen) - before
        expect(took <= A_THOUSAND_WITHIN * RESIZES / 1000, f'{RESIZES} resizes took {took:.1f} s')
        expect(grown <= GROWTH_MOST or 'DAIS_SANITIZED' in os.environ, f'it has grown by {grown} kB')
        screen.kill(signal.SIGTERM)
        screen.wait_end()
        screen.expect_clean()
        screen.pictures += screen.raw.count(b'\x1b[2J')
    return (f'{RESIZES} in {took:.1f} s, {screen.pictures} pictures, settled within {slowest * 1000:.0f} ms, '
            f'{grown} kB more')


def resizes_of_what_is_opened():
    with Place() as place, Place() as twin:
        prepare(place)
        prepare(twin)
        for number, (way, shown) in enumerate(OPENED.items()):
            screen = begin_resizing(place)
            screen.send(way.encode())
            screen.until(shown)
            resize_often(screen, max(RESIZES // 50, 40), number * 1000)
            expect_as_fresh(screen, twin, way, shown, ENDING[number % len(ENDING)])
            screen.kill()
            screen.wait_end()
    return f'{len(OPENED)} of them'


# Where a key may be wrong: the keys that lead there, and what is shown in that view.
WHERE = {'1': 'Programme', '2': 'Entries', '3': 'Floor: ', '4': 'Replan: ', '5': ' of 3',
         '6': 'People', '7': 'preview', '8': 'Journal', 't': 'High-level', '?': 'Help', '2F': 'Entries',
         '2/': 'Entries', '5b': ' of 3', '5v': ' of 3', '5V': ' of 3', '5j': ' of 3', '5R': ' of 3',
         '2R': 'Entries'}
WRONG = [bytes([code]) for code in range(0x20, 0x7f)] + [
    b'\r', b'\t', b'\x7f', b'\x1b[A', b'\x1b[B', b'\x1b[C', b'\x1b[D', b'\x1b[5~', b'\x1b[6~',
    b'\x1b[H', b'\x1b[F', b'\x1bOP', b'\x1bOQ', b'\x1b[1;5C', b'\x1b[1;5D', b'\x1b[Z', b'\x00', b'\xff']
ESC_WAIT = 0.1  # s; nothing that follows sooner stands for itself


def escape_from(screens):
    """Out of the line, question or text that a key has opened; in all of them at once."""
    for screen in screens:
        screen.settle()
        screen.send(b'\x1b')
    end = time.monotonic() + ESC_WAIT
    while (left := end - time.monotonic()) > 0:
        select.select([screen.fd for screen in screens], [], [], left)
        for screen in screens:
            screen.take()


def every_key_everywhere():
    """One key after the other in every view and in what asks there, each of them left again; the
    program is where it was asked to be."""
    with contextlib.ExitStack() as stack:
        places = [stack.enter_context(Place()) for _ in WHERE]
        screens = []
        for place in places:
            prepare(place)
            screens.append(Terminal(place, 'run', place.session, now='10:00', standing=True))
            screens[-1].until('clock:')
        for key in WRONG:
            for screen, way in zip(screens, WHERE):
                screen.send(way.encode() + key)
            escape_from(screens)
            for screen, way in zip(screens, WHERE):
                expect(not screen.is_gone(), f'{key!r} after {way!r} ended it')
        for _ in range(3):
            escape_from(screens)
        for place, screen, (way, shown) in zip(places, screens, WHERE.items()):
            screen.send(way[0].encode())
            screen.until(shown)
            screen.kill(signal.SIGTERM)
            screen.wait_end()
            found = screen.uncleanness()
            expect(not found, f'after {way!r} its terminal is not clean: {found}; the last of it: '
                   f'{bytes(screen.raw[-300:])!r}')
            result = place.dais('verify', place.session, now='12:00')
            expect(result.code == 0, f'after {way!r}: {result}')
    return f'{len(WHERE) * len(WRONG)} keys'


if __name__ == '__main__':
    main(any_bytes_on_the_keyboard, resizes_of_what_is_opened, ten_thousand_resizes_a_minute,
         every_key_everywhere)
