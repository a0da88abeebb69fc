import type { Language } from '../../domain/reader/languages.ts';
import type { Words } from './en/index.ts';

/**
 * The languages that pages, mails and PDFs are written in, by the first part of a BCP 47 tag. Each is loaded when
 * somebody reads it. A new one is a folder beside `en` and a line here; the build fails while it lacks a text.
 */
export const LANGUAGES = {
  en: () => import('./en/index.ts'),
  de: () => import('./de/index.ts'),
  fr: () => import('./fr/index.ts'),
  es: () => import('./es/index.ts'),
  ja: () => import('./ja/index.ts'),
} satisfies Readonly<Record<Language, () => Promise<{ readonly words: Words }>>>;
