import { countryProblem } from '../country.ts';
import { emailProblem } from '../email-address.ts';
import { isKnownLanguage } from '../reader/locale.ts';
import type { TaxId } from '../tax-id/kinds.ts';
import { textProblem } from '../text.ts';
import { cellsOf, type LineProblem } from './cells.ts';
import type { Column, Field } from './columns.ts';
import { type NamedParent, readParent } from './parent.ts';
import { readTaxIds } from './tax-ids.ts';

/** A line's fields that are not empty, as texts by column. */
export type Given = Readonly<Partial<Record<Column, string>>>;

export type { LineProblem } from './cells.ts';

/** The cells of a line that are not empty: an empty cell never empties a field. */
export const givenOf = (columns: readonly Column[], cells: readonly string[]): Given =>
  cellsOf(columns, cells);

export type ReadLine = {
  readonly id: string | null;
  readonly texts: Readonly<Partial<Record<TextField, string>>>;
  readonly address: Readonly<Partial<Record<AddressPart, string>>>;
  readonly billingEmails: readonly string[] | null;
  readonly customerAliases: readonly string[] | null;
  readonly taxIds: readonly TaxId[] | null;
  readonly externalIds: readonly { readonly key: string; readonly value: string }[];
  /** Who pays for it, as the line says; null where it does not. */
  readonly parent: NamedParent | null;
};

type Most = Readonly<Partial<Record<Field, number>>>;
const TEXTS = {
  legalName: 200,
  label: 200,
  contactName: 200,
  email: 254,
  telephone: 50,
  url: 2048,
  taxStatus: 40,
  locale: 35,
} as const satisfies Most;
const ADDRESS = {
  line1: 200,
  line2: 200,
  town: 100,
  region: 100,
  postcode: 20,
  country: 100,
} as const satisfies Most;
export type TextField = keyof typeof TEXTS;
export type AddressPart = keyof typeof ADDRESS;
const isText = (column: string): column is TextField => Object.hasOwn(TEXTS, column);
const isPart = (column: string): column is AddressPart => Object.hasOwn(ADDRESS, column);

/** A line's fields, checked as the API checks them; or everything that is wrong with them. */
export function readLine(given: Given): ReadLine | readonly LineProblem[] {
  const problems: LineProblem[] = [];
  const texts: Partial<Record<TextField, string>> = {};
  const address: Partial<Record<AddressPart, string>> = {};
  const externalIds: { key: string; value: string }[] = [];
  const check = (column: string, text: string, most: number): void => {
    const problem =
      [...text].length > most ? `has more than ${most} characters` : textProblem(text, { lineBreaks: false });
    const special = problem === null ? specialProblem(column, text) : `This text ${problem}.`;
    if (special !== null) problems.push({ column, message: special });
  };
  for (const [column, text] of Object.entries(given)) {
    if (text === undefined) continue;
    if (isText(column)) {
      texts[column] = text;
      check(column, text, TEXTS[column]);
    } else if (isPart(column)) {
      address[column] = column === 'country' ? text.toUpperCase() : text;
      check(column, address[column], ADDRESS[column]);
    } else if (column.startsWith('externalId:')) {
      externalIds.push({ key: column.slice('externalId:'.length), value: text });
      check(column, text, 255);
    }
  }
  const billingEmails = listIn(given.billingEmails, /[\s,;]+/);
  for (const email of billingEmails ?? []) check('billingEmails', email, 254);
  const customerAliases = listIn(given.customerAliases, /\n/);
  for (const alias of customerAliases ?? []) check('customerAliases', alias, 200);
  for (const pair of listIn(given.externalIds, /\n/) ?? []) {
    const colon = pair.indexOf(':');
    if (colon < 1) problems.push({ column: 'externalIds', message: 'Write each as KEY:ID, one a line.' });
    else externalIds.push({ key: pair.slice(0, colon).trim(), value: pair.slice(colon + 1).trim() });
  }
  const written = listIn(given.taxIds, /\n/);
  const read = written === null ? null : readTaxIds(written);
  const taxIds = read === null ? null : read.flatMap((each) => (typeof each === 'string' ? [] : [each]));
  for (const each of read ?? []) {
    if (typeof each === 'string') problems.push({ column: 'taxIds', message: each });
  }
  const parent = given.parent === undefined ? null : readParent(given.parent);
  if (typeof parent === 'string') problems.push({ column: 'parent', message: parent });
  const id = given.id ?? null;
  if (id === null && externalIds.length === 0 && texts.email === undefined) {
    problems.push({
      column: null,
      message: 'It has no id, external id or email: nobody can say who it is about.',
    });
  }
  if (problems.length > 0 || typeof parent === 'string') return problems;
  return { id, texts, address, billingEmails, customerAliases, taxIds, externalIds, parent };
}

const listIn = (text: string | undefined, between: RegExp): readonly string[] | null =>
  text === undefined
    ? null
    : [
        ...new Set(
          text
            .split(between)
            .map((part) => part.trim())
            .filter((part) => part !== ''),
        ),
      ];

function specialProblem(column: string, text: string): string | null {
  switch (column) {
    case 'email':
    case 'billingEmails': {
      const problem = emailProblem(text);
      return problem === null ? null : `This address ${problem}.`;
    }
    case 'url':
      return /^https?:\/\/[^\s/?#:@]+(?::[0-9]{1,5})?(?:[/?#]\S*)?$/i.test(text)
        ? null
        : 'Give an http or https address.';
    case 'taxStatus':
      return /^[A-Z][A-Z_]*$/.test(text) ? null : 'Give a word in capitals, such as TAXED.';
    case 'country':
      return countryProblem(text);
    case 'locale':
      return isKnownLanguage(text) ? null : 'Give a language as in BCP 47, such as en or de-AT.';
    default:
      return null;
  }
}
