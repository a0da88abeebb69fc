import type { Statement } from '../../db/database.ts';
import type { merchants } from '../../db/schema/index.ts';
import { endRun, startRun } from '../../db/writes/statements.ts';
import { mailedAt, monthAt } from '../../domain/statement-month.ts';
import type { Context } from '../core/context.ts';

type Merchant = Pick<typeof merchants.$inferSelect, 'id' | 'timeZone' | 'collectHour'>;

/** The row that begins a business's monthly statements with the present month, or ends them; to be committed with the setting. */
export function switchStatements(
  ctx: Context,
  { id: merchantId, timeZone, collectHour }: Merchant,
  isOn: boolean,
): Statement {
  const scope = { merchantId, livemode: ctx.livemode };
  if (!isOn) return endRun(ctx.db, scope);
  const month = monthAt(ctx.now(), timeZone);
  return startRun(ctx.db, scope, { month, dueAt: mailedAt(month, collectHour, timeZone) });
}
