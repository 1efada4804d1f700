#!/usr/bin/env python3
"""Reports in the styles of reference documents, and documents that are none.

usage: check_references.py taken   HELPER WRITE-REPORT ROOT
       check_references.py refused HELPER
       check_references.py flipped HELPER
       check_references.py asked   DAIS ROOT

taken    the report has the document's fonts, colours, page and style ids, and the texts it had
         before; ElementTree and, where it is there, pandoc read it
refused  what is no reference document is refused by name, whatever it was made for
flipped  some thousand damaged ones: an answer each time, whole or refused, of sound pieces
asked    the same through `dais export --template`: exit codes, one message, nothing written
"""

import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import references
from references import ODF, WORD, reference

W = '{' + WORD + '}'
STYLE, FO, TEXT = (f'{{{ODF}{name}}}' for name in
                   ('style:1.0', 'xsl-fo-compatible:1.0', 'text:1.0'))
NAMESPACES = ''.join(f' xmlns:{prefix}="{uri}"' for prefix, uri in {
    'w': WORD, 'a': references.DRAWING, 'style': ODF + 'style:1.0', 'text': ODF + 'text:1.0',
    'fo': ODF + 'xsl-fo-compatible:1.0', 'svg': ODF + 'svg-compatible:1.0'}.items())
BODY = {'docx': 'word/document.xml', 'odt': 'content.xml'}
BROUGHT = {'docx': {'word/theme/theme1.xml', 'word/fontTable.xml'}, 'odt': set()}
OURS = ('normal', 'title', 'subtitle', 'heading 1', 'heading 2', 'heading 3', 'heading 4',
        'list bullet', 'list bullet 2', 'entry', 'entry facts', 'draft', 'toc 1', 'header', 'footer',
        'table grid')
SECONDS = 20


class Check:
    """Counts what is wrong, and says it."""

    def __init__(self):
        self.findings = 0

    def must(self, holds, *what):
        """Says what where it does not hold."""
        if not holds:
            self.findings += 1
            print(*what)
        return holds

    def finish(self):
        """The exit code."""
        print(f'{self.findings} findings')
        return 1 if self.findings else 0


def helped(helper, content):
    """What the helper makes of a file: its answer, None where it does not end well."""
    done = subprocess.run([helper], input=content, capture_output=True, timeout=SECONDS, check=False)
    if done.returncode != 0:
        return None
    try:
        return json.loads(done.stdout)
    except ValueError:
        return None


def pieces(answer):
    """All the XML in an answer, each as an element."""
    for style in answer['styles']:
        yield style['xml']
    for key in ('characters', 'paragraphs', 'layout'):
        piece = answer.get(key, '')
        yield f'<x{piece}/>' if answer['kind'] == 'odt' else f'<x>{piece}</x>'
    for key in ('fonts', 'theme', 'areas'):
        yield f'<x>{answer.get(key, "")}</x>'


def unsound(answer):
    """What is wrong with an answer, None: nothing."""
    if answer is None:
        return 'no answer'
    if 'refused' in answer:
        return None if 'kind' not in answer else 'refused and answered'
    for piece in pieces(answer):
        try:
            ET.fromstring(f'<x{NAMESPACES}>{piece}</x>')
        except ET.ParseError as error:
            return f'{error} in {piece[:200]}'
    text = json.dumps(answer, ensure_ascii=False)
    return next((f'it holds {secret}' for secret in references.SECRETS if secret in text), None)


