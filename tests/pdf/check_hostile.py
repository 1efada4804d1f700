#!/usr/bin/env python3
"""Hostile texts in every field of a session, as PDF: what poppler reads is the text in its place, and
nothing is in the file that acts, but for the links of the programme.

usage: check_hostile.py WRITE-HOSTILE DAIS-PDF

Texts of Latin letters must come back to the letter; of others, for which a machine may have no font,
the file alone is looked at: the same headings as with a harmless word, no kind of object
that is not in that one. DAIS_HOSTILE_STEP takes every so manieth text only (110).
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from check_pdf import SKIPPED, plain as as_read
from hostile_texts import clean, clean_line, clean_piece, hostile_texts, is_utf8, sample
from read_hostile import FINDINGS_MOST, WORDS, Writer, must, plain

TEXT_MOST = 2000  # bytes
LEAST = 8  # texts
WITHIN = 10  # s for one file
LATIN = re.compile('[\n -~\u00a0-\u024f\u2010-\u201f\u2026]*')
STREAM = re.compile(rb'stream\r?\n.*?endstream', re.DOTALL)
STRING = re.compile(rb'\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>', re.DOTALL)
KIND = re.compile(rb'/(?:S|Type|Subtype|Filter)\s*\[?\s*/(\w+)')
NAME = re.compile(rb'/([A-Za-z]+)')
# Names that make a file act, or hold another one.
ACTS = {b'JS', b'JavaScript', b'Launch', b'OpenAction', b'AA', b'EmbeddedFile', b'EmbeddedFiles', b'Filespec',
        b'SubmitForm', b'ImportData', b'GoToR', b'GoToE', b'RichMedia', b'AcroForm', b'XFA', b'Rendition', b'Movie', b'Sound',
        b'Metadata', b'AF', b'F'}
COUNTED = (b'H1', b'H2', b'H3', b'H4')  # a table is one on each of its pages
FONTS = {b'Type0', b'CIDFontType2', b'CIDFontType0', b'CIDFontType0C', b'TrueType', b'Type1', b'Type1C', b'Type3', b'XObject', b'Image', b'Form'}
ADDRESS = re.compile(rb'https?://[!#-&(-;=?-\[\]-~]+')  # as the description allows them
LINKS = {b'URI', b'Action'}


def skeleton(data):
    """The file without what streams and strings hold."""
    bare = STREAM.sub(b'', data)
    while b'(' in bare:  # parentheses within one another
        shorter = STRING.sub(b' ', bare)
        if shorter == bare:
            break
        bare = shorter
    return STRING.sub(b' ', bare)


class Pdf:
    """What is looked at of one file."""

    def __init__(self, helper, description, folder):
        made = subprocess.run([helper], input=description, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=WITHIN, check=False)
        must(made.returncode == 0 and not made.stderr, f'exit {made.returncode}: {made.stderr[:300]!r}')
        path = folder / 'hostile.pdf'
        path.write_bytes(made.stdout)
        bare = skeleton(made.stdout)
        kinds = KIND.findall(bare)
        self.kinds, self.names = set(kinds), set(NAME.findall(bare))
        self.counts = {name: kinds.count(name) for name in COUNTED}
        self.text = as_read(self.read('pdftotext', '-raw', str(path), '-'))
        info = self.read('pdfinfo', str(path))
        self.title = re.search(r'^Title:\s+(.*)$', info, re.MULTILINE)
        must('Encrypted:       no' in info and 'JavaScript:      no' in info and 'Form:            none' in info, info)
        self.links = {row.split(None, 2)[2].encode() for row in self.read('pdfinfo', '-url', str(path)).splitlines()[1:]}

    @staticmethod
    def read(*command):
        got = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=WITHIN * 3, check=True)
        must(not got.stderr, f'{command[0]}: {got.stderr[:300]!r}')
        return got.stdout.decode('utf-8', 'replace')


def compare(got, neutral, data, what):
    acting = got.names & ACTS - (neutral.names & ACTS)
    must(not acting, f'{acting} in it')
    address = plain(data).rpartition(' ')[2].encode()  # it is the programme's link, too
    may = LINKS if ADDRESS.fullmatch(address) else set()
    must(got.kinds - neutral.kinds <= may | FONTS, f'kinds of objects: {got.kinds - neutral.kinds}')
    must(got.links <= ({address} if may else set()), f'links {got.links}')
    must(got.counts == neutral.counts, f'{got.counts} and not {neutral.counts}')
    forms = {as_read(form) for form in (plain(data), clean(data), clean_line(data), clean_piece(data))}
    if what == 'report' and all(LATIN.fullmatch(form) for form in (plain(data), clean(data))):
        must(any(form in got.text for form in forms), 'it is not read')


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    if shutil.which('pdftotext') is None:
        print('SKIPPED: poppler is not installed (script/setup)')
        return SKIPPED
    texts = [data for _, data in sample(hostile_texts(), 110)
             if data and is_utf8(data) and b'\0' not in data and len(data) <= TEXT_MOST]
    writer, findings, count = Writer([sys.argv[1], 'pdf']), [], 0
    with tempfile.TemporaryDirectory(prefix='dais-test-') as name:
        folder = Path(name)
        neutral = {word: {what: Pdf(sys.argv[2], file, folder)
                          for (_, what), (_, file) in writer.files(word.encode()).items()} for word in WORDS}
        for index, data in enumerate(texts):
            for (_, what), (complete, file) in writer.files(data).items():
                if not complete or what not in ('report', 'template') and (index + len(what)) % 8 != 0:
                    continue
                try:
                    compare(Pdf(sys.argv[2], file, folder), neutral[WORDS[b',' in data]][what], data, what)
                    count += 1
                except (AssertionError, subprocess.SubprocessError) as error:
                    findings.append(f'{what} {data!r}: {str(error)[:400]}')
            if len(findings) >= FINDINGS_MOST and 'DAIS_HOSTILE_STEP' not in os.environ:
                break
    writer.close()
    if len(texts) < LEAST:
        findings.append(f'only {len(texts)} texts')
    print('\n'.join(findings))
    print(f'{len(texts)} texts, {count} files, {len(findings)} findings')
    return 1 if findings else 0


if __name__ == '__main__':
    sys.exit(main())
