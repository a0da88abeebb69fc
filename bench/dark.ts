import { Agent, request as httpRequest } from 'node:http';
import { benchWorker, type Deployment } from './harness/deployment.ts';
import { against, beside, type Finding } from './harness/finding.ts';
import { migrate } from './harness/migrate.ts';
import { boundTo, esModule, openMiniflare, STRAIGHT } from './harness/miniflare.ts';
import { makeSampleInvoices } from './harness/sample-invoice.ts';
import { VARIABLES } from './harness/workbench.ts';
import { delivery } from './webhook.ts';

/** How long the binding hangs at least; on a busy machine until all of these have been answered. */
const DARK_MS = 80_000;
const LONGEST_MS = 900_000;
/** Requests of each kind, and over how many connections: the next one goes when the one before is answered. */
const LOAD = {
  'shown before': { requests: 9_400, connections: 6 },
  'never shown': { requests: 100, connections: 20 },
  pressed: { requests: 500, connections: 1 },
  webhook: { requests: 1_000, connections: 2 },
} as const;
const LINKS = 40;
const WEBHOOKS = LOAD.webhook.requests;

type Kind = keyof typeof LOAD;
type Shot = Parameters<typeof send>[2];
type Answer = { readonly kind: Kind; readonly says: string; readonly ms: number };

/**
 * Ten thousand pages and presses and a thousand webhooks while D1's binding hangs for 80 seconds, on plain workerd; then what the
 * database holds.
 */
export async function measureDark(
  deployment: Deployment,
  say: (text: string) => void,
): Promise<readonly Finding[]> {
  const modules = [esModule('dark.js', await benchWorker('dark')), esModule('deployed.js', deployment.code)];
  const miniflare = openMiniflare(deployment, [
    { name: 'dark', ...boundTo('dark', VARIABLES), ...STRAIGHT, modules },
  ]);
  const agent = new Agent();
  try {
    await miniflare.ready;
    const database = await miniflare.getD1Database('DB', 'dark');
    await migrate(database);
    const app = await miniflare.unsafeGetDirectURL('dark');
    const paths = await makeSampleInvoices({ app, database }, LINKS + 1);
    const never = paths.pop();
    if (never === undefined) throw new Error('no invoice was made');
    const get = (path: string) => ({ method: 'GET' as const, path, headers: HEADERS });
    for (const { view } of paths) await said(agent, app, get(view), 'page');
    await pause(2_000);
    const count = async (sql: string) => (await database.prepare(sql).first<{ n: number }>())?.n ?? 0;

    const nth = (at: number) => paths[at % paths.length] ?? never;
    const shots: Record<Kind, (at: number) => Shot> = {
      'shown before': (at) => get(nth(at).view),
      'never shown': () => get(never.view),
      pressed: (at) => ({ ...get(nth(at).pay), method: 'POST' }),
      webhook: (at) => delivery(`evt_dark_${at}`),
    };
    await said(agent, app, get(`/_dark?ms=${LONGEST_MS}`), 'dark');
    const began = performance.now();
    const answers = (await Promise.all(KINDS.map((kind) => fire(agent, app, kind, shots[kind])))).flat();
    await pause(Math.max(0, began + DARK_MS - performance.now()));
    await said(agent, app, get('/_dark?ms=0'), 'dark');
    say(`  ${answers.length} answered …`);
    const held = Number((await send(agent, app, get('/_kept'))).text);
    await pause(12_000);
    const begun = await count('SELECT count(*) AS n FROM payments');
    const before = await count(STORED);
    say(`  ${begun} payments begun, ${held} events kept, ${before} stored …`);
    // What an invocation has no room for is a message of another.
    while (Number((await send(agent, app, get('/_store'))).text) > 0);
    const stored = await count(STORED);
    for (let at = 0; at < WEBHOOKS; at += 1) await said(agent, app, delivery(`evt_dark_${at}`), 'taken');
    const again = await count(STORED);
    await said(agent, app, get(never.view), 'page');
    if (stored !== WEBHOOKS) throw new Error(`of ${WEBHOOKS} events ${stored} are stored`);
    return [
      ...timesOf(answers),
      beside('events in the queue when D1 was back', `${held}`),
      beside('events that D1 had stored by then', `${before}`),
      against('events lost', WEBHOOKS - stored, 0, ''),
      against('events stored twice, after Stripe sent all again', again - WEBHOOKS, 0, ''),
      against('payments begun', begun, 0, ''),
    ];
  } finally {
    agent.destroy();
    await miniflare.dispose();
  }
}

const HEADERS = { Accept: 'text/html', 'Accept-Language': 'en' };
const STORED = "SELECT count(*) AS n FROM inbox WHERE event_id LIKE 'evt_dark_%'";

const KINDS = ['shown before', 'never shown', 'pressed', 'webhook'] as const;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function fire(agent: Agent, app: URL, kind: Kind, make: (at: number) => Shot): Promise<Answer[]> {
  const { requests, connections } = LOAD[kind];
  const answers: Answer[] = [];
  const left = Array.from({ length: requests }, (_, at) => at).values();
  const connection = async () => {
    for (const at of left) {
      const shot = make(at);
      const began = performance.now();
      const { status, text } = await send(agent, app, shot);
      answers.push({ kind, says: what(status, text), ms: performance.now() - began });
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  return answers;
}

/** What an answer says, in our words. */
function what(status: number, text: string): string {
  if (status === 200) return text.includes('"received":true') ? 'taken' : text === 'dark' ? 'dark' : 'page';
  if (text.includes('As of ')) return 'as of then';
  if (text.includes('Nothing was charged')) return 'wait, nothing was charged';
  return text.includes('Our database') ? 'wait' : `${status}`;
}

async function said(agent: Agent, app: URL, shot: Parameters<typeof send>[2], wanted: string): Promise<void> {
  const { status, text } = await send(agent, app, shot);
  if (what(status, text) !== wanted) throw new Error(`${shot.path} answered ${status}, not ${wanted}`);
}

function timesOf(answers: readonly Answer[]): readonly Finding[] {
  const groups = Map.groupBy(answers, ({ kind, says }) => `${kind}: ${says}`);
  return [...groups].map(([name, group]) => {
    const times = group.map(({ ms }) => ms).toSorted((one, other) => one - other);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
    const rest = [at(0.5), at(0.99)].map((ms) => `${ms.toFixed(0)} ms`).join(', ');
    const found = `${name}, ${group.length} (median, 99 %: ${rest}); the longest`;
    const longest = times.at(-1) ?? 0;
    if (group[0]?.kind === 'webhook') return against(found, longest, 1_000, ' ms');
    return beside(found, `${longest.toFixed(0)} ms`);
  });
}

function send(
  agent: Agent,
  { hostname, port }: URL,
  shot: {
    readonly path: string;
    readonly method: 'GET' | 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  },
): Promise<{ readonly status: number; readonly text: string }> {
  const { path, method, headers, body } = shot;
  return new Promise((resolve, reject) => {
    const request = httpRequest({ agent, hostname, port, path, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}
