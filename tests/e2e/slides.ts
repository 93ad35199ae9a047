import type { Page } from 'playwright';

/** What a slide looks like from the last row: sizes in hundredths of its height, contrasts, and what leaves it or lies on something else. */
export const measure = (page: Page) =>
  page.locator('.slide').evaluate((slide) => {
    const bounds = slide.getBoundingClientRect();
    const channel = (value: number): number => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    const luminance = (colour: string): number => {
      const [red = 0, green = 0, blue = 0] = (/\d+, \d+, \d+/.exec(colour)?.[0] ?? '').split(', ').map(Number);
      return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
    };
    const ground = luminance(getComputedStyle(slide).backgroundColor);
    const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    const texts: { words: string; size: number; contrast: number; boxes: DOMRect[] }[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const words = node.textContent?.trim() ?? '';
      const element = node.parentElement;
      if (words === '' || element === null) continue;
      const style = getComputedStyle(element);
      const range = document.createRange();
      range.selectNodeContents(node);
      const [low = 0, high = 0] = [ground, luminance(style.color)].sort((a, b) => a - b);
      texts.push({
        words,
        size: Number.parseFloat(style.fontSize) / (bounds.height / 100),
        contrast: (high + 0.05) / (low + 0.05),
        boxes: [...range.getClientRects()],
      });
    }
    const meet = (a: DOMRect, b: DOMRect): boolean =>
      a.left < b.right - 1 &&
      b.left < a.right - 1 &&
      a.top + a.height * 0.15 < b.bottom - b.height * 0.15 &&
      b.top + b.height * 0.15 < a.bottom - a.height * 0.15;
    const outside = [...slide.querySelectorAll('*')]
      .map((element) => ({ name: element.className || element.tagName, box: element.getBoundingClientRect() }))
      .filter(
        ({ box }) =>
          box.left < bounds.left - 1 || box.top < bounds.top - 1 || box.right > bounds.right + 1 || box.bottom > bounds.bottom + 1,
      )
      .map(({ name }) => String(name));
    const body = slide.querySelector('.slide-body')?.getBoundingClientRect();
    const spilling = [...slide.querySelectorAll('.slide-body *')]
      .filter(
        (element) =>
          body !== undefined &&
          (element.getBoundingClientRect().bottom > body.bottom + 2 || element.getBoundingClientRect().top < body.top - 2),
      )
      .map((element) => String(element.className || element.textContent));
    const sizeOf = (selector: string): number =>
      Math.min(
        100,
        ...[...slide.querySelectorAll(selector)].map(
          (element) => Number.parseFloat(getComputedStyle(element).fontSize) / (bounds.height / 100),
        ),
      );
    return {
      least: Math.min(...texts.map(({ size }) => size)),
      title: sizeOf('h1'),
      values: sizeOf('dd, .slide-worst b'),
      headline: sizeOf('.slide-value'),
      legend: sizeOf('.slide-legend li, .slide-sub, dt'),
      pale: texts.filter(({ contrast }) => contrast < 7).map(({ words, contrast }) => `${words} ${contrast.toFixed(1)}`),
      overlapping: texts.flatMap((one, index) =>
        texts
          .slice(index + 1)
          .flatMap((other) =>
            one.boxes.some((box) => other.boxes.some((against) => meet(box, against))) ? [`${one.words} × ${other.words}`] : [],
          ),
      ),
      outside,
      spilling,
      charts: [...slide.querySelectorAll('.slide-chart')].map((chart) => chart.clientHeight / (bounds.height / 100)),
    };
  });

/** From now on every text that a canvas paints is noted with the pixels it takes. */
export const notePaint = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const painted: { words: string; size: number; canvas: Element; box: DOMRect }[] = [];
    Object.assign(window, { painted });
    const clear = CanvasRenderingContext2D.prototype.clearRect;
    CanvasRenderingContext2D.prototype.clearRect = function noted(x: number, y: number, width: number, height: number) {
      const { a: scale, e, f } = this.getTransform();
      const [left, top, right, bottom] = [e + x * scale, f + y * scale, e + (x + width) * scale, f + (y + height) * scale];
      const kept = painted.filter(
        ({ canvas, box: { x: at, y: above, width: wide, height: tall } }) =>
          canvas !== this.canvas || at + wide / 2 < left || at + wide / 2 > right || above + tall / 2 < top || above + tall / 2 > bottom,
      );
      painted.splice(0, painted.length, ...kept);
      clear.call(this, x, y, width, height);
    };
    const paint = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function noted(words: string, x: number, y: number) {
      const { a: scale, e, f } = this.getTransform();
      const wide = this.measureText(words).width * scale;
      const size = Number.parseFloat(/[\d.]+px/.exec(this.font)?.[0] ?? '') * scale;
      const left = e + x * scale - (this.textAlign === 'center' ? wide / 2 : ['right', 'end'].includes(this.textAlign) ? wide : 0);
      const middle =
        f + y * scale + (this.textBaseline === 'top' ? size / 2 : ['bottom', 'alphabetic'].includes(this.textBaseline) ? -size / 2 : 0);
      painted.push({ words, size, canvas: this.canvas, box: new DOMRect(left, middle - size * 0.4, wide, size * 0.8) });
      paint.call(this, words, x, y);
    };
  });

/** What the charts of the slide have painted since the last look: texts that meet or are cut, and the smallest letters in hundredths of the slide. */
export const measurePaint = (page: Page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    const { painted } = window as unknown as { painted: { words: string; size: number; canvas: HTMLCanvasElement; box: DOMRect }[] };
    const height = document.querySelector('.slide')?.getBoundingClientRect().height ?? Number.NaN;
    const meet = (one: DOMRect, other: DOMRect): boolean =>
      one.left < other.right - 2 && other.left < one.right - 2 && one.top < other.bottom - 2 && other.top < one.bottom - 2;
    // What is painted anew in its place counts once.
    const shown = new Map(
      painted
        .filter(({ canvas }) => canvas.isConnected)
        .map((text) => [`${text.words} ${text.box.x.toFixed(0)} ${text.box.y.toFixed(0)}`, text]),
    );
    const texts = [...shown.values()];
    painted.length = 0;
    const sized = texts.map(({ words, size, canvas }) => ({ words, size: (size / (canvas.width / canvas.clientWidth) / height) * 100 }));
    const least = Math.min(...sized.map(({ size }) => size));
    return {
      count: texts.length,
      least,
      smallest: sized.find(({ size }) => size === least)?.words ?? '',
      cut: texts
        .filter(({ box, canvas }) => box.left < -2 || box.top < -2 || box.right > canvas.width + 2 || box.bottom > canvas.height + 2)
        .map(({ words }) => words),
      meeting: texts.flatMap((one, index) =>
        texts
          .slice(index + 1)
          .flatMap((other) => (one.canvas === other.canvas && meet(one.box, other.box) ? [`${one.words} × ${other.words}`] : [])),
      ),
    };
  });
