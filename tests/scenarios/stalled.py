#!/usr/bin/env python3
"""A disc that does not come back: the program hangs in a write, and the numbers that stand still
say so within three seconds, grey and with "as of"; when the disc is back the whole picture is.
"""

import os
import re
import time

from place import Place, expect, main
from terminal import Terminal

NOW = '09:03'
LATEST = 3  # s
GREY = 244  # of the palette that knows no ground
AS_OF = re.compile(r'as of 09:0\d:\d\d')


def hang(place, keys, before, env=None, size=(80, 24)):
    """A screen whose program hangs in the write that the last key asks for, and the file that
    holds the disc."""
    disc = place.scratch / 'disc-hangs'
    env = {'LD_PRELOAD': os.environ['DAIS_HANGING_DISC'], 'DAIS_DISC_HANGS': str(disc),
           **(env or {})}
    screen = Terminal(place, 'run', place.session, now=NOW, env=env, size=size)
    screen.until('Next: Session introduction')
    screen.keys('Space')
    screen.until('Running: Session introduction')
    screen.keys(*keys)
    screen.until(before)
    screen.settle()
    disc.touch()
    screen.keys('Space')
    return screen, disc


def until_stale(screen):
    """The words come in time, and wherever a number stands that goes on."""
    begun = time.monotonic()
    screen.wait_for(lambda: AS_OF.search(screen.text()), 'as of', limit=LATEST)
    expect(time.monotonic() - begun >= 1, 'it came before anything was stale')
    return AS_OF.search(screen.text())[0]


def until_back(screen, disc, until):
    disc.unlink()
    screen.until(until)
    screen.wait_for(lambda: not AS_OF.search(screen.text()), 'a whole picture')
    screen.settle()


def picture(screen):
    """What is on screen but for numbers: text and looks of each cell. Of a blank, no more is seen
    than its ground."""
    def looks(cell):
        ground = (cell.underline, cell.reverse, cell.background)
        if cell.text in (b'', b' '):
            return b' ', ground
        return re.sub(rb'[0-9]', b'0', cell.text), ground, cell.bold, cell.foreground
    return [[looks(screen.cell(row, column)) for column in range(screen.columns)]
            for row in range(screen.rows)]


def expect_whole(screen):
    """Drawn anew from nothing it is the same."""
    screen.keys('2')
    screen.until('Nothing is written yet')
    screen.settle()
    before = picture(screen)
    columns, rows = screen.columns, screen.rows
    screen.resize(columns + 1, rows)
    screen.settle()
    screen.resize(columns, rows)
    screen.settle()
    after = picture(screen)
    differ = [(row, column, before[row][column], after[row][column]) for row in range(rows)
              for column in range(columns) if before[row][column] != after[row][column]]
    expect(not differ, f'the picture was not whole: {differ[:9]}\n{screen.text()}')


def the_session_says_since_when():
    with Place() as place:
        screen, disc = hang(place, (), 'Running')
        words = until_stale(screen)
        text = screen.text()
        expect(text.count(words) == 2, f'beside the digits and in the corner:\n{text}')
        row, column = next((row, line.index(words)) for row, line in enumerate(screen.rows_text())
                           if words in line)
        shown = screen.cell(row, column).foreground
        expect(shown == GREY, f'it is of colour {shown}')
        until_back(screen, disc, 'Paused: Session introduction')
        expect_whole(screen)
        screen.keys('q')


def the_stage_says_since_when():
    with Place() as place:
        screen, disc = hang(place, ('t',), 'Session introduction', size=(100, 30))
        until_stale(screen)
        until_back(screen, disc, 'paused for')


def without_colour_and_in_ascii():
    for env in ({'NO_COLOR': '1'}, {'LANG': 'C', 'LC_ALL': 'C'}, {'TERM': 'linux'},
                {'TERM': 'vt100'}, {'DAIS_THEME': 'light'}):
        with Place() as place:
            screen, disc = hang(place, (), 'Running', env=env)
            until_stale(screen)
            until_back(screen, disc, 'Paused: Session introduction')


def a_text_being_written_stays():
    """The draft hangs: what was typed stands, the clock says since when, and nothing is lost."""
    with Place() as place:
        disc = place.scratch / 'disc-hangs'
        env = {'LD_PRELOAD': os.environ['DAIS_HANGING_DISC'], 'DAIS_DISC_HANGS': str(disc)}
        screen = Terminal(place, 'run', place.session, now=NOW, env=env)
        screen.until('Next: Session introduction')
        screen.keys('Space')
        screen.until('Running: Session introduction')
        screen.keys('n')
        screen.until('Note')
        screen.settle()
        disc.touch()
        screen.type('The disc is slow today, it seems to everybody here')
        until_stale(screen)
        disc.unlink()
        screen.wait_for(lambda: 'seems to' in screen.text() and 'everybody here' in screen.text()
                        and not AS_OF.search(screen.text()), 'the text and a whole picture')
        screen.keys('Enter')
        screen.until('saved as N1')


def a_key_that_came_in_two_pieces():
    """What comes while the disc hangs is a key and no lone Esc: the rest of it waits to be read."""
    with Place() as place:
        disc = place.scratch / 'disc-hangs'
        env = {'LD_PRELOAD': os.environ['DAIS_HANGING_DISC'], 'DAIS_DISC_HANGS': str(disc)}
        screen = Terminal(place, 'run', place.session, now=NOW, env=env)
        screen.until('Next: Session introduction')
        screen.settle()
        disc.touch()
        screen.send(b'nFirst\rnast\x1b')
        screen.wait_for(lambda: screen.state() == 'S' and screen.is_waiting(), 'a disc that hangs')
        end = time.monotonic() + 0.2  # longer than a lone Esc is waited for
        while time.monotonic() < end:
            screen.pump(end - time.monotonic())
        screen.send(b'[HL')  # Home, and a letter
        disc.unlink()
        screen.until('Last')
        screen.keys('Enter')
        screen.until('saved as N2')


if __name__ == '__main__':
    main(the_session_says_since_when, the_stage_says_since_when, without_colour_and_in_ascii,
         a_text_being_written_stays, a_key_that_came_in_two_pieces)
