import { matchContext, Walk } from './context.ts';
import type { Glyph } from './glyphs.ts';
import { coverageOf, type GlyphKinds, type LayoutTable, within } from './tables.ts';

/** A lookup that a lookup calls may call another; a font that goes in circles is stopped. */
const DEEPEST = 6;

/** What one pass of features needs to know. */
export type Pass = {
  readonly scripts: readonly string[];
  readonly features: readonly string[];
  /** Whether a feature of these is only on for glyphs that have it. */
  readonly isOnFor?: (glyph: Glyph, feature: string) => boolean;
  readonly perSyllable?: boolean;
};

/** Replaces glyphs as the font's GSUB says, in place. */
export function substitute(glyphs: Glyph[], table: LayoutTable, kinds: GlyphKinds, pass: Pass): void {
  const { isOnFor = () => true, perSyllable = false } = pass;
  for (const [index, feature] of table.lookupsFor(pass.scripts, pass.features)) {
    const lookup = table.lookup(index);
    const walk = new Walk(glyphs, kinds, lookup, perSyllable);
    const isReverse = lookup.type === 8;
    for (let at = isReverse ? glyphs.length - 1 : 0; at >= 0 && at < glyphs.length; ) {
      const glyph = glyphs[at];
      const isSeen = glyph !== undefined && !kinds.isIgnored(glyph.glyph, lookup) && isOnFor(glyph, feature);
      const after = isSeen ? applyAt(walk, table, at, 0) : -1;
      if (isReverse) at -= 1;
      else at = after > at ? after : at + 1;
    }
  }
}

/** Applies a lookup at one place; the place after what it made, or −1 where it did nothing. */
function applyAt(walk: Walk, table: LayoutTable, at: number, depth: number): number {
  for (const subtable of walk.lookup.subtables) {
    const after = applySubtable(walk, table, subtable, at, depth);
    if (after >= 0) return after;
  }
  return -1;
}

function applySubtable(
  walk: Walk,
  table: LayoutTable,
  subtable: DataView,
  at: number,
  depth: number,
): number {
  const glyph = walk.glyphs[at];
  if (glyph === undefined) return -1;
  const { type } = walk.lookup;
  if (type === 5 || type === 6) return applyContext(walk, table, subtable, at, depth);
  const covered = coverageOf(within(subtable, subtable.getUint16(2)), glyph.glyph);
  if (covered < 0) return -1;
  switch (type) {
    case 1: {
      const isDelta = subtable.getUint16(0) === 1;
      const delta = (glyph.glyph + subtable.getInt16(4)) & 0xffff;
      glyph.glyph = isDelta ? delta : subtable.getUint16(6 + 2 * covered);
      return at + 1;
    }
    case 2:
      return multiply(walk, within(subtable, subtable.getUint16(6 + 2 * covered)), at);
    case 4:
      return ligate(walk, within(subtable, subtable.getUint16(6 + 2 * covered)), at);
    case 8:
      return reverse(walk, subtable, covered, at);
    default:
      return -1;
  }
}

/** One glyph becomes several; the first says what it said. */
function multiply({ glyphs }: Walk, sequence: DataView, at: number): number {
  const glyph = glyphs[at];
  const count = sequence.getUint16(0);
  if (glyph === undefined) return -1;
  const made = Array.from({ length: count }, (_, index) => ({
    ...glyph,
    glyph: sequence.getUint16(2 + 2 * index),
    says: index === 0 ? glyph.says : '',
  }));
  glyphs.splice(at, 1, ...made);
  return at + Math.max(count, 1);
}

/** Several glyphs become one, which says what they all said. */
function ligate(walk: Walk, set: DataView, at: number): number {
  const { glyphs } = walk;
  for (let index = 0; index < set.getUint16(0); index += 1) {
    const ligature = within(set, set.getUint16(2 + 2 * index));
    const count = ligature.getUint16(2) - 1;
    const places = walk.match(at, count, (glyph, n) => glyph === ligature.getUint16(4 + 2 * n));
    if (places === null) continue;
    const first = glyphs[at];
    if (first === undefined) return -1;
    const parts = [at, ...places];
    const last = parts.at(-1) ?? at;
    const id = 1 + Math.max(0, ...glyphs.map((glyph) => glyph.ligature));
    let said = '';
    let part = 0;
    // Marks between the parts stay, and remember which part they stand at.
    for (let place = at; place <= last; place += 1) {
      const glyph = glyphs[place];
      if (glyph === undefined) continue;
      if (parts.includes(place)) {
        said += glyph.says;
        part += 1;
      } else Object.assign(glyph, { ligature: id, part });
    }
    for (let place = last + 1; place < glyphs.length; place += 1) {
      const glyph = glyphs[place];
      if (glyph === undefined || !walk.kinds.isMark(glyph.glyph)) break;
      Object.assign(glyph, { ligature: id, part });
    }
    const isOfMarks = parts.every((place) => walk.kinds.isMark(glyphs[place]?.glyph ?? 0));
    glyphs[at] = {
      ...first,
      glyph: ligature.getUint16(0),
      says: said,
      ...(isOfMarks ? {} : { ligature: id, part: 0 }),
    };
    for (const place of places.toReversed()) glyphs.splice(place, 1);
    return at + 1;
  }
  return -1;
}

function reverse(walk: Walk, subtable: DataView, covered: number, at: number): number {
  let from = 4;
  const read = (): number => {
    from += 2;
    return subtable.getUint16(from - 2);
  };
  const list = (): readonly number[] => Array.from({ length: read() }, read);
  const [back, ahead] = [list(), list()];
  const covers = (tables: readonly number[]) => (glyph: number, index: number) =>
    coverageOf(within(subtable, tables[index] ?? 0), glyph) >= 0;
  if (walk.match(at, back.length, covers(back), -1) === null) return -1;
  if (walk.match(at, ahead.length, covers(ahead)) === null) return -1;
  const glyph = walk.glyphs[at];
  if (glyph !== undefined) glyph.glyph = subtable.getUint16(from + 2 + 2 * covered);
  return at + 1;
}

function applyContext(walk: Walk, table: LayoutTable, subtable: DataView, at: number, depth: number): number {
  const matched = matchContext(walk, subtable, at, walk.lookup.type === 6);
  if (matched === null || depth >= DEEPEST) return -1;
  const places = [...matched.places];
  for (const [sequence, index] of matched.actions) {
    const place = places[sequence];
    if (place === undefined) continue;
    const before = walk.glyphs.length;
    const inner = new Walk(walk.glyphs, walk.kinds, table.lookup(index), walk.perSyllable);
    applyAt(inner, table, place, depth + 1);
    const grown = walk.glyphs.length - before;
    // What was joined to the glyph at this place is gone; what follows has moved.
    if (grown < 0) places.splice(sequence + 1, -grown);
    for (let later = sequence + 1; later < places.length; later += 1)
      places[later] = (places[later] ?? 0) + grown;
  }
  return (places.at(-1) ?? at) + 1;
}
