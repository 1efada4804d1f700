#!/usr/bin/env python3
"""Reports as YAML and programmes as iCalendar, read by PyYAML, by libyaml (PyYAML's loader in C) and
by libical: the YAML says what the JSON says, and the calendar has the slots, times and texts that
stand in the JSON of the same programme.

usage: read_data.py samples WRITE-REPORT READ-CALENDAR ROOT
       read_data.py hostile WRITE-HOSTILE READ-CALENDAR

samples   the sample sessions, in English and French, as planned and as run
hostile   hostile texts in every field of a session: the same text comes back, and an event has
          nothing but what the program gives it
"""

import datetime
import json
import re
import subprocess
import sys
from pathlib import Path

import yaml

from hostile_texts import is_noncharacter
from read_hostile import FINDINGS_MOST, LEAST, Writer, all_texts, must

SESSIONS = ('sou-88', 'mc2cm-sfax-2019')
ALL_WHATS_EACH = 16  # every so many texts everything is read, of the others the programme alone
HEAD = ['VERSION', 'PRODID', 'CALSCALE', 'NAME', 'X-WR-CALNAME']
EVENT = ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY', 'LOCATION', 'DESCRIPTION', 'STATUS']
TIMES = re.compile(r'(\d\d:\d\d–(\d\d:\d\d)? )?')


def plain(text):
    """A text from data as every file of text has it."""
    text = text.replace('\r\n', '\n').replace('\r', '\n').replace('\t', ' ')
    return ''.join('\ufffd' if (letter < ' ' and letter != '\n') or '\x7f' <= letter <= '\x9f' or
                   is_noncharacter(ord(letter)) else letter for letter in text)


class Calendars:
    """libical, in a program of its own."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def read(self, data):
        self.process.stdin.write(b'%d\n' % len(data) + data)
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def seconds(text):
    """Of an instant; None where there is none, or the words that stand for one."""
    if text is None or not re.fullmatch(r'\d{4}-\d\d-\d\dT.*[+-]\d\d:\d\d', text):
        return None
    return int(datetime.datetime.fromisoformat(text).timestamp())


def same(got, text):
    """libical takes blanks off at both ends."""
    return got.strip(' ') == plain(text).strip(' ')


def sections(nodes):
    """The slots of a programme in their order."""
    for node in nodes:
        if node['type'] == 'section' and node.get('name') == 'slot':
            yield node
        elif node['type'] == 'section':
            yield from sections(node['content'])


def facts_of(nodes):
    return [fact for node in nodes if node['type'] == 'facts' for fact in node['content']]


def said(nodes, colon):
    """What a slot's section says but for its room, as text."""
    text = ''
    for node in nodes:
        if node['type'] == 'facts':
            text += ''.join(fact['heading'] + colon + fact['text'] + '\n'
                            for fact in node['content'] if fact.get('name') != 'room')
            continue
        must(node['type'] == 'list', f'a {node["type"]} in a slot')
        text += '\n' * bool(text) + node.get('heading', '') + '\n' * ('heading' in node)
        text += ''.join(f'- {item["text"]}\n' for item in node['content'])
    return text[:-1]


def check_times(event, row, as_run):
    planned = seconds(row['start']), seconds(row['end'])
    ran = as_run and row['actual_start'] is not None
    start, end = (seconds(row['actual_start']), seconds(row['actual_end'])) if ran else planned
    must(event['DTSTART'] == start, f'starts at {event["DTSTART"]}, not {start}')
    if end is not None and end > start:
        must(event.get('DTEND') == end, f'ends at {event.get("DTEND")}, not {end}')
    elif not ran:
        must('DTEND' not in event, 'has an end')
    if ran or (row['status'] is None and not as_run):
        must(event['STATUS'] == 'CONFIRMED', f'is {event["STATUS"]}')
    if row['status'] is not None and not as_run:
        must(event['STATUS'] == 'TENTATIVE', f'is {event["STATUS"]}')


def check_texts(event, section, venue, colon):
    head = TIMES.match(section['heading'])[0]
    wanted = {'SUMMARY': section['heading'][len(head):],
              'LOCATION': ', '.join([fact['text'] for fact in facts_of(section['content'])
                                     if fact.get('name') == 'room'] + venue),
              'DESCRIPTION': said(section['content'], colon)}
    for name, text in wanted.items():
        must(same(event.get(name, ''), text), f'{name} is {event.get(name, "")!r}, not {text!r}')


