"""Spans of times as they stand on the pages of a PDF: which of the two is on the left.

A span runs as the report does (docs/formats.md): "09:00–09:15" has 09:00 on the left of a page in
English, and on the right of one in Arabic.
"""

import re
import subprocess
from xml.etree import ElementTree

SPAN = re.compile(r'(\d\d:\d\d) ?– ?(\d\d:\d\d)')
ALONE = re.compile(SPAN.pattern + r'( \([^)]*\))?')  # with a zone, or without
SAME_LINE = 3  # points between the feet of words of one line


def page_lines(page):
    """Its lines, the words of each from left to right."""
    words = [(float(word.get('yMax')), float(word.get('xMin')), word.text or '')
             for word in page.iter() if word.tag.endswith('word')]
    foot, line = None, []
    for under, left, text in sorted(words):
        if foot is not None and under > foot + SAME_LINE:
            yield ' '.join(each for _, each in sorted(line))
            line = []
        foot, line = under, line + [(left, text)]
    yield ' '.join(each for _, each in sorted(line))


def spans_on_paper(path):
    """(left, right) of each span on a line of its own pages."""
    boxes = subprocess.run(['pdftotext', '-bbox', path, '-'], check=True,
                           stdout=subprocess.PIPE).stdout.decode('utf-8', 'replace')
    boxes = re.sub('[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]', '', boxes)
    return [pair for page in ElementTree.fromstring(boxes).iter() if page.tag.endswith('page')
            for line in page_lines(page) for pair in SPAN.findall(line)]


def turned_spans(path, texts, rtl):
    """What is wrong with the spans of a report's texts; the report runs from right to left or not.
    One inside another text, as in a heading, runs as that does."""
    texts = list(texts)
    alone = {text for text in texts if ALONE.fullmatch(text)}
    inside = {pair for text in texts if text not in alone for pair in SPAN.findall(text)}
    wanted = {pair for text in alone for pair in SPAN.findall(text) if pair[0] != pair[1]} - inside
    found = set(spans_on_paper(path))
    right = {pair[::-1] for pair in wanted} if rtl else wanted
    if wanted and not found & right:
        yield f'none of its {len(wanted)} spans of times is there as it must run'
    for left, other in sorted((found - right) & {pair[::-1] for pair in right}):
        yield f'{left}–{other} runs the other way'
