#!/usr/bin/env python3
"""Hostile texts in every field of a session, written as HTML, DOCX and ODT, through readers that
know nothing of the program: html.parser, zipfile and ElementTree.

usage: read_hostile.py WRITE-HOSTILE

Each file is compared with the one of the same session that holds a harmless word instead: the
same elements and attributes in the same order, and in place of the word the text, to the letter (in
HTML but for runs of blanks). What stands in it must be on the lists here: no script, form, frame,
link out of the file, field, object or part that is on none of them.
"""

import io
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

from hostile_texts import (clean, clean_line, clean_piece, hostile_texts, is_noncharacter, is_utf8,
                           sample)

WORDS = ('Qzq', 'Qzq,')  # with a comma a text is no theme: those sessions go without
TEXT_MOST = 2000  # bytes
LEAST = 60  # texts
FINDINGS_MOST = 3  # then it says so and stops
ALL_WHATS_EACH = 8  # every so many texts are written as everything, the others as a report

HTML_ELEMENTS = set('html head meta title style body main header nav section h1 h2 h3 h4 h5 h6 p dl '
                    'dt dd ul ol li table thead tbody tr th td strong bdi a br'.split())
HTML_ATTRIBUTES = {'lang', 'dir', 'class', 'id', 'href', 'scope', 'charset', 'name', 'content',
                   'http-equiv'}
DIGEST = re.compile(r'\b[0-9a-f]{12}\b')  # of a text in force: another one each time
ENDS = tuple('.!?:;')  # signs behind which a label has no full stop
VOID = {'meta', 'br'}

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
R = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
DOCX_PARTS = ['[Content_Types].xml', '_rels/.rels', 'docProps/core.xml', 'word/_rels/document.xml.rels',
              'word/document.xml', 'word/footer1.xml', 'word/header1.xml', 'word/numbering.xml',
              'word/settings.xml', 'word/styles.xml']
DOCX_ELEMENTS = {W + name for name in (
    'document body p pPr pStyle keepNext tabs tab bidi jc fldSimple r rPr b bCs rtl lang t br bookmarkStart bookmarkEnd hyperlink '
    'tbl tblPr tblStyle bidiVisual tblW tblGrid gridCol tr trPr cantSplit tblHeader tc tcPr tcW '
    'sectPr headerReference footerReference pgSz pgMar').split()}
# The order that ECMA-376 gives to what may stand in these.
DOCX_ORDER = {
    'pPr': 'pStyle keepNext keepLines numPr pBdr tabs bidi spacing ind contextualSpacing jc outlineLvl',
    'rPr': 'rFonts b bCs i iCs color sz szCs rtl lang',
    'tblPr': 'tblStyle bidiVisual tblW tblBorders tblCellMar',
    'tbl': 'tblPr tblGrid tr',
    'tr': 'trPr tc',
    'tc': 'tcPr p',
    'p': 'pPr bookmarkStart hyperlink r fldSimple bookmarkEnd',
    'r': 'rPr tab t',
    'sectPr': 'headerReference footerReference pgSz pgMar bidi',
    'style': 'name basedOn qFormat pPr rPr tblPr',
}

NAMES = 'urn:oasis:names:tc:opendocument:xmlns:'
TEXT, TABLE, OFFICE = (f'{{{NAMES}{name}:1.0}}' for name in ('text', 'table', 'office'))
HEADS = (W + 't', TEXT + 'p')
HREF = '{http://www.w3.org/1999/xlink}href'
ODT_PARTS = ['META-INF/manifest.xml', 'content.xml', 'meta.xml', 'mimetype', 'styles.xml']
ODT_ELEMENTS = ({TEXT + name for name in 'p h span s tab line-break a bookmark bookmark-ref list list-item'.split()} |
                {TABLE + name for name in ('table table-column table-header-rows table-row '
                                           'table-cell').split()} | {OFFICE + 'text'})


def must(holds, words):
    if not holds:
        raise AssertionError(words)


