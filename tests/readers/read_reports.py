#!/usr/bin/env python3
"""Reports of the samples through the programs that people open them with.

usage: read_reports.py [--pictures FOLDER] [--only TEXT] WRITE-REPORT ROOT

LibreOffice opens every DOCX, ODT and CSV, Chromium renders and prints every HTML, and both must find the
headings, texts, tables, contents, languages and directions of the tree, on A4 pages that break
where they may. With --pictures, pages and screens are drawn there, to be looked at. --only takes
the reports whose name ("docx", "sou-88-report.ar") holds a text. Exit code 1: something differs.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import browser
import office
from printed import Case, Writer

SESSIONS = ('sou-88', 'mc2cm-sfax-2019')
WHATS = ('report', 'recommendations', 'timing', 'programme', 'summary')
LANGUAGES = ('en', 'fr', 'ar', 'en,fr')
READERS = {'html': browser.read, 'office': office.read, 'sheets': office.read_sheets}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, usage=__doc__.split('\n')[2])
    arguments.add_argument('--pictures', type=Path)
    arguments.add_argument('--only', default='')
    arguments.add_argument('--reader', choices=list(READERS))
    arguments.add_argument('program', type=Path)
    arguments.add_argument('root', type=Path)
    given = arguments.parse_args()
    cases = [Case(session, what, language) for session in SESSIONS for what in WHATS
             for language in LANGUAGES]
    cases = [case for case in cases if given.only in str(case)]
    if given.pictures is not None:
        given.pictures.mkdir(parents=True, exist_ok=True)
    writer = Writer(given.program.resolve(), given.root.resolve() / 'sessions')
    findings = 0
    with tempfile.TemporaryDirectory(prefix='dais-readers-') as scratch:
        for name, read in READERS.items():
            if given.reader not in (None, name):
                continue
            count = 0
            for file, words in read(cases, writer, Path(scratch), given.pictures):
                print(f'{file}: {words}', flush=True)
                count += 1
            print(f'{name}: {len(cases)} reports, {count} findings', flush=True)
            findings += count
    return 1 if findings or not cases else 0


if __name__ == '__main__':
    sys.exit(main())
