export interface OperatorTarget {
  /** Without a trailing slash. */
  readonly url: string;
  readonly key: string;
}

export interface OperatorAnswer {
  readonly ok: boolean;
  readonly body: unknown;
}

/** Calls a deployment with the operator's key. An Error says in words where it could not be reached. */
export async function callOperator(
  { url, key }: OperatorTarget,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<OperatorAnswer> {
  const answer = await fetch(`${url}${path}`, {
    method,
    redirect: 'error',
    signal: AbortSignal.timeout(60_000),
    headers: {
      Authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    const here = /^http:\/\/(?:localhost|127\.)/.test(url) ? ' Does `npm start` run?' : '';
    throw new Error(`${url} could not be reached: ${error instanceof Error ? error.message : error}.${here}`);
  });
  const text = await answer.text();
  if (answer.status === 429)
    throw new Error(`${url} takes no more requests from here for now: wait a minute, then try again.`);
  try {
    return { ok: answer.ok, body: JSON.parse(text) };
  } catch {
    throw new Error(`${url}${path} answered ${answer.status}, and no JSON: is it the address of this app?`);
  }
}

/**
 * Runs stopped work again in bites until none is left of what had stopped when this began, so that what stops again is not run
 * in a circle.
 */
export async function runAllAgain(
  target: OperatorTarget,
  path: string,
  asked: { readonly id: string | null; readonly reason: string | null },
  say: (line: string) => void,
): Promise<OperatorAnswer> {
  const { id, reason } = asked;
  const health = await callOperator(target, 'GET', '/healthz');
  const before = new Date(numberIn(health.body, 'at') ?? Date.now()).toISOString();
  const ask = { ...(id === null ? { before } : { id }), ...(reason !== null && { reason }) };
  let total = 0;
  for (;;) {
    const { ok, body } = await callOperator(target, 'POST', path, ask);
    const [again, left] = [numberIn(body, 'again'), numberIn(body, 'left')];
    if (!ok || again === null || left === null) return { ok: false, body };
    total += again;
    if (left === 0 || again === 0) return { ok: true, body: { again: total, left } };
    say(`${total} run again, ${left} left`);
  }
}

function numberIn(body: unknown, name: string): number | null {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : null;
  return typeof value === 'number' ? value : null;
}
