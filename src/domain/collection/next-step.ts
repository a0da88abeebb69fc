import { asChosen, awaitsChoice, countedSince } from './await-choice.ts';
import { whyNotWithinCaps } from './caps.ts';
import { firstDue, lateNoticeOf, linkNoticeOf, nextDue, noticeOf } from './charge-dates.ts';
import { chooseMethod, type MethodChoice } from './choose-method.ts';
import { hours, minutes } from './days.ts';
import { type Failure, ownFailures } from './declines.ts';
import { collectedNotice, failureNotice, withFormer } from './failure-notice.ts';
import { lastsLong, withoutNext } from './long-waits.ts';
import { toldOfEarlier, wokenByNext } from './parts.ts';
import { partPolicy, whenToCollect } from './policy.ts';
import { nextReminder } from './remind.ts';
import { isTriedIn, joining, lastOf, lastRound, type Round } from './rounds.ts';
import type {
  ChargeReason,
  CollectionFacts,
  CollectStage,
  Decision,
  RestReason,
  WaitReason,
} from './types.ts';
import { waitBefore } from './waits.ts';

/**
 * Decides what to do about an invoice now: why it is charged, or why it is not. Pure: the same facts give the same
 * decision, and an `until` is always after `now`. It never charges an invoice that was not sent, is not owed, must
 * not be charged by a customer's or the merchant's choice, or is held by another payment.
 */
export function nextStep(facts: CollectionFacts): Decision {
  const { invoice } = facts;
  if (invoice.status !== 'open' || invoice.amountRemaining <= 0) {
    return { ...nothing('settled'), notify: invoice.status === 'paid' ? collectedNotice(facts) : null };
  }
  if (invoice.sentAt === null) return nothing('not_sent');
  const plan = withFormer(facts, toldOfEarlier(facts, planned(facts, invoice.sentAt)));
  const wait = waitBefore(facts, plan.step);
  if (wait === null) return wokenByNext(facts, plan);
  const isMoving = facts.slot !== null && wait.reason === 'payment_open' && isCharge(facts.slot);
  return {
    step: { kind: 'rest', ...wait },
    stage: isMoving ? 'charging' : plan.step.kind === 'charge' ? 'scheduled' : plan.stage,
    // A failure is announced once the next attempt is known.
    notify: lastsLong(facts, wait.reason) ? withoutNext(facts, plan) : null,
  };
}

/** Whether the payment charges a method on file, or no longer waits for the payer. */
const isCharge = (slot: NonNullable<CollectionFacts['slot']>): boolean =>
  slot.flow === 'intent' ||
  slot.state === 'processing' ||
  slot.state === 'confirming' ||
  slot.state === 'verifying' ||
  slot.state === 'authenticating';

/** The stage that each reason for not charging puts an invoice in. */
const STAGE: Record<RestReason, CollectStage> = {
  settled: 'off',
  not_sent: 'off',
  policy_never: 'off',
  opted_out: 'off',
  paused_by_customer: 'off',
  not_connected: 'off',
  not_chargeable: 'off',
  over_cap: 'needs_customer',
  no_cap: 'needs_customer',
  awaiting_choice: 'needs_customer',
  no_recipient: 'needs_customer',
  nobody_told: 'needs_customer',
  no_method: 'needs_customer',
  no_usable_method: 'needs_customer',
  not_confirmed: 'needs_customer',
  taken_back: 'needs_customer',
  needs_customer: 'needs_customer',
  never_again: 'needs_customer',
  retries_used_up: 'given_up',
};

const nothing = (reason: RestReason): Decision => ({
  step: { kind: 'rest', until: null, reason },
  stage: STAGE[reason],
  notify: null,
});

/** The decision as if nothing were in progress. */
function planned(facts: CollectionFacts, sentAt: number): Decision {
  const { invoice, customer } = facts;
  // What another method collected may have gone back before anybody was told of the decline.
  if (invoice.wasTakenBack) return { ...nothing('taken_back'), notify: collectedNotice(facts) };
  const failures = ownFailures(facts);
  const round = lastRound(failures);
  const resting = (reason: RestReason, until: number | null = null) =>
    rest(facts, sentAt, reason, round, until);

  const chosen = asChosen(whenToCollect(facts.merchant, customer, invoice.policy), invoice.asked);
  const { decidedBy } = chosen;
  const { timeZone } = facts.merchant;
  const policy = partPolicy(chosen.policy, { ...invoice, isPart: invoice.part != null, sentAt, timeZone });
  if (policy === 'never') {
    return resting(decidedBy === 'customer' ? 'opted_out' : 'policy_never');
  }
  if (invoice.isPausedByCustomer) return resting('paused_by_customer');
  // A new connection enqueues the invoice; a daily check covers a lost message.
  if (facts.connection === 'none') return resting('not_connected', facts.now + hours(24));
  if (!facts.isChargeable) return resting('not_chargeable');
  if (!customer.hasRecipient) return resting('no_recipient');
  const capped = whyNotWithinCaps(customer.caps, invoice);
  if (capped !== null) return resting(capped);
  return charging(facts, sentAt, { policy, setBy: decidedBy }, failures, resting);
}

