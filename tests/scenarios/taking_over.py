#!/usr/bin/env python3
"""Taking over the clock between laptops that share a folder: one writer holds it, both screens say
who, the keys of the other say so and offer to take it, and what is taken is said with from whom.
"""

import json

from place import Place, expect, main
from terminal import Terminal

NOW = '09:03'
TAKEN = 'op: "clock.take"'


def journal(place):
    return ''.join(path.read_text() for path in (place.session / 'journal').iterdir())


def two_screens(place):
    chair = Terminal(place, 'run', place.session, now=NOW, writer='chair')
    chair.until('clock: free')
    chair.keys('Space')
    chair.until('Running: Session introduction')
    chair.until('clock: here')
    scribe = Terminal(place, 'run', place.session, now=NOW, writer='scribe')
    scribe.until('Running: Session introduction')
    scribe.until('clock: Chair')
    return chair, scribe


def nobody_takes_it_by_mistake():
    """Every key that moves the clock asks first; left, nothing was done."""
    with Place() as place:
        chair, scribe = two_screens(place)
        for key in ('Space', '+', 'E', '['):
            scribe.keys(key)
            scribe.until('Take the clock?')
            scribe.until('Chair holds the clock')
            scribe.keys('Enter')  # which is no, unless somebody chooses yes
            scribe.until('Nothing was changed')
        scribe.settle()
        chair.settle()
        expect(TAKEN not in journal(place), journal(place))
        expect('Running: Session introduction' in chair.words(), chair.text())
        expect('clock: here' in chair.words(), chair.text())


def from_the_menu_and_back_by_a_key():
    with Place() as place:
        chair, scribe = two_screens(place)
        scribe.keys('F2')
        scribe.until('Menu')
        scribe.keys('/')
        scribe.type('take the clock')
        scribe.keys('Enter')
        scribe.until('Scribe took the clock from Chair')
        scribe.until('clock: here')
        chair.until('clock: Scribe')
        chair.until('Scribe took the clock')

        chair.keys('Space')
        chair.until('Scribe holds the clock')
        chair.keys('y')
        chair.until('Paused: Session introduction')
        chair.until('clock: here')
        scribe.until('Paused: Session introduction')
        scribe.until('clock: Chair')
        log = place.done('log', place.session)
        expect('Scribe took the clock from Chair' in log, log)
        expect('Chair took the clock from Scribe' in log, log)
        expect(journal(place).count(TAKEN) == 2, log)


def by_commands():
    with Place() as place:
        chair, scribe = two_screens(place)
        result = place.dais('timer', place.session, 'pause', now='09:04', writer='scribe')
        expect(result.code == 1 and 'Chair holds the clock' in result.err
               and '--take' in result.err, result)
        result = place.dais('timer', place.session, 'pause', '--take', now='09:04', writer='scribe')
        expect(result.code == 0 and 'Scribe took the clock from Chair' in result.out, result)
        chair.until('clock: Scribe')
        chair.until('Paused: Session introduction')
        scribe.until('clock: here')
        state = json.loads(place.done('status', place.session, '--json', now='09:05'))['state']
        expect(state == 'paused', state)


def a_screen_that_takes_it_as_it_opens():
    with Place() as place:
        chair, _ = two_screens(place)
        deputy = Terminal(place, 'run', place.session, '--take', now=NOW, writer='deputy')
        deputy.until('Deputy took the clock from Chair')
        deputy.until('clock: here')
        chair.until('clock: Deputy')
        chair.until('Deputy took the clock')
        again = Terminal(place, 'run', place.session, '--take', now=NOW, writer='deputy')
        again.until('clock: here')
        again.settle()
        expect(journal(place).count(TAKEN) == 1, 'it was taken from whoever took it')


if __name__ == '__main__':
    main(nobody_takes_it_by_mistake, from_the_menu_and_back_by_a_key, by_commands,
         a_screen_that_takes_it_as_it_opens)
