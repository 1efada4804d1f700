#!/usr/bin/env python3
"""Hostile texts in every field of a session, written as Markdown, CSV and JSON, through readers
that know nothing of the program: pandoc's CommonMark with all its extensions, Python's csv and
json, and the schemas.

usage: read_plain.py WRITE-HOSTILE ROOT

As in read_hostile.py each file is compared with the one that holds a harmless word instead: what
is markup there is markup here, cells are the same cells, and in place of the word stands the text.
That the word is in every field is asked of the schemas of programme and entries: a text that they
allow and that does not hold it is a finding.
"""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import unicodedata
from fnmatch import fnmatch
from pathlib import Path

import jsonschema

from hostile_texts import clean, clean_line, clean_piece
from read_hostile import (ALL_WHATS_EACH, FINDINGS_MOST, LEAST, WORDS, Stream, Writer, all_texts,
                          must, plain, said_with, squeeze)

SKIPPED = 77
BATCH = 40  # reports that pandoc reads at once
MARK = 'Qsepq'  # a heading between them
# All that programs make of Markdown, but for curly quotes, faces and lists by (a), which are
# no markup of CommonMark.
MARKDOWN = 'commonmark_x-smart-emoji-fancy_lists'
DIGEST = re.compile(r'\b[0-9a-f]{12}([0-9a-f]{52})?\b')  # of a text: another one each time
# A label has no full stop behind a sign of its own.
LABEL = re.compile('(?:' + '|'.join(WORDS) + r')\.$')
BLOCKS = ('Para', 'Plain')  # whichever of them: a list with a long item has the one, else the other
FORMULA = '=+-@\uff1d\uff0b\uff0d\uff20'

# Texts of the schemas that no text of a programme or an entry can be: made by the program, or of
# a form of their own (a time, a language, a colour of a list).
OWN = {
    'show': {'session', 'language', 'timezone', 'time', 'slots.id', 'slots.time',
             'slots.spoken.name'},  # a name of the programme's people, or "somebody"
    'entries': {'session', 'entries.slot_id', 'entries.versions.by', 'entries.language',
                'entries.missing_languages'},
}


def is_digest(expected, got):
    return DIGEST.fullmatch(expected) and DIGEST.fullmatch(got)


def walk_pandoc(thing, stream):
    """Elements and texts in their order. Ends of paragraphs are ends of lines."""
    if isinstance(thing, list):
        for each in thing:
            walk_pandoc(each, stream)
        return
    if not isinstance(thing, dict):
        return
    kind, inside = thing['t'], thing.get('c')
    if kind == 'Str':
        stream.text(inside)
    elif kind in ('Space', 'SoftBreak', 'LineBreak'):
        stream.text(' ' if kind == 'Space' else '\n')
    elif kind in BLOCKS:
        walk_pandoc(inside, stream)
        stream.text('\n')
    elif kind in ('BulletList', 'DefinitionList', 'OrderedList'):
        stream.mark(kind)
        for item in inside[-1] if kind == 'OrderedList' else inside:
            stream.mark('item')
            walk_pandoc(item, stream)
        stream.mark('/' + kind)
    elif kind == 'Header':
        stream.mark(kind, inside[0])
        walk_pandoc(inside[2], stream)
        stream.mark('/' + kind)
    elif kind == 'Table':
        stream.mark(kind)
        rows = [*inside[3][1], *(row for body in inside[4] for row in body[2] + body[3])]
        for row in rows:
            stream.mark('row')
            for cell in row[1]:
                stream.mark('cell')
                walk_pandoc(cell[4], stream)
        stream.mark('/' + kind)
    elif kind in ('Strong', 'Emph', 'Underline', 'Strikeout', 'Superscript', 'Subscript'):
        stream.mark(kind)
        walk_pandoc(inside, stream)
        stream.mark('/' + kind)
    else:  # code, links, images, formulas, notes, raw HTML: none is in a report
        stream.mark(kind, json.dumps(inside)[:200])


def read_markdown(files):
    """A stream of each."""
    separator = f'\n\n# {MARK}\n\n'.encode()
    read = subprocess.run(['pandoc', '--sandbox', '-f', MARKDOWN, '-t', 'json'],
                          input=separator.join([b'', *files]), check=True,
                          stdout=subprocess.PIPE).stdout
    streams = []
    for block in json.loads(read)['blocks']:
        if block['t'] == 'Header' and block['c'][2] == [{'t': 'Str', 'c': MARK}]:
            streams.append(Stream())
        else:
            must(streams, 'something before the first')
            walk_pandoc(block, streams[-1])
    must(len(streams) == len(files), f'{len(files)} files are {len(streams)}')
    return streams


