#!/usr/bin/env python3
"""The floor through the real program: what it says of who speaks and for how long, and that under
the Chatham House Rule no name, key or affiliation of the programme is in a byte of the journal or
of what `floor`, `people`, `log`, `status` and the export of times say. The same morning without the rule
must hold them, or the search finds nothing.
"""

import json
import re

import yaml
from place import Place, expect, main

# Time, arguments, what is said with names, and under the rule.
MORNING = (
    ('09:15', 'timer {} goto 2', 'High-level expert panel started', None),
    ('09:15', 'floor {} list', 'Samuel Pyne, City of Kumasi', 'Speaker 2'),
    ('09:16', 'floor {} start', 'Mohamed Wajdi Aydi has the floor', 'Speaker 1 has the floor'),
    ('09:20', 'floor {} pause', 'Mohamed Wajdi Aydi paused', 'Speaker 1 paused'),
    ('09:21', 'floor {} start', 'Mohamed Wajdi Aydi goes on', 'Speaker 1 goes on'),
    ('09:24', 'floor {} start pyne', 'Samuel Pyne has the floor', 'Speaker 2 has the floor'),
    ('09:26', 'floor {} order', 'Point of order 8', 'Point of order 8'),
    ('09:27', 'floor {} stop', 'Point of order 8 has spoken', 'Point of order 8 has spoken'),
    ('09:28', 'floor {} request --minutes 3', 'Request 9 for the floor', None),
    ('09:29', 'floor {} swap skim riallant', 'Ahmed Skim and Cécile Riallant swapped',
     'Speaker 7 and Speaker 5 swapped'),
    ('09:30', 'floor {} skim', None, None),
    ('09:30', 'floor {} skip Hak', 'Robert Hakiza passed over', 'Speaker 3 passed over'),
    ('09:31', 'people {} cochetel absent', 'Vincent Cochetel is absent', 'Person 7 is absent'),
    ('09:31', 'people {} pyne present', 'Samuel Pyne is present', 'Person 2 is present'),
    ('09:31', 'undo {}', 'Undone: what was noted of Samuel Pyne',
     'Undone: what was noted of person 2'),
    ('09:32', 'people {} unhabitat replaced-by Franck Yotedje', 'UN-Habitat is replaced by Franck '
     'Yotedje', 'Person 5 is replaced; by whom is not written down'),
    ('09:33', 'floor {} list', 'Franck Yotedje', 'Speaker 4'),
    ('09:33', 'people {}', 'to be confirmed|absent', 'Person 7'),
    ('09:34', 'people {} --json', '"key": "pyne"', '"key": null'),
    ('09:34', 'status {}', 'Samuel Pyne, City of Kumasi · 9:00 of', 'Speaker 2 · 9:00 of'),
    ('09:34', 'status {} --json', '"name": "Samuel Pyne"', '"name": "Speaker 2"'),
    ('09:35', 'floor {} stop', 'Samuel Pyne has spoken', 'Speaker 2 has spoken'),
    ('09:36', 'status {}', 'Samuel Pyne, City of Kumasi · 10:00 of .*has spoken',
     'Speaker 2 · 10:00 of .*has spoken'),
    ('09:36', 'export {} --what timing', 'Mohamed Wajdi Aydi, City of Sfax', 'Turn 1'),
    ('09:36', 'export {} --what timing --format csv', '"Samuel Pyne, City of Kumasi"', '"Turn 2"'),
    ('09:37', 'log {}', 'Samuel Pyne has spoken', 'Speaker 2 has spoken'),
)
# The programme's title block names organisations; it is public and no word about the floor.
PUBLIC = re.compile(r'^- \*\*.*$|^# .*$', re.M)


def under(place, rule):
    path = place.session / 'programme.yaml'
    text = path.read_text(encoding='utf-8')
    path.write_text(text.replace('attribution: named', f'attribution: {rule}', 1), encoding='utf-8')


