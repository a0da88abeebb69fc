import type { Probe } from '../run-probes.ts';
import { checkoutProbes } from './checkout.ts';
import { customerProbes } from './customers.ts';
import { debitProbes } from './debits.ts';
import { declineProbes } from './declines.ts';
import { disputeProbes } from './disputes.ts';
import { idempotencyProbes } from './idempotency.ts';
import { intentProbes } from './intents.ts';
import { lengthProbes } from './lengths.ts';
import { moneyProbes } from './money.ts';
import { requestProbes } from './requests.ts';
import { setupProbes } from './setups.ts';

/** Every question, in the order in which they are asked. */
export const PROBES: readonly Probe[] = [
  ...checkoutProbes,
  ...intentProbes,
  ...declineProbes,
  ...debitProbes,
  ...lengthProbes,
  ...disputeProbes,
  ...idempotencyProbes,
  ...requestProbes,
  ...setupProbes,
  ...moneyProbes,
  ...customerProbes,
];
