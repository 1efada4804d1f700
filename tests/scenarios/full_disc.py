#!/usr/bin/env python3
"""A disc that is really full: a small tmpfs, mounted where only this test sees it. Nothing that was
acknowledged is lost, NOT SAVED is on the screen within a second, and when there is room again all
of it is saved.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from place import Place, expect, main
from terminal import Terminal

SIZE = 256 * 1024
SOON = 1.0  # s: NOT SAVED is shown
TEXT = 'Partnerships outlast projects when the city itself pays a part. ' * 20
LONG = f'On a full disc. {TEXT * 5}Finis'  # what is left of a file's last page does not hold it


class SmallDisc:
    """A file system of its own for the session, and if wanted for the user's state as well."""

    def __init__(self, place, with_state, files=''):
        self.folder = place.scratch / 'small'
        self.folder.mkdir()
        subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={SIZE}{files}', 'tmpfs', self.folder],
                       check=True)
        shutil.move(place.session, self.folder)
        place.session = self.folder / 'session'
        self.env = {'XDG_STATE_HOME': str(self.folder / 'state')} if with_state else {}
        self.filler = self.folder / 'filler'

    def fill(self):
        with open(self.filler, 'wb', buffering=0) as file:
            try:
                while file.write(b'x' * 4096):
                    pass
            except OSError:
                pass
        expect(not os.statvfs(self.folder).f_bavail, 'the disc is not full')

    def take_names(self):
        """There is room, and no new file can be made."""
        names = self.folder / 'names'
        names.mkdir()
        try:
            for number in range(10000):
                (names / str(number)).touch()
        except OSError:
            pass
        expect(not os.statvfs(self.folder).f_favail, 'there are more files to be had')

    def make_room(self):
        self.filler.unlink()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(['umount', '-l', self.folder], check=True)


def texts(place, disc):
    found = place.done('entries', place.session, '--json', now='12:00', env=disc.env)
    return [entry['text'] for entry in json.loads(found)['entries']]


def add_until_refused(place, disc, most=400):
    """Adds until it is refused; what was acknowledged, and the refusal."""
    acknowledged = []
    for number in range(most):
        text = f'{number}: {TEXT}'.strip()
        result = place.dais('add', place.session, '--kind', 'note', text, now='10:00', env=disc.env)
        if result.code != 0:
            return acknowledged, result
        expect(re.match(r'N\d+ ', result.out), result)
        acknowledged.append(text)
    return acknowledged, None


def everything_on_the_full_disc():
    with Place() as place, SmallDisc(place, with_state=True) as disc:
        acknowledged, refusal = add_until_refused(place, disc)
        expect(len(acknowledged) > 5 and refusal, f'{len(acknowledged)} fitted')
        expect(refusal.code == 3 and 'NOT SAVED' in refusal.err and not refusal.out, refusal)
        kept = texts(place, disc)
        expect(kept == acknowledged, f'{len(acknowledged)} acknowledged, {len(kept)} kept')
    return f'{len(acknowledged)} fitted, all are there'


def the_rescue_folder_is_on_another_disc():
    with Place() as place, SmallDisc(place, with_state=False) as disc:
        place.done('timer', place.session, 'start', now='09:03')
        disc.fill()
        acknowledged, refusal = add_until_refused(place, disc, most=5)
        expect(len(acknowledged) == 5 and refusal is None, f'refused: {refusal}')
        kept = texts(place, disc)
        expect(kept == acknowledged, f'{len(acknowledged)} acknowledged, {len(kept)} kept')
        status = json.loads(place.done('status', place.session, '--json', now='10:00'))
        expect(status['state'] == 'running', status)


def expect_refused(result, *words):
    expect(result.code == 3 and not result.out, result)
    for word in words:
        expect(word in result.err, f'“{word}” is not said: {result}')


def files_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob('*'))
            if path.is_file() and path.name not in ('filler', 'written')}  # of exports, a help only


