#!/usr/bin/env python3
"""Two hundred names, affiliations and keys that occur nowhere else, through a session under the
Chatham House Rule, by every command and on screen: none of them in a byte written or shown outside
the programme and its views. The same session without the rule must have some in every channel, or
the search finds nothing; and a rule that comes in mid-session hides what was said before it.

The list of people on screen (6) is a view of the programme, whatever the rule; it is not searched.
What somebody types is on the screen of whoever types it, and a refusal says it again; so those bytes
are not searched. What is on the disc meanwhile is: drafts, and all temporary files.
"""

import itertools
import json
import re
import stat
import time

import yaml

from place import Place, expect, main
from terminal import Terminal

PEOPLE, SPEAKERS = 67, 12
SYLLABLES = [a + b for a in 'bdfgkmnprvz' for b in ('ax', 'eq', 'iw', 'oj', 'uv')]


def canaries():
    """A key, a first name and surname, and an affiliation for each; the rare word of each."""
    words = (''.join(parts) for parts in itertools.permutations(SYLLABLES, 3))
    return [{'key': next(words), 'surname': next(words).capitalize(),
             'office': next(words).capitalize()} for _ in range(PEOPLE)]


WHO = canaries()
RARE = [person[part] for person in WHO for part in ('key', 'surname', 'office')]
SOUGHT = re.compile('|'.join(RARE), re.I)


def name(person):
    return 'Ama ' + person['surname']


def office(person):
    return f'Bureau {person["office"]} of Kumasi'


def programme(rule):
    people = ''.join(f'  {p["key"]}: {{name: {name(p)}, affiliation: {office(p)}'
                     f'{", status: tbc" if i % 5 == 4 else ""}}}\n' for i, p in enumerate(WHO))
    keys = [p['key'] for p in WHO]
    some = lambda first, count: '[' + ', '.join(keys[first:first + count]) + ']'
    return f'''title: Who says what
code: RULE-1
date: 2022-05-18
time: 09:00–12:00
timezone: Africa/Nairobi
attribution: {rule}
people:
{people}president: {keys[0]}
moderators: {some(1, 3)}
slots:
  - {{time: 09:00–09:15, kind: opening, title: Opening, president: {keys[0]}}}
  - time: 09:15–10:30
    kind: panel
    title: Panel
    speakers: {some(0, SPEAKERS)}
    respondents: {some(12, 10)}
    questions: 15m
  - {{time: 10:30–11:00, kind: break, title: Coffee}}
  - time: 11:00–11:40
    kind: breakouts
    title: Two groups
    facilitators: {some(22, 20)}
    tracks:
      - {{title: First, moderators: {some(42, 10)}, rapporteurs: {some(52, 5)}}}
      - {{title: Second, moderators: {some(57, 10)}}}
  - {{time: 11:40–12:00, kind: adoption, title: Adoption, hard: end}}
'''


ROLES = ('president chair speakers moderators facilitators presenters case_presenters respondents '
         'rapporteurs').split()
# A house template that asks for all people, facts and entries, with all fields, in every form.
EVERYTHING = '\n'.join([
    'sections:',
    *(f'  - {{facts: [{role}]}}\n  - {{people: [{role}]}}' for role in ROLES),
    *(f'  - {{part: {part}}}' for part in ('discussion', 'recommendations', 'timing', 'people')),
    *(f'  - {{entries: {{}}, as: {form}, by: {by}, fields: [number, label, speaker, addressee, owner, '
      f'standing, reservation, referred_to, version]}}'
      for form in ('list', 'paragraphs', 'one_sentence') for by in ('slot', 'kind', 'none')),
])


