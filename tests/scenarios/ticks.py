#!/usr/bin/env python3
"""✓ means on the disc, by the system calls. Of every command that writes: nothing is said before the
frame was written, fdatasync of its file had succeeded, and so had fsync of the folder of a new file.
On screen, as somebody sees it: no line at the foot begins with ✓ before what it stands for is on the
disc, in any view; and no file is put in the place of another one before its bytes are.
"""

import re
import shutil
import subprocess
import sys

from every_call import COMMANDS, DRAFTS, OUT, STICK
from frames import read_frames
from place import Place, at, expect, main
from terminal import Terminal

CALLS = 'openat,mkdirat,write,read,fdatasync,fsync,renameat,linkat,unlinkat'
CALL = re.compile(r'^(\w+)\((.*)\)\s+= (-?\d+)(?:<(.*?)>)?(?: .*)?$')
PLACE = re.compile(r'^(-?\d+|AT_FDCWD)(?:<(.*?)>)?(?:, |$)')
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
PRINTED_ID = re.compile(r'\b([0-9a-hjkmnp-tv-z]{13}-\d+)\b')
STRACE = ('-D', '-y', '-s', '1000000')


def unquote(text):
    return text.encode('latin-1').decode('unicode_escape').encode('latin-1')


class Call:
    """One that succeeded."""

    def __init__(self, match):
        self.name, self.result = match[1], int(match[3])
        place = PLACE.match(match[2])
        self.fd, self.folder = (place[1], place[2] or '') if place else ('', '')
        words = [unquote(word) for word in QUOTED.findall(match[2])]
        self.data = words[0] if words else b''
        if self.name in ('read', 'write'):
            self.data = self.data[:self.result]
        else:
            paths = [word.decode() for word in words]
            self.paths = [path if path.startswith('/') else f'{self.folder}/{path}'
                          for path in paths]
        self.makes = self.name == 'mkdirat' or self.name == 'openat' and 'O_CREAT' in match[2]

    def is_shown(self):
        return self.name == 'write' and self.folder.startswith('/dev/')

    def is_said(self):
        return self.name == 'write' and self.fd == '1' and self.folder.startswith('pipe:')


class Disc:
    """What is on the disc for certain, by the calls that succeeded so far."""

    def __init__(self):
        self.written = {}   # path of a file: frames' events not yet synced
        self.loose = set()  # names made, whose folder was not synced
        self.events = []    # of frames that fdatasync has seen
        self.placed = set()  # files that were renamed or linked to their names

    def take(self, call):
        if call.makes:
            self.loose.add(call.paths[0])
        elif call.name == 'write' and call.folder.startswith('/') and not call.is_shown():
            events = read_frames(call.data)[0] if '/journal/' in call.folder else []
            self.written.setdefault(call.folder, []).extend(events)
        elif call.name in ('fdatasync', 'fsync'):
            self.events += self.written.pop(call.folder, [])
            self.loose = {made for made in self.loose if made.rpartition('/')[0] != call.folder}
        elif call.name in ('renameat', 'linkat'):
            old, new = call.paths
            expect(old not in self.written, f'{new} was put in place before its bytes were written')
            self.loose.add(new)
            self.placed.add(new)
        elif call.name == 'unlinkat':
            self.loose.discard(call.paths[0])
            self.written.pop(call.paths[0], None)

    def missing(self):
        """What of journals and of files in their places is not on the disc."""
        return ([path for path in self.written if '/journal/' in path]
                + [path for path in self.loose if path.endswith('/journal') or '/journal/' in path
                   or path in self.placed and '/exports/' in path or '/out/' in path])

    def holds(self, name):
        return any(event['id'] == name for event in self.events)


def calls(trace):
    for line in trace.read_text(encoding='latin-1').splitlines():
        match = CALL.match(line)
        if match is not None and int(match[3]) >= 0:
            yield Call(match)


# ---- commands


def trace_command(place, words, text=b''):
    trace = place.scratch / 'trace'
    done = subprocess.run(
        ['strace', *STRACE[1:], '-o', trace, '-e', f'trace={CALLS}', place.program, *map(str, words)],
        env=place.environment(), capture_output=True, check=False, input=text, cwd=place.scratch)
    expect(done.returncode == 0, f'{words[0]}: {done.stderr.decode()}')
    return trace


def judge_command(name, trace, begun=None):
    """Nothing is said too early; how many events were written."""
    disc, said = begun or Disc(), 0
    for call in calls(trace):
        if call.is_said() and b'\n' in call.data:
            said += 1
            words = call.data.decode()
            missing = disc.missing()
            expect((disc.events or disc.placed) and not missing,
                   f'dais {name} said “{words.strip()}” before it was on the disc: {missing}')
            for found in PRINTED_ID.findall(words):
                expect(disc.holds(found), f'dais {name} printed {found} before it was on the disc')
        disc.take(call)
    expect(said, f'dais {name} said nothing')
    return len(disc.events)


def words_of(place, command):
    where = {STICK: str(place.scratch / 'stick')}
    words = [where.get(word) or word.replace(OUT, str(place.scratch / 'out'))
             for word in command.words]
    return [words[0], place.session, *words[1:], '--now', at('10:00')]


