import type { Store } from '../store/store.ts';

/** How webhooks behave: the switch of the control API. It survives a restart. */
export interface WebhookSwitch {
  /** `off`: held until switched on or flushed. `drop`: lost. `reorder`: the newest first. */
  mode: 'on' | 'off' | 'drop' | 'reorder';
  /** How many further times each delivery is repeated. */
  duplicate: number;
  /** How long, by the sandbox's clock, each delivery waits. */
  delayMs: number;
}

export const SWITCH_ON: WebhookSwitch = { mode: 'on', duplicate: 0, delayMs: 0 };
const NAME = 'webhook_switch';

export function readSwitch(store: Store): WebhookSwitch {
  const text = store.readMeta(NAME);
  if (text === undefined) return SWITCH_ON;
  const value: WebhookSwitch = JSON.parse(text);
  return value;
}

export function writeSwitch(store: Store, value: WebhookSwitch): void {
  store.writeMeta(NAME, JSON.stringify(value));
}
