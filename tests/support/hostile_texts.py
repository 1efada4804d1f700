"""The hostile texts of tests/data/hostile, what must become of them on the way in, and what may
never reach a terminal: written after the contract (rules.md, "Entries"; safety.md, "Hostile input")
and not after the program.
"""

import os
import re
import unicodedata
from pathlib import Path

from place import expect

TEXT_MOST = 65536  # bytes of a text
LINE_MOST = 1024  # bytes of a line that is asked for on screen
MARKS_MOST = 4  # on one character
FOOT = 4  # rows
MARKS_OF_KINDS = {'c': 'conclusion', 'r': 'recommendation', 'n': 'note', 'a': 'action',
                  'd': 'decision', 'q': 'question'}

# Unicode's White_Space, in a text that holds no control characters but new lines any more.
WHITE = ('\n \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'
         '\u2028\u2029\u202f\u205f\u3000')

STEP = re.compile(rb'\\x(?P<byte>[0-9a-f]{2})|\\\*(?P<count>\d+)\((?P<piece>.*?)\\\)|'
                  rb'(?P<slash>\\\\)|(?P<none>\\0)|(?P<plain>[^\\])')
HEADING = re.compile(r'\[([a-z -]+)\] ')


def read_bytes(line):
    """A line of the file as the bytes that it means."""
    out, at = b'', 0
    while at < len(line):
        step = STEP.match(line, at)
        expect(step, f'{line[at:]!r} in the hostile texts means nothing')
        at = step.end()
        if step['byte']:
            out += bytes([int(step['byte'], 16)])
        elif step['count']:
            out += int(step['count']) * read_bytes(step['piece'])
        else:
            out += b'\\' if step['slash'] else step['plain'] or b''
    return out


def hostile_texts():
    """All of them: (class, bytes)."""
    path = Path(os.environ['DAIS_HOSTILE'])
    kind, texts = None, []
    for line in path.read_text(encoding='ascii').splitlines():
        heading = HEADING.match(line)
        if heading:
            kind = heading[1]
        elif line and not line.startswith('#'):
            texts.append((kind, read_bytes(line.encode())))
    return texts


def is_utf8(data):
    try:
        data.decode('utf-8')
    except UnicodeDecodeError:
        return False
    return True


def sample(texts, step):
    """Every so manieth, or as DAIS_HOSTILE_STEP says: 1 for all."""
    return texts[::int(os.environ.get('DAIS_HOSTILE_STEP') or step)]


# ---- on the way in


def is_noncharacter(code):
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def characters(data):
    """The characters of some bytes; None for a byte that is no part of one."""
    at = 0
    while at < len(data):
        for size in (1, 2, 3, 4):
            try:
                yield data[at:at + size].decode('utf-8')
                at += size
                break
            except UnicodeDecodeError:
                continue
        else:
            yield None
            at += 1


def clean_piece(data):
    """CRLF becomes LF, TAB a space, what is no text U+FFFD; NFC."""
    out = []
    for letter in characters(data.replace(b'\r\n', b'\n')):
        if letter == '\t':
            out.append(' ')
        elif letter is None or is_noncharacter(ord(letter)) or (
                letter != '\n' and unicodedata.category(letter) == 'Cc'):
            out.append('\ufffd')
        else:
            out.append(letter)
    return unicodedata.normalize('NFC', ''.join(out))


def clean(data):
    """The same without white space before the ends of lines and of the whole."""
    lines = clean_piece(data).rstrip(WHITE).split('\n')
    return '\n'.join(line.rstrip(WHITE) for line in lines)


def clean_line(data):
    """A text that stands on one line."""
    return clean(data).replace('\n', ' ').lstrip(' ')


def clean_list(data):
    """Themes, joined by commas."""
    themes = (theme.strip(' ') for theme in clean_line(data).split(','))
    return [theme for theme in themes if theme]


def fits(text):
    return len(text.encode()) <= TEXT_MOST


def as_pasted(data):
    """What a paste of these bytes brings: terminals send ends of lines as CR; the mark of its end
    lets the rest be typed."""
    parts = data.split(b'\x1b[201~')
    return b''.join(parts).replace(b'\r\n', b'\n').replace(b'\r', b'\n')


