"""A report as its tree says that it is printed, for whatever reads a file of it.

write_report gives the tree past all exporters (FORMAT "tree"); here it becomes what a reader must
find: headings with their levels, texts in their order, tables with their cells, texts in another
language than the report's.
"""

import json
import subprocess
from dataclasses import dataclass, field

RTL = ('ar',)
CONTENTS_LEAST = 4  # sections: so many want contents


def plain(text):
    """A text but for blanks, new lines and marks of direction that readers add or leave out."""
    return ' '.join(text.translate(dict.fromkeys(map(ord, '\u200e\u200f\u202a\u202b\u202c\ufeff')))
                    .replace('\u00ad', '').split())


@dataclass
class Printed:
    title: str
    language: str
    draft: bool
    headings: list = field(default_factory=list)   # (level, text), sections from 1, lists below
    bare: list = field(default_factory=list)       # those with nothing below them
    texts: list = field(default_factory=list)      # all of them, in their order
    tables: list = field(default_factory=list)     # rows of cells, the headings first
    contents: list = field(default_factory=list)   # headings that contents lead to
    languages: dict = field(default_factory=dict)  # of each text; None: the report's own

    @property
    def foreign(self):
        """Texts that are always in one language, another one than the report's."""
        return {text: next(iter(found)) for text, found in self.languages.items()
                if len(found) == 1 and None not in found}

    @property
    def rtl(self):
        return self.language in RTL


def say(printed, text, language=None):
    if text and text.strip():
        printed.texts.append(plain(text))
        foreign = language and language != printed.language
        printed.languages.setdefault(plain(text), set()).add(language if foreign else None)


def print_facts(printed, facts):
    for fact in facts:
        say(printed, fact.get('heading'))
        say(printed, fact.get('text'), fact.get('language'))


def print_entry(printed, entry):
    say(printed, entry.get('heading'))
    say(printed, entry.get('lead'))
    say(printed, entry.get('text'), entry.get('language'))
    print_facts(printed, [fact for fact in entry['in'] if 'language' not in fact])
    print_facts(printed, [fact for fact in entry['in'] if 'language' in fact])


def print_items(printed, items):
    for item in items:
        say(printed, item.get('text'), item.get('language'))
        print_items(printed, item['in'])


def print_nodes(printed, nodes, level):
    for node in nodes:
        kind, heading = node['kind'], node.get('heading')
        if kind == 'section':
            if heading:
                printed.headings.append((level, plain(heading)))
                say(printed, heading, node.get('language'))
                if not node['in']:
                    printed.bare.append(plain(heading))
            print_nodes(printed, node['in'], level + bool(heading))
        elif kind == 'paragraph':
            say(printed, node.get('text'), node.get('language'))
        elif kind == 'facts':
            print_facts(printed, node['in'])
        elif kind == 'list' and node['in']:
            if heading:
                printed.headings.append((level, plain(heading)))
                say(printed, heading)
            if node['in'][0]['kind'] == 'entry':
                for entry in node['in']:
                    print_entry(printed, entry)
            else:
                print_items(printed, node['in'])
        elif kind == 'table' and node['in']:
            rows = [[plain(cell.get('text') or '') for cell in row['in']] for row in node['in']]
            printed.tables.append(rows)
            for row in node['in']:
                for cell in row['in']:
                    say(printed, cell.get('text'), cell.get('language'))


def printed_of(tree):
    printed = Printed(plain(tree['title']), tree['report_language'], tree['draft'])
    say(printed, tree['title'], tree.get('title_language'))
    say(printed, tree.get('heading'))
    sections = [node for node in tree['in']
                if node['kind'] == 'section' and node.get('heading') and node.get('name')]
    if len(sections) >= CONTENTS_LEAST:
        printed.contents = [plain(node['heading']) for node in sections]
    print_nodes(printed, tree['in'], 1)
    return printed


def missing_in_order(texts, whole, fold=plain):
    """The texts that do not stand in `whole` behind the ones before them."""
    at, missing = 0, []
    whole = fold(whole)
    for text in map(fold, texts):
        found = whole.find(text, at)
        if found < 0:
            missing.append(text)
        else:
            at = found + len(text)
    return missing


@dataclass(frozen=True)
class Case:
    session: str
    what: str
    language: str

    def __str__(self):
        return f'{self.session}-{self.what}.{self.language.replace(",", "-")}'


class Writer:
    """The program that plays a session in memory and writes it as a report."""

    def __init__(self, program, sessions):
        self.program, self.sessions = program, sessions

    def write(self, case, form):
        return subprocess.run([self.program, self.sessions / case.session, case.session, case.what,
                               form, case.language], check=True, stdout=subprocess.PIPE).stdout

    def printed(self, case):
        return printed_of(json.loads(self.write(case, 'tree')))
