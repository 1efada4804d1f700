#!/usr/bin/env python3
"""Zone data that is not there: a programme's zone, the machine's own, or all of it. It is said, with
what can be done; nothing is shown in another zone without a word.
"""

from place import Place, expect, main
from terminal import Terminal

PROGRAMME = '''title: A zone
date: 2022-05-18
{zone}slots:
  - {{time: 09:00–09:30, title: First}}
'''


def session(place, zone):
    place.write_programme(PROGRAMME.format(zone=f'timezone: {zone}\n' if zone else ''))


def expect_said(place, env, code, *words):
    result = place.dais('check', place.session, env=env)
    expect(result.code == code, f'{env}: {result}')
    for word in words:
        expect(word in result.err + result.out, f'{env}: no “{word}” in {result}')


def expect_refused(place, env, word):
    """Not only `check`: nothing runs with times that are wrong."""
    for command in ('status', 'show', 'run', 'log'):
        result = place.dais(command, place.session, env=env)
        expect(result.code == 1 and word in result.err, f'{command}: {result}')


def a_zone_that_nobody_knows():
    with Place(session=None) as place:
        session(place, 'Africa/Nairobbi')
        expect_said(place, {}, 1, '3:11: error: timezone: unknown time zone Africa/Nairobbi',
                    'did you mean Africa/Nairobi?')
        expect_refused(place, {}, 'unknown time zone')


def no_zone_data_at_all():
    with Place(session=None) as place:
        session(place, 'Africa/Nairobi')
        (place.scratch / 'empty').mkdir()
        for folder in ('empty', 'nowhere'):
            env = {'TZDIR': str(place.scratch / folder)}
            expect_said(place, env, 1, '3:11: error', 'the machine has no time zone data',
                        'Africa/Nairobi', 'tzdata')
            expect_refused(place, env, 'no time zone data')
            session(place, 'UTC')
            expect_said(place, env, 0, 'errors 0, warnings 0')
            session(place, 'Africa/Nairobi')


def data_that_goes_while_a_session_runs():
    """What runs goes on, what is started anew refuses, and nothing is lost."""
    with Place(session=None) as place:
        session(place, 'Africa/Nairobi')
        place.done('timer', place.session, 'start', now='09:03')
        gone = {'TZDIR': str(place.scratch / 'gone')}
        expect_refused(place, gone, 'no time zone data')
        status = place.done('status', place.session, now='09:05')
        expect('28:00' in status or '28 min' in status, status)


def a_programme_without_a_zone():
    cases = (({'TZ': 'Europe/Paris'}, "the machine's is taken, Europe/Paris", 'Europe/Paris'),
             ({'TZ': 'EAT-3'}, "the machine's is taken, EAT-3", 'EAT-3'),
             ({'TZ': ''}, "the machine's is taken, UTC", 'UTC'),
             ({'TZ': 'Nowhere/Land'}, 'the machine has not its own, Nowhere/Land', None))
    for env, warning, zone in cases:
        with Place(session=None) as place:
            session(place, None)
            expect_said(place, env, 0, '1:1: warning: timezone: there is no time zone', warning,
                        'errors 0, warnings 1')
            screen = Terminal(place, 'run', place.session, now='08:50', env=env)
            screen.until('The programme names no time zone; times are those of '
                         + (zone or ''))
            screen.kill()


if __name__ == '__main__':
    main(a_zone_that_nobody_knows, no_zone_data_at_all, data_that_goes_while_a_session_runs,
         a_programme_without_a_zone)
