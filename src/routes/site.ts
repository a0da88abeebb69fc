import type { Context as HonoContext } from 'hono';
import { readHouse } from '../operations/merchants/read-house.ts';
import { sitePage } from '../views/site-page.tsx';
import type { RouteEnv } from './env.ts';
import { respondPage } from './pay/respond.ts';
import { strangersLocale } from './reader.ts';

/** Answers `/` with a page about whose site this is, in its reader's language. */
export async function respondSite(
  c: HonoContext,
  { ctx, elsewhere, appUrl }: Pick<RouteEnv['Variables'], 'ctx' | 'elsewhere' | 'appUrl'>,
): Promise<Response> {
  const locale = strangersLocale(c);
  // Where there are several databases, there are several businesses.
  const isShared = (await elsewhere()).length > 0;
  const merchant = isShared ? null : (await readHouse(ctx, { locale })).value;
  const { host } = new URL(appUrl);
  const look = { locale, logoUrl: merchant?.logoUrl ?? null, formTargets: [] };
  return respondPage(c, 200, look, (context) => sitePage({ merchant, host }, context));
}