def check_calendar(read, tree, colon):
    """A calendar as libical has read it, against the JSON."""
    must(read is not None, 'libical reads no calendar')
    must(read['errors'] == 0, f'libical finds {read["errors"]} errors')
    must(set(read['components']) <= {'VEVENT'}, f'components {read["components"]}')
    must([name for name in HEAD if name in read['head']['names']] == read['head']['names'],
         f'head of {read["head"]["names"]}')
    must(same(read['head'].get('NAME', ''), tree['title']), f'called {read["head"].get("NAME")!r}')
    venue = [fact['text'] for fact in facts_of(tree['content']) if fact.get('name') == 'venue']
    both = list(zip(sections(tree['content']), tree['programme'], strict=True))
    timed = [(section, row) for section, row in both
             if seconds(row['start']) or seconds(row.get('actual_start'))]
    must(len(timed) == len(read['events']), f'{len(read["events"])} events, not {len(timed)}')
    for event, (section, row) in zip(read['events'], timed):
        must([name for name in EVENT if name in event['names']] == event['names'],
             f'event of {event["names"]}')
        must(event['UID'] == plain(f'{tree["session"]}-{row["id"]}@dais'), f'is {event["UID"]}')
        check_times(event, row, tree['as_run'])
        check_texts(event, section, venue, colon)
    return len(timed)


def check_yaml(written, tree, loaders):
    for loader in loaders:
        # Text for text, number for number: 1 is no "1", and true no 1.
        must(json.dumps(yaml.load(written, loader), default=repr) == json.dumps(tree),
             f'{loader.__name__} reads something else')


def read_samples(program, calendars, root):
    findings, count = [], 0
    for session in SESSIONS:
        for language, colon in (('en', ': '), ('fr', '\u00a0: ')):
            for what in ('programme', 'as-run'):
                def write(form):
                    return subprocess.run([program, Path(root) / 'sessions' / session, session,
                                           what, form, language], check=True,
                                          stdout=subprocess.PIPE).stdout
                tree = json.loads(write('json'))
                try:
                    count += check_calendar(calendars.read(write('ics')), tree, colon)
                    check_yaml(write('yaml'), tree, (yaml.SafeLoader, yaml.CSafeLoader))
                except AssertionError as error:
                    findings.append(f'{session} {what} {language}: {error}')
    print(f'{count} events')
    return findings if count > 90 else [*findings, 'hardly any event']


def read_hostile(program, calendars):
    findings, count, texts = [], 0, all_texts()
    writer = Writer([program, 'json', 'yaml', 'ics'])
    for index, data in enumerate(texts):
        files = writer.files(data)
        for (form, what), (_, written) in files.items():
            everything = index % ALL_WHATS_EACH == 0
            if form == 'json' or (what != 'programme' and not everything):
                continue
            tree = json.loads(files['json', what][1])
            both = everything and what in ('programme', 'recommendations')  # the other is slow
            loaders = (yaml.SafeLoader, yaml.CSafeLoader) if both else (yaml.CSafeLoader,)
            try:
                if form == 'ics':
                    check_calendar(calendars.read(written), tree, ': ')
                else:
                    check_yaml(written, tree, loaders)
                count += 1
            except (AssertionError, ValueError, yaml.YAMLError) as error:
                findings.append(f'{form} {what} {data!r}: {str(error)[:300]}')
        if len(findings) >= FINDINGS_MOST:
            break
    writer.close()
    print(f'{len(texts)} texts, {count} files')
    return findings if len(texts) >= LEAST else [*findings, f'only {len(texts)} texts']


def main():
    ways = {'samples': (read_samples, 5), 'hostile': (read_hostile, 4)}
    if len(sys.argv) < 2 or sys.argv[1] not in ways or len(sys.argv) != ways[sys.argv[1]][1]:
        sys.exit(__doc__)
    calendars = Calendars(sys.argv[3])
    findings = ways[sys.argv[1]][0](sys.argv[2], calendars, *sys.argv[4:])
    calendars.close()
    print('\n'.join([*findings, f'{len(findings)} findings']))
    return 1 if findings else 0


if __name__ == '__main__':
    sys.exit(main())
