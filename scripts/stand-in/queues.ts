import { randomUUID } from 'node:crypto';
import { field } from './d1.ts';
import { Refusal, type Route } from './http.ts';
import type { AccountState, StoredConsumer, StoredQueue } from './state.ts';

const ALL = /^\/client\/v4\/accounts\/\w+\/queues$/;
const ONE = /^\/client\/v4\/accounts\/\w+\/queues\/([^/]+)$/;
const CONSUMERS = /^\/client\/v4\/accounts\/\w+\/queues\/([^/]+)\/consumers$/;
const CONSUMER = /^\/client\/v4\/accounts\/\w+\/queues\/([^/]+)\/consumers\/([^/]+)$/;

/** Queues and their consumers. */
export function queueRoutes(account: AccountState): readonly Route[] {
  const find = (id: string): StoredQueue => {
    const found = account.queues.get(id);
    if (found === undefined) throw new Refusal(404, 11000, `Queue ${id} does not exist`);
    return found;
  };
  return [
    [
      'GET',
      ALL,
      ({ query }) => {
        const names = query.getAll('name');
        return [...account.queues.values()]
          .filter(({ name }) => names.length === 0 || names.includes(name))
          .map(shown);
      },
    ],
    [
      'POST',
      ALL,
      async ({ request }) => {
        const name = field(await request.json(), 'queue_name');
        if ([...account.queues.values()].some((each) => each.name === name)) {
          throw new Refusal(
            409,
            11009,
            `Queue name '${name}' is already taken. Please use a different name and try again.`,
          );
        }
        const made: StoredQueue = { id: randomUUID().replaceAll('-', ''), name, consumers: [] };
        account.queues.set(made.id, made);
        return shown(made);
      },
    ],
    ['GET', ONE, ({ parts: [id = ''] }) => shown(find(id))],
    ['GET', CONSUMERS, ({ parts: [id = ''] }) => find(id).consumers.map(shownConsumer)],
    [
      'POST',
      CONSUMERS,
      async ({ parts: [id = ''], request }) => {
        const queue = find(id);
        const consumer = consumerOf(randomUUID().replaceAll('-', ''), await request.json());
        if (queue.consumers.some(({ script }) => script !== consumer.script)) {
          throw new Refusal(400, 11004, `Queue ${queue.name} already has a consumer`);
        }
        queue.consumers = [consumer];
        return shownConsumer(consumer);
      },
    ],
    [
      'PUT',
      CONSUMER,
      async ({ parts: [id = '', consumerId = ''], request }) => {
        const consumer = consumerOf(consumerId, await request.json());
        find(id).consumers = [consumer];
        return shownConsumer(consumer);
      },
    ],
  ];
}

function consumerOf(consumerId: string, body: unknown): StoredConsumer {
  const settings: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'settings') : {};
  return {
    consumerId,
    script: field(body, 'script_name'),
    deadLetterQueue: field(body, 'dead_letter_queue') || null,
    settings: typeof settings === 'object' && settings !== null ? { ...settings } : {},
  };
}

const shownConsumer = ({ consumerId, script, deadLetterQueue, settings }: StoredConsumer) => ({
  consumer_id: consumerId,
  type: 'worker',
  script,
  script_name: script,
  dead_letter_queue: deadLetterQueue,
  settings,
});

const shown = ({ id, name, consumers }: StoredQueue) => ({
  queue_id: id,
  queue_name: name,
  created_on: '2026-01-01T00:00:00Z',
  modified_on: '2026-01-01T00:00:00Z',
  producers: [],
  producers_total_count: 0,
  consumers: consumers.map(shownConsumer),
  consumers_total_count: consumers.length,
});
