import type { PdfDict } from '@libpdf/core';
import type { Tagged } from './structure.ts';

/** What no code may say: nothing, byte order marks, and the sign for what could not be written. */
const UNSAID = /[\0\ufeff\ufffe\ufffd]/;

/** 31: every font is embedded, every code has a glyph of its own, a width and a meaning. */
export function fontFaults(tagged: Tagged): readonly string[] {
  const { objects } = tagged;
  const used = new Map<string, Set<number>>();
  for (const { kind, font, codes } of tagged.pages.flat()) {
    if (kind !== 'text') continue;
    const known = used.get(font) ?? new Set();
    used.set(font, known);
    for (const code of codes) known.add(code);
  }
  const page = objects.pages[0]?.dict;
  return [...used].flatMap(([font, codes]) => {
    const held = page === undefined ? null : objects.at(page, 'Resources', 'Font', font);
    const descendant = held === null ? null : objects.at(held, 'DescendantFonts');
    const descriptor = descendant === null ? null : objects.at(descendant, 'FontDescriptor');
    const program = objects.stream(descriptor?.get('FontFile2'));
    const name = objects.name(held, 'BaseFont');
    if (program === null || descendant === null) return [`31-009 ${name} is not embedded`];
    const faults: string[] = [];
    if (objects.name(descendant, 'CIDToGIDMap') !== 'Identity') faults.push(`31-004 ${name} maps no glyphs`);
    if (objects.name(descriptor, 'FontName') !== name) faults.push(`31 ${name} has two names`);
    const widths = widthsOf(descendant, tagged);
    const metrics = metricsOf(program);
    const map = tagged.mapOf(font);
    for (const code of codes) {
      const says = map.get(code) ?? '';
      if (code === 0) faults.push(`31-030 ${name} draws .notdef`);
      if (says === '') faults.push(`31-027 ${name} says nothing of code ${code}`);
      if (UNSAID.test(says)) faults.push(`31-028 ${name} says ${says.codePointAt(0)} of code ${code}`);
      if (code >= metrics.count) faults.push(`31-011 ${name} has no glyph ${code}`);
      if (Math.abs((widths[code] ?? -1) - metrics.width(code)) > 1)
        faults.push(`31-012 ${name} has two widths of ${code}`);
    }
    return faults;
  });
}

function widthsOf(descendant: PdfDict, { objects }: Tagged): readonly number[] {
  const [, list] = objects.list(descendant, 'W');
  const value = objects.value(list);
  if (value === null || !('toArray' in value)) return [];
  return value
    .toArray()
    .map((width) => ('value' in width && typeof width.value === 'number' ? width.value : -1));
}

/** The program's own count of glyphs and their widths, in thousandths of the em. */
function metricsOf(program: Uint8Array): {
  readonly count: number;
  readonly width: (code: number) => number;
} {
  const view = new DataView(program.buffer, program.byteOffset, program.byteLength);
  const at = (tag: string): number => {
    for (let entry = 12; entry < 12 + 16 * view.getUint16(4); entry += 16) {
      if (new TextDecoder().decode(program.subarray(entry, entry + 4)) === tag)
        return view.getUint32(entry + 8);
    }
    throw new Error(`a font program without ${tag}`);
  };
  const [unitsPerEm, metrics] = [view.getUint16(at('head') + 18), at('hmtx')];
  return {
    count: view.getUint16(at('maxp') + 4),
    width: (code) => (view.getUint16(metrics + 4 * code) * 1000) / unitsPerEm,
  };
}
