import type { Address } from '../invoice/address.ts';
import { bytesInUtf8 } from '../utf8.ts';
import type { BankAccount } from './bank-account.ts';
import { remainderOf97 } from './bank-codes.ts';

const CURRENCIES: ReadonlySet<string> = new Set(['CHF', 'EUR']);
const MOST_CENTS = 99_999_999_999;
/** What a symbol of version 25 with correction level M holds, in bytes. */
const MOST_BYTES = 997;
const LONGEST = { name: 70, street: 70, postcode: 16, town: 35, message: 140 } as const;
/** What the guidelines permit: Basic Latin, Latin-1, Latin Extended-A, and five more. */
const PERMITTED = /^[ -~\u00A0-\u017F\u0218-\u021B\u20AC]*$/;

/** Typographic marks by which texts are set, and what they are written as. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201A\u2032]/g, "'"],
  [/[\u201C-\u201E\u2033]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/\u2026/g, '...'],
];

export type SwissTransfer = {
  /** Null where the payer types it. */
  readonly amountMinor: number | null;
  /** What the payer is told to give: a QR reference, a creditor reference (ISO 11649), or any text. */
  readonly reference: string;
  /** The invoice's number. */
  readonly number: string;
};

type Account = Pick<BankAccount, 'holder' | 'numbers' | 'currency'>;

/**
 * What a Swiss QR code holds (Swiss Implementation Guidelines QR-bill 2.3, of SIX); null where there is none that would be
 * right. Who pays is left to their bank.
 */
export function swissCode(account: Account, address: Address, transfer: SwissTransfer): string | null {
  const said = creditorOf(account, address);
  if (said.kind === 'none') return null;
  const { amountMinor } = transfer;
  if (amountMinor !== null && (amountMinor < 1 || amountMinor > MOST_CENTS)) return null;
  const reference = referenceOf(said.iban, transfer);
  if (reference === null) return null;
  const cents = amountMinor === null ? '' : String(amountMinor).padStart(3, '0');
  const text = [
    ...['SPC', '0200', '1', said.iban],
    ...['S', said.name, said.street, '', said.postcode, said.town, said.country],
    // The ultimate creditor is reserved for later.
    ...['', '', '', '', '', '', ''],
    amountMinor === null ? '' : `${cents.slice(0, -2)}.${cents.slice(-2)}`,
    account.currency,
    ...['', '', '', '', '', '', ''],
    ...reference,
    'EPD',
  ].join('\n');
  return bytesInUtf8(text) <= MOST_BYTES ? text : null;
}

/** Why invoices of a Swiss account get no code, in a sentence for its business; null where they get one, or none is to be had. */
export function whyNoSwissCode(account: Account, address: Address): string | null {
  const said = creditorOf(account, address);
  if (said.kind === 'none') return said.why;
  return isQrIban(said.iban)
    ? 'This is a QR-IBAN, which takes a 27-digit QR reference alone. Invoices have none, so they show no Swiss QR code: give the account’s ordinary IBAN.'
    : null;
}

type Creditor =
  | { readonly kind: 'none'; readonly why: string | null }
  | {
      readonly kind: 'creditor';
      readonly iban: string;
      readonly name: string;
      readonly street: string;
      readonly postcode: string;
      readonly town: string;
      readonly country: string;
    };

function creditorOf({ holder, numbers, currency }: Account, address: Address): Creditor {
  const none = (why: string | null): Creditor => ({ kind: 'none', why });
  if (numbers.kind !== 'iban' || !/^(CH|LI)\w{19}$/.test(numbers.iban)) return none(null);
  if (!CURRENCIES.has(currency)) {
    return none('A Swiss QR code is for CHF and EUR alone: invoices in this currency show none.');
  }
  const name = written(holder).slice(0, LONGEST.name).trim();
  const street = written(address.line1);
  const postcode = written(address.postcode).replace(/^(CH|LI|FL|DE|A|AT|F|FR|I|IT)-/i, '');
  const town = written(address.town);
  const country = address.country?.toUpperCase() ?? '';
  if (postcode === '' || town === '' || !/^[A-Z]{2}$/.test(country)) {
    return none('A Swiss QR code needs the postcode, town and country of your address: invoices show none.');
  }
  if (![name, street, postcode, town].every((text) => PERMITTED.test(text)) || name === '') {
    return none(
      'A Swiss QR code takes Latin letters alone, in the holder’s name and your address: invoices show none.',
    );
  }
  if (street.length > LONGEST.street || postcode.length > LONGEST.postcode || town.length > LONGEST.town) {
    return none('Your address is too long for a Swiss QR code: invoices show none.');
  }
  return { kind: 'creditor', iban: numbers.iban, name, street, postcode, town, country };
}

/** The kind of reference, the reference, and the message; null where the account takes none like it. */
function referenceOf(iban: string, { reference, number }: SwissTransfer): readonly string[] | null {
  const bare = reference.replaceAll(/\s/g, '').toUpperCase();
  const isQrr = isQrReference(bare);
  if (isQrIban(iban)) return isQrr ? ['QRR', bare, messageOf([number], bare)] : null;
  if (isCreditorReference(bare)) return ['SCOR', bare, messageOf([number], bare)];
  const message = messageOf(reference === number ? [number] : [reference, number], '');
  // Cut or bent, it would not lead to the invoice.
  return message === '' ? null : ['NON', '', message];
}

/** What fits and is permitted; what is said already is left out. */
function messageOf(parts: readonly string[], said: string): string {
  const message = parts
    .map(written)
    .filter((part) => part !== said)
    .join(' / ');
  return message.length <= LONGEST.message && PERMITTED.test(message) ? message : '';
}

/** Banks' numbers from 30000 to 31999 are those of QR-IBANs. */
const isQrIban = (iban: string): boolean => /^..\d\d3[01]\d{3}/.test(iban);

const STEPS = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5] as const;

/** 26 digits and one that checks them, modulo 10, recursively. */
function isQrReference(text: string): boolean {
  if (!/^\d{27}$/.test(text) || /^0+$/.test(text)) return false;
  let carry = 0;
  for (const digit of text.slice(0, -1)) carry = STEPS[(carry + Number(digit)) % 10] ?? 0;
  return Number(text.at(-1)) === (10 - carry) % 10;
}

/** ISO 11649. */
const isCreditorReference = (text: string): boolean =>
  /^RF\d{2}[A-Z0-9]{1,21}$/.test(text) && remainderOf97(text.slice(4) + text.slice(0, 4)) === 1;

/** In one line, composed, with plain marks. */
const written = (text: string | null | undefined): string =>
  PLAIN.reduce(
    (plain, [mark, instead]) => plain.replaceAll(mark, instead),
    (text ?? '').toWellFormed().normalize('NFC').replaceAll(/\s+/gu, ' ').trim(),
  );