class Play:
    """A morning, and all that came out of it by channel."""

    def __init__(self, place, rule):
        self.place, self.rule, self.said = place, rule, {}
        place.write_programme(programme(rule))
        self.session = place.session
        self.minute = 0

    def say(self, channel, text):
        self.said[channel] = self.said.get(channel, '') + text

    def now(self):
        self.minute += 1
        return f'09:15:{self.minute % 60:02}' if self.minute < 60 else \
            f'09:{15 + self.minute // 60}:{self.minute % 60:02}'

    def do(self, channel, verb, *arguments, may=(0,)):
        result = self.place.dais(verb, self.session, *arguments, now=self.now())
        expect(result.code in may, f'{verb} {arguments}: {result}')
        self.say(channel, result.out)
        return result

    def attempts(self):
        """What somebody tries who has not heard of the rule; a field and a way to write each name."""
        text = ['add', '--kind', 'note']
        ways = (
            lambda p: [*text, f'{name(p)} pays.'],
            lambda p: [*text, f'as {p["surname"].upper()} said'],
            lambda p: [*text, f'the bureau\u00a0{p["office"].lower()}-of\nKumasi'],
            lambda p: [*text, 'Cities pay.', '--speaker', p['key']],
            lambda p: [*text, 'Cities pay.', '--label', p['surname']],
            lambda p: [*text, 'Cities pay.', '--owner', office(p)],
            lambda p: [*text, 'Cities pay.', '--theme', p['surname'].lower()],
            lambda p: [*text, 'Cities pay.', '--priority', f'for {name(p)}'],
            lambda p: ['amend', 'R4', f'Ama-{p["surname"]} pays.'],
            lambda p: ['withdraw', 'N1', '--why', f'{p["surname"]} asks'],
            lambda p: ['merge', 'R1', 'R2', '--why', f'{p["surname"]} asks'],
            lambda p: ['message', f'Please come, {p["surname"]}'],
            lambda p: ['timer', 'insert', f'Word of Ama {p["surname"]}', '5m'],
            lambda p: ['adopt', 'R3', '--reservation', 'a doubt', '--reserved-by', office(p)],
            lambda p: ['rule', 'affiliation', '--yes', '--why', f'{p["surname"]} asks'],
            lambda p: ['floor', 'request', p['key']],
        )
        for i, person in enumerate(WHO):
            words = ways[i % len(ways)](person)
            ruled = self.rule == 'chatham-house'
            # without the rule some are refused for what happened before
            result = self.do('commands', *words, may=(1,) if ruled else (0, 1))
            expect(not ruled or 'amend' in words or result.out == '', f'{words}: {result}')

    def capture(self):
        self.place.done('timer', self.session, 'goto', '2', now='09:15')
        self.do('commands', 'add', '--kind', 'note', 'Cities lead.')
        for number in range(6):
            self.do('commands', 'add', '--kind', 'recommendation', '--to', 'donors',
                    f'Fund learning between cities, year {number}')
        self.attempts()
        for person in WHO[:SPEAKERS]:
            self.do('commands', 'floor', 'start', person['key'])
        for i, person in enumerate(WHO):
            if i % 5 == 4:
                continue  # still to be confirmed
            state = ('present', 'absent', 'late', f'replaced-by:Nana {WHO[i - 1]["surname"]}')[i % 4]
            self.do('commands', 'people', person['key'], *state.split(':'))
        self.do('commands', 'undo')
        self.do('commands', 'adopt', 'R4', may=(0, 1))
        self.do('commands', 'defer', 'R5', may=(0, 1))
        self.do('commands', 'reject', 'R6', may=(0, 1))
        self.do('commands', 'move', 'R4', '--slot', '4', '--track', '1', may=(0, 1))

    def read(self):
        """Every command that tells of the session."""
        for channel, *words in (
                ('status', 'status'), ('status', 'status', '--json'), ('people', 'people'),
                ('people', 'people', '--json'), ('floor', 'floor', 'list'), ('log', 'log'),
                ('entries', 'entries'), ('entries json', 'entries', '--json'),
                ('review', 'review'), ('verify', 'verify'), ('rule', 'rule'),
                ('replan', 'replan', '--json')):
            result = self.place.dais(words[0], self.session, *words[1:], now='10:20')
            expect(result.code in (0, 1), f'{words}: {result}')
            self.say(channel, result.out + result.err)
        for what, kind in itertools.product(('report', 'recommendations', 'summary', 'timing'),
                                            ('md', 'json', 'yaml', 'csv')):
            result = self.place.dais('export', self.session, '--what', what, '--format', kind,
                                     now='10:21')
            if result.code == 0:
                self.say(f'{what} as {kind}', outside_programme(result.out, kind) + result.err)
        (self.session / 'templates').mkdir(exist_ok=True)
        (self.session / 'templates' / 'everything.yaml').write_text(EVERYTHING, encoding='utf-8')
        for template, kind in itertools.product(('everything', 'un-workshop'), ('md', 'html')):
            self.say(f'{template} as {kind}',
                     self.place.done('export', self.session, '--template', template, '--format',
                                     kind, now='10:21'))
        (self.session / 'exports').mkdir(exist_ok=True)
        self.place.done('export', self.session, '--what', 'recommendations', '-o',
                        self.session / 'exports' / 'recommendations.md', now='10:22')

    def look(self):
        """On screen: every view, the floor, and a name that is being typed."""
        hook = self.place.scratch / 'hook'
        told = self.place.scratch / 'told'
        hook.write_text(f'#!/bin/sh\n(echo "$@"; env; cat) >>"{told}"\n', encoding='utf-8')
        hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
        screen = Terminal(self.place, 'run', self.session, '--hook', hook, now='09:29:50',
                          size=(120, 40))
        screen.until('Panel')
        for key in ('2', '3', '4', '5', '8', '?', 'Esc', 't', 'Esc', '1', 'f', 'f', 'o'):
            screen.keys(key)
            screen.settle()
            self.say('screen', screen.text())
        if self.rule != 'chatham-house':
            screen.keys('Esc')
        for _ in range(11):  # until the cue of five minutes left
            screen.keys('<')
            screen.settle()
            screen.pump(0.3)
        screen.wait_for(told.exists, 'a cue')
        shown = len(screen.raw)
        self.say('terminal', screen.raw.decode(errors='replace'))
        typed = f'Our friend Ama {WHO[-1]["surname"]} of the {office(WHO[-2])} spoke at length'
        screen.keys('1', 'n')
        screen.until('Note')
        screen.type(typed)
        screen.until('length')
        self.drafted(screen)
        if self.rule == 'chatham-house':
            screen.keys('Enter')
            screen.until('Keep the names?')
            screen.keys('n')
            screen.until('Not saved')
        screen.keys('Esc')
        screen.settle()
        between = screen.raw[shown:].decode(errors='replace')
        self.say('titles', ''.join(re.findall('\x1b[\\]PX^_].*?[\x07\x1b]', between)))
        screen.kill(15)
        screen.wait_end()
        self.say('hooks', told.read_text(encoding='utf-8') if told.exists() else '')

    def preview(self):
        """The report on screen, page by page, what of it and in which form; on a terminal of its own,
        since the programme's section is a view of the programme."""
        screen = Terminal(self.place, 'run', self.session, now='10:23', size=(200, 50))
        screen.until('Panel')
        screen.keys('7')
        for number, what in enumerate(('Report', 'Recommendations', 'Summary', 'Timing')):
            screen.until(f'‹ {what} ›')
            screen.keys('Tab', 'z', 'Home')
            text, page = '', None
            while True:
                screen.settle()
                rows = [row[2:-2].rstrip() for row in screen.rows_text()[3:-4]]
                if rows == page:
                    break
                # a page begins with the last row of the one before it
                text += '\n'.join(rows[1:] if page and rows[0] == page[-1] else rows) + '\n'
                page = rows
                screen.keys('Space')
            expect(len(text) > 100, f'no preview of {what}:\n{screen.text()}')
            self.say('preview', outside_programme(text, 'md'))
            screen.keys('z', 'Tab', 'Home', 'Right')
        screen.keys('Esc')
        screen.kill(15)
        screen.wait_end()

    def drafted(self, screen):
        """Waits until the draft is on the disc, and what else there is meanwhile."""
        def draft():
            texts = [path.read_text() for path in (self.session / 'drafts').glob('*.yaml')]
            return next((text for text in texts if 'spoke at' in text), None)
        end = time.monotonic() + 10
        while not draft():
            expect(time.monotonic() < end, 'no draft is on the disc')
            screen.pump(0.05)
        self.say('drafts', draft())
        self.files()

    def files(self):
        """Every byte on the disc but the programme, and the names of the files."""
        for path in self.place.scratch.rglob('*'):
            self.say('names of files', f'{path.relative_to(self.place.scratch)}\n')
            if not path.is_file() or path.name in ('programme.yaml', 'hook', 'told'):
                continue
            channel = path.parent.name if path.parent.name in ('journal', 'exports') else 'files'
            self.say(channel, path.read_bytes().decode(errors='replace'))


