import type { Flash } from '../components/flash.tsx';

/** The flash message of a code: what was just done, in a page's own words; null for a code that is another page's. */
export function flashFor(words: Readonly<Record<string, string>>, code: string | null): Flash | null {
  const text = code === null || !Object.hasOwn(words, code) ? undefined : words[code];
  return text === undefined ? null : { tone: 'good', text };
}
