"""Reads the figures that the program draws: the large digits, and the time of day in the corner."""

import re

PIXELS = {
    '###,# #,# #,# #,###': '0', '## , # , # , # ,###': '1', '###,  #,###,#  ,###': '2',
    '###,  #,###,  #,###': '3', '# #,# #,###,  #,  #': '4', '###,#  ,###,  #,###': '5',
    '###,#  ,###,# #,###': '6', '###,  #,  #,  #,  #': '7', '###,# #,###,# #,###': '8',
    '###,# #,###,  #,###': '9', ' ,#, ,#, ': ':', '   , # ,###, # ,   ': '+',
}
HALVES = {'█': (True, True), '▀': (True, False), '▄': (False, True)}
STEPS = {(5 * step + 1) // 2: step for step in range(1, 40)}  # by rows of a digit
CLOCK = re.compile(r'(\d\d):(\d\d):(\d\d)(?: \S+)?$')


def seconds(text):
    """`1:15:00` and `+3:05` in seconds; what is over is negative."""
    span = 0
    for part in text.lstrip('+').split(':'):
        span = span * 60 + int(part)
    return -span if text.startswith('+') else span


def digits(rows):
    """The first large number on a screen of block characters; None where there is none."""
    blocks = [index for index, row in enumerate(rows) if any(block in row for block in HALVES)]
    if not blocks:
        return None
    last = first = blocks[0]
    while last + 1 in blocks:
        last += 1
    width = max(len(row) for row in rows)
    lines = []
    for row in rows[first:last + 1]:
        grid = [HALVES.get(char, (False, False)) for char in row.ljust(width)]
        lines += [[upper for upper, _ in grid], [lower for _, lower in grid]]
    step = STEPS.get(last + 1 - first)
    if step is None:
        return None
    columns = [any(line[column] for line in lines) for column in range(width)] + [False]
    text, begin = '', None
    for column, filled in enumerate(columns):
        if filled and begin is None:
            begin = column
        if not filled and begin is not None:
            glyph = ','.join(''.join('#' if lines[row * step][at] else ' '
                                     for at in range(begin, column, step)) for row in range(5))
            if glyph not in PIXELS:
                return None
            text, begin = text + PIXELS[glyph], None
    return text


def time_of_day(rows):
    """Seconds since midnight of the clock in the upper right corner; None where there is none."""
    found = CLOCK.search(rows[0].rstrip())
    return seconds(found[0].split()[0]) if found else None
