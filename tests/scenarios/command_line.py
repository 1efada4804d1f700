#!/usr/bin/env python3
"""The command line as a table: exit codes, what goes where, and that neither output nor errors ever
carry a control character out of the data.
"""

import json
import re
import resource
import subprocess

from place import Fault, Place, at, expect, main
from terminal import Terminal

# Of issue and design; each must be in the help, and nothing else may be.
COMMANDS = ('run demo stage check show timer replan floor people message rule status add amend withdraw merge move adopt defer refer reject '
            'undo redo entries review log export close reopen collect verify confirm keys themes').split()

# C0 but the new line, DEL, C1; CSV ends its lines with two.
CONTROL = '[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)'
# And what plays with the order of characters, with lines, or is not seen: it belongs to a text in
# a file, and never to a terminal.
UNSEEN = ('[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]')
HOSTILE = 'a\x1b]0;b\x07c\u202ed\u2028e\x9bf\U000e0041g'

RUNS, REFUSED, USAGE, BROKEN = 0, 1, 2, 3
S = 'SESSION'
# One after the other on one record, at the time given first: arguments, exit code, what must be in
# the output, what in the errors. Where nothing must be, nothing may be.
TABLE = (
    ('', [], USAGE, 'Usage: dais COMMAND', ''),
    ('', ['--help'], RUNS, 'Usage: dais COMMAND', ''),
    ('', ['help'], RUNS, 'Usage: dais COMMAND', ''),
    ('', ['help', 'add'], RUNS, 'Usage: dais add', ''),
    ('', ['--version'], RUNS, r'^dais \d', ''),
    ('', ['nonsense'], USAGE, '', 'neither a command nor a session'),
    ('', ['statsu'], USAGE, '', 'did you mean dais status'),
    ('', ['--nonsense'], USAGE, '', '--nonsense'),
    ('', ['status', S, '--nonsense'], USAGE, '', '--nonsense'),
    ('', ['status', S, '--now'], USAGE, '', '--now'),
    ('', ['status', S, '--now', 'yesterday'], USAGE, '', 'yesterday'),
    ('', ['status', S, '--speed', '0'], USAGE, '', '--speed'),
    ('', ['status', '/nowhere/at-all'], REFUSED, '', '/nowhere/at-all'),
    ('', ['run', S], BROKEN, '', 'no terminal'),
    ('', ['demo'], BROKEN, '', 'no terminal'),
    ('', ['stage', S], BROKEN, '', 'no terminal'),
    ('', [S], BROKEN, '', 'no terminal'),
    ('', ['keys'], RUNS, r'Space', ''),
    ('', ['themes'], RUNS, r'(?m)^\* auto .*\n  dark ', ''),
    ('', ['run', S, '--hook', "gong 'loud"], USAGE, '', '--hook takes a program'),
    ('', ['timer', S, 'start', '--roll'], USAGE, '', '--roll'),

    ('', ['check', S], RUNS, 'errors 0, warnings 2', 'warning: people.unhabitat.status'),
    ('', ['check', S, 'BROKEN'], REFUSED, 'errors 1', r'broken.yaml:2:7: error: date:'),
    ('', ['show', 'BROKEN'], REFUSED, '', r'broken.yaml:2:7: error: date:'),
    ('', ['show', S], RUNS, '09:15–10:30', ''),
    ('', ['show', S, '--json'], RUNS, '"duration_ms": 4500000', ''),
    ('', ['show', S, '--lang', 'fr'], RUNS, 'Pause café', ''),

    # Before the session, and on no day of it.
    ('08:50', ['status', S], RUNS, 'Session introduction', ''),
    ('08:50', ['entries', S], RUNS, '', ''),
    ('08:50', ['log', S], RUNS, '', ''),
    ('08:50', ['verify', S], RUNS, 'sound', ''),
    ('', ['timer', S, 'start'], REFUSED, '', '--today'),
    ('08:50', ['timer', S, 'pause'], REFUSED, '', '.'),
    ('08:50', ['undo', S], REFUSED, '', 'nothing to undo'),
    ('08:50', ['redo', S], REFUSED, '', 'nothing to redo'),

    ('09:03', ['timer', S], USAGE, '', 'dais timer takes'),
    ('09:03', ['timer', S, 'dance'], USAGE, '', 'dance'),
    ('09:03', ['timer', S, 'start', 'now'], USAGE, '', '.'),
    ('09:03', ['timer', S, 'start'], RUNS, 'Session introduction and rules started', ''),
    ('09:03', ['timer', S, 'start'], REFUSED, '', 'running already'),
    ('09:02', ['timer', S, 'next'], REFUSED, '', '.'),
    ('09:04', ['status', S], RUNS, '3 min late', ''),
    ('09:04', ['status', S, '--json'], RUNS, '"late_ms": 180000', ''),
    ('09:04', ['timer', S, 'extend'], USAGE, '', 'dais timer takes'),
    ('09:04', ['timer', S, 'extend', 'soon'], USAGE, '', 'soon'),
    ('09:04', ['timer', S, 'extend', '5m'], RUNS,
     '5 min more · ends 12:38, 5 min later', ''),
    ('09:04', ['timer', S, 'shorten', '0:05:00'], USAGE, '', '.'),
    ('09:04', ['timer', S, 'shorten', '5m'], RUNS, '5 min less', ''),
    ('09:04', ['timer', S, 'shorten', '15m'], REFUSED, '', '.'),
    ('09:05', ['timer', S, 'next', '--as', 'Somebody else'], RUNS, 'expert panel started', ''),
    ('09:06', ['timer', S, 'back'], RUNS, 'Session introduction', ''),
    ('09:06', ['undo', S], RUNS, 'Undone', ''),
    ('09:06', ['redo', S], RUNS, 'Redone', ''),
    ('09:07', ['timer', S, 'goto', 'Nowhere'], REFUSED, '', 'Nowhere'),
    ('09:07', ['timer', S, 'goto', '9'], REFUSED, '', '9'),
    ('09:07', ['timer', S, 'goto', 's2'], RUNS, 'expert panel', ''),
    ('09:08', ['timer', S, 'skip', 'Presentation'], RUNS, 'Presentation MMC skipped', ''),
    ('09:08', ['timer', S, 'insert', 'Group picture', '5m'], RUNS, 'Group picture', ''),
    ('09:08', ['timer', S, 'swap', '3', '5'], RUNS, 'swapped', ''),
    ('09:08', ['timer', S, 'swap', '3', '3'], REFUSED, '', '.'),
    ('09:08', ['replan', S], RUNS, 'compress: ends', ''),
    ('09:08', ['replan', S, 'drop'], USAGE, '', 'there is no plan drop'),
    ('09:08', ['replan', S, '--apply'], USAGE, '', '--apply takes one plan'),
    ('09:08', ['replan', S, 'shift', '--json'], RUNS, '"plans"', ''),
    ('09:08', ['replan', S, 'absorb', '--apply'], REFUSED, '', 'Nothing to replan'),
    ('09:08', ['rule', S], RUNS, 'named  the session', ''),
    ('09:08', ['rule', S, '--slot', 'none'], RUNS, 'named  the session', ''),
    ('09:08', ['rule', S, 'nobody'], USAGE, '', 'no attribution rule “nobody”, only named, affiliation'),
    ('09:08', ['rule', S, 'named'], REFUSED, '', 'in force already'),
    ('09:08', ['rule', S, 'affiliation', '--slot', '2', '--why', 'asked for'], RUNS, 'asked for', ''),
    ('09:08', ['rule', S, '--slot', '2'], RUNS, 'affiliation', ''),
    ('09:08', ['rule', S, 'named', '--slot', '2'], REFUSED, '', '--yes'),
    ('09:08', ['undo', S], REFUSED, '', '--yes'),
    ('09:08', ['undo', S, '--yes'], RUNS, 'Undone', ''),
    ('09:08', ['message', S], USAGE, '', 'dais message takes'),
    ('09:08', ['message', S, 'Two minutes', '--for', 'ever'], USAGE, '', 'ever'),
    ('09:08', ['message', S, ''], REFUSED, '', 'No message is shown'),
    ('09:08', ['message', S, 'Two minutes', '--for', '2m'], RUNS,
     'Message to the speaker: Two minutes', ''),
    ('09:08', ['status', S], RUNS, 'message to the speaker until 09:10:00: Two minutes', ''),
    ('09:08', ['message', S, 'one\ttab'], RUNS, 'one tab', 'Tabs became spaces'),
    ('09:08', ['message', S, ''], RUNS, 'taken away', ''),
    ('09:08', ['floor', S], USAGE, '', 'dais floor takes'),
    ('09:08', ['floor', S, 'strat'], USAGE, '', 'did you mean start'),
    ('09:08', ['floor', S, 'stop', 'pyne'], USAGE, '', 'dais floor takes'),
    ('09:08', ['floor', S, 'swap', 'pyne'], USAGE, '', 'dais floor takes'),
    ('09:08', ['floor', S, 'request', '--minutes', 'two'], USAGE, '', 'two'),
    ('09:08', ['floor', S, 'request', '--minutes', '0'], USAGE, '', '1 to 1440'),
    ('09:08', ['floor', S, 'start', '--minutes', '2'], USAGE, '', '--minutes'),
    ('09:08', ['floor', S, 'stop'], REFUSED, '', 'Nobody has the floor'),
    ('09:08', ['floor', S, 'start', 'Nobody'], REFUSED, '', 'Nobody'),
    ('09:08', ['floor', S, 'list'], RUNS, 'Samuel Pyne', ''),
    ('09:08', ['floor', S, 'request', 'Samuel', 'Pyne', '--minutes', '2'], RUNS, 'Samuel Pyne', ''),
    ('09:08', ['floor', S, 'request', 'a\tb'], RUNS, 'a b', ''),
    ('09:08', ['people', S], RUNS, 'Vincent Cochetel', ''),
    ('09:08', ['people', S, '--json'], RUNS, '"state": "tbc"', ''),
    ('09:08', ['people', S, 'skim'], USAGE, '', 'dais people takes'),
    ('09:08', ['people', S, 'skim', 'asleep'], USAGE, '', 'asleep'),
    ('09:08', ['people', S, 'skim', 'late', 'again'], USAGE, '', 'dais people takes'),
    ('09:08', ['people', S, 'skim', 'replaced-by'], USAGE, '', 'dais people takes'),
    ('09:08', ['people', S, 'Nobody', 'late'], REFUSED, '', 'Nobody'),
    ('09:08', ['people', S, 'skim', 'late'], RUNS, 'Ahmed Skim is late', ''),
    ('09:08', ['people', S, 'skim', 'late'], REFUSED, '', 'noted so already'),
    ('09:08', ['people', S, '--count', '54'], RUNS, 'Participants counted: 54, ', ''),
    ('09:08', ['people', S, '--count', '54'], REFUSED, '', 'noted so already'),
    ('09:08', ['people', S, '--count', '0', '--slot', 'none'], RUNS, 'Participants counted: 0', ''),
    ('09:08', ['people', S, '--count', '48', '--slot', 'Coffee'], RUNS, '48, Coffee break', ''),
    ('09:08', ['people', S, '--count', '48', '--slot', 'Nothing'], REFUSED, '', 'Nothing'),
    ('09:08', ['people', S, '--count', 'many'], USAGE, '', 'a number of people, not many'),
    ('09:08', ['people', S, '--count', '-1'], USAGE, '', 'a number of people, not -1'),
    ('09:08', ['people', S, '--count', '1000000'], REFUSED, '', 'That many'),
    ('09:08', ['people', S, '--count', '1000000000'], USAGE, '', 'not 1000000000'),
    ('09:08', ['people', S, 'skim', '--count', '1'], USAGE, '', 'dais people takes'),
    ('09:08', ['people', S, '--slot', '1'], USAGE, '', '--count'),
    ('09:08', ['people', S], RUNS, '54  High-level expert panel', ''),
    ('09:08', ['people', S, '--json'], RUNS, '"counted": 54', ''),
    ('09:09', ['timer', S, 'pause'], RUNS, 'paused', ''),
    ('09:09', ['timer', S, 'pause'], REFUSED, '', '.'),
    ('09:10', ['timer', S, 'resume'], RUNS, 'goes on', ''),

    ('09:10', ['add', S, 'Text'], USAGE, '', '--kind'),
    ('09:10', ['add', S, '--kind', 'joke', 'Text'], USAGE, '', 'joke'),
    ('09:10', ['add', S, '--kind', 'joke', 'Text'], USAGE, '', 'note, conclusion, .*, quote'),
    ('09:10', ['add', S, '--kind', 'note', '--kind', 'quote', 'Text'], USAGE, '', '--kind is given twice'),
    ('09:10', ['add', S, '--kind', 'note', '--theme', 'a', '--theme', 'b', 'Text'], USAGE, '',
     '--theme is given twice; several themes are joined by commas'),
    ('09:10', ['export', S, '-o', 'a.md', '--output', 'b.md'], USAGE, '', '--output is given twice'),
    ('09:10', ['entries', S, '--json', '--json'], RUNS, '"entries"', ''),
    ('09:10', ['add', S, '--kind', 'note', '- dash text'], USAGE, '', '-- goes before a text'),
    ('09:10', ['add', S, '--kind', 'note', '--dash text'], USAGE, '', '-- goes before a text'),
    ('09:10', ['add', S, '--kind', 'note', '--nonsense', 'Text'], USAGE, '', '(?s)^(?!.*goes before)'),
    ('09:10', ['add', S, '--kind', 'note'], USAGE, '', 'dais add takes'),
    ('09:10', ['add', S, '--kind', 'note', '--slot', '99', 'Text'], REFUSED, '', '“99”; they go from 1 to 7'),
    ('09:10', ['add', S, '--kind', 'note', '--speaker', 'Samuel Pine', 'Text'], REFUSED, '',
     'did you mean Samuel Pyne'),
    ('09:10', ['add', S, '--kind', 'note', ' '], REFUSED, '', 'no text'),
    ('09:10', ['add', S, '--kind', 'note', 'x' * 65537], REFUSED, '', '6553[67]|64 KiB'),
    ('09:10', ['add', S, '--kind', 'note', '--slot', 'Nowhere', 'Text'], REFUSED, '', 'Nowhere'),
    ('09:10', ['add', S, '--kind', 'note', '--track', 'one', 'Text'], USAGE, '', 'one'),
    ('09:10', ['add', S, '--kind', 'note', 'Text'], RUNS, r'^N1 [0-9a-z]{13}-2$', ''),
    ('09:10', ['add', S, '--kind', 'recommendation', '--to', 'donors', 'Fund learning.'], RUNS,
     '^R1 ', ''),
    ('09:10', ['add', S, '--kind', 'conclusion', '--slot', 'Coffee', 'On the stairs.'], RUNS,
     '^C1 ', ''),
    ('09:11', ['amend', S, 'N1'], REFUSED, '', 'nothing of N1'),
    ('09:11', ['amend', S, 'N9', 'Text'], REFUSED, '', 'N9'),
    ('09:11', ['amend', S, 'n1', 'Better text'], RUNS, 'N1 amended', ''),
    ('09:11', ['entries', S, '--slot', 'none'], RUNS, '', ''),
    ('09:11', ['add', S, '--kind', 'Good Practice', '--slot', 'none', '--speaker', 'samuel',
               '--theme', 'trade', 'Two\nlines'], RUNS, '^G1 ', ''),
    ('09:11', ['entries', S, '--slot', 'none'], RUNS,
     r'^G1  09:11  draft  session  Samuel Pyne, .*  trade  Two.lines\n$', ''),
    ('09:11', ['entries', S, '--kind', 'good practice', '--slot', '2'], RUNS, '', ''),
    ('09:11', ['amend', S, 'G1', '--translation-of', 'G1', '--language', 'fr'], REFUSED, '',
     'G1 cannot translate itself'),
    ('09:11', ['amend', S, 'G1', '--translation-of', 'N1', '--language', 'fr'], REFUSED, '',
     'N1 is of another kind'),
    ('09:11', ['add', S, '--kind', 'practice', '--translation-of', 'G1', 'Texte'], REFUSED, '',
     '--language'),
    ('09:11', ['withdraw', S, 'G1'], RUNS, 'G1 withdrawn', ''),
    ('09:11', ['undo', S], RUNS, 'Undone', ''),
    ('09:11', ['undo', S], RUNS, 'Undone', ''),
    ('09:11', ['move', S, 'C1', '--slot', '2'], RUNS, 'C1', ''),
    ('09:11', ['move', S, 'C1'], USAGE, '', '--slot'),
    ('09:11', ['move', S, 'C1', '--track', '1'], USAGE, '', '--behind'),
    ('09:11', ['move', S, 'C1', 'N1', '--behind', 'N9'], REFUSED, '', 'N9'),
    ('09:11', ['move', S, 'C1', 'N1', '--behind', 'first'], RUNS, r'^C1 stands first\n$', ''),
    ('09:11', ['move', S, 'C1', 'R1', '--behind', 'first'], RUNS, r'^R1 stands behind C1\n$', ''),
    ('09:11', ['move', S, 'C1', '--behind', 'first'], REFUSED, '', 'C1 stands there already'),
    ('09:11', ['entries', S], RUNS, r'^C1 .*\nR1 .*\nN1 ', ''),
    ('09:11', ['merge', S, 'N1'], USAGE, '', 'dais merge takes'),
    ('09:11', ['merge', S, 'N1', 'C1', 'N9'], REFUSED, '', 'N9'),
    ('09:11', ['merge', S, 'N1', 'C1', 'C1'], REFUSED, '', 'C1 was merged into N1'),
    ('09:11', ['merge', S, 'N1', 'C1', 'R1'], RUNS, 'C1 merged into N1\nR1 merged into N1', ''),
    ('09:11', ['merge', S, 'R1', 'N1'], REFUSED, '', 'R1 was merged into N1 already'),
    ('09:11', ['entries', S], RUNS, r'(?s)R1 .*merged into N1.*with C1, R1', ''),
    ('09:11', ['undo', S], RUNS, 'Undone: R1 merged into N1\nUndone: C1 merged into N1', ''),
    ('09:11', ['amend', S, 'N1', '--settle'], REFUSED, '', 'nothing to choose'),
    ('09:11', ['withdraw', S, 'C1', 'N9'], REFUSED, '', 'N9'),
    ('09:11', ['withdraw', S, 'C1', 'C1'], REFUSED, '', 'C1 was withdrawn'),
    ('09:11', ['withdraw', S, 'N9'], REFUSED, '', 'N9'),
    ('09:12', ['withdraw', S, 'N1', '--why', 'said twice'], RUNS, 'N1 withdrawn', ''),
    ('09:12', ['withdraw', S, 'N1'], REFUSED, '', 'N1'),
    ('09:12', ['review', S], REFUSED, r'(?s)Slot 1, .* has no conclusion.*still to be confirmed', ''),
    ('09:12', ['adopt', S], USAGE, '', '--en-bloc'),
    ('09:12', ['adopt', S, 'R1', '--for', 'many'], USAGE, '', 'many'),
    ('09:12', ['adopt', S, 'R1', '--propose', '--hold-back'], USAGE, '', 'alone'),
    ('09:12', ['adopt', S, 'R1', 'N1'], REFUSED, '', 'N1'),
    ('09:12', ['adopt', S, 'R1', '--propose'], RUNS, 'R1 put to the room', ''),
    ('09:12', ['adopt', S, 'R1', 'C1', '--hold-back'], RUNS, 'R1 held back\nC1 held back', ''),
    ('09:12', ['verify', S], RUNS, 'sound', ''),
    ('09:12', ['adopt', S, 'C1', '--release'], RUNS, 'no longer held back', ''),
    ('09:12', ['adopt', S, '--en-bloc'], RUNS, '^C1 adopted$', ''),
    ('09:12', ['adopt', S, '--en-bloc'], REFUSED, '', 'nothing to adopt'),
    ('09:12', ['adopt', S, 'R1', '--release'], RUNS, 'no longer held back', ''),
    ('09:12', ['adopt', S, 'R1', '--reservation', 'not before 2024', '--for', '31', '--against', '4'],
     RUNS, 'R1 adopted with a reservation', ''),
    ('09:12', ['entries', S, '--json'], RUNS, '"against": *4', ''),
    ('09:12', ['reopen', S, 'R1', 'C1'], USAGE, '', '--why'),
    ('09:12', ['reopen', S, 'R1', 'C1', '--why', 'a slip'], RUNS, 'C1 reopened: a slip', ''),
    ('09:12', ['undo', S], RUNS, 'Undone: R1 reopened', ''),
    ('09:12', ['redo', S], RUNS, 'Redone: C1 reopened', ''),
    ('09:12', ['refer', S, 'R1'], USAGE, '', '--to'),
    ('09:12', ['refer', S, 'R1', '--to', 'the bureau'], RUNS, 'R1 referred to the bureau', ''),
    ('09:12', ['defer', S, 'R1'], RUNS, 'R1 deferred', ''),
    ('09:12', ['reject', S, 'R1', 'R9'], REFUSED, '', 'R9'),
    ('09:12', ['defer', S, 'R1'], REFUSED, '', 'decided about R1 already'),
    ('09:12', ['reject', S, 'R1', '--against', '12'], USAGE, '', '--for N'),
    ('09:12', ['reject', S, 'R1', '--for', '3', '--against', '12'], RUNS, 'R1 not adopted', ''),
    ('09:12', ['adopt', S, 'R1', '--for', '3', '--against', '12'], RUNS, 'R1 adopted', 'No more hands'),
    ('09:12', ['adopt', S, 'R1', 'R1'], REFUSED, '', 'adopted already'),
    ('09:12', ['amend', S, 'R1', 'Fund learning, all of it.'], RUNS, 'R1 amended', ''),
    ('09:12', ['entries', S], RUNS, 'changed since adoption', ''),
    ('09:12', ['adopt', S, 'R1', 'r1'], RUNS, r'\AR1 adopted\n\Z', ''),
    ('09:12', ['reopen', S, 'R1', '--why', 'once more'], RUNS, 'R1 reopened', ''),
    ('09:12', ['entries', S], RUNS, 'Fund learning', ''),
    ('09:12', ['entries', S, '--kind', 'joke'], USAGE, '', 'joke'),
    ('09:12', ['entries', S, '--standing', 'gone'], USAGE, '', 'draft, proposed, .*, withdrawn'),
    ('09:12', ['entries', S, '--search', 'STAIRS'], RUNS, 'On the stairs', ''),
    ('09:12', ['entries', S, '--standing', 'withdrawn', '--json'], RUNS, 'Better text', ''),
    ('09:12', ['log', S], RUNS, 'N1 withdrawn', ''),
    ('09:12', ['confirm', S, 'C1'], REFUSED, '', '.'),
    ('09:12', ['collect', S], USAGE, '', 'dais collect takes'),
    ('09:12', ['collect', S, '/nowhere/at-all'], REFUSED, '', '/nowhere/at-all'),

    ('12:30', ['export', S], RUNS, '^# Multi-stakeholder', ''),
    ('12:30', ['export', S, '--what', 'timing', '--format', 'csv'], RUNS, '^"Date"', ''),
    ('12:30', ['export', S, '--format', 'html'], RUNS, '^<!DOCTYPE html>', ''),
    ('12:30', ['export', S, '--format', 'xls'], USAGE, '', 'xls'),
    ('12:30', ['export', S, '-o', 'report.docx'], RUNS, 'report.docx', ''),
    ('12:30', ['export', S, '-o', 'report.odt', '--what', 'summary'], RUNS, 'report.odt', ''),
    ('12:30', ['export', S, '--what', 'summary', '--format', 'csv'], USAGE, '', 'csv|summary'),
    ('12:30', ['export', S, '-o', 'report.md'], RUNS, 'report.md', ''),
    ('12:30', ['export', S, '-o', 'report.md'], RUNS, 'report.md', ''),
    ('12:30', ['export', S, '-o', 'mine.md'], REFUSED, '', '--force'),
    ('12:30', ['export', S, '-o', 'mine.md', '--force'], RUNS, 'mine.md', ''),
    ('12:30', ['export', S, '-o', 'nowhere/report.md'], BROKEN, '', 'nowhere'),
    ('12:30', ['export', S, '--template', 'un-workshop'], RUNS, 'Workshop report', ''),
    ('12:30', ['export', S, '--template', 'un-workshop', '--lang', 'fr', '--format', 'html'], RUNS,
     'Rapport d’atelier', ''),
    ('12:30', ['export', S, '--template', 'un-workshop', '-o', 'form.docx'], RUNS, 'form.docx', ''),
    ('12:30', ['export', S, '--template', 'un-workshop', '--template', 'form.yaml'], USAGE, '^$',
     'of one kind'),
    ('12:30', ['export', S, '--template', 'form.yaml', '--template', 'a.odt', '--template', 'b.odt',
               '--format', 'odt'], USAGE, '^$', 'given twice'),
    ('12:30', ['export', S, '--template', './form.yaml'], RUNS, '## Key issues', ''),
    ('12:30', ['export', S, '--template', 'form.yaml'], RUNS, '## Key issues', ''),
    ('12:30', ['export', S, '--template', 'broken-form.yaml'], REFUSED, '^$',
     r'broken-form.yaml:2:11: error: sections.0..part: contxt(?s:.*)did you mean context'),
    ('12:30', ['export', S, '--template', 'un-workshp'], REFUSED, '^$', 'did you mean un-workshop'),
    ('12:30', ['export', S, '--template', 'form'], REFUSED, '^$', 'un-workshop'),
    ('12:30', ['export', S, '--template', 'nowhere/form.yaml'], REFUSED, '^$', 'nowhere/form.yaml'),
    ('12:30', ['export', S, '--template', './'], BROKEN, '^$', '.'),
    ('12:30', ['export', S, '--template', 'un-workshop', '--format', 'json'], USAGE, '^$',
     'json is data'),
    ('12:30', ['export', S, '--template', 'un-workshop', '-o', 'form.csv'], USAGE, '^$', 'html'),
    ('12:30', ['export', S, '--template', 'un-workshop', '--what', 'timing'], USAGE, '^$',
     'not for timing'),
    ('12:31', ['timer', S, 'end'], RUNS, '.', ''),
    ('12:31', ['timer', S, 'end'], REFUSED, '', '.'),
    ('12:32', ['close', S], RUNS, 'closed', ''),
    ('12:32', ['close', S], REFUSED, '', 'closed already'),
    ('12:33', ['reopen', S], USAGE, '', '--why'),
    ('12:33', ['reopen', S, '--why', 'one text was missing'], RUNS, 'reopened', ''),
    ('12:33', ['verify', S], RUNS, 'sound', ''),
)


