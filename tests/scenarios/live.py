#!/usr/bin/env python3
"""Live actions as they are seen: what an action did and when it ends now is said on the screen that
did it; one that falls on another writer's slot asks one question; a message goes by itself.
"""

import time

from place import Place, expect, main
from terminal import LIMIT, Terminal

TWO_DAYS = '''title: Two days
date: 2022-05-18
timezone: Africa/Nairobi
days:
  - date: 2022-05-18
    slots: [{time: 9:00–10:00, title: Evening before}]
  - slots:
      - {time: 9:00–10:00, title: First of the day}
      - {time: 10:00–10:30, title: Second of the day}
'''


def every_change_says_when_it_ends():
    """Each key of the clock with its echo, and the clock put back by undo after each."""
    with Place() as place:
        place.done('timer', place.session, 'start', now='09:00')
        place.done('timer', place.session, 'next', now='09:15')
        screen = Terminal(place, 'run', place.session, now='10:20')
        screen.until('Running: High-level expert panel')
        for keys, echo in (
                (['+'], '1 min more · ends 12:31, 1 min later'),
                (['<'], '5 min less · ends 12:30'),
                ([']'], 'Coffee break started · ends 12:30'),
                (['E'], 'panel ended · ends 12:30'),
                (['['], 'Back to Session introduction and rules · ends'),
                (['p'], 'paused · ends 12:30'),
                (['Down', 's'], 'Coffee break skipped · ends 12:00, 30 min earlier'),
                (['Down', 'g'], 'Presentation MMC started · ends')):
            screen.keys(*keys)
            screen.wait_for(lambda: echo in screen.words(), echo)
            screen.keys('u')
            screen.wait_for(lambda: 'Undone: ' in screen.words() and '· ends 12:30' in
                            screen.words(), 'undone')


def a_slot_on_a_later_day():
    """Before anything ran on the second day, a slot is put in front of it."""
    with Place(session=None) as place:
        place.write_programme(TWO_DAYS)
        place.done('timer', place.session, 'start', now='2022-05-18T09:00:00+03:00')
        place.done('timer', place.session, 'next', now='2022-05-18T10:00:00+03:00')
        screen = Terminal(place, 'run', place.session, now='2022-05-19T08:50:00+03:00')
        screen.until('Next: First of the day')
        screen.keys('i')
        screen.until('Title of the slot')
        screen.type('Good morning')
        screen.keys('Enter')
        screen.until('How long')
        screen.type('10m')
        screen.keys('Enter')
        screen.wait_for(lambda: 'Good morning inserted, 10 min · ends 10:40, 10 min later' in
                        screen.words(), 'its echo')
        screen.until('Next: Good morning')
        screen.keys('Space')
        screen.until('Running: Good morning')


def one_question_about_another_ones_slot():
    with Place() as place:
        place.done('timer', place.session, 'start', now='09:00')
        screen = Terminal(place, 'run', place.session, now='09:00:02', writer='notes')
        screen.until('Running: Session introduction')
        screen.keys(']')
        screen.until('Take the clock?')
        screen.keys('y')
        screen.until('Running: High-level expert panel')
        expect('already?' not in screen.text(), screen.text())


def a_message_goes_by_itself():
    """Also where nothing else on the screen changes."""
    with Place() as place:
        screen = Terminal(place, 'stage', place.session)
        screen.until('Not today')
        place.done('message', place.session, 'Two minutes, please', '--for', '2s')
        sent = time.monotonic()
        screen.until('Two minutes, please')
        screen.until_not('Two minutes, please', LIMIT)
        took = time.monotonic() - sent
        expect(took < 5, f'it stayed for {took:.1f} s')
        place.done('message', place.session, 'Please speak up', '--for', '1h')
        screen.until('Please speak up')
        place.done('message', place.session, '')
        screen.until_not('Please speak up')


if __name__ == '__main__':
    main(every_change_says_when_it_ends, a_slot_on_a_later_day,
         one_question_about_another_ones_slot, a_message_goes_by_itself)
