import type { customers, invoices, merchants, paymentMethods } from '../../db/schema/index.ts';
import { chargeNamedAtSending } from '../../domain/collection/named-at-sending.ts';
import type { Instalment } from '../../domain/invoice/instalments.ts';
import { amountRemaining } from '../../domain/invoice/state.ts';
import type { Context } from '../core/context.ts';
import { methodOnFile } from './collection-facts.ts';
import { standingOf } from './plan.ts';
import { customerPolicy, merchantPolicy } from './policies.ts';

type Sent = {
  readonly invoice: typeof invoices.$inferSelect;
  readonly merchant: typeof merchants.$inferSelect;
  readonly customer: typeof customers.$inferSelect;
  readonly connectionId: string | null;
  /** Of its plan; none where it is paid at once. */
  readonly parts: readonly Instalment[];
  readonly methods: readonly (typeof paymentMethods.$inferSelect)[];
};

/** When (ms) an invoice that is sent now will be charged by itself, as its mail says; null where it will not be. */
export function namedCharge(
  ctx: Context,
  { invoice, merchant, customer, connectionId, methods, parts }: Sent,
  credited: number,
  sentAt: number,
): number | null {
  const { currency, collectPolicy: policy } = invoice;
  const asOf = { covered: invoice.amountPaid + credited, at: sentAt };
  const asked = standingOf(ctx, invoice, { instalments: parts }, { asOf })?.asked ?? null;
  const remaining = asked?.amount ?? amountRemaining(invoice) - credited;
  return chargeNamedAtSending({
    merchant: merchantPolicy(merchant),
    customer: customerPolicy(customer),
    invoice: {
      policy,
      currency,
      dueDate: asked?.dueDate ?? invoice.dueDate,
      isPart: asked !== null,
      amountRemaining: remaining,
    },
    methods: methods.map((method) => methodOnFile(method, customer)),
    isConnected: connectionId !== null && invoice.livemode === ctx.livemode,
    isChargeable: remaining > 0 && ctx.rules.refuseCharge(currency, remaining) === null,
    sentAt,
  });
}
