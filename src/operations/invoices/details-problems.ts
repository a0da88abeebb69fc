import type { InvoiceDetails, LineDetails } from '../../domain/invoice/details.ts';
import { type ReferencesProblem, referencesProblems } from '../../domain/invoice/references.ts';
import { type Supply, supplyProblem } from '../../domain/invoice/supply.ts';
import type { FieldProblem } from '../../domain/rejection.ts';

const PERIOD = 'This period ends before it begins.';
const SENTENCES: Readonly<Record<ReferencesProblem['problem'], string>> = {
  too_many_fields: 'An invoice has room for ten fields of your own.',
  field_named_twice: 'There is a field of this name already.',
};

/** What is wrong with an invoice's details and those of its lines, in words, each by its place. */
export const detailsProblems = (
  details: InvoiceDetails,
  lines: readonly LineDetails[],
): readonly FieldProblem[] => [
  ...(endsEarly(details.supply) ? [{ path: 'supply.to', message: PERIOD }] : []),
  ...referencesProblems(details).map(({ path, problem }) => ({ path, message: SENTENCES[problem] })),
  ...lines.flatMap(({ supply }, index) =>
    endsEarly(supply) ? [{ path: `lines[${index}].supply.to`, message: PERIOD }] : [],
  ),
];

const endsEarly = (supply: Supply | null): boolean => supply !== null && supplyProblem(supply) !== null;
