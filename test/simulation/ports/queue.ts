import type { Context, QueueMessage } from '../../../src/operations/core/context.ts';
import type { Ports } from './port.ts';

/** As in wrangler.toml. */
const MOST_RETRIES = 5;
const BATCH = 20;
const TRIP_MS = 20;

type Message = { readonly id: string; readonly body: QueueMessage; attempts: number };

export type Queue = {
  readonly enqueue: Context['enqueue'];
  /** What is not delivered yet. */
  readonly waiting: () => number;
};

/** Runs the consumer on a batch; `killed` messages come again, as after a worker that died. */
export type Consume = (batch: MessageBatch<unknown>, ended: (end: 'done' | 'died') => void) => void;

/** Cloudflare's queue: at-least-once delivery, late, in any order, or lost; after some retries a dead letter. */
export function createQueue(
  ports: Ports,
  consume: Consume,
  log: (event: string) => void,
  awayUntil: () => number,
): Queue {
  const { scheduler, random, faults } = ports;
  let count = 0;
  let waiting = 0;
  const deliver = (messages: readonly Message[], delayMs: number): void => {
    waiting += messages.length;
    scheduler.at(scheduler.now() + delayMs, `queue delivers ${messages.length}`, () => {
      waiting -= messages.length;
      // What was taken before it went away comes when it is back.
      if (scheduler.now() < awayUntil()) {
        deliver(messages, awayUntil() - scheduler.now());
        return;
      }
      for (const message of messages) message.attempts += 1;
      const settled = new Map<Message, 'ack' | 'retry'>();
      const settle = (message: Message, how: 'ack' | 'retry'): void => {
        if (!settled.has(message)) settled.set(message, how);
      };
      const batch: MessageBatch<unknown> = {
        queue: 'work',
        messages: messages.map((message) => ({
          id: message.id,
          timestamp: new Date(scheduler.now()),
          body: message.body,
          attempts: message.attempts,
          ack: () => settle(message, 'ack'),
          retry: () => settle(message, 'retry'),
        })),
        metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } },
        ackAll: () => undefined,
        retryAll: () => undefined,
      };
      consume(batch, (end) => {
        // What was not acknowledged when the worker died comes again; acknowledged or not, some comes twice.
        const again = messages.filter((message) => {
          if (end === 'died' || settled.get(message) !== 'ack') return true;
          return faults.strikes('queue_redelivered', 'queue', 0.5);
        });
        const left = again.filter(({ attempts }) => attempts <= MOST_RETRIES);
        for (const { id } of again.filter((message) => !left.includes(message))) {
          faults.happened('queue_dead_letter');
          scheduler.note(`dead letter ${id}`);
        }
        if (left.length > 0) deliver(left, random.between(1_000, 30_000));
      });
    });
  };
  return {
    waiting: () => waiting,
    enqueue: async (work) => {
      try {
        const failed = scheduler.now() < awayUntil() || faults.strikes('queue_send_failed', 'queue', 0.5);
        const lost = faults.strikes('queue_send_lost', 'queue', 0.5);
        await ports.call({
          port: 'queue',
          label: `queue send ${work.length}${failed ? ' (fails)' : lost ? ' (lost)' : ''}`,
          asked: () => JSON.stringify(work),
          tripMs: TRIP_MS,
          perform: () => {
            if (failed) throw new Error('Queue send failed');
            if (lost) return;
            const messages = work.map((body): Message => {
              count += 1;
              return { id: `msg_${count}`, body, attempts: 0 };
            });
            // Those of one turn may come together, or each by itself.
            const together = random.chance(0.5) ? BATCH : 1;
            for (const turn of turnsOf(messages)) {
              for (let at = 0; at < turn.length; at += together) {
                const slow = faults.strikes('queue_slow', 'queue') ? random.between(10_000, 30 * 60_000) : 0;
                const delay = delayOf(turn[at]) + random.wait(100) + slow;
                const batch = turn.slice(at, at + together);
                deliver(batch, delay);
                // Twice at nearly the same time, to two workers.
                if (faults.strikes('queue_redelivered', 'queue', 0.5))
                  deliver(
                    batch.map((message) => ({ ...message })),
                    delay + random.wait(300),
                  );
              }
            }
          },
        });
      } catch {
        log('enqueue_failed');
      }
    },
  };
}

const delayOf = (message: Message | undefined): number =>
  message?.body.kind === 'collect' ? message.body.delaySeconds * 1000 : 0;

/** Messages that are to come at the same time. */
function turnsOf(messages: readonly Message[]): Message[][] {
  const turns = new Map<number, Message[]>();
  for (const message of messages) {
    const delay = delayOf(message);
    turns.set(delay, [...(turns.get(delay) ?? []), message]);
  }
  return [...turns.values()];
}
