import type { Script } from '../font/shape.ts';

export type Weight = 'regular' | 'semibold';

/** A family of fonts: which text needs it, and how its script is written. */
export type Face = {
  readonly files: Readonly<Record<Weight, string>>;
  /** Any of these characters needs it; without, it is always there. */
  readonly needed: RegExp | null;
  /** Null where every character has a glyph of its own and stands where it is. */
  readonly script: Script | null;
};

const noto = (name: string, isTwo = true): Readonly<Record<Weight, string>> => ({
  regular: `fonts/Noto${name}-Regular.ttf`,
  semibold: `fonts/Noto${name}-${isTwo ? 'SemiBold' : 'Regular'}.ttf`,
});

/** IBM Plex Sans: Latin with Vietnamese, Greek, Cyrillic, and all figures equally wide (SIL OFL 1.1). */
export const LATIN: Face = {
  files: { regular: 'fonts/IBMPlexSans-Regular.ttf', semibold: 'fonts/IBMPlexSans-SemiBold.ttf' },
  needed: null,
  script: null,
};

/** The families of Noto (SIL OFL 1.1), each for what those before it do not have. */
export const FACES: readonly Face[] = [
  {
    files: noto('SansArabic'),
    needed: /[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]/,
    script: { tags: ['arab'], rules: 'arabic' },
  },
  {
    files: noto('SansHebrew'),
    needed: /[\u0590-\u05ff\ufb1d-\ufb4f]/,
    script: { tags: ['hebr'], rules: 'plain' },
  },
  {
    files: noto('SansDevanagari'),
    needed: /[\u0900-\u097f\ua8e0-\ua8ff]/,
    script: { tags: ['dev3', 'dev2', 'deva'], rules: 'devanagari' },
  },
  { files: noto('SansThai'), needed: /[\u0e00-\u0e7f]/, script: { tags: ['thai'], rules: 'plain' } },
  {
    files: noto('SansGeorgian'),
    needed: /[\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f]/,
    script: { tags: ['geor'], rules: 'plain' },
  },
  {
    files: noto('SansArmenian'),
    needed: /[\u0530-\u058f\ufb13-\ufb17]/,
    script: { tags: ['armn'], rules: 'plain' },
  },
  {
    files: noto('Emoji', false),
    needed: /\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}\u20e3]/u,
    script: { tags: ['DFLT'], rules: 'plain' },
  },
];

/** Which character is drawn as a picture, not as a sign of text. */
export const PICTURE = /\p{Emoji_Presentation}|\ufe0f/u;
export const EMOJI = FACES.length - 1;

const han = (name: string): Face => ({ files: noto(`Sans${name}`, false), needed: null, script: null });

/**
 * Chinese characters look different in each country. The first of these that has all of a document's is taken for them, so that a
 * name is in one hand; 5 to 10 MB each, so none is loaded that is not needed.
 */
export const HAN = {
  needed:
    /[\u2e80-\u2fdf\u3000-\u30ff\u31c0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{323af}]/u,
  faces: [han('JP'), han('TC'), han('SC')],
};
export const HANGUL = { needed: /[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]/, face: han('KR') };
