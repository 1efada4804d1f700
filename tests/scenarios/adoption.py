#!/usr/bin/env python3
"""The adoption of SOU-88 through the real program: twelve recommendations, three amended, one
referred, one with a reservation, the rest en bloc, in at most sixty key presses beyond the words
typed, with a kill -9 in the middle of an amendment. Then record, log and report say what the room
did; en bloc is undone and redone as one; a text that is changed afterwards says so.
"""

import hashlib
import json
import re
import signal

import yaml

from place import Place, expect, main
from podium import Podium

PRESSES = 60  # beyond the words, at most
TEXTS = ('Fund exchange between cities.', 'Name a contact for newcomers.', 'Share figures yearly.',
         'Open the council to newcomers.', 'Train staff together.', 'Plan housing early.',
         'Recognise skills within a year.', 'Publish what partnerships cost.',
         'Meet before budgets are made.', 'Teach the language at work.',
         'Keep the network small.', 'Report back in two years.')
AMENDED = {2: ' In every town hall.', 5: ' Twice a year, in each of the regions.', 9: ' Each of them.'}
REFERRED, WHOM = 4, 'the ministry of the interior'
RESERVED, WHOSE, WHAT = 7, 'one city', 'only where the law allows it'
KILLED_IN = 5  # in the amendment of that one
CHECK_SUM = 12  # digits of it in a report


def number(text):
    return f'R{text}'


def digest(text):
    return hashlib.blake2b(text.encode(), digest_size=32).hexdigest()


class Room(Podium):
    """The podium in the adoption slot; presses are counted, words are not."""

    def __init__(self, place, size):
        self.presses, self.size = 0, size
        for text in TEXTS:
            place.done('add', place.session, '--kind', 'recommendation', '--to', 'cities', text,
                       now='11:40')
        place.done('timer', place.session, 'start', now='11:45')
        place.done('timer', place.session, 'goto', 's6', now='12:15')
        super().__init__(place, now='12:16')
        self.press('5')
        self.shows(1)

    def open(self, time, *arguments, **how):
        super().open(time, *arguments, **how)
        self.screen.resize(*self.size)

    def press(self, *keys):
        self.presses += len(keys)
        self.screen.keys(*keys)

    def shows(self, text):
        """Until this text is before the room: its words, and that it is the one of twelve."""
        self.screen.until(f'{text} of {len(TEXTS)}')
        self.screen.until(TEXTS[text - 1])

    def go_to(self, text):
        """By Right, as far as it takes."""
        place = re.compile(rf'(\d+) of {len(TEXTS)}')
        self.screen.wait_for(lambda: place.search(self.screen.text()), 'the texts')
        while (here := int(place.search(self.screen.text())[1])) != text:
            expect(here < text, f'text {text} is not ahead of {here}:\n{self.screen.text()}')
            self.press('Right')
            self.shows(here + 1)
        self.shows(text)

    def amend(self, text):
        self.press('e')
        self.screen.until(f'Amend {number(text)}')
        words = AMENDED[text]
        self.screen.type(words)
        self.screen.until(words.split()[-1])
        if text == KILLED_IN:
            self.be_killed(words)
        self.press('Enter')
        self.screen.until(f'{number(text)} amended')
        if text == KILLED_IN:
            self.press('5')
            self.go_to(text)
        self.screen.until('As amended')

    def be_killed(self, words):
        """What was typed is offered again, and what was decided stands."""
        self.screen.settle()
        before = standings(self.place)
        self.screen.kill(signal.SIGKILL)
        self.screen.wait_end()
        self.open('12:21')
        self.screen.until('A text was being written')
        missing = self.missing(TEXTS[KILLED_IN - 1] + words)
        self.press('g')
        self.screen.until_not('A text was being written')
        self.screen.type(missing)
        self.screen.until(words.split()[-1])
        expect(standings(self.place) == before, 'the kill changed a standing')

    def missing(self, whole):
        """The end of the text that is not in the draft; twenty characters at the most."""
        drafts = [yaml.safe_load(path.read_text(encoding='utf-8'))['text']
                  for path in (self.place.session / 'drafts').glob('*.yaml')]
        expect(len(drafts) == 1 and whole.startswith(drafts[0]), f'the draft is {drafts}')
        expect(len(whole) - len(drafts[0]) <= 20, f'of “{whole}” only “{drafts[0]}” is left')
        return whole[len(drafts[0]):]

    def decide(self, key, text, standing):
        """The last key of a decision; the next text comes."""
        self.press(key)
        self.screen.until(f'{number(text)} {standing}')
        self.shows(text + 1)


def take_the_room_through(room):
    """From the first text to the last, in their order."""
    for text in range(1, len(TEXTS) + 1):
        if text in AMENDED:
            room.go_to(text)
            room.amend(text)
            room.decide('y', text, 'adopted')
        elif text == REFERRED:
            room.go_to(text)
            room.press('j')
            room.screen.until('efer')
            room.screen.type(WHOM)
            room.screen.until(WHOM)
            room.decide('Enter', text, 'referred')
        elif text == RESERVED:
            room.go_to(text)
            room.press('v')
            room.screen.until('eservation')
            room.screen.type(WHOSE)
            room.screen.until(WHOSE)
            room.press('Enter')
            room.screen.type(WHAT)
            room.screen.until(WHAT)
            room.decide('Enter', text, 'adopted with a reservation')
    room.press('b')
    room.screen.until('en bloc?')
    room.press('y')
    room.screen.until_not('en bloc?')
    room.screen.settle()


