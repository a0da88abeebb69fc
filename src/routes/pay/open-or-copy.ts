import type { Context as HonoContext } from 'hono';
import type { CopyKey } from '../../adapters/copies/port.ts';
import { type DatedCopy, datedCopy } from '../../domain/invoice/dated-copy.ts';
import { spokenAlike } from '../../domain/reader/locale.ts';
import { isDatabaseAway } from '../../operations/core/describe-error.ts';
import { whileReaderWaits } from '../../operations/core/while-waiting.ts';
import { openHostedInvoice } from '../../operations/resources/open-hosted-invoice.ts';
import type { ShownInvoice } from '../../operations/resources/show-invoice.ts';
import type { RouteEnv } from '../env.ts';

type Asked = { readonly token: string; readonly allLines: boolean };
type Opened = Awaited<ReturnType<typeof openHostedInvoice>>;

/**
 * The invoice behind a view link, or, while its database is silent, the copy of what was last shown to such a reader. Where there is
 * none the database is waited for as ever.
 */
export async function openOrCopy(c: HonoContext<RouteEnv>, asked: Asked): Promise<Opened | DatedCopy> {
  const ctx = c.get('ctx');
  let opening: Promise<Opened> | undefined;
  const open = (): Promise<Opened> => {
    opening ??= openHostedInvoice(ctx, asked);
    return opening;
  };
  try {
    const opened = await whileReaderWaits.ask(ctx.db, open);
    if (opened.kind !== 'done') c.executionCtx.waitUntil(c.get('copies').forget(keyOf(c, asked)));
    return opened;
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    const copy = await c.get('copies').find(keyOf(c, asked));
    if (copy === null) return open();
    ctx.log('copy_shown', { requestId: c.get('requestId') });
    return copy;
  }
}

/** Keeps what is shown, while nobody waits for it. */
export function keepCopy(c: HonoContext<RouteEnv>, asked: Asked, { view, timeZone }: ShownInvoice): void {
  if (view.status === 'draft') return;
  const copy = datedCopy(view, { at: c.get('ctx').now(), timeZone });
  c.executionCtx.waitUntil(c.get('copies').keep(keyOf(c, asked), copy));
}

const keyOf = (c: HonoContext<RouteEnv>, { token, allLines }: Asked): CopyKey => ({
  token,
  variant: `${spokenAlike(c.get('ctx').reader ?? null)} ${allLines ? 'all' : 'first'}`,
});