def forbidden(place):
    """Keys, names, surnames and affiliations of the people who speak."""
    people = yaml.safe_load((place.session / 'programme.yaml').read_text(encoding='utf-8'))['people']
    words = set()
    for key, person in people.items():
        words |= {key, person.get('name', key), person.get('name', key).split()[-1]}
        affiliation = person.get('affiliation', key)
        words |= set(affiliation.values()) if isinstance(affiliation, dict) else {affiliation}
    return {re.compile(r'(?<!\w)' + re.escape(word) + r'(?!\w)', re.I) for word in words}


def play(place, ruled):
    """All that the morning said, and wrote."""
    said = []
    for time, line, named, numbered in MORNING:
        words = [place.session if word == '{}' else word for word in line.split()]
        result = place.dais(*words, now=time)
        expect(result.code == (2 if named is None else 0), f'{line}: {result}')
        due = numbered if ruled and numbered is not None else named
        if due is not None:
            expect(re.search(due, result.out), f'{line}: "{due}" was due: {result}')
        said.append(f'{line}:\n' + PUBLIC.sub('', result.out))
    journal = b''.join(path.read_bytes() for path in (place.session / 'journal').iterdir())
    return '\n'.join(said), journal.decode()


def what_was_said(text):
    """Without the commands, which hold what was typed."""
    return '\n'.join(line for line in text.splitlines() if not line.endswith(':'))


def no_name_gets_out_under_the_rule():
    with Place() as place:
        under(place, 'chatham-house')
        said, journal = play(place, True)
        for word in forbidden(place):
            for what, where in (('said', what_was_said(said)), ('written', journal)):
                found = word.search(where)
                expect(not found, f'{word.pattern} is {what}: …{where[max(0, found.start() - 80):][:160]}'
                       if found else '')
        result = place.dais('floor', place.session, 'request', 'pyne', now='09:38')
        expect(result.code == 1 and 'Chatham House Rule' in result.err, f'{result}')
        result = place.dais('floor', place.session, 'start', 's', now='09:38')
        expect(result.code == 1 and 'number 2 or number 7' in result.err, f'{result}')


def no_place_of_the_programme_gets_out_under_the_rule():
    """The third speaks first: outside the room that is turn 1, and 3 is nowhere."""
    for rule, hidden in (('named', False), ('chatham-house', True)):
        with Place() as place:
            if hidden:
                under(place, rule)
            for time, line in (('09:15', 'timer {} goto 2'), ('09:16', 'floor {} start 3'),
                               ('09:20', 'floor {} start 1'), ('09:23', 'floor {} stop')):
                place.done(*(place.session if word == '{}' else word for word in line.split()), now=time)
            texts = {line: place.done(*(place.session if word == '{}' else word for word in line.split()),
                                      now='09:24')
                     for line in ('people {}', 'people {} --json', 'show {} --json', 'export {} --what timing',
                                  'export {} --what timing --format csv', 'export {} --what report')}
            for line, text in texts.items():
                resolved = re.search(r'(Speaker|Request) \d|Turn [03-9]|"place": [1-9]|"09:16"|T09:16:', text)
                expect(not (hidden and resolved), f'{line}: {resolved}')
                expect(('Turn 1' in text or '"turn": 1' in text) == hidden, f'{line}: {text}')


def the_search_finds_names_without_the_rule():
    with Place() as place:
        said, journal = play(place, False)
        for word in ('Samuel Pyne', 'City of Kumasi', 'Franck Yotedje', 'IOM'):
            expect(re.search(word, what_was_said(said)), f'{word} is not said')
        for word in ('"cochetel"', 'Franck Yotedje'):
            expect(word in journal, f'{word} is not in the journal')