def every_command_speaks_when_it_is_on_the_disc():
    """Commands of like beginnings one after the other on one session, each as its begins."""
    with Place() as place:
        kept = place.scratch / 'kept'
        beginnings, events = {}, 0
        (place.scratch / 'out').mkdir()
        (place.scratch / 'stick').mkdir()
        shutil.copyfile(place.session / 'programme.yaml', place.scratch / 'stick/programme.yaml')
        place.done('add', place.scratch / 'stick', '--kind', 'note', 'Of a colleague', now='09:00',
                   writer='second')
        for command in COMMANDS:
            if 'PDF' not in command.name:
                beginnings.setdefault(command.before, []).append(command)
        shutil.copytree(place.session, kept)
        for before, commands in beginnings.items():
            shutil.rmtree(place.session)
            shutil.copytree(kept, place.session)
            for number, words in enumerate(before):
                place.done(words[0], place.session, *words[1:], now=f'09:03:{number:02}')
            begun = place.scratch / 'begun'
            shutil.copytree(place.session, begun)
            for command in commands:
                shutil.rmtree(place.session)
                shutil.copytree(begun, place.session)
                events += judge_command(command.name, trace_command(
                    place, words_of(place, command), command.text or b''))
            shutil.rmtree(begun)
        return f'{sum(map(len, beginnings.values()))} commands, {events} events'


def a_folder_of_a_killed_program_is_synced():
    """Who made the folder of journals was killed before it was on the disc."""
    with Place() as place:
        (place.session / 'journal').mkdir()
        disc = Disc()
        disc.loose.add(str(place.session / 'journal'))
        judge_command('add', trace_command(place, ['add', place.session, '--kind', 'note', 'Text',
                                                   '--now', at('10:00')]), disc)


# ---- on screen

# Keys, `=` before what is typed, and the line at the foot that tells of it.
STEPS = (
    (('Space',), 'Session introduction and rules started'),
    (('+',), '1 min more'),
    (('r', '=Fund learning', 'Enter'), 'Recommendation saved as R1'),
    (('r', '=Fund more of it', 'Enter'), 'Recommendation saved as R2'),
    (('r', '=Fund all of it', 'Enter'), 'Recommendation saved as R3'),
    (('c', '=Cities lead', 'Enter'), 'Conclusion saved as C1'),
    (('d', '=We meet again', 'Enter'), 'Decision saved as D1'),
    (('k', 'l', '=Ask first', 'Enter'), 'Learning saved as L1'),
    (('k', 'g', '=A common desk', 'Enter'), 'Good practice saved as G1'),
    (('m', '=Two minutes', 'Enter'), 'Message to the speaker: Two minutes'),
    (('2', 'e', '=, and more', 'Enter'), 'amended'),
    (('w', '=said twice', 'Enter'), 'withdrawn'),
    (('5', 'Enter'), 'put to the room'),
    (('v', '=Sfax', 'Enter', '=Not yet', 'Enter'), 'adopted with a reservation of Sfax'),
    (('l',), 'deferred'),
    (('j', '=the council', 'Enter'), 'referred to the council'),
    (('e', '=, at once', 'Enter'), 'amended'),
    (('5', 'b', 'y'), 'adopted'),
    (('6', 'P'), 'is present'),
    (('H', '=54', 'Enter'), 'Participants counted: 54'),
    (('1', ']', 'y'), 'High-level expert panel started'),
    (('f',), 'has the floor'),
    (('o', '=Somebody', 'Enter'), 'Somebody asks for the floor'),
    (('i', '=A word', 'Enter', '=20m', 'Enter'), 'A word inserted'),
    (('u',), 'Undone'),
    (('U',), 'Redone'),
    (('4', 'Enter'), 'Replanned'),
    (('x', 'x'), 'Written to'),
    (('C', 'y'), 'The session was closed'),
    (('C', '=one more', 'Enter'), 'The session was reopened'),
)


def play(place, trace):
    """All steps; what was shown at the foot after each."""
    screen = Terminal(place, *STRACE, '-o', trace, '-e', f'trace={CALLS}', place.program, 'run',
                      place.session, now='09:10', size=(150, 40), program=shutil.which('strace'))
    screen.until('clock:')
    feet = []
    for keys, words in STEPS:
        for key in keys:
            if key.startswith('='):
                screen.type(key[1:])
                screen.until(key[1:])
            else:
                screen.keys(key)
                screen.settle()
        screen.wait_for(lambda words=words: words in foot(screen), f'“{words}” at the foot')
        feet.append(foot(screen))
    screen.kill(15)
    screen.wait_end()
    return feet


def foot(screen):
    """The line at the foot that says what was done; nothing where it has no ✓."""
    line = screen.rows_text()[-2].strip()
    return line if line.startswith('✓') else ''


def every_tick_is_shown_when_it_is_on_the_disc():
    with Place() as place:
        trace = place.scratch / 'trace'
        feet = play(place, trace)
        # What was written to the terminal, once more, beside what was on the disc then.
        shown = Terminal(place, program=shutil.which('cat'), size=(150, 40))
        disc, seen, events, placed = Disc(), [], 0, 0
        for call in calls(trace):
            if call.is_shown():
                shown.show(call.data)
                line = foot(shown)
                if line and (not seen or line != seen[-1]):
                    seen.append(line)
                    missing = disc.missing()
                    expect(not missing, f'“{line}” was shown before it was on the disc: {missing}')
                    expect(len(disc.events) > events or len(disc.placed) > placed,
                           f'“{line}” was shown, and nothing was written for it')
                    events, placed = len(disc.events), len(disc.placed)
            disc.take(call)
        late = [line for line in feet if line not in seen]
        expect(not late and len(seen) >= len(STEPS), f'{len(seen)} lines were judged, not {late}')
        return f'{len(seen)} lines with ✓, {len(disc.events)} events'


def strace_works():
    return shutil.which('strace') and subprocess.run(
        ['strace', '-o', '/dev/null', 'true'], capture_output=True, check=False).returncode == 0


if __name__ == '__main__':
    if not strace_works():
        print('SKIPPED: strace is missing or may not trace here, so that ✓ is not judged')
        sys.exit(77)
    main(every_command_speaks_when_it_is_on_the_disc, a_folder_of_a_killed_program_is_synced,
         every_tick_is_shown_when_it_is_on_the_disc)
