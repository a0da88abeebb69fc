/**
 * A TrueType font (OpenType with `glyf` outlines), read where it stands: a font of 10 MB costs no more than the glyphs
 * that are asked for.
 */
export class OpenType {
  readonly data: DataView;
  readonly unitsPerEm: number;
  readonly glyphCount: number;
  readonly #tables = new Map<string, DataView>();
  readonly #cmap: (codePoint: number) => number;
  readonly #hmtx: DataView;
  readonly #metrics: number;
  readonly #known = new Map<number, number>();

  constructor(bytes: Uint8Array) {
    this.data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let index = 0; index < this.data.getUint16(4); index += 1) {
      const at = 12 + 16 * index;
      const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
      const [offset, length] = [this.data.getUint32(at + 8), this.data.getUint32(at + 12)];
      this.#tables.set(tag, new DataView(bytes.buffer, bytes.byteOffset + offset, length));
    }
    this.unitsPerEm = this.table('head').getUint16(18);
    this.glyphCount = this.table('maxp').getUint16(4);
    this.#metrics = this.table('hhea').getUint16(34);
    this.#hmtx = this.table('hmtx');
    this.#cmap = readCmap(this.table('cmap'));
  }

  /** A table that the font has to have. */
  table(tag: string): DataView {
    const found = this.#tables.get(tag);
    if (found === undefined) throw new Error(`the font has no table ${tag}`);
    return found;
  }

  optional(tag: string): DataView | null {
    return this.#tables.get(tag) ?? null;
  }

  /** The glyph that stands for a character; 0 where the font has none. */
  glyphOf(codePoint: number): number {
    const known = this.#known.get(codePoint);
    if (known !== undefined) return known;
    const glyph = this.#cmap(codePoint);
    this.#known.set(codePoint, glyph);
    return glyph;
  }

  /** How far a glyph takes the pen, in units of the em. */
  advanceOf(glyph: number): number {
    return this.#hmtx.getUint16(4 * Math.min(glyph, this.#metrics - 1));
  }

  sideBearingOf(glyph: number): number {
    const within = glyph < this.#metrics;
    return this.#hmtx.getInt16(within ? 4 * glyph + 2 : 4 * this.#metrics + 2 * (glyph - this.#metrics));
  }

  /** The outline of a glyph; empty where nothing is drawn. */
  outlineOf(glyph: number): Uint8Array {
    const [loca, glyf] = [this.table('loca'), this.table('glyf')];
    const isLong = this.table('head').getInt16(50) === 1;
    const offset = (at: number): number => (isLong ? loca.getUint32(4 * at) : 2 * loca.getUint16(2 * at));
    const [from, to] = [offset(glyph), offset(glyph + 1)];
    return new Uint8Array(glyf.buffer, glyf.byteOffset + from, to - from);
  }
}

/** Unicode's map of the font: all planes where it has that (format 12), else the first (format 4). */
function readCmap(cmap: DataView): (codePoint: number) => number {
  let plane: DataView | null = null;
  for (let index = 0; index < cmap.getUint16(2); index += 1) {
    const at = 4 + 8 * index;
    const [platform, encoding] = [cmap.getUint16(at), cmap.getUint16(at + 2)];
    const isUnicode = platform === 0 || (platform === 3 && (encoding === 1 || encoding === 10));
    const from = cmap.getUint32(at + 4);
    const table = new DataView(cmap.buffer, cmap.byteOffset + from, cmap.byteLength - from);
    if (isUnicode && table.getUint16(0) === 12) return (codePoint) => inGroups(table, codePoint);
    if (isUnicode && table.getUint16(0) === 4) plane = table;
  }
  if (plane === null) throw new Error('the font has no map of Unicode');
  const table = plane;
  return (codePoint) => inSegments(table, codePoint);
}

function inGroups(table: DataView, codePoint: number): number {
  let [low, high] = [0, table.getUint32(12) - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = 16 + 12 * middle;
    const first = table.getUint32(at);
    if (codePoint < first) high = middle - 1;
    else if (codePoint > table.getUint32(at + 4)) low = middle + 1;
    else return table.getUint32(at + 8) + codePoint - first;
  }
  return 0;
}

function inSegments(table: DataView, codePoint: number): number {
  if (codePoint > 0xffff) return 0;
  const twice = table.getUint16(6);
  let [low, high] = [0, twice / 2 - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (table.getUint16(14 + 2 * middle) < codePoint) low = middle + 1;
    else high = middle;
  }
  const start = table.getUint16(16 + twice + 2 * low);
  if (codePoint < start) return 0;
  const delta = table.getUint16(16 + 2 * twice + 2 * low);
  const rangeAt = 16 + 3 * twice + 2 * low;
  const range = table.getUint16(rangeAt);
  if (range === 0) return (codePoint + delta) & 0xffff;
  const glyph = table.getUint16(rangeAt + range + 2 * (codePoint - start));
  return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
}
