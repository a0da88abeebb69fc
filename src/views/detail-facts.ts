import { type FieldPlace, fieldsShown, type References } from '../domain/invoice/references.ts';
import type { Supply } from '../domain/invoice/supply.ts';
import type { Speaker } from './format.ts';
import type { InvoiceView, LineView } from './model.ts';

export type DetailFact = { readonly label: string; readonly value: string };

/** When it was supplied, and what the customer finds it by in their own books, as each place shows it. */
export const detailFacts = (
  { details }: Pick<InvoiceView, 'details'>,
  speaker: Speaker,
  place: FieldPlace,
): readonly DetailFact[] => [
  ...(details.supply === null ? [] : [supplyFact(details.supply, speaker)]),
  ...referenceFacts(details, speaker, place),
];

/** What the customer finds an invoice by in their own books. */
export function referenceFacts(
  details: References,
  { words: { invoice } }: Speaker,
  place: FieldPlace,
): readonly DetailFact[] {
  const words = invoice.details;
  const fact = (label: string, value: string | null) => (value === null ? [] : [{ label, value }]);
  return [
    ...fact(words.purchaseOrder, details.purchaseOrder),
    ...fact(words.buyerReference, details.buyerReference),
    ...fact(words.contract, details.contract),
    ...fieldsShown(details, place).map(({ name, value }) => ({ label: name, value })),
  ];
}

/** What a line says beside its description: its note, and when it was supplied. */
export function lineDetails({ details: { supply, note } }: LineView, speaker: Speaker): readonly string[] {
  const supplied =
    supply === null ? [] : [supplyFact(supply, speaker)].map(({ label, value }) => `${label} ${value}`);
  return [...(note?.split('\n') ?? []), ...supplied];
}

function supplyFact({ from, to }: Supply, { words: { invoice }, date }: Speaker): DetailFact {
  const words = invoice.details;
  return from === to
    ? { label: words.supplyDate, value: date(from) }
    : { label: words.supplyPeriod, value: `${date(from)} – ${date(to)}` };
}
