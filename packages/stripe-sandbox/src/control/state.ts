import type { Kernel } from '../core/scope.ts';
import { readSwitch, type WebhookSwitch } from '../webhooks/switch.ts';

interface State {
  counts: Record<string, number>;
  pendingDeliveries: number;
  webhooks: WebhookSwitch;
  account: string;
}

const COUNTED = [
  'account',
  'customer',
  'checkout.session',
  'payment_intent',
  'payment_method',
  'charge',
  'refund',
  'dispute',
  'payout',
  'balance_transaction',
  'event',
] as const;

/** Counts the objects of each kind. */
export function stateOf(kernel: Kernel): State {
  return {
    account: kernel.platform,
    counts: Object.fromEntries(COUNTED.map((kind) => [kind, kernel.store.count(kind)])),
    pendingDeliveries: kernel.store.dueTasks('delivery', Number.MAX_SAFE_INTEGER).length,
    webhooks: readSwitch(kernel.store),
  };
}
