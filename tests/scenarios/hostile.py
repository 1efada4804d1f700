#!/usr/bin/env python3
"""The hostile texts of tests/data/hostile through the real program: piped, pasted, as arguments and
out of a programme; as text, title, name, theme, label, addressee, owner, message and reason. Each is
cleaned by the rule as hostile_texts.py knows it, is the same after a restart, and nothing of it
reaches the terminal but as text.

DAIS_HOSTILE_STEP takes every so manieth of them only (4).
"""

import json
import re
from concurrent.futures import ThreadPoolExecutor

import yaml

from hostile_texts import (LINE_MOST, as_asked, as_pasted, as_written, clean, clean_line, clean_list,
                           clean_piece, expect_frames, expect_tame, fits, hostile_texts, sample)
from place import Fault, Place, expect, main
from terminal import Terminal

TEXTS = sample(hostile_texts(), 4)
BATCH = 110  # texts in one record
FIELDS = ('--as', '--to', '--label', '--theme', '--owner', '--priority')
ARGUMENT_MOST = 8192  # bytes; long ones go through the pipe
READ_MOST = 2 * 65536  # bytes; of a longer text the size is not told
SAVED = re.compile(r'^N\S* (\S+)$', re.M)
PASTE, END = b'\x1b[200~', b'\x1b[201~'
Loader = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)


