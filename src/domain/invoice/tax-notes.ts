import { type Exemption, provisionOf } from './exemptions.ts';
import type { TaxTotal } from './totals-types.ts';

/**
 * What the law wants an invoice to say of its taxes (Directive 2006/112, art. 226 (11) to (14)): a sentence of ours in
 * the reader's language, words that a law prescribes, or the business's own.
 */
export type TaxNote =
  | { readonly note: 'reverse_charge' | 'intra_community' | 'export' | 'outside_scope' | 'exempt_customer' }
  | { readonly note: 'small_business' | 'exempt'; readonly law: string }
  | { readonly note: 'words'; readonly text: string };

/** The notes of an invoice's taxes, each once, in their order; `language` is the reader's (BCP 47). */
export function taxNotes(taxes: readonly TaxTotal[], language: string): readonly TaxNote[] {
  const notes = new Map<string, TaxNote>();
  for (const note of taxes.flatMap((tax) => notesOf(tax, language))) {
    notes.set(JSON.stringify(note), note);
  }
  return [...notes.values()];
}

function notesOf({ category, exemption, reason }: TaxTotal, language: string): readonly TaxNote[] {
  const own: readonly TaxNote[] = reason === undefined ? [] : [{ note: 'words', text: reason }];
  switch (category) {
    case undefined:
    case 'standard':
    case 'reduced':
    case 'zero':
      return [];
    case 'exempt':
      return exemption === undefined ? own : [...ofProvision(exemption, language), ...own];
    case 'outside_scope':
      return own.length > 0 ? own : [{ note: category }];
    case 'reverse_charge':
    case 'intra_community':
    case 'export':
      return [{ note: category }, ...own];
    default:
      return category satisfies never;
  }
}

/** Prescribed words stand first; who does not read their language is told the same in theirs. */
function ofProvision(exemption: Exemption, reader: string): readonly TaxNote[] {
  const { kind, law, words, language } = provisionOf(exemption);
  const ours: TaxNote = kind === 'exempt_customer' ? { note: kind } : { note: kind, law };
  if (words === null) return [ours];
  const prescribed: TaxNote = { note: 'words', text: words };
  return reader.split('-')[0] === language ? [prescribed] : [prescribed, ours];
}
