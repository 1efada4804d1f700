"""DOCX and ODT as LibreOffice reads them: each file opened once as flat XML, where headings,
tables, links, fields and languages are told by name, and once as a PDF, where pages are.
"""

import csv
import re
import subprocess
from xml.etree import ElementTree

import paged
from printed import RTL, missing_in_order, plain

NAMES = 'urn:oasis:names:tc:opendocument:xmlns:'
OFFICE, TEXT, TABLE, STYLE = (f'{{{NAMES}{name}:1.0}}'
                              for name in ('office', 'text', 'table', 'style'))
FO = f'{{{NAMES}xsl-fo-compatible:1.0}}'
HREF = '{http://www.w3.org/1999/xlink}href'
HEAD, FOOT = 60, 56  # points that the head and the foot of a page take
LIMIT = 900          # seconds


def convert(files, form, out, profile, *how):
    """All of them at once; the names of those that LibreOffice did not write."""
    out.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        ['soffice', '--headless', '--norestore', f'-env:UserInstallation=file://{profile}',
         *how, '--convert-to', form, '--outdir', out, *files], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, timeout=LIMIT, check=False)
    ending = form.partition(':')[0]
    lost = [file.name for file in files if not (out / f'{file.stem}.{ending}').is_file()]
    said = done.stdout.decode('utf-8', 'replace')
    wrong = [line for line in said.splitlines() if 'rror' in line]
    return lost, wrong


def text_of(element):
    """With blanks and ends of lines as they are shown."""
    out = [element.text or '']
    for child in element:
        name = child.tag
        if name == TEXT + 's':
            out.append(' ' * int(child.get(TEXT + 'c', '1')))
        elif name in (TEXT + 'line-break', TEXT + 'tab'):
            out.append('\n')
        elif name not in (TEXT + 'note', OFFICE + 'annotation'):
            out.append(text_of(child))
        out.append(child.tail or '')
    return ''.join(out)


class Document:
    def __init__(self, path):
        root = ElementTree.parse(path).getroot()
        self.root, self.body = root, root.find(f'{OFFICE}body/{OFFICE}text')
        self.styles = {(style.get(STYLE + 'family'), style.get(STYLE + 'name')): style
                       for style in root.iter(STYLE + 'style')}

    def blocks(self):
        return [each for each in self.body.iter() if each.tag in (TEXT + 'p', TEXT + 'h')]

    def text(self):
        return '\n'.join(map(text_of, self.blocks()))

    def headings(self):
        return [(int(each.get(TEXT + 'outline-level')), plain(text_of(each)))
                for each in self.body.iter(TEXT + 'h')]

    def tables(self):
        return [[[plain(' '.join(map(text_of, cell.iter(TEXT + 'p'))))
                  for cell in row.iter(TABLE + 'table-cell')]
                 for row in table.iter(TABLE + 'table-row')]
                for table in self.body.iter(TABLE + 'table')]

    def heads(self):
        """Rows that are printed again on each page."""
        return [len(list(table.iter(TABLE + 'table-header-rows')))
                for table in self.body.iter(TABLE + 'table')]

    def links(self):
        return [(plain(text_of(each)), each.get(HREF)) for each in self.body.iter(TEXT + 'a')]

    def marks(self):
        return {each.get(TEXT + 'name') for each in self.body.iter()
                if each.tag in (TEXT + 'bookmark', TEXT + 'bookmark-start')}

    def property(self, family, name, wanted):
        """Of a style, or of one that it is made from."""
        while (style := self.styles.get((family, name))) is not None:
            for properties in style:
                if properties.get(wanted) is not None:
                    return properties.get(wanted)
            name = style.get(STYLE + 'parent-style-name')
        for default in self.root.iter(STYLE + 'default-style'):
            if default.get(STYLE + 'family') == family:
                for properties in default:
                    if properties.get(wanted) is not None:
                        return properties.get(wanted)
        return None

    def direction(self, block):
        return self.property('paragraph', block.get(TEXT + 'style-name'), STYLE + 'writing-mode')

    def side(self, block):
        """LibreOffice writes the right as the end, whichever way a text runs."""
        found = self.property('paragraph', block.get(TEXT + 'style-name'), FO + 'text-align')
        return {'end': 'right', 'right': 'right', 'center': 'centre'}.get(found, 'left')

    def languages(self, block):
        """Those of its letters, Latin and complex ones."""
        found = set()
        for span in [block, *block.iter(TEXT + 'span')]:
            family = 'text' if span.tag == TEXT + 'span' else 'paragraph'
            for name in (FO + 'language', STYLE + 'language-complex'):
                found.add(self.property(family, span.get(TEXT + 'style-name'), name))
        return found

    def page_parts(self, name):
        """The head or foot of pages: its text and its fields."""
        for part in self.root.iter(STYLE + name):
            fields = {each.tag for each in part.iter()}
            return plain(' '.join(map(text_of, part.iter(TEXT + 'p')))), fields
        return '', set()