def entries(place, now='12:40'):
    return json.loads(place.done('entries', place.session, '--json', now=now))['entries']


def standings(place):
    return {entry['number']: entry['standing'] for entry in entries(place)}


def due_text(text):
    return TEXTS[text - 1] + AMENDED.get(text, '')


def expect_record(place):
    found = {entry['number']: entry for entry in entries(place)}
    expect(list(found) == [number(text) for text in range(1, len(TEXTS) + 1)], list(found))
    for text in range(1, len(TEXTS) + 1):
        entry, words = found[number(text)], due_text(text)
        standing = ('referred' if text == REFERRED else
                    'adopted-with-reservation' if text == RESERVED else 'adopted')
        in_force = None if text == REFERRED else words
        seen = [entry[member] for member in ('standing', 'text', 'adopted_text', 'adopted_digest',
                                             'changed_since_adoption', 'referred_to')]
        due = [standing, words, in_force, in_force and digest(in_force), False,
               WHOM if text == REFERRED else None]
        expect(seen == due, f'{number(text)}: found {seen}, wanted {due}')
        expect([version['text'] for version in entry['versions']] ==
               ([TEXTS[text - 1], words] if text in AMENDED else [words]),
               f'{number(text)}: {entry["versions"]}')
        expect(entry['reservations'] == ([{'by': WHOSE, 'text': WHAT}] if text == RESERVED else []),
               f'{number(text)}: {entry["reservations"]}')


def expect_report(place):
    """Numbers in their order, words, standing and check sum of each."""
    report = place.done('export', place.session, '--what', 'recommendations', now='12:40')
    at = 0
    for text in range(1, len(TEXTS) + 1):
        at = report.find(f'**{number(text)}.** {due_text(text)}', at)
        expect(at >= 0, f'{number(text)} is not in its place:\n{report}')
        about = report[at:report.find('\n- **', at) if text < len(TEXTS) else len(report)]
        due = (['referred', WHOM] if text == REFERRED else
               ['adopted with reservation', WHOSE, WHAT, digest(due_text(text))[:CHECK_SUM]]
               if text == RESERVED else ['adopted', digest(due_text(text))[:CHECK_SUM]])
        for words in due:
            expect(words in about, f'{number(text)}: “{words}” is missing in:\n{about}')


def expect_one_action(place):
    """En bloc is undone and redone as one, to the byte."""
    before = place.done('entries', place.session, '--json', now='12:40')
    place.done('undo', place.session, now='12:41')
    again = standings(place).values()
    expect(sum(standing in ('draft', 'proposed') for standing in again) ==
           len(TEXTS) - len(AMENDED) - 2, f'after an undo they stand {sorted(again)}')
    place.done('redo', place.session, now='12:42')
    after = place.done('entries', place.session, '--json', now='12:43')
    expect(before == after, 'what was undone and redone is not as it was')


def expect_changes_seen(place):
    """Another text of an adopted one: what is in force stays, and both are said."""
    place.done('amend', place.session, 'R1', 'Fund exchange between regions.', now='12:44')
    entry = entries(place, now='12:45')[0]
    expect(entry['changed_since_adoption'] and entry['adopted_text'] == TEXTS[0]
           and entry['adopted_digest'] == digest(TEXTS[0]), f'{entry}')
    report = place.done('export', place.session, now='12:45')
    expect(TEXTS[0] in report and re.search('changed since adoption', report, re.I),
           f'the report does not say that R1 was changed:\n{report}')
    place.done('reopen', place.session, 'R1', '--why', 'cities wanted it', now='12:46')
    expect(standings(place)['R1'] == 'proposed', standings(place))
    place.done('adopt', place.session, 'R1', now='12:47')
    log = place.done('log', place.session, now='12:48')
    expect('cities wanted it' in log, f'the log does not say why R1 was reopened:\n{log}')


def adopt_all(size):
    with Place() as place:
        room = Room(place, size)
        take_the_room_through(room)
        room.press('q')
        room.screen.until('Quit?')
        room.press('y')
        expect(room.screen.wait_end() == 0, f'it ended with {room.screen.code}')
        room.screen.expect_clean()
        expect(room.presses <= PRESSES, f'{room.presses} keys were pressed')
        expect_record(place)
        expect_report(place)
        expect_one_action(place)
        expect_record(place)
        expect_changes_seen(place)
        expect(place.dais('verify', place.session, now='12:50').code == 0, 'verify finds something')
    return f'{room.presses} key presses'


def twelve_texts_on_a_wide_screen():
    return adopt_all((100, 30))


def twelve_texts_on_a_small_screen():
    return adopt_all((80, 24))


if __name__ == '__main__':
    main(twelve_texts_on_a_wide_screen, twelve_texts_on_a_small_screen)
