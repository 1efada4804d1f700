#!/usr/bin/env python3
"""Breaks a source on purpose, for a harness that must notice: one text in it, which must stand
there exactly once, becomes another.

usage: break_source.py SOURCE BROKEN TEXT OTHER
"""

import sys
from pathlib import Path

if len(sys.argv) != 5:
    sys.exit(__doc__)
source, broken, text, other = sys.argv[1:]
whole = Path(source).read_text(encoding='utf-8')
if whole.count(text) != 1:
    sys.exit(f'{source}: “{text}” stands there {whole.count(text)} times')
Path(broken).write_text(whole.replace(text, other), encoding='utf-8')