def commands_on_the_full_disc():
    """Each says why and what helps, leaves everything as it was, and works when there is room."""
    with Place() as place, SmallDisc(place, with_state=True) as disc:
        stick = place.scratch / 'stick'
        stick.mkdir()
        shutil.copyfile(place.session / 'programme.yaml', stick / 'programme.yaml')
        place.done('add', stick, '--kind', 'note', LONG, now='09:30', writer='second')
        place.done('timer', place.session, 'start', now='09:03', env=disc.env)
        place.done('add', place.session, '--kind', 'recommendation', 'Before.', now='10:00',
                   env=disc.env)
        place.done('export', place.session, '-o', disc.folder / 'a.md', now='10:00', env=disc.env)
        place.done('add', place.session, '--kind', 'conclusion', TEXT, now='10:00', env=disc.env)
        disc.fill()
        before = files_of(disc.folder)
        commands = (('add', place.session, '--kind', 'note', LONG), ('amend', place.session, 'R1', LONG),
                    ('adopt', place.session, 'R1'), ('timer', place.session, 'next'),
                    ('message', place.session, 'Two minutes'), ('close', place.session),
                    ('collect', place.session, stick),
                    ('export', place.session, '-o', disc.folder / 'a.md'),
                    ('export', place.session, '-o', disc.folder / 'b.md'))
        for words in commands:
            result = place.dais(*words, now='10:01', env=disc.env)
            expect_refused(result, 'No space left on device')
            if words[0] not in ('collect', 'export'):
                expect_refused(result, 'NOT SAVED', 'hint: ', 'make room', '--record DIR')
            expect(files_of(disc.folder) == before,
                   f'{words[0]} leaves {files_of(disc.folder).keys() ^ before.keys()} behind')
        disc.make_room()
        for words in commands:
            place.done(*words, now='10:02', env=disc.env)
        kept = texts(place, disc)
        expect(kept.count(LONG) == 3 and TEXT.strip() in kept, kept)
        place.done('verify', place.session, now='10:03', env=disc.env)
        return f'{len(commands)} commands'


def page_by_page():
    """Where a little room is left, a text is there whole and acknowledged, or refused and not there."""
    with Place() as place, SmallDisc(place, with_state=True) as disc:
        place.done('timer', place.session, 'start', now='09:03', env=disc.env)
        acknowledged, refused = [], 0
        for pages in range(7):
            disc.fill()
            with open(disc.filler, 'r+b') as file:
                file.truncate(disc.filler.stat().st_size - pages * 4096)
            text = f'{pages}: {LONG}'
            result = place.dais('add', place.session, '--kind', 'note', text, now='10:00', env=disc.env)
            expect(result.code in (0, 3), result)
            refused += result.code == 3
            acknowledged += [text] if result.code == 0 else []
            disc.make_room()
            expect(texts(place, disc) == acknowledged, f'{len(acknowledged)} were acknowledged')
        place.done('verify', place.session, now='10:03', env=disc.env)
        expect(acknowledged and refused, f'{len(acknowledged)} acknowledged, {refused} refused')
        return f'{len(acknowledged)} acknowledged, {refused} refused'


def no_more_files():
    """There is room, and no name for a new file: what is open goes on, all else is said."""
    with Place() as place, SmallDisc(place, with_state=True, files=',nr_inodes=60') as disc:
        screen = Terminal(place, 'run', place.session, now='10:00', env=disc.env, size=(180, 40))
        screen.until('Programme')
        save(screen, 'First of all', 'N1')
        disc.take_names()
        screen.keys('n')
        screen.until('Note')
        screen.type('Second, and long enough for a draft')
        screen.until('the draft is not on the disc')
        screen.keys('Enter')
        screen.until('saved as N2')
        expect_refused(place.dais('add', place.session, '--kind', 'note', 'Third', now='10:01',
                                  env=disc.env), 'NOT SAVED', 'make room')
        screen.kill()
        screen.wait_end()
        expect(texts(place, disc) == ['First of all', 'Second, and long enough for a draft'],
               texts(place, disc))


