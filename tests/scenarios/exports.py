#!/usr/bin/env python3
"""`dais export` as every format of every report: the same bytes in other zones, languages, folders
and homes, an hour later, and on another laptop with the same journals; a kill at any system call
leaves the old file or the new one, whole; what cannot be written is said and leaves what was there.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys

from place import Place, expect, main

FORMATS = ('md', 'html', 'docx', 'odt', 'pdf', 'json', 'yaml', 'csv', 'ics')
WHATS = ('report', 'recommendations', 'summary', 'timing', 'programme')
CALLS = ('openat', 'mkdirat', 'write', 'fsync', 'fdatasync', 'renameat', 'renameat2', 'linkat',
         'unlinkat', 'close', 'newfstatat')
FINE = 8  # calls of a kind in a row that did not come: there are no more
MACHINES = (
    {'TZ': 'Pacific/Kiritimati', 'LC_ALL': 'C'},
    {'TZ': 'America/St_Johns', 'LANG': 'fr_FR.UTF-8', 'LANGUAGE': 'fr'},
    {'TZ': ':/nowhere', 'LC_ALL': 'C.UTF-8', 'TZDIR': '/usr/share/zoneinfo'},
    {'TZ': '', 'LC_TIME': 'ar_EG.UTF-8', 'COLUMNS': '20', 'TERM': 'dumb', 'NO_COLOR': '1'},
)
LATER = '2022-05-18T15:00:00+03:00'
HOUR_LATER = '2022-05-18T16:00:07.250+03:00'


def play(place, session, writer='chair'):
    def done(*words, now):
        place.done(words[0], session, *words[1:], now=now, writer=writer)
    done('timer', 'start', now='09:02')
    done('add', '--kind', 'conclusion', 'Cities lead where mandates are unclear.', now='09:05')
    done('timer', 'next', now='09:16')
    done('add', '--kind', 'recommendation', '--to', 'donors', 'Fund city-to-city learning.',
         now='09:40')
    done('add', '--kind', 'recommendation', '--language', 'fr', '--translation-of', 'R1',
         'Financer l’apprentissage entre villes.', now='09:41')
    done('adopt', 'R1', '--reservation', 'Not without the towns', now='10:00')


def pairs():
    for what in WHATS:
        for form in FORMATS:
            if form == 'pdf' and 'DAIS_PDF' not in os.environ:
                continue
            if form == 'ics' and what != 'programme' or form == 'csv' and what == 'summary':
                continue
            yield what, form, ()
    yield 'programme', 'ics', ('--as-run',)
    for form in ('md', 'html', 'docx', 'odt', 'pdf')[:5 if 'DAIS_PDF' in os.environ else 4]:
        yield 'report', form, ('--lang', 'ar')
        yield 'report', form, ('--lang', 'en,fr')


def place_with_helpers():
    """The program in a folder with its helpers, as where it is installed."""
    place = Place()
    folder = place.scratch / 'bin'
    folder.mkdir()
    place.program = shutil.copy(place.program, folder / 'dais')
    if 'DAIS_PDF' in os.environ:
        shutil.copy(os.environ['DAIS_PDF'], folder)
    return place


def export(place, session, what, form, more=(), now=LATER, writer='chair', **how):
    """The bytes on standard output; nothing is written to the session."""
    process = place.start('export', session, '--what', what, '--format', form, *more, now=now,
                          writer=writer, **how)
    out, err = process.communicate(timeout=120)
    expect(process.returncode == 0 and out, f'{what} {form}: {process.returncode} {err.decode()}')
    return out


def same_everywhere():
    with place_with_helpers() as place:
        play(place, place.session)
        count = 0
        for what, form, more in pairs():
            first = export(place, place.session, what, form, more)
            name = f'{what} {form} {" ".join(more)}'
            later = export(place, place.session, what, form, more, now=HOUR_LATER)
            expect(later == first, f'{name}: other bytes an hour later')
            for number, machine in enumerate(MACHINES):
                other = export(place, place.session, what, form, more, env=machine,
                               writer=f'writer-{number}')
                expect(other == first, f'{name}: other bytes with {machine}')
            path = place.scratch / 'elsewhere' / f'a.{form}'
            path.parent.mkdir(exist_ok=True)
            command = [place.program, 'export', '../session', '--what', what, *more, '-o',
                       f'a.{form}', '--now', LATER, '--force']
            subprocess.run(command, cwd=path.parent, env=place.environment(), check=True, umask=0o077,
                           stdout=subprocess.DEVNULL)
            expect(path.read_bytes() == first, f'{name}: other bytes in a file')
            count += 1
        return f'{count} files, {len(MACHINES) + 2} ways each'


def same_on_two_laptops():
    """Both write; each has its own journals first and the other's behind them."""
    with place_with_helpers() as place:
        other = place.scratch / 'other'
        other.mkdir()
        shutil.copyfile(place.session / 'programme.yaml', other / 'programme.yaml')
        play(place, place.session)
        place.done('add', other, '--kind', 'action', '--owner', 'rapporteurs', 'Send it.',
                   now='09:30', writer='second')
        place.done('add', other, '--kind', 'conclusion', 'Small towns count.', now='09:20',
                   writer='third')
        place.done('collect', place.session, other, now='11:00')
        place.done('collect', other, place.session, now='12:00', writer='second')
        for what, form, more in pairs():
            here = export(place, place.session, what, form, more)
            there = export(place, other, what, form, more, writer='second')
            expect(here == there, f'{what} {form}: other bytes on the other laptop')


