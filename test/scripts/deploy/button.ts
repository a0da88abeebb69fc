import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { World } from '../../../scripts/rehearse/world.ts';
import { runTool } from '../../../scripts/tools.ts';
import { checkoutOfTomorrow } from '../../support/node/tomorrow.ts';

/** What a stranger types where the button asks. */
const TYPED: Readonly<Record<string, string>> = {
  DEPLOYMENT_ID: 'quittance-acme',
  EMAIL_FROM: 'billing@acme.example',
  SMTP_HOST: 'smtp.acme.example',
};

/** Cloudflare's button on this machine: database and queues are made and named in wrangler.toml, with the variables as typed. */
export async function pressButton({ standIn, environment }: World) {
  const { account, apiUrl, workerUrl } = standIn;
  const called = async (method: string, path: string, body: object): Promise<string> => {
    const answer = await fetch(`${apiUrl}/accounts/${account.id}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { result }: { result: { uuid?: string } } = await answer.json();
    return result.uuid ?? '';
  };
  const database = await called('POST', '/d1/database', { name: 'quittance' });
  for (const name of ['quittance-work', 'quittance-work-dead'])
    await called('POST', '/queues', { queue_name: name });
  const checkout = await checkoutOfTomorrow('nothing');
  try {
    const settings = join(checkout.folder, 'wrangler.toml');
    const stripe = environment.STRIPE_API_URL ?? '';
    const variables = { ...TYPED, APP_URL: workerUrl, STRIPE_API_URL: stripe, database_id: database };
    let text = await readFile(settings, 'utf8');
    for (const [name, value] of Object.entries(variables))
      text = text.replace(new RegExp(`^${name} = .*$`, 'm'), `${name} = ${JSON.stringify(value)}`);
    await writeFile(settings, text);
    // Its build knows nothing but Cloudflare's own variables.
    const { CLOUDFLARE_API_BASE_URL = '', CLOUDFLARE_API_TOKEN = '' } = environment;
    const own = { CLOUDFLARE_API_BASE_URL, CLOUDFLARE_API_TOKEN, CLOUDFLARE_ACCOUNT_ID: account.id };
    const { code, output } = await checkout.run('deploy', [], { ...own, WORKERS_CI: '1' });
    const db = new DatabaseSync(account.databases.get(database)?.file ?? '', { readOnly: true });
    const noted = db.prepare('SELECT name FROM migration_checksums ORDER BY name').all();
    const applied = db.prepare('SELECT name FROM d1_migrations ORDER BY name').all();
    db.close();
    return {
      ...{ code, output, noted, applied },
      /** What the Worker's own page says. */
      page: async () => (await fetch(workerUrl)).text(),
      /** Puts secrets in place as the dashboard does. */
      putSecrets: async (secrets: Readonly<Record<string, string>>) => {
        const patch = Object.entries(secrets).map(([name, value]) => [name, { text: value }]);
        await called('PATCH', '/workers/scripts/quittance/secrets-bulk', {
          secrets: Object.fromEntries(patch),
        });
      },
    };
  } finally {
    await checkout.close();
  }
}

/** A command as package.json's descriptions name it, run by a shell. */
export async function printedBy(command: string): Promise<string> {
  const { code, output } = await runTool(['sh', '-c', command]);
  if (code !== 0) throw new Error(output);
  return output.trim();
}
