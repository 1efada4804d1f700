#!/usr/bin/env python3
"""The real program exporting a session of 10,000 entries, and one of 20,000: time and the most
memory of each format, with the helper programs that it starts, and beside it pandoc on the same
Markdown.

Each format is held to 100 MB, a PDF to 3 s, and twice the entries to at most 2.5 times the time and
the memory. Times are of the processor, so that others on the machine do not count, the best of some
runs. Pandoc is there to be compared with, where it is installed.
"""

import os
import re
import shutil
import subprocess
import time

from entries import make
from place import Place, expect, main

ENTRIES = int(os.environ.get('DAIS_ENTRIES', '10000'))
MEMORY = float(os.environ.get('DAIS_EXPORT_MEMORY_MB', '100'))
SECONDS = {'pdf': 3.0}
MORE = 2.5  # times, for twice as much
ROUNDS = int(os.environ.get('DAIS_EXPORT_ROUNDS', '3'))
PANDOC = {'docx': 'docx', 'odt': 'odt', 'html': 'html'}


def waited(process):
    """Seconds of the processor, seconds, and MB of memory at most, of a program and its helpers."""
    begin = time.monotonic()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    expect(process.returncode == 0, f'{process.args} exits with {process.returncode}')
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begin, usage.ru_maxrss / 1024


def formats(place):
    """What the program says that it writes, and for what: a calendar is none of a report."""
    line = re.search(r'built in: reports as (.*)', place.done('--version'))
    names = [name.removeprefix('+') for name in line[1].split(', ') if name[0] != '-']
    return [(name, 'programme' if name == 'ics' else 'report') for name in names]


def export(place, name, what):
    """The best of some runs, each figure for itself, and the size of the file."""
    path = place.scratch / f'out.{name}'
    runs = []
    for _ in range(ROUNDS):
        # It says a line or two, which the pipes hold.
        with place.start('export', place.session, '--what', what, '-o', path, now='12:35') as run:
            runs.append(waited(run))
    return [min(figures) for figures in zip(*runs)], path


def beside_pandoc(markdown, scratch):
    if shutil.which('pandoc') is None:
        print('pandoc is not installed: nothing to compare with (script/setup)')
        return
    for name, kind in PANDOC.items():
        process = subprocess.Popen(['pandoc', '-f', 'gfm', '-t', kind, '-s', '--metadata', 'title=x',
                                    '-o', scratch / f'pandoc.{name}', markdown],
                                   stderr=subprocess.DEVNULL)
        used, took, memory = waited(process)
        print(f'pandoc {name:5} {used * 1000:7.0f} ms, {took * 1000:7.0f} ms to wait, {memory:6.1f} MB')


def ten_thousand_entries():
    folder = '/dev/shm' if os.access('/dev/shm', os.W_OK) else None
    with Place(folder=folder) as place, Place(folder=folder) as twice:
        make(place, ENTRIES)
        make(twice, 2 * ENTRIES)
        findings = []
        for name, what in formats(place):
            (used, took, memory), path = export(place, name, what)
            (used_twice, _, memory_twice), _ = export(twice, name, what)
            size = path.stat().st_size
            print(f'{name:5} {size:9} bytes {used * 1000:7.0f} ms, {took * 1000:7.0f} ms to wait, '
                  f'{memory:6.1f} MB; twice as many {used_twice * 1000:7.0f} ms, '
                  f'{memory_twice:6.1f} MB')
            if memory > MEMORY:
                findings.append(f'{name} takes {memory:.1f} MB, over {MEMORY}')
            if used > SECONDS.get(name, used):
                findings.append(f'{name} takes {used:.1f} s, over {SECONDS[name]}')
            if used_twice > MORE * used or memory_twice > MORE * memory:
                findings.append(f'{name}: twice the entries take {used_twice / used:.1f} times the '
                                f'time, {memory_twice / memory:.1f} times the memory')
        expect(not findings, '\n'.join(findings))
        beside_pandoc(place.scratch / 'out.md', place.scratch)


if __name__ == '__main__':
    main(ten_thousand_entries)