def as_asked(data):
    """What becomes of them in the line at the foot, which holds no ends of lines."""
    return clean_line(clean_piece(as_pasted(data)).replace('\n', ' ').encode())


def as_written(data):
    """Kind and text of a note that is pasted into the editor and saved; None: nothing is."""
    pasted = clean_piece(as_pasted(data))
    if not fits(pasted):
        return None
    kind, mark = 'note', re.match(r'([crnadqCRNADQ]) *: *', pasted)
    if mark:
        kind, pasted = MARKS_OF_KINDS[mark[1].lower()], pasted[mark.end():]
    text = clean(pasted.encode())
    return (kind, text) if text else None


# ---- on the way to the terminal

# What the program itself has to say to a terminal of the type xterm-256color: where to write, how
# it looks, what to erase; at its ends which screen, keys and mouse reports it wants.
NUMBER = r'\d{1,3}'
LOOKS = rf'(?:[0124578]|2[2457]|39|49|[34]8;5;{NUMBER})?'
ORDERS = re.compile(rf'''
    \x1b\[(?:{NUMBER})?[ABCDGKXPLM@STd]     # moves, erases to the end of the line, cells, lines
  | \x1b\[(?:{NUMBER};{NUMBER})?[Hr]        # goes to a place; the rows that scroll
  | \x1b\[[12]?J | \x1b\[4l | \x1b\(B | \x1b[78=>M]
  | \x1b\[{LOOKS}(?:;{LOOKS})*m
  | \x1b\[\?(?:1|7|12|25|1000|1002|1006|1049|2004)(?:;(?:1000|1002|1006|2004))*[hl]
  | \x1b\[2[23];0;0t                        # with the other screen: keeps the window's own title
  | \r | \n | \x08
''', re.VERBOSE)
# Before anything is drawn curses itself asks for the terminal's own colours.
AT_FIRST = '\x1b]104\x07'
# And what no character of a text may do there.
HARM = re.compile('[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb'
                  '\ufdd0-\ufdef\U000e0000-\U000e007f]')


MARKS = ''.join(f'\\U{code:08x}' for code in range(0x300, 0xe01f0)
                if unicodedata.category(chr(code))[0] == 'M')
HEAP = re.compile(f'[{MARKS}]{{{MARKS_MOST + 1},}}')


def expect_tame(raw, where):
    """Every byte that was written to a terminal: orders of the program's own, and harmless text."""
    try:
        text = bytes(raw).decode('utf-8')
    except UnicodeDecodeError as error:
        expect(False, f'{where}: {error}: {bytes(raw)[max(0, error.start - 40):error.end + 20]!r}')
    plain = ORDERS.sub('', text).removeprefix(AT_FIRST)
    for letter in HARM.finditer(plain):
        at = letter.start()
        expect(False, f'{where}: {letter[0]!a} reaches the terminal: '
               f'{plain[max(0, at - 40):at + 40]!a}')
    expect(not any(is_noncharacter(ord(letter)) for letter in set(plain)),
           f'{where}: a noncharacter reaches the terminal')
    heap = HEAP.search(plain)
    expect(heap is None, f'{where}: more than {MARKS_MOST} marks on a character: {heap and heap[0]!a}')
    return len(plain)


def expect_frames(terminal, where):
    """The frames on screen are whole: no text has moved what stands beside it. The foot may cover
    their last row."""
    def cell(row, column):
        return terminal.cell(row, column).text.decode()
    found = 0
    for row, line in enumerate(terminal.rows_text()):
        if '┌' not in line and '┐' not in line:
            continue
        for column in range(terminal.columns):
            end = {'┌': '└', '┐': '┘'}.get(cell(row, column))
            if end is None:
                continue
            below, found = row + 1, found + 1
            while below < terminal.rows and cell(below, column) in ('│', '█', '├', '┤'):
                below += 1
            expect(below >= terminal.rows - FOOT or cell(below, column) == end,
                   f'{where}: the frame at {row + 1},{column + 1} is broken in row {below + 1}:\n'
                   + terminal.text())
    return found
