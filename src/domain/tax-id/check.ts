import { compact, type TaxId, type TaxIdKind } from './kinds.ts';
import { MEMBER_STATES } from './member-states.ts';
import { RULES } from './rules.ts';

/** What is wrong with a tax id: how it is written, its check digits, or its country; then with the kind that it is. */
export type TaxIdFault =
  | { readonly fault: 'form' }
  | { readonly fault: 'check_digits' }
  | { readonly fault: 'country'; readonly country: string; readonly kind: TaxIdKind | null };

/**
 * Checks a tax id by form and check digits, as far as its law defines them; whether it was issued only its authority
 * can tell. Null where nothing is wrong.
 */
export function taxIdFault(id: TaxId): TaxIdFault | null {
  const text = compact(id);
  if (id.kind !== 'eu_vat') return faultBy(RULES[id.kind], text);
  const country = text.slice(0, 2);
  const rule = MEMBER_STATES[country];
  return rule === undefined ? faultOfOutsider(text, country) : faultBy(rule, text.slice(2));
}

function faultBy(
  { form, agrees }: { readonly form: RegExp; readonly agrees?: (text: string) => boolean },
  text: string,
): TaxIdFault | null {
  if (!form.test(text)) return { fault: 'form' };
  return agrees === undefined || agrees(text) ? null : { fault: 'check_digits' };
}

/** Letters in front that are no member state's; Greece writes `EL`, and people write `GR`. */
function faultOfOutsider(text: string, country: string): TaxIdFault {
  if (!/^[A-Z]{2}/.test(country)) return { fault: 'form' };
  if (text.startsWith('CHE')) return { fault: 'country', country: 'CH', kind: 'ch_uid' };
  const kinds: Readonly<Record<string, TaxIdKind>> = { GB: 'gb_vat', EU: 'eu_oss_vat', IM: 'eu_oss_vat' };
  return { fault: 'country', country, kind: kinds[country] ?? null };
}

/** ISO 3166-1 alpha-2 of the country that gave a tax id; null where its kind does not say. */
export function countryOfTaxId(id: TaxId): string | null {
  if (id.kind === 'other' || id.kind === 'eu_oss_vat') return null;
  if (id.kind !== 'eu_vat') return id.kind.slice(0, 2).toUpperCase();
  const letters = compact(id).slice(0, 2);
  const others: Readonly<Record<string, string>> = { EL: 'GR', XI: 'GB' };
  return others[letters] ?? letters;
}
