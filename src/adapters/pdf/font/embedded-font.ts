import type { PdfFile } from '../file/pdf-file.ts';
import { array, dict, hex, name, number, type Ref, utf16 } from '../file/values.ts';
import type { OpenType } from './open-type.ts';
import { subsetOf } from './subset.ts';

/** As many as one block of a map may hold (Adobe Technical Note 5411). */
const IN_A_BLOCK = 100;

/**
 * A font as one document uses it. A code stands for a glyph *and* what it says, so that a glyph which is drawn for two
 * letters reads back as each of them.
 */
export class EmbeddedFont {
  /** What pages call it. */
  readonly resource: string;
  readonly font: OpenType;
  readonly #codes = new Map<string, number>();
  readonly #glyphs = [0];
  readonly #says = [''];
  readonly #simple = new Map<number, { readonly code: number; readonly width: number } | null>();

  constructor(font: OpenType, resource: string) {
    this.font = font;
    this.resource = resource;
  }

  /** The code of a glyph that says this text. */
  codeOf(glyph: number, says: string): number {
    const key = `${glyph} ${says}`;
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    const code = this.#glyphs.push(glyph) - 1;
    this.#says.push(says);
    this.#codes.set(key, code);
    return code;
  }

  /** The code of a character and its width at one point; null where the font does not have it. */
  characterOf(codePoint: number): { readonly code: number; readonly width: number } | null {
    const known = this.#simple.get(codePoint);
    if (known !== undefined) return known;
    const glyph = this.font.glyphOf(codePoint);
    const found =
      glyph === 0
        ? null
        : {
            code: this.codeOf(glyph, String.fromCodePoint(codePoint)),
            width: this.font.advanceOf(glyph) / this.font.unitsPerEm,
          };
    this.#simple.set(codePoint, found);
    return found;
  }

  /** Writes what is used of the font; null where nothing is. */
  write(file: PdfFile): Ref | null {
    if (this.#glyphs.length === 1) return null;
    const { font } = this;
    const scale = 1000 / font.unitsPerEm;
    const baseFont = name(`${this.#tag()}+${postScriptName(font)}`);
    const program = subsetOf(font, this.#glyphs);
    const [head, hhea, os2] = [font.table('head'), font.table('hhea'), font.optional('OS/2')];
    const ascent = hhea.getInt16(4) * scale;
    const hasCapHeight = os2 !== null && os2.getUint16(0) >= 2;
    const descriptor = file.add(
      dict({
        Type: name('FontDescriptor'),
        FontName: baseFont,
        Flags: number(4),
        FontBBox: array([36, 38, 40, 42].map((at) => number(head.getInt16(at) * scale))),
        ItalicAngle: number(0),
        Ascent: number(ascent),
        Descent: number(hhea.getInt16(6) * scale),
        CapHeight: number(hasCapHeight ? os2.getInt16(88) * scale : ascent),
        StemV: number(80),
        FontFile2: file.stream({ Length1: number(program.length) }, program),
      }),
    );
    const widths = this.#glyphs.map((glyph) => number(font.advanceOf(glyph) * scale));
    const descendant = file.add(
      dict({
        Type: name('Font'),
        Subtype: name('CIDFontType2'),
        BaseFont: baseFont,
        CIDSystemInfo: dict({ Registry: '(Adobe)', Ordering: '(Identity)', Supplement: number(0) }),
        FontDescriptor: descriptor,
        DW: number(1000),
        W: array(['0', array(widths)]),
        CIDToGIDMap: name('Identity'),
      }),
    );
    return file.add(
      dict({
        Type: name('Font'),
        Subtype: name('Type0'),
        BaseFont: baseFont,
        Encoding: name('Identity-H'),
        DescendantFonts: array([descendant]),
        ToUnicode: file.stream({}, new TextEncoder().encode(this.#map())),
      }),
    );
  }

  /** The six letters that tell subsets apart (ISO 32000-1, 9.6.4): of its glyphs, so that they stay. */
  #tag(): string {
    let hash = 0x811c_9dc5;
    for (const glyph of this.#glyphs) hash = Math.imul(hash ^ glyph, 0x0100_0193) >>> 0;
    let tag = '';
    for (; tag.length < 6; hash = Math.floor(hash / 26)) tag += String.fromCharCode(65 + (hash % 26));
    return tag;
  }

  /** Which text each code says. */
  #map(): string {
    const rows = this.#says.flatMap((says, code) =>
      code === 0 ? [] : [`<${hex(code, 4)}> <${utf16(says)}>`],
    );
    const blocks: string[] = [];
    for (let from = 0; from < rows.length; from += IN_A_BLOCK) {
      const block = rows.slice(from, from + IN_A_BLOCK);
      blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
    }
    return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
  }
}

/** The font's own name for programs (name 6), in letters that a PDF takes as they are. */
function postScriptName(font: OpenType): string {
  const names = font.table('name');
  const strings = names.getUint16(4);
  for (let index = 0; index < names.getUint16(2); index += 1) {
    const at = 6 + 12 * index;
    if (names.getUint16(at) !== 3 || names.getUint16(at + 6) !== 6) continue;
    const from = strings + names.getUint16(at + 10);
    let found = '';
    for (let offset = 0; offset < names.getUint16(at + 8); offset += 2) {
      found += String.fromCharCode(names.getUint16(from + offset));
    }
    return found.replaceAll(/[^A-Za-z0-9-]/g, '');
  }
  return 'Font';
}