def structure_findings(document, printed):
    if document.headings() != printed.headings:
        pairs = [(a, b) for a, b in zip(printed.headings, document.headings()) if a != b]
        yield f'other headings: {pairs[:3] or "fewer or more"}'
    for text in missing_in_order(printed.texts, document.text()):
        yield f'not in its place: {text[:120]!r}'
    if document.tables() != printed.tables:
        yield f'other cells: {len(document.tables())} tables for {len(printed.tables)}'
    if any(count != 1 for count in document.heads()):
        yield f'tables without a row of headings: {document.heads()}'
    links = document.links()
    if [text for text, _ in links] != printed.contents:
        yield f'other contents: {links}'
    for text, target in links:
        if target[:1] != '#' or target[1:].split('|')[0] not in document.marks():
            yield f'{text!r} leads to {target}, which is not there'


def look_findings(document, printed):
    header, _ = document.page_parts('header')
    if not header or not printed.title.startswith(header.removesuffix('…')):
        yield f'the head of pages is {header!r}'
    _, fields = document.page_parts('footer')
    if not {TEXT + 'page-number', TEXT + 'page-count'} <= fields:
        yield f'no page numbers in the foot: {fields}'
    way = 'rl-tb' if printed.rtl else 'lr-tb'
    foreign = printed.foreign
    for block in document.blocks():
        text = plain(text_of(block))
        if not text:
            continue
        language = foreign.get(text)
        if language is None and (any(text.endswith(each) for each in foreign) or
                                 printed.rtl and not paged.is_rtl(text)):
            continue  # behind a word of the report's own; entries that say no language
        wanted = way if language is None else 'rl-tb' if language in RTL else 'lr-tb'
        got = document.direction(block) or 'lr-tb'
        if got.replace('page', way) != wanted:
            yield f'{text[:80]!r} runs {got}, not {wanted}'
        side = document.side(block)
        if got == 'rl-tb' and side != 'right' or (
                got == 'lr-tb' and side == 'right' and not printed.rtl):
            yield f'{text[:80]!r} runs {got} and stands on the {side}'
        if text in foreign and foreign[text] not in document.languages(block):
            yield f'{text[:80]!r} is not marked as {foreign[text]}: {document.languages(block)}'
    default = document.property('paragraph', 'Standard',
                                STYLE + 'language-complex' if printed.rtl else FO + 'language')
    if default != printed.language:
        yield f'the language of the document is {default}'


def contents_findings(pages, printed):
    """Each line of the contents says on which page its heading is, as soon as the file is open."""
    body = pages.body(HEAD, FOOT)
    if printed.rtl:  # glyphs have no one order
        if len(re.findall(r'(?m)^\d+$', body)) < len(printed.contents):
            yield 'the contents have no page numbers'
        return
    whole, at = paged.fold(body), 0
    for heading in map(paged.fold, printed.contents):
        found = re.compile(re.escape(heading) + r'(\d{1,2})').search(whole, at)
        if not found:
            yield f'the contents have no page number of {heading!r}'
            continue
        at, number = found.end(1), int(found[1])
        if not 1 <= number <= len(pages.pages):
            yield f'{heading!r} is on page {number} of {len(pages.pages)}'
            continue
        there = paged.fold(' '.join(word[4] for word in pages.pages[number - 1].words))
        if there.count(heading) < 1 + (number == 1):
            yield f'{heading!r} is not on page {number}'


