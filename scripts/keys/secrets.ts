import { text as readText } from 'node:stream/consumers';
import type { KeysReport } from '../../src/domain/held-secrets.ts';
import { changed, named, putProblem, type SecretChange } from './change.ts';
import { KINDS, type Kind } from './kinds.ts';
import { type Place, placeOf } from './places.ts';
import { runningOf } from './report.ts';
import { readSecretsAsked, SECRETS_USAGE, type SecretsAsked } from './secret-arguments.ts';
import { entriesOf, newSecret } from './secret-text.ts';
import { readSwapFacts, swapProblem } from './stripe-swap.ts';

type Said = { readonly text: string; readonly isProblem: boolean };
const said = (text: string): Said => ({ text, isProblem: false });
const problem = (text: string): Said => ({ text, isProblem: true });

/** Carries out one step of a rotation. What is refused has changed nothing. */
export async function changeSecrets(words: readonly string[]): Promise<Said> {
  const asked = readSecretsAsked(words);
  if ('problems' in asked) return problem(`${asked.problems.join('\n')}\n\n${SECRETS_USAGE}`);
  const { verb, kind } = asked;
  const place = placeOf(asked);
  if (kind === 'stripe' && asked.remote === null) {
    return problem('On this machine Stripe is the sandbox, whose key stays.');
  }
  const report = await place.ask(null);
  if (verb === 'secrets') return report === null ? problem(CANNOT_ASK) : said(reportText(report));
  const present = (await place.keeps(kind)) ?? '';
  if (asked.remote !== null && report === null) return problem(CANNOT_ASK);
  // `npm run deploy` keeps no Stripe key: the one that runs is in nobody's file until it's replaced.
  const differs = kind === 'stripe' && present === '' ? null : differenceOf(kind, present, report);
  if (verb === 'put') return putAgain(asked, place, present, report);
  if (differs !== null) return problem(differs);
  const change = await changeAsked(asked, present, report);
  if ('problem' in change) return problem(change.problem);
  const next = changed(kind, present, change, report);
  if ('problem' in next) return problem(next.problem);
  if (change.verb === 'replace') {
    const refusal = await swapRefused(present || null, next.text, report);
    if (refusal !== null) return problem(refusal);
  }
  // Kept before it runs: a secret that runs and is kept nowhere could never be changed again.
  await place.keep(kind, next.text);
  const failed = await put(asked, place, { text: next.text, before: present, isRunning: report !== null });
  if (failed.isProblem) return failed;
  const made = change.verb === 'add' && KINDS[kind].maker === 'us' && kind !== 'links';
  return said(`${failed.text}${made ? `\nThe new one, for whoever uses it:\n\n  ${change.secret}\n` : ''}`);
}

const STRIPE = new URL(process.env.STRIPE_API_URL ?? 'https://api.stripe.com');
const CANNOT_ASK =
  'The deployment does not answer the operator: is it running, and OPERATOR_KEY the one that it has (in the environment or the file)?';

async function changeAsked(
  { verb, kind, which, breaks }: SecretsAsked,
  present: string,
  report: KeysReport | null,
): Promise<SecretChange | { readonly problem: string }> {
  switch (verb) {
    case 'use':
      return { verb };
    case 'drop':
      return { verb, which, breaks };
    case 'add':
    case 'replace': {
      const taken = [...entriesOf(kind, present), ...(report?.linkKeys ?? [])].map(
        ({ number }) => number ?? -1,
      );
      const secret = newSecret(kind, taken) ?? (await readText(process.stdin)).trim();
      return secret === '' ? { problem: 'Give the secret on standard input.' } : { verb, secret };
    }
    case 'put':
    case 'secrets':
      return { problem: 'Nothing is changed by that.' };
  }
}

