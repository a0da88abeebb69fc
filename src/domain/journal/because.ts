import type { Decider, WhyNot } from '../collection/types.ts';
import { either, fields, integer, listOf, oneOf, orNull, type Read, text } from '../shape.ts';

const WHY_NOT = [
  'detached',
  'pending',
  'unusable',
  'wrong_currency',
  'not_taken',
  'expired',
  'failed',
  'never_again',
  'presented_too_often',
  'network_limit',
  'declined',
  'not_confirmed',
  'refused',
] as const satisfies readonly WhyNot[];

const DECIDERS = [
  'customer',
  'invoice',
  'merchant_for_customer',
  'merchant',
] as const satisfies readonly Decider[];

/** Why an invoice was charged automatically. Instants in ms; methods by our ids, which reveal no personal data. */
const autopay = fields({
  by: oneOf('autopay'),
  policy: oneOf('on_send', 'on_due_date'),
  /** Whose word the policy is, and since when where that is known. */
  setBy: oneOf(...DECIDERS),
  setAt: orNull(integer),
  /** From when this attempt was due. */
  dueAt: integer,
  /** The charge that the customer was notified of, and when; null where no notice is given. */
  noticedFor: orNull(integer),
  noticedAt: orNull(integer),
  /** From 1; counts the charges that a bank refused before it. */
  attempt: integer,
  method: text,
  /** What would have been charged before it, and why that was not. */
  passedOver: listOf(fields({ methodId: text, why: oneOf(...WHY_NOT) })),
});

/** A person pressed a button: through which entrance, and with which method on file, if any. */
const press = fields({
  by: oneOf('press'),
  entrance: oneOf('link', 'portal', 'staff'),
  method: orNull(text),
});

export const because = either(autopay, press);

/** Why a payment was claimed. */
export type Because = Read<typeof because>;
export type AutopayBecause = Read<typeof autopay>;
