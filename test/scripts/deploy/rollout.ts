import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { payByLink } from '../../../scripts/demo/pay.ts';
import { ENVIRONMENT } from '../../../scripts/rehearse/transcript.ts';
import type { World } from '../../../scripts/rehearse/world.ts';
import { liveShares } from '../../../scripts/stand-in/state.ts';
import { checkoutOfTomorrow, TOMORROW } from '../../support/node/tomorrow.ts';

type Deployed = { readonly link: string; readonly apiKey: string };

/**
 * Brings what was rehearsed to tomorrow's code by the real commands, by a part of the traffic first, and back. An invoice is made,
 * sent and paid at each stage, by whichever version answers.
 */
export async function rollOutAndBack(world: World, { link, apiKey }: Deployed): Promise<void> {
  const tomorrow = await checkoutOfTomorrow(ENVIRONMENT);
  try {
    const name = [...world.standIn.account.scripts.keys()].find((key) => key.endsWith(ENVIRONMENT)) ?? '';
    const script = world.standIn.account.scripts.get(name);
    const database = [...world.standIn.account.databases.values()].find((each) => each.name === name);
    if (script === undefined || database === undefined) throw new Error('nothing is deployed');
    const command = async (of: 'upgrade' | 'rollback', ...options: string[]): Promise<string> => {
      const all = ['--remote', '--env', ENVIRONMENT, ...options];
      return (await tomorrow.run(of, all, world.environment)).output;
    };
    const shares = () => liveShares(script).map(({ percentage }) => percentage);
    const rows = (sql: string) => {
      const db = new DatabaseSync(database.file, { readOnly: true });
      const found = db.prepare(sql).all();
      db.close();
      return found;
    };
    const newestApplied = () => rows('SELECT name FROM d1_migrations ORDER BY id DESC LIMIT 1')[0]?.name;
    const pay = () => lifeOfInvoice(world, apiKey);

    expect(await command('upgrade', '--dry-run')).toContain(TOMORROW);
    expect([newestApplied() === TOMORROW, shares()]).toEqual([false, [100]]);

    // Two versions at once, on the newer schema, which the older one doesn't know.
    expect(await command('upgrade', '--share', '40')).toContain('1 migration was applied');
    expect([shares(), newestApplied()]).toEqual([[60, 40], TOMORROW]);
    expect(await readdir(join(tomorrow.folder, '.quittance', 'backups'))).toHaveLength(1);
    const before = new Map(world.standIn.answered);
    expect(await pay()).toBe('paid');
    for (let asked = 0; asked < 10; asked += 1) expect((await fetch(link)).status).toBe(200);
    const answered = [...world.standIn.answered].filter(([id, count]) => count > (before.get(id) ?? 0));
    expect(answered.map(([id]) => id).toSorted()).toEqual(
      liveShares(script)
        .map(({ version }) => version.id)
        .toSorted(),
    );

    expect(await command('upgrade')).toContain('The schema was right before.');
    expect([shares(), await pay()]).toEqual([[100], 'paid']);

    // Back to the version before, which reads and writes what tomorrow's made.
    expect(await command('rollback')).toContain('All traffic goes to');
    expect([shares(), newestApplied()]).toEqual([[100], TOMORROW]);
    expect(liveShares(script)[0]?.version.annotations['workers/message'] ?? '').not.toContain(TOMORROW);
    expect([await pay(), (await fetch(link)).status]).toEqual(['paid', 200]);
    expect(rows(`SELECT count(*) AS n FROM invoices WHERE status = 'paid'`)).toEqual([{ n: 4 }]);
  } finally {
    await tomorrow.close();
  }
}

async function call(
  { standIn }: World,
  apiKey: string,
  [method, path, body]: readonly [string, string, object?],
) {
  const answer = await fetch(`${standIn.workerUrl}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const read: { id: string; paymentUrl: string; status: string } = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(read)}`);
  return read;
}

/** An invoice that is made, sent and paid by its link; what it ended as. */
async function lifeOfInvoice(world: World, apiKey: string): Promise<string> {
  const api = (...asked: readonly [string, string, object?]) => call(world, apiKey, asked);
  const { id: customerId } = await api('POST', '/customers', {
    legalName: 'Payer',
    email: 'ap@payer.example',
  });
  const lines = [{ description: 'Work', quantity: '1', unitAmount: 42_000 }];
  const { id } = await api('POST', '/invoices', { customerId, currency: 'GBP', lines });
  const { paymentUrl } = await api('POST', `/invoices/${id}/send`, {});
  await payByLink(paymentUrl, `http://127.0.0.1:${world.stripe.port}`);
  for (let tries = 0; tries < 100; tries += 1) {
    const { status } = await api('GET', `/invoices/${id}`);
    if (status === 'paid') return status;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return 'not paid';
}