def judge(arguments, result, code, out, err):
    words = f'dais {" ".join(arguments)[:200]}: {result}'
    expect(result.code == code, f'exit code {code} was due: {words}')
    for text, pattern, name in ((result.out, out, 'output'), (result.err, err, 'errors')):
        expect(not re.search(f'{CONTROL}|{UNSEEN}', text), f'a control character in the {name}: {words!r}')
        expect(re.search(pattern, text, re.M | re.I) if pattern else not text,
               f'{pattern!r} was due in the {name}: {words}' if pattern else
               f'nothing was due in the {name}: {words}')


def make_files(place):
    (place.scratch / 'broken.yaml').write_text(
        'title: Broken\ndate: 18.05.2022\nslots:\n  - {start: 9:00, duration: 5m, title: One}\n')
    (place.scratch / 'mine.md').write_text('my own notes\n')
    (place.scratch / 'form.yaml').write_text(
        'sections:\n  - {heading: Key issues, entries: {}, as: one_sentence}\n')
    (place.scratch / 'broken-form.yaml').write_text('sections:\n  - part: contxt\n')


def every_line_of_the_table():
    with Place() as place:
        make_files(place)
        faults = []
        names = {S: str(place.session), 'BROKEN': 'broken.yaml'}
        for now, arguments, code, out, err in TABLE:
            words = [names.get(word, word) for word in arguments]
            try:
                judge(arguments, place.dais(*words, now=now or None), code, out, err)
            except Fault as fault:
                faults.append(str(fault))
        expect(not faults, '\n'.join(faults))
        kept = json.loads(place.done('entries', place.session, '--json', now='12:40'))['entries']
        expect({entry['number']: entry['standing'] for entry in kept} ==
               {'N1': 'withdrawn', 'G1': 'withdrawn', 'R1': 'proposed', 'C1': 'proposed'}, kept)
    return f'{len(TABLE)} lines'