def reports_in(folder):
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith('.'))


def killed_at_every_call():
    if shutil.which('strace') is None:
        return 'SKIPPED: strace is not installed'
    with Place() as place:
        play(place, place.session)
        folder = place.scratch / 'out'
        folder.mkdir()
        path = folder / 'a.md'
        place.done('export', place.session, '-o', path, now=LATER)
        old = path.read_bytes()
        place.done('add', place.session, '--kind', 'conclusion', 'Said since.', now='11:00')
        new = export(place, place.session, 'report', 'md')
        expect(old != new, 'the reports are alike')
        kills = news = 0
        for call in CALLS:
            number = fine = 0
            while fine < FINE:
                number += 1
                path.write_bytes(old)
                done = subprocess.run(
                    ['strace', '-f', '-o', '/dev/null', '-e', f'trace={call}', '-e',
                     f'inject={call}:signal=SIGKILL:when={number}', place.program, 'export',
                     place.session, '-o', path, '--now', LATER],
                    env=place.environment(), capture_output=True, check=False)
                found = path.read_bytes() if path.is_file() else b''
                expect(found in (old, new), f'{call} {number}: {len(found)} bytes')
                expect(done.returncode != 0 or found == new, f'{call} {number}: done, and old')
                expect(reports_in(folder) == ['a.md'], f'{call} {number}: {reports_in(folder)}')
                killed = done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
                expect(killed or done.returncode == 0, f'{call} {number}: {done}')
                kills += killed
                news += killed and found == new
                fine = 0 if killed else fine + 1
        expect(kills > 20 and news > 0, f'{kills} kills, {news} behind the new file')
        place.done('export', place.session, '-o', path, now=LATER)
        expect(path.read_bytes() == new, 'the export behind all kills')
        return f'{kills} kills'


def what_cannot_be_written():
    with Place() as place:
        play(place, place.session)
        folder = place.scratch / 'out'
        (folder / 'inner.md').mkdir(parents=True)
        own = folder / 'own.md'
        own.write_text('my own words')
        os.mkfifo(folder / 'pipe.md')
        (folder / 'link.md').symlink_to(own)
        (folder / 'loose.md').symlink_to(folder / 'nothing')
        for name, code in (('inner.md', 3), ('inner.md/', 3), ('own.md', 1), ('pipe.md', 1),
                           ('link.md', 1), ('loose.md', 1), ('no/such.md', 3), ('a.exe', 2)):
            for force in ((), ('--force',)):
                if force and name == 'own.md':
                    continue
                given = (*force, '--format', 'md') if name.endswith('/') else force
                result = place.dais('export', place.session, '-o', f'{folder}/{name}', *given,
                                    now=LATER)
                expect(result.code == code and result.err.startswith('dais') and not result.out,
                       f'{name} {force}: {result}')
        expect(own.read_text() == 'my own words', 'a file that is not ours was written')
        expect(reports_in(folder) == ['inner.md', 'link.md', 'loose.md', 'own.md', 'pipe.md'],
               f'{reports_in(folder)}')
        place.done('export', place.session, '-o', folder / 'b.md', now=LATER)
        old = (folder / 'b.md').read_bytes()
        place.done('add', place.session, '--kind', 'conclusion', 'Said since.', now='11:00')

        def small():  # as a disc that takes so much and no more
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))
        process = place.start('export', place.session, '-o', folder / 'b.md', now=LATER,
                              preexec_fn=small, restore_signals=False)
        _, err = process.communicate(timeout=60)
        expect(process.returncode == 3 and b'b.md' in err, f'a full disc: {process.returncode} {err}')
        kept = folder / 'b.md'
        expect(kept.is_file() and kept.read_bytes() == old, 'a full disc: not the old file')
        expect(not [path for path in folder.iterdir() if path.name.startswith('.')],
               'a full disc: a file was left')


if __name__ == '__main__':
    sys.exit(main(same_everywhere, same_on_two_laptops, killed_at_every_call,
                  what_cannot_be_written))
