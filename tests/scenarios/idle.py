#!/usr/bin/env python3
"""A clock that runs while nobody types: how often the program wakes, counted by the kernel over all
of its threads, and how long after the whole second of the machine's clock the new digits are at
the terminal.

DAIS_IDLE_SECONDS says how long: 10 as a test, which looks at the wake-ups alone, 1800 for
script/soak-idle, which holds the digits to two milliseconds as well.
"""

import os
import re
import struct
import time
from pathlib import Path

from figures import digits, seconds
from place import Place, expect, main
from terminal import LIMIT, Terminal

LASTS = int(os.environ.get('DAIS_IDLE_SECONDS', '10'))
STRICT = LASTS >= 60
MARGIN = 3        # wake-ups beside those of the seconds
# ms after the second: 99 of 100 are written by then, and half are at the terminal, to which the
# kernel brings them when it has time.
IN_TIME = 2.0
SWITCHES = re.compile(r'^voluntary_ctxt_switches:\s+(\d+)', re.M)


def wake_ups(screen):
    return sum(int(SWITCHES.search(path.read_text())[1])
               for path in Path(f'/proc/{screen.pid}/task').glob('*/status'))


def until_next(screen):
    """Waits for the next second, and then for what the program shows of it: when it came. What a busy
    kernel hands over in two pieces belongs to the second before."""
    second = int(time.time()) + 1
    shown = False
    while not shown or time.time() < second:
        before = time.time() < second
        shown = screen.pump(second - time.time() if before else LIMIT)
        expect(shown or before, 'the next second did not come')
    return time.time()


def quantile(values, part):
    return sorted(values)[min(int(len(values) * part), len(values) - 1)]


def nobody_types():
    with Place(session=None) as place:
        place.write_programme_now(('90m', 'One'))
        notes = place.scratch / 'writes'
        screen = Terminal(place, 'run', place.session, env={
            'LD_PRELOAD': os.environ['DAIS_NOTED_WRITES'], 'DAIS_WRITES': str(notes)})
        screen.until('Next: One')
        screen.keys('Space')
        screen.until('Running: One')
        screen.settle()
        screen.pump(1.5)
        while screen.pump(0.01):
            pass
        before, begun, late, missed, shown = wake_ups(screen), time.time(), [], [], None
        while time.time() < begun + LASTS:
            came = until_next(screen)
            while screen.pump(0.02):
                pass
            late.append((came % 1) * 1000)
            left = seconds(digits(screen.rows_text()))
            if shown is not None and left != shown - 1:
                missed.append(f'{shown} {left} at {came - begun:.3f} s')
            shown = left
        took, woke = time.time() - begun, wake_ups(screen) - before
        written = [at % 10**9 / 10**6 for (at,) in struct.iter_unpack('q', notes.read_bytes())
                   if begun <= at / 10**9 <= begun + took]
    words = (f'{woke} wake-ups in {took:.0f} s; {len(late)} new digits, {len(missed)} left out '
             f'{" ".join(missed)}; written median {quantile(written, .5):.2f}, 99 % '
             f'{quantile(written, .99):.2f}, at most {max(written):.2f}, and at the terminal median {quantile(late, .5):.2f}, 99 % {quantile(late, .99):.2f}, at most '
             f'{max(late):.2f} ms after the second')
    expect(woke <= took + MARGIN, words)
    expect(len(late) >= took - 2, words)
    if STRICT:
        expect(not missed and quantile(written, .99) <= IN_TIME and quantile(late, .5) <= IN_TIME, words)
    return words


if __name__ == '__main__':
    main(nobody_types)