def listed(place):
    return re.findall(r'^  (\w+) {2,}', place.done('--help').partition('\nOptions')[0], re.M)


def a_text_that_begins_with_a_dash():
    with Place() as place:
        now = ('--now', '2022-05-18T09:05:00+03:00')
        place.done(*now, 'add', place.session, '--kind', 'note', '--', '- dash text')
        place.done(*now, 'amend', place.session, '--', 'N1', '--dash text')
        expect('  --dash text\n' in place.done(*now, 'entries', place.session), 'the text differs')


def entries_end_where_the_terminal_does():
    """A line an entry, cut at the terminal's width; whole where the output goes elsewhere."""
    with Place() as place:
        text = 'word ' * 60 + 'end'
        for kind in ('note', 'quote'):
            place.done('add', place.session, '--kind', kind, text, now='09:05')
        expect(place.done('entries', place.session, now='09:06').count(text) == 2, 'text is cut')
        terminal = Terminal(place, 'entries', place.session, now='09:06', size=(80, 24))
        expect(terminal.wait_end() == RUNS, terminal.code)
        lines = terminal.raw.decode().replace('\r\n', '\n').splitlines()
        expect(len(lines) == 2 and all(len(line) <= 80 and line.endswith('…') for line in lines),
               lines)


def help_of_every_command():
    with Place() as place:
        expect(sorted(listed(place)) == sorted(COMMANDS), f'the help lists {listed(place)}')
        for command in COMMANDS:
            text = place.done(command, '--help')
            expect(text.startswith(f'Usage: dais {command} '), text)
            examples = text.partition('Examples:\n')[2].splitlines()
            expect(examples and all(line.startswith(f'  dais {command}') for line in examples),
                   f'examples of {command}: {examples}')
            options = set(re.findall(r'--[a-z-]+', ' '.join(examples)))
            expect(options <= set(re.findall(r'--[a-z-]+', text.partition('Examples:')[0])),
                   f'examples of {command} use options that it does not list')
            judge([command, '--nonsense'], place.dais(command, '--nonsense'), USAGE, '',
                  '--nonsense')
            # Too few or too many words: how it is used.
            least = {'demo': ['x'], 'keys': ['x'], 'themes': ['x']}.get(command, [])
            judge([command, *least], place.dais(command, *least), USAGE, '', f'dais {command} takes')