def opened(content):
    """The parts of a written report."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def texts(kind, parts):
    """All texts of the report in their order."""
    body = ET.fromstring(parts[BODY[kind]])
    if kind == 'docx':
        return [node.text for node in body.iter(W + 't')]
    return [text for text in body.itertext() if text.strip()]


def pandoc_read(kind, content):
    """What pandoc makes of it, as text with headings; None without pandoc."""
    if shutil.which('pandoc') is None:
        return None
    return subprocess.run(['pandoc', '--sandbox', '-f', kind, '-t', 'gfm', '--wrap=none'],
                          input=content, capture_output=True, check=True, timeout=60).stdout


def check_links(check, where, parts):
    """Every style that is named is there once, and nothing leads out of a DOCX."""
    styles = ET.fromstring(parts['word/styles.xml']).findall(W + 'style')
    ids = [style.get(W + 'styleId') for style in styles]
    names = [style.find(W + 'name').get(W + 'val').lower() for style in styles]
    for kind, all_of in ('id', ids), ('name', names):
        check.must(len(all_of) == len(set(all_of)), where, kind, 'twice', sorted(all_of))
    for name in OURS:
        check.must(name in names, where, 'lacks', name)
    for part in ('word/document.xml', 'word/styles.xml', 'word/header1.xml', 'word/footer1.xml'):
        for node in ET.fromstring(parts[part]).iter():
            if node.tag in [W + tag for tag in ('pStyle', 'rStyle', 'tblStyle', 'basedOn', 'next',
                                                'link')]:
                check.must(node.get(W + 'val') in ids, where, part, 'names', node.get(W + 'val'))
    check.must(b'TargetMode' not in parts['word/_rels/document.xml.rels'], where, 'leads out')


def check_docx(check, where, parts, language):
    """The French document's looks."""
    styles = {style.get(W + 'styleId'): style
              for style in ET.fromstring(parts['word/styles.xml']).iter(W + 'style')}
    heading = styles['Titre1'].find(W + 'rPr')
    check.must(heading.find(W + 'color').get(W + 'val') == '1A7F37', where, 'colour')
    check.must(heading.find(W + 'szCs').get(W + 'val') == '40', where, 'size of joined letters')
    check.must(heading.find(W + 'bCs') is not None, where, 'weight of joined letters')
    check.must(heading.find(W + 'rFonts').get(W + 'ascii') == 'DejaVu Serif', where, 'font')
    spoken = next(ET.fromstring(parts['word/styles.xml']).iter(W + 'lang'))
    check.must(spoken.get(W + 'val') == language, where, 'language', spoken.attrib)
    body = ET.fromstring(parts['word/document.xml'])
    used = [style.get(W + 'val') for style in body.iter(W + 'pStyle')]
    for style in ('Titre', 'Titre1', 'Titre2', 'Listepuces', 'DaisEntry'):
        check.must(style in used, where, 'does not use', style)
    for paragraph in body.iter(W + 'pPr'):
        style = paragraph.find(W + 'pStyle')
        if style is not None and style.get(W + 'val') == 'Listepuces':
            check.must(paragraph.find(W + 'numPr') is not None, where, 'a bullet is missing')
    size, margins = next(body.iter(W + 'pgSz')), next(body.iter(W + 'pgMar'))
    check.must((size.get(W + 'w'), margins.get(W + 'left')) == ('15840', '2600'), where, 'page')
    check.must(b'<a:latin typeface="DejaVu Sans Mono"/>' in parts['word/theme/theme1.xml'], where,
               'theme')


def check_odt(check, where, parts, language):
    """The same of the other format."""
    root = ET.fromstring(parts['styles.xml'])
    styles = {(style.get(STYLE + 'family'), style.get(STYLE + 'name')): style
              for style in root.iter(STYLE + 'style')}
    heading = styles['paragraph', 'Titre1'].find(STYLE + 'text-properties')
    check.must(heading.get(FO + 'color') == '#1A7F37', where, 'colour')
    check.must(heading.get(STYLE + 'font-size-complex') == '20pt', where, 'size of joined letters')
    check.must(heading.get(STYLE + 'font-name') == 'Serif', where, 'font')
    usual = root.find(f'.//{STYLE}default-style/{STYLE}text-properties')
    check.must(usual.get(FO + 'language') == language, where, 'language', usual.attrib)
    layout = next(root.iter(STYLE + 'page-layout-properties'))
    check.must((layout.get(FO + 'page-width'), layout.get(FO + 'margin-left')) == ('11in', '5cm'),
               where, 'page')
    check.must(layout.get(STYLE + 'writing-mode') == ('rl-tb' if language == 'ar' else 'lr-tb'),
               where, 'way')
    content = ET.fromstring(parts['content.xml'])
    used = {node.get(TEXT + 'style-name') for node in content.iter()}
    used |= {style.get(STYLE + 'parent-style-name') for style in content.iter(STYLE + 'style')}
    used |= {styles['paragraph', name].get(STYLE + 'parent-style-name')
             for name in used if ('paragraph', name) in styles}
    for style in ('Title', 'Titre1', 'List_20_1', 'DaisEntry', 'Heading_20_2'):
        check.must(style in used, where, 'does not use', style)
    here = {name for _, name in styles}
    here |= {style.get(STYLE + 'name') for style in content.iter(STYLE + 'style')}
    here |= {style.get(STYLE + 'name') for style in root.iter(TEXT + 'list-style')}
    check.must(used - {None} <= here, where, 'names', used - {None} - here)


