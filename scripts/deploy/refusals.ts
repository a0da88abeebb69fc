import { liveAddressProblem, stripeKeyProblem } from '../../src/domain/configuration.ts';
import { schemaStanding } from '../../src/domain/watch/schema.ts';
import { type Answers, namesOf } from './answers.ts';
import type { Facts, Pinned } from './facts.ts';
import type { DeployState } from './state.ts';

/** Why nothing may be changed, each as a sentence that says what to do; none where all is well. */
export function refusalsOf(facts: Facts, answers: Answers, state: DeployState): readonly string[] {
  const key = stripeKeyProblem(answers.stripeKey);
  return [
    key === null ? null : `${key}.`,
    ...pinProblems(facts, answers, state),
    modeProblem(facts),
    ...ownerProblems(facts, answers, state),
    ...addressProblems(facts, answers),
    domainProblem(facts, answers),
    secretProblem(facts, answers),
  ].filter((sentence) => sentence !== null);
}

const mode = (livemode: boolean): string => (livemode ? 'live' : 'test');

function pinProblems(
  { stripe, database }: Facts,
  { environment }: Answers,
  state: DeployState,
): (string | null)[] {
  const other =
    environment === 'production' ? 'npm run deploy -- --env second' : 'npm run deploy -- --env another';
  const pins: readonly (Pinned | null | undefined)[] = [state.pinned, database?.pinned];
  const pinned = pins.find((pin) => pin !== null && pin !== undefined);
  if (pinned === undefined) return [];
  const differs = pinned.account !== stripe.account;
  return [
    differs
      ? `The Stripe key is of the account ${stripe.account}, and this deployment is ${pinned.account}’s: its customers and payments are there. Give a key of that account, or make another deployment (${other}).`
      : null,
    !differs && pinned.livemode !== stripe.livemode
      ? `The Stripe key is a ${mode(stripe.livemode)} key, and this deployment is for ${mode(pinned.livemode)} mode: its business would have no connection. Give a ${mode(pinned.livemode)} key, or make another deployment (${other}).`
      : null,
  ];
}

function ownerProblems(
  { worker, database, queue, deadLetterQueue, migrations }: Facts,
  answers: Answers,
  state: DeployState,
): (string | null)[] {
  const names = namesOf(answers);
  const own = state.deploymentId ?? answers.deploymentId;
  const elsewhere = 'choose another name by --worker';
  const say = (what: string, owner: string) =>
    own === null
      ? `${what} belongs to the deployment ${owner}. Where that is this one, say so by --deployment-id ${owner}; otherwise ${elsewhere}.`
      : `${what} belongs to another deployment (${owner}, and this is ${own}): ${elsewhere}.`;
  const strangers = database?.applied.filter((name) => !migrations.some(([known]) => known === name)) ?? [];
  const standing = database === null ? null : schemaStanding(database, migrations);
  const isOurs = database === null || database.tables.length === 0 || database.applied.length > 0;
  const isUsed = (database?.businesses.length ?? 0) > 0;
  return [
    answers.deploymentId !== null &&
    state.deploymentId !== undefined &&
    state.deploymentId !== answers.deploymentId
      ? `--deployment-id is ${answers.deploymentId}, and this environment is ${state.deploymentId} already: name another one by --env.`
      : null,
    database !== null && database.owner !== null && database.owner !== own
      ? say(`The database ${names.database}`, database.owner)
      : null,
    !isOurs ? `The database ${names.database} holds tables of something else: ${elsewhere}.` : null,
    database !== null && database.owner === null && isUsed && answers.deploymentId === null
      ? `The database ${names.database} has a business and doesn’t say whose it is. Where that is this deployment, give the DEPLOYMENT_ID it had by --deployment-id; otherwise ${elsewhere}.`
      : null,
    worker !== null && worker.deploymentId === null
      ? `There is a Worker called ${names.worker} in this account, and it is something else: ${elsewhere}.`
      : null,
    worker !== null && worker.deploymentId !== null && worker.deploymentId !== own
      ? say(`The Worker ${names.worker}`, worker.deploymentId)
      : null,
    ...[
      { name: names.queue, queue },
      { name: names.deadLetterQueue, queue: deadLetterQueue },
    ].map(({ name, queue: found }) =>
      found !== null && found.consumer !== null && found.consumer !== names.worker
        ? `The queue ${name} is read by the Worker ${found.consumer}: ${elsewhere}.`
        : null,
    ),
    standing?.difference === 'edited' ? standing.says : null,
    strangers.length > 0
      ? `The database is newer than this checkout: ${strangers.join(', ')} was applied and isn’t here. Update the checkout first.`
      : null,
  ];
}

