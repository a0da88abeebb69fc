import type { MethodRow } from '../../db/queries/planned-methods.ts';
import type { customers, invoices, merchants } from '../../db/schema/index.ts';
import { chooseMethod } from '../../domain/collection/choose-method.ts';
import type { MethodView } from '../../domain/payment/method-view.ts';
import { methodOnFile } from './collection-facts.ts';
import { methodView } from './ledger.ts';

type Planned = {
  readonly invoice: Pick<
    typeof invoices.$inferSelect,
    'currency' | 'noticedMethod' | 'noticedFor' | 'collectAt' | 'customerId'
  >;
  readonly customer: typeof customers.$inferSelect;
  readonly merchant: Pick<typeof merchants.$inferSelect, 'timeZone'>;
  readonly payerId: string;
  readonly methods: readonly MethodRow[];
};

/**
 * What an invoice that is planned to be charged will be charged to: what its notice named, else what the rules choose. Null
 * where another customer pays it, whose methods are not this one's to know.
 */
export function plannedMethod(
  { invoice, customer, merchant, payerId, methods }: Planned,
  now: number,
): MethodView | null {
  if (payerId !== invoice.customerId) return null;
  const { currency, noticedMethod, noticedFor, collectAt } = invoice;
  const noticed = methods.find(({ id }) => id === noticedMethod && noticedFor === collectAt);
  const { method } = chooseMethod(
    {
      merchant,
      invoice: { currency },
      methods: methods.map((row) => methodOnFile(row, customer)),
      // What was declined before is known to the rules alone: they charge another one then, and say so.
      attempts: [],
      spent: new Map(),
    },
    collectAt ?? now,
  );
  const card = (noticed ?? methods.find(({ id }) => id === method?.id))?.summary;
  return card === undefined ? null : methodView(card);
}