class Stream:
    """Elements and texts in their order; texts that nothing parts are one."""

    def __init__(self):
        self.parts, self.texts = [], ['']

    def mark(self, *part):
        self.parts.append(part)
        self.texts.append('')

    def text(self, text):
        self.texts[-1] += text


class HtmlStream(HTMLParser):
    def __init__(self, data):
        super().__init__(convert_charrefs=True)
        self.stream, self.open, self.ids, self.links, self.levels = Stream(), [], [], [], [0]
        self.feed(data.decode('utf-8'))
        self.close()
        must(not self.open, f'{self.open} are not closed')
        must(len(set(self.ids)) == len(self.ids), 'two elements have one id')
        must(all(link[:1] == '#' and link[1:] in self.ids for link in self.links),
             f'links lead out: {self.links}')

    def handle_starttag(self, tag, attrs):
        must(tag in HTML_ELEMENTS, f'an element {tag}')
        must(all(name in HTML_ATTRIBUTES for name, _ in attrs), f'attributes of {tag}: {attrs}')
        if tag == 'br':
            self.stream.text('\n')
            return
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch('h[1-6]', tag):
            level = int(tag[1])
            must(level <= self.levels[-1] + 1, f'{tag} behind h{self.levels[-1]}')
            self.levels.append(level)
        for name, value in attrs:
            if name in ('id', 'href'):
                (self.ids if name == 'id' else self.links).append(value)
        self.stream.mark(tag, *sorted(attrs))

    def handle_endtag(self, tag):
        must(self.open and self.open[-1] == tag, f'</{tag}> in {self.open}')
        self.open.pop()
        self.stream.mark('/' + tag)

    def handle_data(self, data):
        self.stream.text(data)

    def handle_comment(self, data):
        must(False, f'a comment: {data}')

    def handle_pi(self, data):
        must(False, f'an instruction: {data}')

    def unknown_decl(self, data):
        must(False, f'a declaration: {data}')


def unzipped(data, names):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        must(sorted(file.namelist()) == names, f'parts {file.namelist()}')
        must(file.testzip() is None, 'a part is broken')
        must(all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in file.infolist()), 'a time')
        must(b'<!DOCTYPE' not in data and b'<!ENTITY' not in data, 'a declaration')
        return {name: file.read(name) for name in names}


def in_order(element, names):
    """Do its children stand in the order of the schema?"""
    order = names.split()
    places = [order.index(child.tag[len(W):]) if child.tag[len(W):] in order else -1
              for child in element if child.tag != W + 'br']
    if element.tag == W + 'p':  # behind its properties, in any order
        places = [min(place, 1) for place in places]
    return -1 not in places and places == sorted(places)


def walk_docx(element, stream, ids):
    must(element.tag in DOCX_ELEMENTS, f'an element {element.tag}')
    name = element.tag[len(W):]
    if name in ('t', 'br'):
        stream.text('\n' if name == 'br' else element.text or '')
        return
    must(not (element.text or '').strip() and not (element.tail or '').strip(), f'text in {name}')
    if name in DOCX_ORDER and name != 'r':
        must(in_order(element, DOCX_ORDER[name]), f'order in {ElementTree.tostring(element)}')
    if name == 'tc':
        must(len(element) and element[-1].tag == W + 'p', 'a cell that does not end in a paragraph')
    if name == 'hyperlink':
        must(list(element.attrib) == [W + 'anchor'], f'a link {element.attrib}')
        ids['wanted'].add(element.get(W + 'anchor'))
    if name == 'fldSimple':
        ref = re.fullmatch(r' PAGEREF (_Toc\d+) \\h ', element.get(W + 'instr', ''))
        must(ref and len(element) == 0 and len(element.attrib) == 1, f'a field {element.attrib}')
        ids['wanted'].add(ref and ref[1])
    if name == 'bookmarkStart':
        ids['there'].add(element.get(W + 'name'))
    stream.mark(name, *sorted((key, value) for key, value in element.attrib.items()
                              if key != W + 'w' or name not in ('gridCol', 'tcW')))
    for child in element:
        walk_docx(child, stream, ids)
    stream.mark('/' + name)


