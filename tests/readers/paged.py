"""A PDF as poppler reads it: its paper, its pages, the texts on them, and what a printer's eye
would find fault with: a heading alone at the foot of a page, words over the edge.
"""

import re
import subprocess
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from page_times import turned_spans
from printed import missing_in_order, plain

A4 = (595.3, 841.9)  # points
LEAST_MARGIN = 28    # points: a centimetre
SAME_LINE = 3        # points between the feet of words of one line


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE).stdout.decode('utf-8', 'replace')


def fold(text):
    """As a reader of glyphs may have it: letters in their presentation forms, no blanks."""
    text = unicodedata.normalize('NFKC', plain(text))
    return ''.join(c for c in text if not c.isspace() and unicodedata.category(c) not in ('Cf', 'Mn'))


def is_rtl(text):
    return any(unicodedata.bidirectional(c) in ('R', 'AL') for c in text)


def letters(text):
    """How often each letter that runs from right to left is there."""
    return Counter(c for c in fold(text) if unicodedata.bidirectional(c) in ('R', 'AL'))


class Page:
    """Words of a page: (left, top, right, bottom, text), and its size."""

    def __init__(self, element):
        self.width, self.height = (float(element.get(name)) for name in ('width', 'height'))
        self.words = [(*(float(word.get(name)) for name in ('xMin', 'yMin', 'xMax', 'yMax')),
                       word.text or '') for word in element.iter() if word.tag.endswith('word')]

    def within(self, top, bottom):
        return [word for word in self.words if word[1] >= top and word[3] <= self.height - bottom]

    def last_line(self, top, bottom):
        words = self.within(top, bottom)
        if not words:
            return ''
        foot = max(word[3] for word in words)
        return ' '.join(word[4] for word in sorted(words) if word[3] > foot - SAME_LINE)


class Paged:
    def __init__(self, path):
        self.path = path
        self.info = dict(re.match(r'([^:]+):\s*(.*)', line).groups()
                         for line in run('pdfinfo', path).splitlines() if ':' in line)
        boxes = run('pdftotext', '-bbox', path, '-')
        boxes = re.sub('[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]', '', boxes)
        self.pages = [Page(each) for each in ElementTree.fromstring(boxes).iter()
                      if each.tag.endswith('page')]

    def body(self, top, bottom):
        """All texts between the head and the foot of pages, in the order of the file."""
        first = self.pages[0]
        return run('pdftotext', '-raw', '-nopgbrk', '-x', '0', '-y', str(round(top)), '-W',
                   str(round(first.width)), '-H', str(round(first.height - top - bottom)), self.path,
                   '-')

    def findings(self, printed, top=0, bottom=0):
        """What differs from a report that is printed; head and foot are so high, in points."""
        for number, page in enumerate(self.pages, 1):
            if any(abs(got - want) > 1 for got, want in zip((page.width, page.height), A4)):
                yield f'page {number} is {page.width} × {page.height}, not A4'
            for left, over, right, under, text in page.words:
                if left < LEAST_MARGIN or right > page.width - LEAST_MARGIN or over < 0 or \
                        under > page.height:
                    yield f'page {number}: {text!r} stands over the edge'
            if not page.within(top, bottom):
                yield f'page {number} is empty'
        yield from self.text_findings(printed, top, bottom)
        yield from self.heading_findings(printed, top, bottom)
        yield from turned_spans(self.path, printed.texts, printed.rtl)

    def text_findings(self, printed, top, bottom):
        """Of texts from right to left only that they are there: glyphs have no one order."""
        body = self.body(top, bottom)
        straight = [text for text in printed.texts if not is_rtl(text)]
        if not printed.rtl:
            for text in missing_in_order(straight, body, fold):
                yield f'not in its place: {text[:120]!r}'
        lost = letters(' '.join(printed.texts)) - letters(body)
        if lost:
            yield f'letters from right to left that are not there: {dict(lost)}'

    def heading_findings(self, printed, top, bottom):
        """A heading that is the last on a page has lost what it stands over."""
        headings = {fold(text) for _, text in printed.headings} - set(map(fold, printed.bare))
        over = Counter(fold(text) for _, text in printed.headings)
        others = Counter(map(fold, printed.texts)) - over  # cells may say the same
        for number, page in enumerate(self.pages[:-1], 1):
            line = fold(page.last_line(top, bottom))
            alone = line in headings or (len(line) > 8 and any(
                heading.endswith(line) for heading in headings))
            if alone and not any(text.endswith(line) for text in others):
                yield f'page {number} ends with a heading: {line!r}'


def draw(path, folder, resolution=55):
    """A sheet with all pages of a file."""
    with tempfile.TemporaryDirectory() as scratch:
        run('pdftoppm', '-png', '-r', str(resolution), path, Path(scratch, 'page'))
        run('montage', *sorted(Path(scratch).iterdir()), '-tile', '4x', '-geometry', '+6+6',
            '-background', '#888', f'{folder / path.stem}.pages.png')
