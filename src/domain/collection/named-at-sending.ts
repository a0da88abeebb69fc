import { localDateAt } from '../calendar.ts';
import { whyNotWithinCaps } from './caps.ts';
import { canMove, isMethodExpired } from './choose-method.ts';
import { hours } from './days.ts';
import { collectAt, partPolicy, whenToCollect } from './policy.ts';
import type {
  CollectionFacts,
  CollectPolicy,
  CustomerPolicy,
  MerchantPolicy,
  MethodOnFile,
} from './types.ts';

/** What a charge that an invoice names depends on, as things are when it is sent. */
export type AtSending = {
  readonly merchant: MerchantPolicy;
  readonly customer: CustomerPolicy;
  readonly invoice: {
    readonly policy: CollectPolicy | null;
    readonly currency: string;
    readonly amountRemaining: number;
    readonly dueDate: string | null;
    /** It is a part of an invoice. */
    readonly isPart?: boolean;
  };
  readonly methods: readonly MethodOnFile[];
  readonly isConnected: boolean;
  readonly isChargeable: boolean;
  readonly sentAt: number;
};

/**
 * The instant (ms) at which an invoice that is sent now will be charged by itself, which its mail names; null where it
 * will not be. A method that a link kept names nothing: each charge of it has its own notice.
 */
export function chargeNamedAtSending(facts: AtSending): number | null {
  const { merchant, customer, invoice, sentAt } = facts;
  if (!facts.isConnected || !facts.isChargeable || !customer.hasRecipient) return null;
  if (whyNotWithinCaps(customer.caps, invoice) !== null) return null;
  const { hour, timeZone } = merchant;
  const decided = whenToCollect(merchant, customer, invoice.policy);
  const policy = partPolicy(decided.policy, { ...invoice, sentAt, timeZone });
  const plan = collectAt(policy, { hour, timeZone, dueDate: invoice.dueDate, sentAt, noticedFor: null });
  if (plan === null) return null;
  const mayCharge = (method: MethodOnFile): boolean =>
    method.state === 'usable' &&
    (method.link ?? null) === null &&
    canMove(method, invoice.currency) &&
    !isMethodExpired(method, timeZone, plan.at);
  return facts.methods.some(mayCharge) ? plan.at : null;
}

/** What an invoice named is charged at most this much later without being announced again. */
const NAMED_FOR = hours(24);
/** A notice, or what the mail about a failure said, holds this much longer than the time that it gave. */
export const NOTICE_HOLDS = hours(7 * 24);

/**
 * Whether the charge was announced as the invoice was sent, and whether that still stands: not on a day before the one
 * that it named, and not long after it. Whoever chose the due date themselves was told by that.
 */
export function namedAtSending(
  {
    merchant,
    invoice,
    now,
  }: Pick<CollectionFacts, 'merchant' | 'now'> & {
    readonly invoice: Pick<CollectionFacts['invoice'], 'asked' | 'announced'>;
  },
  chargeAt: number,
): 'not_named' | 'named' | 'named_long_ago' {
  const { asked, announced } = invoice;
  const named =
    asked?.choice === 'on_due_date' ? Math.max(chargeAt, asked.chosenAt ?? asked.askedAt) : announced.charge;
  if (named === null) return 'not_named';
  const at = Math.max(now, chargeAt);
  if (localDateAt(at, merchant.timeZone) < localDateAt(named, merchant.timeZone)) return 'not_named';
  return at <= named + NAMED_FOR ? 'named' : 'named_long_ago';
}
