import type { PdfFile } from './file/pdf-file.ts';
import { hex, type Ref } from './file/values.ts';
import { EmbeddedFont } from './font/embedded-font.ts';
import { OpenType } from './font/open-type.ts';

export type Weight = 'regular' | 'semibold';

/** Text in one font, as wide as it is drawn at a size of one point. */
export type Run = {
  readonly font: EmbeddedFont;
  readonly width: number;
  /** The operators that show it at a size. */
  readonly shown: (size: number) => string;
  /** What it says, where its glyphs alone would read back as something else. */
  readonly says: string | null;
};

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
  /** Writes the fonts into the file, each under the name that pages call it. */
  write(file: PdfFile): Readonly<Record<string, Ref>>;
};

/** Loads the fonts of a document. `sample` holds every text that will be drawn. */
export async function openTypeface(loadFont: LoadFont, sample: string): Promise<Typeface> {
  const files = [FILES.regular, FILES.semibold, ...(EAST_ASIAN.test(sample) ? [EAST_ASIAN_FILE] : [])];
  const loaded = await Promise.all(files.map((name) => loadFont(name)));
  const fonts = loaded.map((bytes, index) => new EmbeddedFont(new OpenType(bytes), `F${index}`));
  const [regular, semibold, ...others] = fonts;
  if (regular === undefined || semibold === undefined) throw new Error('a typeface has two weights');
  const chains = { regular: [regular, ...others], semibold: [semibold, regular, ...others] };
  const runs = (text: string, weight: Weight): readonly Run[] => splitByFont(text, chains[weight]);
  return {
    runs,
    width: (text, weight) => runs(text, weight).reduce((sum, run) => sum + run.width, 0),
    write: (file) =>
      Object.fromEntries(
        fonts.flatMap((font) => {
          const ref = font.write(file);
          return ref === null ? [] : [[font.resource, ref]];
        }),
      ),
  };
}

function splitByFont(text: string, chain: readonly EmbeddedFont[]): readonly Run[] {
  const parts: { font: EmbeddedFont; codes: string; width: number }[] = [];
  for (const character of text.normalize('NFC').toWellFormed()) {
    const found = fontFor(character, chain);
    if (found === null) continue;
    const last = parts.at(-1);
    if (last?.font === found.font) {
      last.codes += hex(found.code, 4);
      last.width += found.width;
    } else parts.push({ font: found.font, codes: hex(found.code, 4), width: found.width });
  }
  return parts.map(({ font, codes, width }) => ({ font, width, shown: () => `<${codes}> Tj`, says: null }));
}

function fontFor(
  character: string,
  chain: readonly EmbeddedFont[],
): { font: EmbeddedFont; code: number; width: number } | null {
  if (/\p{Cc}|\p{Cf}|\p{Variation_Selector}/u.test(character)) return null;
  for (const wanted of /\p{Zs}/u.test(character) ? [character, ' '] : [character, REPLACEMENT, '?']) {
    for (const font of chain) {
      const found = font.characterOf(wanted.codePointAt(0) ?? 0);
      if (found !== null) return { font, ...found };
    }
  }
  return null;
}
