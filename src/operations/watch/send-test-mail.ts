import type { AlarmWay } from '../../adapters/alarms/port.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import { type Context, newId } from '../core/context.ts';

/** What became of it; `no_address` where nobody is named as ALARM_EMAIL. */
export type TestMail = {
  readonly sent: 'accepted' | 'refused' | 'unknown' | 'no_address';
  readonly reason: string | null;
};

/** Mails the person on duty that mail goes out. Asked again, it sends another one. */
export async function sendTestMail(
  ctx: Context,
  { ways }: { readonly ways: readonly AlarmWay[] },
): Promise<Outcome<TestMail>> {
  const mail = ways.find(({ way }) => way === 'mail');
  if (mail === undefined) return done({ sent: 'no_address', reason: null });
  const { deploymentId } = ctx;
  const notice = { id: newId(ctx, 'eml'), at: ctx.now(), deploymentId, begun: [], lasting: [], over: [] };
  const sent = await mail.send(notice);
  return done({ sent: sent.kind, reason: sent.kind === 'accepted' ? null : sent.reason });
}