def hostile_programme(place):
    text = '"' + ''.join(f'\\U{ord(letter):08x}' for letter in HOSTILE) + '"'
    place.write_programme(
        f'title: {text}\ncode: SOU-88\ndate: 2022-05-18\ntimezone: Africa/Nairobi\nvenue: {text}\n'
        f'people: {{someone: {{name: {text}, affiliation: {text}}}}}\nslots:\n'
        f'  - {{time: 09:00–09:15, title: {text}, speakers: [someone]}}\n'
        f'  - {{time: 09:15–09:30, title: Next}}\n')


# Every text that can be written, and everything that shows it; with the exit code.
HOSTILE_TABLE = (
    (['check', S], RUNS), (['show', S], RUNS), (['show', S, '--json'], RUNS),
    (['timer', S, 'start'], RUNS),
    (['timer', S, 'insert', HOSTILE, '5m', '--as', HOSTILE], RUNS), (['replan', S], RUNS),
    (['add', S, '--kind', 'note', '--to', HOSTILE, '--label', HOSTILE, HOSTILE], RUNS),
    (['amend', S, 'N1', HOSTILE + '!'], RUNS),
    (['withdraw', S, 'N1', '--why', HOSTILE], RUNS), (['undo', S], RUNS),
    (['status', S], RUNS), (['status', S, '--json'], RUNS),
    (['entries', S], RUNS), (['entries', S, '--json'], RUNS),
    (['entries', S, '--search', HOSTILE], RUNS), (['log', S], RUNS), (['verify', S], RUNS),
    (['export', S], RUNS), (['export', S, '--format', 'json'], RUNS),
    (['export', S, '--format', 'csv'], RUNS), (['export', S, '--template', HOSTILE], REFUSED),
    ([HOSTILE], USAGE), (['check', HOSTILE], REFUSED), (['timer', S, HOSTILE], USAGE),
    (['timer', S, 'goto', HOSTILE], REFUSED), (['amend', S, HOSTILE, 'x'], REFUSED),
    (['add', S, '--kind', HOSTILE, 'x'], USAGE), (['collect', S, HOSTILE], REFUSED),
    (['export', S, '--format', HOSTILE], USAGE), (['export', S, '-o', HOSTILE], USAGE),
    (['export', S, '-o', HOSTILE + '/x.md'], BROKEN), (['status', S, '--' + HOSTILE], USAGE),
    (['status', S, '--lang', HOSTILE], RUNS),
)


