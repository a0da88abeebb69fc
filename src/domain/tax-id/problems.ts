import type { FieldProblem } from '../rejection.ts';
import { type TaxIdFault, taxIdFault } from './check.ts';
import { compact, type TaxId } from './kinds.ts';
import { exampleOf } from './rules.ts';

export const MOST_TAX_IDS = 5;
export const LONGEST_TAX_ID = 60;

/** What is wrong with the tax ids of a business or a customer, each by its place; of two that are the same the second. */
export function taxIdProblems(ids: readonly TaxId[]): readonly FieldProblem[] {
  const wrong = ids.flatMap((id, index) => {
    const fault = taxIdFault(id);
    return fault === null ? [] : [{ path: `taxIds[${index}].value`, message: sentence(id, fault) }];
  });
  const same = ids.map((id) => `${id.kind} ${compact(id)}`);
  const twice = same.findIndex((text, index) => same.indexOf(text) !== index);
  return twice === -1
    ? wrong
    : [...wrong, { path: `taxIds[${twice}]`, message: 'This one is listed twice.' }];
}

function sentence({ kind }: TaxId, found: TaxIdFault): string {
  switch (found.fault) {
    case 'form':
      return `Write it like ${exampleOf(kind)}, or choose another kind.`;
    case 'check_digits':
      return 'Its check digits do not agree with the others: look for a mistyped digit.';
    case 'country':
      if (found.country === 'GR') return 'Greek VAT numbers begin with EL: write EL in place of GR.';
      return found.kind === null
        ? `${found.country} is no member state of the EU: choose another kind.`
        : `${found.country} is no member state of the EU: choose ${found.kind}.`;
    default:
      return found satisfies never;
  }
}
