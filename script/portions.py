"""What script/prove and script/torture share: an optimised build with its asserts, and harnesses of
chance run in portions of seeds, each of which says at its end what it has met.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IN_MEMORY = {'TMPDIR': '/dev/shm', 'XDG_RUNTIME_DIR': ''} if Path('/dev/shm').is_dir() else {}


def build(folder, programs):
    """An optimised build in which asserts stand."""
    options = ['-Dbuildtype=plain', '-Doptimization=2', '-Ddebug=true', '-Db_ndebug=false']
    if (folder / 'build.ninja').is_file():
        setup = ['meson', 'configure', str(folder), *options]
    else:
        setup = ['meson', 'setup', str(folder), str(ROOT), *options]
    for command in (setup, ['ninja', '-C', str(folder), *programs]):
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            sys.exit(done.stdout)


def run(program, seed, runs):
    """One portion; its exit code and everything that it said."""
    environment = dict(os.environ, DAIS_PROPERTY_SEED=str(seed), DAIS_PROPERTY_RUNS=str(runs),
                       DAIS_PROPERTY_TALLY='1', CK_VERBOSITY='normal',
                       **IN_MEMORY)
    done = subprocess.run([program], env=environment, text=True, errors='replace',
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def count_up(said, tally):
    """Adds what a portion said it had met."""
    for line in said.splitlines():
        if line.startswith('tally: '):
            what, count = line[len('tally: '):].rsplit(': ', 1)
            tally[what] += int(count)