def read_docx(data):
    parts = unzipped(data, DOCX_PARTS)
    stream, ids = Stream(), {'there': set(), 'wanted': set()}
    trees = {name: ElementTree.fromstring(part) for name, part in parts.items()}
    for name, tree in trees.items():
        for element in tree.iter():
            if name.endswith('.rels'):
                must(element.get('TargetMode') is None and '://' not in element.get('Target', ''),
                     'a relation out of the file')
            short = element.tag[len(W):]
            if name.startswith('word/') and short in DOCX_ORDER and short not in ('r', 'tbl'):
                must(in_order(element, DOCX_ORDER[short]), f'order in {name}: {short}')
            must(short != 'instrText' and (short != 'fldSimple' or name in (
                'word/footer1.xml', 'word/document.xml')), f'a field in {name}')
    walk_docx(trees['word/document.xml'], stream, ids)
    must(ids['wanted'] <= ids['there'], f'links to nothing: {ids}')
    for name in ('word/header1.xml', 'docProps/core.xml'):
        stream.mark(name)
        for element in trees[name].iter():
            stream.mark(element.tag)
            stream.text((element.text or '').strip('\n'))
    return stream


def walk_odt(element, stream, ids):
    must(element.tag in ODT_ELEMENTS, f'an element {element.tag}')
    name = element.tag.split('}')[1]
    holds_text = name in ('p', 'h', 'span', 'a')
    if name == 's':
        stream.text(' ' * int(element.get(TEXT + 'c', '1')))
    elif name == 'line-break':
        stream.text('\n')
    else:
        if name == 'a':
            must(element.get(HREF, '')[:1] == '#', f'a link {element.attrib}')
            ids['wanted'].add(element.get(HREF)[1:])
        if name == 'bookmark-ref':
            must(element.get(TEXT + 'reference-format') == 'page', 'a reference to no page')
            ids['wanted'].add(element.get(TEXT + 'ref-name'))
        if name == 'bookmark':
            ids['there'].add(element.get(TEXT + 'name'))
        least = {'list': 1, 'list-item': 1, 'table': 2, 'table-row': 1, 'table-header-rows': 1}
        must(len(element) >= least.get(name, 0), f'an empty {name}')
        stream.mark(name, *sorted(element.attrib.items() if name != 'table-column' else ()))
        if holds_text:
            stream.text(element.text or '')
        for child in element:
            walk_odt(child, stream, ids)
            if holds_text:
                stream.text(child.tail or '')
            else:
                must(not (child.tail or '').strip(), f'text in {name}')
        stream.mark('/' + name)


def read_odt(data):
    parts = unzipped(data, ODT_PARTS)
    trees = {name: ElementTree.fromstring(part) for name, part in parts.items() if name != 'mimetype'}
    must(parts['mimetype'] == b'application/vnd.oasis.opendocument.text', 'another kind')
    body = trees['content.xml'].find(f'{OFFICE}body/{OFFICE}text')
    stream, ids = Stream(), {'there': set(), 'wanted': set()}
    for element in body.iter():
        must('  ' not in (element.text or '') and '  ' not in (element.tail or ''), 'blanks fold')
        if element.tag in (TEXT + 'p', TEXT + 'h'):
            must(not (element.text or '').startswith(' '), 'a blank at a start')
    walk_odt(body, stream, ids)
    must(ids['wanted'] <= ids['there'], f'links to nothing: {ids}')
    for name in ('styles.xml', 'meta.xml'):
        stream.mark(name)
        for element in trees[name].iter():
            stream.mark(element.tag)
            stream.text((element.text or '').strip('\n'))
    return stream


def plain(data):
    """As the programme has it: no normal form, no ends of lines cut."""
    text = data.decode('utf-8').replace('\r\n', '\n').replace('\r', '\n').replace('\t', ' ')
    return ''.join('\ufffd' if c != '\n' and (ord(c) < 32 or 127 <= ord(c) < 160) or
                   is_noncharacter(ord(c)) else c for c in text)