def tame(text, pattern, arguments):
    found = re.search(pattern, text)
    expect(not found, f'dais {arguments[0]!a} … lets {found and found[0]!a} through:\n'
           f'{text[max(0, found.start() - 200 if found else 0):][:400]!a}')
    return len(text)


def nothing_out_of_the_data_controls_the_terminal():
    with Place(session=None) as place:
        hostile_programme(place)
        shown = 0
        for arguments, code in HOSTILE_TABLE:
            words = [str(place.session) if word == S else word for word in arguments]
            result = place.dais(*words, now='09:05')
            expect(result.code == code, f'exit code {code} was due: {arguments!a}: {result}')
            # A report or JSON that goes into a file keeps its texts as they are.
            is_file = arguments[0] == 'export' or '--json' in arguments
            shown += tame(result.out, CONTROL if is_file else f'{CONTROL}|{UNSEEN}', arguments)
            shown += tame(result.err, f'{CONTROL}|{UNSEEN}', arguments)
            if code == RUNS and arguments[0] not in ('timer', 'add', 'amend', 'withdraw', 'undo'):
                terminal = Terminal(place, *words, now='09:05', size=(200, 60))
                expect(terminal.wait_end() == code, f'{arguments!a} ends with {terminal.code}')
                shown += tame(terminal.raw.decode().replace('\r\n', '\n'),
                              f'{CONTROL}|{UNSEEN}', arguments)
        expect(shown > 10000, f'hardly anything was shown: {shown}')
    return f'{len(HOSTILE_TABLE)} commands'


