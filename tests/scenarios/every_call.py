#!/usr/bin/env python3
"""SIGKILL at call N, N = 1, 2, … until it is not met any more, of the real program: commands that
write, and stories on screen. What was acknowledged is there, what is there is whole, read by another
reader than the program's own, nothing is left over that is in anybody's way, and the next command
works.

The ordinary test kills a few commands before each call that may change a file, and a screen before
some of them. DAIS_EVERY_CALL=1 kills every command and story before every call that touches files,
and with half of each write done; DAIS_CALL_STEP=5 takes each fifth; DAIS_CALLS_OF=collect those whose
name holds a text. A story is then asked to go (SIGTERM) before every call as well.
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from multiprocessing import Pool

from frames import read_drafts, read_record
from place import Fault, Place, at, expect, main, may_trace
from terminal import Terminal

EVERY = bool(os.environ.get('DAIS_EVERY_CALL'))
STEP = int(os.environ.get('DAIS_CALL_STEP') or 1)
ONLY = os.environ.get('DAIS_CALLS_OF', '')
SEED = int(os.environ.get('DAIS_SEED') or random.SystemRandom().randrange(10 ** 6))
SCREEN_KILLS = 4  # of a story, in the ordinary test
LOST_AT_MOST = 20  # characters
GONE_WITHIN = 0.5  # s, when it was asked to
KILLER = os.environ['DAIS_KILLED_AT']
KILLED = (-signal.SIGKILL, 128 + signal.SIGKILL)
WIDE = (180, 40)
OWN = ('id', 'hlc', 'at', 'prev', 'boot', 'entry', 'base', 'target', 'together')  # of one launch
MADE_UP = re.compile(r'^(i\d+)-\w+$')  # the id of a slot that was inserted

# What may lie about, by its path from the session and from the user's state.
OURS = re.compile(r'^(session/(programme\.yaml|journal/\w{13}(\.\w+)*\.yaml|exports/written'
                  r'|drafts/\w{13}(-\d+)?\.yaml|drafts/\w{13}-\d+\.settled'
                  r'|exports/SOU-88-report\.\w+)'
                  r'|out/a\.\w+|chair/state/dais/writer|stick/.*)$')
PASSED_OVER = re.compile(r'(^|/)\.[^/]+\.\w{13,16}$')  # begun and not finished: hidden from everybody


class Snapshot:
    """A place as it is before each kill: session, state of the user, what is on a stick."""

    def __init__(self, place):
        self.place = place
        self.kept = place.scratch / 'kept'
        self.kept.mkdir()
        self.folders = ('session', 'chair', 'out', 'stick')
        for name in self.folders:
            (place.scratch / name).mkdir(exist_ok=True)
            shutil.copytree(place.scratch / name, self.kept / name)

    def restore(self):
        for name in self.folders:
            shutil.rmtree(self.place.scratch / name, ignore_errors=True)
            shutil.copytree(self.kept / name, self.place.scratch / name)

    def files(self):
        return [str(path.relative_to(self.place.scratch)) for name in self.folders
                for path in (self.place.scratch / name).rglob('*') if path.is_file()]


def facts(place):
    """What happened, without what each start of the program makes up."""
    events, loose = read_record(place.session)
    told = [{key: MADE_UP.sub(r'\1', value) for key, value in event.items() if key not in OWN}
            for event in events if event['op'] != 'launch']
    return told, loose


def expect_tidy(snapshot):
    """Nothing but what belongs there, and begun files that everybody passes over."""
    strange = [path for path in snapshot.files()
               if not OURS.match(path) and not PASSED_OVER.search(path)]
    expect(not strange, f'left over: {strange}')


# ---- commands


class Command:
    """`words` is a command on a session; `before` makes the session."""

    def __init__(self, name, *words, before=(), several=False, text=None, result=None):
        self.name, self.words, self.before = name, words, before
        self.several, self.text, self.result = several, text, result


def timer(*words):
    return ('timer', *words)


def add(kind, text, *more):
    return ('add', '--kind', kind, *more, text)


RUNNING = (timer('start'),)
DRAFTS = (*RUNNING, add('recommendation', 'Fund learning.'), add('recommendation', 'Fund less.'))
OUT = 'OUT'  # stands for a folder beside the session
STICK = 'STICK'

COMMANDS = (
    Command('add, the first', 'add', '--kind', 'conclusion', 'Cities lead.'),
    Command('add', 'add', '--kind', 'note', '-', before=DRAFTS, text=b'Long ' * 9000),
    Command('add, a translation', 'add', '--kind', 'recommendation', '--language', 'fr',
            '--translation-of', 'R1', 'Financer.', before=DRAFTS),
    Command('amend', 'amend', 'R1', 'Fund more learning.', before=DRAFTS),
    Command('adopt', 'adopt', 'R1', 'R2', before=DRAFTS, several=True),
    Command('adopt en bloc', 'adopt', '--en-bloc', before=DRAFTS, several=True),
    Command('adopt with a reservation', 'adopt', 'R1', '--reservation', 'Not yet.', before=DRAFTS),
    Command('defer', 'defer', 'R1', before=DRAFTS),
    Command('refer', 'refer', 'R1', '--to', 'the committee', before=DRAFTS),
    Command('reject', 'reject', 'R2', before=DRAFTS),
    Command('reopen', 'reopen', 'R1', '--why', 'a word', before=(*DRAFTS, ('adopt', 'R1'))),
    Command('withdraw', 'withdraw', 'R1', 'R2', '--why', 'twice', before=DRAFTS, several=True),
    Command('merge', 'merge', 'R1', 'R2', before=DRAFTS, several=True),
    Command('move', 'move', 'R2', '--slot', '2', before=DRAFTS),
    Command('timer start', 'timer', 'start'),
    Command('timer next', 'timer', 'next', before=RUNNING),
    Command('timer pause', 'timer', 'pause', before=RUNNING),
    Command('timer extend', 'timer', 'extend', '5m', before=RUNNING),
    Command('timer insert', 'timer', 'insert', 'A word', '5m', before=RUNNING),
    Command('timer end', 'timer', 'end', before=RUNNING),
    Command('undo', 'undo', before=(*RUNNING, timer('next'))),
    Command('redo', 'redo', before=(*RUNNING, timer('next'), ('undo',))),
    Command('replan', 'replan', 'absorb', '--apply', before=(*RUNNING, timer('extend', '20m'))),
    Command('message', 'message', 'Two minutes, please', before=RUNNING),
    Command('floor', 'floor', 'start', before=(*RUNNING, timer('next'))),
    Command('people', 'people', 'cochetel', 'absent', before=RUNNING),
    Command('people, counted', 'people', '--count', '54', before=RUNNING),
    Command('rule', 'rule', 'chatham-house', before=DRAFTS),
    Command('close', 'close', before=(*DRAFTS, timer('end'))),
    Command('collect', 'collect', STICK, before=DRAFTS, several=True),
    Command('export', 'export', '-o', f'{OUT}/a.md', before=DRAFTS, result='out/a.md'),
    Command('export, a DOCX', 'export', '-o', f'{OUT}/a.docx', before=DRAFTS, result='out/a.docx'),
    Command('export, a PDF', 'export', '-o', f'{OUT}/a.pdf', before=DRAFTS, result='out/a.pdf'),
)
ORDINARY = ('add, the first', 'collect', 'export')


class Killed:
    """One command, killed again and again from the same beginning."""

    def __init__(self, place, command):
        self.place, self.command = place, command
        self.notes = place.scratch / 'notes'
        for number, words in enumerate(command.before):
            place.done(words[0], place.session, *words[1:], now=f'09:03:{number:02}')
        self.old = self.new = None
        self.fill_stick()
        if command.result:
            (place.scratch / 'out').mkdir()
            place.done(*self.words(), now='09:30')
            place.done('add', place.session, '--kind', 'conclusion', 'Said since.', now='09:31')
            self.old = (place.scratch / command.result).read_bytes()
        self.snapshot = Snapshot(place)
        self.begin = facts(place)[0]
        self.kills = self.total = 0
        self.run('changes', 0)
        self.told = self.out
        self.end = facts(place)[0]
        self.new = self.read_result()
        expect(self.code == 0, f'{command.name}: {self.code} {self.err}')
        expect(self.end != self.begin or self.new != self.old, f'{command.name} changes nothing')

    def fill_stick(self):
        """Journals of a colleague, two files of them."""
        if STICK not in self.command.words:
            return
        stick = self.place.scratch / 'stick'
        stick.mkdir()
        shutil.copyfile(self.place.session / 'programme.yaml', stick / 'programme.yaml')
        for number in range(2):
            self.place.done('add', stick, '--kind', 'note', f'Of a colleague {number}. ' * 200,
                            now=f'09:0{number + 4}', writer='second')

    def words(self):
        where = {STICK: self.place.scratch / 'stick'}
        words = [where.get(word) or word.replace(OUT, str(self.place.scratch / 'out'))
                 for word in self.command.words]
        return [words[0], self.place.session, *words[1:]]

    def run(self, how, number):
        done = subprocess.run(
            [KILLER, how, str(number), self.notes, self.place.program, *map(str, self.words()),
             '--now', at('10:00')], env=self.place.environment(), cwd=self.place.scratch,
            input=self.command.text or b'', capture_output=True, check=False, timeout=60)
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr.decode()

    def last_call(self):
        notes = self.notes.read_text(encoding='utf-8', errors='replace').splitlines()
        return notes[-1] if notes else 'nothing'

    def read_result(self):
        path = self.place.scratch / (self.command.result or 'none')
        return path.read_bytes() if path.is_file() else None

    def is_acknowledged(self):
        """Was all said that is said when it is done?"""
        return self.out.count(b'\n') >= self.told.count(b'\n') > 0

    def expect_record(self, acknowledged):
        """What was there before, then what the command does, as far as it came, whole."""
        found, loose = facts(self.place)
        if self.command.words[0] == 'collect':
            expect(all(fact in found for fact in self.begin), 'what was there is gone')
            expect(all(fact in self.end for fact in found), 'something is there that nobody wrote')
        else:
            expect(found == self.end[:len(found)] and len(found) >= len(self.begin),
                   f'found {found}, wanted {self.begin} and of {self.end} the beginning')
            if not self.command.several:
                expect(len(found) in (len(self.begin), len(self.end)), f'half of it: {found}')
        expect(not acknowledged or found == self.end, f'acknowledged and not there: {found}')
        return loose

    def expect_result(self, acknowledged):
        if not self.command.result:
            return
        found = self.read_result()
        expect(found in (self.old, self.new), f'{len(found or b"")} bytes are neither file')
        expect(not acknowledged or found == self.new, 'said to be written, and is the old one')

    def go_on(self):
        """The next commands work, and in the end it is as if nobody had been killed."""
        place = self.place
        if self.command.result or self.command.words[0] == 'collect':
            place.done(*self.words(), now='10:01')
            self.expect_record(True)
            if self.command.result:
                expect(self.read_result() == self.new, 'the next export is another one')
        before = len(facts(place)[0])
        place.done('add', place.session, '--kind', 'note', 'Afterwards.', now='10:02')
        texts = json.loads(place.done('entries', place.session, '--json', now='10:03'))['entries']
        expect(len(facts(place)[0]) == before + 1 and texts[-1]['text'] == 'Afterwards.',
               'the next command')

    def kill(self, how, number):
        """False: it came to its end before call N."""
        self.snapshot.restore()
        self.run(how, number)
        killed = self.code in KILLED
        if self.command.words[0] == 'collect':  # what a killed one left is met again
            self.run(how, number)
        try:
            expect(killed or self.code == 0, f'it ended with {self.code}: {self.err}')
            acknowledged = self.code == 0 or self.is_acknowledged()
            loose = self.expect_record(acknowledged)
            expect(how == 'torn' or not loose, f'half a frame was written: {loose!r}')
            self.expect_result(acknowledged)
            expect_tidy(self.snapshot)
            verified = self.place.dais('verify', self.place.session, now='10:01')
            expect(verified.code in (0, 1), verified)
            self.go_on()
            expect_tidy(self.snapshot)
        except Fault as fault:
            raise Fault(f'{self.command.name}, {how}, before call {self.last_call()}: {fault}') from fault
        self.kills += killed
        return killed


def kill_command(name, hows):
    """All kills of a command; how many there were."""
    command = next(command for command in COMMANDS if command.name == name)
    kills = 0
    with Place() as place:
        if command.result and command.result.endswith('pdf'):
            bring_helper(place)
        killed = Killed(place, command)
        for how in hows:
            number = 1
            while killed.kill(how, number):
                number += STEP
        kills = killed.kills
    expect(kills >= 5 / STEP, f'{name} was killed {kills} times only')
    return kills


def bring_helper(place):
    """The program beside the helper that makes PDFs, as where it is installed."""
    folder = place.scratch / 'bin'
    folder.mkdir()
    place.program = shutil.copy(place.program, folder / 'dais')
    shutil.copy(os.environ['DAIS_PDF'], folder)


# ---- on screen


class Story:
    """What somebody does on screen until the program is killed. `signs`: what is shown once a fact
    with these values is on the disc."""

    signs = {}
    before = DRAFTS
    writer = 'chair'

    def __init__(self, place, notes):
        self.place, self.notes, self.screen = place, notes, None
        self.shown = ''  # of the text that is being typed, what was seen on screen

    def prepare(self):
        """More than commands do."""

    def open(self, how, number):
        self.screen = Terminal(self.place, how, number, self.notes, self.place.program, 'run',
                               self.place.session, now='09:10', size=WIDE, program=KILLER,
                               writer=self.writer)
        self.screen.until('Programme')
        self.screen.until('clock:')

    def write(self, text):
        """Typed letter by letter, as far as it is seen."""
        text = text.replace(' ', '-')
        self.shown = ''
        for at_once in range(0, len(text), 4):
            typed = text[:at_once + 4]
            self.screen.type(typed[at_once:])
            self.screen.until(typed)
            self.shown = typed

    def save(self, sign):
        self.screen.keys('Enter')
        self.screen.until(sign)
        self.shown = ''

    def leave(self):
        self.screen.keys('q')
        self.screen.wait_for(lambda: self.screen.is_gone() or 'Quit?' in self.screen.text(), 'its end')
        if not self.screen.is_gone():
            self.screen.keys('y')
            self.screen.wait_end()

    def acknowledged(self):
        words = self.screen.words()
        seen = bytes(self.screen.raw).decode('utf-8', 'replace')
        return [fact for sign, fact in self.signs.items() if sign in words or sign in seen]


class Capturing(Story):
    """A text is typed and saved, a second one typed; it is told to go."""

    before = RUNNING
    signs = {'saved as N1': {'number': 'N1', 'text': 'Cities-lead-where-mandates-are-unclear'}}

    def play(self):
        self.screen.keys('n')
        self.screen.until('Note')
        self.write('Cities lead where mandates are unclear')
        self.save('saved as N1')
        self.screen.keys('c')
        self.screen.until('Conclusion')
        self.write('and their partners pay for the first two years')
        self.screen.kill(signal.SIGTERM)
        self.screen.wait_end()


class Adopting(Story):
    """In the Adoption view a text is amended and adopted, the rest en bloc."""

    before = (*DRAFTS, add('recommendation', 'Fund both.'))
    signs = {'R1 amended': {'op': 'entry.amend'},
             'R1 adopted': {'op': 'entry.standing', 'standing': 'adopted'}}

    def play(self):
        self.screen.keys('5')
        self.screen.until('1 of 3')
        self.screen.keys('e')
        self.screen.until('Amend R1')
        self.screen.type(' and-more-of-it')
        self.screen.until('and-more-of-it')
        self.save('R1 amended')
        self.screen.keys('5')
        self.screen.until('As amended')
        self.screen.keys('y')
        self.screen.until('R1 adopted')
        self.screen.keys('b')
        self.screen.until('en bloc?')
        self.screen.keys('y')
        self.screen.until_not('en bloc?')
        self.screen.settle()
        self.leave()


class TakingOver(Story):
    """Somebody else holds the clock; it is taken, moved, and the move undone."""

    before = RUNNING
    writer = 'scribe'
    signs = {'took the clock from Chair': {'op': 'clock.take'}}

    def play(self):
        self.screen.keys('+')
        self.screen.until('Take the clock?')
        self.screen.keys('y')
        self.screen.until('clock: here')
        self.screen.settle()
        self.screen.keys(']')
        self.screen.until('Running: High-level')
        self.screen.keys('u')
        self.screen.until('Running: Session introduction')
        self.leave()


class Recovering(Story):
    """The last start was killed within a frame: what is left of its text is taken up and saved."""

    before = RUNNING
    signs = {'saved as N': {'op': 'entry.add', 'kind': 'note'}}

    def prepare(self):
        self.place.done('add', self.place.session, '--kind', 'note', 'Half-a-frame ' * 5, now='09:05')
        path = max((self.place.session / 'journal').iterdir(), key=lambda path: path.stat().st_mtime_ns)
        path.write_bytes(path.read_bytes()[:-60])

    def play(self):
        self.screen.until('A text was being written')
        self.screen.keys('g')
        self.screen.until_not('A text was being written')
        self.screen.type('taken-up')
        self.screen.until('taken-up')
        self.save('saved as N')
        self.leave()


class Exporting(Story):
    """The report is written, the session is ended and closed, the report written again."""

    signs = {'✓ The session was closed': {'op': 'session.close'}}

    def play(self):
        self.screen.keys('x')
        self.screen.until('preview')
        self.screen.keys('x')
        self.screen.until('✓ Written to')
        self.screen.keys('C')
        self.screen.until('n No')
        self.screen.keys('y')
        self.screen.until('✓ The session was closed')
        self.screen.keys('x')
        self.screen.until('up to date')
        self.leave()


STORIES = {story.__name__.lower(): story
           for story in (Capturing, Adopting, TakingOver, Recovering, Exporting)}
ORDINARY_STORY = 'capturing'


class KilledStory:
    def __init__(self, place, story):
        self.place, self.notes = place, place.scratch / 'notes'
        self.story = story
        for number, words in enumerate(story.before):
            place.done(words[0], place.session, *words[1:], now=f'09:03:{number:02}')
        story(place, self.notes).prepare()
        self.snapshot = Snapshot(place)
        self.begin = facts(place)[0]
        self.kills = 0
        whole = self.play('changes', 0)
        expect(whole.screen.code not in KILLED, 'the story was killed without a kill')
        self.total = len(self.notes.read_text(errors='replace').splitlines())
        self.end = facts(place)[0]

    def play(self, how, number):
        self.snapshot.restore()
        told = self.story(self.place, self.notes)
        try:
            told.open(how, number)
            told.play()
        except Fault:
            if told.screen.code not in KILLED and how != 'asked' or not told.screen.is_gone():
                raise
        told.screen.wait_end()
        self.took = time.time() - self.notes.stat().st_mtime
        return told

    def expect_left(self, told):
        """It was asked to go: soon, and the terminal as it was."""
        calls = self.notes.read_text(errors='replace').splitlines()
        expect(self.took <= GONE_WITHIN, f'it went {self.took:.2f} s after the last call')
        expect(told.screen.code in (0, 143, -15) and calls, f'it ended with {told.screen.code}')
        told.screen.expect_clean()

    def expect_facts(self, told, how):
        found, loose = facts(self.place)
        here = found[len(self.begin):]
        expect(found[:len(self.begin)] == self.begin, f'what was there is another: {found}')
        expect(how == 'torn' or self.story is Recovering or not loose,
               f'half a frame was written: {loose!r}')
        for fact in told.acknowledged():
            expect(any(fact.items() <= event.items() for event in here),
                   f'shown as saved, and not there: {fact} in {here}')
        expect(len(here) <= len(self.end), f'more than was done: {here}')

    def reopen(self, told):
        """What was being typed is offered; the next command works."""
        here = facts(self.place)[0]
        saved = any(event.get('text', '').startswith(told.shown) for event in here)
        if len(told.shown) > LOST_AT_MOST and not saved:
            drafts = read_drafts(self.place.session)
            kept = max((len(text) for text in drafts if told.shown.startswith(text)
                        or text.startswith(told.shown)), default=0)
            expect(len(told.shown) - kept <= LOST_AT_MOST, f'“{told.shown}” is lost: {drafts}')
        again = Terminal(self.place, 'run', self.place.session, now='09:20', size=WIDE,
                         writer=told.writer)
        again.until('Programme')
        if len(told.shown) > LOST_AT_MOST and not saved:
            again.until('A text was being written')
            again.until(told.shown[:-LOST_AT_MOST])
        again.settle()
        again.kill()
        again.wait_end()
        self.place.done('add', self.place.session, '--kind', 'note', 'Afterwards.', now='11:00')
        expect(facts(self.place)[0][-1].get('text') == 'Afterwards.', 'the next command')

    def kill(self, how, number):
        told = self.play(how, number)
        notes = self.notes.read_text(errors='replace').splitlines()
        killed = told.screen.code in KILLED or how == 'asked' and len(notes) >= number
        try:
            if how == 'asked' and killed:
                self.expect_left(told)
            self.expect_facts(told, how)
            expect_tidy(self.snapshot)
            self.reopen(told)
        except Fault as fault:
            raise Fault(f'{self.story.__name__}, seed {SEED}, {how}, before call '
                        f'{notes[-1] if notes else ""}: {fault}') from fault
        finally:
            for screen in self.place.started:
                screen.destroy()
            self.place.started.clear()
        self.kills += killed
        return killed


def kill_story(name, hows):
    with Place() as place:
        killed = KilledStory(place, STORIES[name])
        if not EVERY:
            chance = random.Random(SEED)
            numbers = sorted(chance.sample(range(1, killed.total + 1), SCREEN_KILLS))
            for number in numbers:
                killed.kill(hows[0], number)
        for how in hows if EVERY else ():
            number = 1
            while killed.kill(how, number):
                number += STEP
    expect(killed.kills > 0, f'{name} was not killed')
    return killed.kills


# ---- all of it


def kill_one(work):
    kind, name, hows = work
    try:
        return name, (kill_command if kind == 'command' else kill_story)(name, hows), None
    except Fault as fault:
        return name, 0, str(fault)


def kill_all(kind, names):
    hows = ('changes', 'torn', 'all') if EVERY else ('changes',)
    if EVERY and kind == 'story':
        hows += ('asked',)
    names = [name for name in names if ONLY in name]
    with Pool(os.cpu_count() if EVERY else len(names)) as pool:  # the others wait for the disc
        found = list(pool.imap(kill_one, [(kind, name, hows) for name in names]))
    faults = [fault for _, _, fault in found if fault]
    expect(not faults, '\n'.join(faults))
    return f'{sum(kills for _, kills, _ in found)} kills of {len(found)}' + (
        ': ' + ', '.join(f'{name} {kills}' for name, kills, _ in found) if EVERY else '')


def commands_killed_at_every_call():
    return kill_all('command', [command.name for command in COMMANDS
                                if (EVERY or command.name in ORDINARY)
                                and ('DAIS_PDF' in os.environ or 'PDF' not in command.name)])


def screens_killed_at_every_call():
    return kill_all('story', STORIES if EVERY else [ORDINARY_STORY])


if __name__ == '__main__':
    if not may_trace():
        print('SKIPPED: nothing may be traced here, so that no call is known to be killed at')
        sys.exit(77)
    main(commands_killed_at_every_call, screens_killed_at_every_call)
