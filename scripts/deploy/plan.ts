import { OWN_EVENT_TYPES } from '../../src/domain/event-families.ts';
import { type Answers, namesOf } from './answers.ts';
import type { Endpoint, Facts } from './facts.ts';
import type { DeployState } from './state.ts';

/** In the order in which they are done. */
export const STEPS = [
  'database',
  'queue',
  'dead_letter_queue',
  'mail_queue',
  'bucket',
  'schema',
  'business',
  'webhook',
  'worker',
  'mail_events',
  'owner',
  'mail',
  'doctor',
  'first_link',
] as const;
export type StepId = (typeof STEPS)[number];

export interface Step {
  readonly id: StepId;
  readonly isDone: boolean;
  /** What is made, such as a queue, and the verb that makes it. */
  readonly what: string;
  readonly verb: string;
}

interface Given {
  readonly facts: Facts;
  readonly answers: Answers;
  readonly state: DeployState;
  readonly appUrl: string;
  readonly deploymentId: string;
  readonly stripeVersion: string;
}

/** What a run would do. Every step finds out by itself whether it is done, so that a run that was cut off is repeated. */
export const planOf = (given: Given): readonly Step[] =>
  stepsFor(given.answers, given.facts.bucket !== null).map((id) => ({ id, ...stepOf(id, given) }));

/**
 * Email Service says by a queue what became of mail; a server that is spoken to by SMTP doesn't. A bucket is only for who keeps
 * files with invoices.
 */
export const stepsFor = ({ mail }: Pick<Answers, 'mail'>, hasFiles = false): readonly StepId[] =>
  STEPS.filter((id) => mail.transport === 'binding' || (id !== 'mail_queue' && id !== 'mail_events')).filter(
    (id) => hasFiles || id !== 'bucket',
  );

function stepOf(id: StepId, given: Given): Omit<Step, 'id'> {
  const { facts, answers, state, appUrl } = given;
  const names = namesOf(answers);
  const { database, migrations, stripe } = facts;
  switch (id) {
    case 'database':
      return step(database !== null, `the D1 database ${names.database}`, 'make');
    case 'queue':
      return step(facts.queue !== null, `the queue ${names.queue}`, 'make');
    case 'dead_letter_queue':
      return step(
        facts.deadLetterQueue !== null,
        `the queue ${names.deadLetterQueue}, for what fails`,
        'make',
      );
    case 'mail_queue':
      return step(
        (facts.mailEvents?.queue ?? null) !== null,
        `the queue ${names.mailEventsQueue}, for what becomes of mail`,
        'make',
      );
    case 'bucket':
      return step(
        facts.bucket?.isThere === true,
        `the R2 bucket ${names.bucket}, for files that go with invoices`,
        'make',
      );
    case 'schema': {
      const pending = migrations.filter(([name]) => database?.applied.includes(name) !== true).length;
      const isNoted = migrations.every(([name]) => database?.checksums.has(name) === true);
      if (pending === 0 && !isNoted) return step(false, 'the checksums of the migrations', 'note');
      const isPart = pending > 0 && pending < migrations.length;
      const what = isPart ? `${pending} more of the migrations, after a backup` : 'every migration';
      return step(pending === 0, what, 'apply');
    }
    case 'business': {
      const isThere = (database?.businesses.length ?? 0) > 0;
      const where = `${stripe.livemode ? 'live' : 'test'} mode, on ${stripe.account}`;
      if (isThere) return step(database?.owner !== null, `a business in ${where}`, 'claim the database of');
      return step(
        false,
        `${answers.business.name ?? 'the business'} in ${where}, with its first API key`,
        'make',
      );
    }
    case 'webhook':
      return step(endpointFor(given) !== null, `Stripe’s webhook endpoint ${webhookAddress(appUrl)}`, 'set');
    case 'worker':
      return step(false, `the Worker ${names.worker} at ${appUrl}`, 'deploy');
    case 'mail_events': {
      const domain = facts.mailEvents?.domain ?? '';
      const what = `Email Service’s events about ${domain}, to the queue ${names.mailEventsQueue}`;
      return step(facts.mailEvents?.isSubscribed === true, what, 'subscribe to');
    }
    case 'owner':
      return step(
        database?.hasOwner === true,
        `${ownerOf(answers.business) ?? 'its address'} as the owner of the business, by mail`,
        'invite',
      );
    case 'mail':
      return step(state.mailTried === true, `a test mail to ${answers.business.email}`, 'send');
    case 'doctor':
      return step(false, 'every setting, as npm run doctor does', 'check');
    case 'first_link': {
      if (stripe.livemode) return step(true, 'no invoice is sent by itself in live mode', 'send');
      // Sent by the first key, which is known until it was shown: a run that was cut off gives the same link.
      const wasShown = (database?.businesses.length ?? 0) > 0 && state.identity === undefined;
      return step(wasShown, 'a first invoice to yourself, in test mode', 'send');
    }
    default:
      return id satisfies never;
  }
}

/** Who is invited to own the business: its own address unless another is given. */
export const ownerOf = ({ owner, email }: Answers['business']): string | undefined => owner ?? email;

const step = (isDone: boolean, what: string, verb: string): Omit<Step, 'id'> => ({ isDone, what, verb });

type Own = Pick<Given, 'facts' | 'appUrl' | 'deploymentId'>;

/** Endpoints that say they are this deployment's. */
export const ownEndpoints = ({ facts, deploymentId }: Own): readonly Endpoint[] =>
  facts.stripe.endpoints.filter((endpoint) => endpoint.deploymentId === deploymentId);

/** Endpoints at our address that say nothing: made by hand, or for Connect. They are told of and left alone. */
export const strayEndpoints = ({ facts, appUrl }: Own): readonly Endpoint[] =>
  facts.stripe.endpoints.filter(
    ({ deploymentId, url }) => deploymentId === null && url === webhookAddress(appUrl),
  );

export const webhookAddress = (appUrl: string): string => `${appUrl}/webhooks/stripe`;

/** An endpoint that can stay as it is; null where there is something to make or to change. */
function endpointFor(given: Own & Pick<Given, 'stripeVersion'>): Endpoint | null {
  const kept = keepableEndpoint(given);
  if (kept === null || ownEndpoints(given).length > 1) return null;
  const isSame = kept.url === webhookAddress(given.appUrl) && kept.isEnabled;
  return isSame && kept.events.toSorted().join() === OWN_EVENT_TYPES.toSorted().join() ? kept : null;
}

/** An endpoint that an update makes right: of our version, which cannot be changed, and with a secret that the Worker has. */
export function keepableEndpoint(given: Own & Pick<Given, 'stripeVersion'>): Endpoint | null {
  const hasSecret = given.facts.worker?.secrets.includes('STRIPE_WEBHOOK_SECRETS') === true;
  const kept = ownEndpoints(given).find(
    ({ apiVersion, isStored }) => hasSecret && isStored && apiVersion === given.stripeVersion,
  );
  return kept ?? null;
}