def compare_markdown(got, neutral, word, forms):
    must(got.parts == neutral.parts, 'other markup: ' + str(
        next(((a, b) for a, b in zip(got.parts, neutral.parts) if a != b), 'fewer or more')))
    forms = {re.sub('[ \n]+', ' ', form) for form in forms}
    forms |= {form.lstrip(' ') for form in forms} | {form.rstrip(' ') for form in forms}
    for text, expected in zip(got.texts, neutral.texts):
        expected, text = squeeze(DIGEST.sub('', expected)), squeeze(DIGEST.sub('', text))
        said = any(said_with(each, word, forms, way) for each in {expected, LABEL.sub(word, expected)}
                   for way in (text, ' ' + text, text + ' '))
        if '' in forms:  # nothing but blanks, which run together with those around it
            said = said_with(expected.replace(' ', ''), word, {form.replace(' ', '') for form in forms},
                             text.replace(' ', ''))
        must(said or text in {squeeze(expected.replace(word, form)) for form in forms},
             f'{expected!r} became {text!r}')


def read_csv(data):
    return list(csv.reader(io.StringIO(data.decode('utf-8'), newline=''), strict=True))


def is_alive(cell):
    """May a spreadsheet take it for a formula?"""
    if cell[:1] in ('\t', '\r', '\n'):
        return True
    seen = next((c for c in cell if unicodedata.category(c)[0] not in 'ZC'), '')
    return seen != '' and seen in FORMULA


def compare_csv(got, neutral, word, forms, tabbed):
    must([len(row) for row in got] == [len(row) for row in neutral], 'other rows')
    for row, expected in zip(got, neutral):
        for cell, as_word in zip(row, expected):
            must(not is_alive(cell), f'a formula: {cell!r}')
            shown = ''.join(c for c in cell[1:] if c != '\ufffd' and unicodedata.category(c)[0] != 'M')
            guarded = cell[:1] == "'" and (tabbed or is_alive(shown))
            must(said_with(as_word, word, forms, cell) or is_digest(as_word, cell) or
                 guarded and said_with(as_word, word, forms, cell[1:]), f'{as_word!r} became {cell!r}')


def compare_json(got, neutral, word, forms, way=''):
    must(type(got) is type(neutral), f'{way}: another type')
    if isinstance(got, str):
        must(is_digest(neutral, got) or said_with(neutral, word, forms, got),
             f'{way}: {neutral!r} became {got!r}')
    elif isinstance(got, list):
        must(len(got) == len(neutral), f'{way}: {len(got)} for {len(neutral)}')
        for index, (a, b) in enumerate(zip(got, neutral)):
            compare_json(a, b, word, forms, f'{way}[{index}]')
    elif isinstance(got, dict):
        must(list(got) == list(neutral), f'{way}: other members')
        for key, value in got.items():
            compare_json(value, neutral[key], word, forms, f'{way}.{key}')
    else:
        must(got == neutral, f'{way}: {got} for {neutral}')


def validator(root, name):
    path = Path(root, 'docs/schemas', f'{name}.schema.json')
    return jsonschema.Draft202012Validator(json.loads(path.read_text(encoding='utf-8')))


def schema_texts(node, root, way='', seen=()):
    """Ways to all that the schema lets be any text."""
    if '$ref' in node:
        name = node['$ref'].rpartition('/')[2]
        if name not in seen:
            yield from schema_texts(root['$defs'][name], root, way, (*seen, name))
        return
    kinds = node.get('type', [])
    any_text = 'string' in ([kinds] if isinstance(kinds, str) else kinds)
    if any_text and not any(key in node for key in ('enum', 'const', 'pattern', 'format')):
        yield way
    for key, value in node.get('properties', {}).items():
        yield from schema_texts(value, root, f'{way}.{key}' if way else key, seen)
    for key in ('items', 'additionalProperties'):
        if isinstance(node.get(key), dict):
            below = f'{way}.*' if key == 'additionalProperties' and way else way
            yield from schema_texts(node[key], root, below, seen)
    for key in ('anyOf', 'oneOf', 'allOf'):
        for each in node.get(key, []):
            yield from schema_texts(each, root, way, seen)