def save(screen, text, number):
    screen.keys('n')
    screen.until('Note')
    screen.type(text)
    screen.until(text)
    screen.keys('Enter')
    screen.until(f'saved as {number}')


def a_draft_comes_when_there_is_room():
    """What is typed while the disc is full is said to be in no draft, and is in one afterwards."""
    with Place() as place, SmallDisc(place, with_state=True) as disc:
        screen = Terminal(place, 'run', place.session, now='10:00', env=disc.env, size=(180, 40))
        screen.until('Programme')
        save(screen, 'Before the disc was full', 'N1')
        disc.fill()
        screen.keys('n')
        screen.until('Note')
        screen.type('Typed while there was no room for it at all')
        begun = time.monotonic()
        screen.until('the draft is not on the disc')
        took = time.monotonic() - begun
        expect(took <= SOON + 1, f'said after {took:.1f} s')  # a second of typing is one draft
        disc.make_room()
        screen.type(', and afterwards there was enough of it')
        screen.until_not('the draft is not on the disc')
        screen.kill()
        screen.wait_end()
        again = Terminal(place, 'run', place.session, now='10:10', env=disc.env, size=(180, 40))
        again.until('A text was being written')
        again.until('Typed while there was no room for it at all, and')
        return f'said after {took * 1000:.0f} ms'


def not_saved_is_on_the_screen():
    with Place() as place, SmallDisc(place, with_state=True) as disc:
        screen = Terminal(place, 'run', place.session, now='10:00', env=disc.env, size=(180, 40))
        screen.until('Programme')
        screen.keys('n')
        screen.until('Note')
        screen.type('Before the disc was full')
        screen.until('Before the disc was full')
        screen.keys('Enter')
        screen.until('saved as N1')
        disc.fill()
        screen.keys('n')
        screen.until('Note')
        screen.paste(LONG)
        screen.until('the draft is not on the disc')
        screen.until('Finis')
        begun = time.monotonic()
        screen.keys('Enter')
        screen.until('NOT SAVED')
        took = time.monotonic() - begun
        expect(took <= SOON, f'NOT SAVED was shown after {took:.1f} s')
        screen.until('On a full disc')
        screen.keys('q')
        screen.until('NOT SAVED and would be lost')
        screen.keys('n')
        disc.make_room()
        screen.until('All is on the disc again')
        screen.until_not('NOT SAVED')
        screen.kill()
        screen.wait_end()
        expect(texts(place, disc) == ['Before the disc was full', LONG],
               texts(place, disc))
        return f'after {took * 1000:.0f} ms'


def leaving_what_is_not_saved():
    """However the screen is left, it says afterwards what is gone and where a draft lies; exit code 3."""
    for asked in (True, False):
        with Place() as place, SmallDisc(place, with_state=True) as disc:
            screen = Terminal(place, 'run', place.session, now='10:10', env=disc.env, size=(180, 40))
            screen.until('Programme')
            screen.keys('n')
            screen.until('Note')
            screen.type('This was a draft before the disc was full.')
            screen.wait_for(lambda: list(place.session.glob('drafts/*.yaml')), 'a draft')
            disc.fill()
            screen.paste(LONG)
            screen.until('Finis')
            screen.keys('Enter')
            screen.until('NOT SAVED')
            screen.settle()
            if asked:
                screen.keys('q')
                screen.until('would be lost')
                screen.keys('y')
            else:
                screen.kill(signal.SIGTERM)
            code, said = screen.wait_end(), screen.raw.decode(errors='replace')
            expect(code == 3, f'exit code {code}: {said[-400:]!r}')
            for words in ('NOT SAVED (No space left on device): 1 event was only in memory', '/drafts;'):
                expect(words in said, f'{words!r} was due: {said[-400:]!r}')
            expect(not texts(place, disc), 'it was saved after all')


