#!/usr/bin/env python3
"""Each allocation fails in turn, once and from then on: a command says the same as ever or that there is
no memory, with exit code 3; nothing that was acknowledged is lost, nothing half written. On screen the
terminal comes back, and the text being typed is a draft. DAIS_MEMORY_EVERY=1 tries each one, else it is a
sample; DAIS_MEMORY_ONLY takes the cases whose name holds a text.
"""

import os
import random
import shutil
import signal

from place import Fault, Place, expect, main
from terminal import Terminal

EVERY = int(os.environ.get('DAIS_MEMORY_EVERY', '0'))  # 0: a few
ONLY = os.environ.get('DAIS_MEMORY_ONLY', '')
FEW = 2
CHANCE = random.Random(int(os.environ.get('DAIS_SEED', '1')))
BROKEN, WORDS = 3, 'memory'
TEXT = 'Les villes mènent là où c’est flou'
TYPED = 'Cities lead where it is unclear'  # a screen without a locale shows ASCII

# What is asked of a session that has an entry of each kind of letter, a floor and a running clock.
READS = {
    'status': ['status'], 'status json': ['status', '--json'], 'show': ['show', '--json'],
    'entries': ['entries', '--json'], 'log': ['log'], 'people': ['people', '--json'],
    'replan': ['replan', '--json'], 'review': ['review'], 'verify': ['verify'],
    'check': ['check'], 'floor': ['floor', 'list'], 'rule': ['rule'],
    'markdown': ['export', '--format', 'md'], 'html': ['export', '--format', 'html'],
    'csv': ['export', '--format', 'csv'], 'json': ['export', '--format', 'json'],
    'yaml': ['export', '--format', 'yaml'],
    'calendar': ['export', '--what', 'programme', '--format', 'ics'],
}
FILES = {'docx': 'docx', 'odt': 'odt'}
WRITES = {
    'add': ['add', '--kind', 'note', TEXT], 'amend': ['amend', 'R1', TEXT],
    'withdraw': ['withdraw', 'R1'], 'merge': ['merge', 'R1', 'R2'], 'adopt': ['adopt', 'R1'],
    'defer': ['defer', 'R1'], 'move': ['move', 'R1', '--slot', '2'], 'undo': ['undo', '--yes'],
    'timer': ['timer', 'next'], 'extend': ['timer', 'extend', '5m'],
    'apply': ['replan', 'absorb', '--apply'], 'request': ['floor', 'request', 'Samuel Pyne'],
    'count': ['people', '--count', '54'], 'message': ['message', 'Two minutes'],
    'ruled': ['rule', 'chatham-house', '--yes'], 'close': ['close'],
}


def fill(place):
    """A session with something of each; one of its frames was edited by hand."""
    for number, text in enumerate(('Fund learning between cities', TEXT)):
        place.done('add', place.session, '--kind', 'recommendation', '--to', 'donors', text,
                   now=f'09:0{number}')
    place.done('timer', place.session, 'start', now='09:05')
    for journal in (place.session / 'journal').glob('*.yaml'):
        text = journal.read_text(encoding='utf-8')
        if 'donors' in text:
            journal.write_text(text.replace('donors', 'donors!', 1), encoding='utf-8')


def points(count):
    """At which calls it fails: (number, for ever?)."""
    if EVERY:
        start = CHANCE.randrange(EVERY) + 1
        return [(at, ever) for ever in (False, True) for at in range(start, count + 1, EVERY)]
    return [(CHANCE.randrange(count) + 1, number % 2 == 1) for number in range(FEW)]


def without(at, ever=False, count=None):
    return {'LD_PRELOAD': os.environ['DAIS_FAILING_MEMORY'],
            'DAIS_MEMORY_OF': os.path.basename(os.environ['DAIS_PROGRAM']),
            'DAIS_MEMORY_FAILS': f'{at}{"+" if ever else ""}',
            'DAIS_MEMORY_COUNT': str(count) if count else None}


def ask(place, arguments, env=None):
    return place.dais(arguments[0], place.session, *arguments[1:], now='09:20', env=env)


def judge(result, right, what):
    """As ever, or said to be for want of memory."""
    if result.code == BROKEN:
        expect(result.err.strip() != '', f'{what}: no word of why: {result}')
        return
    expect((result.code, result.out) == (right.code, right.out),
           f'{what}: other than ever, exit code {result.code}: {result.err}{result.out[:2000]}')


def counted(place, arguments):
    """What it says with enough memory, and how often it asks for some."""
    count = place.scratch / 'count'
    right = ask(place, arguments, without(0, count=count))
    expect(right.code <= 1, f'{arguments}: {right}')
    return right, int(count.read_text())


def chosen(table):
    return {name: arguments for name, arguments in table.items() if ONLY in name}


