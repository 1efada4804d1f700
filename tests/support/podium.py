"""The podium's laptop: a screen of SOU-88 whose clock the scenario moves."""

import json
import signal
from datetime import datetime

from place import at
from terminal import Clock, Terminal


class Podium:
    def __init__(self, place, *arguments, command='run', now='08:59', **how):
        self.place, self.clock = place, Clock(place)
        self.open(now, *arguments, command=command, **how)

    def open(self, time, *arguments, command='run', **how):
        self.clock.turn_to(0)
        self.time = datetime.fromisoformat(at(time))
        self.screen = Terminal(self.place, command, self.place.session, *arguments, now=time,
                               clock=self.clock, size=(100, 30), **how)
        self.screen.until(f'{self.time:%H:%M:%S} EAT' if command == 'run'
                          else 'Session introduction')

    def go_to(self, time, *shown):
        """The clock goes on. Being continued, the program looks at once and not at a second."""
        then = datetime.fromisoformat(at(time))
        self.clock.move(round((then - self.time).total_seconds() * 1000))
        self.time = then
        self.screen.kill(signal.SIGCONT)
        self.screen.until(then.strftime('%H:%M:%S EAT'))
        for text in shown:
            self.screen.until(text)

    def status(self):
        return json.loads(self.place.done('status', self.place.session, '--json',
                                          now=self.time.isoformat()))
