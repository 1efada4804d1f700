"""HTML as a headless Chromium renders and prints it: asked over its own pipe, one browser for all
files. Nothing is loaded but the file; texts and headings are those of the tree; nothing stands
over an edge, in light and dark, wide and narrow; every text has the contrast that WCAG asks for.
"""

import base64
import json
import os
import select
import subprocess
import time

import paged
from printed import RTL, missing_in_order, plain

LIMIT = 60  # seconds for an answer
WIDTHS = {'wide': 1280, 'narrow': 360}
CONTRAST = 4.5  # of texts against their ground, WCAG 2.1 AA
MOST_HEIGHT = 6000  # pixels of a picture

LOOK = '''(() => {
  const probe = document.createElement('div');
  probe.style.cssText = 'position:fixed;background:Canvas';
  document.body.append(probe);
  const canvas = getComputedStyle(probe).backgroundColor;
  probe.remove();
  const parse = colour => {
    const numbers = colour.match(/[\\d.]+/g).map(Number);
    return [...numbers.slice(0, 3), numbers.length > 3 ? numbers[3] : 1];
  };
  const over = (top, under, alpha) => top.slice(0, 3).map((v, i) => v * alpha + under[i] * (1 - alpha));
  const luminance = rgb => {
    const [r, g, b] = rgb.map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const findings = [], directions = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const edge = document.documentElement.clientWidth;
  for (let node; (node = walker.nextNode());) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('style,script')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    let ground = parse(canvas).slice(0, 3), opacity = 1;
    const chain = [];
    for (let e = element; e; e = e.parentElement) chain.unshift(e);
    for (const e of chain) {
      const style = getComputedStyle(e), back = parse(style.backgroundColor);
      ground = over(back, ground, back[3]);
      opacity *= Number(style.opacity);
    }
    const style = getComputedStyle(element), ink = parse(style.color);
    const seen = over(ink, ground, ink[3] * opacity);
    const [a, b] = [luminance(seen), luminance(ground)].sort((x, y) => y - x);
    const contrast = (a + .05) / (b + .05);
    const words = node.data.trim().slice(0, 60);
    if (contrast < CONTRAST) findings.push(`contrast ${contrast.toFixed(2)}: ${words}`);
    for (const box of range.getClientRects())
      if (box.width > 0 && (box.left < 0 || box.right > edge + .5)) {
        let e = element, scrolls = false;
        for (; e; e = e.parentElement) scrolls ||= getComputedStyle(e).overflowX === 'auto';
        if (!scrolls) findings.push(`over the edge (${box.left | 0}–${box.right | 0} of ${edge}): ${words}`);
      }
    const size = parseFloat(style.fontSize);
    if (size < 12) findings.push(`${size} px are small: ${words}`);
    const block = element.closest('p,td,th,dd,dt,h1,h2,h3,h4,h5,h6,bdi');
    if (block) directions.push([block.textContent, getComputedStyle(block).direction]);
  }
  if (document.documentElement.scrollWidth > edge)
    findings.push(`the page is ${document.documentElement.scrollWidth} wide, the window ${edge}`);
  return {findings: [...new Set(findings)], directions, text: document.body.innerText,
    height: document.documentElement.scrollHeight,
    headings: [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => [Number(h.tagName[1]), h.innerText]),
    tables: [...document.querySelectorAll('table')].map(t => [...t.rows].map(r => [...r.cells].map(c => c.innerText))),
    links: [...document.querySelectorAll('a')].map(a => [a.innerText, a.getAttribute('href'),
      !!document.getElementById(decodeURIComponent(a.hash.slice(1)))]),
    active: [...document.querySelectorAll('script,iframe,object,embed,form,input,link,img,base,svg')].length,
    title: document.title, language: document.documentElement.lang,
    direction: getComputedStyle(document.documentElement).direction};
})()'''.replace('CONTRAST', str(CONTRAST))


