import type { customers } from '../../db/schema/index.ts';
import { whenToCollect } from '../../domain/collection/policy.ts';
import { capProblems, loosenedCapProblem, policyProblems } from '../../domain/collection/policy-input.ts';
import type { Autopay, CollectPolicy } from '../../domain/collection/types.ts';
import type { FieldProblem } from '../../domain/rejection.ts';
import { recipientsOf } from '../core/queue-message.ts';
import type { Cap, CollectionChoice, CustomerInput } from './customer-input.ts';

/** How a customer's invoices are collected, as the API shows it. */
export type CustomerCollection = {
  /** What the merchant chose for this customer. */
  readonly policy: CollectPolicy | null;
  /** The customer's own choice. */
  readonly autopay: Autopay;
  readonly autopayWhen: 'on_send' | 'on_due_date' | null;
  readonly cap: Cap | null;
  /** The result for an invoice without a policy of its own. */
  readonly effective: {
    readonly policy: CollectPolicy;
    readonly decidedBy: 'customer' | 'merchant_for_customer' | 'merchant';
  };
};

type Chosen = Pick<
  typeof customers.$inferSelect,
  'collectPolicy' | 'autopay' | 'autopayWhen' | 'autopayCap' | 'autopayCapCurrency'
>;

const capOf = ({ autopayCap: amount, autopayCapCurrency: currency }: Chosen): Cap | null =>
  amount === null || currency === null ? null : { amount, currency };

export const collectionColumns = ({ policy, cap }: CollectionChoice): Partial<Chosen> => ({
  ...(policy !== undefined && { collectPolicy: policy }),
  ...(cap !== undefined && {
    autopayCap: cap?.amount ?? null,
    autopayCapCurrency: cap?.currency ?? null,
  }),
});

/**
 * The problems with the policy chosen for a customer who is being created (`current` null) or replaced; empty if there
 * are none. A customer who is charged automatically needs an address, so it cannot be removed either.
 */
export function collectionProblems(
  input: Pick<CustomerInput, 'collection' | 'email' | 'billingEmails'>,
  current: Chosen | null,
  connected: boolean,
): readonly FieldProblem[] {
  const { policy, cap } = input.collection ?? {};
  const hasRecipient = recipientsOf(input).length > 0;
  const problems: FieldProblem[] = [];
  if (policy !== undefined && policy !== null) {
    const context = { connected, hasRecipient, dueDate: 'not_asked' } as const;
    problems.push(...policyProblems('collection.policy', policy, context));
  } else if (policy === undefined && !hasRecipient && (current?.collectPolicy ?? 'never') !== 'never') {
    const message =
      'This customer is charged automatically, so somebody has to be told: keep an address, or set never.';
    problems.push({ path: 'email', message });
  }
  if (cap === undefined) return problems;
  const loosened = loosenedCapProblem(
    current?.autopay ?? 'default',
    current === null ? null : capOf(current),
    cap,
  );
  const wrong = [
    ...capProblems(cap?.amount ?? null, cap?.currency ?? null),
    ...(loosened === null ? [] : [loosened]),
  ];
  return [...problems, ...wrong.map(({ path, message }) => ({ path: `collection.${path}`, message }))];
}

/** Whether the change means that open invoices have to be replanned. */
export const decidesAnew = (
  before: Chosen & Pick<CustomerInput, 'email' | 'billingEmails'>,
  input: Pick<CustomerInput, 'collection' | 'email' | 'billingEmails'>,
): boolean => {
  const after = { ...before, ...collectionColumns(input.collection ?? {}) };
  return (
    after.collectPolicy !== before.collectPolicy ||
    after.autopayCap !== before.autopayCap ||
    after.autopayCapCurrency !== before.autopayCapCurrency ||
    recipientsOf(before).length > 0 !== recipientsOf(input).length > 0
  );
};

/** A customer's row, with the merchant's default → how its invoices are collected. */
export function customerCollection(customer: Chosen, merchantDefault: CollectPolicy): CustomerCollection {
  const own = {
    policy: customer.collectPolicy,
    autopay: customer.autopay,
    autopayWhen: customer.autopayWhen,
  };
  const { policy, decidedBy } = whenToCollect({ policy: merchantDefault }, own, null);
  if (decidedBy === 'invoice') throw new Error('customer policy decided by an invoice');
  return { ...own, cap: capOf(customer), effective: { policy, decidedBy } };
}
