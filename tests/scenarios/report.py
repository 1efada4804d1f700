#!/usr/bin/env python3
"""The report leaves the room by its view: chosen, read, written and opened with what the desktop
has; the file is the one that the command writes. What somebody edited stays, what cannot be written
leaves the old file and is said, and the text follows what another laptop writes.
"""

import os
import select
import shutil
import signal
import time
from pathlib import Path

from place import Fault, Place, expect, main
from terminal import LIMIT, Terminal

OPENER = '''#!/bin/sh
printf '%s\\n' "$#" "$@" >"$TOLD"
cat "$GO" >"$DONE"
'''
MANY = 60  # entries, more than a screen shows


def prepare(place, entries=1):
    place.done('timer', place.session, 'start', now='09:00')
    place.done('timer', place.session, 'next', now='09:15')
    for number in range(entries):
        place.done('add', place.session, '--kind', 'recommendation', '--to', 'donors',
                   f'Fund learning between cities, part {number}.', now='09:20')


def open_view(place, size=(100, 30), **how):
    screen = Terminal(place, 'run', place.session, now='10:21', size=size, **how)
    screen.until('Programme')
    screen.keys('x')
    screen.until('preview')
    return screen


def choose(screen, row, value):
    """By the list that Enter opens on a line of the choices; its answers have no keys of their own."""
    screen.keys('Home', *['Down'] * row, 'Enter')
    screen.until('take')
    for _ in range(20):
        screen.settle()
        if any('▸' in line and value in line for line in screen.rows_text()):
            break
        screen.keys('Down')
    screen.keys('Enter')
    screen.until_not('Enter take')


def exported(place):
    folder = place.session / 'exports'
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != 'written'}


def read_whole(screen):
    """All that the preview shows, page after page, with all the room."""
    screen.keys('Tab', 'z', 'Home')
    pages, before = [], None
    while True:
        screen.settle()
        page = '\n'.join(row[1:-2].rstrip() for row in screen.rows_text()[3:-4])
        if page == before:
            break
        pages.append(page)
        before = page
        screen.keys('Space')
    screen.keys('Home', 'z', 'Tab')
    return '\n'.join(pages)


def chosen_read_written_and_opened():
    with Place() as place:
        prepare(place)
        told, go, done, programs = (place.scratch / name for name in ('told', 'go', 'done', 'programs'))
        programs.mkdir()
        (programs / 'xdg-open').write_text(OPENER, encoding='utf-8')
        (programs / 'xdg-open').chmod(0o755)
        os.mkfifo(go)
        os.mkfifo(done)
        heard = os.open(done, os.O_RDONLY | os.O_NONBLOCK)
        screen = open_view(place, env={'PATH': f'{programs}:{os.environ["PATH"]}', 'DISPLAY': ':9',
                                       'TOLD': str(told), 'GO': str(go),
                                       'DONE': str(done)})
        choose(screen, 0, 'Recommendations')
        choose(screen, 1, 'docx')
        choose(screen, 2, 'Français')
        choose(screen, 3, 'English')
        screen.until('SOU-88-recommendations.fr-en.docx')
        screen.until('preview, as text')
        expect('Fund learning between cities, part 0.' in read_whole(screen), screen.text())
        screen.keys('x')
        screen.until('✓ Written to')
        screen.until('up to date')
        screen.keys('O')
        screen.until('Opened SOU-88-recommendations.fr-en.docx')
        screen.wait_for(lambda: told.exists() and told.stat().st_size > 0, 'the opener')
        screen.keys('q')
        screen.until('Quit?')
        screen.keys('y')
        screen.wait_end()
        screen.expect_clean()
        try:
            with open(os.open(go, os.O_WRONLY | os.O_NONBLOCK), 'w', encoding='utf-8') as file:
                file.write('still there\n')
        except OSError:
            raise Fault('what opens the file went with the program') from None
        select.select([heard], [], [], LIMIT)
        expect(os.read(heard, 64) == b'still there\n', 'what opens the file did not outlive the program')
        os.close(heard)
        name = 'SOU-88-recommendations.fr-en.docx'
        expect(told.read_text().splitlines()[:2] == ['1', str(place.session / 'exports' / name)],
               told.read_text())
        place.done('export', place.session, '--what', 'recommendations', '--lang', 'fr,en', '-o',
                   place.scratch / 'other.docx', now='11:00')
        expect(exported(place) == {name: (place.scratch / 'other.docx').read_bytes()},
               'the command writes another file')


