/** What `--language` calls it. */
export const RIGHT_TO_LEFT = 'rtl';
/** The locale that its dates and amounts are written in. */
export const ITS_LOCALE = 'he';

const LETTERS = 'אבגדהוזחטיכלמנסעפצקרשתםןףץ';
/** What a translator would leave in Latin letters. */
const KEPT = /\b(?:ACH|BIC|CSV|E-invoice|EPC|IBAN|Nacha|PDF|QR|SEPA|Stripe|VAT|XML)\b/;
/** Stands for what comes into a sentence finished, and is not turned. */
const PLACE = /\ue000(\d+)\ue001/;
const UNTURNED = new RegExp(`(${KEPT.source}|${PLACE.source.replace('(', '(?:')})`);

/**
 * The English words in the letters of a language from the right, made as an import of a filled file makes a language: strings
 * and functions of the same shape. Nobody can read it; its pictures show which side everything is on.
 */
export function fromTheRight(words: unknown): unknown {
  if (typeof words === 'string') return turned(words);
  if (typeof words === 'function') return (...given: readonly unknown[]) => said(words, given);
  if (Array.isArray(words)) return words.map(fromTheRight);
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, fromTheRight(value)]));
}

/** Calls a text with places in place of what it's given, turns what is around them, and fills them. */
function said(text: unknown, given: readonly unknown[]): unknown {
  if (typeof text !== 'function') return text;
  const places = given.map((value, at) =>
    typeof value === 'string' && value !== '' ? `\ue000${at}\ue001` : value,
  );
  const answer: unknown = Reflect.apply(text, undefined, places);
  if (typeof answer !== 'string') return fromTheRight(answer);
  return turned(answer).replaceAll(new RegExp(PLACE, 'g'), (_, at: string) => String(given[Number(at)]));
}

const turned = (text: string): string =>
  text
    .split(UNTURNED)
    .map((part, at) => (at % 2 === 1 ? part : part.replaceAll(/[a-z]/gi, letterFor)))
    .join('');

const letterFor = (letter: string): string => LETTERS[letter.toLowerCase().charCodeAt(0) - 97] ?? letter;
