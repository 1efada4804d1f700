#!/usr/bin/env python3
"""The hostile texts of tests/data/hostile where no text of a report is asked for: as every argument of
every command, in the environment, as names of files and folders, as settings, templates, programmes and
journals, and out of a hook. What comes back is one of the exit codes and words that harm no terminal;
the record stays sound and nothing is written but where it should be.

DAIS_HOSTILE_STEP takes every so manieth of them only (120).
"""

import os
import signal
import stat
from concurrent.futures import ThreadPoolExecutor

from hostile_texts import expect_tame, hostile_texts, is_utf8, sample
from place import Fault, Place, at, expect, main
from terminal import Terminal

TEXTS = sample(hostile_texts(), 120)
ARGUMENT_MOST = 8192  # bytes
NAME_MOST = 255
SHARE = 12 if len(TEXTS) < 100 else 1  # of the command lines each text goes through
CODES = (0, 1, 2, 3)
S, X = 'SESSION', 'TEXT'  # what stands for them in the table

COMMANDS = (
    (X,), ('check', X), ('help', X), ('run', X), ('stage', X), ('status', X), ('status', S, X), ('status', S, '--record', X),
    ('status', S, '--now', X), ('status', S, '--lang', X), ('status', S, '--speed', X), ('status', S, '--as', X),
    ('run', S, '--hook', X), ('timer', S, X), ('timer', S, 'goto', X), ('timer', S, 'skip', X),
    ('timer', S, 'extend', X), ('timer', S, 'insert', X, '1m'), ('timer', S, 'insert', 'x', X), ('timer', S, 'swap', X, X),
    ('replan', S, X), ('replan', S, 'shift', '--why', X), ('floor', S, X), ('floor', S, 'request', X),
    ('floor', S, 'start', X), ('floor', S, 'request', 'unhabitat', '--minutes', X), ('people', S, X), ('people', S, X, 'present'),
    ('people', S, 'unhabitat', X), ('people', S, 'unhabitat', 'replaced-by', X), ('people', S, '--count', X),
    ('message', S, X), ('message', S, 'x', '--for', X), ('rule', S, X),
    ('add', S, '--kind', X, 'x'), ('add', S, '--kind', 'note', '--slot', X, 'x'),
    ('add', S, '--kind', 'note', '--track', X, 'x'), ('add', S, '--kind', 'note', '--speaker', X, 'x'),
    ('add', S, '--kind', 'action', '--deadline', X, 'x'), ('add', S, '--kind', 'note', '--language', X, 'x'),
    ('add', S, '--kind', 'note', '--translation-of', X, 'x'), ('add', S, '--kind', 'note', X, X),
    ('amend', S, X, 'x'), ('amend', S, 'N1', X), ('withdraw', S, X), ('withdraw', S, 'N2', '--why', X), ('merge', S, X, X),
    ('move', S, X, '--slot', X), ('move', S, 'N1', '--slot', X), ('move', S, 'N1', '--behind', X), ('adopt', S, X),
    ('adopt', S, 'D1', '--for', X, '--against', X, '--abstained', X), ('adopt', S, 'D1', '--reservation', X),
    ('refer', S, 'D1', '--to', X), ('defer', S, X), ('reject', S, X), ('reopen', S, 'D1', '--why', X), ('entries', S, '--search', X),
    ('entries', S, '--kind', X), ('entries', S, '--slot', X), ('entries', S, '--standing', X),
    ('review', S, '--lang', X), ('export', S, '--what', X), ('export', S, '--format', X),
    ('export', S, '--template', X), ('export', S, '--template', X + '.docx', '--format', 'docx'),
    ('export', S, '--template', X + '.yaml'), ('export', S, '--lang', 'en,' + X), ('collect', S, X), ('verify', X), ('confirm', S, X),
    ('keys', X), ('themes', '--colours', X), ('--' + X,), ('-' + X,), ('close', S, X),
)
# What the environment may say; LD_* is the loader's own.
VARIABLES = ('DAIS_NAME', 'DAIS_THEME', 'EDITOR', 'VISUAL', 'TZ', 'LANG', 'LC_ALL', 'LC_CTYPE', 'LC_MESSAGES',
             'LANGUAGE', 'TERM', 'TERMINFO', 'TERMINFO_DIRS', 'TERMCAP', 'COLORTERM', 'NO_COLOR', 'LINES', 'COLUMNS', 'HOME', 'USER',
             'LOGNAME', 'HOSTNAME', 'XDG_CONFIG_HOME', 'XDG_CONFIG_DIRS', 'XDG_STATE_HOME', 'XDG_DATA_HOME', 'TMPDIR', 'PATH', 'DISPLAY',
             'ESCDELAY', 'NCURSES_NO_UTF8_ACS', 'TEXTDOMAINDIR')


