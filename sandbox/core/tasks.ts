import { expireAsDue } from '../checkout/expire.ts';
import { openDispute } from '../disputes/open.ts';
import { settleAsDue } from '../payments/settle.ts';
import { failRefund, settleRefund } from '../refunds/refund.ts';
import type { Scope } from './scope.ts';

/** What can be planned for later, by the verb it is planned under. */
export const TASKS: Record<string, (scope: Scope, subject: string) => void> = {
  expire_session: expireAsDue,
  fail_refund: failRefund,
  open_dispute: openDispute,
  settle: settleAsDue,
  settle_refund: settleRefund,
};
