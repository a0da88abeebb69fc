import type { Address } from '../invoice/address.ts';
import { addressText, readAddressText } from './shared-fields.ts';

type Searchable = {
  readonly legalName: string;
  readonly label: string | null;
  readonly contactName: string | null;
  readonly email: string | null;
  readonly billingEmails: readonly string[];
  readonly telephone: string | null;
  readonly address: Address;
  readonly customerAliases: readonly string[];
  readonly contacts?: readonly { readonly name: string | null; readonly email: string }[] | undefined;
};

/** The longest word that is kept, and the longest that is searched for. */
const LONGEST_WORD = 64;
/** A business that writes whole books into its customers' fields finds them by the first words. */
const MOST_WORDS = 400;
const MOST_TERMS = 8;

/** Letters that no decomposition takes apart. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** A text as it is compared: without case, accents and widths. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ßøæœłđðþı]/g, (letter) => SPELLED[letter] ?? letter);

const wordsIn = (text: string): readonly string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

const shortened = (word: string): string => [...word].slice(0, LONGEST_WORD).join('');

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const LONGEST_TAIL = 24;

/** Where words are written without spaces, each of its ends: a search finds the beginning of a word. */
function tails(word: string): readonly string[] {
  if (!CJK.test(word)) return [word];
  const letters = [...word].slice(0, LONGEST_TAIL);
  return [word, ...letters.map((_, from) => [...word].slice(from).join(''))];
}

/** The words that a customer is found by: of names, addresses, e-mail, telephone and aliases. */
export function searchWords(customer: Searchable): readonly string[] {
  const { legalName, label, contactName, email, billingEmails, telephone, customerAliases } = customer;
  const { contacts = [] } = customer;
  const emails = [email ?? '', ...billingEmails, ...contacts.map((contact) => contact.email)];
  const names = [legalName, label ?? '', contactName ?? '', ...contacts.map(({ name }) => name ?? '')];
  const lines = Object.values(readAddressText(addressText(customer.address)));
  const texts = [...names, ...emails, ...lines, telephone ?? '', ...customerAliases];
  const whole = [...emails, ...customerAliases].map(aliasWord);
  const digits = (telephone ?? '').replaceAll(/\D/g, '');
  const all = [
    ...names.flatMap(wordsIn),
    ...whole,
    ...texts.flatMap((text) => withAt(text ?? '')).map(aliasWord),
    digits,
    ...texts.flatMap((text) => wordsIn(text ?? '').flatMap(tails)),
  ];
  return [...new Set(all.filter((word) => word !== '').map(shortened))].slice(0, MOST_WORDS);
}

/** So many words of a customer of Stripe's are kept: it has a name and an address. */
const MOST_LISTED_WORDS = 40;

/** The words that a customer of a Stripe account is found by, as it was listed. */
export function listedWords(name: string | null, email: string | null): readonly string[] {
  const address = email ?? '';
  const all = [...wordsIn(name ?? '').flatMap(tails), aliasWord(address), ...wordsIn(address)];
  return [...new Set(all.filter((word) => word !== '').map(shortened))].slice(0, MOST_LISTED_WORDS);
}

/** What is searched for as one term, wherever it stands. */
const withAt = (text: string): readonly string[] =>
  text
    .trim()
    .split(/\s+/)
    .filter((part) => part.includes('@'));

/** An alias or an address, which is a word as it is. */
export const aliasWord = (text: string): string => shortened(folded(text.trim()));

/** What is searched for: the beginning of a word each, all of which a customer has. An address is one term. */
export function searchTerms(text: string): readonly string[] {
  const terms = text
    .trim()
    .split(/\s+/)
    .flatMap((part) => (part.includes('@') ? [folded(part)] : wordsIn(part)));
  return [...new Set(terms.map(shortened))].slice(0, MOST_TERMS);
}

/** The end of the range of words that begin with a term: no text that begins with it is greater. */
export const rangeEnd = (term: string): string => `${term}\u{10FFFF}`;