def value_texts(value, way=''):
    """(way, text) of all that stands in a JSON."""
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, list):
        for each in value:
            yield from value_texts(each, way)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from value_texts(each, f'{way}.{key}' if way else key)


def uncovered(name, root, data):
    """Ways of a schema where the harmless word does not stand."""
    schema = validator(root, name).schema
    held = {way for way, text in value_texts(json.loads(data)) if WORDS[0] in text}
    ways = set(schema_texts(schema, schema))
    must(len(ways) > 5, f'{name}: {ways} are no fields')
    covered = {way for way in ways if any(fnmatch(each, way.removesuffix('.*')) or
                                          each.startswith(way + '.') for each in held)}
    keys = {way for way in ways if way.endswith(('.who', '.who.*'))}  # of people, letters without blanks
    return len(ways), sorted(ways - covered - keys - OWN[name])


class Reader:
    """Compares files as they come; Markdown in batches."""

    def __init__(self, root, neutral):
        self.neutral, self.findings, self.count, self.waiting = neutral, [], 0, []
        self.schema = validator(root, 'report')

    def judge(self, about, compare, *arguments):
        try:
            compare(*arguments)
            self.count += 1
        except (AssertionError, ValueError, csv.Error, jsonschema.ValidationError) as error:
            self.findings.append(f'{about}: {str(error)[:400]}')

    def take(self, data, form, what, file, forms):
        word = WORDS[b',' in data]
        expected, about = self.neutral[word][form, what], f'{form} {what} {data!r}'
        if form == 'md':
            self.waiting.append((about, file, expected, word, forms))
            if len(self.waiting) == BATCH:
                self.finish()
        elif form == 'csv':
            self.judge(about, lambda: compare_csv(read_csv(file), expected, word, forms,
                                                   data[:1] in (b'\t', b'\r', b'\n')))
        else:
            got = json.loads(file)
            self.judge(about, lambda: compare_json(got, expected, word, forms))
            self.judge(about, lambda: self.schema.validate(got))

    def finish(self):
        """Where one file runs into the next, each is read alone."""
        waiting, self.waiting = self.waiting, []
        try:
            streams = read_markdown([each[1] for each in waiting])
        except AssertionError as error:
            self.findings.append(f'Markdown of {waiting[0][0]} and others: {error}')
            return
        for (about, _, expected, word, forms), stream in zip(waiting, streams):
            self.judge(about, compare_markdown, stream, expected, word, forms)


def read_neutral(form, file):
    return {'md': lambda: read_markdown([file])[0], 'csv': lambda: read_csv(file)}.get(
        form, lambda: json.loads(file))()


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    if shutil.which('pandoc') is None:
        print('SKIPPED: pandoc is not installed (script/setup)')
        return SKIPPED
    program, root = sys.argv[1:]
    writer = Writer([program, 'md', 'csv', 'json', 'show', 'entries'])
    first = {word: writer.files(word.encode()) for word in WORDS}
    findings = []
    for name in OWN:
        count, left = uncovered(name, root, first[WORDS[0]].pop((name, name))[1])
        print(f'{name}: {count} ways to a text in the schema')
        findings += [f'{name}: nothing hostile stands in {way}' for way in left]
    reader = Reader(root, {word: {key: read_neutral(key[0], file) for key, (_, file) in files.items()
                                  if key[0] not in OWN} for word, files in first.items()})
    texts = all_texts()
    for index, data in enumerate(texts):
        forms = {data.decode('utf-8'), plain(data), clean(data), clean_line(data), clean_piece(data)}
        for (form, what), (complete, file) in writer.files(data).items():
            if form in OWN or what == 'template' and form != 'md' or (  # data has no template
                    what != 'report' and index % ALL_WHATS_EACH != 0):
                continue
            if what == 'template' and not data.decode('utf-8').strip():
                continue  # a heading of nothing but blanks is none
            if complete or what == 'programme':
                reader.take(data, form, what, file, forms)
        if len(reader.findings) >= FINDINGS_MOST:
            break
    writer.close()
    if reader.waiting:
        reader.finish()
    findings += reader.findings
    if len(texts) < LEAST:
        findings.append(f'only {len(texts)} texts')
    print('\n'.join(findings[:40]))
    print(f'{len(texts)} texts, {reader.count} files, {len(findings)} findings')
    return 1 if findings else 0


if __name__ == '__main__':
    sys.exit(main())
