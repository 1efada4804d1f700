#!/usr/bin/env python3
"""Writing in the real program: the echo of a key in the largest text that an entry can be, held
against the echo in an empty one, and a paste of 1 MB. Beside both stands the floor: the least
ncurses program that does the same (floor.c), as no program on this machine can be quicker.

Keys go to all programs by turns, so that each sees the same machine; times are medians. Two figures
are held to what the design promises: an echo of at most 1.25 times the one in an empty text, and
0.15 s for a paste of 1 MB, until it is said that it is too long. The clock stands.
"""

import os
import select
import statistics
import time

from place import Place, expect, main
from terminal import LIMIT, Terminal

ECHO = float(os.environ.get('DAIS_ECHO_RATIO', '1.25'))
PASTE = float(os.environ.get('DAIS_PASTE_S', '0.15'))
ROUNDS = int(os.environ.get('DAIS_ECHO_ROUNDS', '200'))
PASTES = 7
LARGE = 64 * 1024 - 3 * ROUNDS - 1024  # bytes of a text with room for what is typed into it
MEGABYTE = 1024 * 1024
SETTLED = 0.02  # s without output: the next key goes
SENTENCE = 'Cities lead where mandates are unclear, réfugiés et villes, المدن في القرار. '


def text_of(size):
    """Paragraphs of so many bytes, in three languages."""
    piece = (SENTENCE * 5).strip() + '\n'
    data = (piece * (size // len(piece.encode()) + 1)).encode()[:size]
    return data.decode(errors='ignore')


def echo(terminal, letter):
    """Milliseconds from the key to the first of what it brought; then until nothing comes."""
    begin = time.perf_counter()
    terminal.type(letter)
    ready, _, _ = select.select([terminal.fd], [], [], LIMIT)
    took = time.perf_counter() - begin
    expect(ready, 'a key without an answer')
    while select.select([terminal.fd], [], [], SETTLED)[0]:
        terminal.take()
    return took * 1000


def paste(terminal, data, until):
    """Seconds until `until` is shown; the terminal is written to as fast as it takes it."""
    data = b'\x1b[200~' + data + b'\x1b[201~'
    begin = time.perf_counter()
    while data:
        sent = terminal.library.terminal_type(terminal.handle, data, len(data))
        expect(sent >= 0, 'the terminal takes no paste')
        data = data[sent:]
        if data and not sent:
            readable, _, _ = select.select([terminal.fd], [terminal.fd], [], LIMIT)
            if readable:
                terminal.take()
    terminal.until(until)
    return time.perf_counter() - begin


def open_text(place, size):
    terminal = Terminal(place, 'run', place.session, now='09:40', size=(100, 30), standing=True)
    terminal.until('High-level')
    terminal.keys('n')
    terminal.until('Enter saves')
    if size:
        terminal.paste(text_of(size) + 'the end of it')
        terminal.until('the end of it')
    return terminal


def median_echoes(terminals):
    times = [[] for _ in terminals]
    for turn in range(ROUNDS):
        for index, terminal in enumerate(terminals):
            times[index].append(echo(terminal, 'abcdefghij klmnop'[turn % 17]))
    return [statistics.median(several) for several in times]


def writing_is_quick():
    memory = '/dev/shm' if os.access('/dev/shm', os.W_OK) else None
    with Place(folder=memory) as place, Place(folder=memory) as other:
        for each in place, other:
            each.done('timer', each.session, 'start', now='09:03')
            each.done('timer', each.session, 'next', now='09:19')
        none, large = open_text(place, 0), open_text(other, LARGE)
        floor = Terminal(place, size=(100, 30), program=os.environ['DAIS_FLOOR'])
        floor.until('The least')
        figures = {}
        for part, key in ('at the end', None), ('at the beginning', 'Ctrl-Home'):
            if key:
                large.keys(key)
            large.settle()
            figures[part] = median_echoes([none, large, floor])
            empty, full, least = figures[part]
            print(f'echo {part} of {LARGE} bytes {full:.2f} ms, in an empty text {empty:.2f} ms, '
                  f'{full / empty:.2f} times; floor {least:.2f} ms')
        whole = text_of(MEGABYTE).encode()
        took, least = [], []
        for _ in range(PASTES):
            none.keys('Home')
            none.settle()
            took.append(paste(none, whole, 'Too long to paste'))
            none.keys('End')
            none.until_not('Too long')
            least.append(paste(floor, whole, 'pasted'))
            floor.type('x')
            floor.until_not('pasted')
        print(f'paste of 1 MB {statistics.median(took):.3f} s, floor {statistics.median(least):.3f} s')
        for part, (empty, full, _) in figures.items():
            expect(full <= ECHO * empty, f'an echo {part} takes {full / empty:.2f} times as long')
        expect(statistics.median(took) <= PASTE, f'a paste took {statistics.median(took):.3f} s')


if __name__ == '__main__':
    main(writing_is_quick)
