#!/usr/bin/env python3
"""Replans on the command line: what is shown is what is taken, reading writes nothing, what would
change nothing is refused, and undo puts every byte of the status back.
"""

import json

from place import Place, expect, main
from commands import change_programme, expect_result


def begin(place):
    place.done('timer', place.session, 'start', now='09:00')
    place.done('timer', place.session, 'next', now='09:15')


def plans(place, now, *words):
    return json.loads(place.done('replan', place.session, *words, '--json', now=now))['plans']


def status(place, now):
    return place.done('status', place.session, '--json', now=now)


def three_plans_side_by_side():
    with Place() as place:
        begin(place)
        before = sorted((place.session / 'journal').iterdir())
        out = place.done('replan', place.session, now='10:33')
        for words in ('planned      shift        absorb          compress',
                      '3  10:30–11:00  10:33–11:03  10:33–11:00 −3  10:33–11:02 −1  Coffee break',
                      'shift: ends 12:33, 3 min late\n  misses the hard end 12:30 by 3 min',
                      'in time if skipped as well: “Coffee break”',
                      'absorb: ends 12:30, on time · 3 min less', 'compress: ends 12:30, on time'):
            expect(words in out, f'no "{words}" in {out}')
        expect(sorted((place.session / 'journal').iterdir()) == before, 'a preview was written')
        found = plans(place, '10:33')
        expect([plan['plan'] for plan in found] == ['shift', 'absorb', 'compress'], str(found))
        expect([plan['late_ms'] for plan in found] == [180000, 0, 0], str(found))
        expect([plan['reaches_hard_end'] for plan in found] == [False, True, True], str(found))
        expect([slot['lost_ms'] for slot in found[1]['slots']] == [180000, 0, 0, 0], str(found))
        expect(found[1]['slots'][0] == {
            'number': 3, 'start': '2022-05-18T10:33:00+03:00', 'end': '2022-05-18T11:00:00+03:00',
            'allotted_ms': 1620000, 'lost_ms': 180000}, str(found))
        expect(plans(place, '10:33', 'compress') == found[2:], 'one plan is another')


def what_was_shown_is_taken():
    for plan in ('absorb', 'compress'):
        with Place() as place:
            begin(place)
            shown = plans(place, '10:42', plan)[0]
            result = place.dais('replan', place.session, plan, '--apply', now='10:42')
            expect_result(result, 0, 'Replanned:', 'ends 12:30, 12 min earlier')
            after = json.loads(status(place, '10:42'))
            expect(after['forecast']['late_ms'] == 0, str(after['forecast']))
            by_number = {slot['number']: slot for slot in after['slots']}
            for slot in shown['slots']:
                now = by_number[slot['number']]
                expect((now['projected_start'], now['projected_end']) ==
                       (slot['start'], slot['end']), f'{slot} became {now}')


def the_break_that_runs_absorbs():
    with Place() as place:
        place.done('timer', place.session, 'start', now='09:03')
        place.done('timer', place.session, 'next', now='09:19')
        place.done('timer', place.session, 'next', now='10:42')
        before = status(place, '10:42:30')
        out = place.done('replan', place.session, now='10:42:30')
        for words in ('3  10:30–11:00  10:42–11:12  10:42–11:00 −12  10:42–11:12',
                      'absorb: ends 12:30, on time · 12 min less', 'compress: ends 12:30, on time'):
            expect(words in out, f'no "{words}" in {out}')
        result = place.dais('replan', place.session, 'absorb', '--apply', now='10:42:30')
        expect_result(result, 0, 'Replanned:', 'ends 12:30, 12 min earlier')
        taken = status(place, '10:42:30')
        expect(json.loads(taken)['slots'][2]['projected_end'] == '2022-05-18T11:00:00+03:00', taken)
        place.done('undo', place.session, now='10:42:30')
        expect(status(place, '10:42:30') == before, 'undone, it is not what it was')
        place.done('redo', place.session, now='10:42:30')
        expect(status(place, '10:42:30') == taken, 'redone, it is not what it was')


def undo_puts_every_byte_back():
    with Place() as place:
        begin(place)
        before = status(place, '10:42')
        place.done('replan', place.session, 'compress', '--apply', now='10:42')
        taken = status(place, '10:42')
        place.done('undo', place.session, now='10:42')
        expect(status(place, '10:42') == before, 'undone, it is not what it was')
        place.done('redo', place.session, now='10:42')
        expect(status(place, '10:42') == taken and taken != before, 'redone, it is not what it was')
        log = place.done('log', place.session, now='10:42')
        for words in ('Replanned: what follows is compressed',
                      'Undone: what follows is compressed', 'Redone: what follows is compressed'):
            expect(words in log, f'no "{words}" in {log}')


def what_cannot_reach_is_taken_and_said():
    with Place() as place:
        begin(place)
        result = place.dais('replan', place.session, 'compress', '--apply', '--why',
                            'the room closes', now='11:47')
        expect_result(result, 0, 'Replanned: what follows is compressed – the room closes',
                      'ends 12:48', 'misses the hard end 12:30 by 18 min',
                      'in time if skipped as well: “Two parallel breakout sessions”')
        place.done('timer', place.session, 'skip', '5', now='11:47')
        expect(json.loads(status(place, '11:47'))['forecast']['late_ms'] <= 0, 'late all the same')


