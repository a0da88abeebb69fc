import type { Store } from '../store/store.ts';
import { readWorlds } from './worlds.ts';

/** Publishes events: one at a time as they come, or, where they go the other way round, at the end of their step. */
export interface Outgoing {
  /** The store, whose outermost transaction is a step. */
  store: Store;
  publish(event: () => void): void;
}

/** The order of a step's events is a matter of the sandbox's world: Stripe promises none. */
export function createOutgoing(base: Store): Outgoing {
  let waiting: (() => void)[] | null = null;

  const step = <T>(work: () => T): T => {
    if (waiting !== null) return base.transaction(work);
    waiting = [];
    try {
      return base.transaction(() => {
        const result = work();
        for (const event of waiting?.reverse() ?? []) event();
        return result;
      });
    } finally {
      waiting = null;
    }
  };

  return {
    store: { ...base, transaction: step },
    publish(event) {
      if (waiting !== null && readWorlds(base).eventOrder === 'reversed') waiting.push(event);
      else event();
    },
  };
}
