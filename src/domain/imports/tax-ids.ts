import { TAX_ID_KINDS, type TaxId } from '../tax-id/kinds.ts';
import { LONGEST_TAX_ID, MOST_TAX_IDS, taxIdProblems } from '../tax-id/problems.ts';

/** Tax ids as a file writes them, one a line, such as `eu_vat:DE136695976`; or what is wrong with them, in words. */
export function readTaxIds(lines: readonly string[]): readonly TaxId[] | readonly string[] {
  const problems: string[] = [];
  const ids: TaxId[] = [];
  for (const text of lines) {
    const colon = text.indexOf(':');
    const kind = TAX_ID_KINDS.find((each) => each === text.slice(0, colon).trim());
    const value = text.slice(colon + 1).trim();
    if (kind === undefined || value === '' || value.length > LONGEST_TAX_ID) {
      problems.push(
        `“${text.slice(0, 80)}”: write each as KIND:NUMBER, one a line, such as eu_vat:DE136695976.`,
      );
    } else ids.push({ kind, value });
  }
  if (lines.length > MOST_TAX_IDS) problems.push(`There are at most ${MOST_TAX_IDS} tax ids.`);
  if (problems.length > 0) return problems;
  const wrong = taxIdProblems(ids).map(({ path, message }) => {
    const place = Number(/\d+/.exec(path)?.[0] ?? 0);
    return `“${lines[place] ?? ''}”: ${message}`;
  });
  return wrong.length > 0 ? wrong : ids;
}

export const taxIdText = ({ kind, value }: TaxId): string => `${kind}:${value}`;