def wrong_usage_and_refusals():
    with Place() as place:
        begin(place)
        for words, code, said in ((('--apply',), 2, '--apply takes one plan'),
                                  (('drop',), 2, 'there is no plan drop'),
                                  (('asorb',), 2, 'did you mean absorb?'),
                                  (('absorb', '--why', 'x'), 2, '--why is written down'),
                                  (('absorb', '--apply'), 1, 'Nothing to replan: the day ends in')):
            expect_result(place.dais('replan', place.session, *words, now='10:30'), code, said)
        expect_result(place.dais('replan', place.session, 'absorb', '--apply', now='10:40',
                                 writer='notes'), 1, '--take takes the clock over')
        place.done('replan', place.session, 'absorb', '--apply', '--take', now='10:41',
                   writer='notes')
        place.done('timer', place.session, 'end', now='10:43', writer='notes')
        result = place.dais('replan', place.session, 'absorb', '--apply', now='10:44',
                            writer='notes')
        expect_result(result, 1, 'The session has ended')
        expect_result(place.dais('replan', place.session, now='10:44'), 0, 'no slot is left')


def a_refused_plan_takes_no_clock():
    with Place() as place:
        begin(place)
        before = sorted((place.session / 'journal').iterdir())
        for plan, why in (('absorb', 'the day ends in time'), ('shift', 'the day ends in time')):
            result = place.dais('replan', place.session, plan, '--apply', '--take', now='10:20',
                                writer='notes')
            expect_result(result, 1, why)
            expect(result.out == '', f'something was done: {result.out}')
        expect(sorted((place.session / 'journal').iterdir()) == before, 'something was written')
        place.done('timer', place.session, 'extend', '1m', now='10:21')
        result = place.dais('replan', place.session, 'absorb', '--apply', '--take', now='10:40',
                            writer='notes')
        expect_result(result, 0, 'Replanned')


def another_day_is_not_planned():
    with Place() as place:
        change_programme(place, 'hard_end: 12:30', 'hard_end: 12:00')
        for words in ((), ('absorb',), ('--json',)):
            result = place.dais('replan', place.session, *words)
            expect_result(result, 1, 'Today is none of the days', '--today')
        for words in (('--today',), ('--rehearse',)):
            out = place.done('replan', place.session, *words)
            expect('planned ' in out and 'shift: ends ' in out, out)
        expect(not (place.session / 'journal').exists(), 'a preview was written')
        result = place.dais('replan', place.session, 'compress', '--apply')
        expect_result(result, 1, '--today')
        result = place.dais('replan', place.session, 'compress', '--apply', now='08:00')
        expect_result(result, 0, 'Replanned', 'ends 12:00')


def it_is_offered_until_it_is_accepted():
    offer = 'dais replan shows what can be done'
    with Place() as place:
        begin(place)
        for time, offered in (('10:32', False), ('10:33', True)):
            for command in ('status', 'show'):
                out = place.done(command, place.session, now=time)
                expect((offer in out) == offered, f'{command} at {time}: {out}')
        place.done('replan', place.session, 'shift', '--apply', now='10:33')
        for time, offered in (('10:35', False), ('10:36', True)):
            out = place.done('status', place.session, now=time)
            expect((offer in out) == offered, f'after that, at {time}: {out}')


# A minister who has to leave, and a room that closes.
HARD_ENDS = '''title: Hard ends
code: HARD
date: 2022-05-18
timezone: Africa/Nairobi
attribution: named
hard_end: 12:00
slots:
  - {time: 09:00–09:30, title: A, kind: session}
  - {time: 09:40–10:00, title: B, kind: session, minimum: 18m}
  - {time: 10:00–10:20, title: Break, kind: break}
  - {time: 10:30–11:00, title: Minister, kind: session, hard: both}
  - {time: 11:00–11:20, title: C, kind: session, minimum: 20m}
  - {time: 11:30–11:35, title: Pause, kind: break}
  - {time: 11:35–12:00, title: D, kind: session, hard: end}
'''


def an_end_that_is_passed_is_said_though_accepted():
    passed = 'the hard end 11:00 of “Minister” is passed by 23 min'
    offer = '; dais replan shows what can be done'
    with Place() as place:
        place.write_programme(HARD_ENDS)
        place.done('timer', place.session, 'start', now='09:00')
        for command in ('status', 'show'):
            out = place.done(command, place.session, now='10:40')
            expect('is passed by' in out and offer in out, f'{command} before: {out}')
        place.done('replan', place.session, 'compress', '--apply', now='10:40')
        for command in ('status', 'show'):
            out = place.done(command, place.session, now='10:40:30')
            expect(passed + '\n' in out, f'{command}, accepted: {out}')


def a_reason_keeps_to_the_rule():
    with Place() as place:
        change_programme(place, 'attribution: named', 'attribution: chatham-house')
        begin(place)
        words = ('replan', place.session, 'absorb', '--apply', '--why', 'Samuel Pyne has to leave')
        expect_result(place.dais(*words, now='10:40'), 1, '--keep-names')
        expect_result(place.dais(*words, '--keep-names', now='10:40'), 0, 'Samuel Pyne')


if __name__ == '__main__':
    main(three_plans_side_by_side, what_was_shown_is_taken, the_break_that_runs_absorbs,
         undo_puts_every_byte_back, what_cannot_reach_is_taken_and_said, wrong_usage_and_refusals,
         a_refused_plan_takes_no_clock, another_day_is_not_planned, it_is_offered_until_it_is_accepted,
         an_end_that_is_passed_is_said_though_accepted,
         a_reason_keeps_to_the_rule)
