import { matchContext, Walk } from './context.ts';
import type { Glyph } from './glyphs.ts';
import type { Pass } from './substitute.ts';
import { classOf, coverageOf, type GlyphKinds, type LayoutTable, within } from './tables.ts';

const DEEPEST = 6;

/** Moves glyphs as the font's GPOS says, in place: they stand in logical order, whichever way they are drawn. */
export function position(
  glyphs: Glyph[],
  table: LayoutTable,
  kinds: GlyphKinds,
  pass: Pass,
  isRightToLeft: boolean,
): void {
  for (const [index] of table.lookupsFor(pass.scripts, pass.features)) {
    const lookup = table.lookup(index);
    const walk = new Walk(glyphs, kinds, lookup, false);
    for (let at = 0; at < glyphs.length; ) {
      const glyph = glyphs[at];
      const isSeen = glyph !== undefined && !kinds.isIgnored(glyph.glyph, lookup);
      const after = isSeen ? applyAt(walk, table, at, isRightToLeft, 0) : -1;
      at = after > at ? after : at + 1;
    }
  }
}

function applyAt(walk: Walk, table: LayoutTable, at: number, isRightToLeft: boolean, depth: number): number {
  for (const subtable of walk.lookup.subtables) {
    const after = applySubtable(walk, table, subtable, at, isRightToLeft, depth);
    if (after >= 0) return after;
  }
  return -1;
}

function applySubtable(
  walk: Walk,
  table: LayoutTable,
  subtable: DataView,
  at: number,
  isRightToLeft: boolean,
  depth: number,
): number {
  const { type } = walk.lookup;
  if (type === 7 || type === 8) {
    const matched = matchContext(walk, subtable, at, type === 8);
    if (matched === null || depth >= DEEPEST) return -1;
    for (const [sequence, index] of matched.actions) {
      const place = matched.places[sequence];
      if (place === undefined) continue;
      const inner = new Walk(walk.glyphs, walk.kinds, table.lookup(index), walk.perSyllable);
      applyAt(inner, table, place, isRightToLeft, depth + 1);
    }
    return (matched.places.at(-1) ?? at) + 1;
  }
  const glyph = walk.glyphs[at];
  const covered = coverageOf(within(subtable, subtable.getUint16(2)), glyph?.glyph ?? 0);
  if (glyph === undefined || covered < 0) return -1;
  switch (type) {
    case 1: {
      const format = subtable.getUint16(4);
      const size = sizeOf(format);
      move(glyph, subtable, 6 + (subtable.getUint16(0) === 1 ? 0 : 2 + size * covered), format);
      return at + 1;
    }
    case 2:
      return pair(walk, subtable, covered, at);
    case 4:
    case 5:
    case 6:
      return attach(walk, subtable, covered, at, isRightToLeft);
    default:
      return -1;
  }
}

/** How long a value record is: two bytes for each bit of its format. */
function sizeOf(format: number): number {
  let size = 0;
  for (let bits = format; bits > 0; bits &= bits - 1) size += 2;
  return size;
}

function move(glyph: Glyph, table: DataView, from: number, format: number): void {
  let at = from;
  const read = (bit: number): number => {
    if ((format & bit) === 0) return 0;
    at += 2;
    return table.getInt16(at - 2);
  };
  glyph.x += read(1);
  glyph.y += read(2);
  glyph.advance += read(4);
}

function pair(walk: Walk, table: DataView, covered: number, at: number): number {
  const place = walk.next(at);
  const [first, second] = [walk.glyphs[at], walk.glyphs[place]];
  if (first === undefined || second === undefined) return -1;
  const formats = [table.getUint16(4), table.getUint16(6)] as const;
  const sizes = [sizeOf(formats[0]), sizeOf(formats[1])] as const;
  const apply = (from: DataView, offset: number): number => {
    move(first, from, offset, formats[0]);
    move(second, from, offset + sizes[0], formats[1]);
    return formats[1] === 0 ? place : place + 1;
  };
  if (table.getUint16(0) === 1) {
    const set = within(table, table.getUint16(10 + 2 * covered));
    for (let index = 0; index < set.getUint16(0); index += 1) {
      const record = 2 + index * (2 + sizes[0] + sizes[1]);
      if (set.getUint16(record) === second.glyph) return apply(set, record + 2);
    }
    return -1;
  }
  const left = classOf(within(table, table.getUint16(8)), first.glyph);
  const right = classOf(within(table, table.getUint16(10)), second.glyph);
  const count = table.getUint16(14);
  return apply(table, 16 + (left * count + right) * (sizes[0] + sizes[1]));
}

/** Sets a mark on its base (4), on its part of a ligature (5) or on another mark (6), anchor to anchor. */
function attach(walk: Walk, table: DataView, covered: number, at: number, isRightToLeft: boolean): number {
  const { glyphs, kinds, lookup } = walk;
  const mark = glyphs[at];
  let place = at - 1;
  if (lookup.type === 6) place = walk.next(at, -1);
  else while (place >= 0 && kinds.isMark(glyphs[place]?.glyph ?? 0)) place -= 1;
  const base = glyphs[place];
  if (mark === undefined || base === undefined) return -1;
  if (lookup.type === 6 && (base.ligature !== mark.ligature || base.part !== mark.part)) {
    if (base.ligature !== 0 && mark.ligature !== 0) return -1;
  }
  const found = coverageOf(within(table, table.getUint16(4)), base.glyph);
  if (found < 0) return -1;
  const classes = table.getUint16(6);
  const marks = within(table, table.getUint16(8));
  const kind = marks.getUint16(2 + 4 * covered);
  const markAnchor = within(marks, marks.getUint16(4 + 4 * covered));
  let anchors = within(table, table.getUint16(10));
  let row = found;
  if (lookup.type === 5) {
    anchors = within(anchors, anchors.getUint16(2 + 2 * found));
    const parts = anchors.getUint16(0);
    const isOfIt = mark.ligature !== 0 && mark.ligature === base.ligature && mark.part > 0;
    row = isOfIt ? Math.min(mark.part, parts) - 1 : parts - 1;
  }
  const offset = anchors.getUint16(2 + 2 * (row * classes + kind));
  if (offset === 0) return -1;
  const anchor = within(anchors, offset);
  mark.x = anchor.getInt16(2) - markAnchor.getInt16(2) + base.x;
  mark.y = anchor.getInt16(4) - markAnchor.getInt16(4) + base.y;
  // What lies between the base's origin and the mark's: all advances from the base on, or, drawn the other way, those after it.
  const [from, to, sign] = isRightToLeft ? [place + 1, at + 1, 1] : [place, at, -1];
  for (let between = from; between < to; between += 1) mark.x += sign * (glyphs[between]?.advance ?? 0);
  return at + 1;
}