def affiliations_alone_where_they_alone_may_be():
    with Place() as place:
        under(place, 'affiliation')
        place.done('timer', place.session, 'goto', '2', now='09:15')
        place.done('floor', place.session, 'start', 'pyne', now='09:15')
        place.done('floor', place.session, 'request', 'yotedje', now='09:16')
        out = place.done('floor', place.session, 'list', now='09:20')
        expect('City of Kumasi' in out and 'Afrique Intelligence' in out, out)
        expect('Pyne' not in out and 'Yotedje' not in out, out)
        journal = ''.join(path.read_text() for path in (place.session / 'journal').iterdir())
        expect('who: "Afrique Intelligence"' in journal and 'yotedje' not in journal, journal)
        speaker = json.loads(place.done('status', place.session, '--json', now='09:20'))['speaker']
        expect(speaker == {'name': 'City of Kumasi', 'elapsed_ms': 300000, 'share_ms': 514000},
               f'{speaker}')


def the_rule_of_one_slot_hides_its_people():
    with Place() as place:
        path = place.session / 'programme.yaml'
        text = path.read_text(encoding='utf-8')
        questions = '    questions: 15m'
        expect(text.count(questions) == 1, 'the panel is not found')
        path.write_text(text.replace(questions, f'    attribution: chatham-house\n{questions}'),
                        encoding='utf-8')
        place.done('timer', place.session, 'goto', '2', now='09:15')
        out = place.done('people', place.session, 'unhabitat', 'replaced-by', 'Zed Newman', now='09:16')
        expect(re.search(r'Person \d is replaced; by whom is not written down', out), out)
        place.done('people', place.session, 'skim', 'absent', now='09:17')
        place.done('timer', place.session, 'next', now='10:30')
        place.done('people', place.session, 'skim', 'late', now='10:31')
        said = place.done('log', place.session, now='10:32')
        journal = ''.join(path.read_text() for path in (place.session / 'journal').iterdir())
        for word in ('unhabitat', 'UN-Habitat', 'Zed Newman', 'skim', 'Skim'):
            expect(word not in journal and word not in out + said, f'{word}: {said}{journal}')
        place.done('people', place.session, 'unhabitat', 'replaced-by', 'Zed Newman', '--keep-names',
                   now='10:33')
        expect('Zed Newman' in place.done('log', place.session, now='10:34'), 'the name is not kept')


def undo_gives_the_status_before():
    with Place() as place:
        place.done('timer', place.session, 'goto', '2', now='09:15')
        place.done('floor', place.session, 'start', now='09:16')
        for action in (['start'], ['stop'], ['pause'], ['order'], ['skip'], ['swap', '2', '5']):
            before = place.done('status', place.session, '--json', now='09:20')
            listed = place.done('floor', place.session, 'list', now='09:20')
            place.done('floor', place.session, *action, now='09:20')
            expect(listed != place.done('floor', place.session, 'list', now='09:20:30'), f'{action}')
            place.done('undo', place.session, now='09:20')
            expect(before == place.done('status', place.session, '--json', now='09:20'), f'{action}')
            expect(listed == place.done('floor', place.session, 'list', now='09:20'), f'{action}')


def only_the_holder_moves_the_floor():
    with Place() as place:
        place.done('timer', place.session, 'goto', '2', now='09:15')
        result = place.dais('floor', place.session, 'start', now='09:16', writer='notes')
        expect(result.code == 1 and 'holds the clock' in result.err, f'{result}')
        result = place.dais('people', place.session, 'skim', 'late', now='09:16', writer='notes')
        expect(result.code == 0, f'{result}')
        expect('late' in place.done('people', place.session, now='09:17'), 'it is not noted')


if __name__ == '__main__':
    main(no_name_gets_out_under_the_rule, no_place_of_the_programme_gets_out_under_the_rule,
         the_search_finds_names_without_the_rule,
         affiliations_alone_where_they_alone_may_be, the_rule_of_one_slot_hides_its_people,
         undo_gives_the_status_before,
         only_the_holder_moves_the_floor)
