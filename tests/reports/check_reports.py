#!/usr/bin/env python3
"""Reports of the sample sessions.

usage: check_reports.py golden|same|schema|schema-can-fail|read WRITE-REPORT ROOT

golden            every report is the file of its name in tests/reports/golden; with
                  DAIS_UPDATE_GOLDEN=1 it becomes that file, and the difference is for reading
                  (of DOCX and ODT the text that stands in them, as XML, a block a line)
same              the same bytes in other time zones and languages of the machine
schema            every JSON output, every report as YAML and every sample programme keeps to its
                  schema; YAML says what JSON says
schema-can-fail   outputs broken on purpose do not
read              pandoc reads headings and texts of the tree from Markdown, HTML, DOCX and ODT
"""

import copy
import csv
import difflib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import yaml

SESSIONS = ('sou-88', 'mc2cm-sfax-2019')
TEXTS = ('md', 'html', 'docx', 'odt')
DATA = ('json', 'yaml')
WHATS = {'report': (*TEXTS, *DATA, 'csv'), 'recommendations': (*TEXTS, *DATA, 'csv'),
         'summary': (*TEXTS, *DATA), 'timing': (*TEXTS, *DATA, 'csv'),
         'programme': (*TEXTS, *DATA, 'csv', 'ics'), 'as-run': (*TEXTS, *DATA, 'csv', 'ics'), 'un-workshop': TEXTS}
# What is kept as golden of formats that are alike in all: one of each kind is read by eye.
KEPT = {'html': ('report', 'recommendations', 'un-workshop'), 'docx': ('report',),
        'odt': ('report',), 'yaml': ('recommendations',)}
PACKED = {'docx': 'word/document.xml', 'odt': 'content.xml'}
PANDOC = {'md': 'gfm', 'html': 'html', 'docx': 'docx', 'odt': 'odt'}
SKIPPED = 77
COMMANDS = ('status', 'entries', 'show', 'people', 'replan')
LANGUAGES = ('en', 'fr')
# Other languages, and two side by side: of these the running text is enough.
OTHERS = (('sou-88', 'report', 'md', 'pt'), ('sou-88', 'report', 'md', 'es'),
          ('sou-88', 'report', 'md', 'ar'), ('sou-88', 'report', 'md', 'en,fr'),
          ('mc2cm-sfax-2019', 'as-run', 'md', 'fr,ar'), ('sou-88', 'report', 'html', 'ar'),
          ('sou-88', 'report', 'docx', 'ar'), ('sou-88', 'report', 'odt', 'ar'),
          ('sou-88', 'report', 'html', 'en,fr'), ('sou-88', 'report', 'docx', 'en,fr'),
          ('sou-88', 'report', 'odt', 'en,fr'), ('sou-88', 'un-workshop', 'md', 'ar'),
          ('sou-88', 'un-workshop', 'md', 'en,fr'))
MACHINES = ({'TZ': 'Pacific/Kiritimati', 'LC_ALL': 'C'}, {'TZ': 'America/St_Johns', 'LANG': 'fr_FR'},
            {'TZ': '', 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'ar'})


def cases():
    """(session, what, format, language) of every file."""
    for session in SESSIONS:
        for language in LANGUAGES:
            for what, formats in WHATS.items():
                for form in formats:
                    yield session, what, form, language
        for what in COMMANDS:
            yield session, what, 'json', 'en'
    yield from OTHERS


def shown(form, written):
    """A file as it is kept."""
    if form not in PACKED:
        return written
    with zipfile.ZipFile(io.BytesIO(written)) as file:
        return file.read(PACKED[form]) + b'\n'


def plain(text):
    """A text but for blanks, newlines and the kinds of dashes and quotes that readers make."""
    return ' '.join(re.sub('[\u2018\u2019]', "'", text).split())


def tree_headings(nodes, kinds, level):
    """Of sections, and of lists where those are headings too: (level, heading)."""
    for node in nodes:
        if node['type'] in kinds and node.get('heading'):
            yield level, plain(node['heading'])
        if node['type'] == 'section':
            yield from tree_headings(node['content'], kinds, level + bool(node.get('heading')))


def tree_texts(nodes, heads):
    """All that stands in it, but for headings of facts; with those of tables or without."""
    for node in nodes:
        found = [node.get(key) for key in ('heading', 'label', 'text', 'number')]
        if node.get('type') == 'table':
            found += [column['heading'] for column in node['columns'] if heads]
            found += [value for row in node['rows'] for key, value in row.items()
                      if '_' not in key]
        yield from (plain(text) for text in found if isinstance(text, str))
        for key in ('content', 'facts'):
            yield from tree_texts(node.get(key) or [], heads)


