#!/usr/bin/env python3
"""A disc that is really full: a small tmpfs, mounted where only this test sees it. Nothing that was
acknowledged is lost, NOT SAVED is on the screen within a second, and when there is room again all
of it is saved.
"""

import json
import os
import re
import shutil
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

    def __init__(self, place, with_state):
        self.folder = place.scratch / 'small'
        self.folder.mkdir()
        subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={SIZE}', 'tmpfs', self.folder],
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
         not_saved_is_on_the_screen, killed_on_a_full_disc, an_export_leaves_the_old_file)
