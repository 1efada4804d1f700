#!/usr/bin/env python3
"""The machine's own clock, and days that are not the session's: the digits go on second by second
and agree with the wall, a killed program comes back with the time right, and nothing is started
on another day without being asked for.
"""

import json
import re
import time
from datetime import datetime, timezone

from place import Place, expect, main
from terminal import Terminal

SHOWN = re.compile(r'(\d\d):(\d\d):(\d\d) \S+$', re.M)
OFF_AT_MOST = 2  # s between a screen and the wall, on a busy machine


def seconds_shown(screen):
    """The time of day in the corner, in seconds of the hour."""
    found = SHOWN.search(screen.text())
    expect(found, f'no time of day:\n{screen.text()}')
    return int(found[2]) * 60 + int(found[3])


def off(a, b):
    """Seconds between two times of an hour."""
    return min((a - b) % 3600, (b - a) % 3600)


def seconds_go_on():
    """Each second is shown once and none is left out; what is shown is the wall's."""
    with Place(session=None) as place:
        place.write_programme_now(('30m', 'One'), ('20m', 'Two'))
        screen = Terminal(place, 'run', place.session)
        screen.until('One')
        screen.keys('Space')
        screen.until('Running: One')
        begun, first = time.monotonic(), seconds_shown(screen)
        seen = [first]
        while len(seen) < 5:
            screen.wait_for(lambda: seconds_shown(screen) != seen[-1], 'the next second')
            seen.append(seconds_shown(screen))
            expect(off(seen[-1], int(time.time()) % 3600) <= OFF_AT_MOST,
                   f'{seen[-1]} s is shown at {int(time.time()) % 3600} s of the hour')
        took = time.monotonic() - begun
        expect(off(seen[-1], seen[0]) <= took + OFF_AT_MOST, f'{seen} in {took:.1f} s')


def right_after_a_kill():
    with Place(session=None) as place:
        place.write_programme_now(('30m', 'One'), ('20m', 'Two'))
        screen = Terminal(place, 'run', place.session)
        screen.until('One')
        screen.keys('Space')
        screen.until('Running: One')
        started = json.loads(place.done('status', place.session, '--json'))['slot']['actual_start']
        screen.kill()
        screen.wait_end()
        again = Terminal(place, 'run', place.session)
        again.until('Running: One')
        again.wait_for(lambda: off(seconds_shown(again), int(time.time()) % 3600) <= OFF_AT_MOST,
                       'the time of day')
        slot = json.loads(place.done('status', place.session, '--json'))['slot']
        elapsed = (datetime.now(timezone.utc) - datetime.fromisoformat(started)).total_seconds()
        expect(slot['actual_start'] == started, f'{slot} was started at {started}')
        expect(abs(slot['elapsed_ms'] / 1000 - elapsed) <= OFF_AT_MOST, f'{slot} after {elapsed} s')


def another_day_asks():
    """SOU-88 was in 2022: to look and write only, to run it today, to rehearse it."""
    with Place() as place:
        screen = Terminal(place, 'run', place.session)
        screen.until('Another day')
        screen.until('planned for Wednesday 18 May 2022')
        screen.keys('l')
        screen.until_not('Another day')
        screen.keys('Space')
        screen.until('Another day')
        screen.keys('Esc')
        screen.until_not('Another day')
        screen.keys('n')
        screen.until('Note')
        screen.type('Written on another day')
        screen.until('Written on another day')
        screen.keys('Enter')
        screen.until('saved as N1')
        expect('slot.start' not in ''.join(
            path.read_text() for path in (place.session / 'journal').iterdir()), 'it was started')
        result = place.dais('timer', place.session, 'start')
        expect(result.code == 1 and '--rehearse' in result.err, result)

        screen.keys('Space')
        screen.until('Another day')
        screen.keys('t')
        screen.until('Running: Session introduction')
        status = json.loads(place.done('status', place.session, '--json'))
        expect(status['state'] == 'running' and not status['slots'][0]['planned_start'].startswith(
            '2022'), status['slots'][0])


def a_rehearsal_leaves_nothing():
    with Place() as place:
        screen = Terminal(place, 'run', place.session)
        screen.until('Another day')
        screen.keys('r')
        screen.until('REHEARSAL ·')
        screen.until('starts in')
        screen.keys('Space')
        screen.until('Running: Session introduction')
        screen.keys('c')
        screen.until('Conclusion')
        screen.type('Only rehearsed')
        screen.until('Only rehearsed')
        screen.keys('Enter')
        screen.until('saved as C1')
        screen.keys('q')
        screen.until('not kept')
        screen.keys('y')
        expect(screen.wait_end() == 0, f'it ended with {screen.code}')
        screen.expect_clean()
        left = [path.name for path in place.session.iterdir()]
        expect(left == ['programme.yaml'], f'the rehearsal left {left}')
        left = list((place.scratch / 'tmp').iterdir())
        expect(not left, f'the rehearsal left {left}')


def others_join_a_rehearsal():
    """A fast clock is a rehearsal; stage and commands find it, its record and its clock."""
    with Place() as place:
        result = place.dais('stage', place.session, '--rehearse')
        expect(result.code == 1 and 'no rehearsal' in result.err, result)
        result = place.dais('timer', place.session, 'start', '--rehearse')
        expect(result.code == 0 and 'not kept' in result.err, result)
        screen = Terminal(place, 'run', place.session, '--speed', '60')
        screen.until('REHEARSAL ×60')
        screen.until('starts in')
        result = place.dais('timer', place.session, 'start', '--rehearse')
        expect(result.code == 0 and result.err == '', result)
        screen.until('Running: Session introduction')
        stage = Terminal(place, 'stage', place.session, '--rehearse')
        stage.until('Session introduction')
        stage.until('REHEARSAL ×60')
        status = json.loads(place.done('status', place.session, '--json', '--rehearse'))
        expect(status['state'] == 'running' and status['at'].startswith('2022-05-18'), status)
        while status['slot']['elapsed_ms'] < 60000:  # a second: a young slot is asked about
            status = json.loads(place.done('status', place.session, '--json', '--rehearse'))
        screen.keys(']')
        stage.until('High-level expert panel')
        screen.keys('q')
        screen.until('not kept')
        screen.keys('y')
        expect(screen.wait_end() == 0, f'it ended with {screen.code}')
        stage.keys('q')
        expect(stage.wait_end() == 0, f'the stage ended with {stage.code}')
        result = place.dais('stage', place.session, '--rehearse')
        expect(result.code == 1, result)
        left = [path.name for path in place.session.iterdir()]
        expect(left == ['programme.yaml'], f'the rehearsal left {left}')
        left = list((place.scratch / 'tmp').iterdir())
        expect(not left, f'the rehearsal left {left}')


if __name__ == '__main__':
    main(seconds_go_on, right_after_a_kill, another_day_asks, a_rehearsal_leaves_nothing,
         others_join_a_rehearsal)