def pandoc_read(form, written):
    """What pandoc makes of a file: [(level, heading)], all texts in one."""
    read = subprocess.run(['pandoc', '--sandbox', '-f', PANDOC[form], '-t', 'json'], input=written,
                          check=True, stdout=subprocess.PIPE).stdout
    whole, headings = json.loads(read), []

    def walk(thing):
        if isinstance(thing, list):
            return ''.join(walk(each) for each in thing)
        if not isinstance(thing, dict):
            return ''
        kind, inside = thing.get('t'), thing.get('c')
        if kind == 'Str':
            return inside
        if kind in ('Space', 'SoftBreak', 'LineBreak'):
            return ' '
        if kind in ('Code', 'CodeBlock', 'RawInline', 'RawBlock', 'Math', 'Image', 'Note'):
            return f'\n[{kind}]\n'  # none of these is in a report
        text = walk(inside if kind else list(thing.values()))
        if kind == 'Header':
            headings.append((inside[0], plain(text)))
        inline = kind in ('Strong', 'Emph', 'Span', 'Link', 'Underline', 'Quoted')
        return text if inline else text + '\n'

    text = walk(whole['blocks'])
    return headings, plain(walk(whole['meta']) + ' ' + text)


class Harness:
    def __init__(self, program, root):
        self.program, self.root, self.findings = program, Path(root), []

    def write(self, case, **environment):
        session, what, form, language = case
        command = [self.program, self.root / 'sessions' / session, session, what, form, language]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE,
                              env=dict(os.environ, **environment)).stdout

    def say(self, case, text):
        self.findings.append(f'{" ".join(case)}: {text}')

    def golden(self):
        folder = self.root / 'tests/reports/golden'
        expected = set()
        for case in cases():
            session, what, form, language = case
            if what not in KEPT.get(form, (what,)):
                continue
            ending = form + '.xml' if form in PACKED else form
            path = folder / f'{session}-{what}.{language.replace(",", "-")}.{ending}'
            expected.add(path.name)
            written = shown(form, self.write(case))
            if os.environ.get('DAIS_UPDATE_GOLDEN') == '1':
                path.write_bytes(written)
            elif not path.is_file():
                self.say(case, f'there is no {path.name}')
            elif written != path.read_bytes():
                lines = [text.decode().splitlines() for text in (path.read_bytes(), written)]
                self.say(case, '\n'.join(['is not as in golden:', *difflib.unified_diff(
                    *lines, 'golden', 'written', lineterm='', n=1)]))
        for path in folder.iterdir():
            if path.name not in expected:
                self.findings.append(f'{path.name} is no report of these')

    def same(self):
        for case in cases():
            for machine in MACHINES:
                if self.write(case) != self.write(case, **machine):
                    self.say(case, f'other bytes with {machine}')

    def read(self):
        for case in cases():
            session, what, form, language = case
            if form not in PANDOC or what not in ('report', 'recommendations', 'programme',
                                                  'un-workshop'):
                continue
            tree = json.loads(self.write((session, what, 'json', language)))
            headings, text = pandoc_read(form, self.write(case))
            # The title is the first heading but where it has a style of its own.
            kinds = ('section',) if form == 'md' else ('section', 'list')
            level = 1 if form in PACKED else 2
            wanted = [] if form in PACKED else [(1, plain(tree['title']))]
            wanted += tree_headings(tree['content'], kinds, level)
            if form == 'md':  # which says the language of a text behind it
                headings = [(level, re.sub(r' \([a-z]{2}\)$', '', heading))
                            for level, heading in headings]
            if headings != wanted:
                self.say(case, '\n'.join(['other headings:', *difflib.unified_diff(
                    [str(each) for each in wanted], [str(each) for each in headings], 'tree',
                    'pandoc', lineterm='', n=0)]))
            heads = form != 'odt'  # pandoc's reader of ODT passes over the rows of headings
            for each in [plain(tree['title']), *tree_texts(tree['content'], heads)]:
                if each not in text:
                    self.say(case, f'pandoc does not read “{each[:200]}”')

    def validator(self, name):
        path = self.root / 'docs/schemas' / f'{name}.schema.json'
        schema = json.loads(path.read_text(encoding='utf-8'))
        jsonschema.Draft202012Validator.check_schema(schema)
        return jsonschema.Draft202012Validator(schema)

    def load(self, case):
        """What the readers of a form of data make of it; of YAML that must be what the JSON says."""
        session, what, form, language = case
        written = self.write(case)
        if form == 'json':
            return [json.loads(written)]
        read = [yaml.load(written, loader) for loader in (yaml.SafeLoader, yaml.CSafeLoader)]
        wanted = json.loads(self.write((session, what, 'json', language)))
        for data in read:
            if json.dumps(data, default=repr) != json.dumps(wanted):
                self.say(case, 'says something else than the JSON')
        return read

    def schema(self):
        for case in cases():
            session, what, form, _ = case
            if form == 'csv':
                rows = list(csv.reader(io.StringIO(self.write(case).decode(), newline=''),
                                       strict=True))
                if len({len(row) for row in rows}) != 1 or len(set(rows[0])) != len(rows[0]):
                    self.say(case, 'rows of different length, or two columns of one name')
            if form not in DATA:
                continue
            validator = self.validator(what if what in COMMANDS else 'report')
            for data in self.load(case):
                for error in validator.iter_errors(data):
                    self.say(case, f'{error.json_path}: {error.message[:300]}')
        validator = self.validator('programme')
        for path in sorted((self.root / 'sessions').glob('*/programme.yaml')):
            # Every scalar is a text and read by its own rule, so no loader may guess.
            programme = yaml.load(path.read_text(encoding='utf-8'), yaml.BaseLoader)
            for error in validator.iter_errors(programme):
                self.findings.append(f'{path}: {error.json_path}: {error.message[:300]}')

    def schema_can_fail(self):
        breaks = {
            'status': [('state', 'sleeping'), ('at', '2022-05-18 10:21'), ('slots.0.number', 0),
                       ('slots.0.state', None), ('forecast.late_ms', '0'), ('dais', 2),
                       ('slot', {}), ('history', []), ('session', '')],
            'entries': [('entries.0.standing', 'good'), ('entries.0.text', None),
                        ('entries.0.digest', '12'), ('entries.0.versions', []),
                        ('entries.0.themes', 'a, b'), ('entries.0.slot', '5'),
                        ('entries.0.by', 'x'), ('entries.0.id', 'R1')],
            'show': [('slots.0.start', '09:00'), ('slots.0.kind', 'party'),
                     ('slots.0.duration_ms', -1), ('attribution', 'none'), ('days', []),
                     ('slots.0.minutes', 3), ('title', 5)],
            'people': [('people.0.state', 'asleep'), ('people.0.number', 0), ('people.0.role', 'x'),
                       ('people.0.spoken_ms', -1), ('others', None), ('affiliations', [{}])],
            'replan': [('dais', 2), ('plans', []), ('plans.0.plan', 'drop'), ('plans.0.slots', None),
                       ('plans.0.projected_end', '12:30'), ('plans.0.reaches_hard_end', 'no'),
                       ('plans.0.slots.0.lost_ms', -60000), ('plans.1.slots.0.lost_ms', 1),
                       ('plans.0.slots.0.number', 0), ('plans.0.skips', [])],
            'report': [('what', 'novel'), ('draft', 'no'), ('content.0.type', 'chapter'),
                       ('entries', None), ('entries.0.at', 'today'),
                       ('entries.0.standing', 'withdrawn'), ('content', [{'type': 'list'}])],
        }
        for name, changes in breaks.items():
            validator = self.validator(name)
            case = (SESSIONS[0], name, 'json', 'en')
            whole = json.loads(self.write(case))
            for way, value in changes:
                broken = copy.deepcopy(whole)
                *steps, last = way.split('.')
                place = broken
                for step in steps:
                    place = place[int(step) if step.isdigit() else step]
                place[int(last) if last.isdigit() else last] = value
                if validator.is_valid(broken):
                    self.say(case, f'{way} = {value!r} passes')
            for key in whole:
                if key in ('code', 'event', 'project', 'type', 'heading') or name == 'show':
                    continue
                if validator.is_valid({k: v for k, v in whole.items() if k != key}):
                    self.say(case, f'passes without {key}')
        validator = self.validator('programme')
        for broken in ({}, {'title': 'x'}, {'title': 'x', 'slots': []}, {'slots': [{}]},
                       {'title': 'x', 'slots': [{'knid': 'panel'}]},
                       {'title': 'x', 'slots': [{'kind': 'party'}]},
                       {'title': 'x', 'time': '9:00–10:00', 'colour': 'red'},
                       {'title': 'x', 'slots': [{'time': '9:00–9:30', 'minimum': '5 apples'}]}):
            if validator.is_valid(broken):
                self.findings.append(f'programme: {broken} passes')


def main():
    ways = ('golden', 'same', 'schema', 'schema-can-fail', 'read')
    if len(sys.argv) != 4 or sys.argv[1] not in ways:
        sys.exit(__doc__)
    if sys.argv[1] == 'read' and shutil.which('pandoc') is None:
        print('SKIPPED: pandoc is not installed, so nobody else reads the reports (script/setup)')
        return SKIPPED
    harness = Harness(*sys.argv[2:])
    getattr(harness, sys.argv[1].replace('-', '_'))()
    for finding in harness.findings:
        print(finding)
    print(f'{len(harness.findings)} findings')
    return 1 if harness.findings else 0


if __name__ == '__main__':
    sys.exit(main())
