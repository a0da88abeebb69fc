import fc from 'fast-check';
import jsqr from 'jsqr';
import { expect, test } from 'vitest';
import { QUIET, qrCode, qrPath } from '../../src/views/qr-code.ts';
import { type CrossPart, swissCross } from '../../src/views/swiss-cross.ts';
import { transferCodes } from '../../src/views/transfer-codes.ts';
import { runs } from '../support/properties.ts';
import { invoice, swissTransfer } from './fixtures.ts';

/** What a reader makes of a symbol, drawn with four points a module. */
function scanned(text: string, cross: readonly CrossPart[] = []): string | undefined {
  const { size, runs: dark } = qrCode(text);
  const side = (size + 2 * QUIET) * 4;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const { x, y, width } of dark) {
    for (let row = (y + QUIET) * 4; row < (y + QUIET + 1) * 4; row += 1) {
      for (let column = (x + QUIET) * 4; column < (x + QUIET + width) * 4; column += 1) {
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
      }
    }
  }
  for (const part of cross) {
    for (let row = Math.round((part.y + QUIET) * 4); row < (part.y + part.height + QUIET) * 4; row += 1) {
      for (let at = Math.round((part.x + QUIET) * 4); at < (part.x + part.width + QUIET) * 4; at += 1) {
        const pixel = (row * side + at) * 4;
        pixels.fill(part.isDark ? 0 : 255, pixel, pixel + 3);
      }
    }
  }
  const read = jsqr(pixels, side, side);
  return read === null ? undefined : new TextDecoder().decode(Uint8Array.from(read.binaryData));
}

test('a symbol is read as the text that it was made of, in any script', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (text) => {
      expect(scanned(text)).toBe(new TextDecoder().decode(new TextEncoder().encode(text)));
    }),
    runs(15),
  );
});

test('an address of a copy fits into 33 modules, which are read from 19 mm', () => {
  const url = `https://pay.example/i/${'A'.repeat(32)}/c/1`;
  expect(qrCode(url).size).toBe(33);
  expect(scanned(url)).toBe(url);
});

test('a path draws the same modules', () => {
  const code = qrCode('https://pay.example');
  const drawn: { x: number; y: number; width: number }[] = [];
  let at = { x: 0, y: 0 };
  for (const [, move = '', x = '', y = '', width = ''] of qrPath(code).matchAll(
    /([Mm])(\d+) ([\d.]+)h(\d+)/g,
  )) {
    at = move === 'M' ? { x: Number(x), y: Number(y) - 0.5 } : { ...at, x: at.x + Number(x) };
    drawn.push({ x: at.x - QUIET, y: at.y - QUIET, width: Number(width) });
    at.x += Number(width);
  }
  expect(drawn).toEqual(code.runs);
});

test('a Swiss QR code is read through its cross, which has the size and the shape of the guidelines', () => {
  const [code] = transferCodes(invoice({ currency: 'CHF', transfer: swissTransfer() }), 156_920);
  const text = code?.text ?? '';
  const { size } = qrCode(text);
  const [light, dark, across, down] = swissCross({ size });
  expect(scanned(text, swissCross({ size }))).toBe(text);
  const millimetres = (part: CrossPart | undefined) =>
    [part?.width, part?.height].map((side) => Number((((side ?? 0) * 46) / size).toFixed(2)));
  expect([light, dark, across, down].map(millimetres)).toEqual([
    [7, 7],
    [6, 6],
    [3.89, 1.17],
    [1.17, 3.89],
  ]);
});
