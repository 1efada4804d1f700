#!/usr/bin/env python3
"""`dais status` and `dais show` at moments that are hard to tell right: over midnight, on the second
day, at hard times and breaks, and in the nights when the clocks change. What must be said there was
worked out by hand.
"""

import re

from place import Place, expect, main

EVENING = '''date: 2022-05-18
timezone: Africa/Nairobi
slots:
  - {time: 22:30–23:30, title: Opening}
  - {time: 23:30–0:30, title: Panel}
  - {time: 0:30–1:30, title: Talk}
  - {time: 1:30–2:00, title: Coffee, kind: break}
  - {time: 2:00–2:30, title: Closing}
'''
TWO_DAYS = '''timezone: Africa/Nairobi
days:
  - date: 2022-05-18
    slots:
      - {time: 9:00–10:00, title: Opening}
      - {time: 10:00–11:00, title: Panel}
  - date: 2022-05-19
    slots:
      - {time: 9:00–10:00, title: Talk}
      - {time: 10:30–11:30, title: Debate}
      - {time: 11:30–12:00, title: Adoption, kind: adoption, hard: end}
'''
HARD_START = '''date: 2022-05-18
timezone: Africa/Nairobi
slots:
  - {time: 9:00–10:00, title: Opening}
  - {time: 10:00–10:30, title: Panel}
  - {time: 11:00–12:00, title: Minister, hard: start}
  - {time: 12:00–12:30, title: Closing}
'''
BREAKS = '''date: 2022-05-18
timezone: Africa/Nairobi
slots:
  - {time: 9:00–10:00, title: Opening}
  - {time: 10:10–10:40, title: Coffee, kind: break}
  - {time: 10:45–11:45, title: Panel}
'''
FORWARD = '''date: 2022-03-27
timezone: Europe/Paris
slots:
  - {time: 1:30–3:30, title: Vigil}
  - {time: 3:45–4:45, title: Talk}
'''
BACK = FORWARD.replace('2022-03-27', '2022-10-30')

