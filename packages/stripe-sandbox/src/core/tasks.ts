import { dayOfFunds } from '../balance/funds.ts';
import { expireAsDue } from '../checkout/expire.ts';
import { completeAsDue } from '../checkout/finish.ts';
import { decideAsSubmitted, loseUnanswered } from '../disputes/decide.ts';
import { openDispute } from '../disputes/open.ts';
import { bounceMicrodeposits, expireMicrodeposits } from '../microdeposits/verify.ts';
import { settleAsDue } from '../payments/settle.ts';
import { payoutArrives, payoutLeaves } from '../payouts/progress.ts';
import { completeRefund, failRefund } from '../refunds/refund.ts';
import type { Scope } from './scope.ts';

/** The handlers of scheduled tasks, by verb. */
export const TASKS: Record<string, (scope: Scope, subject: string) => void> = {
  bounce_microdeposits: bounceMicrodeposits,
  complete_session: completeAsDue,
  day_of_funds: dayOfFunds,
  decide_dispute: decideAsSubmitted,
  dispute_due: loseUnanswered,
  expire_microdeposits: expireMicrodeposits,
  expire_session: expireAsDue,
  fail_refund: failRefund,
  open_dispute: (scope, chargeId) => openDispute(scope, chargeId),
  payout_arrives: payoutArrives,
  payout_leaves: payoutLeaves,
  settle: settleAsDue,
  settle_refund: completeRefund,
};
