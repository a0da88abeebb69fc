import { mapDone, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { disconnect } from './disconnect.ts';
import { liftPause, pauseMoney } from './pause-money.ts';
import type { AccountRead } from './read-account.ts';
import { type ConnectionView, readConnection } from './read-connection.ts';
import { readAccountNow } from './sweep-accounts.ts';

type ByStaff = Scoped<{ readonly by: string }>;

/** A person pauses money on the merchant's connection. Rejects with `not_found`. */
export async function pauseByStaff(ctx: Context, { scope, by }: ByStaff): Promise<Outcome<ConnectionView>> {
  const found = await readConnection(ctx, { scope });
  if (found.kind !== 'done') return found;
  await pauseMoney(ctx, found.value.id, 'staff', { from: ctx.now(), by });
  return readConnection(ctx, { scope });
}

/** A person resumes money on the merchant's connection. Rejects with `not_found`. */
export async function resumeByStaff(ctx: Context, { scope, by }: ByStaff): Promise<Outcome<ConnectionView>> {
  const found = await readConnection(ctx, { scope });
  if (found.kind !== 'done') return found;
  await liftPause(ctx, found.value.id, by);
  return readConnection(ctx, { scope });
}

/** A person has the account read now: what came of that, and how it stands. Rejects with `not_found`. */
export async function readAccountByStaff(
  ctx: Context,
  { scope }: Scoped<unknown>,
): Promise<Outcome<{ readonly read: AccountRead; readonly view: ConnectionView }>> {
  const found = await readConnection(ctx, { scope });
  if (found.kind !== 'done') return found;
  const read = await readAccountNow(ctx, found.value.id);
  return mapDone(await readConnection(ctx, { scope }), (view) => ({ read, view }));
}

/** A person ends the merchant's connection; see {@link disconnect}. Rejects with `not_found`. */
export async function disconnectByStaff(ctx: Context, { scope, by }: ByStaff): ReturnType<typeof disconnect> {
  const found = await readConnection(ctx, { scope });
  return found.kind === 'done' ? disconnect(ctx, { connectionId: found.value.id, by }) : found;
}
