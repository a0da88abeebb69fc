import type { TaxId } from '../tax-id/kinds.ts';
import type { ReadLine } from './read-line.ts';
import { taxIdText } from './tax-ids.ts';

/** What a line changes: a field, from what to what. */
export type FieldChange = { readonly field: string; readonly from: string | null; readonly to: string };

type Standing = {
  readonly texts: Readonly<Record<string, string | null>>;
  readonly address: Readonly<Record<string, string | null | undefined>>;
  readonly billingEmails: readonly string[];
  readonly customerAliases: readonly string[];
  readonly taxIds: readonly TaxId[];
  readonly externalIds: readonly { readonly key: string; readonly value: string }[];
  readonly parentId: string | null;
};

/** The fields in which a line differs from the customer as it stands. */
export function changesOf(
  line: ReadLine,
  now: Standing,
  /** The parent that it names: its id, or what names it until it is made. */
  parent: string | null = null,
): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  const compare = (field: string, from: string | null, to: string) => {
    if ((from ?? '') !== to) changes.push({ field, from, to });
  };
  for (const [field, to] of Object.entries(line.texts)) compare(field, now.texts[field] ?? null, to ?? '');
  for (const [part, to] of Object.entries(line.address)) compare(part, now.address[part] ?? null, to ?? '');
  const list = (all: readonly string[]): string => all.join('\n');
  if (line.billingEmails !== null)
    compare('billingEmails', list(now.billingEmails) || null, list(line.billingEmails));
  if (line.customerAliases !== null)
    compare('customerAliases', list(now.customerAliases) || null, list(line.customerAliases));
  if (line.taxIds !== null)
    compare('taxIds', list(now.taxIds.map(taxIdText)) || null, list(line.taxIds.map(taxIdText)));
  for (const { key, value } of line.externalIds) {
    compare(`externalId:${key}`, now.externalIds.find((one) => one.key === key)?.value ?? null, value);
  }
  if (parent !== null) compare('parent', now.parentId, parent);
  return changes;
}