/** The file has to be what runs: with an older one, a key that links need would be lost. */
function differenceOf(kind: Kind, present: string, report: KeysReport | null): string | null {
  if (report === null) return null;
  const [kept, runs] = [
    entriesOf(kind, present).map(({ fingerprint }) => fingerprint),
    runningOf(report, kind),
  ];
  if (kept.join() === runs.join()) return null;
  return `What is kept of ${KINDS[kind].variable} (${named(kind, entriesOf(kind, present))}) is not what runs (${runs.join(', ') || 'none'}). If a change was cut off, \`npm run keys -- put ${kind}\` ends it; otherwise mend the file.`;
}

async function swapRefused(
  present: string | null,
  next: string,
  report: KeysReport | null,
): Promise<string | null> {
  if (report === null) return CANNOT_ASK;
  const { livemode, stripeCustomer: customer } = report;
  return swapProblem(await readSwapFacts({ apiUrl: STRIPE, present, livemode, next, customer }));
}

/** A change that was cut off after it was kept: it is held to what runs as the change itself was. */
async function putAgain(
  asked: SecretsAsked,
  place: Place,
  text: string,
  report: KeysReport | null,
): Promise<Said> {
  const { kind, breaks } = asked;
  if (text === '') return problem(`${KINDS[kind].variable} is not kept there.`);
  const refusal =
    kind === 'links' && report !== null
      ? putProblem(text, report, breaks)
      : kind === 'stripe'
        ? await swapRefused(null, text, report)
        : null;
  return refusal === null
    ? put(asked, place, { text, before: text, isRunning: report !== null })
    : problem(refusal);
}

async function put(
  asked: SecretsAsked,
  place: Place,
  {
    text,
    before,
    isRunning,
  }: { readonly text: string; readonly before: string; readonly isRunning: boolean },
): Promise<Said> {
  const { kind } = asked;
  const failed = await place.put(kind, text);
  if (failed !== null)
    return problem(`It is kept, and not in place: ${failed}\n\`npm run keys -- put ${kind}\` tries again.`);
  const holds = `${KINDS[kind].variable} holds ${named(kind, entriesOf(kind, text))}.`;
  if (!isRunning) return said(`${holds} It is taken at the next \`npm start\`.`);
  const both = entriesOf('operator', before).find((one) => text.includes(one.text));
  const operatorKey = kind === 'operator' ? (both ?? entriesOf('operator', text)[0])?.text : undefined;
  const wanted = entriesOf(kind, text).map(({ fingerprint }) => fingerprint);
  return (await settled(place, kind, wanted, operatorKey ?? null))
    ? said(`${holds} It runs everywhere that was asked.`)
    : problem(
        `${holds} It is in place, and not seen running yet: wait, and look by \`npm run keys -- secrets\`.`,
      );
}

const PATIENCE_MS = 120_000;

/** Whether the deployment says the same several times in a row. */
async function settled(
  place: Place,
  kind: Kind,
  wanted: readonly string[],
  key: string | null,
): Promise<boolean> {
  const { inARow, pauseMs } = place.settling;
  const until = Date.now() + PATIENCE_MS;
  let row = 0;
  while (Date.now() < until) {
    const report = await place.ask(key).catch(() => null);
    row = report !== null && runningOf(report, kind).join() === wanted.join() ? row + 1 : 0;
    if (row >= inARow) return true;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return false;
}

/** What runs, a line each. */
export function reportText(report: KeysReport): string {
  const links = report.linkKeys.map(({ number, fingerprint, listed, makesLinks, needed, endpoints }) => {
    const state = makesLinks ? 'makes links' : listed ? 'accepted' : 'dropped';
    const hooks = endpoints === 0 ? '' : `, and ${endpoints} webhook endpoints`;
    return `links     k${number} ${fingerprint} (${state}; up to ${needed.open} open and ${needed.closed} other invoices need it${hooks})`;
  });
  const kinds = ['webhook', 'connect', 'mail', 'alarm', 'operator', 'stripe'] as const;
  const others = kinds.map((kind) => `${kind.padEnd(9)} ${runningOf(report, kind).join(', ') || 'none'}`);
  return [...links, ...others].join('\n');
}
