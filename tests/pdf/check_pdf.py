#!/usr/bin/env python3
"""dais-pdf, and what poppler reads from its pages.

usage: check_pdf.py read|pages|refused|same WRITE-REPORT DAIS-PDF ROOT

read      headings and texts of the tree stand in it in their order; title, language, page numbers,
          outline and links are as they must be; times run as the report does
pages     no heading without two lines below it, no single line of a paragraph, no broken row, the
          head of a table again on each page, of documents of many sizes; words longer than a line,
          contents of long ones alone
refused   descriptions that are cut, changed or hostile: exit 1, a line that says why, no byte out
same      the same bytes whatever zone and language the machine has
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

from page_times import turned_spans

SKIPPED = 77
SESSIONS = ('sou-88', 'mc2cm-sfax-2019')
LANGUAGES = ('en', 'fr', 'pt', 'ar', 'en,fr')
PAGE = {'en': 'Page {} of {}', 'fr': 'Page {} sur {}', 'pt': 'Página {} de {}',
        'en,fr': 'Page {0} of {1} / Page {0} sur {1}'}
BODY = ('-x', '0', '-y', '66', '-W', '596', '-H', '716')  # without running heads and feet


def run(*command, given=None, check=True, **environment):
    return subprocess.run(command, input=given, check=check, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=120, env=dict(os.environ, **environment))


def plain(text):
    """Without blanks, brackets (which turn), what steers directions and marks that poppler puts before
    their letters; letters that it turns round in one order."""
    text = unicodedata.normalize('NFKC', text)
    text = ''.join(c for c in text if not c.isspace() and c not in '()' and
                   unicodedata.category(c) not in ('Cf', 'Mn'))
    return re.sub('[\u0644\u0627\u0623\u0625\u0622]{2,}', lambda m: ''.join(sorted(m.group())), text)


def headings(nodes):
    for node in nodes:
        if node['type'] in ('section', 'list') and node.get('heading'):
            yield node['heading']
        if node['type'] == 'section':
            yield from headings(node['content'])


def texts(nodes):
    for node in nodes:
        found = [node.get(key) for key in ('label', 'text', 'number')]
        if node.get('type') == 'table':
            found += [value for row in node['rows'] for key, value in row.items() if '_' not in key]
        yield from (text for text in found if isinstance(text, str))
        for key in ('content', 'facts'):
            yield from texts(node.get(key) or [])


def line(**members):
    return json.dumps(members, ensure_ascii=False)


def block(kind, text, **more):
    return line(**{'is': kind, 'runs': [{'text': text}], **more})


def describe(blocks):
    head = line(**{'dais-pdf': 1, 'title': 'Title', 'code': 'CODE', 'page': '{1}/{2}',
                   'language': 'en', 'way': 'ltr', 'at': '2022-05-18T10:34:00Z'})
    lines = [head, *blocks]
    return ('\n'.join([*lines, line(**{'is': 'end', 'blocks': len(lines)})]) + '\n').encode()


class Harness:
    def __init__(self, write_report, helper, root):
        self.write_report, self.helper, self.root = write_report, helper, Path(root)
        self.findings = []
        self.file = Path('check_pdf.%d.pdf' % os.getpid())

    def say(self, case, text):
        self.findings.append(f'{case}: {text}')

    def report(self, session, form, language):
        return run(self.write_report, str(self.root / 'sessions' / session), session, 'report', form,
                   language).stdout

    def make(self, description):
        self.file.write_bytes(run(self.helper, given=description).stdout)

    def text(self, *options):
        return run('pdftotext', *options, str(self.file), '-').stdout.decode()

    def page_lines(self):
        """Of each page its lines, without running head and foot."""
        pages = self.text('-raw', *BODY).split('\f')
        return [[each for each in page.split('\n') if each.strip()] for page in pages[:-1]]

    def read_one(self, session, language):
        case = f'{session} {language}'
        self.make(self.report(session, 'pdf', language))
        tree = json.loads(self.report(session, 'json', language.split(',')[0]))
        if ',' in language:  # data is in one language: the tree's own headings stand in front
            wanted = []
        else:
            wanted = list(headings(tree['content']))
        leftward = language == 'ar'
        text = plain(self.text(*([] if leftward else ['-raw']), *BODY))
        at = 0
        for heading in wanted:
            # A line of both ways is in another order for a reader that goes by places, and so may
            # be lines that begin at different sides; the outline has all of them in order.
            if leftward and re.search('[a-zA-Z0-9]', heading):
                continue
            found = text.find(plain(heading), at)
            if found < 0:
                self.say(case, f'“{heading}” does not stand in its place')
            at = 0 if leftward else max(at, found)
        for each in texts(tree['content']):
            if ',' not in language and not leftward and plain(each) not in text:
                self.say(case, f'“{each}” is not read')
        if plain(tree['title']) not in text:
            self.say(case, 'the title is not read')
        self.read_frame(case, language, tree, wanted)
        for finding in turned_spans(str(self.file), texts(tree['content']), leftward):
            self.say(case, finding)

    def read_frame(self, case, language, tree, wanted):
        info = dict(re.split(r':\s+', each, maxsplit=1) for each in
                    run('pdfinfo', str(self.file)).stdout.decode().splitlines() if ': ' in each)
        if info['Title'] != tree['title'] and ',' not in language:
            self.say(case, f'its title is {info["Title"]}')
        if info['Tagged'] != 'yes' or '(A4)' not in info['Page size']:
            self.say(case, 'is not tagged, or not A4')
        if f'/Lang ({language.split(",")[0]})'.encode() not in self.file.read_bytes():
            self.say(case, 'does not say its language')
        count = int(info['Pages'])
        for number, page in enumerate(self.text('-layout').split('\f')[:-1], 1):
            form = PAGE.get(language)
            if form and form.format(number, count) not in page:
                self.say(case, f'page {number} of {count} does not say so')
            if tree['draft'] and language == 'en' and page.count('the session is not closed') < 1:
                self.say(case, f'page {number} does not say that it is a draft')
        whole = run('pdftohtml', '-xml', '-i', '-stdout', str(self.file)).stdout.decode()
        items = re.findall(r'<item page="(\d+)">(.*?)</item>', whole)
        outline = [plain(re.sub('&amp;', '&', text)) for _, text in items]
        if wanted and outline != [plain(each) for each in wanted]:
            self.say(case, f'the outline is {outline}')
        if [int(page) for page, _ in items] != sorted(int(page) for page, _ in items):
            self.say(case, 'the outline goes back and forth')
        links = run('pdfinfo', '-url', str(self.file)).stdout.decode()
        for node in tree['content']:
            for item in node.get('content', []) if node.get('name') == 'links' else []:
                for each in item.get('content', [item]):
                    address = (each.get('text') or '').split(' ')[-1]
                    if address.startswith('http') and address not in links:
                        self.say(case, f'{address} is no link')
        if 'javascript' in whole.lower() or re.search(r'(?m)\s(?!https?://|Page|URL)\w+:', links):
            self.say(case, 'something else leads out of it')
        dests = run('pdfinfo', '-dests', str(self.file)).stdout.decode()
        if len(re.findall(r'"h\d+"', dests)) < 5:
            self.say(case, 'the contents lead nowhere')

    def read(self):
        for session in SESSIONS:
            for language in LANGUAGES:
                self.read_one(session, language)

    def pages(self):
        chance = random.Random(88)
        for number in range(24):
            blocks, rows = [], {}
            for i in range(60):
                size = chance.choice((3, 3, 9, 20, 60, 160))
                kind = chance.choice(('heading', 'text', 'text', 'entry', 'item', 'table'))
                if kind == 'heading':
                    blocks.append(block('heading', f'H{i} head', level=chance.randint(1, 4)))
                elif kind == 'table':
                    blocks.append(line(**{'is': 'table', 'way': 'ltr',
                                          'cells': [{'text': f'T{i} head'}, {'text': 'b'}]}))
                    for row in range(chance.randint(1, 30)):
                        rows[f'r{i}x{row}'] = size
                        words = ' '.join([f'r{i}x{row}'] * size)
                        blocks.append(line(**{'is': 'row', 'cells': [{'text': words}, {'text': 'b'}]}))
                    blocks.append(block('text', f'after{i}'))
                else:
                    blocks.append(block(kind, ' '.join([f'k{i}'] * size)))
            blocks.append(block('text', 'End.'))
            self.make(describe(blocks))
            self.check_pages(f'document {number}', self.page_lines())
        self.long_words()
        self.contents()

    def long_words(self):
        """Broken without a letter that is not theirs, and on the line of their number."""
        for word in ('x' * 300, 'https://example.org/' + 'long' * 60, 'مدينة' * 50):
            entry = line(**{'is': 'entry', 'runs': [{'text': 'C1. ', 'bold': True}, {'text': word}]})
            self.make(describe([entry]))
            lines = self.page_lines()[0]
            whole = ''.join(plain(each) for each in lines)
            if len(whole) != len(plain('C1.' + word)):
                self.say(word[:20], f'is read as {whole}')
            if word.isascii() and len(plain(lines[0])) < 10:
                self.say(word[:20], 'leaves its number alone')

    def contents(self):
        """Only where there are more than two pages."""
        for texts, wanted in ((1, False), (60, False), (120, True)):
            blocks = [block('contents', 'Contents')]
            blocks += [block('heading', f'H{i}', level=1, listed=True) for i in range(4)]
            self.make(describe([*blocks, *(block('text', f't{i}') for i in range(texts))]))
            pages = self.page_lines()
            has = any('Contents' in each for each in pages[0])
            if has != wanted or has != (len(pages) > 2):
                self.say(f'{len(pages)} pages', 'contents' if has else 'no contents')

    def check_pages(self, case, pages):
        lines_of = {}  # of a paragraph or row: page: lines
        for number, page in enumerate(pages):
            for at, each in enumerate(page):
                for word in set(re.findall(r'\b(?:k\d+|r\d+x\d+)\b', each)):
                    lines_of.setdefault(word, {}).setdefault(number, 0)
                    lines_of[word][number] += 1
                if re.match(r'H\d+ head', each) and number + 1 < len(pages):
                    below = [x for x in page[at + 1:] if not re.match(r'H\d+ head', x)]
                    if len(below) < 2 and not self.is_short(below, pages[number + 1]):
                        self.say(case, f'page {number + 1}: {each} stands with {len(below)} lines')
            first = re.match(r'(?:• )?r(\d+)x', page[0]) if page else None
            if first:
                self.say(case, f'page {number + 1} begins within a table, without its head')
        for word, found in lines_of.items():
            if len(found) > 1 and word.startswith('r'):
                self.say(case, f'row {word} is broken')
            elif len(found) > 1 and min(found.values()) < 2:
                self.say(case, f'of {word} a line stands alone: {found}')

    @staticmethod
    def is_short(below, next_page):
        """There is but one line before the next heading."""
        return len(below) == 1 and next_page and re.match(r'H\d+ head', next_page[0])

    def refused(self):
        good = describe([block('title', 'x'), block('heading', 'y', level=1),
                         line(**{'is': 'table', 'way': 'rtl', 'cells': [{'text': 'a'}]}),
                         line(**{'is': 'row', 'cells': [{'text': 'b'}]})])
        if run(self.helper, given=good).stdout[:5] != b'%PDF-':
            self.say('good', 'is no PDF')
        bad = {f'cut at {size}': good[:size] for size in range(0, len(good))}
        bad.update({
            'two ends': good + good.splitlines(keepends=True)[-1],
            'other count': good.replace(b'"blocks": 5', b'"blocks": 6'),
            'version': good.replace(b'"dais-pdf": 1', b'"dais-pdf": 2'),
            'kind': good.replace(b'"heading"', b'"headline"'),
            'level': good.replace(b'"level": 1', b'"level": 0'),
            'level of text': good.replace(b'"level": 1', b'"level": "1"'),
            'way': good.replace(b'"rtl"', b'"up"'),
            'wide row': good.replace(b'[{"text": "b"}]', b'[{"text": "b"}, {"text": "c"}]'),
            'empty row': good.replace(b'[{"text": "b"}]', b'[]'),
            'no text': good.replace(b'{"text": "b"}', b'{"txt": "b"}'),
            'number': good.replace(b'{"text": "b"}', b'{"text": 5}'),
            'bad UTF-8': good.replace(b'"b"', b'"\xff"'),
            'NUL': good.replace(b'"b"', b'"\\u0000"'),
            'time': good.replace(b'2022-05-18T', b'now'),
            'deep': good.replace(b'{"text": "b"}', b'[' * 5000 + b']' * 5000),
            'row in no table': describe([line(**{'is': 'row', 'cells': [{'text': 'b'}]})]),
            'language': good.replace(b'"language": "en"', b'"language": "en) /X ("'),
            'script': describe([line(**{'is': 'item', 'runs': [
                {'text': 'x', 'uri': 'javascript:alert(1)'}]})]),
            'quote': describe([line(**{'is': 'item', 'runs': [
                {'text': 'x', 'uri': "https://a/' rect=[0 0 9 9]"}]})]),
            'twice': good.replace(b'"level": 1', b'"level": 1, "level": 1'),
            'long line': describe([block('text', 'x' * (5 << 20))]),
            'large': b'x' * (65 << 20),
            'columns': describe([line(**{'is': 'table', 'cells': [{'text': 'a'}] * 25})]),
        })
        chance = random.Random(5)
        for i in range(60):
            changed = bytearray(good)
            changed[chance.randrange(len(good))] = chance.choice(b'{}[]",:\\\n0')
            if bytes(changed) != good:
                bad[f'changed {i}'] = bytes(changed)
        for case, description in bad.items():
            result = run(self.helper, given=description, check=False)
            may = case.startswith('changed') and result.returncode == 0
            if may:
                continue
            if result.returncode != 1 or result.stdout or result.stderr.count(b'\n') != 1:
                self.say(case, f'{result.returncode}, {len(result.stdout)} bytes, {result.stderr[:99]}')

    def same(self):
        for language in ('en', 'ar', 'en,fr'):
            description = self.report(SESSIONS[0], 'pdf', language)
            first = run(self.helper, given=description).stdout
            for machine in ({'TZ': 'Asia/Tokyo', 'LANG': 'ja_JP.UTF-8', 'LC_ALL': 'ja_JP.UTF-8'},
                            {'TZ': 'America/St_Johns', 'LC_ALL': 'C', 'LANGUAGE': 'ar'},
                            {'FC_LANG': 'zh', 'PANGO_LANGUAGE': 'fa:ur', 'SOURCE_DATE_EPOCH': '1'}):
                if run(self.helper, given=description, **machine).stdout != first:
                    self.say(language, f'other bytes with {machine}')


def main():
    ways = ('read', 'pages', 'refused', 'same')
    if len(sys.argv) != 5 or sys.argv[1] not in ways:
        sys.exit(__doc__)
    if sys.argv[1] in ways[:2] and shutil.which('pdftotext') is None:
        print('SKIPPED: poppler is not installed, so nobody else reads the pages (script/setup)')
        return SKIPPED
    harness = Harness(*sys.argv[2:])
    try:
        getattr(harness, sys.argv[1])()
    finally:
        harness.file.unlink(missing_ok=True)
    for finding in harness.findings[:40]:
        print(finding)
    print(f'{len(harness.findings)} findings')
    return 1 if harness.findings else 0


if __name__ == '__main__':
    sys.exit(main())
