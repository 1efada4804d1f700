#!/usr/bin/env python3
"""What commands promise beyond what their layers are tested for: nothing of a text is lost on its
way in, what is changed or refused is said, and a refusal leaves no trace.
"""

import json
import shutil

from place import Place, expect, main

MORNING = '09:05'


def expect_result(result, code, *words):
    expect(result.code == code, f'exit code {code} was due: {result}')
    for word in words:
        expect(word in result.out + result.err, f'it does not say "{word}": {result}')


def change_programme(place, old, new):
    path = place.session / 'programme.yaml'
    text = path.read_text()
    expect(old in text, f'the programme has no "{old}"')
    path.write_text(text.replace(old, new, 1))


def texts(place):
    found = json.loads(place.done('entries', place.session, '--json', now='12:00'))
    return [entry['text'] for entry in found['entries']]


def a_text_is_cleaned_and_that_is_said():
    with Place() as place:
        result = place.dais('add', place.session, '--kind', 'note', '-', now=MORNING,
                            text=b'one\0two\r\nthree\tfour \xff  \n')
        expect_result(result, 0, 'Control characters', 'Tabs', 'Line ends', 'White space')
        expect(texts(place) == ['one\ufffdtwo\nthree four \ufffd'], f'kept: {texts(place)}')
        result = place.dais('amend', place.session, 'N1', 'e\u0301', now='09:06')
        expect_result(result, 0, 'NFC')
        result = place.dais('add', place.session, '--kind', 'note', '-', now='09:07',
                            text='Clean: é\nto its end\n'.encode())
        expect(result.err == '', f'a clean text was changed: {result.err}')


def a_title_and_a_reason_are_cleaned_and_that_is_said():
    with Place() as place:
        place.done('timer', place.session, 'start', now='09:00')
        place.done('timer', place.session, 'next', now='09:15')
        result = place.dais('timer', place.session, 'insert', 'A\tword', '5m', now='10:40')
        expect_result(result, 0, 'Tabs became spaces')
        result = place.dais('replan', place.session, 'absorb', '--apply', '--why', 'the\troom',
                            now='10:40')
        expect_result(result, 0, 'Tabs became spaces')
        place.done('add', place.session, 'One', '--kind', 'note', now='10:41')
        place.done('add', place.session, 'Two', '--kind', 'note', now='10:41')
        result = place.dais('withdraw', place.session, 'N1', 'N2', '--why', 'said\ttwice',
                            now='10:42')
        expect_result(result, 0, 'Tabs became spaces')
        expect(result.err.count('Tabs') == 1, f'said twice: {result}')
        result = place.dais('reopen', place.session, 'N1', '--why', 'not\x07so', now='10:43')
        expect_result(result, 0, 'Control characters')
        place.done('timer', place.session, 'end', now='10:44')
        place.done('close', place.session, now='10:44')
        result = place.dais('reopen', place.session, '--why', 'a\tword', now='10:45')
        expect_result(result, 0, 'Tabs became spaces')
        result = place.dais('people', place.session, 'pyne', 'replaced-by', 'Robert\tHakiza',
                            now='10:46')
        expect_result(result, 0, 'Tabs became spaces')


def a_refusal_leaves_no_trace():
    with Place() as place:
        result = place.dais('timer', place.session, 'pause', '--today')
        expect_result(result, 1, 'No slot is running')
        expect(not (place.session / 'journal').exists(), 'the session is held today all the same')
        place.done('timer', place.session, 'start', now='09:00')
        result = place.dais('timer', place.session, 'extend', '5m', '--take', now='09:01',
                            writer='notes')
        expect_result(result, 0, 'Notes took the clock from Chair', '5 min more')
        result = place.dais('timer', place.session, 'resume', '--take', now='09:02')
        expect_result(result, 1 if 'Notes' in place.done('log', place.session) else 0)


def a_rehearsal_may_go_back_in_time():
    with Place() as place:
        where = ('--rehearse', '--record', place.scratch / 'rehearsal')
        place.done('timer', place.session, 'start', *where, now='09:00')
        place.done('add', place.session, '--kind', 'note', 'again', *where, now='08:55')
        place.done('timer', place.session, 'start', now='09:00')
        result = place.dais('add', place.session, '--kind', 'note', 'earlier', now='08:55')
        expect_result(result, 1, 'earlier than the last you did')


