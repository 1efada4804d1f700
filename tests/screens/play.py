#!/usr/bin/env python3
"""Golden screens: plays a script to the real program in a terminal and compares what is on screen.

usage: play.py SCRIPT.screen   (DAIS_UPDATE_GOLDEN=1 writes the expected screens anew; read the diff)

A script is lines of a word and what belongs to it; # begins a comment line.

    session NAME|FILE     of sessions/, or a programme beside the script; sou-88 where none is said
    before ARGUMENTS      a command that makes the record, as in a shell; SESSION stands for the
                          session, and --now takes a time alone
    elsewhere ARGUMENTS   the same by another writer on another laptop, which had a copy when this was
                          said first; `before collect SESSION ELSEWHERE` brings it in
    run ARGUMENTS         how the program is started: run SESSION where nothing is said
    now TIME              the program's clock stands there
    machine TIME          the machine's own clock does, and can be set: no --now
    sizes 60x18 …         all that follows once for each; the four usual ones where none are said
    env NAME=VALUE        NAME= takes it out
    settings LINE         of the user's config.yaml; once for each line
    keys NAME …           by their names in the keymap
    type TEXT, paste TEXT
    until TEXT            waits for it
    gone TEXT             waits until it is not shown any more
    resize 80x24
    set SECONDS           the machine's clock is set by so much
    asleep SECONDS        the machine was
    disc hangs, disc back no write to the disc comes back until then
    again                 kill -9, and started once more
    again WORD OTHER      the same, and the disc changed a word of the drafts meanwhile
    screen [NAME]         compares with expected/SCRIPT[-NAME]-SIZE.txt
    colours [NAME]        the same with the style of each cell below the text
    ends CODE             the program ends with that code, its terminal clean
"""

import difflib
import os
import shlex
import shutil
import sys
import traceback
from pathlib import Path

from place import HARNESS_BROKE, Fault, Place, at, expect
from terminal import LIMIT, Machine, Terminal

SIZES = ['60x18', '80x24', '100x30', '200x60']
ONCE = ('session', 'before', 'run', 'now', 'machine', 'sizes', 'env')
LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'


def read_script(path):
    head, steps = {'before': [], 'env': {}, 'settings': ''}, []
    for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        word, _, rest = line.strip().partition(' ')
        if not word or word.startswith('#'):
            continue
        if word in ('before', 'elsewhere'):
            head['before'].append((word, rest))
        elif word == 'settings':
            head['settings'] += line.partition('settings ')[2] + '\n'
        elif word == 'env':
            name, _, value = rest.partition('=')
            head['env'][name] = value or None
        elif word in ONCE:
            head[word] = rest
        else:
            steps.append((number, word, rest))
    return head, steps


def size_of(text):
    return tuple(int(number) for number in text.split('x'))


def elsewhere(place):
    return place.scratch / 'elsewhere'


def arguments_of(place, text, session=None):
    folders = {'SESSION': session or place.session, 'ELSEWHERE': elsewhere(place)}
    words = [str(folders.get(word, word)) for word in shlex.split(text)]
    return [at(word) if before == '--now' else word for before, word in zip([None, *words], words)]


def describe(cell):
    """The style of a cell in words; empty for a plain one."""
    words = [name for name in ('bold', 'underline', 'reverse') if getattr(cell, name)]
    if cell.foreground >= 0:
        words.append(f'colour {cell.foreground}')
    if cell.background >= 0:
        words.append(f'on {cell.background}')
    return ' '.join(words)


def styles(terminal):
    """A letter for the style of each cell, and what the letters mean."""
    letters, rows = {'': ' '}, []
    for row in range(terminal.rows):
        line = ''
        for column in range(terminal.columns):
            style = describe(terminal.cell(row, column))
            line += letters.setdefault(style, LETTERS[len(letters) - 1])
        rows.append(line.rstrip())
    return rows + [f'{letter} = {style}' for style, letter in letters.items() if style]


def picture(terminal, coloured):
    modes = terminal.modes()
    lines = terminal.rows_text()
    lines.append(f'-- {terminal.columns}x{terminal.rows}, cursor '
                 + (f'{modes.column},{modes.row}' if modes.cursor else 'hidden'))
    if coloured:
        lines += styles(terminal)
    return '\n'.join(lines) + '\n'


def spoil_drafts(place, words):
    """In each draft one word for another, where two are given."""
    for draft in place.session.glob('drafts/*.yaml') if words else []:
        draft.write_text(draft.read_text().replace(*words))


