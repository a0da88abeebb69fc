import type { customers, invoices, merchants, paymentMethods } from '../../db/schema/index.ts';
import { chargeNamedAtSending } from '../../domain/collection/named-at-sending.ts';
import { amountRemaining } from '../../domain/invoice/state.ts';
import type { Context } from '../core/context.ts';
import { methodOnFile } from './collection-facts.ts';
import { customerPolicy, merchantPolicy } from './policies.ts';

type Sent = {
  readonly invoice: typeof invoices.$inferSelect;
  readonly merchant: typeof merchants.$inferSelect;
  readonly customer: typeof customers.$inferSelect;
  readonly connectionId: string | null;
  readonly methods: readonly (typeof paymentMethods.$inferSelect)[];
};

/** When (ms) an invoice that is sent now will be charged by itself, as its mail says; null where it will not be. */
export function namedCharge(
  ctx: Context,
  { invoice, merchant, customer, connectionId, methods }: Sent,
  credited: number,
  sentAt: number,
): number | null {
  const { currency, dueDate, collectPolicy: policy } = invoice;
  const remaining = amountRemaining(invoice) - credited;
  return chargeNamedAtSending({
    merchant: merchantPolicy(merchant),
    customer: customerPolicy(customer),
    invoice: { policy, currency, dueDate, amountRemaining: remaining },
    methods: methods.map((method) => methodOnFile(method, customer)),
    isConnected: connectionId !== null && invoice.livemode === ctx.livemode,
    isChargeable: remaining > 0 && ctx.rules.refuseCharge(currency, remaining) === null,
    sentAt,
  });
}