def sheet_cells(path):
    """Cells as a spreadsheet holds them: text, and whether it computes anything."""
    root = ElementTree.parse(path).getroot()
    rows, alive = [], []
    for row in root.iter(TABLE + 'table-row'):
        cells = []
        for cell in row.iter(TABLE + 'table-cell'):
            text = '\n'.join(map(text_of, cell.iter(TEXT + 'p')))
            cells += [text] * min(int(cell.get(TABLE + 'number-columns-repeated', '1')), 100)
            if cell.get(TABLE + 'formula') or cell.get(OFFICE + 'value-type') not in (None, 'string'):
                alive.append(text)
        while cells and not cells[-1]:
            cells.pop()
        rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    return rows, alive


def read_sheets(cases, writer, work, _):
    """CSV in the spreadsheet: the cells of Python's reader, all of them texts."""
    paths = {}
    for case in cases:
        if case.what != 'summary' and ',' not in case.language:
            paths[case] = work / 'csv' / f'{case}.csv'
            paths[case].parent.mkdir(exist_ok=True)
            paths[case].write_bytes(writer.write(case, 'csv'))
    lost, wrong = convert(list(paths.values()), 'fods', work / 'fods', work / 'profile',
                          '--infilter=CSV:44,34,76,1,,0,true')
    yield from ((name, 'LibreOffice does not open it') for name in lost)
    yield from (('csv', line) for line in wrong)
    for case, path in paths.items():
        flat = work / 'fods' / f'{case}.fods'
        if not flat.is_file():
            continue
        with open(path, encoding='utf-8-sig', newline='') as file:
            wanted = list(csv.reader(file, strict=True))
        for row in wanted:
            while row and not row[-1]:
                row.pop()
        rows, alive = sheet_cells(flat)
        if rows != wanted:
            pairs = [(a, b) for a, b in zip(wanted, rows) if a != b]
            yield path.name, f'other cells: {pairs[:1] or (len(wanted), len(rows))}'
        if alive:
            yield path.name, f'cells that are no texts: {alive[:3]}'


def read(cases, writer, work, pictures):
    """(name, what differs) of each case in both formats; how many files were read."""
    files, known = {}, {}
    for case in cases:
        known[case] = writer.printed(case)
        for form in ('docx', 'odt'):
            path = work / form / f'{case}.{form}'
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(writer.write(case, form))
            files[case, form] = path
    profile = work / 'profile'
    for form in ('docx', 'odt'):
        own = [path for (_, each), path in files.items() if each == form]
        for kind in ('fodt', 'pdf'):
            lost, wrong = convert(own, kind, work / f'{form}-{kind}', profile)
            yield from ((name, f'LibreOffice does not open it ({kind})') for name in lost)
            yield from ((form, line) for line in wrong)
    for (case, form), path in files.items():
        printed, name = known[case], path.name
        flat = work / f'{form}-fodt' / f'{case}.fodt'
        pdf = work / f'{form}-pdf' / f'{case}.pdf'
        if not flat.is_file() or not pdf.is_file():
            continue
        document, pages = Document(flat), paged.Paged(pdf)
        for words in (*structure_findings(document, printed), *look_findings(document, printed),
                      *pages.findings(printed, HEAD, FOOT), *contents_findings(pages, printed)):
            yield name, words
        for number, page in enumerate(pages.pages, 1):
            foot = paged.fold(page.last_line(0, 0))
            if foot != f'{number}/{len(pages.pages)}':
                yield name, f'the foot of page {number} says {foot!r}'
        if pictures is not None:
            folder = pictures / form
            folder.mkdir(exist_ok=True)
            paged.draw(pdf, folder)