def taken(helper, write_report, root):
    """Reports in the styles of documents, beside those without."""
    check = Check()
    own = {'docx': check_docx, 'odt': check_odt}

    def write(kind, language, *answer):
        return subprocess.run([write_report, f'{root}/sessions/sou-88', 'sou-88', 'report', kind,
                               language, *answer], check=True, capture_output=True).stdout

    with tempfile.TemporaryDirectory() as folder:
        for kind in ('docx', 'odt'):
            documents = {'French': reference(kind)}
            if shutil.which('pandoc') is not None:
                documents['pandoc'] = subprocess.run(
                    ['pandoc', '--print-default-data-file', f'reference.{kind}'], check=True,
                    capture_output=True).stdout
            for name, document in documents.items():
                answer = helped(helper, document)
                if not check.must(unsound(answer) is None, name, kind, unsound(answer)):
                    continue
                path = Path(folder) / 'answer.json'
                path.write_text(json.dumps(answer), encoding='utf-8')
                for language in ('en', 'ar', 'en,fr'):
                    where = f'{name} {kind} {language}:'
                    plain, styled = write(kind, language), write(kind, language, path)
                    check.must(styled == write(kind, language, path), where, 'other bytes')
                    before, after = opened(plain), opened(styled)
                    check.must(texts(kind, before) == texts(kind, after), where, 'other texts')
                    check.must(set(after) == set(before) | BROUGHT[kind], where, 'parts',
                               sorted(after))
                    check.must(pandoc_read(kind, plain) == pandoc_read(kind, styled), where,
                               'pandoc reads something else')
                    for part, content in after.items():
                        for secret in references.SECRETS[:7]:
                            check.must(secret.encode() not in content, where, secret, 'in', part)
                    if kind == 'docx':
                        check_links(check, where, after)
                    if name == 'French':
                        own[kind](check, where, after, language.split(',', maxsplit=1)[0])
    return check.finish()


def with_flag(content):
    """The parts of a zip say that they are encrypted."""
    out = bytearray(content)
    for magic, place in ((b'PK\3\4', 6), (b'PK\1\2', 8)):
        at = out.find(magic)
        while at >= 0:
            out[at + place] |= 1
            at = out.find(magic, at + 4)
    return bytes(out)


def with_wrong_sum(content):
    """The check sum of the styles is another, wherever it stands."""
    out = bytearray(content)
    for magic, sum_at, name_at in ((b'PK\3\4', 14, 30), (b'PK\1\2', 16, 46)):
        at = out.find(magic)
        while not out[at + name_at:].startswith((b'word/styles.xml', b'styles.xml')):
            at = out.find(magic, at + 4)
        out[at + sum_at] ^= 1
    return bytes(out)


def nested(name, depth):
    """Elements within each other."""
    return f'<{name} xmlns:w="{WORD}">' + f'<{name}>' * depth + f'</{name}>' * depth + f'</{name}>'


def laughs():
    """A text that would be a thousand million times as long."""
    lines = ''.join(f'<!ENTITY l{i} "{("&l" + str(i - 1) + ";") * 10}">' for i in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "lol">{lines}]><x>&l9;</x>'


