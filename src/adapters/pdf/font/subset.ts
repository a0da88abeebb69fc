import type { OpenType } from './open-type.ts';

/** What a glyph is made of: other glyphs, by the offset at which each one's number stands in its outline. */
const ARGS_ARE_WORDS = 0x1;
const HAS_SCALE = 0x8;
const MORE = 0x20;
const HAS_TWO_SCALES = 0x40;
const HAS_MATRIX = 0x80;
/** What the programs of the kept glyphs call for, and nothing else that PDF has no use for (ISO 32000-1, 9.9). */
const KEPT_AS_THEY_ARE = ['cvt ', 'fpgm', 'prep'];

/**
 * A font file with these glyphs alone, numbered by their place in the list; the parts of composed glyphs follow them. One
 * glyph may stand in several places. Glyph 0 has to be first: it is drawn for what is missing. `more` are tables beside those that
 * a PDF wants.
 */
export function subsetOf(
  font: OpenType,
  glyphs: readonly number[],
  more: readonly (readonly [tag: string, data: Uint8Array])[] = [],
): Uint8Array {
  const all = [...glyphs];
  const placeOf = new Map<number, number>();
  for (const [place, glyph] of all.entries()) if (!placeOf.has(glyph)) placeOf.set(glyph, place);
  const outlines: Uint8Array[] = [];
  // The list grows by the parts of composed glyphs while it is walked.
  for (const glyph of all) {
    const outline = font.outlineOf(glyph).slice();
    for (const at of partsOf(outline)) {
      const view = new DataView(outline.buffer);
      const part = view.getUint16(at);
      if (!placeOf.has(part)) placeOf.set(part, all.push(part) - 1);
      view.setUint16(at, placeOf.get(part) ?? 0);
    }
    outlines.push(outline);
  }
  const tables = [
    ...more,
    ...KEPT_AS_THEY_ARE.flatMap((tag): [string, Uint8Array][] => {
      const table = font.optional(tag);
      return table === null ? [] : [[tag, copyOf(table)]];
    }),
    ['glyf', outlineTable(outlines)],
    ['head', changed(font.table('head'), withLongOffsets)],
    ['hhea', changed(font.table('hhea'), (hhea) => hhea.setUint16(34, all.length))],
    ['hmtx', metricsTable(font, all)],
    ['loca', offsetTable(outlines)],
    ['maxp', changed(font.table('maxp'), (maxp) => maxp.setUint16(4, all.length))],
  ] satisfies (readonly [string, Uint8Array])[];
  return fileOf(tables.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where the numbers of a composed glyph's parts stand; none for a glyph of contours. */
function partsOf(outline: Uint8Array): readonly number[] {
  if (outline.length === 0) return [];
  const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength);
  if (view.getInt16(0) >= 0) return [];
  const found: number[] = [];
  for (let at = 10; ; ) {
    const flags = view.getUint16(at);
    found.push(at + 2);
    at += 4 + (flags & ARGS_ARE_WORDS ? 4 : 2);
    if (flags & HAS_SCALE) at += 2;
    else if (flags & HAS_TWO_SCALES) at += 4;
    else if (flags & HAS_MATRIX) at += 8;
    if ((flags & MORE) === 0) return found;
  }
}

/** The sum is made anew, and `loca` has offsets of 32 bits. */
function withLongOffsets(head: DataView): void {
  head.setUint32(8, 0);
  head.setInt16(50, 1);
}

const padded = (length: number): number => (length + 3) & ~3;

function outlineTable(outlines: readonly Uint8Array[]): Uint8Array {
  const table = new Uint8Array(outlines.reduce((sum, { length }) => sum + padded(length), 0));
  let at = 0;
  for (const outline of outlines) {
    table.set(outline, at);
    at += padded(outline.length);
  }
  return table;
}

function offsetTable(outlines: readonly Uint8Array[]): Uint8Array {
  const table = new DataView(new ArrayBuffer(4 * (outlines.length + 1)));
  let at = 0;
  for (const [index, { length }] of outlines.entries()) {
    table.setUint32(4 * index, at);
    at += padded(length);
  }
  table.setUint32(4 * outlines.length, at);
  return new Uint8Array(table.buffer);
}

function metricsTable(font: OpenType, glyphs: readonly number[]): Uint8Array {
  const table = new DataView(new ArrayBuffer(4 * glyphs.length));
  for (const [index, glyph] of glyphs.entries()) {
    table.setUint16(4 * index, font.advanceOf(glyph));
    table.setInt16(4 * index + 2, font.sideBearingOf(glyph));
  }
  return new Uint8Array(table.buffer);
}

const copyOf = (table: DataView): Uint8Array =>
  new Uint8Array(table.buffer, table.byteOffset, table.byteLength).slice();

function changed(table: DataView, change: (copy: DataView) => void): Uint8Array {
  const copy = copyOf(table);
  change(new DataView(copy.buffer));
  return copy;
}

/** A font file of tables, which stand in the order of their tags, each with its sum. */
function fileOf(tables: readonly (readonly [tag: string, data: Uint8Array])[]): Uint8Array {
  const power = 2 ** Math.floor(Math.log2(tables.length));
  const head = 12 + 16 * tables.length;
  const file = new Uint8Array(tables.reduce((sum, [, { length }]) => sum + padded(length), head));
  const view = new DataView(file.buffer);
  view.setUint32(0, 0x0001_0000);
  view.setUint16(4, tables.length);
  view.setUint16(6, 16 * power);
  view.setUint16(8, Math.log2(power));
  view.setUint16(10, 16 * (tables.length - power));
  let at = head;
  for (const [index, [tag, data]] of tables.entries()) {
    file.set(data, at);
    const entry = 12 + 16 * index;
    file.set(new TextEncoder().encode(tag), entry);
    view.setUint32(entry + 4, sumOf(view, at, padded(data.length)));
    view.setUint32(entry + 8, at);
    view.setUint32(entry + 12, data.length);
    at += padded(data.length);
  }
  const headAt = view.getUint32(12 + 16 * tables.findIndex(([tag]) => tag === 'head') + 8);
  view.setUint32(headAt + 8, (0xb1b0_afba - sumOf(view, 0, file.length)) >>> 0);
  return file;
}

function sumOf(view: DataView, from: number, length: number): number {
  let sum = 0;
  for (let at = from; at < from + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}