def outside_programme(text, kind):
    """Without the section that prints the programme, and the list of its people."""
    if kind == 'md':
        return re.sub(r'(?ms)^## (Programme|People)\b.*?(?=^## |\Z)', '', text)
    readers = {'json': json.loads, 'yaml': yaml.safe_load}
    if kind not in readers:
        return text

    def prune(node):
        if isinstance(node, dict):
            return None if node.get('name') in ('programme', 'people') and 'heading' in node else \
                {key: prune(value) for key, value in node.items()}
        return [prune(one) for one in node] if isinstance(node, list) else node
    return json.dumps(prune(readers[kind](text)), ensure_ascii=False)


def play(place, rule):
    morning = Play(place, rule)
    morning.capture()
    morning.read()
    morning.preview()
    morning.look()
    morning.read()
    morning.files()
    return morning


def found_in(said):
    return {channel: sorted({hit.lower() for hit in SOUGHT.findall(text)})
            for channel, text in said.items() if SOUGHT.search(text)}


def none_of_them_gets_out_under_the_rule():
    with Place(session=None) as place:
        morning = play(place, 'chatham-house')
        found = found_in(morning.said)
        where = {channel: SOUGHT.search(text) for channel, text in morning.said.items()}
        expect(not found, '; '.join(
            f'{channel}: {hits[:3]} …{morning.said[channel][max(0, where[channel].start() - 90):][:160]!r}'
            for channel, hits in found.items()))
        return f'{len(RARE)} canaries, {len(morning.said)} channels, ' \
               f'{sum(map(len, morning.said.values())) // 1024} KiB'


