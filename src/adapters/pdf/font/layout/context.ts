import type { Glyph } from './glyphs.ts';
import { classOf, coverageOf, type GlyphKinds, type Lookup, within } from './tables.ts';

/** Where a lookup is applied: which glyphs it passes over, and how far it may look. */
export class Walk {
  readonly glyphs: Glyph[];
  readonly kinds: GlyphKinds;
  readonly lookup: Lookup;
  /** Whether a match ends where a syllable does. */
  readonly perSyllable: boolean;

  constructor(glyphs: Glyph[], kinds: GlyphKinds, lookup: Lookup, perSyllable: boolean) {
    this.glyphs = glyphs;
    this.kinds = kinds;
    this.lookup = lookup;
    this.perSyllable = perSyllable;
  }

  /** The next glyph that the lookup sees; −1 where there is none. */
  next(from: number, step: 1 | -1 = 1): number {
    for (let at = from + step; ; at += step) {
      const glyph = this.glyphs[at];
      if (glyph === undefined) return -1;
      if (this.perSyllable && glyph.syllable !== this.glyphs[from]?.syllable) return -1;
      if (!this.kinds.isIgnored(glyph.glyph, this.lookup)) return at;
    }
  }

  /** The places of glyphs that match in turn, from one on; null where one does not. */
  match(
    from: number,
    count: number,
    matches: (glyph: number, index: number) => boolean,
    step: 1 | -1 = 1,
  ): readonly number[] | null {
    const places: number[] = [];
    let at = from;
    for (let index = 0; index < count; index += 1) {
      at = this.next(at, step);
      const glyph = this.glyphs[at];
      if (glyph === undefined || !matches(glyph.glyph, index)) return null;
      places.push(at);
    }
    return places;
  }
}

/** The places that a context matched, and the lookups to apply there: pairs of place and lookup. */
export type Matched = {
  readonly places: readonly number[];
  readonly actions: readonly (readonly [number, number])[];
};

/** Finds whether a context (GSUB 5, GPOS 7) or chained context (GSUB 6, GPOS 8) holds at a place. */
export function matchContext(walk: Walk, table: DataView, at: number, isChained: boolean): Matched | null {
  const glyph = walk.glyphs[at]?.glyph ?? 0;
  const format = table.getUint16(0);
  if (format === 3) return matchCoverages(walk, table, at, isChained);
  const coverage = coverageOf(within(table, table.getUint16(2)), glyph);
  if (coverage < 0) return null;
  if (format === 1) {
    const is = (value: number, found: number): boolean => value === found;
    return matchRules(walk, table, 4, coverage, at, isChained, [is, is, is]);
  }
  const byClass = (offset: number) => {
    const classes = within(table, table.getUint16(offset));
    return (value: number, found: number): boolean => classOf(classes, found) === value;
  };
  const input = within(table, table.getUint16(isChained ? 6 : 4));
  const tests: Tests = isChained
    ? [byClass(4), byClass(6), byClass(8)]
    : [byClass(4), byClass(4), byClass(4)];
  return matchRules(walk, table, isChained ? 10 : 6, classOf(input, glyph), at, isChained, tests);
}

type Test = (value: number, glyph: number) => boolean;
type Tests = readonly [before: Test, input: Test, after: Test];

function matchRules(
  walk: Walk,
  table: DataView,
  setsAt: number,
  set: number,
  at: number,
  isChained: boolean,
  [before, input, after]: Tests,
): Matched | null {
  if (set >= table.getUint16(setsAt) || table.getUint16(setsAt + 2 + 2 * set) === 0) return null;
  const rules = within(table, table.getUint16(setsAt + 2 + 2 * set));
  for (let index = 0; index < rules.getUint16(0); index += 1) {
    const rule = new Reader(within(rules, rules.getUint16(2 + 2 * index)));
    const back = isChained ? rule.list(rule.number()) : [];
    let inputs: readonly number[];
    let ahead: readonly number[] = [];
    let actions = 0;
    if (isChained) {
      inputs = rule.list(rule.number() - 1);
      ahead = rule.list(rule.number());
      actions = rule.number();
    } else {
      const count = rule.number();
      actions = rule.number();
      inputs = rule.list(count - 1);
    }
    const places = walk.match(at, inputs.length, (glyph, n) => input(inputs[n] ?? 0, glyph));
    if (places === null) continue;
    const last = places.at(-1) ?? at;
    if (walk.match(at, back.length, (glyph, n) => before(back[n] ?? 0, glyph), -1) === null) continue;
    if (walk.match(last, ahead.length, (glyph, n) => after(ahead[n] ?? 0, glyph)) === null) continue;
    return { places: [at, ...places], actions: rule.pairs(actions) };
  }
  return null;
}

function matchCoverages(walk: Walk, table: DataView, at: number, isChained: boolean): Matched | null {
  const reader = new Reader(table, 2);
  const back = isChained ? reader.list(reader.number()) : [];
  const count = reader.number();
  const actionsAhead = isChained ? 0 : reader.number();
  const inputs = reader.list(count);
  const ahead = isChained ? reader.list(reader.number()) : [];
  const actions = isChained ? reader.number() : actionsAhead;
  const covers = (list: readonly number[]) => (glyph: number, index: number) =>
    coverageOf(within(table, list[index] ?? 0), glyph) >= 0;
  const [first, ...rest] = inputs;
  if (first === undefined || !covers([first])(walk.glyphs[at]?.glyph ?? 0, 0)) return null;
  const places = walk.match(at, rest.length, covers(rest));
  if (places === null) return null;
  if (walk.match(at, back.length, covers(back), -1) === null) return null;
  if (walk.match(places.at(-1) ?? at, ahead.length, covers(ahead)) === null) return null;
  return { places: [at, ...places], actions: reader.pairs(actions) };
}

/** Reads numbers of 16 bits in turn. */
class Reader {
  readonly #table: DataView;
  #at: number;

  constructor(table: DataView, at = 0) {
    this.#table = table;
    this.#at = at;
  }

  number(): number {
    this.#at += 2;
    return this.#table.getUint16(this.#at - 2);
  }

  list(length: number): readonly number[] {
    return Array.from({ length }, () => this.number());
  }

  pairs(length: number): readonly (readonly [number, number])[] {
    return Array.from({ length }, () => [this.number(), this.number()] as const);
  }
}
