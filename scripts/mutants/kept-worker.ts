import type { PoolWorker, WorkerRequest } from 'vitest/node';

type Listener = (message: unknown) => void;

/**
 * A worker that outlives a run of vitest, which ends its own after each: starting workerd takes longer than most test
 * files. To vitest it starts and stops as any other.
 */
export function keptWorker(open: () => PoolWorker): PoolWorker & { discard(): Promise<void> } {
  const listeners = new Map<string, Set<Listener>>();
  const tell = (event: string, message: unknown) => {
    for (const listener of [...(listeners.get(event) ?? [])]) listener(message);
  };
  const answer = (type: 'started' | 'stopped') =>
    setImmediate(() => tell('message', { type, __vitest_worker_response__: true, kept: true }));
  let worker: PoolWorker | null = null;
  let isSetUp = false;
  const known = () => {
    if (worker === null) throw new Error('The worker is not started.');
    return worker;
  };

  async function discard(): Promise<void> {
    const ended = worker;
    worker = null;
    isSetUp = false;
    tell('exit', undefined);
    // A run that ended by it takes its listeners back no more, and would be told of the next one's end.
    listeners.clear();
    await ended?.stop();
  }

  return {
    name: 'kept',
    async start() {
      if (worker !== null) return;
      const opened = open();
      await opened.start();
      for (const event of ['message', 'error', 'exit']) {
        opened.on(event, (message) => worker === opened && tell(event, message));
      }
      worker = opened;
    },
    stop: async () => {},
    send(message: WorkerRequest) {
      if (message?.type === 'stop') return void answer('stopped');
      if (message?.type === 'start' && isSetUp) return void answer('started');
      if (message?.type === 'start') isSetUp = true;
      worker?.send(message);
    },
    on: (event, listener) => {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
    },
    off: (event, listener) => {
      listeners.get(event)?.delete(listener);
    },
    deserialize: (data) =>
      data !== null && typeof data === 'object' && 'kept' in data ? data : known().deserialize(data),
    discard,
  };
}