# Holds nothing of people at all, whatever the rule: no title is set from data, files have no names
# of people, nothing else is on the disc.
NEVER = {'titles', 'names of files', 'files', 'rule', 'replan', 'verify'}


def without_the_rule_they_are_in_every_channel():
    with Place(session=None) as place:
        morning = play(place, 'named')
        found = found_in(morning.said)
        dumb = set(morning.said) - set(found) - NEVER
        expect(not dumb, f'no canary in {sorted(dumb)}')
        return f'{len(found)} of {len(morning.said)} channels'


def a_rule_that_comes_later_hides_what_was_said():
    with Place(session=None) as place:
        morning = Play(place, 'named')
        place.done('timer', place.session, 'goto', '2', now='09:15')
        for person in WHO[:SPEAKERS]:
            morning.do('before', 'add', '--kind', 'note', 'Cities lead.', '--speaker', person['key'])
            morning.do('before', 'floor', 'start', person['key'])
            morning.do('before', 'people', person['key'], 'replaced-by', name(WHO[-1]))
        expect(SOUGHT.search(morning.said['before']), 'nothing was said')
        del morning.said['before']
        morning.do('the change', 'rule', 'chatham-house')
        morning.read()
        morning.do('the change', 'rule', 'named', '--yes')
        morning.do('the change', 'rule', 'chatham-house')
        del morning.said['the change']
        morning.read()
        screen = Terminal(place, 'run', place.session, now='10:25', size=(120, 40))
        screen.until('Panel')
        for key in ('2', '3', '8', 't', 'Esc', '1'):
            screen.keys(key)
            screen.settle()
            morning.say('screen', screen.text())
        screen.kill(15)
        screen.wait_end()
        found = found_in(morning.said)
        expect(not found, f'{found}')
        looser = place.dais('rule', place.session, 'named', now='10:26')
        expect(looser.code == 1 and '--yes' in looser.err, f'{looser}')


if __name__ == '__main__':
    main(none_of_them_gets_out_under_the_rule, without_the_rule_they_are_in_every_channel,
         a_rule_that_comes_later_hides_what_was_said)
