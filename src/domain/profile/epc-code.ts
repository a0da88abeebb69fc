import { bytesInUtf8 } from '../utf8.ts';
import type { BankAccount } from './bank-account.ts';

/** Who takes part in SEPA credit transfers (EPC409-09): an IBAN of any other country cannot be paid by one. */
const SEPA: ReadonlySet<string> = new Set(
  (
    'AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK ' +
    'SM VA'
  ).split(' '),
);
const MOST_CENTS = 99_999_999_999;
const LONGEST_NAME = 70;
const LONGEST_REFERENCE = 140;
/** The most that the guidelines allow, in bytes. */
const MOST_BYTES = 331;

/**
 * What a QR code holds that fills in a SEPA credit transfer in a banking app (EPC069-12, version 2.1, UTF-8); null where the
 * transfer cannot be one.
 */
export function epcCode(
  { holder, numbers, currency }: Pick<BankAccount, 'holder' | 'numbers' | 'currency'>,
  { amountMinor, reference }: { readonly amountMinor: number; readonly reference: string },
): string | null {
  if (currency !== 'EUR' || numbers.kind !== 'iban' || !SEPA.has(numbers.iban.slice(0, 2))) return null;
  if (amountMinor < 1 || amountMinor > MOST_CENTS) return null;
  const name = inOneLine(holder, LONGEST_NAME);
  const cents = String(amountMinor).padStart(3, '0');
  const text = [
    'BCD',
    '002',
    '1',
    'SCT',
    numbers.bic ?? '',
    name,
    numbers.iban,
    `EUR${cents.slice(0, -2)}.${cents.slice(-2)}`,
    '',
    '',
    inOneLine(reference, LONGEST_REFERENCE),
  ].join('\n');
  const isFit = name !== '' && reference.length <= LONGEST_REFERENCE;
  return isFit && bytesInUtf8(text) <= MOST_BYTES ? text : null;
}

/** Without line breaks, which part the fields, and cut between characters. */
const inOneLine = (text: string, most: number): string =>
  [...text.toWellFormed().replaceAll(/\s+/gu, ' ').trim()].slice(0, most).join('').trim();