def status_after_the_end_has_no_next():
    with Place() as place:
        place.done('timer', place.session, 'start', now='09:00')
        place.done('timer', place.session, 'end', now='09:10')
        out = place.done('status', place.session, now='09:11')
        expect('next' not in out and 'ended' in out, f'status: {out}')


def a_status_of_another_day_projects_nothing():
    def check(place, now, waiting):
        found = json.loads(place.done('status', place.session, '--json', now=now))
        day = found['forecast']
        expect(day == {'planned_end': '2022-05-18T12:30:00+03:00', 'projected_end': None,
                       'late_ms': None}, str(day))
        expect(found['next']['projected_start'] is None, str(found['next']))
        for slot in found['slots']:
            expect(slot['planned_start'] is not None, str(slot))
            expect((slot['projected_start'] is None) == (slot['number'] in waiting), str(slot))
            expect((slot['projected_end'] is None) == (slot['number'] in waiting), str(slot))

    with Place() as place:
        numbers = [slot['number'] for slot in json.loads(
            place.done('status', place.session, '--json', now='08:00'))['slots']]
        check(place, '2022-05-25T10:00:00+03:00', numbers)
        check(place, '2022-05-11T10:00:00+03:00', numbers)
        place.done('timer', place.session, 'start', now='09:00')
        place.done('timer', place.session, 'stop', now='09:15')
        check(place, '2022-05-25T10:00:00+03:00', numbers[1:])
        place.done('timer', place.session, 'end', now='09:20')
        found = json.loads(place.done('status', place.session, '--json',
                                      now='2022-05-25T10:00:00+03:00'))
        expect(found['forecast']['late_ms'] == -195 * 60000, str(found['forecast']))


def a_count_of_a_slot_without_a_clock_has_its_number():
    with Place(session=None) as place:
        place.write_programme('title: Visits\ndate: 2022-05-18\ntimezone: Africa/Nairobi\nslots:\n'
                              '  - {time: 09:00-09:30, title: One}\n'
                              '  - {when: Afternoon, title: Visit}\n')
        place.done('people', place.session, '--count', '5', '--slot', 'Visit', now=MORNING)
        counts = json.loads(place.done('people', place.session, '--json', now=MORNING))['counts']
        expect([(each['slot'], each['slot_id'], each['count']) for each in counts] ==
               [(2, 's2', 5)], f'{counts}')


def the_parts_of_a_slot_are_told():
    with Place() as place:
        place.done('timer', place.session, 'goto', '5', now='11:32')
        out = place.done('status', place.session, now='12:06')
        expect('Group work · 1:00 left, then Report 1 of 2: Complementarity' in out, out)
        phase = json.loads(place.done('status', place.session, '--json', now='12:08'))['slot']['phase']
        expect(phase == {'kind': 'report', 'number': 1, 'count': 2, 'title': 'Complementarity',
                         'elapsed_ms': 60000, 'left_ms': 240000,
                         'next': {'kind': 'report', 'number': 2, 'count': 2,
                                  'title': 'Sustainability'}}, f'{phase}')
        place.done('timer', place.session, 'extend', '5m', now='12:06')
        out = place.done('show', place.session, now='12:06')
        expect('12:12  ' in out and 'Report 1 of 2' in out, out)
        out = place.done('status', place.session, now='12:30')
        expect('Report 2 of 2: Sustainability · 8:00 over' in out, out)


def parts_have_the_times_at_which_they_began():
    def parts(place, now):
        out = place.done('show', place.session, now=now)
        return [line.split()[0] for line in out.splitlines()
                if 'Group work' in line or 'Report ' in line]

    with Place() as place:
        place.done('timer', place.session, 'goto', '5', now='11:30')
        expect(parts(place, '11:40') == ['11:30', '12:05', '12:10'], parts(place, '11:40'))
        place.done('timer', place.session, 'pause', now='11:50')
        expect(parts(place, '12:00') == ['11:30', '12:15', '12:20'], 'paused')
        place.done('timer', place.session, 'resume', now='12:00')
        expect(parts(place, '12:17') == ['11:30', '12:15', '12:20'], 'after a pause')
        place.done('timer', place.session, 'next', now='12:18')
        expect(parts(place, '12:19') == [], 'a slot that is over has parts')
        place.done('timer', place.session, 'back', now='12:40')
        expect(parts(place, '12:41') == ['11:30', '12:15', '12:42'], 'after back')


