/**
 * The languages that pages, mails and documents are written in, by the first part of a BCP 47 tag, in the order in which
 * they are offered. `npm run i18n:import` adds one; their words are in `views/i18n`.
 */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'ja'] as const;

export type Language = (typeof LANGUAGES)[number];