def what_is_asked():
    tried = 0
    with Place() as place:
        fill(place)
        for name, arguments in chosen(READS).items():
            right, count = counted(place, arguments)
            for at, ever in points(count):
                judge(ask(place, arguments, without(at, ever)), right,
                      f'{name}, {at} of {count}{" and all after" if ever else ""}')
                tried += 1
    return f'{tried} failures'


def said(log):
    """What its lines tell, without what they are marked with."""
    return [line.rpartition('  ')[2] for line in log.out.splitlines()]


def what_is_written():
    tried = 0
    with Place() as place:
        fill(place)
        kept = place.scratch / 'kept'
        shutil.copytree(place.session, kept)

        def anew():
            shutil.rmtree(place.session)
            shutil.copytree(kept, place.session)

        before = said(ask(place, ['log']))
        for name, arguments in chosen(WRITES).items():
            anew()
            right, count = counted(place, arguments)
            after = ask(place, ['log']).out
            for at, ever in points(count):
                anew()
                what = f'{name}, {at} of {count}{" and all after" if ever else ""}'
                result = ask(place, arguments, without(at, ever))
                expect(result.code in (right.code, BROKEN), f'{what}: {result}')
                expect(result.code != BROKEN or result.err.strip(), f'{what}: no word of why')
                log = ask(place, ['log'])
                expect(log.code == 0 and said(log)[:len(before)] == before,
                       f'{what}: the record is not what it was: {log}')
                expect(result.code == BROKEN or len(log.out) == len(after),
                       f'{what}: done, and not there: {log}\n{after}')
                tried += 1
    return f'{tried} failures'


def files():
    tried = 0
    with Place() as place:
        fill(place)
        file = place.scratch / 'report'
        for name, ending in chosen(FILES).items():
            arguments = ['export', '--force', '-o', f'{file}.{ending}']
            right, count = counted(place, arguments)
            whole = (place.scratch / f'report.{ending}').read_bytes()
            for at, ever in points(count):
                result = ask(place, arguments, without(at, ever))
                what = f'{name}, {at} of {count}'
                judge(result, right, what)
                expect((place.scratch / f'report.{ending}').read_bytes() == whole,
                       f'{what}: the file is another')
                tried += 1
    return f'{tried} failures'


def on_screen(place, env):
    """A capture, saved, and a second text typed, then left. What was seen: (terminal, steps)."""
    terminal = Terminal(place, 'run', place.session, now='09:20', env=env)
    seen = []
    try:
        terminal.until('Session introduction')
        terminal.keys('c')
        terminal.until('Conclusion')
        terminal.type(TYPED)
        terminal.until(TYPED)
        seen.append('typed')
        terminal.keys('Enter')
        terminal.until('C1')
        seen.append('saved')
        terminal.keys('5')
        terminal.until('1 of')
        terminal.keys('1', 'q')
        terminal.until('Quit?')
        terminal.keys('y')
        terminal.wait_end()
    except Fault:
        if not terminal.is_gone():
            raise
    terminal.wait_end()
    return terminal, seen


def screens():
    if ONLY not in 'screen':
        return 'left out'
    tried = drafts = 0
    with Place() as place:
        fill(place)
        kept, count = place.scratch / 'kept', place.scratch / 'count'
        shutil.copytree(place.session, kept)
        terminal, _ = on_screen(place, without(0, count=count))
        expect(terminal.code == 0, f'it ended with {terminal.code}:\n{terminal.text()}')
        total = int(count.read_text())
        for at, ever in points(total):
            shutil.rmtree(place.session)
            shutil.copytree(kept, place.session)
            terminal, seen = on_screen(place, without(at, ever))
            what = f'{at} of {total}{" and all after" if ever else ""}'
            # Two libraries, before a key can be typed: curses ends the program itself where it cannot
            # read terminfo, and libtermkey does not look at what malloc() gave in termkey_start().
            starting = not seen and terminal.code in (1, -signal.SIGSEGV)
            expect(terminal.code in (0, BROKEN) or starting, f'{what}: ended with {terminal.code}\n'
                   + terminal.text())
            terminal.expect_clean()
            expect(starting or terminal.code == 0 or 'memory' in bytes(terminal.raw).decode(errors='replace'),
                   f'{what}: no word of why:\n{terminal.text()}')
            entries = ask(place, ['entries']).out
            drafted = [file.read_text(encoding='utf-8')
                       for file in place.session.rglob('drafts/*.yaml')]
            expect(entries.count(TEXT) >= 1, f'{what}: an entry is lost')
            if 'saved' in seen:
                expect('C1' in entries, f'{what}: saved, and not there')
            elif 'typed' in seen and not ever:
                expect('C1' in entries or any(TYPED in draft for draft in drafted),
                       f'{what}: what was typed is lost: {drafted}')
                drafts += 1
            tried += 1
    return f'{tried} of {total} failures, {drafts} times while a text was written'


if __name__ == '__main__':
    main(what_is_asked, what_is_written, files, screens)
