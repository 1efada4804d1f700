#!/usr/bin/env python3
"""A megabyte is pasted into a text, full of what would steer a terminal: it is refused whole and with
its length, nothing of what stood there is lost, nothing of it reaches the terminal, and it leaves
nothing behind in the program. What does fit comes in clean, is saved, and reads back the same after
a kill. Selecting it all and pasting again replaces it.
"""

import json
import os

from hostile_texts import as_pasted, clean
from place import Place, expect, main
from terminal import Terminal

HOSTILE = ('\x1b]0;owned\x07', '\x1b[31mred', '\x1b[?1049l', '\x1bP1$r\x1b\\', '\x9b31m', '\x00',
           '\x7f', '\x08\x08', '\x0e', '\u202e', '\u2028', '\U000e0041')
STEERING = (b'\x1b]0;', b'owned\x07', b'\x1b[31m', b'\x1b[?1049l', b'\x1bP', b'\x0e', '\x9b'.encode(),
            '\u202e'.encode(), '\u2028'.encode(), '\U000e0041'.encode())
FITTING = 60000
MEGABYTE = 1024 * 1024


def hostile(size):
    """So many bytes, at least."""
    out, used, turn = [], 0, 0
    while used < size:
        piece = f'Villes {turn} réfugiés المدن {HOSTILE[turn % len(HOSTILE)]}'
        out.append(piece + ('\r' if turn % 7 == 0 else ' '))
        used += len(out[-1].encode())
        turn += 1
    return ''.join(out)


def descriptors(screen):
    return len(os.listdir(f'/proc/{screen.pid}/fd'))


def expect_tame(screen, since):
    shown = bytes(screen.raw[since:])
    for piece in STEERING:
        expect(piece not in shown, f'{piece!r} reached the terminal')


def texts(place):
    shown = json.loads(place.done('entries', place.session, '--json'))
    return [entry['text'] for entry in shown['entries']]


def a_megabyte_is_refused_whole(place, screen):
    screen.keys('n')
    screen.until('Enter saves')
    screen.type('What stands here')
    screen.until('What stands here')
    screen.settle()
    begun, before = len(screen.raw), descriptors(screen)
    data = hostile(MEGABYTE)
    for _ in range(3):
        screen.paste(data)
        screen.until(f'it has {len(data.encode())} bytes, and 65520 still fit')
        screen.keys('End')
        screen.until_not('Too long')
    screen.settle()
    expect(descriptors(screen) <= before + 2, f'{descriptors(screen)} descriptors, {before} before')
    expect_tame(screen, begun)
    screen.keys('Enter')
    screen.until('saved as N1')
    expect(texts(place) == ['What stands here'], 'something of it was lost, or came in')


def what_fits_comes_in_clean(place, screen):
    begun = len(screen.raw)
    data = hostile(FITTING)
    screen.keys('n')
    screen.until('Enter saves')
    screen.paste('first ' + data)
    screen.until('Villes')
    screen.keys('Ctrl-Home', 'Ctrl-b', 'Ctrl-End')
    screen.paste(data)
    screen.settle()
    screen.paste(data)
    screen.until('Too long to paste')
    screen.keys('Ctrl-Home')
    screen.until('Villes 0 ')
    for _ in range(len(HOSTILE)): # every sort comes into view
        screen.keys('PageDown')
        screen.settle()
    expect_tame(screen, begun)
    screen.keys('Enter')
    screen.until('saved as N2')
    screen.kill()
    screen.wait_end()
    expect(texts(place)[1] == clean(as_pasted(data.encode())),
           'the text that was pasted reads back as another')


def pasting():
    with Place() as place:
        place.done('timer', place.session, 'start', now='09:03')
        screen = Terminal(place, 'run', place.session, now='09:40', standing=True)
        screen.until('Programme')
        a_megabyte_is_refused_whole(place, screen)
        what_fits_comes_in_clean(place, screen)


if __name__ == '__main__':
    main(pasting)
