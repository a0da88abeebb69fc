import type { EmbeddedFont, PDF } from '@libpdf/core';

export type Weight = 'regular' | 'semibold';

/** Text in one font, as wide as it will be drawn at a size of one point. */
export type Run = { readonly font: EmbeddedFont; readonly text: string; readonly width: number };

/** Loads a font file (TTF) by its path among the static assets. */
export type LoadFont = (name: string) => Promise<Uint8Array>;

/** IBM Plex Sans: Latin with Vietnamese, Greek, Cyrillic, and all figures equally wide (SIL OFL 1.1). */
const FILES: Readonly<Record<Weight, string>> = {
  regular: 'fonts/IBMPlexSans-Regular.ttf',
  semibold: 'fonts/IBMPlexSans-SemiBold.ttf',
};
/** Noto Sans JP: kana, and the Chinese characters of Japanese (SIL OFL 1.1). 5 MB, so only where a text needs it. */
const EAST_ASIAN_FILE = 'fonts/NotoSansJP-Regular.ttf';
const EAST_ASIAN =
  /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]/u;
const REPLACEMENT = '\ufffd';

/** The fonts of one document, and which of them writes which character. */
export type Typeface = {
  /** The text split by font. What no font has becomes U+FFFD; what is not seen (joiners, marks of direction) goes. */
  runs(text: string, weight: Weight): readonly Run[];
  /** In points at a size of one point. */
  width(text: string, weight: Weight): number;
  readonly fonts: readonly EmbeddedFont[];
};

/** Embeds the fonts into a document. `sample` holds every text that will be drawn. */
export async function openTypeface(pdf: PDF, loadFont: LoadFont, sample: string): Promise<Typeface> {
  const [regularFile, semiboldFile, eastAsianFile] = await Promise.all([
    loadFont(FILES.regular),
    loadFont(FILES.semibold),
    EAST_ASIAN.test(sample) ? loadFont(EAST_ASIAN_FILE) : null,
  ]);
  const regular = pdf.embedFont(regularFile);
  const semibold = pdf.embedFont(semiboldFile);
  const eastAsian = eastAsianFile === null ? [] : [pdf.embedFont(eastAsianFile)];
  const chains = { regular: [regular, ...eastAsian], semibold: [semibold, regular, ...eastAsian] };
  const runs = (text: string, weight: Weight): readonly Run[] => splitByFont(text, chains[weight]);
  return {
    runs,
    width: (text, weight) => runs(text, weight).reduce((sum, run) => sum + run.width, 0),
    fonts: [regular, semibold, ...eastAsian],
  };
}

function splitByFont(text: string, chain: readonly EmbeddedFont[]): readonly Run[] {
  const parts: { font: EmbeddedFont; text: string }[] = [];
  for (const character of text.normalize('NFC').toWellFormed()) {
    const found = fontFor(character, chain);
    if (found === null) continue;
    const last = parts.at(-1);
    if (last?.font === found.font) last.text += found.character;
    else parts.push({ font: found.font, text: found.character });
  }
  return parts.map((part) => ({ ...part, width: part.font.widthOfTextAtSize(part.text, 1) }));
}

function fontFor(
  character: string,
  chain: readonly EmbeddedFont[],
): { font: EmbeddedFont; character: string } | null {
  if (/\p{Cc}|\p{Cf}|\p{Variation_Selector}/u.test(character)) return null;
  for (const wanted of /\p{Zs}/u.test(character) ? [character, ' '] : [character, REPLACEMENT, '?']) {
    const font = chain.find((candidate) => candidate.canEncode(wanted));
    if (font !== undefined) return { font, character: wanted };
  }
  return null;
}
