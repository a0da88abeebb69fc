import type { customers } from '../../db/schema/index.ts';
import { capsOf, firstCap } from '../../domain/collection/caps.ts';
import { minimumsProblems } from '../../domain/collection/part-minimums.ts';
import { whenToCollect } from '../../domain/collection/policy.ts';
import { capProblems, loosenedCapProblem, policyProblems } from '../../domain/collection/policy-input.ts';
import type { Autopay, CollectPolicy } from '../../domain/collection/types.ts';
import type { RefuseCharge } from '../../domain/invoice/link.ts';
import { standingPlanProblems } from '../../domain/invoice/plan-problems.ts';
import type { FieldProblem } from '../../domain/rejection.ts';
import { recipientsOf } from '../core/queue-message.ts';
import type { Cap, CollectionChoice, CustomerInput } from './customer-input.ts';
import { type PlanResource, planAsked } from './plan-asked.ts';

/** How a customer's invoices are collected, as the API shows it. */
export type CustomerCollection = {
  /** What the merchant chose for this customer. */
  readonly policy: CollectPolicy | null;
  /** The customer's own choice. */
  readonly autopay: Autopay;
  readonly autopayWhen: 'on_send' | 'on_due_date' | null;
  readonly cap: Cap | null;
  /** Those for invoices in other currencies. */
  readonly otherCaps: readonly Cap[];
  /** Whether any part of its invoices may be paid; null where the business's own choice counts. */
  readonly partPayments: { readonly allowed: boolean; readonly minimums: readonly Cap[] } | null;
  /** The plan of invoices that say nothing else; null where they are paid at once. */
  readonly paymentPlan: PlanResource | null;
  /** What comes of it for an invoice without a policy of its own. */
  readonly effective: {
    readonly policy: CollectPolicy;
    readonly decidedBy: 'customer' | 'merchant_for_customer' | 'merchant';
  };
};

type Chosen = Pick<
  typeof customers.$inferSelect,
  | 'collectPolicy'
  | 'autopay'
  | 'autopayWhen'
  | 'autopayCap'
  | 'autopayCapCurrency'
  | 'autopayOtherCaps'
  | 'partPayments'
  | 'partMinimums'
  | 'paymentPlan'
>;

/** The columns that a choice sets. */
export const collectionColumns = ({
  policy,
  cap,
  otherCaps,
  partPayments,
  paymentPlan,
}: CollectionChoice): Partial<Chosen> => ({
  ...(policy !== undefined && { collectPolicy: policy }),
  ...(cap !== undefined && {
    autopayCap: cap?.amount ?? null,
    autopayCapCurrency: cap?.currency ?? null,
  }),
  ...(otherCaps !== undefined && { autopayOtherCaps: otherCaps }),
  ...(partPayments !== undefined && {
    partPayments: partPayments?.allowed ?? null,
    partMinimums: partPayments?.minimums ?? [],
  }),
  ...(paymentPlan !== undefined && { paymentPlan }),
});

/**
 * The problems with the policy chosen for a customer who is being created (`current` null) or replaced; empty if there
 * are none. A customer who is charged automatically needs an address, so it cannot be removed either.
 */
export function collectionProblems(
  input: Pick<CustomerInput, 'collection' | 'email' | 'billingEmails' | 'contacts'>,
  current: Chosen | null,
  { connected, refuseCharge }: { readonly connected: boolean; readonly refuseCharge: RefuseCharge },
): readonly FieldProblem[] {
  const { policy, partPayments, paymentPlan } = input.collection ?? {};
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
  const wrong = [
    ...capsProblems(input.collection ?? {}, current),
    ...minimumsProblems(partPayments?.minimums ?? [], 'partPayments.minimums', refuseCharge),
    ...(paymentPlan == null ? [] : standingPlanProblems(paymentPlan)),
  ];
  return [...problems, ...wrong.map(({ path, message }) => ({ path: `collection.${path}`, message }))];
}

/** What is wrong with the caps that are chosen; each that is left out stays as it is. */
function capsProblems({ cap, otherCaps }: CollectionChoice, current: Chosen | null): readonly FieldProblem[] {
  const autopay = current?.autopay ?? 'default';
  const agreed = current === null ? null : firstCap(current);
  const first = cap === undefined ? agreed : cap;
  const wrong: (FieldProblem | null)[] = [];
  if (cap !== undefined) {
    wrong.push(...capProblems(cap?.amount ?? null, cap?.currency ?? null));
    wrong.push(loosenedCapProblem(autopay, agreed, cap));
  }
  if (otherCaps !== undefined) {
    const taken = new Set(first === null ? [] : [first.currency]);
    for (const [index, { amount, currency }] of otherCaps.entries()) {
      const path = `otherCaps.${index}`;
      for (const problem of capProblems(amount, currency)) {
        wrong.push({ ...problem, path: problem.path.replace('cap', path) });
      }
      const message = 'There is a cap in this currency already: give one for each currency.';
      if (taken.has(currency)) wrong.push({ path: `${path}.currency`, message });
      taken.add(currency);
    }
    for (const each of current?.autopayOtherCaps ?? []) {
      const asked = otherCaps.find(({ currency }) => currency === each.currency) ?? null;
      const loosened = loosenedCapProblem(autopay, each, asked);
      wrong.push(loosened === null ? null : { ...loosened, path: 'otherCaps' });
    }
    // A first cap in another currency would let through what nothing was agreed for.
    const isNew = otherCaps.some(
      ({ currency }) => !capsOf(current ?? NO_CAPS).some((each) => each.currency === currency),
    );
    if (autopay === 'on' && isNew && capsOf(current ?? NO_CAPS).length > 0) {
      const message = 'The customer has set their limits: only they can set one in another currency.';
      wrong.push({ path: 'otherCaps', message });
    }
  }
  return wrong.filter((each) => each !== null);
}

const NO_CAPS = { autopayCap: null, autopayCapCurrency: null, autopayOtherCaps: [] };

/** Whether what was replaced decides about open invoices. */
export const decidesAnew = (
  before: Chosen & Pick<CustomerInput, 'email' | 'billingEmails' | 'contacts'>,
  input: Pick<CustomerInput, 'collection' | 'email' | 'billingEmails' | 'contacts'>,
): boolean => {
  const after = { ...before, ...collectionColumns(input.collection ?? {}) };
  return (
    after.collectPolicy !== before.collectPolicy ||
    after.autopayCap !== before.autopayCap ||
    after.autopayCapCurrency !== before.autopayCapCurrency ||
    JSON.stringify(after.autopayOtherCaps) !== JSON.stringify(before.autopayOtherCaps) ||
    // What nobody got is said again to an address that is new.
    recipientsOf(before).join() !== recipientsOf(input).join()
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
  if (decidedBy === 'invoice') throw new Error('an invoice decided about its customer');
  return {
    ...own,
    cap: firstCap(customer),
    otherCaps: customer.autopayOtherCaps,
    partPayments:
      customer.partPayments === null
        ? null
        : { allowed: customer.partPayments, minimums: customer.partMinimums },
    paymentPlan: customer.paymentPlan === null ? null : planAsked(customer.paymentPlan),
    effective: { policy, decidedBy },
  };
}
