#!/usr/bin/env python3
"""Any bytes to the keyboard, with resizes between: the program may leave when it is told to, and does
nothing else that ends it; the record stays sound, and the terminal clean.

DAIS_ROUNDS says how many rounds (12); DAIS_SEED repeats a run.
"""

import os
import random
import re
import signal
import time

from place import Fault, Place, expect, main
from terminal import LIMIT, Terminal

ROUNDS = int(os.environ.get('DAIS_ROUNDS', '12'))
SEED = int(os.environ.get('DAIS_SEED') or random.SystemRandom().randrange(10 ** 6))
BYTES = 1500  # a round
PIECES = (b'\x1b[', b'\x1bO', b'\x1b', b'\x1b[200~', b'\x1b[201~', b'\x1b[<0;3;4M', b'\x1b[<64;9;9M',
          b'\x1b[M   ', b'\x1b[1;5C', b'\x1b[999999999999;1m', b'\r', b'\n', b'\t', b'\x7f', b'\x00',
          b'\xff', b'\xc3', b'\xe2\x80\xae', '👩‍👩‍👧'.encode(), 'نص'.encode(), b'\x1bOP', b'\x1bOQ',
          b'c', b'r', b'k', b'2', b'3', b'4', b'8', b'f', b'o', b'm', b'N', b'O', b'P', b'S', b'K', b'J',
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


def ten_thousand_resizes_a_minute():
    """As many as a hand that drags a window makes, and more; then it is as it was."""
    with Place() as place:
        screen = Terminal(place, 'run', place.session, now='10:00', standing=True)
        screen.until('Programme')
        screen.settle()
        before, begun = screen.text(), time.monotonic()
        for number in range(1000):
            screen.resize(1 + number * 29 % 220, 1 + number * 17 % 80)
            screen.take()
        screen.resize(80, 24)
        screen.wait_for(lambda: screen.text() == before, 'the screen as it was', min(LIMIT, 6))
        took = time.monotonic() - begun
        expect(took <= 6, f'a thousand resizes took {took:.1f} s')
        screen.kill(signal.SIGTERM)
        screen.wait_end()
        screen.expect_clean()
    return f'a thousand in {took:.1f} s'


VIEWS = {'3': 'Floor: ', '4': 'Replan: '}
WRONG = [bytes([code]) for code in range(0x20, 0x7f)] + [
    b'\r', b'\t', b'\x7f', b'\x1b[A', b'\x1b[B', b'\x1b[C', b'\x1b[D', b'\x1b[5~', b'\x1b[6~',
    b'\x1b[H', b'\x1b[F', b'\x1bOP', b'\x1bOQ', b'\x1b[1;5C', b'\x1b[1;5D', b'\x1b[Z', b'\x00', b'\xff']


def every_key_in_floor_and_replan():
    """One key after the other, each of them left again; the program is where it was asked to be."""
    with Place() as place:
        place.done('timer', place.session, 'start', now='2022-05-18T09:03:00+03:00')
        place.done('timer', place.session, 'next', now='2022-05-18T09:40:00+03:00')
        screen = Terminal(place, 'run', place.session, now='10:00', standing=True)
        screen.until('clock:')
        for view, shown in VIEWS.items():
            for key in WRONG:
                screen.send(view.encode() + key)
                screen.keys('Esc')  # out of the line, question or text that it has opened
                expect(not screen.is_gone(), f'{key!r} in view {view} ended it')
            screen.keys('Esc', 'Esc')
            screen.send(view.encode())
            screen.until(shown)
        screen.kill(signal.SIGTERM)
        screen.wait_end()
        screen.expect_clean()
        result = place.dais('verify', place.session, now='12:00')
        expect(result.code == 0, str(result))
    return f'{len(VIEWS) * len(WRONG)} keys'


if __name__ == '__main__':
    main(any_bytes_on_the_keyboard, every_key_in_floor_and_replan, ten_thousand_resizes_a_minute)
