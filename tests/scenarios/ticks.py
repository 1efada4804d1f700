#!/usr/bin/env python3
"""✓ means on the disc, by the system calls: no id is printed and no ✓ shown before the frame was
written, fdatasync of its file had succeeded, and so had fsync of the folder of a new file.
"""

import re
import shutil
import subprocess
import sys

from place import Place, at, expect, main
from terminal import Terminal

CALLS = 'openat,mkdirat,write,read,fdatasync,fsync,renameat,linkat,unlinkat'
CALL = re.compile(r'^(\w+)\((.*)\)\s+= (-?\d+)(?:<(.*?)>)?(?: .*)?$')
PLACE = re.compile(r'^(-?\d+|AT_FDCWD)(?:<(.*?)>)?(?:, |$)')
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
FRAME_ID = re.compile(rb'^id: "([0-9a-z]{13}-\d+)"$', re.M)
FRAME_NUMBER = re.compile(rb'^number: "(\w+)"$', re.M)
PRINTED_ID = re.compile(rb'\b([0-9a-hjkmnp-tv-z]{13}-\d+)\b')
TICK = '✓'.encode()


def unquote(text):
    return text.encode('latin-1').decode('unicode_escape').encode('latin-1')


class Disc:
    """What is on the disc for certain, by the calls that succeeded so far."""

    def __init__(self):
        self.written = {}  # path of a file: frames not yet synced
        self.synced = {}   # path of a file: frames that fdatasync has seen
        self.loose = set()  # files and folders made, whose folder was not synced

    def take(self, name, fd_path, path, data):
        if name in ('openat', 'mkdirat') and path is not None:
            self.loose.add(path)
        elif name == 'write' and '/journal/' in (fd_path or ''):
            self.written.setdefault(fd_path, set()).update(
                word.decode() for word in FRAME_ID.findall(data) + FRAME_NUMBER.findall(data))
        elif name in ('fdatasync', 'fsync'):
            self.synced.setdefault(fd_path, set()).update(self.written.pop(fd_path, ()))
            self.loose = {made for made in self.loose if made.rpartition('/')[0] != fd_path}

    def holds(self, word):
        """Is the frame of that id or number there, come what may?"""
        return any(word in words and not any(
            file == made or file.startswith(made + '/') for made in self.loose)
            for file, words in self.synced.items())

    def is_all_there(self):
        return not self.written and not any('/journal' in made for made in self.loose)


def calls(trace):
    """Each call that succeeded: name, path behind its first descriptor, path made, bytes."""
    for line in trace.read_text(encoding='latin-1').splitlines():
        match = CALL.match(line)
        if match is None or int(match[3]) < 0:
            continue
        name, arguments, result = match[1], match[2], int(match[3])
        place = PLACE.match(arguments)
        fd_path = place[2] if place else None
        quoted = QUOTED.search(arguments)
        data = unquote(quoted[1]) if quoted else b''
        made = None
        if name == 'mkdirat' or (name == 'openat' and 'O_CREAT' in arguments):
            made = data.decode()
            made = made if made.startswith('/') else f'{fd_path}/{made}'
        if name in ('read', 'write'):
            data = data[:result]
        yield name, fd_path, made, data


def trace_command(place, *arguments, text=None):
    trace = place.scratch / 'trace'
    process = subprocess.run(
        ['strace', '-y', '-s', '1000000', '-o', trace, '-e', f'trace={CALLS}', place.program,
         *map(str, arguments)], env=place.environment(), capture_output=True, check=False,
        input=text, cwd=place.scratch)
    expect(process.returncode == 0, f'{arguments[0]}: {process.stderr.decode()}')
    return trace


def judge_command(trace):
    """How many ids were printed, none of them too early."""
    disc, printed = Disc(), 0
    for name, fd_path, made, data in calls(trace):
        if name == 'write' and '/journal/' not in (fd_path or ''):
            for word in PRINTED_ID.findall(data):
                printed += 1
                expect(disc.holds(word.decode()),
                       f'{word.decode()} was printed before it was on the disc')
        disc.take(name, fd_path, made, data)
    return printed


def ids_are_printed_when_they_are_on_the_disc():
    printed = 0
    with Place() as place:
        now = ('--now', at('10:00'))
        for text in (b'First', b'Second', ('Long ' * 5000).encode()):
            trace = trace_command(place, 'add', place.session, '--kind', 'note', *now, '-', text=text)
            printed += judge_command(trace)
        expect(printed == 3, f'{printed} ids were printed')
        # What says in words what it did, says it when all is there.
        for arguments in (('timer', place.session, 'start'), ('amend', place.session, 'N1', 'New'),
                          ('withdraw', place.session, 'N2'), ('undo', place.session),
                          ('timer', place.session, 'next')):
            judge_words(trace_command(place, *arguments, *now), arguments)


def judge_words(trace, arguments):
    disc, said = Disc(), 0
    for name, fd_path, made, data in calls(trace):
        if name == 'write' and '/journal/' not in (fd_path or '') and b'\n' in data:
            said += 1
            expect(disc.synced and disc.is_all_there(),
                   f'dais {arguments[0]} said “{data.decode().strip()}” before it was on the disc')
        disc.take(name, fd_path, made, data)
    expect(said, f'dais {arguments[0]} said nothing')


def ticks_are_shown_when_it_is_on_the_disc():
    """Between an Enter that saves and the disc nothing shows a tick."""
    with Place() as place:
        trace = place.scratch / 'trace'
        screen = Terminal(place, '-y', '-s', '1000000', '-o', trace, '-e', f'trace={CALLS}',
                          place.program, 'run', place.session, now='10:00',
                          program=shutil.which('strace'))
        screen.until('Programme')
        for number in (1, 2, 3):
            screen.keys('n')
            screen.until('Note')
            screen.type(f'Text {number}')
            screen.until(f'Text {number}')
            screen.keys('Enter')
            screen.until(f'saved as N{number}')
        screen.keys('q')
        screen.wait_end()

        disc, entered, ticks = Disc(), 0, 0
        for name, fd_path, made, data in calls(trace):
            on_terminal = (fd_path or '').startswith('/dev/')
            if name == 'read' and on_terminal:
                entered += data.count(b'\r')
            if name == 'write' and on_terminal and TICK in data and entered:
                ticks += 1
                expect(disc.holds(f'N{entered}') and disc.is_all_there(),
                       f'✓ was shown before N{entered} was on the disc')
            disc.take(name, fd_path, made, data)
        expect(entered == 3 and ticks >= 3, f'{ticks} ticks for {entered} texts were traced')


def strace_works():
    return shutil.which('strace') and subprocess.run(
        ['strace', '-o', '/dev/null', 'true'], capture_output=True, check=False).returncode == 0


if __name__ == '__main__':
    if not strace_works():
        print('SKIPPED: strace is missing or may not trace here, so that ✓ is not judged')
        sys.exit(77)
    main(ids_are_printed_when_they_are_on_the_disc, ticks_are_shown_when_it_is_on_the_disc)