def a_message_keeps_to_the_rule():
    with Place() as place:
        change_programme(place, 'attribution: named', 'attribution: chatham-house')
        send = ('message', place.session, 'Samuel Pyne, please')
        expect_result(place.dais(*send, now='09:05'), 1, 'Samuel Pyne', '--keep-names')
        expect('message' not in place.done('status', place.session, now='09:05'), 'it is shown')
        expect_result(place.dais(*send, '--keep-names', now='09:05'), 0, 'Samuel Pyne')
        expect('Samuel Pyne' in place.done('status', place.session, now='09:05:59'), 'not shown')
        expect('message' not in place.done('status', place.session, now='09:06'), 'it stays')


def a_slot_put_in_without_ids_is_told():
    with Place() as place:
        place.done('timer', place.session, 'goto', '3', now='10:30')
        change_programme(place, '  - time: 10:30–11:00\n',
                         '  - {time: 10:30–10:30, title: A minute of silence}\n'
                         '  - time: 10:30–11:00\n')
        for command in 'check', 'verify':
            result = place.dais(command, place.session)
            expect_result(result, 0, 'slot s3 was “Coffee break” when it was used, and is “A minute',
                          'give slots an id')


def show_without_a_date_has_times():
    with Place() as place:
        change_programme(place, 'date: 2022-05-18\n', '')
        out = place.done('show', place.session)
        expect('09:15–10:30' in out, f'show: {out}')


def show_has_the_tracks():
    with Place() as place:
        lines = [line.strip() for line in place.done('show', place.session).splitlines()]
        slot, = (i for i, line in enumerate(lines) if line.endswith('parallel breakout sessions'))
        expect(lines[slot + 1:slot + 3] == ['├ Complementarity', '└ Sustainability'],
               f'show: {lines}')


def what_is_no_journal_is_refused():
    with Place() as place:
        place.done('timer', place.session, 'start', now='09:00')
        other = place.scratch / 'notes.txt'
        other.write_text('nothing of ours\n')
        (place.scratch / 'empty').mkdir()
        for path in other, place.scratch / 'empty':
            expect_result(place.dais('collect', place.session, path), 1, 'is no journal')
        expect_result(place.dais('collect', place.session, place.scratch / 'none'), 1)
        expect_result(place.dais('collect', place.session, place.session), 0, 'nothing new')


def damage_is_said_where_the_record_is_given_out():
    with Place() as place:
        place.done('add', place.session, '--kind', 'note', 'as it was', now='09:00')
        for command in ('entries',), ('log',), ('export',):
            result = place.dais(command[0], place.session, now='09:01')
            expect(result.err == '', f'nothing is wrong: {result}')
        journal, = (place.session / 'journal').iterdir()
        journal.write_text(journal.read_text().replace('as it was', 'as it is'))
        for command in ('entries',), ('log',), ('export',):
            result = place.dais(command[0], place.session, now='09:01')
            expect_result(result, 0, 'dais verify')
        place.done('confirm', place.session, 'N1', now='09:02')
        result = place.dais('entries', place.session, now='09:03')
        expect(result.err == '', f'it was confirmed: {result}')


def a_journal_whose_frames_are_gone_is_damage():
    with Place() as place:
        place.done('add', place.session, '--kind', 'note', 'as it was', now='09:00')
        journal, = (place.session / 'journal').iterdir()
        whole, copy = journal.read_bytes(), place.scratch / 'copy'
        shutil.copytree(place.session, copy)
        for spoiled in bytes(len(whole)), whole.decode().encode('utf-16'), b'nothing of ours\n':
            (copy / 'journal' / journal.name).write_bytes(spoiled)
            expect_result(place.dais('verify', copy), 1, 'error: no event can be read', 'not sound')
            for command in 'entries', 'review':
                expect_result(place.dais(command, copy, now='09:01'), 0 if command == 'entries' else 1,
                              'The journal is not sound')
            for path in copy, copy / 'journal', copy / 'journal' / journal.name:
                expect_result(place.dais('collect', place.session, path), 1, 'no event can be read')
        (copy / 'journal' / journal.name).write_bytes(b'')
        expect_result(place.dais('collect', place.session, copy), 0)


