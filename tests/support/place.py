"""A place to run the real program in: scratch folders, a clean environment, a session, and the
program's words and exit codes.

The build says in the environment what is tested: DAIS_PROGRAM, DAIS_SESSIONS, and for terminals
DAIS_TERMINAL and DAIS_STANDING_CLOCK.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from datetime import datetime, timedelta, timezone
from pathlib import Path

# Of the outer environment only what watchers of memory need.
KEPT = ('PATH', 'ASAN_OPTIONS', 'LSAN_OPTIONS', 'UBSAN_OPTIONS')
DAY, OFFSET = '2022-05-18', '+03:00'  # of SOU-88


def at(time):
    """`10:21` or `10:21:40` of the morning of SOU-88 as an RFC 3339 time; others as they are."""
    if 'T' in time:
        return time
    return f'{DAY}T{time if time.count(":") == 2 else time + ":00"}{OFFSET}'


def loaded_first(env):
    """What a watcher of memory must be told where something is loaded before it."""
    if not env.get('LD_PRELOAD'):
        return {}
    return {'ASAN_OPTIONS': env.get('ASAN_OPTIONS', '') + ':verify_asan_link_order=0'}


class Fault(Exception):
    """What the program did is not what it promises."""


def expect(holds, words):
    if not holds:
        raise Fault(words)


class Result:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def __str__(self):
        return f'exit code {self.code}\n--- output\n{self.out}--- errors\n{self.err}---'


class Place:
    """Scratch folders that go with it. Each writer has a home of its own."""

    def __init__(self, session='sou-88', folder=None):
        self.scratch = Path(tempfile.mkdtemp(prefix='dais-test-', dir=folder))
        self.program = os.environ['DAIS_PROGRAM']
        self.session = self.scratch / 'session'
        self.started = []  # processes that must not outlive the place
        if session is not None:
            source = Path(session)
            if not source.is_absolute():
                source = Path(os.environ['DAIS_SESSIONS'], session)
            self.session.mkdir()
            shutil.copyfile(source / 'programme.yaml' if source.is_dir() else source,
                            self.session / 'programme.yaml')

    def write_programme(self, text):
        self.session.mkdir(exist_ok=True)
        (self.session / 'programme.yaml').write_text(text, encoding='utf-8')

    def write_programme_now(self, *slots, head='title: Now\n'):
        """A session that is now, in a zone where it is the middle of the day; `slots`: length and
        title of each, one after the other from this minute on."""
        moment = datetime.now(timezone.utc)
        east = 12 - moment.hour
        local = moment + timedelta(hours=east)
        begin = f'start: {local:%H:%M}, '
        self.write_programme(
            f'{head}date: {local:%Y-%m-%d}\ntimezone: Etc/GMT{-east:+d}\nslots:\n'
            + ''.join(f'  - {{{"" if number else begin}duration: {length}, title: {title}}}\n'
                      for number, (length, title) in enumerate(slots)))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.started:
            process.destroy()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def environment(self, writer='chair', **more):
        home = self.scratch / writer
        home.mkdir(exist_ok=True)
        (self.scratch / 'tmp').mkdir(exist_ok=True)
        env = {name: os.environ[name] for name in KEPT if name in os.environ}
        env.update(HOME=str(home), XDG_STATE_HOME=str(home / 'state'),
                   XDG_CONFIG_HOME=str(home / 'config'), TMPDIR=str(self.scratch / 'tmp'),
                   LANG='C.UTF-8', TERM='xterm-256color', TZ='UTC',
                   DAIS_NAME=writer.capitalize())
        env.update(more)
        env.update(loaded_first(env))
        return {name: value for name, value in env.items() if value is not None}

    def settings(self, text, writer='chair'):
        """Writes the settings of a writer; their path."""
        path = self.scratch / writer / 'config' / 'dais' / 'config.yaml'
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf-8')
        return path

    def start(self, *arguments, now=None, writer='chair', env=None, **how):
        """A command that runs; the caller waits for it."""
        command = [self.program,
                   *(word if isinstance(word, bytes) else str(word) for word in arguments)]
        if now is not None:
            command += ['--now', at(now)]
        how.setdefault('stdin', subprocess.DEVNULL)
        return subprocess.Popen(command, env=self.environment(writer, **(env or {})),
                                cwd=self.scratch, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                **how)

    def dais(self, *arguments, now=None, writer='chair', env=None, text=None, limit=60):
        """Runs a command to its end."""
        process = self.start(*arguments, now=now, writer=writer, env=env,
                             stdin=subprocess.PIPE if text is not None else subprocess.DEVNULL)
        try:
            out, err = process.communicate(text, timeout=limit)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Fault(f'dais {arguments[0]} was not done within {limit} s') from None
        return Result(process.returncode, out.decode(), err.decode())

    def done(self, *arguments, **how):
        """The output of a command that must succeed."""
        result = self.dais(*arguments, **how)
        expect(result.code == 0, f'dais {" ".join(map(str, arguments))}: {result}')
        return result.out


def may_trace():
    """May killed_at stop a program here?"""
    return subprocess.run([os.environ['DAIS_KILLED_AT'], 'all', '0', '/dev/null', '/bin/true'],
                          capture_output=True, check=False).returncode == 0


HARNESS_BROKE = 99  # an error also where a failure is wanted


def main(*checks):
    """Runs checks, says what each found; the exit code of the test."""
    faults, enough = 0, False
    for check in checks:
        if enough:
            break
        try:
            words = check()
            print(f'ok: {check.__name__.replace("_", " ")}{": " + words if words else ""}',
                  flush=True)
        except Fault as fault:
            faults += 1
            enough = 'DAIS_LIMIT' in os.environ  # a broken program is not waited for
            print(f'FAULT: {check.__name__.replace("_", " ")}: {fault}', flush=True)
        except Exception:
            traceback.print_exc()
            sys.exit(HARNESS_BROKE)
    sys.exit(1 if faults else 0)