def bad_files():
    """(what it is, bytes, why it is refused, the part to blame)."""
    docx, odt = reference('docx'), reference('odt')
    style = 'word/styles.xml'
    relations = 'word/_rels/document.xml.rels'
    outside = references.relations(('styles', '../../../etc/passwd', ''))
    many = references.docx_parts() | {f'x{i}': '' for i in range(5000)}
    crowd = f'<w:styles xmlns:w="{WORD}">' + '<w:b/>' * 500000 + '</w:styles>'
    locked = f'<m:manifest xmlns:m="{ODF}manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    yield 'nothing', b'', 'no-document', ''
    yield 'a text', b'hello, hello', 'no-document', ''
    yield 'a magic number alone', b'PK\3\4', 'damaged', ''
    yield 'half a file', docx[:len(docx) // 2], 'damaged', ''
    yield 'compound file', bytes.fromhex('d0cf11e0a1b11ae1') + b'\0' * 512, 'encrypted', ''
    yield 'encrypted zip', with_flag(docx), 'encrypted', '_rels/.rels'
    yield 'encrypted ODT', reference('odt', **{'META-INF/manifest.xml': locked}), 'encrypted', ''
    yield 'a spreadsheet', reference('docx', **{'word/document.xml': '<workbook/>'}), 'no-document', ''
    header = f'<w:hdr xmlns:w="{WORD}"/>'
    yield 'a header', reference('docx', **{'word/document.xml': header}), 'no-document', ''
    yield 'an ODS', reference('odt', mimetype='application/vnd.oasis.opendocument.spreadsheet'), \
        'no-document', 'mimetype'
    yield 'any zip', references.packed({'a.txt': 'a'}), 'no-document', '_rels/.rels'
    yield 'no document', reference('docx', **{'word/document.xml': None}), 'no-document', ''
    yield 'no styles', reference('docx', **{style: None}), 'no-styles', style
    yield 'no ODT styles', reference('odt', **{'styles.xml': None}), 'no-styles', 'styles.xml'
    yield 'empty styles', reference('docx', **{style: f'<w:styles xmlns:w="{WORD}"/>'}), 'no-styles', ''
    yield 'styles elsewhere', reference('docx', **{relations: outside}), 'no-styles', ''
    yield 'styles cut off', reference('docx', **{style: references.DOCX_STYLES[:900]}), 'damaged', style
    yield 'no XML', reference('odt', **{'styles.xml': b'\0\1\2'}), 'damaged', 'styles.xml'
    yield 'a wrong sum', with_wrong_sum(docx), 'damaged', style
    yield 'a wrong ODT sum', with_wrong_sum(odt), 'damaged', 'styles.xml'
    yield 'a document type', reference('docx', **{style: '<!DOCTYPE w><w/>'}), 'entities', style
    yield 'laughs', reference('docx', **{style: laughs()}), 'entities', style
    yield 'laughs in ODT', reference('odt', **{'styles.xml': laughs()}), 'entities', 'styles.xml'
    yield 'laughs in the theme', reference('docx', **{'word/theme/theme1.xml': laughs()}), 'entities', \
        'word/theme/theme1.xml'
    yield 'a zip bomb', reference('docx', **{style: b' ' * (200 << 20)}), 'too-large', style
    yield 'a bomb of a document', reference('docx', **{'word/document.xml': b'<' * (9 << 20)}), \
        'too-large', 'word/document.xml'
    yield 'too deep', reference('docx', **{style: nested('w:style', 300)}), 'too-large', style
    yield 'a crowd', reference('docx', **{style: crowd}), 'too-large', style
    yield 'many parts', references.packed(many), 'too-large', ''
    yield 'a large file', docx + b'\0' * (33 << 20), 'too-large', ''


def refused(helper):
    """Each is refused for its own reason."""
    check = Check()
    for what, content, why, part in bad_files():
        answer = helped(helper, content)
        check.must(answer is not None and answer.get('refused') == why and 'kind' not in answer, what,
                   'is', answer if answer is None or 'refused' in answer else 'taken')
        if answer is not None and part:
            check.must(answer.get('part') == part, what, 'blames', answer.get('part'))
    no_paper = references.ODT_STYLES.replace(
        'fo:page-width="11in" fo:page-height="8.5in"', '').replace('style:master-page style:name="St',
                                                                  'style:master-page style:name="T')
    no_paper = no_paper.replace('page-layout-name="none"', 'page-layout-name="pm1"')
    answer = helped(helper, reference('odt', **{'styles.xml': no_paper}))
    check.must(answer['page']['width'] == 16838 and 'fo:page-width="297mm"' in answer['layout'],
               'no paper:', answer.get('page'), answer.get('layout'))
    for kind in references.PARTS:
        twice = json.dumps(helped(helper, reference(kind)))
        check.must(twice == json.dumps(helped(helper, reference(kind))), kind, 'differs')
    return check.finish()


def damaged(chance, runs):
    """Documents with a byte changed, in the zip or in the XML below it, or cut."""
    for kind in references.PARTS:
        whole = reference(kind)
        for _ in range(runs):
            out = bytearray(whole)
            at = chance.randrange(len(out))
            out[at] ^= 1 << chance.randrange(8)
            yield bytes(out)
        for _ in range(runs // 4):
            yield whole[:chance.randrange(len(whole))]
        parts = references.PARTS[kind]()
        names = [name for name in parts if name.endswith(('.xml', '.rels'))]
        for _ in range(runs):
            name = chance.choice(names)
            out = bytearray(parts[name].encode())
            for _ in range(chance.choice((1, 1, 1, 4))):
                at = chance.randrange(len(out))
                if chance.random() < 0.5:
                    out[at] ^= 1 << chance.randrange(8)
                else:
                    out[at:at] = chance.choice((b'<', b'>', b'"', b'&#0;', b'&x;', b'\xff', b'/', b''))
            yield references.packed(parts | {name: bytes(out)})


def flipped(helper):
    """An answer each time."""
    check, count = Check(), 0
    runs = int(os.environ.get('DAIS_FLIPS', '500'))
    for content in damaged(random.Random(5), runs):
        count += 1
        answer = helped(helper, content)
        if not check.must(unsound(answer) is None, 'damaged document', count, unsound(answer)):
            break
    print(count, 'documents')
    return check.finish()


def asked(dais, root):
    """What `dais export` says and does."""
    check, dais = Check(), str(Path(dais).resolve())
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shutil.copytree(f'{root}/sessions/sou-88', place / 's')
        for kind in references.PARTS:
            (place / f'House.{kind.upper()}').write_bytes(reference(kind))
        (place / 'named.docx').write_bytes(reference('odt'))
        (place / 'none.odt').write_bytes(b'hello')
        (place / 'large.docx').write_bytes(b'PK\3\4' + b'\0' * (33 << 20))
        (place / 'folder.odt').mkdir()
        alone = place / 'bin'
        alone.mkdir()
        shutil.copy(dais, alone / 'dais')

        def run(template, out, *more, program=dais, **machine):
            home = {'HOME': folder, 'XDG_CONFIG_HOME': folder, 'XDG_STATE_HOME': folder}
            return subprocess.run([program, 'export', 's', '--template', template, '-o', out, *more],
                                  cwd=folder, capture_output=True, text=True, check=False,
                                  env={'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', **home,
                                       **machine})

        for kind in references.PARTS:
            first = run(f'House.{kind.upper()}', f'a.{kind}')
            check.must(first.returncode == 0 and first.stderr == '', kind, first)
            run(f'House.{kind.upper()}', f'b.{kind}', TZ='Pacific/Kiritimati', LC_ALL='C')
            written = (place / f'a.{kind}').read_bytes()
            check.must(b'Titre1' in opened(written)[BODY[kind]], kind, 'has no styles of the document')
            check.must(written == (place / f'b.{kind}').read_bytes(), kind, 'other bytes elsewhere')
        def body(name, kind):
            return opened((place / name).read_bytes())[BODY[kind]]

        for kind in references.PARTS:  # a house template and a reference document, in any order
            house, order = f'House.{kind.upper()}', ('--template', 'un-workshop')
            both = run(house, f'c.{kind}', *order)
            check.must(both.returncode == 0 and both.stderr == '', kind, both)
            turned = run('un-workshop', f'd.{kind}', '--template', house)
            check.must(turned.returncode == 0, kind, turned)
            check.must((place / f'c.{kind}').read_bytes() == (place / f'd.{kind}').read_bytes(), kind,
                       'the order of templates matters')
            check.must(b'Workshop report' in body(f'c.{kind}', kind) and
                       b'Titre1' in body(f'c.{kind}', kind), kind, 'does not take both')
            same = run(house, f'e.{kind}', '--template', house)
            check.must(same.returncode == 2 and 'of one kind' in same.stderr, kind, same)
        for template, out, code, said in (
                ('House.DOCX', 'x.odt', 2, 'a report in odt takes no styles from a document in docx'),
                ('House.ODT', 'x.json', 2, 'a report in json takes no styles from a document in odt'),
                ('House.ODT', 'x.md', 2, 'a report in md takes no styles from a document in odt'),
                ('named.docx', 'x.docx', 1, 'named.docx is a document in odt, whatever its name'),
                ('none.odt', 'x.odt', 1, 'none.odt is no DOCX or ODT document'),
                ('large.docx', 'x.docx', 1, 'large.docx is too large'),
                ('folder.odt', 'x.odt', 1, 'folder.odt is no file'),
                ('missing.docx', 'x.docx', 1, 'there is no template missing.docx')):
            done = run(template, out)
            check.must(done.returncode == code, template, 'exits', done.returncode)
            check.must(done.stderr.startswith(f'dais: {said}'), template, 'says', done.stderr)
            check.must(done.stderr.count('dais: ') == 1, template, 'says more:', done.stderr)
            check.must(done.stdout == '' and not (place / out).exists(), template, 'was written')
        lonely = run('House.DOCX', 'x.docx', program=str(alone / 'dais'))
        check.must(lonely.returncode == 1 and 'dais-styles is missing' in lonely.stderr and
                   not (place / 'x.docx').exists(), 'without the helper:', lonely)
    return check.finish()


if __name__ == '__main__':
    MODES = {'taken': taken, 'refused': refused, 'flipped': flipped, 'asked': asked}
    if len(sys.argv) < 3 or sys.argv[1] not in MODES:
        sys.exit(__doc__)
    sys.exit(MODES[sys.argv[1]](*sys.argv[2:]))
