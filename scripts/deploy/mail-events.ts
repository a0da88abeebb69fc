import { type Answers, namesOf } from './answers.ts';
import { ApiRefusal, type CloudflareApi, fieldOf, listOf, textOf } from './api.ts';
import { zoneOf } from './domain.ts';
import type { Facts, MailEventsFacts } from './facts.ts';

/** All of them: a subscription to some can't be told from a domain on which nothing else happens. */
export const MAIL_EVENTS = ['delivered', 'deferred', 'bounced', 'failed', 'rejected', 'complained'].map(
  (name) => `message.${name}`,
);

/** The domain that mail comes from. */
const domainOf = (from: string): string => from.slice(from.lastIndexOf('@') + 1).toLowerCase();

/** What there is of the way by which Email Service says what became of mail; null where mail goes by SMTP. */
export async function lookAtMailEvents(
  api: CloudflareApi,
  accountId: string,
  answers: Answers,
): Promise<MailEventsFacts | null> {
  if (answers.mail.transport !== 'binding') return null;
  const domain = domainOf(answers.mail.from);
  const { mailEventsQueue } = namesOf(answers);
  const queues = listOf(await api.get(`/accounts/${accountId}/queues?name=${mailEventsQueue}`));
  const queue = queues.find((each) => textOf(each, 'queue_name') === mailEventsQueue);
  const queueId = textOf(queue, 'queue_id');
  return {
    domain,
    zone: await readable(zoneOf(api, accountId, domain), null),
    queue:
      queue === undefined ? null : { consumer: textOf(listOf(fieldOf(queue, 'consumers'))[0], 'script') },
    isSubscribed: queueId !== null && (await isSubscribed(api, accountId, { queueId, domain })),
  };
}

async function isSubscribed(
  api: CloudflareApi,
  accountId: string,
  { queueId, domain }: { readonly queueId: string; readonly domain: string },
): Promise<boolean> {
  const path = `/accounts/${accountId}/event_subscriptions/subscriptions?queue_id=${queueId}&per_page=100`;
  return listOf(await readable(api.get(path), null)).some((subscription) => {
    const source = fieldOf(subscription, 'source');
    const isTold = textOf(fieldOf(subscription, 'destination'), 'queue_id') === queueId;
    return isTold && textOf(source, 'type') === 'email.sending' && textOf(source, 'domain') === domain;
  });
}

/** A login that may not read it is no reason to stop: the step says what is missing. */
async function readable<T>(asked: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiRefusal && (error.status === 401 || error.status === 403)) return otherwise;
    throw error;
  }
}

/** What wrangler is asked for, or why there is nothing to ask: mail goes out all the same, and what becomes of it stays unknown. */
export function subscriptionCommand(
  facts: Pick<Facts, 'mailEvents'>,
  answers: Answers,
): readonly string[] | string {
  const { mailEvents } = facts;
  if (mailEvents === null) return 'Mail goes by SMTP.';
  const { domain, zone } = mailEvents;
  if (zone === null)
    return `${domain} was not found on this account, so nobody says what becomes of mail: add it to Email Service, and run this again.`;
  return [
    ...['queues', 'subscription', 'create', namesOf(answers).mailEventsQueue, '--source', 'email.sending'],
    ...['--zone-id', zone, '--domain', domain, '--events', MAIL_EVENTS.join(',')],
  ];
}