def what_may_be_a_journal_is_told():
    with Place() as place:
        place.done('add', place.session, '--kind', 'note', 'as it was', now='09:00')
        journal, = (place.session / 'journal').iterdir()
        name = journal.name
        for other, word in ((name[:-5], '.yaml'), (name[:-5] + '.yml', '.yaml'), (name + '.gz', '.yaml'),
                            (f'.{name}.icloud', 'downloaded'), (f'.syncthing.{name}.tmp', 'sync tool'),
                            (f'{name}~', 'sync tool')):
            (place.session / 'journal' / other).write_bytes(b'x')
            result = place.dais('verify', place.session)
            expect_result(result, 0, f'journal/{other}: warning: ', word, 'sound')
            (place.session / 'journal' / other).unlink()
        (place.session / 'journal' / f'.{name}.0123456789abcdef').write_bytes(b'x')
        result = place.dais('verify', place.session)
        expect(result.code == 0 and result.err == '', f'our own, which a kill left: {result}')


def a_rescue_folder_that_cannot_be_read_is_no_damage():
    with Place() as place:
        place.done('timer', place.session, 'start', now='09:00')
        state, = place.scratch.glob('**/state/dais')
        (state / 'rescue').write_text('in its place\n')
        result = place.dais('entries', place.session, now='09:01')
        expect_result(result, 0, 'The rescue folder ', ' cannot be read: ')
        expect('is not sound' not in result.err, f'nothing is missing: {result}')
        expect_result(place.dais('verify', place.session), 0, 'warning: the rescue folder cannot')


def journals_are_verified_without_a_programme():
    with Place() as place:
        place.done('add', place.session, '--kind', 'note', 'as it was', now='09:00')
        change_programme(place, 'date: 2022-05-18\n', 'date: [2022-05-18\n')
        result = place.dais('verify', place.session)
        expect_result(result, 1, 'programme.yaml:', 'sound: files 1, events 2')
        journal, = (place.session / 'journal').iterdir()
        journal.write_text(journal.read_text().replace('as it was', 'as it is'))
        result = place.dais('verify', place.session)
        expect_result(result, 1, 'changed by hand', 'not sound: files 1')
        expect(result.err.find('programme.yaml:') < result.err.find('changed by hand'), f'{result}')


def every_language_can_be_exported():
    with Place() as place:
        change_programme(place, 'language: en ', 'language: pt ')
        expect('**Relatório**' in place.done('export', place.session), 'no headings')
        change_programme(place, 'language: pt ', 'language: de ')
        expect('**Report**' in place.done('export', place.session), 'no headings')
        export = ('export', place.session, '--lang')
        for none in ('de', 'en,de', 'en,en', 'en,fr,pt', 'en,', ','):
            expect_result(place.dais(*export, none), 2, f'no headings in {none}')
        expect_result(place.dais(*export, 'pt'), 0, 'Recomendações')
        expect_result(place.dais(*export, 'ar,en'), 0, 'التوصيات / Recommendations')
        for data in ('json', 'yaml', 'csv'):
            expect_result(place.dais(*export, 'en,fr', '--format', data), 2, 'one language')


def two_languages_are_for_reports():
    with Place() as place:
        for words in (('show',), ('show', '--json'), ('status',), ('entries',), ('check',), ('log',)):
            expect_result(place.dais(words[0], place.session, *words[1:], '--lang', 'en,fr'), 2,
                          'one language')


def options_may_stand_before_the_command():
    with Place() as place:
        for words in (('--lang', 'fr', 'status', place.session), ('--lang=fr', 'status',
                      place.session), ('status', '--lang', 'fr', place.session)):
            out = place.done(*words, now='09:00')
            expect('ensuite' in out, f'not in French: {out}')
        expect_result(place.dais('--lang', 'fr', '--help'), 0, 'COMMANDE')
        expect_result(place.dais('--today'), 2)
        expect_result(place.dais('status', place.session, '-5m'), 2, 'no option -5 ')


def the_language_of_a_locale_that_is_not_there():
    with Place() as place:
        for env in ({'LANG': 'fr_XX.UTF-8'}, {'LANG': 'C', 'LC_ALL': 'fr_XX'},
                    {'LANG': 'C.UTF-8', 'LANGUAGE': 'fr'}):
            out = place.done('status', place.session, now='09:00', env=env)
            expect('ensuite' in out, f'{env}: not in French: {out}')
        out = place.done('status', place.session, now='09:00', env={'LANG': 'C'})
        expect('next' in out, f'in C: {out}')


