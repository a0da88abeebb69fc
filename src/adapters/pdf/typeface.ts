import type { PdfFile } from './file/pdf-file.ts';
import type { Ref } from './file/values.ts';
import { EmbeddedFont } from './font/embedded-font.ts';
import { OpenType } from './font/open-type.ts';
import { Shaper } from './font/shape.ts';
import { EMOJI, FACES, type Face, HAN, HANGUL, LATIN, type Weight } from './text/faces.ts';
import { type Hand, type Run, runsOf } from './text/runs.ts';

export type { Weight } from './text/faces.ts';
export type { Run } from './text/runs.ts';

/** Loads a font file (TTF) by its path among the static assets. */
export type LoadFont = (name: string) => Promise<Uint8Array>;

/** The fonts of one document, and which of them writes which character. */
export type Typeface = {
  /** A line from left to right, split by font. What no font has is named by its number; what is not seen goes. */
  runs(text: string, weight: Weight): readonly Run[];
  /** In points at a size of one point. */
  width(text: string, weight: Weight): number;
  /** Writes the fonts into the file, each under the name that pages call it. */
  write(file: PdfFile): Readonly<Record<string, Ref>>;
};

/** Loads the fonts of a document, and no others. `sample` holds every text that will be drawn. */
export async function openTypeface(loadFont: LoadFont, sample: string): Promise<Typeface> {
  const shelf = new Shelf(loadFont);
  const [latin, others, han] = await Promise.all([
    shelf.hands(LATIN),
    Promise.all(FACES.map((face) => (face.needed?.test(sample) === true ? shelf.hands(face) : null))),
    eastAsian(shelf, sample),
  ]);
  const present = others.flatMap((hands) => (hands === null ? [] : [hands]));
  const emoji = others[EMOJI] ?? null;
  const chain = (weight: Weight) => [
    latin[weight],
    latin.regular,
    ...[...present, ...han].map((hands) => hands[weight]),
  ];
  const chains = { regular: chain('regular'), semibold: chain('semibold') };
  const known = new Map<string, readonly Run[]>();
  const runs = (text: string, weight: Weight): readonly Run[] => {
    const key = `${weight} ${text}`;
    const found = known.get(key) ?? runsOf(text, chains[weight], emoji?.[weight] ?? null);
    known.set(key, found);
    return found;
  };
  return {
    runs,
    width: (text, weight) => runs(text, weight).reduce((sum, run) => sum + run.width, 0),
    write: (file) =>
      Object.fromEntries(
        shelf.fonts.flatMap((font) => {
          const ref = font.write(file);
          return ref === null ? [] : [[font.resource, ref]];
        }),
      ),
  };
}

type Hands = Readonly<Record<Weight, Hand>>;

/** The fonts that were loaded, each once. */
class Shelf {
  readonly #load: LoadFont;
  readonly #loaded = new Map<string, Promise<Uint8Array>>();
  readonly #fonts = new Map<string, EmbeddedFont>();

  constructor(load: LoadFont) {
    this.#load = load;
  }

  /** In the order of their files' names, whichever came first. */
  get fonts(): readonly EmbeddedFont[] {
    return [...this.#fonts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, font]) => font);
  }

  async hands(face: Face): Promise<Hands> {
    const [regular, semibold] = await Promise.all([
      this.#hand(face, 'regular'),
      this.#hand(face, 'semibold'),
    ]);
    return { regular, semibold };
  }

  async #hand({ files, script }: Face, weight: Weight): Promise<Hand> {
    const name = files[weight];
    const loading = this.#loaded.get(name) ?? this.#load(name);
    this.#loaded.set(name, loading);
    const bytes = await loading;
    const font = this.#fonts.get(name) ?? new EmbeddedFont(new OpenType(bytes), resourceOf(name));
    this.#fonts.set(name, font);
    return { font, script, shaper: new Shaper(font.font) };
  }
}

const resourceOf = (file: string): string => file.replaceAll(/^.*\/|\.ttf$|[^\w]/g, '');

/** The fonts for Chinese characters, the one that has all of them first, and for Hangul. */
async function eastAsian(shelf: Shelf, sample: string): Promise<readonly Hands[]> {
  const hangul = HANGUL.needed.test(sample) ? [await shelf.hands(HANGUL.face)] : [];
  if (!HAN.needed.test(sample)) return hangul;
  const wanted = [...new Set(sample)].filter((character) => HAN.needed.test(character));
  const tried: Hands[] = [];
  for (const face of HAN.faces) {
    const hands = await shelf.hands(face);
    const { font } = hands.regular.font;
    if (wanted.every((character) => font.glyphOf(character.codePointAt(0) ?? 0) > 0))
      return [hands, ...hangul];
    tried.push(hands);
  }
  return [...tried, ...hangul];
}