def a_folder_that_may_not_be_written():
    """What is not saved and why, once, and what helps against that: here more room does not."""
    with Place() as place, SmallDisc(place, with_state=True) as disc:
        subprocess.run(['mount', '-o', 'remount,ro', disc.folder], check=True)
        result = place.dais('add', place.session, '--kind', 'note', 'Text', now='10:00', env=disc.env)
        expect_refused(result, 'NOT SAVED (Read-only file system), so this did not happen: ',
                       'may not be written', '--record DIR')
        expect(len(result.err.splitlines()) == 2 and result.err.count('NOT SAVED') == 1 and
               'room' not in result.err and 'memory' not in result.err, result)


def killed_on_a_full_disc():
    with Place() as place, SmallDisc(place, with_state=True) as disc:
        acknowledged, _ = add_until_refused(place, disc, most=3)
        disc.fill()
        screen = Terminal(place, 'run', place.session, now='10:10', env=disc.env, size=(180, 40))
        screen.until('Programme')
        screen.keys('n')
        screen.until('Note')
        screen.paste(LONG)
        screen.until('the draft is not on the disc')
        screen.until('Finis')
        screen.keys('Enter')
        screen.until('NOT SAVED')
        screen.kill()
        screen.wait_end()
        kept = texts(place, disc)
        expect(kept == acknowledged, f'{acknowledged} were acknowledged, {kept} kept')


def an_export_leaves_the_old_file():
    with Place() as place, SmallDisc(place, with_state=True) as disc:
        screen = Terminal(place, 'run', place.session, now='10:00', env=disc.env, size=(180, 40))
        screen.until('Programme')
        screen.keys('x')
        screen.until('preview')
        screen.keys('x')
        screen.until('✓ Written to')
        old = (place.session / 'exports' / 'SOU-88-report.md').read_bytes()
        screen.keys('r')
        screen.type('Say more in the report.')
        screen.keys('Enter')
        screen.until('saved as R1')
        disc.fill()
        screen.keys('x')
        screen.until('could not be written: No space left on device')
        names = sorted(path.name for path in (place.session / 'exports').iterdir())
        expect(names == ['SOU-88-report.md', 'written'], f'something is left over: {names}')
        expect((place.session / 'exports' / 'SOU-88-report.md').read_bytes() == old,
               'the old file is another one')
        disc.make_room()
        screen.keys('x')
        screen.until('✓ Written to')
        expect('Say more' in (place.session / 'exports' / 'SOU-88-report.md').read_text(),
               'the new one is not there')


def in_own_mounts():
    """Goes on in a place whose mounts nobody else sees; False where that is not allowed."""
    if os.environ.get('DAIS_OWN_MOUNTS'):
        return True
    how = ['unshare', '--mount'] + ([] if os.geteuid() == 0 else ['--map-root-user'])
    probe = f'mount -t tmpfs -o size={SIZE} tmpfs {Path(__file__).parent}'
    if shutil.which('unshare') is None or subprocess.run(
            [*how, 'sh', '-c', probe], capture_output=True, check=False).returncode != 0:
        return False
    os.environ['DAIS_OWN_MOUNTS'] = '1'
    os.execvp(how[0], [*how, sys.executable, __file__])


if __name__ == '__main__':
    if not in_own_mounts():
        print('SKIPPED: nothing may be mounted here, so that no disc is really full')
        sys.exit(77)
    main(everything_on_the_full_disc, the_rescue_folder_is_on_another_disc,
         commands_on_the_full_disc, page_by_page, no_more_files, a_draft_comes_when_there_is_room,
         not_saved_is_on_the_screen, leaving_what_is_not_saved,
         a_folder_that_may_not_be_written, killed_on_a_full_disc, an_export_leaves_the_old_file)
