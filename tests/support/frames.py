"""Journals and drafts as somebody reads them who knows docs/formats.md only: frames by their
lengths and check sums, events by another reader of YAML.
"""

import re
from functools import lru_cache

import yaml

HEADER = re.compile(rb'\n--- # r (\d+) (\d+)\n')
FOOTER = re.compile(rb'\.\.\. # end (\d+) crc32c=([0-9a-f]{8})\n')


def make_table():
    table = []
    for number in range(256):
        for _ in range(8):
            number = number >> 1 ^ (0x82F63B78 if number & 1 else 0)
        table.append(number)
    return table


TABLE = make_table()


def crc32c(data):
    rest = 0xFFFFFFFF
    for byte in data:
        rest = TABLE[(rest ^ byte) & 0xFF] ^ rest >> 8
    return rest ^ 0xFFFFFFFF


@lru_cache(maxsize=10000)
def read_frame(frame, body, check_sum):
    """Its event, or nothing where the check sum is another; to look at, not to change."""
    if crc32c(frame) != int(check_sum, 16):
        return None
    return yaml.safe_load(frame[body:].decode('utf-8'))


def read_frames(data):
    """The events of whole frames, and the bytes that belong to none."""
    events, loose, at = [], b'', 0
    while at < len(data):
        header = HEADER.match(data, at)
        end = header.end() + int(header[2]) if header else at
        footer = FOOTER.match(data, end) if header else None
        event = None
        if footer is not None and footer[1] == header[1]:
            event = read_frame(data[at + 1:end], header.end() - at - 1, footer[2])
        if event is None:
            following = data.find(b'\n--- # r ', at + 1)
            following = len(data) if following < 0 else following
            loose += data[at:following]
            at = following
            continue
        events.append(event)
        at = footer.end()
    return events, loose


def sort_key(event):
    launch, _, sequence = event['id'].rpartition('-')
    return event['hlc'], launch, int(sequence)


def read_record(session):
    """All events of a session's journals in their order, and the bytes at the end of files that
    belong to none."""
    found, loose = {}, b''
    for path in sorted((session / 'journal').glob('*.yaml')):
        if path.name.startswith('.'):
            continue
        events, rest = read_frames(path.read_bytes())
        found.update((event['id'], event) for event in events)
        loose += rest
    return sorted(found.values(), key=sort_key), loose


def read_drafts(session):
    """The texts of whole drafts."""
    texts = []
    for path in sorted((session / 'drafts').glob('*.yaml')):
        events, _ = read_frames(path.read_bytes())
        texts += [event['text'] for event in events]
    return [text for text in texts if text]
