import type { Context } from 'hono';
import { readOperatorKeys } from '../config-operator.ts';
import { SETTING_NAMES } from '../config-settings.ts';
import type { SettingProblem } from '../domain/set-up.ts';
import { isOperator } from './operator-key.ts';
import { respondNotice } from './pay/respond.ts';

const RETRY_SECONDS = '60';

/**
 * A deployment that cannot work yet: a person reads a page, a program a problem, the operator what is wrong. Until it is used by
 * anybody, whoever opens the page is the one who sets it up.
 */
export async function respondNotSetUp(
  c: Context,
  problems: readonly SettingProblem[],
  isUnused: () => Promise<boolean>,
): Promise<Response> {
  c.header('Retry-After', RETRY_SECONDS);
  c.header('Cache-Control', 'no-store');
  if (c.req.path === '/healthz') {
    const isTold = await isOperator(operatorKeys(c.env), c.req.header('Authorization'));
    return c.json({ ready: false, ...(isTold && { setUp: { checked: SETTING_NAMES, problems } }) }, 503);
  }
  if (/^\/(?:api|operator|webhooks)\//.test(c.req.path)) {
    const problem = { type: 'about:blank', title: 'Not set up yet', status: 503, detail: DETAIL };
    return c.body(JSON.stringify(problem), 503, { 'Content-Type': 'application/problem+json' });
  }
  const missing = (await isUnused()) ? problems.map(({ says }) => says) : [];
  return respondNotice(c, { kind: 'not_set_up', missing });
}

const DETAIL =
  'This deployment is not set up yet. Its operator finds in the log, and by npm run doctor, what is missing.';

/** Nobody is the operator where the key itself is wrong. */
function operatorKeys(env: object): readonly string[] {
  try {
    return readOperatorKeys(env);
  } catch {
    return [];
  }
}
