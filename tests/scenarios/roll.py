#!/usr/bin/env python3
"""Roll through the real program: a morning without a hand on it runs as planned, at any speed and
through a closed lid; what the moderator does stands until the next planned time; what was undone
is not done again; only who holds the clock rolls.
"""

import json
import signal

from place import Place, at, expect, main
from podium import Podium
from terminal import Terminal

TIMED = ('s1', 's2', 's3', 's4', 's5', 's6')


class Roller(Podium):
    """The podium, where the slots roll."""

    def __init__(self, place, *arguments, **how):
        super().__init__(place, *(arguments or ('--roll',)), **how)


def expect_as_planned(status, ids=TIMED):
    for slot in status['slots']:
        if slot['id'] not in ids:
            continue
        expect(slot['state'] == 'done', slot)
        expect(slot['actual_start'] == slot['planned_start'], slot)
        expect(slot['actual_end'] == slot['planned_end'], slot)


def a_morning_runs_as_planned_at_speed():
    with Place() as place:
        screen = Terminal(place, 'run', place.session, '--roll', '--speed', 3600, now='08:50')
        screen.until('roll · ')
        screen.until('The session is over')
        status = json.loads(place.done('status', place.session, '--json', now='13:00'))
        expect(status['state'] == 'ended', status['state'])
        expect_as_planned(status)
        log = place.done('log', place.session)
        expect(log.count(' started') == 6 and log.count(' ended') == 1, log)


def it_is_said_and_can_be_undone():
    with Place() as place:
        podium = Roller(place)
        podium.screen.until('roll · ')
        podium.go_to('09:00', '✓ Roll: “Session introduction and rules” started at 09:00',
                     'Running: Session introduction')
        podium.go_to('09:15:20', '✓ Roll: “High-level expert panel” started at 09:15',
                     'Running: High-level expert panel')
        podium.screen.keys('u')
        podium.screen.until('Running: Session introduction')
        podium.go_to('09:20')
        expect(podium.status()['slot']['id'] == 's1', 'what was undone was done again')
        podium.go_to('10:29:59')
        expect(podium.status()['slot']['id'] == 's1', 'it acts between planned times')
        podium.go_to('10:30', 'Running: Coffee break')


def what_the_moderator_does_stands():
    with Place() as place:
        podium = Roller(place)
        podium.go_to('09:16', 'Running: High-level expert panel')
        podium.screen.keys('>')
        podium.screen.until('5 min more')
        podium.go_to('10:30')
        expect(podium.status()['slot']['id'] == 's2', 'five minutes more are not kept')
        podium.go_to('10:35', '✓ Roll: “Coffee break” started at 10:35')
        podium.screen.keys('p')
        podium.screen.until('Paused: Coffee break')
        podium.go_to('11:00', '✓ Roll: “Presentation MMC” started at 11:00, though “Coffee break” was '
                              'paused')
        podium.go_to('11:20')
        podium.screen.keys('E')
        podium.screen.until('ended')
        podium.go_to('11:29')
        expect(podium.status()['state'] == 'between', 'a stop is not kept')
        podium.go_to('11:30', 'Running: Two parallel breakout')


def a_closed_lid_leaves_nothing_out():
    with Place() as place:
        podium = Roller(place)
        podium.go_to('09:10', 'Running: Session introduction')
        podium.go_to('12:20', '✓ Roll: 5 planned times were gone through', 'Running: Adoption')
        expect_as_planned(podium.status(), TIMED[:5])
        podium.go_to('15:00', '✓ Roll: “Adoption of the conclusions', 'ended at 12:30')
        expect_as_planned(podium.status())


def opened_in_the_middle_of_the_day():
    with Place() as place:
        podium = Roller(place, now='10:40')
        podium.screen.until('Running: Coffee break')
        status = podium.status()
        expect_as_planned(status, TIMED[:2])
        expect(status['slot']['actual_start'] == at('10:30'), status['slot'])
        podium.screen.kill(signal.SIGKILL)
        podium.screen.wait_end()
        podium = Roller(place, now='11:10')
        podium.screen.until('Running: Presentation MMC')
        expect_as_planned(podium.status(), TIMED[:3])
    with Place() as place:
        podium = Roller(place, now='12:40')
        podium.screen.until('roll · ')
        podium.screen.settle()
        expect(podium.status()['state'] == 'before', 'a day that is over was written down')


def only_the_holder_rolls():
    with Place() as place:
        place.done('timer', place.session, 'start', now='08:58', writer='president')
        podium = Roller(place)
        podium.go_to('09:16')
        expect(podium.status()['slot']['id'] == 's1', 'the clock of somebody else was moved')
        expect('Take the clock?' not in podium.screen.text(), 'it asks')
        podium.go_to('09:17')
        podium.screen.keys(']')
        podium.screen.until('Take the clock?')
        podium.screen.keys('y')
        podium.screen.until('Running: High-level expert panel')
        podium.go_to('10:30', 'Running: Coffee break')


def another_day_waits_for_its_answer():
    with Place() as place:
        screen = Terminal(place, 'run', place.session, '--roll')
        screen.until('Another day')
        screen.settle()
        expect('Running' not in screen.text(), screen.text())
        screen.keys('l')
        screen.settle()
        status = json.loads(place.done('status', place.session, '--json'))
        expect(status['state'] == 'before', status['state'])


def roll_is_of_this_launch_alone():
    with Place() as place:
        podium = Roller(place, '--as', 'Chair')
        podium.go_to('09:16')
        expect(podium.status()['state'] == 'before' and 'roll' not in podium.screen.rows_text()[1],
               podium.screen.text())


if __name__ == '__main__':
    main(a_morning_runs_as_planned_at_speed, it_is_said_and_can_be_undone,
         what_the_moderator_does_stands, a_closed_lid_leaves_nothing_out,
         opened_in_the_middle_of_the_day, only_the_holder_rolls, another_day_waits_for_its_answer,
         roll_is_of_this_launch_alone)