function charging(
  facts: CollectionFacts,
  sentAt: number,
  { policy, setBy }: Pick<ChargeReason, 'policy' | 'setBy'>,
  failures: readonly Failure[],
  resting: (reason: RestReason, until?: number | null) => Decision,
): Decision {
  const round = lastRound(failures);
  const since = countedSince(facts.invoice.asked);
  const counted = lastRound(failures.filter(({ failedAt }) => failedAt > since));
  const first = firstDue(facts, sentAt, policy);
  const another = counted === null ? null : anotherAtOnce(facts, counted, first.at);
  const due = another === null ? nextDue(facts, first, counted) : first;
  if (due === 'used_up') return resting('retries_used_up');
  const choice = another ?? chooseMethod(facts, Math.max(facts.now, due.at));
  const later = (until: number, reason: WaitReason): Decision => ({
    step: { kind: 'rest', until, reason },
    stage: round === null ? 'scheduled' : 'retrying',
    notify: failureNotice(facts, round, { at: until, methodId: choice.method?.id ?? null }),
  });
  if (choice.method === null) {
    const why = whyNone(choice, failures.at(-1) ?? null);
    if (why === 'network_limit') {
      return due.at > facts.now ? later(due.at, due.why) : later(facts.now + limitPause(facts), why);
    }
    if (why === 'method_pending') {
      const step = { kind: 'rest', until: Math.max(due.at, facts.now + hours(6)), reason: why } as const;
      return { step, stage: 'needs_customer', notify: failureNotice(facts, round, null) };
    }
    return resting(why, due.at > facts.now ? due.at : null);
  }
  if (awaitsChoice(facts, sentAt, policy, { at: due.at, failures })) return resting('awaiting_choice');
  const isLinks = choice.method.link === 'confirmed';
  // What was tried with another payer's methods announced nothing to this one.
  const isFirst = facts.attempts.every(
    ({ via, claimedAt, isOthers }) => via !== 'autopay' || claimedAt <= since || isOthers === true,
  );
  const methodId = choice.method.id;
  // What is tried next was said with the failure; another method is tried at once after it.
  const saidAt = another === null || counted === null ? due.at : lastOf(counted).failedAt;
  const late = isFirst || isLinks ? null : lateNoticeOf(facts, saidAt);
  if (late?.kind !== 'none') {
    const untoldUntil = facts.invoice.announced.retryAt;
    if (untoldUntil !== null && facts.now < untoldUntil) return resting('nobody_told', untoldUntil);
    const notice = isLinks
      ? linkNoticeOf(facts, sentAt, methodId, due.at)
      : (late ?? noticeOf(facts, sentAt, policy, due.at));
    if (notice.kind === 'later') return later(notice.at, 'scheduled');
    if (notice.kind === 'now') {
      return {
        step: { kind: 'notice', chargeAt: notice.chargeAt, methodId },
        stage: round === null ? 'scheduled' : 'retrying',
        notify: failureNotice(facts, round, { at: notice.chargeAt, methodId }),
      };
    }
  }
  if (facts.now < due.at) return later(due.at, due.why);
  const isOnItsWay = facts.invoice.noticedFor !== null && facts.invoice.announced.notice === 'waiting';
  if (isOnItsWay && round === null) return later(facts.now + minutes(30), 'notice_waiting');
  // Cards are tried within seconds of each other: what came of them all is told once, at the end.
  const isTold = another === null || choice.method.kind !== 'card';
  return {
    step: {
      kind: 'charge',
      methodId,
      reason: {
        policy,
        setBy,
        dueAt: due.at,
        noticedFor: facts.invoice.noticedFor,
        attempt: failures.length + 1,
        passedOver: choice.passedOver,
      },
    },
    stage: 'charging',
    notify: isTold ? failureNotice(facts, round, { at: facts.now, methodId }) : null,
  };
}

/** The next usable method that was not tried in this round, if any: it is charged before days are waited. */
function anotherAtOnce(facts: CollectionFacts, round: Round, from: number): MethodChoice | null {
  const methods = joining(round, facts.methods);
  const choice = chooseMethod({ ...facts, methods }, Math.max(facts.now, from), ({ id }) =>
    isTriedIn(round, id),
  );
  return choice.method === null ? null : choice;
}

/** A charge under way may leave the card its last try, so that is soon looked at again. */
const limitPause = ({ methods, spent }: CollectionFacts): number =>
  methods.some(({ kind, fingerprint }) => kind === 'card' && (spent.get(fingerprint ?? '')?.open ?? 0) > 0)
    ? minutes(10)
    : hours(24);

/** Why no method is left. Reasons that time resolves come first, then those that the customer can resolve. */
function whyNone(
  { passedOver }: MethodChoice,
  last: Failure | null,
): Extract<
  RestReason | WaitReason,
  | 'network_limit'
  | 'method_pending'
  | 'retries_used_up'
  | 'never_again'
  | 'needs_customer'
  | 'no_method'
  | 'no_usable_method'
  | 'not_confirmed'
> {
  const whys = new Set(passedOver.map(({ why }) => why));
  if (whys.has('network_limit')) return 'network_limit';
  if (whys.has('pending')) return 'method_pending';
  if (whys.has('presented_too_often')) return 'retries_used_up';
  if (whys.has('failed')) return 'needs_customer';
  if (whys.has('never_again')) return last?.verdict === 'never_again' ? 'never_again' : 'no_usable_method';
  if (whys.has('not_confirmed')) return 'not_confirmed';
  whys.delete('detached');
  return whys.size === 0 ? 'no_method' : 'no_usable_method';
}

/** Charges nothing, and reminds the customer if a reminder is due. */
function rest(
  facts: CollectionFacts,
  sentAt: number,
  reason: RestReason,
  round: Round | null,
  until: number | null,
): Decision {
  const stage = STAGE[reason];
  const notify = failureNotice(facts, round, null, stage === 'given_up');
  const reminder = nextReminder(facts, sentAt, reason, round === null ? null : lastOf(round));
  if (reminder !== null && reminder.at <= facts.now) {
    return { step: { kind: 'remind', number: reminder.number }, stage, notify };
  }
  const at = Math.min(reminder?.at ?? Infinity, until ?? Infinity);
  return { step: { kind: 'rest', until: at === Infinity ? null : at, reason }, stage, notify };
}