def arguments_of(texts):
    return [text for text in texts if b'\0' not in text and len(text) <= ARGUMENT_MOST]


def texts():
    return [text for _, text in TEXTS]


def expect_answer(result, words):
    """An exit code of the contract and words that no terminal heeds. `result`: code, output, errors."""
    code, out, err = result
    expect(code in CODES, f'{words!a} ended with {code}: {err[-600:]!r}')
    for name, data in (('output', out), ('errors', err)):
        expect_tame(data, f'{name} of {words!a}')
    expect(code == 0 or err or words[0] in (b'check', b'verify', b'review', 'check', 'verify'), f'{words!a}: why it ended with {code} is not said')


def run(place, words, **how):
    """The same as Place.dais(), whatever the bytes of its words and answer are."""
    process = place.start(*words, **how)
    out, err = process.communicate(how.pop('text', None), timeout=60)
    return process.returncode, out, err


def fill(place, words, text):
    """The words of a command line with the text in its places."""
    return [str(place.session).encode() if word == S else word.encode().replace(X.encode(), text) for word in words]


def prepare(place):
    for kind in ('note', 'note', 'decision'):
        place.done('add', place.session, '--kind', kind, f'A {kind}.', now='10:00')
    place.done('timer', place.session, 'start', now='10:00')


def expect_only(place, known, where):
    """Nothing lies beside the session but what was there."""
    strange = {path.name for path in place.scratch.iterdir()} - known
    expect(not strange, f'{where}: {strange!a} was written')


def as_arguments():
    """Each text in each place of each command; no command takes it for anything but a word."""
    count = 0
    for first in range(0, len(TEXTS), 30):
        with Place() as place:
            prepare(place)
            place.done('export', place.session, '-o', 'known.md', now='10:00')
            known = {path.name for path in place.scratch.iterdir()}
            lines = [(words, text) for number, text in enumerate(arguments_of(texts()[first:first + 30]))
                     for words in COMMANDS[number % SHARE::SHARE]]

            def one(line):
                words = fill(place, *line)
                now = () if b'--now' in words else ('--now', at('10:01'))
                # before what may be a --, or a text that is an option
                if words[0] in (b'--help', b'-h'):
                    now = ()
                result = run(place, [*words[:1], *now, *words[1:]])
                expect_answer(result, [word[:200] for word in words])
            with ThreadPoolExecutor(2) as pool:
                count += len(list(pool.map(one, lines)))
            expect_only(place, known, 'as arguments')
            result = place.dais('verify', place.session, now='12:00')
            expect(result.code == 0, f'as arguments: {result}')
    return f'{count} command lines of {len(COMMANDS)} kinds'


def in_the_environment():
    """Each text as the value of all variables at once, and of each alone for some; on screen, too."""
    count = 0
    with Place() as place:
        prepare(place)
        for number, text in enumerate(arguments_of(texts())):
            some = [VARIABLES, VARIABLES[number % len(VARIABLES):][:1], ('DAIS_NAME', 'DAIS_THEME', 'TZ', 'EDITOR')]
            for names in some:
                env = dict.fromkeys(names, os.fsdecode(text))
                result = run(place, ['status', place.session], now='10:01', env=env)
                expect_answer(result, ['status', *names[:4], text[:200]])
                count += 1
            screen = Terminal(place, 'stage' if number % 2 else 'run', place.session, now='10:01', standing=True,
                              env={name: os.fsdecode(text) for name in VARIABLES if name not in ('TERM', 'LANG', 'LC_ALL', 'LC_CTYPE', 'XDG_STATE_HOME',
                                                                                    'TERMINFO', 'TERMINFO_DIRS', 'PATH', 'HOME')})
            screen.until('clock:') if number % 2 == 0 else screen.settle()
            screen.kill(signal.SIGTERM)
            expect(screen.wait_end() == 0, f'{names}: {text[:200]!r}: the screen ended with {screen.code}')
            expect_tame(screen.raw, f'on screen, with variables that are {text[:100]!r}')
    return f'{count} commands'


def as_name(text):
    """As the name of a file; None where it cannot be one."""
    name = text[:NAME_MOST - 10]
    return None if not name or b'/' in name or b'\0' in name or name in (b'.', b'..') else name


