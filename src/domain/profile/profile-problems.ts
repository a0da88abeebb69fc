import { isTimeZone } from '../calendar.ts';
import { parseCurrency } from '../currency.ts';
import { emailProblem } from '../email-address.ts';
import { isKnownLanguage } from '../reader/locale.ts';
import { receiptPrefix } from '../receipt/series.ts';
import type { FieldProblem } from '../rejection.ts';
import { LONGEST_TAX_ID, taxIdProblems } from '../tax-id/problems.ts';
import { textProblem } from '../text.ts';
import { bankAccountProblems } from './bank-account-problems.ts';
import { prefixProblem } from './number-prefix.ts';
import type { Profile, ProfileField } from './profile.ts';
import { prefixesMeet } from './series.ts';

/** The longest texts, in characters. */
export const LONGEST = {
  name: 200,
  address: 200,
  taxId: LONGEST_TAX_ID,
  telephone: 50,
  web: 500,
  footer: 500,
  bankDetails: 1_000,
} as const;

/**
 * What is wrong with the fields of a profile that change. Those that do not change are left alone: an old value that a
 * newer rule refuses does not keep anybody from changing another.
 */
export const profileProblems = (after: Profile, changed: readonly ProfileField[]): readonly FieldProblem[] =>
  changed.flatMap((field) => fieldProblems(after, field));

function fieldProblems(profile: Profile, field: ProfileField): readonly FieldProblem[] {
  switch (field) {
    case 'legalName':
    case 'displayName':
      return text(field, profile[field], LONGEST.name, { required: true });
    case 'address':
      return addressProblems(profile);
    case 'taxId':
      return text(field, profile.taxId, LONGEST.taxId);
    case 'taxIds':
      return taxIdProblems(profile.taxIds);
    case 'email':
    case 'replyTo': {
      const address = profile[field];
      const problem = address === null ? null : emailProblem(address);
      return problem === null ? [] : [{ path: field, message: `This address ${problem}.` }];
    }
    case 'telephone':
      return text(field, profile.telephone, LONGEST.telephone);
    case 'website':
    case 'logoUrl':
      return webProblems(field, profile[field]);
    case 'locale':
      return said(
        field,
        profile.locale.length <= 35 && isKnownLanguage(profile.locale),
        'Give a language as in BCP 47, such as en or de-AT.',
      );
    case 'timeZone':
      return said(field, isTimeZone(profile.timeZone), 'Give an IANA time zone, such as Europe/Paris.');
    case 'currency':
      return said(field, parseCurrency(profile.currency) !== null, 'Give an ISO 4217 code, such as USD.');
    case 'brandColor':
      return said(
        field,
        /^#[0-9a-f]{6}$/.test(profile.brandColor),
        'Give a colour as #rrggbb, such as #1f4b99.',
      );
    case 'footer':
      return text(field, profile.footer, LONGEST.footer, { lineBreaks: true });
    case 'bankDetails':
      return text(field, profile.bankDetails, LONGEST.bankDetails, { lineBreaks: true });
    case 'bankAccounts':
      return bankAccountProblems(profile.bankAccounts);
    case 'numberPrefix': {
      const problem = prefixProblem(profile.numberPrefix) ?? sameProblem(profile);
      return problem === null ? [] : [{ path: field, message: problem }];
    }
    case 'creditNotePrefix': {
      const { creditNotePrefix: prefix } = profile;
      const problem = prefix === null ? null : (prefixProblem(prefix) ?? sameProblem(profile));
      return problem === null ? [] : [{ path: field, message: problem }];
    }
    // Each is one of a list, or made by the upload, which has checked it.
    case 'eInvoice':
    case 'logo':
      return [];
    default:
      return field satisfies never;
  }
}

/** Both kinds would be counted in one series, and each would have gaps. */
function sameProblem({ numberPrefix, creditNotePrefix }: Profile): string | null {
  if (creditNotePrefix === null) return null;
  if (prefixesMeet(numberPrefix, creditNotePrefix)) {
    return 'Invoices and credit notes need different prefixes: both would take numbers of one series.';
  }
  return prefixesMeet(receiptPrefix(numberPrefix), creditNotePrefix)
    ? `Receipts have numbers that begin with ${receiptPrefix(numberPrefix)}: choose another prefix.`
    : null;
}

type TextRule = { readonly required?: boolean; readonly lineBreaks?: boolean };

export function text(
  path: string,
  value: string | null,
  longest: number,
  { required = false, lineBreaks = false }: TextRule = {},
): readonly FieldProblem[] {
  if (value === null || value.trim() === '')
    return required ? [{ path, message: 'This cannot be empty.' }] : [];
  if (value.length > longest) return [{ path, message: `Give ${longest} characters at most.` }];
  const problem = textProblem(value, { lineBreaks });
  return problem === null ? [] : [{ path, message: `This text ${problem}.` }];
}

const said = (path: string, isRight: boolean, message: string): readonly FieldProblem[] =>
  isRight ? [] : [{ path, message }];

function webProblems(path: string, value: string | null): readonly FieldProblem[] {
  if (value === null) return [];
  const isWeb = /^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/i.test(value);
  return [...text(path, value, LONGEST.web), ...said(path, isWeb, 'Give an http or https address.')];
}

function addressProblems({ address }: Profile): readonly FieldProblem[] {
  const { country, ...lines } = address;
  const wrong = Object.entries(lines).flatMap(([name, line]) =>
    text(`address.${name}`, line ?? null, LONGEST.address),
  );
  return [
    ...wrong,
    ...said('address.country', isCountry(country ?? ''), 'Give two letters by ISO 3166, such as FR.'),
  ];
}

/** Not `UK`, which stands for GB and is no code of its own. */
function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code)) return false;
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  return names.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code;
}
