#!/usr/bin/env python3
"""Suspend and reboot as the kernel tells them: the real program in time namespaces, where the clock
that counts since boot is another one, and with another boot id laid over the machine's.

Where a machine does not allow that, this says so and is skipped: nothing was shown then.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time

from place import Place, expect, main
from terminal import Terminal

UNSHARE = shutil.which('unshare')
WAYS = ([], ['--user', '--map-root-user'])
MOUNT = 'mount --bind "$1" /proc/sys/kernel/random/boot_id && shift && exec "$@"'
SLEPT = 14 * 60
NEAR = 2.5  # s, on a busy machine
SKIPPED = 77


def works(*command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, check=False).returncode == 0


def way(*more):
    """How a command gets into a time namespace here; None: not at all."""
    for options in WAYS:
        command = [UNSHARE, *options, '--time', *more]
        if UNSHARE and works(*command, '--boottime', '60', 'true'):
            return command
    return None


def uptime():
    with open('/proc/uptime', encoding='ascii') as file:
        return float(file.read().split()[0])


class Machine:
    """The machine of this test: asleep for longer than it was, or started anew."""

    def __init__(self, place):
        self.place, self.into, self.boot_id = place, [], place.scratch / 'boot_id'
        place.write_programme_now(('60m', 'One'))

    def suspend(self, seconds):
        self.into = [*way(), '--boottime', str(seconds)]

    def restart(self):
        """Up for a minute, and another boot."""
        self.boot_id.write_text('01234567-89ab-4cde-8f01-23456789abcd\n', encoding='ascii')
        self.into = [*way('--mount'), '--boottime', str(60 - int(uptime())), '/bin/sh', '-c', MOUNT,
                     'sh', str(self.boot_id)]

    def screen(self):
        words = [*self.into, self.place.program, 'run', str(self.place.session)]
        screen = Terminal(self.place, *words[1:], program=words[0])
        return screen

    def status(self):
        words = [*self.into, self.place.program, 'status', str(self.place.session)]
        def run(*more):
            result = subprocess.run([*words, *more], env=self.place.environment(), check=False,
                                    capture_output=True, text=True, cwd=self.place.scratch)
            expect(result.returncode == 0, result.stderr)
            return result.stdout
        return json.loads(run('--json'))['slot'], run()


def left_on(screen):
    """Seconds left, as the entries view shows them in its foot."""
    screen.keys('2')
    found = screen.wait_for(
        lambda: re.search(r'^ ([\d:]+) (?:left|≈ on time)', screen.text(), re.M), 'the time left')
    left = 0
    for part in found[1].split(':'):
        left = left * 60 + int(part)
    screen.keys('1')
    return left


def begin(machine):
    screen = machine.screen()
    screen.until('Next: One')
    screen.keys('Space')
    screen.until('Running: One')
    begun = time.monotonic()
    screen.kill()
    screen.wait_end()
    return begun


def expect_elapsed(machine, screen, begun, more):
    true = time.monotonic() - begun + more
    slot, words = machine.status()
    expect(abs(slot['elapsed_ms'] / 1000 - true) <= NEAR, f'{slot} after {true:.1f} s')
    left = left_on(screen)
    true = 3600 - (time.monotonic() - begun + more)
    expect(abs(left - true) <= NEAR, f'{left} s left on screen, and {true:.1f} in truth')
    return words


def asleep_while_it_was_closed():
    """The clock that counts since boot has gone on by fourteen minutes: that is what has run,
    whatever the wall says, and nothing about it is approximate."""
    with Place(session=None) as place:
        machine = Machine(place)
        begun = begin(machine)
        machine.suspend(SLEPT)
        screen = machine.screen()
        screen.until('Running: One')
        screen.until("clock was set back by 14 min")  # the wall did not go on with it
        screen.keys('r')
        words = expect_elapsed(machine, screen, begun, SLEPT)
        expect('≈' not in words and '≈' not in screen.text(), screen.text())


def restarted():
    """Another boot: only the wall clock can tell, and that is said in status, session and stage."""
    with Place(session=None) as place:
        machine = Machine(place)
        begun = begin(machine)
        machine.restart()
        screen = machine.screen()
        screen.until('Running: One')
        screen.until('≈ on time')
        words = expect_elapsed(machine, screen, begun, 0)
        expect('≈' in words, words)
        screen.keys('t')
        screen.until('≈ on time')
        screen.keys('Esc')
        screen.until('Running: One')
        screen.keys('Space')
        screen.until('Paused: One')  # and the clock can be moved on
        expect('≈' in screen.text(), screen.text())


if __name__ == '__main__':
    if way() is None:
        print('SKIPPED: THIS MACHINE ALLOWS NO TIME NAMESPACE (unshare --time): '
              'neither suspend nor reboot was shown', flush=True)
        sys.exit(SKIPPED)
    if not works(*(way('--mount') or ['false']), '--boottime', '1', '/bin/sh', '-c', MOUNT, 'sh',
                 os.devnull, 'true'):
        print('SKIPPED: THIS MACHINE ALLOWS NO OTHER BOOT ID (unshare --mount, mount --bind): '
              'reboot was not shown', flush=True)
        asleep_while_it_was_closed()
        sys.exit(SKIPPED)
    main(asleep_while_it_was_closed, restarted)