def a_result_that_cannot_be_written():
    """A full disc behind the output is said, with exit code 3."""
    with Place() as place:
        for command in ('keys', 'show', 'status', 'export', 'log', '--help'):
            words = [command] + ([] if command in ('keys', '--help') else [str(place.session)])
            if command == 'log':
                place.done('add', place.session, '--kind', 'note', 'Text', now='09:05')
            with open('/dev/full', 'wb') as full:
                process = subprocess.run(
                    [place.program, *words], env=place.environment(), stdout=full, check=False,
                    stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
            expect(process.returncode == BROKEN and process.stderr,
                   f'{command} into a full disc: exit code {process.returncode}')


def what_was_saved_is_said_all_the_same():
    """A number that cannot be printed: without it a second run would double the text."""
    with Place() as place:
        for words, said in ((('add', place.session, '--kind', 'note', 'Text'),
                             'N1 is saved; only its number could not be printed'),
                            (('amend', place.session, 'N1', 'Other text'),
                             'it is done and saved; only that could not be printed: N1 amended')):
            with open('/dev/full', 'wb') as full:
                process = subprocess.run(
                    [place.program, *words, '--now', at('09:05')], env=place.environment(),
                    stdout=full, check=False, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
            expect(process.returncode == BROKEN and said in process.stderr.decode(),
                   f'{words[0]}: exit code {process.returncode}: {process.stderr.decode()}')
        expect('Other text' in place.done('entries', place.session, now='09:06'), 'it is not saved')


def endless_input_is_not_read_to_its_end():
    with Place() as place:
        place.done('add', place.session, '--kind', 'note', 'Text', now='09:05')
        for words in (('add', place.session, '--kind', 'note', '-'),
                      ('amend', place.session, 'N1', '-')):
            with open('/dev/zero', 'rb') as zero:
                process = subprocess.run(
                    [place.program, *words, '--now', at('09:05')], env=place.environment(),
                    stdin=zero, capture_output=True, check=False, timeout=30,
                    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (5, 5)))
            expect(process.returncode == REFUSED and b'more than 65536 bytes' in process.stderr,
                   f'{words[0]}: exit code {process.returncode}: {process.stderr.decode()}')
        # The longest text there is, with lines that end with two bytes, and a little too long.
        longest = 'x\n' * 32767 + 'xy'
        place.done('amend', place.session, 'N1', '-', now='09:06',
                   text=longest.replace('\n', '\r\n').encode())
        judge(['add'], place.dais('add', place.session, '--kind', 'note', '-', now='09:06',
                                  text=b'y' * 65537), REFUSED, '', 'it has 65537 bytes')
        kept = json.loads(place.done('entries', place.session, '--json', now='09:07'))['entries']
        expect([entry['text'] for entry in kept] == [longest], 'the longest text is not whole')


def a_file_that_may_not_grow():
    """A limit on the size of files is a refusal like a full disc, and not the end of the program."""
    with Place() as place:
        process = subprocess.run(
            [place.program, 'add', place.session, '--kind', 'note', 'Text', '--now', at('09:05')],
            env=place.environment(), capture_output=True, check=False, stdin=subprocess.DEVNULL,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)))
        said = process.stderr.decode()
        expect(process.returncode == BROKEN and 'NOT SAVED' in said and 'File too large' in said and
               'make room' in said, f'exit code {process.returncode}: {said}')
        expect(not place.done('entries', place.session, now='09:06'), 'there is something')
        place.done('verify', place.session, now='09:06')


if __name__ == '__main__':
    main(every_line_of_the_table, a_text_that_begins_with_a_dash,
         entries_end_where_the_terminal_does, help_of_every_command,
         nothing_out_of_the_data_controls_the_terminal, a_result_that_cannot_be_written,
         what_was_saved_is_said_all_the_same, endless_input_is_not_read_to_its_end,
         a_file_that_may_not_grow)