def by_a_template_and_as_pdf():
    with Place() as place:
        prepare(place)
        own = place.session / 'templates'
        own.mkdir()
        (own / 'ours.yaml').write_text('dais-template: 1\nsections: [{part: outcomes, colour: red}]\n',
                                       encoding='utf-8')
        screen = open_view(place, size=(180, 40))
        choose(screen, 4, 'ours (has errors)')
        screen.until('ours:1: ')
        screen.until('dais export --template tells all')
        screen.until('**Report**')
        (own / 'later.yaml').write_text('dais: 1\ntitle: House minutes\n'
                                        'sections: [{part: recommendations}]\n', encoding='utf-8')
        choose(screen, 4, 'House minutes')
        screen.until('Template  ‹ House minutes ›')
        choose(screen, 4, 'Report form of a UN-style workshop')
        screen.until_not('**Report**')
        has_pdf = '+pdf' in place.done('--version')
        for row, value, ending in ((1, 'docx', 'docx'), *([(1, 'pdf', 'pdf')] if has_pdf else [])):
            choose(screen, row, value)
            screen.until(f'.{ending} ─')
            screen.keys('x')
            screen.until('✓ Written to')
            screen.until('up to date')
            other = place.scratch / f'other.{ending}'
            place.done('export', place.session, '--template', 'un-workshop', '-o', other, now='11:00')
            mine = [data for name, data in exported(place).items() if name.endswith(ending)]
            expect(mine == [other.read_bytes()], f'the command writes another {ending}')
        return 'with PDF' if has_pdf else 'this build has no PDF'


def what_is_no_pdf_is_not_written():
    """A helper that says all is well and gives nothing, or half a file: the old file stays."""
    old = b'%PDF-1.7 of yesterday'
    for given in ('', 'printf %s %PDF-1.7'):
        with Place() as place:
            prepare(place)
            beside = place.scratch / 'beside'
            beside.mkdir()
            place.program = str(shutil.copy(place.program, beside / 'dais'))
            helper = beside / 'dais-pdf'
            helper.write_text(f'#!/bin/sh\n{given}\n', encoding='utf-8')
            helper.chmod(0o755)
            file = place.scratch / 'old.pdf'
            file.write_bytes(old)
            told = place.dais('export', place.session, '--force', '-o', file, now='11:00')
            expect(told.code == 3 and 'dais-pdf failed' in told.err, str(told))
            expect(file.read_bytes() == old, 'the old file went')
            screen = open_view(place, size=(180, 40))
            choose(screen, 1, 'pdf')
            screen.until('.pdf ─')
            screen.keys('x')
            screen.until('dais-pdf failed')
            expect(not list(place.session.glob('exports/*.pdf')), 'the screen wrote a file')


def the_session_itself_stays():
    with Place() as place:
        prepare(place)
        programme = place.session / 'programme.yaml'
        journal = next((place.session / 'journal').iterdir())
        (place.scratch / 'link.yaml').symlink_to(programme)
        for file in (programme, journal, place.scratch / 'link.yaml',
                     place.session / 'journal' / 'new.md'):
            before = file.read_bytes() if file.exists() else None
            for more in ((), ('--force',)):
                told = place.dais('export', place.session, *more, '-o', file, now='11:00')
                expect(told.code == 1 and 'belongs to the session itself' in told.err, str(told))
                expect('--force' not in told.err, str(told))
                expect((file.read_bytes() if file.exists() else None) == before, f'{file} changed')
        for words in (('-o', ''), ('--format', ''), ('--format', 'md', '-o', '')):
            told = place.dais('export', place.session, *words, now='11:00')
            expect(told.code == 2 and 'needs a value' in told.err, str(told))


def without_a_desktop_it_says_where():
    with Place() as place:
        prepare(place)
        screen = open_view(place, env={'DISPLAY': None, 'WAYLAND_DISPLAY': None}, size=(180, 40))
        screen.keys('O')
        screen.until('SOU-88-report.md was not exported yet')
        screen.keys('x')
        screen.until('✓ Written to')
        screen.keys('O')
        screen.until('No desktop program here to open it:')
        screen.until(str(place.session / 'exports' / 'SOU-88-report.md'))


