import type { FailureSentences } from './en/failures.ts';
import type { PageWords } from './en/pages.ts';
import { SENTENCE_OF } from './failure-codes.ts';

/** All words of the pages in one language; the keys are those of English. */
export type Dictionary = PageWords;

/** The sentence for a decline or failure code of Stripe, in plain words; codes unknown to us get a general one. */
export function failureSentence(words: Dictionary, code: string | null): string {
  const keys: Readonly<Record<string, keyof FailureSentences>> = SENTENCE_OF;
  const key = code !== null && Object.hasOwn(keys, code) ? keys[code] : undefined;
  return words.failures[key ?? 'fallback'];
}