class Browser:
    """A Chromium that is spoken to in JSON over two pipes, a zero behind each message."""

    def __init__(self, profile):
        here, there = os.pipe(), os.pipe()  # to it; from it

        def wire():
            os.dup2(here[0], 3, inheritable=True)
            os.dup2(there[1], 4, inheritable=True)

        high = [os.dup(each) for each in (here[0], there[1])]  # never 3 or 4 by chance
        for each in (here[0], there[1]):
            os.close(each)
        here, there = (high[0], here[1]), (there[0], high[1])
        self.process = subprocess.Popen(
            ['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic',
             '--no-first-run', '--disable-background-networking', '--disable-component-update',
             '--disable-sync', '--hide-scrollbars', '--force-color-profile=srgb',
             f'--user-data-dir={profile}', '--remote-debugging-pipe', 'about:blank'],
            preexec_fn=wire, close_fds=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for each in high:
            os.close(each)
        self.to, self.answers = here[1], there[0]
        self.number, self.rest, self.events = 0, b'', []
        target = next(each for each in self.ask('Target.getTargets')['targetInfos']
                      if each['type'] == 'page')
        self.session = None
        self.session = self.ask('Target.attachToTarget', targetId=target['targetId'],
                                flatten=True)['sessionId']
        for domain in ('Page', 'Runtime', 'Network', 'Log'):
            self.ask(domain + '.enable')

    def message(self):
        until = time.monotonic() + LIMIT
        while b'\0' not in self.rest:
            ready, _, _ = select.select([self.answers], [], [], max(0, until - time.monotonic()))
            data = os.read(self.answers, 1 << 20) if ready else b''
            if not data:
                raise RuntimeError('chromium says nothing')
            self.rest += data
        message, _, self.rest = self.rest.partition(b'\0')
        return json.loads(message)

    def ask(self, method, **parameters):
        self.number += 1
        order = {'id': self.number, 'method': method, 'params': parameters}
        if getattr(self, 'session', None):
            order['sessionId'] = self.session
        os.write(self.to, json.dumps(order).encode() + b'\0')
        while (answer := self.message()).get('id') != self.number:
            self.events.append(answer)
        if 'error' in answer:
            raise RuntimeError(f'{method}: {answer["error"]}')
        return answer['result']

    def open(self, path):
        """Goes there; what was loaded or complained about."""
        self.events = []
        self.ask('Page.navigate', url=f'file://{path}')
        while not any(each.get('method') == 'Page.loadEventFired' for each in self.events):
            self.events.append(self.message())
        said = []
        for event in self.events:
            method, about = event.get('method'), event.get('params', {})
            if method == 'Network.requestWillBeSent':
                if about['request']['url'] != f'file://{path}':
                    said.append(f'loads {about["request"]["url"]}')
            elif method in ('Log.entryAdded', 'Runtime.exceptionThrown'):
                said.append(f'complains: {json.dumps(about)[:200]}')
        return said

    def look(self, width, theme):
        self.ask('Emulation.setDeviceMetricsOverride', width=width, height=900,
                 deviceScaleFactor=1, mobile=False)
        self.ask('Emulation.setEmulatedMedia', media='screen',
                 features=[{'name': 'prefers-color-scheme', 'value': theme}])
        return self.ask('Runtime.evaluate', expression=LOOK, returnByValue=True)['result']['value']

    def picture(self, path, width, height):
        clip = {'x': 0, 'y': 0, 'width': width, 'height': min(height, MOST_HEIGHT), 'scale': 1}
        data = self.ask('Page.captureScreenshot', clip=clip, captureBeyondViewport=True)['data']
        path.write_bytes(base64.b64decode(data))

    def print(self, path):
        self.ask('Emulation.clearDeviceMetricsOverride')
        self.ask('Emulation.setEmulatedMedia', media='print', features=[])
        data = self.ask('Page.printToPDF', preferCSSPageSize=True, printBackground=False)['data']
        path.write_bytes(base64.b64decode(data))

    def close(self):
        try:
            self.session = None
            self.ask('Browser.close')
        except (RuntimeError, OSError):
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def structure_findings(seen, printed):
    wanted = [(1, printed.title)] + [(level + 1, text) for level, text in printed.headings]
    got = [(level, plain(text)) for level, text in seen['headings']]
    if got != wanted:
        pairs = [(a, b) for a, b in zip(wanted, got) if a != b]
        yield f'other headings: {pairs[:3] or "fewer or more"}'
    for text in missing_in_order(printed.texts, seen['text']):
        yield f'not in its place: {text[:120]!r}'
    tables = [[[plain(cell) for cell in row] for row in table] for table in seen['tables']]
    if tables != printed.tables:
        yield f'other cells: {len(tables)} tables for {len(printed.tables)}'
    if [plain(text) for text, _, _ in seen['links']] != printed.contents:
        yield f'other contents: {seen["links"]}'
    for text, target, there in seen['links']:
        if not there:
            yield f'{text!r} leads to {target}, which is not there'
    if seen['active']:
        yield 'there is something in it that may act or load'
    if plain(seen['title']) != printed.title or seen['language'] != printed.language:
        yield f'title or language: {seen["title"]!r}, {seen["language"]!r}'


def direction_findings(seen, printed):
    if seen['direction'] != ('rtl' if printed.rtl else 'ltr'):
        yield f'it runs {seen["direction"]}'
    foreign = printed.foreign
    for text, got in seen['directions']:
        language = foreign.get(plain(text))
        if language and got != ('rtl' if language in RTL else 'ltr'):
            yield f'{text[:80]!r} in {language} runs {got}'


def read(cases, writer, work, pictures):
    """(name, what differs) of each case."""
    folder = work / 'html'
    folder.mkdir(exist_ok=True)
    browser = Browser(work / 'browser')
    try:
        for case in cases:
            path, printed = folder / f'{case}.html', writer.printed(case)
            path.write_bytes(writer.write(case, 'html'))
            found = browser.open(path)
            for theme in ('light', 'dark'):
                for name, width in WIDTHS.items():
                    seen = browser.look(width, theme)
                    found += [f'{words} ({theme}, {name})' for words in seen['findings'][:5]]
                    if pictures is not None:
                        shots = pictures / 'html'
                        shots.mkdir(exist_ok=True)
                        browser.picture(shots / f'{case}.{theme}.{name}.png', width, seen['height'])
            found += structure_findings(seen, printed)
            found += direction_findings(seen, printed)
            pdf = folder / f'{case}.pdf'
            browser.print(pdf)
            found += paged.Paged(pdf).findings(printed)
            if pictures is not None:
                paged.draw(pdf, pictures / 'html')
            yield from ((path.name, words) for words in found)
    finally:
        browser.close()
