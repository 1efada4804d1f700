"""The table of layers that the checks hold: what each may use, and what it may call.

It says what docs/architecture.md says; change both together, and say why in the commit.
"""

import re
from pathlib import Path

# layer: the layers it may use besides itself.
MAY_USE = {
    'base': (),
    'os': ('base',),
    'core': ('base',),
    'export': ('base', 'core'),
    'store': ('base', 'core', 'os'),
    'tui': ('base', 'core', 'os', 'store', 'export'),
    'cli': ('base', 'core', 'os', 'store', 'export', 'tui'),
    'styles': ('base',),  # a helper program, no part of dais
    'pdf': ('base', 'os'),  # another
}

# Layers that know no clock, file, terminal, locale, randomness or environment.
PURE = ('base', 'core', 'export')

# library: the layers that may call it (as the linker names it).
LIBRARIES = {
    'unistring': ('base',),
    'sodium': ('base',),
    'jansson': ('export', 'cli', 'styles', 'pdf'),
    **dict.fromkeys(('cairo', 'pango-1.0', 'pangocairo-1.0', 'gobject-2.0', 'glib-2.0', 'harfbuzz'),
                    ('pdf',)),
    'minizip': ('export', 'styles'),
    'z': ('export', 'styles', 'pdf'),  # below minizip and cairo; tests read zip files with it
    'expat': ('styles',),
    'yaml': ('store',),
    'ncursesw': ('tui',),
    'tinfo': ('tui',),
    'termkey': ('tui',),
}

# system header, as a pattern: the layers that may include it.
HEADER_OWNERS = {
    r'uni(case|conv|ctype|gbrk|lbrk|name|norm|stdio|str|types|wbrk|width)\.h|unistring/.*': ('base',),
    r'sodium.*': ('base',),
    r'jansson\.h': ('export', 'cli', 'styles', 'pdf'),
    r'(cairo|pango).*|glib.*': ('pdf',),
    r'(minizip/)?(zip|ioapi)\.h': ('export',),
    r'(minizip/)?unzip\.h|expat\.h': ('styles',),
    r'yaml\.h': ('store',),
    r'(ncursesw?/)?(n?curses|panel|form|menu|term)\.h': ('tui',),
    r'termkey\.h': ('tui',),
    r'libintl\.h': ('tui', 'cli'),
    r'locale\.h': ('cli',),
    r'time\.h|sys/time\.h': ('os',),
    r'getopt\.h|argp\.h': ('cli',),
}

# What a pure layer may include of the system, besides what it owns above.
PURE_HEADERS = ('assert.h', 'errno.h', 'float.h', 'inttypes.h', 'limits.h', 'math.h', 'stdalign.h',
                'stdarg.h', 'stdbool.h', 'stddef.h', 'stdint.h', 'stdio.h', 'stdlib.h',
                'stdnoreturn.h', 'string.h')


def closure(layer):
    """The layer and everything it may use, the way the linker sees it."""
    found = {layer}
    for below in MAY_USE[layer]:
        found |= closure(below)
    return found


def without_comments(text, keep_strings=False):
    """C with its comments, and unless told its texts, blanked out; lines keep their numbers."""
    def blank(match):
        piece = match.group(0)
        if piece.startswith('/'):
            return re.sub(r'[^\n]', ' ', piece)
        return piece if keep_strings else piece[0] + ' ' * (len(piece) - 2) + piece[-1]
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, text,
                  flags=re.S)


def c_files(root, *folders):
    """Sources and headers below these folders, sorted."""
    return sorted(path for folder in folders for path in (Path(root) / folder).rglob('*.[ch]'))


def layer_of(root, path):
    """('src'|'include'|'tests', layer) of a file; the layer is None outside the layers."""
    parts = Path(path).relative_to(root).parts
    if parts[0] == 'include' and len(parts) > 3:
        return 'include', parts[2]
    if parts[0] in ('src', 'tests') and len(parts) > 2:
        return parts[0], parts[1] if parts[1] in MAY_USE else None
    return parts[0], None


class Findings:
    """What a check found; finish() says it and gives the exit code."""

    def __init__(self, check):
        self.check, self.count = check, 0

    def add(self, place, text):
        self.count += 1
        print(f'{place}: {text}')

    def finish(self, looked_at):
        if looked_at == 0:
            self.add(self.check, 'found nothing to look at')
        print(f'{self.check}: {self.count} findings in {looked_at}')
        return 1 if self.count else 0
