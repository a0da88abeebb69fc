import { setTypesOfList } from '../../db/writes/sweeps.ts';
import type { Swept } from '../core/connections-to-sweep.ts';
import type { Context } from '../core/context.ts';
import { EVENTS_KEPT_MS } from './timing.ts';

/**
 * Has the list of events read from its beginning once more where this version uses a type that the last one did not list:
 * those events were never stored. A list that was read before types were noted was read for all of them.
 */
export async function noteTypes(ctx: Context, { connection, types }: Swept): Promise<void> {
  const used = JSON.stringify(ctx.rules.usedEventTypes);
  if (types === used) return;
  const known: unknown = types === null ? null : JSON.parse(types);
  const isNew = Array.isArray(known) && ctx.rules.usedEventTypes.some((type) => !known.includes(type));
  const now = ctx.now();
  const list = { connectionId: connection.id, list: 'events' } as const;
  const noted = await setTypesOfList(ctx.db, list, {
    types: used,
    from: isNew ? now - EVENTS_KEPT_MS : null,
    now,
  });
  if (noted && isNew) ctx.log('events_read_again', { connectionId: connection.id });
}