/** A key of one mode beside a business of the other: invoices would go out and nobody could pay them. */
function modeProblem({ stripe, database }: Facts): string | null {
  const there = database?.businesses ?? [];
  const asked = mode(stripe.livemode);
  return there.length === 0 || there.some((each) => each === asked)
    ? null
    : `The business in the database is for ${there[0]} mode, and the Stripe key is a ${asked} key: its invoices could not be paid. Give a ${there[0]} key, or make another deployment by --env.`;
}

function addressProblems(facts: Facts, answers: Answers): (string | null)[] {
  const appUrl = addressOf(facts, answers);
  if (appUrl === null) {
    return [
      'The account has no workers.dev name yet: open Workers & Pages in Cloudflare’s dashboard once and choose it, or give a domain of your own.',
    ];
  }
  if (!URL.canParse(appUrl)) return [`${appUrl} is no address.`];
  const { protocol, hostname } = new URL(appUrl);
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1';
  const live = facts.stripe.livemode ? liveAddressProblem({ protocol, hostname, isHere }) : null;
  return [live === null ? null : `${live}: give it by --domain.`];
}

function domainProblem({ domain }: Facts, answers: Answers): string | null {
  if (domain === null) return null;
  const { service, isHere, record } = domain;
  const host = answers.domain ?? '';
  if (service !== null)
    return service === answers.worker
      ? null
      : `${host} is the address of the Worker ${service}: choose another domain, or take it from that Worker first.`;
  if (!isHere)
    return `${host} is on no domain of this account that this login opens: add the domain at Cloudflare first, or choose another by --domain.`;
  switch (record) {
    case 'none':
      return null;
    case 'there':
      return `${host} has a DNS record, which the Worker’s would replace: delete it at Cloudflare first, or choose another domain.`;
    case 'unreadable':
      return `Something answers at ${host}, and this login may not read its DNS record: choose another domain, or give CLOUDFLARE_API_TOKEN the permission Zone: DNS: Read, to have it looked at.`;
    default:
      return record satisfies never;
  }
}

/** Where the Worker will answer; null where nobody knows yet. */
export function addressOf({ subdomain }: Facts, { domain, url, worker }: Answers): string | null {
  if (domain !== null) return `https://${domain}`;
  if (url !== null) return url.replace(/\/+$/, '');
  return subdomain === null ? null : `https://${worker}.${subdomain}.workers.dev`;
}

function secretProblem({ worker, database }: Facts, { linkKeys, mail }: Answers): string | null {
  const has = (name: string) => worker?.secrets.includes(name) === true;
  if (!has('LINK_KEYS') && linkKeys === null && (database?.sentInvoices ?? 0) > 0) {
    return 'Invoices were sent, and the Worker has no LINK_KEYS any more: with new ones no sent link would open. Set LINK_KEYS in the environment to those that it had.';
  }
  return mail.transport === 'smtp' && mail.user !== null && mail.password === null && !has('SMTP_PASSWORD')
    ? 'The mail server’s password is not known here any more: give the mail again by --mail-from and SMTP_URL.'
    : null;
}