class Player:
    def __init__(self, path):
        self.path, (self.head, self.steps) = path, read_script(path)
        self.update, self.wrong = os.environ.get('DAIS_UPDATE_GOLDEN') == '1', 0
        self.machine = self.disc = None

    def compare(self, terminal, size, name, coloured):
        expected = self.path.parent / 'expected' / (
            f'{self.path.stem}{"-" + name if name else ""}-{size}.txt')
        terminal.settle()
        if self.update:
            expected.parent.mkdir(exist_ok=True)
            expected.write_text(picture(terminal, coloured), encoding='utf-8')
            return
        expect(expected.exists(), f'{expected.name} is missing; DAIS_UPDATE_GOLDEN=1 writes it')
        wanted = expected.read_text(encoding='utf-8')
        try:
            terminal.wait_for(lambda: picture(terminal, coloured) == wanted, expected.name,
                              limit=min(3, LIMIT))
        except Fault:
            self.wrong += 1
            print(f'{expected.name} (- expected, + shown):')
            print('\n'.join(difflib.unified_diff(
                wanted.splitlines(), picture(terminal, coloured).splitlines(), lineterm='', n=1)))

    def step(self, terminal, size, word, rest):
        if word == 'keys':
            terminal.keys(*rest.split())
        elif word == 'type':
            terminal.type(rest)
        elif word == 'paste':
            terminal.paste(rest)
        elif word == 'until':
            terminal.until(rest)
        elif word == 'gone':
            terminal.until_not(rest)
        elif word == 'resize':
            terminal.settle()
            terminal.resize(*size_of(rest))
        elif word in ('screen', 'colours'):
            self.compare(terminal, size, rest, word == 'colours')
        elif word == 'set':
            self.machine.step(float(rest))
        elif word == 'asleep':
            self.machine.suspend(float(rest))
        elif word == 'disc' and rest == 'hangs':
            self.disc.touch()
        elif word == 'disc':
            self.disc.unlink()
        elif word == 'ends':
            code = terminal.wait_end()
            expect(code == int(rest), f'it ended with {code}')
            terminal.expect_clean()
        else:
            raise Fault(f'there is no step {word!r}')

    def start(self, place, size):
        env = dict(self.head['env'])
        self.disc = place.scratch / 'disc-hangs'
        self.disc.unlink(missing_ok=True)
        if any(word == 'disc' for _, word, _ in self.steps):
            env.update(LD_PRELOAD=os.environ['DAIS_HANGING_DISC'], DAIS_DISC_HANGS=str(self.disc))
        if 'machine' in self.head:
            self.machine = Machine(place, self.head['machine'], stands=True)
            env.update(self.machine.env())
        return Terminal(place, *arguments_of(place, self.head.get('run', 'run SESSION')),
                        now=self.head.get('now'), size=size_of(size), env=env,
                        standing='machine' not in self.head)

    def play(self, place, size):
        for record in ('journal', 'drafts'):
            shutil.rmtree(place.session / record, ignore_errors=True)
            if (place.scratch / 'made' / record).is_dir():
                shutil.copytree(place.scratch / 'made' / record, place.session / record)
        terminal = self.start(place, size)
        for number, word, rest in self.steps:
            try:
                if word == 'again':
                    terminal.settle()
                    terminal.kill()
                    terminal.wait_end()
                    spoil_drafts(place, rest.split())
                    terminal = self.start(place, size)
                else:
                    self.step(terminal, size, word, rest)
            except Fault as fault:
                raise Fault(f'{self.path.name}:{number}, {size}: {fault}') from None
        terminal.kill()
        terminal.wait_end()

    def prepare(self, place, word, command):
        if word == 'before':
            place.done(*arguments_of(place, command))
            return
        if not elsewhere(place).exists():
            shutil.copytree(place.session, elsewhere(place))
        place.done(*arguments_of(place, command, elsewhere(place)), writer='rapporteur')

    def run(self):
        session = self.head.get('session', 'sou-88')
        beside = self.path.parent / session
        with Place(beside.resolve() if beside.suffix == '.yaml' else session) as place:
            if self.head['settings']:
                place.settings(self.head['settings'])
            for word, command in self.head['before']:
                self.prepare(place, word, command)
            shutil.copytree(place.session, place.scratch / 'made')
            for size in self.head.get('sizes', ' '.join(SIZES)).split():
                self.play(place, size)
        return self.wrong


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        wrong = Player(Path(sys.argv[1]).resolve()).run()
    except Fault as fault:
        sys.exit(f'FAULT: {fault}')
    except Exception:
        traceback.print_exc()
        sys.exit(HARNESS_BROKE)
    sys.exit(1 if wrong else 0)


if __name__ == '__main__':
    main()
