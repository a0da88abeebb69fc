import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { OpenType } from '../../../src/adapters/pdf/font/open-type.ts';
import { subsetOf } from '../../../src/adapters/pdf/font/subset.ts';
import { loadFont } from './read-back.ts';

const fonts = (await readdir('assets/fonts')).filter((file) => file.endsWith('.ttf'));

/** An outline without the numbers of its parts, and the outlines of those: what is drawn, whatever the glyphs are called. */
function drawing(font: OpenType, glyph: number): readonly (readonly number[])[] {
  const outline = font.outlineOf(glyph).slice();
  const view = new DataView(outline.buffer);
  if (outline.length === 0 || view.getInt16(0) >= 0) return [trimmed(outline)];
  const parts: number[] = [];
  for (let at = 10, flags = 0x20; flags & 0x20; ) {
    flags = view.getUint16(at);
    parts.push(view.getUint16(at + 2));
    view.setUint16(at + 2, 0);
    at += 4 + (flags & 1 ? 4 : 2) + (flags & 8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0);
  }
  return [trimmed(outline), ...parts.flatMap((part) => drawing(font, part))];
}

/** Glyphs are padded to the next four bytes with zeros, which draw nothing. */
const trimmed = (outline: Uint8Array): readonly number[] => {
  let end = outline.length;
  while (end > 0 && outline[end - 1] === 0) end -= 1;
  return [...outline.subarray(0, end)];
};

describe('a subset draws what the font draws', () => {
  it.each(fonts)('%s', async (file) => {
    const font = new OpenType(await loadFont(`fonts/${file}`));
    const step = Math.max(1, Math.floor(font.glyphCount / 300));
    const some = Array.from({ length: Math.ceil(font.glyphCount / step) }, (_, index) => index * step);
    const dashes = [0x2013, 0x2014, 0x2011].map((code) => font.glyphOf(code));
    // The last twice: one glyph may say two things.
    const glyphs = [0, ...some, ...dashes, some.at(-1) ?? 0];
    const subset = new OpenType(withMap(subsetOf(font, glyphs)));
    for (const [place, glyph] of glyphs.entries()) {
      expect(drawing(subset, place)).toEqual(drawing(font, glyph));
      expect([subset.advanceOf(place), subset.sideBearingOf(place)]).toEqual([
        font.advanceOf(glyph),
        font.sideBearingOf(glyph),
      ]);
    }
    expect(glyphs.some((glyph) => font.outlineOf(glyph).length > 0)).toBe(true);
  });
});

/** A PDF wants no map of Unicode in a font, and a reader of fonts does: the subset with an empty one. */
function withMap(subset: Uint8Array): Uint8Array {
  const tables = new DataView(subset.buffer).getUint16(4);
  const map = [0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0];
  const head = 12 + 16 * tables;
  const file = new Uint8Array(subset.length + 16 + map.length);
  file.set(subset.subarray(0, head));
  file.set(subset.subarray(head), head + 16);
  file.set(map, subset.length + 16);
  const view = new DataView(file.buffer);
  view.setUint16(4, tables + 1);
  for (let entry = 12; entry < head; entry += 16) view.setUint32(entry + 8, view.getUint32(entry + 8) + 16);
  file.set(new TextEncoder().encode('cmap'), head);
  view.setUint32(head + 8, subset.length + 16);
  view.setUint32(head + 12, map.length);
  return file;
}
