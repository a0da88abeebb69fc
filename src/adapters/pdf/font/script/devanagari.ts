import type { Glyph } from '../layout/glyphs.ts';

const CONSONANT = '[\\u0915-\\u0939\\u0958-\\u095f\\u0978-\\u097f]';
const VOWEL = '[\\u0904-\\u0914\\u0960\\u0961\\u0972-\\u0977]';
const NUKTA = '\\u093c?';
const HALANT = '\\u094d';
const JOINER = '[\\u200c\\u200d]?';
const MATRA = '[\\u093a\\u093b\\u093e-\\u094c\\u094e\\u094f\\u0955-\\u0957\\u0962\\u0963]';
const SIGNS = '[\\u0900-\\u0903\\u0951-\\u0954\\u1cd0-\\u1cfa\\ua8e0-\\ua8f1]*';
/** A syllable (Unicode, 12.1): consonants joined by halants, or a vowel, with the signs around them. */
const SYLLABLE = new RegExp(
  `(?:(?:${CONSONANT}${NUKTA}${HALANT}${JOINER})*${CONSONANT}${NUKTA}(?:${HALANT}${JOINER}|(?:${MATRA}${NUKTA})*)|${VOWEL}${NUKTA}(?:${MATRA}${NUKTA})*)${SIGNS}|[^]`,
  'gu',
);
const IS_CONSONANT = new RegExp(CONSONANT, 'u');
const RA = '\u0930';
const VIRAMA = '\u094d';
const BEFORE_BASE = '\u093f\u094e';

/** Features that are on for all of a syllable, and those for one part of it alone, in their order. */
export const BASIC = [
  'nukt',
  'akhn',
  'rphf',
  'rkrf',
  'blwf',
  'abvf',
  'half',
  'pstf',
  'vatu',
  'cjct',
] as const;
const PARTIAL: ReadonlySet<string> = new Set(['rphf', 'half', 'blwf', 'abvf', 'pstf']);
export const PRESENTATION = ['init', 'pres', 'abvs', 'blws', 'psts', 'haln', 'calt', 'clig', 'rlig', 'liga'];
export const POSITIONS = ['dist', 'abvm', 'blwm', 'kern', 'mark', 'mkmk'];

export const isOnFor = (glyph: Glyph, feature: string): boolean =>
  !PARTIAL.has(feature) || glyph.features.has(feature);

/** Numbers the syllables, marks what a feature is for, and brings a vowel that is drawn first to the front. */
export function orderSyllables(glyphs: Glyph[]): void {
  const text = glyphs.map(({ says }) => says).join('');
  let from = 0;
  for (const [number, [syllable]] of [...text.matchAll(SYLLABLE)].entries()) {
    const part = glyphs.splice(from, [...syllable].length);
    for (const glyph of part) glyph.syllable = number + 1;
    markParts(part);
    const moved = part.filter(({ says }) => BEFORE_BASE.includes(says));
    const rest = part.filter(({ says }) => !BEFORE_BASE.includes(says));
    // Behind a Ra that is drawn above, which is moved to the end later.
    const start = rest[0]?.features.has('rphf') === true ? 2 : 0;
    const ordered = [...rest.slice(0, start), ...moved, ...rest.slice(start)];
    glyphs.splice(from, 0, ...ordered);
    from += ordered.length;
  }
}

function markParts(part: readonly Glyph[]): void {
  const isConsonant = (at: number): boolean => IS_CONSONANT.test(part[at]?.says ?? '');
  const consonants = part.flatMap((_, at) => (isConsonant(at) ? [at] : []));
  const base = baseOf(part, consonants);
  const hasReph =
    part[0]?.says === RA && part[1]?.says === VIRAMA && consonants.length > 1 && part[2]?.says !== '\u200d';
  for (const [at, glyph] of part.entries()) {
    if (hasReph && at < 2) glyph.features = new Set(['rphf']);
    else if (at < base) glyph.features = new Set(['half']);
    else if (at > base) glyph.features = new Set(['blwf', 'abvf', 'pstf']);
  }
  // A non-joiner keeps the halant before it to be seen.
  for (const [at, { says }] of part.entries()) {
    if (says !== '\u200c') continue;
    for (let before = at - 1; before >= 0; before -= 1) {
      const glyph = part[before];
      if (glyph !== undefined) glyph.features = new Set();
      if (isConsonant(before)) break;
    }
  }
}

/** The last consonant, unless that is a Ra which is drawn below the one before it. */
function baseOf(part: readonly Glyph[], consonants: readonly number[]): number {
  const last = consonants.at(-1) ?? 0;
  const before = consonants.at(-2);
  const isBelow = part[last]?.says === RA && part[last - 1]?.says === VIRAMA && before !== undefined;
  const isReph = consonants.length === 2 && part[0]?.says === RA && part[1]?.says === VIRAMA;
  return isBelow && !isReph ? (before ?? last) : last;
}

/** After the letters have joined: the Ra above goes to the end, a vowel before all behind a halant that is still seen. */
export function reorderJoined(glyphs: Glyph[], virama: number): void {
  for (let from = 0; from < glyphs.length; ) {
    const number = glyphs[from]?.syllable;
    let to = from;
    while (to < glyphs.length && glyphs[to]?.syllable === number) to += 1;
    const part = glyphs.slice(from, to);
    glyphs.splice(from, part.length, ...reordered(part, virama));
    from = to;
  }
}

function reordered(part: readonly Glyph[], virama: number): readonly Glyph[] {
  const [first] = part;
  const hasReph = first?.features.has('rphf') === true && first.says === RA + VIRAMA;
  const rest = hasReph ? part.slice(1) : [...part];
  const vowel = rest.findIndex(({ says }) => says !== '' && BEFORE_BASE.includes(says));
  if (vowel >= 0) {
    const [moved] = rest.splice(vowel, 1);
    const base = rest.findLastIndex(({ says }) => IS_CONSONANT.test(says));
    const seen = rest.findLastIndex(({ glyph }, at) => glyph === virama && at < base);
    if (moved !== undefined) rest.splice(seen >= 0 ? seen + 1 : Math.max(vowel, 0), 0, moved);
  }
  if (!hasReph || first === undefined) return rest;
  const base = rest.findLastIndex(({ says }) => IS_CONSONANT.test(says));
  const seen = rest.findIndex(({ glyph }, at) => glyph === virama && at < base);
  if (seen >= 0) return [...rest.slice(0, seen + 1), first, ...rest.slice(seen + 1)];
  let end = rest.length;
  while (end > 0 && /^[\u0900-\u0903\u0951-\u0954]$/.test(rest[end - 1]?.says ?? '')) end -= 1;
  return [...rest.slice(0, end), first, ...rest.slice(end)];
}
