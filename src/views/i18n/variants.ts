import type { Words } from './en/index.ts';
import type { Some } from './some.ts';

/**
 * English is spelled as in the United States; what other countries write differently lies over it, loaded when somebody
 * reads it. Dates and numbers need nothing here: Intl writes them by the locale.
 */
export const VARIANTS = {
  'en-gb': () => import('./variants/en-gb.ts'),
} satisfies Readonly<Record<string, () => Promise<{ readonly changes: Some<Words> }>>>;

type Variant = keyof typeof VARIANTS;

/** Regions that spell English as in the United States. */
const AMERICAN: ReadonlySet<string> = new Set(['US', 'CA', 'PH', 'PR', 'GU', 'VI', 'AS', 'MP', 'UM', 'LR']);

/** What lies over the words of a locale that Intl knows; null where nothing does. */
export function variantOf(locale: string): Variant | null {
  const { language, region } = new Intl.Locale(locale);
  return language === 'en' && region !== undefined && !AMERICAN.has(region) ? 'en-gb' : null;
}

/** The words with their changes. */
export function overlaid<T extends object>(words: T, changes: object): T {
  const changed = Object.entries(changes).map(([key, change]: [string, unknown]) => {
    const own: unknown = Reflect.get(words, key);
    return [key, isGroup(own) && isGroup(change) ? overlaid(own, change) : change] as const;
  });
  return Object.assign({}, words, Object.fromEntries(changed));
}

const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null;
