#!/usr/bin/env python3
"""The morning of SOU-88 through the real program: three minutes late, an overrun, a `]` too early
and undone, two conclusions and two recommendations, a kill -9 in the middle of a sentence, a
restart with the clock right, adoption's end, the export. Then record and report are compared with
tests/scenarios/expected (DAIS_UPDATE_GOLDEN=1 writes these anew; read the diff).
"""

import difflib
import json
import os
import re
import signal
from pathlib import Path

from place import Place, at, expect, main
from podium import Podium

EXPECTED = Path(__file__).parent / 'expected'
C1 = 'Cities lead where mandates are unclear.'
R1 = 'Fund city-to-city learning.'
C2 = 'Partnerships outlast projects when the city itself pays a part.'
R2 = 'Name one contact for newcomers in every town hall.'


class Morning(Podium):
    """One screen at a time."""

    def press(self, key, *shown):
        self.screen.keys(key)
        for text in shown:
            self.screen.until(text)

    def write(self, key, text, number, addressee=None):
        self.press(key, 'Enter')
        self.screen.type(text)
        self.screen.until(text[:20])
        if addressee:
            self.screen.keys('Tab', 'Tab')
            self.screen.type(addressee)
            self.screen.until(addressee)
        self.press('Enter', f'✓ {self.time:%H:%M} {number}')


def start_late(morning):
    morning.screen.until('starts in 10:00')
    morning.go_to('09:03')
    morning.press('Space', 'Running: Session introduction', '3 min late', '12:33')
    status = morning.status()
    expect(status['state'] == 'running' and status['slot']['id'] == 's1', status)
    expect(status['forecast']['late_ms'] == 180000, status['forecast'])


def panel(morning):
    morning.go_to('09:18')
    morning.press(']', 'Running: High-level expert panel')
    morning.go_to('09:52')
    morning.write('c', C1, 'C1')
    morning.go_to('10:00')
    left = morning.status()['slot']['left_ms']
    morning.press(']', 'Running: Coffee break')
    morning.press('u', 'Running: High-level expert panel')
    status = morning.status()
    expect(status['slot']['left_ms'] == left == 33 * 60000, 'undo did not give the time back')
    morning.go_to('10:07')
    morning.write('r', R1, 'R1', addressee='donors')


def killed_in_a_sentence(morning):
    """At most 20 characters are lost; what was saved is there; the clock never stopped."""
    morning.go_to('10:19')
    morning.press('c', 'Conclusion')
    morning.screen.type(C2[:50])
    morning.screen.until(C2[30:50])
    morning.screen.settle()
    morning.screen.kill(signal.SIGKILL)
    morning.screen.wait_end()

    morning.open('10:21:40')
    morning.screen.until('A text was being written')
    expect(C2[:30] in morning.screen.words(), f'the draft is lost:\n{morning.screen.text()}')
    morning.press('g')
    morning.screen.until_not('A text was being written')
    status = morning.status()
    expect(status['slot']['id'] == 's2' and status['slot']['elapsed_ms'] == 3820000,
           f'the clock is wrong after the crash: {status["slot"]}')
    morning.screen.keys('Ctrl-End')
    for _ in range(60):
        morning.screen.keys('Backspace')
    morning.screen.type(C2)
    morning.screen.until('itself pays a part.')
    morning.press('Enter', 'C2')
    morning.screen.until('left of 75 min')


def overrun(morning):
    morning.go_to('10:29')
    morning.screen.until('warning')
    morning.go_to('10:41')
    morning.screen.until('over')
    expect(morning.status()['slot']['level'] == 'overrun', morning.status())
    morning.go_to('10:42')
    morning.press(']', 'Running: Coffee break')
    expect(morning.status()['slot']['actual_start'] == at('10:42'), morning.status()['slot'])


def to_the_end(morning):
    morning.go_to('11:03')
    morning.press(']', 'Running: Presentation MMC')
    morning.go_to('11:31')
    morning.press(']', 'Running: Two parallel breakout')
    morning.go_to('11:50')
    morning.write('r', R2, 'R2', addressee='cities')
    morning.go_to('12:14')
    morning.press(']', 'Running: Adoption')
    morning.go_to('12:29')
    morning.press('E')
    morning.screen.until_not('Running:')
    expect(morning.status()['state'] in ('between', 'ended'), morning.status())
    morning.press('q')
    expect(morning.screen.wait_end() == 0, f'it ended with {morning.screen.code}')
    morning.screen.expect_clean()


def in_general(text):
    """Without the launches and writers, which are random, and what is made from them."""
    text = re.sub(r'\b[0-9a-hjkmnp-tv-z]{13}-\d+', 'ID', text)
    text = re.sub(r'\| [0-9a-f]{12} \|', '| CHECK SUM    |', text)
    return re.sub(r'"by": "[0-9a-hjkmnp-tv-z]{13}"', '"by": "WRITER"', text)


def compare(name, text):
    path, text = EXPECTED / name, in_general(text)
    if os.environ.get('DAIS_UPDATE_GOLDEN') == '1':
        EXPECTED.mkdir(exist_ok=True)
        path.write_text(text, encoding='utf-8')
    wanted = path.read_text(encoding='utf-8') if path.exists() else ''
    expect(text == wanted, f'{name} (- expected, + found):\n' + '\n'.join(
        difflib.unified_diff(wanted.splitlines(), text.splitlines(), lineterm='', n=1)))


def the_morning_of_SOU_88():
    with Place() as place:
        morning = Morning(place, now='08:50')
        for act in (start_late, panel, killed_in_a_sentence, overrun, to_the_end):
            act(morning)
        session, now = place.session, '12:40'

        entries = json.loads(place.done('entries', session, '--json', now=now))['entries']
        found = {entry['number']: (entry['text'], entry['slot'], entry['addressee'])
                 for entry in entries}
        expect(found == {'C1': (C1, 2, None), 'C2': (C2, 2, None), 'R1': (R1, 2, 'donors'),
                         'R2': (R2, 5, 'cities')}, found)
        expect(place.dais('verify', session, now=now).code == 0, 'verify finds something')

        place.done('close', session, now=now)
        place.done('export', session, '-o', place.scratch / 'report.md', now=now)
        report = (place.scratch / 'report.md').read_text(encoding='utf-8')
        for text in (C1, C2, R1, R2):
            expect(report.count(text) >= 1, f'the report lacks “{text}”')
        compare('morning-entries.json', place.done('entries', session, '--json', now=now))
        compare('morning-status.json', place.done('status', session, '--json', now=now))
        compare('morning-log.txt', place.done('log', session, now=now))
        compare('morning-report.md', report)


if __name__ == '__main__':
    main(the_morning_of_SOU_88)