def what_somebody_edited_stays():
    with Place() as place:
        prepare(place)
        screen = open_view(place, size=(180, 40))
        screen.keys('x')
        screen.until('✓ Written to')
        file = place.session / 'exports' / 'SOU-88-report.md'
        mine = file.read_text(encoding='utf-8') + 'With a word of my own.\n'
        file.write_text(mine, encoding='utf-8')
        place.done('add', place.session, '--kind', 'note', 'The doors are open.', now='10:21')
        screen.until('SOU-88-report.md was edited')
        screen.until('SOU-88-report-2.md')
        screen.until('edited: it stays')
        screen.keys('x')
        screen.until('SOU-88-report-2.md; SOU-88-report.md was edited and stays as it is')
        place.done('add', place.session, '--kind', 'conclusion', 'Cities lead.', now='10:22')
        screen.until('older than the record')
        screen.keys('x')
        screen.until('✓ Written to')
        screen.until_not('older than the record')
        files = exported(place)
        expect(sorted(files) == ['SOU-88-report-2.md', 'SOU-88-report.md'], sorted(files))
        expect(files['SOU-88-report.md'].decode() == mine, 'the edited file was overwritten')
        expect('Cities lead.' in files['SOU-88-report-2.md'].decode(), 'the old one stands')


def the_folder_is_gone():
    with Place() as place:
        prepare(place)
        (place.session / 'exports').write_text('no folder', encoding='utf-8')
        screen = open_view(place, size=(180, 40))
        screen.keys('x')
        screen.until('could not be written: ')
        screen.until('`dais export -o FILE` writes it elsewhere.')
        expect('What stood there' not in screen.text(), 'nothing stood there')
        expect((place.session / 'exports').read_text() == 'no folder', 'it was replaced')
        (place.session / 'exports').unlink()
        outside = place.scratch / 'outside'
        outside.mkdir()
        (place.session / 'exports').symlink_to(outside)
        screen.keys('x')
        screen.until('`exports` is a link, or no folder')
        expect(not list(outside.iterdir()), 'the link was followed')
        (place.session / 'exports').unlink()
        screen.keys('x')
        screen.until('✓ Written to')


def helper_of(screen):
    """The process id of the helper that it runs; None: none yet."""
    for children in Path('/proc').glob('[0-9]*/stat'):
        try:
            name, _, rest = children.read_text().rpartition(') ')
        except OSError:
            continue
        if name.endswith('(dais-pdf') and int(rest.split()[1]) == screen.pid:
            return int(children.parent.name)
    return None


def while_it_is_written():
    """It shows since when, in each view; quitting names it, and Esc gives it up."""
    with Place() as place:
        if '+pdf' not in place.done('--version'):
            return 'this build has no PDF'
        for number in range(12):  # pages enough that its helper is seen at work
            place.done('add', place.session, '--kind', 'conclusion', f'Said {number}. ' * 600, now='09:20')
        screen = open_view(place, size=(100, 30))
        choose(screen, 1, 'pdf')
        screen.keys('x')
        end = time.monotonic() + LIMIT
        while (helper := helper_of(screen)) is None:
            expect(time.monotonic() < end, 'no helper was seen')
        os.kill(helper, signal.SIGSTOP)
        screen.until(' 1 s')
        screen.until('Esc gives it up')
        screen.resize(60, 18)  # its own line is further down
        screen.until('● pdf ')
        screen.resize(100, 30)
        screen.keys('x')
        screen.until('SOU-88-report.pdf is still being written; Esc gives it up')
        screen.keys('2')
        screen.until('● SOU-88-report.pdf ')
        screen.keys('q')  # no clock runs
        screen.until('SOU-88-report.pdf is still being written, and will not be there.')
        screen.keys('n', '7', 'Esc')
        screen.until('SOU-88-report.pdf was not written')
        screen.until_not('●')
        expect(exported(place) == {} if (place.session / 'exports').exists() else True, 'it was')
        screen.keys('q')
        screen.wait_end()


def the_text_follows_the_record():
    """And what is read stays where it is."""
    with Place() as place:
        prepare(place, MANY)
        screen = open_view(place)
        choose(screen, 0, 'Recommendations')
        screen.keys('Tab', 'End', 'PageUp')
        screen.settle()
        rows = [row for row in screen.rows_text() if 'part' in row]
        expect(rows, screen.text())
        place.done('amend', place.session, 'R1', 'Another beginning of it all.', now='10:30')
        place.done('add', place.session, '--kind', 'recommendation', 'The last of all.', now='10:30')
        screen.settle()
        expect([row for row in screen.rows_text() if 'part' in row] == rows, screen.text())
        screen.keys('End')
        screen.until('The last of all.')
        screen.keys('Tab')
        expect('Another beginning of it all.' in read_whole(screen), 'the amendment is not there')


if __name__ == '__main__':
    main(chosen_read_written_and_opened, by_a_template_and_as_pdf,
         what_is_no_pdf_is_not_written, the_session_itself_stays,
         without_a_desktop_it_says_where, what_somebody_edited_stays,
         the_folder_is_gone, while_it_is_written, the_text_follows_the_record)
