import type { Context, QueueMessage } from '../../src/operations/core/context.ts';
import type { Scheduler } from '../../test/simulation/kernel/scheduler.ts';

const TRIP_MS = 20;
/** https://developers.cloudflare.com/queues/configuration/consumer-concurrency/ */
const MOST_CONSUMERS = 250;

export type Queue = {
  readonly enqueue: Context['enqueue'];
  /** What is in the queue or being worked on. */
  readonly undone: () => number;
  readonly mostConsumers: () => number;
};

type Consume = (batch: MessageBatch<unknown>) => Promise<void>;
type Message = { readonly id: string; readonly body: QueueMessage; attempts: number };

/**
 * Cloudflare's queue on a good day: a message comes when its delay is over, in batches as large as there are
 * messages up to `batchSize`; a consumer is added each time that one is done and messages wait.
 */
export function createQueue(scheduler: Scheduler, batchSize: number, consume: Consume): Queue {
  const visible: Message[] = [];
  let delayed = 0;
  let active = 0;
  let allowed = 1;
  let most = 0;
  let count = 0;
  let isCalled = false;

  const put = (messages: readonly Message[], delayMs: number): void => {
    delayed += messages.length;
    scheduler.at(scheduler.now() + delayMs, `${messages.length} messages`, () => {
      delayed -= messages.length;
      visible.push(...messages);
      call();
    });
  };
  /** Messages that come in one instant are handed out together. */
  const call = (): void => {
    if (isCalled) return;
    isCalled = true;
    scheduler.at(scheduler.now() + 1, 'hand out', () => {
      isCalled = false;
      while (visible.length > 0 && active < allowed) begin(visible.splice(0, batchSize));
    });
  };
  const begin = (messages: Message[]): void => {
    active += 1;
    most = Math.max(most, active);
    const again: { readonly message: Message; readonly delayMs: number }[] = [];
    const batch: MessageBatch<unknown> = {
      queue: 'quittance-work',
      metadata: { metrics: { backlogCount: 0, backlogBytes: 0, oldestMessageTimestamp: new Date(0) } },
      messages: messages.map((message) => ({
        id: message.id,
        timestamp: new Date(scheduler.now()),
        body: message.body,
        attempts: message.attempts,
        ack: () => undefined,
        retry: ({ delaySeconds = 0 } = {}) => {
          message.attempts += 1;
          again.push({ message, delayMs: delaySeconds * 1000 });
        },
      })),
      retryAll: () => undefined,
      ackAll: () => undefined,
    };
    scheduler.spawn(
      'queue',
      () => consume(batch),
      (end) => {
        if (end.kind === 'threw') throw end.error;
        active -= 1;
        for (const { message, delayMs } of again) put([message], delayMs);
        if (visible.length > 0) allowed = Math.min(MOST_CONSUMERS, allowed + 1);
        call();
      },
    );
  };
  return {
    enqueue: async (work) => {
      const byDelay = Map.groupBy(work, (body) => (body.kind === 'collect' ? body.delaySeconds : 0));
      for (const [seconds, its] of byDelay) {
        const messages = its.map((body): Message => {
          count += 1;
          return { id: `m${count}`, body, attempts: 1 };
        });
        put(messages, TRIP_MS + seconds * 1000);
      }
      await new Promise((resolve) => setTimeout(resolve, TRIP_MS));
    },
    undone: () => visible.length + delayed + active,
    mostConsumers: () => most,
  };
}