# Name, programme, what was done and when, then: when it is looked at, the lines of the status, and
# of each slot in `show` the sign, the planned times, and those that are actual or projected.
MOMENTS = (
    ('over midnight, and over its time', EVENING,
     (('18T22:30', 'start'), ('18T23:30', 'next')), '19T00:45',
     ('Panel', '1:15:00 of 60 min, 15:00 over · overrun', 'next Talk at 00:45',
      '15 min late · ends 02:45'),
     ('✓ 22:30–23:30 22:30–23:30', '▶ 23:30–00:30 23:30–00:45', '00:30–01:30 00:45–01:45',
      '01:30–02:00 01:45–02:15', '02:00–02:30 02:15–02:45')),
    ('paused over midnight', EVENING,
     (('18T22:30', 'start'), ('18T23:30', 'next'), ('18T23:55', 'pause')), '19T00:05',
     ('Panel', '25:00 of 60 min, 35:00 left · paused', 'next Talk at 00:40',
      '10 min late · ends 02:40'),
     ('✓ 22:30–23:30 22:30–23:30', '‖ 23:30–00:30 23:30–00:40', '00:30–01:30 00:40–01:40',
      '01:30–02:00 01:40–02:10', '02:00–02:30 02:10–02:40')),
    ('stopped early after midnight: the break keeps its end', EVENING,
     (('18T22:30', 'start'), ('18T23:30', 'next'), ('19T00:10', 'stop')), '19T00:11',
     ('between', 'next Talk at 00:11', 'on time · ends 02:30'),
     ('✓ 22:30–23:30 22:30–23:30', '✓ 23:30–00:30 23:30–00:10', '00:30–01:30 00:11–01:11',
      '01:30–02:00 01:11–02:00', '02:00–02:30 02:00–02:30')),
    ('a late first day', TWO_DAYS,
     (('18T09:30', 'start'), ('18T10:40', 'next')), '18T11:45',
     ('Panel', '1:05:00 of 60 min, 5:00 over · overrun', '45 min late · ends 11:45'),
     ('✓ 09:00–10:00 09:30–10:40', '▶ 10:00–11:00 10:40–11:45', '09:00–10:00 09:00–10:00',
      '10:30–11:30 10:30–11:30', '11:30–12:00 11:30–12:00')),
    ('the morning after it', TWO_DAYS,
     (('18T09:30', 'start'), ('18T10:40', 'next'), ('18T11:50', 'next')), '19T08:50',
     ('between', 'next Talk at 09:00', 'on time · ends 12:00'),
     ('✓ 09:00–10:00 09:30–10:40', '✓ 10:00–11:00 10:40–11:50', '09:00–10:00 09:00–10:00',
      '10:30–11:30 10:30–11:30', '11:30–12:00 11:30–12:00')),
    ('the second day, beyond its gap', TWO_DAYS,
     (('18T09:30', 'start'), ('18T10:40', 'stop'), ('19T09:45', 'start')), '19T09:50',
     ('Talk', '5:00 of 60 min, 55:00 left', 'next Debate at 10:45', '15 min late · ends 12:15',
      'the hard end 12:00 of “Adoption” is passed by 15 min; dais replan shows what can be done'),
     ('✓ 09:00–10:00 09:30–10:40', '10:00–11:00', '▶ 09:00–10:00 09:45–10:45',
      '10:30–11:30 10:45–11:45', '11:30–12:00 11:45–12:15')),
    ('early, before a hard start', HARD_START,
     (('18T09:00', 'start'), ('18T09:30', 'next')), '18T09:35',
     ('Panel', '5:00 of 30 min, 25:00 left', 'next Minister at 11:00', 'on time · ends 12:30'),
     ('✓ 09:00–10:00 09:00–09:30', '▶ 10:00–10:30 09:30–10:00', '11:00–12:00 11:00–12:00',
      '12:00–12:30 12:00–12:30')),
    ('late, beyond a hard start', HARD_START,
     (('18T09:00', 'start'), ('18T10:45', 'next')), '18T10:50',
     ('Panel', '5:00 of 30 min, 25:00 left', 'next Minister at 11:15', '15 min late · ends 12:45'),
     ('✓ 09:00–10:00 09:00–10:45', '▶ 10:00–10:30 10:45–11:15', '11:00–12:00 11:15–12:15',
      '12:00–12:30 12:15–12:45')),
    ('a break that begins early keeps its end', BREAKS,
     (('18T09:00', 'start'), ('18T09:45', 'next')), '18T09:50',
     ('Coffee', '5:00 of 55 min, 50:00 left', 'next Panel at 10:45', 'on time · ends 11:45'),
     ('✓ 09:00–10:00 09:00–09:45', '▶ 10:10–10:40 09:45–10:40', '10:45–11:45 10:45–11:45')),
    ('a break that begins late keeps its length', BREAKS,
     (('18T09:00', 'start'), ('18T10:25', 'next')), '18T10:30',
     ('Coffee', '5:00 of 30 min, 25:00 left', 'next Panel at 10:55', '10 min late · ends 11:55'),
     ('✓ 09:00–10:00 09:00–10:25', '▶ 10:10–10:40 10:25–10:55', '10:45–11:45 10:55–11:55')),
    ('clocks go forward inside a slot: it has an hour', FORWARD,
     (('2022-03-27T01:30:00+01:00', 'start'),), '2022-03-27T03:10:00+02:00',
     ('Vigil', '40:00 of 60 min, 20:00 left', 'next Talk at 03:45', 'on time · ends 04:45'),
     ('▶ 01:30–03:30 01:30–03:30', '03:45–04:45 03:45–04:45')),
    ('clocks have gone back inside a slot: it has three', BACK,
     (('2022-10-30T01:30:00+02:00', 'start'),), '2022-10-30T02:50:00+01:00',
     ('Vigil', '2:20:00 of 3 h, 40:00 left', 'next Talk at 03:45', 'on time · ends 04:45'),
     ('▶ 01:30–03:30 01:30–03:30', '03:45–04:45 03:45–04:45')),
)


def moment(time):
    """`19T00:45`: of May 2022, in Nairobi; others as they are."""
    return time if len(time) > 8 else f'2022-05-{time}:00+03:00'


def write_programme(place, text):
    place.write_programme(f'title: A moment\ncode: MOMENT\n{text}')


def rows(shown):
    """The lines of slots in `show`: sign, planned and other times."""
    found = (re.match(r' +\d+ +([✓▶‖–]? *[-–: \d]*\d)', line) for line in shown.splitlines())
    return tuple(' '.join(line[1].split()) for line in found if line)


def status_and_show_tell_each_moment():
    for name, programme, done, look, status, slots in MOMENTS:
        with Place(session=None) as place:
            write_programme(place, programme)
            for time, verb in done:
                place.done('timer', place.session, verb, now=moment(time))
            out = place.done('status', place.session, now=moment(look))
            expect(tuple(out.splitlines()) == status, f'{name}: status says\n{out}')
            out = place.done('show', place.session, now=moment(look))
            expect(rows(out) == slots, f'{name}: show says {rows(out)}\n{out}')
    return f'{len(MOMENTS)} moments'


if __name__ == '__main__':
    main(status_and_show_tell_each_moment)
