import type { OpenType } from '../open-type.ts';

/** A table within another, by its offset. */
export const within = (table: DataView, offset: number): DataView =>
  new DataView(table.buffer, table.byteOffset + offset, table.byteLength - offset);

/** Where a glyph stands in a coverage table; −1 where it does not (OpenType, Common Table Formats). */
export function coverageOf(table: DataView, glyph: number): number {
  const isRanges = table.getUint16(0) === 2;
  let [low, high] = [0, table.getUint16(2) - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = 4 + (isRanges ? 6 : 2) * middle;
    const first = table.getUint16(at);
    if (glyph < first) high = middle - 1;
    else if (glyph > (isRanges ? table.getUint16(at + 2) : first)) low = middle + 1;
    else return isRanges ? table.getUint16(at + 4) + glyph - first : middle;
  }
  return -1;
}

/** Which class a table puts a glyph into; 0 is that of all others. */
export function classOf(table: DataView, glyph: number): number {
  if (table.getUint16(0) === 1) {
    const index = glyph - table.getUint16(2);
    return index >= 0 && index < table.getUint16(4) ? table.getUint16(6 + 2 * index) : 0;
  }
  for (let index = 0; index < table.getUint16(2); index += 1) {
    const at = 4 + 6 * index;
    if (glyph < table.getUint16(at)) return 0;
    if (glyph <= table.getUint16(at + 2)) return table.getUint16(at + 4);
  }
  return 0;
}

/** One lookup: its subtables of one type, and which glyphs it does not see. */
export type Lookup = {
  readonly type: number;
  readonly flag: number;
  readonly filter: number;
  readonly subtables: readonly DataView[];
};

/** GSUB or GPOS: which lookups a feature has in a script. */
export class LayoutTable {
  readonly #table: DataView;
  readonly #extension: number;
  readonly #lookups = new Map<number, Lookup>();

  constructor(table: DataView, extension: number) {
    this.#table = table;
    this.#extension = extension;
  }

  /** The lookups of these features in the first of the scripts that the font knows, in the font's order. */
  lookupsFor(
    scripts: readonly string[],
    features: readonly string[],
  ): readonly (readonly [number, string])[] {
    const language = this.#languageOf(scripts);
    if (language === null) return [];
    const list = within(this.#table, this.#table.getUint16(6));
    const found = new Map<number, string>();
    const required = language.getUint16(2);
    const count = language.getUint16(4);
    for (let index = -1; index < count; index += 1) {
      const feature = index < 0 ? required : language.getUint16(6 + 2 * index);
      if (feature === 0xffff) continue;
      const tag = tagAt(list, 2 + 6 * feature);
      if (!features.includes(tag)) continue;
      const table = within(list, list.getUint16(6 + 6 * feature));
      for (let at = 0; at < table.getUint16(2); at += 1) {
        const lookup = table.getUint16(4 + 2 * at);
        if (!found.has(lookup)) found.set(lookup, tag);
      }
    }
    return [...found].toSorted(([a], [b]) => a - b);
  }

  lookup(index: number): Lookup {
    const known = this.#lookups.get(index);
    if (known !== undefined) return known;
    const list = within(this.#table, this.#table.getUint16(8));
    const table = within(list, list.getUint16(2 + 2 * index));
    const count = table.getUint16(4);
    let type = table.getUint16(0);
    const flag = table.getUint16(2);
    const subtables: DataView[] = [];
    for (let at = 0; at < count; at += 1) {
      let subtable = within(table, table.getUint16(6 + 2 * at));
      if (table.getUint16(0) === this.#extension) {
        type = subtable.getUint16(2);
        subtable = within(subtable, subtable.getUint32(4));
      }
      subtables.push(subtable);
    }
    const filter = flag & 0x10 ? table.getUint16(6 + 2 * count) : -1;
    const lookup = { type, flag, filter, subtables };
    this.#lookups.set(index, lookup);
    return lookup;
  }

  #languageOf(scripts: readonly string[]): DataView | null {
    const list = within(this.#table, this.#table.getUint16(4));
    for (const wanted of [...scripts, 'DFLT', 'latn']) {
      for (let index = 0; index < list.getUint16(0); index += 1) {
        if (tagAt(list, 2 + 6 * index) !== wanted) continue;
        const script = within(list, list.getUint16(6 + 6 * index));
        const fallback = script.getUint16(0);
        if (fallback !== 0) return within(script, fallback);
      }
    }
    return null;
  }
}

const tagAt = (table: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((offset) => table.getUint8(at + offset)));

/** GDEF: what kind of glyph each is. */
export class GlyphKinds {
  readonly #classes: DataView | null;
  readonly #attach: DataView | null;
  readonly #sets: DataView | null;

  constructor(font: OpenType) {
    const table = font.optional('GDEF');
    const at = (offset: number): DataView | null =>
      table === null || table.getUint16(offset) === 0 ? null : within(table, table.getUint16(offset));
    this.#classes = at(4);
    this.#attach = at(10);
    this.#sets = table !== null && table.getUint16(2) >= 2 ? at(12) : null;
  }

  isMark(glyph: number): boolean {
    return this.#classes !== null && classOf(this.#classes, glyph) === 3;
  }

  /** Whether a lookup passes over a glyph. */
  isIgnored(glyph: number, { flag, filter }: Lookup): boolean {
    if ((flag & 0xff1e) === 0) return false;
    const kind = this.#classes === null ? 0 : classOf(this.#classes, glyph);
    if (kind === 1) return (flag & 0x2) !== 0;
    if (kind === 2) return (flag & 0x4) !== 0;
    if (kind !== 3) return false;
    if (flag & 0x8) return true;
    if (flag & 0x10 && this.#sets !== null) {
      const set = within(this.#sets, this.#sets.getUint32(4 + 4 * filter));
      return coverageOf(set, glyph) < 0;
    }
    const wanted = flag >> 8;
    return wanted !== 0 && (this.#attach === null || classOf(this.#attach, glyph) !== wanted);
  }
}