def as_names_of_files():
    """Of the session's folder, a journal, a template, what is collected and what is exported."""
    count = 0
    for text in texts():
        name = as_name(text)
        if name is None:
            continue
        with Place() as place:
            folder = os.path.join(os.fsencode(place.scratch), b'f' + name)
            os.rename(place.session, folder)
            for inner in (b'journal', b'templates', b'drafts', b'exports'):
                os.mkdir(os.path.join(folder, inner))
            for path, data in ((b'journal/' + name, b'x'), (b'journal/' + name + b'.yaml', b'x'), (b'templates/' + name + b'.yaml', b'x'),
                               (b'drafts/' + name, b'x')):
                with open(os.path.join(folder, path), 'wb') as file:
                    file.write(data)
            for words in ((b'add', folder, b'--kind', b'note', b'x'), (b'verify', folder), (b'check', folder),
                          (b'collect', folder, os.path.join(folder, b'journal', name)), (b'export', folder, b'-o', b'o' + name + b'.md'),
                          (b'export', folder, b'--template', name), (b'status', folder)):
                result = run(place, [*words, '--now', at('10:00')])
                expect_answer(result, [words[0].decode(), name[:200]])
                count += 1
            expect(os.path.isfile(os.path.join(os.fsencode(place.scratch), b'o' + name + b'.md')), f'{name!r}: no export')
            screen = Terminal(place, 'run', os.fsdecode(folder), now='10:01', standing=True)
            screen.until('Programme')
            for key in '78':
                screen.keys(key)
                screen.settle()
            screen.kill(signal.SIGTERM)
            screen.wait_end()
            expect_tame(screen.raw, f'on screen, in {name!r}')
    return f'{count} commands'


def quoted(text):
    return '"' + ''.join(f'\\U{ord(letter):08x}' for letter in text) + '"'


SETTINGS = ('theme: {0}\n', 'language: {0}\n', 'bell: {0}\n', 'hooks: {{zero: {0}}}\n', 'keys: {{pause: {0}}}\n', 'keys: {{{0}: p}}\n', '{0}: x\n')
TEMPLATE = 'heading: {0}\nsections: [{{content: {0}}}, {{{0}: {0}}}]\n'
PROGRAMME = ('title: {0}\ndate: {0}\nslots: [{{time: {0}, title: {0}, kind: {0}, speakers: [{0}]}}]\n', 'people: {{{0}: {{name: x}}}}\n')


def as_files():
    """As bytes of the files that are read, and as each value in them: settings, templates, programmes."""
    count = 0
    with Place() as place:
        prepare(place)
        path = place.settings('')
        for number, text in enumerate(texts()):
            files = [text, text + b'\n', b'title: ' + text, b'"' + text]
            if is_utf8(text) and len(text) < 2000:
                value = quoted(text.decode())
                files += [form.format(value).encode() for form in (SETTINGS[number % len(SETTINGS)], TEMPLATE, *PROGRAMME)]
            for data in files:
                for name in ('config.yaml', 'house.yaml', 'programme.yaml'):
                    path.with_name(name).write_bytes(data)
                for words in (('check', path), ('check', path.with_name('programme.yaml')), ('status', place.session),
                              ('export', place.session, '--template', path.with_name('house.yaml')))[count % 2::2]:
                    expect_answer(run(place, words, now='10:01'), [words[0], data[:200]])
                count += 1
    return f'{count} files'


def out_of_a_hook():
    """What a hook says goes nowhere, whatever it is and however it ends."""
    with Place() as place:
        said = place.scratch / 'said'
        said.write_bytes(b'\n'.join(texts()))
        hook = place.scratch / 'hook'
        hook.write_text(f'#!/bin/sh\ncat {said}\ncat {said} >&2\ncat {said} >/dev/tty\nread -r line\necho done >{place.scratch}/done\n'
                        'kill -SEGV $$\n')
        hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
        screen = Terminal(place, 'run', place.session, '--hook', str(hook), now='09:00', standing=True)
        screen.until('Programme')
        screen.keys('Space')
        screen.until('Running:')
        screen.wait_for(lambda: (place.scratch / 'done').exists() or not screen.pump(0.01) and
                        screen.state() == 'S' and (place.scratch / 'done').exists(), 'the hook')
        screen.settle()
        screen.kill(signal.SIGTERM)
        screen.wait_end()
        expect_tame(screen.raw, 'beside a hook')


if __name__ == '__main__':
    try:
        main(as_arguments, in_the_environment, as_names_of_files, as_files, out_of_a_hook)
    except Fault as fault:
        raise SystemExit(f'FAULT: {fault}') from fault
