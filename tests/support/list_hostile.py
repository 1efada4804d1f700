#!/usr/bin/env python3
"""The hostile texts that can be C strings, as C: valid UTF-8, without NUL, neither empty nor long.

usage: list_hostile.py STRINGS OUTPUT
"""

import os
import sys
from pathlib import Path

LONGEST = 600  # bytes


def main():
    os.environ['DAIS_HOSTILE'] = sys.argv[1]
    from hostile_texts import hostile_texts, is_utf8
    texts = [data for _, data in hostile_texts()
             if data and is_utf8(data) and b'\0' not in data and len(data) <= LONGEST]
    lines = ['"' + ''.join(f'\\{byte:03o}' for byte in data) + '",' for data in texts]
    Path(sys.argv[2]).write_text(
        '#include "hostile_list.h"\n\nconst char *const hostile_list[] = {\n' + '\n'.join(lines)
        + '\n};\n\n' + f'const size_t hostile_list_count = {len(texts)};\n', encoding='ascii')


if __name__ == '__main__':
    main()