def squeeze(text):
    return re.sub('[ \n]+', ' ', text).strip(' ')


READERS = {'html': lambda data: HtmlStream(data).stream, 'docx': read_docx, 'odt': read_odt}


def said_with(expected, word, forms, text):
    """Is it `expected` with any of the forms in place of each word?"""
    if text in {expected.replace(word, form) for form in forms}:
        return True
    first, *others = expected.split(word)
    ends = {len(first)} if text.startswith(first) else set()  # of what fits so far
    for part in others:
        ends = {end + len(form) for end in ends for form in forms if text.startswith(form, end)}
        ends = {end + len(part) for end in ends if text.startswith(part, end)}
    return len(text) in ends


def compare(form, got, neutral, texts):
    neutral, harmless = neutral
    must(got.parts == neutral.parts, 'other elements: ' + str(
        next(((a, b) for a, b in zip(got.parts, neutral.parts) if a != b), 'fewer or more')))
    for part, text, word in zip([(None,), *got.parts], got.texts, neutral.texts):
        text, word = DIGEST.sub('', text), DIGEST.sub('', word)
        if harmless not in word:
            must(text == word, f'{word!r} became {text!r}')
            continue
        # In one line in titles, attributes and headers.
        ways = texts | {each.replace('\n', ' ') for each in texts}
        if form == 'html':
            ways |= {re.sub('[ \n]+', ' ', way) for way in ways}
            ways |= {way.rstrip(' ') for way in ways} | {way.lstrip(' ') for way in ways}
            word, text = squeeze(word), squeeze(text)
            if text in {squeeze(word.replace(harmless, way)) for way in ways}:
                continue
        cut = part[0] in HEADS and text.endswith('…')  # the head of pages is one line
        said = {text, ' ' + text, text + ' '} if form == 'html' else {text}
        label = word.endswith(harmless + '.') and text.endswith(ENDS)
        must(any(said_with(word, harmless, ways, each) or
                 label and said_with(word[:-1], harmless, ways, each) for each in said) or
             cut and any(word.replace(harmless, way).startswith(text[:-1]) for way in ways),
             f'{word!r} became {text!r}')


class Writer:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def files(self, data):
        """(format, what): (complete, bytes)"""
        self.process.stdin.write(data.hex().encode() + b'\n')
        self.process.stdin.flush()
        files = {}
        while (line := self.process.stdout.readline()) != b'.\n':
            must(line, 'the writer ended')
            form, what, complete, size = line.decode().split()
            files[form, what] = complete == '1', self.process.stdout.read(int(size))
        return files

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def all_texts():
    """That can be a C string, and not so long that they take long and say no more."""
    return [data for _, data in sample(hostile_texts(), 5)
            if data and is_utf8(data) and b'\0' not in data and len(data) <= TEXT_MOST]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    texts = all_texts()
    writer = Writer([sys.argv[1]])
    neutral = {word: {key: (READERS[key[0]](data), word)
                      for key, (_, data) in writer.files(word.encode()).items()} for word in WORDS}
    findings, count = [], 0
    for index, data in enumerate(texts):
        harmless = neutral[WORDS[b',' in data]]
        forms = {plain(data), clean(data), clean_line(data), clean_piece(data)}
        for (form, what), (complete, file) in writer.files(data).items():
            if what != 'report' and index % ALL_WHATS_EACH != 0:
                continue
            try:
                stream = READERS[form](file)
                if complete or what == 'programme':
                    compare(form, stream, harmless[form, what], forms)
                count += 1
            except (AssertionError, ElementTree.ParseError, UnicodeDecodeError,
                    zipfile.BadZipFile) as error:
                findings.append(f'{form} {what} {data!r}: {str(error)[:300]}')
        if len(findings) >= FINDINGS_MOST:
            break
    writer.close()
    if len(texts) < LEAST:
        findings.append(f'only {len(texts)} texts')
    print('\n'.join(findings))
    print(f'{len(texts)} texts, {count} files, {len(findings)} findings')
    return 1 if findings else 0


if __name__ == '__main__':
    sys.exit(main())