def entries(place, session):
    return json.loads(place.done('entries', session, '--json', now='12:00'))['entries']


def versions_side_by_side_wait_for_a_choice():
    with Place() as place:
        first, second = place.session, place.scratch / 'second'
        place.done('add', first, '--kind', 'recommendation', '--to', 'donors', 'Fund it.', now='09:05')
        shutil.copytree(first, second)
        place.done('amend', first, 'R1', 'Fund it, now.', now='09:06')
        place.done('amend', second, 'R1', 'Fund it all.', now='09:07', writer='rapporteur')
        place.done('collect', first, second, now='09:08')
        expect('(2 versions side by side)' in place.done('entries', first, now='09:08'), 'not listed')
        expect_result(place.dais('adopt', first, 'R1', now='09:08'), 1, 'stand side by side')
        result = place.dais('amend', first, 'R1', 'Fund it all, soon.', now='09:09')
        expect_result(result, 0, 'Versions of R1 stand side by side', 'Chair: Fund it, now.',
                      'Chair: Fund it all, soon.', '--settle')
        expect(entries(place, first)[0]['unsettled'], 'to go on with one of them was a choice')
        report = place.done('export', first, now='09:09')
        expect('Side by side with: Fund it, now.' in report, f'not in the report: {report}')
        result = place.dais('amend', first, 'R1', '--settle', now='09:10')
        expect_result(result, 0, 'R1 amended')
        expect(result.err == '', f'settled: {result}')
        entry = entries(place, first)[0]
        expect(not entry['unsettled'] and entry['text'] == 'Fund it all, soon.', f'{entry}')
        kept = [version['text'] for version in entry['versions']]
        expect(kept == ['Fund it.', 'Fund it, now.', 'Fund it all.', 'Fund it all, soon.',
                        'Fund it all, soon.'], f'kept: {kept}')
        place.done('collect', second, first, now='09:11')
        expect(entries(place, second) == entries(place, first), 'two laptops, two records')
        place.done('undo', first, now='09:12')
        expect(entries(place, first)[0]['unsettled'], 'the choice was not taken back')


def a_text_in_two_languages_is_one_outcome():
    with Place() as place:
        add = ('add', place.session, '--kind', 'recommendation')
        place.done(*add, '--to', 'donors', 'Fund it.', now='09:05')
        before = place.dais('review', place.session, now='09:05')
        expect_result(before, 1, 'R1 is not translated into: fr')
        place.done(*add, '--language', 'fr', '--translation-of', 'R1', 'Financez-le.', now='09:06')
        expect('fr of R1: Financez-le.' in place.done('entries', place.session, now='09:06'), 'entries')
        expect('R1' not in place.dais('review', place.session, now='09:06').out, 'review')
        report = place.done('export', place.session, '--what', 'recommendations', now='09:06')
        expect('French (R2)*: Financez-le.' in report and '**R2' not in report, report)
        one, other = entries(place, place.session)
        expect(one['translations'] == [other['id']] and one['missing_languages'] == [], f'{one}')


if __name__ == '__main__':
    main(a_text_is_cleaned_and_that_is_said,
         a_title_and_a_reason_are_cleaned_and_that_is_said, a_refusal_leaves_no_trace,
         a_rehearsal_may_go_back_in_time, status_after_the_end_has_no_next,
         a_status_of_another_day_projects_nothing,
         a_count_of_a_slot_without_a_clock_has_its_number, the_parts_of_a_slot_are_told,
         parts_have_the_times_at_which_they_began, a_slot_put_in_without_ids_is_told, a_message_keeps_to_the_rule,
         show_without_a_date_has_times, show_has_the_tracks, what_is_no_journal_is_refused,
         damage_is_said_where_the_record_is_given_out, a_journal_whose_frames_are_gone_is_damage,
         what_may_be_a_journal_is_told, a_rescue_folder_that_cannot_be_read_is_no_damage,
         journals_are_verified_without_a_programme, every_language_can_be_exported, two_languages_are_for_reports,
         versions_side_by_side_wait_for_a_choice, a_text_in_two_languages_is_one_outcome,
         options_may_stand_before_the_command, the_language_of_a_locale_that_is_not_there)