def batches():
    """Some of every class in each."""
    count = -(-len(TEXTS) // BATCH)
    return [TEXTS[at::count] for at in range(count)]


def arguments_of(texts):
    """Those that can be a word of a command line."""
    return [text for _, text in texts if b'\0' not in text and len(text) <= ARGUMENT_MOST]


def journal(place):
    """All events of a record, as another reader of YAML finds them, in their order."""
    events = []
    for path in (place.session / 'journal').iterdir():
        events += [event for event in yaml.load_all(path.read_bytes(), Loader) if event]
    return sorted(events, key=lambda event: (event['hlc'], event['id']))


def entries(place):
    return json.loads(place.done('entries', place.session, '--json', now='12:00'))['entries']


def shown(text):
    return f'{ascii(text[:200])}{"…" if len(text) > 200 else ""}'


def differ(found, wanted, what):
    expect(found == wanted, f'{what}: found {shown(found)}, wanted {shown(wanted)}')


# ---- by command


def add_one(place, data, words):
    """`dais add -` with hostile fields; the id of the entry, or None where it is rightly refused."""
    fields = dict(zip(FIELDS, words))
    options = [word for pair in fields.items() for word in pair]
    result = place.dais('add', place.session, '--kind', 'note', *options, '-', now='10:00',
                        text=data)
    wanted = clean(data)
    if not wanted or not fits(wanted):
        size = str(len(wanted.encode())) if wanted else 'no text'
        if len(data) > READ_MOST:  # it was not read to its end
            size = 'more than 65536'
        expect(result.code == 1 and size in result.err, f'{shown(data)}: {size} was due: {result}')
        return None
    expect(result.code == 0, f'{shown(data)} is refused: {result}')
    said = 'replaced by' in result.err
    due = any('\ufffd' in clean_piece(text) and b'\xef\xbf\xbd' not in text
              for text in (data, *words[1:]))
    expect(said or not due, f'{shown(data)}: that it was cleaned is not said: {result}')
    return SAVED.search(result.out)[1], wanted, fields


def add_all(place, texts):
    """Every text through the pipe, with others of them in the fields."""
    words = arguments_of(texts)
    with ThreadPoolExecutor(2) as pool:
        added = pool.map(lambda at: add_one(place, texts[at][1], [
            words[(at + step) % len(words)] for step in range(len(FIELDS))]), range(len(texts)))
        return [one for one in added if one is not None]


def expect_added(place, added):
    by_id = {entry['id']: entry for entry in entries(place)}
    names = {event['id'].partition('-')[0]: event.get('name') for event in journal(place)
             if event['op'] == 'launch'}
    for number, text, fields in added:
        entry = by_id[number]
        differ(entry['text'], text, 'text')
        for option, member in (('--to', 'addressee'), ('--label', 'label'), ('--owner', 'owner'),
                               ('--priority', 'priority')):
            differ(entry[member] or '', clean_line(fields[option]), member)
        differ(entry['themes'], clean_list(fields['--theme']), 'themes')
        name = clean(fields['--as']).partition('\n')[0]
        found = names[number.partition('-')[0]] or ''
        differ(found, name[:len(found)] if len(name.encode()) > 190 else name, 'name')


# ---- on screen


def lines_of(texts):
    """Those that fit the line at the foot, and leave something there."""
    return [text for _, text in texts
            if b'\x1b[201~' not in text and len(clean_piece(as_pasted(text)).encode()) < LINE_MOST
            and as_asked(text)]


def paste_all(place, texts):
    """Every text into an editor of its own; as title, message and reason those that fit."""
    screen = Terminal(place, 'run', place.session, now='10:30', writer='table', standing=True)
    screen.until('Programme')
    screen.keys('Space')
    screen.until('Running:')
    lines = lines_of(texts)
    for _, text in texts:
        screen.send(b'n' + PASTE + text + END + b'\r')
        screen.take()
    for text in lines:
        screen.send(b'i' + PASTE + text + END + b'\r1m\r')
        screen.send(b'm\x0b' + PASTE + text + END + b'\r')
        screen.take()
    screen.send(b'2')
    screen.settle()
    for number, text in enumerate(lines):
        screen.send(b'w' + PASTE + text + END + b'\r')
        if number % 16 == 0:
            screen.settle()
            expect_frames(screen, 'while pasting')
        screen.keys('Up')
        screen.take()
    screen.settle()
    screen.keys('1')
    screen.until('Running:')
    screen.settle()
    screen.kill()
    screen.wait_end()
    return lines, expect_tame(screen.raw, 'while pasting')


def expect_pasted(place, texts, lines):
    events = journal(place)
    launch = next(event['id'].partition('-')[0] for event in events
                  if event['op'] == 'launch' and event.get('name') == 'Table')
    own = [event for event in events if event['id'].startswith(launch)]
    added = [event for event in own if event['op'] == 'entry.add']
    wanted = [written for written in (as_written(text) for _, text in texts) if written]
    found = [(event['kind'], event['text']) for event in added]
    for one, other in zip(found, wanted):
        differ(one, other, 'pasted')
    expect(len(found) == len(wanted), f'{len(wanted)} texts were pasted, {len(found)} are there')
    asked = [as_asked(text) for text in lines]
    for op, key in (('slot.insert', 'title'), ('message', 'text'), ('entry.withdraw', 'why')):
        found = [event[key] for event in own if event['op'] == op]
        for one, other in zip(found, asked):
            differ(one, other, op)
        expect(len(found) == len(asked), f'{op}: {len(asked)} were pasted, {len(found)} are there')
    kept = {entry['id']: entry['text'] for entry in entries(place)}
    for event in added:
        differ(kept[event['id']], event['text'], 'after a restart')
    titles = [slot['title'] for slot in json.loads(place.done(
        'status', place.session, '--json', now='12:00'))['slots']]
    expect(set(asked) <= set(titles), f'titles are lost: {set(asked) - set(titles)!a}')


VIEWS = '12345678t?'
OPENED = '2'  # views where Enter opens one text
SIZES = ((80, 24), (141, 50), (60, 18))


def look_at_views(screen):
    """Each from its beginning to its end; how many frames were seen whole."""
    frames = 0
    for view in VIEWS:
        screen.keys(view)
        screen.settle()
        before = None
        while screen.text() != before:
            before = screen.text()
            frames += expect_frames(screen, f'view {view}')
            screen.keys('PageDown')
            screen.settle()
        if view in OPENED and 'Nothing is written yet' not in screen.text():
            screen.keys('Enter')
            screen.settle()
            frames += expect_frames(screen, f'view {view}, opened')
            screen.keys('Esc')
    return frames


def look_at_everything(place, number, now='12:00'):
    """Another start: all views, and what commands say; how many characters that was."""
    screen = Terminal(place, 'run', place.session, now=now, writer='table',
                      size=SIZES[number % len(SIZES)], standing=True)
    screen.until('clock:')
    frames = look_at_views(screen)
    screen.kill()
    screen.wait_end()
    count = expect_tame(screen.raw, 'on screen')
    for command in ('entries', 'log', 'status', 'show', 'people', 'check', 'verify', 'replan'):
        terminal = Terminal(place, command, place.session, now=now)
        expect(terminal.wait_end() in (0, 1), f'dais {command} ended with {terminal.code}')
        count += expect_tame(terminal.raw, f'dais {command}')
    expect(frames > 20, f'hardly a frame was seen: {frames}')
    return count


def cleaned_kept_and_shown():
    count = 0
    for number, texts in enumerate(batches()):
        with Place() as place:
            try:
                added = add_all(place, texts)
                lines, seen = paste_all(place, texts)
                expect_added(place, added)
                expect_pasted(place, texts, lines)
                count += seen + look_at_everything(place, number)
                expect(place.dais('verify', place.session, now='12:00').code == 0,
                       'verify finds something')
            except Fault as fault:
                raise Fault(f'batch {number}: {fault}') from fault
    return f'{len(TEXTS)} texts, {count} characters shown'


# ---- in a programme


def quoted(text):
    return '"' + ''.join(f'\\U{ord(letter):08x}' for letter in text) + '"'


def programme_texts():
    """Those that YAML can say, short enough for a title."""
    texts = []
    for _, data in TEXTS:
        try:
            text = data.decode('utf-8')
        except UnicodeDecodeError:
            continue
        if text.strip() and len(text) <= 200:
            texts.append(text)
    return texts


def write_hostile_programme(place, texts):
    people = ''.join(f'  p{number}: {{name: {quoted(text)}, affiliation: {quoted(text)}}}\n'
                     for number, text in enumerate(texts))
    slots = ''.join(f'  - {{duration: 1m, title: {quoted(text)}, speakers: [p{number}], '
                    f'objective: {quoted(text)}}}\n' for number, text in enumerate(texts))
    place.write_programme('title: Hostile\ndate: 2022-05-18\ntimezone: Africa/Nairobi\n'
                          f'themes: [{", ".join(map(quoted, texts))}]\npeople:\n{people}slots:\n'
                          + slots.replace('{duration: 1m', '{time: 10:00-10:01', 1))


def out_of_a_programme():
    """Titles, names, affiliations, themes of a programme that somebody else wrote."""
    count, texts = 0, programme_texts()
    for at in range(0, len(texts), BATCH):
        some = texts[at:at + BATCH]
        with Place(session=None) as place:
            write_hostile_programme(place, some)
            place.done('timer', place.session, 'start', now='10:00')
            count += look_at_everything(place, at // BATCH, now='10:00:30')
    return f'{len(texts)} texts, {count} characters shown'


# ---- what the room says


def at_the_adoption():
    """Whose reservation, what it is, whom a text is referred to, why it was reopened."""
    words = arguments_of(TEXTS)[::9]
    with Place() as place:
        for at in range(len(words)):
            place.done('add', place.session, '--kind', 'decision', f'Text {at}', now='10:00')
        for at, text in enumerate(words):
            other, number = words[at - 1], f'D{at + 1}'
            place.done('refer', place.session, number, '--to', b'x' + text, now='10:00')
            place.done('reopen', place.session, number, '--why', b'x' + text, now='10:00')
            place.done('adopt', place.session, number, '--reserved-by', b'x' + text,
                       '--reservation', b'x' + other, now='10:00')
        for at, entry in enumerate(entries(place)):
            text, other = words[at], words[at - 1]
            differ(entry['reservations'], [{'by': clean_line(b'x' + text),
                                            'text': clean(b'x' + other)}], 'a reservation')
        said = [event for event in journal(place) if event['op'] == 'entry.standing']
        for key, due in (('to', words), ('why', words)):
            found = [event[key] for event in said if key in event]
            for one, text in zip(found, due):
                differ(one, clean_line(b'x' + text), key)
            expect(len(found) == len(due), f'{key}: {len(found)} of {len(due)}')
        count = look_at_everything(place, 0)
    return f'{len(words)} texts, {count} characters shown'


# ---- a draft


def as_a_draft():
    """A text that was pasted and not saved when the program was killed."""
    drafted = [text for kind, text in TEXTS if kind in ('terminal', 'mark', 'direction', 'line')
               and as_written(text) and as_written(text)[0] == 'note'][::12]
    for text in drafted:
        with Place() as place:
            screen = Terminal(place, 'run', place.session, now='10:00', standing=True)
            screen.until('Programme')
            screen.send(b'n' + PASTE + b'Twenty characters, at the least: ' + text + END)
            screen.settle()
            screen.kill()
            screen.wait_end()
            again = Terminal(place, 'run', place.session, now='10:01', standing=True)
            again.until('A text was being written')
            again.keys('g')
            again.until_not('A text was being written')
            again.keys('Enter')
            again.until('saved as N1')
            again.settle()
            again.kill()
            again.wait_end()
            for terminal in (screen, again):
                expect_tame(terminal.raw, 'a draft')
            wanted = clean(b'Twenty characters, at the least: ' + as_pasted(text))
            differ(entries(place)[0]['text'], wanted, 'a draft')
    return f'{len(drafted)} drafts'


if __name__ == '__main__':
    main(cleaned_kept_and_shown, out_of_a_programme, at_the_adoption, as_a_draft)
