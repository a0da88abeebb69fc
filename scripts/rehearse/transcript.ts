import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { payByLink } from '../demo/pay.ts';
import { settingsFile } from '../deploy/settings.ts';
import { type Outcome, ROOT, runTool } from '../tools.ts';
import { withoutChance } from './without-chance.ts';
import type { World } from './world.ts';

export const ENVIRONMENT = 'rehearsal';

const COMMON = [
  ...['--env', ENVIRONMENT],
  ...['--name', 'Acme Ltd', '--email', 'billing@acme.example'],
  ...['--currency', 'GBP', '--country', 'GB', '--time-zone', 'Europe/London'],
  ...['--mail-from', 'billing@acme.example'],
];

export interface Rehearsed {
  readonly transcript: string;
  /** The first invoice's link. */
  readonly link: string;
  readonly apiKey: string;
}

/** Deploys by the command itself, from nothing to a paid invoice, and writes down what it said. */
export async function rehearse(world: World): Promise<Rehearsed> {
  // A rehearsal that was killed leaves what it knew of a deployment that is gone.
  await forgetRehearsal();
  const written: string[] = [];
  const asked = [...COMMON, '--url', world.standIn.workerUrl];
  const run = async (script: 'deploy' | 'doctor', options: readonly string[]): Promise<string> => {
    const { code, output } = await runScript(script, options, world);
    written.push(`$ npm run ${script} -- ${options.map(quoted).join(' ')}\n${output.trim()}`);
    if (code !== 0) throw new Error(`${script} ended with ${code}:\n${written.join('\n')}`);
    return output;
  };
  await run('deploy', [...asked, '--dry-run']);
  const said = await run('deploy', [...asked, '--yes']);
  await run('doctor', ['--env', ENVIRONMENT]);
  const link = /^\s+(http\S+\/i\/\S+)$/m.exec(said)?.[1] ?? '';
  const apiKey = /qk_test_\S+/.exec(said)?.[0] ?? '';
  const paid = await payFirst(world, apiKey);
  written.push(
    `$ curl -s ${world.standIn.workerUrl}/api/v1/invoices -H "Authorization: Bearer $KEY"   # once its link was paid\n${paid}`,
  );
  await run('deploy', ['--env', ENVIRONMENT, '--yes']);
  return { transcript: withoutChance(written.join('\n\n'), world), link, apiKey };
}

/** Removes what a rehearsal writes into the checkout. */
export async function forgetRehearsal(environment: string = ENVIRONMENT): Promise<void> {
  const written = [`.deploy.${environment}.json`, `.secrets.${environment}`, settingsFile(environment)];
  await Promise.all(written.map((name) => rm(join(ROOT, name), { recursive: true, force: true })));
}

/** Runs a script of package.json as npm does, without npm's own lines. */
export const runScript = (script: string, options: readonly string[], world: World): Promise<Outcome> =>
  runTool(['node', `scripts/${script}.ts`, ...options], world.environment);

/** Pays the first invoice as a customer does, and waits for Stripe's webhook to be worked on. */
async function payFirst({ standIn, stripe }: World, apiKey: string): Promise<string> {
  const read = async () => {
    const answer = await fetch(`${standIn.workerUrl}/api/v1/invoices`, {
      headers: { Authorization: `Bearer ${apiKey}` },
    });
    const { data }: { data: readonly Invoice[] } = JSON.parse(await answer.text());
    if (data[0] === undefined) throw new Error('There is no first invoice.');
    return data[0];
  };
  const { paymentUrl } = await read();
  await payByLink(paymentUrl ?? '', `http://127.0.0.1:${stripe.port}`);
  const deadline = Date.now() + 30_000;
  for (;;) {
    const { number, status, currency, total } = await read();
    if (status === 'paid')
      return `{"data":[{"number":"${number}","status":"${status}","currency":"${currency}","total":${total}, … }]}`;
    if (Date.now() > deadline) throw new Error(`The first invoice is ${status}, not paid.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

interface Invoice {
  readonly number: string;
  readonly status: string;
  readonly currency: string;
  readonly total: number;
  readonly paymentUrl: string | null;
}

const quoted = (text: string): string => (/^[\w@./:-]+$/.test(text) ? text : JSON.stringify(text));
