import { describe, expect, it } from 'vitest';
import { cleanJpeg } from '../../../src/domain/image/jpeg.ts';

const text = (written: string) => [...Buffer.from(written, 'latin1')];
const segment = (marker: number, content: readonly number[], longer = 0) => {
  const length = content.length + 2 + longer;
  return [0xff, marker, length >> 8, length & 255, ...content];
};
const START = [0xff, 0xd8];
const END = [0xff, 0xd9];
const frame = ({ marker = 0xc0, depth = 8, width = 32, height = 300, components = 3, more = 0 } = {}) =>
  segment(marker, [
    depth,
    ...[height >> 8, height & 255, width >> 8, width & 255],
    components,
    ...Array.from({ length: components * 3 + more }, (_, at) => at),
  ]);
const TABLES = [segment(0xdb, [1, 2, 3]), segment(0xc4, [4, 5]), segment(0xdd, [0, 7])];
/** With a stuffed byte and each restart in its data. */
const DATA = [1, 0xff, 0, 2, ...[0, 1, 2, 3, 4, 5, 6, 7].flatMap((n) => [0xff, 0xd0 + n, n]), 3];
const SCAN = [...segment(0xda, [1, 0, 0, 63, 0]), ...DATA];
const ADOBE = segment(0xee, [...text('Adobe'), 0, 100, 0, 0, 0, 0, 1]);

const cleaned = (...parts: readonly (readonly number[])[]) => cleanJpeg(Uint8Array.from(parts.flat()));
const why = (...parts: readonly (readonly number[])[]) => {
  const made = cleaned(...parts);
  return made.kind === 'refused' ? made.why : 'taken';
};

describe('a JPEG', () => {
  it('keeps its frame, tables, scans and how its colours are meant, and nothing else', () => {
    const kept = [START, ADOBE, ...TABLES, frame(), SCAN, TABLES[1] ?? [], SCAN, END];
    const jpeg = { kind: 'jpeg', width: 32, height: 300, bytes: Uint8Array.from(kept.flat()) };
    expect(cleaned(...kept)).toEqual(jpeg);
    const left = [0xe0, 0xe1, 0xe2, 0xed, 0xee, 0xef, 0xfe].map((marker) => segment(marker, text('GPS')));
    const [first, ...rest] = kept;
    expect(cleaned(first ?? [], ...left, ...rest, text('after its end'))).toEqual(jpeg);
    expect(cleaned(START, segment(0xee, [...text('Adobe'), 1]), frame(), SCAN, END)).toEqual(
      cleaned(START, frame(), SCAN, END),
    );
    expect(cleaned(START, segment(0xee, text('Other colours')), frame(), SCAN, END)).toEqual(
      cleaned(START, segment(0xee, text('Adobe colours')), frame(), SCAN, END),
    );
  });

  it('may have bytes that fill up before a marker', () => {
    expect(cleaned(START, frame(), [0xff, 0xff], SCAN, [0xff, 0xff], END)).toEqual(
      cleaned(START, frame(), SCAN, END),
    );
  });

  it.each([0xc0, 0xc1, 0xc2])('may have a frame of kind %s', (marker) => {
    expect(why(START, frame({ marker }), SCAN, END)).toBe('taken');
  });

  it.each([
    0x01, 0xc3, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xcf, 0xd8, 0xdc, 0xdf, 0xf0, 0xfd,
  ])('with a segment of kind %s is broken, or of a kind that is not shown', (marker) => {
    expect(why(START, segment(marker, [1, 2, 3, 4]), frame(), SCAN, END)).toContain('broken');
  });

  it('has a frame before its scans, one, and a scan', () => {
    expect(why(START, frame(), SCAN, END)).toBe('taken');
    for (const broken of [
      [START, END],
      [START, frame(), END],
      [START, SCAN, frame(), SCAN, END],
      [START, frame(), frame(), SCAN, END],
      [START, frame(), SCAN],
      [START, frame(), SCAN, [0xff]],
      [START, frame(), [1, 2, 3, 4], SCAN, END],
      [START, frame(), segment(0xdb, [1], 500), SCAN, END],
      [START, [0xff, 0xdb, 0, 1], frame(), SCAN, END],
      [START, frame(), [0xff, 0xda, 0, 0], DATA, END],
      [START, frame(), [0xff, 0xda, 0, 1], DATA, END],
      [START, frame({ more: 1 }), SCAN, END],
      [START, frame({ more: -1 }), SCAN, END],
      [START, frame({ depth: 12 }), SCAN, END],
    ]) {
      expect(why(...broken)).toContain('broken');
    }
    // A segment may hold nothing, and may be the last thing before the end.
    expect(why(START, [0xff, 0xfe, 0, 2], frame(), SCAN, segment(0xfe, []), END)).toBe('taken');
  });

  it('in grey or in colours is taken, and in those of printing refused', () => {
    expect(why(START, frame({ components: 1 }), SCAN, END)).toBe('taken');
    for (const components of [2, 4]) {
      expect(why(START, frame({ components }), SCAN, END)).toContain('CMYK');
    }
  });

  it('that is too small or too large is refused with its size', () => {
    expect(why(START, frame({ width: 15 }), SCAN, END)).toContain('15 × 300 pixels: give at least 16');
    expect(why(START, frame({ width: 0x1234, height: 259 }), SCAN, END)).toContain('4660 × 259 pixels');
  });
});
